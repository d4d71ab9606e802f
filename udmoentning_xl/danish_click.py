"""click, speaking Danish and taking what people write: help pages, words and options as they are meant, dates, paths.

Every command of the group has all of this by itself: other spellings of its options and choices, ``--hjælp``,
``--stille``, and what is to be known of a plan that it is given. The commands are in ``cli``, what is said of a failure
in ``failures``.
"""

import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any, NoReturn

import click
from click.core import ParameterSource

from udmoentning_xl.danish import counted, fold, listed, suggest
from udmoentning_xl.errors import TargetError
from udmoentning_xl.failures import fail, say
from udmoentning_xl.nearby import (
    bare_name,
    begun,
    command_word,
    conflicting_copies,
    dispatches_in,
    is_there,
    misnamed_settings,
    missing_file,
    opened_elsewhere,
)
from udmoentning_xl.progress import Progress

_ANSWERS = {"ja": True, "j": True, "nej": False, "n": False}
_HEADINGS = {"Options": "Valg", "Commands": "Kommandoer", "Arguments": "Argumenter"}
_DASHES = "-–—‑"
_HELP, _VERSION = "--help", "--version"
#: Words that ask for help or the version, bare or behind any sign of an option.
_ASKING = {"hjælp": _HELP, "help": _HELP, "version": _VERSION, "ver": _VERSION}
_ASKING_BEHIND_A_SIGN = {**_ASKING, "h": _HELP, "?": _HELP, "v": _VERSION}
#: What people call a command -> what it is called; told, never taken for it.
_CALLED_ELSEWHERE = {
    "kontrol": "tjek",
    "kontrollér": "tjek",
    "check": "tjek",
    "test": "tjek",
    "valider": "tjek",
    "fejl": "tjek",
    "skriv": "byg",
    "lav": "byg",
    "kør": "byg",
    "build": "byg",
    "rapport": "byg",
    "send": "udsend",
    "mail": "udsend",
    "rules": "regler",
    "regel": "regler",
    "opsætning": "opsaet",
    "indstillinger": "opsaet",
    "config": "opsaet",
    "setup": "opsaet",
    "forskel": "sammenlign",
    "diff": "sammenlign",
    "compare": "sammenlign",
    "møder": "kalender",
    "calendar": "kalender",
    "shortcut": "genvej",
}
_ADDRESS = re.compile(r"\W?https?:", re.I)
_SAVE_COPY = (
    "Åbn den i Excel, gem en kopi i en mappe på din computer, og angiv kopien; ligger den i OneDrive, kan den også "
    "findes i Stifinder"
)
_QUOTED = " \"'"
_PLACES, _ELSEWHERE = frozenset({"--ud", "--til"}), "vælg et andet sted."  # how a command is told where it writes
_MOST_PIECES = 4  # of what belongs to one option: „22. november kl. 2024“
_QUIET, _ASKED_FOR = "udmoentning.stille", "udmoentning.spurgt"


class DayType(click.ParamType):  # type: ignore[type-arg]
    """A day as people write it: 2024-12-31, 31-12-24, „31. december 2024“, „i dag“."""

    name = "DATO"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The date; a click usage error that says why for anything else."""
        if isinstance(value, date):
            return value
        from udmoentning_xl.values.typed import read_day  # reads dates as plans have them: help must not wait for it

        try:
            return read_day(str(value), date.today())
        except ValueError as error:
            self.fail(f"„{value}“ er ikke en dato: {error}. Skriv den som 2024-11-22.", param, ctx)


class PathType(click.Path):
    """A file or folder; the signs that come with a name when it is copied or dropped are no part of it."""

    def __init__(self) -> None:
        super().__init__(path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path; as it is written where there is one of that name. An address on the net is none."""
        if _ADDRESS.match(str(value)):
            raise click.UsageError(f"„{value}“ er en adresse på nettet. {_SAVE_COPY}", ctx)
        return super().convert(bare_name(str(value)), param, ctx)


class ResultType(PathType):
    """Where a result is written: a file, or a folder that is there; a slash at the end says that a folder is meant."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The path; refused where it is said to be a folder and there is none."""
        if str(value).strip(_QUOTED).endswith(("/", "\\")) and not is_there(bare_name(str(value))):
            raise click.UsageError(f"Mappen {value} findes ikke; opret den, eller vælg et andet sted", ctx)
        return super().convert(value, param, ctx)


class PlanType(PathType):
    """The workbook of a plan: whatever command is given one says what is to be known of it before it is read."""


class DispatchType(PathType):
    """The folder of a dispatch, beside which the settings lie."""


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

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"token_normalize_func": _spelling, **kwargs})
        self.allow_extra_args = True  # what is too much is told by ``_too_much``
        self.help_option_names = [_HELP, "--hjælp", "-h"]


def _spelling(name: str) -> str:
    """An option or a choice in the one spelling that all others of it come to."""
    return fold(name).replace(" ", "-")


class DanishCommand(click.Command):
    """A command whose help is Danish, that takes words as they are meant and can be quiet.

    ``idle`` are, by a parameter, those that have no meaning with it: given together they are refused.
    """

    context_class = _Context

    def __init__(self, *args: Any, idle: Mapping[str, Sequence[str]] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.idle = idle or {}
        if not isinstance(self, click.Group):
            help_text = "Vis intet undervejs og ingen oversigt: kun resultatet, og hvad I skal vide."
            self.params.append(
                click.Option(["--stille"], is_flag=True, expose_value=False, callback=_be_quiet, help=help_text)
            )

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """The words after the command's name in the usage line."""
        return [piece.replace("[OPTIONS]", "[VALG]") for piece in super().collect_usage_pieces(ctx)]

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """``--help`` (or ``--hjælp``), described in Danish."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "Vis denne hjælp."
        return option

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the words of the command, each as it is meant."""
        options = {_spelling(name.lstrip("-")) for param in self.get_params(ctx) for name in param.opts}
        try:
            words = [_meant(word, options) for word in args]
            self._refuse_without_value(ctx, words, options)
            rest = super().parse_args(ctx, [*words])  # which empties it
        except click.UsageError as error:
            error.ctx = error.ctx or ctx
            if isinstance(error, click.BadParameter) and (whole := _value_in_pieces(error, words)):
                raise click.UsageError(whole, ctx) from error
            raise
        if rest and not isinstance(self, click.Group):
            raise click.UsageError(_too_much(ctx, rest, words), ctx)
        return rest

    def _refuse_without_value(self, ctx: click.Context, words: Sequence[str], options: set[str]) -> None:
        """Refuse an option whose value is left out, which click would take the next option for."""
        valued = {
            name: param
            for param in self.get_params(ctx)
            if isinstance(param, click.Option) and not (param.is_flag or param.count)
            for name in param.opts
        }
        for word, following in pairwise([*words, ""]):
            param = valued.get(f"--{_spelling(word[2:])}" if word.startswith("--") else word)
            if param and (not following or (following.startswith("--") and _spelling(following[2:]) in options)):
                if isinstance(param.type, DispatchType):
                    raise click.UsageError(_which_dispatch(f"udmoentning {ctx.info_name}", param.opts[0], words), ctx)
                raise click.BadOptionUsage(param.opts[0], "no value", ctx)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; first refuse what has no meaning, and say what is to be known of the plans it was given."""
        if problem := _without_meaning(ctx, self.idle):
            raise click.UsageError(problem, ctx)
        given = [(param.type, ctx.params.get(param.name or "")) for param in self.params]
        plans = [
            path for kind, path in given if isinstance(kind, PlanType) and path and is_there(path) and path.is_file()
        ]
        dispatches = [path for kind, path in given if isinstance(kind, DispatchType) and path and path.is_dir()]
        for path in (*plans, *dispatches):
            for sentence in _notices(path, ctx.params.get("opsaetning")):
                click.echo(sentence, err=True)
        try:
            return super().invoke(ctx)
        except TargetError as error:
            place = next((one.opts[0] for one in self.params if _PLACES.intersection(one.opts)), None)
            said = str(error)
            if place and said.endswith(_ELSEWHERE):
                raise TargetError(f"{said[:-1]} med {place}.") from error
            raise


class DanishGroup(DanishCommand, click.Group):
    """Several commands, one of which runs when the first word is no command: ``udmoentning plan.xlsx``."""

    command_class = DanishCommand

    def __init__(
        self, *args: Any, default_command: str, ask: Callable[[], list[str]] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.default_command = default_command
        self.ask = ask  # for the words of a command, where somebody sits at a terminal and has written none

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """The words after the program's name in the usage line."""
        return ["PLAN.xlsx [VALG]", "\n  udmoentning KOMMANDO ..."] if ctx.parent is None else ["KOMMANDO"]

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the default command before arguments that name no command and ask for nothing of the group's own."""
        if not args and self.ask and sys.stdin.isatty() and sys.stdout.isatty():
            args = self.ask()
            ctx.meta[_ASKED_FOR] = args
        if args:
            first, *others = args
            asked = _asked(first)
            command = self._command(first)
            if asked == _HELP and others:
                args = [*self._helped(others, ctx), _HELP]
            elif asked:
                args = [asked]
            elif command:
                args = [command, *others]
            elif not _in_pieces(args) and (problem := self._no_command(first)):
                raise click.UsageError(problem, ctx)
            else:
                args = [self.default_command, *args]
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; after questions and answers say what it is called, so that it can be written next time."""
        result = super().invoke(ctx)
        if words := ctx.meta.get(_ASKED_FOR):
            click.echo("\nNæste gang kan du skrive:")
            click.echo(f"  udmoentning {' '.join(map(command_word, words))}")
        return result

    def _command(self, word: str) -> str | None:
        """The command that ``word`` is another spelling of."""
        return next((name for name in self.commands if fold(name) == fold(word)), None)

    def _helped(self, words: Sequence[str], ctx: click.Context) -> list[str]:
        """The command that help is asked about, among other words or none; one that is no command is told."""
        if about := next((name for word in words if (name := self._command(word))), None):
            return [about]
        word = next((word for word in words if not is_there(word) and not word.startswith(tuple(_DASHES))), "")
        if word and (problem := self._no_command(word)):
            raise click.UsageError(problem, ctx)
        return []

    def _no_command(self, word: str) -> str | None:
        """What is to be said of a first word that is neither a command nor may be a file; None where it may."""
        if not word.isidentifier() or is_there(word):
            return None
        called = {name: meant for name, meant in _CALLED_ELSEWHERE.items() if meant in self.commands}
        exact = next((meant for name, meant in called.items() if fold(name) == fold(word)), None)
        nearest = exact or suggest(word, self.commands)
        if nearest:
            return f"„{word}“ er ikke en kommando; mente du {nearest}?"
        near = missing_file(Path(word))
        if near.startswith("Mente du"):
            return None  # reading it says so
        return (
            f"„{word}“ er hverken en kommando eller en fil i denne mappe. Kommandoerne er {listed(list(self.commands))}"
        )

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order they are used, not in that of the alphabet."""
        return list(self.commands)

    def main(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Run, and turn every failure into one Danish line on stderr and exit code 2."""
        _speak_utf8()
        try:
            sys.exit(super().main(*args, **{**kwargs, "standalone_mode": False}) or 0)
        except Exception as error:
            fail(error)
        except KeyboardInterrupt:
            say("Afbrudt.")


def _asked(word: str) -> str | None:
    """``--help`` or ``--version`` for a word that asks for it and is no file."""
    sign = word[:1] in (*_DASHES, "/", "?")
    name = fold(word.lstrip("/" + _DASHES)) or word.lstrip("/" + _DASHES)
    asked = (_ASKING_BEHIND_A_SIGN if sign else _ASKING).get(name)
    return asked if asked and not is_there(word) else None


def _meant(word: str, options: set[str]) -> str:
    """A word of a command as it is meant: a dash of Word's is two hyphens, one hyphen before a long name is two."""
    if word.startswith("--"):
        return word
    if _asked(word) == _HELP:
        return _HELP
    name, _, _ = word.lstrip(_DASHES).partition("=")
    if word[:1] in tuple(_DASHES) and _spelling(name) in options:
        return ("--" if len(name) > 1 else "-") + word.lstrip(_DASHES)
    return word


def _which_dispatch(command: str, option: str, words: Sequence[str]) -> str:
    """What is to be written after an option that wants the folder of a dispatch; ``words`` were written."""
    ready = dispatches_in(Path())
    if not ready:
        return (
            f"Skriv udsendelsens mappe efter {option}. Den hedder Udsendelse_ og en dato og ligger ved siden af "
            "planen; er der ingen, så lav den med „udmoentning udsend PLAN.xlsx“"
        )
    asks = _spelling("proeve") in (_spelling(word.lstrip("-")) for word in words)  # to see it, and not to send it
    trial = " --proeve" if asks else ""
    return f"Skriv udsendelsens mappe efter {option}, fx „{command} {option} {command_word(ready[-1])}{trial}“"


def _without_meaning(ctx: click.Context, idle: Mapping[str, Sequence[str]]) -> str | None:
    """What is to be said of options that were given with one that leaves them without a meaning."""
    words = {
        one.name: one.opts[0] if isinstance(one, click.Option) else one.make_metavar(ctx) for one in ctx.command.params
    }
    given = [name for name in words if name and ctx.get_parameter_source(name) == ParameterSource.COMMANDLINE]
    for decides in (name for name in given if name in idle):
        if vain := [words[name] for name in given if name in idle[decides]]:
            return f"{listed(vain)} kan ikke bruges sammen med {words[decides].strip('[]')}; der er ikke gjort noget"
    return None


def _value_in_pieces(error: click.BadParameter, words: Sequence[str]) -> str | None:
    """What is to be said where the value of an option is one together with the words that follow: --dato i går."""
    names = error.param.opts if isinstance(error.param, click.Option) else ()
    for at in (at for at, word in enumerate(words) if f"--{_spelling(word[2:])}" in names):
        for end in range(at + 3, min(at + 2 + _MOST_PIECES, len(words) + 1)):
            whole = " ".join(words[at + 1 : end])
            try:
                error.param.type.convert(whole, error.param, error.ctx)  # type: ignore[union-attr]
            except click.UsageError:
                continue
            return _to_be_quoted(words[at], whole)
    return None


def _to_be_quoted(option: str, value: str) -> str:
    return f'Det, der hører til {option}, skal stå i anførselstegn: {option} "{value}"'


def _goes_on(ctx: click.Context, rest: Sequence[str], words: Sequence[str]) -> str | None:
    """What is to be said where the words that are too many follow the value of an option: --udvalg BUU, KFU."""
    valued = {
        name
        for param in ctx.command.get_params(ctx)
        if isinstance(param, click.Option) and not (param.is_flag or isinstance(param.type, click.Choice))
        for name in param.opts
    }
    for at, (option, value) in enumerate(pairwise(words)):
        if option in valued and list(words[at + 2 : at + 2 + len(rest)]) == rest and not any(map(is_there, rest)):
            return _to_be_quoted(option, " ".join([value, *rest]))
    return None


def _without_hyphens(ctx: click.Context, rest: Sequence[str]) -> str | None:
    """What is to be said where a word that is too many is an option without its hyphens: dato 2024-11-22, /dato."""
    options = {
        _spelling(name.lstrip("-")): (name, param)
        for param in ctx.command.get_params(ctx)
        if isinstance(param, click.Option)
        for name in param.opts
    }
    for word, following in pairwise([*rest, ""]):
        name, _, value = word.lstrip("/").partition("=")
        option, param = options.get(_spelling(name), ("", None))
        if param and not is_there(word):
            shown = "" if param.is_flag else f" {command_word(value or following)}".rstrip(' "')
            return f"Der mangler bindestreger foran „{word}“; mente du {option}{shown}?"
    return None


def _too_much(ctx: click.Context, rest: list[str], written: Sequence[str]) -> str:
    """What is to be said of words that no argument is left for; ``written`` are all words after the command."""
    given = next((value for value in ctx.params.values() if isinstance(value, Path)), None)
    words = [*([str(given)] if given else []), *rest]
    if len(words) > 1 and all(is_there(word) and Path(word).is_file() for word in words):
        return f"Der kan læses én fil ad gangen, og her er {len(words)}: {listed(words)}"
    siblings = ctx.parent.command.commands if ctx.parent and isinstance(ctx.parent.command, click.Group) else {}
    if first := next((name for name in siblings if given and fold(str(given)) == fold(name)), None):
        return f"Kommandoen skal stå først: „udmoentning {first} {command_word(rest[0])}“"
    if command := next((name for name in siblings for word in rest if fold(word) == fold(name)), None):
        return f"Kommandoen skal stå først: „udmoentning {command} {command_word(given or 'PLAN.xlsx')}“"
    for param in ctx.command.params:
        choices = param.type.choices if isinstance(param.type, click.Choice) else ()
        if chosen := next((one for one in choices for word in rest if fold(word) == fold(str(one))), None):
            return f"Valget mangler foran „{chosen}“; mente du {param.opts[0]} {chosen}?"
    if (said := _without_hyphens(ctx, rest)) or (said := _goes_on(ctx, rest, written)):
        return said
    if name := _in_pieces(words):
        return f'Et navn med mellemrum skal stå i anførselstegn: "{name}"'
    many = counted(len(rest), "ord", "ord")
    return (
        f"Der er {many} for meget i kommandoen: {listed(rest)}; navne og lister med mellemrum skal stå i anførselstegn"
    )


def _in_pieces(words: list[str]) -> str | None:
    """The name of a file or folder that the first two words or more are the pieces of, or the beginning."""
    names = [" ".join(words[:end]) for end in range(len(words), 1, -1)]
    whole = next((name for name in names if is_there(name)), None)
    return whole or next((str(path) for name in names if (path := begun(Path(name)))), None)


def _notices(plan: Path, settings: Path | None) -> Iterator[str]:
    """What is to be known of a plan, or of the folder of a dispatch, before it is read."""
    if open_now := opened_elsewhere(plan):
        yield open_now
    if plan.is_file() and (copies := conflicting_copies(plan)):
        yield copies
    if settings is None:
        from udmoentning_xl.config import CONFIG_NAME  # not needed by a help page

        yield from misnamed_settings(plan.parent, CONFIG_NAME)


def _be_quiet(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    ctx.meta[_QUIET] = value


def is_quiet() -> bool:
    """True when the command that runs was given ``--stille``."""
    ctx = click.get_current_context(silent=True)
    return bool(ctx and ctx.meta.get(_QUIET))


def working(what: str, *, at_once: bool = True) -> Progress:
    """A line on the terminal while the block takes more than two seconds; none with ``--stille``.

    Without ``at_once`` it first comes when it is called: a question may be asked before.
    """
    return Progress(what, shown=not is_quiet(), at_once=at_once)


def says_yes(question: str) -> bool:
    """Ask until the answer is ja, j, nej or n."""
    while True:
        answer = click.prompt(question, prompt_suffix=" [ja/nej] ", default="", show_default=False).strip().casefold()
        if answer in _ANSWERS:
            return _ANSWERS[answer]
        click.echo("Skriv ja eller nej.")


def can_ask() -> bool:
    """True when somebody sits at a keyboard."""
    return sys.stdin.isatty()


def ask_password(what: str) -> str:
    """Ask for the password to ``what`` without showing it; "" when nobody can be asked."""
    if not can_ask():
        return ""
    return str(click.prompt(f"Adgangskode til {what}", hide_input=True))


def _speak_utf8() -> None:
    """Danish letters come out right also when the output is piped on Windows."""
    for stream in (sys.stdout, sys.stderr):
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(encoding="utf-8", errors="replace")
