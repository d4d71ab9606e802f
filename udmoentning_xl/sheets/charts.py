"""The native charts: what they show, their words, and their looks. Where they stand is up to the sheet.

A title says what the chart shows of this plan. Excel could take it from a cell and follow what is typed, but
LibreOffice does not; so it is a text that says of which day it is.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from xlsxwriter.chart import Chart
from xlsxwriter.worksheet import Worksheet

from udmoentning_xl.danish import counted, kroner, listed
from udmoentning_xl.meetings.states import SOON_DAYS, Deadline
from udmoentning_xl.sheets.book import Book, as_of_text
from udmoentning_xl.sheets.facts import Facts
from udmoentning_xl.sheets.quarters import quarters_begun
from udmoentning_xl.sheets.style import CHART, CHART_LINES, FONT, INK, LINE, MUTED, PAPER
from udmoentning_xl.sheets.table import Table
from udmoentning_xl.sheets.text import label, shorten
from udmoentning_xl.versions.change import months_between, months_told

_FONT = {"name": FONT, "size": 9, "color": INK}
#: Numbers in bars: nothing where there is nothing, so that a short bar is not covered by a 0.
_LABEL = "#,##0;-#,##0;;"
#: More names than these are not listed in a title.
_NAMED = 3
#: What parts a segment of a bar from the next.
_GAP = {"color": PAPER, "width": 1.5}


def add_committee_chart(book: Book, sheet: Worksheet, table: Table, at: tuple[int, int], size: tuple[int, int]) -> None:
    """Status per committee as stacked bars; the longest names would not fit, so the axis has the short ones."""
    chart = book.workbook.add_chart({"type": "bar", "subtype": "stacked"})
    series = (
        ("Afsluttet", "good", PAPER),
        ("Overskredet", "bad", PAPER),
        (f"Inden {SOON_DAYS} dage", "soon", INK),
        ("Øvrige", "calm", INK),
    )
    for heading, tone, text in series:
        chart.add_series(
            {
                "name": [table.sheet, table.head, table.places[heading]],
                "categories": table.span("Kort"),
                "values": table.span(heading),
                "fill": {"color": CHART[tone]},
                "border": _GAP,
                "gap": 45,
                "data_labels": {"value": True, "num_format": _LABEL, "font": {**_FONT, "color": text, "bold": True}},
            }
        )
    message = overdue_message(book.facts)
    _dress(chart, (message, f"Status pr. udvalg. {as_of_text(book.plan)}"), "Antal indsatser", "Udvalg")
    chart.set_y_axis({**_axis("Udvalg"), "reverse": True, "major_gridlines": {"visible": False}})
    # Names from the top down put the axis of values at the top; only its labels can be moved below.
    bare = {"label_position": "high", "line": {"none": True}, "major_tick_mark": "none"}
    longest = max((len(book.facts.members(body.short)) for body in book.facts.bodies), default=0)
    chart.set_x_axis({**_axis("Antal indsatser"), **_counts(longest), **bare, **_GRID})
    about = (
        "Liggende søjler med et udvalg i hver. Hver søjle er delt i afsluttede, overskredne, dem med frist inden "
        f"{SOON_DAYS} dage og øvrige indsatser. Tallene står i tabellen Udvalg. {as_of_text(book.plan)}."
    )
    _insert(sheet, chart, at, size, f"{message}. {about}")


def add_money_chart(book: Book, sheet: Worksheet, table: Table, at: tuple[int, int], size: tuple[int, int]) -> None:
    """The amounts of each year as stacked columns, savings below the axis and expenses above, by where they stand.

    ``table`` is that of ``money.by_year``: two blocks of rows with the same parts.
    """
    chart = book.workbook.add_chart({"type": "column", "subtype": "stacked"})
    first, last = 2, max(table.places.values())
    parts = list(zip(("good", "bad", "soon", "calm"), range(table.first + 1, table.first + 5), strict=True))
    block = len(parts) + 1
    for tone, row in [*parts, *((tone, row + block) for tone, row in parts)]:
        chart.add_series(
            {
                "name": [table.sheet, row, 1],
                "categories": [table.sheet, table.head, first, table.head, last],
                "values": [table.sheet, row, first, row, last],
                "fill": {"color": CHART[tone]},
                "border": _GAP,
                "gap": 60,
            }
        )
    message = money_message(table, book.plan.as_of.year)
    _dress(chart, (message, f"Pengene pr. år. {as_of_text(book.plan)}"), "1.000 kr.", "År")
    chart.set_legend({"position": "top", "font": _FONT, "delete_series": list(range(len(parts), 2 * len(parts)))})
    chart.set_x_axis({**_axis("År"), "label_position": "low", "major_gridlines": {"visible": False}})
    chart.set_y_axis({**_axis("1.000 kr."), "num_format": "#,##0", **_GRID})
    about = (
        "Stablede søjler med et år i hver: besparelser og indtægter under nul, udgifter over, delt i afsluttet, "
        f"overskredet, udgår og øvrige. Tallene står i tabellen Pengene. {as_of_text(book.plan)}."
    )
    _insert(sheet, chart, at, size, f"{message}. {about}")


def add_quarter_chart(book: Book, sheet: Worksheet, table: Table, at: tuple[int, int], size: tuple[int, int]) -> None:
    """Items due per quarter, and how many of them are completed."""
    chart = book.workbook.add_chart({"type": "column"})
    for heading, tone in (("Planlagt", "plan"), ("Afsluttet", "good")):
        chart.add_series(
            {
                "name": [table.sheet, table.head, table.places[heading]],
                "categories": table.span("Kvartal"),
                "values": table.span(heading),
                "fill": {"color": CHART[tone]},
                "gap": 60,
                "overlap": -10,
            }
        )
    message = ahead_message(_values(table, "Kvartal"), _values(table, "Planlagt"), quarters_begun(book.facts))
    shown = f"Indsatser med tidspunkt i kvartalet. {as_of_text(book.plan)}"
    _dress(chart, (message, shown), "Antal indsatser", "Kvartal", max(_values(table, "Planlagt")))
    about = (
        "Søjler pr. kvartal: hvor mange indsatser har vejledende tidspunkt i kvartalet, og hvor mange af dem er "
        f"afsluttet. Tallene står i tabellen Kvartaler. {as_of_text(book.plan)}."
    )
    _insert(sheet, chart, at, size, f"{message}. {about}")


def add_progress_chart(
    book: Book, sheet: Worksheet, table: Table, begun: int, at: tuple[int, int], size: tuple[int, int], left: int
) -> None:
    """Completed over planned, added up from quarter to quarter.

    The line of what is completed ends with the ``begun`` quarters: a level line through those ahead would look as if
    nothing were ever to be completed there.
    """
    chart = book.workbook.add_chart({"type": "line"})
    looks: tuple[tuple[str, str, dict[str, Any], int], ...] = (
        ("Planlagt i alt", "plan", {"width": 2.25, "dash_type": "dash"}, table.last),
        ("Afsluttet i alt", "good", {"width": 2.75}, table.head + begun),
    )
    for heading, tone, line, last in looks:
        chart.add_series(
            {
                "name": [table.sheet, table.head, table.places[heading]],
                "categories": table.span("Kvartal"),
                "values": [table.sheet, table.first, table.places[heading], last, table.places[heading]],
                "line": {"color": CHART[tone], **line},
            }
        )
    planned, done = (_values(table, heading) for heading in ("Planlagt i alt", "Afsluttet i alt"))
    message = progress_message(planned[begun - 1], done[begun - 1])
    shown = f"Lagt sammen til og med {_named(_values(table, 'Kvartal')[begun - 1])}. {as_of_text(book.plan)}"
    _dress(chart, (message, shown), "Antal indsatser", "Kvartal", max(planned))
    about = (
        "To linjer over kvartalerne: hvor mange indsatser der efter planen skal være afsluttet til og med kvartalet, "
        "og hvor mange af dem der er det, frem til det kvartal, opgørelsen er lavet i. Tallene står i tabellen "
        f"Kvartaler. {as_of_text(book.plan)}."
    )
    _insert(sheet, chart, at, size, f"{message}. {about}", left)


_MARGIN = 31  # days above and below the lines


def add_trend_chart(
    book: Book, sheet: Worksheet, table: Table, days: tuple[date, date], at: tuple[int, int], size: tuple[int, int]
) -> None:
    """The last day of each item of ``table`` from version to version: level it holds, rising it slips.

    ``days`` are the first and the last of them.
    """
    chart = book.workbook.add_chart({"type": "line"})
    first, last = min(table.places.values()) + 2, max(table.places.values())
    for number, row in enumerate(range(table.first, table.last + 1)):
        again, kind = divmod(number, len(CHART_LINES))
        colour, dash = CHART_LINES[kind], "dash" if again else "solid"
        chart.add_series(
            {
                "name": [table.sheet, row, 1],
                "categories": [table.sheet, table.head, first, table.head, last],
                "values": [table.sheet, row, first, row, last],
                "line": {"color": colour, "width": 2.25, "dash_type": dash},
                "marker": {"type": "circle", "size": 5, "fill": {"color": colour}, "border": {"color": colour}},
            }
        )
    message = trend_message(book.facts, table)
    shown = f"Milepælstrend: sidste dag, som den var i hver version. {as_of_text(book.plan)}"
    _dress(chart, (message, shown), "Sidste dag", "Opgjort")
    chart.set_legend({"position": "right", "font": _FONT})
    low, high = (book.facts.serial(when) for when in days)
    bounds = {"min": low - _MARGIN, "max": high + _MARGIN, "num_format": "mm-yyyy"}
    chart.set_y_axis({**_axis("Sidste dag"), **bounds, **_GRID})
    about = (
        "En linje for hver af de indsatser, der er flyttet mest: den sidste dag, som den var i hver version. En "
        f"vandret linje holder, en stigende skrider. Tallene står i tabellen Milepælstrend. {as_of_text(book.plan)}."
    )
    _insert(sheet, chart, at, size, f"{message}. {about}")


def overdue_message(facts: Facts) -> str:
    """How many items are overdue, and which bodies have most of them."""
    late = {row for row, word in enumerate(facts.deadline) if word == Deadline.OVERDUE}
    if not late:
        return "Ingen indsatser er overskredet"
    told = f"{counted(len(late), 'indsats', 'indsatser')} er overskredet"
    counts = {label(body.short): len(late.intersection(facts.members(body.short))) for body in facts.bodies}
    most = max(counts.values(), default=0)
    first = [short for short, count in counts.items() if count == most]
    if not most or len(first) > _NAMED:
        return told
    if most == len(late):
        return f"{told}, {'' if most == 1 else 'alle '}i {listed(first)}"
    return (
        f"{told}, {most} af dem i {first[0]}" if len(first) == 1 else f"{told}, flest i {listed(first)} ({most} hver)"
    )


def money_message(table: Table, year: int) -> str:
    """How much is finished of the savings of ``year`` or the plan's first, else of the expenses."""
    shown = str(year) if str(year) in table.places else table.columns[2].heading
    saved, home, *_, spent, done = (round(abs(amount) * 1000) for amount in _values(table, shown)[:7])
    part, whole, what = (home, saved, "besparelser") if saved else (done, spent, "udgifter")
    return f"{shown}: {kroner(part)} af {kroner(whole)} i {what} er afsluttet"


def ahead_message(quarters: Sequence[str], planned: Sequence[int], begun: int) -> str:
    """Where most items lie from the present quarter on, which is the last of the ``begun`` ones."""
    ahead = list(zip(quarters, planned, strict=True))[begun - 1 :]
    most = max(count for _, count in ahead)
    if not most:
        return "Ingen indsatser er planlagt nu og fremover"
    told = f"Travlest nu og fremover: {counted(most, 'planlagt indsats', 'planlagte indsatser')}"
    busiest = [_named(name) for name, count in ahead if count == most]
    return f"{told} i {listed(busiest)}" if len(busiest) <= _NAMED else f"{told} i {len(busiest)} kvartaler"


def _named(quarter: str) -> str:
    """A row of the table of quarters within a sentence: "tiden efter 2027"."""
    return quarter if quarter[0].isdigit() else f"tiden {quarter.lower()}"


def progress_message(planned: int, done: int) -> str:
    """How many of the items that should be completed by now are."""
    if not planned:
        return "Ingen indsatser skulle være afsluttet endnu"
    return f"{done} af {counted(planned, 'planlagt indsats', 'planlagte indsatser')} er afsluttet"


def trend_message(facts: Facts, table: Table) -> str:
    """How many of the items shown have slipped from the first version to the last, and which of them most."""
    slipped = []
    for row, name in enumerate(table.columns[1].values):
        days = [column.values[row] for column in table.columns[2:] if column.values[row] is not None]
        then, now = (facts.epoch + timedelta(days=int(day)) for day in (days[0], days[-1]))
        if now > then:
            slipped.append((months_between(then, now), name))
    count = len(table.columns[1].values)
    told = f"{len(slipped) or 'Ingen'} af {counted(count, 'flyttet indsats', 'flyttede indsatser')} er udskudt"
    if not slipped:
        return told
    most = max(months for months, _ in slipped)
    far = months_told(most)
    first = [name for months, name in slipped if months == most]
    return f"{told}, længst „{shorten(first[0], 40)}“ ({far})" if len(first) == 1 else f"{told}, op til {far}"


_FEW = 6
_GRID = {"major_gridlines": {"visible": True, "line": {"color": LINE, "width": 0.75}}}


def _axis(name: str) -> dict[str, Any]:
    return {
        "name": name,
        "name_font": {**_FONT, "bold": False, "color": MUTED},
        "num_font": _FONT,
        "line": {"color": MUTED, "width": 0.75},
    }


def _values(table: Table, heading: str) -> list[Any]:
    return list(table.columns[table.places[heading]].values)


def _counts(largest: float) -> dict[str, Any]:
    """An axis of whole numbers: few of them would else get halves between, written as the same number twice."""
    return {"num_format": "#,##0", "min": 0, **({"major_unit": 1} if largest < _FEW else {})}


def _dress(chart: Chart, title: tuple[str, str], values: str, categories: str, largest: float = _FEW) -> None:
    """``title`` is the message and what is shown, in smaller letters below; ``largest`` is the highest value."""
    chart.set_title(
        {"name": "\n".join(map(label, title)), "name_font": {**_FONT, "size": 12, "bold": True}, "overlay": False}
    )
    chart.set_legend({"position": "top", "font": _FONT})
    chart.set_x_axis({**_axis(categories), "major_gridlines": {"visible": False}})
    chart.set_y_axis({**_axis(values), **_counts(largest), **_GRID})
    chart.set_chartarea({"border": {"color": LINE}, "fill": {"color": PAPER}})
    chart.set_plotarea({"fill": {"none": True}})


def _insert(
    sheet: Worksheet, chart: Chart, at: tuple[int, int], size: tuple[int, int], about: str, left: int = 0
) -> None:
    chart.set_size({"width": size[0], "height": size[1]})
    sheet.insert_chart(*at, chart, {"x_offset": left + 8, "y_offset": 4, "description": about, "object_position": 2})
