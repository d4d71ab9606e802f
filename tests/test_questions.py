"""Started without a word on a terminal: questions and answers, and the command to write next time."""

import os
import subprocess
import sys
import time
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from udmoentning_xl.cli import cli
from udmoentning_xl.nearby import command_word

ROOT = Path(__file__).parent.parent
CLEAN = ROOT / "samples" / "ren-plan.xlsx"
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a terminal of its own is had with pty")


@pytest.fixture
def here(tmp_path):
    (tmp_path / "budget").mkdir()
    return tmp_path / "budget"


def put(folder, *names):
    for name in names:
        (folder / name).write_bytes(CLEAN.read_bytes())


def talk(folder, *answers):
    """Start the program on a terminal, type the answers; exit code and all that the terminal showed."""
    import pty

    ours, theirs = pty.openpty()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "200"}
    command = [sys.executable, "-m", "udmoentning_xl"]
    process = subprocess.Popen(command, cwd=folder, env=environment, stdin=theirs, stdout=theirs, stderr=theirs)
    os.close(theirs)
    shown = b""
    left = list(answers)
    end = time.monotonic() + 60
    while time.monotonic() < end:
        try:
            part = os.read(ours, 4096)
        except OSError:  # the program has ended
            break
        if not part:
            break
        shown += part
        if left and shown.rstrip(b" ").endswith(b">"):
            os.write(ours, f"{left.pop(0)}\n".encode())
            shown += b"\0"  # what is typed next is not asked for by this
    os.close(ours)
    return process.wait(10), shown.replace(b"\0", b"").decode("utf-8").replace("\r\n", "\n")


def age(*paths):
    """The files as saved a minute after each other, the first last."""
    for number, path in enumerate(paths):
        os.utime(path, (2 * 10**9 - 60 * number,) * 2)


def test_a_talk_lists_the_plans_runs_what_is_asked_for_and_shows_the_command(here):
    put(here, "Min plan.xlsx", "aften.xls", "~$aften.xls")
    age(here / "aften.xls", here / "Min plan.xlsx")
    code, shown = talk(here, "2", "1")
    assert code == 0
    assert shown.startswith(
        "Hvilken plan? Skriv et nummer, eller træk regnearket ind i vinduet, og tryk Enter. Skriv slut for at stoppe.\n"
        "   1  aften.xls\n"
        "   2  Min plan.xlsx\n"
        " (Enter er 1)> 2\n"
        "\n"
        "Hvad vil du? Skriv et nummer.\n"
        "   1  Se, hvad der er galt i planen\n"
        "   2  Få planen tilbage med oversigt, fund og ark til udvalgene\n"
    )
    assert "Læst: 40 indsatser fra Min plan.xlsx" in shown
    assert shown.endswith('\nNæste gang kan du skrive:\n  udmoentning tjek "Min plan.xlsx"\n')


def test_the_newest_plan_is_first_and_what_is_no_plan_is_not_offered(here):
    plans = ("plan dec.xlsx", "plan nov_rettet.xlsx", "plan nov.xlsx", "plan okt.xlsx", "plan okt_rettet.xlsx")
    made = ("plan dec_udmoentet.xlsx", "plan nov_aendringer.xlsx", "Udmoentningsplan_BUU_2024-11-22.xlsx")
    put(here, *plans, *made, "Mødeplan 2027.xlsx", "Datoer.xlsx", "gammel_udmoentet.xlsx")
    age(*(here / name for name in ("gammel_udmoentet.xlsx", "Mødeplan 2027.xlsx", *made, *plans)))
    (here / "udmoentning.toml").write_text('[moeder]\nfil = "Datoer.xlsx"\n', encoding="utf-8")
    for name in ("Udsendelse_2026-10-01", "Udsendelse_2026-11-01", "Rykker_2026-11-20"):
        (here / name / "internt").mkdir(parents=True)
        (here / name / "internt" / "udsendelse.json").write_text("{}", encoding="utf-8")
    _, shown = talk(here, "2", "slut")
    listed, asked = shown.split("\n (Enter er 1)> ")[0].splitlines()[1:], shown.partition("Hvad vil du?")[2]
    assert listed == [
        "   1  gammel_udmoentet.xlsx",  # whose plan is not here: it is the plan
        "   2  plan dec.xlsx",
        "   3  plan nov_rettet.xlsx",
        "   4  plan nov.xlsx",
        "   5  plan okt.xlsx",
        "   6  Mødeplan 2027.xlsx",
        "   7  send udsendelsen Udsendelse_2026-11-01",
    ]
    assert "opsætningsfil" not in asked
    assert "mellem planen og plan nov_rettet.xlsx\n" in asked


def test_plans_that_are_too_many_to_list_are_counted(here):
    put(here, *(f"plan {number:02}.xlsx" for number in range(23)))
    _, shown = talk(here, "slut")
    assert "\n  (og 3 ældre; skriv navnet på en af dem)\n (Enter er 1)> " in shown


def test_the_report_can_be_asked_for_with_a_plan_that_is_dropped_into_the_window(here, tmp_path):
    put(tmp_path, "plan (2).xlsx")
    dropped = f'"{tmp_path / "plan (2).xlsx"}"'
    code, shown = talk(here, "nej", dropped, "9", "2")
    assert code == 0
    assert "(der er ingen planer i mappen her)" in shown
    assert "nej findes ikke. Kontrollér navn og mappe.\n" in shown
    assert "Skriv et nummer fra 1 til 7.\n" in shown
    assert (tmp_path / "plan (2)_udmoentet.xlsx").is_file()
    assert shown.endswith(f"  udmoentning byg {dropped}\n")


def test_what_the_second_month_needs_can_be_asked_for_where_there_is_something_to_work_on(here):
    put(here, "plan nov.xlsx", "plan dec.xlsx", "plan dec_udmoentet.xlsx", "budget.xlsx")
    (here / "Retur").mkdir()
    (here / "udmoentning.toml").write_text('[moeder]\nfil = "moeder.xlsx"\n', encoding="utf-8")
    (here / "moeder.xlsx").write_bytes(CLEAN.read_bytes())
    openpyxl.load_workbook(CLEAN).save(here / "plan nov.xlsx")
    age(here / "plan dec.xlsx", here / "plan nov.xlsx", here / "budget.xlsx")
    _, shown = talk(here, "1", "slut")
    assert shown.partition("   6  Lave en fil og en mail til hvert udvalg\n")[2].startswith(
        "   7  Se, hvad der er ændret mellem planen og plan nov.xlsx\n"
        "   8  Se, hvilket møde der skal tage hver sag, og få det som kalenderfiler\n"
        " (Enter er 1)> "
    )
    (here / "udmoentning.toml").unlink()
    (here / "Retur" / "BUU.xlsx").write_bytes(CLEAN.read_bytes())
    (here / "moeder.xlsx").unlink()
    _, shown = talk(here, "1", "8")
    assert "   8  Samle de svar, der er kommet retur fra udvalgene\n" in shown
    assert "Ikke et svar: BUU.xlsx (ingen mærkning fra en udsendelse).\n" in shown
    assert shown.endswith('\nNæste gang kan du skrive:\n  udmoentning flet "plan dec.xlsx"\n')
    code, shown = talk(here, "1", "9")
    assert (code, "Sammenlignet: " in shown) == (0, True)
    assert shown.endswith('\nNæste gang kan du skrive:\n  udmoentning sammenlign "plan nov.xlsx" "plan dec.xlsx"\n')


def test_the_answers_that_were_approved_can_be_put_in_until_they_are(here):
    put(here, "plan.xlsx", "plan_svar_2027-01-11.xlsx", "plan_svar_2027-01-18.xlsx")
    age(here / "plan_svar_2027-01-18.xlsx", here / "plan_svar_2027-01-11.xlsx", here / "plan.xlsx")
    code, shown = talk(here, "2")
    assert (
        "   1  plan.xlsx\n   2  før de svar, I har sagt Ja til i plan_svar_2027-01-18.xlsx, ind i planen\n (" in shown
    )
    assert (code, "plan_svar_2027-01-18.xlsx har ikke noget ark Svar med svar at føre ind." in shown) == (2, True)
    put(here, "plan_flettet_2027-01-18.xlsx")
    os.utime(here / "plan_flettet_2027-01-18.xlsx", (2 * 10**9 + 60,) * 2)
    _, shown = talk(here, "slut")
    assert "   1  plan_flettet_2027-01-18.xlsx\n   2  plan.xlsx\n (Enter er 1)> " in shown


def test_a_dispatch_that_is_ready_can_be_asked_for(here):
    put(here, "plan.xlsx")
    talk(here, "1", "6")
    folder = next(here.glob("Udsendelse_*")).name
    code, shown = talk(here, "2")
    assert f"\n   2  send udsendelsen {folder}\n" in shown
    assert "Der kan ikke sendes: afsender og vaert mangler. Skriv under [udsendelse]" in shown
    assert code == 2


def test_the_end_of_a_talk_is_one_word(here):
    code, shown = talk(here, "\x04")
    assert code == 2
    assert shown.endswith("Afbrudt.\n")


def test_a_word_ends_a_talk_wherever_it_is(here):
    put(here, "plan.xlsx")
    for answers in (("slut",), ("1", "q")):
        code, shown = talk(here, *answers)
        assert code == 2
        assert shown.endswith(f"> {answers[-1]}\nAfbrudt.\n")


def test_nothing_is_asked_where_nobody_sits_at_a_terminal(here, monkeypatch):
    monkeypatch.chdir(here)
    put(here, "plan.xlsx")
    assert CliRunner().invoke(cli, []).stdout == CliRunner().invoke(cli, ["--help"]).stdout
    command = [sys.executable, "-m", "udmoentning_xl"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    piped = subprocess.run(
        command, capture_output=True, check=True, encoding="utf-8", env=environment, stdin=subprocess.DEVNULL
    )
    assert piped.stdout.startswith("Brug: udmoentning ")


@pytest.mark.parametrize(
    ("word", "written"),
    [
        ("plan.xlsx", "plan.xlsx"),
        ("min plan.xlsx", '"min plan.xlsx"'),
        ("plan(2).xlsx", '"plan(2).xlsx"'),
        ("årsplan_ØK-2.xlsx", "årsplan_ØK-2.xlsx"),
        ("a&b.xlsx", '"a&b.xlsx"'),
        ("$5 plan.xlsx", "'$5 plan.xlsx'"),
        ("", '""'),
    ],
)
def test_a_word_of_a_command_has_quotes_where_a_shell_needs_them(word, written):
    assert command_word(word) == written
