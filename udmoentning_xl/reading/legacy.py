"""What the readers of .xls, .xlsb and .ods have in common: the values are calamine's, and the rest is looked up.

Calamine leaves cells that show an error blank, and makes room for every cell up to the last one. So each reader scans
the cells for these things, and for merged areas where calamine does not tell them. What these formats hide (rows,
columns, what is struck through, comments, number formats) is not read; the rule U606 says so.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from udmoentning_xl.reading import calamine
from udmoentning_xl.reading.formatting import Formatting
from udmoentning_xl.reading.limits import MAX_TEXT
from udmoentning_xl.reading.rawsheet import Area, Cell, RawSheet, refuse_too_far
from udmoentning_xl.reading.sheetparts import too_much

#: BErr ([MS-XLS] 2.5.10 and [MS-XLSB] 2.5.97.2)
ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
    0x2B: "#GETTING_DATA",
}


@dataclass
class Scan:
    """What was found in one sheet.

    ``text`` is how many bytes of text calamine will copy into its cells, ``texts`` are those that it leaves out, and
    ``repeated`` says which cells it shall not see, and where a cell with the same text is: number of the sheet, cell.
    """

    name: str
    rows: int = 0
    columns: int = 0
    text: int = 0
    errors: dict[Cell, str] = field(default_factory=dict)
    texts: dict[Cell, str] = field(default_factory=dict)
    repeated: dict[Cell, tuple[int, Cell]] = field(default_factory=dict)
    merged: list[Area] = field(default_factory=list)
    formulas: set[Cell] = field(default_factory=set)

    def reach(self, row: int, column: int) -> None:
        """Count in a cell that has a value."""
        self.rows, self.columns = max(self.rows, row + 1), max(self.columns, column + 1)


def sheets_of(data: bytes, label: str, scans: Sequence[Scan]) -> list[RawSheet]:
    """The worksheets of the workbook in ``data``; ``scans`` are of all its sheets, in the order they stand there.

    Raises:
        PlanFileError: the sheets hold more than can be read safely, or calamine cannot read them.
    """
    refuse_too_far(label, [(scan.name, scan.rows, scan.columns) for scan in scans])
    if sum(scan.text for scan in scans) > MAX_TEXT:
        raise too_much(label)
    with calamine.opened(data, label) as book:
        if len(scans) != len(book.sheets_metadata):
            raise ValueError("calamine finds other sheets")
        listed = list(calamine.worksheets(book))
        values = {index: calamine.values(book, index) for index, _, _ in listed}
        merged = {index: calamine.merged(book, index) or scans[index].merged for index in values}
    sheets = [
        RawSheet(name, visible, values[index], scan.errors, merged[index], _looks(scan), _texts(scan, values))
        for index, name, visible in listed
        for scan in [scans[index]]
    ]
    cells = (value for sheet in sheets for row in (*sheet.values, sheet.texts.values()) for value in row)
    if sum(len(value) for value in cells if isinstance(value, str)) > MAX_TEXT:
        raise too_much(label)
    return sheets


def _looks(scan: Scan) -> Callable[[object], Formatting]:
    """Which cells have a formula; how it is written is not read."""
    return lambda _: Formatting(formulas=dict.fromkeys(sorted(scan.formulas), ""))


def _texts(scan: Scan, values: Mapping[int, list[list[object]]]) -> dict[Cell, str]:
    """The texts of the cells that calamine has not read; "" where an empty one is repeated, which it passes over."""
    texts = dict(scan.texts)
    for cell, (sheet, (row, column)) in scan.repeated.items():
        rows = values[sheet]
        texts[cell] = str(rows[row][column]) if row < len(rows) and column < len(rows[row]) else ""
    return texts
