"""``[udsendelse]`` in udmoentning.toml."""

import re

from udmoentning_xl.config import Config, Dispatch, default_config, defaults_text, parse_config

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
ca_fil = "ca.pem"
"""


def test_every_setting_of_a_dispatch_can_be_written():
    assert parse_config(WRITTEN, Config(), None).dispatch == Dispatch(
        reply_days=10,
        sender="budget@example.dk",
        sender_name="Økonomi",
        reply_to="svar@example.dk",
        host="mail.example.dk",
        port=465,
        security="tls",
        user="budget",
        ca_file="ca.pem",
        opening="Kære alle.",
        closing="Hilsen os",
    )


def test_the_commented_settings_of_the_built_in_file_can_be_used_as_they_stand():
    text = defaults_text().partition("[udsendelse]")[2]
    opened = "[udsendelse]" + re.sub(r"(?m)^# (?=\w+ = )", "", text)
    assert parse_config(opened, default_config(), None).dispatch.ca_file == "kommunens-ca.pem"
