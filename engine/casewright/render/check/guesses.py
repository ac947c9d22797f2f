"""What a clerk most likely meant, and what Jinja's complaint means in plain words."""

import difflib
import re
from collections.abc import Callable, Iterable, Sequence

from casewright.model import Bilingual
from casewright.render.shapes.names import Shape

#: A way out in both languages, as ``guess_zh`` and ``guess_en``.
Guess = dict[str, str]
#: What mends the inside of a mark, given a way to say whether an expression reads.
Repairs = Callable[[str, Callable[[str], bool]], str | None]

_TROUBLES = (
    (r"unexpected '\}'|unexpected '\{'", Bilingual("多了一个括号", "there is a bracket too many")),
    (r"unexpected ','", Bilingual("字段之间是点，不是逗号", "the parts of a field are joined by a dot, not a comma")),
    (r"got '='|unexpected '='", Bilingual("比较是否相等要写两个等号 ==", "to compare, write two equal signs: ==")),
    (r"unexpected char '(.+)' at", Bilingual("符号 {0} 不能用在标记里", "the sign {0} cannot stand in a mark")),
    (r"unexpected '(.+)'", Bilingual("符号 {0} 不该在这里", "{0} cannot stand here")),
    (r"expected token 'end of (?:print statement|statement block)', got '(.+)'",
     Bilingual("“{0}”前面少了点或运算符", "something is missing before \"{0}\"")),
    (r"expected token 'in', got", Bilingual("for 后面要写 变量 in 列表", "a for is written: variable in list")),
    (r"expected token '(.+)', got", Bilingual("少了 {0}", "{0} is missing")),
    (r"[Ee]xpected an expression", Bilingual("缺少字段", "a field is missing")),
    (r"[Uu]nexpected end of template", Bilingual("没有写完", "it is not complete")),
)  # fmt: skip
#: Signs that print nothing and come along when a mark is copied from a web page or a chat.
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_LOOP = re.compile(r"(?:each\s+)?(\w+)\s*(?:\s(?:of|from|in|于|在)\s|:|：|<-|->|=|,|，)\s*(\S.*)", re.IGNORECASE)
_PLAIN = Bilingual("写法不对", "it is not written as a field, a loop or a condition")


def troubles(message: str) -> Bilingual:
    """Return a complaint of Jinja in plain words."""
    for pattern, words in _TROUBLES:
        match = re.search(pattern, message)
        if match:
            return Bilingual(words.zh.format(*match.groups()), words.en.format(*match.groups()))
    return _PLAIN


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Return the known name that was most likely meant."""
    names = list(known)
    folded = {each.casefold(): each for each in reversed(names)}
    plain = name.casefold()
    if plain in folded:
        return folded[plain]
    bare = {re.sub(r"[_\s]", "", each): each for each in folded}
    if re.sub(r"[_\s]", "", plain) in bare:
        return folded[bare[re.sub(r"[_\s]", "", plain)]]
    near = difflib.get_close_matches(plain, folded, 1, 0.6) or [
        each
        for each in folded
        if len(plain) > 2 and (each.startswith(plain) or plain.startswith(each)) and len(each) > 2
    ]
    return folded[near[0]] if near else None


def guess(near: Sequence[str], known: str = "", *, fixed: str = "") -> Guess:
    """Return the nearest known name as the clerk should type it, or the names there are."""
    for name in near:
        if fixed:
            return {
                "guess_zh": f"是不是想写“{name}”？改成 {fixed}",
                "guess_en": f'Did you mean "{name}"? Write {fixed}',
            }
        return {"guess_zh": f"是不是想写“{name}”？", "guess_en": f'Did you mean "{name}"?'}
    if known:
        return {"guess_zh": f"这里可用：{known}。", "guess_en": f"Known here: {known}."}
    return {"guess_zh": "请对照字段表改正，或删去。", "guess_en": "Correct it by the list of fields, or delete it."}


def loop_lines(whole: str, form: Sequence[Shape], name: str = "") -> tuple[str, str]:
    """Return how a list is repeated, in both languages."""
    item = form[0] if form else "text"
    if isinstance(item, dict):
        near = nearest(name, item) if name else None
        part = near or next(iter(item), "")
        inner = item.get(part)
        shown = f"x.{part}.en" if isinstance(inner, dict) and "en" in inner else f"x.{part}"
    else:
        shown = "x"
    line = f"{{%p for x in {whole} %}} {{{{ {shown} }}}} {{%p endfor %}}"
    if isinstance(item, str) and not name:
        joined = f'{{{{ {whole}|join(", ") }}}}'
        return f"写成 {joined}，或用循环逐条打印：{line}", f"Write {joined}, or repeat it: {line}"
    return f"{whole} 是列表，要用循环逐条打印：{line}", f"{whole} is a list; repeat it: {line}"


def loop_repaired(body: str, reads: Callable[[str], bool]) -> str | None:
    """Return what a for repeats as it is written, ``item in list``, if the list reads."""
    plain = _UNSEEN.sub("", body).strip().rstrip(":：;；,，").strip()
    plain = plain[1:-1].strip() if plain.startswith("(") and plain.endswith(")") else plain
    match = _LOOP.fullmatch(plain)
    name, rest = (match[1], match[2]) if match else ("item", plain)
    return f"{name} in {rest}" if re.fullmatch(r"[\w.]+", rest) and reads(rest) else None


def repaired(body: str, reads: Callable[[str], bool]) -> str | None:
    """Return a mark's inside with the usual slips of the keyboard mended, if that reads."""
    tries = (
        _UNSEEN.sub("", body),
        re.sub(r"\b(?:AND|OR|NOT|IN|IS|And|Or|Not|In|Is)\b", lambda match: match[0].lower(), body),
        re.sub(r"\s*(?:\b(?:then|THEN|Then|do)|那么|则|[:：])$", "", body),
        re.sub(r"\s*(?:并且|而且|且)\s*", " and ", re.sub(r"\s*(?:或者|或)\s*", " or ", body)),
        re.sub(r"(?<![=!<>])=(?!=)", "==", body),
        body.replace("&&", " and ").replace("||", " or "),
        re.sub(r"!(?!=)\s*", "not ", body),
        re.sub(r"(?<=\w)\s*(?:\.\s*\.|[,/\\\-:>;]|->|·|、)\s*(?=\w)", ".", body),
        re.sub(r"(?<=\w)\s+(?=\w)", ".", body), re.sub(r"(?<=\w)\s+(?=\w)", "_", body),
        body.strip(" .,;:，。；{}"), body.replace("\\", ""), re.sub(r"\(\s*\)", "", body),
        re.sub(r"\s*\.\s*", ".", body),
    )  # fmt: skip
    return next((" ".join(each.split()) for each in tries if each != body and each.strip() and reads(each)), None)
