"""One invented plan as it stands month by month: real workbooks from rows that say only what matters."""

import random
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl

from udmoentning_xl.versions.likeness import Row

Item = dict[str, Any]
HEADINGS = ("Nr.", "Type", "Hovedpunkt", "Indsats", "Beskrivelse", "Udvalg", "Ansvarlig", "Vejledende tidspunkt")
YEARS = (2027, 2028, 2029, 2030)
KINDS = {"D": "Driftsændring", "A": "Anlægsprojekt", "H": "Hensigtserklæring"}
_WHAT = (
    "Analyse af", "Renovering af", "Færre udgifter til", "Styrket indsats for", "Udbud af", "Ny aftale om",
    "Digitalisering af", "Lukning af", "Samling af", "Pulje til", "Kampagne for", "Forsøg med",
)  # fmt: skip
_OF = (
    "svømmehallen", "skolernes rengøring", "vejvedligehold", "tandplejen", "musikskolen", "genbrugspladsen",
    "hjemmeplejens kørsel", "busrute 214", "klubtilbud", "skovrejsning", "bosætning", "sygefravær",
    "kommunale bygninger", "specialtilbud", "havnen", "biblioteket", "gadelys", "erhvervsgrunde",
    "madservice", "fritidspas",
)  # fmt: skip
_BECAUSE = (
    "Opgaven samles ét sted og løses af færre hænder.", "Der søges fonde, før sagen rejses.",
    "Brugerne inddrages, og forslaget sendes i høring.", "Kontrakten udløber og skal i udbud igen.",
    "Bygningen er nedslidt, og driften er dyr.", "Taksten følger de andre kommuner i området.",
)  # fmt: skip
BODIES = ("BUU", "KFU", "MTU", "VPU", "EAU")
SECTIONS = ("Skoler og dagtilbud", "Kultur, fritid og mødesteder", "Klima, miljø og byg", "Effektiviseringer")


def items(count: int, seed: int = 1) -> list[Item]:
    """So many items, all different."""
    made = random.Random(seed)
    titles = [f"{what} {of}" for what in _WHAT for of in _OF]
    made.shuffle(titles)
    found = []
    for number, title in enumerate(titles[:count], 1):
        kind = "DAH"[number % 3]
        amounts = {year: made.randrange(-40, 60) * 25_000 for year in YEARS} if kind != "H" else {}
        found.append(
            {
                "nr": number,
                "type": kind,
                "section": SECTIONS[number % len(SECTIONS)],
                "title": title,
                "text": f"{made.choice(_BECAUSE)} Det gælder {title.lower()}.",
                "bodies": tuple(made.sample(BODIES, made.choice((1, 1, 2)))),
                "responsible": made.choice(("Skolechefen", "Vej og Park", "Borgerservice")),
                "due": f"{made.randrange(1, 5)}. kvartal {made.choice(YEARS)}",
                "amounts": amounts,
                "done": None,
            }
        )
    return found


def numbered(plan: Iterable[Item]) -> list[Item]:
    """The plan numbered anew from 1."""
    return [{**item, "nr": number} for number, item in enumerate(plan, 1)]


def changed(plan: Iterable[Item], which: str, **what: Any) -> list[Item]:
    """The plan with something else in the item of a title."""
    found = [{**item, **what} if item["title"] == which else item for item in plan]
    assert found != list(plan)
    return found


def without(plan: Iterable[Item], title: str) -> list[Item]:
    return [item for item in plan if item["title"] != title]


def row(item: Mapping[str, Any]) -> Row:
    """The item as identity takes it; its key is its number."""
    return Row(
        str(item["nr"]),
        str(item["nr"]),
        item["type"],
        item["section"],
        item["title"],
        item["text"],
        item["responsible"],
        frozenset(item["bodies"]),
        tuple(sorted(item["amounts"].items())),
    )


def save(path: Path, plan: Sequence[Item], headings: Sequence[str] = HEADINGS, sheet: str = "Plan") -> Path:
    """The plan as a workbook with one sheet, its columns in the order of ``headings``."""
    book = openpyxl.Workbook()
    own = book.active
    own.title = sheet
    write(own, plan, headings)
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    return path


def write(sheet: Any, plan: Sequence[Item], headings: Sequence[str] = HEADINGS) -> None:
    sheet.append(["Udmøntningsplan 2027-2030, beløb i kr."])
    sheet.append([*headings, *YEARS, "Afsluttet"])
    for item in plan:
        texts = {
            "Nr.": item["nr"],
            "Type": KINDS[item["type"]],
            "Hovedpunkt": item["section"],
            "Indsats": item["title"],
            "Beskrivelse": item["text"],
            "Udvalg": ", ".join(item["bodies"]),
            "Ansvarlig": item["responsible"],
            "Vejledende tidspunkt": item["due"],
        }
        amounts = [item["amounts"].get(year) for year in YEARS]
        sheet.append([*(texts[name] for name in headings), *amounts, item["done"]])
