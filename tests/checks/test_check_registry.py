"""The list of rules: complete, in order, with words for everything, and never a code for two things."""

import re

import pytest
from checks.test_check_examples import CASES
from plans import make_plan

from udmoentning_xl.checks import CHECKS, RETIRED, Check, manual, rule
from udmoentning_xl.checks.cures import cures
from udmoentning_xl.errors import ConfigError

#: Codes are for ever: a change to this table is a change to what other people's settings and acknowledgements mean.
TITLES = {
    "U101": ("fejl", "udvalg mangler"),
    "U102": ("fejl", "ukendt udvalg"),
    "U103": ("advarsel", "tvetydigt udvalg"),
    "U104": ("note", "udvalg er nedlagt på tidspunktet"),
    "U105": ("note", "udvalg er ikke i registeret"),
    "U201": ("advarsel", "vejledende tidspunkt overskredet"),
    "U202": ("advarsel", "tidspunkt mangler"),
    "U203": ("fejl", "tidspunkt kan ikke læses eller findes ikke"),
    "U204": ("advarsel", "tidspunkt uden for planperioden"),
    "U205": ("note", "tidspunkt er tolket"),
    "U206": ("note", "tidspunkt i mødefri periode"),
    "U207": ("note", "udvalg uden mødeplan"),
    "U208": ("advarsel", "kan ikke nå mødet"),
    "U209": ("note", "mange sager på ét møde"),
    "U210": ("advarsel", "mødeplan er tvivlsom"),
    "U301": ("advarsel", "uklar markering"),
    "U302": ("advarsel", "afsluttet, men tidspunktet ligger i fremtiden"),
    "U303": ("advarsel", "X uden for X-kolonnen"),
    "U304": ("note", "teksten siger afsluttet, men X mangler"),
    "U305": ("note", "tegn der ligner X"),
    "U306": ("advarsel", "udgår, men har stadig beløb i budgettet"),
    "U401": ("fejl", "beløb kan ikke læses"),
    "U402": ("fejl", "sum stemmer ikke"),
    "U403": ("note", "beløb mangler i alle år"),
    "U404": ("fejl", "formel uden beregnet værdi"),
    "U405": ("fejl", "fejlværdi i celle"),
    "U406": ("advarsel", "beløb i en anden enhed end kolonnen"),
    "U407": ("note", "enhed er antaget eller usikker"),
    "U408": ("note", "summer er ikke regnet ud"),
    "U501": ("fejl", "titel mangler"),
    "U502": ("advarsel", "samme indsats flere gange"),
    "U503": ("fejl", "samme nummer flere gange"),
    "U504": ("advarsel", "hovedpunkt mangler eller er ukendt"),
    "U505": ("advarsel", "type mangler"),
    "U506": ("advarsel", "række er ikke læst som indsats"),
    "U507": ("note", "ansvarlig mangler"),
    "U508": ("note", "proces mangler"),
    "U509": ("advarsel", "kolonne er ikke læst"),
    "U601": ("advarsel", "skjult kolonne indgår"),
    "U602": ("advarsel", "gennemstreget, men ikke afsluttet"),
    "U603": ("note", "status står kun som farve"),
    "U604": ("advarsel", "lukket eller fortrolig indsats"),
    "U605": ("advarsel", "kan være lukket eller skjult"),
    "U606": ("note", "formatet skjuler, hvad man ser"),
    "U607": ("advarsel", "lukket punkt er ikke genfundet"),
    "U701": ("fejl", "indsats er forsvundet uden at være afsluttet"),
    "U702": ("note", "tidspunkt er udskudt"),
    "U703": ("note", "ny indsats"),
    "U704": ("advarsel", "indsats er genåbnet"),
    "U801": ("note", "ændring i et genereret ark er ikke i planen"),
    "U802": ("note", "kolonne er rettet i arket Læsning"),
}
EVERY = [pytest.param(check, id=check.code) for check in CHECKS]


def test_the_rules_are_these_in_this_order() -> None:
    assert [(check.code, check.severity, check.title) for check in CHECKS] == [
        (code, *said) for code, said in TITLES.items()
    ]


def test_a_retired_code_never_comes_back() -> None:
    assert RETIRED.keys().isdisjoint(check.code for check in CHECKS)


def test_every_rule_has_an_offending_and_a_clean_example() -> None:
    offending = {code for code, cases in CASES.items() if any(case.found for case in cases)}
    clean = {code for code, cases in CASES.items() if any(not case.found for case in cases)}
    assert offending == clean == TITLES.keys()


@pytest.mark.parametrize("check", EVERY)
def test_a_manual_page_says_what_why_and_how_with_both_examples(check: Check) -> None:
    page = manual(check.code)
    assert page.startswith(f"{check.code} ({check.severity}): {check.title}\n\nHvad: ")
    headings = re.findall(r"^(Hvad|Hvorfor|Eksempel|Sådan rettes det)\b.*?:", page, flags=re.MULTILINE)
    assert headings == ["Hvad", "Hvorfor", "Eksempel", "Sådan rettes det"]
    assert "  Fejl:" in page
    assert "  I orden:" in page
    assert max(map(len, page.splitlines())) <= 116


@pytest.mark.parametrize("check", EVERY)
def test_the_words_follow_one_style(check: Check) -> None:
    assert re.fullmatch(r"[^A-ZÆØÅ].*[^.]|X .*[^.]", check.title)
    assert not check.message.endswith(".")
    assert re.fullmatch(r"[A-ZÆØÅ][^.]*\.", cures(make_plan([{}]), [check])[check.code].replace("udmoentning.toml", ""))


@pytest.mark.parametrize("check", EVERY)
def test_every_field_of_a_message_is_a_column_also_when_nothing_is_found(check: Check) -> None:
    for plan in (make_plan(), make_plan([{}])):
        rows = check.find(plan)
        assert {"item", "sheet", "cell", *check.fields} <= set(rows.columns)
        assert rows.empty


def test_a_code_is_found_whatever_its_case() -> None:
    assert rule(" u201").code == "U201"


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("U2O1", "„U2O1“ er ikke en regel. Mente du U201?"),
        (
            "dato",
            "„dato“ er ikke en regel. Reglerne begynder med U1, U2, U3, U4, U5, U6, U7 og U8; "
            "udmoentning regler viser dem.",
        ),
    ],
)
def test_an_unknown_code_is_one_sentence_with_the_nearest(code: str, message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        manual(code)
    assert str(caught.value) == message
