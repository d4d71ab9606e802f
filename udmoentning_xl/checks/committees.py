"""U1xx: who handles an item. Which names are known is the register's; how a name is read is ``values.committees``."""

from collections.abc import Mapping
from datetime import date

import numpy as np
import pandas as pd

from udmoentning_xl.checks import rows
from udmoentning_xl.checks.registry import check
from udmoentning_xl.danish import day
from udmoentning_xl.findings import Severity
from udmoentning_xl.plan import Observation, Plan
from udmoentning_xl.register import Body
from udmoentning_xl.terms import Field


@check(
    "U101",
    Severity.ERROR,
    "udvalg mangler",
    message="udvalg mangler{extent}",
    cure="Skriv udvalgets korte navn, eller „administrativt“, hvis sagen ikke skal behandles politisk.",
)
def committee_missing(plan: Plan) -> pd.DataFrame:
    """Hvad: Indsatsen har intet udvalg, hverken i sin egen række, i mellemoverskriften eller i arkets navn.

    Har et helt ark hverken en kolonne eller mellemoverskrifter med udvalg, er det ét fund for arket; står der ikke
    udvalg noget sted i planen, er det intet fund, men siges, når planen læses, og i arket Om; har den flere ark
    med samme type, er det dog ét for hvert ark. Et navn, som ikke kendes, er U102 og ikke også U101.

    Hvorfor: Indsatsen kommer ikke med på noget udvalgs ark og bliver derfor let glemt.

    Eksempel:
      Fejl:      Udvalg er tomt.
      I orden:   Udvalg er „BUU“, „BUU, ØK og KB“ eller „administrativt“.

    Sådan rettes det: Skriv udvalgets korte eller fulde navn i kolonnen Udvalg, eller som arkets navn eller
    titel, hvis det gælder hele arket. Skal sagen ikke behandles politisk, så
    skriv „administrativt“ eller „ingen politisk behandling“.
    """
    named = plan.observed(
        Observation.COMMITTEE_UNKNOWN, Observation.COMMITTEE_AMBIGUOUS, Observation.COMMITTEE_ON_PURPOSE
    )
    # sheets that are not parted by kind are so by area, which in most plans is the committee's
    are_parted = plan.items.drop_duplicates("sheet")["kind"].astype("string").fillna("").duplicated().any()
    is_silent = plan.assignments.empty and named.empty and rows.sheets_with(plan, Field.COMMITTEE).empty
    if is_silent and not are_parted:
        return rows.missing_each(plan, plan.items[:0], Field.COMMITTEE).assign(extent="")
    settled = plan.items.index.isin(plan.assignments["item"]) | plan.items.index.isin(named["item"].dropna())
    bare = plan.items[~settled]
    shared = named.loc[named["item"].isna(), "sheet"] + "!" + named["cell"].str.rsplit("!", n=1).str[-1]
    return rows.missing(plan, bare[~rows.source_of(plan, bare, Field.COMMITTEE).isin(shared)], Field.COMMITTEE)


@check(
    "U102",
    Severity.ERROR,
    "ukendt udvalg",
    message="ukendt udvalg „{text}“{hint}",
    cure="Ret navnet, eller føj udvalget til i opsætningen.",
)
def committee_unknown(plan: Plan) -> pd.DataFrame:
    """Hvad: Det skrevne udvalg findes ikke i opsætningens liste. Ligner det et, som findes, bliver det foreslået.

    Hvorfor: Et forslag bliver aldrig brugt af sig selv, så indsatsen kommer ikke med på noget ark for det udvalg.

    Eksempel:
      Fejl:      „BUUU“ (mente I BUU?), „Kultur- og Fritdsudvalget“, eller et udvalg fra en anden kommune.
      I orden:   „BUU“, „Børne- og ungdomsudvalget“, „Børne- & Ungdomsudvalg“.

    Sådan rettes det: Ret navnet i cellen. Er det et rigtigt udvalg eller en forkortelse, I bruger, så skriv det ind i
    udmoentning.toml som [[udvalg]] eller som et alias.
    """
    found = rows.observed(plan, Observation.COMMITTEE_UNKNOWN, once_per_cell=True)
    return rows.without_other_cause(plan, rows.with_hint(found), *rows.BROKEN)


@check(
    "U103",
    Severity.WARNING,
    "tvetydigt udvalg",
    message="tvetydigt udvalg „{text}“{why}",
    cure="Skriv præcist, hvilke udvalg der skal behandle sagen.",
)
def committee_ambiguous(plan: Plan) -> pd.DataFrame:
    """Hvad: Teksten kan betyde flere udvalg, eller listen er ikke hel: „relevante fagudvalg“, „KFU m.fl.“.

    Hvorfor: Kun de udvalg, som er nævnt sikkert, får sagen på deres ark.

    Eksempel:
      Fejl:      „KFU m.fl.“, „relevante fagudvalg“, eller en forkortelse, som to udvalg bruger.
      I orden:   „KFU, MTU“, „alle fagudvalg“, „alle undtagen MTU“.

    Sådan rettes det: Skriv alle de udvalg, der er tale om, med deres korte navne.
    """
    return rows.observed(plan, Observation.COMMITTEE_AMBIGUOUS, once_per_cell=True)


@check(
    "U104",
    Severity.NOTE,
    "udvalg er nedlagt på tidspunktet",
    message="udvalget {committee} {fate}{heir}",
    cure="Skriv det udvalg, der har opgaven på tidspunktet.",
)
def committee_not_valid(plan: Plan) -> pd.DataFrame:
    """Hvad: Udvalget findes ikke på indsatsens tidspunkt: det er nedlagt inden, eller det er ikke oprettet endnu.

    Der ses på den sidste dag i det vejledende tidspunkt; uden et tidspunkt på den dag, rapporten gælder. En indsats,
    der er afsluttet eller udgår, skal ikke længere behandles og er aldrig et fund.

    Hvorfor: Sagen sendes til et udvalg, som ikke kan behandle den. Det sker især ved en ny valgperiode.

    Eksempel:
      Fejl:      „KUU“ med tidspunktet 2. halvår 2025, når KUU er nedlagt den 31-12-2017.
      I orden:   „KUU“ med tidspunktet forår 2017, eller „KFU“ med tidspunktet 2. halvår 2025.

    Sådan rettes det: Skriv efterfølgeren, som fundet nævner. Passer datoerne ikke, så ret gyldig_fra og gyldig_til i
    udmoentning.toml.
    """
    bodies = {body.short: body for body in plan.bodies if body.valid_from or body.valid_to}
    open_items = plan.items[~plan.items["completion"].isin(rows.OVER)]
    routes = plan.assignments[plan.assignments["committee"].isin(bodies)].drop_duplicates(["item", "committee"])
    routes = routes[routes["item"].isin(open_items.index)]
    items = rows.located(plan, plan.items.loc[routes["item"]], Field.COMMITTEE)
    when = items["due_to"].fillna(items["due_from"]).fillna(pd.Timestamp(plan.as_of)).dt.date
    found = items.assign(committee=routes["committee"].to_numpy(), when=when)
    return _not_valid(found, bodies)


@check(
    "U105",
    Severity.NOTE,
    "udvalg er ikke i registeret",
    message="udvalg, som registeret ikke kender, er læst som planens egne: {text}",
    cure="Skriv udvalgene i udmoentning.toml som [[udvalg]], også med den adresse, de skal have mail på.",
)
def committee_learned(plan: Plan) -> pd.DataFrame:
    """Hvad: Planen har udvalg, som ikke står i opsætningen. De er kendt på planens egen liste over forkortelser, på
    navnet, eller på at det samme står ved flere indsatser. Der er ét fund for hele planen.

    Hvorfor: Er et navn skrevet forkert hver gang, eller er det ikke et udvalg, får det alligevel sit eget ark.

    Eksempel:
      Fejl:      „BSU“ ved flere indsatser, når registeret ikke har BSU.
      I orden:   BSU, når det står i udmoentning.toml.

    Sådan rettes det: Skriv udvalgene ind i udmoentning.toml som [[udvalg]]. Er det ikke udvalg, så ret dem i planen.
    """
    return rows.observed(plan, Observation.BODY_LEARNED)


def _not_valid(found: pd.DataFrame, bodies: Mapping[str, Body]) -> pd.DataFrame:
    """The routes whose body does not exist on the day ``when``, with its fate and its heir."""
    pairs = list(zip(found["committee"], found["when"], strict=True))
    gone = [not bodies[committee].is_valid_on(when) for committee, when in pairs]
    fates = [_fate(bodies[committee], when) for committee, when in pairs]
    heirs = [_heir(bodies, bodies[committee], when) for committee, when in pairs]
    return found.assign(fate=fates, heir=heirs)[np.array(gone, dtype=np.bool_)]


def _fate(body: Body, when: date) -> str:
    """Why the body does not exist on the day."""
    if body.valid_to and body.valid_to < when:
        return f"er nedlagt {day(body.valid_to)}, før tidspunktet {day(when)}"
    return f"findes først fra {day(body.valid_from or when)}, efter tidspunktet {day(when)}"


def _heir(bodies: Mapping[str, Body], body: Body, when: date) -> str:
    """The successor on the day, through as many changes as it takes."""
    seen = {body.short}
    while body.successor and body.valid_to and body.valid_to < when and body.successor not in seen:
        seen.add(body.successor)
        body = bodies.get(body.successor, Body(body.successor, body.successor))
    return f"; efterfølgeren er {body.short}" if len(seen) > 1 else ""


CHECKS = (committee_missing, committee_unknown, committee_ambiguous, committee_not_valid, committee_learned)
