"""casewright rulebook blank."""

from pathlib import Path

import click

from casewright.cli.shared import Shared, shared_options, this_run, today_or
from casewright.model import Bilingual, DeskError
from casewright.model.errors import EXIT_OK
from casewright.rules import HitPolicy, Lists, lists_beside
from casewright.rules.books.blank import INPUTS, OUTPUTS, BlankBook, BlankTable, blank_book
from casewright.sheets import Book, read_book


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.replace("，", ",").split(",") if name.strip())


@click.command(
    "blank",
    help="新建空白规则工作簿，带说明、测试和一行例子。A blank workbook with a README, tests and an example row.",
)
@click.argument("out", type=click.Path(path_type=Path, dir_okay=False), metavar="OUT.xlsx")
@click.option("--table", default="my_table", show_default=True, metavar="NAME", help="表名。The table's name.")
@click.option(
    "--inputs", default=",".join(INPUTS), show_default=True, metavar="a,b", help="条件用到的事实。Facts it asks."
)
@click.option("--outputs", default=",".join(OUTPUTS), show_default=True, metavar="c", help="结论。What it concludes.")
@click.option(
    "--hit-policy", "policy", default="FIRST", show_default=True, metavar="POLICY",
    type=click.Choice([each.value for each in HitPolicy], case_sensitive=False), help="命中策略。The hit policy.",
)  # fmt: skip
@shared_options
def command(out: Path, table: str, inputs: str, outputs: str, policy: str) -> int:
    """Write a blank workbook of one decision table; an existing file is never written over."""
    shared = this_run()
    path = out if out.suffix.casefold() == ".xlsx" else out.with_name(f"{out.name}.xlsx")
    wanted = BlankTable(table, _names(inputs), _names(outputs), HitPolicy(policy.upper()))
    try:
        facts, lists = _facts(shared)
        made = blank_book(wanted, facts, today=today_or(None), lists=lists)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    _write(path, made)
    _tell(shared, path, made)
    return EXIT_OK


def _facts(shared: Shared) -> tuple[Book | None, Lists]:
    """Return the desk's dictionary and the lists that it refers to; a blank may also be made where there is no desk."""
    try:
        layout, _ = shared.open_desk()
    except DeskError:
        if shared.desk is not None:
            raise
        return None, Lists()
    path = layout.rulebooks / "facts.xlsx"
    facts = read_book(path, name=layout.shown(path))[0] if path.is_file() else None
    return facts, lists_beside(path)


def _write(path: Path, made: BlankBook) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("xb") as file:
            file.write(made.data)
    except FileExistsError as error:
        raise DeskError(
            Bilingual(f"{path} 已经存在，没有覆盖。", f"{path} exists already and was not written over."),
            Bilingual("换一个文件名，或先把原来的移走。", "Choose another name, or move the old one away first."),
        ) from error


def _tell(shared: Shared, path: Path, made: BlankBook) -> None:
    shared.print(str(path))
    shared.document({"made": [str(path)], "new_facts": [name for name, _ in made.new]})
    for name, near in made.new:
        hint = Bilingual(f"是否想写 {near}？", f"Did you mean {near}?") if near else Bilingual("", "")
        shared.tell(
            Bilingual(
                f"事实字典里没有“{name}”，先按文字登记在 facts 工作表里，请改好类型。{hint.zh}",
                f'The dictionary has no fact "{name}"; the sheet facts has it as a text: set its type. {hint.en}',
            )
        )
