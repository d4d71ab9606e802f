"""The verb kalender: lines and files of the meetings, what is cancelled, and nothing that a committee must not see."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import icalendar
import pytest
from checks.meeting_cases import due, planned, with_meetings
from plans import make_plan

from udmoentning_xl.calendar import make_calendars, write_calendars
from udmoentning_xl.errors import ConfigError, PlanFileError, TargetError
from udmoentning_xl.outgoing import events as events_of
from udmoentning_xl.outgoing.guard import LeakError
from udmoentning_xl.plan import ACKNOWLEDGEMENT_DTYPES, typed_frame
from udmoentning_xl.register import Body

ITEMS = (
    due("senest 31. marts 2025", "2025-03-31", "BUU", "ØK", "KB", id="H-1", title="Skolestruktur"),
    due("senest 31. marts 2025", "2025-03-31", "BUU", id="H-2", title="Støttebehov; børn"),
    due("senest 31. december 2024", "2024-12-31", "BUU", "ØK", "KB", id="D-3", title="Ny ressourcetildeling"),
    due("Løbende", None, "BUU", id="D-4", title="Tilsyn", due_kind="continuous"),
    due("Afventer lov", None, "BUU", id="D-5", title="Lov", due_kind="depends"),
    due("senest 31. marts 2025", "2025-03-31", "MTU", id="D-6", title="Veje"),
    due("senest 31. marts 2025", "2025-03-31", "BUU", id="D-7", title="Købet af Vestergade 12", confidential=True),
    due("senest 31. marts 2025", "2025-03-31", "BUU", "KB", id="D-8", title="Mærket sag om hal"),
    due("senest 31. marts 2025", "2025-03-31", "BUU", id="D-9", title="Færdig sag", completion="done"),
)
HELD = {"what": "held", "item": "D-8", "cell": "D12", "text": "rækken er skjult"}
PLAN = planned(*ITEMS, observations=[HELD])
BUU_LINES = """\
Børne- og ungdomsudvalget, møder med sager fra udmøntningsplanen
  tir 03-12-2024  sager senest tor 21-11-2024 (passeret)   1: D-3 Ny ressourcetildeling → ØK 10-12 → KB 17-12 \
(sidste dag 31-12-2024)
  tir 04-03-2025  sager senest tor 20-02-2025   2: H-1 Skolestruktur → ØK 11-03 → KB 19-03 (sidste dag 31-03-2025)
                                                   H-2 Støttebehov; børn (besluttes her)
  Kan ikke nås, hvis sagen ikke er afleveret:
    D-3 Ny ressourcetildeling (sidste dag 31-12-2024): sager til BUU 03-12 skulle være afleveret tor 21-11-2024
  Uden møde: 1 løbende, 1 afventer, 0 uden tidspunkt

Uden mødeplan: MTU
I intet udvalgs kalender: 1 lukket indsats og 1 indsats, der er holdt tilbage (se arket Kontrol)"""


def events(data: bytes) -> list[tuple[date, str, str, str]]:
    """Day, summary, description and status of each event."""
    return [
        (one["DTSTART"].dt, str(one["SUMMARY"]), str(one.get("DESCRIPTION", "")), str(one["STATUS"]))
        for one in icalendar.Calendar.from_ical(data).walk("VEVENT")
    ]


def test_the_lines_say_which_meeting_takes_what_and_by_when(tmp_path):
    assert "\n".join(make_calendars(PLAN, tmp_path, ["BUU"]).lines) == BUU_LINES


def test_the_cases_of_a_meeting_stand_in_the_order_of_their_last_days_and_others_are_told_apart(tmp_path):
    plan = planned(
        due("senest 31. marts 2025", "2025-03-31", "BUU", id="D-1", title="Sidst"),
        due("senest 15. marts 2025", "2025-03-15", "BUU", id="D-2", title="Først"),
        due("senest 1. marts 2014", "2014-03-01", "BUU", id="D-3", title="For længst"),
        due("inden 1. november 2024", "2024-10-31", "BUU", id="D-4", title="For sent"),
    )
    assert list(make_calendars(plan, tmp_path).lines) == [
        "Børne- og ungdomsudvalget, møder med sager fra udmøntningsplanen",
        "  tir 04-03-2025  sager senest tor 20-02-2025   2: D-2 Først (besluttes her)",
        "                                                   D-1 Sidst (besluttes her)",
        "  Uden møde: 0 løbende, 0 afventer, 0 uden tidspunkt, 1 overskredet, 1 uden for planens år",
        "",
    ]


def test_a_committees_file_has_its_meetings_and_terms_to_come(tmp_path):
    made = make_calendars(PLAN, tmp_path, ["BUU"])
    assert list(made.files) == ["kalender_BUU.ics", "kalender_alle.ics"]
    cases = "H-1 Skolestruktur → ØK 11-03 → KB 19-03 (sidste dag 31-03-2025)\nH-2 Støttebehov; børn (besluttes her)"
    assert events(made.files["kalender_BUU.ics"]) == [
        (
            date(2024, 12, 3),
            "Børne- og ungdomsudvalget: 1 sag fra udmøntningsplanen",
            "Sager senest tor 21-11-2024. Dagsorden senest ons 27-11-2024.\n"
            "D-3 Ny ressourcetildeling → ØK 10-12 → KB 17-12 (sidste dag 31-12-2024)",
            "CONFIRMED",
        ),
        (date(2025, 2, 20), "Frist for 2 sager til Børne- og ungdomsudvalget 04-03-2025", cases, "CONFIRMED"),
        (
            date(2025, 3, 4),
            "Børne- og ungdomsudvalget: 2 sager fra udmøntningsplanen",
            f"Sager senest tor 20-02-2025. Dagsorden senest ons 26-02-2025.\n{cases}",
            "CONFIRMED",
        ),
    ]


def test_the_file_for_all_has_every_body_and_says_how_many_are_not_shown(tmp_path):
    found = events(make_calendars(PLAN, tmp_path).files["kalender_alle.ics"])
    meetings = {(when, summary.partition(":")[0]) for when, summary, _, _ in found if not summary.startswith("Frist")}
    assert meetings == {
        (date(2024, 12, 3), "Børne- og ungdomsudvalget"),
        (date(2024, 12, 10), "Økonomiudvalget"),
        (date(2024, 12, 17), "Kommunalbestyrelsen"),
        (date(2025, 3, 4), "Børne- og ungdomsudvalget"),
        (date(2025, 3, 11), "Økonomiudvalget"),
        (date(2025, 3, 19), "Kommunalbestyrelsen"),
    }
    (told,) = [text for when, summary, text, _ in found if when == date(2025, 3, 4)]
    assert told.splitlines()[-1] == "og 2 sager, der er lukket eller holdt tilbage"


def test_closed_and_held_items_are_in_no_committees_lines_files_and_counts(tmp_path):
    without = planned(*(one for one in ITEMS if one["id"] not in ("D-7", "D-8")))
    open_lines = make_calendars(without, tmp_path).lines
    made, expected = make_calendars(PLAN, tmp_path), make_calendars(without, tmp_path)
    assert made.lines[:-1] == open_lines
    committees = [name for name in made.files if name != "kalender_alle.ics"]
    assert {name: made.files[name] for name in committees} == {name: expected.files[name] for name in committees}
    everything = b"".join(made.files.values()).decode() + "".join(made.lines)
    assert not [word for word in ("Vestergade", "D-7", "D-8", "hal") if word in everything.split()]


def test_an_item_that_quotes_a_closed_one_is_not_in_a_calendar_either(tmp_path):
    quoting = due("senest 31. marts 2025", "2025-03-31", "BUU", id="D-10", title="Følger af købet af Vestergade 12")
    made = make_calendars(planned(*ITEMS, quoting), tmp_path)
    assert "Vestergade" not in b"".join(made.files.values()).decode()


def test_a_held_item_that_is_released_with_a_kvittering_is_in_the_calendar(tmp_path):
    signed = [
        {
            "code": "U605",
            "item": "D-8",
            "sheet": "Plan",
            "cell": "D12",
            "title": "Mærket sag om hal",
            "message": "kan være lukket eller skjult: rækken er skjult",
            "text": "Må gerne ses",
            "sole": True,
        }
    ]
    plan = replace(PLAN, acknowledgements=typed_frame(signed, ACKNOWLEDGEMENT_DTYPES))
    made = make_calendars(plan, tmp_path)
    assert "Mærket sag om hal" in made.files["kalender_BUU.ics"].decode()
    assert [line for line in made.lines if "holdt tilbage" in line] == []


def test_the_same_plan_gives_the_same_bytes_also_beside_its_own_files(tmp_path):
    first = make_calendars(PLAN, tmp_path)
    write_calendars(first, tmp_path)
    assert make_calendars(PLAN, tmp_path).files == first.files
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == first.files


def test_every_uid_is_its_own_and_stays_when_the_cases_change(tmp_path):
    def uids(plan) -> list[str]:
        data = make_calendars(plan, tmp_path).files["kalender_alle.ics"]
        return [str(one["UID"]) for one in icalendar.Calendar.from_ical(data).walk("VEVENT")]

    found = uids(PLAN)
    assert len(found) == len(set(found)) == 11
    assert set(uids(planned(*ITEMS[:1], *ITEMS[2:]))) == set(found)
    assert set(uids(planned(*ITEMS, municipality="Syddjurs Kommune"))).isdisjoint(found)


def moved(plan):
    """The same plan when BUU's meeting of 4 March has become 6 March."""
    bodies = with_meetings(
        **{
            body.short: tuple(date(2025, 3, 6) if one == date(2025, 3, 4) else one for one in body.meetings)
            for body in plan.bodies
        }
    )
    return replace(plan, bodies=bodies)


def test_a_meeting_that_was_moved_is_cancelled_once_its_file_lies_there(tmp_path):
    write_calendars(make_calendars(PLAN, tmp_path), tmp_path)
    later = moved(PLAN)
    made = make_calendars(later, tmp_path)
    found = events(made.files["kalender_BUU.ics"])
    assert [(when, status) for when, _, _, status in found] == [
        (date(2024, 12, 3), "CONFIRMED"),
        (date(2025, 2, 20), "CANCELLED"),
        (date(2025, 2, 24), "CONFIRMED"),
        (date(2025, 3, 4), "CANCELLED"),
        (date(2025, 3, 6), "CONFIRMED"),
    ]
    assert {summary for _, summary, _, status in found if status == "CANCELLED"} == {
        "Udgår: Børne- og ungdomsudvalget",
        "Udgår: frist til Børne- og ungdomsudvalget",
    }
    write_calendars(made, tmp_path)
    assert make_calendars(later, tmp_path).files == made.files  # it stays cancelled until its day
    after = make_calendars(replace(later, as_of=date(2025, 3, 5)), tmp_path).files["kalender_BUU.ics"]
    assert [when for when, _, _, status in events(after) if status == "CANCELLED"] == []


def test_a_meeting_of_today_is_still_in_the_calendar_and_one_of_yesterday_is_not(tmp_path):
    def first(as_of: date) -> date:
        return events(make_calendars(replace(PLAN, as_of=as_of), tmp_path).files["kalender_BUU.ics"])[0][0]

    assert (first(date(2024, 12, 3)), first(date(2024, 12, 4))) == (date(2024, 12, 3), date(2025, 2, 20))


def test_a_meeting_whose_cases_are_done_is_cancelled_and_one_that_was_held_is_not(tmp_path):
    write_calendars(make_calendars(PLAN, tmp_path), tmp_path)
    done = planned(*({**one, "completion": "done"} for one in ITEMS), as_of=date(2024, 12, 4))
    found = events(make_calendars(done, tmp_path).files["kalender_BUU.ics"])
    assert [(when, status) for when, _, _, status in found] == [
        (date(2025, 2, 20), "CANCELLED"),
        (date(2025, 3, 4), "CANCELLED"),
    ]


def test_events_of_others_in_an_earlier_file_are_nobodys_business(tmp_path):
    made = make_calendars(PLAN, tmp_path)
    foreign = made.files["kalender_alle.ics"].replace(b"@udmoentning", b"@example.dk")
    (tmp_path / "kalender_BUU.ics").write_bytes(foreign)
    assert make_calendars(PLAN, tmp_path).files["kalender_BUU.ics"] == made.files["kalender_BUU.ics"]


def test_a_file_of_the_same_name_that_is_none_of_ours_is_left_alone(tmp_path):
    (tmp_path / "kalender_BUU.ics").write_text("BEGIN:VCALENDAR\n")
    with pytest.raises(TargetError) as caught:
        make_calendars(PLAN, tmp_path)
    assert str(caught.value) == (
        f"{tmp_path / 'kalender_BUU.ics'} er ikke en kalender herfra og bliver ikke overskrevet. "
        "Flyt den, eller brug --til."
    )


def test_a_body_that_is_called_as_the_file_for_all_gets_a_file_of_its_own(tmp_path):
    bodies = (Body("alle", "Alle udvalg", meetings=(date(2025, 3, 4),)),)
    plan = make_plan([due("senest 31. marts 2025", "2025-03-31", "alle")], bodies=bodies)
    made = make_calendars(plan, tmp_path)
    assert list(made.files) == ["kalender_alle-2.ics", "kalender_alle.ics"]


def test_a_folder_that_is_not_there_is_made(tmp_path):
    found = make_calendars(PLAN, tmp_path / "findes" / "ikke")
    assert write_calendars(found, tmp_path / "findes" / "ikke") == [
        tmp_path / "findes" / "ikke" / name
        for name in ("kalender_BUU.ics", "kalender_OEK.ics", "kalender_KB.ics", "kalender_alle.ics")
    ]


def test_without_meetings_there_is_no_calendar_to_make(tmp_path):
    with pytest.raises(ConfigError) as caught:
        make_calendars(make_plan(ITEMS), tmp_path)
    assert str(caught.value).startswith("Ingen udvalg har en mødeplan. Skriv mødedagene i udmoentning.toml: ")


def test_a_workbook_that_gives_no_meetings_is_named(tmp_path):
    plan = replace(make_plan(ITEMS), meeting_notes=("m.xlsx: 2 dage ved „Byplan“ hører ikke til et udvalg",))
    with pytest.raises(ConfigError) as caught:
        make_calendars(plan, tmp_path)
    assert str(caught.value) == (
        "Ingen udvalg har en mødeplan: m.xlsx: 2 dage ved „Byplan“ hører ikke til et udvalg. Ret regnearket."
    )


def test_a_plan_in_which_nobody_can_see_what_is_hidden_gives_no_calendar(tmp_path):
    plan = replace(PLAN, source=replace(PLAN.source, path=Path("plan.ods"), format="ods"))
    with pytest.raises(PlanFileError) as caught:
        make_calendars(plan, tmp_path)
    assert str(caught.value) == (
        "plan.ods er i et format, hvor det ikke kan ses, om noget er skjult. "
        "Gem planen som .xlsx (Filer > Gem som), og kør kalender på den."
    )


def test_a_calendar_that_says_too_much_is_not_written(tmp_path, monkeypatch):
    """Were somebody to change what a calendar says, the guard still reads it, folded lines and all."""
    words = "x" * 60 + " Købet af Vestergade 12"
    monkeypatch.setattr(events_of, "onward", lambda course, *_: words if course.item == "H-2" else "besluttes her")
    with pytest.raises(LeakError) as caught:
        make_calendars(PLAN, tmp_path)
    assert str(caught.value) == (
        "Kalenderen er ikke skrevet: den til BUU har tekst fra D-7, som udvalget ikke skal have "
        "(„købet af vestergade 12“)."
    )


def test_a_committee_that_is_not_in_the_plan_is_one_sentence(tmp_path):
    with pytest.raises(ConfigError) as caught:
        make_calendars(PLAN, tmp_path, ["BU"])
    assert str(caught.value) == "Udvalget „BU“ har ingen indsatser i planen; mente du BUU?"


def test_nothing_of_the_plans_place_is_in_a_calendar():
    assert Path("plan.xlsx").name.encode() not in b"".join(make_calendars(PLAN, Path()).files.values())
