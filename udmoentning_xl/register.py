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
class Body:
    """One registered body. Dates are inclusive; None means open-ended."""

    short: str
    name: str
    role: Role = Role.STANDING
    aliases: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    successor: str | None = None
    mail: tuple[str, ...] = ()
    meetings: tuple[date, ...] = ()

    def is_valid_on(self, day: date) -> bool:
        """True when the body exists on ``day``."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)
