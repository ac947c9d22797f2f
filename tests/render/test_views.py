"""What templates may read: exactly the declared names, and sentences cut only where a column says the same."""

from dataclasses import replace

import pytest

from casewright.model import Bilingual, Dossier
from casewright.render.shapes import Shape, shape_of
from casewright.render.trim import brief
from casewright.render.views import context_of


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


def test_a_table_leaves_out_what_its_columns_say(ready_case: Dossier) -> None:
    action = next(claim for claim in ready_case.plan.claims if claim.section == "corrective")
    control = next(claim for claim in ready_case.plan.claims if claim.section == "preventive")
    assert brief(action) == Bilingual("我们已为受影响的 24 个订单办理退款。", "We refunded the 24 orders affected.")
    assert brief(control).en == (
        "Carrier service review: delivered dates per lane are compared with promised dates, "
        "and a lane below the agreed share is stopped."
    )
    assert brief(control).zh.startswith("承运商时效复核：按线路比较")
    assert brief(control).zh.endswith("低于约定比例的线路停用。")


def test_words_that_no_column_repeats_stay(ready_case: Dossier) -> None:
    action = next(claim for claim in ready_case.plan.claims if claim.section == "corrective")
    other = replace(action, text=Bilingual("按通知（附件 A-9）处理。", "On March 1, 2026, done (Exhibit A-9)."))
    assert brief(other) == other.text


def test_a_sentence_number_is_never_taken_for_an_exhibit(ready_case: Dossier) -> None:
    plan = context_of(ready_case)["plan"]
    assert isinstance(plan, dict)
    summary = plan["summary"]
    assert isinstance(summary, list)
    assert isinstance(summary[0], dict)
    assert summary[0]["id"] == "1"
