"""What the notice and the sheet say was alleged, and which of the two is followed where they differ."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from casewright.model import (
    Case,
    Catalogue,
    Fact,
    FileRef,
    Finding,
    Findings,
    Kind,
    NoticeReading,
    Origin,
    Role,
    Severity,
)

#: Stages that a reply brings after the notice: the sheet is newer than the notice file then.
LATER_STAGES = frozenset({"more_info", "rejected", "final", "reinstated"})

DIFFER = Kind(
    "rules/notice-and-sheet-differ", Severity.WARNING,
    "{what_zh}：通知是“{notice_zh}”，案件表填的是“{sheet_zh}”；本次按{used_zh}处理。",
    "{what_en}: the notice says {notice_en}, the sheet says {sheet_en}; this run follows the {used_en}.",
    "核对两处。案件表填错就改表；如果后来又收到新的通知，把新通知放进案件并在“通知文件”中指明。",
    "Compare the two and correct the sheet where it is wrong; where a newer notice came, add it and name it there.",
)  # fmt: skip
UNSURE = Kind(
    "rules/notice-unsure", Severity.WARNING,
    "通知读起来像“{notice_zh}”，但把握不大；案件表填的是“{sheet_zh}”，本次按案件表处理。",
    "The notice reads like {notice_en}, but not surely so; the sheet says {sheet_en}, and this run follows the sheet.",
    "请人读一遍通知，确认违规类型；通知不完整的，换成完整原文。",
    "Have a person read the notice and confirm the violation; where the notice is cut, add the full text.",
)  # fmt: skip
SEVERAL = Kind(
    "rules/notice-names-several", Severity.INFO,
    "通知同时涉及“{notice_zh}”和“{sheet_zh}”；案件表选的是后者，本次以它为主。",
    "The notice names both {notice_en} and {sheet_en}; the sheet chose the latter, and this run leads with it.",
    "确认主次无误；另一项也要有自己的根本原因和措施。",
    "Make sure that this is the right one to lead; the other needs its own root cause and actions too.",
)  # fmt: skip
NOT_RECOGNISED = Kind(
    "rules/notice-not-recognised", Severity.WARNING,
    "从通知里没有认出违规类型，本次按案件表的“{sheet_zh}”处理。",
    "No violation was recognised in the notice; this run follows the sheet: {sheet_en}.",
    "确认放入的是处罚通知原文（不是公告、订单消息或截图缩略图）。",
    "Make sure that the file is the notice itself, not news, an order mail or a small picture of it.",
)  # fmt: skip
UNKNOWN = Kind(
    "rules/violation-unknown", Severity.ERROR,
    "通知里没有认出违规类型，案件表也没有填，无法选择策略。",
    "Neither the notice nor the sheet tells the violation, so no strategy can be chosen.",
    "在案件表“违规类型”选择代码，或放入完整的通知原文。",
    "Choose the violation in the case sheet, or add the full text of the notice.",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Led:
    """The violation that leads, and where it stands."""

    code: str | None
    origin: Origin


def notice_facts(
    case: Case, notice: NoticeReading, *, catalogue: Catalogue, today: date
) -> tuple[tuple[Fact, ...], tuple[Finding, ...]]:
    """Return what is alleged, how far it went and what the notice asks, with the differences that were found."""
    found = Findings()
    file: Origin = FileRef(notice.file) if notice.file else case.where("notice_file")
    led = found.take(_leading(case, notice, file, catalogue))
    codes = _all_codes(led.code, case, notice, catalogue)
    facts = [
        Fact("violation", led.code, led.origin),
        Fact("violations", codes, led.origin),
        Fact("violation_count", Fraction(len(codes)), led.origin),
        Fact("infringement_type", catalogue.infringement(led.code), led.origin),
        Fact("phishing", bool(notice.phishing) or catalogue.role(led.code) is Role.PHISHING, file),
        Fact("notice_given", bool(notice.text.strip()), file),
        Fact("notice_language", notice.language, file),
        Fact("notice_confidence", _confidence(notice), file),
        Fact("notice_asks", tuple(dict.fromkeys(ask.topic for ask in notice.asks)), file),
        Fact("deadline_stated", notice.deadline is not None, file),
        Fact("deadline_hours", _hours(notice), file),
        found.take(_either("level", "处罚级别", "Level", notice.level, case, file)),
        *found.take(_stage_facts(case, notice, file, catalogue)),
        found.take(_marketplace(case, notice, file)),
        _age(case, notice, file, today),
        Fact("funds_days_left", funds_days_left(notice, _days(case, notice, today)), file),
    ]
    return tuple(facts), found.sorted()


def _leading(case: Case, notice: NoticeReading, file: Origin, catalogue: Catalogue) -> tuple[_Led, tuple[Finding, ...]]:
    """Choose the violation: the notice's first, unless it names none, is a reply, or was read with little confidence.

    Of several that the notice surely names the sheet may choose the one that leads.
    """
    read = notice.types[0] if notice.types else None
    said = case.violations[0] if case.violations else None
    cell = case.where("violations")
    if read is None or (said and catalogue.role(read.code) is Role.NEWS):
        if said is None:
            return _Led(None, cell), (UNKNOWN.at(cell),)
        silent = not notice.text.strip()
        sheet = _label(said, catalogue)
        return _Led(said, cell), () if silent else (NOT_RECOGNISED.at(file, sheet_zh=sheet[0], sheet_en=sheet[1]),)
    if said is None or read.code in case.violations:
        return _Led(read.code, file), ()
    if _answers(read.code, catalogue):
        return _Led(said, cell), ()
    names = dict(zip(("notice_zh", "notice_en"), _label(read.code, catalogue), strict=True))
    names |= dict(zip(("sheet_zh", "sheet_en"), _label(said, catalogue), strict=True))
    if read.confidence < notice.sure_from:
        return _Led(said, cell), (UNSURE.at(cell, **names),)
    if any(violation.code == said and violation.confidence >= notice.sure_from for violation in notice.types):
        return _Led(said, cell), (SEVERAL.at(cell, **names),)
    differ = DIFFER.at(cell, what_zh="违规类型", what_en="Violation", used_zh="通知", used_en="notice", **names)
    return _Led(read.code, file), (differ,)


def _answers(code: str, catalogue: Catalogue) -> bool:
    """Say whether a code is that of an answer: it keeps the violation of its case."""
    role = catalogue.role(code)
    return role is not None and role.answers


def _alleges(code: str, catalogue: Catalogue) -> bool:
    kind = catalogue.violations.get(code)
    return kind is None or kind.alleges


def _label(code: str, catalogue: Catalogue) -> tuple[str, str]:
    kind = catalogue.violations.get(code)
    return (f"{kind.label.zh} {code}", f"{kind.label.en} ({code})") if kind else (code, code)


def _all_codes(led: str | None, case: Case, notice: NoticeReading, catalogue: Catalogue) -> tuple[str, ...]:
    """Return the leading code, then what else the notice surely says and the sheet lists; replies are no violations."""
    others = (violation.code for violation in notice.types if violation.confidence >= notice.sure_from)
    codes = [code for code in (led, *others, *case.violations) if code]
    kept = [code for code in codes if code == led or _alleges(code, catalogue)]
    return tuple(dict.fromkeys(kept))


def _confidence(notice: NoticeReading) -> Fraction | None:
    return Fraction(str(round(notice.types[0].confidence, 4))) if notice.types else None


def _hours(notice: NoticeReading) -> Fraction | None:
    hours = notice.deadline.hours if notice.deadline else None
    return None if hours is None else Fraction(hours)


def _either(
    name: str, zh: str, en: str, read: str | None, case: Case, file: Origin
) -> tuple[Fact, tuple[Finding, ...]]:
    """Return the notice's word where it has one, the sheet's otherwise; tell where the two differ."""
    said: str | None = getattr(case, name)
    if read is None:
        return Fact(name, said, case.where(name)), ()
    fact = Fact(name, read, file)
    if said is None or said == read:
        return fact, ()
    return fact, (_differ(case.where(name), zh, en, read, said, sheet_leads=False),)


def _stage_facts(
    case: Case, notice: NoticeReading, file: Origin, catalogue: Catalogue
) -> tuple[tuple[Fact, ...], tuple[Finding, ...]]:
    """Return the stage; a sheet that tells of a reply is newer than the notice and leads."""
    later = case.stage in LATER_STAGES
    stage, found = _either("stage", "案件阶段", "Stage", None if later else notice.stage, case, file)
    stands = str(stage.value) if stage.value is not None else None
    back = leads_to_reinstated(stands, notice, catalogue=catalogue)
    final = leads_to_final(stands, case, notice, catalogue=catalogue)
    return (stage, Fact("reinstated", back, stage.origin), Fact("final_notice", final, stage.origin)), found


def leads_to_reinstated(stage: str | None, notice: NoticeReading, *, catalogue: Catalogue) -> bool:
    """Say whether account or listing is back, at a stage."""
    return stage == "reinstated" or catalogue.role(notice.primary) is Role.REINSTATED


def leads_to_final(stage: str | None, case: Case, notice: NoticeReading, *, catalogue: Catalogue) -> bool:
    """Say whether Amazon's last word was its final one, at a stage."""
    said = any(catalogue.role(violation.code) is Role.FINAL for violation in notice.types)
    return stage == "final" or said or any(submission.result == "final" for submission in case.submissions)


def _marketplace(case: Case, notice: NoticeReading, file: Origin) -> tuple[Fact, tuple[Finding, ...]]:
    """Return the store: the sheet's, since one seller's letters often come from another store's address."""
    said, read = case.marketplace, notice.marketplace
    if said is None:
        return Fact("marketplace", read, file if read else case.where("marketplace")), ()
    fact = Fact("marketplace", said, case.where("marketplace"))
    if read is None or read == said:
        return fact, ()
    return fact, (_differ(case.where("marketplace"), "站点", "Marketplace", read, said, sheet_leads=True),)


def _differ(cell: Origin, zh: str, en: str, read: str, said: str, *, sheet_leads: bool) -> Finding:
    used = ("案件表", "sheet") if sheet_leads else ("通知", "notice")
    return DIFFER.at(
        cell, what_zh=zh, what_en=en, notice_zh=read, notice_en=read, sheet_zh=said, sheet_en=said,
        used_zh=used[0], used_en=used[1],
    )  # fmt: skip


def _age(case: Case, notice: NoticeReading, file: Origin, today: date) -> Fact:
    origin = file if notice.notice_date else case.where("notice_date")
    return Fact("days_since_notice", _days(case, notice, today), origin)


def _days(case: Case, notice: NoticeReading, today: date) -> Fraction | None:
    day = notice.notice_date or case.notice_date
    return None if day is None or day > today else Fraction((today - day).days)


def funds_days_left(notice: NoticeReading, passed: Fraction | None) -> Fraction | None:
    """Return what is left of the days that the notice itself gives for held money; None where it gives none."""
    return None if notice.funds_days is None or passed is None else notice.funds_days - passed
