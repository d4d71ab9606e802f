"""Which findings somebody has signed off, and which signatures are no longer needed.

A signature is given to a fault, not to a place in a list: it holds for the same rule at the same item in the same
words. So it holds when rows move and when the sheet is sorted, and not when the fault is another: when "1. kvartal
2024" has become "3. kvartal 2024", and that is overdue too, somebody must decide anew. The item is known by what it is,
and not by its id, when the plan has been numbered anew. Addresses and numbers of rows in the words do not count, since
they change when a row is inserted above.
"""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping

import pandas as pd

from udmoentning_xl.danish import fold
from udmoentning_xl.plan import Plan

#: What in a message is about the place and not about the fault: Plan!H12, række 32-43, alle 34 indsatser. What is
#: quoted from the plan stays as it is.
_PLACES = re.compile(
    r"„[^“]*+(?:“|\Z)|\bi (?:[^„“!]{1,99}+!)?[A-Z]{1,3}\d+\b|\brække(?:n|r|rne)? \d+(?:(?:-|, | og )\d+)*|\balle \d+ "
)

Key = tuple[Hashable, ...]


def acknowledged(plan: Plan, findings: pd.DataFrame) -> pd.DataFrame:
    """``findings`` with the column ``acknowledgement`` filled from what was typed in Kontrol of an earlier run."""
    reasons = plan.acknowledgements["text"].tolist()
    signed = {finding: reasons[place] for place, finding in _pairs(plan, findings).items()}
    if not signed:
        return findings
    column = [signed.get(number) for number in range(len(findings))]
    return findings.assign(acknowledgement=pd.array(column, dtype="string"))


def unneeded(plan: Plan, findings: pd.DataFrame, codes: Iterable[str]) -> pd.DataFrame:
    """The acknowledgements that no finding has: the columns of ``plan.acknowledgements``, and ``why`` in Danish.

    "ændret" where the item has another finding of the same rule, else "væk". ``codes`` are the rules that were asked;
    nothing is said of the others.
    """
    frame = plan.acknowledgements
    used = _pairs(plan, findings)
    asked = frame["code"].isin(list(codes)) | frame["code"].isna()
    idle = [place for place, wanted in enumerate(asked) if wanted and place not in used]
    others = set(zip(findings["code"], findings["item"], strict=True))
    own = list(zip(frame["code"], frame["item"].mask(frame["lost"]), strict=True))
    why = ["ændret" if own[place] in others and own[place][1] is not pd.NA else "væk" for place in idle]
    return frame.iloc[idle].assign(why=pd.array(why, dtype="string"))


def _pairs(plan: Plan, findings: pd.DataFrame) -> dict[int, int]:
    """Acknowledgement -> finding, both by their place in the frame."""
    if plan.acknowledgements.empty:
        return {}
    candidates = defaultdict[Key, list[tuple[int, str]]](list)
    for number, row in enumerate(_records(findings)):
        candidates[_fault(row)].append((number, _place(row)))
    found: dict[int, int] = {}
    taken = set[int]()
    for number, row in enumerate(_records(plan.acknowledgements)):
        if row["lost"]:
            continue
        alike = candidates[_fault(row)]
        # One fault of its kind then and now is the same wherever it stands; of several, the one at the same place.
        if len(alike) > 1 or not row["sole"]:
            alike = [(other, place) for other, place in alike if place == _place(row)]
        free = [other for other, _ in alike if other not in taken]
        if free:
            found[number] = free[0]
            taken.add(free[0])
    return found


def _records(frame: pd.DataFrame) -> list[dict[Hashable, object]]:
    return frame.astype("object").where(frame.notna(), None).to_dict("records")


def _fault(row: Mapping[Hashable, object]) -> Key:
    """What makes two findings the same fault: rule, item (or sheet) and words."""
    words = _PLACES.sub(lambda match: match[0] if match[0][0] == "„" else " ", str(row["message"] or ""))
    return row["code"], row["item"] or ("", row["sheet"]), fold(words)


def _place(row: Mapping[Hashable, object]) -> str:
    """The cell; of an item, whose row moves, the column alone."""
    cell = str(row["cell"] or "")
    return cell.rstrip("0123456789") if row["item"] else cell
