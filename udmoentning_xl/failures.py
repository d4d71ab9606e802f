"""The one place where a failure becomes one Danish line on stderr and an exit code, whatever it is."""

import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NoReturn

import click

from udmoentning_xl.danish import fold, listed, suggest
from udmoentning_xl.errors import UdmoentningError
from udmoentning_xl.files.reasons import named, reason
from udmoentning_xl.nearby import command_word, plans_in

#: Set to see where an unexpected fault happened.
DEBUG = "UDMOENTNING_FEJLSOEGNING"
#: Exit code for wrong use and for what cannot be read or written.
CANNOT_RUN = 2
#: What options are called elsewhere -> ours; only told where the command has it.
_CALLED_ELSEWHERE = {
    "output": "--ud",
    "out": "--ud",
    "date": "--dato",
    "dag": "--dato",
    "config": "--opsaetning",
    "quiet": "--stille",
    "dry run": "--proeve",
    "test": "--proeve",
    "fix": "--ret",
    "strict": "--streng",
    "select": "--vaelg",
    "committee": "--udvalg",
    "open": "--aabn",
    "åben": "--aabn",
    "settings": "--opsaetning",
}


def fail(error: Exception) -> NoReturn:
    """Say one sentence about a failure and leave."""
    if os.environ.get(DEBUG):
        raise error
    if isinstance(error, BrokenPipeError):
        # The reader (head, more) has closed the pipe; the interpreter must not complain when it flushes.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    if isinstance(error, UdmoentningError):
        say(*map(str, error.args))
    if isinstance(error, click.Abort):
        say("Afbrudt.")
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        click.echo(error.format_message())
        sys.exit(0)
    if isinstance(error, click.ClickException):
        say(_usage_error(error))
    if isinstance(error, OSError):
        say(f"{named(error) or 'En fil'} kan ikke læses eller skrives: {reason(error)}.")
    if isinstance(error, MemoryError):
        say("Der er ikke hukommelse nok til at behandle filen. Luk andre programmer, og prøv igen.")
    say(
        f"Der er en fejl i udmoentning selv ({type(error).__name__}: {error}). Planen er urørt."
        f" Kør igen med {DEBUG}=1, og send det, der vises, til dem der vedligeholder programmet."
    )


def say(*sentences: str) -> NoReturn:
    """Write each sentence as one line and leave."""
    for sentence in sentences:
        click.echo(" ".join(sentence.split()), err=True)
    sys.exit(CANNOT_RUN)


def be_silent_at_the_end() -> None:
    """Let files that cannot be closed any more, since the disk is full, not be told in English: that has been said."""
    tell = sys.unraisablehook

    def hook(unraisable: Any) -> None:
        if not isinstance(unraisable.exc_value, OSError) or os.environ.get(DEBUG):
            tell(unraisable)

    sys.unraisablehook = hook


def _usage_error(error: click.ClickException) -> str:
    """What the user wrote wrong, in Danish."""
    tell = next((tell for kind, tell in _USAGE_ERRORS.items() if isinstance(error, kind)), None)
    sentence = (tell(error) if tell else error.format_message()).rstrip(".")
    command = error.ctx.info_name if isinstance(error, click.UsageError) and error.ctx and error.ctx.parent else None
    help_hint = f" Se „udmoentning {command} --hjælp“." if command else " Se „udmoentning --hjælp“."
    return f"{sentence}{'' if sentence.endswith('?') else '.'}{help_hint}"


def _options(error: click.UsageError) -> list[str]:
    """The options of the command that the error is about."""
    if error.ctx is None:
        return []
    return [name for param in error.ctx.command.get_params(error.ctx) for name in param.opts if name.startswith("-")]


def _unknown_option(error: Any) -> str:
    known = _options(error)
    meant = _CALLED_ELSEWHERE.get(fold(error.option_name.lstrip("-")), "")
    name = error.option_name.lstrip("-")
    wanted = meant or error.option_name
    if meant not in known and (others := _commands_with(error, wanted)):
        return f"Valget {error.option_name} findes ikke her; {wanted} hører til {listed(others)}"
    nearest = meant if meant in known else suggest(error.option_name, known)
    if len(name) == 1:  # a letter for a word
        nearest = listed([one for one in known if one.startswith(f"--{name.lower()}")], "eller")
    return f"Valget {error.option_name} findes ikke{f'; mente du {nearest}?' if nearest else ''}"


def _commands_with(error: Any, option: str) -> list[str]:
    """The other commands that have an option."""
    group = error.ctx.parent.command if error.ctx and error.ctx.parent else None
    commands = group.commands if isinstance(group, click.Group) else {}
    return [name for name, one in commands.items() if any(option in param.opts for param in one.params)]


def _without_value(error: Any) -> str:
    name = next((known for known in _options(error) if fold(known) == fold(error.option_name)), error.option_name)
    if "does not take" in error.message:
        return f"Valget {name} står alene og skal ikke følges af en værdi"
    return f"Valget {name} skal følges af en værdi"


def _missing(error: Any) -> str:
    name = error.param.human_readable_name if error.param is not None else ""
    plans = [one.name for one in plans_in(Path())][:2]  # the two that were saved last
    if name and error.param.nargs < 0:
        words = " ".join(map(command_word, reversed(plans))) if len(plans) > 1 else "MAPPE"
        return f"Der mangler to planer eller en mappe med dem, fx „udmoentning {error.ctx.info_name} {words}“"
    if name and plans:
        return f"Der mangler {name}, fx „udmoentning {error.ctx.info_name} {command_word(plans[0])}“"
    return f"Der mangler {name}" if name else "Der mangler noget i kommandoen"


def _bad_parameter(error: Any) -> str:
    name = error.param.opts[0] if error.param is not None and error.param.opts else ""
    message = error.message
    if isinstance(error.param, click.Option) and isinstance(error.param.type, click.Choice):
        message = f"skal være {listed(list(map(str, error.param.type.choices)), 'eller')}"
    return f"{name}: {message}"


_USAGE_ERRORS: Mapping[type[click.ClickException], Callable[[Any], str]] = {
    click.NoSuchOption: _unknown_option,
    click.MissingParameter: _missing,
    click.BadParameter: _bad_parameter,
    click.BadOptionUsage: _without_value,
}
