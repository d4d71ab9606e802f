"""Written amounts -> whole kroner; headings and notes -> the unit and the sign rule of a table."""

from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from udmoentning_xl.danish import kroner
from udmoentning_xl.values.amounts import (
    Amount,
    AmountKind,
    SignRule,
    Unit,
    amount_of_number,
    is_other_unit,
    read_amount,
    read_sign_rule,
    read_unit,
)

KR, TKR, MIO = 1, 1_000, 1_000_000
OWN = {"own_unit": True}


def kr(amount: int, **marks: Any) -> Amount:
    return Amount(AmountKind.AMOUNT, kroner=amount, **marks)


def several(*per_year: tuple[int | None, int], **marks: Any) -> Amount:
    return Amount(AmountKind.SEVERAL, per_year=per_year, **marks)


def in_order(*amounts: int, **marks: Any) -> Amount:
    return several(*((None, amount) for amount in amounts), **marks)


def span(low: int | None, high: int | None, kind: AmountKind = AmountKind.SPAN, **marks: Any) -> Amount:
    return Amount(kind, low=low, high=high, **marks)


FIGURES = [
    ("1.250", TKR, kr(1_250_000)),
    ("1250", TKR, kr(1_250_000)),
    ("1'250", TKR, kr(1_250_000)),
    ("1’250", TKR, kr(1_250_000)),
    ("1 250", TKR, kr(1_250_000)),
    ("1\u2009250", TKR, kr(1_250_000)),
    ("1\u00a0250\u00a0000", KR, kr(1_250_000)),
    ("1.250", KR, kr(1_250)),
    ("1.250,0", TKR, kr(1_250_000)),
    ("1.250,5", TKR, kr(1_250_500)),
    ("1250,75", TKR, kr(1_250_750)),
    ("0,125", TKR, kr(125)),
    ("1,25", MIO, kr(1_250_000)),
    ("768,2", MIO, kr(768_200_000)),
    ("42,083", MIO, kr(42_083_000)),
    ("0", TKR, kr(0)),
    ("0", None, kr(0)),
    ("-", MIO, kr(0)),
    ("–", TKR, kr(0)),
    ("- kr.", KR, kr(0)),
    ("¾", MIO, kr(750_000)),
    ("2 ½ mio", None, kr(2_500_000, **OWN)),
    ("1 1/2 mio. kr.", None, kr(1_500_000, **OWN)),
    ("500.", TKR, kr(500_000)),
    ("'500", TKR, kr(500_000)),
    ("«500»", TKR, kr(500_000)),
    ("45.352", TKR, kr(45_352_000)),
    ("99.000", TKR, kr(99_000_000)),
    ("1250.0", TKR, kr(1_250_000)),
    ("-1250.75", TKR, kr(-1_250_750)),
    ("1,25E+06", KR, kr(1_250_000)),
    ("0,5", KR, kr(1)),
    ("-0,5", KR, kr(-1)),
    (",25", MIO, kr(250_000)),
    ("- ,25", MIO, kr(-250_000)),
]
SIGNS = [
    ("-1.250", TKR, kr(-1_250_000)),
    ("- 500", TKR, kr(-500_000)),
    ("−500", TKR, kr(-500_000)),
    ("–1.250", TKR, kr(-1_250_000)),
    ("÷500", TKR, kr(-500_000)),
    ("./. 500", TKR, kr(-500_000)),
    ("minus 500", TKR, kr(-500_000)),
    ("plus 500", TKR, kr(500_000)),
    ("+500", TKR, kr(500_000)),
    ("500-", TKR, kr(-500_000)),
    ("1.250,00-", TKR, kr(-1_250_000)),
    ("500 t.kr.-", TKR, kr(-500_000, **OWN)),
    ("(0,5)", MIO, kr(-500_000)),
    ("-(1.250)", TKR, kr(-1_250_000)),
    ("(500) t.kr.", None, kr(-500_000, **OWN)),
    ("kr. -500.000", TKR, kr(-500_000, **OWN)),
    ("-kr. 500.000,00", TKR, kr(-500_000, **OWN)),
    ("(2.500,-)", KR, kr(-2_500, **OWN)),
    ("(700?)", TKR, kr(-700_000, approximate=True)),
    ("700 kr. (-)", TKR, kr(-700, **OWN)),
    *((f"{dash}700", TKR, kr(-700_000)) for dash in "‒―﹘﹣－"),
]
OWN_UNITS = [
    ("2.000 t.kr.", 2_000_000),
    ("2.000 tkr", 2_000_000),
    ("500 t. kr.", 500_000),
    ("500 kkr", 500_000),
    ("TDKK 1.250", 1_250_000),
    ("500 tusind kr.", 500_000),
    ("hundrede tusind kr.", 100_000),
    ("500 (t.kr.)", 500_000),
    ("500 (1.000 kr.)", 500_000),
    ("500 i 1.000 kr.", 500_000),
    ("DKK 500K", 500_000),
    ("1.000.000 kr.", 1_000_000),
    ("271.697,53 kr.", 271_698),
    ("kr. 500.000,-", 500_000),
    ("500.000,--", 500_000),
    ("1.250.000,-kr", 1_250_000),
    ("DKK 1.250.000", 1_250_000),
    ("1,5mio.kr", 1_500_000),
    ("mio. kr. 1,5", 1_500_000),
    ("1,2 (mio. kr.)", 1_200_000),
    ("2 mill. kr.", 2_000_000),
    ("2,5 millioner kroner", 2_500_000),
    ("halvanden million", 1_500_000),
    ("en halv mio. kr.", 500_000),
    ("tre hundrede tusind kr.", 300_000),
    ("to mio. kr.", 2_000_000),
    ("½ mio. kr.", 500_000),
    ("1/2 mio. kr.", 500_000),
    ("42,083 mio. kr.", 42_083_000),
    ("DKK 8M", 8_000_000),
    ("DKK8M", 8_000_000),
    ("1,25 mia. kr.", 1_250_000_000),
    ("1,2 milliarder kr.", 1_200_000_000),
]
WORDS = [
    ("ca. 800.000 kr.", None, kr(800_000, approximate=True, **OWN)),
    ("~500", TKR, kr(500_000, approximate=True)),
    ("500 (skøn)", TKR, kr(500_000, approximate=True)),
    ("500?", TKR, kr(500_000, approximate=True)),
    ("0,5 mio. kr. årligt", None, kr(500_000, every_year=True, **OWN)),
    ("500 (årlig)", TKR, kr(500_000, every_year=True)),
    ("12.500 kr/år", TKR, kr(12_500, every_year=True, **OWN)),
    ("500 p.a.", TKR, kr(500_000, every_year=True)),
    ("1.000 (engang)", TKR, kr(1_000_000)),
    ("éngangsudgift 500", TKR, kr(500_000)),
    ("500 (mindreudgift)", TKR, kr(-500_000, negative_by_word=True)),
    ("mindre udgift: 300", TKR, kr(-300_000, negative_by_word=True)),
    ("merindtægt på 0,3 mio. kr.", None, kr(-300_000, negative_by_word=True, **OWN)),
    ("sparer 500", TKR, kr(-500_000, negative_by_word=True)),
    ("besparelse 500", TKR, kr(-500_000, negative_by_word=True)),
    ("Mindreindtægt: 500", TKR, kr(500_000, positive_by_word=True)),
    ("2,0 mio. kr. (merforbrug)", None, kr(2_000_000, positive_by_word=True, **OWN)),
    ("-4,6 mio. kr. svarende til et mindreforbrug", None, kr(-4_600_000, **OWN)),
    ("1.250*", TKR, kr(1_250_000)),
    ("1.250 1)", TKR, kr(1_250_000)),
    ("1.2501)", TKR, kr(1_250_000)),
    ("1.250¹", TKR, kr(1_250_000)),
    ("2.000 (2024-PL)", TKR, kr(2_000_000)),
    ("2.000 i 24-pl", TKR, kr(2_000_000)),
    ("500 (heraf 200 til løn)", TKR, kr(500_000)),
    ("500 (tidl. 700)", TKR, kr(500_000)),
    ("ændret fra 700 til 500", TKR, kr(500_000)),
    ("500 (KB 30/1)", TKR, kr(500_000)),
    ("Anlæg: 500", TKR, kr(500_000)),
    ("0,5 mio. kr. (1 årsværk)", None, kr(500_000, **OWN)),
    ("0,3 pct. svarende til 1,2 mio. kr.", None, kr(1_200_000, **OWN)),
    ("500 i 2025", TKR, kr(500_000, per_year=((2025, 500_000),))),
    ("ca.700", TKR, kr(700_000, approximate=True)),
    ("omkr. 700", TKR, kr(700_000, approximate=True)),
    ("forv. -700", TKR, kr(-700_000, approximate=True)),
    ("700 ex. moms", TKR, kr(700_000)),
    ("merindt. 700", TKR, kr(-700_000, negative_by_word=True)),
    ("mindre udg. 700", TKR, kr(-700_000, negative_by_word=True)),
    ("anlægsudg. 700", TKR, kr(700_000, positive_by_word=True)),
    ("nedjustering 700", TKR, kr(-700_000, negative_by_word=True)),
    ("budgettet nedsat med 700", TKR, kr(-700_000, negative_by_word=True)),
    ("øget med 700", TKR, kr(700_000, positive_by_word=True)),
    ("faldende indtægter: 700", TKR, kr(700_000, positive_by_word=True)),
    ("indtægtsnedgang 700", TKR, kr(700_000, positive_by_word=True)),
    ("lavere driftsudgifter 700", TKR, kr(-700_000, negative_by_word=True)),
    ("indtægter reduceres med 700", TKR, kr(700_000, positive_by_word=True)),
    ("falder med 700", TKR, kr(-700_000, negative_by_word=True)),
    ("opnået besparelse 700", TKR, kr(-700_000, negative_by_word=True)),
    ("fald i udgifter 700", TKR, kr(-700_000, negative_by_word=True)),
    ("samlede udgifter 700", TKR, kr(700_000, positive_by_word=True)),
    ("øgede indtægter 700", TKR, kr(-700_000, negative_by_word=True)),
    ("neutralt", TKR, kr(0)),
    ("Ingen bevillingsmæssige konsekvenser", TKR, kr(0)),
]
MORE_THAN_ONE = [
    ("10.000 - 30.000", KR, span(10_000, 30_000)),
    ("1-2 mio. kr.", None, span(1_000_000, 2_000_000, **OWN)),
    ("fra 1 til 2 mio. kr.", None, span(1_000_000, 2_000_000, **OWN)),
    ("mellem 500 og 700", TKR, span(500_000, 700_000)),
    ("500.000 - 1 mio. kr.", None, span(500_000, 1_000_000, **OWN)),
    ("-500 - -300", TKR, span(-500_000, -300_000)),
    ("besparelse på 1-2 mio. kr.", None, span(-2_000_000, -1_000_000, negative_by_word=True, **OWN)),
    ("op til 500.000 kr.", None, span(None, 500_000, AmountKind.CEILING, **OWN)),
    ("500 maks.", TKR, span(None, 500_000, AmountKind.CEILING)),
    ("under 1 mio. kr.", None, span(None, 1_000_000, AmountKind.CEILING, **OWN)),
    ("min. 200 maks. 300", TKR, span(200_000, 300_000)),
    ("mindst 200 og højst 300", TKR, span(200_000, 300_000)),
    ("ikke under 200", TKR, span(200_000, None, AmountKind.FLOOR)),
    ("200 eller derover", TKR, span(200_000, None, AmountKind.FLOOR)),
    ("min. 1 mio. kr.", None, span(1_000_000, None, AmountKind.FLOOR, **OWN)),
    ("fra 1 mio. kr.", None, span(1_000_000, None, AmountKind.FLOOR, **OWN)),
    ("2024: 500, 2025: 1.000", TKR, several((2024, 500_000), (2025, 1_000_000))),
    ("500 i 2024 og 1.000 i 2025", TKR, several((2024, 500_000), (2025, 1_000_000))),
    ("500 (2024), 1.000 (2025)", TKR, several((2024, 500_000), (2025, 1_000_000))),
    ("2017: 0,5 mio. kr. 2018: 1,0 mio. kr.", None, several((2017, 500_000), (2018, 1_000_000), **OWN)),
    ("2025-2026: -500", TKR, several((2025, -500_000), (2026, -500_000))),
    ("2024: 500, 2025-26: 700", TKR, several((2024, 500_000), (2025, 700_000), (2026, 700_000))),
    ("500 årligt i 2024-2025", TKR, several((2024, 500_000), (2025, 500_000))),
    ("2024 og 2025: 500", TKR, several((2024, 500_000), (2025, 500_000))),
    ("500 i 2024, 700 i 2025 og frem", TKR, several((2024, 500_000), (2025, 700_000), every_year=True)),
    ("500 i 2024, derefter 700 årligt", TKR, several((2024, 500_000), (2025, 700_000), every_year=True)),
    ("2024: 500, herefter 700", TKR, several((2024, 500_000), (2025, 700_000), every_year=True)),
    ("B24: 500 B25: 700", TKR, several((2024, 500_000), (2025, 700_000))),
    ("24: 500, 25: 700", TKR, several((2024, 500_000), (2025, 700_000))),
    ("år 1: 500, år 2: 700", TKR, in_order(500_000, 700_000)),
    ("1.250 / 1.300 / -50", TKR, in_order(1_250_000, 1_300_000, -50_000)),
    ("1,0/2,0/3,0 mio. kr.", None, in_order(1_000_000, 2_000_000, 3_000_000, **OWN)),
    ("500\n600", TKR, in_order(500_000, 600_000)),
    ("500, 600 og 700", TKR, in_order(500_000, 600_000, 700_000)),
]


@pytest.mark.parametrize(("text", "unit", "amount"), FIGURES + SIGNS + WORDS + MORE_THAN_ONE)
def test_an_amount_is_read_as_danes_write_it(text: str, unit: int | None, amount: Amount) -> None:
    assert read_amount(text, unit) == amount


@pytest.mark.parametrize(("text", "amount"), OWN_UNITS)
@pytest.mark.parametrize("unit", [None, KR, TKR, MIO])
def test_a_unit_in_the_cell_wins_over_the_column(text: str, amount: int, unit: int | None) -> None:
    assert read_amount(text, unit) == kr(amount, own_unit=True)


NO_AMOUNT = {
    AmountKind.BLANK: ["", " \u00a0 ", "\n"],
    AmountKind.ERROR: [
        "#REF!", "#REFERENCE!", "#I/T", "#DIVISION/0!", "#VÆRDI!", "#NAVN?", "######", "Err:502", "Fejl:508",
    ],
    AmountKind.NONE: [
        "afventer", "Afventer budget 2025", "ukendt", "TBD", "X", "✓", "?", "xx mio. kr.", "se anlæg", "se note 2",
        "se ark 2", "udgår", "i.r.", "inden for rammen", "Finansieres inden for egen ramme", "jf. budgetaftalen",
        "opgøres senere", "kan ikke opgøres", "0,2 årsværk", "37 timer/uge", "400 m2",
        "Der er afsat midler i aftalen", "Uprissat", "indarbejdet", "se 2027", "Udskudt til 2027", "2025-31415",
    ],
    AmountKind.UNREADABLE: [
        "0,55 procent", "15 %", "-2 pct.",
        "1.25", "0.5 mio. kr.", "1,250,000", "1,250.50", "1.250.00", "1..250", "1.2.3", "12a", "5OO", "--500",
        "± 500", "500^1", "500 EUR", "500 kr. pr. barn", "500 pr. måned", "3 elever à 50.000 kr.", "heraf 200 t.kr.",
        "500 + 200", "12 køer", "01-03-2024", "1. marts 2024", "30/1", "uge 12", "2024-2027", "lkjh", "mio. kr.", '"',
        "500 i 2024-2027", "700-500", "500 t.kr. i drift og 200 t.kr. i anlæg", "-500 (merudgift)",
        "+500 (besparelse)", "udgift 500, indtægt 200", "2024: 1, 2024: 2",
        "2026 og frem", "Bidrag 2026", "fra 1/4 2026", "25 % af 700", "svigtende indtægter 700",
        "ophævet besparelse 700", "undgåede merudgifter 700", "beskæres med 700",
    ],
}  # fmt: skip


@pytest.mark.parametrize(("text", "kind"), [(text, kind) for kind, texts in NO_AMOUNT.items() for text in texts])
def test_what_is_no_amount_gives_no_kroner_but_a_reason(text: str, kind: AmountKind) -> None:
    amount = read_amount(text, MIO)
    assert replace(amount, why="", negative_by_word=False) == Amount(kind)
    assert bool(amount.why) == (kind != AmountKind.BLANK)


@pytest.mark.parametrize(
    ("text", "unit", "kind", "why"),
    [
        ("500.000", TKR, AmountKind.OTHER_UNIT, "tallet er for stort til kolonnens enhed; det er nok 500.000 kr."),
        ("-750000", TKR, AmountKind.OTHER_UNIT, "tallet er for stort til kolonnens enhed; det er nok -750.000 kr."),
        ("15.000", MIO, AmountKind.OTHER_UNIT, "tallet er for stort til kolonnens enhed; det er nok 15.000.000 kr."),
        ("45352", TKR, AmountKind.OTHER_UNIT, "tallet kan være en dato, der har mistet sit format"),
        ("1.25", MIO, AmountKind.UNREADABLE, "det er uklart, om 1.25 er skrevet på engelsk"),
        ("1,250", TKR, AmountKind.UNREADABLE, "det er uklart, om 1,250 er skrevet på engelsk"),
        ("1.250", None, AmountKind.UNREADABLE, "enheden er ukendt; mest sandsynligt 1.250.000 kr."),
        ("500 -300", TKR, AmountKind.UNREADABLE, "stregen mellem tallene kan være et minus"),
        ("500 pr. elev", TKR, AmountKind.UNREADABLE, "beløbet er pr. enhed eller periode, ikke for hele året"),
        ("2025-24 til 2026: 500", TKR, AmountKind.UNREADABLE, "perioden i cellen går baglæns"),
        ("500 i 2026-24", TKR, AmountKind.UNREADABLE, "perioden i cellen går baglæns"),
    ],
)
def test_the_reason_says_what_the_figure_may_be(text: str, unit: int | None, kind: AmountKind, why: str) -> None:
    assert read_amount(text, unit) == Amount(kind, why=why)


def test_an_unknown_unit_still_tells_a_sign_given_by_a_word() -> None:
    why = "enheden er ukendt; mest sandsynligt 4.200.000 kr."
    assert read_amount("4,2 (mindreudgift)", None) == Amount(AmountKind.UNREADABLE, negative_by_word=True, why=why)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("500 til inventar", kr(500_000, why="teksten ved siden af beløbet er ikke læst")),
        ("2 mio. kr. over 4 år", kr(2_000_000, own_unit=True, why="beløbet dækker flere år")),
        ("i alt 500 i 2024-2027", kr(500_000, why="beløbet dækker flere år")),
        ("500 fra 2025", kr(500_000, per_year=((2025, 500_000),), every_year=True, why="beløbet gælder fra 2025")),
    ],
)
def test_what_is_left_unread_beside_an_amount_is_said(text: str, amount: Amount) -> None:
    assert read_amount(text, TKR) == amount


@pytest.mark.parametrize(
    ("value", "unit", "amount"),
    [
        (1250, TKR, 1_250_000),
        (-16.5, MIO, -16_500_000),
        (0.0005, TKR, 1),
        (-0.0005, TKR, -1),
        (0.1 + 0.2, TKR, 300),
        (500_000, TKR, 500_000_000),
    ],
)
def test_a_number_cell_is_counted_in_the_columns_unit(value: float, unit: int, amount: int) -> None:
    assert amount_of_number(value, unit) == kr(amount)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 1e300])
def test_a_number_that_is_no_amount_is_unreadable(value: float) -> None:
    assert amount_of_number(value, KR).kind == AmountKind.UNREADABLE


THOUSANDS = [250_000, -500_000, 1_250_000, 75_000, 900_000, -300_000]


@pytest.mark.parametrize(
    ("value", "neighbours", "other"),
    [
        (500_000_000, THOUSANDS, True),
        (-750_000_000, [*THOUSANDS, -750_000_000], True),
        (50_000_000, THOUSANDS, False),
        (9_000_000, THOUSANDS, False),
        (500_000_000, THOUSANDS[:3], False),
        (500_000_000, [0] * 20, False),
        (500_000_000, [400_000_000, 300_000_000, *THOUSANDS], False),
        (60_000_000_000, THOUSANDS, False),
        (500_000, [], False),
    ],
)
def test_another_unit_is_a_thousand_times_the_column(value: int, neighbours: list[int], other: bool) -> None:
    assert is_other_unit(value, neighbours) is other


T, H = "1.000 kr.", "kr."
UNITS = [
    ("Beløb i 1.000 kr. (2024-PL)", Unit(TKR, "2024-PL", T)), ("1.000 kr p/l", Unit(TKR, "", T)),
    ("i t.kr.", Unit(TKR, "", T)), ("hele 1000 kroner", Unit(TKR, "", T)), ("1000 kr.", Unit(TKR, "", T)),
    ("tkr", Unit(TKR, "", T)), ("(1.000)", Unit(TKR, "", T)), ("(1.000 kr., 2016 pl)", Unit(TKR, "2016-PL", T)),
    ("2024 (1.000 kr.)", Unit(TKR, "", T)), ("B24 t.kr.", Unit(TKR, "", T)),
    ("pl-24, t.kr.", Unit(TKR, "2024-PL", T)), ("DKK '000", Unit(TKR, "", T)),
    ("Beløb (i tusinde kroner)", Unit(TKR, "", T)),
    ("Beløb i 1.000 kr., løbende priser", Unit(TKR, "løbende priser", T)), ("tkr. 2024", Unit(TKR, "", T)),
    ("(mio. kr.)", Unit(MIO, "", "mio. kr.")), ("mio.kr. 2024-PL", Unit(MIO, "2024-PL", "mio. kr.")),
    ("Service (mio. kr.)", Unit(MIO, "", "mio. kr.")), ("2024-2027 mio. kr.", Unit(MIO, "", "mio. kr.")),
    ("Note: Tal er i mio. kr. Minus angiver indtægter", Unit(MIO, "", "mio. kr.")),
    ("i mia. kr.", Unit(10**9, "", "mia. kr.")), ("hele kr. ekskl. moms", Unit(KR, "", H)), ("DKK", Unit(KR, "", H)),
    ("1.000-kr.", Unit(TKR, "", T)), ("i 1000-kr", Unit(TKR, "", T)), ("1.000.000 kr.", Unit(MIO, "", "mio. kr.")),
    ("Beløb i 1.000.000 kr.", Unit(MIO, "", "mio. kr.")),
    ("Beløb i kr.", Unit(KR, "", H)), ("Kroner", Unit(KR, "", H)), ("i kr. (2024-priser)", Unit(KR, "2024-PL", H)),
]  # fmt: skip
NO_UNITS = [
    "", "2024", "Økonomi", "Beløb 2024", "Sum M", "Markedsføring", "Krav til byggeriet", "2 mio. kr.", "5-7 mio. kr.",
    "t.kr. 500", "Der er afsat 500.000 kr. til formålet", "Der er afsat 1.000 kr. til kaffe",
    "Anlæg over 2 mio. kr. vises særskilt", "kr. 500.000 er afsat", "Beløb i t.kr. (mio. kr.)",
    "Der er afsat 1.000.000 kr.", "Bevilling 1.000.000 kr. i 2025",
]  # fmt: skip


@pytest.mark.parametrize(("text", "unit"), [*UNITS, *((text, None) for text in NO_UNITS)])
def test_a_heading_gives_the_unit_and_an_amount_gives_none(text: str, unit: Unit | None) -> None:
    assert read_unit(text) == unit


@pytest.mark.parametrize(
    "text",
    [
        "Minus angiver indtægter",
        "Note: Minus angiver et mindreforbrug/overskud. Plus angiver et merforbrug/underskud.",
        "– foran et tal betyder besparelse",
        "Udgifter (+)/Indtægter (-)",
        "(+)=merforbrug (-)=min.forbrug",
        "+ = udgift, - = indtægt",
        "Fortegn: + udgift, - indtægt",
        "tal med minus er besparelser",
        "Minustal er mindreudgifter",
        "Beløb i 1.000 kr. (- = besparelse)",
        "Effektiviseringer og udvidelser budget 2026 (i 1.000 kr., - = besparelse)",
        "Udvidelser og besparelser: - er besparelse",
        "Merudgifter og mindreindtægter er angivet med plus, mindreudgifter og merindtægter med minus",
    ],
)
def test_minus_for_what_is_saved_is_the_usual_rule(text: str) -> None:
    assert read_sign_rule(text) == SignRule.NEGATIVE_IS_SAVING


@pytest.mark.parametrize(
    "text",
    [
        "Besparelser er angivet som positive tal",
        "Positive tal = besparelse",
        "Merudgifter er angivet med minus",
        "Besparelser angives uden fortegn",
    ],
)
def test_a_table_can_write_savings_as_positive(text: str) -> None:
    assert read_sign_rule(text) == SignRule.POSITIVE_IS_SAVING


@pytest.mark.parametrize("text", ["", "Merudgifter - drift", "Besparelser", "Minus er udgift. Minus er indtægt."])
def test_a_text_without_one_clear_sign_gives_no_rule(text: str) -> None:
    assert read_sign_rule(text) is None


MARKS = st.sampled_from([".", " ", "\u00a0", "'", ""])
SIGNED = st.sampled_from(["{}", "-{}", "−{}", "– {}", "÷{}", "({})", "{}-", "minus {}"])


@settings(derandomize=True, max_examples=400)
@given(st.integers(0, 999_999), MARKS, SIGNED, st.sampled_from([KR, TKR, MIO]))
def test_amounts_written_in_danish_read_back_to_the_krone(cents: int, mark: str, signed: str, unit: int) -> None:
    whole, cent = divmod(cents, 100)
    figure = f"{whole:,}".replace(",", mark) + (f",{cent:02d}" if cent else "")
    kroner = int((Decimal(cents) / 100 * unit).quantize(Decimal(1), ROUND_HALF_UP))
    assert read_amount(signed.format(figure), unit) == kr(kroner if signed == "{}" else -kroner)


@settings(derandomize=True)
@given(st.integers(-(10**12), 10**12), st.sampled_from([None, KR, TKR, MIO]))
def test_an_amount_this_tool_has_written_reads_back_in_any_column(amount: int, unit: int | None) -> None:
    assert read_amount(kroner(amount), unit) == kr(amount, own_unit=True)


@settings(derandomize=True, max_examples=300, deadline=None)
@given(
    st.one_of(
        st.text(max_size=40), st.from_regex(r"[-÷(]?[0-9.,' ]{1,12}[)]?( ?(mio\.?|t\.?kr\.|kr)?){0,2}[a-zæøå ]{0,8}")
    )
)
@example("1" * 32_767)
@example("1 " * 16_000)
@example("9e999")
@example("²³ ٣ ½½")
@example("kr. 1/2 " * 4_000)
@example("faldende " * 3_600)
def test_no_text_breaks_the_readers_of_amounts(text: str) -> None:
    for unit in (None, KR, TKR, MIO):
        amount = read_amount(text, unit)
        assert (amount.kroner is not None) == (amount.kind == AmountKind.AMOUNT)
        assert bool(amount.per_year) >= (amount.kind == AmountKind.SEVERAL)
    assert read_unit(text) is None or read_unit(text).factor in (KR, TKR, MIO, 10**9)
    assert read_sign_rule(text) in (None, *SignRule)


@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [
        ("9 mio. kr. (2025: 4 mio. kr., 2026: 5 mio. kr.)", TKR, several((2025, 4 * MIO), (2026, 5 * MIO), **OWN)),
        ("I alt 1,5 mio. kr. (2025: 0,5 og 2026: 1,0)", TKR, several((2025, 500_000), (2026, MIO), **OWN)),
        ("-900 (300 i 2025, 600 i 2026)", TKR, several((2025, -300_000), (2026, -600_000))),
    ],
)
def test_a_bracket_that_splits_an_amount_over_the_years_says_what_each_has(text, unit, expected):
    assert read_amount(text, unit) == expected


def test_years_in_a_bracket_that_do_not_make_the_whole_amount_are_told():
    read = read_amount("900 (2025: 300, 2026: 700)", TKR)
    assert (read.kind, read.why) == (AmountKind.UNREADABLE, "årene i parentesen giver ikke det samlede beløb")


def test_a_word_for_what_is_saved_is_not_about_the_amount_before_it_where_the_others_have_a_minus():
    read = read_amount("2025: 300 (engangs). Derefter besparelse: 2026: -150, 2027: -200", TKR)
    assert read.per_year == ((2025, 300_000), (2026, -150_000), (2027, -200_000))


@pytest.mark.parametrize("text", ["Brugerbetalt", "Takstfinansieret", "gebyrfinansieret"])
def test_what_its_users_pay_has_no_amount(text):
    assert read_amount(text, TKR).kind == AmountKind.NONE
