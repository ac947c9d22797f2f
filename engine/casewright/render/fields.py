"""The plan as plain text for the fields of Amazon's form: English to paste, Chinese to read."""

from collections.abc import Callable, Iterable, Sequence

from casewright.model import Bilingual, Claim, Dossier, FileRef, Finding, Kind, Severity
from casewright.render.fill.clean import clean
from casewright.render.views.labels import DOCUMENTS, DRAFT
from casewright.text import show_day

TOO_LONG = Kind(
    "render/field-too-long", Severity.WARNING,
    "表单分栏“{name_zh}”的英文有 {length} 个字符，超过 {limit}。",
    "The English text for the field \"{name_en}\" has {length} characters, more than {limit}.",
    "合并或删去次要的句子；粘贴前在表单上确认实际字数上限。",
    "Join or drop minor sentences; check the form's real limit before pasting.",
)  # fmt: skip

MEASURES = Bilingual("我方已采取的措施", "Measures on our side")

_FIX = (
    (("root_cause",), Bilingual("根本原因", "Root cause")),
    (("corrective",), Bilingual("已采取的措施", "Actions taken")),
    (("preventive",), Bilingual("预防措施", "Prevention")),
)
_DISPUTE = (
    (("summary", "dispute"), Bilingual("事实说明", "Explanation and facts")),
    (("corrective", "preventive"), MEASURES),
    (("request",), Bilingual("请求", "Request")),
)
_EMPTY = Bilingual("（暂无可以提交的内容，见《待补材料清单》）", "(nothing can be stated yet: see Missing Materials)")
_RULE = "=" * 72


def field_texts(dossier: Dossier) -> tuple[tuple[Bilingual, Bilingual], ...]:
    """Return each field's name and text; a dispute tells measures only where it has any, and admits nothing."""
    layout = _DISPUTE if dossier.plan.door == "dispute" else _FIX
    filled = ((name, _joined(dossier.plan.of(*sections))) for sections, name in layout)
    return tuple((name, text) for name, text in filled if text or name is not MEASURES)


def fields_text(dossier: Dossier, *, name: str) -> tuple[str, tuple[Finding, ...]]:
    """Return the whole file and a warning for each field over the limit; ``name`` is the file's name."""
    texts, limit = field_texts(dossier), dossier.field_limit
    found = tuple(
        TOO_LONG.at(FileRef(name, title.en), name_zh=title.zh, name_en=title.en, length=len(text.en), limit=limit)
        for title, text in texts
        if limit is not None and len(text.en) > limit
    )
    lines = [*_head(dossier), _RULE, "ENGLISH: paste field by field  英文：逐栏粘贴", _RULE]
    for number, (title, text) in enumerate(texts, 1):
        lines += ["", f"[{number}] {title.en} {title.zh}  ({_count(text.en, limit)})", "-" * 72, text.en or _EMPTY.en]
    lines += ["", _RULE, "中文对照：只供内部阅读，不要粘贴  Chinese reading copy: do not paste", _RULE]
    for number, (title, text) in enumerate(texts, 1):
        lines += ["", f"[{number}] {title.zh}  （{len(text.zh)} 字）", "-" * 72, text.zh or _EMPTY.zh]
    return clean("\n".join(lines)) + "\n", found


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


def _joined(claims: Sequence[Claim]) -> Bilingual:
    zh, en = ("\n".join(_sentence(claim, lang) for claim in claims) for lang in ("zh", "en"))
    return Bilingual(zh, en)


def _sentence(claim: Claim, lang: str) -> str:
    """Return a claim with what its table columns would show, each only where the sentence does not say it yet."""
    text = claim.text.lang(lang).strip()
    tail = _details(claim, lang, lambda value: value not in text)
    names = [name for name in dict.fromkeys((*claim.exhibits, *claim.records)) if name not in text]
    if names:
        tail.append(f"（证据 {'、'.join(names)}）" if lang == "zh" else f"(Exhibit {', '.join(names)})")
    if lang == "zh":
        return text + "".join(tail)
    return " ".join((text, *tail))


def _details(claim: Claim, lang: str, wanted: Callable[[str], bool]) -> list[str]:
    days = [(each, show_day(each, lang)) for each in (claim.on, claim.starts_on) if each]
    labels = {"zh": ("日期：", "负责人：", "频率：", "开始：", "；", "。"),
              "en": ("Date: ", "Owner: ", "Frequency: ", "From: ", "; ", ".")}[lang]  # fmt: skip
    parts: list[str] = []
    for lead, value in ((labels[1], claim.owner.lang(lang)), (labels[2], claim.frequency.lang(lang))):
        if value and wanted(value):
            parts.append(lead + value)
    for each, shown in days:
        if wanted(shown) and wanted(each.isoformat()):
            parts.append((labels[0] if each == claim.on else labels[3]) + shown)
    return [labels[4].join(parts) + labels[5]] if parts else []
