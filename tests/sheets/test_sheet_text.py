"""Text on its way into a cell: what Excel can hold, what is cut, and how high a wrapped text stands."""

import pytest

from udmoentning_xl.sheets.text import (
    CELL_LIMIT,
    CUT_MARK,
    label,
    line_count,
    longest_word,
    one_line,
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


#: Texts as plans have them, and the lines that LibreOffice breaks them into in columns of the widths 16, 21, 30 and 44.
BROKEN = {
    "Der etableres hastighedsdæmpning og bedre belysning ved tre skoler, hvor mange børn krydser vejen.": (6, 5, 3, 2),
    "Skolen gøres tilgængelig for elever og ansatte med nedsat funktionsevne. Samtidig etableres et handicaptoilet på "
    "første sal.": (8, 5, 4, 3),
    "Faglokaler til natur, teknologi og madkundskab fornyes på skolerne i Grenaa, Ørsted og Trustrup.": (6, 4, 3, 2),
    "Modellen for regulering af budgetterne efter befolkningens udvikling gennemgås, så børneområdet og ældreområdet "
    "reguleres efter samme principper.": (9, 7, 4, 3),
    "Partierne er enige om at drøfte, hvordan skolerne kan udvikles, når børnetallet falder i nogle dele af "
    "kommunen.": (7, 5, 3, 2),
    "Politiets samtykke afventes.": (2, 1, 1, 1),
    "Forsinket på grund af leverandøren": (2, 2, 1, 1),
    "Trivsel og fællesskaber i skolen": (2, 2, 1, 1),
}
WIDTHS = (16, 21, 30, 44)


def test_rows_are_high_enough_for_the_lines_there_are_and_within_a_ninth_of_it() -> None:
    told = [(text, width, lines) for text, own in BROKEN.items() for width, lines in zip(WIDTHS, own, strict=True)]
    counts = [line_count(text, width) for text, width, _ in told]
    needed = [lines for *_, lines in told]
    assert not [one for one, count in zip(told, counts, strict=True) if count < one[2]]
    ours, theirs = (sum(row_heights([lines], len(lines))) for lines in (counts, needed))
    assert ours <= theirs * 10 / 9


def test_a_row_of_one_line_is_as_high_as_an_empty_one() -> None:
    assert row_heights([[1]], 1) == [15.0]


def test_a_row_is_as_high_as_its_highest_cell_and_never_higher_than_excel_allows() -> None:
    low, high, highest = row_heights([[1, 2, 500], [1, 4, 1]], 3)
    assert low < high < highest == 409.0
    assert (low, high) == (15.0, 0.75 + 4 * 12.75)


def test_a_column_is_wide_enough_for_its_longest_word_within_bounds() -> None:
    width = longest_word(["Hensigtserklæringer til", None], 8, 30)
    assert line_count("Hensigtserklæringer", width) == 1 < line_count("Hensigtserklæringer", width - 1)
    assert longest_word(["a"], 8, 30) == 8
    assert longest_word(["W" * 100], 8, 30) == 30


@pytest.mark.parametrize("width", [10.0, 21.0, 44.0])
def test_a_text_on_one_line_is_cut_at_a_word_and_fills_no_second_line(width: float) -> None:
    text = "Budget til rengøring, varme\nog vedligehold i den nye daginstitution, som åbner efter sommerferien i 2026"
    line = one_line(text, width)
    assert line_count(line, width) == 1
    assert line.endswith(" …")
    assert text.replace("\n", " ").startswith(line.removesuffix(" …"))
    assert one_line("Kort", width) == "Kort"
