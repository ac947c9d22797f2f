"""What of a sentence nobody has translated yet, and the cell that wants the translation."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from casewright.compose.ground import Ground
from casewright.compose.names import KNOWN
from casewright.compose.template import Filled
from casewright.compose.wording import Block
from casewright.model import NOTHING, Bilingual, CauseLink, Finding, Kind, RuleRef, Severity, Statement
from casewright.text import language_name

ROW_NEEDS = Kind(
    "compose/needs-language", Severity.ERROR,
    "“{id}”的{what_zh}还没有{lang_zh}，{lang_zh}申诉书里留作 【待人工翻译】。",
    "\"{id}\" has no {lang_en} for {what_en}; the {lang_en} plan is left marked there.",
    "由人工翻译后，填入这一行的“{what_zh}（{lang_zh}）”栏；没有这一栏就在最右边加一列，列名写 {column}。",
    "Have it translated by a person and fill the column \"{head_en} ({lang_en})\" of the row; without one, add a "
    "column headed {column} at the right.",
)  # fmt: skip
BLOCK_NEEDS = Kind(
    "compose/block-needs-language", Severity.ERROR,
    "文字块“{id}”还没有{lang_zh}，{lang_zh}申诉书里留作 【待人工翻译】。",
    "Block \"{id}\" has no {lang_en} yet; the {lang_en} plan is left marked there.",
    "由人工翻译后，填入规则手册 blocks 清单这一行的 {column} 栏。",
    "Have it translated by a person and fill the column {column} of the row in the list blocks.",
)  # fmt: skip
NAME_NEEDS = Kind(
    "compose/name-needs-language", Severity.ERROR,
    "{what_zh}还没有{lang_zh}，{lang_zh}申诉书里留作 【待人工翻译】。",
    "There is no {lang_en} for {what_en} yet; the {lang_en} plan is left marked there.",
    "由人工翻译后，填入规则手册清单 {list} 里 {row} 一行的 {column} 栏。",
    "Have it translated by a person and fill the column {column} of the row {row} in the list {list} of the rulebook.",
)  # fmt: skip

#: What the columns of the Facts sheet are headed, before the language in brackets.
_HEADS: Mapping[str, Bilingual] = {
    "statement": Bilingual("陈述", "the statement"), "detail": Bilingual("细节", "the detail"),
    "owner": Bilingual("负责人", "the owner"),
}  # fmt: skip
#: Which small texts are put around a value, where those alone may lack a language.
_AROUND: Mapping[str, str] = {
    "exhibits": "exhibit.*", "records": "exhibit.*", "case_ids": "case_id.*", "complaint_ids": "complaint_id.*",
    "asins": "asin.*", "asins_short": "asin.*", "orders": "order.*", "start": "start.*", "frequency": "frequency.*",
    "metric_target": "target.*", "metric_window": "period", "evidence_note": "source.*",
}  # fmt: skip


def untranslated(
    block: Block, filled: Filled, ground: Ground, statement: Statement | None = None
) -> tuple[Finding, ...]:
    """Return what each further language of the case lacks in a sentence.

    Only the language that is submitted blocks, and never the letter to a rights owner, which nothing waits for.
    """
    found: list[Finding] = []
    for lang, names in filled.untranslated:
        if lang == "en":
            continue
        for name in names:
            finding = _needs(name, lang, block, ground, statement)
            blocks = lang == ground.languages[0] and block.section != "retraction"
            found.append(finding if blocks else replace(finding, severity=Severity.WARNING))
    return tuple(dict.fromkeys(found))


def unnamed_causes(links: Iterable[CauseLink], ground: Ground) -> tuple[Finding, ...]:
    """Return the causes whose names, which head the plan's parts, a further language of the case lacks."""
    rows = {row.id: row for row in ground.case.statements}
    found: list[Finding] = []
    for link in links:
        for lang in (each for each, said in link.label.more if not said):
            named = language_name(lang) or NOTHING
            about = {"lang_zh": named.zh, "lang_en": named.en}
            if row := rows.get(link.cause):
                column = f"statement_{lang}"
                finding = ROW_NEEDS.at(
                    row.where(column), id=row.id, column=column, **about,
                    what_zh=_HEADS["statement"].zh, what_en=_HEADS["statement"].en, head_en="Statement",
                )  # fmt: skip
            else:
                where = RuleRef("rulebooks/catalogue.xlsx", "causes", link.cause)
                finding = NAME_NEEDS.at(
                    where, list=where.table, row=where.rule, column=lang, **about,
                    what_zh=f"原因“{link.label.zh}”", what_en=f"the cause \"{link.label.en}\"",
                )  # fmt: skip
            found.append(finding if lang == ground.languages[0] else replace(finding, severity=Severity.WARNING))
    return tuple(found)


def column_of(name: str, block: Block, statement: Statement) -> Bilingual:
    """Return what the Facts sheet heads the column that gives a value, without its language."""
    return _HEADS.get(_part(name, block, statement)) or KNOWN[name]


def _part(name: str, block: Block, statement: Statement) -> str:
    # In a frame the client's own sentence is the detail, and so it is for a cause that gives no other.
    whole = name == "detail" and (block.section == "frame" or not (statement.detail_zh or statement.detail_en))
    return "statement" if whole else name


def _needs(name: str, lang: str, block: Block, ground: Ground, statement: Statement | None) -> Finding:
    said = language_name(lang) or NOTHING
    about = {"lang_zh": said.zh, "lang_en": said.en}
    if not name:
        return BLOCK_NEEDS.at(block.at(lang), id=block.id, column=lang, **about)
    label = KNOWN.get(name, NOTHING)
    about |= {"what_zh": label.zh, "what_en": label.en}
    if statement is not None and name in {"detail", "owner"}:
        part = _part(name, block, statement)
        about |= {"what_zh": _HEADS[part].zh, "what_en": _HEADS[part].en, "head_en": part.capitalize()}
        column = f"{part}_{lang}"
        return ROW_NEEDS.at(statement.where(column), id=statement.id, column=column, **about)
    where = next(_rows(name, ground, block))
    return NAME_NEEDS.at(where, list=where.table, row=where.rule, column=lang, **about)


def _rows(name: str, ground: Ground, block: Block) -> Iterator[RuleRef]:
    """Yield the row of a list that names a value: the catalogue for codes, else the small texts."""
    books = block.ref.file.rpartition("/")[0]
    head = f"{books}/" if books else ""
    if name == "violation":
        yield RuleRef(f"{head}catalogue.xlsx", "violations", ground.decision.violation or "-")
    elif name == "marketplace":
        yield RuleRef(f"{head}numbers.xlsx", "marketplaces", ground.case.marketplace or "-")
    yield RuleRef(block.ref.file, "words", _AROUND.get(name, name))
