"""Where things stand on a desk: trays, shelves, and the corner that is not for people."""

import os
from dataclasses import dataclass
from pathlib import Path

from casewright.desk.private import close_to_others
from casewright.desk.settings import SETTINGS_FILE, Settings, read_settings
from casewright.model import Bilingual, DeskError


@dataclass(frozen=True, slots=True)
class Layout:
    """The folders of one desk, all absolute."""

    root: Path
    rulebooks: Path
    templates: Path
    inbox: Path
    outbox: Path
    state: Path

    @property
    def staging(self) -> Path:
        """Return where packages are made; on the outbox's own file system, so that a rename can show them."""
        return self.outbox / ".staging"

    @property
    def done(self) -> Path:
        """Return where drops go after delivery, if the desk is set so."""
        return self.inbox / ".done"

    @property
    def work(self) -> Path:
        """Return where private snapshots lie."""
        return self.state / "work"

    @property
    def logs(self) -> Path:
        """Return where the journal and the tracebacks lie."""
        return self.state / "logs"

    @property
    def ledger(self) -> Path:
        """Return the ledger's file."""
        return self.state / "ledger.sqlite3"

    @property
    def playbooks(self) -> Path:
        """Return where private copies of the shelves lie, and what is known of them."""
        return self.state / "playbooks"

    @property
    def archive(self) -> Path:
        """Return where every playbook is kept that ever was in force."""
        return self.playbooks / "archive"

    @property
    def running(self) -> Path:
        """Return where each running desk holds its lock."""
        return self.state / "running"

    def shown(self, path: Path) -> str:
        """Return a path as people read it: relative to the desk where it lies in it, with forward slashes."""
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else str(path)


def open_desk(folder: Path | None = None) -> tuple[Layout, Settings]:
    """Open the desk in ``folder``, or the nearest one above the current folder.

    Raises DeskError where there is none, where its settings cannot be read, or where its trays overlap.
    """
    root = _named(folder) if folder is not None else nearest_desk(Path.cwd())
    settings = read_settings(root / SETTINGS_FILE)
    layout = Layout(
        root=root,
        rulebooks=_place(root, settings.rulebooks),
        templates=_place(root, settings.doc_templates),
        inbox=_place(root, settings.inbox),
        outbox=_place(root, settings.outbox),
        state=root / ".casewright",
    )
    _check_apart(layout)
    _check_there(layout)
    _close_state(layout)
    return layout, settings


def is_desk(folder: Path) -> bool:
    """Say whether a folder is laid out as a desk."""
    return (folder / "rulebooks").is_dir() and ((folder / "inbox").is_dir() or (folder / SETTINGS_FILE).is_file())


def nearest_desk(start: Path) -> Path:
    """Return the nearest desk at or above a folder; raise DeskError where there is none."""
    for folder in (start.absolute(), *start.absolute().parents):
        if is_desk(folder):
            return folder
    raise DeskError(
        Bilingual(f"{start} 及其上级都不是 desk。", f"No desk at or above {start}."),
        Bilingual(
            "用 casewright init 新建一个，或用 --desk 指定。",
            "Lay one out with casewright init, or name it with --desk.",
        ),
    )  # fmt: skip


def _named(folder: Path) -> Path:
    if is_desk(folder):
        return folder.absolute()
    raise DeskError(
        Bilingual(
            f"{folder} 不是 desk：缺少 rulebooks 或 inbox。", f"{folder} is no desk: it lacks rulebooks or inbox."
        ),
        Bilingual(f"用 casewright init {folder} 补齐。", f"Complete it with casewright init {folder}."),
    )  # fmt: skip


def _place(root: Path, value: str) -> Path:
    return Path(os.path.normpath((root / value).absolute()))


def _check_apart(layout: Layout) -> None:
    """Refuse trays that lie in one another: what is delivered would come in again, or a rulebook be swept."""
    named = {
        "inbox": layout.inbox, "outbox": layout.outbox, "rulebooks": layout.rulebooks,
        "doc_templates": layout.templates, ".casewright": layout.state,
    }  # fmt: skip
    places = {name: path.resolve() for name, path in named.items()}
    for name, place in places.items():
        for other, elsewhere in places.items():
            if name != other and place.is_relative_to(elsewhere):
                raise DeskError(
                    Bilingual(f"{name} 与 {other} 重叠：{place}", f"{name} and {other} overlap: {place}"),
                    Bilingual("在 desk.toml 里给它们各自独立的文件夹。", "Give each a folder of its own in desk.toml."),
                )


def _check_there(layout: Layout) -> None:
    if layout.outbox.is_relative_to(layout.root):  # elsewhere it may be a share that is not connected
        layout.outbox.mkdir(exist_ok=True)
    for path in (layout.inbox, layout.outbox, layout.rulebooks, layout.templates):
        if not path.is_dir():
            raise DeskError(
                Bilingual(f"找不到文件夹 {path}。", f"The folder {path} is not there."),
                Bilingual(
                    "检查网络盘是否已连接；本地 desk 可用 casewright init 补齐。",
                    "See whether the network drive is connected; casewright init completes a local desk.",
                ),
            )


def _close_state(layout: Layout) -> None:
    """Keep the state to the desk's own account; raise DeskError where it is another's."""
    if not layout.state.is_dir():
        return
    close_to_others(layout.state, 0o700)
    if not os.access(layout.state, os.R_OK | os.X_OK):
        raise DeskError(
            Bilingual(f"{layout.state} 属于另一个账号，不能读取。", f"{layout.state} belongs to another account."),
            Bilingual(
                "用运行这个工作台的账号执行命令，例如 sudo -u casewright casewright status。",
                "Run the command as the account of this desk, such as sudo -u casewright casewright status.",
            ),
        )
