"""What a committee is told of what has changed since its last dispatch: its own items alone, whatever has moved."""

from datetime import date

import openpyxl
import pytest
from click.testing import CliRunner
from versions.months_made import BODIES, changed, items, numbered, save

from udmoentning_xl.cli import cli
from udmoentning_xl.compare import last_sent
from udmoentning_xl.reading import read_plan

PLAN = items(40, 3)


def mine(short, plan=PLAN):
    return [item for item in plan if short in item["bodies"]]


def send(folder, plan, day, *arguments):
    """Prepare a dispatch of the plan; give the mail text of each committee by its short name."""
    save(folder / "plan.xlsx", plan)
    result = CliRunner().invoke(cli, ["udsend", str(folder / "plan.xlsx"), "--dato", day, *arguments])
    assert result.exit_code == 0, result.output
    made = folder / f"Udsendelse_{day}"
    return {path.name.split("_")[1]: path.read_text(encoding="utf-8") for path in made.glob("*.txt")}


def told(text):
    """The lines of a mail under „Ændret siden“."""
    _, found, rest = text.partition("ÆNDRET SIDEN ")
    return [line[2:] for line in rest.split("\n\n")[0].split("\n")[1:]] if found else []


def test_file_and_mail_say_what_has_changed_for_the_committee_since_its_last_dispatch(tmp_path):
    send(tmp_path, PLAN, "2027-01-04")
    late, done = mine("BUU")[0], mine("BUU")[1]
    plan = changed(changed(PLAN, late["title"], due="31-12-2031"), done["title"], done="X")
    plan = numbered([*plan[20:], *plan[:20]])
    texts = send(tmp_path, plan, "2027-02-01")
    lines = {line.split(" ", 1)[1].partition(":")[0]: line.partition(": ")[2] for line in told(texts["BUU"])}
    assert set(lines) == {late["title"], done["title"]}
    assert lines[late["title"]].startswith("Udskudt ")
    assert lines[done["title"]] == "Afsluttet"
    for short, text in texts.items():
        own = {item["title"] for item in mine(short)}
        assert {line.split(" ", 1)[1].partition(":")[0] for line in told(text)} == {late["title"], done["title"]} & own


def test_an_item_that_has_come_to_a_committee_is_told_and_one_that_has_left_is_not(tmp_path):
    send(tmp_path, PLAN, "2027-01-04")
    moved = next(item for item in mine("BUU") if item["bodies"] == ("BUU",))
    texts = send(tmp_path, changed(PLAN, moved["title"], bodies=("MTU",)), "2027-02-01")
    assert [line.partition(": ")[2] for line in told(texts["MTU"])] == ["Kommet til siden sidst"]
    assert told(texts["BUU"]) == []
    assert moved["title"] not in texts["BUU"]


def test_what_has_happened_to_an_item_is_one_line_of_the_mail(tmp_path):
    item = mine("BUU")[0]
    send(tmp_path, changed(PLAN, item["title"], done="X"), "2027-01-04")
    texts = send(tmp_path, changed(PLAN, item["title"], due="31-12-2031"), "2027-02-01")
    (line,) = told(texts["BUU"])
    assert line.partition(": ")[2].startswith("Ikke længere afsluttet; udskudt ")


def test_a_time_that_is_written_as_before_has_not_moved_though_its_day_is_known_now(tmp_path):
    item = mine("BUU")[0]
    send(tmp_path, changed(PLAN, item["title"], due="mødet i maj 2028"), "2027-01-04")
    days = "".join(
        f'[[udvalg]]\nkort = "{short}"\nnavn = "{short}-udvalget"\nmoeder = [2028-05-09]\n' for short in BODIES
    )
    (tmp_path / "udmoentning.toml").write_text(days, encoding="utf-8")
    texts = send(tmp_path, changed(PLAN, item["title"], due="mødet i maj 2028"), "2027-02-01")
    assert told(texts["BUU"]) == []


def test_an_old_section_is_not_told_as_it_may_be_closed_now(tmp_path):
    send(tmp_path, PLAN, "2027-01-04")
    own = next(item for item in mine("BUU") if item["section"] == "Effektiviseringer")
    texts = send(tmp_path, changed(PLAN, own["title"], section="Klima, miljø og byg"), "2027-02-01")
    assert [line.partition(": ")[2] for line in told(texts["BUU"])] == ["Har fået et andet hovedpunkt"]


@pytest.mark.parametrize("column", ["H", "I", "M"])
def test_a_column_that_is_hidden_now_is_no_change(tmp_path, column):
    done = changed(PLAN, mine("BUU")[0]["title"], done="X")
    send(tmp_path, done, "2027-01-04")
    book = openpyxl.load_workbook(save(tmp_path / "plan.xlsx", done))
    book.active.column_dimensions[column].hidden = True
    book.save(tmp_path / "plan.xlsx")
    result = CliRunner().invoke(cli, ["udsend", str(tmp_path / "plan.xlsx"), "--dato", "2027-02-01"])
    assert result.exit_code == 0, result.output
    for path in (tmp_path / "Udsendelse_2027-02-01").glob("*.txt"):
        assert told(path.read_text(encoding="utf-8")) == []


def test_an_old_title_is_not_told_as_it_may_be_anothers_now(tmp_path):
    send(tmp_path, PLAN, "2027-01-04")
    own = mine("BUU")[0]["title"]
    texts = send(tmp_path, changed(PLAN, own, title=f"{own} i hele kommunen"), "2027-02-01")
    assert [line.partition(": ")[2] for line in told(texts["BUU"])] == ["Har fået ny titel"]


@pytest.mark.parametrize("how", ["closed", "gone"])
def test_nothing_is_said_of_items_that_were_closed_or_have_left_and_the_guard_finds_nothing(tmp_path, how):
    send(tmp_path, PLAN, "2027-01-04")
    hidden = PLAN[:20]
    if how == "closed":
        plan = [{**item, "title": f"{item['title']} (LUKKET)"} if item in hidden else item for item in PLAN]
    else:
        plan = PLAN[20:]
        for item in PLAN[20:26]:  # items that stay take the names of some that left
            plan = changed(plan, item["title"], bodies=("VPU",), due="31-12-2031")
    texts = send(tmp_path, [{**item, "due": "31-12-2031"} for item in plan], "2027-02-01")
    folder = tmp_path / "Udsendelse_2027-02-01"
    shown = list(texts.values())
    for path in folder.glob("*.xlsx"):
        book = openpyxl.load_workbook(path)
        shown += [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]
    for item in hidden:
        assert not [text for text in shown if item["title"] in text]
    assert any("Udskudt" in text for text in shown)


def test_the_base_is_the_newest_dispatch_that_had_a_file_for_the_committee(tmp_path):
    send(tmp_path, PLAN, "2027-01-04")
    second = changed(PLAN, mine("BUU")[0]["title"], due="31-12-2030")
    send(tmp_path, second, "2027-02-01", "--udvalg", "BUU")
    plan = read_plan(tmp_path / "plan.xlsx", None, date(2027, 3, 1))
    assert {short: one.as_of for short, one in last_sent(plan, tmp_path).items()} == {
        **dict.fromkeys(("BUU", "KFU", "MTU", "VPU", "EAU"), date(2027, 1, 4)),
        "BUU": date(2027, 2, 1),
    }


def test_without_comparison_or_an_earlier_dispatch_nothing_is_told(tmp_path):
    first = send(tmp_path, PLAN, "2027-01-04")
    later = [{**item, "due": "31-12-2031"} for item in PLAN]
    second = send(tmp_path, later, "2027-02-01", "--uden-sammenligning")
    assert not any("ÆNDRET SIDEN" in text for text in (*first.values(), *second.values()))


def test_a_dispatch_that_is_damaged_is_no_base(tmp_path):
    send(tmp_path, PLAN, "2027-01-04")
    (tmp_path / "Udsendelse_2027-01-04" / "internt" / "udsendelse.json").write_text("{", encoding="utf-8")
    texts = send(tmp_path, [{**item, "due": "31-12-2031"} for item in PLAN], "2027-02-01")
    assert not any("ÆNDRET SIDEN" in text for text in texts.values())


def test_a_dispatch_says_that_it_has_not_been_answered_which_items_are_the_same(tmp_path):
    old = [{**PLAN[0], "title": "Klimatilpasningsplan", "text": "", "amounts": {}}, *PLAN[1:]]
    new = numbered([*PLAN[1:], {**old[0], "title": "Revision af klimatilpasning i byerne", "due": "31-12-2031"}])
    send(tmp_path, old, "2027-01-04")
    assert CliRunner().invoke(cli, [str(tmp_path / "plan.xlsx"), "--dato", "2027-01-04"]).exit_code == 0
    save(tmp_path / "plan.xlsx", new)
    assert CliRunner().invoke(cli, [str(tmp_path / "plan.xlsx"), "--dato", "2027-01-29"]).exit_code == 0
    shown = CliRunner().invoke(cli, ["udsend", str(tmp_path / "plan.xlsx"), "--dato", "2027-02-01", "--proeve"]).output
    assert (
        "1 spørgsmål om, hvad der er den samme indsats, er ikke besvaret i arket Ændringer: A-40 kan være en, som "
        "udvalgene kender i forvejen, og deres mail siger intet om, hvad der er ændret ved den. Svar dér, kør igen, og "
        "lav så udsendelsen." in shown
    )


def test_without_a_log_it_is_said_of_each_committee_which_items_may_be_the_same_as_it_was_sent(tmp_path):
    old = [{**PLAN[0], "title": "Klimatilpasningsplan", "text": "", "amounts": {}}, *PLAN[1:]]
    new = numbered([*PLAN[1:], {**old[0], "title": "Revision af klimatilpasning i byerne", "due": "31-12-2031"}])
    send(tmp_path, old, "2027-01-04")
    save(tmp_path / "plan.xlsx", new)
    shown = CliRunner().invoke(cli, ["udsend", str(tmp_path / "plan.xlsx"), "--dato", "2027-02-01", "--proeve"]).output
    for short in PLAN[0]["bodies"]:
        said = (
            f"Det kan ikke ses, om A-40 er en indsats, som {short} fik sidst; mailen siger intet om, hvad der er ændret"
        )
        assert shown.count(said) == 1
    assert shown.count("Det kan ikke ses, om") == len(PLAN[0]["bodies"])
