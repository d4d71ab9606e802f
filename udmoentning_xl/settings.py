"""The settings file that ``opsaet`` writes: the built-in one, or one filled with what was understood of a plan.

What the settings mean, and how they are read, is the business of ``config``. A plan is read the same with the file as
without it; that is what people correct.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from udmoentning_xl.config import ROLES, default_config, defaults_text
from udmoentning_xl.danish import clean, fold, suggest
from udmoentning_xl.errors import PlanFileError
from udmoentning_xl.plan import Observation, Plan, SheetRole, records
from udmoentning_xl.reading import open_plan, read_report
from udmoentning_xl.reading.choices import Choices
from udmoentning_xl.reading.nearest import NearestRow, nearest
from udmoentning_xl.register import Body, Role
from udmoentning_xl.terms import CONFIG_FIELDS, target_label

_FIELDS = {target: key for key, target in CONFIG_FIELDS.items()}
_ROLES = {role: word for word, role in ROLES.items()}
_LONGEST_EXAMPLE = 40
#: One that is named so many times less than another whose name is nearly the same may be a slip.
_SELDOM = 2


def filled_text(path: Path, beside: Path | None = None) -> str:
    """The settings file for the plan in ``path``, or for the workbook that should hold one and was not understood.

    The plan is read with what people chose in Læsning of the report ``beside`` it, or in its own.

    Raises PlanFileError when the file cannot be read, is no plan of anybody's, or holds nothing like a heading.
    """
    opened = open_plan(path)
    report = read_report(beside) if beside else None
    nearer = report.choices(opened.config) if report else Choices()
    try:
        return _of_plan(opened.read(opened.choices.under(nearer)))
    except PlanFileError:
        if (found := nearest(opened.own, default_config())) is None:
            raise
        return _of_nearest(path.name, found)


def _of_plan(plan: Plan) -> str:
    lines = [
        f"# Sådan er {clean(plan.source.path.name)} forstået. Ret det, der er forkert, og kør udmoentning igen.",
        "",
        "[plan]",
        f"kommune = {_quoted(plan.municipality)}" if plan.municipality else '# kommune = "Kommunens navn"',
        f"aar = {list(plan.years)}",
        '# Enheden for beløb, når regnearket ikke selv siger det: "kr.", "1.000 kr." eller "mio. kr."',
        f"# enhed = {_quoted(plan.unit)}",
        "hovedpunkter = [",
        *(f"    {_quoted(section)}," for section in plan.sections),
        "]",
        "",
        *_bodies(plan),
        "[kolonner]",
        *_comment("kolonner"),
        *_columns(plan),
        "",
        "[ark]",
        *_comment("ark"),
        *_sheets(plan),
        "",
    ]
    return "\n".join(lines) + "\n" + _part("regler") + _part("udsendelse") + _part("m365") + _part("moeder")


def _of_nearest(name: str, found: NearestRow) -> str:
    """The built-in settings with the headings of the row that is nearest to a plan's."""
    rows = [
        f"# {clean(name)} er ikke forstået som en plan: {found.lacks}. Skriv ved hver overskrift, hvad den er;",
        f"# de står på arket {found.sheet}, række {found.row}.",
        *_settings((heading, target, "") for heading, target in found.headings),
        "",
    ]
    start, end = defaults_text().split("[ark]", 1)
    return start + "\n".join(rows) + "\n[ark]" + end


def _columns(plan: Plan) -> Iterator[str]:
    """What each heading was read as, sheet by sheet."""
    shown: set[str] = set()
    for sheet in dict.fromkeys(plan.columns["sheet"]):
        yield f"# Arket {clean(sheet)}"
        own = records(plan.columns[plan.columns["sheet"] == sheet])
        rows = [row for row in own if fold(row["heading"] or "") and fold(row["heading"]) not in shown]
        shown |= {fold(row["heading"]) for row in rows}
        yield from _settings((row["heading"], row["field"], row["example"] or "") for row in rows)


def _settings(columns: Iterable[tuple[str, str | None, str]]) -> Iterator[str]:
    """A line for each heading, its target and an example; what cannot be set so stands as a comment."""
    seen: set[str] = set()
    for heading, target, example in columns:
        if fold(heading) in seen:
            continue
        seen.add(fold(heading))
        key = target if target and target.isdigit() else _FIELDS.get(target or "")
        if key:
            yield f"{_quoted(heading)} = {_quoted(key)}"
        elif target:
            yield f"# {_quoted(heading)} læses som {target_label(target)}"
        else:
            line = clean(example).replace("\n", " ")[:_LONGEST_EXAMPLE]
            yield f'# {_quoted(heading)} = ""' + (f"  # ikke læst; fx „{line}“" if line else "  # ikke læst")


def _sheets(plan: Plan) -> Iterator[str]:
    """The sheets that are read, and those that are not although they look like a plan."""
    roles = [(str(row["sheet"]), row["role"]) for row in records(plan.sheets)]
    read = [sheet for sheet, role in roles if role in (SheetRole.PLAN, SheetRole.COMPLETED)]
    earlier = [sheet for sheet, role in roles if role == SheetRole.EARLIER]
    yield f"# medtag = [{', '.join(map(_quoted, read))}]"
    yield f"# udelad = [{', '.join(map(_quoted, earlier or ['Gammel']))}]"


def _bodies(plan: Plan) -> Iterator[str]:
    yield from _part("udvalg").strip().splitlines()
    for name in dict.fromkeys(plan.observed(Observation.COMMITTEE_UNKNOWN)["text"].dropna()):
        yield f"# Kendes ikke, men står i planen: {_quoted(name)}"
    for body in plan.bodies:
        other = _slip_of(body, plan)
        lines = ("[[udvalg]]", *_body(body))
        if other:
            yield from ("", f"# Ligner {clean(other)}. Er det et udvalg for sig, så fjern # foran linjerne her:")
        yield from (f"# {line}" for line in lines) if other else ("", *lines)
    yield ""


def _slip_of(body: Body, plan: Plan) -> str | None:
    """The committee that ``body`` may be a slip of: known by a code alone, near the other's, and seldom beside it."""
    if body.short != body.name or body in default_config().bodies or body.role in (Role.COUNCIL, Role.FINANCE):
        return None
    times = plan.assignments["committee"].value_counts()
    often = (one.short for one in plan.bodies if times.get(one.short, 0) >= _SELDOM * times.get(body.short, 0))
    return suggest(body.short, [short for short in often if short != body.short])


def _body(body: Body) -> Iterator[str]:
    yield f"kort = {_quoted(body.short)}"
    yield f"navn = {_quoted(body.name)}"
    if body.role != Role.STANDING:
        yield f"rolle = {_quoted(_ROLES[body.role])}"
    others: dict[str, str] = {}
    for name in body.aliases:  # a name of several spellings is written once, as the one with capitals
        others[fold(name)] = min(name, others.get(fold(name), name))
    if written := [name for key, name in others.items() if key not in (fold(body.short), fold(body.name))]:
        yield f"aliaser = [{', '.join(map(_quoted, written))}]"
    days: dict[str, date | None] = {"gyldig_fra": body.valid_from, "gyldig_til": body.valid_to}
    yield from (f"{key} = {day.isoformat()}" for key, day in days.items() if day)
    if body.successor:
        yield f"efterfoelger = {_quoted(body.successor)}"


def _quoted(text: str) -> str:
    """A text as TOML writes it, whose escapes are those of JSON."""
    return json.dumps(clean(text), ensure_ascii=False).replace("\x7f", "\\u007f")


def _part(name: str) -> str:
    """A section of the built-in file, with its heading; of [[udvalg]] the comment above the first."""
    text = defaults_text()
    if name == "udvalg":
        start = text.index("# Udvalg og andre")
        return text[start : text.index("\n[[udvalg]]")]
    start = text.index(f"[{name}]")
    following = text.find("\n[", start)
    return text[start:] if following < 0 else text[start : following + 1]


def _comment(name: str) -> list[str]:
    """What a section of the built-in file says above its examples."""
    examples = ('# "', "# medtag", "# udelad")
    return [line for line in _part(name).splitlines() if line.startswith("# ") and not line.startswith(examples)]
