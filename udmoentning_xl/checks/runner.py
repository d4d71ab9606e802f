"""The rules in one list, and running them over a plan: codes to findings, with the severity that the settings want."""

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from udmoentning_xl.checks import (
    amounts,
    changes,
    committees,
    completion,
    dates,
    generated,
    meetings,
    structure,
    visibility,
)
from udmoentning_xl.checks.acknowledgements import acknowledged, unneeded
from udmoentning_xl.checks.registry import RETIRED, Check
from udmoentning_xl.danish import listed, suggest
from udmoentning_xl.errors import ConfigError
from udmoentning_xl.findings import Finding, Severity, findings_frame
from udmoentning_xl.plan import Plan

CHECKS: tuple[Check, ...] = (
    *committees.CHECKS,
    *dates.CHECKS,
    *meetings.CHECKS,
    *completion.CHECKS,
    *amounts.CHECKS,
    *structure.CHECKS,
    *visibility.CHECKS,
    *changes.CHECKS,
    *generated.CHECKS,
)
OFF = "fra"

_SEVERITIES = list(Severity)


def run_checks(plan: Plan, rules: Mapping[str, str] | None = None, select: Sequence[str] = ()) -> pd.DataFrame:
    """The findings of a plan, a frame of ``findings.FINDING_DTYPES`` sorted by severity, code and place.

    Those that somebody has signed off in Kontrol of an earlier run have the reason as their acknowledgement.

    ``rules`` gives codes another severity, or "fra"; ``select`` keeps codes or groups of codes ("U201", "U1"). Raises
    ConfigError for a code or group that is no rule's.
    """
    levels = {rule(code).code: level for code, level in (rules or {}).items()}
    places = {str(sheet): number for number, sheet in enumerate(plan.sheets["sheet"])}
    findings: list[Finding] = []
    for one in selected(select):
        level = levels.get(one.code)
        if level != OFF:
            findings += findings_of(one, one.find(plan), level)
    frame = findings_frame(sorted(findings, key=lambda finding: _order(finding, places)))
    return acknowledged(plan, frame)


def unneeded_acknowledgements(plan: Plan, findings: pd.DataFrame, select: Sequence[str] = ()) -> pd.DataFrame:
    """What somebody signed off in an earlier run's Kontrol and ``findings`` (of the same ``select``) no longer has.

    A frame of ``plan.ACKNOWLEDGEMENT_DTYPES`` and ``why``: "væk", or "ændret" where the fault is another now.
    """
    return unneeded(plan, findings, [one.code for one in selected(select)])


def findings_of(check: Check, rows: pd.DataFrame, level: str | None = None) -> list[Finding]:
    """One finding per row, with the message of the rule filled in.

    The severity is ``level``, which the settings give, else the row's own, else the rule's.
    """
    names = list({"item", "sheet", "cell", *check.fields} | ({"severity"} & set(rows.columns)))
    records = zip(*(rows[name].tolist() for name in names), strict=True)
    return [_finding(check, dict(zip(names, record, strict=True)), level) for record in records]


def _finding(check: Check, row: Mapping[str, object], level: str | None) -> Finding:
    severity = Severity(str(level or row.get("severity") or check.severity))
    item, sheet, cell = (str(row[name]) if isinstance(row[name], str) else None for name in ("item", "sheet", "cell"))
    return Finding(check.code, severity, item, sheet, cell, check.message.format_map(row))


def _order(finding: Finding, sheets: Mapping[str, int]) -> tuple[int, str, int, int, int, str]:
    """Severity, code, and the place as one reads a sheet: by row, then by column."""
    row, column = _row_and_column(finding.cell or "")
    sheet = sheets.get(finding.sheet or "", len(sheets))
    return _SEVERITIES.index(finding.severity), finding.code, sheet, row, column, finding.message


def _row_and_column(cell: str) -> tuple[int, int]:
    letters = cell.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter.upper()) - ord("A") + 1
    return int(cell[len(letters) :] or 0), column


def selected(select: Sequence[str]) -> list[Check]:
    """The rules whose code begins with one of ``select``, all where it is empty; ConfigError where one names none."""
    for prefix in select:
        if not prefix.strip() or not _beginning_with([prefix]):
            raise ConfigError(f"„{prefix}“ er ikke en regel eller en gruppe af regler. {_hint(prefix)}")
    return _beginning_with(select or [""])


def _beginning_with(prefixes: Iterable[str]) -> list[Check]:
    upper = tuple(prefix.strip().upper() for prefix in prefixes)
    return [one for one in CHECKS if one.code.startswith(upper)]


def rule(code: str) -> Check:
    """The rule of a code; ConfigError with the nearest code where there is none."""
    wanted = code.strip().upper()
    for one in CHECKS:
        if one.code == wanted:
            return one
    if wanted in RETIRED:
        raise ConfigError(f"Reglen {wanted} er udgået: {RETIRED[wanted]}.")
    raise ConfigError(f"„{code}“ er ikke en regel. {_hint(code)}")


def _hint(code: str) -> str:
    is_group = len(code.strip()) <= len("U1")
    nearest = None if is_group else suggest(code, [one.code for one in CHECKS])
    groups = sorted({one.code[:2] for one in CHECKS})
    return (
        f"Mente du {nearest}?" if nearest else f"Reglerne begynder med {listed(groups)}; udmoentning regler viser dem."
    )


def manual(code: str) -> str:
    """The Danish manual page of a rule, with code, severity and title on top; ConfigError for an unknown code."""
    return rule(code).manual
