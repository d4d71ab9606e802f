"""Which items may leave the house in one dispatch, and to whom: the closed, the held, and those somebody has released.

What is closed or held is found in ``secrecy``; this is what follows from it for the committees' files.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from udmoentning_xl.danish import listed, suggest
from udmoentning_xl.errors import ConfigError
from udmoentning_xl.plan import Plan
from udmoentning_xl.secrecy import HoldReason, closed_items, held_reasons


@dataclass(frozen=True)
class Release:
    """That an item was released: why, by whom, and when (ISO 8601; both empty for a Kvittering in Kontrol)."""

    item: str
    reason: str
    by: str = ""
    at: str = ""


@dataclass(frozen=True)
class Gate:
    """What holds items back. ``open_closed`` lets the closed ones through to the committees that handle them."""

    closed: frozenset[str]
    held: Mapping[str, Sequence[HoldReason]]
    released: tuple[Release, ...] = ()
    open_closed: bool = False
    handlers: Mapping[str, frozenset[str]] = field(default_factory=dict)  # committee -> its items
    signed: Mapping[str, str] = field(default_factory=dict)  # held item -> a Kvittering that does not let it out

    @classmethod
    def of(cls, plan: Plan, released: Sequence[Release] = (), *, open_closed: bool = False) -> "Gate":
        """The gate for a plan. Raises ConfigError for a release of an item that is not held."""
        closed, held = closed_items(plan), held_reasons(plan)
        for one in released:
            if one.item not in held:
                raise ConfigError(_not_held(one.item, closed, plan, list(held)))
        handlers = {
            str(short): frozenset(map(str, items)) for short, items in plan.assignments.groupby("committee")["item"]
        }
        return cls(closed, held, tuple(released), open_closed, handlers)

    def kept_back(self, short: str) -> frozenset[str]:
        """The items that the committee ``short`` does not get, whoever handles them.

        A quote of an item is no reason where the committee has that item itself, or it has been released.
        """
        free = {one.item for one in self.released}
        has = free | (self.closed & self.handlers.get(short, frozenset()) if self.open_closed else frozenset())
        held = {
            item
            for item, reasons in self.held.items()
            if item not in free and not all(one.about and has >= set(one.about) for one in reasons)
        }
        return frozenset(held) | (frozenset() if self.open_closed else self.closed)


def _not_held(item: str, closed: frozenset[str], plan: Plan, held: Sequence[str]) -> str:
    if item in closed:
        return (
            f"{item} er lukket og kan ikke frigives med --frigiv. Fjern mærket i planen, eller brug --medtag-lukkede."
        )
    if item in plan.items.index:
        return f"{item} er ikke holdt tilbage, så der er intet at frigive. Tag den ud af --frigiv."
    nearest = suggest(item, held)
    hint = f"Mente du {nearest}?" if nearest else f"Holdt tilbage er {listed(list(held)) or 'ingen'}."
    return f"Der er ingen indsats {item} i planen. {hint}"
