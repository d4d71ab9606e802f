"""The tables of a sheet as somebody has said in Læsning that they are to be read, and what became of each choice.

What cannot be followed is never followed in part and never dropped: the column is read as the program reads it, and the
reason is kept. What was written where is the business of ``choices``.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from udmoentning_xl.danish import fold, suggest
from udmoentning_xl.reading.choices import Choice, Choices, keeps_in
from udmoentning_xl.reading.grid import Grid, column_letter
from udmoentning_xl.reading.headings import BODY, HeadingReader, Place
from udmoentning_xl.reading.layout import SourceColumn, SourceTable, find_tables
from udmoentning_xl.reading.profiles import PlanNames
from udmoentning_xl.secrecy import words_of
from udmoentning_xl.terms import CHOICES, TEXTS, Field, choice_label, choice_target

#: Finds the tables of a grid by headings and known names.
Finder = Callable[[Grid, HeadingReader, PlanNames], tuple[SourceTable, ...]]
_INTERNAL = choice_label(Field.INTERNAL)
_SMALL = 2  # letters
_NO_FIT = "så passer tabellens kolonner ikke sammen til en plan"


@dataclass(frozen=True)
class TableReader:
    """Finds the tables of sheets as people chose. ``sheets`` are the names of all the workbook's sheets.

    ``guesses`` are the targets without any choice, by sheet and place.
    """

    sheets: Collection[str]
    choices: Choices = field(default_factory=Choices)
    guesses: Mapping[tuple[str, Place], str | None] = field(default_factory=dict)

    def tables(
        self, grids: Sequence[Grid], headings: HeadingReader, known: PlanNames, find: Finder = find_tables
    ) -> list[tuple[SourceTable, ...]]:
        """The tables of each part of one sheet, as ``find`` finds them, with what people chose followed.

        Each column has the name that Læsning calls it by, and what became of the choice if there is one.
        """
        found = [find(grid, headings, known) for grid in grids]
        own = {place: column for tables in found for place, column in _columns(tables)}
        labels = _labels({place: column.heading for place, column in own.items()})
        name = grids[0].sheet.name
        choices = self.choices.of(name, self.sheets)
        chosen = {place: choices[fold(label)] for place, label in labels.items() if fold(label) in choices}
        instead = self._instead(name, labels, own)
        chosen |= instead
        targets = {place: _target(choice.text, known) for place, choice in chosen.items()}

        def explained(table: SourceTable, place: Place, column: SourceColumn) -> SourceColumn:
            guess = self.guesses.get((name, place), own[place].target)
            column = replace(column, label=labels[place], guess=guess)
            if place not in chosen:
                return column
            text = chosen[place].text
            column = replace(column, instead_of=instead[place].label if place in instead else "")
            return replace(column, choice=text, refusal=_refusal(table, column, text, targets[place]))

        def read(grid: Grid, wanted: Mapping[Place, str]) -> tuple[SourceTable, ...]:
            return find(grid, headings.choosing(wanted), known)

        as_chosen = (
            _as_chosen(partial(read, grid), tables, targets) for grid, tables in zip(grids, found, strict=True)
        )
        return [_with_columns(tables, explained) for tables in as_chosen]

    def _instead(
        self, name: str, labels: Mapping[Place, str], own: Mapping[Place, SourceColumn]
    ) -> dict[Place, Choice]:
        """What keeps the new columns of a sheet in, where a column is gone that somebody chose to keep in.

        It may have got another heading: that which is like it, else any text that Læsning does not list.
        """
        here = {fold(label) for label in labels.values()}
        listed = self.choices.labels(name, self.sheets)
        gone = [
            one for label, one in self.choices.of(name, self.sheets).items() if label not in here and keeps_in(one.text)
        ]
        taken = listed | {fold(one.label) for one in self.choices.own}
        new = [
            place
            for place, label in labels.items()
            if fold(label) not in taken and (own[place].target is None or own[place].target in TEXTS)
        ]
        texts = [place for place in new if listed and own[place].target in TEXTS]
        instead: dict[Place, Choice] = {}
        for one in gone:
            like = [place for place in new if _telling(labels[place]) & _telling(one.label)]
            kept = one if like or choice_target(one.text) != Field.CONFIDENTIAL else replace(one, text=_INTERNAL)
            instead |= {place: kept for place in like or texts if place not in instead}
        return instead


def _telling(heading: str) -> set[str]:
    """The stems of a heading's words that tell what the column is."""
    return {word.stem for word in words_of(heading) if len(word.stem) > _SMALL}


def _target(text: str, known: PlanNames) -> str | None:
    """The target that a text names; a committee is one of the register, by its short name."""
    target = choice_target(text)
    if target is None or not target.startswith(BODY):
        return target
    body = known.committees.find(target.removeprefix(BODY))
    return BODY + body.short if body else None


def _as_chosen(
    read: Callable[[Mapping[Place, str]], tuple[SourceTable, ...]],
    own: tuple[SourceTable, ...],
    targets: Mapping[Place, str | None],
) -> tuple[SourceTable, ...]:
    """The tables with as many of the targets as leave each of them a plan; ``own`` are those without."""
    wanted = {place: target for place, target in targets.items() if target is not None}
    tables = read(wanted) if wanted else own
    if len(tables) == len(own):
        return tables
    kept: dict[Place, str] = {}
    best = own
    for place, target in wanted.items():
        tables = read({**kept, place: target})
        if len(tables) == len(own):
            kept[place], best = target, tables
    return best


def lost_choices(
    choices: Choices, tables: Iterable[tuple[Grid, Sequence[SourceTable]]], sheets: Collection[str]
) -> list[Choice]:
    """The choices for columns that none of the ``tables`` has; they come with the grid they stand in."""

    def is_own(column: SourceColumn) -> bool:
        return bool(column.choice) and not column.instead_of

    used = set()
    for grid, own in tables:
        here = choices.of(grid.sheet.name, sheets)
        used |= {here[fold(column.label)] for table in own for column in table.columns if is_own(column)}
    return [choice for choice in choices.own if choice not in used]


def _columns(tables: Iterable[SourceTable]) -> Iterator[tuple[Place, SourceColumn]]:
    """The columns of the tables, once each where a heading comes again, with their places."""
    seen: set[int] = set()
    for table in tables:
        if id(table.columns) not in seen:
            seen.add(id(table.columns))
            yield from (((table.header.stop, column.index), column) for column in table.columns)


def _with_columns(
    tables: Sequence[SourceTable], make: Callable[[SourceTable, Place, SourceColumn], SourceColumn]
) -> tuple[SourceTable, ...]:
    """The tables with each column made anew; those that shared their columns still do."""
    made: dict[int, tuple[SourceColumn, ...]] = {}
    for table in tables:
        if id(table.columns) not in made:
            stop = table.header.stop
            made[id(table.columns)] = tuple(make(table, (stop, one.index), one) for one in table.columns)
    return tuple(replace(table, columns=made[id(table.columns)]) for table in tables)


def _labels(headings: Mapping[Place, str]) -> dict[Place, str]:
    """What Læsning calls the columns of a sheet: the heading, with a number where it comes again."""
    times: Counter[str] = Counter()
    taken: set[str] = set()
    labels: dict[Place, str] = {}
    for place, heading in sorted(headings.items()):
        label = name = heading if fold(heading) else f"Kolonne {column_letter(place[1])} uden overskrift"
        while fold(label) in taken:
            times[fold(name)] += 1
            label = f"{name} ({times[fold(name)] + 1})"
        taken.add(fold(label))
        labels[place] = label
    return labels


def _refusal(table: SourceTable, column: SourceColumn, text: str, target: str | None) -> str:
    """Why a column is not read as somebody wrote; "" where it is."""
    if target is None:
        near = suggest(text, [choice_label(one) for one in CHOICES])
        return "det er ikke noget, en kolonne kan læses som" + (f"; mente du „{near}“?" if near else "")
    if column.target == target:
        return ""
    other = next((one for one in table.columns if one.target == target), None)
    if other is not None:
        return f"det læses kolonne {column_letter(other.index)} „{other.heading}“ som, og det kan kun én kolonne være"
    return _NO_FIT
