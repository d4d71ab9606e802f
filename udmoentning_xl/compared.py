"""A comparison of versions as Danish lines for the terminal; the form for machines is ``contract``."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from udmoentning_xl.danish import counted, day, kroner
from udmoentning_xl.versions.change import ASKED, WHOLE, Change, ChangeKind, span_told
from udmoentning_xl.versions.likeness import title_likeness
from udmoentning_xl.versions.log import Log, told_day

#: What asks for somebody's attention, with the word that stands before it.
_ATTENTION = {
    ChangeKind.GONE: "VÆK",
    ChangeKind.SAME: "SAMME?",
    ChangeKind.RENAMED: "OMDØBT",
    ChangeKind.BACK: "TILBAGE",
    ChangeKind.REOPENED: "GENÅBNET",
}
_OTHER = {
    ChangeKind.RENAMED: "Rettet titel",
    ChangeKind.COMMITTEES: "Udvalg",
    ChangeKind.RESPONSIBLE: "Ansvarlig",
    ChangeKind.SECTION: "Hovedpunkt",
    ChangeKind.KIND: "Type",
    ChangeKind.CLOSED: "Lukket",
    ChangeKind.OPENED: "Åbnet",
    ChangeKind.PARTIAL: "Delvist gennemført",
    ChangeKind.DROPPED: "Udgået",
    ChangeKind.DIVIDED: "Delt",
    ChangeKind.JOINED: "Lagt sammen",
    ChangeKind.UNDATED: "Uden tidspunkt",
    ChangeKind.DATED: "Nyt tidspunkt",
    ChangeKind.WRITTEN: "Skrevet anderledes",
}
_MOVES = (ChangeKind.POSTPONED, ChangeKind.BROUGHT_FORWARD)
_TITLE = 44
#: Titles more alike than this differ by a slip of the pen or an addition.
_SLIP = 0.9
#: From here an item has been postponed again and again.
_AGAIN = 2


def needs_attention(change: Change) -> bool:
    """Whether somebody must look at a change: what is gone while open, asked, renamed, back again or reopened."""
    if change.what == ChangeKind.GONE:
        return change.title == WHOLE or "ikke afsluttet" in change.sentence
    if change.what == ChangeKind.RENAMED:
        return title_likeness(change.before, change.after) < _SLIP
    return change.what in _ATTENTION


def comparison_lines(log: Log, headings: Sequence[str], *, renumbered: bool, known: int) -> Iterator[str]:
    """The comparison in words. ``headings`` name each version with its day; ``known`` items are the same in all."""
    yield f"Sammenlignet: {' → '.join(headings)}"
    first, last = log.versions[0], log.versions[-1]
    told = f"{counted(first.items, 'indsats', 'indsatser')} dengang, {last.items} nu; {known} er de samme."
    yield told + (" Numrene er givet om; det gør ingen forskel." if renumbered else "")
    if not log.changes:
        yield ""
        yield "Ingen forskel."
        return
    for lines in (_attention(log), _again(log), _moves(log), *_lists(log)):
        yield from lines


def _attention(log: Log) -> Iterator[str]:
    found = [change for change in log.changes if needs_attention(change)]
    if found:
        yield ""
        yield "Kræver opmærksomhed"
    for change in found:
        asked = " Svar i arket Ændringer." if change.what == ChangeKind.SAME else ""
        text = f"{change.title}: {_with_bodies(change)}.{asked}"
        yield f"  {_ATTENTION[ChangeKind(change.what)]:<8}  {_id(change):<8}  {text}{_when(log, change)}"


def _again(log: Log) -> Iterator[str]:
    """The items that have been postponed more than once."""
    moves: dict[str, list[Change]] = {}
    for change in log.changes:
        if change.what in _MOVES and change.now:
            moves.setdefault(change.now, []).append(change)
    often = {item: own for item, own in moves.items() if max(one.nth or 0 for one in own) >= _AGAIN}
    if often:
        yield ""
        yield "Udskudt igen og igen"
    for item, own in often.items():
        first, last = told_day(own[0].before), told_day(own[-1].after)
        times = f"udskudt {max(one.nth or 0 for one in own)} gange"
        yield f"  {item:<8}  {own[-1].title}: {times}{_net(first, last)}"


def _net(first: date | None, last: date | None) -> str:
    if not first or not last or first == last:
        return ""
    return f", fra {day(first)} til {day(last)} ({span_told(first, last)}{'' if last > first else ' før'})"


def _moves(log: Log) -> Iterator[str]:
    found = [change for change in log.changes if change.what in _MOVES]
    later = sum(change.what == ChangeKind.POSTPONED for change in found)
    if found:
        yield ""
        items = f" ({_items(found)})" if len(found) > len({change.now or change.then for change in found}) else ""
        yield f"Tidspunkter: {later} udskudt, {len(found) - later} rykket frem{items}"
    for change in found:
        then, now = told_day(change.before), told_day(change.after)
        far = span_told(then, now) if then and now else ""
        back = "" if not then or not now or now > then else " før"
        title = change.title if len(change.title) <= _TITLE else change.title[: _TITLE - 1] + "…"
        dates = f"{change.before} → {change.after}   {far}{back}"
        yield f"  {_id(change):<8}  {title:<{_TITLE}}  {dates}{_when(log, change)}"


def _lists(log: Log) -> Iterator[Iterator[str]]:
    """What is told as lists: finished, amounts, and everything else."""
    done = [change for change in log.changes if change.what == ChangeKind.DONE]
    if done:
        ids = list(dict.fromkeys(map(_id, done)))
        yield iter(["", f"Afsluttet siden sidst: {len(ids)}   ({', '.join(ids)})"])
    yield _told(log, "Beløb", lambda one: one.what == ChangeKind.AMOUNT, _money)
    for what, words in _OTHER.items():
        yield _told(log, words, lambda one, what=what: one.what == what and not needs_attention(one))  # type: ignore[misc]
    yield _told(log, "Nye", lambda one: one.what == ChangeKind.NEW)
    yield _told(log, "Væk, men afsluttet", lambda one: one.what == ChangeKind.GONE and not needs_attention(one))


def _told(
    log: Log, words: str, is_told: Callable[[Change], bool], after: Callable[[Sequence[Change]], str] = lambda _: ""
) -> Iterator[str]:
    found = [change for change in log.changes if is_told(change) and not change.what.endswith(ASKED)]
    if found:
        own = [change for change in found if change.title != WHOLE]
        yield ""
        yield f"{words}: {_items(own)}{after(own)}" if own else words
    for change in found:
        name = "" if change.title == WHOLE else f"{_id(change):<8}  {change.title}: "
        yield f"  {name}{change.sentence}{_when(log, change)}"


def _money(changes: Sequence[Change]) -> str:
    total = sum(change.kroner or 0 for change in changes)
    return f", i alt {'+' if total > 0 else ''}{kroner(total)}" if total else ""


def _items(changes: Sequence[Change]) -> str:
    """How many items changes are of, and how many changes they are, where an item has several."""
    number = len({change.now or change.then for change in changes})
    more = f", {len(changes)} ændringer" if number < len(changes) else ""
    return f"{counted(number, 'indsats', 'indsatser')}{more}"


def _id(change: Change) -> str:
    return change.now if change.now and change.what != ChangeKind.SAME else change.then or change.now or ""


def _with_bodies(change: Change) -> str:
    """The sentence, and of what is gone the committees that had it."""
    if change.what != ChangeKind.GONE or not change.committees:
        return change.sentence
    plain = change.sentence.removesuffix(")")
    return f"{plain}; {change.committees})" if plain != change.sentence else f"{plain} ({change.committees})"


def _when(log: Log, change: Change) -> str:
    """The day of a change, where there are several steps."""
    return f"   [{day(change.as_of)}]" if change.as_of and len(log.versions) > 2 else ""
