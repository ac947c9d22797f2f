"""One sitting of the office program: its own profile, a time limit, and nothing left running after it."""

import contextlib
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from threading import Event

from casewright.render.pages.fonts import installed_fonts

_LOOK = 0.1
#: ``path: {name: value}`` of the profile: no macro, no link followed, no server asked, no first-start talk.
_PROFILE: Mapping[str, Mapping[str, object]] = {
    "/org.openoffice.Office.Common/Security/Scripting": {
        "MacroSecurityLevel": 3, "DisableMacrosExecution": True, "BlockUntrustedRefererLinks": True,
        "DisableActiveContent": True, "DisableOLEAutomation": True,
    },
    "/org.openoffice.Office.Writer/Content/Update": {"Link": 0, "Field": False},
    "/org.openoffice.Inet/Settings": {
        "ooInetProxyType": 2, "ooInetHTTPProxyName": "127.0.0.1", "ooInetHTTPProxyPort": 9,
        "ooInetHTTPSProxyName": "127.0.0.1", "ooInetHTTPSProxyPort": 9, "ooInetNoProxy": "",
    },
    "/org.openoffice.Office.Jobs/Jobs/org.openoffice.Office.Jobs:Job['UpdateCheck']/Arguments": {
        "AutoCheckEnabled": False, "AutoDownloadEnabled": False,
    },
    "/org.openoffice.Office.Common/Misc": {"FirstRun": False, "CollectUsageInformation": False, "CrashReport": False},
    "/org.openoffice.Office.Recovery/AutoSave": {"Enabled": False},
}  # fmt: skip
#: Free fonts for those of the templates that come with Windows; taken where those are not installed.
_FONTS = "/org.openoffice.Office.Common/Font/Substitution"
_STAND_INS = {
    "Microsoft YaHei": "Noto Sans CJK SC", "SimSun": "Noto Serif CJK SC", "Yu Gothic": "Noto Sans CJK JP",
    "Yu Mincho": "Noto Serif CJK JP", "Calibri": "Carlito",
}  # fmt: skip
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry" '
    'xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n'
)


def sit(
    office: str, files: Sequence[Path], *, into: Path, profile: Path, timeout: float, stop: Event | None = None,
    seen: Callable[[int], None] | None = None, gently: bool = False,
) -> bool:  # fmt: skip
    """Let one office process print files to PDF, in their order; return whether it came to an end by itself.

    ``seen`` hears how many PDFs have begun to lie in ``into``; ``gently`` lets other work of the machine go first.
    OSError where the program cannot be started.
    """
    _write_profile(profile)
    command = [
        *(_giving_way() if gently else ()), office, f"-env:UserInstallation={profile.absolute().as_uri()}",
        "--headless", "--norestore", "--nodefault", "--nologo", "--nolockcheck", "--convert-to", "pdf",
        "--outdir", str(into.absolute()),
        *(str(file.absolute()) for file in files),
    ]  # fmt: skip
    silent = subprocess.DEVNULL
    worker = subprocess.Popen(  # noqa: S603 - the office program of this machine, with file names of our own
        command, stdin=silent, stdout=silent, stderr=silent, env=_surroundings(), cwd=into,
        start_new_session=os.name != "nt", creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
    )  # fmt: skip
    end, before = time.monotonic() + timeout, 0
    try:
        while worker.poll() is None:
            if time.monotonic() > end or (stop is not None and stop.is_set()):
                return False
            count = sum(path.suffix == ".pdf" for path in into.iterdir())
            if seen is not None and count != before:
                seen(count)
            before = count
            with contextlib.suppress(subprocess.TimeoutExpired):
                worker.wait(_LOOK)
        return worker.returncode == 0
    finally:
        _end(worker)


def _write_profile(profile: Path) -> None:
    lines = [
        f'<item oor:path="{path}">{_prop(name, value)}</item>\n'
        for path, values in _PROFILE.items()
        for name, value in values.items()
    ]
    (profile / "user").mkdir(parents=True)
    text = f"{_HEAD}{''.join((*lines, *_stand_ins()))}</oor:items>\n"
    (profile / "user" / "registrymodifications.xcu").write_text(text, encoding="utf-8")


def _stand_ins() -> Iterator[str]:
    """Yield which free font stands in where one of the templates' is not installed; without it any may be taken.

    Only where fontconfig can tell: Windows has these fonts, and the office program would put ours before them.
    """
    listed = installed_fonts()
    pairs = {font: other for font, other in _STAND_INS.items() if listed is not None and font not in listed}
    if pairs:
        yield f'<item oor:path="{_FONTS}">{_prop("Replacement", True)}</item>\n'
    for number, (font, other) in enumerate(pairs.items()):
        props = {"ReplaceFont": font, "SubstituteFont": other, "Always": True, "OnScreenOnly": False}
        inner = "".join(_prop(name, value) for name, value in props.items())
        yield f'<item oor:path="{_FONTS}/FontPairs"><node oor:name="_{number}" oor:op="replace">{inner}</node></item>\n'


def _prop(name: str, value: object) -> str:
    return f'<prop oor:name="{name}" oor:op="fuse"><value>{_text(value)}</value></prop>'


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _giving_way() -> tuple[str, ...]:
    """Return what makes a program give way to others: cases come first."""
    nice = shutil.which("nice")
    return (nice, "-n", "10") if nice else ()


def _surroundings() -> dict[str, str]:
    """Return our own environment without what an office program might take for a display or a way out."""
    left_out = {"DISPLAY", "WAYLAND_DISPLAY", "SESSION_MANAGER", "DBUS_SESSION_BUS_ADDRESS"}
    kept = {name: value for name, value in os.environ.items() if name not in left_out}
    return {**kept, "SAL_USE_VCLPLUGIN": "svp", "LC_ALL": "C.UTF-8"}


def _end(worker: "subprocess.Popen[bytes]") -> None:
    """End the program and its children: the program that is started is a shell around the one that works."""
    if os.name == "nt":
        if worker.poll() is None:
            tree = ["taskkill", "/T", "/F", "/PID", str(worker.pid)]
            subprocess.run(tree, check=False, capture_output=True, timeout=30)  # noqa: S603 - a fixed program
    else:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(worker.pid, signal.SIGKILL)
    worker.wait()
