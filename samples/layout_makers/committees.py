"""Offices that name the committee elsewhere than in a column: sheet, banner, matrix, code; and other municipalities'."""

# A row of a plan is a row of code here, however long.
# ruff: noqa: E501
# fmt: off
from __future__ import annotations

import datetime as dt

from .office import Office, day, month, quarter, spread, until

YEARS = range(2024, 2028)
SKOLE, KULTUR, KLIMA = "Skoler og dagtilbud", "Kultur, fritid og mødesteder", "Klima, miljø og byg"
EFF, POLITIK, ERHVERV = "Effektiviseringer", "Økonomisk Politik", "Erhverv, branding og trafik"


def sheet_per_committee(folder: str) -> None:
    """One sheet per committee, named by it; title and text glued with Alt+Enter; several deadlines in a cell."""
    office = Office(folder, years=YEARS, base={"font": "Calibri", "size": 11}, title="Arbejdsplaner 2024",
        remarks=["I emnecellen er første linje titlen og resten beskrivelsen.", "Af flere frister i én celle afgør den sidste."])
    fields = {"kind": "A", "section": "B", "title": "C", "process": "D", "responsible": "E", "due": "F", "2024": "G", "2025": "H",
              "2026": "I", "2027": "J", "completion": "K"}
    heads = ["Type", "Hovedpunkt", "Emne og aftaletekst", "Proces", "Tovholder", "Vejl.\ntidspunkt", "2024\nt.kr.", "2025\nt.kr.",
             "2026\nt.kr.", "2027\nt.kr.", "Afsluttet?"]

    def page(name: str, title: str, colour: str, committee: str):
        sheet = office.sheet(name, fields, committees=committee)
        sheet.ws.set_tab_color(colour)
        sheet.widths(A=10, B=24, C=60, D=40, E=16, F=22, K=11)
        sheet.rest("title", 1, {"A": title}, bold=True, size=16, color=colour)
        sheet.rest("title", 2, {"A": "Udtræk af udmøntningsplanen til udvalgets arbejdsplan"})
        sheet.rest("heading", 3, spread("A", heads), bold=True, bg=colour, color="#FFFFFF", wrap=True, valign="vcenter")
        sheet.body = {"look": {"wrap": True, "valign": "top", "bottom": 4}}
        return sheet

    buu = page("BUU", "Børne- og ungdomsudvalget", "#C00000", "BUU")
    buu.item(4, spread("A", ["Drift", SKOLE, "Klasseloft på 24 elever\nAftaleparterne ønsker mindre klasser i indskolingen.\nIndfases fra 0. klasse.",
        "- Høring\n- Sag til udvalget", "Skolechefen", "Høring: april 2024\nBeslutning: juni 2024", 600, 1800, 3000, 4200, "X"]), kind="D",
        title="Klasseloft på 24 elever", due=month(2024, 4, 6), completion="done")
    buu.item(5, spread("A", ["Anlæg", SKOLE, "Legeplads i Vivild\n• 400 m2\n• handicapvenlig", "Tegninger med børnene", "Ejendomme",
        "Fase 1: forår 2024, fase 2: 2025", 350, 350, None, None, None]), kind="A", title="Legeplads i Vivild",
        due="interval 2024-03-01 2025-12-31")
    buu.item(6, spread("A", ["Hensigt", SKOLE, "Skolestruktur i den østlige del", "Drøftes på temamøde", "Skolechefen",
        "juni og september 2024", None, None, None, None, None]), kind="H", due=month(2024, 6, 9), say="U201")
    mtu = page("MTU", "Miljø- og teknikudvalget", "#548235", "MTU")
    mtu.item(4, spread("A", ["Drift", KLIMA, "Færre grønne plæner\nKlippes to gange årligt", "Kort over arealer", "Park og Vej",
        "ca. 1. maj 2024", -120, -240, -240, -240, "X"]), kind="D", title="Færre grønne plæner", due=day("2024-05-01"),
        completion="done")
    mtu.item(5, spread("A", ["Anlæg", KLIMA, "Regnvandsbassin i Grenaa Syd", "Udbud\nKontrakt", "Park og Vej",
        "Opstart 1/2-24, slut 31/12-24", 4000, None, None, None, None]), kind="A", due="interval 2024-02-01 2024-12-31")
    mtu.item(6, spread("A", ["Anlæg", ERHVERV, "Rundkørsel ved motorvejen", "Afventer Vejdirektoratet", "Park og Vej",
        "afventer", 500, 6500, None, None, None]), kind="A", due="depends")
    kfu = page("KFU - Kultur og fritid", "Kultur- og fritidsudvalget", "#7030A0", "KFU")
    kfu.item(4, spread("A", ["Drift", KULTUR, "Tilskud til aftenskoler\nSatsen sænkes", "Ny tilskudsordning", "Kultur", "Q3/Q4 2024", -90, -180, -180,
        -180, "x"]), kind="D", title="Tilskud til aftenskoler", due=quarter(2024, 3, 4), completion="done")
    kfu.item(5, spread("A", ["Drift", KULTUR, "Frivilligpris", None, "Kultur", "2. halvår", 25, 25, 25, 25, None]), kind="D",
        due=month(2024, 7, 12), say="U205 U508")
    ok = page("ØK", "Økonomiudvalget", "#1F4E79", "ØK")
    ok.item(4, spread("A", ["Drift", POLITIK, "Effektiviseringskrav 0,55 procent\nFordeles på alle rammer", "Fordeling i marts", "Økonomi",
        "1. kvt. 2024", -4200, -8400, -8400, -8400, "X"]), kind="D", title="Effektiviseringskrav 0,55 procent", due=quarter(2024, 1),
        completion="done")
    ok.item(5, spread("A", ["Hensigt", POLITIK, "Brug af kommunens jord i Ørum", "Kortlægning", "Ejendomme", "tidligst 2025", None, None, None,
        None, None]), kind="H", due="from 2025-01-01")
    office.save()


def committee_banners(folder: str) -> None:
    """Each committee has a banner over its rows, some with the chair's area beside; totals under each and a 'Heraf'."""
    office = Office(folder, years=YEARS, base={"font": "Segoe UI", "size": 10}, library="openpyxl", title="Udmøntning pr. udvalg",
        remarks=["Udvalget står alene i banneret; mangler det, gælder banneret over rækken."])
    fields = {"number": "B", "title": "C", "section": "D", "kind": "E", "responsible": "F", "process": "G", "due": "H", "2024": "I",
              "2025": "J", "2026": "K", "2027": "L", "completion": "M", "remarks": "N"}
    page = office.sheet("Samlet", fields)
    page.widths(A=3, B=8, C=42, D=30, E=8, F=16, G=32, H=20, M=8, N=26)
    page.rest("title", 2, {"B": "Udmøntningsplan – fordelt på udvalg"}, bold=True, size=18, color="#833C0B")
    page.rest("title", 3, {"B": "Beløb er i hele tusinde kroner (1.000 kr.)"}, italic=True)
    page.rest("heading", 5, spread("B", ["Lb.nr.", "Tiltag", "Hovedpunkt", "D/A/H", "Enhed", "Handleplan", "Forventet tidspunkt", "2024", "2025", "2026",
        "2027", "Afsl.", "Bemærkninger"]), bold=True, bg="#F8CBAD", border=1, wrap=True)
    page.body = {"look": {"border": 1, "wrap": True, "valign": "top"}}

    def banner(row: int, text: str, committee: str) -> None:
        page.merge(f"B{row}:N{row}", text, bold=True, bg="#833C0B", color="#FFFFFF")
        page.role("banner", row)
        page.constants = {"committees": committee}

    def total(row: int, text: str, sums: list[int]) -> None:
        page.rest("total", row, {"C": text, **spread("I", sums)}, bold=True, num="#,##0", bg="#FCE4D6")

    banner(6, "Børne- og Ungdomsudvalget", "BUU")
    page.item(7, spread("B", [101, "PPR-vejledning samles", EFF, "D", "PPR", "Ny organisering", "01.08.2024", -300, -700, -700, -700, "X", None]),
        kind="D", due=day("2024-08-01"), completion="done")
    page.item(8, spread("B", [102, "Udeskole i Auning", SKOLE, "A", "Skoler", "Skitse", "1. kvartal 2025", 400, 1900, None, None, None, None]),
        kind="A", due=quarter(2025, 1))
    total(9, "I alt Børne- og Ungdomsudvalget", [100, 1200, -700, -700])
    banner(10, "Voksen- og Plejeudvalget", "VPU")
    page.item(11, spread("B", [201, "Velfærdsteknologi", EFF, "D", "Sundhed", "Screening af boliger", "3.+4. kvartal 2024", 150, -350, -900, -900, None,
        None]), kind="D", due=quarter(2024, 3, 4))
    page.item(12, spread("B", [202, "Træningskøkken", KLIMA, "A", "Sundhed", "Tilbud", "medio juni 2024", 275, None, None, None, "Ja", "Taget i brug"]),
        kind="A", due="interval 2024-06-11 2024-06-20", completion="done")
    page.item(13, spread("B", [203, "Værdighedspolitik", POLITIK, "H", None, "Høring i rådene", "oktober måned 2024", None, None, None, None, "i gang",
        None]), kind="H", due=month(2024, 10), say="U201 U507")
    total(14, "I alt Voksen- og Plejeudvalget", [425, -350, -900, -900])
    total(15, "Heraf velfærdsteknologi", [150, -350, -900, -900])
    banner(16, "Miljø- & teknikudvalget", "MTU")
    page.item(17, spread("B", [301, "Vintertjeneste efter nyt regulativ", EFF, "D", "Vej", "Regulativ til politisk behandling", "inden 1. oktober 2024",
        -250, -500, -500, -500, None, None]), kind="D", due=until("2024-09-30"), say="U201")
    page.item(18, spread("B", [302, "Trafiksanering i Ørsted by", ERHVERV, "A", "Vej", "Borgermøde", "2. kvartal 2026", None, 300, 3700, None, None,
        None]), kind="A", due=quarter(2026, 2))
    total(19, "I alt Miljø- & teknikudvalget", [-250, -200, 3200, -500])
    banner(20, "Økonomiudvalget", "ØK")
    page.item(21, spread("B", [401, "Forsikringer i udbud", EFF, "D", "Jura", "Udbud hvert fjerde år", "1. januar 2026", None, None, -600, -600, None,
        None]), kind="D", due=day("2026-01-01"))
    total(22, "I alt Økonomiudvalget", [0, 0, -600, -600])
    total(24, "TOTAL", [275, 650, 1000, -2700])
    office.save()


HERNING = """
[plan]
kommune = "Midtby Kommune"
aar = [2026, 2027, 2028, 2029]
hovedpunkter = ["Vækst", "Velfærd", "Vedligehold"]

[[udvalg]]
kort = "DIR"
navn = "Direktionen"
rolle = "andet"

[[udvalg]]
kort = "BFU"
navn = "Børne- og Familieudvalget"

[[udvalg]]
kort = "SOS"
navn = "Social- og Sundhedsudvalget"

[[udvalg]]
kort = "BSK"
navn = "Beskæftigelsesudvalget"

[[udvalg]]
kort = "KFU"
navn = "Kultur- og Fritidsudvalget"

[[udvalg]]
kort = "TMU"
navn = "Teknik- og Miljøudvalget"

[[udvalg]]
kort = "ØKE"
navn = "Økonomi- og Erhvervsudvalget"
rolle = "økonomi"

[[udvalg]]
kort = "BYR"
navn = "Byrådet"
rolle = "råd"

[regler]
U507 = "fra"
U508 = "fra"
"""


def matrix_of_x(folder: str) -> None:
    """One narrow column per committee with x under it; the plan's own completion column stands far to the right."""
    office = Office(folder, years=range(2026, 2030), date="2026-06-15", toml=HERNING, base={"font": "Calibri", "size": 10},
        title="Sagsoversigt", remarks=["Et x under et udvalg er behandling, aldrig afslutning.",
                                       "Planen har hverken ansvarlig eller proces; U507 og U508 er slået fra."])
    fields = {"number": "A", "kind": "B", "section": "C", "title": "D", "committee": "E", "due": "M", "2026": "N", "2027": "O",
              "2028": "P", "2029": "Q", "completion": "R"}
    page = office.sheet("Sager", fields)
    page.widths(A=5, B=8, C=14, D=48, M=20, R=10)
    page.ws.set_column("E:L", 4.5)
    page.rest("title", 1, {"A": "Sagsgang for budgetaftalens punkter 2026-2029 – beløb i 1.000 kr."}, bold=True, size=14)
    page.merge("E3:L3", "Politisk behandling", bold=True, align="center", border=1, bg="#BDD7EE")
    codes = ["DIR", "BFU", "SOS", "BSK", "KFU", "TMU", "ØKE", "BYR"]
    page.line(4, spread("A", ["Nr.", "Drift/ anlæg", "Område", "Sag", *codes, "Forventet behandling", 2026, 2027, 2028, 2029, "Gennemført"]),
              bold=True, border=1, rotation=0, wrap=True, bg="#DDEBF7")
    page.role("heading", 3, 4)
    page.body = {"look": {"border": 1}}

    def case(row: int, start: list[object], crosses: str, end: list[object], **meant: object) -> None:
        marks = ["x" if c in crosses.split() else None for c in codes]
        page.item(row, spread("A", [*start, *marks, *end]), committees=crosses, **meant)

    case(5, [1, "D", "Velfærd", "Fritidspas"], "DIR KFU", ["1. kvartal 2026", 400, 400, 400, 400, "X"], kind="D", due=quarter(2026, 1),
         completion="done")
    case(6, [2, "D", "Velfærd", "Sundhedsplejens åbne hus"], "BFU SOS", ["2. kvartal 2026", 220, 220, 220, 220, None], kind="D",
         due=quarter(2026, 2))
    case(7, [3, "A", "Vækst", "Byggemodning ved Ringvejen"], "TMU ØKE BYR", ["marts 2026", 9000, 7500, None, None, None], kind="A",
         due=month(2026, 3), say="U201")
    case(8, [4, "A", "Vedligehold", "Tag på idrætshallen"], "KFU ØKE", ["efterår 2026", 2300, None, None, None, None], kind="A",
         due=month(2026, 9, 11))
    case(9, [5, "H", "Vækst", "Lærepladser i kommunen"], "BSK", ["løbende", None, None, None, None, None], kind="H", due="continuous")
    case(10, [6, "D", "Vækst", "Erhvervskontor deles med naboen"], "DIR ØKE BYR", ["senest 3. kvartal 2026", -350, -700, -700, -700, None], kind="D",
         due=until("2026-09-30"))
    case(11, [7, "A", "Vedligehold", "Asfaltpulje"], "TMU", ["2026-29", 5000, 5000, 5000, 5000, None], kind="A",
         due="interval 2026-01-01 2029-12-31")
    case(12, [8, "H", "Velfærd", "Handicappolitik"], "SOS BYR", ["maj 2026", None, None, None, None, "X"], kind="H", due=month(2026, 5),
         completion="done")
    page.rest("total", 13, {"D": "Sum", **spread("N", [16570, 12420, 4920, 4920])}, bold=True, num="#,##0", top=6)
    office.save()


def matrix_of_dates(folder: str) -> None:
    """The meeting day stands under each committee's code; the guiding date has a column of its own."""
    office = Office(folder, years=YEARS, base={"font": "Aptos Narrow", "size": 11}, title="Procesplan",
        remarks=["Datoerne i matrixen er møder; fristen står i sin egen kolonne, og den gælder."])
    fields = {"kind": "A", "number": "B", "title": "C", "section": "D", "process": "E", "responsible": "F", "committee": "G", "due": "L",
              "2024": "M", "2025": "N", "2026": "O", "2027": "P", "completion": "Q"}
    page = office.sheet("Procesplan", fields)
    page.widths(A=16, B=6, C=40, D=28, E=30, F=18, G=10, H=10, I=10, J=10, K=10, L=20, Q=10)
    page.rest("title", 1, {"A": "Procesplan for budgetaftalen 2024 (kr. 1.000)"}, bold=True, size=14)
    page.rest("heading", 3, spread("A", ["Kategori", "ID", "Titel", "Hovedpunkt", "Proces", "Ansvarlig", "BUU", "KFU", "MTU", "ØK", "KB",
        "Vejledende tidspunkt", "Budget 2024", "BO 2025", "BO 2026", "BO 2027", "Afsluttet"]), bold=True, bottom=2, bg="#FFF2CC")
    page.body = {"look": {"valign": "top"}}
    bodies = ["BUU", "KFU", "MTU", "ØK", "KB"]

    def case(row: int, start: list[object], meetings: dict[str, str], end: list[object], **meant: object) -> None:
        days = [dt.date.fromisoformat(meetings[b]) if b in meetings else None for b in bodies]
        page.item(row, spread("A", [*start, *days, *end]), committees=" ".join(meetings), looks={c: {"num": "dd-mm-yy"} for c in "GHIJK"},
                  **meant)

    case(4, ["Driftsændring", "a", "Fritidsklub i Glesborg", SKOLE, "Pilot", "Klubleder"], {"BUU": "2024-02-20", "ØK": "2024-03-12"},
         ["marts 2024", 310, 620, 620, 620, "X"], kind="D", due=month(2024, 3), completion="done")
    case(5, ["Driftsændring", "b", "Museumstilskud", KULTUR, "Ny aftale", "Kulturchefen"], {"KFU": "2024-09-17"}, ["4. kvartal 2024", -100, -100,
         -100, -100, None], kind="D", due=quarter(2024, 4))
    case(6, ["Anlægsprojekt", "c", "P-pladser ved stationen", ERHVERV, "Licitation", "Vejchefen"],
         {"MTU": "2024-05-21", "ØK": "2024-06-11", "KB": "2024-06-18"}, ["2. kvartal 2024", 1400, None, None, None, None], kind="A",
         due=quarter(2024, 2), say="U201")
    case(7, ["Anlægsprojekt", "d", "Omklædning på stadion", KULTUR, "Licitation", "Kulturchefen"], {"KFU": "2025-01-21", "ØK": "2025-02-11"},
         ["2025", 200, 5800, None, None, None], kind="A", due=month(2025, 1, 12))
    case(8, ["Hensigtserklæring", "e", "Klimaplan 2050", KLIMA, "Revideres hvert år", "Klimakoordinator"], {"MTU": "2025-03-18", "KB": "2025-04-29"},
         ["i første kvartal 2025", None, None, None, None, None], kind="H", due=quarter(2025, 1))
    case(9, ["Hensigtserklæring", "f", "Bytteordning for skolebøger", SKOLE, "Drøftes", None], {"BUU": "2025-02-18"},
         ["1. februar 2025", None, None, None, None, None], kind="H", due=day("2025-02-01"), say="U206 U507")
    case(10, ["Driftsændring", "g", "Åbningstid i borgerservice", EFF, "Forsøg i Allingåbro", "Borgerservice"], {"ØK": "2024-10-08"},
         ["oktober 2024", -60, -120, -120, -120, "X"], kind="D", due=month(2024, 10), completion="done")
    case(11, ["Anlægsprojekt", "h", "Stisystem ved åen", KLIMA, "Lodsejermøde", "Naturteamet"], {"MTU": "2025-08-19", "ØK": "2025-09-09"},
         ["Q3 2025", None, 900, None, None, None], kind="A", due=quarter(2025, 3))
    page.rest("total", 12, {"C": "I alt", **spread("M", [1750, 7100, 400, 400])}, bold=True, num="#,##0")
    page.rest("note", 14, {"A": "Dato under et udvalg = mødet, hvor sagen behandles."}, italic=True, color="#7F7F7F")
    office.save()
