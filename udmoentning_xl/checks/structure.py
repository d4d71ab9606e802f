"""U5xx: what every item needs to be found again: a title, a number, a section, a kind, someone who answers for it."""

from collections.abc import Callable
from typing import Any

import pandas as pd

from udmoentning_xl.checks import rows
from udmoentning_xl.checks.registry import check
from udmoentning_xl.danish import fold, listed
from udmoentning_xl.findings import Severity
from udmoentning_xl.plan import Observation, Plan, RowRole, SheetRole
from udmoentning_xl.terms import LABELS, Field

#: Of the items on a sheet so few have a number that another kind has too, where they are counted together.
_RARE = 0.2


@check(
    "U501",
    Severity.ERROR,
    "titel mangler",
    message="titel mangler",
    cure="Skriv en kort titel.",
)
def title_missing(plan: Plan) -> pd.DataFrame:
    """Hvad: Rækken er en indsats med udvalg, tidspunkt eller beløb, men den har ingen titel.

    Hvorfor: Ingen kan se, hvad indsatsen er, og den kan ikke kendes igen i næste udgave af planen.

    Eksempel:
      Fejl:      Nr. 7.09 med udvalg og tidspunkt, men uden emne.
      I orden:   Nr. 7.09 „Demensvenlig kommune“.

    Sådan rettes det: Skriv en titel. Er rækken blevet til ved en fejl, så slet den.
    """
    return rows.missing_each(plan, plan.items[plan.items["title"].isna()], Field.TITLE)


@check(
    "U502",
    Severity.WARNING,
    "samme indsats flere gange",
    message="titlen „{title}“ står også i {first}",
    cure="Slet den ene, eller giv de to indsatser hver sin titel.",
)
def title_twice(plan: Plan) -> pd.DataFrame:
    """Hvad: To indsatser af samme type har samme titel. Store bogstaver, bindestreger og mellemrum gør ingen forskel.

    Fundet står ved den sidste og nævner den første. Afledt drift med samme titel som sit anlægsprojekt er ikke et
    fund, og en indsats, der udgår eller er gennemstreget, er ikke endnu en af den, der står et andet sted.

    Hvorfor: Indsatsen tæller to gange i summerne, og et X ved den ene lader den anden stå åben.

    Eksempel:
      Fejl:      Anlægsprojekterne „Cykelsti Ørum-Glesborg“ og „Cykelsti Ørum - Glesborg“.
      I orden:   Anlægsprojektet „Ny daginstitution i Auning“ og driftsændringen med samme titel.

    Sådan rettes det: Slet den ene række, eller lad titlerne vise forskellen („1. etape“, „2. etape“).
    """
    apart = {*plan.observed(Observation.DERIVED_OPERATION)["item"], *plan.observed(Observation.STRUCK)["item"]}
    in_force = ~plan.items.index.isin(apart) & plan.items["completion"].ne("dropped")
    titled = plan.items[plan.items["title"].notna() & in_force]
    keys = titled.assign(key=titled["title"].map(fold).astype("string"), kind=_kind_key(titled))
    return _repeated(plan, keys[keys["key"] != ""], ["kind", "key"], Field.TITLE)


@check(
    "U503",
    Severity.ERROR,
    "samme nummer flere gange",
    message="nummeret {number} står både i {first} og i {cell}; de to kaldes {called}, til de har hver sit",
    cure="Giv indsatsen sit eget nummer.",
)
def number_twice(plan: Plan) -> pd.DataFrame:
    """Hvad: To indsatser på samme ark og af samme type har samme nummer. Fundet står ved den sidste.

    Begynder numrene forfra under hver mellemoverskrift eller hvert hovedpunkt, sammenlignes kun numre under den samme.
    Tælles et arks indsatser igennem under ét, og mangler det næste nummer, sammenlignes også indsatser af forskellig
    type.

    Hvorfor: Et nummer, der bruges to gange, peger på den forkerte indsats, når nogen henviser til det. Derfor kan det
    heller ikke være indsatsens id: den får i stedet et af bogstaver og tal som I-c5bd53, lavet af type, hovedpunkt og
    titel, så det er det samme næste gang. Får den sit eget nummer, er id'et igen nummeret.

    Eksempel:
      Fejl:      To driftsændringer med nr. 3.07.
      I orden:   Nr. 3 under drift og nr. 3 under anlæg; 1, 2, 3 under hvert hovedpunkt.

    Sådan rettes det: Ret nummeret. Ofte er rækken ovenover blevet kopieret.
    """
    items = plan.items[plan.items["number"].notna()]
    items = items.assign(number=items["number"].str.strip())
    keys = items.assign(key=items["number"].str.rstrip(".").str.casefold(), kind=_kind_key(items))
    keys = keys.assign(kind=keys["kind"].mask(_counted_through(keys), ""))
    keys = keys.assign(block=_numbered_blocks(plan, keys))
    found = _repeated(plan, keys, ["sheet", "kind", "block", "key"], Field.NUMBER)
    return found.assign(called=found["first_item"] + " og " + found["item"])


def _counted_through(items: pd.DataFrame) -> "pd.Series[bool]":
    """Per item, whether its number is also that of another kind by mistake: the next one is missing on the sheet.

    Hardly a number of one kind is one of another's there: all are counted together.
    """
    kinds = items.groupby(["sheet", "key"])["kind"].transform("nunique")
    shared = kinds.gt(1).groupby(items["sheet"]).transform("mean")
    parts = items["key"].str.extract(r"\A(?P<stem>.{0,20}?)(?P<last>\d{1,6})\Z")
    numbers = list(zip(items["sheet"], parts["stem"], pd.to_numeric(parts["last"]), strict=True))
    known = set(numbers)
    is_left_out = [(*one, last + 1) not in known and (*one, last + 2) in known for *one, last in numbers]
    return shared.le(_RARE) & pd.Series(is_left_out, index=items.index)


def _kind_key(items: pd.DataFrame) -> "pd.Series[str]":
    return items["kind"].astype("string").fillna("")


def _repeated(plan: Plan, items: pd.DataFrame, same: list[str], field: Field) -> pd.DataFrame:
    """The items that are the same as an earlier one, with the place of the ``first`` and its id, ``first_item``."""
    items = items[items.duplicated(same, keep=False)].sort_values(["sheet", "row"], key=_source_order(plan))
    placed = rows.located(plan, items, field)
    first = placed[["sheet", "cell", "item"]].groupby([items[name] for name in same]).transform("first")
    place = first["cell"].where(first["sheet"] == placed["sheet"], first["sheet"] + "!" + first["cell"])
    text = placed[field].map(rows.shown).astype("string")
    return placed.assign(first=place, first_item=first["item"], **{field: text})[items.duplicated(same)]


def _source_order(plan: Plan) -> Callable[["pd.Series[Any]"], "pd.Series[Any]"]:
    """Sorts sheets as they stand in the workbook, and anything else by itself."""
    order = {str(sheet): number for number, sheet in enumerate(plan.sheets["sheet"])}
    return lambda values: values.map(order) if values.name == "sheet" else values


def _numbered_blocks(plan: Plan, items: pd.DataFrame) -> "pd.Series[int]":
    """The run of items within which numbers are unique: 0 all over a sheet and kind, else one per banner or section.

    Numbering starts afresh in each run when a later run begins with the number that the first one begins with.
    """
    ordered = items.sort_values(["sheet", "row"])
    above = pd.Series(0, index=ordered.index)
    for sheet, part in plan.rest[plan.rest["role"].isin([RowRole.BANNER, RowRole.HEADING])].groupby("sheet"):
        on_sheet = ordered["sheet"] == sheet
        above[on_sheet] = part["row"].sort_values().searchsorted(ordered.loc[on_sheet, "row"])
    place = ordered.assign(above=above, section=ordered["section"].fillna(""))[["sheet", "kind", "section", "above"]]
    ordered = ordered.assign(run=(place != place.shift()).any(axis=1).cumsum())
    firsts = ordered.drop_duplicates(["sheet", "kind", "run"])
    groups = firsts.groupby(["sheet", "kind"])["key"]
    again = firsts[groups.transform("first").eq(firsts["key"]) & groups.cumcount().gt(0)]
    afresh = pd.MultiIndex.from_frame(ordered[["sheet", "kind"]]).isin(
        pd.MultiIndex.from_frame(again[["sheet", "kind"]])
    )
    return ordered["run"].where(afresh, 0).reindex(items.index)


@check(
    "U504",
    Severity.WARNING,
    "hovedpunkt mangler eller er ukendt",
    message="hovedpunkt{fault}",
    cure="Skriv et af planens hovedpunkter, eller føj det til i opsætningen.",
)
def section_missing_or_unknown(plan: Plan) -> pd.DataFrame:
    """Hvad: Indsatsen har intet hovedpunkt, eller hovedpunktet er ikke et af dem, planen har.

    Reglen gælder kun, hvor planen har hovedpunkter. Er ingen af dem i opsætningen, er det ét fund. Har ingen af et
    arks indsatser af samme type et, er det ikke et fund.

    Hvorfor: Indsatsen kommer ikke med under noget hovedpunkt i oversigten.

    Eksempel:
      Fejl:      „Skoler og dagtilbudd“ (mente I Skoler og dagtilbud?), eller en række over den første mellemoverskrift.
      I orden:   „Skoler og dagtilbud“, „3. Skoler & dagtilbud“.

    Sådan rettes det: Ret stavemåden, eller flyt rækken ned under sin mellemoverskrift. Har planen andre
    hovedpunkter, så skriv dem i udmoentning.toml under hovedpunkter.
    """
    unknown = rows.with_hint(rows.observed(plan, Observation.SECTION_UNKNOWN, once_per_cell=True))
    unknown = unknown.assign(fault="et „" + unknown["text"] + "“ er ukendt" + unknown["hint"])
    if (names := list(dict.fromkeys(unknown["text"])))[1:] and plan.items["section"].isna().all():
        named = listed([f"„{name}“" for name in names])
        fault = f"erne {named} er ukendte, og intet af opsætningens står i planen"
        unknown = unknown[:1].assign(item=None, fault=fault)
    observed = plan.observed(Observation.SECTION_UNKNOWN)["item"]
    block = plan.items["section"].notna().groupby([plan.items["sheet"], plan.items["kind"].astype("string").fillna("")])
    on_sheet = plan.items["section"].notna().groupby(plan.items["sheet"]).transform("any")
    has_some = block.transform("any") | (block.transform("size").eq(1) & on_sheet)
    bare = plan.items[plan.items["section"].isna() & ~plan.items.index.isin(observed) & has_some]
    bare = bare if plan.sections else bare.iloc[:0]
    return rows.stacked([unknown, rows.missing_each(plan, bare, Field.SECTION).assign(fault=" mangler")])


@check(
    "U505",
    Severity.WARNING,
    "type mangler",
    message="type {extent}",
    cure="Skriv, om indsatsen er drift, anlæg eller en hensigtserklæring.",
)
def kind_missing(plan: Plan) -> pd.DataFrame:
    """Hvad: Det fremgår ikke, om indsatsen er en driftsændring, et anlægsprojekt eller en hensigtserklæring.

    Typen kan stå i en kolonne, i en mellemoverskrift, i arkets navn eller som bogstav i nummeret (D-3, A-1, H-7).
    Står den ingen steder på et ark, er det ét fund for arket; har hele planen ingen typer, er det ikke et fund. Et ord
    som „Råderum“, der i samme kolonne kun kan være den tredje type, læses som driftsændring; det er én bemærkning.
    Det samme gælder det, der har beløb og ingenting under „Heraf anlæg“.

    Hvorfor: Indsatsen tæller ikke med i summerne for drift og anlæg.

    Eksempel:
      Fejl:      En række over mellemoverskriften „Driftsændringer“.
      I orden:   „Drift“, „A“, eller en række under „Anlægsprojekter“.

    Sådan rettes det: Skriv typen i kolonnen, eller flyt rækken ned under den rigtige mellemoverskrift.
    """
    bare = plan.items["kind"].isna()
    amounts = plan.columns[plan.columns["field"] == "amount"]
    at_amount = plan.cells["kind"].str.rstrip("0123456789").isin(amounts["sheet"] + "!" + amounts["column"])
    asks = not (bare | at_amount).all()  # „Anlæg: 2 mio. kr.“ at some amounts asks nothing of the others
    gone = rows.missing(plan, plan.items[bare & asks], Field.KIND)
    assumed = rows.observed(plan, Observation.KIND_ASSUMED).drop_duplicates(["sheet", "text"])
    said = "„" + assumed["text"] + "“ er læst som driftsændring"
    return rows.stacked(
        [
            gone.assign(extent="mangler" + gone["extent"], severity=Severity.WARNING),
            assumed.assign(extent=said, severity=Severity.NOTE),
        ]
    )


@check(
    "U506",
    Severity.WARNING,
    "række er ikke læst som indsats",
    message="{what} er ikke læst som {meant}{why}",
    cure="Ret rækken til en indsats, eller slet den.",
)
def row_not_read(plan: Plan) -> pd.DataFrame:
    """Hvad: Rækken har tekst, men er hverken en indsats, en overskrift, en sum eller en note. Står flere sådanne
    rækker lige under hinanden, er de ét fund. Et helt ark, der ligner en ældre plan eller et arkiv, eller som ikke
    kan læses, er ét fund i celle A1.

    En forside, en vejledning og en adresseliste er ikke fund.

    Hvorfor: Intet må forsvinde ubemærket. Står der en indsats i rækken, er den ikke med i rapporten.

    Eksempel:
      Fejl:      „[Indsæt flere rækker ved behov]“, eller en tekst, der fortsætter i rækken under.
      I orden:   En række med titel og mindst én oplysning mere; „Note: Minus er besparelse“.

    Sådan rettes det: Slet rester fra skabelonen, og saml en tekst, der er delt over to rækker, i én celle. Et
    gammelt ark kan udelades i udmoentning.toml under [ark].
    """
    sheets = plan.sheets[plan.sheets["role"].isin([SheetRole.EARLIER, SheetRole.UNREAD])]
    why = (": " + sheets["detail"]).fillna("")
    whole = sheets.assign(cell="A1", what="arket „" + sheets["sheet"] + "“", meant="en del af planen", why=why)
    unread = plan.rest[plan.rest["role"].eq(RowRole.UNREAD) & ~plan.rest["sheet"].isin(sheets["sheet"])]
    unread = unread.sort_values(["sheet", "row"])
    block = (unread["sheet"].ne(unread["sheet"].shift()) | unread["row"].diff().ne(1)).fillna(value=True).cumsum()
    size = block.groupby(block).transform("size")
    quoted = (" „" + unread["text"].map(rows.shown, na_action="ignore") + "“").fillna("")
    span = "de " + size.astype("string") + " rækker fra" + quoted
    start = unread["cell"].str.rsplit("!", n=1).str[-1]
    what = span.where(size > 1, "rækken" + quoted)
    meant = pd.Series("indsatser", index=unread.index, dtype="string").where(size > 1, "indsats")
    lines = unread.assign(cell=start, what=what, meant=meant, why="")[~block.duplicated()]
    return rows.stacked([lines, whole]).assign(item=None)


@check(
    "U507",
    Severity.NOTE,
    "ansvarlig mangler",
    message="ansvarlig{called} mangler",
    cure="Skriv, hvem der er ansvarlig.",
)
def responsible_missing(plan: Plan) -> pd.DataFrame:
    """Hvad: Ingen er skrevet som ansvarlig. Har arket ingen kolonne til det, er der intet fund.

    Hvorfor: Ingen ved, hvem der skal drive sagen frem, og hvem der kan svare på, om den er afsluttet.

    Eksempel:
      Fejl:      Kolonnen Ansvarlig er tom.
      I orden:   „Skolechefen“; tomt ved en indsats, der udgår.

    Sådan rettes det: Skriv en stilling eller et område. Skriver I den ansvarlige et andet sted, så slå reglen fra i
    udmoentning.toml.
    """
    return _blank(plan, "responsible", Field.RESPONSIBLE)


@check(
    "U508",
    Severity.NOTE,
    "proces mangler",
    message="proces{called} mangler",
    cure="Skriv, hvad der skal ske.",
)
def process_missing(plan: Plan) -> pd.DataFrame:
    """Hvad: Der er ikke skrevet en proces. Har arket ingen kolonne til det, er der intet fund.

    Hvorfor: Udvalget kan ikke se, hvad der skal ske, og hvornår det bliver inddraget.

    Eksempel:
      Fejl:      Kolonnen Proces er tom.
      I orden:   „Forslag sendes i høring i marts“; tomt ved en indsats, der udgår.

    Sådan rettes det: Skriv de næste skridt kort.
    """
    return _blank(plan, "process", Field.PROCESS)


@check(
    "U509",
    Severity.WARNING,
    "kolonne er ikke læst",
    message="{what} {text} er ikke læst: {count} celler",
    cure="Vælg i arket Læsning, hvad kolonnen er, eller skriv det under [kolonner] i udmoentning.toml.",
)
def column_not_read(plan: Plan) -> pd.DataFrame:
    """Hvad: En kolonne har indhold ved de fleste indsatser, men overskriften kendes ikke, og indholdet kommer ikke
    med. Der er ét fund for hver kolonne.

    Hvorfor: Intet må forsvinde ubemærket. Rummer kolonnen udvalg, tidspunkter eller beløb, mangler de i rapporten.

    Eksempel:
      Fejl:      Kolonnen „Fase“ med en tekst ved alle indsatser.
      I orden:   „Bemærkninger“; en tom kolonne; en kolonne, som opsætningen siger ikke skal læses.

    Sådan rettes det: Vælg i arket Læsning, hvad kolonnen læses som; skal den ikke læses, så „læses ikke“. Eller skriv
    det i udmoentning.toml under [kolonner]: "Fase" = "status" eller "Fase" = "laeses_ikke".
    """
    found = rows.observed(plan, Observation.COLUMN_UNREAD)
    heading = ("„" + found["text"] + "“").fillna("uden overskrift").replace("„“", "uden overskrift")
    turned = plan.columns.loc[plan.columns["column"].str.isdigit().fillna(False).astype(bool), "sheet"]
    what = found["sheet"].isin(turned).map({True: "rækken", False: "kolonnen"})
    return found.assign(text=heading, count=found["detail"], what=what)


def _blank(plan: Plan, column: str, field: Field) -> pd.DataFrame:
    """The items that lack the field in a table that has a column for it; a dropped item needs it no more.

    ``called`` is the column's own heading in brackets, where that does not say the field's name.
    """
    items = plan.items
    has_place = rows.source_of(plan, items, column).notna()
    blank = items[column].isna() & has_place & items["completion"].ne("dropped")
    own = plan.columns[plan.columns["field"].eq(field)].dropna(subset=["heading"]).drop_duplicates("sheet")
    headings = dict(zip(own["sheet"], own["heading"], strict=True))
    called = {
        sheet: f" („{rows.shown(name)}“)" for sheet, name in headings.items() if fold(LABELS[field]) not in fold(name)
    }
    found = rows.missing_each(plan, items[blank], field)
    return found.assign(called=[called.get(sheet, "") for sheet in found["sheet"]])


CHECKS = (
    title_missing,
    title_twice,
    number_twice,
    section_missing_or_unknown,
    kind_missing,
    row_not_read,
    responsible_missing,
    process_missing,
    column_not_read,
)
