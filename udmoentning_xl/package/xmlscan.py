"""XML as bytes with a map: expat says where each element stands, and changes are insertions at those places.

No document is ever written anew. Every encoding is read as UTF-8 for the work and written back as it was.
"""

import codecs
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple
from xml.parsers import expat

from udmoentning_xl.errors import PlanFileError

MAX_DEPTH = 200  # Excel's own parts stay below 30; deeper nesting only serves to exhaust a reader
MAX_SIZE = 256 << 20  # a part whose elements are all held; the largest styles part seen in the wild is some 20 MB

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_BARE_UTF16 = ((b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"))
# Those that a spreadsheet program writes. Python knows many more "encodings", some of which run transformations.
_DECLARABLE = {"utf-8", "us-ascii", "ascii", "iso-8859-1", "windows-1252"}
_DECLARED = re.compile(rb"<\?xml[^<>]*?\sencoding\s*=\s*[\"']([A-Za-z0-9._-]+)[\"']")
_START_TAG = re.compile(rb"<([^\s/<>]++)(?:[^<>\"']++|\"[^<\"]*+\"|'[^<']*+')*+>")
_ATTRIBUTE = re.compile(rb"\s([^\s=/>]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")


class Edit(NamedTuple):
    """Bytes ``start`` to ``end`` become ``new``; an insertion has start == end."""

    start: int
    end: int
    new: bytes


class Node:
    """One element: its expanded name, attributes ("uri}name" where they have a namespace), and where it stands."""

    __slots__ = ("attrs", "children", "close", "end", "name", "space", "start", "text")

    def __init__(self, expanded: str, attrs: dict[str, str], start: int) -> None:
        self.space, _, self.name = expanded.rpartition("}")
        self.attrs = attrs
        self.start = start
        self.close = -1  # where the end tag starts; -1 when the element is written <empty/>
        self.end = -1
        self.children: list[Node] = []
        self.text = ""

    def child(self, name: str) -> "Node | None":
        """The first child element of that local name."""
        return next((child for child in self.children if child.name == name), None)

    def all(self, name: str) -> "list[Node]":
        """The child elements of that local name."""
        return [child for child in self.children if child.name == name]

    def attr(self, name: str) -> str | None:
        """The attribute of that local name, in whatever namespace."""
        return next((value for key, value in self.attrs.items() if key.rpartition("}")[2] == name), None)

    def walk(self) -> "Iterator[Node]":
        """This element and all below it, in document order."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed(node.children))


@dataclass(frozen=True)
class Document:
    """A parsed part. ``data`` is UTF-8 without byte order mark; all places are offsets into it."""

    data: bytes
    root: Node
    encoding: str
    mark: bytes

    def edited(self, edits: Iterable[Edit]) -> bytes:
        """The part's bytes, in its own encoding, after ``edits`` (which must not overlap)."""
        return encode(apply(self.data, edits), self.encoding, self.mark)

    def start_tag(self, node: Node) -> bytes:
        return start_tag(self.data, node.start)

    def prefix(self, node: Node) -> str:
        """The namespace prefix that ``node`` is written with, colon included, or ""."""
        name = _raw_name(self.start_tag(node))
        return name[: name.index(":") + 1] if ":" in name else ""

    def append(self, parent: Node, xml: bytes) -> list[Edit]:
        """Insertions that put ``xml`` as the last content of ``parent``, also when that is written ``<empty/>``."""
        if not xml:
            return []
        if parent.close >= 0:
            return [Edit(parent.close, parent.close, xml)]
        slash = parent.end - 2
        name = _raw_name(self.start_tag(parent)).encode()
        return [Edit(slash, slash, b">" + xml + b"<"), Edit(slash + 1, slash + 1, name)]

    def insert_child(self, parent: Node, after: Iterable[str], xml: bytes) -> list[Edit]:
        """Insertions that put ``xml`` into ``parent`` after the last child named in ``after``, else first."""
        names = set(after)
        earlier = [child for child in parent.children if child.name in names]
        if parent.close < 0:
            return self.append(parent, xml)
        place = earlier[-1].end if earlier else parent.start + len(self.start_tag(parent))
        return [Edit(place, place, xml)]

    def set_attribute(self, node: Node, name: str, value: str | None) -> Edit:
        """The edit that sets the unprefixed attribute ``name`` of ``node``, or removes it (None)."""
        tag = self.start_tag(node)
        written = b"" if value is None else f' {name}="{escape(value)}"'.encode()
        for found in _ATTRIBUTE.finditer(tag):
            if found[1] == name.encode():
                return Edit(node.start + found.start(), node.start + found.end(), written)
        place = node.start + 1 + len(_raw_name(tag).encode())
        return Edit(place, place, written)

    def set_text(self, node: Node, text: str) -> list[Edit]:
        """The edits that make ``text`` the whole content of ``node``."""
        if node.close < 0:
            return self.append(node, escape(text).encode())
        return [Edit(node.start + len(self.start_tag(node)), node.close, escape(text).encode())]


def parse(raw: bytes, part: str, keep: Callable[[str, dict[str, str]], bool] | None = None) -> Document:
    """Map the XML in ``raw``. Raises PlanFileError, naming ``part``, when it is malformed, too deep or has a DTD.

    ``keep`` sees the expanded name ("uri}name") and attributes of every element in turn; one that it declines is left
    off the map with all below it, so that a large part costs no more memory than what is wanted of it.
    """
    data, encoding, mark = decode(raw, part)
    if keep is None and len(data) > MAX_SIZE:
        raise PlanFileError(f"Delen {part} fylder over {MAX_SIZE >> 20} MB og læses ikke.")
    top = Node("", {}, 0)
    stack = [top]
    skipped = 0

    def opened(name: str, attrs: dict[str, str]) -> None:
        nonlocal skipped
        wanted = keep is None or keep(name, attrs)
        if skipped or not wanted:
            skipped += 1
            return
        node = Node(name, attrs, parser.CurrentByteIndex)
        stack[-1].children.append(node)
        stack.append(node)

    def closed(_: str) -> None:
        nonlocal skipped
        if skipped:
            skipped -= 1
            return
        node = stack.pop()
        place = parser.CurrentByteIndex
        # For <empty/> expat reports the end of the tag; only a leaf can be written so.
        if not node.children and _ends_tag(data, node.start, place):
            node.end = place
        else:
            node.close, node.end = place, data.index(b">", place) + 1

    def texted(text: str) -> None:
        if not skipped:
            stack[-1].text += text

    parser = safe_parser(part, opened, closed, texted)
    feed(parser, data, part)
    return Document(data, top.children[0], encoding, mark)


def safe_parser(
    part: str,
    opened: Callable[[str, dict[str, str]], None],
    closed: Callable[[str], None],
    texted: Callable[[str], None] | None = None,
) -> expat.XMLParserType:
    """An expat parser for UTF-8 with expanded names that refuses DTDs (and with them every entity) and deep nesting."""
    parser = expat.ParserCreate("utf-8", "}")
    parser.buffer_text = True
    depth = 0

    def refuse(*_: object) -> None:
        raise PlanFileError(f"Delen {part} har en DTD, som ingen projektmappe skal have, og læses ikke.")

    def deeper(name: str, attrs: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH:
            raise PlanFileError(f"Delen {part} er indlejret i over {MAX_DEPTH} lag og læses ikke.")
        opened(name, attrs)

    def shallower(name: str) -> None:
        nonlocal depth
        depth -= 1
        closed(name)

    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = deeper
    parser.EndElementHandler = shallower
    parser.CharacterDataHandler = texted
    return parser


def feed(parser: expat.XMLParserType, data: bytes, part: str) -> None:
    """Run ``parser`` over the whole of ``data``; malformed XML becomes a PlanFileError."""
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise malformed(part) from error


def malformed(part: str) -> PlanFileError:
    """The exception for a part whose XML cannot be read."""
    return PlanFileError(f"Delen {part} er beskadiget. Åbn filen i Excel, gem den som en ny fil, og prøv igen.")


def decode(raw: bytes, part: str) -> tuple[bytes, str, bytes]:
    """``raw`` as UTF-8 without mark, with the encoding and mark that ``encode`` needs to give ``raw`` back."""
    mark, encoding = next((known for known in _BOMS if raw.startswith(known[0])), (b"", ""))
    encoding = encoding or next((name for start, name in _BARE_UTF16 if raw.startswith(start)), "")
    if not encoding:
        declared = _DECLARED.match(raw)
        encoding = declared[1].decode().lower() if declared else "utf-8"
        if encoding not in _DECLARABLE:
            raise malformed(part)
    if encoding == "utf-8":
        return raw[len(mark) :], encoding, mark  # expat itself finds bytes that are no UTF-8
    try:
        return raw[len(mark) :].decode(encoding).encode(), encoding, mark
    except UnicodeError as error:
        raise malformed(part) from error


def encode(data: bytes, encoding: str, mark: bytes) -> bytes:
    """The inverse of ``decode``; a character that the encoding lacks becomes a character reference."""
    if encoding == "utf-8":
        return mark + data
    return mark + data.decode().encode(encoding, "xmlcharrefreplace")


def apply(data: bytes, edits: Iterable[Edit]) -> bytes:
    """``data`` after ``edits``; several insertions at one place keep their order."""
    pieces, position = [], 0
    for start, end, new in sorted(edits, key=lambda edit: edit[:2]):
        assert position <= start <= end, "edits overlap"
        pieces += [data[position:start], new]
        position = end
    return b"".join([*pieces, data[position:]])


def _ends_tag(data: bytes, start: int, place: int) -> bool:
    """Whether the tag that begins at ``start`` is written ``<empty/>`` and ends at ``place``."""
    if data[place - 2 : place] != b"/>":
        return False
    # The first ">" ends the tag unless it stands in an attribute, which only the pattern can tell.
    return data.find(b">", start, place) == place - 1 or len(start_tag(data, start)) == place - start


def whole(text: str | None, default: int = 0) -> int:
    """The whole number in an attribute of the user's; ``default`` when there is none that can be read."""
    return int(text) if text is not None and text.isdecimal() else default


def start_tag(data: bytes, start: int) -> bytes:
    """The whole start tag that begins at ``start``."""
    found = _START_TAG.match(data, start)
    assert found is not None  # expat has just read it there
    return found[0]


def escape(text: str) -> str:
    """``text`` for use in an attribute or as content."""
    for character, reference in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("\r", "&#13;")):
        text = text.replace(character, reference)
    return text.replace("\n", "&#10;").replace("\t", "&#9;")


def _raw_name(tag: bytes) -> str:
    found = _START_TAG.match(tag)
    assert found is not None
    return found[1].decode()
