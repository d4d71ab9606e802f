"""Is the time that something takes in proportion to the text it is given? And texts that are likely to show it is not.

Time is that of the processor, and only how it grows is judged: sixteen thousand characters may take eight times what
two thousand take, with room for noise, and not eight times eight.
"""

import gc
import random
import re
import signal
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import count
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

#: What people write over and over, and what a copy, a ruler or a stuck key leaves behind.
ORDINARY = (
    " ", "\n", "\t", "\u00a0", "-", "–", ".", ",", "(", "((", ")", "„", "“", '"', "'", "/", "?", "x", "a", "A", "1",
    "0", "(kr. ", "(kr.", "1.", "1. ", "1 ", "1,", "1-", "-1 ", "1.1", "a1 ", "a b ", "a, ", "og ", "ikke ", " og ",
    " - ", "ØK, ", "BUU og ", "BUU 11/3, ", "1/1-", "1/1 2024 ", "24/25/", "2024-", "2024 ", "31-12-2024\n", "januar ",
    "kr. ", "1.000 kr. ", "§ ", "x\n", " \n", "\n ", "12-03-2024: Sagen er drøftet i udvalget. ", "Afsluttet. ",
    "nr. 12 ", "<", "<c ", "</", " x='1'", "&", "&amp;", "_x", "=", "[", "{", "uge 12 ", "1. kvartal ", "fra ", "til ",
)  # fmt: skip
_NEVER = 1e9
_GIVEN_UP = 60  # seconds; what is linear takes some milliseconds
_WORTH_A_LOOK = 0.004  # seconds; what is quadratic in so many characters takes longer
_TOO_STEEP = 3.5  # times the time that eight short texts take
_turn = count()
_CHARS = " a1-.A,/(\n„“:;=<>\"'x!ø%é_\t)"
_CATEGORIES = {
    ops.CATEGORY_DIGIT: "1",
    ops.CATEGORY_SPACE: " ",
    ops.CATEGORY_WORD: "a",
    ops.CATEGORY_NOT_DIGIT: "a",
    ops.CATEGORY_NOT_SPACE: "a",
    ops.CATEGORY_NOT_WORD: "-",
}


def steep(read: Callable[[str], object], fragments: Iterable[str], longest: int = 16_000) -> tuple[str, float] | None:
    """The first of the fragments that takes ``read`` too long, with how many times so.

    A fragment is what is repeated, or ``"start\\0again\\0end"``; it is tried up to ``longest`` characters.
    """
    grown = ((fragment, _growth(read, fragment, longest)) for fragment in fragments)
    return next(((fragment, growth) for fragment, growth in grown if growth > _TOO_STEEP), None)


def repeated(fragment: str, length: int) -> str:
    """A text of about ``length`` characters that a fragment stands for, each time another: readers remember texts."""
    start, again, end = fragment.split("\0") if "\0" in fragment else ("", fragment, "")
    return (start + again * (length // len(again)))[: length - next(_turn) % 128] + end


def _growth(read: Callable[[str], object], fragment: str, longest: int) -> float:
    """How many times longer one long text takes than eight short ones, 0 when it takes no time to speak of."""
    signal.signal(signal.SIGALRM, _give_up)
    signal.setitimer(signal.ITIMER_REAL, _GIVEN_UP)
    try:
        return _ratio(read, fragment, longest)
    except TimeoutError:
        return _NEVER
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _give_up(*_: object) -> None:
    raise TimeoutError


def _ratio(read: Callable[[str], object], fragment: str, longest: int) -> float:
    for large in (longest // 8, longest):
        small = large // 8
        worst = _seconds(read, repeated(fragment, large))
        if worst < _WORTH_A_LOOK:
            continue
        growth = _NEVER
        for _ in range(8):  # a machine that is busy may be slow once
            growth = min(growth, worst / _seconds(read, *(repeated(fragment, small) for _ in range(8))))
            if growth <= _TOO_STEEP:
                break
            worst = min(worst, _seconds(read, repeated(fragment, large))) if worst < 1 else worst
        if growth > _TOO_STEEP:
            return growth
    return 0


def _seconds(read: Callable[[str], object], *texts: str) -> float:
    gc.disable()  # as ``timeit`` does: what else the process holds is not the reader's
    try:
        start = time.process_time()
        for text in texts:
            read(text)
        return max(time.process_time() - start, 1e-6)
    finally:
        gc.enable()


def attacks(pattern: re.Pattern[Any]) -> list[str]:
    """Fragments made of the pattern's own literals and classes, repeated where it repeats, ended where it cannot."""
    source = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    tree = parser.parse(source, pattern.flags & ~re.DEBUG)
    chance = random.Random(1)
    found: dict[str, None] = {}
    for _ in range(3):
        whole = _sample(tree, chance)
        for length in range(1, min(len(whole), 14) + 1):
            found[whole[:length]] = None
        found[whole + " "] = None
        for before, body in _repeats(tree, "", chance):
            found[f"{before}\0{body}\0"] = None
            found[f"{before}\0{body}\0\0".replace("\0\0", "\0!")] = None
    for text in _literals(tree):
        found[text] = None
        found[text + " "] = None
    return [text for text in found if text.strip("\0") and text.split("\0")[-2 if "\0" in text else 0]]


def _repeats(tree: Any, before: str, chance: random.Random) -> Iterator[tuple[str, str]]:
    """For every repetition in the tree: a text that leads up to it, and one that it repeats."""
    for op, value in tree:
        if op in (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT):
            body = _sample(value[2], chance)
            if value[1] > 3 and body:
                yield before, body
            yield from _repeats(value[2], before, chance)
        else:
            for inner in _inner(op, value):
                yield from _repeats(inner, before, chance)
        before = (before + _sample([(op, value)], chance))[:60]


def _inner(op: Any, value: Any) -> list[Any]:
    if op is ops.BRANCH:
        return list(value[1])
    if op is ops.SUBPATTERN:
        return [value[3]]
    if op in (ops.ASSERT, ops.ASSERT_NOT):
        return [value[1]]
    return [value] if op is ops.ATOMIC_GROUP else []


def _literals(tree: Any) -> Iterator[str]:
    run = ""
    for op, value in tree:
        if op is ops.LITERAL:
            run += chr(value)
            continue
        if run:
            yield run
        run = ""
        repeats = op in (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT)
        for inner in [value[2]] if repeats else _inner(op, value):
            yield from _literals(inner)
        if op is ops.IN:
            yield from [chr(item) for kind, item in value if kind is ops.LITERAL][:8]
    if run:
        yield run


def _sample(tree: Any, chance: random.Random) -> str:
    """A text that the tree matches, but for what its assertions and back references ask."""
    out = ""
    for op, value in tree:
        if op is ops.LITERAL:
            out += chr(value)
        elif op is ops.NOT_LITERAL:
            out += next(char for char in chance.sample(_CHARS, len(_CHARS)) if ord(char) != value)
        elif op is ops.ANY:
            out += chance.choice("a 1")
        elif op is ops.IN:
            out += _member(value, chance)
        elif op is ops.BRANCH:
            out += _sample(chance.choice(value[1]), chance)
        elif op in (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT):
            least, most = value[0], min(value[1], value[0] + 1)
            out += "".join(_sample(value[2], chance) for _ in range(chance.randint(least, most)))
        elif op in (ops.SUBPATTERN, ops.ATOMIC_GROUP):
            out += "".join(_sample(inner, chance) for inner in _inner(op, value))
    return out


def _member(items: Any, chance: random.Random) -> str:
    """A character of the class."""
    kinds = [item for item in items if item[0] is not ops.NEGATE]
    if len(kinds) < len(items):
        fitting = [char for char in _CHARS if not any(_within(char, *kind) for kind in kinds)]
        return chance.choice(fitting) if fitting else "a"
    kind, value = chance.choice(kinds)
    if kind is ops.RANGE:
        return chr(chance.randint(*value))
    return chr(value) if kind is ops.LITERAL else _CATEGORIES.get(value, "a")


def _within(char: str, kind: Any, value: Any) -> bool:
    if kind is ops.LITERAL:
        return ord(char) == value
    if kind is ops.RANGE:
        return bool(value[0] <= ord(char) <= value[1])
    one = {"DIGIT": r"\d", "SPACE": r"\s", "WORD": r"\w"}
    name = str(value).removeprefix("CATEGORY_")
    klass = one[name.removeprefix("NOT_")]
    return bool(re.match(klass.upper() if name.startswith("NOT_") else klass, char))
