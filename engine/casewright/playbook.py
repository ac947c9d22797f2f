"""Rulebooks, wording and templates, loaded and checked as one thing, in force or not at all."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from casewright import compose, exhibits, figures, intake, notices, render, review, rules
from casewright.deadlines import DeadlineRules, deadline_rules, weekend_days
from casewright.model import (
    ActionKind,
    Address,
    Catalogue,
    CauseKind,
    EvidenceKind,
    FactKind,
    FileRef,
    Finding,
    Findings,
    Kind,
    Marketplace,
    Role,
    Severity,
    ViolationKind,
    sort_findings,
)
from casewright.sheets import Book, Entry, ListSheet, read_book, read_list

#: The workbooks that a notice is read by.
_READING = ("catalogue", "notices", "numbers")
BOOKS = ("facts", "strategy", "catalogue", "wording", "review", "notices", "numbers")

BOOK_MISSING = Kind(
    "playbook/book-missing", Severity.ERROR,
    "规则文件夹里没有 {name}。", "The rulebooks folder has no {name}.",
    "用 casewright init 新建一个 desk，把缺的工作簿复制过来。",
    "Lay out a desk with casewright init and copy the missing workbook from it.",
)  # fmt: skip
TABLE_MISSING = Kind(
    "playbook/table-missing", Severity.ERROR,
    "规则工作簿里没有决策表“{name}”。", "The rulebook has no decision table \"{name}\".",
    "核对表的 A1（decision table 决策表）和 B1（表名）；表删掉了就从 casewright init 新建的 desk 里复制回来。",
    "See that its A1 reads \"decision table\" and its B1 the name; copy a deleted table back from a desk laid out by "
    "casewright init.",
)  # fmt: skip


#: The status of an address that may be shown where the notice prints it; any other word keeps it hidden.
SHOWN = "as_printed"


@dataclass(frozen=True, slots=True)
class Playbook:
    """What decides and words a case, as of one day. ``sha256`` covers every workbook and template byte."""

    rulebook: rules.Rulebook
    requests: ListSheet
    wording: compose.Wording
    phrases: review.Phrases
    lexicon: notices.Lexicon
    targets: figures.Targets
    file_rules: exhibits.FileRules
    deadlines: DeadlineRules
    catalogue: Catalogue
    templates: render.Templates
    choices: Mapping[str, tuple[tuple[str, str, str], ...]]
    sha256: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check of the shelves has to say.

    ``findings`` are those of loading and of the tests' own faults, ``lints`` what the lints add; ``playbook`` is None
    where either holds an error. ``run`` is the run of the strategy book's tests, None where its tables did not load.
    """

    playbook: Playbook | None
    findings: tuple[Finding, ...]
    lints: tuple[Finding, ...]
    run: rules.TestRun | None


@dataclass(frozen=True, slots=True)
class _Shelves:
    """The shelves as they were read. ``draft`` is None where a workbook is missing, ``sound`` where its tables load."""

    books: Mapping[str, Book]
    lists: Mapping[str, ListSheet]
    draft: Playbook | None = None
    sound: bool = False


def load_playbook(rulebooks: Path, templates: Path, *, on: date) -> tuple[Playbook | None, tuple[Finding, ...]]:
    """Load the shelves as of a day; None where any finding is an error.

    Every fault of every workbook and template is in the findings, by cell, so that one run shows all of them. Lints
    count where they are errors; what they warn of is told by :func:`check_playbook`.
    """
    found = Findings()
    shelves = _read(rulebooks, templates, on, found)
    found.add(_lint(shelves, on, errors_only=True))
    return None if found.errors else shelves.draft, found.sorted()


#: The shelves that were read last, with what was found; see :func:`_read`.
_LAST: dict[tuple[str, str, date, str], tuple[_Shelves, tuple[Finding, ...]]] = {}


@dataclass(frozen=True, slots=True)
class NoticeShelf:
    """What reading a notice takes, and nothing else; ``book`` is notices.xlsx as it lies."""

    lexicon: notices.Lexicon
    deadlines: DeadlineRules
    marketplaces: Mapping[str, Marketplace]
    violations: Mapping[str, ViolationKind]
    book: Book


def load_notice_shelf(rulebooks: Path, *, on: date) -> tuple[NoticeShelf | None, tuple[Finding, ...]]:
    """Load the three workbooks that notices are read by; None where one is missing or any finding is an error."""
    found = Findings()
    books = {name: book for name in _READING if (book := _book(rulebooks, name, found)) is not None}
    if len(books) < len(_READING):
        return None, found.sorted()
    lists = _lists(books, on, found)
    langs = compose.languages_of(lists["violations"].columns)
    violations = {row.id: _violation(row, langs) for row in lists["violations"].rows}
    shelf = NoticeShelf(
        found.take(notices.lexicon(books["notices"], on=on, violations=violations)),
        found.take(deadline_rules(lists["deadlines"], lists["reminders"])),
        _marketplaces(lists["marketplaces"], langs),
        violations,
        books["notices"],
    )
    return None if found.errors else shelf, found.sorted()


def check_playbook(rulebooks: Path, templates: Path, *, on: date) -> Checked:
    """Load the shelves, run the strategy book's tests and every lint; what did not load is left out of the lints."""
    found = Findings()
    shelves = _read(rulebooks, templates, on, found)
    run = None
    if shelves.draft is not None and shelves.sound:
        run = found.take(rules.run_tests(shelves.books["strategy"], shelves.draft.rulebook))
        found.add(rules.run_failures(run))
    lints = sort_findings(_lint(shelves, on, run=run))
    clean = not found.errors and not any(finding.is_error for finding in lints)
    return Checked(shelves.draft if clean else None, found.sorted(), lints, run)


def _read(rulebooks: Path, templates: Path, on: date, found: Findings) -> _Shelves:
    """Read the shelves; those that were read last are given again while no byte of them has changed.

    Reading takes seconds, and a desk asks anew for every batch. What is read holds the folders' names, not their paths.
    """
    key = rulebooks.name, templates.name, on, playbook_hash(rulebooks, templates)
    kept = _LAST.get(key)
    if kept is None:
        told = Findings()
        kept = _read_afresh(rulebooks, templates, on, told), tuple(told)
        if playbook_hash(rulebooks, templates) == key[-1]:  # else saved while it was read: not to be given again
            _LAST.clear()
            _LAST[key] = kept
    return found.take(kept)


def _read_afresh(rulebooks: Path, templates: Path, on: date, found: Findings) -> _Shelves:
    books = {name: book for name in BOOKS if (book := _book(rulebooks, name, found)) is not None}
    shelf = found.take(render.load_templates(templates))
    if len(books) < len(BOOKS):
        return _Shelves(books, {})
    lists = _lists(books, on, found)
    before = len(found.errors)
    shelf_lists = rules.Lists(rules.lists_of(books[name]) for name in rules.LISTED_IN)
    lists["facts"] = found.take(rules.resolve_values(lists["facts"], shelf_lists))
    rulebook = found.take(rules.read_tables(books["strategy"], vocabulary=lists["facts"], on=on))
    found.add(_missing_tables(books["strategy"]))
    sound = len(found.errors) == before
    catalogue = _catalogue(lists)
    wording = found.take(compose.wording(books["wording"], catalogue=catalogue, on=on))
    catalogue = replace(catalogue, words=wording.words)
    playbook_parts = (
        wording,
        found.take(review.phrases(lists["phrases"])),
        found.take(notices.lexicon(books["notices"], on=on, violations=catalogue.violations)),
        found.take(figures.targets(lists["metrics"], words=lists["report_words"], violations=catalogue.violations)),
        found.take(exhibits.file_rules(lists["file_rules"])),
        found.take(deadline_rules(lists["deadlines"], lists["reminders"])),
    )
    draft = Playbook(
        rulebook, lists["requests"], *playbook_parts, catalogue=catalogue, templates=shelf,
        choices={**intake.catalogue_choices(catalogue), **intake.language_choices(wording.languages)},
        sha256=playbook_hash(rulebooks, templates),
    )  # fmt: skip
    return _Shelves(books, lists, draft, sound)


def _missing_tables(book: Book) -> Iterator[Finding]:
    """Find the tables that a decision is made of and the book lacks: a case would silently go without their part."""
    have = {sheet.cell(1, 2).text for sheet in book.sheets if rules.is_table(sheet)}
    for name in rules.EXPECTED:
        if name not in have:
            yield TABLE_MISSING.at(FileRef(book.file), name=name)


def _lint(
    shelves: _Shelves, on: date, *, run: rules.TestRun | None = None, errors_only: bool = False
) -> Iterator[Finding]:
    for book in shelves.books.values():
        yield from rules.lint_book(book, on=on, errors_only=errors_only)
    if shelves.draft is None:
        return
    yield from rules.lint_rulebook(
        shelves.draft.rulebook, run=run, known=known_codes(shelves.draft, shelves.books, on=on), on=on,
        whole=shelves.sound, errors_only=errors_only,
    )  # fmt: skip
    if not errors_only:
        yield from notices.lint_cues(shelves.books["notices"], shelves.draft.lexicon, on=on)
    for (shelf, name), columns in _references(shelves.draft).items():
        if (rows := _rows(shelves.books[shelf], name, on)) is not None:
            yield from rules.lint_references(rows, columns)


def known_codes(playbook: Playbook, books: Mapping[str, Book], *, on: date) -> dict[str, frozenset[str]]:
    """Return the codes that a conclusion or a fact of that name may have on a day; nothing where a list is empty."""
    names, actions = playbook.catalogue, playbook.catalogue.actions.values()
    blocks, outline = (_rows(books["wording"], name, on) for name in ("blocks", "outline"))
    violations, causes, kinds = frozenset(names.violations), frozenset(names.causes), frozenset(names.evidence)
    known = {
        "block": frozenset(row.id for row in blocks.rows) if blocks else frozenset(),
        "approach": frozenset(row.id for row in outline.rows) if outline else frozenset(),
        "violation": violations, "violations": violations,
        "cause": causes, "causes": causes, "causes_claimed": causes,
        "kind": kinds, "evidence_kinds": kinds, "evidence_needed": kinds, "evidence_defective": kinds,
        "corrective_actions": frozenset(action.code for action in actions if action.section == "corrective"),
        "preventive_actions": frozenset(action.code for action in actions if action.section == "preventive"),
        "marketplace": frozenset(names.marketplaces),
        "document": render.DOCUMENT_CODES,
        "facts": rules.case_facts(),
    }  # fmt: skip
    return {name: codes for name, codes in known.items() if codes}


def _references(playbook: Playbook) -> dict[tuple[str, str], dict[str, frozenset[str]]]:
    """Return which columns of which lists name codes of other lists that no other reader holds against them."""
    terms = playbook.rulebook.vocabulary
    values = {name: frozenset(term.values) for name in ("family", "door", "approach", "stage", "level")
              if (term := terms.term(name)) is not None and term.values}  # fmt: skip
    names = playbook.catalogue
    codes = {
        "violation": frozenset(names.violations), "marketplace": frozenset(names.marketplaces),
        "yielding": frozenset({"*", *names.violations}), "section": frozenset({"corrective", "preventive"}),
        "metric": frozenset(playbook.targets.rows), "role": frozenset(Role), **values,
    }  # fmt: skip
    return {
        place: {column: codes[sort] for column, sort in columns.items() if codes.get(sort)}
        for place, columns in _NAMED.items()
    }


#: Columns of lists that name codes, and of what sort.
_NAMED: Mapping[tuple[str, str], Mapping[str, str]] = {
    ("catalogue", "violations"): {"family": "family", "metric": "metric", "role": "role"},
    ("catalogue", "actions"): {"section": "section"},
    ("wording", "blocks"): {"families": "family"},
    ("wording", "outline"): {"id": "approach"},
    ("wording", "guide"): {
        "families": "family", "doors": "door", "approaches": "approach", "violations": "violation",
        "marketplaces": "marketplace",
    },
    ("numbers", "deadlines"): {
        "codes": "violation", "stages": "stage", "marketplaces": "marketplace", "levels": "level",
    },
    ("numbers", "reminders"): {"codes": "violation"},
    ("numbers", "metrics"): {"marketplaces": "marketplace"},
    ("numbers", "file_rules"): {"family": "family", "violations": "violation", "levels": "level"},
    ("notices", "cues"): {"code": "violation"},
    ("notices", "promoted"): {"code": "violation", "to": "violation"},
    ("notices", "telling_apart"): {"code": "violation", "other": "yielding"},
    ("notices", "yields"): {"code": "yielding", "to": "yielding"},
    ("notices", "usual"): {"id": "yielding"},
}  # fmt: skip


def _rows(book: Book, name: str, on: date) -> ListSheet | None:
    """Return a list's rows of a day; what is wrong with the list itself was found when it was first read."""
    rows, _ = read_list(book, name)
    return rows.active(on) if rows is not None else None


def playbook_hash(rulebooks: Path, templates: Path) -> str:
    """Return the sha256 over the names and bytes of every workbook and template, in name order."""
    digest = hashlib.sha256()
    for folder, pattern in ((rulebooks, "*.xlsx"), (templates, "*.docx")):
        for path in sorted(folder.glob(pattern)):
            if not path.name.startswith(("~$", ".~")):
                digest.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _book(folder: Path, name: str, found: Findings) -> Book | None:
    path = folder / f"{name}.xlsx"
    shown = f"{folder.name}/{path.name}"
    if not path.is_file():
        found.add([BOOK_MISSING.at(FileRef(shown), name=path.name)])
        return None
    return found.take(read_book(path, name=shown))


#: Which list stands in which workbook, and the columns that code reads from it.
_LISTS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "meanings": ("facts", ("id", "zh", "en")),
    "facts": ("facts", ("name", "zh", "en", "type", "values")),
    "families": ("catalogue", ("code", "zh", "en")),
    "violations": ("catalogue", ("code", "zh", "en", "family", "metric", "infringement", "role", "no_deadline")),
    "causes": ("catalogue", ("code", "zh", "en", "question_zh", "question_en")),
    "actions": ("catalogue", ("code", "zh", "en", "section")),
    "addresses": ("catalogue", ("local", "zh", "en", "status", "why_zh", "why_en")),
    "evidence_kinds": ("catalogue", ("code", "zh", "en", "group", "own_screenshot", "identity", "how_zh", "how_en")),
    "requests": ("catalogue", ("id", "zh", "en", "patterns_zh", "patterns_en", "text_zh", "text_en", "severity")),
    "phrases": ("review", ("id", "lang", "pattern", "severity")),
    "metrics": ("numbers", ("code", "target")),
    "report_words": ("numbers", ("id", "group", "value", "phrase")),
    "file_rules": ("numbers", ("id",)),
    "deadlines": ("numbers", ("id", "kind", "codes", "stages", "hours")),
    "reminders": ("numbers", ("id", "zh", "en", "after", "source")),
    "marketplaces": ("numbers", ("code", "zh", "en", "domain", "language", "currency", "zone", "hosts")),
    "outline": ("wording", ("id",)),
    "blocks": ("wording", ("id",)),
}


def _lists(books: Mapping[str, Book], on: date, found: Findings) -> dict[str, ListSheet]:
    lists: dict[str, ListSheet] = {}
    for name, (book, columns) in _LISTS.items():
        if book not in books:
            continue
        rows = found.take(read_list(books[book], name, required=columns))
        if rows is not None:
            lists[name] = rows.active(on)
        else:
            lists[name] = ListSheet(name, (), (), books[book].sheets[0].cell(1, 1).ref)
    return lists


def _violation(row: Entry, langs: tuple[str, ...]) -> ViolationKind:
    role = row.text("role")
    return ViolationKind(
        row.id, row.both("", langs), row.text("family"), row.text("metric"), row.text("infringement"),
        Role(role) if role in set(Role) else None, row.flag("no_deadline"),
    )  # fmt: skip


def _marketplaces(rows: ListSheet, langs: tuple[str, ...]) -> dict[str, Marketplace]:
    return {
        r.id: Marketplace(
            r.id, r.both("", langs), r.text("domain"), r.text("language"), r.text("currency"), r.text("zone"),
            r.words("hosts"), r.both("path"), r.words("languages") or ("en",), weekend_days(r.words("weekend")),
            day_first=r.flag("day_first") if r.text("day_first") else None,
            signs=r.words("signs"), money=r.words("money"), phones=r.words("phones"),
        )
        for r in rows.rows
    }  # fmt: skip


def _catalogue(lists: Mapping[str, ListSheet]) -> Catalogue:
    """Return the names of the lists, in each language that the sentences of a plan have."""
    langs = compose.languages_of(lists["blocks"].columns)
    return Catalogue(
        families={r.id: r.both("") for r in lists["families"].rows},
        violations={r.id: _violation(r, langs) for r in lists["violations"].rows},
        causes={r.id: CauseKind(r.id, r.both("", langs), r.both("question")) for r in lists["causes"].rows},
        actions={r.id: ActionKind(r.id, r.both(""), r.text("section")) for r in lists["actions"].rows},
        evidence={
            r.id: EvidenceKind(
                r.id, r.both("", langs), r.text("group"), r.flag("own_screenshot"), r.flag("identity"), r.both("how")
            )
            for r in lists["evidence_kinds"].rows
        },
        addresses={
            r.id.lower(): Address(r.id.lower(), r.both(""), r.text("status") != SHOWN, r.both("why"))
            for r in lists["addresses"].rows
        },
        marketplaces=_marketplaces(lists["marketplaces"], langs),
        approaches={r.id: name for r in lists["outline"].rows if (name := r.both(""))},
        meanings={r.id: r.both("") for r in lists["meanings"].rows},
        facts={r.id: FactKind(r.id, r.both(""), r.text("unit")) for r in lists["facts"].rows if r.both("")},
    )  # fmt: skip
