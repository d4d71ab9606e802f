"""Examples for U8xx."""

from checks.cases import Case
from plans import make_plan

from udmoentning_xl.plan import Observed

X = "Afsluttet er ændret fra „Åben“ til „X“ i Samlet plan!N6, men ikke i planen"
ROW = "„Indsats: Ny legeplads; Udvalg: BUU“ er skrevet i Samlet plan!B99, men står ikke i planen"
CASES = {
    "U801": (
        Case(
            "where_the_plan_has_the_cell_and_where_it_has_none",
            make_plan(
                [{}],
                [
                    {"what": Observed.GENERATED_EDIT, "item": "D-1", "cell": "Plan!M5", "text": X, "detail": "X"},
                    {
                        "what": Observed.GENERATED_EDIT,
                        "sheet": "Samlet plan",
                        "cell": "Samlet plan!B99",
                        "text": ROW,
                    },
                ],
            ),
            (("D-1", "M5", X), (None, "Samlet plan!B99", ROW)),
        ),
        Case("nothing_is_changed", make_plan([{}])),
    ),
}
