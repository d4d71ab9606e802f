"""U4xx: amounts and their totals. What a written amount means is ``values.amounts``; the sums are in ``totals``."""

import pandas as pd

from udmoentning_xl.checks import rows
from udmoentning_xl.checks.registry import check
from udmoentning_xl.checks.totals import WrongSum, WrongTotal, wrong_sums, wrong_totals
from udmoentning_xl.danish import kroner
from udmoentning_xl.findings import Severity
from udmoentning_xl.plan import Kind, Observation, Plan, records

_WITH_AMOUNTS = (Kind.OPERATING_CHANGE, Kind.CAPITAL_PROJECT)


@check(
    "U401",
    Severity.ERROR,
    "beløb kan ikke læses",
    message="beløbet „{text}“ kan ikke læses{why}",
    cure="Skriv beløbet som et tal.",
)
def amount_unreadable(plan: Plan) -> pd.DataFrame:
    """Hvad: Cellen skulle rumme et beløb, men teksten kan ikke læses som ét.

    Hvorfor: Beløbet er ikke med i nogen sum, hverken her eller i Excel, som regner tekst for nul.

    Eksempel:
      Fejl:      „-1.2oo“ (bogstavet o), „10.000 - 30.000“, „op til 500“.
      I orden:   „-1.200“, „÷1.200“, „1,2 mio. kr.“, „-“, „inden for rammen“.

    Sådan rettes det: Skriv ét tal i cellen, og flyt forbeholdet til Bemærkninger.
    """
    found = rows.observed(plan, Observation.AMOUNT_UNREADABLE)
    return rows.without_other_cause(plan, found, *rows.BROKEN, Observation.STRAY_MARK)


@check(
    "U402",
    Severity.ERROR,
    "sum stemmer ikke",
    message="summen „{label}“{of} er {total}, men {parts} giver {expected}",
    cure="Ret summen, eller find den indsats, der mangler i den.",
)
def total_differs(plan: Plan) -> pd.DataFrame:
    """Hvad: En sumrække er ikke lig med de indsatser, den lægger sammen.

    Værktøjet prøver alt det, rækken kan betyde efter sin plads og sin tekst: rækkerne siden forrige sum eller
    mellemoverskrift, hele arket, hele planen, eller kun det hovedpunkt, den type eller det udvalg, som rækken
    nævner, med og uden indsatser, der udgår. Passer bare ét af dem i alle år, er der intet fund. En sum, som lægger
    rigtige delsummer sammen, og en, der kun er forkert, fordi en delsum er det, er heller ikke fund. „Heraf“-rækker
    undersøges ikke.

    Det gælder også indsatsens egen sum („I alt“, „Samlet anlægssum“), når syv af ti i kolonnen er summen af
    årene, med eller uden det, der ligger før og efter dem; ellers er kolonnen en anden slags sum. Og står en indsats'
    beløb også på et ark for sig, skal de to steder give det samme; planens eget ark gælder.

    Kan et beløb i indsatserne ikke læses, er summen ikke et fund; så er det beløbet, der er det. I mio. kr. må
    summen afvige, som afrundede beløb gør: op til tre standardafvigelser, altid under en halv enhed på sidste
    decimal for hvert beløb. Ellers må den afvige med en halv krone for hvert beløb.

    Hvorfor: Det er sådan en fejl, som følger med over i budgettet. Ofte er en række sat ind under det område,
    formlen tæller, eller formlen er overskrevet med et tal.

    Eksempel:
      Fejl:      „I alt Børn“ er 1.200, men de to indsatser er 600 og 500.
      I orden:   „I alt Børn“ er 1.100.

    Sådan rettes det: Ret formlen, så den dækker alle rækkerne. Er rækken en anden slags sum, så giv den et navn,
    der siger det.
    """
    found = [*(_told(one) for one in wrong_totals(plan)), *(_told_of_item(plan, one) for one in wrong_sums(plan))]
    own = {(one["item"], str(one["year"])): one["kroner"] for one in records(plan.amounts)}
    found += [
        {
            **{name: one[name] for name in ("item", "sheet", "cell")},
            "label": rows.shown(str(plan.items.at[one["item"], "title"])),
            "of": f" for {one['text']}",
            "total": kroner(int(one["detail"])),
            "parts": "planens eget ark",
            "expected": kroner(int(own[one["item"], one["text"]])),
        }
        for one in records(rows.observed(plan, Observation.AMOUNT_ELSEWHERE))
    ]
    columns = ["item", "sheet", "cell", "label", "of", "total", "parts", "expected"]
    return pd.DataFrame(found, columns=columns)


def _told(wrong: WrongTotal) -> dict[str, object]:
    where = f" i række {'-'.join(str(row) for row in dict.fromkeys(wrong.rows))}" if wrong.rows else ""
    return {
        "item": None,
        "sheet": wrong.total.sheet,
        "cell": wrong.cell,
        "label": rows.shown(wrong.total.label.written),
        "of": f" for {wrong.year}",
        "total": kroner(wrong.kroner),
        "parts": "delsummerne" if wrong.by_subtotals else "indsatserne" + where,
        "expected": kroner(wrong.expected),
    }


def _told_of_item(plan: Plan, wrong: WrongSum) -> dict[str, object]:
    sheet, _, cell = wrong.cell.rpartition("!")
    letters = cell.rstrip("0123456789")
    columns = plan.columns[(plan.columns["sheet"] == sheet) & (plan.columns["column"] == letters)]
    return {
        "item": wrong.item,
        "sheet": sheet,
        "cell": cell,
        "label": rows.shown(next(iter(columns["heading"]), "")),
        "of": "",
        "total": kroner(wrong.kroner),
        "parts": "indsatsens år",
        "expected": kroner(wrong.expected),
    }


@check(
    "U403",
    Severity.NOTE,
    "beløb mangler i alle år",
    message="beløb mangler i alle år",
    cure="Skriv beløbene, eller 0, hvis indsatsen ikke koster noget.",
)
def amounts_missing(plan: Plan) -> pd.DataFrame:
    """Hvad: En driftsændring eller et anlægsprojekt har intet beløb i noget år. 0 og „-“ er beløb, og en tekst som
    „inden for rammen“ er et svar. Har arket ingen kolonner med beløb, eller udgår indsatsen, er der intet fund.

    Hvorfor: Indsatsen tæller ikke med i summerne, og ingen kan se, om den er gratis eller glemt.

    Eksempel:
      Fejl:      En driftsændring med fire tomme beløbsceller.
      I orden:   En driftsændring med 0 i alle år; en hensigtserklæring uden beløb.

    Sådan rettes det: Skriv beløbene, eller skriv 0.
    """
    years = rows.year_fields(plan)
    stated = plan.amounts[plan.amounts["kroner"].notna() | plan.amounts["written"].notna()]["item"]
    broken = plan.observations[plan.observations["field"].isin(years)]["item"]
    items = plan.items
    costs = items["kind"].isin(_WITH_AMOUNTS) & items["completion"].ne("dropped")
    bare = costs & ~items.index.isin(stated) & ~items.index.isin(broken)
    bare &= items["sheet"].isin(rows.sheets_with(plan, *years))
    return rows.located(plan, items[bare], years[0] if years else "")


@check(
    "U404",
    Severity.ERROR,
    "formel uden beregnet værdi",
    message="formlen „{text}“ har ingen beregnet værdi",
    cure="Åbn filen i Excel, og gem den, så formlerne bliver regnet ud.",
)
def formula_without_value(plan: Plan) -> pd.DataFrame:
    """Hvad: Cellen rummer en formel, men filen gemmer ikke, hvad den giver.

    Hvorfor: Værktøjet regner ikke formler ud, så cellens indhold er ukendt. Det sker, når filen er skrevet af et
    program og ikke er gemt af Excel siden.

    Eksempel:
      Fejl:      „=I6*2“ i en fil, et andet program har skrevet.
      I orden:   „=I6*2“ efter, at filen er åbnet og gemt i Excel.

    Sådan rettes det: Åbn filen i Excel, og gem den. Eller skriv tallet i stedet for formlen.
    """
    return rows.observed(plan, Observation.FORMULA_WITHOUT_VALUE)


@check(
    "U405",
    Severity.ERROR,
    "fejlværdi i celle",
    message="cellen viser fejlen {text}",
    cure="Ret formlen.",
)
def error_value(plan: Plan) -> pd.DataFrame:
    """Hvad: Cellen viser en fejl, fx #REF! (på dansk #REFERENCE!), #N/A (#I/T) eller #DIV/0!.

    Hvorfor: Det, der skulle stå i cellen, er væk, og alle formler, der bruger den, fejler også.

    Eksempel:
      Fejl:      #REF!, fordi en række, formlen pegede på, er slettet.
      I orden:   Et tal eller en tekst.

    Sådan rettes det: Ret formlen, eller skriv værdien i stedet.
    """
    return rows.observed(plan, Observation.ERROR_VALUE)


@check(
    "U406",
    Severity.WARNING,
    "beløb i en anden enhed end kolonnen",
    message="beløbet „{text}“ ser ud til at stå i en anden enhed end kolonnen{why}{more}",
    cure="Skriv beløbet i kolonnens enhed, eller skriv enheden efter tallet.",
)
def amount_in_another_unit(plan: Plan) -> pd.DataFrame:
    """Hvad: Beløbet er omkring 1.000 gange større eller mindre end de andre i kolonnen. Beløbet regnes ikke med,
    før nogen har taget stilling. Flere i samme kolonne er ét fund.

    Hvorfor: 500.000 i en kolonne i 1.000 kr. er 500 mio. kr. Som regel er det hele kroner, der er tastet ind.

    Eksempel:
      Fejl:      „500.000“ i en kolonne i 1.000 kr., hvor de andre beløb er 500.
      I orden:   „500“, eller „500.000 kr.“ med enheden skrevet i cellen.

    Sådan rettes det: Skriv tallet i kolonnens enhed. Er det rigtigt, så skriv enheden efter tallet.
    """
    return rows.once_per_column(rows.observed(plan, Observation.AMOUNT_OTHER_UNIT))


@check(
    "U407",
    Severity.NOTE,
    "enhed er antaget eller usikker",
    message="{said}; beløbene er læst som {text}{why}",
    cure="Skriv enheden over beløbene eller som enhed i udmoentning.toml.",
)
def unit_assumed(plan: Plan) -> pd.DataFrame:
    """Hvad: Hverken overskrifterne, linjerne over og under tabellen eller opsætningen siger, om beløbene er i kr.,
    1.000 kr. eller mio. kr. De er læst som 1.000 kr.; er tallene alt for store eller små til det, som kr. eller
    mio. kr., og så er fundet en advarsel. Det er det også, når tallene ikke passer til den enhed, der står i planen.

    Der er højst ét fund for hvert ark.

    Hvorfor: Er det en anden enhed, er alle beløb og summer tusind gange for store eller for små.

    Eksempel:
      Fejl:      Kolonnerne 2025, 2026 og 2027 uden en linje om enheden; „Beløb i 1.000 kr.“ over 250.000 og 400.000.
      I orden:   „Beløb i 1.000 kr.“ over tabellen; „2025 (mio. kr.)“ i overskriften; „1,2 mio. kr.“ i cellerne.

    Sådan rettes det: Skriv enheden i en linje over tabellen. Er alle jeres planer i den samme, så skriv den som
    enhed i udmoentning.toml.
    """
    assumed = rows.observed(plan, Observation.UNIT_ASSUMED).assign(said="enheden står ingen steder")
    doubtful = rows.observed(plan, Observation.UNIT_DOUBTFUL).assign(said="enheden passer ikke til tallene")
    found = rows.stacked([assumed, doubtful])
    return found.assign(severity=found["why"].map(lambda why: Severity.WARNING if why else Severity.NOTE))


@check(
    "U408",
    Severity.NOTE,
    "summer er ikke regnet ud",
    message="{sums} uden beregnet værdi og kan ikke kontrolleres",
    cure="Åbn filen i Excel, og gem den, så summerne bliver regnet ud.",
)
def totals_without_value(plan: Plan) -> pd.DataFrame:
    """Hvad: Summer på arket er formler, og filen gemmer ikke, hvad de giver. Der er højst ét fund for hvert ark, og
    intet, hvor indsatsernes egne celler også er det (U404).

    Hvorfor: Værktøjet regner ikke formler ud, så det er ikke kontrolleret, om summerne stemmer. Indsatsernes egne beløb
    er læst.

    Eksempel:
      Fejl:      „=SUM(I5:I9)“ i rækken „I alt“ i en fil, et andet program har skrevet.
      I orden:   „=SUM(I5:I9)“ efter, at filen er åbnet og gemt i Excel.

    Sådan rettes det: Åbn filen i Excel, og gem den.
    """
    found = rows.observed(plan, Observation.TOTAL_WITHOUT_VALUE)
    found = found[~found["sheet"].isin(plan.observed(Observation.FORMULA_WITHOUT_VALUE)["sheet"])]
    several = found["detail"] + " summer er formler"
    return found.assign(sums=several.where(found["detail"].ne("1"), "summen er en formel"))


CHECKS = (
    amount_unreadable,
    total_differs,
    amounts_missing,
    formula_without_value,
    error_value,
    amount_in_another_unit,
    unit_assumed,
    totals_without_value,
)
