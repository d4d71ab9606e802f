"""Names of bodies as people write them -> the bodies of the register, in the order of the route.

A name is recognised on its normal form alone; a likely misspelling is suggested and never applied. No body is named in
this code: names and abbreviations come from the register, which each municipality keeps in its settings.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from udmoentning_xl.danish import clean, listed
from udmoentning_xl.register import Body, Role
from udmoentning_xl.values.committee_names import BodyNames, Form, NameToken, tokens_of
from udmoentning_xl.values.committee_words import ADVICE, BESIDE_A_NAME, ROLES, TAKES_PART, WordRole


@dataclass(frozen=True)
class Mention:
    """One body named in a cell. ``conditional`` for "evt. KFU"."""

    short: str
    conditional: bool = False


@dataclass(frozen=True)
class CommitteeText:
    """What a committee cell says.

    ``mentions`` stand in the order of the route, each body once. ``unknown`` pairs a name nobody knows with the short
    name of the nearest body, or None. ``ambiguous`` holds Danish clauses, one per doubt, also one where a body that is
    named is left out, as the text denies it or says that another has followed it. ``on_purpose`` is true where the text
    says that no committee handles the item. ``left_out`` are the bodies that are named and left out, ``fanned_out``
    those that „alle udvalg“ stands for.
    """

    mentions: tuple[Mention, ...] = ()
    unknown: tuple[tuple[str, str | None], ...] = ()
    ambiguous: tuple[str, ...] = ()
    on_purpose: bool = False
    blank: bool = False
    left_out: tuple[str, ...] = field(default=(), compare=False)
    fanned_out: tuple[str, ...] = field(default=(), compare=False)


class _Stretch(NamedTuple):
    """A stretch of the text: a name (``forms`` is set), an unknown name, or one word or mark between the names."""

    text: str
    forms: tuple[Form, ...] = ()
    role: WordRole | None = None
    unknown: bool = False
    generic: bool = False
    tokens: tuple[NameToken, ...] = ()


class CommitteeReader:
    """Reads committee cells, sheet names and banners by one register; build it once, it remembers what it has read."""

    def __init__(self, bodies: Sequence[Body]) -> None:
        self._bodies = {body.short: body for body in bodies}
        self._names = BodyNames(bodies)
        self._remembered = lru_cache(maxsize=8192)(self._read)
        self._found = lru_cache(maxsize=8192)(self._find)

    def read(self, text: str, on: date | None = None) -> CommitteeText:
        """Return what a committee cell says.

        ``on`` is the item's date: "alle fagudvalg" then means those that exist on it, and an abbreviation that two
        bodies share means the one that does. Without it "alle" means the standing bodies with no last day.
        """
        return self._remembered(
            clean(text).replace("≠", " ikke ").replace(";#", ";").replace("frem for", "fremfor"), on
        )

    def left_out(self, text: str) -> list[tuple[str, str]]:
        """The bodies that a text in words denies or calls former, each with the sentence that does.

        „BUU er taget af sagen“ does; „BUU har ikke behandlet sagen“ does not, nor „udgår af MTU's budget“.
        """
        found = []
        text = clean(text)
        for sentence in _SENTENCE.split(_ITEM.sub("", text)) if _GONE.search(text) else ():
            if len(sentence) <= _LONGEST_NAME and _GONE.search(sentence) and not _LATER.search(sentence):
                gone = self._remembered(sentence, None).left_out if self._names.may_name(sentence) else ()
                found += [(short, sentence.strip()) for short in gone if not re.search(rf"\b{short}['’]?s\b", sentence)]
        return found

    def find(self, name: str) -> Body | None:
        """Return the one body that a sheet name, banner or heading names, or None.

        "Udvalg: Børne- og ungdomsudvalget", "BUU – Børne- og ungdomsudvalget" and "BUU's arbejdsplan" name one. A
        single word that is only part of a committee's name ("Økonomi") does not.
        """
        return self._found(name)

    def _find(self, name: str) -> Body | None:
        if len(name) > _LONGEST_NAME or not self._names.may_name(name):
            return None
        parts = self._parts(clean(name))
        named = [part for part in parts if part.forms]
        if any(not self._stands_beside_a_name(part) for part in parts if not part.forms):
            return None
        found = {form.short for part in named for form in part.forms}
        sure = found and all(self._names.is_distinct(part.tokens, part.forms) for part in named)
        return self._bodies[found.pop()] if sure and len(found) == 1 else None

    @staticmethod
    def _stands_beside_a_name(part: _Stretch) -> bool:
        if part.unknown:
            return all(token.folded in BESIDE_A_NAME or any(map(str.isdigit, token.raw)) for token in part.tokens)
        return part.role in (None, WordRole.SILENT, WordRole.TOWARDS) and part.text != "?"

    def _read(self, text: str, on: date | None) -> CommitteeText:
        if not text:
            return CommitteeText(blank=True)
        if not text.strip("-–—−‐‑‒―/ "):
            return CommitteeText(on_purpose=True)
        reading = _Reading(self._bodies, on)
        parts = self._parts(text)
        prose: set[int] = set()
        all_small = text.islower()
        for place, part in enumerate(parts):
            if part.unknown and self._is_prose(parts, place, all_small=all_small):
                prose.add(id(part))
            reading.take(part, is_prose=id(part) in prose)
        if reading.mentions or reading.seen & {WordRole.UNSETTLED, WordRole.LATER}:
            reading.unknown = [part for part in reading.unknown if id(part) not in prose]
        unknown = dict.fromkeys(part.text for part in reading.unknown)
        return reading.result(tuple((name, self._names.suggest(name)) for name in unknown))

    def _is_prose(self, parts: Sequence[_Stretch], place: int, *, all_small: bool) -> bool:
        """True for words that, beside the name of a body, say what happens there and name nobody.

        They are no codes and no words for a body, nor near the name of one, and are not listed with "og". One that
        opens the text with a capital goes on to the name, where a comma would make it a name of its own.
        """
        part = parts[place]
        words = [token for token in part.tokens if token.is_word]
        if not all(word.may_be_prose and not self._names.is_part_of_name(word) for word in words):
            return False
        size = len(part.text)
        if size > 1 and (self._names.is_near(part.text) or (size < 4 and all_small)):
            return False
        if place and parts[place - 1].text.lower() in _LISTING:
            return False
        following = parts[place + 1].text.lower() if place + 1 < len(parts) else ""
        return words[0].raw.islower() or (place == 0 and following not in _LISTING | _SEPARATORS)

    def _parts(self, text: str) -> list[_Stretch]:
        tokens = tokens_of(text)
        return _glued(text, list(self._cut(text, tokens)))

    def _cut(self, text: str, tokens: Sequence[NameToken]) -> Iterator[_Stretch]:
        """Cut a text so that fewest words are unknown, then most are covered by names, then by the longest names."""
        size = len(tokens)
        best: list[tuple[int, int, int]] = [(0, 0, 0)] * (size + 1)
        choice: list[tuple[int, tuple[Form, ...]]] = [(0, ())] * size
        for start in range(size - 1, -1, -1):
            unknown, covered, names = best[start + 1]
            best[start] = (unknown + tokens[start].is_unknown, covered, names)
            choice[start] = (start + 1, ())
            for end, forms in self._names.matches(tokens, start):
                unknown, covered, names = best[end]
                cost = (unknown, covered - (end - start), names + 1)
                if cost <= best[start]:
                    best[start], choice[start] = cost, (end, forms)
        start = 0
        while start < size:
            end, forms = choice[start]
            token = tokens[start]
            yield _Stretch(
                text="÷" if token.raw == "÷" else text[token.start : tokens[end - 1].end],
                forms=forms,
                role=None if forms else _role(tokens, start),
                unknown=not forms and token.is_unknown,
                generic=not forms and token.is_generic,
                tokens=tuple(tokens[start:end]),
            )
            start = end


_LONGEST_NAME = 200
_SENTENCE = re.compile(r"(?<=[^\W\d]{2})[.!?](?=\s|$)|[\n;]")
#: The number of an item, whose letters are those of its committee: „erstattet af BUU02“.
_ITEM = re.compile(r"\b[A-ZÆØÅ]{1,4}[.-]?\d{1,3}\b")
#: Without one of these a sentence leaves nobody out.
_GONE = re.compile(
    r"\b(?:ikke|ej|slet|fjern|udgå|taget|fritag|frabed|fravalg|afmeld|fejl|stedet|tidl|stryg|strøg"
    r"|over(?:tag|drag|før|gå))",
    re.I,
)
#: „Forelægges ikke BUU før valget“: later it does.
_LATER = re.compile(r"\b(?:ikke|ej)\b.{1,60}\b(?:før|inden|endnu)\b", re.I)
_LISTING = frozenset(("og", "samt", "&", "+"))
_SEPARATORS = frozenset((",", ";", "/", "\n", "|", ">", "→"))
_ARROWS = frozenset((">", "→"))
_DASHES = frozenset(("-", "–", "—"))
#: Words over which "ikke BUU og MTU" goes on.
_GOES_ON = _LISTING | {"eller", "/"}
#: What "fra MTU til KFU" may stand after and say that MTU handles it no more.
_OPENINGS = frozenset(("", ",", ".", ";", ":", "(", "\n"))
_JOINS = _DASHES | {",", "og", "&", "\n", '"', "”", "“", "'"}


def _role(tokens: Sequence[NameToken], place: int) -> WordRole | None:
    """What the word at ``place`` does to the names around it."""
    word = tokens[place].folded
    if word in ADVICE and place + 1 < len(tokens) and tokens[place + 1].folded in ("fra", "af"):
        return WordRole.AFTER
    return ROLES.get(word)


def _glued(text: str, parts: Sequence[_Stretch]) -> list[_Stretch]:
    """The parts with the words of one unknown name as one; a bare noun before "og ...udvalget" belongs to that name."""
    groups: list[list[_Stretch]] = []
    marks: list[_Stretch] = []  # commas, hyphens and "og" between an unknown word and what may go on with it
    for part in parts:
        begun = groups[-1] if groups and groups[-1][-1].unknown else None
        if begun and _belongs(begun[-1], [mark.text.lower() for mark in marks], part):
            begun += [*marks, part]
            marks = []
        elif begun and not part.forms and part.text.lower() in _JOINS:
            marks.append(part)
        else:
            groups += [[mark] for mark in marks]
            groups.append([*_led_by_udvalg(groups), part] if part.unknown else [part])
            marks = []
    return [_joined(text, group) for group in groups] + marks


def _led_by_udvalg(groups: list[list[_Stretch]]) -> list[_Stretch]:
    """Take "udvalget (for)" off the end of the groups: it begins the unknown name that follows."""
    size = 2 if groups and groups[-1][0].text.lower() == "for" else 1
    if len(groups) < size or not groups[-size][0].generic:
        return []
    taken = [part for group in groups[-size:] for part in group]
    del groups[-size:]
    return taken


def _joined(text: str, group: Sequence[_Stretch]) -> _Stretch:
    if len(group) == 1:
        return group[0]
    tokens = tuple(token for part in group for token in part.tokens)
    return _Stretch(text[tokens[0].start : tokens[-1].end], unknown=True, tokens=tokens)


def _belongs(last: _Stretch, marks: Sequence[str], part: _Stretch) -> bool:
    """True when ``part`` goes on with the unknown name ``last``, over the marks between them."""
    end = last.tokens[-1]
    if part.forms:
        is_compound = part.tokens[-1].has_udvalg and sum(1 for token in part.tokens if token.key) == 1
        return is_compound and marks[-1:] in (["og"], ["&"]) and not end.ends_name
    if part.generic:
        return all(mark in _DASHES for mark in marks)
    return part.unknown and (not end.ends_name or all(mark in _DASHES for mark in marks))


@dataclass
class _Reading:
    """The state while the parts of one cell are taken in order."""

    bodies: dict[str, Body]
    on: date | None
    mentions: list[Mention] = field(default_factory=list)
    unknown: list[_Stretch] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    excepted: list[str] = field(default_factory=list)
    seen: set[WordRole] = field(default_factory=set)
    pending: set[WordRole] = field(default_factory=set)
    fanned_out: list[str] = field(default_factory=list)
    insert_from: int | None = None  # set while the bodies named come before the one just named
    insert_at: int = 0
    last_at: int = 0  # where the last body named stands
    either: bool = False
    nameless: bool = False
    label: bool = False  # "udvalget" has just been read, and may lead to a name
    shared: list[tuple[str, list[str]]] = field(default_factory=list)
    denied: list[str] = field(default_factory=list)  # bodies that the text says "ikke" of
    former: list[str] = field(default_factory=list)  # bodies that others have followed
    group: list[str] = field(default_factory=list)  # the bodies named since the last comma
    outer: list[str] = field(default_factory=list)  # those before the bracket that is open
    taken_back: list[str] = field(default_factory=list)  # those of "slettet til ...", while nobody is named after it
    left: str = ""  # the body of "fra MTU", until "til KFU"
    passed_on: list[str] = field(default_factory=list)  # bodies that an arrow leads from
    last_word: str = ""
    opening: str = ""  # what stands before the last word
    last_role: WordRole | None = None  # of the part just taken
    negating: bool = False  # "ikke BUU og ..." goes on
    subject: str = ""  # the body that "ikke" may be said of, until the clause ends
    takes_part: bool = False

    def take(self, part: _Stretch, *, is_prose: bool = False) -> None:
        """Take the next part of the cell; one that ``is_prose`` leaves a condition standing."""
        self.negating = self.negating and (bool(part.forms) or part.text.lower() in _GOES_ON)
        if part.forms:
            self._name(part)
        elif part.unknown:
            self.unknown.append(part)
            self.pending &= {WordRole.CONDITIONAL} if is_prose else set()
        elif part.generic and not part.role:
            self.nameless = True
            self.label = True
            return
        elif self.last_role == WordRole.DROPPED and (part.text == ":" or part.text.lower() in ("til", "af", "fra")):
            self.taken_back = self._spoken_of()  # "slettet: BUU", but "MTU er taget af"
            self.former = self.former[: len(self.former) - len(self.taken_back)]
            self.pending.add(WordRole.FORMER)
        elif part.role:
            self._word(part.role, part.text.lower())
        else:
            self._sign(part.text)
        self.takes_part = self.takes_part or part.text.lower() in TAKES_PART
        if part.text not in (",", ".", ")"):
            self.last_role = part.role
        self.opening, self.last_word = self.last_word, part.text.lower()
        self.label = self.label and part.text in ("(", ":")

    def _sign(self, sign: str) -> None:
        """A mark of punctuation."""
        if sign == "÷" and self.fanned_out:
            self._word(WordRole.EXCEPT, sign)
        elif sign == "?":
            self._doubt("der står et spørgsmålstegn")
        elif sign == ":" and self.label:
            self.nameless = False
        elif sign in (",", ";", "\n"):
            self._pause(sign)
        elif sign in ("(", "["):
            self.outer, self.group = self.group, []
        elif sign in _DASHES:
            self.group = []
        elif sign == "÷":
            self._word(WordRole.NOT, sign)
        elif sign in (")", "]", ".", "/"):
            self._end_clause()
            if sign in (")", "]") and self.pending and self.mentions:
                self._mark_last()

    def _word(self, role: WordRole, word: str) -> None:
        if role == WordRole.NOT and self.fanned_out:
            role = WordRole.EXCEPT
        elif word == "før" and not self.group:
            role = WordRole.FORMER  # "KFU (før MTU)", but "KFU før MTU"
        self.seen.add(role)
        if role in (WordRole.ALL, WordRole.REST):
            self._fan_out(role)
        elif role in (WordRole.CONDITIONAL, WordRole.NOT, WordRole.FORMER, WordRole.NOW, WordRole.MOVED):
            self.pending.add(role)
            if role == WordRole.NOT and self.last_role != WordRole.NOT:
                self.subject, self.takes_part = (self._spoken_of() or [""])[-1], False
        elif role in (WordRole.DROPPED, WordRole.FOLLOWED):
            self.former += self._spoken_of()
        elif role == WordRole.TOWARDS and WordRole.MOVED in self.pending:
            self.former += self.group
            self.pending.discard(WordRole.MOVED)
        elif word == "fra" and WordRole.MOVED in self.seen:
            self.pending.add(WordRole.FORMER)
        elif role == WordRole.OPEN_ENDED:
            self.pending.discard(WordRole.CONDITIONAL)
        elif role == WordRole.AFTER and self.mentions:
            self.insert_from = self.insert_at = self.last_at
        elif role == WordRole.TOWARDS:
            self._towards()
        elif role == WordRole.OR:
            self.either = True

    def _spoken_of(self) -> list[str]:
        """The bodies that a word after them is about: of its own clause, else those before its bracket."""
        return list(self.group or self.outer)

    def _name(self, part: _Stretch) -> None:
        if self.label:
            self.nameless = False
        self.taken_back = []
        shorts = list(dict.fromkeys(form.short for form in part.forms))
        if self.last_word in _ARROWS and self.mentions:
            self.passed_on.append(self.mentions[-1].short)
        if len(shorts) > 1 and self.on:
            shorts = [short for short in shorts if self.bodies[short].is_valid_on(self.on)] or shorts
        if len(shorts) > 1:
            names = " eller ".join(f"{self.bodies[short].name} ({short})" for short in shorts)
            self.shared.append((f"„{part.text}“ kan være {names}", shorts))
        elif WordRole.NOT in self.pending or self.negating:
            self.denied.append(shorts[0])
            self.negating = True
        elif WordRole.FORMER in self.pending:
            self.former.append(shorts[0])
        elif WordRole.EXCEPT in self.seen and (shorts[0] in self.fanned_out or not self.excepted):
            self.excepted.append(shorts[0])
        else:
            if WordRole.NOW in self.pending:
                self.former += [mention.short for mention in self.mentions if mention.short != shorts[0]]
            self._add(Mention(shorts[0], WordRole.CONDITIONAL in self.pending))
        if self.left and self.last_word == "til":
            self.former.append(self.left)
        self.left = shorts[0] if self.last_word == "fra" and self.opening in _OPENINGS else ""
        self.group.append(shorts[0])
        self.subject = ""
        self.pending &= {WordRole.MOVED}

    def _add(self, mention: Mention) -> None:
        if self.either and (self.mentions or WordRole.ON_PURPOSE in self.seen):
            first = self.mentions[-1].short if self.mentions else "forvaltningen"
            self._doubt(f"{first} eller {mention.short}")
        self.either = False
        if any(known.short == mention.short for known in self.mentions):
            return
        if self.insert_from is None:
            self.last_at = len(self.mentions)
            self.mentions.append(mention)
        else:
            self.last_at = self.insert_at
            self.mentions.insert(self.insert_at, mention)
            self.insert_at += 1

    def _towards(self) -> None:
        """Turn back: "KB via ØK" runs from ØK to KB, but "BUU via ØK til KB" in the order written."""
        if self.insert_from is not None:
            self.mentions.insert(self.insert_from, self.mentions.pop(self.insert_at))
            self.insert_from = None

    def _pause(self, mark: str) -> None:
        """A comma ends "efter ..." that named nobody; a new line or semicolon ends it in any case."""
        self._end_clause()
        self.pending -= {WordRole.NOT, WordRole.FORMER}
        if mark != "," or self.insert_from == self.insert_at:
            self.insert_from = None

    def _end_clause(self) -> None:
        """What "ikke" is said of is known when the clause ends: "MTU skal ikke have den"."""
        if self.subject and (self.takes_part or self.last_role == WordRole.NOT):
            self.denied.append(self.subject)
        self.subject = ""
        self.former += self.taken_back
        self.taken_back = []
        self.group, self.outer = [], []

    def _mark_last(self) -> None:
        last = self.mentions[-1]
        self.mentions[-1] = replace(last, conditional=last.conditional or WordRole.CONDITIONAL in self.pending)
        if self.last_role == WordRole.FORMER and self.last_word != "stedet":  # "BUU (tidligere)", "MTU i stedet"
            self.former.append(last.short)
        self.pending.clear()

    def _fan_out(self, role: WordRole) -> None:
        if self.fanned_out:
            return
        if role == WordRole.REST and not self.mentions:
            self._doubt("teksten nævner øvrige udvalg uden at sige hvilke")
            return
        for body in self.bodies.values():
            exists = body.is_valid_on(self.on) if self.on else body.valid_to is None
            if body.role == Role.STANDING and exists:
                self._add(Mention(body.short))
                self.fanned_out.append(body.short)
        self.nameless = False

    def _doubt(self, clause: str) -> None:
        if clause not in self.doubts:
            self.doubts.append(clause)

    def result(self, unknown: tuple[tuple[str, str | None], ...]) -> CommitteeText:
        """Return what the whole cell says."""
        self._end_clause()
        if self.pending and self.mentions:
            self._mark_last()
        is_route = any(self.bodies[mention.short].role != Role.STANDING for mention in self.mentions)
        self.former += [] if is_route else self.passed_on  # an item is moved from one fagudvalg to another
        gone = {*self.excepted, *self.denied, *self.former}
        mentions = tuple(mention for mention in self.mentions if mention.short not in gone)
        for clause, shorts in self.shared:
            if not any(mention.short in shorts for mention in mentions):
                self._doubt(clause)
        for role, clause in _DOUBTFUL.items():
            if role in self.seen:
                self._doubt(clause)
        if {WordRole.LATER, WordRole.CONDITIONAL} & self.seen and not mentions:
            self._doubt(_DOUBTFUL[WordRole.UNSETTLED])
        if (
            self.nameless
            and not {WordRole.ALL, WordRole.REST, WordRole.OPEN_ENDED, WordRole.NOT, WordRole.ON_PURPOSE} & self.seen
        ):
            self._doubt("teksten nævner et udvalg uden navn")
        for shorts, why in ((self.denied, _DENIED), (self.former, _CHANGED)):
            if shorts:
                self._doubt(f"{listed(list(dict.fromkeys(shorts)))} er udeladt: {why}")
        if WordRole.NOT in self.seen and mentions and not self.denied:
            self._doubt(_DENIED)
        if {
            WordRole.FORMER,
            WordRole.NOW,
            WordRole.MOVED,
            WordRole.DROPPED,
            WordRole.FOLLOWED,
        } & self.seen and not self.former:
            self._doubt(_CHANGED)
        if WordRole.EXCEPT in self.seen and not {WordRole.ALL, WordRole.REST} & self.seen:
            self._doubt(
                f"teksten undtager {listed(self.excepted) or 'et udvalg'} uden at sige, hvem der ellers er tale om"
            )
        left_out = (
            bool({WordRole.ON_PURPOSE, WordRole.NOT} & self.seen) and not mentions and not unknown and not self.doubts
        )
        told = tuple(dict.fromkeys((*self.denied, *self.former)))
        stood_for = tuple(short for short in self.fanned_out if short not in gone)
        return CommitteeText(
            mentions, unknown, tuple(self.doubts), on_purpose=left_out, left_out=told, fanned_out=stood_for
        )


_DOUBTFUL = {
    WordRole.OPEN_ENDED: "teksten taler om flere udvalg end dem, den nævner",
    WordRole.UNSETTLED: "udvalget er ikke afklaret",
}
_DENIED, _CHANGED = "teksten siger „ikke“", "teksten taler om et skift af udvalg"
