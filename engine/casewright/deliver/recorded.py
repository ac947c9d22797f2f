"""A decision as its package keeps it, read back so that it can be drawn again."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from casewright.deliver.facts import facts_from
from casewright.deliver.manifest import MANIFEST, RETURNED
from casewright.deliver.verify import BAD_MANIFEST, NO_MANIFEST
from casewright.model import (
    Bilingual,
    Decision,
    FileRef,
    Finding,
    Firing,
    Kind,
    Requirement,
    Risk,
    Route,
    RuleRef,
    Severity,
)

NO_DECISION = Kind(
    "deliver/no-decision", Severity.ERROR,
    "这是退回的案件，没有做出判断，无法重放。",
    "This drop went back to staff; nothing was decided, so nothing can be replayed.",
    "指向 outbox 里已生成的版本，例如 outbox/案件编号/v1。",
    "Name a version that was produced, such as outbox/<case>/v1.",
)  # fmt: skip
NO_FACTS = Kind(
    "deliver/facts-not-kept", Severity.ERROR,
    "这个材料包的清单没有记录判断所用的事实（由较早的程序生成），无法重放。",
    "The manifest does not hold the facts of its decision (an older program made it), so it cannot be replayed.",
    "把原案件重新放入收件箱，生成新版本后再重放。", "Drop the case again; the version made from it can be replayed.",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a package says was decided: as of which day, by which playbook. ``decision`` has facts and no trace."""

    case: str
    version: int
    as_of: date
    playbook: str
    decision: Decision


def read_recorded(package: Path) -> tuple[Recorded | None, tuple[Finding, ...]]:
    """Read the decision of a package; None where it holds none that can be drawn again."""
    at = FileRef(f"{package.parent.name}/{package.name}/{MANIFEST}")
    if not (package / MANIFEST).is_file():
        kind = NO_DECISION if (package / RETURNED).is_file() else NO_MANIFEST
        return None, (kind.at(FileRef(str(package))),)
    try:
        manifest = json.loads((package / MANIFEST).read_bytes())
        if "facts" not in manifest["decision"] or "as_of" not in manifest:
            return None, (NO_FACTS.at(at),)
        decision = _decision(manifest["decision"], str(manifest["decided_by"]))
        day, playbook = date.fromisoformat(manifest["as_of"]), str(manifest["playbook"]["sha256"])
        return Recorded(str(manifest["case"]), int(manifest["version"]), day, playbook, decision), ()
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        return None, (BAD_MANIFEST.at(at, why=type(error).__name__),)


def _decision(shown: Mapping[str, Any], decided_by: str) -> Decision:
    rows: Sequence[Mapping[str, Any]] = shown["rows"]
    return Decision(
        shown["violation"], shown["strategy"], shown["approach"], shown["door"], _both(shown["why"]),
        causes=tuple(shown["causes"]),
        requirements=tuple(Requirement(each["kind"], each["need"], _WHY, _ref("", "")) for each in shown["evidence"]),
        risks=tuple(Risk(each["code"], each["severity"], _both(each), _ref("", "")) for each in shown["risks"]),
        routes=tuple(Route(each["route"], _both(each), _ref("", "")) for each in shown["routes"]),
        documents=tuple(shown["documents"]), blocks=tuple(shown["blocks"]),
        firings=tuple(_firing(row) for row in rows), facts=facts_from(shown["facts"]), decided_by=decided_by,
    )  # fmt: skip


_WHY = Bilingual("", "")


def _firing(row: Mapping[str, Any]) -> Firing:
    file, _, place = str(row["row"]).partition(" > ")
    origin = RuleRef(file, row["table"], row["rule"], place.rpartition("!")[2])
    return Firing(row["table"], row["rule"], origin, row["outputs"], _both(row["reason"]), row["source"])


def _ref(table: str, rule: str) -> RuleRef:
    return RuleRef("", table, rule)


def _both(text: Mapping[str, str]) -> Bilingual:
    return Bilingual(text["zh"], text["en"])
