"""What becomes of the answers for one cell: every answer of a small world, and the promises that hold in all of it."""

from datetime import date, datetime
from itertools import permutations, product

import pytest

from udmoentning_xl.replies.decide import Base, Reply, Ruling, Verdict, decide

BLANK, A, B = "", "A", "B"
FIRST, SECOND, THIRD = (datetime(2027, 1, number) for number in (11, 12, 13))
NO_REPLY = None
ANSWERS = (NO_REPLY, BLANK, A, B)
WORLD = list(product((BLANK, A, B, Base.UNKNOWN), (BLANK, A, B), ANSWERS, ANSWERS, ANSWERS))


def replies(base, first, second, other):
    """BUU's two files and KFU's one, less those in which nothing is answered."""
    given = [("BUU", first, FIRST), ("BUU", second, SECOND), ("KFU", other, THIRD)]
    return [Reply(who, value, base, date(2026, 12, 1), saved) for who, value, saved in given if value is not NO_REPLY]


def test_the_small_world_has_all_its_cells():
    assert len(WORLD) == 768


def test_no_answer_is_lost_and_the_order_of_the_files_makes_no_difference():
    for base, plan, first, second, other in WORLD:
        given = replies(base, first, second, other)
        decided = dict(zip(given, decide(plan, given), strict=True))
        for order in permutations(given):
            assert dict(zip(order, decide(plan, list(order)), strict=True)) == decided


def test_the_same_files_twice_propose_the_same_once():
    for base, plan, first, second, other in WORLD:
        given = replies(base, first, second, other)
        once = [one for one in decide(plan, given) if one.verdict != Verdict.REPLACED]
        twice = [one for one in decide(plan, [*given, *given]) if one.verdict != Verdict.REPLACED]
        assert twice == once


def test_only_what_was_sent_and_still_stands_is_proposed_to_become_something_else():
    for base, plan, first, second, other in WORLD:
        given = replies(base, first, second, other)
        for reply, one in zip(given, decide(plan, given), strict=True):
            if one.verdict == Verdict.PROPOSAL:
                assert base == plan
                assert plan != reply.value
            if one.verdict == Verdict.BASELESS:
                assert base is Base.UNKNOWN
                assert reply.value != plan


def test_proposals_for_a_cell_are_all_the_same():
    for base, plan, first, second, other in WORLD:
        given = replies(base, first, second, other)
        proposed = {
            reply.value
            for reply, one in zip(given, decide(plan, given), strict=True)
            if one.verdict in (Verdict.PROPOSAL, Verdict.BASELESS)
        }
        assert len(proposed) <= 1


def test_what_is_written_is_proposed_no_more():
    for base, plan, first, second, other in WORLD:
        given = replies(base, first, second, other)
        for reply, one in zip(given, decide(plan, given), strict=True):
            if one.verdict != Verdict.REPLACED:
                again = dict(zip(given, decide(reply.value, given), strict=True))
                assert again[reply] == Ruling(Verdict.AGREES)
                assert Verdict.PROPOSAL not in {other.verdict for other in again.values()}


def test_an_earlier_answer_of_a_committee_gives_way_to_its_later_one_alone():
    for base, plan, first, second, other in WORLD:
        given = replies(base, first, second, other)
        for reply, one in zip(given, decide(plan, given), strict=True):
            is_earlier = reply.committee == "BUU" and reply.saved == FIRST and second is not NO_REPLY
            assert (one.verdict == Verdict.REPLACED) == is_earlier


CASES = {
    "one answer to what still stands": (BLANK, [Reply("BUU", A, BLANK)], [Ruling(Verdict.PROPOSAL)]),
    "an answer that the plan has already": (A, [Reply("BUU", A, BLANK)], [Ruling(Verdict.AGREES)]),
    "what was sent, when the plan has moved on": (
        B,
        [Reply("BUU", A, A)],
        [Ruling(Verdict.STALE, "planen er ændret siden udsendelsen")],
    ),
    "something else, when the plan has moved on": (
        B,
        [Reply("BUU", A, BLANK)],
        [Ruling(Verdict.CONFLICT, "planen er ændret siden udsendelsen")],
    ),
    "two committees that disagree": (
        BLANK,
        [Reply("BUU", A, BLANK), Reply("KFU", B, BLANK)],
        [Ruling(Verdict.CONFLICT, "udvalgene er uenige")] * 2,
    ),
    "a committee that says as the plan does": (
        BLANK,
        [Reply("BUU", A, BLANK), Reply("KFU", BLANK, BLANK)],
        [Ruling(Verdict.CONFLICT, "et andet udvalg svarer som planen"), Ruling(Verdict.AGREES)],
    ),
    "nobody knows what was sent": (BLANK, [Reply("BUU", A)], [Ruling(Verdict.BASELESS)]),
    "two answers of one committee at the same time": (
        BLANK,
        [Reply("BUU", A, BLANK, saved=FIRST), Reply("BUU", B, BLANK, saved=FIRST)],
        [Ruling(Verdict.CONFLICT, "udvalget har svaret to ting, og det kan ikke ses, hvad der er svaret sidst")] * 2,
    ),
    "two answers of one committee, and no times": (
        BLANK,
        [Reply("BUU", A, BLANK, saved=FIRST), Reply("BUU", B, BLANK)],
        [Ruling(Verdict.CONFLICT, "udvalget har svaret to ting, og det kan ikke ses, hvad der er svaret sidst")] * 2,
    ),
    "an answer to a newer dispatch, saved before that to the older": (
        BLANK,
        [
            Reply("BUU", A, BLANK, date(2026, 12, 1), THIRD),
            Reply("BUU", B, BLANK, date(2027, 1, 4), FIRST),
        ],
        [Ruling(Verdict.REPLACED, "af et senere svar"), Ruling(Verdict.PROPOSAL)],
    ),
    "the same file twice": (
        BLANK,
        [Reply("BUU", A, BLANK, saved=FIRST), Reply("BUU", A, BLANK, saved=FIRST)],
        [Ruling(Verdict.PROPOSAL), Ruling(Verdict.REPLACED, "af et senere svar")],
    ),
}


@pytest.mark.parametrize(("plan", "given", "decided"), CASES.values(), ids=CASES)
def test_each_sort_of_answer_has_its_verdict(plan, given, decided):
    assert decide(plan, given) == decided
