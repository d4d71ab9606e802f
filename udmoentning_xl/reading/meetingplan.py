"""The days of meetings that the settings give the bodies of a plan, in lists or in workbooks of any layout.

What a sheet says is the business of ``meetingsheet``, how the days are used, of ``meetings``.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path

from udmoentning_xl.config import Config
from udmoentning_xl.danish import counted, fold, listed
from udmoentning_xl.errors import ConfigError, PlanFileError
from udmoentning_xl.meetings import weekday_and_day
from udmoentning_xl.meetings.dues import with_meeting_days
from udmoentning_xl.plan import Plan
from udmoentning_xl.reading import meetingheadings as headings
from udmoentning_xl.reading.meetingcells import TITLE_ROWS, Cell, texts_of
from udmoentning_xl.reading.meetingchanges import follow_changes
from udmoentning_xl.reading.meetingledger import Reason
from udmoentning_xl.reading.meetingnames import LONGEST, MeetingNames, keys
from udmoentning_xl.reading.meetingrest import WholeSheet
from udmoentning_xl.reading.meetingtexts import has_day, without_years, years_in
from udmoentning_xl.reading.source import SheetData, read_workbook
from udmoentning_xl.register import Body
from udmoentning_xl.values.calendar import WEEKDAY_NAMES

_EXAMPLES = 3
#: From how many pairs of days in a row, and from which share of a second weekday, the days of a body look misread.
_PAIRS, _OTHER_WEEKDAY = 2, 0.25
_REGULAR = 8  # of so many days one pair is odd
#: From how many days, or from how many months, in common two sheets may be versions of one plan.
_COMMON_DAYS, _COMMON_MONTHS = 2, 4


@dataclass(frozen=True)
class MeetingPlan:
    """The days of each body by short name, in order, and what was not understood, as Danish clauses."""

    days: Mapping[str, tuple[date, ...]]
    notes: tuple[str, ...] = ()


def with_meetings(plan: Plan, config: Config) -> Plan:
    """The plan whose bodies have the meetings that the settings give them, in lists or in workbooks, and whose times
    that mean a meeting are its day.

    Raises ConfigError where a workbook of meeting dates is missing, PlanFileError where it cannot be read.
    """
    rules = config.meeting_rules
    files = _Files(plan, config.path)
    if rules.file:
        files.path(rules.file)
    bodies = tuple(_with_meetings(body, _set_for(body, config.bodies), files, rules.file) for body in plan.bodies)
    known = replace(plan, bodies=bodies, meeting_rules=rules, meeting_notes=tuple(dict.fromkeys(files.notes)))
    return with_meeting_days(known)


def _set_for(body: Body, settings: Sequence[Body]) -> Body | None:
    """What the settings say of a body, which the plan may call otherwise."""
    names = {fold(name) for name in (body.short, body.name, *body.aliases)}
    return next((one for one in settings if one.short == body.short or fold(one.name) in names), None)


def _with_meetings(body: Body, own: Body | None, files: "_Files", common: str) -> Body:
    if own is not None:
        body = replace(
            body,
            meetings=own.meetings,
            meeting_file=own.meeting_file,
            case_days=own.case_days,
            agenda_days=own.agenda_days,
            gap_days=own.gap_days,
        )
    if body.meetings:
        files.compare(body, common)
        return body
    if body.meeting_file:
        return replace(body, meetings=files.of(body.meeting_file, body))
    return replace(body, meetings=files.of(common, body), meeting_file=common) if common else body


class _Files:
    """The workbooks of meeting dates, each read once, and what they say that is not used."""

    def __init__(self, plan: Plan, settings: Path | None) -> None:
        self._bodies = plan.bodies
        self._settings = settings
        self._read: dict[tuple[str, str], MeetingPlan] = {}
        self.notes: list[str] = []

    def of(self, file: str, body: Body) -> tuple[date, ...]:
        """The meetings of ``body`` in the workbook; of one that is its own, also those that name nobody."""
        is_own = body.meeting_file == file
        key = (file, body.short if is_own else "")
        if key not in self._read:
            path = self.path(file)
            self._read[key] = read_meetings(path, self._bodies, body.short if is_own else None)
            self.notes += [f"{path.name}: {note}" for note in self._read[key].notes]
        found = self._read[key].days.get(body.short, ())
        if is_own and not found:
            self.notes.append(f"{Path(file).name}: der er ingen mødedage for {body.short}")
        return found

    def path(self, file: str) -> Path:
        """Where the workbook lies. Raises ConfigError where it does not."""
        path = (self._settings.parent if self._settings else Path()) / file
        if not path.is_file():
            where = self._settings.name if self._settings else "opsætningen"
            raise ConfigError(f"Mødeplanen {path}, som {where} nævner, findes ikke. Ret navnet, eller læg filen der.")
        return path

    def compare(self, body: Body, common: str) -> None:
        """Note where the common workbook has other days than the list of the body, which goes before it."""
        there, own = set(self.of(common, body)) if common else set(), set(body.meetings)
        if not there or there == own:
            return
        sides = (("regnearket", there - own), ("listen", own - there))
        only = [f"kun i {where}: {_few(days)}" for where, days in sides if days]
        self.notes.append(
            f"{Path(common).name}: {body.short} har andre mødedage end listen moeder i udmoentning.toml, som gælder "
            f"({'; '.join(only)})"
        )


def _few(days: Collection[date]) -> str:
    shown = [weekday_and_day(when) for when in sorted(days)]
    left = len(shown) - _EXAMPLES
    return listed([*shown[:_EXAMPLES], *([f"{left} til"] if left > 0 else [])])


def read_meetings(path: Path, bodies: Sequence[Body], owner: str | None = None) -> MeetingPlan:
    """The days of meetings in a workbook. ``owner`` gets the days that name no other body.

    Raises PlanFileError where the file is no workbook or cannot be read safely.
    """
    found: dict[str, set[date]] = {}
    notes: list[str] = []
    read = sheets_of(path, bodies, owner)
    for sheet in read:
        for one in sheet.held:
            found.setdefault(one.short, set()).add(one.when)
        notes += [*([note] if (note := sheet.other_years()) else []), *sheet.ledger.notes()]
        if sheet.draft and sheet.held:
            notes.append(
                f"arket {sheet.name} er brugt, men kalder sig „{sheet.draft[:LONGEST]}“; dagene kan blive ændret"
            )
    if headings.names_draft(stem := path.stem.replace("_", " ")) and not any(sheet.draft for sheet in read):
        notes.append(f"filen kalder sig „{stem}“; dagene kan blive ændret")
    if not found and not any(sheet.has_days() for sheet in read):
        raise PlanFileError(f"Der er ingen mødedage i {path.name}. Er det den rigtige fil?")
    days = {short: tuple(sorted(own)) for short, own in found.items()}
    return MeetingPlan(days, (*notes, *(note for short, own in days.items() for note in _odd(short, own))))


def _odd(short: str, days: Sequence[date]) -> Iterator[str]:
    """What of a body's days is so unlike how bodies meet that it may be misread, whatever the layout."""
    known = set(days)
    pairs = [when for when in days if when + timedelta(days=1) in known]
    if len(pairs) >= (1 if len(days) >= _REGULAR else _PAIRS):
        when = f"{'første gang ' if len(pairs) > 1 else ''}{weekday_and_day(pairs[0])}"
        times = f"{counted(len(pairs), 'gang', 'gange')} til møde to dage i træk ({when})"
        yield f"{short} står {times}; det kan være læst forkert"
    (first, most), *others = Counter(when.weekday() for when in days).most_common()
    for weekday, count in others:
        if count > _EXAMPLES and count >= _OTHER_WEEKDAY * len(days):
            told = f"{most} møder på en {WEEKDAY_NAMES[first]} og {count} på en {WEEKDAY_NAMES[weekday]}"
            yield f"{short} står til {told}; det kan være læst forkert"


def _is_front_page(sheet: SheetData) -> bool:
    """Whether a sheet has no figures but years, so that these may be those of the other sheets."""
    return not any(map(str.isdigit, without_years(" ".join(str(value) for cells in sheet.rows for value in cells))))


def _years_of_titles(sheets: Sequence[SheetData], texts: Sequence[Mapping[Cell, str]]) -> set[int]:
    """The years that the names and the titles of sheets name, where the first names one and is no plan itself."""
    named = [
        {year for (row, _), text in own.items() if row < TITLE_ROWS for year in years_in(text)} | years_in(sheet.name)
        for sheet, own in zip(sheets, texts, strict=True)
    ]
    dates = sum(isinstance(value, date) for sheet in sheets[:1] for cells in sheet.rows for value in cells)
    days = dates + sum(has_day(text) for own in texts[:1] for text in own.values())
    return set().union(*named) if named and len(named[0]) == 1 and days <= _EXAMPLES else set()


def sheets_of(path: Path, bodies: Sequence[Body], owner: str | None = None) -> list[WholeSheet]:
    """The sheets of a workbook of meeting dates, with what became of each cell; hidden ones where they have meetings.

    Raises as ``read_meetings``.
    """
    book = read_workbook(path).sheets
    sheets = [sheet for sheet in book if sheet.visible]
    cells = [texts_of(sheet) for sheet in sheets]
    names = MeetingNames(bodies, (text for one in cells for text in (*one.values(), *keys(one))))
    front = [own for sheet, own in zip(sheets, cells, strict=True) if _is_front_page(sheet)]
    of_front = {year for own in front for text in own.values() for year in years_in(text)}
    years = sorted(years_in(path.stem.replace("_", " ")) or of_front | _years_of_titles(sheets, cells))
    read = [WholeSheet(data, names, owner, years) for data in sheets]
    for sheet in read:
        sheet.doubt_years()
    drafts = [sheet for sheet in read if sheet.draft]
    in_force = [sheet for sheet in read if sheet not in drafts]
    shorts = [short for sheet in drafts for short in {one.short for one in sheet.held}]
    is_one_of_several = len(set(shorts)) < len(shorts)  # nobody knows which of them is to hold
    if is_one_of_several or any(sheet.has_plan() for sheet in in_force):
        for sheet in drafts:
            sheet.leave_out(Reason.DRAFT, sheet.draft)
    else:
        in_force = read
    for one, other in combinations(in_force, 2):
        _settle_versions(one, other)
    follow_changes(in_force, names)
    for sheet in in_force:
        sheet.tell_rest()
    hidden = [sheet for data in book if not data.visible and (sheet := WholeSheet(data, names, owner, years)).held]
    for sheet in hidden:
        sheet.leave_out(Reason.HIDDEN, "")
    return [*read, *hidden]


def _settle_versions(one: WholeSheet, other: WholeSheet) -> None:
    """Of two sheets that are versions of one plan use the one that says that it is in force, else what both have."""
    days = [{(held.short, held.when) for held in sheet.held} for sheet in (one, other)]
    months = [{(short, when.year, when.month) for short, when in own} for own in days]
    shared = months[0] & months[1]
    is_alike = len(days[0] & days[1]) >= _COMMON_DAYS or len(shared) >= _COMMON_MONTHS
    if not is_alike or 2 * len(shared) < min(map(len, months)):
        return
    differing = {at for at in days[0] ^ days[1] if (at[0], at[1].year, at[1].month) in shared}
    if differing and bool(one.final) != bool(other.final):
        old, new = (other, one) if one.final else (one, other)
        old.leave_out(Reason.FINAL, new.final)
        return
    for sheet, beside in ((one, other), (other, one)):
        for held in [held for held in sheet.held if (held.short, held.when) in differing]:
            sheet.doubt(held, beside.name)
