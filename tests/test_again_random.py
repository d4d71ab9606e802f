"""Whatever people do in the generated sheets, every text they typed is found again after the next run."""

import random
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from again import run, worked_on
from openpyxl.cell.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter

from udmoentning_xl.package.archive import read_archive
from udmoentning_xl.package.workbook import open_workbook
from udmoentning_xl.reading.source import read_workbook

CLEAN = Path(__file__).parent.parent / "samples" / "ren-plan.xlsx"
SEEDS = range(12)
STEPS = 7


class _Person:
    """Somebody who works in the generated sheets at random; ``tokens`` are the texts that were typed."""

    def __init__(self, seed: int, generated: list[str]) -> None:
        self.dice, self.seed, self.generated = random.Random(seed), seed, generated
        self.tokens: list[str] = []
        self.steps: list[str] = []

    def token(self) -> str:
        self.tokens.append(f"Skrevet{self.seed}x{len(self.tokens)}")
        return self.tokens[-1]

    def works(self, book: openpyxl.Workbook) -> None:
        for sheet in book.worksheets:
            if sheet.title in self.generated:
                sheet.tables.clear()  # openpyxl does not move a table along with its rows
                sheet.merged_cells.ranges.clear()
        acts: list[Callable[[Any], None]] = [
            self.types, self.types, self.types_below, self.comments, self.renames_heading, self.deletes_column,
            self.inserts_column, self.inserts_row, self.sorts, self.filters, self.clears_id, self.doubles_id,
            self.renames_sheet, self.copies_sheet, self.types_formula,
        ]  # fmt: skip
        for _ in range(STEPS):
            sheet = self.dice.choice([one for one in book.worksheets if one.title in self.generated])
            act = self.dice.choice(acts)
            self.steps.append(f"{act.__name__} {sheet.title}")
            act(sheet)

    def types(self, sheet: Any) -> None:
        cell = sheet.cell(self.dice.randint(1, sheet.max_row + 2), self.dice.randint(1, sheet.max_column + 2))
        if not isinstance(cell, MergedCell) and not self._typed_before(cell.value):
            cell.value = self.token()

    def types_below(self, sheet: Any) -> None:
        titles = [str(cell.value) for cell in sheet["B"] if cell.value] or ["Ny indsats"]
        row = sheet.max_row + self.dice.randint(1, 3)
        sheet.cell(row, 2).value = self.dice.choice(titles) if self.dice.random() < 0.5 else f"Ny {self.token()}"
        sheet.cell(row, 5).value = self.token()

    def types_formula(self, sheet: Any) -> None:
        cell = sheet.cell(self.dice.randint(1, sheet.max_row), sheet.max_column + 2)
        if not self._typed_before(cell.value):
            cell.value = f'="{self.token()}"&1'

    def comments(self, sheet: Any) -> None:
        cell = sheet.cell(self.dice.randint(1, sheet.max_row), self.dice.randint(1, sheet.max_column))
        if not isinstance(cell, MergedCell) and cell.comment is None:
            cell.comment = Comment(self.token(), "")

    def renames_heading(self, sheet: Any) -> None:
        cell = self.dice.choice(self._headings(sheet))
        if not self._typed_before(cell.value):
            cell.value = self.token()

    def deletes_column(self, sheet: Any) -> None:
        column = self.dice.choice(self._headings(sheet)).column
        letter = get_column_letter(column)
        if any(cell.comment or self._typed_before(cell.value) for cell in sheet[letter]):
            return  # who deletes a text does not want it back
        sheet.delete_cols(column)

    def inserts_column(self, sheet: Any) -> None:
        sheet.insert_cols(self.dice.randint(1, sheet.max_column))

    def inserts_row(self, sheet: Any) -> None:
        row = self.dice.randint(1, sheet.max_row)
        sheet.insert_rows(row)
        sheet.cell(row, self.dice.randint(1, sheet.max_column)).value = self.token()

    def sorts(self, sheet: Any) -> None:
        head = self._headings(sheet)[0].row
        below = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=head + 1)]
        if any(cell.comment for row in sheet.iter_rows(min_row=head + 1) for cell in row):
            return
        column = self.dice.randrange(sheet.max_column)
        for number, row in enumerate(sorted(below, key=lambda row: str(row[column])), head + 1):
            for place, value in enumerate(row, 1):
                sheet.cell(number, place).value = value

    def filters(self, sheet: Any) -> None:
        for number in range(1, sheet.max_row, 2):
            sheet.row_dimensions[number].hidden = True

    def clears_id(self, sheet: Any) -> None:
        cell = self._id(sheet)
        if cell is not None and not self._typed_before(cell.value):
            cell.value = None

    def doubles_id(self, sheet: Any) -> None:
        one, other = self._id(sheet), self._id(sheet)
        if one is not None and other is not None and not self._typed_before(other.value):
            other.value = one.value

    def renames_sheet(self, sheet: Any) -> None:
        if self._typed_before(sheet.title):
            return
        self.generated.remove(sheet.title)
        sheet.title = self.token()
        self.generated.append(sheet.title)

    def copies_sheet(self, sheet: Any) -> None:
        copy = sheet.parent.copy_worksheet(sheet)
        copy.title = f"Kopi {len(sheet.parent.worksheets)}"
        copy["A1"] = self.token()

    def _headings(self, sheet: Any) -> list[Any]:
        rows = [[cell for cell in row if isinstance(cell.value, str)] for row in sheet.iter_rows(max_row=20)]
        return max(rows, key=len)

    def _id(self, sheet: Any) -> Any:
        head = next((cell for cell in self._headings(sheet) if cell.value == "Id"), None)
        cells = (
            [] if head is None else [cell for cell in sheet[head.column_letter] if cell.row > head.row and cell.value]
        )
        return self.dice.choice(cells) if cells else None

    def _typed_before(self, value: object) -> bool:
        return any(token in str(value) for token in self.tokens)


def texts(path: Path) -> list[str]:
    """Every text of a workbook: cells, comments, formulas, and the names of the sheets."""
    found = []
    for sheet in read_workbook(path).sheets:
        found += [sheet.name, *sheet.formatting.comments.values(), *sheet.formatting.formulas.values()]
        found += [str(value) for row in sheet.rows for value in row if value is not None]
    return found


def saved_by_libreoffice(path: Path, folder: Path) -> Path:
    profile = f"-env:UserInstallation=file://{folder}/profil"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(folder / "lo"), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    return folder / "lo" / path.name


def assert_nothing_is_lost(seed: int, first: Path, folder: Path, save: Callable[[Path], Path]) -> None:
    person = _Person(seed, [sheet.name for sheet in open_workbook(read_archive(first)).generated.values()])
    edited = save(worked_on(first, folder / "plan.xlsx", person.works))
    for number in range(2):  # the second run reads what the first one told
        result = folder / f"resultat{number}.xlsx"
        run(edited, result)
        shown = "\n".join(texts(result))
        lost = [token for token in person.tokens if token not in shown]
        assert (number, lost) == (number, []), person.steps
        edited = result


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("foerste") / "plan.xlsx"
    run(CLEAN, target)
    return target


@pytest.mark.parametrize("seed", SEEDS)
def test_every_text_typed_at_random_is_found_after_the_next_runs(seed: int, first: Path, tmp_path: Path) -> None:
    assert_nothing_is_lost(seed, first, tmp_path, lambda path: path)


@pytest.mark.libreoffice
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
@pytest.mark.parametrize("seed", [101, 102])
def test_every_text_is_found_after_libreoffice_has_saved_the_workbook(seed: int, first: Path, tmp_path: Path) -> None:
    assert_nothing_is_lost(seed, first, tmp_path, lambda path: saved_by_libreoffice(path, tmp_path))
