"""Files of our own making that are no plans: what a committee was sent, the overview of a dispatch, a report alone.

They are known by their document properties, which Excel and LibreOffice keep in every zipped format and under any name;
a committee's file also by the headings of its answers.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from udmoentning_xl.danish import day
from udmoentning_xl.errors import PlanFileError
from udmoentning_xl.nearby import command_word
from udmoentning_xl.package.archive import Archive
from udmoentning_xl.package.opc import relations
from udmoentning_xl.package.properties import read_properties
from udmoentning_xl.package.workbook import MARK_NAME, MARK_PROPERTY
from udmoentning_xl.package.xmlscan import Node
from udmoentning_xl.reading.sheetparts import tree
from udmoentning_xl.reading.source import SourceWorkbook
from udmoentning_xl.replies.seal import is_sealing
from udmoentning_xl.terms import LABELS, REPLY_COMPLETION, REPLY_HEADINGS, Field, SentProperty

_ODS_META = "meta.xml"
_CREATED = frozenset({"created", "creation-date"})
_SAVED = frozenset({"modified", "date"})  # of the Dublin Core, as OOXML and OpenDocument have it
_FIRST_ROWS = 60  # a committee's table begins within them
_MOST_SHEETS = 2  # of a committee's file; a plan with the committee's sheet put into it is still a plan


def refuse_made(path: Path, workbook: SourceWorkbook) -> None:
    """Raise PlanFileError, one sentence that says what it is, where the file is one that we made and no plan."""
    sentence = _sentence(path.name, DocumentProperties.of_file(path, workbook), workbook)
    if sentence:
        raise PlanFileError(sentence)


@dataclass(frozen=True)
class DocumentProperties:
    """What a file's document properties say: our own by name, the day it was made, and when it was last saved."""

    own: dict[str, str]
    made: date | None
    saved: datetime | None = None

    @classmethod
    def of_file(cls, path: Path, workbook: SourceWorkbook) -> "DocumentProperties":
        """What the properties of an opened file tell."""
        return cls.of(workbook.archive) if workbook.archive else cls.of_xls(path)

    @classmethod
    def of_xls(cls, path: Path) -> "DocumentProperties":
        """What an .xls tells, whose properties are not read: the names that mark our sheets."""
        return cls({MARK_PROPERTY: ""} if MARK_NAME.encode() in path.read_bytes() else {}, None)

    @classmethod
    def of(cls, archive: Archive) -> "DocumentProperties":
        """What the properties of a zipped format tell."""
        if "mimetype" in archive:
            nodes = list(tree(archive, _ODS_META, "document-meta").walk()) if _ODS_META in archive else []
            defined = {_name(node): node.text for node in nodes if node.name == "user-defined"}
            return cls({name: text for name, text in defined.items() if _is_ours(name)}, _made(nodes), _saved(nodes))
        found = {name: text for name, text in read_properties(archive).items() if _is_ours(name)}
        nodes = _core(archive)
        return cls(found, _made(nodes), _saved(nodes))


def _core(archive: Archive) -> list[Node]:
    link = relations(archive, "").of_kind("core-properties") or relations(archive, "").of_kind("coreproperties")
    return list(tree(archive, link.part, "coreProperties").walk()) if link and link.part in archive else []


def _name(node: Node) -> str:
    return next((value for key, value in node.attrs.items() if key.rpartition("}")[2] == "name"), "")


def _is_ours(name: str) -> bool:
    return name == MARK_PROPERTY or is_sealing(name)


def _made(nodes: list[Node]) -> date | None:
    text = next((node.text for node in nodes if node.name in _CREATED), "")
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _saved(nodes: list[Node]) -> datetime | None:
    """When the file was last saved, as the system here counts time; a moment without a zone is that of the system."""
    text = next((node.text for node in nodes if node.name in _SAVED), "")
    try:
        return datetime.fromisoformat(text).astimezone()
    except ValueError:
        return None


def _sentence(name: str, told: DocumentProperties, workbook: SourceWorkbook) -> str | None:
    own = told.own
    when = f" den {day(told.made)}" if told.made else ""
    if SentProperty.OVERVIEW in own:
        return f"{name} er oversigten over en udsendelse{when} og ikke en plan. Angiv den plan, som der er udsendt fra."
    if SentProperty.COMMITTEE in own or SentProperty.RUN in own:
        run = f" (kørsel {own[SentProperty.RUN]})" if SentProperty.RUN in own else ""
        whose = own.get(SentProperty.COMMITTEE) or "et udvalg"
        return f"{name} er den fil, som {whose} fik i udsendelsen{when}{run}, og ikke en plan. {_answers(name)}"
    if MARK_PROPERTY in own and not workbook.source.has_looks:
        return (
            f"{name} er et resultat af udmoentning, som er gemt i et andet format, så arkene ikke kan kendes igen. "
            "Gem det som .xlsx, eller angiv den fil, som det er lavet af."
        )
    headings = _answered(workbook.sheets[0].rows[:_FIRST_ROWS]) if len(workbook.sheets) <= _MOST_SHEETS else set()
    if LABELS[Field.COMMITTEE] in headings:  # which no committee's file has, as all in it is of that one
        return (
            f"{name} har de kolonner til svar, som udvalgene får. Er det planen, så giv „{REPLY_COMPLETION}“ en anden "
            f"overskrift, fx „Udvalgets svar“, og kør igen; er det et svar, så før det ind i planen med: "
            f"udmoentning flet PLAN.xlsx {command_word(name)}"
        )
    if headings:
        return f"{name} er en fil, som et udvalg har fået i en udsendelse, og ikke en plan. {_answers(name)}"
    return None


def _answers(name: str) -> str:
    return f"Før svaret ind i planen med: udmoentning flet PLAN.xlsx {command_word(name)}"


def _answered(rows: Sequence[Sequence[object]]) -> set[str]:
    """The headings of the first row that has all those of answers; empty where none has."""
    found = ({re.sub(r"\s+", " ", text) for text in row if isinstance(text, str)} for row in rows)
    return next((texts for texts in found if texts >= set(REPLY_HEADINGS)), set())


def report_alone(file: str, plan: str) -> PlanFileError:
    """The exception for a report that does not hold its plan; ``plan`` is the plan's file, "" where it is not known."""
    source, run = (plan, f"udmoentning {command_word(plan)}") if plan else ("en plan", "udmoentning på selve planen")
    return PlanFileError(
        f"{file} er en rapport, som udmoentning har lavet af {source}, og har ikke selve planen med. Kør {run}; det, "
        "der er skrevet i en rapport ved siden af planen, bliver læst."
    )
