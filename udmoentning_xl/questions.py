"""A short talk for whoever starts the program without a word: which plan, and what about it.

Gives the words of the command that was meant; that it runs, and is shown for next time, is the business of
``danish_click``.
"""

from collections.abc import Sequence
from pathlib import Path

import click

from udmoentning_xl.danish import fold
from udmoentning_xl.nearby import bare_name, dispatches_in, is_there, missing_file, workbooks_in

_RESULTS = ("_udmoentet", "_aendringer")
_MOST = 20
#: What people type who want to leave; the first is what they are told.
_LEAVING = ("slut", "stop", "afslut", "luk", "q", "quit", "exit")
#: What can be done with a plan, as it is asked for, and the words before and after the plan's name.
_TASKS: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
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
    for number, (words, _, _) in enumerate(_TASKS, 1):
        click.echo(f"  {number:>2}  {words}")
    _, before, after = _TASKS[_ask_for_number(len(_TASKS))]
    click.echo()
    return [*before, str(chosen), *after]


def _plans(folder: Path) -> list[Path]:
    """The workbooks in the folder: those that we have made come last, since the plan itself is mostly meant."""
    return sorted(workbooks_in(folder), key=lambda path: any(end in path.stem for end in _RESULTS))[:_MOST]


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
