"""Totals of random plans: a right one is never reported, a wrong one always, and nothing beside it."""

from dataclasses import dataclass, field
from itertools import count
from typing import Any

import pytest
from checks.amount_cases import banner, costing, total
from hypothesis import given, settings
from hypothesis import strategies as st
from plans import make_plan

from udmoentning_xl.checks import rule
from udmoentning_xl.plan import KIND_LETTERS, Kind, Plan

YEARS = 3
SECTIONS = ("Skoler og dagtilbud", "Kultur, fritid og mødesteder", "Effektiviseringer", "Klima, miljø og byg")
KIND_PLURALS = {
    Kind.OPERATING_CHANGE: "Driftsændringer",
    Kind.CAPITAL_PROJECT: "Anlægsprojekter",
    Kind.DECLARATION_OF_INTENT: "Hensigtserklæringer",
}
Amounts = tuple[int, ...]
Layout = dict[Kind, dict[str, list[Amounts]]]

#: Kind -> section -> a sign for each of its items.
shapes = st.dictionaries(
    st.sampled_from([Kind.OPERATING_CHANGE, Kind.CAPITAL_PROJECT]),
    st.dictionaries(
        st.sampled_from(SECTIONS), st.lists(st.sampled_from([-1, 1]), min_size=1, max_size=3), min_size=1, max_size=3
    ),
    min_size=1,
    max_size=2,
)


def with_amounts(shape: dict[Kind, dict[str, list[int]]]) -> Layout:
    """A layout in which no two sets of items come to the same, so that a total can only mean one of them."""
    powers = count()
    return {
        kind: {
            section: [(sign * 1_000 * 3 ** next(powers),) * YEARS for sign in signs]
            for section, signs in sections.items()
        }
        for kind, sections in shape.items()
    }


layouts = shapes.map(with_amounts)


@dataclass
class Sheet:
    """A sheet as an office writes it, with a total under each section, each kind and the whole."""

    row: int = 5
    items: list[dict[str, Any]] = field(default_factory=list)
    rest: list[dict[str, Any]] = field(default_factory=list)
    totals: list[tuple[int, str, Amounts]] = field(default_factory=list)

    def add_banner(self, text: str) -> None:
        self.rest.append(banner(self.row, text))
        self.row += 1

    def add_item(self, kind: Kind, section: str, amounts: Amounts) -> None:
        self.items.append(costing(*amounts, kind=kind, section=section, row=self.row))
        self.row += 1

    def add_total(self, label: str, amounts: Amounts) -> None:
        self.totals.append((self.row, label, amounts))
        self.row += 1

    def plan(self) -> Plan:
        rows = [one for row, label, amounts in self.totals for one in total(row, label, *amounts)]
        return make_plan(self.items, totals=rows, rest=self.rest)


def added(parts: list[Amounts]) -> Amounts:
    """The sum per year."""
    return tuple(sum(column) for column in zip(*parts, strict=True))


def written(layout: Layout, labelled: bool) -> Sheet:
    """The sheet of a layout; without labels every total is called "I alt"."""
    sheet = Sheet()
    for kind, sections in layout.items():
        sheet.add_banner(KIND_PLURALS[kind].upper())
        for section, items in sections.items():
            sheet.add_banner(section)
            for amounts in items:
                sheet.add_item(kind, section, amounts)
            sheet.add_total(f"I alt {section}" if labelled else "I alt", added(items))
        everything = [amounts for items in sections.values() for amounts in items]
        sheet.add_total(f"{KIND_PLURALS[kind]} i alt" if labelled else "I alt", added(everything))
    all_items = [amounts for sections in layout.values() for items in sections.values() for amounts in items]
    sheet.add_total("Udmøntningsplan i alt" if labelled else "Total", added(all_items))
    return sheet


def wrong(plan: Plan) -> list[str]:
    """The cells of the wrong totals."""
    return rule("U402").find(plan)["cell"].tolist()


@settings(derandomize=True, deadline=None, max_examples=20)
@given(layouts, st.booleans())
def test_a_right_total_is_never_reported(layout: Layout, labelled: bool) -> None:
    assert wrong(written(layout, labelled).plan()) == []


@settings(derandomize=True, deadline=None, max_examples=40)
@given(layouts, st.data())
def test_a_total_that_is_wrong_in_one_year_is_reported_alone(layout: Layout, data: st.DataObject) -> None:
    sheet = written(layout, labelled=data.draw(st.booleans()))
    place = data.draw(st.integers(0, len(sheet.totals) - 1))
    year = data.draw(st.integers(0, YEARS - 1))
    row, label, amounts = sheet.totals[place]
    sheet.totals[place] = (row, label, tuple(one + 7_777_123 * (year == at) for at, one in enumerate(amounts)))
    assert wrong(sheet.plan()) == [f"{'IJK'[year]}{row}"]


@settings(derandomize=True, deadline=None, max_examples=20)
@given(layouts, st.data())
def test_a_section_that_leaves_out_its_last_item_is_reported_and_what_adds_it_is_not(
    layout: Layout, data: st.DataObject
) -> None:
    kind = data.draw(st.sampled_from(sorted(layout)))
    section = data.draw(st.sampled_from(sorted(layout[kind])))
    items = layout[kind][section]
    items.append((1_000 * 3**18,) * YEARS)
    sheet = written(layout, labelled=True)
    short = f"I alt {section}"
    row = [row for row, label, amounts in sheet.totals if label == short and amounts == added(items)][-1]
    by_subtotals = data.draw(st.booleans())
    left_out = items[-1]
    for place, (at, label, amounts) in enumerate(sheet.totals):
        above = by_subtotals and at > row and label in (f"{KIND_PLURALS[kind]} i alt", "Udmøntningsplan i alt")
        if at == row or above:
            sheet.totals[place] = (at, label, tuple(one - out for one, out in zip(amounts, left_out, strict=True)))
    assert wrong(sheet.plan()) == [f"{letter}{row}" for letter in "IJK"]


@pytest.mark.parametrize("kind", list(KIND_LETTERS))
def test_the_label_of_a_kind_names_its_items_wherever_they_stand(kind: Kind) -> None:
    others = [one for one in KIND_LETTERS if one != kind]
    items = [costing(1_000, kind=others[0]), costing(20_000, kind=kind), costing(300_000, kind=others[1])]
    items += [costing(4_000_000, kind=kind)]
    right = total(9, f"{KIND_PLURALS[kind]} i alt", 4_020_000)
    assert wrong(make_plan(items, totals=right)) == []
