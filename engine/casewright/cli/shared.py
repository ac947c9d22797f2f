"""What every command shares: the options that stand before or after it, and the two ways to speak."""

import json
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from casewright.desk import Door, Engine, House, Layout, Settings, cluster_bench, open_desk
from casewright.model import Bilingual, DeskError, Finding, sort_findings
from casewright.model.errors import EXIT_INPUT, EXIT_OK

_F = TypeVar("_F", bound=Callable[..., Any])


@dataclass(slots=True)
class Shared:
    """One run of the command line."""

    engine: Engine = field(default_factory=House)
    desk: Path | None = None
    as_json: bool = False
    lang: str | None = None

    def open_desk(self) -> tuple[Layout, Settings]:
        """Open the desk that was named, or the nearest; its language holds where none was asked for."""
        layout, settings = open_desk(self.desk)
        if isinstance(self.engine, House):
            self.engine = replace(self.engine, limits=settings.limits)
        if self.lang is None and settings.language != "both":
            self.lang = settings.language
        return layout, settings

    def words(self, text: Bilingual) -> str:
        """Return a text in the language asked for, in both where none was."""
        if self.lang is not None:
            return text.lang(self.lang)
        return text.zh if text.zh == text.en else f"{text.zh} {text.en}".strip()

    def tell(self, text: Bilingual) -> None:
        """Say something to the person, on stderr."""
        click.echo(self.words(text), err=True)

    def print(self, line: str) -> None:
        """Write a line of data to stdout, unless the data is one JSON document."""
        if not self.as_json:
            click.echo(line)

    def document(self, data: object) -> None:
        """Write the JSON document, if one was asked for."""
        if self.as_json:
            click.echo(json.dumps(data, ensure_ascii=False, indent=2))

    def findings(self, found: Iterable[Finding], *, err: bool = False) -> None:
        """Show findings by file and place: the place, what is, the way out."""
        if self.as_json and not err:
            return
        for finding in sort_findings(found):
            for line in self.finding_lines(finding):
                click.echo(line, err=err)

    def finding_lines(self, finding: Finding) -> tuple[str, ...]:
        """Return a finding for the screen."""
        langs = (self.lang,) if self.lang else ("zh", "en")
        texts = [f"    {finding.text.lang(lang)}" for lang in langs]
        fixes = [f"    -> {finding.fix.lang(lang)}" for lang in langs if finding.fix.lang(lang)]
        return (f"{finding.at}: {finding.severity} [{finding.code}]", *texts, *fixes)

    def trouble(self, error: DeskError) -> None:
        """Say what is wrong with the desk and the way out; as JSON too where that was asked for."""
        for lang in (self.lang,) if self.lang else ("zh", "en"):
            click.echo(f"{error.text.lang(lang)} {error.fix.lang(lang)}", err=True)
        self.document({
            "error": {"zh": error.text.zh, "en": error.text.en, "fix_zh": error.fix.zh, "fix_en": error.fix.en}
        })  # fmt: skip


def exit_for(found: Iterable[Finding]) -> int:
    """Return the exit code of a check: 3 where anything blocks."""
    return EXIT_INPUT if any(finding.is_error for finding in found) else EXIT_OK


def this_run() -> Shared:
    """Return what the present command shares with all others."""
    return click.get_current_context().ensure_object(Shared)


def shared_options(function: _F) -> _F:
    """Add ``--desk``, ``--json`` and ``--lang`` to a command; what stands nearer to the command holds."""
    add = (
        click.option(
            "--desk", type=click.Path(path_type=Path, file_okay=False), expose_value=False, callback=_set("desk"),
            metavar="DIR", help="desk 文件夹，默认取最近的上级。The desk; the nearest above by default.",
        ),
        click.option(
            "--json", is_flag=True, expose_value=False, callback=_set("as_json"),
            help="只输出一个 JSON。One JSON document on stdout.",
        ),
        click.option(
            "--lang", type=click.Choice(["zh", "en"]), expose_value=False, callback=_set("lang"),
            help="界面语言，默认两种都显示。Language; both by default.",
        ),
    )  # fmt: skip
    for option in reversed(add):
        function = option(function)
    return function


def _set(name: str) -> Callable[[click.Context, click.Parameter, object], None]:
    def keep(context: click.Context, _: click.Parameter, value: object) -> None:
        if value:
            setattr(context.ensure_object(Shared), name, value)

    return keep


class Day(click.ParamType[date]):
    """A day as ``2026-11-22``."""

    name = "date"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read the day; a usage error where it is none."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} 不是日期，写成 2026-11-22。It is not a day such as 2026-11-22.", param, ctx)


as_of_option = click.option(
    "--as-of", type=Day(), metavar="DATE", help="按这一天计算，默认今天。Count as of this day; today by default."
)


cluster_option = click.option(
    "--cluster",
    metavar="tcp://HOST:PORT",
    help="交给多台机器做：调度的地址。Have a cluster work.",
)


def cluster_of(shared: Shared, address: str | None, layout: Layout, *, patience: float | None) -> Door | None:
    """Return the bench of the cluster that was asked for, None where none was: then this machine works alone."""
    return cluster_bench(address, layout, shared.engine, patience=patience) if address else None


def today_or(day: date | None) -> date:
    """Return the day asked for, or today on this machine's own clock."""
    return day or datetime.now().astimezone().date()


def soften_streams() -> None:
    """Let no character that a terminal cannot show stop the work: GBK consoles know no check mark."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
