"""What a run tells: one line per case on stdout, a bar on stderr where a person watches, and the exit code."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from casewright.cli.shared import Shared
from casewright.deliver import MANIFEST
from casewright.desk import DELIVERED, FAILED, RETURNED, Layout, Result
from casewright.model import Bilingual, Finding
from casewright.model.errors import EXIT_INPUT, EXIT_OK, EXIT_OURS, EXIT_PARTLY

READY = "READY"


class WorkReport:
    """Listens to a foreman. A context manager, for the bar's sake.

    ``keeps``: what it heard is asked for at the end; a watch, which may run for months, keeps nothing.
    """

    def __init__(
        self, shared: Shared, layout: Layout, *, bar: bool = True, lines: bool = True, keeps: bool = True
    ) -> None:
        self._shared, self._layout, self._lines, self._keeps = shared, layout, lines, keeps
        self.results: list[Result] = []
        self.remarks: list[Finding] = []
        self.on_case: Callable[[Result], None] | None = None
        self._bar: Progress | None = None
        if bar and sys.stderr.isatty():
            self._bar = Progress(
                TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(),
                console=Console(stderr=True), transient=True, redirect_stdout=False, redirect_stderr=False,
            )  # fmt: skip
            self._task = self._bar.add_task(shared.words(Bilingual("处理案件", "cases")), total=None)

    def __enter__(self) -> Self:
        if self._bar is not None:
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def case(self, result: Result) -> None:
        """Print a case's line."""
        if self._keeps:
            self.results.append(result)
        if self._lines:
            with self._bar_away():
                self._shared.print(case_line(result, self._shared, self._layout))
        if self.on_case is not None:
            self.on_case(result)

    def say(self, finding: Finding) -> None:
        """Print a remark on the inbox, the shelves or the disk."""
        if self._keeps:
            self.remarks.append(finding)
        with self._bar_away():
            self._shared.findings((finding,), err=True)

    @contextmanager
    def _bar_away(self) -> Iterator[None]:
        """Take the bar off the screen while a line is written: whole lines, whatever the terminal's width."""
        if self._bar is not None:
            self._bar.stop()
        yield
        if self._bar is not None:
            self._bar.start()

    def progress(self, done: int, total: int) -> None:
        """Move the bar."""
        if self._bar is not None:
            self._bar.update(self._task, completed=done, total=total)

    def to_json(self) -> dict[str, object]:
        """Return the run as data."""
        return {
            "cases": [result_json(result, self._layout) for result in self.results],
            "findings": [finding.to_json() for finding in self.remarks],
        }

    @property
    def exit_code(self) -> int:
        """Return the exit code that the results call for."""
        return exit_code_for(self.results)


def exit_code_for(results: Iterable[Result]) -> int:
    """Return 0 all ready, 3 something needs fixing, 5 a part failed through us, 1 all did."""
    results = tuple(results)
    failed = sum(result.state == FAILED for result in results)
    if failed:
        return EXIT_OURS if failed == len(results) else EXIT_PARTLY
    if any(result.state == RETURNED or (result.state == DELIVERED and result.verdict != READY) for result in results):
        return EXIT_INPUT
    return EXIT_OK


def case_line(result: Result, shared: Shared, layout: Layout) -> str:
    """Return the line of a case: reference, version, verdict, course, what is missing, where to look."""
    parts = [result.ref]
    if result.state == FAILED:
        parts += ["-", "FAILED", shared.words(Bilingual("程序出错，案件还在收件箱", "our fault; the drop is kept"))]
    elif result.state == DELIVERED:
        parts += [f"v{result.version}", result.verdict, course_words(result.course, result.target, shared, layout)]
        if result.missing:
            parts.append(f"{result.missing} {shared.words(Bilingual('必缺', 'missing'))}")
    elif result.state == RETURNED:
        parts += ["-", "RETURNED", f"{result.errors} {shared.words(Bilingual('处要改', 'to mend'))}"]
    else:
        parts += ["-", shared.words(Bilingual("内容相同，正在处理", "same content, in work"))]
    if result.again and result.state in {DELIVERED, RETURNED}:
        parts.append(shared.words(Bilingual("内容没有变化", "unchanged")))
    where = layout.shown(layout.outbox / result.target) if result.target else result.note
    return "  ".join(part for part in parts if part) + (f"  -> {where}" if where else "")


def course_words(course: str, target: str, shared: Shared, layout: Layout) -> str:
    """Return what was decided by its name in the playbook, which the package keeps, and by its codes."""
    try:
        label = json.loads((layout.outbox / target / MANIFEST).read_bytes())["decision"]["label"]
        named = shared.words(Bilingual(label["zh"], label["en"]))
    except (OSError, ValueError, KeyError, TypeError):
        return course
    return f"{named} ({course})" if label["zh"] else course


def result_json(result: Result, layout: Layout) -> dict[str, object]:
    """Return a case's result as data."""
    return {
        "case": result.ref, "state": result.state, "version": result.version, "verdict": result.verdict,
        "course": result.course, "missing": result.missing, "errors": result.errors, "unchanged": result.again,
        "path": layout.shown(layout.outbox / result.target) if result.target else None, "note": result.note,
        "findings": [finding.to_json() for finding in result.findings],
    }  # fmt: skip
