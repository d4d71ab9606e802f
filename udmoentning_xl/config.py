"""Settings: ``udmoentning.toml`` and the built-in defaults, read with tomllib into a frozen :class:`Config`.

Keys are Danish, as the user writes them. Unknown keys and values are errors that name the line and the nearest known
key; what a setting means is the business of whoever uses it.
"""

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

from udmoentning_xl.danish import fold, is_one_line, suggest
from udmoentning_xl.errors import ConfigError
from udmoentning_xl.files.reasons import reason
from udmoentning_xl.register import Body, MeetingRules, Role
from udmoentning_xl.terms import CONFIG_FIELDS

CONFIG_NAME = "udmoentning.toml"
ROLES = {"fagudvalg": Role.STANDING, "økonomi": Role.FINANCE, "råd": Role.COUNCIL, "andet": Role.OTHER}
UNITS = {"kr.": 1, "1.000 kr.": 1_000, "mio. kr.": 1_000_000}
LEVELS = ("fra", "fejl", "advarsel", "note")
SECURITIES = ("starttls", "tls")
LOGINS = ("adgangskode", "m365")


@dataclass(frozen=True)
class DispatchSettings:
    """``[udsendelse]``: who sends, by when an answer is wanted, what the mail says, and through which mail server."""

    reply_days: int = 14
    sender: str = ""
    sender_name: str = ""
    reply_to: str = ""  # where answers go; the sender when empty
    host: str = ""
    port: int = 587
    security: str = "starttls"
    user: str = ""
    login: str = "adgangskode"
    ca_file: str = ""  # certificates (PEM) of the municipality's own authority; relative to the settings file
    opening: str = ""
    closing: str = ""


@dataclass(frozen=True)
class M365:
    """``[m365]``: whose Microsoft 365, as which program, for which mailbox. A certificate logs in without a person."""

    tenant: str = ""
    client: str = ""
    mailbox: str = ""  # where drafts are laid; the sender's when empty
    user: str = ""  # who logs in, where several have done so on the machine
    certificate: str = ""  # a PEM file with its private key; relative to the settings file


@dataclass(frozen=True)
class MergeSettings:
    """``[flet]``: whether a new time that a committee answers takes the old one's place, or is written after it."""

    adds: bool = False


@dataclass(frozen=True)
class Config:
    """Everything a user can set. ``columns`` maps a folded heading to a field or a year (as text)."""

    municipality: str = ""
    years: tuple[int, ...] = ()
    unit: int | None = None  # kroner per written 1, when the workbook says nothing; None: nobody has said
    sections: tuple[str, ...] = ()
    bodies: tuple[Body, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    rules: Mapping[str, str] = field(default_factory=dict)  # code -> fra, fejl, advarsel or note
    dispatch: DispatchSettings = DispatchSettings()
    m365: M365 = M365()
    merge: MergeSettings = MergeSettings()
    meeting_rules: MeetingRules = field(default_factory=MeetingRules)
    path: Path | None = None
    lines: Mapping[tuple[str, int, str], int] = field(default_factory=dict, compare=False, repr=False)

    @property
    def meeting_files(self) -> tuple[Path, ...]:
        """The workbooks that have the days of meetings, beside the settings that name them."""
        names = dict.fromkeys([self.meeting_rules.file, *(body.meeting_file for body in self.bodies)])
        return tuple((self.path.parent if self.path else Path()) / name for name in names if name)

    def place(self, section: str, key: str, number: int = 0) -> str:
        """Where in the settings ``key`` of a section (the ``number``-th of its name) stands: file and line."""
        name = str(self.path) if self.path else CONFIG_NAME
        line = self.lines.get((section, number, key))
        return f"{name}, linje {line}" if line else name


def defaults_text() -> str:
    """The built-in settings as a commented file."""
    return resources.files("udmoentning_xl").joinpath("defaults.toml").read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def default_config() -> Config:
    """The built-in settings."""
    return parse_config(defaults_text(), Config(), None)


def load_config(plan_path: Path, given: Path | None = None, rule: "Known | None" = None) -> Config:
    """The settings for a plan: the file given, or that in the folder given, else ``udmoentning.toml`` beside the plan,
    else the built-in ones.

    ``rule`` raises ConfigError for a code that is no rule's. Raises ConfigError when the file is missing or no text, or
    with all that is wrong in it: what is no TOML, and unknown keys and values.
    """
    path = given or plan_path.parent / CONFIG_NAME
    if given and given.is_dir():
        path = given / CONFIG_NAME
    if given is None and not path.is_file():
        return default_config()
    try:
        data = path.read_bytes()
        if data.startswith(_NO_TEXT):
            raise ConfigError(
                f"Opsætningen {path} er ikke en tekstfil, men er gemt af Excel, Word eller et lignende program. Lav en "
                "ny med „udmoentning opsaet“, og ret den i Notesblok."
            )
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise ConfigError(
            f"Opsætningen {path} er ikke gemt som UTF-8. Gem den igen fra Notesblok som UTF-8."
        ) from error
    except FileNotFoundError as error:
        raise ConfigError(f"Opsætningen {path} findes ikke. {_nearest_file(path)}") from error
    except OSError as error:
        raise ConfigError(f"Opsætningen {path} kan ikke læses: {reason(error)}.") from error
    return parse_config(text, default_config(), path, rule)


def _nearest_file(path: Path) -> str:
    names = [one.name for one in path.parent.iterdir() if one.is_file()] if path.parent.is_dir() else []
    nearest = suggest(path.name, names)
    return f"Mente du {path.with_name(nearest)}?" if nearest else "Kontrollér navn og mappe."


def parse_config(text: str, base: Config, path: Path | None, rule: "Known | None" = None) -> Config:
    """The settings that ``text`` makes of ``base``; a register of its own replaces that of ``base``.

    Raises ConfigError with all that is wrong, as ``load_config`` does.
    """
    where = _Locator(text, path)
    data = _read_toml(where)
    sections = ("plan", "udvalg", "kolonner", "ark", "regler", "udsendelse", "m365", "moeder", "flet")
    data = {name: data[name] for name in where.known(data, sections)}
    values: dict[str, Any] = {one.name: getattr(base, one.name) for one in fields(base)}
    values |= {"path": path, "lines": where.places}
    values |= _table(data.get("plan", {}), _PLAN, where, "plan")
    values |= _table(data.get("ark", {}), _SHEETS, where, "ark")
    if "udvalg" in data:
        values["bodies"] = _bodies(data["udvalg"], where)
    values["columns"] = _columns(_as_table(data.get("kolonner", {}), where, "kolonner"), where)
    values["rules"] = _rules(_as_table(data.get("regler", {}), where, "regler"), where, rule)
    if data.get("udsendelse"):
        values["dispatch"] = DispatchSettings(**_table(data["udsendelse"], _DISPATCH, where, "udsendelse"))
    if data.get("m365"):
        values["m365"] = M365(**_table(data["m365"], _M365, where, "m365"))
    if "flet" in data:
        values["merge"] = MergeSettings(**_table(data["flet"], _MERGE, where, "flet"))
    if "moeder" in data:
        values["meeting_rules"] = MeetingRules(**_table(data["moeder"], _MEETINGS, where, "moeder"))
    if where.problems:
        raise ConfigError(*(sentence for _, sentence in sorted(where.problems)))
    return Config(**values)


def _read_toml(where: "_Locator") -> dict[str, Any]:
    """What the file says without the lines that are no TOML, each of which is a problem.

    What does not fit right after such a line is part of the same fault; a head that does not fit goes with its section.
    """
    lines, left_out = list(where.lines), -1
    while True:
        try:
            return tomllib.loads("\n".join(lines))
        except tomllib.TOMLDecodeError as error:
            found = _ERROR_LINE.search(str(error))
            line = end = int(found[1]) - 1 if found else len(lines)
            line = _unclosed(lines, line)
            if not where.is_broken or any(map(_says_something, lines[left_out + 1 : line])):
                place = f", linje {line + 1}," if line < len(lines) else ""
                why = _why(lines[line] if line < len(lines) else "", str(error))
                problem = f"{where.name}{place} kan ikke læses: {why}. Ret filen, og prøv igen."
                where.problems.append((line + 1, problem))
                where.is_broken = True
            if line >= len(lines):
                return {}
            left_out = max(line, end - 1)
            if _SECTION.match(lines[line]):
                later = (at for at in range(line + 1, len(lines)) if _SECTION.match(lines[at]))
                left_out = next(later, len(lines)) - 1
            lines[line : left_out + 1] = [""] * (left_out + 1 - line)


def _unclosed(lines: Sequence[str], line: int) -> int:
    """The line of the list before ``line`` that has no end, where that is why ``line`` does not fit; else ``line``."""
    if line < len(lines) and not (_KEY.match(lines[line]) or _SECTION.match(lines[line])):
        return line
    begun = next((at for at in range(line - 1, -1, -1) if _KEY.match(lines[at])), line)
    written = "".join(lines[begun:line])
    return begun if written.count("[") > written.count("]") else line


def _says_something(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def _why(line: str, told: str) -> str:
    """Why a line is no TOML, where the parser has ``told`` of it in English."""
    if _LOOSE_DAY.search(line):
        return 'en dato skal skrives som 2024-12-31, eller i anførselstegn: "31-12-24"'
    if quote := _CURLY.search(line):
        return f'teksten skal stå i lige anførselstegn ("), ikke {quote[0].strip()}'
    if told.startswith("Cannot "):
        name = _SECTION.match(line) or _KEY.match(line)
        what = next((one for one in name.groups() if one), "").strip() if name else ""
        return f"„{what}“ er skrevet to gange; slet den ene" if what else "det samme er skrevet to gange"
    return "der mangler nok et anførselstegn, en parentes eller et lighedstegn"


class _Locator:
    """Says where in the file something stands, and keeps what is wrong with it: each a line and a sentence."""

    def __init__(self, text: str, path: Path | None) -> None:
        self.lines = text.split("\n")
        self.name = str(path) if path else CONFIG_NAME
        self.places = _places(self.lines)
        self.problems: list[tuple[int, str]] = []
        self.is_broken = False  # some lines are no TOML, so that nothing can be said of what is missing

    def fail(self, key: str, problem: str, section: str = "", number: int = 0) -> None:
        """Keep a problem with ``key`` of the ``number``-th section of that name, with the line it stands in."""
        line = self.places.get((section, number, key)) or self.places.get((key, 0, ""))
        line = line or self.places.get((section, number, ""))
        place = f"{self.name}, linje {line}" if line else self.name
        self.problems.append((line or 0, f"{place}: {problem}"))

    def known(self, table: Mapping[str, Any], keys: tuple[str, ...], section: str = "", number: int = 0) -> list[str]:
        """The keys of ``table`` that are among ``keys``; each other one is a problem."""
        for key in table:
            if key not in keys:
                self.fail(key, f"„{key}“ kendes ikke. {self.hint(key, keys)}", section, number)
        return [key for key in table if key in keys]

    @staticmethod
    def hint(word: str, known: tuple[str, ...]) -> str:
        """The nearest known word as a question, else all of them."""
        nearest = suggest(word, known)
        return f"Mente du „{nearest}“?" if nearest else f"Kendte er: {', '.join(known)}."


def _places(lines: Sequence[str]) -> dict[tuple[str, int, str], int]:
    """The line of every key by its section, the number of that section among those of its name, and the key; and that
    of every section, whose key is "". A key written in another way (dotted, or in braces) stands where its first part
    does.
    """
    found: dict[tuple[str, int, str], int] = {}
    section, number = "", 0
    for line, text in enumerate(lines, 1):
        if head := _SECTION.match(text):
            section, number = head[1].strip(), 0
            while (section, number, "") in found:
                number += 1
            found[section, number, ""] = line
        elif key := _KEY.match(text):
            name = key[1] or key[2] or key[3]
            found.setdefault((section, number, name), line)
            if not section:
                found.setdefault((name, 0, ""), line)
    return found


Reader = Callable[[Any], Any]
#: Raises ConfigError, whose text says why, for a text that is not known.
Known = Callable[[str], object]


def _texts(value: Any) -> tuple[str, ...]:
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return tuple(value)
    own = [part.strip() for part in re.split("[;,]", value)] if isinstance(value, str) else []
    shown = ", ".join(f'"{part}"' for part in own if part)
    raise ValueError("skal være en liste af tekster" + (f": [{shown}]" if shown else ""))


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value.strip()
    raise ValueError("skal være en tekst i anførselstegn")


def _line(value: Any) -> str:
    text = _text(value)
    if is_one_line(text):
        return text
    raise ValueError("skal stå på én linje uden tabulatorer og andre styretegn")


def _word(value: Any) -> str:
    text = _line(value)
    if re.fullmatch(r"[A-Za-z0-9.-]{1,100}", text):
        return text
    raise ValueError("må kun have bogstaver, tal, punktummer og bindestreger")


def _name(longest: int) -> Reader:
    def read(value: Any) -> str:
        name = _line(value)
        if len(name) <= longest:
            return name
        raise ValueError(f"må højst være {longest} tegn langt")

    return read


def _number(least: int, most: int) -> Reader:
    def read(value: Any) -> int:
        if type(value) is int and least <= value <= most:
            return value
        raise ValueError(f"skal være et helt tal fra {least} til {most}, uden anførselstegn")

    return read


def _day(value: Any) -> date:
    if type(value) is date:
        return value
    if not isinstance(value, str):
        raise ValueError("skal være en dato skrevet som 2025-12-31")
    from udmoentning_xl.values.typed import read_day  # reads dates as plans have them: most settings need it not

    try:
        return read_day(value, date.today())
    except ValueError as error:
        raise ValueError(f"er „{value}“, som ikke er en dato: {error}; skriv den som 2025-12-31") from error


def _days(value: Any) -> tuple[date, ...]:
    if isinstance(value, list):
        return tuple(_day(one) for one in value)
    raise ValueError("skal være en liste af datoer")


def _meetings(value: Any) -> tuple[date, ...] | str:
    """The days, or the name of a workbook that has them."""
    if isinstance(value, str) and value.strip():
        return _line(value)
    if isinstance(value, list):
        return _days(value)
    raise ValueError("skal være en liste af datoer, fx [2027-02-09, 2027-03-09], eller navnet på et regneark med dem")


def _weeks(value: Any) -> tuple[int, ...]:
    if isinstance(value, list) and all(type(one) is int and 1 <= one <= 53 for one in value):
        return tuple(sorted(set(value)))
    raise ValueError("skal være en liste af ugenumre, fx [7, 28, 29, 30]")


def _years(value: Any) -> tuple[int, ...]:
    if isinstance(value, list) and value and all(type(one) is int and 1990 <= one <= 2099 for one in value):
        return tuple(sorted(set(value)))
    raise ValueError("skal være en liste af årstal, fx [2024, 2025, 2026, 2027]")


def _one_of(choices: Mapping[str, Any] | tuple[str, ...]) -> Reader:
    table = choices if isinstance(choices, Mapping) else {one: one for one in choices}

    def read(value: Any) -> Any:
        if isinstance(value, str) and value in table:
            return table[value]
        raise ValueError("skal være en af: " + ", ".join(f"„{one}“" for one in table))

    return read


#: How files begin that are not text as it is written in Notesblok: those of Office, old and new, and RTF.
_NO_TEXT = (b"PK", b"\xd0\xcf\x11\xe0", b"{\\rtf")
#: The head of a section; and a key, in quotes or bare, at the beginning of a line.
_SECTION = re.compile(r"\A\s*+\[\[?+([^\[\]\"']++)\]\]?+\s*+(?:#.*+)?\Z")
_KEY = re.compile(r"\A\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([\w-]++))\s*+[=.]")
#: The quotation marks of Word, where TOML has its own.
_CURLY = re.compile("(?<==)\\s*+[„“”»«’]|[„“”»«’]\\s*+(?=[],#]|\\Z)")
#: A day in figures that is no day of TOML, since its year stands last or has two figures.
_LOOSE_DAY = re.compile(r"[=,\[]\s*+\d{1,2}[-./]\d{1,2}[-./]\d{2,4}")
#: Where the TOML parser, whose words are English, says that it stopped.
_ERROR_LINE = re.compile(r"\(at line (\d+)")
_PLAN: dict[str, tuple[str, Reader]] = {
    "kommune": ("municipality", _name(200)),
    "aar": ("years", _years),
    "enhed": ("unit", _one_of(UNITS)),
    "hovedpunkter": ("sections", _texts),
}
_SHEETS: dict[str, tuple[str, Reader]] = {"medtag": ("include", _texts), "udelad": ("exclude", _texts)}
#: Working days before a meeting, and days between two; more than a quarter is a slip.
_DEADLINES: dict[str, tuple[str, Reader]] = {
    "sagsfrist_hverdage": ("case_days", _number(0, 90)),
    "dagsorden_hverdage": ("agenda_days", _number(0, 90)),
    "afstand_dage": ("gap_days", _number(0, 90)),
}
_MEETINGS: dict[str, tuple[str, Reader]] = {
    **_DEADLINES,
    "lukket_uger": ("closed_weeks", _weeks),
    "mange_sager": ("many", _number(1, 1000)),
    "fil": ("file", _line),
}
_BODY: dict[str, tuple[str, Reader]] = {
    "kort": ("short", _name(50)),
    "navn": ("name", _name(200)),
    "rolle": ("role", _one_of(ROLES)),
    "aliaser": ("aliases", _texts),
    "gyldig_fra": ("valid_from", _day),
    "gyldig_til": ("valid_to", _day),
    "efterfoelger": ("successor", _line),
    "mail": ("mail", _texts),
    "moeder": ("meetings", _meetings),
    **_DEADLINES,
}
_DISPATCH: dict[str, tuple[str, Reader]] = {
    "svarfrist_dage": ("reply_days", _number(1, 366)),
    "afsender": ("sender", _line),
    "afsendernavn": ("sender_name", _name(200)),
    "svar_til": ("reply_to", _line),
    "vaert": ("host", _line),
    "port": ("port", _number(1, 65535)),
    "sikkerhed": ("security", _one_of(SECURITIES)),
    "bruger": ("user", _line),
    "login": ("login", _one_of(LOGINS)),
    "ca_fil": ("ca_file", _line),
    "indledning": ("opening", _text),
    "afslutning": ("closing", _text),
}
_M365: dict[str, tuple[str, Reader]] = {
    "lejer": ("tenant", _word),
    "klient": ("client", _word),
    "postkasse": ("mailbox", _line),
    "bruger": ("user", _line),
    "certifikat": ("certificate", _line),
}


_MERGE: dict[str, tuple[str, Reader]] = {"tidspunkt": ("adds", _one_of({"erstat": False, "tilfoej": True}))}


def _as_table(table: Any, where: _Locator, name: str) -> Mapping[str, Any]:
    if not isinstance(table, dict):
        where.fail(name, f"„{name}“ skal være et afsnit, der begynder med [{name}].")
        return {}
    return table


def _table(
    table: Any, schema: Mapping[str, tuple[str, Reader]], where: _Locator, name: str, number: int = 0
) -> dict[str, Any]:
    """The values of one TOML table, the ``number``-th of its name, under the names of the dataclass."""
    values = {}
    for key in where.known(_as_table(table, where, name), tuple(schema), name, number):
        attribute, read = schema[key]
        try:
            values[attribute] = read(table[key])
        except ValueError as error:
            where.fail(key, f"„{key}“ {error}.", name, number)
    return values


def _bodies(tables: Any, where: _Locator) -> tuple[Body, ...]:
    """The register; every body has a short and a full name, and a successor is in the register."""
    if not isinstance(tables, list):
        where.fail("udvalg", "hvert udvalg skal begynde med [[udvalg]] i to sæt kantede parenteser.")
        return ()
    bodies = [_body(_table(one, _BODY, where, "udvalg", number)) for number, one in enumerate(tables)]
    if where.is_broken:
        return tuple(bodies)
    seen: set[str] = set()
    for number, (body, table) in enumerate(zip(bodies, tables, strict=True)):
        if isinstance(table, dict) and (not table.get("kort") or not table.get("navn")):
            problem = f"udvalget „{body.short or body.name}“ skal have både kort og navn."
            where.fail("", problem, "udvalg", number)
        if body.short and fold(body.short) in seen:
            where.fail("kort", f"den korte form „{body.short}“ bruges af flere udvalg.", "udvalg", number)
        seen.add(fold(body.short))
    shorts = tuple(body.short for body in bodies)
    for number, body in enumerate(bodies):
        if body.successor and body.successor not in shorts:
            problem = (
                f"efterfølgeren „{body.successor}“ er ikke et udvalg i listen. {where.hint(body.successor, shorts)}"
            )
            where.fail("efterfoelger", problem, "udvalg", number)
    return tuple(bodies)


def _body(values: dict[str, Any]) -> Body:
    if isinstance(values.get("meetings"), str):
        values["meeting_file"] = values.pop("meetings")
    return Body(**{"short": "", "name": "", **values})


def _columns(table: Mapping[str, Any], where: _Locator) -> dict[str, str]:
    known = tuple(CONFIG_FIELDS)
    columns = {}
    for heading, value in table.items():
        name = str(value).strip()
        if name not in known and not re.fullmatch(r"(19|20)\d\d", name):
            problem = f"„{name}“ er ikke et felt. {where.hint(name, known)} Et årstal kan også bruges."
            where.fail(heading, problem, "kolonner")
        columns[fold(heading)] = str(CONFIG_FIELDS.get(name, name))
    return columns


def _rules(table: Mapping[str, Any], where: _Locator, rule: Known | None) -> dict[str, str]:
    for code, level in table.items():
        try:
            _ = rule(code) if rule else None
        except ConfigError as error:
            where.fail(code, str(error), "regler")
        if level not in LEVELS:
            where.fail(code, f"„{level}“ kan ikke bruges om en regel. {where.hint(str(level), LEVELS)}", "regler")
    return dict(table)
