"""The commands: each parses, calls one verb, prints and gives an exit code. Nothing imports this module.

Heavy libraries are imported inside the commands, so that help and completion answer at once.
"""

import gc
import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from udmoentning_xl import __version__
from udmoentning_xl.danish_click import (
    DanishGroup,
    DayType,
    DispatchType,
    PathType,
    PlanType,
    ResultType,
    ask_password,
    can_ask,
    is_quiet,
    says_yes,
    working,
)
from udmoentning_xl.failures import be_silent_at_the_end
from udmoentning_xl.nearby import REPORTED
from udmoentning_xl.questions import ask_what_to_do

if TYPE_CHECKING:
    import pandas as pd

    from udmoentning_xl.config import Config
    from udmoentning_xl.plan import Plan
    from udmoentning_xl.reading import OpenedPlan

PLAN = click.argument("plan", metavar="PLAN.xlsx", type=PlanType())
DAY = click.option("--dato", type=DayType(), help="Regn som om i dag er denne dag. Uden den bruges dags dato.")
SETTINGS = click.option(
    "--opsaetning",
    metavar="FIL",
    type=PathType(),
    help="Opsætning. Uden den bruges udmoentning.toml ved siden af planen, hvis den findes.",
)

UNCOMPARED = click.option("--uden-sammenligning", is_flag=True, help="Sammenlign ikke med sidste gang.")


def _form(what: str) -> Callable[[Any], Any]:
    """The option that says how the result is written."""
    forms = ["tekst", "json", "csv"]
    return click.option(
        "--format", "form", type=click.Choice(forms), default="tekst", metavar="|".join(forms), help=what
    )


@click.group(
    cls=DanishGroup, default_command="byg", ask=ask_what_to_do, no_args_is_help=True, subcommand_metavar="KOMMANDO"
)
@click.version_option(__version__, message="udmoentning %(version)s", help="Vis versionen.")
def cli() -> None:
    """Læser en udmøntningsplan i Excel, kontrollerer den og skriver den tilbage med oversigt og ark til hvert udvalg.

    \b
    udmoentning plan.xlsx          skriver plan_udmoentet.xlsx ved siden af planen
    udmoentning tjek plan.xlsx     viser kun, hvad der er galt

    Din egen fil bliver aldrig ændret.
    """


@cli.command(short_help="Skriv planen tilbage med oversigt og ark til udvalgene.")
@PLAN
@click.option("-o", "--ud", metavar="FIL", type=ResultType(), help="Hvor resultatet skrives: en fil eller en mappe.")
@DAY
@SETTINGS
@UNCOMPARED
@click.option(
    "--fortsaet", metavar="FIL", type=PathType(), help="Resultatet fra sidste kørsel, da planen hed noget andet."
)
@click.option("--kun-rapport", is_flag=True, help="Skriv kun de nye ark, uden planens egne ark.")
@click.option("--streng", is_flag=True, help="Slut med kode 1, hvis der er fund af alvor „fejl“.")
@click.option("--aabn", is_flag=True, help="Åbn resultatet i Excel, når det er skrevet.")
def byg(
    plan: Path, ud: Path | None, dato: date | None, opsaetning: Path | None, fortsaet: Path | None, **options: bool
) -> int:
    """Skriv planen tilbage med oversigt, kontrol, tidsplan og et ark til hvert udvalg.

    Resultatet hedder PLAN_udmoentet.xlsx og ligger ved siden af planen. „udmoentning PLAN.xlsx“ gør det samme.

    Ligger resultatet fra sidste kørsel der, bliver planen sammenlignet med, hvad den var da: arket Ændringer, Siden
    sidst på Oversigt og på udvalgenes ark. Indsatserne bliver kendt igen på, hvad de er, og ikke på nummeret.

    Har planen fået et andet filnavn, bliver resultatet fra sidste kørsel fundet i samme mappe, når det er sikkert, at
    det er den samme plan; er det ikke det, bliver det sagt, og --fortsaet FIL peger på det.

    Det, der er skrevet i resultatet fra sidste kørsel, bliver læst, før det bliver erstattet. Er filen ikke en rapport
    over denne plan, eller har nogen lavet ark eller figurer i den eller rettet i planens egne ark, bliver den stående,
    og resultatet får det næste ledige navn, fx PLAN_udmoentet-2.xlsx. Peger -o på en fremmed fil, bliver intet skrevet.
    """
    from udmoentning_xl.checks import run_checks
    from udmoentning_xl.outgoing.replied import awaited
    from udmoentning_xl.printing import change_lines, far_day
    from udmoentning_xl.reading import open_plan
    from udmoentning_xl.report import target_name, write_report
    from udmoentning_xl.target import choose_target

    config = _settings(plan, opsaetning)
    kun_rapport = options["kun_rapport"]
    asked = ud is not None and not ud.is_dir()
    with working(f"Læser {plan.name}"):
        opened = open_plan(plan, config, dato)
        beside = _beside(plan, dato)
        name = beside if ud is None else ud / beside.name if ud.is_dir() else ud
        wanted = target_name(opened.plan, name, kun_rapport)
        compared = not options["uden_sammenligning"]
        target = choose_target(opened, wanted.path, asked=asked, compared=compared, beside=beside, continued=fortsaet)
        read = replace(target.plan, awaited=awaited(plan))
        findings = run_checks(read, config.rules)
    for line in far_day(read):
        click.echo(line, err=True)
    with working(f"Skriver {target.path.name}"):
        written = write_report(read, findings, target.path, alone=kun_rapport)
    if not is_quiet():
        _print_summary(read, findings)
    elif len(findings):
        _print_summary(read, findings, len(findings))
    notes = wanted.notes if asked else ()
    since = change_lines(target.plan) if compared else ()
    for line in (*since, *notes, *target.notes, *written.notes):
        click.echo(line)
    click.echo(f"Skrevet: {written.target}")
    if options["aabn"]:
        _open(written.target)
    return _code(findings) if options["streng"] else 0


@cli.command(
    idle={
        "system": ("form", "vaelg", "laesning", "ret", "dato", "opsaetning"),
        "laesning": ("form", "vaelg", "ret"),
        "ret": ("form", "vaelg"),
    }
)
@click.argument("plan", required=False, metavar="PLAN.xlsx", type=PlanType())
@_form("Hvordan fundene skrives.")
@click.option("--vaelg", metavar="U1,U201", default="", help="Kun disse regler eller grupper af regler.")
@click.option("--laesning", is_flag=True, help="Vis, hvordan hvert ark og hver kolonne er forstået.")
@click.option("--system", is_flag=True, help="Vis versioner, skrifter og rettigheder til it-afdelingen.")
@click.option("--ret", is_flag=True, help="Ret det, der kun kan menes på én måde, i en kopi: PLAN_rettet.xlsx.")
@DAY
@SETTINGS
def tjek(plan: Path | None, dato: date | None, opsaetning: Path | None, **options: Any) -> int:
    """Kontrollér planen og vis fundene uden at skrive noget.

    Slutter med kode 1, hvis der er fund af alvor „fejl“, ellers 0.
    """
    if options["system"]:
        return _show_system(plan)
    if plan is None:
        ctx = click.get_current_context()
        raise click.MissingParameter(ctx=ctx, param=ctx.command.params[0])
    read, findings = _read_and_check(plan, dato, opsaetning, options["vaelg"])
    if options["laesning"]:
        from udmoentning_xl.printing import understanding_lines

        _echo(understanding_lines(read))
    elif options["ret"]:
        _correct(read)
    elif options["form"] == "tekst":
        _print_summary(read, findings, len(findings), options["vaelg"])
    else:
        from udmoentning_xl.contract import to_csv, to_json

        as_json = options["form"] == "json"
        click.echo(to_json(read, findings) if as_json else to_csv(findings), nl=as_json)
    return _code(findings)


@cli.command()
@click.argument("koder", nargs=-1, metavar="[U101]...")
def regler(koder: tuple[str, ...]) -> None:
    """List reglerne, eller forklar dem, der er nævnt: „udmoentning regler U101“."""
    from udmoentning_xl.checks import CHECKS, manual

    for code in koder:
        click.echo(manual(code.strip(",;")))
    for check in () if koder else CHECKS:
        click.echo(f"{check.code}  {check.severity:<8}  {check.title}")


@cli.command(short_help="Vis, hvad der er ændret mellem versioner af en plan.")
@click.argument("planer", nargs=-1, required=True, metavar="PLAN.xlsx PLAN.xlsx|MAPPE", type=PathType())
@click.option("-o", "--ud", metavar="FIL", type=ResultType(), help="Hvor arket Ændringer skrives.")
@click.option("--udvalg", metavar="BUU,ØK", default="", help="Kun indsatser hos disse udvalg.")
@_form("Hvordan ændringerne skrives.")
@click.option("--alt", is_flag=True, help="Tag også det med, der kun er skrevet anderledes.")
@click.option("--alligevel", is_flag=True, help="Sammenlign, selvom de fleste indsatser er andre.")
@click.option("--streng", is_flag=True, help="Slut med kode 1, hvis noget kræver opmærksomhed.")
@SETTINGS
def sammenlign(planer: tuple[Path, ...], ud: Path | None, opsaetning: Path | None, **options: Any) -> int:
    """Vis, hvad der er ændret mellem to eller flere versioner af en plan, eller alle planer i en mappe.

    Indsatserne bliver kendt igen på titel, beskrivelse, beløb og udvalg, ikke kun på nummeret. Det, der kun er skrevet
    anderledes, er ingen ændring. Er det uvist, om to indsatser er den samme, bliver der spurgt: svar i arket Ændringer,
    og kør igen.

    Versionerne kommer i rækkefølge efter den dag, de er opgjort, ellers efter en dato i filnavnet eller den dag, filen
    er gemt. Som tekst bliver arket Ændringer skrevet ved siden af den nyeste plan: PLAN_aendringer.xlsx. Er kun nogle
    udvalg valgt, bliver det kun skrevet med -o.
    """
    from udmoentning_xl.compare import compare, only, told_openly
    from udmoentning_xl.compared import comparison_lines, needs_attention
    from udmoentning_xl.config import CONFIG_NAME
    from udmoentning_xl.contract import changes_to_csv, changes_to_json
    from udmoentning_xl.report import write_changes_alone
    from udmoentning_xl.versions.log import with_log

    if ud and ud.suffix.lower() != ".xlsx":
        raise click.UsageError(f"{ud.name} skal ende på .xlsx; tekst, json og csv vises på skærmen")
    inside = planer[-1] / CONFIG_NAME
    config = _settings(inside if inside.is_file() else planer[-1], opsaetning)
    with working("Læser planerne"):
        done = compare(planer, config, target=ud, alike=options["alt"], strangers=options["alligevel"])
    log, untold = only(done, _texts(options["udvalg"])), 0
    if log is not done.log:
        log, untold = told_openly(done, log)
    if options["form"] == "tekst":
        _echo([done.turned] if done.turned else [])  # first: what is later must be read with it in mind
        headings = [f"{one.version.name} ({one.why})" for one in done.drawn]
        _echo(comparison_lines(log, headings, renumbered=done.renumbered, known=done.known))
        _echo(["", *done.notes] if done.notes else ())
        _echo([] if log is done.log else ["", "Kun indsatser hos de valgte udvalg er vist."])
    else:
        as_json = options["form"] == "json"
        click.echo(changes_to_json(log) if as_json else changes_to_csv(log), nl=as_json)
    if untold:
        told = f"{untold} af indsatserne er eller har været lukket eller holdt tilbage og er ikke vist."
        click.echo(told, err=options["form"] != "tekst")
    if ud or (options["form"] == "tekst" and log.changes and log is done.log):
        with working(f"Skriver {done.target.name}"):
            write_changes_alone(with_log(done.drawn[-1].plan, log), done.target)
        click.echo(f"\nSkrevet: {done.target}", err=options["form"] != "tekst")
    return int(options["streng"] and any(map(needs_attention, log.changes)))


_MADE_BEFORE = ("til", "medtag_lukkede", "frigiv", "uden_sammenligning", "dato")


@cli.command(
    short_help="Lav en fil og en mail til hvert udvalg, og send dem.",
    idle={
        "plan": ("nye_adresser", "send_uvisse"),
        "send": _MADE_BEFORE,
        "kladder": _MADE_BEFORE,
        "rykker": ("udvalg", "medtag_lukkede", "frigiv", "uden_sammenligning", "nye_adresser", "send_uvisse"),
    },
)
@click.argument("plan", required=False, metavar="[PLAN.xlsx]", type=PlanType())
@click.option("--til", metavar="MAPPE", type=PathType(), help="Læg udsendelsen her; MAPPE oprettes.")
@click.option("--udvalg", metavar="BUU,ØK", default="", help="Kun disse udvalg, med korte eller fulde navne.")
@click.option("--proeve", is_flag=True, help="Vis, hvad der ville ske, uden at skrive eller sende noget.")
@click.option("--medtag-lukkede", is_flag=True, help="Tag også lukkede og fortrolige indsatser med.")
@click.option("--frigiv", metavar="D-3,D-7", default="", help="Send disse indsatser ud, selvom de er holdt tilbage.")
@UNCOMPARED
@click.option("--send", metavar="MAPPE", type=DispatchType(), help="Send det, der ligger klar i MAPPE.")
@click.option(
    "--kladder", metavar="MAPPE", type=DispatchType(), help="Læg det fra MAPPE som kladder i Outlook (Microsoft 365)."
)
@click.option("--rykker", metavar="MAPPE", type=DispatchType(), help="Lav en påmindelse til dem, der ikke har svaret.")
@click.option("--nye-adresser", is_flag=True, help="Send til de adresser, der står i opsætningen nu, når de er rettet.")
@click.option("--send-uvisse", is_flag=True, help="Send også igen, hvor det er uvist, om mailen kom frem.")
@DAY
@SETTINGS
def udsend(plan: Path | None, send: Path | None, kladder: Path | None, rykker: Path | None, **options: Any) -> int:
    """Lav en projektmappe og et mailudkast til hvert udvalg i en mappe med dags dato.

    Se filerne igennem, og send dem så selv fra Outlook, eller med --send MAPPE, som spørger først. --kladder MAPPE
    lægger dem i stedet som kladder i jeres postkasse i Microsoft 365, så I kan sende dem derfra. Lukkede indsatser,
    skjulte og interne kolonner er ikke med, og det, der kan være lukket, bliver holdt tilbage, til nogen frigiver det.

    Ligger sidste udsendelse samme sted, siger fil og mail, hvad der er ændret for udvalget siden da. --rykker MAPPE
    laver en kort påmindelse til de udvalg, der ikke har svaret på udsendelsen i MAPPE (se udmoentning flet).
    """
    if sum(one is not None for one in (plan, send, kladder, rykker)) != 1:
        raise click.UsageError(
            "Skriv enten en plan, der skal laves filer af, eller --send, --kladder eller --rykker og udsendelsens mappe"
        )
    if plan is not None:
        return _prepare(plan, **options)
    if rykker is not None:
        return _remind(rykker, **options)
    return _send(cast(Path, send or kladder), as_drafts=kladder is not None, **options)


@cli.command(
    short_help="Før de svar, der er kommet retur fra udvalgene, ind i planen.",
    idle={"indfoer": ("udsendelse", "intet_nyt", "foreslaa_ja", "form")},
)
@click.argument("plan", required=False, metavar="[PLAN.xlsx]", type=PlanType())
@click.argument("retur", nargs=-1, metavar="[RETUR]...", type=PathType())
@click.option("--indfoer", metavar="FIL", type=PlanType(), help="Skriv det, der er godkendt i arket Svar i FIL.")
@click.option("--udsendelse", metavar="MAPPE", type=DispatchType(), help="Udsendelsen, når den ligger et andet sted.")
@click.option("--intet-nyt", metavar="KFU,HU", default="", help="Udvalg, der har svaret, at intet er ændret.")
@click.option("--foreslaa-ja", is_flag=True, help="Sæt Ja ved de forslag, som intet taler imod.")
@click.option("--proeve", is_flag=True, help="Vis, hvad der ville ske, uden at skrive noget.")
@click.option(
    "--format", "form", type=click.Choice(["tekst", "json"]), default="tekst", metavar="tekst|json", help="Hvordan."
)
@DAY
@SETTINGS
def flet(plan: Path | None, retur: tuple[Path, ...], indfoer: Path | None, **options: Any) -> int:
    """Saml de filer, der er kommet retur fra udvalgene, og før svarene ind i planen i to trin.

    \b
    udmoentning flet plan.xlsx RETUR                 laver plan_svar_DATO.xlsx med arket Svar
    udmoentning flet --indfoer plan_svar_DATO.xlsx   skriver det, I har godkendt dér

    RETUR er en mappe eller filer, også mails (.eml) med filer i. Uden den læses mapperne, der hedder Retur, ved planen
    og i udsendelserne. Filerne må hedde hvad som helst, være sorteret og forkortet og gemt i et andet format:
    indsatserne bliver kendt igen på, hvad de er, og ikke på nummeret.

    Intet bliver skrevet i planen, før det er godkendt, og jeres egen fil bliver aldrig ændret: andet trin skriver
    plan_flettet_DATO.xlsx, hvor kun de godkendte celler er anderledes.
    """
    if (plan is None) == (indfoer is None) or (indfoer and retur):
        raise click.UsageError(
            "Skriv enten en plan og det, der er kommet retur, eller --indfoer og filen med arket Svar"
        )
    return _put_in(indfoer, **options) if indfoer else _collect(cast(Path, plan), retur, **options)


@cli.command(short_help="Vis udvalgenes møder med sager, og skriv dem som kalenderfiler.")
@PLAN
@click.option("--udvalg", metavar="BUU,ØK", default="", help="Kun disse udvalg; kalender_alle.ics har dem altid alle.")
@click.option("--til", metavar="MAPPE", type=PathType(), help="Læg kalenderfilerne her.")
@click.option("--proeve", is_flag=True, help="Vis møderne uden at skrive noget.")
@DAY
@SETTINGS
def kalender(plan: Path, dato: date | None, opsaetning: Path | None, **options: Any) -> int:
    """Vis, på hvilke møder hvert udvalg skal have sagerne, og hvornår de skal være afleveret.

    Der regnes baglæns fra indsatsens sidste dag: kommunalbestyrelsens sidste møde inden da, økonomiudvalgets før det og
    fagudvalgets før det. Mødedagene står i udmoentning.toml eller i et regneark, som den nævner.

    Ved siden af planen skrives en kalenderfil til hvert udvalg (kalender_BUU.ics) og en til jer selv med dem alle
    (kalender_alle.ics). Lukkede indsatser, og dem, der er holdt tilbage, er ikke i udvalgenes kalendere.
    """
    from udmoentning_xl.calendar import make_calendars, write_calendars

    config = _settings(plan, opsaetning)
    folder = options["til"] or plan.parent
    with working(f"Læser {plan.name}"):
        read = _with_last_result(plan, config, dato, compared=False)
        made = make_calendars(read, folder, _texts(options["udvalg"]))
    _echo(made.lines)
    if options["proeve"]:
        click.echo("Prøve: intet er skrevet.")
    elif made.files:
        click.echo(f"Skrevet: {', '.join(map(str, write_calendars(made, folder)))}")
    return 0


@cli.command(short_help="Skriv en opsætningsfil, som man kan rette i.")
@click.argument("sted", default=".", metavar="[PLAN.xlsx|MAPPE]", type=PlanType())
def opsaet(sted: Path) -> None:
    """Skriv en udmoentning.toml, som man kan rette i: kommune, år, hovedpunkter, udvalg, kolonner og ark.

    Efter en plan bliver den fyldt med planens egne overskrifter, ark, udvalg og hovedpunkter, som de er forstået, og
    lagt ved siden af planen, hvor den bliver læst. Uden en plan er det de indbyggede indstillinger, i MAPPE eller hvor
    du står. Findes filen allerede, bliver den ikke ændret.
    """
    from udmoentning_xl.config import CONFIG_NAME, defaults_text
    from udmoentning_xl.errors import PlanFileError, TargetError
    from udmoentning_xl.nearby import missing_file
    from udmoentning_xl.package.writing import replace_file

    if not sted.exists():
        raise PlanFileError(f"{sted} findes ikke. {missing_file(sted)}")
    target = (sted.parent if sted.is_file() else sted) / CONFIG_NAME
    if target.exists():
        raise TargetError(
            f"{target} findes allerede og bliver ikke overskrevet. Flyt eller omdøb den først; er den til en anden "
            "plan, så læg hver plan i sin egen mappe."
        )
    with working(f"Læser {sted.name}"):
        text = _filled(sted) if sted.is_file() else defaults_text()
    with replace_file(target) as temporary:
        temporary.write_text(text, encoding="utf-8")
    click.echo(f"Skrevet: {target}. Ret den i Notesblok, og kør udmoentning igen.")


@cli.command(short_help="Læg en genvej på skrivebordet, som planen kan trækkes hen på.")
@click.argument("mappe", required=False, metavar="[MAPPE]", type=PathType())
@click.option(
    "--til-system",
    type=click.Choice(["windows", "linux", "mac"]),
    metavar="windows|linux|mac",
    help="Lav genvejen til et andet system end dette.",
)
def genvej(mappe: Path | None, til_system: str | None) -> None:
    """Læg en genvej på skrivebordet (eller i MAPPE), som et regneark kan trækkes hen på.

    Så bliver planen skrevet tilbage, som „udmoentning PLAN.xlsx“ gør det, vinduet bliver stående med resultatet, og det
    færdige regneark bliver åbnet. Et dobbeltklik på genvejen spørger, hvilken plan det er, og hvad der skal ske.
    """
    from udmoentning_xl.shortcut import this_system, write_shortcut

    target = write_shortcut(mappe, til_system or this_system())
    click.echo(f"Skrevet: {target}. Træk et regneark hen på den, eller dobbeltklik på den.")


def _open(path: Path) -> None:
    from udmoentning_xl.files.programs import open_in_program

    try:
        open_in_program(path)
    except OSError:
        click.echo(f"{path.name} kan ikke åbnes herfra; åbn den selv.", err=True)


def _show_system(place: Path | None) -> int:
    from udmoentning_xl.system import system_report

    place = place or Path()
    told = system_report(place if place.is_dir() else place.parent)
    _echo(told.lines)
    click.echo()
    _echo(told.problems or ("Alt, hvad udmoentning skal bruge, er der.",))
    return 1 if told.problems else 0


def _filled(plan: Path) -> str:
    from udmoentning_xl.settings import filled_text

    return filled_text(plan, _beside(plan, None))


def _correct(plan: "Plan") -> None:
    from udmoentning_xl.corrections import apply, corrected_path, corrections, lines

    found = corrections(plan)
    _echo(lines(found))
    if found:
        target = corrected_path(plan.source.path)
        with working(f"Skriver {target.name}"):
            apply(plan, found, target)
        click.echo(f"Skrevet: {target}")


def _prepare(plan: Path, dato: date | None, opsaetning: Path | None, **options: Any) -> int:
    from udmoentning_xl.compare import last_sent
    from udmoentning_xl.dispatch import Options, folder_for, prepare

    config = _settings(plan, opsaetning)
    with working(f"Læser {plan.name}"):
        read = _with_last_result(plan, config, dato, compared=False)
        folder, trial = folder_for(read, options["til"]), options["proeve"]
        before = {} if options["uden_sammenligning"] else last_sent(read, folder.parent)
    wanted = Options(_texts(options["udvalg"]), options["medtag_lukkede"], _codes(options["frigiv"]), before)
    with working("Laver udsendelsen") as progress:
        done = prepare(read, config, folder, wanted, trial=trial, progress=progress)
    _echo(done.lines)
    return 0


def _collect(path: Path, returned: tuple[Path, ...], dato: date | None, opsaetning: Path | None, **options: Any) -> int:
    from udmoentning_xl.contract import replies_to_json
    from udmoentning_xl.merging.collecting import collect, note, write_collected
    from udmoentning_xl.merging.lines import collected_lines, next_step
    from udmoentning_xl.reading import open_plan

    config = _settings(path, opsaetning)
    with working(f"Læser {path.name} og det, der er kommet retur"):
        opened = open_plan(path, config, dato)
        plan = _with_last_result_of(opened, dato, compared=False)
        nothing_new = _texts(options["intet_nyt"])
        done = collect(opened, plan, returned, options["udsendelse"], nothing_new, suggest=options["foreslaa_ja"])
    if options["form"] == "json":
        missing = [parcel.committee for parcel in done.missing]
        returns = done.returns
        notes = [*returns.unread, *(f"{name} er ikke et svar." for name in returns.strangers), *returns.notes]
        click.echo(replies_to_json(returns.files, done.rows, missing, notes))
    else:
        _echo(collected_lines(done, plan))
        if options["proeve"] or done.decisions:
            click.echo()
    if options["proeve"]:
        click.echo("Prøve: intet er skrevet.", err=options["form"] == "json")
        return 0
    note(done)
    if done.decisions:
        with working(f"Skriver {done.target.name}"):
            write_collected(opened, plan, done)
        for line in next_step(done.target):
            click.echo(line, err=options["form"] == "json")
    return 0


def _put_in(path: Path, dato: date | None, opsaetning: Path | None, **options: Any) -> int:
    from udmoentning_xl.merging.approval import changed_since, merge
    from udmoentning_xl.merging.lines import merged_lines
    from udmoentning_xl.nearby import plan_stem
    from udmoentning_xl.reading import open_plan
    from udmoentning_xl.target import choose_target

    config = _settings(path, opsaetning)
    with working(f"Læser {path.name}"):
        opened = open_plan(path, config, dato)
        beside = _beside(path.with_stem(plan_stem(path)), dato)
        target = choose_target(opened, _beside(path, dato), asked=False, compared=False, beside=beside)
        done = merge(opened, target.choices, target.plan, config, trial=options["proeve"])
    _echo(merged_lines(done, trial=options["proeve"]))
    if told := changed_since(opened, path.with_stem(plan_stem(path))):
        click.echo(f"\n{told}")
    if options["proeve"]:
        click.echo("\nPrøve: intet er skrevet.")
    elif done.target:
        click.echo(f"\nSkrevet: {done.target}. Kun de godkendte celler og arket Svar er anderledes end i {path.name}.")
    return int(any(one.clash for one in done.outcomes))


def _remind(folder: Path, dato: date | None, opsaetning: Path | None, **options: Any) -> int:
    from udmoentning_xl.reminders import remind

    config = _settings(folder, opsaetning)
    _echo(remind(folder, config, dato or date.today(), options["til"], trial=options["proeve"]).lines)
    return 0


def _send(folder: Path, opsaetning: Path | None, *, as_drafts: bool, **options: Any) -> int:
    from udmoentning_xl.dispatch import write_overview
    from udmoentning_xl.outgoing import ways
    from udmoentning_xl.outgoing.passwords import password
    from udmoentning_xl.outgoing.sending import SendOptions, send

    def confirm(lines: Iterable[str]) -> bool:
        _echo(lines)
        return says_yes("Læg dem der?" if as_drafts else "Send dem?")

    show = click.echo if can_ask() else None
    by_server = ways.by_mail_server(partial(password, ask=ask_password), show=show)
    way = ways.as_drafts(show) if as_drafts else by_server
    config = _settings(folder, opsaetning)
    with working("Lægger kladde" if as_drafts else "Sender", at_once=False) as progress:
        asked = SendOptions(
            _texts(options["udvalg"]), options["send_uvisse"], options["proeve"], options["nye_adresser"]
        )
        sent = send(folder, config, confirm, progress, asked, way, write_overview)
    _echo(sent.lines)
    return 0 if sent.complete or options["proeve"] else 1


def _codes(written: str) -> tuple[str, ...]:
    """The parts of a list such as "U1, U201"."""
    from udmoentning_xl.values.typed import codes

    return codes(written)


def _texts(written: str) -> tuple[str, ...]:
    """What was written, when something was."""
    return (written,) if written else ()


def _settings(plan: Path, given: Path | None) -> "Config":
    """The settings for a plan or the folder of a dispatch; what is wrong in them is told with file and line."""
    from udmoentning_xl.checks import rule
    from udmoentning_xl.config import load_config

    return load_config(plan, given, rule)


def _read_and_check(path: Path, day: date | None, settings: Path | None, select: str) -> tuple["Plan", "pd.DataFrame"]:
    from udmoentning_xl.checks import run_checks

    config = _settings(path, settings)
    with working(f"Læser {path.name}"):
        plan = _with_last_result(path, config, day)
        return plan, run_checks(plan, config.rules, _codes(select))


def _with_last_result(path: Path, config: "Config", day: date | None, *, compared: bool = True) -> "Plan":
    """The plan with what people have typed in the last result beside it, and what has changed since then."""
    from udmoentning_xl.reading import open_plan

    return _with_last_result_of(open_plan(path, config, day), day, compared=compared)


def _with_last_result_of(opened: "OpenedPlan", day: date | None, *, compared: bool) -> "Plan":
    """The same of a plan that is open; a day far off, and what comes from another report, is told on stderr."""
    from udmoentning_xl.printing import far_day
    from udmoentning_xl.target import choose_target

    target = choose_target(opened, _beside(opened.path, day), asked=False, compared=compared)
    for line in (*far_day(target.plan), *target.taken):
        click.echo(line, err=True)
    return target.plan


def _print_summary(plan: "Plan", findings: "pd.DataFrame", shown: int = 8, select: str = "") -> None:
    from udmoentning_xl.checks import unneeded_acknowledgements
    from udmoentning_xl.printing import committee_lines, finding_lines, reading_lines, stranded_lines, unneeded_lines

    unneeded = unneeded_lines(unneeded_acknowledgements(plan, findings, _codes(select)))
    found = chain(finding_lines(findings, shown), unneeded, stranded_lines(plan))
    for lines in (found,) if is_quiet() else (reading_lines(plan), committee_lines(plan), found):
        _echo(lines)
        click.echo()


def _echo(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(line)


def _beside(plan: Path, day: date | None) -> Path:
    """Where the result goes: PLAN_udmoentet beside the plan, with the date added when the plan is an earlier result.

    Macros stay in an .xlsm; everything else becomes an .xlsx.
    """
    suffix = ".xlsm" if plan.suffix.lower() == ".xlsm" else ".xlsx"
    stem = re.sub(rf"{REPORTED}(_\d{{4}}-\d\d-\d\d)?(-\d{{1,4}})?$", "", plan.stem)
    dated = "" if stem == plan.stem else f"_{(day or date.today()).isoformat()}"
    return plan.with_name(f"{stem}{REPORTED}{dated}{suffix}")


def _code(findings: "pd.DataFrame") -> int:
    """1 when something counts as an error, else 0."""
    from udmoentning_xl.findings import Severity, counted

    return int((counted(findings)["severity"] == Severity.ERROR).any())


def main() -> None:
    """The console script."""
    gc.disable()  # a run is short and makes few cycles: collecting costs a tenth of the time and frees nothing
    be_silent_at_the_end()
    cli(prog_name="udmoentning")


if __name__ == "__main__":  # python -m udmoentning_xl.cli
    main()
