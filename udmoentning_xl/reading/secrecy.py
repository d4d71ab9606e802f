"""Everything that is said of an item's secrecy, wherever it stands on its sheet: the one place that collects it.

Words are judged in ``values.secrecy``; what follows for a dispatch is decided in the package ``secrecy``. Heard are all
cells of an item's rows, read or not; comments; banners, title lines and notes; legends of signs and colours; the names
of sheet and file; margins and text boxes; and that something is hidden or can not be seen.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from udmoentning_xl.danish import fold
from udmoentning_xl.plan import Observed, RowRole
from udmoentning_xl.reading.cells import RawItem, Text, is_ditto
from udmoentning_xl.reading.colours import colour_name
from udmoentning_xl.reading.grid import Grid
from udmoentning_xl.reading.layout import Column, Table
from udmoentning_xl.reading.rows import Row
from udmoentning_xl.terms import Field
from udmoentning_xl.values.secrecy import (
    Answer,
    Marking,
    Question,
    answers,
    has_cpr,
    question_of,
    read_secrecy,
    says_open,
)
from udmoentning_xl.values.secrecy.columns import tells_apart

#: Fields whose cells are text: a heading of secrecy over them says that the text is secret, not that the item is.
_TEXTS = frozenset(
    (
        Field.TITLE, Field.DESCRIPTION, Field.PROCESS, Field.CROSS_CUTTING, Field.RESPONSIBLE, Field.REMARKS,
        Field.COMMITTEE, Field.DUE, Field.SECTION, Field.NUMBER,
    )
)  # fmt: skip
#: Fields in which „Lukket“ may mean that the matter is finished.
_PROGRESS = frozenset((Field.STATUS, Field.COMPLETION))
_SHORT = 40  # characters; an answer to a question is no longer
_FINISHED = frozenset(("lukket", "lukkede", "luk", "closed"))
#: In a committee cell this says who does not get the item; and there any word of secrecy is one.
_NOT_TO_BODY = re.compile(
    r"\b(?:(?:må|skal|kan|bør) )?(?:ikke|ej) (?:(?:sendes|deles|udsendes|videregives|vises|gives|forelægges) )?"
    r"(?:til|med|for)\b|\b(?:må|skal|kan|bør) (?:ikke|ej) (?:have|se|få|høre)\b",
    re.I,
)
_BESIDE_A_BODY = re.compile(r"\bl ?u ?k ?k? ?[ei]? ?t\b|\bluk\b|lukk|fortro?l|\bfortr\b|hemm|person(?:ale)?-?sag", re.I)
_DENIED = re.compile(r"\b(?:ikke|ej) (?:et |en )?(?:lukk|fortro|hemm)", re.I)
_LEFT_OUT = re.compile(
    r"\b(?:lukkede?|fortrolige)\b[^.\n]{0,60}\b(?:punkter|sager|indsatser|emner|bilag)\b[^.\n]{0,60}?"
    r"(?:\b(?:fremgår|indgår|medtages|vises|står|optræder)\b[^.\n]{0,60}\b(?:ikke|ej|særskilt|andetsteds)"
    r"|\b(?:er|bliver)\b[^.\n]{0,60}\b(?:ikke (?:med|medtaget|vist|omfattet)|udeladt|taget ud|fjernet)"
    r"|\b(?:udsendes|behandles|håndteres|sendes)\b[^.\n]{0,60}\b(?:særskilt|separat|for sig|andetsteds))",
    re.I,
)
#: A line of its own that speaks of the item above it: an arrow, „punktet er lukket“, „behandles på lukket møde“.
_POINTS_UP = re.compile(
    r"^[\^↑<«←]|\bovenfor\b|\bovenstående\b|\b(?:punktet|sagen|indsatsen|emnet|dette|denne)\b"
    r"|\A(?:behandles|må|skal|bør|sendes|udsendes|deles)\b",
    re.I,
)
_MANY = re.compile(r"\b(?:punkter|sager|indsatser|emner|projekter)\b", re.I)
_SIGN = re.compile(
    r"^(?P<sign>\*{1,3}|\d\)|[¹²³†‡#¤°]|[(\[][A-Za-zÆØÅæøå*]{1,2}[)\]]|[A-ZÆØÅ]{1,2}(?=\s*(?:=|:|betyder|–|-\s)))\)?\s*+(?:[:=–-]|betyder|er)?+\s*+"
)
_SIGN_IN = re.compile(
    r"\b(?:med|mærket|markeret|har|bogstavet|tegnet)\s+(?:bogstavet\s+|tegnet\s+|et\s+|en\s+)?[„“”\"'(]*(?P<sign>\*{1,3}|[¹²³†‡#¤]|stjerne|\((?-i:[A-ZÆØÅ]{1,2})\)|(?-i:[A-ZÆØÅ]{1,2})(?![\w]))",
    re.I,
)
_SIGN_IS = re.compile(
    r"(?<!\w)(?P<sign>\*|(?-i:[A-ZÆØÅ]{1,2})|\([^()\n]{1,20}\)) ?(?:=|betyder) ?(?P<means>[^,;.=\n]{1,60})", re.I
)
_COLOURS = {
    "gul": r"gul\w*", "rød": r"rød\w*|lyserød\w*", "grøn": r"grøn\w*", "blå": r"blå\w*|lyseblå\w*|turkis",
    "grå": r"grå\w*", "orange": r"orange\w*", "lilla": r"lilla|violet\w*",
}  # fmt: skip
_COLOUR = re.compile("|".join(rf"(?P<{name}>\b(?:{words})\b)" for name, words in _COLOURS.items()), re.I)
_LOOK = re.compile(
    r"\b(?:kursiv\w*|fed(?:e|t)?\b skrift|med fed|understreg\w*|skriftfarve|\w+ (?:skrift|tekst|bogstaver)|farvede?"
    r"|skravere\w*)\b",
    re.I,
)
_NUMBER = re.compile(r"(?<![\w.,])[A-ZÆØÅ]{0,3}[ .-]?\d{1,4}(?:[.-]\d{1,4})*[a-z]?(?![\w%])")
_REFERENCE = re.compile(
    r"\b(?:pkt|punkt|nr|nummer|sag|emne|indsats|linje)\b\.?\s{0,2}([A-ZÆØÅ]{0,3}[ .-]?\d{1,4}+(?:[.-]\d{1,4}+)*+)", re.I
)
_ROW_OF_SHEET = re.compile(r"\brække(?:rne|n|r)? (?:nr\.? )?(\d+)(?:\s*(?:-|–|til|og|,)\s*(\d+))?", re.I)
_RANGE = re.compile(r"(?P<first>\d{1,4})\s?(?:-|–|til)\s?(?P<last>\d{1,4})$")


@dataclass(frozen=True)
class Hint:
    """One thing said of an item's secrecy, in Danish, and where (0-based; the sheet itself is -1, -1)."""

    answer: Answer
    words: str
    row: int
    column: int
    field: str = ""


@dataclass
class Hints:
    """What is said of the items of one sheet: by row; and the columns by table whose content goes to nobody."""

    by_row: dict[int, list[Hint]] = field(default_factory=lambda: defaultdict(list))
    denied: set[int] = field(default_factory=set)  # rows whose own column says plainly that they are not closed
    withheld: dict[int, frozenset[int]] = field(default_factory=dict)  # first row of the table's body -> columns

    def tell(self, item: RawItem, row: int) -> None:
        """Note down in ``item`` what is said of ``row``, one of its rows."""
        said = list(dict.fromkeys(self.by_row.get(row, ())))
        denied = row in self.denied
        for hint in said:
            what = Observed.CLOSED if hint.answer == Answer.CLOSED else Observed.HELD
            if what == Observed.CLOSED or not denied:
                item.notice(what, Text("", None, max(hint.row, 0), max(hint.column, 0)), hint.words, None, hint.field)
        if any(hint.answer == Answer.CLOSED for hint in said):
            item.values["confidential"] = True
        elif denied:
            item.values.setdefault("confidential", False)

    def shown(self, table: Table) -> Table:
        """The table without the columns whose content goes to nobody; the table itself where there are none."""
        hidden = self.withheld.get(table.body.start, frozenset())
        if not hidden:
            return table
        columns = (replace(one, target=None) if one.index in hidden else one for one in table.columns)
        return replace(table, columns=tuple(columns))


def hear(grid: Grid, tables: Sequence[Table], rows: Sequence[Row], file_name: str) -> Hints:
    """Everything that the sheet, and the name of its file, says of the secrecy of its items."""
    hints = Hints()
    items = [row for row in rows if row.role is None and row.table is not None]
    _of_the_whole(hints, grid, items, file_name)
    for table in tables:
        own = [row.index for row in items if row.index in table.body]
        if own:
            _Listener(hints, grid, table, own).listen(rows)
    return hints


def _of_the_whole(hints: Hints, grid: Grid, items: Sequence[Row], file_name: str) -> None:
    said: list[Hint] = []
    if mark := read_secrecy(grid.sheet.name):
        said.append(Hint(Answer.CLOSED, mark.words, -1, -1))
    if mark := read_secrecy(file_name.replace("_", " ")):
        said.append(Hint(Answer.HELD, f"filen hedder „{file_name}“", -1, -1))
    if not grid.sheet.visible:
        said.append(Hint(Answer.HELD, "arket er skjult", -1, -1))
    for text in grid.sheet.formatting.aside:
        if (mark := read_secrecy(text)) and not _LEFT_OUT.search(text):
            said.append(
                Hint(Answer.HELD, f"„{mark.words}“ står i arkets sidehoved, sidefod eller en tekstboks", -1, -1)
            )
    for row in items:
        hints.by_row[row.index] += said


class _Listener:
    """Hears what is said of the items of one table."""

    def __init__(self, hints: Hints, grid: Grid, table: Table, items: Sequence[int]) -> None:
        self.hints, self.grid, self.table, self.items = hints, grid, table, items
        self.formatting = grid.sheet.formatting
        self.columns = {column.index: column for column in table.columns}
        self.asked: dict[int, list[Answer | None]] = {}  # question columns: the answers, by item

    def listen(self, rows: Sequence[Row]) -> None:
        withheld = self._hidden_columns()
        for index in self._all_columns():
            withheld |= self._ask(index)
        self.hints.withheld[self.table.body.start] = frozenset(withheld - {self._title})
        unseen_columns = self._unseen_columns()
        for row in self.items:
            self._hidden(row, unseen_columns, row)
            for column in self._all_columns():
                if column not in self.asked:
                    self._cell(row, column, row)
        for row, item in self._further.items():
            self._hidden(row, unseen_columns, item)
            for column in self.grid.filled(row):
                self._cell(row, column, item)
        for (row, column), text in (*self.formatting.comments.items(), *self.formatting.links.items()):
            if (row in self._rows or row in self._further) and (mark := read_secrecy(text)):
                self._add([self._further.get(row, row)], mark, row, column)
        self._around(rows)

    # -- columns --------------------------------------------------------------------------------------------------

    @cached_property
    def _rows(self) -> frozenset[int]:
        return frozenset(self.items)

    @cached_property
    def _further(self) -> dict[int, int]:
        """Rows over which the title of an item above is merged, and that are read as none -> that item's row."""
        if self._title is None:
            return {}
        found = ((row, self.grid.origin(row, self._title)[0]) for row in self.table.body if row not in self._rows)
        return {row: item for row, item in found if item != row and item in self._rows}

    @cached_property
    def _title(self) -> int | None:
        column = self.table.column_of(Field.TITLE)
        return column.index if column else None

    def _all_columns(self) -> list[int]:
        """Every column in which an item has something, with a heading or not."""
        return self._used

    @cached_property
    def _used(self) -> list[int]:
        return sorted({column for row in self.items for column in self.grid.filled(row)} | set(self.columns))

    def _hidden_columns(self) -> set[int]:
        hidden = set(self.formatting.hidden_columns) | self._unseen_columns()
        if self._title is not None and self._title in hidden:
            self._say(
                self.items, Answer.HELD, "emnet står i en skjult kolonne", self.table.header.stop - 1, self._title
            )
        return hidden & set(self.columns)

    def _unseen_columns(self) -> set[int]:
        """Columns whose content can not be seen in most items: a column that helps to compute something."""
        seen: dict[int, int] = defaultdict(int)
        for row, column in self.formatting.unseen:
            seen[column] += row in self._rows
        return {column for column, count in seen.items() if count * 2 > len(self.items) and column != self._title}

    def _ask(self, index: int) -> set[int]:
        """Judge a column that asks of secrecy. Returns it where its heading says that its text is for nobody."""
        column = self.columns.get(index) or Column(index, self.grid.text(self.table.header.stop - 1, index), None, "")
        texts = [self._text(row, index) for row in self.items]
        if not any(texts):
            return set()
        question = question_of(column.heading)
        short = all(len(text) <= _SHORT for text in texts)
        inner = column.target in _TEXTS and re.search(r"\bintern\w{0,2}\b", column.heading, re.I)
        if inner or (question == Question.CLOSED and (column.target in _TEXTS or not short)):
            return {index} if column.target != Field.COMMITTEE else set()
        if column.target == Field.COMPLETION or (column.target in _TEXTS and question != Question.PERHAPS):
            question = None
        if column.target is None and self._is_pair(column):
            question = Question.CLOSED
        if question is None and short and tells_apart(texts):
            question = Question.WHICH
        if question is not None and short:
            self._answers(column, question, texts)
        return set()

    def _is_pair(self, column: Column) -> bool:
        """True for the column L beside a column Å."""
        return column.heading == "L" and any(other.heading == "Å" for other in self.table.columns)

    def _answers(self, column: Column, question: Question, texts: Sequence[str]) -> None:
        said = answers(question, texts)
        strong = question in (Question.CLOSED, Question.OPEN, Question.WHICH)
        if column.target == Field.INTERNAL and sum(one is None for one in said) * 2 > len(said):
            return  # notes under a heading that says for whom they are
        if strong:
            self.asked[column.index] = said
        header = self.table.header.stop - 1
        told = [one for one, text in zip(said, texts, strict=True) if text and one is not None]
        for row, text, answer in zip(self.items, texts, said, strict=True):
            if answer == Answer.OPEN:
                if question == Question.CLOSED and text and fold(text) not in ("", "0"):
                    self.hints.denied.add(row)
            elif answer == Answer.CLOSED and column.target in _PROGRESS:
                self._say([row], Answer.HELD, f"„{text}“ i kolonnen „{column.heading}“", row, column.index)
            elif answer == Answer.CLOSED or (question == Question.CLOSED and answer is None):
                words = text if question == Question.CLOSED else f"{column.heading}: {text}".strip(": ")
                name = column.target if column.target == Field.CONFIDENTIAL else ""
                self._say([row], Answer.CLOSED, words, row, column.index, name or "")
            elif mark := read_secrecy(text):
                self._add([row], mark, row, column.index)
            elif not told:
                self._say(
                    [row],
                    Answer.HELD,
                    f"det kan ikke ses af kolonnen „{column.heading}“, hvad der er lukket",
                    header,
                    column.index,
                )
            elif text:
                self._say([row], Answer.HELD, f"kolonnen „{column.heading}“ siger „{text}“", row, column.index)
            else:
                self._say([row], Answer.HELD, f"kolonnen „{column.heading}“ er ikke udfyldt", header, column.index)

    # -- an item's own rows ---------------------------------------------------------------------------------------

    def _text(self, row: int, column: int) -> str:
        """What stands in a cell, or is merged over it, or repeated in it by a ditto mark."""
        text = self.grid.text(*self.grid.origin(row, column))
        if not is_ditto(text):
            return text
        above = (self.grid.text(one, column) for one in range(row - 1, self.table.header.stop - 1, -1))
        return next((one for one in above if one and not is_ditto(one)), "")

    def _cell(self, row: int, column: int, item: int) -> None:
        at = self.grid.origin(row, column)
        value = self.grid.value(*at)
        if not isinstance(value, str):
            if isinstance(value, int) and 10**8 < value < 10**10 and has_cpr(f"{value:010d}"):
                self._add([item], Marking(Answer.HELD, "cpr-nummer"), *at)
            return
        text = self.grid.text(*at)
        target = self.columns[column].target if column in self.columns else None
        if target == Field.COMMITTEE:
            text = _NOT_TO_BODY.sub("", text)
        mark = read_secrecy(text)
        if target == Field.COMMITTEE and (mark or (_BESIDE_A_BODY.search(text) and not _DENIED.search(text))):
            mark = Marking(Answer.CLOSED, mark.words if mark else text)
        elif mark and target in _PROGRESS and fold(mark.words) in _FINISHED:
            mark = Marking(Answer.HELD, mark.words)
        if mark is None:
            return
        self._add([other for other in self._referred_to(text) if other != item], mark, *at)
        named = self._named(text, *at) if column > self._last_column else None
        self._add([item] if named is None else named, mark, *at)

    @cached_property
    def _last_column(self) -> int:
        """The last column with a heading; what stands right of it may be a note about other items."""
        return max((column.index for column in self.table.columns if column.heading), default=0)

    def _hidden(self, row: int, columns: set[int], item: int) -> None:
        if row in self.formatting.hidden_rows:
            self._say([item], Answer.HELD, "rækken er skjult", row, self._title or 0)
        for column in self.grid.filled(row):
            if column not in columns and (how := self.formatting.unseen.get((row, column))):
                self._say([item], Answer.HELD, how, row, column)

    # -- round the items ------------------------------------------------------------------------------------------

    def _around(self, rows: Sequence[Row]) -> None:
        """Banners and lines between the items, title lines above the table, notes below it."""
        first, last = self.items[0], self.items[-1]
        standing: list[tuple[Hint, tuple[int, ...]]] = []
        looks: list[tuple[int, ...]] = []
        above: int | None = None
        for row in rows:
            if not self.grid.filled(row.index):
                continue
            if row.role == RowRole.HEADING:
                self._over_the_columns(row.index)
                continue
            if row.index < self.table.header.start:
                if row.role == RowRole.TITLE and self._concerns(row, rows):
                    self._line(row.index, "over tabellen")
                continue
            if row.index not in self.table.body or row.index in self._further:
                continue
            filled = self.grid.filled(row.index)
            marks = [(mark, column) for column in filled if (mark := self._mark_at(row.index, column))]
            is_lone = len(filled) == 1 and bool(marks) and len(self.grid.text(row.index, filled[0])) <= 110
            if row.index > last and row.role is not None:
                self._line(row.index, "under tabellen")
            elif row.role == RowRole.BANNER or is_lone:
                text = self.grid.text(row.index, filled[0])
                points_up = _POINTS_UP.search(text) is not None
                if not points_up:
                    standing = self._after_banner(row, marks, standing, looks)
                if (points_up or row.role != RowRole.BANNER) and above is not None and not _MANY.search(text):
                    self._line(row.index, "under indsatsen", [above])
            elif row.role in (RowRole.UNREAD, RowRole.NOTE, RowRole.TITLE):
                self._line(row.index, "ved indsatsen", [above] if above is not None else [first])
            if row.role is None:
                above = row.index
                self.hints.by_row[row.index] += [hint for hint, _ in standing]

    def _over_the_columns(self, row: int) -> None:
        """A comment on a heading, or a text with nothing below it, explains a sign or a colour, or speaks of all."""
        if row not in self.table.header:
            return
        filled = {column for item in self.items for column in self.grid.filled(item)}
        notes = [(column, self.grid.text(row, column)) for column in self.grid.filled(row) if column not in filled]
        notes += [(at[1], text) for at, text in self.formatting.comments.items() if at[0] == row]
        for column, text in notes:
            if column not in self.asked and (mark := read_secrecy(text)) and not _LEFT_OUT.search(text):
                named = self._named(text, row, column)
                if named is None:
                    self._say(self.items, Answer.HELD, f"„{mark.words}“ står over kolonnerne", row, column)
                else:
                    self._add(named, mark, row, column)

    def _concerns(self, row: Row, rows: Sequence[Row]) -> bool:
        """True for a title line that stands over this table and not over one before it."""
        earlier = [other.index for other in rows if other.role is None and other.index < self.table.header.start]
        return not earlier or row.index > earlier[-1] or row.index < earlier[0]

    def _mark_at(self, row: int, column: int) -> Marking | None:
        texts = [self.grid.text(row, column), self.formatting.comments.get((row, column), "")]
        marks = [mark for text in texts if text and (mark := read_secrecy(text)) and not _LEFT_OUT.search(text)]
        return max(marks, key=lambda mark: mark.answer, default=None)

    def _look(self, row: int) -> tuple[int, ...]:
        """What sets a banner apart from those of another level."""
        column = self.grid.filled(row)[0]
        fill = self.formatting.fills.get((row, column), "")
        return column, (row, column) in self.formatting.bold, int(fill, 16) if fill else -1

    def _after_banner(
        self,
        row: Row,
        marks: Sequence[tuple[Marking, int]],
        standing: list[tuple[Hint, tuple[int, ...]]],
        looks: list[tuple[int, ...]],
    ) -> list[tuple[Hint, tuple[int, ...]]]:
        """What stands over the items below a banner: a mark holds until a banner of its level, or one above it.

        One that looks as none before it is of a level below.
        """
        look = self._look(row.index)
        text = " ".join(filter(None, self.grid.texts(row.index)))
        below = look not in looks
        if look not in looks:
            looks.append(look)
        kept = standing if below and looks.index(look) > 0 and not says_open(text) else []
        kept = [(hint, own) for hint, own in kept if own != look]
        told = [Hint(Answer.CLOSED, mark.words, row.index, column) for mark, column in marks]
        return [*kept, *((hint, look) for hint in told)]

    def _line(self, row: int, where: str, near: Sequence[int] | None = None) -> None:
        """A line of text that is no item: it speaks of the items that it names or that carry its sign, else of all."""
        for column in self.grid.filled(row):
            text = self.grid.text(row, column)
            mark = self._mark_at(row, column)
            if mark is None:
                continue
            named = self._named(text, row, column)
            if named is not None:
                self._add(named, mark, row, column)
            elif near is not None:
                self._add(near, mark, row, column)
            else:
                self._say(self.items, Answer.HELD, f"„{mark.words}“ står {where}", row, column)

    def _named(self, text: str, row: int, column: int) -> list[int] | None:
        """The items that a line is about; None where it does not say which."""
        sign = _SIGN.match(text)
        sign = sign if sign and read_secrecy(text[sign.end() :]) else _SIGN_IN.search(text)
        sign = sign or next((one for one in _SIGN_IS.finditer(text) if read_secrecy(one["means"])), None)
        if sign:
            mark = "*" if sign["sign"].lower() == "stjerne" else sign["sign"]
            return [item for item in self.items if self._carries(item, mark) and item != row]
        if found := self._numbered(text):
            return found
        if _LOOK.search(text):
            return None
        fills = [self.formatting.fills.get((row, one), "") for one in (column, column - 1)]
        own = next((fill for fill in fills if fill and fill not in self._banded), "") if row not in self._rows else ""
        said = next((part for part in re.split(r"[,;.\n]", text) if read_secrecy(part)), text)
        names = {name for match in _COLOUR.finditer(said) if (name := match.lastgroup)}
        if own or names:
            return [item for item in self.items if self._coloured(item, own, names)]
        folded, title = fold(text), self._title
        titles = {item: fold(self.grid.text(item, title or 0)) for item in self.items if item != row}
        return [item for item, own in titles.items() if len(own) > 5 and own in folded] or None

    @cached_property
    def _banded(self) -> frozenset[str]:
        """Fills that more than half of the items have: they tell none apart."""
        counts: dict[str, int] = defaultdict(int)
        for item in self.items:
            for fill in {self.formatting.fills.get((item, column), "") for column in self._used}:
                counts[fill] += 1
        return frozenset(fill for fill, count in counts.items() if fill and count * 2 > len(self.items))

    def _carries(self, item: int, sign: str) -> bool:
        """True when some cell of the item has the sign: alone, in brackets, or on a word."""
        bare = sign.strip("()[]")
        if len(bare) > 2:  # the mark itself, explained
            return any(sign in text for text in self.grid.texts(item))
        if bare.isalpha():
            pattern = rf"^{re.escape(bare)}$|[(\[]{re.escape(bare)}[)\]]|^[\d.]+ ?{re.escape(bare)}$"
            return any(re.search(pattern, text) for text in self.grid.texts(item) if text)
        if bare.isdecimal():
            pattern = rf"(?<=\D){re.escape(bare)}\)|[^\W\d]{re.escape(bare)}$"
            return any(re.search(pattern, text) for text in self.grid.texts(item) if text)
        return any(bare in text for text in self.grid.texts(item))

    def _coloured(self, item: int, own: str, names: Iterable[str]) -> bool:
        looks = (self.formatting.fills, self.formatting.inks)
        fills = {fill for column in self._used for look in looks if (fill := look.get((item, column)))}
        return own in fills or any(_hue(fill) in names for fill in fills - self._banded)

    def _numbered(self, text: str) -> list[int]:
        """The items whose number, or whose row in the sheet, a line names."""
        rows = set()
        for match in _ROW_OF_SHEET.finditer(text):
            rows |= set(range(int(match[1]) - 1, int(match[2] or match[1])))
        found = {_bare(match[0]) for match in _NUMBER.finditer(_ROW_OF_SHEET.sub(" ", text))}
        for match in re.finditer(r"(?<![\w.,])\d{1,4}\s?(?:-|–|til)\s?\d{1,4}(?![\w.,])", text):
            if ends := _RANGE.match(match[0]):
                found |= {
                    str(number)
                    for number in range(int(ends["first"]), min(int(ends["last"]), int(ends["first"]) + 99) + 1)
                }
        return [
            item for item in self.items if item in rows or (self._number_of(item) and self._number_of(item) in found)
        ]

    def _referred_to(self, text: str) -> list[int]:
        """The items that a text of another item names by number: „se pkt. 3.06 (lukket)“."""
        found = {_bare(match[1]) for match in _REFERENCE.finditer(text)}
        return [item for item in self.items if self._number_of(item) in found] if found else []

    def _number_of(self, item: int) -> str:
        column = self.table.column_of(Field.NUMBER)
        if column is not None:
            return _bare(self.grid.text(item, column.index))
        match = _NUMBER.match(self.grid.text(item, self._title or 0))
        return _bare(match[0]) if match else ""

    # -- saying ---------------------------------------------------------------------------------------------------

    def _add(self, items: Iterable[int], mark: Marking, row: int, column: int) -> None:
        words = mark.words if mark.answer == Answer.CLOSED else f"„{mark.words}“"
        self._say(items, mark.answer, words, row, column)

    def _say(self, items: Iterable[int], answer: Answer, words: str, row: int, column: int, name: str = "") -> None:
        hint = Hint(answer, words, row, column, name)
        for item in items:
            self.hints.by_row[item].append(hint)


def _bare(number: str) -> str:
    """A number of an item as it is compared: without spaces, stops at the end and case."""
    return re.sub(r"\s", "", number).rstrip(".):").casefold().replace(",", ".")


def _hue(fill: str) -> str:
    """What a person calls the colour of a fill; also the hues that are no traffic light."""
    red, green, blue = (int(fill[place : place + 2], 16) for place in (0, 2, 4))
    if max(red, green, blue) - min(red, green, blue) < 24:
        return "grå"
    if red > 200 and 100 <= green < 200 and blue < 120:
        return "orange"
    if name := colour_name(fill):
        return name
    return "lilla" if red > green + 20 else "blå"


def withheld_values(full: RawItem, shown: RawItem) -> Iterator[tuple[str, object]]:
    """What of an item comes from columns that go to nobody: the name of the value, and what is left of it."""
    for name in full.values.keys() | shown.values.keys():
        if full.values.get(name) != shown.values.get(name):
            yield name, shown.values.get(name)
    left = _kroner(shown)
    for year, kroner in _kroner(full).items():
        if left.get(year) != kroner:
            yield year, left.get(year)


def _kroner(item: RawItem) -> Mapping[str, object]:
    return {str(amount["year"]): amount["kroner"] for amount in item.amounts}
