"""The words of a time phrase, as tables: every form that is recognised, and what it stands for.

Words are lower case, without dots; several words with single spaces are one expression. A new word is a new entry here.
The words around time phrases (senest, løbende, afventer ...) are in ``dates_marks``.
"""

from collections.abc import Mapping
from enum import Enum, StrEnum, auto
from typing import TypeVar

Value = TypeVar("Value")


def forms_of(table: Mapping[Value, str]) -> dict[str, Value]:
    """Turn ``{value: "form, other form"}`` round, so that each form points to its value; no form has two."""
    pairs = [(form.strip(), value) for value, forms in table.items() for form in forms.split(",")]
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError(sorted({form for form, value in pairs if found[form] != value}))
    return found


def listed(words: str) -> frozenset[str]:
    """The words and expressions of a list with commas."""
    return frozenset(word.strip() for word in words.split(","))


class TimeUnit(StrEnum):
    """What a time phrase counts in; it decides what primo, medio and ultimo mean."""

    DAY = "dag"
    WEEK = "uge"
    MONTH = "måned"
    QUARTER = "kvartal"
    HALF = "halvår"
    THIRD = "tertial"
    SEASON = "årstid"
    YEAR = "år"
    OTHER = "andet"


class Part(Enum):
    """Which part of a period is meant."""

    FIRST = auto()  # primo, start
    MIDDLE = auto()  # medio, midten
    LAST = auto()  # ultimo, slut
    END = auto()  # udgangen af
    EARLY = auto()  # tidligt: the first month of a season
    LATE = auto()  # sent: the last month of a season


MONTHS = forms_of(
    {
        1: "januar, jan, january, januars",
        2: "februar, feb, febr, february, februars",
        3: "marts, mar, mrt, march",
        4: "april, apr, aprils",
        5: "maj, mai, may",
        6: "juni, jun, june, junis",
        7: "juli, july, julis",
        8: "august, aug, augusts",
        9: "september, sep, sept, septembers",
        10: "oktober, okt, oct, october, oktobers",
        11: "november, nov, novembers",
        12: "december, dec, decembers",
    }
)
# Written in full, "maj 25" can be 25 May; an abbreviation before two figures is Excel's month and year.
FULL_MONTHS = listed(
    "januar, februar, marts, april, maj, juni, juli, august, september, oktober, november, december, may, march, "
    "june, july"
)
CHRISTMAS_OR_JULY = frozenset({"jul"})
DAY_MONTHS = MONTHS | {"jul": 7}  # after the number of a day nobody means Christmas

# First and last month; above 12 is the year after.
SEASONS: Mapping[str, tuple[int, int]] = forms_of(
    {
        (3, 5): "forår, foråret, forårets, spring, forårsmånederne, forårsperioden",
        (6, 8): "sommer, sommeren, sommerens, summer, sommermånederne, sommerperioden",
        (9, 11): "efterår, efteråret, efterårets, autumn, efterårsmånederne, efterårsperioden",
        (12, 14): "vinter, vinteren, vinterens, winter, vintermånederne, vinterperioden, vintersæson, vintersæsonen",
        (8, 9): "sensommer, sensommeren",
        (5, 6): "forsommer, forsommeren",
        (7, 7): "højsommer, højsommeren",
        (10, 11): "senefterår, senefteråret",
        (4, 9): "sommerhalvår, sommerhalvåret",
        (10, 15): "vinterhalvår, vinterhalvåret",
    }
)
SUMMER = (6, 8)

UNITS = forms_of(
    {
        TimeUnit.QUARTER: "kvartal, kvartaler, kvartalet, kvartalerne, kvartals, kvt, kv, kvart, kvrt, kva, kvtl, "
        "kvar, q, k, quarter, qtr",
        TimeUnit.HALF: "halvår, halvåret, halvårs, halvårene, halvårets, halv år, hå, h",
        TimeUnit.THIRD: "tertial, tertialet, tertialer, tertialets, trimester, t",
        TimeUnit.WEEK: "uge, uger, ugen, ugerne, u, w, wk, week, weeks, kalenderuge, ferieuge",
        TimeUnit.MONTH: "måned, md, måneder",
    }
)
DIVISIONS = frozenset({TimeUnit.QUARTER, TimeUnit.HALF, TimeUnit.THIRD})  # of a year
SINGLE_LETTERS = frozenset("qkhtuw")  # units only beside a number
UNIT_COUNT: Mapping[TimeUnit, int] = {
    TimeUnit.QUARTER: 4,
    TimeUnit.HALF: 2,
    TimeUnit.THIRD: 3,
    TimeUnit.MONTH: 12,
    TimeUnit.WEEK: 53,
}

LAST_ONE = -1
ORDINALS = forms_of(
    {
        1: "første, først, first",
        2: "anden, andet, second",
        3: "tredje, tredie, third",
        4: "fjerde, fourth",
        5: "femte",
        6: "sjette",
        7: "syvende",
        8: "ottende",
        9: "niende",
        10: "tiende",
        11: "ellevte, elvte",
        12: "tolvte",
        13: "trettende",
        14: "fjortende",
        15: "femtende",
        20: "tyvende",
        30: "tredivte",
        31: "enogtredivte",
        LAST_ONE: "sidste, last",
    }
)
ROMANS = {"l": 1, "i": 1, "ii": 2, "iii": 3, "iv": 4}

PARTS = forms_of(
    {
        Part.FIRST: "primo, prim, pri, start, starten, begyndelse, begyndelsen, beg, først, beginning, indgangen",
        Part.MIDDLE: "medio, midt, midten, midte, mid, middle",
        Part.LAST: "ultimo, ult, sl, slut, slutning, slutningen, sidst, end, eoy",
        Part.END: "udgang, udgangen, udg, udløb, udløbet, enden, afslutningen",
        Part.EARLY: "tidligt, tidlig, early",
        Part.LATE: "sent, sen, late",
    }
)
# After a genitive ("årets udgang"), and only there, these are parts as well.
PARTS_AFTER = PARTS | forms_of({Part.END: "ophør, afslutning", Part.FIRST: "opstart"})
FRACTIONS = forms_of({2: "halvdel, halvdelen, del, delen, half", 3: "tredjedel, tredjedelen"})
PART_LINKS = listed("i, af, på, til, of, the, in, d, den, det, ., -, måned")

WEEKDAYS = forms_of(
    {
        0: "mandag, man, ma, mandagen",
        1: "tirsdag, tir, tirs, ti",
        2: "onsdag, ons, on",
        3: "torsdag, tor, tors, to",
        4: "fredag, fre, fr",
        5: "lørdag, lør",
        6: "søndag, søn",
    }
)

FEAST_WORDS = forms_of(
    {
        "påske": "påske, påsken, påskedagene",
        "påskeferie": "påskeferie, påskeferien, påskeugen",
        "palmesøndag": "palmesøndag",
        "skærtorsdag": "skærtorsdag",
        "langfredag": "langfredag",
        "påskedag": "påskedag",
        "store bededag": "store bededag, st bededag, bededag, bededagsferien",
        "himmelfart": "kristi himmelfart, kristi himmelfartsdag, kr himmelfart, kr himmelfartsdag, himmelfartsdag, "
        "himmelfart, kristi himmelfartsferien",
        "pinse": "pinse, pinsen",
        "pinsedag": "pinsedag",
        "fastelavn": "fastelavn, fastelavnssøndag",
        "grundlovsdag": "grundlovsdag",
        "sankthans": "sankthans, sankt hans, skt hans, sct hans, sankthansaften, sankt hans aften, skt hans aften",
        "mortensaften": "mortensaften",
        "jul": "julen, juledagene, christmas",
        "juleaften": "juleaften, juleaftensdag",
        "nytårsaften": "nytårsaften, nytårsaftensdag",
        "sommerferie": "sommerferie, sommerferien, sommerferiens",
        "efterårsferie": "efterårsferie, efterårsferien, efterårsferiens",
        "vinterferie": "vinterferie, vinterferien, vinterferiens",
        "juleferie": "juleferie, juleferien, juleferiens",
        "industriferie": "industriferie, industriferien",
        "sommerpause": "sommerpause, sommerpausen, sommerferiepausen, mødefri periode, den mødefri periode",
        "skolestart": "skolestart, skolestarten",
        "kommunalvalg": "kommunalvalg, kommunalvalget, byrådsvalg, byrådsvalget",
        "badesæson": "badesæson, badesæsonen",
        "juledag": "juledag",
        "nytårsdag": "nytårsdag",
    }
)
SECOND_DAYS = {
    ("påskedag", 1): "påskedag",
    ("påskedag", 2): "anden påskedag",
    ("pinsedag", 1): "pinsedag",
    ("pinsedag", 2): "anden pinsedag",
    ("juledag", 1): "juledag",
    ("juledag", 2): "anden juledag",
}
SCHOOL_HOLIDAYS = frozenset({"sommerferie", "efterårsferie", "vinterferie", "juleferie"})

YEAR_WORDS = listed(
    "år, året, årets, kalenderår, kalenderåret, budgetår, budgetåret, regnskabsår, regnskabsåret, finansår, finansåret"
)
RELATIVE_YEARS = forms_of(
    {
        0: "i år, indeværende år, dette år, d.å",
        1: "næste år, til næste år, kommende år, det kommende år, det nye år, nyt år",
        -1: "sidste år, forrige år",
    }
)
MONTH_TURNS = listed("månedsskiftet, månedskiftet, månedsskifte")
TURN_WORDS = listed("nytår, nytåret, årsskifte, årsskiftet")
SCHOOL_YEARS = listed("skoleår, skoleåret, skoleårets, skoleårene")
TERM_WORDS = listed(
    "valgperiode, valgperioden, valgperiodens, byrådsperiode, byrådsperioden, byrådsperiodens, funktionsperiode, "
    "funktionsperioden, funktionsperiodens, kommunalbestyrelsesperioden"
)
PLAN_WORDS = listed(
    "planperiode, planperioden, planperiodens, budgetperiode, budgetperioden, budgetperiodens, aftaleperioden, "
    "budgetaftaleperioden, periodens, hele perioden"
)
LATER_YEARS = listed("overslagsår, overslagsårene, overslagsåret, budgetoverslagsårene")
BUDGET_WORDS = listed("budget, budgettet, b, bo, bf")
BUDGET_PROCESS = listed(
    "budgetproces, budgetprocessen, budgetlægning, budgetlægningen, budgetforhandling, budgetforhandlinger, "
    "budgetforhandlingerne, budgetforhandlingen, budgetarbejde, budgetarbejdet, budgetvedtagelse, budgetvedtagelsen, "
    "budgetdrøftelser, budgetdrøftelserne, budgetforlig, budgetforliget, budgetaftale, budgetaftalen, budgetseminar, "
    "budgetseminaret, budgetbehandling, budgetbehandlingen, budgetoplæg, budgetoplægget"
)
READINGS = forms_of({1: "førstebehandling, førstebehandlingen", 2: "andenbehandling, andenbehandlingen"})
READING_WORDS = listed("behandling, behandlingen, beh, budgetbehandling, budgetbehandlingen")
HALF_YEAR_ACCOUNTS = listed("halvårsregnskab, halvårsregnskabet, halvårsregnskabets")
ACCOUNTS = listed("regnskab, regnskabet, årsregnskab, årsregnskabet, regnskabsaflæggelse, regnskabsaflæggelsen")
FOLLOW_UPS = listed(
    "budgetopfølgning, budgetopfølgningen, budgetopfølgninger, budgetrevision, budgetrevisionen, budgetkontrol, "
    "budgetkontrollen, økonomirapportering, økonomirapporteringen, bo, br"
)
ADOPTION = listed("vedtagelse, vedtagelsen, budgetvedtagelse, budgetvedtagelsen, godkendelse, godkendelsen")

CONNECTORS = frozenset(
    {"-", "/", "+", "&", ",", "og", "til", "samt", "eller", "til og med", "t.o.m", "and", "to", "or", "el"}
)
RANGE_LINKS = frozenset({"-", "til", "til og med", "t.o.m", "tom", "to", "frem til", "indtil", "until"})

MEASURES = listed(
    "kr, mio, mia, tkr, kroner, pct, %, procent, klasse, årig, årige, årigt, personer, borgere, pladser, stk, m, m2, "
    "m3, km, ha, gange, møder, skoler, timer, timers, min, minutter, årsværk, fte, elever, børn, boliger, enheder, "
    "sager, punkter, spørgsmål, pl, pp, medlemmer, deltagere, x"
)
DURATIONS = forms_of(
    {
        "days": "dag, dage, dages, hverdage, arbejdsdage, days",
        "weeks": "uge, uger, ugers, weeks",
        "months": "måned, måneder, måneders, md, mdr, mdrs, mnd, months",
        "years": "år, års, years",
    }
)
# After a year and a hyphen: a price level, or a name (2030-planen), but no time.
PRICE_WORDS = listed("pl, p, priser, prisniveau, pris, niveau, plan, planen, mål, målene, målsætning, målet, visionen")
# "Kommuneplan 2025" names a document, which may not be the year in which something happens.
PLAN_NAMES = listed(
    "plan, planen, kommuneplan, kommuneplanen, strategi, strategien, vision, visionen, politik, politikken, "
    "helhedsplan, klimaplan, planstrategi, planstrategien, varmeplan, udviklingsplan, masterplan, boligplan, agenda, "
    "klima"
)
