"""The second step: exactly what is approved is written, everything else stays byte for byte, and twice is once."""

import zipfile
from dataclasses import replace
from datetime import date, datetime

import openpyxl
import pandas as pd
import pytest
from package_check import faults
from returns_made import (
    DONE,
    NOW,
    REMARK,
    TITLES,
    WHEN,
    approve,
    collected,
    dispatched,
    item,
    merged,
    own_cells,
    returned,
    sound_plan,
    svar,
    svar_table,
    write_plan,
)

from udmoentning_xl.config import MergeSettings, default_config
from udmoentning_xl.errors import PlanFileError
from udmoentning_xl.merging.lines import merged_lines
from udmoentning_xl.reading import open_plan

AFFALD, KLIP, SKOLE, ANALYSE, FEST, LADE = TITLES


@pytest.fixture
def sent(tmp_path):
    return dispatched(tmp_path, sound_plan())


def plan_of(sent):
    return sent.parent / "plan.xlsx"


def changed(before, after):
    """The cells of the plan that differ, with what stands there afterwards."""
    old, new = own_cells(before), own_cells(after)
    return {cell: new.get(cell) for cell in old.keys() | new.keys() if old.get(cell) != new.get(cell)}


def test_approved_cells_are_written_refused_and_waiting_ones_are_not(sent):
    returned(sent, "MTU", {AFFALD: {DONE: "Ja", REMARK: "Afventer udbud"}, LADE: {WHEN: datetime(2027, 6, 30)}})
    svarfil = collected(plan_of(sent)).target
    approve(svarfil, {(AFFALD, "MTU", "Afsluttet"): "Ja", (AFFALD, "MTU", "Bemærkninger"): "Nej"})
    done = merged(svarfil)
    assert done.target.name == "plan_flettet_2027-01-18.xlsx"
    assert changed(plan_of(sent), done.target) == {"H4": "X"}
    assert svar(done.target, "Felt", "Udfald") == [
        ("Afsluttet", "indført"),
        ("Bemærkninger", "afvist"),
        ("Vejledende tidspunkt", "venter"),
    ]
    assert list(merged_lines(done)) == [
        "Indført: 1 svar. Afvist: 1. Venter: 1.",
        "  D-1  Mere effektiv affaldslogistik, afsluttet: Plan!H4 er nu „X“",
    ]


def test_every_part_but_the_touched_sheets_is_byte_for_byte_the_same(sent):
    returned(sent, "MTU", {AFFALD: {DONE: "Ja", WHEN: "maj 2027"}})
    svarfil = approve(collected(plan_of(sent)).target, "Ja")
    done = merged(svarfil)
    with zipfile.ZipFile(svarfil) as before, zipfile.ZipFile(done.target) as after:
        assert before.namelist() == after.namelist()
        touched = {name for name in before.namelist() if before.read(name) != after.read(name)}
    assert touched == {"xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"}
    assert faults(done.target) == []
    assert own_cells(done.target, "Noter") == own_cells(plan_of(sent), "Noter")


def test_a_day_goes_into_a_column_of_dates_as_a_date(tmp_path):
    days = (date(2027, 3, number) for number in range(1, 7))
    rows = [{**row, "Vejledende tidspunkt": when} for row, when in zip(sound_plan(), days, strict=True)]
    sent = dispatched(tmp_path, rows)
    returned(sent, "MTU", {AFFALD: {WHEN: datetime(2027, 6, 30)}})
    done = merged(approve(collected(plan_of(sent)).target, "Ja"))
    assert changed(plan_of(sent), done.target) == {"F4": datetime(2027, 6, 30)}


def test_a_day_typed_as_text_goes_into_a_column_that_has_dates_as_a_date_that_looks_like_them(tmp_path):
    def mixed(sheet):
        sheet["F5"] = datetime(2027, 3, 31)
        sheet["F5"].number_format = "d/m yyyy"

    rows = [{**row, "Vejledende tidspunkt": "2. kvartal 2027"} for row in sound_plan()]
    sent = dispatched(tmp_path, rows)
    write_plan(plan_of(sent), rows, mixed)
    returned(sent, "MTU", {AFFALD: {WHEN: "1. december 2027"}, LADE: {WHEN: "ca. 1. december 2027"}})
    done = merged(approve(collected(plan_of(sent)).target, "Ja"))
    assert changed(plan_of(sent), done.target) == {"F4": datetime(2027, 12, 1), "F9": "ca. 1. december 2027"}
    assert openpyxl.load_workbook(done.target)["Plan"]["F4"].number_format == "d/m yyyy"


def test_a_new_time_can_be_written_after_the_old_one(sent):
    config = replace(default_config(), merge=MergeSettings(adds=True))
    returned(sent, "MTU", {AFFALD: {WHEN: "juni 2027"}, LADE: {WHEN: datetime(2027, 2, 15)}})
    done = merged(approve(collected(plan_of(sent), config=config).target, "Ja"), config)
    assert changed(plan_of(sent), done.target) == {
        "F4": "marts 2027, udskudt til juni 2027",
        "F9": "marts 2027, fremrykket til 15. februar 2027",
    }


def test_remarks_are_put_after_what_stands_there_and_after_one_another(tmp_path):
    rows = sound_plan()
    rows[2]["Bemærkninger"] = "Aftalt i maj"
    sent = dispatched(tmp_path, rows)
    returned(sent, "BUU", {SKOLE: {REMARK: "Vi venter på tegninger"}})
    returned(sent, "KFU", {SKOLE: {REMARK: "=Enig"}})
    done = merged(approve(collected(plan_of(sent)).target, "Ja"))
    assert changed(plan_of(sent), done.target) == {
        "I6": "Aftalt i maj\nBUU 12-01-2027: Vi venter på tegninger\nKFU 12-01-2027: =Enig"
    }


def test_the_same_again_writes_nothing_and_so_does_the_result(sent):
    returned(sent, "MTU", {AFFALD: {DONE: "Ja"}})
    svarfil = approve(collected(plan_of(sent)).target, "Ja")
    first = merged(svarfil)
    again = merged(svarfil)
    assert (again.target, list(merged_lines(again))) == (
        None,
        ["Alt er indført: det samme står i plan_flettet_2027-01-18.xlsx. Intet er skrevet."],
    )
    result = merged(first.target)
    assert (result.target, list(merged_lines(result))) == (
        None,
        ["Der er taget stilling til alle svar: 1 er indført. Intet er skrevet."],
    )


def test_the_same_files_propose_nothing_once_it_is_put_in_or_refused(sent):
    returned(sent, "MTU", {AFFALD: {DONE: "Ja", REMARK: "Vent"}, LADE: {DONE: "Ja"}})
    svarfil = collected(plan_of(sent)).target
    approve(svarfil, {(AFFALD, "MTU", "Afsluttet"): "Ja", (AFFALD, "MTU", "Bemærkninger"): "Nej"})
    result = merged(svarfil).target
    again = collected(result, sent / "Retur")
    assert [(row.title, str(row.verdict)) for row in again.decisions] == [(LADE, "forslag")]
    assert {(row.field, row.outcome) for row in again.settled} == {("Afsluttet", "indført"), ("Bemærkninger", "afvist")}
    assert again.target.name == "plan_svar_2027-01-18-2.xlsx"


def test_an_answer_that_a_later_one_has_replaced_does_not_come_back(sent):
    returned(sent, "MTU", {AFFALD: {WHEN: "maj 2027"}}, name="a.xlsx", saved=datetime(2027, 1, 11, 9))
    returned(sent, "MTU", {AFFALD: {WHEN: "juni 2027"}}, name="b.xlsx", saved=datetime(2027, 1, 12, 9))
    result = merged(approve(collected(plan_of(sent)).target, "Ja")).target
    assert svar(result, "Svar", "Udfald") == [("juni 2027", "indført"), ("maj 2027", "afløst")]
    assert collected(result, sent / "Retur").decisions == ()


def test_what_was_approved_of_an_answer_that_is_replaced_is_told_for_good(sent):
    returned(sent, "MTU", {AFFALD: {WHEN: "maj 2027"}}, name="a.xlsx", saved=datetime(2027, 1, 11, 9))
    merged(approve(collected(plan_of(sent)).target, "Ja"))
    returned(sent, "MTU", {AFFALD: {WHEN: "juni 2027"}}, name="b.xlsx", saved=datetime(2027, 1, 12, 9))
    kept = "af et senere svar; indført i plan_flettet_2027-01-18.xlsx; I valgte Ja, før det blev ændret"
    for _ in range(2):
        target = collected(plan_of(sent)).target
        assert svar(target, "Klasse", "Svar", "Bemærk") == [
            ("forslag", "juni 2027", None),
            ("afløst", "maj 2027", kept),
        ]


def test_an_answer_that_is_given_again_after_another_is_the_committees_last_word(sent):
    returned(sent, "MTU", {AFFALD: {WHEN: "maj 2027"}}, name="a.xlsx", saved=datetime(2027, 1, 11, 9))
    first = merged(approve(collected(plan_of(sent)).target, "Ja")).target
    returned(sent, "MTU", {AFFALD: {WHEN: "juni 2027"}}, name="b.xlsx", saved=datetime(2027, 1, 12, 9))
    second = merged(approve(collected(first, sent / "Retur").target, "Ja")).target
    returned(sent, "MTU", {AFFALD: {WHEN: "maj 2027"}}, name="c.xlsx", saved=datetime(2027, 1, 13, 9))
    third = collected(second, sent / "Retur").target
    assert svar(third, "Klasse", "Svar", "Udfald") == [
        ("konflikt", "maj 2027", None),
        ("konflikt", "juni 2027", "indført"),
        ("forslag", "maj 2027", "indført"),
    ]
    last = merged(approve(third, {(AFFALD, "MTU", "Vejledende tidspunkt"): "Ja"})).target
    assert own_cells(last)["F4"] == "maj 2027"
    again = collected(last, sent / "Retur", write=False)
    assert (again.decisions, [row.outcome for row in again.settled]) == ((), ["indført"] * 3)


def test_it_is_said_when_the_plan_itself_was_changed_meanwhile(sent):
    from udmoentning_xl.merging.approval import changed_since
    from udmoentning_xl.reading import open_plan

    returned(sent, "MTU", {AFFALD: {DONE: "Ja"}})
    svarfil = collected(plan_of(sent)).target
    assert changed_since(open_plan(svarfil), plan_of(sent)) == ""
    rows = sound_plan()
    rows[2]["Bemærkninger"] = "Ny"
    write_plan(plan_of(sent), rows)
    assert changed_since(open_plan(svarfil), plan_of(sent)) == (
        "plan.xlsx er ændret (arket Plan), siden plan_svar_2027-01-18.xlsx blev lavet af den, og det er ikke med her. "
        "Skal det med, så kør først: udmoentning flet plan.xlsx"
    )


def test_what_was_put_into_another_copy_is_still_a_proposal_for_the_plan_itself(sent):
    returned(sent, "MTU", {AFFALD: {DONE: "Ja"}})
    merged(approve(collected(plan_of(sent)).target, "Ja"))
    assert [str(row.verdict) for row in collected(plan_of(sent)).decisions] == ["forslag"]


def test_an_answer_is_not_written_where_the_plan_was_changed_after_it_was_approved(sent):
    returned(sent, "MTU", {AFFALD: {WHEN: "juni 2027"}, LADE: {DONE: "Ja"}})
    svarfil = approve(collected(plan_of(sent)).target, "Ja")
    book = openpyxl.load_workbook(svarfil)
    book["Plan"]["F4"] = "maj 2027"
    book.save(svarfil)
    done = merged(svarfil)
    assert changed(plan_of(sent), done.target) == {"F4": "maj 2027", "H9": "X"}
    assert svar(done.target, "Indsats", "Godkend", "Udfald", "Klasse", "Planen nu") == [
        (AFFALD, None, "venter", "konflikt", "maj 2027"),
        (LADE, "Ja", "indført", "forslag", "Åben"),
    ]
    assert (
        "  D-1  Mere effektiv affaldslogistik, vejledende tidspunkt (MTU): planen er ændret, siden I sagde Ja; se på "
        in ("\n".join(merged_lines(done)))
    )


def test_a_conflict_is_written_when_one_of_its_answers_is_approved(sent):
    returned(sent, "BUU", {SKOLE: {WHEN: "juni 2027"}})
    returned(sent, "KFU", {SKOLE: {WHEN: "august 2027"}})
    svarfil = collected(plan_of(sent)).target
    done = merged(approve(svarfil, {(SKOLE, "KFU", "Vejledende tidspunkt"): "Ja"}))
    assert changed(plan_of(sent), done.target) == {"F6": "august 2027"}


def test_an_item_that_people_point_out_gets_the_answer(sent):
    rows = sound_plan()
    rows[4] = item(5, "Byfest i august", Udvalg="KFU", **{"2027": -999})
    write_plan(plan_of(sent), rows)
    returned(sent, "KFU", {FEST: {DONE: "Ja"}})
    svarfil = collected(plan_of(sent)).target
    assert svar(svarfil, "Klasse", "Id nu") == [("skal I pege på", None)]
    done = merged(approve(svarfil, "Ja", {FEST: "D-5"}))
    assert changed(plan_of(sent), done.target) == {"H8": "X"}


@pytest.mark.parametrize(
    ("word", "outcome"),
    [
        ("x", "indført"),
        ("JA", "indført"),
        ("ja ", "indført"),
        ("ok", "indført"),
        ("Godkendt.", "indført"),
        ("nej", "afvist"),
        ("ikke godkendt", "afvist"),
        ("måske", "venter"),
    ],
)
def test_yes_and_no_are_read_as_people_write_them(sent, word, outcome):
    returned(sent, "MTU", {AFFALD: {DONE: "Ja"}, LADE: {DONE: "Ja"}})
    svarfil = collected(plan_of(sent)).target
    approve(svarfil, {(AFFALD, "MTU", "Afsluttet"): word, (LADE, "MTU", "Afsluttet"): "Ja"})
    done = merged(svarfil)
    assert svar(done.target, "Indsats", "Udfald") == [(AFFALD, outcome), (LADE, "indført")]
    told = "„måske“ under Godkend er hverken Ja eller Nej; de svar venter." in list(merged_lines(done))
    assert told == (word == "måske")


def test_svar_may_be_sorted_and_rows_deleted_and_these_come_again(sent):
    returned(sent, "MTU", {AFFALD: {DONE: "Ja"}, LADE: {DONE: "Ja", REMARK: "Fint"}})
    svarfil = approve(collected(plan_of(sent)).target, {(LADE, "MTU", "Afsluttet"): "Ja"})
    book = openpyxl.load_workbook(svarfil)
    sheet = book["Svar"]
    head, _ = svar_table(sheet)
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=head + 1, max_row=head + 3)]
    rows = [row for row in reversed(rows) if AFFALD not in row]
    sheet.delete_rows(head + 1, 3)
    for number, row in enumerate(rows, head + 1):
        for column, value in enumerate(row, 1):
            sheet.cell(number, column).value = value
    book.save(svarfil)
    result = merged(svarfil).target
    assert changed(plan_of(sent), result) == {"H9": "X"}
    again = collected(result, sent / "Retur")
    assert {(row.title, row.field) for row in again.decisions} == {(AFFALD, "Afsluttet"), (LADE, "Bemærkninger")}


def test_a_formula_is_never_overwritten(sent):
    def formula(sheet):
        sheet["H4"] = '=IF(A4=0,"X","")'

    write_plan(plan_of(sent), sound_plan(), formula)
    returned(sent, "MTU", {AFFALD: {DONE: "Ja"}})
    (row,) = collected(plan_of(sent)).decisions
    assert (str(row.verdict), row.write_as, row.note) == ("til orientering", "", "Plan!H4: cellen har en formel")


def test_an_answer_that_would_make_the_plan_read_otherwise_is_not_written(sent):
    returned(sent, "MTU", {AFFALD: {REMARK: "Fortrolig: skal på lukket punkt"}, LADE: {DONE: "Ja"}})
    done = merged(approve(collected(plan_of(sent)).target, "Ja"))
    assert changed(plan_of(sent), done.target) == {"H9": "X"}
    assert svar(done.target, "Indsats", "Udfald") == [
        (
            AFFALD,
            "kunne ikke indføres: planen ville også blive læst anderledes i Plan!D4; er det meningen, så skriv det "
            "selv i Plan!I4, og vælg Nej her",
        ),
        (LADE, "indført"),
    ]


def test_remarks_that_are_too_long_together_are_not_written(sent):
    for short, letter in (("BUU", "a"), ("KFU", "b")):
        returned(sent, short, {SKOLE: {REMARK: f"{letter} " * 9000}})
    done = merged(approve(collected(plan_of(sent)).target, "Ja"))
    told = "teksten er længere, end en celle kan rumme; skriv det selv på en anden måde i Plan!I6, og vælg Nej her"
    assert [one.text for one in done.outcomes] == [f"kunne ikke indføres: {told}"] * 2


@pytest.mark.parametrize(
    ("title", "answer", "cell", "shown"),
    [
        ("X = igangsat, O = ikke startet", {DONE: "Ja"}, "H4", "X"),
        ("„oktober 2027“ = senest 30/6-2028", {WHEN: "oktober 2027"}, "F4", "oktober 2027"),
    ],
)
def test_an_answer_that_the_plan_would_read_as_something_else_is_not_written(tmp_path, title, answer, cell, shown):
    def explained(sheet):
        sheet["A1"] = f"Udmøntningsplan 2027 ({title})"

    rows = [{**row, "Afsluttet": mark} for row, mark in zip(sound_plan(), "OXOXOX", strict=True)]
    sent = dispatched(tmp_path, rows, change=explained)
    returned(sent, "MTU", {AFFALD: answer})
    (one,) = merged(approve(collected(plan_of(sent)).target, "Ja")).outcomes
    told = f"„{shown}“ ville blive læst som noget andet end svaret; skriv det selv på en anden måde i Plan!{cell}"
    assert one.text == f"kunne ikke indføres: {told}, og vælg Nej her"


def test_a_time_that_means_a_meeting_is_the_same_in_what_was_sent_in_the_plan_and_in_the_answer(tmp_path):
    rows = sound_plan()
    rows[2]["Vejledende tidspunkt"] = rows[3]["Vejledende tidspunkt"] = "BUU's møde i maj 2027"
    folder = dispatched(tmp_path, rows)
    returned(folder, "BUU", {SKOLE: {WHEN: "BUU-mødet i juni 2027"}, ANALYSE: {WHEN: "15. september 2027"}})
    days = (date(2027, 1, 12), date(2027, 5, 11), date(2027, 6, 8), date(2027, 9, 14), date(2027, 12, 7))
    known = default_config()
    config = replace(known, bodies=tuple(replace(b, meetings=days if b.short == "BUU" else ()) for b in known.bodies))
    plan = tmp_path / "plan.xlsx"
    assert open_plan(plan, config, NOW).plan.items.at["D-4", "due_to"] == pd.Timestamp(2027, 5, 11)
    found = collected(plan, config=config)
    assert [(str(row.verdict), row.title, row.write_as) for row in found.decisions] == [
        ("forslag", SKOLE, "BUU-mødet i juni 2027"),
        ("forslag", ANALYSE, "15. september 2027"),
    ]
    done = merged(approve(found.target, "Ja"), config)
    assert changed(plan, done.target) == {"F6": "BUU-mødet i juni 2027", "F7": "15. september 2027"}
    assert open_plan(done.target, config, NOW).plan.items.at["D-3", "due_to"] == pd.Timestamp(2027, 6, 8)


def test_a_closed_item_is_never_written_to(sent):
    rows = sound_plan()
    rows[0]["Indsats"] = f"{AFFALD} (lukket punkt)"
    write_plan(plan_of(sent), rows)
    returned(sent, "MTU", {AFFALD: {DONE: "Ja"}, LADE: {DONE: "Ja"}})
    svarfil = collected(plan_of(sent)).target
    done = merged(approve(svarfil, "Ja", {AFFALD: "D-1"}))
    assert changed(plan_of(sent), done.target) == {"H9": "X"}
    assert ("kunne ikke indføres: indsatsen er lukket; skriv det selv i planen, og vælg Nej her",) in svar(
        done.target, "Udfald"
    )


def test_nothing_chosen_writes_nothing(sent):
    returned(sent, "MTU", {AFFALD: {DONE: "Ja"}})
    svarfil = collected(plan_of(sent)).target
    done = merged(svarfil)
    assert (done.target, list(merged_lines(done))) == (
        None,
        ["Intet er godkendt, og intet er skrevet. Vælg Ja eller Nej i kolonnen Godkend i arket Svar, og gem filen."],
    )
    assert sorted(path.name for path in sent.parent.iterdir()) == [sent.name, "plan.xlsx", "plan_svar_2027-01-18.xlsx"]


def test_a_trial_shows_it_and_writes_nothing(sent):
    returned(sent, "MTU", {AFFALD: {DONE: "Ja"}})
    svarfil = approve(collected(plan_of(sent)).target, "Ja")
    done = merged(svarfil, trial=True)
    assert [one.text for one in done.outcomes] == ["indført"]
    assert done.target is None
    assert not list(sent.parent.glob("*flettet*"))


def test_a_plan_without_the_sheet_is_told_how_to_get_it(sent):
    with pytest.raises(PlanFileError) as told:
        merged(plan_of(sent))
    assert str(told.value) == (
        "plan.xlsx har ikke noget ark Svar med svar at føre ind. Lav det først med: udmoentning flet PLAN.xlsx MAPPE"
    )


def test_the_plans_own_file_is_never_written_to(sent):
    before = plan_of(sent).read_bytes()
    returned(sent, "MTU", {AFFALD: {DONE: "Ja"}})
    merged(approve(collected(plan_of(sent)).target, "Ja"))
    assert plan_of(sent).read_bytes() == before


def test_a_day_in_a_column_that_shows_months_is_text_and_a_month_is_one(tmp_path):
    def months(sheet):
        for row in range(4, 10):
            sheet[f"F{row}"] = datetime(2027, 3, 1)
            sheet[f"F{row}"].number_format = "mmm-yy"

    sent = dispatched(tmp_path, sound_plan())
    write_plan(plan_of(sent), sound_plan(), months)
    returned(sent, "MTU", {AFFALD: {WHEN: datetime(2027, 6, 15)}, LADE: {WHEN: "oktober 2027"}})
    done = merged(approve(collected(plan_of(sent)).target, "Ja"))
    assert changed(plan_of(sent), done.target) == {"F4": "15. juni 2027", "F9": "oktober 2027"}


def test_a_cell_that_two_items_share_is_told_and_not_written(sent):
    def joined(sheet):
        sheet.merge_cells("H4:H5")

    write_plan(plan_of(sent), sound_plan(), joined)
    returned(sent, "MTU", {AFFALD: {DONE: "Ja"}})
    returned(sent, "VPU", {KLIP: {DONE: "Ja"}})
    result = merged(approve(collected(plan_of(sent)).target, "Ja")).target
    assert changed(plan_of(sent), result) == {}
    assert svar(result, "Indsats", "Udfald") == [
        (
            title,
            "kunne ikke indføres: Plan!H4:H5 er flettet sammen og gælder flere indsatser; skriv det selv i planen, og "
            "vælg Nej her",
        )
        for title in (AFFALD, KLIP)
    ]


@pytest.mark.parametrize(
    ("cells", "heading", "why"),
    [
        ("H4:H5", DONE, "Plan!H4:H5 er flettet sammen og gælder flere indsatser"),
        ("I4:I6", REMARK, "Plan!I4:I6 er flettet sammen og gælder flere indsatser"),
        ("H4:I4", DONE, "Plan!H4:I4 er flettet sammen og gælder flere felter"),
        ("I4:J4", REMARK, None),
    ],
)
def test_an_answer_for_merged_cells_that_say_more_than_it_is_no_proposal(tmp_path, cells, heading, why):
    sent = dispatched(tmp_path, sound_plan())
    returned(sent, "MTU", {AFFALD: {heading: "Ja" if heading == DONE else "Udbuddet er sendt ud"}})
    write_plan(sent.parent / "plan.xlsx", sound_plan(), lambda sheet: sheet.merge_cells(cells))
    (row,) = collected(sent.parent / "plan.xlsx", suggest=True).decisions
    assert (str(row.verdict), row.note, row.approved) == (
        ("til orientering", why, "") if why else ("forslag", "", "Ja")
    )


def test_where_a_column_of_status_says_what_is_done_its_own_word_is_written(tmp_path):
    words = ("Igangsat", "Afsluttet", "Ikke startet", "Igangsat", "Afsluttet", "Udbuddet er sendt ud; svar i marts")
    rows = [{**row, "Afsluttet": word} for row, word in zip(sound_plan(), words, strict=True)]
    sent = dispatched(tmp_path, rows, change=lambda sheet: rename(sheet, "Afsluttet", "Status"))
    returned(sent, "MTU", {AFFALD: {DONE: "Ja"}, LADE: {DONE: "Ja"}})
    done = collected(plan_of(sent))
    assert {(row.title, str(row.verdict), row.write_as, row.note) for row in done.decisions} == {
        (AFFALD, "forslag", "Afsluttet", ""),
        (
            LADE,
            "til orientering",
            "",
            "Plan!H9 har en tekst om status, som ikke bliver overskrevet; skriv det selv dér",
        ),
    }
    approve(done.target, {(AFFALD, "MTU", "Afsluttet"): "Ja"})
    assert changed(plan_of(sent), merged(done.target).target) == {"H4": "Afsluttet"}


def with_lights(sheet):
    rename(sheet, "Afsluttet", "Status")
    sheet["A1"] = "Udmøntningsplan 2027 (Blå = gennemført, grøn = følger planen, gul = forsinket)"


@pytest.mark.parametrize(
    "words", [("Grøn", "Blå", "Gul", "Grøn", "Blå", "Grøn"), ("Grøn", "Gul", "Gul", "Grøn", "Grøn", "Grøn")]
)
def test_where_a_light_says_what_is_done_the_light_is_written_whether_or_not_another_item_has_it(tmp_path, words):
    rows = [{**row, "Afsluttet": word} for row, word in zip(sound_plan(), words, strict=True)]
    sent = dispatched(tmp_path, rows, change=with_lights)
    returned(sent, "MTU", {AFFALD: {DONE: "Ja"}})
    done = collected(plan_of(sent))
    assert [(row.title, str(row.verdict), row.write_as) for row in done.decisions] == [(AFFALD, "forslag", "Blå")]
    approve(done.target, {(AFFALD, "MTU", "Afsluttet"): "Ja"})
    assert changed(plan_of(sent), merged(done.target).target) == {"H4": "Blå"}


def rename(sheet, old, new):
    cell = next(cell for row in sheet.iter_rows() for cell in row if cell.value == old)
    cell.value = new


# -- what somebody has typed under Skrives som --------------------------------------------------------------------


def typed(path, texts):
    """Type under Skrives som of Svar by title and field."""
    book = openpyxl.load_workbook(path)
    head, places = svar_table(book["Svar"])
    for row in book["Svar"].iter_rows(min_row=head + 1):
        key = row[places["Indsats"] - 1].value, row[places["Felt"] - 1].value
        if key in texts:
            row[places["Skrives som"] - 1].value = texts[key]
    book.save(path)
    return path


WHEN_OF, DONE_OF, SAID_OF = "Vejledende tidspunkt", "Afsluttet", "Bemærkninger"


@pytest.mark.parametrize(
    ("heading", "answer", "field", "text", "cell", "wanted"),
    [
        (WHEN, "1/10-27", WHEN_OF, "1. november 2027", "F4", "1. november 2027"),
        (WHEN, "1/10-27", WHEN_OF, datetime(2027, 11, 1), "F4", "1. november 2027"),
        (WHEN, "efter KV", WHEN_OF, "4. kvartal 2027", "F4", "4. kvartal 2027"),
        (WHEN, "oktober 2027", WHEN_OF, "november", "F4", "november 2027"),
        (DONE, "Ja", DONE_OF, "Delvist", "H4", "Delvist"),
        (REMARK, "Afventer", SAID_OF, "MTU: Afventer udbud", "I4", "MTU: Afventer udbud"),
    ],
)
def test_what_is_typed_under_skrives_som_is_written_and_told(sent, heading, answer, field, text, cell, wanted):
    returned(sent, "MTU", {AFFALD: {heading: answer}})
    svarfil = typed(approve(collected(plan_of(sent)).target, "Ja"), {(AFFALD, field): text})
    done = merged(svarfil)
    assert changed(plan_of(sent), done.target) == {cell: wanted}
    assert svar(done.target, "Skrives som", "Celle", "Udfald") == [(wanted, f"Plan!{cell}", "indført")]
    assert merged(svarfil).there == done.target


@pytest.mark.parametrize(
    ("heading", "answer", "field", "text", "why"),
    [
        (
            WHEN,
            "1/10-27",
            WHEN_OF,
            "31. juni 2027",
            "„31. juni 2027“ under Skrives som er ikke et sikkert tidspunkt (juni har kun 30 dage); ret det dér, eller "
            "skriv det selv i Plan!F4, og vælg Nej her",
        ),
        (
            DONE,
            "Ja",
            DONE_OF,
            "Måske",
            "„Måske“ under Skrives som siger ikke, hvor langt indsatsen er; ret det dér, eller skriv det selv i "
            "Plan!H4, og vælg Nej her",
        ),
        (
            WHEN,
            "1/10-27",
            WHEN_OF,
            None,
            "Skrives som er tom; skriv dér, hvad der skal stå i Plan!F4, eller vælg Nej her",
        ),
    ],
)
def test_what_is_typed_under_skrives_som_and_does_not_count_is_refused(sent, heading, answer, field, text, why):
    returned(sent, "MTU", {AFFALD: {heading: answer}})
    done = merged(typed(approve(collected(plan_of(sent)).target, "Ja"), {(AFFALD, field): text}))
    assert changed(plan_of(sent), done.target) == {}
    assert svar(done.target, "Udfald") == [(f"kunne ikke indføres: {why}",)]
    assert f"Ikke skrevet\n  D-1  {AFFALD}, {field.lower()} (MTU): kunne ikke indføres: {why}" in "\n".join(
        merged_lines(done)
    )


def test_two_remarks_for_one_cell_are_written_as_they_were_typed(tmp_path):
    rows = sound_plan()
    rows[2]["Bemærkninger"] = "Aftalt i maj"
    sent = dispatched(tmp_path, rows)
    returned(sent, "BUU", {SKOLE: {REMARK: "Vi venter"}})
    returned(sent, "KFU", {SKOLE: {REMARK: "Enig"}})
    svarfil = approve(collected(plan_of(sent)).target, "Ja")
    done = merged(typed(svarfil, {(SKOLE, SAID_OF): "Aftalt i maj\nBUU og KFU venter"}))
    assert changed(plan_of(sent), done.target) == {"I6": "Aftalt i maj\nBUU og KFU venter"}


def test_what_is_typed_and_approved_is_kept_when_more_answers_come(sent):
    returned(sent, "MTU", {AFFALD: {WHEN: "1/10-27"}})
    typed(approve(collected(plan_of(sent)).target, "Ja"), {(AFFALD, WHEN_OF): "1. november 2027"})
    assert svar(collected(plan_of(sent)).target, "Godkend", "Skrives som") == [("Ja", "1. november 2027")]
