"""Every text of an outgoing file that a reader could find: all parts of a package, decompressed, of a mail, decoded.

A *unit* is what stands together: a cell, a paragraph, an attribute, a header, a line. Judging them is ``guard``'s.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from html.parser import HTMLParser
from xml.etree import ElementTree

#: Elements whose text is one even when it is split into runs: shared and inline strings, drawn paragraphs, comments.
_WHOLE = {"si", "is", "p", "text"}
#: Elements of HTML that end a unit.
_BLOCKS = {"p", "td", "th", "tr", "table", "h1", "h2", "h3", "li", "div", "br", "title", "body", "head", "html", "span"}
#: Parts of a package that our workbooks consist of.
_EXPECTED_PART = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/(app|core|custom)\.xml|xl/workbook\.xml|xl/_rels/workbook\.xml\.rels"
    r"|xl/(styles|sharedStrings|metadata)\.xml|xl/theme/theme1\.xml|xl/worksheets/sheet\d+\.xml"
    r"|xl/worksheets/_rels/sheet\d+\.xml\.rels|xl/tables/table\d+\.xml"
)
_HIDDEN = re.compile(rb'<sheet [^<>]*state="(?:hidden|veryHidden)"')
_NAME = re.compile(rb"<definedName ([^<>]*+)>")
_OWN_NAME = re.compile(rb'name="_xlnm\.(?:Print_Titles|Print_Area|_FilterDatabase)"')


def package_texts(data: bytes) -> Iterator[str]:
    """The units of a workbook, part by part, with the names of the parts."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for part in package.infolist():
            yield part.filename
            content = package.read(part)
            yield from _xml_texts(content) if part.filename.endswith((".xml", ".rels", ".vml")) else _raw_texts(content)


def package_oddities(data: bytes) -> list[str]:
    """What a workbook of ours never has, in Danish: foreign parts, hidden sheets, names that are not for printing."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = package.namelist()
        book = package.read("xl/workbook.xml")
    odd = [f"delen {name}" for name in names if not _EXPECTED_PART.fullmatch(name)]
    odd += ["et skjult ark"] if _HIDDEN.search(book) else []
    odd += ["et defineret navn"] if any(not _OWN_NAME.search(name) for name in _NAME.findall(book)) else []
    return odd


def _xml_texts(content: bytes) -> Iterator[str]:
    """The text of every element and attribute; a part that is no XML counts as raw."""
    try:
        inside, index = 0, False  # a cell of the type "s" holds the number of a shared string, no text of its own
        for event, element in ElementTree.iterparse(io.BytesIO(content), events=("start", "end")):
            name = element.tag.rpartition("}")[2]
            if event == "start":
                inside += name in _WHOLE
                index = element.get("t") == "s" if name == "c" else index
                yield from element.attrib.values()
                continue
            inside -= name in _WHOLE
            if name in _WHOLE and not inside:
                yield "".join(element.itertext())
            elif not inside and element.text and not (name == "v" and index):
                yield element.text
            if not inside:
                element.clear()
    except ElementTree.ParseError:
        yield from _raw_texts(content)


def _raw_texts(content: bytes) -> Iterator[str]:
    """A part of unknown form, read in the encodings that text in it could have."""
    return (content.decode(encoding, "replace") for encoding in ("utf-8", "utf-16-le", "latin-1"))


def mail_texts(data: bytes, *searched: bytes) -> Iterator[str]:
    """The units of a mail: headers decoded, text by line, HTML by cell, attachments by their own kind.

    An attachment that is one of ``searched``, byte for byte, is passed over.
    """
    message = message_from_bytes(data, _class=EmailMessage, policy=SMTP)
    for part in message.walk():
        for name, value in part.items():
            yield f"{name}: {value}"
            yield str(value)
        kind = part.get_content_type()
        if kind == "text/plain":
            yield from part.get_content().splitlines()
        elif kind == "text/html":
            yield from html_texts(part.get_content())
        elif not part.is_multipart():
            content = part.get_payload(decode=True)
            assert isinstance(content, bytes)
            if content not in searched:
                yield from package_texts(content) if zipfile.is_zipfile(io.BytesIO(content)) else _raw_texts(content)


def html_texts(document: str) -> Iterable[str]:
    """The units of an HTML document, comments and attributes among them."""
    reader = _HtmlReader()
    reader.feed(document)
    reader.close()
    return [*reader.units, "".join(reader.run)]


class _HtmlReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.units: list[str] = []
        self.run: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._part(tag)
        self.units += [value for _, value in attrs if value]

    def handle_endtag(self, tag: str) -> None:
        self._part(tag)

    def handle_data(self, data: str) -> None:
        self.run.append(data)

    def handle_comment(self, data: str) -> None:
        self.units.append(data)

    def _part(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.units.append("".join(self.run))
            self.run = []
