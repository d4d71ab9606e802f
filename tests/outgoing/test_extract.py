"""One committee's own plan, and the items that nobody gets."""

from dataclasses import replace

import pandas as pd
from pandas.testing import assert_series_equal
from plans import make_plan

from udmoentning_xl.outgoing.extract import Omission, committee_items, committee_plan, left_out
from udmoentning_xl.outgoing.gate import Gate
from udmoentning_xl.secrecy import closed_items

PLAN = make_plan(
    [
        {"id": "D-1", "title": "Fælles", "committees": ("BUU", "MTU"), "amounts": {2024: 1000}},
        {"id": "D-2", "title": "Vejene", "committees": ("MTU",), "amounts": {2024: 2000}, "sheet": "Veje"},
        {"id": "D-3", "title": "Grunden", "committees": ("BUU",), "confidential": True},
        {"id": "D-4", "title": "Administrativ", "committees": ()},
        {"id": "D-5", "title": "Stavet forkert", "committees": ()},
        {"id": "D-6", "title": "Uden", "committees": ()},
        {"id": "D-7", "title": "Mærket", "committees": ("BUU",)},
        {"id": "D-8", "title": "Uklar", "committees": ()},
    ],
    observations=[
        {"what": "committee_on_purpose", "item": "D-4", "text": "administrativt"},
        {"what": "committee_unknown", "item": "D-5", "text": "BXY"},
        {"what": "closed", "item": "D-7", "text": "LUK"},
        {"what": "committee_ambiguous", "item": "D-8", "text": "relevante udvalg"},
        {"what": "due_assumed", "item": "D-1", "text": "Borgmesteren er imod"},
    ],
    totals=[{"row": 9, "label": "I alt", "year": 2024, "kroner": 3000}],
    rest=[{"row": 1, "role": "title", "text": "Hemmelig titel"}],
)


def test_closed_items_are_those_of_the_column_and_those_with_a_mark():
    assert closed_items(PLAN) == {"D-3", "D-7"}


def test_a_committee_has_its_items_but_not_those_kept_back():
    kept_back = Gate.of(PLAN).kept_back("BUU")
    assert committee_items(PLAN, "BUU", kept_back) == ["D-1"]
    assert committee_items(PLAN, "BUU", Gate.of(PLAN, open_closed=True).kept_back("BUU")) == ["D-1", "D-3", "D-7"]
    assert committee_items(PLAN, "ØK", kept_back) == []


def test_every_frame_holds_the_committees_items_alone():
    own = committee_plan(PLAN, "BUU", Gate.of(PLAN).kept_back("BUU"))
    assert list(own.items.index) == ["D-1"]
    assert own.assignments[["item", "committee"]].to_numpy().tolist() == [["D-1", "BUU"], ["D-1", "MTU"]]
    assert own.amounts[["item", "kroner"]].to_numpy().tolist() == [["D-1", 1000]]
    assert [body.short for body in own.bodies] == ["BUU", "MTU"]


def test_nothing_of_the_source_follows():
    own = committee_plan(PLAN, "MTU")
    frames = (own.rest, own.totals, own.observations, own.columns, own.sheets)
    assert [len(frame) for frame in frames] == [0] * 5
    assert own.items[["sheet", "row"]].isna().all(axis=None)
    assert own.amounts["cell"].isna().all()
    assert own.cells.shape == (2, 0)
    assert (str(own.source.path), own.source.sha256) == ("udmoentningsplan", "")


def test_dtypes_are_those_of_the_plan_also_when_nothing_is_left():
    for short in ("MTU", "ØK"):
        own = committee_plan(PLAN, short)
        assert_series_equal(own.items.dtypes, PLAN.items.dtypes)
        assert_series_equal(own.amounts.dtypes, PLAN.amounts.dtypes)
        assert_series_equal(own.assignments.dtypes, PLAN.assignments.dtypes)


def test_the_price_level_of_its_own_sheets_stays_without_their_names():
    sheets = PLAN.sheets.assign(price_level=pd.array(["2024-PL", "2020-PL"], dtype="string"))
    own = committee_plan(replace(PLAN, sheets=sheets), "BUU")
    assert own.sheets["price_level"].tolist() == ["2024-PL"]
    assert own.sheets["sheet"].isna().all()


def test_every_item_in_no_file_is_listed_with_the_reason():
    assert left_out(PLAN, {"D-1"}, Gate.of(PLAN)) == [
        Omission("D-2", "Vejene", "udsendelsen er ikke valgt til MTU"),
        Omission("D-3", "Grunden", "lukket eller fortrolig"),
        Omission("D-4", "Administrativ", "skal ikke til et udvalg („administrativt“)"),
        Omission("D-5", "Stavet forkert", "udvalget kendes ikke („BXY“)"),
        Omission("D-6", "Uden", "intet udvalg er angivet"),
        Omission("D-7", "Mærket", "lukket eller fortrolig"),
        Omission("D-8", "Uklar", "udvalget er tvetydigt („relevante udvalg“)"),
    ]


def test_closed_items_that_are_included_are_not_left_out():
    assert "D-3" not in {one.item for one in left_out(PLAN, {"D-1", "D-3", "D-7"}, Gate.of(PLAN, open_closed=True))}


def test_what_only_a_hidden_column_says_does_not_follow():
    shown = {("D-1", "remarks"): None, ("D-1", "description"): "Det synlige", ("D-1", "2024"): None}
    items = PLAN.items.assign(remarks="Borgmesteren er imod", description="Det synlige\nDet skjulte")
    own = committee_plan(replace(PLAN, items=items, shown=shown), "BUU", {"D-3", "D-7"})
    assert own.items.loc["D-1", ["description"]].tolist() == ["Det synlige"]
    assert own.items["remarks"].isna().all()
    assert own.amounts.empty


def test_what_is_held_is_listed_first_with_reason_and_cell():
    held = {"what": "held", "item": "D-2", "cell": "Plan!I6", "text": "„fortr.“"}
    plan = make_plan(
        [{"id": "D-1", "committees": ()}, {"id": "D-2", "title": "Vejene", "committees": ("MTU",)}], [held]
    )
    assert left_out(plan, (), Gate.of(plan)) == [
        Omission("D-2", "Vejene", "„fortr.“ (Plan!I6)", held=True),
        Omission("D-1", "Indsats 1", "intet udvalg er angivet"),
    ]
