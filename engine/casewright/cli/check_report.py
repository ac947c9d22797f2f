"""What a check of the rulebooks says: findings by workbook, sheet and cell, a summary, the meaning of a code."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby

from casewright.cli.shared import Shared
from casewright.model import Bilingual, CellRef, FileRef, Finding, Origin, Severity
from casewright.rules import Lint

_RANK = {Severity.ERROR: 0, Severity.WARNING: 2, Severity.INFO: 3}
#: A test that fails mostly follows from a fault elsewhere, which is told before it.
_FOLLOWS, _AFTER = "rules/test-fails", 1
_WEIGHTS = {
    Severity.ERROR: Bilingual("错误", "error"), Severity.WARNING: Bilingual("提醒", "warning"),
    Severity.INFO: Bilingual("说明", "info"),
}  # fmt: skip


def show_findings(shared: Shared, found: Iterable[Finding], *, notes: bool = True) -> None:
    """Print findings under their workbook and sheet; what holds errors comes first, and errors come first in it.

    ``notes`` False leaves out what is neither an error nor a warning.
    """
    listed = _in_order([each for each in dict.fromkeys(found) if notes or each.severity is not Severity.INFO])
    for file, in_file in groupby(listed, key=lambda finding: _place(finding.origin)[0]):
        shared.print(file)
        for sheet, in_sheet in groupby(in_file, key=lambda finding: _place(finding.origin)[1]):
            if sheet:
                shared.print(f"  {sheet}")
            for finding in in_sheet:
                for line in _lines(shared, finding):
                    shared.print(line)


def _lines(shared: Shared, finding: Finding) -> Iterable[str]:
    where = _place(finding.origin)[2]
    yield f"    {where + '  ' if where else ''}{shared.words(_WEIGHTS[finding.severity])} [{finding.code}]"
    for lang in (shared.lang,) if shared.lang else ("zh", "en"):
        for line in finding.text.lang(lang).splitlines():
            yield f"      {line}"
        if finding.fix.lang(lang):
            yield f"      -> {finding.fix.lang(lang)}"


def _in_order(found: Sequence[Finding]) -> list[Finding]:
    """Sort by workbook and sheet, those with the worst finding first; within a sheet by weight, then by cell."""
    worst: dict[tuple[str, ...], int] = {}
    for finding in found:
        file, sheet, _ = _place(finding.origin)
        for place in ((file,), (file, sheet)):
            worst[place] = min(worst.get(place, 9), _weight(finding))

    def key(finding: Finding) -> tuple[int, str, int, str, int, int, str, str]:
        file, sheet, cell = _place(finding.origin)
        row = int("".join(sign for sign in cell if sign.isdigit()) or 0) if sheet else 0
        return worst[file,], file, worst[file, sheet], sheet, _weight(finding), row, cell, finding.code

    return sorted(found, key=key)


def _weight(finding: Finding) -> int:
    return _AFTER if finding.code == _FOLLOWS else _RANK[finding.severity]


def _place(origin: Origin) -> tuple[str, str, str]:
    if isinstance(origin, CellRef):
        return origin.file, origin.sheet, origin.cell
    if isinstance(origin, FileRef):
        return origin.path, "", origin.place
    return origin.file, origin.table, origin.cell or origin.rule


def summary(found: Iterable[Finding], *, tests: int, failed: int, notes: bool = True) -> Bilingual:
    """Return the last line of a check, for the eye; ``notes`` False: they were left out above."""
    count = Counter(finding.severity for finding in dict.fromkeys(found))
    errors, warnings, infos = (count[severity] for severity in _RANK)
    zh, en = f"{errors} 个错误，{warnings} 个提醒", f"{_some(errors, 'error')}, {_some(warnings, 'warning')}"
    if tests:
        zh = f"{zh}；{tests} 个测试，" + (f"{failed} 个没有通过" if failed else "全部通过")
        en = f"{en}; {_some(tests, 'test')}, " + (f"{failed} failed" if failed else "all pass")
    line = Bilingual(f"规则通过检查：{zh}。", f"The rulebooks are clean: {en}.")
    if errors or failed:
        line = Bilingual(f"没有通过：{zh}。", f"Not clean: {en}.")
    if not infos:
        return line
    if notes:
        return Bilingual(f"{line.zh}另有 {infos} 条说明。", f"{line.en} Besides, {_some(infos, 'note')}.")
    return Bilingual(
        f"{line.zh}另有 {infos} 条说明，不影响执行，加 --all 查看。",
        f"{line.en} Besides, {_some(infos, 'note')} that can wait; --all shows {'them' if infos > 1 else 'it'}.",
    )


def _some(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


_HEADS = {
    "avoid": Bilingual("避免", "Avoid"), "prefer": Bilingual("改为", "Prefer"), "why": Bilingual("原因", "Why"),
}  # fmt: skip


def explain_lines(shared: Shared, lint: Lint) -> Iterable[str]:
    """Return how a code explains itself, for the screen."""
    yield f"{lint.code}  {shared.words(_WEIGHTS[lint.severity])}"
    for name, head in _HEADS.items():
        text: Bilingual = getattr(lint, name)
        for lang in (shared.lang,) if shared.lang else ("zh", "en"):
            yield f"  {head.lang(lang)}{'：' if lang == 'zh' else ': '}{text.lang(lang)}"
    if lint.wrong:
        yield f"  ✗ {lint.wrong}"
        yield f"  ✓ {lint.right}"


def explain_json(lint: Lint) -> dict[str, object]:
    """Return how a code explains itself, for other programs."""
    told: dict[str, object] = {"code": lint.code, "severity": str(lint.severity)}
    for name in _HEADS:
        text: Bilingual = getattr(lint, name)
        told[f"{name}_zh"], told[f"{name}_en"] = text.zh, text.en
    return {**told, "wrong": lint.wrong, "right": lint.right}
