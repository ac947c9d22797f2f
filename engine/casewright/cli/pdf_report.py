"""What making PDFs tells: a bar where a person watches, one line per package, what to mind about it."""

import sys
from collections.abc import Sequence
from pathlib import Path
from threading import Event

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from casewright.cli.shared import Shared
from casewright.deliver import PDF_FOLDER
from casewright.desk import Layout, Printed, Settings, print_packages, read_limits
from casewright.model import Bilingual, DeskError


def office_of(settings: Settings) -> str:
    """Return the office program; raise DeskError with the way out where it is not there."""
    from casewright.render.pages import find_office

    found = find_office(settings.office)
    if found is not None:
        return found
    if settings.office:
        raise DeskError(
            Bilingual(f"desk.toml 里 office 指向的程序不存在：{settings.office}",
                      f"desk.toml: office names no program: {settings.office}"),
            Bilingual("改成 LibreOffice 的 soffice 文件，或删掉这一行。",
                      "Name LibreOffice's soffice, or drop the line."),
        )  # fmt: skip
    raise DeskError(
        Bilingual("这台电脑没有安装 LibreOffice，无法转 PDF；Word 文件不受影响。",
                  "LibreOffice is not installed here, so no PDF can be made; the documents are not affected."),
        Bilingual(
            "安装 LibreOffice（Debian/Ubuntu：libreoffice-writer-nogui、fonts-noto-cjk、fonts-crosextra-carlito），"
            "或用 Word“另存为 PDF”。",
            "Install LibreOffice (Debian, Ubuntu: libreoffice-writer-nogui fonts-noto-cjk fonts-crosextra-carlito), "
            "or save as PDF in Word.",
        ),
    )  # fmt: skip


def make_pdfs(
    packages: Sequence[Path], shared: Shared, layout: Layout, *, office: str, stop: Event, again: bool = False
) -> tuple[Printed, ...]:
    """Make the PDFs of packages and say so package by package; what is stopped keeps what is done."""
    made: list[Printed] = []
    with _bar(shared) as bar:
        task = bar.add_task(shared.words(Bilingual("转 PDF", "PDFs")), total=None)
        limits = read_limits(layout.rulebooks)
        for printed in print_packages(
            packages, office=office, limits=limits, again=again, stop=stop,
            seen=lambda done, total: bar.update(task, completed=done, total=total),
        ):  # fmt: skip
            made.append(printed)
            bar.stop()
            show_printed(printed, shared, layout)
            if stop.is_set():
                break
            bar.start()
    return tuple(made)


def show_printed(printed: Printed, shared: Shared, layout: Layout, *, err: bool = False) -> None:
    """Write a package's line, and under it what to mind."""
    name = f"{printed.package.parent.name}/{printed.package.name}"
    if printed.failed:
        line = f"{name}  {shared.words(Bilingual('没有转成 PDF', 'no PDF was made'))}"
    else:
        count, pages = len(printed.pdfs), printed.pages
        text = Bilingual(f"{count} 份 PDF，共 {pages} 页", f"{count} PDFs, {pages} pages")
        line = f"{name}  {shared.words(text)}"
        if printed.again:
            line += f"  {shared.words(Bilingual('已是最新', 'current'))}"
        line += f"  -> {layout.shown(printed.package / PDF_FOLDER)}"
    if err:
        shared.tell(Bilingual(line, line))
    else:
        shared.print(line)
    shared.findings(printed.findings, err=err)


def printed_json(printed: Printed, layout: Layout) -> dict[str, object]:
    """Return what became of a package as data."""
    return {
        "package": layout.shown(printed.package), "made": not printed.failed, "current": printed.again,
        "pdfs": [each.to_json() for each in printed.pdfs],
        "findings": [each.to_json() for each in printed.findings],
    }  # fmt: skip


def _bar(shared: Shared) -> Progress:
    return Progress(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(),
        console=Console(stderr=True), transient=True, redirect_stdout=False, redirect_stderr=False,
        disable=shared.as_json or not sys.stderr.isatty(),
    )  # fmt: skip
