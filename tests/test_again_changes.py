"""The second month: byg compares with the last run, keeps the log, and finds what people typed at its item again."""

import shutil
from pathlib import Path

import openpyxl
import pytest
from again import kvittering, typed
from click.testing import CliRunner
from package_check import faults
from recalculation import recalculated
from test_choices import book as save_rows
from test_choices import choose
from versions.months_made import changed, items, numbered, save, without

from udmoentning_xl.cli import cli
from udmoentning_xl.package.patch import CellAddress

PLAN = [{**item, "done": None} for item in items(24)]
TITLES = [item["title"] for item in PLAN]
LATE = changed(PLAN, TITLES[3], due="1. kvartal 2027")


def run(folder, plan, day, *arguments):
    """Write the plan, run the main job on it, and give what was shown."""
    save(folder / "plan.xlsx", plan)
    result = CliRunner().invoke(cli, [str(folder / "plan.xlsx"), "--dato", day, *arguments])
    assert result.exit_code == 0, result.output
    return result.stdout


def log(path):
    """The rows of Ændringer as dicts, the newest first."""
    sheet = openpyxl.load_workbook(path)["Ændringer"]
    table = sheet[sheet.tables["Aendringer"].ref]
    names = [cell.value for cell in table[0]]
    return [dict(zip(names, (cell.value for cell in row), strict=True)) for row in table[1:]]


def write(path, *cells):
    """Type in the workbook as Excel would: nothing else changes."""
    typed(path, path.with_name("gemt.xlsx"), *cells).replace(path)


def cell(path, what, heading):
    """The cell of Ændringer under a heading in the first row of a kind."""
    sheet = openpyxl.load_workbook(path)["Ændringer"]
    table = sheet[sheet.tables["Aendringer"].ref]
    names = [one.value for one in table[0]]
    row = next(row for row in table if row[names.index("Hvad")].value == what)
    place = row[names.index(heading)] if heading in names else row[-1]
    return CellAddress("Ændringer", place.row, place.column + (heading not in names))


def told(path):
    return [(f"{row['Opgjort']:%m}", row["Hvad"], row["Id nu"], row["Gang nr."]) for row in log(path)]


def figures(path):
    sheet = openpyxl.load_workbook(path)["Oversigt"]
    table = sheet[sheet.tables["Noegletal"].ref]
    return {row[0].value: row[1].value for row in table[1:]}


@pytest.fixture
def result(tmp_path):
    return tmp_path / "plan_udmoentet.xlsx"


def test_the_first_run_has_nothing_to_compare_with(tmp_path, result):
    shown = run(tmp_path, PLAN, "2026-12-01")
    assert "Siden sidst" not in shown
    assert "Ændringer" not in openpyxl.load_workbook(result).sheetnames


def test_each_run_adds_to_the_log_what_has_changed_and_the_ids_follow_the_items(tmp_path, result):
    run(tmp_path, PLAN, "2026-12-01")
    second = changed(changed(PLAN, TITLES[2], due="31-12-2031"), TITLES[4], done="X")
    shown = run(tmp_path, second, "2027-01-01")
    assert "Siden sidst (01-12-2026): 1 afsluttet og 1 udskudt. Se arket Ændringer.\n" in shown
    assert told(result) == [("01", "udskudt", "D-3", 1), ("01", "afsluttet", "H-5", None)]
    third = numbered(without(changed(second, TITLES[2], due="31-12-2032"), TITLES[0]))
    run(tmp_path, third, "2027-02-01")
    assert told(result) == [
        ("02", "væk", None, None),
        ("02", "udskudt", "D-2", 2),
        ("01", "udskudt", "D-2", 1),
        ("01", "afsluttet", "H-4", None),
    ]
    assert faults(result) == []


def test_the_place_of_an_older_change_follows_the_item_and_of_what_is_gone_its_version_is_named(tmp_path, result):
    run(tmp_path, PLAN, "2026-12-01")
    second = changed(PLAN, TITLES[2], due="31-12-2031")
    run(tmp_path, second, "2027-01-01")
    (moved,) = log(result)
    third = without(second, TITLES[0])
    run(tmp_path, third, "2027-02-01")
    sheet, _, at = moved["Sted"].rpartition("!")
    above = f"{sheet}!{at[0]}{int(at[1:]) - 1}"  # a row above it has gone
    assert [(row["Hvad"], row["Sted"]) for row in log(result)] == [
        ("væk", f"{sheet}!D3 (i plan.xlsx, 01-01-2027)"),
        ("udskudt", above),
    ]
    run(tmp_path, third[1:], "2027-03-01")
    assert [(row["Hvad"], row["Sted"]) for row in log(result)][1:] == [
        ("væk", f"{sheet}!D3 (i plan.xlsx, 01-01-2027)"),
        ("udskudt", f"{sheet}!{at[0]}{int(at[1:]) - 2}"),
    ]


def since_on_the_sheets_of_committees(path):
    """What stands in the column Siden sidst of every committee's sheet."""
    found = []
    for sheet in openpyxl.load_workbook(path):
        for ref in (table.ref for table in sheet.tables.values() if table.displayName.startswith("Udvalg_")):
            head, *rows = sheet[ref]
            for cell in head:
                if cell.value == "Siden sidst":
                    found += [row[cell.column - head[0].column].value for row in rows]
    return found


def test_a_run_without_anything_new_says_that_nothing_has_changed_since_the_last_one(tmp_path, result):
    moved = changed(PLAN, TITLES[2], due="31-12-2031")
    run(tmp_path, PLAN, "2026-12-01")
    assert "Siden sidst (01-12-2026): ingen ændring.\n" in run(tmp_path, PLAN, "2026-12-08")
    first = run(tmp_path, moved, "2027-01-01")
    assert "Siden sidst (08-12-2026): 1 udskudt." in first
    assert len(set(filter(None, since_on_the_sheets_of_committees(result)))) == 1
    before, log_before = figures(result), told(result)
    assert run(tmp_path, moved, "2027-01-01") == first  # on the same day it is the same news
    assert (figures(result), told(result)) == (before, log_before)
    for day, last in (("2027-01-08", "01-01-2027"), ("2027-02-01", "08-01-2027")):
        shown = run(tmp_path, moved, day)
        assert f"Siden sidst ({last}): ingen ændring.\n" in shown
        assert "U702" not in shown
        assert since_on_the_sheets_of_committees(result) == []
        assert told(result) == log_before
        assert [name for name in figures(result) if name.startswith("Siden")] == [f"Siden {last}: ændringer"]
        assert "De seneste ændringer er fra 01-01-2027" in openpyxl.load_workbook(result)["Ændringer"]["A2"].value
    sheet = openpyxl.load_workbook(recalculated(result, tmp_path / "regnet"), data_only=True)["Oversigt"]
    assert ("Siden 08-01-2027: ændringer", 0) in [row[:2] for row in sheet.iter_rows(values_only=True)]
    shown = run(tmp_path, changed(moved, TITLES[4], done="X"), "2027-03-01")
    assert "Siden sidst (01-01-2027): 1 afsluttet." in shown


def test_a_run_that_is_not_compared_does_not_say_that_nothing_has_changed(tmp_path, result):
    run(tmp_path, PLAN, "2026-12-01")
    run(tmp_path, changed(PLAN, TITLES[2], due="31-12-2031"), "2027-01-01")
    again = changed(PLAN, TITLES[2], due="31-12-2032")
    assert "ingen ændring" not in run(tmp_path, again, "2027-02-01", "--uden-sammenligning")
    assert not [name for name in figures(result) if name.startswith("Siden")]


def test_what_people_correct_or_delete_in_the_log_stays_so(tmp_path, result):
    run(tmp_path, PLAN, "2026-12-01")
    run(tmp_path, changed(without(PLAN, TITLES[0]), TITLES[2], due="31-12-2031"), "2027-01-01")

    write(
        result, (cell(result, "væk", "I ord"), "er opgivet, jf. ØK 12-12"), (cell(result, "væk", ""), "Husk at spørge")
    )
    shown = run(tmp_path, changed(without(PLAN, TITLES[0]), TITLES[2], due="31-12-2032"), "2027-02-01")
    assert [row["I ord"] for row in log(result) if row["Hvad"] == "væk"] == ["er opgivet, jf. ØK 12-12"]
    assert "U801" in shown
    control = openpyxl.load_workbook(result)["Kontrol"]
    texts = {str(cell.value) for row in control.iter_rows() for cell in row}
    assert any("„Husk at spørge" in text for text in texts)


@pytest.mark.parametrize("day", ["2027-01-01", "2027-02-01"])
def test_what_was_only_read_wrong_is_no_change_once_laesning_is_corrected(tmp_path, result, day):
    headings = ["Nr.", "Indsats", "Udvalg", "Frist", "Fjerpen", "2027", "Afsluttet"]
    rows = [
        [n, f"{name} i byen", "BUU", "1. juni 2027", "2. marts 2028", 100, None] for n, name in enumerate("abcd", 1)
    ]

    def byg(day):
        save_rows(tmp_path / "plan.xlsx", {"Plan": [headings, *rows]})
        return CliRunner().invoke(cli, [str(tmp_path / "plan.xlsx"), "--dato", day]).stdout

    byg("2026-12-01")
    rows[0][3], rows[1][6], rows[2][2] = "1. september 2027", "X", "KFU"
    assert "1 afsluttet, 1 udskudt og 1 anden ændring" in byg("2027-01-01")
    choose(result, {"Frist": "læses ikke", "Fjerpen": "Vejledende tidspunkt"})
    since = "Siden sidst (01-12-2026): 1 afsluttet og 1 anden ændring. Se arket Ændringer."
    kept = [
        ("afsluttet", "b i byen", "er afsluttet"),
        ("udvalg", "c i byen", "er kommet til KFU og er ikke længere hos BUU"),
    ]
    told_once = (
        "1 linje i Ændringer er taget ud: kolonnerne var læst forkert, og det er rettet i Læsning. Hvad der før sidste "
        "kørsel er ændret i de kolonner, der nu bliver læst, er ikke set."
    )
    first = byg(day)
    assert told_once in first
    assert (since in first) == (day == "2027-01-01")
    assert "U702" not in first
    assert "ingen ændring" not in first
    assert [(row["Hvad"], row["Indsats"], row["I ord"]) for row in log(result)] == kept
    rows[3][4] = "2. maj 2028"
    later = byg("2027-03-01")
    assert "taget ud" not in later
    assert [(row["Hvad"], row["I ord"]) for row in log(result)] == [
        ("udskudt", "er udskudt 2 måneder, fra 2. marts til 2. maj 2028"),
        *((what, words) for what, _, words in kept),
    ]
    choose(result, {"Fjerpen": "læses ikke", "Frist": None})
    assert "1 linje i Ændringer er taget ud" in byg("2027-04-01")
    assert [row["Hvad"] for row in log(result)] == ["afsluttet", "udvalg"]


def test_an_answer_is_carried_out_at_the_next_run(tmp_path, result):
    old = [{**PLAN[0], "title": "Klimatilpasningsplan", "text": "", "amounts": {}}, *PLAN[1:]]
    new = numbered([*PLAN[1:], {**old[0], "title": "Revision af klimatilpasning i byerne", "due": "31-12-2031"}])
    run(tmp_path, old, "2026-12-01")
    run(tmp_path, new, "2027-01-01")
    assert [row["Hvad"] for row in log(result)] == ["samme?", "udskudt?"]

    write(result, (cell(result, "samme?", "Samme som"), "A-1"))
    run(tmp_path, new, "2027-01-02")
    assert told(result) == [("01", "omdøbt", "A-24", None), ("01", "udskudt", "A-24", 1)]


def test_without_comparison_the_log_stays_and_nothing_is_added(tmp_path, result):
    run(tmp_path, PLAN, "2026-12-01")
    run(tmp_path, changed(PLAN, TITLES[2], due="31-12-2031"), "2027-01-01")
    run(tmp_path, changed(PLAN, TITLES[2], due="31-12-2032"), "2027-02-01", "--uden-sammenligning")
    assert told(result) == [("01", "udskudt", "D-3", 1)]


def test_a_plan_that_is_hardly_the_same_is_not_compared_and_that_is_said(tmp_path, result):
    run(tmp_path, PLAN, "2026-12-01")
    fresh = [{**item, "text": "Nyt."} for item in items(200, 9) if item["title"] not in TITLES][:11]
    shown = run(tmp_path, numbered([*PLAN[:13], *fresh]), "2027-01-01")
    assert "indsatser kan ikke genkendes. Planen er ikke sammenlignet med sidste kørsel." in shown
    assert "Ændringer" not in openpyxl.load_workbook(result).sheetnames


def test_where_the_plan_is_the_last_result_it_is_compared_with_the_file_that_was_made_of(tmp_path):
    run(tmp_path, PLAN, "2026-12-01")
    work = tmp_path / "plan_udmoentet.xlsx"
    row = next(row[0].row for row in openpyxl.load_workbook(work)["Plan"].iter_rows() if row[3].value == TITLES[2])
    write(work, (CellAddress("Plan", row, 8), "31-12-2031"))
    shown = CliRunner().invoke(cli, [str(work), "--dato", "2027-01-01"]).stdout
    assert "Siden sidst (01-12-2026): 1 udskudt." in shown
    assert told(tmp_path / "plan_udmoentet_2027-01-01.xlsx") == [("01", "udskudt", "D-3", 1)]


# -- what is shown ----------------------------------------------------------------------------------------------------


def busy(folder):
    run(folder, changed(PLAN, TITLES[7], due="30-06-2028"), "2026-12-01")
    second = changed(PLAN, TITLES[7], due="31-12-2028", amounts={2027: 500, 2028: 2_000_000})
    run(folder, changed(second, TITLES[4], done="X"), "2027-01-01")
    third = changed(changed(second, TITLES[7], due="31-03-2029"), TITLES[8], done="X")
    run(folder, without(third, TITLES[0]), "2027-02-01")


def test_oversigt_counts_what_has_happened_since_last_and_leaves_out_what_has_not(tmp_path, result):
    busy(tmp_path)
    written = openpyxl.load_workbook(result, data_only=True)
    computed = openpyxl.load_workbook(recalculated(result, tmp_path), data_only=True)
    for book in (written, computed):
        sheet = book["Oversigt"]
        rows = [[cell.value for cell in row] for row in sheet["A7:B30"]]
        own = {str(name): value for name, value in rows if name and str(name).startswith(("Siden", "Andel"))}
        assert own == {
            "Siden 01-01-2027: afsluttet": 1,
            "Siden 01-01-2027: genåbnet": 1,
            "Siden 01-01-2027: udskudt": 1,
            "Siden 01-01-2027: væk uden at være afsluttet": 1,
            "Siden 01-01-2027: måneder, der er udskudt i alt": 3,
            "Andel afsluttet til det første tidspunkt": 1,
        }


def test_a_committees_sheet_tells_of_its_own_items_only(tmp_path, result):
    busy(tmp_path)
    book = openpyxl.load_workbook(result)
    found = {}
    for short in {short for item in PLAN for short in item["bodies"]}:
        rows = list(book[short].iter_rows(values_only=True))
        head = next(row for row in rows if row[0] == "Periode")
        if "Siden sidst" in head:
            place = head.index("Siden sidst")
            found[short] = {row[2]: row[place] for row in rows[rows.index(head) + 1 :] if row[place]}
    moved = {TITLES[7]: "Udskudt 3 måneder, fra 31. december 2028 til 31. marts 2029"}
    done, back = {TITLES[8]: found_text(found, TITLES[8])}, {TITLES[4]: "Ikke længere afsluttet"}
    for short, own in found.items():
        mine = {item["title"] for item in PLAN if short in item["bodies"]}
        assert own == {title: text for title, text in (moved | done | back).items() if title in mine}
    assert done[TITLES[8]].startswith("Afsluttet til tiden")


def test_what_an_item_said_while_it_was_closed_is_not_told_on_the_sheet_of_a_committee(tmp_path, result):
    run(tmp_path, PLAN, "2026-12-01")
    closed = {"text": "Lukket punkt. Forhandles med ejeren.", "amounts": {2027: 7_777_000}, "due": "31-12-2030"}
    run(tmp_path, changed(PLAN, TITLES[2], **closed), "2027-01-01")
    run(tmp_path, changed(PLAN, TITLES[2], amounts={2027: 1_500_000}, due="30-06-2030"), "2027-02-01")
    assert set(since_on_the_sheets_of_committees(result)) - {None} == {"Kommet til siden sidst"}
    assert "beløb" in [row["Hvad"] for row in log(result)]


def test_the_sheet_of_a_committee_does_not_say_what_an_item_was_called(tmp_path, result):
    run(tmp_path, PLAN, "2026-12-01")
    run(tmp_path, changed(PLAN, TITLES[2], title=TITLES[2] + " i Kvistrup"), "2027-01-01")
    assert set(since_on_the_sheets_of_committees(result)) - {None} == {"Har fået ny titel"}


def found_text(found, title):
    return next(own[title] for own in found.values() if title in own)


def test_the_chart_of_the_trend_has_a_line_for_each_item_that_has_moved(tmp_path, result):
    busy(tmp_path)
    sheet = openpyxl.load_workbook(result)["Ændringer"]
    table = [[cell.value for cell in row] for row in sheet[sheet.tables["Milepaele"].ref]]
    assert table[0] == ["Id nu", "Indsats", "01-12-2026", "01-01-2027", "01-02-2027"]
    assert [f"{day:%d-%m-%Y}" for day in table[1][2:]] == ["30-06-2028", "31-12-2028", "31-03-2029"]
    assert len(sheet._charts) == 1
    assert len(sheet._charts[0].series) == len(table) - 1 == 1


# -- what people typed finds its item again ---------------------------------------------------------------------------


def test_a_hovedpunkt_that_is_renamed_and_renamed_back_on_one_day_is_no_change(tmp_path, result):
    renamed = [{**item, "section": item["section"].replace("Klima", "Natur")} for item in PLAN]
    run(tmp_path, PLAN, "2026-12-01")
    run(tmp_path, renamed, "2027-01-05")
    assert [(row["Hvad"], row["Før"], row["Nu"]) for row in log(result)] == [
        ("hovedpunkt", "Klima, miljø og byg", "Natur, miljø og byg")
    ]
    shown = run(tmp_path, PLAN, "2027-01-05")
    assert [row["I ord"] for row in log(result) if row["Hvad"]] == []
    assert "andre ændringer" not in shown


def test_the_day_of_the_last_run_is_read_off_its_sheets_where_another_program_has_lost_what_is_kept(tmp_path, result):
    run(tmp_path, PLAN, "2026-10-01")
    book = openpyxl.load_workbook(result)
    book.save(result)  # without what Excel keeps
    shown = run(tmp_path, changed(PLAN, PLAN[4]["title"], due="2. kvartal 2029"), "2027-01-05")
    assert "Siden sidst (01-10-2026): " in shown


def test_the_headings_of_the_log_stand_on_each_page_that_is_printed(tmp_path, result):
    run(tmp_path, PLAN, "2026-12-01")
    run(tmp_path, changed(PLAN, PLAN[4]["title"], due="2. kvartal 2029"), "2027-01-05")
    sheet = openpyxl.load_workbook(result)["Ændringer"]
    head = sheet[sheet.tables["Aendringer"].ref][0][0].row
    assert sheet.print_title_rows == f"${head}:${head}"


def signed_rows(path):
    sheet = openpyxl.load_workbook(path)["Kontrol"]
    table = [[cell.value for cell in row] for row in sheet[sheet.tables["Kontrol"].ref]]
    names = table[0]
    return [
        (row[names.index("Kode")], row[names.index("Id")], row[names.index("Indsats")], row[names.index("Kvittering")])
        for row in table[1:]
        if row[names.index("Kvittering")]
    ]


def test_a_signature_and_a_note_follow_their_item_when_the_plan_is_numbered_anew(tmp_path, result):
    run(tmp_path, LATE, "2027-06-01")
    signed = kvittering(result, "U201", "A-4")
    sheet = openpyxl.load_workbook(result)["Samlet plan"]
    head = next(row for row in sheet.iter_rows() if "Id" in [cell.value for cell in row])
    places = {cell.value: cell.column for cell in head}
    row = next(row for row in sheet.iter_rows(min_row=head[0].row + 1) if row[places["Id"] - 1].value == "H-5")
    note = CellAddress("Samlet plan", row[0].row, places["Bemærkninger"])
    write(result, (signed, "Aftalt med direktionen"), (note, "Ring til Vej og Park"))
    anew = numbered([{**PLAN[0], "title": "Sommerskole", "text": "Ny.", "amounts": {}}, *reversed(LATE)])
    ids = {item["title"]: item["nr"] for item in anew}
    shown = run(tmp_path, anew, "2027-06-02")
    assert signed_rows(result) == [("U201", f"A-{ids[TITLES[3]]}", TITLES[3], "Aftalt med direktionen")]
    line = next(line for line in shown.split("\n") if "Ring til Vej og Park" in line)
    assert f" H-{ids[TITLES[4]]} " in line


def test_a_signature_does_not_pass_to_the_item_that_has_taken_the_number(tmp_path, result):
    run(tmp_path, LATE, "2027-06-01")
    write(result, (kvittering(result, "U201", "A-4"), "Aftalt"))
    other = changed(LATE, TITLES[3], title="Havnefest", text="En fest.", amounts={2027: 1_000}, bodies=("VPU",))
    shown = run(tmp_path, other, "2027-06-02")
    assert signed_rows(result) == []
    assert "Kvitteringer, der ikke længere er brug for: 1" in shown or "Aftalt" in shown


def test_a_result_under_another_name_has_what_was_typed_in_the_usual_one(tmp_path, result):
    run(tmp_path, LATE, "2027-06-01")
    write(result, (kvittering(result, "U201", "A-4"), "Aftalt"))
    other = tmp_path / "andet.xlsx"
    run(tmp_path, LATE, "2027-06-02", "-o", str(other))
    assert signed_rows(other) == [("U201", "A-4", TITLES[3], "Aftalt")]
    assert signed_rows(result) == [("U201", "A-4", TITLES[3], "Aftalt")]


def test_the_source_is_never_written_to(tmp_path):
    busy(tmp_path)
    before = (tmp_path / "plan.xlsx").read_bytes()
    shutil.copy(tmp_path / "plan.xlsx", tmp_path / "kopi.xlsx")
    CliRunner().invoke(cli, [str(tmp_path / "plan.xlsx"), "--dato", "2027-03-01"])
    assert (tmp_path / "plan.xlsx").read_bytes() == before
    assert Path(tmp_path / "kopi.xlsx").read_bytes() == before


def test_an_answer_under_samme_som_that_is_not_understood_is_told(tmp_path):
    run(tmp_path, PLAN, "2026-10-01")
    run(tmp_path, without(PLAN, TITLES[5]), "2026-11-01")
    result = tmp_path / "plan_udmoentet.xlsx"
    write(result, (cell(result, "væk", "Samme som"), "væk"))
    assert (
        f"Arket Ændringer siger „væk“ under Samme som ved „{TITLES[5]}“, og det er ikke forstået. Skriv et id fra "
        "arket; er en indsats taget ud af planen, så kvittér ved fundet U701.\n"
    ) in run(tmp_path, without(PLAN, TITLES[5]), "2026-12-01")
