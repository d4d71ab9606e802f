"""A password goes to the very server it was kept for, and to no other."""

from contextlib import contextmanager

import keyring
import pytest

from udmoentning_xl.config import DispatchSettings
from udmoentning_xl.errors import ConfigError
from udmoentning_xl.outgoing.passwords import PASSWORD_VARIABLE, SERVER_VARIABLE, password

SETTINGS = DispatchSettings(host="mail.example.dk", port=587, user="budget")
OTHERS = [
    DispatchSettings(host="mail.example.com", port=587, user="budget"),
    DispatchSettings(host="mail.example.dk", port=25, user="budget"),
    DispatchSettings(host="mail.example.dk", port=587, user="en anden"),
]


@contextmanager
def ring(entries):
    class Ring(keyring.backend.KeyringBackend):
        priority = 1

        def get_password(self, service, username):
            return entries.get((service, username))

        def set_password(self, service, username, password):
            raise NotImplementedError

    before = keyring.get_keyring()
    keyring.set_keyring(Ring())
    try:
        yield
    finally:
        keyring.set_keyring(before)


def test_the_key_ring_keeps_a_password_for_one_host_port_and_user():
    with ring({("udmoentning:mail.example.dk:587", "budget"): "hemmeligt"}):
        assert password(SETTINGS, {}) == "hemmeligt"
        assert password(DispatchSettings(host="Mail.Example.DK.", port=587, user="budget"), {}) == "hemmeligt"
        for other in OTHERS:
            with pytest.raises(ConfigError, match="Der er ingen adgangskode gemt til "):
                password(other, {})


def test_a_host_that_was_changed_asks_anew_and_says_for_which():
    asked = []
    with ring({("udmoentning:mail.example.dk:587", "budget"): "hemmeligt"}):
        for one in (SETTINGS, *OTHERS):
            assert password(one, {}, lambda what: asked.append(what) or "nyt") in ("hemmeligt", "nyt")
    assert asked == [
        "budget på mail.example.com:587",
        "budget på mail.example.dk:25",
        "en anden på mail.example.dk:587",
    ]


def test_nothing_kept_and_nobody_to_ask_is_one_sentence():
    with ring({}), pytest.raises(ConfigError) as failed:
        password(SETTINGS, {}, lambda what: "")
    assert str(failed.value) == (
        "Der er ingen adgangskode gemt til budget på mail.example.dk:587: gem den med „keyring set "
        "udmoentning:mail.example.dk:587 budget“, eller sæt UDMOENTNING_SMTP_KODEORD og UDMOENTNING_SMTP_SERVER, "
        "og prøv igen."
    )


def test_the_environment_says_for_which_server_its_password_is():
    environ = {PASSWORD_VARIABLE: "hemmeligt", SERVER_VARIABLE: " Mail.example.dk:587 "}
    with ring({}):
        assert password(SETTINGS, environ) == "hemmeligt"
        with pytest.raises(ConfigError) as failed:
            password(OTHERS[0], environ)
    assert str(failed.value) == (
        "Adgangskoden i UDMOENTNING_SMTP_KODEORD er til Mail.example.dk:587, men udmoentning.toml siger "
        "mail.example.com:587; den sendes ikke dertil. Ret vaert og port, eller sæt UDMOENTNING_SMTP_KODEORD og "
        "UDMOENTNING_SMTP_SERVER igen."
    )


def test_a_password_in_the_environment_for_no_server_is_not_sent():
    with pytest.raises(ConfigError) as failed:
        password(SETTINGS, {PASSWORD_VARIABLE: "hemmeligt"})
    assert str(failed.value) == (
        "UDMOENTNING_SMTP_KODEORD er sat, men ikke hvilken server adgangskoden er til: sæt UDMOENTNING_SMTP_SERVER til "
        "mail.example.dk:587, hvis det er den, og prøv igen."
    )
