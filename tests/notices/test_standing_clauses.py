"""What a clause says was done, is threatened or was given back, in eight languages; labels decided before any run."""

from collections.abc import Mapping

import pytest

from casewright.notices import Lexicon
from casewright.notices.acting import acts, restored
from casewright.notices.letter import open_letter
from casewright.notices.scoring import Seen, covered
from casewright.notices.sections import split_sections

#: One sentence, and what it says: ``done`` or ``threat`` and on what; ``none`` where nothing is done or threatened.
CLAUSES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "en": (
        ("We have deactivated your selling account.", "done account"),
        ("Your account has been suspended as of today.", "done account"),
        ("You can no longer sell on Amazon.com.", "done account"),
        ("Your right to sell was withdrawn this morning.", "done account"),
        ("Your selling account is not active.", "done account"),
        ("The listing below was taken down.", "done listing"),
        ("We took the product off our site.", "done listing"),
        ("Two of your offers are currently inactive.", "done listing"),
        ("This ASIN is no longer available to buyers.", "done listing"),
        ("We stopped the sale of this item.", "done listing"),
        ("Offers that you ship yourself have been switched off.", "done fulfilment"),
        ("You cannot list items in this category.", "done category"),
        ("If you do not answer, the offer stays inactive.", "done listing"),
        ("Your account may be deactivated.", "threat account"),
        ("Failing that, we will close the account.", "threat account"),
        ("To avoid deactivation of your account, answer by Friday.", "threat account"),
        ("If we hear nothing, your listing is removed.", "threat listing"),
        ("Unless you send the report, the offers will be taken down.", "threat listing"),
        ("Your account is at risk of suspension.", "threat account"),
        ("Your account has not been deactivated.", "none"),
        ("The offer remains live.", "none"),
        ('A buyer wrote "it stopped working".', "none"),
        ("Please tell us what happened.", "none"),
    ),
    "zh": (
        ("我们已停用您的卖家账户。", "done account"),
        ("您的店铺已被暂停。", "done account"),
        ("我们已将该商品下架。", "done listing"),
        ("该商品现已停止销售。", "done listing"),
        ("您目前不能在该类目销售商品。", "done category"),
        ("您的自发货权限已被取消。", "done fulfilment"),
        ("如未按时回复，该商品仍处于下架状态。", "done listing"),
        ("如果您不回复，您的账户可能会被停用。", "threat account"),
        ("为避免账户停用，请提交行动计划。", "threat account"),
        ("逾期未提交的，我们将移除该商品。", "threat listing"),
        ("否则我们会关闭您的账户。", "threat account"),
        ("请说明事情的经过。", "none"),
    ),
    "ja": (
        ("お客様の出品用アカウントを停止いたしました。", "done account"),
        ("アカウントは現在停止されています。", "done account"),
        ("下記の商品を取り下げました。", "done listing"),
        ("該当の商品は購入できない状態です。", "done listing"),
        ("このカテゴリーの出品を制限しております。", "done category"),
        ("出品者出荷の商品を停止いたしました。", "done fulfilment"),
        ("本日よりアカウントを停止いたします。", "done account"),
        ("ご回答がない場合、アカウントを停止いたします。", "threat account"),
        ("アカウントが停止される可能性があります。", "threat account"),
        ("期限までに書類が届かない場合、出品は取り下げられます。", "threat listing"),
        ("商品の削除を避けるため、書類をご提出ください。", "threat listing"),
        ("経緯をお知らせください。", "none"),
    ),
    "de": (
        ("Wir haben Ihr Verkäuferkonto deaktiviert.", "done account"),
        ("Ihr Konto wurde gesperrt.", "done account"),
        ("Sie können derzeit nicht auf Amazon.de verkaufen.", "done account"),
        ("Das Angebot haben wir entfernt.", "done listing"),
        ("Der Artikel ist nicht mehr verfügbar.", "done listing"),
        ("Sie dürfen in dieser Kategorie keine Artikel anbieten.", "done category"),
        ("Wir haben Ihre Angebote mit Versand durch den Verkäufer ausgesetzt.", "done fulfilment"),
        ("Andernfalls wird Ihr Konto gesperrt.", "threat account"),
        ("Geht bis dahin nichts ein, nehmen wir die Angebote aus dem Verkauf.", "threat listing"),
        ("Ihr Konto könnte deaktiviert werden.", "threat account"),
        ("Um eine Sperrung Ihres Kontos zu vermeiden, antworten Sie bitte.", "threat account"),
        ("Bitte schildern Sie, was geschehen ist.", "none"),
    ),
    "fr": (
        ("Nous avons désactivé votre compte vendeur.", "done account"),
        ("Votre compte a été suspendu.", "done account"),
        ("Vous ne pouvez plus vendre sur Amazon.fr.", "done account"),
        ("L'offre a été retirée.", "done listing"),
        ("Cet article n'est plus disponible.", "done listing"),
        ("Les offres que vous expédiez vous-même ont été suspendues.", "done fulfilment"),
        ("À défaut, votre compte sera désactivé.", "threat account"),
        ("Votre compte risque d'être suspendu.", "threat account"),
        ("Si vous ne répondez pas, l'offre sera supprimée.", "threat listing"),
        ("Merci de nous dire ce qui s'est passé.", "none"),
    ),
    "es": (
        ("Hemos desactivado tu cuenta de vendedor.", "done account"),
        ("Se suspendió su cuenta.", "done account"),
        ("Ya no puede vender en Amazon.es.", "done account"),
        ("Hemos retirado la oferta.", "done listing"),
        ("Hemos dejado de vender el producto.", "done listing"),
        ("Si no contestas, el producto seguirá retirado.", "done listing"),
        ("Tu cuenta corre el riesgo de ser desactivada.", "threat account"),
        ("De lo contrario, cerraremos la cuenta.", "threat account"),
        ("Si no recibimos el informe, la oferta será eliminada.", "threat listing"),
        ("Cuéntanos qué ocurrió.", "none"),
    ),
    "it": (
        ("Abbiamo disattivato il tuo account venditore.", "done account"),
        ("Il tuo account è stato sospeso.", "done account"),
        ("Non puoi più vendere su Amazon.it.", "done account"),
        ("Abbiamo rimosso la tua offerta.", "done listing"),
        ("Il prodotto non è più disponibile.", "done listing"),
        ("Il tuo account potrebbe essere disattivato.", "threat account"),
        ("In mancanza di una risposta potremo disattivare il tuo account.", "threat account"),
        ("Se non rispondi, l'offerta sarà rimossa.", "threat listing"),
        ("Spiegaci che cosa è successo.", "none"),
    ),
    "pt": (
        ("Desativamos a sua conta de vendedor.", "done account"),
        ("A sua conta foi suspensa.", "done account"),
        ("Removemos a sua oferta.", "done listing"),
        ("O produto não está mais disponível.", "done listing"),
        ("A sua conta poderá ser desativada.", "threat account"),
        ("Caso contrário, encerraremos a conta.", "threat account"),
        ("Se não responder, o anúncio será removido.", "threat listing"),
        ("Explique o que aconteceu.", "none"),
    ),
}  # fmt: skip
#: Freer wordings.
FREER = (
    ("en", "We've pulled B0ABCDEFGH from the store.", "done listing"),
    ("en", "Your shop on Amazon.co.uk has been shut.", "done account"),
    ("en", "Shoppers no longer see your offer.", "done listing"),
    ("en", "Selling is switched off for your account.", "done account"),
    ("en", "Your offers went offline at noon.", "done listing"),
    ("en", "You are barred from selling on Amazon.com.", "done account"),
    ("en", "The page for this product is not shown to buyers any more.", "done listing"),
    ("en", "We ended your right to use our selling services.", "done account"),
    ("en", "Your account was put on hold today.", "done account"),
    ("en", "The item came off the site on Monday.", "done listing"),
    ("en", "Buyers cannot order this item at present.", "done listing"),
    ("en", "From today your self-fulfilled offers are blocked.", "done fulfilment"),
    ("en", "Should we receive nothing, your account goes offline.", "threat account"),
    ("en", "Without these papers the listing comes down on 3 May.", "threat listing"),
    ("en", "Your selling privileges are in jeopardy.", "threat account"),
    ("en", "We would have to take the offer down.", "threat listing"),
    ("en", "Missing this date costs you your account.", "threat account"),
    ("en", "In order to go on selling, send us a plan; your account will otherwise be closed.", "threat account"),
    ("zh", "我们已关停您的店铺。", "done account"),
    ("zh", "您的账号现被冻结。", "done account"),
    ("zh", "我们已收回您的销售权限。", "done account"),
    ("zh", "买家目前看不到该商品。", "done listing"),
    ("zh", "该链接已被撤架。", "done listing"),
    ("zh", "您的商品不再对买家展示。", "done listing"),
    ("zh", "即日起您无法在本站销售。", "done account"),
    ("zh", "到期未处理,商品将被下架。", "threat listing"),
    ("zh", "您的账户存在停用风险。", "threat account"),
    ("zh", "请尽快处理,以免影响账户的正常销售。", "threat account"),
    ("zh", "超过期限的,账户作停用处理。", "threat account"),
    ("ja", "当該商品の販売を差し止めました。", "done listing"),
    ("ja", "商品ページの公開を終了いたしました。", "done listing"),
    ("ja", "お客様のアカウントでは現在販売ができません。", "done account"),
    ("ja", "アカウントのご利用を停止させていただきました。", "done account"),
    ("ja", "商品の表示を止めております。", "done listing"),
    ("ja", "期日を過ぎますと、アカウントは停止となります。", "threat account"),
    ("ja", "ご提出がなければ、該当商品は販売できなくなります。", "threat listing"),
    ("ja", "アカウントの停止を免れるには、改善計画が必要です。", "threat account"),
    ("de", "Wir haben den Artikel vom Netz genommen.", "done listing"),
    ("de", "Ihr Shop ist seit heute geschlossen.", "done account"),
    ("de", "Käufer sehen das Angebot nicht mehr.", "done listing"),
    ("de", "Der Verkauf dieses Artikels wurde gestoppt.", "done listing"),
    ("de", "Ihre Verkaufsberechtigung ist erloschen.", "done account"),
    ("de", "Das Produkt wird derzeit nicht angezeigt.", "done listing"),
    ("de", "Ohne Ihre Antwort schließen wir das Konto.", "threat account"),
    ("de", "Ihrem Konto droht die Sperrung.", "threat account"),
    ("de", "Bleibt der Nachweis aus, verschwindet das Angebot.", "threat listing"),
    ("de", "Ihr Konto steht auf dem Spiel.", "threat account"),
    ("fr", "Nous avons fermé votre boutique.", "done account"),
    ("fr", "Votre offre n'apparaît plus sur le site.", "done listing"),
    ("fr", "L'article est retiré de la vente.", "done listing"),
    ("fr", "Votre compte est gelé depuis ce matin.", "done account"),
    ("fr", "Nous avons mis fin à la vente de ce produit.", "done listing"),
    ("fr", "Sans nouvelles de votre part, nous fermerons le compte.", "threat account"),
    ("fr", "Votre compte pourrait ne plus être actif.", "threat account"),
    ("fr", "Passé cette date, l'annonce disparaîtra.", "threat listing"),
    ("es", "Hemos cerrado su tienda.", "done account"),
    ("es", "Su anuncio ya no se muestra a los compradores.", "done listing"),
    ("es", "La oferta está fuera de la venta.", "done listing"),
    ("es", "Su cuenta quedó bloqueada.", "done account"),
    ("es", "El producto se ha quitado de la tienda.", "done listing"),
    ("es", "Sin su respuesta, bloquearemos la cuenta.", "threat account"),
    ("es", "Su cuenta está en peligro.", "threat account"),
    ("es", "De no recibirlo, quitaremos la oferta.", "threat listing"),
    ("it", "Abbiamo chiuso il tuo negozio.", "done account"),
    ("it", "La tua offerta non compare più sul sito.", "done listing"),
    ("it", "Il tuo account risulta bloccato.", "done account"),
    ("it", "Abbiamo tolto l'articolo dalla vendita.", "done listing"),
    ("it", "Senza risposta, chiuderemo l'account.", "threat account"),
    ("it", "Il tuo account è a rischio.", "threat account"),
    ("it", "Altrimenti l'inserzione verrà tolta.", "threat listing"),
    ("pt", "Fechamos a sua loja.", "done account"),
    ("pt", "O seu anúncio já não aparece no site.", "done listing"),
    ("pt", "Tiramos o produto do ar.", "done listing"),
    ("pt", "Sem resposta, fecharemos a conta.", "threat account"),
    ("pt", "A sua conta corre risco.", "threat account"),
)
BACK = (
    ("en", "We have reinstated your account.", "account"), ("en", "Your listing is live again.", "listing"),
    ("zh", "您的账户已重新激活。", "account"), ("zh", "该商品已恢复销售。", "listing"),
    ("ja", "審査が終わり、アカウントの利用を再開いたしました。", "account"),
    ("de", "Ihr Verkäuferkonto ist wieder freigeschaltet.", "account"),
    ("fr", "Votre offre a été rétablie.", "listing"), ("es", "Hemos reactivado tu cuenta.", "account"),
    ("it", "Abbiamo riattivato il tuo account.", "account"), ("pt", "A sua conta foi reativada.", "account"),
)  # fmt: skip


def _first(seen: Seen) -> str:
    told = acts(seen)
    return f"{'done' if told[0].done else 'threat'} {told[0].first}".strip() if told else "none"


@pytest.mark.parametrize(
    ("language", "text", "want"),
    [*((language, text, want) for language, rows in CLAUSES.items() for text, want in rows), *FREER],
)
def test_a_clause_tells_what_was_done_or_is_threatened_and_to_what(
    words: Lexicon, language: str, text: str, want: str
) -> None:
    assert _first(covered(split_sections(open_letter(text), words.headings), words, language=language)) == want


@pytest.mark.parametrize(("language", "text", "want"), BACK)
def test_what_was_given_back_tells_the_level(words: Lexicon, language: str, text: str, want: str) -> None:
    seen = covered(split_sections(open_letter(text), words.headings), words, language=language)
    assert restored(seen, {"lead"}) == want
