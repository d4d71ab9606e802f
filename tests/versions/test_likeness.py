"""How like two items are, to two decimals: each weight and each bar is in one of these."""

import pytest

from udmoentning_xl.versions.likeness import Row, likeness, names_another, title_likeness

SAME = Row("D-1", "7", "operating_change", "Skoler", "Ny daginstitution i Grenaa", "Der bygges til.", "Skolechefen")
SAME = SAME._replace(committees=frozenset({"BUU"}), amounts=((2027, 100),))
OTHER = {
    "number": "8",
    "kind": "capital_project",
    "section": "Kultur",
    "description": "Vejen asfalteres om sommeren.",
    "responsible": "Vej og Park",
    "committees": frozenset({"KFU"}),
    "amounts": ((2027, 300),),
}


@pytest.mark.parametrize(
    ("field", "left"),
    [
        ("number", 0.79),
        ("kind", 0.95),
        ("section", 0.95),
        ("description", 0.86),
        ("responsible", 0.96),
        ("committees", 0.96),
        ("amounts", 0.95),
    ],
)
def test_each_field_takes_its_weight_when_it_is_another(field, left):
    assert likeness(SAME, SAME) == 1.0
    assert round(likeness(SAME, SAME._replace(**{field: OTHER[field]})), 2) == left


def test_a_number_weighs_as_much_as_the_plans_numbers_can_be_trusted():
    other = SAME._replace(number="8", title="Ny daginstitution i Grenaa by")
    assert [round(likeness(SAME, other, trust), 2) for trust in (1.0, 0.5, 0.0)] == [0.77, 0.86, 0.97]


@pytest.mark.parametrize(
    ("one", "other", "like"),
    [
        ("Ny daginstitution", "NY  DAGINSTITUTION", 1.0),
        ("Renovering af svømmehallen", "Renovering af svømehallen", 0.98),
        ("Klippekort til ældre", "Klippekort til ældre i eget hjem og på plejehjem", 0.85),
        ("Fritidspas", "Udvidelse af fritidspasset til alle børn i kommunen", 0.72),
        ("Renovering af Bakkeskolen, etape 1", "Renovering af Bakkeskolen, etape 2", 0.73),
        ("Sansehave på Mosehjemmet", "Sansehave på Elmehjemmet", 0.69),
        ("Renovering af Askholt Centralskole", "Renovering af Lyngskolen", 0.54),
        ("Lukning af havnen", "Lukning f havnen", 0.97),
    ],
)
def test_titles_are_as_like_as_this(one, other, like):
    assert round(title_likeness(one, other), 2) == round(title_likeness(other, one), 2) == like


@pytest.mark.parametrize(
    ("one", "other", "is_another"),
    [
        ("Fortov på Pilevej", "Fortov på Skolegade", True),
        ("Renovering af Askholt Centralskole, fase a", "Renovering af Lyngskolen, fase a", True),
        ("Etape II af stien", "Etape III af stien", True),
        ("Nyt tag på skolen", "Nyt tag på skolens hal og gård", False),
        ("Lukning af havnen", "Lukning for havnen", False),
        ("Plan for byen", "Planer for byen", False),
        ("Analyse", "Undersøgelse", False),
    ],
)
def test_a_title_that_names_another(one, other, is_another):
    assert names_another(one, other) is names_another(other, one) is is_another


def test_what_names_another_and_has_other_amounts_is_never_sure():
    one = SAME._replace(title="Sansehave på det store plejehjem Mosehjemmet i Auning")
    other = one._replace(title="Sansehave på det store plejehjem Elmehjemmet i Auning")
    assert round(likeness(one, other), 2) == 0.87
    assert likeness(one, other._replace(amounts=((2027, 101),))) == 0.81


def test_titles_that_have_nothing_in_common_need_a_description_that_has_nearly_all():
    other = SAME._replace(title="Mobilfri hverdag", number="9")
    assert round(likeness(SAME, other), 2) == 0.43
    assert likeness(SAME, other._replace(description="Der bygges nye veje til byen.")) == 0.0
