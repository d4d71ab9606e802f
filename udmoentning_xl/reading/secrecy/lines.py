"""What stands round the items of a table and is none: banners, lines between them, title lines above, notes below."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from udmoentning_xl.plan import RowRole
from udmoentning_xl.reading.grid import Grid
from udmoentning_xl.reading.rows import SourceRow
from udmoentning_xl.reading.secrecy.hints import Hint, Hints
from udmoentning_xl.reading.secrecy.scope import Scope
from udmoentning_xl.secrecy import without_mark
from udmoentning_xl.values.secrecy import Marking, Secrecy, is_paper, read_secrecy, says_open

#: A line that says where the closed items are, which is not here.
_LEFT_OUT = re.compile(
    r"\b(?:lukkede?|fortrolige)\b[^.\n]{0,60}\b(?:punkter|sager|indsatser|emner|bilag)\b[^.\n]{0,60}?"
    r"(?:\b(?:fremgår|indgår|medtages|vises|står|optræder)\b[^.\n]{0,60}\b(?:ikke|ej|særskilt|andetsteds)"
    r"|\b(?:er|bliver)\b[^.\n]{0,60}\b(?:ikke (?:med|medtaget|vist|omfattet)|udeladt|taget ud|fjernet)"
    r"|\b(?:udsendes|behandles|håndteres|sendes)\b[^.\n]{0,60}\b(?:særskilt|separat|for sig|andetsteds))",
    re.I,
)
#: A line of its own that speaks of the item above it: an arrow, „punktet er lukket“, „behandles på lukket møde“.
_POINTS_UP = re.compile(
    r"^[\^↑<«←]|\b(?:oven(?:for|stående|nævnte)|forrige|for(?:an|ud)?(?:stående|gående)|foregående)\b"
    r"|\b(?:punktet|sagen|indsatsen|emnet|dette|denne)\b|\A(?:behandles|må|skal|bør|sendes|udsendes|deles)\b"
    r"|\A\W{0,3}intern[te]? (?:note|notat|bemærkning|kommentar) ?:",
    re.I,
)
#: One that speaks of one item, and does not say whether of that above or below it.
_OF_ONE = re.compile(r"\A\W{0,3}(?:lukket|fortroligt?|hemmeligt?) (?:punkt|sag|emne|indsats|projekt)\b(?=.{3})", re.I)
#: One that may as well stand over others, where it is set as a banner and names no day.
_MAY_BE_BANNER = re.compile(r"(?:behandles|må|skal|bør|sendes|udsendes|deles)\b\D*\Z", re.I)
#: One that speaks of what is below it, or of all above it, unless it names one; „…, herunder pris“ is about a part.
_POINTS_DOWN = re.compile(
    r"\b(?:næste|(?<!, )herunder|herfra|nedenfor|nedenstående|(?:efter)?følgende|resten|øvrige)\b", re.I
)
_ALL_ABOVE = re.compile(r"\b(?:oven(?:for|stående|nævnte)|for(?:an|ud)?(?:stående|gående)|foregående)\b", re.I)
_ONE = re.compile(r"\b(?:(?:punkt|emne|projekt)(?:et)?|(?:sag|indsats)(?:en)?|næste|forrige)\b", re.I)
_MANY = re.compile(r"\b(?:punkter|sager|indsatser|emner|projekter)\b", re.I)
#: A lone text that is longer is no banner.
_LONGEST_BANNER = 110

#: A sign that a legend explains is no longer.
_LONGEST_SIGN = 3

#: „2. Lukkede punkter“, „1.3 Skoler“: where a heading is among those of its level.
_COUNTED = re.compile(r"\A\W{0,2}(?P<stem>(?:\d{1,2}\.)*)(?P<last>\d{1,2})(?:[.):]|\s)")

_Look = tuple[int, ...]


@dataclass(frozen=True)
class _HeadingHint:
    """What a heading says of the items below it: the heading, how it looks, and the looks that were known then.

    It is in doubt where a heading has come since that may have ended it.
    """

    hint: Hint
    heading: str
    look: _Look
    known: frozenset[_Look]
    in_doubt: bool = False

    def said(self) -> Hint:
        """What it says of the next item."""
        if not self.in_doubt:
            return self.hint
        return replace(self.hint, answer=Secrecy.HELD, words=f"„{self.hint.words}“ står længere oppe")


def line_mark(grid: Grid, row: int, column: int) -> Marking | None:
    """The gravest mark in a cell that is no item's, or in the comment on it."""
    return _marked(grid, row, column)[0]


def _marked(grid: Grid, row: int, column: int) -> tuple[Marking | None, str]:
    """The gravest mark of a cell and its comment, and the text of the one in which it stands."""
    texts = [grid.text(row, column), grid.sheet.formatting.comments.get((row, column), "")]
    marks = [(mark, text) for text in texts if text and (mark := read_secrecy(text)) and not _LEFT_OUT.search(text)]
    return max(marks, key=lambda one: one[0].answer, default=(None, ""))


def aside_mark(text: str) -> Marking | None:
    """The mark in a margin of the sheet, a text box, or a property of the file."""
    mark = read_secrecy(text)
    return None if mark is None or _LEFT_OUT.search(text) else mark


def line_text(grid: Grid, row: int, column: int) -> str:
    """What a cell or its comment says, with a short text before it, which a legend explains: „* = Lukket punkt“."""
    before, text = grid.text(row, column - 1) if column else "", grid.text(row, column)
    marked = _marked(grid, row, column)[1]
    if marked and marked != text:
        return marked
    return f"{before} = {text}" if 0 < len(before) <= _LONGEST_SIGN and not before.isdecimal() else text


def line_fills(grid: Grid, row: int, column: int) -> list[str]:
    """The colours of a cell and of the one before it, in which a legend shows what it explains."""
    looks = grid.sheet.formatting
    return [look.get(at, "") for at in ((row, column), (row, column - 1)) for look in (looks.fills, looks.inks)]


def hear_lines(
    scope: Scope,
    hints: Hints,
    rows: Sequence[SourceRow],
    asked: frozenset[int],
    everywhere: Sequence[tuple[Scope, Hints]],
) -> None:
    """Say what the lines round the items say; of columns that were ``asked`` the headings have been heard.

    A line that names no item of this table may name those of another: ``everywhere`` are all of the workbook.
    """
    _Lines(scope, hints, asked, everywhere).hear(rows)


class _Lines:
    def __init__(
        self, scope: Scope, hints: Hints, asked: frozenset[int], everywhere: Sequence[tuple[Scope, Hints]]
    ) -> None:
        self.scope, self.hints, self.grid, self.asked = scope, hints, scope.grid, asked
        self.others = [(other, its) for other, its in everywhere if other is not scope]
        self.standing: list[_HeadingHint] = []  # what the banners above say
        self.looks: set[_Look] = set()  # of the banners that have come
        self.run: list[_Look] = []  # of the banners that have come since the last item
        self.over: set[tuple[_Look, _Look]] = set()  # of a banner, and of one below it with no item between
        self.group: list[int] = []  # the items since the last of them
        self.coming: list[Hint] = []  # what has been said of the next item alone

    def hear(self, rows: Sequence[SourceRow]) -> None:
        scope, first, last = self.scope, self.scope.items[0], self.scope.items[-1]
        self.is_continued = self._continued(rows)
        above: int | None = None
        for row in rows:
            if not self.grid.filled(row.index):
                continue
            if row.role == RowRole.HEADING:
                self._over_the_columns(row.index)
            elif row.index < scope.table.header.start:
                if row.role == RowRole.TITLE and self._concerns(row, rows):
                    self._line(row.index, "over tabellen")
            elif row.index in scope.table.body and row.index not in scope.further:
                coming, self.coming = self.coming, []
                self._in_the_body(row, above, is_below=row.index > last, near=first if above is None else above)
                if row.index in scope.rows:
                    above = row.index
                    for hint in (*coming, *(one.said() for one in self.standing)):
                        self.hints.add([row.index], hint)
                    self.run = []
                    self.group.append(row.index)
                else:
                    self.coming += coming

    def _continued(self, rows: Sequence[SourceRow]) -> bool:
        """True where most items go on in a row of their own with nothing but a text."""
        lone = (row.index for row in rows if row.index not in self.scope.rows and len(self.grid.filled(row.index)) == 1)
        after = {row - 1 for row in lone}
        return self.scope.most(after & self.scope.rows)

    def _in_the_body(self, row: SourceRow, above: int | None, *, is_below: bool, near: int) -> None:
        filled = [column for column in self.grid.filled(row.index) if column <= self.scope.last_column]
        marks = [(mark, column) for column in filled if (mark := line_mark(self.grid, row.index, column))]
        text = self.grid.text(row.index, filled[0]) if filled else ""
        speaks = bool(marks or self.standing) and len(text) <= _LONGEST_BANNER
        is_lone = len(filled) == 1 and speaks and not self.is_continued
        is_banner = row.role == RowRole.BANNER and not (self.is_continued and not self._is_set_apart(row.index))
        is_item = row.index in self.scope.rows
        if is_item and not is_lone:
            return
        if is_below and not is_item:
            self._line(row.index, "under tabellen")
        elif marks and _POINTS_DOWN.search(text) and (is_banner or is_lone) and not _ONE.search(text):
            self._after_banner(row, marks)
        elif marks and _POINTS_DOWN.search(text) and not _MANY.search(text):
            self._over_the_next(row.index, marks)
        elif marks and _OF_ONE.match(text) and above is not None:
            self._line(row.index, "under indsatsen", [above])
            if self._is_set_apart(row.index):
                self._after_banner(row, marks)
            else:
                self._over_the_next(row.index, marks)
        elif is_banner or is_lone:
            points_up = _POINTS_UP.search(text) is not None
            if not points_up or (self._is_set_apart(row.index) and _MAY_BE_BANNER.match(text)):
                self._after_banner(row, marks)
            is_of_all = _ALL_ABOVE.search(text) is not None and not _ONE.search(text)
            if (points_up or not is_banner) and above is not None and (is_of_all or not _MANY.search(text)):
                self._line(row.index, "under indsatsen", self.group if is_of_all and self.group else [above])
        else:
            self._line(row.index, "ved indsatsen", [near])

    def _over_the_next(self, row: int, marks: Sequence[tuple[Marking, int]]) -> None:
        self.coming = [Hint.of(mark, self.grid.address(row, column)) for mark, column in marks]

    def _is_set_apart(self, row: int) -> bool:
        """True for a row that looks like a heading, and not like a remark."""
        column = self.grid.filled(row)[0]
        is_filled = (row, column) in self.scope.formatting.fills
        return is_filled or (row, column) in self.scope.formatting.bold or self.grid.width_of(row, column) > 1

    def _over_the_columns(self, row: int) -> None:
        """A comment on a heading, or a text with nothing below it, explains a sign or a colour, or speaks of all."""
        if row not in self.scope.table.header:
            return
        filled = {column for item in self.scope.items for column in self.grid.filled(item)}
        noted = {column for place, column in self.grid.sheet.formatting.comments if place == row}
        for column in sorted(noted | set(self.grid.filled(row)) - filled):
            self._cell(row, column, "over kolonnerne", None)

    def _concerns(self, row: SourceRow, rows: Sequence[SourceRow]) -> bool:
        """True for a title line that stands over this table and not over one before it."""
        start = self.scope.table.header.start
        earlier = [other.index for other in rows if other.role is None and other.index < start]
        return not earlier or row.index > earlier[-1] or row.index < earlier[0]

    def _look(self, row: int) -> _Look:
        """What sets a banner apart from those of another level."""
        column = self.grid.filled(row)[0]
        fill = self.scope.formatting.fills.get((row, column), "")
        is_bold, is_wide = (row, column) in self.scope.formatting.bold, self.grid.width_of(row, column) > 1
        return column, is_bold, int(fill, 16) if fill else -1, is_wide

    def _after_banner(self, row: SourceRow, marks: Sequence[tuple[Marking, int]]) -> None:
        """A mark holds for the items below until a banner that surely ends it; one that may do so puts it in doubt."""
        look = self._look(row.index)
        text = " ".join(filter(None, self.grid.texts(row.index)))
        self.over |= {(upper, look) for upper in self.run}
        self.run.append(look)
        self.group = []
        self.standing = [
            one if self._is_below(look, one) else replace(one, in_doubt=True)
            for one in self.standing
            if not self._ends(text, look, one)
        ]
        known = frozenset(self.looks)
        self.looks.add(look)
        self.standing += [
            _HeadingHint(Hint.of(Marking(Secrecy.CLOSED, mark.words), cell), text, look, known | {look})
            for mark, column in marks
            for cell in [self.grid.address(row.index, column)]
        ]

    def _is_below(self, look: _Look, one: _HeadingHint) -> bool:
        """True for a level below: it looks as none did when the mark came, or has stood right below its level."""
        return look not in one.known or (look != one.look and (one.look, look) in self.over)

    def _ends(self, text: str, look: _Look, one: _HeadingHint) -> bool:
        """True for what says open, for a level that has stood right over that of the mark, and for the next of it."""
        if says_open(text):
            return True
        if (one.look, look) in self.over:
            return False
        return (look, one.look) in self.over or (look == one.look and not one.in_doubt and _is_next(text, one.heading))

    def _line(self, row: int, where: str, near: Sequence[int] | None = None) -> None:
        for column in self.grid.filled(row):
            self._cell(row, column, where, near)

    def _cell(self, row: int, column: int, where: str, near: Sequence[int] | None) -> None:
        """A text that is no item: it speaks of the items it names, else of those ``near``, else of all."""
        mark = line_mark(self.grid, row, column) if column not in self.asked or row not in self.scope.above else None
        if mark is None:
            return
        text = line_text(self.grid, row, column)
        if near is not None:
            named = self.scope.named(text, (), row, any_number=False)
        else:
            fills = line_fills(self.grid, row, column)
            if row < self.scope.table.header.stop:
                fills[1] = ""  # a title in red letters is no legend of what is red
            named = self.scope.named(text, fills, row)
            if named is None and self._named_elsewhere(text, mark, (row, column)):
                return
        if named is None and near is None:
            words, cell = f"„{mark.words}“ står {where}", self.grid.address(row, column)
            self.hints.add(self.scope.items, Hint(Secrecy.HELD, words, cell, mark=mark.words))
        else:
            self.hints.mark(near or () if named is None else named, mark, (row, column))

    def _named_elsewhere(self, text: str, mark: Marking, at: tuple[int, int]) -> bool:
        """Say what a line says of the items of other tables that it names; returns whether it names any."""
        found = [(hints, scope.named(text, (), any_number=False)) for scope, hints in self.others]
        for hints, items in found:
            hints.add(items or (), Hint.of(mark, self.grid.address(*at)))
        return any(items for _, items in found)


def _is_next(text: str, marked: str) -> bool:
    """True for a heading that follows a marked one at the same level: by their numbers, or both name a matter.

    „Økonomi (lukket)“ is a matter with a mark; „Lukkede punkter“ and „Blok B (lukket)“ may have matters below them.
    """
    first, second = _COUNTED.match(marked), _COUNTED.match(text)
    if first and second:
        return second["stem"] == first["stem"] and int(second["last"]) == int(first["last"]) + 1
    if first or second:
        return False
    words = re.findall(r"\w+", without_mark(marked))
    is_matter = bool(words) and not any(len(word) == 1 or is_paper(word.casefold()) for word in words)
    return is_matter and marked.lstrip().startswith(words[0])
