"""click, speaking Danish: help pages, usage errors, and the one place where an expected failure becomes one line.

The commands themselves are in ``cli``.
"""

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

import click

from udmoentning_xl.danish import suggest
from udmoentning_xl.errors import UdmoentningError
from udmoentning_xl.files.reasons import named, reason

#: Set to see where an unexpected fault happened.
DEBUG = "UDMOENTNING_FEJLSOEGNING"
#: Exit code for wrong use and for what cannot be read or written.
CANNOT_RUN = 2

#: The years a plan can be of.
_FIRST_YEAR, _LAST_YEAR = 1990, 2099
_ANSWERS = {"ja": True, "j": True, "nej": False, "n": False}
_HEADINGS = {"Options": "Valg", "Commands": "Kommandoer", "Arguments": "Argumenter"}


class DayType(click.ParamType):  # type: ignore[type-arg]
    """A date written ÅÅÅÅ-MM-DD or DD-MM-ÅÅÅÅ."""

    name = "ÅÅÅÅ-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The date; a click usage error for anything else."""
        if isinstance(value, date):
            return value
        parts = str(value).replace("/", "-").replace(".", "-").split("-")
        if len(parts) == 3 and len(parts[2]) == 4:
            parts.reverse()
        try:
            day = date(*map(int, parts))
        except (TypeError, ValueError):
            self.fail(f"„{value}“ er ikke en dato. Skriv den som 2024-11-22.", param, ctx)
        if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
            self.fail(f"„{value}“ ligger ikke i årene {_FIRST_YEAR}-{_LAST_YEAR}", param, ctx)
        return day


class _Formatter(click.HelpFormatter):
    """The headings of a help page in Danish."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The line that shows how the command is called."""
        super().write_usage(prog, args, prefix or "Brug: ")

    def write_heading(self, heading: str) -> None:
        """The heading of a list of options or commands."""
        super().write_heading(_HEADINGS.get(heading, heading))


class _Context(click.Context):
    formatter_class = _Formatter


class DanishCommand(click.Command):
    """A command whose help is Danish."""

    context_class = _Context

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """The words after the command's name in the usage line."""
        return [piece.replace("[OPTIONS]", "[VALG]") for piece in super().collect_usage_pieces(ctx)]

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """``--help`` (or ``--hjælp``), described in Danish."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "Vis denne hjælp."
        return option


class DanishGroup(DanishCommand, click.Group):
    """Several commands, one of which runs when the first word is no command: ``udmoentning plan.xlsx``."""

    command_class = DanishCommand

    def __init__(self, *args: Any, default_command: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.default_command = default_command

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """The words after the program's name in the usage line."""
        return ["PLAN.xlsx [VALG]", "\n  udmoentning KOMMANDO ..."] if ctx.parent is None else ["KOMMANDO"]

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the default command before arguments that name no command and ask for nothing of the group's own."""
        own = {name for param in self.get_params(ctx) for name in param.opts}
        if args and args[0] not in self.commands and args[0] not in own:
            if meant := self._meant(args[0]):
                raise click.UsageError(f"Kommandoen {args[0]} findes ikke. Mente du {meant}?", ctx)
            args = [self.default_command, *args]
        return super().parse_args(ctx, args)

    def _meant(self, word: str) -> str | None:
        """The command that a single word, which is no file, is a misspelling of."""
        return suggest(word, self.commands) if word.isidentifier() and not Path(word).exists() else None

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order they are used, not in that of the alphabet."""
        return list(self.commands)

    def main(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Run, and turn every failure into one Danish line on stderr and exit code 2."""
        _speak_utf8()
        try:
            sys.exit(super().main(*args, **{**kwargs, "standalone_mode": False}) or 0)
        except Exception as error:
            _fail(error)
        except KeyboardInterrupt:
            _say("Afbrudt.")


class Progress:
    """How far a long job is: a bar on a terminal, plain lines elsewhere."""

    def __enter__(self) -> "Progress":
        self._bar: Any = None
        return self

    def __call__(self, done: int, total: int, what: str) -> None:
        """Show that ``done`` of ``total`` are done, and what the last one was."""
        if not sys.stdout.isatty():
            click.echo(f"{done} af {total}: {what}")
            return
        if self._bar is None:
            self._bar = click.progressbar(length=total, label="Sender")
            self._bar.__enter__()
        self._bar.update(1)

    def __exit__(self, *failure: object) -> None:
        if self._bar is not None:
            self._bar.__exit__(*failure)


def says_yes(question: str) -> bool:
    """Ask until the answer is ja, j, nej or n."""
    while True:
        answer = click.prompt(question, prompt_suffix=" [ja/nej] ", default="", show_default=False).strip().casefold()
        if answer in _ANSWERS:
            return _ANSWERS[answer]
        click.echo("Skriv ja eller nej.")


def ask_password(what: str) -> str:
    """Ask for the password to ``what`` without showing it; "" when nobody can be asked."""
    if not sys.stdin.isatty():
        return ""
    return str(click.prompt(f"Adgangskode til {what}", hide_input=True))


def be_silent_at_the_end() -> None:
    """Let files that cannot be closed any more, since the disk is full, not be told in English: that has been said."""
    tell = sys.unraisablehook

    def hook(unraisable: Any) -> None:
        if not isinstance(unraisable.exc_value, OSError) or os.environ.get(DEBUG):
            tell(unraisable)

    sys.unraisablehook = hook


def _speak_utf8() -> None:
    """Danish letters come out right also when the output is piped on Windows."""
    for stream in (sys.stdout, sys.stderr):
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(encoding="utf-8", errors="replace")


def _fail(error: Exception) -> NoReturn:
    """Say one sentence about a failure and leave."""
    if os.environ.get(DEBUG):
        raise error
    if isinstance(error, BrokenPipeError):
        # The reader (head, more) has closed the pipe; the interpreter must not complain when it flushes.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    if isinstance(error, UdmoentningError):
        _say(str(error))
    if isinstance(error, click.Abort):
        _say("Afbrudt.")
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        click.echo(error.format_message())
        sys.exit(0)
    if isinstance(error, click.ClickException):
        _say(_usage_error(error))
    if isinstance(error, OSError):
        _say(f"{named(error) or 'En fil'} kan ikke læses eller skrives: {reason(error)}.")
    if isinstance(error, MemoryError):
        _say("Der er ikke hukommelse nok til at behandle filen. Luk andre programmer, og prøv igen.")
    _say(
        f"Der er en fejl i udmoentning selv ({type(error).__name__}: {error}). Planen er urørt."
        f" Kør igen med {DEBUG}=1, og send det, der vises, til dem der vedligeholder programmet."
    )


def _say(sentence: str) -> NoReturn:
    click.echo(" ".join(sentence.split()), err=True)
    sys.exit(CANNOT_RUN)


def _usage_error(error: click.ClickException) -> str:
    """What the user wrote wrong, in Danish."""
    say = next((say for kind, say in _USAGE_ERRORS.items() if isinstance(error, kind)), None)
    help_hint = " Se „udmoentning --help“."
    sentence = (say(error) if say else error.format_message()).rstrip(".")
    return f"{sentence}{'' if sentence.endswith('?') else '.'}{help_hint}"


def _near(possibilities: Sequence[str] | None) -> str:
    return f" Mente du {possibilities[0]}?" if possibilities else ""


def _missing(error: Any) -> str:
    name = error.param.human_readable_name if error.param is not None else ""
    return f"Der mangler {name}" if name else "Der mangler noget i kommandoen"


def _bad_parameter(error: Any) -> str:
    name = error.param.opts[0] if error.param is not None and error.param.opts else ""
    message = error.message
    if isinstance(error.param, click.Option) and isinstance(error.param.type, click.Choice):
        message = "skal være en af: " + ", ".join(map(str, error.param.type.choices))
    return f"{name}: {message}"


_USAGE_ERRORS: Mapping[type[click.ClickException], Callable[[Any], str]] = {
    click.NoSuchOption: lambda error: f"Valget {error.option_name} findes ikke.{_near(error.possibilities)}",
    click.MissingParameter: _missing,
    click.BadParameter: _bad_parameter,
    click.BadOptionUsage: lambda error: f"Valget {error.option_name} skal følges af en værdi",
    click.UsageError: lambda error: _plain_usage(error.message),
}


def _plain_usage(message: str) -> str:
    if "unexpected extra argument" in message:
        return f"Der er for mange ord i kommandoen: {message[message.rfind('(') + 1 : -1]}"
    return message
