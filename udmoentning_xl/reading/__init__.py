"""Read a workbook into a Plan: open it safely, find the tables, normalise the rows."""

import hashlib
from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

from udmoentning_xl.config import CONFIG_NAME, Config, load_config
from udmoentning_xl.errors import PlanFileError
from udmoentning_xl.nearby import command_word, plans_in
from udmoentning_xl.package.datapart import read_data
from udmoentning_xl.package.workbook import Workbook, open_workbook
from udmoentning_xl.plan import Plan
from udmoentning_xl.proposals import relative_formula
from udmoentning_xl.reading.choices import Choices
from udmoentning_xl.reading.drawn import Drawn, read_drawn
from udmoentning_xl.reading.earlier import EarlierRun, with_earlier
from udmoentning_xl.reading.edits import texts_of
from udmoentning_xl.reading.lastcolumns import former_columns
from udmoentning_xl.reading.made import refuse_made, report_alone
from udmoentning_xl.reading.normalise import read_frames
from udmoentning_xl.reading.replies import REPLIES, ReplyRow, read_replies
from udmoentning_xl.reading.source import SheetData, SourceWorkbook, read_workbook


@dataclass(frozen=True)
class Report:
    """A workbook that an earlier run wrote: its generated sheets, and what else stands in it.

    ``own`` is the fingerprint of every other sheet by its name. ``alone`` says that the plan's own sheets were not put
    into it. ``generated`` is the key of each of our sheets by its name, and of the copies that people made of them.
    """

    path: Path
    earlier: EarlierRun
    own: Mapping[str, str]
    alone: bool
    workbook: SourceWorkbook
    generated: Mapping[str, str]

    @property
    def as_of(self) -> date:
        """The day that the report was drawn up for, by what it keeps, else by the lines at the top of its sheets; where
        neither says, the day that the file was last changed.
        """
        base = self.earlier.baseline
        if base and base.as_of:
            return date.fromisoformat(base.as_of)
        return self.earlier.written_day or date.fromtimestamp(self.path.stat().st_mtime)

    def choices(self, config: Config) -> Choices:
        """What people chose in the sheet Læsning, with the columns that the plan had then."""
        chosen = self.earlier.choices
        return replace(chosen, former=former_columns(self.workbook, config, self.generated, self.earlier))

    def plan(self, config: Config, choices: Choices) -> Plan:
        """The plan that stands in its own sheets. Raises PlanFileError where there is none."""
        return _with_meetings(read_frames(self.workbook, config, self.as_of, self.generated, choices), config)


def read_plan(
    path: str | Path, config: Config | None = None, as_of: date | None = None, earlier: Path | None = None
) -> Plan:
    """Read the plan in a workbook (xlsx, xlsm, xlsb, xls, ods). The file is only read, never written to.

    Args:
        path: the workbook.
        config: the settings; without them ``udmoentning.toml`` beside the workbook, else the built-in ones.
        as_of: the date that "today" is taken to be; without it, today.
        earlier: a workbook that a run before this one wrote, and people may have typed in. Only asked where the plan's
            own workbook has no such sheets; not when it is not there or has none either.

    Returns:
        The plan as frames, see :mod:`udmoentning_xl.plan` for columns and dtypes.

    Raises:
        PlanFileError: the file cannot be read safely, holds no plan, or is one that we made of a plan.
        ConfigError: the settings hold an unknown key or value.
    """
    opened = open_plan(Path(path), config, as_of)
    if opened.report:
        return with_earlier(opened.plan, opened.report.earlier)
    before = read_report(earlier) if earlier else None
    if before is None:
        return opened.plan
    return with_earlier(opened.read(before.choices(opened.config)), before.earlier, renamed=True)


@dataclass(frozen=True)
class OpenedPlan:
    """A plan's workbook, with its ``own`` sheets. ``report`` is what an earlier run wrote into it, None for nothing.

    ``read`` gives the plan as ``read_plan`` does, with choices of a sheet Læsning and without what else people typed in
    the sheets of an earlier run. ``replies`` are the rows of its sheet Svar.
    """

    path: Path
    report: Report | None
    read: Callable[[Choices], Plan]
    own: tuple[SheetData, ...]
    config: Config
    replies: tuple[ReplyRow, ...] = ()

    @property
    def choices(self) -> Choices:
        """What people chose in the workbook itself."""
        return self.report.earlier.choices if self.report else Choices()

    @property
    def plan(self) -> Plan:
        """The plan as it is read with that."""
        return self.read(self.choices)


def open_plan(path: Path, config: Config | None = None, as_of: date | None = None) -> OpenedPlan:
    """Open the workbook of a plan. Raises as ``read_plan`` does, some of it only when the plan is read."""
    settings, day = config or load_config(path), as_of or date.today()
    workbook = read_workbook(path)
    _refuse_meetings(path, settings)
    refuse_made(path, workbook)
    report = _report(path, workbook)
    if report and report.alone:
        raise report_alone(path.name, report.earlier.baseline.plan if report.earlier.baseline else "")
    generated = _generated(workbook)
    source = replace(workbook.source, sheets=dict(report.own if report else _own(workbook)))

    @cache
    def read(choices: Choices) -> Plan:
        plan = _with_meetings(read_frames(workbook, settings, day, generated, choices), settings)
        return replace(plan, source=source)

    own = tuple(sheet for sheet in workbook.sheets if sheet.name not in generated)
    return OpenedPlan(path, report, read, own, settings, _replies(workbook, generated))


def _refuse_meetings(path: Path, config: Config) -> None:
    """Raise PlanFileError where the settings say that the workbook has the days of meetings."""
    if path.resolve() not in {one.resolve() for one in config.meeting_files}:
        return
    settings = config.path.name if config.path else CONFIG_NAME
    plan = next(iter(plans_in(path.parent, config.meeting_files)), None)
    raise PlanFileError(
        f"{path.name} er i {settings} sat til at være mødeplanen og bliver læst af sig selv sammen med planen. Angiv "
        f"selve planen, fx „udmoentning {command_word(plan.name if plan else 'PLAN.xlsx')}“; er {path.name} planen, så "
        f"ret navnet i {settings}, og læg mødedagene i et regneark for sig."
    )


def _with_meetings(plan: Plan, config: Config) -> Plan:
    """The plan with the meetings that the settings give its bodies, where they give any."""
    if not config.meeting_rules.file and not any(body.meetings or body.meeting_file for body in config.bodies):
        return plan
    from udmoentning_xl.reading.meetingplan import with_meetings  # many patterns: most plans need them not

    return with_meetings(plan, config)


def read_report(path: Path) -> Report | None:
    """The report of an earlier run in ``path``; None where there is none, or it cannot be read."""
    try:
        return _report(path, read_workbook(path)) if path.is_file() else None
    except PlanFileError:
        return None


def replies_in(path: Path) -> tuple[ReplyRow, ...]:
    """The rows of the sheet Svar in ``path``; none where there is no such sheet, or the file cannot be read."""
    try:
        workbook = read_workbook(path)
        return _replies(workbook, _generated(workbook))
    except PlanFileError:
        return ()


def _replies(workbook: SourceWorkbook, generated: Mapping[str, str]) -> tuple[ReplyRow, ...]:
    sheet = next((sheet for sheet in workbook.sheets if generated.get(sheet.name) == REPLIES), None)
    return tuple(read_replies(sheet)) if sheet else ()


def _generated(workbook: SourceWorkbook) -> dict[str, str]:
    """The key of each of our sheets by its name, and of the copies that people made of them."""
    if not workbook.source.has_looks or workbook.archive is None:
        return {}
    package = open_workbook(workbook.archive)
    return {sheet.name: key for key, sheet in package.generated.items()} | dict(package.copies)


def _report(path: Path, workbook: SourceWorkbook) -> Report | None:
    """The report in an opened workbook; Svar, in which people approve answers, is none and counts as their own."""
    if not workbook.source.has_looks or workbook.archive is None:
        return None
    package = open_workbook(workbook.archive)
    sheets = {key: sheet for key, sheet in package.generated.items() if key != REPLIES}
    keys = {sheet.name: key for key, sheet in sheets.items()}
    if not keys:
        return None
    drawn = {key: read_drawn(package.archive, sheet.part) for key, sheet in sheets.items()}
    alone = package.mark is not None and package.mark.alone
    earlier = EarlierRun.of(workbook, keys, read_data(package), drawn)
    return Report(path, earlier, _sheet_prints(package, workbook, keys), alone, workbook, _generated(workbook))


def _own(workbook: SourceWorkbook) -> dict[str, str]:
    """The fingerprints of the sheets of a plan; none where it cannot take ours."""
    if not workbook.source.has_looks or workbook.archive is None:
        return {}
    return _sheet_prints(open_workbook(workbook.archive), workbook, ())


def _sheet_prints(package: Workbook, workbook: SourceWorkbook, without: Container[str]) -> dict[str, str]:
    """The fingerprint of every sheet of the package by its name, charts' sheets too."""
    stands = {sheet.name: sheet for sheet in workbook.sheets}
    return {
        sheet.name: _sheet_print(stands.get(sheet.name), read_drawn(package.archive, sheet.part))
        for sheet in package.sheets
        if sheet.name not in without
    }


def _sheet_print(sheet: SheetData | None, drawn: Drawn) -> str:
    """One fingerprint of all that stands on a sheet; what its formulas show today does not count.

    Formulas count as seen from their cells, so that it makes no difference whether a program lets cells share them.
    """
    digest = hashlib.blake2b(repr(sorted(drawn.items())).encode("utf-8", "replace"), digest_size=9)
    formulas = sheet.formatting.formulas if sheet else {}
    for number, row in enumerate(texts_of(sheet) if sheet else []):
        cells = ["=" if (number, column) in formulas else text for column, text in enumerate(row)]
        digest.update("\x1f".join(cells).rstrip("\x1f").encode("utf-8", "replace") + b"\x1e")
    followers = sheet.formatting.followers if sheet else ()
    seen_from = {relative_formula(text, *cell) for cell, text in formulas.items() if cell not in followers}
    digest.update("\x1e".join(sorted(seen_from)).encode("utf-8", "replace"))
    for cell, text in sorted(sheet.formatting.comments.items()) if sheet else ():
        digest.update(f"{cell}{text}".encode("utf-8", "replace"))
    return digest.hexdigest()
