"""What a text or a column says of secrecy: open, closed, or held because it may be closed. Where is for ``reading``."""

from udmoentning_xl.values.secrecy.columns import (
    Question,
    answers,
    are_jottings,
    are_notes_for_us,
    asks_who_sees,
    is_for_us,
    question_of,
    tells_apart,
)
from udmoentning_xl.values.secrecy.sending import OUTSIDERS, is_for_committees, tells_committees
from udmoentning_xl.values.secrecy.unmasking import unmasked
from udmoentning_xl.values.secrecy.words import (
    Marking,
    Secrecy,
    has_cpr,
    is_by_letters,
    is_paper,
    read_secrecy,
    says_open,
)

__all__ = [
    "OUTSIDERS",
    "Marking",
    "Question",
    "Secrecy",
    "answers",
    "are_jottings",
    "are_notes_for_us",
    "asks_who_sees",
    "has_cpr",
    "is_by_letters",
    "is_for_committees",
    "is_for_us",
    "is_paper",
    "question_of",
    "read_secrecy",
    "says_open",
    "tells_apart",
    "tells_committees",
    "unmasked",
]
