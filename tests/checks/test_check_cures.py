"""What to do about a finding is said in the way in which the plan itself says that an item is done."""

import pytest
from grids import plan_of

from udmoentning_xl.checks import CHECKS
from udmoentning_xl.checks.cures import cures

HEADING = ["Nr.", "Indsats", "Udvalg", "Frist"]
LATE = ", hvis indsatsen er afsluttet; ellers skriv et nyt tidspunkt."
DAY = ", eller ret tidspunktet til det, da indsatsen blev afsluttet."


def said(heading: list[str], *words: str | None, **looks: object) -> dict[str, str]:
    """The cures for a plan whose items have each of these words in their last column."""
    items = [[number, f"Emne nummer {number}", "BUU", "maj 2024", word] for number, word in enumerate(words, 1)]
    return cures(plan_of([[*HEADING, *heading], *(item[: 4 + len(heading)] for item in items)], **looks), CHECKS)


@pytest.mark.parametrize(
    ("heading", "words", "done", "undo"),
    [
        ("Afsluttet", ("X", None, "X"), "Sæt X", "Fjern X"),
        ("Afsluttet", (None, None, None), "Sæt X", "Fjern X"),
        ("Gennemført", ("Ja", "Nej", "Ja"), "Skriv „Ja“ under „Gennemført“", "Ret „Gennemført“"),
        ("Afsluttet den", ("01-03-2024", None, "02-04-2024"), "Udfyld „Afsluttet den“", "Ret „Afsluttet den“"),
        ("Status", ("Færdig", "I gang", "Færdig"), "Skriv „Færdig“ under „Status“", "Ret „Status“"),
        ("Status", ("Ikke startet", "I gang", "I gang"), "Skriv „Afsluttet“ under „Status“", "Ret „Status“"),
    ],
)
def test_the_plans_own_way_to_say_that_an_item_is_done_is_named(heading, words, done, undo):
    found = said([heading], *words)
    assert (found["U201"], found["U302"]) == (done + LATE, undo + DAY)


def test_a_plan_of_status_without_x_is_never_told_to_set_one():
    found = said(["Status"], "Færdig", "I gang", "I gang")
    assert found["U301"] == (
        "Skriv „Færdig“ under „Status“, hvis indsatsen er afsluttet; ellers skriv, hvordan det går."
    )
    assert found["U303"] == "Skriv „Færdig“ under „Status“, hvis det er dét, der er ment."
    assert [code for code, cure in found.items() if " X" in cure] == ["U305"]


def test_what_is_said_by_colour_is_marked_as_the_others_are():
    items = [[number, f"Emne nummer {number}", "BUU", "maj 2024", None] for number in (1, 2)]
    above = [[None, None, None, "Grøn = gennemført"], [None, None, None, "Rød = udgår"], []]
    fills = {(0, 4): "92D050", (1, 4): "FF0000", (4, 4): "92D050", (5, 4): "FF0000"}
    plan = plan_of([*above, [*HEADING, "Status"], *items], fills=fills)
    assert list(plan.items["completion"]) == ["done", "dropped"]
    assert cures(plan, CHECKS)["U201"] == "Mærk den som de andre, der er afsluttet" + LATE


@pytest.mark.parametrize("words", [("Grøn", "Blå", "Gul"), ("Grøn", "Grøn", "Gul")])
@pytest.mark.parametrize("heading", ["Status", "Færdig"])
def test_a_light_that_the_plan_explains_as_done_is_the_word_to_write(heading, words):
    legend = ["Blå = gennemført, grøn = følger planen, gul = forsinket"]
    items = [[number, f"Emne nummer {number}", "BUU", "maj 2024", word] for number, word in enumerate(words, 1)]
    plan = plan_of([legend, [], [*HEADING, heading], *items])
    assert cures(plan, CHECKS)["U201"] == f"Skriv „Blå“ under „{heading}“" + LATE


def test_a_plan_in_which_nothing_says_what_is_done_is_told_how_it_can():
    assert said([], None, None)["U201"] == "Sæt X i en kolonne, der hedder Afsluttet" + LATE
