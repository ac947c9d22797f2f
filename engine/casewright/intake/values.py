"""Typed values: what a person wrote in a field, read as what the field holds, or a finding that says why not."""

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

from casewright.intake.choices import Choices
from casewright.intake.form import FormField
from casewright.intake.given import Given
from casewright.intake.identifiers import read_asins, read_orders
from casewright.intake.identifiers import split_words as _split
from casewright.model import Finding, Kind, Severity
from casewright.text import Unclear, fold_width, parse_day, parse_number, parse_percent, show_day

#: What a field may come to: text, a code, a day, a flag, a rate, a count, several texts, or nothing.
Read = str | date | bool | Fraction | Decimal | tuple[str, ...] | None
Result = tuple[Read, tuple[Finding, ...]]

DATE_AMBIGUOUS = Kind(
    "intake/date-ambiguous", Severity.ERROR,
    "“{field_zh}”写的是“{value}”，可能是 {first_zh}，也可能是 {second_zh}，不能替您猜。",
    "\"{field_en}\" says \"{value}\": that may be {first_en} or {second_en}, and it must not be guessed.",
    "请向客户确认后写成 {iso} 这样的格式（年-月-日）。",
    "Check with the client and write it as {iso} (year-month-day).",
)  # fmt: skip
DATE_IMPOSSIBLE = Kind(
    "intake/date-impossible", Severity.ERROR,
    "“{field_zh}”写的“{value}”不是日历上有的日期。", "\"{value}\" in \"{field_en}\" is not a day of the calendar.",
    "核对后写成 2026-03-25 这样的格式（年-月-日）。", "Check it and write it as 2026-03-25 (year-month-day).",
)  # fmt: skip
DATE_UNREADABLE = Kind(
    "intake/date-unreadable", Severity.ERROR,
    "“{field_zh}”写的“{value}”看不出是哪一天。", "\"{value}\" in \"{field_en}\" cannot be read as a day.",
    "写成 2026-03-25 这样的格式，年、月、日都要有；不知道就留空。",
    "Write it as 2026-03-25 with year, month and day; leave it blank if it is not known.",
)  # fmt: skip
DATE_FAR = Kind(
    "intake/date-far", Severity.ERROR,
    "“{field_zh}”读出来是 {value}，不像本案的日期。",
    "\"{field_en}\" reads as {value}, which cannot be a day of this case.",
    "核对年份后写成 2026-03-25 这样的格式。", "Check the year and write it as 2026-03-25.",
)  # fmt: skip
PERCENT_UNREADABLE = Kind(
    "intake/percent-unreadable", Severity.ERROR,
    "“{field_zh}”写的“{value}”不是百分比。", "\"{value}\" in \"{field_en}\" is not a percentage.",
    "照后台页面写，带百分号，例如 1.98%。", "Write it as the page shows it, with the sign, such as 1.98%.",
)  # fmt: skip
PERCENT_UNCLEAR = Kind(
    "intake/percent-without-sign", Severity.ERROR,
    "“{field_zh}”写的“{value}”没有百分号，分不清是 {as_percent} 还是 {as_rate}。",
    "\"{value}\" in \"{field_en}\" has no percent sign: it may mean {as_percent} or {as_rate}.",
    "照后台页面补上百分号，例如 {as_percent}。", "Add the sign as the page shows it, such as {as_percent}.",
)  # fmt: skip
PERCENT_RANGE = Kind(
    "intake/percent-out-of-range", Severity.ERROR,
    "“{field_zh}”写的“{value}”不在 0% 到 100% 之间。", "\"{value}\" in \"{field_en}\" is not between 0% and 100%.",
    "核对后台页面上的数值。", "Check the figure on the page.",
)  # fmt: skip
NUMBER_UNREADABLE = Kind(
    "intake/number-unreadable", Severity.ERROR,
    "“{field_zh}”写的“{value}”不是一个准确的数字。", "\"{value}\" in \"{field_en}\" is not one exact number.",
    "只写数字，例如 24；“约”“左右”请去掉或写进陈述。",
    "Write the number alone, such as 24; put words like \"about\" into the statement.",
)  # fmt: skip
FLAG_UNREADABLE = Kind(
    "intake/flag-unreadable", Severity.ERROR,
    "“{field_zh}”写的“{value}”看不出是“是”还是“否”。", "\"{value}\" in \"{field_en}\" is neither yes nor no.",
    "从下拉列表选“是 yes”“否 no”或“不确定 unknown”。", "Pick yes, no or unknown from the list.",
)  # fmt: skip
UNKNOWN_CHOICE = Kind(
    "intake/unknown-choice", Severity.ERROR,
    "“{field_zh}”没有“{value}”这个选项。{near_zh}", "\"{field_en}\" has no choice \"{value}\".{near_en}",
    "从下拉列表里选一项。", "Pick one from the list.",
)  # fmt: skip
UNKNOWN_MARKETPLACE = Kind(
    "intake/unknown-marketplace", Severity.ERROR,
    "不认识站点“{value}”。{near_zh}", "\"{value}\" is not a marketplace that is known here.{near_en}",
    "从下拉列表选择站点，例如 US、UK、DE、JP。", "Pick the marketplace from the list, such as US, UK, DE or JP.",
)  # fmt: skip
DIGITS_LOST = Kind(
    "intake/digits-lost", Severity.ERROR,
    "“{field_zh}”的编号是以数字存的，Excel 只保留 15 位，末尾几位已经变成 0（{value}）。",
    "The id in \"{field_en}\" is stored as a number; Excel keeps 15 digits only, so its last ones are gone ({value}).",
    "把单元格设为“文本”格式，再重新输入完整编号。", "Format the cell as Text and type the whole id again.",
)  # fmt: skip

#: Excel counts days from here; 36526 is 2000-01-01 and 73415 is 2100-12-31.
_EXCEL_EPOCH = date(1899, 12, 30)
_FIRST_SERIAL, _LAST_SERIAL = 36526, 73415
_EXACT_IN_EXCEL = 10**15
_CODE = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[_-][A-Za-z0-9]+)+|[a-z]+")
_UNIT = re.compile(r"\s*(?:件|个|单|台|箱|套|次|条|份|人|笔|批|pcs?|pieces?|units?|orders?|items?)\.?$", re.IGNORECASE)


def read_value(field: FormField, given: Given, choices: Choices) -> Result:
    """Read a typed value as its field's type; a blank gives ``None`` (or no words) and nothing to find."""
    if given.blank:
        return (() if field.type in _SEVERAL else None), ()
    lost = _digits_lost(field, given)
    if lost:
        return None, lost
    if field.type in {"enum", "enums"}:
        return _read_codes(field, given, choices)
    if field.type == "bool":
        return _read_flag(field, given, choices)
    return _READERS[field.type](field, given)


def _digits_lost(field: FormField, given: Given) -> tuple[Finding, ...]:
    value = given.value
    if field.type not in {"id", "list", "orders", "ids", "text"} or isinstance(value, bool):
        return ()
    if isinstance(value, int | float) and abs(value) >= _EXACT_IN_EXCEL:
        return (DIGITS_LOST.at(given.place, **field.names_both(), value=given.text),)
    return ()


def _read_text(_: FormField, given: Given) -> Result:
    return given.text, ()


def _read_id(_: FormField, given: Given) -> Result:
    return " ".join(fold_width(given.text).split()), ()


def _read_file(_: FormField, given: Given) -> Result:
    return given.text.strip("\"'“”").replace("\\", "/").removeprefix("./"), ()


def _read_words(_: FormField, given: Given) -> Result:
    return tuple(dict.fromkeys(fold_width(word) for word in _split(given.text))), ()


def _read_day(field: FormField, given: Given) -> Result:
    value, names = given.value, {**field.names_both(), "value": given.text}
    day: date | Unclear | None
    if isinstance(value, datetime):
        day = value.date()
    elif isinstance(value, date):
        day = value
    elif isinstance(value, int | float) and _FIRST_SERIAL <= value <= _LAST_SERIAL:
        day = _EXCEL_EPOCH + timedelta(days=int(value))
    else:
        day = parse_day(given.text)
    if isinstance(day, Unclear) and len(day.readings) > 1:
        first, second = day.readings[0], day.readings[-1]
        found = DATE_AMBIGUOUS.at(
            given.place, first_zh=show_day(first, "zh"), second_zh=show_day(second, "zh"),
            first_en=show_day(first, "en"), second_en=show_day(second, "en"), iso=first.isoformat(), **names,
        )  # fmt: skip
        return None, (found,)
    if isinstance(day, Unclear):
        return None, (DATE_IMPOSSIBLE.at(given.place, **names),)
    if day is None:
        return None, (DATE_UNREADABLE.at(given.place, **names),)
    if not 2000 <= day.year <= 2100:
        return None, (DATE_FAR.at(given.place, **field.names_both(), value=day.isoformat()),)
    return day, ()


def _read_percent(field: FormField, given: Given) -> Result:
    value, names = given.value, {**field.names_both(), "value": given.text}
    rate: Fraction | None
    if isinstance(value, int | float) and not isinstance(value, bool):
        exact = Fraction(repr(round(float(value), 12)))
        if not given.percent:
            found = PERCENT_UNCLEAR.at(
                given.place, as_percent=f"{_short(exact)}%", as_rate=f"{_short(exact * 100)}%", **names
            )
            return None, (found,)
        rate = exact
    else:
        rate = parse_percent(given.text.replace("﹪", "%"))
        bare = parse_number(given.text) if rate is None else None
        if bare is not None:
            found = PERCENT_UNCLEAR.at(
                given.place, as_percent=f"{_short(bare)}%", as_rate=f"{_short(bare * 100)}%", **names
            )
            return None, (found,)
    if rate is None:
        return None, (PERCENT_UNREADABLE.at(given.place, **names),)
    if not 0 <= rate <= 1:
        return None, (PERCENT_RANGE.at(given.place, **names),)
    return rate, ()


def _short(number: Fraction) -> str:
    return f"{float(number):.6g}"


def _read_number(field: FormField, given: Given) -> Result:
    value = given.value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Decimal(repr(value)).normalize() if not float(value).is_integer() else Decimal(int(value)), ()
    number = parse_number(_UNIT.sub("", fold_width(given.text)))
    if number is None:
        return None, (NUMBER_UNREADABLE.at(given.place, **field.names_both(), value=given.text),)
    return Decimal(number.numerator) / Decimal(number.denominator), ()


def _read_flag(field: FormField, given: Given, choices: Choices) -> Result:
    code = choices.find("flag", given.text)
    if code is None:
        return None, (FLAG_UNREADABLE.at(given.place, **field.names_both(), value=given.text),)
    return {"yes": True, "no": False}.get(code), ()


def _read_codes(field: FormField, given: Given, choices: Choices) -> Result:
    several = field.type == "enums"
    words = [given.text]
    if several and choices.exact(field.choices, given.text) is None:
        words = _split(given.text)
    codes: list[str] = []
    found: list[Finding] = []
    for word in words:
        code = _code(field.choices, word, choices)
        if code is None:
            found.append(_unknown(field, given, word, choices))
        else:
            codes.append(code)
    if several:
        return tuple(dict.fromkeys(codes)), tuple(found)
    return (codes[0] if codes else None), tuple(found)


def _code(vocabulary: str, word: str, choices: Choices) -> str | None:
    if choices[vocabulary]:
        return choices.find(vocabulary, word)
    # No list came with the form or the playbook: a code is taken as it is, and the rulebook judges it.
    text = fold_width(word).strip()
    return text if _CODE.fullmatch(text) else None


def _unknown(field: FormField, given: Given, word: str, choices: Choices) -> Finding:
    near = choices.nearest(field.choices, word)
    kind = UNKNOWN_MARKETPLACE if field.choices == "marketplace" else UNKNOWN_CHOICE
    return kind.at(
        given.place, **field.names_both(), value=word,
        near_zh=f"是不是想写“{near}”？" if near else "", near_en=f" Did you mean \"{near}\"?" if near else "",
    )  # fmt: skip


def _read_asins(field: FormField, given: Given) -> Result:
    return read_asins(field, given)


def _read_orders(field: FormField, given: Given) -> Result:
    return read_orders(field, given)


_SEVERAL: Iterable[str] = frozenset({"enums", "asins", "orders", "list", "ids"})
_READERS: dict[str, Callable[[FormField, Given], Result]] = {
    "text": _read_text,
    "id": _read_id,
    "file": _read_file,
    "list": _read_words,
    "ids": _read_words,
    "date": _read_day,
    "percent": _read_percent,
    "number": _read_number,
    "asins": _read_asins,
    "orders": _read_orders,
}
