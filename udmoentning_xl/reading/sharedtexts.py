"""The texts that the cells of a workbook share: which of them are partly struck through, and how much they come to."""

import re
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

from udmoentning_xl.package.xmlscan import feed, safe_parser
from udmoentning_xl.reading.richtext import Attributes, Element, Runs, runs_of

_ITEM = re.compile(rb"<(?:[\w.-]+:)?si[\s/>]")
_ROOT = re.compile(rb"<(?:[\w.-]+:)?sst\b[^>]*>")
_COUNT = re.compile(rb"""\s(?:uniqueCount|count)\s*=\s*(?:"[^"]*"|'[^']*')""")
_SHOWN = re.compile(rb"""<[^<>]*\bt\s*=\s*["']s["'][^<>]*>\s*<(?:[\w.-]+:)?v\b[^<>]*>\s*([0-9]+)\s*<""")


def without_count(data: bytes) -> bytes:
    """The part without the number of texts it says it has, which a reader would make room for in advance."""
    return _ROOT.sub(lambda root: _COUNT.sub(b"", root[0]), data, count=1)


def text_shown(texts: bytes, sheets: Iterable[bytes], enough: int) -> int:
    """An upper bound of the bytes of text that all cells show; counted exactly only where it may pass ``enough``."""
    longest = max(map(len, texts.split(b"</si>")))
    lengths: list[int] = []
    total = 0
    for sheet in sheets:
        # A cell with a text takes four tags: <c><v></v></c>.
        bound = longest * (sheet.count(b"<") // 4)
        if bound > enough:
            lengths = lengths or _lengths(texts)
            counts = Counter(map(int, _SHOWN.findall(sheet)))
            bound = sum(lengths[index] * count for index, count in counts.items() if index < len(lengths))
        total += bound
    return total


def _lengths(texts: bytes) -> list[int]:
    places = [found.start() for found in _ITEM.finditer(texts)] + [len(texts)]
    return [after - start for start, after in pairwise(places)]


def rich_texts(data: bytes, part: str) -> dict[int, Runs]:
    """The texts with pieces of their own format, by index. Raises PlanFileError when the part is damaged."""
    if b"rPr" not in data:
        return {}
    found: dict[int, Runs] = {}
    elements: list[Element] = []
    index = -1

    def opened(name: str, attrs: Attributes) -> None:
        nonlocal index
        local = name.rpartition("}")[2]
        if local == "si":
            index += 1
            elements.clear()
        else:
            elements.append(Element(local, attrs))

    def closed(name: str) -> None:
        if name.rpartition("}")[2] == "si" and any(element.name == "rPr" for element in elements):
            found[index] = runs_of(elements)
        elif elements:
            elements[-1].closed = True

    def texted(text: str) -> None:
        if elements and not elements[-1].closed:
            elements[-1].text += text

    feed(safe_parser(part, opened, closed, texted), data, part)
    return found
