"""What each item of a plan is: closed, or held and why. An item of neither is open."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, groupby, pairwise

import pandas as pd

from udmoentning_xl.danish import fold, listed
from udmoentning_xl.plan import Observation, Plan
from udmoentning_xl.secrecy.numbers import bare_number
from udmoentning_xl.secrecy.quotes import quotes
from udmoentning_xl.secrecy.wording import without_mark
from udmoentning_xl.terms import LABELS, UNMARKED, Field
from udmoentning_xl.values.markers import read_yes
from udmoentning_xl.values.secrecy import read_secrecy

_OVER = ("done", "dropped")
#: What the log calls it that an item is closed, and that it is so no more.
_SHUTTING = ("lukket", "åbnet")
#: So many items of one title may be rows of one matter; more are a way of putting things („Effektivisering“).
_FEW = 3


@dataclass(frozen=True)
class HoldReason:
    """Why an item is held: a Danish clause, the full address of the cell, and the items that it quotes, if it does."""

    words: str
    cell: str
    what: Observation
    about: tuple[str, ...] = ()


def closed_items(plan: Plan) -> frozenset[str]:
    """The ids of the items that a column or a mark says are closed or confidential."""
    marked = plan.items.index[plan.items["confidential"].fillna(False).to_numpy(dtype=bool)]
    return frozenset(str(one) for one in [*marked, *plan.observed(Observation.CLOSED)["item"].dropna()])


@lru_cache(maxsize=2)
def held_reasons(plan: Plan) -> Mapping[str, tuple[HoldReason, ...]]:
    """The items that are held, in the plan's order, with every reason; none of them is closed.

    A text may be marked, hidden or struck through, or quote an item that is closed or held for a reason of its own.
    """
    closed = closed_items(plan)
    found: dict[str, list[HoldReason]] = {str(item): [] for item in plan.items.index if str(item) not in closed}
    completion = plan.items["completion"].to_dict()
    seen = plan.observed(Observation.HELD, Observation.STRUCK).drop_duplicates(["what", "item", "cell", "text"])
    for what, item, sheet, cell, text in seen[["what", "item", "sheet", "cell", "text"]].itertuples(index=False):
        if item not in found or pd.isna(item) or (what == Observation.STRUCK and completion.get(item) in _OVER):
            continue
        words = "indsatsen er gennemstreget" if what == Observation.STRUCK else str(text)
        found[item].append(HoldReason(words, _address(sheet, cell), Observation(what)))
    for item, reason in (*_typed(plan), *_unmarked(plan)):
        if item in found:
            found[item].append(reason)
    shared = shared_cells(found)
    secret = closed | {
        item for item, reasons in found.items() if any((one.cell, one.words) not in shared for one in reasons)
    }
    for quote in quotes(plan, secret, list(found)):
        words = f"nævner {_kind(quote.about, closed)} {listed(quote.about)}: „{quote.words}“"
        cell = _cell(plan, quote.item, quote.field)
        found[quote.item].append(HoldReason(words, cell, Observation.HELD, quote.about))
    for item, name, how, about in _twins(plan, secret):
        if item in found and not any(about in reason.about for reason in found[item]):
            words = f"{how} {_kind((about,), closed)} {about}"
            found[item].append(HoldReason(words, _cell(plan, item, name), Observation.HELD, (about,)))
    return {item: tuple(reasons) for item, reasons in found.items() if reasons}


def _kind(about: Sequence[str], closed: frozenset[str]) -> str:
    return "den lukkede indsats" if any(one in closed for one in about) else "en indsats, der er holdt tilbage,"


def _twins(plan: Plan, secret: Set[str]) -> Iterator[tuple[str, str, str, str]]:
    """The items that are one matter in two rows with a secret one: item, field, how, and the secret one.

    They are called the same, as few are, or have one number in rows below each other: all of them where numbers tell
    most items apart, else the next alone, as the number may be a section's.
    """
    columns = ["title", "number", "sheet", "row"]
    placed = [(str(item), *own) for item, *own in plan.items[columns].astype(object).itertuples(name=None)]
    by_title: dict[str, list[str]] = defaultdict(list)
    for item, title, *_ in placed:
        if key := "" if pd.isna(title) else fold(without_mark(title)):
            by_title[key].append(item)
    for items in by_title.values():
        about = next((one for one in items if one in secret), None)
        if about and len(items) <= _FEW:
            yield from ((one, "title", "hedder det samme som", about) for one in items if one not in secret)
    numbered = [(item, bare_number(str(own[0])), *own[1:]) for item, _, *own in placed if not any(map(pd.isna, own))]
    runs = [
        [item for _, (item, *_) in run]
        for _, run in groupby(enumerate(numbered), lambda one: (*one[1][1:3], one[1][3] - one[0]))
    ]
    tell_apart = sum(len(run) == 1 for run in runs) * 2 >= len(runs)
    for run in runs if tell_apart else chain(*(map(list, pairwise(run)) for run in runs)):
        about = next((one for one in run if one in secret), None)
        yield from ((one, "number", "har samme nummer som", about) for one in run if about and one not in secret)


def shared_cells(reasons: Mapping[str, Sequence[HoldReason]]) -> frozenset[tuple[str, str]]:
    """The causes (cell and words) that several items are held for: a title line, a sheet, a column."""
    counts = Counter((one.cell, one.words) for own in reasons.values() for one in set(own))
    return frozenset(cause for cause, count in counts.items() if count > 1)


def _typed(plan: Plan) -> Iterator[tuple[str, HoldReason]]:
    """What people have written of secrecy in the sheets of an earlier run, which the plan itself does not say."""
    seen = plan.observed(Observation.GENERATED_EDIT)
    for item, name, sheet, cell, new in seen[["item", "field", "sheet", "cell", "detail"]].itertuples(index=False):
        if not (isinstance(item, str) and isinstance(name, str) and isinstance(new, str)):
            continue
        asked = name == LABELS[Field.CONFIDENTIAL] and bool(new) and read_yes(new) is not False
        if asked or read_secrecy(new):
            words = f"i et ark fra sidste kørsel står der „{new}“ under {name}"
            yield item, HoldReason(words, _address(sheet, cell), Observation.HELD)


def _unmarked(plan: Plan) -> Iterator[tuple[str, HoldReason]]:
    """The items that were closed, and of which nothing says so any more though nobody took the mark out of its cell."""
    last = plan.changes[plan.changes["what"].isin(_SHUTTING)].dropna(subset="now").drop_duplicates("now", keep="last")
    said_open = plan.items["confidential"].eq(False).fillna(False)
    for item, sentence in last[["now", "sentence"]].itertuples(index=False):
        if str(sentence).startswith(UNMARKED) and not said_open.get(item, False):
            why = str(sentence).removeprefix(f"{UNMARKED}: ")
            yield item, HoldReason(f"var lukket, og {why}", _cell(plan, item, "title"), Observation.HELD)


def _address(sheet: object, cell: object) -> str:
    """The full address of what was noticed, which may have been noted without its sheet, or of a sheet as a whole."""
    if not isinstance(cell, str):
        return f"{sheet}!A1"
    return cell if "!" in cell else f"{sheet}!{cell}"


def _cell(plan: Plan, item: str, name: str) -> str:
    found = plan.cells[name].get(item) if name in plan.cells.columns else None
    row = plan.items["row"].get(item)
    sheet = plan.items["sheet"].get(item)
    return str(found) if isinstance(found, str) else f"{sheet}!A{1 if pd.isna(row) else row}"
