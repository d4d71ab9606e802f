"""U8xx: what someone wrote in a generated sheet."""

import pandas as pd

from udmoentning_xl.checks.registry import check
from udmoentning_xl.findings import Severity
from udmoentning_xl.plan import Observed, Plan


@check(
    "U801",
    Severity.NOTE,
    "ændring i et genereret ark er ikke i planen",
    message="{text}",
    cure="Ret planen, hvis ændringen skal gælde; ellers slet rækken her, eller kvittér.",
)
def edit_outside_the_plan(plan: Plan) -> pd.DataFrame:
    """Hvad: Nogen har skrevet i et ark, som udmoentning har lavet, og planen siger noget andet. Fundet nævner
    cellen, hvad planen siger, og hvad der blev skrevet. Det står i Kontrol, til planen siger det samme, eller til
    nogen sletter rækken i Kontrol.

    „Kunne ikke føres videre“ er det, der ikke hører til en indsats i planen: en note i Oversigt, Tidsplan eller Om,
    en tekst i en sumrække, en række med samme titel som en anden. Fundet gemmer teksten, og det er jer, der ved, hvor
    den hører til.

    Er det kun planen, der er rettet siden sidst, er det ikke et fund; arkene bliver lavet på ny ud fra den.

    Hvorfor: Arkene bliver erstattet, hver gang udmoentning kører. Det, nogen har skrevet i dem, må ikke forsvinde
    ubemærket, men det er planen, der gælder.

    Eksempel:
      Fejl:      X i kolonnen Afsluttet på Samlet plan, mens cellen i planen er tom; en ny række på Samlet plan.
      I orden:   Det samme X er også sat i planen.

    Sådan rettes det: Skriv ændringen i planen i den celle, der står under Sted. Skal den ikke gælde, så slet rækken i
    Kontrol.
    """
    found = plan.observed(Observed.GENERATED_EDIT)
    return found.assign(cell=found["cell"].str.rsplit("!", n=1).str[-1])[["item", "sheet", "cell", "text"]]


CHECKS = (edit_outside_the_plan,)
