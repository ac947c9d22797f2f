"""Rows of the Facts sheet on their way to a claim: whether they may stand, what they give, their own words."""

import re
from dataclasses import replace
from datetime import date

from casewright.compose.claims import Draft, Gap, Standing, draft_row, exhibits_of, left_out, no_block
from casewright.compose.ground import Ground, case_values, own_words, references, statement_values
from casewright.compose.template import Part, Said, Sentence
from casewright.compose.wording import Block, Outline, Wording
from casewright.model import Bilingual, Exhibit, Finding, Kind, Severity, Statement, StatementKind
from casewright.text import find_days, show_day, show_month_day

UNSIGNED = Kind(
    "compose/admission-unsigned", Severity.ERROR,
    "“{id}”承认了违规，但没有客户签认（承认标记、签认人、签认日期缺一不可），没有写入。",
    "\"{id}\" admits a violation without the client's sign-off (mark, name and date); it was not written.",
    "只有确属事实时，由客户在 Case 工作表签认并填日期；不属实就删掉这一行。",
    "If it is true, have the client sign off on the Case sheet with a date; if it is not, delete the row.",
)  # fmt: skip
ADMITS_IN_DISPUTE = Kind(
    "compose/admits-in-dispute", Severity.ERROR,
    "这份申诉否认违规，而“{id}”承认违规，两者矛盾，没有写入。",
    "This plan disputes the violation and \"{id}\" admits it; the two contradict, so it was not written.",
    "和客户确认事实：属实就把立场改为承认；不属实就去掉这一行的承认标记。",
    "Settle the facts with the client: change the position, or take the admission mark off the row.",
)  # fmt: skip
NOT_IN_THIS_PLAN = Kind(
    "compose/not-in-this-plan", Severity.WARNING,
    "“{id}”没有写入：这种申诉方式（{approach}）不含“{section}”部分。",
    "\"{id}\" was not written: a plan of this approach ({approach}) has no {section} section.",
    "如果这一行很重要，核对立场和违规类型是否填对。",
    "If the row matters, check that position and violation are right.",
)  # fmt: skip

#: What a row lacks that names no exhibit a claim may rest on.
NO_EXHIBIT = Gap(
    Bilingual("可用的证据", "a usable exhibit"),
    Bilingual(
        "在 Evidence 工作表登记能证明这件事的文件，并把编号写到“证据”栏。",
        "List a file that shows it in the Evidence sheet, and name it in the evidence column.",
    ),
    "exhibit/any",
)  # fmt: skip


#: What a root cause lacks that has neither a day nor an exhibit: the rules do not take it either.
NO_BACKING = Gap(
    Bilingual("日期或可用的证据", "a date or a usable exhibit"),
    Bilingual(
        "填写这个原因出现的日期，或在“证据”栏写上能证明它的文件编号。",
        "Fill in the day the cause arose, or name an exhibit that shows it in the evidence column.",
    ),
    "value/backing",
)  # fmt: skip


def barred(row: Statement, ground: Ground, outline: Outline, section: str) -> tuple[Finding, ...]:
    """Return why a row may not stand: an admission in a dispute, one without sign-off, a section the plan has not."""
    admits = row.admitted or row.kind is StatementKind.ADMISSION
    if admits and ground.decision.door == "dispute":
        return (ADMITS_IN_DISPUTE.at(row.origin, id=row.id),)
    if admits and not (row.admitted and ground.signed_off):
        return (UNSIGNED.at(row.origin, id=row.id),)
    if not outline.allows(section):
        return (NOT_IN_THIS_PLAN.at(row.origin, id=row.id, approach=ground.decision.approach, section=section),)
    return ()


def statement_standing(
    row: Statement, ground: Ground
) -> tuple[dict[str, Said], tuple[Exhibit, ...], tuple[Finding, ...]]:
    """Return the values, the usable exhibits and the findings of one row."""
    evidence, record, found = exhibits_of(row, ground)
    values = {name: said for name, said in case_values(ground).items() if name != "asins"}
    values.update(statement_values(row, ground.words, today=ground.today))
    if not row.action and not _orders_to_name(row):
        values.pop("orders", None)
    if shown := references(evidence, ground.words):
        values["exhibits"] = shown
    if shown := references(record, ground.words):
        values["records"] = shown
    return values, tuple(dict.fromkeys(evidence + record)), found


def draft_guarded(
    row: Statement, ground: Ground, wording: Wording, outline: Outline, *, section: str, proof: bool = False
) -> Draft:
    """Draft a row in the client's own words where it may stand in this plan; else say why not."""
    stop = barred(row, ground, outline, section)
    return Draft(findings=stop) if stop else draft_own_words(row, ground, wording, section=section, proof=proof)


def draft_own_words(
    row: Statement, ground: Ground, wording: Wording, *, section: str, cause: str | None = None, proof: bool = False
) -> Draft:
    """Draft a row in the client's own words; ``proof``: it needs a usable exhibit even where it names none."""
    said = own_words(row, ground.words)
    if said is None:
        return Draft()
    values, exhibits, found = statement_standing(row, ground)
    values["detail"] = said
    block = frame(row, wording, dated="FREE-DATED")
    if block is None:
        return no_block("FREE-DATED", wording)
    unbacked = row.kind is StatementKind.CAUSE and row.on is None
    if (row.evidence or proof or unbacked) and not exhibits:
        what = Bilingual(f"事实 {row.id}", f"fact {row.id}")
        lack = NO_BACKING if unbacked and not row.evidence else NO_EXHIBIT
        gap = left_out(what, (lack,), need="must", origin=row.origin, code=f"fact/{row.id}")
        return Draft(missing=(gap,), findings=found)
    claim, more = draft_row(block, row, ground, values=values, standing=Standing(exhibits))
    return Draft((replace(claim, section=section, cause=cause),), findings=found + more)


def frame(row: Statement, wording: Wording, *, dated: str) -> Block | None:
    """Return the frame for a row's own words: with its date, or plain where a language gives the date already."""
    full, bare = wording.block(dated), wording.block("FREE-PLAIN")
    if full is None or bare is None:
        return None
    if row.on is None:
        return bare
    said = {"zh": row.zh, "en": row.en, **dict(row.more)}

    def chosen(lang: str) -> tuple[Part, ...]:
        sentence = bare.sentence if _gives(said.get(lang, ""), row.on or date.max, lang) else full.sentence
        return sentence.lang(lang) or ()

    both = {lang for lang, _ in bare.sentence.more} & {lang for lang, _ in full.sentence.more}
    more = tuple((lang, chosen(lang)) for lang in sorted(both))
    return replace(full, sentence=Sentence(chosen("zh"), chosen("en"), more))


def _orders_to_name(row: Statement) -> bool:
    """Say whether a fact in the client's words still has to name its orders: ids are given, and it has none of them."""
    told = row.kind is StatementKind.HAPPENED and bool(row.orders)
    return told and not any(order in row.zh + row.en for order in row.orders)


def _gives(text: str, day: date, lang: str) -> bool:
    """Say whether a text names a day, with its year or without."""
    month_day = show_day(day, "en").partition(",")[0]
    short = (f"{day.month}月{day.day}日", month_day, " ".join(reversed(month_day.split())), show_month_day(day, lang))
    return any(found == day for _, _, found in find_days(text)) or any(
        re.search(rf"(?<!\d){re.escape(each)}(?!\d)", text) for each in short
    )
