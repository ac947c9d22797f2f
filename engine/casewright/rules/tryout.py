"""One table of any workbook, tried on facts that someone gives as JSON."""

from collections.abc import Iterator, Mapping
from datetime import date

from casewright.model import Bilingual, FileRef, Finding, Kind, Severity
from casewright.rules.conclude import LOST, Concluded, conclude
from casewright.rules.fit import unlisted
from casewright.rules.given import facts_from_json, to_json
from casewright.rules.hit import aggregated_column
from casewright.rules.language.vocabulary import did_you_mean
from casewright.rules.load import read_tables
from casewright.rules.runtime import EngineLostCaseError, engine_of
from casewright.rules.table import DecisionTable, Rulebook
from casewright.sheets import Book, ListSheet

NO_SUCH_TABLE = Kind(
    "rules/no-such-table", Severity.ERROR,
    "没有名为“{name}”的决策表。{hint_zh}", "There is no decision table \"{name}\". {hint_en}",
    "核对表名（B1 单元格）。", "Check the name, which stands in cell B1.",
)  # fmt: skip
UNKNOWN_GIVEN = Kind(
    "rules/given-not-in-dictionary", Severity.ERROR,
    "给出的事实“{name}”不在事实字典里。{hint_zh}",
    "The given fact \"{name}\" is not in the facts dictionary. {hint_en}",
    "改正事实名，或先在事实字典里登记。", "Correct the name, or enter it in the facts dictionary first.",
)  # fmt: skip


def evaluate_book(
    book: Book, table: str, values: Mapping[str, object], *, vocabulary: ListSheet | None, on: date | None
) -> tuple[dict[str, object], tuple[Finding, ...]]:
    """Decide one table of a workbook, whatever is wrong with its other sheets; see :func:`evaluate_json`.

    Returns the document and the findings of the workbook. Rows count that are in force ``on`` that day.
    """
    rulebook, found = read_tables(book, vocabulary=vocabulary, on=on, free=True)
    if rulebook.table(table) is not None:
        return evaluate_json(rulebook, table, values), found
    faults = [each for each in found if each.is_error]
    own = [each for each in faults if _on_sheet_of(each, book, table)]
    if own or (faults and not rulebook.tables):
        zh = "；".join(f"{each.at}：{each.text.zh}{each.fix.zh}" for each in own or faults)
        en = "; ".join(f"{each.at}: {each.text.en} {each.fix.en}" for each in own or faults)
        return _document(table, "", [], [], None, Bilingual(zh, en)), found
    return evaluate_json(rulebook, table, values), found


def _on_sheet_of(finding: Finding, book: Book, table: str) -> bool:
    names = {sheet.name for sheet in book.sheets if table in {sheet.name, sheet.cell(1, 2).text}}
    return any(f"> {name}!" in finding.at for name in names)


def evaluate_json(rulebook: Rulebook, table: str, values: Mapping[str, object]) -> dict[str, object]:
    """Decide one table for facts given as parsed JSON, and return the contract's document.

    ``matched`` lists every row whose conditions hold, ``fired`` those that the hit policy keeps. ``outputs`` is one
    object, a list of objects where rows are collected, or null; ``error`` says why there is no conclusion. ``unused``
    lists facts that the table does not ask about.
    """
    sheet = rulebook.table(table)
    if sheet is None:
        hint = did_you_mean(table, [each.name for each in rulebook.tables])
        wrong = NO_SUCH_TABLE.at(FileRef(rulebook.file), name=table, hint_zh=hint.zh, hint_en=hint.en)
        return _document(table, "", [], [], None, _worded((wrong,)))
    asked = {column.name for column in sheet.inputs}
    facts, found = facts_from_json(
        {name: value for name, value in values.items() if name in asked}, table=sheet, origin=sheet.origin
    )
    faults = (*found, *_strangers(rulebook, sheet, values), *unlisted(facts, rulebook.vocabulary))
    unused = [name for name in values if name not in asked]
    if faults:
        return _document(table, sheet.hit_policy, [], [], None, _worded(faults), unused)
    try:
        result = conclude(sheet, facts, engine=engine_of(rulebook))
    except EngineLostCaseError as lost:
        wrong = LOST.at(sheet.origin, table=table, why=str(lost))
        return _document(table, sheet.hit_policy, [], [], None, _worded((wrong,)), unused)
    matched, fired = [rule.id for rule in result.matched], [rule.id for rule in result.fired]
    error = _worded(result.findings) if result.findings else None
    return _document(table, sheet.hit_policy, matched, fired, None if error else _outputs(result), error, unused)


def _strangers(rulebook: Rulebook, table: DecisionTable, values: Mapping[str, object]) -> Iterator[Finding]:
    """Find facts that are neither in the dictionary nor anything that a table asks about or concludes."""
    if rulebook.vocabulary.open:
        return
    known = set(rulebook.vocabulary.terms)
    for each in rulebook.tables:
        known |= {column.name for column in (*each.inputs, *each.outputs)}
    for name in values:
        if name not in known:
            hint = did_you_mean(name, known)
            yield UNKNOWN_GIVEN.at(table.origin, name=name, hint_zh=hint.zh, hint_en=hint.en)


def _worded(findings: tuple[Finding, ...]) -> Bilingual:
    return Bilingual(
        "".join(f"{each.text.zh}{each.fix.zh}" for each in findings),
        " ".join(f"{each.text.en} {each.fix.en}" for each in findings),
    )


def _outputs(result: Concluded) -> object:
    made = [{column.name: to_json(rule.outputs.get(column.name)) for column in result.table.outputs}
            for rule in result.fired]  # fmt: skip
    if result.table.hit_policy.many:
        return made
    column = aggregated_column(result.table)
    if result.table.hit_policy.aggregates and column is not None and (result.matched or not result.fired):
        return None if result.aggregate is None else {column.name: to_json(result.aggregate)}
    return made[0] if made else None


def _document(
    table: str, policy: str, matched: list[str], fired: list[str], outputs: object, error: Bilingual | None,
    unused: list[str] | None = None,
) -> dict[str, object]:  # fmt: skip
    document: dict[str, object] = {
        "table": table, "hit_policy": str(policy), "matched": matched, "fired": fired, "outputs": outputs,
        "error": error.en if error else None,
    }  # fmt: skip
    if error:
        document["error_zh"] = error.zh
    if unused:
        document["unused"] = unused
    return document
