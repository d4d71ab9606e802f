"""A dispatch says which of the plan's columns of texts go to the committees, and which stay at home."""

import pytest
from grids import columns_of, plan_of

from udmoentning_xl.danish import listed
from udmoentning_xl.outgoing.columns import column_lines


def plan_with(*headings):
    return plan_of(
        [
            ["Nr.", "Emne", "Udvalg", "Frist", *headings],
            [1, "Ny bro", "MTU", "maj 2025", *(f"Tekst om {one}" for one in headings)],
            [2, "Ny hal", "MTU", "juni 2025", *(f"Mere om {one}" for one in headings)],
        ]
    )


def test_the_columns_that_are_sent_and_those_that_are_not_are_named():
    plan = plan_with("Beskrivelse", "Bemærkninger", "Internt notat", "Kontering")
    assert list(column_lines(plan)) == [
        "Fra planen sendes teksterne i „Emne“, „Beskrivelse“ og „Bemærkninger“.",
        "Ikke sendt: „Internt notat“ (intern) og „Kontering“ (læses ikke).",
    ]


def test_remarks_that_may_be_the_administrations_own_are_named_first_and_asked_about():
    assert list(column_lines(plan_with("Beskrivelse", "Noter (ØA)"))) == [
        "Fra planen sendes teksterne i „Noter (ØA)“ (er de til udvalgene?), „Emne“ og „Beskrivelse“."
    ]
    assert list(column_lines(plan_with("Skolernes bemærkninger"))) == [
        "Fra planen sendes teksterne i „Skolernes bemærkninger“ (er de til udvalgene?) og „Emne“."
    ]
    assert list(column_lines(plan_with("Bemærkninger til udvalget (kort)"))) == [
        "Fra planen sendes teksterne i „Emne“ og „Bemærkninger til udvalget (kort)“."
    ]


def test_texts_under_a_heading_that_says_that_they_are_ours_are_not_sent():
    assert list(column_lines(plan_with("Intern proces"))) == [
        "Fra planen sendes teksterne i „Emne“.",
        "Ikke sendt: „Intern proces“ (intern).",
    ]
    assert list(column_lines(plan_with("Forvaltningens kommentarer", "Udvalgets bemærkninger"))) == [
        "Fra planen sendes teksterne i „Udvalgets bemærkninger“ (er de til udvalgene?) og „Emne“.",
        "Ikke sendt: „Forvaltningens kommentarer“ (intern).",
    ]


def test_remarks_beside_those_for_the_committees_are_ours():
    for ours in ("Noter (ØA)", "Direktionens bemærkninger", "Bemærkning (fagchef)", "Noter"):
        for theirs in ("Kommentar til udvalg", "Bemærkning til udvalget", "Bemærkninger til politikerne"):
            plan = plan_with(theirs, ours)
            read = columns_of(plan)
            assert (read[theirs], read[ours]) == ("remarks", "internal"), (ours, theirs)
            assert list(column_lines(plan)) == [
                f"Fra planen sendes teksterne i „Emne“ og „{theirs}“.",
                f"Ikke sendt: „{ours}“ (intern).",
            ]


def test_a_column_whose_heading_comes_again_has_the_name_that_laesning_calls_it_by():
    assert list(column_lines(plan_with("Bemærkninger", "Bemærkninger"))) == [
        "Fra planen sendes teksterne i „Bemærkninger (2)“ (er de til udvalgene?), „Emne“ og „Bemærkninger“."
    ]


def test_hidden_columns_are_not_sent_whatever_they_are_read_as():
    rows = [[number, f"Ny bro {number}", "MTU", "maj 2025", "Tekst", "4711"] for number in (1, 2)]
    headings = ["Nr.", "Emne", "Udvalg", "Frist", "Bemærkninger", "Kontering"]
    plan = plan_of([headings, *rows], looks={"hidden_columns": frozenset({4, 5})})
    assert list(column_lines(plan)) == [
        "Fra planen sendes teksterne i „Emne“.",
        "Ikke sendt: „Bemærkninger“ (skjult) og „Kontering“ (skjult).",
    ]


UNREAD = [
    *("Kontering", "Journalnummer", "Projektkode", "Stednummer", "Ordrenummer", "Varekode", "Kladde"),
    *("Matrikel", "Leverandør", "Kontrakt", "Fakturanr.", "Lokalplan", "Gadenavn", "Bilnummer"),
]


@pytest.mark.parametrize(("count", "more"), [(12, ""), (13, " og 1 anden"), (14, " og 2 andre")])
def test_of_more_columns_than_twelve_the_others_are_counted(count, more):
    (_, told) = column_lines(plan_with("Afsluttet", *UNREAD[:count]))
    named = [f"„{one}“ (læses ikke)" for one in UNREAD[:12]]
    assert told == f"Ikke sendt: {', '.join(named) + more if more else listed(named)}."


def test_remarks_for_a_committee_alone_leave_other_columns_as_they_are():
    assert columns_of(plan_with("Bemærkninger", "Noter"))["Noter"] == "remarks"


@pytest.mark.parametrize(
    ("ordinary", "other"),
    [
        ("Noter", "Noter BN"),
        ("Bemærkninger", "Bemærkning økonomi"),
        ("Bemærkninger", "Kommentar"),
        ("Bemærkninger", "Noter"),
    ],
)
def test_remarks_beside_others_are_asked_about_where_nothing_says_whose_they_are(ordinary, other):
    for headings in ((ordinary, other), (other, ordinary)):
        assert list(column_lines(plan_with(*headings))) == [
            f"Fra planen sendes teksterne i „{other}“ (er de til udvalgene?), „Emne“ og „{ordinary}“."
        ]


@pytest.mark.parametrize(
    "headings", [("Bemærkninger",), ("Noter",), ("Bemærkninger", "Link til sag"), ("Bilag", "Noter")]
)
def test_remarks_that_stand_alone_and_links_are_not_asked_about(headings):
    assert not any("er de til udvalgene" in line for line in column_lines(plan_with(*headings)))


def test_columns_that_no_dispatch_has_sent_before_are_told_once():
    plan = plan_with("Bemærkninger", "Beskrivelse", "Status")
    told = list(column_lines(plan, {"Emne", "bemærkninger"}))
    assert told[1:] == ["Sendes for første gang: kolonnerne „Beskrivelse“ og „Status“."]
    assert len(list(column_lines(plan, {"Emne", "Bemærkninger", "Beskrivelse", "Status"}))) == 1
    assert len(list(column_lines(plan))) == 1  # nothing was run before: all of it is new
