"""Ændringer: the log of what has changed from version to version, the newest first, and how the days have moved.

What people write in the column *Samme som* is read at the next run in ``reading.changes``, by the headings; so are the
rows themselves, which go on from run to run.
"""

from collections.abc import Sequence
from datetime import date

from xlsxwriter.worksheet import Worksheet

from udmoentning_xl.danish import counted, day, listed
from udmoentning_xl.sheets.book import CHANGES, Book, as_of_text, limited, plan_title
from udmoentning_xl.sheets.charts import add_trend_chart
from udmoentning_xl.sheets.style import set_page
from udmoentning_xl.sheets.table import Column, Table, draw_parts, set_columns, write_table
from udmoentning_xl.sheets.text import label, longest_word, shorten, whole_text, writable
from udmoentning_xl.terms import LABELS, Field, Heading, SheetName
from udmoentning_xl.versions.change import STANDS_IN, WHOLE, Change, ChangeKind, cell_of
from udmoentning_xl.versions.figures import Trend, open_questions, trends
from udmoentning_xl.versions.log import Log, is_odd, log_of

#: The names of the tables of the sheet by key.
VERSIONS_KEY, TREND_KEY = f"{CHANGES}:versioner", f"{CHANGES}:trend"
CHANGES_TABLES = {CHANGES: "Aendringer", VERSIONS_KEY: "Versioner", TREND_KEY: "Milepaele"}
#: The tone of what has happened; nothing for what is neither good nor bad.
_TONES = {
    ChangeKind.GONE: "bad",
    ChangeKind.REOPENED: "bad",
    ChangeKind.SAME: "soon",
    ChangeKind.POSTPONED: "soon",
    ChangeKind.UNDATED: "soon",
    ChangeKind.DONE: "good",
    ChangeKind.NEW: "plan",
    ChangeKind.BACK: "plan",
}
_CHART_ROWS, _ROW_PIXELS = 17, 20
_TEXT = 300


def write_changes(book: Book) -> None:
    """Write the sheet."""
    sheet, plan, log = book.sheet(CHANGES), book.plan, log_of(book.plan)
    changes = sorted(log.changes, key=lambda change: change.as_of or date.min, reverse=True)
    base = log.base
    asked = open_questions(log)
    odd = list(dict.fromkeys(change.same_as for change in changes if is_odd(change)))
    head = book.heading(
        sheet,
        str(SheetName.CHANGES),
        f"{plan_title(plan)} · {as_of_text(plan)} · "
        + (f"Sammenlignet med {base.name}, opgjort {day(base.as_of)}" if base else _last_seen(log)),
        f"Rækkerne bliver stående fra kørsel til kørsel, de nyeste øverst. {_ask(asked, odd)}",
    )
    versions, moved = trends(log, plan.years)
    columns = _columns(book, changes)
    set_columns(sheet, book.styles, columns)
    chart_at = head
    if moved:
        head += _CHART_ROWS + 1
    draw_parts(sheet, book.styles, head, columns, Heading.AS_OF)
    text = f"Hvad der er ændret i planen fra version til version. {as_of_text(plan)}."
    table = write_table(sheet, book.styles, head, columns, (book.tables[CHANGES], str(SheetName.CHANGES), text))
    _open_answers(book, sheet, table, changes)
    below = _write_versions(book, sheet, table, log)
    last, right = below, table.places[Heading.SAME_AS]  # where it stands in the workbook is for the screen
    if moved:
        trend = _write_trends(book, sheet, (below, table), versions, moved)
        last, right = trend.last, max(right, len(trend.columns) - 1)
        days = [when for one in moved for when in one.days if when]
        size = (sum(int(column.width * 7) + 5 for column in columns[:11]), _CHART_ROWS * _ROW_PIXELS)
        add_trend_chart(book, sheet, trend, (min(days), max(days)), (chart_at, 0), size)
    set_page(sheet, footer=f"{plan_title(plan)} – {SheetName.CHANGES}", as_of=plan.as_of)
    sheet.print_area(0, 0, last, right)
    sheet.repeat_rows(head)


def _last_seen(log: Log) -> str:
    """When something has last changed, where nothing has today."""
    return f"De seneste ændringer er fra {day(log.versions[-1].as_of)}" if len(log.versions) > 1 else "Første version"


def _ask(asked: int, odd: Sequence[str]) -> str:
    unused = [f"„{shorten(text, 40)}“" for text in odd[:3]]
    told = f" Kan ikke bruges: {listed(unused)}; skriv et id fra arket." if odd else ""
    if not asked:
        return f"Er en indsats regnet forkert, så ret eller slet rækken.{told}"
    return (
        f"Svar i den gule kolonne {Heading.SAME_AS} ({counted(asked, 'spørgsmål', 'spørgsmål')}): det, der står i "
        f"{Heading.ID_THEN}, hvis det er den samme indsats, ellers „ny“. Svaret bliver ført ud ved næste kørsel." + told
    )


def _columns(book: Book, changes: Sequence[Change]) -> list[Column]:
    if not changes:
        changes = [Change("", "Ingen ændringer endnu.", None, None, "", "")]
    places = [_text(_place(book, change)) for change in changes]
    bodies = [_text(change.committees) for change in changes]
    links = [_link(book, place or "") if change.now else None for change, place in zip(changes, places, strict=True)]
    now = [f"{change.now}?" if change.now and change.what.endswith("?") else change.now for change in changes]
    tones = [_TONES.get(ChangeKind(change.what)) if change.what in set(ChangeKind) else None for change in changes]
    kroner = [None if change.kroner is None else change.kroner / 1000 for change in changes]
    return [
        Column(Heading.AS_OF, 11.5, [change.as_of and book.facts.serial(change.as_of) for change in changes], "date"),
        Column(LABELS[Field.TITLE], 22, [_text(change.title) for change in changes], "strong"),
        Column(Heading.ID_NOW, 9.5, [_text(one) for one in now]),
        Column(Heading.ID_THEN, 9.5, [_text(change.then) for change in changes]),
        Column(LABELS[Field.COMMITTEE], longest_word(bodies, 10.5, 14), bodies),
        Column(
            Heading.WHAT,
            12.5,
            [_text(change.what) for change in changes],
            styles=[tone and f"tone_{tone}" for tone in tones],
        ),
        Column(Heading.BEFORE, 15.5, [_text(change.before) for change in changes]),
        Column(Heading.AFTER, 15.5, [_text(change.after) for change in changes]),
        Column(Heading.MONTHS, 10.5, [change.months for change in changes], "amount_tenth"),
        Column(Heading.KRONER, 10, kroner, "amount"),
        Column(Heading.IN_WORDS, 30, [_text(change.sentence) for change in changes]),
        Column(Heading.NTH, 9.5, [change.nth for change in changes], "count"),
        Column(Heading.SAME_AS, 9.5, [_text(change.same_as) for change in changes], styles=_typed(changes)),
        Column(Heading.PLACE, whole_text(places, 12, 30), places, links=limited(links)),
    ]


def _text(text: str | None) -> str | None:
    return writable(shorten(text, _TEXT)) if text else None


def _typed(changes: Sequence[Change]) -> list[str | None]:
    return ["typed" if change.what == ChangeKind.SAME else None for change in changes]


def _place(book: Book, change: Change) -> str:
    """Where a change stands in the plan now; of what is gone where it stood, and in which version.

    What was written in an earlier version may have moved since, and another item may stand there now.
    """
    if change.what == ChangeKind.GONE:
        return change.place if change.place != cell_of(change.place) else ""
    if change.as_of == book.plan.as_of or not change.now:
        return change.place if change.now or change.title == WHOLE else ""
    cells = book.plan.cells
    if change.now not in cells.index:
        return ""
    own = cells.loc[change.now].dropna()
    return str(own.get(STANDS_IN.get(change.what, "")) or own.get("title") or "")


def _link(book: Book, place: str) -> str | None:
    sheet, told, cell = place.rpartition("!")
    return book.source_link(sheet, cell) if told else None


def _open_answers(book: Book, sheet: Worksheet, table: Table, changes: Sequence[Change]) -> None:
    """The yellow cells to answer in, with what can be answered."""
    place = table.places[Heading.SAME_AS]
    for row, change in enumerate(changes, table.first):
        if change.what == ChangeKind.SAME:
            if not change.same_as:
                sheet.write_blank(row, place, None, book.styles["typed"])
            rule = {
                "validate": "list",
                "source": [label(change.then or "ja"), "ny"],
                "error_type": "warning",
                "error_title": "Kendes ikke",
                "error_message": f"Vælg {change.then}, hvis det er den samme indsats, ellers „ny“.",
            }
            sheet.data_validation(row, place, row, place, rule)


def _write_versions(book: Book, sheet: Worksheet, above: Table, log: Log) -> int:
    """The versions that the log is of, below it; give the next free row."""
    row = above.last + 2
    sheet.set_row(row, 26)
    sheet.write_string(row, 0, "Versioner", book.styles["section"])
    newest = log.versions[::-1]
    columns = [
        Column(Heading.AS_OF, 0, [book.facts.serial(one.as_of) for one in newest], "date"),
        Column(Heading.FILE, 0, [writable(one.name) for one in newest]),
        Column(Heading.ITEMS, 0, [one.items for one in newest], "count"),
        Column("Ændringer", 0, [one.changes for one in newest], "count"),
    ]
    about = (book.tables[VERSIONS_KEY], "Versioner", "De versioner af planen, som ændringerne er talt imellem.")
    widths = [column.width for column in above.columns]
    return write_table(sheet, book.styles, row + 1, columns, about, filtered=False, widths=widths).last + 2


def _write_trends(
    book: Book, sheet: Worksheet, place: tuple[int, Table], versions: Sequence[date], moved: Sequence[Trend]
) -> Table:
    """The last day of the items that have moved most in each version: what the chart shows."""
    row, above = place
    sheet.set_row(row, 26)
    sheet.write_string(row, 0, "Milepælstrend: sidste dag i hver version", book.styles["section"])
    serials = [[None if when is None else book.facts.serial(when) for when in one.days] for one in moved]
    names = [label(shorten(one.title, 48)) for one in moved]
    columns = [
        Column(Heading.ID_NOW, 0, [writable(one.item) for one in moved], "strong"),
        Column(LABELS[Field.TITLE], 0, names),
        *(
            Column(day(version), 0, [days[place] for days in serials], "short_date")
            for place, version in enumerate(versions)
        ),
    ]
    widths = [*(column.width for column in above.columns), *[11.5] * len(versions)]
    text = "Indsatsens sidste dag, som den var i hver version, for de indsatser, der er flyttet mest."
    about = (book.tables[TREND_KEY], "Milepælstrend", text)
    return write_table(sheet, book.styles, row + 1, columns, about, filtered=False, widths=widths)
