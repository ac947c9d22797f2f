"""Where a notice leads its reader: the links of its page and the addresses in its words, taken apart."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import unquote

from casewright.model import Link
from casewright.notices.hosts import Domains, is_host
from casewright.text.width import fold_width

#: A link as it is written, also where its writer or a careful clerk has broken it (hxxp, [.]).
_WRITTEN = re.compile(
    r"(?:https?|ftp)://[^\s<>\"'）】」』，。；、]+|(?<![\w@.-])www\.[^\s<>\"'）】」』，。；、]+", re.IGNORECASE
)
_LABELS = r"[^\W_][\w-]*(?:\.[\w-]+)*\.[^\W\d_][\w-]+"
_BARE = re.compile(rf"(?<![\w@./:=%&-]){_LABELS}(?![\w@-])(?::\d+)?(?:/[^\s<>\"'）】」』，。；、]*)?")
_MAIL = re.compile(r"[^\s<>\"'()\[\],;:：（）【】「」，。]+@([^\s<>\"'()\[\],;:：（）【】「」，。]+)")
_BROKEN = (
    (re.compile(r"\bh(?:xx|tt|\*\*)p(s?)(?=\s*(?::|\[:\]))", re.IGNORECASE), r"http\1"),
    (re.compile(r"\[:\]|(?<=http)\s*:\s*(?=//)|(?<=https)\s*:\s*(?=//)"), ":"),
    (re.compile(r"\s?(?:\[\.\]|\(\.\)|\{\.\}|\[dot\]|\(dot\)|\[点\]|（点）)\s?", re.IGNORECASE), "."),
    (re.compile(r"\s?(?:\[at\]|\(at\)|\[@\])\s?", re.IGNORECASE), "@"),
)  # fmt: skip
#: Without one of these signs nothing in a text is broken.
_MAY_BE_BROKEN = re.compile(r"[\[(（{]|:\s*//|[hH](?:[xX]{2}|\*\*|[tT]{2})[pP][sS]?\s*:")
_PARTS = re.compile(r"(?:([a-z][\w+.-]*):)?(?://)?([^/?#\\]*)(.*)", re.IGNORECASE | re.DOTALL)
_INNER = re.compile(r"(?:https?:/{1,3}|(?<==)//)[^\s/?#&\"'<>@]*@?(?:[\w-]+\.)+[a-z][\w-]+[^\s\"'<>]*", re.IGNORECASE)
_MAYBE = re.compile(r"://|[.\u3002\uff0e](?<=[^\W_].)[^\W\d_]|\[|\{|\(\.|\((?:dot|点)|（点", re.IGNORECASE)
#: The name of Amazon's house is no link: Amazon.com.ca, Inc.
_HOUSE = re.compile(
    r"(?<![\w@./-])amazon(?:\.[a-z]{2,3}){1,2}(?=,?\s(?:inc|llc|ulc|ltd|limited|gmbh|s\.?\s?à|s\.?a\.?|corp|co|k\.?k"
    r"|services|payments|fulfil\w*|seller services)\b)",
    re.IGNORECASE,
)
_LAST = ".,;:!?)]}>*'\"。，）】」』"


@dataclass(frozen=True, slots=True)
class Target:
    """One place a notice leads to: ``shown`` the words over it, ``around`` the sentence that it stands in.

    ``host`` is in small letters, ``path`` all that follows it; ``user`` stands before an @ in front of the host.
    """

    raw: str
    scheme: str
    host: str
    path: str = ""
    user: str = ""
    port: str = ""
    shown: str = ""
    around: str = ""
    bare: bool = False


def unbroken(text: str) -> str:
    """Return a text with links that were broken on purpose put together again."""
    text = fold_width(text)
    if not _MAY_BE_BROKEN.search(text):
        return text
    for pattern, whole in _BROKEN:
        text = pattern.sub(whole, text)
    return text


def target_of(raw: str, *, shown: str = "", around: str = "", bare: bool = False) -> Target | None:
    """Take a link apart as a browser would; None where it leads nowhere outside the page."""
    written = unbroken(raw.strip()).rstrip(_LAST)
    match = _PARTS.match(written)
    if match is None or not written or written.startswith("#"):
        return None
    scheme = (match[1] or "").lower()
    if scheme in ("javascript", "data", "vbscript", "file", "mailto", "tel", "sms", "cid", "about"):
        return Target(raw, scheme, "", written[len(scheme) + 1 :], shown=shown, around=around)
    if scheme and match[2].isdecimal() and not written.lower().startswith(f"{scheme}://"):
        scheme = ""  # a host with a port: what stands before the colon is no scheme
        match = _PARTS.match(f"//{written}") or match
    authority = unquote(match[2])
    user, _, place = authority.rpartition("@")
    host, _, port = place.partition(":") if not place.startswith("[") else (place.partition("]")[0] + "]", "", "")
    host = host.lower().strip(".").replace("\u3002", ".")
    if not host or ("." not in host and not host.isdecimal() and not host.startswith("[")):
        return None
    return Target(raw, scheme or "http", host, match[3], user, port, shown, around, bare)


def targets(sentences: Sequence[str], links: Iterable[Link]) -> Iterator[Target]:
    """Yield every place that the page's links and the words themselves lead to, a page's links first."""
    for link in links:
        target = target_of(link.target, shown=link.shown, around=_around(link.shown, sentences))
        if target is not None:
            yield target
    for number, sentence in enumerate(sentences):
        if _MAYBE.search(sentence):
            yield from _written(sentence, sentences, number)


def addresses(text: str) -> Iterator[tuple[str, str]]:
    """Yield every mail address in a text with its host."""
    whole = unbroken(text)
    for match in _MAIL.finditer(whole) if "@" in whole else ():
        host = match[1].rstrip(".").lower()
        if "." in host:
            yield match[0].rstrip("."), host


def unwrapped(target: Target, own: Domains) -> Target:
    """Return where a link leads that a mail system, or a counter of clicks, has put its own address around."""
    for _ in range(3):
        if not own.is_wrapper(target.host):
            break
        inner = next(_inner(target), None)
        if inner is None:
            break
        target = replace(inner, shown=target.shown, around=target.around)
    return target


def sent_on(target: Target, own: Domains) -> Target | None:
    """Return the foreign place that an address of Amazon's own sends its visitor on to, if any."""
    if not own.is_amazon(target.host):
        return None
    return next((inner for inner in _inner(target) if not own.is_amazon(inner.host)), None)


def _inner(target: Target) -> Iterator[Target]:
    text = unquote(unquote(target.path))
    for match in _INNER.finditer(text):
        inner = target_of(re.sub(r"^https?:/{1,3}", "https://", match[0]))
        if inner is not None and (match[0].startswith("http") or is_host(inner.host)):
            yield inner


def _written(sentence: str, sentences: Sequence[str], number: int) -> Iterator[Target]:
    whole, around = unbroken(sentence), _led_up(sentences, number)
    taken = []
    for match in _WRITTEN.finditer(whole):
        taken.append(match.span())
        target = target_of(match[0], around=around)
        if target is not None:
            yield target
    for match in _BARE.finditer(whole):
        if not any(start <= match.start() < end for start, end in taken) and not _HOUSE.match(whole, match.start()):
            target = target_of(match[0], around=around, bare=True)
            if target is not None and is_host(target.host):
                yield target


def _led_up(sentences: Sequence[str], number: int) -> str:
    """Return a sentence with the one before it, where that one leads up to it."""
    here = sentences[number]
    before = sentences[number - 1] if number else ""
    alone = len(_WRITTEN.sub("", here).split()) <= 2
    return f"{before}\n{here}" if before.rstrip().endswith((":", "：")) or (alone and before) else here


def _around(shown: str, sentences: Sequence[str]) -> str:
    words = shown.strip()
    if len(words) < 2:
        return ""
    found = [number for number, sentence in enumerate(sentences) if words in sentence]
    return "\n".join(_led_up(sentences, number) for number in found[:3])
