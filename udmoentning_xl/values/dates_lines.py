"""Line breaks inside one time phrase, as narrow columns are wrapped by hand: "juni / 2024", "efter / sommerferien".

A break between two statements stays; what a statement means is the business of ``dates_sentence``.
"""

from udmoentning_xl.values import dates_marks as marks
from udmoentning_xl.values import dates_words as words
from udmoentning_xl.values.dates_grammar import read_span
from udmoentning_xl.values.dates_lexer import END, NEWLINE, Tokens
from udmoentning_xl.values.dates_numeric import is_year

#: "Start" at the end of a line names what happens on the day below it.
_HEADINGS = words.listed("start, starten, slut, slutning, først, sidst, afslutningen, end, enden, klar, tid, år")
_LEADING = (
    frozenset(marks.RELATIONS) | frozenset(words.PARTS) | words.CONNECTORS | marks.FILLERS | marks.APPROXIMATE
) - (_HEADINGS | {"?"})
_FOLLOWING = frozenset(marks.OPEN_ENDED) | (words.CONNECTORS - {"-", "/", "+", "&", ","}) | {"af"}
_AFTER_A_NUMBER = frozenset(words.MONTHS) | frozenset(words.UNITS) | frozenset(words.FRACTIONS)
_CLOSING = frozenset(("-", ",", ".", ")"))
_LONGEST_PHRASE = 8  # tokens
_ENDS = (END, END, END, END)


def unwrapped(tokens: Tokens) -> Tokens:
    """Return the tokens without the line breaks that part one time phrase."""
    if not any(token.text == NEWLINE for token in tokens):
        return tokens
    kept: Tokens = []
    line_start = 0  # among the kept tokens
    year_above = False  # the line above is a year and nothing else
    index = 0
    while tokens[index].text:
        if tokens[index].text != NEWLINE:
            kept.append(tokens[index])
            index += 1
            continue
        first = index
        while tokens[index].text == NEWLINE:
            index += 1
        line = kept[line_start:]
        if _goes_on(line, _line(tokens, index), year_above=year_above):
            kept.append(tokens[index]._replace(gap=True))
            index += 1
        else:
            kept += tokens[first:index]
            year_above = len(line) == 1 and is_year(line[0])
            line_start = len(kept)
    return kept + tokens[index:]


def _line(tokens: Tokens, start: int) -> Tokens:
    end = start
    while tokens[end].text not in ("", NEWLINE):
        end += 1
    return tokens[start:end]


def _goes_on(line: Tokens, below: Tokens, *, year_above: bool) -> bool:
    """True where neither of two lines says a time without the other."""
    if not line or not below:
        return False
    last, next_word = line[-1], below[0].text
    if last.text in _LEADING or next_word in _FOLLOWING:
        return True
    is_number = last.digits in (1, 2) or (last.text == "." and len(line) > 1 and line[-2].digits in (1, 2))
    if is_number and next_word in _AFTER_A_NUMBER:
        return True
    if last.text in words.UNITS and below[0].digits in (1, 2) and len(last.text) > 1:
        return True
    lone_year = is_year(below[0]) and all(token.text in _CLOSING for token in below[1:])
    return lone_year and not year_above and _ends_without_year(line)


def _ends_without_year(line: Tokens) -> bool:
    """True when the line ends with a time phrase that names no year."""
    closed = [*line, *_ENDS]
    for start in range(max(0, len(line) - _LONGEST_PHRASE), len(line)):
        found = read_span(closed, start)
        if found and found[1] == len(line):
            return found[0].year is None and found[0].unit is not words.TimeUnit.YEAR
    return False
