"""The log of what has changed, which lives on from run to run: new steps, answers to what was asked, how many times.

A row is known by the id that its item has now, so every step carries the ids of the rows before on to the new ones.
How the log is written and read back is the business of ``sheets.changes`` and ``reading.changes``.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, NamedTuple

from udmoentning_xl.danish import counted, day, fold
from udmoentning_xl.plan import CHANGE_DTYPES, VERSION_DTYPES, Plan, records, typed_frame
from udmoentning_xl.values.markers import read_yes
from udmoentning_xl.versions.change import (
    ASKED,
    MOVES,
    THERE,
    WHOLE,
    Change,
    ChangeKind,
    months_between,
    move_told,
    words_in,
)
from udmoentning_xl.versions.likeness import ACCEPTED, names_another, title_likeness
from udmoentning_xl.versions.states import Version

#: What somebody writes in *Samme som* where an item is not any that was there before.
NEW_WORDS = frozenset({"ny", "nej", "nye", "nyt"})
#: What does not count in an id that somebody has written, and what may stand before a number.
_PLAIN, _NUMBER_WORD = re.compile(r"[\W_]+"), re.compile(r"\A(?:nr|nummer|id)(?=\d)")
#: How many items a line of the whole plan is of, at its end.
_ITEMS = re.compile(r"\((\d{1,6}) indsats(?:er)?\)\Z")
#: The title that an item was divided from, or joined of, in the sentence on it.
_WAS = re.compile(r"\bdet, der var \S{1,40} „(.*)“ \(svaret", re.DOTALL)
_QUOTED = re.compile(r"\A„(.*?)“(?:, |\Z)", re.DOTALL)


class LogVersion(NamedTuple):
    """A version that is in the log: its day, its file, its items, and how many changes were seen in it."""

    as_of: date
    name: str
    items: int
    changes: int = 0


@dataclass(frozen=True)
class Log:
    """The versions in order of time, each with something new, and every change, the oldest first.

    ``today`` is the day of the run; without it the last version is taken to be of it.
    """

    versions: tuple[LogVersion, ...] = ()
    changes: tuple[Change, ...] = ()
    today: date | None = field(default=None, compare=False)

    @property
    def latest(self) -> tuple[Change, ...]:
        """What has changed since the last run; nothing where the last changes were seen before today."""
        last = self.versions[-1].as_of if self.base else None
        return tuple(change for change in self.changes if change.as_of == last)

    @property
    def base(self) -> LogVersion | None:
        """The version that ``latest`` is counted from; None where nothing has changed today."""
        is_new = len(self.versions) > 1 and self.today in (None, self.versions[-1].as_of)
        return self.versions[-2] if is_new else None


def seen(version: Version, changes: int = 0) -> LogVersion:
    """The line of a version in the log."""
    return LogVersion(version.as_of, version.name, len(version.states), changes)


def extended(log: Log, version: Version, step: Sequence[Change], now: Mapping[str, str]) -> Log:
    """The log with one more version: what changed in ``step``, and ``now``, the new id of each item that goes on.

    A version in which nothing has changed leaves the log as it is, but for the ids; two of a file on one day are one.
    """
    before = tuple(replace(change, now=now.get(change.now or "")) for change in log.changes)
    if not step:
        return Log(log.versions, before)
    line, others = seen(version, len(step)), log.versions
    is_twin = len(others) > 1 and (others[-1].as_of, others[-1].name) == (line.as_of, line.name)
    others = others[:-1] if is_twin else others
    last = others[-1].as_of if others else version.as_of
    dated = _back(before, [replace(change, as_of=version.as_of) for change in step])
    changes = _linked([*before, *(_timed(change, before, last) for change in dated)])
    if not is_twin:
        return Log((*others, line), tuple(_counted(changes)))
    own = [change for change in changes if change.as_of == line.as_of]
    earlier = [change for change in changes if change.as_of != line.as_of]
    own = _netted(_put_back(own))
    versions = (*others, line._replace(changes=len(own))) if own else others
    return Log(versions, tuple(_counted([*earlier, *own])))


def _netted(changes: Iterable[Change]) -> list[Change]:
    """The changes of one day less what was done and undone: of one field the first before and the last after."""
    first: dict[tuple[str | None, str], int] = {}
    found: list[Change | None] = []
    for change in changes:
        if change.title == WHOLE:
            undone = next((at for at, one in enumerate(found) if one and _undoes(change, one)), None)
            found = [*found, change] if undone is None else [*found[:undone], None, *found[undone + 1 :]]
            continue
        item = fold(change.title) if change.what in THERE else change.now
        key = item, _FIELDS.get(change.what, change.what)
        place = first.get(key) if item and change.what != ChangeKind.SAME else None
        earlier = None if place is None else found[place]
        if place is None or earlier is None:
            first[key] = len(found)
            found.append(change)
        elif change.what in THERE:  # gone and back, or come and gone
            found[place] = None if earlier.what != change.what else change
        else:
            was = earlier.before.partition(", ")[0] if key[1] == "completion" else earlier.before
            found[place] = None if was == change.after else _joined(earlier, change)
    return [change for change in found if change is not None]


def _undoes(change: Change, earlier: Change) -> bool:
    """Whether a change takes back an earlier one of the same item, or of the whole plan."""
    is_alike = (change.title, change.what) == (earlier.title, earlier.what)
    return is_alike and _is_opposite(change, earlier)


def _is_opposite(one: Change, other: Change) -> bool:
    return one.what == other.what and bool(one.before) and (one.before, one.after) == (other.after, other.before)


def _put_back(changes: Sequence[Change]) -> list[Change]:
    """The changes of one day, where what has changed for the whole plan and for single items takes each other back.

    The line of the whole plan counts the items that it still holds for, and goes where it holds for none.
    """
    left = [*changes]
    for whole in [change for change in changes if change.title == WHOLE]:
        counted_items = _ITEMS.search(whole.sentence)
        back = [change for change in left if change.title != WHOLE and _is_opposite(change, whole)]
        still = int(counted_items[1]) - len(back) if counted_items else -1
        if not back or still < 0:  # more than it is of: some were not moved by it
            continue
        told = _ITEMS.sub(f"({counted(still, 'indsats', 'indsatser')})", whole.sentence)
        gone = {*map(id, back), *(() if still else (id(whole),))}
        left = [
            replace(change, sentence=told) if change is whole else change for change in left if id(change) not in gone
        ]
    return left


#: The field that a change is of, where several are of one.
_FIELDS: dict[str, str] = {
    **dict.fromkeys(THERE, "there"),
    **dict.fromkeys(MOVES, "due"),
    **dict.fromkeys((ChangeKind.DONE, ChangeKind.REOPENED, ChangeKind.PARTIAL, ChangeKind.DROPPED), "completion"),
    **dict.fromkeys((ChangeKind.CLOSED, ChangeKind.OPENED), "closed"),
}


def _joined(first: Change, last: Change) -> Change:
    """Two changes of one field as one."""
    then, now = told_day(first.before), told_day(last.after)
    if last.what in MOVES and now and not then:  # there was no day that it can have moved from
        told = f"har fået tidspunktet {words_in(last.sentence) or last.after}"
        told += f" (før {first.before})" if first.before else ""
        own = replace(last, what=ChangeKind.DATED, sentence=told, months=None, nth=None)
        return replace(own, before=first.before, then=first.then)
    if last.what not in MOVES or not then or not now:
        return replace(last, before=first.before, then=first.then)
    is_later = now > then
    told = move_told(then, now, words_in(last.sentence))
    what = ChangeKind.POSTPONED if is_later else ChangeKind.BROUGHT_FORWARD
    months = months_between(then, now)
    return replace(last, what=what, sentence=told, before=first.before, then=first.then, months=months)


def _back(log: Sequence[Change], step: Sequence[Change]) -> list[Change]:
    """The step, with what is new there and was gone before told as back again."""
    lost: dict[str, Change] = {}
    for change in log:
        if change.what == ChangeKind.GONE and change.then:
            lost[fold(change.title)] = change
        elif change.what == ChangeKind.BACK:
            lost.pop(fold(change.title), None)
    found = []
    for change in step:
        was = lost.get(fold(change.title)) if change.what == ChangeKind.NEW else None
        if was:
            told = f"er tilbage; var væk siden {day(was.as_of or date.min)}"
            change = replace(change, what=ChangeKind.BACK, then=was.then, sentence=told, before=was.before)
        elif change.what == ChangeKind.NEW:
            near = [one for one in lost.values() if _is_near(one.title, change.title)]
            if len(near) == 1:
                told = (
                    f"ligner {near[0].then} „{near[0].title}“, der har været væk siden {day(near[0].as_of or date.min)}"
                )
                change = replace(change, sentence=f"{change.sentence}; {told}")
        found.append(change)
    return found


def _timed(change: Change, log: Sequence[Change], last: date) -> Change:
    """What is finished, with whether it was in time: not overdue by the first day known when it was last seen open."""
    if change.what != ChangeKind.DONE:
        return change
    moves = [one.before for one in log if one.now == change.now and one.what in MOVES]
    first = next(filter(None, map(told_day, [*moves, change.before])), None)
    if first is None:
        return change
    told = (
        f"til tiden (første tidspunkt {day(first)})" if first >= last else f"efter det første tidspunkt, {day(first)}"
    )
    return replace(change, sentence=f"{change.sentence} {told}")


def told_day(text: str) -> date | None:
    """The day at the end of what a log says: „31-03-2027“, „fra 01-03-2027“, „åben, 31-03-2027“."""
    try:
        return datetime.strptime(text[-10:], "%d-%m-%Y").date()
    except ValueError:
        return None


def _is_near(one: str, other: str) -> bool:
    return title_likeness(one, other) >= ACCEPTED and not names_another(one, other)


def _linked(changes: Sequence[Change]) -> list[Change]:
    """The changes with the id that an item has now where it was gone and is back."""
    returned = {fold(change.title): change.now for change in changes if change.what == ChangeKind.BACK}

    def linked(change: Change) -> Change:
        now = change.now or returned.get(fold(change.title))
        return replace(change, now=now) if now and change.what != ChangeKind.GONE else change

    return [*map(linked, changes)]


def _counted(changes: Sequence[Change]) -> list[Change]:
    """The changes with how many times each item has been postponed, by the log or by what its own text tells."""
    times = Counter[str]()
    found = []
    for change in _linked(changes):
        now = change.now
        if change.what == ChangeKind.POSTPONED:
            key = now or fold(change.title)
            times[key] = max(times[key] + 1, change.nth or 0)
            change = replace(change, nth=times[key])
        found.append(change)
    return found


# -- answers ----------------------------------------------------------------------------------------------------------


def answered(log: Log) -> Log:
    """The log with what somebody has answered in *Samme som* carried out; what nobody has answered is still asked."""
    days = dict.fromkeys(change.as_of for change in log.changes if change.what == ChangeKind.SAME)
    changes = _found_again(log.changes)
    for when in days:
        answers = _Answers([change for change in changes if change.as_of == when and change.what == ChangeKind.SAME])
        changes = [new for change in changes for new in answers.carried_out(change, when)]
        changes += [replace(one, as_of=when) for one in answers.alone()]
        changes = [answers.known_again(change) for change in changes]
    order = {one.as_of: place for place, one in enumerate(log.versions)}
    return Log(log.versions, tuple(_counted(sorted(changes, key=lambda one: order.get(one.as_of or date.min, 0)))))


def _found_again(changes: Sequence[Change]) -> list[Change]:
    """The changes where somebody has written at what is new, or at what is gone, that the two are one."""
    gone = [one for one in changes if one.what == ChangeKind.GONE and one.then]
    new = [one for one in changes if one.what == ChangeKind.NEW and one.now]
    pairs: dict[Change, Change] = {}
    for one in changes:
        if one.what == ChangeKind.NEW and (was := _named(one.same_as, {was.then or "": was for was in gone})):
            pairs[one] = was
        elif one.what == ChangeKind.GONE and (now := _named(one.same_as, {now.now or "": now for now in new})):
            pairs[now] = one
    lost, found = set(map(id, pairs.values())), []
    for one in changes:
        was = pairs.get(one)
        if was is not None:
            told = f"hedder nu „{one.title}“, før „{was.title}“ (svaret i Ændringer)"
            plain = replace(one, before=was.title, after=one.title, same_as="", kroner=None)
            found.append(replace(plain, what=ChangeKind.RENAMED, then=was.then, sentence=told))
        elif id(one) not in lost:
            found.append(one)
    return found


def continued(log: Log, kept: Log) -> Log:
    """The log worked out anew, with what people have answered and corrected in the one that was ``kept`` of it."""
    said = {(one.as_of, one.then, one.now): one.same_as for one in kept.changes if one.same_as}
    alike = {ChangeKind.RENAMED, ChangeKind.DIVIDED, ChangeKind.JOINED}
    said |= {(one.as_of, one.then, one.now): one.then or "" for one in kept.changes if one.what in alike}
    new = {(one.as_of, one.now) for one in kept.changes if one.what == ChangeKind.NEW}
    gone = {(one.as_of, one.then) for one in kept.changes if one.what == ChangeKind.GONE}
    found = []
    for one in log.changes:
        if one.what == ChangeKind.SAME:
            no = "ny" if (one.as_of, one.now) in new else "nej" if (one.as_of, one.then) in gone else ""
            one = replace(one, same_as=said.get((one.as_of, one.then, one.now), no) or one.same_as)
        found.append(one)
    own = {_row(one): one for one in kept.changes}
    marks = {(one.as_of, one.what, one.then, one.now): one.same_as for one in kept.changes if one.same_as}
    found = [
        replace(one, same_as=marks.get((one.as_of, one.what, one.then, one.now), "")) if one.what in THERE else one
        for one in found
    ]
    done = answered(Log(log.versions, tuple(found)))
    return Log(log.versions, tuple(own.get(_row(one), one) for one in done.changes))


def _row(change: Change) -> tuple[object, ...]:
    return change.as_of, change.what, change.then, change.now, change.before, change.after


def as_answered(log: Log, others: Iterable[Log]) -> Log:
    """The log with what was answered in ``others``, which are of the same plan and may be of other days and ids.

    Items are known there by their titles: what was renamed, divided or joined is the same, what was gone on the day
    that the other was new is not.
    """
    same, apart = defaultdict[str, set[str]](set), set[tuple[str, str]]()
    for other in map(answered, others):
        gone = [(one.as_of, fold(one.title)) for one in other.changes if one.what == ChangeKind.GONE]
        new = [(one.as_of, fold(one.title)) for one in other.changes if one.what == ChangeKind.NEW]
        apart |= {(then, now) for day_then, then in gone for day_now, now in new if day_then == day_now}
        for one in other.changes:
            if one.what == ChangeKind.RENAMED:
                same[fold(one.before)].add(fold(one.after))
            elif one.what in (ChangeKind.DIVIDED, ChangeKind.JOINED) and (was := _WAS.search(one.sentence)):
                same[fold(was[1])].add(fold(one.title))

    def answer(question: Change) -> str:
        then, now = fold(question.title), fold(_title_now(question))
        reached, left = {then}, [then]
        while left:  # renamed again and again
            left += [one for one in same[left.pop()] if one not in reached]
            reached |= {*left}
        if now in reached - {then}:
            return question.then or ""
        return "nej" if (then, now) in apart else ""

    changes = (
        replace(one, same_as=one.same_as or answer(one)) if one.what == ChangeKind.SAME else one for one in log.changes
    )
    return replace(log, changes=tuple(changes))


class _Answers:
    """The questions of one version with what was answered: pairs that are the same, and pairs that are not."""

    def __init__(self, questions: Sequence[Change]) -> None:
        said = {(one.then, one.now): _answer(one) for one in questions}
        self._questions = {(one.then, one.now): one for one in questions}
        # What cannot be read is asked again, and with it what that answer may change.
        odd = {pair for pair, answer in said.items() if answer is None and self._questions[pair].same_as}
        olds, news = {then for then, _ in odd}, {now for _, now in odd}
        self.same = {pair for pair, answer in said.items() if answer and pair[0] not in olds and pair[1] not in news}
        refused = {pair for pair, answer in said.items() if answer is False}
        is_new = {now for (_, now), answer in said.items() if answer is False and self._is_new(now)}
        taken = {then for then, _ in self.same}, {now for _, now in self.same}
        self.other = {
            pair
            for pair in said.keys() - odd
            if not said[pair] and (pair in refused or pair[1] in is_new or pair[0] in taken[0] or pair[1] in taken[1])
        }
        self._times = Counter(then for then, _ in self.same), Counter(now for _, now in self.same)

    def _is_new(self, now: str | None) -> bool:
        """Whether somebody has said of an item that it was not there before, whichever it was asked about."""
        words = (fold(one.same_as) for (_, other), one in self._questions.items() if other == now)
        return any(word in NEW_WORDS - {"nej"} for word in words)

    def carried_out(self, change: Change, when: date | None) -> list[Change]:
        """What a row of the log becomes."""
        pair = change.then, change.now
        if change.as_of != when or not change.what.endswith(ASKED) or pair not in self.same | self.other:
            return [change]
        if pair in self.other:
            return []
        then, now = self._times[0][change.then], self._times[1][change.now]
        if change.what != ChangeKind.SAME:
            return [replace(change, what=change.what.removesuffix(ASKED))] if then == now == 1 else []
        if then > 1 or now > 1:
            how = "er en del af det, der var" if then > 1 else "er nu også det, der var"
            told = f"{how} {change.then} „{change.title}“ (svaret i Ændringer)"
            what = ChangeKind.DIVIDED if then > 1 else ChangeKind.JOINED
            return [replace(change, what=what, title=_title_now(change), sentence=told, same_as="")]
        title = _title_now(change)
        if fold(title) == fold(change.title):
            return []
        told = f"hedder nu „{title}“, før „{change.title}“ (svaret i Ændringer)"
        return [
            replace(
                change,
                what=ChangeKind.RENAMED,
                title=title,
                sentence=told,
                before=change.title,
                after=title,
                same_as="",
            )
        ]

    def alone(self) -> list[Change]:
        """The rows of items that are no other: gone, or new."""
        open_ = self._questions.keys() - self.other
        old, new = {then for then, _ in open_}, {now for _, now in open_}
        found: dict[tuple[str, str | None], Change] = {}
        for then, now in self.other:
            question = self._questions[then, now]
            if then not in old:
                was = "ikke afsluttet" if not question.before.startswith(("afsluttet", "udgår")) else "afsluttet"
                told = f"står ikke i planen mere og var {was}"
                gone = replace(question, what=ChangeKind.GONE, now=None, sentence=told, after="", same_as="", place="")
                found[ChangeKind.GONE, then] = gone
            if now not in new:
                title = _title_now(question)
                fresh = replace(question, what=ChangeKind.NEW, title=title, then=None, before="", same_as="")
                found[ChangeKind.NEW, now] = replace(fresh, sentence="er ny i planen")
        return [found[key] for key in sorted(found, key=str)]

    def known_again(self, change: Change) -> Change:
        """An older row of an item that is now known to be another's."""
        if change.now or change.what == ChangeKind.GONE:
            return change
        own = [pair for pair in self.same if fold(self._questions[pair].title) == fold(change.title)]
        return replace(change, now=own[0][1]) if len(own) == 1 else change


def _answer(question: Change) -> bool | None:
    """True where the two are the same, False where they are not, None where nobody has said."""
    if not fold(question.same_as):
        return None
    if question.then and _named(question.same_as, {question.then: question}):
        return True
    return False if fold(question.same_as) in NEW_WORDS else read_yes(question.same_as)


def is_odd(change: Change) -> bool:
    """Whether something stands in *Samme som* that names nothing the row is asked about."""
    said = fold(change.same_as)
    return bool(said) and said not in NEW_WORDS and change.what in {ChangeKind.SAME, ChangeKind.NEW, ChangeKind.GONE}


def _named(said: str, known: Mapping[str, Change]) -> Change | None:
    """The row of the id that somebody has written, „d8“, „D 8.“ or „nr. 8“, where only one is meant."""
    plain = _PLAIN.sub("", fold(said))
    exact = [one for item, one in known.items() if _PLAIN.sub("", fold(item)) == plain]
    number = _NUMBER_WORD.sub("", plain)
    found = exact or [one for item, one in known.items() if _PLAIN.sub("", fold(item.partition("-")[2])) == number]
    return found[0] if plain and len(found) == 1 else None


def _title_now(question: Change) -> str:
    """The title of the new item that a question is about."""
    found = _QUOTED.match(question.after)
    return found[1] if found else question.title


# -- frames -----------------------------------------------------------------------------------------------------------


def with_log(plan: Plan, log: Log) -> Plan:
    """The plan with the log as its frames ``versions`` and ``changes``."""
    changes = typed_frame((vars(change) for change in log.changes), CHANGE_DTYPES)
    return replace(plan, changes=changes, versions=typed_frame((one._asdict() for one in log.versions), VERSION_DTYPES))


def log_of(plan: Plan) -> Log:
    """The log that a plan holds."""
    changes = [_change(row) for row in records(plan.changes)]
    versions = [
        LogVersion(row["as_of"].date(), row["name"], int(row["items"]), int(row["changes"]))
        for row in records(plan.versions)
    ]
    return Log(tuple(versions), tuple(changes), plan.as_of)


def _change(row: Mapping[str, Any]) -> Change:
    texts = {name: row[name] or "" for name in _TEXTS}
    when = row["as_of"] and row["as_of"].date()
    return Change(**{**row, **texts, "as_of": when})


_TEXTS = ("title", "committees", "sentence", "before", "after", "place", "same_as", "what")


def by_item(changes: Iterable[Change]) -> dict[str, list[Change]]:
    """The changes of each item that the plan has now; what is only asked is left out."""
    found = defaultdict[str, list[Change]](list)
    for change in changes:
        if change.now and not change.what.endswith(ASKED):
            found[change.now].append(change)
    return dict(found)
