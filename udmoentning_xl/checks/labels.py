"""What the label of a total row says about the items it adds: "I alt Skoler og dagtilbud", "Anlæg i alt", "Heraf"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from udmoentning_xl.danish import fold
from udmoentning_xl.plan import Kind, Plan, RowRole

#: Words that say no more than that the row is a sum.
_SUM_WORDS = (
    "i alt ialt sum summen total totalt samlet samlede subtotal delsum mellemsum hovedtotal netto brutto saldo resultat"
    " af for på og de det den pr kr mio t tkr plan planen udmøntningsplan udmøntningsplanen udmøntning budget budgettet"
    " virkning effekt hele alle indsatser emner beløb økonomi"
)
_EMPTY = frozenset(_SUM_WORDS.split())
#: A line that begins so is a part of the total above it, of items that nobody can tell.
_PART = ("heraf", "herunder", "deraf", "hvoraf", "inkl", "ekskl", "uden")
_KINDS = {
    "drift": Kind.OPERATING_CHANGE,
    "anlæg": Kind.CAPITAL_PROJECT,
    "hensigt": Kind.DECLARATION_OF_INTENT,
}
#: Words for one side of the budget only; the sign of its amounts.
_SIDES = {
    "besparelser": -1,
    "effektiviseringer": -1,
    "indtægter": -1,
    "mindreudgifter": -1,
    "reduktioner": -1,
    "merudgifter": 1,
    "udgifter": 1,
    "udvidelser": 1,
}


@dataclass(frozen=True, eq=False)
class Restriction:
    """Some of the items, and their amounts as they count."""

    items: npt.NDArray[np.bool_]
    kroner: npt.NDArray[np.int64]


@dataclass(frozen=True)
class Label:
    """What a label says: the groups of items it names, the likeliest first, and those that any label can be about."""

    written: str
    part_only: bool
    understood: bool
    named: tuple[Restriction, ...]
    general: tuple[Restriction, ...]


class Names:
    """The sections, kinds, bodies and banners of a plan that a label can name, with the items of each."""

    def __init__(self, plan: Plan, items: pd.DataFrame, kroner: npt.NDArray[np.int64]) -> None:
        self.plan, self.items, self.kroner = plan, items, kroner
        self._made: dict[tuple[str, str], Restriction] = {}

    def restriction(self, sort: str, name: str, flags: "pd.Series[bool]") -> Restriction:
        """The items with a flag; the same object for the same name, so that its sums are made once."""
        if (sort, name) not in self._made:
            self._made[sort, name] = Restriction(flags.fillna(False).to_numpy(dtype=np.bool_), self.kroner)
        return self._made[sort, name]

    @cached_property
    def everything(self) -> tuple[Restriction, ...]:
        """All items; and all that are not dropped, for the office that has taken those out of its sums."""
        every = pd.Series(True, index=self.items.index)
        return self.restriction("all", "", every), self.restriction("kept", "", self.items["completion"].ne("dropped"))

    def side(self, sign: int) -> Restriction:
        """All items, with the amounts of one sign only."""
        key = ("side", str(sign))
        if key not in self._made:
            one_side = np.maximum(self.kroner, 0) if sign > 0 else np.minimum(self.kroner, 0)
            self._made[key] = Restriction(np.ones(len(self.items), np.bool_), one_side)
        return self._made[key]

    @cached_property
    def _sections(self) -> dict[str, frozenset[str]]:
        return {str(name): words(str(name)) for name in self.items["section"].dropna().unique()}

    @cached_property
    def _bodies(self) -> dict[str, list[frozenset[str]]]:
        return {
            body.short: [words(name) for name in (body.short, body.name, *body.aliases)] for body in self.plan.bodies
        }

    @cached_property
    def banners(self) -> dict[str, list[frozenset[str]]]:
        """The words of the banners, by sheet."""
        rest = self.plan.rest[self.plan.rest["role"] == RowRole.BANNER].dropna(subset=["text"])
        return {str(sheet): [words(str(text)) for text in part["text"]] for sheet, part in rest.groupby("sheet")}

    def named(self, said: frozenset[str]) -> Sequence[Restriction]:
        """The groups of items that the words are a name of; else, the side of the budget that they are."""
        groups = list(self._groups(said))
        return groups or [self.side(_SIDES[word]) for word in sorted(said & _SIDES.keys())]

    def _groups(self, said: frozenset[str]) -> Iterator[Restriction]:
        for section, name in self._sections.items():
            if said <= name:
                yield self.restriction("section", section, self.items["section"] == section)
        for start, kind in _KINDS.items():
            if all(word.startswith(start) for word in said):
                yield self.restriction("kind", kind, self.items["kind"] == kind)
        for short, names in self._bodies.items():
            if any(said <= name for name in names):
                routes = self.plan.assignments[self.plan.assignments["committee"] == short]
                first = routes[routes["order"] == 1]["item"]
                index = self.items.index.to_series()
                yield self.restriction("body", short, index.isin(routes["item"]))
                yield self.restriction("first body", short, index.isin(first))


def words(text: str) -> frozenset[str]:
    """The words of a text that tell something, folded; numbers do not."""
    return frozenset(word for word in fold(text).split() if word not in _EMPTY and not word.isdigit())


def read_label(text: str, names: Names, sheet: str) -> Label:
    """What a label says of the items its row adds, on this sheet."""
    said = words(text)
    part = fold(text).split()[:1]
    named = tuple(names.named(said)) if said else ()
    understood = not said or bool(named) or any(said <= banner for banner in names.banners.get(sheet, ()))
    return Label(text, bool(part) and part[0] in _PART, understood, named, names.everything)
