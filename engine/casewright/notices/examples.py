"""Short notices that staff keep in notices.xlsx with what each must be read as, and the lints of its cues."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from casewright.model import Case, FileRef, Finding, Kind, Marketplace, NoticeReading, Origin, Severity
from casewright.notices.lexicon import Lexicon
from casewright.notices.read import read_text
from casewright.sheets import Book, Entry, ListSheet, read_list
from casewright.text import language_codes
from casewright.text.search import PhraseIndex, plain

#: The list of notices.xlsx that holds them.
EXAMPLES = "examples"

FAILED = Kind(
    "notices/example-read-otherwise", Severity.ERROR,
    "样例 {id} 应读作 {wanted}，实际读作 {got}；起作用的提示语：{cues}。",
    "Example {id} should be read as {wanted} and is read as {got}; the words that decided: {cues}.",
    "看 cues 表里这些提示语的代码、权重和段落，补上或改掉一行；样例写错了就改样例。",
    "See the code, weight and section of these words on the cues list and add or change a row; or correct the example.",
)  # fmt: skip
TWO_CODES = Kind(
    "notices/phrase-of-two-codes", Severity.WARNING,
    "提示语“{phrase}”也写在 {other} 名下（{at}），两边都会计分。",
    "The phrase \"{phrase}\" also stands under {other} ({at}); both are scored.",
    "只留在更贴切的一个代码下。", "Keep it under the code that it fits better.",
)  # fmt: skip
TOO_SHORT = Kind(
    "notices/phrase-too-short", Severity.WARNING,
    "提示语“{phrase}”太短，到处都会碰到。", "The phrase \"{phrase}\" is too short; it is met everywhere.",
    "写长一些：至少三个字母或两个汉字；百分数连同前后的词一起写，例如“低于 4%”。",
    "Make it longer: three letters or two Chinese signs at least; a rate with the words beside it (\"below 4%\").",
)  # fmt: skip
BAD_WEIGHT = Kind(
    "notices/weight-out-of-range", Severity.WARNING,
    "权重 {weight} 不在 1 到 10 之间。", "The weight {weight} is not between 1 and 10.",
    "弱线索写 2 到 4，明确的说法写 6 到 8，独有的说法写 9 到 10。",
    "Give 2 to 4 for a hint, 6 to 8 for plain words, 9 to 10 for words of that type alone.",
)  # fmt: skip
NO_LANGUAGE = Kind(
    "notices/language-unknown", Severity.ERROR,
    "“{language}”不是语言代码。", "\"{language}\" is no language code.",
    "写 en、zh、ja、de、fr、es、it、pt 这样的两个字母；不限语言就留空。",
    "Write two letters such as en, zh, ja, de; leave it blank for any language.",
)  # fmt: skip
UNMATCHED = Kind(
    "notices/cue-without-example", Severity.INFO,
    "{count} 行提示语没有被任何样例碰到，例如 {rows}。", "{count} rows of cues are met by no example, such as {rows}.",
    "在 examples 表里给常用的提示语补一个样例。", "Add an example for those that matter.",
)  # fmt: skip

_LETTERS, _SIGNS = 3, 2
_LIGHT, _HEAVY = 1, 10


@dataclass(frozen=True, slots=True)
class Example:
    """One example as it was read: what was wanted, what came out, and the words that decided."""

    id: str
    wanted: str
    got: str
    cues: str
    passed: bool
    origin: Origin

    def finding(self) -> Finding:
        """Return what staff are told where it fails."""
        return FAILED.at(self.origin, id=self.id, wanted=self.wanted, got=self.got, cues=self.cues)


def run_examples(
    book: Book, lexicon: Lexicon, *, marketplaces: Mapping[str, Marketplace], on: date | None = None
) -> tuple[Example, ...]:
    """Read every example of notices.xlsx; nothing where the book has no such list."""
    sheet = _examples(book, on)
    return tuple(_run(row, lexicon, marketplaces) for row in sheet.rows) if sheet else ()


def _examples(book: Book, on: date | None) -> ListSheet | None:
    sheet, _ = read_list(book, EXAMPLES)
    return sheet.active(on) if sheet and on else sheet


def _run(row: Entry, lexicon: Lexicon, marketplaces: Mapping[str, Marketplace]) -> Example:
    case = Case(row.id, FileRef(str(row.at("text"))))
    reading, _ = read_text(case, row.id, row.text("text"), lexicon=lexicon, marketplaces=marketplaces)
    told = _told(reading)
    asked = {name: row.text(name) for name in told if row.text(name)}
    asked.setdefault("code", "-")
    got = {name: told[name] for name in asked}
    deciding = "; ".join(f"{each.code}: {', '.join(each.cues[:4])}" for each in (*reading.types, *reading.rivals)[:2])
    return Example(row.id, _words(asked), _words(got), deciding or "-", asked == got, row.at("code"))


def _told(reading: NoticeReading) -> dict[str, str]:
    hours = str(reading.deadline.hours) if reading.deadline and reading.deadline.hours else "-"
    return {
        "code": reading.primary or "-", "stage": reading.stage or "-", "level": reading.level or "-", "hours": hours,
    }  # fmt: skip


def _words(values: Mapping[str, str]) -> str:
    return ", ".join(values.values())


def lint_cues(book: Book, lexicon: Lexicon, *, on: date | None = None) -> Iterator[Finding]:
    """Find what will go wrong with cues: a phrase under two codes, one too short, a weight or language out of range."""
    sheet, _ = read_list(book, "cues")
    if sheet is None:
        return
    owners: dict[tuple[str, str], Entry] = {}
    for row in (sheet.active(on) if on else sheet).rows:
        language = row.text("language")
        if language and language not in language_codes():
            yield NO_LANGUAGE.at(row.at("language"), language=language)
        yield from _weighed(row)
        for phrase in row.words("phrase"):
            first = owners.setdefault((language, phrase), row)
            if first.text("code") != row.text("code"):
                yield TWO_CODES.at(row.at("phrase"), phrase=phrase, other=first.text("code"), at=first.ref.at)
            if _short(phrase):
                yield TOO_SHORT.at(row.at("phrase"), phrase=phrase)
    yield from _unmatched(book, lexicon, sheet, on)


def _weighed(row: Entry) -> Iterator[Finding]:
    try:
        weight = row.number("weight")
    except ValueError:
        return
    if weight is not None and not _LIGHT <= weight <= _HEAVY:
        yield BAD_WEIGHT.at(row.at("weight"), weight=row.text("weight"))


def _short(phrase: str) -> bool:
    signs = [sign for sign in phrase if sign.isalnum()]
    if "%" in phrase and len(signs) > 1:  # a target such as 95% is met where it is meant
        return False
    return len(signs) < (_LETTERS if "".join(signs).isascii() else _SIGNS)


def _unmatched(book: Book, lexicon: Lexicon, cues: ListSheet, on: date | None) -> Iterator[Finding]:
    examples = _examples(book, on)
    if examples is None:
        return
    text = "\n".join(plain(row.text("text")).lower() for row in examples.rows)
    pairs = [(cue.id, phrase) for cue in lexicon.cues for phrase in cue.phrases]
    index = PhraseIndex(phrase for _, phrase in pairs)
    met = {pairs[place][0] for place in index.standing(text) if pairs[place][1].within(text)}
    bare = [cue.id for cue in lexicon.cues if cue.id not in met]
    if bare:
        yield UNMATCHED.at(cues.ref, count=len(bare), rows=", ".join(bare[:5]))
