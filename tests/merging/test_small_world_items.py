"""A sample of the small world in which the items have moved too: renumbered, reworded, gone or divided since they were
sent, and answered on the newest dispatch or on an older one.
"""

import random
from collections import Counter
from datetime import date, datetime
from itertools import product

import pytest
from returns_made import DONE, approve, collected, dispatched, item, merged, own_cells, returned, told, write_plan

from udmoentning_xl.replies.decide import Reply, Verdict, decide

OLDER, NEWER = date(2026, 12, 1), date(2027, 1, 4)
#: What a cell says, and how plan and committee write it.
PLAN = {"open": None, "done": "X", "dropped": "Udgår"}
ANSWER = {None: None, "open": "Nej", "done": "Ja", "dropped": "Udgår"}
TIMES = {"BUU1": datetime(2027, 1, 11, 9), "BUU2": datetime(2027, 1, 12, 9), "KFU": datetime(2027, 1, 13, 9)}
FATES = ("same", "reworded", "gone", "divided")
SYLLABLES = ("ka", "lo", "mi", "tu", "ve", "so", "pra", "ni", "gul", "bre", "fo", "ty")
#: What the older dispatch said of an item, the newer one, and the plan now; BUU's two answers and KFU's.
CELLS = random.Random(7).sample(list(product(PLAN, PLAN, PLAN, ANSWER, ANSWER, ANSWER)), 60)
ALWAYS = [item(998, "En helt afsluttet sag", Afsluttet="X"), item(999, "En opgivet sag", Afsluttet="Udgår")]


def title(place):
    made = random.Random(place)
    return " ".join("".join(made.choices(SYLLABLES, k=4)) for _ in range(3)).capitalize()


def fate(place):
    return FATES[place % len(FATES)]


def rows(says):
    """The items as they were sent; ``says`` tells the place of the cell's word."""
    return [
        *(
            item(place, title(place), Udvalg="BUU, KFU", Afsluttet=PLAN[cell[says]])
            for place, cell in enumerate(CELLS, 1)
        ),
        *ALWAYS,
    ]


def rows_now(*, renumbered):
    """The items as they have become."""
    found = [item(1000, "Noget helt nyt om parkering")] if renumbered else []
    for row in rows(2):
        kind = fate(row["Nr."]) if row["Nr."] < 998 else "same"
        if kind == "same":
            found.append(row)
        elif kind == "reworded":
            found.append({**row, "Indsats": f"{row['Indsats']} i hele kommunen"})
        elif kind == "divided":
            found.append({**row, "Indsats": f"{row['Indsats']} i byerne", "2027": -60})
            found.append(
                {**row, "Indsats": f"{row['Indsats']} på landet", "2027": row["2027"] + 60, "Nr.": row["Nr."] + 500}
            )
    return [{**row, "Nr.": number} for number, row in enumerate(found, 1)] if renumbered else found


@pytest.fixture(
    scope="module",
    params=list(product((False, True), (False, True))),
    ids=lambda one: "-".join(("renumbered" if one[0] else "numbers-kept", "older" if one[1] else "newest")),
)
def world(request, tmp_path_factory):
    """The plan now, its rows, its dispatches, and whether BUU's first answer is to the older one."""
    renumbered, is_older = request.param
    folder = tmp_path_factory.mktemp("verden")
    older, newer = dispatched(folder, rows(0), OLDER), dispatched(folder, rows(1), NEWER)
    for name, committee, column in (("BUU1", "BUU", 3), ("BUU2", "BUU", 4), ("KFU", "KFU", 5)):
        answers = {title(place): {DONE: ANSWER[cell[column]]} for place, cell in enumerate(CELLS, 1) if cell[column]}
        sent = older if is_older and name == "BUU1" else newer
        returned(sent, committee, answers, name=f"{name}.xlsx", saved=TIMES[name])
    now = rows_now(renumbered=renumbered)
    return write_plan(folder / "plan.xlsx", now), now, (older, newer), is_older


def replies(cell, *, is_older):
    old, base, _, first, second, other = cell
    given = [
        ("BUU", first, old if is_older else base, OLDER if is_older else NEWER, "BUU1"),
        ("BUU", second, base, NEWER, "BUU2"),
        ("KFU", other, base, NEWER, "KFU"),
    ]
    return [Reply(who, value, sent, day, TIMES[file]) for who, value, sent, day, file in given if value]


def wanted(cell, place, *, is_older):
    """The verdict on each answer for a cell, by the rule."""
    given = replies(cell, is_older=is_older)
    lost = fate(place) in ("gone", "divided")
    return [
        (one, Verdict.POINT if lost else made.verdict) for one, made in zip(given, decide(cell[2], given), strict=True)
    ]


def test_every_answer_is_decided_as_the_rule_says_at_its_own_item(world):
    plan, _, _, is_older = world
    found = Counter()
    for row in collected(plan, write=False).decisions:
        found[row.title.removesuffix(" i hele kommunen"), row.committee, row.reply, str(row.verdict)] += 1
    assert found == Counter(
        (title(place), one.committee, ANSWER[one.value], str(verdict))
        for place, cell in enumerate(CELLS, 1)
        for one, verdict in wanted(cell, place, is_older=is_older)
    )


def test_the_order_of_the_files_and_the_same_files_twice_make_no_difference(world):
    plan, _, (older, newer), _ = world
    files = sorted(path for folder in (older, newer) for path in folder.glob("Retur/*.xlsx"))
    assert len(files) == 3
    first = told(collected(plan, *files, write=False))
    assert told(collected(plan, *reversed(files), write=False)) == first
    assert told(collected(plan, *files[1:], *files, write=False)) == first


def test_what_is_approved_is_written_at_its_own_item_and_proposed_no_more(world):
    plan, now, (older, newer), is_older = world
    done = collected(plan)
    proposals = {
        (row.title, row.committee, row.field): "Ja" for row in done.decisions if row.verdict == Verdict.PROPOSAL
    }
    result = merged(approve(done.target, proposals)).target
    after = own_cells(plan)
    lines = {row["Indsats"].removesuffix(" i hele kommunen"): number for number, row in enumerate(now, 4)}
    for place, cell in enumerate(CELLS, 1):
        for one, verdict in wanted(cell, place, is_older=is_older):
            if verdict == Verdict.PROPOSAL:
                after.pop(f"H{lines[title(place)]}", None)
                after |= {f"H{lines[title(place)]}": PLAN[one.value]} if PLAN[one.value] else {}
    assert own_cells(result) == after
    again = collected(result, older / "Retur" if is_older else newer / "Retur", newer / "Retur", write=False)
    assert [row for row in again.decisions if row.verdict == Verdict.PROPOSAL] == []
