"""A decision for reading: what applied and why, what nearly did, and how much did not."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from casewright.model import Bilingual, CellTrace, Decision, Facts, FileRef, Firing, RowTrace, RuleRef, Value, both
from casewright.rules.table import DecisionTable, Rule, Rulebook, fact_name
from casewright.text.naming import Names

#: So many rows that lack one cell are told of each table; ``--all`` tells every row.
NEAR_SHOWN = 5
_MET, _NOT_MET = Bilingual("满足", "met"), Bilingual("不满足", "not met")
_APPLIES, _MATCHES = Bilingual("采用", "applies"), Bilingual("命中，未采用", "matches, not used")
_UNKNOWN = Bilingual("未知", "not known")


@dataclass(frozen=True, slots=True)
class Voice:
    """Whom we speak to: ``lang`` is ``zh`` or ``en``, None for both; codes bear the labels of ``names``."""

    lang: str | None = None
    names: Names = field(default_factory=Names)

    def word(self, text: Bilingual) -> str:
        """Return a short text; in both languages side by side where none was asked for."""
        if self.lang:
            return text.lang(self.lang)
        return text.zh if text.zh == text.en else f"{text.zh} {text.en}"

    def pair(self, text: Bilingual) -> str:
        """Return a longer text in one line; the two languages apart where none was asked for."""
        if self.lang or text.zh == text.en:
            return self.word(text)
        return f"{text.zh} / {text.en}"

    def lines(self, text: Bilingual, indent: str = "") -> Iterator[str]:
        """Yield a sentence, a line for each language."""
        for lang in (self.lang,) if self.lang else dict.fromkeys(("zh",) if text.zh == text.en else ("zh", "en")):
            if text.lang(lang):
                yield indent + text.lang(lang)


def explain_text(
    decision: Decision, lang: str | None, *, names: Names | None = None, rulebook: Rulebook | None = None,
    whole: bool = False, table: str | None = None,
) -> list[str]:  # fmt: skip
    """Return the trace for reading, table by table.

    By default the rows that apply with their reason and source, those that lack one cell, and how many lack more;
    ``whole`` gives every row with every cell. ``table`` gives that table alone.
    """
    voice = Voice(lang, names or Names())
    lines: list[str] = []
    firings = {(firing.table, firing.rule): firing for firing in decision.firings}
    for name, rows in groupby(decision.trace, key=lambda row: row.table):
        if table is not None and name != table:
            continue
        sheet = rulebook.table(name) if rulebook else None
        lines += [*([""] if lines else []), _head(name, sheet, voice)]
        ranked = nearest_first(tuple(rows))
        if whole:
            lines.extend(line for row in ranked for line in _row_lines(row, voice))
        else:
            lines.extend(_summary(ranked, firings, sheet, decision.facts, voice))
    return lines


def nearest_first(trace: Sequence[RowTrace]) -> tuple[RowTrace, ...]:
    """Sort rows: those that apply, those that match, then by how few cells they failed; sheet order within."""
    return tuple(sorted(trace, key=lambda row: (not row.fired, len(lacking(row)))))


def lacking(row: RowTrace) -> tuple[CellTrace, ...]:
    """Return the cells that keep a row from matching."""
    return tuple(cell for cell in row.cells if not cell.met)


def _head(name: str, sheet: DecisionTable | None, voice: Voice) -> str:
    return f"[{name}] {voice.word(sheet.purpose)}".rstrip() if sheet else f"[{name}]"


def _summary(
    rows: Sequence[RowTrace], firings: Mapping[tuple[str, str], Firing], sheet: DecisionTable | None, facts: Facts,
    voice: Voice,
) -> Iterator[str]:  # fmt: skip
    applied = [row for row in rows if row.fired]
    for row in applied:
        yield from _applied(row, firings.get((row.table, row.rule)), facts, voice)
    if not applied:
        yield from voice.lines(Bilingual("没有采用任何一行。", "No row applies."), "  ")
    spare = [row.rule for row in rows if row.met and not row.fired]
    if spare:
        yield from voice.lines(
            Bilingual(
                f"= 也命中，但排在后面：{'、'.join(spare)}", f"= match too, but stand behind: {', '.join(spare)}"
            ),
            "  ",
        )
    near = sorted((row for row in rows if len(lacking(row)) == 1), key=lambda row: _distance(lacking(row)[0], facts))
    rules = {rule.id: rule for rule in sheet.rules} if sheet else {}
    for row in near[:NEAR_SHOWN]:
        yield from _near(row, rules.get(row.rule), facts, voice)
    yield from _rest(len(near) - NEAR_SHOWN, sum(len(lacking(row)) > 1 for row in rows), voice)


def _applied(row: RowTrace, firing: Firing | None, facts: Facts, voice: Voice) -> Iterator[str]:
    said = concluded(firing.outputs if firing else {}, row.table, voice.names)
    place = row.row.rpartition(" > ")[2]
    source = f"; {firing.source}" if firing and firing.source else ""
    yield f"  + {row.rule}  {voice.word(_APPLIES)}: {voice.pair(said)}  ({place}{source})"
    yield from voice.lines(row.reason, "      ")
    for cell in row.cells:
        yield from voice.lines(because(cell, facts, voice.names), "      ")


def because(cell: CellTrace, facts: Facts, names: Names) -> Bilingual:
    """Say which fact met a cell, and where it stands."""
    label, value, at = _fact(cell, facts, names)
    return Bilingual(f"因为 {label.zh} = {value.zh}{at}", f"because {label.en} = {value.en}{at}")


def _fact(cell: CellTrace, facts: Facts, names: Names) -> tuple[Bilingual, Bilingual, str]:
    fact = facts.get(cell.fact)
    value = names.value(cell.fact, fact.value) if fact else both(cell.value) if cell.value else _UNKNOWN
    return names.fact(cell.fact), value, f"  ({fact.origin.at})" if fact else ""


def instead(cell: CellTrace, facts: Facts, names: Names) -> Bilingual:
    """Say what would have to be different for a cell to be met."""
    label, value, at = _fact(cell, facts, names)
    wanted = names.condition(cell.fact, cell.text)
    return Bilingual(
        f"{label.zh} 要是 {wanted.zh}，现在是 {value.zh}{at}",
        f"{label.en} would have to be {wanted.en}; it is {value.en}{at}",
    )


def _distance(cell: CellTrace, facts: Facts) -> tuple[int, bool]:
    """Put what the case sheet says or could say first, then what the notice says, last what tables concluded."""
    fact = facts.get(cell.fact)
    if fact is None:
        return 1, False
    origin = fact.origin
    return (2 if isinstance(origin, RuleRef) else 1 if isinstance(origin, FileRef) else 0), fact.value is not None


def _near(row: RowTrace, rule: Rule | None, facts: Facts, voice: Voice) -> Iterator[str]:
    said = concluded(rule.outputs, row.table, voice.names) if rule else None
    short = Bilingual("差一个条件", "one condition short")
    shown = f" -> {voice.pair(said)}" if said else ""
    yield f"  - {row.rule}  {voice.word(short)}{shown}  ({row.row.rpartition(' > ')[2]})"
    for cell in lacking(row):
        yield from voice.lines(instead(cell, facts, voice.names), "      ")


def _rest(near: int, far: int, voice: Voice) -> Iterator[str]:
    if near > 0:
        yield from voice.lines(
            Bilingual(
                f"另有 {near} 行也只差一个条件（--all 看全部）",
                f"{near} more lack one condition (--all shows every row)",
            ),
            "  ",
        )
    if far:
        yield from voice.lines(
            Bilingual(
                f"其余 {far} 行差两个以上条件",
                f"{far} other row{'s lack' if far > 1 else ' lacks'} two conditions or more",
            ),
            "  ",
        )


def concluded(outputs: Mapping[str, Value], table: str, names: Names) -> Bilingual:
    """Return what a row concludes, without prose and order numbers."""
    said = [
        (names.plain_fact(fact_name(table, name)), names.value(name, value)) for name, value in outputs.items()
        if value is not None and name != "order" and not name.endswith(("_zh", "_en"))
    ]  # fmt: skip
    named = [
        Bilingual(f"{label.zh} = {value.zh}", f"{label.en} = {value.en}")
        if label.zh != label.en or not shown
        else value
        for shown, (label, value) in enumerate(said)
    ]
    return Bilingual("，".join(each.zh for each in named), ", ".join(each.en for each in named))


def _row_lines(row: RowTrace, voice: Voice) -> Iterator[str]:
    short = len(lacking(row))
    lacks = Bilingual(f"差 {short} 个条件", f"{short} condition{'s' if short > 1 else ''} short")
    state = _APPLIES if row.fired else _MATCHES if row.met else lacks
    yield f"  {'+' if row.fired else '=' if row.met else '-'} {row.rule}  {voice.word(state)}  ({row.row})"
    if row.fired and row.reason:
        yield f"      {voice.word(row.reason)}"
    for cell in row.cells:
        yield f"      {_cell_line(cell, voice)}"


def _cell_line(cell: CellTrace, voice: Voice) -> str:
    label = voice.names.label(cell.fact, cell.value)
    value = voice.word(voice.names.code(cell.fact, cell.value) if label else both(cell.value)) or voice.word(_UNKNOWN)
    mark = voice.word(_MET if cell.met else _NOT_MET)
    arrow = "：" if voice.lang == "zh" else ": "
    fact = voice.word(voice.names.fact(cell.fact))
    return f"{mark}{arrow}{fact} {cell.text}  ←  {value}  ({cell.at.rpartition(' > ')[2]})"
