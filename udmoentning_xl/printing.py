"""What the terminal shows of a plan and its findings, as Danish lines; the form for machines is ``contract``."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from udmoentning_xl.danish import counted, day, listed, shortened, some, thousands
from udmoentning_xl.findings import Severity
from udmoentning_xl.findings import counted as that_count
from udmoentning_xl.meetings.states import overdue
from udmoentning_xl.plan import Observation, Plan, RowRole, SheetRole, records, without_committee
from udmoentning_xl.proposals import Lot
from udmoentning_xl.terms import ROW_ROLE_LABELS, ROW_ROLE_PLURALS, SEVERITY_PLURALS, target_label
from udmoentning_xl.unread import numbering_gaps, unread_sentences, unsaid
from udmoentning_xl.versions.figures import since_line
from udmoentning_xl.versions.log import log_of

#: So many findings of each severity are shown; the rest is in the sheet Kontrol.
_SHOWN = 8
_FEW = 3
_LONGEST_NAME = 40
_LONGEST_HEADING = 44


def change_lines(plan: Plan) -> Iterator[str]:
    """What has happened since the last run, in one line."""
    if line := since_line(log_of(plan), plan.unchanged_since):
        yield line


#: So many years outside the plan's own, a day that somebody has typed is hardly the one that was meant.
_FAR = 5


def far_day(plan: Plan) -> Iterator[str]:
    """That the day of the run lies far from the plan's years, and from today, where it does."""
    first, last = (plan.years[0], plan.years[-1]) if plan.years else (plan.as_of.year, plan.as_of.year)
    off = max(first - plan.as_of.year, plan.as_of.year - last)
    if min(off, abs(plan.as_of.year - date.today().year)) > _FAR:
        side = "før" if plan.as_of.year < first else "efter"
        yield (
            f"Datoen {day(plan.as_of)} ligger {off} år {side} planens år {first}-{last}: er årstallet i --dato rigtigt?"
        )


def reading_lines(plan: Plan) -> Iterator[str]:
    """What was read: the plan, its sheets, and the rows that are no items."""
    years = f" {plan.years[0]}-{plan.years[-1]}" if plan.years else ""
    yield f"Udmøntningsplan{years}, opgjort pr. {day(plan.as_of)}"
    read = plan.sheets[plan.sheets["items"] > 0]
    names = listed([f"„{name}“" for name in read["sheet"]])
    where = "intet ark" if read.empty else f"arket {names}" if len(read) == 1 else f"arkene {names}"
    number = counted(len(plan.items), "indsats", "indsatser")
    yield f"Læst: {number} fra {plan.source.path.name}, {where}; beløb i {plan.unit}"
    roles = plan.rest.loc[plan.rest["role"] != RowRole.BLANK, "role"].value_counts()
    parts = [
        counted(roles[role], one, ROW_ROLE_PLURALS[role]) for role, one in ROW_ROLE_LABELS.items() if role in roles
    ]
    if parts:
        yield f"Andre rækker: {listed(parts)}"
    told = (SheetRole.PLAN, SheetRole.COMPLETED, SheetRole.GENERATED)
    for sheet in records(plan.sheets[~plan.sheets["role"].isin(told)]):
        is_used = sheet["role"] in (SheetRole.COMPANION, SheetRole.LEGEND)
        yield f"{'Arket' if is_used else 'Ikke læst: arket'} „{sheet['sheet']}“ {sheet['detail']}"
    yield from unread_sentences(plan)
    yield from unsaid(plan)
    if gaps := numbering_gaps(plan):
        yield f"Numre, som ingen indsats har: {listed(gaps)}"
    chosen, refused = plan.columns["choice"].notna() & plan.columns["kept"].isna(), plan.columns["refusal"].notna()
    if followed := int((chosen & ~refused).sum()):
        yield f"Rettet i arket Læsning: {counted(followed, 'kolonne', 'kolonner')} (se U802 i Kontrol)"
    if in_vain := int((chosen & refused).sum()):
        yield (
            f"Kan ikke følges i arket Læsning: valget for {counted(in_vain, 'kolonne', 'kolonner')} (se U802 i Kontrol)"
        )
    if ours := [f"„{name}“" for name in plan.sheets["sheet"][plan.sheets["role"] == SheetRole.GENERATED]]:
        yield f"Fra en tidligere kørsel: {'arket' if len(ours) == 1 else 'arkene'} {some(ours, _FEW, 'andet')}"


def committee_lines(plan: Plan) -> Iterator[str]:
    """A small table of the bodies: items, completed, overdue, and the sum of each year in 1.000 kr."""
    names = {body.short: body.name for body in plan.bodies}
    late, done = overdue(plan), plan.items["completion"] == "done"
    sums = plan.amounts.pivot_table(index="item", columns="year", values="kroner", aggfunc="sum")
    rows = [["Udvalg", "", "Indsatser", "Afsluttet", "Overskredet", *map(str, plan.years)]]
    for short in dict.fromkeys(body.short for body in plan.bodies):
        items = pd.Index(plan.assignments.loc[plan.assignments["committee"] == short, "item"].unique())
        if len(items):
            rows.append([short, shortened(names[short], _LONGEST_NAME), *_figures(plan, items, (done, late, sums))])
    lacking = without_committee(plan)
    meant = ~plan.items.index.isin(plan.assignments["item"]) & ~lacking
    for words, chosen in (("uden udvalg", lacking), ("uden politisk behandling", meant)):
        items = plan.items.index[chosen]
        if len(items):
            rows.append(["", words, *_figures(plan, items, (done, late, sums))])
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
    parts = {severity: counting[counting["severity"] == severity] for severity in Severity}
    lines = [(_place(one), one["item"] or "") for own in parts.values() for one in records(own.head(shown))]
    places, items = (max(map(len, column)) for column in zip(*lines, strict=True)) if lines else (0, 0)
    for severity, own in parts.items():
        for one in records(own.head(shown)):
            where = f"{_place(one):<{places}}  {one['item'] or '':<{items}}"
            yield f"  {severity:<8}  {one['code']}  {where}  {one['message']}"
        if len(own) > shown:
            yield f"  … og {counted(len(own) - shown, severity, SEVERITY_PLURALS[severity])} mere"
    if kept := len(findings) - len(counting):
        yield f"Kvitteret og derfor ikke talt med: {kept}"


def _place(finding: Mapping[str, Any]) -> str:
    return "!".join(filter(None, (finding["sheet"], finding["cell"])))


def unneeded_lines(unneeded: pd.DataFrame) -> Iterator[str]:
    """The acknowledgements that are no longer needed, one line each below their number; none when there are none."""
    if unneeded.empty:
        return
    yield f"Kvitteringer, der ikke længere er brug for: {len(unneeded)}"
    frame = unneeded.fillna({"code": "", "item": ""})
    for code, item, text, why in zip(frame["code"], frame["item"], frame["text"], frame["why"], strict=True):
        now = "fundet er nu et andet" if why == "ændret" else "fundet er væk"
        yield f"  {f'{code} {item}'.strip()}: „{shortened(text, 60)}“ – {now}"


def stranded_lines(plan: Plan) -> Iterator[str]:
    """How many texts from an earlier run's sheets have no place in the new ones; none when there are none."""
    edits = plan.observed(Observation.GENERATED_EDIT)
    if number := int(edits["text"].str.endswith(Lot.NOT_CARRIED).sum()):
        texts = counted(number, "tekst", "tekster")
        yield f"{texts} fra arkene fra sidste kørsel {Lot.NOT_CARRIED}; se U801 i Kontrol"


def understanding_lines(plan: Plan) -> Iterator[str]:
    """How every sheet was understood: heading rows, columns with the reason, banners, totals, and rows left out."""
    for sheet in records(plan.sheets):
        yield f"Ark „{sheet['sheet']}“: {sheet['detail']}"
        if sheet["role"] not in (SheetRole.PLAN, SheetRole.COMPLETED):
            continue
        where = str(sheet["header_rows"])
        where = where if where.startswith("kolonne") else f"række {where}"
        yield f"  Overskrifter i {where}; {counted(sheet['items'], 'indsats', 'indsatser')}"
        conventions = [sheet[name] for name in ("unit", "price_level", "sign_rule") if sheet[name]]
        assumed = f"enheden står ikke på arket; {plan.unit} er antaget"
        yield f"  Beløb: {', '.join(conventions) if conventions else assumed}"
        rows = [["Kolonne", "Overskrift", "Læst som", "Hvorfor"]]
        for column in records(plan.columns[plan.columns["sheet"] == sheet["sheet"]]):
            heading = shortened(column["heading"] or "", _LONGEST_HEADING)
            rows.append([column["column"], heading, target_label(column["field"]), column["why"] or ""])
        yield from (f"  {line}" for line in aligned(rows, left=4))
        for row in records(plan.rest[(plan.rest["sheet"] == sheet["sheet"]) & (plan.rest["role"] != RowRole.BLANK)]):
            yield f"  Række {row['row']}: {ROW_ROLE_LABELS[row['role']]}: {shortened(row['text'] or '', 90)}"
