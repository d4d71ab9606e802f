"""A dispatch where meetings are known: columns, order, mails and calendar files; and nothing of it where none are."""

import json
import zipfile
from dataclasses import replace
from datetime import date, datetime
from email import message_from_bytes
from email.policy import SMTP

import icalendar
import openpyxl
import pytest
from checks.meeting_cases import MEETINGS, due, planned, with_meetings
from plans import make_plan

from udmoentning_xl.config import Config, DispatchSettings
from udmoentning_xl.dispatch import Options, prepare
from udmoentning_xl.outgoing import events as events_of
from udmoentning_xl.outgoing.folder import read_manifest, verify
from udmoentning_xl.outgoing.guard import LeakError
from udmoentning_xl.replies.seal import sent_hash

CONFIG = Config(dispatch=DispatchSettings(sender="budget@example.dk"))
ITEMS = (
    due("senest 31. maj 2025", "2025-05-31", "BUU", "ØK", "KB", id="H-1", title="Skolestruktur"),
    due("senest 30. april 2025", "2025-04-30", "BUU", id="H-2", title="Støttebehov"),
    due("inden 1. januar 2025", "2024-12-31", "BUU", "ØK", id="D-3", title="Ressourcetildeling"),
    due("løbende", None, "BUU", id="D-4", title="Tilsyn", due_kind="continuous"),
    due("senest 31. marts 2025", "2025-03-31", "BUU", id="D-7", title="Købet af Vestergade 12", confidential=True),
    due("inden 1. november 2024", "2024-10-31", "BUU", id="D-8", title="Overskredet sag"),
    due("senest 1. maj 2025", "2025-05-01", "MTU", id="D-9", title="Veje"),
)
PLAN = planned(*ITEMS)
STEM = "Udmoentningsplan_{}_2024-11-22"


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    return prepare(PLAN, CONFIG, tmp_path_factory.mktemp("udsend") / "Udsendelse_2024-11-22")


def rows(path):
    """The rows of the work plan in their order, by heading."""
    sheet = openpyxl.load_workbook(path).worksheets[0]
    found = list(sheet.iter_rows(values_only=True))
    head = next(number for number, row in enumerate(found) if "Id" in row)
    return [dict(zip(found[head], row, strict=True)) for row in found[head + 1 :] if row[1]]


def calendar_events(data):
    return [
        (one["DTSTART"].dt, str(one["SUMMARY"]), str(one["STATUS"]))
        for one in icalendar.Calendar.from_ical(data).walk("VEVENT")
    ]


def test_the_work_plan_is_in_the_order_of_the_meetings_and_says_when_they_are(prepared):
    found = rows(prepared.folder / f"{STEM.format('BUU')}.xlsx")
    assert [(row["Id"], row["Møde"], row["Sager senest"]) for row in found] == [
        ("D-8", None, None),
        ("D-3", datetime(2024, 12, 3), datetime(2024, 11, 21)),
        ("H-1", datetime(2025, 4, 4), datetime(2025, 3, 25)),
        ("H-2", datetime(2025, 4, 4), datetime(2025, 3, 25)),
        ("D-4", None, None),
    ]
    assert list(found[0])[:6] == ["Periode", "Id", "Indsats", "Møde", "Sager senest", "Vejledende tidspunkt"]
    assert [row["Periode"] for row in found] == [
        "Overskredet\nskal besluttes",
        "Næste møde\nskal behandles",
        "Senere",
        "Senere",
        "Løbende",
    ]


def test_each_body_sees_its_own_meeting_and_one_without_meetings_none(prepared):
    (first, second) = rows(prepared.folder / f"{STEM.format('OEK')}.xlsx")
    assert [(row["Id"], row["Møde"]) for row in (first, second)] == [
        ("D-3", datetime(2024, 12, 10)),
        ("H-1", datetime(2025, 4, 11)),
    ]
    assert "Møde" not in rows(prepared.folder / f"{STEM.format('MTU')}.xlsx")[0]


def test_the_workbook_still_has_the_seal_of_what_was_sent(prepared):
    parcel = read_manifest(prepared.folder).parcels[0]
    assert sent_hash(rows(prepared.folder / parcel.workbook.file)) == parcel.sent_hash


def test_the_calendar_goes_with_the_mail_as_a_file_and_is_in_the_manifest(prepared):
    manifest = read_manifest(prepared.folder)
    assert [one.calendar.file if one.calendar else None for one in manifest.parcels] == [
        f"{STEM.format('BUU')}.ics",
        None,
        f"{STEM.format('OEK')}.ics",
        f"{STEM.format('KB')}.ics",
    ]
    verify(prepared.folder, manifest.parcels)
    for parcel in manifest.parcels:
        message = message_from_bytes((prepared.folder / parcel.draft.file).read_bytes(), policy=SMTP)
        files = {one.get_filename(): (one.get_content_type(), one.get_content()) for one in message.iter_attachments()}
        calendar = (prepared.folder / parcel.calendar.file).read_bytes() if parcel.calendar else b""
        expected = {parcel.calendar.file: ("application/ics", calendar)} if parcel.calendar else {}
        assert {name: told for name, told in files.items() if name.endswith(".ics")} == expected


def test_the_calendar_has_the_committees_meetings_alone(prepared):
    found = calendar_events((prepared.folder / f"{STEM.format('BUU')}.ics").read_bytes())
    assert found == [
        (date(2024, 12, 3), "Børne- og ungdomsudvalget: 1 sag fra udmøntningsplanen", "CONFIRMED"),
        (date(2025, 3, 25), "Frist for 2 sager til Børne- og ungdomsudvalget 04-04-2025", "CONFIRMED"),
        (date(2025, 4, 4), "Børne- og ungdomsudvalget: 2 sager fra udmøntningsplanen", "CONFIRMED"),
    ]


def test_the_mail_says_the_meeting_and_the_term_and_that_a_calendar_is_attached(prepared):
    text = (prepared.folder / f"{STEM.format('BUU')}.txt").read_text(encoding="utf-8")
    assert "PÅ VEJ FREM TIL 31. MARTS 2025\n" in text
    assert (
        "DET SKAL I BEHANDLE\n- D-3 Ressourcetildeling: inden 1. januar 2025; næste møde tirsdag 3. december 2024, "
        "sager skulle være afleveret torsdag 21. november 2024\n"
    ) in text
    assert (
        "- H-1 Skolestruktur: senest 31. maj 2025; møde fredag 4. april 2025, sager senest tirsdag 25. marts 2025\n"
    ) in text  # due after the quarter, but its case before its end
    assert "Overskredet sag (overskredet, inden 1. november 2024); Ressourcetildeling (møde 3. december 2024)\n" in text
    assert "Udvalgets møder med sager fra planen er vedhæftet som en kalenderfil, der kan åbnes i Outlook." in text
    assert "DET SKAL I BESLUTTE\n- D-8 Overskredet sag: overskredet, inden 1. november 2024\n" in text
    assert "kalenderfil" not in (prepared.folder / f"{STEM.format('MTU')}.txt").read_text(encoding="utf-8")


def test_the_mail_says_that_a_meeting_has_been_held(tmp_path):
    folder = prepare(replace(PLAN, as_of=date(2024, 12, 5)), CONFIG, tmp_path / "ud").folder
    text = (folder / "Udmoentningsplan_BUU_2024-12-05.txt").read_text(encoding="utf-8")
    assert (
        "- D-3 Ressourcetildeling: inden 1. januar 2025; skulle have været på mødet tirsdag 3. december 2024\n" in text
    )


def test_closed_items_are_in_no_calendar_even_when_they_are_sent(tmp_path):
    options = Options(include_closed=True)
    folder = prepare(PLAN, CONFIG, tmp_path / "Udsendelse_2024-11-22", options).folder
    sent = {row["Id"]: row["Møde"] for row in rows(folder / f"{STEM.format('BUU')}.xlsx")}
    assert sent["D-7"] == datetime(2025, 3, 4)
    data = (folder / f"{STEM.format('BUU')}.ics").read_bytes()
    assert date(2025, 3, 4) not in [when for when, _, _ in calendar_events(data)]
    assert b"Vestergade" not in data
    assert (
        data
        == prepare(PLAN, CONFIG, tmp_path / "to", Options()).folder.joinpath(f"{STEM.format('BUU')}.ics").read_bytes()
    )


def test_a_calendar_that_says_too_much_stops_the_dispatch(tmp_path, monkeypatch):
    """Were somebody to change what a calendar says, the guard still reads it, folded lines and all."""
    words = "Møde " + "x" * 60 + " Købet af Vestergade 12"
    monkeypatch.setattr(events_of, "onward", lambda course, *_: words if course.item == "H-2" else "besluttes her")
    with pytest.raises(LeakError) as caught:
        prepare(PLAN, CONFIG, tmp_path / "Udsendelse_2024-11-22")
    assert "D-7" in str(caught.value)
    assert not list(tmp_path.iterdir())


def test_the_next_dispatch_cancels_the_meeting_that_was_moved(tmp_path):
    prepare(PLAN, CONFIG, tmp_path / "Udsendelse_2024-11-22")
    moved = tuple(date(2025, 4, 3) if one == date(2025, 4, 4) else one for one in MEETINGS["BUU"])
    bodies = with_meetings(**{**MEETINGS, "BUU": moved})
    later = replace(PLAN, bodies=bodies, as_of=date(2024, 11, 25))
    folder = prepare(later, CONFIG, tmp_path / "Udsendelse_2024-11-25").folder
    found = calendar_events((folder / "Udmoentningsplan_BUU_2024-11-25.ics").read_bytes())
    assert [(when, status) for when, _, status in found] == [
        (date(2024, 12, 3), "CONFIRMED"),
        (date(2025, 3, 24), "CONFIRMED"),
        (date(2025, 3, 25), "CANCELLED"),
        (date(2025, 4, 3), "CONFIRMED"),
        (date(2025, 4, 4), "CANCELLED"),
    ]


def bytes_of(folder):
    """Every file of a dispatch, workbooks by their parts, and the manifest without its seal and hashes."""
    found = {}
    for path in sorted(one for one in folder.rglob("*") if one.is_file()):
        if path.suffix == ".xlsx":
            with zipfile.ZipFile(path) as package:
                found |= {f"{path.name}/{name}": package.read(name) for name in package.namelist()}
        else:
            found[path.name] = path.read_bytes()
    return found


def test_without_meetings_a_dispatch_has_no_word_of_them(tmp_path):
    folder = prepare(make_plan(ITEMS), CONFIG, tmp_path / "Udsendelse_2024-11-22").folder
    told = json.loads((folder / "internt" / "udsendelse.json").read_text(encoding="utf-8"))
    assert not [one for one in told["parcels"] if "calendar" in one]
    everything = b"\n".join(bytes_of(folder).values())
    assert not [word for word in ("Møde", "Sager senest", "kalenderfil", "ddd ") if word.encode() in everything]
    assert not list(folder.glob("*.ics"))


def test_two_dispatches_of_one_plan_are_the_same_bytes(tmp_path):
    first, second = (prepare(PLAN, CONFIG, tmp_path / name / "ud").folder for name in ("en", "to"))
    for name in ("BUU", "OEK", "KB"):
        assert (first / f"{STEM.format(name)}.ics").read_bytes() == (second / f"{STEM.format(name)}.ics").read_bytes()
        assert (first / f"{STEM.format(name)}.txt").read_bytes() == (second / f"{STEM.format(name)}.txt").read_bytes()
