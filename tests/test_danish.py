"""Danish as it is written: comparable text, sort order, and numbers, dates and lists as Danes write them."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from udmoentning_xl.danish import (
    clean,
    counted,
    day,
    fold,
    kroner,
    listed,
    long_day,
    some,
    sort_key,
    suggest,
    thousands,
)

anything = st.text(st.characters(codec=None), max_size=60)


@pytest.mark.parametrize(
    ("written", "cleaned"),
    [
        ("  Ny  skole ", "Ny skole"),
        ("1\u00a0250\u202f000\u2009kr.", "1 250 000 kr."),
        ("a\tb\x07c", "a b c"),
        ("ud\u00admøntning\u200bs\ufeffplan", "udmøntningsplan"),
        ("a \r\n b\rc\u2028d", "a\nb\nc\nd"),
        ("\n\n x \n", "x"),
        (unicodedata.normalize("NFD", "Ærø på gården"), "Ærø på gården"),
        ("✔\ufe0f", "✔"),
        ("BUU \u2013 K\u2011F", "BUU \u2013 K\u2011F"),
        ("", ""),
    ],
)
def test_clean_leaves_what_a_reader_sees(written: str, cleaned: str) -> None:
    assert clean(written) == cleaned


@pytest.mark.parametrize(
    "spellings",
    [
        [
            "Børne- og ungdomsudvalget",
            "BØRNE – OG UNGDOMSUDVALGET",
            "Boerne & Ungdomsudvalget",
            "børne+ungdomsudvalget",
        ],
        ["Grenå", "Grenaa", "GRENAA", unicodedata.normalize("NFD", "grenå")],
        ["Resumé", "resume", "  Resume: "],
        ["m.fl.", "mfl", "M.FL"],
        ["BUU's", "BUU’s", "BUUs"],
        ["ØK", "ОЕК".replace("О", "O"), "OEK"],
        ["Ældre", "Aeldre", "Äldre"],
        ["drift/anlæg", "Drift / Anlæg", "drift-anlæg"],
    ],
)
def test_spellings_of_the_same_words_fold_to_one_form(spellings: list[str]) -> None:
    assert len({fold(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Beløb (1.000 kr.)", "beløb 1000 kr"),
        ("Frist\n(vejl.)", "frist vejl"),
        ("% færdig", "% færdig"),
        ("§ 17, stk. 4", "§ 17 stk 4"),
        ("#", "#"),
        ("– ,;:", ""),
    ],
)
def test_fold_keeps_words_figures_and_signs_with_a_meaning(written: str, folded: str) -> None:
    assert fold(written) == folded


def test_danish_letters_sort_last_and_numbers_by_size() -> None:
    names = [
        "Århus",
        "Aabenraa",
        "Øster",
        "Ærø",
        "Zoo",
        "Æblet",
        "2. fase",
        "10. fase",
        "D-9",
        "D-10",
        "Übersee",
        "Ypsilon",
    ]
    assert sorted(names, key=sort_key) == [
        "2. fase",
        "10. fase",
        "D-9",
        "D-10",
        "Übersee",
        "Ypsilon",
        "Zoo",
        "Æblet",
        "Ærø",
        "Øster",
        "Aabenraa",
        "Århus",
    ]


def test_sorting_takes_numbers_of_any_length() -> None:
    assert sorted(["9" * 6000, "1" * 6001, "007", "8"], key=sort_key) == ["007", "8", "9" * 6000, "1" * 6001]


@pytest.mark.parametrize(
    ("amount", "full", "short"),
    [
        (1_250_000, "1.250.000 kr.", "1.250"),
        (-1_250_000, "-1.250.000 kr.", "-1.250"),
        (0, "0 kr.", "0"),
        (499, "499 kr.", "0"),
        (500, "500 kr.", "1"),
        (-499, "-499 kr.", "0"),
        (-500, "-500 kr.", "-1"),
        (1_499_500, "1.499.500 kr.", "1.500"),
    ],
)
def test_amounts_are_written_with_dots_and_rounded_away_from_zero(amount: int, full: str, short: str) -> None:
    assert (kroner(amount), thousands(amount)) == (full, short)


def test_dates_are_written_in_figures_and_in_words() -> None:
    assert (day(date(2024, 3, 1)), long_day(date(2024, 3, 1))) == ("01-03-2024", "1. marts 2024")
    assert (day(date(2024, 12, 31)), long_day(date(2024, 12, 31))) == ("31-12-2024", "31. december 2024")


def test_a_list_ends_with_og() -> None:
    assert [listed(parts) for parts in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a og b", "a, b og c"]


def test_a_list_that_is_cut_off_says_how_many_more_there_are() -> None:
    assert [some(["a", "b", "c", "d"][:number], 2) for number in range(5)] == [
        "",
        "a",
        "a og b",
        "a, b og 1 anden",
        "a, b og 2 andre",
    ]
    assert some(["a", "b"], 1, "andet") == "a og 1 andet"


def test_a_count_agrees_with_its_noun() -> None:
    written = [counted(number, "indsats", "indsatser") for number in (0, 1, 2, 1250)]
    assert written == ["0 indsatser", "1 indsats", "2 indsatser", "1.250 indsatser"]


@pytest.mark.parametrize(
    ("word", "nearest"),
    [
        ("Kutur- og fritidsudvalget", "Kultur- og fritidsudvalget"),
        ("TMU", "MTU"),
        ("vejledende tidspkt", "Vejledende tidspunkt"),
        ("tidspunkt vejledende", "Vejledende tidspunkt"),
        ("xyz", None),
        ("Statistik", None),
        ("Legepladsen ved havnen", None),
        ("", None),
        ("u" * 40_000, None),
    ],
)
def test_a_suggestion_is_near_or_absent(word: str, nearest: str | None) -> None:
    known = ["Kultur- og fritidsudvalget", "Miljø- og teknikudvalget", "MTU", "Vejledende tidspunkt", "Status"]
    assert suggest(word, known) == nearest


@pytest.mark.parametrize("known", [["KMU", "KBU", "KUF"], ["KBU", "KMU"]])
def test_letters_that_have_changed_places_are_nearer_than_another_letter(known: list[str]) -> None:
    assert suggest("KUB", known) == "KBU"
    assert suggest("KU", ["UK"]) is None


@settings(derandomize=True)
@given(anything)
def test_cleaning_and_folding_again_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert fold(fold(text)) == fold(text)
    assert fold(clean(text)) == fold(text)


@settings(derandomize=True)
@given(st.lists(anything, max_size=6))
def test_sorting_does_not_depend_on_the_order_the_texts_come_in(texts: list[str]) -> None:
    backwards = texts[::-1]
    assert sorted(texts, key=sort_key) == sorted(backwards, key=sort_key)
