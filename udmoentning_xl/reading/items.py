"""Read one item row: each cell's text into its meaning, with the address it came from and what was noticed.

One :class:`ItemReader` serves one table. Committees are read in ``assigned``, dates in ``dues``, completion in
``completions``, amounts in ``amounts``; frames and stable ids are made in ``normalise``.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise

from udmoentning_xl.danish import fold, says_something
from udmoentning_xl.plan import Kind, Observation
from udmoentning_xl.reading.amounts import AmountReader
from udmoentning_xl.reading.assigned import assign
from udmoentning_xl.reading.cells import Cells, RawItem, Settings, Text
from udmoentning_xl.reading.colours import colour_name
from udmoentning_xl.reading.completions import CompletionReader
from udmoentning_xl.reading.dues import set_due
from udmoentning_xl.reading.grid import written
from udmoentning_xl.reading.headings import LEFT_OUT, MILESTONE, ROW_TOTAL, SPAN
from udmoentning_xl.reading.joining import status_in
from udmoentning_xl.reading.legends import code_key
from udmoentning_xl.reading.rows import CellStatement, SourceRow
from udmoentning_xl.reading.sorts import kind_of, title_and_bodies
from udmoentning_xl.reading.source import ErrorValue
from udmoentning_xl.terms import TEXTS, Field
from udmoentning_xl.values.markers import read_yes

_LEADING_CODE = re.compile(
    r"\A(?P<code>[A-ZÆØÅ]{1,4}[ .-]?\d{1,3}[a-z]?(?:/[A-ZÆØÅ]{1,4}[ .-]?\d{1,3}[a-z]?)?"
    r"|\d+(?:\.\d+)++\.?|\d{1,3}[.):])[ :–-]++\s*+(?P<rest>\S.*)",
    re.DOTALL,
)
#: Lines below a title with so many words say more of it.
_LONGEST_MARK = 3  # „ja“, „(x)“; a longer text in a time plan is a step of the work
_FEWEST_WORDS = 3
_HEADING_PARTS, _FEW_WORDS = re.compile(r"[:,(?]|\bheraf\b", re.I), 3
_DERIVED = re.compile(r"\bafledt(?:e)? (?:drift|anlæg)", re.IGNORECASE)
_WORDED = re.compile(r"\A(?P<word>[A-ZÆØÅ]?[a-zæøå]{2,12}) (?:nr\.? ?)?(?P<number>[A-ZÆØÅ]{0,4}\d[\d.]*[a-z]?)")
#: The letters before the digits of a number: D-3, A1, BUU-H2.
_LAST_CODE = re.compile(r"(?<![A-ZÆØÅ])([A-ZÆØÅ]{1,6})[ .-]?\d")
_KIND_LETTERS = {"D": Kind.OPERATING_CHANGE, "A": Kind.CAPITAL_PROJECT, "H": Kind.DECLARATION_OF_INTENT}


class ItemReader:
    """Reads the item rows of one table."""

    def __init__(self, cells: Cells, settings: Settings, amounts: AmountReader) -> None:
        self.cells, self.grid, self.settings, self.amounts = cells, cells.grid, settings, amounts
        self.completions = CompletionReader(cells, settings)
        self.codes_in_titles = Field.NUMBER not in cells.fields and self._titles_carry_codes(cells.items)
        one_cell = Field.DESCRIPTION not in cells.fields and Field.TITLE in cells.fields
        self.glued = one_cell and self._titles_are_glued(cells.items)
        self.kind_letters = self._kind_letters(cells.items)
        self.kind_columns = self._kind_columns()
        self.kind_left = self._kind_left(cells.items)
        headings = [column.heading for column in cells.fields.get(Field.TITLE, ())]
        self.kind_of_titles = next((kind for heading in headings if (kind := kind_of(heading))), None)
        self.targets = {column.index: column.target or "" for column in cells.table.columns}

    def _kind_letters(self, items: Sequence[int]) -> Mapping[str, Kind]:
        """The letters in numbers that say the kind, and which: those of a list of the plan's own, „U = udvidelse“, else
        D, A and H; none where there are others too, which say that they count sections.
        """
        field = Field.TITLE if self.codes_in_titles else Field.NUMBER
        numbers = [text.text for row in items if (text := self.cells.text(row, field))]
        codes = {match[1] for number in numbers if (match := _LAST_CODE.search(number))}
        listed = self.settings.kind_codes
        if codes and all(code_key(code) in listed for code in codes):
            return {code: listed[code_key(code)] for code in codes}
        is_plain = {code for code in codes if len(code) == 1} <= _KIND_LETTERS.keys()
        return _KIND_LETTERS if is_plain or self.codes_in_titles else {}

    def _kind_columns(self) -> Mapping[int, Kind]:
        """The columns called after kinds, two at least: „Drift | Anlæg | Hensigt“ over marks or amounts.

        One by itself asks: „Heraf anlæg“ over yes or marks.
        """
        named = {
            one.index: Kind(kind)
            for one in self.cells.table.columns
            if (not one.target or one.year)
            and (kind := next(filter(None, map(kind_of, _HEADING_PARTS.split(one.heading))), None))
        }
        answers = [self.grid.text(row, one) for one in named for row in self.cells.items]
        asks = any(answers) and all(read_yes(text) is not None for text in answers)
        return named if asks or len(set(named.values())) > 1 else {}

    def _kind_left(self, items: Sequence[int]) -> frozenset[str]:
        """The words under Type that can only be the third kind, beside the words for the other two: „Råderum“.

        They come again, and what they stand at has amounts in any year, which a declaration of intent has not.
        """
        said = {row: text.text for row in items if (text := self.cells.text(row, Field.KIND)) and text.text}
        known = {_kind_said(text) for text in said.values()}
        unknown = {fold(text) for text in said.values() if _kind_said(text) is None}
        others = {Kind.CAPITAL_PROJECT, Kind.DECLARATION_OF_INTENT}
        if not others <= known or len(unknown) > _FEW_WORDS:
            return frozenset()
        at = {word: [row for row, text in said.items() if fold(text) == word] for word in unknown}
        return frozenset(
            word for word, rows in at.items() if len(rows) > 1 and all(self.amounts.read(row)[0] for row in rows)
        )

    def _titles_carry_codes(self, items: Sequence[int]) -> bool:
        titles = [text.text for row in items if (text := self.cells.text(row, Field.TITLE)) and text.text]
        return sum(_LEADING_CODE.match(title) is not None for title in titles) >= 0.6 * max(len(titles), 1)

    def _titles_are_glued(self, items: Sequence[int]) -> bool:
        """True when title and description share a cell (Alt+Enter), not when a long title merely is broken."""
        heading = fold(self.cells.fields[Field.TITLE][0].heading)
        texts = [text.text for row in items if (text := self.cells.text(row, Field.TITLE)) and text.text]
        broken = [text for text in texts if "\n" in text]
        described = sum(_is_description(*text.split("\n", 1)) for text in broken)
        is_usual = 2 * len(broken) > len(texts) > 1 and 2 * described > len(broken)
        return bool(re.search(r"tekst|beskrivelse|indhold|formål", heading)) or is_usual

    def read(self, row: SourceRow) -> RawItem:
        """Everything one row says."""
        item = RawItem(self.grid, row.index)
        said = {heard.said.field: heard for heard in row.context}
        self._number_and_title(item)
        for name, column in TEXTS.items():
            if (text := self.cells.text(row.index, name, "; " if name == Field.RESPONSIBLE else "\n")) is not None:
                item.set(column, text)
        self._milestones(item)
        self._kind(item, said.get(Field.KIND))
        self._section(item, said.get(Field.SECTION))
        set_due(item, self.cells, self.settings, said.get(Field.DUE))
        assign(item, self.cells, self.settings, said.get(Field.COMMITTEE), is_meeting=Field.DUE in said)
        self.completions.read(item, said.get(Field.COMPLETION))
        self._strategic(item)
        if confidential := self.cells.text(row.index, Field.CONFIDENTIAL):
            item.set("confidential", confidential, False)
        item.amounts, noticed = self.amounts.read(row.index)
        item.sums = self.amounts.sums(row.index)
        item.cells |= {str(amount["year"]): str(amount["cell"]) for amount in item.amounts}
        item.observations += noticed
        self._notice_formatting(item)
        self._notice_cells(item)
        return item

    def line(self, row: int) -> RawItem:
        """A row of an item with one text over all its columns, which is of none of them."""
        item = RawItem(self.grid, row)
        column = self.grid.filled(row)[0]
        text = self.grid.text(row, column)
        said = status_in(text)
        item.set("status_text" if said else "title", Text(said or text, None, row, column))
        self.cells.taken[row, column] = Field.STATUS if said else Field.PROCESS
        if said:
            self.completions.line(item)
        self._notice_cells(item)
        return item

    def _number_and_title(self, item: RawItem) -> None:
        title = self.cells.text(item.row, Field.TITLE, " ")
        if number := self.cells.text(item.row, Field.NUMBER, "-"):
            item.set("number", number, number_as_written(number))
        if title is not None and self.codes_in_titles and (code := _LEADING_CODE.match(title.text)):
            item.set("number", title, code["code"].rstrip(".:) "))
            title = Text(code["rest"], title.value, title.row, title.column)
        if title is not None and self.cells.titles_name_bodies:
            title = title._replace(text=title_and_bodies(title.text)[0])
        item.set("title", title)
        if title and "\n" in title.text:
            first, *rest = self._without_status(item, title)
            is_glued = bool(rest) and (self.glued or _is_description(first, "\n".join(rest)))
            item.values["title"] = first if is_glued else " ".join((first, *rest))
            if is_glued:
                item.set("description", Text("\n".join(rest), None, title.row, title.column))
        if title and _DERIVED.search(f"{title.text} {item.text_of('number')}"):
            item.notice(Observation.DERIVED_OPERATION, title, title.text)

    def _without_status(self, item: RawItem, title: Text) -> list[str]:
        """The lines of a title but for those that say how far the item is, where no column does."""
        first, *rest = title.text.split("\n")
        said = [] if Field.STATUS in self.cells.fields else list(filter(None, map(status_in, rest)))
        if said:
            item.set("status_text", Text("\n".join(said), None, title.row, title.column))
        return [first, *(line for line in rest if not (said and status_in(line)))]

    def _milestones(self, item: RawItem) -> None:
        """The days on the way as what they are: part of the process."""
        for column in self.cells.fields.get(MILESTONE, ()):
            at = self.grid.origin(item.row, column.index)
            if text := self.grid.text(*at):
                self.cells.taken[at] = Field.PROCESS
            if says_something(text):
                item.cells.setdefault("process", self.grid.address(*at))
                self._adds_step(item, f"{column.heading}: {text}")
        for column in self.cells.fields.get(SPAN, ()):
            text = self.grid.text(item.row, column.index)
            if len(text) > _LONGEST_MARK and self.settings.committees.find(text) is None:
                item.cells.setdefault("process", self.grid.address(item.row, column.index))
                self._adds_step(item, f"{column.heading.rsplit(': ', 1)[-1]}: {text}")

    @staticmethod
    def _adds_step(item: RawItem, step: str) -> None:
        item.values["process"] = "\n".join(filter(None, (item.text_of("process"), step)))

    def _kind(self, item: RawItem, banner: CellStatement | None) -> None:
        """Kind from the column, else the banner (or sheet), else the letter in the number."""
        cell = self.cells.text(item.row, Field.KIND)
        if cell is not None:
            item.set("kind", cell)
            item.values["kind"] = _kind_said(cell.text)
            if fold(cell.text) in self.kind_left:
                item.values["kind"] = Kind.OPERATING_CHANGE
                item.notice(Observation.KIND_ASSUMED, cell, cell.text, None, Field.KIND)
        if item.values.get("kind"):
            return
        stands = [one for one in self.kind_columns if self._stands(item.row, one)]
        if len({self.kind_columns[one] for one in stands}) == 1:
            item.set("kind", Text("", None, item.row, stands[0]), self.kind_columns[stands[0]])
            self.cells.taken |= {(item.row, one): Field.KIND for one in stands if not self.targets[one]}
            return
        if banner is not None:
            self._from_banner(item, "kind", banner)
        elif cell is None:
            item.values["kind"] = self.kind_of_titles
        if item.values.get("kind"):
            return
        code = _LAST_CODE.search(item.text_of("number"))
        if code and code[1] in self.kind_letters:
            item.values["kind"] = self.kind_letters[code[1]]
            item.cells.setdefault("kind", item.cells["number"])
            return
        opened = {
            kind_of(self.grid.text(item.row, one.index).partition(":")[0]): one.index for one in self.amounts.columns
        }
        told = [(kind, column) for kind, column in opened.items() if kind]
        if len(told) == 1:  # „Anlæg: 2 mio. kr.“
            item.set("kind", Text("", None, item.row, told[0][1]), Kind(told[0][0]))
            return
        is_asked = set(self.kind_columns.values()) == {Kind.CAPITAL_PROJECT}
        if is_asked and self.amounts.read(item.row)[0]:  # it is no project
            at = Text("", None, item.row, min(self.kind_columns))
            heading = next(one.heading for one in self.cells.table.columns if one.index == at.column)
            item.set("kind", at, Kind.OPERATING_CHANGE)
            item.notice(Observation.KIND_ASSUMED, at, f"{heading}: intet", None, Field.KIND)

    def _stands(self, row: int, column: int) -> bool:
        """True for a mark or a yes, or for an amount of a year."""
        text = self.grid.text(*self.grid.origin(row, column))
        return bool(text.strip("0-–, ")) if self.targets[column] else read_yes(text) is True

    def _from_banner(self, item: RawItem, name: str, banner: CellStatement) -> None:
        item.values[name] = banner.said.value
        if banner.row >= 0:
            item.cells[name] = self.grid.address(banner.row, banner.column)

    def _section(self, item: RawItem, banner: CellStatement | None) -> None:
        """Section from the column, else the banner; a spelling of case or numbering is the known section."""
        at = self.cells.text(item.row, Field.SECTION)
        item.set("section", at)
        if (at is None or not at.text) and banner is not None:
            self._from_banner(item, "section", banner)
            at = Text(banner.said.value, None, max(banner.row, 0), max(banner.column, 0))
        said = item.text_of("section")
        known = self.settings.banners.section(said) if said else None
        item.values["section"] = known or said or None
        if said and known is None and at is not None:
            nearest = self.settings.banners.nearest_section(said)
            item.notice(Observation.SECTION_UNKNOWN, at, said, nearest, Field.SECTION)

    def _strategic(self, item: RawItem) -> None:
        if strategic := self.cells.text(item.row, Field.STRATEGIC):
            said = read_yes(strategic.text)
            item.set("strategic", strategic, bool(strategic.text) if said is None else said)

    def _notice_formatting(self, item: RawItem) -> None:
        formatting, row = self.grid.sheet.formatting, item.row
        title = self.cells.text(row, Field.TITLE) or Text("", None, row, 0)
        if (row, title.column) in formatting.struck:
            item.notice(Observation.STRUCK, title, title.text)
        for name in (Field.STATUS, Field.COMPLETION):
            for column in self.cells.fields.get(name, ()):
                fill = formatting.fills.get((row, column.index), "")
                banded = formatting.fills.get((row, title.column)) == fill
                if fill and not banded and not self.grid.text(row, column.index) and (colour := colour_name(fill)):
                    item.notice(Observation.FILL_STATUS, Text("", None, row, column.index), colour, None, name)

    def _notice_cells(self, item: RawItem) -> None:
        """Error values and formulas without a value, wherever in the row they stand."""
        formatting, row = self.grid.sheet.formatting, item.row
        for column, value in enumerate(self.grid.rows[row]):
            if isinstance(value, ErrorValue):
                at = Text("", None, row, column)
                item.notice(Observation.ERROR_VALUE, at, str(value), None, self.targets.get(column, ""))
        if not formatting.formulas_without_value:
            return
        for column, target in self.targets.items():
            formula = formatting.formulas_without_value.get((row, column))
            if formula and target not in ("", ROW_TOTAL, LEFT_OUT):
                item.notice(Observation.FORMULA_WITHOUT_VALUE, Text("", None, row, column), formula, None, target)


def _kind_said(text: str) -> Kind | None:
    """The kind that a cell says, as a whole or in one of its parts: „Drift; Høring“."""
    parts = (text, *re.split(r"[/,;|–-]", text))
    return next((Kind(kind) for part in parts if (kind := kind_of(part.strip()))), None)


def _is_description(first: str, rest: str) -> bool:
    """True for lines below a title that are sentences of their own; a long title that is broken goes on."""
    begins = rest.lstrip("-–•* ")
    is_open = first.rstrip().endswith(("-", "–", ",", "/", "(")) or first.rsplit(maxsplit=1)[-1] in (
        "og",
        "i",
        "på",
        "til",
        "af",
        "for",
    )
    is_told = len(rest.split()) >= _FEWEST_WORDS or rest.rstrip().endswith((".", "!", "?"))
    return not is_open and is_told and not begins[:1].islower()


def number_as_written(number: Text) -> str | None:
    """An item's number as a person wrote it: Excel may have made a date of "3-4" and "1-25", or a float of "1.1"."""
    if isinstance(number.value, date):
        day, month, year = number.value.day, number.value.month, number.value.year % 100
        return f"{day}-{month}" if number.text == written(number.value) else f"{month}-{year}"
    if isinstance(number.value, float):
        return number.text.replace(",", ".")
    return number.text.rstrip(".:) ") or None


def repair_numbers(items: Sequence[RawItem]) -> None:
    """Give back the zero that Excel took: after 1.9 the number 1.1 was written 1.10, after 1.19 a 1.2 was 1.20.

    A word that stands before every number is no part of them: „Punkt 1“, „Punkt 2“.
    """
    worded = [match for item in items if (match := _WORDED.fullmatch(item.text_of("number")))]
    if len({match["word"] for match in worded}) == 1 and len(worded) == len(items) > 1:
        for item, match in zip(items, worded, strict=True):
            item.values["number"] = match["number"]
    for before, item in pairwise(items):
        last = re.fullmatch(r"\A(\d+)\.(\d*9)", before.text_of("number"))
        own = re.fullmatch(r"\A(\d+)\.(\d+)", item.text_of("number"))
        if last and own and last[1] == own[1] and int(last[2]) + 1 == int(f"{own[2]}0"):
            item.values["number"] = f"{own[0]}0"
