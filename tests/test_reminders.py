"""The verb udsend --rykker: who is reminded of a dispatch and who is not, and what a reminder holds and leaves out."""

from datetime import date
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from click.testing import CliRunner
from merging.returns_made import DONE, TITLES, dispatched, returned, sound_plan

from udmoentning_xl.cli import cli
from udmoentning_xl.config import Config, DispatchSettings
from udmoentning_xl.errors import ConfigError, TargetError
from udmoentning_xl.outgoing.folder import read_manifest, verify
from udmoentning_xl.outgoing.replied import ReplyRecord, note_replies
from udmoentning_xl.register import Body
from udmoentning_xl.reminders import remind

AFFALD, KLIP, SKOLE, ANALYSE, FEST, LADE = TITLES
LATE = date(2027, 1, 18)
SENDER = Config(dispatch=DispatchSettings(sender="budget@example.dk"))
TEXT = """\
Til Miljø- og teknikudvalget

Den 1. december 2026 sendte vi jer udvalgets del af udmøntningsplanen og bad om svar senest 15. december 2026. Vi har \
ikke set noget svar fra jer endnu.

Filen hedder Udmoentningsplan_MTU_2026-12-01.xlsx og er vedhæftet mailen fra dengang. Skriv i de gule felter, og \
send den til budget@example.dk så snart I kan. Er intet ændret, er et kort svar nok.

Har I svaret i mellemtiden, kan I se bort fra denne mail.
"""


@pytest.fixture
def sent(tmp_path):
    """A dispatch to MTU, BUU, VPU and KFU of a plan with a closed item."""
    rows = sound_plan()
    rows[3]["Indsats"] = f"{ANALYSE} (lukket punkt)"
    rows[3]["Udvalg"] = "BUU, MTU"
    return dispatched(tmp_path, rows)


def run(*arguments):
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


def reminded(done):
    return [parcel.committee for parcel in done.manifest.parcels] if done.manifest else []


def texts(folder: Path):
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))}


def test_those_that_have_not_answered_are_reminded_and_no_others(sent):
    plan = sent.parent / "plan.xlsx"
    returned(sent, "MTU", {AFFALD: {DONE: "Ja"}})
    assert run("flet", plan, "--dato", "2027-01-18", "--intet-nyt", "kfu").exit_code == 0
    done = remind(sent, SENDER, LATE)
    assert reminded(done) == ["BUU", "VPU"]
    assert sorted(path.name for path in done.folder.iterdir()) == [
        "Paamindelse_BUU_2027-01-18.eml",
        "Paamindelse_BUU_2027-01-18.txt",
        "Paamindelse_VPU_2027-01-18.eml",
        "Paamindelse_VPU_2027-01-18.txt",
        "internt",
    ]
    assert done.folder.name == "Rykker_2027-01-18"


def test_when_all_have_answered_nothing_is_made(sent):
    note_replies(sent, [ReplyRecord(parcel.committee) for parcel in read_manifest(sent).parcels])
    done = remind(sent, SENDER, LATE)
    assert (done.manifest, done.folder, done.lines) == (
        None,
        None,
        ("Alle udvalg har svaret; der er ingen at minde om det.",),
    )
    assert not list(sent.parent.glob("Rykker_*"))


def test_who_has_been_sent_something_newer_is_not_reminded_of_the_older(sent):
    newer = dispatched(sent.parent, sound_plan()[:1], date(2027, 1, 4))
    assert [parcel.committee for parcel in read_manifest(newer).parcels] == ["MTU"]
    done = remind(sent, SENDER, LATE)
    assert reminded(done) == ["BUU", "VPU", "KFU"]
    assert done.lines[0] == NEWER
    assert reminded(remind(newer, SENDER, date(2027, 1, 19))) == ["MTU"]


NEWER = (
    "MTU får ingen påmindelse: der er lavet en nyere udsendelse, Udsendelse_2027-01-04. Mind om den i stedet;"
    " er den ikke sendt, så send den først."
)


def test_where_all_who_are_silent_have_something_newer_nothing_is_written_and_that_is_said(sent):
    note_replies(
        sent, [ReplyRecord(parcel.committee) for parcel in read_manifest(sent).parcels if parcel.committee != "MTU"]
    )
    dispatched(sent.parent, sound_plan()[:1], date(2027, 1, 4))
    done = remind(sent, SENDER, LATE)
    assert (done.folder, done.lines) == (None, (NEWER, "Intet er skrevet."))
    assert not list(sent.parent.glob("Rykker_*"))


def test_reminders_are_no_newer_dispatch(sent):
    first = remind(sent, SENDER, LATE)
    first.folder.rename(sent.parent / "Udsendelse_rykker")
    assert reminded(remind(sent, SENDER, date(2027, 1, 25))) == reminded(first)


def test_a_reminder_says_what_was_sent_when_and_how_to_answer(sent):
    done = remind(sent, SENDER, LATE)
    told = texts(done.folder)["Paamindelse_MTU_2027-01-18.txt"]
    assert told.startswith(TEXT)
    mail = message_from_bytes((done.folder / "Paamindelse_MTU_2027-01-18.eml").read_bytes(), policy=default)
    assert mail["Subject"] == "Påmindelse: svar på udmøntningsplanen – Miljø- og teknikudvalget"
    assert mail["X-Unsent"] == "1"
    assert mail.get_body(("plain",)).get_content().replace("\r\n", "\n").strip() == told.strip()
    assert list(mail.iter_attachments()) == []


def test_before_the_answer_is_due_it_names_the_day(sent):
    done = remind(sent, SENDER, date(2026, 12, 10))
    assert (
        "send den til budget@example.dk senest 15. december 2026."
        in texts(done.folder)["Paamindelse_VPU_2026-12-10.txt"]
    )


@pytest.mark.parametrize(("day", "is_early"), [(date(2026, 12, 15), True), (date(2026, 12, 16), False)])
def test_a_reminder_before_the_answer_is_due_is_told_to_be_early(sent, day, is_early):
    said = "Svarfristen er ikke gået endnu: udvalgene kan svare til og med 15. december 2026."
    assert (remind(sent, SENDER, day).lines[1] == said) is is_early


def test_nothing_of_the_plan_is_in_a_reminder(sent):
    done = remind(sent, SENDER, LATE)
    files = [path for path in done.folder.rglob("*") if path.is_file()]
    told = [path.read_bytes() for path in files]
    told += [
        part.get_content().encode()
        for path in files
        if path.suffix == ".eml"
        for part in message_from_bytes(path.read_bytes(), policy=default).walk()
        if not part.is_multipart()
    ]
    assert len(files) == 9
    for title in TITLES:
        assert all(title.encode() not in data for data in told)
    assert all("lukket" not in data.decode().casefold() for data in told)


def test_the_addresses_are_those_of_the_settings_and_a_missing_one_is_said(sent):
    config = Config(
        dispatch=DispatchSettings(sender="budget@example.dk"),
        bodies=(Body("MTU", "Miljø- og teknikudvalget", mail=("mtu@example.dk",)),),
    )
    done = remind(sent, config, LATE)
    assert {parcel.committee: parcel.recipients for parcel in done.manifest.parcels} == {
        "MTU": ("mtu@example.dk",),
        "BUU": (),
        "VPU": (),
        "KFU": (),
    }
    assert done.lines[1:5] == (
        "BUU har ingen mailadresse: kladden er uden modtager.",
        "VPU har ingen mailadresse: kladden er uden modtager.",
        "KFU har ingen mailadresse: kladden er uden modtager.",
        'Mangler en adresse, så skriv mail = ["navn@example.dk"] ved udvalget i udmoentning.toml, og send med '
        "--nye-adresser.",
    )
    verify(done.folder, done.manifest.parcels)


def test_an_address_that_cannot_be_used_is_told_and_nothing_is_left(sent):
    config = Config(bodies=(Body("MTU", "Miljø- og teknikudvalget", mail=("mtu(a)example",)),))
    with pytest.raises(ConfigError):
        remind(sent, config, LATE)
    assert not list(sent.parent.glob("Rykker_*"))


def test_a_trial_says_it_and_writes_nothing(sent):
    before = sorted(sent.parent.rglob("*"))
    said = run("udsend", "--rykker", sent, "--dato", "2027-01-18", "--proeve")
    assert said.exit_code == 0
    assert said.output.splitlines()[0] == (
        "Påmindelse om udsendelsen 1. december 2026 (svar senest 15. december 2026) til BUU, VPU, MTU og KFU."
    )
    assert said.output.splitlines()[-1] == "Prøve: intet er skrevet."
    assert sorted(sent.parent.rglob("*")) == before


def test_the_command_says_where_they_are_and_how_to_send_them(sent, tmp_path):
    place = tmp_path / "andet sted"
    place.mkdir()
    said = run("udsend", "--rykker", sent, "--dato", "2027-01-18", "--til", place)
    assert said.exit_code == 0
    assert said.output.splitlines()[-3:] == [
        f"Skrevet: {place / 'Rykker_2027-01-18'}",
        "Se kladderne igennem, og send dem fra mailprogrammet eller med:",
        f'  udmoentning udsend --send "{place / "Rykker_2027-01-18"}"',
    ]


@pytest.mark.parametrize("what", ["reminders", "again", "no dispatch"])
def test_what_cannot_be_done_is_one_sentence(sent, what):
    done = remind(sent, SENDER, LATE)
    folder, sentence = {
        "reminders": (
            done.folder,
            f"{done.folder} er selv påmindelser. Angiv mappen med den udsendelse, der mangler svar på.",
        ),
        "again": (
            sent,
            f"Mappen {done.folder} findes allerede; flyt eller slet den, eller vælg et andet sted med --til.",
        ),
        "no dispatch": (
            sent.parent,
            f"{sent.parent} er ikke en udsendelse: internt/udsendelse.json mangler; angiv den mappe, som udsend har "
            "lavet.",
        ),
    }[what]
    with pytest.raises(TargetError) as told:
        remind(folder, SENDER, LATE)
    assert str(told.value) == sentence


def test_files_in_retur_that_flet_has_not_read_are_told_first(sent):
    returned(sent, "MTU", {AFFALD: {DONE: "Ja"}})
    unread = (
        "I Retur ligger 1 fil, som flet ikke har fundet svar i: Udmoentningsplan_MTU_2026-12-01.xlsx. Er svarene lige "
        "kommet, så kør „udmoentning flet plan.xlsx“ først, og lav påmindelserne om."
    )
    assert remind(sent, SENDER, LATE, trial=True).lines[0] == unread
    assert run("flet", sent.parent / "plan.xlsx", "--dato", "2027-01-18").exit_code == 0
    assert unread not in remind(sent, SENDER, LATE).lines
