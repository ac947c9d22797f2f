"""The plan as plain text for the fields of Amazon's form: the language submitted to paste, the others to read."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from casewright.model import NOTHING, Bilingual, Claim, Dossier, FileRef, Finding, Kind, Severity
from casewright.render.fill.clean import clean
from casewright.render.views.labels import DOCUMENTS, DRAFT
from casewright.render.views.words import UNTRANSLATED
from casewright.text import join_ids, language_name, show_day, writes_without_blanks

TOO_LONG = Kind(
    "render/field-too-long", Severity.WARNING,
    "表单分栏“{name_zh}”的{lang_zh}有 {length} 个字符，超过 {limit}。",
    "The {lang_en} text for the field \"{name_en}\" has {length} characters, more than {limit}.",
    "合并或删去次要的句子；粘贴前在表单上确认实际字数上限。",
    "Join or drop minor sentences; check the form's real limit before pasting.",
)  # fmt: skip

MEASURES = "field.measures"
#: The names and small words of the file, where the playbook's list ``words`` has no row of that id.
_BUILT_IN: Mapping[str, Bilingual] = {
    "field.root_cause": Bilingual("根本原因", "Root cause"),
    "field.actions": Bilingual("已采取的措施", "Actions taken"),
    "field.prevention": Bilingual("预防措施", "Prevention"),
    "field.facts": Bilingual("事实说明", "Explanation and facts"),
    MEASURES: Bilingual("我方已采取的措施", "Measures on our side"),
    "field.request": Bilingual("请求", "Request"),
    "detail.date": Bilingual("日期：{value}", "Date: {value}"),
    "detail.owner": Bilingual("负责人：{value}", "Owner: {value}"),
    "detail.frequency": Bilingual("频率：{value}", "Frequency: {value}"),
    "detail.start": Bilingual("开始：{value}", "From: {value}"),
    "detail.exhibits": Bilingual("（证据 {ids}）", "(Exhibit {ids})"),
}
_FIX = (
    (("root_cause",), "field.root_cause"), (("corrective",), "field.actions"), (("preventive",), "field.prevention"),
)  # fmt: skip
_DISPUTE = (
    (("summary", "dispute"), "field.facts"), (("corrective", "preventive"), MEASURES), (("request",), "field.request"),
)  # fmt: skip
_EMPTY = Bilingual("（暂无可以提交的内容，见《待补材料清单》）", "(nothing can be stated yet: see Missing Materials)")
_RULE = "=" * 72


def field_texts(dossier: Dossier) -> tuple[tuple[Bilingual, Bilingual], ...]:
    """Return each field's name and text; a dispute tells measures only where it has any, and admits nothing."""
    layout = _DISPUTE if dossier.plan.door == "dispute" else _FIX
    speech = _Speech(dossier)
    filled = ((name, speech.joined(dossier.plan.of(*sections))) for sections, name in layout)
    return tuple((speech.word(name), text) for name, text in filled if text or name is not MEASURES)


def fields_text(dossier: Dossier, *, name: str) -> tuple[str, tuple[Finding, ...]]:
    """Return the whole file and a warning for each field over the limit; ``name`` is the file's name.

    The language that is submitted stands first, the others behind it to be read, Chinese last. Each is counted.
    """
    texts, limit = field_texts(dossier), dossier.field_limit
    lines = [*_head(dossier)]
    found: list[Finding] = []
    for number, lang in enumerate(dossier.languages):
        named = language_name(lang) or NOTHING
        lines += ["", *_banner(named, submitted=False)] if number else _banner(named, submitted=True)
        for position, (title, text) in enumerate(texts, 1):
            said, head = text.lang(lang), f"[{position}] {_title(title, lang)}  ({_count(text.lang(lang), limit)})"
            lines += ["", head, "-" * 72, said or _EMPTY.en]
            if limit is not None and len(said) > limit:
                place = title.en if lang == "en" else f"{title.en}, {named.en}"
                found.append(
                    TOO_LONG.at(
                        FileRef(name, place), name_zh=title.zh, name_en=title.en, length=len(said), limit=limit,
                        lang_zh=named.zh, lang_en=named.en,
                    )
                )  # fmt: skip
    lines += ["", _RULE, "中文对照：只供内部阅读，不要粘贴  Chinese reading copy: do not paste", _RULE]
    for number, (title, text) in enumerate(texts, 1):
        lines += ["", f"[{number}] {title.zh}  （{len(text.zh)} 字）", "-" * 72, text.zh or _EMPTY.zh]
    return clean("\n".join(lines)) + "\n", tuple(found)


def _banner(named: Bilingual, *, submitted: bool) -> list[str]:
    if submitted:
        return [_RULE, f"{named.en.upper()}: paste field by field  {named.zh}：逐栏粘贴", _RULE]
    return [_RULE, f"{named.en.upper()}: for reference, do not paste  {named.zh}：供对照，不要粘贴", _RULE]


def _title(title: Bilingual, lang: str) -> str:
    own = title.lang(lang)
    return " ".join(dict.fromkeys(part for part in (own, title.en, title.zh) if part))


def _head(dossier: Dossier) -> Iterable[str]:
    title = DOCUMENTS["fields"]
    yield f"{title.en} {title.zh}"
    yield f"{dossier.case.ref} · v{dossier.version} · {dossier.today.isoformat()}"
    if not dossier.verdict.ready:
        yield f"*** {DRAFT.en}: not to be submitted ***  *** {DRAFT.zh}：不得提交 ***"


def _count(text: str, limit: int | None) -> str:
    length = len(text)
    over = limit is not None and length > limit
    warning = f"  !! over {limit:,}: shorten 超长，请精简 !!" if over else ""
    return f"{length:,} characters 字符{warning}"


@dataclass(frozen=True, slots=True)
class _Speech:
    """What the file says around the claims, in each language of the case."""

    dossier: Dossier

    def word(self, name: str) -> Bilingual:
        """Return a name or a small text, as the playbook has it or else as built in."""
        return self.dossier.catalogue.words.get(name) or _BUILT_IN[name]

    def joined(self, claims: Sequence[Claim]) -> Bilingual:
        """Return claims one under the other, in every language."""
        zh, en = ("\n".join(self._sentence(claim, lang) for claim in claims) for lang in ("zh", "en"))
        further = sorted(set(self.dossier.languages) - {"zh", "en"})
        return Bilingual(
            zh, en, tuple((lang, "\n".join(self._sentence(claim, lang) for claim in claims)) for lang in further)
        )

    def _sentence(self, claim: Claim, lang: str) -> str:
        """Return a claim with what its table columns would show, each only where the sentence does not say it yet."""
        text = (claim.text.lang(lang) or f"{UNTRANSLATED}{claim.text.en}").strip()
        tail = self._details(claim, lang, lambda value: value not in text)
        names = [name for name in dict.fromkeys((*claim.exhibits, *claim.records)) if name not in text]
        if names:
            tail.append(self._said("detail.exhibits", lang, ids=join_ids(names, lang)))
        return ("" if writes_without_blanks(lang) else " ").join((text, *tail))

    def _details(self, claim: Claim, lang: str, wanted: Callable[[str], bool]) -> list[str]:
        columns = (("detail.owner", claim.owner.lang(lang)), ("detail.frequency", claim.frequency.lang(lang)))
        parts = [self._said(name, lang, value=value) for name, value in columns if value and wanted(value)]
        for day, name in self._days(claim):
            shown = show_day(day, lang)
            if wanted(shown) and wanted(day.isoformat()):
                parts.append(self._said(name, lang, value=shown))
        between, stop = {"zh": ("；", "。"), "ja": ("、", "。")}.get(lang, ("; ", "."))
        return [between.join(parts) + stop] if parts else []

    def _days(self, claim: Claim) -> Iterator[tuple[date, str]]:
        if claim.on:
            yield claim.on, "detail.date"
        if claim.starts_on:
            yield claim.starts_on, "detail.start"

    def _said(self, name: str, lang: str, **values: str) -> str:
        text = self.word(name)
        return (text.lang(lang) or f"{UNTRANSLATED}{text.en}").format_map(values)
