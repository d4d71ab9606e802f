"""The last version of a plan, and the plan with the log of what has changed since.

The last version is where an earlier run left it: the report made of the plan holds the plan's own sheets as they stood.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from udmoentning_xl.danish import counted
from udmoentning_xl.errors import PlanFileError
from udmoentning_xl.plan import Plan, records
from udmoentning_xl.reading import OpenedPlan, Report, open_plan
from udmoentning_xl.reading.choices import Choices
from udmoentning_xl.reading.known import found_again
from udmoentning_xl.versions.changes import changes_between
from udmoentning_xl.versions.identity import pair
from udmoentning_xl.versions.log import Log, answered, extended, seen, with_log
from udmoentning_xl.versions.reread import corrected_reading, without_misread
from udmoentning_xl.versions.states import Version, stranger, version_of


def with_changes(
    plan: Plan, opened: OpenedPlan, last: Report | None, choices: Choices, *, compared: bool = True
) -> tuple[Plan, str]:
    """``plan`` with what has changed since its last version where that is ``compared``, and the log before that.

    The last version is that in ``last``, the newest report made of the plan; else, where the plan is such a report
    itself, the file that it was made of. Both versions are read with the same settings and ``choices``. The sentence
    says why a version that is hardly the same plan is not compared, and what of the log came of a reading that has been
    corrected since; it is "" else.
    """
    report = last or opened.report
    if report is None:
        return plan, ""
    sheet = report.earlier.log
    log = answered(sheet.log) if sheet else Log()
    ids = found_again(report.earlier.sheets, report.earlier.baseline, plan).now if log.changes else {}
    log, told = _without_misread(log, plan, opened, report, choices, ids)
    now, why = version_of(plan), ""
    base = _last_version(plan, opened, last, choices) if compared else None
    pairing = pair(base.rows, now.rows) if base else None
    if base and pairing and (lost := stranger(base, now, pairing)):
        base, why = None, f"{lost} Planen er ikke sammenlignet med sidste kørsel."
    if compared and last is None and base is None and not why:
        why = "Planen er ikke sammenlignet med sidste kørsel: den fil, den blev lavet af dengang, er her ikke mere."
    if base is None or pairing is None:
        is_same = compared and not why and not told and last is not None and dict(last.own) == dict(plan.source.sheets)
        plan = replace(plan, unchanged_since=_unchanged(plan, last.as_of, log)) if last and is_same else plan
        told = " ".join(filter(None, (why, told)))
        return (with_log(plan, extended(log, now, [], ids)) if log.versions else plan), told
    if not log.versions:
        log = Log((seen(base),))
    step = changes_between(base, now, pairing)
    plan = plan if step or told else replace(plan, unchanged_since=_unchanged(plan, base.as_of, log))
    return with_log(plan, extended(log, now, step, ids)), told


def _without_misread(
    log: Log, plan: Plan, opened: OpenedPlan, report: Report, choices: Choices, ids: Mapping[str, str]
) -> tuple[Log, str]:
    """The log less what came of a reading that people have corrected in Læsning of the ``report``, and what is told.

    The plan of today is read once more as the report was, so that nothing but the reading differs.
    """
    was, now = report.earlier.choices_then, report.earlier.choices
    if not log.changes or set(was.own) == set(now.own):
        return log, ""
    own = (*(one for one in choices.own if one not in now.own), *was.own)
    try:
        before = opened.read(replace(choices, own=own))
    except PlanFileError:  # the plan has changed so that it cannot be read as it was then
        return log, ""
    places = {(row["sheet"], row["row"]): key for key, row in zip(plan.items.index, records(plan.items), strict=True)}
    rows = zip(before.items.index, records(before.items), strict=True)
    same = {key: places[place] for key, row in rows if (place := (row["sheet"], row["row"])) in places}
    log, number = without_misread(log, corrected_reading(version_of(before), version_of(plan), same), ids)
    if not number:
        return log, ""
    return log, (
        f"{counted(number, 'linje', 'linjer')} i Ændringer er taget ud: kolonnerne var læst forkert, og det er rettet "
        "i Læsning. Hvad der før sidste kørsel er ændret i de kolonner, der nu bliver læst, er ikke set."
    )


def _unchanged(plan: Plan, last: date, log: Log) -> date | None:
    """The day of the last run, since which nothing has changed; of runs on one day the last change before it."""
    before = [day for day in (last, *(one.as_of for one in log.versions[::-1])) if day < plan.as_of]
    return before[0] if before else None


def _last_version(plan: Plan, opened: OpenedPlan, last: Report | None, choices: Choices) -> Version | None:
    """The plan as it stood at the last run; None where that is not known, or nothing has been written in it since."""
    try:
        if last is not None:
            is_other = not last.alone and dict(last.own) != dict(plan.source.sheets)
            return version_of(last.plan(opened.config, choices), _name(last)) if is_other else None
        own = opened.report
        source = _made_of(own) if own else None
        if own is None or source is None:
            return None
        return version_of(open_plan(source, opened.config, own.as_of).read(choices), source.name)
    except PlanFileError:  # what cannot be read is no version to compare with
        return None


def _made_of(report: Report) -> Path | None:
    """The file that a report was made of, where it lies beside it as it was then."""
    base = report.earlier.baseline
    path = report.path.with_name(base.plan) if base and base.plan else None
    if path is None or not path.is_file() or path == report.path:
        return None
    is_same = base is not None and hashlib.sha256(path.read_bytes()).hexdigest() == base.digest
    return path if is_same else None


def _name(report: Report) -> str:
    """The name of the file that a report was made of."""
    base = report.earlier.baseline
    return base.plan if base and base.plan else report.path.name
