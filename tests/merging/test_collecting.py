"""The first step: what has come back becomes rows to approve, at the right item, and nothing that was typed is lost."""

import json
import shutil
import subprocess
import zipfile
from copy import deepcopy
from datetime import date, datetime
from email.message import EmailMessage

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from package_check import faults
from reading.files_made import ole
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
    row_of,
    sound_plan,
    svar,
    table,
    told,
    write_plan,
)

from udmoentning_xl.errors import PlanFileError
from udmoentning_xl.merging.lines import collected_lines
from udmoentning_xl.nearby import opened_elsewhere
from udmoentning_xl.outgoing.replied import replied
from udmoentning_xl.reading import open_plan
from udmoentning_xl.replies.decide import Verdict

AFFALD, KLIP, SKOLE, ANALYSE, FEST, LADE = TITLES
WHITE = "rettet i et hvidt felt"


@pytest.fixture
def sent(tmp_path):
    return dispatched(tmp_path, sound_plan())


def plan_of(sent):
    return sent.parent / "plan.xlsx"


def renumbered(rows):
    """The plan with a new item in front, and all numbers given anew."""
    return [
        item(number, row["Indsats"], **{**row, "Nr.": number})
        for number, row in enumerate([item(0, "En ny sag"), *rows], 1)
    ]


# -- what becomes of an answer ------------------------------------------------------------------------------------


def test_answers_become_proposals_written_as_the_plan_writes(sent):
    returned(sent, "MTU", {AFFALD: {DONE: "Ja", WHEN: datetime(2027, 6, 30), REMARK: "Afventer udbud"}})
    done = collected(plan_of(sent))
    assert told(done) == [
        ("forslag", "D-1", "MTU", "Afsluttet", "Ja", "X", ""),
        ("forslag", "D-1", "MTU", "Bemærkninger", "Afventer udbud", "MTU 12-01-2027: Afventer udbud", ""),
        ("forslag", "D-1", "MTU", "Vejledende tidspunkt", "30-06-2027", "30. juni 2027", ""),
    ]
    assert [row.cell for row in done.decisions] == ["Plan!H4", "Plan!I4", "Plan!F4"]


@pytest.mark.parametrize(
    ("times", "written"),
    [
        ([date(2027, 3, 31)] * 6, "30-06-2027"),
        (["31/3-2027"] * 6, "30/6-2027"),
        (["31.03.2027", "1. kvartal 2027", *["30.04.2027"] * 4], "30.06.2027"),
        (["1. kvartal 2027"] * 6, "30. juni 2027"),
    ],
)
def test_a_day_is_written_as_the_column_has_days(tmp_path, times, written):
    rows = [{**row, "Vejledende tidspunkt": when} for row, when in zip(sound_plan(), times, strict=True)]
    sent = dispatched(tmp_path, rows)
    returned(sent, "MTU", {AFFALD: {WHEN: datetime(2027, 6, 30)}})
    assert [row.write_as for row in collected(plan_of(sent)).decisions] == [written]


@pytest.mark.parametrize(
    ("answer", "written", "note"),
    [
        ("3. kvartal 2027", "3. kvartal 2027", ""),
        ("30/6-27", "30. juni 2027", ""),
        ("maj", "maj 2027", "året er ikke skrevet; læst som 2027"),
        ("2. kvartal", "2. kvartal 2027", "året er ikke skrevet; læst som 2027"),
        ("46477", "31. marts 2027", None),
        ("løbende", "løbende", ""),
        ("Q3", "3. kvartal 2027", "året er ikke skrevet; læst som 2027"),
    ],
)
def test_times_are_read_as_people_write_them(tmp_path, answer, written, note):
    sent = dispatched(tmp_path, [item(1, AFFALD, **{"Vejledende tidspunkt": "januar 2028"}), *sound_plan()[1:]])
    returned(sent, "BUU", {AFFALD: {WHEN: answer}})
    (row,) = collected(plan_of(sent)).decisions
    assert (str(row.verdict), row.write_as) == ("forslag", written)
    assert note is None or row.note == note


@pytest.mark.parametrize("answer", ["ja", "JA!", "færdig", "x", "Afsluttet", "ja, gennemført"])
def test_that_something_is_done_is_read_as_people_write_it(sent, answer):
    returned(sent, "MTU", {AFFALD: {DONE: answer}})
    assert [(row.verdict, row.write_as) for row in collected(plan_of(sent)).decisions] == [(Verdict.PROPOSAL, "X")]


def test_what_cannot_be_read_is_told_and_not_written(sent):
    returned(sent, "MTU", {AFFALD: {DONE: "måske", WHEN: "det ved vi ikke"}})
    done = collected(plan_of(sent))
    assert [(str(row.verdict), row.reply, row.write_as) for row in done.decisions] == [
        ("til orientering", "måske", ""),
        ("til orientering", "det ved vi ikke", ""),
    ]


def test_what_can_mean_two_things_is_told_and_not_written(sent):
    returned(sent, "MTU", {AFFALD: {DONE: "ok", WHEN: "maj 28"}})
    assert [(str(row.verdict), row.reply, row.write_as) for row in collected(plan_of(sent)).decisions] == [
        ("til orientering", "ok", ""),
        ("til orientering", "maj 28", ""),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Ingen bemærkninger",
        "uændret",
        "Intet nyt.",
        "Vi har ingen yderligere bemærkninger",
        "Status er uændret",
        "Intet nyt siden sidst",
        "ingen kommentarer",
        "Fortsat uændret",
        "Der er ikke noget nyt",
    ],
)
def test_that_nothing_is_new_is_no_remark(sent, text):
    returned(sent, "MTU", {AFFALD: {REMARK: text}})
    assert told(collected(plan_of(sent))) == [
        ("svarer til planen", "D-1", "MTU", "Bemærkninger", text, "", "udvalget har intet nyt")
    ]


@pytest.mark.parametrize("text", ["Ingen bemærkninger til tiden, men dyrere", "Uændret til maj", "Nye bemærkninger"])
def test_more_than_that_nothing_is_new_is_a_remark(sent, text):
    returned(sent, "MTU", {AFFALD: {REMARK: text}})
    assert [(str(row.verdict), row.reply) for row in collected(plan_of(sent)).decisions] == [("forslag", text)]


def test_that_nothing_is_new_says_what_was_sent(sent):
    rows = sound_plan()
    rows[1]["Vejledende tidspunkt"] = "oktober 2027"
    write_plan(plan_of(sent), rows)
    returned(sent, "MTU", {AFFALD: {DONE: "Uændret", WHEN: "uændret"}})
    returned(sent, "VPU", {KLIP: {WHEN: "intet nyt"}})
    returned(sent, "BUU", {SKOLE: {WHEN: "maj 2027"}})
    returned(sent, "KFU", {SKOLE: {WHEN: "ingen ændringer"}})
    assert [(str(row.verdict), row.committee, row.reply) for row in collected(plan_of(sent)).decisions] == [
        ("konflikt", "BUU", "maj 2027"),
        ("svar på det gamle", "VPU", "intet nyt"),
        ("svarer til planen", "MTU", "Uændret"),
        ("svarer til planen", "MTU", "uændret"),
        ("svarer til planen", "KFU", "ingen ændringer"),
    ]


def test_no_means_not_done_and_agrees_with_an_open_item(sent):
    returned(sent, "MTU", {AFFALD: {DONE: "Nej"}})
    assert told(collected(plan_of(sent))) == [("svarer til planen", "D-1", "MTU", "Afsluttet", "Nej", "", "")]


def test_a_word_that_the_plan_does_not_use_is_told_with_its_cell(sent):
    returned(sent, "MTU", {AFFALD: {DONE: "Delvist"}})
    assert told(collected(plan_of(sent))) == [
        (
            "til orientering",
            "D-1",
            "MTU",
            "Afsluttet",
            "Delvist",
            "",
            "ingen indsats i planen er mærket sådan; skriv det selv i Plan!H4",
        )
    ]


def test_a_plan_without_a_column_for_it_takes_no_remark(tmp_path):
    rows = sound_plan()
    sent = dispatched(tmp_path, rows)

    def without(sheet):
        sheet.delete_cols(9)

    write_plan(plan_of(sent), rows, without)
    returned(sent, "MTU", {AFFALD: {REMARK: "Afventer udbud"}})
    (row,) = collected(plan_of(sent)).decisions
    assert (row.verdict, row.note) == (Verdict.TOLD, "planen har ingen kolonne til bemærkninger")


def test_where_the_plan_has_moved_on_it_is_a_conflict_and_what_was_sent_is_old(sent):
    rows = sound_plan()
    rows[0]["Vejledende tidspunkt"] = "marts 2027, udskudt til juni 2027"
    rows[1]["Vejledende tidspunkt"] = "oktober 2027"
    write_plan(plan_of(sent), rows)
    returned(sent, "MTU", {AFFALD: {WHEN: datetime(2027, 9, 1)}})
    returned(sent, "VPU", {KLIP: {WHEN: "marts 2027"}})
    assert told(collected(plan_of(sent))) == [
        (
            "konflikt",
            "D-1",
            "MTU",
            "Vejledende tidspunkt",
            "01-09-2027",
            "1. september 2027",
            "planen er ændret siden udsendelsen",
        ),
        (
            "svar på det gamle",
            "D-2",
            "VPU",
            "Vejledende tidspunkt",
            "marts 2027",
            "",
            "planen er ændret siden udsendelsen",
        ),
    ]


def test_committees_that_disagree_are_a_conflict_and_a_blank_is_no_opinion(sent):
    returned(sent, "BUU", {SKOLE: {DONE: "Ja"}})
    returned(sent, "KFU", {SKOLE: {DONE: "Nej"}})
    returned(sent, "MTU", {LADE: {DONE: "Ja"}})
    assert told(collected(plan_of(sent))) == [
        ("konflikt", "D-3", "BUU", "Afsluttet", "Ja", "X", "et andet udvalg svarer som planen; også hos KFU"),
        ("forslag", "D-6", "MTU", "Afsluttet", "Ja", "X", "også hos KFU"),
        ("svarer til planen", "D-3", "KFU", "Afsluttet", "Nej", "", ""),
    ]


def test_a_later_file_takes_the_place_of_the_earlier_one_cell_by_cell(sent):
    first = {AFFALD: {DONE: "Ja", REMARK: "Vi er i gang"}, LADE: {WHEN: "maj 2027"}}
    returned(sent, "MTU", first, name="MTU.xlsx", saved=datetime(2027, 1, 11, 9))
    returned(sent, "MTU", {AFFALD: {DONE: "Nej"}}, name="MTU ny.xlsx", saved=datetime(2027, 1, 12, 9))
    assert [(str(row.verdict), row.title, row.reply) for row in collected(plan_of(sent)).decisions] == [
        ("forslag", AFFALD, "Vi er i gang"),
        ("forslag", LADE, "maj 2027"),
        ("svarer til planen", AFFALD, "Nej"),
        ("afløst", AFFALD, "Ja"),
    ]


# -- at the right item --------------------------------------------------------------------------------------------


def test_answers_follow_the_item_when_the_plan_is_numbered_anew(sent):
    write_plan(plan_of(sent), renumbered(sound_plan()))
    for committee, titles in {"MTU": (AFFALD, LADE), "VPU": (KLIP,), "BUU": (ANALYSE,), "KFU": (FEST,)}.items():
        returned(sent, committee, {title: {DONE: "Ja"} for title in titles})
    done = collected(plan_of(sent))
    assert {(row.title, row.sent_id, row.item, row.cell) for row in done.decisions} == {
        (title, f"D-{number}", f"D-{number + 1}", f"Plan!H{number + 4}")
        for number, title in enumerate(TITLES, 1)
        if title != SKOLE
    }
    assert "Numrene i planen er givet om siden udsendelsen; svarene følger indsatsen." in lines(done)


def test_an_item_that_is_gone_divided_or_closed_is_pointed_out_by_people(sent):
    rows = deepcopy(sound_plan())
    gone = rows.pop(4)
    assert gone["Indsats"] == FEST
    rows[1] = item(2, "Klippekort til ældre i eget hjem", Udvalg="VPU", **{"2027": -60})
    rows.append(item(9, "Klippekort til ældre på plejehjem", Udvalg="VPU", **{"2027": -42}))
    rows[0]["Indsats"] = f"{AFFALD} (lukket punkt)"
    write_plan(plan_of(sent), rows)
    returned(sent, "KFU", {FEST: {DONE: "Ja"}})
    returned(sent, "VPU", {KLIP: {DONE: "Ja"}})
    returned(sent, "MTU", {AFFALD: {DONE: "Ja"}})
    done = collected(plan_of(sent))
    assert {(str(row.verdict), row.title, row.write_as, row.note) for row in done.decisions} == {
        ("skal I pege på", FEST, "", "indsatsen står ikke i planen mere"),
        (
            "skal I pege på",
            KLIP,
            "",
            "er det D-2 „Klippekort til ældre i eget hjem“ eller D-9 „Klippekort til ældre på plejehjem“?",
        ),
        ("skal I pege på", AFFALD, "", "indsatsen er lukket; svaret kan ikke føres ind herfra"),
    }


def test_a_row_is_the_item_of_its_title_when_somebody_has_given_it_another_id(sent):
    write_plan(plan_of(sent), renumbered(sound_plan()))

    def ids_of_today(sheet):
        head, places = table(sheet)
        for row in range(head + 1, head + 4):
            cell = sheet.cell(row, places["Id"])
            cell.value = f"D-{int(cell.value.removeprefix('D-')) + 1}"

    returned(sent, "KFU", {title: {DONE: "Ja"} for title in (SKOLE, FEST, LADE)}, ids_of_today)
    proposals = [row for row in collected(plan_of(sent)).decisions if row.verdict == Verdict.PROPOSAL]
    assert {(row.title, row.item) for row in proposals} == {(SKOLE, "D-4"), (FEST, "D-6"), (LADE, "D-7")}


def test_a_reworded_item_is_shown_by_its_title_of_today(sent):
    rows = sound_plan()
    rows[0]["Indsats"] = "Mere effektiv affaldslogistik i hele kommunen"
    write_plan(plan_of(sent), rows)
    returned(sent, "MTU", {AFFALD: {DONE: "Ja"}})
    done = collected(plan_of(sent))
    assert [(row.title, row.item) for row in done.decisions] == [(rows[0]["Indsats"], "D-1")]
    result = merged(approve(done.target, "Ja"))
    assert svar(result.target, "Udfald") == [("indført",)]


# -- the files ----------------------------------------------------------------------------------------------------


def test_a_file_is_read_however_it_was_sorted_shortened_and_renamed(sent):
    def edit(sheet):
        head, places = table(sheet)
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=head + 1, max_row=head + 3)]
        rows.sort(key=lambda row: str(row[places["Indsats"] - 1]), reverse=True)
        for number, row in enumerate(rows, head + 1):
            for column, value in enumerate(row, 1):
                sheet.cell(number, column).value = value
        sheet.delete_rows(row_of(sheet, SKOLE))
        sheet.cell(head, places[WHEN]).value = "Nyt tidspunkt"
        sheet.insert_cols(3)
        sheet.cell(head, 3).value = "Vores egne noter"
        sheet.cell(row_of(sheet, FEST), 3).value = "Ring til forvaltningen"
        sheet.cell(row_of(sheet, LADE), 4).comment = Comment("Husk sagen", "KFU")

    returned(sent, "KFU", {LADE: {WHEN: "maj 2027"}}, edit, name="Kopi af KFU (2).xlsx")
    done = collected(plan_of(sent))
    assert done.returns.files[0].notes == (
        "„Nyt tidspunkt“ er læst som „Svar: nyt tidspunkt“",
        "rækkerne er sorteret om",
        "1 række er slettet; de regnes som ubesvarede",
    )
    assert told(done) == [
        ("forslag", "D-6", "KFU", "Vejledende tidspunkt", "maj 2027", "maj 2027", "også hos MTU"),
        ("til orientering", "D-5", "KFU", "egen tekst", "Vores egne noter: Ring til forvaltningen", "", ""),
        ("til orientering", "D-6", "KFU", "egen tekst", "Kommentar: Husk sagen", "", ""),
    ]


def test_what_is_written_over_what_was_sent_is_told_and_can_be_approved_where_it_has_a_cell(sent):
    answers = {AFFALD: {"Vejledende tidspunkt": "oktober 2027", "Type": "Anlæg"}}
    returned(sent, "MTU", answers)
    assert told(collected(plan_of(sent))) == [
        (
            "til orientering",
            "D-1",
            "MTU",
            "Type",
            "Anlæg",
            "",
            f"{WHITE}; ret det selv i planen, hvis det skal stå der",
        ),
        ("til orientering", "D-1", "MTU", "Vejledende tidspunkt", "oktober 2027", "oktober 2027", WHITE),
    ]


def test_an_answer_in_a_cell_that_was_merged_over_rows_is_each_rows(sent):
    def edit(sheet):
        _, places = table(sheet)
        first, column = row_of(sheet, SKOLE), places[DONE]
        sheet.merge_cells(start_row=first, end_row=first + 1, start_column=column, end_column=column)
        sheet.cell(first, column).value = "Ja"

    returned(sent, "KFU", {LADE: {WHEN: "maj 2027"}}, edit)
    done = collected(plan_of(sent))
    assert [(str(row.verdict), row.title, row.field, row.reply) for row in done.decisions] == [
        ("forslag", SKOLE, "Afsluttet", "Ja"),
        ("forslag", FEST, "Afsluttet", "Ja"),
        ("forslag", LADE, "Vejledende tidspunkt", "maj 2027"),
    ]
    (note,) = done.returns.files[0].notes
    assert note == "KFU!E6:E7 er flettet sammen; svaret gælder hver af rækkerne"


def test_a_new_row_and_a_text_below_the_table_are_told(sent):
    def edit(sheet):
        head, places = table(sheet)
        sheet.cell(head + 6, places["Indsats"]).value = "Helt ny legeplads"
        sheet.cell(head + 8, 1).value = "Udvalget drøftede planen den 12. januar"

    returned(sent, "VPU", {}, edit)
    assert [(str(row.verdict), row.reply) for row in collected(plan_of(sent)).decisions] == [
        ("til orientering", "Periode: Udvalget drøftede planen den 12. januar"),
        ("til orientering", "Indsats: Helt ny legeplads"),
    ]


def test_rows_of_two_committees_in_one_file_are_each_their_own(sent):
    def edit(sheet):
        other = openpyxl.load_workbook(next(sent.glob("*_MTU_*.xlsx"))).worksheets[0]
        head, _ = table(sheet)
        for column, cell in enumerate(other[row_of(other, AFFALD)], 1):
            sheet.cell(head + 5, column).value = cell.value
        sheet.cell(head + 5, table(sheet)[1][DONE]).value = "Ja"

    returned(sent, "VPU", {KLIP: {DONE: "Ja"}}, edit)
    done = collected(plan_of(sent))
    assert [(row.committee, row.item, row.reply) for row in done.decisions] == [
        ("MTU", "D-1", "Ja"),
        ("VPU", "D-2", "Ja"),
    ]
    assert "rækker fra MTU er regnet som deres svar" in done.returns.files[0].notes


def block_of(sent, committee, *, titles=(), whole=False):
    """The rows of a committee's file as they would be copied: those of ``titles``, ``whole`` with all above them, or
    with the headings alone ("head").
    """
    sheet = openpyxl.load_workbook(next(sent.glob(f"*_{committee}_*.xlsx"))).worksheets[0]
    head, places = table(sheet)
    wanted = [row_of(sheet, title) for title in titles]
    rows = range(head if whole == "head" else 1, head + 1 + len(wanted)) if whole else wanted
    return [[cell.value for cell in sheet[row]] for row in rows], places


def stacked(sent, committee, titles, answers, *, whole, gap):
    """Put another committee's rows below those of the sheet, with its answers by title and heading."""

    def edit(sheet):
        block, places = block_of(sent, committee, titles=titles, whole=whole)
        last = max(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).value not in (None, "I alt"))
        for number, row in enumerate(block, last + 1 + gap):
            for column in range(max(sheet.max_column, len(row))):
                sheet.cell(number, column + 1).value = row[column] if column < len(row) else None
            title = row[places["Indsats"] - 1]
            for heading, value in answers.get(title, {}).items():
                sheet.cell(number, places[heading]).value = value

    return edit


@pytest.mark.parametrize(("whole", "gap"), [(True, 2), (True, 0), (False, 0), (False, 1)])
def test_an_item_of_two_committees_is_answered_by_that_whose_block_it_stands_in(sent, whole, gap):
    below = stacked(sent, "MTU", (AFFALD, LADE), {LADE: {DONE: "Nej"}, AFFALD: {DONE: "Ja"}}, whole=whole, gap=gap)
    returned(sent, "KFU", {LADE: {DONE: "Ja"}, FEST: {DONE: "Ja"}}, below)
    done = collected(plan_of(sent))
    assert [(str(row.verdict), row.committee, row.title, row.reply) for row in done.decisions] == [
        ("konflikt", "KFU", LADE, "Ja"),
        ("forslag", "MTU", AFFALD, "Ja"),
        ("forslag", "KFU", FEST, "Ja"),
        ("svarer til planen", "MTU", LADE, "Nej"),
    ]
    assert "rækker fra MTU er regnet som deres svar" in done.returns.files[0].notes


@pytest.mark.parametrize("whole", [True, "head"])
def test_a_block_of_shared_items_alone_is_that_committees_whose_headings_stand_above_it(tmp_path, whole):
    rows = [item(1, AFFALD, Udvalg="MTU, KFU"), item(2, KLIP, Udvalg="MTU, KFU"), item(3, SKOLE, Udvalg="KFU")]
    sent = dispatched(tmp_path, rows)
    below = stacked(sent, "MTU", (AFFALD, KLIP), {KLIP: {WHEN: "maj 2027"}}, whole=whole, gap=2)
    returned(sent, "KFU", {KLIP: {DONE: "Ja"}}, below)
    assert [(row.committee, row.title, row.reply) for row in collected(plan_of(sent)).decisions] == [
        ("KFU", KLIP, "Ja"),
        ("MTU", KLIP, "maj 2027"),
    ]


def test_a_block_under_another_committees_name_is_theirs_where_the_own_rows_are_deleted(tmp_path):
    rows = [item(1, AFFALD, Udvalg="MTU, KFU"), item(2, KLIP, Udvalg="MTU, KFU"), item(3, SKOLE, Udvalg="KFU")]
    sent = dispatched(tmp_path, rows)
    below = stacked(sent, "MTU", (AFFALD, KLIP), {KLIP: {WHEN: "maj 2027"}}, whole=True, gap=2)

    def edit(sheet):
        below(sheet)
        sheet.delete_rows(row_of(sheet, AFFALD), 2)

    returned(sent, "KFU", {SKOLE: {DONE: "Ja"}}, edit)
    assert [(row.committee, row.title, row.reply) for row in collected(plan_of(sent)).decisions] == [
        ("MTU", KLIP, "maj 2027"),
        ("KFU", SKOLE, "Ja"),
    ]


def test_rows_apart_and_rows_copied_within_a_file_stay_its_own_committees(sent):
    def edit(sheet):
        head, places = table(sheet)
        line = [cell.value for cell in sheet[row_of(sheet, LADE)]]
        sheet.insert_rows(head + 2, 2)
        for column, value in enumerate(line, 1):
            sheet.cell(head + 12, column).value = value
        sheet.cell(head + 12, places[REMARK]).value = "Se også her"

    returned(sent, "KFU", {LADE: {DONE: "Ja"}}, edit)
    found = [(row.committee, row.title, row.reply) for row in collected(plan_of(sent)).decisions]
    assert ("KFU", LADE, "Se også her") in found
    assert {committee for committee, *_ in found} == {"KFU"}


@pytest.mark.parametrize("suffix", ["ods", "xlsx", "xls"])
def test_a_file_that_libreoffice_has_saved_is_read(sent, suffix, tmp_path):
    if not shutil.which("soffice"):
        pytest.skip("needs LibreOffice")
    path = returned(sent, "MTU", {AFFALD: {DONE: "Ja", WHEN: datetime(2027, 6, 30)}}, name="svar.xlsx")
    out = sent / "andre"
    profile = f"-env:UserInstallation=file://{tmp_path}/profil"
    command = ["soffice", profile, "--headless", "--convert-to", suffix, "--outdir", str(out), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    shutil.rmtree(path.parent)
    done = collected(plan_of(sent), out)
    assert [(str(row.verdict), row.committee, row.field, row.write_as) for row in done.decisions] == [
        ("forslag", "MTU", "Afsluttet", "X"),
        ("forslag", "MTU", "Vejledende tidspunkt", "30. juni 2027"),
    ]


def test_a_file_that_has_lost_its_marks_is_known_by_its_items(sent):
    path = returned(sent, "MTU", {AFFALD: {DONE: "Ja"}})
    copied = openpyxl.Workbook()
    copied.active.title = "Ark1"
    for row in openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True):
        copied.active.append(row)
    path.unlink()
    copied.save(path.with_name("Ark1.xlsx"))
    done = collected(plan_of(sent))
    assert [(row.committee, row.item, str(row.verdict)) for row in done.decisions] == [("MTU", "D-1", "forslag")]
    assert done.returns.files[0].notes == ("filens mærkning er væk; indsatserne er dem, som MTU fik",)


def test_without_the_dispatch_the_rows_nobody_has_edited_still_tell_what_was_sent(sent):
    path = returned(sent, "MTU", {AFFALD: {DONE: "Ja"}, LADE: {DONE: "Ja", "Vejledende tidspunkt": "maj 2028"}})
    place = sent.parent / "andet sted"
    shutil.move(path.parent, place)
    shutil.rmtree(sent)
    done = collected(plan_of(sent), place)
    assert told(done) == [
        ("forslag", "D-1", "MTU", "Afsluttet", "Ja", "X", ""),
        ("forslag uden grundlag", "D-6", "MTU", "Afsluttet", "Ja", "X", "også hos KFU"),
    ]
    assert done.dispatch is None


@pytest.mark.parametrize("gone", ["Id", "Indsats"])
def test_a_heading_that_is_gone_does_not_lose_the_answers(sent, gone):
    def edit(sheet):
        head, places = table(sheet)
        sheet.cell(head, places[gone]).value = "Hvad"

    returned(sent, "MTU", {AFFALD: {DONE: "Ja"}}, edit)
    proposals = [row for row in collected(plan_of(sent)).decisions if row.verdict == Verdict.PROPOSAL]
    assert [(row.item, row.reply) for row in proposals] == [("D-1", "Ja")]


def test_a_file_without_its_headings_is_no_answer_and_that_is_said(sent):
    def edit(sheet):
        sheet.delete_rows(table(sheet)[0])

    returned(sent, "MTU", {AFFALD: {DONE: "Ja"}}, edit)
    done = collected(plan_of(sent))
    (note,) = done.returns.files[0].notes
    assert note == "overskrifterne over svarene er væk, så de er ikke læst; skriv dem selv ind"
    assert "MTU" in [parcel.committee for parcel in done.missing]


def test_headings_of_answers_in_other_words_are_known_by_their_place(sent):
    def edit(sheet):
        head, places = table(sheet)
        sheet.cell(head, places[DONE]).value = "Færdig?"
        sheet.cell(head, places[WHEN]).value = "Hvornår så"

    returned(sent, "MTU", {AFFALD: {DONE: "Ja"}, LADE: {WHEN: "maj 2027"}}, edit)
    done = collected(plan_of(sent))
    assert [(row.field, row.reply) for row in done.decisions] == [
        ("Afsluttet", "Ja"),
        ("Vejledende tidspunkt", "maj 2027"),
    ]
    assert done.returns.files[0].notes == (
        "„Færdig?“ er læst som „Svar: afsluttet“",
        "„Hvornår så“ er læst som „Svar: nyt tidspunkt“",
    )


def test_what_is_written_in_other_sheets_and_in_mails_is_told(sent):
    path = returned(sent, "MTU", {})
    book = openpyxl.load_workbook(path)
    book.create_sheet("Noter").append(["Vi vender tilbage", "i marts"])
    book["Læs mig"]["B30"] = "Set af udvalget"
    book.save(path)
    done = collected(plan_of(sent))
    assert [(str(row.verdict), row.reply) for row in done.decisions] == [
        ("til orientering", "Set af udvalget"),
        ("til orientering", "Vi vender tilbage; i marts"),
    ]
    path.unlink()
    mail = EmailMessage()
    mail.set_content("Alt er uændret hos os")
    path.with_name("svar.eml").write_bytes(mail.as_bytes())
    assert collected(plan_of(sent)).returns.notes == (
        "svar.eml har selv tekst, som kun I kan læse: „Alt er uændret hos os“",
    )


@pytest.mark.parametrize(
    "answer", ["1/12 2027", "Udskydes til 2028", "nej, først i maj", "Ja?", "bliver færdig i maj 2027"]
)
def test_more_than_yes_or_no_is_told_and_marks_nothing(sent, answer):
    returned(sent, "MTU", {AFFALD: {DONE: answer}})
    (row,) = collected(plan_of(sent)).decisions
    assert (str(row.verdict), row.reply, row.write_as) == ("til orientering", answer, "")


def test_a_time_without_a_year_is_the_next_one(tmp_path):
    sent = dispatched(tmp_path, [{**row, "2026": 5} for row in sound_plan()])
    returned(sent, "MTU", {AFFALD: {WHEN: "1/6"}, LADE: {WHEN: "efter sommerferien"}})
    rows = collected(plan_of(sent)).decisions
    assert [(row.title, row.write_as) for row in rows] == [(AFFALD, "1. juni 2027"), (LADE, "fra 9. august 2027")]
    assert all("året er ikke skrevet; læst som 2027" in row.note for row in rows)


def test_the_same_file_twice_is_read_once_and_other_files_are_named(sent):
    path = returned(sent, "MTU", {AFFALD: {DONE: "Ja"}}, name="MTU.xlsx")
    shutil.copy(path, path.with_name("MTU kopi.xlsx"))
    openpyxl.Workbook().save(path.with_name("budget.xlsx"))
    path.with_name("referat.pdf").write_bytes(b"%PDF")
    path.with_name("mail.msg").write_bytes(b"x")
    path.with_name("tom.xlsx").write_bytes(b"")
    path.with_name("~$MTU.xlsx").write_bytes(b"x")
    done = collected(plan_of(sent))
    opened = opened_elsewhere(path)
    assert opened
    assert len(done.decisions) == 1
    assert lines(done)[4:11] == [
        "Mangler svar: BUU, VPU og KFU.",
        "Ikke et svar: budget.xlsx (ingen mærkning fra en udsendelse).",
        "Ikke læst: MTU.xlsx er den samme fil som MTU kopi.xlsx.",
        "Ikke læst: mail.msg er ikke et regneark. Det er en mail fra Outlook: gem den vedhæftede fil fra mailen i "
        "mappen.",
        "Ikke læst: referat.pdf er ikke et regneark. Er der svar i den, så skriv dem selv ind i planen.",
        "Ikke læst: tom.xlsx er tom (0 byte). Hent filen igen, eller gem planen igen fra Excel.",
        opened,
    ]


def test_the_workbooks_in_a_mail_are_read(sent):
    path = returned(sent, "MTU", {AFFALD: {DONE: "Ja"}})
    mail = EmailMessage()
    mail["Date"] = "Tue, 12 Jan 2027 10:00:00 +0100"
    mail.set_content("Hermed vores svar")
    mail.add_attachment(path.read_bytes(), maintype="application", subtype="octet-stream", filename="MTU svar.xlsx")
    path.unlink()
    path.with_name("svar.eml").write_bytes(mail.as_bytes())
    (row,) = collected(plan_of(sent)).decisions
    assert (row.item, row.place) == ("D-1", "MTU svar.xlsx i svar.eml, MTU!E6")


def test_a_mail_in_letters_that_nobody_knows_is_read_all_the_same(sent):
    path = returned(sent, "MTU", {AFFALD: {DONE: "Ja"}})
    mail = EmailMessage()
    mail.set_content("Hermed svar fra MTU")
    mail.add_attachment(path.read_bytes(), maintype="application", subtype="octet-stream", filename="MTU.xlsx")
    path.unlink()
    data = mail.as_bytes().replace(b'charset="utf-8"', b'charset="x-ukendt-8"', 1)
    assert b"x-ukendt-8" in data
    path.with_name("svar.eml").write_bytes(data)
    done = collected(plan_of(sent))
    assert [(row.item, row.reply) for row in done.decisions] == [("D-1", "Ja")]
    assert done.returns.notes == ("svar.eml har selv tekst, som kun I kan læse: „Hermed svar fra MTU“",)


def test_an_answer_to_an_older_dispatch_gives_way_to_one_to_the_newer(sent):
    returned(sent, "MTU", {AFFALD: {WHEN: "maj 2027"}}, saved=datetime(2027, 1, 15, 9))
    newer = dispatched(sent.parent, sound_plan(), date(2027, 1, 4))
    returned(newer, "MTU", {AFFALD: {WHEN: "juni 2027"}}, saved=datetime(2027, 1, 12, 9))
    done = collected(plan_of(sent))
    assert [(str(row.verdict), row.reply) for row in done.decisions] == [
        ("forslag", "juni 2027"),
        ("afløst", "maj 2027"),
    ]
    assert any("svar på udsendelsen 01-12-2026, der er kommet en ny 04-01-2027" in line for line in lines(done))


def test_where_nothing_has_come_back_it_is_said_where_to_put_it(sent):
    with pytest.raises(PlanFileError) as told_of:
        collected(plan_of(sent))
    assert str(told_of.value) == (
        f"Der er ingen svar at flette. Læg de filer, der er kommet retur, i mappen {sent / 'Retur'}, eller angiv en "
        "anden: udmoentning flet plan.xlsx MAPPE"
    )


def test_hidden_and_filtered_rows_are_read_and_a_total_among_the_rows_is_none(sent):
    def edit(sheet):
        head, places = table(sheet)
        total = next(row for row in range(head + 1, sheet.max_row + 1) if sheet.cell(row, 1).value == "I alt")
        first, amounts = row_of(sheet, SKOLE), [cell.value for cell in sheet[total]]
        sheet.insert_rows(first)
        for column, value in enumerate(amounts, 1):
            sheet.cell(first, column).value = value
        sheet.delete_rows(total + 1)
        sheet.auto_filter.ref = f"A{head}:Z{head + 5}"
        sheet.auto_filter.add_filter_column(0, ["skjult"])
        for row in range(head + 2, head + 4):
            sheet.row_dimensions[row].hidden = True
        sheet.cell(row_of(sheet, FEST), places[DONE]).value = "Ja"

    returned(sent, "KFU", {LADE: {DONE: "Ja"}, SKOLE: {DONE: "Ja"}}, edit)
    assert {(row.title, row.reply) for row in collected(plan_of(sent)).decisions} == {
        (SKOLE, "Ja"),
        (FEST, "Ja"),
        (LADE, "Ja"),
    }


def test_a_day_is_the_same_in_a_file_of_the_1904_system_and_in_a_narrow_column(sent):
    path = returned(sent, "MTU", {AFFALD: {WHEN: datetime(2027, 6, 30)}})
    book = openpyxl.load_workbook(path)
    book.epoch = CALENDAR_MAC_1904
    sheet = book.worksheets[0]
    sheet.column_dimensions[get_column_letter(table(sheet)[1][WHEN])].width = 2
    book.save(path)
    assert [(row.title, row.reply, row.write_as) for row in collected(plan_of(sent)).decisions] == [
        (AFFALD, "30-06-2027", "30. juni 2027")
    ]


def test_a_blank_of_other_committees_is_no_opinion(tmp_path):
    rows = [item(1, AFFALD, Udvalg="MTU, KFU, BUU"), item(2, KLIP, Udvalg="VPU")]
    sent = dispatched(tmp_path, rows)
    for committee in ("MTU", "KFU", "BUU"):
        returned(sent, committee, {AFFALD: {DONE: "Ja"}} if committee == "KFU" else {})
    (row,) = collected(plan_of(sent)).decisions
    assert (str(row.verdict), row.committee, row.note) == ("forslag", "KFU", "også hos MTU og BUU")


def test_files_that_cannot_be_read_are_named_and_the_others_go_on(sent):
    path = returned(sent, "MTU", {AFFALD: {DONE: "Ja"}}, name="MTU.xlsx")
    whole = path.read_bytes()
    path.with_name("afbrudt.xlsx").write_bytes(whole[: len(whole) // 2])
    path.with_name("laast.xlsx").write_bytes(ole("EncryptionInfo", "EncryptedPackage"))
    path.with_name("svar.docx").write_bytes(b"PK")
    done = collected(plan_of(sent))
    assert [row.title for row in done.decisions] == [AFFALD]
    assert [sentence.split(".xlsx ")[-1].split(". ")[0] for sentence in done.returns.unread] == [
        "er beskadiget: den er ikke hel, måske fordi en kopiering blev afbrudt",
        "er beskyttet med adgangskode",
        "svar.docx er ikke et regneark",
    ]


def test_a_copy_without_its_marks_is_without_base_when_the_dispatch_is_gone(sent):
    path = returned(sent, "MTU", {AFFALD: {DONE: "Ja"}})
    copied = openpyxl.Workbook()
    for row in openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True):
        copied.active.append(row)
    place = sent.parent / "ind"
    place.mkdir()
    copied.save(place / "Ark1.xlsx")
    shutil.rmtree(sent)
    rows = sound_plan()
    rows[5]["Indsats"] = "Ladestandere ved rådhuset og skolen"
    write_plan(plan_of(sent), rows)
    done = collected(plan_of(sent), place)
    assert [(str(row.verdict), row.title, row.item, row.sent) for row in done.decisions] == [
        ("forslag uden grundlag", AFFALD, "D-1", "(kendes ikke)")
    ]


def test_a_return_of_another_plan_is_taken_only_at_items_that_are_surely_the_same(sent):
    other = sent.parent / "andet"
    other.mkdir()
    rows = [item(4, AFFALD), item(5, "Ladestandere ved rådhuset og skolen"), item(6, "Svømmehal i Grenaa")]
    theirs = returned(dispatched(other, rows), "BUU", {row["Indsats"]: {DONE: "Ja"} for row in rows})
    place = sent.parent / "ind"
    place.mkdir()
    shutil.move(theirs, place / "BUU.xlsx")
    shutil.rmtree(other)
    done = collected(plan_of(sent), place)
    assert {(str(row.verdict), row.title, row.item) for row in done.decisions} == {
        ("skal I pege på", rows[1]["Indsats"], ""),
        ("skal I pege på", rows[2]["Indsats"], ""),
        ("forslag", AFFALD, "D-1"),  # what was sent is known by the marks of the rows
    }
    assert "udsendelsen, som filen hører til, er ikke fundet" in done.returns.files[0].notes


# -- the file that is written -------------------------------------------------------------------------------------


def test_svar_stands_in_front_of_a_copy_whose_other_parts_are_byte_for_byte_the_same(sent):
    returned(sent, "MTU", {AFFALD: {DONE: "Ja", REMARK: "=1+1"}})
    done = collected(plan_of(sent))
    assert done.target.name == "plan_svar_2027-01-18.xlsx"
    assert faults(done.target) == []
    assert openpyxl.load_workbook(done.target).sheetnames == ["Svar", "Plan", "Noter"]
    with zipfile.ZipFile(plan_of(sent)) as before, zipfile.ZipFile(done.target) as after:
        changed = {name for name in before.namelist() if before.read(name) != after.read(name)}
    assert changed == {
        "[Content_Types].xml",
        "_rels/.rels",
        "xl/_rels/workbook.xml.rels",
        "xl/workbook.xml",
        "xl/styles.xml",
    }
    assert own_cells(done.target) == own_cells(plan_of(sent))
    assert svar(done.target, "Godkend", "Klasse", "Svar", "Skrives som") == [
        (None, "forslag", "Ja", "X"),
        (None, "forslag", "=1+1", "MTU 12-01-2027: =1+1"),
    ]


def test_what_is_chosen_is_carried_on_when_more_files_come(sent):
    returned(sent, "MTU", {AFFALD: {DONE: "Ja"}})
    first = collected(plan_of(sent)).target
    approve(first, {(AFFALD, "MTU", "Afsluttet"): "Ja"})
    returned(sent, "VPU", {KLIP: {DONE: "Ja"}})
    second = collected(plan_of(sent)).target
    assert second.name == "plan_svar_2027-01-18-2.xlsx"
    assert svar(second, "Godkend", "Indsats") == [("Ja", AFFALD), (None, KLIP)]


def test_only_proposals_that_nothing_speaks_against_are_approved_on_request(sent):
    returned(sent, "BUU", {SKOLE: {DONE: "Ja"}, ANALYSE: {DONE: "Ja"}})
    returned(sent, "KFU", {SKOLE: {DONE: "Nej"}})
    done = collected(plan_of(sent), suggest=True)
    assert [(row.title, row.approved) for row in done.decisions if row.reply == "Ja"] == [(SKOLE, ""), (ANALYSE, "Ja")]


def test_a_report_keeps_its_other_sheets_and_a_new_run_keeps_svar(sent):
    from click.testing import CliRunner

    from udmoentning_xl.cli import cli

    run = CliRunner()
    plan, report = plan_of(sent), sent.parent / "plan_udmoentet.xlsx"
    assert run.invoke(cli, [str(plan), "--dato", "2027-01-18"]).exit_code == 0
    before = openpyxl.load_workbook(report).sheetnames
    returned(sent, "MTU", {AFFALD: {DONE: "Ja"}})
    made = collected(report).target
    assert openpyxl.load_workbook(made).sheetnames == ["Svar", *before]
    assert faults(made) == []
    approve(made, {(AFFALD, "MTU", "Afsluttet"): "Nej"})
    said = run.invoke(cli, [str(made), "--dato", "2027-01-18", "-o", str(sent.parent / "ny.xlsx")])
    assert said.exit_code == 0, said.output
    assert "1 svar venter på Ja eller Nej i arket Svar." in said.output
    assert svar(sent.parent / "ny.xlsx", "Godkend", "Klasse") == [("Nej", "forslag")]
    assert faults(sent.parent / "ny.xlsx") == []


def test_the_dispatch_notes_who_has_answered(sent):
    returned(sent, "MTU", {AFFALD: {DONE: "Ja"}}, name="MTU.xlsx")
    done = collected(plan_of(sent), nothing_new=["kfu"])
    from udmoentning_xl.merging.collecting import note

    note(done)
    note(done)
    assert [(one.committee, one.file) for one in replied(sent)] == [("MTU", "MTU.xlsx"), ("KFU", "")]
    assert [parcel.committee for parcel in done.missing] == ["BUU", "VPU"]


def lines(done):
    plan = open_plan(done.target.with_name("plan.xlsx"), None, NOW).plan
    return list(collected_lines(done, plan))


def test_what_is_said_on_the_terminal(sent):
    rows = sound_plan()
    rows[0]["Vejledende tidspunkt"] = "juni 2027"
    write_plan(plan_of(sent), rows)
    returned(sent, "MTU", {AFFALD: {WHEN: datetime(2027, 9, 1)}, LADE: {DONE: "Ja"}}, name="MTU.xlsx")
    assert lines(collected(plan_of(sent))) == [
        "Svar på udsendelsen 01-12-2026 (svarfrist 15-12-2026), flettet med plan.xlsx, opgjort 18-01-2027",
        "",
        "  Udvalg  Fil       Svar  Bemærk",
        "  MTU     MTU.xlsx     2",
        "Mangler svar: BUU, VPU og KFU.",
        "",
        "2 svar: 1 konflikt og 1 forslag.",
        "",
        "Konflikt",
        "  D-1  Mere effektiv affaldslogistik, vejledende tidspunkt: sendt „marts 2027“ · planen nu „juni 2027“ · MTU "
        "svarer „01-09-2027“ (planen er ændret siden udsendelsen)",
    ]


def test_as_json_it_keeps_to_its_schema(sent):
    from importlib.resources import files

    from jsonschema import Draft202012Validator

    from udmoentning_xl.contract import replies_to_json

    returned(sent, "MTU", {AFFALD: {DONE: "Ja", REMARK: "Vi ringer"}})
    done = collected(plan_of(sent))
    data = json.loads(replies_to_json(done.returns.files, done.rows, ["KFU"], []))
    schema = json.loads(files("udmoentning_xl").joinpath("schemas/flet.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(data)
    assert [(one["verdict"], one["item"], one["reply"]) for one in data["decisions"]] == [
        ("forslag", "D-1", "Ja"),
        ("forslag", "D-1", "Vi ringer"),
    ]
