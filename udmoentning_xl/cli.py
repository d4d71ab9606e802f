"""The commands: each parses, calls one verb, prints and gives an exit code. Nothing imports this module.

Heavy libraries are imported inside the commands, so that help and completion answer at once.
"""

import gc
import re
from collections.abc import Iterable
from datetime import date
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from udmoentning_xl.danish_click import DanishGroup, DayType, Progress, ask_password, be_silent_at_the_end, says_yes

if TYPE_CHECKING:
    import pandas as pd

    from udmoentning_xl.config import Config
    from udmoentning_xl.plan import Plan

PLAN = click.argument("plan", metavar="PLAN.xlsx", type=click.Path(path_type=Path))
DAY = click.option("--dato", type=DayType(), help="Regn som om i dag er denne dag. Uden den bruges dags dato.")
SETTINGS = click.option(
    "--opsaetning",
    metavar="FIL",
    type=click.Path(path_type=Path),
    help="Opsætning. Uden den bruges udmoentning.toml ved siden af planen, hvis den findes.",
)


@click.group(cls=DanishGroup, default_command="byg", no_args_is_help=True, subcommand_metavar="KOMMANDO")
@click.version_option(package_name="udmoentning-xl", message="udmoentning %(version)s", help="Vis versionen.")
def cli() -> None:
    """Læser en udmøntningsplan i Excel, kontrollerer den og skriver den tilbage med oversigt og ark til hvert udvalg.

    \b
    udmoentning plan.xlsx          skriver plan_udmoentet.xlsx ved siden af planen
    udmoentning tjek plan.xlsx     viser kun, hvad der er galt

    Din egen fil bliver aldrig ændret.
    """


@cli.command(short_help="Skriv planen tilbage med oversigt og ark til udvalgene.")
@PLAN
@click.option("-o", "--ud", metavar="FIL", type=click.Path(path_type=Path), help="Hvor resultatet skrives.")
@DAY
@SETTINGS
@click.option("--kun-rapport", is_flag=True, help="Skriv kun de nye ark, uden planens egne ark.")
@click.option("--streng", is_flag=True, help="Slut med kode 1, hvis der er fund af alvor „fejl“.")
def byg(
    plan: Path, ud: Path | None, dato: date | None, opsaetning: Path | None, kun_rapport: bool, streng: bool
) -> int:
    """Skriv planen tilbage med oversigt, kontrol, tidsplan og et ark til hvert udvalg.

    Resultatet hedder PLAN_udmoentet.xlsx og ligger ved siden af planen. „udmoentning PLAN.xlsx“ gør det samme.

    Det, der er skrevet i resultatet fra sidste kørsel, bliver læst, før det bliver erstattet. Er filen ikke en rapport
    over denne plan, eller har nogen lavet ark eller figurer i den eller rettet i planens egne ark, bliver den stående,
    og resultatet får det næste ledige navn, fx PLAN_udmoentet-2.xlsx. Peger -o på en fremmed fil, bliver intet skrevet.
    """
    from udmoentning_xl.checks import run_checks
    from udmoentning_xl.config import load_config
    from udmoentning_xl.reading import open_plan
    from udmoentning_xl.report import target_name, write_report
    from udmoentning_xl.target import choose_target

    config = load_config(plan, opsaetning)
    opened = open_plan(plan, config, dato)
    wanted = target_name(opened.plan, ud or _beside(plan, dato), alone=kun_rapport)
    target = choose_target(opened, wanted, asked=ud is not None)
    findings = run_checks(target.plan, config.rules)
    written = write_report(target.plan, findings, target.path, alone=kun_rapport)
    _print_summary(target.plan, findings)
    for line in (*target.notes, *written.notes):
        click.echo(line)
    click.echo(f"Skrevet: {written.target}")
    return _code(findings) if streng else 0


@cli.command()
@PLAN
@click.option(
    "--format",
    "form",
    type=click.Choice(["tekst", "json", "csv"]),
    default="tekst",
    metavar="tekst|json|csv",
    help="Hvordan fundene skrives.",
)
@click.option("--vaelg", metavar="U1,U201", default="", help="Kun disse regler eller grupper af regler.")
@click.option("--laesning", is_flag=True, help="Vis, hvordan hvert ark og hver kolonne er forstået.")
@click.option("--ret", is_flag=True, help="Ret det, der kun kan menes på én måde, i en kopi: PLAN_rettet.xlsx.")
@DAY
@SETTINGS
def tjek(plan: Path, dato: date | None, opsaetning: Path | None, **options: Any) -> int:
    """Kontrollér planen og vis fundene uden at skrive noget.

    Slutter med kode 1, hvis der er fund af alvor „fejl“, ellers 0.
    """
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
@click.argument("kode", required=False)
def regler(kode: str | None) -> None:
    """List reglerne, eller forklar én: „udmoentning regler U101“."""
    from udmoentning_xl.checks import CHECKS, manual

    if kode:
        click.echo(manual(kode))
    for check in () if kode else CHECKS:
        click.echo(f"{check.code}  {check.severity:<8}  {check.title}")


@cli.command(short_help="Lav en fil og en mail til hvert udvalg, og send dem.")
@click.argument("plan", required=False, metavar="[PLAN.xlsx]", type=click.Path(path_type=Path))
@click.option("--til", metavar="MAPPE", type=click.Path(path_type=Path), help="Læg udsendelsen her; MAPPE oprettes.")
@click.option("--udvalg", metavar="BUU,ØK", default="", help="Kun disse udvalg.")
@click.option("--proeve", is_flag=True, help="Vis, hvad der ville blive lavet, uden at skrive noget.")
@click.option("--medtag-lukkede", is_flag=True, help="Tag også lukkede og fortrolige indsatser med.")
@click.option("--frigiv", metavar="D-3,D-7", default="", help="Send disse indsatser ud, selvom de er holdt tilbage.")
@click.option("--send", metavar="MAPPE", type=click.Path(path_type=Path), help="Send det, der ligger klar i MAPPE.")
@click.option("--send-uvisse", is_flag=True, help="Send også igen, hvor det er uvist, om mailen kom frem.")
@DAY
@SETTINGS
def udsend(plan: Path | None, send: Path | None, **options: Any) -> int:
    """Lav en projektmappe og et mailudkast til hvert udvalg i en mappe med dags dato.

    Se filerne igennem, og send dem så selv fra Outlook, eller med --send MAPPE, som spørger først. Lukkede indsatser,
    skjulte og interne kolonner er ikke med, og det, der kan være lukket, bliver holdt tilbage, til nogen frigiver det.
    """
    if (plan is None) == (send is None):
        raise click.UsageError("Skriv enten en plan, der skal laves filer af, eller --send og mappen med de færdige")
    if send is not None:
        return _send(send, **options)
    return _prepare(cast(Path, plan), **options)


@cli.command(short_help="Vis udvalgenes møder med sager, og skriv dem som kalenderfiler.")
@PLAN
@click.option("--udvalg", metavar="BUU,ØK", default="", help="Kun disse udvalg; kalender_alle.ics har dem altid alle.")
@click.option("--til", metavar="MAPPE", type=click.Path(path_type=Path), help="Læg kalenderfilerne her.")
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
    from udmoentning_xl.config import load_config

    read = _with_last_result(plan, load_config(plan, opsaetning), dato)
    folder = options["til"] or plan.parent
    made = make_calendars(read, folder, _codes(options["udvalg"]))
    _echo(made.lines)
    if options["proeve"]:
        click.echo("Prøve: intet er skrevet.")
    elif made.files:
        click.echo(f"Skrevet: {', '.join(map(str, write_calendars(made, folder)))}")
    return 0


@cli.command(short_help="Skriv en opsætningsfil, som man kan rette i.")
@click.argument("sted", default=".", metavar="[PLAN.xlsx|MAPPE]", type=click.Path(path_type=Path))
def opsaet(sted: Path) -> None:
    """Skriv en udmoentning.toml, som man kan rette i: kommune, år, hovedpunkter, udvalg, kolonner og ark.

    Efter en plan bliver den fyldt med planens egne overskrifter, ark, udvalg og hovedpunkter, som de er forstået, og
    lagt ved siden af planen, hvor den bliver læst. Uden en plan er det de indbyggede indstillinger, i MAPPE eller hvor
    du står. Findes filen allerede, bliver den ikke ændret.
    """
    from udmoentning_xl.config import CONFIG_NAME, defaults_text
    from udmoentning_xl.errors import TargetError
    from udmoentning_xl.package.writing import replace_file

    target = (sted.parent if sted.is_file() else sted) / CONFIG_NAME
    if target.exists():
        raise TargetError(f"{target} findes allerede og bliver ikke overskrevet. Flyt eller omdøb den først.")
    text = _filled(sted) if sted.is_file() else defaults_text()
    with replace_file(target) as temporary:
        temporary.write_text(text, encoding="utf-8")
    click.echo(f"Skrevet: {target}. Ret den i Notesblok, og kør udmoentning igen.")


def _filled(plan: Path) -> str:
    from udmoentning_xl.settings import filled_text

    return filled_text(plan)


def _correct(plan: "Plan") -> None:
    from udmoentning_xl.corrections import apply, corrected_path, corrections, lines

    found = corrections(plan)
    _echo(lines(found))
    if found:
        target = corrected_path(plan.source.path)
        apply(plan, found, target)
        click.echo(f"Skrevet: {target}")


def _prepare(plan: Path, dato: date | None, opsaetning: Path | None, **options: Any) -> int:
    from udmoentning_xl.config import load_config
    from udmoentning_xl.dispatch import Options, folder_for, prepare

    config = load_config(plan, opsaetning)
    read = _with_last_result(plan, config, dato)
    wanted = Options(_codes(options["udvalg"]), options["medtag_lukkede"], _codes(options["frigiv"]))
    _echo(prepare(read, config, folder_for(read, options["til"]), wanted, trial=options["proeve"]).lines)
    return 0


def _send(folder: Path, opsaetning: Path | None, **options: Any) -> int:
    from udmoentning_xl.config import load_config
    from udmoentning_xl.outgoing.passwords import password
    from udmoentning_xl.outgoing.sending import Asked, send

    def confirm(lines: Iterable[str]) -> bool:
        _echo(lines)
        return says_yes("Send dem?")

    config = load_config(folder, opsaetning)
    with Progress() as progress:
        asked = Asked(_codes(options["udvalg"]), options["send_uvisse"])
        sent = send(folder, config, confirm, progress, asked, find_password=partial(password, ask=ask_password))
    _echo(sent.lines)
    return 0 if sent.complete else 1


def _codes(written: str) -> tuple[str, ...]:
    """The parts of a list such as "U1, U201"."""
    return tuple(part for part in written.replace(" ", "").split(",") if part)


def _read_and_check(path: Path, day: date | None, settings: Path | None, select: str) -> tuple["Plan", "pd.DataFrame"]:
    from udmoentning_xl.checks import run_checks
    from udmoentning_xl.config import load_config

    config = load_config(path, settings)
    plan = _with_last_result(path, config, day)
    return plan, run_checks(plan, config.rules, _codes(select))


def _with_last_result(path: Path, config: "Config", day: date | None) -> "Plan":
    """The plan with what people have typed in the last result beside it."""
    from udmoentning_xl.reading import open_plan
    from udmoentning_xl.target import choose_target

    return choose_target(open_plan(path, config, day), _beside(path, day), asked=False).plan


def _print_summary(plan: "Plan", findings: "pd.DataFrame", shown: int = 8, select: str = "") -> None:
    from udmoentning_xl.checks import unneeded_acknowledgements
    from udmoentning_xl.printing import committee_lines, finding_lines, reading_lines, stranded_lines, unneeded_lines

    unneeded = unneeded_lines(unneeded_acknowledgements(plan, findings, _codes(select)))
    found = chain(finding_lines(findings, shown), unneeded, stranded_lines(plan))
    for lines in (reading_lines(plan), committee_lines(plan), found):
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
    stem = re.sub(r"_udmoentet(_\d{4}-\d\d-\d\d)?(-\d{1,4})?$", "", plan.stem)
    dated = "" if stem == plan.stem else f"_{(day or date.today()).isoformat()}"
    return plan.with_name(f"{stem}_udmoentet{dated}{suffix}")


def _code(findings: "pd.DataFrame") -> int:
    """1 when something counts as an error, else 0."""
    from udmoentning_xl.findings import Severity, counted

    return int((counted(findings)["severity"] == Severity.ERROR).any())


def main() -> None:
    """The console script."""
    gc.disable()  # a run is short and makes few cycles: collecting costs a tenth of the time and frees nothing
    be_silent_at_the_end()
    cli(prog_name="udmoentning")
