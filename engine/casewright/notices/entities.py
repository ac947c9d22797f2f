"""What a notice names: ASINs, orders, cases, complaints, registrations, brands, clauses, addresses."""

import re
from collections.abc import Iterable

from casewright.model import Entities

_ASIN = re.compile(r"(?<![A-Za-z0-9])(B0[A-Z0-9]{8})(?![A-Za-z0-9])")
_ISBN = re.compile(r"\bASINs?\b\s*[:：#]?\s*((?:\d{9}[\dX][,、\s]*)+)(?![\d-])", re.IGNORECASE)
_ISBN_ONE = re.compile(r"\b\d{9}[\dX]\b")
_ORDER = re.compile(r"(?<![\d-])(\d{3}-\d{7}-\d{7})(?![\d-])")
_CASE = re.compile(
    r"(?:case\s*(?:id|number|no\.?|#)|case\s*[:#]|案件编号|案件\s*id|个案编号|问题编号|ケース\s*id|お問い合わせ\s*id|fall-?\s?(?:nummer|id|nr\.?)"
    r"|(?:numéro|n°|id)\s*(?:de|du)\s*(?:cas|dossier)|id\s*del\s*caso|(?:número|n\.º|nº)\s*de\s*caso|numero\s*(?:del\s*)?caso|id\s*caso)"
    r"\s*(?:is|ist|est|es|è|为|是)?\s*[:：#()\[【]*\s*(\d{10,11})(?!\d)",
    re.IGNORECASE,
)
_COMPLAINT = re.compile(
    r"(?:complaint\s*(?:id|number|no\.?|reference|#)|notice\s*id|infringement\s*id|投诉编号|投诉\s*id|申し立て\s*(?:id|番号)|苦情\s*id|クレーム\s*id"
    r"|beschwerde-?\s?(?:id|nummer|nr\.?)|(?:numéro|id|n°)\s*de\s*(?:la\s*)?(?:plainte|réclamation)|id\s*de\s*(?:la\s*)?(?:queja|reclamación|denuncia)"
    r"|(?:id|numero)\s*(?:del\s*)?reclamo)\s*[:：#()\[【]*\s*((?:\d{9,13}|[A-Z]{2,5}-?\d{6,12})(?:\s*[,、;]\s*\d{9,13})*)",
    re.IGNORECASE,
)
_REGISTRATION = re.compile(
    r"(?:trade\s?mark|patent|copyright|design(?:\s*right)?|registration|serial|商标(?:注册)?|专利|版权|著作权|商標(?:登録)?|特許|意匠(?:登録)?|marken?|geschmacksmuster"
    r"|marque|brevet|marca|patente|marchio|brevetto)\s*(?:reg(?:istration)?\.?\s*)?(?:numbers?|numero|nummer|número|numéro|no\.?|nos\.?|nr\.?|n°|nº|#|号|號|番号|注册号|登记号|登録番号)?"
    r"\s*[:：#]\s*([A-Z]{0,3}\s?[D]?[\d][\d,./-]{4,16}[\d](?: ?[A-Z]\d?(?![A-Za-z]))?)",
    re.IGNORECASE,
)
_BRAND = re.compile(
    r"^[\s\-*•]*(?:brands?(?:\s*names?)?|trademark\s*name|品牌(?:名称)?|商标名称|ブランド(?:名)?|marke(?:nname)?|marque|marca|marchio)\s*[:：]\s*([^\n:：]{1,60})$",
    re.IGNORECASE | re.MULTILINE,
)
_CLAUSE = re.compile(
    r"(?<![A-Za-z])(sections?\s+\d+(?:\.\d+)*(?:\([a-z0-9]\))?|section\s+[A-Z](?:-\d+)?(?![A-Za-z])|abschnitt\s+\d+(?:\.\d+)*|ziffer\s+\d+|article\s+\d+(?:\.\d+)*"
    r"|sección\s+\d+(?:\.\d+)*|cláusula\s+\d+|sezione\s+\d+(?:\.\d+)*|articolo\s+\d+)|(第\s*(?:\d+(?:\.\d+)*|[一二三四五六七八九十]+)\s*[条條](?:第?\s*[\d一二三四五六七八九十]+\s*[款项項])?)|(§\s*\d+(?:\.\d+)*)",
    re.IGNORECASE,
)
_MAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")


def entities(text: str) -> Entities:
    """Return what a text names, each once, in the order of the text."""
    orders = _once(_ORDER.findall(text))
    isbns = (isbn for match in _ISBN.finditer(text) for isbn in _ISBN_ONE.findall(match[1]))
    return Entities(
        asins=_once((*_ASIN.findall(text.upper() if not _ASIN.search(text) else text), *isbns)),
        case_ids=_once(_CASE.findall(text)),
        complaint_ids=_once(part for raw in _COMPLAINT.findall(text) for part in re.split(r"\s*[,、;]\s*", raw)),
        order_ids=orders,
        brands=_once(_brand(raw) for raw in _BRAND.findall(text)),
        clauses=_once(_clause("".join(groups)) for groups in _CLAUSE.findall(text)),
        emails=_once(address.rstrip(".").lower() for address in _MAIL.findall(text)),
        registrations=_once(" ".join(raw.split()).rstrip(".,-/") for raw in _REGISTRATION.findall(text)),
    )


def _once(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))


def _brand(raw: str) -> str:
    brand = raw.strip().strip("\"'“”.*").strip()
    return "" if brand.casefold() in {"n/a", "none", "-", "无"} else brand


def _clause(raw: str) -> str:
    text = " ".join(raw.split())
    if text[:1] in {"第", "§"}:
        return text.replace(" ", "") if text[:1] == "第" else text
    word, _, number = text.partition(" ")
    return (
        f"{word[:1].upper()}{word[1:].lower().rstrip('s') if word.lower() == 'sections' else word[1:].lower()} {number}"
    )
