"""What Excel, Word and years of use leave behind: another date system, pasted text, broken formulas, hidden and struck rows."""

# A row of a plan is a row of code here, however long.
# ruff: noqa: E501
# fmt: off
from __future__ import annotations

import datetime as dt
import unicodedata

from .office import Err, Formula, Office, day, month, quarter, spread, until

YEARS = range(2024, 2028)
SKOLE, KULTUR, KLIMA = "Skoler og dagtilbud", "Kultur, fritid og mødesteder", "Klima, miljø og byg"
EFF, POLITIK, ERHVERV = "Effektiviseringer", "Økonomisk Politik", "Erhverv, branding og trafik"
HEADS = ["Nr.", "Type", "Hovedpunkt", "Emne", "Proces", "Ansvarlig", "Udvalg", "Vejledende tidspunkt", "2024", "2025", "2026", "2027", "Afsluttet"]
FIELDS = {"number": "A", "kind": "B", "section": "C", "title": "D", "process": "E", "responsible": "F", "committee": "G", "due": "H", "2024": "I",
          "2025": "J", "2026": "K", "2027": "L", "completion": "M"}


def from_a_mac(folder: str) -> None:
    """The 1904 date system, true dates shown as a month only, and progress in percent as the completion."""
    office = Office(folder, years=YEARS, mac=True, base={"font": "Helvetica Neue", "size": 11}, title="Plan",
        remarks=["En ægte dato vist som måned (mmm-åå) er hele måneden.", "100 % er afsluttet, 0 % er åbent, alt imellem er delvist."])
    page = office.sheet("Plan", FIELDS)
    page.widths(A=5, B=8, C=28, D=36, E=26, F=16, G=10, H=16, M=11)
    page.rest("title", 1, {"A": "Udmøntningsplan", "H": "Opdateret", "I": dt.date(2024, 11, 4)}, bold=True, num="dd-mm-yyyy")
    page.rest("title", 2, {"A": "t.kr."})
    page.rest("heading", 3, spread("A", [*HEADS[:12], "Gennemført %"]), bold=True, color="#404040", bottom=1)

    def row(at: int, cells: list[object], shown: str, **meant: object) -> None:
        page.item(at, spread("A", cells), looks={"H": {"num": shown, "align": "left"}, "M": {"num": "0%"}}, **meant)

    month_only = "mmm-yy"
    row(4, [1, "Drift", EFF, "Printere fjernes", "Opgørelse", "IT", "ØK", dt.date(2024, 3, 1), -60, -120, -120, -120, 1], month_only, kind="D",
        committees="ØK", due=month(2024, 3), completion="done")
    row(5, [2, "Drift", SKOLE, "Skolebiblioteker", "Indkøb", "Skoler", "BUU", dt.date(2024, 9, 1), 240, 240, 240, 240, 0.9], month_only, kind="D",
        committees="BUU", due=month(2024, 9), completion="partial", say="U201")
    row(6, [3, "Anlæg", KLIMA, "Varmepumpe i hal 3", "Tilbud", "Ejendomme", "KFU", dt.date(2024, 11, 1), 1900, None, None, None, 0.25], month_only, kind="A",
        committees="KFU", due=month(2024, 11), completion="partial")
    row(7, [4, "Anlæg", ERHVERV, "Fodgængerbro", "Licitation", "Vej", "MTU", dt.date(2025, 8, 29), 300, 6200, None, None, 0], "d. mmmm yyyy", kind="A",
        committees="MTU", due=day("2025-08-29"))
    row(8, [5, "Drift", KULTUR, "Musikskolens takster", "Høring", "Kultur", "KFU", dt.date(2024, 8, 1), -35, -85, -85, -85, 1], "dd/mm/yy", kind="D",
        committees="KFU", due=day("2024-08-01"), completion="done")
    row(9, [6, "Hensigt", POLITIK, "Ny politik for anlæg", "Seminar", "Økonomi", "ØK", dt.date(2025, 2, 1), None, None, None, None, 0], "mmmm yyyy", kind="H",
        committees="ØK", due=month(2025, 2))
    row(10, [7, "Drift", KLIMA, "Ladestandere", "Aftale", "Ejendomme", "MTU", dt.date(2024, 10, 11), 0, -40, -40, -40, 0.5], "ddd d. d/m", kind="D",
        committees="MTU", due=day("2024-10-11"), completion="partial", say="U201")
    row(11, [8, "Hensigt", SKOLE, "Fritidsjob", "Møde", "Unge", "BUU", dt.date(2025, 7, 1), None, None, None, None, 0], month_only, kind="H",
        committees="BUU", due=month(2025, 7), say="U206")
    office.save()


NBSP, ZERO, SOFT = "\u00a0", "\u200b", "\u00ad"


def pasted_from_word(folder: str) -> None:
    """No-break and zero-width spaces, soft hyphens, look-alike X, decomposed æøå, curly dashes, numbers as text with footnotes."""
    office = Office(folder, years=YEARS, base={"font": "Cambria", "size": 11}, library="openpyxl", title="Udmøntningsplan (indsat fra Word)",
        remarks=["Titler og navne er skrevet i sandheden, som de læses: uden usynlige tegn og med sammensatte bogstaver.",
                 "Tegn, der ligner X, er læst som X: U305."])

    def apart(text: str) -> str:
        return unicodedata.normalize("NFD", text)

    page = office.sheet("Tabel 1", FIELDS)
    page.widths(A=6, B=14, C=30, D=40, E=28, F=18, G=16, H=22, M=10)
    page.rest("title", 1, {"A": f"Tabel{NBSP}1 –{NBSP}Udmøntningsplan, beløb i 1.000{NBSP}kr."}, bold=True)
    page.rest("heading", 2, spread("A", ["Nr.", "Type:", f"Hoved{SOFT}punkt", "Emne ", "Proces", "Ansvar-\nlig", f"Politisk{NBSP}udvalg",
        f"Vej{SOFT}ledende  tids{SOFT}punkt", f"2024{NBSP}", "2025 ", f"{ZERO}2026", "2027", apart("Gennemført")]), bold=True, wrap=True, border=1)
    page.body = {"look": {"wrap": True, "valign": "top", "border": 1}}

    def row(at: int, cells: list[object], amounts: list[int | None], **meant: object) -> None:
        page.item(at, spread("A", cells), amounts=amounts, **meant)

    row(3, ["1", f"Drift{NBSP}", apart(POLITIK), apart("Økonomistyring på ældreområdet"), "Ny model", apart("Økonomi"), f"ØK,{NBSP}VPU", f"2.{NBSP}kvartal{NBSP}2025",
        "-1.250", f"-1{NBSP}250", "−1.250", "÷1.250", None], [-1250] * 4, kind="D", section=POLITIK, title="Økonomistyring på ældreområdet",
        responsible="Økonomi", committees="ØK VPU", due=quarter(2025, 2))
    row(4, ["2", "Drift", SKOLE, f"Flere{NBSP}timer{NBSP}til dansk", "Timetal", "Skoler", apart("Børne– og ungdomsudvalget"), "1.–2. kvartal 2024", "500*", "500 1)",
        "500", "500", "Х"], [500] * 4, kind="D", title="Flere timer til dansk", committees="BUU", due=quarter(2024, 1, 2), completion="done",
        say="U305")
    row(5, ["3", "Anlæg", KLIMA, f"Kloak{SOFT}renovering i Fjellerup", "Udbud", "Vand", f"M{ZERO}TU", f"4.{NBSP}kvartal 2024 ", "2.000", "–", "–", "–", None],
        [2000, 0, 0, 0], kind="A", title="Kloakrenovering i Fjellerup", committees="MTU", due=quarter(2024, 4))
    row(6, ["4", "Drift", KULTUR, "“Åben hal” i weekenden", "Frivillige", "Fritid", "KFU", "Forår 2024", "75", "75", "75", "75", " × "], [75] * 4, kind="D",
        committees="KFU", due=month(2024, 3, 5), completion="done", say="U305")
    row(7, ["5", "Hensigt", ERHVERV, apart("Tog til Århus"), "Brev til ministeren", "Direktionen", "ØK", f"løbende{NBSP}", None, None, None, None, None], [],
        kind="H", title="Tog til Århus", committees="ØK", due="continuous")
    row(8, ["6", "Drift", EFF, "Samdrift af varmecentraler", "Analyse", "Ejendomme", "MTU →\nØK", "september 2024", "-90 ", " -180", "-180", "-180", None],
        [-90, -180, -180, -180], kind="D", committees="MTU ØK", due=month(2024, 9), say="U201")
    row(9, ["7", "Anlæg", SKOLE, "Faglokaler i Glesborg", "Skitse", "Skoler", "BUU", "ult. 2025", "250", "3.250,0", "", "", None], [250, 3250, None, None],
        kind="A", committees="BUU", due="interval 2025-12-01 2025-12-31")
    row(10, ["8", "Drift", EFF, "Vask af arbejdstøj", "Udbud", "Indkøb", f"Økonomi{SOFT}udvalget", "marts 2024", "-40", "-40", "-40", "-40", " X "], [-40] * 4,
        kind="D", committees="ØK", due=month(2024, 3), completion="done")
    page.rest("note", 12, {"A": "*) Beløbet er foreløbigt."}, size=9)
    page.rest("note", 13, {"A": "1) Heraf 100 til materialer."}, size=9)
    office.save()


def excel_faults(folder: str) -> None:
    """Formulas no one has computed, error cells, numbers that became dates, whole kroner among thousands."""
    office = Office(folder, years=YEARS, base={"font": "Calibri", "size": 11}, library="openpyxl", title="Udmøntning",
        remarks=["Mappen er skrevet af et program, så formlen i J6 har ingen beregnet værdi.",
                 "Nr. 1.10 står som tallet 1,1 med formatet 0.00; nr. 3-4 er blevet til datoen 3. april med formatet d-m; begge er ment, som de vises.",
                 "650000 i en kolonne i 1.000 kr. er U406; beløbet mangler, til nogen afgør det."])
    fields = FIELDS
    page = office.sheet("Plan", fields)
    page.widths(A=7, B=9, C=28, D=38, E=26, F=16, G=10, H=20, M=10)
    page.rest("title", 1, {"A": "Udmøntningsplan 2024-2027"}, bold=True, size=14)
    page.rest("title", 2, {"A": "Beløb i 1.000 kr."})
    page.rest("heading", 4, spread("A", HEADS), bold=True, bg="#D9D9D9")

    def row(at: int, cells: list[object], shown: str = "General", **meant: object) -> None:
        page.item(at, spread("A", cells), looks={"A": {"num": shown, "align": "left"}}, **meant)

    row(5, [1.8, "Drift", EFF, "Færre møder ude af huset", "Retningslinje", "HR", "ØK", "1. kvartal 2025", -100, -100, -100, -100, None], "0.0", kind="D",
        number="1.8", committees="ØK", due=quarter(2025, 1))
    row(6, [1.9, "Drift", EFF, "Fælles kopipapir", "Indkøbsaftale", "Indkøb", "ØK", "maj 2024", -20, Formula("=I6*2"), -40, -40, "X"], "0.0", kind="D",
        number="1.9", committees="ØK", due=month(2024, 5), completion="done", amounts=[-20, None, -40, -40], say="U404@J")
    row(7, [1.1, "Drift", SKOLE, "Sommerskole", "Tilmelding", "Skoler", "BUU", "juni 2025", 150, 150, 150, 150, None], "0.00", kind="D", number="1.10",
        committees="BUU", due=month(2025, 6))
    row(8, [dt.date(2024, 4, 3), "Anlæg", KLIMA, "Ny materielgård", "Programoplæg", "Vej", "MTU", "2. halvår 2026", None, 400, Err("#REF!"), 12000, None], "d-m",
        kind="A", number="3-4", committees="MTU", due=month(2026, 7, 12), amounts=[None, 400, None, 12000], say="U405@K")
    row(9, ["3-5", "Drift", KLIMA, "Træpleje", "Plan", "Park", "MTU", "31. september 2024", 300, 300, 300, 300, None], kind="D", committees="MTU",
        due="invalid", say="U203")
    row(10, ["3-6", "Drift", KULTUR, "Fritidsguide på nettet", "Opsætning", "Kultur", "KFU", "uge 53 2024", 80, 650000, 85, 85, None], kind="D",
        committees="KFU", due="invalid", amounts=[80, None, 85, 85], say="U203 U406@J")
    row(11, ["3-7", "Drift", ERHVERV, "Byfest i Grenaa", "Samarbejde", "Erhverv", "EAU", dt.date(2025, 6, 13), 200, "2oo", 200, 200, None], kind="D",
        committees="EAU", due=day("2025-06-13"), amounts=[200, None, 200, 200], say="U401@J")
    row(12, ["3-7", "Drift", ERHVERV, "Handelsby i Auning", "Netværk", "Erhverv", "EAU", dt.date(2024, 10, 1), 60, 60, 60, 60, None], kind="D",
        committees="EAU", due=day("2024-10-01"), say="U201 U503")
    row(13, ["3-8", "Anlæg", SKOLE, "Solafskærmning", "Pris", "Ejendomme", "BUU", "2. kvartal 2025", 420, None, None, None, None], kind="A", committees="BUU",
        due=quarter(2025, 2))
    office.save()


PUT_AWAY = [*HEADS, "Strategisk plan", "Lukket", "Bemærkninger", "Intern bemærkning"]


def put_away(folder: str) -> None:
    """Hidden rows, a hidden column and sheet, struck-through rows, comments, closed items, X in the wrong column."""
    office = Office(folder, years=YEARS, base={"font": "Calibri", "size": 10}, title="Udmøntningsplan, arbejdseksemplar",
        remarks=["Den skjulte kolonne Proces læses: U601 ved dens overskrift. Intern bemærkning er også skjult, men er ikke en del af planen.",
                 "Det skjulte ark er en lille plan med samme overskrifter; det læses: U605 ved A1.",
                 "X i datokolonnen: afsluttet. X i bemærkningskolonnen: uklart."])
    fields = {**FIELDS, "strategic": "N", "confidential": "O", "remarks": "P"}
    page = office.sheet("Plan", fields)
    page.widths(A=5, B=9, C=28, D=38, E=26, F=16, G=14, H=22, M=10, N=10, O=8, P=34, Q=30)
    page.ws.set_column("E:E", 26, None, {"hidden": True})
    page.ws.set_column("Q:Q", 30, None, {"hidden": True})
    office.finding("U601", "Plan!E3")
    page.rest("title", 1, {"A": "Udmøntningsplan – 1.000 kr."}, bold=True, size=14)
    page.rest("heading", 3, spread("A", PUT_AWAY), bold=True, bg="#FFF2CC", border=1, wrap=True)
    struck = {"strike": True, "color": "#7F7F7F"}
    page.item(4, spread("A", [1, "Drift", EFF, "Elbiler i hjemmeplejen", "Leasing", "Ældre", "VPU", "3. kvartal 2024", -150, -300, -300, -300, "X", "X",
        None, None, "Spørg revisionen"]), kind="D", committees="VPU", due=quarter(2024, 3), completion="done")
    page.note("D4", "Husk at nævne ladestanderne på mødet", "Sekretariat")
    page.item(5, spread("A", [2, "Drift", SKOLE, "Skolefrugt", "Aftale med gartneri", "Skoler", "BUU", "august 2024", 90, 90, 90, 90, "X", None, None, None]),
        kind="D", committees="BUU", due=month(2024, 8), completion="done")
    page.ws.set_row(4, None, None, {"hidden": True})
    office.finding("U605", "Plan!D5")
    page.item(6, spread("A", [3, "Anlæg", ERHVERV, "Rasteplads ved fjorden", "Skitse", "Vej", "MTU", "2025", 500, None, None, None, None, None, None,
        "Se referat"]), kind="A", committees="MTU", due=month(2025, 1, 12), look=struck, say="U602")
    page.item(7, spread("A", [4, "Anlæg", KLIMA, "Arealerhvervelse", "Notat", "Ejendomme", "ØK (lukket)", "1. kvartal 2025", 3000, None, None, None,
        None, "X", None, None]), kind="A", committees="ØK", due=quarter(2025, 1), confidential=True, say="U604@G")
    page.item(8, spread("A", [5, "Drift", POLITIK, "Organisationsændring", "Proces med MED", "Direktionen", "ØK, KB", "4. kvartal 2024", 0, -400, -400, -400,
        None, "X", "X", "Fortrolig til mødet"]), kind="D", committees="ØK KB", due=quarter(2024, 4), say="U604")
    page.item(9, spread("A", [6, "Drift", KULTUR, "Kunst i det fri", "Udvalg nedsat", "Kultur", "KFU", "X", 50, 50, 50, 50, None, None, None, None]), kind="D",
        committees="KFU", due="status", completion="done", say="U303@H")
    page.item(10, spread("A", [7, "Drift", KULTUR, "Sæsonåbning af havnen", "Plan", "Havnen", "EAU", "maj 2024", 40, 40, 40, 40, None, None, None, "X"]),
        kind="D", committees="EAU", due=month(2024, 5), completion="unclear", say="U303@P")
    page.item(11, spread("A", [8, "Hensigt", SKOLE, "Skolegårde åbnes for alle", "Idéfase", "Skoler", "BUU m.fl.", "efterår 2025", None, None, None, None,
        None, None, None, None]), kind="H", committees="BUU", due=month(2025, 9, 11), say="U103")
    page.item(12, spread("A", [9, "Drift", EFF, "Rengøring efter behov", "Nye planer", "Ejendomme", "BUU", "2. kvartal 2024", -80, -160, -160, -160, "X?", None,
        None, None]), kind="D", committees="BUU", due=quarter(2024, 2), completion="unclear", say="U301")
    page.item(13, spread("A", [10, "Drift", EFF, "Energistyring", "Målere", "Ejendomme", "Klimaudvalget", "2025", -70, -70, -70, -70, None, None, None, None]),
        kind="D", committees="", due=month(2025, 1, 12), say="U102")
    page.item(14, spread("A", [11, "Drift", POLITIK, "Gebyrer gennemgås", "Alle områder", "Økonomi", "alle fagudvalg", "1. halvår 2025", -10, -10, -10, -10, None,
        None, None, None]), kind="D", committees="BUU VPU MTU KFU EAU", due=month(2025, 1, 6))
    away = office.sheet("Udskudte", {**FIELDS})
    away.rest("heading", 1, spread("A", HEADS), bold=True)
    away.item(2, spread("A", [20, "Anlæg", KLIMA, "Ny genbrugsplads", "Udskudt", "Teknik", "MTU", "2027", None, None, None, 8000, None]), kind="A",
        committees="MTU", due=month(2027, 1, 12))
    away.ws.hide()
    office.finding("U605", "Udskudte!A1")
    office.save()


def colours_only(folder: str) -> None:
    """A status column with nothing but colours, bands of colour that mean nothing, and dates moved in the same cell."""
    office = Office(folder, years=YEARS, base={"font": "Calibri", "size": 11}, title="Fremdrift",
        remarks=["De skiftevis grå rækker er pynt; kun Status-kolonnens udfyldning er en status.",
                 "Af en flyttet dato gælder den sidste.", "Gennemført står i Opfølgning, mens X mangler: U304 ved teksten."])
    fields = {**FIELDS, "status": "N", "remarks": "O"}
    page = office.sheet("Fremdrift", fields)
    page.widths(A=5, B=9, C=28, D=36, E=26, F=16, G=10, H=34, M=10, N=8, O=34)
    page.rest("title", 1, {"A": "Fremdrift på budgetaftalen (i hele 1.000 kr.)"}, bold=True, size=14)
    page.rest("heading", 2, spread("A", [*HEADS, "Status", "Opfølgning"]), bold=True, bottom=2)
    page.ws.autofilter("A2:O10")
    page.body = {"look": {"wrap": True, "valign": "top"}}
    colours = {"green": "#00B050", "yellow": "#FFC000", "red": "#FF0000"}

    def row(at: int, cells: list[object], colour: str | None, **meant: object) -> None:
        band = {"bg": "#F2F2F2"} if at % 2 else {}
        page.item(at, {**spread("A", cells), "N": None}, looks={"N": {"bg": colours[colour]}} if colour else None, look=band, **meant)

    row(3, [1, "Drift", SKOLE, "Lektiecafé", "Frivillige", "Skoler", "BUU", "1. kvartal 2025 (rykket fra 4. kvartal 2024)", 60, 60, 60, 60, None], "yellow",
        kind="D", committees="BUU", due=quarter(2025, 1), say="U603")
    row(4, [2, "Drift", EFF, "Fælles telefonsystem", "Udbud", "IT", "ØK", "marts 2024 ændret til juni 2024", -45, -90, -90, -90, None], "red", kind="D",
        committees="ØK", due=month(2024, 6), say="U201 U603")
    row(5, [3, "Anlæg", KULTUR, "Lys på stien", "Tilbud", "Fritid", "KFU", "2. kvartal 2024", 350, None, None, None, "X"], "green", kind="A",
        committees="KFU", due=quarter(2024, 2), completion="done", say="U603")
    row(6, [4, "Drift", POLITIK, "Gældspolitik", "Notat", "Økonomi", "ØK", "2024", 0, 0, 0, 0, None], None, kind="D", committees="ØK",
        due=month(2024, 1, 12))
    page.put("O6", "Drøftet i august", wrap=True)
    row(7, [5, "Anlæg", KLIMA, "Udskiftning af vinduer", "Udbud", "Ejendomme", "MTU", "1. halvår 2024", 900, 900, None, None, None], None, kind="A",
        committees="MTU", due=month(2024, 1, 6), say="U201 U304@O")
    page.put("O7", "Gennemført", wrap=True, bg="#F2F2F2")
    row(8, [6, "Hensigt", ERHVERV, "Cykelturisme", "Ansøgning", "Erhverv", "EAU", "afhænger af udbud", None, None, None, None, None], "green", kind="H",
        committees="EAU", due="depends", say="U603")
    row(9, [7, "Drift", SKOLE, "Svømning for alle", "Kalender", "Skoler", "BUU", "skoleåret 2025/26", 130, 130, 130, 130, None], None, kind="D",
        committees="BUU", due="interval 2025-08-01 2026-07-31")
    row(10, [8, "Drift", "", "Smartere ruteplan", "Analyse", "Vej", "MTU", "senest 3. kvartal 2025", -20, -60, -60, -60, None], None, kind="D",
        committees="MTU", due=until("2025-09-30"), say="U504")
    office.save()
