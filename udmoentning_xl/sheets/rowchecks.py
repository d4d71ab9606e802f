"""What people type in Samlet plan and the formulas cannot count: told in the row (Tjek), in red, and in Afstemning."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from udmoentning_xl.meetings.states import DATED_KINDS
from udmoentning_xl.sheets.book import WHOLE_PLAN, Book
from udmoentning_xl.sheets.facts import sums_of
from udmoentning_xl.sheets.figures import COMMITTEES_KEY, KINDS_KEY, SECTIONS_KEY, SHORT, WITHOUT
from udmoentning_xl.sheets.membership import MARK, goes_to, quoted_text
from udmoentning_xl.sheets.table import this_row
from udmoentning_xl.terms import COMPLETION_LABELS, DUE_KIND_LABELS, LABELS, Field, Heading


@dataclass(frozen=True)
class RowCheck:
    """A rule for a row: the column that turns red, Excel's condition, and what Tjek says, beginning with the column."""

    heading: str
    excel: str
    says: str


def checks(book: Book) -> Iterator[RowCheck]:
    """The rules in the order in which Tjek tells them."""
    table, facts = book.tables[WHOLE_PLAN], book.facts

    def cell(heading: str) -> str:
        return this_row(table, heading)

    def one_of(heading: str, words: Sequence[str]) -> str:
        return f"OR({','.join(f'{cell(heading)}={quoted_text(word)}' for word in words)})"

    def listed(heading: str, key: str) -> str:
        known, own, none = f"{book.tables[key]}[{heading}]", cell(heading), quoted_text(WITHOUT[key])
        return f'OR({own}={none},SUMPRODUCT(--({known}=IF({own}="",{none},{own})))=0)'  # an empty cell is without

    first, last, kind = cell(Heading.FIRST_DAY), cell(Heading.LAST_DAY), Heading.READ_AS
    title, committee, completion, due = (
        LABELS[field] for field in (Field.TITLE, Field.COMMITTEE, Field.COMPLETION, Field.DUE)
    )
    yield RowCheck(Heading.ITEM, f'AND({cell(Heading.ITEM)}="",{cell(title)}<>"")', "mangler")
    counted = cell(Heading.COUNTED_AT)
    names = f'IF({counted}="",0,1+LEN({counted})-LEN(SUBSTITUTE({counted},"{MARK}","")))'
    known = goes_to(f"{book.tables[COMMITTEES_KEY]}[{SHORT}]", counted) if facts.bodies else "FALSE"
    yield RowCheck(committee, f"SUMPRODUCT(--{known})<>{names}", "er ikke i Oversigt eller står to gange")
    moved = f"AND({cell(due)}<>{cell(Heading.DUE_TEXT)},{last}={cell(Heading.LAST_READ)})"
    yield RowCheck(due, moved, "er rettet; ret også den sidste dag")
    yield RowCheck(Heading.FIRST_DAY, f"ISTEXT({first})", "er ikke en dato")
    yield RowCheck(Heading.LAST_DAY, f"ISTEXT({last})", "er ikke en dato")
    yield RowCheck(
        Heading.FIRST_DAY, f"AND(ISNUMBER({first}),ISNUMBER({last}),{first}>{last})", "er efter den sidste dag"
    )
    counting = ["", *(DUE_KIND_LABELS[key] for key in (*DATED_KINDS, "ambiguous"))]
    unread = f"AND(ISNUMBER({last}),{last}<>{cell(Heading.LAST_READ)},NOT({one_of(kind, counting)}))"
    yield RowCheck(kind, unread, "skal være periode, før dagen tæller")
    done = f'OR(TRIM({cell(completion)})="X",{one_of(completion, ["", *COMPLETION_LABELS.values()])})'
    yield RowCheck(completion, f"NOT({done})", "skal være X eller et ord fra listen")
    yield RowCheck(Heading.DEADLINE, f"NOT(_xlfn.ISFORMULA({cell(Heading.DEADLINE)}))", "er skrevet over")
    for heading in (*map(str, facts.years), *sums_of(book.plan)):
        yield RowCheck(heading, f"ISTEXT({cell(heading)})", "er ikke et tal")
    yield RowCheck(LABELS[Field.SECTION], listed(LABELS[Field.SECTION], SECTIONS_KEY), "er ikke i Oversigt")
    yield RowCheck(LABELS[Field.KIND], listed(LABELS[Field.KIND], KINDS_KEY), "er ikke i Oversigt")


def check_formula(rules: Sequence[RowCheck]) -> str:
    """The formula of the column Tjek: all that is wrong in the row, or nothing."""
    told = "&".join(f'IF({rule.excel},"{rule.heading} {rule.says}. ","")' for rule in rules)
    return f"=TRIM({told})"
