"""Every code from the notice to the package: what it is taken for, which door, which papers, which route, and why."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from casewright.model import Dossier
from casewright.playbook import Playbook

HERE = Path(__file__).parent
STORIES = [story for path in sorted(HERE.glob("*.yaml")) for story in yaml.safe_load(path.read_text(encoding="utf-8"))]
ALWAYS = {"evidence_index", "diagnosis", "missing_materials"}
WITH_PLAN = ALWAYS | {"poa", "fields", "submission_guide"}


@pytest.mark.slow
@pytest.mark.parametrize("story", STORIES, ids=lambda story: story["name"])
def test_a_case_of_the_code_comes_out_as_its_story_says(
    story: Mapping[str, Any], package_of: Callable[[Mapping[str, Any]], Any]
) -> None:
    package, want = package_of(story), story["want"]
    dossier: Dossier = package.dossier
    decision = dossier.decision
    assert decision.violation == want["type"], [(each.code, each.confidence) for each in dossier.notice.types]
    assert (decision.door, f"{decision.strategy}/{decision.approach}") == (want["door"], want["strategy"])
    assert [route.code for route in decision.routes] == want["routes"]
    assert package.missing == set(want.get("missing", ()))
    assert package.manifest["verdict"] == want.get("verdict", "NOT_READY"), package.why_not
    assert set(want.get("finds", ())) <= package.codes | {risk.code for risk in decision.risks}
    assert {due.basis for due in dossier.deadlines[:1]} == {want.get("deadline", "none")}
    _documents_are_the_right_ones(package, want)
    _every_sentence_rests_on_something(package)


def _documents_are_the_right_ones(package: Any, want: Mapping[str, Any]) -> None:
    made = package.kinds() & {*WITH_PLAN, "dispute_letter", "retraction_request", "removal_guide"}
    more = set(want.get("documents", ()))
    if want["door"] != "none":
        assert made == WITH_PLAN | more
        guide = package.words("Submission_Guide_")
    else:
        assert made == ALWAYS | more
        assert not package.named("POA_") + package.named("Submission_Guide_") + package.named("Dispute_")
        guide = package.words("No_Appeal_") if "submission_guide" in more else ""
    for part in want.get("says", ()):
        assert part in guide
    for part in want.get("never_says", ()):
        everywhere = [guide, *(claim.text.en for claim in package.dossier.plan.claims)]
        assert not [text for text in everywhere if part.lower() in text.lower()]


def _every_sentence_rests_on_something(package: Any) -> None:
    for claim in package.manifest["claims"]:
        assert claim["facts"] or claim["exhibits"], claim
        assert claim["en"]
        assert claim["zh"]


def test_there_is_a_story_for_every_code_and_a_ready_one_for_every_strategy(playbook: Playbook) -> None:
    told = {story["want"]["type"] for story in STORIES} | {code for story in STORIES for code in story.get("also", ())}
    assert set(playbook.catalogue.violations) <= told
    ready = {story["want"]["strategy"].split("/")[0] for story in STORIES if story["want"].get("verdict") == "READY"}
    assert ready == set(playbook.catalogue.families) - {"no_appeal"}
    twisted = [story for story in STORIES if story.get("twist")]
    assert len(twisted) * 3 >= len(STORIES)
