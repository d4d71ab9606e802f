"""Every weight of evidence has an example that is read as a colleague reads it, and otherwise with another weight."""

from dataclasses import fields, replace
from datetime import date

import pytest

from udmoentning_xl.config import default_config
from udmoentning_xl.reading import headers, weights
from udmoentning_xl.reading.banners import BannerReader
from udmoentning_xl.reading.columns import settle
from udmoentning_xl.reading.formatting import Formatting
from udmoentning_xl.reading.grid import Grid
from udmoentning_xl.reading.headings import HeadingReader
from udmoentning_xl.reading.profiles import PlanNames, profile
from udmoentning_xl.reading.source import SheetData
from udmoentning_xl.reading.weights import WEIGHTS
from udmoentning_xl.values.committees import CommitteeReader

TITLES = [
    "Skolemad i alle skoler", "Bro over åen", "Sti langs Åparken", "Ny svømmehal", "Lektiecafé", "Cykelstier",
    "Færre lukkedage", "Madservice", "Nyt bibliotek", "Flere pædagoger",
]  # fmt: skip
TOLD = "Der afsættes midler til en ordning på alle skoler, så flere får et sundt måltid hver dag i ugen"
#: What may stand in the column of an item with this place.
CELLS = {
    "numbers": lambda at: str(at + 1),
    "titles": lambda at: TITLES[at],
    "others": lambda at: TITLES[-at - 1],
    "long texts": lambda at: f"{TITLES[at]}: {TOLD}",
    "longest texts": lambda at: f"{TITLES[at]}: {TOLD}" * 3,
    "a few texts": lambda at: TITLES[at] if at < 3 else None,
    "the same texts": lambda at: TITLES[at // 4],
    "marks": lambda _: "x",
    "some marks": lambda at: "x" if at % 2 else None,
    "times": lambda at: ["maj 2025", "1. kvartal 2026", "juni 2025", "medio 2025"][at % 4],
    "days": lambda at: date(2025, 1 + at, 3),
    "weeks": lambda at: f"uge {at + 3}",
    "quarters": lambda at: at % 4 + 1,
    "years": lambda at: 2024 + at % 4,
    "half times": lambda at: "maj 2025" if at % 2 else TITLES[at],
    "committees": lambda at: ["BUU", "MTU", "KFU", "ØK"][at % 4],
    "kinds": lambda at: ["Drift", "Anlæg", "Hensigtserklæring"][at % 3],
    "sections": lambda at: ["Klima, miljø og byg", "Økonomisk Politik", "Effektiviseringer"][at // 4],
    "areas": lambda at: ["Skoler", "Veje", "Ældre", "Fritid"][at % 4],
    "amounts in words": lambda at: f"{at + 1} mio. kr.",
    "states": lambda at: ["I gang", "Afsluttet", "Ikke begyndt"][at % 3],
    "answers": lambda at: ["Ja", "Nej"][at % 2],
    "names": lambda at: ["Per Hansen", "Line Ravn", "Bo Lund"][at % 3],
    "dashes": lambda _: "-",
    "tall texts": lambda at: None if at % 2 else TITLES[at],
    "nothing": lambda _: None,
}
#: The weight by target and reason -> the columns (after „+“ beside a number and a title), how many items, and what the
#: last column, or the one at a place, is.
EXAMPLES = {
    ("committee of a matrix", "marks, days and dashes say what a committee gets"): (
        "+ MTU: committees",
        4,
        "body:MTU",
    ),
    ("committee of a matrix", "texts under a committee's name are no matrix"): ("+ økonomi: states", 10, "status"),
    ("year of amounts", "amounts stand there"): ("+ Aftale 2025: amounts in words", 4, "2025"),
    ("year of amounts", "a year among words is only a year"): ("+ Aftale 2025: others", 4, None),
    ("amount", "texts are no amounts"): ("+ Besparelse: areas", 10, None),
    ("amount", "amounts stand there"): ("+ Sum 2025-28: amounts in words", 6, "amount"),
    ("amount", "few amounts under any other"): ("+ Derefter til: some marks", 4, None),
    ("number", "no number is so long"): (
        "Nr.: the same texts | Projektnavn: longest texts | Udvalg: committees",
        6,
        None,
        0,
    ),
    ("number", "numbers stand there"): ("Sag: numbers | Hovedemne: others | Videre proces: answers", 10, "number", 0),
    ("number", "and here none"): ("Indeks: titles | Afsluttet pr.: sections | % fuldført: kinds", 10, "title", 0),
    ("title", "what is of another sort names no item"): (
        "Involverede områder: kinds | Formulering: numbers | Sektor: areas",
        4,
        "number",
        1,
    ),
    ("title", "a title is no code"): ("Punkt: longest texts | Årstal: quarters | Afsluttes: dashes", 6, "title", 0),
    ("title", "titles differ"): ("Handleplan: numbers | Mål: long texts | Aftale: the same texts", 10, "title", 1),
    ("title", "a text so long describes"): (
        "Tiltag: longest texts | Styringsområde: kinds | Sagens titel: a few texts",
        10,
        "title",
    ),
    ("description", "times describe nothing"): ("+ Indhold: weeks", 4, "due"),
    ("description", "a description is long"): ("+ Tekst: long texts", 4, "description"),
    ("description", "and not short"): ("+ Beslutning: a few texts", 6, "committee"),
    ("kind", "kinds stand there"): ("+ Spor: kinds", 4, "kind"),
    ("kind", "and here none"): ("+ Drift: times", 4, "due"),
    ("section", "known sections stand there"): ("+ Type: sections", 6, "section"),
    ("section", "1, 1.1, 1.2 count the items and name nothing"): ("+ Afsnit: numbers", 6, None),
    ("section", "what is of another sort is no section"): ("+ Overskrift: times", 6, "due"),
    ("section", "few cells do not say whether they come again"): ("+ Område: others", 4, "section"),
    ("section", "sections come again"): ("+ Kategori: areas", 10, "section"),
    ("section", "and are not another in each row"): ("+ Politik: others", 10, None),
    ("committee", "committees stand there"): ("+ Bemærkning/udvalg: committees", 10, "committee"),
    ("committee", "days or marks are what a committee gets"): ("+ Videre til: some marks", 6, None),
    ("committee", "no committees"): ("+ Orientering: longest texts", 4, None),
    ("due", "marks are no times"): ("+ Vejledende frist: some marks", 4, None),
    ("due", "times stand there"): ("+ Ansvarlig og frist: days", 6, "due"),
    ("due", "and here none"): ("+ Forventes: others", 4, None),
    ("completion", "a mark is short"): ("+ Afgjort: long texts", 10, None),
    ("completion", "marks stand there"): ("+ Nået: dashes", 10, "completion"),
    ("completion", "and here none"): ("+ Behandlet: committees", 10, "committee"),
    ("strategic", "an answer is short"): ("+ Strategisk mål: long texts", 6, None),
    ("strategic", "texts merged over items are no answers"): ("+ Pejlemærke: tall texts", 6, "section"),
    ("strategic", "marks stand there"): ("+ Større strategiske emner: areas | Fokus: marks", 4, "strategic"),
    ("confidential", "an answer is short"): ("+ Adgang: long texts", 10, None),
    ("status", "words of how far things are"): ("+ Opfølgning: states", 6, "status"),
    ("status", "marks and times say when or that"): ("+ Aktuelt: days", 6, "due"),
    ("remarks", "marks or words of how far things are"): ("+ Supplerende: some marks", 4, None),
    ("process", "times are no process"): ("+ Proces: days", 6, "due"),
    ("process", "a process is told"): ("+ Plan: long texts", 10, "process"),
    ("process", "and not in a word"): ("+ Opgave: the same texts", 10, None),
    ("responsible", "committees handle, they are not responsible"): (
        "+ Person: committees | Udvalg: committees",
        4,
        "committee",
        2,
    ),
    ("responsible", "nobody's name is so long"): ("+ Medarbejder: longest texts", 4, None),
    ("row_total", "amounts in words are no sums"): ("+ 2025-2028: amounts in words", 4, "amount"),
    ("start", "times stand there"): ("+ Start: years", 4, "start"),
    ("start", "and here none"): ("+ Igangsættes: states", 4, None),
    ("end", "times stand there"): ("+ Slut: times", 10, "end"),
    ("end", "and here none"): ("+ Forventet slut: areas", 10, None),
    ("span", "marks or committees"): ("+ Maj: some marks", 10, "span"),
    ("span", "texts are no marks"): ("+ Q1: times", 4, "due"),
    ("year", "years stand there"): ("+ Årstal: years", 6, "year"),
    ("year", "and here none"): ("+ Budgetår: states", 10, "status"),
    ("quarter", "a quarter is short"): ("+ Kvartal: quarters", 4, "quarter"),
    ("quarter", "a text is none"): ("+ Kvartal: sections", 10, "section"),
    ("month", "a month is short"): ("+ Mødemåned: numbers", 6, "month"),
    ("month", "a text is none"): ("+ Måned: sections", 10, "section"),
    ("week", "a week is short and no year"): ("+ Uge: numbers", 6, "week"),
    ("week", "a text is none"): ("+ Uge: others", 10, None),
}


def columns_of(written):
    """The heading and the sort of cells of each column of an example."""
    columns = [tuple(one.rsplit(": ", 1)) for one in written.removeprefix("+ ").split(" | ")]
    return [("Nr.", "numbers"), ("Emne", "titles"), *columns] if written.startswith("+ ") else columns


def read(columns, items):
    """What each column is read as, by its place."""
    rows = [[heading for heading, _ in columns], *([CELLS[sort](at) for _, sort in columns] for at in range(items))]
    tall = [at for at, (_, sort) in enumerate(columns) if sort.startswith("tall")]
    merged = tuple((row, at, row + 1, at) for at in tall for row in range(1, items, 2))
    grid = Grid(SheetData("Plan", True, rows, merged, Formatting()))
    config = default_config()
    committees = CommitteeReader(config.bodies)
    headings = HeadingReader(committees, {}, 2024)
    known = PlanNames(committees, BannerReader(committees, config.sections).section)
    guesses = {at: headings.guesses(heading) for at, (heading, _) in enumerate(columns)}
    profiles = {at: profile(grid, at, range(1, items + 1), known) for at in guesses}
    return {at: str(guess.target) for at, guess in settle(guesses, profiles).items()}


def without(monkeypatch, weight):
    left = [one for one in WEIGHTS if one is not weight]
    monkeypatch.setattr(weights, "_BY_TARGET", weights.by_target(left))


def test_each_weight_has_an_example():
    assert set(EXAMPLES) == {(weight.target, weight.why) for weight in WEIGHTS}
    assert len(EXAMPLES) == len(WEIGHTS)


@pytest.mark.parametrize("weight", WEIGHTS, ids=lambda weight: f"{weight.target}: {weight.why}")
def test_a_weight_decides_what_its_example_is(weight, monkeypatch):
    written, items, expected, *place = EXAMPLES[weight.target, weight.why]
    columns = columns_of(written)
    at = place[0] if place else len(columns) - 1
    assert read(columns, items).get(at) == expected
    without(monkeypatch, weight)
    assert read(columns, items).get(at) != expected


# -- the room of headings ---------------------------------------------------------------------------------------------

DAYS = [["Skolemad", "x", "maj 2025"], ["Bro", "y", "juni 2025"], ["Sti", "z", "juni 2025"]]
ALIKE = [
    ["Nr.", "Emne", "Type", "Stand"],
    ["1", "Skolemad", "Drift", "ro"],
    ["2", "Økonomi", "Anlæg", "Status"],
    ["3", "Cykelbro", "Anlæg", "ro"],
]
#: Weight -> another value, the rows of a sheet, those of them that are headings, and those with the other value.
OTHERWISE = [
    ("sure", 0.5, [["Emne", "Udvalg"]], [0], []),
    ("likely", 0.0, [["Emne", "Frist", "Plan", "Xyz"]], [0], []),
    ("enough", 3.5, [["Emne", "Udvalg"]], [0], []),
    ("enough", 2.0, [["Emne", "Frist", "Xyz"]], [], [0]),
    ("all_known", 0.0, [["Emne", "Udvalg"]], [0], []),
    ("certain", 3.0, [["Emne", "Udvalg"]], [0], []),
    ("certain_of_years", 2.0, [["Emne", "2025"]], [], [0]),
    ("years", 1, [["Emne", "2025", "2026"]], [0], []),
    ("bodies", 3, [["Emne", "BUU", "MTU"]], [0], []),
    ("almost", 2.0, [["Emne", "Plan", "Xyz"], *DAYS], [0], []),
    ("days", 4, [["Emne", "Plan", "Xyz"], *DAYS], [0], []),
    ("mostly_days", 0.8, [["Emne", "Plan", "Xyz"], *DAYS, ["Hal", "w", "senere"]], [0], []),
    ("alike", 9, ALIKE, [0], [0, 1]),
    ("alike_rows", 0, ALIKE, [0], [0, 1]),
]


def heading_rows(rows):
    grid = Grid(SheetData("Plan", True, rows, (), Formatting()))
    reader = HeadingReader(CommitteeReader(default_config().bodies), {}, 2024)
    return [header.rows.start for header in headers.find_headers(grid, reader)]


def test_each_weight_of_headings_has_an_example():
    assert {name for name, *_ in OTHERWISE} == {one.name for one in fields(headers.WEIGHTS)}


@pytest.mark.parametrize(("name", "other", "rows", "found", "otherwise"), OTHERWISE)
def test_a_weight_of_headings_decides_where_they_are(name, other, rows, found, otherwise, monkeypatch):
    assert heading_rows(rows) == found
    monkeypatch.setattr(headers, "WEIGHTS", replace(headers.WEIGHTS, **{name: other}))
    assert heading_rows(rows) == otherwise
