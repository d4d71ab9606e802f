"""Examples for U6xx."""

from pathlib import Path

from checks.cases import Case
from checks.completion_cases import DONE, DROPPED, seen
from plans import make_plan

from udmoentning_xl.plan import Source

CASES = {
    "U601": (
        Case(
            "columns_with_a_heading_and_without",
            make_plan(
                [{}],
                [{"what": "hidden_column", "cell": "E3", "text": "Proces"}, {"what": "hidden_column", "cell": "F3"}],
            ),
            (
                (None, "E3", "kolonnen „Proces“ er skjult, men indgår i planen"),
                (None, "F3", "kolonnen „uden overskrift“ er skjult, men indgår i planen"),
            ),
        ),
        Case("all_is_seen", make_plan([{}])),
    ),
    "U602": (
        Case(
            "neither_done_nor_dropped",
            make_plan([{}], [seen("struck", "D5", "Indsats 1")]),
            (("D-1", "D5", "indsatsen er gennemstreget, men er hverken markeret som afsluttet eller udgår"),),
        ),
        Case("done_or_dropped", make_plan([DONE, DROPPED], [seen("struck", "D5"), seen("struck", "D6", item="D-2")])),
    ),
    "U603": (
        Case(
            "green",
            make_plan([{}], [seen("fill_status", "N5", "grøn", detail="FF92D050")]),
            (("D-1", "N5", "status er kun angivet med farve (grøn)"),),
        ),
        Case("in_words", make_plan([{"status_text": "Følger planen"}])),
    ),
    "U604": (
        Case(
            "once_for_each_item",
            make_plan(
                [{"confidential": True}, {"confidential": True}, {}],
                [
                    seen("closed", "D5", "lukket punkt"),
                    seen("closed", "O5", "fortroligt"),
                    seen("closed", "A4", "Lukkede punkter", item="D-3"),
                ],
            ),
            (
                ("D-1", "D5", "indsatsen er lukket eller fortrolig: „lukket punkt“"),
                ("D-3", "A4", "indsatsen er lukket eller fortrolig: „Lukkede punkter“"),
                ("D-2", "D6", "indsatsen er lukket eller fortrolig"),
            ),
        ),
        Case("open_to_all", make_plan([{"confidential": False}, {}])),
    ),
    "U605": (
        Case(
            "once_for_each_reason_of_an_item_and_for_each_cause_of_many",
            make_plan(
                [{}, {}, {"confidential": True}],
                [
                    seen("held", "O5", "„fortr.“"),
                    seen("held", "A5", "rækken er skjult"),
                    seen("held", "O6", "„fortr.“", item="D-3"),
                    seen("held", "A1", "arket er skjult"),
                    seen("held", "A1", "arket er skjult", item="D-2"),
                ],
            ),
            (
                ("D-1", "O5", "kan være lukket eller skjult: „fortr.“"),
                ("D-1", "A5", "kan være lukket eller skjult: rækken er skjult"),
                (None, "A1", "kan være lukket eller skjult: arket er skjult (gælder alle 2 indsatser)"),
            ),
        ),
        Case("struck_is_said_by_its_own_rule", make_plan([{}], [seen("struck", "D5", "Indsats 1")])),
        Case("closed_is_said_by_its_own_rule", make_plan([{"confidential": True}], [seen("held", "O5", "„fortr.“")])),
    ),
    "U606": (
        *(
            Case(
                f"saved_as_{kind}",
                make_plan([{}, {}], source=Source(Path(f"plan.{kind}"), "", kind)),
                (
                    (
                        None,
                        None,
                        f"i .{kind} læser værktøjet kun cellerne; skjulte rækker og kolonner, overstregning, "
                        "kommentarer og talformater er ikke set",
                    ),
                ),
            )
            for kind in ("xls", "xlsb", "ods")
        ),
        *(Case(f"saved_as_{kind}", make_plan([{}], source=Source(Path("p"), "", kind))) for kind in ("xlsx", "xlsm")),
    ),
    "U607": (
        Case(
            "a_line_that_names_no_item",
            make_plan([{}], [seen("closed_not_found", "A3", "Projekt Bjerget", item=None)]),
            ((None, "A3", "„Projekt Bjerget“ på listen over lukkede punkter kunne ikke genfindes i planen"),),
        ),
        Case("every_line_is_an_item", make_plan([{}])),
    ),
}
