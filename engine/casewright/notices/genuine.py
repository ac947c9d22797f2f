"""Whether a notice is Amazon's: sender and links by registrable domain, and what Amazon never asks for."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from casewright.model import Bilingual, Marketplace
from casewright.notices.letter import Letter
from casewright.notices.lexicon import Lexicon
from casewright.notices.sections import sentences

_ADDRESS = re.compile(r"[^\s<>\"'()\[\],;:]+@([^\s<>\"'()\[\],;:]+)")
_LINK = re.compile(
    r"(?:https?://|hxxps?://)(?:[^\s/@<>\"']*@)?([^\s/:<>\"'()\[\]]+)|(?<![@\w.-])(?:www\.)([\w.-]+\.[a-z]{2,})",
    re.IGNORECASE,
)
_CLAIM = re.compile(
    r"amazon|amzn|seller[\s._-]*(?:performance|central|support|account|security|verif)|account[\s._-]*(?:health|protection|security|verif)|アマゾン|亚马逊",
    re.IGNORECASE,
)
_ACT = re.compile(
    r"\b(?:click|log\s?in|login|sign\s?in|verify|confirm|update|restore|reactivate|reinstate|unlock|validate|secure|submit|appeal|download|pay)\b|点击|登录|验证|确认|付款|クリック|ログイン|確認"
    r"|klicken|anmelden|bestätigen|cliquez|connectez|vérifi|haga\s+clic|inicie\s+sesión|verifi|clicca|acced|conferma",
    re.IGNORECASE,
)
_NEVER = re.compile(
    r"\bnever\b|\bwill not (?:ask|request)|\bdo not (?:share|send|give|provide|disclose)|\bdon't (?:share"
    r"|send)|\bnot ask (?:you )?for|绝不会|不会要求|不会索|请勿(?:提供|透露|分享)|切勿"
    r"|お尋ねすることはありません|求めることはありません"
    r"|教えないで|niemals|nicht nach|\bjamais\b|\bnunca\b|\bmai\b|reset your password|change your password"
    r"|changed? (?:the|your) password|修改密码|重置密码|パスワードを変更",
    re.IGNORECASE,
)
_SWAPS = str.maketrans(
    "0135@\u0430\u043e\u0435\u0440\u0441\u0456\u03bf\u03b1\u0455\u0501",
    "olesaaoepcioasd",
)  # figures, and the Cyrillic and Greek letters that look Latin
_SHORTENERS = frozenset(
    {"bit.ly", "tinyurl.com", "t.co", "goo.gl", "is.gd", "cutt.ly", "rb.gy", "t.ly", "ow.ly", "rebrand.ly"}
)

FALSE_SENDER = Bilingual("发件地址 {what} 不属于亚马逊的域名", "the sender {what} is not on an Amazon domain")
FALSE_REPLY = Bilingual(
    "回复地址 {what} 不属于亚马逊的域名", "replies would go to {what}, which is not on an Amazon domain"
)
FALSE_LINK = Bilingual("链接指向 {what}，不是亚马逊的域名", "a link leads to {what}, which is not an Amazon domain")
LOOKALIKE = Bilingual("{what} 是仿冒亚马逊的域名", "{what} imitates an Amazon domain")
ASKS = Bilingual("{zh}（“{what}”）", 'it {en} ("{what}")')


@dataclass(frozen=True, slots=True)
class Domains:
    """Which hosts are Amazon's, which belong to public bodies, which are free mailboxes."""

    amazon: tuple[str, ...]
    known: tuple[str, ...]
    person: tuple[str, ...]

    def is_amazon(self, host: str) -> bool:
        """Say whether a host is, or lies under, a domain of Amazon's."""
        return _under(host, self.amazon)


def domains(lexicon: Lexicon, marketplaces: Mapping[str, Marketplace]) -> Domains:
    """Gather the stores' domains and Seller Central hosts with those of the lexicon."""
    stores = [name for store in marketplaces.values() for name in (store.domain, *store.hosts)]
    return Domains(
        tuple(dict.fromkeys((*stores, *lexicon.domains.get("amazon", ())))),
        lexicon.domains.get("known", ()), lexicon.domains.get("person", ()),
    )  # fmt: skip


def _under(host: str, names: Iterable[str]) -> bool:
    host = host.lower().strip(".")
    return any(host == name or host.endswith(f".{name}") for name in names)


def from_amazon(letter: Letter, own: Domains) -> bool:
    """Say whether the letter's own header names Amazon as its writer (by address, or by name where none is shown)."""
    hosts = _ADDRESS.findall(letter.sender)
    return own.is_amazon(hosts[-1]) if hosts else "amazon" in letter.sender.lower()


def doubts(letter: Letter, *, own: Domains, lexicon: Lexicon) -> tuple[Bilingual, ...]:
    """Return the reasons to hold a notice for a fraud, none for one that may be genuine."""
    text = f"{letter.subject}\n{letter.body}"
    reasons = [*_sender(letter.sender, FALSE_SENDER, own), *_sender(letter.reply_to, FALSE_REPLY, own)]
    reasons += _links(text, own, suspect=bool(reasons))
    reasons += _addresses(letter.body, own)
    reasons += _asked(text, lexicon)
    return tuple(dict.fromkeys(reasons))


def _sender(raw: str, reason: Bilingual, own: Domains) -> Iterator[Bilingual]:
    for match in _ADDRESS.finditer(raw):
        address, host = match[0], match[1].rstrip(".").lower()
        if own.is_amazon(host):
            continue
        if imitates(host):
            yield LOOKALIKE.fill({"what": host})
        elif _CLAIM.search(raw):
            yield reason.fill({"what": address})


def _links(text: str, own: Domains, *, suspect: bool) -> Iterator[Bilingual]:
    for _, sentence in sentences(text):
        for match in _LINK.finditer(sentence):
            host = (match[1] or match[2]).rstrip(".").lower()
            if own.is_amazon(host) or "." not in host:
                continue
            if imitates(host):
                yield LOOKALIKE.fill({"what": host})
            elif not _is_public(host, own) and (suspect or host in _SHORTENERS or _acts(sentence, match)):
                yield FALSE_LINK.fill({"what": host})


def _acts(sentence: str, link: re.Match[str]) -> bool:
    """Say whether the words around a link tell the reader to do something with it."""
    return _ACT.search(sentence[: link.start()] + " " + sentence[link.end() :]) is not None


def _addresses(body: str, own: Domains) -> Iterator[Bilingual]:
    for match in _ADDRESS.finditer(body):
        host = match[1].rstrip(".").lower()
        if not own.is_amazon(host) and imitates(host):
            yield LOOKALIKE.fill({"what": host})


def _is_public(host: str, own: Domains) -> bool:
    return _under(host, own.known) or re.search(r"(?:^|\.)gov(?:\.[a-z]{2})?$|\.go\.jp$|\.edu$", host) is not None


def _asked(text: str, lexicon: Lexicon) -> Iterator[Bilingual]:
    for _, sentence in sentences(text):
        if _NEVER.search(sentence):
            continue
        lowered = sentence.lower()
        for scam in lexicon.scams:
            for phrase in scam.phrases:
                span = next(phrase.spans(lowered), None)
                if span is not None:
                    yield ASKS.fill({"zh": scam.text.zh, "en": scam.text.en, "what": sentence[span[0] : span[1]]})
                    break


def imitates(host: str) -> bool:
    """Say whether a host that is not Amazon's is made to look like it: amaz0n, arnazon, amazon-appeals, xn--."""
    for raw in re.split(r"[.\-_]", host.lower()):
        if raw.startswith("xn--"):
            return True
        token = unicodedata.normalize("NFKD", raw).translate(_SWAPS)
        token = "".join(letter for letter in token if not unicodedata.combining(letter))
        token = token.replace("rn", "m").replace("vv", "w")
        if "amazon" in token or "amzn" in token or "sellercentral" in token:
            return True
        if 5 <= len(token) <= 7 and _distance("amazon", token) <= 1:
            return True
    return False


def _distance(wanted: str, token: str) -> int:
    """Return 0, 1, or 2 for "more": letters to change, add or drop to get from one word to the other."""
    if wanted == token:
        return 0
    if sorted(wanted) == sorted(token) and sum(a != b for a, b in zip(wanted, token, strict=True)) == 2:
        return 1
    if len(wanted) == len(token):
        return 1 if sum(a != b for a, b in zip(wanted, token, strict=True)) == 1 else 2
    short, long = sorted((wanted, token), key=len)
    return 1 if any(long[:cut] + long[cut + 1 :] == short for cut in range(len(long))) else 2
