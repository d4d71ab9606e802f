"""A column with something at most items is read as something, or a finding says that it is not, once."""

import pytest
from grids import plan_of

from udmoentning_xl.checks import run_checks
from udmoentning_xl.config import default_config, parse_config
from udmoentning_xl.printing import reading_lines

HEADINGS = ["Nr.", "Type", "Emne", "Hovedpunkt", "Udvalg", "Tidspunkt"]


def rows(heading, values):
    items = [
        [number, "Driftsændring", f"Emne {number}", "Skoler og dagtilbud", "BUU", "marts 2025", value]
        for number, value in enumerate(values, 1)
    ]
    return [[*HEADINGS, heading], *items]


def told(plan):
    return [(one.code, one.cell, one.message) for one in run_checks(plan).itertuples()]


@pytest.mark.parametrize(
    ("heading", "values", "expected"),
    [
        ("Fjerpen", ["a b", "c d", "e f", None], [("U509", "G1", "kolonnen „Fjerpen“ er ikke læst: 3 celler")]),
        ("Fjerpen", ["a b", "c d", None, None], []),
        ("Fjerpen", [None] * 4, []),
        ("Bemærkninger", ["a b", "c d", "e f", "g h"], []),
        ("Regnskab 2023", [100, 200, 300, 400], []),
        ("Offentlig", ["Ja"] * 4, []),
        ("Skal ikke sendes til", ["MTU"] * 4, []),
    ],
)
def test_a_column_that_is_read_as_nothing_is_told_where_most_items_have_something_in_it(heading, values, expected):
    assert told(plan_of(rows(heading, values))) == expected


@pytest.mark.parametrize("said", ["laeses_ikke", "status"])
def test_the_settings_say_what_a_column_is_or_that_it_is_not_read(said):
    config = parse_config(f'[kolonner]\n"Fjerpen" = "{said}"', default_config(), None)
    plan = plan_of(rows("Fjerpen", ["a b", "c d", "e f", "g h"]), config=config)
    assert told(plan) == []
    read = list(plan.items["status_text"].dropna())
    assert read == (["a b", "c d", "e f", "g h"] if said == "status" else [])


def test_a_heading_that_is_repeated_down_the_sheet_is_told_once():
    first, second = rows("Fjerpen", ["a b", "c d"]), rows("Fjerpen", ["e f", "g h"])
    second[1][0], second[2][0] = 3, 4
    second[1][2], second[2][2] = "Emne 3", "Emne 4"
    assert [message for code, _, message in told(plan_of([*first, *second])) if code == "U509"] == [
        "kolonnen „Fjerpen“ er ikke læst: 4 celler"
    ]


CODES = [["BKU", "Børne- og kulturudvalget"], ["TEU", "Teknik- og erhvervsudvalget"]]


@pytest.mark.parametrize(
    ("beside", "told"),
    [
        (CODES, "Arket „Andet“ er kun brugt til udvalg, forkortelser eller farver; det"),
        ([["Kode", "Betydning"], ["D", "Drift"], ["A", "Anlæg"]], "Arket „Andet“ er kun brugt til udvalg, "),
        ([["Navn", "Mail"], ["Anna", "anna@example.dk"], ["Bo", "bo@example.dk"]], "Ikke læst: arket „Andet“ har"),
        ([["F", "Færdig"], ["I", "I gang"]], "Ikke læst: arket „Andet“ har"),
    ],
)
def test_a_sheet_whose_abbreviations_the_plan_is_read_by_is_not_told_as_unread(beside, told):
    rows = [[1, "Skolemad", "BKU", "maj 2025", "D"], [2, "Bro", "TEU", "maj 2025", "A"]]
    plan = plan_of([["Nr.", "Indsats", "Udvalg", "Frist", "Type"], *rows], others={"Andet": beside})
    lines = [line for line in reading_lines(plan) if "Andet" in line]
    assert len(lines) == 1
    assert lines[0].startswith(told)
    assert lines[0].endswith(" ingen overskrifter som en udmøntningsplan")


def test_a_sheet_that_says_more_of_the_items_is_not_told_as_unread():
    rows = [[number, f"Emne nummer {number}", "BUU", "maj 2025"] for number in range(1, 6)]
    amounts = [["Nr.", "Indsats", 2024, 2025], *([row[0], row[1], 100, 200] for row in rows)]
    plan = plan_of([["Nr.", "Indsats", "Udvalg", "Frist"], *rows], others={"Beløb": amounts})
    assert [line for line in reading_lines(plan) if "Beløb" in line] == [
        "Arket „Beløb“ siger mere om planens indsatser; rækkerne er lagt til dem"
    ]
