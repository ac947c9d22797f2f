"""What was typed wrong, in Chinese beside the English that the option parser gives."""

import click
from click import exceptions


def in_chinese(error: click.ClickException) -> str:
    """Return the sentence in Chinese; of what has no sentence of its own, that the command was not understood."""
    given = error if isinstance(error, click.UsageError) else None
    if isinstance(given, exceptions.NoSuchOption):
        return f"没有 {given.option_name} 这个选项。"
    if isinstance(given, exceptions.MissingParameter):
        name = given.param.make_metavar(given.ctx) if given.param and given.ctx else ""
        return f"还缺一项：{name}。"
    if isinstance(given, exceptions.BadParameter):
        return "填写的内容不对：文件或文件夹不存在，或不是可选的值。"
    if given is not None and "No such command" in given.message:
        return "没有这个命令。casewright --help 列出全部命令。"
    if given is not None and "extra argument" in given.message:
        return "多写了内容；名称里有空格的，请用英文双引号括起来。"
    return "命令没有看懂，写法见 --help。"
