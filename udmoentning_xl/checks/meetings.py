"""U207-U210: items held against the meetings of their bodies; silent where the settings give none."""

from collections.abc import Iterable, Mapping
from datetime import date

import pandas as pd

from udmoentning_xl.checks import rows
from udmoentning_xl.checks.registry import check
from udmoentning_xl.danish import counted, day, listed
from udmoentning_xl.findings import Severity
from udmoentning_xl.meetings import faults_of, weekday_and_day
from udmoentning_xl.meetings.courses import Course, courses
from udmoentning_xl.plan import Plan
from udmoentning_xl.terms import Field


@check(
    "U207",
    Severity.NOTE,
    "udvalg uden mødeplan",
    message="{body} {why}, så {count} ikke lægges på {whose} møder eller på dem, der skal ligge før",
    cure="Skriv udvalgets mødedage i udmoentning.toml (moeder).",
)
def meetings_unknown(plan: Plan) -> pd.DataFrame:
    """Hvad: Mødedagene kendes for nogle udvalg, men ikke for dette, eller ikke så langt, som en indsats har brug for.

    Det siges én gang for hver grund, med de udvalg, den gælder. Regnes der med møder, går det baglæns fra indsatsens
    sidste dag, og dér, hvor et udvalg på vejen mangler, kan de møder, der skal ligge før, ikke regnes ud. Direktion,
    råd og andre, der kun orienteres, er ikke et fund.

    Hvorfor: Indsatsen mangler i mødeplanen, og ingen ser, at sagen skal afleveres.

    Eksempel:
      Fejl:      BUU har mødedage, KB har ingen, og en indsats går til BUU og KB.
      I orden:   alle udvalg på indsatsens vej har mødedage, til den er færdig; ingen udvalg har mødedage.

    Sådan rettes det: Skriv moeder = [2027-02-09, …] ved udvalget i udmoentning.toml, eller nævn et regneark med
    mødedagene.
    """
    waiting: dict[str, dict[str, set[str]]] = {}
    for item, course in courses(plan).items():
        for one in course.chain.broken:
            waiting.setdefault(one.body, {}).setdefault(one.why, set()).add(item)
    causes: dict[tuple[str, ...], list[str]] = {}
    for body, whys in waiting.items():
        causes.setdefault(tuple(whys), []).append(body)
    return _of_plan(
        {
            "body": listed(bodies),
            "why": " og ".join(whys),
            "count": f"{counted(len(items), 'indsats', 'indsatser')} kan",
            "whose": "dets" if len(bodies) == 1 else "deres",
        }
        for whys, bodies in causes.items()
        for items in [set().union(*(own for body in bodies for own in waiting[body].values()))]
    )


@check(
    "U208",
    Severity.WARNING,
    "kan ikke nå mødet",
    message="kan ikke nå {decision} inden {last_day}: fristen for {body} var {deadline}",
    cure="Ret tidspunktet; er sagen allerede afleveret, så kvittér fundet.",
)
def deadline_passed(plan: Plan) -> pd.DataFrame:
    """Hvad: Regnet baglæns fra indsatsens sidste dag skulle sagen være afleveret til det første udvalg på vejen på en
    dag, der er gået, og indsatsen er ikke afsluttet.

    Fristen er så mange hverdage før mødet, som sagsfrist_hverdage siger (8, når intet er sat); mødedagen tælles ikke
    med, og weekender, helligdage, grundlovsdag, juleaftensdag og nytårsaftensdag heller ikke. Er indsatsen allerede
    overskredet, er det U201 alene.

    Hvorfor: Er sagen ikke afleveret, når den ikke det møde, hvor den skal besluttes.

    Eksempel, når rapporten gælder 01-01-2027, og BUU mødes 12-01 og 09-02-2027:
      Fejl:      en åben indsats til BUU med „januar 2027“ (sagen skulle være afleveret 29-12-2026).
      I orden:   „februar 2027“ (fristen er 28-01-2027); „januar 2027“ med X; „løbende“.

    Sådan rettes det: Ret tidspunktet til et møde, der kan nås. Er sagen afleveret i tide, så skriv det som kvittering.
    """
    late = {item: one for item, one in courses(plan).items() if one.is_late}
    found = plan.items.loc[plan.items.index.isin(list(late))]
    told = pd.DataFrame(
        [_late(late[str(item)]) for item in found.index],
        index=found.index,
        columns=["decision", "last_day", "body", "deadline"],
        dtype="string",
    )
    return rows.located(plan, found.join(told), Field.DUE)


def _late(course: Course) -> dict[str, str]:
    first, decision = course.chain.first, course.chain.decision
    assert first is not None
    assert decision is not None
    assert course.last is not None
    told = {"decision": decision.body, "last_day": day(course.last), "body": first.body}
    return {**told, "deadline": weekday_and_day(first.deadline)}


@check(
    "U209",
    Severity.NOTE,
    "mange sager på ét møde",
    message="på mødet i {body} {meeting} skal {count} behandles",
    cure="Flyt nogle af indsatserne til et andet møde.",
)
def meeting_crowded(plan: Plan) -> pd.DataFrame:
    """Hvad: Regnet baglæns fra indsatsernes sidste dage falder mange sager på det samme møde.

    Reglen finder kun noget, når der står, hvad mange er: mange_sager = 8 under [moeder] i udmoentning.toml.

    Hvorfor: Kvartalernes sidste møder bliver let så fulde, at sager må udskydes.

    Eksempel med mange_sager = 8:
      Fejl:      9 indsatser skal på det samme møde i BUU.
      I orden:   8 indsatser på et møde; mange_sager er ikke sat.

    Sådan rettes det: Giv nogle af indsatserne et tidligere tidspunkt, eller lad dem vente til et senere møde.
    """
    most = plan.meeting_rules.many
    counts: dict[tuple[date, str], int] = {}
    for course in courses(plan).values() if most else ():
        for step in course.chain.steps:
            counts[step.meeting, step.body] = counts.get((step.meeting, step.body), 0) + 1
    return _of_plan(
        {"body": step_body, "meeting": weekday_and_day(when), "count": counted(count, "sag", "sager")}
        for (when, step_body), count in sorted(counts.items())
        if most is not None and count > most
    )


@check(
    "U210",
    Severity.WARNING,
    "mødeplan er tvivlsom",
    message="{what}",
    cure="Ret mødedagene i udmoentning.toml eller i det regneark, de kommer fra.",
)
def meetings_odd(plan: Plan) -> pd.DataFrame:
    """Hvad: En mødedag i opsætningen står to gange, i forkert orden, på en lørdag, søndag eller helligdag, i en uge
    uden møder eller uden for udvalgets levetid; fristerne passer ikke sammen; udvalgets egen liste og regnearket er
    ikke ens; eller noget i regnearket med mødedage er ikke brugt, fordi det er aflyst, ikke er et møde eller ikke er
    sikkert.

    Hvorfor: Det er næsten altid en tastefejl, og så er møder og frister forkerte for alle udvalgets sager.

    Eksempel:
      Fejl:      „søn 14-03-2027“; 09-02-2027 to gange; en dag ud for et udvalg, som ikke kendes.
      I orden:   moeder = [2027-02-09, 2027-03-09]; ingen mødedage.

    Sådan rettes det: Ret dagen. Er den rigtig, så skriv det som kvittering.
    """
    told = [f"{body.short}: {fault}" for body in plan.bodies for fault in faults_of(body, plan.meeting_rules)]
    return _of_plan({"what": what} for what in (*told, *plan.meeting_notes))


def _of_plan(found: Iterable[Mapping[str, str]]) -> pd.DataFrame:
    """Findings about the settings, which stand in no cell of the plan."""
    fields = ["body", "why", "count", "whose", "meeting", "what"]
    return pd.DataFrame(list(found), columns=fields).assign(item=None, sheet=None, cell=None)


CHECKS = (meetings_unknown, deadline_passed, meeting_crowded, meetings_odd)
