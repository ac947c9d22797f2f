"""Why a case was decided as it was: every row, met or not, by which cell and which value."""

from casewright.model import Bilingual, Decision, RowTrace
from casewright.rules.given import to_json


def explain_json(decision: Decision) -> dict[str, object]:
    """Return a decision with its facts and its whole trace, in the shape of the contract."""
    return {
        "decision": {
            "violation": decision.violation, "strategy": decision.strategy, "approach": decision.approach,
            "door": decision.door, "why": _both(decision.why), "decided_by": decision.decided_by,
            "causes": list(decision.causes), "documents": list(decision.documents), "blocks": list(decision.blocks),
            "requirements": [{"kind": each.kind, "need": each.need, "why": _both(each.why), "at": each.origin.at}
                             for each in decision.requirements],
            "risks": [{"risk": each.code, "severity": each.severity, "text": _both(each.text), "at": each.origin.at}
                      for each in decision.risks],
            "routes": [{"route": each.code, "advice": _both(each.advice), "at": each.origin.at}
                       for each in decision.routes],
        },
        "facts": {name: {"value": to_json(fact.value), "at": fact.origin.at}
                  for name, fact in sorted(decision.facts.items())},
        "trace": [_row(row) for row in decision.trace],
    }  # fmt: skip


def _row(row: RowTrace) -> dict[str, object]:
    cells = [{"at": cell.at, "text": cell.text, "fact": cell.fact, "value": cell.value, "met": cell.met}
             for cell in row.cells]  # fmt: skip
    return {"table": row.table, "rule": row.rule, "row": row.row, "met": row.met, "fired": row.fired, "cells": cells,
            "reason": _both(row.reason)}  # fmt: skip


def _both(text: Bilingual) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}
