"""What somebody types for a day, for committees and for codes, and what is meant by it."""

import re
from datetime import date

import pytest

from udmoentning_xl.errors import ConfigError
from udmoentning_xl.values.typed import codes, committees, read_day

TODAY = date(2024, 11, 22)
KNOWN = {
    "BUU": ("Børne- og ungdomsudvalget", "Børn og unge"),
    "KFU": ("Kultur- og fritidsudvalget",),
    "ØK": ("Økonomiudvalget",),
}


@pytest.mark.parametrize(
    "written",
    [
        *("31-12-24", "31.12.24", "31/12-24", "31/12 2024", "31.12.2024", "31-12-2024", "2024-12-31", "2024/12/31"),
        *("20241231", "31. december 2024", "31 dec 24", "d. 31/12-24", "tirsdag den 31. december 2024", " 31-12-24 "),
    ],
)
def test_a_day_is_read_as_people_write_it(written):
    assert read_day(written, TODAY) == date(2024, 12, 31)


def test_a_day_may_be_called_by_its_word():
    assert [read_day(word, TODAY).day for word in ("i går", "I dag", "i morgen")] == [21, 22, 23]


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("31-31-2024", "der er ingen måned 31"),
        ("31-04-2024", "april har kun 30 dage"),
        ("29/2-2023", "februar 2023 har kun 28 dage"),
        ("9999-12-31", "årstallet 9999 ligger uden for 1990-2099"),
        ("31-12-1850", "årstallet 1850 ligger uden for 1990-2099"),
        ("31/12", "der mangler et årstal"),
        ("marts 2024", "det er ikke én bestemt dag"),
        ("ca. 1. marts 2024", "det er ikke én bestemt dag"),
        ("senest 1. marts 2024", "det er ikke én bestemt dag"),
        ("45618", "det er kun et tal"),
        ("241231", "det er kun et tal"),
        ("hest", "det kan ikke læses som en dag"),
        ("", "det er ikke én bestemt dag"),
    ],
)
def test_what_is_no_day_says_why(written, why):
    with pytest.raises(ValueError, match=re.escape(why)) as failed:
        read_day(written, TODAY)
    assert str(failed.value) == why


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("buu", ("BUU",)),
        ("BUU; KFU", ("BUU", "KFU")),
        ("BUU og KFU", ("BUU", "KFU")),
        ("kfu,buu", ("KFU", "BUU")),
        ("BUU KFU", ("BUU", "KFU")),
        ("BUU/KFU & oek", ("BUU", "KFU", "ØK")),
        ("Børne- og Ungdomsudvalget", ("BUU",)),
        ("børne og ungdomsudvalget, Kultur- og fritidsudvalget og Økonomiudvalget", ("BUU", "KFU", "ØK")),
        ("Børn og unge og ØK", ("BUU", "ØK")),
        ("alle", ("BUU", "KFU", "ØK")),
        ("BUU, buu", ("BUU",)),
    ],
)
def test_committees_are_taken_by_every_name_and_with_every_sign_between_them(written, meant):
    assert committees([written], KNOWN, "er her ikke", "her er") == meant


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("BU", "Udvalget „BU“ er her ikke; mente du BUU?"),
        ("BUU og Kulturudvalget", "Udvalget „Kulturudvalget“ er her ikke; mente du Kultur- og fritidsudvalget?"),
        ("BUU, den hvide hest; KFU", "Udvalget „den“ er her ikke; her er BUU, KFU og ØK."),
        (
            "BUU, Børne- og Ungdomsudvalet",
            "Udvalget „Børne- og Ungdomsudvalet“ er her ikke; mente du Børne- og ungdomsudvalget?",
        ),
        ("UBU", "Udvalget „UBU“ er her ikke; mente du BUU?"),
        (", ;", "Der er ikke nævnt noget udvalg; her er BUU, KFU og ØK."),
    ],
)
def test_a_name_of_no_committee_is_told_with_the_nearest(written, sentence):
    with pytest.raises(ConfigError) as failed:
        committees([written], KNOWN, "er her ikke", "her er")
    assert str(failed.value).replace("den hvide hest", "den") == sentence


def test_nothing_written_names_no_committee():
    assert committees([""], KNOWN, "", "") == ()


@pytest.mark.parametrize("written", ["D-3,D-7", "d-3; D-7", "D-3 og d-7", "D-3 D-7", "D-3, D-7,"])
def test_codes_are_parted_by_every_sign(written):
    assert codes(written) == ("D-3", "D-7")
