"""Whose a host is: by the part of its name that somebody had to register, and what only looks like Amazon's."""

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from publicsuffixlist import PublicSuffixList

from casewright.model import Marketplace
from casewright.notices.lexicon import Lexicon
from casewright.notices.twins import digits_read, latin

#: What those who imitate Amazon write into their names.
_STORE, _DESKS = "amazon", ("sellercentral", "sellerperformance")
_BODIES = re.compile(r"(?:^|\.)(?:gov|gob|gouv|go|mil|edu|ac)(?:\.[a-z]{2})?$")
_NUMBERS = re.compile(r"(?:\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-f:.]+\]|0x[0-9a-f]{8}|\d{8,10})$")


@dataclass(frozen=True, slots=True)
class Domains:
    """The list ``domains`` by role, and the stores: whose hosts are whose.

    ``amazon`` holds domains that Amazon registered with all that lies under them, ``exact`` single hosts of Amazon's
    under a domain where others have theirs too. ``shared`` are domains where anybody may rent a place (a bucket, a
    page, a form), ``wrapper`` those of mail systems that write their own address around a link, ``shortener`` short
    links, ``word`` words that look like Amazon's name and are others'.
    """

    amazon: tuple[str, ...]
    known: tuple[str, ...] = ()
    person: tuple[str, ...] = ()
    exact: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()
    wrapper: tuple[str, ...] = ()
    shortener: tuple[str, ...] = ()
    word: tuple[str, ...] = ()

    def is_amazon(self, host: str) -> bool:
        """Say whether a host is Amazon's; a bucket or page rented from Amazon is its tenant's."""
        host = host.lower().strip(".")
        if host in self.exact:
            return True
        owner = registrable(host)
        return any(name in self.amazon and _is_under(name, owner) for name in _over(host))

    def is_known(self, host: str) -> bool:
        """Say whether a host is of a public body, a carrier or another firm that notices and clients link to."""
        return _under(host, self.known) or _BODIES.search(host) is not None

    def is_person(self, host: str) -> bool:
        """Say whether a host is one of free mailboxes."""
        return _under(host, self.person)

    def is_shared(self, host: str) -> bool:
        """Say whether anybody may rent a place under that host."""
        return _under(host, self.shared)

    def is_wrapper(self, host: str) -> bool:
        """Say whether a mail system writes that host around the links that pass it."""
        return _under(host, self.wrapper)

    def is_shortener(self, host: str) -> bool:
        """Say whether the host hides where its links lead."""
        return host.removeprefix("www.") in self.shortener

    def imitates(self, host: str) -> bool:
        """Say whether a host that is not Amazon's is made to look like it: amaz0n, arnazon, amazon-appeals, xn--."""
        return not self.is_amazon(host) and _imitates(host.lower().strip("."), self.word)

    def misread(self, host: str) -> bool:
        """Say whether a host would be Amazon's if signs were misread as those that look like them (rn for m)."""
        mended = host.lower().replace("rn", "m").replace("vv", "w").replace("0", "o").replace("1", "l")
        return not self.is_amazon(host) and self.is_amazon(mended)

    def names(self, host: str) -> bool:
        """Say whether a host that is not Amazon's has its name in a longer word, as consultants' and tools' have."""
        return not self.is_amazon(host) and _names(host.lower().strip("."), self.word)


def domains(lexicon: Lexicon, marketplaces: Mapping[str, Marketplace]) -> Domains:
    """Gather the stores' domains and Seller Central hosts with those of the lexicon."""
    stores = [name for store in marketplaces.values() for name in (store.domain, *store.hosts)]
    of = lexicon.domains
    return Domains(
        tuple(dict.fromkeys((*stores, *of.get("amazon", ())))), of.get("known", ()), of.get("person", ()),
        of.get("host", ()), of.get("shared", ()), of.get("wrapper", ()), of.get("shortener", ()), of.get("word", ()),
    )  # fmt: skip


@lru_cache(maxsize=4096)
def registrable(host: str) -> str:
    """Return the part of a host that somebody had to register or rent: ``shop.co.uk``, ``mine.s3.amazonaws.com``."""
    host = host.lower().strip(".")
    return host if is_number(host) else _suffixes().privatesuffix(host) or host


def is_number(host: str) -> bool:
    """Say whether a host is an address of figures instead of a name."""
    return _NUMBERS.match(host) is not None


def is_host(name: str) -> bool:
    """Say whether words with dots may be a host: they end in a top-level domain that exists."""
    ending = name.rpartition(".")[2].lower()
    return "." in name and (ending.startswith("xn--") or _endings().publicsuffix(ending) is not None)


def readable(host: str) -> str:
    """Return a host as the eye sees it: its ``xn--`` parts decoded."""
    return ".".join(_decoded(label) for label in host.split("."))


@cache
def _suffixes() -> PublicSuffixList:
    """Return the list that came with its library; nothing is fetched."""
    return PublicSuffixList()


@cache
def _endings() -> PublicSuffixList:
    return PublicSuffixList(accept_unknown=False, only_icann=True)


def _under(host: str, names: Container[str]) -> bool:
    return any(name in names for name in _over(host))


def _over(host: str) -> Iterator[str]:
    """Yield a host and all that it lies under: ``a.b.com``, ``b.com``, ``com``."""
    yield host
    at = host.find(".")
    while at >= 0:
        yield host[at + 1 :]
        at = host.find(".", at + 1)


def _is_under(host: str, name: str) -> bool:
    return host == name or host.endswith(f".{name}")


def _decoded(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    try:
        return label[4:].encode("ascii").decode("punycode")
    except UnicodeError:
        return label


@lru_cache(maxsize=4096)
def _imitates(host: str, words: tuple[str, ...]) -> bool:
    return any(
        _is_amazons(form) for label in host.split(".") for token in _tokens(_decoded(label))
        for form in _forms(token) if not any(word in form for word in words)
    )  # fmt: skip


@lru_cache(maxsize=4096)
def _names(host: str, words: tuple[str, ...]) -> bool:
    for label in host.split("."):
        read = latin(_decoded(label))
        for word in words:
            read = read.replace(word, "")
        if _STORE in digits_read(read) or "amzn" in read:
            return True
    return False


def _tokens(label: str) -> Iterator[str]:
    """Yield the words of a label and neighbours joined: ``seller-central``, ``ama-zon``."""
    parts = [part for part in re.split(r"[\-_]", label) if part]
    yield from parts
    yield from (first + second for first, second in pairwise(parts))


def _forms(token: str) -> Iterator[str]:
    """Yield what the eye may take a word for."""
    read = latin(token)
    yield read
    swapped = digits_read(read)
    yield swapped
    yield swapped.replace("rn", "m").replace("vv", "w").replace("nn", "m")
    yield read.replace("2", "z").replace("0", "o")


def _is_amazons(token: str) -> bool:
    """Say whether a word is Amazon's name or a desk's, rightly spelt or not quite."""
    if token in (_STORE, "amazons", "amzn") or any(desk in token for desk in _DESKS):
        return True
    if 5 <= len(token) <= 7:
        return _near(_STORE, token)
    return any(abs(len(token) - len(desk)) <= 1 and _near(desk, token) for desk in _DESKS)


def _near(wanted: str, token: str) -> bool:
    """Say whether one letter changed, added, dropped, or two neighbours swapped, turns one word into the other."""
    if len(wanted) == len(token):
        wrong = [at for at, (a, b) in enumerate(zip(wanted, token, strict=True)) if a != b]
        if len(wrong) <= 1:
            return True
        one, two = wrong[0], wrong[-1]
        return len(wrong) == 2 and two == one + 1 and wanted[one] == token[two] and wanted[two] == token[one]
    short, long = sorted((wanted, token), key=len)
    return len(long) - len(short) == 1 and any(long[:cut] + long[cut + 1 :] == short for cut in range(len(long)))
