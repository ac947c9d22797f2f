"""The dictionary of names as a Word document, a workbook and plain text; the same names give the same bytes."""

from collections.abc import Iterable, Sequence
from datetime import date

from casewright.model import Bilingual
from casewright.render.check.dictionary.entries import KINDS, Entry
from casewright.render.check.dictionary.howto import FILTERS, MARKS, TESTS
from casewright.render.fill.clean import Plain
from casewright.render.fill.compiled import CompiledTemplate
from casewright.render.fill.properties import Properties
from casewright.render.starter.page import Column, each, heading, package, page_line, para, run, table
from casewright.sheets import Draft, SheetDraft, build_book

TITLE = Bilingual("模板字段表", "Names that a template may use")
_INTRO = Bilingual(
    "下面是模板里可以写的全部字段。照“写法”一栏输入；例子来自示例案件。改完模板后运行 casewright template check。",
    "Every name that a template may use. Type it as shown; the examples come from a sample case. After an edit run "
    "casewright template check.",
)
_HEADS = (Bilingual("写法", "Write"), Bilingual("作用", "What it does"))
_DAY = date(2026, 1, 1)
_WRITTEN = (
    (Bilingual("标记", "Marks"), MARKS), (Bilingual("格式", "Formats"), tuple(FILTERS.values())),
    (Bilingual("条件", "Conditions"), tuple(TESTS.values())),
)  # fmt: skip


def documents_text(names: Sequence[str]) -> str:
    """Return the templates that use a name, those of one form in several languages together: ``poa_de/en/ja``."""
    forms: dict[str, list[str]] = {}
    for name in names:
        form, _, lang = name.rpartition("_")
        key, part = (form, lang) if len(lang) == 2 and form else (name, "")
        forms.setdefault(key, []).append(part)
    return ", ".join(f"{form}_{'/'.join(langs)}" if langs[0] else form for form, langs in forms.items())


def markdown(entries: Iterable[Entry]) -> bytes:
    """Return the dictionary as Markdown, in UTF-8."""
    lines = [f"# {TITLE.zh} {TITLE.en}", "", _INTRO.zh, "", _INTRO.en, ""]
    for name, pairs in _WRITTEN:
        lines += [
            f"## {name.zh} {name.en}",
            "",
            f"| {_HEADS[0].zh} | {_HEADS[1].zh} | {_HEADS[1].en} |",
            "|---|---|---|",
        ]
        lines += [_row(f"`{write}`", words.zh, words.en) for write, words in pairs]
        lines.append("")
    heads = ("字段 name", "写法 write", "种类 kind", "含义", "meaning", "例子 example", "用于 used in")
    lines += [f"## {TITLE.zh} {TITLE.en}", "", _row(*heads), _row(*("---" for _ in heads))]
    for entry in _shown(entries):
        kind, example = KINDS[entry.kind], _example(entry)
        write = f"`{entry.write}`" if entry.write else ""
        lines.append(_row(f"`{entry.path}`", write, f"{kind.zh} {kind.en}", entry.meaning.zh, entry.meaning.en,
                          _together(example), documents_text(entry.documents)))  # fmt: skip
    return ("\n".join(lines) + "\n").encode()


def workbook(entries: Iterable[Entry]) -> bytes:
    """Return the dictionary as an .xlsx: a sheet of names to filter, a sheet of marks and formats."""
    heads = ("字段 Name", "写法 Write", "种类 Kind", "含义", "Meaning", "例子", "Example", "用于 Used in")
    rows = [tuple(Draft(head, "head") for head in heads)]
    for entry in _shown(entries):
        kind, example = KINDS[entry.kind], _example(entry)
        texts = (entry.write, f"{kind.zh} {kind.en}", entry.meaning.zh, entry.meaning.en, example.zh, example.en,
                 documents_text(entry.documents))  # fmt: skip
        rows.append((Draft(entry.path, "code"), *(Draft(text, "cell") for text in texts)))
    marks = [tuple(Draft(head, "head") for head in ("写法 Write", "作用", "What it does"))]
    for name, pairs in _WRITTEN:
        marks.append((Draft(f"{name.zh} {name.en}", "heading", span=3),))
        marks += [(Draft(write, "code"), Draft(words.zh, "cell"), Draft(words.en, "cell")) for write, words in pairs]
    return build_book((
        SheetDraft("字段 Fields", tuple(rows), (30, 46, 14, 30, 38, 34, 40, 44), freeze="B2", filter_row=1),
        SheetDraft("标记 Marks", tuple(marks), (56, 44, 56), freeze="A2"),
    ))  # fmt: skip


def document(entries: Iterable[Entry]) -> bytes:
    """Return the dictionary as a .docx in the house's own design, made by the house's own templates."""
    names = (
        Column(66, "Name and how to write it", "字段与写法",
               (("TableStrong", "{{ n.name }}"), ("Code", "{{ n.write }}"))),
        Column(18, "Kind", "种类", (("TableText", "{{ n.kind.en }}"), ("TableTextZH", "{{ n.kind.zh }}"))),
        Column(44, "Meaning", "含义", (("TableText", "{{ n.meaning.en }}"), ("TableTextZH", "{{ n.meaning.zh }}"))),
        Column(42, "Example", "例子", (("Small", "{{ n.example }}"),)),
    )  # fmt: skip
    marks = (
        Column(84, "Write", "写法", (("Code", "{{ m.write }}"),)),
        Column(86, "What it does", "作用", (("TableText", "{{ m.does.en }}"), ("TableTextZH", "{{ m.does.zh }}"))),
    )
    body = "".join((
        para("Title", TITLE.en), para("Subtitle", TITLE.zh), para("Normal", _INTRO.en), para("BodyZH", _INTRO.zh),
        each("w in written", heading(1, "{{ w.name.en }}", "{{ w.name.zh }}"),
             table("Marks 标记", marks, loop="m in w.marks")),
        each("s in sections", heading(1, "{{ s.name }}"),
             para("Normal", "{{ s.meaning.en }}  {{ s.meaning.zh }}"),
             para("Small", "Used in  用于：{{ s.documents }}"), para("Gap"),
             table("Names 字段", names, loop="n in s.names")),
    ))  # fmt: skip
    title = f"{TITLE.en} {TITLE.zh}"
    data = package(title, body, para("Header", run(title)), page_line("Casewright"))
    properties = Properties(title=title, subject=TITLE.en, day=_DAY)
    return CompiledTemplate("fields", data).render(_context(entries), properties=properties)


def _context(entries: Iterable[Entry]) -> dict[str, Plain]:
    sections: list[dict[str, Plain]] = []
    names: list[Plain] = []
    for entry in _shown(entries):
        if not entry.depth and "[" not in entry.path:
            names = []
            documents = documents_text(entry.documents) or "–"
            sections.append(
                {"name": entry.path, "meaning": _text(entry.meaning), "documents": documents, "names": names}
            )
        names.append({
            "name": entry.path, "write": entry.write, "kind": _text(KINDS[entry.kind]),
            "meaning": _text(entry.meaning), "example": _together(_example(entry)),
        })  # fmt: skip
    written: list[Plain] = [
        {"name": _text(name), "marks": [{"write": write, "does": _text(words)} for write, words in pairs]}
        for name, pairs in _WRITTEN
    ]
    return {"sections": list(sections), "written": written}


def _shown(entries: Iterable[Entry]) -> list[Entry]:
    return [entry for entry in entries if not entry.repeated]


def _example(entry: Entry) -> Bilingual:
    if not entry.like:
        return entry.example
    return Bilingual(
        f"{entry.example.zh}；每条的字段同 {entry.like}", f"{entry.example.en}; fields as under {entry.like}"
    )


def _together(text: Bilingual) -> str:
    return text.en if text.zh == text.en else f"{text.en}  {text.zh}".strip()


def _text(text: Bilingual) -> dict[str, Plain]:
    return {"zh": text.zh, "en": text.en}


def _row(*cells: str) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"
