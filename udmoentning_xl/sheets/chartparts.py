"""The charts of a finished workbook: what the writer leaves out of them is said, and a title gets its lines.

What is left out is for the program that opens the file to decide, and programs decide by the version that the user's
own file says it is of (AppVersion): labels get names beside their numbers, lines are smoothed, a missing point is 0.
"""

from collections.abc import Iterator
from pathlib import Path

from udmoentning_xl.package.archive import Content, read_archive, write_archive
from udmoentning_xl.package.xmlscan import Document, Edit, Node, parse
from udmoentning_xl.sheets.language import LANGUAGE

_CHARTS = "xl/charts/chart"
#: By element: its children in the order of the schema (ECMA-376-1, 21.2), with the value that is said where the writer
#: says none; "" for those that are written or have no value. What comes after the last one to be said is left out.
_AXIS = {
    **dict.fromkeys(("axId", "scaling"), ""),
    "delete": "0",
    **dict.fromkeys(("axPos", "majorGridlines", "minorGridlines", "title", "numFmt"), ""),
    "majorTickMark": "out",
    "minorTickMark": "none",
    "tickLblPos": "nextTo",
    **dict.fromkeys(("spPr", "txPr", "crossAx"), ""),
    "crosses": "autoZero",
}
_SERIES = dict.fromkeys(("dPt", "dLbls", "trendline", "errBars", "cat", "val"), "")
_SAID: dict[str, dict[str, str]] = {
    "chartSpace": {"date1904": "", "lang": LANGUAGE, "roundedCorners": "0"},
    "chart": {
        "title": "",
        "autoTitleDeleted": "0",
        **dict.fromkeys(("pivotFmts", "view3D", "floor", "sideWall", "backWall", "plotArea", "legend"), ""),
        "plotVisOnly": "1",
        "dispBlanksAs": "gap",
    },
    "title": {"tx": "", "layout": "", "overlay": "0"},
    "legend": {"legendPos": "", "legendEntry": "", "layout": "", "overlay": "0"},
    "barChart": {"barDir": "", "grouping": "clustered", "varyColors": "0"},
    "lineChart": {
        "grouping": "standard",
        "varyColors": "0",
        **dict.fromkeys(("ser", "dLbls", "dropLines", "hiLowLines", "upDownBars"), ""),
        "marker": "1",
        "smooth": "0",
    },
    "barChart/ser": {**dict.fromkeys(("idx", "order", "tx", "spPr"), ""), "invertIfNegative": "0"},
    "lineChart/ser": {**dict.fromkeys(("idx", "order", "tx", "spPr", "marker"), ""), **_SERIES, "smooth": "0"},
    "dLbls": {
        **dict.fromkeys(("dLbl", "numFmt", "spPr", "txPr", "dLblPos"), ""),
        "showLegendKey": "0",
        "showVal": "0",
        "showCatName": "0",
        "showSerName": "0",
        "showPercent": "0",
        "showBubbleSize": "0",
    },
    "catAx": {**_AXIS, "crossesAt": "", "auto": "1", "lblAlgn": "ctr", "lblOffset": "100", "tickLblSkip": "",
              "tickMarkSkip": "", "noMultiLvlLbl": "0"},
    "valAx": {**_AXIS, "crossesAt": "", "crossBetween": "between"},
}  # fmt: skip
_CLOSED = b"</a:t></a:r></a:p>"
#: The line below the message of a title says what is shown: smaller, and not bold.
_BELOW = ((b' sz="1200"', b' sz="900"'), (b' b="1"', b' b="0"'))


def settle_charts(workbook: Path) -> None:
    """Say in the charts of a workbook made by xlsxwriter what it leaves to the host. Raises OSError as writing does."""
    archive = read_archive(workbook)
    changes: dict[str, Content | None] = {
        member.name: _settled(archive.read(member.name), member.name)
        for member in archive.members
        if member.name.startswith(_CHARTS)
    }
    if changes:
        with workbook.open("wb") as out:
            write_archive(archive, out, changes)


def _settled(raw: bytes, part: str) -> bytes:
    document = parse(_in_lines(raw), part)
    return document.edited(_said(document, document.root, "")).replace(b'"en-US"', f'"{LANGUAGE}"'.encode())


def _said(document: Document, node: Node, parent: str) -> Iterator[Edit]:
    """The insertions that say what ``node`` and all below it leave out."""
    order = _SAID.get(f"{parent}/{node.name}") or _SAID.get(node.name, {})
    prefix = document.prefix(node)
    for place, (name, value) in enumerate(order.items()):
        if value and node.child(name) is None:
            xml = f'<{prefix}{name} val="{value}"/>'.encode()
            yield from document.insert_child(node, list(order)[:place], xml)
    for child in node.children:
        yield from _said(document, child, node.name)


def _in_lines(raw: bytes) -> bytes:
    """The chart with the lines of its title as paragraphs: some programs show a line break within one as a blank."""
    start = raw.find(b"<a:t>")  # the title comes first
    paragraph, end = raw.rfind(b"<a:p>", 0, start), raw.find(b"</a:t>", start)
    before, (first, *below) = raw[paragraph : start + 5], raw[start + 5 : end].split(b"\n")
    for large, small in _BELOW:
        before = before.replace(large, small)
    return raw[: start + 5] + (_CLOSED + before).join([first, *below]) + raw[end:]
