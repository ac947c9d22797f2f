from dataclasses import replace

from casewright.model import (
    Bilingual,
    CellTrace,
    Dossier,
    Fact,
    Firing,
    OtherWay,
    RowTrace,
    RuleRef,
)
from casewright.model.origin import CellRef
from casewright.render.views.why import WAYS_SHOWN, why_view

ROW = RuleRef("rulebooks/strategy.xlsx", "door", "D13", "A18")
REASON = Bilingual("客户承认。", "The client admits.")


def grounded(case: Dossier) -> Dossier:
    cell = CellTrace("rulebooks/strategy.xlsx > door!H18", "admits", "position", "admits", True)
    way = OtherWay(
        "position", "admits", "denies", "denies", "door", "D12", "rulebooks/strategy.xlsx > door!A17", REASON,
        "dispute", "performance", "perf_dispute",
    )  # fmt: skip
    decision = replace(
        case.decision, firings=(Firing("door", "D13", ROW, {"door": "fix"}, REASON, "S0-18"),),
        trace=(RowTrace("door", "D13", ROW.at, True, True, (cell,), REASON),),
        facts={"position": Fact("position", "admits", CellRef("case.xlsx", "Case 案件", "B24"))},
    )  # fmt: skip
    return replace(case, decision=decision, ways=(way,) * 9)


def test_each_step_has_its_row_reason_source_and_the_facts_with_their_places(ready_case: Dossier) -> None:
    step = why_view(grounded(ready_case))["steps"][0]
    assert (step["rule"], step["at"], step["source"]) == ("D13", "rulebooks/strategy.xlsx > door!A18", "S0-18")
    assert step["concluded"] == {"zh": "整改", "en": "fix", "own": "fix"}
    assert step["grounds"] == [
        {"fact": {"zh": "position", "en": "position", "own": "position"},
         "value": {"zh": "承认", "en": "Admits", "own": "Admits"}, "at": "case.xlsx > Case 案件!B24"}
    ]  # fmt: skip


def test_what_would_have_changed_it_is_told_a_few_times_at_most(ready_case: Dossier) -> None:
    ways = why_view(grounded(ready_case))["ways"]
    assert len(ways) == WAYS_SHOWN
    assert (ways[0]["now"]["en"], ways[0]["instead"]["en"], ways[0]["row"]) == ("Admits", "Denies", "door D12")
    assert ways[0]["course"]["en"] == "perf_dispute · dispute"


def test_who_decided_is_said_in_words(ready_case: Dossier) -> None:
    assert "both agree" in why_view(ready_case)["decided"]["en"]
    alone = replace(ready_case, decision=replace(ready_case.decision, decided_by="evaluator"))
    assert "nothing else checked it" in why_view(alone)["decided"]["en"]


def test_a_course_that_names_its_door_does_not_name_it_twice(ready_case: Dossier) -> None:
    approaches = {"perf_fix": Bilingual("绩效：整改", "Performance: fix")}
    told = why_view(replace(ready_case, catalogue=replace(ready_case.catalogue, approaches=approaches)))
    assert told["course"]["en"] == "Performance: fix"
