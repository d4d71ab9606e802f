"""Times that mean a meeting become its day where the calendar knows it, and are told where more than one is meant."""

from datetime import date

import pytest
from grids import plan_of, told

from udmoentning_xl.checks import run_checks
from udmoentning_xl.config import default_config, parse_config
from udmoentning_xl.reading.meetingplan import with_meetings

SPRING = "2025-03-25, 2025-04-29, 2025-05-27, 2025-06-24"
AUTUMN = "2025-08-26, 2025-09-16, 2025-10-14, 2025-11-04, 2025-11-25, 2025-12-16"
SETTINGS = f"""
[plan]
aar = [2025, 2026]
[[udvalg]]
kort = "BUU"
navn = "Børneudvalget"
moeder = [2025-03-04, 2025-05-06, 2025-08-12]
[[udvalg]]
kort = "ØK"
navn = "Økonomiudvalget"
rolle = "økonomi"
moeder = [2025-03-11, 2025-05-13, 2025-05-27]
[[udvalg]]
kort = "KB"
navn = "Kommunalbestyrelsen"
rolle = "råd"
aliaser = ["Byrådet"]
moeder = [{SPRING}, {AUTUMN}]
[[udvalg]]
kort = "KFU"
navn = "Kulturudvalget"
"""
CONFIG = parse_config(SETTINGS, default_config(), None)


def plan(*dues: str, committees: str = "BUU, ØK, KB"):
    rows = [[number, f"Indsats {number}", committees, due] for number, due in enumerate(dues, 1)]
    return plan_of([["Nr.", "Emne", "Udvalg", "Tidspunkt"], *rows], config=CONFIG)


def read(due: str, committees: str = "BUU, ØK, KB"):
    """Kind and days of one item's time, and what is told of it."""
    resolved = with_meetings(plan(due, committees=committees), CONFIG)
    return (
        *told(resolved, "due_kind", "due_from", "due_to")[0],
        _messages(resolved),
    )


def _messages(plan) -> list[str]:
    """What is told of the times that were interpreted or could not be read."""
    return run_checks(plan, select=("U205", "U203"))["message"].tolist()


ONE = {
    "på byrådsmødet i maj 2025": date(2025, 5, 27),
    "KB-mødet i september 2025": date(2025, 9, 16),
    "mødet i juni 2025": date(2025, 6, 24),  # of the body that decides
    "udvalgsmøde i marts 2025": date(2025, 3, 4),
    "økonomiudvalgsmødet i marts 2025": date(2025, 3, 11),
    "første møde efter sommerferien 2025": date(2025, 8, 26),
    "Byrådets møde i maj 2025": date(2025, 5, 27),
    "Økonomiudvalgets møde i marts 2025": date(2025, 3, 11),
    "BUU i maj 2025": date(2025, 5, 6),
    "KB juni 2025": date(2025, 6, 24),
    "marts 2025 (ØK)": date(2025, 3, 11),
}


@pytest.mark.parametrize("due", ONE)
def test_one_meeting_in_the_time_is_the_day_and_nothing_is_in_doubt(due):
    assert read(due) == ("interval", ONE[due], ONE[due], [])


SEVERAL = {
    "mødet i november 2025": (
        date(2025, 11, 4),
        date(2025, 11, 25),
        "som et af møderne i KB: tir 04-11-2025 og tir 25-11-2025",
    ),
    "Budgetopfølgning pr. 31. marts 2025": (
        date(2025, 4, 29),
        date(2025, 6, 24),
        "som et af møderne i KB: tir 29-04-2025, tir 27-05-2025 og tir 24-06-2025",
    ),
    "ØK i maj 2025": (
        date(2025, 5, 13),
        date(2025, 5, 27),
        "som et af møderne i ØK: tir 13-05-2025 og tir 27-05-2025",
    ),
    "1. behandling af budget 2026": (date(2025, 9, 16), date(2025, 9, 16), "som mødet i KB tir 16-09-2025"),
    "2. behandling af budget 2026": (date(2025, 10, 14), date(2025, 10, 14), "som mødet i KB tir 14-10-2025"),
}


@pytest.mark.parametrize("due", SEVERAL)
def test_several_meetings_and_the_readings_of_the_budget_are_told(due):
    first, last, words = SEVERAL[due]
    assert read(due) == ("interval", first, last, [f"tidspunktet „{due}“ er tolket: {words}"])


def test_what_is_due_before_a_reading_is_due_the_day_before_it():
    assert read("inden 2. behandling af budget 2026")[:3] == ("until", None, date(2025, 10, 13))
    assert read("senest 2. behandling af budget 2026")[:3] == ("until", None, date(2025, 10, 14))


def test_an_assumed_year_is_still_told():
    assert read("byrådsmødet i maj") == (
        "interval",
        date(2025, 5, 27),
        date(2025, 5, 27),
        ["tidspunktet „byrådsmødet i maj“ er tolket: årstal mangler, 2025 antaget"],
    )


@pytest.mark.parametrize(
    ("due", "committees", "first", "last"),
    [
        ("mødet i juli 2025", "KB", date(2025, 7, 1), date(2025, 7, 31)),  # when nobody meets
        ("mødet i maj 2026", "KB", date(2026, 5, 1), date(2026, 5, 31)),  # which the list does not cover
        ("mødet i vinteren 2025/26", "KB", date(2025, 12, 1), date(2026, 2, 28)),  # of which it covers a month
        ("mødet i maj 2025", "KFU", date(2025, 5, 1), date(2025, 5, 31)),  # whose meetings nobody knows
        ("udvalgsmødet i maj 2025", "BUU, KFU", date(2025, 5, 1), date(2025, 5, 31)),  # of which of them
    ],
)
def test_what_the_calendar_does_not_say_stays_in_doubt(due, committees, first, last):
    told = f"tidspunktet „{due}“ er tolket: mødedagen kendes ikke; regnet som senest {last:%d-%m-%Y}"
    assert read(due, committees) == ("interval", first, last, [told])


def test_the_next_meeting_is_of_no_day_that_the_calendar_says():
    assert read("på førstkommende møde", "KB") == ("depends", None, None, [])


UNKNOWN = {
    "Byrådets møde i maj 2027": date(2027, 5, 31),
    "Mødet i maj 2027": date(2027, 5, 31),
    "KB-mødet juni 2026": date(2026, 6, 30),
}


@pytest.mark.parametrize("due", UNKNOWN)
def test_a_meeting_whose_day_nobody_knows_is_overdue_when_its_month_is_over(due):
    last = f"{UNKNOWN[due]:%d-%m-%Y}"
    late = plan_of([["Nr.", "Emne", "Udvalg", "Frist"], [1, "Ny bro", "KB", due]], as_of=date(2027, 8, 1))
    assert run_checks(late, select=("U201", "U203", "U205"))["message"].tolist() == [
        f"vejledende tidspunkt „{due}“ er overskredet ({last})",
        f"tidspunktet „{due}“ er tolket: mødedagen kendes ikke; regnet som senest {last}",
    ]


def test_a_committee_and_a_month_in_which_nobody_knows_its_meetings_is_the_month():
    assert read("KFU i maj 2025", "KFU") == ("interval", date(2025, 5, 1), date(2025, 5, 31), [])


MONTH = (date(2026, 5, 1), date(2026, 5, 31))
ULTIMO = (date(2026, 5, 21), date(2026, 5, 31))


@pytest.mark.parametrize(
    ("short", "due", "days"),
    [
        ("ULT", "ULT maj 2026", MONTH),
        ("ULT", "ULT, maj 2026", MONTH),
        ("ULT", "ult. maj 2026", ULTIMO),
        ("ULT", "ULT. MAJ 2026", ULTIMO),
        ("ULT", "ultimo maj 2026", ULTIMO),
        ("BUU", "ULT maj 2026", ULTIMO),
        ("PRI", "PRI i maj 2026", MONTH),
        ("JUNI", "JUNI maj 2026", MONTH),
        ("MAJ", "MAJ 2026", MONTH),
        ("MAJ", "12. MAJ 2026", (date(2026, 5, 12), date(2026, 5, 12))),
        ("SEP", "SEP, maj 2026", MONTH),
        ("FOR", "FOR maj 2026", MONTH),
        ("EFT", "EFT maj 2026", MONTH),
    ],
)
def test_the_short_name_of_a_committee_in_the_plan_is_no_word_of_time(short, due, days):
    settings = parse_config(SETTINGS.replace('kort = "BUU"', f'kort = "{short}"'), default_config(), None)
    rows = [["Nr.", "Emne", "Udvalg", "Tidspunkt"], [1, "Ny bro", "KB", due]]
    assert told(plan_of(rows, config=settings), "due_from", "due_to") == [days]


def test_a_committee_that_only_the_plans_own_column_names_is_no_word_of_time():
    rows = [[number, f"Ny bro {number}", "ULT", "ULT maj 2026"] for number in (1, 2, 3)]
    assert told(plan_of([["Nr.", "Emne", "Udvalg", "Frist"], *rows]), "due_from", "due_to") == [MONTH] * 3


def test_a_short_name_that_is_a_word_of_time_is_that_committees_meeting():
    settings = parse_config(SETTINGS.replace('kort = "BUU"', 'kort = "ULT"'), default_config(), None)
    rows = [["Nr.", "Emne", "Udvalg", "Tidspunkt"], [1, "Ny bro", "ULT, KB", "ULT maj 2025"]]
    resolved = with_meetings(plan_of(rows, config=settings), settings)
    assert told(resolved, "due_from", "due_to") == [(date(2025, 5, 6), date(2025, 5, 6))]


def test_a_time_that_means_no_meeting_is_left_as_it_is():
    read_ = with_meetings(plan("maj 2025", "løbende", "senest 1. juni 2025", ""), CONFIG)
    expected = plan("maj 2025", "løbende", "senest 1. juni 2025", "")
    fields = ("due_kind", "due_from", "due_to")
    assert told(read_, *fields) == told(expected, *fields)
    assert {str(dtype) for dtype in read_.observations.dtypes} == {str(dtype) for dtype in expected.observations.dtypes}
