"""The items of one table as the listener sees them, and which of them a line of text is about.

A line says it by a sign that the items carry, by numbers, by the row of the sheet, by a colour, or by their titles.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from functools import cached_property

from udmoentning_xl.danish import fold, suggest
from udmoentning_xl.reading.cells import is_ditto
from udmoentning_xl.reading.colours import colour_name
from udmoentning_xl.reading.grid import Grid
from udmoentning_xl.reading.layout import SourceTable
from udmoentning_xl.secrecy import bare_number, numbers_meant, numbers_named, numbers_spoken_of, words_of
from udmoentning_xl.terms import Field
from udmoentning_xl.values.committees import CommitteeReader
from udmoentning_xl.values.secrecy import read_secrecy

_SIGN = re.compile(
    r"^(?P<sign>\*{1,3}|\d\)|[¹²³†‡#¤°]|[^\w\s.,;:()\[\]„“”\"'/<>–-]{1,2}(?=\s?[:=])|[(\[][A-Za-zÆØÅæøå*]{1,2}[)\]]"
    r"|[A-ZÆØÅ]{1,2}(?=\s*(?:=|:|betyder|–|-\s)))\)?\s*+(?:[:=–-]|betyder|er)?+\s*+"
)
_SIGN_IN = re.compile(
    r"\b(?:med|mærket|markeret|har|bogstavet|tegnet)\s+(?:bogstavet\s+|tegnet\s+|et\s+|en\s+)?[„“”\"'(]*"
    r"(?P<sign>\*{1,3}|[¹²³†‡#¤]|stjerne|\((?-i:[A-ZÆØÅ]{1,2})\)|(?-i:[A-ZÆØÅ]{1,2})(?![\w]))",
    re.I,
)
_SIGN_IS = re.compile(
    r"(?<!\w)(?P<sign>\*|(?-i:[A-ZÆØÅ]{1,2})|\d(?= ?=)|\([^()\n]{1,20}\)) ?(?:=|betyder)"
    r" ?(?P<means>[^,;.=·•|\n]{1,60})",
    re.I,
)
_COLOURS = {
    "gul": r"gul\w*", "rød": r"rød\w*", "lyserød": r"lyserød\w*|rosa|pink\w*", "grøn": r"grøn\w*",
    "blå": r"blå\w*|lyseblå\w*|turkis", "grå": r"grå\w*", "orange": r"orange\w*", "lilla": r"lilla|violet\w*",
}  # fmt: skip
_COLOUR = re.compile("|".join(rf"(?P<{name}>\b(?:{words})\b)" for name, words in _COLOURS.items()), re.I)
#: Where the sign stands that a line explains: „L i kolonnen "Dgs." = lukket dagsorden“.
_IN_COLUMN = re.compile(
    r" i (?:kolonnen?|feltet|rubrikken) [„“”\"'»«(]{0,2}[^=:„“”\"'»«\n]{1,40}[„“”\"'»«)]{0,2} ?(?==|:|betyder)", re.I
)
#: What only a line that explains signs or colours has in it.
_LEGEND = re.compile(
    r"[^\s<>] ?=|\bbetyder\b|\b(?:marker|mærk|farve|skrift|baggrund|kursiv)\w*|\A\W{0,2}[A-ZÆØÅ]{1,2} ?:"
    rf"|\b(?:{'|'.join(_COLOURS.values())})\b"
    r"(?: (?:punkter|emner|sager|indsatser|projekter|rækker|felter|celler|linjer))? ?(?::|–|er\b)",
    re.I,
)
#: Looks of letters that a legend explains.
_ITALIC, _BOLD = re.compile(r"\bkursiv", re.I), re.compile(r"\bfede?t? (?:skrift|tekst|typer)|\bmed fed", re.I)
_NUMBER = re.compile(r"(?<![\w.,/])[A-ZÆØÅ]{0,3}[ .-]?\d{1,4}(?:[.-]\d{1,4})*[a-z]?(?![\w%/])")
_ROW_OF_SHEET = re.compile(r"\brække(?:rne|n|r)? (?:nr\.? )?(\d+)(?:\s*(?:-|–|til|og|,)\s*(\d+))?", re.I)
_SHORTEST_TITLE = 6
#: A line of a list that means an item by a word of its title is no longer, and the word no shorter.
_LONGEST_LINE, _SHORTEST_WORD = 60, 4
#: „Ovenstående undtagen nr. 1 er lukket“, „Alt er lukket undtagen nr. 1“: all but those that are named.
_EXCEPTS = re.compile(
    r"\A(?P<before>[^;\n]{0,200}?),?\s(?:undtagen|på ?nær|bortset fra|med undtagelse af)\s(?!fra\b)"
    r"(?P<named>[^;\n]{1,120}?)(?P<after>\s(?:er|skal|må|behandles)\s[^.;\n]{0,120})?[.\s]{0,3}\Z",
    re.I,
)
_SAYS = re.compile(r"\b(?:er|skal|må|kan|behandles|sendes|åb\w+|offentlig\w*)\b", re.I)

#: What is for one part of the administration alone: „Kun ØA“, „Kun til adm.“, „Alene HR“.
_FOR_ONE = re.compile(
    r"\W{0,3}(?:[Kk]un|KUN|[Aa]lene)(?: til| for)? "
    r"(?P<office>[A-ZÆØÅ]{2,4}(?:(?:,| og|/|\+| &) ?[A-ZÆØÅ]{2,4}){0,4}|[Aa]dm\.?"
    r"|[Dd]irektionen|[Ff]orvaltningen)\W{0,3}"
)


def is_for_one(text: str, committees: CommitteeReader) -> bool:
    """True for a text, a heading or a sheet's name that is only this: for one office alone, which is no committee."""
    office = _FOR_ONE.fullmatch(text)
    names = re.findall(r"[\wæøå.]+", office["office"].replace(" og ", " ")) if office else ()
    return office is not None and not any(map(committees.find, names))


class Scope:
    """One table's items (rows, 0-based) with the questions that everybody who listens asks of them."""

    def __init__(self, grid: Grid, table: SourceTable, items: Sequence[int], committees: CommitteeReader) -> None:
        self.grid, self.table, self.items, self.committees = grid, table, items, committees
        self.formatting = grid.sheet.formatting
        self.columns = {column.index: column for column in table.columns}
        self.rows = frozenset(items)

    @cached_property
    def letters_mean_other(self) -> bool:
        """True where LP or LD is a body of the plan, or somebody who is responsible in it."""
        column = self.table.column_of(Field.RESPONSIBLE)
        texts = (self.grid.text(item, column.index) for item in self.items) if column else ()
        is_body = any(self.committees.find(letters) is not None for letters in ("LP", "LD"))
        return is_body or any(re.search(r"\bL[PD]\b", text) for text in texts)

    @cached_property
    def title(self) -> int | None:
        """The column of the titles."""
        column = self.table.column_of(Field.TITLE)
        return column.index if column else None

    @cached_property
    def used(self) -> list[int]:
        """Every column in which an item has something, with a heading or not."""
        return sorted({column for row in self.items for column in self.grid.filled(row)} | set(self.columns))

    @cached_property
    def above(self) -> range:
        """The rows of the headings, and the one before them, which may be a part of them."""
        return range(self.table.header.start - 1, self.table.header.stop)

    @cached_property
    def last_column(self) -> int:
        """The last column of the table; what stands right of it, after a blank column, is aside."""
        end = next((column for column in range(self.title or 0, max(self.used) + 2) if column not in self.used), 0)
        return end - 1

    @cached_property
    def further(self) -> dict[int, int]:
        """Rows over which the title of an item above is merged, and that are read as none -> that item's row."""
        if self.title is None:
            return {}
        found = ((row, self.grid.origin(row, self.title)[0]) for row in self.table.body if row not in self.rows)
        return {row: item for row, item in found if item != row and item in self.rows}

    def text(self, row: int, column: int) -> str:
        """What stands in a cell, or is merged over it, or repeated in it by a ditto mark."""
        text = self.grid.text(*self.grid.origin(row, column))
        if not is_ditto(text):
            return text
        above = (self.grid.text(one, column) for one in range(row - 1, self.table.header.stop - 1, -1))
        return next((one for one in above if one and not is_ditto(one)), "")

    def most(self, items: Collection[int]) -> bool:
        """True where ``items`` are more than half of all."""
        return len(items) * 2 > len(self.items)

    # -- which items a line is about ------------------------------------------------------------------------------

    def named(self, text: str, fills: Iterable[str], row: int = -1, *, any_number: bool = True) -> list[int] | None:
        """The items that a line is about; None where it does not say which.

        ``fills`` are the colours of its own cell and the one before it, ``row`` where it stands in this sheet. Without
        ``any_number`` a number names an item only after a word that says so: in another sheet lines are numbered too.
        """
        text = _IN_COLUMN.sub(" ", text)
        said = next((part for part in re.split(r"[,;.\n]", text) if read_secrecy(part)), text)
        explained = self._explained(text, said)
        if explained:
            return [item for item in explained if item != row]
        if but := self._all_but(text):
            return but
        found = self.titled(text)
        plain = _ROW_OF_SHEET.sub(" ", text)
        spoken_of = [*numbers_named(text), *(() if found or row >= 0 else numbers_spoken_of(plain))]
        found += self.numbered(spoken_of if found or not any_number else numbers_meant(plain), text)
        if found := [item for item in dict.fromkeys(found) if item != row]:
            return found
        own = next((fill for fill in fills if fill and fill not in self._banded), "")
        is_legend = _LEGEND.search(said) is not None
        names = {name for match in _COLOUR.finditer(said) if is_legend and (name := match.lastgroup)}
        coloured = [item for item in self.items if self._coloured(item, own, names)] if own or names else []
        # A legend may explain what no item has; a line that names nobody, or what nobody knows, is about them all.
        is_understood = (
            bool(names) or any(one.search(text) for one in (_SIGN, _SIGN_IN, _SIGN_IS)) or self._is_value(said)
        )
        return coloured or ([] if is_legend and is_understood else None)

    def _all_but(self, text: str) -> list[int]:
        """The items that a line closes by naming the others; none where it names those that are closed."""
        match = _EXCEPTS.match(text)
        if match is None:
            return []
        before, after = match["before"], match["after"]
        is_closed = not _SAYS.search(before) and read_secrecy(before + after) if after else read_secrecy(before)
        if not is_closed:
            return []
        named = {*self.titled(match["named"]), *self.numbered(numbers_meant(match["named"]))}
        return [item for item in self.items if item not in named] if named else []

    def _is_value(self, said: str) -> bool:
        """True where what a legend explains stands in a cell of an item, which says it itself."""
        value = fold(re.split(r" ?(?:=|:|–|\bbetyder\b)", said, maxsplit=1)[0])
        return any(fold(self.text(item, column)) == value for item in self.items for column in self.used)

    def _explained(self, text: str, said: str) -> list[int]:
        """The items with the sign, the value or the look that a line explains; ``said`` is the part with the mark."""
        for look, cells in ((_ITALIC, self.formatting.italic), (_BOLD, self.formatting.bold)):
            if look.search(said):
                return [item for item in self.items if any((item, column) in cells for column in self.used)]
        for column in self.columns.values():
            value = (
                re.match(rf"{re.escape(column.heading)}\s{{1,2}}(\w{{1,3}})\s?[:=]", text) if column.heading else None
            )
            if value:
                return [item for item in self.items if self.text(item, column.index) == value[1]]
        sign = next((one for one in _SIGN_IS.finditer(text) if read_secrecy(one["means"])), None)
        if sign is None:
            sign = _SIGN.match(text)
            sign = sign if sign and read_secrecy(text[sign.end() :]) else _SIGN_IN.search(text)
        if sign is None:
            return []
        mark = "*" if sign["sign"].lower() == "stjerne" else sign["sign"]
        return [item for item in self.items if self._carries(item, mark)]

    def numbered(self, numbers: Iterable[str], text: str = "") -> list[int]:
        """The items that have one of these numbers, or stand in a row of the sheet that ``text`` names."""
        rows = set()
        for match in _ROW_OF_SHEET.finditer(text):
            rows |= set(range(int(match[1]) - 1, int(match[2] or match[1])))
        found = {bare_number(number) for number in numbers}
        return [item for item in self.items if item in rows or (found and self.number_of(item) in found)]

    def titled(self, text: str) -> list[int]:
        """The items whose whole title stands in a text."""
        folded = fold(text)
        return [item for item, own in self._titles.items() if own in folded]

    def like(self, text: str) -> list[int]:
        """The one item that a line of a list may mean: by words that stand in its title alone, also misspelt."""
        if len(text) > _LONGEST_LINE:
            return []
        found: set[int] = set()
        for word in words_of(text):
            if len(word.stem) < _SHORTEST_WORD or not word.stem.isalpha():
                continue
            near = word.stem if word.stem in self._words else suggest(word.stem, self._begun(word.stem))
            rows = self._words.get(near or "", set())
            found |= rows if len(rows) == 1 else set()
        return sorted(found) if len(found) == 1 else []

    def number_of(self, item: int) -> str | None:
        """The number of an item as it is compared, in a column of its own or before its title; None without one."""
        return self._numbers.get(item)

    @cached_property
    def _numbers(self) -> dict[int, str]:
        column = self.table.column_of(Field.NUMBER)
        if column is not None:
            found = {item: self.grid.text(item, column.index) for item in self.items}
        else:
            texts = {item: _NUMBER.match(self.grid.text(item, self.title or 0)) for item in self.items}
            found = {item: match[0] if match else "" for item, match in texts.items()}
        return {item: bare_number(number) for item, number in found.items() if number}

    @cached_property
    def _titles(self) -> dict[int, str]:
        titles = {item: fold(self.grid.text(item, self.title or 0)) for item in self.items}
        return {item: title for item, title in titles.items() if len(title) >= _SHORTEST_TITLE}

    def _begun(self, stem: str) -> list[str]:
        """The stems that a misspelt one may be: they begin alike, and are nearly as long."""
        return [one for one in self._by_letter.get(stem[0], ()) if abs(len(one) - len(stem)) <= 1]

    @cached_property
    def _by_letter(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for one in self._words:
            found[one[0]].append(one)
        return dict(found)

    @cached_property
    def _words(self) -> dict[str, set[int]]:
        """The stem of each word of the titles, with the items that have it."""
        found: dict[str, set[int]] = defaultdict(set)
        for item, title in self._titles.items():
            for word in words_of(title):
                found[word.stem].add(item)
        return dict(found)

    @cached_property
    def _codes(self) -> list[int]:
        """The columns of the office's own in which a few figures stand for something each."""
        own = [index for index in self.used if index not in self.columns or self.columns[index].target is None]
        said = {index: [text for item in self.items if (text := self.text(item, index))] for index in own}
        return [
            index for index, texts in said.items() if len(set(texts)) < len(texts) and all(map(str.isdecimal, texts))
        ]

    @cached_property
    def _banded(self) -> frozenset[str]:
        """Fills that more than half of the items have: they tell none apart."""
        having: dict[str, set[int]] = defaultdict(set)
        for item in self.items:
            for column in self.used:
                having[self.formatting.fills.get((item, column), "")].add(item)
        return frozenset(fill for fill, items in having.items() if fill and self.most(items))

    def _carries(self, item: int, sign: str) -> bool:
        """True when some cell of the item has the sign: alone, in brackets, or on a word."""
        bare = sign.strip("()[]")
        texts = [text for text in self.grid.texts(item)[: self.last_column + 1] if text]
        if len(bare) > 2:  # the mark itself, explained
            return any(sign in text for text in texts)
        if bare.isalpha():
            pattern = rf"^{re.escape(bare)}$|[(\[]{re.escape(bare)}[)\]]|^[\d.]+ ?{re.escape(bare)}$"
        elif bare.isdecimal():
            if any(self.text(item, column) == bare for column in self._codes):
                return True
            pattern = rf"(?<=\D){re.escape(bare)}\)|[^\W\d]{re.escape(bare)}$"
        else:
            return any(bare in text for text in texts)
        return any(re.search(pattern, text) for text in texts)

    def _coloured(self, item: int, own: str, names: set[str]) -> bool:
        fills: set[str] = set()
        for at in ((item, column) for column in self.used if column <= self.last_column):
            own_looks = (self.formatting.fills.get(at), self.formatting.inks.get(at))
            fills |= {*filter(None, own_looks), *self.formatting.painted.get(at, ())}
        return own in fills or any(_hues(fill) & names for fill in fills - self._banded)


def _hues(fill: str) -> set[str]:
    """What a person may call the colour of a fill; also the hues that are no traffic light."""
    red, green, blue = (int(fill[place : place + 2], 16) for place in (0, 2, 4))
    if max(red, green, blue) - min(red, green, blue) < 24:
        return {"grå"}
    if red > 200 and 100 <= green < 200 and blue < 120:
        return {"orange"}
    if red > 200 and green < red - 24 and blue > green - 40 and blue > 120:
        return {"lyserød", "rød" if blue < 230 else "lilla"}
    if name := colour_name(fill):
        return {name}
    return {"lilla" if red > green + 20 else "blå"}
