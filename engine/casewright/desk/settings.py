"""desk.toml: what a desk may be told, each with a default, and what to say when a line is not understood."""

import difflib
import tomllib
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from casewright.desk.limit_settings import read_limits_table
from casewright.model import Bilingual, DeskError, Limits

SETTINGS_FILE = "desk.toml"

_CHOICES = {
    "after_delivery": ("keep", "move"),
    "watching": ("auto", "events", "poll"),
    "language": ("both", "zh", "en"),
}


@dataclass(frozen=True, slots=True)
class Settings:
    """How a desk behaves. Times in seconds; ``workers`` 0 lets the desk choose by the size of the batch.

    ``job_seconds``, ``worker_tasks`` and ``worker_memory_mb`` 0 set no limit; ``keep_..._days`` 0 keeps for ever.
    """

    inbox: str = "inbox"
    outbox: str = "outbox"
    rulebooks: str = "rulebooks"
    doc_templates: str = "doc_templates"
    quiet_seconds: float = 5.0
    poll_seconds: float = 5.0
    share_poll_seconds: float = 20.0
    watching: str = "auto"
    after_delivery: str = "keep"
    workers: int = 0
    job_seconds: float = 900.0
    worker_tasks: int = 200
    worker_memory_mb: int = 3000
    language: str = "both"
    pdf: bool = False
    office: str = ""
    keep_log_days: int = 90
    keep_ledger_days: int = 90
    keep_work_days: int = 7
    keep_archive_days: int = 0
    keep_done_days: int = 0
    keep_outbox_days: int = 0
    limits: Limits = field(default_factory=Limits)


def read_settings(path: Path) -> Settings:
    """Read desk.toml; every setting left out, or the whole file, has its default. Raise DeskError for a bad line."""
    if not path.is_file():
        return Settings()
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        raise DeskError(
            Bilingual(f"{path.name} 不是 UTF-8 编码。", f"{path.name} is not UTF-8."),
            Bilingual("用记事本“另存为”，编码选 UTF-8。", "Save it again as UTF-8."),
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise DeskError(
            Bilingual(f"{path.name} 读不懂：{error}", f"{path.name} cannot be read: {error}"), _toml_way_out(path)
        ) from error
    limits = read_limits_table(path.name, table.pop("limits", {}))
    values: dict[str, Any] = {key: _checked(path.name, key, value) for key, value in table.items()}
    return Settings(**values, limits=limits)


def _toml_way_out(path: Path) -> Bilingual:
    if "\\" in path.read_text(encoding="utf-8-sig"):
        return Bilingual(
            r"Windows 路径请用单引号：inbox = 'C:\Users\me\inbox'，双引号里的反斜杠有别的含义。",
            r"Put Windows paths into single quotes: inbox = 'C:\Users\me\inbox'; "
            "in double quotes a backslash means something else.",
        )
    return Bilingual("按“名称 = 值”逐行检查那一行。", "Look at that line: it should read name = value.")


def _checked(file: str, key: str, value: object) -> str | int | float:
    kinds = {each.name: type(getattr(Settings(), each.name)) for each in fields(Settings)}
    if key not in kinds:
        raise _unknown(file, key, tuple(kinds))
    wanted = kinds[key]
    if wanted is bool and isinstance(value, bool):
        return value
    if wanted is float and isinstance(value, int | float) and not isinstance(value, bool) and value >= 0:
        return float(value)
    if wanted is int and isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    if wanted is str and isinstance(value, str) and _is_choice(key, value):
        return value
    raise _unfit(file, key, value, wanted)


def _is_choice(key: str, value: str) -> bool:
    """Say whether a text may stand there: one of a few, or any; blank only where blank is the default."""
    return value in _CHOICES.get(key, (value,)) and bool(value.strip() or not getattr(Settings(), key))


def _unknown(file: str, key: str, known: tuple[str, ...]) -> DeskError:
    near = difflib.get_close_matches(key, known, n=1)
    fix = (
        Bilingual(f"是不是 {near[0]}？", f"Did you mean {near[0]}?")
        if near
        else Bilingual(f"可用的设置：{'、'.join(known)}。", f"Known settings: {', '.join(known)}.")
    )
    return DeskError(Bilingual(f"{file} 里没有 {key} 这个设置。", f"{file} has no setting {key}."), fix)


def _unfit(file: str, key: str, value: object, wanted: type) -> DeskError:
    default = getattr(Settings(), key)
    choices = _CHOICES.get(key)
    if choices:
        fix = Bilingual(f"只能是 {'、'.join(choices)} 之一。", f"It is one of {', '.join(choices)}.")
    elif wanted is bool:
        fix = Bilingual(f"写成 {key} = true 或 {key} = false。", f"Write {key} = true or {key} = false.")
    elif wanted is str:
        fix = Bilingual(f"写成带引号的文字：{key} = '{default}'。", f"Write a text in quotes: {key} = '{default}'.")
    else:
        fix = Bilingual(
            f"写成不小于 0 的数字，例如 {key} = {default}。", f"Write a number that is not below 0: {key} = {default}."
        )
    return DeskError(
        Bilingual(f"{file} 里 {key} 的值 {value!r} 不能用。", f"{file}: {value!r} does not fit {key}."), fix
    )  # fmt: skip
