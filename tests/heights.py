"""LibreOffice as the judge of how high rows must be: the heights it gives them itself, and the lines it breaks."""

import re
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

from recalculation import soffice

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
#: What one line of Calibri 10 takes there, and what stands round the lines, in points.
LINE, ROUND = 9.7, 1.4
#: Rules lay formats without a size over cells, which the conversion takes for the default one.
_RULES = re.compile(rb"<conditionalFormatting .*?</conditionalFormatting>", re.DOTALL)
_ROWS = re.compile(rb"<style:table-row-properties[^>]*/>")
_OPTIMAL = b'<style:table-row-properties style:use-optimal-row-height="true"/>'


def needed_heights(workbook: Path, folder: Path) -> dict[str, list[float]]:
    """By sheet the height in points that LibreOffice gives each row when nobody has set one, from row 1 on."""
    bare, free = folder / "bare.xlsx", folder / "free.ods"
    _copied(workbook, bare, lambda name, raw: _RULES.sub(b"", raw) if name.startswith("xl/worksheets/") else raw)
    _copied(_as_ods(bare, folder / "first"), free, lambda name, raw: _ROWS.sub(_OPTIMAL, raw))
    with zipfile.ZipFile(_as_ods(free, folder / "second")) as package:
        root = ElementTree.fromstring(package.read("content.xml"))
    heights = {
        style.get(f"{_STYLE}name"): _points(height)
        for style in root.iter(f"{_STYLE}style")
        for properties in style.iter(f"{_STYLE}table-row-properties")
        if (height := properties.get(f"{_STYLE}row-height"))
    }
    found: dict[str, list[float]] = {}
    for table in root.iter(f"{_TABLE}table"):
        rows = found.setdefault(table.get(f"{_TABLE}name", ""), [])
        for row in table.iter(f"{_TABLE}table-row"):
            again = min(int(row.get(f"{_TABLE}number-rows-repeated", "1")), 5000)
            rows += [heights[row.get(f"{_TABLE}style-name")]] * again
    return found


def lines_of(height: float) -> int:
    """How many lines of body text a row of this height was made for."""
    return max(1, round((height - ROUND) / LINE))


def _points(written: str) -> float:
    units = {"in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "pt": 1.0}
    return float(written[:-2]) * units[written[-2:]]


def _copied(source: Path, target: Path, change: Callable[[str, bytes], bytes]) -> None:
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))


def _as_ods(workbook: Path, folder: Path) -> Path:
    command = [*soffice(folder), "--convert-to", "ods", "--outdir", str(folder), str(workbook)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return folder / f"{workbook.stem}.ods"
