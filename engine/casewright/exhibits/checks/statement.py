"""What the sheet says about the exhibit: its kind, and what it proves in both languages."""

from collections.abc import Iterator

from casewright.exhibits.checking import Candidate, World
from casewright.model import Finding, Kind, Severity

NO_KIND = Kind(
    "exhibits/kind-missing", Severity.WARNING,
    "{zh}没有选择证据种类，暂归入“其他”。", "{en} has no kind of evidence; it is filed under \"other\".",
    "在“种类”栏从下拉列表选择一项。", "Choose one from the list in the Kind column.",
)  # fmt: skip
NO_PROOF = Kind(
    "exhibits/proves-missing", Severity.WARNING,
    "{zh}没有写它证明什么。", "The sheet does not say what {en} proves.",
    "用一句话写清楚：哪一天、哪些订单或 ASIN、证明了哪件事。",
    "Say it in one sentence: which day, which orders or ASINs, what it shows.",
)  # fmt: skip
ONE_LANGUAGE = Kind(
    "exhibits/proves-one-language", Severity.WARNING,
    "{zh}的“证明内容”只有{have_zh}，缺{lack_zh}。",
    "What {en} proves is given in {have_en} only; the {lack_en} is missing.",
    "补上{lack_zh}；亚马逊看的是英文。", "Add the {lack_en}; the English is what Amazon reads.",
)  # fmt: skip


def check(candidate: Candidate, world: World) -> Iterator[Finding]:
    """Yield what is missing in the row's own words; exhibits that no row names have none to check."""
    del world
    row, label = candidate.row, candidate.label
    if not candidate.own_row:
        return
    if row.kind is None and candidate.kind.code == "other":
        yield NO_KIND.at(row.origin, zh=label.zh, en=label.en)
    if not row.proves_zh and not row.proves_en:
        yield NO_PROOF.at(row.origin, zh=label.zh, en=label.en)
    elif not row.proves_zh or not row.proves_en:
        names = (("英文", "English"), ("中文", "Chinese"))
        lack, have = names if not row.proves_en else names[::-1]
        yield ONE_LANGUAGE.at(
            row.origin, zh=label.zh, en=label.en, have_zh=have[0], lack_zh=lack[0], have_en=have[1], lack_en=lack[1]
        )
