"""One pass over a worksheet's XML: what calamine does not tell, and whether calamine may be let loose on it.

Expat streams the part, and only what matters is kept: where styled, error and formula cells are, what is hidden or
merged, and how far the cells reach. It is the same for prefixed names, any quotes and both of Excel's namespaces,
since names are compared with the prefix that the root element has. The bytes are UTF-8 (``package.xmlscan.decode``).
"""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from xml.parsers import expat

from udmoentning_xl.errors import PlanFileError
from udmoentning_xl.package.xmlscan import Edit, escape, malformed
from udmoentning_xl.reading.limits import MAX_COLUMN, MAX_MARKED, MAX_ROW
from udmoentning_xl.reading.richtext import Attributes, Runs, TextElement, runs_of

Cell = tuple[int, int]
Area = tuple[int, int, int, int]
Start = Callable[[str, Attributes], None]

_TRUE = frozenset({"1", "true"})
_CHUNK = 1 << 20
_REF = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
#: How a value does not begin as a rule.
_ODD_START = re.compile(rb"v>(?:\s|&#|\xc2\xa0)")
#: The errors that calamine knows; any other makes it give up the whole sheet.
_KNOWN_ERRORS = frozenset({"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"})


@dataclass
class Marks:
    """What one worksheet says beside its values. Cells are 0-based (row, column)."""

    styled: list[tuple[int, str, str]] = field(default_factory=list)  # 0-based row, column letters, style
    texts: dict[Cell, int] = field(default_factory=dict)  # which shared text the cell shows, where it was asked for
    runs: dict[Cell, Runs] = field(default_factory=dict)  # rich text that stands in the cell itself
    errors: dict[Cell, str] = field(default_factory=dict)
    formulas: dict[Cell, tuple[str, Attributes]] = field(default_factory=dict)  # those without a value
    masters: dict[str, tuple[str, str]] = field(default_factory=dict)  # shared formulas: id -> address, formula
    computed: dict[Cell, str] = field(default_factory=dict)  # every formula, a shared one as it was first written
    followers: set[Cell] = field(default_factory=set)  # the cells that share the formula of another
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)  # first, last
    merged: list[Area] = field(default_factory=list)
    edits: list[Edit] = field(default_factory=list)  # what must change in the bytes for calamine to read them
    data_start: int = -1  # of the sheetData element
    prefix: str = ""
    letters: set[str] = field(default_factory=set)  # of the columns that have cells
    rows: int = 0  # up to the last one that has an element

    def reach(self) -> tuple[int, int]:
        """How many rows and columns there are from A1 to the corner of the used area."""
        return self.rows, max((column_number(letters) for letters in self.letters), default=0)


def scan(data: bytes, part: str, notable: Collection[str], wanted: Collection[str], *, every_text: bool) -> Marks:
    """Scan a worksheet; ``part`` is its name in messages.

    ``notable`` are the styles whose cells are to be told, ``wanted`` those where also the shared text is; with
    ``every_text`` it is told for every cell.

    Raises:
        PlanFileError: the part is damaged, or has more to look into than any plan.
    """
    return _Scanner(part, notable, wanted, every_text).run(data)


def scan_values(data: bytes, part: str) -> Marks:
    """Scan only for how far the cells with a value reach, which formatted blank ones beyond them do not count for."""
    return _ValueScanner(part, (), (), False).run(data)


def column_number(letters: str) -> int:
    """A is 1. Raises ValueError beyond XFD and for what is no column."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
        if not 0 < ord(letter) - 64 <= 26 or number > MAX_COLUMN:
            raise ValueError(letters)
    if not number:
        raise ValueError(letters)
    return number


def column_letters(number: int) -> str:
    """The inverse of ``column_number``."""
    letters = ""
    while number:
        number, letter = divmod(number - 1, 26)
        letters = chr(65 + letter) + letters
    return letters


#: A row of so many points, or a column of so many characters, can not be seen.
_LOWEST, _NARROWEST = 2.0, 0.5


def _is_hidden(attrs: Attributes, size: str, least: float) -> bool:
    return attrs.get("hidden") in _TRUE or float(attrs.get(size, "99")) < least


def _has_odd_values(data: bytes, prefix: bytes) -> bool:
    """Whether a value may be written in another way than ``<v>7</v>``: with blanks, comments, CDATA or references."""
    if b"<!" in data or data.find(b"<?", 1) > 0 or _ODD_START.search(data):
        return True
    return any(blank + b"</" + prefix + b"v" in data for blank in (b" ", b"\t", b"\n", b"\r"))


class _Scanner:
    def __init__(self, part: str, notable: Collection[str], wanted: Collection[str], every_text: bool) -> None:
        self.part, self.notable, self.wanted, self.every_text = part, notable, wanted, every_text
        self.marks = Marks()
        self.row, self.row_text, self.column = 0, "", ""
        self.cell: Attributes = {}
        self.parser = expat.ParserCreate("utf-8")
        self.parser.buffer_text = True
        self.elements: list[TextElement] = []
        self.looked_into = 0
        self.formulas: dict[str, str] = {}  # those of a table are long and the same in each row: kept once
        self.rows_are_hidden = False

    def run(self, data: bytes) -> Marks:
        self.data = data
        self.parser.StartElementHandler = self.root
        try:
            for start in range(0, len(data), _CHUNK):
                self.parser.Parse(data[start : start + _CHUNK], False)
            self.parser.Parse(b"", True)
            self.marks.reach()  # raises where a cell stands in no column
        except (expat.ExpatError, ValueError, KeyError) as error:
            raise malformed(self.part) from error
        finally:
            # Bound methods hold the scanner, and it holds the parser: without this neither is freed at once.
            self.parser.StartElementHandler = self.parser.EndElementHandler = None
            self.parser.CharacterDataHandler = None
        return self.marks

    def root(self, name: str, _: Attributes) -> None:
        prefix = self.marks.prefix = name[: name.index(":") + 1] if ":" in name else ""
        self.name_of_cell = prefix + "c"
        self.is_odd = _has_odd_values(self.data, prefix.encode())
        self.others = {prefix + local: handler for local, handler in self.handlers().items()}
        self.start = self.parser.StartElementHandler = self.starter()

    def handlers(self) -> dict[str, Start]:
        values = {"v": self.listen} if self.is_odd else {}
        return values | {
            "row": self.start_row,
            "f": self.listen,
            "r": self.listen,
            "col": self.start_col,
            "mergeCell": self.start_merge,
            "sheetData": self.start_data,
            "sheetFormatPr": self.start_format,
        }

    def starter(self) -> Start:
        """The handler of every start tag. A closure: it runs 1.2 million times for 30,000 rows of 20 columns."""
        cell_name, others = self.name_of_cell, self.others
        notable, wanted, every_text = self.notable, self.wanted, self.every_text
        add_letters, add_styled = self.marks.letters.add, self.marks.styled.append

        def start(name: str, attrs: Attributes) -> None:
            if name == cell_name:
                self.cell = attrs
                reference = attrs.get("r")
                # A reference to another row than the one it stands in keeps digits here, and is no column.
                self.column = column = reference.removesuffix(self.row_text) if reference else self.next_column()
                add_letters(column)
                style = attrs.get("s", "0")
                if style in notable:
                    add_styled((self.row - 1, column, style))
                if "t" in attrs:
                    kind = attrs["t"]
                    if kind == "e" or (kind == "s" and (every_text or style in wanted)):
                        self.listen(name, attrs)
            elif name in others:
                others[name](name, attrs)

        return start

    def next_column(self) -> str:
        return column_letters(column_number(self.column) + 1 if self.column else 1)

    def start_row(self, _: str, attrs: Attributes) -> None:
        written = attrs.get("r")
        self.row = int(written) if written else self.row + 1
        self.row_text, self.column = written or str(self.row), ""
        if not 0 < self.row <= MAX_ROW:
            raise ValueError(written)
        if self.looked_into + len(self.marks.styled) > MAX_MARKED:
            raise PlanFileError(
                f"Delen {self.part} har over {MAX_MARKED:_d} formler og farvede celler og læses ikke. ".replace(
                    "_", "."
                )
                + "Fjern de ark, der ikke hører til planen, og gem den igen."
            )
        self.marks.rows = max(self.marks.rows, self.row)
        if _is_hidden(attrs, "ht", _LOWEST) or (self.rows_are_hidden and not {"ht", "hidden"} & attrs.keys()):
            self.marks.hidden_rows.add(self.row - 1)

    def start_format(self, _: str, attrs: Attributes) -> None:
        """Rows that say nothing of their own height are hidden where the sheet says so."""
        self.rows_are_hidden = attrs.get("zeroHeight") in _TRUE

    def start_col(self, _: str, attrs: Attributes) -> None:
        if _is_hidden(attrs, "width", _NARROWEST):
            self.marks.hidden_columns.append((int(attrs["min"]) - 1, int(attrs["max"]) - 1))

    def start_merge(self, _: str, attrs: Attributes) -> None:
        found = [_REF.fullmatch(corner) for corner in attrs.get("ref", "").split(":")]
        corners = [(int(match[2]) - 1, column_number(match[1]) - 1) for match in found if match]
        if len(corners) == 2:
            (top, bottom), (left, right) = (sorted(pair) for pair in zip(*corners, strict=True))
            self.marks.merged.append((top, left, bottom, right))

    def start_data(self, *_: object) -> None:
        if self.marks.data_start < 0:
            self.marks.data_start = self.parser.CurrentByteIndex

    # The few cells that are looked into: from here to the end of the cell every element is kept.

    def listen(self, name: str, attrs: Attributes) -> None:
        self.elements = []
        self.looked_into += 1
        self.parser.StartElementHandler = self.inner_start
        self.parser.CharacterDataHandler = self.inner_text
        self.parser.EndElementHandler = self.inner_end
        if name != self.name_of_cell:
            self.inner_start(name, attrs)

    def inner_start(self, name: str, attrs: Attributes) -> None:
        self.elements.append(TextElement(name.removeprefix(self.marks.prefix), attrs, self.parser.CurrentByteIndex))

    def inner_text(self, text: str) -> None:
        if self.elements and not self.elements[-1].closed:
            self.elements[-1].text += text

    def inner_end(self, name: str) -> None:
        if name == self.name_of_cell:
            self.parser.StartElementHandler = self.start
            self.parser.CharacterDataHandler = self.parser.EndElementHandler = None
            self.finish(self.row - 1, column_number(self.column) - 1)
        elif self.elements and not self.elements[-1].closed:
            self.elements[-1].closed, self.elements[-1].end = True, self.parser.CurrentByteIndex

    def finish(self, row: int, column: int) -> None:
        named = {element.name: element for element in self.elements}
        value, formula, kind = named.get("v"), named.get("f"), self.cell.get("t")
        written = value.text.strip() if value else ""
        if kind == "e" and value and written:
            self.marks.errors[row, column] = written
        if value and written and (self.is_odd or kind == "e"):
            told = "#N/A" if kind == "e" and written not in _KNOWN_ERRORS else written
            plain = f"<{self.marks.prefix}v>{escape(told)}".encode()
            if self.data[value.start : value.end] != plain:
                self.marks.edits.append(Edit(value.start, value.end, plain))
        if kind == "s" and written.isdecimal():
            self.marks.texts[row, column] = int(written)
        elif "r" in named:
            self.marks.runs[row, column] = runs_of(self.elements)
        if formula:
            if formula.text and formula.attrs.get("t") == "shared":
                self.marks.masters[formula.attrs.get("si", "")] = (f"{self.column}{self.row}", formula.text)
            _, shared = self.marks.masters.get(formula.attrs.get("si", ""), ("", ""))
            written_once = formula.text or shared
            self.marks.computed[row, column] = self.formulas.setdefault(written_once, written_once)
            if not formula.text:
                self.marks.followers.add((row, column))
            if not written and kind not in {"str", "inlineStr"}:
                self.marks.formulas[row, column] = (formula.text, formula.attrs)


class _ValueScanner(_Scanner):
    """Counts a row and column only where a value starts."""

    def handlers(self) -> dict[str, Start]:
        return {"row": self.start_row, "v": self.start_value, "is": self.start_value}

    def starter(self) -> Start:
        def start(name: str, attrs: Attributes) -> None:
            if name == self.name_of_cell:
                reference = attrs.get("r")
                self.column = reference.removesuffix(self.row_text) if reference else self.next_column()
            elif name in self.others:
                self.others[name](name, attrs)

        return start

    def start_row(self, _: str, attrs: Attributes) -> None:
        rows = self.marks.rows
        super().start_row(_, attrs)
        self.marks.rows = rows

    def start_value(self, *_: object) -> None:
        self.marks.letters.add(self.column)
        self.marks.rows = max(self.marks.rows, self.row)
