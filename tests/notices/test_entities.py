"""What a notice names, snippet by snippet in every language: exactly these things and nothing else."""

from typing import Any

import pytest

from casewright.model import Entities
from casewright.notices import Lexicon
from casewright.notices.entities import entities

KINDS = {
    "asin": "asins", "order": "order_ids", "case": "case_ids", "complaint": "complaint_ids", "brand": "brands",
    "clause": "clauses", "reg": "registrations", "mail": "emails", "amount": "amounts", "date": "dates",
}  # fmt: skip

#: Text, then what it names: ``kind value | kind value``; a kind that is not there names nothing.
SNIPPETS = [
    # ASINs
    ("ASIN: B0AAAA1111", "asin B0AAAA1111"),
    ("ASINs B0AAAA1111, B0BBBB2222 and B0CCCC3333.", "asin B0AAAA1111 | asin B0BBBB2222 | asin B0CCCC3333"),
    ("asin b0aaaa1111 was removed", "asin B0AAAA1111"),
    ("商品（B0AAAA1111）已被移除，B0AAAA1111 的库存", "asin B0AAAA1111"),
    ("ＡＳＩＮ：Ｂ０ＡＡＡＡ１１１１", "asin B0AAAA1111"),
    ("対象ASIN B0AAAA1111の出品", "asin B0AAAA1111"),
    ("see https://www.amazon.com/dp/B0AAAA1111/ref=sr_1_1?pd_rd_i=B0ZZZZ9999", "asin B0AAAA1111"),
    ("https://www.amazon.de/gp/product/B0AAAA1111", "asin B0AAAA1111"),
    ("https://track.example/x?id=B0ZZZZ9999", ""),
    ("SKU: LM-B0AAAA1111", ""),
    ("ASIN: BOAAAA1111", "asin B0AAAA1111"),
    ("BOOKSHELF1 and BOARDING22 are words", ""),
    ("B0AAAA11112 has a sign too many", ""),
    ("ASIN: 0306406152", "asin 0306406152"),
    ("ISBN 0-306", ""),
    ("ISBN: 0306406152", "asin 0306406152"),
    ("ISBN: 0306406153", ""),
    ("ASINs: 0306406152, 080442957X", "asin 0306406152 | asin 080442957X"),
    # orders
    ("Order 112-1234567-7654321 was late.", "order 112-1234567-7654321"),
    ("Order ID 112 - 1234567 - 7654321", "order 112-1234567-7654321"),
    ("订单编号：１１２－１２３４５６７－７６５４３２１", "order 112-1234567-7654321"),
    ("Bestellung 302–1234567–7654321", "order 302-1234567-7654321"),
    ("注文番号 249 1234567 7654321 の件", "order 249-1234567-7654321"),
    ("commande n° 405-1234567-7654321", "order 405-1234567-7654321"),
    ("S01-1234567-7654321, D01-7654321-1234567", "order S01-1234567-7654321 | order D01-7654321-1234567"),
    ("order 1l2-1234567-765432O", "order 112-1234567-7654320"),
    ("112-1234567-76543210 is too long", ""),
    ("ref 9112-1234567-7654321", ""),
    # cases
    ("Case ID: 14230987651", "case 14230987651"),
    ("Case-ID 14230987651", "case 14230987651"),
    ("[CASE 14230987651] Your appeal", "case 14230987651"),
    ("case number is 14230987651.", "case 14230987651"),
    ("Case IDs: 14230987651, 14230987652 and 1423098765.", "case 14230987651 | case 14230987652 | case 1423098765"),
    ("Case ID:\n14230987651\n14230987652\n", "case 14230987651 | case 14230987652"),
    ("Case IDs\n- 14230987651\n- 14230987652", "case 14230987651 | case 14230987652"),
    ("案件编号：14230987651", "case 14230987651"),
    ("问题编号（14230987651）", "case 14230987651"),
    ("案例 ID 为 14230987651 和 14230987652", "case 14230987651 | case 14230987652"),
    ("个案编号：14230987651、14230987652", "case 14230987651 | case 14230987652"),
    ("ケースID：14230987651", "case 14230987651"),
    ("お問い合わせ番号　14230987651", "case 14230987651"),
    ("関連ケース：14230987651、14230987652", "case 14230987651 | case 14230987652"),
    ("Fallnummer: 14230987651", "case 14230987651"),
    ("Fall-ID 14230987651 und 14230987652", "case 14230987651 | case 14230987652"),
    ("Vorgangsnummer 14230987651", "case 14230987651"),
    ("numéro de dossier : 14230987651", "case 14230987651"),
    ("N° du cas : 14230987651", "case 14230987651"),
    ("número de caso: 14230987651", "case 14230987651"),
    ("ID del caso 14230987651 y 14230987652", "case 14230987651 | case 14230987652"),
    ("ID caso: 14230987651", "case 14230987651"),
    ("numero del caso 14230987651", "case 14230987651"),
    ("ID do caso: 14230987651", "case 14230987651"),
    ("número do chamado 14230987651", "case 14230987651"),
    ("Zaaknummer: 14230987651", "case 14230987651"),
    ("call +86 13912345678", ""),
    ("Tracking number 1Z999AA10123456784 / 9400111899223100001234", ""),
    ("merchant token A1B2C3D4E5F6G7, zip 98109-5210", ""),
    ("in that case 14230987651 units were sold", "case 14230987651"),
    ("In any case, 12 of your orders were late.", ""),
    ("https://sellercentral.amazon.com/cu/case-dashboard?caseID=14230987651", ""),
    ("お問い合わせ：0120999373", ""),
    # complaints
    ("Complaint ID: 12345678901", "complaint 12345678901"),
    ("Complaint 7233519046", "complaint 7233519046"),
    ("Infringement ID 12345678901; Notice ID: 12345678902", "complaint 12345678901 | complaint 12345678902"),
    ("Submission ID: 12345678901", "complaint 12345678901"),
    ("Complaint number: CR-20260218-77", "complaint CR-20260218-77"),
    ("Complaint IDs: TM1234567, TM1234568", "complaint TM1234567 | complaint TM1234568"),
    ("投诉编号：12345678901、12345678902", "complaint 12345678901 | complaint 12345678902"),
    ("投诉案件编号：12345678901", "complaint 12345678901"),
    ("侵权编号 12345678901", "complaint 12345678901"),
    ("申し立て番号：12345678901", "complaint 12345678901"),
    ("申立てID 12345678901と12345678902", "complaint 12345678901 | complaint 12345678902"),
    ("Beschwerde-ID: 12345678901", "complaint 12345678901"),
    ("Beschwerdenummern: 12345678901 und 12345678902", "complaint 12345678901 | complaint 12345678902"),
    ("Numéro de réclamation : 12345678901", "complaint 12345678901"),
    ("votre appel relatif à la réclamation pour contrefaçon n° 12345678901", "complaint 12345678901"),
    ("ID de la reclamación: 12345678901", "complaint 12345678901"),
    ("denuncia n.º 12345678901", "complaint 12345678901"),
    ("ID reclamo: 12345678901", "complaint 12345678901"),
    ("ID da reclamação: 12345678901", "complaint 12345678901"),
    ("12345678901 - B0AAAA1111 - Trademark", "complaint 12345678901 | asin B0AAAA1111"),
    ("Complaints received on 2026-03-05", "date 2026-03-05"),
    # registrations
    ("Trademark number: 6123847", "reg 6123847"),
    ("trade mark registration no. UK00003298114", "reg UK00003298114"),
    ("Trademark registration number: 6,123,847", "reg 6,123,847"),
    ("U.S. Patent No. 10,683,954", "reg 10,683,954"),
    ("US 10,683,954 B2 is asserted", "reg US10,683,954B2"),
    ("Patent US10683954B2", "reg US10683954B2"),
    ("the invention EP 3 415 027 B1", "reg EP3415027B1"),
    ("Design Patent. Patent: USD987654S.", "reg USD987654S"),
    ("design right number 6198203", "reg 6198203"),
    ("Copyright registration VA 2-123-456", "reg VA2-123-456"),
    ("Registernummer 302021104477 der Marke", "reg 302021104477"),
    ("Marke DE 30 2015 012345", "reg DE302015012345"),
    ("Geschmacksmuster (Registernr. 018765432-0001)", "reg 018765432-0001"),
    ("brevet n° FR3012345", "reg FR3012345"),
    ("marque enregistrée sous le n° 4123456", "reg 4123456"),
    ("marca registrada n.º M3456789", "reg M3456789"),
    ("patente ES2712345", "reg ES2712345"),
    ("brevetto n. IT102018000012345", "reg IT102018000012345"),
    ("marchio registrato n. 302019000012345", "reg 302019000012345"),
    ("商標登録第1234567号", "reg 1234567"),
    ("特許第6543210号の特許権", "reg 6543210"),
    ("意匠登録第1698754号", "reg 1698754"),
    ("意匠登録番号：1698754", "reg 1698754"),
    ("商标注册号：6234871", "reg 6234871"),
    ("第 6234871 号注册商标", ""),
    ("专利号 ZL201530123456.7", "reg ZL201530123456.7"),
    ("国作登字-2023-F-00123456", "reg 国作登字-2023-F-00123456"),
    ('Work: "Fern Study No. 4", VA 2-318-905', "reg VA2-318-905"),
    ("international registration IR 1234567", "reg IR1234567"),
    ("trademark since 2019, patent pending 2024", ""),
    # brands
    ("Brand: Lumora", "brand Lumora"),
    ("Brand name: \"Lumora Light\".", "brand Lumora Light"),
    ("Brands: Lumora, Vexo and Tidewell", "brand Lumora | brand Vexo | brand Tidewell"),
    ("The brand name is Lumora and we own it.", "brand Lumora"),
    ("品牌：“鸿运”", "brand 鸿运"),
    ("品牌名称：Lumora、Vexo", "brand Lumora | brand Vexo"),
    ("（ブランド名：ルモラ）", "brand ルモラ"),
    ("Marke: Nordkante", "brand Nordkante"),
    ("der Inhaber der Marke „Nordkante“ hat", "brand Nordkante"),
    ("Marque : Valcourt", "brand Valcourt"),
    ("le titulaire de la marque Valcourt affirme", "brand Valcourt"),
    ("Marca: Río Claro", "brand Río Claro"),
    ("il titolare del marchio Torrealta sostiene", "brand Torrealta"),
    ("Nome da marca: Ipê", "brand Ipê"),
    ("Trademark asserted: VELQORA, USPTO number 6123847", "brand VELQORA | reg 6123847"),
    ("Enroll in Brand Registry: it protects you", ""),
    ("Brand: N/A", ""),
    ("a letter of the brand's owner", ""),
    ("Infringement type: Trademark. Brand: Pipwick. Your title begins with it.", "brand Pipwick"),
    # clauses
    ("under Section 3 of the agreement", "clause Section 3"),
    ("sections 3 and 5", "clause Section 3 | clause Section 5"),
    ("Section 3.1(a) applies", "clause Section 3.1(a)"),
    ("Section S-4", "clause Section S-4"),
    ("see the section below", ""),
    ("gemäß Abschnitt 3", "clause Abschnitt 3"),
    ("Ziffer 4.2 und Abschnitte 3 und 5", "clause Ziffer 4.2 | clause Abschnitt 3 | clause Abschnitt 5"),
    ("§ 18 und §§ 3, 5", "clause §18 | clause §3 | clause §5"),
    ("à la section 3 et à l'article 7", "clause Section 3 | clause Article 7"),
    ("la Sección 3 y la cláusula 5", "clause Sección 3 | clause Cláusula 5"),
    ("Sezione 3, articolo 5", "clause Sezione 3 | clause Articolo 5"),
    ("Seção 3 e cláusula 9", "clause Seção 3 | clause Cláusula 9"),
    ("契約第3条に基づき", "clause 第3条"),
    ("第三条第2款", "clause 第三条第2款"),
    ("第 3 条和第 5 条", "clause 第3条 | clause 第5条"),
    ("违反条款 3.1", "clause 条款 3.1"),
    ("第一条评论", ""),
    ("in line with the article.\n2. Next point", ""),
    # mail, money, days
    ("write to Legal@Lumora.example.", "mail legal@lumora.example"),
    ("a claim of USD 35.99", "amount USD 35.99"),
    ("35,99 € and 1.234,56 EUR", "amount EUR 35.99 | amount EUR 1234.56"),
    ("￥1,200 元", "amount CNY 1200"),
    ("CA$12.50, £1,000, ₹999", "amount CAD 12.50 | amount GBP 1000 | amount INR 999"),
    ("人民币 500 元，800 美元，1,200円", "amount CNY 500 | amount USD 800 | amount JPY 1200"),
    ("the price of $35.99", "amount $ 35.99"),
    ("R$ 1.234,56", "amount BRL 1234.56"),
    ("a fee of 250 US dollars", "amount USD 250"),
    ("2.84% of 60 days, 4 stars", ""),
    ("on 5 March 2026 and 2026/03/06, 令和8年3月7日", "date 2026-03-05 | date 2026-03-06 | date 2026-03-07"),
    ("am 9. Februar 2026; le 10 février 2026", "date 2026-02-09 | date 2026-02-10"),
    ("el 11 de febrero de 2026", "date 2026-02-11"),
]  # fmt: skip


def told(found: Entities) -> dict[str, set[str]]:
    return {kind: set(getattr(found, field)) for kind, field in KINDS.items() if getattr(found, field)}


def wanted(named: str) -> dict[str, set[str]]:
    sets: dict[str, set[str]] = {}
    for each in filter(None, named.split(" | ")):
        kind, _, value = each.partition(" ")
        sets.setdefault(kind, set()).add(value)
    return sets


@pytest.mark.req("S0-82")
@pytest.mark.parametrize(("text", "named"), SNIPPETS)
def test_a_snippet_names_exactly_this(words: Lexicon, text: str, named: str) -> None:
    assert told(entities(text, words)) == wanted(named)


@pytest.mark.parametrize(("text", "_"), SNIPPETS)
def test_each_mention_points_at_its_place(words: Lexicon, text: str, _: str) -> None:
    padded = f"Hello,\n\n> first line\n{text}"
    for mention in entities(padded, words).mentions:
        assert padded[mention.start : mention.end] == mention.text
        assert padded[: mention.start].count("\n") + 1 == mention.line


def test_places_count_in_the_text_of_the_reading(read: Any) -> None:
    reading, _ = read(
        "From: a@b.example\nSubject: Fwd: x\n\n> From: Amazon <no-reply@amazon.com>\n> Subject: News\n>\n"
        "> Hello,\n> we removed ASIN B0AAAA1111 because of trademark complaint 12345678901.\n> Case ID: 14230987651\n"
    )
    assert reading.entities.case_ids == ("14230987651",)
    assert {mention.kind for mention in reading.entities.mentions} >= {"asin", "case", "complaint"}
    for mention in reading.entities.mentions:
        assert reading.text[mention.start : mention.end] == mention.text
        assert mention.text in reading.text.split("\n")[mention.line - 1]


@pytest.mark.parametrize(("currency", "shown"), [("USD", "USD 35.99"), ("CAD", "CAD 35.99"), ("EUR", "$ 35.99")])
def test_a_dollar_is_the_stores_own(words: Lexicon, currency: str, shown: str) -> None:
    assert entities("a price of $35.99", words, currency=currency).amounts == (shown,)
