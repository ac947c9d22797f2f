"""What is left of a line once its day is taken out: nothing but words that tell of the sending of a notice.

Labels of a date are written in many ways; rather than each whole label, the words that labels are made of are known.
"""

import re

_NAMED = """
    a an the this our of on at in is was has been were date dated day time sent issued issue
    generated created printed written wrote posted published delivered received automatically system amazon seller
    sellers selling performance team notice notices notification notifications message messages mail email e letter
    local london seattle tokyo pacific eastern standard daylight summer winter hours
    diese dieser dieses die der das den dem des am vom von um im ist war wurde wurden an uhr datum datiert zeit
    gesendet versandt verschickt versendet erstellt ausgestellt geschrieben erzeugt automatisch mitteilung
    benachrichtigung nachricht nachrichten schreiben schreibens mails hinweis schrieb team verkäufer verkäuferleistung
    ce cet cette le la les l du de des à en est a été sur date daté datée heure heures envoyé envoyée émis émise rédigé
    rédigée généré générée créé créée automatiquement écrit avis message courriel courrier mail notification présent
    présente lettre équipe
    este esta el los las al se ha sido fue es con fecha fechado fechada hora horas enviado enviada emitido emitida
    generado generada creado creada escrito escribió automáticamente aviso mensaje correo notificación comunicación
    carta presente equipo día
    questo questa il lo gli i del della dello di da al alle ore è stato stata data datato datata inviato inviata emesso
    emessa generato generata creato creata scritto scrisse automaticamente avviso messaggio comunicazione notifica
    lettera ora giorno
    esta este o os as do da no na em às foi é gerada gerado enviada emitida criada criado automaticamente mensagem
    e-mail notificação carta hora horas
    dit deze het een op van om is werd verzonden verstuurd aangemaakt automatisch bericht melding kennisgeving brief
"""
_WORDS = frozenset(_NAMED.split())
_TOKEN = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
#: Labels of Chinese and Japanese, in pieces.
_SIGNS = re.compile(
    r"(?:本|此|该|這|这|封|收到|通知|邮件|郵件|信件|消息|信息|发送|發送|发出|发件|签发|发布|生成|创建|送达|发|日期|时间|時間|日期|于|的|由|系统|系統|自动|自動"
    r"|亚马逊|卖家|绩效|团队|北京|太平洋|东部|夏令|冬令|标准|当地|送信|発信|発行|作成|送付|配信|通知|メール|お知らせ|この|ご連絡|連絡|書面|日時|時刻|日付|日本|標準|"
    r"現地|時点|間|间|分|より|から|は|の|に|で|を|が|付け|付|日|時|号|いたしました|しました|されました|されています|です|年月日)*"
)
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]+")
_ADDRESS = re.compile(
    r"\S+@\S+|https?://\S+|\b[\w-]+\.(?:com|co\.uk|co\.jp|de|fr|es|it|ca|com\.au|in|sg|ae|nl|se|pl)\b"
)
_BY = re.compile(r"\bby\s+(?=(?:the\s+)?(?:amazon|seller)\b)", re.IGNORECASE)
#: The short name of a zone behind a clock, of whatever country.
_SHORT = re.compile(r"\(\s*[A-Z]{1,5}\s*(?:\)|$)|\b[A-Z]{2,5}T\b")


def tells_sending(left: str) -> bool:
    """Say whether the words that stand beside a day tell of nothing but when a notice was sent."""
    left = _ADDRESS.sub(" ", _SHORT.sub(" ", _BY.sub(" ", left)))
    if any(sign.isdigit() for sign in left):
        return False
    if not all(_SIGNS.fullmatch(part) for part in _WIDE.findall(left)):
        return False
    return all(word.lower() in _WORDS for word in _TOKEN.findall(_WIDE.sub(" ", left)))
