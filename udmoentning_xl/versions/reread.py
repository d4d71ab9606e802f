"""What a correction of the reading makes of the log: lines of what was only read wrong are no changes of the plan.

One workbook is read both ways, as it was read then and as it is read now; where an item's field differs, what the log
tells of that field came of the wrong reading. How the two readings come about is the business of ``reading.past``.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from udmoentning_xl.danish import fold
from udmoentning_xl.versions.change import ASKED, STANDS_IN, WHOLE, Change, ChangeKind
from udmoentning_xl.versions.changes import DONE_TOLD
from udmoentning_xl.versions.log import Log
from udmoentning_xl.versions.states import State, Version

#: What an item says in each field that changes are told of, by the column that they stand in.
_SAID: dict[str, Callable[[State], Any]] = {
    "title": lambda state: fold(state.row.title or ""),
    "due_text": lambda state: state.due,
    "completion": lambda state: state.completion,
    "confidential": lambda state: state.closed,
    "committee_text": lambda state: state.bodies,
    "responsible": lambda state: state.row.responsible,
    "section": lambda state: state.row.section,
    "kind": lambda state: state.row.kind,
    ChangeKind.AMOUNT: lambda state: (state.row.amounts, {key: at for key, at in state.cells.items() if key.isdigit()}),
}
#: What several columns can tell alike, so that only another answer makes it another reading.
_WHEREVER = frozenset({"completion", "confidential"})


@dataclass(frozen=True)
class CorrectedReading:
    """How two readings of one workbook differ: in which fields of which item of today, and in which items.

    ``whole`` are the fields that differ in most items; ``only_then`` and ``only_now`` the folded titles of the items
    that one reading alone has.
    """

    fields: Mapping[str, frozenset[str]]
    whole: frozenset[str]
    only_then: frozenset[str]
    only_now: frozenset[str]


def corrected_reading(then: Version, now: Version, same: Mapping[str, str]) -> CorrectedReading:
    """Compare two readings; ``same`` gives the id now of each item then that stands in the same place."""
    fields = {item: frozenset(_differing(then.states[was], now.states[item])) for was, item in same.items()}
    times = Counter(field for own in fields.values() for field in own)
    whole = frozenset(field for field, number in times.items() if 2 * number > len(fields))
    items = set(same.values())
    return CorrectedReading(
        fields,
        whole,
        frozenset(fold(state.row.title or "") for key, state in then.states.items() if key not in same),
        frozenset(fold(state.row.title or "") for key, state in now.states.items() if key not in items),
    )


def _differing(then: State, now: State) -> list[str]:
    return [
        field
        for field, said in _SAID.items()
        if said(then) != said(now) or (field not in _WHEREVER and then.cells.get(field) != now.cells.get(field))
    ]


def without_misread(log: Log, corrected: CorrectedReading, now: Mapping[str, str]) -> tuple[Log, int]:
    """The log less the lines that came of the reading then, and how many they were; ``now`` gives the ids of today.

    What is finished stays so, but was in time or late by a day that was read wrong.
    """

    def is_misread(change: Change) -> bool:
        kind = change.what.removesuffix(ASKED)
        field = kind if kind in _SAID else STANDS_IN.get(kind, "title")
        if change.title == WHOLE:
            return field in corrected.whole
        if change.what == ChangeKind.GONE:
            return fold(change.title) in corrected.only_now
        item = now.get(change.now or "")
        if item is None:
            return fold(change.title) in corrected.only_then
        is_told = kind == ChangeKind.RENAMED or field != "title"
        return is_told and field in corrected.fields.get(item, ())

    def retold(change: Change) -> Change:
        is_timed = change.what == ChangeKind.DONE and change.sentence.startswith(f"{DONE_TOLD} ")
        if is_timed and "due_text" in corrected.fields.get(now.get(change.now or "", ""), ()):
            return replace(change, sentence=DONE_TOLD, before=change.before.partition(", ")[0])
        return change

    left_out = Counter(change.as_of for change in log.changes if is_misread(change))
    if not left_out:
        return replace(log, changes=tuple(map(retold, log.changes))), 0
    versions = []
    for one in reversed(log.versions):
        number = min(one.changes, left_out[one.as_of])
        left_out[one.as_of] -= number
        if number < one.changes or one == log.versions[0]:  # one in which nothing has changed is none
            versions.append(one._replace(changes=one.changes - number))
    kept = tuple(retold(change) for change in log.changes if not is_misread(change))
    return replace(log, versions=tuple(reversed(versions)), changes=kept), len(log.changes) - len(kept)
