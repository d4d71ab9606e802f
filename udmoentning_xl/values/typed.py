"""What somebody types at the command line or in the settings -> what is meant: a day, committees, a list of codes.

Days are read as a plan's are (``dates``), but only one whole day will do. Nothing here knows which committees there
are; that is told by whoever asks.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from udmoentning_xl.danish import fold, listed, suggest
from udmoentning_xl.errors import ConfigError
from udmoentning_xl.values.dates import DueKind, read_due

#: The years a plan can be of.
FIRST_YEAR, LAST_YEAR = 1990, 2099
#: Days that are called by a word, as days from today.
_NAMED_DAYS = {"i dag": 0, "idag": 0, "i går": -1, "igår": -1, "i morgen": 1, "imorgen": 1}
_ISO = re.compile(r"\A\s*(\d{4})[-/.]\d{1,2}[-/.]\d{1,2}\s*")
_PACKED = re.compile(r"\A\d{8}")
_BETWEEN = re.compile(r"[\s,;&+]+")
_PIECE = re.compile(r"[^\s,;/&+|]+")
_AND = frozenset({"og", "samt", "and"})
_EVERY = frozenset({"alle", "alt"})


def read_day(written: str, today: date) -> date:
    """The one day that is written: 2024-12-31, 31-12-24, 31/12 2024, „31. dec. 2024“, „i dag“.

    Two figures are a year of this century; the day stands before the month. Raises ValueError, whose text says why it
    is no day as the end of a sentence, without a full stop.
    """
    named = _NAMED_DAYS.get(fold(written))
    if named is not None:
        return today + timedelta(named)
    iso = _ISO.match(written)
    if iso and not FIRST_YEAR <= int(iso[1]) <= LAST_YEAR:
        raise ValueError(f"årstallet {iso[1]} ligger uden for {FIRST_YEAR}-{LAST_YEAR}")
    if written.strip().isdecimal() and not _PACKED.fullmatch(written.strip()):
        raise ValueError("det er kun et tal")
    due = read_due(written, (FIRST_YEAR,))
    if due.year_assumed:
        raise ValueError("der mangler et årstal")
    if due.kind == DueKind.INVALID:
        raise ValueError("det kan ikke læses som en dag" if due.why.startswith("kan ikke") else due.why)
    if due.kind != DueKind.INTERVAL or not due.exact or due.approximate or due.first is None or due.first != due.last:
        raise ValueError("det er ikke én bestemt dag")
    return due.first


def codes(written: str) -> tuple[str, ...]:
    """The parts of a list such as „U1, U201“, „D-3; D-7“ or „D-3 og D-7“, in capitals."""
    return tuple(part.upper() for part in _BETWEEN.split(written) if part and part.casefold() not in _AND)


def committees(written: Sequence[str], known: Mapping[str, Sequence[str]], absent: str, others: str) -> tuple[str, ...]:
    """The short names that are meant by „buu“, „BUU; KFU“, „BUU og KFU“ or full names; all of them by „alle“.

    ``known`` are the committees' other names by their short ones. Raises ConfigError for one that is not among them:
    the sentence says that it is ``absent``, and the nearest or, after ``others``, all there are.
    """
    forms = {fold(form): short for short, names in known.items() for form in (*names, short)}
    found: dict[str, None] = {}
    if any(written) and not any(_PIECE.search(text) for text in written):
        raise ConfigError(f"Der er ikke nævnt noget udvalg; {others} {listed(list(known)) or 'ingen'}.")
    for name, short in _named(written, forms):
        if short is None:
            nearest = suggest(name, [form for short, names in known.items() for form in (short, *names)])
            hint = f"mente du {nearest}?" if nearest else f"{others} {listed(list(known)) or 'ingen'}."
            raise ConfigError(f"Udvalget „{name}“ {absent}; {hint}")
        found |= dict.fromkeys(known if short in _EVERY else [short])
    return tuple(found)


def _named(written: Sequence[str], forms: Mapping[str, str]) -> Iterator[tuple[str, str | None]]:
    """Each name as it is written with the short name it is a form of, None where it is no name; the longest holds."""
    for text in written:
        pieces = [(match.start(), match.end()) for match in _PIECE.finditer(text)]
        strange: list[tuple[int, int]] = []
        at, most = 0, 1 + max((form.count(" ") + 1 for form in forms), default=1)
        while at < len(pieces):
            start = pieces[at][0]
            longest = range(min(len(pieces), at + most), at, -1)
            end = next((end for end in longest if fold(text[start : pieces[end - 1][1]]) in forms), None)
            word = fold(text[start : pieces[at][1]])
            goes_on = bool(strange) and text[strange[-1][1] - 1] == "-"  # „Social- og Sundhedudvalget“ is one name
            if end is None and (word not in _AND | _EVERY or goes_on):
                strange.append(pieces[at])
                at += 1
                continue
            if strange:
                yield text[strange[0][0] : strange[-1][1]], None
                strange = []
            if end is not None:
                yield text[start : pieces[end - 1][1]], forms[fold(text[start : pieces[end - 1][1]])]
            elif word in _EVERY:
                yield word, word
            at = end or at + 1
        if strange:
            yield text[strange[0][0] : strange[-1][1]], None
