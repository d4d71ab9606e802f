"""What the columns of a table are together: what one is may tell of another, once each by itself is settled."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from udmoentning_xl.danish import fold
from udmoentning_xl.reading.columns import ALL, THEMES, fits_title
from udmoentning_xl.reading.headings import (
    AFTER,
    AMOUNT,
    BEFORE,
    CONTAINED,
    DIRECTION,
    EFFECT,
    END,
    INFERRED,
    LEFT_OUT,
    MILESTONE,
    MONTH,
    PART,
    POLITICAL,
    QUARTER,
    SETTINGS,
    SPAN,
    START,
    SURE,
    TOTAL,
    WEAK,
    WEEK,
    YEAR,
    Guess,
    is_cost,
    is_other_version,
    is_saving,
)
from udmoentning_xl.reading.legends import Legend, explained
from udmoentning_xl.reading.profiles import Profile
from udmoentning_xl.reading.sorts import kind_of
from udmoentning_xl.reading.weights import FEW
from udmoentning_xl.terms import Field
from udmoentning_xl.values.marker_words import Word, word_class
from udmoentning_xl.values.markers import Completion, status_word
from udmoentning_xl.values.secrecy import is_for_committees

#: The heading of a project's whole cost, or of what is left of it or was given before.
_SUM = re.compile(r"samle[dt]|i alt|total|sum\b|\brest|tidligere|bevilling", re.I)
_PART = re.compile(r"\brest|tidligere|heraf", re.I)
#: In a column of marks so many of the cells are marks.
_MARKED = 0.8
#: So many of the cells of a column that lists committees begin with the name or the letters of one.
_LISTED = 0.6
_ROUTE = re.compile(r"forløb|gang\b|proces", re.I)
#: What counts columns of one sort, and so many of the cells of a further one are times.
_COUNTED, _MILESTONES = re.compile(r"\d+\.?|\b(?:i{1,3}|iv)\b| "), 0.5
#: A date that has been moved.
_MOVED = re.compile(
    r"(?:(?:senest|sidst|igen) )?(?:ny|nyt|nye|revideret|justeret|ændret|opdateret|rykket|flyttet|udskudt)\b"
)
_DUE = re.compile(r"frist|tid|dato|deadline|termin|slut|færdig|til\b")
#: Titles of which so many are merged over rows that have their own number or committee, so many times as many, are
#: groups of items.
_TALL, _TALLER = 0.5, 1.5
#: What stands at each step of an item, where a column beside it is merged over all of them.
_OF_STEPS = {
    Field.COMPLETION: Guess(LEFT_OUT, SURE, "hvad der er gjort af hvert trin"),
    Field.DUE: Guess(MILESTONE, SURE, "hvornår hvert trin skal være gjort"),
}
#: So few titles, of which so many are the same, are none where another column may be.
_FEW_TITLES, _SAME = 4, 0.5
#: What a project is given in all.
_OF_PROJECTS = re.compile(r"anlægsbevilling|anlægssum|projektsum|projektbudget", re.I)
_NET = re.compile(r"\bnetto", re.I)
_LONGEST_WORD = 30  # for what is saved or spent
_LONGEST_MARK = 3  # a longer text is a step of the work
_PER_CENT = re.compile(r"%|\bpct|procent", re.I)
#: A share of what is done, and of nothing else.
_WORK = re.compile(r"færdig|fremdrift|udført|fuldført|gennemført|afslut|\bstade\b|complete|progress", re.I)
_FOLLOW_UPS = 2  # so many quarters in which all say how far they are
_SPANS = 4  # so many quarters or months side by side are a time plan
_POLITICAL = re.compile(r"\bpoliti(?:sk|kere)|udvalg|byråd|kommunalbestyrelse", re.I)
_WHAT = re.compile(r"hvad\b[^?]{0,60}\?\Z", re.I)
_QUOTED = "[„“”\"'»«]{}[„“”\"'»«]"
_SHARE = re.compile(r"\Aheraf (?:i |afsat i |budget |afsat )?(20\d\d)(?: ?\([^()]*\))?\Z", re.I)


def with_themes(settled: Mapping[int, Guess], profiles: Mapping[int, Profile]) -> Mapping[int, Guess]:
    """What is settled, with a column of titles that come again and again as what they are: themes of other titles.

    „Skole“ under Emne, beside a text that is another in each row, is what the item is about. The rows of one item, each
    with its title, have no numbers of their own and stand together.
    """
    places = {guess.target: column for column, guess in settled.items()}
    title, number, section = (places.get(one) for one in (Field.TITLE, Field.NUMBER, Field.SECTION))
    if title is None or settled[title].strength >= SETTINGS:
        return settled
    seen = profiles[title]
    if section is not None:  # „Godkendt“ under Beslutning, beside the item under Punkt
        is_turned = seen.filled >= _FEW_TITLES and seen.distinct < _SAME and profiles[section].distinct >= ALL
        if not is_turned or settled[section].strength >= SETTINGS or fits_title(profiles[section]) < 0:
            return settled
        kept = {column: guess for column, guess in settled.items() if column != title}
        return {**kept, section: Guess(Field.TITLE, CONTAINED, "teksten er en anden i hver række")}
    is_counted = number is not None and profiles[number].distinct >= ALL
    own = max(
        (profiles[column].filled for column in (number, places.get(Field.COMMITTEE)) if column is not None), default=0
    )
    is_group = seen.tall >= _TALL and own >= _TALLER * seen.filled
    is_theme = seen.filled >= FEW and seen.distinct < THEMES and (is_counted or seen.scattered)
    named = min((column for column in profiles if column not in settled), default=title)
    if seen.filled >= _FEW_TITLES and seen.distinct < THEMES and named < title and _names_each(profiles[named], seen):
        work = Guess(Field.DESCRIPTION, WEAK, "det samme arbejde flere steder")
        kept = dict(settled) if Field.DESCRIPTION in places else {**settled, title: work}
        return {**kept, named: Guess(Field.TITLE, INFERRED, "hvad der arbejdes på; teksten er en anden i hver række")}
    if not (is_theme or is_group):
        return settled
    others = [
        column
        for column, one in profiles.items()
        if (column not in settled or settled[column].target == Field.DESCRIPTION)
        and one.distinct >= ALL
        and one.filled >= (own if is_group else seen.filled)
        and fits_title(one) >= 1
    ]
    if not others:
        return settled
    why = "teksten er en anden i hver række, og det er emnerne ikke"
    return {**settled, title: Guess(Field.SECTION, WEAK, why), min(others): Guess(Field.TITLE, CONTAINED, why)}


def _names_each(seen: Profile, titles: Profile) -> bool:
    """True for texts that are another in each row where titles are the same: „Skovvej“ beside „Ny asfalt“."""
    return seen.distinct >= ALL and seen.filled >= titles.filled and fits_title(seen) >= 0


def with_milestones(
    settled: Mapping[int, Guess], profiles: Mapping[int, Profile], headings: Mapping[int, str]
) -> Mapping[int, Guess]:
    """What is settled, with „Dato 2“ and „Ny frist“ as the due dates they are beside „Dato 1“ and „Frist“."""
    first = next((column for column, guess in settled.items() if guess.target == Field.DUE), None)
    if first is None or settled[first].strength >= SETTINGS:
        return settled
    stem = _COUNTED.sub("", fold(headings[first]))
    parent, _, own = headings[first].partition(": ")

    def is_one_more(heading: str) -> bool:
        if own and heading.startswith(f"{fold(parent)} "):  # „Vejledende tidspunkt“ over Udbud and Ibrugtagning
            return True
        return _COUNTED.sub("", heading) == stem or (
            _MOVED.match(heading) is not None and _DUE.search(heading) is not None
        )

    more = (
        column
        for column, seen in profiles.items()
        if column not in settled and seen.due >= _MILESTONES and is_one_more(fold(headings[column]))
    )
    settled = {**settled, **dict.fromkeys(more, replace(settled[first], why="en dato mere; den sidste gælder"))}
    on_the_way: dict[int, Guess] = {}
    for column in range(min(places_of(settled, Field.DUE)) - 1, -1, -1):  # „Udbud“ and „Udførelse“ left of Ibrugtagning
        seen = profiles.get(column)
        if column in settled and settled[column].target in (Field.INTERNAL, START):
            continue  # „Forhandling (lukket)“ among them goes to nobody; „Byggestart“ is one of them
        is_day = seen is not None and seen.due >= _MILESTONES and seen.due + seen.done >= ALL
        if column in settled or not is_day or not headings[column]:
            break
        on_the_way[column] = Guess(MILESTONE, INFERRED, "en dag på vejen til den, der afgør")
    return {**settled, **on_the_way}


def with_pair(
    settled: Mapping[int, Guess], profiles: Mapping[int, Profile], headings: Mapping[int, str]
) -> Mapping[int, Guess]:
    """What is settled, with „Udbud“ beside Start and Slut as a day on the way: only its own heading makes one due."""
    if not {START, END} <= {guess.target for guess in settled.values()}:
        return settled
    on_the_way = {
        column: Guess(MILESTONE, guess.strength, "en dag på vejen; Slut gælder")
        for column, guess in settled.items()
        if guess.target == Field.DUE
        and (guess.strength < CONTAINED or not (guess.strength > PART or _DUE.search(fold(_own(headings[column])))))
        and profiles[column].due >= _MILESTONES
    }
    return {**settled, **on_the_way}


def _own(heading: str) -> str:
    """A heading without what stands over it."""
    return heading.rpartition(": ")[2]


def with_route_in_words(
    settled: Mapping[int, Guess], profiles: Mapping[int, Profile], headings: Mapping[int, str]
) -> Mapping[int, Guess]:
    """What is settled, with „Sagsforløb“ as the process where its texts only mention bodies and another column lists
    those that handle the items.
    """
    of_bodies = [column for column, guess in settled.items() if guess.target == Field.COMMITTEE]
    told = [
        column
        for column in of_bodies
        if settled[column].strength < SETTINGS and _ROUTE.search(headings[column]) and profiles[column].named < _LISTED
    ]
    if not told or not any(profiles[column].named >= _LISTED for column in of_bodies):
        return settled
    process = Guess(Field.PROCESS, WEAK, "teksten er et forløb; en anden kolonne siger, hvem der får indsatsen")
    return {**settled, **dict.fromkeys(told, process)}


def with_remarks_kept_in(settled: Mapping[int, Guess], headings: Mapping[int, str]) -> Mapping[int, Guess]:
    """What is settled, with remarks beside those that are expressly for the committees as what they are: our own.

    „Noter“ beside „Kommentar til udvalg“; not what somebody has said is remarks.
    """
    remarks = [column for column, guess in settled.items() if guess.target == Field.REMARKS]
    ours = [column for column in remarks if not is_for_committees(headings[column])]
    if len(ours) == len(remarks):
        return settled
    why = "en anden kolonne er bemærkninger til udvalgene"
    own = {
        column: Guess(Field.INTERNAL, settled[column].strength, why)
        for column in ours
        if settled[column].strength < SETTINGS
    }
    return {**settled, **own}


def with_questions(
    settled: Mapping[int, Guess], profiles: Mapping[int, Profile], headings: Mapping[int, str]
) -> Mapping[int, Guess]:
    """What is settled, with the column that answers yes or no to whether a committee handles the item.

    So too those that tell what the item is („Hvad er målet?“), and the one that says whether amounts without signs are
    saved or spent.
    """
    asked = next(
        (
            column
            for column, seen in profiles.items()
            if column not in settled
            and seen.answer >= ALL
            and seen.filled >= _FEW_TITLES
            and _POLITICAL.search(headings[column])
        ),
        None,
    )
    why = "svar på, om et udvalg skal have den"
    settled = settled if asked is None else {**settled, asked: Guess(POLITICAL, PART, why)}
    told = (
        column
        for column, seen in profiles.items()
        if column not in settled
        and _WHAT.match(headings[column])
        and seen.filled >= _FEW_TITLES
        and seen.distinct >= ALL
        and seen.length > _LONGEST_WORD
    )
    settled = {**settled, **dict.fromkeys(told, Guess(Field.DESCRIPTION, PART, "svar på, hvad indsatsen er"))}
    directed = next((column for column, seen in profiles.items() if column not in settled and _is_directed(seen)), None)
    return (
        settled
        if directed is None
        else {**settled, directed: Guess(DIRECTION, PART, "hvad der spares, og hvad der bruges")}
    )


def _is_directed(seen: Profile) -> bool:
    return seen.directed >= ALL and seen.filled >= _FEW_TITLES and seen.length <= _LONGEST_WORD


def places_of(settled: Mapping[int, Guess], target: str) -> list[int]:
    """The columns that are one thing."""
    return [column for column, guess in settled.items() if guess.target == target]


def without_yearless(settled: Mapping[int, Guess], headings: Mapping[int, str]) -> Mapping[int, Guess]:
    """What is settled, with amounts of no year beside those of years as what they are.

    The first sum is what the project costs in all, a further one is left out, any other column is not read. What is
    before, after or beside the years is of no column where there are none.
    """
    if not any(guess.target.isdigit() for guess in settled.values()):
        return {
            column: Guess(TOTAL, guess.strength, "hvad et projekt koster, er ikke et års")
            if guess.target == AMOUNT and _OF_PROJECTS.search(headings[column])
            else guess
            for column, guess in settled.items()
            if guess.target not in (BEFORE, AFTER)
        }
    sums = [column for column, guess in settled.items() if guess.target == AMOUNT and _SUM.search(headings[column])]
    has_total = any(guess.target == TOTAL for guess in settled.values())
    total = next((column for column in sorted(sums) if not has_total and not _PART.search(headings[column])), None)
    return {
        column: guess
        if guess.target != AMOUNT
        else Guess(TOTAL if column == total else LEFT_OUT, guess.strength, "beløb, der ikke er et års")
        for column, guess in settled.items()
        if guess.target != AMOUNT or column in sums
    }


def with_both_sides(
    settled: Mapping[int, Guess], guesses: Mapping[int, Sequence[Guess]], headings: Mapping[int, str]
) -> Mapping[int, Guess]:
    """What is settled, with what is saved in a column beside what is spent, where no heading says the year."""
    first = next((column for column, guess in settled.items() if guess.target == AMOUNT), None)
    if first is None or not is_cost(headings[first]) | is_saving(headings[first]):
        return settled
    other = is_saving if is_cost(headings[first]) else is_cost
    more = (
        (column, guess)
        for column, own in guesses.items()
        for guess in own
        if column not in settled and guess.target == AMOUNT and other(headings[column])
    )
    return {**settled, **dict(more)}


def with_agreed(settled: Mapping[int, Guess], headings: Mapping[int, str]) -> Mapping[int, Guess]:
    """What is settled, without what became of a year's amounts where the amounts agreed on stand beside them.

    „Heraf 2026“ beside what a project costs in all is the year's where no other column is.
    """
    years = {guess.target for guess in settled.values()}
    shares = {column: match[1] for column in settled if (match := _SHARE.match(headings[column]))}
    settled = {
        column: Guess(shares[column], SURE, "årets del af et samlet beløb")
        if guess.target == LEFT_OUT and column in shares and shares[column] not in years
        else guess
        for column, guess in settled.items()
    }
    later = {
        column for column, guess in settled.items() if guess.target.isdigit() and is_other_version([headings[column]])
    }
    agreed = {guess.target for column, guess in settled.items() if column not in later}
    return {
        column: Guess(LEFT_OUT, guess.strength, "ikke det aftalte beløb, men hvad det er blevet til")
        if column in later and guess.target in agreed
        else guess
        for column, guess in settled.items()
    }


def with_net(
    settled: Mapping[int, Guess], profiles: Mapping[int, Profile], headings: Mapping[int, str]
) -> Mapping[int, Guess]:
    """What is settled, without what the net amount of a year is made of where that has a column: „Udgift | Netto“.

    „Anlæg“ beside „Drift netto“ is another amount.
    """
    net = {
        guess.target: column
        for column, guess in settled.items()
        if guess.target.isdigit() and _NET.search(headings[column])
    }
    parts = {
        column: Guess(LEFT_OUT, guess.strength, "en del af nettobeløbet")
        for column, guess in settled.items()
        if guess.target in net
        and guess.strength < SETTINGS
        and not _NET.search(headings[column])
        and not any(map(kind_of, fold(headings[column]).split()))
        and profiles[column].filled <= profiles[net[guess.target]].filled
    }
    return {**settled, **parts}


def with_whole_item(
    settled: Mapping[int, Guess],
    guesses: Mapping[int, Sequence[Guess]],
    profiles: Mapping[int, Profile],
    headings: Mapping[int, str],
) -> Mapping[int, Guess]:
    """What is settled, with the columns merged over all rows of an item as what says when and whether it is done.

    What stands at each of its rows beside them, „Udført“ beside „Punktet afsluttet“ and „Hvornår“ beside „Slutfrist“,
    is of a step.
    """
    for target, of_step in _OF_STEPS.items():
        at = next((column for column, guess in settled.items() if guess.target == target), None)
        if at is None or settled[at].strength >= SETTINGS or profiles[at].tall >= _TALL:
            continue
        whole = (
            (column, guess)
            for column, own in guesses.items()
            for guess in own
            if column not in settled and guess.target == target and profiles[column].tall >= _TALL
        )
        if found := dict(islice(whole, 1)):
            parent, sign, _ = headings[at].partition(": ")
            beside = (
                one for one in profiles if sign and one not in settled and headings[one].startswith(parent + sign)
            )
            told = dict.fromkeys(beside, Guess(Field.PROCESS, PART, "hvad hvert trin er"))
            settled = {**settled, **told, at: replace(of_step, strength=settled[at].strength), **found}
    return settled


def with_times(settled: Mapping[int, Guess]) -> Mapping[int, Guess]:
    """What is settled, with a year, a quarter, a month or a week that stands alone as what it then is: the due date.

    A year beside a quarter, a month or a week is the due date together with it; beside amounts of no year it is theirs.
    """
    places = {guess.target: column for column, guess in settled.items()}
    parts = [part for part in (QUARTER, MONTH, WEEK) if part in places]
    if YEAR in places and (AMOUNT in places or parts):
        return settled
    alone = [part for part in (YEAR, *parts) if part in places][:1]
    if not alone or Field.DUE in places:
        return {column: guess for column, guess in settled.items() if guess.target not in (YEAR, *parts)}
    return {**settled, places[alone[0]]: Guess(Field.DUE, WEAK, "overskriften kan betyde det")}


def with_effects(
    settled: Mapping[int, Guess], profiles: Mapping[int, Profile], headings: Mapping[int, str]
) -> Mapping[int, Guess]:
    """What is settled, with the column that says in which years the amounts hold that are of no year.

    It is called „Virkning“, or years stand under it, some as a span or „2027 og frem“. Beside amounts of years
    „Virkning“ is when, where days stand under it.
    """
    targets = {guess.target for guess in settled.values()}
    if AMOUNT in targets:
        spans = (
            column
            for column, seen in profiles.items()
            if not targets & {EFFECT, YEAR} and headings[column] and column not in settled and seen.effect >= ALL
        )
        return {**settled, **dict.fromkeys(islice(spans, 1), Guess(EFFECT, PART, "de år, som beløbet gælder"))}
    effects = [column for column, guess in settled.items() if guess.target == EFFECT]
    days = [column for column in effects if Field.DUE not in targets and profiles[column].due >= _MILESTONES]
    kept = {column: guess for column, guess in settled.items() if column not in effects}
    return {**kept, **dict.fromkeys(days[:1], Guess(Field.DUE, WEAK, "overskriften kan betyde det"))}


def with_shares(
    settled: Mapping[int, Guess],
    profiles: Mapping[int, Profile],
    headings: Mapping[int, str],
    legends: Sequence[Legend],
) -> Mapping[int, Guess]:
    """What is settled, with a column of shares as how far things are.

    A list says what 0 and 100 are, or its heading does beside a status: „Færdiggørelse i %“ and „Trafiklys“.
    """
    of_state = {column for column, guess in settled.items() if guess.target == Field.STATUS}
    if Field.COMPLETION in {guess.target for guess in settled.values()}:
        return settled
    is_explained = any(status_word(one.get("0", "")) and status_word(one.get("100", "")) for one in legends)
    shares = [
        column
        for column, seen in profiles.items()
        if (column not in settled or column in of_state)
        and seen.share >= ALL
        and (_PER_CENT.search(headings[column]) or seen.per_cent >= ALL)
    ]
    told = shares[:1] if is_explained and not of_state else []
    if told:
        return {**settled, **dict.fromkeys(told, Guess(Field.COMPLETION, PART, "en liste siger, hvad 0 og 100 er"))}
    told = [column for column in shares if of_state - {column} and _WORK.search(headings[column])]
    return {**settled, **dict.fromkeys(told[:1], Guess(Field.COMPLETION, PART, "hvor meget der er gjort"))}


def with_told_done(
    settled: Mapping[int, Guess],
    profiles: Mapping[int, Profile],
    headings: Mapping[int, str],
    lines: Iterable[str],
    legends: Sequence[Legend],
) -> Mapping[int, Guess]:
    """What is settled, with the column of days or marks of which a line says that it is filled when an item is done.

    „Når 'Drøftet den' er udfyldt, er erklæringen afsluttet“; „✓ = på plads“ where no heading stands over them. So does
    a column itself with marks at some items and „Udgår“ at others.
    """
    if Field.COMPLETION in {guess.target for guess in settled.values()}:
        return settled
    for column, seen in profiles.items():
        meant = {status_word(explained(text, legends)) for text in seen.written}
        if not headings[column] and column not in settled and meant == {Completion.DONE}:
            return {**settled, column: Guess(Field.COMPLETION, PART, "en linje siger, hvad tegnet betyder")}
    free = [
        column
        for column, seen in profiles.items()
        if column not in settled and seen.filled and headings[column] and max(seen.due, seen.mark) >= ALL
    ]
    ends = [column for column, seen in profiles.items() if column not in settled and seen.are_ends]
    if len(ends) == 1:
        return {**settled, ends[0]: Guess(Field.COMPLETION, PART, "krydser, og ord for, hvordan det endte")}
    if not free or Field.STATUS in {guess.target for guess in settled.values()}:
        return settled
    said = [line for line in lines if any(word_class(word) == Word.DONE for word in fold(line).split())]
    told = [one for one in free if any(re.search(_QUOTED.format(re.escape(headings[one])), line) for line in said)]
    return {**settled, **dict.fromkeys(told[:1], Guess(Field.COMPLETION, PART, "en linje siger, at den er udfyldt"))}


def with_spans(
    settled: Mapping[int, Guess], profiles: Mapping[int, Profile], guesses: Mapping[int, Sequence[Guess]]
) -> Mapping[int, Guess]:
    """What is settled, with years of which each column holds nothing but marks as what they are: a time plan.

    So are the months or quarters of a year, in which few items have the steps of their work, or all of them where no
    other column says when or how far.
    """
    spans = [column for column, own in guesses.items() if any(guess.target == SPAN for guess in own)]
    free = [column for column in spans if column not in settled or settled[column].strength <= INFERRED]
    named = max((seen.filled for column, seen in profiles.items() if column not in spans), default=0)
    steps = sum(profiles[column].filled for column in spans)
    followed = [guess for guess in settled.values() if guess.target in (Field.STATUS, Field.COMPLETION)]
    told = {guess.target for guess in settled.values()} & {Field.DUE, END, Field.STATUS, Field.COMPLETION}
    words = [seen for column in free if (seen := profiles[column]).filled]
    are_states = sum(seen.state * seen.filled for seen in words) >= THEMES * max(steps, 1)
    are_states &= any(seen.states > 1 for seen in words)  # „Høring“ and „Udbud“ are steps, and nothing is done
    if len(spans) >= _FOLLOW_UPS and are_states and all(guess.strength <= INFERRED for guess in followed):
        more = Guess(Field.STATUS, PART, "opfølgning for hvert tidsrum; den nyeste gælder")
        return {**settled, **dict.fromkeys(spans, more)}
    are_steps = not told and all(seen.length > _LONGEST_MARK and seen.amount < _MILESTONES for seen in words)
    are_steps &= not are_states
    if len(spans) >= _SPANS and free and (steps <= len(spans) * named / 2 or are_steps):
        more = Guess(SPAN, PART, "et tidsrum, hvor der står, hvad der sker")
        return {**settled, **dict.fromkeys(free, more)}
    years = [column for column, guess in settled.items() if guess.target.isdigit()]
    marked = [column for column in years if profiles[column].mark >= _MARKED and not profiles[column].amount]
    if not marked or any(profiles[column].filled for column in years if column not in marked):
        return settled
    return {**settled, **dict.fromkeys(years, Guess(SPAN, PART, "krydser under årstal viser, hvornår der arbejdes"))}
