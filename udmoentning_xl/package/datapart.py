"""A data part of ours in the package (custom XML, ECMA-376-1, 15.2.5): one text that is kept with the workbook.

Excel keeps it, with its relationship from the workbook part. LibreOffice keeps it with one from the package instead.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from udmoentning_xl.errors import PlanFileError
from udmoentning_xl.package.archive import Content
from udmoentning_xl.package.names import part_key, rels_of
from udmoentning_xl.package.opc import OFFICE, STRICT_OF, STRICT_OFFICE, XML_HEAD, Relation, relations, write_relations
from udmoentning_xl.package.workbook import Workbook
from udmoentning_xl.package.xmlscan import Document, parse

NAMESPACE = "urn:udmoentning-xl:skrevet"
_ROOT = "skrevet"
_ITEM_ID = "{7B1D0E52-93A4-4C0B-8F5E-2A6C1F0D9E31}"  # any: it only has to be the same on every run
_DATA_TYPE = "application/xml"
_PROPERTIES_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_PACKAGE_RELATIONS = rels_of("")


@dataclass
class DataChange:
    """What the data part asks of the package. ``added`` and ``stale`` are of the workbook part's relationships."""

    parts: dict[str, Content | None] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    gone: dict[str, str] = field(default_factory=dict)  # parts that go, key -> name
    stale: set[str] = field(default_factory=set)
    added: tuple[str, str] | None = None  # relationship type and part


def read_data(workbook: Workbook) -> str | None:
    """The text that an earlier run left in the workbook, or None."""
    for _, _, document in _links(workbook):
        return document.root.text
    return None


def change_data(workbook: Workbook, text: str | None, free: Callable[[str], str], *, in_package: bool) -> DataChange:
    """The changes that make ``text`` the workbook's data part, or take it out (None).

    ``free`` gives a part name that is not taken. Copies that LibreOffice made go, with their relationships from the
    package where those may be changed (``in_package``).
    """
    change = DataChange()
    found = [link for link in _links(workbook) if link[0] or in_package]
    kept = found[0] if found and text is not None else None
    part = kept[1].part if kept else ""
    package = relations(workbook.archive, "")
    for source, link, _ in found:
        if part_key(link.part) != part_key(part):
            change.gone |= _with_properties(workbook, link.part)
        if source and link is not (kept and kept[1]):
            change.stale.add(link.id)
    if in_package and (loose := {link.id for source, link, _ in found if not source}):
        change.parts[_PACKAGE_RELATIONS] = package.edited(loose, ())
    change.parts |= dict.fromkeys(change.gone.values())
    if text is None:
        return change
    office = STRICT_OF[OFFICE + "relationships"] if workbook.strict else OFFICE + "relationships"
    if kept is None:
        part = _new_part(change, free, office, strict=workbook.strict)
    if kept is None or not kept[0]:
        change.added = f"{office}/customXml", part
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    change.parts[part] = XML_HEAD + f'<{_ROOT} xmlns="{NAMESPACE}">{escaped}</{_ROOT}>'.encode()
    return change


def _new_part(change: DataChange, free: Callable[[str], str], office: str, *, strict: bool) -> str:
    """Names for the part and its properties, and the properties themselves (ECMA-376-1, 22.5)."""
    part, properties = free("customXml/item1.xml"), free("customXml/itemProps1.xml")
    namespace = (STRICT_OFFICE if strict else OFFICE) + "customXml"
    xml = (
        f'<ds:datastoreItem xmlns:ds="{namespace}" ds:itemID="{_ITEM_ID}"><ds:schemaRefs>'
        f'<ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    )
    change.parts[properties] = XML_HEAD + xml.encode()
    change.parts[rels_of(part)] = write_relations(part, [("rId1", f"{office}/customXmlProps", properties, False)])
    change.types |= {part: _DATA_TYPE, properties: _PROPERTIES_TYPE}
    return part


def _links(workbook: Workbook) -> Iterator[tuple[str, Relation, Document]]:
    """The relationships to parts of ours with their source, the workbook part's first, then the package's ("")."""
    archive = workbook.archive
    for source in (workbook.part, ""):
        for link in relations(archive, source).items:
            if link.kind != "customxml" or not link.part or link.part not in archive:
                continue
            raw = archive.read(link.part)
            if NAMESPACE.encode() not in raw:
                continue
            try:
                document = parse(raw, link.part)
            except PlanFileError:  # somebody else's, whatever it says
                continue
            if (document.root.space, document.root.name) == (NAMESPACE, _ROOT):
                yield source, link, document


def _with_properties(workbook: Workbook, part: str) -> dict[str, str]:
    """The part, its relationships and what they lead to: key -> name."""
    archive = workbook.archive
    parts = [part, rels_of(part), *(link.part for link in relations(archive, part).items if link.part)]
    return {part_key(one): archive.by_key[part_key(one)].name for one in parts if one in archive}
