"""A case sheet is read by its labels, and what is wrong with it is said where it stands."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casewright.intake import open_drop, read_case, write_form
from casewright.intake.form import the_form
from casewright.model import Case, Drop, Finding, Position, StatementKind

Rows = Sequence[Sequence[object]]
Reader = Callable[..., tuple[Case | None, tuple[Finding, ...]]]
Filled = Callable[..., Drop]

FULL: dict[str, object] = {
    "case": "CW-2026-7", "store_name": "Aurora Home US", "legal_name": "Shenzhen Aurora Home Co., Ltd.",
    "merchant_token": "A1XAMPLE2TOKEN", "store_email": "ops@aurora.example", "marketplace": "US",
    "entity_country": "中国", "category": "Home & Kitchen", "gmv_band": "50k-200k", "notice_file": "notice.txt",
    "notice_date": "2026-02-09", "received_on": "2026-02-11", "amazon_case_ids": ["15512345671", "15512345672"],
    "complaint_ids": ["00987"], "violations": ["PERF-ODR", "IP-TM"], "level": "account", "stage": "deactivated",
    "position": "partly", "admitted_by": "王敏", "admitted_on": "2026-02-12", "brand": "NORTHPEAK",
    "rights_owner": "Northpeak LLC", "rights_owner_contact": "ip@northpeak.example", "registration_number": "0512",
    "authorised": False, "other_account": "Borealis", "other_account_ours": True,
    "other_account_reactivated_on": "2026-02-20", "odr": "1.98%", "lsr": "2.4%", "cancel_rate": "0.6%", "vtr": "97.1%",
    "otdr": "93.5%", "idr": "3.2%", "service_scope": "with_evidence", "urgent": True, "entrustment_signed": True,
    "plan_date": "2026-02-16", "requests": "希望强调已更换承运商",
    "listings": [{"asin": "B0EXAMPLE1", "sku": "00123", "title": "=LAMP", "brand": "Aurora", "complaint_id": "007",
                  "action_taken": "已删除", "note": "120 件"}],
    "statements": [{"id": "F01", "kind": "corrective", "statement": "退款 24 单", "statement_en": "Refunded 24 orders",
                    "date": "2026-02-12", "cause": "carrier_lane_delay", "action": "orders_refunded",
                    "owner_zh": "李强", "owner_en": "Li Qiang", "frequency": "daily", "starts_on": "2026-02-20",
                    "evidence": ["E01"], "record": ["E01"], "asins": ["B0EXAMPLE1"],
                    "orders": ["114-1234567-7654321", "114-1234567-7654322"], "quantity": 24, "detail_zh": "线路 A",
                    "detail_en": "lane A", "admitted": True}],
    "evidence": [{"id": "E01", "file": "evidence/refunds.xlsx", "kind": "refund_record", "proves_zh": "已退款",
                  "proves_en": "refunded", "dated": "2026-02-12", "covers_from": "2026-01-01",
                  "covers_to": "2026-01-31", "asins": ["B0EXAMPLE1"], "note": "财务导出"}],
    "submissions": [{"date": "2026-01-20", "channel": "Account Health", "version": "v1", "result": "more_info",
                     "reply_file": "replies/1.eml", "note": "客户自行提交"}],
    "reports": [{"file": "reports/orders.txt", "kind": "orders"}],
}  # fmt: skip


def codes(found: Sequence[Finding]) -> list[str]:
    return [each.code for each in found]


def of(found: Sequence[Finding], code: str) -> Finding:
    return next(each for each in found if each.code == code)


@pytest.mark.req("S0-58")
@pytest.mark.req("S0-59")
@pytest.mark.req("S0-60")
@pytest.mark.req("S0-61")
@pytest.mark.req("S0-62")
@pytest.mark.req("S0-63")
@pytest.mark.req("S0-83")
@pytest.mark.req("S0-32")
def test_a_filled_form_reads_back_to_the_same_values(filled: Filled) -> None:
    case, found = read_case(filled(**FULL))
    assert codes(found) == []
    assert case is not None
    assert (case.ref, case.store_email, case.entity_country, case.category) == (
        "CW-2026-7", "ops@aurora.example", "中国", "Home & Kitchen",
    )  # fmt: skip
    assert (case.notice_date, case.plan_date) == (date(2026, 2, 9), date(2026, 2, 16))
    assert case.violations == ("PERF-ODR", "IP-TM")
    assert case.amazon_case_ids == ("15512345671", "15512345672")
    assert (case.position, case.authorised, case.other_account_ours) == (Position.PARTLY, False, True)
    assert (case.gmv_band, case.service_scope) == ("50k-200k", "with_evidence")
    assert {each.code: each.rate for each in case.dashboard}["ODR"] == Fraction(198, 10000)
    assert case.complaint_ids == ("00987",)
    assert (case.listings[0].sku, case.listings[0].title) == ("00123", "=LAMP")
    fact = case.statements[0]
    assert (fact.id, fact.kind, fact.on) == ("F01", StatementKind.CORRECTIVE, date(2026, 2, 12))
    assert (fact.action, fact.quantity, fact.admitted) == ("orders_refunded", Decimal(24), True)
    assert fact.orders == ("114-1234567-7654321", "114-1234567-7654322")
    assert fact.evidence == fact.record == ("E01",)
    assert case.evidence[0].covers_to == date(2026, 1, 31)
    assert (case.submissions[0].result, case.reports[0].kind) == ("more_info", "orders")


def test_every_value_keeps_the_address_of_its_cell(filled: Filled) -> None:
    case, _ = read_case(filled(**FULL))
    assert case is not None
    assert case.where("store_name").at == "case.xlsx > Case 案件!B6"
    assert case.statements[0].origin.at == "case.xlsx > Facts 事实!A5"
    assert case.dashboard[0].origin.at.startswith("case.xlsx > Case 案件!B")


def test_the_blank_form_comes_back_asking_for_what_is_required(tmp_path: Path) -> None:
    write_form(tmp_path)
    case, found = read_case(Drop("blank", tmp_path))
    assert case is None
    assert [each.at for each in found if each.code == "intake/required-missing"] == [
        "case.xlsx > Case 案件!B5", "case.xlsx > Case 案件!B10",
    ]  # fmt: skip


def test_the_grey_examples_are_not_read(filled: Filled) -> None:
    case, _ = read_case(filled())
    assert case is not None
    assert (case.statements, case.evidence, case.listings, case.submissions, case.reports) == ((), (), (), (), ())
    assert case.store_name is None


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_the_order_of_columns_and_lines_does_not_matter(tmp_path: Path, data: st.DataObject) -> None:
    form = the_form()
    facts = form.sheet("statements").fields
    row = {"id": "F01", "kind": "整改措施", "statement": "退款", "date": "2026-02-12", "evidence": "E01; E02"}
    order = data.draw(st.permutations([field for field in facts if field.key in row]))
    lines = data.draw(
        st.permutations(
            [("案件编号", "CW-1"), ("Marketplace", "美国"), ("通知日期", "2026/2/9"), ("通知文件", "n.txt")]
        )
    )
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "案件"
    for line in lines:
        sheet.append(line)
    other = book.create_sheet("事实")
    other.append([data.draw(st.sampled_from((field.label.zh, field.label.en, field.head))) for field in order])
    other.append([row[field.key] for field in order])
    root = tmp_path / "any"
    root.mkdir(exist_ok=True)
    book.save(root / "case.xlsx")
    case, found = read_case(Drop("any", root))
    assert set(codes(found)) <= {"intake/evidence-id-unknown"}
    assert case is not None
    assert (case.ref, case.marketplace, case.notice_date) == ("CW-1", "US", date(2026, 2, 9))
    fact = case.statements[0]
    assert (fact.id, fact.zh, fact.on, fact.evidence) == ("F01", "退款", date(2026, 2, 12), ("E01", "E02"))


def test_a_sheet_of_ones_own_is_read_by_labels_alone(sheet_drop: Callable[[Any], Drop]) -> None:
    lines = [
        ("店铺名：", "极光家居"),
        ("案号", "CW-9"),
        ("站点（国家）", "日本站"),
        ("是否承认", "部分属实"),
        ("停用通知", "n"),
    ]
    drop = sheet_drop({"Sheet1": lines})
    case, found = read_case(drop)
    assert codes(found) == []
    assert case is not None
    assert (case.ref, case.store_name, case.marketplace, case.position) == ("CW-9", "极光家居", "JP", Position.PARTLY)


def test_an_unknown_line_is_kept_as_a_remark(case_with: Reader) -> None:
    case, found = case_with(("客户微信群", "极光申诉群"))
    assert case is not None
    assert [(each.label, each.value) for each in case.remarks] == [("客户微信群", "极光申诉群")]
    assert of(found, "intake/not-on-form").severity == "info"


def test_a_misspelt_label_gets_the_nearest_one(case_with: Reader) -> None:
    case, found = case_with(("Store nmae", "Aurora"))
    assert case is not None
    assert case.store_name is None
    assert "Store name" in of(found, "intake/label-misspelt").text.en


def test_an_extra_column_of_a_row_sheet_is_kept_as_a_remark(case_with: Reader) -> None:
    case, _ = case_with(**{"Facts 事实": [("编号", "类别", "陈述", "跟进人"), ("F01", "发生经过", "包裹延误", "小赵")]})
    assert case is not None
    assert [(each.label, each.value) for each in case.remarks] == [("跟进人 · Facts 事实", "小赵")]


def test_all_faults_of_a_sheet_are_told_at_once(case_with: Reader) -> None:
    case, found = case_with(
        ("通知日期", "03/04/2026"), ("ODR", "1.98"), ("立场", "也许"),
        **{"Facts 事实": [("类别", "陈述", "日期"), ("整改", "退款", "13/25/2026"), ("", "没有类别", "")]},
    )  # fmt: skip
    assert case is None
    assert {each.code for each in found if each.is_error} == {
        "intake/date-ambiguous", "intake/percent-without-sign", "intake/unknown-choice", "intake/date-impossible",
        "intake/required-missing",
    }  # fmt: skip


def test_an_unknown_marketplace_sends_the_sheet_back(sheet_drop: Callable[[Any], Drop]) -> None:
    case, found = read_case(sheet_drop({"Case": [("案件编号", "C"), ("站点", "火星站"), ("店铺", "A")]}))
    assert case is None
    assert of(found, "intake/unknown-marketplace").at == "case.xlsx > Case!B2"


def test_a_missing_case_reference_sends_the_sheet_back(sheet_drop: Callable[[Any], Drop]) -> None:
    case, found = read_case(sheet_drop({"Case": [("案件编号", None), ("站点", "US"), ("店铺", "A")]}))
    assert case is None
    assert of(found, "intake/required-missing").at == "case.xlsx > Case!B1"


def test_a_missing_notice_and_missing_evidence_do_not_send_the_sheet_back(sheet_drop: Callable[[Any], Drop]) -> None:
    case, found = read_case(sheet_drop({
        "Case": [("案件编号", "C"), ("站点", "US"), ("店铺", "A")],
        "Evidence": [("编号", "文件名", "种类"), ("E01", "", "invoice"), ("E02", "gone.pdf", "invoice")],
        "Facts": [("类别", "陈述", "证据编号"), ("整改", "退款", "E01; E7")],
    }))  # fmt: skip
    assert case is not None
    assert {each.code for each in found} == {
        "intake/notice-not-named", "intake/evidence-without-file", "intake/evidence-id-unknown", "intake/id-given",
    }  # fmt: skip
    assert all(not each.is_error for each in found)


def test_a_statement_without_a_date_is_no_error_of_the_sheet(case_with: Reader) -> None:
    case, found = case_with(Facts=[("编号", "类别", "陈述"), ("F01", "整改措施", "已退款")])
    assert case is not None
    assert case.statements[0].on is None
    assert codes(found) == []


def test_requests_stay_word_for_word(case_with: Reader) -> None:
    case, _ = case_with(("特殊要求", "请把日期改早三天"), Facts=[("类别", "陈述"), ("客户要求", "写成员工失误")])
    assert case is not None
    assert case.requests == "请把日期改早三天"
    assert [(each.kind, each.zh) for each in case.statements] == [(StatementKind.REQUEST, "写成员工失误")]


def test_rows_without_an_id_get_the_next_free_one(case_with: Reader) -> None:
    case, found = case_with(
        Facts=[("编号", "类别", "陈述"), ("", "经过", "一"), ("F01", "经过", "二"), (None, "经过", "三")]
    )
    assert case is not None
    assert [each.id for each in case.statements] == ["F02", "F01", "F03"]
    assert codes(found) == ["intake/id-given", "intake/id-given"]


def test_an_id_that_stands_twice_is_an_error_at_the_second(case_with: Reader) -> None:
    case, found = case_with(Facts=[("编号", "类别", "陈述"), ("F01", "经过", "一"), ("f01 ", "经过", "二")])
    assert case is None
    assert of(found, "intake/id-twice").at == "case.xlsx > Facts!A3"


def test_evidence_is_named_by_id_by_range_or_by_file(case_with: Reader) -> None:
    case, found = case_with(
        Evidence=[("编号", "文件名"), ("E01", "a.pdf"), ("E02", "b.pdf"), ("E03", "退款 记录.xlsx")],
        Facts=[
            ("类别", "陈述", "证据编号"),
            ("经过", "一", "E1"),
            ("经过", "二", "E01-E03"),
            ("经过", "三", "退款 记录.xlsx"),
        ],
    )
    assert case is not None
    assert [each.evidence for each in case.statements] == [("E01",), ("E01", "E02", "E03"), ("E03",)]
    assert "intake/evidence-id-unknown" not in codes(found)


def test_a_row_with_only_a_printed_number_is_blank(case_with: Reader) -> None:
    case, found = case_with(
        Facts=[("编号", "类别", "陈述"), ("F01", "经过", "一"), ("F02", None, "  "), ("F03", None, None)]
    )
    assert case is not None
    assert [each.id for each in case.statements] == ["F01"]
    assert codes(found) == []


def test_the_same_field_twice_with_two_values_is_asked(case_with: Reader) -> None:
    case, found = case_with(("品牌", "甲"), ("Brand", "乙"))
    assert case is None
    assert of(found, "intake/field-twice").at == "case.xlsx > Case 案件!B6"


def test_several_lines_of_case_ids_come_together(case_with: Reader) -> None:
    case, _ = case_with(("Case ID", 15512345671), ("亚马逊 Case ID", "15512345672、15512345673"))
    assert case is not None
    assert case.amazon_case_ids == ("15512345671", "15512345672", "15512345673")


def test_an_unknown_sheet_is_named_and_left_alone(case_with: Reader) -> None:
    case, found = case_with(内部沟通=[("随便", "写写")])
    assert case is not None
    assert of(found, "intake/unknown-sheet").severity == "info"


def test_a_period_that_ends_before_it_begins_is_asked(case_with: Reader) -> None:
    case, found = case_with(
        Evidence=[("编号", "文件名", "起始日期", "截止日期"), ("E01", "a.csv", "2026-02-01", "2026-01-01")]
    )
    assert case is None
    assert of(found, "intake/period-reversed").at == "case.xlsx > Evidence!D2"


def test_a_listing_row_with_two_asins_is_two_listings(case_with: Reader) -> None:
    case, found = case_with(ASINs=[("ASIN", "SKU"), ("B0EXAMPLE1; B0EXAMPLE2", "X"), ("b0example1", "Y")])
    assert case is not None
    assert case.asins == ("B0EXAMPLE1", "B0EXAMPLE2")
    assert codes(found) == ["intake/asin-twice"]


def test_reading_twice_gives_the_same_case_and_findings(filled: Filled) -> None:
    drop = filled(**FULL)
    assert read_case(drop) == read_case(drop)


def test_findings_on_the_way_in_are_handed_on(filled: Filled, tmp_path: Path) -> None:
    drop = filled()
    (drop.root / "~$case.xlsx").write_bytes(b"lock")
    opened, _ = open_drop(drop.root, tmp_path / "work")
    case, found = read_case(opened[0])
    assert case is not None
    assert codes(found) == ["intake/temporary-file"]
