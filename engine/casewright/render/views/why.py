"""The grounds of a decision as plain data: the chain, the facts behind it, and what would have changed it."""

from collections.abc import Mapping

from casewright.model import Bilingual, CellTrace, Dossier, Firing, OtherWay, RowTrace, Value, both
from casewright.render.shapes.why import GroundView, StepView, WayView, WhyView
from casewright.render.views.words import day, text, word
from casewright.text.naming import Names

#: So many facts of a row, and so many other ways, so that the grounds stay on one page.
GROUNDS_SHOWN, WAYS_SHOWN = 5, 4
_STEPS = {
    "violation": Bilingual("违规类型 → 大类", "Violation → family"),
    "door": Bilingual("大类 → 方向", "Family → door"),
    "strategy": Bilingual("方向 → 策略", "Door → strategy"),
}
_DECIDED = {
    "durable-rules": Bilingual(
        "规则引擎判定，并由独立求值逐行核对，两者一致。",
        "Decided by the rules engine and checked row by row by a separate evaluation; both agree.",
    ),
    "evaluator": Bilingual(
        "由求值程序判定；本机没有规则引擎，因此没有第二方核对。",
        "Decided by the plain evaluator; no rules engine is installed here, so nothing else checked it.",
    ),
}
#: An approach's name says its strategy too.
_COURSE = ("approach", "door")


def why_view(dossier: Dossier) -> WhyView:
    """Return why this strategy was chosen."""
    decision, names = dossier.decision, Names(dossier.catalogue, bare=True)
    rows = {(row.table, row.rule): row for row in decision.trace if row.table in _STEPS and row.fired}
    return {
        "course": text(_course({name: getattr(decision, name) for name in _COURSE}, names)),
        "steps": [
            _step(firing, rows.get((firing.table, firing.rule)), dossier, names)
            for firing in decision.firings if firing.table in _STEPS
        ],
        "ways": [_way(way, names) for way in dossier.ways[:WAYS_SHOWN]],
        "decided": text(_DECIDED.get(decision.decided_by, both(decision.decided_by))),
        "as_of": day(dossier.today), "playbook": dossier.playbook_sha256[:12],
    }  # fmt: skip


def _course(codes: Mapping[str, str], names: Names) -> Bilingual:
    said = [names.label(name, code) or both(code) for name, code in codes.items() if code]
    parts = [each for at, each in enumerate(said) if not any(_says(one, each) for one in said[:at])]
    return Bilingual(" · ".join(part.zh for part in parts), " · ".join(part.en for part in parts))


def _says(one: Bilingual, other: Bilingual) -> bool:
    """Tell whether a course already names its door: ``Performance: fix`` needs no ``fix`` after it."""
    return other.en.lower() in one.en.lower().split(": ")


def _step(firing: Firing, row: RowTrace | None, dossier: Dossier, names: Names) -> StepView:
    return {
        "step": text(_STEPS[firing.table]), "rule": firing.rule, "at": firing.origin.at, "source": word(firing.source),
        "concluded": text(_concluded(firing.outputs, names)), "reason": text(firing.reason),
        "grounds": [_ground(cell, dossier, names) for cell in (row.cells if row else ())[:GROUNDS_SHOWN]],
    }  # fmt: skip


def _concluded(outputs: Mapping[str, Value], names: Names) -> Bilingual:
    codes = {name: value for name, value in outputs.items() if isinstance(value, str)}
    codes = {"approach": codes["approach"]} if codes.get("approach") else codes
    said = [names.label(name, code) or both(code) for name, code in codes.items()]
    return Bilingual(" · ".join(each.zh for each in said), " · ".join(each.en for each in said))


def _ground(cell: CellTrace, dossier: Dossier, names: Names) -> GroundView:
    fact = dossier.decision.facts.get(cell.fact)
    value = names.value(cell.fact, fact.value) if fact else both(cell.value)
    return {
        "fact": text(names.plain_fact(cell.fact)), "value": text(value), "at": fact.origin.at if fact else cell.at,
    }  # fmt: skip


def _way(way: OtherWay, names: Names) -> WayView:
    return {
        "fact": text(names.plain_fact(way.fact)), "now": text(names.value(way.fact, way.before)),
        "instead": text(names.condition(way.fact, way.condition)), "row": f"{way.table} {way.rule}", "at": way.row,
        "course": text(_course({name: getattr(way, name) for name in _COURSE}, names)),
    }  # fmt: skip
