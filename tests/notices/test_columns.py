"""Ids and brands under the heads of their columns, and the number of a case that stands bare in a subject."""

from collections.abc import Callable
from typing import Any

Read = Callable[..., Any]

TABLE = """Hello,

Your listings were removed from Amazon.com.

Brand name ASIN Test buy order Complaint ID
Vantoro B0ABCDEF12 111-1234567-7654321 17004458236
Mellindo & Co B0ABCDEF34 111-1234567-7654399 17004458299

Amazon.com"""


def test_what_stands_under_the_heads_of_a_table_is_named(read: Read) -> None:
    named = read(TABLE)[0].entities
    assert named.complaint_ids == ("17004458236", "17004458299")
    assert named.brands == ("Vantoro", "Mellindo & Co")
    assert named.asins == ("B0ABCDEF12", "B0ABCDEF34")


def test_a_brand_is_the_cell_in_its_own_column(read: Read) -> None:
    rows = "ASIN\tBrand\tReason\nB0ABCDEF12\tVantoro\tLogo on the box\nB0ABCDEF34\tMellindo & Co\tName in the title\n"
    assert read(f"Hello,\n\nYour listings were removed.\n\n{rows}")[0].entities.brands == ("Vantoro", "Mellindo & Co")


def test_the_head_beside_a_head_is_no_brand_but_a_cell_beside_a_label_is(read: Read) -> None:
    opening = "Bonjour,\n\nNous avons supprimé votre offre en raison d'une plainte pour une marque.\n\n"
    heads = "Marque\tMotif\tPlainte\nVantoro\tLogo\t17004458236\n"
    assert "Motif" not in read(opening + heads)[0].entities.brands
    assert read(f"{opening}ASIN\tB0ABCDEF12\nMarque\tVantoro\n")[0].entities.brands == ("Vantoro",)


def test_a_line_drawn_under_the_head_of_a_table_is_no_row(read: Read) -> None:
    head = "您好：\n\n| 投诉编号 | 类型 | ASIN |\n|---|:---:|---|\n"
    rows = "| 16577120493 | 商标 | B0ABCDEF12 |\n| 16588804361 | 商标 | B0ABCDEF34 |\n"
    assert read(head + rows)[0].entities.complaint_ids == ("16577120493", "16588804361")


def test_a_sentence_with_asin_is_no_head_of_a_table(read: Read) -> None:
    text = TABLE.replace("Brand name ASIN Test buy order Complaint ID", "Your complaint named each ASIN and brand:")
    assert read(text)[0].entities.complaint_ids == ()


def test_a_number_in_brackets_in_the_subject_is_the_case(read: Read) -> None:
    named = read("Subject: [17120993384] Injury reported for your product\n\nHello,\n\nPlease reply in this case.")[0]
    assert named.entities.case_ids == ("17120993384",)
