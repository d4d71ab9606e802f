"""Offices whose habits are the common ones: a sheet per kind, two plans in one book, a header far down, printed pages."""

# A row of a plan is a row of code here, however long.
# ruff: noqa: E501
# fmt: off
from __future__ import annotations

import datetime as dt

from .office import Formula, Office, day, letters, month, quarter, spread, until

YEARS = range(2024, 2028)
SKOLE, KULTUR, KLIMA = "Skoler og dagtilbud", "Kultur, fritid og mødesteder", "Klima, miljø og byg"
EFF, POLITIK, ERHVERV = "Effektiviseringer", "Økonomisk Politik", "Erhverv, branding og trafik"
HENSIGT = "Hensigtserklæringer til kommende års budgetforhandlinger"


def sheet_per_kind(folder: str) -> None:
    """Drift, anlæg and hensigtserklæringer on sheets of their own, each with its own columns; three sheets beside."""
    office = Office(folder, years=YEARS, base={"font": "Verdana", "size": 9}, title="Udmøntning af budget 2024-2027")
    cover = office.sheet("Forside")
    cover.widths(A=4, B=60)
    cover.put("B3", "Budget 2024-2027", size=26, bold=True, color="#1F4E79")
    cover.put("B4", "Udmøntningsplan", size=18, color="#1F4E79")
    cover.put("B7", "Godkendt af kommunalbestyrelsen 12. december 2023")
    cover.put("B8", "Senest opdateret den 18. november 2024 af Økonomi og Analyse")
    guide = office.sheet("Læs mig")
    guide.widths(A=110)
    for row, text in enumerate((
        "Sådan bruges arket", "1. Ret kun i de hvide felter.", "2. Sæt X i kolonnen Afsluttet, når sagen er helt færdig.",
        "3. Tidspunkterne er vejledende. Skriv det nye tidspunkt, hvis sagen flyttes.", "Spørgsmål: ring til Økonomi, lokal 4410",
    ), 1):
        guide.put(f"A{row}", text, bold=row == 1)
    _drift(office)
    _anlaeg(office)
    _hensigt(office)
    book = office.sheet("Adresseliste")
    book.line(1, spread("A", ["Navn", "Titel", "Telefon", "Mail"]), bold=True, bg="#DDEBF7")
    for row, person in enumerate((
        ["Anders Eksempel", "Skolechef", "5550 0101", "ae@example.dk"], ["Bodil Prøve", "Teknisk chef", "5550 0102", "bp@example.dk"],
        ["Carl Opdigtet", "Kulturchef", "5550 0103", "co@example.dk"],
    ), 2):
        book.line(row, spread("A", person))
    office.save()


def _drift(office: Office) -> None:
    years = dict(zip(["2024", "2025", "2026", "2027"], "JKLM", strict=True))
    page = office.sheet("Drift", {"number": "A", "section": "B", "title": "C", "process": "E", "responsible": "G",
                                  "committee": "H", "due": "I", "completion": "N", **years}, kind="D")
    page.widths(A=5, B=22, C=34, D=44, E=34, F=20, G=16, H=12, I=18, N=10, O=30)
    page.rest("title", 1, {"A": "Driftsændringer i budgetaftalen"}, bold=True, size=14, color="#1F4E79")
    page.rest("title", 2, {"A": "Beløb i 1.000 kr. – minus er mindreudgift eller merindtægt"}, italic=True)
    heads = ["Nr.", "Hovedpunkt", "Emne", "Beskrivelse", "Proces", "Tværgående aspekter", "Ansvarlig", "Politisk udvalg",
             "Vejl. tidspunkt", 2024, 2025, 2026, 2027, "Afsluttet (X)", "Bemærkninger"]
    page.rest("heading", 4, spread("A", heads), bold=True, color="#FFFFFF", bg="#1F4E79", wrap=True, border=1)
    page.body = {"look": {"wrap": True, "valign": "top", "border": 1}}
    page.item(5, spread("A", [1, SKOLE, "To-lærerordning i indskolingen", "Flere timer med to voksne i 0.-2. klasse",
        "Model drøftes med skolelederne", "Ressourcecentret", "Skolechefen", "BUU", "1. kvartal 2024", 1500, 3600, 3600, 3600, "X",
        None]), committees="BUU", due=quarter(2024, 1), completion="done")
    page.item(6, spread("A", [2, SKOLE, "Ny daginstitution i Auning", "Afledt drift, når huset står færdigt",
        "Følger anlægssagen", None, "Dagtilbudschefen", "BUU, ØK", "3. kvartal 2026", None, None, 450, 900, "X",
        "Indregnet i rammen ved vedtagelsen"]), committees="BUU ØK", due=quarter(2026, 3), completion="done",
        say="U302")
    page.item(7, spread("A", [3, EFF, "Fælles indkøb af kontormøbler", "Genbrugslager før nyt køb", "Aftale med leverandør",
        "Alle områder", "Indkøb", "ØK", "1/3-2024", -200, -400, -400, -400, "X", None]), committees="ØK",
        due=day("2024-03-01"), completion="done")
    page.item(8, spread("A", [4, EFF, "Digital post til forældre", None, "Udrulning skole for skole", None, None, "BUU",
        "inden udgangen af 2024", -50, -150, -150, -150, None, "Ny projektleder findes i december"]), committees="BUU",
        due=until("2024-12-31"), say="U507")
    page.item(9, spread("A", [5, KULTUR, "Længere åbningstid på biblioteket i Allingåbro", "Selvbetjent til kl. 22", None, None,
        "Bibliotekschefen", "KFU", "2. kvartal 2024", 120, 120, 120, 120, None, None]), committees="KFU", due=quarter(2024, 2),
        say="U201 U508")
    page.item(10, spread("A", [6, POLITIK, "Servicerammen følges måned for måned", None, "Fast punkt på dagsordenen", None,
        "Økonomichefen", "ØK", "Løbende", 0, 0, 0, 0, None, None]), committees="ØK", due="continuous")
    page.item(11, spread("A", [7, KLIMA, "Vild natur i rabatterne", "Færre klip, flere blomster", "Plan til udvalget", "Vejdrift",
        "Teknik og Miljø", "MTU", "foråret 2025", -75, -75, -75, -75, None, None]), committees="MTU",
        due=month(2025, 3, 5))
    page.rest("total", 12, {"C": "I alt", "J": Formula("=SUM(J5:J11)", 1295), "K": Formula("=SUM(K5:K11)", 3095),
                            "L": Formula("=SUM(L5:L11)", 3545), "M": Formula("=SUM(M5:M11)", 3995)},
              bold=True, num="#,##0", bg="#DDEBF7")


def _anlaeg(office: Office) -> None:
    years = dict(zip(["2024", "2025", "2026", "2027"], "CDEF", strict=True))
    page = office.sheet("Anlæg", {"title": "A", "responsible": "B", **years, "committee": "G", "due": "H", "completion": "I",
                                  "section": "J", "number": "K", "process": "L"}, kind="A")
    page.widths(A=38, B=18, G=14, H=20, I=7, J=26, K=6, L=40, M=30)
    page.rest("title", 1, {"A": "Anlægsprojekter 2024-27 (1.000 kr.)"}, bold=True, size=14, color="#1F4E79")
    page.rest("heading", 3, spread("A", ["Projektets navn", "Projektleder", "2024", "2025", "2026", "2027", "Behandles i",
        "Forventet afsluttet", "Afsl.", "Hovedpunkt", "Pkt.", "Milepæle", "Bemærkning"]), bold=True, bg="#C6E0B4")
    page.item(4, spread("A", ["Ny daginstitution i Auning", "Ejendomschefen", 2000, 18000, 14000, None, "BUU, ØK og KB",
        "3. kvartal 2026", None, SKOLE, 1, "Programoplæg, udbud, byggeri", None]), committees="BUU ØK KB",
        due=quarter(2026, 3))
    page.item(5, spread("A", ["Cykelsti Trustrup-Glesborg", "Vejchefen", 3200, 4100, None, None, "MTU",
        "ultimo oktober 2024", None, ERHVERV, 2, "Arealerhvervelse først", "Afventer ekspropriation"]), committees="MTU",
        due="interval 2024-10-21 2024-10-31", say="U201")
    page.item(6, spread("A", ["Energirenovering af rådhuset", "Ejendomschefen", 1500, 1500, 1500, 1500, "ØK",
        "2024-27", None, KLIMA, 3, "Årlig plan", None]), committees="ØK", due="interval 2024-01-01 2027-12-31")
    page.item(7, spread("A", ["Kunstgræsbane i Ørsted", "Kulturchefen", 4000, None, None, None, "KFU",
        "juni 2024", "x", KULTUR, 4, None, "Indviet 14. juni"]), committees="KFU", due=month(2024, 6), completion="done",
        say="U508")
    page.rest("total", 8, {"A": "Anlæg i alt", "C": 10700, "D": 23600, "E": 15500, "F": 1500}, bold=True, num="#,##0")
    page.rest("total", 9, {"A": "Heraf energi", "C": 1500, "D": 1500, "E": 1500, "F": 1500}, italic=True, num="#,##0")


def _hensigt(office: Office) -> None:
    page = office.sheet("Hensigtserklæringer", {"title": "A", "section": "B", "responsible": "C", "committee": "D", "due": "E",
                                                "process": "F", "completion": "G"}, kind="H")
    page.widths(A=52, B=40, C=20, D=16, E=22, F=36, G=10)
    page.rest("heading", 1, spread("A", ["Hensigtserklæring", "Hovedpunkt", "Tovholder", "Udvalg", "Hvornår", "Næste skridt",
        "Udmøntet"]), bold=True, bg="#FFE699")
    page.item(2, spread("A", ["Parterne vil undersøge en fælles svømmehal", HENSIGT, "Kulturchefen", "KFU, ØK", "efter sommerferien 2025",
        "Opdraget beskrives", None]), committees="KFU ØK", due="from 2025-08-11")
    page.item(3, spread("A", ["Der udarbejdes en strategi for bosætning", ERHVERV, "Udviklingschefen", "EAU", "1. halvår 2024",
        "Borgermøder", "X"]), committees="EAU", due=month(2024, 1, 6), completion="done")
    page.item(4, spread("A", ["Demensvenlig kommune", POLITIK, "Sundhedschefen", "VPU", "senest 3. kvartal 2024", "Oplæg til udvalget",
        None]), committees="VPU", due=until("2024-09-30"), say="U201")


def two_plans(folder: str) -> None:
    """This year's plan, last year's and an archive in one book; kind by the letter in the number, section by banner."""
    office = Office(folder, years=YEARS, base={"font": "Arial", "size": 10}, title="Udmøntningsplan",
        remarks=["En tidligere plan og et arkiv i samme projektmappe er ét fund for hvert ark, ved arkets celle A1."])
    heads = ["Nr", "Indsats", "Ansvarlig", "Udvalg", "Tidspunkt", "Proces", "B2024", "BO2025", "BO2026", "BO2027", "X"]
    fields = {"number": "A", "title": "B", "responsible": "C", "committee": "D", "due": "E", "process": "F", "2024": "G", "2025": "H",
              "2026": "I", "2027": "J", "completion": "K"}
    page = office.sheet("Plan 2024-27", fields)
    page.widths(A=7, B=46, C=18, D=14, E=20, F=34, K=4)
    page.rest("title", 1, {"A": "UDMØNTNINGSPLAN 2024-2027"}, bold=True, size=16)
    page.rest("title", 2, {"A": "D = drift, A = anlæg, H = hensigtserklæring. Alle tal i t.kr."})
    page.rest("heading", 4, spread("A", heads), bold=True, bg="#BFBFBF")
    page.body = {"look": {"bottom": 1}}
    banner = {"bold": True, "bg": "#F2F2F2", "size": 11}
    page.rest("banner", 5, {"A": EFF}, **banner)
    page.constants = {"section": EFF}
    page.item(6, spread("A", ["D-1", "Færre konsulenter", "Direktionen", "ØK", "hele 2024", "Stop for nye aftaler", -1000, -1000, -1000,
        -1000, None]), kind="D", committees="ØK", due=month(2024, 1, 12))
    page.item(7, spread("A", ["D-2", "Robotstøvsugere i plejeboliger", "Plejechefen", "VPU", "Q2 2024", "Afprøves i Vivild", 300, -250,
        -500, -500, "X"]), kind="D", committees="VPU", due=quarter(2024, 2), completion="done")
    page.item(8, spread("A", ["A-1", "LED i gadelys", "Vejchefen", "MTU", "4. kvartal 2024", "Udbud er afsluttet", 2500, 2500, None,
        None, None]), kind="A", committees="MTU", due=quarter(2024, 4))
    page.rest("banner", 9, {"A": KULTUR}, **banner)
    page.constants = {"section": KULTUR}
    page.item(10, spread("A", ["D-3", "Kulturpas til unge", "Kulturchefen", "KFU/BUU", "august 2024", "Aftale med jobcenteret", 90, 180,
        180, 180, None]), kind="D", committees="KFU BUU", due=month(2024, 8), say="U201")
    page.item(11, spread("A", ["A-2", "Havnebad i Bønnerup", "Kulturchefen", "KFU - ØK - KB", "sommer 2025", "Myndighedsprojekt", 500, 3500,
        None, None, None]), kind="A", committees="KFU ØK KB", due=month(2025, 6, 8))
    page.item(12, spread("A", ["H-1", "Samlet plan for forsamlingshuse", "Kulturchefen", "KFU", "-", "Kortlægning", None, None, None, None,
        None]), kind="H", committees="KFU", due="unset", say="U202")
    page.rest("banner", 13, {"A": ERHVERV}, **banner)
    page.constants = {"section": ERHVERV}
    page.item(14, spread("A", ["D-4", "Turistbus til Fjellerup", "Erhvervschefen", "EAU + MTU", "maj-juni 2025", "Drøftes med trafikselskab",
        400, 400, None, None, None]), kind="D", committees="EAU MTU", due=month(2025, 5, 6))
    page.item(15, spread("A", ["H-2", "Undersøgelse af samkørsel", "Erhvervschefen", "EAU", "2025", "Afventer", None, None, None, None,
        None]), kind="H", committees="EAU", due=month(2025, 1, 12))
    page.rest("total", 17, {"B": "Sum", "G": 2790, "H": 5330, "I": -1320, "J": -1320}, bold=True, num="#,##0", top=6)
    _older_sheets(office, heads)
    office.save()


def _older_sheets(office: Office, heads: list[object]) -> None:
    old = office.sheet("Plan 2023-26")
    old.line(1, {"A": "UDMØNTNINGSPLAN 2023-2026"}, bold=True, size=16)
    old.line(4, spread("A", [*heads[:6], "B2023", "BO2024", "BO2025", "BO2026", "X"]), bold=True, bg="#BFBFBF")
    old.line(5, {"A": EFF}, bold=True, bg="#F2F2F2")
    old.line(6, spread("A", ["D-1", "Færre vikarer", "Plejechefen", "VPU", "2023", "Fast vikarkorps", -500, -500, -500, -500, "X"]))
    old.line(7, spread("A", ["D-2", "Nye takster i svømmehallen", "Kulturchefen", "KFU", "1. kvartal 2023", "Besluttet", -80, -80, -80, -80, "X"]))
    office.finding("U506", "Plan 2023-26!A1")
    archive = office.sheet("Arkiv")
    archive.line(1, spread("A", ["Nr", "Indsats", "Udvalg", "Afsluttet den"]), bold=True)
    archive.line(2, spread("A", ["D-9", "Lukning af kantinen", "ØK", dt.date(2022, 5, 2)]), looks={"D": {"num": "dd-mm-yyyy"}})
    archive.line(3, spread("A", ["A-4", "Nyt tag på hal 2", "KFU", dt.date(2022, 10, 31)]), looks={"D": {"num": "dd-mm-yyyy"}})
    office.finding("U506", "Arkiv!A1")


FAR_DOWN = """
[plan]
kommune = "Hedelund Kommune"
aar = [2024, 2025, 2026, 2027]
hovedpunkter = ["Børn og familier", "Ældre og sundhed", "By og land"]

[regler]
U508 = "fra"
"""


def far_down(folder: str) -> None:
    """The table starts in C14 under a long cover text: two header rows with merged parents, sections merged downwards."""
    office = Office(folder, years=YEARS, toml=FAR_DOWN, base={"font": "Georgia", "size": 10}, title="Hedelund budget 2024",
        remarks=["Planen har ingen proceskolonne; U508 er slået fra i opsætningen.",
                 "Delsummen for Ældre og sundhed er 0,1 mio. kr. forkert i 2025: U402."])
    fields = {"section": "C", "title": "D", "kind": "E", "responsible": "F", "committee": "G", "due": "I", "2024": "J", "2025": "K",
              "2026": "L", "2027": "M", "completion": "N", "strategic": "O"}
    page = office.sheet("Ark1", fields, unit=1_000_000)
    page.widths(A=2, B=2, C=20, D=40, E=8, F=18, G=16, H=16, I=18, N=11, O=11)
    for row, text in ((2, "HEDELUND KOMMUNE"), (3, "Udmøntning af budgetaftalen for 2024"), (5, "Sagsnr. 23/11872"), (6, "Opdateret 11-11-2024"),
                      (8, "X = afsluttet"), (9, "S = indgår i den strategiske plan"), (11, "mio. kr., 2024-pl, udgift = plus, indtægt = minus")):
        page.rest("title", row, {"C": text}, bold=row < 4, size=16 if row == 2 else 10)
    head = {"bold": True, "bg": "#375623", "color": "#FFFFFF", "align": "center", "border": 1, "wrap": True}
    for letter, text in zip("CDEF", ("Tema", "Initiativ", "Art", "Ansvarlig"), strict=True):
        page.merge(f"{letter}14:{letter}15", text, **head)
    page.merge("G14:I14", "Politisk behandling", **head)
    page.merge("J14:M14", "Økonomi", **head)
    page.merge("N14:O14", "Markering", **head)
    page.line(15, spread("G", ["Udvalg", "Øvrige udvalg", "Vejledende tidspunkt", 2024, 2025, 2026, 2027, "Afsluttet", "Strategisk"]), **head)
    page.role("heading", 14, 15)
    page.body = {"look": {"border": 1, "valign": "top", "wrap": True}, "money": "0.0"}
    tema = {"bold": True, "valign": "top", "border": 1, "bg": "#E2EFDA", "wrap": True}
    page.merge("C16:C19", "Børn og familier", **tema)
    page.constants = {"section": "Børn og familier"}
    page.item(16, spread("D", ["Tidlig indsats i dagplejen", "D", "Familiechefen", "BUU", None, "2. kvartal 2025", 0.8, 1.6, 1.6, 1.6, None,
        "S"]), kind="D", committees="BUU", due=quarter(2025, 2))
    page.item(17, spread("D", ["Ombygning af familiehuset", "A", "Ejendomschefen", "BUU", "ØK", "december 2024", 3.25, None, None, None, None,
        None]), kind="A", committees="BUU ØK", due=month(2024, 12))
    page.item(18, spread("D", ["Færre anbringelser uden for kommunen", "D", "Familiechefen", "BUU", None, "ultimo 2024", -1.2, -2.4, -2.4,
        -2.4, None, "S"]), kind="D", committees="BUU", due="interval 2024-12-01 2024-12-31")
    page.item(19, spread("D", ["Skolernes antal drøftes", "H", "Skolechefen", "BUU", None, "Budget 2025", None, None, None, None, None,
        None]), kind="H", committees="BUU", due="ambiguous 2024-01-01 2025-12-31", say="U205")
    total = {"bold": True, "border": 1, "num": "0.0", "bg": "#A9D08E"}
    page.rest("total", 20, spread("D", ["I alt Børn og familier", None, None, None, None, None, 2.85, -0.8, -0.8, -0.8]), **total)
    page.merge("C21:C23", "Ældre og sundhed", **tema)
    page.constants = {"section": "Ældre og sundhed"}
    page.item(21, spread("D", ["Hjemmepleje i faste teams", "D", "Ældrechefen", "VPU", "ÆR", "marts 2024", 1.1, 1.1, 1.1, 1.1, "X",
        "S"]), kind="D", committees="VPU ÆR", due=month(2024, 3), completion="done")
    page.item(22, spread("D", ["Nyt loftliftsystem i Gjerrild", "A", "Ældrechefen", "VPU", None, "senest 1. november 2024", 0.65, None, None,
        None, None, None]), kind="A", committees="VPU", due=until("2024-11-01"), say="U201")
    page.item(23, spread("D", ["Sundhedshus sammen med regionen", "H", None, "VPU", None, "afventer regionen", None, None, None, None, None,
        "S"]), kind="H", committees="VPU", due="depends", say="U507")
    page.rest("total", 24, spread("D", ["I alt Ældre og sundhed", None, None, None, None, None, 1.75, 1.2, 1.1, 1.1]), **total)
    office.finding("U402", "Ark1!K24")
    page.merge("C25:C26", "By og land", **tema)
    page.constants = {"section": "By og land"}
    page.item(25, spread("D", ["Landsbypulje", "D", "Teknik og Plan", "MTU", None, "hvert år i marts", 0.5, 0.5, 0.5, 0.5, None,
        None]), kind="D", committees="MTU", due="continuous")
    page.item(26, spread("D", ["Byfornyelse i Ørum", "A", "Teknik og Plan", "MTU", "KB", "2024 og frem", 2, 2, 2, 2, None, "S"]),
        kind="A", committees="MTU KB", due="from 2024-01-01")
    page.rest("total", 27, spread("D", ["I alt By og land", None, None, None, None, None, 2.5, 2.5, 2.5, 2.5]), **total)
    page.rest("total", 28, spread("D", ["Samlet", None, None, None, None, None, 7.1, 2.8, 2.8, 2.8]), **total)
    page.rest("note", 30, {"C": "Note: Minus angiver indtægter og besparelser."}, italic=True)
    office.save()


ALL = letters("A", 13)


def printed_pages(folder: str) -> None:
    """Made to be printed: total first, the header on each page, kind by banner and numbered sections, leftovers below."""
    office = Office(folder, years=YEARS, base={"font": "Times New Roman", "size": 11}, title="Udmøntning",
        remarks=["En rest fra skabelonen er U506 i rækkens første celle.", "En skjult række er U605 i titlens celle."])
    fields = {"number": "A", "title": "B", "process": "D", "responsible": "E", "committee": "F", "due": "G", "2024": "H", "2025": "I",
              "2026": "J", "2027": "K", "completion": "L"}
    page = office.sheet("Udmøntning", fields)
    page.widths(A=6, B=36, C=40, D=30, E=16, F=12, G=18, L=6, M=24)
    heads = ["Nr.", "Punkt", "Uddybning", "Fremgangsmåde", "Ansv.", "Fagudvalg", "Frist", "2024", "2025", "2026", "2027", "Afsl.", "Bem."]
    look = {"bold": True, "bottom": 2, "top": 2}

    def head(row: int) -> None:
        page.rest("heading", row, spread("A", heads), **look)

    def banner(row: int, text: str, **more: object) -> None:
        page.rest("banner", row, {"A": text}, bold=True, **more)

    page.rest("title", 1, {"A": "Udmøntning af budget 2024 – 2027 (hele 1.000 kr.)"}, bold=True, size=15)
    head(3)
    page.rest("total", 4, {"B": "Samlet virkning", "H": 3525, "I": 6330, "J": 1530, "K": 1530}, bold=True, num="#,##0", bg="#EDEDED")
    banner(5, "DRIFTSÆNDRINGER", size=13)
    banner(6, "1. Økonomisk Politik", italic=True)
    page.constants = {"kind": "D", "section": POLITIK}
    page.item(7, spread("A", [1, "Likviditeten styrkes", None, "Følges i budgetopfølgningen", "Økonomi", "ØK", "løbende opfølgning", -500, -500,
        -500, -500, None, None]), committees="ØK", due="continuous")
    page.item(8, spread("A", [2, "Ny bloktilskudsprognose", None, "KL's tal", "Økonomi", "ØK", "uge 40 2024", 0, 0, 0, 0, "X",
        None]), committees="ØK", due="interval 2024-09-30 2024-10-06", completion="done")
    banner(9, "2. Effektiviseringer", italic=True)
    page.constants = {"kind": "D", "section": EFF}
    page.item(10, spread("A", [3, "Fælles vagtcentral", "Nattevagt for ældre og handicap", "Analyse", "Sundhed", "VPU", "1.-2. kvartal 2025", 250,
        -400, -800, -800, None, None]), committees="VPU", due=quarter(2025, 1, 2))
    page.item(11, spread("A", [4, "Kørsel samles", "En bus i stedet for tre", "Udbud", "Teknik", "MTU", "inden udgangen af 1. kvartal 2024", -75,
        -150, -150, -150, "Delvist", "Ruterne mangler"]), committees="MTU", due=until("2024-03-31"), completion="partial",
        say="U201")
    head(13)
    banner(14, "3. Skoler og dagtilbud", italic=True)
    page.constants = {"kind": "D", "section": SKOLE}
    page.item(15, spread("A", [5, "Naturvejleder", None, "Ansættelse", "Skoler", "BUU", "skoleåret 2024/25", 200, 480, 480, 480, None,
        None]), committees="BUU", due="interval 2024-08-01 2025-07-31")
    page.item(16, spread("A", [6, "Mad i vuggestuerne", None, "Forældrevalg", "Dagtilbud", "BUU", "udgår", 900, 900, 900, 900, "Udgår",
        "Valgt fra af forældrene"]), committees="BUU", due="status", completion="dropped", say="U306")
    page.ws.set_row(15, None, None, {"hidden": True})
    office.finding("U605", "Udmøntning!B16")
    banner(18, "ANLÆGSPROJEKTER", size=13)
    banner(19, "4. Klima, miljø og byg", italic=True)
    page.constants = {"kind": "A", "section": KLIMA}
    page.item(20, spread("A", [7, "Dige ved Fjellerup", None, "Kystdirektoratet", "Teknik", "MTU, ØK, KB", "2. halvår 2025", 750, 4500, None,
        None, None, None]), committees="MTU ØK KB", due=month(2025, 7, 12))
    page.item(21, spread("A", [8, "Solceller på skolerne", "Fire skoler", "Samlet udbud", "Ejendomme", "MTU", "31. oktober 2024", 2000, 1500,
        1600, 1600, None, None]), committees="MTU", due=day("2024-10-31"), say="U201")
    head(23)
    banner(24, "HENSIGTSERKLÆRINGER", size=13)
    banner(25, "5. Erhverv, branding og trafik", italic=True)
    page.constants = {"kind": "H", "section": ERHVERV}
    page.item(26, spread("A", [9, "Færgen til Anholt", "Forslag til ny sejlplan", "Møder med øens borgere", "Direktionen", "Administrativt",
        "Juni 2025", None, None, None, None, None, None]), committees="", due=month(2025, 6))
    page.item(27, spread("A", [10, "Vejskilte på oplevelser", None, "Idékatalog", "Erhverv", None, "2025", None, None, None, None, None,
        None]), committees="", due=month(2025, 1, 12), say="U101")
    page.rest("unread", 29, {"A": "[Indsæt rækker efter behov - eller slet afsnittet helt]"}, italic=True, color="#7F7F7F")
    page.rest("note", 31, {"A": "Fristerne er vejledende og kan ændres."}, size=9)
    page.rest("note", 32, {"A": "Note: + er merudgift, - er mindreudgift."}, size=9)
    office.save()
