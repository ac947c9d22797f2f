"""Rulebooks, wording and templates, loaded and checked as one thing, in force or not at all."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from casewright import compose, exhibits, figures, intake, notices, render, review, rules
from casewright.deadlines import DeadlineRules, deadline_rules
from casewright.model import (
    ActionKind,
    Catalogue,
    CauseKind,
    EvidenceKind,
    FileRef,
    Finding,
    Findings,
    Kind,
    Marketplace,
    Severity,
    ViolationKind,
)
from casewright.sheets import Book, ListSheet, read_book, read_list

BOOKS = ("facts", "strategy", "catalogue", "wording", "review", "notices", "numbers")

BOOK_MISSING = Kind(
    "playbook/book-missing", Severity.ERROR,
    "规则文件夹里没有 {name}。", "The rulebooks folder has no {name}.",
    "用 casewright init 新建一个 desk，把缺的工作簿复制过来。",
    "Lay out a desk with casewright init and copy the missing workbook from it.",
)  # fmt: skip


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


def load_playbook(rulebooks: Path, templates: Path, *, on: date) -> tuple[Playbook | None, tuple[Finding, ...]]:
    """Load the shelves as of a day; None where any finding is an error.

    Every fault of every workbook and template is in the findings, by cell, so that one run shows all of them.
    """
    found = Findings()
    books = {name: book for name in BOOKS if (book := _book(rulebooks, name, found)) is not None}
    shelf = found.take(render.load_templates(templates))
    if len(books) < len(BOOKS):
        return None, found.sorted()
    lists = _lists(books, on, found)
    vocabulary = lists["facts"]
    rulebook = found.take(rules.load_rulebook(books["strategy"], vocabulary=vocabulary, on=on))
    catalogue = _catalogue(lists)
    playbook_parts = (
        found.take(compose.wording(books["wording"], catalogue=catalogue, on=on)),
        found.take(review.phrases(lists["phrases"])),
        found.take(notices.lexicon(books["notices"], on=on)),
        found.take(figures.targets(lists["metrics"], words=lists["report_words"])),
        found.take(exhibits.file_rules(lists["file_rules"])),
        found.take(deadline_rules(lists["deadlines"])),
    )
    if rulebook is None or found.errors:
        return None, found.sorted()
    playbook = Playbook(
        rulebook, lists["requests"], *playbook_parts, catalogue=catalogue, templates=shelf,
        choices=intake.catalogue_choices(catalogue),
        sha256=playbook_hash(rulebooks, templates),
    )  # fmt: skip
    return playbook, found.sorted()


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
    "facts": ("facts", ("name", "zh", "en", "type", "values")),
    "violations": ("catalogue", ("code", "zh", "en", "family")),
    "causes": ("catalogue", ("code", "zh", "en", "question_zh", "question_en")),
    "actions": ("catalogue", ("code", "zh", "en", "section")),
    "evidence_kinds": ("catalogue", ("code", "zh", "en", "group", "own_screenshot", "identity", "how_zh", "how_en")),
    "requests": ("catalogue", ("id", "zh", "en", "patterns_zh", "patterns_en", "text_zh", "text_en", "severity")),
    "phrases": ("review", ("id", "lang", "pattern", "severity")),
    "metrics": ("numbers", ("code", "target")),
    "report_words": ("numbers", ("id", "group", "value", "phrase")),
    "file_rules": ("numbers", ("id",)),
    "deadlines": ("numbers", ("id", "kind", "codes", "stages", "hours")),
    "marketplaces": ("numbers", ("code", "zh", "en", "domain", "language", "currency", "zone", "hosts")),
}


def _lists(books: Mapping[str, Book], on: date, found: Findings) -> dict[str, ListSheet]:
    lists: dict[str, ListSheet] = {}
    for name, (book, columns) in _LISTS.items():
        rows = found.take(read_list(books[book], name, required=columns))
        if rows is not None:
            lists[name] = rows.active(on)
        else:
            lists[name] = ListSheet(name, (), (), books[book].sheets[0].cell(1, 1).ref)
    return lists


def _catalogue(lists: Mapping[str, ListSheet]) -> Catalogue:
    return Catalogue(
        violations={r.id: ViolationKind(r.id, r.both(""), r.text("family")) for r in lists["violations"].rows},
        causes={r.id: CauseKind(r.id, r.both(""), r.both("question")) for r in lists["causes"].rows},
        actions={r.id: ActionKind(r.id, r.both(""), r.text("section")) for r in lists["actions"].rows},
        evidence={
            r.id: EvidenceKind(
                r.id, r.both(""), r.text("group"), r.flag("own_screenshot"), r.flag("identity"), r.both("how")
            )
            for r in lists["evidence_kinds"].rows
        },
        marketplaces={
            r.id: Marketplace(
                r.id, r.both(""), r.text("domain"), r.text("language"), r.text("currency"), r.text("zone"),
                r.words("hosts"), r.both("path"),
            )
            for r in lists["marketplaces"].rows
        },
    )  # fmt: skip
