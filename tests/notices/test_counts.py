"""Every way to write a unit of time is found, though the pattern of the units is tried at few places only."""

import pytest

from casewright.notices.counts import Length, lengths

UNITS = {
    "business": "business days|full working days|weekdays|werktage|arbeitstage|jours ouvrables|días hábiles"
                "|giorni lavorativi|dias úteis|个工作日|個 工作日|営業日",
    "hours": "hours|hrs|h|stunden|std|heures|horas|hs|ore|uur|小时|个 小时|钟头|時間",
    "days": "days|consecutive days|calendar days|natural days|tage|kalendertage|jours|j|journées|días|dias|giorni|dagen"
            "|天|自然日|日間",
    "weeks": "weeks|wochen|semaines|semanas|settimane|weken|星期|周|個 禮拜|週間",
    "months": "months|calendar months|monate|mois|meses|mesi|maanden|个月|個月|ヶ月|か月",
}  # fmt: skip


@pytest.mark.parametrize(("unit", "wording"), [(unit, each) for unit in UNITS for each in UNITS[unit].split("|")])
def test_a_length_is_found_in_figures_whatever_unit_follows(unit: str, wording: str) -> None:
    text = f"so 14 {wording}"
    assert [(each.count, each.unit) for each in lengths(text)] == [(14, unit)]


def test_spelled_numbers_brackets_and_ranges_are_read_and_the_last_word_before_a_unit_is_no_number_by_itself() -> None:
    assert list(lengths("within seventy-two (72) hours")) == [Length(7, 29, 72, "hours")]
    assert [each.count for each in lengths("in twenty-one days or 24-48 hours, 七十二 小时")] == [21, 24, 72]
    assert not list(lengths("on business days, every weekday, before the store opens"))
