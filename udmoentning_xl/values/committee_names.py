"""The normal form of the name of a body, and the index of all names of a register."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import NamedTuple

from udmoentning_xl.danish import DASHES, fold, suggest
from udmoentning_xl.register import Body
from udmoentning_xl.values.committee_words import BODY_NOUN, ROLES, WordRole

#: "Børn og Unge-forvaltningen" is the administration's, and one word with its unit.
_UNIT = rf"(?:[{re.escape(DASHES)}](?:forvaltning|afdeling|sekretariat|cent(?:er|re)|stab|direktør|chef|område)\w*)?"
_TOKEN = re.compile(rf"(?:[^\W\d_]\.){{2,}}(?:[^\W\d_](?!\w))?|(?:[^\W_]|§)+(?:['’´][\w]+)?{_UNIT}|\S|\n", re.I)
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}(?:[^\W\d_](?!\w))?|(?:[^\W_]|§)++(?:['’´]\w+)?")
#: Phrases and abbreviations of several parts, with a word of one part and no greater length that says the same.
_ABBREVIATED = (
    (re.compile(r"\bm\.?\s?fl\b\.?|\bm\.\s?v\.|\bm\.\s?m\.|\bo\.\s?l\.|\bo\.\s?a\b\.?", re.I), "mfl"),
    (re.compile(r"(?<=[^\W\d_]-)/(?=\s?[^\W\d_])"), "&"),
    (re.compile(r"[¹²³⁰⁴-⁹]|\bQ[1-4]\b|(?<=\w )[x×] ?(?=\d)|(?<=\d )[x×]\b|(?<!\w)[a-hx]\)", re.I), ""),
    (re.compile(r"(?<=\()[-–−](?=[^\W\d_])"), "÷"),
    (re.compile(r"\bi forhold til\b", re.I), "for"),
    (re.compile(r"\bikke[- ](?:lukke(?:t|de)|fortrolig\w*)\b", re.I), "åbent"),
    (re.compile(r"\b(?:ikke|ej)[- ](?:offentligt?|åbent?)\b", re.I), "lukket"),
    (re.compile(r"\b(?:ved|vides|kendes) (?:endnu )?ikke\b", re.I), "ukendt"),
    (
        re.compile(r"\b(?:endnu )?ikke (?:endnu )?(?:afklaret|fastlagt|besluttet|bestemt|valgt|aftalt|kendt)\b", re.I),
        "ukendt",
    ),
    (re.compile(r"\b(?:øvrige|alle|samtlige|andre) (?=relevante|berørte|involverede|pågældende)", re.I), ""),
    (re.compile(r"\bn\s?/\s?a\b|\bi\.\s?r\.|\bikke relevant\b", re.I), "ej"),
)
_UDVALG = re.compile(r"(?:fag)?udv(?:alg(?:et|ene)?s?)?")
_COMPOUND = re.compile(r"\A(.+?)udv(?:alg(?:et|ene)?s?)?")
_GENITIVE_CODE = re.compile(r"[A-ZÆØÅ]{2,5}s")
_CODE = re.compile(r"[A-ZÆØÅ]{1,6}\d{0,4}")
_SHORT_CODE = re.compile(r"[A-ZÆØÅ]{1,4}")
_CODE_WITH_NUMBER = re.compile(r"([^\W\d_]{1,5})\d{1,4}")
_LONGEST_NAME = 120
_INSIDE_A_NAME = frozenset(",-–—‐‑\n\"”“»«'’")
_DASHES = frozenset("-–—‐‑")


class NameToken(NamedTuple):
    """One word or mark of a text. ``key`` is the normal form of a word in a name, "" where it counts for nothing."""

    raw: str
    folded: str
    key: str
    start: int
    end: int
    has_udvalg: bool = False
    is_generic: bool = False  # "udvalget", "fagudvalg": the word alone
    is_suspended: bool = False  # "Børne-" before "og": the first half of a longer word
    after_suspended: bool = False

    @property
    def is_word(self) -> bool:
        """True for anything with letters or digits."""
        return any(map(str.isalnum, self.raw))

    @property
    def is_unknown(self) -> bool:
        """True for a word that means nothing unless it belongs to a name; figures date a meeting or number an item."""
        if not self.is_word or self.is_generic or self.raw[0].isdigit():
            return False
        return self.folded not in ROLES or self.raw == "MED"  # MED, the body, is no "med"

    @property
    def is_code(self) -> bool:
        """True for an abbreviation in capitals."""
        return bool(_CODE.fullmatch(self.raw))

    @property
    def may_be_prose(self) -> bool:
        """True for a word in small letters, or begun with a capital, that is neither a code nor a word for a body."""
        tail = self.raw[1:]
        return self.raw.isalpha() and tail == tail.lower() and not self.has_udvalg and not BODY_NOUN.search(self.folded)

    @property
    def ends_name(self) -> bool:
        """True where a new name may begin after this word."""
        return not self.is_suspended and (self.has_udvalg or self.is_generic or self.is_code)


@dataclass(frozen=True)
class Form:
    """One written form of a body. ``has_udvalg`` tells "Kulturudvalget" from "Kultur", ``words`` counts its words."""

    short: str
    has_udvalg: bool
    words: int


@dataclass
class _NameNode:
    forms: list[Form] = field(default_factory=list)
    next: dict[str, "_NameNode"] = field(default_factory=dict)


@lru_cache(maxsize=4096)
def tokens_of(text: str) -> tuple[NameToken, ...]:
    """Return the words and marks of a cleaned text, offsets into it included."""
    for pattern, word in _ABBREVIATED:
        text = pattern.sub(partial(_in_place, word), text)
    tokens: list[NameToken] = []
    found = list(_TOKEN.finditer(text))
    for place, match in enumerate(found):
        rest = [after[0] for after in found[place + 1 : place + 3]]
        folded, key, has_udvalg, is_generic = _word(match[0])
        suspended = rest[:1] != [] and rest[0] in _DASHES and rest[-1].lower() in _AND
        before = bool(tokens) and tokens[-1].raw.lower() in _AND
        tokens.append(
            NameToken(
                match[0],
                folded,
                key,
                match.start(),
                match.end(),
                has_udvalg=has_udvalg,
                is_generic=is_generic,
                is_suspended=suspended and bool(key) and not _SHORT_CODE.fullmatch(match[0]),
                after_suspended=before and any(token.is_suspended for token in tokens[-3:]),
            )
        )
    return tuple(tokens)


def _in_place(word: str, match: re.Match[str]) -> str:
    """The word, padded so that everything behind it stays where it is."""
    return word.ljust(len(match[0]))


_AND = frozenset(("og", "samt", "&", "+", ","))


@lru_cache(maxsize=16384)
def _word(raw: str) -> tuple[str, str, bool, bool]:
    """The folded form of a token, its key, whether it ends in "udvalg", and whether it is nothing but that."""
    if raw in "&+":
        return "", "og", False, False
    folded = fold(re.sub(r"['’´]s?$", "", raw)).replace(" ", "")
    if _UDVALG.fullmatch(folded):
        return folded, "", True, True
    if compound := _COMPOUND.fullmatch(folded):
        return folded, _stem(compound[1]), True, False
    return folded, _stem(folded), False, False


def _stem(word: str) -> str:
    """A word without the endings that vary between the written forms of one name (fuge-s, definite form, final e)."""
    if len(word) < 5:
        return word
    for ending, least in (("s", 4), ("en", 4), ("et", 4), ("e", 4)):
        if word.endswith(ending) and len(word) - len(ending) >= least:
            word = word.removesuffix(ending)
    return word


class BodyNames:
    """All written forms of the bodies of a register, for matching and for suggestions."""

    def __init__(self, bodies: Sequence[Body]) -> None:
        self._root = _NameNode()
        self._spellings: dict[str, str] = {}
        for body in bodies:
            for written in (body.short, body.name, *body.aliases):
                self._enter(body.short, written)
        self._words = {word for spelling in self._spellings for word in spelling.split()}
        self._nearest = lru_cache(maxsize=4096)(self._nearest_spelling)

    def _enter(self, short: str, written: str) -> None:
        tokens = [token for token in tokens_of(written) if token.key or token.is_generic]
        keys = [token.key for token in tokens if token.key]
        if len(tokens) > 1 and tokens[0].is_generic and keys[:1] == ["for"]:
            keys = keys[1:]
        node = self._root
        for key in keys:
            node = node.next.setdefault(key, _NameNode())
        form = Form(short, any(token.has_udvalg for token in tokens), len(keys))
        if keys and form not in node.forms:
            node.forms.append(form)
            self._spellings.setdefault(" ".join(keys), short)

    def may_name(self, text: str) -> bool:
        """True for a text in which a name may begin: with a word of one, or with „udvalget“; a quick look."""
        words = ((word, _word(word)) for word in _WORD.findall(text))
        return any(
            is_generic or key in self._root.next or _GENITIVE_CODE.fullmatch(word) or _CODE_WITH_NUMBER.fullmatch(word)
            for word, (_, key, _, is_generic) in words
        )

    def matches(self, tokens: Sequence[NameToken], start: int) -> Iterator[tuple[int, tuple[Form, ...]]]:
        """Yield (end, forms) for every name that begins at ``start``, the shortest first."""
        first = tokens[start]
        if not (first.is_word or first.key) or (first.after_suspended and not first.is_code):
            return
        place = start
        if first.is_generic:
            place += 1
            while place < len(tokens) and (
                tokens[place].folded == "for" or tokens[place].raw in _INSIDE_A_NAME | {"."}
            ):
                place += 1
        node = self._root
        has_udvalg = first.is_generic
        last = place
        while place < len(tokens):
            token = tokens[place]
            if token.raw not in _INSIDE_A_NAME:
                found = self._step(node, token)
                if found is None:
                    return
                node, last = found, place
                has_udvalg = has_udvalg or token.has_udvalg
                if node.forms and not token.is_suspended and not (last == start and _is_small_word(token)):
                    yield from self._ending(tokens, start, last, node, has_udvalg)
            elif node is self._root:
                return
            place += 1

    @staticmethod
    def _step(node: _NameNode, token: NameToken) -> _NameNode | None:
        if token.key in node.next:
            # A code that is also a small word ("FOR", "PÅ") is meant only in capitals.
            return (
                node.next[token.key] if token.folded not in ROLES or token.is_code or node.forms or node.next else None
            )
        if _GENITIVE_CODE.fullmatch(token.raw):
            return node.next.get(token.folded.removesuffix("s"))
        numbered = _CODE_WITH_NUMBER.fullmatch(token.folded)
        return node.next.get(numbered[1]) if numbered and token.is_code else None

    def _ending(
        self, tokens: Sequence[NameToken], start: int, last: int, node: _NameNode, has_udvalg: bool
    ) -> Iterator[tuple[int, tuple[Form, ...]]]:
        """The end of a match, with the word "udvalget" that may follow, and the forms that agree best with the text."""
        end = last + 1
        if (
            end < len(tokens)
            and tokens[end].raw in _DASHES | {"."}
            and end + 1 < len(tokens)
            and tokens[end + 1].is_generic
        ):
            end += 1
        if end < len(tokens) and tokens[end].is_generic and not _leads_a_name(tokens, end):
            end, has_udvalg = end + 1, True
        exact = tuple(form for form in node.forms if form.has_udvalg == has_udvalg)
        bare_word = not has_udvalg and not exact and last == start
        if bare_word and _goes_on(tokens, end):
            return
        yield end, exact or tuple(node.forms)

    def is_distinct(self, tokens: Sequence[NameToken], forms: Sequence[Form]) -> bool:
        """False for a single word that is only part of a name, and for a code of two letters not in capitals."""
        words = [token for token in tokens if token.key or token.is_generic]
        if len(words) > 1 or any(token.has_udvalg for token in words):
            return True
        return not any(form.has_udvalg for form in forms) and (len(words[0].raw) > 2 or words[0].is_code)

    def is_part_of_name(self, token: NameToken) -> bool:
        """True for a word that stands in the name of some body."""
        return token.key in self._words

    def is_near(self, text: str) -> bool:
        """True for what may be a misspelt name; an ordinary word is no slip of an abbreviation."""
        nearest = self._nearest(text) if len(text) <= _LONGEST_NAME else None
        return nearest is not None and (len(text) < 4 or len(nearest) > 4)

    def suggest(self, text: str) -> str | None:
        """Return the short name of the body whose name is most like ``text``, or None."""
        nearest = self._nearest(text) if len(text) <= _LONGEST_NAME else None
        return self._spellings[nearest] if nearest else None

    def _nearest_spelling(self, text: str) -> str | None:
        return suggest(" ".join(token.key for token in tokens_of(text) if token.key), self._spellings)


def _is_small_word(token: NameToken) -> bool:
    """True for "for" or "via" in small letters: a code that is also such a word is meant only in capitals."""
    return ROLES.get(token.folded, WordRole.ON_PURPOSE) != WordRole.ON_PURPOSE and not token.is_code


def _leads_a_name(tokens: Sequence[NameToken], place: int) -> bool:
    """True for "udvalget" in "Udvalget for ...", which begins a new name instead of ending one."""
    return place + 1 < len(tokens) and tokens[place + 1].folded == "for"


def _goes_on(tokens: Sequence[NameToken], place: int) -> bool:
    """True before "og ...udvalget" or "og personale": a bare noun there is the first half of a longer name."""
    following = tokens[place : place + 2]
    if len(following) < 2 or following[0].key != "og" or following[1].is_generic:
        return False
    return following[1].has_udvalg or (following[1].is_unknown and following[1].raw.islower())
