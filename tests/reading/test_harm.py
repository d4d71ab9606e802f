"""What is no workbook, or is damaged: one Danish sentence that says what to do."""

import struct
import zipfile
from pathlib import Path
from typing import Any

import pytest
from files_made import in_memory, ole, parts_of, sheet, texts, zipped

from udmoentning_xl.errors import PlanFileError
from udmoentning_xl.reading import opening
from udmoentning_xl.reading.limits import MB
from udmoentning_xl.reading.ole import MAGIC, plain_ole
from udmoentning_xl.reading.source import read_workbook

ONE = '<row r="1"><c r="A1"><v>1</v></c></row>'
SAVE_AS = "Åbn den i Excel, gem den som Excel-projektmappe (.xlsx), og prøv igen."
SAVE_ANEW = "Åbn filen i Excel, gem den som en ny fil, og prøv igen."
THE_PLAN = "Angiv den projektmappe, som planen står i."


def refusal(path: Path) -> str:
    with pytest.raises(PlanFileError) as caught:
        read_workbook(path)
    return str(caught.value)


# ------------------------------------------------------------------------------------------------ no file, other files


def test_a_missing_file_is_named_with_its_folder(tmp_path: Path) -> None:
    path = tmp_path / "mangler.xlsx"
    assert refusal(path) == f"{path} findes ikke. Kontrollér navn og mappe."
    assert refusal(path / "under.xlsx") == f"{path / 'under.xlsx'} findes ikke. Kontrollér navn og mappe."


def test_a_folder_is_no_workbook(tmp_path: Path) -> None:
    (tmp_path / "planer.xlsx").mkdir()
    assert refusal(tmp_path / "planer.xlsx") == (
        "planer.xlsx er en mappe, og der er ingen regneark i den. Angiv den projektmappe, som planen står i."
    )


@pytest.mark.parametrize("name", ["~$plan.xlsx", ".~lock.plan.xlsx#"])
def test_a_lock_file_points_to_the_workbook_that_is_open(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"\x05Kontoret")
    assert refusal(tmp_path / name) == (f"{name} er kun en låsefil, fordi plan.xlsx er åben. Brug plan.xlsx i stedet.")


def test_a_file_that_excel_holds_open_is_said_to_be_in_use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = zipped(tmp_path / "plan.xlsx", parts_of(sheet(ONE)))

    def locked(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", locked)
    assert refusal(path) == (
        "plan.xlsx kan ikke åbnes, fordi den er i brug, eller fordi du ikke har adgang til den. "
        "Luk den i Excel, og prøv igen."
    )


def test_a_file_that_excel_has_open_but_shares_is_read(tmp_path: Path) -> None:
    path = zipped(tmp_path / "plan.xlsx", parts_of(sheet(ONE)))
    (tmp_path / "~$plan.xlsx").write_bytes(b"\x05Kontoret")
    with path.open("r+b"):
        assert read_workbook(path).sheets[0].rows == [[1]]


def test_a_file_beyond_the_limit_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MAX_FILE", 3 * MB)
    (tmp_path / "stor.xlsx").write_bytes(b"PK" * 2 * MB)
    assert refusal(tmp_path / "stor.xlsx") == (
        "stor.xlsx fylder over 3 MB og læses ikke. Fjern billeder og ark, der ikke hører til planen, og gem den igen."
    )


FOREIGN = {
    "CSV": ("Nr;Emne;Beløb\r\n1;Kørsel;-1250\r\n".encode("latin-1"), "en tekstfil (f.eks. CSV)"),
    "CSV in UTF-16": ("Nr;Emne".encode("utf-16"), "en tekstfil (f.eks. CSV)"),
    "web page saved as .xls": (b"\r\n<HTML><table><tr><td>1</td></tr></table></HTML>", "en webside (HTML)"),
    "web page with mark": (b"\xef\xbb\xbf<!DOCTYPE html><html></html>", "en webside (HTML)"),
    "XML spreadsheet": (b'<?xml version="1.0"?><Workbook/>', "en XML-fil"),
    "PDF": (b"%PDF-1.7\n\x00\x01", "en PDF-fil"),
    "picture": (b"\x89PNG\r\n\x1a\n\x00\x00", "et billede"),
    "something else": (bytes(range(256)), "noget andet"),
}


@pytest.mark.parametrize("name", FOREIGN)
def test_another_kind_of_file_is_called_what_it_is(tmp_path: Path, name: str) -> None:
    content, what = FOREIGN[name]
    (tmp_path / "plan.xlsx").write_bytes(content)
    excel_cannot = "Find den Excel-projektmappe, som den er lavet af, og brug den."
    advice = excel_cannot if name in ("PDF", "picture") else SAVE_AS
    assert refusal(tmp_path / "plan.xlsx") == f"plan.xlsx er ikke en Excel-projektmappe, men {what}. {advice}"


@pytest.mark.parametrize(
    "headers", [b"From: a@example.dk\r\nTo: b@example.dk\r\n", b"MIME-Version: 1.0\nX-Unsent: 1\n"]
)
def test_a_mail_is_called_a_mail_and_its_attachment_is_asked_for(tmp_path: Path, headers: bytes) -> None:
    (tmp_path / "svar.eml").write_bytes(headers + b"\n\nHermed svar.")
    assert refusal(tmp_path / "svar.eml") == (
        "svar.eml er ikke en Excel-projektmappe, men en mail. Gem den fil, der er vedhæftet mailen, og brug den."
    )
    (tmp_path / "side.xls").write_bytes(b"MIME-Version: 1.0\nX-Document-Type: Workbook\n\nTo: alle")
    assert "men en webside (MHTML)" in refusal(tmp_path / "side.xls")


def test_empty_files_are_said_to_be_empty(tmp_path: Path) -> None:
    for name, content in (("tom.xlsx", b""), ("nul.xlsx", b"\0" * 5000)):
        (tmp_path / name).write_bytes(content)
    assert (
        refusal(tmp_path / "tom.xlsx") == "tom.xlsx er tom (0 byte). Hent filen igen, eller gem planen igen fra Excel."
    )
    assert refusal(tmp_path / "nul.xlsx") == (
        "nul.xlsx er beskadiget: den har kun nuller. Hent filen igen, eller find en sikkerhedskopi."
    )


WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
PACKAGES: dict[str, tuple[dict[str, Any], str]] = {
    "a Word document": (parts_of(book_type=WORD), "et Word-dokument"),
    "slides": (parts_of(book_type=SLIDES), "en PowerPoint-præsentation"),
    "an ODF text": ({"mimetype": "application/vnd.oasis.opendocument.text"}, "et tekstdokument (OpenDocument)"),
    "a bare zip": ({"plan.csv": "a;b"}, "en zip-fil"),
    "no main part": ({"[Content_Types].xml": "<Types/>"}, "en zip-fil"),
}


@pytest.mark.parametrize("name", PACKAGES)
def test_a_zip_that_is_no_workbook_is_called_what_it_is(tmp_path: Path, name: str) -> None:
    parts, what = PACKAGES[name]
    assert refusal(zipped(tmp_path / "plan.xlsx", parts)) == (
        f"plan.xlsx er ikke en Excel-projektmappe, men {what}. {THE_PLAN}"
    )


OLE_FILES = {
    ("EncryptionInfo", "EncryptedPackage"): (
        "plan.xlsx er beskyttet med adgangskode. Åbn den i Excel, fjern adgangskoden under Filer > Oplysninger, "
        "og gem den igen."
    ),
    ("EncryptedPackage", "\6DataSpaces", "DRMEncryptedTransform"): (
        "plan.xlsx er krypteret med en følsomhedsmærkat. Åbn den i Excel, fjern mærkaten eller gem en kopi uden, "
        "og prøv igen."
    ),
    ("WordDocument", "1Table"): f"plan.xlsx er ikke en Excel-projektmappe, men et Word-dokument. {THE_PLAN}",
    ("Noget",): f"plan.xlsx er ikke en Excel-projektmappe, men en anden slags Office-fil. {THE_PLAN}",
}


@pytest.mark.parametrize("names", OLE_FILES)
def test_encrypted_and_other_office_files_are_told_apart(tmp_path: Path, names: tuple[str, ...]) -> None:
    (tmp_path / "plan.xlsx").write_bytes(ole(*names))
    assert refusal(tmp_path / "plan.xlsx") == OLE_FILES[names]


def test_an_old_workbook_with_a_password_is_said_to_have_one(tmp_path: Path) -> None:
    records = struct.pack("<HHHH", 0x809, 4, 0x600, 5) + struct.pack("<HHHHH", 0x2F, 6, 1, 1, 1)
    (tmp_path / "plan.xls").write_bytes(ole("Workbook", content=records + struct.pack("<HH", 0x0A, 0)))
    assert refusal(tmp_path / "plan.xls").startswith("plan.xls er beskyttet med adgangskode. ")


# --------------------------------------------------------------------------------------------------------- damage


def test_a_truncated_zip_is_said_to_be_cut_short(tmp_path: Path) -> None:
    data = in_memory(parts_of(sheet(ONE)))
    (tmp_path / "plan.xlsx").write_bytes(data[: len(data) // 2])
    assert refusal(tmp_path / "plan.xlsx") == (
        f"plan.xlsx er beskadiget: den er ikke hel, måske fordi en kopiering blev afbrudt. {SAVE_ANEW}"
    )


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_part_that_is_there_twice_is_damage(tmp_path: Path) -> None:
    path = zipped(tmp_path / "plan.xlsx", parts_of(sheet(ONE)))
    with zipfile.ZipFile(path, "a") as package:
        package.writestr("xl/worksheets/sheet1.xml", sheet(ONE.replace("<v>1", "<v>2")))
    assert refusal(path) == f"plan.xlsx er beskadiget: delen xl/worksheets/sheet1.xml findes to gange. {SAVE_ANEW}"


DAMAGED = {
    "no bytes": "",
    "not closed": sheet(ONE)[:-20],
    "a reference in another row": sheet(ONE.replace("A1", "A2")),
    "a column beyond XFD": sheet(ONE.replace("A1", "XFE1")),
    "a column without end": sheet(ONE.replace("A1", "ZZZZZZZZZZZZ1")),
    "a row beyond the last": sheet('<row r="99999999999"><c r="A99999999999"><v>1</v></c></row>'),
    "a shared text there is none of": sheet('<row r="1"><c r="A1" t="s"><v>7</v></c></row>'),
    "an unknown kind of cell": sheet('<row r="1"><c r="A1" t="zz"><v>7</v></c></row>'),
    "an entity": sheet('<row r="1"><c r="A1" t="str"><v>&a;</v></c></row>'),
}


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_sheet_is_said_to_be_damaged(tmp_path: Path, name: str) -> None:
    message = refusal(zipped(tmp_path / "plan.xlsx", parts_of(DAMAGED[name])))
    assert message.endswith("beskadiget. " + SAVE_ANEW) or message.endswith(
        f"kan ikke læses: den er beskadiget eller gemt på en måde, som værktøjet ikke kender. {SAVE_AS}"
    )


def test_a_sheet_whose_part_is_missing_is_damage(tmp_path: Path) -> None:
    parts = parts_of(sheet(ONE))
    del parts["xl/worksheets/sheet1.xml"]
    assert refusal(zipped(tmp_path / "plan.xlsx", parts)) == f"plan.xlsx er beskadiget: arket Ark1 mangler. {SAVE_ANEW}"


DTD = '<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'
WITH_DTD = {
    "xl/worksheets/sheet1.xml": DTD + sheet('<row r="1"><c r="A1" t="str"><v>&b;&c;</v></c></row>'),
    "xl/workbook.xml": DTD + str(parts_of(sheet(ONE))["xl/workbook.xml"]),
    "xl/sharedStrings.xml": DTD + texts("<t>&b;</t>"),
    "xl/styles.xml": DTD + "<styleSheet/>",
}


@pytest.mark.parametrize("part", WITH_DTD)
def test_a_part_with_a_dtd_is_refused(tmp_path: Path, part: str) -> None:
    parts = parts_of(sheet(ONE), strings=texts("<t>a</t>"), styles="<styleSheet/>") | {part: WITH_DTD[part]}
    assert refusal(zipped(tmp_path / "plan.xlsx", parts)) == (
        f"Delen {part} i plan.xlsx har en DTD, som ingen projektmappe skal have, og læses ikke."
    )


PACKED: dict[str, tuple[dict[str, Any], str]] = {
    "a plan in a zip file": (
        {"Økonomi/plan.xlsx": b"", "__MACOSX/Økonomi/._plan.xlsx": b""},
        "pakke.zip er en zip-fil med Økonomi/plan.xlsx i. Pak den ud (højreklik på den i Stifinder, og vælg „Udpak "
        "alle“), og angiv den projektmappe, som planen står i.",
    ),
    "a Word document of which only the text is there": (
        {"word/document.xml": "<w/>", "word/embeddings/tal.xlsx": b""},
        f"pakke.zip er ikke en Excel-projektmappe, men et Word-dokument. {THE_PLAN}",
    ),
    "a file of Numbers": (
        {"Index/Document.iwa": b"x", "preview.jpg": b"x"},
        f"pakke.zip er ikke en Excel-projektmappe, men et dokument fra Apples Numbers, Pages eller Keynote. {THE_PLAN}",
    ),
}


@pytest.mark.parametrize("name", PACKED)
def test_a_package_is_known_by_its_parts_where_nothing_else_says_what_it_is(tmp_path: Path, name: str) -> None:
    parts, sentence = PACKED[name]
    assert refusal(zipped(tmp_path / "pakke.zip", parts)) == sentence


@pytest.mark.parametrize("data", [MAGIC + bytes(600), plain_ole("__properties_version1.0", b"x" * 5000)])
def test_a_mail_of_outlook_is_one_whether_it_is_whole_or_not(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "svar.msg").write_bytes(data)
    assert refusal(tmp_path / "svar.msg") == (
        "svar.msg er ikke en Excel-projektmappe, men en mail fra Outlook. Gem den fil, der er vedhæftet mailen, og "
        "brug den."
    )


def test_a_name_that_is_too_long_is_told_so(tmp_path: Path) -> None:
    name = "x" * 300 + ".xlsx"
    assert refusal(tmp_path / name) == (
        f"{name} kan ikke læses: navnet eller stien er for lang; vælg et kortere navn eller en mappe tættere på "
        "drevets rod."
    )
