"""Packages of any make survive, and a damaged one is refused in one sentence or grafted soundly, never worse."""

import random
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from package_check import faults
from workbooks_made import by_hand, generated, host, is_original_plus_insertions, parts, repacked

from udmoentning_xl.errors import UdmoentningError
from udmoentning_xl.package.graft import graft
from udmoentning_xl.package.patch import CellAddress, patch
from udmoentning_xl.package.workbook import host_names

DAMAGES = 1000

segments = st.text("abcXYZ019-_ æ%+~()", min_size=1, max_size=8).map(
    lambda text: text.strip().replace("%", "%25") or "a"
)
part_names = st.lists(segments, max_size=3).map(lambda folders: "/".join([*folders, ""]))
prefixes = st.sampled_from(["", "x", "main", "r2", "æ"])


@st.composite
def packages(draw: st.DrawFn) -> dict[str, Any]:
    folder = draw(part_names)
    return {
        "prefix": draw(prefixes),
        "rels_prefix": draw(st.sampled_from(["", "p"])),
        "encoding": draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "latin-1"])),
        "strict": draw(st.booleans()),
        "styles": draw(st.sampled_from(["plain", "empty roots", "no roots", None])),
        "workbook": draw(st.sampled_from([f"{folder}bog.xml", "xl/workbook.xml"])),
        "sheet": draw(part_names) + "Ark 1.xml",
        "absolute": draw(st.booleans()),
        "r_on_sheet": draw(st.booleans()),
        "workbook_xml": draw(st.sampled_from(["", "WITH NAMES", "WITH CALCULATION"])),
    }


def built(trap: dict[str, Any]) -> bytes:
    p = trap["prefix"] + ":" if trap["prefix"] else ""
    inner = {
        "": "",
        "WITH NAMES": f'<{p}definedNames><{p}definedName name="Eget">Plan!$A$1</{p}definedName></{p}definedNames>',
        "WITH CALCULATION": f'<{p}calcPr calcId="1"/><{p}extLst/>',
    }
    return by_hand(**{**trap, "workbook_xml": inner[trap["workbook_xml"]]})


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return generated(tmp_path_factory.mktemp("made") / "gen.xlsx")


@settings(max_examples=60, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(trap=packages())
def test_any_package_keeps_its_bytes_through_graft_and_patch(made: Path, tmp_path: Path, trap: dict[str, Any]) -> None:
    source, target, again = tmp_path / "plan.xlsx", tmp_path / "ud.xlsx", tmp_path / "igen.xlsx"
    source.write_bytes(built(trap))
    assert faults(source) == []
    graft(source, made, target)
    before, after = parts(source), parts(target)
    assert all(is_original_plus_insertions(data, after[name]) for name, data in before.items())
    assert faults(target) == []
    graft(target, made, again)
    assert again.read_bytes() == target.read_bytes()
    report = patch(target, {CellAddress("Plan", 1, 1): "Ændret", CellAddress("Plan", 4, 9): 7}, again)
    assert report.refused == {}
    assert faults(again) == []


def flip(chance: random.Random, raw: bytes) -> bytes:
    place = chance.randrange(len(raw))
    return raw[:place] + bytes([raw[place] ^ (1 << chance.randrange(8))]) + raw[place + 1 :]


def truncate(chance: random.Random, raw: bytes) -> bytes:
    return raw[: chance.randrange(len(raw))]


def swap_parts(chance: random.Random, raw: bytes) -> bytes:
    content = parts(raw)
    one, other = chance.sample(sorted(content), 2)
    return repacked(raw, **{one: content[other], other: content[one]})


def damage_inside(chance: random.Random, raw: bytes) -> bytes:
    """One byte of a part's content changed, the zip around it sound."""
    content = parts(raw)
    name = chance.choice(sorted(content))
    return repacked(raw, **{name: flip(chance, content[name])})


def cut_inside(chance: random.Random, raw: bytes) -> bytes:
    """A piece of a part's content cut out."""
    content = parts(raw)
    name = chance.choice(sorted(content))
    start = chance.randrange(len(content[name]))
    return repacked(raw, **{name: content[name][:start] + content[name][start + chance.randrange(1, 40) :]})


def drop_part(chance: random.Random, raw: bytes) -> bytes:
    return repacked(raw, **{chance.choice(sorted(parts(raw))): None})


KINDS = (flip, truncate, swap_parts, damage_inside, cut_inside, drop_part)


def known_faults(path: Path) -> list[str] | None:
    """The faults of a workbook; None when it is too far gone for the check itself."""
    try:
        return faults(path)
    except Exception:  # whatever reading a broken file may raise: there is then nothing to compare
        return None


def attempt(source: Path, small: Path, target: Path) -> str | None:
    """What the user is told when the graft is refused; any other exception fails the test."""
    try:
        graft(source, small, target)
    except UdmoentningError as error:
        return str(error)
    return None


def test_a_thousand_damages_give_a_clean_refusal_or_a_result_no_worse(made: Path, tmp_path: Path) -> None:
    sound = host(tmp_path / "sund.xlsx").read_bytes()
    small = generated(tmp_path / "lille.xlsx", ("Kontrol",), rows=2)
    graft(tmp_path / "sund.xlsx", small, tmp_path / "ud.xlsx")
    sources = [sound, (tmp_path / "ud.xlsx").read_bytes()]
    source, target = tmp_path / "plan.xlsx", tmp_path / "skadet.xlsx"
    refused = 0
    for number in range(DAMAGES):
        chance = random.Random(number)
        source.write_bytes(KINDS[number % len(KINDS)](chance, sources[number % 2]))
        target.unlink(missing_ok=True)
        names = host_names(source)
        taken = {name.casefold() for name in (*names.sheets, *names.names)}
        if names.refusal is None and (taken & {"kontrol", "udm_0", "udm_dato"} or names.date1904):
            continue  # the damage has cost the run mark or the date system: the generator would act on that
        refusal = attempt(source, small, target)
        if refusal is not None:
            assert "\n" not in refusal
            assert not target.exists()
            refused += 1
            continue
        with zipfile.ZipFile(BytesIO(target.read_bytes())) as archive:
            assert archive.testzip() is None
        if found := known_faults(target):
            known = known_faults(source)
            assert known is None or [fault for fault in found if fault not in known] == [], number
    assert refused > DAMAGES // 3
