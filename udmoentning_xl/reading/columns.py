"""Settle what each column of a table is: the guesses of its heading weighed against what stands below it."""

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from udmoentning_xl.reading.headings import (
    ASIDE,
    CONTAINED,
    END,
    INFERRED,
    LEFT_OUT,
    ROW_TOTAL,
    SETTINGS,
    SPAN,
    START,
    SURE,
    WEAK,
    Guess,
)
from udmoentning_xl.reading.profiles import Profile
from udmoentning_xl.reading.weights import MERGED, points
from udmoentning_xl.terms import TEXTS, Field

#: Targets that several columns may share; the others are given to the best column alone.
_SHARED = frozenset(
    (
        *TEXTS,
        Field.COMMITTEE,
        Field.INTERNAL,
        ASIDE,
        LEFT_OUT,
        ROW_TOTAL,
        SPAN,
    )
)
#: Titles are themes where no more of them differ; the items' own all do.
THEMES, ALL = 0.75, 0.95
#: The least a guess must be worth, content weighed in, to be believed.
_BELIEVED = 3
#: So many words of how far items are make a column a follow-up, also one called „Opfølgning“.
_STATES = 0.75
#: So many committees under „Hvem“ say who handles the items.
_MOSTLY_BODIES = 0.5


def settle(
    guesses: Mapping[int, Sequence[Guess]], profiles: Mapping[int, Profile], barred: Container[int] = ()
) -> dict[int, Guess]:
    """Column -> the guess that holds. The best guess of all is given first; what is left over gets its next best.

    The committees in the columns ``barred`` are none that get the items.
    """
    ranked = sorted(
        (
            (guess.strength + points(guess, profiles[column]), -column, guess)
            for column, own in guesses.items()
            for guess in own
        ),
        key=lambda entry: (-entry[0], -entry[1]),
    )
    settled: dict[int, Guess] = {}
    taken: set[str] = set()
    for score, negative, guess in ranked:
        column = -negative
        is_follow_up = guess.target == Field.STATUS and profiles[column].state >= _STATES
        shared = is_follow_up or ((guess.target in _SHARED or guess.target.isdigit()) and guess.strength >= CONTAINED)
        if column in settled or score < _BELIEVED or (guess.target in taken and not shared):
            continue
        settled[column] = guess
        taken.add(guess.target)
    if (ends := _finished(profiles, settled)) is not None:
        rest = {
            column: [one for one in own if one.target != Field.COMPLETION]
            for column, own in guesses.items()
            if column == ends
        }
        return settle(
            {**guesses, **rest, ends: [Guess(END, SURE, "dage ved siden af dem, der siger start")]}, profiles, barred
        )
    settled |= _other_half(guesses, profiles, settled, taken)
    return settled | _inferred(guesses, profiles, settled, taken, barred)


def without_notes(
    guesses: Mapping[int, Sequence[Guess]], profiles: Mapping[int, Profile]
) -> dict[int, Sequence[Guess]]:
    """The guesses, with notes under a heading like „Løst og fast“ as remarks, where none says that anything is done."""
    return {
        column: [
            replace(one, target=Field.REMARKS, why="fri tekst, som ikke siger, at noget er afsluttet")
            if one.target == Field.COMPLETION and one.strength < SETTINGS and profiles[column].are_notes
            else one
            for one in own
        ]
        for column, own in guesses.items()
    }


def _finished(profiles: Mapping[int, Profile], settled: Mapping[int, Guess]) -> int | None:
    """The column called Færdig that says when: days in all rows, beside one of starts and none of ends."""
    places = {guess.target: column for column, guess in settled.items()}
    start, column = places.get(START), places.get(Field.COMPLETION)
    if start is None or column is None or {END, Field.DUE} & places.keys() or settled[column].strength >= SETTINGS:
        return None
    seen = profiles[column]
    return column if seen.due >= ALL and seen.filled >= profiles[start].filled else None


def _other_half(
    guesses: Mapping[int, Sequence[Guess]],
    profiles: Mapping[int, Profile],
    settled: Mapping[int, Guess],
    taken: set[str],
) -> dict[int, Guess]:
    """A column called Slut beside one of starts, or the other way round, whatever stands in it but marks."""
    wanted = {START: END, END: START}
    missing = [other for one, other in wanted.items() if one in taken and other not in taken]
    found = (
        (column, guess)
        for column, own in guesses.items()
        for guess in own
        if column not in settled and guess.target in missing and guess.strength >= SURE and profiles[column].mark < 0.5
    )
    return dict(islice(found, 1))


def fits_title(seen: Profile) -> float:
    """How well what stands in a column names the items."""
    return points(Guess(Field.TITLE, SURE, ""), seen)


def _inferred(
    guesses: Mapping[int, Sequence[Guess]],
    profiles: Mapping[int, Profile],
    settled: Mapping[int, Guess],
    taken: set[str],
    barred: Container[int] = (),
) -> dict[int, Guess]:
    """What no heading said, taken from the cells alone; the reason says so, for the user to see."""
    free = [column for column in guesses if column not in settled and profiles[column].filled]
    found: dict[int, Guess] = {}
    if Field.COMMITTEE not in taken:  # „Hvem“ over committees
        found = {
            one: Guess(Field.COMMITTEE, INFERRED, "det er udvalg, der står der")
            for one, guess in settled.items()
            if (
                guess.target == Field.RESPONSIBLE
                and guess.strength <= SURE
                and profiles[one].committee >= _MOSTLY_BODIES
            )
            or (guess.target == Field.CROSS_CUTTING and guess.strength < SURE and profiles[one].named >= ALL)
        }
        taken = taken | {Field.COMMITTEE for _ in found}
    empty = {guess.target for column, guess in settled.items() if not profiles[column].filled}
    for target, looks_like in _LOOKS_LIKE:
        if target == Field.COMMITTEE and target in taken:  # „Videre til“ beside Udvalg
            # „KB 12-02-2025“ under „Bevilling givet“ is what has been
            more = [one for one in free if looks_like(profiles[one]) and profiles[one].due < 0.5 and one not in barred]
            found |= {
                one: Guess(target, INFERRED, "indholdet er udvalg, men overskriften siger det ikke") for one in more
            }
        if target in taken and not (target == Field.DUE and target in empty):
            continue
        fewest = _FEWEST.get(target, 3)  # the name of a committee is nothing else
        like = [
            one
            for one in free
            if one not in found
            and profiles[one].filled >= fewest
            and looks_like(profiles[one])
            and not (target == Field.COMMITTEE and one in barred)
        ]
        if target == Field.DUE:  # of dates side by side, a milestone in each, the last decides
            like = [one for at, one in enumerate(like) if one == like[0] + at][::-1]
        if target == Field.SECTION:  # what is merged over items tells of them where it stands before them
            named = min((one for one, guess in settled.items() if guess.target == Field.TITLE), default=0)
            like = [one for one in like if one < named or profiles[one].section]
        if target == Field.NUMBER:  # which stands before what it counts: a grade or a length is none
            is_title = dict(_LOOKS_LIKE)[Field.TITLE]
            titles = [one for one, guess in settled.items() if guess.target == Field.TITLE]
            titles = titles or [one for one in guesses if is_title(profiles[one])]
            first = min(titles, default=max(guesses) + 1)
            like = [one for one in like if one < first]
        column = like[0] if like else None
        if column is not None:
            found[column] = Guess(target, INFERRED, "indholdet ligner det, men overskriften siger det ikke")
    if Field.TITLE not in taken and Field.TITLE not in {guess.target for guess in found.values()}:
        found |= _best_title(guesses, profiles, settled)
    return found


def _best_title(
    guesses: Mapping[int, Sequence[Guess]], profiles: Mapping[int, Profile], settled: Mapping[int, Guess]
) -> dict[int, Guess]:
    """The column that names the items, where none was sure: any whose heading may mean it, else the description."""
    possible = [
        (points(guess, profiles[column]) + guess.strength, -column)
        for column, own in guesses.items()
        for guess in own
        if guess.target == Field.TITLE and points(guess, profiles[column]) >= 0
    ]
    if possible:
        return {-max(possible)[1]: Guess(Field.TITLE, WEAK, "den kolonne, der bedst kan være emnet")}
    described = next((one for one, guess in settled.items() if guess.target == Field.DESCRIPTION), None)
    if described is None:
        return {}
    return {described: Guess(Field.TITLE, WEAK, "der er ingen kolonne med emne, så beskrivelsen bruges som emne")}


_FEWEST: Mapping[str, int] = {Field.COMMITTEE: 1, Field.SECTION: 2}
_LOOKS_LIKE: tuple[tuple[str, Callable[[Profile], bool]], ...] = (
    (Field.COMMITTEE, lambda seen: seen.named >= 0.3 and seen.named + seen.dash >= 0.8),  # „-“: no further one
    (Field.KIND, lambda seen: seen.kind >= 0.8),
    (Field.SECTION, lambda seen: seen.section >= 0.6 or (seen.tall >= MERGED and max(seen.number, seen.due) < 0.3)),
    (Field.DUE, lambda seen: seen.due >= 0.5 and seen.due + seen.dash >= 0.8 and seen.number < 0.3),
    (Field.STATUS, lambda seen: seen.state >= 0.6 and seen.distinct < 0.7 and seen.states > 1),
    (Field.NUMBER, lambda seen: seen.number >= 0.9 and seen.distinct >= 0.8 and seen.length <= 8),
    (
        Field.TITLE,
        lambda seen: (
            8 <= seen.length <= 160 and seen.distinct >= 0.8 and max(seen.number, seen.due, seen.mark, seen.kind) < 0.3
        ),
    ),
)
