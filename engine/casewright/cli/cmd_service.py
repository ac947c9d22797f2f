"""casewright service."""

import getpass
import os
import shutil
import sys
from importlib.resources import files
from pathlib import Path

import click

from casewright.cli.doctor_system import MOST_WORKERS
from casewright.cli.shared import shared_options, this_run
from casewright.desk import Layout, Settings
from casewright.model import Bilingual
from casewright.model.errors import EXIT_OK

_TEXTS = {"systemd": "casewright.service.txt", "container": "Containerfile.txt", "windows": "windows.txt"}
#: What a stop waits beyond the time that one case may take, and where a case has no limit.
_GRACE, _NO_LIMIT = 60, 3600
_LEAST_MB, _OWN_MB = 2048, 1024


@click.command(
    "service",
    help="打印长期运行所需的文件：systemd 服务、容器、Windows 说明。"
    "Print what keeps the desk running: a systemd unit, a container file, notes for Windows.",
)
@click.argument("kind", type=click.Choice(sorted(_TEXTS)), metavar="systemd|container|windows")
@click.option("--user", default="", metavar="NAME", help="运行服务的账号。The account that runs it.")
@shared_options
def command(kind: str, user: str) -> int:
    """Print one of the texts, with this desk's own paths and limits in it."""
    shared = this_run()
    layout, settings = shared.open_desk()
    text = service_text(kind, layout, settings, user=user)
    shared.print(text.rstrip("\n"))
    shared.document({"kind": kind, "text": text})
    if kind != "windows" and any(letter.isspace() for letter in str(layout.root)):
        shared.tell(
            Bilingual(
                "desk 的路径里有空格，服务文件里的路径需要逐处加引号；最好换一个没有空格的路径。",
                "The desk's path holds blanks; quote it wherever it stands, or better, move the desk.",
            )
        )
    return EXIT_OK


def service_text(kind: str, layout: Layout, settings: Settings, *, user: str = "") -> str:
    """Return the text for one way to run, filled with a desk's paths, its time limit and its memory."""
    values = {
        "desk": str(layout.root),
        "user": user or ("casewright" if getpass.getuser() == "root" else getpass.getuser()),
        "program": str(program()),
        "stop_seconds": str(int(settings.job_seconds or _NO_LIMIT) + _GRACE),
        "memory_mb": str(_memory_mb(settings)),
        "paths": " ".join(_quoted(path) for path in _paths(layout)),
        "inbox": str(layout.inbox),
        "outbox": str(layout.outbox),
    }
    text = (files("casewright.cli") / "service" / _TEXTS[kind]).read_text(encoding="utf-8")
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", value)
    return text


def _memory_mb(settings: Settings) -> int:
    """Return what the desk may take: every worker with the process that reads for it, and the desk itself."""
    workers = settings.workers or min(os.cpu_count() or 1, MOST_WORKERS)
    return workers * ((settings.worker_memory_mb or _LEAST_MB) + settings.limits.read_memory_mb) + _OWN_MB


def _paths(layout: Layout) -> tuple[Path, ...]:
    """Return the desk's folder, and its trays where they lie elsewhere."""
    trays = (layout.inbox, layout.outbox, layout.rulebooks, layout.templates)
    return layout.root, *dict.fromkeys(tray for tray in trays if not tray.is_relative_to(layout.root))


def _quoted(path: Path) -> str:
    text = str(path)
    return f'"{text}"' if any(letter.isspace() for letter in text) else text


def program() -> Path:
    """Return where the casewright command of this installation lies."""
    beside = Path(sys.executable).with_name("casewright.exe" if sys.platform == "win32" else "casewright")
    return beside if beside.is_file() else Path(shutil.which("casewright") or beside)
