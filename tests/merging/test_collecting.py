"""The first step: what has come back becomes rows to approve, each at the right item."""

import json
import os
import shutil
import zipfile
from copy import deepcopy
from datetime import date, datetime

import openpyxl
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
    table,
    told,
    write_plan,
)

from udmoentning_xl.merging.lines import collected_lines
from udmoentning_xl.outgoing.replied import replied
from udmoentning_xl.reading import open_plan
from udmoentning_xl.replies.decide import Verdict

AFFALD, KLIP, SKOLE, ANALYSE, FEST, LADE = TITLES


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
        ("forslag", "D-1", "MTU", "Afsluttet", "Ja", "X", "der er også svaret „30-06-2027“ under vejledende tidspunkt"),
        ("forslag", "D-1", "MTU", "Bemærkninger", "Afventer udbud", "MTU 12-01-2027: Afventer udbud", ""),
        (
            "forslag",
            "D-1",
            "MTU",
            "Vejledende tidspunkt",
            "30-06-2027",
            "30. juni 2027",
            "der er også svaret „Ja“ under afsluttet",
        ),
    ]
    assert [row.cell for row in done.decisions] == ["Plan!H4", "Plan!I4", "Plan!F4"]


def test_that_something_is_done_is_written_with_the_mark_that_the_plan_mostly_has(tmp_path):
    marks = (None, "x", "x", "Ja", "x", None)
    rows = [{**row, "Afsluttet": mark} for row, mark in zip(sound_plan(), marks, strict=True)]
    sent = dispatched(tmp_path, rows)
    returned(sent, "MTU", {AFFALD: {DONE: "Ja"}})
    assert told(collected(plan_of(sent))) == [("forslag", "D-1", "MTU", "Afsluttet", "Ja", "x", "")]


@pytest.mark.parametrize(
    ("times", "written"),
    [
        ([date(2027, 3, 31)] * 6, "30-06-2027"),
        (["31/3-2027"] * 6, "30/6-2027"),
        (["31.03.2027", "1. kvartal 2027", *["30.04.2027"] * 4], "30.06.2027"),
        (["1. kvartal 2027"] * 6, "30. juni 2027"),
        (["1. kvartal 2027", date(2027, 3, 31), *["løbende"] * 4], "30-06-2027"),
        ([date(2027, 3, 31), *["31/3-2027"] * 5], "30-06-2027"),
        (["marts 2027", date(2027, 3, 31), *["31/3-2027"] * 4], "30/6-2027"),
    ],
)
@pytest.mark.parametrize("answer", [datetime(2027, 6, 30), "30. juni 2027", "Onsdag d. 30-06-2027"])
def test_a_day_is_written_as_the_column_has_days(tmp_path, times, written, answer):
    rows = [{**row, "Vejledende tidspunkt": when} for row, when in zip(sound_plan(), times, strict=True)]
    sent = dispatched(tmp_path, rows)
    returned(sent, "MTU", {AFFALD: {WHEN: answer}})
    assert [row.write_as for row in collected(plan_of(sent), write=False).decisions] == [written]


def test_a_time_that_may_be_of_two_years_is_told_with_both(tmp_path):
    sent = dispatched(tmp_path, [item(1, AFFALD, **{"Vejledende tidspunkt": "januar 2028"}), *sound_plan()[1:]])
    returned(sent, "BUU", {AFFALD: {WHEN: "efter sommerferien"}})
    assert told(collected(plan_of(sent), write=False)) == [
        (
            "til orientering",
            "D-1",
            "BUU",
            "Vejledende tidspunkt",
            "efter sommerferien",
            "",
            "året er ikke skrevet; det kan være 2027 eller 2028",
        )
    ]


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        ("næste år", "året er ikke skrevet; læst som 2027"),
        ("1.5", "1. maj eller tallet 1,5; året er ikke skrevet; læst som 2027"),
    ],
)
def test_a_time_that_is_not_sure_has_its_year_from_when_it_was_sent_as_every_answer_has(tmp_path, answer, why):
    sent = dispatched(tmp_path, sound_plan())
    returned(sent, "BUU", {SKOLE: {WHEN: answer}})
    assert [row.note for row in collected(plan_of(sent), write=False).decisions] == [
        f"svaret kan ikke læses med sikkerhed ({why})"
    ]


@pytest.mark.parametrize(
    ("answer", "written", "note"),
    [
        ("3. kvartal 2027", "3. kvartal 2027", ""),
        ("30/6-27", "30. juni 2027", ""),
        ("maj", "maj 2027", "året er ikke skrevet; læst som 2027"),
        ("2. kvartal", "2. kvartal 2027", "året er ikke skrevet; læst som 2027"),
        ("46477", "31. marts 2027", None),
        ("løbende", "løbende", ""),
        ("Q3", "Q3 2027", "året er ikke skrevet; læst som 2027"),
        ("efter sommerferien", "efter sommerferien 2027", "året er ikke skrevet; læst som 2027"),
        ("Uge 33.", "Uge 33 2027", "året er ikke skrevet; læst som 2027"),
        ("primo 2028", "primo 2028", ""),
        ("ultimo juni", "ultimo juni 2027", "året er ikke skrevet; læst som 2027"),
        ("ca. 1. juni", "ca. 1. juni 2027", "året er ikke skrevet; læst som 2027"),
        ("1. juni 2027 (forventet)", "1. juni 2027 (forventet)", ""),
        ("202706", "202706", ""),
    ],
)
def test_times_are_read_as_people_write_them(tmp_path, answer, written, note):
    sent = dispatched(tmp_path, [item(1, AFFALD, **{"Vejledende tidspunkt": "januar 2027"}), *sound_plan()[1:]])
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


@pytest.mark.parametrize(
    ("answer", "becomes"),
    [
        ("ja, er lavet", ("forslag", "X", "")),
        ("Ja, det er på plads", ("forslag", "X", "")),
        ("Ja, pr. 1. december 2026", ("forslag", "X", "tidspunktet i svaret: 1. december 2026")),
        (
            "Ja, pr. 1. december",
            ("forslag", "X", "tidspunktet i svaret: 1. december; året er ikke skrevet; læst som 2026"),
        ),
        ("Ja, i maj", ("til orientering", "", "tidspunktet i svaret (maj) er ikke kommet endnu")),
        (
            "Ja – men mangler beplantning",
            ("til orientering", "", "der står mere end ja eller nej; læs ordene, og skriv det selv"),
        ),
        ("ja, bestilt", ("til orientering", "", "der står mere end ja eller nej; læs ordene, og skriv det selv")),
        ("ja?", ("til orientering", "", "der er spurgt, og det er ikke et svar endnu")),
        ("?", ("til orientering", "", "der er spurgt, og det er ikke et svar endnu")),
        ("afventer BSU", ("til orientering", "", "svaret er hverken ja eller nej; læs det som en bemærkning")),
        ("vi vender tilbage", ("til orientering", "", "svaret er hverken ja eller nej; læs det som en bemærkning")),
        ("i gang", ("til orientering", "", "svaret er hverken ja eller nej; læs det som en bemærkning")),
        ("Nej, ikke endnu", ("svarer til planen", "", "")),
        ("-", ("svarer til planen", "", "")),
    ],
)
def test_words_beside_yes_or_no_are_taken_for_what_they_are(sent, answer, becomes):
    returned(sent, "MTU", {AFFALD: {DONE: answer}})
    (row,) = collected(plan_of(sent), write=False).decisions
    assert (str(row.verdict), row.write_as, row.note) == becomes


def test_a_question_mark_is_no_answer_wherever_it_stands_and_no_remark_is_taken_for_part_of_another_word(tmp_path):
    rows = [{**row, "Bemærkninger": "Blokken er tom"} for row in sound_plan()]
    sent = dispatched(tmp_path, rows)
    returned(sent, "MTU", {AFFALD: {WHEN: "?", REMARK: "?"}, LADE: {REMARK: "ok"}})
    assert [(str(row.verdict), row.reply, row.note) for row in collected(plan_of(sent), write=False).decisions] == [
        ("forslag", "ok", ""),
        ("til orientering", "?", "der er spurgt, og det er ikke et svar endnu"),
        ("til orientering", "?", "der er spurgt, og det er ikke et svar endnu"),
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


ASKS = "svaret er et enkelt tegn eller siger, hvor langt indsatsen er; er det en bemærkning?"


@pytest.mark.parametrize(
    ("text", "note"),
    [("x", ASKS), ("k", ASKS), ("Ja", ASKS), ("Afsluttet", ASKS), ("Udgår", ASKS), ("ok", ""), ("Enig", "")],
)
def test_a_single_sign_or_how_far_the_item_is_asks_whether_it_is_a_remark(sent, text, note):
    returned(sent, "MTU", {AFFALD: {REMARK: text}})
    assert told(collected(plan_of(sent))) == [
        ("forslag", "D-1", "MTU", "Bemærkninger", text, f"MTU 12-01-2027: {text}", note)
    ]


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


@pytest.mark.parametrize(
    ("answer", "written", "note"),
    [
        ("Delvist", "Delvist", ""),
        ("udgår", "Udgår", ""),
        ("delvist – 4 elever hjemtaget", "Delvist", "der står også „4 elever hjemtaget“"),
        ("Udgår, se budgetopfølgning 2", "Udgår", "der står også „se budgetopfølgning 2“"),
    ],
)
def test_a_word_that_the_sheet_offers_is_written_though_no_item_of_the_plan_has_it(sent, answer, written, note):
    returned(sent, "MTU", {AFFALD: {DONE: answer}})
    found = collected(plan_of(sent))
    assert told(found) == [("forslag", "D-1", "MTU", "Afsluttet", answer, written, note)]
    done = merged(approve(found.target, "Ja"))
    assert own_cells(done.target)["H4"] == written


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
        ("skal I pege på", AFFALD, "", "indsatsen er lukket; skriv det selv i planen, og vælg Nej her"),
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


@pytest.mark.parametrize(
    ("here", "there", "later", "chosen", "told_of_it"),
    [
        ("ja", "Nej", "file", "Nej", "I valgte ja i planens Svar, men siden Nej i plan_svar_2027-01-18.xlsx"),
        ("ja", "?", "file", "?", "I valgte ja i planens Svar, men siden ? i plan_svar_2027-01-18.xlsx"),
        ("ja", None, "file", None, "I valgte ja i planens Svar, men siden intet i plan_svar_2027-01-18.xlsx"),
        ("ja", "Ja", "file", "Ja", None),
        (None, "Nej", "file", "Nej", None),
        # Who saves the plan for something else has not chosen in it anew.
        ("ja", "Nej", "plan", None, "I valgte ja i planens Svar og Nej i plan_svar_2027-01-18.xlsx, så vælg igen"),
        ("Nej", None, "plan", "Nej", None),
        (None, "Nej", "plan", "Nej", None),
    ],
)
def test_the_newest_choice_of_a_person_holds_and_what_differs_is_told(sent, here, there, later, chosen, told_of_it):
    returned(sent, "MTU", {AFFALD: {DONE: "Ja"}})
    plan = plan_of(sent)
    collected(plan).target.replace(plan)
    choose(plan, here)
    newer = choose(collected(plan).target, there)
    times = {"plan": 2, "file": 2} | {later: 3}
    for path, hour in ((plan, times["plan"]), (newer, times["file"])):
        os.utime(path, (3600 * hour, 3600 * hour))
    for suggest in (False, True):
        third = collected(plan, suggest=suggest, write=False)
        expected = "Ja" if suggest and not told_of_it and not chosen else chosen
        assert [(row.approved or None, row.note or None) for row in third.decisions] == [(expected, told_of_it)]


def test_an_answer_that_was_refused_beside_the_plan_is_not_approved_by_the_plans_own_svar(sent):
    returned(sent, "MTU", {AFFALD: {DONE: "Ja", REMARK: "Enig"}})
    plan = plan_of(sent)
    collected(plan).target.replace(plan)
    approve(plan, "Ja")
    second = approve(collected(plan).target, {(AFFALD, "MTU", "Afsluttet"): "Nej"})
    merged(second)
    third = collected(plan, write=False)
    assert [(row.reply, row.outcome) for row in third.rows] == [("Enig", ""), ("Ja", "afvist")]


def choose(path, word):
    """Type in Godkend of the only row of Svar, or clear it."""
    book = openpyxl.load_workbook(path)
    head, places = svar_table(book["Svar"])
    book["Svar"].cell(head + 1, places["Godkend"]).value = word
    book.save(path)
    return path


def test_only_proposals_that_nothing_speaks_against_are_approved_on_request(sent):
    returned(sent, "BUU", {SKOLE: {DONE: "Ja"}, ANALYSE: {DONE: "Ja"}})
    returned(sent, "KFU", {SKOLE: {DONE: "Nej"}})
    done = collected(plan_of(sent), suggest=True)
    assert [(row.title, row.approved) for row in done.decisions if row.reply == "Ja"] == [(SKOLE, ""), (ANALYSE, "Ja")]


def test_a_cell_for_which_more_than_one_text_was_answered_and_a_lone_mark_as_a_remark_get_no_yes_on_request(sent):
    returned(sent, "BUU", {SKOLE: {WHEN: "juni 2027"}, ANALYSE: {WHEN: "4. kvartal 2027", REMARK: "x"}})
    returned(
        sent,
        "KFU",
        {SKOLE: {WHEN: "30-06-2027"}, FEST: {WHEN: "4. kvartal 2027", REMARK: "Ja"}, LADE: {WHEN: "Q4 2027"}},
    )
    returned(sent, "MTU", {LADE: {WHEN: "rykket et halvt år"}, AFFALD: {REMARK: "Enig"}})
    done = collected(plan_of(sent), suggest=True, write=False)
    assert {(row.title, row.committee, row.reply): row.approved for row in done.decisions} == {
        (SKOLE, "BUU", "juni 2027"): "",
        (SKOLE, "KFU", "30-06-2027"): "",
        (ANALYSE, "BUU", "4. kvartal 2027"): "Ja",
        (ANALYSE, "BUU", "x"): "",
        (FEST, "KFU", "4. kvartal 2027"): "Ja",
        (FEST, "KFU", "Ja"): "",
        (LADE, "KFU", "Q4 2027"): "",
        (LADE, "MTU", "rykket et halvt år"): "",
        (AFFALD, "MTU", "Enig"): "Ja",
    }


def test_nothing_that_is_assumed_is_approved_on_request(sent):
    rows = sound_plan()
    rows[0]["Indsats"] = "Mere effektiv affaldslogistik i hele kommunen"
    rows[1]["Udvalg"] = "MTU"
    write_plan(plan_of(sent), rows)
    returned(sent, "MTU", {AFFALD: {DONE: "Ja"}, LADE: {WHEN: "efter sommerferien", REMARK: "Enig"}})
    returned(sent, "VPU", {KLIP: {DONE: "Ja"}})
    returned(sent, "BUU", {ANALYSE: {DONE: "Ja, pr. 1. december"}, SKOLE: {DONE: "Ja"}})
    done = collected(plan_of(sent), suggest=True, write=False)
    assert [(str(row.verdict), row.reply, row.approved, row.note) for row in done.decisions] == [
        ("forslag", "Ja", "", "regnet som den samme indsats som den, der blev sendt"),
        ("forslag", "Ja", "", "VPU står ikke ved indsatsen i planen nu"),
        ("forslag", "Ja", "Ja", "også hos KFU"),
        (
            "forslag",
            "Ja, pr. 1. december",
            "",
            "tidspunktet i svaret: 1. december; året er ikke skrevet; læst som 2026",
        ),
        ("forslag", "Enig", "Ja", ""),
        ("forslag", "efter sommerferien", "", "året er ikke skrevet; læst som 2027; også hos KFU"),
    ]


@pytest.mark.parametrize(
    ("answers", "notes"),
    [
        ({WHEN: "juni 2072"}, ["tidspunktet ligger uden for planens år"]),
        ({WHEN: "december 2026"}, ["tidspunktet er forbi"]),
        ({WHEN: "3/9-27 eller 1/10-27"}, ["der står mere end ét tidspunkt"]),
        ({WHEN: "3/9-27 og 1/10-27"}, ["der står mere end ét tidspunkt"]),
        ({WHEN: "juni 2027, men kun måske"}, ["der er taget forbehold i svaret"]),
        ({WHEN: "2. kvartal 2027?"}, ["der står et spørgsmålstegn i svaret"]),
        ({DONE: "ikke relevant"}, ["der står „ikke relevant“, og det er læst som Udgår"]),
        ({REMARK: "Hvem betaler?"}, ["der står et spørgsmålstegn i svaret"]),
        (
            {DONE: "Ja", WHEN: "juni 2027"},
            ["der er også svaret „juni 2027“ under vejledende tidspunkt", "der er også svaret „Ja“ under afsluttet"],
        ),
    ],
)
def test_an_answer_that_something_speaks_against_gets_no_yes_on_request_and_is_told_why(sent, answers, notes):
    returned(sent, "MTU", {AFFALD: answers})
    done = collected(plan_of(sent), suggest=True, write=False)
    assert [(str(row.verdict), row.approved, row.note) for row in done.decisions] == [("forslag", "", n) for n in notes]


@pytest.mark.parametrize(
    "when", ["juni 2027", "efter sommerferien 2027", "1. maj til 1. juni 2027", "maj og juni 2027"]
)
def test_a_plain_time_gets_a_yes_on_request(sent, when):
    returned(sent, "MTU", {AFFALD: {WHEN: when}})
    assert [(row.approved, row.note) for row in collected(plan_of(sent), suggest=True, write=False).decisions] == [
        ("Ja", "")
    ]


def test_a_mark_that_the_status_of_its_item_contradicts_is_told_and_gets_no_yes_on_request(tmp_path):
    def with_status(sheet):
        sheet["J3"] = "Status"
        for row, said in enumerate(("Under forberedelse", None, None, "Ikke igangsat", None, "I gang"), 4):
            sheet.cell(row, 10).value = said

    sent = dispatched(tmp_path, sound_plan(), change=with_status)
    returned(sent, "MTU", {AFFALD: {DONE: "Ja"}})
    returned(sent, "BUU", {SKOLE: {DONE: "Ja"}})
    done = collected(plan_of(sent), suggest=True, write=False)
    assert [(row.title, row.approved, row.note) for row in done.decisions] == [
        (AFFALD, "", "status siger „Under forberedelse“, så ret også Plan!J4 (ellers kommer U301)"),
        (SKOLE, "Ja", "også hos KFU"),
    ]


def test_that_remarks_have_nowhere_to_go_is_said_once_when_it_is_sent_and_when_they_come(tmp_path):
    from udmoentning_xl.outgoing.columns import lines_of_no_remarks

    sent = dispatched(tmp_path, sound_plan(), change=lambda sheet: sheet.delete_cols(9))
    assert list(lines_of_no_remarks(open_plan(plan_of(sent), None, NOW).plan)) == [
        "Planen har ingen kolonne til bemærkninger, så dem, udvalgene skriver, kan ikke føres ind med flet. Sæt en "
        "kolonne „Bemærkninger“ ind, før I sender."
    ]
    returned(sent, "MTU", {AFFALD: {REMARK: "Enig"}, LADE: {REMARK: "Vent"}})
    said = list(collected_lines(collected(plan_of(sent), write=False), open_plan(plan_of(sent), None, NOW).plan))
    assert [line for line in said if "ingen kolonne" in line] == [
        "2 svar kan ikke føres ind: planen har ingen kolonne til bemærkninger. Sæt „Bemærkninger“ ind i planen, og kør "
        "flet igen."
    ]
    plan = open_plan(write_plan(plan_of(sent), sound_plan()), None, NOW).plan
    assert list(lines_of_no_remarks(plan)) == []


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
    assert "Arket Svar har 1 svar: 1 med Nej er ikke ført ind endnu." in said.output.splitlines()
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


def test_a_file_of_an_earlier_dispatch_is_only_counted_once_nothing_in_it_waits(sent):
    returned(sent, "MTU", {AFFALD: {DONE: "Ja", "Type": "Anlæg"}}, name="MTU.xlsx")
    again = dispatched(sent.parent, sound_plan(), date(2027, 1, 8))
    returned(again, "VPU", {KLIP: {DONE: "Ja"}}, name="VPU.xlsx", saved=datetime(2027, 1, 14, 9))
    first = collected(plan_of(sent))
    told_first = [
        "  Udvalg  Fil       Svar  Bemærk",
        "  MTU     MTU.xlsx     1  svar på udsendelsen 01-12-2026, der er kommet en ny 08-01-2027; 1 rettelse i et "
        "hvidt felt",
        "  VPU     VPU.xlsx     1",
    ]
    assert lines(first)[2:5] == told_first
    approve(first.target, {(AFFALD, "MTU", "Afsluttet"): "Ja"})
    assert lines(collected(plan_of(sent), write=False))[2:5] == told_first
    shutil.copy(merged(first.target).target, plan_of(sent))
    assert lines(collected(plan_of(sent), write=False))[2:6] == [
        "  Udvalg  Fil       Svar  Bemærk",
        "  VPU     VPU.xlsx     1",
        "Desuden 1 fil fra tidligere udsendelser uden nyt at tage stilling til.",
        "Mangler svar: BUU, MTU og KFU.",
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
