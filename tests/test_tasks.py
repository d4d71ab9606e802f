"""What each body must do with its items: when, and what; by the day of the report, the route and the meetings."""

from dataclasses import replace
from datetime import date

import pytest
from plans import BODIES, make_plan

from udmoentning_xl.meetings.states import SOON_DAYS, Deadline
from udmoentning_xl.meetings.tasks import Duty, Urgency, tasks
from udmoentning_xl.register import Body, Role
from udmoentning_xl.sheets.facts import facts_of

ELDERS = Body("ÆR", "Ældrerådet", Role.OTHER)
MET = tuple(
    replace(body, meetings=days)
    for body, days in zip(
        BODIES,
        [(date(2024, 11, 5), date(2024, 12, 3), date(2025, 2, 4), date(2025, 6, 3))] + [()] * (len(BODIES) - 1),
        strict=True,
    )
)


def of(items, short="BUU", **others):
    return tasks(make_plan(items, **others), [short])[short]


def dated(day, **others):
    return {"due_from": "2024-01-01", "due_to": day, **others}


@pytest.mark.parametrize(
    ("item", "when"),
    [
        (dated("2024-11-21"), Urgency.OVERDUE),
        (dated("2024-11-22"), Urgency.SOON),
        (dated("2025-02-20"), Urgency.SOON),
        (dated("2025-02-21"), Urgency.LATER),
        (dated("2024-11-21", completion="partial"), Urgency.OVERDUE),
        (dated("2024-11-21", completion="unclear"), Urgency.LATER),
        (dated("2014-03-13", due_from="2014-03-01"), Urgency.LATER),
        ({"due_kind": "continuous", "due_from": None, "due_to": None}, Urgency.LATER),
        ({"due_kind": "unset", "due_from": None, "due_to": None}, Urgency.LATER),
        (dated("2024-11-21", completion="done"), Urgency.FINISHED),
        (dated("2024-11-21", completion="dropped"), Urgency.FINISHED),
    ],
)
def test_an_item_is_overdue_soon_later_or_finished_by_its_day_and_what_is_said_of_it(item, when):
    assert [task.when for task in of([item]).values()] == [when]


def test_the_words_are_those_of_the_deadline_wherever_no_meeting_is_known():
    """What the body must do, and what Samlet plan calls Frist."""
    kinds = ("interval", "until", "from", "continuous", "depends", "unset", "invalid", None)
    days = ("2013-01-01", "2024-11-21", "2024-11-22", "2025-02-20", "2025-02-21", "2031-01-01", None)
    states = ("open", "partial", "done", "dropped", "unclear")
    items = [
        {"due_kind": kind, "due_from": day, "due_to": day, "completion": state}
        for kind in kinds
        for day in days
        for state in states
    ]
    plan = make_plan(items)
    facts, found = facts_of(plan), tasks(plan, ["BUU"])["BUU"]
    assert SOON_DAYS == 90
    for place, item in enumerate(facts.ids):
        deadline = Deadline(facts.deadline[place])
        same = {Deadline.OVERDUE: Urgency.OVERDUE, Deadline.SOON: Urgency.SOON}
        same |= {Deadline.DONE: Urgency.FINISHED, Deadline.DROPPED: Urgency.FINISHED}
        assert found[item].when == same.get(deadline, Urgency.LATER), items[place]


def test_what_the_next_meeting_takes_comes_before_what_is_due_within_ninety_days():
    items = [dated("2025-03-01"), dated("2024-12-20"), dated("2025-06-30"), dated("2024-11-20"), dated("2024-11-30")]
    found = of([{**item, "committees": ("BUU",)} for item in items], bodies=MET)
    assert [(task.item, task.when, task.step and task.step.meeting) for task in found.values()] == [
        ("D-1", Urgency.SOON, date(2025, 2, 4)),
        ("D-2", Urgency.NEXT, date(2024, 12, 3)),
        ("D-3", Urgency.LATER, date(2025, 6, 3)),
        ("D-4", Urgency.OVERDUE, None),
        ("D-5", Urgency.SOON, date(2024, 11, 5)),  # its meeting has been held
    ]
    assert [task.item for task in sorted(found.values(), key=lambda task: task.order)] == [
        *("D-4", "D-2", "D-5", "D-1", "D-3")
    ]


@pytest.mark.parametrize(
    ("route", "duties"),
    [
        (("BUU",), {"BUU": Duty.DECIDE}),
        (("BUU", "MTU"), {"BUU": Duty.DECIDE, "MTU": Duty.DECIDE}),
        (("BUU", "ØK"), {"BUU": Duty.HANDLE, "ØK": Duty.RECOMMEND}),
        (("KB", "ØK", "BUU"), {"BUU": Duty.HANDLE, "ØK": Duty.RECOMMEND, "KB": Duty.DECIDE}),
        (("ØK",), {"ØK": Duty.DECIDE}),
        (("ØK", "ÆR"), {"ØK": Duty.DECIDE, "ÆR": Duty.INFORMED}),
        (("ØK", "KB"), {"ØK": Duty.RECOMMEND, "KB": Duty.DECIDE}),
        (("BUU", "ÆR"), {"BUU": Duty.DECIDE, "ÆR": Duty.INFORMED}),
        (("Havnen",), {"Havnen": Duty.DECIDE}),
    ],
)
def test_what_a_body_does_follows_from_its_role_and_from_who_comes_after_it(route, duties):
    plan = make_plan([{"committees": route}], bodies=(*BODIES, ELDERS))
    found = tasks(plan, route)
    assert {short: own["D-1"].duty for short, own in found.items()} == duties


def test_what_a_body_only_gets_conditionally_says_so():
    plan = make_plan([dated("2024-12-01", committees=("BUU", "ØK"))])
    plan.assignments["conditional"] = [False, True]
    found = tasks(plan, ("BUU", "ØK"))
    assert (found["BUU"]["D-1"].words, found["ØK"]["D-1"].words) == ("skal behandles", "skal evt. indstilles")


def test_a_body_without_items_has_none():
    assert of([], "BUU") == {}
