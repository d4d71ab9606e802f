"""What the terminal shows of a plan and its findings, as lines of Danish text; what is public for machines is in ``contract``."""

from collections.abc import Iterator, Sequence

import pandas as pd

from udmoentning_xl.danish import counted, day, listed, thousands
from udmoentning_xl.findings import Severity
from udmoentning_xl.findings import counted as that_count
from udmoentning_xl.plan import Plan, RowRole, SheetRole, overdue
from udmoentning_xl.terms import LABELS, ROW_ROLE_LABELS, SEVERITY_PLURALS

#: So many findings of each severity are shown; the rest is in the sheet Kontrol.
_SHOWN = 8
_LONGEST_NAME = 40


def reading_lines(plan: Plan) -> Iterator[str]:
    """What was read: the plan, its sheets, and the rows that are no items."""
    years = f" {plan.years[0]}-{plan.years[-1]}" if plan.years else ""
    yield f"Udmøntningsplan{years}, opgjort pr. {day(plan.as_of)}"
    read = plan.sheets[plan.sheets["items"] > 0]
    names = listed([f"„{name}“" for name in read["sheet"]])
    where = f"arket {names}" if len(read) == 1 else f"arkene {names}"
    yield f"Læst: {counted(len(plan.items), 'indsats', 'indsatser')} fra {plan.source.path.name}, {where}; beløb i {plan.unit}"
    roles = plan.rest.loc[plan.rest["role"] != RowRole.BLANK, "role"].value_counts()
    parts = [f"{roles[role]} {ROW_ROLE_LABELS[role]}" for role in ROW_ROLE_LABELS if roles.get(role, 0)]
    if parts:
        yield f"Andre rækker: {', '.join(parts)}"
    for sheet in plan.sheets[~plan.sheets["role"].isin([SheetRole.PLAN, SheetRole.COMPLETED])].itertuples():
        yield f"Ikke læst: arket „{sheet.sheet}“ {sheet.detail}"


def committee_lines(plan: Plan) -> Iterator[str]:
    """A small table of the bodies: items, completed, overdue, and the sum of each year in 1.000 kr."""
    names = {body.short: body.name for body in plan.bodies}
    late, done = overdue(plan), plan.items["completion"] == "done"
    sums = plan.amounts.pivot_table(index="item", columns="year", values="kroner", aggfunc="sum")
    rows = [["Udvalg", "", "Indsatser", "Afsluttet", "Overskredet", *map(str, plan.years)]]
    for short in dict.fromkeys(body.short for body in plan.bodies):
        items = pd.Index(plan.assignments.loc[plan.assignments["committee"] == short, "item"].unique())
        if len(items):
            rows.append([short, names[short][:_LONGEST_NAME], *_figures(plan, items, (done, late, sums))])
    without = plan.items.index.difference(pd.Index(plan.assignments["item"].unique()))
    if len(without):
        rows.append(["", "uden udvalg", *_figures(plan, without, (done, late, sums))])
    rows.append(["I alt", "hver indsats talt én gang", *_figures(plan, plan.items.index, (done, late, sums))])
    yield from aligned(rows, left=2)
    yield "Beløb i 1.000 kr. En indsats med flere udvalg står ved dem alle."


def _figures(plan: Plan, items: pd.Index, facts: tuple[pd.Series, pd.Series, pd.DataFrame]) -> list[str]:
    done, late, sums = facts
    own = sums.reindex(items)
    amounts = [
        thousands(int(own[year].sum())) if year in own and own[year].notna().any() else "" for year in plan.years
    ]
    return [str(len(items)), str(int(done[items].sum())), str(int(late[items].sum())), *amounts]


def aligned(rows: Sequence[Sequence[str]], *, left: int) -> Iterator[str]:
    """The rows as columns, the first ``left`` of them to the left and the others to the right, under one heading."""
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    for number, row in enumerate(rows):
        cells = [
            text.ljust(width) if place < left else text.rjust(width)
            for place, (text, width) in enumerate(zip(row, widths, strict=True))
        ]
        yield "  ".join(cells).rstrip()
        if number == 0:
            yield "  ".join("-" * width for width in widths)


def finding_lines(findings: pd.DataFrame, shown: int = _SHOWN) -> Iterator[str]:
    """The number of findings by severity, then the first of each with their cells."""
    counting = that_count(findings)
    if counting.empty:
        yield "Ingen fund."
    else:
        numbers = counting["severity"].value_counts()
        yield "Fund: " + ", ".join(counted(int(numbers.get(one, 0)), one, SEVERITY_PLURALS[one]) for one in Severity)
    for severity in Severity:
        own = counting[counting["severity"] == severity]
        for finding in own.head(shown).itertuples():
            place = f"{finding.sheet}!{finding.cell}" if pd.notna(finding.sheet) else ""
            item = finding.item if pd.notna(finding.item) else ""
            yield f"  {severity:<8}  {finding.code}  {place:<18}  {item:<8}  {finding.message}"
        if len(own) > shown:
            yield f"  … og {counted(len(own) - shown, SINGULARS[severity], SEVERITY_PLURALS[severity])} mere"
    if kept := len(findings) - len(counting):
        yield f"Kvitteret og derfor ikke talt med: {kept}"


SINGULARS = {one: str(one) for one in Severity}


def understanding_lines(plan: Plan) -> Iterator[str]:
    """How every sheet was understood: heading rows, columns with the reason, banners, totals, and rows left out."""
    for sheet in plan.sheets.itertuples():
        yield f"Ark „{sheet.sheet}“: {sheet.detail}"
        if sheet.role not in (SheetRole.PLAN, SheetRole.COMPLETED):
            continue
        yield f"  Overskrifter i række {sheet.header_rows}; {counted(int(sheet.items), 'indsats', 'indsatser')}"
        conventions = [part for part in (sheet.unit, sheet.price_level, sheet.sign_rule) if pd.notna(part)]
        yield f"  Beløb: {', '.join(conventions) if conventions else f'enheden står ikke på arket; {plan.unit} er antaget'}"
        columns = plan.columns[plan.columns["sheet"] == sheet.sheet]
        rows = [["Kolonne", "Overskrift", "Læst som", "Hvorfor"]]
        rows += [[str(c.column), _short(c.heading), target_label(c.field), _text(c.why)] for c in columns.itertuples()]
        yield from (f"  {line}" for line in aligned(rows, left=4))
        rest = plan.rest[(plan.rest["sheet"] == sheet.sheet) & (plan.rest["role"] != RowRole.BLANK)]
        for row in rest.itertuples():
            yield f"  Række {row.row}: {ROW_ROLE_LABELS[row.role]}: {_short(row.text, 90)}"


_TARGETS = {
    "start": "Vejledende tidspunkt (start)",
    "end": "Vejledende tidspunkt (slut)",
    "amount": "Beløb uden årstal",
    "row_total": "sum på tværs af år; læses ikke",
    "left_out": "regnskab eller korrigeret budget; læses ikke",
}


def target_label(target: object) -> str:
    """What a column was read as, in Danish; "læses ikke" for one that was not."""
    if not isinstance(target, str):
        return "læses ikke"
    if target.isdigit():
        return f"Beløb {target}"
    if target.startswith("body:"):
        return f"Udvalg: kryds for {target.removeprefix('body:')}"
    return LABELS.get(target) or _TARGETS.get(target, target)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _short(value: object, longest: int = 44) -> str:
    text = " ".join(_text(value).split())
    return text if len(text) <= longest else text[: longest - 1] + "…"
