"""Names of parts, sheets and tables."""

import pytest

from udmoentning_xl.package.names import free_part, free_sheet_name, free_table_name, relative, rels_of, resolve


@pytest.mark.parametrize(
    ("source", "target", "part"),
    [
        ("", "xl/workbook.xml", "xl/workbook.xml"),
        ("", "/xl/workbook.xml", "xl/workbook.xml"),
        ("xl/workbook.xml", "worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
        ("xl/worksheets/sheet1.xml", "../drawings/drawing1.xml", "xl/drawings/drawing1.xml"),
        ("xl/worksheets/sheet1.xml", "/xl/./tables/table1.xml", "xl/tables/table1.xml"),
        ("workbook.xml", "..\\sheet.xml#A1", "sheet.xml"),
    ],
)
def test_a_target_resolves_from_the_folder_of_its_source(source: str, target: str, part: str) -> None:
    assert resolve(source, target) == part


@pytest.mark.parametrize(
    ("source", "part", "target"),
    [
        ("xl/workbook.xml", "xl/worksheets/sheet1.xml", "worksheets/sheet1.xml"),
        ("xl/worksheets/sheet1.xml", "xl/drawings/drawing1.xml", "../drawings/drawing1.xml"),
        ("bog.xml", "xl/worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
        ("", "docProps/custom.xml", "docProps/custom.xml"),
    ],
)
def test_a_written_target_resolves_to_its_part(source: str, part: str, target: str) -> None:
    assert relative(source, part) == target
    assert resolve(source, target) == part


def test_relationships_stand_in_a_folder_beside_the_part() -> None:
    assert [rels_of(part) for part in ("", "bog.xml", "xl/workbook.xml")] == [
        "_rels/.rels",
        "_rels/bog.xml.rels",
        "xl/_rels/workbook.xml.rels",
    ]


def test_a_part_gets_the_next_free_number() -> None:
    assert free_part("xl/worksheets/sheet1.xml", {"xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"}) == (
        "xl/worksheets/sheet3.xml"
    )
    assert free_part("xl/styles.xml", {"xl/styles.xml"}) == "xl/styles1.xml"
    assert free_part("xl/styles.xml", set()) == "xl/styles.xml"


@pytest.mark.parametrize(
    ("wanted", "taken", "name"),
    [
        ("BUU", [], "BUU"),
        ("BUU", ["buu", "BUU (2)"], "BUU (3)"),
        ("Drift/anlæg: [2024]", [], "Drift-anlæg- -2024-"),
        ("x" * 40, ["X" * 31], "x" * 27 + " (2)"),
        ("😀" * 20, [], "😀" * 15),
        ("x" * 30 + "😀", [], "x" * 30),
        ("'i anførsel'", [], "i anførsel"),
        ("  ", [], "Ark"),
        ("History", [], "History (2)"),
    ],
)
def test_a_sheet_name_is_allowed_and_free(wanted: str, taken: list[str], name: str) -> None:
    assert free_sheet_name(wanted, taken) == name


@pytest.mark.parametrize(
    ("wanted", "taken", "name"),
    [
        ("Samlet plan", [], "Samlet_plan"),
        ("Kontrol", ["KONTROL"], "Kontrol_2"),
        ("BUU1", [], "_BUU1"),
        ("R1C1", [], "_R1C1"),
        ("2024", [], "_2024"),
        ("Ændringer", [], "Ændringer"),
        ("", [], "_"),
    ],
)
def test_a_table_name_is_allowed_and_free(wanted: str, taken: list[str], name: str) -> None:
    assert free_table_name(wanted, taken) == name
