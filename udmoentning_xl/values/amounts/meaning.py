"""What a written amount can mean: the value that ``read_amount`` returns."""

from dataclasses import dataclass
from enum import StrEnum


class AmountKind(StrEnum):
    """What a written amount is."""

    AMOUNT = "amount"
    NONE = "none"  # on purpose no amount: "afventer", "inden for rammen", "0,2 årsværk"
    BLANK = "blank"
    SPAN = "span"
    CEILING = "ceiling"
    FLOOR = "floor"
    SEVERAL = "several"  # several years in one cell
    UNREADABLE = "unreadable"
    ERROR = "error"  # an error value of the spreadsheet
    OTHER_UNIT = "other_unit"  # almost surely whole kroner among thousands, or a date that lost its format


@dataclass(frozen=True)
class Amount:
    """What one cell says about money, in whole kroner, halves rounded away from zero.

    ``kroner`` is set for AMOUNT alone, ``low``/``high`` for SPAN, CEILING and FLOOR. ``per_year`` holds the years a
    text names itself; a year is None where the amounts only stand in order. With SEVERAL, ``every_year`` says that the
    last amount also holds for the years after it. A sign given by a word is final: a table's sign rule must not turn
    it. ``why`` is a Danish clause that says why there is no amount, or what was left unread beside it.
    """

    kind: AmountKind
    kroner: int | None = None
    per_year: tuple[tuple[int | None, int], ...] = ()
    low: int | None = None
    high: int | None = None
    approximate: bool = False
    own_unit: bool = False
    every_year: bool = False
    negative_by_word: bool = False
    positive_by_word: bool = False
    why: str = ""


class NotAnAmountError(Exception):
    """The parts of a text do not make an amount; the message is the Danish clause for ``Amount.why``."""
