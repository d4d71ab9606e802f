"""What marks a file as sent by us: its document properties, the hash over what was sent, and a mark of every row.

A returned file is recognised by these alone, whatever it is called and however it was sorted; by the marks it can be
told which rows still are as they were sent, where the file that was sent is lost.
"""

import hashlib
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import count, takewhile

from udmoentning_xl.danish import clean
from udmoentning_xl.proposals import counted_marks, fingerprint, joined
from udmoentning_xl.terms import REPLY_HEADINGS, SentProperty

#: What a committee can choose in REPLY_COMPLETION, and the completion it means.
REPLY_CHOICES = {"Ja": "done", "Delvist": "partial", "Nej": "open", "Udgår": "dropped"}
_EXCEL_EPOCH = date(1899, 12, 30)
#: A control character as the file format writes it (ECMA-376-1, 22.9.2.19); not every library turns it back.
_CONTROL = re.compile("_x00[01][0-9A-Fa-f]_")
_UNIT, _GROUP = "\x1f", "\x1e"
#: A property holds at most 255 characters (xlsxwriter; Excel's own dialogue takes no more).
_PROPERTY = 252


@dataclass(frozen=True)
class Seal:
    """The identity of one sent file. ``plan`` is the SHA-256 of the source, ``run`` names the dispatch.

    ``rows`` are the marks of the rows on end, "" where an older version of the program sent the file.
    """

    plan: str
    run: str
    committee: str
    sent_hash: str
    rows: str = ""

    @classmethod
    def of(cls, plan: str, run: str, committee: str, rows: Sequence[Mapping[str, object]]) -> "Seal":
        """The seal of a file with these rows (heading -> value)."""
        return cls(plan, run, committee, sent_hash(rows), joined(map(_mark, rows)))

    def properties(self) -> dict[str, str]:
        """The custom document properties that carry it."""
        pieces = [self.rows[start : start + _PROPERTY] for start in range(0, len(self.rows), _PROPERTY)]
        return {
            SentProperty.PLAN: self.plan,
            SentProperty.RUN: self.run,
            SentProperty.COMMITTEE: self.committee,
            SentProperty.SENT_HASH: self.sent_hash,
            **{_numbered(number): piece for number, piece in enumerate(pieces, 1)},
        }

    @classmethod
    def read(cls, told: Mapping[str, str]) -> "Seal | None":
        """The seal that document properties carry; None where they carry none."""
        run, committee = told.get(SentProperty.RUN, ""), told.get(SentProperty.COMMITTEE, "")
        if not run or not committee:
            return None
        pieces = takewhile(bool, (told.get(_numbered(number), "") for number in count(1)))
        return cls(
            told.get(SentProperty.PLAN, ""), run, committee, told.get(SentProperty.SENT_HASH, ""), "".join(pieces)
        )

    def holds(self, row: Mapping[str, object]) -> bool:
        """Whether a row stands as it was sent; answers do not count."""
        return counted_marks(self.rows)[_mark(row)] > 0


def is_sealing(name: str) -> bool:
    """Whether a document property of this name is one of ours."""
    return name in set(SentProperty) or name.startswith(f"{SentProperty.ROWS}.")


def _numbered(number: int) -> str:
    return str(SentProperty.ROWS) if number == 1 else f"{SentProperty.ROWS}.{number}"


def _mark(row: Mapping[str, object]) -> str:
    return fingerprint(_line(row))


def sent_hash(rows: Iterable[Mapping[str, object]]) -> str:
    """The SHA-256 over item ids and sent values: 64 hexadecimal digits.

    Each row maps the table's headings to what stands in the cells, as written or as read back: the reply columns are
    left out here, blank cells do not count, the order of rows and of columns does not either. Dates and serial numbers
    of the 1900 system are one, and so are 12 and 12.0. Every row needs its id under ``Heading.ITEM``.
    """
    return hashlib.sha256(_GROUP.join(sorted(map(_line, rows))).encode("utf-8", "replace")).hexdigest()


def _line(row: Mapping[str, object]) -> str:
    """What a row says, less the answers: one text, whatever the order of its columns."""
    told = {heading: _canonical(value) for heading, value in row.items() if heading not in REPLY_HEADINGS}
    return _UNIT.join(f"{heading}={text}" for heading, text in sorted(told.items()) if text)


def _canonical(value: object) -> str:
    """One text for a value, whatever type the library that read it gave."""
    if isinstance(value, str):
        return clean(_CONTROL.sub(" ", value))
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        value = (value - _EXCEL_EPOCH).days
    if isinstance(value, int | float) and math.isfinite(value):
        return f"{value:.6f}".rstrip("0").rstrip(".")
    return ""
