"""CONTRIBUTING.md is true: each change is made in a copy of the package, in the files named there alone, and works."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
#: A plan of one item, read with the headings and cells that a change is about; then what the change makes of it.
PLAN = """
import sys
from datetime import date
from pathlib import Path
from openpyxl import Workbook
from udmoentning_xl import read_plan, run_checks, write_report
from udmoentning_xl.config import default_config

def plan_with(**more):
    cells = {"Indsats": "Flere cykelstier", "Udvalg": "MTU", "Tidspunkt": "Maj 2027", "Afsluttet": None, **more}
    book = Workbook()
    for row in (list(cells), list(cells.values())):
        book.active.append(row)
    book.save("plan.xlsx")
    return read_plan("plan.xlsx", as_of=date(2026, 3, 16))
"""


@dataclass(frozen=True)
class Change:
    """A change as somebody would make it: in each file, what is put in before which line (or the whole of a new file);
    and a script that fails until it is made.
    """

    kind: str
    edits: tuple[tuple[str, str | None, str], ...]
    proof: str


CHANGES = (
    Change(
        "a heading word",
        (("udmoentning_xl/terms.py", "        emne; emner;", "        klodsmajor;\n"),),
        "plan = plan_with(Indsats=None, Klodsmajor='Nye broer'); assert 'Nye broer' in plan.items['title'].tolist()",
    ),
    Change(
        "a weight of evidence for a column",
        (
            (
                "udmoentning_xl/reading/weights.py",
                '    Weight(Field.STRATEGIC, -5.0, "an answer is short"',
                '    Weight(Field.STATUS, _FORBIDDEN, "for a test", lambda seen: True),\n',
            ),
        ),
        "plan = plan_with(Status='i gang'); assert plan.items['status_text'].isna().all()",
    ),
    Change(
        "a text field of an item",
        (
            ("udmoentning_xl/terms.py", '    RESPONSIBLE = "responsible"', '    KLODS = "klods"\n'),
            ("udmoentning_xl/terms.py", '    Field.RESPONSIBLE: "Ansvarlig",', '    Field.KLODS: "Klods",\n'),
            ("udmoentning_xl/terms.py", '    Field.RESPONSIBLE: "responsible",', '    Field.KLODS: "klods",\n'),
            ("udmoentning_xl/terms.py", '    "ansvarlig": Field.RESPONSIBLE,', '    "klods": Field.KLODS,\n'),
            (
                "udmoentning_xl/terms.py",
                '    Field.RESPONSIBLE: """\n        ansvarlig; ansvarlige;',
                '    Field.KLODS: "klodsværdi",\n',
            ),
            ("udmoentning_xl/plan.py", '    "responsible": "string",', '    "klods": "string",\n'),
            (
                "udmoentning_xl/sheets/whole_plan.py",
                "        Column(LABELS[Field.RESPONSIBLE],",
                '        Column(LABELS[Field.KLODS], 40, text["klods"]),\n',
            ),
        ),
        """
plan = plan_with(Klodsværdi='Flere cykler til arbejde')
assert plan.items['klods'].tolist() == ['Flere cykler til arbejde']
write_report(plan, run_checks(plan), 'ud.xlsx')
from openpyxl import load_workbook
cells = [cell.value for row in load_workbook('ud.xlsx')['Samlet plan'] for cell in row]
assert 'Klods' in cells and 'Flere cykler til arbejde' in cells
""",
    ),
    Change(
        "a word in a guiding date",
        (("udmoentning_xl/values/dates_words.py", '        (8, 9): "sensommer', '        (4, 6): "bededage",\n'),),
        """
from udmoentning_xl.values.dates import read_due
assert read_due('bededage 2027', [2026]).last == date(2027, 6, 30)
""",
    ),
    Change(
        "a form of a guiding date",
        (
            (
                "udmoentning_xl/values/dates_rewrites.py",
                '        (r"(?<=\\d)(?:st|nd|rd|th)',
                '        (r"\\bqv([1-4])x", r"\\1. kvartal "),\n',
            ),
        ),
        """
from udmoentning_xl.values.dates import read_due
assert read_due('qv2x2027', [2026]).last == date(2027, 6, 30)
""",
    ),
    Change(
        "a word for done or not done",
        (
            (
                "udmoentning_xl/values/marker_words.py",
                '    (r"taget i brug|sat i drift"',
                '    (r"bragt i hus", "afsluttet"),\n',
            ),
        ),
        "assert plan_with(Afsluttet='bragt i hus').items['completion'].tolist() == ['done']",
    ),
    Change(
        "a word in a committee cell",
        (
            (
                "udmoentning_xl/values/committee_words.py",
                '    WordRole.REST: "øvrige resterende",',
                '    WordRole.CONDITIONAL: "muligvist evt eventuel eventuelt måske muligvis hvis nødvendigt",\n',
            ),
            (
                "udmoentning_xl/values/committee_words.py",
                '    WordRole.CONDITIONAL: "evt eventuel eventuelt måske muligvis hvis nødvendigt",\n',
                "",
            ),
        ),
        "assert plan_with(Udvalg='MTU, muligvist BUU').assignments['conditional'].tolist() == [False, True]",
    ),
    Change(
        "a unit of amounts",
        (
            (
                "udmoentning_xl/values/amounts/units.py",
                '    (rf"(?:t|k|tus|',
                '    (rf"(?:snese)\\b", 20),\n',
            ),
        ),
        """
from udmoentning_xl.values.amounts import read_amount
assert read_amount('3 snese', 1).kroner == 60
""",
    ),
    Change(
        "a word of secrecy",
        (
            (
                "udmoentning_xl/values/secrecy/words.py",
                '    ("tavshed", r"\\bpålagt',
                '    ("under låg", r"\\bunder låg\\b"),\n',
            ),
        ),
        """
plan = plan_with(Indsats='Salg af grund (under låg)')
assert 'U605' in run_checks(plan)['code'].tolist()
""",
    ),
    Change(
        "a rule",
        (
            (
                "udmoentning_xl/checks/completion.py",
                '@check(\n    "U302",',
                '''@check("U399", Severity.NOTE, "kort titel", message="titlen er kort", cure="Skriv mere.")
def short_title(plan: Plan) -> pd.DataFrame:
    """Hvad: Titlen er under 20 tegn."""
    return rows.located(plan, plan.items[plan.items["title"].str.len() < 20], Field.TITLE)


''',
            ),
            ("udmoentning_xl/checks/completion.py", "    done_before_it_begins,\n", "    short_title,\n"),
        ),
        """
found = run_checks(plan_with())
assert found.loc[found['code'] == 'U399', 'cell'].tolist() == ['A2']
""",
    ),
    Change(
        "a sheet",
        (
            (
                "udmoentning_xl/sheets/echo.py",
                None,
                '''"""Ekko: the titles once more."""

from udmoentning_xl.sheets.book import Book

ECHO = "ekko"


def write_echo(book: Book) -> None:
    """Write the sheet."""
    for row, title in enumerate(book.facts.text["title"]):
        book.sheet(ECHO).write_string(row, 0, title or "")
''',
            ),
            ("udmoentning_xl/terms.py", '    ABOUT = "Om"', '    ECHO = "Ekko"\n'),
            (
                "udmoentning_xl/report.py",
                "from udmoentning_xl.sheets.facts import",
                "from udmoentning_xl.sheets.echo import ECHO, write_echo\n",
            ),
            ("udmoentning_xl/report.py", "    ABOUT: SheetName.ABOUT,", "    ECHO: SheetName.ECHO,\n"),
            ("udmoentning_xl/report.py", "    write_about(book)\n", "    write_echo(book)\n"),
        ),
        """
plan = plan_with()
write_report(plan, run_checks(plan), 'ud.xlsx')
from openpyxl import load_workbook
assert load_workbook('ud.xlsx')['Ekko']['A1'].value == 'Flere cykelstier'
""",
    ),
    Change(
        "a command",
        (
            (
                "udmoentning_xl/counting.py",
                None,
                '''"""The verb tael: how many items a plan has."""

from udmoentning_xl.plan import Plan


def count(plan: Plan) -> str:
    """One line."""
    return f"{len(plan.items)} indsatser"
''',
            ),
            (
                "udmoentning_xl/cli.py",
                '@cli.command(short_help="Læg en genvej',
                '''@cli.command(short_help="Tæl indsatserne.")
@PLAN
def tael(plan: Path) -> None:
    """Tæl indsatserne."""
    from udmoentning_xl.counting import count
    from udmoentning_xl.reading import open_plan

    click.echo(count(open_plan(plan, _settings(plan, None), None).plan))


''',
            ),
        ),
        """
from click.testing import CliRunner
from udmoentning_xl.cli import cli
plan_with()
assert CliRunner().invoke(cli, ['tael', 'plan.xlsx']).output.endswith('1 indsatser\\n')
""",
    ),
    Change(
        "a setting",
        (
            (
                "udmoentning_xl/config.py",
                "    reply_days: int = 14\n",
                '    klods_greeting: str = ""\n',
            ),
            (
                "udmoentning_xl/config.py",
                '    "afsender": ("sender",',
                '    "klodshilsen": ("klods_greeting", _line),\n',
            ),
            ("udmoentning_xl/defaults.toml", "[udsendelse]\n", '# klodshilsen = "Hej"\n'),
        ),
        """
from udmoentning_xl.config import defaults_text, parse_config
assert '# klodshilsen' in defaults_text()
assert parse_config('[udsendelse]\\nklodshilsen = "Hej"', default_config(), None).dispatch.klods_greeting == 'Hej'
""",
    ),
    Change(
        "a key of the JSON",
        (
            (
                "udmoentning_xl/contract.py",
                '            "completion": row["completion"],',
                '            "process": row["process"],\n',
            ),
            (
                "udmoentning_xl/schemas/tjek.json",
                '          "strategic": {',
                '          "process": { "type": ["string", "null"] },\n',
            ),
        ),
        """
import json
from click.testing import CliRunner
from importlib.resources import files
from udmoentning_xl.cli import cli
plan_with(Proces='Sag til udvalget')
data = json.loads(CliRunner().invoke(cli, ['tjek', 'plan.xlsx', '--format', 'json']).stdout)
assert data['items'][0]['process'] == 'Sag til udvalget'
import jsonschema
jsonschema.validate(data, json.loads((files('udmoentning_xl') / 'schemas' / 'tjek.json').read_text('utf-8')))
""",
    ),
)
ROWS = re.findall(r"(?m)^\| (an? [^|]+?) \| ([^|]+?) \| ([^|]+?) \|$", (ROOT / "CONTRIBUTING.md").read_text("utf-8"))


def named(cell: str) -> list[str]:
    """The paths that a cell of the table names."""
    return re.findall(r"`((?:udmoentning_xl|tests)/[^`]*)`", cell)


def ran(folder: Path, proof: str) -> subprocess.CompletedProcess[str]:
    """The proof, run with the package that lies in ``folder``."""
    command = [sys.executable, "-B", "-c", PLAN + proof]
    environment = {**os.environ, "PYTHONPATH": str(folder)}
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder, env=environment)


def test_the_table_has_a_change_for_each_of_its_rows():
    assert [kind for kind, _, _ in ROWS] == [change.kind for change in CHANGES]


@pytest.mark.parametrize(("kind", "code", "tests"), ROWS, ids=[kind for kind, _, _ in ROWS])
def test_a_change_touches_at_most_three_files_and_they_are_there(kind, code, tests):
    assert 1 <= len(named(code)) <= 3
    assert [path for path in (*named(code), *named(tests)) if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("change", CHANGES, ids=[change.kind for change in CHANGES])
def test_a_change_made_in_the_named_files_alone_works(change, tmp_path):
    places = named({kind: code for kind, code, _ in ROWS}[change.kind])
    shutil.copytree(ROOT / "udmoentning_xl", tmp_path / "udmoentning_xl", ignore=shutil.ignore_patterns("__pycache__"))
    assert ran(tmp_path, change.proof).returncode != 0
    for path, before, text in change.edits:
        assert any(path == place or (place.endswith("/") and path.startswith(place)) for place in places)
        file = tmp_path / path
        if before is None:
            file.write_text(text, encoding="utf-8")
            continue
        whole = file.read_text(encoding="utf-8")
        assert whole.count(before) == 1, before
        file.write_text(whole.replace(before, text + before if text else ""), encoding="utf-8")
    done = ran(tmp_path, change.proof)
    assert done.returncode == 0, done.stderr
