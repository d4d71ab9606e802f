"""The report: plan and findings in, a workbook out; in a copy of the source where that is possible."""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, time
from html import unescape
from pathlib import Path

import pandas as pd
from xlsxwriter import Workbook

from udmoentning_xl.checks import CHECKS, unneeded_acknowledgements
from udmoentning_xl.checks.cures import cures
from udmoentning_xl.checks.releases import signed_off
from udmoentning_xl.errors import PlanFileError, TargetError
from udmoentning_xl.files.folders import work_folder
from udmoentning_xl.files.reasons import named, reason
from udmoentning_xl.findings import findings_frame
from udmoentning_xl.package.alone import alone_marks
from udmoentning_xl.package.archive import read_archive, write_archive
from udmoentning_xl.package.graft import Arrangement, graft
from udmoentning_xl.package.names import free_sheet_name, free_table_name
from udmoentning_xl.package.workbook import HostNames, host_names, open_workbook
from udmoentning_xl.package.writing import replace_file
from udmoentning_xl.plan import Observation, Plan
from udmoentning_xl.proposals import TableBaseline
from udmoentning_xl.reading.drawn import read_drawn
from udmoentning_xl.reading.earlier import baseline_of
from udmoentning_xl.reading.source import read_workbook
from udmoentning_xl.secrecy import closed_items, held_reasons
from udmoentning_xl.sheets.about import ABOUT_PARTS, write_about
from udmoentning_xl.sheets.attention import ATTENTION_TABLES
from udmoentning_xl.sheets.baseline import table_baselines
from udmoentning_xl.sheets.book import (
    ABOUT,
    CHANGES,
    CONTROL,
    MEETINGS,
    OVERVIEW,
    READING,
    REPLIES,
    TIMELINE,
    WHOLE_PLAN,
    Book,
    close_workbook,
    committee_key,
    plan_title,
)
from udmoentning_xl.sheets.changes import CHANGES_TABLES, write_changes
from udmoentning_xl.sheets.chartparts import settle_charts
from udmoentning_xl.sheets.committee import HELD_MARK, STRUCK_MARK, work_plan, write_committee
from udmoentning_xl.sheets.control import write_control
from udmoentning_xl.sheets.facts import Facts, facts_of
from udmoentning_xl.sheets.figures import COMMITTEES_KEY, KINDS_KEY, SECTIONS_KEY, STATUS_KEY
from udmoentning_xl.sheets.language import copy_as_danish
from udmoentning_xl.sheets.meetings import write_meetings
from udmoentning_xl.sheets.money import MONEY_TABLES
from udmoentning_xl.sheets.overview import FIGURES_KEY, write_overview
from udmoentning_xl.sheets.quarters import QUARTERS_KEY
from udmoentning_xl.sheets.reading import READING_TABLES, write_reading
from udmoentning_xl.sheets.reconcile import RECONCILIATION_KEY
from udmoentning_xl.sheets.signed import UNNEEDED_KEY, write_unneeded
from udmoentning_xl.sheets.style import HEAD, LINK, Styles
from udmoentning_xl.sheets.table import Table
from udmoentning_xl.sheets.text import label
from udmoentning_xl.sheets.timeline import LEFT_KEY, write_timeline
from udmoentning_xl.sheets.whole_plan import add_choices, write_whole_plan
from udmoentning_xl.sheets.worksheet import TableSheet
from udmoentning_xl.terms import SheetName

_LONGEST_SUFFIX = len(".xlsx")
_APART = "De nye ark er skrevet i en projektmappe for sig. "
#: Up to here the parts are put together in memory, a quarter faster; above it the memory would be missed.
IN_MEMORY_ITEMS = 5_000
#: A formula as the library writes it.
_FORMULA = re.compile(rb"<f>([^<]*+)</f>")
_ARRANGEMENT = Arrangement(standing={REPLIES}, opens=OVERVIEW)
_SHEETS = {
    OVERVIEW: SheetName.OVERVIEW,
    CONTROL: SheetName.CONTROL,
    WHOLE_PLAN: SheetName.WHOLE_PLAN,
    MEETINGS: SheetName.MEETINGS,
    TIMELINE: SheetName.TIMELINE,
    CHANGES: SheetName.CHANGES,
    READING: SheetName.READING,
    ABOUT: SheetName.ABOUT,
}
_TABLES = {
    FIGURES_KEY: "Noegletal",
    COMMITTEES_KEY: "Udvalg",
    SECTIONS_KEY: "Hovedpunkter",
    KINDS_KEY: "Typer",
    STATUS_KEY: "PlanensStatus",
    **MONEY_TABLES,
    **ATTENTION_TABLES,
    QUARTERS_KEY: "Kvartaler",
    RECONCILIATION_KEY: "Afstemning",
    CONTROL: "Kontrol",
    UNNEEDED_KEY: "Kvitteringer",
    WHOLE_PLAN: "SamletPlan",
    MEETINGS: "Moedeplan",
    TIMELINE: "Tidsplan",
    LEFT_KEY: "Tidsplan_udeladt",
    **CHANGES_TABLES,
    **READING_TABLES,
    **{f"{ABOUT}:{part}": f"Om_{part}" for part in ABOUT_PARTS},
}


@dataclass(frozen=True)
class Result:
    """What was written. ``sheets`` are the generated sheets, ``notes`` Danish sentences for the user."""

    target: Path
    sheets: tuple[str, ...]
    notes: tuple[str, ...] = ()


def write_report(plan: Plan, findings: pd.DataFrame, target: Path | str, *, alone: bool = False) -> Result:
    """Write the report to ``target``: a copy of the source with the generated sheets in it.

    Where the source cannot take them (its format, a password, damage), or with ``alone``, the sheets come in a workbook
    of their own, which is always an .xlsx; a note says why. The source is never written to, and nothing is left behind
    when the run fails.

    Raises:
        PlanFileError: the source is gone.
        TargetError: the result cannot be written there.
    """
    target = Path(target)
    try:
        return _write(plan, findings, target, alone=alone)
    except OSError as error:
        raise TargetError(f"{named(error) or target} kan ikke læses eller skrives: {reason(error)}.") from error


def _write(plan: Plan, findings: pd.DataFrame, target: Path, *, alone: bool) -> Result:
    if alone:
        return _write_alone(plan, findings, target, ())
    if not plan.source.has_looks:
        told = f"{_APART}{plan.source.path.name} er gemt som .{plan.source.format}; gem den som .xlsx."
        return _write_alone(plan, findings, target, (told,))
    host = host_names(plan.source.path)
    why = host.refusal
    if why is None:
        try:
            return _write_into_source(plan, findings, target, host)
        except PlanFileError as error:
            why = str(error)
    return _write_alone(plan, findings, target, (_APART + why,))


@dataclass(frozen=True)
class ResultName:
    """The name that a result gets; a sentence where it is not the one that was asked for."""

    path: Path
    notes: tuple[str, ...] = ()


def target_name(plan: Plan, target: Path, alone: bool = False) -> ResultName:
    """The name that the result gets when ``target`` is asked for: that of a workbook, with macros where it has some.

    Another suffix of a file gives way, since no program would open the workbook under it; any other ending is kept.
    """
    host = host_names(plan.source.path)
    suffix = ".xlsx" if alone or host.refusal else host.suffix
    if target.suffix.lower() == suffix:
        return ResultName(target)
    is_suffix = (
        1 < len(target.suffix) <= _LONGEST_SUFFIX and target.suffix[1:].isalnum() and not target.suffix[1:].isdigit()
    )
    path = target.with_suffix(suffix) if is_suffix else target.with_name(target.name + suffix)
    kind = "projektmappe med makroer" if suffix == ".xlsm" else "Excel-projektmappe"
    return ResultName(path, (f"Resultatet er en {kind} og hedder derfor {path.name} og ikke {target.name}.",))


def _write_into_source(plan: Plan, findings: pd.DataFrame, target: Path, host: HostNames) -> Result:
    with work_folder() as folder:
        generated = folder / "ark.xlsx"
        built = _build(plan, findings, generated, host)
        kept = _kept(plan, generated, built)
        done = graft(plan.source.path, generated, target, built.keys, kept, arrangement=_ARRANGEMENT)
    return Result(target, done.sheets, done.notes)


def _write_alone(plan: Plan, findings: pd.DataFrame, target: Path, notes: tuple[str, ...]) -> Result:
    if target.suffix.lower() != ".xlsx":
        target = target.with_suffix(".xlsx")
    with replace_file(target, plan.source.path) as temporary, work_folder() as folder:
        generated = folder / "ark.xlsx"
        built = _build(plan, findings, generated, HostNames())
        kept = _kept(plan, generated, built)
        copy_as_danish(generated, temporary, lambda archive: alone_marks(archive, built.keys, kept))
    return Result(target, tuple(built.keys), notes)


def _kept(plan: Plan, generated: Path, built: "_GeneratedSheets") -> str:
    """What the workbook keeps for the next run: fingerprints of the sheets as they are read back.

    The rows of items are most of them, and have their fingerprints already: of them only the formulas are read.
    """
    package = open_workbook(read_archive(generated))
    archive, parts = package.archive, {built.keys[sheet.name]: sheet.part for sheet in package.sheets}
    drawn = {key: read_drawn(archive, part) for key, part in parts.items()}
    without_items = generated.with_stem(f"{generated.stem}-uden-indsatser")
    with without_items.open("wb") as out:
        cut = {key: _without_rows(archive.read(parts[key]), rows) for key, rows in built.items.items()}
        write_archive(archive, out, {parts[key]: sheet for key, (sheet, _) in cut.items()})
    formulas = {key: own for key, (_, own) in cut.items()}
    return baseline_of(read_workbook(without_items), built.keys, built.tables, drawn, formulas, plan).to_text()


def _without_rows(sheet: bytes, rows: range) -> tuple[bytes, Counter[str]]:
    """The part of a sheet as the library writes it, less some of its rows, and the formulas that stand in them."""
    start, last = (sheet.index(b'<row r="%d"' % row) for row in (rows[0], rows[-1]))
    after = sheet.find(b"<row ", last + 1)
    end = after if after >= 0 else sheet.index(b"</sheetData>", last)
    found = Counter(match[1] for match in _FORMULA.finditer(sheet, start, end))
    return sheet[:start] + sheet[end:], Counter({unescape(one.decode()): number for one, number in found.items()})


def write_changes_alone(plan: Plan, target: Path) -> None:
    """Write a workbook with the sheet Ændringer alone, for the log that ``plan`` holds.

    Raises TargetError when it cannot be written.
    """
    with replace_file(target, plan.source.path) as temporary, work_folder() as folder:
        generated = folder / "ark.xlsx"
        built = _build(plan, findings_frame([]), generated, HostNames(), only=CHANGES)
        kept = _kept(plan, generated, built)
        copy_as_danish(generated, temporary, lambda archive: alone_marks(archive, built.keys, kept))


def build_report(plan: Plan, findings: pd.DataFrame, target: Path, host: HostNames | None = None) -> dict[str, str]:
    """Write the generated sheets as a workbook of their own to ``target``; give the key of each sheet by its name.

    ``plan`` and ``findings`` are the frames of ``plan`` and ``findings``. With ``host`` the sheets are made to be put
    into that workbook: names it has taken are avoided, a sheet of an earlier run keeps its name, days are counted as it
    counts them, and links lead to its sheets. Raises OSError when the file cannot be written.
    """
    return _build(plan, findings, target, host or HostNames()).keys


@dataclass(frozen=True)
class _GeneratedSheets:
    """The key of each generated sheet by its name, and the tables that people work in by the key of their sheet.

    ``items`` are the rows of each such table, as they are numbered in the file.
    """

    keys: dict[str, str]
    tables: dict[str, TableBaseline]
    items: dict[str, range]


def _build(
    plan: Plan, findings: pd.DataFrame, target: Path, names: HostNames, only: str | None = None
) -> _GeneratedSheets:
    """Write the sheets, or ``only`` the one of that key."""
    facts = facts_of(plan, date1904=names.date1904)
    sheets, tables = _sheet_names(facts, names), _table_names(facts, names)
    sheets = {key: name for key, name in sheets.items() if only in (None, key)}
    options = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "date_1904": names.date1904,
        "in_memory": len(plan.items) <= IN_MEMORY_ITEMS,
        "tmpdir": str(target.parent),  # what xlsxwriter leaves there when it fails is gone with the folder
    }
    workbook = Workbook(str(target), options)
    for key, name in sheets.items():
        workbook.add_worksheet(name, TableSheet).set_tab_color(LINK if key.startswith("udvalg:") else HEAD)
    _set_properties(workbook, plan)
    book = Book(workbook, Styles(workbook), Styles(workbook, "vcenter"), facts, sheets, tables, frozenset(names.sheets))
    if only:
        write_changes(book)
        tables_of_items = {}
    else:
        tables_of_items = _write_sheets(book, findings)
        book.sheet(OVERVIEW).activate()
    close_workbook(workbook)
    settle_charts(target)
    return _GeneratedSheets(
        {name: key for key, name in sheets.items()},
        table_baselines(tables_of_items, facts.epoch),
        {key: range(table.first + 1, table.last + 2) for key, table in tables_of_items.items()},
    )


def _write_sheets(book: Book, findings: pd.DataFrame) -> dict[str, Table]:
    """Write every sheet; give the tables that people work in, by the key of their sheet."""
    held = _held(book.plan, findings)
    whole = write_whole_plan(book, [item for item, mark in held.items() if mark == HELD_MARK])
    said = cures(book.plan, CHECKS)
    rules = {check.code: (check.title, said[check.code]) for check in CHECKS}
    control = write_control(book, findings, rules, whole.first)
    shared = work_plan(book, whole.first, held)
    add_choices(book, whole, write_overview(book, findings, whole, control, shared.marks))
    write_unneeded(book, control, unneeded_acknowledgements(book.plan, findings), rules)
    work = {committee_key(body.short): write_committee(book, body, shared) for body in book.facts.bodies}
    hidden = closed_items(book.plan) | held.keys()
    if MEETINGS in book.sheets:
        write_meetings(book, hidden, whole.first)
    write_timeline(book, hidden, whole.first)
    if CHANGES in book.sheets:
        write_changes(book)
    write_reading(book)
    write_about(book)
    return {WHOLE_PLAN: whole, **work}


def _held(plan: Plan, findings: pd.DataFrame) -> dict[str, str]:
    """The items that are held back and that nobody has released, each with its mark."""
    released = signed_off(plan, findings)
    return {
        item: STRUCK_MARK if all(one.what == Observation.STRUCK for one in reasons) else HELD_MARK
        for item, reasons in held_reasons(plan).items()
        if item not in released
    }


def _sheet_names(facts: Facts, host: HostNames) -> dict[str, str]:
    """The name of each sheet by its key, in tab order; a sheet of an earlier run keeps the name it has now."""
    committees = {committee_key(body.short): label(body.short) for body in facts.bodies}
    absent = {MEETINGS: not facts.calendar, CHANGES: facts.plan.versions.empty}
    last = {key: str(name) for key, name in _SHEETS.items() if not absent.get(key)}
    wanted = {key: last.pop(key) for key in (OVERVIEW, CONTROL, WHOLE_PLAN)} | committees | last
    earlier = {key: name for name, key in host.generated.items() if key in wanted}
    taken = [*host.sheets, *earlier.values(), *(name for name, key in host.generated.items() if key == REPLIES)]
    names = {}
    for key, name in wanted.items():
        names[key] = earlier.get(key) or free_sheet_name(name, taken)
        taken.append(names[key])
    return names


def _table_names(facts: Facts, host: HostNames) -> dict[str, str]:
    fixed = {key: name for key, name in _TABLES.items() if facts.calendar or key != MEETINGS}
    wanted = fixed | {committee_key(body.short): f"Udvalg_{label(body.short)}" for body in facts.bodies}
    taken = set(host.names)
    names = {}
    for key, name in wanted.items():
        names[key] = free_table_name(name, taken)
        taken.add(names[key])
    return names


def _set_properties(workbook: Workbook, plan: Plan) -> None:
    workbook.set_properties(
        {
            "title": label(f"{plan_title(plan)} – udmøntet"),
            "subject": label(f"Opgørelse af {plan.source.path.name}"),
            "author": label(plan.municipality),
            "company": label(plan.municipality),
            "keywords": "udmøntningsplan",
            "created": datetime.combine(plan.as_of, time()),
        }
    )
