"""How a clerk names a file, and which file that is."""

from collections.abc import Callable

import pytest

from casewright.exhibits.link import Shelf, name_key
from casewright.model import EvidenceItem

PATHS = ("notice.txt", "发票/2026-01-15 发票.pdf", "发票/2026-02-01 发票.pdf", "shots/Dashboard.PNG",
         "shots/before.png", "POD.pdf", "sop v1.2.docx", "a,b.pdf", "退款 _副本_.pdf")  # fmt: skip


@pytest.fixture
def shelf(item: Callable[..., EvidenceItem]) -> Shelf:
    return Shelf([item(path) for path in PATHS])


@pytest.mark.parametrize(
    ("written", "files"),
    [
        ("notice.txt", ["notice.txt"]),
        ("发票/2026-01-15 发票.pdf", ["发票/2026-01-15 发票.pdf"]),
        ("发票\\2026-01-15 发票.pdf", ["发票/2026-01-15 发票.pdf"]),
        ("./shots/dashboard.png", ["shots/Dashboard.PNG"]),
        ("DASHBOARD.png", ["shots/Dashboard.PNG"]),
        ("ｐｏｄ．pdf", ["POD.pdf"]),
        ("“POD.pdf”", ["POD.pdf"]),
        ("  pod ", ["POD.pdf"]),
        ("sop v1.2", ["sop v1.2.docx"]),
        ("发票/*.pdf", ["发票/2026-01-15 发票.pdf", "发票/2026-02-01 发票.pdf"]),
        ("*发票.pdf", ["发票/2026-01-15 发票.pdf", "发票/2026-02-01 发票.pdf"]),
        ("2026-0?-?? 发票.pdf", ["发票/2026-01-15 发票.pdf", "发票/2026-02-01 发票.pdf"]),
        ("shots/", ["shots/Dashboard.PNG", "shots/before.png"]),
        ("shots", ["shots/Dashboard.PNG", "shots/before.png"]),
        ("pod.pdf; before.png", ["POD.pdf", "shots/before.png"]),
        ("pod.pdf、before", ["POD.pdf", "shots/before.png"]),
        ("pod.pdf\nbefore.png", ["POD.pdf", "shots/before.png"]),
        ("pod.pdf，before.png", ["POD.pdf", "shots/before.png"]),
        ("a,b.pdf", ["a,b.pdf"]),
        ("退款 <副本>.pdf", ["退款 _副本_.pdf"]),
        ("nothing like it.pdf", []),
        ("发票 2026.01.15", []),
        ("", []),
    ],
)
def test_a_file_is_found_by_what_people_write(shelf: Shelf, written: str, files: list[str]) -> None:
    assert [item.path for match in shelf.find(written) for item in match.items] == files


def test_of_several_names_the_one_that_is_not_there_stays_visible(shelf: Shelf) -> None:
    assert [(match.name, len(match.items)) for match in shelf.find("POD.pdf；refund.pdf")] == [
        ("POD.pdf", 1),
        ("refund.pdf", 0),
    ]


def test_the_nearest_name_is_offered(shelf: Shelf, item: Callable[..., EvidenceItem]) -> None:
    assert shelf.nearest("dashbord.png", among=[item(path) for path in PATHS]) == "shots/Dashboard.PNG"
    assert shelf.nearest("租赁合同.pdf", among=[item("notice.txt")]) == ""


def test_composed_and_decomposed_letters_are_one_name() -> None:
    assert name_key("Cafe\u0301.pdf") == name_key("CAFÉ.pdf")
