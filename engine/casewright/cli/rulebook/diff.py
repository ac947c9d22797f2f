"""casewright rulebook diff."""

from itertools import groupby
from pathlib import Path

import click

from casewright.cli.shared import Shared, shared_options, this_run
from casewright.model import Bilingual
from casewright.model.errors import EXIT_OK
from casewright.rules import Change, RulebookDiff, diff_rulebooks


@click.command(
    "diff",
    help="逐行说明两份规则有什么不同。A 是旧的，B 是新的：工作簿、放工作簿的文件夹，或 rulebooks/text 这样的文本。"
    "What changed from rulebook A to B, row by row in words: workbooks, folders of them, or folders of their text."
    " Exit code 0 whether or not they differ (--json: equal, same_meaning); 4 where one cannot be opened.",
)
@click.argument("older", type=click.Path(exists=True, path_type=Path), metavar="A")
@click.argument("newer", type=click.Path(exists=True, path_type=Path), metavar="B")
@shared_options
def command(older: Path, newer: Path) -> int:
    """Tell the differences between two rulebooks."""
    shared = this_run()
    found = diff_rulebooks(older, newer)
    shared.document({"a": str(older), "b": str(newer), **found.to_json()})
    _show(shared, found)
    if not shared.as_json:
        shared.tell(_verdict(found))
    return EXIT_OK


def _show(shared: Shared, found: RulebookDiff) -> None:
    _group(shared, found.meaning)
    if found.spelling:
        shared.print(shared.words(Bilingual("—— 只是写法不同，意思不变：", "-- Written differently, same meaning:")))
        _group(shared, found.spelling)
    for remark in found.remarks:
        for lang in (shared.lang,) if shared.lang else ("zh", "en"):
            shared.print(f"{'备注：' if lang == 'zh' else 'Remark: '}{remark.lang(lang)}")


def _group(shared: Shared, changes: tuple[Change, ...]) -> None:
    for where, group in groupby(changes, key=lambda change: change.where):
        shared.print(where)
        for change in group:
            for lang in (shared.lang,) if shared.lang else ("zh", "en"):
                shared.print(f"    {change.text.lang(lang)}")


def _verdict(found: RulebookDiff) -> Bilingual:
    if not found.changes:
        return Bilingual("两份规则相同。", "The two rulebooks are the same.")
    meaning, spelling = len(found.meaning), len(found.spelling)
    return Bilingual(
        f"{meaning} 处内容变化，{spelling} 处只是写法不同。",
        f"{meaning} change{'s' if meaning != 1 else ''} of content, {spelling} of spelling only.",
    )
