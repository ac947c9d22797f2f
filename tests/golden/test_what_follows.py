"""Facts that are worked out from others: on every sample, what is said to follow is what was gathered."""

from datetime import date
from pathlib import Path

from casewright.intake import open_drop
from casewright.pipeline import consider, what_follows
from casewright.playbook import load_playbook

ROOT = Path(__file__).parent.parent.parent
DAY = date(2026, 11, 22)
SAMPLES = ("LJ-2611-ODR", "HY-2611-PAT", "BL-2611-LINK", "SK-2611-RPJ", "batch-2611/batch-2611.xlsx")


def test_what_is_said_to_follow_from_a_case_s_facts_is_what_was_gathered(tmp_path: Path) -> None:
    playbook, found = load_playbook(ROOT / "rulebooks", ROOT / "doc_templates", on=DAY)
    assert playbook is not None, found
    for number, sample in enumerate(SAMPLES):
        drops, _ = open_drop(ROOT / "tests" / "cases" / sample, tmp_path / str(number))
        for drop in drops:
            dossier, _ = consider(drop, playbook, today=DAY)
            assert dossier is not None, drop.name
            facts = dossier.decision.facts
            follow = what_follows(dossier, playbook)
            assert {each.name: each.by(facts) for each in follow} == {
                each.name: facts[each.name].value for each in follow
            }
            assert all(way.fact in facts for way in dossier.ways)
            assert dossier.ways, drop.name
