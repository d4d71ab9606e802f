"""What people type who do not know the tool: it is taken where it can only mean one thing, else told what to type."""

import os
import re
from pathlib import Path

import click
import openpyxl
import pytest
from click.testing import CliRunner

from udmoentning_xl.cli import cli
from udmoentning_xl.danish_click import DayType, PlanType
from udmoentning_xl.nearby import bare_name, command_word

CLEAN = Path(__file__).parent.parent / "samples" / "ren-plan.xlsx"
DAY = ("--dato", "2024-11-22")
HINT = " Se „udmoentning --hjælp“."


@pytest.fixture
def here(tmp_path, monkeypatch):
    """An empty folder that commands are typed in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(folder, *names):
    """The clean plan under these names."""
    for name in names:
        (folder / name).write_bytes(CLEAN.read_bytes())


def run(*words):
    return CliRunner().invoke(cli, list(words))


def told(*words):
    """The one line that a refused command gives."""
    result = run(*words)
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    return result.stderr[:-1]


# -- words -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "word", ["hjælp", "Hjælp", "hjaelp", "help", "-h", "-H", "/?", "-?", "?", "--hjælp", "--hjaelp", "--HELP", "–help"]
)
def test_every_word_for_help_gives_the_help(here, word):
    assert (run(word).exit_code, run(word).stdout) == (0, run("--help").stdout)


@pytest.mark.parametrize(
    "words", [["tjek", "hjælp"], ["tjek", "-h"], ["tjek", "/?"], ["hjælp", "tjek"], ["TJEK", "--hjælp"]]
)
def test_every_word_for_help_gives_that_of_a_command_too(here, words):
    assert run(*words).stdout == run("tjek", "--help").stdout


@pytest.mark.parametrize("words", ["hjælp tjek plan.xlsx", "HJÆLP til TJEK", "hjælp mig med tjek"])
def test_help_that_is_asked_for_in_several_words_is_that_of_the_command_among_them(here, words):
    assert run(*words.split()).stdout == run("tjek", "--help").stdout


@pytest.mark.parametrize(("word", "meant"), [("udsnd", "udsend"), ("UDSND", "udsend"), ("kontrol", "tjek")])
def test_help_about_a_misspelled_command_asks_which_was_meant(here, word, meant):
    assert told("hjælp", word) == f"„{word}“ er ikke en kommando; mente du {meant}?{HINT}"


@pytest.mark.parametrize("word", ["version", "Version", "-v", "-V", "--VERSION", "—version"])
def test_every_word_for_the_version_gives_it(here, word):
    assert (run(word).exit_code, run(word).stdout) == (0, run("--version").stdout)


@pytest.mark.parametrize("name", [name for name in cli.commands if "ae" in name])
def test_a_command_may_be_written_with_danish_letters(here, name):
    assert run(name.replace("ae", "æ"), "--help").stdout == run(name, "--help").stdout


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("kontrol", "tjek"),
        ("check", "tjek"),
        ("Kontrollér", "tjek"),
        ("tejk", "tjek"),
        ("send", "udsend"),
        ("setup", "opsaet"),
    ],
)
def test_what_a_command_is_called_elsewhere_is_told(here, word, meant):
    assert told(word, "plan.xlsx") == f"„{word}“ er ikke en kommando; mente du {meant}?{HINT}"


def test_a_word_that_is_nothing_at_all_is_told_what_there_is(here):
    assert told("hest").startswith(
        "„hest“ er hverken en kommando eller en fil i denne mappe. Kommandoerne er byg, tjek, "
    )


@pytest.mark.parametrize("name", ["kontrol", "hjælp", "version"])
def test_a_word_that_is_a_folder_or_a_file_is_no_command(here, name):
    put(here, name)
    assert f"Læst: 40 indsatser fra {name}" in run(name, *DAY).stdout


def test_a_dash_of_word_before_one_letter_is_one_hyphen(here):
    put(here, "plan.xlsx")
    assert run("byg", "plan.xlsx", *DAY, "–o", "ud.xlsx").exit_code == 0
    assert (here / "ud.xlsx").is_file()


@pytest.mark.parametrize(
    "words",
    [
        ["--FORMAT", "JSON"],
        ["--Format", "Json"],
        ["--format=JSON"],
        ["-format", "json"],
        ["–format", "json"],
        ["—format", "json"],
    ],
)
def test_an_option_is_taken_in_every_spelling(here, words):
    put(here, "plan.xlsx")
    result = run("Tjek", "plan.xlsx", *DAY, *words)
    assert result.stdout == run("tjek", "plan.xlsx", *DAY, "--format", "json").stdout
    assert result.stdout.startswith('{\n  "')


@pytest.mark.parametrize("option", ["--opsætning", "--OPSAETNING", "--Opsaetning", "–opsætning"])
def test_an_option_may_be_written_with_danish_letters(here, option):
    put(here, "plan.xlsx")
    assert (
        told("tjek", "plan.xlsx", option, "min.toml") == "Opsætningen min.toml findes ikke. Kontrollér navn og mappe."
    )


@pytest.mark.parametrize("option", ["--kun_rapport", "--Kun-Rapport"])
def test_an_option_of_two_words_is_taken_with_every_sign_between_them(here, option):
    put(here, "plan.xlsx")
    assert run("plan.xlsx", *DAY, option).exit_code == 0
    assert "Plan" not in openpyxl.load_workbook(here / "plan_udmoentet.xlsx").sheetnames


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (
            ["udsend", "--send", "--proeve"],
            "Skriv udsendelsens mappe efter --send. Den hedder Udsendelse_ og en dato og ligger ved siden af planen; "
            "er der ingen, så lav den med „udmoentning udsend PLAN.xlsx“.",
        ),
        (["udsend", "plan.xlsx", "--udvalg", "--Prøve"], "Valget --udvalg skal følges af en værdi."),
        (["byg", "plan.xlsx", "-o"], "Valget -o skal følges af en værdi."),
    ],
)
def test_an_option_without_its_value_takes_no_other_option_for_it(here, words, sentence):
    put(here, "plan.xlsx")
    said = run(*words)
    assert (said.exit_code, said.stderr.splitlines()[-1]) == (2, f"{sentence} Se „udmoentning {words[0]} --hjælp“.")
    manifest = here / "Udsendelse_2027-01-18" / "internt" / "udsendelse.json"
    manifest.parent.mkdir(parents=True)
    manifest.write_text("{}", encoding="utf-8")
    said = run("udsend", "--send", "--prøve")
    assert said.stderr == (
        "Skriv udsendelsens mappe efter --send, fx „udmoentning udsend --send Udsendelse_2027-01-18 --proeve“. "
        "Se „udmoentning udsend --hjælp“.\n"
    )


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["tjek", "p.xlsx", "--frmat", "json"], "Valget --frmat findes ikke; mente du --format?"),
        (["byg", "p.xlsx", "--output", "x"], "Valget --output findes ikke; mente du --ud?"),
        (["tjek", "p.xlsx", "--date", "x"], "Valget --date findes ikke; mente du --dato?"),
        (["tjek", "p.xlsx", "--xyzzy"], "Valget --xyzzy findes ikke."),
        (["tjek", "p.xlsx", "--format"], "Valget --format skal følges af en værdi."),
        (["tjek", "p.xlsx", "--ret=ja"], "Valget --ret står alene og skal ikke følges af en værdi."),
    ],
)
def test_an_option_that_there_is_not_is_told_with_the_nearest(here, words, sentence):
    assert told(*words) == f"{sentence} Se „udmoentning {words[0]} --hjælp“."


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("tjek p.xlsx --dato i går", 'Det, der hører til --dato, skal stå i anførselstegn: --dato "i går"'),
        (
            "tjek p.xlsx --dato 22. november 2024 --ret",
            'Det, der hører til --dato, skal stå i anførselstegn: --dato "22. november 2024"',
        ),
        (
            "udsend p.xlsx --udvalg buu, kfu",
            'Det, der hører til --udvalg, skal stå i anførselstegn: --udvalg "buu, kfu"',
        ),
        ("tjek p.xlsx /dato 2024-11-22", "Der mangler bindestreger foran „/dato“; mente du --dato 2024-11-22?"),
        ("tjek p.xlsx dato=i.dag", "Der mangler bindestreger foran „dato=i.dag“; mente du --dato i.dag?"),
        ("tjek p.xlsx ret", "Der mangler bindestreger foran „ret“; mente du --ret?"),
        ("tjek p.xlsx --output ud.xlsx", "Valget --output findes ikke her; --ud hører til byg og sammenlign"),
        (
            "tjek p.xlsx --udvalg BUU",
            "Valget --udvalg findes ikke her; --udvalg hører til sammenlign, udsend og kalender",
        ),
        ("tjek p.xlsx -d 2024-11-22", "Valget -d findes ikke; mente du --dato?"),
        ("byg p.xlsx --open", "Valget --open findes ikke; mente du --aabn?"),
    ],
)
def test_an_option_that_is_half_written_is_told_as_it_should_be(here, words, sentence):
    name = words.split()[0]
    assert told(*words.split()) == f"{sentence}{'' if sentence.endswith('?') else '.'} Se „udmoentning {name} --hjælp“."


def test_a_command_behind_its_options_is_told_to_stand_first(here):
    put(here, "plan.xlsx")
    assert told("--stille", "tjek", "plan.xlsx") == (
        "Kommandoen skal stå først: „udmoentning tjek plan.xlsx“. Se „udmoentning byg --hjælp“."
    )


def test_a_command_without_a_plan_is_told_with_the_plans_that_are_there(here):
    put(here, "plan.xlsx")
    assert told("tjek") == "Der mangler PLAN.xlsx, fx „udmoentning tjek plan.xlsx“. Se „udmoentning tjek --hjælp“."
    assert told("sammenlign") == (
        "Der mangler to planer eller en mappe med dem, fx „udmoentning sammenlign MAPPE“. "
        "Se „udmoentning sammenlign --hjælp“."
    )


def test_several_rules_are_explained_one_after_the_other(here):
    assert run("regler", "U101,", "u102").stdout == run("regler", "U101").stdout + run("regler", "U102").stdout
    assert told("regler", "beløb").startswith("„beløb“ er ikke en regel. Reglerne begynder med U1, ")
    assert "Reglerne begynder med U1, " in told("regler", "U9")


@pytest.mark.parametrize("written", ["22-11-24", "22.11.2024", "22/11 2024", "22. november 2024", "20241122"])
def test_a_day_is_taken_as_people_write_it(here, written):
    put(here, "plan.xlsx")
    assert run("tjek", "plan.xlsx", "--dato", written).stdout == run("tjek", "plan.xlsx", *DAY).stdout


def test_a_day_that_there_is_not_says_why(here):
    assert told("tjek", "p.xlsx", "--dato", "31-04-24") == (
        "--dato: „31-04-24“ er ikke en dato: april har kun 30 dage. Skriv den som 2024-11-22. "
        "Se „udmoentning tjek --hjælp“."
    )


@pytest.mark.parametrize("written", ["buu", "Børne- og ungdomsudvalget", "børne og ungdomsudvalget"])
def test_a_committee_is_taken_by_every_name(here, written):
    put(here, "plan.xlsx")
    shown = run("udsend", "plan.xlsx", "--proeve", *DAY, "--udvalg", written).stdout
    assert shown == run("udsend", "plan.xlsx", "--proeve", *DAY, "--udvalg", "BUU").stdout
    assert "\n  BUU " in shown


@pytest.mark.parametrize("written", ["BUU; KFU", "BUU og KFU", "buu,kfu", "KFU BUU"])
def test_several_committees_are_taken_with_every_sign_between_them(here, written):
    put(here, "plan.xlsx")
    shown = run("udsend", "plan.xlsx", "--proeve", *DAY, "--udvalg", written).stdout
    assert [line.split()[0] for line in shown.splitlines()[3:5]] == ["BUU", "KFU"]


# -- what every command has by itself, those to come too --------------------------------------------------------------


OPTIONS = [
    (name, option)
    for name, command in cli.commands.items()
    for param in command.params
    for option in param.opts
    if option.startswith("-")
]


@pytest.mark.parametrize(("name", "option"), OPTIONS)
def test_every_option_of_every_command_is_taken_in_every_spelling(name, option):
    bare = option.lstrip("-")
    for written in (option.upper(), option.replace("ae", "æ").replace("oe", "ø"), f"–{bare}", f"-{bare}"):
        assert re.search(r"Valget \S+ findes ikke", run(name, written, "--help").output) is None


@pytest.mark.parametrize("name", list(cli.commands))
def test_every_command_takes_days_files_and_plans_as_people_write_them(name):
    for param in cli.commands[name].params:
        assert type(param.type) is not click.Path, f"{param.name} must be a PathType"
        assert not isinstance(param.type, click.DateTime), f"{param.name} must be a DayType"
        if param.name == "plan":
            assert isinstance(param.type, PlanType)
        if param.name == "dato":
            assert isinstance(param.type, DayType)


# -- files -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "there"),
    [("plan.xls", "plan.xlsx"), ("plna.xlsx", "plan.xlsx"), ("plan", "plan.xlsx"), ("PLAN (2).xlsx", "Plan (1).xlsx")],
)
def test_a_missing_file_is_told_with_the_near_name(here, written, there):
    put(here, there)
    assert told(written) == f"{written} findes ikke. Mente du {there}?"


@pytest.mark.parametrize("command", ["byg", "tjek", "udsend", "opsaet"])
def test_a_missing_file_is_told_with_the_near_name_by_every_command(here, command):
    put(here, "plan.xlsx")
    assert told(command, "plna.xlsx") == "plna.xlsx findes ikke. Mente du plan.xlsx?"
    assert sorted(path.name for path in here.iterdir()) == ["plan.xlsx"]


def test_a_missing_folder_is_told_with_the_near_name(here):
    (here / "Budget 2025").mkdir()
    path = Path("Budegt 2025", "plan.xlsx")
    assert told(str(path)) == f"{path} findes ikke. Mappen Budegt 2025 er der ikke; mente du Budget 2025?"


def test_a_missing_file_that_nothing_is_like_is_one_sentence(here):
    put(here, "helt noget andet.xlsx")
    assert told("plan (2).xlsx") == "plan (2).xlsx findes ikke. Kontrollér navn og mappe."


def test_a_folder_is_told_with_the_workbooks_in_it(here):
    (here / "Budget").mkdir()
    assert told("Budget") == (
        "Budget er en mappe, og der er ingen regneark i den. Angiv den projektmappe, som planen står i."
    )
    put(here / "Budget", "plan (2).xlsx", "~$plan (2).xlsx")
    assert told("Budget") == f"Budget er en mappe. Angiv selve projektmappen: {Path('Budget', 'plan (2).xlsx')}."
    put(here / "Budget", "aften.xls")
    assert told("tjek", "Budget") == (
        f"Budget er en mappe. Angiv en af projektmapperne i den: {Path('Budget', 'aften.xls')} og "
        f"{Path('Budget', 'plan (2).xlsx')}."
    )


def test_the_folder_one_stands_in_is_told_by_its_name(tmp_path, monkeypatch):
    (tmp_path / "Økonomi").mkdir()
    monkeypatch.chdir(tmp_path / "Økonomi")
    put(tmp_path / "Økonomi", "plan.xlsx")
    assert told(".") == "Økonomi er en mappe. Angiv selve projektmappen: plan.xlsx."


@pytest.mark.parametrize("word", ["x" * 5000, "x" * 5000 + ".xlsx"])
def test_a_word_that_is_too_long_for_a_name_is_one_sentence(here, word):
    assert word[:100] in told(word)
    assert len(told("tjek", "plan.xlsx", word).splitlines()) == 1


def test_two_files_are_one_sentence(here):
    put(here, "a (1).xlsx", "b.xlsx")
    assert told("a (1).xlsx", "b.xlsx") == (
        "Der kan læses én fil ad gangen, og her er 2: a (1).xlsx og b.xlsx. Se „udmoentning byg --hjælp“."
    )


def test_a_command_that_stands_last_is_told_to_stand_first(here):
    put(here, "min plan.xlsx")
    assert told("min plan.xlsx", "TJEK") == (
        'Kommandoen skal stå først: „udmoentning tjek "min plan.xlsx"“. Se „udmoentning byg --hjælp“.'
    )


def test_a_format_without_its_option_is_told_with_it(here):
    put(here, "plan.xlsx")
    assert told("tjek", "plan.xlsx", "JSON") == (
        "Valget mangler foran „json“; mente du --format json? Se „udmoentning tjek --hjælp“."
    )


def dispatched(folder):
    """A dispatch of a plan in the folder."""
    put(folder, "plan.xlsx")
    assert run("udsend", "plan.xlsx", *DAY).exit_code == 0
    return "Udsendelse_2024-11-22"


@pytest.mark.parametrize("option", ["--send", "--kladder"])
def test_a_dispatch_that_is_not_there_is_told_with_the_near_name(here, option):
    name = dispatched(here)
    assert told("udsend", option, "Udsendelse_2024-11-2") == f"Udsendelse_2024-11-2 findes ikke. Mente du {name}?"
    assert told("udsend", option, "hest") == "hest findes ikke. Kontrollér navn og mappe."


def test_a_plan_where_a_dispatch_should_be_and_the_other_way_round_are_told(here):
    name = dispatched(here)
    assert told("udsend", "--send", "plan.xlsx") == (
        "plan.xlsx er en fil og ikke mappen med en udsendelse; angiv den mappe, som udsend har lavet."
    )
    assert told("udsend", name) == (
        f"{name} er en udsendelse, der er lavet. Send den med „udmoentning udsend --send {name}“, eller saml svarene "
        f"på den med „udmoentning flet PLAN.xlsx {name}“."
    )


def test_misnamed_settings_are_told_when_a_dispatch_is_sent_too(here):
    name = dispatched(here)
    (here / "udmoentning.toml.txt").write_text("", encoding="utf-8")
    result = run("udsend", "--send", name)
    assert result.stderr.startswith("udmoentning.toml.txt bliver ikke læst: ")
    assert "\nDer kan ikke sendes: afsender og vaert mangler. Skriv under [udsendelse] i " in result.stderr


def test_a_name_with_blanks_and_no_quotes_is_told_as_it_must_be_written(here):
    put(here, "min plan (2).xlsx")
    assert told("min", "plan", "(2).xlsx") == (
        'Et navn med mellemrum skal stå i anførselstegn: "min plan (2).xlsx". Se „udmoentning byg --hjælp“.'
    )


def test_the_beginning_of_the_only_such_name_is_enough_to_say_what_was_meant(here):
    put(here, "Handleplan budget 2027 (Sønderlund).xlsx")
    whole = '"Handleplan budget 2027 (Sønderlund).xlsx"'
    assert told("Handleplan", "budget", "2027") == (
        f"Et navn med mellemrum skal stå i anførselstegn: {whole}. Se „udmoentning byg --hjælp“."
    )
    assert told("tjek", "handleplan") == "handleplan findes ikke. Mente du Handleplan budget 2027 (Sønderlund).xlsx?"


@pytest.mark.parametrize("written", ['"plan.xlsx"', "„plan.xlsx“", "”plan.xlsx”", "'plan.xlsx'", " plan.xlsx"])
def test_quotes_that_came_with_a_name_are_no_part_of_it(here, written):
    put(here, "plan.xlsx")
    assert run("tjek", written, *DAY).exit_code == 0


def test_the_address_of_a_file_is_its_path_and_one_on_the_net_is_told(here):
    put(here, "min plan.xlsx")
    assert run("tjek", f"file://{here.as_posix()}/min%20plan.xlsx", *DAY).exit_code == 0
    assert bare_name("file:///C:/Budget/min%20plan.xlsx") == "C:/Budget/min plan.xlsx"
    assert bare_name('"file://server/drev/plan.xlsx"') == "//server/drev/plan.xlsx"
    assert told("https://example.dk/plan.xlsx?web=1") == (
        "„https://example.dk/plan.xlsx?web=1“ er en adresse på nettet. Åbn den i Excel, gem en kopi i en mappe på din "
        "computer, og angiv kopien; ligger den i OneDrive, kan den også findes i Stifinder. "
        "Se „udmoentning byg --hjælp“."
    )


def test_a_name_with_signs_for_any_name_is_told_with_what_it_could_be(here):
    assert told("*.xlsx") == "*.xlsx findes ikke. Kontrollér navn og mappe."
    put(here, "plan.xlsx")
    assert told("*.xlsx") == "*.xlsx findes ikke. „*.xlsx“ passer på plan.xlsx. Skriv hele navnet."
    put(here, "udkast.xlsx")
    assert told("*.xlsx") == (
        "*.xlsx findes ikke. „*.xlsx“ passer på plan.xlsx og udkast.xlsx. Skriv navnet på den ene."
    )


def test_the_settings_of_a_folder_are_those_in_it(here):
    (here / "planer").mkdir()
    put(here / "planer", "a.xlsx")
    (here / "planer" / "udmoentning.toml").write_text('[regler]\nU100 = "fra"\n', encoding="utf-8")
    inside = f"{Path('planer', 'udmoentning.toml')}, linje 2: „U100“ er ikke en regel. Mente du U101?"
    assert told("sammenlign", "planer") == inside
    assert told("tjek", "planer/a.xlsx", "--opsaetning", "planer") == inside


@pytest.mark.parametrize("read", ["plan.xlsx", "plan-DESKTOP-AB12.xlsx"])
def test_a_copy_that_a_conflict_has_made_is_told_whichever_is_read(here, read):
    put(here, "plan.xlsx", "plan-DESKTOP-AB12.xlsx", "plan-BUU.xlsx")
    other = "plan.xlsx" if "AB12" in read else "plan-DESKTOP-AB12.xlsx"
    assert run("tjek", read, *DAY).stderr == (
        f"{read} er læst, og ved siden af ligger {other}: OneDrive laver en kopi, når to har rettet på samme tid. Se "
        "efter, hvad der er den rigtige, og flyt den anden væk.\n"
    )
    assert run("tjek", "plan-BUU.xlsx", *DAY).stderr == ""


@pytest.mark.parametrize(
    ("asked", "got"),
    [("ud.pdf", "ud.xlsx"), ("ud.xls", "ud.xlsx"), ("ud.xlsm", "ud.xlsx"), ("ud 1.2025", "ud 1.2025.xlsx")],
)
def test_a_result_with_another_suffix_says_what_it_does(here, asked, got):
    put(here, "plan.xlsx")
    result = run("plan.xlsx", *DAY, "-o", asked)
    assert (
        f"Resultatet er en Excel-projektmappe og hedder derfor {got} og ikke {asked}.\nSkrevet: {got}\n"
        in result.stdout
    )
    assert sorted(path.name for path in here.iterdir()) == sorted(["plan.xlsx", got])


def test_a_result_in_a_folder_has_the_name_it_always_has(here):
    (here / "Til mødet").mkdir()
    put(here, "plan.xlsx")
    assert run("plan.xlsx", *DAY, "-o", "Til mødet").exit_code == 0
    assert [path.name for path in (here / "Til mødet").iterdir()] == ["plan_udmoentet.xlsx"]


@pytest.mark.parametrize("asked", ["nye/", "nye\\"])
def test_a_result_in_a_folder_that_is_not_there_is_no_file_of_that_name(here, asked):
    put(here, "plan.xlsx")
    assert told("plan.xlsx", "-o", asked) == (
        f"Mappen {asked} findes ikke; opret den, eller vælg et andet sted. Se „udmoentning byg --hjælp“."
    )
    assert [path.name for path in here.iterdir()] == ["plan.xlsx"]


def test_what_lies_beside_the_plan_and_is_no_plan_is_told_by_what_it_is(here):
    put(here, "Plan 2027.xlsx", "Møder 2027.xlsx")
    (here / "udmoentning.toml").write_text('[moeder]\nfil = "Møder 2027.xlsx"\n', encoding="utf-8")
    for command in ("byg", "tjek", "kalender"):
        assert told(command, "Møder 2027.xlsx") == (
            "Møder 2027.xlsx er i udmoentning.toml sat til at være mødeplanen og bliver læst af sig selv sammen med "
            f"planen. Angiv selve planen, fx „udmoentning {PLAN_2027}“; er "
            "Møder 2027.xlsx planen, så ret navnet i udmoentning.toml, og læg mødedagene i et regneark for sig."
        )
    (here / "Møder 2027.xlsx").unlink()
    assert told("udmoentning.toml") == (
        "udmoentning.toml er en opsætningsfil og ikke en plan; den bliver læst af sig selv, når den hedder "
        f"udmoentning.toml og ligger ved siden af planen. Angiv selve planen, fx „udmoentning {PLAN_2027}“."
    )


PLAN_2027 = command_word("Plan 2027.xlsx")


# -- what is to be known before ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        "udmoentning.toml.txt",
        "udmøntning.toml",
        "udmoentning (1).toml",
        "udmoentning - Kopi.toml",
        "udmoentning.txt",
        "udmonting.toml",
    ],
)
def test_settings_that_only_their_name_keeps_from_being_read_are_told(here, name):
    put(here, "plan.xlsx")
    (here / name).write_text("", encoding="utf-8")
    assert run("tjek", "plan.xlsx", *DAY).stderr == (
        f"{name} bliver ikke læst: opsætningen skal hedde udmoentning.toml. Omdøb filen (i Stifinder vises hele "
        "navnet, når „Filtypenavne“ er slået til under Vis).\n"
    )


@pytest.mark.parametrize("name", ["udmoentningsplan.txt", "pyproject.toml", "udmoentning.xlsx", "noter.txt"])
def test_other_files_beside_the_plan_are_not_told(here, name):
    put(here, "plan.xlsx")
    (here / name).write_text("", encoding="utf-8")
    assert run("tjek", "plan.xlsx", *DAY).stderr == ""


def test_misnamed_settings_are_not_told_where_others_are_read(here):
    put(here, "plan.xlsx")
    for name in ("udmoentning.toml", "udmoentning - Kopi.toml"):
        (here / name).write_text("", encoding="utf-8")
    assert run("tjek", "plan.xlsx", *DAY).stderr == ""


def excel_lock(name):
    """A lock file as Excel writes it for whoever has the workbook open."""
    narrow = name.encode("latin-1")
    wide = name.encode("utf-16-le")
    return bytes([len(narrow)]) + narrow.ljust(54) + bytes([len(name), 0]) + wide.ljust(108, b" \0"[:1])


@pytest.mark.parametrize("command", [["tjek"], ["byg"], [], ["udsend", "--proeve"], ["opsaet"]])
def test_a_plan_that_is_open_in_excel_is_told_in_one_line_whatever_the_command(here, command):
    put(here, "plan (2).xlsx")
    (here / "~$plan (2).xlsx").write_bytes(excel_lock("Åse Prøve"))
    result = run(*command, "plan (2).xlsx", *(() if command == ["opsaet"] else DAY))
    assert result.exit_code == 0
    assert result.stderr == (
        "plan (2).xlsx ser ud til at være åben hos Åse Prøve: det, der ikke er gemt endnu, er ikke med.\n"
    )


def test_a_result_that_is_open_in_excel_is_not_replaced_and_whoever_has_it_open_is_named(here):
    put(here, "plan.xlsx")
    assert run("byg", "plan.xlsx", *DAY).exit_code == 0
    before = (here / "plan_udmoentet.xlsx").read_bytes()
    (here / "~$plan_udmoentet.xlsx").write_bytes(excel_lock("Åse Prøve"))
    assert (
        "plan_udmoentet.xlsx kan ikke skrives: den ser ud til at være åben hos Åse Prøve; luk den, og prøv igen. "
        in (told("byg", "plan.xlsx", *DAY))
    )
    assert (here / "plan_udmoentet.xlsx").read_bytes() == before


@pytest.mark.parametrize("lock", [b"", b"x" * 20, bytes(165), b"\xff" * 165])
def test_a_lock_that_names_nobody_is_told_without_a_name(here, lock):
    put(here, "plan.xlsx")
    (here / "~$plan.xlsx").write_bytes(lock)
    assert run("tjek", "plan.xlsx", *DAY).stderr == (
        "plan.xlsx ser ud til at være åben: det, der ikke er gemt endnu, er ikke med.\n"
    )


def test_a_code_of_a_rule_in_the_settings_is_told_with_file_and_line(here):
    put(here, "plan.xlsx")
    (here / "udmoentning.toml").write_text('[regler]\nU100 = "fra"\n', encoding="utf-8")
    assert told("tjek", "plan.xlsx") == "udmoentning.toml, linje 2: „U100“ er ikke en regel. Mente du U101?"


def test_the_beginning_of_several_names_lists_the_plans_that_have_it(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    plans = ["Handleplan dec 2026.xlsx", "Handleplan jan 2027.xlsx"]
    for number, name in enumerate([*plans, "Handleplan dec 2026_udmoentet.xlsx"]):
        Path(name).write_bytes(b"")
        os.utime(name, (number, number))
    said = f"Handleplan.xlsx findes ikke. Der er {plans[1]} og {plans[0]}. Skriv hele navnet."
    assert told("tjek", "Handleplan.xlsx") == said
