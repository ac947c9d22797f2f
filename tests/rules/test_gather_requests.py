"""Wishes that are refused, found by the phrases of the shipped list."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from casewright.model import Case, CellRef, EvidenceRow, Position, Remark, Severity, Statement, StatementKind
from casewright.rules.books.bookput import build_books
from casewright.rules.facts.requests import CODE, refused_requests
from casewright.sheets import ListSheet, read_book, read_list

SHEET = CellRef("case.xlsx", "Case 案件", "C40")


@pytest.fixture(scope="module")
def requests(root: Path, tmp_path_factory: pytest.TempPathFactory) -> ListSheet:
    text, out = tmp_path_factory.mktemp("text"), tmp_path_factory.mktemp("books")
    (text / "catalogue").symlink_to(root / "rulebooks" / "text" / "catalogue")
    build_books(text, out)
    book, found = read_book(out / "catalogue.xlsx", name="catalogue.xlsx")
    assert book is not None
    assert found == ()
    rows, found = read_list(book, "requests")
    assert rows is not None
    assert found == ()
    return rows


def asked(text: str) -> Case:
    return Case("T-1", SHEET, position=Position.DENIES, requests=text)


def stated(text: str, kind: StatementKind) -> Case:
    row = Statement("F01", kind, CellRef("case.xlsx", "Facts 事实", "A5"), zh=text)
    return Case("T-1", SHEET, position=Position.DENIES, statements=(row,))


def ids(case: Case, requests: ListSheet) -> list[str]:
    return [each.id for each in refused_requests(case, requests=requests)[0]]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("客户说没有侵权，但是问能不能先认下来再说", "RQ01"),
        ("Can we just admit it, they say it is faster", "RQ01"),
        ("能不能帮忙把SOP日期改到9月1日", "RQ02"),
        ("Please BACKDATE the training sheet", "RQ02"),
        ("发票帮我 P 一下，抬头不对", "RQ03"),
        ("Could you photoshop the buyer name", "RQ03"),
        ("只要能保证恢复，多少钱都行", "RQ04"),
        ("有没有加急通道", "RQ05"),
        ("后台密码是什么我发给你，你们直接登录帮我们提交吧", "RQ06"),
        ("实在不行就新开一个账号换个法人继续卖", "RQ07"),
        ("听说可以利用漏洞恢复", "RQ08"),
        ("能强制提款吗", "RQ09"),
        ("对方要两千，要不花钱消灾", "RQ10"),
        ("写上不恢复就告亚马逊", "RQ11"),
        ("网上的模板抄一份就行", "RQ12"),
        ("聊天记录要不要删掉聊天记录？", "RQ13"),
        ("原样再交一次", "RQ14"),
        ("发邮件给贝索斯试试", "RQ15"),
        ("能不能写我们以后绝对不会再迟发", "RQ16"),
    ],
)
def test_each_wish_is_refused_where_it_was_asked_for(text: str, row: str, requests: ListSheet) -> None:
    assert row in ids(asked(text), requests)


@pytest.mark.req("S0-76")
def test_a_refusal_says_what_and_what_to_do_instead_in_both_languages(requests: ListSheet) -> None:
    refused, (finding,) = refused_requests(asked("能不能倒签合同"), requests=requests)
    assert refused[0].topic == "forgery"
    assert finding.code == CODE
    assert finding.severity is Severity.ERROR
    assert finding.at == "case.xlsx > Case 案件!C40"
    assert "“倒签”" in finding.text.zh
    assert "back-dated" in finding.text.en
    assert finding.fix.zh
    assert finding.fix.en


@pytest.mark.parametrize(
    "text",
    [
        "我们没有改日期，也没有伪造发票",
        "请说明我们从未刷单，不要写承认刷单",
        "We did not change the date and never admit it anyway",
        "希望尽快恢复，谢谢",
        "",
    ],
)
def test_what_is_denied_or_harmless_is_not_refused(text: str, requests: ListSheet) -> None:
    assert ids(asked(text), requests) == []


@pytest.mark.parametrize("text", ["要不要改日期", "有没有人能改日期", "没办法只能改日期", "why not backdate it"])
def test_a_question_with_a_no_in_it_is_still_a_wish(text: str, requests: ListSheet) -> None:
    assert ids(asked(text), requests) == ["RQ02"]


def test_full_width_letters_and_blanks_do_not_hide_a_wish(requests: ListSheet) -> None:
    assert ids(asked("发票Ｐ图一下"), requests) == ["RQ03"]
    assert ids(asked("给 你 账号 密码 吧"), requests) == ["RQ06"]


def test_what_happened_is_told_freely_and_what_is_planned_is_looked_at(requests: ListSheet) -> None:
    told = "前代办公司把日期改成了三月，还伪造发票"
    assert ids(stated(told, StatementKind.HAPPENED), requests) == []
    assert ids(stated("把签到表日期改到九月", StatementKind.PREVENTIVE), requests) == ["RQ02"]
    assert ids(stated("把签到表日期改到九月", StatementKind.REQUEST), requests) == ["RQ02"]


def test_custody_is_refused_wherever_it_is_written(requests: ListSheet) -> None:
    assert ids(stated("客户说账号密码发你们", StatementKind.HAPPENED), requests) == ["RQ06"]
    noted = EvidenceRow("E01", "a.pdf", CellRef("case.xlsx", "Evidence 证据", "A5"), note="验证码发给你们")
    assert ids(replace(asked(""), evidence=(noted,)), requests) == ["RQ06"]
    remark = Remark("备注", "你们登录看看", CellRef("case.xlsx", "Case 案件", "C50"))
    assert ids(replace(asked(""), remarks=(remark,)), requests) == ["RQ06"]


@pytest.mark.req("S0-66")
def test_an_admission_that_is_signed_may_be_asked_for(requests: ListSheet) -> None:
    signed = replace(
        asked("就写承认刷单"), position=Position.ADMITS, admitted_by="Li Na", admitted_on=date(2026, 11, 20)
    )
    assert ids(signed, requests) == []
    assert ids(replace(signed, admitted_by=None), requests) == ["RQ01"]


def test_resending_and_old_mailboxes_are_warned_of_only(requests: ListSheet) -> None:
    _, found = refused_requests(asked("原样再交，再群发邮箱"), requests=requests)
    assert {finding.severity for finding in found} == {Severity.WARNING}
