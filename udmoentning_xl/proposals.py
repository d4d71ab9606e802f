"""What people change in the generated sheets: how it is noticed at the next run, and the sentence that tells it.

A workbook that we write carries a fingerprint of every cell of its work sheets (``Baseline``); a cell that no longer
agrees with its fingerprint was changed by someone. Fingerprints, not values: whoever deletes all sheets but one, and
sends that, must not send the rest along unseen. A proposal is a sentence in Kontrol, which is where it is kept until
the plan says the same or somebody deletes the row; so it is read back from its own words.
"""

import json
from base64 import b64encode
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from hashlib import blake2b

from udmoentning_xl.danish import clean

_VERSION = 1
_WIDTH = 4  # characters of a fingerprint: one change in 16 million goes unnoticed
_BLANK = "." * _WIDTH
#: The fingerprint of a cell that is worked out, such as a formula's.
ANYTHING = "*" * _WIDTH
_BLANK_WORD = "tom"
_NOT_IN_PLAN, _NOT_CHANGED = ", men står ikke i planen", ", men ikke i planen"


@lru_cache(maxsize=65536)
def fingerprint(text: str) -> str:
    """The fingerprint of a cell that shows ``text``; how blanks and line breaks are written does not count."""
    text = clean(text)
    return b64encode(blake2b(text.encode(), digest_size=3).digest()).decode() if text else _BLANK


@dataclass(frozen=True)
class TableBaseline:
    """The fingerprints of one table: its headings, and per item the fingerprints of its cells on end."""

    headings: tuple[str, ...]
    rows: Mapping[str, str]

    def of(self, item: str) -> dict[str, str]:
        """The fingerprint by heading of an item's cells."""
        row = self.rows[item]
        return {name: row[_WIDTH * place :][:_WIDTH] for place, name in enumerate(self.headings)}


@dataclass(frozen=True)
class Baseline:
    """What a run wrote: the tables of the work sheets by the key of their sheet."""

    sheets: Mapping[str, TableBaseline]

    def to_text(self) -> str:
        """As the workbook carries it: the same for the same sheets."""
        tables = {key: asdict(sheet) for key, sheet in self.sheets.items()}
        return json.dumps({"version": _VERSION, "sheets": tables}, separators=(",", ":"))

    @classmethod
    def from_text(cls, text: str) -> "Baseline | None":
        """What ``to_text`` gave; None for anything else, as people can take a workbook apart."""
        try:
            data = json.loads(text)
            if data["version"] != _VERSION:
                return None
            sheets = {
                str(key): TableBaseline(
                    tuple(map(str, one["headings"])), {str(k): str(v) for k, v in one["rows"].items()}
                )
                for key, one in data["sheets"].items()
            }
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return None
        return cls(sheets)


def table_baseline(headings: Iterable[str], items: Iterable[str], rows: Iterable[Iterable[str]]) -> TableBaseline:
    """The fingerprints of a table whose cells have the fingerprints in ``rows``, one list per item."""
    return TableBaseline(tuple(headings), dict(zip(items, map("".join, rows), strict=True)))


@dataclass(frozen=True)
class Proposal:
    """What someone wrote in a generated sheet. ``field`` is the heading, None for a text that had no cell of its own.

    ``place`` is where it was written, ``BUU!I12``. An empty text is a blank cell.
    """

    field: str | None
    old: str
    new: str
    place: str

    def sentence(self) -> str:
        """The proposal in words, in one normal form."""
        if self.field is None:
            return clean(f"„{self.new}“ er skrevet i {self.place}{_NOT_IN_PLAN}")
        old, new = (f"„{text}“" if text else _BLANK_WORD for text in (self.old, self.new))
        return clean(f"{self.field} er ændret fra {old} til {new} i {self.place}{_NOT_CHANGED}")


def read_proposal(sentence: str) -> Proposal | None:
    """The proposal that a sentence tells; None when it is not one of ours."""
    if sentence.startswith("„") and sentence.endswith(_NOT_IN_PLAN):
        new, told, place = sentence[1:].removesuffix(_NOT_IN_PLAN).rpartition("“ er skrevet i ")
        return Proposal(None, "", new, place) if told and place else None
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
