"""What the doctor looks at in a desk's own state: who can read it, the ledger, the clock, what is kept how long."""

import os
import stat
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import fields
from pathlib import Path

from casewright.cli.doctor_check import Check, same
from casewright.desk import Layout, Settings, ledger_trouble
from casewright.model import Bilingual
from casewright.model.errors import EXIT_DESK

_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_SKEW_SECONDS = 120.0


def state_checks(layout: Layout, settings: Settings) -> Iterator[Check]:
    """Yield the checks of a desk's state."""
    yield _state_modes(layout)
    for name, folder in (("inbox", layout.inbox), ("outbox", layout.outbox)):
        yield _tray_mode(name, folder)
    yield _ledger(layout)
    for name, folder in (("inbox", layout.inbox), ("outbox", layout.outbox)):
        yield _clock_beside(name, folder)
    yield _clock_behind(layout)
    yield _kept(settings)


def _state_modes(layout: Layout) -> Check:
    """Look whether anybody else may read the state; opening the desk has closed it, where the storage knows modes."""
    name = ".casewright exposed"
    if os.name == "nt":
        told = Bilingual(
            "Windows 按文件夹继承权限，casewright service windows 第 5 条说明如何收紧",
            "Windows inherits the rights of the folder above; casewright service windows, 5, says how to narrow them",
        )
        return Check(name, ok=True, text=told)
    if not layout.state.is_dir() or not layout.state.stat().st_mode & _OTHERS:
        return Check(name, ok=True, text=Bilingual("只有本账号能读", "readable by this account alone"))
    text = Bilingual(
        f"其他账号能读 {layout.state}，里面有案件副本和台账：这个磁盘不支持权限位，或文件夹属于别的账号。"
        "把 desk 移到本地磁盘，或用 chown 改正所有者。",
        f"Other accounts can read {layout.state}, which holds copies of cases and the ledger: its storage knows no "
        "modes, or another account owns it. Move the desk to a local disk, or set the owner right with chown.",
    )
    return Check(name, ok=False, text=text)


def _tray_mode(name: str, folder: Path) -> Check:
    mode = folder.stat().st_mode
    if os.name == "nt" or not mode & stat.S_IWOTH:
        return Check(f"{name} exposed", ok=True, text=same("-" if os.name == "nt" else f"{stat.S_IMODE(mode):04o}"))
    text = Bilingual(
        f"任何账号都能往 {folder} 写入或删除（{stat.S_IMODE(mode):04o}）。建一个同事共用的组，改成 2770。",
        f"Any account can change what lies in {folder} ({stat.S_IMODE(mode):04o}). Make a group for the staff and "
        "give it the mode 2770.",
    )
    return Check(f"{name} exposed", ok=False, text=text)


def _ledger(layout: Layout) -> Check:
    if not layout.ledger.is_file():
        return Check("ledger", ok=True, text=Bilingual("还没有，首次运行时建立", "none yet; the first run makes it"))
    trouble = ledger_trouble(layout.ledger)
    if trouble is None:
        size = layout.ledger.stat().st_size
        return Check("ledger", ok=True, text=Bilingual(f"完好，{size >> 10} KB", f"sound, {size >> 10} KB"))
    return Check("ledger", ok=False, text=trouble, code=EXIT_DESK)


def _clock_beside(name: str, folder: Path) -> Check:
    """Compare this machine's clock with that of the storage: a new file's time is the storage's own."""
    trial = folder / f".doctor-{os.getpid()}.tmp"
    try:
        before = time.time()
        trial.write_bytes(b"")
        there = trial.stat().st_mtime
        after = time.time()
    except OSError as error:
        why = error.strerror or type(error).__name__
        return Check(f"{name} clock", ok=False, text=Bilingual(f"无法查看：{why}", f"cannot be looked at: {why}"))
    finally:
        with suppress(OSError):  # a read-only storage refuses to remove even what is not there
            trial.unlink(missing_ok=True)
    skew = 0.0 if before - 1 <= there <= after + 1 else there - after
    if abs(skew) <= _SKEW_SECONDS:
        return Check(f"{name} clock", ok=True, text=Bilingual("与本机一致", "agrees with this machine"))
    minutes = round(abs(skew) / 60)
    zh, en = ("快", "ahead of") if skew > 0 else ("慢", "behind")
    text = Bilingual(
        f"存储的时钟比本机{zh} {minutes} 分钟；请校准，否则期限和保留天数会算错。",
        f"The storage's clock is {minutes} minutes {en} this machine's; set them right, or limits and days to keep "
        "are counted wrongly.",
    )
    return Check(f"{name} clock", ok=False, text=text)


def _clock_behind(layout: Layout) -> Check:
    """Compare the clock with what this desk wrote last: a clock that was set back counts limits and days wrongly."""
    name = "ledger clock"
    if not layout.ledger.is_file():
        return Check(name, ok=True, text=Bilingual("还没有可比的记录", "nothing to compare with yet"))
    behind = layout.ledger.stat().st_mtime - time.time()
    if behind <= _SKEW_SECONDS:
        return Check(name, ok=True, text=Bilingual("不早于上次的记录", "not behind what was written last"))
    hours = round(behind / 3600, 1)
    text = Bilingual(
        f"本机时钟比台账上次写入还早 {hours} 小时，多半被调回了；请校准，否则期限会算错，到期内容也不会清理。",
        f"This machine's clock is {hours} hours behind what the ledger wrote last: it was set back. Set it right, or "
        "limits are counted wrongly and nothing is tidied.",
    )
    return Check(name, ok=False, text=text)


def _kept(settings: Settings) -> Check:
    kept = [(field.name, getattr(settings, field.name)) for field in fields(settings) if field.name.startswith("keep_")]
    return Check("retention", ok=True, text=same(", ".join(f"{name} = {days}" for name, days in kept)))
