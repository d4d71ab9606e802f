"""The package conventions (ECMA-376-2): content types, relationships and what can be reached by them.

Knows nothing of spreadsheets beyond the two namespaces, transitional and strict, that a package is written in.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from udmoentning_xl.package.archive import Archive
from udmoentning_xl.package.names import extension, part_key, relative, rels_of, resolve
from udmoentning_xl.package.xmlscan import Document, Edit, Node, escape, malformed, parse

TYPES_PART = "[Content_Types].xml"
XML_HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
RELS_NAMESPACE = "http://schemas.openxmlformats.org/package/2006/relationships"
_RELS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/"
STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/"
# Transitional namespace -> strict one (ECMA-376-1 and -4); longest first where one begins another.
STRICT_OF = {
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main": "http://purl.oclc.org/ooxml/spreadsheetml/main",
    OFFICE + "relationships": STRICT_OFFICE + "relationships",
    OFFICE + "custom-properties": STRICT_OFFICE + "customProperties",
    OFFICE + "docPropsVTypes": STRICT_OFFICE + "docPropsVTypes",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "http://purl.oclc.org/ooxml/drawingml/main",
    "http://schemas.openxmlformats.org/drawingml/2006/chart": "http://purl.oclc.org/ooxml/drawingml/chart",
    "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing": (
        "http://purl.oclc.org/ooxml/drawingml/spreadsheetDrawing"
    ),
}


@dataclass(frozen=True)
class Relation:
    """One relationship. ``part`` is the name its target resolves to, "" when the target lies outside the package."""

    id: str
    type: str
    target: str
    part: str
    node: Node

    @property
    def kind(self) -> str:
        """The last word of the type, without hyphens, alike for transitional and strict: ``worksheet``, ``styles``."""
        return self.type.rpartition("/")[2].replace("-", "").lower()


@dataclass(frozen=True)
class Relations:
    """The relationships of one part ("" for the package); ``document`` is None when it has no relationships part."""

    source: str
    document: Document | None
    items: tuple[Relation, ...]

    def by_id(self, rid: str | None) -> Relation | None:
        return next((item for item in self.items if item.id == rid), None)

    def of_kind(self, kind: str) -> Relation | None:
        return next((item for item in self.items if item.kind == kind and item.part), None)

    def free_ids(self) -> Iterator[str]:
        """Ids that are not taken: rId one above the highest, and on."""
        taken = {item.id.lower() for item in self.items}
        numbers = [int(name[3:]) for name in taken if name.startswith("rid") and name[3:].isdecimal()]
        number = max(numbers, default=0)
        while True:
            number += 1
            yield f"rId{number}"

    def edited(self, removed: Collection[str], added: Iterable[tuple[str, str, str]]) -> bytes:
        """The part without the ids in ``removed`` and with ``added`` (id, type, part) at its end."""
        if self.document is None:
            return write_relations(self.source, [(*entry, False) for entry in added])
        prefix = self.document.prefix(self.document.root)
        edits = [Edit(item.node.start, item.node.end, b"") for item in self.items if item.id in removed]
        xml = b"".join(_relationship(prefix, self.source, *entry, external=False) for entry in added)
        return self.document.edited(edits + self.document.append(self.document.root, xml))


def write_relations(source: str, entries: Iterable[tuple[str, str, str, bool]]) -> bytes:
    """A new relationships part for ``source`` from (id, type, part or outside target, whether it lies outside)."""
    items = b"".join(_relationship("", source, *entry[:3], external=entry[3]) for entry in entries)
    return XML_HEAD + f'<Relationships xmlns="{RELS_NAMESPACE}">'.encode() + items + b"</Relationships>"


def _relationship(prefix: str, source: str, rid: str, kind: str, target: str, *, external: bool) -> bytes:
    written = target if external else relative(source, target)
    mode = ' TargetMode="External"' if external else ""
    return f'<{prefix}Relationship Id="{rid}" Type="{kind}" Target="{escape(written)}"{mode}/>'.encode()


def relations(archive: Archive, source: str) -> Relations:
    """The relationships of part ``source`` ("" for the package)."""
    name = rels_of(source)
    if name not in archive:
        return Relations(source, None, ())
    document = read_document(archive, name, "Relationships")
    items = []
    for node in document.root.children:
        if node.name != "Relationship" or not {"Id", "Type", "Target"} <= set(node.attrs):
            raise malformed(f"{name} i {archive.label}")
        target = node.attrs["Target"]
        inside = node.attrs.get("TargetMode", "Internal") != "External" and not target.startswith("#")
        part = resolve(source, target) if inside else ""
        items.append(Relation(node.attrs["Id"], node.attrs["Type"], target, part, node))
    return Relations(source, document, tuple(items))


def read_document(archive: Archive, part: str, root: str) -> Document:
    """The part as a map of its elements. Raises PlanFileError when it is missing, malformed or not a ``root``."""
    where = f"{part} i {archive.label}"
    document = parse(archive.read(part), where)
    if document.root.name != root:
        raise malformed(where)
    return document


def reachable(archive: Archive, start: Iterable[str], without: Collection[str] = ()) -> dict[str, str]:
    """The parts reached from ``start`` by relationships, as key -> name, never through the keys in ``without``."""
    named = mentioned(archive, start, without)
    return {key: part for key, part in named.items() if not part or part in archive}


def mentioned(archive: Archive, start: Iterable[str], without: Collection[str] = ()) -> dict[str, str]:
    """As ``reachable``, with the parts that a relationship names although they are not there."""
    found: dict[str, str] = {}
    waiting = list(start)
    while waiting:
        part = waiting.pop()
        key = part_key(part)
        if key in found or key in without:
            continue
        found[key] = part
        waiting += [item.part for item in relations(archive, part).items if item.part]
    return found


@dataclass(frozen=True)
class ContentTypes:
    """The package's list of content types."""

    document: Document

    @cached_property
    def defaults(self) -> dict[str, str]:
        nodes = self.document.root.all("Default")
        return {node.attrs.get("Extension", "").lower(): node.attrs.get("ContentType", "") for node in nodes}

    @cached_property
    def overrides(self) -> dict[str, Node]:
        return {part_key(node.attrs.get("PartName", "")): node for node in self.document.root.all("Override")}

    def of(self, part: str) -> str:
        """The content type of ``part``, "" when none is given."""
        node = self.overrides.get(part_key(part))
        return node.attrs.get("ContentType", "") if node is not None else self.defaults.get(extension(part), "")

    def edited(self, removed: Collection[str], added: dict[str, str]) -> bytes:
        """The part without overrides for the keys ``removed``, and with ``added`` (part name -> type).

        A part that is rightly listed keeps its entry, so that a second run changes nothing. Media go by extension, as
        other programs do it; everything else has an entry of its own.
        """
        prefix = self.document.prefix(self.document.root)
        edits, xml, defaults = [], [], dict(self.defaults)
        wanted = {part_key(part): kind for part, kind in added.items()}
        for key, node in self.overrides.items():
            if key in removed and wanted.get(key) != node.attrs.get("ContentType"):
                edits.append(Edit(node.start, node.end, b""))
        if "rels" not in defaults:  # every workbook has it; a damaged one must not be made worse
            xml.append(f'<{prefix}Default Extension="rels" ContentType="{_RELS_TYPE}"/>')
        for part, kind in added.items():
            suffix = extension(part)
            if not kind.endswith("+xml") and suffix not in defaults:
                defaults[suffix] = kind
                xml.append(f'<{prefix}Default Extension="{suffix}" ContentType="{kind}"/>')
        for part, kind in added.items():
            by_default = not kind.endswith("+xml") and defaults[extension(part)].lower() == kind.lower()
            listed = self.overrides.get(part_key(part))
            if not by_default and (listed is None or listed.attrs.get("ContentType") != kind):
                xml.append(f'<{prefix}Override PartName="/{escape(part)}" ContentType="{kind}"/>')
        return self.document.edited(edits + self.document.append(self.document.root, "".join(xml).encode()))


def content_types(archive: Archive) -> ContentTypes:
    """The package's content types. Raises PlanFileError when the part is missing or malformed."""
    return ContentTypes(read_document(archive, TYPES_PART, "Types"))
