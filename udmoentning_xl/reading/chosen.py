"""The tables of a sheet as somebody has said in Læsning that they are to be read, and what became of each choice.

What cannot be followed is never followed in part and never dropped: the column is read as the program reads it, and the
reason is kept. What was written where is the business of ``choices``.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from itertools import chain
from typing import NamedTuple

from udmoentning_xl.danish import fold, suggest
from udmoentning_xl.reading.choices import Choice, Choices, keeps_in
from udmoentning_xl.reading.former import (
    TEXTUAL,
    FormerColumn,
    KnownTexts,
    Overlap,
    Texts,
    overlap,
    placed_columns,
    texts_of_columns,
)
from udmoentning_xl.reading.grid import Grid, column_letter
from udmoentning_xl.reading.headings import BODY, SETTINGS, SURE, HeadingReader, Place
from udmoentning_xl.reading.layout import SourceColumn, SourceTable, find_tables
from udmoentning_xl.reading.profiles import PlanNames
from udmoentning_xl.secrecy import words_of
from udmoentning_xl.terms import ASKED, CHOICES, TEXTS, Field, choice_label, choice_target
from udmoentning_xl.values.secrecy import is_for_committees

#: Finds the tables of a grid by headings and known names.
Finder = Callable[[Grid, HeadingReader, PlanNames], tuple[SourceTable, ...]]
_INTERNAL = choice_label(Field.INTERNAL)
_SMALL = 2  # letters
_NOTHING = KnownTexts(())
_NO_FIT = "så passer tabellens kolonner ikke sammen til en plan"


class StandIn(NamedTuple):
    """What keeps a column in: our choice, and the label that the column had at the last run, if it is the same."""

    choice: Choice
    of: str

    @property
    def is_asked(self) -> bool:
        """Whether somebody has to say if it still is to be kept in."""
        return self.choice.text.endswith(ASKED)

    @classmethod
    def of_former(cls, one: FormerColumn, why: str, *, is_asked: bool = False) -> "StandIn":
        """A column that is, or may be, one that was kept in, and why it is taken for that."""
        return cls(Choice(one.sheet, one.label, one.kept + ASKED * is_asked, why), one.label)


class SheetColumns(NamedTuple):
    """The columns of one sheet by place: what Læsning calls them, what they are by themselves, what stands in them."""

    name: str
    labels: Mapping[Place, str]
    own: Mapping[Place, SourceColumn]
    texts: Mapping[Place, Texts]

    def texts_of(self, place: Place) -> Texts:
        """What stands in a column."""
        return self.texts.get(place, ())

    def free(self, chosen: Collection[str]) -> list[Place]:
        """The columns of texts that nobody has chosen for, and that are not kept in by themselves."""
        return [
            place
            for place, column in self.own.items()
            if fold(self.labels[place]) not in chosen and column.target in TEXTUAL and column.target != Field.INTERNAL
        ]

    def is_set(self, place: Place) -> bool:
        """Whether the settings say what the column is."""
        return self.own[place].strength >= SETTINGS

    def is_notes(self, place: Place) -> bool:
        """Whether what stands in the column are words."""
        return any(text.count(" ") >= _SMALL for _, text in self.texts_of(place))


@dataclass(frozen=True)
class TableReader:
    """Finds the tables of sheets as people chose. ``sheets`` are the names of all the workbook's sheets.

    ``guesses`` are the targets without any choice, by sheet and place.
    """

    sheets: Collection[str]
    choices: Choices = field(default_factory=Choices)
    guesses: Mapping[tuple[str, Place], str | None] = field(default_factory=dict)
    is_beside: bool = False  # its tables stand beside those of the plan, and Læsning lists none of their columns

    @cached_property
    def by_texts(self) -> "TableReader":
        """A reader that follows no choice, and knows a column that was kept in by its texts alone."""
        former = tuple(one._replace(sheet="") for one in self.choices.former)
        return TableReader(self.sheets, Choices(former=former), is_beside=True)

    def tables(
        self, grids: Sequence[Grid], headings: HeadingReader, known: PlanNames, find: Finder = find_tables
    ) -> list[tuple[SourceTable, ...]]:
        """The tables of each part of one sheet, as ``find`` finds them, with what people chose followed.

        Each column has the name that Læsning calls it by, and what became of the choice if there is one.
        """
        found = [find(grid, headings, known) for grid in grids]
        own = {place: column for tables in found for place, column in placed_columns(tables)}
        labels = _labels({place: column.heading for place, column in own.items()})
        name = grids[0].sheet.name
        choices = self.choices.of(name, self.sheets)
        chosen = {place: choices[fold(label)] for place, label in labels.items() if fold(label) in choices}
        instead = self._instead(SheetColumns(name, labels, own, dict(_texts(grids, found))))
        chosen |= {place: one.choice for place, one in instead.items()}
        before = self._labels_before(name)
        targets = {place: _target(choice.text, known) for place, choice in chosen.items()}

        def explained(table: SourceTable, place: Place, column: SourceColumn) -> SourceColumn:
            if self.is_beside and place not in chosen:
                return column
            guess = self.guesses.get((name, place), own[place].target)
            is_new = bool(before) and fold(labels[place]) not in before
            column = replace(column, label=labels[place], guess=guess, is_new=is_new)
            if place not in chosen:
                return column
            one = chosen[place]
            refusal = _refusal(table, column, one.text, targets[place])
            kept = "" if refusal else one.why
            instead_of = instead[place].of if place in instead else ""
            column = replace(column, why=kept or column.why, kept=kept, instead_of=instead_of)
            return replace(column, choice=one.text, refusal=refusal)

        def read(grid: Grid, wanted: Mapping[Place, str]) -> tuple[SourceTable, ...]:
            return find(grid, headings.choosing(wanted), known)

        as_chosen = (
            _as_chosen(partial(read, grid), tables, targets) for grid, tables in zip(grids, found, strict=True)
        )
        return [_with_columns(tables, explained) for tables in as_chosen]

    def _instead(self, today: SheetColumns) -> dict[Place, StandIn]:
        """What keeps columns of a sheet in that are not chosen for, as it kept in the column that they once were.

        A column is another where it has its texts. Of one that is gone without them it is asked: of a heading like its
        own, else of any text that Læsning does not list and that was not in another column.
        """
        kept = self._kept_in(today.name)
        free = today.free(self.choices.of(today.name, self.sheets))
        labels = {fold(label): place for place, label in today.labels.items()}
        gone = [one for one in kept if fold(one.label) not in labels]
        listed = self._labels_before(today.name)
        new = [place for place in free if fold(today.labels[place]) not in listed]
        found: dict[Place, StandIn] = {}
        for one in kept:
            place = labels.get(fold(one.label))
            if place in free and not today.is_set(place):
                found[place] = StandIn.of_former(one, f"den var „{one.kept}“ ved sidste kørsel")
        for place in free:
            if place not in found and (other := self._same(today, place, gone, is_new=place in new)):
                found[place] = other
        for place in new:
            if place not in found and not today.is_set(place) and (other := self._unread(today, place)):
                found[place] = other
        new = [place for place in new if place not in found and not today.is_set(place)]
        new = [place for place in new if not overlap(today.texts_of(place), self._others, _NOTHING).is_most]
        for one in gone:
            near = [place for place in new if self._is_near(today, place, one)]
            like = [place for place in new if _telling(today.labels[place]) & _telling(one.label)]
            notes = [place for place in near if today.is_notes(place)]
            rest = [place for place in new if today.own[place].target in TEXTS or place in notes]
            if any(other.of == one.label and not other.is_asked for other in found.values()):
                like, rest = [], [place for place in near if today.own[place].target == Field.REMARKS]
            is_told = like or choice_target(one.kept) != Field.CONFIDENTIAL
            as_kept = one if is_told else one._replace(kept=_INTERNAL)
            for place in like or (rest if listed else []):
                why = (
                    f"kolonnen „{one.label}“, som var „{one.kept}“, er her ikke mere, og den {_how(place, like, near)}"
                )
                found.setdefault(place, StandIn.of_former(as_kept, why, is_asked=True))
        for one in () if kept else self._not_there(today):
            for place in self._may_be_named(today, new):
                set_so = f"som er „{one.kept}“ i {one.said_in}"
                why = f"kolonnen „{one.label}“, {set_so}, er her ikke, og den er ikke nævnt dér"
                found.setdefault(place, StandIn.of_former(one._replace(kept=_INTERNAL), why, is_asked=True))
        return found

    def _not_there(self, today: SheetColumns) -> list[FormerColumn]:
        """The columns that the settings keep in and the workbook does not have, where nobody has said what became of
        them and no column of the sheet is internal by itself.
        """
        is_answered = any(not one.text.endswith(ASKED) for one in self.choices.of(today.name, self.sheets).values())
        own = (place for place, column in today.own.items() if column.target == Field.INTERNAL)
        if is_answered or not all(map(today.is_set, own)):
            return []
        return [one for one in self.choices.named if one.kept]

    def _may_be_named(self, today: SheetColumns, new: Sequence[Place]) -> list[Place]:
        """The ``new`` columns of texts that may be one the settings name: not one that is another of those.

        Settings that name no other texts are not asked of a column that surely is what its heading says.
        """
        others = {one.target for one in self.choices.named if not one.kept}
        names_texts = bool(others) or any(
            today.own[place].target in TEXTS and today.is_set(place) for place in today.own
        )
        return [
            place
            for place in new
            if (column := today.own[place]).target == Field.REMARKS
            or (column.target in TEXTS and column.target not in others and (names_texts or column.strength < SURE))
        ]

    def _same(self, today: SheetColumns, place: Place, gone: Sequence[FormerColumn], *, is_new: bool) -> StandIn | None:
        """The column kept in at the last run that has gone on in a column of today, by its texts."""
        texts = today.texts_of(place)
        laps = [(overlap(texts, known, self._others), one) for one, known in self._known]
        lap, one = max(laps, key=lambda found: found[0].same, default=(Overlap(0, 0), None))
        if one is None or not lap.same:
            return None
        why = f"{lap.told} stod sidst i kolonnen „{one.label}“, som var „{one.kept}“"
        is_here = one not in gone and one in self._kept_in(today.name)
        if lap.is_most and (is_new or lap.same > 1):
            return StandIn.of_former(one, why, is_asked=is_here)
        return StandIn.of_former(one, f"{why} og er her ikke mere", is_asked=True) if one in gone else None

    def _unread(self, today: SheetColumns, place: Place) -> StandIn | None:
        """The column that was not read at the last run and has gone on in one of notes that would be sent today."""
        is_sent = today.own[place].target in TEXTS and today.is_notes(place)
        if not is_sent or is_for_committees(today.labels[place]):
            return None
        for one in self.choices.former:
            lap = overlap(today.texts_of(place), KnownTexts([one.texts], self._others), self._others)
            if one.is_unread and lap.is_most:
                why = f"{lap.told} stod sidst i kolonnen „{one.label}“, som ikke blev læst og ikke sendt"
                return StandIn.of_former(one._replace(kept=_INTERNAL), why, is_asked=True)
        return None

    def _is_near(self, today: SheetColumns, place: Place, one: FormerColumn) -> bool:
        """Whether a new column stands beside what a former one stood beside."""
        labels = [fold(label) for _, label in sorted(today.labels.items())]
        before = [fold(other.label) for other in self.choices.former if other.sheet == one.sheet]
        if fold(one.label) not in before:
            return False
        then = _neighbours(before, fold(one.label), set(labels))
        now = _neighbours(labels, fold(today.labels[place]), set(before))
        return any(old and old == new for old, new in zip(then, now, strict=True))

    def _kept_in(self, name: str) -> list[FormerColumn]:
        """The columns of a sheet that were kept in at the last run, and those that somebody chose to keep in."""
        found = {fold(one.label): one for one in self._columns_before(name) if one.kept}
        for label, one in self.choices.of(name, self.sheets).items():
            if keeps_in(one.text):
                found.setdefault(label, FormerColumn(one.sheet, one.label, one.text.removesuffix(ASKED)))
        return list(found.values())

    def _labels_before(self, name: str) -> set[str]:
        """The folded labels of the columns that a sheet had at the last run, or that somebody chose for."""
        before = {fold(one.label) for one in self._columns_before(name)}
        return before | self.choices.labels(name, self.sheets) | {fold(one.label) for one in self.choices.own}

    def _columns_before(self, name: str) -> list[FormerColumn]:
        """The columns that a sheet had at the last run, also where it has got another name since."""
        placed = [one for one in self.choices.former if one.sheet]
        is_known = name in {one.sheet for one in placed}
        return [one for one in placed if one.sheet == name or (not is_known and one.sheet not in self.sheets)]

    @cached_property
    def _known(self) -> list[tuple[FormerColumn, KnownTexts]]:
        return [(one, KnownTexts([one.texts], self._others)) for one in self.choices.former if one.kept and one.texts]

    @cached_property
    def _others(self) -> KnownTexts:
        """What was in columns that were sent."""
        return KnownTexts(one.texts for one in self.choices.former if not (one.kept or one.is_unread))


def _how(place: Place, like: Sequence[Place], near: Sequence[Place]) -> str:
    return "hedder næsten det samme" if place in like else "står på dens plads" if place in near else "er ny"


def _neighbours(labels: Sequence[str], label: str, known: set[str]) -> tuple[str, str]:
    """The nearest columns on both sides of one that are ``known`` to be there both then and now."""
    place = labels.index(label)
    left = next((one for one in labels[:place][::-1] if one in known), "")
    return left, next((one for one in labels[place + 1 :] if one in known), "")


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

    def which(column: SourceColumn) -> str:
        if column.instead_of and not column.choice.endswith(ASKED):
            return fold(column.instead_of)
        return fold(column.label) if column.choice and not column.instead_of else ""

    used = set()
    for grid, own in tables:
        here = choices.of(grid.sheet.name, sheets)
        used |= {here[label] for table in own for column in table.columns if (label := which(column)) in here}
    return [choice for choice in choices.own if choice not in used]


def _texts(grids: Iterable[Grid], tables: Iterable[tuple[SourceTable, ...]]) -> Iterator[tuple[Place, Texts]]:
    return chain.from_iterable(map(texts_of_columns, grids, tables))


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
