"""Values that another part of the same cell already takes in: ``> 1, 500``, where often 1500 was meant."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from casewright.model import Bilingual, Finding, Severity
from casewright.rules.evaluate import holds
from casewright.rules.language.condition import (
    EQUAL,
    AnyPart,
    Compare,
    Condition,
    Range,
    Scalar,
    Test,
    print_condition,
    print_scalar,
)
from casewright.rules.lints.characters import commas
from casewright.rules.lints.lint import Check, Lint, Subject

LINT = Lint(
    "lint/value-within", Severity.WARNING,
    avoid=Bilingual(
        "同一格里写了别的部分已经包括的数或日期，例如 > 1, 500。",
        "A number or day that another part of the same cell takes in already, as in > 1, 500.",
    ),
    prefer=Bilingual(
        "想写一个数就不要带逗号：> 1500；想写“或”，就写那一部分没有包括的值。",
        "One number takes no comma: > 1500. For or, write a value that the other part does not take in.",
    ),
    why=Bilingual(
        "逗号表示“或”：500 本来就大于 1，写了等于没写，实际只判断是否大于 1。",
        "A comma means or: 500 is above 1 anyway, so the cell asks for no more than above 1.",
    ),
    wrong="> 1, 500",
    right="> 1500",
)  # fmt: skip

_WITHIN = LINT.kind(
    "规则 {rule} 的“{column}”写的是“{text}”，其中 {part} 已经包括在“{wider}”里，写了等于没写。",
    "Rule {rule} asks {column} \"{text}\"; {part} is within \"{wider}\" already and changes nothing.",
    "删掉 {part}，或改成想写的值。", "Take {part} out, or write the value that was meant.",
)  # fmt: skip
_ONE_NUMBER = LINT.kind(
    "规则 {rule} 的“{column}”写的是“{text}”：逗号表示“或”，而 {part} 已经包括在“{wider}”里，多半是想写 {whole}。",
    "Rule {rule} asks {column} \"{text}\": the comma means or, and {part} is within \"{wider}\" already. Most likely "
    "{whole} was meant.",
    "是一个数就写 {whole}；否则删掉 {part}。", "Write {whole} where one number is meant; otherwise take {part} out.",
)  # fmt: skip


def within(subject: Subject) -> Iterator[Finding]:
    """Find plain numbers and days that a comparison or range of the same cell takes in."""
    for table in subject.rulebook.tables:
        for rule in table.written:
            for cell in rule.conditions:
                if commas(cell.text) is not None:
                    continue  # told as one number with a comma in it
                for value, wider, whole in swallowed(cell.condition):
                    kind = _ONE_NUMBER if whole else _WITHIN
                    yield kind.at(
                        cell.ref, rule=rule.id, column=cell.fact, text=cell.text, part=print_scalar(value),
                        wider=print_condition(Condition((wider,))), whole=whole,
                    )  # fmt: skip


def swallowed(condition: Condition) -> Iterator[tuple[Scalar, Test, str]]:
    """Yield each plain value that says nothing, the part that takes it in, and the one number that may be meant."""
    lists: list[Sequence[Test]] = [condition.tests]
    lists += [test.tests for test in condition.tests if isinstance(test, AnyPart)]
    for tests in lists:
        for place, test in enumerate(tests):
            if not isinstance(test, Compare) or test.operator != EQUAL:
                continue
            wider = next((other for other in tests if _takes_in(other, test.value)), None)
            if wider is not None:
                yield test.value, wider, _one_number(tests[place - 1], test.value) if place else ""


def _takes_in(test: Test, value: Scalar) -> bool:
    wide = isinstance(test, Range) or (isinstance(test, Compare) and test.operator != EQUAL)
    return wide and holds(Condition((test,)), value)


def _one_number(before: Test, value: Scalar) -> str:
    """Return the comparison with a thousands comma taken out, empty where the two parts make no such number."""
    if not isinstance(before, Compare) or before.operator == EQUAL or not isinstance(value, Fraction):
        return ""
    bound = before.value
    if not isinstance(bound, Fraction) or bound.denominator != 1 or not 1 <= bound < 1000:
        return ""
    if value.denominator != 1 or not 100 <= value < 1000:
        return ""
    return f"{before.operator} {bound * 1000 + value}"


CHECK = Check(within, (LINT,))
