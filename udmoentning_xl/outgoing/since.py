"""What has changed for a committee since its last dispatch, as its files and its mail tell it."""

from collections.abc import Collection
from dataclasses import replace

from udmoentning_xl.danish import fold
from udmoentning_xl.plan import Plan
from udmoentning_xl.versions.change import MOVES, ChangeKind, told_to_committees
from udmoentning_xl.versions.changes import changes_between
from udmoentning_xl.versions.identity import Pairing, pair
from udmoentning_xl.versions.log import Log, by_item, seen, with_log
from udmoentning_xl.versions.states import Version, stranger, version_of

#: What is seen in a column alone.
_SHOWN_IN = {
    "due_text": MOVES,
    "completion": (ChangeKind.DONE, ChangeKind.REOPENED, ChangeKind.PARTIAL, ChangeKind.DROPPED),
    "completion_text": (ChangeKind.DONE, ChangeKind.REOPENED, ChangeKind.PARTIAL, ChangeKind.DROPPED),
    "committee_text": (ChangeKind.COMMITTEES,),
    "responsible": (ChangeKind.RESPONSIBLE,),
    "section": (ChangeKind.SECTION,),
    "kind": (ChangeKind.KIND,),
}


def with_since(own: Plan, then: Version | None, hidden: Collection[str] = ()) -> Plan:
    """A committee's own plan with what has changed for its items since it was sent ``then``.

    Nothing is said of an item that it does not have now, nor of what the two versions only may have in common, nor of
    what it could see in one of them only: ``hidden`` are the columns of ``plan.items`` and years that are hidden now.
    """
    now = version_of(own)
    now = replace(now, years=tuple(year for year in now.years if str(year) not in hidden))
    if then is None or not then.states or not now.states:
        return own
    pairing = pair(then.rows, now.rows)
    then = _as_read_now(then, now, pairing)
    step = [] if stranger(then, now, pairing) else changes_between(then, now, pairing)
    untold = {what for name, whats in _SHOWN_IN.items() if name in hidden for what in whats}
    if then and not any(state.due.text for state in then.states.values()):
        untold |= {*_SHOWN_IN["due_text"]}
    seen_by_it = [change for change in step if change.what not in untold and change.what != ChangeKind.OPENED]
    told = [
        replace(change, as_of=own.as_of)
        for changes in by_item(seen_by_it).values()
        for change in told_to_committees(changes)
    ]
    return with_log(own, Log((seen(then), seen(now, len(told))), tuple(told))) if told else own


def asked_since(own: Plan, then: Version | None) -> list[str]:
    """The items of a committee's own plan of which nobody can see if they are some that it was sent ``then``."""
    now = version_of(own)
    if then is None or not then.states or not now.states:
        return []
    pairing = pair(then.rows, now.rows)
    near = {*(new for _, new, _ in pairing.asked), *(new for parts in pairing.parts for new in parts.new)}
    return [] if stranger(then, now, pairing) else [item for item in now.states if item in near]


def _as_read_now(then: Version, now: Version, pairing: Pairing) -> Version:
    """What was sent, with the day of now for a date that is written as it was then: „mødet i maj“, once it is known."""
    states = dict(then.states)
    for old, new in pairing.now.items():
        due, same = states[old].due, now.states[new].due
        if due.text and fold(due.text) == fold(same.text or ""):
            states[old] = states[old]._replace(due=same)
    return replace(then, states=states)
