"""The note that lies beside a refused workbook or template: what is wrong in it, cell by cell, and what to do.

A plain text file that Notepad opens by a double click and that sorts next to its workbook. The desk looks at workbooks
and templates only, so a note never counts as a change; it goes away by itself with the next save that passes.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from casewright.desk.copies import PART, being_written
from casewright.desk.layout import Layout
from casewright.desk.standing import Good, Problem, Refused

ENDING = " 有误 PROBLEMS.txt"
#: Where no single workbook can be named.
_ALL = "规则簿"
_MOST = 200
_PLACE = re.compile(r"(?P<shelf>rulebooks|doc_templates)/(?P<file>[^/>,]+\.(?:xlsx|docx))(?P<rest>.*)")
_CELL = re.compile(r" > (?P<sheet>.+)!(?P<cell>[A-Z]{1,3}[1-9]\d*)$")

_HEAD = """\
{file} 有误，这次保存没有生效
{file} HAS PROBLEMS; THIS SAVE IS NOT IN FORCE

下面共 {count} 处，发现于 {since}。{good_zh}
{count_en} listed below, found at {since}. {good_en}
"""
_GOOD_ZH = "现在仍按 {name}办理案件，所有工作簿和模板都按那一版。"
_GOOD_EN = "Cases still go by the {name}, for every workbook and template."
_NONE_ZH = "还没有任何一版可用，改好之前不办理案件。"
_NONE_EN = "No version has passed yet; no case is produced until this is mended."
_FOOT = """\
怎么办
1. 打开 {file}，按上面逐处修改，存回原处，文件名不变。文件被删或改名的，放回原名。
2. 工作台开着（casewright watch）时稍等，一般不到一分钟：全部改对，本说明自动消失，下一个案件就按新内容办理；
   还有问题，这里会换成新的清单。
3. 工作台没开时，运行 casewright rulebook check 可以马上看到结果。
4. 想退回原来的内容：在 Excel 里撤销后保存，或请管理员从 {kept_zh} 取出原来的 {file}。

What to do
1. Open {file}, mend each place above and save it where it is, under the same name.
   Put back what was removed or renamed.
2. While the desk is running (casewright watch), wait, usually less than a minute: once all is right this note goes
   away by itself and the next case goes by the new content; if something is still wrong, the new list appears here.
3. While it is not, casewright rulebook check shows the result at once.
4. To go back: undo in Excel and save, or ask whoever runs the desk for {file} from {kept_en}.

这个文件由程序写出，改它没有作用。Written by the program; changing this file has no effect.
"""


def notes_on(layout: Layout) -> tuple[Path, ...]:
    """Return the notes that lie on the shelves."""
    return tuple(path for folder in _shelves(layout).values() for path in sorted(folder.glob(f"*{ENDING}")))


def post_notes(layout: Layout, refused: Refused, good: Good | None) -> None:
    """Lay a note beside each workbook and template with a problem; take away those that are no longer due.

    Raises OSError where the shelf cannot be written.
    """
    wanted = dict(_notes(layout, refused, good))
    for path, text in wanted.items():
        data = b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()
        if not path.is_file() or path.read_bytes() != data:
            waiting = being_written(path)
            waiting.write_bytes(data)
            waiting.replace(path)
    clear_notes(layout, but=frozenset(wanted))


def clear_notes(layout: Layout, *, but: frozenset[Path] = frozenset()) -> None:
    """Take the notes away. Raises OSError where the shelf cannot be written."""
    left = (path for folder in _shelves(layout).values() for path in folder.glob(f"*{ENDING}.*{PART}"))
    for path in (*notes_on(layout), *left):
        if path not in but:
            path.unlink(missing_ok=True)


def _shelves(layout: Layout) -> Mapping[str, Path]:
    return {"rulebooks": layout.rulebooks, "doc_templates": layout.templates}


def _notes(layout: Layout, refused: Refused, good: Good | None) -> Iterator[tuple[Path, str]]:
    by_file: defaultdict[tuple[str, str], list[Problem]] = defaultdict(list)
    for problem in refused.problems:
        place = _PLACE.match(problem.at)
        by_file[(place["shelf"], place["file"]) if place else ("rulebooks", _ALL)].append(problem)
    for (shelf, file), problems in by_file.items():
        values = {
            "file": file, "count": len(problems), "since": refused.since,
            "count_en": "One problem is" if len(problems) == 1 else f"{len(problems)} problems are",
            "kept_zh": _kept(layout, good) or "备份", "kept_en": _kept(layout, good) or "a backup",
            "good_zh": _GOOD_ZH.format(name=good.name.zh) if good else _NONE_ZH,
            "good_en": _GOOD_EN.format(name=good.name.en) if good else _NONE_EN,
        }  # fmt: skip
        yield _shelves(layout)[shelf] / f"{file}{ENDING}", "\n".join(
            (_HEAD.format_map(values), *_items(problems), _FOOT.format_map(values))
        )  # fmt: skip


def _kept(layout: Layout, good: Good | None) -> str:
    return layout.shown(layout.archive / f"{good.sha256}.zip") if good else ""


def _items(problems: Sequence[Problem]) -> Iterator[str]:
    for number, problem in enumerate(problems[:_MOST], 1):
        zh, en = _where(problem.at)
        lines = [f"{number}. {zh}", f"   {problem.text.zh}"]
        lines += [f"   怎么改：{problem.fix.zh}"] if problem.fix.zh else []
        lines += [f"   {en}", f"   {problem.text.en}"]
        lines += [f"   To mend: {problem.fix.en}"] if problem.fix.en else []
        yield "\n".join(lines) + "\n"
    if (more := len(problems) - _MOST) > 0:
        yield f"……另有 {more} 处。 ... and {more} more.\n"


def _where(at: str) -> tuple[str, str]:
    place = _PLACE.match(at)
    if place is None:
        return at, at
    if cell := _CELL.match(place["rest"]):
        return f"工作表 {cell['sheet']}，单元格 {cell['cell']}", f"Sheet {cell['sheet']}, cell {cell['cell']}"
    rest = place["rest"].strip(" ,>")
    return (f"整个文件 {rest}".strip(), f"The file as a whole {rest}".strip())
