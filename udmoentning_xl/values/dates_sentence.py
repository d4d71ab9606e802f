"""What a whole cell says: its time phrases with the words that bound them, and its marks (løbende, afventer, X ...).

What follows from them is decided in ``dates_due``.
"""

from dataclasses import dataclass, field
from typing import NamedTuple

from udmoentning_xl.values import dates_marks as marks
from udmoentning_xl.values import dates_words as words
from udmoentning_xl.values.dates_grammar import read_span
from udmoentning_xl.values.dates_lexer import ARROW, BODY, BULLET, NEWLINE, Tokens, at
from udmoentning_xl.values.dates_marks import Mark, Rel
from udmoentning_xl.values.dates_numbered import stands_alone
from udmoentning_xl.values.dates_numeric import is_year
from udmoentning_xl.values.dates_phrases import Join, Phrase, PhraseRole, as_one, join_of, rel_after, settled
from udmoentning_xl.values.dates_spans import Span

SHORT_NAME = 4  # letters: an unknown word so short is taken for a body's short name (KB, BUU)
BODY_ENDINGS = ("udvalget", "udvalg", "rådet", "råd", "bestyrelsen", "direktionen", "behandling", "behandlingen")
BRACKETS = {"(": 1, "[": 1, ")": -1, "]": -1}
PLAIN = marks.APPROXIMATE | marks.FILLERS | words.CONNECTORS | frozenset(words.WEEKDAYS)  # what waits goes on waiting
DEFINITE = ("en", "et", "erne")  # what is called the one there is, before a year, may be a day of it
POINTERS = frozenset({"d", "den", "dato", "datoen"})  # what comes is a day


class SentenceMark(NamedTuple):
    """A mark in its sentence."""

    mark: Mark
    clause: int
    depth: int
    before: int  # how many phrases stand before it
    opens: bool  # no other word stands before it


@dataclass
class Sentence:
    """The phrases and marks of a cell in their order; ``understood`` is False when a word was not."""

    phrases: list[Phrase] = field(default_factory=list)
    said: list[SentenceMark] = field(default_factory=list)
    approximate: bool = False
    understood: bool = True

    def has(self, *wanted: Mark) -> bool:
        """True when one of the marks stands anywhere."""
        return any(said.mark in wanted for said in self.said)


class _SentenceState:
    """Where the reading stands, and what waits for the next phrase."""

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self.found = Sentence()
        self.rel: Rel | None = None
        self.role = PhraseRole.CURRENT
        self.unread = ""  # a word of its clause that may say when in the year that comes: „nytårskuren 2027“
        self.moving = False  # after "rykket": fra names the old date, til the new one
        self.firm = False  # "d.", a weekday or a body stands before: what comes is a day
        self.clause = 0
        self.depth = 0
        self.links: set[str] = set()  # what stands between the last phrase and here
        self.noise = False  # among it words that are not about time
        self.started = False  # any word so far
        self.dash = False  # a hyphen or slash that begins a new clause unless it joins two phrases

    def forget(self) -> None:
        """Nothing waits any more."""
        self.rel, self.role, self.firm = None, PhraseRole.CURRENT, False

    def clear(self) -> None:
        """What was not read is no part of what comes."""
        self.unread = ""
        self.forget()

    def close_dash(self, joins: bool = False) -> None:
        """Count the clause that a hyphen or slash began."""
        self.clause += self.dash and not joins
        self.dash = False


def read_sentence(tokens: Tokens) -> Sentence:
    """Read the tokens of a cell from left to right, once."""
    scan = _SentenceState(tokens)
    index = 0
    while tokens[index].text:
        index = _step(scan, index)
    return scan.found


def _step(scan: _SentenceState, index: int) -> int:
    token = scan.tokens[index]
    if token.value < 0 and token.text != "'" and not token.text[0].isalpha():
        return _sign(scan, index)
    found = None if _is_code(scan.tokens, index) else read_span(scan.tokens, index)
    if found:
        return _phrase(scan, found[0], index, found[1])
    return _number(scan, index) if token.value >= 0 else _word(scan, index)


def _is_code(tokens: Tokens, index: int) -> bool:
    """True for the figures of BI01 and §17: what touches them is no unit. "KB30/1" is a date all the same."""
    token = tokens[index]
    if token.value < 0 or token.gap or not index:
        return False
    before = tokens[index - 1].text
    is_word = before.isalpha() and before not in marks.FILLERS
    return before == "§" or (is_word and tokens[index + 1].text not in ("/", "."))


def _phrase(scan: _SentenceState, span: Span, index: int, end: int) -> int:
    phrases = scan.found.phrases
    rel, end = rel_after(scan.tokens, end)
    scan.close_dash(joins=bool(phrases) and not scan.noise)
    join = join_of(scan.links, scan.noise) if phrases else Join.NONE
    closes = join is Join.RANGE and scan.links & words.RANGE_LINKS - {"-"}
    rel = rel or (None if closes else scan.rel) or Rel.IN
    span = settled(span, rel, scan.firm, scan.tokens[index - 1].text if index else "")
    if scan.unread and span.unit is words.TimeUnit.YEAR and span.year and not span.doubt:
        span = span._replace(note=f"„{scan.unread}“ er ikke forstået; regnet som hele året")
    role = PhraseRole.NEW if join is Join.MOVED else scan.role
    if role is PhraseRole.CURRENT and scan.moving and not phrases and rel is not Rel.FROM:
        role = PhraseRole.NEW
    phrase = Phrase(span, rel, role, join, scan.clause, scan.depth)
    one = as_one(phrases[-1], phrase, scan.links) if phrases else None
    if one:
        phrases[-1] = one
    else:
        phrases.append(phrase)
    scan.clear()
    scan.links, scan.noise, scan.started = set(), False, True
    return end


# -- numbers that are no dates -----------------------------------------------------------------------------------------


def _number(scan: _SentenceState, index: int) -> int:
    tokens = scan.tokens
    end = index + (3 if tokens[index + 1].text == "-" and tokens[index + 2].digits else 1)
    if at(tokens, end).text in words.DURATIONS:
        return _duration(scan, end + 1)
    if tokens[index + 1].text in ("%", "pct"):
        _mark(scan, Mark.DONE if tokens[index].value == 100 else Mark.STATUS, index + 1)
        return index + 2
    _other_word(scan, index)
    return _after_figures(tokens, index + 1, (":", ".", ",", "/", "-"))


def _duration(scan: _SentenceState, end: int) -> int:
    """3 måneder, 14 dage før mødet: counted from a day that is not said."""
    follows = marks.RELATIONS.get(at(scan.tokens, end).text)
    _mark(scan, Mark.WAITING if follows in (Rel.BEFORE, Rel.AFTER) else Mark.CONDITION)
    scan.noise = scan.started = True
    return end


def _after_figures(tokens: Tokens, index: int, signs: tuple[str, ...]) -> int:
    """The index after the rest of a number like 12.3, 13:00, 1.250.000."""
    while tokens[index].text in signs and not tokens[index].gap and at(tokens, index + 1).digits:
        if at(tokens, index + 1).gap:
            break
        index += 2
    return index


# -- words -------------------------------------------------------------------------------------------------------------


def _word(scan: _SentenceState, index: int) -> int:
    token = scan.tokens[index]
    if token.text not in PLAIN:
        scan.close_dash()
    if token.text in marks.LABELS:
        return _label(scan, index)
    if token.text in marks.NUMBER_WORDS and scan.tokens[index + 1].text in words.DURATIONS:
        return _duration(scan, index + 2)  # "om et år"
    known = _relation(scan, token.text) | _moved(scan, token.text) | _marked(scan, index)
    if token.text in marks.APPROXIMATE:
        scan.found.approximate = True
    if token.text in POINTERS or token.text in words.WEEKDAYS:
        scan.firm = True
    if token.text in words.WEEKDAYS:
        scan.found.understood = False  # a weekday alone says nothing
    if not known and token.text not in PLAIN:
        _other_word(scan, index)
    scan.links.add(token.text)
    scan.started = True
    return index + 1


def _relation(scan: _SentenceState, text: str) -> bool:
    rel = marks.RELATIONS.get(text)
    if rel is None:
        return False
    if scan.moving and text in ("fra", "til"):
        scan.role, scan.rel = (PhraseRole.OLD if text == "fra" else PhraseRole.NEW), None
        scan.noise |= text == "til"
    elif scan.rel is not Rel.BY or rel not in (Rel.TO, Rel.UNTIL, Rel.AS_OF):  # of "senest til" senest counts
        scan.rel = rel
    if rel in (Rel.BEFORE, Rel.UNTIL, Rel.AFTER, Rel.INTO):
        _mark(scan, Mark.CONDITION)
    return True


def _moved(scan: _SentenceState, text: str) -> bool:
    if text in marks.MOVES:
        scan.moving = True
    elif text in marks.NEW_DATE:
        scan.role = PhraseRole.NEW
        scan.rel = Rel.BY if text.endswith(("frist", "deadline")) else scan.rel
    elif text in marks.OLD_DATE:
        scan.role = PhraseRole.OLD
    else:
        return False
    scan.noise = True
    return True


def _marked(scan: _SentenceState, index: int) -> bool:
    text = scan.tokens[index].text
    if text in marks.EVERY:
        nearby = [token.text for token in scan.tokens[index + 1 : index + 4]]
        mark = Mark.RECURRING if any(word in marks.RECURRING_UNITS or word in words.MONTHS for word in nearby) else None
    elif text == marks.FOLLOWS:
        mark = Mark.CONDITION if scan.tokens[index + 1].text.isalpha() else Mark.UNSET
    else:
        mark = marks.MARKS.get(text) or next((m for stem, m in marks.MARK_STEMS.items() if text.startswith(stem)), None)
    if mark is None:
        return False
    _mark(scan, mark, index)
    scan.noise |= mark is not Mark.EXPECTED
    return True


def _mark(scan: _SentenceState, mark: Mark, index: int = -1) -> None:
    if mark is Mark.DONE and not _is_done(scan, index):
        mark = Mark.STATUS
    if mark is Mark.SETTLED:
        negated = any(said.mark is Mark.NEGATED and said.clause == scan.clause for said in scan.found.said[-4:])
        mark = Mark.UNSET if negated else Mark.STATUS
    scan.found.said.append(SentenceMark(mark, scan.clause, scan.depth, len(scan.found.phrases), not scan.started))


def _is_done(scan: _SentenceState, index: int) -> bool:
    """Not done: ikke, delvist, skal, forventes before it in the clause; a question mark after it; "4 x"."""
    undone = (Mark.NEGATED, Mark.INTENDED, Mark.EXPECTED, Mark.WAITING, Mark.PARTLY)
    negated = any(said.clause == scan.clause and said.mark in undone for said in scan.found.said[-4:])
    counted = index > 0 and scan.tokens[index - 1].value >= 0 and scan.tokens[index].text == "x"
    return not (negated or counted or scan.rel or at(scan.tokens, index + 1).text == "?")


def _label(scan: _SentenceState, index: int) -> int:
    """Fase 1, pkt. 12.3, kl. 13.00-15.30, § 17: the number belongs to the word; "fase 2024" and "2. fase" have none."""
    tokens = scan.tokens
    end = index + 1 + (tokens[index + 1].text == ".")
    letter = len(tokens[end].text) == 1 and tokens[end].text.isalpha() and at(tokens, end + 1).text in (":", ".", ")")
    begins_phrase = is_year(tokens[end]) or (at(tokens, end + 1).text == "." and not stands_alone(tokens, end))
    number = tokens[end].digits and not begins_phrase
    if number or letter:
        end = _after_figures(tokens, end + 1, (".", "-", ":", ","))
    if tokens[index].text not in ("kl", "klokken"):
        _other_word(scan, index)
    return end


def _other_word(scan: _SentenceState, index: int) -> None:
    """A word that is not about time: what waited is forgotten, unless the word can be a body."""
    text = scan.tokens[index].text
    scan.noise = scan.started = True
    scan.found.understood = False
    is_body = text == BODY or (text.isalpha() and (len(text) <= SHORT_NAME or text.endswith(BODY_ENDINGS)))
    kept = scan.rel if scan.rel is Rel.BY or (is_body and scan.rel in (Rel.BEFORE, Rel.AFTER)) else None
    role = scan.role
    bounds = scan.rel in (Rel.BEFORE, Rel.UNTIL, Rel.AFTER)  # „efter valget i 2027“
    is_event = at(scan.tokens, index + 1).value >= 0 and text.endswith(DEFINITE)
    if text.isalpha() and not is_body and (bounds or is_event):
        scan.unread = text
    scan.forget()
    scan.rel, scan.firm = kept, is_body
    if is_body:
        scan.role = role


# -- signs -------------------------------------------------------------------------------------------------------------


def _sign(scan: _SentenceState, index: int) -> int:
    token = scan.tokens[index]
    arrow = token.text == ">" and bool(scan.found.phrases) and not scan.noise
    if token.text in marks.RELATIONS and not arrow:
        scan.rel = marks.RELATIONS[token.text]
        return index + 1
    if token.text == BODY:
        _other_word(scan, index)
    elif token.text in marks.MARKS:
        _mark(scan, marks.MARKS[token.text], index)
    elif token.text in marks.APPROXIMATE:
        scan.found.approximate = True
    _boundary(scan, index)
    scan.links.add(token.text)
    return index + 1


def _boundary(scan: _SentenceState, index: int) -> None:
    """Count clauses; a full stop, a semicolon and a line break end what waits."""
    text, clause = scan.tokens[index].text, scan.clause
    if text in BRACKETS:
        scan.depth = max(0, scan.depth + BRACKETS[text])
        scan.clause += 1
    elif text in (NEWLINE, ";", BULLET) or (text == "." and _is_full_stop(scan.tokens, index)):
        scan.clause += 1
        scan.moving = False
        scan.forget()
    elif text == ",":
        scan.clause += 1
        scan.rel = None
    elif text in ("-", "/", ARROW):
        scan.dash |= scan.tokens[index].gap or text == "/"
    if scan.clause > clause:
        scan.unread = ""


def _is_full_stop(tokens: Tokens, index: int) -> bool:
    before, after = tokens[max(0, index - 1)], tokens[index + 1]
    return before.text.isalpha() and len(before.text) > SHORT_NAME and after.gap
