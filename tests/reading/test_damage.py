"""Random damage to a workbook's bytes gives a workbook or one sentence, never anything else."""

import random
import struct
import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path

import pytest
from files_made import binary_cell, in_memory, parts_of, sheet, texts, xlsb_parts

from udmoentning_xl.errors import PlanFileError
from udmoentning_xl.reading.source import SourceWorkbook, read_workbook

SAMPLES = Path(__file__).parents[2] / "samples"
SMALL = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>45352</v></c><c r="C1"><f>1+1</f></c></row>'
TRIES = 2_000

Damage = Callable[[bytes, random.Random], bytes]


def flipped(data: bytes, chance: random.Random) -> bytes:
    """Single bits turned over, anywhere."""
    damaged = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
    return bytes(damaged)


def overwritten(data: bytes, chance: random.Random) -> bytes:
    """A stretch of other bytes, as from a bad sector."""
    start = chance.randrange(len(data))
    length = min(chance.randint(1, 600), len(data) - start)
    filling = chance.choice([b"\0" * length, b"\xff" * length, chance.randbytes(length)])
    return data[:start] + filling + data[start + length :]


def truncated(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data))]


def shifted(data: bytes, chance: random.Random) -> bytes:
    """A piece lost or doubled in the middle."""
    first, second = sorted(chance.randrange(len(data)) for _ in range(2))
    return data[:first] + data[second:] if chance.random() < 0.5 else data[:second] + data[first:]


def within_parts(damage: Damage) -> Damage:
    """``damage`` to what one part holds, in a zip that is sound."""

    def damaged(data: bytes, chance: random.Random) -> bytes:
        parts = parts_in(data)
        name = chance.choice([name for name, content in parts.items() if content])
        return stored(parts | {name: damage(parts[name], chance)})

    return damaged


def swapped(data: bytes, chance: random.Random) -> bytes:
    """Two parts in each other's place."""
    parts = parts_in(data)
    one, other = chance.sample(sorted(parts), 2)
    return stored(parts | {one: parts[other], other: parts[one]})


def without(data: bytes, chance: random.Random) -> bytes:
    parts = parts_in(data)
    del parts[chance.choice(sorted(parts))]
    return stored(parts)


def stored(parts: Mapping[str, bytes]) -> bytes:
    return in_memory(parts, zipfile.ZIP_STORED)


def parts_in(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


ANY: tuple[Damage, ...] = (flipped, overwritten, truncated, shifted)
IN_ZIP: tuple[Damage, ...] = (*ANY, *map(within_parts, ANY), *map(within_parts, ANY), swapped, without)


def workbook(name: str) -> bytes:
    if name == "xlsb":
        cells = [
            [binary_cell(0, 7, b"\0\0\0\0"), binary_cell(1, 5, struct.pack("<d", 12.5)), binary_cell(2, 3, b"\x17")]
        ]
        return in_memory(xlsb_parts(cells * 5, ["Ny legeplads"]))
    if name == "small":
        return in_memory(parts_of(sheet(SMALL), sheet(SMALL), strings=texts("<t>Ny legeplads</t>")))
    return (SAMPLES / name).read_bytes()


PLAN, OLD, OPEN = (
    "udmoentningsplan-2024-2027.xlsx",
    "layouts/24-gammel-excel/plan.xls",
    "layouts/25-libreoffice/plan.ods",
)
#: What is damaged, how many times, and how.
DAMAGED: dict[str, tuple[int, tuple[Damage, ...]]] = {
    PLAN: (TRIES, IN_ZIP),
    "small": (1_000, IN_ZIP),
    "xlsb": (500, IN_ZIP),
    OPEN: (500, IN_ZIP),
    OLD: (1_000, ANY),
}


def outcome(path: Path) -> str:
    try:
        return "a workbook" if isinstance(read_workbook(path), SourceWorkbook) else "something else"
    except PlanFileError as error:
        return "one sentence" if "plan" in str(error) and "\n" not in str(error) else str(error)


@pytest.mark.parametrize("name", DAMAGED)
def test_random_damage_gives_a_workbook_or_one_sentence(
    tmp_path: Path, name: str, capfd: pytest.CaptureFixture[str]
) -> None:
    tries, sorts = DAMAGED[name]
    data, path = workbook(name), tmp_path / "plan"
    outcomes = set()
    for seed in range(tries):  # a fault is found again by its seed
        chance = random.Random(seed)
        path.write_bytes(chance.choice(sorts)(data, chance))
        outcomes.add(outcome(path))
    assert outcomes == {"a workbook", "one sentence"}
    assert capfd.readouterr() == ("", "")
