"""Say what every row of a sheet is: an item, or title, heading, banner, total, note, blank, unread.

Every row ends in exactly one of them. What an item's cells mean is read in ``items``.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from udmoentning_xl.danish import fold
from udmoentning_xl.plan import RowRole
from udmoentning_xl.reading.banners import BannerReader, Statement, without_number
from udmoentning_xl.reading.captions import captions, theme_of
from udmoentning_xl.reading.grid import Grid
from udmoentning_xl.reading.groups import Groups
from udmoentning_xl.reading.headings import AMOUNT, BODY, ROW_TOTAL, squash
from udmoentning_xl.reading.layout import SourceColumn, SourceTable
from udmoentning_xl.reading.sorts import is_body, is_time, names_bodies_too
from udmoentning_xl.terms import WORK_TEXTS, Field
from udmoentning_xl.values.amounts import read_unit
from udmoentning_xl.values.markers import status_word

_TOTAL = re.compile(
    r"^(?:i alt|ialt|sum|subtotal|delsum|total|totalt|heraf|samlet|mellemsum|hovedtotal|måltal|netto|resultat|saldo)\b"
    r"|\b(?:i alt|ialt|total|totalt|samlet sum|sum)$|^(?:alle )?(?:drift|anlæg|hensigt)\w* i alt\b"
    r"|^alle (?:projekter|indsatser|forslag|emner|initiativer|punkter|tiltag|sager)\b"
)
_NOTE = re.compile(
    r"^(?:noter?\b|\*|\d\)|¹|²|³|obs\b|kilde\b|minus\b|plus\b|[+–−-] ?=|[+–−-] foran|x ?[=:]|\(x\)|bemærk\b|forklaring"
    r"|forkortelse|signatur"
    r"|opdateret|side \d|anm\b|fodnote|beløb\b.*(?:kr|pl)|alle beløb|tal med|udgifter \(|priser|prisniveau"
    r"|besparelser er|(?:rød|grøn|gul|grå)\w{0,2}(?: (?:felt|markering|celle|række|skrift)\w{0,2})?[ ]?[=:–-]"
    r"|sidst rettet|senest|(?-i:[A-ZÆØÅ&]{1,5}) = )",
    re.IGNORECASE,
)
_LEFTOVER = re.compile(
    r"\[[^\[\]]{0,99}?(?:indsæt|slet|udfyld|skriv|navn|tekst|rækker)[^\[\]]{0,99}+\]"
    r"|^(?:indsæt|slet) (?:række|linje|afsnit)"
    r"|^x{2,}\.?$|^<[^>]+>$|^(?:skabelon|eksempel)\b|dd[.-]mm[.-](?:åååå|yyyy|20)|^(?:skriv|indtast) (?:her|emne|tekst)"
    r"|^(?:ny række|tom række)$",
    re.IGNORECASE,
)
#: So many cells of a row may be something of the plan.
_BROAD = 3
#: A longer text alone in a row is a note, not a banner.
_LONGEST_BANNER = 110
#: A total's label is no longer; and the cells of its own sheet that a formula names, with their rows.
_LONGEST_LABEL = 90
_OWN_CELL = re.compile(r"(?<![\w!'$.])\$?[A-Z]{1,3}\$?(\d{1,7})(?![\w!(])")
#: What is no longer than this may be a title that stands alone.
_LONGEST_TITLE = 60
#: A sum may be off by so much, as its parts are rounded; it stands no further from its last item; and so many of the
#: rows that look like sums are sums.
_ROUNDED, _FARTHEST_SUM, _MOSTLY_SUMS = 0.06, 400, 0.6
#: So far below the heading its columns may be explained.
_GUIDANCE_ROWS = 2
_ITEM_NUMBER = re.compile(r"(?:[A-ZÆØÅ]{1,5}[ .-]?){0,2}\d.*|[a-zæøå][).]?|[IVX]+\.?", re.DOTALL)
_SENTENCE_END = re.compile(r"[.!?]\s*\Z")
_OPENS = re.compile(r"([^–—:]{4,80}?)(?: [-–—] |: )\S")
_ENDS = re.compile(r"\S(?: [-–—] |: )([^–—:]{4,80})\Z")
_OPENING_NUMBER = re.compile(r"\A([A-ZÆØÅ]?\d{1,2}(?:\.\d{1,2})*)\.?[ :)]")
_LONGEST_CODE = 6  # „BØRN OG UNGE“ is what items are about
_IN_BRACKETS, _BODIES = re.compile(r" ?\([^()]*\)\Z"), 2
_A_DAY = re.compile(r"\d\.? ?[a-zæøå]|\d[./-]\d")
#: A line that says the unit and nothing else is no longer than this.
_LONGEST_UNIT = 40
#: Fields of which an item has at least one beside its title; a total and a banner have none of them.
_ITEM_ONLY = (
    Field.COMMITTEE,
    Field.DUE,
    *WORK_TEXTS,
    Field.RESPONSIBLE,
    Field.COMPLETION,
    Field.STRATEGIC,
)


@dataclass(frozen=True)
class CellStatement:
    """One thing said above an item, and the cell that said it (0-based)."""

    said: Statement
    row: int
    column: int


@dataclass(frozen=True)
class SourceRow:
    """One row of the sheet. An item has role None, its table, and what the banners above it say.

    ``of`` is the first row of its item, for a row that goes on with one: a milestone, a further year, a running text.
    """

    index: int
    role: RowRole | None
    table: SourceTable | None = None
    context: tuple[CellStatement, ...] = ()
    of: int | None = None


def read_rows(grid: Grid, tables: Sequence[SourceTable], banners: BannerReader) -> list[SourceRow]:
    """Every row of the sheet with its role, in order."""
    if not tables:
        return [SourceRow(row, _aside_role(grid, row)) for row in range(grid.height)]
    rows = [SourceRow(row, _aside_role(grid, row)) for row in range(tables[0].header.start)]
    titles = frozenset(squash(grid.text(row.index, column)) for row in rows for column in grid.filled(row.index))
    has_committees = any(one.target == Field.COMMITTEE or _is_body(one) for table in tables for one in table.columns)
    context = _title_context(grid, rows, banners, has_committees=has_committees)
    nexts = [*(table.header.start for table in tables[1:]), grid.height]
    meetings = _meetings(grid, tables, banners)
    themes = _themes(grid, tables, banners)
    for table, next_start in zip(tables, nexts, strict=True):
        if meeting := meetings.get(table.header.start):
            context = (*(one for one in context if one.said.field not in (Field.COMMITTEE, Field.DUE)), *meeting)
        if theme := themes.get(table.header.start):
            context = (*(one for one in context if one.said.field != Field.SECTION), theme)
        rows += [SourceRow(row, RowRole.HEADING if grid.filled(row) else RowRole.BLANK) for row in table.header]
        rows += _TableRows(grid, table, banners, titles).read(context, followed=table is not tables[-1])
        context = rows[-1].context if table.body else context
        beside = range(table.body.stop, next_start)  # a table that is no plan's
        rows += [SourceRow(row, _beside_role(grid, row, beside)) for row in beside]
    return rows


def _title_context(
    grid: Grid, rows: Sequence[SourceRow], banners: BannerReader, *, has_committees: bool
) -> tuple[CellStatement, ...]:
    """What a line above the table says for all of it; only a line that says nothing else counts.

    „Status pr. 1. september til Økonomiudvalgets møde“ says who reads the plan, not who handles its items; but where no
    column has committees, „Effektiviseringer – Kulturudvalget“ ends with whose they are.
    """
    heard: dict[str, CellStatement] = {}
    listed = _listed(grid, [row.index for row in rows], banners)
    for row in rows:
        filled = grid.filled(row.index)
        text = grid.text(row.index, filled[0]) if len(filled) == 1 and row.index not in listed else ""
        said = banners.whole(text) if text else None
        if said is None and text.endswith(grid.sheet.name):  # „Anlægsprojekter 2025-2028: Skoler og dagtilbud“
            said = banners.whole(text.removesuffix(grid.sheet.name).rstrip(" :–-"))
        if said is None and (opens := _OPENS.match(text)):  # „Kulturudvalget – opgaver fra budgetforliget“
            opened = banners.whole(opens[1])
            said = opened if opened and opened.field in (Field.COMMITTEE, Field.KIND) else None
        if said and not (said.field == Field.COMMITTEE and _A_DAY.search(text)):
            heard[said.field] = CellStatement(said, row.index, filled[0])
        ends = None if has_committees or not text else _ENDS.search(text)
        if ends and names_committee(ends[1]) and (whose := banners.whole(ends[1])) and whose.field == Field.COMMITTEE:
            heard[Field.COMMITTEE] = CellStatement(whose, row.index, filled[0])
    return tuple(heard.values())


def _listed(grid: Grid, rows: Sequence[int], banners: BannerReader) -> frozenset[int]:
    """The lines above a table that only explain: several with a colour of its own before each, or different states or
    kinds right under each other, of which „Afsluttet“ is one and no name of the table.
    """
    lone = {row: filled[0] for row in rows if len(filled := grid.filled(row)) == 1}
    fills = grid.sheet.formatting.fills
    colours = {row: fills[row, column - 1] for row, column in lone.items() if (row, column - 1) in fills}
    colours = {row: fill for row, fill in colours.items() if fill != fills.get((row, lone[row]))}

    def says(row: int) -> tuple[str, str] | None:
        text = grid.text(row, lone[row])
        whole = banners.whole(text)
        if whole and whole.field in (Field.KIND, Field.COMPLETION):
            return whole.field, whole.value
        state = status_word(text)
        return (Field.COMPLETION, state) if state else None

    pairs = [
        (row, row + 1, one, other)
        for row, column in lone.items()
        if lone.get(row + 1) == column and (one := says(row)) and (other := says(row + 1))
    ]
    alike = {at for row, below, one, other in pairs if one[0] == other[0] and one != other for at in (row, below)}
    return frozenset(alike | (colours.keys() if len({*colours.values()}) > 1 else set()))


def _meetings(grid: Grid, tables: Sequence[SourceTable], banners: BannerReader) -> dict[int, tuple[CellStatement, ...]]:
    """Heading row -> the meeting in the line right above it, where several tables have one: who, and when."""
    found = {}
    for table in tables:
        row = table.header.start - 1
        filled = grid.filled(row) if row >= 0 else []
        said = banners.read(grid.text(row, filled[0])) if len(filled) == 1 else ()
        if {one.field for one in said} == {Field.COMMITTEE, Field.DUE}:
            found[table.header.start] = tuple(CellStatement(one, row, filled[0]) for one in said)
    return found if len(found) > 1 else {}


def _themes(grid: Grid, tables: Sequence[SourceTable], banners: BannerReader) -> dict[int, CellStatement]:
    """Heading row -> what the items below are about, where each table has a line of its own that says so."""
    if any(table.column_of(Field.SECTION) for table in tables):
        return {}
    lines = captions(grid, tables)
    told = {row: theme for row, text in lines.items() if not banners.read(text) and (theme := theme_of(text))}
    if len(told) < len(lines):
        return {}
    return {
        row: CellStatement(Statement(Field.SECTION, theme, known=False), row - 1, grid.filled(row - 1)[0])
        for row, theme in told.items()
    }


def _beside_role(grid: Grid, row: int, beside: range) -> RowRole:
    """A row of a table that is no plan's: its heading, a note, or one of several texts, which was not read."""
    if not grid.filled(row):
        return RowRole.BLANK
    if not _is_broad(grid, row):
        return RowRole.NOTE
    return RowRole.UNREAD if row - 1 in beside and _is_broad(grid, row - 1) else RowRole.HEADING


def _is_broad(grid: Grid, row: int) -> bool:
    filled = grid.filled(row)
    return len(filled) >= _BROAD and sum(not isinstance(grid.value(row, one), int | float) for one in filled) > 1


def _aside_role(grid: Grid, row: int) -> RowRole:
    return RowRole.TITLE if grid.filled(row) else RowRole.BLANK


class _TableRows:
    """Reads the rows of one table; the columns that matter are looked up once."""

    def __init__(self, grid: Grid, table: SourceTable, banners: BannerReader, titles: frozenset[str]) -> None:
        self.grid, self.table, self.banners, self.titles = grid, table, banners, titles
        self.headings = {
            column.index: {squash(part) for part in (column.heading, *column.heading.split(": "))} - {""}
            for column in table.columns
        }
        self.amounts = {
            column.index for column in (*table.years, *table.columns_of(AMOUNT), *table.columns_of(ROW_TOTAL))
        }
        self.title = self._first(Field.TITLE)
        self.number = self._first(Field.NUMBER)
        self.item_only = {column.index for field in _ITEM_ONLY for column in table.columns_of(field)}
        self.item_only |= {column.index for column in table.columns if _is_body(column)}
        self.item_only -= {self.title}
        self.unread = {column.index for column in table.columns if column.target is None}
        self.has_section = table.column_of(Field.SECTION) is not None
        committees = [*table.columns_of(Field.COMMITTEE), *(one for one in table.columns if _is_body(one))]
        named = [*table.columns_of(Field.TITLE)[:1], *table.columns_of(Field.DUE)[:1]]
        beside = [text for row in table.body[:60] for column in named if (text := grid.text(row, column.index))]
        self._has_committees = 4 * sum(map(names_bodies_too, beside)) > len(beside)
        self._has_committees |= any(grid.text(row, column.index) for column in committees for row in table.body[:60])

    def _first(self, field: Field) -> int | None:
        column = self.table.column_of(field)
        return column.index if column else None

    def read(self, above: tuple[CellStatement, ...], *, followed: bool) -> Iterator[SourceRow]:
        """The rows below the heading; ``above`` is what has been said before the table.

        Where it is ``followed`` by another table, a line after the last item is its caption, not a note to this one.
        """
        roles = {row: self._role(row) for row in self.table.body}
        items = [row for row, role in roles.items() if role is None]
        belongs = Groups(self.grid, self.table).first_rows(
            items,
            [row for row, role in roles.items() if role == RowRole.UNREAD and not self._is_told_apart(row)],
            [row for row, role in roles.items() if role == RowRole.BANNER],
        )
        roles |= dict.fromkeys(belongs)
        roles |= dict.fromkeys(self._lists_of_bodies(roles), RowRole.NOTE)
        last_item = max((row for row, role in roles.items() if role is None), default=-1)
        numbered = self._numbered([row for row, role in roles.items() if role is None and row not in belongs])
        context = list(above)
        opened = self._line_above()
        if (
            self.number is None
            and opened is not None
            and self._openings
            and min(self._openings) > min(items, default=0)
        ):
            context = self._hear(
                opened, context, fresh=True, run=opened
            )  # the first group's name stands over the heading
        since_banner, run = True, 0
        for row, role in roles.items():
            if role == RowRole.UNREAD:
                role = self._second_look(row, after_items=row > last_item, numbered=numbered)
            if role == RowRole.NOTE and followed and row > last_item and len(self.grid.filled(row)) == 1:
                role = RowRole.NOTE if _NOTE.match(self.grid.text(row, self.grid.filled(row)[0])) else RowRole.TITLE
            if role == RowRole.BANNER:
                run = row if since_banner else run
                context, since_banner = self._hear(row, context, fresh=not since_banner, run=run), False
            elif role is None:
                since_banner = True
            table = self.table if role is None or role == RowRole.TOTAL else None
            yield SourceRow(row, role, table, tuple(context), belongs.get(row))

    def _lists_of_bodies(self, roles: Mapping[int, RowRole | None]) -> Iterator[int]:
        """The rows of a list of the committees below the items: those of a block whose titles mostly are such."""
        block: list[int] = []
        seen = False
        for row in (*self.table.body, self.table.body.stop):
            if roles.get(row, RowRole.BLANK) != RowRole.BLANK:
                block.append(row)
                continue
            titles = [self.grid.text(one, self.title) for one in block] if self.title is not None else []
            named = sum(is_body(_IN_BRACKETS.sub("", title)) for title in titles)
            if seen and named >= _BODIES and 2 * named >= len(block):
                yield from block
            seen |= any(roles[one] is None for one in block)
            block = []

    def _is_told_apart(self, row: int) -> bool:
        """True for a note or a left-over of a template, which goes on with nothing."""
        texts = [self.grid.text(row, column) for column in self.grid.filled(row)]
        return self._may_be_note(row) or any(_LEFTOVER.search(text) for text in texts)

    def _may_be_note(self, row: int) -> bool:
        """True for what begins as a footnote does, where one stands: „2) Høring“ right of the titles is a step."""
        first = self.grid.filled(row)[0]
        return (self.title is None or first <= self.title) and _NOTE.match(self.grid.text(row, first)) is not None

    def _numbered(self, items: Sequence[int]) -> bool:
        """True when the table's items carry numbers, so that a row without one is no item."""
        if self.number is None or not items:
            return False
        return sum(bool(self.grid.text(row, self.number)) for row in items) >= 0.7 * len(items)

    def _role(self, row: int) -> RowRole | None:
        """The role of a row by itself; UNREAD where it takes a second look."""
        grid = self.grid
        filled = grid.filled(row)
        if not filled:
            return RowRole.BLANK
        texts = grid.texts(row)
        if sum(squash(texts[column]) in self.headings.get(column, ()) for column in filled) * 5 >= 3 * len(filled):
            return RowRole.HEADING
        if row - self.table.header.stop < _GUIDANCE_ROWS and self._is_guidance(row, filled):
            return RowRole.HEADING
        first = texts[filled[0]]
        if _LEFTOVER.search(first) or (self.title is not None and _LEFTOVER.search(grid.text(row, self.title))):
            return RowRole.UNREAD
        is_named = self.number in filled and self._has_own_title(row) and self.number != self.title
        broad = max(_BROAD, len(self.table.columns) // 2)
        if not is_named and any(self.grid.width_of(row, one) >= broad for one in filled[1:]):
            return RowRole.NOTE  # a text over all that an item would have beside its section
        if len(filled) == 1 and self._explains_a_colour(row, filled[0]):
            return RowRole.NOTE
        specific = [column for column in filled if column in self.item_only]
        words = [column for column in filled if column not in self.amounts]
        is_bare = not specific or (len(words) == 1 and len(filled) > 1)  # „Børneudvalget Total“ where committees stand
        if is_bare and self._is_total(row):
            return RowRole.TOTAL
        if len(words) <= 1:
            return self._lone_text(row, filled, words)
        if not specific and len(words) < len(filled) and row in self._sums:
            return RowRole.BANNER
        if specific and (self._has_title(row) or len(words) >= 3):
            return self._item_or_note(row, filled)
        if self._has_title(row):
            return self._banner_or_item(row, filled, words)
        return RowRole.UNREAD

    def _explains_a_colour(self, row: int, column: int) -> bool:
        """True for how far items are, alone in its row, in a coloured cell or right of one that is blank."""
        fills = self.grid.sheet.formatting.fills
        is_coloured = (row, column) in fills or (row, column - 1) in fills
        text = self.grid.text(row, column)
        is_over_all = self.grid.width_of(row, column) >= max(_BROAD, len(self.table.columns) // 2)
        return is_coloured and not is_over_all and status_word(text) is not None and not self.banners.read(text)

    def _is_guidance(self, row: int, filled: Sequence[int]) -> bool:
        """True for a row under the heading that explains the columns: in brackets, numbered from 1, or their units."""
        texts = [self.grid.text(row, column) for column in filled]
        if len(filled) >= 3 and all(text.startswith("(") and text.endswith(")") for text in texts):
            return True
        if len(filled) >= 5 and texts == [str(number) for number in range(1, len(texts) + 1)]:
            return True
        return len(filled) >= 2 and all(len(text) <= _LONGEST_UNIT and read_unit(text) for text in texts)

    def _has_title(self, row: int) -> bool:
        return self.title is not None and bool(self.grid.text(*self.grid.origin(row, self.title)))

    def _item_or_note(self, row: int, filled: Sequence[int]) -> RowRole | None:
        """An item, unless the row merely is a footnote that runs over two cells."""
        is_other = self.number is not None and self.number in filled and not self._has_own_title(row)
        if is_other and not _ITEM_NUMBER.fullmatch(self.grid.text(row, self.number or 0)):
            return RowRole.UNREAD
        return RowRole.UNREAD if len(filled) == 2 and self._may_be_note(row) else None

    def _has_own_title(self, row: int) -> bool:
        return self.title is not None and bool(self.grid.text(row, self.title))

    def _banner_or_item(self, row: int, filled: Sequence[int], words: Sequence[int]) -> RowRole | None:
        """A number and a title alone are an item in the making, or a numbered banner ("3. | Skoler og dagtilbud")."""
        text = self.grid.text(row, words[-1])
        number = self.grid.text(row, words[0])
        if len(words) == 2 and number.rstrip(".") in self._parents:
            return RowRole.BANNER
        if len(words) == 2 and self.banners.read(text) and re.fullmatch(r"\d{1,2}|[IVX]+|[A-Z]", number.rstrip(".:)")):
            return RowRole.BANNER
        if _NOTE.match(number) and len(words) == 2 and words[0] != self.number:
            return RowRole.UNREAD
        if self.number in words and not _ITEM_NUMBER.fullmatch(self.grid.text(row, self.number or 0)):
            return RowRole.UNREAD  # a side table under the plan, a name where the numbers stand
        return None

    def _lone_text(self, row: int, filled: Sequence[int], words: Sequence[int]) -> RowRole | None:
        """A row with one text at the most, perhaps with amounts: banner, note, or an item that lacks the rest."""
        if not words:
            return RowRole.UNREAD
        column = words[0]
        text = self.grid.text(row, column)
        with_amounts = len(filled) > len(words)
        if squash(text) in self.titles and not self.banners.read(text):
            return RowRole.TITLE
        if len(text) <= _LONGEST_UNIT and read_unit(text) and not with_amounts and not self.banners.read(text):
            return RowRole.NOTE
        goes_on = column in self.item_only and self.title is not None and column > self.title
        if goes_on and self.grid.width_of(row, column) == 1:
            return RowRole.UNREAD
        if self.banners.read(text) and len(text) <= _LONGEST_BANNER and not _NOTE.match(text):
            return RowRole.BANNER
        if with_amounts and self._is_check(row, filled):
            return RowRole.NOTE
        if with_amounts and column in (self.title, self.number) and row in self._sums:
            return RowRole.BANNER
        if column == self.title and self.number is None and self._number_of(row) in self._parents:
            return RowRole.BANNER
        if with_amounts and column == self.title and not self._looks_like_banner(row, column):
            return None
        return RowRole.UNREAD

    def _is_check(self, row: int, filled: Sequence[int]) -> bool:
        """True for a row whose figures are all reckoned from those of a total: „Kontrol“, „Afvigelse“."""
        formulas = self.grid.sheet.formatting.formulas
        told = [_OWN_CELL.findall(formulas.get((row, column), "")) for column in filled if column in self.amounts]
        totals = [[self._is_total(int(other) - 1) for other in rows] for rows in told]
        return all(any(one) and all(one) for one in totals)

    def _is_total(self, row: int) -> bool:
        texts = self.grid.texts(row) if 0 <= row < self.grid.height else []
        label = next((text for column, text in enumerate(texts) if text and column not in self.amounts), "")
        return 0 < len(label) <= _LONGEST_LABEL and _TOTAL.search(fold(label)) is not None

    def _number_of(self, row: int) -> str:
        """The number of a row: in its own column, else that before its title."""
        if self.number is not None:
            return self.grid.text(row, self.number).rstrip(".")
        opens = _OPENING_NUMBER.match(self.grid.text(row, self.title)) if self.title is not None else None
        return opens[1] if opens else ""

    @cached_property
    def _parents(self) -> frozenset[str]:
        """The numbers under which others are counted on: 1 over 1.1 and 1.2."""
        numbers = [self._number_of(row) for row in self.table.body]
        parents = Counter(number.rpartition(".")[0] for number in numbers if re.fullmatch(r"\w{1,3}\.\d{1,2}", number))
        return frozenset(number for number, times in parents.items() if times > 1)

    @cached_property
    def _sums(self) -> frozenset[int]:
        """The rows with a title and amounts alone whose amounts are the sum of the items right below: banners.

        Where most of such rows are sums they all are; where few are, those are items that lack the rest.
        """
        lone, vectors = [], dict[int, list[float]]()
        for row in self.table.body:
            filled = self.grid.filled(row)
            vector = [_figure(self.grid.value(row, one)) for one in sorted(self.amounts)]
            if self.item_only & set(filled):
                vectors[row] = vector
            elif {self.title, self.number} & {*filled} and len(filled) > 1 and self._is_bare(filled):
                lone.append((row, vector))
        sums = [row for row, vector in lone if self._adds_up(row, vector, vectors)]
        if len(sums) < 2 or len(sums) < _MOSTLY_SUMS * len(lone):
            return frozenset()
        looks = {self._looks(row) for row in sums}
        wrong = (row for row, _ in lone if row not in sums and len(looks) == 1 and self._looks(row) in looks)
        return frozenset((*sums, *wrong))  # a sum that is wrong looks like those that are right

    def _looks(self, row: int) -> tuple[bool, bool]:
        """Whether a row's first cell is bold, and whether it opens with a number or a letter."""
        first = self.grid.filled(row)[0]
        text = self.grid.text(row, first)
        return (row, first) in self.grid.sheet.formatting.bold, without_number(text) != text

    def _is_bare(self, filled: Sequence[int]) -> bool:
        """True for a row with a title or a number, and amounts, and nothing else that is read."""
        return {*filled} <= {self.title, self.number, *self.amounts, *self.unread}

    def _adds_up(self, row: int, vector: Sequence[float], items: Mapping[int, Sequence[float]]) -> bool:
        """True where the amounts of the items from the next row to one further down add up to those of this row."""
        added = [0.0] * len(vector)
        for below in range(row + 1, min(row + _FARTHEST_SUM, self.table.body.stop)):
            if below in items:
                added = [one + more for one, more in zip(added, items[below], strict=True)]
                if any(vector) and all(abs(one - other) <= _ROUNDED for one, other in zip(added, vector, strict=True)):
                    return True
        return False

    def _looks_like_banner(self, row: int, column: int) -> bool:
        grid = self.grid
        if grid.width_of(row, column) >= max(3, len(self.table.columns) // 2):
            return True
        formatting = grid.sheet.formatting
        return (row, column) in formatting.bold and not self._items_are_bold

    @cached_property
    def _items_are_bold(self) -> bool:
        bold = self.grid.sheet.formatting.bold
        if self.title is None:
            return False
        rows = [
            row for row in self.table.body[:60] if self.grid.text(row, self.title) and len(self.grid.filled(row)) > 3
        ]
        return sum((row, self.title) in bold for row in rows) * 2 > len(rows)

    def _second_look(self, row: int, *, after_items: bool, numbered: bool) -> RowRole | None:
        """The role of a row that says nothing by itself, now that the items of the table are known."""
        filled = self.grid.filled(row)
        text = next((self.grid.text(row, column) for column in filled), "")
        if any(_LEFTOVER.search(self.grid.text(row, column)) for column in filled):
            return RowRole.UNREAD
        if _NOTE.match(text) or len(text) > _LONGEST_BANNER:
            return RowRole.NOTE
        column = filled[0]
        if len(filled) == 1 and not after_items and self._may_be_banner(row, column, numbered):
            return RowRole.BANNER
        lone_title = column == self.title and len(filled) == 1 and not after_items
        if lone_title and row in self._openings:
            return RowRole.BANNER
        if lone_title and not numbered:
            return None
        if (
            column == self.title
            and len(filled) == 1
            and numbered
            and self.grid.filled(row - 1)
            and not _is_sentence(text)
        ):
            return RowRole.UNREAD  # an item that somebody has only begun
        if after_items and any(column in self.amounts for column in filled):
            return RowRole.TOTAL
        return RowRole.NOTE if after_items else RowRole.UNREAD

    @cached_property
    def _openings(self) -> frozenset[int]:
        """The rows with nothing but a text where titles stand, each over items that have more; none for sentences.

        They are banners where two of them stand over at least twice as many items. A text under each item is its own.
        Where no item has a number, one of them, or what they follow, opens the table: else they are items that somebody
        has only begun.
        """
        rows = [row for row in self.table.body if self.grid.filled(row)]
        lone = {row for row in rows if self.grid.filled(row) == [self.title]}
        is_item = [row not in lone and (self.number is None or self.number in self.grid.filled(row)) for row in rows]
        found = [row for (row, below) in pairwise(zip(rows, is_item, strict=True)) if row[0] in lone and below[1]]
        openings = [row for row, _ in found]
        is_told = any(_SENTENCE_END.search(self.grid.text(row, self.title or 0)) for row in openings)
        first = rows[:1] == openings[:1] or (self._line_above() is not None and len(openings) == len(lone))
        fewest = 2 if self.number is not None or rows[:1] == openings[:1] else 1
        is_so = (first or self.number is not None) and len(openings) >= fewest
        return frozenset(openings if is_so and len(openings) <= sum(is_item) / 2 and not is_told else ())

    def _line_above(self) -> int | None:
        """The row right above the heading, where it has nothing but a text where titles stand."""
        above = self.table.header.start - 1
        return above if above >= 0 and self.grid.filled(above) == [self.title] else None

    def _is_set_like(self, row: int, other: int) -> bool:
        """True for two banners that stand in the same place and look the same."""
        grid, fills = self.grid, self.grid.sheet.formatting.fills
        looks = [
            (one[0], grid.width_of(at, one[0]), fills.get((at, one[0])), self._looks(at)[0])
            for at in (row, other)
            if (one := grid.filled(at))
        ]
        return looks[0] == looks[-1]

    def _may_be_banner(self, row: int, column: int, numbered: bool) -> bool:
        """True for a text alone in its row that is set as a banner: merged, bold, or left of where titles stand."""
        if self._looks_like_banner(row, column):
            return True
        return self.title is not None and column < self.title and column not in self.item_only

    def _hear(self, row: int, context: Sequence[CellStatement], *, fresh: bool, run: int) -> list[CellStatement]:
        """The context after a banner: a level that comes again ends what stood under it.

        Banners right under each other begin at ``run``; the next of them ends none of those.
        """
        column = self.grid.filled(row)[0]
        beside = self.unread if row in self._sums else ()
        texts = [self.grid.text(row, one) for one in self.grid.filled(row) if one not in {*self.amounts, *beside}]
        said = self.banners.read(" ".join(texts)) or self.banners.read(texts[-1])
        if self.table.column_of(Field.DUE):  # „1. kvartal 2026“ over items with days of their own is a group
            said = tuple(one for one in said if one.field != Field.DUE or len(said) > 1)
        if self._has_committees:  # who handles an item stands beside it; „Børn og unge“ over it is what it is about
            said = tuple(one for one in said if one.field != Field.COMMITTEE or names_committee(texts[-1]))
        over = next((one for one in context if one.said.field == Field.DUE and one.row >= 0), None)
        if not said and over is not None and self._is_set_like(row, over.row):
            said = (
                Statement(Field.DUE, texts[-1]),
            )  # „Løbende“ after „Marts 2026“ is a time too, or none that can be read
        if not said:
            unheard = self.has_section or (fresh and any(one.said.field == Field.SECTION for one in context))
            text = texts[-1] if re.fullmatch(r"[\dIVX.]+", texts[0]) else texts[0]
            name = text if is_time(text) else without_number(text)
            said = () if unheard else (Statement(Field.SECTION, name, known=False),)
        heard = list(context)
        for one in said:
            place = next((at for at, old in enumerate(heard) if old.said.field == one.field), len(heard))
            heard = [
                *heard[:place],
                *(old for old in heard[place + 1 :] if old.row >= run),
                CellStatement(one, row, column),
            ]
        return heard


def _is_body(column: SourceColumn) -> bool:
    return (column.target or "").startswith(BODY)


def _is_sentence(text: str) -> bool:
    return len(text) > _LONGEST_TITLE or bool(_SENTENCE_END.search(text)) or ":" in text


def _figure(value: object) -> float:
    """The value where it is a number, else nothing."""
    return value if isinstance(value, int | float) and not isinstance(value, bool) else 0.0


def names_committee(text: str) -> bool:
    """True for a text that says itself that it is a committee, by the word or by its letters."""
    return "udvalg" in fold(text) or (len(text) <= _LONGEST_CODE and not any(map(str.islower, text)))
