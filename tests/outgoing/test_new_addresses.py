"""An address that is changed in the settings after a dispatch was made: nothing goes to the old one in silence.

Every command is run as a user types it, and the way on as the program itself has printed it.
"""

import re
import shlex
from email import message_from_bytes
from email.policy import SMTP as POLICY

import openpyxl
import pytest
from click.testing import CliRunner
from mail_server import USER, Mails, running

from udmoentning_xl.cli import cli
from udmoentning_xl.outgoing.folder import read_manifest

DAY = ("--dato", "2024-11-22")
FOLDER = "Udsendelse_2024-11-22"
NAMES = {"BUU": "Børne- og ungdomsudvalget", "KFU": "Kultur- og fritidsudvalget"}
ROWS = (("Ny skole", "BUU"), ("Ny hal", "KFU"), ("Nyt bibliotek", "KFU"))


class Office:
    """A folder with a plan and settings, a mail server, and what is typed there."""

    def __init__(self, folder, port, mails, authority):
        self.folder, self.port, self.mails, self.authority = folder, port, mails, authority
        book = openpyxl.Workbook()
        for row in (
            ("Nr.", "Titel", "Udvalg", "Tidspunkt"),
            *((n, *one, "1. marts 2025") for n, one in enumerate(ROWS)),
        ):
            book.active.append(row)
        book.save(folder / "plan.xlsx")
        self.write(BUU="buu@example.dk", KFU="kfu@example.dk")

    def write(self, **addresses):
        """The settings, with these addresses."""
        bodies = [
            f'[[udvalg]]\nkort = "{short}"\nnavn = "{name}"\n'
            + (f"mail = [{', '.join(map(_quoted, addresses[short].split('; ')))}]\n" if addresses.get(short) else "")
            for short, name in NAMES.items()
        ]
        server = f'vaert = "127.0.0.1"\nport = {self.port}\nca_fil = "{self.authority.as_posix()}"\n'
        text = "\n".join([*bodies, f'[udsendelse]\nafsender = "{USER}"\n{server}'])
        (self.folder / "udmoentning.toml").write_text(text, encoding="utf-8")

    def type(self, *words, answer="ja\n"):
        """Run a command; gives exit code and all that is shown."""
        result = CliRunner().invoke(cli, list(words), input=answer)
        return result.exit_code, result.output

    def type_printed(self, shown, answer="ja\n"):
        """Run the last command that was printed, as it was printed."""
        printed = re.findall(r"(?:„|^ +)(udmoentning udsend --[^“\n]*)", shown, re.MULTILINE)[-1]
        return self.type(*shlex.split(printed)[1:], answer=answer)

    @property
    def got(self):
        """Who got a mail, mail by mail."""
        return [sorted(envelope.rcpt_tos) for envelope in self.mails.got]


def _quoted(address):
    return f'"{address}"'


@pytest.fixture
def office(tmp_path, monkeypatch, certificates):
    monkeypatch.chdir(tmp_path)
    mails = Mails()
    with running(mails, certificates[1]) as port:
        yield Office(tmp_path, port, mails, certificates[0])


def contents(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(("new", "told"), [("ny@example.dk", "ny@example.dk"), ("", "fjernet")])
def test_a_recipient_changed_since_sends_nothing_and_says_how_to_go_on(office, new, told):
    office.type("udsend", "plan.xlsx", *DAY)
    before = contents(office.folder / FOLDER)
    office.write(BUU=new, KFU="kfu@example.dk")
    code, shown = office.type("udsend", "--send", FOLDER)
    assert (code, shown) == (
        2,
        f"BUU er til buu@example.dk, men adressen i udmoentning.toml er nu {told}. Der er ikke sendt noget; send til "
        f"de adresser, der står nu, med „udmoentning udsend --send {FOLDER} --nye-adresser“.\n",
    )
    assert (office.got, contents(office.folder / FOLDER)) == ([], before)


def test_a_recipient_that_came_since_is_told_too(office):
    office.write(BUU="buu@example.dk")
    office.type("udsend", "plan.xlsx", *DAY)
    office.write(BUU="buu@example.dk", KFU="kfu@example.dk")
    code, shown = office.type("udsend", "--send", FOLDER)
    assert (code, office.got) == (2, [])
    assert shown.startswith("KFU er til ingen, men adressen i udmoentning.toml er nu kfu@example.dk. ")


def test_only_the_committees_that_are_sent_to_are_compared(office):
    office.type("udsend", "plan.xlsx", *DAY)
    office.write(BUU="ny@example.dk", KFU="KFU@example.dk")  # capitals make no other address
    assert office.type("udsend", "--send", FOLDER, "--udvalg", "KFU")[0] == 0
    assert office.got == [["kfu@example.dk"]]


def test_the_printed_command_sends_to_the_address_of_now(office):
    office.type("udsend", "plan.xlsx", *DAY)
    office.write(BUU="Ny sekretær <ny@example.dk>", KFU="kfu@example.dk")
    _, refused = office.type("udsend", "--send", FOLDER)
    code, shown = office.type_printed(refused)
    assert (code, office.got) == (0, [["ny@example.dk"], ["kfu@example.dk"]])
    assert "  BUU  ny@example.dk\n  KFU  kfu@example.dk\nSend dem? [ja/nej] " in shown
    arrived = message_from_bytes(office.mails.got[0].original_content, policy=POLICY)
    assert [(one.display_name, one.addr_spec) for one in arrived["To"].addresses] == [("Ny sekretær", "ny@example.dk")]
    assert [one.recipients for one in read_manifest(office.folder / FOLDER).parcels] == [
        ("ny@example.dk",),
        ("kfu@example.dk",),
    ]
    overview = openpyxl.load_workbook(office.folder / FOLDER / "internt" / "oversigt.xlsx")["Udsendelse"]
    assert "ny@example.dk" in {cell.value for row in overview for cell in row}
    assert office.type("udsend", "--send", FOLDER) == (0, "Der er ikke noget at sende.\nAllerede sendt: BUU og KFU.\n")


@pytest.mark.parametrize(("word", "answer"), [("--prøve", "ja\n"), ("--nye-adresser", "nej\n")])
def test_a_trial_or_a_no_changes_nothing(office, word, answer):
    office.type("udsend", "plan.xlsx", *DAY)
    office.write(BUU="ny@example.dk", KFU="kfu@example.dk")
    before = contents(office.folder / FOLDER)
    _, shown = office.type("udsend", "--send", FOLDER, "--nye-adresser", word, answer=answer)
    assert "  BUU  ny@example.dk\n" in shown
    assert (office.got, contents(office.folder / FOLDER)) == ([], before)


@pytest.mark.parametrize("folder", ["", "Rykker til KFU"])
def test_after_a_refused_address_the_printed_command_reaches_that_committee_alone(office, folder):
    office.mails.refused = {"kfu@example.dk": "550 5.1.1 findes ikke"}
    _, made = office.type("udsend", "plan.xlsx", *DAY, *(["--til", folder] if folder else []))
    code, sent = office.type_printed(made)
    assert (code, office.got) == (1, [["buu@example.dk"]])
    office.write(BUU="buu@example.dk", KFU="rigtig@example.dk")
    code, shown = office.type_printed(sent)
    assert (code, office.got) == (0, [["buu@example.dk"], ["rigtig@example.dk"]])
    assert shown.endswith("Sendt: 1 af 1 mail.\nAllerede sendt: BUU.\n")


def test_a_recipient_among_several_that_was_refused_is_the_only_one_to_get_it(office):
    office.write(BUU="buu@example.dk", KFU="kfu@example.dk; formand@example.dk")
    office.mails.refused = {"formand@example.dk": "550 findes ikke"}
    _, made = office.type("udsend", "plan.xlsx", *DAY, "--udvalg", "KFU")
    _, sent = office.type_printed(made)
    office.write(BUU="buu@example.dk", KFU="kfu@example.dk; ny-formand@example.dk")
    office.type_printed(sent)
    assert office.got == [["kfu@example.dk"], ["ny-formand@example.dk"]]


def test_one_that_has_its_mail_is_told_and_gets_it_at_the_new_address_only_by_name(office):
    _, made = office.type("udsend", "plan.xlsx", *DAY)
    office.type_printed(made)
    office.write(BUU="ny@example.dk", KFU="kfu@example.dk")
    told = (
        "Der er ikke noget at sende.\nAllerede sendt: BUU og KFU.\nBUU: mailen var til buu@example.dk, og opsætningen "
        f"har nu ny@example.dk. Skal den også derhen, så skriv „udmoentning udsend --send {FOLDER} --udvalg BUU "
        "--nye-adresser“.\n"
    )
    assert office.type("udsend", "--send", FOLDER) == (0, told)
    assert office.type("udsend", "--send", FOLDER, "--nye-adresser") == (0, told)
    office.type_printed(told)
    assert office.got == [["buu@example.dk"], ["kfu@example.dk"], ["ny@example.dk"]]


def test_a_folder_that_was_sent_from_is_not_told_to_be_deleted(office):
    _, made = office.type("udsend", "plan.xlsx", *DAY)
    office.type_printed(made)
    assert office.type("udsend", "plan.xlsx", *DAY, "--udvalg", "KFU") == (
        2,
        f"Mappen {FOLDER} findes allerede, og der er sendt fra den. Resten, også dem med en ny adresse, sendes med "
        f"„udmoentning udsend --send {FOLDER} --nye-adresser“; skal alle have en ny mail, så vælg et andet sted med "
        "--til.\n",
    )


def test_a_reminder_goes_to_the_address_of_now_and_its_printed_command_works(office):
    office.type("udsend", "plan.xlsx", *DAY)
    office.write(BUU="ny@example.dk")
    _, made = office.type("udsend", "--rykker", FOLDER, "--til", "Rykkere", "--dato", "2025-01-10")
    assert "KFU har ingen mailadresse: kladden er uden modtager.\n" in made
    office.type_printed(made)
    assert office.got == [["ny@example.dk"]]
