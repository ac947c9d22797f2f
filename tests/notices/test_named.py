"""What a notice names and asks, in which store, on which day; and the shape that is promised to the outside."""

import json
from datetime import date
from typing import Any

import pytest

from casewright.model import EvidenceItem, MediaFacts
from casewright.notices import Lexicon, lexicon, notice_json, read_notice
from casewright.sheets import Book, Cell, Sheet

FULL = """From: Amazon Seller Performance <seller-performance@amazon.co.uk>
Subject: Notice about your listings
Date: Mon, 9 Feb 2026 16:14:00 +0000

Hello,
We removed your listings because of trademark complaints under Section 3.1 and section 5 of our policies.

How do I reactivate my listings? Please send, within 17 days of this notice:
-- The root cause of the complaints
-- Invoices from your supplier
   issued in the last 365 days
-- The steps you have taken to prevent this

ASINs: B0AAAAAAA1, B0BBBBBBB2. ASIN: 1234567890
Order 026-1234567-7654321. Case ID: 14230987651. Complaint ID: 12345678901, 12345678902
Trademark number: UK00003123456
Brand: Lumora
Write to lumora@rights.example.
"""


@pytest.mark.req("S0-21")
@pytest.mark.req("S0-64")
@pytest.mark.req("S0-82")
def test_ids_brands_and_clauses_are_found(read: Any) -> None:
    named = read(FULL)[0].entities
    assert named.asins == ("B0AAAAAAA1", "B0BBBBBBB2", "1234567890")
    assert named.order_ids == ("026-1234567-7654321",)
    assert named.case_ids == ("14230987651",)
    assert named.complaint_ids == ("12345678901", "12345678902")
    assert named.brands == ("Lumora",)
    assert named.clauses == ("Section 3.1", "Section 5")
    assert named.registrations == ("UK00003123456",)
    assert named.emails == ("lumora@rights.example",)


@pytest.mark.req("S0-82")
@pytest.mark.parametrize(
    ("text", "case_id"),
    [
        ("Case ID: 1234567890", "1234567890"),
        ("case ID 14230987651", "14230987651"),
        ("案件编号：14230987651", "14230987651"),
        ("ケースID：14230987651", "14230987651"),
        ("Fall-ID: 14230987651", "14230987651"),
        ("Your phone 13912345678", None),
    ],
)
def test_a_case_id_is_a_number_behind_its_label(read: Any, text: str, case_id: str | None) -> None:
    reading, _ = read(text)
    assert reading.entities.case_ids == ((case_id,) if case_id else ())


def test_asks_are_the_bullets_in_their_own_words(read: Any) -> None:
    reading, _ = read(FULL)
    assert [(ask.topic, ask.quote) for ask in reading.asks] == [
        ("root_cause", "The root cause of the complaints"),
        ("documents", "Invoices from your supplier issued in the last 365 days"),
        ("preventive", "The steps you have taken to prevent this"),
    ]


def test_bullets_in_one_line_are_split(read: Any) -> None:
    reading, _ = read(
        "How do I reactivate my account? Send: -- The root cause of the issue -- Copies of invoices -- What you will "
        "do to prevent it"
    )
    assert [ask.topic for ask in reading.asks] == ["root_cause", "documents", "preventive"]


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("February 9, 2026", date(2026, 2, 9)),
        ("Date: 9 Feb 2026", date(2026, 2, 9)),
        ("Monday, February 9, 2026 4:14 PM", date(2026, 2, 9)),
        ("13/02/2026", date(2026, 2, 13)),
        ("your order of February 9, 2026 was late and the buyer was unhappy", None),
    ],
)
def test_a_printed_date_stands_on_a_line_of_its_own(read: Any, line: str, day: date | None) -> None:
    reading, _ = read(f"{line}\n\nHello,\nyour order defect rate is too high.")
    assert reading.notice_date == day


@pytest.mark.parametrize(
    ("line", "rest", "day"),
    [
        ("München, 9. Februar 2026", "Guten Tag, Ihr Verkäuferkonto wurde deaktiviert.", date(2026, 2, 9)),
        (
            "09.02.2026",
            "Guten Tag, Ihr Verkäuferkonto wurde deaktiviert und wir bitten Sie um eine Antwort.",
            date(2026, 2, 9),
        ),
        (
            "le 9 février 2026",
            "Bonjour, votre compte vendeur a été désactivé et vous devez nous répondre.",
            date(2026, 2, 9),
        ),
        (
            "9 de febrero de 2026",
            "Hola, su cuenta de vendedor ha sido desactivada por los pedidos con defectos.",
            date(2026, 2, 9),
        ),
        ("2026年2月9日", "您好，您的卖家账户因订单缺陷率过高已被停用。", date(2026, 2, 9)),
        ("日期：2026-02-09", "您好，您的卖家账户因订单缺陷率过高已被停用。", date(2026, 2, 9)),
        ("令和8年2月9日", "出品者様、お客様のアカウントは停止されました。", date(2026, 2, 9)),
        (
            "9 febbraio 2026",
            "Ciao, il tuo account è stato disattivato per la percentuale di ordini difettosi.",
            date(2026, 2, 9),
        ),
    ],
)
def test_dates_are_read_in_each_language(read: Any, line: str, rest: str, day: date) -> None:
    assert read(f"{line}\n\n{rest}")[0].notice_date == day


@pytest.mark.req("S0-99")
def test_a_date_with_two_readings_is_asked(read: Any) -> None:
    reading, found = read(
        "03/04/2026\n\nHello, your order defect rate is too high and your account has been deactivated."
    )
    assert reading.notice_date is None
    assert "notices/date-unclear" in {finding.code for finding in found}


@pytest.mark.parametrize(
    ("text", "store"),
    [
        ("Your account on Amazon.co.uk has been deactivated.", "UK"),
        ("See https://sellercentral.amazon.ca/performance", "CA"),
        ("amazon.com.mx and amazon.com.mx again", "MX"),
        ("Ihr Konto: https://sellercentral-europe.amazon.com wurde deaktiviert und wir bitten Sie", "DE"),
        ("Votre compte: https://sellercentral-europe.amazon.com a été désactivé, nous vous prions", "FR"),
        ("no store here", None),
    ],
)
def test_the_store_is_the_one_whose_domain_is_named(read: Any, text: str, store: str | None) -> None:
    assert read(text)[0].marketplace == store


def test_the_sheets_store_holds_where_the_notice_names_none_and_a_clash_is_told(read: Any) -> None:
    assert read("Your order defect rate is high.", marketplace="JP")[0].marketplace == "JP"
    reading, found = read("Your order defect rate on amazon.de is high.", marketplace="JP")
    assert reading.marketplace == "DE"
    assert "notices/other-marketplace" in {finding.code for finding in found}


@pytest.mark.parametrize(
    ("path", "named"),
    [
        ("notice.eml", None),
        ("docs/Notice.txt", None),
        ("停用通知.txt", None),
        ("mail 7.txt", "mail 7.txt"),
        ("x/mail.txt", "mail"),
    ],
)
def test_the_notice_is_the_named_file_or_the_one_called_notice(
    words: Lexicon, stores: Any, path: str, named: str | None
) -> None:
    from pathlib import Path

    from casewright.model import Case, FileRef

    text = "Your seller account has been deactivated because your order defect rate is above our target of 1%."
    items = [EvidenceItem(name, Path(name), 1, "0", MediaFacts("text"), text) for name in ("a.txt", path)]
    reading, found = read_notice(Case("C", FileRef("c"), notice_file=named), items, lexicon=words, marketplaces=stores)
    assert reading.file == path
    assert not found


@pytest.mark.parametrize(("text", "code"), [(None, "notices/missing"), ("  \n", "notices/unreadable")])
def test_a_missing_or_empty_notice_is_an_error_with_a_way_out(
    words: Lexicon, stores: Any, text: str | None, code: str
) -> None:
    from pathlib import Path

    from casewright.model import Case, FileRef

    items = [] if text is None else [EvidenceItem("notice.pdf", Path("n"), 1, "0", MediaFacts("pdf"), text)]
    reading, found = read_notice(Case("C", FileRef("c")), items, lexicon=words, marketplaces=stores)
    assert reading.types == ()
    assert [(finding.code, finding.is_error) for finding in found] == [(code, True)]
    assert found[0].fix.zh


def test_the_json_has_the_promised_keys(read: Any) -> None:
    reading, found = read(FULL)
    told = json.loads(json.dumps(notice_json(reading, findings=found)))
    assert told["types"][0]["code"] == "IP-TM"
    assert set(told["types"][0]) == {"code", "confidence", "cues"}
    assert told["deadline"] == {"at": None, "hours": 408, "basis": "stated", "quote": reading.deadline.quote}
    assert told["notice_date"] == "2026-02-09"
    assert told["phishing"] == {"flag": False, "reasons": []}
    assert {"asins", "case_ids", "complaint_ids", "order_ids", "brands", "clauses"} <= set(told["entities"])
    assert {"stage", "level", "language", "marketplace", "findings"} <= set(told)


def test_a_row_that_cannot_be_read_is_a_finding_by_cell(notices_book: Book) -> None:
    cues = notices_book.sheet("cues")
    assert cues is not None
    columns = {cue.text: cue.column for cue in cues.row(2)}
    cells = dict(cues.cells)
    for row, column, value in ((4, "weight", "heavy"), (5, "section", "attic"), (6, "phrase", None)):
        old = cells[row, columns[column]]
        cells[row, columns[column]] = Cell(value, old.ref, old.row, old.column)
    other = tuple(sheet for sheet in notices_book.sheets if sheet.name != "cues")
    book = Book("notices.xlsx", (*other, Sheet("notices.xlsx", "cues", cells, cues.rows, cues.columns)))
    value, found = lexicon(book, violations={})
    assert value.cues
    assert [finding.at for finding in found] == [
        "notices.xlsx > cues!E4", "notices.xlsx > cues!F5", "notices.xlsx > cues!A6",
    ]  # fmt: skip


def test_rows_out_of_force_are_left_out(notices_book: Book) -> None:
    value, _ = lexicon(notices_book, on=date(2019, 1, 1), violations={})
    assert value.cues == ()
