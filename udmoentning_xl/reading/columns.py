"""Settle what each column of a table is: the guesses of its heading weighed against what stands below it."""

import re
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from itertools import islice, pairwise

from udmoentning_xl.danish import fold
from udmoentning_xl.reading.grid import Grid
from udmoentning_xl.reading.headings import (
    AFTER,
    AMOUNT,
    ASIDE,
    BEFORE,
    BODY,
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
    ROW_TOTAL,
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
from udmoentning_xl.reading.legends import Legend, code_key, legend_of
from udmoentning_xl.terms import KIND_WORDS, Field, words
from udmoentning_xl.values.amounts import AmountKind, read_amount
from udmoentning_xl.values.committees import CommitteeReader
from udmoentning_xl.values.dates import DueKind, read_due
from udmoentning_xl.values.markers import Completion, is_mark, read_marker, read_yes, status_word

#: So many filled cells of a column are read to see what it holds.
_SAMPLE = 50
#: A word for how far an item is, is no longer than this.
_LONGEST_STATE = 30
#: A mark or a yes or no is no longer than this.
_LONGEST_ANSWER = 3
#: The names of committees are shorter than this.
_LONGEST_NAME = 90
#: What calls itself a committee is one, whether it is known or not.
_IS_BODY = re.compile(r"[a-zæøå]udvalget\Z|\Audvalget for [a-zæøå]", re.I)
_TIME = re.compile(r"\A(?:\d{1,2}\.? ?)?(?:[^\W\d_]{3,9}\.? |uge \d{1,2},? )(?:i )?20\d\d\Z", re.I)
_FIGURES, _LONGEST_FIGURES = re.compile(r"\d+"), 12  # „50 %“ and „100 %“ are set alike
_LIKE_CODE = re.compile(r"\A[A-ZÆØÅ]{2,4}U\Z")
_NO_CODE = r"(?!(?:JAN|FEB|MAR|APR|MAJ|JUN|JUL|AUG|SEP|OKT|NOV|DEC|UGE|KVT|KV|BO)\b)"
_CODE_OF_BODY = rf"{_NO_CODE}[A-ZÆØÅ]{{2,5}}"
_BODIES_AT_END = re.compile(
    rf"\A(?P<title>[^()]{{3,200}}?) ?\((?P<bodies>{_CODE_OF_BODY}(?:(?:[/+,&]| og ){{1}} ?{_CODE_OF_BODY}){{0,4}}"
    r"|[A-ZÆØÅ][\w ,&-]{2,60}udvalget)\)\Z"
)
#: A committee by its letters or its name, and a time after it.
BODY_AND_DAY = re.compile(rf"\A(?:{_CODE_OF_BODY}|[A-ZÆØÅ][\w ,&-]{{2,60}}udvalget)\b[ :,(d.-]{{1,5}}\w.*\d", re.DOTALL)
_FIRST_PART = re.compile(r"[,;/\n]")
_FIRST_NAME = re.compile(r"[,;/+\n(→>]| og | - | – ")
_NUMBER = re.compile(
    r"(?!\d{1,2}[./-](?:19|20)\d\d\Z|(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec|uge|kvt)\b)"
    r"(?:(?:§|pkt|punkt|nr|afsnit|kap|stk|sag|blok)\.? ?)?[A-ZÆØÅa-zæøå]{0,3}"
    r"[ .-]?\d{1,5}([.,/-]\d{1,4})*[a-zæøå]?(?:,? (?:pkt|punkt|stk|nr)\.? ?\d{1,3}[a-z]?)?\.?"
)
_A_YEAR = re.compile(r"(?:19|20)\d\d(?:(?: ?[-–/] ?|, | og )(?:20)?\d\d)*|(?:budget|b|bo) ?(?:20)?\d\d", re.I)
_NO_DATE = (DueKind.INVALID, DueKind.UNSET, DueKind.STATUS, DueKind.DEPENDS)
#: Targets that several columns may share; the others are given to the best column alone.
_SHARED = frozenset(
    (
        Field.DESCRIPTION,
        Field.PROCESS,
        Field.CROSS_CUTTING,
        Field.RESPONSIBLE,
        Field.COMMITTEE,
        Field.STATUS,
        Field.REMARKS,
        Field.INTERNAL,
        ASIDE,
        LEFT_OUT,
        ROW_TOTAL,
        SPAN,
    )
)
#: The heading of a project's whole cost, or of what is left of it or was given before.
_SUM = re.compile(r"samle[dt]|i alt|total|sum\b|\brest|tidligere|bevilling", re.I)
_PART = re.compile(r"\brest|tidligere|heraf", re.I)
#: In a column of marks so many of the cells are marks.
_MARKED = 0.8
#: Of so few cells it does not say much that they all differ.
_FEW = 8
#: What counts columns of one sort, and so many of the cells of a further one are times.
_COUNTED, _MILESTONES = re.compile(r"\d+\.?|\b(?:i{1,3}|iv)\b| "), 0.5
#: A date that has been moved.
_MOVED = re.compile(r"(?:ny|nyt|nye|revideret|justeret|ændret|opdateret|rykket|flyttet|udskudt)\b")
_DUE = re.compile(r"frist|tid|dato|deadline|termin|slut|færdig|til\b")
#: Titles are themes where no more of them differ; the items' own all do.
_THEMES, _ALL = 0.75, 0.95
#: Titles of which so many are merged over rows that have their own number or committee, so many times as many, are
#: groups of items.
_TALL, _TALLER = 0.5, 1.5
#: So few titles, of which so many are the same, are none where another column may be.
_FEW_TITLES, _SAME = 4, 0.5
#: A column of which so many cells are times says when, whatever its heading is.
_DAYS = 0.9
#: The least a guess must be worth, content weighed in, to be believed.
_BELIEVED = 3
#: So many words of how far items are make a column a follow-up, also one called „Opfølgning“.
_STATES = 0.75
#: What a project is given in all.
_OF_PROJECTS = re.compile(r"anlægsbevilling|anlægssum|projektsum|projektbudget", re.I)
_PAIR = 2  # so few cells tell little of a column
_ANY_AMOUNTS = 0.2  # a column of fewer amounts is one of texts, „To ekstra stillinger“ among them
_ANSWERS = 0.6  # so many marks, days and dashes under a committee say what it gets
_SPANS = 4  # so many quarters or months side by side are a time plan
_POLITICAL = re.compile(r"\bpoliti(?:sk|kere)|udvalg|byråd|kommunalbestyrelse", re.I)
_SHARE = re.compile(r"\Aheraf (?:i |afsat i |budget |afsat )?(20\d\d)(?: ?\([^()]*\))?\Z", re.I)
#: So many committees under „Hvem“ say who handles the items.
_MOSTLY_BODIES = 0.5


@dataclass(frozen=True)
class Known:
    """The names that a plan may use: its bodies, its sections by any spelling, its codes and its headings."""

    committees: CommitteeReader
    section: Callable[[str], str | None]
    legends: Sequence[Legend] = ()
    headings: Mapping[str, str] = field(default_factory=dict)  # folded heading -> what it is in the workbook's tables


@dataclass(frozen=True)
class Profile:
    """What the filled cells of a column look like, as shares between 0 and 1."""

    filled: int
    number: float
    mark: float
    done: float
    due: float
    committee: float
    kind: float
    section: float  # names a known section
    amount: float
    worded: float  # amounts that are texts: with words, units, or several years
    distinct: float
    length: float  # mean number of characters
    year: float = 0.0
    state: float = 0.0  # words that say how far something is
    legend: Legend = field(default_factory=dict)  # what the codes in it stand for
    scattered: bool = False  # a text comes again after another
    tall: float = 0.0  # cells merged over several rows
    answer: float = 0.0  # yes or no
    dash: float = 0.0  # nothing, as „-“ says
    directed: float = 0.0  # words for what is saved or spent
    named: float = 0.0  # committees by their names or letters


@lru_cache(maxsize=1)
def _kind_words() -> dict[str, str]:
    return {fold(word): kind for kind, listed in KIND_WORDS.items() for word in words(listed)}


#: What a plan's rows are called, after the kind: driftsblokke, anlægsforslag, hensigtspunkter.
_COMPOUND = re.compile(
    r"(drift|anlæg|hensigt|effektivisering|besparelse|spare)s?(katalog|blok|forslag|emne|punkt|initiativ|ønske|post|tiltag|indsats|område|ændring|projekt|sag|del|liste"
    r"|plan|oversigt|erklæring|aftale|budget|opgave|bilag|program|bevilling)(k?e?r?|e[tn])(ne)?"
)
_STEMS = {
    **dict.fromkeys(("drift", "effektivisering", "besparelse", "spare"), "operating_change"),
    "anlæg": "capital_project",
    "hensigt": "declaration_of_intent",
}


@lru_cache(maxsize=4096)
def kind_of(text: str) -> str | None:
    """The kind that a cell, a banner or a sheet name says as a whole, else None."""
    if len(text) > 60:
        return None
    folded = fold(text)
    compound = _COMPOUND.fullmatch(folded)
    found = _kind_words().get(folded) or (_STEMS[compound[1]] if compound else None)
    if found is None and (parts := re.split(r" (?:og|eller) |, ", text)) and len(parts) > 1:
        kinds = {kind for part in parts if (kind := kind_of(part))}  # „Hensigtserklæringer og analyser“
        return kinds.pop() if len(kinds) == 1 and kind_of(parts[0]) else None
    return found


def profile(grid: Grid, column: int, body: Sequence[int], known: Known, *, is_state: bool = False) -> Profile:
    """Look at the first filled cells of a column, in rows that hold more than a banner or a note.

    Where its heading says how far items are (``is_state``), a single code is one of a list.
    """
    sample, tall = [], 0
    for row in body:
        if grid.text(row, column) and len(grid.filled(row)) > 2:
            sample.append((grid.value(row, column), grid.text(row, column)))
            tall += grid.origin(row + 1, column) == (row, column)
            if len(sample) == _SAMPLE:
                break
    count = max(len(sample), 1)
    texts = [text for _, text in sample]
    legend = legend_of(texts, known.legends, 1) if is_state else legend_of(texts, known.legends)
    written = texts
    sample = [(legend.get(code_key(text), value), legend.get(code_key(text), text)) for value, text in sample]
    texts = [text for _, text in sample]

    def share(hits: Sequence[bool]) -> float:
        return sum(hits) / count

    committee = share([_is_committee(text, known.committees) for text in written])
    return Profile(
        filled=len(sample),
        number=share([not isinstance(value, date) and bool(_NUMBER.fullmatch(text)) for value, text in sample]),
        mark=share([is_mark(text) for text in texts]),
        done=share([len(text) <= 40 and read_marker(text).completion != Completion.UNCLEAR for text in texts]),
        due=share([is_due(value, text) for value, text in sample]),
        committee=committee,
        kind=share([kind_of(text) is not None for text in texts]),
        section=share([known.section(text) is not None for text in texts]),
        amount=share([_is_amount(value, text) for value, text in sample]),
        worded=share([isinstance(value, str) and _is_amount(value, text) for value, text in sample]),
        distinct=len(set(texts)) / count,
        length=sum(map(len, texts)) / count,
        year=share([bool(_A_YEAR.fullmatch(text)) for text in texts]),
        legend=legend,
        state=share([_is_state(text) for text in texts]),
        tall=tall / count,
        directed=share([is_saving(text) or is_cost(text) for text in texts]),
        named=share([_is_named(text, known.committees) for text in written]) if committee else 0.0,
        dash=share([text in ("-", "–", "—") for text in texts]),
        answer=share([len(text) <= _LONGEST_ANSWER and read_yes(text) is not None for text in texts]),
        scattered=len([one for one, two in pairwise([*texts, None]) if one != two]) > len(set(texts)),
    )


def sorts_of(value: object, text: str, committees: CommitteeReader) -> frozenset[str]:
    """What sorts of cell of an item a cell may be: a number, a kind, a committee, a day, a mark, figures so set."""
    sorts = {
        "number": isinstance(value, str) and bool(_NUMBER.fullmatch(text)) and any(map(str.isdigit, text)),
        "amount": isinstance(value, int | float) and not isinstance(value, bool),
        "kind": kind_of(text) is not None,
        "committee": _is_committee(text, committees),
        "due": isinstance(value, date) or (any(map(str.isdigit, text)) and is_due(value, text)),
        "mark": is_mark(text),
    }
    figures = {_FIGURES.sub("0", text)} if len(text) <= _LONGEST_FIGURES and any(map(str.isdigit, text)) else set()
    return frozenset(sort for sort, is_so in sorts.items() if is_so) | figures


def _is_state(text: str) -> bool:
    """True for words of how far something is; yes and no may answer any question."""
    is_answer = read_yes(text) is not None and " " not in text
    return len(text) <= _LONGEST_STATE and status_word(text) is not None and not is_answer


def is_due(value: object, text: str) -> bool:
    if isinstance(value, date):
        return True
    if isinstance(value, float) or len(text) > 60 or is_mark(text):
        return False
    return read_due(text, (2024,)).kind not in _NO_DATE


def title_and_bodies(text: str) -> tuple[str, str]:
    """A title, and the committees in brackets at its end, "" for none: „Skolemad (BUU/ØK)“."""
    match = _BODIES_AT_END.match(text)
    return (match["title"], match["bodies"]) if match else (text, "")


def names_bodies_too(text: str) -> bool:
    """True for a title that ends with committees, or a time that stands with one."""
    return bool(title_and_bodies(text)[1]) or BODY_AND_DAY.match(text) is not None


def is_time(text: str) -> bool:
    """True for a day, a month or a quarter with its year and nothing else: „Marts 2026“, „2. kvartal 2026“."""
    if _TIME.match(text) is None:
        return False
    due = read_due(text, (2024,))
    return due.kind == DueKind.INTERVAL and not due.year_assumed


def is_body(text: str) -> bool:
    """True for the name of a committee, known or not, by the word in it."""
    return _IS_BODY.search(text) is not None


def _is_committee(text: str, committees: CommitteeReader) -> bool:
    """True when a text is a body, or opens with one; a look at the first name is enough to know the column."""
    return any(
        len(part) <= _LONGEST_NAME and (is_body(part) or _is_code(part) or committees.find(part) is not None)
        for part in dict.fromkeys(_names(text))
    ) or (len(text) <= _LONGEST_NAME and BODY_AND_DAY.match(text) is not None)


def _is_named(text: str, committees: CommitteeReader) -> bool:
    """True when a text opens with a body by its name or its letters: „Kultur og fritid“ may be anything."""
    return any(
        is_body(part)
        or _is_code(part)
        or ((body := committees.find(part)) is not None and (names_body(part) or fold(body.short) == fold(part)))
        for part in _names(text)
    )


def _names(text: str) -> tuple[str, ...]:
    return (text, *(sign.split(text, maxsplit=1)[0].strip() for sign in (_FIRST_NAME, _FIRST_PART)))


def _is_code(text: str) -> bool:
    return _LIKE_CODE.match(text) is not None


def names_body(text: str) -> bool:
    """True for a text that says itself that it is a body, by the word or by its letters."""
    return not any(map(str.islower, text)) or any(word in fold(text) for word in ("udvalg", "råd", "bestyrelse"))


def _is_amount(value: object, text: str) -> bool:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return True
    return isinstance(value, str) and len(text) <= 120 and read_amount(text, 1_000).kind in _AMOUNTS


_AMOUNTS = (
    AmountKind.AMOUNT, AmountKind.SEVERAL, AmountKind.SPAN, AmountKind.CEILING, AmountKind.FLOOR, AmountKind.OTHER_UNIT,
)  # fmt: skip


def settle(
    guesses: Mapping[int, Sequence[Guess]], profiles: Mapping[int, Profile], barred: Container[int] = ()
) -> dict[int, Guess]:
    """Column -> the guess that holds. The best guess of all is given first; what is left over gets its next best.

    The committees in the columns ``barred`` are none that get the items.
    """
    ranked = sorted(
        (
            (guess.strength + _fits(guess, profiles[column]), -column, guess)
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
        is_turned = seen.filled >= _FEW_TITLES and seen.distinct < _SAME and profiles[section].distinct >= _ALL
        if not is_turned or settled[section].strength >= SETTINGS or _fits_title(profiles[section]) < 0:
            return settled
        kept = {column: guess for column, guess in settled.items() if column != title}
        return {**kept, section: Guess(Field.TITLE, CONTAINED, "teksten er en anden i hver række")}
    is_counted = number is not None and profiles[number].distinct >= _ALL
    own = max(
        (profiles[column].filled for column in (number, places.get(Field.COMMITTEE)) if column is not None), default=0
    )
    is_group = seen.tall >= _TALL and own >= _TALLER * seen.filled
    is_theme = seen.filled >= _FEW and seen.distinct < _THEMES and (is_counted or seen.scattered)
    if not (is_theme or is_group):
        return settled
    others = [
        column
        for column, one in profiles.items()
        if (column not in settled or settled[column].target == Field.DESCRIPTION)
        and one.distinct >= _ALL
        and one.filled >= (own if is_group else seen.filled)
        and _fits_title(one) >= 1
    ]
    if not others:
        return settled
    why = "teksten er en anden i hver række, og det er emnerne ikke"
    return {**settled, title: Guess(Field.SECTION, WEAK, why), min(others): Guess(Field.TITLE, CONTAINED, why)}


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
        is_day = seen is not None and seen.due >= _MILESTONES and seen.due + seen.done >= _ALL
        if column in settled or not is_day or not headings[column]:
            break
        on_the_way[column] = Guess(MILESTONE, INFERRED, "en dag på vejen til den, der afgør")
    return {**settled, **on_the_way}


def with_questions(
    settled: Mapping[int, Guess], profiles: Mapping[int, Profile], headings: Mapping[int, str]
) -> Mapping[int, Guess]:
    """What is settled, with the column that answers yes or no to whether a committee handles the item.

    So too the one that says whether amounts without signs are saved or spent.
    """
    asked = next(
        (
            column
            for column, seen in profiles.items()
            if column not in settled
            and seen.answer >= _ALL
            and seen.filled >= _FEW_TITLES
            and _POLITICAL.search(headings[column])
        ),
        None,
    )
    why = "svar på, om et udvalg skal have den"
    settled = settled if asked is None else {**settled, asked: Guess(POLITICAL, PART, why)}
    directed = next((column for column, seen in profiles.items() if column not in settled and _is_directed(seen)), None)
    return (
        settled
        if directed is None
        else {**settled, directed: Guess(DIRECTION, PART, "hvad der spares, og hvad der bruges")}
    )


def _is_directed(seen: Profile) -> bool:
    return seen.directed >= _ALL and seen.filled >= _FEW_TITLES and seen.length <= _LONGEST_STATE


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


def with_effects(settled: Mapping[int, Guess], profiles: Mapping[int, Profile]) -> Mapping[int, Guess]:
    """What is settled, with „Virkning“ beside amounts of years as what it then is: when, where days stand under it."""
    targets = {guess.target for guess in settled.values()}
    effects = [column for column, guess in settled.items() if guess.target == EFFECT and AMOUNT not in targets]
    days = [column for column in effects if Field.DUE not in targets and profiles[column].due >= _MILESTONES]
    kept = {column: guess for column, guess in settled.items() if column not in effects}
    return {**kept, **dict.fromkeys(days[:1], Guess(Field.DUE, WEAK, "overskriften kan betyde det"))}


def with_spans(
    settled: Mapping[int, Guess], profiles: Mapping[int, Profile], guesses: Mapping[int, Sequence[Guess]]
) -> Mapping[int, Guess]:
    """What is settled, with years of which each column holds nothing but marks as what they are: a time plan.

    So are the months or quarters of a year, in which few items have the steps of their work.
    """
    spans = [column for column, own in guesses.items() if any(guess.target == SPAN for guess in own)]
    free = [column for column in spans if column not in settled or settled[column].strength <= INFERRED]
    named = max((seen.filled for column, seen in profiles.items() if column not in spans), default=0)
    steps = sum(profiles[column].filled for column in spans)
    if len(spans) >= _SPANS and free and steps <= len(spans) * named / 2:
        more = Guess(SPAN, PART, "et tidsrum, hvor der står, hvad der sker")
        return {**settled, **dict.fromkeys(free, more)}
    years = [column for column, guess in settled.items() if guess.target.isdigit()]
    marked = [column for column in years if profiles[column].mark >= _MARKED and not profiles[column].amount]
    if not marked or any(profiles[column].filled for column in years if column not in marked):
        return settled
    return {**settled, **dict.fromkeys(years, Guess(SPAN, PART, "krydser under årstal viser, hvornår der arbejdes"))}


def _finished(profiles: Mapping[int, Profile], settled: Mapping[int, Guess]) -> int | None:
    """The column called Færdig that says when: days in all rows, beside one of starts and none of ends."""
    places = {guess.target: column for column, guess in settled.items()}
    start, column = places.get(START), places.get(Field.COMPLETION)
    if start is None or column is None or {END, Field.DUE} & places.keys() or settled[column].strength >= SETTINGS:
        return None
    seen = profiles[column]
    return column if seen.due >= _ALL and seen.filled >= profiles[start].filled else None


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


def _fits(guess: Guess, seen: Profile) -> float:
    """How well the cells of a column fit a guess, between -12 and 4."""
    if guess.strength >= SETTINGS or not seen.filled:
        return 0.0
    if guess.target.startswith(BODY):
        is_answer = seen.mark + seen.due + seen.dash >= _ANSWERS or seen.length <= _LONGEST_ANSWER
        return 2.0 if is_answer else -12.0
    if guess.target.isdigit() or guess.target in (AMOUNT, TOTAL, BEFORE, AFTER):
        if not guess.target.isdigit() and seen.amount + seen.mark < _ANY_AMOUNTS:
            return -12.0
        return 2.0 if seen.amount >= 0.4 else -1.0 if guess.strength == SURE else -6.0
    fits = _FITS.get(guess.target)
    return fits(seen) if fits else 0.0


def _fits_title(seen: Profile) -> float:
    bad = (
        seen.number > 0.6,
        seen.mark > 0.5,
        seen.kind > 0.6,
        seen.due > 0.7,
        seen.committee > 0.7,
        seen.section > 0.6,
    )
    score = -7.0 if any(bad) else 1.0 if seen.length >= 8 else 0.0
    return score - (3.0 if seen.distinct < 0.5 and seen.filled > 3 else 0.0) - (1.0 if seen.length > 150 else 0.0)


def _fits_section(seen: Profile) -> float:
    if seen.section >= 0.5:
        return 4.0
    if seen.number > 0.6 or seen.mark > 0.5 or seen.due > 0.7 or seen.kind > 0.6:
        return -6.0
    if seen.filled <= _FEW:
        return 0.0
    return 1.5 if seen.distinct < 0.7 else -4.0 if seen.distinct > 0.9 else 0.0


_FITS: Mapping[str, Callable[[Profile], float]] = {
    Field.NUMBER: lambda seen: -8.0 if seen.length > 18 else 2.0 if seen.number >= 0.6 else -3.0,
    Field.TITLE: _fits_title,
    Field.DESCRIPTION: lambda seen: (
        -12.0 if seen.due >= _DAYS and seen.filled > _PAIR else 1.0 if seen.length > 30 else -2.0
    ),
    Field.KIND: lambda seen: 4.0 if seen.kind >= 0.6 else -6.0 if seen.kind < 0.2 else 0.0,
    Field.SECTION: _fits_section,
    Field.COMMITTEE: lambda seen: (
        4.0
        if seen.committee >= 0.4
        else -12.0
        if seen.committee < 0.1 and seen.due + seen.mark >= 0.6  # „Udvalgsbehandling“ over days, „ØK/KB“ over marks
        else -4.0
        if seen.committee < 0.1 and seen.filled > 3
        else 0.0
    ),
    Field.DUE: lambda seen: -8.0 if seen.mark > 0.6 else 3.0 if seen.due >= 0.5 else -4.0 if seen.due < 0.15 else 0.0,
    Field.COMPLETION: lambda seen: -5.0 if seen.length > 40 else 2.0 if seen.done >= 0.5 else -2.0,
    Field.STRATEGIC: lambda seen: -5.0 if seen.length > 40 else 1.0 if seen.mark >= 0.5 else 0.0,
    Field.CONFIDENTIAL: lambda seen: -6.0 if seen.length > 40 else 0.0,
    Field.STATUS: lambda seen: 3.0 if seen.state >= _STATES else -3.0 if seen.mark > 0.6 or seen.due >= 0.6 else 0.0,
    Field.REMARKS: lambda seen: -4.0 if seen.mark > 0.7 or seen.state >= _STATES else 0.0,
    Field.PROCESS: lambda seen: (
        -12.0 if seen.due >= _DAYS and seen.filled > _PAIR else 1.0 if seen.length > 20 else -2.0
    ),
    Field.RESPONSIBLE: lambda seen: -5.0 if seen.committee > 0.7 else -3.0 if seen.length > 120 else 0.0,
    ROW_TOTAL: lambda seen: -6.0 if seen.worded > 0.5 else 0.0,
    START: lambda seen: 3.0 if seen.due >= 0.5 else -9.0,
    END: lambda seen: 3.0 if seen.due >= 0.5 else -9.0,
    SPAN: lambda seen: 3.0 if max(seen.mark, seen.committee) >= 0.6 or seen.length <= 1 else -12.0,
    YEAR: lambda seen: 2.0 if seen.year >= 0.7 else -9.0,
    QUARTER: lambda seen: 2.0 if seen.length <= 12 else -9.0,
    MONTH: lambda seen: 2.0 if seen.length <= 12 else -9.0,
    WEEK: lambda seen: 2.0 if seen.length <= 12 and not seen.year else -9.0,
}


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
            if guess.target == Field.RESPONSIBLE
            and guess.strength <= SURE
            and profiles[one].committee >= _MOSTLY_BODIES
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
        fewest = 1 if target == Field.COMMITTEE else 3  # the name of a committee is nothing else
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
        if target == Field.NUMBER:  # which stands before what it counts: a grade or a length is none
            is_title = dict(_LOOKS_LIKE)[Field.TITLE]
            first = min((one for one in guesses if is_title(profiles[one])), default=max(guesses) + 1)
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
        (_fits(guess, profiles[column]) + guess.strength, -column)
        for column, own in guesses.items()
        for guess in own
        if guess.target == Field.TITLE and _fits(guess, profiles[column]) >= 0
    ]
    if possible:
        return {-max(possible)[1]: Guess(Field.TITLE, WEAK, "den kolonne, der bedst kan være emnet")}
    described = next((one for one, guess in settled.items() if guess.target == Field.DESCRIPTION), None)
    if described is None:
        return {}
    return {described: Guess(Field.TITLE, WEAK, "der er ingen kolonne med emne, så beskrivelsen bruges som emne")}


_LOOKS_LIKE: tuple[tuple[str, Callable[[Profile], bool]], ...] = (
    (Field.COMMITTEE, lambda seen: seen.named >= 0.8),
    (Field.KIND, lambda seen: seen.kind >= 0.8),
    (Field.SECTION, lambda seen: seen.section >= 0.6),
    (Field.DUE, lambda seen: seen.due >= 0.5 and seen.due + seen.dash >= 0.8 and seen.number < 0.3),
    (Field.STATUS, lambda seen: seen.state >= 0.6 and seen.distinct < 0.7),
    (Field.NUMBER, lambda seen: seen.number >= 0.9 and seen.distinct >= 0.8 and seen.length <= 8),
    (
        Field.TITLE,
        lambda seen: (
            8 <= seen.length <= 160 and seen.distinct >= 0.8 and max(seen.number, seen.due, seen.mark, seen.kind) < 0.3
        ),
    ),
)
