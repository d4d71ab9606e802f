"""The custom document properties (docProps/custom.xml): one property of ours, read and written among the user's own."""

from udmoentning_xl.package.archive import Archive, Content
from udmoentning_xl.package.names import free_part
from udmoentning_xl.package.opc import OFFICE, STRICT_OF, XML_HEAD, Relations, read_document, relations
from udmoentning_xl.package.xmlscan import Node, escape

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_RELATION = {
    False: OFFICE + "relationships/custom-properties",
    True: STRICT_OF[OFFICE + "relationships"] + "/customProperties",
}
_FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # of all custom properties (ECMA-376-1, 22.3.2.2)
_FIRST_ID = 2  # 0 and 1 are reserved (the same clause)


def read_properties(archive: Archive) -> dict[str, str]:
    """The texts of the custom properties by name, as far as they have one."""
    part = _part(relations(archive, ""))
    if part is None or part not in archive:
        return {}
    nodes = read_document(archive, part, "Properties").root.all("property")
    return {node.attrs.get("name", ""): "".join(child.text for child in node.children) for node in nodes}


def read_property(archive: Archive, name: str) -> str | None:
    """The text of the custom property ``name``, or None when the workbook has none."""
    return next((text for one, text in read_properties(archive).items() if one.lower() == name.lower()), None)


def write_property(archive: Archive, name: str, value: str, *, strict: bool) -> tuple[dict[str, Content | None], str]:
    """The changed parts that give property ``name`` the text ``value``, and the name of a new part ("" if none is new).

    Only the value changes when the property is there; it is inserted last when it is not; the part and its relation
    are made when the workbook has no custom properties.
    """
    package = relations(archive, "")
    part = _part(package)
    if part is None or part not in archive:
        part = free_part("docProps/custom.xml", set(archive.by_key))
        added = [(next(package.free_ids()), _RELATION[strict], part)]
        stale = {item.id for item in package.items if item.kind == "customproperties"}
        return {"_rels/.rels": package.edited(stale, added), part: _new_part(name, value, strict=strict)}, part
    document = read_document(archive, part, "Properties")
    node = _find(document.root, name)
    if node is None:
        ids = [
            int(other.attrs.get("pid", "0"))
            for other in document.root.children
            if other.attrs.get("pid", "").isdecimal()
        ]
        pid = max([_FIRST_ID - 1, *ids]) + 1
        xml = _property(document.prefix(document.root), pid, name, value, strict=strict)
        return {part: document.edited(document.append(document.root, xml))}, ""
    return {part: document.edited(document.set_text(node.children[0], value) if node.children else [])}, ""


def _part(package: Relations) -> str | None:
    found = package.of_kind("customproperties")
    return found.part if found else None


def _find(root: Node, name: str) -> Node | None:
    return next((node for node in root.all("property") if node.attrs.get("name", "").lower() == name.lower()), None)


def _namespace(name: str, *, strict: bool) -> str:
    return STRICT_OF[OFFICE + name] if strict else OFFICE + name


def _new_part(name: str, value: str, *, strict: bool) -> bytes:
    xml = _property("", _FIRST_ID, name, value, strict=strict)
    root = f'<Properties xmlns="{_namespace("custom-properties", strict=strict)}">'
    return XML_HEAD + root.encode() + xml + b"</Properties>"


def _property(prefix: str, pid: int, name: str, value: str, *, strict: bool) -> bytes:
    types = _namespace("docPropsVTypes", strict=strict)
    text = f'<vt:lpwstr xmlns:vt="{types}">{escape(value)}</vt:lpwstr>'
    attrs = f'fmtid="{_FORMAT_ID}" pid="{pid}" name="{escape(name)}"'
    return f"<{prefix}property {attrs}>{text}</{prefix}property>".encode()
