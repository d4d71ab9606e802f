"""``udmoentning udsend --send`` as a user meets it: what is asked, what may be answered, and what then happens."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from click.testing import CliRunner
from mail_server import USER, Mails, running
from plans import BODIES, make_plan

from udmoentning_xl.cli import cli
from udmoentning_xl.config import Config, DispatchSettings
from udmoentning_xl.dispatch import prepare


@pytest.fixture
def send(tmp_path, certificates):
    """Send a dispatch to one body, with what the user types; gives exit code, what was shown, and the mails."""
    bodies = (replace(BODIES[0], mail=("buu@example.dk",)),)
    prepare(make_plan([{}], bodies=bodies), Config(dispatch=DispatchSettings(sender=USER)), tmp_path / "Udsendelse")

    def run(typed: str, words: Sequence[str] = (), **others: str) -> tuple[int, str, int]:
        mails = Mails()
        with running(mails, certificates[1], login="bruger" in others) as port:
            values = {"afsender": USER, "vaert": "127.0.0.1", "ca_fil": certificates[0].as_posix(), **others}
            lines = [f'{key} = "{value}"' for key, value in values.items()]
            body = ["[[udvalg]]", 'kort = "BUU"', 'navn = "Børneudvalget"', 'mail = ["buu@example.dk"]']
            settings = "\n".join([*body, "[udsendelse]", f"port = {port}", *lines])
            (tmp_path / "udmoentning.toml").write_text(settings, encoding="utf-8")
            result = CliRunner().invoke(cli, ["udsend", "--send", str(tmp_path / "Udsendelse"), *words], input=typed)
        return result.exit_code, result.output.replace(str(port), "PORT"), len(mails.got)

    return run


ASKED = f"""\
Der sendes 1 mail fra {USER} gennem 127.0.0.1:
  BUU  buu@example.dk
Send dem? [ja/nej] """


@pytest.mark.parametrize("typed", ["ja", "j", "JA", " Ja "])
def test_a_danish_yes_sends(send, typed):
    code, shown, got = send(f"{typed}\n")
    assert (code, got) == (0, 1)
    assert shown.startswith(ASKED)
    assert shown.endswith("Sendt: 1 af 1 mail.\n")


@pytest.mark.parametrize("typed", ["nej", "n", "Nej"])
def test_a_danish_no_sends_nothing(send, typed):
    assert send(f"{typed}\n") == (1, f"{ASKED}{typed}\nIntet er sendt.\n", 0)


@pytest.mark.parametrize("typed", ["", "y", "yes", "måske", "jaja"])
def test_anything_else_is_asked_again(send, typed):
    again = ASKED.splitlines()[-1]
    assert send(f"{typed}\nnej\n") == (1, f"{ASKED}{typed}\nSkriv ja eller nej.\n{again}nej\nIntet er sendt.\n", 0)


def test_no_answer_at_all_sends_nothing(send):
    code, shown, got = send("")
    assert (code, got) == (2, 0)
    assert "Afbrudt.\n" in shown


def test_a_password_is_not_asked_for_where_nobody_can_type_it_unseen(send, monkeypatch):
    monkeypatch.delenv("UDMOENTNING_SMTP_KODEORD", raising=False)
    code, shown, got = send("ja\nhemmeligt\n", bruger="ny@example.dk")
    assert (code, got) == (2, 0)
    assert "Der er ingen adgangskode gemt til ny@example.dk på 127.0.0.1:PORT: gem den med „keyring set " in shown


@pytest.mark.parametrize("word", ["--proeve", "--prøve"])
def test_a_trial_tells_who_would_get_it_and_sends_nothing(send, tmp_path, word):
    before = contents(tmp_path / "Udsendelse")
    assert send("ja\n", words=[word]) == (
        0,
        f"Der sendes 1 mail fra {USER} gennem 127.0.0.1:\n  BUU  buu@example.dk\nPrøve: intet er sendt.\n",
        0,
    )
    assert contents(tmp_path / "Udsendelse") == before


@pytest.mark.parametrize("others", [{}, {"login": "m365"}])
def test_a_trial_needs_no_mail_server_and_tells_what_to_write_before_it_is_sent(send, tmp_path, others):
    told = (
        f'vaert mangler. Skriv under [udsendelse] i {tmp_path / "udmoentning.toml"}, fx: vaert = "mail.example.dk". '
        "Kender I ikke vaert, så spørg it-afdelingen, eller åbn .eml-filerne fra udsendelsens mappe i Outlook, og send "
        "dem derfra.\n"
    )
    assert send("ja\n", words=["--proeve"], vaert="", **others) == (
        0,
        f"Der sendes 1 mail fra {USER} gennem mailserveren:\n  BUU  buu@example.dk\nFør der kan sendes: {told}"
        "Prøve: intet er sendt.\n",
        0,
    )
    assert send("ja\n", vaert="", **others) == (2, f"Der kan ikke sendes: {told}", 0)


def contents(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
