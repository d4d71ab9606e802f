"""Examples for U8xx."""

from checks.cases import Case
from plans import make_plan

from udmoentning_xl.plan import Observation

X = "Afsluttet er ændret fra „Åben“ til „X“ i Samlet plan!N6, men ikke i planen"
ROW = "„Indsats: Ny legeplads; Udvalg: BUU“ er skrevet i Samlet plan!B99, men står ikke i planen"
ONE = "det kan kun én kolonne være"
CASES = {
    "U801": (
        Case(
            "where_the_plan_has_the_cell_and_where_it_has_none",
            make_plan(
                [{}],
                [
                    {"what": Observation.GENERATED_EDIT, "item": "D-1", "cell": "Plan!M5", "text": X, "detail": "X"},
                    {
                        "what": Observation.GENERATED_EDIT,
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
    "U802": (
        Case(
            "what_became_of_each_choice",
            make_plan(
                [{}],
                [{"what": Observation.CHOICE_LOST, "sheet": None, "text": "Fase", "detail": "Status"}],
                columns=("title", "remarks", "status", "process"),
                chosen={
                    "remarks": {"field": "process", "choice": "Proces"},
                    "status": {"field": "left_out", "choice": "læses ikke"},
                    "process": {"choice": "Indsats", "refusal": ONE},
                },
            ),
            (
                (None, "O4", "kolonne O „remarks“ læses som Proces, fordi det er rettet i arket Læsning"),
                (None, "N4", "kolonne N „status“ læses ikke, fordi det er rettet i arket Læsning"),
                (None, "E4", f"arket Læsning siger „Indsats“ om kolonne E „process“, men det kan ikke følges: {ONE}"),
                (None, None, "arket Læsning siger „Status“ om kolonnen „Fase“, som er væk"),
            ),
        ),
        Case("nothing_is_chosen", make_plan([{}])),
    ),
}
