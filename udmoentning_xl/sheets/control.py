"""Kontrol: the findings as a table, what matters first, with a link to each place and a column to sign off in."""

from collections.abc import Mapping

import pandas as pd
from xlsxwriter.utility import xl_rowcol_to_cell

from udmoentning_xl.danish import counted as number_of
from udmoentning_xl.danish import listed
from udmoentning_xl.findings import Severity, counted
from udmoentning_xl.sheets.book import CONTROL, WHOLE_PLAN, Book, as_of_text, limited, plan_title
from udmoentning_xl.sheets.facts import written_texts
from udmoentning_xl.sheets.style import set_page
from udmoentning_xl.sheets.table import Column, Table, draw_parts, set_columns, write_table
from udmoentning_xl.sheets.text import longest_word, whole_text, writable
from udmoentning_xl.terms import SEVERITY_PLURALS, Heading, SheetName

SEVERITY, RULE = "Alvor", "Regel"
TONES = {Severity.ERROR: "tone_bad", Severity.WARNING: "tone_soon", Severity.NOTE: "tone_calm"}
NO_FINDINGS = "Ingen fund: kontrollen har ikke fundet noget at rette i planen."
_FROZEN = 2


def write_control(
    book: Book, findings: pd.DataFrame, rules: Mapping[str, tuple[str, str]], first_item_row: int
) -> Table:
    """Write the findings. ``rules`` gives the title and the cure of each code.

    ``first_item_row`` is the row of the first item in Samlet plan, counted from 0, for the links where the source is
    not in the workbook.
    """
    sheet, plan = book.sheet(CONTROL), book.plan
    head = book.heading(
        sheet,
        str(SheetName.CONTROL),
        f"{plan_title(plan)} · {as_of_text(plan)} · {_summary(findings)}",
        f"Skriv en begrundelse i {Heading.ACKNOWLEDGED}, når et fund er i orden. Så tæller det ikke med, og "
        "begrundelsen huskes ved næste kørsel.",
    )
    columns = _columns(book, findings, rules, first_item_row)
    set_columns(sheet, book.styles, columns)
    draw_parts(sheet, book.styles, head, columns, Heading.CODE)
    text = f"Kontrollens fund, de alvorligste først. {_summary(findings)}"
    about = (book.tables[CONTROL], "Kontrol", text)
    table = write_table(sheet, book.styles, head, columns, about)
    sheet.freeze_panes(head + 1, _FROZEN)
    set_page(sheet, footer=f"{plan_title(plan)} – Kontrol", as_of=plan.as_of)
    sheet.repeat_rows(head)
    return table


def _summary(findings: pd.DataFrame) -> str:
    """The findings that count, in words: "2 fejl, 3 advarsler og 1 note"."""
    if findings.empty:
        return "Ingen fund."
    counts = counted(findings)["severity"].value_counts()
    parts = [number_of(int(counts.get(one, 0)), str(one), SEVERITY_PLURALS[one]) for one in Severity]
    signed = int(findings["acknowledgement"].notna().sum())
    return listed(parts) + (f" – og {number_of(signed, 'fund', 'fund')}, der er kvitteret for." if signed else ".")


def _columns(
    book: Book, findings: pd.DataFrame, rules: Mapping[str, tuple[str, str]], first_item_row: int
) -> list[Column]:
    if findings.empty:
        findings = pd.DataFrame([dict.fromkeys(findings.columns, None) | {"message": NO_FINDINGS}])
    facts = book.facts
    codes, items = written_texts(findings["code"]), written_texts(findings["item"])
    places = [facts.place.get(item) if item else None for item in items]
    severities = written_texts(findings["severity"])
    sheets, cells = written_texts(findings["sheet"]), written_texts(findings["cell"])
    links = [
        book.source_link(sheet, cell) or _item_link(book, place, first_item_row)
        for sheet, cell, place in zip(sheets, cells, places, strict=True)
    ]
    committees = [None if place is None else facts.committee[place] for place in places]
    addresses = [_address(*pair) for pair in zip(sheets, cells, strict=True)]
    return [
        Column(SEVERITY, 9.5, severities, styles=[TONES[Severity(one)] if one else None for one in severities]),
        Column(Heading.CODE, 8, codes, "strong"),
        Column(RULE, 18, [rules.get(code or "", ("", ""))[0] or None for code in codes]),
        Column("Udvalg", longest_word(committees, 10, 13), committees),
        Column(Heading.ITEM, longest_word(items, 7, 14), [None if item is None else writable(item) for item in items]),
        Column("Indsats", 20, [None if place is None else facts.text["title"][place] for place in places]),
        Column(Heading.MESSAGE, 36, written_texts(findings["message"])),
        Column(Heading.PLACE, whole_text(addresses, 12, 22), addresses, links=limited(links)),
        Column("Sådan rettes det", 29, [rules.get(code or "", ("", ""))[1] or None for code in codes]),
        Column(Heading.ACKNOWLEDGED, 17, written_texts(findings["acknowledgement"]), "typed"),
    ]


def _address(sheet: str | None, cell: str | None) -> str | None:
    return f"{sheet}!{cell}" if sheet and cell else sheet or cell


def _item_link(book: Book, place: int | None, first_item_row: int) -> str | None:
    return None if place is None else book.link(WHOLE_PLAN, xl_rowcol_to_cell(first_item_row + place, 0))
