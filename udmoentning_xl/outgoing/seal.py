"""What marks a file as sent by us: its document properties, and the hash over what was sent.

A returned file is recognised by these alone, whatever it is called and however it was sorted.
"""

import hashlib
import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from udmoentning_xl.danish import clean
from udmoentning_xl.terms import REPLY_HEADINGS, SentProperty

ID_HEADING = "Id"
#: What a committee can choose in REPLY_COMPLETION, and the completion it means.
REPLY_CHOICES = {"Ja": "done", "Delvist": "partial", "Nej": "open", "Udgår": "dropped"}
_EXCEL_EPOCH = date(1899, 12, 30)
#: A control character as the file format writes it (ECMA-376-1, 22.9.2.19); not every library turns it back.
_CONTROL = re.compile("_x00[01][0-9A-Fa-f]_")
_UNIT, _GROUP = "\x1f", "\x1e"


@dataclass(frozen=True)
class Seal:
    """The identity of one sent file. ``plan`` is the SHA-256 of the source, ``run`` names the dispatch."""

    plan: str
    run: str
    committee: str
    sent_hash: str

    def properties(self) -> dict[str, str]:
        """The custom document properties that carry it."""
        return {
            SentProperty.PLAN: self.plan,
            SentProperty.RUN: self.run,
            SentProperty.COMMITTEE: self.committee,
            SentProperty.SENT_HASH: self.sent_hash,
        }


def sent_hash(rows: Iterable[Mapping[str, object]]) -> str:
    """The SHA-256 over item ids and sent values: 64 hexadecimal digits.

    Each row maps the table's headings to what stands in the cells, as written or as read back: the reply columns are
    left out here, blank cells do not count, the order of rows and of columns does not either. Dates and serial numbers
    of the 1900 system are one, and so are 12 and 12.0. Every row needs its id under ``ID_HEADING``.
    """
    lines = []
    for row in rows:
        told = {heading: _canonical(value) for heading, value in row.items() if heading not in REPLY_HEADINGS}
        lines.append(_UNIT.join(f"{heading}={text}" for heading, text in sorted(told.items()) if text))
    return hashlib.sha256(_GROUP.join(sorted(lines)).encode("utf-8", "replace")).hexdigest()


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
