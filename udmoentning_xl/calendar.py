"""The verb kalender: the meetings of each committee with the items they must take, as lines and as calendar files.

A committee's lines and file hold what the committee may see; one file for all stays in the house and also says how many
closed and held items a meeting takes. Sending calendars is the business of ``dispatch``.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from udmoentning_xl.checks.released import signed
from udmoentning_xl.danish import counted, day, listed, some
from udmoentning_xl.errors import ConfigError, PlanFileError, TargetError
from udmoentning_xl.files.folders import new_folders
from udmoentning_xl.files.reasons import named, reason
from udmoentning_xl.meetings import weekday_and_day
from udmoentning_xl.meetings.courses import Absence, Course, calendar, courses, off_of
from udmoentning_xl.outgoing.events import Agenda, agenda, calendar_plan, cancelled, events, title_of
from udmoentning_xl.outgoing.extract import blanked_plan
from udmoentning_xl.outgoing.folder import unique_names
from udmoentning_xl.outgoing.gate import Gate, Release
from udmoentning_xl.outgoing.guard import CommitteeView, LeakError, Traces, leaks
from udmoentning_xl.outgoing.ics import Event, calendar_file, days_by_uid, is_ours, readable
from udmoentning_xl.package.writing import replace_file
from udmoentning_xl.plan import Plan
from udmoentning_xl.register import Body
from udmoentning_xl.values.typed import committees

ALL = "alle"
_SHOWN = 5
_NOTES = 3
#: Told of every committee, also where there are none.
_ALWAYS = (Absence.CONTINUOUS, Absence.WAITING, Absence.UNDATED)


@dataclass(frozen=True)
class Calendars:
    """The lines to print, and the bytes of each file by its name."""

    lines: tuple[str, ...]
    files: Mapping[str, bytes]


def make_calendars(plan: Plan, folder: Path, only: Sequence[str] = ()) -> Calendars:
    """The calendars of the committees that are written in ``only`` (all without it), and the one for all.

    ``folder`` is where the calendars lie, or will: what those of an earlier run have and these have not is cancelled.

    Raises:
        ConfigError: no meetings are known (the workbook that should have them is named), or a committee of ``only``
            has no items.
        PlanFileError: the plan is in a format in which it cannot be seen what is hidden.
        LeakError: a committee's calendar would hold something of an item that it must not see.
        TargetError: a file of the same name is no calendar of ours, or cannot be read.
    """
    if not plan.source.has_looks:
        raise PlanFileError(
            f"{plan.source.path.name} er i et format, hvor det ikke kan ses, om noget er skjult. "
            "Gem planen som .xlsx (Filer > Gem som), og kør kalender på den."
        )
    known = calendar(plan)
    if not known and plan.meeting_notes:
        raise ConfigError(f"Ingen udvalg har en mødeplan: {'; '.join(plan.meeting_notes[:_NOTES])}. Ret regnearket.")
    if not known:
        raise ConfigError(
            "Ingen udvalg har en mødeplan. Skriv mødedagene i udmoentning.toml: moeder = [2027-02-09, 2027-03-09] ved "
            "hvert udvalg, eller [moeder] med fil = et regneark med dem."
        )
    bodies = _bodies(plan)
    chosen = _chosen(bodies, only)
    gate = Gate.of(plan, [Release(item, text) for item, text in signed(plan).off.items()])
    agendas = {body.short: agenda(calendar_plan(plan, body, gate), body) for body in bodies}
    names = {short: f"kalender_{name}.ics" for short, name in unique_names([*agendas], ALL).items()}
    files: dict[str, bytes] = {}
    traces = Traces(plan.items)
    for body in chosen:
        found = events(agendas[body.short])
        made = _file(plan, folder / names[body.short], found, [body], body.name)
        _search(traces, agendas[body.short], made or b"")
        files |= {names[body.short]: made} if made else {}
    others = _others(plan, agendas)
    found = [event for short, one in agendas.items() for event in events(one, others.get(short))]
    made = _file(plan, folder / f"kalender_{ALL}.ics", found, bodies, "alle udvalg")
    files |= {f"kalender_{ALL}.ics": made} if made else {}
    shown = [line for body in chosen if body.short in known for line in (*_lines(agendas[body.short]), "")]
    return Calendars((*shown, *_notes(plan, gate, [body for body in bodies if body.short not in known])), files)


def write_calendars(made: Calendars, folder: Path) -> list[Path]:
    """Write the files into ``folder``, which is made where it is missing; gives their paths. Raises TargetError."""
    paths = [folder / name for name in made.files]
    try:
        with new_folders(folder):
            for path in paths:
                with replace_file(path) as temporary:
                    temporary.write_bytes(made.files[path.name])
    except OSError as error:
        raise TargetError(f"{named(error) or folder} kan ikke skrives: {reason(error)}.") from error
    return paths


def _bodies(plan: Plan) -> list[Body]:
    """The bodies with items, in the register's order."""
    named = set(plan.assignments["committee"].dropna().astype(str))
    registered = [body for body in plan.bodies if body.short in named]
    return [*registered, *(Body(one, one) for one in sorted(named - {body.short for body in registered}))]


def _chosen(bodies: Sequence[Body], written: Sequence[str]) -> list[Body]:
    names = {body.short: (body.name, *body.aliases) for body in bodies}
    only = committees(written, names, "har ingen indsatser i planen", "planen har")
    return [body for body in bodies if not written or body.short in only]


def _file(plan: Plan, path: Path, found: Sequence[Event], bodies: Sequence[Body], name: str) -> bytes | None:
    """The bytes of one calendar, None where it has never held anything."""
    try:
        before = path.read_bytes() if path.exists() else b""
    except OSError as error:
        raise TargetError(f"{path} kan ikke læses: {reason(error)}.") from error
    if before and not is_ours(before):
        raise TargetError(f"{path} er ikke en kalender herfra og bliver ikke overskrevet. Flyt den, eller brug --til.")
    every = [*found, *cancelled(days_by_uid(before), found, plan, bodies)]
    return calendar_file(every, f"Udmøntningsplan: {name}", plan.as_of, before) if every or before else None


def _search(traces: Traces, own: Agenda, made: bytes) -> None:
    """Raise LeakError where a committee's calendar holds what it must not see."""

    def blanked() -> Iterator[str]:
        blank = events(agenda(blanked_plan(own.plan), own.body))
        return iter(readable(calendar_file(blank, own.body.name, own.plan.as_of)))

    if found := leaks(traces, CommitteeView(own.plan, blanked), readable(made)):
        items = some(sorted({item for trace in found for item in trace.items}), _SHOWN)
        raise LeakError(
            f"Kalenderen er ikke skrevet: den til {own.body.short} har tekst fra {items}, som udvalget ikke skal have "
            f"(„{found[0].words[:80]}“)."
        )


def _others(plan: Plan, agendas: Mapping[str, Agenda]) -> dict[str, dict[date, str]]:
    """By body and meeting, how many closed and held items it takes that are in no committee's calendar."""
    found: dict[str, Counter[date]] = {}
    for item, course in courses(plan).items():
        for step in (*course.chain.steps, *course.chain.beside):
            if item not in agendas[step.body].plan.items.index:
                found.setdefault(step.body, Counter())[step.meeting] += 1
    return {body: {when: _and_others(count) for when, count in days.items()} for body, days in found.items()}


def _and_others(count: int) -> str:
    return f"og {counted(count, 'sag, der er lukket eller holdt tilbage', 'sager, der er lukket eller holdt tilbage')}"


def _lines(one: Agenda) -> Iterator[str]:
    """A committee's meetings for a terminal."""
    yield f"{one.body.name}, møder med sager fra udmøntningsplanen"
    for sitting in one.sittings:
        step = sitting.step
        passed = " (passeret)" if step.deadline < one.plan.as_of else ""
        head = f"  {weekday_and_day(step.meeting)}  sager senest {weekday_and_day(step.deadline)}{passed}   "
        for place, course in enumerate(sitting.cases):
            count = f"{len(sitting.cases)}: "
            yield f"{head}{count}{one.case(course)}" if not place else f"{' ' * len(head + count)}{one.case(course)}"
    if not one.sittings:
        yield "  Ingen møder med sager fra planen"
    late = [course for course in one.courses.values() if course.is_late and course.chain.step(one.body.short)]
    if late:
        yield "  Kan ikke nås, hvis sagen ikke er afleveret:"
        yield from (f"    {_late(one, course)}" for course in late)
    counts = Counter(off for course in one.courses.values() if (off := off_of(course, one.body.short, one.plan.as_of)))
    told = [*_ALWAYS, *(off for off in Absence if off not in _ALWAYS and counts[off])]
    yield f"  Uden møde: {', '.join(f'{counts[off]} {off}' for off in told)}"


def _late(one: Agenda, course: Course) -> str:
    first = course.chain.first
    assert first is not None
    assert course.last is not None
    return (
        f"{title_of(one.plan, course.item)} (sidste dag {day(course.last)}): sager til {first.body} "
        f"{day(first.meeting)[:5]} skulle være afleveret {weekday_and_day(first.deadline)}"
    )


def _notes(plan: Plan, gate: Gate, without: Sequence[Body]) -> Iterator[str]:
    """What is in no committee's calendar, told in the house."""
    if without:
        yield f"Uden mødeplan: {listed([body.short for body in without])}"
    handled = set(plan.assignments["item"].astype(str)) & set(courses(plan))
    held = set(gate.held) - {one.item for one in gate.released}
    parts = [
        counted(len(handled & gate.closed), "lukket indsats", "lukkede indsatser"),
        counted(len(handled & held), "indsats, der er holdt tilbage", "indsatser, der er holdt tilbage"),
    ]
    shown = [part for part in parts if not part.startswith("0 ")]
    if shown:
        yield f"I intet udvalgs kalender: {listed(shown)} (se arket Kontrol)"
