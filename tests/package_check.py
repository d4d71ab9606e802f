"""What makes Excel offer to repair a workbook, or worse: ``faults(path)`` lists it. Empty for a sound workbook.

Independent of the package under test: zipfile and ElementTree only. For a workbook that someone else made the rule is:
no fault that the original did not have.
"""

import posixpath
import re
import xml.etree.ElementTree as ET
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from formula_check import parses, sheets_named

MAX_ROW, MAX_COLUMN, MAX_TEXT, MAX_LIST, MAX_SHEET_NAME = 1_048_576, 16_384, 32_767, 255, 31

_ORDER = {
    "workbook": (
        "fileVersion fileSharing workbookPr workbookProtection bookViews sheets functionGroups externalReferences "
        "definedNames calcPr oleSize customWorkbookViews pivotCaches smartTagPr smartTagTypes webPublishing "
        "fileRecoveryPr webPublishObjects extLst"
    ),
    "worksheet": (
        "sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges "
        "scenarios autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr conditionalFormatting "
        "dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks "
        "customProperties cellWatches ignoredErrors smartTags drawing legacyDrawing legacyDrawingHF drawingHF picture "
        "oleObjects controls webPublishItems tableParts extLst"
    ),
    "styleSheet": ("numFmts fonts fills borders cellStyleXfs cellXfs cellStyles dxfs tableStyles colors extLst"),
    "border": "start end left right top bottom diagonal vertical horizontal",
}
_NAME = re.compile(r"[^\W\d][\w.\\?]*|\\[\w.\\?]*|_xlnm\.\w+")
_CELL = re.compile(r"\$?([A-Z]{1,3})\$?(\d+)", re.IGNORECASE)
_IGNORABLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Ignorable"


def faults(workbook: Path | bytes) -> list[str]:
    """Every fault in the workbook, as sentences; the same fault twice is listed twice."""
    return list(_Check(workbook).run())


class _Check:
    def __init__(self, workbook: Path | bytes) -> None:
        self.suffix = workbook.suffix.lower() if isinstance(workbook, Path) else ".xlsx"
        data = workbook.read_bytes() if isinstance(workbook, Path) else workbook
        with zipfile.ZipFile(BytesIO(data)) as archive:
            self.listed = [unquote(name) for name in archive.namelist() if not name.endswith("/")]
            self.raw = {_key(name): archive.read(name) for name in archive.namelist()}

    def run(self) -> Iterator[str]:
        for name, times in Counter(_key(name) for name in self.listed).items():
            if times > 1:
                yield f"zip member {name} is there {times} times"
        broken = list(self.broken_xml())
        yield from broken
        if broken:
            return
        yield from self.package()
        yield from self.workbook()
        yield from self.styles()
        for name, part in self.sheets:
            if part in self.trees:
                yield from self.sheet(name, part)
        yield from self.tables()
        yield from self.names()

    @cached_property
    def trees(self) -> dict[str, ET.Element]:
        found = {}
        for name, data in self.raw.items():
            if name.endswith((".xml", ".rels", ".vml")):
                try:
                    found[name] = ET.fromstring(data)
                except ET.ParseError:
                    continue
        return found

    def broken_xml(self) -> Iterator[str]:
        for name, data in self.raw.items():
            if not name.endswith((".xml", ".rels")):
                continue
            if name not in self.trees:
                yield f"{name} is not well-formed"
                continue
            declared: set[str] = set()
            for event, value in ET.iterparse(BytesIO(data), ["start-ns", "start"]):
                if event == "start":
                    for prefix in value.get(_IGNORABLE, "").split():
                        if prefix not in declared:
                            yield f"{name}: mc:Ignorable names the undeclared prefix {prefix}"
                    break
                declared.add(value[0])

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """id -> (kind, part); outside targets have part ""."""
        folder, _, name = part.rpartition("/")
        tree = self.trees.get(f"{folder}/_rels/{name}.rels".lstrip("/"))
        found = {}
        for node in tree if tree is not None else []:
            target = node.get("Target", "")
            inside = node.get("TargetMode") != "External" and not target.startswith("#")
            path = _key(posixpath.normpath(posixpath.join("/", folder, target))) if inside else ""
            found[node.get("Id", "")] = (node.get("Type", "").rpartition("/")[2], path)
        return found

    @cached_property
    def main(self) -> str:
        return next((path for kind, path in self.relations("").values() if kind == "officeDocument"), "")

    @cached_property
    def root(self) -> ET.Element:
        return self.trees.get(self.main, ET.Element("workbook"))

    @cached_property
    def sheet_nodes(self) -> list[ET.Element]:
        return _all(self.root, "sheets", "sheet")

    @cached_property
    def sheets(self) -> list[tuple[str, str]]:
        links = self.relations(self.main)
        return [(node.get("name", ""), links.get(_rid(node), ("", ""))[1]) for node in self.sheet_nodes]

    def package(self) -> Iterator[str]:
        types = self.trees["[content_types].xml"]
        defaults = {n.get("Extension", "").lower() for n in types if _local(n) == "Default"}
        overrides = Counter(_key(n.get("PartName", "")) for n in types if _local(n) == "Override")
        yield from (f"{part} has {times} Overrides" for part, times in overrides.items() if times > 1)
        yield from (f"Override for the missing part {part}" for part in overrides if part not in self.raw)
        for name in self.raw:
            suffix = name.rpartition(".")[2]
            if name != "[content_types].xml" and not name.endswith("/") and suffix not in defaults | set(overrides):
                yield from [f"{name} has no content type"] if name not in overrides else []
            elif suffix == "xml" and name not in overrides and name in {path for _, path in self.sheets}:
                yield f"{name} has no content type of its own"
        kind = next((n.get("ContentType", "") for n in types if _key(n.get("PartName", "")) == self.main), "")
        if self.suffix in {".xlsx", ".xlsm"} and ("macroEnabled" in kind) != (self.suffix == ".xlsm"):
            yield f"the workbook has content type {kind} in {self.suffix}"
        for name, tree in self.trees.items():
            if not name.endswith(".rels"):
                continue
            ids = Counter(node.get("Id") for node in tree)
            yield from (f"{name} has the id {rid} {times} times" for rid, times in ids.items() if times > 1)
            folder, _, rest = name.rpartition("_rels/")
            for rid, (_, path) in self.relations(folder + rest.removesuffix(".rels")).items():
                if path and path not in self.raw:
                    yield f"{name}: {rid} points to the missing part {path}"

    def workbook(self) -> Iterator[str]:
        yield from _wrong_order(self.main, self.root, "workbook")
        links = self.relations(self.main)
        names = Counter(node.get("name", "").casefold() for node in self.sheet_nodes)
        yield from (f"two sheets are called {name}" for name, times in names.items() if times > 1)
        for key in ("sheetId", "rid"):
            values = Counter(_rid(node) if key == "rid" else node.get(key) for node in self.sheet_nodes)
            yield from (f"two sheets have {key} {value}" for value, times in values.items() if times > 1)
        for node in self.sheet_nodes:
            name = node.get("name", "")
            units = len(name.encode("utf-16-le")) // 2
            if not 1 <= units <= MAX_SHEET_NAME or re.search(r"[\[\]:*?/\\]", name) or name.strip("'") != name:
                yield f"sheet name {name!r} is not allowed"
            if _rid(node) not in links:
                yield f"sheet {name} has no relationship {_rid(node)}"
        if all(node.get("state", "visible") != "visible" for node in self.sheet_nodes):
            yield "every sheet is hidden"
        for view in _all(self.root, "bookViews", "workbookView"):
            if int(view.get("activeTab", "0")) >= len(self.sheet_nodes):
                yield f"activeTab {view.get('activeTab')} is out of range"
        selected = [name for name, part in self.sheets if self._selected(part)]
        if len(selected) > 1:
            yield f"sheets are grouped: {', '.join(selected)}"
        chain = next((path for kind, path in links.values() if kind == "calcChain"), "")
        if chain in self.trees:
            yield from self.calculation_chain(self.trees[chain])

    def calculation_chain(self, chain: ET.Element) -> Iterator[str]:
        parts = {node.get("sheetId"): part for node, (_, part) in zip(self.sheet_nodes, self.sheets, strict=True)}
        formulas = {key: self._formula_cells(part) for key, part in parts.items()}
        sheet = ""
        for node in chain:
            sheet = node.get("i", sheet)
            if node.get("r") not in formulas.get(sheet, ()):
                yield f"calcChain names {node.get('r')} of sheet {sheet}, which has no formula"

    def _formula_cells(self, part: str) -> set[str]:
        tree = self.trees.get(part, ET.Element("none"))
        single = {c.get("r", "") for c in tree.iter() if _local(c) == "c" and _one(c, "f") is not None}
        arrays = {_one(c, "f").get("ref", "") for c in tree.iter() if _local(c) == "c" and _one(c, "f") is not None}
        for area in arrays - {""}:
            (top, left), (bottom, right) = _area(area)
            single |= {_name(row, col) for row in range(top, bottom + 1) for col in range(left, right + 1)}
        return single

    def _selected(self, part: str) -> bool:
        views = _all(self.trees.get(part, ET.Element("none")), "sheetViews", "sheetView")
        return any(view.get("tabSelected") in {"1", "true"} for view in views)

    @cached_property
    def style_root(self) -> ET.Element:
        path = next((path for kind, path in self.relations(self.main).values() if kind == "styles"), "")
        return self.trees.get(path, ET.Element("styleSheet"))

    def styles(self) -> Iterator[str]:
        root = self.style_root
        yield from _wrong_order("styles", root, "styleSheet")
        sizes = {name: len(_all(root, name, None)) for name in ("fonts", "fills", "borders", "cellStyleXfs")}
        keys = {"fontId": "fonts", "fillId": "fills", "borderId": "borders", "xfId": "cellStyleXfs"}
        for name in ("cellStyleXfs", "cellXfs"):
            for index, xf in enumerate(_all(root, name, None)):
                for key, collection in keys.items():
                    if int(xf.get(key, "0")) >= max(sizes[collection], 1):
                        yield f"{name} {index}: {key} {xf.get(key)} is out of range"
        for index, border in enumerate(_all(root, "borders", None)):
            yield from _wrong_order(f"border {index}", border, "border")
        for index, fill in enumerate(_all(root, "fills", None)):
            if len(fill) != 1 or _local(fill[0]) not in {"patternFill", "gradientFill"}:
                yield f"fill {index} has no pattern"

    @cached_property
    def strings(self) -> list[str]:
        path = next((path for kind, path in self.relations(self.main).values() if kind == "sharedStrings"), "")
        return [_text(node) for node in self.trees.get(path, ())]

    def sheet(self, name: str, part: str) -> Iterator[str]:
        root, links = self.trees[part], self.relations(part)
        if _local(root) != "worksheet":
            yield from [] if _local(root) in {"chartsheet", "dialogsheet", "macrosheet"} else [f"{part} is no sheet"]
            return
        yield from _wrong_order(name, root, "worksheet")
        yield from self.cells(name, root)
        for node in root.iter():
            if (rid := _rid(node)) and rid not in links:
                yield f"{name}: {_local(node)} has no relationship {rid}"
            dxf = node.get("dxfId")
            if dxf is not None and int(dxf) >= len(_all(self.style_root, "dxfs", "dxf")):
                yield f"{name}: dxfId {dxf} is out of range"
        areas = [_area(node.get("ref", "A1")) for node in _all(root, "mergeCells", "mergeCell")]
        yield from (f"{name}: merged cells overlap" for a, b in _pairs(areas) if _overlap(a, b))
        spans = [(int(n.get("min", "1")), int(n.get("max", "1"))) for n in _all(root, "cols", "col")]
        yield from (f"{name}: columns overlap" for a, b in _pairs(spans) if a[0] <= b[1] and b[0] <= a[1])
        for node in _all(root, "dataValidations", "dataValidation"):
            written = _one(node, "formula1")
            text = written.text or "" if written is not None else ""
            if node.get("type") == "list" and text.startswith('"') and len(text) - 2 > MAX_LIST:
                yield f"{name}: a list of choices has {len(text) - 2} characters"
        for node in root.iter():
            if _local(node) in {"f", "formula", "formula1", "formula2"} and node.text:
                yield from self.formula(name, node.text)
        own = _one(root, "autoFilter")
        if own is not None:
            for path in (path for kind, path in links.values() if kind == "table" and path in self.trees):
                if _overlap(_area(own.get("ref", "A1")), _area(self.trees[path].get("ref", "A1"))):
                    yield f"{name}: the sheet's filter overlaps a table"

    def formula(self, where: str, text: str) -> Iterator[str]:
        if not parses(text):
            yield f"{where}: formula does not parse: {text}"
            return
        known = {name.casefold() for name, _ in self.sheets}
        for sheet in sheets_named(text):
            if sheet.casefold() not in known:
                yield f"{where}: formula names the missing sheet {sheet}: {text}"

    def cells(self, name: str, root: ET.Element) -> Iterator[str]:
        formats = max(len(_all(self.style_root, "cellXfs", None)), 1)
        row_number = 0
        for row in _all(root, "sheetData", "row"):
            number = int(row.get("r", row_number + 1))
            if not row_number < number <= MAX_ROW:
                yield f"{name}: row {number} is out of order"
            row_number, column = number, 0
            for cell in row:
                if _local(cell) != "c":
                    continue
                place = _CELL.fullmatch(cell.get("r", _name(number, column + 1)))
                here = _column(place[1]) if place else 0
                if place is None or not column < here <= MAX_COLUMN or int(place[2]) != number:
                    yield f"{name}: cell {cell.get('r')} is out of order or range"
                column = here
                if int(cell.get("s", "0")) >= formats:
                    yield f"{name}: cell {cell.get('r')} has format {cell.get('s')}, which is not there"
                value = _one(cell, "v")
                if cell.get("t") == "s" and not 0 <= int(value.text if value is not None else 0) < len(self.strings):
                    yield f"{name}: cell {cell.get('r')} has a shared string that is not there"
                if len(self.text(cell)) > MAX_TEXT:
                    yield f"{name}: cell {cell.get('r')} has too long a text"

    def text(self, cell: ET.Element) -> str:
        value = _one(cell, "v")
        if cell.get("t") == "s" and value is not None and value.text and int(value.text) < len(self.strings):
            return self.strings[int(value.text)]
        inline = _one(cell, "is")
        return _text(inline) if inline is not None else (value.text or "" if value is not None else "")

    def tables(self) -> Iterator[str]:
        ids: Counter[str] = Counter()
        for name, part in self.sheets:
            for kind, path in self.relations(part).values():
                if kind == "table" and path in self.trees:
                    table = self.trees[path]
                    ids[table.get("id", "0")] += 1
                    yield from self.table(name, part, table)
        yield from (f"table id {key} is 0 or not unique" for key, n in ids.items() if n > 1 or int(key) < 1)

    def table(self, sheet: str, part: str, table: ET.Element) -> Iterator[str]:
        shown = table.get("displayName", "")
        if not _NAME.fullmatch(shown):
            yield f"{sheet}: table name {shown!r} is not allowed"
        columns = [_unescaped(node.get("name", "")) for node in _all(table, "tableColumns", "tableColumn")]
        (top, left), (_, right) = _area(table.get("ref", "A1"))
        if len(columns) != right - left + 1:
            yield f"{sheet}: table {shown} has {len(columns)} columns in {table.get('ref')}"
        if len({column.casefold() for column in columns}) < len(columns):
            yield f"{sheet}: table {shown} has two columns of one name"
        if table.get("headerRowCount", "1") == "0":
            return
        cells = {c.get("r"): c for c in self.trees[part].iter() if _local(c) == "c"}
        for offset, column in enumerate(columns):
            cell = cells.get(_name(top, left + offset))
            heading = _unescaped(self.text(cell)) if cell is not None else ""
            if heading.casefold() != column.casefold():
                yield f"{sheet}: table {shown} calls the column {column!r}, its cell says {heading!r}"

    def names(self) -> Iterator[str]:
        seen: Counter[tuple[str, str]] = Counter()
        for node in _all(self.root, "definedNames", "definedName"):
            name, scope = node.get("name", ""), node.get("localSheetId", "")
            seen[name.casefold(), scope] += 1
            if not _NAME.fullmatch(name):
                yield f"defined name {name!r} is not allowed"
            if scope and int(scope) >= len(self.sheet_nodes):
                yield f"defined name {name}: localSheetId {scope} is out of range"
            yield from self.formula(f"defined name {name}", node.text or "")
        yield from (f"defined name {name} is there {n} times" for (name, _), n in seen.items() if n > 1)


def _key(name: str) -> str:
    return unquote(name).replace("\\", "/").lstrip("/").lower()


def _local(node: ET.Element) -> str:
    return node.tag.rpartition("}")[2]


def _one(node: ET.Element, name: str) -> ET.Element | None:
    return next((child for child in node if _local(child) == name), None)


def _all(root: ET.Element, parent: str, name: str | None) -> list[ET.Element]:
    found = _one(root, parent)
    return [child for child in found if name is None or _local(child) == name] if found is not None else []


def _rid(node: ET.Element) -> str:
    return next((v for k, v in node.attrib.items() if k.endswith("/relationships}id")), "")


def _text(node: ET.Element) -> str:
    """The text of a string item: its own and its runs', without phonetic hints."""
    parts = [node, *(child for child in node if _local(child) == "r")]
    return "".join(t.text or "" for part in parts for t in part if _local(t) == "t")


def _unescaped(text: str) -> str:
    plain = re.sub(r"_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), text)
    return plain.replace("\r\n", "\n").replace("\r", "\n")


def _wrong_order(where: str, root: ET.Element, kind: str) -> Iterator[str]:
    order = _ORDER[kind].split()
    places = [order.index(_local(child)) for child in root if _local(child) in order]
    if places != sorted(places):
        yield f"{where}: elements of {kind} are in the wrong order"


def _column(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def _name(row: int, column: int) -> str:
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"


def _area(ref: str) -> tuple[tuple[int, int], tuple[int, int]]:
    corners = []
    for corner in ref.split(":"):
        found = _CELL.fullmatch(corner)
        corners.append((int(found[2]), _column(found[1])) if found else (1, 1))
    return corners[0], corners[-1]


def _overlap(a: tuple[tuple[int, int], tuple[int, int]], b: tuple[tuple[int, int], tuple[int, int]]) -> bool:
    return a[0][0] <= b[1][0] and b[0][0] <= a[1][0] and a[0][1] <= b[1][1] and b[0][1] <= a[1][1]


def _pairs(items: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
    known = list(items)
    return ((a, b) for index, a in enumerate(known) for b in known[index + 1 :])
