"""Which columns of texts go to the committees and which stay at home, as lines of a dispatch."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from string import ascii_uppercase
from typing import Any

from udmoentning_xl.danish import fold, listed, one_line, some
from udmoentning_xl.plan import Plan, records
from udmoentning_xl.terms import ALIASES, ASKED, LABELS, TEXTS, Field, words
from udmoentning_xl.values.secrecy import Question, is_for_committees, is_for_us, question_of
from udmoentning_xl.versions.states import Version

_SENT = (Field.TITLE, *TEXTS)
#: The column of ``plan.items`` that holds the texts of a field.
_WRITTEN: dict[Field, str] = {Field.TITLE: "title", **TEXTS}
#: A heading of remarks that says whose they are, in brackets or as who has them: „Noter (ØA)“, „Chefens noter“.
_OWNED = re.compile(r"\(|^\w+s \w")
#: What remarks for everybody are mostly called; and what is no remark, but says where there is more.
_REMARKS = re.compile(r"\A(?:øvrige |supplerende )?bemærk(?:ning|ninger)?", re.I)
_NAMES = frozenset(map(fold, words(ALIASES[Field.REMARKS])))
_REFERS = re.compile(r"\b(?:link|bilag|meddelelse)", re.I)
#: So many columns are named; of those at home the ones that were meant to be read come first.
_NAMED = 12


def column_lines(
    plan: Plan, before: Collection[str] | None = None, versions: Collection[Version] = ()
) -> Iterator[str]:
    """What is sent of the plan's columns of texts, the remarks that may be somebody's own first; and what is not.

    ``before`` are the columns that earlier dispatches sent, None where that is not known: then those are new that the
    last result does not list. One whose texts stand in the ``versions`` that were sent last has only got a new heading.
    """
    asked = set(_doubtful(plan))
    sent, kept = dict[str, str](), dict[str, str]()
    for column in records(plan.columns):
        heading = _heading(column)
        if reason := _kept(column, heading):
            kept.setdefault(f"„{heading}“", reason)
        elif _is_sent(column):
            is_asked = (column["sheet"], column["cell"]) in asked
            sent.setdefault(f"„{heading}“", " (er de til udvalgene?)" if is_asked else "")
    if sent:
        named = sorted(sent, key=lambda one: not sent[one])
        yield f"Fra planen sendes teksterne i {some([one + sent[one] for one in named], _NAMED)}."
    if new := [f"„{heading}“" for heading in _sent_first(plan, before, versions)]:
        yield f"Sendes for første gang: {'kolonnen' if len(new) == 1 else 'kolonnerne'} {listed(new)}."
    if kept:
        named = sorted(kept, key=lambda one: kept[one] == _UNREAD)
        yield f"Ikke sendt: {some([f'{one} ({kept[one]})' for one in named], _NAMED)}."


def lines_of_no_remarks(plan: Plan) -> Iterator[str]:
    """That the committees' remarks have nowhere to go in the plan, or in some of its sheets, where it is so."""
    cells = plan.cells
    bare = cells[cells["remarks"].isna()]
    if bare.empty:
        return
    sheets = {str(cell).rpartition("!")[0] for cell in bare["title"].dropna()}
    sheets -= {str(cell).rpartition("!")[0] for cell in cells["remarks"].dropna()}
    if not sheets:
        return
    where = "Planen" if len(bare) == len(cells) else f"I planen: {listed(sorted(sheets))}"
    yield (
        f"{where} har ingen kolonne til bemærkninger, så dem, udvalgene skriver, kan ikke føres ind med flet. Sæt en "
        f"kolonne „{LABELS[Field.REMARKS]}“ ind, før I sender."
    )


def sent_columns(plan: Plan) -> tuple[str, ...]:
    """The headings of the columns of texts that are sent, each once."""
    return tuple(dict.fromkeys(_heading(column) for column in records(plan.columns) if _is_sent(column)))


def _sent_first(plan: Plan, before: Collection[str] | None, versions: Collection[Version]) -> list[str]:
    if before is None:
        new = {_heading(column) for column in records(plan.columns) if column["is_new"]}
        return [heading for heading in sent_columns(plan) if heading in new]
    known = set(map(fold, before))
    known |= {fold(heading) for heading in _renamed(plan, known, versions)}
    return [heading for heading in sent_columns(plan) if fold(heading) not in known]


def _renamed(plan: Plan, known: Collection[str], versions: Collection[Version]) -> Iterator[str]:
    """The headings that are new over texts that mostly were sent last; each the only one of its field in its sheet."""
    sent = [column for column in records(plan.columns) if _is_sent(column)]
    alone = Counter((column["sheet"], column["field"]) for column in sent)
    states = [state for version in versions for state in version.states.values()]
    for column in sent:
        name = _WRITTEN.get(column["field"])
        if fold(_heading(column)) in known or name is None or alone[column["sheet"], column["field"]] > 1:
            continue
        then = {fold(state.row.title or ""): fold(state.written.get(name) or "") for state in states}
        own = [row for row in records(plan.items) if row["sheet"] == column["sheet"] and row[name]]
        same = sum(fold(row[name]) in then.get(fold(row["title"] or ""), "") for row in own)
        if own and 2 * same >= len(own):
            yield _heading(column)


def _heading(column: Mapping[str, object]) -> str:
    return one_line(str(column["label"] or column["heading"] or ""))


def _is_sent(column: Mapping[str, object]) -> bool:
    heading = _heading(column)
    return bool(heading) and column["field"] in _SENT and not _kept(column, heading)


_UNREAD = "læses ikke"


def _kept(column: Mapping[str, object], heading: str) -> str:
    """Why nothing of a column of texts is sent; "" for one that is, or that is no column of texts."""
    field = column["field"]
    is_text = field in _SENT
    if str(column["choice"] or "").endswith(ASKED):
        return "holdt tilbage: er den stadig intern?"
    if field == Field.INTERNAL or (is_text and (is_for_us(heading) or question_of(heading) == Question.CLOSED)):
        return "intern"
    if column["hidden"] and (is_text or not field):
        return "skjult"
    return _UNREAD if not field and question_of(heading) is None else ""


def _doubtful(plan: Plan) -> Iterator[tuple[str, str]]:
    """The remarks, by sheet and cell of the heading, that may be somebody's own.

    Either the heading says that they are, or they stand beside others in one table and nothing says whose they are: of
    those the one that is called so most plainly is the committees'.
    """
    tables: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for column in records(plan.columns):
        is_remarks = column["field"] == Field.REMARKS and _is_sent(column)
        if is_remarks and not is_for_committees(_heading(column)) and not _REFERS.search(_heading(column)):
            tables.setdefault((column["sheet"], column["cell"].lstrip(ascii_uppercase)), []).append(column)
    for own in tables.values():
        plain = min(own, key=lambda one: (_OWNED.search(_heading(one)) is not None, _plainness(_heading(one))))
        for one in own:
            if one is not plain or _OWNED.search(_heading(one)):
                yield one["sheet"], one["cell"]


def _plainness(heading: str) -> int:
    return 0 if _REMARKS.fullmatch(heading) else 1 if fold(heading) in _NAMES else 2
