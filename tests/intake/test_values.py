"""What people type is read as what they mean, or asked back."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given as for_any
from hypothesis import strategies as st

from casewright.intake.choices import given_choices
from casewright.intake.form import FormField, the_form
from casewright.intake.given import Given
from casewright.intake.values import Read, read_value
from casewright.model import CellRef, Finding
from casewright.sheets import CellValue

AT = CellRef("case.xlsx", "Case", "B9")
FORM = the_form()
KNOWN = FORM.choices.with_more(given_choices({"violation": [("PERF-ODR", "订单缺陷率超标", "Order defect rate")]}))
DAY = FORM.case.field("notice_date")
RATE = FORM.case.field("odr")
ASIN = FORM.sheet("listings").field("asin")
ORDERS = FORM.sheet("statements").field("orders")
QUANTITY = FORM.sheet("statements").field("quantity")
FLAG = FORM.case.field("urgent")


def read(field: FormField, typed: CellValue, *, percent: bool = False) -> tuple[Read, tuple[Finding, ...]]:
    return read_value(field, Given(typed, AT, percent), KNOWN)


@pytest.mark.parametrize(
    "typed",
    [
        "2026-03-05", "2026/3/5", "2026.3.5", "2026年3月5日", "2026年03月05号", "20260305", "5 Mar 2026",
        "March 5, 2026", "Mar 5 2026", "5th March 2026", "２０２６－０３－０５", "２０２６年３月５日", " 2026-03-05 ",
        "2026-03-05 14:30",
        "2026-03-05T14:30:00Z", datetime(2026, 3, 5, 9, 30), date(2026, 3, 5), 46086, 46086.5, 20260305,  # noqa: DTZ001
    ],
)  # fmt: skip
def test_a_day_is_read_in_the_forms_that_people_type(typed: CellValue) -> None:
    assert read(DAY, typed) == (date(2026, 3, 5), ())


def test_a_day_that_could_be_two_days_is_asked_and_not_guessed() -> None:
    value, found = read(DAY, "03/04/2026")
    assert value is None
    assert [each.code for each in found] == ["intake/date-ambiguous"]
    assert "2026年3月4日" in found[0].text.zh
    assert "2026年4月3日" in found[0].text.zh
    assert found[0].at == "case.xlsx > Case!B9"


@pytest.mark.parametrize("typed", ["25/03/2026", "03/25/2026"])
def test_a_day_above_twelve_tells_which_number_is_the_month(typed: str) -> None:
    assert read(DAY, typed) == (date(2026, 3, 25), ())


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("13/25/2026", "intake/date-impossible"), ("2026-02-30", "intake/date-impossible"),
        ("2026-13-01", "intake/date-impossible"), ("昨天", "intake/date-unreadable"),
        ("3月5日", "intake/date-unreadable"), ("2026-03", "intake/date-unreadable"), (3.5, "intake/date-unreadable"),
        (datetime(1926, 3, 5), "intake/date-far"), ("1905-01-01", "intake/date-far"),  # noqa: DTZ001
    ],
)  # fmt: skip
def test_what_is_no_day_is_a_finding_with_a_way_to_write_it(typed: CellValue, code: str) -> None:
    value, found = read(DAY, typed)
    assert value is None
    assert [each.code for each in found] == [code]
    assert "2026-03-25" in found[0].fix.zh
    assert "2026-03-25" in found[0].fix.en


@for_any(st.dates(date(2000, 1, 1), date(2100, 12, 31)))
def test_a_day_written_as_the_form_asks_reads_back_as_itself(day: date) -> None:
    assert read(DAY, day.isoformat()) == (day, ())
    assert read(DAY, f"{day.year}年{day.month}月{day.day}日") == (day, ())


@pytest.mark.parametrize(
    ("typed", "percent"),
    [
        ("1.98%", False), ("1,98%", False), ("1.98 %", False), ("１．９８％", False), ("1.98﹪", False), (0.0198, True),
    ],
)  # fmt: skip
def test_a_percentage_is_an_exact_fraction(typed: CellValue, percent: bool) -> None:  # noqa: FBT001
    assert read(RATE, typed, percent=percent) == (Fraction(198, 10000), ())


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("1.98", "intake/percent-without-sign"), (1.98, "intake/percent-without-sign"),
        (0.0198, "intake/percent-without-sign"), ("high", "intake/percent-unreadable"),
        ("101%", "intake/percent-out-of-range"), ("-1%", "intake/percent-out-of-range"),
    ],
)  # fmt: skip
def test_a_number_that_may_be_a_rate_or_a_percentage_is_asked(typed: CellValue, code: str) -> None:
    value, found = read(RATE, typed)
    assert value is None
    assert [each.code for each in found] == [code]


@pytest.mark.parametrize(
    "typed",
    [
        "B0EXAMPLE1", "b0example1", " B0 EXAM PLE1 ", "Ｂ０ＥＸＡＭＰＬＥ１", "https://www.amazon.com/dp/B0EXAMPLE1?th=1",
        "B0EXAMPLE1; b0example1", "B0EXAMPLE1、", "/gp/product/B0EXAMPLE1/",
    ],
)  # fmt: skip
def test_an_asin_is_read_however_it_was_pasted(typed: str) -> None:
    assert read(ASIN, typed) == (("B0EXAMPLE1",), ())


@pytest.mark.parametrize(
    "typed", ["B0EXAMPLE1 B0EXAMPLE2", "B0EXAMPLE1;B0EXAMPLE2", "B0EXAMPLE1，B0EXAMPLE2", "B0EXAMPLE1\nB0EXAMPLE2",
              "B0EXAMPLE1/B0EXAMPLE2"],
)  # fmt: skip
def test_several_asins_in_one_cell_come_apart(typed: str) -> None:
    assert read(ASIN, typed) == (("B0EXAMPLE1", "B0EXAMPLE2"), ())


def test_a_letter_o_for_a_zero_is_pointed_out_not_mended() -> None:
    value, found = read(ASIN, "BO12345678")
    assert value == ()
    assert found[0].code == "intake/asin-unreadable"
    assert "B012345678" in found[0].text.zh


@pytest.mark.parametrize(
    "typed",
    [
        "114-1234567-7654321", "11412345677654321", "114 - 1234567 - 7654321", "１１４－１２３４５６７－７６５４３２１",
        "114–1234567–7654321", "#114-1234567-7654321",
    ],
)  # fmt: skip
def test_an_order_number_comes_out_in_its_own_form(typed: str) -> None:
    assert read(ORDERS, typed) == (("114-1234567-7654321",), ())


def test_a_removal_order_number_is_an_order_number_too() -> None:
    assert read(ORDERS, "S01-1234567-7654321") == (("S01-1234567-7654321",), ())


def test_an_order_number_that_excel_rounded_is_not_passed_on() -> None:
    value, found = read(ORDERS, 1.1412345677654e16)
    assert value is None
    assert [each.code for each in found] == ["intake/digits-lost"]


def test_half_an_order_number_is_a_finding() -> None:
    value, found = read(ORDERS, "114-1234567")
    assert value == ()
    assert [each.code for each in found] == ["intake/order-id-unreadable"]


@pytest.mark.parametrize(
    ("typed", "count"), [("24", 24), ("２４", 24), ("24件", 24), ("1,234 pcs", 1234), (24, 24), (24.0, 24)]
)
def test_a_quantity_is_one_exact_number(typed: CellValue, count: int) -> None:
    assert read(QUANTITY, typed) == (Decimal(count), ())


@pytest.mark.parametrize("typed", ["约24", "20-30", "两打", "24/30"])
def test_a_rough_quantity_is_asked(typed: str) -> None:
    value, found = read(QUANTITY, typed)
    assert value is None
    assert [each.code for each in found] == ["intake/number-unreadable"]


@pytest.mark.parametrize(
    ("typed", "flag"),
    [
        ("是", True), ("是 yes", True), ("YES", True), ("y", True), ("有", True), ("√", True), ("✔", True),
        (True, True), (1, True),
        ("否", False), ("否 no", False), ("No", False), ("没有", False), ("×", False), (False, False), (0, False),
        ("不确定", None), ("unknown", None), ("待确认", None), ("?", None), ("N/A", None),
    ],
)  # fmt: skip
def test_yes_no_and_unknown_are_read_in_both_languages(typed: CellValue, flag: bool | None) -> None:  # noqa: FBT001
    assert read(FLAG, typed) == (flag, ())


def test_a_flag_that_is_neither_is_asked() -> None:
    value, found = read(FLAG, "大概吧")
    assert (value, [each.code for each in found]) == (None, ["intake/flag-unreadable"])


@pytest.mark.parametrize("typed", ["承认", "admits", "承认 admits", "Admits 承认", "ADMITS", " 承认  admits "])
def test_a_choice_is_found_by_code_or_by_its_label_in_either_language(typed: str) -> None:
    assert read(FORM.case.field("position"), typed) == ("admits", ())


@pytest.mark.parametrize("typed", ["PERF-ODR", "perf-odr", "订单缺陷率超标", "Order defect rate", "PERF-ODR 缺陷率"])
def test_a_violation_is_found_by_its_code_whatever_follows(typed: str) -> None:
    assert read(FORM.case.field("violations"), typed) == (("PERF-ODR",), ())


@pytest.mark.parametrize(
    ("typed", "code"),
    [("GB", "UK"), ("uk", "UK"), ("英国", "UK"), ("英国站", "UK"), ("US 美国 United States", "US"), ("amazon.de", "DE"),
     ("日本", "JP"), ("UAE", "AE")],
)  # fmt: skip
def test_a_marketplace_has_many_names(typed: str, code: str) -> None:
    assert read(FORM.case.field("marketplace"), typed) == (code, ())


def test_an_unknown_choice_gets_the_nearest_known_one() -> None:
    value, found = read(FORM.case.field("stage"), "deactivatd")
    assert value is None
    assert found[0].code == "intake/unknown-choice"
    assert "已停用 deactivated" in found[0].text.zh


def test_an_unknown_marketplace_is_a_finding_of_its_own() -> None:
    value, found = read(FORM.case.field("marketplace"), "Atlantis")
    assert (value, [each.code for each in found]) == (None, ["intake/unknown-marketplace"])


def test_without_the_playbooks_labels_a_code_is_taken_and_a_sentence_is_not() -> None:
    kind = FORM.sheet("evidence").field("kind")
    assert read(kind, "refund_record") == ("refund_record", ())
    assert read(kind, "退款的记录")[1][0].code == "intake/unknown-choice"


@for_any(st.text(max_size=30))
def test_no_text_makes_reading_fail_otherwise_than_by_a_finding(typed: str) -> None:
    readers: list[Callable[[str], tuple[object, Sequence[Finding]]]] = [
        lambda text, field=field: read(field, text) for field in (DAY, RATE, ASIN, ORDERS, QUANTITY, FLAG)
    ]
    for reader in readers:
        value, found = reader(typed)
        assert value in (None, ()) or not any(finding.is_error for finding in found)
