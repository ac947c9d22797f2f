"""casewright doctor."""

import os
import shutil
import sys
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click

from casewright import __version__
from casewright.cli.doctor_check import Check
from casewright.cli.doctor_check import same as _same
from casewright.cli.doctor_state import state_checks
from casewright.cli.doctor_system import extra_checks, system_checks
from casewright.cli.shared import Shared, shared_options, this_run, today_or
from casewright.desk import Layout, Settings, Shelf, share_type, standing_now
from casewright.desk.private import private_folder
from casewright.model import Bilingual, DeskError, PlaybookError
from casewright.model.errors import EXIT_DESK, EXIT_OK, EXIT_PLAYBOOK
from casewright.rules import available

_LITTLE_ROOM = 1 << 30
_CJK = ("Noto Sans CJK", "Noto Serif CJK", "Microsoft YaHei", "SimSun", "WenQuanYi", "PingFang", "Source Han")
_LATIN = ("Calibri", "Carlito")
_WINDOWS_FONTS = ("msyh.ttc", "simsun.ttc")


@click.command("doctor", help="检查运行环境，不联网。Check the surroundings, without any network.")
@shared_options
def command() -> int:
    """Look at everything that the desk needs, one line each."""
    shared = this_run()
    checks = tuple(_checks(shared))
    for check in checks:
        mark = shared.words(_OK if check.ok else _ATTENTION)
        shared.print(f"{mark}  {shared.words(_label(check.name))}: {shared.words(check.text)}")
        shared.findings(check.found)
    shared.document({"checks": [each.to_json() for each in checks]})
    return max((check.code for check in checks if not check.ok), default=EXIT_OK)


_OK, _ATTENTION = Bilingual("正常", "ok       "), Bilingual("注意", "attention")
_LABELS = {
    "rules engine": "规则引擎", "time zones": "时区数据", "fonts": "中文字体", "Latin font": "英文字体",
    "clock": "时钟", "desk": "工作台",
    "playbook": "规则与模板", "inbox": "收件箱", "outbox": "发件箱", ".casewright": "台账文件夹",
    "writable": "可写", "storage": "空间", "exposed": "权限", "ledger": "台账", "retention": "保留天数",
    "extra": "可选组件", "watch limit": "监视上限", "long paths": "长路径", "workers' memory": "工作进程内存",
}  # fmt: skip


def _label(name: str) -> Bilingual:
    """Return what a check is called for people: known whole names, else word by word."""
    zh = _LABELS.get(name) or "".join(_LABELS.get(word, word) for word in name.split())
    return Bilingual(zh, name)


def _checks(shared: Shared) -> Iterator[Check]:
    today = today_or(None)
    yield Check("casewright", ok=True, text=_same(f"{__version__}, Python {sys.version.split()[0]}"))
    yield _engine()
    yield _zones()
    yield _fonts()
    yield _latin_font()
    yield _poppler()
    yield _clock()
    yield from extra_checks()
    try:
        layout, settings = shared.open_desk()
    except DeskError as error:
        yield _office(Settings())
        text = Bilingual(f"{error.text.zh} {error.fix.zh}", f"{error.text.en} {error.fix.en}")
        yield Check("desk", ok=False, text=text, code=error.exit_code)
        return
    yield _office(settings)
    yield Check("desk", ok=True, text=_same(str(layout.root)))
    for name, folder in (("inbox", layout.inbox), ("outbox", layout.outbox), (".casewright", layout.state)):
        yield _writable(name, folder)
        yield _storage(name, folder)
    yield from state_checks(layout, settings)
    yield from system_checks(layout, settings)
    yield _playbook(shared, layout, today)


def _engine() -> Check:
    if available():
        return Check("rules engine", ok=True, text=_same("durable-rules"))
    return Check(
        "rules engine",
        ok=False,
        text=Bilingual(
            "durable-rules 不可用，由自带的判定程序代替，清单会注明；安装 C 编译器后重装可恢复。",
            "durable-rules cannot be imported; the plain evaluator decides and manifests say so. Install a C compiler "
            "and install again to have it.",
        ),
    )


def _zones() -> Check:
    try:
        ZoneInfo("Asia/Shanghai"), ZoneInfo("America/Los_Angeles")
    except ZoneInfoNotFoundError:
        return Check(
            "time zones", ok=False, text=Bilingual("缺少时区数据，请安装 tzdata。", "Missing: install tzdata.")
        )
    return Check("time zones", ok=True, text=_same("tzdata"))


def _fonts() -> Check:
    names: set[str] = set()
    from casewright.render.pages import installed_fonts

    listed = installed_fonts()
    if listed is not None:
        names = {name for name in _CJK if name in listed}
    elif os.name == "nt":
        fonts = Path(os.environ.get("WINDIR", r"C:\Windows"), "Fonts")
        names = {name for name in _WINDOWS_FONTS if (fonts / name).is_file()}
    if names:
        return Check("fonts", ok=True, text=_same(", ".join(sorted(names))))
    return Check(
        "fonts",
        ok=False,
        text=Bilingual(
            "没有找到中文字体；Word 文件不受影响，本机转出的 PDF 里中文可能是方块。安装 fonts-noto-cjk。",
            "No Chinese font was found; documents are not affected, but PDFs made here may show boxes. Install "
            "fonts-noto-cjk.",
        ),
    )


def _latin_font() -> Check:
    """Look for the face of the documents' Latin text, or the one of the same widths that stands in for it."""
    from casewright.render.pages import installed_fonts

    listed = installed_fonts()
    if listed is None:
        return Check("Latin font", ok=True, text=Bilingual("本系统不逐一查看", "not looked at on this system"))
    found = [name for name in _LATIN if name in listed]
    if found:
        return Check("Latin font", ok=True, text=_same(", ".join(found)))
    text = Bilingual(
        "没有 Calibri 或 Carlito，转出的 PDF 英文会变宽、页数会变多；安装 fonts-crosextra-carlito。",
        "Neither Calibri nor Carlito is here: English text in PDFs becomes wider and takes more pages; install "
        "fonts-crosextra-carlito.",
    )
    return Check("Latin font", ok=False, text=text)


def _office(settings: Settings) -> Check:
    from casewright.render.pages import find_office

    found = find_office(settings.office)
    if found:
        return Check("LibreOffice", ok=True, text=_same(found))
    if settings.office:
        text = Bilingual(
            f"desk.toml 里 office 指向的程序不存在：{settings.office}",
            f"desk.toml: office names no program: {settings.office}",
        )
        return Check("LibreOffice", ok=False, text=text)
    text = Bilingual(
        "没有安装；Word 文件照常生成，只是不能转 PDF。安装 libreoffice-writer-nogui。",
        "Not installed; documents are made all the same, but no PDFs. Install libreoffice-writer-nogui.",
    )
    return Check("LibreOffice", ok=False, text=text)


def _poppler() -> Check:
    found = shutil.which("pdftoppm")
    if found:
        return Check("poppler", ok=True, text=_same(found))
    text = Bilingual(
        "没有安装；只影响模板预览的图片。安装 poppler-utils。",
        "Not installed; only pictures of template previews need it. Install poppler-utils.",
    )
    return Check("poppler", ok=False, text=text)


def _clock() -> Check:
    now = datetime.now().astimezone()
    return Check("clock", ok=True, text=_same(f"{now:%Y-%m-%d %H:%M %z}"))


def _writable(name: str, folder: Path) -> Check:
    """Write, rename and remove a small folder, as publishing does."""
    trial = folder / f".doctor-{os.getpid()}.tmp"
    try:
        if name == ".casewright":
            private_folder(folder)
        trial.mkdir()
        (trial / "trial").write_bytes(b"trial")
        moved = trial.rename(trial.with_name(f"{trial.name}-moved.tmp"))
        shutil.rmtree(moved)
    except OSError as error:
        shutil.rmtree(trial, ignore_errors=True)
        why = error.strerror or type(error).__name__
        return Check(
            f"{name} writable",
            ok=False,
            text=Bilingual(
                f"不能写入（{why}）。检查权限、网络盘是否只读，并用运行工作台的账号再查一次；在此之前案件会等着。",
                f"cannot be written ({why}). Look at its rights and whether the share is read-only, as the account "
                "that runs the desk; until then cases wait.",
            ),
            code=EXIT_DESK,
        )
    return Check(f"{name} writable", ok=True, text=_same(str(folder)))


def _storage(name: str, folder: Path) -> Check:
    place = folder if folder.is_dir() else folder.parent
    usage = shutil.disk_usage(place)
    kind = share_type(place)
    known = usage.total > 0  # some shares do not tell
    room = f"{usage.free / (1 << 30):.1f} GB"
    if name == ".casewright" and kind:
        text = Bilingual(
            f"台账在网络盘上（{kind}），请把 desk 放在本地磁盘，只把收件箱和发件箱放网络盘。",
            f"The ledger lies on a share ({kind}); only inbox and outbox should lie there.",
        )
        return Check(f"{name} storage", ok=False, text=text)
    if known and usage.free < _LITTLE_ROOM:
        return Check(f"{name} storage", ok=False, text=Bilingual(f"剩余空间只有 {room}", f"only {room} free"))
    where = (
        Bilingual("网络盘，定时查看", "a share; looked at in intervals")
        if kind
        else Bilingual("本地磁盘", "local disk")
    )
    left = Bilingual(f"剩余 {room}", f"{room} free") if known else Bilingual("剩余空间未知", "free space not told")
    return Check(f"{name} storage", ok=True, text=Bilingual(f"{where.zh}，{left.zh}", f"{where.en}, {left.en}"))


def _playbook(shared: Shared, layout: Layout, today: date) -> Check:
    shelf = Shelf(layout, shared.engine)
    try:
        copy, _ = shelf.in_force(today)
    except PlaybookError as error:
        text = Bilingual(f"{error.text.zh} {error.fix.zh}", f"{error.text.en} {error.fix.en}")
        return Check("playbook", ok=False, text=text, code=EXIT_PLAYBOOK, found=shelf.refused)
    good = standing_now(layout).good
    if not shelf.refused:
        return Check("playbook", ok=True, text=good.name if good else _same(copy.sha256[:12]))
    count = len(shelf.refused)
    kept = good.name if good else _same(copy.sha256[:12])
    text = Bilingual(
        f"改过的规则或模板有 {count} 处错误，没有执行；现在执行：{kept.zh}。",
        f"The changed rulebooks or templates have {count} fault{'' if count == 1 else 's'} and are not in force; what "
        f"holds: {kept.en}.",
    )
    return Check("playbook", ok=False, text=text, code=EXIT_PLAYBOOK, found=shelf.refused)
