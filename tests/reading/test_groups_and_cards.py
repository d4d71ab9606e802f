"""Groups that each open with the headings are tables, blocks of labels are cards; what is read as neither is told."""

from grids import findings, plan_of, told

HEADINGS = ["Nr.", "Budgetinitiativ", "Type", "Økonomi", "Forventet tidsplan", "Status og næste skridt"]


def group(name, *titles, headings=HEADINGS):
    kinds, sums = ("Anlæg", "Hensigt", "Reduktion"), ("2027: 1,5 mio. kr.", "Inden for rammen", "Ingen")
    rows = [
        [at + 1, title, kinds[at % 3], sums[at % 3], "ultimo 2028", "Tre skoler er med."]
        for at, title in enumerate(titles)
    ]
    return [[name], headings, *rows, []]


GROUPS = (
    ("Skoleudvalget", "Familiehus i byen", "Børnepanel", "Digitale læremidler"),
    ("Klimaudvalget", "Sluse ved fjorden", "Naturpleje", "Mindre vejbelysning"),
    ("Kulturudvalget", "Energirenovering af hallen", "Kortlægning af huse", "Trykt program"),
)


def test_short_groups_that_each_open_with_the_same_headings_are_no_cards():
    plan = plan_of([row for name, *titles in GROUPS for row in group(name, *titles)])
    assert told(plan, "title", "committees", "kroner")[0] == ("Familiehus i byen", "Skoleudvalget", {2027: 1_500_000})
    assert [title for (title,) in told(plan, "title")] == [title for _, *titles in GROUPS for title in titles]


def test_groups_of_one_item_that_each_open_with_the_same_headings_are_no_cards():
    plan = plan_of([row for name, title, *_ in GROUPS for row in group(name, title)])
    assert [title for (title,) in told(plan, "title")] == [title for _, title, *_ in GROUPS]


def test_short_groups_whose_headings_differ_are_no_cards():
    others = [
        ["Nr.", title, "Type", "Økonomi", "Forventet tidsplan", "Status og næste skridt"]
        for title in ("Initiativ i dagtilbud", "Projekt på skoler", "Tiltag i fritiden")
    ]
    rows = [
        row for (name, *titles), own in zip(GROUPS, others, strict=True) for row in group(name, *titles, headings=own)
    ]
    assert [title for (title,) in told(plan_of(rows), "title")] == [title for _, *titles in GROUPS for title in titles]


def card(number, title, committee, *more):
    return [
        [f"Nr. {number}", title],
        ["Type", "Drift", "Udvalg", committee],
        ["Tidspunkt", "maj 2025", "Ansvarlig", "Ida"],
        *more,
        [],
    ]


def test_what_stands_beside_the_labels_of_cards_is_told_once_for_each_place():
    rows = [row for at in (1, 2, 3) for row in card(at, f"Emne {at}", "BUU", ["Aftalt i maj"], ["Drøftes igen"])]
    plan = plan_of(rows)
    assert plan.ledger.loc[plan.ledger["use"] == "unread", "cells"].sum() == 6
    assert findings(plan) == [("U509", "Plan!A4"), ("U509", "Plan!A5")]


def test_rows_between_cards_that_are_none_are_told():
    beside = [["Møllevej", "ny sti", "80 meter"], ["Skovvej", "nyt fortov", "40 meter"], []]
    rows = [*card(1, "Flere lærere", "BUU"), *card(2, "Ny sti", "MTU"), *beside, *card(3, "Ny hal", "KFU")]
    plan = plan_of(rows)
    assert told(plan, "title") == [("Flere lærere",), ("Ny sti",), ("Ny hal",)]
    assert findings(plan) == [("U506", "Plan!A9")]
    assert plan.ledger.loc[plan.ledger["use"] == "unread", "cells"].sum() == 6


def test_a_label_that_stands_in_most_cards_is_one_whatever_it_is_called():
    onward = ("ØK", "-", "ØK, KB", "ØK")
    rows = [
        row
        for at, bodies in enumerate(onward, 1)
        for row in card(at, f"Emne {at}", "BUU", ["Sendes op til", bodies], ["Kørsel og drift", "Ingen"])
    ]
    plan = plan_of(rows)
    assert told(plan, "title", "committees") == [
        ("Emne 1", "BUU+ØK"), ("Emne 2", "BUU"), ("Emne 3", "BUU+ØK+KB"), ("Emne 4", "BUU+ØK")
    ]  # fmt: skip
    assert findings(plan) == [("U509", "Plan!A5")]
