"""Next month: the output is the source, people have worked in it, and the sheets are made anew."""

import re
import shutil
import subprocess
import warnings
from pathlib import Path

import openpyxl
import pytest
from package_check import faults
from workbooks_made import NAMES, generated, host, parts, repacked

from udmoentning_xl.errors import PlanFileError
from udmoentning_xl.package.graft import graft
from udmoentning_xl.package.workbook import RunMark, host_names, read_mark, write_mark

KEYS = {"Oversigt": "oversigt", "Kontrol": "kontrol", "BUU": "udvalg:BUU", "ØK": "udvalg:ØK", "MTU": "udvalg:MTU"}


@pytest.fixture
def first(tmp_path: Path) -> Path:
    """The source after the first run: Plan, Lister, Oversigt, Kontrol, BUU, ØK."""
    target = tmp_path / "ud.xlsx"
    graft(host(tmp_path / "plan.xlsx"), generated(tmp_path / "gen.xlsx"), target, KEYS)
    return target


def edited(path: Path, **changes: tuple[str, str]) -> Path:
    """The workbook with a text replaced in some parts (``__`` for ``/``), as if a program had saved it so."""
    content = parts(path)
    new = {}
    for name, (old, text) in changes.items():
        part = name.replace("__", "/") + ".xml"
        assert old in content[part].decode(), f"{old} is not in {part}"
        new[part] = content[part].decode().replace(old, text).encode()
    path.write_bytes(repacked(path, **new))
    return path


def load(path: Path) -> openpyxl.Workbook:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        return openpyxl.load_workbook(path)


def sheet_element(path: Path, name: str) -> str:
    found = re.search(f'<sheet name="{name}"[^>]*/>', parts(path)["xl/workbook.xml"].decode())
    assert found
    return found[0]


def test_the_tenth_run_is_the_first(first: Path, tmp_path: Path) -> None:
    latest = first
    for number in range(9):
        target = tmp_path / f"ud{number}.xlsx"
        report = graft(latest, generated(tmp_path / "gen.xlsx"), target, KEYS)
        assert (report.replaced, report.removed, report.kept) == (NAMES, (), ())
        latest = target
    assert latest.read_bytes() == first.read_bytes()


def test_a_sheet_that_is_not_made_again_goes_with_all_it_had_and_a_new_one_comes_last(
    first: Path, tmp_path: Path
) -> None:
    made = generated(tmp_path / "gen.xlsx", ("Kontrol", "MTU", "ØK"))
    report = graft(first, made, tmp_path / "igen.xlsx", KEYS)
    assert report.sheets == ("Kontrol", "ØK", "MTU")
    assert (report.replaced, report.removed, report.kept) == (("Kontrol", "ØK"), ("Oversigt", "BUU"), ())
    assert load(tmp_path / "igen.xlsx").sheetnames == ["Plan", "Lister", "Kontrol", "ØK", "MTU"]
    assert faults(tmp_path / "igen.xlsx") == []
    graft(tmp_path / "plan.xlsx", made, tmp_path / "fra_ny.xlsx", KEYS)

    def kinds(path: Path) -> list[str]:
        return sorted(re.sub(r"\d+", "", name) for name in parts(path))

    assert kinds(tmp_path / "igen.xlsx") == kinds(tmp_path / "fra_ny.xlsx")  # no part is left over
    assert parts(tmp_path / "igen.xlsx")["xl/styles.xml"] == parts(first)["xl/styles.xml"]


def test_the_users_own_order_of_tabs_is_kept_and_names_follow_their_sheets(first: Path, tmp_path: Path) -> None:
    plan, kontrol = sheet_element(first, "Plan"), sheet_element(first, "Kontrol")
    edited(first, xl__workbook=(plan, " "))
    edited(first, xl__workbook=(kontrol, kontrol + plan))
    # Plan has gone from place 0 to 3; Lister, Oversigt and Kontrol have moved one to the left.
    text = parts(first)["xl/workbook.xml"].decode()
    places = {"0": "3", "1": "0", "2": "1", "3": "2"}
    moved = re.sub(r'localSheetId="(\d)"', lambda m: f'localSheetId="{places.get(m[1], m[1])}"', text)
    moved = moved.replace("<workbookView ", '<workbookView activeTab="3" ')
    first.write_bytes(repacked(first, **{"xl/workbook.xml": moved.encode()}))
    assert load(first).sheetnames == ["Lister", "Oversigt", "Kontrol", "Plan", "BUU", "ØK"]
    report = graft(first, generated(tmp_path / "gen.xlsx", ("Kontrol", "ØK", "MTU")), tmp_path / "igen.xlsx", KEYS)
    assert report.sheets == ("Kontrol", "ØK", "MTU")
    book = load(tmp_path / "igen.xlsx")
    assert book.sheetnames == ["Lister", "Kontrol", "Plan", "ØK", "MTU"]
    assert book.active.title == "Plan"
    assert book["Plan"].defined_names["Lokal"].attr_text == "Plan!$A$1"
    assert [book[name].print_title_rows for name in ("Kontrol", "ØK", "MTU")] == ["$1:$1"] * 3
    assert faults(tmp_path / "igen.xlsx") == []
    names = host_names(tmp_path / "igen.xlsx")
    assert names.generated == {"Kontrol": "kontrol", "ØK": "udvalg:ØK", "MTU": "udvalg:MTU"}


def test_a_sheet_that_was_renamed_is_still_known_and_can_keep_its_new_name(first: Path, tmp_path: Path) -> None:
    edited(first, xl__workbook=('<sheet name="BUU"', '<sheet name="Børn"'))
    edited(first, xl__workbook=("BUU!", "Børn!"))
    assert host_names(first).generated == {
        "Oversigt": "oversigt", "Kontrol": "kontrol", "Børn": "udvalg:BUU", "ØK": "udvalg:ØK"
    }  # fmt: skip
    made = generated(tmp_path / "gen.xlsx", ("Oversigt", "Kontrol", "Børn", "ØK"))
    graft(first, made, tmp_path / "igen.xlsx", KEYS | {"Børn": "udvalg:BUU"})
    assert load(tmp_path / "igen.xlsx").sheetnames == ["Plan", "Lister", "Oversigt", "Kontrol", "Børn", "ØK"]
    graft(first, generated(tmp_path / "gen.xlsx"), tmp_path / "igen.xlsx", KEYS)
    assert load(tmp_path / "igen.xlsx").sheetnames == ["Plan", "Lister", "Oversigt", "Kontrol", "BUU", "ØK"]
    assert faults(tmp_path / "igen.xlsx") == []


def test_a_sheet_that_was_hidden_stays_hidden(first: Path, tmp_path: Path) -> None:
    edited(first, xl__workbook=('<sheet name="BUU"', '<sheet state="hidden" name="BUU"'))
    graft(first, generated(tmp_path / "gen.xlsx"), tmp_path / "igen.xlsx", KEYS)
    assert load(tmp_path / "igen.xlsx")["BUU"].sheet_state == "hidden"


def test_the_sheet_that_was_open_is_open_again_and_alone_selected(first: Path, tmp_path: Path) -> None:
    edited(first, xl__workbook=("<workbookView ", '<workbookView activeTab="4" '))
    edited(
        first,
        xl__worksheets__sheet1=(' tabSelected="1"', ""),
        xl__worksheets__sheet5=("<sheetView ", '<sheetView tabSelected="1" '),
    )
    graft(first, generated(tmp_path / "gen.xlsx"), tmp_path / "igen.xlsx", KEYS)
    book = load(tmp_path / "igen.xlsx")
    assert book.active.title == "BUU"
    assert [sheet.title for sheet in book if sheet.sheet_view.tabSelected] == ["BUU"]
    graft(first, generated(tmp_path / "gen.xlsx", ("Oversigt",)), tmp_path / "uden.xlsx", KEYS)
    assert load(tmp_path / "uden.xlsx").active.title == "Plan"
    assert faults(tmp_path / "uden.xlsx") == []


def test_where_the_open_sheet_is_gone_the_first_that_is_not_hidden_is_open(first: Path, tmp_path: Path) -> None:
    plan = sheet_element(first, "Plan")
    edited(first, xl__workbook=("<workbookView ", '<workbookView activeTab="4" '))
    edited(first, xl__workbook=(plan, plan.replace("<sheet ", '<sheet state="hidden" ')))
    graft(first, generated(tmp_path / "gen.xlsx", ("Oversigt",)), tmp_path / "uden.xlsx", KEYS)
    assert load(tmp_path / "uden.xlsx").active.title == "Lister"


def with_own_sheet(path: Path, *, number: int, local_names: str = "") -> Path:
    """The workbook with one more sheet of the user's, a copy of the part of BUU, under ``number`` as sheetId."""
    content = parts(path)
    book = content["xl/workbook.xml"].decode()
    tab = f'<sheet name="Eget" sheetId="{number}" r:id="egen"/></sheets>'
    book = book.replace("</sheets>", tab).replace("</definedNames>", local_names + "</definedNames>")
    link = (
        '<Relationship Id="egen" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" '
        'Target="worksheets/eget.xml"/></Relationships>'
    )
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
    override = f'<Override PartName="/xl/worksheets/eget.xml" ContentType="{kind}"/></Types>'
    changes = {
        "xl/workbook.xml": book.encode(),
        "xl/worksheets/eget.xml": b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData/></worksheet>',
        "xl/_rels/workbook.xml.rels": content["xl/_rels/workbook.xml.rels"].replace(b"</Relationships>", link.encode()),
        "[Content_Types].xml": content["[Content_Types].xml"].replace(b"</Types>", override.encode()),
    }
    path.write_bytes(repacked(path, **changes))
    return path


def test_a_copy_that_the_user_made_of_a_generated_sheet_stays_the_users(first: Path, tmp_path: Path) -> None:
    # Excel copies the names of the sheet too, the mark among them.
    copied = '<definedName name="_udmoentning_xl" localSheetId="6" hidden="1">"udvalg:BUU"</definedName>'
    with_own_sheet(first, number=50, local_names=copied)
    assert host_names(first).generated["BUU"] == "udvalg:BUU"
    assert "Eget" not in host_names(first).generated
    graft(first, generated(tmp_path / "gen.xlsx"), tmp_path / "igen.xlsx", KEYS)
    assert load(tmp_path / "igen.xlsx").sheetnames == ["Plan", "Lister", *NAMES, "Eget"]
    assert host_names(tmp_path / "igen.xlsx").sheets == ("Plan", "Lister", "Eget")


def test_a_new_sheet_that_got_the_number_of_a_deleted_one_stays_the_users(first: Path, tmp_path: Path) -> None:
    removed = parts(first)["xl/workbook.xml"].decode()
    tab = sheet_element(first, "ØK")
    number = re.search('sheetId="([0-9]+)"', tab)
    assert number
    removed = re.sub(r'<definedName [^>]*localSheetId="5"[^>]*>.*?</definedName>', "", removed.replace(tab, ""))
    links = re.sub(b'<Relationship [^>]*sheet6.xml"/>', b"", parts(first)["xl/_rels/workbook.xml.rels"])
    first.write_bytes(repacked(first, **{"xl/workbook.xml": removed.encode(), "xl/_rels/workbook.xml.rels": links}))
    with_own_sheet(first, number=int(number[1]))
    assert host_names(first).sheets == ("Plan", "Lister", "Eget")
    graft(first, generated(tmp_path / "gen.xlsx"), tmp_path / "igen.xlsx", KEYS)
    assert load(tmp_path / "igen.xlsx").sheetnames == ["Plan", "Lister", "Oversigt", "Kontrol", "BUU", "Eget", "ØK"]


def test_a_sheet_without_the_property_is_the_users_whatever_it_is_called(first: Path) -> None:
    edited(first, docProps__custom=('name="udmoentning_xl"', 'name="andet"'))
    assert host_names(first).generated == {}
    assert host_names(first).sheets == ("Plan", "Lister", *NAMES)


def test_a_workbook_from_a_newer_edition_is_refused(first: Path) -> None:
    edited(first, docProps__custom=(">1;", ">2;"))
    assert host_names(first).refusal == "ud.xlsx har ark fra en nyere udgave af udmoentning; brug den udgave."


def test_the_calculation_chain_forgets_the_formulas_that_went(first: Path, tmp_path: Path) -> None:
    content = parts(first)
    buu = re.search('sheetId="([0-9]+)"', sheet_element(first, "BUU"))
    assert buu
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    chain = f'<calcChain xmlns="{main}"><c r="G8" i="{buu[1]}"/><c r="C11" i="1"/></calcChain>'
    link = (
        '<Relationship Id="kæde" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/calcChain" '
        'Target="calcChain.xml"/></Relationships>'
    )
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml"
    override = f'<Override PartName="/xl/calcChain.xml" ContentType="{kind}"/></Types>'
    changes = {
        "xl/calcChain.xml": chain.encode(),
        "xl/_rels/workbook.xml.rels": content["xl/_rels/workbook.xml.rels"].replace(b"</Relationships>", link.encode()),
        "[Content_Types].xml": content["[Content_Types].xml"].replace(b"</Types>", override.encode()),
    }
    first.write_bytes(repacked(first, **changes))
    assert faults(first) == []
    graft(first, generated(tmp_path / "gen.xlsx"), tmp_path / "igen.xlsx", KEYS)
    assert parts(tmp_path / "igen.xlsx")["xl/calcChain.xml"].decode() == chain.replace(f'<c r="G8" i="{buu[1]}"/>', "")
    only_ours = chain.replace('<c r="C11" i="1"/>', "")
    first.write_bytes(repacked(first, **{"xl/calcChain.xml": only_ours.encode()}))
    graft(first, generated(tmp_path / "gen.xlsx"), tmp_path / "igen.xlsx", KEYS)
    assert "xl/calcChain.xml" not in parts(tmp_path / "igen.xlsx")
    assert faults(tmp_path / "igen.xlsx") == []


def test_a_sheet_that_the_users_formulas_point_to_is_left_standing(first: Path, tmp_path: Path) -> None:
    edited(first, xl__worksheets__sheet1=("<f>SUM(C2:C9)</f>", "<f>SUM(C2:C9)+'ØK'!B2</f>"))
    report = graft(first, generated(tmp_path / "gen.xlsx", ("Oversigt",)), tmp_path / "igen.xlsx", KEYS)
    assert (report.removed, report.kept) == (("Kontrol", "BUU"), ("ØK",))
    assert report.notes == (
        "Arket ØK er ikke længere med, men bliver stående, fordi projektmappens formler bruger det.",
    )
    assert load(tmp_path / "igen.xlsx").sheetnames == ["Plan", "Lister", "Oversigt", "ØK"]
    assert faults(tmp_path / "igen.xlsx") == []
    # When the sheet is made again it takes the place of the one left standing.
    report = graft(
        tmp_path / "igen.xlsx", generated(tmp_path / "gen.xlsx", ("Oversigt", "ØK")), tmp_path / "3.xlsx", KEYS
    )
    assert (report.replaced, report.kept) == (("Oversigt", "ØK"), ())


def test_a_picture_that_the_users_sheet_shares_with_a_generated_one_stays(first: Path, tmp_path: Path) -> None:
    # Excel stores a picture once for all sheets that show it.
    content = parts(first)
    rels = content["xl/drawings/_rels/drawing1.xml.rels"]
    link = (
        b'<Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" '
        b'Target="../media/image1.png"/></Relationships>'
    )
    changes = {"xl/drawings/_rels/drawing1.xml.rels": rels.replace(b"</Relationships>", link)}
    first.write_bytes(repacked(first, **changes))
    graft(first, generated(tmp_path / "gen.xlsx", ("Kontrol",)), tmp_path / "igen.xlsx", KEYS)
    assert parts(tmp_path / "igen.xlsx")["xl/media/image1.png"] == content["xl/media/image1.png"]
    assert faults(tmp_path / "igen.xlsx") == []


def test_a_slicer_on_a_generated_sheet_is_refused_in_one_sentence(first: Path, tmp_path: Path) -> None:
    rels = parts(first)["xl/worksheets/_rels/sheet5.xml.rels"]
    link = (
        b'<Relationship Id="rId9" Type="http://schemas.microsoft.com/office/2007/relationships/slicer" '
        b'Target="../slicers/slicer1.xml"/></Relationships>'
    )
    changes = {
        "xl/worksheets/_rels/sheet5.xml.rels": rels.replace(b"</Relationships>", link),
        "xl/slicers/slicer1.xml": b"<slicers/>",
    }
    first.write_bytes(repacked(first, **changes))
    with pytest.raises(PlanFileError) as refusal:
        graft(first, generated(tmp_path / "gen.xlsx"), tmp_path / "igen.xlsx", KEYS)
    assert str(refusal.value) == "ud.xlsx: arket BUU har fået et udsnitsværktøj; flyt det til et ark for sig."


@pytest.mark.parametrize(
    ("ids", "mark"),
    [({7}, "1;7"), ({1, 2, 3, 9, 11, 12}, "1;1-3,9,11-12"), (set(), "1;"), (set(range(2, 300)), "1;2-299")],
)
def test_the_mark_lists_the_sheets_in_few_characters(ids: set[int], mark: str) -> None:
    assert write_mark(RunMark(frozenset(ids))) == mark
    assert read_mark(mark) == RunMark(frozenset(ids))


def test_the_mark_lists_the_names_that_came_with_the_sheets() -> None:
    mark = RunMark(frozenset({3}), frozenset({"udm_dato", "udm_enhed"}))
    assert write_mark(mark) == "1;3;udm_dato,udm_enhed"
    assert read_mark("1;3;udm_dato,udm_enhed") == mark
    with pytest.raises(ValueError, match="use fewer names"):
        write_mark(RunMark(frozenset({3}), frozenset(f"navn_nummer_{number}" for number in range(30))))


def test_a_mark_that_a_hand_has_changed_is_read_as_far_as_it_goes() -> None:
    assert read_mark("1;3,x,5-,999999999999,8-6").ids >= {3, 5}
    assert read_mark("vrøvl") == RunMark()


@pytest.mark.libreoffice
def test_a_workbook_that_libreoffice_saved_in_between_still_has_its_sheets_replaced(
    first: Path, tmp_path: Path
) -> None:
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice is not installed")
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    command = [soffice, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(tmp_path / "lo"), str(first)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    saved = tmp_path / "lo" / "ud.xlsx"
    assert host_names(saved).generated == {name: KEYS[name] for name in NAMES}
    report = graft(saved, generated(tmp_path / "gen.xlsx"), tmp_path / "igen.xlsx", KEYS)
    assert report.replaced == NAMES
    assert load(tmp_path / "igen.xlsx").sheetnames == ["Plan", "Lister", *NAMES]
    assert [fault for fault in faults(tmp_path / "igen.xlsx") if fault not in faults(saved)] == []
