"""What a notice only names in passing is not what it is about; a first request for papers answers no appeal."""

from typing import Any

import pytest


def first(read: Any, text: str) -> str | None:
    reading, _ = read(text)
    primary: str | None = reading.primary
    return primary


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (
            "Amazon.co.uk, 5 May 2026. Dear seller, 14.2% of your parcels "
            "were confirmed as dispatched after the day you "
            "had promised. We allow 4%. Cancellations (0.6%) and your order defect rate are within target.",
            "PERF-LSR",
        ),
        (
            "您好，贵店在 Amazon.com 的迟发率为 8.3%，超出 4% 的要求。订单缺陷率、取消率均正常。请提交行动计划。",
            "PERF-LSR",
        ),
        (
            "出品者様 お客様の追跡番号の有効率は 82% で、目標の "
            "95% を下回っています。注文不良率とキャンセル率に問題は"
            "ありません。改善計画をお送りください。Amazon.co.jp",
            "PERF-VTR",
        ),
        (
            "Guten Tag, Sie haben bei Amazon.de 5,1 % der Bestellungen "
            "vor dem Versand storniert. Die Quote verspäteter "
            "Lieferungen und die Rate der Bestellmängel sind in Ordnung. Bitte senden Sie einen Maßnahmenplan.",
            "PERF-CXL",
        ),
        (
            "Bonjour, votre taux de suivi valide sur Amazon.fr est "
            "de 88,7 %. Vos autres indicateurs (taux de commandes "
            "défectueuses, taux d'annulation) ne posent pas de problème.",
            "PERF-VTR",
        ),
        (
            "Hola, solo el 76 % de tus paquetes llegó a tiempo en "
            "Amazon.es. La tasa de pedidos defectuosos está dentro "
            "de los objetivos.",
            "PERF-OTDR",
        ),
        (
            "Ciao, hai annullato prima della spedizione il 6 % degli ordini su Amazon.it. Il tasso di spedizioni in "
            "ritardo e il tasso di ordini difettosi sono nella norma.",
            "PERF-CXL",
        ),
        (
            "Olá, a sua taxa de pedidos com defeito na Amazon.com.br é de 2,3 %. A taxa de envio atrasado e a de "
            "cancelamento estão dentro da meta.",
            "PERF-ODR",
        ),
    ],
)
def test_a_figure_that_is_called_fine_is_no_violation(read: Any, text: str, code: str) -> None:
    assert first(read, text) == code


@pytest.mark.parametrize(
    "text",
    [
        "Amazon.com: Your late shipment rate is 9.1%, but your order defect rate is fine.",
        "Bonjour, sur Amazon.fr votre taux d'expédition tardive est de 9 %, mais vos autres taux sont conformes.",
    ],
)
def test_what_is_called_fine_behind_a_but_does_not_clear_what_stands_before_it(read: Any, text: str) -> None:
    assert first(read, text) == "PERF-LSR"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (
            "Missing documents for ASIN B0C1AAAAA1 (Amazon.ca)\nHello, "
            "some information is missing for your night light. "
            "Please upload a UL test report and photos of the label in Manage Your Compliance.",
            "RP-COMPLIANCE",
        ),
        (
            "亚马逊欧洲站通知：以下商品缺少资料：B0C1AAAAA1。请补充欧盟负责人信息、CE 符合性声明和检测报告。",
            "RP-COMPLIANCE",
        ),
        (
            "出品者様 Amazon.co.jp のアカウント情報に不足している項目があります。"
            "追加の情報として代表者の運転免許証と法人の"
            "登記簿を14日以内に提出してください。",
            "ACC-VERIFY",
        ),
        (
            "Betreff: Fehlende Angaben zur Produktsicherheit\n\nGuten Tag, zu zwei Artikeln auf Amazon.de fehlen die "
            "Unterlagen: Konformitätserklärung und Prüfbericht. Bitte reichen Sie sie ein.",
            "RP-COMPLIANCE",
        ),
        (
            "Amazon.fr : documents manquants pour B0C1AAAAA1. Il nous "
            "manque le rapport d'essai EN 71 et la déclaration "
            "de conformité UE. Merci de les déposer avant le 1er juillet 2026.",
            "RP-COMPLIANCE",
        ),
        (
            "Amazon.it: nel tuo account mancano ancora alcune informazioni. Carica la visura camerale e la carta "
            "d'identità del titolare entro 14 giorni.",
            "ACC-VERIFY",
        ),
    ],
)
def test_a_first_request_for_missing_papers_is_no_reply(read: Any, text: str, code: str) -> None:
    assert first(read, text) == code


@pytest.mark.parametrize(
    "text",
    [
        "Hello, we have read your appeal of 4 May for Amazon.com "
        "and decided not to reactivate your account. It does not "
        "say what went wrong and no document came with it. You may appeal again when you have something new.",
        "尊敬的卖家：我们已看过您4月3日的申诉，目前不能恢复您的账户。"
        "申诉内容过于笼统。您有新的内容时可以再次申诉。亚马逊",
        "5月3日にお送りいただいた改善計画を拝見しましたが、内容が抽象的です。改めて計画をお送りください。Amazon.co.jp",
        "Wir haben Ihren Einspruch vom 3. Mai gelesen. Die Ursachen "
        "bleiben zu allgemein. Sie dürfen erneut Einspruch "
        "einlegen, wenn Sie Neues vorlegen können. Amazon.de",
        "Nous avons lu votre appel du 3 mai. Le plan reste trop "
        "général. Vous pouvez envoyer un nouvel appel. Amazon.fr",
        "Hemos leído tu apelación del 3 de mayo y por ahora no podemos reactivar la cuenta de Amazon.es. El plan es "
        "demasiado general. Puedes volver a apelar.",
    ],
)
def test_who_may_appeal_again_was_not_refused_for_good(read: Any, text: str) -> None:
    assert first(read, text) == "NON-MOREINFO"


@pytest.mark.parametrize(
    "text",
    [
        "Amazon.com. Cards in your parcels promise buyers an Amazon gift card if they show a five-star rating. Your "
        "reviews were removed. Explain who printed the cards.",
        "亚马逊发现您向买家发送礼品卡以换取好评，违反了买家评论政策。账户已被停用。",
        "Amazon.co.jp 出品者様 高評価のレビューを投稿した購入者様に対してギフト券の提供を申し出ていた疑いがあります。",
        "Sie haben Kunden Geschenkkarten versprochen und ihnen Codes "
        "geschickt, wenn sie eine Rezension mit fünf Sternen "
        "schreiben. Ihr Amazon.de-Konto kann deaktiviert werden.",
    ],
)
def test_gift_cards_that_the_seller_gave_to_buyers_are_no_fraud(read: Any, text: str) -> None:
    reading, _ = read(text)
    assert not reading.phishing
    assert reading.primary == "ACC-REVIEW"


@pytest.mark.parametrize(
    "text",
    [
        "Amazon.ca: Your sales have jumped, which is good news, "
        "but your payouts are paused while we review the account.",
        "Votre compte Amazon.ca : des produits interdits ont été "
        "remis en vente malgré notre politique sur les produits "
        "à usage restreint.",
    ],
)
def test_words_of_good_news_in_a_warning_are_no_reinstatement(read: Any, text: str) -> None:
    assert first(read, text) != "NON-REINSTATED"


def test_of_two_figures_the_one_named_first_leads(read: Any) -> None:
    reading, _ = read(
        "Merchant-fulfilled offers switched off on Amazon.co.uk\n\nFirst, "
        "your order defect rate is 1.73%. Second, your "
        "late shipment rate is 9.2%: too many orders were confirmed after the expected ship date."
    )
    assert [violation.code for violation in reading.types] == ["PERF-ODR", "PERF-LSR"]


def test_a_buyer_who_wants_money_for_his_review_is_an_extortion_though_he_names_a_claim(read: Any) -> None:
    assert first(
        read,
        "Mensaje de un comprador de Amazon.es: ya te he puesto una reseña de una estrella. Si me pasas 150 euros por "
        "Bizum la quito hoy mismo. También puedo pedir la garantía de la A a la Z.",
    ) == "ATK-EXTORT"  # fmt: skip
