"""The bodies that a plan itself names and the register does not know: other municipalities have other committees.

Evidence decides: a list of abbreviations anywhere in the workbook, a name that ends in -udvalget, a code that comes
again under a heading of committees or over marks. A slip in a name that is known stays a slip. How a cell is read with
the names is ``values.committees``.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import takewhile

from udmoentning_xl.danish import MONTH_STARTS, fold, is_near
from udmoentning_xl.reading.grid import Grid
from udmoentning_xl.reading.headings import SPAN
from udmoentning_xl.reading.layout import SourceTable
from udmoentning_xl.reading.pivots import TOTAL_OF
from udmoentning_xl.reading.sorts import BODY_AND_DAY, title_and_bodies
from udmoentning_xl.register import Body, Role
from udmoentning_xl.terms import Field
from udmoentning_xl.values.committees import CommitteeReader
from udmoentning_xl.values.markers import is_mark

#: An abbreviation: BSU, ØU, B&U, SSÆU, KSU-A.
_CODE = re.compile(r"[A-ZÆØÅ](?:[A-ZÆØÅ&]|[a-zæøå](?=[A-ZÆØÅ&])){1,5}")
_NOUN = r"(?:udvalg(?:et)?|råd(?:et)?|nævn(?:et)?|direktionen?|bestyrelsen?)"
#: The full name of a body, as its last word or its first tells.
_NAME = rf"(?:Udvalg(?:et)? (?:for|om) [^.:;=\n()/]{{2,70}}|[A-ZÆØÅ][\w ,&-]{{0,70}}?{_NOUN})"
_IS_NAME = re.compile(rf"\A{_NAME}\Z", re.I)
_NAMED = re.compile(rf"(?P<name>\b{_NAME}) ?\((?P<code>{_CODE.pattern})\)")
_EXPLAINED = re.compile(
    rf"(?<![\w&])(?P<code>{_CODE.pattern}) ?(?:=|:|[-–—] ) ?"
    rf"(?P<name>{_NAME.replace('70}', '70}?', 1)})(?= ?(?:\Z|[.;\n)]|(?:,|og|  ) ?{_CODE.pattern} ?[=:–—-]))"
)
#: Several abbreviations in a row, each with its name behind it: „BLU Børneudvalget, TU Teknikudvalget“.
_LISTED = re.compile(
    rf"(?<![\w&])(?P<code>{_CODE.pattern}) (?P<name>(?:Udvalg(?:et)? (?:for|om) [\w &-]{{2,70}}?"
    rf"|[A-ZÆØÅ][\w &-]{{0,70}}?{_NOUN}|Byrådet|Kommunalbestyrelsen))(?=[,;.]|\Z)"
)
#: An abbreviation and its name in a cell of their own: „BUU  Børne- og Undervisningsudvalget“.
_ALONE = re.compile(rf"\A(?P<code>{_CODE.pattern}) {{1,3}}(?P<name>{_NAME})\Z")
_NICKNAME = re.compile(r"\A[A-ZÆØÅ][a-zæøå]{2,19}(?:råd)?\Z")
#: The heading of a list of committees, and what may be said of how they are written there.
_LIST_OF_BODIES = re.compile(
    r"(?:(?:de|vores|stående|politiske|faste) )?udvalg(?:ene|enes navne)?\b[^.:]{0,40}\Z", re.I
)
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_BETWEEN = re.compile(
    r";#|[;\n/+→>|]| og (?=[Uu]dvalg|Byråd|Kommunalb|Økonomiudv|Direktion|[A-ZÆØÅ]{2,5}\b)|(?<=[A-ZÆØÅ]) og | - | – "
    r"|(?<=udvalget) (?:og|samt) "
)
#: What stands before a name: its code in the accounts („10 Økonomiudvalget“), or that it comes after another.
_BEFORE_NAME = re.compile(r"\A(?:\d{1,5}(?: ?[-–.])?|[Mm]øde i|derefter|herefter|dernæst|samt|evt\.?) (?=[A-ZÆØÅ])")
#: Words of a sentence; a name has none.
_SENTENCE = re.compile(r"\b(?:vi|det|den|selv|ikke|ingen|alle|skal|kan|er|af|på)\b", re.I)
#: What a line is made of: „Mandag den 13. januar 2025 – Børneudvalget“.
_PARTS = re.compile(r"(?<!\s)\s[-–—|·•]\s|: ")
#: A day, a meeting's number and the like behind a name.
_TAIL = re.compile(
    r"(?<![ :])[ :]++(?:(?:møde )?(?:d\.|den|pr\.|møde|i) ?)?"
    rf"(?:\d[\d./ -]*+|(?:\d{{1,2}}\. ?)?(?:{MONTH_STARTS})[a-zæøå]{{0,7}}\.?"
    r"(?: (?:20)?\d\d)?)\Z",
    re.I,
)
_IS_TOTAL = re.compile(r"(?:i alt|ialt|sum|delsum|subtotal|total)(?: |\Z)", re.I)
_UDVALG_FOR = re.compile(r"\AUdvalg(?:et)? (?:for|om) ", re.I)
_FOR_ECONOMY = re.compile(r"\A(?:Udvalg(?:et)? (?:for|om) Økonomi\b|Økonomi\b.*udvalg(?:et)?\Z)", re.I)
_HAS_NOUN = re.compile(_NOUN, re.I)
_LONGEST_NAME, _LONGEST_LINE = 80, 600
#: A row that explains an abbreviation has so many cells: beside a plan, whose items have more, and elsewhere.
_PAIR, _ROW = 2, 8
#: So many rows of a sheet are searched for headings that are codes over marks.
_SEARCHED_ROWS = 60
#: A name that nothing else speaks for has to stand in so many rows.
_OFTEN, _MOSTLY = 2, 3
#: A plan that names bodies of its own for so many times those of the register is another municipality's.
_OTHER = 0.5
#: The bodies that every municipality has, by the names it may call them.
_COMMON = (
    (
        Role.COUNCIL,
        frozenset(("byråd", "byrådet", "byr", "by", "br", "kommunalbestyrelse", "kommunalbestyrelsen", "kb"))
        | {"borgerrepræsentation", "borgerrepræsentationen"},
    ),
    (Role.FINANCE, frozenset(("økonomiudvalg", "økonomiudvalget", "øu", "øk", "øku"))),
)
_LONGEST_SHORT = 3
#: Where committees stand that have no column.
_ELSEWHERE = (Field.TITLE, Field.DUE, SPAN)
_NO_COMMITTEE = re.compile(r"råd|nævn|direktion|bestyrelse|med\b", re.I)
_SMALL_WORDS = frozenset(("og", "for", "udvalg", "udvalget", "om"))


@dataclass(frozen=True)
class OwnBodies:
    """The register with the plan's own bodies in it, and what those that were not there are called.

    ``is_other`` where the plan is another municipality's than the one the register was built in for.
    """

    register: tuple[Body, ...]
    learned: tuple[str, ...] = ()
    is_other: bool = False


@dataclass(frozen=True)
class _Words:
    """What a workbook says of bodies: what its abbreviations stand for, and how often names and codes are written."""

    defined: Mapping[str, str]
    known: Mapping[str, Counter[str]]  # the short name of a body of the register -> what it is called
    unknown: Counter[str]
    texts: Counter[str]  # all that stands where committees are named
    listed: frozenset[str] = frozenset()  # the names that stand in lists of them
    headed: tuple[str, ...] = ()  # what stands in a list that is headed „Udvalg“, whatever it is called


def own_bodies(
    found: Sequence[tuple[Grid, Sequence[SourceTable]]],
    others: Iterable[Grid],
    register: Sequence[Body],
    *,
    is_built_in: bool,
) -> OwnBodies:
    """The register of one plan. ``found`` are the sheets with their tables, ``others`` stand beside them.

    Where the register ``is_built_in`` and the plan mostly names others, it is another municipality's plan: bodies that
    it does not name are left out, and those it does are called as it calls them.
    """
    reader = CommitteeReader(register)
    words = _read_words(found, tuple(others), reader)
    learned = _with_finance(_learned(words, register, reader, is_built_in=is_built_in), words, register, reader)
    new = [
        body for body in learned if reader.find(body.name) is None or body.short not in {one.short for one in register}
    ]
    if not new:
        return OwnBodies(tuple(register))
    spelt = {body.short: words.known.get(body.short, Counter()) for body in register}
    spelt |= {body.short: _spellings(body, words.texts) for body in learned}
    is_other = is_built_in and sum(spelt[body.short].total() for body in new) >= _OTHER * sum(
        spelt[body.short].total() for body in register if body.role == Role.STANDING
    )
    taken = {fold(name) for body in learned for name in (body.short, body.name)}
    kept = [body for body in register if not set(map(fold, (body.short, body.name, *body.aliases))) & taken]
    listed = {body.short for name in (*words.listed, *words.defined.values()) if (body := reader.find(name))}

    def may_be(body: Body) -> bool:  # where committees are listed, a name that is not among them is none of theirs
        if body.role in (Role.FINANCE, Role.COUNCIL) or len(words.defined) + len(words.listed) < _MOSTLY:
            return True
        is_named = body.role == Role.OTHER and any(not _CODE.fullmatch(name) for name in spelt[body.short])
        return is_named or body.short in listed  # „DIR“ over marks is no committee, „Ældrerådet“ says what it is

    if is_other:
        missing = {Role.FINANCE, Role.COUNCIL} - {body.role for body in learned}  # which every municipality has
        kept = [_by_any_name(body) for body in kept if body.role in missing or (spelt[body.short] and may_be(body))]
    if is_built_in:
        if any(body.role == Role.FINANCE for body in new):  # a municipality has one
            kept = [body for body in kept if body.role != Role.FINANCE]
        kept = [_as_called(body, spelt[body.short], by_name=is_other) for body in kept]
    return OwnBodies((*kept, *learned), tuple(body.short for body in new), is_other)


def _read_words(
    found: Sequence[tuple[Grid, Sequence[SourceTable]]], others: Sequence[Grid], reader: CommitteeReader
) -> _Words:
    defined = {code: name for grid in others for code, name in _definitions(grid, _ROW)}
    defined |= {code: name for grid, tables in found for code, name in _definitions(grid, _PAIR if tables else _ROW)}
    texts: Counter[str] = Counter()
    sheets = [grid.sheet.name for grid, tables in found if tables and _CODE.fullmatch(grid.sheet.name)]
    defined_too = {*defined, *(sheets if len(sheets) >= _MOSTLY else (one for one in sheets if reader.find(one)))}
    for grid, tables in found:
        texts.update(_BEFORE_NAME.sub("", text) for table in tables for text in _in_columns(grid, table))
        texts.update(_over_marks(grid, reader))
        if tables:
            lone = (
                text for text in (grid.sheet.name, *_lone_texts(grid)) if _IS_NAME.match(text) or text in defined_too
            )
            texts.update(text for text in lone for _ in range(_OFTEN))  # it speaks for all the items under it
    unknown: Counter[str] = Counter()
    beside = (*others, *(grid for grid, tables in found if not tables))
    listed = [name for grid in beside for name in _listed(grid, reader)]
    unknown.update({name: _OFTEN for name in listed if reader.read(name).unknown})
    known: dict[str, Counter[str]] = defaultdict(Counter)
    for text, times in texts.items():
        for name in _names_in(text):
            one = reader.read(name)
            if one.unknown:
                unknown[name] += times
            elif len(one.mentions) == 1:
                known[one.mentions[0].short][name] += times
        may_be_one = times >= _OFTEN and "," in text and len(text) <= _LONGEST_NAME and not _are_names(text)
        read = reader.read(text) if may_be_one else None
        if read and read.unknown and not read.mentions:
            unknown[text] += times + _MOSTLY  # „Børn, familier og forebyggelse“ is one name when it comes again
    headed = dict.fromkeys(name for grid in beside for name in _headed(grid))
    if headed:
        plans = [text for grid, tables in found if tables for row in range(grid.height) for text in grid.texts(row)]
        headed = {name: None for name in headed if any(name in text for text in plans)}
    return _Words(defined, known, unknown, texts, frozenset(listed), tuple(headed))


def _are_names(text: str) -> bool:
    """Whether a cell is a list of codes and full names: „BSU, ØKE“."""
    names = list(_names_in(text))
    return len(names) > 1 and all(_CODE.fullmatch(name) or _IS_NAME.match(name) for name in names)


def _names_in(text: str) -> Iterator[str]:
    """The names and codes of a cell, one by one, less the days and brackets at their ends.

    A comma parts two names, but not within „Social-, Sundheds- og Ældreudvalget“ or „Udvalget for Erhverv, Kultur og
    Fritid“: there what follows is no name by itself.
    """
    for line in _BETWEEN.split(_BRACKETS.sub(" ", text)):
        name = ""
        for piece in line.split(","):
            piece = _TAIL.sub("", _BEFORE_NAME.sub("", piece.strip()))
            if name and _goes_on(name, piece):
                name = f"{name}, {piece}"
            else:
                yield from [name] if name else []
                name = piece
        yield from [name] if name else []


def _goes_on(name: str, piece: str) -> bool:
    if _CODE.fullmatch(piece) or re.match(r"(?:udvalg|byråd|kommunalbest|økonomi|direktion)", piece, re.I):
        return False
    if re.match(r"udvalg(?:et)? (?:for|om)\b", name, re.I):
        return not _IS_NAME.match(piece) and not re.search(r" (?:og|&) ", name)
    return name.endswith("-") or not (_CODE.fullmatch(name) or _IS_NAME.match(name))


def _in_columns(grid: Grid, table: SourceTable) -> Iterator[str]:
    """The texts of a table's columns of committees, those of merged rows once; that of a total names its committee."""
    for column in table.columns_of(Field.COMMITTEE):
        yield from (TOTAL_OF.sub("", text) for row in table.body if (text := grid.text(row, column.index)))
    if table.columns_of(Field.COMMITTEE):
        return
    places = [(column.target, column.index) for column in table.columns if column.target in _ELSEWHERE]
    for target, place in places:
        for text in filter(None, (grid.text(row, place) for row in table.body)):
            if target == Field.TITLE:
                yield from filter(None, title_and_bodies(text)[1:])
            elif target == SPAN and _CODE.fullmatch(text):
                yield text
            elif target == Field.DUE and BODY_AND_DAY.match(text):
                yield from re.split(r"[\n;]|, (?=[A-ZÆØÅ]{2})", text)


def _lone_texts(grid: Grid) -> Iterator[str]:
    for row in range(grid.height):
        filled = [column for column in grid.filled(row) if not isinstance(grid.value(row, column), int | float)]
        text = grid.text(row, filled[0]) if len(filled) == 1 else ""
        if text and len(text) <= _LONGEST_NAME and not _IS_TOTAL.match(text):
            meeting = _TAIL.sub("", _BEFORE_NAME.sub("", text))
            yield from dict.fromkeys((text, *_PARTS.split(text)[:_ROW], meeting))


def names_bodies(grid: Grid) -> bool:
    """Whether a sheet that is no plan lists bodies, or says what the abbreviation of one stands for."""
    return next(_lists(grid), None) is not None or next(_definitions(grid, _ROW), None) is not None


def _lists(grid: Grid) -> Iterator[list[str]]:
    """The columns of a sheet that is no plan in which several bodies stand under each other."""
    for column in range(_ROW):
        texts = [text for row in range(grid.height) if (text := grid.text(row, column))]
        if sum(_IS_NAME.match(text) is not None for text in texts) >= _MOSTLY:
            yield texts


def _listed(grid: Grid, reader: CommitteeReader) -> Iterator[str]:
    """The names of bodies in a list of them."""
    return (text for texts in _lists(grid) for text in texts if _IS_NAME.match(text) or reader.find(text))


def _headed(grid: Grid) -> Iterator[str]:
    """The names in a column that is headed „Udvalg“ in a sheet that is no plan: several under each other."""
    for row in range(min(grid.height, _SEARCHED_ROWS)):
        for column in grid.filled(row):
            if not _LIST_OF_BODIES.match(grid.text(row, column)):
                continue
            below = takewhile(bool, (grid.text(one, column) for one in range(row + 1, grid.height)))
            texts = [text for text in below if not _IS_TOTAL.match(text)]
            names = [text for text in texts if len(text) <= _LONGEST_NAME and text[:1].isupper() and _is_label(text)]
            if len(names) >= max(_MOSTLY, len(texts) / 2):
                yield from names


def _over_marks(grid: Grid, reader: CommitteeReader) -> Iterator[str]:
    """The names and codes that head two columns or more in which little but marks and days stands."""
    for row in range(min(grid.height, _SEARCHED_ROWS)):
        texts = {column: grid.text(row, column) for column in grid.filled(row)}
        named = {
            column: text
            for column, text in texts.items()
            if len(text) <= _LONGEST_NAME and (_CODE.fullmatch(text) or _IS_NAME.match(text) or reader.find(text))
        }
        marked = [text for column, text in named.items() if len(named) > 1 and _is_marked(grid, row, column)]
        if len(marked) > 1:
            yield from (text for text in marked for _ in range(_OFTEN))


def _is_marked(grid: Grid, heading: int, column: int) -> bool:
    below = [
        (grid.value(row, column), text)
        for row in range(heading + 1, min(heading + _SEARCHED_ROWS, grid.height))
        if (text := grid.text(row, column))
    ]
    marks = sum(isinstance(value, date) or is_mark(text) for value, text in below)
    return bool(below) and 2 * marks > len(below)


def _definitions(grid: Grid, widest: int) -> Iterator[tuple[str, str]]:
    """Every abbreviation that the sheet explains, with the body's name: in a line, or in two cells side by side.

    A row with more than ``widest`` cells explains none in its cells.
    """
    yield from _nicknames(grid)
    for row in range(grid.height):
        texts = grid.texts(row)
        named = [column for column, text in enumerate(texts) if len(text) > 4 and _HAS_NOUN.search(text)]
        is_pair = len(grid.filled(row)) <= widest
        for column in named:
            text = texts[column]
            if is_pair and _IS_NAME.match(text) and column and _CODE.fullmatch(texts[column - 1]):
                yield texts[column - 1], text
            elif is_pair and _IS_NAME.match(text) and column + 1 < len(texts) and _CODE.fullmatch(texts[column + 1]):
                yield texts[column + 1], text
            elif match := _ALONE.match(text):
                yield match["code"], match["name"].strip()
            elif len(text) <= _LONGEST_LINE:
                for pattern, fewest in ((_NAMED, 1), (_EXPLAINED, 1), (_LISTED, 2)):
                    matches = list(pattern.finditer(text))
                    yield from ((match["code"], match["name"].strip()) for match in matches if len(matches) >= fewest)


def _nicknames(grid: Grid) -> Iterator[tuple[str, str]]:
    """What a list of committees calls each in a word: „Natur | Teknik- og Miljøudvalget“, several together."""
    pairs = [
        (texts[0], texts[1]) for row in range(grid.height) if len(texts := list(filter(None, grid.texts(row)))) == _PAIR
    ]
    found = [(word, name) for word, name in pairs if _NICKNAME.match(word) and _IS_NAME.match(name)]
    yield from found if len(found) >= _MOSTLY else ()


def _learned(words: _Words, register: Sequence[Body], reader: CommitteeReader, *, is_built_in: bool) -> list[Body]:
    """The bodies that the plan has of its own, and those of the register that it has abbreviations of its own for."""
    bodies = {
        fold(name): _body(name, name)
        for name in words.headed
        if reader.find(name) is None and not _CODE.fullmatch(name)
    }
    for code, name in words.defined.items():
        known = reader.find(name)
        if known is None:
            bodies[fold(name)] = _body(code, name)
        elif is_built_in or reader.find(code) is not known:
            aliases = () if is_built_in else (*known.aliases, known.short)
            bodies[fold(name)] = Body(code, name, known.role, aliases)
    spelt = {fold(name) for name in words.defined.values()} | {fold(code) for code in words.defined}
    has_list = len(words.defined) + len(words.listed) >= _MOSTLY
    strangers = sum(bool(_CODE.fullmatch(name) or _IS_NAME.match(name)) for name in words.unknown)
    standing = {body.short for body in register if body.role == Role.STANDING}
    is_home = len(standing & words.known.keys()) >= _MOSTLY * max(strangers, 1)
    names = [name for name in words.unknown if _IS_NAME.match(name) and fold(name) not in spelt]
    for name in sorted(names, key=lambda name: -words.unknown[name]):
        others = [body.name for body in register if body.short in words.known] + [one.name for one in bodies.values()]
        is_slip = has_list or is_home or any(_is_slip(name, other) for other in others)
        if words.unknown[name] >= _OFTEN or not is_slip:
            bodies.setdefault(fold(name), _body(name, name))
    may_be_new = is_built_in and not is_home
    for code in [code for code in words.unknown if _CODE.fullmatch(code) and fold(code) not in spelt]:
        own = [key for key, body in bodies.items() if body.short == body.name and _abbreviates(code, body.name)]
        if len(own) == 1:
            bodies[own[0]] = replace(bodies[own[0]], short=code)
        elif _is_second(code, words.unknown, (*bodies.values(), *(() if is_built_in else register))):
            continue
        elif words.unknown[code] >= _OFTEN or _is_common(code) or (may_be_new and _may_be_code(code, words)):
            bodies.setdefault(fold(code), _body(code, code))
    labels = [text for text in words.unknown if text[:1].isupper() and not _is_told(text, bodies) and _is_label(text)]
    often = [text for text in labels if words.unknown[text] >= _MOSTLY]
    if len(often) >= _MOSTLY:  # where areas are the committees, one that is seldom named is one too
        often += [text for text in labels if text not in often and not any(is_near(text, other) for other in often)]
    for text in often:
        bodies.setdefault(fold(text), _body(text, text))
    return list(bodies.values())


def _is_told(text: str, bodies: Mapping[str, Body]) -> bool:
    forms = {fold(name) for body in bodies.values() for name in (body.short, body.name, _UDVALG_FOR.sub("", body.name))}
    return fold(text) in forms


def _is_label(text: str) -> bool:
    return (
        len(text) > 1
        and not is_mark(text)
        and not _SENTENCE.search(text)
        and not any(map(str.isdigit, text))
        and not re.search(r"[.:;?=\n]", text)
    )


def _body(short: str, name: str) -> Body:
    common = next((role for role, forms in _COMMON if {fold(short), fold(name)} & forms), None)
    return Body(short, name, common or (Role.OTHER if _NO_COMMITTEE.search(name) else Role.STANDING))


def _with_finance(learned: list[Body], words: _Words, register: Sequence[Body], reader: CommitteeReader) -> list[Body]:
    """The plan's own bodies, the one that is named for the economy as its finance committee, if it has no other.

    Every municipality has just one by law, and many call it „Økonomi- og Planudvalget“ or the like.
    """
    named = [body for body in learned if _FOR_ECONOMY.match(body.name) and reader.find(body.name) is None]
    if len(named) != 1 or any(body.role == Role.FINANCE for body in learned):
        return learned
    known = [_by_any_name(body) for body in register if body.role == Role.FINANCE]
    if any(words.known.get(body.short) or _spellings(body, words.texts) for body in known):
        return learned
    return [replace(body, role=Role.FINANCE) if body in named else body for body in learned]


def _by_any_name(body: Body) -> Body:
    """The council or the finance committee with all that municipalities call it; any other body as it is."""
    forms = next((forms for role, forms in _COMMON if role == body.role), frozenset())
    return replace(body, aliases=tuple(dict.fromkeys((*body.aliases, *sorted(forms)))))


def may_name_body(text: str) -> bool:
    """True for a text that is no more than what may be the abbreviation or the name of a body."""
    return bool(_CODE.fullmatch(text) or _IS_NAME.match(text))


def by_every_name(bodies: Sequence[Body]) -> tuple[Body, ...]:
    """The bodies, of which the one council and the one finance committee also have the names that others call them.

    A name that another body has is left to that, and abbreviations are left to what the settings say.
    """
    taken = {fold(name) for body in bodies for name in (body.short, body.name, *body.aliases)}
    more: dict[str, list[str]] = {}
    for role, forms in _COMMON:
        own = [body for body in bodies if body.role == role or fold(body.name) in forms]
        if role == Role.FINANCE:
            own = [body for body in bodies if body in own or _FOR_ECONOMY.match(body.name)]
        if len(own) == 1:
            more[own[0].short] = sorted(one for one in forms - taken if len(one) > _LONGEST_SHORT)
    return tuple(
        replace(body, aliases=(*body.aliases, *more[body.short])) if more.get(body.short) else body for body in bodies
    )


def _is_slip(name: str, other: str) -> bool:
    """True for a name that is another misspelt; that both are committees makes them no more alike."""
    return is_near(_HAS_NOUN.sub("", name), _HAS_NOUN.sub("", other))


def _may_be_code(code: str, words: _Words) -> bool:
    """True for the letters of a committee, as its U or the plan's others tell, that are no slip of those it has."""
    used = {spelling for spelt in words.known.values() for spelling in spelt} | set(words.defined)
    own = {one for one, times in words.unknown.items() if times >= _OFTEN and _CODE.fullmatch(one)}
    used |= own
    return (code.endswith("U") or len(own) >= _OFTEN) and not any(_is_letter_off(code, one) for one in used - {code})


def _is_letter_off(code: str, other: str) -> bool:
    """True where one letter more, less or another, or their order, makes one code the other."""
    if sorted(code) == sorted(other):
        return True
    shorter, longer = sorted((code, other), key=len)
    if len(shorter) == len(longer):
        return sum(one != two for one, two in zip(shorter, longer, strict=True)) == 1
    return any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))


def _is_common(code: str) -> bool:
    return any(fold(code) in forms for _, forms in _COMMON)


def _is_second(code: str, unknown: Counter[str], others: Iterable[Body]) -> bool:
    """True for the council or the finance committee by another name than it is known or more often written by.

    A municipality has one of each: „BYR“ where the council is „BY“ is a slip, however often it is made.
    """
    role, forms = next((one for one in _COMMON if fold(code) in one[1]), (None, frozenset[str]()))
    is_known = role is not None and any(body.role == role for body in others)
    return is_known or any(fold(name) in forms and times > unknown[code] for name, times in unknown.items())


def _abbreviates(code: str, name: str) -> bool:
    """True when the code is the first letters of the name's words: SSÆU, and UKN for „Udvalget for klima og natur“."""
    words = re.findall(r"[^\W\d_]+", re.sub(r"udvalg(et)?\b", " U", name, flags=re.I))
    letters = [word[0].upper() for word in words if word.lower() not in _SMALL_WORDS or word == "U"]
    forms = (letters, [letter for letter in letters if letter != "U"])  # TMK for „Teknik-, Miljø- og Klimaudvalget“
    is_spelt = any(sorted(form) == sorted(code.replace("&", "")) for form in forms if len(form) > 1)
    return is_spelt and (letters[0] == code[0] or "for" in words)


def _spellings(body: Body, texts: Counter[str]) -> Counter[str]:
    """How often the plan calls a body by each of its names."""
    found: Counter[str] = Counter()
    for written in dict.fromkeys((body.short, body.name, _UDVALG_FOR.sub("", body.name), *body.aliases)):
        pattern = re.compile(rf"(?<!\w){re.escape(fold(written))}(?!\w)")
        times = sum(count for text, count in texts.items() if pattern.search(fold(text)))
        found.update({written: times} if times else {})
    return found


def _as_called(body: Body, spelt: Counter[str], *, by_name: bool) -> Body:
    """A body with the plan's own word for it as its short name: a code, or ``by_name`` what the plan writes instead.

    So it is, too, where that is never the body's own name: „Teknik- og Miljøudvalget“ is another municipality's, and
    then it is this one's name.
    """
    names = [name for name, _ in spelt.most_common()]
    is_named = fold(body.name) in map(fold, names)
    codes = [name for name in names if _CODE.fullmatch(name)] or (names if by_name or not is_named else [])
    if not codes:
        return body
    own = body.name if is_named else next((name for name in names if _IS_NAME.match(name)), body.name)
    return replace(body, short=codes[0], name=own, aliases=(*body.aliases, body.short, body.name, *names))
