"""The compound file (OLE) that .xls files and encrypted workbooks are: its streams by name, and a file of one stream.

Source: [MS-CFB] 2.2 (header), 2.3 (sector chains), 2.6 (directory).
"""

import struct
from collections.abc import Iterable, Iterator, Sequence

MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")
_NO_SECTOR = 0xFFFFFFFA  # this and above are marks
_MINI_BELOW = 4096  # smaller streams stand in sectors of 64 bytes in the mini stream, which is that of the root entry
_STORAGE, _STREAM, _ROOT = 1, 2, 5
_LARGE = 4096  # the size of sectors in a file that is written: 109 tables in the header are enough for 450 MB
_IS_TABLE, _END, _FREE = 0xFFFFFFFD, 0xFFFFFFFE, 0xFFFFFFFF


class OleFile:
    """A compound file: ``entries`` are the streams and storages at its top, ``names`` everything in it.

    Names are in small letters, as they count without case. What lies in a storage, where a document embeds others, is
    no entry.
    """

    def __init__(self, data: bytes) -> None:
        """Read tables and directory. Raises ValueError, IndexError or struct.error when they are damaged."""
        self.data, self.sector = data, 1 << min(struct.unpack_from("<H", data, 30)[0], 16)
        if self.sector not in {512, 4096}:
            raise ValueError("no size of sectors")
        self.table = tuple(self._table())
        directory, mini_table = (struct.unpack_from("<L", data, place)[0] for place in (48, 60))
        self.entries: dict[str, tuple[int, int]] = {}
        self.names: set[str] = set()
        root = self._read_directory(self._large(directory))
        numbers = self._large(mini_table)
        self.mini_table = struct.unpack(f"<{len(numbers) // 4}L", numbers)
        self.mini_stream = self._large(root)

    def stream(self, name: str) -> bytes:
        """The stream of that name in small letters. Raises ValueError or IndexError when its sectors are broken."""
        start, size = self.entries[name]
        if size >= _MINI_BELOW:
            return self._large(start)[:size]
        return _joined(self.mini_stream, 64, 0, _chain(self.mini_table, start))[:size]

    def _large(self, start: int) -> bytes:
        return _joined(self.data, self.sector, self.sector, _chain(self.table, start))

    def _table(self) -> Iterator[int]:
        """The allocation table, whose own sectors are listed in the header and, for large files, in a chain after."""
        listed = list(struct.unpack_from("<109L", self.data, 76))
        extra, count = struct.unpack_from("<LL", self.data, 68)
        numbers = f"<{self.sector // 4}L"
        for _ in range(min(count, len(self.data) // self.sector)):
            *block, extra = struct.unpack_from(numbers, self.data, (extra + 1) * self.sector)
            listed += block
        for number in listed:
            if number < _NO_SECTOR:
                yield from struct.unpack_from(numbers, self.data, (number + 1) * self.sector)

    def _read_directory(self, data: bytes) -> int:
        """Find the entries and give the first sector of the root. They hang in trees, those of a storage below it."""
        found = [struct.unpack_from("<64sHBxLLL36xLL", data, place) for place in range(0, len(data) - 127, 128)]
        waiting, inside = [child for _, _, kind, _, _, child, *_ in found if kind == _STORAGE], set[int]()
        while waiting:
            number = waiting.pop()
            if number < len(found) and number not in inside:
                inside.add(number)
                waiting += found[number][3:5]
        root = _END
        for number, (written, length, kind, _, _, _, start, size) in enumerate(found):
            name = written[: max(length - 2, 0)].decode("utf-16-le", "replace").lower()
            if kind == _ROOT:
                root = start
            elif kind in (_STORAGE, _STREAM):
                self.names.add(name)
                if number not in inside:
                    self.entries.setdefault(name, (start, size))
        return root


def _joined(data: bytes, size: int, base: int, sectors: Iterable[int]) -> bytes:
    return b"".join(data[base + size * number : base + size * (number + 1)] for number in sectors)


def _chain(table: Sequence[int], start: int) -> Iterator[int]:
    for _ in range(len(table) + 1):
        if start >= _NO_SECTOR:
            return
        yield start
        start = table[start]
    raise ValueError("the sectors follow each other in a circle")


def plain_ole(name: str, stream: bytes) -> bytes:
    """A compound file with this one stream: header, tables, directory, an empty mini stream, and the stream."""
    sectors = max(-(-len(stream) // _LARGE), 1)
    tables = -(-(sectors + 2) // (_LARGE // 4 - 1))
    mini, first = tables + 1, tables + 2
    numbers = (62, 4, 0xFFFE, 12, 6, 1, tables, tables, 0, _MINI_BELOW, _END, 0, _END, 0)
    listed = struct.pack(f"<{tables}L", *range(tables)).ljust(436, b"\xff")
    header = struct.pack("<8s16x5H6x9L", MAGIC, *numbers) + listed
    follows = [_IS_TABLE] * tables + [_END, _END, *range(first + 1, first + sectors), _END]
    entries = (("Root Entry", _ROOT, 1, mini, 64), (name, _STREAM, _FREE, first, sectors * _LARGE))
    directory = b"".join(
        struct.pack("<64sHBB3L36xLQ", text.encode("utf-16-le"), 2 * len(text) + 2, kind, 1, _FREE, _FREE, *places)
        for text, kind, *places in entries
    )
    parts = (header, struct.pack(f"<{len(follows)}L", *follows).ljust(tables * _LARGE, b"\xff"), directory, b"", stream)
    return b"".join(part + bytes(-len(part) % _LARGE or (0 if part else _LARGE)) for part in parts)
