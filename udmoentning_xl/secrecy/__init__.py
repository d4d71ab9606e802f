"""Which items of a plan everybody may see, which are closed, and which are held until somebody has released them.

What is said of an item is collected by ``reading.secrecy``; here it is weighed, with what the items say of each other.
"""

from udmoentning_xl.secrecy.numbers import bare_number, numbers_meant, numbers_named, numbers_spoken_of
from udmoentning_xl.secrecy.quotes import Quote, quotes
from udmoentning_xl.secrecy.standing import HoldReason, closed_items, held_reasons, shared_cells
from udmoentning_xl.secrecy.wording import stem, without_mark, words_of

__all__ = [
    "HoldReason",
    "Quote",
    "bare_number",
    "closed_items",
    "held_reasons",
    "numbers_meant",
    "numbers_named",
    "numbers_spoken_of",
    "quotes",
    "shared_cells",
    "stem",
    "without_mark",
    "words_of",
]
