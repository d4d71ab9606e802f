"""Slips of the keys in the words of dates: the known word that is meant by an unknown one, or the word as it is."""

from collections.abc import Collection
from functools import lru_cache

MONTHS = (
    *("januar", "februar", "marts", "april", "juni", "juli"),
    *("august", "september", "oktober", "november", "december"),
)
WORDS = (
    *("kvartal", "kvartaler", "halvår", "tertial", "foråret", "efterår", "efteråret", "sommeren", "sommerferie"),
    *("sommerferien", "efterårsferien", "vinterferien", "løbende", "senest", "ultimo", "udgangen", "slutningen"),
    *("begyndelsen", "årsskiftet", "skoleåret", "valgperioden", "afventer", "hurtigst", "månedligt"),
    *("kvartalsvis", "kontinuerligt"),
)
NO_SLIPS = frozenset({"jule", "julie", "marks", "senet"})  # words or names one key away
SHORTEST, LONGEST = 4, 15
LONG = 6  # letters: from here a month may be two slips away


def correct(word: str, known: Collection[str]) -> str:
    """The known word that is meant: aa, ae, oe for å, æ, ø; the beginning of a month; a slip of the keys."""
    if not SHORTEST <= len(word) <= LONGEST:
        return word
    danish = with_danish_letters(word)
    return danish if danish in known else _slip(word, danish)


def with_danish_letters(word: str) -> str:
    """The word with å, æ, ø for aa, ae, oe."""
    return word.replace("aa", "å").replace("ae", "æ").replace("oe", "ø")


@lru_cache(maxsize=4096)
def _slip(word: str, danish: str) -> str:
    if word in NO_SLIPS:
        return word
    begun = [month for month in MONTHS if month.startswith(word)]
    if len(begun) == 1:
        return begun[0]
    return _nearest(word, MONTHS, 2 if len(word) >= LONG else 1) or _nearest(danish, WORDS, 1) or word


def _nearest(word: str, candidates: tuple[str, ...], limit: int) -> str:
    """The one candidate nearest to the word within the limit; none where two are equally near.

    Another first letter counts as a slip of its own, so that "kommer" is not sommer.
    """
    letters = set(word)
    best: dict[int, list[str]] = {}
    for candidate in candidates:
        if abs(len(candidate) - len(word)) <= limit and len(letters.symmetric_difference(candidate)) <= 2 * limit:
            slips = distance(word, candidate) + (word[0] != candidate[0])
            best.setdefault(slips, []).append(candidate)
    least = min(best, default=limit + 1)
    return best[least][0] if least <= limit and len(best[least]) == 1 else ""


def distance(one: str, other: str) -> int:
    """Edit distance; two neighbours in each other's place are one slip."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        last, before, row = before, row, [i]
        for j, target in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != target))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == target:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
    return row[-1]
