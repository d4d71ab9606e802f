"""Examples for U6xx."""

from checks.cases import Case
from checks.completion_cases import DONE, DROPPED, seen
from plans import make_plan

CASES = {
    "U601": (
        Case(
            "row_column_and_sheet",
            make_plan(
                [{}],
                [
                    seen("hidden_row", "Plan!D5", "Indsats 1"),
                    {"what": "hidden_column", "cell": "E3", "text": "Proces"},
                    {"what": "hidden_sheet", "sheet": "Gemt"},
                ],
            ),
            (
                ("D-1", "D5", "rækken er skjult, men indgår i planen"),
                (None, "E3", "kolonnen „Proces“ er skjult, men indgår i planen"),
                (None, "Gemt!A1", "arket „Gemt“ er skjult, men indgår i planen"),
            ),
        ),
        Case("all_is_seen", make_plan([{}], [{"what": "internal_column", "cell": "P3", "text": "Intern"}])),
        Case("a_hidden_row_without_an_item", make_plan([{}], [{"what": "hidden_row", "row": 3}])),
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
}
