"""From Word files to PDFs, and from PDFs to pictures: the way to LibreOffice and to poppler."""

import os
import shutil
import subprocess
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Event

from casewright.render.pages.sitting import sit

#: What ``Converted.trouble`` may say.
NO_OFFICE, NOT_READABLE, LOCKED, REFUSED, BROKEN_OFF, STOPPED = (
    "no-office", "not-readable", "locked", "refused", "broken-off", "stopped",
)  # fmt: skip
_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_WINDOWS_PLACES = ("PROGRAMFILES", "PROGRAMW6432", "PROGRAMFILES(X86)")
_PLACES = (
    "/usr/lib/libreoffice/program/soffice", "/usr/lib64/libreoffice/program/soffice", "/snap/bin/libreoffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)  # fmt: skip
_MAX_NAME = 255
_PICTURE_SECONDS = 120.0


@dataclass(frozen=True, slots=True)
class Converted:
    """What became of one file: its PDF, or None and the trouble (one of the words above)."""

    source: Path
    pdf: Path | None
    trouble: str = ""


def find_office(named: str = "") -> str | None:
    """Return the office program: the one named in the settings, else the one on the path, else one in a usual place.

    A name that leads to no program gives None: who names one means that one.
    """
    if named:
        return shutil.which(named) or next((str(path) for path in _programs(Path(named))), None)
    on_path = shutil.which("soffice") or shutil.which("libreoffice")
    if on_path:
        return on_path
    return next((str(path) for path in _usual_places() if path.is_file()), None)


def to_pdf(
    files: Sequence[Path], *, into: Path, timeout: float = 180.0, office: str | None = None,
    stop: Event | None = None, seen: Callable[[int], None] | None = None, gently: bool = False,
) -> tuple[Converted, ...]:  # fmt: skip
    """Print files to PDF by one office process, in the order given; each file has its result, none is altered.

    ``timeout`` seconds hold for one sitting. A file that did not come out is tried once more in a fresh profile. The
    PDF of ``a.docx`` is ``into/a.pdf``, of a second ``a`` it is ``a-2.pdf``. ``seen`` hears how many are done;
    ``gently`` lets other work of the machine go first.
    """
    program = find_office(office or "")
    if program is None or not files:
        return tuple(Converted(file, None, NO_OFFICE) for file in files)
    into.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="casewright-pages-", ignore_cleanup_errors=True) as scratch:
        desk = _Desk(Path(scratch), files)
        desk.work(partial(sit, program, timeout=timeout, stop=stop, seen=seen, gently=gently), stop)
        return tuple(desk.collect(into))


def to_pictures(pdf: Path, *, into: Path, dpi: int) -> tuple[Path, ...]:
    """Draw the pages of a PDF as ``into/<name>-<page>.png``; nothing where poppler is missing or cannot read it."""
    program = shutil.which("pdftoppm")
    if program is None:
        return ()
    into.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="casewright-pages-", dir=into) as scratch:
        command = [program, "-r", str(dpi), "-png", str(pdf.absolute()), str(Path(scratch, "p"))]
        try:
            subprocess.run(command, check=False, capture_output=True, timeout=_PICTURE_SECONDS)  # noqa: S603 - poppler
        except (subprocess.TimeoutExpired, OSError):
            return ()
        drawn = sorted(Path(scratch).glob("p-*.png"), key=lambda path: int(path.stem[2:]))
        goals = [into / _named(pdf.stem, f"-{number}.png") for number in range(1, len(drawn) + 1)]
        return tuple(path.replace(goal) for path, goal in zip(drawn, goals, strict=True))


class _Desk:
    """Files on their way: under numbers, because no program agrees on long, Chinese or equal names."""

    def __init__(self, scratch: Path, files: Sequence[Path]) -> None:
        self._files, self._scratch = tuple(files), scratch
        self._out, self._in = scratch / "out", scratch / "in"
        for folder in (self._out, self._in):
            folder.mkdir()
        self._trouble: dict[int, str] = {}
        for number, file in enumerate(self._files):
            try:
                shutil.copyfile(file, self._copy(number))
            except OSError:
                self._trouble[number] = NOT_READABLE
                continue
            why = _fault(self._copy(number))
            if why:
                self._trouble[number] = why

    def work(self, sitting: Callable[..., bool], stop: Event | None) -> None:
        """Sit as often as it helps: two sittings in a row that bring nothing are the end, two tries for each file.

        A sitting that did not end by itself was broken off at its first missing file: that one is put last.
        """
        tries = dict.fromkeys((n for n in range(len(self._files)) if n not in self._trouble), 0)
        empty = sittings = 0
        while tries and empty < 2:
            todo = sorted(tries, key=lambda number: (tries[number], number))
            sittings += 1
            try:
                ended = sitting(
                    [self._copy(number) for number in todo], into=self._out,
                    profile=self._scratch / f"profile-{sittings}",
                )  # fmt: skip
            except OSError:
                self._trouble.update(dict.fromkeys(tries, NO_OFFICE))
                return
            left = [number for number in todo if not self._is_out(number)]
            empty = empty + 1 if len(left) == len(todo) else 0
            blamed = left if ended else left[:1]
            tries = {number: tries[number] + (number in blamed) for number in left}
            why = STOPPED if stop is not None and stop.is_set() else REFUSED if ended else BROKEN_OFF
            self._trouble.update(dict.fromkeys(left, why))
            if why == STOPPED:
                return
            tries = {number: count for number, count in tries.items() if count < 2}

    def collect(self, into: Path) -> Iterator[Converted]:
        """Hand out what came out, each under its own name."""
        taken: set[str] = set()
        for number, file in enumerate(self._files):
            if not self._is_out(number):
                yield Converted(file, None, self._trouble.get(number, REFUSED))
                continue
            name = _free_name(file.stem, taken)
            shutil.move(self._printed(number), into / name)
            yield Converted(file, into / name)

    def _copy(self, number: int) -> Path:
        suffix = self._files[number].suffix.lower()
        return self._in / f"{number:05d}{suffix if suffix.isascii() and len(suffix) < 8 else ''}"

    def _printed(self, number: int) -> Path:
        return self._out / f"{number:05d}.pdf"

    def _is_out(self, number: int) -> bool:
        """Say whether the whole PDF is there: a program that was ended leaves half a file."""
        path = self._printed(number)
        if not path.is_file():
            return False
        data = path.read_bytes()
        return data.startswith(b"%PDF-") and b"%%EOF" in data[-1024:]


def _fault(file: Path) -> str:
    """Return what keeps a .docx from being printed as it is: LibreOffice prints half a file, or a text, as well."""
    if file.suffix != ".docx":
        return ""
    with file.open("rb") as stream:
        if stream.read(len(_OLE)) == _OLE:
            return LOCKED
    try:
        with zipfile.ZipFile(file) as archive:
            return "" if "word/document.xml" in archive.namelist() and archive.testzip() is None else NOT_READABLE
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError):
        return NOT_READABLE


def _free_name(stem: str, taken: set[str]) -> str:
    """Return a name that none has taken, on systems too that do not tell A from a."""
    number = 1
    while True:
        name = _named(stem, ".pdf" if number == 1 else f"-{number}.pdf")
        if name.casefold() not in taken:
            taken.add(name.casefold())
            return name
        number += 1


def _named(stem: str, tail: str) -> str:
    """Return ``stem`` and ``tail`` as a name that a file system takes."""
    room = _MAX_NAME - len(tail.encode())
    return stem.encode("utf-8", "surrogateescape")[:room].decode("utf-8", "ignore") + tail


def _usual_places() -> Iterator[Path]:
    for variable in _WINDOWS_PLACES:
        if os.environ.get(variable):
            yield from _programs(Path(os.environ[variable], "LibreOffice"))
    yield from map(Path, _PLACES)
    if Path("/opt").is_dir():
        yield from sorted(Path("/opt").glob("libreoffice*/program/soffice"), reverse=True)


def _programs(folder: Path) -> Iterator[Path]:
    """Return the program in an installation's folder; ``soffice.com`` first, it waits for what it started."""
    names = ("soffice.com", "soffice.exe", "soffice")
    for path in (*(folder / "program" / name for name in names), *(folder / name for name in names)):
        if path.is_file():
            yield path
