"""The settings: Danish keys, the built-in register, and errors that name the line and the nearest known key."""

from datetime import date

import pytest

from udmoentning_xl.checks import rule
from udmoentning_xl.config import CONFIG_NAME, default_config, defaults_text, load_config, parse_config
from udmoentning_xl.errors import ConfigError
from udmoentning_xl.outgoing.mail import refuse_bad_addresses
from udmoentning_xl.register import Body, MeetingRules, Role


def error_of(text):
    """The sentence that a settings file gives."""
    with pytest.raises(ConfigError) as caught:
        parse_config(text, default_config(), None)
    return str(caught.value)


def test_the_built_in_settings_are_those_of_norddjurs():
    config = default_config()
    assert config.municipality == "Norddjurs Kommune"
    assert config.years == (2024, 2025, 2026, 2027)
    assert len(config.sections) == 7
    assert [body.short for body in config.bodies if body.role == Role.STANDING][:2] == ["BUU", "VPU"]


def test_a_file_beside_the_plan_is_found_and_only_changes_what_it_says(tmp_path):
    (tmp_path / CONFIG_NAME).write_text('[plan]\nkommune = "Sønderby Kommune"\n', encoding="utf-8")
    config = load_config(tmp_path / "plan.xlsx")
    assert config.municipality == "Sønderby Kommune"
    assert config.years == default_config().years


def test_without_a_file_the_built_in_settings_are_used(tmp_path):
    assert load_config(tmp_path / "plan.xlsx") == default_config()


def test_a_register_of_its_own_replaces_the_built_in_one():
    text = """
    [[udvalg]]
    kort = "BU"
    navn = "Børneudvalget"
    gyldig_til = 2025-12-31
    efterfoelger = "BSU"
    mail = ["bu@example.dk"]
    moeder = [2024-02-06]

    [[udvalg]]
    kort = "BSU"
    navn = "Børne- og Skoleudvalget"
    gyldig_fra = 2026-01-01
    """
    assert parse_config(text, default_config(), None).bodies == (
        Body(
            "BU",
            "Børneudvalget",
            valid_to=date(2025, 12, 31),
            successor="BSU",
            mail=("bu@example.dk",),
            meetings=(date(2024, 2, 6),),
        ),
        Body("BSU", "Børne- og Skoleudvalget", valid_from=date(2026, 1, 1)),
    )


def test_a_heading_is_mapped_whatever_its_spelling():
    config = parse_config('[kolonner]\n"Det vi vil:" = "emne"\n"Næste år" = "2025"\n', default_config(), None)
    assert config.columns == {"det vi vil": "title", "næste år": "2025"}


def test_the_commented_file_that_opsaet_writes_gives_the_built_in_settings():
    assert parse_config(defaults_text(), default_config(), None) == default_config()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            '[plan]\nkommune = "X"\nhovedpunkt = []\n',
            "udmoentning.toml, linje 3: „hovedpunkt“ kendes ikke. Mente du „hovedpunkter“?",
        ),
        ("[paln]\n", "udmoentning.toml, linje 1: „paln“ kendes ikke. Mente du „plan“?"),
        (
            '[plan]\naar = "2024"\n',
            "udmoentning.toml, linje 2: „aar“ skal være en liste af årstal, fx [2024, 2025, 2026, 2027].",
        ),
        (
            '[plan]\nenhed = "t.kr."\n',
            "udmoentning.toml, linje 2: „enhed“ skal være en af: „kr.“, „1.000 kr.“, „mio. kr.“.",
        ),
        (
            '[kolonner]\n"Mål" = "emmne"\n',
            "udmoentning.toml, linje 2: „emmne“ er ikke et felt. Mente du „emne“? Et årstal kan også bruges.",
        ),
        ('[regler]\nU507 = "slået fra"\n', "udmoentning.toml, linje 2: „slået fra“ kan ikke bruges om en regel."),
        (
            '[[udvalg]]\nkort = "BU"\n',
            "udmoentning.toml, linje 1: udvalget „BU“ skal have både kort og navn.",
        ),
        (
            '[[udvalg]]\nkort = "BU"\nnavn = "B"\nefterfoelger = "BUX"\n',
            "udmoentning.toml, linje 4: efterfølgeren „BUX“ er ikke et udvalg i listen. Mente du „BU“?",
        ),
        (
            '[[udvalg]]\nkort = "BU"\nnavn = "B"\n[[udvalg]]\nkort = "bu"\nnavn = "C"\n',
            "udmoentning.toml, linje 5: den korte form „bu“ bruges af flere udvalg.",
        ),
        (
            '[[udvalg]]\nkort = "BU"\nnavn = "B"\nmail = "a@x.dk; b@x.dk"\n',
            'udmoentning.toml, linje 4: „mail“ skal være en liste af tekster: ["a@x.dk", "b@x.dk"].',
        ),
    ],
)
def test_what_is_wrong_is_named_with_its_line_and_the_nearest_known_word(text, sentence):
    assert error_of(text).startswith(sentence)


def test_a_file_that_is_no_toml_is_one_sentence():
    assert error_of('[regler]\nU507 = "fra\n') == (
        "udmoentning.toml, linje 2, kan ikke læses: der mangler nok et anførselstegn, en parentes eller et "
        "lighedstegn. Ret filen, og prøv igen."
    )


@pytest.mark.parametrize("written", ["kommune = „Skive“", "[udsendelse]\nsti = ”H:”  # her"])
def test_the_quotes_of_word_are_named_where_they_are_the_fault(written):
    line = written.count("\n") + 1
    quote = "„" if "„" in written else "”"
    assert error_of(written) == (
        f'udmoentning.toml, linje {line}, kan ikke læses: teksten skal stå i lige anførselstegn ("), ikke {quote}. Ret '
        "filen, og prøv igen."
    )


def test_a_missing_file_is_one_sentence(tmp_path):
    with pytest.raises(ConfigError) as caught:
        load_config(tmp_path / "plan.xlsx", tmp_path / "min.toml")
    assert str(caught.value) == (f"Opsætningen {tmp_path / 'min.toml'} findes ikke. Kontrollér navn og mappe.")


def test_a_missing_file_with_a_near_name_is_asked_for(tmp_path):
    (tmp_path / "budget.toml").write_text("", encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load_config(tmp_path / "plan.xlsx", tmp_path / "bugdet.toml")
    assert str(caught.value) == (
        f"Opsætningen {tmp_path / 'bugdet.toml'} findes ikke. Mente du {tmp_path / 'budget.toml'}?"
    )


BODY = '[[udvalg]]\nkort = "{}"\nnavn = "{}"\n'


@pytest.mark.parametrize("written", ['"31-12-24"', '"31. december 2024"', '"31/12 2024"', "2024-12-31"])
def test_a_day_is_taken_as_people_write_it(written):
    text = BODY.format("BU", "B") + f"gyldig_til = {written}\nmoeder = [{written}]\n"
    body = parse_config(text, default_config(), None).bodies[0]
    assert (body.valid_to, body.meetings) == (date(2024, 12, 31), (date(2024, 12, 31),))


def test_a_day_that_is_none_says_why_and_where():
    text = BODY.format("BU", "B") + BODY.format("KU", "K") + 'gyldig_til = "31-04-2024"\n'
    assert error_of(text) == (
        "udmoentning.toml, linje 7: „gyldig_til“ er „31-04-2024“, som ikke er en dato: april har kun 30 dage; skriv "
        "den som 2025-12-31."
    )


def test_a_day_without_quotes_that_toml_cannot_read_is_told():
    assert error_of(BODY.format("BU", "B") + "gyldig_til = 31-12-24\n") == (
        "udmoentning.toml, linje 4, kan ikke læses: en dato skal skrives som 2024-12-31, eller i anførselstegn: "
        '"31-12-24". Ret filen, og prøv igen.'
    )


def test_a_fault_in_the_second_of_two_committees_has_the_line_of_the_second():
    text = BODY.format("BU", "B") + 'rolle = "fagudvalg"\n' + BODY.format("KU", "K") + 'rolle = "baggrund"\n'
    assert error_of(text).startswith("udmoentning.toml, linje 8: „rolle“ skal være en af: ")


def test_a_code_that_is_no_rule_has_file_and_line(tmp_path):
    (tmp_path / CONFIG_NAME).write_text('[plan]\n\n[regler]\nU101 = "fra"\nU100 = "fra"\n', encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load_config(tmp_path / "plan.xlsx", None, rule)
    assert str(caught.value) == f"{tmp_path / CONFIG_NAME}, linje 5: „U100“ er ikke en regel. Mente du U101?"


def test_an_address_that_is_none_has_file_and_line(tmp_path):
    text = BODY.format("BU", "B") + 'mail = ["bu@example.dk"]\n' + BODY.format("KU", "K") + 'mail = ["ku"]\n'
    (tmp_path / CONFIG_NAME).write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        refuse_bad_addresses(load_config(tmp_path / "plan.xlsx"))
    assert str(caught.value) == (
        f"{tmp_path / CONFIG_NAME}, linje 8: „ku“ er ikke en mailadresse; ret den i udmoentning.toml."
    )


def test_meetings_are_days_or_a_workbook_and_terms_are_common_or_a_bodys_own():
    text = """
    [[udvalg]]
    kort = "BU"
    navn = "Børneudvalget"
    moeder = "moeder 2027.xlsx"
    sagsfrist_hverdage = 10
    dagsorden_hverdage = 3
    afstand_dage = 0

    [moeder]
    fil = "alle.xlsx"
    sagsfrist_hverdage = 9
    dagsorden_hverdage = 5
    afstand_dage = 7
    lukket_uger = [42, 28, 28]
    mange_sager = 8
    """
    config = parse_config(text, default_config(), None)
    assert config.bodies == (
        Body("BU", "Børneudvalget", meeting_file="moeder 2027.xlsx", case_days=10, agenda_days=3, gap_days=0),
    )
    assert config.meeting_rules == MeetingRules(9, 5, 7, (28, 42), 8, "alle.xlsx")


def test_without_terms_of_its_own_a_file_has_the_built_in_ones():
    assert parse_config("[moeder]\nafstand_dage = 7\n", default_config(), None).meeting_rules == MeetingRules(8, 4, 7)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            '[[udvalg]]\nkort = "A"\nnavn = "B"\nmoeder = "2027-02-09", "2027-03-09"\n',
            "udmoentning.toml, linje 4, kan ikke læses",
        ),
        (
            '[[udvalg]]\nkort = "A"\nnavn = "B"\nmoeder = ["2027-02-30"]\n',
            "udmoentning.toml, linje 4: „moeder“ er „2027-02-30“, som ikke er en dato: februar har kun 28 dage; skriv "
            "den som 2025-12-31.",
        ),
        (
            '[[udvalg]]\nkort = "A"\nnavn = "B"\nmoeder = 3\n',
            "udmoentning.toml, linje 4: „moeder“ skal være en liste af datoer, fx [2027-02-09, 2027-03-09], eller "
            "navnet på et regneark med dem.",
        ),
        (
            "[moeder]\nlukket_uger = [54]\n",
            "udmoentning.toml, linje 2: „lukket_uger“ skal være en liste af ugenumre, fx [7, 28, 29, 30].",
        ),
        ("[moeder]\nsagsfrist = 8\n", "udmoentning.toml, linje 2: „sagsfrist“ kendes ikke."),
        (
            "[moeder]\nsagsfrist_hverdage = -1\n",
            "udmoentning.toml, linje 2: „sagsfrist_hverdage“ skal være et helt tal fra 0 til 90, uden anførselstegn.",
        ),
    ],
)
def test_what_is_wrong_with_meetings_is_named_with_its_line(text, sentence):
    assert error_of(text).startswith(sentence)


def test_all_that_is_wrong_is_told_at_once_each_with_its_line():
    text = """
[plan]
kommune = "Skive
aar = "2024"
enhed = "t.kr."

[[udvalg]]
kort = "BU"
navn = „Børneudvalget“
rolle = "fagudvalg"
mail = ["bu@example.dk"

[kolonner]
"Mål" = "emmne"
"""
    told = error_of(text).splitlines()
    assert [line.partition(" kan ikke læses: ")[0].partition(": ")[0] for line in told] == [
        f"udmoentning.toml, linje {line}" for line in ("3,", "4", "5", "9,", "11,", "14")
    ]
    closed = error_of(text.replace('dk"', 'dk"]').replace("„Børneudvalget“", '"B"').replace('"Skive', '"Skive"'))
    assert [line.partition(": ")[0] for line in closed.splitlines()] == [
        f"udmoentning.toml, linje {line}" for line in (4, 5, 14)
    ]


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [('[plan]\nkommune = "A"\nkommune = "B"\n', 3, "kommune"), ("[plan]\n[moeder]\n[plan]\naar = 7\n", 3, "plan")],
)
def test_what_is_written_twice_is_named_with_the_line_of_the_second(text, line, what):
    assert error_of(text) == (
        f"udmoentning.toml, linje {line}, kan ikke læses: „{what}“ er skrevet to gange; slet den ene. Ret filen, og "
        "prøv igen."
    )


@pytest.mark.parametrize("data", [b"PK\3\4", b"\xd0\xcf\x11\xe0", b"{\\rtf1"])
def test_settings_that_an_office_program_saved_are_told_to_be_made_as_text(tmp_path, data):
    (tmp_path / CONFIG_NAME).write_bytes(data)
    with pytest.raises(ConfigError) as caught:
        load_config(tmp_path / "plan.xlsx")
    assert str(caught.value) == (
        f"Opsætningen {tmp_path / CONFIG_NAME} er ikke en tekstfil, men er gemt af Excel, Word eller et lignende "
        "program. Lav en ny med „udmoentning opsaet“, og ret den i Notesblok."
    )
