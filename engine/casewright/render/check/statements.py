"""The instructions of a template: which word a clerk meant, and what an end belongs to."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from casewright.render.check.guesses import nearest
from casewright.render.check.places import Spot
from casewright.render.check.scan import Mark

OPENERS, ENDS, BRANCHES = ("for", "if"), ("endfor", "endif"), ("elif", "else")
CELL_WORDS = ("cellbg", "colspan", "hm", "vm")
REFUSED = ("set", "include", "import", "from", "macro", "block", "extends", "call", "filter", "raw", "do", "with",
           "autoescape", "trans", "debug", "break", "continue")  # fmt: skip
_WORDS = (*OPENERS, *ENDS, *BRANCHES, *CELL_WORDS)
_CHINESE = {"如果": "if", "否则如果": "elif", "否则": "else", "循环": "for", "结束": "end", "结束循环": "endfor",
            "结束如果": "endif", "对于": "for"}  # fmt: skip
_ELIF = re.compile(r"(else\s+if|elseif|elsif|elif|else-if|else_if)\b\s*(.*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Statement:
    """One instruction: the word as it should be, what follows it, and whether the word was spelt so."""

    spot: Spot
    mark: Mark
    word: str
    rest: str
    spelt: str = ""

    @property
    def right(self) -> bool:
        """Say whether the word is one of the instructions, spelt as it should be."""
        return not self.spelt


def statement(spot: Spot, mark: Mark, inside: str = "") -> Statement:
    """Read a mark as an instruction; ``inside`` is the word of the block around it, which an ``end`` alone may mean."""
    word, _, rest = mark.body.partition(" ")
    if word in _WORDS or word in REFUSED:
        elif_form = _ELIF.fullmatch(mark.body)
        if word == "else" and elif_form and elif_form[2]:
            return Statement(spot, mark, "elif", elif_form[2].strip(), elif_form[1])
        return Statement(spot, mark, word, rest.strip())
    elif_form = _ELIF.fullmatch(mark.body)
    if elif_form:
        return Statement(spot, mark, "elif", elif_form[2].strip(), elif_form[1])
    meant, rest = _meant(mark.body, inside)
    return Statement(spot, mark, meant, rest, word or mark.body)


def _meant(body: str, inside: str) -> tuple[str, str]:
    word, _, rest = body.partition(" ")
    second, _, after = rest.partition(" ")
    chinese = _CHINESE.get(word)
    if chinese:
        return (f"end{inside or 'if'}" if chinese == "end" else chinese), rest.strip()
    if word.casefold() == "end":
        joined = f"end{second}".casefold()
        return (joined, after) if joined in ENDS else (f"end{inside or 'if'}", "")
    if word.casefold() in ("foreach", "loop", "each", "repeat"):
        return "for", rest.strip()
    if word.casefold() in ("when", "unless"):
        return "if", rest.strip()
    if word.casefold() in ("otherwise", "esle"):
        return "else", ""
    if word.casefold().startswith(("endloop", "endeach", "next", "fi", "done")) and inside:
        return f"end{inside}", ""
    for opener in OPENERS:  # {% ifverdict.ready %}
        if body.startswith(opener) and "." in word and not rest.startswith("="):
            return opener, body[len(opener) :].strip()
    return nearest(word, _WORDS) or "", rest.strip()


def ends_later(statements: Sequence[Statement], word: str) -> int:
    """Return how many ends of that kind come without a beginning of their own."""
    depth = extra = 0
    for each in statements:
        if each.word == word:
            depth += 1
        elif each.word == f"end{word}":
            if depth:
                depth -= 1
            else:
                extra += 1
    return extra
