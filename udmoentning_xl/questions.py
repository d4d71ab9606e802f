"""A short talk for whoever starts the program without a word: which plan, and what about it.

Gives the words of the command that was meant; that it runs, and is shown for next time, is the business of
``danish_click``.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from udmoentning_xl.danish import fold
from udmoentning_xl.nearby import answers_in, bare_name, dispatches_in, is_there, missing_file, plans_in, returns_in

if TYPE_CHECKING:
    from udmoentning_xl.config import Config

#: How the names of lists of meetings begin, where no settings say which workbook it is.
_MEETINGS = ("mødeplan", "mødekalender", "mødedatoer", "politisk mødekalender")
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
)
_SET_UP: Task = ("Lave en opsætningsfil til planen, som kan rettes", ("opsaet",), ())


def ask_what_to_do() -> list[str]:
    """Ask for a plan and what to do with it; the words of the command. Raises click.Abort when there is no answer."""
    folder = Path()
    click.echo(
        "Hvilken plan? Skriv et nummer, eller træk regnearket ind i vinduet, og tryk Enter. "
        f"Skriv {_LEAVING[0]} for at stoppe."
    )
    every = _plans(folder)
    plans, ready = every[:_MOST], dispatches_in(folder)[-1:]  # of dispatches the last alone: the others are behind it
    at_once = [(f"send udsendelsen {one.name}", ["udsend", "--send", str(one)], one) for one in ready]
    at_once += [
        (f"før de svar, I har sagt Ja til i {one.name}, ind i planen", ["flet", "--indfoer", str(one)], one)
        for one in answers_in(folder)
    ]
    for number, words in enumerate([*(plan.name for plan in plans), *(one[0] for one in at_once)], 1):
        click.echo(f"  {number:>2}  {words}")
    if not plans:
        click.echo("  (der er ingen planer i mappen her)")
    if left := len(every) - len(plans):
        click.echo(f"  (og {left} ældre; skriv navnet på en af dem)")
    chosen = _ask_for_plan([*plans, *(one[2] for one in at_once)])
    if command := next((command for _, command, path in at_once if path == chosen), None):
        return command
    click.echo("\nHvad vil du? Skriv et nummer.")
    tasks = [*_TASKS, *_later_tasks(chosen)]
    for number, (words, _, _) in enumerate(tasks, 1):
        click.echo(f"  {number:>2}  {words}")
    _, before, after = tasks[_ask_for_number(len(tasks))]
    click.echo()
    return [*before, str(chosen), *after]


def _later_tasks(plan: Path) -> Iterator[Task]:
    """What else can be done with a plan that has something beside it, or not: settings, answers, another version, days
    of meetings.
    """
    from udmoentning_xl.config import CONFIG_NAME

    if not (plan.parent / CONFIG_NAME).exists():
        yield _SET_UP
    if _has_answers(plan.parent):
        yield "Samle de svar, der er kommet retur fra udvalgene", ("flet",), ()
    if other := _other_version(plan):
        yield f"Se, hvad der er ændret mellem planen og {other.name}", ("sammenlign", str(other)), ()
    if _has_meetings(plan):
        yield "Se, hvilket møde der skal tage hver sag, og få det som kalenderfiler", ("kalender",), ()


def _has_answers(folder: Path) -> bool:
    """Whether something lies in a folder called Retur beside the plan or in a dispatch."""
    return any(one.is_file() for place in returns_in(folder, *dispatches_in(folder)) for one in place.iterdir())


def _other_version(plan: Path) -> Path | None:
    """The plan beside the plan that is named as it but for the date, and was saved last."""
    others = (one for one in _plans(plan.parent) if one.name != plan.name)
    return next((one for one in others if _first_word(one) == _first_word(plan)), None)


def _first_word(path: Path) -> str:
    return fold(path.stem).partition(" ")[0].rstrip("0123456789")


def _has_meetings(plan: Path) -> bool:
    """Whether the settings beside the plan have the days of meetings."""
    config = _settings(plan.parent)
    return bool(config and (config.meeting_files or any(body.meetings for body in config.bodies)))


def _plans(folder: Path) -> list[Path]:
    """The plans in the folder, the newest first; what is by its name a list of meetings comes last."""
    config = _settings(folder)
    found = plans_in(folder, config.meeting_files if config else ())
    return sorted(found, key=lambda path: fold(path.stem).startswith(_MEETINGS))


def _settings(folder: Path) -> "Config | None":
    """The settings in the folder; None where they cannot be read, which the command says."""
    from udmoentning_xl.config import CONFIG_NAME, load_config  # which help must not wait for
    from udmoentning_xl.errors import UdmoentningError

    try:
        return load_config(folder / CONFIG_NAME)
    except UdmoentningError:
        return None


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
