"""``[udsendelse]`` in udmoentning.toml."""

import re

import pytest

from udmoentning_xl.config import Config, DispatchSettings, default_config, defaults_text, parse_config
from udmoentning_xl.errors import ConfigError

WRITTEN = """
[udsendelse]
svarfrist_dage = 10
afsender = "budget@example.dk"
afsendernavn = "Økonomi"
svar_til = "svar@example.dk"
indledning = "Kære alle."
afslutning = "Hilsen os"
vaert = "mail.example.dk"
port = 465
sikkerhed = "tls"
bruger = "budget"
login = "m365"
ca_fil = "ca.pem"
"""


def test_every_setting_of_a_dispatch_can_be_written():
    assert parse_config(WRITTEN, Config(), None).dispatch == DispatchSettings(
        reply_days=10,
        sender="budget@example.dk",
        sender_name="Økonomi",
        reply_to="svar@example.dk",
        host="mail.example.dk",
        port=465,
        security="tls",
        user="budget",
        login="m365",
        ca_file="ca.pem",
        opening="Kære alle.",
        closing="Hilsen os",
    )


def test_the_commented_settings_of_the_built_in_file_can_be_used_as_they_stand():
    text = defaults_text().partition("[udsendelse]")[2]
    opened = "[udsendelse]" + re.sub(r"(?m)^# (?=\w+ = )", "", text)
    assert parse_config(opened, default_config(), None).dispatch.ca_file == "kommunens-ca.pem"


@pytest.mark.parametrize(
    "written", ["9999999", "367", "0", "-1", '"14"', '"fjorten"', "14.5", "true", "[14]", "2024-11-22"]
)
def test_a_number_of_days_that_cannot_be_used_is_one_sentence(written):
    with pytest.raises(ConfigError) as failed:
        parse_config(f"[udsendelse]\nsvarfrist_dage = {written}\n", Config(), None)
    assert str(failed.value) == (
        "udmoentning.toml, linje 2: „svarfrist_dage“ skal være et helt tal fra 1 til 366, uden anførselstegn."
    )


@pytest.mark.parametrize("written", ["0", "65536", '"587"'])
def test_a_port_that_is_none_is_one_sentence(written):
    with pytest.raises(ConfigError) as failed:
        parse_config(f"[udsendelse]\nport = {written}\n", Config(), None)
    assert str(failed.value) == (
        "udmoentning.toml, linje 2: „port“ skal være et helt tal fra 1 til 65535, uden anførselstegn."
    )


@pytest.mark.parametrize("key", ["afsender", "afsendernavn", "svar_til", "vaert", "bruger", "ca_fil"])
@pytest.mark.parametrize("written", ["to\\nlinjer", "to\\r\\nlinjer", "med\\ttabulator", "\\u001b[2J", "a\\u2028b"])
def test_a_name_on_several_lines_is_one_sentence(key, written):
    with pytest.raises(ConfigError) as failed:
        parse_config(f'[udsendelse]\n{key} = "{written}"\n', Config(), None)
    assert str(failed.value) == (
        f"udmoentning.toml, linje 2: „{key}“ skal stå på én linje uden tabulatorer og andre styretegn."
    )


@pytest.mark.parametrize(("key", "other"), [("kort", "navn"), ("navn", "kort")])
def test_a_committee_with_a_line_break_in_its_name_is_one_sentence(key, other):
    with pytest.raises(ConfigError) as failed:
        parse_config(f'[[udvalg]]\n{key} = "Børn\\nog unge"\n{other} = "B"\n', Config(), None)
    assert str(failed.value) == (
        f"udmoentning.toml, linje 2: „{key}“ skal stå på én linje uden tabulatorer og andre styretegn."
    )


@pytest.mark.parametrize(
    ("table", "key", "longest", "more"),
    [
        ("[udvalg]", "kort", 50, 'navn = "B"'),
        ("[udvalg]", "navn", 200, 'kort = "B"'),
        ("udsendelse", "afsendernavn", 200, ""),
        ("plan", "kommune", 200, ""),
    ],
)
def test_a_name_that_is_too_long_is_one_sentence(table, key, longest, more):
    with pytest.raises(ConfigError) as failed:
        parse_config(f'[{table}]\n{key} = "{"x" * (longest + 1)}"\n{more}\n', Config(), None)
    assert str(failed.value) == f"udmoentning.toml, linje 2: „{key}“ må højst være {longest} tegn langt."


def test_the_words_of_a_mail_may_have_several_lines():
    read = parse_config('[udsendelse]\nafslutning = "Venlig hilsen\\nØkonomi"\n', Config(), None)
    assert read.dispatch.closing == "Venlig hilsen\nØkonomi"
