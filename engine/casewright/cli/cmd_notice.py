"""casewright notice."""

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType

import click

from casewright.cli.due_words import show_limits
from casewright.cli.look import playbook_in_force
from casewright.cli.shared import Shared, as_of_option, shared_options, this_run, today_or
from casewright.deadlines import deadlines_for
from casewright.intake import inspect_files
from casewright.model import Bilingual, Case, Drop, FileRef, NoticeReading, sort_findings
from casewright.model.errors import EXIT_INPUT, EXIT_OK
from casewright.notices import notice_json, read_notice


@click.command("notice", help="读一封通知：类型、阶段、期限。Read one notice: types, stage, deadline, what it asks.")
@click.argument("file", type=click.Path(exists=True, path_type=Path, dir_okay=False), metavar="FILE")
@click.option("--marketplace", metavar="CODE", help="站点，例如 US。The store, where the notice does not tell.")
@as_of_option
@shared_options
def command(file: Path, marketplace: str | None, as_of: date | None) -> int:
    """Read one notice and show what it says."""
    shared = this_run()
    today = today_or(as_of)
    playbook = playbook_in_force(shared, today)
    case = Case(file.stem, FileRef(file.name), notice_file=file.name, marketplace=marketplace)
    with tempfile.TemporaryDirectory(prefix="casewright-") as folder:
        root = Path(folder, "notice")
        root.mkdir()
        shutil.copyfile(file, root / file.name)
        items, looked = inspect_files(Drop(file.stem, root), notices=(file.name,))
    stores = playbook.catalogue.marketplaces
    reading, read = read_notice(case, items, lexicon=playbook.lexicon, marketplaces=stores)
    deadlines, counted = deadlines_for(
        case, reading, violation=reading.primary, rules=playbook.deadlines, marketplaces=stores, today=today,
        kinds=playbook.catalogue.violations,
    )  # fmt: skip
    found = sort_findings((*looked, *read, *counted))
    _warn(shared, reading)
    _show(shared, reading)
    show_limits(deadlines, shared, today)
    shared.findings(found)
    shared.document(notice_json(reading, deadlines, findings=found))
    return EXIT_OK if reading.types else EXIT_INPUT


_LEFT_OUT: Mapping[str, Bilingual] = MappingProxyType({
    "cover": Bilingual("转发人的话", "cover note"), "comment": Bilingual("批注", "comment"),
    "earlier": Bilingual("往来的旧邮件", "earlier mail of the thread"),
    "attached": Bilingual("另一个附件", "another file that came along"),
    "signature": Bilingual("转发人签名", "signature of whoever passed it on"),
    "footer": Bilingual("邮件附加声明", "small print of whoever passed it on"),
})  # fmt: skip


def _left_out(reading: NoticeReading) -> Iterator[Bilingual]:
    """Yield, for each kind of words that were left out, how many there are and how the first begins."""
    for kind, name in _LEFT_OUT.items():
        texts = [each.text for each in reading.left_out if each.kind == kind]
        if texts:
            first = " ".join(texts[0].split())
            words = first[:40] + ("…" if len(first) > 40 else "")
            yield Bilingual(f"{name.zh} {len(texts)} 处：“{words}”", f'{name.en}, {len(texts)}: "{words}"')


_FRAUD = Bilingual("钓鱼邮件：不是亚马逊发的！", "FRAUD: THIS MAIL IS NOT FROM AMAZON!")
_NOTHING = Bilingual(
    "不要点链接、不要回复、不要付款、不要填任何信息；邮件里的期限不算数，不能申诉。",
    "Do not click, answer, pay or enter anything; its deadline does not count and there is nothing to appeal.",
)


def _warn(shared: Shared, reading: NoticeReading) -> None:
    """Put a fraud above everything else, with its reasons, between two lines that nobody overlooks."""
    if reading.phishing:
        shared.print("!" * 72)
        for text in (_FRAUD, _NOTHING):
            shared.print(f"!! {shared.words(text)}")
        for reason in reading.phishing:
            shared.print(f"!!  - {shared.words(reason)}")
        shared.print("!" * 72)


def _show(shared: Shared, reading: NoticeReading) -> None:
    rows = [
        (Bilingual("类型", "types"), ", ".join(f"{each.code} ({each.confidence:.2f})" for each in reading.types)),
        (Bilingual("阶段", "stage"), reading.stage), (Bilingual("层级", "level"), reading.level),
        (Bilingual("站点", "store"), reading.marketplace),
        (Bilingual("日期", "date"), reading.notice_date.isoformat() if reading.notice_date else None),
        (Bilingual("案件号", "case ids"), ", ".join(reading.entities.case_ids)),
        (Bilingual("ASIN", "ASINs"), ", ".join(reading.entities.asins)),
        *((Bilingual("未算作通知", "not the notice's"), shared.words(each)) for each in _left_out(reading)),
    ]  # fmt: skip
    for label, value in rows:
        if value:
            shared.print(f"{shared.words(label)}: {value}")
