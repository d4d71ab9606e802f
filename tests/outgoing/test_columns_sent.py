"""A dispatch says which of the plan's columns of texts go to the committees, and which stay at home."""

from grids import columns_of, plan_of

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


def test_remarks_for_a_committee_alone_leave_other_columns_as_they_are():
    assert columns_of(plan_with("Bemærkninger", "Noter"))["Noter"] == "remarks"
