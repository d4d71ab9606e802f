"""U6xx: what only the formatting says, and what must not be seen by everyone."""

import pandas as pd

from udmoentning_xl.checks import rows
from udmoentning_xl.checks.registry import check
from udmoentning_xl.findings import Severity
from udmoentning_xl.plan import Observed, Plan
from udmoentning_xl.terms import Field


@check(
    "U601",
    Severity.WARNING,
    "skjult række, kolonne eller ark indgår",
    message="{what} er skjult, men indgår i planen",
    cure="Vis det skjulte, eller tag det ud af planen.",
)
def hidden_but_read(plan: Plan) -> pd.DataFrame:
    """Hvad: En skjult række med en indsats, en skjult kolonne eller et skjult ark er læst med som en del af planen.

    En intern kolonne, som ikke læses, er ikke et fund.

    Hvorfor: Det skjulte kommer med i summer og på udvalgenes ark. Ofte er det skjult, fordi ingen skulle se det, eller
    fordi et filter stod på, da filen blev gemt.

    Eksempel:
      Fejl:      Række 41 er skjult og rummer indsatsen „Pulje til åben skole“.
      I orden:   Alle rækker er synlige; en skjult kolonne med overskriften „Intern bemærkning“.

    Sådan rettes det: Fjern filteret, eller markér rækkerne omkring og vælg Vis. Skal det skjulte ikke med, så slet
    det, eller udelad arket i udmoentning.toml.
    """
    found = rows.observed(plan, Observed.HIDDEN_ROW, Observed.HIDDEN_COLUMN, Observed.HIDDEN_SHEET)
    named = {
        str(Observed.HIDDEN_ROW): pd.Series("rækken", index=found.index, dtype="string"),
        str(Observed.HIDDEN_COLUMN): ("kolonnen „" + found["text"] + "“").fillna("en kolonne"),
        str(Observed.HIDDEN_SHEET): "arket „" + found["sheet"] + "“",
    }
    what = pd.Series(pd.NA, index=found.index, dtype="string")
    for kind, text in named.items():
        what = what.mask(found["what"].eq(kind), text)
    return found.assign(what=what)[found["item"].notna() | found["what"].ne(Observed.HIDDEN_ROW)]


@check(
    "U602",
    Severity.WARNING,
    "gennemstreget, men ikke afsluttet",
    message="indsatsen er gennemstreget, men er hverken markeret som afsluttet eller udgår",
    cure="Skriv X, hvis indsatsen er afsluttet, eller Udgår, hvis den ikke skal udføres.",
)
def struck_but_open(plan: Plan) -> pd.DataFrame:
    """Hvad: Titlen er gennemstreget, men der står hverken X eller Udgår.

    Hvorfor: En streg kan betyde både afsluttet og opgivet, og den forsvinder, når cellen bliver kopieret. Indsatsen
    tæller som åben.

    Eksempel:
      Fejl:      Gennemstreget titel og en tom celle under Afsluttet.
      I orden:   Gennemstreget titel med X eller Udgår.

    Sådan rettes det: Skriv X eller Udgår i kolonnen Afsluttet. Stregen må gerne blive stående.
    """
    found = rows.observed(plan, Observed.STRUCK)
    return found[~found["completion"].isin(rows.OVER)].drop_duplicates("item")


@check(
    "U603",
    Severity.NOTE,
    "status står kun som farve",
    message="status er kun angivet med farve ({text})",
    cure="Skriv status med ord.",
)
def status_by_colour_alone(plan: Plan) -> pd.DataFrame:
    """Hvad: Statuscellen er farvet, men der står intet i den.

    Hvorfor: Farven går tabt, når planen bliver kopieret, udskrevet i sort-hvid eller læst op for en, der ikke kan
    se den, og grøn betyder „følger planen“ nogle steder og „afsluttet“ andre steder.

    Eksempel:
      Fejl:      En grøn celle uden tekst.
      I orden:   En grøn celle med „Følger planen“.

    Sådan rettes det: Skriv status med ord i cellen. Farven må gerne blive.
    """
    return rows.observed(plan, Observed.FILL_STATUS)


@check(
    "U604",
    Severity.WARNING,
    "lukket eller fortrolig indsats",
    message="indsatsen er lukket eller fortrolig{mark}",
    cure="Kontrollér, at indsatsen ikke bliver sendt ud eller offentliggjort.",
)
def item_confidential(plan: Plan) -> pd.DataFrame:
    """Hvad: Indsatsen er mærket som lukket eller fortrolig, i sin egen kolonne, i teksten eller i en mellemoverskrift.

    Hvorfor: Udvalgenes dagsordener er offentlige, og et ark, der lægges på en åben sag, kan alle læse. Lukkede
    indsatser bliver ikke sendt ud til udvalgene, medmindre man beder om det.

    Eksempel:
      Fejl:      „Erhvervsareal ved havnen (lukket punkt)“, „ØK (lukket)“, „Personsag“.
      I orden:   „Lukning af kantinen“, „Åben“ i kolonnen Åben/lukket.

    Sådan rettes det: Er indsatsen ikke lukket, så fjern mærket. Ellers er fundet en påmindelse; kvittér det, når I
    har taget stilling.
    """
    marked = rows.observed(plan, Observed.CLOSED).drop_duplicates("item")
    marked = marked.assign(mark=(": „" + marked["text"] + "“").fillna(""))
    silent = plan.items[plan.items["confidential"].fillna(False) & ~plan.items.index.isin(marked["item"])]
    return rows.stacked([marked, rows.located(plan, silent, Field.CONFIDENTIAL).assign(mark="")])


CHECKS = (hidden_but_read, struck_but_open, status_by_colour_alone, item_confidential)
