"""The texts that the cells of a workbook share: which of them are partly struck through, and how much they come to."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from udmoentning_xl.package.xmlscan import feed, safe_parser
from udmoentning_xl.reading.richtext import Attributes, Runs, TextElement, runs_of

_ITEM = re.compile(rb"<(?:[\w.-]+:)?si[\s/>]")
_ROOT = re.compile(rb"<(?:[\w.-]+:)?sst\b[^<>]*+>")
_COUNT = re.compile(rb"""\s(?:uniqueCount|count)\s*=\s*(?:"[^"]*"|'[^']*')""")
_SHARED = re.compile(rb"""<(?>[^<>]*?\st\s?=\s?["']s["'])""")
_SHOWN = re.compile(_SHARED.pattern + rb"""[^<>]*+>\s*+<(?:[\w.-]++:)?+v[^<>]*+>\s*+([0-9]{1,9})\s*+<""")
_TAG = re.compile(rb"<[^<>]*+>")


def without_count(data: bytes) -> bytes:
    """The part without the number of texts it says it has, which a reader would make room for in advance."""
    return _ROOT.sub(lambda root: _COUNT.sub(b"", root[0]), data, count=1)


def shows_more(texts: bytes, sheets: Sequence[bytes], most: int) -> bool:
    """Whether all cells together show more than ``most`` bytes of the shared ``texts``."""
    # A cell with a text takes four tags, <c><v></v></c>. Where even all of them could not show too much, which is
    # so for most workbooks, nothing needs to be counted.
    if max(map(len, texts.split(b"</si>"))) * sum(sheet.count(b"<") // 4 for sheet in sheets) <= most:
        return False
    lengths = _lengths(texts)
    counts = sum((Counter(_SHOWN.findall(sheet)) for sheet in sheets), Counter[bytes]())
    counted = sum(lengths[int(index)] * count for index, count in counts.items() if int(index) < len(lengths))
    # Cells that are written as nobody writes them, with a comment inside say, may show the longest text.
    others = sum(len(_SHARED.findall(sheet)) for sheet in sheets) - counts.total()
    return counted + others * max(lengths, default=0) > most


def _lengths(texts: bytes) -> list[int]:
    """The bytes of text in each of the shared texts, without its tags."""
    places = [found.start() for found in _ITEM.finditer(texts)] + [len(texts)]
    return [len(_TAG.sub(b"", texts[start:after])) for start, after in pairwise(places)]


def rich_texts(data: bytes, part: str) -> dict[int, Runs]:
    """The texts with pieces of their own format, by index. Raises PlanFileError when the part is damaged."""
    if b"rPr" not in data:
        return {}
    found: dict[int, Runs] = {}
    elements: list[TextElement] = []
    index = -1

    def opened(name: str, attrs: Attributes) -> None:
        nonlocal index
        local = name.rpartition("}")[2]
        if local == "si":
            index += 1
            elements.clear()
        else:
            elements.append(TextElement(local, attrs))

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
