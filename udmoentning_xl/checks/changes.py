"""U70x: what has changed since the version before."""

import pandas as pd

from udmoentning_xl.checks.registry import check
from udmoentning_xl.danish import fold
from udmoentning_xl.findings import Severity
from udmoentning_xl.plan import Plan
from udmoentning_xl.versions.change import Change, ChangeKind
from udmoentning_xl.versions.log import log_of

_COLUMNS = ["item", "sheet", "cell", "title", "sentence", "times"]


def _latest(plan: Plan, *whats: ChangeKind) -> list[Change]:
    return [change for change in log_of(plan).latest if change.what in whats]


def _found(changes: list[Change]) -> pd.DataFrame:
    rows = []
    for change in changes:
        sheet, _, cell = change.place.rpartition("!") if change.now else ("", "", "")
        times = f" ({change.nth}. gang)" if (change.nth or 0) > 1 else ""
        rows.append([change.now, sheet or None, cell or None, change.title, change.sentence, times])
    return pd.DataFrame(rows, columns=_COLUMNS)


@check(
    "U701",
    Severity.ERROR,
    "indsats er forsvundet uden at være afsluttet",
    message="„{title}“ ({was}) {sentence}",
    cure="Sæt indsatsen tilbage, eller kvittér, hvis den er opgivet; er den en anden nu, så skriv det i Ændringer.",
)
def gone_while_open(plan: Plan) -> pd.DataFrame:
    """Hvad: En indsats stod i planen ved en tidligere kørsel og var ikke afsluttet eller udgået; nu er den der ikke.
    Den er søgt på titel, beskrivelse, beløb og udvalg, ikke kun på nummeret. Fundet bliver stående, til den er
    tilbage, eller nogen kvitterer.

    Hvorfor: En indsats, der forsvinder i en omnummerering eller en oprydning, bliver ikke savnet, før nogen spørger.

    Eksempel:
      Fejl:      „Havnefest“ stod i planen den 1. december og er der ikke den 1. januar.
      I orden:   Den er flyttet til arket Afsluttede, eller den udgik, før den blev slettet.

    Sådan rettes det: Sæt rækken tilbage. Er den opgivet, så kvittér. Er den blevet til en anden, så skriv den andens
    Id i kolonnen Samme som ved rækken i arket Ændringer.
    """
    missing: dict[str, Change] = {}
    for change in log_of(plan).changes:
        if change.what == ChangeKind.GONE and change.then and "ikke afsluttet" in change.sentence:
            missing[fold(change.title)] = change
        elif change.what == ChangeKind.BACK:
            missing.pop(fold(change.title), None)
    gone = list(missing.values())
    return _found(gone).assign(was=pd.array([change.then for change in gone], dtype="string"), item=None)


@check(
    "U702",
    Severity.NOTE,
    "tidspunkt er udskudt",
    message="{sentence}{times}",
    cure="Er det rigtigt, skal intet gøres; arket Ændringer viser, hvordan tidspunktet har flyttet sig.",
)
def postponed(plan: Plan) -> pd.DataFrame:
    """Hvad: Indsatsens vejledende tidspunkt er rykket til en senere dag siden sidste kørsel. Fundet siger, fra hvornår
    til hvornår, og hvilken gang det er.

    Hvorfor: Et vejledende tidspunkt må gerne flyttes, men det skal kunne ses, at det er sket, og hvor tit.

    Eksempel:
      Fejl:      31-05-2027 er blevet til 30-09-2027 (note).
      I orden:   „2. kvartal 2027“ er skrevet om til 30-06-2027, som er den samme dag.

    Sådan rettes det: Noten kan kvitteres, eller den forsvinder ved næste kørsel på en anden dag.
    """
    return _found(_latest(plan, ChangeKind.POSTPONED))


@check(
    "U703",
    Severity.NOTE,
    "ny indsats",
    message="{sentence}",
    cure="Er det rigtigt, skal intet gøres.",
)
def new_item(plan: Plan) -> pd.DataFrame:
    """Hvad: Indsatsen stod ikke i planen ved sidste kørsel, eller den er kommet tilbage efter at have været væk.

    Hvorfor: Udvalgene skal vide, hvad de har fået, og en indsats, der kommer tilbage, kan være en fejl.

    Eksempel:
      Fejl:      „Sommerskole“ er ny i planen (note).
      I orden:   En indsats, der har fået et nyt nummer eller en rettet titel.

    Sådan rettes det: Noten kan kvitteres. Er det en indsats, der var der før, så ret rækken i arket Ændringer.
    """
    return _found(_latest(plan, ChangeKind.NEW, ChangeKind.BACK))


@check(
    "U704",
    Severity.WARNING,
    "indsats er genåbnet",
    message="{sentence}",
    cure="Er det sket ved en fejl, så skriv igen, hvad der stod; ellers kvittér.",
)
def reopened(plan: Plan) -> pd.DataFrame:
    """Hvad: Indsatsen var afsluttet, delvist gennemført eller udgået ved sidste kørsel og er det ikke mere.

    Hvorfor: Et X, der er slettet ved en fejl, gør en færdig sag åben igen hos udvalget.

    Eksempel:
      Fejl:      X i kolonnen Afsluttet er væk.
      I orden:   X er skrevet om til „Afsluttet“.

    Sådan rettes det: Sæt X igen, eller kvittér, hvis indsatsen er taget op på ny.
    """
    return _found(_latest(plan, ChangeKind.REOPENED))


CHECKS = (gone_while_open, postponed, new_item, reopened)
