"""U8xx: what someone wrote in a generated sheet."""

from collections.abc import Mapping

import pandas as pd

from udmoentning_xl.checks.registry import check
from udmoentning_xl.findings import Severity
from udmoentning_xl.plan import Observation, Plan, records
from udmoentning_xl.terms import ASKED, NOT_READ, choice_label, setting_lost


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
    found = plan.observed(Observation.GENERATED_EDIT)
    return found.assign(cell=found["cell"].str.rsplit("!", n=1).str[-1])[["item", "sheet", "cell", "text"]]


@check(
    "U802",
    Severity.NOTE,
    "kolonne er rettet i arket Læsning",
    message="{text}",
    cure="Skal kolonnen læses anderledes, så ret den i arket Læsning; en tom celle overlader det til programmet.",
)
def column_chosen(plan: Plan) -> pd.DataFrame:
    """Hvad: Nogen har i kolonnen Læst som i arket Læsning rettet, hvad en af planens kolonner er. Sådan bliver den læst
    ved hver kørsel, så længe rettelsen står der. Kan rettelsen ikke følges, er det en advarsel, og kolonnen bliver læst
    som uden den.

    En kolonne, som var Intern ved sidste kørsel (eller er rettet til Lukket eller „læses ikke“), er det stadig, når den
    har fået en anden overskrift: den bliver kendt igen på sine tekster. Er den væk, uden at teksterne er fundet, bliver
    en ny kolonne, hvis overskrift ligner, eller ellers hver ny tekstkolonne holdt tilbage fra udvalgene med „Intern?“
    under Læst som, til I vælger noget for den. Det er en advarsel. Det samme gælder de tekstkolonner, som opsætningen
    ikke nævner, når den siger „intern“ om en overskrift, der ikke er i planen.

    Hvorfor: En rettelse gælder hele kolonnen og kan være glemt, når planen en dag er lavet om.

    Eksempel:
      Fejl:      Kolonnen „Fase“ er rettet til Status og bliver læst sådan (note); to kolonner er begge rettet til
                 Indsats, eller kolonnen er ikke i planen mere (advarsel).
      I orden:   Der er ikke rettet noget i Læsning.

    Sådan rettes det: Noten kan kvitteres. Skal rettelsen ikke gælde mere, så slet det, der står under Læst som i arket
    Læsning. Er kolonnen væk, så slet rækken.
    """
    columns = [
        {
            **column,
            "item": None,
            "text": _told(column),
            "severity": Severity.WARNING if column["refusal"] or _is_told(column) else Severity.NOTE,
        }
        for column in records(plan.columns[plan.columns["choice"].notna()])
    ]
    lost = [
        {
            **choice,
            "item": None,
            "text": f"arket Læsning siger „{choice['detail']}“ om kolonnen „{choice['text']}“, som er væk",
            "severity": Severity.WARNING,
        }
        for choice in records(plan.observed(Observation.CHOICE_LOST))
    ]
    unfit = [
        {**one, "item": None, "text": setting_lost(one["text"], one["detail"]), "severity": Severity.NOTE}
        for one in records(plan.observed(Observation.SETTING_LOST))
    ]
    return pd.DataFrame([*columns, *lost, *unfit], columns=["item", "sheet", "cell", "text", "severity"])


def _is_told(column: Mapping[str, object]) -> bool:
    """Whether a column is kept in by us, and that is new or asked about."""
    return bool(column["instead_of"]) or str(column["choice"]).endswith(ASKED)


def _told(column: Mapping[str, object]) -> str:
    """What became of a choice."""
    name = f"{'række' if str(column['column']).isdigit() else 'kolonne'} {column['column']} „{column['label']}“"
    if column["refusal"]:
        return f"arket Læsning siger „{column['choice']}“ om {name}, men det kan ikke følges: {column['refusal']}"
    label = choice_label(str(column["field"]))
    how = label if label == NOT_READ else f"læses som {label}"
    if str(column["choice"]).endswith(ASKED):
        return f"{name} er holdt tilbage fra udvalgene, til I svarer i arket Læsning: {column['kept']}"
    if column["kept"]:
        return f"{name} {how}: {column['kept']}"
    return f"{name} {how}, fordi det er rettet i arket Læsning"


CHECKS = (edit_outside_the_plan, column_chosen)
