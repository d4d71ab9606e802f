"""The visual language: every text can be read on its fill, and a status is never said by colour alone."""

import pytest

from udmoentning_xl.meetings.states import DEADLINE_TONES, STATES, Deadline
from udmoentning_xl.sheets import style
from udmoentning_xl.sheets.about import CONVENTIONS
from udmoentning_xl.sheets.timeline import LAST_SIGN, ONWARD_SIGN, PERIOD_SIGN, SIGNS


def luminance(colour: str) -> float:
    """The relative luminance of a colour (WCAG 2.1)."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", style.FORMATS)
def test_text_has_contrast_to_its_fill(name: str) -> None:
    look = style.FORMATS[name]
    assert contrast(look.get("font_color", style.INK), look.get("bg_color", style.PAPER)) >= 4.5


@pytest.mark.parametrize("tone", style.TONES)
def test_a_tone_has_contrast_between_text_and_fill(tone: str) -> None:
    assert contrast(*style.TONES[tone]) >= 4.5


@pytest.mark.parametrize("colour", [*style.CHART.values(), *style.CHART_LINES])
def test_a_chart_colour_stands_out_from_the_paper(colour: str) -> None:
    assert contrast(colour, style.PAPER) >= 3


def test_every_deadline_has_a_tone_and_a_word_of_its_own() -> None:
    assert set(DEADLINE_TONES) == set(Deadline)
    assert set(DEADLINE_TONES.values()) == set(style.TONES)
    assert len({str(word) for word in Deadline}) == len(Deadline)


def test_a_state_is_told_by_its_first_rule_and_explained_in_om() -> None:
    assert set(STATES) == set(Deadline)
    assert {(str(word), state.means) for word, state in STATES.items()} <= set(CONVENTIONS)


def test_the_signs_of_the_timeline_differ() -> None:
    signs = [*SIGNS.values(), LAST_SIGN, ONWARD_SIGN, PERIOD_SIGN]
    assert len(signs) == len(set(signs))
