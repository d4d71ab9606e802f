"""A cell says what it shows: unit, sign, scale and zeros of a number format are read as if somebody had typed them."""

from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from udmoentning_xl import read_plan
from udmoentning_xl.checks import run_checks
from udmoentning_xl.reading.shown import ShownValue, shown, shows_no_day, tells

KR = '_-* #,##0.00\\ "kr."_-;\\-* #,##0.00\\ "kr."_-;_-* "-"??\\ "kr."_-;_-@_-'  # Excel's button „Regnskab“
CONDITIONS = '[>=1000000]0.0,," mio.";[<0]"minus "0;0'


@pytest.mark.parametrize(
    ("value", "code", "expected"),
    [
        (100_000, "#,##0,", ShownValue(100, "100")),
        (-250_000, "#,##0,", ShownValue(-250, "-250")),
        (1_500_000, "0.0,,", ShownValue(1.5, "1,5")),
        (1_234_567, "#,##0,", ShownValue(1234.567, "1234,567")),  # no figure is lost where the format rounds
        (1_500, '#,##0.0, "t.kr."', ShownValue("1,5 t.kr.")),
        (1.5, '#,##0.0" mio. kr."', ShownValue("1,5 mio. kr.")),
        (500_000, '#,##0\\ "kr."', ShownValue("500.000 kr.")),
        (1_200, "[$kr.-406]\\ #,##0", ShownValue("kr. 1.200")),
        (1_200, '#,##0",-"', ShownValue("1.200,-")),
        (1_200, "#,##0.00 [$€-1]", ShownValue("1.200,00 €")),
        (300, "#,##0\\ \\m\\i\\o\\.", ShownValue("300 mio.")),
        (12, 'General" stk."', ShownValue("12 stk.")),
        (1_000, KR, ShownValue("1.000,00 kr.")),
        (-1_000, KR, ShownValue("-1.000,00 kr.")),
        (0, KR, ShownValue("0 kr.")),
        (200, '"-"#,##0', ShownValue(-200, "-200")),
        (200, "(#,##0)", ShownValue(-200, "-200")),
        (-300, '#,##0;"minus "#,##0', ShownValue("minus 300")),
        (500, '"<"#,##0', ShownValue("<500")),
        (300, '#,##0"-"', ShownValue(-300, "-300")),
        (-600, "[Red]-#,##0;[Blue]#,##0", ShownValue(600, "600")),  # the format turns every sign
        (600, "[Red]-#,##0;[Blue]#,##0", ShownValue(-600, "-600")),
        (-100, "#,##0;(#,##0)", ShownValue(-100, "-100")),
        (-5, '#,##0" kr.";[Red]#,##0" kr."', ShownValue("-5 kr.")),  # red is minus
        (-100, "#,##0;[Red]#,##0", ShownValue(-100)),
        (5, '"+"0;"-"0', ShownValue(5, "+5")),
        (0, '#,##0;-#,##0;"-"', ShownValue(0)),
        (-0.02, "0%", ShownValue("-2 %")),
        (0.025, "0%", ShownValue("2,5 %")),
        (0.5, "0.0%", ShownValue("50,0 %")),
        (7, "000", ShownValue("007")),
        (70, '"B-"000', ShownValue("B-070")),
        (3, '"D."0', ShownValue("D.3")),
        (1001, "00-00", ShownValue("10-01")),
        (101901234, "000000\\-0000", ShownValue("010190-1234")),
        (1.1, "0.00", ShownValue(1.1, "1,10")),
        (1.15, "0.0", ShownValue(1.15, "1,15")),
        (2024, '"B"0', ShownValue("B2024")),
        (1, '"X";;', ShownValue("X")),
        (0, '[=1]"Ja";[=0]"Nej"', ShownValue("Nej")),
        (2_500_000, CONDITIONS, ShownValue("2,5 mio.")),
        (-7, CONDITIONS, ShownValue("minus 7")),
        (7, CONDITIONS, ShownValue(7)),
        (time(0, 0), "dd-mm-yyyy", ShownValue("00-01-1900")),
        (time(18, 0), "hh:mm", ShownValue(time(18, 0))),
        (time(1, 10), "h:mm", ShownValue(time(1, 10), "1:10")),
        (date(2025, 6, 1), "mmm-yy", ShownValue(date(2025, 6, 1), "jun-25")),
        (date(2025, 6, 1), "[$-406]mmmm\\ yyyy;@", ShownValue(date(2025, 6, 1), "juni 2025")),
        (date(2025, 6, 1), "yyyy", ShownValue(date(2025, 6, 1), "2025")),
        (date(2025, 6, 1), "dd-mm-yyyy", ShownValue(date(2025, 6, 1))),
        (date(2025, 6, 1), '"senest "dd-mm-yyyy', ShownValue(date(2025, 6, 1), "senest 01-06-2025")),
        (datetime(2025, 9, 30, 14), "hh:mm", ShownValue(time(14, 0))),
        ("Salg", '"Lukket: "@', ShownValue("Salg", "Lukket: Salg")),
        ("Salg", '0;0;0;@" (B)"', ShownValue("Salg", "Salg (B)")),
        ("Salg", "0%", ShownValue("Salg")),
        (True, "0%", ShownValue(True)),
        (3.5, "# ?/?", ShownValue(3.5)),
        (1_000, "0.00E+00", ShownValue(1_000)),
        (5, ";;;", ShownValue(5)),
    ],
)
def test_a_value_is_what_its_format_shows(value, code, expected):
    assert shown(value, code) == expected


PIECES = [
    "0",
    "#",
    "?",
    ",",
    ".",
    "%",
    '"kr."',
    "-",
    "(",
    ")",
    ";",
    "@",
    "E+",
    "/",
    "[h]",
    "[>1.5]",
    "[Red]",
    "[$kr-406]",
    "y",
    "mmm",
    "d",
]
VALUES = [0, 1, -1, 0.5, 1e300, -1e-9, 10**14, True, "Salg", date(1900, 1, 1), time(1, 2, 3), timedelta(hours=36), None]


@settings(derandomize=True, max_examples=500)
@given(st.sampled_from(VALUES), st.lists(st.sampled_from(PIECES), max_size=9).map("".join) | st.text(max_size=12))
def test_no_format_is_too_odd_and_none_makes_a_number_of_what_was_none(value, code):
    made = shown(value, code).value
    assert isinstance(value, int | float) or not isinstance(made, int | float)


@pytest.mark.parametrize("code", ["General", "#,##0", "#,##0.00", "0", "#,##0;[Red]#,##0", "@", "# ?/?", "[Red]0"])
def test_a_usual_format_tells_nothing(code):
    assert not tells(code)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("mmm-yy", True),
        ("MMMM YYYY", True),
        ('"år "yyyy', True),
        ('mmm yyyy" d"', True),
        ("mmm\\d yyyy", True),
        ("d. mmm yyyy", False),
        ("hh:mm", False),
        ("[h]:mm", False),
        ("General", False),
        ("#,##0", False),
    ],
)
def test_a_date_without_a_day_is_known_by_the_parts_that_are_shown(code, expected):
    assert shows_no_day(code) is expected


HEADINGS = ["Nr.", "Type", "Emne", "Udvalg", "Start", "Slut", 2024, 2025, "Afsluttet", "Hovedpunkt"]


def written(tmp_path: Path, **cells: tuple[object, str]) -> Path:
    """A plan of six ordinary items in thousands; ``cells`` are written over them with a number format each."""
    book = Workbook()
    page = book.active
    page.append(["Udmøntningsplan 2024-2027 (beløb i 1.000 kr.)"])
    page.append(HEADINGS)
    for number in range(1, 7):
        title, due = f"Emne nummer {number}", ("1. marts 2025", "3. juni 2025")
        page.append([number, "Driftsændring", title, "BUU", *due, 100, 200, None, "Skoler og dagtilbud"])
    for at, (value, code) in cells.items():
        page[at] = value
        page[at].number_format = code
    book.save(tmp_path / "plan.xlsx")
    return tmp_path / "plan.xlsx"


def of_first(plan):
    """What the first item is read as: number, due text, last day, completion, and kroner by year."""
    item = plan.items.iloc[0]
    own = plan.amounts[plan.amounts["item"] == plan.items.index[0]]
    kroner = {int(one.year): int(one.kroner) for one in own.dropna(subset="kroner").itertuples()}
    return item["number"], item["due_text"], item["due_to"], item["completion"], kroner


def told(plan):
    found = run_checks(plan)
    return [(one.code, one.cell, one.message) for one in found.itertuples()]


def test_the_reader_takes_a_number_as_it_is_shown(tmp_path):
    path = written(
        tmp_path,
        A3=(1.1, "0.00"),
        E3=(None, "General"),
        F3=(date(2025, 6, 1), "mmmm yyyy"),
        G3=(1_500_000, "#,##0,"),
        H3=(1.5, '0.0" mio. kr."'),
        I3=(1, "0%"),
    )
    plan = read_plan(path, as_of=date(2024, 11, 22))
    number, due, last, completion, kroner = of_first(plan)
    assert (number, due, str(last)[:10], completion) == ("1.10", "juni 2025", "2025-06-30", "done")
    assert kroner == {2024: 1_500_000, 2025: 1_500_000}


def test_a_percentage_is_no_amount_and_is_told(tmp_path):
    plan = read_plan(written(tmp_path, G3=(-0.02, "0%"), H3=("2 %", "General")), as_of=date(2024, 11, 22))
    assert told(plan) == [
        ("U401", "G3", "beløbet „-2 %“ kan ikke læses: en procent, ikke et beløb"),
        ("U401", "H3", "beløbet „2 %“ kan ikke læses: en procent, ikke et beløb"),
    ]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("500-700", "der står to beløb, ikke ét"),
        ("op til 500", "der står kun, hvad beløbet højst er"),
        ("mindst 500", "der står kun, hvad beløbet mindst er"),
    ],
)
def test_what_only_bounds_an_amount_is_told(tmp_path, text, why):
    plan = read_plan(written(tmp_path, G3=(text, "General")), as_of=date(2024, 11, 22))
    assert told(plan) == [("U401", "G3", f"beløbet „{text}“ kan ikke læses: {why}")]


@pytest.mark.parametrize(
    ("value", "code", "number"), [(date(2024, 6, 3), "d-mmm", "3-6"), (date(2025, 1, 1), "mmm-yy", "1-25")]
)
def test_a_number_of_which_excel_has_made_a_date_is_what_was_typed(tmp_path, value, code, number):
    assert of_first(read_plan(written(tmp_path, A3=(value, code)), as_of=date(2024, 11, 22)))[0] == number


def test_kroner_in_a_format_beside_amounts_of_that_size_are_kroner(tmp_path):
    plan = read_plan(written(tmp_path, G3=(60_000, KR), H3=(2.5, '0.0" mio."')), as_of=date(2024, 11, 22))
    assert (of_first(plan)[4], told(plan)) == ({2024: 60_000, 2025: 2_500_000}, [])


def test_a_column_of_thousands_that_all_have_the_button_for_kroner_is_told_once(tmp_path):
    cells = {f"G{row}": (value, KR) for row, value in enumerate((400, 12_000, 900, 350, 2_000, 80), 3)}
    found = told(read_plan(written(tmp_path, **cells), as_of=date(2024, 11, 22)))
    assert [(code, cell) for code, cell, _ in found] == [("U406", "G3")]
    assert found[0][2].endswith(" (også række 4, 5, 6, 7 og 8)")


def test_the_button_for_kroner_on_an_amount_in_thousands_is_told(tmp_path):
    plan = read_plan(written(tmp_path, G3=(400, KR), H3=(400_000, KR)), as_of=date(2024, 11, 22))
    assert of_first(plan)[4] == {2025: 400_000}
    assert told(plan) == [
        (
            "U406",
            "G3",
            "beløbet „400,00 kr.“ ser ud til at stå i en anden enhed end kolonnen: cellens talformat siger kr., men"
            " tallet passer til kolonnens enhed",
        )
    ]


def test_a_zero_shown_as_a_date_is_told(tmp_path):
    plan = read_plan(written(tmp_path, E3=(None, "General"), F3=(0, "dd-mm-yyyy")), as_of=date(2024, 11, 22))
    assert told(plan) == [
        ("U203", "F3", "tidspunktet „00-01-1900“ kan ikke læses: årstallet 1900 ligger uden for 1990-2099")
    ]


@pytest.mark.parametrize(("formula", "due"), [("Kilde!B2", None), ("Kilde!B2*1", "00-01-1900")])
def test_a_formula_that_only_fetches_a_blank_cell_is_blank(tmp_path, formula, due):
    path = tmp_path / "plan.xlsx"
    book = xlsxwriter.Workbook(path)
    page, dated = book.add_worksheet("Plan"), book.add_format({"num_format": "dd-mm-yyyy"})
    page.write_row(0, 0, ["Nr.", "Emne", "Udvalg", "Tidspunkt"])
    for number in range(1, 5):
        page.write_row(number, 0, [number, f"Emne nummer {number}", "BUU"])
        page.write_formula(number, 3, f"={formula}", dated, 0 if number == 1 else 45811)
    book.close()
    plan = read_plan(path, as_of=date(2024, 11, 22))
    assert [*plan.items["due_text"].fillna("")] == [due or "", "03-06-2025", "03-06-2025", "03-06-2025"]


@pytest.mark.parametrize(
    ("start", "end", "due", "finding"),
    [
        ("1. marts 2025", "31. september 2025", ("1. marts 2025 - 31. september 2025", "NaT"), "F3"),
        ("1. marts 2025", "løbende", ("1. marts 2025 - løbende", "NaT"), None),
        ("1. marts 2025", "afklares", ("1. marts 2025 - afklares", "NaT"), None),
        ("1. marts 2025", None, ("1. marts 2025 -", "NaT"), None),
        ("november 2025", "februar", ("november 2025 - februar", "2026-02-28"), None),
        ("marts", "juni 2025", ("marts - juni 2025", "2025-06-30"), None),
        ("1. marts 2025", "afventer KL", ("1. marts 2025 - afventer KL", "NaT"), None),
        ("31. april 2025", "3. juni 2025", ("3. juni 2025", "2025-06-03"), "E3"),
        ("1. marts 2025", "3. juni 2025", ("1. marts 2025 - 3. juni 2025", "2025-06-03"), None),
    ],
)
def test_the_end_of_two_columns_decides_and_what_cannot_be_read_is_told(tmp_path, start, end, due, finding):
    path = written(tmp_path, E3=(start, "General"), F3=(end, "General"))
    plan = read_plan(path, as_of=date(2024, 11, 22))
    _, text, last, _, _ = of_first(plan)
    assert (text, str(last)[:10]) == due
    assert [cell for code, cell, _ in told(plan) if code == "U203"] == ([finding] if finding else [])


def test_a_day_that_has_lost_its_format_is_told(tmp_path):
    plan = read_plan(written(tmp_path, E3=(None, "General"), F3=(45811, "General")), as_of=date(2024, 11, 22))
    assert (str(of_first(plan)[2])[:10], told(plan)) == (
        "2025-06-03",
        [("U205", "F3", "tidspunktet „45811“ er tolket: som Excels tal for 03-06-2025")],
    )


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2025-12-31T23:00:00Z", "2026-01-01"),
        ("2025-06-29T22:00:00Z", "2025-06-30"),
        ("2025-06-30T00:00:00+02:00", "2025-06-30"),
        ("2025-03-31T21:59:59.000Z", "2025-03-31"),
    ],
)
def test_a_moment_that_a_system_has_written_is_the_danish_day(tmp_path, moment, day):
    plan = read_plan(written(tmp_path, F3=(moment, "General")), as_of=date(2024, 11, 22))
    assert str(of_first(plan)[2])[:10] == day


@pytest.mark.parametrize(
    ("value", "code", "due", "found"),
    [
        (date(2025, 1, 1), '"3. kvartal "yyyy', ("3. kvartal 2025", "2025-09-30"), []),
        (date(2025, 1, 1), '"Uge 40, "yyyy', ("Uge 40, 2025", "2025-10-05"), []),
        (
            date(2025, 6, 1),
            "mmmm",
            ("juni", "2025-06-30"),
            [("U205", "tidspunktet „juni“ er tolket: cellen viser ikke året 2025")],
        ),
        (date(2025, 6, 1), "mm", ("06", "NaT"), [("U203", "tidspunktet „06“ kan ikke læses")]),
    ],
)
def test_a_date_without_its_day_is_the_time_that_is_shown(tmp_path, value, code, due, found):
    plan = read_plan(written(tmp_path, E3=(None, "General"), F3=(value, code)), as_of=date(2024, 11, 22))
    _, text, last, _, _ = of_first(plan)
    assert (text, str(last)[:10]) == due
    assert [(code, message) for code, cell, message in told(plan) if cell == "F3"] == found


@pytest.mark.parametrize("end", [None, "-", "afklares"])
def test_an_end_that_nobody_has_written_is_missing(tmp_path, end):
    path = written(tmp_path, F3=(end, "General"))
    assert ("U202", "F3", "vejledende tidspunkt mangler") in told(read_plan(path, as_of=date(2024, 11, 22)))


def test_a_column_of_ends_that_nobody_can_read_never_makes_deadlines_of_the_starts(tmp_path):
    cells = {f"F{row}": ("TBD" if row % 2 else "31. april 2025", "General") for row in range(3, 9)}
    plan = read_plan(written(tmp_path, **cells), as_of=date(2024, 11, 22))
    assert plan.items["due_to"].isna().all()
    assert {cell for code, cell, _ in told(plan) if code in ("U202", "U203")} == {f"F{row}" for row in range(3, 9)}


@pytest.mark.parametrize(
    ("value", "code"), [(450, "dd-mm-yyyy"), ("25-03-2025", "General"), (0, "dd-mm-yyyy"), (0.5, "hh:mm")]
)
def test_a_date_or_a_time_is_no_amount(tmp_path, value, code):
    plan = read_plan(written(tmp_path, G3=(value, code)), as_of=date(2024, 11, 22))
    assert of_first(plan)[4] == {2025: 200_000}
    assert [(code, cell) for code, cell, _ in told(plan)] == [("U401", "G3")]
