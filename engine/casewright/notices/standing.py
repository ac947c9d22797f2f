"""Where a notice stands: its stage, what it acts on, its language and its store."""

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache

from casewright.model import Marketplace
from casewright.notices.acting import Act, restored
from casewright.notices.letter import script, weight
from casewright.notices.lexicon import ACTS, ANY, PAUSED, STAGES
from casewright.notices.numbers import Usual
from casewright.notices.scoring import Seen, totals
from casewright.text import country_names

_STOPWORDS = {
    "en": "the and your have has this you not been with for that are from will",
    "de": "und der die das nicht wurde ihr ihre sie mit für haben wir ist eine einen zum",
    "fr": "le les des votre vous nous pour dans une est avons pas cette été sur aux et du ont ne qui avec sont",
    "es": "el los las su para que por con una hemos del está usted sus cuenta en un y se ha han",
    "it": "il di che per non una della abbiamo tuo del gli sono questo con dei nel è le un ha hai",
    "pt": "não sua você uma para com foi dos nosso conta seus seu nos vai foram pelo pela muito muitas do da em um"
    " os as no na este esta são",
    "nl": "het een van uw niet zijn voor met hebben dat wij deze",
    "sv": "och att det för inte har som på är av din ditt vi kan till",
    "pl": "nie na się jest że do konto twoje konta oraz lub przez zostało prosimy",
    "tr": "bir ve bu için ile olarak hesabınız lütfen satış veya değil olan sizin",
}
_OF = {word: [each for each in _STOPWORDS if word in _STOPWORDS[each].split()]
       for words in _STOPWORDS.values() for word in words.split()}  # fmt: skip
#: The languages of each small word, with what it counts for each: a word of several counts less.
_WORDS = {word: [(each, 1 / len(languages)) for each in languages] for word, languages in _OF.items()}
_WORD = re.compile(r"[a-z\u00df-\u024f]+")
#: Letters that only one of these languages writes; a short text may hold none of the small words.
_LETTERS = {"pt": "ãõ", "es": "ñ¿¡"}
_SCRIPTS = {"kana": "ja", "han": "zh"}
_ARABIC = re.compile(r"[\u0620-\u064a]")

#: Sections in which a notice says what it did, and that in which it says what may come of no answer.
_DOING, _ASKING = frozenset({"subject", "lead", "why"}), frozenset({"ask"})


#: What one act is called at each level: a listing is removed, an account deactivated, a way of shipping or a category
#: restricted, for the account and its other offers go on (domain reference A.2).
_FITTING = {
    ("deactivated", "listing"): "removed", ("removed", "account"): "deactivated",
    ("deactivated", "category"): "restricted", ("removed", "category"): "restricted",
}  # fmt: skip
#: What is called done at each level where no phrase calls it otherwise.
_ACT_AT = {"account": "deactivated", "fulfilment": "restricted", "category": "restricted", "listing": "removed"}
#: Levels at which a notice that did nothing yet is a warning.
_HELD = frozenset(_ACT_AT)


def language_of(text: str) -> str | None:
    """Return the language of a notice by its script, then by the small words of Latin languages."""
    leading = script(text)
    if not text.isascii() and len(_ARABIC.findall(text)) * 2 > weight(text):
        return "ar"
    if leading in _SCRIPTS:
        return _SCRIPTS[leading]
    counts = dict.fromkeys(_STOPWORDS, 0.0)
    for word in filter(_WORDS.__contains__, _WORD.findall(text.lower())):
        for language, share in _WORDS[word]:
            counts[language] += share
    for language, letters in _LETTERS.items():
        counts[language] += sum(map(text.count, letters))
    best = max(counts, key=lambda language: counts[language])
    return best if counts[best] else None


def stage_of(seen: Seen, codes: Sequence[str], found: Sequence[Act], level: str | None) -> str | None:
    """Return the stage: a reply's own, else what was done, else what is threatened, else what is usual.

    What was done or threatened is put together clause by clause; the phrases of ``stages`` tell what it is called, and
    all else. Of a fraud it is the stage that it pretends.
    """
    lexicon = seen.lexicon
    usual = lexicon.usual.get(codes[0], Usual()).stage if codes else ""
    fraud = bool(codes) and codes[0] == lexicon.phishing
    if not codes or not lexicon.alleges(codes[0]) or (usual == "info" and not fraud):
        return usual or None
    told = _by_phrases(seen, usual, level)
    if usual == "rejected" or told not in (None, "warning", "under_review", *ACTS):
        return told
    done = {act.first for act in found if act.done and act.section in _DOING}
    if usual == "under_review" and (told == usual or "account" not in done):
        return usual
    if told == "under_review":
        if usual or not done & {"account", "listing"}:
            risk = level == "account" and any("account" in act.on for act in found if not act.done)
            return "warning" if risk else told
        told = _ACT_AT.get(level or "", told)
    if _acted(done, level, told):
        return _FITTING.get((told, level or ""), told) if told in ACTS else _ACT_AT.get(level or "", told)
    if any(not act.done and (told not in ACTS or act.section in _DOING) for act in found):
        return "warning"
    return told


def _acted(done: AbstractSet[str], level: str | None, told: str | None) -> bool:
    """Say whether what was done was done at the level of the notice: offers that were removed deactivate no account.

    Where a clause does not name what it is done to, the phrases have to say so too.
    """
    named = {"account"} if level == "account" else _HELD
    return bool(done & named) or ("" in done and (told in ACTS or level == "listing"))


def _by_phrases(seen: Seen, usual: str, level: str | None) -> str | None:
    """Return what the phrases of the opening say was done or may be, by their weights, else the usual stage."""
    lexicon = seen.lexicon
    found = totals(seen, "stages", _DOING)
    paused = found.pop(PAUSED, 0.0) > 0
    if usual == "rejected" and not any(stage in found for stage in (*ACTS, "more_info")):
        return usual
    if not any(stage in found for stage in ("warning", *ACTS)):
        found |= {stage: points for stage, points in totals(seen, "stages", _ASKING).items() if stage == "warning"}
    if found and usual == "under_review" in found:
        found[usual] += lexicon.number("usual_level")
    if not found:
        return usual or (lexicon.usual.get(ANY, Usual()).stage if level in _HELD else "") or None
    told = max(found, key=lambda stage: (found[stage], stage == usual, STAGES.index(stage)))
    told = _done(told, found, level, lexicon.number("done"))
    if level == "fulfilment" and told in ACTS:  # switched off, or only limited, as the notice says it
        return "deactivated" if not paused and ("removed" in found or "deactivated" in found) else "restricted"
    return _FITTING.get((told, level or ""), told)


def _done(told: str, found: Mapping[str, float], level: str | None, share: float) -> str:
    """Return what was done before what only threatens, and of two acts the one on the account."""
    acts = [stage for stage in ACTS if found.get(stage, 0.0) >= share * found[told]]
    if level == "account" and "warning" in found:  # some listings were removed; the account is only warned
        acts = [stage for stage in acts if stage != "removed"]
        told = "warning" if told == "removed" else told
    if told in ("warning", *ACTS) and acts:
        return "deactivated" if "deactivated" in acts and level == "account" else max(acts, key=lambda act: found[act])
    return told


def level_of(seen: Seen, codes: Sequence[str], found: Sequence[Act]) -> str | None:
    """Return what the notice acts on: by its phrases and the usual level of its type, then by what was done to what.

    Own shipping that was switched off is no whole account; a level that no act names is not told by a mere word; where
    nothing was done and the account is threatened, a type that is not firmly of single offers speaks of the account.
    """
    lexicon = seen.lexicon
    told = _level_by_phrases(seen, codes)
    usual = lexicon.usual.get(codes[0], Usual()) if codes else Usual()
    if not codes or not lexicon.alleges(codes[0]):
        return told if usual.level else restored(seen, _DOING) or told
    done = [act for act in found if act.done and act.section in _DOING]
    if any(act.first == "fulfilment" for act in done):
        narrower = usual.level == "category" and any("category" in act.on for act in done)
        return "category" if narrower else "fulfilment"
    if told == "category" and not any(told in act.on for act in found):
        return usual.level or told
    firm = usual.weight is not None and usual.weight >= lexicon.number("firm")
    if told == "listing" and not (done or firm) and any("account" in act.on for act in found):
        return "account"
    return told


def _level_by_phrases(seen: Seen, codes: Sequence[str]) -> str | None:
    """Return the level that the phrases of the opening and the usual one of the type weigh most for.

    Where something was done, what may be done later tells no level. Money that is held is a consequence in every notice
    that is not about the money.
    """
    lexicon = seen.lexicon
    found = totals(seen, "levels", _DOING)
    usual = next((kind for code in codes if (kind := lexicon.usual.get(code, Usual())).level), Usual())
    if len(found.keys() | {usual.level}) > 1:
        done = totals(seen, "stages", _DOING)
        if any(stage in done for stage in ACTS):
            found = totals(seen, "levels", _DOING, threats=False)
    if usual.level:
        if usual.level != "funds":
            found.pop("funds", None)
        weight = lexicon.number("usual_level") if usual.weight is None else usual.weight
        found[usual.level] = found.get(usual.level, 0.0) + weight
    return max(found, key=lambda level: (found[level], level == usual.level, level), default=None)


#: A point of a store's address that a scan set apart.
_SPACED = re.compile(r"amazon\s\.\s?([a-z]{2,3})(?:\s?(\.)\s?([a-z]{2})\b)?(?![a-z])")
#: What an address of mail counts against a store that is named in the text.
_BY_MAIL = 0.1


@cache
def _names(domain: str, hosts: tuple[str, ...]) -> tuple[tuple[str, re.Pattern[str], float], ...]:
    """Return what names a store, each as plain text, as a pattern and with its weight."""
    end = r"(?![a-z0-9]|\.[a-z0-9]|-[\w-]*\.[a-z])"
    own = rf"(?:(?<![a-z0-9.@-])|(?<=www\.)|(?<=marketplace\.)){re.escape(domain)}{end}"
    rest = ((host, re.compile(rf"(?<![a-z0-9.-]){re.escape(host)}{end}"), 1.0) for host in hosts)
    mail = re.compile(rf"@{re.escape(domain)}{end}")
    return (domain, re.compile(own), 1.0), (domain, mail, _BY_MAIL), *rest


def store_of(text: str, marketplaces: Mapping[str, Marketplace], *, language: str | None) -> str | None:
    """Return the store that the text names by its domain or its Seller Central host, most often named first."""
    lowered = text.lower().replace("amaz0n", "amazon").replace("arnazon", "amazon")  # as scans are misread
    if "amazon ." in lowered:
        lowered = _SPACED.sub(lambda match: "amazon." + "".join(part for part in match.groups() if part), lowered)
    counts: dict[str, float] = {}
    for code, store in marketplaces.items():
        if store.domain not in lowered and not any(host in lowered for host in store.hosts):
            continue
        own = sum(
            len(pattern.findall(lowered)) * weight
            for name, pattern, weight in _names(store.domain, tuple(store.hosts)) if name in lowered
        )  # fmt: skip
        if own:
            counts[code] = own
    if not counts:
        return _called(text, marketplaces)
    best = max(counts.values())
    leading = [code for code, count in counts.items() if count == best]
    if len(leading) > 1 and language:  # one host serves all of Europe: the language tells which store
        leading = [code for code in leading if marketplaces[code].language == language] or leading
    return leading[0] if len(leading) == 1 else None


def _countries(code: str, language: str) -> tuple[str, ...]:
    return country_names(code, "en", language, "zh", "ja")


@cache
def _calls(code: str, language: str) -> re.Pattern[str]:
    """Return how a text without any address calls a store: Amazon España, Amazon UK, 美国站, the US store."""
    countries = "|".join(map(re.escape, _countries(code, language)))
    shop = r"(?:store|marketplace|site|shop|marktplatz|tienda|boutique|negozio)\b"
    return re.compile(
        rf"\bamazon\W{{1,2}}(?:(?i:{countries})|{code})(?![\w.])|(?i:{countries})\s?(?:站|ストア|サイト|マーケットプレイス)"
        rf"|\b(?:{code}|(?i:{countries}))\s(?i:{shop})|亚马逊(?i:{countries})",
    )


def _called(text: str, marketplaces: Mapping[str, Marketplace]) -> str | None:
    """Return the one store that a text without its address calls by the name of its country."""
    if not _MAY_CALL.search(text):
        return None
    named = text.replace("AMAZON", "amazon").replace("Amazon", "amazon")
    words, lowered = set(_TOKEN.findall(named)), named.lower()
    odd = _ODD_CASE.search(named) is not None
    found = [
        code for code, store in marketplaces.items()
        if (odd or code in words or any(name in lowered for name in _countries(code, store.language)))
        and _calls(code, store.language).search(named)
    ]  # fmt: skip
    return found[0] if len(found) == 1 else None


#: Whole words, and the signs whose small form a pattern and ``str.lower`` do not see alike.
_TOKEN, _ODD_CASE = re.compile(r"\w+"), re.compile("[\u0130\u0131\u017f\u212a\u1e9e]")
_MAY_CALL = re.compile(
    r"amazon\W{1,2}\w|[站亚]|ストア|サイト|マーケットプレイス|store|marketplace|site|shop|marktplatz|tienda|boutique|negozio",
    re.IGNORECASE,
)
