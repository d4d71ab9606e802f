"""Where the result goes: no file is replaced in which somebody has typed what no other file holds."""

import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from again import SAMPLE, SOURCE, cell_of, kvittering, table, typed, worked_on
from click.testing import CliRunner, Result
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from package.workbooks_made import repacked

from udmoentning_xl.cli import cli
from udmoentning_xl.package.archive import read_archive
from udmoentning_xl.package.cells import CellValue
from udmoentning_xl.package.opc import relations
from udmoentning_xl.package.patch import CellAddress
from udmoentning_xl.package.workbook import open_workbook
from udmoentning_xl.reading.source import read_workbook

DAY = ["--dato", "2024-11-22"]
#: A title of the sample that other plans may have too.
SHARED = "Ny model for budgetopfølgning"
RESULT, NEXT = "plan_udmoentet.xlsx", "plan_udmoentet-2.xlsx"


def byg(plan: Path, *arguments: object) -> Result:
    return CliRunner().invoke(cli, ["byg", str(plan), *DAY, *map(str, arguments)])


def told(result: Result) -> list[str]:
    """What is said of the target, without the folder."""
    assert result.exit_code == 0, result.output
    lines = result.stdout.splitlines()
    first = next(number for number, line in enumerate(lines) if "overskrevet" in line or line.startswith("Skrevet: "))
    return [*lines[first:-1], Path(lines[-1].removeprefix("Skrevet: ")).name]


def type_in(path: Path, *cells: tuple[CellAddress, CellValue]) -> None:
    """Somebody opens the file, types, and saves it."""
    shutil.move(typed(path, path.with_name("gemmes.xlsx"), *cells), path)


def signatures(path: Path) -> list[str]:
    _, names, rows = table(path, "Kontrol", "Kvittering")
    return [row[names.index("Kvittering")] for row in rows if row[names.index("Kvittering")]]


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return Path(shutil.copy(SAMPLE, tmp_path / "plan.xlsx"))


@pytest.fixture
def result(plan: Path) -> Path:
    """The result of a first run beside the plan."""
    assert told(byg(plan)) == [RESULT]
    return plan.with_name(RESULT)


def test_a_result_of_the_same_plan_is_replaced_and_what_was_typed_in_it_is_kept(plan: Path, result: Path) -> None:
    type_in(result, (kvittering(result, "U201", "D-1.04"), "Aftalt"))
    assert told(byg(plan)) == [RESULT]
    assert signatures(result) == ["Aftalt"]
    type_in(plan, (CellAddress(SOURCE, 17, 8), "4. kvartal 2026"))  # next month the plan itself is another
    assert told(byg(plan)) == [RESULT]
    assert signatures(result) == ["Aftalt"]


def test_a_file_that_is_no_report_is_never_overwritten(plan: Path) -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "Referat"
    book.save(plan.with_name(RESULT))
    own = plan.with_name(RESULT).read_bytes()
    why = f"{RESULT} er ikke en rapport, som udmoentning har lavet, og bliver ikke overskrevet."
    assert told(byg(plan)) == [f"{why} Resultatet er skrevet i {NEXT}.", NEXT]
    second = plan.with_name(NEXT)
    type_in(second, (kvittering(second, "U201", "D-1.04"), "Aftalt"))
    assert told(byg(plan)) == [f"{why} Resultatet er skrevet i {NEXT}.", NEXT]
    assert signatures(second) == ["Aftalt"]
    assert plan.with_name(RESULT).read_bytes() == own


def test_a_report_of_another_plan_is_never_overwritten(plan: Path) -> None:
    other = plan.with_name("anden.xlsx")
    book = openpyxl.Workbook()
    book.active.append(["Nr.", "Type", "Emne", "Udvalg", "Tidspunkt", "Afsluttet", "2024"])
    for number, title in enumerate(("Nyt køkken", "Grønne tage", "Cykelsti", SHARED), 1):
        book.active.append([number, "Drift", title, "BUU", "1. kvartal 2025", None, 100])
    book.save(other)
    assert byg(other, "-o", plan.with_name(RESULT)).exit_code == 0
    before = plan.with_name(RESULT).read_bytes()
    sentence = f"{RESULT} er en rapport over en anden plan (anden.xlsx) og bliver ikke overskrevet."
    assert told(byg(plan)) == [f"{sentence} Resultatet er skrevet i {NEXT}.", NEXT]
    refused = byg(plan, "-o", plan.with_name(RESULT))
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert refused.stderr == f"{plan.with_name(RESULT)} {sentence[len(RESULT) + 1 : -1]}; vælg et andet navn med -o.\n"
    assert plan.with_name(RESULT).read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"ikke en projektmappe", None])
def test_o_onto_a_file_that_is_not_ours_is_refused(content: bytes | None, plan: Path) -> None:
    own = plan.with_name("eget.xlsx")
    own.write_bytes(SAMPLE.read_bytes() if content is None else content)
    before = own.read_bytes()
    refused = byg(plan, "-o", own)
    assert (refused.exit_code, refused.stdout) == (2, "")
    why = "er ikke en rapport, som udmoentning har lavet, og bliver ikke overskrevet; vælg et andet navn med -o."
    assert refused.stderr == f"{own} {why}\n"
    assert own.read_bytes() == before
    assert sorted(path.name for path in plan.parent.iterdir()) == ["eget.xlsx", "plan.xlsx"]


def _own_sheet(book: openpyxl.Workbook) -> None:
    book.create_sheet("Mine noter")["B2"] = "Ring"


def _copied_sheet(book: openpyxl.Workbook) -> None:
    book.copy_worksheet(book["BUU"])["A1"] = "Kopi"


def _own_cell(book: openpyxl.Workbook) -> None:
    book[SOURCE]["N17"] = "Rettet i rapporten"


def _own_comment(book: openpyxl.Workbook) -> None:
    book[SOURCE]["H17"].comment = Comment("Kan det nås?", "")


def _own_formula(book: openpyxl.Workbook) -> None:
    book[SOURCE]["Q17"] = "=SUM(J17:K17)"


def _changed_formula(book: openpyxl.Workbook) -> None:
    assert book[SOURCE]["I18"].value == "=SUBTOTAL(9,I12:I17)"
    book[SOURCE]["I18"] = "=SUBTOTAL(9,I12:I16)"


def _chart(book: openpyxl.Workbook) -> None:
    chart = BarChart()
    chart.add_data(Reference(book["Samlet plan"], min_col=19, min_row=7, max_row=12))
    book["Samlet plan"].add_chart(chart, "B90")


@pytest.mark.parametrize(
    ("work", "why"),
    [
        (_own_sheet, "har et ark, som I selv har lavet (Mine noter),"),
        (_copied_sheet, "har et ark, som I selv har lavet (BUU Copy),"),
        (_own_cell, f"har jeres eget ark {SOURCE} med ændringer, som ikke er i plan.xlsx,"),
        (_own_comment, f"har jeres eget ark {SOURCE} med ændringer, som ikke er i plan.xlsx,"),
        (_own_formula, f"har jeres eget ark {SOURCE} med ændringer, som ikke er i plan.xlsx,"),
        (_changed_formula, f"har jeres eget ark {SOURCE} med ændringer, som ikke er i plan.xlsx,"),
        (_chart, "har billeder, figurer eller diagrammer, som I selv har sat ind (arket Samlet plan),"),
    ],
)
def test_a_result_with_something_of_a_persons_own_stays_and_the_next_one_is_read(
    work: Callable[[openpyxl.Workbook], None], why: str, plan: Path, result: Path
) -> None:
    type_in(result, (kvittering(result, "U201", "D-1.04"), "Aftalt"))
    shutil.move(worked_on(result, plan.with_name("gemmes.xlsx"), work), result)
    before = result.read_bytes()
    line = f"{RESULT} {why} og bliver ikke overskrevet. Resultatet er skrevet i {NEXT}."
    assert told(byg(plan)) == [line, NEXT]
    second = plan.with_name(NEXT)
    assert signatures(second) == ["Aftalt"]
    type_in(second, (kvittering(second, "U201", "D-1.04"), "Aftalt igen"))
    assert told(byg(plan)) == [line, NEXT]
    assert signatures(second) == ["Aftalt igen"]
    assert result.read_bytes() == before


BOX = (
    b"<xdr:oneCellAnchor><xdr:from><xdr:col>1</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>1</xdr:row>"
    b'<xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:ext cx="10" cy="10"/><xdr:sp><xdr:txBody><a:p><a:r>'
    b"<a:t>Husk </a:t></a:r><a:r><a:t>valget</a:t></a:r></a:p></xdr:txBody></xdr:sp><xdr:clientData/>"
    b"</xdr:oneCellAnchor></xdr:wsDr>"
)


def test_a_text_box_on_a_generated_sheet_is_told_and_its_file_stays(plan: Path, result: Path) -> None:
    package = open_workbook(read_archive(result))
    sheet = next(one.name for one in package.sheets if one.name in ("Oversigt", "Tidsplan"))
    drawing = relations(package.archive, package.generated[sheet.lower()].part).of_kind("drawing")
    assert drawing
    content = package.archive.read(drawing.part)
    result.write_bytes(repacked(result, **{drawing.part: content.replace(b"</xdr:wsDr>", BOX)}))
    done = byg(plan)
    why = f"har billeder, figurer eller diagrammer, som I selv har sat ind (arket {sheet}),"
    assert told(done) == [f"{RESULT} {why} og bliver ikke overskrevet. Resultatet er skrevet i {NEXT}.", NEXT]
    assert "1 tekst fra arkene fra sidste kørsel kunne ikke føres videre; se U801 i Kontrol" in done.stdout
    sentence = f"„Figur: Husk valget“ er skrevet i {sheet}, men kunne ikke føres videre"
    _, names, rows = table(plan.with_name(NEXT), "Kontrol", "Kvittering")
    place = [row[names.index("Sted")] for row in rows if row[names.index("Hvad er galt")] == sentence]
    assert place == [sheet]


# -- the result is the plan --------------------------------------------------------------------------------------------


def test_the_same_command_twice_from_the_report_keeps_what_was_typed_in_between(result: Path) -> None:
    dated = result.with_name("plan_udmoentet_2024-11-22.xlsx")
    assert told(byg(result)) == [dated.name]
    type_in(dated, (kvittering(dated, "U201", "D-1.04"), "Aftalt"))
    assert told(byg(result)) == [dated.name]
    assert signatures(dated) == ["Aftalt"]
    type_in(result, (kvittering(result, "U506", None), "Kendt"))
    assert told(byg(result)) == [dated.name]
    assert sorted(signatures(dated)) == ["Aftalt", "Kendt"]
    assert told(byg(dated)) == [
        f"{dated.name} er selve kilden og bliver ikke overskrevet. Resultatet er skrevet i {dated.stem}-2.xlsx.",
        f"{dated.stem}-2.xlsx",
    ]
    assert sorted(signatures(dated.with_name(f"{dated.stem}-2.xlsx"))) == ["Aftalt", "Kendt"]


def test_a_copy_of_a_generated_sheet_stays_and_is_never_read_as_the_plan(result: Path, tmp_path: Path) -> None:
    def copied(book: openpyxl.Workbook) -> None:
        sheet = book.copy_worksheet(book["Samlet plan"])
        sheet["C9"] = "Min egen udgave"

    shutil.move(worked_on(result, tmp_path / "gemmes.xlsx", copied), result)
    once, twice = tmp_path / "en.xlsx", tmp_path / "to.xlsx"
    assert byg(result, "-o", once).exit_code == 0
    done = byg(once, "-o", twice)
    assert "Læst: 93 indsatser" in done.stdout
    kept = next(sheet for sheet in read_workbook(twice).sheets if sheet.name == "Samlet plan Copy")
    assert kept.rows[8][2] == "Min egen udgave"


# -- a report without its plan -----------------------------------------------------------------------------------------


def test_a_report_of_its_own_carries_what_was_typed_and_says_what_it_is(plan: Path) -> None:
    assert told(byg(plan, "--kun-rapport")) == [RESULT]
    report = plan.with_name(RESULT)
    note = cell_of(report, "Samlet plan", "D-1.04", "Afsluttet")
    type_in(report, (kvittering(report, "U201", "D-1.04"), "Aftalt"), (note, "X"), (CellAddress("Om", 2, 9), "Ved"))
    done = byg(plan, "--kun-rapport")
    assert told(done) == [RESULT]
    assert signatures(report) == ["Aftalt"]
    messages = [row[6] for row in table(report, "Kontrol", "Kvittering")[2]]
    assert f"Afsluttet er ændret fra „Åben“ til „X“ i {note}, men ikke i planen" in messages
    assert "„Ved“ er skrevet i Om!I2, men kunne ikke føres videre" in messages
    refused = byg(report)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert refused.stderr == (
        f"{RESULT} er en rapport, som udmoentning har lavet af plan.xlsx, og har ikke selve planen med. Kør "
        "udmoentning plan.xlsx; det, der er skrevet i en rapport ved siden af planen, bliver læst.\n"
    )


@pytest.mark.parametrize("sample", ["24-gammel-excel/plan.xls", "25-libreoffice/plan.ods"])
def test_the_report_beside_a_plan_in_another_format_is_read_back(sample: str, tmp_path: Path) -> None:
    plan = Path(shutil.copy(SAMPLE.parent / "layouts" / sample, tmp_path))
    assert told(byg(plan))[-1] == RESULT
    report = plan.with_name(RESULT)
    items = table(report, "Samlet plan")
    item = items[2][0][items[1].index("Id")]
    note = cell_of(report, "Samlet plan", item, "Bemærkninger")
    type_in(report, (note, "Husk budgettet"), (CellAddress("Oversigt", 3, 12), "Til møde"))
    done = byg(plan)
    assert told(done)[-1] == RESULT
    messages = [row[6] for row in table(report, "Kontrol", "Kvittering")[2]]
    assert "„Til møde“ er skrevet i Oversigt!L3, men kunne ikke føres videre" in messages
    assert any(f"til „Husk budgettet“ i {note}, men ikke i planen" in str(message) for message in messages)
    assert byg(report).exit_code == 2


def test_a_reason_typed_at_what_the_format_hides_is_kept_in_the_report_beside_it(tmp_path: Path) -> None:
    plan = Path(shutil.copy(SAMPLE.parent / "layouts" / "24-gammel-excel" / "plan.xls", tmp_path))
    byg(plan)
    report = plan.with_name(RESULT)
    head, names, rows = table(report, "Kontrol", "Kvittering")
    (place,) = [number for number, row in enumerate(rows) if "U606" in row]
    column = names.index("Kvittering")
    type_in(report, (CellAddress("Kontrol", head + place + 2, column + 1), "Intet er skjult"))
    again = byg(plan)
    assert told(again) == [RESULT]
    apart = "De nye ark er skrevet i en projektmappe for sig. plan.xls er gemt som .xls; gem den som .xlsx."
    assert again.stdout.splitlines()[-2] == apart
    assert [row[column] for row in table(report, "Kontrol", "Kvittering")[2] if "U606" in row] == ["Intet er skjult"]


@pytest.mark.parametrize(
    ("deleted", "said"),
    [
        (["Kontrol"], "Arket Kontrol er slettet i plan_udmoentet.xlsx, så kvitteringerne i det er ikke med."),
        (
            ["Kontrol", "Læsning"],
            "Arkene Kontrol og Læsning er slettet i plan_udmoentet.xlsx, så kvitteringerne og rettelserne i dem "
            "er ikke med.",
        ),
    ],
)
def test_what_is_gone_with_a_deleted_sheet_is_told_once_by_every_command(
    plan: Path, result: Path, deleted: list[str], said: str
) -> None:
    def delete(book: openpyxl.Workbook) -> None:
        for name in deleted:
            del book[name]

    shutil.move(worked_on(result, result.with_name("gemmes.xlsx"), delete), result)
    tail = (
        " Skal de med, så hent filen, som den var, før det skete (i OneDrive og SharePoint: Versionshistorik), "
        "og kør igen."
    )
    assert CliRunner().invoke(cli, ["tjek", str(plan), *DAY]).stderr.splitlines() == [said + tail]
    first = byg(plan)
    assert said + tail in first.output.splitlines()
    assert "slettet i" not in byg(plan).output


def test_other_deleted_sheets_take_nothing_with_them(plan: Path, result: Path) -> None:
    shutil.move(worked_on(result, result.with_name("gemmes.xlsx"), lambda book: book.remove(book["Tidsplan"])), result)
    assert "slettet" not in byg(plan).output
