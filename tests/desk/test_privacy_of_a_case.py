"""A case with passwords everywhere goes through the real house: none of them is found again in any byte it wrote."""

import io
import json
import shutil
import threading
import zipfile
from collections.abc import Iterator
from datetime import date
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from openpyxl.comments import Comment

from casewright.desk import Foreman, House, Settings, Until, lay_out, open_desk

SAMPLE = Path(__file__).parent.parent / "cases" / "CQ-2611-RP"
#: Where a client left a secret, and the secret.
SECRETS = {
    "a cell of the sheet": "Qz7cell01",
    "a statement": "Qz7fact02",
    "a cell beside the word": "Qz7beside03",
    "a note on a cell": "Qz7note04",
    "what an exhibit proves": "Qz7proves05",
    "the notice": "Qz7notice06",
    "a text file": "739104",
    "a mail": "Qz7mail07",
    "the page that a mail brings": "Qz7page08",
    "a Word file": "Qz7word09",
    "a workbook": "AKIAIOSFODNN7QZSEVEN",
    "a table": "Atzr|Qz7tableQz7tableQz7table",
    "the name of a file": "Qz7name10",
    "the name of a folder": "Qz7folder11",
    "the name of the drop": "Qz7drop12",
    "the name of the sheet": "Qz7sheet13",
    "a member of a zip": "Qz7member14",
}


def _sheet(path: Path, **changes: str) -> None:
    book = openpyxl.load_workbook(path)
    case, facts, evidence = book["Case 案件"], book["Facts 事实"], book["Evidence 证据"]
    rows = {str(row[0].value).split(" ")[0]: row[1] for row in case.iter_rows(min_row=4) if row[0].value}
    rows["客户特殊要求"].value = f"登录密码：{SECRETS['a cell of the sheet']}，请加急"
    rows["店铺名称"].comment = Comment(f"密码：{SECRETS['a note on a cell']}", "clerk")
    case.append(["邮箱密码", SECRETS["a cell beside the word"]])
    cell = next(cell for row in facts.iter_rows() for cell in row if "没有人审核" in str(cell.value))
    cell.value = f"{cell.value} 客户说 password: {SECRETS['a statement']}"
    cell = next(cell for row in evidence.iter_rows() for cell in row if cell.value == "6人签到")
    cell.value = f"6人签到，后台口令：{SECRETS['what an exhibit proves']}"
    for row in evidence.iter_rows(min_row=5):
        if row[0].value == "E09":
            row[1].value = f"密码 {SECRETS['the name of a file']}.txt"
    for label, value in changes.items():
        rows[label].value = value
    book.save(path)


def _files(drop: Path) -> None:
    notice = drop / "通知 禁限售.html"
    words = notice.read_text(encoding="utf-8").replace(
        "Hello ChengQi", f"Password: {SECRETS['the notice']}<br>Hello ChengQi"
    )
    notice.write_text(words, encoding="utf-8")
    (drop / "聊天记录.txt").write_text(f"亚马逊验证码：{SECRETS['a text file']}", encoding="utf-8")
    (drop / f"密码 {SECRETS['the name of a file']}.txt").write_text("see the name", encoding="utf-8")
    folder = drop / f"后台密码={SECRETS['the name of a folder']}"
    folder.mkdir()
    (folder / "说明.txt").write_text("see the folder", encoding="utf-8")
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "a@kunde.example", "b@kunde.example", "login"
    mail.set_content(f"the password is {SECRETS['a mail']}")
    page = f"<p>password: {SECRETS['the page that a mail brings']}</p>".encode()
    mail.add_attachment(page, maintype="text", subtype="html", filename="notice.html")
    (drop / "转发.eml").write_bytes(mail.as_bytes())
    letter = docx.Document()
    letter.add_paragraph(f"店铺密码：{SECRETS['a Word file']}")
    letter.save(str(drop / "说明函.docx"))
    table = openpyxl.Workbook()
    table.active.append(["AWS", SECRETS["a workbook"]])  # type: ignore[union-attr]
    table.save(drop / "接口.xlsx")
    (drop / "令牌.csv").write_text(f"token\n{SECRETS['a table']}\n", encoding="utf-8")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk that has worked through three drops: one produced, one returned, and one that came as a zip."""
    root: Path = tmp_path_factory.mktemp("privacy") / "desk"
    lay_out(root)
    good = root / "inbox" / f"CQ 密码 {SECRETS['the name of the drop']}"
    shutil.copytree(SAMPLE, good)
    _sheet(good / "case.xlsx")
    (good / "case.xlsx").rename(good / f"case 密码={SECRETS['the name of the sheet']}.xlsx")
    _files(good)
    bad = root / "inbox" / "CQ-BAD"
    bad.mkdir()
    shutil.copy(SAMPLE / "case.xlsx", bad / "case.xlsx")
    _sheet(bad / "case.xlsx", 站点="")
    with zipfile.ZipFile(root / "inbox" / "CQ-ZIP.zip", "w") as packed:
        book = io.BytesIO((SAMPLE / "case.xlsx").read_bytes())
        packed.writestr("CQ-ZIP/case.xlsx", book.getvalue())
        packed.writestr(f"CQ-ZIP/密码 {SECRETS['a member of a zip']}.txt", "see the name")
    layout, _ = open_desk(root)
    heard = _Ear()
    with Foreman(layout, Settings(), House(), listener=heard, today=lambda: date(2026, 11, 22), quiet=0.0) as foreman:
        foreman.run_inbox(threading.Event(), until=Until.ONCE)
    (root / "heard.txt").write_text("\n".join(heard.told), encoding="utf-8")
    return root


class _Ear:
    def __init__(self) -> None:
        self.told: list[str] = []

    def case(self, result: Any) -> None:
        self.told.append(repr(result))

    def say(self, finding: Any) -> None:
        self.told.append(repr(finding))

    def progress(self, done: int, total: int) -> None:
        pass


def _bytes_of(path: Path) -> Iterator[tuple[str, bytes]]:
    """Yield a file's bytes, and those of every part of it where it is a zip, as Word and Excel files are."""
    data = path.read_bytes()
    yield path.name, data
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            for name in parts.namelist():
                yield f"{path.name} > {name}", name.encode() + parts.read(name)


def _written(root: Path) -> Iterator[tuple[str, bytes]]:
    for folder in (root / "outbox", root / ".casewright"):
        for path in folder.rglob("*"):
            yield "name", str(path.relative_to(root)).encode()
            if path.is_file():
                yield from _bytes_of(path)
    yield from _bytes_of(root / "heard.txt")


@pytest.mark.req("S0-86")
@pytest.mark.slow
def test_no_secret_is_found_again_in_any_byte_that_the_desk_wrote(desk: Path) -> None:
    wanted = {place: [value.encode(), value.encode("utf-16-le")] for place, value in SECRETS.items()}
    hits = {
        f"{place}: in {name}"
        for name, data in _written(desk)
        for place, values in wanted.items()
        if any(value in data for value in values)
    }
    assert sorted(hits) == []


@pytest.mark.req("S0-86")
@pytest.mark.slow
def test_each_secret_is_told_by_its_place_and_stops_the_case(desk: Path) -> None:
    manifest = json.loads((desk / "outbox" / "CQ-2611-RP" / "v1" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["verdict"] == "NOT_READY"
    told = {each["at"]: each["code"] for each in manifest["reasons"] if "secret" in each["code"]}
    assert any(code == "desk/secret-in-name" for code in told.values())
    for file in ("通知 禁限售.html", "聊天记录.txt", "转发.eml", "说明函.docx", "接口.xlsx", "令牌.csv"):
        assert told.get(file) == "intake/secret-in-file", file
    assert told["密码 【已移除 removed】.txt"] == "intake/secret-in-name"
    assert sum(code == "intake/secret-found" for code in told.values()) >= 4


@pytest.mark.req("S0-86")
@pytest.mark.slow
def test_an_original_with_a_secret_in_it_is_not_copied_and_stays_where_it_is(desk: Path) -> None:
    copies = [path.name for path in (desk / "outbox" / "CQ-2611-RP" / "v1" / "exhibits").iterdir()]
    assert copies
    assert not [name for name in copies if name.startswith("A-1")]
    (drop,) = (desk / "inbox").glob("CQ 密码*")
    assert SECRETS["the notice"] in (drop / "通知 禁限售.html").read_text(encoding="utf-8")


@pytest.mark.slow
def test_the_private_copies_are_gone_once_the_cases_are_done(desk: Path) -> None:
    assert [path for path in (desk / ".casewright" / "work").rglob("*") if path.is_file()] == []
