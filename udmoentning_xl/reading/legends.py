"""What a plan's own codes stand for: „D = drift“, or „F | Færdig“ under „Status (St.)“ on a sheet of abbreviations.

Committees' abbreviations are read in ``bodies``; which column a list explains is found by the codes that stand in it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from udmoentning_xl.danish import fold
from udmoentning_xl.reading.colours import colour_name
from udmoentning_xl.reading.grid import Grid
from udmoentning_xl.values.dates import DueKind, read_due
from udmoentning_xl.values.markers import Completion, status_word

#: Code -> what it stands for; codes are folded.
Legend = Mapping[str, str]

_CODE = re.compile(r"\S{1,6}")
_DEFINED = re.compile(
    r"(?<![\w.,])(?P<code>\([^\W_]{1,4}\)|[^\W_]{1,8}|[^\w\s.,;:!?()=<>„“”\"'»«*/+–-]) ?[=:] ?"
    r"(?P<text>[^\W\d_][^,;=:\n.·•|]{1,59}+)(?![=:])"
)
#: A sign is drawn, and none of those that text is set with; smileys and lights are signs too.
_DRAWN = "√\u2190-\u2bff\U0001f300-\U0001faff"
_SIGN = re.compile(rf"[{_DRAWN}]")
_SIGN_SAYS = re.compile(rf"({_SIGN.pattern}|[–-])\ufe0f? ?[=:]? ?([^\W\d_][^,;=:.\n–·{_DRAWN}]{{2,59}})")
#: A word for how far things are, and what the office means by it: „Besluttet = sagen er afsluttet politisk“.
_STATE = re.compile(
    r"(?<![\w.,])(?P<code>[A-ZÆØÅ][\w ./-]{2,24}?) ?(?:=|:|\bbetyder\b) ?(?P<text>[^\W\d_][^,;=:\n.]{2,59})"
)
#: A light, and what it stands for, also where no sign of equality stands between: „Grøn betyder færdig, gul – i gang“.
_LIGHTS = ("grøn", "gul", "rød", "blå", "grå", "hvid", "sort", "orange")
_LIGHT = re.compile(
    rf"\b(?P<code>{'|'.join(_LIGHTS)}) (?:[-–—]|betyder) ?(?P<text>[^\W\d_][^,;=:\n.·•|–—]{{1,59}}+)", re.I
)
_LIGHT_SAYS = re.compile(rf"\b(?:{'|'.join(_LIGHTS)}) ?(?:[=:–—-]|betyder)", re.I)
#: The last one of a line: „… og gul = i gang“.
_AND_CODE = re.compile(r" (?:og|samt) (?=[^\W_]{1,8} (?:[=:–—-]|betyder) ?)", re.I)
_LONGEST_STATE, _WORDS_LESS = 25, 2
_STRUCK = re.compile(
    r"(?:gennem|over|ud)streg\w{1,6}(?: (?:tekst|række|linje|indsats)\w{0,4})? ?(?:[=:]|betyder|er) ?"
    r"([^\W\d_][^,;=:\n.]{2,59})",
    re.I,
)
_QUOTE = re.compile("[„“”\"'»«]")
#: „"Inden sommerferien" = senest 30/6“
_TIME = re.compile(
    rf"{_QUOTE.pattern}(?P<words>[^„“”\"'»«=\n]{{4,40}}){_QUOTE.pattern} ?(?:=|:|\bbetyder\b) ?"
    r"(?P<time>[^;\n]{3,40}?)(?=\Z|[;\n]|\.\Z|\. [^a-zæøå])"
)
_REST = re.compile(r" [-–] | efter |, |; |\. ")
_AND = re.compile(r" og | eller |/")
_BRACKETS = re.compile(r"\([^()]*\)")
_SAYS = re.compile(r"[=:]| [-–] ")
_LONGEST = 60
#: So many codes make a list, and such a part of a column's cells has to be codes of it.
_CODES, _COVERED = 2, 0.9


def read_legends(asides: Iterable[Grid], plans: Iterable[Grid]) -> list[Legend]:
    """The lists of codes in a workbook."""
    grids = (*asides, *plans)
    return [legend for grid in grids for rows in (_pairs(grid), _lines(grid)) for legend in _blocks(rows)]


def code_key(text: str) -> str:
    """A code as it is compared: X and (X) are two."""
    return text.casefold() if text.startswith("(") else fold(text) or text


def explained(heading: str, legends: Sequence[Legend]) -> str:
    """What a list says that a heading stands for; "" where none does."""
    return next((legend[code] for legend in legends if (code := code_key(heading)) and code in legend), "")


def legend_of(texts: Sequence[str], legends: Sequence[Legend], fewest: int = _CODES) -> Legend:
    """The list that explains what stands in a column; an empty one when its cells are no codes, or fewer different."""
    filled = [code for text in texts if (code := code_key(text))]
    if fewest == 1 and (lights := _of_lights(texts, legends)):
        return lights
    if fewest == 1:  # beside words that say it themselves
        filled = [
            code
            for code in filled
            if code.strip("?") and (status_word(code) is None or any(code in one for one in legends))
        ]
        if not filled:
            return {}
    if len(set(filled)) < fewest or max(map(len, filled)) > max(
        map(len, ("", *(code for one in legends for code in one)))
    ):
        return {}
    covers = [(sum(text in legend for text in filled), legend) for legend in legends]
    best, legend = max(covers, key=lambda one: one[0], default=(0, {}))
    return legend if best >= _COVERED * len(filled) else {}


def _of_lights(texts: Iterable[str], legends: Iterable[Legend]) -> Legend:
    """The list that explains most lights in a column that says how far things are, whatever else stands there."""
    lights = {code for text in texts if (code := code_key(text)) in _LIGHTS}
    best = max(legends, key=lambda one: len(one.keys() & lights), default={})
    return best if best.keys() & lights else {}


def read_colours(grids: Iterable[tuple[Grid, Sequence[range]]]) -> Mapping[str, Completion]:
    """Fill -> how far an item of that colour is, where two colours or more are explained outside the rows of a table.

    „Grøn = færdig“ in a green cell, „færdig“ in one, or right of one. ``grids`` have the rows of their tables.
    """
    found: dict[str, Completion] = {}
    for grid, tables in grids:
        for (row, column), fill in grid.sheet.formatting.fills.items():
            if len(grid.filled(row)) > 1 and any(row in rows for rows in tables):
                continue
            text = grid.text(row, column) or grid.text(row, column + 1) or grid.text(row, column - 1)
            bare = _BRACKETS.sub("", text).strip()
            said = status_word(bare) or status_word(_SAYS.split(bare, maxsplit=1)[-1].strip())
            if said and len(text) <= _LONGEST:
                found.setdefault(fill, said)
    return found if len(found) >= _CODES else {}


def named_colours(fills: Iterable[str], legends: Iterable[Legend]) -> Mapping[str, Completion]:
    """Fill -> how far an item of that colour is, where a list says it of the colour by name: „Grøn = færdig“."""
    named = {code: said for one in legends for code, text in one.items() if (said := status_word(text))}
    return {fill: named[name] for fill in set(fills) if (name := colour_name(fill)) and name in named}


def read_struck(grids: Iterable[Grid]) -> Completion:
    """What a line says of items that are struck through: „Gennemstreget = udgår“; open where none does."""
    texts = (text for grid in grids for row in range(grid.height) for text in grid.texts(row) if "streg" in text)
    said = (status_word(match[1].strip()) for text in texts for match in _STRUCK.finditer(text))
    return next(filter(None, said), Completion.OPEN)


def read_times(grids: Iterable[Grid]) -> Mapping[str, str]:
    """Words for a time -> what a line says that they are: „"Inden sommerferien" = senest 30/6“."""
    texts = (text for grid in grids for row in range(grid.height) for text in grid.texts(row) if _QUOTE.search(text))
    said = ((match["words"].casefold(), match["time"].strip()) for text in texts for match in _TIME.finditer(text))
    return {words: time for words, time in said if _is_time(words) and any(map(str.isdigit, time)) and _is_time(time)}


def _is_time(text: str) -> bool:
    due = read_due(text, (2024,))
    return due.kind in (DueKind.INTERVAL, DueKind.UNTIL) and due.last is not None


def _pairs(grid: Grid) -> Iterator[list[tuple[str, str]]]:
    """For each row the code and its meaning in two cells that stand alone side by side; nothing for any other row."""
    for row in range(grid.height):
        filled = grid.filled(row)
        texts = [grid.text(row, column) for column in filled]
        is_pair = len(filled) == 2 and filled[1] == filled[0] + 1 and 2 < len(texts[1]) <= _LONGEST
        yield [(texts[0], texts[1])] if is_pair and (_CODE.fullmatch(texts[0]) or _is_state(*texts)) else []


def _lines(grid: Grid) -> Iterator[list[tuple[str, str]]]:
    """For each row what its lines explain: „D = driftsinitiativ, A = anlægsprojekt“."""
    for row in range(grid.height):
        texts = [grid.text(row, column) for column in grid.filled(row)]
        told = texts if len(texts) <= _CODES else [one for one in texts if len(_LIGHT_SAYS.findall(one)) >= _CODES]
        text = _AND_CODE.sub(", ", "\n".join(told))
        states = [
            one
            for match in _STATE.finditer(_QUOTE.sub("", text))
            for code in _AND.split(match["code"])
            if _is_state(*(one := (code, match["text"].strip())))
        ]
        defined = (match for pattern in (_DEFINED, _LIGHT) for match in pattern.finditer(text))
        yield [*((match["code"], match["text"].strip()) for match in defined), *_signs(text), *states]


def _signs(text: str) -> Iterator[tuple[str, str]]:
    """What each sign of a line stands for, where it names several: „● gennemført ◐ delvist ○ ikke begyndt – udgået“."""
    first = _SIGN.search(text)
    if first and len(_SIGN.findall(text)) >= _CODES:
        yield from ((sign, said.strip()) for sign, said in _SIGN_SAYS.findall(text, first.start()))


def _is_state(code: str, text: str) -> bool:
    """True for a word, and how far that says that things are; a word that says it itself needs no list."""
    return len(code) <= _LONGEST_STATE and status_word(code) is None and status_word(_brief(text)) is not None


def _brief(text: str) -> str:
    """What a text says of how far things are, without the reason or the rest: „Gennemført – flyttes næste gang“.

    A word or two at the end may say where: „sagen er afsluttet politisk“.
    """
    first = _REST.split(text, maxsplit=1)[0]
    said = first.split()
    shorter = (" ".join(said[: len(said) - less]) for less in range(1, min(_WORDS_LESS, len(said) - 1) + 1))
    forms = (text, first, *(shorter if first == text else ()))
    return next((one for one in forms if status_word(one) is not None), text)


def _blocks(rows: Iterable[list[tuple[str, str]]]) -> Iterator[Legend]:
    """The lists of rows that stand right under each other."""
    block: dict[str, str] = {}
    for row in (*rows, []):
        if row:
            block |= {code_key(code): _brief(_BRACKETS.sub("", text).strip(" )")) for code, text in row}
        elif block:
            if len(block) >= _CODES:
                yield block
            block = {}
