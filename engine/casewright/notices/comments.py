"""What staff and clients write between the lines of a notice, told from the notice itself."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]+")
_KANA = re.compile(r"[\u3040-\u30ff]+")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]+")
#: Signs that Chinese writes in their short form and Japanese does not.
_SHORT_FORMS = re.compile(
    r"[这们请吗给让对发开关过还问题时间邮单货销诉处罚违规标业务运营备紧联系统权调账认证资产图评价订确删户为从应该谢说话误须听网络亚马逊绩]"
)
_ASIDE = re.compile(r"[(\[【（<《][^()\[\]【】（）<>《》]*[\u3400-\u9fff][^()\[\]【】（）<>《》]*[)\]】）>》]")
_STAFF_WORDS = (
    r"备注|批注|客服|内部|同事|运营|主管|我司|老板|跟单|助理|客户(?:说|问|备注|留言|已|反馈|转|发|提供|回|那边|需)"
    r"|红字|划重点|待办|紧急|翻译[:：]|译[:：]|收到时间|收件时间"
)
#: A remark in brackets that says whose it is, in any of our languages.
_LABELLED = re.compile(
    r"\[\s*(?:(?:internal\s+)?(?:comment|note|remark)s?|(?:interne\s+)?(?:anmerkung|notiz|kommentar)|commentaire|remarque|nota|comentario"
    r"|commento|comentário)\s+(?:by|from|of|for|to|des|der|vom|von|für|du|de\s+la|de|pour|del|della|dal|per|do|da|para)\s[^\[\]:]{2,40}:"
    r"[^\[\]]*\]",
    re.IGNORECASE,
)
_STAFF = re.compile(
    rf"^\W*(?:{_STAFF_WORDS}|注[:：](?!.*您)|说明[:：](?!.*您)|ps[:：]|p\.s\."
    rf"|@\S{{2,8}}\s)",
    re.IGNORECASE,
)
_STAFF_ASIDE = re.compile(rf"[(\[【（](?:[^()\[\]【】（）]{{0,6}})(?:{_STAFF_WORDS})[^()\[\]【】（）]*[)\]】）]")
#: A remark hung on the end of a line: an arrow, two strokes, a gap, or a Chinese clause behind a full stop.
_TRAILING = re.compile(
    r"\s*(?:<?-{1,2}>?|<={1,2}|[←⬅👈▲★☆※#]+|//+|\*{2,}|\s{2,}|\t)\s*[^A-Za-z\n]{0,3}[\u3400-\u9fff].*$"
    r"|(?<=[.!?;:)])\s+[^\w\s]{0,3}[\u3400-\u9fff][^A-Za-z\n]{5,}$"
)
_STAFF_TRAILING = re.compile(
    rf"\s*(?:<-{{1,2}}|<={{1,2}}|[←⬅👈]|//+|※|\s{{2,}}#)\s*(?=\S*(?:{_STAFF_WORDS}|注意"
    rf"|重要|时限|我们|客户)).*$"
)
_CHAT = re.compile(
    r"^[^\s:：]{1,12}(?:\s[^\s:：]{1,12})?\s+\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?\s+\d{1,2}:\d{2}(?::\d{2})?\s*[:：]?$"
)
#: A Latin line that speaks to, or of, a company by its Chinese name.
_NAMED = re.compile(
    r"^(?:hello|dear|hi|greetings|guten tag|sehr geehrte[rs]?|bonjour|hola|estimad[oa]|buongiorno|gentile"
    r"|olá)\b[^.!?]{0,60}$"
    r"|^[A-Za-z][A-Za-z :,'-]{3,40}[\u3400-\u9fff]{2,30}(?:公司|商行|旗舰店|专营店|厂)[^\u3400-\u9fff]*$",
    re.IGNORECASE,
)
_TO_SELLER = re.compile(r"您|贵公司|贵店")
_BY_STAFF = re.compile(
    rf"{_STAFF_WORDS}|我们店|我们的?账号|我们公司|我店|帮(?:忙|我)|麻烦|老师|怎么办|咱们|请问"
    rf"|大家|看(?:一)?下"
)

#: The signs of ASCII that are no letters: what is left of a text without them is counted at once.
_NO_LETTERS = bytes(code for code in range(128) if not chr(code).isalpha())
#: How many letters a Chinese sign is worth when two scripts are weighed against each other.
HAN_WEIGHT = 2.5
#: A Chinese block of this many signs that speaks to the seller is the notice's own translation.
_TRANSLATION = 40


def weight(text: str) -> float:
    """Return how much a text says, in letters."""
    if text.isascii():
        return float(len(text.encode("ascii").translate(None, _NO_LETTERS)))
    han, kana, latin = _scripts(text)
    return latin + HAN_WEIGHT * (han + kana)


@lru_cache(maxsize=64)  # a notice's own text is weighed several times
def _scripts(text: str) -> tuple[int, int, int]:
    """Count the Chinese signs, Japanese letters and Latin letters of a text."""
    return _signs(_HAN, text), _signs(_KANA, text), _signs(_LATIN, text)


def _signs(script_of: re.Pattern[str], text: str) -> int:
    """Count the signs of a script."""
    return sum(map(len, script_of.findall(text)))


def script(text: str) -> str:
    """Return the leading script of a text: ``latin``, ``han``, ``kana`` (Japanese) or an empty string."""
    if text.isascii():
        return "latin" if _LATIN.search(text) else ""
    han, kana, latin = _scripts(text)
    if not han + kana + latin:
        return ""
    if HAN_WEIGHT * (han + kana) < latin:
        return "latin"
    return "kana" if kana * 8 > han else "han"


def without_comments(text: str) -> tuple[str, tuple[str, ...]]:
    """Return a notice without what was written between its lines, and what that was."""
    comments: list[str] = []
    text = _cut(text, _LABELLED, comments) if "[" in text else text
    if text.isascii() or not _HAN.search(text):
        return text, tuple(comments)
    lines = text.split("\n")
    lead = _lead(text, lines)
    if lead == "latin":
        kept = list(_latin(lines, comments))
    elif lead == "kana":
        kept = list(_japanese(lines, comments))
    else:
        kept = list(_chinese(lines, comments))
    return "\n".join(kept), tuple(comments)


def _lead(text: str, lines: Sequence[str]) -> str:
    """Return the script of the notice: a long Chinese talk around a Latin notice does not make it Chinese."""
    lead = script(text)
    if lead != "han":
        return lead
    foreign = [line for line in lines if script(line) == "latin"]
    if weight("\n".join(foreign)) < 150 or len(foreign) < 3:
        return lead
    own = "\n".join(line for line in lines if script(line) in {"han", "kana"})
    return lead if _speaks_to_seller(own) else "latin"


def _speaks_to_seller(text: str) -> bool:
    """Say whether Chinese words are the notice's own: it says "you" to the seller and nothing that staff would say."""
    told = len(_TO_SELLER.findall(text))
    return _signs(_HAN, text) >= _TRANSLATION and told >= 2 and told > len(_BY_STAFF.findall(text))


def _latin(lines: Sequence[str], comments: list[str]) -> Iterator[str]:
    kept_blocks = _translations(lines)
    for number, line in enumerate(lines):
        if not _HAN.search(line) or _NAMED.match(line) or (number in kept_blocks and not _STAFF.match(line)):
            yield line
        elif _is_han(line):
            comments.append(line.strip())
        else:
            yield _cut(_cut(line, _TRAILING, comments), _ASIDE, comments).rstrip()


def _translations(lines: Sequence[str]) -> set[int]:
    """Return the lines of Chinese blocks that are the notice once more in Chinese."""
    kept: set[int] = set()
    block: list[int] = []
    for number, line in enumerate([*lines, ""]):
        if _is_han(line):
            block.append(number)
        elif number == len(lines) or (line.strip() and not (block and _is_entry(line))):
            if _speaks_to_seller("\n".join(lines[each] for each in block)):
                kept.update(range(block[0], number))
            block = []
    return kept


def _is_entry(line: str) -> bool:
    """Say whether a line holds ids or a date alone, as in the list of a translated notice."""
    return _signs(_LATIN, line) <= 14


def _japanese(lines: Sequence[str], comments: list[str]) -> Iterator[str]:
    for line in lines:
        chinese = not _KANA.search(line) and _HAN.search(line) and _SHORT_FORMS.search(line)
        if chinese or (_STAFF.match(line) and not _KANA.search(line)) or _CHAT.match(line.strip()):
            comments.append(line.strip())
        else:
            yield re.sub(_ASIDE, lambda match: _dropped(match, comments), line)


def _dropped(match: re.Match[str], comments: list[str]) -> str:
    if _KANA.search(match[0]) or not _SHORT_FORMS.search(match[0]):
        return match[0]
    comments.append(match[0])
    return ""


def _chinese(lines: Sequence[str], comments: list[str]) -> Iterator[str]:
    for line in lines:
        if (_STAFF.match(line) and not _TO_SELLER.search(line)) or _CHAT.match(line.strip()):
            comments.append(line.strip())
        else:
            yield _cut(_cut(line, _STAFF_ASIDE, comments), _STAFF_TRAILING, comments)


def _cut(line: str, pattern: re.Pattern[str], comments: list[str]) -> str:
    found = [match[0].strip() for match in pattern.finditer(line) if match[0].strip()]
    comments.extend(found)
    return pattern.sub("", line) if found else line


def _is_han(line: str) -> bool:
    han = 0 if line.isascii() else _signs(_HAN, line)
    return han > 0 and HAN_WEIGHT * han > _signs(_LATIN, line)
