"""What the tables concluded, gathered into one decision."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from casewright.model import NOTHING, Bilingual, Decision, Facts, Firing, Requirement, Risk, Route, Value
from casewright.rules.conclude import Concluded
from casewright.rules.fit import show_value
from casewright.rules.table import Rule
from casewright.rules.trace import join_traces


def assemble(
    results: Mapping[str, Concluded], seen: Mapping[str, Concluded], known: Facts, decided_by: str
) -> Decision:
    """Build a decision out of the results that may be used; ``seen`` are all that were looked at."""
    strategy, door = _only(results, "strategy"), _only(results, "door")
    fired = [(name, rule) for name, result in results.items() for rule in result.fired]
    return Decision(
        violation=_text(known, "violation") or None,
        strategy=_said(strategy, "strategy"), approach=_said(strategy, "approach"), door=_said(door, "door"),
        why=_joined([rule.reason for rule in (strategy, door) if rule]),
        causes=_each(results, "root_causes", "cause"),
        requirements=_requirements(_fired(results, "evidence")), risks=_risks(_fired(results, "risks")),
        routes=_routes(_fired(results, "route")), documents=_each(results, "documents", "document"),
        blocks=_blocks(_fired(results, "wording")),
        firings=tuple(Firing(name, rule.id, rule.origin, rule.outputs, rule.reason, rule.source)
                      for name, rule in fired),
        trace=join_traces([result.trace for result in seen.values()]),
        facts=dict(known), decided_by=decided_by,
    )  # fmt: skip


def _fired(results: Mapping[str, Concluded], table: str) -> tuple[Rule, ...]:
    return results[table].fired if table in results else ()


def _only(results: Mapping[str, Concluded], table: str) -> Rule | None:
    return next(iter(_fired(results, table)), None)


def _said(rule: Rule | None, column: str) -> str:
    return show_value(rule.outputs.get(column)) if rule else ""


def _text(known: Facts, name: str) -> str:
    return show_value(known[name].value) if name in known else ""


def _each(results: Mapping[str, Concluded], table: str, column: str) -> tuple[str, ...]:
    said = (_said(rule, column) for rule in _fired(results, table))
    return tuple(dict.fromkeys(text for text in said if text))


def _joined(reasons: Sequence[Bilingual]) -> Bilingual:
    kept = tuple(dict.fromkeys(reason for reason in reasons if reason))
    return Bilingual("".join(r.zh for r in kept), " ".join(r.en for r in kept if r.en)) if kept else NOTHING


def _both(rule: Rule, name: str) -> Bilingual:
    return Bilingual(_said(rule, f"{name}_zh"), _said(rule, f"{name}_en"))


def _requirements(rules: Sequence[Rule]) -> tuple[Requirement, ...]:
    """Take each kind of evidence once: a row that says ``must`` outweighs one that says ``optional``."""
    taken: dict[str, Requirement] = {}
    for rule in rules:
        kind, need = _said(rule, "kind"), _said(rule, "need")
        if kind and (kind not in taken or (need == "must" and taken[kind].need != "must")):
            taken[kind] = Requirement(kind, need, _both(rule, "why"), rule.origin)
    return tuple(taken.values())


def _risks(rules: Sequence[Rule]) -> tuple[Risk, ...]:
    risks = (Risk(_said(rule, "risk"), _said(rule, "severity"), _both(rule, "text"), rule.origin) for rule in rules)
    return tuple({(risk.code, risk.text): risk for risk in risks if risk.code}.values())


def _routes(rules: Sequence[Rule]) -> tuple[Route, ...]:
    """Keep the order of the rows, which says what comes first; the same route may come with two pieces of advice."""
    routes = (Route(_said(rule, "route"), _both(rule, "advice"), rule.origin) for rule in rules)
    return tuple({(route.code, route.advice): route for route in routes if route.code}.values())


def _blocks(rules: Sequence[Rule]) -> tuple[str, ...]:
    """Return block ids by their order number, then by row; a block without a number comes last."""
    numbered = sorted(rules, key=_rank)
    return tuple(dict.fromkeys(text for rule in numbered if (text := _said(rule, "block"))))


def _rank(rule: Rule) -> tuple[bool, Fraction]:
    order: Value = rule.outputs.get("order")
    return (False, order) if isinstance(order, Fraction) else (True, Fraction(0))
