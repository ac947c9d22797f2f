"""The seller feedback report: six columns in a fixed order under localised headers."""

from casewright.figures.reports.reader import TableReader
from casewright.figures.rows import Feedback
from casewright.figures.table import Line, column

_GONE = ("removed", "struck", "deleted", "已移除", "已删除", "已划线", "entfernt", "supprim", "elimin", "rimoss")


def _feedback(line: Line, zone: str) -> Feedback | None:
    del zone
    order, stars = line.text("order"), line.text("rating")
    if not order:
        return None
    digit = next((letter for letter in stars if letter.isdigit()), "")
    removed = any(word in line.text("state").casefold() for word in _GONE)
    return Feedback(order, line.ref, int(digit) if digit else None, line.text("comment"), removed)


READER = TableReader(
    "feedback",
    "买家反馈报表",
    "feedback report",
    (
        column(
            "order",
            "Order ID|order-id|订单号|订单编号|注文番号|Bestellnummer|Numéro de la commande|Número de pedido|"
            "Numero ordine|Bestelnummer|Numer zamówienia|N.º do pedido|Identificador del pedido",
        ),
        column(
            "rating",
            "Rating|Bewertung|Évaluation|Valoración|Calificación|Valutazione|Beoordeling|Ocena|评级|评分|"
            "星级|評価|Avaliação|Note",
        ),
        column(
            "comment",
            "Comments|Comment|Kommentare|Kommentar|Commentaire|Commentaires|Comentarios|Commenti|Opmerkingen|"
            "Komentarze|评论|买家评论|反馈内容|コメント|Comentários",
            required=False,
        ),
        column("date", "Date|Datum|Fecha|Data|日期|日付", required=False),
        column("state", "Status|状态|移除状态", required=False),
    ),
    ("order", "rating"),
    _feedback,
)
