"""Offices with other file formats, other words in their headings, and a plan that lacks much."""

# A row of a plan is a row of code here, however long.
# ruff: noqa: E501
# fmt: off
from __future__ import annotations

import datetime as dt

from .office import Formula, Office, day, month, quarter, spread, until

YEARS = range(2024, 2028)
SKOLE, KULTUR, KLIMA = "Skoler og dagtilbud", "Kultur, fritid og mødesteder", "Klima, miljø og byg"
EFF, POLITIK, ERHVERV = "Effektiviseringer", "Økonomisk Politik", "Erhverv, branding og trafik"
SOFT = "\u00ad"

WORDS = """
[plan]
kommune = "Vestervig Kommune"
aar = [2024, 2025, 2026, 2027]
hovedpunkter = ["Sammen om børn", "Et godt ældreliv", "Grøn kommune"]

[kolonner]
"Det vi vil" = "emne"
"Vores fællesskab" = "hovedpunkt"
"Hvem siger ja" = "udvalg"

[ark]
udelad = ["Idébank"]
"""


def own_words(folder: str) -> None:
    """Headings nobody else uses (mapped in the configuration), hyphens and line breaks, units in brackets, a left-out sheet."""
    office = Office(folder, years=YEARS, toml=WORDS, base={"font": "Century Gothic", "size": 10}, title="Det vi vil 2024",
        remarks=["Overskrifterne 'Det vi vil', 'Vores fællesskab' og 'Hvem siger ja' står i opsætningen.", "Arket Idébank er udeladt i opsætningen og nævnes ikke."])
    fields = {"completion": "A", "title": "B", "section": "C", "kind": "D", "committee": "E", "due": "F", "2024": "G", "2025": "H", "2026": "I", "2027": "J",
              "responsible": "K", "process": "L"}
    page = office.sheet("Det vi vil", fields)
    page.widths(A=9, B=44, C=20, D=10, E=14, F=22, G=12, H=12, I=12, J=12, K=18, L=40)
    page.rest("title", 1, {"B": "Det vi vil – budgetaftalen 2024 i praksis"}, bold=True, size=20, color="#385723")
    page.rest("heading", 3, spread("A", ["Fær-\ndig", "Det vi vil", "Vores fællesskab", "Udgifts-\ntype", "Hvem siger ja", f"Vejledende tids{SOFT}punkt:",
        "Bevillings-\nændring 2024 (1.000 kr.)", "Bevillings- ændring 2025 (1.000 kr.)", "Bevillingsændring 2026 (1000 kr)", "Bevillings-ændring  2027 [t.kr.]",
        "Tov-holder", "Hvordan (proces)"]), bold=True, wrap=True, bg="#A9D18E", color="#FFFFFF", border=1)
    page.body = {"look": {"wrap": True, "valign": "top", "bottom": 3}}
    page.item(4, spread("A", ["✓", "Alle børn skal kunne cykle", "Sammen om børn", "Drift", "BUU", "forår 2024", 45, 45, 45, 45, "Skoler",
        "Cykelskole på alle skoler"]), kind="D", committees="BUU", due=month(2024, 3, 5), completion="done")
    page.item(5, spread("A", [None, "Ingen skal spise alene", "Et godt ældreliv", "Drift", "VPU & KFU", "2. halvår 2024", 300, 300, 300, 300, "Ældre",
        "Spisevenner"]), kind="D", committees="VPU KFU", due=month(2024, 7, 12))
    page.item(6, spread("A", ["☐", "Køligt om sommeren på plejehjemmet", "Et godt ældreliv", "Anlæg", "VPU", "inden sommerferien 2025", 650, 250, None, None,
        "Ejendomme", "Solfilm og varmepumper"]), kind="A", committees="VPU", due=until("2025-06-27"))
    page.item(7, spread("A", ["Gennemført", "Regnvand bliver i haven", "Grøn kommune", "Drift", "MTU", "uge 36 2024", 60, 60, None, None, "Teknik",
        "Kampagne"]), kind="D", committees="MTU", due="interval 2024-09-02 2024-09-08", completion="done")
    page.item(8, spread("A", [None, "En skov på hundrede hektar", "Grøn kommune", "Anlæg", "MTU, ØK, KB", "2024-2027", 1500, 1500, 1500, 1500, "Teknik",
        "Jordfordeling"]), kind="A", committees="MTU ØK KB", due="interval 2024-01-01 2027-12-31")
    page.item(9, spread("A", ["Ikke gennemført", "Legetøjsbibliotek", "Sammen om børn", "Drift", "BUU", "1. kvartal 2024", 25, 25, 25, 25, "Dagtilbud",
        "Lokale søges"]), kind="D", committees="BUU", due=quarter(2024, 1), say="U201")
    page.item(10, spread("A", [None, "Mere tid til omsorg", "Et godt ældreliv", "Hensigt", "VPU", "tidspunkt følger", None, None, None, None, "Ældre",
        "Arbejdsgruppe"]), kind="H", committees="VPU", due="unset", say="U202")
    page.item(11, spread("A", [None, "Ét sted at spørge om sorg", "Sammen om børn", "Hensigt", "alle fagudvalg undtagen MTU", "ultimo 2025", None, None, None, None,
        "Familier", "Netværk"]), kind="H", committees="BUU VPU KFU EAU", due="interval 2025-12-01 2025-12-31")
    ideas = office.sheet("Idébank")
    ideas.line(1, spread("A", ["Det vi vil", "Hvem siger ja", "Vejledende tidspunkt"]), bold=True)
    ideas.line(2, spread("A", ["Svævebane til stranden", "KB", "2040"]))
    office.save()


def lacking(folder: str) -> None:
    """The default register and sections, and a plan where something is missing or twice in almost every row."""
    office = Office(folder, years=YEARS, base={"font": "Calibri", "size": 11}, title="Udmøntningsplan, udkast",
        remarks=["Et dobbelt emne er fund ved den anden forekomst. Nr. 9 står under både drift og anlæg; hver art har sin egen nummerrække.", "Rækken uden titel er en indsats: den har nummer, udvalg og beløb.",
                 "Indsats 14 står også som anlæg: afledt drift er ingen dublet."])
    fields = {"number": "B", "title": "C", "kind": "D", "section": "E", "process": "F", "responsible": "G", "committee": "H", "due": "I", "2024": "J",
              "2025": "K", "2026": "L", "2027": "M", "completion": "N"}
    page = office.sheet("Udkast", fields)
    page.widths(A=2, B=5, C=40, D=10, E=30, F=28, G=16, H=26, I=24, N=12)
    page.rest("title", 2, {"B": "UDKAST – udmøntningsplan 2024-2027, tal i 1.000 kr."}, bold=True, color="#C00000")
    page.rest("heading", 3, spread("B", ["Nr", "Indsats", "Art", "Hovedpunkt", "Proces", "Ansvarlig", "Sagsgang", "Vejledende tid", 2024, 2025, 2026, 2027,
        "X for afsluttet"]), bold=True, bg="#F4B183")
    page.body = {"look": {"border": 4, "wrap": True, "valign": "top"}}

    def row(at: int, cells: list[object], **meant: object) -> None:
        page.item(at, spread("B", cells), **meant)

    row(4, [1, None, "Drift", EFF, "Analyse", "IT", "ØK", "1. kvartal 2025", -10, -20, -20, -20, None], kind="D", committees="ØK", due=quarter(2025, 1),
        say="U501")
    row(5, [2, "Fælles servere", None, EFF, "Flytning", "IT", "ØK", "2025", -30, -30, -30, -30, None], committees="ØK", due=month(2025, 1, 12), say="U505")
    row(6, [3, "Bedre lys i skolerne", "Anlæg", SKOLE, "Tilbud", "Ejendomme", "BUU", "2. kvartal 2025", None, None, None, None, None], kind="A",
        committees="BUU", due=quarter(2025, 2), say="U403@J")
    row(7, [4, "Motionsrum", "Drift", None, "Aftale", "Fritid", "KFU", "3. kvartal 2025", 15, 15, 15, 15, None], kind="D", committees="KFU",
        due=quarter(2025, 3), say="U504")
    row(8, [5, "Vildtvoksende fortove", "Drift", KLIMA, "Tilsyn", "Vej", "Miljø og teknik udvalget", "april 2025", 20, 20, 20, 20, None], kind="D",
        committees="MTU", due=month(2025, 4))
    row(9, [6, "Fælles Servere ", "Drift", EFF, "Flytning", "IT", "ØK", "2025", -30, -30, -30, -30, None], kind="D", title="Fælles Servere", committees="ØK",
        due=month(2025, 1, 12))
    row(10, [7, "Fælles servere", "Drift", EFF, "Flytning", "IT", "ØK", "2025", -30, -30, -30, -30, None], kind="D", committees="ØK", due=month(2025, 1, 12),
        say="U502")
    row(11, [8, "Vejbidrag til Anholt", "Drift", ERHVERV, "Sag", "Vej", "relevante fagudvalg", "maj 2025", 5, 5, 5, 5, None], kind="D", committees="",
        due=month(2025, 5), say="U103")
    row(12, [9, "Ny ferie for dagplejen", "Drift", SKOLE, "Høring", "Dagtilbud", "BUU indstiller til ØK og KB", "juni 2025", -8, -8, -8, -8, None], kind="D",
        committees="BUU ØK KB", due=month(2025, 6))
    row(13, [9, "Badebro i Fjellerup", "Anlæg", KULTUR, "Tilbud", "Havnen", "KFU", "december 2023", 400, None, None, None, "X"], kind="A", committees="KFU",
        due=month(2023, 12), completion="done")
    row(14, [10, "Kulturhus i Ørsted", "Anlæg", KULTUR, "Projektering", "Kultur", "KUU, ØK", "2026", 100, 2500, 9000, None, None], kind="A",
        committees="KUU ØK", due=month(2026, 1, 12), say="U104")
    row(15, [11, "Langsigtet havneplan", "Hensigt", ERHVERV, None, None, None, None, None, None, None, None, None], kind="H", committees="", due="unset",
        say="U101 U202 U507 U508")
    row(16, [12, "Bro over fjorden", "Hensigt", ERHVERV, "Dialog", "Direktionen", "ØK → KB", "2030", None, None, None, None, None], kind="H",
        committees="ØK KB", due=month(2030, 1, 12), say="U204")
    row(17, [13, "Sommerlukning samles", "Drift", EFF, "Aftale", "HR", "ØK", "juli 2025", -25, -25, -25, -25, None], kind="D", committees="ØK",
        due=month(2025, 7), say="U206")
    row(18, [14, "Kulturhus i Ørsted", "Drift", KULTUR, "Afledt drift", "Kultur", "KFU", "januar 2027", None, None, None, 350, "X"], kind="D", committees="KFU",
        due=month(2027, 1), completion="done", say="U302")
    row(19, [15, "Brugerbetaling på musik", "Drift", KULTUR, "Bortfaldet", "Kultur", "KFU", "udgår", 0, -50, -50, -50, "Udgår"], kind="D", committees="KFU",
        due="status", completion="dropped", say="U306")
    office.save()


def old_excel(folder: str) -> None:
    """An .xls that has been saved over since 2003; section by banner, committee full names."""
    office = Office(folder, years=YEARS, name="plan.xls", base={"font": "Arial", "size": 10}, title="Udmøntningsplan", remarks=["Gemt som .xls af LibreOffice."])
    fields = {"number": "A", "title": "B", "kind": "C", "process": "D", "responsible": "E", "committee": "F", "due": "G", "2024": "H", "2025": "I", "2026": "J",
              "2027": "K", "completion": "L"}
    page = office.sheet("Plan2024", fields)
    page.widths(A=5, B=40, C=8, D=30, E=16, F=30, G=18, L=8)
    page.rest("title", 1, {"A": "UDMØNTNINGSPLAN 2024-2027"}, bold=True, size=14)
    page.rest("title", 2, {"A": "Alle beløb i hele kr."})
    page.unit = 1
    page.rest("heading", 4, spread("A", ["Nr.", "Emne", "D/A/H", "Proces", "Ansvarlig", "Udvalg", "Tidspunkt", "R2024", "B2025", "BO2026", "BO2027", "Afsl."]),
              bold=True, bg="#C0C0C0", border=1)

    def banner(row: int, text: str) -> None:
        page.rest("banner", row, {"A": text}, bold=True)
        page.constants = {"section": text}

    banner(5, SKOLE)
    page.item(6, spread("A", [1, "Fælles ledelse i to skoler", "D", "Høring af bestyrelser", "Skolechefen", "Børne- og ungdomsudvalget", dt.date(2024, 8, 1),
        -350000, -840000, -840000, -840000, "X"]), looks={"G": {"num": "dd-mm-yyyy"}}, kind="D", committees="BUU", due=day("2024-08-01"), completion="done")
    page.item(7, spread("A", [2, "Udskiftning af inventar", "A", "Rammeudbud", "Indkøb", "Børne- og ungdomsudvalget, Økonomiudvalget", "1. kvartal 2025",
        1250000, 1250000, 1250000, 1250000, None]), kind="A", committees="BUU ØK", due=quarter(2025, 1))
    banner(8, KULTUR)
    page.item(9, spread("A", [3, "Idrætspulje", "D", "Ansøgningsrunde", "Kulturchefen", "Kultur- og Fritidsudvalget", dt.date(2024, 10, 15), 175000, 175000,
        175000, 175000, None]), looks={"G": {"num": "dd-mm-yyyy"}}, kind="D", committees="KFU", due=day("2024-10-15"), say="U201")
    page.item(10, spread("A", [4, "Nye tribuner", "A", "Tilbud", "Kulturchefen", "Kultur - og Fritidsudvalget", "2026", None, None, 2250000, None, None]),
        kind="A", committees="KFU", due=month(2026, 1, 12))
    page.item(11, spread("A", [5, "Navne på stier", "H", "Borgerforslag", "Kulturchefen", "Kultur- og Fritidsudvalget", "løbende", None, None, None, None,
        None]), kind="H", committees="KFU", due="continuous")
    banner(12, POLITIK)
    page.item(13, spread("A", [6, "Garantibeløb tilbagebetales", "D", "Aftale", "Økonomichefen", "Økonomiudvalget og Kommunalbestyrelsen", "ultimo 2024",
        -98500, None, None, None, None]), kind="D", committees="ØK KB", due="interval 2024-12-01 2024-12-31")
    page.item(14, spread("A", [7, "Ny revisionsaftale", "D", "Udbud", "Økonomichefen", "Økonomiudvalget", "inden udgangen af 3. kvartal 2024", -40000, -80000,
        -80000, -80000, "Ja"]), kind="D", committees="ØK", due=until("2024-09-30"), completion="done")
    page.item(15, spread("A", [8, "Vedligehold af Ældrecenter Nord", "A", "Plan", "Ejendomme", "Voksen- og plejeudvalget", "2. halvår 2025", 600000, 900000,
        None, None, None]), kind="A", committees="VPU", due=month(2025, 7, 12))
    page.rest("total", 16, {"B": "I ALT", "H": Formula("=SUM(H6:H15)", 1536500), "I": Formula("=SUM(I6:I15)", 1405000), "J": Formula("=SUM(J6:J15)", 2755000),
        "K": Formula("=SUM(K6:K15)", 505000)}, bold=True, num="#,##0")
    office.save()


def libreoffice(folder: str) -> None:
    """An .ods from an office without Excel: kind and section merged downwards, strategic column, a cover sheet."""
    office = Office(folder, years=YEARS, name="plan.ods", base={"font": "Liberation Sans", "size": 10}, title="Udmøntningsplan",
        remarks=["Gemt som .ods af LibreOffice."])
    cover = office.sheet("Om planen")
    cover.put("A1", "Udmøntningsplan 2024-2027", bold=True, size=18)
    cover.put("A2", "Vedligeholdes af økonomiafdelingen. Ret ikke i kolonnen Type.")
    fields = {"kind": "B", "section": "C", "number": "D", "title": "E", "committee": "F", "responsible": "G", "due": "H", "process": "I", "strategic": "J",
              "completion": "K", "2024": "L", "2025": "M", "2026": "N", "2027": "O"}
    page = office.sheet("Oversigt 2024", fields)
    page.widths(A=2, B=12, C=22, D=6, E=40, F=12, G=16, H=20, I=30, J=10, K=10)
    page.rest("title", 1, {"B": "Oversigt over indsatser (1000 kr.)"}, bold=True, size=14)
    page.rest("heading", 2, spread("B", ["Type", "Hovedpunkt", "Nr.", "Indsats", "Udvalg", "Ansvarlig", "Hvornår", "Proces", "Strategisk", "Afsluttet", "2024", "2025",
        "2026", "2027"]), bold=True, bg="#729FCF", border=1)
    side = {"valign": "top", "border": 1, "bg": "#DEE6EF", "wrap": True}
    page.merge("B3:B7", "Drift", **side)
    page.merge("C3:C5", EFF, **side)
    page.merge("C6:C7", SKOLE, **side)
    page.merge("B8:B10", "Anlæg", **side)
    page.merge("C8:C9", KLIMA, **side)
    page.body = {"look": {"border": 1, "valign": "top"}}
    page.constants = {"kind": "D", "section": EFF}
    page.item(3, spread("D", ["1", "Ventilation styres efter brug", "MTU", "Ejendomme", "4. kvartal 2024", "Målere sættes op", "X", None, -70, -210, -210, -210]),
        committees="MTU", due=quarter(2024, 4))
    page.item(4, spread("D", ["2", "Fælles løntræk", "ØK", "Løn", "februar 2024", "Ny snitflade", None, "X", -15, -30, -30, -30]), committees="ØK",
        due=month(2024, 2), completion="done")
    page.item(5, spread("D", ["3", "Gratis software", "ØK", "IT", "pr. 1. januar 2025", "Skift af kontorpakke", "X", None, 0, -900, -900, -900]), committees="ØK",
        due="from 2025-01-01")
    page.constants = {"kind": "D", "section": SKOLE}
    page.item(6, spread("D", ["4", "Sprogvejledere", "BUU", "Dagtilbud", "marts-april 2024", "Opslag og ansættelse", None, "X", 380, 510, 510, 510]),
        committees="BUU", due=month(2024, 3, 4), completion="done")
    page.item(7, spread("D", ["5", "Morgenåbning", "BUU", "Dagtilbud", "medio juni 2024", "Forsøg i tre huse", None, None, 45, 45, None, None]), committees="BUU",
        due="interval 2024-06-11 2024-06-20", say="U201")
    page.constants = {"kind": "A", "section": KLIMA}
    page.item(8, spread("D", ["6", "Nedrivning af tomme huse", "MTU, ØK", "Byg", "i 2025", "Pulje fra staten", "X", None, 500, 500, None, None]),
        committees="MTU ØK", due=month(2025, 1, 12))
    page.item(9, spread("D", ["7", "Åbning af rørlagt bæk", "MTU", "Natur", "efter 1. juli 2025", "Lodsejere", None, None, None, 1350, None, None]),
        committees="MTU", due="from 2025-07-02")
    page.constants = {"kind": "A", "section": KULTUR}
    page.item(10, spread("D", ["8", "Scene på torvet", "KFU", "Kultur", "senest 31. oktober 2024", "Tilbud hentes", None, None, 275, None, None, None]),
        committees="KFU", due=until("2024-10-31"), say="U201")
    page.put("C10", KULTUR, **side)
    page.rest("total", 11, {"E": "I alt", **spread("L", [1115, 1265, -630, -630])}, bold=True, num="#,##0")
    office.save()
