"""The public contract for machines: a plan and its findings, what has changed in it, or what has been answered."""

import csv
import io
import json
from collections.abc import Iterable
from typing import Any

import pandas as pd

from udmoentning_xl.findings import FINDING_DTYPES
from udmoentning_xl.meetings.states import overdue
from udmoentning_xl.plan import Plan, RowRole, records, without_committee
from udmoentning_xl.replies.answer import Decision, ReturnedFile
from udmoentning_xl.terms import SUM_LABELS
from udmoentning_xl.versions.change import Change, ChangeKind, cell_of
from udmoentning_xl.versions.log import Log

#: Of the object; a program that reads it need only look at this to know whether it can.
FORMAT = 1
#: What makes a spreadsheet run the text of a CSV field: the signs of Excel, and the wide ones that some take for them.
_STARTS_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def to_json(plan: Plan, findings: pd.DataFrame) -> str:
    """One object as ``schemas/tjek.json`` says: whole kroner, ISO dates, null for what is missing."""
    data = {
        "format": FORMAT,
        "plan": _plan(plan),
        "items": _items(plan),
        "rest": _rest(plan),
        "findings": _findings(findings),
    }
    return json.dumps(data, ensure_ascii=False, indent=2)


def to_csv(findings: pd.DataFrame) -> str:
    """The findings as Danish Excel reads CSV: semicolons, and a byte order mark so that æøå come out right.

    A text that a spreadsheet would take for a formula gets an apostrophe in front, as one types it in a cell.
    """
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(["kode", "alvor", "indsats", "ark", "celle", "fund", "kvittering"])
    for row in findings[list(FINDING_DTYPES)].itertuples(index=False):
        code, severity, item, sheet, cell, message, reason = ("" if pd.isna(value) else str(value) for value in row)
        writer.writerow(map(_inert, (code, severity, item, sheet, cell, message, reason)))
    return "\ufeff" + out.getvalue()


def changes_to_json(log: Log) -> str:
    """One object as ``schemas/sammenlign.json`` says: whole kroner, ISO dates, null for what is missing."""
    told = [_change(change) for change in log.changes]
    asked = [one for one in told if one["what"] == ChangeKind.SAME]
    versions = [{**one._asdict(), "as_of": one.as_of.isoformat()} for one in log.versions]
    data = {"format": FORMAT, "versions": versions, "changes": told, "asked": asked}
    return json.dumps(data, ensure_ascii=False, indent=2)


def changes_to_csv(log: Log) -> str:
    """The changes as Danish Excel reads CSV, see ``to_csv``; amounts in whole kroner."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(list(_CHANGE_COLUMNS))
    for change in log.changes:
        told = _change(change)
        writer.writerow([_cell(told[name]) for name in _CHANGE_COLUMNS.values()])
    return "\ufeff" + out.getvalue()


def replies_to_json(
    files: Iterable[ReturnedFile], decisions: Iterable[Decision], missing: Iterable[str], notes: Iterable[str]
) -> str:
    """One object as ``schemas/flet.json`` says; ``missing`` are the committees that have not answered.

    ``notes`` are sentences on files that were not read, or not all of them.
    """
    data = {
        "format": FORMAT,
        "files": [
            {
                "file": one.file,
                "committee": one.committee or None,
                "dispatched": one.dispatched and one.dispatched.isoformat(),
                "saved": one.saved and one.saved.isoformat(timespec="seconds"),
                "answers": one.number,
                "notes": list(one.notes),
            }
            for one in files
        ],
        "decisions": [_decision(one) for one in decisions],
        "missing": list(missing),
        "notes": list(notes),
    }
    return json.dumps(data, ensure_ascii=False, indent=2)


#: The keys of a decision that are texts, and its fields.
_DECISION = {
    "verdict": "verdict",
    "item": "item",
    "item_sent": "sent_id",
    "title": "title",
    "committee": "committee",
    "field": "field",
    "sent": "sent",
    "now": "now",
    "reply": "reply",
    "write_as": "write_as",
    "cell": "cell",
    "place": "place",
    "note": "note",
    "approved": "approved",
    "outcome": "outcome",
}


def _decision(one: Decision) -> dict[str, Any]:
    told: dict[str, Any] = {key: str(getattr(one, name)) or None for key, name in _DECISION.items()}
    told["saved"] = one.saved and one.saved.isoformat(timespec="seconds")
    told["dispatched"] = one.dispatched and one.dispatched.isoformat()
    return told


#: The columns of the CSV, and the keys of a change.
_CHANGE_COLUMNS = {
    "opgjort": "as_of",
    "indsats": "title",
    "id_nu": "item",
    "id_før": "item_before",
    "udvalg": "committees",
    "hvad": "what",
    "før": "before",
    "nu": "after",
    "måneder": "months",
    "kroner": "kroner",
    "i_ord": "sentence",
    "gang_nr": "times",
    "sted": "place",
}


def _cell(value: str | float | None) -> str:
    """A number as Danish Excel adds it up, a text that is no formula."""
    if isinstance(value, int | float):
        return f"{value:.10g}".replace(".", ",")
    return _inert(value or "")


def _change(change: Change) -> dict[str, Any]:
    return {
        "as_of": change.as_of and change.as_of.isoformat(),
        "what": str(change.what),
        "item": change.now,
        "item_before": change.then,
        "title": change.title,
        "committees": change.committees or None,
        "before": change.before or None,
        "after": change.after or None,
        "months": change.months,
        "kroner": change.kroner,
        "sentence": change.sentence,
        "times": change.nth,
        "place": cell_of(change.place) or None,
    }


def _inert(text: str) -> str:
    return f"'{text}" if text.lstrip().startswith(_STARTS_FORMULA) else text


def _plan(plan: Plan) -> dict[str, Any]:
    return {
        "source": plan.source.path.name,
        "as_of": plan.as_of.isoformat(),
        "unit": plan.unit,
        "years": list(plan.years),
        "items": len(plan.items),
        "completed": int((plan.items["completion"] == "done").sum()),
        "overdue": int(overdue(plan).sum()),
        "without_committee": int(without_committee(plan).sum()),
    }


def _items(plan: Plan) -> list[dict[str, Any]]:
    committees = plan.assignments.groupby("item", sort=False)["committee"].agg(list).to_dict()
    known = plan.amounts.dropna(subset="kroner")
    amounts: dict[str, dict[str, int]] = {}
    for item, year, kroner in zip(known["item"], known["year"], known["kroner"], strict=True):
        amounts.setdefault(item, {})[str(year)] = int(kroner)
    sums: dict[str, dict[str, int]] = {}
    for item, part, kroner in plan.sums[["item", "part", "kroner"]].itertuples(index=False):
        if part in SUM_LABELS:
            sums.setdefault(item, {})[str(part)] = int(kroner)
    return [
        {
            "item": key,
            "number": row["number"],
            "kind": row["kind"],
            "section": row["section"],
            "title": row["title"],
            "committees": committees.get(key, []),
            "responsible": row["responsible"],
            "due": {
                "text": row["due_text"],
                "kind": row["due_kind"],
                "from": _iso(row["due_from"]),
                "to": _iso(row["due_to"]),
            },
            "amounts": amounts.get(key, {}),
            **({"sums": sums[key]} if key in sums else {}),
            "completion": row["completion"],
            "strategic": row["strategic"],
            "confidential": row["confidential"],
            "remarks": row["remarks"],
            "source": {"sheet": row["sheet"], "row": row["row"]},
        }
        for key, row in zip(plan.items.index, records(plan.items), strict=True)
    ]


def _rest(plan: Plan) -> list[dict[str, Any]]:
    return records(plan.rest.loc[plan.rest["role"] != RowRole.BLANK, ["sheet", "row", "role", "text"]])


def _findings(findings: pd.DataFrame) -> list[dict[str, Any]]:
    frame = findings.assign(acknowledged=findings["acknowledgement"].notna()).drop(columns="acknowledgement")
    return records(frame[["code", "severity", "item", "sheet", "cell", "message", "acknowledged"]])


def _iso(value: Any) -> str | None:
    return None if value is None else value.date().isoformat()
