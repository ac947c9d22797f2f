"""Which templates a command is about, and where what it writes about them goes."""

from dataclasses import dataclass
from pathlib import Path

import click

from casewright.cli.shared import Shared
from casewright.desk import Layout
from casewright.model import Bilingual, DeskError

#: The folders beside the templates of a desk; what lies in them is no template.
CHECKED, PREVIEW = "检查 checked", "预览 preview"


@dataclass(frozen=True, slots=True)
class Shelved:
    """One template: where it lies, how it is shown, and whether it lies on the desk's own shelf."""

    path: Path
    shown: str
    on_shelf: bool

    def beside(self, folder: str) -> Path:
        """Return where something made of it goes: beside it, or off the shelf into a folder of its own."""
        return self.path.parent / folder if self.on_shelf else self.path.parent


def shelved(shared: Shared, files: tuple[Path, ...]) -> tuple[Shelved, ...]:
    """Return the templates that were named, or every one of the desk; raise UsageError for what is no .docx."""
    for file in files:
        if file.suffix.casefold() != ".docx":
            raise click.UsageError(
                f"{file.name} 不是 .docx，请用 Word 另存为 .docx。It is no .docx: save it as one in Word."
            )
    layout = _layout(shared, needed=not files)
    if files:
        return tuple(_shelved(file, layout) for file in files)
    assert layout is not None  # noqa: S101 - a desk was needed
    paths = sorted(layout.templates.glob("*.docx"))
    return tuple(_shelved(path, layout) for path in paths if not path.name.startswith(("~$", ".~")))


def shelf_of(shared: Shared) -> Path:
    """Return the desk's folder of templates."""
    return shared.open_desk()[0].templates


def _layout(shared: Shared, *, needed: bool) -> Layout | None:
    try:
        return shared.open_desk()[0]
    except DeskError:
        if needed or shared.desk is not None:
            raise
        return None


def _shelved(path: Path, layout: Layout | None) -> Shelved:
    whole = path.absolute()
    if layout is None:
        return Shelved(path, str(path), on_shelf=False)
    return Shelved(path, layout.shown(whole), on_shelf=whole.resolve().parent == layout.templates.resolve())


def free_place(path: Path, data: bytes) -> tuple[Path, bool]:
    """Return where to write: the path, or its name with a number where another file has it; False: it is there already.

    A file of the same bytes counts as written.
    """
    for number in range(1, 1000):
        place = path if number == 1 else path.with_name(f"{path.stem} {number}{path.suffix}")
        if not place.exists():
            return place, True
        if place.is_file() and place.read_bytes() == data:
            return place, False
    raise DeskError(
        Bilingual(f"{path.parent} 里的副本太多了。", f"There are too many copies in {path.parent}."),
        Bilingual("删去旧的副本再试。", "Delete old copies and try again."),
    )


def put(path: Path, data: bytes) -> Path:
    """Write what a command made, never over a file of another content; return where it stands."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        place, new = free_place(path, data)
        if new:
            place.write_bytes(data)
    except OSError as error:
        raise DeskError(
            Bilingual(f"{path} 写不进去（{error.strerror}）。", f"{path} cannot be written ({error.strerror})."),
            Bilingual("换一个文件夹，或关闭正在打开它的程序。", "Choose another folder, or close what holds it open."),
        ) from error
    return place
