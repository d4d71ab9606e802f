"""U3xx: whether an item is done. What a mark means is ``values.markers``; here marks are held against the rest."""

import re
import unicodedata

import pandas as pd

from udmoentning_xl.checks import rows
from udmoentning_xl.checks.registry import check
from udmoentning_xl.danish import day, kroner, listed
from udmoentning_xl.findings import Severity
from udmoentning_xl.plan import Kind, Observation, Plan
from udmoentning_xl.terms import LABELS, Field

#: What a text says of an item that stands as open, where it is not that it is done.
_SAID_BUT_OPEN = {
    Observation.STATUS_SAYS_DROPPED: "udgår, men indsatsen står som åben",
    Observation.STATUS_SAYS_PARTIAL: "delvist afsluttet, men indsatsen står som åben",
}
#: So many items that are dropped and all keep their amounts are a habit.
_HABIT = 3
#: The label of a sum that says that it counts them.
_WITH_DROPPED = re.compile(r"\b(?:også|inkl\w*+\.?|med) (?:de )?(?:udgå|bortfald|droppe|opgiv)", re.I)
_ALPHABETS = {"CYRILLIC": "et kyrillisk bogstav", "GREEK": "et græsk bogstav", "MULTIPLICATION": "et kryds"}


@check(
    "U301",
    Severity.WARNING,
    "uklar markering",
    message="uklar markering „{text}“{extent}{why}",
    cure="{done}, hvis indsatsen er afsluttet; ellers {leave}.",
)
def mark_unclear(plan: Plan) -> pd.DataFrame:
    """Hvad: Det, der står i kolonnen Afsluttet, siger ikke sikkert, om indsatsen er afsluttet, eller status siger noget
    andet. Står der det samme i en kolonne med status ved flere indsatser, er det ét fund.

    Hvorfor: Kun det, der sikkert betyder afsluttet, tæller som afsluttet. Resten skal et menneske afgøre.

    Eksempel:
      Fejl:      „X?“, „(X)“, „XX“, „Godkendt“, „OK“; X eller „100 %“ ved siden af „I gang“.
      I orden:   „X“, „x“, „Afsluttet“, „Delvist“, „Udgår“, eller en tom celle.

    Sådan rettes det: Skriv X, Delvist eller Udgår, eller slet indholdet. Forklaringen kan stå i Bemærkninger.
    """
    found = rows.observed(plan, Observation.COMPLETION_UNCLEAR)
    strays = plan.observed(Observation.STRAY_MARK)["item"]
    found = rows.without_other_cause(plan, found[~found["item"].isin(strays)], *rows.BROKEN)
    times = found.groupby(["sheet", "field", "text"])["text"].transform("size")
    is_again = found["field"].eq(Field.STATUS) & times.gt(1)
    extent = (" ved " + times.astype("string") + " indsatser").where(is_again, "")
    found = found.assign(extent=extent, item=found["item"].mask(is_again))
    return found[~(is_again & found.duplicated(["sheet", "field", "text"]))]


@check(
    "U302",
    Severity.WARNING,
    "afsluttet, men tidspunktet ligger i fremtiden",
    message="afsluttet, men tidspunktet „{due_text}“ begynder først {first_day}",
    cure="{undo}, eller ret tidspunktet til det, da indsatsen blev afsluttet.",
)
def done_before_it_begins(plan: Plan) -> pd.DataFrame:
    """Hvad: Indsatsen er afsluttet, men den første dag i det vejledende tidspunkt er ikke kommet endnu. Har hvert trin
    sit eget X, gælder det også et trin.

    Hvorfor: Enten er X sat i den forkerte række, eller også er tidspunktet ikke rettet til.

    Eksempel, når rapporten gælder 22-11-2024:
      Fejl:      X ved „2. kvartal 2025“.
      I orden:   X ved „4. kvartal 2024“, X ved „senest 2. kvartal 2025“, X ved „31-01-2025“, X ved „løbende“.

    En bestemt dag er en frist, og det er ikke en fejl at være færdig før den. Et trins egen dag er den, da det sker.

    Sådan rettes det: Fjern X, eller skriv det tidspunkt, da indsatsen blev afsluttet.
    """
    items = plan.items
    is_period = items["due_from"].ne(items["due_to"])  # a day is what the item is to be done by
    early = items[items["completion"].eq("done") & (items["due_from"] > pd.Timestamp(plan.as_of)) & is_period]
    text = early["due_text"].fillna("").map(rows.shown)
    found = rows.located(plan, early.assign(due_text=text, first_day=early["due_from"].map(day)), Field.COMPLETION)
    steps = rows.steps(plan, Observation.STEP_DONE)
    soon = steps[(steps["day"] > pd.Timestamp(plan.as_of)) & ~steps["item"].isin(found["item"])]
    return rows.stacked([found, soon.assign(first_day=soon["day"].map(day))])


@check(
    "U303",
    Severity.WARNING,
    "X uden for X-kolonnen",
    message="„{text}“ står under {place} og ikke i kolonnen med afsluttet",
    cure="{move}, hvis det er dét, der er ment.",
)
def mark_outside_its_column(plan: Plan) -> pd.DataFrame:
    """Hvad: Der står et X i en kolonne, som ikke er til X: tidspunkt, bemærkning eller beløb.

    Står det i kolonnen med tidspunkt, regnes indsatsen for afsluttet; ellers er det uklart, om den er.

    Hvorfor: X er som regel tastet én kolonne ved siden af, og så ser indsatsen åben ud.

    Eksempel:
      Fejl:      X under 2027, når Afsluttet er den næste kolonne.
      I orden:   X i kolonnen Afsluttet eller Strategisk plan.

    Sådan rettes det: Flyt X, og skriv det, der skulle have stået i cellen.
    """
    found = rows.observed(plan, Observation.STRAY_MARK)
    heading = found["detail"].fillna(found["field"].map(lambda name: LABELS.get(name, name), na_action="ignore"))
    return found.assign(place=("„" + heading.map(rows.shown, na_action="ignore") + "“").fillna("en anden kolonne"))


@check(
    "U304",
    Severity.NOTE,
    "teksten siger afsluttet, men X mangler",
    message="teksten „{text}“ siger {fault}",
    cure="{done}, hvis indsatsen er afsluttet; skriv Udgår eller Delvist dér, hvis det er dét; ellers ret teksten.",
)
def text_says_done(plan: Plan) -> pd.DataFrame:
    """Hvad: Status, bemærkning eller tidspunkt siger, at indsatsen er gennemført, men der er intet X; eller at den
    udgår eller er delvist gennemført, men det er ikke markeret.

    Hvorfor: Uden X tæller indsatsen som åben og kan blive meldt overskredet.

    Eksempel:
      Fejl:      Status „Gennemført“ og intet i kolonnen Afsluttet.
      I orden:   Status „Gennemført“ med X; status „Forventes gennemført i maj“ uden X.

    Sådan rettes det: Sæt X i kolonnen Afsluttet, skriv Udgår dér, hvis indsatsen udgår, eller ret teksten.
    """
    found = rows.observed(
        plan,
        Observation.STATUS_SAYS_DONE,
        Observation.STATUS_SAYS_PARTIAL,
        Observation.STATUS_SAYS_DROPPED,
        Observation.DUE_SAYS_DONE,
    )
    faults = [_SAID_BUT_OPEN.get(what, "afsluttet, men X mangler") for what in found["what"]]
    found = found.assign(fault=faults)
    told = plan.observed(Observation.COMPLETION_UNCLEAR)["item"]  # „0 %“ beside „Afsluttet“ is told at the share
    return found[found["completion"].eq("open") & ~found["item"].isin(told)].drop_duplicates("item")


@check(
    "U305",
    Severity.NOTE,
    "tegn der ligner X",
    message="„{text}“ er læst som X, men er {sign}",
    cure="Skriv et almindeligt X.",
)
def lookalike_mark(plan: Plan) -> pd.DataFrame:
    """Hvad: Der står et tegn, som ligner X, men er et andet: et kyrillisk eller græsk bogstav eller et gangetegn.

    Det er læst som X, og indsatsen tæller som afsluttet.

    Hvorfor: Excel ser ikke de to tegn som det samme, så filtre, optællinger og formler på X regner forkert.

    Eksempel:
      Fejl:      „Х“ (kyrillisk), „×“ (gangetegn).
      I orden:   „X“ og „x“.

    Sådan rettes det: Skriv X i cellen med tastaturet i stedet for at kopiere det.
    """
    found = rows.observed(plan, Observation.LOOKALIKE)
    return found.assign(sign=found["detail"].map(_sign, na_action="ignore").fillna("et andet tegn"))


def _sign(char: str) -> str:
    """What a character is, with its number in Unicode, since on a screen it looks like X."""
    alphabet = unicodedata.name(char[:1], "").partition(" ")[0]
    name = _ALPHABETS.get(alphabet, "et andet tegn")
    return f"{name} (U+{ord(char):04X})" if len(char) == 1 else name


@check(
    "U306",
    Severity.WARNING,
    "udgår, men har stadig beløb i budgettet",
    message="{said} udgår, men har stadig beløb i budgettet: {amounts}",
    cure="Tag beløbene ud, eller skriv, hvordan de er dækket ind.",
)
def dropped_with_amounts(plan: Plan) -> pd.DataFrame:
    """Hvad: Indsatsen udgår, men der står stadig et beløb, som ikke er nul, i mindst ét år. Har alle, der udgår,
    stadig deres beløb, og er de tre eller flere, er det planens vane: så er det ét fund, en bemærkning. Siger en sum på
    arket selv, at de er med („I alt, også udgåede“), er det ikke et fund.

    Hvorfor: Beløbet regnes med i summerne, så budgettet ser bedre eller dårligere ud, end det er.

    Eksempel:
      Fejl:      „Udgår“ med -150 i 2025.
      I orden:   „Udgår“ med tomme beløb eller 0 i alle år.

    Sådan rettes det: Slet beløbene, eller sæt dem til 0. Er de dækket ind på en anden måde, så kvittér med
    forklaringen.
    """
    meant = plan.totals[plan.totals["label"].str.contains(_WITH_DROPPED, na=False)]
    counted = plan.items["sheet"].isin(meant["sheet"])
    dropped = plan.items[plan.items["completion"].eq("dropped") & ~counted]
    amounts = plan.amounts[plan.amounts["item"].isin(dropped.index) & plan.amounts["kroner"].fillna(0).ne(0)]
    parts = amounts["kroner"].map(kroner).astype("string") + " i " + amounts["year"].astype("string")
    told = parts.groupby(amounts["item"]).agg(lambda group: listed(list(group)))
    items = dropped.loc[dropped.index.isin(told.index)]
    found = rows.located(
        plan, items.assign(amounts=told.reindex(items.index), said="indsatsen"), Field.COMPLETION
    ).assign(severity=Severity.WARNING)
    may_cost = dropped["kind"].ne(Kind.DECLARATION_OF_INTENT)
    if len(found) < _HABIT or len(found) < may_cost.sum():
        return found
    said, places = f"{len(found)} indsatser", listed(list(found["row"].astype("string")))
    return found.head(1).assign(item=None, said=said, amounts=f"række {places}", severity=Severity.NOTE)


CHECKS = (
    mark_unclear,
    done_before_it_begins,
    mark_outside_its_column,
    text_says_done,
    lookalike_mark,
    dropped_with_amounts,
)
