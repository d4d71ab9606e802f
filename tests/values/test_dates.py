"""Written guiding dates and date cells -> ``DueDate``; the forms themselves are rows of ``due_dates.tsv``."""

from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from udmoentning_xl.values.calendar import MONTH_NAMES, months, weeks
from udmoentning_xl.values.dates import DueDate, DueKind, due_of_date, read_due

YEARS = (2024, 2025, 2026, 2027)
BODIES = frozenset({"KB", "ØK", "MTU", "BUU", "VPU", "Miljø- og teknikudvalget", "§ 17, stk. 4-udvalget"})
CELL = 32_767  # the longest text of an Excel cell
CLOSED = {DueKind.CONTINUOUS, DueKind.DEPENDS, DueKind.UNSET, DueKind.STATUS, DueKind.INVALID}


def written_forms() -> list[tuple[str, DueKind, date | None, date | None]]:
    lines = (Path(__file__).parent / "due_dates.tsv").read_text(encoding="utf-8").splitlines()[1:]
    rows = (line.split("\t") for line in lines)
    return [(text.replace("\\n", "\n"), DueKind(kind), day(first), day(last)) for text, kind, first, last in rows]


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


FORMS = written_forms()


@pytest.mark.parametrize(("text", "kind", "first", "last"), FORMS, ids=[form[0] for form in FORMS])
def test_a_written_form_is_read(text: str, kind: DueKind, first: date | None, last: date | None) -> None:
    due = read_due(text, YEARS, BODIES)
    assert (due.kind, due.first, due.last) == (kind, first, last)


def interval(first: str, last: str, **marks: object) -> DueDate:
    return DueDate(DueKind.INTERVAL, day(first), day(last), **marks)  # type: ignore[arg-type]


ASSUMED = "årstal mangler, 2024 antaget"
WHOLE_READINGS = {
    "1. maj 2024": interval("2024-05-01", "2024-05-01", exact=True),
    "1. maj": interval("2024-05-01", "2024-05-01", exact=True, year_assumed=True, why=ASSUMED),
    "maj 2024": interval("2024-05-01", "2024-05-31"),
    "ca. 1. maj 2024": interval("2024-05-01", "2024-05-01", exact=True, approximate=True),
    "medio maj 2024": interval("2024-05-11", "2024-05-20", approximate=True),
    "maj 2024?": interval("2024-05-01", "2024-05-31", approximate=True),
    "pr. ultimo maj 2024": interval("2024-05-31", "2024-05-31"),
    "1. maj - 3. juni 2024": interval("2024-05-01", "2024-06-03", exact=True),
    "1. maj - juni 2024": interval("2024-05-01", "2024-06-30"),
    "KB 14/5, ØK 21/5": interval("2024-05-14", "2024-05-21", exact=True, year_assumed=True, why=ASSUMED),
    "dec.-jan.": interval("2024-12-01", "2025-01-31", year_assumed=True, why=ASSUMED),
    "agust 2024": interval("2024-08-01", "2024-08-31", why="»agust« læst som august"),
    "foraaret 2024": interval("2024-03-01", "2024-05-31"),
    "Gennemført 1. maj 2024": interval("2024-05-01", "2024-05-01", exact=True, says_done=True),
    "Gennemført - maj 2024": interval("2024-05-01", "2024-05-31", says_done=True),
    "X (KB 14/5-24)": interval("2024-05-14", "2024-05-14", exact=True, says_done=True),
    "Skal være gennemført maj 2024": interval("2024-05-01", "2024-05-31"),
    "Forventes afsluttet maj 2024": interval("2024-05-01", "2024-05-31"),
    "Delvist gennemført maj 2024": interval("2024-05-01", "2024-05-31"),
    "Gennemført? maj 2024": interval("2024-05-01", "2024-05-31", approximate=True),
    "Gennemføres maj 2024": interval("2024-05-01", "2024-05-31"),
    "Gennemført maj 2024, evalueres 2025": interval("2024-05-01", "2025-12-31"),
    "implementeret pr. 1.1.2024": interval("2024-01-01", "2024-01-01", exact=True, says_done=True),
    "senest 1. maj 2024": DueDate(DueKind.UNTIL, last=date(2024, 5, 1), exact=True),
    "inden 1. maj 2024": DueDate(DueKind.UNTIL, last=date(2024, 4, 30)),
    "inden udgangen af maj 2024": DueDate(DueKind.UNTIL, last=date(2024, 5, 31)),
    "senest medio maj 2024": DueDate(DueKind.UNTIL, last=date(2024, 5, 20), approximate=True),
    "pr. 1. januar 2025": DueDate(DueKind.FROM, first=date(2025, 1, 1)),
    "": DueDate(DueKind.UNSET),
    " \n ": DueDate(DueKind.UNSET),
    "rykket fra maj 2024": DueDate(DueKind.UNSET, why="kun det gamle tidspunkt er nævnt"),
    "Løbende": DueDate(DueKind.CONTINUOUS),
}


@pytest.mark.parametrize("text", WHOLE_READINGS)
def test_a_reading_says_how_sure_it_is(text: str) -> None:
    assert read_due(text, YEARS, BODIES) == WHOLE_READINGS[text]


REASONS = {
    "31. september 2024": "september har kun 30 dage",
    "29. februar 2025": "februar 2025 har kun 28 dage",
    "30. februar 2024": "februar har kun 29 dage",
    "0/5 2024": "der er ingen dag 0 i en måned",
    "1/13-2024": "der er ingen måned 13",
    "0. uge i august": "0. uge i en måned findes ikke",
    "12. uge i august 2024": "12. uge i en måned findes ikke",
    "uge 53 2024": "uge 53 findes ikke, 2024 har 52 uger",
    "5. kvartal 2024": "kvartal 5 findes ikke",
    "maj 20244": "20244 er ikke et årstal",
    "maj 2o24": "2o24 er ikke et årstal",
    "1. maj 2204": "årstallet 2204 ligger uden for 1990-2099",
    "juni 2025 - marts 2025": "slutter, før det begynder",
    "12.-3. maj 2025": "den 3. kommer før den 12.",
    "2027-2024": "2024 kommer før 2027",
    "xx.xx.2024": "pladsholder, ingen dato er udfyldt",
    "#REF!": "pladsholder, ingen dato er udfyldt",
    "12345": "12345 er ikke et årstal",
    "Anne": "kan ikke læses som tidspunkt",
}


@pytest.mark.parametrize("text", REASONS)
def test_an_invalid_date_says_why(text: str) -> None:
    assert read_due(text, YEARS) == DueDate(DueKind.INVALID, why=REASONS[text])


DOUBTS = {
    "12.12": "12. december eller tallet 12,12; " + ASSUMED,
    "24.03": "24. marts eller marts 2024; " + ASSUMED,
    "3/4": "3. april eller trin 3 af 4; " + ASSUMED,
    "3-5": "3. maj eller 3 til 5; " + ASSUMED,
    "maj 25": "maj 2025 eller 25. maj",
    "12/25": "december 2025 eller tallene 12 og 25",
    "april 12": "april 2012 eller 12. april; " + ASSUMED,
    "jul 2025": "juli eller julen",
    "2024/25": "to kalenderår, et skoleår eller årsskiftet 2024/2025",
    "24-27": "årene 2024 til 2027 eller tallene 24 og 27",
    "24": "2024 eller tallet 24",
    "uge 12/25": "uge 12 i 2025 eller uge 12 og 25",
    "24-03-01": "24 er læst som 2024",
    "Budget 2025": "budgetlægningen i 2024 eller budgetåret 2025",
    "Kommuneplan 2025": "navnet på en plan eller et årstal",
    "ved halvårsregnskabet 2024": "mødedatoen kendes ikke; regnet som 01-08-2024 til 30-09-2024",
    "budgetseminaret 2025": "mødedatoen kendes ikke; regnet som 01-08-2024 til 31-10-2024",
    "halvår 2024": "det står ikke, hvilket halvår det er",
    "tirsdag d. 1. maj 2024": "1. maj 2024 er en onsdag",
}


@pytest.mark.parametrize("text", DOUBTS)
def test_an_ambiguous_date_keeps_a_best_guess_and_says_the_other(text: str) -> None:
    due = read_due(text, YEARS)
    assert (due.kind, due.why) == (DueKind.AMBIGUOUS, DOUBTS[text])
    assert due.first
    assert due.last


def test_a_weekday_chooses_the_plan_year_that_it_fits() -> None:
    assert read_due("fredag d. 27/6", YEARS).first == date(2025, 6, 27)
    assert read_due("fredag d. 28/6", YEARS).first == date(2024, 6, 28)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("nytårskuren 2025", "nytårskuren"),
        ("efter valget i 2025", "valget"),
        ("inden udbud i 2025", "udbud"),
        ("plan\nfolkefesten 2025", "folkefesten"),
    ],
)
def test_a_year_with_words_that_may_say_when_in_it_tells_that_all_of_it_is_meant(text: str, word: str) -> None:
    due = read_due(text, YEARS)
    assert (due.first, due.last) == (date(2025, 1, 1), date(2025, 12, 31))
    assert due.why == f"„{word}“ er ikke forstået; regnet som hele året"


@pytest.mark.parametrize("text", ["2025", "Evalueres i 2025", "Udbud i 2025", "KB 2025", "Byrådet 2025", "hele 2025"])
def test_a_year_by_itself_or_with_what_happens_in_it_is_no_assumption(text: str) -> None:
    assert read_due(text, YEARS).why == ""


def test_a_weekday_that_the_month_has_too_few_of_is_said() -> None:
    assert read_due("5. mandag i februar 2025", YEARS) == DueDate(
        DueKind.INVALID, why="5. mandag i måneden findes ikke"
    )


def test_a_missing_year_is_the_first_of_the_plan() -> None:
    assert read_due("maj", (2026, 2027)).first == date(2026, 5, 1)
    assert read_due("inden valgperiodens udgang", (2026, 2027)).last == date(2029, 12, 31)


def test_without_plan_years_a_missing_year_cannot_be_assumed() -> None:
    assert read_due("maj", ()) == DueDate(DueKind.INVALID, why="årstal mangler, og planens år kendes ikke")
    assert read_due("maj 2024", ()).first == date(2024, 5, 1)


def test_the_names_of_bodies_are_no_part_of_the_date() -> None:
    text = "§ 17, stk. 4-udvalget 2. kvartal 2024"
    assert read_due(text, YEARS, BODIES) == interval("2024-04-01", "2024-06-30")
    assert read_due("inden Miljø- og teknikudvalget 14/5-24", YEARS, list(BODIES)).last == date(2024, 5, 13)


def test_a_body_named_like_a_word_of_time_hides_no_date() -> None:
    assert read_due("maj 2024", YEARS, {"MAJ", "I"}) == interval("2024-05-01", "2024-05-31")


# -- date cells --------------------------------------------------------------------------------------------------------

WHOLE_MONTH, WHOLE_YEAR = (date(2024, 2, 1), date(2024, 2, 29)), (date(2024, 1, 1), date(2024, 12, 31))
THE_DAY = (date(2024, 2, 13), date(2024, 2, 13))


@pytest.mark.parametrize(
    ("number_format", "days"),
    [
        ("", THE_DAY),
        ("General", THE_DAY),
        ("Standard", THE_DAY),
        ("@", THE_DAY),
        ("dd-mm-yyyy;@", THE_DAY),
        ("[$-F800]dddd, mmmm dd, yyyy", THE_DAY),
        ("h:mm", THE_DAY),
        ("mmm-åå", WHOLE_MONTH),
        ("mmm-yy", WHOLE_MONTH),
        ("mmm\\-yy;@", WHOLE_MONTH),
        ("mmmm yyyy", WHOLE_MONTH),
        ("[$-406]mmmm yyyy", WHOLE_MONTH),
        ('"den" mmmm yyyy', WHOLE_MONTH),
        ("MM/YYYY", WHOLE_MONTH),
        ("yyyy", WHOLE_YEAR),
        ("åååå", WHOLE_YEAR),
    ],
)
def test_a_date_cell_means_what_its_number_format_shows(number_format: str, days: tuple[date, date]) -> None:
    expected = DueDate(DueKind.INTERVAL, *days, exact=days == THE_DAY)
    assert due_of_date(datetime(2024, 2, 13, 14, 30), number_format) == expected
    assert due_of_date(date(2024, 2, 13), number_format) == expected


def test_a_date_cell_outside_every_plan_is_invalid() -> None:
    expected = DueDate(DueKind.INVALID, why="årstallet 1900 ligger uden for 1990-2099")
    assert due_of_date(datetime(1900, 1, 1)) == expected


# -- properties --------------------------------------------------------------------------------------------------------

WORDS = sorted({word for form in FORMS for word in form[0].split()})
PIECES = st.one_of(
    st.sampled_from(WORDS), st.integers(0, 2100).map(str), st.sampled_from(list(" ,.-/;:()\n'→+&?xX<>[]#"))
)
PHRASES = st.lists(PIECES, max_size=9).flatmap(
    lambda parts: st.sampled_from((" ", "")).map(lambda gap: gap.join(parts))
)


def assert_sound(due: DueDate) -> None:
    assert not (due.first and due.last) or due.first <= due.last
    wanted = {
        DueKind.INTERVAL: bool(due.first and due.last),
        DueKind.UNTIL: bool(due.last and not due.first),
        DueKind.FROM: bool(due.first and not due.last),
        DueKind.AMBIGUOUS: bool((due.first or due.last) and due.why),
    }
    assert wanted.get(due.kind, not (due.first or due.last))
    assert due.why or due.kind is not DueKind.INVALID
    assert not (due.kind in CLOSED and (due.exact or due.year_assumed or due.says_done))


@settings(derandomize=True, max_examples=400)
@given(st.text(max_size=400))
@example("0" * 5000)
@example("٣/٤ ²⁰²⁴ Ⅳ. kvartal")
@example("İ" * 40)
def test_any_text_is_read(text: str) -> None:
    assert_sound(read_due(text, YEARS, BODIES))


@settings(derandomize=True, max_examples=500)
@given(PHRASES)
@example("2024 -")
@example("uge 53 eller 1/13 maj 2025/26")
def test_words_of_dates_in_any_order_are_read(text: str) -> None:
    assert_sound(read_due(text, YEARS, BODIES))


@pytest.mark.parametrize(
    "piece",
    [
        *("a ", "1 ", "1.", "1-", "1/", "maj ", "i ", "uge 1, ", "primo ", "budgetopfølgning pr. ", "(", "?", "x", "_"),
        *(
            "året ",
            "når maj, ",
            "løbende maj, ",
            "2024-",
            "t.o.m.",
            "den mødefri ",
            "maaj februarr ",
            "- ",
            "maj 2024 - ",
        ),
    ],
)
def test_a_full_cell_of_anything_is_read(piece: str) -> None:
    assert_sound(read_due((piece * CELL)[:CELL], YEARS, BODIES))


def test_blanks_and_capitals_do_not_matter() -> None:
    for text, *_ in FORMS:
        variants = (text.upper(), text.lower(), f"  {text} ", text.replace(" ", "   "), text.replace(" ", "\u00a0"))
        expected = read_due(text, YEARS, BODIES)
        assert {variant: read_due(variant, YEARS, BODIES) for variant in variants} == dict.fromkeys(variants, expected)


@pytest.mark.parametrize("text", ["forÃ¥r 2025", "fora\u030ar 2025", "for\u00adår 2025", "\ufeffforår\u200b 2025"])
def test_letters_broken_on_the_way_are_repaired(text: str) -> None:
    assert read_due(text, YEARS) == interval("2025-03-01", "2025-05-31")


DAYS = st.dates(date(2010, 1, 1), date(2049, 12, 31))


@settings(derandomize=True, max_examples=300)
@given(DAYS)
def test_a_day_reads_back_however_it_is_written(when: date) -> None:
    d, m, y = when.day, when.month, when.year
    written = [f"{d}/{m}-{y % 100:02}", f"{d}/{m} {y}", f"{d:02}-{m:02}-{y}", f"{d:02}.{m:02}.{y}", when.isoformat()]
    written += [f"{d}. {MONTH_NAMES[m - 1]} {y}", f"den {d}.{m}.{y % 100:02}", f"{d}-{MONTH_NAMES[m - 1][:3]}-{y}"]
    written += [f"{y}{m:02}{d:02}", f"KB d. {d}/{m} '{y % 100:02} kl. 17.00"]
    assert {read_due(text, YEARS, BODIES) for text in written} == {DueDate(DueKind.INTERVAL, when, when, exact=True)}


@settings(derandomize=True, max_examples=200)
@given(DAYS, DAYS)
def test_a_range_of_days_reads_back_and_a_reversed_one_is_invalid(one: date, other: date) -> None:
    first, last = min(one, other), max(one, other)
    for pattern in (
        "{0:%d-%m-%Y} - {1:%d-%m-%Y}",
        "fra d. {0:%d/%m %Y} til d. {1:%d/%m %Y}",
        "{0:%d.%m.%y}-{1:%d.%m.%y}",
    ):
        expected = DueDate(DueKind.INTERVAL, first, last, exact=True)
        assert read_due(pattern.format(first, last), YEARS) == expected
        if first < last:
            assert read_due(pattern.format(last, first), YEARS).kind is DueKind.INVALID


@settings(derandomize=True, max_examples=200)
@given(st.integers(2010, 2049), st.integers(1, 12), st.integers(0, 11))
def test_a_range_of_months_reads_back(year: int, month: int, further: int) -> None:
    last_year, last_month = divmod(year * 12 + month - 1 + further, 12)
    first, last = MONTH_NAMES[month - 1], MONTH_NAMES[last_month]
    days = months(year, month)[0], months(last_year, last_month + 1)[1]
    if further:
        assert read_due(f"{first} {year} - {last} {last_year}", YEARS) == interval(*(day.isoformat() for day in days))
        due = read_due(f"{first[:3]}.-{last} {last_year}", YEARS)
        assert (due.first, due.last) == days
    else:
        written = (f"{first} {year}", f"{month:02}/{year}", f"{year}-{month:02}", f"i {first.upper()} måned {year}")
        assert {read_due(text, YEARS) for text in written} == {interval(*(day.isoformat() for day in days))}


@settings(derandomize=True, max_examples=200)
@given(st.integers(2010, 2049), st.integers(1, 52), st.integers(1, 4))
def test_weeks_quarters_and_halves_read_back(year: int, week: int, quarter: int) -> None:
    half = (quarter + 1) // 2
    expected = {
        weeks(year, week): (f"uge {week} {year}", f"{year} uge {week}", f"w{week} {year}", f"Uge {week:02}, {year}"),
        months(year, quarter * 3 - 2, quarter * 3): (
            *(
                f"{quarter}. kvartal {year}",
                f"Q{quarter} {year}",
                f"{year}-Q{quarter}",
                f"{quarter}. kvt. {year % 100:02}",
            ),
            f"{('I', 'II', 'III', 'IV')[quarter - 1]}. kvartal {year}",
        ),
        months(year, half * 6 - 5, half * 6): (
            f"{half}. halvår {year}",
            f"H{half} {year}",
            f"{half} halvår -{year % 100}",
        ),
    }
    for days, written in expected.items():
        assert {read_due(text, YEARS) for text in written} == {DueDate(DueKind.INTERVAL, *days)}
