"""The compound file (OLE) that .xls files and encrypted workbooks are: its streams by name, and a file of one stream.

Source: [MS-CFB] 2.2 (header), 2.3 (sector chains), 2.6 (directory).
"""

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_NO_SECTOR = 0xFFFFFFFA  # this and above are marks
_ENTRY = 128
_MINI_SECTOR = 64
_MINI_BELOW = 4096  # smaller streams stand in the mini stream, which is that of the root entry
_STORAGE, _STREAM, _ROOT = 1, 2, 5
MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")
_LARGE = 4096  # the size of sectors in a file that is written: 109 tables in the header are enough for 450 MB
_IS_TABLE, _END, _FREE = 0xFFFFFFFD, 0xFFFFFFFE, 0xFFFFFFFF


@dataclass(frozen=True)
class OleFile:
    """A compound file: what stands at its top by name, and how the sectors follow each other.

    ``entries`` gives first sector and length by the name in small letters, as names count without case. What lies in a
    storage, where a document embeds others, is no entry; ``names`` holds the names of everything.
    """

    data: bytes
    sector: int
    table: tuple[int, ...]
    mini_table: tuple[int, ...]
    mini_stream: bytes
    entries: dict[str, tuple[int, int]]
    names: frozenset[str]

    def stream(self, name: str) -> bytes:
        """The stream of that name in small letters. Raises ValueError or IndexError when its sectors are broken."""
        start, size = self.entries[name]
        if size < _MINI_BELOW:
            return _joined(self.mini_stream, 0, _MINI_SECTOR, self.mini_table, start)[:size]
        return _joined(self.data, self.sector, self.sector, self.table, start)[:size]


def read_ole(data: bytes) -> OleFile:
    """Read the tables and the directory. Raises ValueError, IndexError or struct.error when they are damaged."""
    sector = 1 << min(struct.unpack_from("<H", data, 30)[0], 16)
    if sector not in {512, 4096}:
        raise ValueError("no size of sectors")
    table = tuple(_table(data, sector))
    (directory,) = struct.unpack_from("<L", data, 48)
    (mini_table,) = struct.unpack_from("<L", data, 60)
    entries, names, root = _directory(_joined(data, sector, sector, table, directory))
    mini = _joined(data, sector, sector, table, mini_table)
    mini_stream = _joined(data, sector, sector, table, root)
    return OleFile(data, sector, table, struct.unpack(f"<{len(mini) // 4}L", mini), mini_stream, entries, names)


def _joined(data: bytes, base: int, size: int, table: Sequence[int], start: int) -> bytes:
    return b"".join(data[base + size * number :][:size] for number in _chain(table, start))


def _chain(table: Sequence[int], start: int) -> Iterator[int]:
    for _ in range(len(table) + 1):
        if start >= _NO_SECTOR:
            return
        yield start
        start = table[start]
    raise ValueError("the sectors follow each other in a circle")


def _directory(data: bytes) -> tuple[dict[str, tuple[int, int]], frozenset[str], int]:
    """The streams and storages at the top by name, the names of all there are, and the first sector of the root."""
    found, links, waiting, root_start = {}, {}, list[int](), _NO_SECTOR
    for place in range(0, len(data) - _ENTRY + 1, _ENTRY):
        length, kind = struct.unpack_from("<HB", data, place + 64)
        before, after, child = struct.unpack_from("<3L", data, place + 68)
        links[place // _ENTRY] = (before, after)
        if kind == _ROOT:
            (root_start,) = struct.unpack_from("<L", data, place + 116)
        elif kind:
            name = data[place : place + max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace").lower()
            found[place // _ENTRY] = (name, struct.unpack_from("<LL", data, place + 116))
            waiting += [child] if kind == _STORAGE else []
    # Everything hangs in trees; what hangs below a storage is inside it.
    inside: set[int] = set()
    while waiting:
        number = waiting.pop()
        if number in links and number not in inside:
            inside.add(number)
            waiting += links[number]
    top = {name: place for number, (name, place) in reversed(found.items()) if number not in inside}
    return top, frozenset(name for name, _ in found.values()), root_start


def _table(data: bytes, sector: int) -> Iterator[int]:
    """The allocation table, whose own sectors are listed in the header and, for large files, in a chain after it."""
    listed = list(struct.unpack_from("<109L", data, 76))
    extra, count = struct.unpack_from("<LL", data, 68)
    numbers = f"<{sector // 4}L"
    for _ in range(min(count, len(data) // sector)):
        *block, extra = struct.unpack_from(numbers, data, (extra + 1) * sector)
        listed += block
    if extra < _NO_SECTOR:
        raise ValueError("the list of the table does not end")
    for number in listed:
        if number < _NO_SECTOR:
            yield from struct.unpack_from(numbers, data, (number + 1) * sector)


def plain_ole(name: str, stream: bytes) -> bytes:
    """A compound file with this one stream: header, tables, directory, an empty mini stream, and the stream."""
    data = stream.ljust(_MINI_BELOW, b"\0")
    sectors = -(-len(data) // _LARGE)
    tables = -(-(sectors + 2) // (_LARGE // 4 - 1))
    mini, first = tables + 1, tables + 2
    header = struct.pack(
        "<8s16s5H6x9L", MAGIC, b"", 62, 4, 0xFFFE, 12, 6, 1, tables, tables, 0, _MINI_BELOW, _END, 0, _END, 0
    )
    header += b"".join(struct.pack("<L", number) for number in range(tables)).ljust(436, b"\xff")
    follows = [_IS_TABLE] * tables + [_END, _END] + [*range(first + 1, first + sectors), _END]
    table = b"".join(struct.pack("<L", number) for number in follows)
    directory = _entry("Root Entry", _ROOT, mini, _MINI_SECTOR, 1) + _entry(name, _STREAM, first, len(data), _FREE)
    return b"".join(
        [
            header.ljust(_LARGE, b"\0"),
            table.ljust(tables * _LARGE, b"\xff"),
            directory.ljust(_LARGE, b"\0"),
            bytes(_LARGE),
            data.ljust(sectors * _LARGE, b"\0"),
        ]
    )


def _entry(name: str, kind: int, start: int, size: int, child: int) -> bytes:
    written = name.encode("utf-16-le")
    return struct.pack("<64sHBB3L36xLQ", written, len(written) + 2, kind, 1, _FREE, _FREE, child, start, size)
