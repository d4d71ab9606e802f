"""The zip file: the same bytes out as in, and a clean refusal of what is none."""

import struct
import warnings
import zipfile
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from workbooks_made import by_hand

from udmoentning_xl.errors import PlanFileError
from udmoentning_xl.package import archive as archives
from udmoentning_xl.package.archive import Content, read_archive, write_archive

STAMP = (2023, 11, 5, 13, 14, 16)


class Unseekable(BytesIO):
    """A stream as a web service writes to: sizes then follow each member in a data descriptor."""

    def seekable(self) -> bool:
        return False

    def tell(self) -> int:
        raise OSError

    def seek(self, offset: int, whence: int = 0, /) -> int:
        raise OSError


def packed(
    out: BytesIO | None = None, *, comment: bytes = b"", force_zip64: bool = False, extra: bytes = b"", method: int = 8
) -> bytes:
    stream = out or BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name in ("b.xml", "a.xml", "mappe/æ.xml", "tom.xml"):
            info = zipfile.ZipInfo(name, STAMP)
            info.compress_type, info.extra, info.external_attr = method, extra, 0o600 << 16
            with archive.open(info, "w", force_zip64=force_zip64) as member:
                member.write(b"" if name == "tom.xml" else name.encode() * 50)
        archive.comment = comment
    return stream.getvalue()


def with_zip64_end(raw: bytes) -> bytes:
    end = raw.rindex(b"PK\5\6")
    count, size, offset = struct.unpack_from("<HLL", raw, end + 10)
    record = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, count, count, size, offset)
    locator = struct.pack("<4sLQL", b"PK\6\7", 0, end, 1)
    blank = raw[end : end + 8] + struct.pack("<2H2L", 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF) + raw[end + 20 :]
    return raw[:end] + record + locator + blank


def with_gap(raw: bytes) -> bytes:
    """Bytes between two members that no record speaks of, as an editor leaves them that writes in place."""
    gap = b"\0" * 37
    second = raw.index(b"PK\3\4", 4)
    end = raw.rindex(b"PK\5\6")
    directory = struct.unpack_from("<L", raw, end + 16)[0]
    records = bytearray(raw[directory:end])
    place = 0
    while place < len(records):
        offset = struct.unpack_from("<L", records, place + 42)[0]
        struct.pack_into("<L", records, place + 42, offset + (len(gap) if offset >= second else 0))
        place += 46 + sum(struct.unpack_from("<3H", records, place + 28))
    tail = bytearray(raw[end:])
    struct.pack_into("<L", tail, 16, directory + len(gap))
    return raw[:second] + gap + raw[second:directory] + bytes(records) + bytes(tail)


KINDS = {
    "deflated": packed(),
    "stored": packed(method=0),
    "data descriptors": packed(Unseekable()),
    "comment": packed(comment=b"gemt af et system"),
    "zip64 sizes": packed(force_zip64=True),
    "zip64 end": with_zip64_end(packed()),
    "extra fields": packed(extra=struct.pack("<2H8s", 0xA220, 8, b"\x00\x10voksepl")),
    "bytes before": b"#!/bin/sh\nexit\n" + packed(),
    "a gap": with_gap(packed()),
}


def write(raw: bytes, changes: dict[str, Content | None]) -> bytes:
    out = BytesIO()
    write_archive(read_archive(raw), out, changes)
    return out.getvalue()


def members(raw: bytes) -> dict[str, tuple[bytes, tuple[int, ...], int, int]]:
    """Raw bytes, date, flags and method of each member, in order."""
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        found = {}
        for info in archive.infolist():
            header = struct.unpack_from("<2H", raw, info.header_offset + 26)
            start = info.header_offset + 30 + sum(header)
            found[info.filename] = (
                raw[start : start + info.compress_size],
                info.date_time,
                info.flag_bits,
                info.compress_type,
            )
        return found


@pytest.mark.parametrize("kind", KINDS)
def test_without_changes_the_file_is_the_same_bytes(kind: str) -> None:
    assert write(KINDS[kind], {}) == KINDS[kind]


@pytest.mark.parametrize("kind", KINDS)
def test_a_changed_part_keeps_its_place_and_date_and_the_others_every_byte(kind: str) -> None:
    raw = KINDS[kind]
    changed = write(raw, {"a.xml": b"nyt", "mappe/ny.xml": lambda: iter([b"to ", b"stykker"]), "tom.xml": None})
    before, after = members(raw), members(changed)
    assert list(after) == ["b.xml", "a.xml", "mappe/æ.xml", "mappe/ny.xml"]
    assert {name: after[name] for name in ("b.xml", "mappe/æ.xml")} == {
        name: before[name] for name in ("b.xml", "mappe/æ.xml")
    }
    assert after["a.xml"][1] == STAMP
    assert after["mappe/ny.xml"][1] == (1980, 1, 1, 0, 0, 0)
    with zipfile.ZipFile(BytesIO(changed)) as archive:
        assert archive.testzip() is None
        assert (archive.read("a.xml"), archive.read("mappe/ny.xml")) == (b"nyt", b"to stykker")
    assert read_archive(changed).read("mappe/æ.xml") == "mappe/æ.xml".encode() * 50


def test_a_part_given_its_own_content_is_not_packed_again() -> None:
    assert write(KINDS["stored"], {"a.xml": b"a.xml" * 50}) == KINDS["stored"]


def test_a_part_is_found_under_any_spelling_of_its_name() -> None:
    archive = read_archive(KINDS["deflated"])
    assert [name in archive for name in ("/A.XML", "mappe\\æ.xml", "mappe/%C3%A6.xml", "c.xml")] == [True] * 3 + [False]


def flipped(raw: bytes, place: int, bits: int = 0xFF) -> bytes:
    return raw[:place] + bytes([raw[place] ^ bits]) + raw[place + 1 :]


def twice() -> bytes:
    out = BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w") as archive:
        warnings.simplefilter("ignore", UserWarning)
        archive.writestr("a.xml", b"1")
        archive.writestr("A.xml", b"2")
    return out.getvalue()


def lying_bomb() -> bytes:
    """A member that says it is small and unpacks to far more."""
    raw = bytearray(packed())
    data = zlib.compressobj(9, zlib.DEFLATED, -15)
    bomb = data.compress(bytes(20 << 20)) + data.flush()
    local = struct.pack("<4s5H3L2H", b"PK\3\4", 20, 0, 8, 0, 33, 0, len(bomb), 100, 1, 0) + b"x" + bomb
    central = struct.pack("<4s6H3L5H2L", b"PK\1\2", 20, 20, 0, 8, 0, 33, 0, len(bomb), 100, 1, 0, 0, 0, 0, 0, 0) + b"x"
    raw[:] = local + central + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 1, 1, len(central), len(local), 0)
    return bytes(raw)


DIRECTORY = KINDS["deflated"].index(b"PK\1\2")
REFUSED = {
    "tom": (b"", "Filen er ikke en Excel-projektmappe (.xlsx); gem den som .xlsx i Excel."),
    "tekst": (b"Nr.;Emne\n", "Filen er ikke en Excel-projektmappe (.xlsx); gem den som .xlsx i Excel."),
    "xls": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        "Filen er beskyttet med adgangskode eller gemt som .xls; gem den som .xlsx uden adgangskode.",
    ),
    "afkortet": (KINDS["deflated"][:-40], "den er ikke hel, måske fordi en kopiering blev afbrudt"),
    "afkortet foran": (KINDS["deflated"][60:], "den er ikke hel, måske fordi en kopiering blev afbrudt"),
    "dobbelt": (twice(), "delen A.xml findes to gange"),
    "krypteret": (
        flipped(KINDS["deflated"], DIRECTORY + 8, 1),
        "er krypteret; gem den uden adgangskode, og prøv igen.",
    ),
    "rettet pakning": (flipped(KINDS["deflated"], DIRECTORY + 8, 32), "er pakket på en måde, som Excel ikke bruger"),
    "ukendt pakning": (flipped(KINDS["deflated"], DIRECTORY + 10, 1), "er pakket på en måde, som Excel ikke bruger"),
    "ændret": (flipped(KINDS["stored"], 60), "delen b.xml er ikke, som den blev gemt"),
    "bombe": (lying_bomb(), "delen x er større, end filen selv siger"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_is_no_sound_zip_is_refused_in_one_sentence(kind: str) -> None:
    raw, sentence = REFUSED[kind]
    with pytest.raises(PlanFileError) as refusal:
        read_archive(raw)
    assert sentence in str(refusal.value)
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize(
    ("limit", "value", "sentence"),
    [
        ("MAX_MEMBERS", 3, "Filen har 4 dele, flere end en projektmappe kan have, og læses ikke."),
        ("MAX_MEMBER_SIZE", 100, "Filen: delen b.xml fylder over 0 GB udpakket og læses ikke."),
        ("MAX_TOTAL_SIZE", 600, "Filen fylder over 0 GB udpakket og læses ikke."),
    ],
)
def test_a_file_beyond_a_limit_is_refused(
    monkeypatch: pytest.MonkeyPatch, limit: str, value: int, sentence: str
) -> None:
    monkeypatch.setattr(archives, limit, value)
    with pytest.raises(PlanFileError) as refusal:
        read_archive(KINDS["deflated"])
    assert str(refusal.value) == sentence


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(PlanFileError) as refusal:
        read_archive(tmp_path / "plan.xlsx")
    assert str(refusal.value) == f"{tmp_path / 'plan.xlsx'} findes ikke; kontrollér stien."


def test_every_member_of_a_handwritten_package_is_read() -> None:
    raw = by_hand()
    with zipfile.ZipFile(BytesIO(raw)) as expected:
        assert {m.name: read_archive(raw).read(m.name) for m in read_archive(raw).members} == {
            name: expected.read(name) for name in expected.namelist()
        }
