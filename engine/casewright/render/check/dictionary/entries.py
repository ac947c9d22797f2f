"""Every name that a template may use, as entries: path, how to write it, meaning, example, where it is used."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import get_args, get_origin, get_type_hints

from casewright.model import Bilingual
from casewright.render.check.dictionary.meanings_case import CASE
from casewright.render.check.dictionary.meanings_plan import PLAN
from casewright.render.check.scan import typed
from casewright.render.fill.clean import Plain
from casewright.render.shapes.case import Text
from casewright.render.shapes.names import Context, known_names

#: The meanings of all names, by view and field.
MEANINGS: Mapping[str, Mapping[str, Bilingual]] = {
    view: {name: Bilingual(*texts) for name, texts in fields.items()} for view, fields in {**CASE, **PLAN}.items()
}
KINDS: Mapping[str, Bilingual] = {
    "both": Bilingual("双语文字", "text in both languages"), "text": Bilingual("文字", "text"),
    "flag": Bilingual("是／否", "yes or no"), "list": Bilingual("列表", "list"), "group": Bilingual("一组", "group"),
}  # fmt: skip
EMPTY = Bilingual("（示例案件中为空）", "(empty in the sample case)")
_UNTOLD = Bilingual("（尚无说明）", "(not described yet)")
_ITEMS = {
    "ClaimView": "c", "ExhibitView": "e", "MetricView": "m", "FindingView": "f", "MapView": "link",
    "CoverageView": "ask", "MissingView": "item", "WayView": "way",
}  # fmt: skip
_LINKED = {"exhibits": "exhibit_links", "records": "exhibit_links", "unnamed": "exhibit_links",
           "claims": "claim_links", "again": "claim_links"}  # fmt: skip
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class Entry:
    """One name.

    ``kind`` is a key of KINDS; ``repeated`` says that the same fields stood under an earlier name, ``like`` names it.
    """

    path: str
    write: str
    kind: str
    meaning: Bilingual
    example: Bilingual
    documents: tuple[str, ...]
    repeated: bool = False
    depth: int = 0
    like: str = ""

    def to_json(self) -> dict[str, object]:
        """Return the entry for other programs."""
        return {
            "name": self.path, "write": self.write, "kind": self.kind, "zh": self.meaning.zh, "en": self.meaning.en,
            "example_zh": self.example.zh, "example_en": self.example.en, "documents": list(self.documents),
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Place:
    """A name on the way down: its path, how it is written here, the sample's values, how deep."""

    path: str
    spelt: str
    values: tuple[Plain, ...]
    depth: int


def entries(context: Mapping[str, Plain], used: Mapping[str, frozenset[str]]) -> tuple[Entry, ...]:
    """Return every name, in the order of the shapes; ``used`` are the paths that each template uses."""
    walk = _Walk(used, {}, {})
    made = tuple(walk.view(Context, _Place("", "", (dict(context),), 0)))
    best: dict[tuple[str, str], Bilingual] = {}
    for entry in made:
        if entry.example is not EMPTY:
            best.setdefault(walk.fields[entry.path], entry.example)
    return tuple(
        replace(entry, example=best.get(walk.fields[entry.path], EMPTY)) if entry.example is EMPTY else entry
        for entry in made
    )


@dataclass(slots=True)
class _Walk:
    used: Mapping[str, frozenset[str]]
    told: dict[str, str]
    fields: dict[str, tuple[str, str]]

    def view(self, view: type, at: _Place, *, repeated: bool = False) -> Iterator[Entry]:
        for name, hint in get_type_hints(view).items():
            path = f"{at.path}.{name}" if at.path else name
            spelt = f"{at.spelt}.{name}" if at.spelt else name
            values = tuple(each[name] for each in at.values if isinstance(each, Mapping) and name in each)
            place = _Place(path, spelt, values, at.depth + bool(at.path))
            self.fields[path] = self.fields[f"{path}[]"] = (view.__name__, name)
            meaning = MEANINGS.get(view.__name__, {}).get(name, _UNTOLD)
            yield from self._name(meaning, hint, place, view.__name__, repeated=repeated)

    def _name(self, meaning: Bilingual, hint: object, at: _Place, view: str, *, repeated: bool) -> Iterator[Entry]:
        if get_origin(hint) is list:
            yield from self._list(meaning, get_args(hint)[0], at, view, repeated=repeated)
        elif hint is Text:
            yield self._entry(at, "both", typed("{", "", f"{at.spelt}.en"), meaning, _both(at.values), repeated)
        elif _is_view(hint):
            yield self._entry(at, "group", "", meaning, Bilingual("", ""), repeated)
            yield from self.view(hint, at, repeated=repeated)  # type: ignore[arg-type]
        elif hint is bool:
            write = f"{typed('%', 'p', f'if {at.spelt}')} … {typed('%', 'p', 'endif')}"
            yield self._entry(at, "flag", write, meaning, _flag(at.values), repeated)
        else:
            yield self._entry(at, "text", _printed(at.spelt, view), meaning, _plain(at.values), repeated)

    def _list(self, meaning: Bilingual, item: object, at: _Place, view: str, *, repeated: bool) -> Iterator[Entry]:
        lists = [each for each in at.values if isinstance(each, Sequence) and not isinstance(each, str)]
        inner = tuple(each for one in lists for each in one)
        if item is str:
            yield self._entry(at, "list", _joined(at.spelt, view), meaning, _plain(tuple(map(_line, lists))), repeated)
            return
        variable = _variable(at, item)
        write = f"{typed('%', 'p', f'for {variable} in {at.spelt}')} … {typed('%', 'p', 'endfor')}"
        most = max(map(len, lists), default=0)
        example = Bilingual(f"{most} 条", f"{most} item{'' if most == 1 else 's'}") if most else EMPTY
        name = getattr(item, "__name__", "")
        yield replace(self._entry(at, "list", write, meaning, example, repeated), like=self.told.get(name, ""))
        place = _Place(f"{at.path}[]", variable, inner, at.depth)
        if item is Text:
            yield self._entry(_Place(f"{at.path}[]", variable, inner, at.depth + 1), "both",
                              typed("{", "", f"{variable}.en"), meaning, _both(inner), repeated)  # fmt: skip
            return
        again = repeated or name in self.told
        self.told.setdefault(name, at.path)
        yield from self.view(item, place, repeated=again)  # type: ignore[arg-type]

    def _entry(
        self, at: _Place, kind: str, write: str, meaning: Bilingual, example: Bilingual, repeated: bool  # noqa: FBT001
    ) -> Entry:  # fmt: skip
        paths = {at.path, *(f"{at.path}.{lang}" for lang in get_type_hints(Text))}
        documents = tuple(name for name, used in self.used.items() if paths & used)
        return Entry(at.path, write, kind, meaning, example, documents, repeated, at.depth)


def _is_view(hint: object) -> bool:
    return isinstance(hint, type) and hasattr(hint, "__required_keys__")


def _variable(at: _Place, item: object) -> str:
    """Return what a loop calls its items: short, and no name that there is at the top."""
    name = _ITEMS.get(getattr(item, "__name__", "")) or at.path.rpartition(".")[2]
    name = name[:-1] if len(name) > 3 and name.endswith("s") else name
    if name in known_names() or f"{name}." in f"{at.spelt}.":
        name = f"one_{name}"
    return name


def _printed(spelt: str, view: str) -> str:
    mark = {"ClaimView": "claim_mark", "ExhibitView": "exhibit_mark"}.get(view)
    if mark and spelt.endswith(".id"):
        return typed("{", "r", f"{spelt}|{mark}")
    return typed("{", "", spelt)


def _joined(spelt: str, view: str) -> str:
    link = "claim_links" if view == "MapView" else _LINKED.get(spelt.rpartition(".")[2])
    if link:
        return typed("{", "r", f"{spelt}|{link}")
    return typed("{", "", f'{spelt}|join(", ")')


def _line(values: Sequence[Plain]) -> str:
    return ", ".join(str(each) for each in values)


def _plain(values: Sequence[Plain]) -> Bilingual:
    text = next((str(each) for each in values if str(each) not in ("", "–")), "")
    return Bilingual(_cut(text), _cut(text)) if text else EMPTY


def _both(values: Sequence[Plain]) -> Bilingual:
    for each in values:
        if isinstance(each, Mapping) and str(each.get("en", "")) not in ("", "–"):
            return Bilingual(_cut(str(each.get("zh", ""))), _cut(str(each["en"])))
    return EMPTY


def _flag(values: Sequence[Plain]) -> Bilingual:
    return (Bilingual("是", "yes") if any(values) else Bilingual("否", "no")) if values else EMPTY


def _cut(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
