"""The zip file: members as raw bytes in, the same bytes out. Knows nothing of what the members mean.

``zipfile`` is not used because it cannot copy a member without inflating it, and stamps and reorders what it writes.
Field layouts: PKWARE APPNOTE 6.3.10, sections 4.3.7 (local header), 4.3.12 (central), 4.3.14-16 (end records).
"""

import struct
import zlib
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from os import SEEK_END
from pathlib import Path
from typing import BinaryIO

from udmoentning_xl.errors import PlanFileError
from udmoentning_xl.files.reasons import reason
from udmoentning_xl.package.names import part_key

# Limits on what is taken in, each far above any real workbook (Excel's own largest are some hundred megabytes).
MAX_FILE = 1 << 30  # the file is held in memory while it is copied, and offsets must stay below 4 GiB
MAX_MEMBERS = 50_000  # a workbook has a handful of parts for each sheet and picture
MAX_MEMBER_SIZE = 1 << 30  # one part inflated; Excel's own limit of 1,048,576 rows gives some 700 MB at the very most
MAX_TOTAL_SIZE = 2 << 30  # all parts inflated; a zip bomb of 42 kB asks for terabytes
CHUNK = 1 << 18  # bytes inflated at a time, so that a bomb is stopped before it fills the memory

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_END64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR64 = struct.Struct("<4sLQL")
_NEW_STAMP = (0, 0x21)  # 1980-01-01 00:00, the first date a zip can hold: the same bytes on every run
_UTF8_NAME = 0x800
_ENCRYPTED = 0x1 | 0x40 | 0x2000  # the flags for the data, strongly, and the index (4.4.4)
_PATCHED = 0x20
_WHOLE_FIELD = 0xFFFFFFFF  # the value stands in the zip64 extra field
DEFLATE_LEVEL = 4  # measured on generated sheets: half the time of 6 for 8 % more bytes
_METHODS = {0, 8}  # stored, deflated: all that OPC allows (ECMA-376-2, annex C)

Content = bytes | Callable[[], Iterable[bytes]]


@dataclass(frozen=True, slots=True)
class Member:
    """One member: where its bytes are, what the central directory says of it, and that raw record."""

    name: str
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    offset: int  # of the local header, from the start of the file
    data: int  # of the first packed byte
    end: int  # of the extent: packed bytes, data descriptor and any gap before the next member
    central: bytes


@dataclass(frozen=True)
class Archive:
    """A zip file that was read whole and found sound. ``label`` is its name in messages."""

    label: str
    raw: bytes
    members: tuple[Member, ...]
    base: int  # bytes before the zip proper; offsets in the file count from here
    directory: int  # where the central directory starts
    tail: bytes  # the end records, with comment and whatever follows

    @cached_property
    def by_key(self) -> dict[str, Member]:
        return {part_key(member.name): member for member in self.members}

    def __contains__(self, part: str) -> bool:
        return part_key(part) in self.by_key

    def chunks(self, part: str) -> Iterator[bytes]:
        """The part's content in pieces of at most ``CHUNK`` bytes. Raises PlanFileError when it is not there."""
        member = self.by_key.get(part_key(part))
        if member is None:
            raise self.damaged(f"delen {part} mangler")
        return _inflate(self.raw, member, self.damaged)

    def read(self, part: str) -> bytes:
        """The part's whole content. Raises PlanFileError when it is not there."""
        return b"".join(self.chunks(part))

    def damaged(self, what: str) -> PlanFileError:
        """The exception to raise when the file is not sound; ``what`` is a Danish clause."""
        return damaged(self.label, what)


def damaged(label: str, what: str) -> PlanFileError:
    """The exception that says in one Danish sentence that the file ``label`` is damaged."""
    return PlanFileError(f"{label} er beskadiget: {what}. Åbn filen i Excel, gem den som en ny fil, og prøv igen.")


def read_archive(source: Path | bytes) -> Archive:
    """Read a zip file, inflate every member once to see that it is sound, and return it.

    Raises:
        PlanFileError: the file is not there, is no zip, is truncated, encrypted or damaged, names a part twice, or
            would unpack to more than the limits above.
    """
    label, raw = ("Filen", source) if isinstance(source, bytes) else (source.name, _load(source))
    if raw[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise PlanFileError(
            f"{label} er beskyttet med adgangskode eller gemt som .xls; gem den som .xlsx uden adgangskode."
        )
    if raw[:2] != b"PK" and b"PK\5\6" not in raw[-66_000:]:
        raise PlanFileError(f"{label} er ikke en Excel-projektmappe (.xlsx); gem den som .xlsx i Excel.")
    archive = _parse(label, raw)
    total = 0
    for member in archive.members:
        total += member.size
        if total > MAX_TOTAL_SIZE:
            raise PlanFileError(f"{label} fylder over {MAX_TOTAL_SIZE >> 30} GB udpakket og læses ikke.")
        for _ in _inflate(raw, member, archive.damaged):
            pass
    return archive


def _load(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_FILE:
            raise PlanFileError(f"{path.name} fylder over {MAX_FILE >> 30} GB og læses ikke.")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise PlanFileError(f"{path} findes ikke; kontrollér stien.") from error
    except OSError as error:
        raise PlanFileError(f"{path} kan ikke læses: {reason(error)}.") from error


def _parse(label: str, raw: bytes) -> Archive:
    try:
        return _parse_directory(label, raw)
    except (struct.error, IndexError, ValueError) as error:
        raise damaged(label, "zip-indekset kan ikke læses") from error


def _parse_directory(label: str, raw: bytes) -> Archive:
    end = raw.rfind(b"PK\5\6")
    if end < 0:
        raise damaged(label, "den er ikke hel, måske fordi en kopiering blev afbrudt")
    _, disk, start_disk, _, count, size, offset, _ = _END.unpack_from(raw, end)
    tail = end
    if raw[end - 20 : end - 16] == b"PK\6\7":
        tail = raw.rfind(b"PK\6\6", 0, end - 20)
        _, _, _, _, disk, start_disk, _, count, size, offset = _END64.unpack_from(raw, tail)
    directory = tail - size
    base = directory - offset
    if disk or start_disk or tail < 0 or base < 0:
        raise damaged(label, "den er ikke hel, måske fordi en kopiering blev afbrudt")
    if count > MAX_MEMBERS:
        raise PlanFileError(f"{label} har {count} dele, flere end en projektmappe kan have, og læses ikke.")
    found = list(_records(label, raw, directory, tail, base))
    if len(found) != count:
        raise damaged(label, "zip-indekset tæller forkert")
    return Archive(label, raw, _with_extents(label, raw, found, directory), base, directory, raw[tail:])


def _records(label: str, raw: bytes, start: int, stop: int, base: int) -> Iterator[Member]:
    position = start
    seen: set[str] = set()
    while position < stop:
        fields = _CENTRAL.unpack_from(raw, position)
        flags, method, crc, packed, size, name_length, extra_length, comment_length = fields[3:5] + fields[7:13]
        record = raw[position : position + _CENTRAL.size + name_length + extra_length + comment_length]
        if fields[0] != b"PK\1\2" or position + len(record) > stop:
            raise damaged(label, "zip-indekset kan ikke læses")
        written = record[_CENTRAL.size : _CENTRAL.size + name_length]
        name = written.decode("utf-8" if flags & _UTF8_NAME else "cp437")
        extra = record[_CENTRAL.size + name_length :][:extra_length]
        size, packed, offset = _whole(extra, size, packed, fields[16])
        _refuse(label, name, flags, method, size)
        if part_key(name) in seen:
            raise damaged(label, f"delen {name} findes to gange")
        seen.add(part_key(name))
        yield Member(name, flags, method, crc, packed, size, base + offset, 0, 0, record)
        position += len(record)


def _whole(extra: bytes, *fields: int) -> tuple[int, ...]:
    """The fields, those that were too large for 32 bits read from the zip64 extra field (APPNOTE 4.5.3)."""
    if _WHOLE_FIELD not in fields:
        return fields
    values = iter(struct.unpack_from(f"<{fields.count(_WHOLE_FIELD)}Q", extra, _zip64_at(extra)))
    return tuple(next(values) if field == _WHOLE_FIELD else field for field in fields)


def _zip64_at(extra: bytes) -> int:
    """Where the values of the zip64 extra field start. Raises ValueError when there is none."""
    position = 0
    while position + 4 <= len(extra):
        kind, length = struct.unpack_from("<2H", extra, position)
        if kind == 1:
            return position + 4
        position += 4 + length
    raise ValueError("zip64 extra field is missing")


def _refuse(label: str, name: str, flags: int, method: int, size: int) -> None:
    if flags & _ENCRYPTED:
        raise PlanFileError(f"{label} er krypteret; gem den uden adgangskode, og prøv igen.")
    if method not in _METHODS or flags & _PATCHED:
        raise damaged(label, f"delen {name} er pakket på en måde, som Excel ikke bruger")
    if size > MAX_MEMBER_SIZE:
        raise PlanFileError(f"{label}: delen {name} fylder over {MAX_MEMBER_SIZE >> 30} GB udpakket og læses ikke.")


def _with_extents(label: str, raw: bytes, found: list[Member], directory: int) -> tuple[Member, ...]:
    """The members with the place of their data; each extent ends where the next one starts, so none may overlap."""
    starts = sorted({member.offset for member in found} | {directory})
    members = []
    for member in found:
        end = starts[bisect_right(starts, member.offset)] if member.offset < directory else 0
        fields = _LOCAL.unpack_from(raw, member.offset)
        data = member.offset + _LOCAL.size + fields[9] + fields[10]
        name_length = struct.unpack_from("<H", member.central, 28)[0]
        name = member.central[_CENTRAL.size :][:name_length]
        written = raw[member.offset + _LOCAL.size :][: fields[9]] if fields[9] < 1 << 16 else b""
        if fields[0] != b"PK\3\4" or data + member.packed > end or written != name:
            raise damaged(label, f"delen {member.name} kan ikke findes")
        members.append(
            Member(
                member.name, member.flags, member.method, member.crc, member.packed, member.size,
                member.offset, data, end, member.central,
            )
        )  # fmt: skip
    return tuple(members)


def _inflate(raw: bytes, member: Member, fail: Callable[[str], PlanFileError]) -> Iterator[bytes]:
    """The member's content in pieces. The declared size is the limit, so a lying header stops at once."""
    packed = memoryview(raw)[member.data : member.data + member.packed]
    size = crc = 0
    # Some programs mark a member of no bytes as deflated, although what deflates to nothing still takes two bytes.
    for chunk in _deflated(packed, member.name, fail) if member.method and member.packed else _stored(packed):
        size += len(chunk)
        crc = zlib.crc32(chunk, crc)
        if size > member.size:
            raise fail(f"delen {member.name} er større, end filen selv siger")
        yield chunk
    if size != member.size or crc != member.crc:
        raise fail(f"delen {member.name} er ikke, som den blev gemt")


def _stored(packed: memoryview) -> Iterator[bytes]:
    for start in range(0, len(packed), CHUNK):
        yield bytes(packed[start : start + CHUNK])


def _deflated(packed: memoryview, name: str, fail: Callable[[str], PlanFileError]) -> Iterator[bytes]:
    engine = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        for start in range(0, len(packed), CHUNK):
            pending: bytes | memoryview = packed[start : start + CHUNK]
            while pending:
                yield engine.decompress(pending, CHUNK)
                pending = engine.unconsumed_tail
        while chunk := engine.decompress(b"", CHUNK):
            yield chunk
    except zlib.error as error:
        raise fail(f"delen {name} kan ikke pakkes ud") from error
    if not engine.eof:
        raise fail(f"delen {name} er ikke hel")


def write_archive(archive: Archive, out: BinaryIO, changes: Mapping[str, Content | None]) -> None:
    """Write ``archive`` to the empty, seekable ``out`` with ``changes``: parts replaced, added or left out (None).

    Every other member is copied raw, in its place, with its header, stamp, data descriptor and any gap after it; a
    replaced part keeps its place and stamp; new parts follow at the end. Without changes the file is the same bytes.
    """
    known = {part_key(name): content for name, content in changes.items()}
    in_file_order = sorted(archive.members, key=lambda member: member.offset)
    out.write(archive.raw[: in_file_order[0].offset if in_file_order else archive.directory])
    records: dict[str, bytes] = {}
    for member in in_file_order:
        content = known.get(part_key(member.name), b"")
        if part_key(member.name) not in known or (isinstance(content, bytes) and _is_same(archive, member, content)):
            records[member.name] = _moved(member.central, out.tell() - archive.base)
            out.write(memoryview(archive.raw)[member.offset : member.end])
        elif content is not None:
            records[member.name] = _write_member(out, archive.base, content, *_headers(archive.raw, member))
    added = {name: content for name, content in changes.items() if name not in archive and content is not None}
    records |= {name: _write_member(out, archive.base, content, *_new_headers(name)) for name, content in added.items()}
    directory = out.tell()
    order = [member.name for member in archive.members if member.name in records] + list(added)
    out.write(b"".join(records[name] for name in order))
    out.write(_end_records(archive.tail, len(order), directory - archive.base, out.tell() - archive.base))


def _is_same(archive: Archive, member: Member, content: bytes) -> bool:
    return len(content) == member.size and archive.read(member.name) == content


def _moved(central: bytes, offset: int) -> bytes:
    """The raw central record pointing to ``offset``."""
    fields = _CENTRAL.unpack_from(central)
    if fields[16] != _WHOLE_FIELD:
        return central[:42] + struct.pack("<L", offset) + central[46:]
    extra = _CENTRAL.size + fields[10]
    place = extra + _zip64_at(central[extra:]) + 8 * fields[8:10].count(_WHOLE_FIELD)
    return central[:place] + struct.pack("<Q", offset) + central[place + 8 :]


def _headers(raw: bytes, member: Member) -> tuple[bytearray, bytearray]:
    """Local and central header for a replaced member: its own, less what describes the old bytes."""
    fields = _LOCAL.unpack_from(raw, member.offset)
    name_end = member.offset + _LOCAL.size + fields[9]
    local_extra = _without_zip64(raw[name_end : name_end + fields[10]])
    local = bytearray(raw[member.offset : name_end] + local_extra)
    struct.pack_into("<H", local, 28, len(local_extra))
    central = member.central
    name_length, extra_length = struct.unpack_from("<2H", central, 28)
    extra_start = _CENTRAL.size + name_length
    extra = _without_zip64(central[extra_start : extra_start + extra_length])
    record = bytearray(central[:extra_start] + extra + central[extra_start + extra_length :])
    struct.pack_into("<H", record, 30, len(extra))
    # Only the bit for the name's encoding stays: sizes now stand in the header, and the packing is ours.
    struct.pack_into("<2H", local, 6, member.flags & _UTF8_NAME, 8)
    struct.pack_into("<2H", record, 8, member.flags & _UTF8_NAME, 8)
    return local, record


def _without_zip64(extra: bytes) -> bytes:
    kept, position = b"", 0
    while position + 4 <= len(extra):
        kind, length = struct.unpack_from("<2H", extra, position)
        kept += b"" if kind == 1 else extra[position : position + 4 + length]
        position += 4 + length
    return kept


def _new_headers(name: str) -> tuple[bytearray, bytearray]:
    written = name.encode("utf-8")
    flags = 0 if name.isascii() else _UTF8_NAME
    local = _LOCAL.pack(b"PK\3\4", 20, flags, 8, *_NEW_STAMP, 0, 0, 0, len(written), 0)
    central = _CENTRAL.pack(b"PK\1\2", 20, 20, flags, 8, *_NEW_STAMP, 0, 0, 0, len(written), 0, 0, 0, 0, 0, 0)
    return bytearray(local + written), bytearray(central + written)


def _write_member(out: BinaryIO, base: int, content: Content, local: bytearray, central: bytearray) -> bytes:
    """Deflate ``content`` to ``out`` as it comes; return the central record. Sizes are filled in afterwards."""
    start = out.tell()
    out.write(local)
    engine = zlib.compressobj(DEFLATE_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    crc = size = packed = 0
    for chunk in (content,) if isinstance(content, bytes) else content():
        crc, size = zlib.crc32(chunk, crc), size + len(chunk)
        packed += out.write(engine.compress(chunk))
    packed += out.write(engine.flush())
    sizes = struct.pack("<3L", crc, packed, size)
    out.seek(start + 14)
    out.write(sizes)
    out.seek(0, SEEK_END)
    central[16:28] = sizes
    struct.pack_into("<L", central, 42, start - base)
    return bytes(central)


def _end_records(tail: bytes, count: int, directory: int, end: int) -> bytes:
    """The end records with new count, directory and size; comment and zip64 extensions stay."""
    patched = bytearray(tail)
    eocd = tail.rfind(b"PK\5\6")
    size = end - directory
    if tail[:4] == b"PK\6\6":
        struct.pack_into("<4Q", patched, 24, count, count, size, directory)
        struct.pack_into("<Q", patched, eocd - 12, end)
    old = struct.unpack_from("<2H2L", tail, eocd + 8)
    new = (
        present if present in {0xFFFF, _WHOLE_FIELD} and tail[:4] == b"PK\6\6" else value
        for present, value in zip(old, (count, count, size, directory), strict=True)
    )
    struct.pack_into("<2H2L", patched, eocd + 8, *new)
    return bytes(patched)
