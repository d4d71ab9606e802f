"""The way of an item through its meetings, held against every way there is, and the days its case must be ready."""

from datetime import date, timedelta
from itertools import product

import pytest

from udmoentning_xl.meetings import Chain, ChainBreak, Step, calendar_of, chain, faults_of, stages, working_days_before
from udmoentning_xl.register import Body, MeetingRules, Role
from udmoentning_xl.values.calendar import is_working_day

YEAR = [date(2027, 1, 1) + timedelta(days) for days in range(365)]
#: Two months of the year before and all of 2027; in July and week 42 nobody meets.
BUU = tuple(
    date(*one)
    for one in [
        *((2026, 11, 10), (2026, 12, 8), (2027, 1, 12), (2027, 2, 9), (2027, 3, 9), (2027, 4, 6), (2027, 5, 4)),
        *((2027, 6, 8), (2027, 8, 17), (2027, 9, 7), (2027, 10, 5), (2027, 11, 9), (2027, 12, 7)),
    ]
)
MTU = tuple(date(2026, 11, 12) + timedelta(28 * number) for number in range(15))
OEK = tuple(one + timedelta(7) for one in BUU)
KB = tuple(one + timedelta(14) for one in BUU)
BODIES = (
    Body("BUU", "Børne- og ungdomsudvalget", meetings=BUU),
    Body("MTU", "Miljø- og teknikudvalget", meetings=MTU, case_days=10),
    Body("ØK", "Økonomiudvalget", Role.FINANCE, meetings=OEK),
    Body("KB", "Kommunalbestyrelsen", Role.COUNCIL, meetings=KB, gap_days=7),
    Body("ÆR", "Ældrerådet", Role.OTHER, meetings=(date(2027, 3, 1), date(2027, 3, 29))),
    Body("KFU", "Kultur- og fritidsudvalget"),
)
ROLES = {body.short: body.role for body in BODIES}
RULES = MeetingRules()
CALENDAR = calendar_of(BODIES, RULES)
GAPS = {"BUU": 5, "MTU": 5, "ØK": 5, "KB": 7}
ROUTES = (("BUU",), ("KB", "MTU"), ("BUU", "ØK", "KB"))
SIDE_BY_SIDE = ("KB", "MTU", "ØK", "BUU")


def way(found: Chain) -> dict[str, date]:
    return {step.body: step.meeting for step in found.steps}


def by_brute_force(route: tuple[str, ...], last: date) -> dict[str, date] | None:
    """Of every tuple of meetings that keeps the order and the distances, the one in which each body meets latest."""
    order = sorted(route, key=lambda short: [Role.STANDING, Role.FINANCE, Role.COUNCIL].index(ROLES[short]))
    tuples = [
        dict(zip(order, days, strict=True))
        for days in product(*(CALENDAR[short].days for short in order))
        if all(day <= last for day in days)
        and all(
            ROLES[one] == ROLES[other] or days[place] + timedelta(GAPS[other]) <= days[later]
            for place, one in enumerate(order)
            for later, other in enumerate(order)
            if place < later
        )
    ]
    latest = {short: max(days[short] for days in tuples) for short in order} if tuples else None
    assert latest is None or latest in tuples  # each at its latest is itself a way
    return latest


@pytest.mark.parametrize("route", ROUTES, ids=" ".join)
def test_for_every_due_day_of_a_year_the_chain_is_the_latest_of_all_tuples_of_meetings(route):
    found = [chain(route, last, CALENDAR, ROLES) for last in YEAR]
    assert [way(one) for one in found] == [by_brute_force(route, last) for last in YEAR]
    assert not any(one.broken for one in found)


def test_two_committees_that_handle_one_item_meet_side_by_side_before_the_third():
    every_week = YEAR[::7]
    found = [way(chain(SIDE_BY_SIDE, last, CALENDAR, ROLES)) for last in every_week]
    assert found == [by_brute_force(SIDE_BY_SIDE, last) for last in every_week]


def test_every_deadline_is_a_working_day_so_many_working_days_before_its_meeting():
    for body, count in (("BUU", 8), ("MTU", 10)):
        for last in YEAR:
            step = chain((body,), last, CALENDAR, ROLES).steps[0]
            for when, days in ((step.deadline, count), (step.agenda, 4)):
                between = [when + timedelta(one) for one in range((step.meeting - when).days)]
                assert is_working_day(when)
                assert sum(map(is_working_day, between)) == days


@pytest.mark.parametrize(
    ("meeting", "count", "deadline"),
    [
        (date(2027, 2, 9), 8, date(2027, 1, 28)),
        (date(2027, 1, 12), 8, date(2026, 12, 29)),  # over New Year, which is no working day, nor is the day before
        (date(2027, 4, 6), 6, date(2027, 3, 24)),  # over Easter, from Thursday to Monday
        (date(2027, 3, 30), 1, date(2027, 3, 24)),
        (date(2027, 3, 30), 0, date(2027, 3, 30)),
    ],
)
def test_holidays_and_weekends_do_not_count(meeting, count, deadline):
    assert working_days_before(meeting, count) == deadline


def test_the_steps_say_who_when_and_until_when():
    assert chain(("KB", "ØK", "BUU"), date(2027, 3, 31), CALENDAR, ROLES) == Chain(
        (
            Step("BUU", date(2027, 3, 9), date(2027, 2, 25), date(2027, 3, 3)),
            Step("ØK", date(2027, 3, 16), date(2027, 3, 4), date(2027, 3, 10)),
            Step("KB", date(2027, 3, 23), date(2027, 3, 11), date(2027, 3, 17)),
        )
    )


def test_a_meeting_on_the_last_day_itself_is_in_time_and_one_the_day_after_is_not():
    assert way(chain(("BUU",), date(2027, 3, 9), CALENDAR, ROLES)) == {"BUU": date(2027, 3, 9)}
    assert way(chain(("BUU",), date(2027, 3, 8), CALENDAR, ROLES)) == {"BUU": date(2027, 2, 9)}


def test_what_lies_before_a_body_without_meetings_is_not_counted():
    found = chain(("BUU", "KFU"), date(2027, 3, 31), CALENDAR, ROLES)
    assert (way(found), found.broken) == ({"BUU": date(2027, 3, 9)}, (ChainBreak("KFU", "har ingen mødeplan"),))
    without = {short: own for short, own in CALENDAR.items() if short != "KB"}
    assert chain(("BUU", "ØK", "KB"), date(2027, 3, 31), without, ROLES) == Chain(
        (), (ChainBreak("KB", "har ingen mødeplan"),)
    )
    without = {short: own for short, own in CALENDAR.items() if short != "BUU"}
    found = chain(("BUU", "ØK", "KB"), date(2027, 3, 31), without, ROLES)
    assert (list(way(found)), found.broken) == (["ØK", "KB"], (ChainBreak("BUU", "har ingen mødeplan"),))


def test_a_year_that_the_list_does_not_cover_has_no_meetings_to_count_from():
    for last, why in (
        (date(2028, 2, 1), "har ingen møder i mødeplanen i 2028"),
        (date(2031, 1, 1), "har ingen møder i mødeplanen i 2028"),
        (date(2026, 11, 9), "har ingen møder i mødeplanen før tir 10-11-2026"),
    ):
        assert chain(("BUU",), last, CALENDAR, ROLES) == Chain((), (ChainBreak("BUU", why),))
    early = chain(("BUU", "ØK"), date(2026, 11, 17), CALENDAR, ROLES)
    assert way(early) == {"BUU": date(2026, 11, 10), "ØK": date(2026, 11, 17)}
    only = calendar_of([Body("A", "A", meetings=(date(2025, 5, 1), date(2027, 5, 1)))], RULES)
    assert chain(("A",), date(2027, 3, 1), only, {}).broken == (ChainBreak("A", "har ingen møder i mødeplanen i 2026"),)
    assert way(chain(("A",), date(2025, 12, 31), only, {})) == {"A": date(2025, 5, 1)}


def test_the_end_of_a_covered_year_is_reached_from_its_last_meeting():
    assert way(chain(("BUU",), date(2027, 12, 31), CALENDAR, ROLES)) == {"BUU": date(2027, 12, 7)}


@pytest.mark.parametrize(
    ("meetings", "until", "why"),
    [
        # From December to June: nothing is known of the autumn.
        (BUU[1:8], date(2027, 7, 5), "har ingen møder i mødeplanen efter tir 08-06-2027"),
        (BUU[:-2], date(2027, 11, 1), "har ingen møder i mødeplanen efter tir 05-10-2027"),
        ((date(2027, 5, 4),), date(2027, 5, 31), "har ingen møder i mødeplanen efter tir 04-05-2027"),
        (
            tuple(date(2027, month, 9) for month in (2, 6, 10)),
            date(2027, 12, 31),
            "har ingen møder i mødeplanen i 2028",
        ),
        (BUU[:-1], date(2027, 12, 6), "har ingen møder i mødeplanen efter tir 09-11-2027"),
        ((*BUU[:-2], date(2027, 11, 23)), date(2027, 12, 31), "har ingen møder i mødeplanen i 2028"),
    ],
)
def test_a_list_covers_the_time_to_its_last_meeting_and_as_long_after_as_is_usual(meetings, until, why):
    known = calendar_of([Body("A", "A", meetings=meetings)], RULES)
    assert way(chain(("A",), until, known, {})) == {"A": meetings[-1]}
    assert chain(("A",), until + timedelta(1), known, {}) == Chain((), (ChainBreak("A", why),))


def test_a_body_that_is_only_informed_is_on_nobodys_way():
    found = chain(("ÆR", "BUU"), date(2027, 3, 31), CALENDAR, ROLES)
    assert way(found) == {"BUU": date(2027, 3, 9)}
    assert [(one.body, one.meeting) for one in found.beside] == [("ÆR", date(2027, 3, 29))]
    assert found.step("ÆR") == found.beside[0]
    assert chain(("ÆR",), date(2026, 3, 31), CALENDAR, ROLES) == Chain()


def test_what_comes_before_two_bodies_comes_before_the_first_of_them():
    other = Body("PU", "Planudvalget", Role.FINANCE, meetings=(date(2027, 3, 12),))
    roles, route = ROLES | {"PU": Role.FINANCE}, ("BUU", "ØK", "PU")
    last = date(2027, 3, 31)
    known = calendar_of((*BODIES, other), RULES)
    assert way(chain(route, last, known, roles)) == {
        "BUU": date(2027, 2, 9),  # five days before 12 March, and not before 16 March
        "PU": date(2027, 3, 12),
        "ØK": date(2027, 3, 16),
    }
    found = chain(route, last, CALENDAR, roles)
    assert (way(found), found.broken) == ({"ØK": date(2027, 3, 16)}, (ChainBreak("PU", "har ingen mødeplan"),))


def test_the_order_of_a_written_route_makes_no_difference():
    expected = stages(("BUU", "MTU", "ØK", "KB"), ROLES)
    assert expected == [["BUU", "MTU"], ["ØK"], ["KB"]]
    assert stages(("KB", "BUU", "ØK", "MTU", "BUU", "ÆR"), ROLES) == expected
    assert stages(("XYZ",), ROLES) == [["XYZ"]]


def test_weeks_without_meetings_and_doubles_are_taken_out_and_own_terms_go_first():
    body = Body("A", "A", meetings=(date(2027, 7, 13), date(2027, 6, 8), date(2027, 6, 8)), case_days=3, agenda_days=0)
    own = calendar_of([body, Body("B", "B")], MeetingRules(case_days=9, gap_days=6, closed_weeks=(28,)))
    assert list(own) == ["A"]
    assert (own["A"].days, own["A"].case_days, own["A"].agenda_days, own["A"].gap_days) == (
        (date(2027, 6, 8),),
        3,
        0,
        6,
    )


def test_what_is_odd_in_the_settings_is_told_with_what_became_of_it():
    body = Body(
        "A",
        "A",
        valid_to=date(2027, 11, 30),
        agenda_days=9,
        meetings=tuple(
            date(2027, *one) for one in ((3, 9), (2, 9), (2, 9), (3, 14), (3, 29), (7, 13), (12, 7), (12, 7))
        ),
    )
    assert list(faults_of(body, MeetingRules(closed_weeks=(28,)))) == [
        "mødet tir 09-02-2027 står efter mødet tir 09-03-2027; det er regnet i sin orden",
        "mødet tir 09-02-2027 står to gange; det er regnet med én gang",
        "mødet søn 14-03-2027 er en søndag; det er regnet med",
        "mødet man 29-03-2027 er 2. påskedag; det er regnet med",
        "mødet tir 13-07-2027 er i uge 28, som er en uge uden møder; det er ikke regnet med",
        "mødet tir 07-12-2027 ligger, hvor udvalget ikke findes; det er regnet med",
        "mødet tir 07-12-2027 står to gange; det er regnet med én gang",
        "sagerne skal være afleveret 8 hverdage før mødet, og dagsordenen sendes 9 hverdage før; "
        "så bliver den sendt, før sagerne er der",
    ]
    assert list(faults_of(BODIES[0], RULES)) == []
    assert list(faults_of(Body("A", "A", agenda_days=20), RULES)) == []
