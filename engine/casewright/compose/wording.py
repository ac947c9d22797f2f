"""The wording that staff keep in ``wording.xlsx``: blocks, outlines of a plan, and the steps of the guide."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches

from casewright.compose.names import KNOWN
from casewright.compose.template import (
    SHOWN_ALWAYS,
    SHOWN_WITH_ACTIONS,
    Part,
    Sentence,
    cut,
    odd_places,
    same_places,
)
from casewright.compose.words import languages_of, read_words
from casewright.model import (
    NOTHING,
    Bilingual,
    Case,
    Catalogue,
    CellRef,
    Finding,
    Kind,
    NoticeReading,
    Severity,
    StatementKind,
)
from casewright.sheets import Book, Entry, ListSheet, read_list
from casewright.text import language_name, writes_without_blanks

SECTIONS = (
    "summary", "metrics", "root_cause", "corrective", "preventive", "dispute", "request", "closing", "retraction",
)  # fmt: skip
#: Texts that are no claims: the title line, the subject line, and the frames for the client's own words.
FRAMES = ("title", "subject", "frame")
#: What a table of actions or controls shows: its day or owner stands in a column.
ACTION_SECTIONS, ACTION_FRAMES = ("corrective", "preventive"), ("FREE-CORRECTIVE", "FREE-PREVENTIVE")
#: The topics of the guide; the steps of the last one make up a guide of their own.
TOPICS = ("why", "before", "submit", "instead", "after", "watch", "never", "removal")

ONE_LANGUAGE = Kind(
    "compose/one-language", Severity.ERROR,
    "文字块“{id}”缺少{zh_name}。", "Block \"{id}\" has no {en_name} text.",
    "两种语言都要写；这里补上{zh_name}。", "Write both languages; add the {en_name} text here.",
)  # fmt: skip
ODD_PLACES = Kind(
    "compose/places-differ", Severity.ERROR,
    "文字块“{id}”的{zh_name}和英文要填的内容不一致：{names}。",
    "The {en_name} of block \"{id}\" and its English ask for different values: {names}.",
    "让两种语言含有相同的 {{名称}}，放在 [ ] 和 < > 里的部分也要对应。",
    "Give both languages the same {{name}} places, and the same ones inside [ ] and < >.",
)  # fmt: skip
BAD_MARKS = Kind(
    "compose/marks-unreadable", Severity.ERROR,
    "文字块“{id}”里的 {{ }}、[ ] 或 < > 没有成对，或括号里没有要填的内容。",
    "The {{ }}, [ ] or < > marks in block \"{id}\" do not pair up, or a bracket holds no value.",
    "每个 {{名称}}、[可省略部分]、<表格里不写的部分> 都要成对书写；括号里至少有一个 {{名称}}。",
    "Pair each {{name}}, [optional part] and <part left out of tables>; put at least one {{name}} inside.",
)  # fmt: skip
UNKNOWN = Kind(
    "compose/name-unknown", Severity.ERROR,
    "“{value}”不是可用的{zh_what}{zh_hint}。", "\"{value}\" is not a known {en_what}{en_hint}.",
    "可用的有：{known}。", "Use one of: {known}.",
)  # fmt: skip
BAD_CITE = Kind(
    "compose/cite-unreadable", Severity.ERROR,
    "“{value}”不是可读的依据写法。", "\"{value}\" is not a readable citation.",
    "写成 exhibit:证据种类、fact:事实种类、metric:指标、case:字段 或 notice:字段，用 | 分隔，任选其一用 / 分隔。",
    "Write exhibit:kind, fact:kind, metric:CODE, case:field or notice:field, separated by |, alternatives by /.",
)  # fmt: skip
NO_PLACE_FOR_EXHIBITS = Kind(
    "compose/exhibits-not-shown", Severity.WARNING,
    "文字块“{id}”要求引用附件，但句子里没有 {{exhibits}} 或 {{records}}。",
    "Block \"{id}\" must cite an exhibit, but its sentence has no {{exhibits}} or {{records}}.",
    "在句号前加上 {{exhibits}}。", "Put {{exhibits}} before the full stop.",
)  # fmt: skip
REPEATS_COLUMN = Kind(
    "compose/repeats-a-column", Severity.WARNING,
    "文字块“{id}”的 {names} 在表格里另有一栏，放进表格时会重复写。",
    "In a table, block \"{id}\" repeats {names}, which stands in a column of its own.",
    "用 < > 把这一处连同它的标点括起来，例如 <{{date}}，>。",
    "Put it into < > together with its words and stops, such as <On {{date}}, >.",
)  # fmt: skip
LOST_IN_TABLE = Kind(
    "compose/lost-in-table", Severity.ERROR,
    "文字块“{id}”把 {names} 放在 < > 里，但表格没有这一栏，表格里就看不到了。",
    "Block \"{id}\" has {names} in < >, but no column of its table shows it, so it would be lost there.",
    "< > 里只放 {known}，而且只用于整改和预防措施；其余内容移到 < > 外面。",
    "Put only {known} into < >, in corrective and preventive blocks only; move the rest out of it.",
)  # fmt: skip
CHINESE_IN_ENGLISH = Kind(
    "compose/chinese-in-english", Severity.ERROR,
    "{zh_name}里有中文字符。", "The {en_name} text holds Chinese characters.",
    "把{zh_name}一栏改成纯{zh_name}。", "Write the {en_name} column in {en_name} only.",
)  # fmt: skip
NO_BLOCK_FOR = Kind(
    "compose/block-missing", Severity.ERROR,
    "{zh_what}“{code}”还没有文字块 {id}。", "{en_what} \"{code}\" has no block {id} yet.",
    "在 blocks 清单里加一行 {id}，写好中英文和依据。",
    "Add a row {id} to the list blocks with both languages and what it must cite.",
)  # fmt: skip

CITABLE: Mapping[str, frozenset[str]] = {
    "fact": frozenset(StatementKind),
    "case": frozenset(Case.__dataclass_fields__),
    "notice": frozenset(NoticeReading.__dataclass_fields__) | {
        "asins", "case_ids", "complaint_ids", "order_ids", "brands", "clauses",
    },
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cite:
    """One thing a block must stand on: any of ``options`` of a sort (``exhibit fact metric case notice``)."""

    sort: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """One sentence of the shelf, with what it must cite."""

    id: str
    section: str
    sentence: Sentence
    must_cite: tuple[Cite, ...]
    families: tuple[str, ...]
    note: Bilingual
    ref: CellRef
    cells: Mapping[str, CellRef] = field(default_factory=dict)

    def at(self, lang: str) -> CellRef:
        """Return the cell that holds the wording of a language, the English one where the list has no such column."""
        return self.cells.get(lang, self.ref)

    def cites(self, sort: str, option: str) -> bool:
        """Say whether the block must cite this very thing."""
        return any(cite.sort == sort and option in cite.options for cite in self.must_cite)


@dataclass(frozen=True, slots=True)
class GuideRow:
    """One step of the submission guide and the cases it is for; an empty filter means all."""

    id: str
    topic: str
    order: int
    sentence: Sentence
    families: tuple[str, ...]
    doors: tuple[str, ...]
    approaches: tuple[str, ...]
    violations: tuple[str, ...]
    marketplaces: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Outline:
    """Which sections the plan of an approach must have, and which it may have besides."""

    must: tuple[str, ...]
    may: tuple[str, ...]

    def allows(self, section: str) -> bool:
        """Say whether a section may stand in the plan."""
        return section in self.must or section in self.may


@dataclass(frozen=True, slots=True)
class Wording:
    """Everything that the compose room says in staff's words.

    ``languages`` are those besides Chinese and English that the list ``blocks`` has a column for; ``words`` the small
    texts around values.
    """

    file: str
    blocks: Mapping[str, Block] = field(default_factory=dict)
    outlines: Mapping[str, Outline] = field(default_factory=dict)
    guide: tuple[GuideRow, ...] = ()
    languages: tuple[str, ...] = ()
    words: Mapping[str, Bilingual] = field(default_factory=dict)

    def block(self, *name: str) -> Block | None:
        """Return the block whose id is made of these words: ``block("CA", "orders_refunded")``."""
        return self.blocks.get("-".join(name).upper())


def wording(
    book: Book, *, catalogue: Catalogue | None = None, on: date | None = None
) -> tuple[Wording, tuple[Finding, ...]]:
    """Read and lint ``wording.xlsx``.

    ``catalogue``: also check the kinds of evidence that blocks cite, and that each cause and action has its block.
    ``on``: keep the rows in force that day; without it all rows are kept. Rows that do not read are left out and found.
    """
    found: list[Finding] = []
    sheets: dict[str, ListSheet | None] = {}
    for name, columns in _COLUMNS.items():
        sheets[name], more = read_list(book, name, required=columns)
        found.extend(more)
    languages = languages_of(sheets["blocks"].columns) if sheets["blocks"] else ()
    words, more = read_words(book, languages, on=on)
    found.extend(more)
    rows = {name: _rows(sheet, on) for name, sheet in sheets.items()}
    blocks = _keep(rows["blocks"], found, catalogue)
    outlines: dict[str, Outline] = {}
    for row in rows["outline"]:
        found.extend(_unknown_words(row, "must", SECTIONS) + _unknown_words(row, "may", SECTIONS))
        outlines[row.id] = Outline(row.words("must"), row.words("may"))
    steps = [step for row in rows["guide"] if (step := _step(row, found))]
    steps.sort(key=lambda step: (TOPICS.index(step.topic), step.order, step.id))
    if catalogue is not None:
        found.extend(_without_block(blocks, catalogue, book.file))
    return Wording(book.file, blocks, outlines, tuple(steps), languages, words), tuple(found)


_COLUMNS = {
    "blocks": ("id", "section", "zh", "en", "must_cite"),
    "outline": ("id", "must", "may"),
    "guide": ("id", "topic", "order", "zh", "en"),
}


def _rows(sheet: ListSheet | None, on: date | None) -> tuple[Entry, ...]:
    if sheet is None:
        return ()
    return (sheet if on is None else sheet.active(on)).rows


def _keep(rows: tuple[Entry, ...], found: list[Finding], catalogue: Catalogue | None) -> dict[str, Block]:
    blocks: dict[str, Block] = {}
    for row in rows:
        sentence, more = _sentence(row)
        cites, worse = _cites(row, catalogue)
        found.extend((*more, *worse, *_unknown_words(row, "section", (*SECTIONS, *FRAMES))))
        if sentence is None:
            continue
        block = Block(
            row.id, row.text("section"), sentence, cites, row.words("families"), row.both("note"), row.at("en"),
            {lang: row.at(lang) for lang in languages_of(row.cells)},
        )  # fmt: skip
        shows = {"exhibits", "records"} & sentence.names
        if any(cite.sort == "exhibit" for cite in cites) and not shows:
            found.append(NO_PLACE_FOR_EXHIBITS.at(row.at("en"), id=row.id))
        found.extend(_table_words(block))
        blocks[row.id] = block
    return blocks


def _table_words(block: Block) -> Iterator[Finding]:
    """Say what a sentence would repeat or lose in a table that has columns of its own for days and owners."""
    with_columns = block.section in ACTION_SECTIONS or block.id in ACTION_FRAMES
    columns = SHOWN_WITH_ACTIONS if with_columns else frozenset[str]()
    if again := block.sentence.in_tables & columns:
        yield REPEATS_COLUMN.at(block.ref, id=block.id, names=_places(again))
    if lost := block.sentence.aside - columns - SHOWN_ALWAYS:
        yield LOST_IN_TABLE.at(block.ref, id=block.id, names=_places(lost), known=_places(SHOWN_WITH_ACTIONS))


def _places(names: Iterable[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in sorted(names))


def _sentence(row: Entry, *, tables: bool = True) -> tuple[Sentence | None, list[Finding]]:
    zh, en = row.text("zh"), row.text("en")
    if not zh or not en:
        column, names = ("zh", ("中文", "Chinese")) if not zh else ("en", ("英文", "English"))
        return None, [ONE_LANGUAGE.at(row.at(column), id=row.id, zh_name=names[0], en_name=names[1])]
    langs = ("zh", "en", *(lang for lang in languages_of(row.cells) if row.text(lang)))
    parts = {lang: cut(row.text(lang), tables=tables) for lang in langs}
    bad = [BAD_MARKS.at(row.at(lang), id=row.id) for lang, cuts in parts.items() if cuts is None]
    whole = {lang: cuts for lang, cuts in parts.items() if cuts is not None}
    if bad:
        return None, bad
    sentence = Sentence(whole["zh"], whole["en"], tuple(sorted((lang, whole[lang]) for lang in langs[2:])))
    found = list(_languages(row, whole))
    found.extend(
        _unknown(row.at("en"), "{" + name + "}", KNOWN, "填空名称", "place")
        for name in sorted(sentence.names - set(KNOWN))
    )
    return (None if found else sentence), found


def _languages(row: Entry, parts: Mapping[str, tuple[Part, ...]]) -> Iterator[Finding]:
    """Hold each language of a wording against the English: the same values, and no Chinese where none belongs."""
    for lang, cuts in parts.items():
        name = language_name(lang) or NOTHING
        names = {"zh_name": name.zh, "en_name": name.en}
        at = row.at(lang)
        if not same_places(cuts, parts["en"]):
            odd = ", ".join(odd_places(cuts, parts["en"]))
            # The cell that staff would mend: of Chinese and English, either may be the one that is wrong.
            yield ODD_PLACES.at(row.at("en") if lang == "zh" else at, id=row.id, names=odd, **names)
        if not writes_without_blanks(lang) and has_chinese(row.text(lang)):
            yield CHINESE_IN_ENGLISH.at(at, **names)


def _cites(row: Entry, catalogue: Catalogue | None) -> tuple[tuple[Cite, ...], list[Finding]]:
    cites: list[Cite] = []
    found: list[Finding] = []
    at = row.at("must_cite")
    for word in row.words("must_cite"):
        sort, _, rest = word.partition(":")
        options = tuple(option.strip() for option in rest.split("/") if option.strip())
        if sort not in {"exhibit", "metric", *CITABLE} or not options:
            found.append(BAD_CITE.at(at, value=word))
            continue
        known = CITABLE.get(sort)
        if sort == "exhibit" and catalogue is not None and catalogue.evidence:
            known = frozenset({"any", *catalogue.evidence})
        if known is not None:
            found.extend(
                _unknown(at, option, known, "依据", "thing to cite") for option in options if option not in known
            )
        cites.append(Cite(sort, options))
    return tuple(cites), found


def _step(row: Entry, found: list[Finding]) -> GuideRow | None:
    sentence, more = _sentence(row, tables=False)
    more.extend(_unknown_words(row, "topic", TOPICS))
    order = row.text("order")
    if not order.isdigit():
        more.append(_unknown(row.at("order"), order, ("10", "20"), "顺序号", "order number"))
    found.extend(more)
    if sentence is None or more:
        return None
    return GuideRow(
        row.id, row.text("topic"), int(order), sentence, row.words("families"), row.words("doors"),
        row.words("approaches"), row.words("violations"), row.words("marketplaces"), row.text("source"),
    )  # fmt: skip


def _unknown_words(row: Entry, column: str, known: tuple[str, ...]) -> list[Finding]:
    words = row.words(column) or (("",) if column in {"section", "topic"} else ())
    return [_unknown(row.at(column), word, known, "栏目", column) for word in words if word not in known]


def _unknown(at: CellRef, value: str, known: Iterable[str], zh_what: str, en_what: str) -> Finding:
    names = [str(name) for name in known] if isinstance(known, tuple) else sorted(map(str, known))
    near = get_close_matches(value.strip("{}"), names, n=1)
    return UNKNOWN.at(
        at, value=value, zh_what=zh_what, en_what=en_what, known=", ".join(names),
        zh_hint=f"（是不是 {near[0]}）" if near else "", en_hint=f" (did you mean {near[0]})" if near else "",
    )  # fmt: skip


def _without_block(blocks: Mapping[str, Block], catalogue: Catalogue, file: str) -> Iterator[Finding]:
    at = CellRef(file, "blocks", "A4")
    for code in catalogue.causes:
        if f"RC-{code.upper()}" not in blocks:
            yield NO_BLOCK_FOR.at(at, zh_what="根本原因", en_what="Cause", code=code, id=f"RC-{code.upper()}")
    for code, action in catalogue.actions.items():
        name = ("CA-" if action.section == "corrective" else "PA-") + code.upper()
        if name not in blocks:
            yield NO_BLOCK_FOR.at(at, zh_what="措施", en_what="Action", code=code, id=name)


def has_chinese(text: str) -> bool:
    """Say whether a text holds Chinese characters or full-width punctuation of Chinese."""
    return any("\u4e00" <= letter <= "\u9fff" or letter in "，。；：（）、《》【】" for letter in text)
