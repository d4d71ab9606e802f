"""Returned files as people and programs make them: every one is read or told of, and nothing that was typed is lost."""

import shutil
import subprocess
from datetime import date, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from reading.files_made import ole
from returns_made import (
    DONE,
    NOW,
    TITLES,
    WHEN,
    collected,
    dispatched,
    item,
    returned,
    row_of,
    sound_plan,
    table,
    told,
    write_plan,
)

from udmoentning_xl.errors import PlanFileError
from udmoentning_xl.merging.lines import collected_lines
from udmoentning_xl.nearby import opened_elsewhere
from udmoentning_xl.reading import open_plan
from udmoentning_xl.replies.answer import is_asked
from udmoentning_xl.replies.decide import Verdict

WHITE = "rettet i et hvidt felt"
BY_HAND = "ret det selv i planen, hvis det skal stå der"
MOVED = "planen siger noget andet, end der blev sendt"
AFFALD, KLIP, SKOLE, ANALYSE, FEST, LADE = TITLES


@pytest.fixture
def sent(tmp_path):
    return dispatched(tmp_path, sound_plan())


def plan_of(sent):
    return sent.parent / "plan.xlsx"


def lines(done):
    plan = open_plan(done.target.with_name("plan.xlsx"), None, NOW).plan
    return list(collected_lines(done, plan))


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


@pytest.mark.parametrize(
    ("written", "now", "row"),
    [
        (-250, -101, ("til orientering", "-101", "-101", f"{WHITE}; {BY_HAND}")),
        (-250.5, -2101.25, ("til orientering", "-101", "-2.101,25", f"{WHITE}; {BY_HAND}; {MOVED}")),
        (-250.5, -250.5, ("svarer til planen", "-101", "-250,5", "")),
        ("-250.000 kr.", -250, ("svarer til planen", "-101", "-250", "")),
        ("ca. -101", -101, ("til orientering", "-101", "-101", f"{WHITE}; {BY_HAND}")),
        ("?", None, ("til orientering", "-101", "", f"{WHITE}; {BY_HAND}; {MOVED}")),
    ],
)
def test_an_amount_that_is_written_over_is_shown_beside_what_was_sent_and_what_the_plan_says(sent, written, now, row):
    file = returned(sent, "MTU", {AFFALD: {"2027": written}})
    rows = sound_plan()
    write_plan(plan_of(sent), [{**rows[0], "2027": now}, *rows[1:]])
    first = collected(plan_of(sent))
    file.unlink()
    returned(sent, "VPU", {KLIP: {DONE: "Ja"}})
    for done in (first, collected(plan_of(sent))):  # as it comes, and as it stands in Svar of the first time
        found = [one for one in done.decisions if one.field == "2027"]
        assert [(one.verdict, one.sent, one.now, one.note) for one in found] == [row]
        assert not any(map(is_asked, found))


def test_what_is_written_over_what_was_sent_takes_no_answers_place_and_is_at_odds_with_none(sent):
    garbage = "Mere effektiv affaldslogistik"
    returned(sent, "MTU", {garbage: {WHEN: "1. november 2027"}}, name="MTU.xlsx")
    over = {garbage: {"Vejledende tidspunkt": "1. oktober 2027"}}
    returned(sent, "MTU", over, name="MTU igen.xlsx", saved=datetime(2027, 1, 14, 9))
    done = collected(plan_of(sent), write=False)
    assert [(row.verdict, row.reply, row.note) for row in done.decisions] == [
        ("forslag", "1. november 2027", ""),
        ("til orientering", "1. oktober 2027", "rettet i et hvidt felt"),
    ]


def test_where_the_titles_alone_were_sorted_it_is_asked_whose_an_answer_is(tmp_path):
    sent = dispatched(tmp_path, [item(1, "Svømmehal", **{"Vejledende tidspunkt": "maj 2027"}), item(2, "Havnefest")])

    def swap(sheet):
        _, places = table(sheet)
        rows = [row_of(sheet, title) for title in ("Svømmehal", "Havnefest")]
        for row, title in zip(rows, ("Havnefest", "Svømmehal"), strict=True):
            sheet.cell(row, places["Indsats"]).value = title

    returned(sent, "BUU", {"Svømmehal": {DONE: "Ja"}}, swap)
    done = collected(plan_of(sent), write=False)
    answers = [row for row in done.decisions if row.field != "Indsats"]
    assert [(row.verdict, row.item, row.field, row.reply, row.note) for row in answers] == [
        (
            "skal I pege på",
            "",
            "Afsluttet",
            "Ja",
            "titlen i rækken er „Havnefest“, men resten er en anden indsats; hvilken gælder svaret?",
        )
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
    assert note == "KFU!F7:F8 er flettet sammen; svaret gælder hver af rækkerne"


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


@pytest.mark.parametrize("suffix", ["ods", "xlsx", "xls"])
def test_a_file_that_libreoffice_has_saved_is_read(sent, suffix, tmp_path):
    if not shutil.which("soffice"):
        pytest.skip("needs LibreOffice")
    path = returned(sent, "MTU", {AFFALD: {DONE: "Ja", WHEN: datetime(2027, 6, 30)}}, name="svar.xlsx")
    untouched = next(sent.glob("Udmoentningsplan_VPU_*.xlsx"))  # whose formulas have come to something
    out = sent / "andre"
    profile = f"-env:UserInstallation=file://{tmp_path}/profil"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        suffix,
        "--outdir",
        str(out),
        str(path),
        str(untouched),
    ]
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


def test_a_file_without_its_headings_and_items_is_no_answer_and_that_is_said(sent):
    def edit(sheet):
        sheet.delete_rows(table(sheet)[0], 3)

    returned(sent, "MTU", {}, edit)
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
    assert [(row.title, row.write_as) for row in rows] == [(AFFALD, "1. juni 2027"), (LADE, "efter sommerferien 2027")]
    assert all("året er ikke skrevet; læst som 2027" in row.note for row in rows)


def test_a_bare_year_in_a_cell_of_dates_is_that_year_and_no_day_in_1905(sent):
    returned(sent, "MTU", {AFFALD: {WHEN: 2028}, LADE: {"Vejledende tidspunkt": datetime(1905, 7, 21)}})
    done = collected(plan_of(sent), write=False)
    assert [(str(row.verdict), row.reply, row.write_as) for row in done.decisions] == [
        ("forslag", "2028", "2028"),
        ("til orientering", "2029", "2029"),
    ]
    assert done.returns.files[0].notes == (
        "MTU!G7 viser en dag i 1905; det er læst som året 2028",
        "MTU!D8 viser en dag i 1905; det er læst som året 2029",
    )


def coloured_and_struck(sheet):
    """What people do instead of writing: cells coloured, an answer and a row struck out."""
    _, places = table(sheet)
    sheet.cell(row_of(sheet, AFFALD), places[DONE]).fill = PatternFill("solid", fgColor="00B050")
    answer = sheet.cell(row_of(sheet, LADE), places[DONE])
    answer.font = Font(strike=True)
    for heading in ("Indsats", "Vejledende tidspunkt"):
        sheet.cell(row_of(sheet, AFFALD), places[heading]).font = Font(strike=True)


def test_what_is_said_by_colour_or_by_striking_out_is_told_with_its_cell(sent):
    returned(sent, "MTU", {LADE: {DONE: "Ja", WHEN: "maj 2027"}}, coloured_and_struck, name="MTU.xlsx")
    decisions = collected(plan_of(sent), write=False).decisions
    assert [(str(row.verdict), row.title, row.reply, row.place) for row in decisions] == [
        ("forslag", LADE, "maj 2027", "MTU.xlsx, MTU!G8"),
        ("til orientering", AFFALD, "Indsats og Vejledende tidspunkt: teksten er streget over", "MTU.xlsx, MTU!C7"),
        ("til orientering", AFFALD, "Svar: afsluttet: feltet har fået farven grøn", "MTU.xlsx, MTU!F7"),
        ("til orientering", LADE, "Svar: afsluttet: „Ja“ er streget over", "MTU.xlsx, MTU!F8"),
    ]


def test_colours_and_what_is_struck_out_are_told_where_the_dispatch_is_gone(sent):
    path = returned(sent, "MTU", {LADE: {DONE: "Ja"}}, coloured_and_struck)
    place = sent.parent / "andet sted"
    shutil.move(path.parent, place)
    shutil.rmtree(sent)
    assert [(str(row.verdict), row.reply) for row in collected(plan_of(sent), place, write=False).decisions] == [
        ("til orientering", "Indsats og Vejledende tidspunkt: teksten er streget over"),
        ("til orientering", "Svar: afsluttet: feltet har fået farven grøn"),
        ("til orientering", "Svar: afsluttet: „Ja“ er streget over"),
    ]


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
    assert (row.item, row.place) == ("D-1", "MTU svar.xlsx i svar.eml, MTU!F7")


def test_a_mail_without_a_workbook_is_told_with_what_it_has(sent):
    path = returned(sent, "MTU", {AFFALD: {DONE: "Ja"}})
    path.unlink()
    mail = EmailMessage()
    mail.set_content("")
    for subtype, name in (("pdf", "svar.pdf"), ("png", "logo.png")):
        mail.add_attachment(
            b"%", maintype="image" if subtype == "png" else "application", subtype=subtype, filename=name
        )
    path.with_name("svar.eml").write_bytes(mail.as_bytes())
    assert collected(plan_of(sent)).returns.unread == ("svar.eml er en mail uden regneark; den har „svar.pdf“.",)


def mail_to(sent, name, subject, text, **headers):
    """A mail in Retur that has no file."""
    mail = EmailMessage()
    mail["Subject"], mail["From"] = subject, "Sekretariatet <sekretariat@example.dk>"
    mail["Date"] = "Tue, 12 Jan 2027 10:00:00 +0100"
    for header, value in headers.items():
        mail[header.replace("_", "-")] = value
    mail.set_content(text)
    (sent / "Retur").mkdir(exist_ok=True)
    (sent / "Retur" / name).write_bytes(mail.as_bytes())


def test_what_a_committee_writes_in_a_mail_is_an_answer_of_its_own_and_it_is_not_reminded(sent):
    subject = message_from_bytes((sent / "Udmoentningsplan_KFU_2026-12-01.eml").read_bytes(), policy=default)["Subject"]
    mail_to(sent, "SV KFU.eml", f"SV: {subject}", "Hej\n\nLadestandere (D-6): oktober 2027. Resten er uændret.\n")
    returned(sent, "MTU", {LADE: {WHEN: "november 2027"}})
    both = collected(plan_of(sent), suggest=True, write=False)
    assert [(row.reply, row.approved) for row in both.decisions if row.item] == [("november 2027", "")]
    (sent / "Retur" / "Udmoentningsplan_MTU_2026-12-01.xlsx").unlink()
    done = collected(plan_of(sent))
    assert [(str(row.verdict), row.committee, row.field, row.reply, row.place) for row in done.decisions] == [
        (
            "til orientering",
            "KFU",
            "egen tekst",
            "Hej Ladestandere (D-6): oktober 2027. Resten er uændret.",
            "SV KFU.eml",
        )
    ]
    assert [(parcel.committee, done.returns.unread, done.returns.notes) for parcel in done.missing] == [
        (name, (), ()) for name in ("BUU", "VPU", "MTU")
    ]


@pytest.mark.parametrize(
    ("subject", "headers"),
    [("Automatisk svar: {}", {}), ("SV: {}", {"Auto_Submitted": "auto-replied"}), ("Et spørgsmål", {})],
)
def test_a_machine_has_not_answered_and_neither_has_a_mail_of_which_nobody_knows_whose_it_is(sent, subject, headers):
    own = message_from_bytes((sent / "Udmoentningsplan_KFU_2026-12-01.eml").read_bytes(), policy=default)["Subject"]
    mail_to(sent, "SV KFU.eml", subject.format(own), "Jeg er på ferie", **headers)
    done = collected(plan_of(sent), write=False)
    assert (done.decisions, "KFU" in [parcel.committee for parcel in done.missing]) == ((), True)
    assert done.returns.unread == ("SV KFU.eml er en mail uden regneark.",)
    assert done.returns.notes == ("SV KFU.eml har selv tekst, som kun I kan læse: „Jeg er på ferie“",)


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


def copied_without_marks(path, place):
    """A folder with the cells of a returned file in a new workbook, as when somebody copies them."""
    copied = openpyxl.Workbook()
    for row in openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True):
        copied.active.append(row)
    place.mkdir()
    copied.save(place / "Ark1.xlsx")
    return place


def test_a_copy_without_its_marks_is_without_base_when_the_dispatch_is_gone(sent):
    path = returned(sent, "MTU", {AFFALD: {DONE: "Ja"}})
    place = copied_without_marks(path, sent.parent / "ind")
    shutil.rmtree(sent)
    rows = sound_plan()
    rows[5]["Indsats"] = "Ladestandere ved rådhuset og skolen"
    write_plan(plan_of(sent), rows)
    done = collected(plan_of(sent), place)
    assert [(str(row.verdict), row.title, row.item, row.sent) for row in done.decisions] == [
        ("forslag uden grundlag", AFFALD, "D-1", "(kendes ikke)")
    ]


OTHERS = [item(4, AFFALD), item(5, "Ladestandere ved rådhuset og skolen"), item(6, "Svømmehal i Grenaa")]


def from_another_plan(sent, rows):
    """The file of a dispatch of another plan, with an answer to every item, in a folder beside the plan."""
    other, place = sent.parent / "andet", sent.parent / "ind"
    other.mkdir()
    theirs = returned(dispatched(other, rows), "BUU", {row["Indsats"]: {DONE: "Ja"} for row in rows})
    place.mkdir()
    shutil.move(theirs, place / "BUU.xlsx")
    return place, other


def test_a_return_of_another_plan_is_taken_only_at_items_that_are_surely_the_same(sent):
    place, _ = from_another_plan(sent, OTHERS)
    done = collected(plan_of(sent), place)
    assert [(str(row.verdict), row.title, row.item, row.sent) for row in done.decisions] == [
        ("forslag uden grundlag", AFFALD, "D-1", "(kendes ikke)"),
        ("til orientering", OTHERS[1]["Indsats"], "", "(kendes ikke)"),
        ("til orientering", OTHERS[2]["Indsats"], "", "(kendes ikke)"),
    ]
    (line,) = [line for line in lines(done) if "BUU.xlsx" in line]
    assert line.split("     3  ")[1].split("; ") == [
        "udsendelsen, som filen hører til, er ikke fundet, så rettelser i de hvide felter kan ikke ses",
        "2 svar er om indsatser, som ikke med sikkerhed er i planen",
        "de er kun til orientering",
    ]
    assert "Skal I pege på" not in lines(done)
    again = collected(done.target, place)
    assert [(row.verdict, row.item) for row in again.decisions] == [(row.verdict, row.item) for row in done.decisions]


def test_a_dispatch_of_another_plan_in_the_same_folder_is_no_base_and_not_the_one_that_is_waited_for(sent):
    rows = [*OTHERS, item(7, "Skolemad"), item(8, "Cykelstier"), item(9, "Energirenovering")]
    place, other = from_another_plan(sent, rows)
    shutil.move(next(other.glob("Udsendelse_*")), sent.parent / "Udsendelse_2027-01-04")
    done = collected(plan_of(sent), place)
    assert {(str(row.verdict), row.title, row.item) for row in done.decisions} == {
        ("forslag uden grundlag", AFFALD, "D-1"),
        *(("til orientering", row["Indsats"], "") for row in rows[1:]),
    }
    assert done.dispatch
    assert done.dispatch.folder == sent
    assert [parcel.committee for parcel in done.missing] == ["BUU", "VPU", "MTU", "KFU"]


def test_without_the_dispatch_all_that_was_written_is_told_also_in_rows_that_have_lost_their_id(sent):
    def edit(sheet):
        head, places = table(sheet)
        row = row_of(sheet, LADE)
        sheet.cell(row, places["Id"]).value = None
        sheet.cell(row, places[DONE]).comment = Comment("Husk sagen", "KFU")
        sheet.insert_cols(3)
        sheet.cell(head, 3).value = "Vores egne"
        sheet.cell(row, 3).value = "Ring"
        sheet.cell(row + 3, 1).value = "Set af udvalget"

    path = returned(sent, "KFU", {LADE: {WHEN: "maj 2027"}}, edit)
    place = sent.parent / "andet sted"
    shutil.move(path.parent, place)
    shutil.rmtree(sent)
    assert [(str(row.verdict), row.item, row.reply) for row in collected(plan_of(sent), place).decisions] == [
        ("forslag uden grundlag", "D-6", "maj 2027"),
        ("til orientering", "D-6", "Vores egne: Ring"),
        ("til orientering", "D-6", "Kommentar: Husk sagen"),
        ("til orientering", "", "Periode: Set af udvalget"),
    ]


def test_a_file_of_a_body_that_is_only_informed_is_known_and_what_is_written_in_it_is_told(tmp_path):
    rows = sound_plan()
    rows[0]["Udvalg"] = "MTU, HU"
    rows[1]["Udvalg"] = "VPU, HU"
    rows[2]["Udvalg"] = "BUU, HU"
    sent = dispatched(tmp_path, rows)

    def edit(sheet):
        head, _ = table(sheet)
        sheet.cell(head, sheet.max_column + 1).value = "Vores noter"
        sheet.cell(row_of(sheet, KLIP), sheet.max_column).value = "Drøftet i januar"

    returned(sent, "HU", {}, edit)
    done = collected(plan_of(sent), write=False)
    assert [(one.committee, one.number, one.notes) for one in done.returns.files] == [("HU", 0, ())]
    assert [(str(row.verdict), row.title, row.reply) for row in done.decisions] == [
        ("til orientering", KLIP, "Vores noter: Drøftet i januar")
    ]
    assert "HU" not in [parcel.committee for parcel in done.missing]


def test_a_copy_without_its_marks_is_of_the_dispatch_whose_day_stands_in_it(sent):
    dispatched(sent.parent, sound_plan(), date(2026, 12, 15))  # the newer would be taken else
    path = returned(sent, "MTU", {AFFALD: {DONE: "Ja"}})
    place = copied_without_marks(path, sent.parent / "ind")
    path.unlink()
    (file,) = collected(plan_of(sent), place, write=False).returns.files
    assert file.dispatched == date(2026, 12, 1)
