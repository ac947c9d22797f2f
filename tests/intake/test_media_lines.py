"""Words of a picture in the order in which a person reads them."""

from casewright.intake.media_lines import Word, in_order


def word(left: float, top: float, text: str, *, wide: float = 0, high: float = 20) -> Word:
    return Word(left, top, left + (wide or 10 * len(text)), top + high, text)


def test_words_of_one_line_stand_on_one_line_and_gaps_part_paragraphs() -> None:
    words = [word(200, 2, "world"), word(0, 0, "Hello"), word(0, 30, "again"), word(0, 90, "Regards")]
    assert in_order(words) == "Hello world\nagain\n\nRegards"


def test_a_table_is_read_row_by_row() -> None:
    words = [word(0, 30 * row, f"label {row}") for row in range(5)]
    words += [word(300, 30 * row + 1, f"value {row}") for row in range(5)]
    assert in_order(words).split("\n") == [f"label {row} value {row}" for row in range(5)]


def test_a_menu_beside_a_text_is_read_before_it_and_not_into_it() -> None:
    menu = [word(0, 100 + 41 * row, f"menu {row}") for row in range(5)]
    text = [word(300, 100 + 26 * row, f"line {row} of the notice itself", wide=500) for row in range(9)]
    head = [word(0, 0, "sellercentral.amazon.example/performance", wide=800)]
    lines = [line for line in in_order([*text, *menu, *head]).split("\n") if line]
    assert lines == [head[0].text, *(each.text for each in menu), *(each.text for each in text)]


def test_nothing_gives_nothing() -> None:
    assert in_order([]) == ""
    assert in_order([word(0, 0, "  ")]) == ""
