"""Offices with a habit of their own: positive savings, a task list, finished items put away, several years in a cell."""

# A row of a plan is a row of code here, however long.
# ruff: noqa: E501
# fmt: off
from __future__ import annotations

import datetime as dt

from .office import Office, day, month, quarter, spread, until

YEARS = range(2024, 2028)
SKOLE, KULTUR, KLIMA = "Skoler og dagtilbud", "Kultur, fritid og mødesteder", "Klima, miljø og byg"
EFF, POLITIK, ERHVERV = "Effektiviseringer", "Økonomisk Politik", "Erhverv, branding og trafik"

SAVINGS = """
[plan]
kommune = "Sønderby Kommune"
aar = [2024, 2025, 2026, 2027]
hovedpunkter = ["Ældre", "Skole", "Administration", "Vej og park"]

[kolonner]
"Sektor" = "hovedpunkt"
"Spareemne" = "emne"

[regler]
U508 = "fra"
"""


def positive_savings(folder: str) -> None:
    """A catalogue of savings where a saving is a positive number, as the line above the table says."""
    office = Office(folder, years=YEARS, toml=SAVINGS, base={"font": "Calibri", "size": 11}, title="Sparekatalog",
        remarks=["Besparelser står som positive tal; sandheden er derfor negative beløb. Merudgifter står med minus."])
    fields = {"responsible": "A", "committee": "B", "section": "C", "title": "D", "2024": "E", "2025": "F", "2026": "G", "2027": "H", "due": "J",
              "completion": "K"}
    page = office.sheet("Drift", fields, unit=1000, kind="D", sign=-1)
    page.widths(A=16, B=12, C=16, D=40, I=44, J=20, K=13)
    page.rest("title", 1, {"A": "Sparekatalog 2024-2027 – vedtagne forslag"}, bold=True, size=14, color="#C00000")
    page.rest("title", 2, {"A": "Besparelser er angivet som positive tal, merudgifter med minus. Alle beløb i 1.000 kr."}, color="#C00000")
    page.rest("heading", 4, spread("A", ["Sted", "Udvalg", "Sektor", "Spareemne", "Besparelse 2024", "Besparelse 2025", "Besparelse 2026",
        "Besparelse 2027", "Beskrivelse", "Frist", "Gennemført (X)"]), bold=True, wrap=True, bg="#F8CBAD", border=1)
    page.body = {"look": {"border": 1, "wrap": True, "valign": "top"}}
    page.item(5, spread("A", ["Plejecentre", "VPU", "Ældre", "Fælles nattevagt", 600, 1200, 1200, 1200, "To centre deles om vagten", "2. april 2024",
        "X"]), committees="VPU", due=day("2024-04-02"), completion="done")
    page.item(6, spread("A", ["Rådhuset", "ØK", "Administration", "Færre abonnementer", 150, 150, 150, 150, "Aviser og fagblade", "januar 2024",
        "X"]), committees="ØK", due=month(2024, 1), completion="done")
    page.item(7, spread("A", ["Rådhuset", "ØK", "Administration", "Nyt økonomisystem", -900, 400, 800, 800, "Koster først, sparer siden", "2. halvår 2024",
        None]), committees="ØK", due=month(2024, 7, 12))
    page.item(8, spread("A", ["Skoler", "BUU", "Skole", "Bogindkøb samles", 75, 75, 75, 75, None, "inden sommerferien 2024", None]), committees="BUU",
        due=until("2024-06-28"), say="U201")
    page.item(9, spread("A", ["Vejafdelingen", "MTU", "Vej og park", "Mindre saltning af stier", 40, 120, 120, 120, "Kun skolestier", "november 2024",
        None]), committees="MTU", due=month(2024, 11))
    page.item(10, spread("A", ["Vejafdelingen", "MTU", "Vej og park", "Egen asfaltkolonne nedlægges", 0, 700, 1400, 1400, "Tages med i næste udbud",
        "2. kvartal 2025", None]), committees="MTU", due=quarter(2025, 2))
    page.item(11, spread("A", ["Skoler", "BUU, ØK", "Skole", "Lejrskoler hvert andet år", 110, 260, 260, 260, "Skolebestyrelserne høres",
        "4. kvartal 2024", None]), committees="BUU ØK", due=quarter(2024, 4))
    page.item(12, spread("A", [None, "HR", "Ældre", "Taxakort lægges om", 30, 30, 30, 30, None, "afventer lovgivning", None]), committees="HR",
        due="depends", say="U507")
    page.rest("total", 13, {"D": "Besparelser i alt", **spread("E", [105, 2935, 4035, 4035])}, bold=True, num="#,##0", bg="#FBE5D6", border=1)
    office.save()


TASKS = """
[plan]
kommune = "Nørreå Kommune"
aar = [2025, 2026]
hovedpunkter = ["Organisation", "Borgere", "Politik"]

[kolonner]
"Track" = "hovedpunkt"
"Item Type" = "laeses_ikke"
"Path" = "laeses_ikke"

[regler]
U505 = "fra"
U508 = "fra"
"""


def task_list(folder: str) -> None:
    """A task list that has been to SharePoint and back: English headings, owners with semicolons, ja/nej, real dates."""
    office = Office(folder, years=[2025, 2026], date="2026-03-02", toml=TASKS, base={"font": "Calibri", "size": 11}, title="owssvr",
        remarks=["Listen har hverken type, proces eller beløb; U505 og U508 er slået fra.", "Ejere skilles med semikolon og bliver stående, som de er skrevet."])
    fields = {"title": "A", "section": "B", "responsible": "C", "committee": "D", "due": "E", "completion": "F"}
    page = office.sheet("owssvr", fields)
    page.widths(A=56, B=14, C=26, D=14, E=18, F=9, G=12, H=40)
    heads = ["Title", "Track", "Owner", "Udvalg", "Deadline", "Done", "Item Type", "Path"]
    page.ws.add_table("A1:H12", {"name": "Table_owssvr", "style": "Table Style Medium 2", "columns": [{"header": h} for h in heads]})
    page.role("heading", 1)

    def task(row: int, cells: list[object], **meant: object) -> None:
        page.item(row, spread("A", [*cells, "Item", "sites/omstilling/Lists/Opgaver"]), looks={"E": {"num": "dd-mm-yyyy hh:mm"}}, **meant)

    task(2, ["Kommissorium for de nye udvalg (uge 20)", "Politik", "Sekretariat", "KB", dt.datetime(2025, 5, 15), "Ja"], committees="KB",
        due=day("2025-05-15"), completion="done")
    task(3, ["Dilemmaer til fagudvalgene", "Politik", "Sekretariat;Økonomi", "ØK", dt.datetime(2026, 1, 20), "Nej"], committees="ØK",
        due=day("2026-01-20"), say="U201")
    task(4, ["Aftal lokation til seminar (Grenaa?)", "Politik", None, "KB", None, "Nej"], committees="KB", due="unset", say="U202 U507")
    task(5, ["Borgermøde i Ørum", "Borgere", "Kultur;Kommunikation", "KFU", dt.datetime(2026, 4, 14, 19, 0), "Nej"], committees="KFU",
        due=day("2026-04-14"))
    task(6, ["Spørgeskema til foreninger", "Borgere", "Kommunikation", "KFU; BUU", dt.datetime(2025, 11, 3), "Ja"], committees="KFU BUU",
        due=day("2025-11-03"), completion="done")
    task(7, ["Ny mappestruktur", "Organisation", "IT;IT-drift;Sekretariat", "administrativt", dt.datetime(2026, 6, 1), "Nej"], committees="",
        due=day("2026-06-01"))
    task(8, ["Delegationsplan revideres", "Organisation", "Jura", "ØK;KB", dt.datetime(2026, 3, 28), "Nej"], committees="ØK KB",
        due=day("2026-03-28"), say="U206")
    task(9, ["Introduktion af nye medlemmer", "Politik", "Sekretariat", "KB", dt.datetime(2026, 1, 13), "Ja"], committees="KB",
        due=day("2026-01-13"), completion="done")
    task(10, ["Høringsportal", "Borgere", "IT", None, dt.datetime(2026, 9, 1), "Nej"], due=day("2026-09-01"), say="U101")
    task(11, ["Lederudvikling (hvem?)", "Organisation", None, "HU", dt.datetime(2026, 5, 5), "Nej"], committees="HU", due=day("2026-05-05"),
        say="U507")
    task(12, ["Evaluering af sammenlægningen", "Organisation", "Økonomi", "DIR", None, "Ja"], committees="DIR", due="unset", completion="done")
    office.save()


def finished_sheet(folder: str) -> None:
    """Finished items move to a sheet of their own, so a number can stand on two sheets; traffic light as a word."""
    office = Office(folder, years=YEARS, base={"font": "Trebuchet MS", "size": 10}, library="openpyxl", title="Anlægs- og driftsinitiativer",
        remarks=["Det, der står på arket Afsluttede, er afsluttet ved at stå der.",
                 "Nr. 3 står på to ark med hver sin indsats; numre tælles for hvert ark."])
    heads = ["Nr.", "Initiativ", "Type", "Hovedpunkt", "Udvalg", "Ansvarlig", "Proces", "Trafiklys", "Status", "Forventet afsluttet",
             "2024", "2025", "2026", "2027"]
    fields = {"number": "A", "title": "B", "kind": "C", "section": "D", "committee": "E", "responsible": "F", "process": "G", "due": "J", "2024": "K",
              "2025": "L", "2026": "M", "2027": "N"}

    def sheet(name: str, title: str, colour: str, **constants: object):
        page = office.sheet(name, fields, **constants)
        page.ws.sheet_properties.tabColor = colour.lstrip("#")
        page.ws.freeze_panes = "C4"
        page.widths(A=6, B=38, C=9, D=30, E=14, F=16, G=28, H=10, I=40, J=20)
        page.rest("title", 1, {"A": title}, bold=True, size=14)
        page.rest("title", 2, {"A": "Beløb i 1.000 kr."})
        page.rest("heading", 3, spread("A", heads), bold=True, bg=colour, border=1)
        page.body = {"look": {"border": 1, "wrap": True, "valign": "top"}}
        return page

    now = sheet("Igangværende", "Status på budgetinitiativer pr. 31.10.2024", "#FFE699")
    now.item(4, spread("A", [2, "Klimatilpasning i Trustrup", "Anlæg", KLIMA, "MTU", "Vand og Natur", "Projektering", "Gul", "Lodsejere er hørt",
        "3. kvartal 2025", 1000, 4500, None, None]), kind="A", committees="MTU", due=quarter(2025, 3))
    now.item(5, spread("A", [3, "Natlæsning på biblioteket", "Drift", KULTUR, "KFU", "Biblioteket", "Forsøg", "Grøn", "Åbner efter planen",
        "december 2024", 60, 60, 60, 60]), kind="D", committees="KFU", due=month(2024, 12))
    now.item(6, spread("A", [5, "Kantine samles", "Drift", EFF, "ØK", "Ejendomme", "Udbud", "Rød", "Udbuddet gik om", "2. kvartal 2024", -100, -300, -300,
        -300]), kind="D", committees="ØK", due=quarter(2024, 2), say="U201")
    now.item(7, spread("A", [6, "Modulpavillon ved skolen", "Anlæg", SKOLE, "BUU", "Ejendomme", "Lejeaftale", "Gul", "Byggetilladelse søgt",
        "inden udgangen af 2024", 2400, None, None, None]), kind="A", committees="BUU", due=until("2024-12-31"))
    now.item(8, spread("A", [8, "Mødesteder i landsbyerne", "Hensigt", KULTUR, "KFU", "Kultur", "Dialog", "Grøn", None, "2025 og frem", None, None, None,
        None]), kind="H", committees="KFU", due="from 2025-01-01")
    done = sheet("Afsluttede", "Liste med afsluttede projekter", "#C6E0B4", completion="done")
    done.item(4, spread("A", [1, "Nye møbler til Sundhedshuset", "Anlæg", POLITIK, "VPU", "Sundhed", "Indkøb", "Grøn", "Leveret", "1. kvartal 2024", 800, None,
        None, None]), kind="A", committees="VPU", due=quarter(2024, 1))
    done.item(5, spread("A", [3, "Lokale aftaler om vikarer", "Drift", EFF, "VPU", "Ældre", "Dialog med tillidsfolk", "Grøn", "Aftalerne er på plads", "januar 2024",
        -450, -450, -450, -450]), kind="D", committees="VPU", due=month(2024, 1))
    done.item(6, spread("A", [4, "Ny hjemmeside for turister", "Drift", ERHVERV, "EAU", "Erhverv", "Design", "Grøn", "I luften", "maj 2024", 300, 50, 50, 50]),
        kind="D", committees="EAU", due=month(2024, 5))
    done.item(7, spread("A", [7, "Sikre skoleveje", "Anlæg", ERHVERV, "MTU", "Vej", "Tre kryds", "Grøn", "Sidste kryds åbnet 2. september",
        "3. kvartal 2024", 1750, None, None, None]), kind="A", committees="MTU", due=quarter(2024, 3))
    office.save()


SEVERAL = """
[plan]
kommune = "Gammelsogn Kommune"
aar = [2017, 2018, 2019, 2020]
hovedpunkter = ["Børn", "Voksne", "Teknik"]

[regler]
U507 = "fra"
U508 = "fra"
"""


def several_years_in_a_cell(folder: str) -> None:
    """One effect column with all the years in running text, and deadlines in the same manner."""
    office = Office(folder, years=range(2017, 2021), date="2017-11-22", toml=SEVERAL, base={"font": "Garamond", "size": 12}, title="Sparekatalog 2017",
        remarks=["Alle årenes beløb står i én celle; enheden står i cellen eller i overskriften (1.000 kr.)."])
    fields = {"number": "A", "title": "B", "section": "C", "committee": "D", "kind": "E", "completion": "H", "due": "G", "2017": "F"}
    page = office.sheet("Udmøntning", fields, unit=1000)
    page.widths(A=8, B=42, C=12, D=14, E=9, F=50, G=34, H=10)
    page.rest("title", 1, {"A": "Forslag vedtaget ved budget 2017-2020"}, bold=True, size=16)
    page.rest("heading", 3, spread("A", ["Kode", "Forslag", "Område", "Udvalg", "Type", "Effekt 2017-2020 (1.000 kr.)", "Tidsplan", "Afsluttet"]),
              bold=True, italic=True, bottom=1, top=1)
    page.body = {"look": {"wrap": True, "valign": "top"}}

    def proposal(row: int, cells: list[object], amounts: list[int | None], **meant: object) -> None:
        page.item(row, spread("A", cells), amounts=amounts, **meant)

    proposal(4, ["S104", "Ændret klubtilbud", "Børn", "BUU", "Drift", "2017: -0,5 mio. kr. 2018: -1,0 mio. kr. 2019: -1,5 mio. kr. 2020: -2,0 mio. kr.",
        "Høring: marts 2017\nBeslutning: april 2017", "X"], [-500, -1000, -1500, -2000], kind="D", committees="BUU", due=month(2017, 3, 4),
        completion="done")
    proposal(5, ["S106", "Fælles visitation", "Voksne", "VPU", "Drift", "2017: -250\n2018: -500\n2019: -500\n2020: -500", "ØK 05-12-2017, KB 12-12-2017",
        None], [-250, -500, -500, -500], kind="D", committees="VPU", due="interval 2017-12-05 2017-12-12")
    proposal(6, ["S114", "Kulturtilskud", "Voksne", "KUU", "Drift", "-100 / -100 / -100 / -100", "juni og september 2017", None], [-100] * 4, kind="D",
        committees="KUU", due=month(2017, 6, 9), say="U201")
    proposal(7, ["S120", "Broer og bygværker", "Teknik", "MTU", "Anlæg", "2018: 4,5 mio. kr. 2019: 0,5 mio. kr.", "2018 (analyse), 2019 (anlæg)", None],
        [None, 4500, 500, None], kind="A", committees="MTU", due="interval 2018-01-01 2019-12-31")
    proposal(8, ["S121", "Træningshold for seniorer", "Voksne", "VPU, ÆR", "Drift", "2017: 1.250.000 kr. 2018: 1.250.000 kr.", "1.-2. kvartal 2018", None],
        [1250, 1250, None, None], kind="D", committees="VPU ÆR", due=quarter(2018, 1, 2))
    proposal(9, ["S123", "Kulturfestival", "Voksne", "KUU", "Drift", "2018: 300; 2020: 300", "forår 2018", None], [None, 300, None, 300], kind="D",
        committees="KUU", due=month(2018, 3, 5), say="U104")
    proposal(10, ["S130", "Ny struktur for dagplejen", "Børn", "BUU", "H", None, "efter påske 2018", None], [], kind="H", committees="BUU",
        due="from 2018-04-03")
    proposal(11, ["S131", "Legat til lærlinge", "Børn", "EAU", "Drift", "0,2 mio. kr. årligt", "løbende", None], [200] * 4, kind="D",
        committees="EAU", due="continuous")
    office.save()
