"""A package's decision, drawn again: by the playbook of its day, and by today's."""

import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from casewright.cli.look import playbook_in_force
from casewright.cli.shared import Shared, today_or
from casewright.deliver import Recorded, read_recorded, ready_mark
from casewright.desk import recall
from casewright.model import Bilingual, Decision, Finding, PlaybookError
from casewright.model.errors import EXIT_INPUT, EXIT_OK
from casewright.playbook import Playbook, load_playbook
from casewright.rules import (
    Difference,
    Voice,
    compare,
    course,
    decide,
    difference_json,
    difference_text,
    given_facts,
)
from casewright.text.naming import Names

_AGAIN = Bilingual("按当时的规则和那一天重新判断", "Decided again by the rules and the day of then")
_TODAY = Bilingual("按今天生效的规则重新判断", "Decided again by the rules in force today")
_SAME = Bilingual("结果相同。", "The same decision comes out.")
_DIFFERS = Bilingual("结果不同：", "Another decision comes out:")
_GONE = Bilingual(
    "当时的规则已不在这个 desk 的存档里，无法证明结果相同；下面只按今天的规则比较。",
    "The rules of then are no longer kept on this desk, so it cannot be shown that the same comes out; below is only "
    "what today's rules say.",
)
_NONE_TODAY = Bilingual("今天的规则没有通过检查，无法比较。", "Today's rules do not pass, so they cannot be compared.")


def is_package(entry: Path) -> bool:
    """Say whether a folder is a package that was made, and no drop."""
    return entry.is_dir() and ready_mark(entry) is not None


def replay(package: Path, shared: Shared) -> int:
    """Decide again from the package's facts; return 0 where the same comes out by the playbook of then, else 3."""
    recorded, found = read_recorded(package.absolute())
    if recorded is None:
        shared.findings(found)
        shared.document({"replay": None, "findings": [each.to_json() for each in found]})
        return EXIT_INPUT
    then, now = _then(recorded, shared), _now(shared)
    shelves = now or then
    voice = Voice(shared.lang, Names(shelves.catalogue) if shelves else Names())
    _say(shared, (_head(recorded, voice),))
    told: dict[str, object] = {
        "case": recorded.case, "version": recorded.version, "as_of": recorded.as_of.isoformat(),
        "playbook": recorded.playbook, "kept": then is not None,
    }  # fmt: skip
    same = None
    if then is None:
        _say(shared, voice.lines(_GONE, "  "))
    else:
        told["then"], same = _compared(recorded, then, voice, shared, _AGAIN)
    if now is None:
        _say(shared, voice.lines(_NONE_TODAY, "  "))
    else:
        told["today"], _ = _compared(recorded, now, voice, shared, _TODAY)
    shared.document({"replay": {**told, "same": same}})
    return EXIT_OK if same else EXIT_INPUT


def _then(recorded: Recorded, shared: Shared) -> Playbook | None:
    layout, _ = shared.open_desk()
    with tempfile.TemporaryDirectory(prefix="casewright-") as folder:
        shelves = recall(layout, recorded.playbook, Path(folder))
        if shelves is None:
            return None
        playbook, _ = load_playbook(shelves / "rulebooks", shelves / "doc_templates", on=recorded.as_of)
        return playbook


def _now(shared: Shared) -> Playbook | None:
    try:
        return playbook_in_force(shared, today_or(None))
    except PlaybookError as error:
        shared.tell(Bilingual(f"{error.text.zh} {error.fix.zh}", f"{error.text.en} {error.fix.en}"))
        return None


def _compared(
    recorded: Recorded, playbook: Playbook, voice: Voice, shared: Shared, head: Bilingual
) -> tuple[dict[str, object], bool]:
    """Decide again as of the package's day; tell what differs from what the package says."""
    facts = given_facts(recorded.decision)
    decision, found = decide(playbook.rulebook, facts, today=recorded.as_of)
    difference = compare(recorded.decision, decision)
    errors = [finding for finding in found if finding.is_error]
    _say(shared, ("", f"{voice.word(head)} ({recorded.as_of}, {playbook.sha256[:12]})"))
    _tell(difference, decision, errors, voice, shared)
    shown: dict[str, object] = {
        "playbook": playbook.sha256, **difference_json(difference),
        "decision": {name: getattr(decision, name) for name in ("violation", "door", "strategy", "approach")},
        "findings": [each.to_json() for each in found],
    }  # fmt: skip
    return shown, difference.none


def _tell(
    difference: Difference, decision: Decision, errors: Sequence[Finding], voice: Voice, shared: Shared
) -> None:  # fmt: skip
    _say(shared, voice.lines(_SAME if difference.none else _DIFFERS, "  "))
    _say(shared, difference_text(difference, decision.facts, voice))
    if errors and not difference.none:
        shared.findings(errors)


def _head(recorded: Recorded, voice: Voice) -> str:
    day = voice.word(Bilingual(f"截至 {recorded.as_of}", f"as of {recorded.as_of}"))
    return f"{recorded.case} v{recorded.version}  {course(recorded.decision, voice)}  ({day}, {recorded.playbook[:12]})"


def _say(shared: Shared, lines: Iterable[str]) -> None:
    for line in lines:
        shared.print(line)
