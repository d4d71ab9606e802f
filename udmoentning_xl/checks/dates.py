"""U2xx: when an item is due. What a written date means is ``values.dates``; here it is held against the plan."""

import re
from collections.abc import Iterable
from datetime import date

import pandas as pd

from udmoentning_xl.checks import rows
from udmoentning_xl.checks.registry import check
from udmoentning_xl.danish import day, shortened
from udmoentning_xl.findings import Severity
from udmoentning_xl.meetings.states import overdue
from udmoentning_xl.plan import Observation, Plan, outside_years
from udmoentning_xl.terms import Field
from udmoentning_xl.values.calendar import public_holidays
from udmoentning_xl.values.dates import read_due

#: Kinds of due date that have an end to be late for.
_DATED = ("interval", "until")
_UNFINISHED = ("open", "partial")
_JULY = 7
#: The texts of an item that may say that its time has been moved, what they do it with, and how much is quoted.
_SAYS_WHEN = {"status_text": "status", "remarks": "bemærkningen"}
_POSTPONED = re.compile(
    r"\b(?:(?:udskudt|udskydes|rykket|rykkes|flyttet|flyttes)\b[^.;\n]{0,40}?\btil\b"
    r"|nyt? (?:tid|frist|dato|tidspunkt|termin)\b)"
    r"[^.;\n]{0,30}?(?:\d|\b(?:forår|efterår|sommer|vinter|næste))(?:[^.;\n]|\.(?=\s?(?-i:[a-zæøå\d]))){0,30}",
    re.I,
)
_QUOTED = 60
_WEEKEND = {5: "lørdag", 6: "søndag"}


@check(
    "U201",
    Severity.WARNING,
    "vejledende tidspunkt overskredet",
    message="vejledende tidspunkt „{due_text}“ er overskredet ({last_day}){postponed}",
    cure="{done}, hvis indsatsen er afsluttet; ellers skriv et nyt tidspunkt.",
)
def due_date_passed(plan: Plan) -> pd.DataFrame:
    """Hvad: Den sidste dag i det vejledende tidspunkt er forbi, og indsatsen er åben eller kun delvist afsluttet. Har
    hvert trin af en indsats sit eget X, gælder det også hvert trin, indtil hele indsatsen er overskredet.

    Gælder ikke, når tidspunktet er løbende, afhænger af noget, kun har en begyndelse („efter sommerferien“), er
    tvetydigt eller ligger uden for planens år (det er U204).

    Hvorfor: Enten mangler der et X, eller også har sagen brug for et nyt tidspunkt.

    Eksempel, når rapporten gælder 22-11-2024:
      Fejl:      „3. kvartal 2024“ uden X; „inden 1. oktober 2024“ med „Delvist“.
      I orden:   „3. kvartal 2024“ med X; „4. kvartal 2024“; „løbende“.

    Siger status eller bemærkninger, at tiden er en anden („Udskudt til 2027“), står det med; det er kolonnen med
    tidspunkt, der gælder.

    Sådan rettes det: Sæt X i kolonnen Afsluttet, eller ret det vejledende tidspunkt. Skriv gerne det gamle med, fx
    „1. kvartal 2025 (rykket fra 3. kvartal 2024)“; det sidste gælder.
    """
    late = plan.items[overdue(plan)]
    texts = zip(*(late[name].fillna("") for name in _SAYS_WHEN), strict=True)
    found = _dated(plan, late.assign(postponed=[_postponed(own) for own in texts]))
    steps = rows.steps(plan, Observation.STEP_OPEN)
    steps = steps[(steps["day"] < pd.Timestamp(plan.as_of)) & ~steps["item"].isin(found["item"])]
    return rows.stacked([found, steps.assign(last_day=steps["day"].map(day), postponed="")])


def _postponed(texts: Iterable[str]) -> str:
    """Where an item's status or remarks, its ``texts``, say that it has got another time; "" where they do not."""
    label, moved = _moved(texts)
    return f"; {label} siger „{shortened(moved, _QUOTED)}“" if moved else ""


def _moved(texts: Iterable[str]) -> tuple[str, str]:
    """Which of an item's status and remarks, its ``texts``, says that it has got another time, and its words."""
    found = ((label, _POSTPONED.search(text)) for label, text in zip(_SAYS_WHEN.values(), texts, strict=True))
    return next(((label, match[0]) for label, match in found if match), ("", ""))


@check(
    "U202",
    Severity.WARNING,
    "tidspunkt mangler",
    message="vejledende tidspunkt mangler",
    cure="Skriv et vejledende tidspunkt, eller hvad sagen afventer.",
)
def due_date_missing(plan: Plan) -> pd.DataFrame:
    """Hvad: En åben indsats har intet vejledende tidspunkt: cellen er tom, eller der står „-“ eller „ikke fastsat“.

    „Løbende“ og „afventer lovgivning“ er et svar og ikke et fund. Har et helt ark ingen kolonne med tidspunkt, er det
    heller ikke et fund: det siges i stedet, når planen læses, og i arket Om.

    Hvorfor: Uden et tidspunkt kommer indsatsen ikke med i tidsplanen, og ingen kan se, om den er forsinket.

    Eksempel:
      Fejl:      Vejledende tidspunkt er tomt, og der er intet X.
      I orden:   „2. kvartal 2025“, „løbende“, „afventer regionen“, eller tomt ved en afsluttet indsats.

    Sådan rettes det: Skriv et kvartal, en måned eller en dato. Er tidspunktet ikke kendt, så skriv, hvad sagen
    afventer.
    """
    items = plan.items
    empty = items["due_kind"].isna() | (items["due_kind"] == "unset")
    unread = items.index.isin(plan.observed(Observation.DUE_UNREADABLE)["item"])
    asked = rows.source_of(plan, items, Field.DUE).notna()
    return rows.missing_each(plan, items[items["completion"].isin(_UNFINISHED) & empty & ~unread & asked], Field.DUE)


@check(
    "U203",
    Severity.ERROR,
    "tidspunkt kan ikke læses eller findes ikke",
    message="tidspunktet „{text}“ kan ikke læses{why}",
    cure="Skriv tidspunktet som et kvartal, en måned eller en dato, der findes.",
)
def due_date_unreadable(plan: Plan) -> pd.DataFrame:
    """Hvad: Teksten kan ikke læses som et tidspunkt, eller den nævner en dag, som ikke findes.

    Hvorfor: Indsatsen mangler i tidsplanen, og den kan ikke blive forsinket.

    Eksempel:
      Fejl:      „31. september 2025“ (september har kun 30 dage), „uge 53 2024“, „medio fælles“.
      I orden:   „30. september 2025“, „uge 52 2024“, „medio juni 2025“.

    Sådan rettes det: Skriv tidspunktet på en af de almindelige måder: „1. kvartal 2025“, „marts 2025“, „senest 15. maj
    2025“, „løbende“.
    """
    found = rows.observed(plan, Observation.DUE_UNREADABLE)
    return rows.without_other_cause(plan, found, *rows.BROKEN, Observation.STRAY_MARK)


@check(
    "U204",
    Severity.WARNING,
    "tidspunkt uden for planperioden",
    message="tidspunktet „{due_text}“ ligger uden for planens år {period}",
    cure="Ret årstallet.",
)
def due_date_outside_plan(plan: Plan) -> pd.DataFrame:
    """Hvad: Hele tidspunktet ligger før eller efter planens år.

    Oktober til december i året før det første år regnes med, for budgettet vedtages senest 15. oktober.

    Hvorfor: Det er næsten altid en tastefejl eller et årstal, der er blevet stående fra en ældre plan.

    Eksempel, når planen gælder 2024-2027:
      Fejl:      „13-03-2014“, „2. kvartal 2029“.
      I orden:   „12-12-2023“, „2023-2024“, „2027“.

    Sådan rettes det: Ret årstallet. Skal indsatsen virkelig ske efter planens år, så kvittér fundet med en grund.
    """
    return _dated(plan, plan.items[outside_years(plan)]).assign(period=_period(plan.years))


@check(
    "U205",
    Severity.NOTE,
    "tidspunkt er tolket",
    message="tidspunktet „{text}“ er tolket{why}",
    cure="Skriv tidspunktet med årstal, og et møde med sin dag, så der kun er én måde at læse det på.",
)
def due_date_assumed(plan: Plan) -> pd.DataFrame:
    """Hvad: Tidspunktet kan læses, men noget er antaget: et årstal, eller den ene af to måder at forstå det på.

    Hvorfor: Intet bliver gættet i det skjulte. Er antagelsen forkert, er tidsplanen det også.

    Eksempel:
      Fejl:      „4. kvartal“ (årstallet er antaget), „maj 25“ (maj 2025 eller 25. maj), „1. halvår 2024/25“.
      I orden:   „4. kvartal 2024“, „maj 2025“, „25. maj 2025“.

    Af „nytårskuren 2025“ og „efter valget i 2025“ er kun året forstået, og så er det hele året.

    „Mødet i maj 2025“ er mødets dag, når mødedagene er kendt; ellers er det senest den sidste dag i maj.

    Siger status eller bemærkninger om en åben indsats, at tiden er en senere end den, der står („Flyttet til 2027“ ved
    „4. kvartal 2026“), gælder kolonnen med tidspunkt, og det siges her; er det gamle tidspunkt overskredet, siges det
    ved U201.

    Sådan rettes det: Skriv årstallet med fire cifre, og mødets dag, eller skriv udvalgenes mødedage i opsætningen.
    """
    return rows.stacked([rows.observed(plan, Observation.DUE_ASSUMED), _moved_elsewhere(plan)])


def _moved_elsewhere(plan: Plan) -> pd.DataFrame:
    """The items not yet late whose status or remarks say a time after the one in the column of times."""
    items = plan.items
    items = items[items["completion"].isin(_UNFINISHED) & items["due_kind"].isin(_DATED) & ~overdue(plan)]
    whys: dict[str, str] = {}
    said_of = (items[name].fillna("") for name in _SAYS_WHEN)
    for item, last, *texts in zip(items.index, items["due_to"], *said_of, strict=True):
        _, moved = _moved(texts)
        due = read_due(moved, plan.years) if moved else None
        if due and due.first and not due.year_assumed and pd.notna(last) and pd.Timestamp(due.first) > last:
            whys[str(item)] = f", som der står{_postponed(texts)}"
    found = items.loc[list(whys)]
    text = found["due_text"].fillna("").map(rows.shown)
    return rows.located(plan, found.assign(text=text, why=list(whys.values())), Field.DUE)


@check(
    "U206",
    Severity.NOTE,
    "tidspunkt i mødefri periode",
    message="tidspunktet „{due_text}“ er {free}",
    cure="Flyt tidspunktet til en dag eller måned med møder.",
)
def due_date_without_meetings(plan: Plan) -> pd.DataFrame:
    """Hvad: Hele tidspunktet ligger i juli, eller det er en bestemt dag, som er lørdag, søndag, helligdag eller en
    anden dag, hvor rådhuset holder lukket.

    En frist ved udgangen af en måned, årets første og sidste dag og en periode, der slutter på en fridag, er ikke et
    fund.

    Hvorfor: Udvalgene holder ikke møde, så sagen kan ikke blive behandlet dér.

    Eksempel:
      Fejl:      „juli 2025“, „senest 15. juli 2025“, „1. februar 2025“ (en lørdag), „25. december 2025“ (1. juledag).
      I orden:   „juni-juli 2025“, „3. kvartal 2025“, „3. februar 2025“, „senest 31. august 2025“, „31-12-2025“.

    Sådan rettes det: Vælg en dag eller en måned, hvor udvalget holder møde.
    """
    items = plan.items[plan.items["due_kind"].isin(_DATED) & plan.items["due_to"].notna() & ~outside_years(plan)]
    first = items["due_from"].fillna(items["due_to"])
    in_july = (first.dt.month == _JULY) & (items["due_to"] - first < pd.Timedelta(31, "D"))
    in_july &= items["due_to"].dt.month == _JULY
    exact = items.index.isin(plan.observed(Observation.DUE_EXACT)["item"])
    last_of_month = items["due_from"].isna() & items["due_to"].dt.is_month_end
    turn_of_year = items["due_to"].dt.strftime("%d-%m").isin(["31-12", "01-01"])  # by the end of it, or from then on
    single = exact & (first == items["due_to"]) & ~last_of_month & ~turn_of_year
    days_off = _days_off(items.loc[single & ~in_july, "due_to"].dt.date.unique())
    free = items["due_to"].where(single).dt.date.map(days_off).mask(in_july, "i juli, hvor der ikke er møder")
    return _dated(plan, items[free.notna()]).assign(free=free.dropna())


def _dated(plan: Plan, items: pd.DataFrame) -> pd.DataFrame:
    """The items at their date, with the date as written and its last day."""
    last = items["due_to"].map(day, na_action="ignore")
    text = items["due_text"].fillna("").map(rows.shown)
    return rows.located(plan, items.assign(due_text=text, last_day=last), Field.DUE)


def _period(years: tuple[int, ...]) -> str:
    return "-".join(dict.fromkeys(str(year) for year in (years[:1] + years[-1:])))


def _days_off(days: Iterable[date]) -> dict[date, str]:
    """What the days that are no working days are; a working day is not among them."""
    off = {when: f"en {_WEEKEND[when.weekday()]} ({day(when)})" for when in days if when.weekday() in _WEEKEND}
    holidays = {when: public_holidays(when.year).get(when) for when in days}
    return off | {when: f"{name} ({day(when)})" for when, name in holidays.items() if name}


CHECKS = (
    due_date_passed,
    due_date_missing,
    due_date_unreadable,
    due_date_outside_plan,
    due_date_assumed,
    due_date_without_meetings,
)
