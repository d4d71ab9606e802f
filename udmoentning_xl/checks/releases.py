"""Which findings must be signed off before a held item may go out: one for each reason that holds it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from udmoentning_xl.plan import Observation, Plan
from udmoentning_xl.secrecy import HoldReason, held_reasons, shared_cells

#: The rules whose findings hold an item, and how the messages of the second begin.
CODES = ("U602", "U605")
OPENING = "kan være lukket eller skjult: "
#: What a Kvittering says, before its reason, that lets an item out.
_LETS_OUT = re.compile(
    r"(?:(?:må|kan) (?:nu )?(?:godt |gerne )?(?:(?:ud)?sendes|deles|vises|ses)|frigiv(?:es|et)?)"
    r"(?: ud)?(?: nu)?(?: til udvalg(?:et|ene))?(?=\s*+(?:[.,:;(–—-]|\Z))"
)
#: What makes it no plain word, wherever it stands: a condition, an exception, a doubt.
_NOT_PLAINLY = re.compile(
    r"\?|\b(?:ikke|ej|aldrig|ingen|nej|uden|undtagen|bortset|dog|men|kun|alene|intern\w*|hvis|når|såfremt|først|før|efter"
    r"|fra|indtil|medmindre|måske|nok|vist)\b"
)


@dataclass(frozen=True)
class Signature:
    """The finding whose Kvittering takes one reason away. ``item`` is None where the cause holds several items."""

    code: str
    item: str | None
    sheet: str
    cell: str
    what: str

    @property
    def key(self) -> tuple[str, ...]:
        """What it is found again by: the item of a struck title, else the place and the words."""
        return (
            (self.code, self.item or "") if self.code == "U602" else (self.item or "", self.sheet, self.cell, self.what)
        )


def releases(plan: Plan) -> dict[str, list[Signature]]:
    """Every held item of the plan with the finding of each reason, in the order of ``held_reasons``."""
    reasons = held_reasons(plan)
    counts = dict.fromkeys(shared_cells(reasons), 0)
    for own in reasons.values():
        for cause in {(one.cell, one.words) for one in own} & counts.keys():
            counts[cause] += 1
    return {
        item: [_release(item, one, counts.get((one.cell, one.words))) for one in own] for item, own in reasons.items()
    }


def _release(item: str, reason: HoldReason, count: int | None) -> Signature:
    sheet, cell = reason.cell.rsplit("!", 1)
    if reason.what == Observation.STRUCK:
        return Signature("U602", item, sheet, cell, reason.words)
    if count is None:
        return Signature("U605", item, sheet, cell, reason.words)
    return Signature("U605", None, sheet, cell, f"{reason.words} (gælder alle {count} indsatser)")


def signed_off(plan: Plan, findings: pd.DataFrame) -> dict[str, str]:
    """The held items whose every reason has a Kvittering among ``findings`` that lets it out, and its text.

    Any other Kvittering is of a finding that somebody has seen: „Fortrolig, må ikke sendes“ holds the item as it was.
    """
    found = _written(plan, findings)
    return {item: _joined(own) for item, own in found.items() if all(text and lets_out(text) for text in own)}


def signed_in_vain(plan: Plan, findings: pd.DataFrame) -> dict[str, str]:
    """The held items with a Kvittering that does not let them out, and its text."""
    found = {
        item: _joined(text for text in own if text and not lets_out(text))
        for item, own in _written(plan, findings).items()
    }
    return {item: text for item, text in found.items() if text}


def _written(plan: Plan, findings: pd.DataFrame) -> dict[str, list[str | None]]:
    """Every held item with the Kvittering of each of its reasons."""
    names = ["code", "item", "sheet", "cell", "message", "acknowledgement"]
    texts = {}
    for code, item, sheet, cell, message, text in findings.dropna(subset="acknowledgement")[names].itertuples(
        index=False
    ):
        own = None if pd.isna(item) else str(item)
        texts[Signature(code, own, sheet, cell, str(message).removeprefix(OPENING)).key] = str(text)
    return {item: [texts.get(one.key) for one in own] for item, own in releases(plan).items()}


def lets_out(text: str) -> bool:
    """Whether a Kvittering says plainly that the item may go out: „Må sendes“, and nothing against it in the reason."""
    said = text.casefold().strip()
    return bool(_LETS_OUT.match(said)) and not _NOT_PLAINLY.search(said)


def _joined(texts: Iterable[str | None]) -> str:
    return "; ".join(dict.fromkeys(text for text in texts if text))
