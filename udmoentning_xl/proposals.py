"""What people change in the generated sheets: how it is noticed at the next run, and the sentence that tells it.

A workbook that we write carries a fingerprint of every cell of its generated sheets (``Baseline``), and says which plan
it is made from; a cell that no longer agrees with its fingerprint was changed by someone. Fingerprints, not values:
whoever deletes all sheets but one, and sends that, must not send the rest along unseen. A proposal is a sentence in
Kontrol, which is where it is kept until the plan says the same or somebody deletes the row; so it is read back from its
own words.
"""

import json
import re
from base64 import b64encode
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from functools import lru_cache
from hashlib import blake2b
from typing import Any

from udmoentning_xl.danish import clean
from udmoentning_xl.terms import SheetName

_VERSION = 2
_WIDTH = 4  # characters of a fingerprint: one change in 16 million goes unnoticed
_BLANK = "." * _WIDTH
_BLANK_WORD = "tom"
_NOT_CHANGED = ", men ikke i planen"
_UNSURE = "Det kan ikke ses, om der er skrevet andet end kvitteringer i arkene fra sidste kørsel"
#: What a formula refers to, which changes when rows move and when another program writes it: cells, tables, sheets.
_REFERENCES = re.compile(
    r"""("(?:[^"]|"")*+")|'(?:[^']|''){0,60}+'!|(?<![\w.])[\w.]++!|(?:(?<![\w.])[\w.]++)?\[[^"\[\]]{0,120}+\]++"""
    r"""|\$?[A-Za-z]{1,3}\$?\d++|_xlfn\.|_xlws\.|[$:;,\s#@]""",
    re.ASCII,
)

_ADDRESS = re.compile(
    r"""("(?:[^"]|"")*"|'(?:[^']|'')*')|(?<![\w.$])(\$?)([A-Za-z]{1,3})(\$?)([0-9]{1,7})(?![\w.(!])"""
)
_SPACING = re.compile(r"""("(?:[^"]|"")*"|'(?:[^']|'')*')|\s+|_xlfn\.|_xlws\.""")


@lru_cache(maxsize=65536)
def fingerprint(text: str) -> str:
    """The fingerprint of a cell that shows ``text``; how blanks and line breaks are written does not count."""
    text = clean(text)
    return b64encode(blake2b(text.encode(), digest_size=3).digest()).decode() if text else _BLANK


@lru_cache(maxsize=4096)
def formula_print(formula: str) -> str:
    """The fingerprint of a formula less what it refers to."""
    return fingerprint("=" + _REFERENCES.sub(lambda found: found[1] or "", formula).upper())


def relative_formula(formula: str, row: int, column: int) -> str:
    """A formula as seen from its cell, whose row and column count from 0: ``SUM(C[-2]R[0]:C[-1]R[0])``, less spaces."""

    def seen(found: re.Match[str]) -> str:
        text, fixed_column, letters, fixed_row, number = found.groups()
        if text is not None:
            return text
        place = 0
        for letter in letters.upper():
            place = place * 26 + ord(letter) - 64
        across = f"C{place}" if fixed_column else f"C[{place - 1 - column}]"
        return across + (f"R{number}" if fixed_row else f"R[{int(number) - 1 - row}]")

    return _ADDRESS.sub(seen, _SPACING.sub(lambda found: found[1] or "", formula))


def joined(marks: Iterable[str]) -> str:
    """Fingerprints on end, in an order that says nothing of where they stood."""
    return "".join(sorted(marks))


def counted_marks(text: str) -> Counter[str]:
    """How often each fingerprint stands in ``joined`` ones."""
    return Counter(text[place : place + _WIDTH] for place in range(0, len(text), _WIDTH))


@dataclass(frozen=True)
class TableBaseline:
    """The fingerprints of one table: its headings, and per item the fingerprints of its cells on end.

    ``computed`` are the headings of formulas, whose fingerprints are those of their values when they were written.
    """

    headings: tuple[str, ...]
    rows: Mapping[str, str]
    computed: tuple[str, ...] = ()

    def of(self, item: str) -> dict[str, str]:
        """The fingerprint by heading of an item's cells."""
        row = self.rows[item]
        return {name: row[_WIDTH * place :][:_WIDTH] for place, name in enumerate(self.headings)}


@dataclass(frozen=True)
class SheetBaseline:
    """What a run wrote in one generated sheet, all of it as fingerprints.

    ``texts`` are the cells outside ``table`` that hold a value, less those that are read back whoever wrote them;
    ``formulas`` the formulas of the whole sheet; ``rows`` the findings that Kontrol lists; ``charts`` their number.
    """

    name: str
    texts: str = ""
    formulas: str = ""
    rows: str = ""
    charts: int = 0
    table: TableBaseline | None = None


@dataclass(frozen=True)
class Baseline:
    """What a run wrote: the generated sheets by their key, and the plan that they were made from.

    ``plan`` is the name of its file, ``digest`` the SHA-256 of that, ``own`` the fingerprint of each of its own sheets,
    and ``as_of`` the day of the run (ISO; "" where an older version of the program wrote it). ``chosen`` are the
    choices in Læsning (sheet, heading, text) that it was read with; where that sheet is deleted those still hold that
    keep something from being sent.
    """

    sheets: Mapping[str, SheetBaseline]
    plan: str = ""
    digest: str = ""
    own: Mapping[str, str] = field(default_factory=dict)
    as_of: str = ""
    chosen: tuple[tuple[str, str, str], ...] = ()

    def to_text(self) -> str:
        """As the workbook carries it: the same for the same sheets."""
        return json.dumps({"version": _VERSION, **asdict(self)}, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_text(cls, text: str) -> "Baseline | None":
        """What ``to_text`` gave; None for anything else, as people can take a workbook apart."""
        try:
            data = json.loads(text)
            if data["version"] != _VERSION:
                return None
            sheets = {str(key): _sheet(one) for key, one in data["sheets"].items()}
            own = {str(name): str(mark) for name, mark in data["own"].items()}
            chosen = tuple((str(sheet), str(label), str(text)) for sheet, label, text in data.get("chosen", ()))
            return cls(sheets, str(data["plan"]), str(data["digest"]), own, str(data.get("as_of", "")), chosen)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return None


def _sheet(data: Mapping[str, Any]) -> SheetBaseline:
    table = data["table"]
    name, texts, formulas, rows = (str(data[name]) for name in ("name", "texts", "formulas", "rows"))
    items = table and TableBaseline(
        tuple(map(str, table["headings"])),
        {str(item): str(marks) for item, marks in table["rows"].items()},
        tuple(map(str, table["computed"])),
    )
    return SheetBaseline(name, texts, formulas, rows, int(data["charts"]), items)


class Lot(StrEnum):
    """What became of a text that somebody wrote, as the end of the sentence about it."""

    NOT_IN_PLAN = "står ikke i planen"
    NOT_CARRIED = "kunne ikke føres videre"


@dataclass(frozen=True)
class Proposal:
    """What someone wrote in a generated sheet. ``field`` is the heading, None for a text that had no cell of its own.

    ``place`` is where it was written, ``BUU!I12``. An empty text is a blank cell. Without a ``lot`` a text that had no
    cell is a sentence of its own.
    """

    field: str | None
    old: str
    new: str
    place: str
    lot: Lot | None = Lot.NOT_IN_PLAN

    def sentence(self) -> str:
        """The proposal in words, in one normal form."""
        if self.lot is None:
            return self.new
        if self.field is None:
            return clean(f"„{self.new}“ er skrevet i {self.place}, men {self.lot}")
        old, new = (f"„{text}“" if text else _BLANK_WORD for text in (self.old, self.new))
        return clean(f"{self.field} er ændret fra {old} til {new} i {self.place}{_NOT_CHANGED}")


def read_proposal(sentence: str) -> Proposal | None:
    """The proposal that a sentence tells; None when it is not one of ours."""
    if sentence.startswith(_UNSURE):
        return Proposal(None, "", sentence, SheetName.CONTROL, None)
    for lot in Lot if sentence.startswith("„") else ():
        if sentence.endswith(f", men {lot}"):
            new, told, place = sentence[1:].removesuffix(f", men {lot}").rpartition("“ er skrevet i ")
            return Proposal(None, "", new, place, lot) if told and place else None
    field, told, change = sentence.removesuffix(_NOT_CHANGED).partition(" er ændret fra ")
    if not told or not field or "„" in field or not sentence.endswith(_NOT_CHANGED):
        return None
    if change.startswith(f"{_BLANK_WORD} til "):
        return _changed(field, "", change.removeprefix(f"{_BLANK_WORD} til "))
    # What was there may itself say "til", so that the first place is meant where the rest makes sense.
    end, last = change.find("“ til ") if change.startswith("„") else -1, change.rfind("“ i ")
    while end >= 0:
        start = end + len("“ til ")
        if change.startswith(f"{_BLANK_WORD} i ", start) or (change.startswith("„", start) and start < last):
            return _changed(field, change[1:end], change[start:])
        end = change.find("“ til ", start)
    return None


def _changed(field: str, old: str, rest: str) -> Proposal | None:
    """The proposal whose sentence ends in ``rest``: what it is now, and where."""
    if rest.startswith(f"{_BLANK_WORD} i "):
        return Proposal(field, old, "", rest.removeprefix(f"{_BLANK_WORD} i "))
    new, told, place = rest[1:].rpartition("“ i ") if rest.startswith("„") else ("", "", "")
    return Proposal(field, old, new, place) if told and place else None


def unsure(file: str) -> Proposal:
    """What is said once where the workbook has lost what it kept for the comparison."""
    why = f"for {file} har ikke længere det med, som de skal sammenlignes med. Se arkene efter, før filen slettes."
    return Proposal(None, "", f"{_UNSURE}, {why}", SheetName.CONTROL, None)
