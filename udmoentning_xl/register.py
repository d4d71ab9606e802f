"""The register of bodies as data: who can handle an item, under which names, and when.

Reading a written name is the business of ``values.committees``; where the register comes from, of ``config``.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Role(StrEnum):
    """What a body does with an item on its route."""

    STANDING = "standing"  # a fagudvalg: takes the item into its work plan
    FINANCE = "finance"  # the økonomiudvalg: recommends
    COUNCIL = "council"  # kommunalbestyrelse, byråd: decides
    OTHER = "other"  # direktion, hovedudvalg, ældreråd ...: a body, but no standing committee


@dataclass(frozen=True)
class MeetingRules:
    """``[moeder]``: how long before a meeting things must be ready, and when nobody meets.

    ``case_days`` and ``agenda_days`` are working days before the meeting, by which the case is with the secretariat and
    the agenda is sent; ``gap_days`` are the days from one body's meeting to that of the next body on the way.
    ``closed_weeks`` are ISO weeks without meetings, every year. A meeting with more than ``many`` cases is told; None
    asks for no such thing.
    """

    case_days: int = 8
    agenda_days: int = 4
    gap_days: int = 5
    closed_weeks: tuple[int, ...] = ()
    many: int | None = None
    file: str = ""  # a workbook of meeting dates for every body; relative to the settings file


@dataclass(frozen=True)
class Body:
    """One registered body. Dates are inclusive; None means open-ended.

    ``meetings`` are as written, in any order; ``meeting_file`` is a workbook that has them instead. ``case_days``,
    ``agenda_days`` and ``gap_days`` go before those of :class:`MeetingRules`.
    """

    short: str
    name: str
    role: Role = Role.STANDING
    aliases: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    successor: str | None = None
    mail: tuple[str, ...] = ()
    meetings: tuple[date, ...] = ()
    meeting_file: str = ""
    case_days: int | None = None
    agenda_days: int | None = None
    gap_days: int | None = None

    def is_valid_on(self, day: date) -> bool:
        """True when the body exists on ``day``."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)
