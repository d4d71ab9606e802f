"""Every answer of a small world through real workbooks: a plan, its dispatch, two files of BUU and one of KFU."""

from datetime import datetime
from itertools import product

import pytest
from returns_made import DONE, approve, collected, dispatched, item, merged, own_cells, returned, svar, write_plan

from udmoentning_xl.replies.decide import Base, Reply, Verdict, decide

#: What a cell says: nothing, done, given up; and how plan and committee write it.
PLAN = {"open": None, "done": "X", "dropped": "Udgår"}
ANSWER = {None: None, "open": "Nej", "done": "Ja", "dropped": "Udgår"}
TIMES = {"BUU1": datetime(2027, 1, 11, 9), "BUU2": datetime(2027, 1, 12, 9), "KFU": datetime(2027, 1, 13, 9)}
WORLD = list(product(PLAN, PLAN, ANSWER, ANSWER, ANSWER))


def title(place):
    """A title that no other is like: its number is told in words of its own."""
    names = ["birk", "eg", "ask", "bøg", "elm", "lind", "pil", "gran", "fyr", "tjørn"]
    return " ".join(names[int(figure)] for figure in f"{place:03}") + f" nummer {place}"


def rows(plan_says):
    kept = [item(place, title(place), Udvalg="BUU, KFU", Afsluttet=PLAN[word]) for place, word in plan_says]
    return [*kept, item(998, "En helt afsluttet sag", Afsluttet="X"), item(999, "En opgivet sag", Afsluttet="Udgår")]


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    folder = tmp_path_factory.mktemp("verden")
    numbered = list(enumerate(WORLD, 1))
    sent = dispatched(folder, rows((place, base) for place, (base, *_) in numbered))
    for column, file, committee in ((2, "BUU1", "BUU"), (3, "BUU2", "BUU"), (4, "KFU", "KFU")):
        answers = {title(place): {DONE: ANSWER[cell[column]]} for place, cell in numbered if cell[column]}
        returned(sent, committee, answers, name=f"{file}.xlsx", saved=TIMES[file])
    plan = write_plan(folder / "plan.xlsx", rows((place, now) for place, (_, now, *_) in numbered))
    return plan, collected(plan)


def replies(base, first, second, other):
    given = [("BUU", first, "BUU1"), ("BUU", second, "BUU2"), ("KFU", other, "KFU")]
    return [Reply(who, value, base, None, TIMES[file]) for who, value, file in given if value]


def test_every_cell_is_decided_as_the_rule_says(world):
    _, done = world
    by_title = {}
    for row in done.decisions:
        by_title.setdefault(row.title, []).append((row.committee, str(row.verdict)))
    for place, (base, now, *answers) in enumerate(WORLD, 1):
        given = replies(base, *answers)
        wanted = [(one.committee, str(verdict.verdict)) for one, verdict in zip(given, decide(now, given), strict=True)]
        assert sorted(by_title.pop(title(place), [])) == sorted(wanted), (base, now, answers)
    assert by_title == {}


def test_nothing_approved_leaves_the_plan_as_it_is(world):
    _, done = world
    assert merged(done.target).target is None


def test_what_is_approved_and_nothing_else_is_written(world):
    plan, done = world
    proposals = {
        (row.title, row.committee, row.field): "Ja" for row in done.decisions if row.verdict == Verdict.PROPOSAL
    }
    result = merged(approve(done.target, proposals))
    before, after = own_cells(plan), own_cells(result.target)
    wanted = dict(before)
    for place, (base, now, *answers) in enumerate(WORLD, 1):
        given = replies(base, *answers)
        values = {
            one.value
            for one, verdict in zip(given, decide(now, given), strict=True)
            if verdict.verdict == Verdict.PROPOSAL
        }
        for value in values:
            wanted.pop(f"H{place + 3}", None)
            if PLAN[value]:
                wanted[f"H{place + 3}"] = PLAN[value]
    assert after == wanted


def test_two_different_values_for_a_cell_are_both_left(tmp_path):
    sent = dispatched(tmp_path, rows([(1, "open")]))
    returned(sent, "BUU", {title(1): {DONE: "Ja"}})
    returned(sent, "KFU", {title(1): {DONE: "Udgår"}})
    done = collected(tmp_path / "plan.xlsx")
    assert [str(row.verdict) for row in done.decisions] == ["konflikt", "konflikt"]
    result = merged(approve(done.target, "Ja"))
    assert own_cells(result.target) == own_cells(tmp_path / "plan.xlsx")
    assert svar(result.target, "Udvalg", "Udfald") == [
        ("BUU", "kunne ikke indføres: to godkendte svar vil skrive hver sit i cellen"),
        ("KFU", "kunne ikke indføres: to godkendte svar vil skrive hver sit i cellen"),
    ]


def test_where_nobody_knows_what_was_sent_it_is_said(tmp_path):
    assert decide("open", [Reply("BUU", "done", Base.UNKNOWN)])[0].verdict == Verdict.BASELESS
