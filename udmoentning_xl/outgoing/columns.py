"""Which columns of texts go to the committees and which stay at home, as lines of a dispatch."""

import re
from collections.abc import Iterator, Mapping

from udmoentning_xl.danish import one_line, some
from udmoentning_xl.plan import Plan, records
from udmoentning_xl.terms import ASKED, TEXTS, Field
from udmoentning_xl.values.secrecy import Question, is_for_committees, is_for_us, question_of

_SENT = (Field.TITLE, *TEXTS)
#: A heading of remarks that says whose they are, in brackets or as who has them: „Noter (ØA)“, „Chefens noter“.
_OWNED = re.compile(r"\(|^\w+s \w")
#: So many columns are named; of those at home the ones that were meant to be read come first.
_NAMED = 12


def column_lines(plan: Plan) -> Iterator[str]:
    """What is sent of the plan's columns of texts, the remarks that may be somebody's own first; and what is not."""
    sent, kept = dict[str, str](), dict[str, str]()
    for column in records(plan.columns):
        heading = one_line(column["label"] or column["heading"] or "")
        if not heading:
            continue
        if reason := _kept(column, heading):
            kept.setdefault(f"„{heading}“", reason)
        elif column["field"] in _SENT:
            sent.setdefault(f"„{heading}“", " (er de til udvalgene?)" if _is_doubtful(column, heading) else "")
    if sent:
        named = sorted(sent, key=lambda one: not sent[one])
        yield f"Fra planen sendes teksterne i {some([one + sent[one] for one in named], _NAMED)}."
    if kept:
        named = sorted(kept, key=lambda one: kept[one] == _UNREAD)
        yield f"Ikke sendt: {some([f'{one} ({kept[one]})' for one in named], _NAMED)}."


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


def _is_doubtful(column: Mapping[str, object], heading: str) -> bool:
    return column["field"] == Field.REMARKS and not is_for_committees(heading) and _OWNED.search(heading) is not None
