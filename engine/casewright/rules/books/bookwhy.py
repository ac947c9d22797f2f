"""Why a test of a rulebook failed, in words: which row applied instead, and which cells kept the expected one back."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from casewright.model import Bilingual, CellTrace, RowTrace, Value
from casewright.rules.books.booktests import BookTest
from casewright.rules.conclude import Concluded
from casewright.rules.fit import show_value
from casewright.rules.rows import is_default
from casewright.rules.table import DecisionTable, HitPolicy, Rule

#: So many near rows are told where the test names none.
_NEAR = 2


def why_failed(
    test: BookTest, result: Concluded, *, wanted: Mapping[str, tuple[Value, ...]],
    got: Mapping[str, tuple[Value, ...]], off: Sequence[str],
) -> tuple[Bilingual, ...]:  # fmt: skip
    """Return the reasons, most telling first; ``off`` names the conclusions that are not as expected."""
    return tuple(_why(test, result, wanted, got, off))


def _why(
    test: BookTest, result: Concluded, wanted: Mapping[str, tuple[Value, ...]],
    got: Mapping[str, tuple[Value, ...]], off: Sequence[str],
) -> Iterator[Bilingual]:  # fmt: skip
    for finding in result.findings:
        yield finding.text
    if result.failed:
        return
    for name in off:
        yield _off(name, wanted[name], got.get(name, ()))
    fired = [rule.id for rule in result.fired]
    lacking = [rule for rule in test.rules or () if not _among(rule, fired)]
    yield from _instead(result, [] if test.rules is None else [row for row in fired if not _among(row, test.rules)])
    if test.rules and not lacking and result.table.hit_policy.many and len(fired) > len(test.rules):
        yield Bilingual(
            "这张表命中的每一行都算：例子里的结论（用 | 隔开）和规则编号（用逗号隔开）要写全；"
            "不该命中的，把那一行的条件写窄。",
            "In this table every row that matches counts: name all of their conclusions (| between them) and ids "
            "(commas) in the test, or narrow the rows that should not match.",
        )
    for rule in lacking:
        yield from _held_back(rule, result)
    if test.rules is None and off:
        for near in _nearest(result, wanted):
            yield from _held_back(near, result, said=wanted)
    if test.rules is not None and not lacking and sorted(fired) == sorted(test.rules) and tuple(fired) != test.rules:
        yield Bilingual(
            f"规则都对，先后不同：应为 {', '.join(test.rules)}，实为 {', '.join(fired)}。",
            f"The rules are right, their order is not: {', '.join(test.rules)} expected, {', '.join(fired)} came.",
        )


def _among(rule: str, rules: Sequence[str]) -> bool:
    return rule in rules or (is_default(rule) and any(map(is_default, rules)))


def _off(name: str, wanted: Sequence[Value], got: Sequence[Value]) -> Bilingual:
    want, have = _shown(wanted), _shown(got)
    if max(len(wanted), len(got)) > 1:
        lacks, strays = _less(wanted, got), _less(got, wanted)
        if not lacks and not strays:
            return Bilingual(
                f"“{name}”的值都对，先后不同：应为 {want.zh}，实为 {have.zh}。",
                f"{name}: the values are right, their order is not: {want.en} expected, {have.en} came.",
            )
        zh = "；".join(part for part in (f"缺少 {lacks}" if lacks else "", f"多出 {strays}" if strays else "") if part)
        en = "; ".join(
            part for part in (f"{lacks} did not come" if lacks else "", f"{strays} was not expected" if strays else "")
            if part
        )  # fmt: skip
        return Bilingual(f"“{name}”{zh}。", f"{name}: {en}.")
    return Bilingual(f"“{name}”应为 {want.zh}，实为 {have.zh}。", f"{name}: {want.en} expected, {have.en} came.")


def _less(these: Sequence[Value], others: Sequence[Value]) -> str:
    """Return what is left of some values when others are taken away, each as often as it stands."""
    left = Counter(map(show_value, these)) - Counter(map(show_value, others))
    return "|".join(left.elements())


def _shown(values: Sequence[Value]) -> Bilingual:
    text = "|".join(show_value(value) for value in values)
    return Bilingual(text or "（没有结论）", text or "(no conclusion)")


def _instead(result: Concluded, strange: Sequence[str]) -> Iterator[Bilingual]:
    if not result.fired:
        yield Bilingual("没有一行命中。", "No row applies.")
    traces = {row.rule: row for row in result.trace}
    for rule in result.fired:
        if rule.id not in strange:
            continue
        row, place = traces.get(rule.id), _place(rule.origin.at)
        if row is None or is_default(rule.id):
            yield Bilingual(f"实际采用默认行 {rule.id}（{place}），因为没有别的行命中。",
                            f"The default row {rule.id} ({place}) applies, because no other row matches.")  # fmt: skip
        elif not row.cells:
            yield Bilingual(f"实际采用 {rule.id}（{place}）：它没有任何条件。",
                            f"{rule.id} ({place}) applies: it has no condition.")  # fmt: skip
        else:
            zh, en = _cells(row.cells, "zh"), _cells(row.cells, "en")
            yield Bilingual(f"实际采用 {rule.id}（{place}），它的条件都满足：{zh}。",
                            f"{rule.id} ({place}) applies; its conditions hold: {en}.")  # fmt: skip


def _held_back(
    rule: str, result: Concluded, *, said: Mapping[str, Sequence[Value]] | None = None
) -> Iterator[Bilingual]:
    """Say why an expected row does not apply; ``said``: the test expects its conclusion, not the row by name."""
    table = result.table
    trace = None if is_default(rule) else next((row for row in result.trace if row.rule == rule), None)
    dormant = next((each for each in table.dormant if each.id == rule), None)
    lead = Bilingual(f"应采用的 {rule}", f"{rule}, which was expected,")
    if said is not None:
        lead = Bilingual(f"得出这个结论的最近一行 {rule}", f"The nearest row that concludes this, {rule},")
    if dormant is not None:
        yield _asleep(lead, dormant)
    elif trace is None:
        others = ", ".join(each.id for each in result.matched)
        yield Bilingual(f"默认行只在没有别的行命中时采用；这里命中了 {others}。",
                        f"The default row applies only where no other row matches; here {others} matched.")  # fmt: skip
    elif trace.met:
        yield _outdone(lead, trace, table, result.fired)
    else:
        failed = [cell for cell in trace.cells if not cell.met]
        place = _place(trace.row)
        yield Bilingual(
            f"{lead.zh}（{place}）有 {len(failed)} 个条件不满足：{_cells(failed, 'zh')}。",
            f"{lead.en} ({place}) does not match: {_cells(failed, 'en')}.",
        )


def _asleep(lead: Bilingual, rule: Rule) -> Bilingual:
    since, until = rule.effective_from, rule.effective_to
    zh = "".join((f"从 {since} 起" if since else "", f"到 {until} 止" if until else ""))
    en = " ".join(part for part in (f"from {since}" if since else "", f"to {until}" if until else "") if part)
    place = _place(rule.origin.at)
    return Bilingual(f"{lead.zh}（{place}）当天不生效：有效期{zh}。", f"{lead.en} ({place}) is in force {en} only.")


def _outdone(lead: Bilingual, trace: RowTrace, table: DecisionTable, fired: Sequence[Rule]) -> Bilingual:
    winner, place = ", ".join(rule.id for rule in fired) or "-", _place(trace.row)
    if table.hit_policy is HitPolicy.FIRST:
        return Bilingual(
            f"{lead.zh}（{place}）也满足，但 {winner} 在它上面，FIRST 只采用第一行。",
            f"{lead.en} ({place}) matches too, but {winner} stands above it and FIRST takes the first.",
        )
    return Bilingual(
        f"{lead.zh}（{place}）也满足，但按 {table.hit_policy} 采用的是 {winner}。",
        f"{lead.en} ({place}) matches too, but {table.hit_policy} takes {winner}.",
    )


def _nearest(result: Concluded, wanted: Mapping[str, Sequence[Value]]) -> tuple[str, ...]:
    """Return the rows that conclude what was expected and did not apply, those with the fewest failed cells first."""
    rows = {rule.id: rule for rule in result.table.rules}
    fired = {rule.id for rule in result.fired}
    near = [row for row in result.trace
            if row.rule in rows and row.rule not in fired and all(rows[row.rule].outputs.get(name) in values
                                             for name, values in wanted.items())]  # fmt: skip
    near.sort(key=lambda row: sum(not cell.met for cell in row.cells))
    return tuple(row.rule for row in near[:_NEAR])


def _cells(cells: Sequence[CellTrace], lang: str) -> str:
    unknown = "未知" if lang == "zh" else "not known"
    parts = [f"{cell.fact} {cell.text} ← {cell.value or unknown} ({_place(cell.at)})" for cell in cells]
    return ("；" if lang == "zh" else "; ").join(parts)


def _place(at: str) -> str:
    return at.rpartition(" > ")[2]
