"""What would be decided if a fact were otherwise: facts supposed, what follows from them, and what changes.

Pure functions: nothing here reads a case or writes one. Supposing a fact to be what it is changes nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from casewright.model import Decision, Fact, Facts, FileRef, Finding, Kind, Origin, RuleRef, Severity, Value
from casewright.rules.chain import BUILT_IN
from casewright.rules.decide import decide
from casewright.rules.differ import Difference, compare
from casewright.rules.facts.follow import Follower
from casewright.rules.fit import unlisted
from casewright.rules.given import read_given
from casewright.rules.language.vocabulary import Term, did_you_mean
from casewright.rules.table import Rulebook, fact_name
from casewright.text import fold_width
from casewright.text.naming import Names

#: Where a supposed value comes from: nobody said so.
SUPPOSED = FileRef("--set")

NO_EQUALS = Kind(
    "rules/supposed-unreadable", Severity.ERROR,
    "“{text}”不是“事实=值”的写法。", "\"{text}\" does not read fact=value.",
    "写成 position=denies；等号后面留空表示这个事实未知。",
    "Write it as position=denies; nothing behind the sign means that the fact is not known.",
)  # fmt: skip
UNKNOWN_FACT = Kind(
    "rules/supposed-unknown", Severity.ERROR,
    "事实字典里没有“{name}”。", "The facts dictionary has no \"{name}\".", "{hint_zh}", "{hint_en}",
)  # fmt: skip
CONCLUDED = Kind(
    "rules/supposed-conclusion", Severity.ERROR,
    "“{name}”是“{table}”表的结论，不能假设；它由事实得出。",
    "\"{name}\" is what table {table} concludes, so it cannot be supposed; it follows from facts.",
    "假设这张表所问的事实，例如 {asked}。", "Suppose a fact that the table asks about, such as {asked}.",
)  # fmt: skip
QUOTED = Kind(
    "rules/supposed-against-notice", Severity.INFO,
    "{name} 的现值引自通知。只有通知本身这样写，才会有下面的结果；报表或页面截图上的数字不会替换它。",
    "The present value of {name} is quoted from the notice. What follows holds only if the notice itself said so; a "
    "report or a screenshot with another figure does not replace it.",
    "自己的数字与通知不同时，按异议处理并附报表，不要改这个事实。",
    "Where the client's own figures differ, dispute it with the reports; do not change this fact.",
)  # fmt: skip
AGAINST_RATE = Kind(
    "rules/supposed-against-figure", Severity.INFO,
    "{name} 被假设为另一个值，而它所依据的 {of} 没有变，两者可能不相称。",
    "{name} is supposed otherwise while {of}, which it follows from, stays as it is; the two may not agree.",
    "改为假设 {of}，{name} 会随之得出。", "Suppose {of} instead; {name} follows from it.",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class FactChange:
    """One fact that is otherwise; ``because`` names the facts that it follows from, none where it was supposed."""

    name: str
    before: Value
    after: Value
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WhatIf:
    """A decision under a supposition, beside the one that stands."""

    facts: tuple[FactChange, ...]
    after: Decision
    difference: Difference
    findings: tuple[Finding, ...] = ()


def read_supposed(
    lines: Sequence[str], *, rulebook: Rulebook, names: Names
) -> tuple[dict[str, Value], tuple[Finding, ...]]:
    """Read ``fact=value`` texts by the dictionary's types; labels do as well as names and codes.

    Nothing behind the sign makes a fact missing; a list has ``|`` between its parts, ``|`` alone is the empty list.
    """
    supposed: dict[str, Value] = {}
    found: list[Finding] = []
    for line in lines:
        typed, sign, text = fold_width(line).partition("=")
        if not sign or not typed.strip():
            found.append(NO_EQUALS.at(SUPPOSED, text=line))
            continue
        name = _name(typed.strip(), rulebook)
        at = FileRef("--set", line)
        if (wrong := _not_a_fact(name, rulebook, at)) is not None:
            found.append(wrong)
            continue
        term = _terms(rulebook).get(name)
        value, unreadable = read_given(name, _codes(text.strip(), term, names), term=term, origin=at)
        faults = (*unreadable, *unlisted({name: Fact(name, value, at)}, rulebook.vocabulary))
        found.extend(faults)
        if not faults:
            supposed[name] = value
    return supposed, tuple(found)


def _terms(rulebook: Rulebook) -> Mapping[str, Term | None]:
    """Return every fact that can be given: the dictionary's and, without one, what the tables ask about."""
    asked = {column.name: column.term for table in rulebook.tables for column in table.inputs}
    known: dict[str, Term | None] = {**asked, **rulebook.vocabulary.terms}
    concluded = _concluded(rulebook)
    return {name: term for name, term in known.items() if name not in concluded and name not in BUILT_IN}


def _concluded(rulebook: Rulebook) -> Mapping[str, str]:
    return {
        fact_name(table.name, column.name): table.name for table in rulebook.tables for column in table.outputs
    }  # fmt: skip


def _name(typed: str, rulebook: Rulebook) -> str:
    """Return the name of a fact that was typed as its name or as its label."""
    terms = rulebook.vocabulary.terms
    if typed in terms:
        return typed
    wanted = typed.casefold()
    labelled = (term.name for term in terms.values() if wanted in {term.label.zh.casefold(), term.label.en.casefold()})
    return next(labelled, typed)


def _not_a_fact(name: str, rulebook: Rulebook, at: Origin) -> Finding | None:
    terms, concluded = _terms(rulebook), _concluded(rulebook)
    if name in concluded:
        table = rulebook.table(concluded[name])
        asked = ", ".join(column.name for column in table.inputs if column.name in terms) if table else "-"
        return CONCLUDED.at(at, name=name, table=concluded[name], asked=asked)
    if name not in terms:
        hint = did_you_mean(name, terms)
        return UNKNOWN_FACT.at(at, name=name, hint_zh=hint.zh, hint_en=hint.en)
    return None


def _codes(text: str, term: Term | None, names: Names) -> str:
    """Put codes in the place of labels."""
    if term is None or not term.values:
        return text
    by_label = {
        said.casefold(): code for code in term.values if (label := names.label(term.name, code))
        for said in (label.zh, label.en)
    }  # fmt: skip
    parts = [part.strip() for part in text.split("|")]
    return "|".join(part if part in term.values else by_label.get(part.casefold(), part) for part in parts)


def given_facts(decision: Decision) -> dict[str, Fact]:
    """Return the facts that a decision was drawn from, without its own conclusions and the clock."""
    return {
        name: fact for name, fact in decision.facts.items()
        if not isinstance(fact.origin, RuleRef) and name not in BUILT_IN
    }  # fmt: skip


def suppose(
    facts: Facts, supposed: Mapping[str, Value], *, follow: Iterable[Follower] = ()
) -> tuple[Facts, tuple[FactChange, ...]]:
    """Return the facts as supposed, with what follows from them, and what is otherwise than before.

    What is supposed stays as supposed, even where it follows from something else.
    """
    now: dict[str, Fact] = dict(facts)
    changes: list[FactChange] = []
    moved: set[str] = set()
    for name, value in supposed.items():
        before = now[name].value if name in now else None
        now[name] = Fact(name, value, SUPPOSED) if not _same(before, value) or name not in now else now[name]
        if not _same(before, value):
            moved.add(name)
            changes.append(FactChange(name, before, value))
    for each in follow:
        because = tuple(name for name in each.of if name in moved)
        if not because or each.name in supposed:
            continue
        before = now[each.name].value if each.name in now else None
        after = each.by(now)
        if not _same(before, after):
            moved.add(each.name)
            now[each.name] = Fact(each.name, after, SUPPOSED)
            changes.append(FactChange(each.name, before, after, because))
    return now, tuple(changes)


def _same(before: Value, after: Value) -> bool:
    """Say whether two values are one; True is not the number 1."""
    return before == after and isinstance(before, bool) == isinstance(after, bool)


def what_if(
    rulebook: Rulebook, decision: Decision, supposed: Mapping[str, Value], *, today: date,
    follow: Sequence[Follower] = (), notice: str = "",
) -> WhatIf:  # fmt: skip
    """Decide again under a supposition. ``notice`` is the notice's file: figures quoted from it are Amazon's own."""
    before = given_facts(decision)
    facts, changes = suppose(before, supposed, follow=follow)
    remarks = tuple(_remarks(changes, before, follow, notice))
    if not changes:
        return WhatIf((), decision, compare(decision, decision), remarks)
    after, found = decide(rulebook, facts, today=today)
    return WhatIf(changes, after, compare(decision, after), (*remarks, *found))


def _remarks(
    changes: Sequence[FactChange], before: Facts, follow: Sequence[Follower], notice: str
) -> Iterable[Finding]:  # fmt: skip
    moved = {change.name for change in changes}
    for change in changes:
        if change.because:
            continue
        origin = before[change.name].origin if change.name in before else SUPPOSED
        if notice and change.name.endswith("_rate") and isinstance(origin, FileRef) and origin.path == notice:
            yield QUOTED.at(SUPPOSED, name=change.name)
        source = next((each.of[0] for each in follow if each.name == change.name), None)
        if source is not None and source not in moved:
            yield AGAINST_RATE.at(SUPPOSED, name=change.name, of=source)
