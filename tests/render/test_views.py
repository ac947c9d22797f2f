"""What templates may read: exactly the declared names, and sentences for tables."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from casewright.model import NOTHING, Dossier
from casewright.render.shapes.names import Shape, shape_of
from casewright.render.views.context import context_of
from casewright.render.views.due import deadline_views
from casewright.render.views.plan import claim_view, metric_view, plan_view
from casewright.render.views.report import decision_view


def _differences(value: object, shape: Shape, place: str = "") -> list[str]:
    if isinstance(shape, dict):
        assert isinstance(value, dict), place
        wrong = [f"{place}.{name}" for name in set(shape) ^ set(value)]
        return wrong + [each for name in shape for each in _differences(value[name], shape[name], f"{place}.{name}")]
    if isinstance(shape, list):
        assert isinstance(value, list), place
        return [each for item in value for each in _differences(item, shape[0], f"{place}[]")]
    return [] if isinstance(value, bool if shape == "flag" else str) else [f"{place}: {value!r}"]


@pytest.mark.parametrize("case", ["ready_case", "dispute_case", "sparse_case"])
def test_a_context_has_the_declared_names_and_no_others(case: str, request: pytest.FixtureRequest) -> None:
    dossier: Dossier = request.getfixturevalue(case)
    assert _differences(context_of(dossier), shape_of()) == []


def test_a_table_shows_the_short_sentence_and_where_there_is_none_the_whole_one(ready_case: Dossier) -> None:
    action = next(claim for claim in ready_case.plan.claims if claim.section == "corrective")
    assert claim_view(action)["brief"]["en"] == "We refunded the 24 orders affected."
    assert claim_view(action)["text"]["en"].startswith("On February 10, 2026, we refunded")
    whole = replace(action, short=NOTHING)
    assert claim_view(whole)["brief"] == claim_view(whole)["text"]


def test_a_sentence_number_is_never_taken_for_an_exhibit(ready_case: Dossier) -> None:
    plan = context_of(ready_case)["plan"]
    assert isinstance(plan, dict)
    summary = plan["summary"]
    assert isinstance(summary, list)
    assert isinstance(summary[0], dict)
    assert summary[0]["id"] == "1"


def test_what_is_said_of_all_causes_stands_before_them(ready_case: Dossier) -> None:
    causes = ready_case.plan.causes[1:]
    dossier = replace(ready_case, plan=replace(ready_case.plan, causes=causes))
    plan = plan_view(dossier)
    assert [claim["id"] for claim in plan["lead"]] == ["3"]
    assert [(cause["label"]["en"], cause["general"]) for cause in plan["causes"]][-1] == ("Other measures", True)
    assert [claim["id"] for claim in plan["causes"][-1]["corrective"]] == ["7", "8", "9"]


@pytest.mark.parametrize(
    ("target", "shown"),
    [("< 0.01", "< 1%"), ("<0.025", "< 2.5%"), (">= 0.95", "≥ 95%"), ("< 1%", "< 1%"), (">= 200", ">= 200"), ("", "–")],
)
def test_a_target_is_shown_as_people_write_it(target: str, shown: str, ready_case: Dossier) -> None:
    assert metric_view(replace(ready_case.metrics[0], target=target))["target"] == shown


def test_the_report_shows_the_rows_that_chose_the_way_and_counts_the_rest(ready_case: Dossier) -> None:
    firing = ready_case.decision.firings[0]
    more = tuple(replace(firing, table=table) for table in ("evidence", "documents", "wording"))
    view = decision_view(replace(ready_case, decision=replace(ready_case.decision, firings=(firing, *more))))
    assert [row["table"] for row in view["firings"]] == ["door"]
    assert view["more"] == "3"


@pytest.mark.parametrize(("days", "left"), [(-4, "4 days past"), (0, "due today"), (3, "3 days left")])
def test_days_left_count_in_beijing(days: int, left: str, ready_case: Dossier) -> None:
    today = date(2026, 2, 26) - timedelta(days=days)
    assert deadline_views(replace(ready_case, today=today))[0]["left"]["en"] == left


def test_an_unknown_deadline_comes_last_and_shows_no_time(ready_case: Dossier) -> None:
    unknown = replace(ready_case.deadlines[0], at=None, internal_at=None, basis="none")
    views = deadline_views(replace(ready_case, deadlines=(unknown, *ready_case.deadlines)))
    assert [view["known"] for view in views] == [True, False]
    assert views[1]["beijing"] == "–"
