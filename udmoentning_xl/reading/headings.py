"""What a heading may mean: a field, a year of amounts, a committee of a matrix. Ranked guesses, with the reason.

Which guess holds is decided in ``layout``, which also sees what stands below.
"""

import re
from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import lru_cache

from udmoentning_xl.danish import MONTH_STARTS, clean, fold
from udmoentning_xl.terms import (
    AFTER_ALIASES,
    ALIASES,
    AMOUNT_ALIASES,
    ASIDE_HEADINGS,
    BEFORE_ALIASES,
    EFFECT_ALIASES,
    END_ALIASES,
    ROW_TOTAL_ALIASES,
    START_ALIASES,
    SYSTEM_HEADINGS,
    TOTAL_ALIASES,
    WEAK_ALIASES,
    YEAR_ALIASES,
    Field,
    words,
)
from udmoentning_xl.values.committees import CommitteeReader
from udmoentning_xl.values.secrecy import are_jottings, tells_committees

#: Targets that are no field: see the lists of the same names in ``terms``.
START, END, AMOUNT, ROW_TOTAL, ASIDE, LEFT_OUT = "start", "end", "amount", "row_total", "aside", "left_out"
TOTAL, BEFORE, AFTER = "total", "before", "after"  # what a project costs that is of no year of the plan
YEAR, QUARTER, MONTH, WEEK = "year", "quarter", "month", "week"  # a year, and what may stand beside it
EFFECT = "effect"  # the years of the amount beside it
DIRECTION = "direction"  # whether what stands without a sign is saved or spent
MILESTONE = "milestone"  # a day on the way to the one that decides
POLITICAL = "political"  # yes or no: whether a committee handles the item at all
SPAN = "span"  # a quarter, a month, a week or a half-year of a Gantt chart, in which marks or bars stand
BODY, BODIES = "body:", "+"  # the prefix of a committee in a matrix, and what is between those of one column

SURE, PART, CONTAINED, WEAK, MISSPELT, INFERRED = 10, 8, 6, 4, 3, 2
ELSEWHERE = 12  # what a heading surely is in the plan's other tables is more than what it may mean
SETTINGS = 100
CHOSEN = 200  # in the sheet Læsning, which is nearer than the settings
_LONGEST_BODIES = 30  # a heading with committees in it: „Skal i BUU?“, „ØK/KB“
_HANDLING = re.compile(r"(?:s?-?| )?(?:behandling|møde|mødedato|dato)(?:en)?\Z", re.I)  # „Byrådsbehandling“, „KB-møde“
_ALL_OF_THEM = re.compile(r"\balle\b", re.I)  # „Natur til alle“ is no heading of all committees
_LONGEST = 90  # a longer text is no heading

_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_TAIL = re.compile(
    r"\b(pr|pr\.|per|ultimo|primo|fra|siden)\s.*$|\b\d+([./-]\d+)*\b|\b(januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december|kvt|kvartal|kv"
    r"|halvår)\b",
    re.I,
)
_YEAR = re.compile(r"^(?:b|bf|bo|r|budget|år|overslagsår)?((?:19|20)\d\d|(?<=[bofr])\d\d)$")
#: „27“, „Netto 27“, „'27“: a year by its last two digits, and the word before it.
_SHORT_YEAR = re.compile(r"(?P<before>(?:[^\W\d_]{1,16}\.? ){0,2})['’]?(?P<year>[1-5]\d)")
_NEAR, _LONGEST_RUN = 6, 6  # years from the plan's first, and as many of them: more are weeks
_SPAN = re.compile(
    r"(?:[qk]\s?[1-4]|(?:kv|kvt|kvartal)\.?\s?[1-4]|[1-4]\.?\s?(?:q|k|kv\.?|kvt\.?|kvartal)|[12]\.?\s?halvår|(?:uge|u\.?)\s?[0-5]?\d"
    rf"|(?:{MONTH_STARTS})[a-zæøå]{{0,7}}\.?)(?:[ /’'-]{{1,2}}(?:20)?\d\d)?",
    re.I,
)
#: Words that may stand beside the year over a column of amounts.
_AMOUNT_WORDS = frozenset(
    words(
        """
        b; bf; bo; r; budget; budgetår; overslag; overslagsår; budgetoverslag; drift; anlæg; år; årets; af; beløb;
        netto; nettobeløb; udgift; udgifter; effekt; besparelse; effektivisering; økonomi; bevilling; anlægsbevilling;
        anlægsudgift; anlægsbeløb; driftsbeløb; vedtaget; løbende; priser; prisniveau; varig; pl; p; l; i; kr; kroner;
        mio; mill; t; tkr; 1000; 000; 1; hele; dkk
        """
    )
)
#: Before the year, after it, or a part of what another column has.
_OUTSIDE = (
    (re.compile(r"\b(?:før|inden|til og med|t o m|tom)(?: \w{1,20})? (?:19|20)\d\d\b"), BEFORE),
    (
        re.compile(
            r"\befter(?: \w{1,20})? (?:19|20)\d\d\b|\b(?:19|20)\d\d(?: og)? (?:frem\w*|følgende|senere|ff|efter)\b"
        ),
        AFTER,
    ),
    (re.compile(r"\b(?:overført|heraf|afholdt|forbrugt)\b"), LEFT_OUT),
)
#: A word for one of these beside a year is the heading, and the year its day.
_NO_AMOUNT = (Field.STATUS, Field.COMPLETION, Field.REMARKS, Field.DUE, Field.RESPONSIBLE)
_TOTAL_WORDS = frozenset(words("alt; ialt; samlet; sum; total"))
#: „Forventes færdig“, „Skal være gennemført“: when, and not that it is.
_IS_TO_COME = re.compile(r"\b(?:forv\b|forvent\w*|ventes|planlagt|planlægges|skal være|hvornår|senest)\b", re.I)
#: When the papers have to be ready, which is before the meeting that decides.
_OF_THE_AGENDA = re.compile(r"dagsorden|indmeld|materiale|sagsfrist|udsend", re.I)
#: When it really was: „Faktisk afleveret“ beside „Planlagt aflevering“; and when a committee gave what it has given.
_HAS_BEEN = re.compile(r"\bfaktisk \w{0,20}(?:et|t|ring|else|dato)\b", re.I)
_GIVEN = re.compile(
    r"(?:bevilling|regnskab)\w{0,12} (?:er )?(?:givet|frigivet|godkendt)\b|\A(?:givet|frigivet) ?\(", re.I
)
#: Committees that do not get the item, or no more.
NO_MORE = re.compile(r"\b(?:tidl\w*|forrige|hidtidig\w*|gamle?|gammelt|gl|ikke|ej|undta\w*)\b", re.I)
#: Amounts that are not those agreed on: what became of them, what is expected now, how far that is from it.
_OTHER_VERSION = re.compile(
    r"\b(?:forvent\w*|regnskab\w*|afvig\w*|forbrug\w*|realiser\w*|opnået|faktisk\w*|difference|skøn\w*|prognose\w*"
    r"|korriger\w*|oprindelig\w*|tidligere)\b",
    re.I,
)

_SAVING = re.compile(r"\b(?:spare|besparelse|mindreudg|indtægt|merindt|reduktion|gevinst|provenu)", re.I)
_COST = re.compile(r"\b(?:koste|udgift|merudgift|mindreindtægt|udvidelse)", re.I)


@dataclass(frozen=True)
class Guess:
    """One thing a heading may mean. ``target`` is a field, a year, ``body:BUU`` or one of the constants above."""

    target: str
    strength: int
    why: str


#: The heading of a column: the row below it, and the column, both 0-based.
Place = tuple[int, int]


def squash(text: str) -> str:
    """The folded text without spaces: a hard hyphen or a line break inside a word does not count."""
    return fold(text).replace(" ", "")


@lru_cache(maxsize=1)
def _tables() -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Squashed alias -> targets: the sure ones and the weak ones."""
    sure: dict[str, list[str]] = {}
    weak: dict[str, list[str]] = {}
    lists: list[tuple[str, str]] = [(str(field), listed) for field, listed in ALIASES.items()]
    lists += [(AMOUNT, AMOUNT_ALIASES), (ROW_TOTAL, ROW_TOTAL_ALIASES), (ASIDE, ASIDE_HEADINGS)]
    lists += [(LEFT_OUT, SYSTEM_HEADINGS), (EFFECT, EFFECT_ALIASES)]
    lists += [(START, START_ALIASES), (END, END_ALIASES)]
    lists += [(TOTAL, TOTAL_ALIASES), (BEFORE, BEFORE_ALIASES), (AFTER, AFTER_ALIASES)]
    lists += [(YEAR, YEAR_ALIASES), (QUARTER, "kvartal; kvt"), (MONTH, "måned; mdr"), (WEEK, "uge; ugenr; uge nr")]
    for target, listed in lists:
        for word in words(listed):
            sure.setdefault(squash(word) or word, []).append(target)
    for field, listed in WEAK_ALIASES.items():
        for word in words(listed):
            weak.setdefault(squash(word), []).append(str(field))
    return sure, weak


def field_named(text: str) -> str | None:
    """What a text is the heading of, where it is one word for word; else None."""
    return next(iter(_tables()[0].get(squash(text), ())), None)


def year_guesses(heading: str, first_year: int) -> list[Guess]:
    """The year of a column of amounts ("2024", "B24", "Budget 2024", "Overslagsår 1"), if the heading names one.

    Actual spending and corrected budgets (Regnskab 2023, Forventet regnskab 2024) are no part of a plan. Several years
    in one heading are a sum across them, or amounts of several years within each cell.
    """
    text = fold(_BRACKETS.sub(" ", clean(heading)).replace("'", " "))
    if step := re.fullmatch(r"(budget ?år|overslags ?år|bo) ([0-4])", text):
        return [Guess(str(first_year + int(step[2]) - step[1].startswith("budget")), SURE, "årstal")]
    tokens = text.split()
    years = [match[1] for token in tokens if (match := _YEAR.match(token))]
    if not years and len(tokens) == 2 and tokens[0] in ("b", "bo", "bf", "r") and re.fullmatch(r"\d\d", tokens[1]):
        years = [tokens.pop()]
    spanned = re.search(r"\d{4} \d\d\b", text)
    rest = [token for token in tokens if not _YEAR.match(token) and not (spanned and re.fullmatch(r"\d\d", token))]
    if not years or len(tokens) > 8:
        return []
    rest = [token for token in rest if not token.startswith("forvent")]  # it holds where nothing else was agreed on
    if outside := next((target for pattern, target in _OUTSIDE if pattern.search(text)), None):
        return [Guess(outside, SURE, "beløb før eller efter året, eller en del af et andet")]
    if is_other_version(rest):
        return [Guess(LEFT_OUT, SURE, "regnskab eller korrigeret budget")]
    unknown = [token for token in rest if token not in _AMOUNT_WORDS | _TOTAL_WORDS and not _ends_as_amount(token)]
    if any(field in _NO_AMOUNT for token in unknown for field in _tables()[0].get(token, ())):
        return []  # „Status 1. kvt. 2025“ is a status
    known = not unknown
    year = years[0] if len(years[0]) == 4 else f"20{years[0]}"
    if len(years) == 1 and not spanned and known and any(token in _TOTAL_WORDS for token in rest):
        # the year's own column where there is no other, else the sum of others
        return [Guess(year, WEAK, "årets sum"), Guess(ROW_TOTAL, MISSPELT, "årets sum")]
    if len(years) > 1 or spanned or any(token in _TOTAL_WORDS for token in rest):
        found = [Guess(ROW_TOTAL, SURE, "sum af flere år"), Guess(AMOUNT, PART, "beløb for flere år i hver celle")]
        return found if known else []
    if known:
        return [Guess(year, SURE, "årstal")]
    return [Guess(year, CONTAINED, "årstal i overskriften")] if not any(map(_has_digit, unknown)) else []


def whole_years(texts: Mapping[int, str], first_year: int) -> dict[int, str]:
    """Column -> heading with its year in full, of a row whose headings count the years: „26 | 27“, „Budget 26 | BO 27“.

    Over amounts they follow each other, near the plan's first year; any other heading with one of them is of it too.
    """
    short = {column: match for column, text in sorted(texts.items()) if (match := _SHORT_YEAR.fullmatch(text))}
    years = {column: 2000 + int(match["year"]) for column, match in short.items()}
    counted = list(dict.fromkeys(year for column, year in years.items() if _is_amount(fold(short[column]["before"]))))
    is_run = 1 < len(counted) <= _LONGEST_RUN and counted == list(range(counted[0], counted[0] + len(counted)))
    if not is_run or abs(counted[0] - first_year) > _NEAR:
        return {}
    return {column: f"{short[column]['before']}{year}" for column, year in years.items() if year in counted}


def _is_amount(word: str) -> bool:
    """True for what may stand before the year over amounts: nothing, or words for them."""
    return all(token in _AMOUNT_WORDS or _ends_as_amount(token) for token in word.split())


def is_other_version(texts: Iterable[str]) -> bool:
    """True where one of the texts says that amounts are not those agreed on: „Forbrug“, „Realiseret effekt“."""
    return any(_OTHER_VERSION.search(text) for text in texts)


def is_saving(heading: str) -> bool:
    """True for the heading of amounts that are saved or earned."""
    return bool(_SAVING.search(heading)) and not _COST.search(heading)


def is_cost(heading: str) -> bool:
    """True for the heading of amounts that are spent."""
    return bool(_COST.search(heading)) and not _SAVING.search(heading)


def _ends_as_amount(word: str) -> bool:
    """True for a word that names amounts, or a compound of one: ramme, budgeteffekt."""
    sure, _ = _tables()
    return any(AMOUNT in sure.get(word[start:], ()) for start in range(len(word) - 4))


def _has_digit(text: str) -> bool:
    return any(char.isdigit() for char in text)


def _compound(folded: str) -> list[Guess]:
    """Guesses from the end of a compound: a budgetforslag is a forslag, a sluttidspunkt a tidspunkt."""
    sure, _ = _tables()
    for word in folded.split():
        ends = (word[start:] for start in range(2, len(word) - 3))
        if alias := next((end for end in ends if len(end) >= 4 and end in sure), None):
            return [Guess(target, CONTAINED - 1, f"ender på „{alias}“") for target in sure[alias]]
    return []


class HeadingReader:
    """Reads headings with one register of bodies, one set of settings and one plan's first year."""

    def __init__(self, committees: CommitteeReader, columns: Mapping[str, str], first_year: int) -> None:
        self.committees = committees
        self._columns = columns
        self.first_year = first_year
        self._seen: dict[str, tuple[Guess, ...]] = {}
        self._chosen: Mapping[Place, str] = {}

    def spelt(self, texts: Mapping[int, str]) -> dict[int, str]:
        """The texts of a row of headings by column, with years that are written short in full."""
        return {**texts, **whole_years(texts, self.first_year)}

    def choosing(self, chosen: Mapping[Place, str]) -> "HeadingReader":
        """A reader of the headings of one sheet, of which somebody has said what some are: place -> target."""
        reader = copy(self)
        reader._chosen = chosen
        return reader

    def chosen(self, place: Place) -> tuple[Guess, ...]:
        """What somebody has said that a column is; nothing of most."""
        return (Guess(self._chosen[place], CHOSEN, "rettet i arket Læsning"),) if place in self._chosen else ()

    def guesses(self, heading: str) -> tuple[Guess, ...]:
        """What a heading may mean, best first; empty for a text that is no heading."""
        if heading not in self._seen:
            ranked: dict[str, Guess] = {}
            for guess in self._spelt(heading) if 0 < len(heading) <= _LONGEST else ():
                if guess.target == Field.COMPLETION and guess.strength < SURE and _IS_TO_COME.search(heading):
                    guess = replace(guess, target=Field.DUE)
                if guess.target == Field.COMMITTEE and guess.strength < SETTINGS and NO_MORE.search(heading):
                    continue
                if guess.target == Field.DUE and guess.strength < SURE and _OF_THE_AGENDA.search(heading):
                    continue
                if guess.target not in ranked or ranked[guess.target].strength < guess.strength:
                    ranked[guess.target] = guess
            self._seen[heading] = tuple(sorted(ranked.values(), key=lambda guess: -guess.strength))
        return self._seen[heading]

    def _spelt(self, heading: str) -> list[Guess]:
        if (set_to := self._columns.get(fold(heading))) is not None:
            return [Guess(set_to, SETTINGS, "sat i opsætningen")]
        if are_jottings(heading):
            return [Guess(Field.INTERNAL, SURE, "overskriften siger, at den kun er til jer selv")]
        found = year_guesses(heading, self.first_year)
        if len(found) > 1 or (found and found[0].strength == SURE):  # the year tells all that the heading can mean
            return found
        if _HAS_BEEN.search(heading):
            return [Guess(Field.COMPLETION, CONTAINED, "hvornår det virkelig skete")]
        if _GIVEN.search(heading):
            return [Guess(LEFT_OUT, CONTAINED, "hvad der er givet, er ikke noget, der skal ske")]
        if _SPAN.fullmatch(" ".join(clean(heading).split())):
            return [Guess(SPAN, PART, "et tidsrum, hvor krydser eller farver viser arbejdet")]
        found = [*found, *self._by_alias(heading)]
        if body := self.committees.find(heading) or self.committees.find(_HANDLING.sub("", heading)):
            found.append(Guess(BODY + body.short, PART, "udvalgets navn"))
        elif (
            len(heading) <= _LONGEST_BODIES
            and not _ALL_OF_THEM.search(heading)
            and (named := self.committees.read(heading.rstrip(" ?"))).mentions
        ):
            shorts = BODIES.join(mention.short for mention in named.mentions)
            found += [] if named.unknown else [Guess(BODY + shorts, CONTAINED, "udvalget i overskriften")]
        if tells_committees(heading):
            found.append(Guess(Field.REMARKS, PART + 1, "overskriften siger, at den er til udvalgene"))
        return found

    def _by_alias(self, heading: str) -> list[Guess]:
        sure, weak = _tables()
        bare = _BRACKETS.sub(" ", heading)
        variants = dict.fromkeys(squash(text) for text in (heading, bare, _TAIL.sub(" ", fold(bare))))
        found = [Guess(target, SURE, "overskriften") for key in variants for target in sure.get(key, ())]
        found += [
            Guess(target, WEAK, "overskriften kan betyde det") for key in variants for target in weak.get(key, ())
        ]
        if any(guess.strength == SURE for guess in found):
            return found
        parts = [squash(part) for part in re.split(r"[/,;\n:(]| og | eller | - | – ", bare) if part.strip()]
        found += [
            # „Bemærkning/status“ says how far things are, whatever else stands there
            Guess(target, PART + 1 if target == Field.STATUS else PART - place, "en del af overskriften")
            for place, part in enumerate(parts[:3] if len(parts) > 1 else ())
            for target in sure.get(part, ())
        ]
        if re.search(r"(?i:nr\.?|nummer|\bid)\Z|[a-zæøå]ID\Z", bare.strip()):  # „Init.nr.“, „Stednr.“, „Sags-id“
            found.append(Guess(Field.NUMBER, CONTAINED, "ender på „nr.“"))
        return found + (_abbreviated(bare) or _contained(fold(bare)) or _compound(fold(bare)))

    @staticmethod
    def misspelt(heading: str) -> tuple[Guess, ...]:
        """What a heading that says nothing as it stands may be a misspelling of."""
        key = squash(_BRACKETS.sub(" ", heading))
        if not 5 <= len(key) <= _LONGEST:
            return ()
        sure, _ = _tables()
        near = get_close_matches(key, [alias for alias in sure if len(alias) >= 5], n=1, cutoff=0.87)
        return tuple(Guess(target, MISSPELT, f"ligner „{near[0]}“") for target in sure[near[0]]) if near else ()


_SHORT = re.compile(r"\A[^\W\d_]{3,30}\.\Z")
_INSIDE = re.compile(r"\A([^\W\d_]{2,12})\.([^\W\d_]{2,12})\.?\Z")  # „Gen.ført“


def _abbreviated(heading: str) -> list[Guess]:
    """Guesses from the aliases that a heading of shortened words stands for: „Vejl. dato“, „Pol. udv.“, „Ansv.“."""
    tokens = clean(heading).split()
    if len(tokens) == 1 and (inside := _INSIDE.match(heading.strip())):
        start, end = fold(inside[1]), fold(inside[2])
        spelt = [one for one in _spelt_aliases() if " " not in one[0] and len(one[0]) > len(start + end)]
        return [
            Guess(target, CONTAINED, f"forkortet af „{alias}“")
            for alias, target in spelt
            if alias.startswith(start) and alias.endswith(end)
        ][:1]
    if not any(_SHORT.match(token) for token in tokens):
        return []
    parts = [(fold(token), bool(_SHORT.match(token))) for token in tokens]
    found = [
        Guess(target, CONTAINED, f"forkortet af „{alias}“")
        for alias, target in _spelt_aliases()
        if len(whole := alias.split()) == len(parts)
        and all(
            one.startswith(part) and one != part if is_short else one == part
            for one, (part, is_short) in zip(whole, parts, strict=True)
        )
    ]
    return list({guess.target: guess for guess in found}.values())


@lru_cache(maxsize=1)
def _spelt_aliases() -> tuple[tuple[str, str], ...]:
    """Each sure alias, folded, with its target."""
    listed = [*((str(field), aliases) for field, aliases in ALIASES.items()), (AMOUNT, AMOUNT_ALIASES)]
    return tuple((fold(word), target) for target, aliases in listed for word in words(aliases))


@lru_cache(maxsize=1024)
def _uninflected(word: str) -> str:
    """The known heading that a word is a form of: færdige, udvalgets; "" for any other word."""
    sure, _ = _tables()
    ends = (word.removesuffix(end) for end in ("e", "t", "s", "er", "en", "et", "ene", "ets", "ens", "erne"))
    return next((stem for stem in ends if len(stem) >= 5 and stem != word and stem in sure), "")


def _contained(folded: str) -> list[Guess]:
    """Guesses from the sure aliases that stand as whole words within a heading, the longest first."""
    sure, _ = _tables()
    parts = folded.split()
    found: list[tuple[int, str]] = []
    for start in range(len(parts)):
        for end in range(start + 1, min(start + 5, len(parts)) + 1):
            key = "".join(parts[start:end])
            if len(key) >= 4 and key in sure:
                found += [(len(key), target) for target in sure[key]]
    found = found or [(0, target) for word in parts for target in sure.get(_uninflected(word), ())]
    longest = max((length for length, _ in found), default=0)
    return [
        Guess(target, CONTAINED if 0 < length == longest else CONTAINED - 1, "et ord i overskriften")
        for length, target in found
    ]
