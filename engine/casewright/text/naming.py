"""Facts and codes under the names that people know them by."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from casewright.model import Bilingual, Catalogue, Value, both
from casewright.model.labels import DOCUMENTS, DOORS, LEVELS, NEEDS, POSITIONS, RESULTS, STAGES
from casewright.text.numbers import show_number, show_percent

#: So many parts of a list, or codes of a condition, are named; the rest is counted.
SHOWN = 4
_UNKNOWN = Bilingual("未知", "not known")
_NONE = Bilingual("（没有）", "(none)")
_FLAGS = {True: Bilingual("是", "yes"), False: Bilingual("否", "no")}
_CODE = re.compile(r"[A-Za-z][A-Za-z0-9_-]*[A-Za-z0-9]")
_LIST_OF_CODES = re.compile(r'"?[\w-]+"?(?:\s*[,，]\s*"?[\w-]+"?)+')
_WORDS = {"not empty": "非空", "empty": "为空", "contains": "包含", "not(": "不是(", "true": "是", "false": "否"}
_KEYWORD = re.compile(r"\bnot empty\b|\bempty\b|\bcontains\b|\bnot\(|\btrue\b|\bfalse\b")
_FIXED: Mapping[str, Mapping[str, Bilingual]] = {
    "door": DOORS, "position": POSITIONS, "stage": STAGES,
    "level": LEVELS, "last_result": RESULTS, "document": DOCUMENTS, "need": NEEDS,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Names:
    """The labels of one playbook: facts by the dictionary, codes by the catalogue or by the fixed lists.

    ``bare`` leaves out the code where there is a label: for readers who edit no rulebook.
    """

    catalogue: Catalogue = field(default_factory=Catalogue)
    bare: bool = False

    def fact(self, name: str) -> Bilingual:
        """Return a fact's label with its name, the name alone where the dictionary has no label."""
        kind = self.catalogue.facts.get(name)
        if kind is None or kind.label in (both(name), Bilingual("", "")):
            return both(name)
        return Bilingual(f"{kind.label.zh} {name}", f"{kind.label.en} ({name})")

    def plain_fact(self, name: str) -> Bilingual:
        """Return a fact's label alone."""
        kind = self.catalogue.facts.get(name)
        return kind.label if kind is not None and kind.label else both(name)

    def label(self, fact: str, code: str) -> Bilingual | None:
        """Return the label of one of a fact's codes, None where nothing names it."""
        names = self.catalogue
        if fact in {"violation", "violations"}:
            kind = names.violations.get(code)
        elif fact in {"cause", "causes", "causes_claimed"}:
            return names.causes[code].label if code in names.causes else None
        elif fact in {"corrective_actions", "preventive_actions"}:
            return names.actions[code].label if code in names.actions else None
        elif fact in {"kind", "evidence_kinds", "evidence_defective", "evidence_needed"}:
            return names.evidence[code].label if code in names.evidence else None
        elif fact == "marketplace":
            return names.marketplaces[code].label if code in names.marketplaces else None
        elif fact in {"family", "strategy"}:
            return names.families.get(code)
        elif fact == "approach":
            return names.approaches.get(code)
        else:
            return _FIXED.get(fact, {}).get(code) or names.meanings.get(f"{fact}.{code}")
        return kind.label if kind else None

    def code(self, fact: str, code: str) -> Bilingual:
        """Return a code with its label: ``否认 denies``, ``Denies (denies)``."""
        label = self.label(fact, code)
        if not label:
            return both(code)
        if self.bare:
            return label
        return Bilingual(f"{label.zh} {code}", code if label.en == code else f"{label.en} ({code})")

    def value(self, fact: str, value: Value) -> Bilingual:
        """Return a fact's value for reading: labelled codes, percent for shares, nothing known in words."""
        if value is None:
            return _UNKNOWN
        if isinstance(value, bool):
            return _FLAGS[value]
        if isinstance(value, Fraction):
            return self._number(fact, value)
        if isinstance(value, date):
            return both(value.isoformat())
        if isinstance(value, tuple):
            return self._list(fact, value)
        return self.code(fact, value) if value else _NONE

    def condition(self, fact: str, text: str) -> Bilingual:
        """Return a condition's text with its codes named; of a long list of codes the first, and how many more."""
        if text.strip() in {"true", "false"}:
            return _FLAGS[text.strip() == "true"]
        return Bilingual(self._condition(fact, text, "zh"), self._condition(fact, text, "en"))

    def _condition(self, fact: str, text: str, lang: str) -> str:
        def named(found: re.Match[str]) -> str:
            return self.code(fact, found[0]).lang(lang) if self.label(fact, found[0]) else found[0]

        def shortened(found: re.Match[str]) -> str:
            codes = re.split(r"\s*[,，]\s*", found[0])
            if len(codes) <= SHOWN:
                return found[0]
            more = len(codes) - SHOWN
            return ", ".join(codes[:SHOWN]) + (f" 等另 {more} 项" if lang == "zh" else f" and {more} more")

        said = _CODE.sub(named, _LIST_OF_CODES.sub(shortened, text))
        return _KEYWORD.sub(lambda found: _WORDS[found[0]], said) if lang == "zh" else said

    def _number(self, fact: str, value: Fraction) -> Bilingual:
        kind = self.catalogue.facts.get(fact)
        if kind is not None and kind.unit == "share":
            return Bilingual(show_percent(value, "zh"), show_percent(value, "en"))
        return Bilingual(show_number(value, "zh"), show_number(value, "en"))

    def _list(self, fact: str, parts: Sequence[object]) -> Bilingual:
        if not parts:
            return _NONE
        shown = [
            self.code(fact, part) if isinstance(part, str)
            else self._number(fact, part) if isinstance(part, Fraction) else both(str(part))
            for part in parts[:SHOWN]
        ]  # fmt: skip
        more = len(parts) - len(shown)
        zh, en = "、".join(part.zh for part in shown), ", ".join(part.en for part in shown)
        return Bilingual(f"{zh} 等 {len(parts)} 项", f"{en} and {more} more") if more else Bilingual(zh, en)
