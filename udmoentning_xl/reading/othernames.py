"""Reports of earlier runs that lie beside a plan under another name, and whether they are of this plan.

A plan that is saved under a new name each month is the same plan; last year's is not, however many items go on. How a
report is found under the plan's own name, and what is taken over from it, is the business of ``target``.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from udmoentning_xl.danish import fold
from udmoentning_xl.errors import PlanFileError
from udmoentning_xl.package.archive import read_archive
from udmoentning_xl.package.datapart import read_data
from udmoentning_xl.package.workbook import open_workbook
from udmoentning_xl.plan import Plan, records
from udmoentning_xl.proposals import Baseline, fingerprint
from udmoentning_xl.reading import OpenedPlan, Report, read_report
from udmoentning_xl.reading.choices import KEEPING, Choice
from udmoentning_xl.reading.earlier import WHOLE_PLAN
from udmoentning_xl.reading.edits import TITLE, header, texts_of
from udmoentning_xl.reading.headings import LEFT_OUT
from udmoentning_xl.terms import Field, choice_target
from udmoentning_xl.versions.states import MOST_UNKNOWN

#: The texts that may be left out for the same reason as others are internal.
_TEXTS = frozenset({Field.REMARKS, Field.STATUS, Field.DESCRIPTION, Field.PROCESS, Field.RESPONSIBLE, ""})


@dataclass(frozen=True)
class OtherName:
    """A report under another name. ``same`` of its ``items`` have the title of an item of the plan."""

    report: Report
    same: int
    items: int
    sure: bool

    @property
    def name(self) -> str:
        """The file of the report."""
        return self.report.path.name

    @property
    def plan(self) -> str:
        """The file that it was made of, "" where it does not say."""
        return self.report.earlier.baseline.plan if self.report.earlier.baseline else ""


def under_other_names(
    opened: OpenedPlan, folders: Iterable[Path], without: Collection[Path], after: float = 0.0
) -> list[OtherName]:
    """The reports in ``folders`` that are, or may be, of this plan: the surest and newest first.

    ``without`` are files that are known already; only files that were saved ``after`` that moment count. It is sure
    where most items of both have one title and the years are the same; it may be where half of the fewer have.
    """
    found = []
    for path in _workbooks(folders, without, after):
        report = read_report(path) if _is_report(path, opened.plan) else None
        one = _judged(report, opened) if report else None
        found += [one] if one else []
    found.sort(key=lambda one: (one.sure, one.report.as_of, one.report.path.stat().st_mtime_ns, one.name), reverse=True)
    return found


def _workbooks(folders: Iterable[Path], without: Collection[Path], after: float) -> Iterator[Path]:
    known = {path.absolute() for path in without}
    for folder in dict.fromkeys(folder.absolute() for folder in folders):
        for path in sorted(folder.glob("*.xls[xm]")) if folder.is_dir() else ():
            is_other = path not in known and not path.name.startswith(("~$", ".")) and path.is_file()
            if is_other and path.stat().st_mtime > after:
                yield path


def _is_report(path: Path, plan: Plan) -> bool:
    """A quick look whether a file is a report that may be of the plan, as most that lie in a folder are not.

    One that has lost what it kept, or whose titles somebody has chosen, is looked at in full.
    """
    try:
        package = open_workbook(read_archive(path))
        data = read_data(package) if package.generated else None
    except (PlanFileError, OSError):
        return False
    base = Baseline.from_text(data) if data else None
    then = titles_in(base) if base else set()
    return bool(package.generated) and (not then or bool(then & _titles_now(plan)))


def _judged(report: Report, opened: OpenedPlan) -> OtherName | None:
    then = titles_of(report)
    readings = (opened.plan, opened.read(report.earlier.choices))
    same, plan = max(((len(then & _titles_now(plan)), plan) for plan in readings), key=lambda one: one[0])
    now = _titles_now(plan)
    if not then or not now or 2 * same < min(len(then), len(now)):
        return None
    most = same >= (1 - MOST_UNKNOWN) * max(len(then), len(now))
    sure = most and _years(report) == set(plan.years) and report.as_of <= plan.as_of
    return OtherName(report, same, len(then), sure)


def _titles_now(plan: Plan) -> set[str]:
    return {fingerprint(title) for title in plan.items["title"].dropna()}


def _years(report: Report) -> set[int]:
    """The years that Samlet plan has columns for."""
    base = report.earlier.baseline
    whole = base.sheets.get(WHOLE_PLAN) if base else None
    headings = whole.table.headings if whole and whole.table else ()
    return {int(heading) for heading in headings if heading.isdigit()}


def titles_in(base: Baseline) -> set[str]:
    """The fingerprints of the titles that a run wrote in Samlet plan."""
    whole = base.sheets.get(WHOLE_PLAN)
    table = whole.table if whole else None
    return {table.of(item).get(TITLE, "") for item in table.rows} - {fingerprint("")} if table else set()


def titles_of(report: Report) -> set[str]:
    """The fingerprints of the titles of a report's items: as they were written, else as they stand in Samlet plan."""
    base = report.earlier.baseline
    if base and WHOLE_PLAN in base.sheets:
        return titles_in(base)
    sheet = report.earlier.sheets.get(WHOLE_PLAN)
    rows = texts_of(sheet) if sheet else []
    head, places = header(rows, [TITLE])
    column = places.get(TITLE)
    found = {fingerprint(row[column]) for row in rows[head + 1 :] if column is not None and column < len(row)}
    return found - {fingerprint("")}


def keeping(report: Report, plan: Plan) -> tuple[Choice, ...]:
    """The choices of a report that keep a column of ``plan`` from being sent, or close items by it.

    They are given for the sheets of ``plan`` that have such a column: the sheet of that name, else all of them.
    """
    columns: dict[str, dict[str, str]] = {}
    for row in records(plan.columns):
        columns.setdefault(fold(row["label"] or ""), {})[row["sheet"]] = row["field"] or ""
    found = []
    for choice in report.earlier.choices.own:
        here, target = columns.get(fold(choice.label), {}), choice_target(choice.text)
        sheets = [choice.sheet] if choice.sheet in here else list(here)
        keeps = target in KEEPING or (target == LEFT_OUT and {here[sheet] for sheet in sheets} <= _TEXTS)
        found += [replace(choice, sheet=sheet) for sheet in sheets if keeps]
    return tuple(found)
