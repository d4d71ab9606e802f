"""A column with something at most items is read as something, or a finding says that it is not, once."""

import pytest
from grids import plan_of

from udmoentning_xl.checks import run_checks
from udmoentning_xl.config import default_config, parse_config

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
