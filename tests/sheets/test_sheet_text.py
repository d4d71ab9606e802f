"""Text on its way into a cell: what Excel can hold, what is cut, and how high a wrapped text stands."""

import pytest

from udmoentning_xl.sheets.text import (
    CELL_LIMIT,
    CUT_MARK,
    label,
    line_count,
    longest_word,
    row_heights,
    shorten,
    writable,
)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Børnehave", "Børnehave"),
        ("=SUM(A1)", "=SUM(A1)"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("halv \ud83d her", "halv \ufffd her"),
        ("hel 😀 her", "hel 😀 her"),
        ("å og a\u030a", "å og a\u030a"),
        ("<r><t>x</t></r>", "<r><t>x</t></r> "),
    ],
)
def test_text_is_kept_but_for_what_a_workbook_cannot_hold(written: str, expected: str) -> None:
    assert writable(written) == expected


@pytest.mark.parametrize("char", ["x", "ø", "😀"])
def test_a_longer_text_than_a_cell_holds_is_cut_with_a_mark(char: str) -> None:
    cut = writable(char * 40_000)
    assert cut.endswith(CUT_MARK)
    assert CELL_LIMIT - 1 <= len(cut.encode("utf-16-le")) // 2 <= CELL_LIMIT
    assert cut.removesuffix(CUT_MARK) == char * (len(cut) - len(CUT_MARK))


def test_a_text_that_just_fits_is_not_cut() -> None:
    assert writable("ø" * CELL_LIMIT) == "ø" * CELL_LIMIT


def test_a_name_is_one_line_without_control_characters() -> None:
    assert label(" Udvalget\n\x01for\ud800 alt ") == "Udvalget for\ufffd alt"


def test_a_text_is_shortened_at_a_word() -> None:
    assert shorten("Analyse af kørsel, og mere", 20) == "Analyse af kørsel …"
    assert shorten("Analyse af kørsel, og mere", 19) == "Analyse af …"
    assert shorten("kort", 20) == "kort"
    assert shorten("ordudenmellemrum" * 3, 10) == "ordudenm …"


def test_lines_follow_the_width_of_the_letters_and_not_their_number() -> None:
    assert line_count("illi " * 10, 20) < line_count("MMMM " * 10, 20)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, 1),
        ("kort", 10, 1),
        ("en\nto\n\nfire", 10, 4),
        ("Forvaltningen udarbejder et oplæg til udvalget", 20, 3),
        ("Hensigtserklæringer", 10, 2),
        ("ja Hensigtserklæringer ja", 11.5, 3),
    ],
)
def test_lines_of_wrapped_text(text: str, width: float, lines: int) -> None:
    assert line_count(text, width) == lines


def test_a_row_is_as_high_as_its_highest_cell_and_never_higher_than_excel_allows() -> None:
    low, high, highest = row_heights([[1, 2, 500], [1, 4, 1]], 3)
    assert low < high < highest == 409.0
    assert high - low == 3 * 12.75


def test_a_column_is_wide_enough_for_its_longest_word_within_bounds() -> None:
    width = longest_word(["Hensigtserklæringer til", None], 8, 30)
    assert line_count("Hensigtserklæringer", width) == 1 < line_count("Hensigtserklæringer", width - 1)
    assert longest_word(["a"], 8, 30) == 8
    assert longest_word(["W" * 100], 8, 30) == 30
