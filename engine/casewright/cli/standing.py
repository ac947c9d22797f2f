"""How a person is told which rulebooks are in force, and why a changed one is not."""

from casewright.cli.shared import Shared
from casewright.desk import Layout, Standing, notes_on
from casewright.model import Bilingual

_CHANGED = Bilingual(
    "规则或模板改过，工作台还没有看到；运行 casewright watch 或 casewright run 时检查并执行。",
    "The rulebooks or templates have been changed and not looked at yet; casewright watch or run checks them.",
)
_UNREAD = Bilingual(
    "规则或模板现在打不开（可能正在保存）。",
    "The rulebooks or templates cannot be read now; perhaps they are being saved.",
)


def standing_text(standing: Standing) -> Bilingual:
    """Say in one sentence how the shelves stand."""
    good = standing.good.name if standing.good else Bilingual("还没有一版可用", "no version has passed yet")
    if standing.state == "refused" and standing.refused is not None:
        since, count = standing.refused.since, len(standing.refused.problems)
        return Bilingual(
            f"改过的规则或模板有 {count} 处错误（{since} 发现），没有执行；现在执行：{good.zh}。",
            f"The changed rulebooks or templates have {count} fault{'' if count == 1 else 's'} (found {since}) and are "
            f"not in force; what holds: {good.en}.",
        )
    if standing.state == "changed":
        return Bilingual(f"{_CHANGED.zh}上一次：{good.zh}。", f"{_CHANGED.en} Last: {good.en}.")
    if standing.state == "unread":
        return Bilingual(f"{_UNREAD.zh}现在执行：{good.zh}。", f"{_UNREAD.en} What holds: {good.en}.")
    return Bilingual(f"现在执行：{good.zh}。", f"What holds: {good.en}.")


def show_standing(standing: Standing, shared: Shared, layout: Layout) -> None:
    """Print the playbook's line, and each fault of a refused one with its place."""
    if standing.good is None and standing.refused is None:
        return
    label = shared.words(Bilingual("规则与模板", "playbook"))
    shared.print(f"{label}  {shared.words(standing_text(standing))}")
    for problem in standing.refused.problems if standing.refused else ():
        shared.print(f"  {problem.at}: {shared.words(problem.text)}")
        if fix := shared.words(problem.fix):
            shared.print(f"    -> {fix}")
    for note in notes_on(layout) if standing.refused else ():
        shared.print(f"  {shared.words(Bilingual('说明', 'note'))}  {layout.shown(note)}")
