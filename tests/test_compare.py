"""sammenlign as an office uses it: two plans, a year of them, another layout, and the answers to what was asked."""

import csv
import io
import json
import os
import shutil
from datetime import date, datetime

import openpyxl
import pytest
from again import typed
from click.testing import CliRunner
from merging.returns_made import DONE, TITLES, WHEN, approve, dispatched, returned, sound_plan
from test_choices import book, choose
from versions.months_made import HEADINGS, changed, items, numbered, save, without, write

from udmoentning_xl.cli import cli
from udmoentning_xl.package.patch import CellAddress


def run(*arguments):
    return CliRunner().invoke(cli, ["sammenlign", *(str(argument) for argument in arguments)])


def lines(*arguments):
    """What is shown, less where it was written and blank lines."""
    result = run(*arguments)
    assert result.exit_code == 0, result.output
    return [line for line in result.stdout.split("\n") if line and not line.startswith("Skrevet: ")]


def told(*arguments):
    """(what, item, item before, title) of each change, as the public contract tells it."""
    data = json.loads(run(*arguments, "--format", "json").stdout)
    return [(one["what"], one["item"], one["item_before"], one["title"]) for one in data["changes"]]


PLAN = items(24)
FIRST = PLAN[0]["title"]


@pytest.fixture
def dec(tmp_path):
    return save(tmp_path / "plan_2026-12-01.xlsx", PLAN)


def jan(tmp_path, plan, **how):
    return save(tmp_path / "plan_2027-01-01.xlsx", plan, **how)


# -- two plans --------------------------------------------------------------------------------------------------------


def test_a_plan_and_itself_have_no_difference_also_in_another_layout(tmp_path, dec):
    turned = tuple(reversed(HEADINGS))
    same = jan(tmp_path, sorted(numbered(PLAN), key=lambda item: item["title"]), headings=turned, sheet="Oversigten")
    assert lines(dec, same) == [
        "Sammenlignet: plan_2026-12-01.xlsx (dato i filnavnet 01-12-2026) → plan_2027-01-01.xlsx (dato i filnavnet "
        "01-01-2027)",
        "24 indsatser dengang, 24 nu; 24 er de samme.",
        "Ingen forskel.",
    ]
    assert sorted(tmp_path.iterdir()) == [dec, same]


def test_a_plan_split_into_sheets_by_kind_has_no_difference(tmp_path, dec):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for kind, name in (("D", "Drift"), ("A", "Anlæg"), ("H", "Hensigt")):
        write(book.create_sheet(name), [item for item in PLAN if item["type"] == kind])
    book.save(tmp_path / "plan_2027-01-01.xlsx")
    assert lines(dec, tmp_path / "plan_2027-01-01.xlsx")[-1] == "Ingen forskel."


def test_what_is_done_to_a_plan_in_a_month_is_told_in_the_words_of_a_colleague(tmp_path, dec):
    titles = [item["title"] for item in PLAN]
    plan = without(PLAN, titles[1])
    plan = changed(plan, titles[3], due="31-12-2031", done=None)
    plan = changed(plan, titles[4], done="X")
    plan = changed(plan, titles[6], bodies=("MTU", "VPU"))
    plan = numbered([{**items(60)[-1], "title": "Sommerskole for 6. klasse", "amounts": {}, "type": "H"}, *plan])
    shown = lines(dec, jan(tmp_path, plan))
    assert shown[1] == "24 indsatser dengang, 24 nu; 23 er de samme. Numrene er givet om; det gør ingen forskel."
    attention = shown.index("Kræver opmærksomhed")
    assert shown[attention + 1].startswith(f"  VÆK       H-2       {titles[1]}: står ikke i planen mere og var ikke ")
    assert "Tidspunkter: 1 udskudt, 0 rykket frem" in shown
    assert shown[shown.index("Tidspunkter: 1 udskudt, 0 rykket frem") + 1].endswith(
        " → 31-12-2031   " + shown[shown.index("Tidspunkter: 1 udskudt, 0 rykket frem") + 1].rpartition("   ")[2]
    )
    assert "Afsluttet siden sidst: 1   (H-5)" in shown
    assert "Udvalg: 1 indsats" in shown
    assert shown[-1] == "  H-1       Sommerskole for 6. klasse: er ny i planen"


def test_backwards_new_is_gone_and_later_is_earlier(tmp_path, dec):
    plan = numbered(changed(without(PLAN, FIRST), PLAN[2]["title"], due="31-12-2031"))
    other = jan(tmp_path, plan)
    there = told(dec, other)
    shutil.copy(dec, tmp_path / "plan_2027-02-01.xlsx")
    back = told(other, tmp_path / "plan_2027-02-01.xlsx")
    mirror = {"væk": "ny", "ny": "væk", "udskudt": "fremrykket"}
    assert [(mirror[what], then, now, title) for what, now, then, title in there] == back
    assert [what for what, *_ in there] == ["væk", "udskudt"]


def test_the_whole_of_a_change_stands_in_the_public_contract(tmp_path, dec):
    plan = changed(PLAN, PLAN[2]["title"], due="31-12-2031", amounts={2027: 1_000})
    data = json.loads(run(dec, jan(tmp_path, plan), "--format", "json").stdout)
    assert data["versions"] == [
        {"as_of": "2026-12-01", "name": "plan_2026-12-01.xlsx", "items": 24, "changes": 0},
        {"as_of": "2027-01-01", "name": "plan_2027-01-01.xlsx", "items": 24, "changes": 2},
    ]
    assert data["asked"] == []
    money = data["changes"][1]
    assert {
        key: money[key] for key in ("as_of", "what", "item", "item_before", "title", "after", "times", "place")
    } == {
        "as_of": "2027-01-01",
        "what": "beløb",
        "item": "D-3",
        "item_before": "D-3",
        "title": PLAN[2]["title"],
        "after": "2027: 1.000 kr.",
        "times": None,
        "place": "Plan!I5",
    }
    assert not list(tmp_path.glob("*_aendringer*"))


def test_csv_is_as_danish_excel_reads_it(tmp_path, dec):
    out = run(
        dec, jan(tmp_path, changed(PLAN, FIRST, title="@SUM havnefest", text="Nyt.", nr=99)), "--format", "csv"
    ).stdout
    assert (
        out.splitlines()[0] == "\ufeffopgjort;indsats;id_nu;id_før;udvalg;hvad;før;nu;måneder;kroner;i_ord;gang_nr;sted"
    )
    rows = list(csv.reader(io.StringIO(out[1:]), delimiter=";"))
    assert ["'@SUM havnefest", "ny"] in [[row[1], row[5]] for row in rows]


def test_only_the_items_of_some_committees(tmp_path, dec):
    plan = [{**item, "due": "31-12-2031"} for item in PLAN]
    shown = told(dec, jan(tmp_path, plan), "--udvalg", "BUU,KFU")
    wanted = {item["title"] for item in PLAN if {"BUU", "KFU"} & set(item["bodies"])}
    assert {title for *_, title in shown} == wanted
    assert 0 < len(wanted) < 24


def test_something_that_needs_attention_ends_with_code_1_when_asked_to_be_strict(tmp_path, dec):
    later = jan(tmp_path, changed(PLAN, FIRST, due="31-12-2031"))
    assert run(dec, later, "--streng").exit_code == 0
    assert run(dec, jan(tmp_path, without(PLAN, FIRST)), "--streng").exit_code == 1


# -- what is asked ----------------------------------------------------------------------------------------------------


def answer(path, text):
    book = openpyxl.load_workbook(path)
    sheet = book["Ændringer"]
    head = next(row for row in sheet.iter_rows() if row[0].value == "Opgjort")
    places = {cell.value: cell.column for cell in head}
    for row in range(head[0].row + 1, sheet.max_row + 1):
        if sheet.cell(row, places["Hvad"]).value == "samme?":
            sheet.cell(row, places["Samme som"]).value = text
    book.save(path)


def test_an_answer_in_the_sheet_is_carried_out_at_the_next_run(tmp_path):
    old = [{**PLAN[0], "title": "Klimatilpasningsplan", "text": "", "amounts": {}}, *PLAN[1:]]
    new = numbered([*PLAN[1:], {**old[0], "title": "Revision af klimatilpasning i byerne", "due": "31-12-2031"}])
    pair = save(tmp_path / "plan_2026-12-01.xlsx", old), jan(tmp_path, new)
    first = lines(*pair)
    assert (
        "  SAMME?    A-1       Klimatilpasningsplan: ligner A-24 „Revision af klimatilpasning i byerne“. Svar i arket"
        in (first[first.index("Kræver opmærksomhed") + 1])
    )
    written = tmp_path / "plan_2027-01-01_aendringer.xlsx"
    answer(written, "A-1")
    assert [what for what, *_ in told(*pair)] == ["omdøbt", "udskudt"]
    for _ in range(3):  # and stays carried out, though the question is gone
        run(*pair)
        assert [what for what, *_ in told(*pair)] == ["omdøbt", "udskudt"]


@pytest.mark.parametrize(("said", "kinds"), [("A-1", ["omdøbt", "udskudt"]), ("ny", ["væk", "ny"])])
def test_what_has_been_answered_in_the_result_of_byg_is_not_asked_again(tmp_path, said, kinds):
    old = [{**PLAN[0], "title": "Klimatilpasningsplan", "text": "", "amounts": {}}, *PLAN[1:]]
    new = numbered([*PLAN[1:], {**old[0], "title": "Revision af klimatilpasning i byerne", "due": "31-12-2031"}])
    newest = tmp_path / "plan_2027-01-01.xlsx"
    for plan, day in ((old, "2026-12-07"), (new, "2027-01-08")):
        save(newest, plan)
        assert CliRunner().invoke(cli, [str(newest), "--dato", day]).exit_code == 0
    pair = save(tmp_path / "gammel" / "plan_2026-12-01.xlsx", old), newest
    result = tmp_path / "plan_2027-01-01_udmoentet.xlsx"
    assert "samme?" in [what for what, *_ in told(*pair)]
    answer(result, said)
    assert [what for what, *_ in told(*pair)] == kinds
    assert CliRunner().invoke(cli, [str(newest), "--dato", "2027-02-01"]).exit_code == 0
    assert [what for what, *_ in told(*pair)] == kinds


def test_what_people_correct_in_the_sheet_stays_and_what_they_add_is_not_overwritten(tmp_path, dec):
    later = jan(tmp_path, changed(PLAN, FIRST, due="31-12-2031"))
    written = tmp_path / "plan_2027-01-01_aendringer.xlsx"
    run(dec, later)

    def cell(row, column):
        sheet = openpyxl.load_workbook(written)["Ændringer"]
        head = next(line[0].row for line in sheet.iter_rows() if line[0].value == "Opgjort")
        return CellAddress("Ændringer", head + row, column)

    typed(written, tmp_path / "gemt.xlsx", (cell(1, 11), "er aftalt med KFU")).replace(written)
    run(dec, later)
    texts = {str(one.value) for row in openpyxl.load_workbook(written)["Ændringer"].iter_rows() for one in row}
    assert "er aftalt med KFU" in texts
    typed(written, tmp_path / "gemt.xlsx", (cell(1, 16), "Husk at spørge")).replace(written)
    assert sentence(dec, later, "-o", written).startswith(
        f"{written} har noget, som I selv har skrevet eller sat ind (Æn"
    )
    run(dec, later)
    assert (tmp_path / "plan_2027-01-01_aendringer-2.xlsx").exists()


def test_a_part_of_the_changes_is_not_written_over_the_whole(tmp_path, dec):
    later = jan(tmp_path, [{**item, "due": "31-12-2031"} for item in PLAN])
    assert lines(dec, later, "--udvalg", "buu")[-1] == "Kun indsatser hos de valgte udvalg er vist."
    assert not list(tmp_path.glob("*_aendringer*"))


OWN = [item["title"] for item in PLAN if "BUU" in item["bodies"]]
CLOSED = {"text": "Lukket punkt. Forhandles med ejeren.", "amounts": {2027: 7_777_000}}


def test_what_is_or_was_closed_is_not_told_of_the_items_of_some_committees(tmp_path, dec):
    january = jan(tmp_path, changed(PLAN, OWN[0], **CLOSED))
    later = changed(changed(PLAN, OWN[0], amounts={2027: 1_500_000}), OWN[1], due="31-12-2031")
    february = save(tmp_path / "plan_2027-02-01.xlsx", changed(later, OWN[2], **CLOSED))
    done = run(dec, january, february, "--udvalg", "BUU", "-o", tmp_path / "buu.xlsx")
    assert "2 af indsatserne er eller har været lukket eller holdt tilbage og er ikke vist.\n" in done.stdout
    written = {str(cell.value) for row in openpyxl.load_workbook(tmp_path / "buu.xlsx")["Ændringer"] for cell in row}
    assert written & {OWN[0], OWN[1], OWN[2]} == {OWN[1]}
    assert not [text for text in written if "7.777" in text]
    assert {title for *_, title in told(dec, january, february)} == {OWN[0], OWN[1], OWN[2]}


def test_versions_of_one_day_keep_what_was_closed_in_the_first_of_them(tmp_path, dec):
    first = save(tmp_path / "a.xlsx", changed(PLAN, OWN[0], **CLOSED))
    second = save(tmp_path / "b.xlsx", without(PLAN, OWN[0]))
    third = save(tmp_path / "c.xlsx", without(changed(PLAN, OWN[1], due="31-12-2031"), OWN[0]))
    back = save(tmp_path / "d.xlsx", changed(PLAN, OWN[1], due="31-12-2031"))
    for path in (first, second, third, back):
        os.utime(path, (1_800_000_000, 1_800_000_000))
    for versions, told_too in (
        ((first, second, third), {OWN[1]}),
        ((first, second), set()),
        ((first, second, back), {OWN[1]}),
    ):
        done = run(*versions, "--udvalg", "BUU", "-o", tmp_path / "buu.xlsx")
        assert "1 af indsatserne er eller har været lukket eller holdt tilbage og er ikke vist.\n" in done.stdout
        rows = openpyxl.load_workbook(tmp_path / "buu.xlsx")["Ændringer"].values
        assert {str(value) for row in rows for value in row} & {OWN[0], OWN[1]} == told_too


# -- what is corrected in Læsning --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("corrected", "sheets", "given"),
    [
        ("plan_2027-01-01", ("Plan", "Plan"), ("plan_2026-12-01.xlsx", "plan_2027-01-01.xlsx")),
        ("plan_2026-12-01", ("Plan", "Plan"), ("plan_2026-12-01.xlsx", "plan_2027-01-01.xlsx")),
        ("plan_2027-01-01", ("December", "Januar"), ("plan_2026-12-01.xlsx", "plan_2027-01-01.xlsx")),
        ("plan_2027-01-01", ("Plan", "Plan"), ("plan_2026-12-01.xlsx", "plan_2027-01-01_udmoentet.xlsx")),
        ("plan_2027-01-01", ("Plan", "Plan"), (".",)),
    ],
)
def test_all_versions_are_read_as_somebody_has_corrected_in_laesning_of_any_result(tmp_path, corrected, sheets, given):
    headings = ["Nr.", "Indsats", "Udvalg", "Frist", "Fjerpen", "2027"]
    rows = [[n, f"{name} i byen", "BUU", "1. juni 2027", "2. marts 2027", 100] for n, name in enumerate("abc", 1)]
    book(tmp_path / "plan_2026-12-01.xlsx", {sheets[0]: [headings, *rows]})
    rows[0][3], rows[1][4] = "1. september 2027", "2. december 2027"
    book(tmp_path / "plan_2027-01-01.xlsx", {sheets[1]: [headings, *rows]})
    for name in ("plan_2026-12-01", "plan_2027-01-01"):
        assert CliRunner().invoke(cli, [str(tmp_path / f"{name}.xlsx"), "--dato", name[-10:]]).exit_code == 0
    choose(tmp_path / f"{corrected}_udmoentet.xlsx", {"Frist": "læses ikke", "Fjerpen": "Vejledende tidspunkt"})
    shown = lines(*(tmp_path / name for name in given))
    assert [line for line in shown if " → " in line][1:] == [
        f"  {'I-2':<8}  {'b i byen':<44}  02-03-2027 → 02-12-2027   9 måneder"
    ]
    chosen = "„Frist“ (læses ikke) og „Fjerpen“ (Vejledende tidspunkt)"
    assert f"Alle versioner er læst, som I har rettet i Læsning: {chosen}." in shown


# -- many plans -------------------------------------------------------------------------------------------------------


def year(folder):
    """Half a year of one plan, with what is true of it."""
    bodies = {"KFU": "KEU", "EAU": "KEU"}
    start = [{**item, "due": "30-06-2027" if n == 2 else item["due"]} for n, item in enumerate(PLAN)]
    often, shut, open_, fine, whole, called, back = (start[n]["title"] for n in (2, 4, 5, 7, 8, 10, 11))
    start = changed(start, whole, amounts={2027: 300_000, 2028: 300_000}, type="D", text="Klip til hjælp.")
    months = [changed(start, shut, done="X")]
    second = changed(without(months[0], open_), often, due="30-09-2027")
    months.append(changed(second, shut, done=None))
    third = changed(months[-1], called, title=f"{called} i hele kommunen")
    months.append(changed(third, often, due="31-12-2027"))
    fourth = changed(without(months[-1], back), often, due="31-03-2028")
    halves = (("for børn", {2027: 100_000, 2028: 100_000}), ("for voksne", {2027: 200_000, 2028: 200_000}))
    one = next(item for item in fourth if item["title"] == whole)
    fourth = [*without(fourth, whole), *({**one, "title": f"{whole} {end}", "amounts": sums} for end, sums in halves)]
    months.append(
        [{**item, "bodies": tuple(dict.fromkeys(bodies.get(one, one) for one in item["bodies"]))} for item in fourth]
    )
    fifth = changed(changed(months[-1], fine, done="X"), often, due="30-06-2029")
    months.append(numbered(sorted(fifth, key=lambda item: item["title"])))
    again = next(item for item in start if item["title"] == back)
    months.append([*without(months[-1], fine), {**again, "nr": 99, "bodies": ("MTU",)}])
    for number, plan in enumerate(months, 1):
        save(folder / f"plan 2027-{number:02}-01.xlsx", plan)
    return often, shut, open_, fine, whole, called, back


def test_half_a_year_of_a_plan_is_told_as_it_was(tmp_path):
    often, shut, open_, fine, whole, called, back = year(tmp_path)
    data = json.loads(run(tmp_path, "--format", "json").stdout)
    assert [one["as_of"] for one in data["versions"]] == [f"2027-{month:02}-01" for month in range(1, 7)]
    seen = {(one["as_of"][5:7], one["what"], one["title"]) for one in data["changes"]}
    assert {one for one in seen if one[2] == often} == {(f"0{month}", "udskudt", often) for month in (2, 3, 4, 5)}
    assert max(one["times"] or 0 for one in data["changes"]) == 4
    assert ("02", "genåbnet", shut) in seen
    assert ("02", "væk", open_) in seen
    assert ("05", "afsluttet", fine) in seen
    assert ("06", "væk", fine) in seen
    assert ("03", "omdøbt", f"{called} i hele kommunen") in seen
    assert {(one["as_of"][5:7], one["title"], one["what"]) for one in data["asked"]} == {("04", whole, "samme?")}
    assert {one["sentence"] for one in data["changes"] if one["title"] == "(hele planen)"} == {
        next(one["sentence"] for one in data["changes"] if one["title"] == "(hele planen)")
    }
    assert next(one for one in data["changes"] if one["title"] == "(hele planen)")["sentence"].startswith(
        "EAU og KFU er "
    )
    assert ("06", "tilbage", back) in seen
    counts = {what: sum(one == what for _, one, _ in seen) for what in ("væk", "ny", "udskudt", "afsluttet")}
    assert counts == {"væk": 3, "ny": 0, "udskudt": 4, "afsluttet": 1}
    shown = lines(tmp_path)
    line = shown[shown.index("Udskudt igen og igen") + 1]
    assert line.endswith(f"{often}: udskudt 4 gange, fra 30-06-2027 til 30-06-2029 (24 måneder)")
    alarms = [row for row in shown if row.startswith("  VÆK")]
    assert [title for title in (open_, back, fine) if any(title in row for row in alarms)] == [open_, back]


def test_an_item_that_changes_in_several_versions_is_counted_once_beside_its_changes(tmp_path, dec):
    other = next(item["title"] for item in PLAN[1:] if item["amounts"])
    first = next(item for item in PLAN if item["amounts"] and item["title"] != other)["title"]
    second = changed(changed(PLAN, first, due="31-12-2031", amounts={2027: 1000}), other, amounts={2027: 5000})
    jan(tmp_path, second)
    save(tmp_path / "plan_2027-02-01.xlsx", changed(second, first, due="31-12-2032", amounts={2027: 2000}))
    shown = lines(tmp_path)
    assert "Tidspunkter: 2 udskudt, 0 rykket frem (1 indsats, 2 ændringer)" in shown
    assert any(line.startswith("Beløb: 2 indsatser, 3 ændringer, i alt ") for line in shown)
    two = lines(dec, tmp_path / "plan_2027-01-01.xlsx")
    assert "Tidspunkter: 1 udskudt, 0 rykket frem" in two
    assert any(line.startswith("Beløb: 2 indsatser, i alt ") for line in two)


def test_the_order_is_that_of_the_days_whatever_the_order_of_the_files(tmp_path, dec):
    later = jan(tmp_path, changed(PLAN, FIRST, due="31-12-2031"))
    turned = (
        "Den ældste er plan_2026-12-01.xlsx: filerne er sammenlignet efter deres dage og ikke i den rækkefølge, de er "
        "skrevet i."
    )
    assert lines(later, dec) == [turned, *lines(dec, later)]
    assert turned not in lines(tmp_path)
    old = save(tmp_path / "plan.xlsx", changed(PLAN, FIRST, due="31-12-2030"))
    stamp = datetime(2025, 5, 1, 12).timestamp()
    os.utime(old, (stamp, stamp))
    assert lines(dec, old)[1] == (
        "Sammenlignet: plan.xlsx (gemt 01-05-2025) → plan_2026-12-01.xlsx (dato i filnavnet 01-12-2026)"
    )


def test_the_results_beside_the_plans_of_a_folder_are_no_further_versions(tmp_path):
    for name, plan in (("b_foer", PLAN), ("a_nu", changed(PLAN, FIRST, due="31-12-2031"))):
        CliRunner().invoke(cli, ["byg", str(save(tmp_path / f"{name}.xlsx", plan)), "--stille"])
        for path in tmp_path.glob(f"{name}*"):
            stamp = datetime(2026, 5, 1, 9 if name == "b_foer" else 15).timestamp()
            os.utime(path, (stamp, stamp))
    shown = lines(tmp_path)
    assert shown[0] == "Sammenlignet: b_foer.xlsx (gemt 01-05-2026) → a_nu.xlsx (gemt 01-05-2026)"
    assert "Tidspunkter: 1 udskudt, 0 rykket frem" in shown
    assert {
        f"Ikke taget med: {name}_udmoentet.xlsx er resultatet af {name}.xlsx og siger det samme."
        for name in ("b_foer", "a_nu")
    } <= set(run(tmp_path).output.split("\n"))


@pytest.fixture(scope="module")
def merged(tmp_path_factory):
    """A plan, and the copy of it that answers were put into on 18-01-2027."""
    folder = dispatched(tmp_path_factory.mktemp("flet"), sound_plan())
    returned(folder, "MTU", {TITLES[0]: {DONE: "Ja"}, TITLES[5]: {WHEN: "september 2027"}})
    plan, day = folder.parent / "plan.xlsx", ("--dato", "2027-01-18")
    assert CliRunner().invoke(cli, ["flet", str(plan), *day]).exit_code == 0
    answers = approve(folder.parent / "plan_svar_2027-01-18.xlsx", "Ja")
    assert CliRunner().invoke(cli, ["flet", "--indfoer", str(answers), *day]).exit_code == 0
    return plan, plan.with_name("plan_flettet_2027-01-18.xlsx")


@pytest.mark.parametrize(
    ("names", "is_edited", "first"),
    [
        (("plan jan 2027", "plan jan 2027_flettet_2027-01-18"), False, 0),
        (("plan jan 2027", "plan jan 2027_flettet_2027-01-18"), True, 0),
        (("plan jan 2027", "med svar 2027-01-18"), False, 0),
        (("plan", "plan_flettet_2027-01-18"), False, 0),
        (("plan", "plan_flettet_2027-01-18"), True, 1),  # worked on after it was saved as another
        (("plan 2027-01-20", "med svar 2027-01-18"), True, 1),
    ],
)
def test_a_copy_that_answers_were_put_into_comes_after_the_plan_it_was_made_of(
    tmp_path, merged, names, is_edited, first
):
    here = [shutil.copy(source, tmp_path / f"{name}.xlsx") for source, name in zip(merged, names, strict=True)]
    if is_edited:
        typed(merged[0], here[0], (CellAddress.read("Plan!C7"), "Et andet hovedpunkt"))
    later = datetime(2027, 2, 1).timestamp()
    os.utime(here[0], (later, later))
    shown = lines(tmp_path)
    assert shown[0].startswith(f"Sammenlignet: {here[first].name} (")
    assert ("Tidspunkter: 1 udskudt, 0 rykket frem" in shown) is (first == 0)


def test_copies_with_corrections_or_with_answers_that_wait_are_no_versions(tmp_path, merged):
    plan, _ = merged
    here = [shutil.copy(one, tmp_path / f"{name}.xlsx") for one, name in zip(merged, ("plan", "nu"), strict=True)]
    shutil.copy(plan.with_name("plan_svar_2027-01-18.xlsx"), tmp_path)
    typed(plan, tmp_path / "plan_rettet.xlsx", (CellAddress.read("Plan!F6"), "30-06-2027"))
    shown = run(tmp_path).output.split("\n")
    assert shown[0].count(" → ") == 1
    assert [line for line in shown if line.startswith("Ikke taget med")] == [
        "Ikke taget med: plan_rettet.xlsx er plan.xlsx med det, som tjek --ret har rettet.",
        "Ikke taget med: plan_svar_2027-01-18.xlsx er svarene, som flet har samlet til godkendelse.",
    ]
    assert lines(here[0], tmp_path / "plan_rettet.xlsx")[0].count(" → ") == 1


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("plan 20270115", date(2027, 1, 15)),
        ("Udmøntning_1.2.2027", date(2027, 2, 1)),
        ("plan januar 2027", date(2027, 1, 31)),
        ("plan_dec2026", date(2026, 12, 31)),
    ],
)
def test_the_day_in_a_files_name_is_its_day(tmp_path, dec, name, day):
    other = save(tmp_path / f"{name}.xlsx", changed(PLAN, FIRST, due="31-12-2031"))
    assert f"{name}.xlsx (dato i filnavnet {day:%d-%m-%Y})" in lines(dec, other)[0]


def test_a_result_of_the_program_is_a_version_of_the_day_it_was_drawn_up(tmp_path, dec):
    assert CliRunner().invoke(cli, [str(dec), "--dato", "2026-12-05", "-o", str(tmp_path / "r.xlsx")]).exit_code == 0
    later = jan(tmp_path, changed(PLAN, FIRST, due="31-12-2031"))
    assert lines(later, tmp_path / "r.xlsx")[1].startswith("Sammenlignet: r.xlsx (opgjort 05-12-2026) → plan_2027")


# -- refusals ---------------------------------------------------------------------------------------------------------


def sentence(*arguments):
    result = run(*arguments)
    assert result.exit_code == 2, result.output
    return result.stderr.strip()


def test_what_cannot_be_compared_is_one_sentence(tmp_path, dec):
    (tmp_path / "tom").mkdir()
    assert sentence(tmp_path / "tom") == f"Mappen {tmp_path / 'tom'} har ingen regneark at sammenligne."
    assert sentence(dec) == (
        "Der skal være mindst to versioner af planen at sammenligne. Skriv to filer, eller den mappe, de ligger i."
    )
    few = "Der skal være mindst to versioner af planen at sammenligne. Ikke taget med: "
    assert sentence(dec, dec) == f"{few}{dec} er nævnt to gange."
    same = shutil.copy(dec, tmp_path / "tom" / dec.name)
    assert sentence(dec, same) == f"{few}{same} er den samme fil som {dec}."
    copy = shutil.copy(dec, tmp_path / "kopi.xlsx")
    assert sentence(dec, copy) == (
        "Der skal være mindst to versioner af planen at sammenligne. Ikke taget med: kopi.xlsx er den samme fil som "
        "plan_2026-12-01.xlsx."
    )


def test_two_plans_that_are_hardly_the_same_are_compared_only_on_request(tmp_path, dec):
    fresh = [item for item in items(200, 9) if item["title"] not in {one["title"] for one in PLAN}][:14]
    other = jan(tmp_path, numbered([*PLAN[:10], *[{**one, "text": "Nyt."} for one in fresh]]))
    said = sentence(dec, other)
    assert said.startswith("Er det den samme plan? ")
    assert said.endswith("(plan_2026-12-01.xlsx og plan_2027-01-01.xlsx). Brug --alligevel, hvis den er.")
    assert run(dec, other, "--alligevel").exit_code == 0


def test_a_file_that_is_not_ours_is_never_overwritten(tmp_path, dec):
    later = jan(tmp_path, changed(PLAN, FIRST, due="31-12-2031"))
    foreign = save(tmp_path / "plan_2027-01-01_aendringer.xlsx", PLAN)
    before = foreign.read_bytes()
    assert sentence(dec, later, "-o", foreign).endswith("og bliver ikke overskrevet; vælg et andet navn med -o.")
    run(dec, later)
    assert (foreign.read_bytes(), (tmp_path / "plan_2027-01-01_aendringer-2.xlsx").exists()) == (before, True)
    run(dec, later)
    assert not (tmp_path / "plan_2027-01-01_aendringer-3.xlsx").exists()


def test_in_a_folder_what_is_no_plan_is_left_out_in_words(tmp_path, dec):
    jan(tmp_path, changed(PLAN, FIRST, due="31-12-2031"))
    lines(tmp_path)
    shown = lines(tmp_path)
    assert shown[-1].startswith(
        "Ikke taget med: plan_2027-01-01_aendringer.xlsx er en rapport, som udmoentning har lavet"
    )
