"""Laying out a desk: trays, shelves and settings from the starter; what is there already is never touched."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import casewright
from casewright.desk.names import is_lock, is_passing
from casewright.desk.settings import SETTINGS_FILE
from casewright.model import Bilingual, DeskError

_SETTINGS = """\
# desk.toml: 每一项都可以省略，省略时用默认值。Every setting may be left out; these are the defaults.
# Windows 路径请用单引号。Put Windows paths into single quotes:  inbox = 'D:\\cases\\inbox'

# inbox = "inbox"              # 收件箱，可以在网络盘上 / where cases are dropped; may lie on a share
# outbox = "outbox"            # 发件箱，可以在网络盘上 / where packages appear; may lie on a share
# rulebooks = "rulebooks"      # 规则表 / the workbooks of rules
# doc_templates = "doc_templates"  # Word 模板 / the Word templates

# quiet_seconds = 5            # 文件静止多少秒后才处理 / seconds without change before a drop is taken
# poll_seconds = 5             # 多久查看一次收件箱 / seconds between two looks at the inbox
# share_poll_seconds = 20      # 收件箱在网络盘上时 / the same where the inbox lies on a share
# watching = "auto"            # auto | events | poll
# after_delivery = "keep"      # keep 留在收件箱 | move 移到 inbox/.done
# workers = 0                  # 并行进程数，0 自动 / worker processes, 0 chooses by the batch
# job_seconds = 900            # 一个案件最多做多少秒，0 不限 / seconds that one case may take, 0: no limit
# worker_tasks = 200           # 每个进程做多少个案件后换新，0 不换 / cases after which worker processes are replaced
# worker_memory_mb = 3000      # 每个进程的内存上限，0 不限，Windows 无效 / most memory of a worker, not on Windows
# language = "both"            # both | zh | en
# pdf = false                  # true：交付后用 LibreOffice 转 PDF / PDFs by LibreOffice after delivery
# office = ""                  # LibreOffice 的位置，留空自动找 / where LibreOffice is; found by itself where empty

# 保留天数，0 为永久保留；到期后由 casewright tidy 或 watch 每天删除一次，并留下删除报告。
# Days to keep, 0: for ever. What is past its time is deleted by casewright tidy and once a day by watch, with a report.
# keep_log_days = 90           # 旧日志和程序错误记录 / old logs and tracebacks
# keep_ledger_days = 90        # 案件和材料包都不在之后，台账记录再留多久 / rows whose drop and package are both gone
# keep_work_days = 7           # 不再需要的私有副本、读图结果 / private copies, readings of pictures
# keep_archive_days = 0        # 不再使用的规则存档 / archived playbooks that no package names
# keep_done_days = 0           # inbox/.done 里的原件 / originals below inbox/.done
# keep_outbox_days = 0         # outbox 里的材料包 / packages in the outbox

# [limits]                     # 投放内容的上限 / how far what is dropped is opened
# drop_files = 5000            # 一个案件最多多少文件 / files of one case
# drop_mb = 2048               # 一个案件解开后最多多少 MB / MB of one case when unpacked
# file_mb = 192                # 超过的文件只登记不打开 / a larger file is listed, not opened
# zip_ratio = 200              # 压缩比上限 / how far a file may unpack
# workbook_mb = 80             # 案件表解开后的 MB，证据表 3 倍 / MB of a case sheet unpacked; evidence: 3 times
# workbook_cells = 400000      # 案件表单元格数，证据表 3 倍 / cells of a case sheet; evidence: 3 times
# text_mb = 64                 # 文本和网页 / text and web pages
# word_mb = 40                 # 解压后的 Word 正文 / Word documents unpacked
# mail_mb = 64                 # 邮件 / mails
# pdf_pages = 60               # PDF 读取的页数 / pages of a PDF that are read
# read_seconds = 90            # 读一个文件最多多少秒 / seconds that one file may take to be read
# read_memory_mb = 2048        # 读取进程最多多少 MB 内存 / MB of memory of the process that reads
"""


@dataclass(frozen=True, slots=True)
class Starter:
    """Where the rulebooks, templates and sample cases of this installation lie."""

    rulebooks: Path
    templates: Path
    cases: Path


def find_starter() -> Starter:
    """Return the starter: inside the package when installed, the checkout's own folders when working in it.

    Raises DeskError where neither is there.
    """
    package = Path(casewright.__file__).parent
    for base, cases in ((package / "starter", "cases"), (package.parents[1], "tests/cases")):
        if (base / "rulebooks").is_dir() and (base / "doc_templates").is_dir():
            return Starter(base / "rulebooks", base / "doc_templates", base / cases)
    raise DeskError(
        Bilingual("安装不完整：找不到自带的规则和模板。", "The installation is incomplete: its starter is missing."),
        Bilingual("重新安装 casewright。", "Install casewright again."),
    )


def lay_out(root: Path) -> tuple[Path, ...]:
    """Lay out a desk at ``root``; return the files that were put there, relative to it.

    Completes a desk that is there already and never overwrites a file.
    """
    starter = find_starter()
    for tray in ("inbox", "outbox", "rulebooks", "doc_templates"):
        (root / tray).mkdir(parents=True, exist_ok=True)
    made = [*_fill(starter.rulebooks, root / "rulebooks"), *_fill(starter.templates, root / "doc_templates")]
    settings = root / SETTINGS_FILE
    if not settings.exists():
        settings.write_text(_SETTINGS, encoding="utf-8")
        made.append(settings)
    return tuple(path.relative_to(root) for path in made)


def sample_entries(cases: Path) -> tuple[Path, ...]:
    """Return what of the sample cases goes into an inbox: case folders, zips, batch workbooks with their folders."""
    found: list[Path] = []
    for place in sorted(cases.iterdir()) if cases.is_dir() else ():
        if place.suffix in {".zip", ".xlsx"} or any((place / name).is_file() for name in ("case.xlsx", "case.yaml")):
            found.append(place)
        elif place.is_dir() and any(place.glob("*.xlsx")):
            found.extend(path for path in sorted(place.iterdir()) if not path.name.startswith("."))
    return tuple(path for path in found if not (is_lock(path.name) or is_passing(path.name)))


def _fill(source: Path, goal: Path) -> list[Path]:
    made = []
    for path in sorted(source.rglob("*")):
        if path.is_relative_to(source / "pages"):  # pictures for the README, no one's working papers
            continue
        target = goal / path.relative_to(source)
        if path.name.startswith(".") or is_lock(path.name) or is_passing(path.name) or target.exists():
            continue
        if path.is_file():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
            made.append(target)
    return made
