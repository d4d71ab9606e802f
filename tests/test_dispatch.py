"""The verb udsend, end to end: files that stand their checks, nothing that leaks, nothing left behind when it fails."""

import hashlib
import json
import re
import zipfile
from dataclasses import replace
from datetime import date, datetime
from email import message_from_bytes
from email.policy import SMTP
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from package_check import faults
from plans import BODIES, make_plan
from recalculation import recalculated
from report_plans import AS_OF

from udmoentning_xl import dispatch, read_plan
from udmoentning_xl.config import Config, DispatchSettings
from udmoentning_xl.dispatch import Options, folder_for, prepare
from udmoentning_xl.errors import ConfigError, PlanFileError, TargetError
from udmoentning_xl.outgoing.extract import Omission
from udmoentning_xl.outgoing.folder import ascii_name, file_stems, read_manifest
from udmoentning_xl.outgoing.gate import Gate, Release
from udmoentning_xl.outgoing.guard import LeakError
from udmoentning_xl.plan import ACKNOWLEDGEMENT_DTYPES, Observation, Source
from udmoentning_xl.replies.seal import Seal, sent_hash
from udmoentning_xl.terms import REPLY_HEADINGS
from udmoentning_xl.versions.states import version_of

CONFIG = Config(dispatch=DispatchSettings(sender="budget@example.dk"))
ITEMS = [
    {"id": "D-1", "title": "Ny skole", "committees": ("BUU", "ØK"), "remarks": "=1+1", "amounts": {2024: 1_250_500}},
    {"id": "D-2", "title": "Cykelsti til Fjellerup", "committees": ("MTU",), "due_to": "2024-10-31"},
    {"id": "D-3", "title": "Køb af Vestergade 12", "committees": ("BUU",), "confidential": True},
    {"id": "D-4", "title": "Fælles indkøb", "committees": ()},
    {"id": "D-5", "title": "Ældre sag", "committees": ("BUU",), "completion": "done", "description": "Linje\nto"},
]
MAIL = {"BUU": ("buu@example.dk",), "ØK": ("oek@example.dk", "ok2@example.dk")}


def plan_of(items=ITEMS, **others):
    bodies = tuple(replace(body, mail=MAIL.get(body.short, ())) for body in BODIES)
    return make_plan(items, bodies=bodies, **others)


PLAN = plan_of()
LED = plan_of([{**item, "responsible": "Skolechefen"} for item in ITEMS])


def sent_before(short="BUU", item="D-1", responsible="Vej og Park"):
    """What the committee was sent last: its item with another responsible."""
    now = version_of(LED)
    state = now.states[item]
    then = state._replace(row=state.row._replace(responsible=responsible))
    return {short: replace(now, states={item: then})}


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    return prepare(PLAN, CONFIG, tmp_path_factory.mktemp("udsend") / "Udsendelse_2024-11-22")


def cells(path: Path) -> list[dict[str, object]]:
    """The rows of the first sheet's table as heading -> value, the row of sums left out."""
    sheet = openpyxl.load_workbook(path).worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    head = next(number for number, row in enumerate(rows) if "Id" in row)
    found = [dict(zip(rows[head], row, strict=True)) for row in rows[head + 1 :]]
    return [row for row in found if row["Id"]]


def properties(path: Path) -> dict[str, str]:
    return {one.name: one.value for one in openpyxl.load_workbook(path).custom_doc_props.props}


def test_every_committee_with_items_gets_three_files_and_the_folder_an_overview(prepared):
    assert sorted(path.name for path in prepared.folder.iterdir()) == sorted(
        [
            "internt",
            *(
                f"Udmoentningsplan_{name}_2024-11-22{suffix}"
                for name in ("BUU", "MTU", "OEK")
                for suffix in (".xlsx", ".eml", ".txt")
            ),
        ]
    )
    assert sorted(path.name for path in (prepared.folder / "internt").iterdir()) == ["oversigt.xlsx", "udsendelse.json"]


def test_the_workbooks_have_no_fault_that_makes_excel_repair_them(prepared):
    assert {path.name: faults(path) for path in prepared.folder.glob("*.xlsx")} == {
        path.name: [] for path in prepared.folder.glob("*.xlsx")
    }


def test_a_file_holds_the_committees_items_alone(prepared):
    for short, name, items in (("BUU", "BUU", ["D-1", "D-5"]), ("MTU", "MTU", ["D-2"]), ("ØK", "OEK", ["D-1"])):
        path = prepared.folder / f"Udmoentningsplan_{name}_2024-11-22.xlsx"
        assert sorted(str(row["Id"]) for row in cells(path)) == items
        assert openpyxl.load_workbook(path).sheetnames == [short, "Læs mig"]


def test_what_was_sent_is_known_again_from_the_file_alone(prepared):
    parcel = prepared.manifest.parcels[0]
    path = prepared.folder / parcel.workbook.file
    assert properties(path) == {
        "udmoentning.plan": "0" * 64,
        "udmoentning.koersel": prepared.manifest.run,
        "udmoentning.udvalg": "BUU",
        "udmoentning.afsendt": parcel.sent_hash,
        "udmoentning.raekker": Seal.of("", "", "", cells(path)).rows,
    }
    assert sent_hash(cells(path)) == parcel.sent_hash
    sealed = Seal.read(properties(path))
    edited = [{**row, "Indsats": "En anden"} for row in cells(path)]
    assert [sealed.holds(row) for row in (*cells(path), *edited)] == [True] * 2 + [False] * 2


def test_a_file_that_was_answered_sorted_and_renamed_is_known_again(prepared, tmp_path):
    parcel = prepared.manifest.parcels[0]
    book = openpyxl.load_workbook(prepared.folder / parcel.workbook.file)
    sheet = book.worksheets[0]
    head = next(cell.row for row in sheet for cell in row if cell.value == "Id")
    columns = {cell.value: cell.column for cell in sheet[head]}
    rows = [head + 1, head + 2]
    values = [[sheet.cell(row, column).value for column in range(1, sheet.max_column + 1)] for row in rows]
    for row, written in zip(reversed(rows), values, strict=True):
        for column, value in enumerate(written, 1):
            sheet.cell(row, column).value = value
    sheet.cell(rows[0], columns["Svar: afsluttet"]).value = "Ja"
    sheet.cell(rows[1], columns["Svar: nyt tidspunkt"]).value = datetime(2025, 3, 31)
    book.save(tmp_path / "Svar fra os.xlsx")
    assert properties(tmp_path / "Svar fra os.xlsx")["udmoentning.afsendt"] == parcel.sent_hash
    assert sent_hash(cells(tmp_path / "Svar fra os.xlsx")) == parcel.sent_hash
    sheet.cell(rows[0], columns["Indsats"]).value = "Noget andet"
    book.save(tmp_path / "rettet.xlsx")
    assert sent_hash(cells(tmp_path / "rettet.xlsx")) != parcel.sent_hash


def test_only_the_reply_columns_can_be_written_in(prepared):
    book = openpyxl.load_workbook(prepared.folder / "Udmoentningsplan_BUU_2024-11-22.xlsx")
    sheet, readme = book.worksheets
    assert [(one.protection.sheet, one.protection.password) for one in (sheet, readme)] == [(True, None)] * 2
    head = next(cell.row for row in sheet for cell in row if cell.value == "Id")
    columns = {cell.column: cell.value for cell in sheet[head]}
    unlocked = {(columns[cell.column], cell.row) for row in sheet for cell in row if not cell.protection.locked}
    assert unlocked == {(heading, head + row) for heading in REPLY_HEADINGS for row in (1, 2)}
    assert not any(not cell.protection.locked for row in readme for cell in row)


def test_answers_are_chosen_from_a_list_and_times_are_written_as_people_do(prepared):
    sheet = openpyxl.load_workbook(prepared.folder / "Udmoentningsplan_BUU_2024-11-22.xlsx").worksheets[0]
    rules = {(rule.type, rule.formula1, rule.errorStyle) for rule in sheet.data_validations.dataValidation}
    assert rules == {("list", '"Ja,Delvist,Nej,Udgår"', None), (None, None, None), ("textLength", "2000", None)}


def test_the_file_can_be_read_with_a_screen_reader_and_printed(prepared):
    for path in prepared.folder.glob("*.xlsx"):
        book = openpyxl.load_workbook(path)
        assert (book.properties.language, bool(book.properties.title)) == ("da-DK", True)
        for sheet in book:
            assert sheet["A1"].value
            assert not sheet.merged_cells.ranges
            assert (sheet.sheet_state, sheet.page_setup.fitToHeight) == ("visible", 0)
            for table in sheet.tables.values():
                assert sheet.print_title_rows == f"${table.ref[1]}:${table.ref[1]}"
        with zipfile.ZipFile(path) as package:
            tables = [package.read(name) for name in package.namelist() if name.startswith("xl/tables/")]
        assert all(b"altTextSummary=" in table for table in tables)


@pytest.mark.libreoffice
def test_libreoffice_computes_the_sums_we_wrote_and_keeps_the_seal(prepared, tmp_path):
    parcel = prepared.manifest.parcels[0]
    path = prepared.folder / parcel.workbook.file
    saved = recalculated(path, tmp_path)
    assert properties(saved) == properties(path)
    assert sent_hash(cells(saved)) == parcel.sent_hash
    sums = [
        [cell.value for cell in list(openpyxl.load_workbook(one, data_only=True).worksheets[0])[-1]]
        for one in (path, saved)
    ]
    assert sums[0] == sums[1]
    assert {1350.5, "I alt"} <= set(sums[0])


def test_text_is_text_and_no_formula(prepared):
    row = next(row for row in cells(prepared.folder / "Udmoentningsplan_BUU_2024-11-22.xlsx") if row["Id"] == "D-1")
    assert (row["Bemærkninger"], row["2024"]) == ("=1+1", 1250.5)


def test_nothing_of_the_source_or_of_us_stands_in_the_files(prepared):
    for path in prepared.folder.glob("Udmoentningsplan_*.xlsx"):
        core = openpyxl.load_workbook(path).properties
        assert (core.creator, core.lastModifiedBy, core.language) == ("Norddjurs Kommune", "Norddjurs Kommune", "da-DK")
        with zipfile.ZipFile(path) as package:
            everything = b"".join(map(package.read, package.namelist()))
        assert b"plan.xlsx" not in everything
        assert b"Plan!" not in everything


def test_the_draft_carries_the_very_file(prepared):
    for parcel in prepared.manifest.parcels:
        message = message_from_bytes((prepared.folder / parcel.draft.file).read_bytes(), policy=SMTP)
        (attachment,) = message.iter_attachments()
        assert attachment.get_filename() == parcel.workbook.file
        assert attachment.get_content() == (prepared.folder / parcel.workbook.file).read_bytes()
        assert tuple(one.addr_spec for one in getattr(message["To"], "addresses", ())) == parcel.recipients
        text = (prepared.folder / parcel.text.file).read_text(encoding="utf-8")
        assert message.get_body(("plain",)).get_content().replace("\r\n", "\n") == text


def test_the_manifest_says_what_is_there(prepared):
    told = json.loads((prepared.folder / "internt" / "udsendelse.json").read_text(encoding="utf-8"))
    assert read_manifest(prepared.folder) == prepared.manifest
    assert {key: told[key] for key in ("format", "as_of", "reply_by", "plan", "items", "warnings")} == {
        "format": 2,
        "as_of": "2024-11-22",
        "reply_by": "2024-12-06",
        "plan": "plan.xlsx",
        "items": 5,
        "warnings": [],
    }
    assert [(one["committee"], one["recipients"], one["items"]) for one in told["parcels"]] == [
        ("BUU", ["buu@example.dk"], ["D-1", "D-5"]),
        ("MTU", [], ["D-2"]),
        ("ØK", ["oek@example.dk", "ok2@example.dk"], ["D-1"]),
    ]
    for parcel in told["parcels"]:
        data = (prepared.folder / parcel["workbook"]["file"]).read_bytes()
        assert (
            parcel["workbook"] | {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)} == parcel["workbook"]
        )


def test_every_item_is_in_a_file_or_listed_with_the_reason(prepared):
    manifest = prepared.manifest
    sent = {item for parcel in manifest.parcels for item in parcel.items}
    assert {(one.item, one.reason) for one in manifest.left_out} == {
        ("D-3", "lukket eller fortrolig"),
        ("D-4", "intet udvalg er angivet"),
    }
    assert sent | {one.item for one in manifest.left_out} == set(PLAN.items.index)


def test_the_overview_workbook_says_the_same(prepared):
    first, second = openpyxl.load_workbook(prepared.folder / "internt" / "oversigt.xlsx").worksheets
    rows = [[cell.value for cell in row[:4]] for row in first.iter_rows(min_row=3)]
    assert rows[:2] == [
        ["Udvalg", "Modtagere", "Indsatser", "Fil"],
        ["Børne- og ungdomsudvalget", "buu@example.dk", 2, "Udmoentningsplan_BUU_2024-11-22.xlsx"],
    ]
    assert [[cell.value for cell in row] for row in second.iter_rows(min_row=4)] == [
        ["D-3", "Køb af Vestergade 12", None, "lukket eller fortrolig"],
        ["D-4", "Fælles indkøb", None, "intet udvalg er angivet"],
    ]


def test_the_terminal_shows_who_gets_what_and_what_to_look_at(prepared):
    assert prepared.lines == (
        "Udsendelse pr. 22. november 2024 · svar senest 6. december 2024",
        "",
        "  Udvalg  Indsatser  Kilobyte  Modtagere",
        *(f"  {one}" for one in _sizes(prepared)),
        "",
        "Fra planen sendes teksterne i „title“, „process“, „responsible“, „status“ og „remarks“.",
        "",
        "I ingen fil: 2 indsatser",
        "  D-3  Køb af Vestergade 12: lukket eller fortrolig",
        "  D-4  Fælles indkøb: intet udvalg er angivet",
        "",
        "Læg mærke til",
        "  MTU har ingen mailadresse: kladden er uden modtager.",
        '  Mangler en adresse, så skriv mail = ["navn@example.dk"] ved udvalget i udmoentning.toml, og send med '
        "--nye-adresser.",
        "",
        f"Skrevet: {prepared.folder}",
        "Se kladderne igennem, og send dem fra mailprogrammet eller med:",
        f"  udmoentning udsend --send {prepared.folder}",
    )


def _sizes(prepared):
    people = ("buu@example.dk", "(ingen adresse)", "oek@example.dk, ok2@example.dk")
    for parcel, who in zip(prepared.manifest.parcels, people, strict=True):
        size = -(-parcel.workbook.size // 1024)
        yield f"{parcel.committee:<6}  {len(parcel.items):>9}  {size:>8}  {who}"


def test_the_same_plan_gives_the_same_bytes(prepared, tmp_path):
    again = prepare(PLAN, CONFIG, tmp_path / "igen")
    one, other = (
        {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*.*")}
        for folder in (prepared.folder, again.folder)
    )
    assert one == other


def test_a_trial_shows_the_same_and_writes_nothing(prepared, tmp_path):
    trial = prepare(PLAN, CONFIG, tmp_path / "ud", trial=True)
    assert (trial.manifest, trial.folder) == (prepared.manifest, None)
    assert trial.lines[-3:] == (
        '  Mangler en adresse, så skriv mail = ["navn@example.dk"] ved udvalget i udmoentning.toml, før mailene laves.',
        "",
        "Prøve: intet er skrevet.",
    )
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_exists_is_left_alone(tmp_path):
    (tmp_path / "ud").mkdir()
    with pytest.raises(TargetError) as failed:
        prepare(PLAN, CONFIG, tmp_path / "ud")
    assert str(failed.value) == (
        f"Mappen {tmp_path / 'ud'} findes allerede; flyt eller slet den, eller vælg et andet sted med --til."
    )
    assert list((tmp_path / "ud").iterdir()) == []


def test_the_folders_above_are_made_and_are_gone_again_when_the_dispatch_fails(tmp_path):
    folder = tmp_path / "2024" / "efterår" / "ud"
    assert prepare(PLAN, CONFIG, folder).folder == folder
    assert (folder / "internt").is_dir()
    with pytest.raises(LeakError):
        prepare(
            LED,
            CONFIG,
            tmp_path / "2025" / "efterår" / "ud",
            Options(before=sent_before(responsible="Køb af Vestergade 12")),
        )
    assert [path.name for path in tmp_path.iterdir()] == ["2024"]


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        (("fil", "ud"), "stien går gennem en fil, hvor der skulle være en mappe; kontrollér navn og mappe"),
        (
            ("x" * 300, "ud"),
            "navnet eller stien er for lang; vælg et kortere navn eller en mappe tættere på drevets rod",
        ),
    ],
)
def test_a_place_where_no_folder_can_be_is_one_sentence(tmp_path, parts, words):
    (tmp_path / "fil").touch()
    folder = tmp_path.joinpath(*parts)
    with pytest.raises(TargetError) as failed:
        prepare(PLAN, CONFIG, folder)
    assert str(failed.value) == f"Udsendelsen kan ikke skrives i {folder}: {words}."
    assert [path.name for path in tmp_path.iterdir()] == ["fil"]


def test_only_the_committees_asked_for_get_anything(tmp_path):
    done = prepare(PLAN, CONFIG, tmp_path / "ud", Options(only=("ØK",)))
    assert [one.committee for one in done.manifest.parcels] == ["ØK"]
    assert ("D-2", "udsendelsen er ikke valgt til MTU") in {(one.item, one.reason) for one in done.manifest.left_out}


def test_a_committee_that_is_not_in_the_plan_is_refused_with_the_nearest(tmp_path):
    with pytest.raises(ConfigError) as failed:
        prepare(PLAN, CONFIG, tmp_path / "ud", Options(only=("BU",)))
    assert str(failed.value) == "Udvalget „BU“ har ingen indsatser i planen; mente du BUU?"


def test_an_address_that_is_none_stops_before_anything_is_written(tmp_path):
    bodies = (replace(BODIES[0], mail=("buu",)),)
    with pytest.raises(ConfigError, match="„buu“ er ikke en mailadresse"):
        prepare(make_plan([{}], bodies=bodies), CONFIG, tmp_path / "ud")
    assert list(tmp_path.iterdir()) == []


def test_closed_items_that_are_asked_for_are_marked_everywhere(tmp_path):
    done = prepare(PLAN, CONFIG, tmp_path / "ud", Options(include_closed=True))
    parcel = done.manifest.parcels[0]
    assert parcel.items == ("D-1", "D-3", "D-5")
    assert parcel.warnings == ("1 lukket punkt er med: D-3.",)
    book = openpyxl.load_workbook(done.folder / parcel.workbook.file)
    words = {str(cell.value) for sheet in book for row in sheet for cell in row}
    assert "1 lukket punkt i filen: må ikke lægges på en åben dagsorden." in words
    assert "1 lukket punkt" in (done.folder / parcel.text.file).read_text(encoding="utf-8")


def test_changes_are_told_to_the_committee_that_has_the_item(tmp_path):
    before = {short: replace(one, as_of=date(2024, 11, 1)) for short, one in sent_before("MTU", item="D-2").items()}
    done = prepare(LED, CONFIG, tmp_path / "ud", Options(before=before))
    texts = {one.committee: (done.folder / one.text.file).read_text(encoding="utf-8") for one in done.manifest.parcels}
    assert {short for short, text in texts.items() if "ÆNDRET SIDEN 1. NOVEMBER 2024" in text} == {"MTU"}
    assert "- D-2 Cykelsti til Fjellerup: Har nu ansvarlig „Skolechefen“ (før „Vej og Park“)" in texts["MTU"]
    parcel = next(one for one in done.manifest.parcels if one.committee == "MTU")
    row = next(row for row in cells(done.folder / parcel.workbook.file) if row["Id"] == "D-2")
    assert row["Siden sidst"] == "Har nu ansvarlig „Skolechefen“ (før „Vej og Park“)"


def test_a_committee_that_no_longer_exists_is_pointed_out(tmp_path):
    plan = plan_of([{"committees": ("KUU",)}])
    warnings = prepare(plan, CONFIG, tmp_path / "ud").manifest.parcels[0].warnings
    assert warnings[-1] == "KUU findes ikke pr. 22-11-2024; efterfølgeren er KFU."


def test_a_committee_outside_the_register_still_gets_its_file(tmp_path):
    parcel = prepare(plan_of([{"committees": ("XYZ",)}]), Config(), tmp_path / "ud").manifest.parcels[0]
    assert parcel.warnings == (
        "XYZ har ingen mailadresse: kladden er uden modtager.",
        "XYZ står ikke i listen over udvalg.",
    )


def with_a_row_too_many(plan, item):
    """What a faulty extract could give: the plan of BUU with ``item`` of someone else."""
    added = plan.assignments.iloc[[0]].assign(item=item, committee="BUU").astype(plan.assignments.dtypes)
    opened = plan.items["confidential"].where(plan.items.index != item, False)
    faulty = replace(
        plan,
        items=plan.items.assign(confidential=opened),
        assignments=pd.concat([plan.assignments, added], ignore_index=True),
    )
    return dispatch.committee_plan(faulty, "BUU", Gate.of(plan).kept_back("BUU") - {item})


def planting(own, faulty):
    """The writer of workbooks, with the plan of one committee exchanged for a faulty one."""
    good = dispatch.write_committee_file
    return lambda given, *rest: good(faulty if given.items.equals(own.items) else given, *rest)


def test_a_leak_stops_the_dispatch_before_anything_is_written(tmp_path, monkeypatch):
    own = dispatch.committee_plan(PLAN, "BUU", Gate.of(PLAN).kept_back("BUU"))
    faulty = planting(own, with_a_row_too_many(PLAN, "D-2"))
    monkeypatch.setattr(dispatch, "write_committee_file", faulty)
    with pytest.raises(LeakError) as failed:
        prepare(PLAN, CONFIG, tmp_path / "ud")
    assert str(failed.value) == (
        "Udsendelsen er stoppet, før noget blev skrevet: filerne til BUU har tekst fra D-2, som udvalget ikke skal "
        "have („cykelsti til fjellerup“)."
    )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("words", ["D-3", "Køb af Vestergade 12", "se Cykelsti til Fjellerup"])
def test_a_leak_through_the_mail_is_stopped(tmp_path, words):
    config = replace(CONFIG, dispatch=replace(CONFIG.dispatch, sender_name="Økonomi"))
    with pytest.raises(LeakError, match=r"filerne til BUU har tekst fra D-[23]"):
        prepare(LED, config, tmp_path / "ud", Options(before=sent_before(responsible=words)))
    assert list(tmp_path.iterdir()) == []


QUOTING = {"id": "D-6", "title": "Vejprojektet", "committees": ("BUU",), "process": "Se købet af Vestergade 12."}
HELD = {"what": "held", "item": "D-1", "cell": "Plan!I4", "text": "„lukket pga. udbud“"}


def by_committee(done):
    return {parcel.committee: list(parcel.items) for parcel in done.manifest.parcels}


def test_what_may_be_closed_is_in_no_file_and_is_told_first_with_how_to_release_it(tmp_path):
    done = prepare(plan_of(observations=[HELD]), CONFIG, tmp_path / "ud")
    assert by_committee(done) == {"BUU": ["D-5"], "MTU": ["D-2"]}
    start = done.lines.index("Holdt tilbage, til nogen har set på det: 1 indsats")
    assert done.lines[start + 1 : start + 7] == (
        "  D-1  Ny skole: „lukket pga. udbud“ (Plan!I4)",
        "  Må de sendes ud, så skriv „Må sendes“ under Kvittering ud for fundene i Kontrol (U605 og U602), eller",
        "  frigiv dem denne gang med",
        "  --frigiv D-1",
        "",
        "I ingen fil: 2 indsatser",
    )


def test_an_item_that_is_released_goes_out_and_the_manifest_says_who_and_when(tmp_path, monkeypatch):
    monkeypatch.setenv("LOGNAME", "oko123")
    done = prepare(plan_of(observations=[HELD]), CONFIG, tmp_path / "ud", Options(release=("D-1",)))
    assert by_committee(done)["BUU"] == ["D-1", "D-5"]
    (release,) = read_manifest(done.folder).released
    assert (release.item, release.reason, release.by) == ("D-1", "„lukket pga. udbud“", "oko123")
    assert datetime.fromisoformat(release.at).tzinfo is not None
    at = done.lines.index("Frigivet: 1 indsats")
    assert done.lines[at + 1] == "  D-1  „lukket pga. udbud“"


@pytest.mark.parametrize(
    ("item", "sentence"),
    [
        ("D-2", "D-2 er ikke holdt tilbage, så der er intet at frigive. Tag den ud af --frigiv."),
        (
            "D-3",
            "D-3 er lukket og kan ikke frigives med --frigiv. Fjern mærket i planen, eller brug --medtag-lukkede.",
        ),
        ("D-11", "Der er ingen indsats D-11 i planen. Mente du D-1?"),
    ],
)
def test_only_what_is_held_can_be_released(tmp_path, item, sentence):
    with pytest.raises(ConfigError) as failed:
        prepare(plan_of(observations=[HELD]), CONFIG, tmp_path / "ud", Options(release=(item,)))
    assert (str(failed.value), list(tmp_path.iterdir())) == (sentence, [])


def acknowledgement(**others):
    told = {"code": "U605", "item": "D-1", "sheet": "Plan", "cell": "I4", "title": "Ny skole", "text": "Må sendes"}
    message = "kan være lukket eller skjult: „lukket pga. udbud“"
    return pd.DataFrame([told | {"message": message, "sole": True, "lost": False} | others]).astype(
        ACKNOWLEDGEMENT_DTYPES
    )


def test_a_kvittering_releases_until_the_mark_changes(tmp_path):
    plan = replace(plan_of(observations=[HELD]), acknowledgements=acknowledgement())
    done = prepare(plan, CONFIG, tmp_path / "ud")
    assert by_committee(done)["BUU"] == ["D-1", "D-5"]
    assert done.manifest.released == (Release("D-1", "Må sendes"),)
    changed = plan_of(observations=[HELD | {"text": "„lukket pga. personsag“"}])
    again = prepare(replace(changed, acknowledgements=acknowledgement()), CONFIG, tmp_path / "igen")
    assert by_committee(again)["BUU"] == ["D-5"]


def test_an_item_is_released_when_each_of_its_reasons_is(tmp_path):
    both = [HELD, HELD | {"cell": "Plan!A4", "text": "rækken er skjult"}]
    plan = replace(plan_of(observations=both), acknowledgements=acknowledgement())
    assert by_committee(prepare(plan, CONFIG, tmp_path / "ud"))["BUU"] == ["D-5"]
    hidden = acknowledgement(
        cell="A4", message="kan være lukket eller skjult: rækken er skjult", text="Må sendes: et filter"
    )
    signed = pd.concat([acknowledgement(), hidden], ignore_index=True)
    done = prepare(replace(plan, acknowledgements=signed), CONFIG, tmp_path / "igen")
    assert done.manifest.released == (Release("D-1", "Må sendes; Må sendes: et filter"),)


def test_one_kvittering_releases_all_that_one_cause_holds(tmp_path):
    cause = HELD | {"cell": "Plan!A1", "text": "„Fortroligt“ står over tabellen"}
    causes = [cause | {"item": item} for item in ("D-1", "D-2")]
    plan = plan_of(observations=causes)
    message = "kan være lukket eller skjult: „Fortroligt“ står over tabellen (gælder alle 2 indsatser)"
    signed = acknowledgement(item=None, title=None, cell="A1", message=message)
    done = prepare(replace(plan, acknowledgements=signed), CONFIG, tmp_path / "ud")
    assert by_committee(done) == {"BUU": ["D-1", "D-5"], "MTU": ["D-2"], "ØK": ["D-1"]}


def test_an_open_item_that_quotes_a_closed_one_is_held(tmp_path):
    done = prepare(plan_of([*ITEMS, QUOTING]), CONFIG, tmp_path / "ud")
    assert by_committee(done)["BUU"] == ["D-1", "D-5"]
    assert done.manifest.left_out[0] == Omission(
        "D-6", "Vejprojektet", "nævner den lukkede indsats D-3: „købet af Vestergade“ (Plan!E10)", held=True
    )


def test_with_the_closed_items_a_quote_goes_only_to_the_committees_that_have_what_it_quotes(tmp_path):
    quoting = QUOTING | {"committees": ("BUU", "ØK")}
    done = prepare(plan_of([*ITEMS, quoting]), CONFIG, tmp_path / "ud", Options(include_closed=True))
    assert by_committee(done) == {"BUU": ["D-1", "D-3", "D-5", "D-6"], "MTU": ["D-2"], "ØK": ["D-1"]}


@pytest.mark.parametrize("kind", ["xls", "xlsb", "ods"])
def test_a_format_in_which_nothing_hidden_can_be_seen_is_not_sent(tmp_path, kind):
    plan = replace(PLAN, source=Source(Path(f"plan.{kind}"), "", kind))
    with pytest.raises(PlanFileError) as failed:
        prepare(plan, CONFIG, tmp_path / "ud")
    assert str(failed.value) == (
        f"plan.{kind} er i et format, hvor det ikke kan ses, om noget er skjult. Gem planen som .xlsx (Filer > Gem "
        "som), og kør udsend på den."
    )


def test_titles_that_are_our_own_words_are_no_false_alarm(tmp_path):
    titles = ("Status", "Hovedpunkt", "Svar: afsluttet", "Læs mig", "BUU", "Overskredet", "indsatser", "Til", "Senest")
    names = ("Børne- og ungdomsudvalget", "Udmøntningsplan 2024-2027", "Hvad skal udfyldes?", "Gem filen, og send den")
    plan = plan_of([{"committees": ("BUU",)}, *({"title": one, "committees": ("MTU",)} for one in (*titles, *names))])
    assert len(prepare(plan, CONFIG, tmp_path / "ud").manifest.parcels) == 2


def test_file_names_are_ascii_and_never_equal():
    assert file_stems(["ØK", "OEK", "oek", "ØK/KB", "🙂", ""], date(2026, 11, 22)) == {
        "ØK": "Udmoentningsplan_OEK_2026-11-22",
        "OEK": "Udmoentningsplan_OEK-2_2026-11-22",
        "oek": "Udmoentningsplan_oek-3_2026-11-22",
        "ØK/KB": "Udmoentningsplan_OEK-KB_2026-11-22",
        "🙂": "Udmoentningsplan_udvalg_2026-11-22",
        "": "Udmoentningsplan_udvalg-2_2026-11-22",
    }


@given(st.text(max_size=80))
@settings(derandomize=True)
def test_any_short_name_gives_a_safe_file_name(text):
    assert re.fullmatch(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,38}[A-Za-z0-9])?", ascii_name(text))


def test_the_folder_is_dated_and_beside_the_plan_unless_said_otherwise(tmp_path):
    assert folder_for(PLAN) == Path("Udsendelse_2024-11-22")
    assert folder_for(replace(PLAN, as_of=AS_OF), tmp_path) == tmp_path / "Udsendelse_2024-11-22"


TEXTS = (
    st.none()
    | st.text(st.sampled_from("abcæøå D-12,.\n=<&\u00a0\x01🙂"), max_size=30)
    | st.sampled_from(["Status", "Ny skole i Grenaa", "D-1", "Køb af grund", "Se D-2 og køb af grund ved havnen i år"])
)
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "title": TEXTS,
            "description": TEXTS,
            "remarks": TEXTS,
            "section": TEXTS,
            "committees": st.sets(st.sampled_from(["BUU", "MTU", "ØK", "Ny/Gammel: [x]"]), max_size=3).map(
                lambda one: tuple(sorted(one))
            ),
            "confidential": st.sampled_from([None, False, True]),
            "completion": st.sampled_from(["open", "done", "unclear"]),
        }
    ),
    max_size=6,
)


@settings(derandomize=True, max_examples=60, deadline=None)
@given(ROWS)
def test_in_any_plan_a_file_holds_its_own_items_and_no_other_and_nothing_is_lost(tmp_path_factory, rows):
    plan = plan_of(rows)
    done = prepare(plan, CONFIG, tmp_path_factory.mktemp("plan") / "ud")
    gate = Gate.of(plan)
    for parcel in done.manifest.parcels:
        named = {
            item for item, row in zip(plan.items.index, rows, strict=True) if parcel.committee in row["committees"]
        }
        read = cells(done.folder / parcel.workbook.file)
        assert {str(row["Id"]) for row in read} == named - gate.kept_back(parcel.committee) == set(parcel.items)
        assert sent_hash(read) == parcel.sent_hash
    sent = {item for parcel in done.manifest.parcels for item in parcel.items}
    assert sent | {one.item for one in done.manifest.left_out} == set(plan.items.index)
    assert not sent & {item for item, row in zip(plan.items.index, rows, strict=True) if row["confidential"]}


@settings(derandomize=True, max_examples=40, deadline=None)
@given(ROWS, st.data())
def test_in_any_plan_a_row_too_many_is_stopped(tmp_path_factory, rows, data):
    plan = plan_of([*rows, {"title": "Ny", "committees": ("BUU",)}, {"title": "Fremmed", "committees": ("MTU",)}])
    own = dispatch.committee_plan(plan, "BUU", Gate.of(plan).kept_back("BUU"))
    others = [item for item in plan.items.index if item not in own.items.index]
    planted = data.draw(st.sampled_from(others))
    quoted = any(str(planted) in str(text) for column in own.items for text in own.items[column])
    folder = tmp_path_factory.mktemp("plan") / "ud"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dispatch, "write_committee_file", planting(own, with_a_row_too_many(plan, planted)))
        try:
            prepare(plan, CONFIG, folder, Options(only=("BUU",)))
            stopped = False
        except LeakError:
            stopped = True
    assert stopped or quoted
    assert stopped != folder.exists()


def test_the_folder_is_as_open_as_its_neighbours(prepared):
    neighbour = prepared.folder.with_name("nabo")
    neighbour.mkdir()
    assert prepared.folder.stat().st_mode == neighbour.stat().st_mode


def unsure(what, text, item="D-1"):
    place = {"field": "committee", "sheet": "Plan", "row": 3, "cell": "Plan!C3"}
    return {"what": what, "item": item, "text": text, **place}


def test_a_dispatch_in_which_nobody_gets_anything_says_so(tmp_path):
    done = prepare(plan_of([item | {"committees": ()} for item in ITEMS]), CONFIG, tmp_path / "ud")
    assert done.lines[-1] == "Der er ingen at sende til: ingen af de indsatser, der må sendes ud, har et udvalg."
    assert not [line for line in done.lines if "--send" in line]


def test_an_item_that_misses_a_committee_nobody_knows_is_told(tmp_path):
    observations = [
        unsure(Observation.COMMITTEE_UNKNOWN, "Ældrerådet"),
        unsure(Observation.COMMITTEE_UNKNOWN, "Ældrerådet"),
        unsure(Observation.COMMITTEE_AMBIGUOUS, "BUU m.fl."),
        unsure(Observation.COMMITTEE_UNKNOWN, "Skovrådet", "D-9"),  # in no file: told there
    ]
    done = prepare(plan_of(observations=observations), CONFIG, tmp_path / "ud", trial=True)
    told = done.lines[done.lines.index("Læg mærke til") :]
    assert [line for line in told if "„" in line] == [
        "  „Ældrerådet“ kendes ikke som udvalg: D-1 kommer kun til BUU og ØK.",
        "  „BUU m.fl.“ er tvetydigt: D-1 kommer kun til BUU og ØK.",
    ]


def test_a_sheet_that_is_taken_for_an_earlier_plan_is_told_of_as_nobody_gets_what_stands_there(tmp_path):
    book = openpyxl.Workbook()
    for name, titles in (("Plan", ("Cykelsti", "Ny skole")), ("Kladde", ("Badebro",))):
        sheet = book.create_sheet(name)
        sheet.append(["Indsats", "Udvalg", "Tidspunkt", "Afsluttet"])
        for title in titles:
            sheet.append([title, "BUU", "Maj 2025", None])
    del book["Sheet"]
    book.save(tmp_path / "plan.xlsx")
    dispatched = prepare(read_plan(tmp_path / "plan.xlsx", as_of=AS_OF), CONFIG, tmp_path / "Udsendelse_2024-11-22")
    assert read_manifest(dispatched.folder).warnings == (
        "Arket „Kladde“ er efter navnet en tidligere plan eller et arkiv; det er ikke læst, og ingen får noget derfra.",
    )


@pytest.mark.parametrize(("sent", "now", "is_older"), [("jan 2027", "dec 2026", True), ("dec 2026", "jan 2027", False)])
def test_a_plan_older_than_the_one_sent_last_is_told_first(tmp_path, sent, now, is_older):
    def named(name):
        return replace(PLAN, source=replace(PLAN.source, path=Path(f"Handleplan {name}.xlsx")))

    prepare(named(sent), CONFIG, tmp_path / "Udsendelse_2027-01-04")
    told = (
        "Planen er ældre end den, der sidst blev udsendt: Handleplan jan 2027.xlsx i Udsendelse_2027-01-04. "
        "Er Handleplan dec 2026.xlsx den rigtige?"
    )
    lines = prepare(named(now), CONFIG, tmp_path / "Udsendelse_2027-01-06", trial=True).lines
    assert (lines[0] == told) == is_older
