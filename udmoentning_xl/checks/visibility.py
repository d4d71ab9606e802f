"""U6xx: what only the formatting says, and what must not be seen by everyone."""

import pandas as pd

from udmoentning_xl.checks import rows
from udmoentning_xl.checks.registry import check
from udmoentning_xl.checks.releases import OPENING, releases
from udmoentning_xl.findings import Severity
from udmoentning_xl.plan import Observation, Plan
from udmoentning_xl.terms import Field
from udmoentning_xl.values.secrecy import read_secrecy


@check(
    "U601",
    Severity.WARNING,
    "skjult kolonne indgår",
    message="kolonnen „{text}“ er skjult, men indgår i planen",
    cure="Vis kolonnen, eller tag den ud af planen.",
)
def hidden_but_read(plan: Plan) -> pd.DataFrame:
    """Hvad: En skjult kolonne er læst med som en del af planen.

    En intern kolonne, som ikke læses, er ikke et fund. Skjulte rækker og ark er fundet U605.

    Hvorfor: Det skjulte kommer med i summer og på arkene i jeres egen projektmappe. I udvalgenes filer kommer det
    aldrig med. Ofte er kolonnen skjult, fordi ingen skulle se den.

    Eksempel:
      Fejl:      Kolonnen „2026“ er skjult og rummer beløb.
      I orden:   Alle kolonner er synlige; en skjult kolonne med overskriften „Intern bemærkning“.

    Sådan rettes det: Markér kolonnerne omkring og vælg Vis. Skal det skjulte ikke med, så slet det.
    """
    return rows.observed(plan, Observation.HIDDEN_COLUMN).fillna({"text": "uden overskrift"})


@check(
    "U602",
    Severity.WARNING,
    "gennemstreget, men ikke afsluttet",
    message="indsatsen er gennemstreget, men er hverken markeret som afsluttet eller udgår",
    cure="{done}, hvis indsatsen er afsluttet; skriv Udgår, hvis den ikke skal udføres.",
)
def struck_but_open(plan: Plan) -> pd.DataFrame:
    """Hvad: Titlen er gennemstreget, men der står hverken X eller Udgår.

    Hvorfor: En streg kan betyde både afsluttet og opgivet, og den forsvinder, når cellen bliver kopieret. Indsatsen
    tæller som åben, og så længe fundet står åbent, bliver den ikke sendt ud til udvalgene.

    Eksempel:
      Fejl:      Gennemstreget titel og en tom celle under Afsluttet.
      I orden:   Gennemstreget titel med X eller Udgår.

    Sådan rettes det: Skriv X eller Udgår i kolonnen Afsluttet. Stregen må gerne blive stående.
    """
    found = rows.observed(plan, Observation.STRUCK)
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
    return rows.observed(plan, Observation.FILL_STATUS)


@check(
    "U604",
    Severity.WARNING,
    "lukket eller fortrolig indsats",
    message="indsatsen er lukket eller fortrolig{mark}",
    cure="Er indsatsen ikke lukket, så fjern det i cellen, der siger det; ellers kontrollér, at den ikke bliver "
    "sendt ud eller offentliggjort.",
)
def item_confidential(plan: Plan) -> pd.DataFrame:
    """Hvad: Noget siger med sikre ord, at indsatsen er lukket eller fortrolig: dens egen kolonne, en tekst i dens
    rækker, en kommentar, en mellemoverskrift eller arkets navn.

    Hvorfor: Udvalgenes dagsordener er offentlige, og et ark, der lægges på en åben sag, kan alle læse. Lukkede
    indsatser bliver ikke sendt ud til udvalgene, medmindre man beder om det.

    Eksempel:
      Fejl:      „Erhvervsareal ved havnen (lukket punkt)“, „ØK (lukket)“, „Personsag“.
      I orden:   „Lukning af kantinen“, „Åben“ i kolonnen Åben/lukket.

    Sådan rettes det: Er indsatsen ikke lukket, så fjern ordet eller krydset i den celle, fundet peger på, og kør igen.
    Ellers er fundet en påmindelse; kvittér det, når I har taget stilling. En kvittering åbner ikke indsatsen.
    """
    seen = rows.observed(plan, Observation.CLOSED)
    told = seen["text"].map(lambda text: read_secrecy(text) is not None, na_action="ignore").eq(True)
    own = seen["cell"].str.extract(r"(\d+)\Z")[0].astype("Int64").eq(seen["row"]).fillna(False)
    marked = seen.assign(told=told, own=own).sort_values(["own", "told"], ascending=False, kind="stable")
    marked = marked.drop_duplicates("item")
    marked = marked.assign(mark=(": „" + marked["text"] + "“").fillna(""))
    silent = plan.items[plan.items["confidential"].fillna(False) & ~plan.items.index.isin(marked["item"])]
    return rows.stacked([marked, rows.located(plan, silent, Field.CONFIDENTIAL).assign(mark="")])


@check(
    "U605",
    Severity.WARNING,
    "kan være lukket eller skjult",
    message=f"{OPENING}{{what}}",
    cure="Skriv „Må sendes“ under Kvittering, hvis den må sendes ud; ellers mærk den som lukket.",
)
def may_be_closed(plan: Plan) -> pd.DataFrame:
    """Hvad: Noget i projektmappen kan betyde, at indsatsen ikke er for alle: et ord som „fortr.“ eller „lukket pga.
    udbud“, en skjult række eller et skjult ark, tekst i baggrundens farve, en uklar kolonne „Offentlig“, en titellinje
    eller en note, at teksten nævner en lukket indsats, eller at den var lukket sidst, og det, der lukkede den, er væk.

    Hvorfor: Værktøjet kan ikke vide, hvad der er ment. Derfor bliver indsatsen holdt tilbage: den kommer ikke i noget
    udvalgs fil eller mail, før et menneske har frigivet den.

    Eksempel:
      Fejl:      „Lukket pga. udbud“ i bemærkningerne; „Se Køb af jord ved havnen“, når det køb er lukket.
      I orden:   „Svømmehallen er lukket om mandagen“, „ikke lukket“, „Nej“ i kolonnen Lukket.

    Sådan rettes det: Må indsatsen sendes ud, så skriv „Må sendes“ under Kvittering, gerne med grunden efter et kolon,
    skriv „Nej“ i planens egen kolonne Lukket, eller frigiv den ved en enkelt udsendelse med --frigiv. Er den lukket, så
    mærk den som lukket. En kvittering, der siger andet, holder den stadig tilbage.
    """
    found = [
        (release.item, release.sheet, release.cell, release.what)
        for release in dict.fromkeys(one for own in releases(plan).values() for one in own)
        if release.code == "U605"
    ]
    return pd.DataFrame(found, columns=["item", "sheet", "cell", "what"], dtype="string")


@check(
    "U606",
    Severity.NOTE,
    "formatet skjuler, hvad man ser",
    message="i .{format} læser værktøjet kun cellerne; skjulte rækker og kolonner, overstregning, "
    "kommentarer og talformater er ikke set",
    cure="Gem planen som Excel-projektmappe (xlsx), hvis noget af det betyder noget.",
)
def format_without_looks(plan: Plan) -> pd.DataFrame:
    """Hvad: Planen er gemt som .xls, .xlsb eller .ods. Fundet står én gang for hele filen.

    Hvorfor: I de formater læser værktøjet kun, hvad der står i cellerne. En skjult række tæller som de andre, en
    overstreget indsats som åben, og et tal, der vises som „1,5 mio. kr.“ eller „2 %“ af sit talformat, kan blive læst
    uden. `udsend` beder derfor om planen som .xlsx.

    Eksempel:
      Fejl:      plan.xls.
      I orden:   plan.xlsx, plan.xlsm.

    Sådan rettes det: Åbn planen, vælg Filer > Gem som, og gem den som .xlsx. Er der intet skjult, overstreget eller
    kommenteret i den, så kvittér.
    """
    found = [] if plan.source.has_looks else [(None, None, None, plan.source.format)]
    return pd.DataFrame(found, columns=["item", "sheet", "cell", "format"], dtype="string")


@check(
    "U607",
    Severity.WARNING,
    "lukket punkt er ikke genfundet",
    message="„{text}“ på listen over lukkede punkter kunne ikke genfindes i planen",
    cure="Ret linjen, så den nævner indsatsens nummer eller titel, eller slet den.",
)
def closed_not_found(plan: Plan) -> pd.DataFrame:
    """Hvad: Et ark som „Lukkede punkter“ nævner indsatser, der er lukkede, men en af linjerne passer hverken med et
    nummer eller en titel i planen.

    Hvorfor: Den indsats, der er ment, bliver ikke holdt tilbage og kan blive sendt ud.

    Eksempel:
      Fejl:      „Projekt Bjerget“ på listen, når indsatsen i planen hedder „Køb af jord ved havnen“.
      I orden:   Indsatsens nummer eller titel, også med en stavefejl.

    Sådan rettes det: Skriv indsatsens nummer eller titel på listen. Er den ikke i planen mere, så slet linjen.
    """
    return rows.observed(plan, Observation.CLOSED_NOT_FOUND)


CHECKS = (
    hidden_but_read,
    struck_but_open,
    status_by_colour_alone,
    item_confidential,
    may_be_closed,
    format_without_looks,
    closed_not_found,
)
