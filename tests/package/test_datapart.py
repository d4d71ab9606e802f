"""The text that a run leaves in the workbook for the next one: kept by the programs, and never left over."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from package_check import faults
from workbooks_made import by_hand, generated, host, is_original_plus_insertions, parts, repacked

from udmoentning_xl.package.archive import read_archive
from udmoentning_xl.package.datapart import NAMESPACE, read_data
from udmoentning_xl.package.graft import graft
from udmoentning_xl.package.workbook import open_workbook

TEXT = '{"a":"<æ & ]]> \\"ø\\">"}'
OURS = ("customXml/item1.xml", "customXml/itemProps1.xml", "customXml/_rels/item1.xml.rels")


def data_of(path: Path) -> str | None:
    return read_data(open_workbook(read_archive(path)))


@pytest.fixture
def first(tmp_path: Path) -> Path:
    """A workbook after a run that left a text in it."""
    graft(host(tmp_path / "plan.xlsx"), generated(tmp_path / "gen.xlsx"), tmp_path / "ud.xlsx", None, TEXT)
    return tmp_path / "ud.xlsx"


def test_the_text_is_read_back_as_it_was_and_the_package_is_sound(first: Path, tmp_path: Path) -> None:
    assert data_of(first) == TEXT
    assert data_of(tmp_path / "plan.xlsx") is None
    assert faults(first) == []
    before, after = parts(tmp_path / "plan.xlsx"), parts(first)
    assert set(OURS) <= set(after)
    for name in ("[Content_Types].xml", "xl/_rels/workbook.xml.rels"):
        assert is_original_plus_insertions(before[name], after[name])


def test_the_same_text_again_gives_the_same_file_and_another_changes_that_part_alone(
    first: Path, tmp_path: Path
) -> None:
    graft(first, generated(tmp_path / "gen.xlsx"), tmp_path / "igen.xlsx", None, TEXT)
    assert (tmp_path / "igen.xlsx").read_bytes() == first.read_bytes()
    graft(first, generated(tmp_path / "gen.xlsx"), tmp_path / "ny.xlsx", None, "ny")
    before, after = parts(first), parts(tmp_path / "ny.xlsx")
    assert [name for name in after if after[name] != before.get(name)] == ["customXml/item1.xml"]
    assert data_of(tmp_path / "ny.xlsx") == "ny"


def test_a_run_that_leaves_nothing_takes_the_old_text_with_it(first: Path, tmp_path: Path) -> None:
    graft(first, generated(tmp_path / "gen.xlsx"), tmp_path / "uden.xlsx")
    assert not set(OURS) & set(parts(tmp_path / "uden.xlsx"))
    assert data_of(tmp_path / "uden.xlsx") is None
    assert faults(tmp_path / "uden.xlsx") == []
    graft(tmp_path / "plan.xlsx", generated(tmp_path / "gen.xlsx"), tmp_path / "aldrig.xlsx")
    assert parts(tmp_path / "uden.xlsx") == parts(tmp_path / "aldrig.xlsx")


def test_data_parts_of_others_stay_and_their_names_are_not_taken(tmp_path: Path) -> None:
    source = host(tmp_path / "plan.xlsx")
    rels = parts(source)["xl/_rels/workbook.xml.rels"]
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    link = f'<Relationship Id="rId77" Type="{office}/customXml" Target="../customXml/item1.xml"/></Relationships>'
    theirs = f"<p:properties xmlns:p='urn:other'>{NAMESPACE}</p:properties>".encode()
    changes = {"customXml__item1.xml": theirs, "customXml__item2.xml": b"not even XML"}
    changes["xl___rels__workbook.xml.rels"] = rels.replace(b"</Relationships>", link.encode())
    source.write_bytes(repacked(source, **changes))
    graft(source, generated(tmp_path / "gen.xlsx"), tmp_path / "ud.xlsx", None, TEXT)
    after = parts(tmp_path / "ud.xlsx")
    assert after["customXml/item1.xml"] == theirs
    assert after["customXml/item2.xml"] == b"not even XML"
    assert TEXT.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").encode() in after["customXml/item3.xml"]
    assert data_of(tmp_path / "ud.xlsx") == TEXT


def test_a_strict_workbook_gets_strict_relationships(tmp_path: Path) -> None:
    source = tmp_path / "plan.xlsx"
    source.write_bytes(by_hand(strict=True))
    graft(source, generated(tmp_path / "gen.xlsx"), tmp_path / "ud.xlsx", None, TEXT)
    after = parts(tmp_path / "ud.xlsx")
    strict = "http://purl.oclc.org/ooxml/officeDocument/relationships"
    assert f'Type="{strict}/customXml"'.encode() in after["xl/_rels/workbook.xml.rels"]
    assert f'Type="{strict}/customXmlProps"'.encode() in after["customXml/_rels/item1.xml.rels"]
    assert data_of(tmp_path / "ud.xlsx") == TEXT


@pytest.mark.libreoffice
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_keeps_the_text_and_the_next_run_leaves_no_copies(first: Path, tmp_path: Path) -> None:
    latest = first
    for number in range(2):
        folder = tmp_path / f"lo{number}"
        profile = f"-env:UserInstallation=file://{tmp_path}/profile"
        command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(folder), str(latest)]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        saved = folder / latest.name
        assert data_of(saved) == (TEXT if number == 0 else "1")
        latest = tmp_path / f"run{number}.xlsx"
        graft(saved, generated(tmp_path / "gen.xlsx"), latest, None, str(number + 1))
        assert data_of(latest) == str(number + 1)
        assert [name for name in parts(latest) if re.fullmatch(r"customXml/item\d+\.xml", name)] == [OURS[0]]
        assert b"customXml" not in parts(latest)["_rels/.rels"]
        assert faults(latest) == []
