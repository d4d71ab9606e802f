"""The workbook part as it stands: its sheets, what names are taken, and which sheets an earlier run put there.

Only reads. What cannot take our sheets is said here as a Danish sentence; the changes are made in ``graft``.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from udmoentning_xl.errors import PlanFileError
from udmoentning_xl.package.archive import Archive, read_archive
from udmoentning_xl.package.names import part_key
from udmoentning_xl.package.opc import (
    STRICT_OF,
    TYPES_PART,
    ContentTypes,
    Relations,
    content_types,
    reachable,
    read_document,
    relations,
)
from udmoentning_xl.package.properties import read_property
from udmoentning_xl.package.xmlscan import Document, Node, whole

# The run mark. The property lists the sheetIds, which Excel keeps when it renames, moves and saves sheets, and the
# names for the whole workbook that came with the sheets: ``1;4,7-9;udm_dato``; ``;alene`` at the end says that there is
# no plan in the workbook. As Excel gives the id of a deleted last
# sheet to the next new one, each generated sheet also carries its key in a hidden name of its own: a sheet is ours only
# when both are there, so a sheet of the user's is never taken for one of ours.
MARK_PROPERTY = "udmoentning_xl"
MARK_NAME = "_udmoentning_xl"
MARK_VERSION = "1"
_ALONE = "alene"
MARK_LENGTH = 255  # Excel cuts a longer property

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
MAX_SHEET_ID = 65_534  # ECMA-376-1, 18.2.19
MAX_FORMATS = 65_490  # cell formats in a workbook ("Excel specifications and limits")
_REFUSED_TYPES = {
    "binary": "er gemt som .xlsb; gem den som .xlsx",
    "template": "er en skabelon; gem den som .xlsx",
    "addin": "er et tilføjelsesprogram; gem planen som .xlsx",
}
_MACRO_FOR_SUFFIX = {".xlsx": False, ".xlsm": True}


@dataclass(frozen=True)
class Sheet:
    """One tab. ``kind`` is the last word of its relationship type: worksheet, chartsheet, dialogsheet ...

    A module of Excel 95 is a tab without a part: ``kind`` is "module", ``part`` is empty, and ``rid`` is made up.
    """

    name: str
    sheet_id: int
    rid: str
    kind: str
    part: str
    node: Node


class RunMark(NamedTuple):
    """What the run mark lists: sheetIds of the generated sheets, and names for the whole workbook that are ours."""

    ids: frozenset[int] = frozenset()
    names: frozenset[str] = frozenset()
    alone: bool = False  # the workbook is a report of its own, without the plan


@dataclass(frozen=True)
class Workbook:
    """An opened workbook: the package and the parts that know of sheets."""

    archive: Archive
    part: str
    document: Document
    types: ContentTypes
    relations: Relations
    sheets: tuple[Sheet, ...]

    @property
    def strict(self) -> bool:
        """Whether the parts are written in the strict namespaces (ECMA-376-1) instead of the transitional ones."""
        return self.document.root.space == STRICT_OF[MAIN]

    @property
    def macros(self) -> bool:
        return "macroenabled" in self.types.of(self.part).lower()

    @property
    def date1904(self) -> bool:
        properties = self.document.root.child("workbookPr")
        return properties is not None and properties.attrs.get("date1904", "0") in {"1", "true"}

    @property
    def locked(self) -> bool:
        """Whether the user has protected the structure: sheets cannot be added, moved or deleted by hand."""
        protection = self.document.root.child("workbookProtection")
        return protection is not None and protection.attrs.get("lockStructure", "0") in {"1", "true"}

    @property
    def defined_names(self) -> list[Node]:
        names = self.document.root.child("definedNames")
        return names.all("definedName") if names is not None else []

    def related(self, kind: str) -> str | None:
        """The part that the workbook part has a relationship of ``kind`` to, when it is there."""
        found = self.relations.of_kind(kind)
        return found.part if found and found.part in self.archive else None

    @cached_property
    def mark(self) -> RunMark | None:
        """The run mark of an earlier run, or None when there was none."""
        written = read_property(self.archive, MARK_PROPERTY)
        return None if written is None else read_mark(written)

    @cached_property
    def generated(self) -> Mapping[str, Sheet]:
        """The sheets of an earlier run by their key, e.g. ``udvalg:BUU``, in tab order."""
        chosen = {key: _original(sheets, self.mark.ids) for key, sheets in self._keyed.items()} if self.mark else {}
        order = {sheet.rid: number for number, sheet in enumerate(self.sheets)}
        found = {key: sheet for key, sheet in chosen.items() if sheet.kind == "worksheet"}
        return dict(sorted(found.items(), key=lambda item: order[item[1].rid]))

    @property
    def copies(self) -> Mapping[str, str]:
        """The copies that people have made of generated sheets, which are theirs: name -> key."""
        return {
            sheet.name: key
            for key, sheets in self._keyed.items()
            for sheet in sheets
            if self.mark and sheet is not self.generated.get(key)
        }

    @property
    def _keyed(self) -> dict[str, list[Sheet]]:
        candidates: dict[str, list[Sheet]] = {}
        for node in self.defined_names:
            index = node.attrs.get("localSheetId", "")
            if node.attrs.get("name") == MARK_NAME and index.isdecimal() and int(index) < len(self.sheets):
                key = node.text.strip()[1:-1].replace('""', '"')
                candidates.setdefault(key, []).append(self.sheets[int(index)])
        return candidates


@dataclass(frozen=True)
class HostNames:
    """What the generator must know of the source before it chooses names. Names compare without regard to case."""

    sheets: tuple[str, ...] = ()  # the user's own sheets, in tab order
    tables: frozenset[str] = frozenset()  # tables and defined names share one namespace: use ``names``
    defined_names: frozenset[str] = frozenset()
    generated: Mapping[str, str] = field(default_factory=dict)  # sheet of an earlier run -> its key, in tab order
    date1904: bool = False
    suffix: str = ".xlsx"  # that the result must have
    refusal: str | None = None  # why the sheets cannot be put into this workbook: one Danish sentence

    @property
    def names(self) -> frozenset[str]:
        return self.tables | self.defined_names


def host_names(source: Path) -> HostNames:
    """What names the source has taken, and whether sheets can be put into it.

    A file that is damaged, or no workbook that we can change, gives ``refusal`` and no names. Raises PlanFileError
    only when the file is not there.
    """
    if not source.exists():
        raise PlanFileError(f"{source} findes ikke; kontrollér stien.")
    try:
        workbook = open_workbook(read_archive(source))
        dead = {part_key(sheet.part) for sheet in workbook.generated.values()}
        ours = {sheet.rid for sheet in workbook.generated.values()}
        return HostNames(
            sheets=tuple(sheet.name for sheet in workbook.sheets if sheet.rid not in ours),
            tables=frozenset(name for name, _ in tables(workbook, without=dead)),
            defined_names=frozenset(node.attrs.get("name", "") for node in foreign_names(workbook)),
            generated={sheet.name: key for key, sheet in workbook.generated.items()},
            date1904=workbook.date1904,
            suffix=".xlsm" if workbook.macros else ".xlsx",
            refusal=refusal(workbook),
        )
    except PlanFileError as error:
        return HostNames(refusal=str(error))


def open_workbook(archive: Archive) -> Workbook:
    """Find the workbook part and its sheets. Raises PlanFileError when this is no sound .xlsx or .xlsm."""
    label = archive.label
    if "mimetype" in archive and archive.read("mimetype").startswith(b"application/vnd.oasis"):
        raise PlanFileError(f"{label} er gemt i OpenDocument-format (.ods); gem den som .xlsx.")
    if TYPES_PART not in archive:
        raise PlanFileError(f"{label} er ikke en Excel-projektmappe (.xlsx); gem den som .xlsx i Excel.")
    types = content_types(archive)
    main = relations(archive, "").of_kind("officedocument")
    if main is None or main.part not in archive:
        raise archive.damaged("selve projektmappen mangler")
    part = archive.by_key[part_key(main.part)].name.replace("\\", "/").lstrip("/")
    kind = types.of(part).lower()
    if "spreadsheetml" not in kind and "ms-excel" not in kind:
        raise PlanFileError(f"{label} er ikke en Excel-projektmappe (.xlsx); gem den som .xlsx i Excel.")
    for word, sentence in _REFUSED_TYPES.items():
        if word in kind:
            raise PlanFileError(f"{label} {sentence}.")
    document, links = read_document(archive, part, "workbook"), relations(archive, part)
    if document.root.space not in {MAIN, STRICT_OF[MAIN]}:
        raise archive.damaged(f"delen {part} er ikke skrevet som en projektmappe")
    workbook = Workbook(archive, part, document, types, links, _sheets(archive, document, links))
    version = (read_property(archive, MARK_PROPERTY) or MARK_VERSION).partition(";")[0]
    if version.isdecimal() and int(version) > int(MARK_VERSION):
        raise PlanFileError(f"{label} har ark fra en nyere udgave af udmoentning; brug den udgave.")
    return workbook


def _sheets(archive: Archive, document: Document, links: Relations) -> tuple[Sheet, ...]:
    tabs = document.root.child("sheets")
    found = []
    for node in tabs.all("sheet") if tabs is not None else []:
        rid = next((value for key, value in node.attrs.items() if key.endswith("/relationships}id")), None)
        number = node.attrs.get("sheetId", "")
        if rid == "" and number.isdecimal():
            found.append(Sheet(node.attrs.get("name", ""), int(number), f"module:{number}", "module", "", node))
            continue
        link = links.by_id(rid)
        if link is None or link.part not in archive or not number.isdecimal():
            raise archive.damaged(f"arket {node.attrs.get('name', '')} mangler")
        found.append(Sheet(node.attrs.get("name", ""), int(number), link.id, link.kind, link.part, node))
    # Excel itself repairs such a file; we cannot know which of two sheets is meant.
    for what in ([sheet.name.casefold() for sheet in found], [sheet.sheet_id for sheet in found],
                 [sheet.rid for sheet in found]):  # fmt: skip
        if len(set(what)) < len(what):
            raise archive.damaged("to ark har samme navn eller nummer")
    if not found:
        raise archive.damaged("den har ingen ark")
    return tuple(found)


def refusal(workbook: Workbook) -> str | None:
    """Why this workbook must not be changed, as one Danish sentence, or None when it may.

    A digital signature is refused rather than stripped: it says that nobody has changed the workbook since, and only
    who signed can decide to give that up. The log of a shared workbook lists every sheet and cannot know of ours.
    """
    label = workbook.archive.label
    links = relations(workbook.archive, "").items
    if any("digital-signature" in link.type for link in links):
        return f"{label} er digitalt signeret, og nye ark ville gøre signaturen ugyldig; gem en kopi uden signatur."
    if workbook.related("revisionheaders") is not None:
        return f"{label} er en delt projektmappe (ældre form); slå delingen fra i Excel, gem, og prøv igen."
    wrong = _MACRO_FOR_SUFFIX.get(PurePosixPath(label).suffix.lower(), workbook.macros) != workbook.macros
    if wrong:
        return f"{label} har et efternavn, der ikke passer til indholdet; gem den igen som .xlsx eller .xlsm i Excel."
    return None


def tables(workbook: Workbook, without: Collection[str] = ()) -> list[tuple[str, int]]:
    """Name and id of every table that can be reached without the parts whose keys are in ``without``."""
    found = []
    for part in reachable(workbook.archive, [""], without).values():
        if workbook.types.of(part).endswith(".table+xml"):
            attrs = read_document(workbook.archive, part, "table").root.attrs
            found.append((attrs.get("displayName", attrs.get("name", "")), whole(attrs.get("id"))))
    return found


def foreign_names(workbook: Workbook) -> list[Node]:
    """The defined names that are the user's own: neither of a generated sheet nor listed in the run mark."""
    marked = workbook.mark.names if workbook.mark else frozenset()
    rids = {sheet.rid for sheet in workbook.generated.values()}
    ours = {str(index) for index, sheet in enumerate(workbook.sheets) if sheet.rid in rids}
    return [
        node
        for node in workbook.defined_names
        if node.attrs.get("localSheetId") not in ours
        and ("localSheetId" in node.attrs or node.attrs.get("name") not in marked)
    ]


def read_mark(text: str) -> RunMark:
    """What the run mark ``text`` lists, e.g. sheets 4, 7, 8 and 9 for ``1;4,7-9``; anything else in it is ignored."""
    _, sheets, names, alone, *_ = *text.split(";"), "", "", ""
    ids: set[int] = set()
    for first, last in re.findall(r"(\d{1,9})(?:-(\d{1,9}))?", sheets):
        ids.update(range(int(first), min(int(last or first), int(first) + 10_000) + 1))
    return RunMark(frozenset(ids), frozenset(filter(None, names.split(","))), alone == _ALONE)


def write_mark(mark: RunMark) -> str:
    """The text of the run mark, ids as ranges. Raises ValueError when there are more names than it can hold."""
    runs: list[list[int]] = []
    for number in sorted(mark.ids):
        if runs and runs[-1][1] == number - 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    sheets = ",".join(str(first) if first == last else f"{first}-{last}" for first, last in runs)
    names = [",".join(sorted(mark.names))] if mark.names or mark.alone else []
    written = ";".join([MARK_VERSION, sheets, *names, *([_ALONE] if mark.alone else [])])
    if len(written) > MARK_LENGTH:
        raise ValueError(f"the run mark has {len(written)} characters: use fewer names for the whole workbook")
    return written


def _original(sheets: list[Sheet], ids: frozenset[int]) -> Sheet:
    """The generated sheet among those with one key: a copy made in Excel has a new id, and stays the user's own.

    LibreOffice numbers all sheets anew; there the copy is the one with the longer name (``Kontrol_2``).
    """
    known = [sheet for sheet in sheets if sheet.sheet_id in ids]
    return known[0] if len(known) == 1 else min(sheets, key=lambda sheet: len(sheet.name))
