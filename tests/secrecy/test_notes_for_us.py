"""A column of notes that its heading says are for the office alone is in no file that leaves the house."""

import pytest
from grids import plan_of

from udmoentning_xl.outgoing.extract import committee_plan
from udmoentning_xl.outgoing.gate import Gate

NOTE = "Jordforurening, se notat"


def sent(heading):
    """Whether the committee gets what stands in a column of this heading."""
    rows = [
        ["Nr.", "Emne", "Udvalg", "Frist", heading],
        [1, "Ny bro", "MTU", "maj 2025", NOTE],
        [2, "Ny hal", "MTU", "juni 2025", ""],
    ]
    plan = plan_of(rows)
    own = committee_plan(plan, "MTU", Gate.of(plan).kept_back("MTU"))
    return NOTE in own.items.astype("string").to_string()


@pytest.mark.parametrize(
    "heading",
    ["Noter kun til ØA", "Privat note", "Noter til eget brug", "Bemærkninger (kun for økonomi)", "Interne noter"],
)
def test_notes_for_the_office_alone_are_not_sent(heading):
    assert not sent(heading)


@pytest.mark.parametrize("heading", ["Bemærkninger", "Bemærkninger kun til udvalget", "Noter"])
def test_other_notes_are(heading):
    assert sent(heading)
