"""Offers to unlock an account in a private chat are frauds; advice and accusations that name such chats are not."""

from typing import Any

import pytest

FRAUDS = [
    "亚马逊内部审核员：您的店铺已被停用，可走内部通道解封，请添加微信 amz_inner88 详谈，成功后付费。",
    "【亚马逊卖家支持】您的账户存在关联风险，请加QQ 38291047 由专员协助您处理申诉，费用8000元。",
    "您好，我是亚马逊绩效团队的，您的申诉可以加急通过，请加我的 Telegram @amzfast 沟通。",
    "亚马逊招商经理：账号被封？我们有内部渠道，三天解封，不成功不收费，微信同号 13800138000。",
    "亚马逊官方合作伙伴，专业解封店铺，包过，联系飞机 @unlockamz 。",
    "账户解冻服务：我是亚马逊风控部门员工，请联系我的微信 wx_amz，支付押金后当天恢复销售。",
    ("Hello, this is Amazon Seller Performance. Your account is deactivated. For fast reinstatement write "
     "to our manager on WhatsApp +44 7700 900123."),
    ("I work at Amazon and can unlock your seller account within 24 hours. Contact me on Telegram @amz_unlock. "
     "Payment after success."),
    ("Amazon account specialist here. Your listing will be restored today if you add my WeChat amz-case "
     "and settle the fee."),
    "Our Amazon insider team reinstates suspended accounts. Message us on WhatsApp for a quote.",
    ("Hier ist die Verkäuferleistung von Amazon. Ihr Konto kann sofort entsperrt werden. Schreiben Sie "
     "unserem Mitarbeiter per WhatsApp an +49 151 2345678."),
    "Bonjour, je suis agent Amazon. Votre compte sera débloqué aujourd'hui, contactez-moi sur Telegram @amzfr.",
    "Soy del equipo de Amazon. Puedo desbloquear su cuenta de vendedor, escríbame por WhatsApp al +34 600 000 000.",
    "Sono un addetto di Amazon: il tuo account può essere sbloccato subito, contattami su Telegram @amzit.",
    "Sou da equipe da Amazon, sua conta pode ser desbloqueada hoje. Me chame no WhatsApp +55 11 90000-0000.",
    "Amazonの担当者です。アカウントの停止を解除いたしますので、LINE ID amzjp を追加してご連絡ください。",
    "Amazonアカウント審査部です。復旧のため Telegram @amzjp までメッセージをお送りください。",
]  # fmt: skip
GENUINE = [
    ("Your account has been deactivated because you asked buyers to add you on WeChat and paid them for "
     "reviews. Please send a plan of action within 72 hours."),
    ("We found that you recruited reviewers through WhatsApp and Telegram groups. This violates our customer "
     "product reviews policies. Your account has been deactivated."),
    ("Amazon will never contact you by WhatsApp, WeChat or Telegram. Your account may be deactivated "
     "because of late shipments; please submit a plan of action."),
    "您通过微信群招募刷单人员并支付费用，违反了买家商品评论政策，您的账户已被停用。请提交行动计划。",
    "亚马逊不会通过微信、QQ或Telegram联系您。您的账户因迟发率过高被停用，请提交行动计划。",
    "您的包裹内附有引导买家添加微信的卡片，违反买家商品评论政策。请在72小时内提交行动计划。",
    ("お客様はLINEで購入者に連絡し、レビューと引き換えに返金しました。アカウントは停止されました。改善計画書をご提出ください。"),
    ("メールへの返信でパスワードやカード番号をお送りにならないでください。本人確認書類をセラーセントラルでご提出ください。"
     "アカウントが停止される可能性があります。"),
    ("Bitte schicken Sie uns keine Passwörter und keine Kartendaten per E-Mail. Ihre Identität konnte "
     "nicht überprüft werden; laden Sie den Ausweis in Seller Central hoch."),
    ("N'envoyez jamais votre mot de passe ni votre numéro de carte par e-mail. Nous n'avons pas pu vérifier "
     "votre identité; transmettez une pièce d'identité dans Seller Central."),
    ("No incluya su contraseña ni el número de tarjeta en la respuesta. No hemos podido verificar su "
     "identidad; suba su pasaporte en Seller Central."),
    ("Non inserire la password o il numero di carta nella risposta. Non abbiamo potuto verificare la "
     "tua identità; carica un documento in Seller Central."),
    ("Não inclua sua senha nem o número do cartão na resposta. Não conseguimos verificar sua identidade; "
     "envie um documento pelo Seller Central."),
    ("Please do not include your password or card number in your reply. We could not verify your identity; "
     "upload a passport in Seller Central."),
    "请勿在回复中填写密码或银行卡号。您的身份验证未通过，请在卖家平台上传营业执照。",
    ("To verify your identity, join the video call at https://app.chime.aws/meetings/123456 at the booked "
     "time. Bring your passport. Log in to Seller Central to book."),
]  # fmt: skip


@pytest.mark.parametrize("text", FRAUDS)
def test_an_offer_to_unlock_the_account_in_a_chat_is_a_fraud(read: Any, text: str) -> None:
    reading, found = read(text)
    assert reading.phishing
    assert reading.primary == "SEC-PHISH"
    assert "notices/phishing" in {finding.code for finding in found}


@pytest.mark.parametrize("text", GENUINE)
def test_what_only_names_a_chat_or_warns_of_asks_is_none(read: Any, text: str) -> None:
    reading, _ = read(text)
    assert not reading.phishing
