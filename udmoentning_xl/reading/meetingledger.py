"""What was told of a sheet of meeting dates: each cell once, by the reason for which it is not used, in few sentences.

Why a cell is not used is decided in ``meetingsheet`` and ``meetingrest``.
"""

from collections.abc import Iterator, Sequence
from enum import StrEnum

from udmoentning_xl.danish import counted, listed
from udmoentning_xl.reading.grid import column_letter
from udmoentning_xl.reading.meetingcells import Cell
from udmoentning_xl.reading.meetingnames import LONGEST

_EXAMPLES = 3
_MOST_NOTES = 6
_MOST_OF_A_KIND = 2


class Reason(StrEnum):
    """Why cells are not used, in the order in which it is told."""

    DRAFT = "draft"
    HIDDEN = "hidden"
    FINAL = "final"
    VERSION = "version"
    COLUMN = "column"
    EVENTS = "events"
    NOT_HELD = "not held"
    CHANGED = "changed"
    DOUBT = "doubt"
    SHARED = "shared"
    OTHERS = "others"
    NOBODY = "nobody"
    NO_YEAR = "no year"
    UNREAD = "unread"
    CHANGE = "change"
    BODIES = "bodies"
    DAYS = "days"


class MeetingLedger:
    """The cells of one sheet by what became of them. ``used`` gave a meeting, ``structure`` needs no word."""

    def __init__(self, sheet: str, owner: str | None) -> None:
        self._sheet, self._owner = sheet, owner
        self.used: set[Cell] = set()
        self.structure: set[Cell] = set()
        self.told: set[Cell] = set()
        self._told: dict[Reason, dict[str, list[str]]] = {reason: {} for reason in Reason}

    def tell(self, reason: Reason, cell: Cell, words: str = "", key: str = "") -> None:
        """Note a cell with what is quoted of it; ``key`` are the words that its sentence has for it and others."""
        self.told.add(cell)
        shown = f"{self._sheet}!{column_letter(cell[1])}{cell[0] + 1}{f' {words}' if words else ''}"
        cells = self._told[reason].setdefault(key, [])
        if shown not in cells:
            cells.append(shown)

    def is_known(self, cell: Cell) -> bool:
        """Whether it is settled what became of a cell."""
        return cell in self.used or cell in self.told or cell in self.structure

    def notes(self) -> Iterator[str]:
        """The sentences, each with the first cells; what would be too many are one."""
        found = [
            (sentence, cells)
            for reason, groups in self._told.items()
            if groups
            for sentence, cells in _sentences(
                reason, groups if reason == Reason.CHANGED else _few_groups(groups), self._sheet, self._owner
            )
        ]
        left = found[_MOST_NOTES - 1 :] if len(found) > _MOST_NOTES else []
        yield from (sentence for sentence, _ in found[: len(found) - len(left)])
        if left:
            cells = [cell for _, cells in left for cell in cells]
            yield f"{counted(len(cells), 'celle', 'celler')} mere er ikke brugt: {_some(cells)}"


def quoted(text: str) -> str:
    """A text as a note shows it."""
    return f"„{text[:LONGEST]}“"


def _few_groups(groups: dict[str, list[str]]) -> dict[str, list[str]]:
    """The groups, as one where they are many."""
    if len(groups) <= _MOST_OF_A_KIND:
        return groups
    return {"": [f"{cell} ved „{key}“" if key else cell for key, cells in groups.items() for cell in cells]}


def _sentences(
    reason: Reason, groups: dict[str, list[str]], sheet: str, owner: str | None
) -> Iterator[tuple[str, Sequence[str]]]:
    if reason == Reason.CHANGED:
        yield _changed(groups), [cell for cells in groups.values() for cell in cells]
        return
    for key, cells in groups.items():
        size, some = len(cells), _some(cells)
        days = counted(size, "dag", "dage")
        named = f" ved „{key}“" if key else ""
        yield (
            {
                Reason.DRAFT: f"{days} på arket {sheet} er ikke brugt, da det kalder sig „{key[:LONGEST]}“: {some}",
                Reason.HIDDEN: f"{days} på det skjulte ark {sheet} er ikke brugt: {some}",
                Reason.FINAL: f"{days} på arket {sheet} er ikke brugt, da „{key[:LONGEST]}“ gælder: {some}",
                Reason.VERSION: f"{days} er ikke brugt, da arket {key}, der ligner en anden version af planen, "
                f"ikke har {'den' if size == 1 else 'dem'}: {some}",
                Reason.COLUMN: (
                    f"kolonnen „{key}“ ({some}) er ikke brugt; fristerne regnes efter opsætningen"
                    if key
                    else f"{size} kolonner er ikke brugt ({some}); fristerne regnes efter opsætningen"
                ),
                Reason.EVENTS: (
                    f"dagene under „{key}“ ({some}) er ikke regnet som møder"
                    if key
                    else f"dagene under {size} overskrifter ({some}) er ikke regnet som møder"
                ),
                Reason.NOT_HELD: f"{days.replace(' dag', ' dag er')} ikke regnet med ({key}): {some}"
                if size == 1
                else f"{size} dage er ikke regnet med{f' ({key})' if key else ''}: {some}",
                Reason.DOUBT: f"{days} er ikke brugt, da en tekst måske ændrer {'den' if size == 1 else 'dem'}: {some}",
                Reason.SHARED: f"{counted(size, 'række', 'rækker')} uden dag har fået dagen over sig: {some}",
                Reason.OTHERS: f"{days} for {key} er ikke brugt i {owner}'s egen fil ({some})",
                Reason.NOBODY: f"{days}{named} hører ikke til et udvalg, der kendes ({some})",
                Reason.NO_YEAR: f"{days} har kun måned og dag, og året står ikke i arket eller i filens navn ({some})",
                Reason.UNREAD: f"{days} kan ikke læses med sikkerhed: {some}",
                Reason.CHANGE: f"{counted(size, 'tekst', 'tekster')} om ændrede møder er ikke brugt: {some}",
                Reason.BODIES: f"{counted(size, 'celle', 'celler')} med udvalg på arket {sheet} er ikke brugt: {some}",
                Reason.DAYS: f"{counted(size, 'celle', 'celler')} med dage på arket {sheet} er ikke brugt: {some}",
            }[reason],
            cells,
        )


def _changed(groups: dict[str, list[str]]) -> str:
    """What has become of the meetings that a text elsewhere changes, with their cells."""
    told = [f"{what}: {_some(cells)}" for what, cells in groups.items()]
    left = len(told) - _EXAMPLES
    return "; ".join(told[:_EXAMPLES]) + (f" og {counted(left, 'ændring', 'ændringer')} til" if left > 0 else "")


def _some(cells: Sequence[str]) -> str:
    left = len(cells) - _EXAMPLES
    return listed([*cells[:_EXAMPLES], *([f"{left} til"] if left > 0 else [])])
