"""A believable plan for the tests of the workbook: every kind of item, of date, of committee and of completion."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
from plans import COLUMNS, Row, make_plan

from udmoentning_xl.findings import Finding, Severity, findings_frame
from udmoentning_xl.plan import CHANGE_DTYPES, VERSION_DTYPES, Plan, typed_frame
from udmoentning_xl.register import Body, Role
from udmoentning_xl.versions.change import Change, ChangeKind

AS_OF = date(2024, 11, 22)
SECTIONS = (
    "Økonomisk Politik",
    "Effektiviseringer",
    "Skoler og dagtilbud",
    "Kultur, fritid og mødesteder",
    "Erhverv, branding og trafik",
    "Klima, miljø og byg",
    "Hensigtserklæringer til kommende års budgetforhandlinger",
)
BODIES = (
    Body("ØK", "Økonomiudvalget", Role.FINANCE),
    Body("KB", "Kommunalbestyrelsen", Role.COUNCIL),
    Body("BUU", "Børne- og ungdomsudvalget"),
    Body("VPU", "Voksen- og plejeudvalget"),
    Body("MTU", "Miljø- og teknikudvalget"),
    Body("KFU", "Kultur- og fritidsudvalget"),
    Body("EAU", "Erhvervs- og arbejdsmarkedsudvalget"),
    Body("DIR", "Direktionen", Role.OTHER),
)
_TITLES = (
    "Ny struktur for dagtilbud i Auning",
    "Renovering af Grenaa Svømmehal",
    "Reduceret rengøring i administrationen",
    "Cykelsti mellem Glesborg og Fjellerup",
    "Fælles ledelse af landsbyordninger",
    "Energirenovering af kommunale bygninger, 2. etape",
    "Havnebad i Bønnerup",
    "Styrket indsats mod skolefravær",
    "Velfærdsteknologi på plejecentrene",
    "Digital post i stedet for brev",
    "Analyse af kørselsordninger",
    "Byfornyelse i Ørsted og Allingåbro",
)
_PROCESS = (
    "Forvaltningen udarbejder et oplæg, som drøftes i udvalget i foråret. Derefter høring i bestyrelser og MED i "
    "fire uger, og endelig behandling før sommerferien.",
    "Udbud gennemføres efter sommeren.\n- Projektering i 3. kvartal\n- Licitation i 4. kvartal",
    "Indarbejdes i rammerne ved årets start.",
)
_CROSS = ("Koordineres med sundhedsområdet og frivilligrådet.", "Sammenhæng til klimaplanen.", None)
_DUES: tuple[tuple[str | None, str, str | None, str | None], ...] = (
    ("1. kvartal 2024", "interval", "2024-01-01", "2024-03-31"),
    ("Inden 1. juni 2025", "until", None, "2025-05-31"),
    ("Januar 2025", "interval", "2025-01-01", "2025-01-31"),
    ("Løbende", "continuous", None, None),
    ("Efteråret 2026", "interval", "2026-09-01", "2026-11-30"),
    ("Fra august 2025", "from", "2025-08-01", None),
    (None, "unset", None, None),
    ("Afventer lovforslag", "depends", None, None),
    ("2024-2027", "interval", "2024-01-01", "2027-12-31"),
    ("31. september 2025", "invalid", None, None),
    ("Senest 15/12-2024", "until", None, "2024-12-15"),
    ("3/4", "ambiguous", "2024-04-03", "2024-04-03"),
    ("2022", "interval", "2022-01-01", "2022-12-31"),
)
_ROUTES: tuple[tuple[str, ...], ...] = (
    ("BUU", "ØK", "KB"),
    ("MTU",),
    ("VPU", "ØK"),
    ("KFU", "MTU", "ØK", "KB"),
    ("ØK", "KB"),
    (),
    ("EAU",),
    ("BUU",),
    ("DIR",),
)
_COMPLETIONS = ("open", "done", "open", "open", "partial", "open", "unclear", "open", "dropped", "open", "done")
_KINDS = ("operating_change", "capital_project", "declaration_of_intent")


def believable_items(count: int) -> Iterable[dict[str, Any]]:
    """Items that differ in everything; the cycles have lengths without common factors, so that combinations vary."""
    for number in range(count):
        due_text, due_kind, due_from, due_to = _DUES[number % len(_DUES)]
        route = _ROUTES[number % len(_ROUTES)]
        kind = _KINDS[number % 7 % 3]
        base = (number * 37 % 400 + 25) * 5_000 * (-1 if number % 3 else 1)
        yield {
            "kind": kind if number != 20 else None,
            "number": str(number + 1),
            "title": _TITLES[number % len(_TITLES)] + (f", del {number // 12 + 1}" if number >= 12 else ""),
            "section": SECTIONS[number % 7] if number != 10 else None,
            "description": f"Det er aftalt i budgetforliget, at {_TITLES[number % 12].lower()} gennemføres. "
            * (number % 4),
            "process": _PROCESS[number % 3],
            "cross_cutting": _CROSS[number % 3],
            "responsible": ("Skolechefen", "Vej- og parkchefen", None)[number % 3],
            "committee_text": ", ".join(route) or None,
            "committees": route,
            "due_text": due_text,
            "due_kind": due_kind,
            "due_from": due_from,
            "due_to": due_to,
            "completion": _COMPLETIONS[number % len(_COMPLETIONS)],
            "completion_text": "X" if _COMPLETIONS[number % len(_COMPLETIONS)] == "done" else None,
            "strategic": (True, False, None)[number % 3],
            "confidential": number in (7, 24),
            "status_text": ("I gang", None, "Grøn", None)[number % 4],
            "remarks": ("Afklares med forligskredsen", None, None)[number % 3],
            "amounts": {2024: base, 2025: base * 2, 2026: base} if kind != "declaration_of_intent" else {},
            "sheet": "Plan",
            "row": number + 8,
        }


def believable_plan(count: int = 60, **others: Any) -> Plan:
    """A plan of ``count`` items read on 22-11-2024, with rest rows and an item that no committee is meant to handle."""
    rest: list[Row] = [
        {"sheet": "Plan", "row": 1, "role": "title", "text": "Udmøntningsplan 2024-2027"},
        {"sheet": "Plan", "row": 2, "role": "note", "text": "Opdateret pr. 12-11-2024"},
        {"sheet": "Plan", "row": 3, "role": "blank", "text": None},
        *({"sheet": "Plan", "row": row, "role": "heading", "text": "Nr. | Emne | Udvalg"} for row in (5, 6, 7)),
        {"sheet": "Plan", "row": count + 9, "role": "total", "text": "I alt"},
        {"sheet": "Plan", "row": count + 12, "role": "unread", "text": "[Indsæt rækker efter behov]"},
    ]
    items = list(believable_items(count))
    observations = (
        [{"what": "committee_on_purpose", "item": _id(5, items), "text": "administrativt"}] if count > 5 else []
    )
    fields = {"as_of": AS_OF, "sections": SECTIONS, "bodies": BODIES, "municipality": "Norddjurs Kommune"}
    columns = (*COLUMNS,)
    return make_plan(items, observations, rest=rest, columns=columns, **(fields | others))


def _id(place: int, items: list[dict[str, Any]]) -> str:
    letters = {"operating_change": "D", "capital_project": "A", "declaration_of_intent": "H", None: "X"}
    return f"{letters[items[place]['kind']]}-{place + 1}"


def believable_findings(plan: Plan) -> pd.DataFrame:
    """Findings of every severity: with and without an item, acknowledged and not."""
    ids, titles = list(plan.items.index), list(plan.items["title"])
    found = [
        Finding("U101", Severity.ERROR, ids[14], "Plan", "G22", f"Der er intet udvalg ved „{titles[14]}“."),
        Finding("U203", Severity.ERROR, ids[9], "Plan", "H17", "„31. september 2025“ findes ikke."),
        Finding("U203", Severity.ERROR, ids[22], "Plan", "H30", "„31. september 2025“ findes ikke."),
        *(
            Finding(
                "U201",
                Severity.WARNING,
                ids[n],
                "Plan",
                f"H{n + 8}",
                f"Tidspunktet „1. kvartal 2024“ er overskredet ved „{titles[n]}“.",
            )
            for n in (0, 13, 26)
        ),
        Finding(
            "U202", Severity.WARNING, ids[6], "Plan", "H14", "Der er ikke noget tidspunkt.", "Aftalt med direktionen"
        ),
        Finding("U101", Severity.NOTE, None, "Plan", "A1", "Ingen af arkets rækker har et udvalg."),
    ]
    return findings_frame(sorted(found, key=lambda one: (list(Severity).index(one.severity), one.code)))


MOVED = tuple(
    Change(
        ChangeKind.POSTPONED,
        f"Indsats {number}",
        f"D-{number}",
        f"D-{number}",
        "BUU",
        "er udskudt",
        "Til 31-05-2025",
        "Til 30-09-2025" if number == 3 else "Til 31-08-2025",
        months=3,
        as_of=date(2024, 11, 22),
    )
    for number in range(1, 9)
)


def with_history(plan: Plan) -> Plan:
    """The plan after eight of its items have been postponed."""
    versions = [
        {"as_of": "2024-09-01", "name": "september.xlsx", "items": 60, "changes": 0},
        {"as_of": "2024-11-22", "name": "november.xlsx", "items": 60, "changes": 8},
    ]
    changes = typed_frame((vars(change) for change in MOVED), CHANGE_DTYPES)
    return replace(plan, versions=typed_frame(versions, VERSION_DTYPES), changes=changes)
