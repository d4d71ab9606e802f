"""One sheet of meeting dates: which days it has, whose they are, and which of them are no meetings.

A date belongs to the body that is named with it in its cell, else to the one its column is called after, else to the
one beside it in its own table, else to those whose columns are marked in its row, else to the one that a line above it
or its sheet is called after. Where the place of a body leaves a doubt, the date is nobody's, and that is told. What a
text says is the business of ``meetingtexts``, what texts elsewhere change, of ``meetingchanges``, and what becomes of
all other cells, of ``meetingrest``.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from udmoentning_xl.danish import clean, day, fold
from udmoentning_xl.meetings.chain import weekday_and_day
from udmoentning_xl.reading import meetingheadings as headings
from udmoentning_xl.reading import meetingtexts as texts
from udmoentning_xl.reading.bodies import may_name_body
from udmoentning_xl.reading.meetingcells import ELSEWHERE, Cell, is_label
from udmoentning_xl.reading.meetinggrid import DAY_LABELS, MeetingGrid
from udmoentning_xl.reading.meetingledger import MeetingLedger, Reason, quoted
from udmoentning_xl.reading.meetingnames import LONGEST, MeetingNames, without_kinds
from udmoentning_xl.reading.meetingtexts import DayStatus, DayText, why_not
from udmoentning_xl.reading.source import SheetData
from udmoentning_xl.values.markers import is_mark

#: Headings of bodies.
_BODY_LABELS = ("udvalg", "organ", "råd", "forum", "politisk udvalg")
_MONTH = 28
_RARE = 20  # a colour of fewer than one in so many days says something of these
WORDS = 5  # more make a sentence
STRUCK = "overstreget"


@dataclass(frozen=True)
class Meeting:
    """A day of a body, and the cell that says so."""

    short: str
    when: date
    cell: Cell


@dataclass(frozen=True)
class Aside:
    """A text near a day that may say what it was before, or has become: „flyttet fra 5/5“. ``shorts`` it is about."""

    cell: Cell
    text: str
    shorts: tuple[str, ...]
    year: int | None = None


@dataclass(frozen=True)
class _Ground:
    """Why a day is not used: the kind, and the words that say so."""

    why: DayStatus
    words: str
    at: Cell | None = None  # where they stand, if in another cell


class MeetingSheet(MeetingGrid):
    """One sheet of meeting dates. ``owner`` has the days that name no other body."""

    def __init__(self, sheet: SheetData, names: MeetingNames, owner: str | None, years: Sequence[int]) -> None:
        super().__init__(sheet, names, years)
        self._owner, self._looks = owner, sheet.formatting
        own = names.heading(clean("".join(" " if one.isdigit() else one for one in sheet.name)))
        self._of_sheet: tuple[str, ...] = (own,) if own else (owner,) if owner else ()
        self._has_body_column = any(
            fold(self._texts[cell]) in _BODY_LABELS or (cell in self._bodies and cell[0] in self._by_row)
            for cells in self._rows.values()
            for cell in cells
        )
        self._is_calendar = bool(self._under or self._figures) or any(one.shorts for one in self._days.values())
        self._title_of_terms = self._find_title_of_terms()
        self._of_kinds = self._columns_of_kinds()
        self._of_unknown = list(self._columns_of_unknown())
        self._coloured: set[Cell] = set()
        self._said_by_colours = self._legend_of_colours()
        self._heard: set[Cell] = set()  # the cells whose comments have been read
        self._read_colours()
        self._loose = {at[1] for at, one in self._days.items() if not one.shorts}  # columns whose days name no body
        self._nobodys = {one for cells in self._no_body.values() for one in cells}  # told by their heading
        self.ledger = MeetingLedger(sheet.name, owner)
        self.held: list[Meeting] = []
        self.called_off: list[Meeting] = []
        self.asides: list[Aside] = []
        for cell, first in sorted(self._days.items()):
            for one in (first, *self._more.get(cell, ())):
                self._settle(cell, one)
        self._hear_texts()
        self._hear_numbers()
        if not (self.held or self.called_off):
            rows = {row for row, _ in self.ledger.told}
            for cell in sorted(at for at in self._days.keys() & self.ledger.structure if at[0] not in rows):
                self.ledger.tell(Reason.NOBODY, cell)  # the sheet may well be a plan that was not understood
        for cell, (shorts, month) in self._odd_in_months.items():
            beside = (self._days[cell[0], at] for at in self._by_row.get(cell[0], []))
            is_beside = any(one.shorts == shorts and {when.month for when in one.days} == {month} for one in beside)
            if not (is_beside or self.ledger.is_known(cell)):
                self.ledger.tell(Reason.UNREAD, cell, quoted(self.shown(cell)))
        for cell in self._no_year:
            self.ledger.tell(Reason.NO_YEAR, cell)
            self.ledger.told |= self._heads(cell, [at for at in self._rows.get(cell[0], []) if at in self._bodies])
        for label, cells in self._no_body.items():
            for cell in cells if fold(label).strip(" .:") not in ELSEWHERE else ():
                self.ledger.tell(Reason.NOBODY, cell, key=label)

    def _settle(self, cell: Cell, one: DayText) -> None:
        """Decide of each day whose meeting it is, or tell why it is none."""
        heading = self._heading(cell)
        over = self._texts[heading] if heading else ""
        if none := self._not_of_meetings(cell):
            words = self._texts[none]
            self.ledger.tell(Reason.EVENTS if texts.EVENT.search(words) else Reason.COLUMN, none, key=words)
            self.ledger.told |= {at for at in (heading,) if at}
            self.ledger.told.add(cell)
            return
        shorts, sources = (one.shorts, list[Cell]()) if one.shorts else self._bodies_of(cell)
        off = self._called_off(cell, one, shorts, sources)
        if (ground := self._ground(cell, one, shorts, sources, off)) is None:
            weekdays = [weekday for at in sources if (weekday := self._weekday_over(at))]
            if not one.days or any(not texts.is_on(weekday, when) for weekday in weekdays for when in one.days):
                self.ledger.tell(Reason.UNREAD, cell, quoted(self.shown(cell)))
                self.ledger.told |= self._heads(cell, sources)
            elif not shorts:
                self._hear_nobody(cell, over, one.left)
            else:
                self._hold(cell, one, shorts, sources, off)
        elif shorts or not self._is_calendar or one.why:
            when = f"{weekday_and_day(one.days[0])} " if len(one.days) == 1 else ""
            self.ledger.tell(Reason.NOT_HELD, cell, f"{when}„{ground.words}“", ground.why)
            is_of_it = ground.at is not None and (shorts or not self._is_news(ground.at))
            self.ledger.told |= self._heads(cell, sources) | ({ground.at} if ground.at and is_of_it else set())
            if ground.why == DayStatus.CANCELLED:
                self._call_off(cell, one, shorts, ground.words)
        else:
            self.ledger.structure.add(cell)

    def _called_off(
        self, cell: Cell, one: DayText, shorts: Sequence[str], sources: Sequence[Cell]
    ) -> dict[str, tuple[Cell, str]]:
        """Whose meetings on a day are called off, where and in which words: in the cell, in that of a body, which may
        be struck through or have a comment, or in a remark on some of the bodies.
        """
        found = dict.fromkeys(one.off, (cell, self.shown(cell)))
        for at in sources:
            note = clean(self._looks.comments.get(at, ""))[:LONGEST]
            colour_why, colour = self._said_by_colours.get(self._looks.fills.get(at, ""), (None, ""))
            words = STRUCK if at in self._looks.struck else note if why_not(note) == DayStatus.CANCELLED else ""
            words = words or (colour if colour_why == DayStatus.CANCELLED else "")
            named = self._off.get(at, ()) or (self._named_at(at) if words else ())
            if at[0] >= cell[0]:
                found |= dict.fromkeys(named, (at, words or self.shown(at)))
        for at in self._remarks(cell) if len(shorts) > 1 else ():
            about = [short for short in self._names.mentioned(self._texts[at]) if short in shorts]
            if texts.CANCELLED.search(self._texts[at]) and len(about) < len(shorts):
                found |= dict.fromkeys(about, (at, self._texts[at]))
        return found

    def _hold(
        self,
        cell: Cell,
        one: DayText,
        shorts: Sequence[str],
        sources: Sequence[Cell],
        off: Mapping[str, tuple[Cell, str]],
    ) -> None:
        """Let bodies meet on a day, but those whose meetings are called off."""
        for short in dict.fromkeys((*shorts, *one.off)):
            if short in off:
                at, words = off[short]
                when = f"{weekday_and_day(one.days[0])} " if len(one.days) == 1 else ""
                self.ledger.tell(Reason.NOT_HELD, at, f"{when}„{words}“", DayStatus.CANCELLED)
                self._call_off(cell, one, (short,), words)
            elif self._owner and short != self._owner:
                self.ledger.tell(Reason.OTHERS, cell, key=short)
            else:
                self.held += [Meeting(short, when, cell) for when in one.days]
        if cell in self._shared:
            self.ledger.tell(Reason.SHARED, cell, f"{', '.join(shorts)} {weekday_and_day(one.days[0])}")
        line = self._banner_over(cell)
        own = {line} if line and set(self._bodies.get(line, ())) & set(shorts) else set()
        self.ledger.used |= {cell, *own, *self._heads(cell, sources)}
        left = [(cell, one.left), *((at, self._left.get(at, "")) for at in sources)]
        for at, words in left:
            parts = (without_kinds(part).strip(" .,:;()-–*•") for part in words.split("; "))
            if words and (self._names.mentioned(words) or any(map(may_name_body, parts))):
                self.ledger.tell(Reason.BODIES, at, quoted(words))
        for at in (cell, *sources, *self._remarks(cell)):
            for text in (self._texts.get(at, ""), clean(self._looks.comments.get(at, ""))):
                if text and texts.has_day(text) and texts.BEFORE.search(text) and one.days:
                    named = self._names.mentioned(text) or self._over(at)
                    about = tuple(short for short in shorts if short in named) or tuple(shorts)
                    self.asides.append(Aside(at, text, about, one.days[0].year))
                    self.ledger.used.add(at)

    def _heads(self, cell: Cell, sources: Sequence[Cell]) -> set[Cell]:
        """The cells that say whose day one is."""
        found = [*sources, self._named_by.get(cell), *(self._over_cell(at) for at in (cell, *sources))]
        return {one for at in found if at for one in (at, self._origins.get(at, at))}

    def _call_off(self, cell: Cell, one: DayText, shorts: Sequence[str], words: str) -> None:
        """Note the meetings that are not held, and those that they are moved to."""
        self.called_off += [Meeting(short, when, cell) for short in shorts for when in one.days]
        if len(one.days) == 1 and (new := texts.moved_to(words, one.days[0])):
            self.held += [Meeting(short, new, cell) for short in shorts if self._owner in (None, short)]

    def _read_colours(self) -> None:
        """The days of a calendar whose colour a list beside it gives a body."""
        fills = self._looks.fills
        legend: dict[str, set[Cell]] = {}
        for row, column in self._bodies:
            if fill := fills.get((row, column)) or fills.get((row, column - 1), ""):
                legend.setdefault(fill, set()).add((row, column))
        if len(legend) < 2 or len(self._figures) < _MONTH:
            return
        shorts = {fill: {short for at in cells for short in self._bodies[at]} for fill, cells in legend.items()}
        coloured = {cell for cell in self._figures if len(shorts.get(fills.get(cell, ""), ())) == 1}
        for cell in coloured:
            if not (one := self._days[cell]).shorts and not one.why:
                self._days[cell] = replace(one, shorts=tuple(shorts[fills[cell]]))
        for cell in {at for one in coloured for at in legend[fills[one]]}:
            self._coloured.add(cell)
            self._no_text(cell)
            del self._bodies[cell]

    def _legend_of_colours(self) -> dict[str, tuple[DayStatus | None, str]]:
        """What the list of colours beside the days says of each, „rød: aflyst“; of a few days in others, that it says
        nothing. {} where no colour is said to mean that there is no meeting.
        """
        fills = self._looks.fills
        beside: dict[str, set[str]] = {}
        for (row, column), fill in fills.items():
            words = self._texts.get((row, column)) or self._texts.get((row, column + 1))
            if row not in self._by_row:
                beside.setdefault(fill, set()).update({words} if words else ())
        legend = {fill: next(iter(found)) for fill, found in beside.items() if len(found) == 1}
        said = {
            fill: (
                None if texts.HEADS_NEW.search(text) or texts.HOLIDAY.search(text) else why_not(texts.of_colour(text)),
                text,
            )
            for fill, text in legend.items()
        }
        is_in_words = any(texts.explains_colour(text) for text in self._texts.values())
        if not (is_in_words or any(why for why, _ in said.values())):
            return {}
        marks = [at for at, text in self._texts.items() if at[0] in self._by_row and is_mark(text)]
        cells = [*self._days, *marks]
        used = [colour for at in cells for colour in self._colours(at, is_in_words=is_in_words)]
        share = 2 if is_in_words else _RARE
        rare = {colour for colour in used if used.count(colour) * share <= len(cells)} - beside.keys()
        return {**said, **dict.fromkeys(rare, (DayStatus.UNSURE, "en farve, som arket ikke forklarer"))}

    def _colours(self, cell: Cell, *, is_in_words: bool = True) -> list[str]:
        """The colours of the ground and the letters of a cell."""
        kinds = (self._looks.fills, self._looks.inks) if is_in_words else (self._looks.fills,)
        return [colours[cell] for colours in kinds if cell in colours]

    def _bodies_of(self, cell: Cell) -> tuple[tuple[str, ...], list[Cell]]:
        """The bodies that a day belongs to, and the cells that say so."""
        row = cell[0]
        if crossed := self._crossed(cell):
            return tuple(dict.fromkeys(short for at in crossed for short in self._named_at(at))), crossed
        if self._under:
            return self._named_below(cell)
        is_calendar = cell in self._figures and cell not in self._texts and not self._is_of_month
        heading = None if is_calendar else self._heading(cell)
        is_line = heading is not None and (heading[0] in self._banners or self._is_across_days(heading[0]))
        stranger = self._stranger_over(cell)
        is_ended = heading is not None and stranger is not None and heading < stranger
        if heading is not None and heading in self._bodies and not (is_line or is_ended):
            return self._of_list_below(cell, heading) or (self._bodies[heading], [heading])
        over_cell = self._over_cell(cell)
        if over_cell and (listed := self._of_list_below(cell, over_cell)):
            return listed
        over = self._bodies[over_cell] if over_cell else ()
        first, behind = self._table(cell)
        is_list = len({at[1] for at in self._figures}) == 1
        is_figure = is_calendar and not is_list  # only what stands beside it says whose it is
        marks = [
            one
            for one in (self._rows.get(row, []) if not (over or is_figure) else [])
            if first <= one[1] < behind and self._over(one) and self._is_entry(one, self._over(one))
        ]
        marked = {short for one in marks for short in self._over(one)}
        if beside := [one for one in self._beside(cell) if one not in marks]:
            named = {short for one in beside for short in self._bodies[one]}
            if marked and all(set(self._bodies[one]) == set(self._off.get(one, ())) for one in beside):
                return tuple(sorted(marked)), [*marks, *beside]
            is_sure = marked <= named or named <= marked
            return tuple(sorted(marked | named)) if is_sure else (), [*marks, *beside]
        if is_figure:
            return (), []
        if over:
            return over, []
        for one in self._rows.get(row, []):
            is_odd = first <= one[1] < behind and one not in marks and one not in self._bodies and self._over(one)
            is_word = is_odd and not self._is_line_among_days(one)
            is_weekday = len(self._texts[one]) > 1 and texts.is_weekday(self._texts[one])  # „T“ may be a mark
            if is_word and not is_weekday and fold(self._texts[one]) != "nej":
                self.ledger.tell(Reason.UNREAD, one, quoted(self._texts[one]))
                self.ledger.told.add(cell)
        if marked:
            return tuple(sorted(marked)), marks
        if (self._owner and self._has_body_column) or self._is_under_unknown(cell):
            return (), []
        return self._of_line(cell)

    def _of_list_below(self, cell: Cell, heading: Cell) -> tuple[tuple[str, ...], list[Cell]] | None:
        """Whose a day is in a list under a table, „Råd“, whose rows begin with a text, as those of the table do not."""
        row = cell[0]
        lines = [at for at in self._rows if heading[0] < at < row and self._is_line(at) and at not in self._by_row]
        first = self._rows.get(row, [])[:1]
        if not lines or not first or first[0][1] >= cell[1] or not self._is_name(first[0]):
            return None
        table = [at for at in self._by_row if heading[0] < at < lines[-1]]
        begins = {(at, first[0][1]) for at in table} - self._days.keys()  # a day there is one of all: „Seminar 26/8“
        if not table or begins & self._texts.keys():
            return None
        return self._bodies.get(first[0], ()), first

    def _is_name(self, cell: Cell) -> bool:
        """Whether a text may be the name of a body."""
        text = self._texts[cell]
        is_other = texts.is_weekday(text) or texts.month_of(text) or texts.is_time(text) or texts.HOLIDAY.search(text)
        return cell not in self._off and any(map(str.isalpha, text)) and not is_other and not is_mark(text)

    def _named_below(self, cell: Cell) -> tuple[tuple[str, ...], list[Cell]]:
        """The bodies in the rows below a day, and those cells."""
        below: list[Cell] = []
        while (at := (cell[0] + 1 + len(below), cell[1])) in self._under:
            below.append(at)
        below = [at for at in below if not self._is_event_of_its_own(at)]
        is_sure = all(at in self._bodies for at in below)
        return tuple(dict.fromkeys(short for at in below for short in self._bodies[at])) if is_sure else (), below

    def _is_event_of_its_own(self, cell: Cell) -> bool:
        """Whether a text under a day is an event with a time of its own, „Gruppemøder kl. 17“, and of no body."""
        text = self._texts[cell]
        is_event = why_not(text) == DayStatus.EVENT and texts.without_times(text) != text
        return is_event and not self._names.mentioned(text)

    def _of_line(self, cell: Cell) -> tuple[tuple[str, ...], list[Cell]]:
        """The bodies that the line over a day is called after, else the sheet."""
        if self._stranger_over(cell):
            return (), []
        banner = self._banner_over(cell)
        if banner and (shorts := self._bodies.get(banner)):
            return shorts, [banner]
        return ((), []) if banner and not self._owner else (self._of_sheet, [])

    def _crossed(self, cell: Cell) -> list[Cell]:
        """The marks under a day in the rows of the bodies that stand to the left of all days, each with its body."""
        row, column = cell
        if any(at in self._bodies and at[1] < column for at in self._rows.get(row, [])[:1]):
            return []  # the row is a body's own
        end = min((at for at in self._by_row if at > row), default=1 << 30)
        found = []
        for at in (one for one in self._columns.get(column, []) if row < one[0] < end and one not in self._bodies):
            left = self._left_of_days(at)
            if left and self._is_entry(at, self._bodies[left]):
                found += [at, left]
            elif left and fold(self._texts[at]) != "nej":
                self.ledger.tell(Reason.UNREAD, at, quoted(self._texts[at]))
        return found

    def _left_of_days(self, cell: Cell) -> Cell | None:
        """Where the one body stands to the left of the days in the rows over a cell."""
        first = min((columns[0] for row, columns in self._by_row.items() if row < cell[0]), default=0)
        left = [one for one in self._rows[cell[0]] if one[1] < first and one in self._bodies]
        return left[0] if len(left) == 1 and cell[0] not in self._by_row else None

    def _named_at(self, cell: Cell) -> tuple[str, ...]:
        """The bodies that a cell is about: those it names, those over it, or the one to the left of the days."""
        left = self._left_of_days(cell)
        return self._bodies.get(cell) or self._over(cell) or (self._bodies[left] if left else ())

    def _is_entry(self, cell: Cell, shorts: tuple[str, ...]) -> bool:
        """Whether a text at a day in the place of bodies says that they meet, or that their meeting is called off."""
        text = self._texts[cell]
        if cell in self._bodies:
            return set(self._bodies[cell]) == set(shorts)
        if texts.CANCELLED.search(text):
            self._off[cell] = shorts
            return True
        mark, _, rest = text.partition(" ")
        is_marked = is_mark(mark) and (rest[:1] in ("", "(") or texts.says_kind(rest))
        return is_marked or texts.is_time(text) or texts.says_kind(text)

    def _beside(self, cell: Cell) -> list[Cell]:
        """The cells that name the bodies of a day in its row, and in its table."""
        row, column = cell
        first, behind = self._table(cell)
        every = [one for one in self._rows.get(row, []) if one in self._bodies]
        own = [one for one in every if first <= one[1] < behind]
        if not own:
            return every if len(every) == 1 and self._is_of_all(every[0], first, behind) else []
        days = [at for at in self._used_columns(row) if first <= at < behind and at in self._loose]
        if len(days) < 2 or all(one[1] < days[0] for one in own):
            return own
        nearest = [one for one in own if one[1] > column and not any(column < at < one[1] for at in days)]
        place = days.index(column) if column in days else 0
        is_span = place > 0 and days[place - 1] == column - 1  # „fra“ and „til“, or two meetings: not sure
        return [] if is_span else nearest

    def _is_of_all(self, body: Cell, first: int, behind: int) -> bool:
        """Whether a body stands before tables that have none of their own: „Udvalg | Frist | Møde | Frist | Møde“."""
        heading = self._heading(body)
        while heading in self._bodies and heading is not None:
            heading = self._heading(heading)
        if heading is None or body[1] >= first or any(at < body[1] for at in self._used_columns(body[0])):
            return False
        row = self._rows[heading[0]]
        own = [one for one in row if first <= one[1] < behind]
        return bool(own) and all(self._texts[one] != self._texts[heading] for one in own)

    def _ground(
        self,
        cell: Cell,
        one: DayText,
        shorts: Sequence[str],
        sources: Sequence[Cell],
        off: Mapping[str, tuple[Cell, str]],
    ) -> _Ground | None:
        """Why a day is no meeting, by its own words, those beside it, how they look and what is noted at them."""
        if one.why:
            return _Ground(one.why, self._texts.get(cell, ""))
        if ground := self._ground_of_heads(cell):
            return ground
        if shorts and (ground := self._ground_of_move(cell, one, shorts, sources)):
            return ground
        of_some = {at for at, _ in off.values()} if not set(shorts) <= off.keys() else set()
        remarks = [
            at
            for at in self._remarks(cell)
            if at not in of_some and (not one.shorts or texts.CANCELLED.search(self._texts[at]))
        ]
        for at in (*(at for at in sources if at not in self._bodies and at not in self._off), *remarks):
            if why := why_not(self._texts[at]):
                return _Ground(why, self._texts[at], at)
        if shorts and set(shorts) <= off.keys():
            at, words = off[shorts[0]]
            return _Ground(DayStatus.CANCELLED, words, at)
        if (note := self._footnotes.get(cell)) and (why := why_not(note)):
            return _Ground(why, note[:LONGEST], self._note_of[cell])
        coloured = [cell, *(at for at in sources if at[0] == cell[0] and at not in of_some)]
        if ground := self._ground_of_looks(cell, () if shorts else sources, coloured):
            return ground
        self._heard |= {at for at in (cell, *sources, *remarks) if at[0] >= cell[0]}
        for at in (cell, *sources, *remarks):
            note = self._looks.comments.get(at, "")
            if at[0] >= cell[0] and at not in of_some and (why := why_not(note)):
                return _Ground(why, clean(note)[:LONGEST])
        banner = None if self._under else self._banner_over(cell)
        if banner and banner not in self._bodies and not self._is_passing(banner):
            return _Ground(why_not(self._texts[banner]) or DayStatus.TERM, self._texts[banner])
        return None

    def _ground_of_move(
        self, cell: Cell, one: DayText, shorts: Sequence[str], sources: Sequence[Cell]
    ) -> _Ground | None:
        """Why a day is no meeting, by a text or note at it that moves it to another; in doubt of several bodies."""
        places = [cell, *(at for at in (*sources, *self._remarks(cell)) if at[0] >= cell[0])]
        said = [(self._texts.get(at, ""), at) for at in places]
        said += [(clean(self._looks.comments.get(at, "")), at) for at in places]
        if note := self._footnotes.get(cell):
            said.append((note, self._note_of[cell]))
        for words, at in said:
            if why := next((why for when in one.days if (why := texts.move(words, when)[0])), None):
                is_sure = len(one.days) == 1 and (len(shorts) == 1 or words == note)
                return _Ground(why if is_sure else DayStatus.UNSURE, words, at)
        return None

    def _ground_of_looks(self, cell: Cell, struck: Sequence[Cell], coloured: Sequence[Cell]) -> _Ground | None:
        """Why a day is no meeting, by what is struck through, or by the colour of its cell or of a mark."""
        if any(at in self._looks.struck and at[0] >= cell[0] for at in (cell, *struck)):
            return _Ground(DayStatus.CANCELLED, STRUCK)
        found = (colour for at in coloured for colour in self._colours(at))
        said = (self._said_by_colours.get(colour, (None, "")) for colour in found)
        return next((_Ground(why, words) for why, words in said if why), None)

    def _ground_of_heads(self, cell: Cell) -> _Ground | None:
        """Why a day is no meeting, by the title of its sheet, or by what stands before it where others have „Møde“."""
        if self._title_of_terms and not self._is_called_meeting(cell):
            return _Ground(DayStatus.TERM, self._title_of_terms)
        before = (at for at in self._rows.get(cell[0], []) if at[1] < cell[1] and at not in self._bodies)
        label = next((at for at in before if at[1] in self._of_kinds), None)
        words = self._texts[label] if label else ""
        if not words or headings.names_meeting(words) or headings.heads_days(words):
            return None
        return _Ground(why_not(words) or DayStatus.EVENT, words, label)

    def _columns_of_kinds(self) -> set[int]:
        """The columns before those of several days that say of each row which of them are meetings."""
        return {
            column
            for column, cells in self._columns.items()
            for row in (at[0] for at in cells if headings.heads_meetings(self._texts[at]))
            if sum(isinstance(value, int | date) for value in self._sheet.rows[row][column + 1 :]) > 1
            or sum(column < at for at in self._by_row.get(row, [])) > 1
        }

    def _remarks(self, cell: Cell) -> list[Cell]:
        """The texts of a day's row, in its table, that stand neither in the place of a day nor of another body."""
        first, behind = self._table(cell)
        columns = self._used_columns(cell[0])
        days = [at for at in columns if first <= at < behind and (cell[0], at) in self._days]
        own = self._over(cell)
        found = []
        for one in self._rows.get(cell[0], []):
            heading = self._heading(one)
            label = fold(self._texts[heading]).strip(" .:") if heading else ""
            text = self._texts[one]
            is_off = bool(texts.CANCELLED.search(text)) and not set(own).isdisjoint(self._names.mentioned(text))
            is_of_days = one[1] in columns and not (is_off and not self._over(one))
            if one[1] >= behind or is_of_days or one in self._bodies or label in ELSEWHERE:
                continue
            if ((over := self._over(one)) and over != own) or (one[1] < cell[1] and texts.month_of(label)):
                continue
            if one[1] < first and not self._is_of_all(one, first, behind):
                continue
            if any(one[1] == column and top < one[0] < end for column, top, end in self._of_unknown):
                if texts.CANCELLED.search(self._texts[one]):
                    self.ledger.tell(Reason.CHANGE, one, quoted(self._texts[one]))
                continue
            is_of_row = bool(own and not over and len(columns) > 1)
            if (len(days) > 1 or is_of_row) and not self._is_about(one, cell, days, is_own=bool(over)):
                continue
            found.append(one)
        return found

    def _columns_of_unknown(self) -> Iterator[tuple[int, int, int]]:
        """The columns whose heading among bodies is none that is known, and that have days or marks of their own; the
        row of the heading, and the next with headings of bodies.
        """
        days = {cell for cells in self._no_body.values() for cell in cells}
        heads = sorted({row for row, column in self._bodies if self._is_head((row, column))} - set(self._banners))
        for row, end in pairwise([*heads, 1 << 30]):
            for head in self._rows[row]:
                below = [at for at in self._columns[head[1]] if row < at[0] < end]
                marks = [at for at in below if is_mark(self._texts[at]) and at[0] in self._by_row]
                has_days = any(at[1] == head[1] and row < at[0] < end for at in days)
                if (marks or has_days) and self._is_unknown(head, self._rows[row]):
                    self._no_body.setdefault(self._texts[head], []).extend(marks)
                    yield head[1], row, end

    def _is_about(self, remark: Cell, cell: Cell, days: Sequence[int], *, is_own: bool) -> bool:
        """Whether a remark in a row of several days is about one of them; ``is_own`` where it stands under its body."""
        heading = self._heading(remark)
        while heading is not None and not (self._is_heading(heading) or texts.month_of(self._texts[heading])):
            heading = self._heading(heading)
        is_month = heading is not None and texts.month_of(self._texts[heading]) is not None
        own = self._heading(cell)
        own_label = self._texts[own] if own else ""
        if heading and is_month and texts.month_of(own_label) and self._texts[heading] != own_label:
            return False  # it stands in the place of another month
        if remark[1] < days[0]:
            return not is_month
        is_apart = all(later - before > 1 for before, later in pairwise(days)) and not self._is_headed(remark, cell)
        if not is_own and self._over(cell) and not is_apart:  # a remark on the whole row
            return why_not(self._texts[remark]) == DayStatus.CANCELLED
        is_near = max(at for at in days if at < remark[1]) == cell[1]
        return is_near or not (is_own or is_month or heading is None or is_apart)

    def _is_headed(self, remark: Cell, cell: Cell) -> bool:
        """Whether something stands over a remark in the row of the body of its day."""
        over = self._over_cell(cell)
        return over is not None and (over[0], remark[1]) in self._texts

    def _hear_numbers(self) -> None:
        """Note the figures in the place of days or marks, which may be either, and not those of a column of others."""
        for row, cells in enumerate(self._sheet.rows):
            for column, value in enumerate(cells):
                cell = row, column
                if not isinstance(value, int | float) or cell in self._days or cell in self._texts or self._figures:
                    continue
                heading = self._heading(cell)
                is_label_of_days = heading is not None and is_label(self._texts[heading], DAY_LABELS)
                is_place = self._over(cell) or (is_label_of_days and self._may_be_of_days(column))
                if is_place and (row in self._by_row or any(column == at[1] for at in self._days)):
                    self.ledger.tell(Reason.UNREAD, cell, quoted(str(value)))

    def _may_be_of_days(self, column: int) -> bool:
        """Whether a column has days, or at least half of its numbers may be some."""
        if any(column == at[1] for at in self._days):
            return True
        years = {when.year for one in self._days.values() for when in one.days}
        found = [row[column] for row in self._sheet.rows if column < len(row)]
        sure = [texts.may_be_day(one, years) for one in found if isinstance(one, int | float)]
        return 2 * sum(sure) >= len(sure)

    def _hear_texts(self) -> None:
        """Note what stands in the place of days and is none: texts with figures, and formulas never computed."""
        last = max(self._by_row, default=1 << 30)
        for cells in self._rows.values():
            for cell in cells:
                text = self._texts[cell]
                heading = self._heading(cell)
                if (
                    self.ledger.is_known(cell)
                    or heading is None
                    or cell in self._bodies
                    or cell[0] in self._banners
                    or cell in self._spread
                ):
                    continue
                is_time = texts.is_time(text) and (cell[0] in self._by_row or not texts.has_short_day(text))
                if texts.month_of(text) or is_time or texts.is_weekday(text) or texts.is_year(text):
                    continue
                if texts.is_count(text) or (cell in self._resolved and texts.HEADS_NEW.search(text)):
                    continue  # what a note with a new day is about is in doubt itself
                is_cell = bool(self._over(cell)) or is_label(self._texts[heading], DAY_LABELS)
                if (
                    texts.HOLIDAY.search(text)
                    or texts.EVENT.search(text)
                    or (cell[0] > last and len(text.split()) > WORDS)
                ):
                    continue
                rest = texts.without_times(texts.without_years(text))
                if is_cell and (any(map(str.isdigit, rest)) or (not is_time and texts.short_days(text))):
                    self.ledger.tell(Reason.UNREAD, cell, quoted(self._texts[cell]))
        dated = {column for _, column in self._days}
        for cell in sorted(self._looks.formulas_without_value):
            heading = self._heading(cell)
            label = self._texts[heading] if heading else ""
            if cell[1] in dated or heading in self._bodies or is_label(label, DAY_LABELS):
                self.ledger.tell(Reason.UNREAD, cell, "„en formel uden resultat“")

    def _hear_nobody(self, cell: Cell, over: str, left: str) -> None:
        """Note a day of nobody; in a calendar only where something is said of it that is not told yet."""
        if cell in self.ledger.told:
            return
        first, behind = self._table(cell)
        if self._under:
            beside = [at for at in [(cell[0] + 1, cell[1])] if at in self._under]
        else:
            beside = [one for one in self._rows.get(cell[0], []) if first <= one[1] < behind]
        days = self._used_columns(cell[0])
        if (len(days) > 1 or cell in self._figures) and not self._under:
            beside = [one for one in beside if one[1] > cell[1] and not any(cell[1] < at < one[1] for at in days)]
        told = [
            one
            for one in beside
            if not texts.is_weekday(self._texts[one]) and fold(self._texts[one]) != "nej" and one not in self._nobodys
        ]
        words = [
            text
            for text in (left, *(self._texts[one] for one in told))
            if text and not (text.isdigit() or texts.HOLIDAY.search(text) or texts.is_time(text))
        ]
        is_calendar = (self._is_calendar or len(days) > 1 or self._is_marked()) and not self._is_under_unknown(cell)
        if words or not is_calendar:
            stranger, before = self._stranger_over(cell), self._unknown_before(cell)
            heading = self._heading(cell)
            name = before or stranger or (self._unknown_group(heading) if heading else None)
            self.ledger.tell(Reason.NOBODY, cell, key=self._texts[name] if name else words[0] if words else over)
            self.ledger.told.update(told)
        else:
            self.ledger.structure.add(cell)

    def _is_under_unknown(self, cell: Cell) -> bool:
        """Whether the heading of a day, over it or before its row, may be a body's, and is none that is known."""
        heading = self._heading(cell)
        if self._stranger_over(cell):
            return True
        if heading is None or not self._is_head(heading):
            return self._unknown_before(cell) is not None
        if self._is_unknown(heading, self._rows[heading[0]]) or self._heads_another(heading):
            return True
        return bool(self._unknown_group(heading) or self._unknown_before(cell))

    def _unknown_group(self, heading: Cell) -> Cell | None:
        """The heading over that of a day, „Møde“, that stands among bodies, and is none that is known."""
        over: Cell | None = heading
        while over is not None and not self._bodies.keys() & set(self._rows[over[0]]):
            over = self._heading(over)
        return over if over and self._is_head(over) and self._is_unknown(over, self._rows[over[0]]) else None

    def _unknown_before(self, cell: Cell) -> Cell | None:
        """What stands before the row of a day where others have their bodies, and is none that is known."""
        first = min(self._rows.get(cell[0], []), default=cell)
        if first[1] >= min(self._used_columns(cell[0]), default=0):
            return None
        return first if self._is_unknown(first, self._columns[first[1]]) else None

    def _is_marked(self) -> bool:
        """Whether the sheet is a calendar with marks under the bodies."""
        dated = (cell for row in self._by_row for cell in self._rows.get(row, []))
        return any((is_mark(text := self._texts[cell]) or texts.is_time(text)) and self._over(cell) for cell in dated)

    def shown(self, cell: Cell) -> str:
        """What stands in a cell."""
        row, column = cell
        value = self._sheet.rows[row][column] if column < len(self._sheet.rows[row]) else None
        words = day(value) if isinstance(value, date) else self._texts.get(cell, str(value))
        words = clean(value) if isinstance(value, str) else words
        return f"{self._odd[cell]} {words}" if cell in self._odd else words
