"""The file that opsaet writes: filled with what was understood of a plan, and no plan is read otherwise by it."""

from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result
from test_choices import HEADINGS, ROWS, book

from udmoentning_xl.checks import run_checks
from udmoentning_xl.cli import cli
from udmoentning_xl.config import default_config, load_config, parse_config
from udmoentning_xl.reading import read_plan
from udmoentning_xl.settings import filled_text

SAMPLES = Path(__file__).parent.parent / "samples"
#: Those that have settings of their own are not read with the built-in ones.
PLANS = sorted(path for path in SAMPLES.rglob("*plan*.xlsx") if not path.with_name("udmoentning.toml").exists())


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, list(map(str, arguments)))


@pytest.mark.parametrize("path", PLANS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_plan_is_read_the_same_with_the_file_that_is_filled_from_it(path: Path) -> None:
    config = parse_config(filled_text(path), default_config(), None)
    before, after = read_plan(path, default_config()), read_plan(path, config)
    for frame in ("items", "assignments", "amounts", "rest"):
        assert getattr(after, frame).equals(getattr(before, frame)), frame
    assert after.columns["field"].equals(before.columns["field"])
    found = [(one["code"], one["message"]) for one in run_checks(before).to_dict("records") if one["code"] != "U105"]
    assert [(one["code"], one["message"]) for one in run_checks(after).to_dict("records")] == found


OFFICE = (("BU", "Børneudvalget"), ("TU", "Teknikudvalget"), ("ØU", "Økonomiudvalget"), ("BY", "Byrådet"))


def office(path: Path, *written: str) -> Path:
    """A plan with a list of the committees, whose last items are for what is ``written``."""
    bodies = [*("BU", "TU", "ØU", "BY", "BU", "TU"), *written]
    rows = [[str(number), f"Indsats {number}", body, "1. juni 2026"] for number, body in enumerate(bodies, 1)]
    lists = [[f"{short} = {name}"] for short, name in OFFICE]
    return book(path, {"Plan 2025": [["Nr.", "Emne", "Udvalg", "Hvornår"], *rows], "Noter": lists})


@pytest.mark.parametrize("written", [["BYR"], ["KB"], ["BYR", "BYR"], ["ØK"], ["BUU"], ["TUU"], ["Teknikudvalgt"]])
def test_a_committee_that_is_a_slip_stays_one_with_the_file_that_is_filled(tmp_path: Path, written: list[str]) -> None:
    plan = office(tmp_path / "plan.xlsx", *written)
    before = read_plan(plan, default_config())
    run("opsaet", plan)
    text = (tmp_path / "udmoentning.toml").read_text(encoding="utf-8")
    after = read_plan(plan, load_config(plan))
    assert set(after.assignments["committee"]) == set(before.assignments["committee"]) == {short for short, _ in OFFICE}
    found = [(one["code"], one["message"]) for one in run_checks(before).to_dict("records") if one["code"] != "U105"]
    assert [(one["code"], one["message"]) for one in run_checks(after).to_dict("records")] == found
    assert [message for code, message in found if code == "U102"]
    assert f'# Kendes ikke, men står i planen: "{written[0]}"\n' in text
    assert f'kort = "{written[0]}"' not in text


def test_each_other_name_of_a_committee_is_written_once_and_none_that_is_its_code_or_its_name(tmp_path: Path) -> None:
    bodies = ["SSU", "SSU", "PUK", "PUK", "LKU", "LKU", "ØU", "BYR", "Økonomiudvalget"]
    rows = [[str(number), f"Indsats {number}", body, "1. juni 2026"] for number, body in enumerate(bodies, 1)]
    plan = book(tmp_path / "plan.xlsx", {"Plan 2025": [["Nr.", "Emne", "Udvalg", "Hvornår"], *rows]})
    text = filled_text(plan)
    assert (
        'kort = "ØU"\nnavn = "Økonomiudvalget"\nrolle = "økonomi"\naliaser = ["ØKU", "ØK", "økonomiudvalg"]\n'
    ) in text
    assert (
        'kort = "BYR"\nnavn = "Kommunalbestyrelsen"\nrolle = "råd"\n'
        'aliaser = ["Byrådet", "Byråd", "BY", "BR", "Borgerrepræsentationen", "borgerrepræsentation", "KB", '
        '"kommunalbestyrelse"]\n'
    ) in text
    after = read_plan(plan, parse_config(text, default_config(), None))
    assert after.assignments.equals(read_plan(plan, default_config()).assignments)


def test_what_may_be_a_slip_and_comes_again_is_written_as_a_comment_and_read_the_same(tmp_path: Path) -> None:
    plan = office(tmp_path / "plan.xlsx", *["TU"] * 4, "TUU", "TUU")
    before = read_plan(plan, default_config())
    run("opsaet", plan)
    text = (tmp_path / "udmoentning.toml").read_text(encoding="utf-8")
    assert (
        "# Ligner TU. Er det et udvalg for sig, så fjern # foran linjerne her:\n"
        '# [[udvalg]]\n# kort = "TUU"\n# navn = "TUU"\n'
    ) in text
    assert read_plan(plan, load_config(plan)).assignments.equals(before.assignments)


def test_the_file_has_the_plans_own_headings_sheets_bodies_and_sections_to_correct(tmp_path: Path) -> None:
    rows = [[*row[:3], "Udvalget for skov (USK)" if row[3] == "MTU" else row[3], *row[4:]] for row in ROWS]
    plan = book(tmp_path / "plan.xlsx", {"Plan 2025": [HEADINGS, *rows], "Arkiv": [["Gammelt"]]})
    said = run("opsaet", plan)
    target = tmp_path / "udmoentning.toml"
    assert said.stdout == f"Skrevet: {target}. Ret den i Notesblok, og kør udmoentning igen.\n"
    text = target.read_text(encoding="utf-8")
    columns = text[text.index("# Arket Plan 2025") : text.index("[ark]")]
    assert columns.splitlines() == [
        "# Arket Plan 2025",
        '"Nr." = "nr"',
        '# "Det vi gør" = ""  # ikke læst; fx „Mere skov“',
        '"Emne" = "emne"',
        '"Udvalg" = "udvalg"',
        '"Hvornår" = "tidspunkt"',
        '# "Fjerpen" = ""  # ikke læst; fx „Åben“',
        '"2025" = "2025"',
        '"Intern note" = "intern"',
        '"Lukket" = "fortrolig"',
        "",
    ]
    assert '# medtag = ["Plan 2025"]' in text.splitlines()
    assert 'kort = "USK"\nnavn = "Udvalget for skov"\n' in text
    assert {body.short for body in load_config(plan).bodies} >= {"USK", "BUU"}


def test_what_is_corrected_in_the_file_holds(tmp_path: Path) -> None:
    plan = book(tmp_path / "plan.xlsx", {"Plan": [HEADINGS, *ROWS]})
    run("opsaet", plan)
    target = tmp_path / "udmoentning.toml"
    text = target.read_text(encoding="utf-8").replace('"Emne" = "emne"', '"Emne" = "hovedpunkt"')
    text = text.replace('# "Det vi gør" = ""', '"Det vi gør" = "emne"')
    target.write_text(text, encoding="utf-8")
    assert read_plan(plan).items["title"].tolist() == [row[1] for row in ROWS]


def test_a_heading_with_its_parent_is_set_by_both(tmp_path: Path) -> None:
    rows = [["Emne", "Udvalg", "Beløb", None], [None, None, "2024", "2025"], ["Skov", "MTU", 1, 2], ["Sø", "BUU", 3, 4]]
    config = parse_config('[kolonner]\n"Beløb: 2024" = "2026"\n', default_config(), None)
    plan = read_plan(book(tmp_path / "plan.xlsx", {"Plan": rows}), config)
    assert plan.columns["field"].tolist() == ["title", "committee", "2026", "2025"]


def test_an_existing_file_is_never_written_over(tmp_path: Path) -> None:
    plan = book(tmp_path / "plan.xlsx", {"Plan": [HEADINGS, *ROWS]})
    target = tmp_path / "udmoentning.toml"
    target.write_text("# min egen\n", encoding="utf-8")
    said = run("opsaet", plan)
    assert (said.exit_code, said.stderr) == (
        2,
        f"{target} findes allerede og bliver ikke overskrevet. Flyt eller omdøb den først; er den til en "
        "anden plan, så læg hver plan i sin egen mappe.\n",
    )
    assert target.read_text(encoding="utf-8") == "# min egen\n"


STRANGE = [
    ["Det store mål", "Hvem siger ja", "Hvornår"],
    ["Skov", "MTU", "1. maj 2025"],
    ["Sø", "BUU", "1. juni 2025"],
]


def test_a_refused_plan_is_told_what_was_seen_and_opsaet_takes_its_headings_to_correct(tmp_path: Path) -> None:
    plan = book(tmp_path / "plan.xlsx", {"Læs mig": [["Velkommen"]], "Data": [[], *STRANGE]})
    said = run("byg", plan)
    assert (said.exit_code, said.stderr) == (
        2,
        "Der er ingen udmøntningsplan i plan.xlsx. Det nærmeste er arket Data, række 2: „Det store mål“, „Hvem siger "
        "ja“, „Hvornår“, men der mangler en kolonne med det, indsatsen hedder. Er det den rigtige fil, så skriv "
        "udmoentning opsaet plan.xlsx, og ret i udmoentning.toml, hvad kolonnerne er.\n",
    )
    assert run("opsaet", plan).exit_code == 0
    target = tmp_path / "udmoentning.toml"
    text = target.read_text(encoding="utf-8")
    assert '# "Det store mål" = ""  # ikke læst' in text.splitlines()
    text = text.replace('# "Det store mål" = ""', '"Det store mål" = "emne"')
    text = text.replace('"Hvem siger ja" = "ansvarlig"', '"Hvem siger ja" = "udvalg"')
    target.write_text(text, encoding="utf-8")
    assert read_plan(plan).assignments["committee"].tolist() == ["MTU", "BUU"]


def test_a_row_of_data_is_not_taken_for_what_is_nearest_to_headings(tmp_path: Path) -> None:
    rows = [["Ideen", "Klub", "Hvornår"], *STRANGE[1:]]
    assert (
        "arket Data, række 1: „Ideen“, „Klub“, „Hvornår“"
        in run("tjek", book(tmp_path / "p.xlsx", {"Data": rows})).stderr
    )


def test_a_workbook_with_nothing_like_a_heading_is_refused_by_opsaet_too(tmp_path: Path) -> None:
    path = book(tmp_path / "tal.xlsx", {"Ark1": [[1, 2], [3, 4]]})
    said = run("opsaet", path)
    assert (said.exit_code, said.stderr) == (
        2,
        "Der er ingen udmøntningsplan i tal.xlsx: intet ark har en række med overskrifter som emne, udvalg "
        "og tidspunkt. Er det den rigtige fil?\n",
    )
    assert not (tmp_path / "udmoentning.toml").exists()


def test_nothing_of_a_closed_item_stands_in_the_file(tmp_path: Path) -> None:
    plan = book(tmp_path / "plan.xlsx", {"Plan": [HEADINGS, *ROWS]})
    assert not [one for one in ("legeplads", "Fuldført", "Ring til Bo", "9 mio.") if one in filled_text(plan)]
    assert openpyxl.load_workbook(plan)["Plan"]["B2"].value == "Ny legeplads"


@pytest.mark.parametrize("beside", ["Teknikudvalget", "BUU"])  # another municipality's plan, and the built-in one's
def test_the_file_has_the_finance_committee_that_the_plan_names_and_no_other(tmp_path: Path, beside: str) -> None:
    bodies = [beside, "Økonomi- og Erhvervsudvalget", beside, "Økonomi- og Erhvervsudvalget", "Byrådet", beside]
    rows = [[str(number), f"Indsats {number}", body, "1. juni 2026"] for number, body in enumerate(bodies, 1)]
    plan = book(tmp_path / "plan.xlsx", {"Plan 2025": [["Nr.", "Emne", "Udvalg", "Hvornår"], *rows]})
    run("opsaet", plan)
    finance = [body.name for body in load_config(plan).bodies if body.role == "finance"]
    assert finance == ["Økonomi- og Erhvervsudvalget"]


def test_a_committee_that_the_file_has_as_a_fagudvalg_stays_one(tmp_path: Path) -> None:
    bodies = ["BU", "ØEU", "BU, ØEU", "ØEU"]
    rows = [[str(number), f"Indsats {number}", body, "1. juni 2026"] for number, body in enumerate(bodies, 1)]
    lists = [["BU = Børneudvalget"], ["ØEU = Økonomi- og Erhvervsudvalget"]]
    plan = book(tmp_path / "plan.xlsx", {"Plan": [["Nr.", "Emne", "Udvalg", "Hvornår"], *rows], "Noter": lists})
    own = '[[udvalg]]\nkort = "BU"\nnavn = "Børneudvalget"\n'
    own += '[[udvalg]]\nkort = "ØEU"\nnavn = "Økonomi- og Erhvervsudvalget"\n'
    read = read_plan(plan, parse_config(own, default_config(), None))
    assert {body.short: str(body.role) for body in read.bodies} == {"BU": "standing", "ØEU": "standing"}
