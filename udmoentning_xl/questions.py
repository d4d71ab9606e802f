"""A short talk for whoever starts the program without a word: which plan, and what about it.

Gives the words of the command that was meant; that it runs, and is shown for next time, is the business of
``danish_click``.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from udmoentning_xl.danish import fold
from udmoentning_xl.nearby import (
    COLLECTED,
    COMPARED,
    CORRECTED,
    MERGED,
    REPORTED,
    bare_name,
    dispatches_in,
    is_there,
    missing_file,
    workbooks_in,
)

#: How the names of what we have made end, and of lists of meetings begin.
_MEETINGS = ("mødeplan", "mødekalender", "mødedatoer", "politisk mødekalender")
_RESULTS = (REPORTED, COMPARED, COLLECTED, MERGED, CORRECTED)
_MOST = 20
#: What people type who want to leave; the first is what they are told.
_LEAVING = ("slut", "stop", "afslut", "luk", "q", "quit", "exit")
#: What can be done: as it is asked for, and the words before and after the plan's name.
Task = tuple[str, tuple[str, ...], tuple[str, ...]]
_TASKS: tuple[Task, ...] = (
    ("Se, hvad der er galt i planen", ("tjek",), ()),
    ("Få planen tilbage med oversigt, fund og ark til udvalgene", ("byg",), ()),
    ("Se, hvordan hver kolonne er forstået", ("tjek",), ("--laesning",)),
    ("Få rettet det, der kun kan betyde ét, i en kopi", ("tjek",), ("--ret",)),
    ("Se, hvad udvalgene ville få, uden at lave noget", ("udsend",), ("--proeve",)),
    ("Lave en fil og en mail til hvert udvalg", ("udsend",), ()),
    ("Lave en opsætningsfil til planen, som kan rettes", ("opsaet",), ()),
)


def ask_what_to_do() -> list[str]:
    """Ask for a plan and what to do with it; the words of the command. Raises click.Abort when there is no answer."""
    folder = Path()
    click.echo(
        "Hvilken plan? Skriv et nummer, eller træk regnearket ind i vinduet, og tryk Enter. "
        f"Skriv {_LEAVING[0]} for at stoppe."
    )
    plans = _plans(folder)
    ready = dispatches_in(folder)
    for number, plan in enumerate(plans, 1):
        click.echo(f"  {number:>2}  {plan.name}")
    for number, one in enumerate(ready, len(plans) + 1):
        click.echo(f"  {number:>2}  send udsendelsen {one.name}")
    if not plans:
        click.echo("  (der er ingen regneark i mappen her)")
    chosen = _ask_for_plan([*plans, *ready])
    if chosen in ready:
        return ["udsend", "--send", str(chosen)]
    click.echo("\nHvad vil du? Skriv et nummer.")
    tasks = [*_TASKS, *_later_tasks(chosen)]
    for number, (words, _, _) in enumerate(tasks, 1):
        click.echo(f"  {number:>2}  {words}")
    _, before, after = tasks[_ask_for_number(len(tasks))]
    click.echo()
    return [*before, str(chosen), *after]


def _later_tasks(plan: Path) -> Iterator[Task]:
    """What else can be done with a plan that has something beside it: answers, another version, days of meetings."""
    if COLLECTED in plan.stem:
        yield "Føre de svar, I har sagt Ja til i arket Svar, ind i planen", ("flet", "--indfoer"), ()
    elif _has_answers(plan.parent):
        yield "Samle de svar, der er kommet retur fra udvalgene", ("flet",), ()
    if other := _other_version(plan):
        yield f"Se, hvad der er ændret mellem planen og {other.name}", ("sammenlign", str(other)), ()
    if _has_meetings(plan):
        yield "Se, hvilket møde der skal tage hver sag, og få det som kalenderfiler", ("kalender",), ()


def _has_answers(folder: Path) -> bool:
    """Whether something lies in a folder called Retur beside the plan or in a dispatch."""
    places = [one for place in (folder, *dispatches_in(folder)) for one in place.iterdir()]
    returns = [one for one in places if one.is_dir() and one.name.casefold().startswith("retur")]
    return any(one.is_file() for place in returns for one in place.iterdir())


def _other_version(plan: Path) -> Path | None:
    """The workbook beside the plan that is named as it but for the date, and was saved last; none of our own."""
    mine = [one for one in (plan, *workbooks_in(plan.parent)) if not any(end in one.stem for end in _RESULTS)]
    others = [one for one in mine if one.name != plan.name and _first_word(one) == _first_word(plan)]
    return max(others, key=lambda one: one.stat().st_mtime_ns) if plan in mine and others else None


def _first_word(path: Path) -> str:
    return fold(path.stem).partition(" ")[0].rstrip("0123456789")


def _has_meetings(plan: Path) -> bool:
    """Whether the settings beside the plan have the days of meetings; not where they cannot be read."""
    from udmoentning_xl.config import load_config  # which help must not wait for
    from udmoentning_xl.errors import UdmoentningError

    try:
        config = load_config(plan)
    except UdmoentningError:
        return False
    return bool(config.meeting_rules.file) or any(body.meetings or body.meeting_file for body in config.bodies)


def _plans(folder: Path) -> list[Path]:
    """The workbooks in the folder, the plan itself first: what we have made and lists of meetings come last."""
    return sorted(workbooks_in(folder), key=_is_other)[:_MOST]


def _is_other(path: Path) -> bool:
    """True for a workbook that its name says is no plan: „plan_svar_2027-01-08“, „Mødeplan 2027“."""
    return any(end in path.stem for end in _RESULTS) or fold(path.stem).startswith(_MEETINGS)


def _ask_for_plan(known: Sequence[Path]) -> Path:
    while True:
        written = _answer("1" if known else "")
        if written.isdecimal() and 1 <= int(written) <= len(known):
            return known[int(written) - 1]
        path = Path(bare_name(written))
        if is_there(path) and path.is_file():
            return path
        if written.isdecimal():
            click.echo(f"Skriv et nummer fra 1 til {len(known)}." if known else "Skriv navnet på et regneark.")
        elif path.is_dir():
            click.echo(f"{path} er en mappe. Skriv navnet på selve regnearket.")
        else:
            click.echo(f"{path} findes ikke. {missing_file(path)}")


def _ask_for_number(most: int) -> int:
    while True:
        written = _answer("1")
        if written.isdecimal() and 1 <= int(written) <= most:
            return int(written) - 1
        click.echo(f"Skriv et nummer fra 1 til {most}.")


def _answer(default: str) -> str:
    """What is typed; ``default`` for Enter alone, asked again where there is none."""
    suffix = f" (Enter er {default})> " if default else "> "
    while True:
        written = str(click.prompt("", prompt_suffix=suffix, default=default, show_default=False)).strip()
        if fold(written) in _LEAVING and not is_there(written):
            raise click.Abort
        if written:
            return written
