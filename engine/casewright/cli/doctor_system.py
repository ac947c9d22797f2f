"""What the doctor looks at in the machine: watch limits, long paths, memory for the workers, extra packages."""

import os
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from casewright.cli.doctor_check import Check, same
from casewright.desk import Layout, Settings
from casewright.model import Bilingual

_WATCHES = Path("/proc/sys/fs/inotify/max_user_watches")
#: More worker processes than these are not begun by themselves.
MOST_WORKERS = 8
#: What the system and the documents need beside the workers.
_REST_MB = 1024


def system_checks(layout: Layout, settings: Settings) -> Iterator[Check]:
    """Yield the checks of the machine that hang on the desk's settings."""
    if sys.platform.startswith("linux"):
        yield watch_limit(sum(1 for _ in _folders(layout.inbox)), _limit())
    if sys.platform == "win32":
        yield long_paths(enabled=_long_paths_enabled())
    yield memory(settings, cores=os.cpu_count() or 1, total_mb=_memory_mb())


def extra_checks() -> Iterator[Check]:
    """Yield whether the packages of the extras are here; nothing is wrong where they are not."""
    yield _extra("ocr", ("rapidocr", "onnxruntime"), Bilingual("读截图里的通知", "reads screenshots of notices"))
    yield _extra("cluster", ("distributed",), Bilingual("多台机器一起做", "work on several machines"))


def _extra(name: str, modules: tuple[str, ...], use: Bilingual) -> Check:
    if all(find_spec(module) is not None for module in modules):
        return Check(f"extra {name}", ok=True, text=Bilingual(f"已安装：{use.zh}", f"installed: {use.en}"))
    text = Bilingual(
        f"没有安装（{use.zh}）；需要时 pip install 'casewright[{name}]'",
        f"not installed ({use.en}); where wanted: pip install 'casewright[{name}]'",
    )
    return Check(f"extra {name}", ok=True, text=text)


def _folders(inbox: Path) -> Iterator[str]:
    for folder, _, _ in os.walk(inbox):
        yield folder


def _limit() -> int | None:
    try:
        return int(_WATCHES.read_text(encoding="ascii"))
    except (OSError, ValueError):
        return None


def watch_limit(folders: int, limit: int | None) -> Check:
    """Say whether the system can watch that many folders; beyond it the desk looks at intervals instead."""
    if limit is None:
        return Check("watch limit", ok=True, text=Bilingual("看不到上限", "the limit cannot be seen"))
    if folders * 2 <= limit:
        text = Bilingual(f"收件箱 {folders} 个文件夹，上限 {limit}", f"{folders} folders in the inbox, {limit} allowed")
        return Check("watch limit", ok=True, text=text)
    text = Bilingual(
        f"收件箱有 {folders} 个文件夹，系统只能监视 {limit} 个；超出的靠定时查看，反应会慢。"
        "管理员执行 sysctl fs.inotify.max_user_watches=524288，或移走做完的案件（after_delivery = 'move'）。",
        f"The inbox holds {folders} folders and the system watches {limit} at most; what is beyond is found at "
        "intervals, later. Run sysctl fs.inotify.max_user_watches=524288, or have delivered cases moved "
        "(after_delivery = 'move').",
    )
    return Check("watch limit", ok=False, text=text)


def long_paths(*, enabled: bool) -> Check:
    """Say whether Windows takes paths above 260 characters."""
    if enabled:
        return Check("long paths", ok=True, text=Bilingual("已开启", "enabled"))
    text = Bilingual(
        "没有开启，路径超过 260 个字符的文件打不开；casewright service windows 第 2 条说明如何开启。",
        "Not enabled: files whose path exceeds 260 characters cannot be opened; casewright service windows, 2, says "
        "how to enable them.",
    )
    return Check("long paths", ok=False, text=text)


if sys.platform == "win32":
    import winreg

    def _long_paths_enabled() -> bool:
        place = r"SYSTEM\CurrentControlSet\Control\FileSystem"
        try:
            with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, place) as key:
                return bool(winreg.QueryValueEx(key, "LongPathsEnabled")[0])
        except OSError:
            return False
else:

    def _long_paths_enabled() -> bool:
        return True


def _memory_mb() -> int | None:
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") >> 20
    except (AttributeError, ValueError, OSError):
        return None


def memory(settings: Settings, *, cores: int, total_mb: int | None) -> Check:
    """Say whether the workers' bounds fit into the machine's memory."""
    workers = settings.workers or min(cores, MOST_WORKERS)
    bound = settings.worker_memory_mb
    if total_mb is None or not bound:
        unbounded = Bilingual("没有设上限", "no bound is set") if not bound else same(f"{workers} x {bound} MB")
        return Check("workers' memory", ok=True, text=unbounded)
    told = f"{workers} x {bound} MB / {total_mb} MB"
    if workers * bound + _REST_MB <= total_mb:
        return Check("workers' memory", ok=True, text=same(told))
    text = Bilingual(
        f"{told}：几个大案件同时做时内存可能不够。在 desk.toml 里减少 workers，或调低 worker_memory_mb。",
        f"{told}: several large cases at once may not fit. Lower workers or worker_memory_mb in desk.toml.",
    )
    return Check("workers' memory", ok=False, text=text)
