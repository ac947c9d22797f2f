"""The table ``[limits]`` of desk.toml: how far what staff drop is opened."""

import difflib
from dataclasses import fields

from casewright.model import Bilingual, DeskError, Limits

#: Below these a desk could not read an ordinary case; memory also holds the libraries of the reading process.
_LEAST = {"read_memory_mb": 1_024, "read_seconds": 5, "workbook_cells": 1_000, "zip_ratio": 20}


def read_limits_table(file: str, table: object) -> Limits:
    """Return the limits that a table sets; what it leaves out has its default. Raise DeskError for a bad line."""
    if not isinstance(table, dict):
        raise DeskError(
            Bilingual(f"{file} 里 limits 的值 {table!r} 不能用。", f"{file}: {table!r} does not fit limits."),
            Bilingual(
                "写成一节：先写一行 [limits]，下面每行一个数字，例如 file_mb = 192。",
                "Write it as a section: a line [limits], and below it one number a line, such as file_mb = 192.",
            ),
        )
    return Limits(**{key: _checked(file, key, value) for key, value in table.items()})


def _checked(file: str, key: str, value: object) -> int:
    known = tuple(field.name for field in fields(Limits))
    if key not in known:
        near = difflib.get_close_matches(key, known, n=1)
        fix = (
            Bilingual(f"是不是 {near[0]}？", f"Did you mean {near[0]}?")
            if near
            else Bilingual(f"[limits] 里可用的设置：{'、'.join(known)}。", f"Known under [limits]: {', '.join(known)}.")
        )
        raise DeskError(
            Bilingual(f"{file} 的 [limits] 里没有 {key} 这个设置。", f"{file} has no setting {key} under [limits]."),
            fix,
        )
    least = _LEAST.get(key, 1)
    if isinstance(value, bool) or not isinstance(value, int) or value < least:
        default = getattr(Limits(), key)
        raise DeskError(
            Bilingual(
                f"{file} 的 [limits] 里 {key} 的值 {value!r} 不能用。", f"{file}: {value!r} does not fit limits.{key}."
            ),
            Bilingual(
                f"写成不小于 {least} 的整数，例如 {key} = {default}。",
                f"Write a whole number that is not below {least}: {key} = {default}.",
            ),
        )
    return value
