"""Where the answers in a sheet Svar stand, in words that add up."""

import pytest

from udmoentning_xl.replies.answer import Decision, standing
from udmoentning_xl.replies.decide import Verdict


def row(verdict, approved="", outcome="", cell=""):
    return Decision(
        verdict,
        "D-1",
        "Slidlag",
        "D-1",
        "MTU",
        "Afsluttet",
        "",
        "",
        "Ja",
        "X",
        cell,
        approved=approved,
        outcome=outcome,
    )


def test_every_answer_is_told_once_and_only_one_without_a_choice_waits():
    rows = [
        row(Verdict.PROPOSAL),
        row(Verdict.CONFLICT, outcome="venter"),
        row(Verdict.TOLD, cell="Plan!H4"),
        row(Verdict.POINT, "måske"),
        row(Verdict.PROPOSAL, "ok"),
        row(Verdict.PROPOSAL, "nej", "venter"),
        row(Verdict.PROPOSAL, "Ja", "indført"),
        row(Verdict.PROPOSAL, "Nej", "afvist"),
        row(Verdict.REPLACED),
        row(Verdict.PROPOSAL, "Ja", "kunne ikke indføres: der er ingen celle at skrive i"),
        row(Verdict.AGREES),
        row(Verdict.STALE),
        row(Verdict.TOLD),
    ]
    assert standing(rows) == (
        "4 venter på Ja eller Nej, 1 med Ja er ikke ført ind endnu, 1 med Nej er ikke ført ind endnu, 1 er indført, "
        "1 er afvist, 1 er afløst, 1 kunne ikke indføres, 1 svarer til planen, 1 er svar på det gamle og "
        "1 er til orientering"
    )


@pytest.mark.parametrize("verdict", Verdict)
def test_there_are_words_for_whatever_becomes_of_an_answer(verdict):
    assert standing([row(verdict)]).startswith("1 ")
