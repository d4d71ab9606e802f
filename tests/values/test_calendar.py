"""The Danish calendar: known years, and what holds in every year."""

from datetime import date, timedelta

import pytest

from udmoentning_xl.values.calendar import (
    FEASTS,
    FIRST_YEAR,
    LAST_YEAR,
    NoSuchDateError,
    christmas_holiday,
    council_election,
    council_term,
    day,
    easter,
    is_working_day,
    iso_weeks,
    months,
    public_holidays,
    school_start,
    summer_holiday,
    weeks,
    working_day_before,
)

ALL_YEARS = range(FIRST_YEAR, LAST_YEAR + 1)


def test_easter_of_known_years() -> None:
    known = {1990: (4, 15), 2000: (4, 23), 2008: (3, 23), 2024: (3, 31), 2025: (4, 20), 2026: (4, 5), 2038: (4, 25)}
    assert {year: (easter(year).month, easter(year).day) for year in known} == known


def test_easter_is_a_sunday_in_its_five_weeks() -> None:
    for year in ALL_YEARS:
        assert easter(year).weekday() == 6
        assert date(year, 3, 22) <= easter(year) <= date(year, 4, 25)


def test_the_public_holidays_of_a_year() -> None:
    assert dict(public_holidays(2025)) == {
        date(2025, 1, 1): "nytårsdag",
        date(2025, 4, 17): "skærtorsdag",
        date(2025, 4, 18): "langfredag",
        date(2025, 4, 20): "påskedag",
        date(2025, 4, 21): "2. påskedag",
        date(2025, 5, 29): "Kristi himmelfartsdag",
        date(2025, 6, 5): "grundlovsdag",
        date(2025, 6, 8): "pinsedag",
        date(2025, 6, 9): "2. pinsedag",
        date(2025, 12, 24): "juleaftensdag",
        date(2025, 12, 25): "juledag",
        date(2025, 12, 26): "2. juledag",
        date(2025, 12, 31): "nytårsaftensdag",
    }


def test_the_christmas_holiday_begins_on_the_last_saturday_before_the_23rd() -> None:
    assert [christmas_holiday(year)[0].day for year in (2027, 2028, 2029)] == [18, 16, 22]


def test_store_bededag_ends_with_2023() -> None:
    assert public_holidays(2023)[date(2023, 5, 5)] == "store bededag"
    assert "store bededag" not in public_holidays(2024).values()


def test_a_holiday_on_grundlovsdag_keeps_its_name() -> None:
    assert public_holidays(2017)[date(2017, 6, 5)] == "2. pinsedag"


def test_working_days_leave_out_weekends_and_holidays() -> None:
    assert is_working_day(date(2024, 3, 27))
    assert not is_working_day(date(2024, 3, 28))
    assert not is_working_day(date(2024, 3, 30))
    assert working_day_before(date(2024, 4, 2)) == date(2024, 3, 27)


def test_the_summer_holiday_ends_when_school_starts() -> None:
    assert summer_holiday(2024) == (date(2024, 6, 29), date(2024, 8, 11))
    assert school_start(2024) == (date(2024, 8, 12), date(2024, 8, 16))
    for year in ALL_YEARS:
        first, last = summer_holiday(year)
        assert (first.weekday(), last.weekday()) == (5, 6)
        assert school_start(year)[0] == last + timedelta(1)


def test_months_count_across_the_turn_of_the_year() -> None:
    assert months(2024, 2) == (date(2024, 2, 1), date(2024, 2, 29))
    assert months(2024, 12, 14) == (date(2024, 12, 1), date(2025, 2, 28))
    assert months(2024, -4, 0) == (date(2023, 8, 1), date(2023, 12, 31))


def test_some_years_have_53_weeks() -> None:
    assert [year for year in range(2020, 2035) if iso_weeks(year) == 53] == [2020, 2026, 2032]
    assert weeks(2024, 1) == (date(2024, 1, 1), date(2024, 1, 7))
    assert weeks(2025, 1, 2) == (date(2024, 12, 30), date(2025, 1, 12))
    with pytest.raises(NoSuchDateError, match="uge 53 findes ikke, 2024 har 52 uger"):
        weeks(2024, 53)


@pytest.mark.parametrize(
    ("month", "number", "reason"),
    [
        (2, 30, "februar har kun 29 dage"),
        (4, 31, "april har kun 30 dage"),
        (13, 1, "der er ingen måned 13"),
        (0, 1, "der er ingen måned 0"),
        (1, 0, "der er ingen dag 0 i en måned"),
    ],
)
def test_a_day_that_does_not_exist_says_why(month: int, number: int, reason: str) -> None:
    with pytest.raises(NoSuchDateError, match=reason):
        day(2024, month, number)


def test_council_terms_and_elections() -> None:
    assert council_term(2024) == (date(2022, 1, 1), date(2025, 12, 31))
    assert council_term(2026) == (date(2026, 1, 1), date(2029, 12, 31))
    assert council_election(2024) == (date(2025, 11, 18), date(2025, 11, 18))


@pytest.mark.parametrize("name", FEASTS)
def test_a_feast_begins_before_it_ends_in_every_year(name: str) -> None:
    assert all(FEASTS[name](year)[0] <= FEASTS[name](year)[1] for year in ALL_YEARS)
