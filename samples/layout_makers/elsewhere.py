"""Other municipalities' ways: codes with the committee in them, commas inside names, positive savings, a task list."""

# A row of a plan is a row of code here, however long.
# ruff: noqa: E501
# fmt: off
from __future__ import annotations

from .office import Office, day, month, quarter, spread, until

CODES = """
[plan]
kommune = "Havnestad"
aar = [2022, 2023, 2024, 2025]
hovedpunkter = ["Need to", "Nice to", "Tekniske korrektioner"]

[[udvalg]]
kort = "BIU"
navn = "Beskæftigelses- og Integrationsudvalget"
aliaser = ["BI"]

[[udvalg]]
kort = "BUU"
navn = "Børne- og Ungdomsudvalget"
aliaser = ["BU"]

[[udvalg]]
kort = "TMU"
navn = "Teknik- og Miljøudvalget"
aliaser = ["TM"]

[[udvalg]]
kort = "ØU"
navn = "Økonomiudvalget"
rolle = "økonomi"

[[udvalg]]
kort = "BR"
navn = "Borgerrepræsentationen"
rolle = "råd"

[regler]
U508 = "fra"
"""


def codes_that_name_the_committee(folder: str) -> None:
    """Three levels: category, committee, item `CODE title`; under the last category the code alone names the committee."""
    office = Office(folder, years=range(2022, 2026), date="2022-06-15", toml=CODES, base={"font": "Tahoma", "size": 9},
        title="Aftale om overførselssagen", remarks=[
            "Koden og titlen står i samme celle; koden er nummeret.",
            "Under Tekniske korrektioner er der intet udvalgsbanner: kodens forbogstaver er udvalget."])
    fields = {"title": "A", "kind": "B", "responsible": "C", "due": "D", "2022": "E", "2023": "F", "2024": "G", "2025": "H",
              "completion": "J"}
    page = office.sheet("Initiativer", fields)
    page.widths(A=62, B=8, C=18, D=22, I=6, J=11)
    page.rest("title", 1, {"A": "Bilag 1. Oversigt over aftalte initiativer"}, bold=True, size=14, color="#002060")
    page.rest("title", 2, {"A": "(1.000 kr., 2022 p/l)"}, italic=True)
    page.rest("heading", 4, spread("A", ["Kode og titel", "Type", "Forvaltning", "Forventet behandling", 2022, 2023, 2024, 2025, "Side",
        "Gennemført"]), bold=True, bottom=2)
    category = {"bold": True, "size": 12, "bg": "#002060", "color": "#FFFFFF"}

    def item(row: int, code: str, title: str, cells: list[object], **meant: object) -> None:
        page.item(row, {"A": f"{code} {title}", **spread("B", cells)}, number=code, title=title, **meant)

    page.rest("banner", 5, {"A": "Need to"}, **category)
    page.rest("banner", 6, {"A": "Beskæftigelses- og Integrationsudvalget"}, bold=True, bg="#D9E1F2")
    page.constants = {"section": "Need to", "committees": "BIU"}
    item(7, "BI01", "Flere jobcoaches til unge", ["Drift", "Job", "1. kvartal 2022", 4200, 4200, None, None, 3, "X"], kind="D",
         due=quarter(2022, 1), completion="done")
    item(8, "BI02", "Sprogscreening ved første samtale", ["Drift", "Job", "2. halvår 2022", 800, 1600, 1600, 1600, 4, None], kind="D",
         due=month(2022, 7, 12))
    page.rest("banner", 9, {"A": "Børne- og Ungdomsudvalget"}, bold=True, bg="#D9E1F2")
    page.constants = {"section": "Need to", "committees": "BUU"}
    item(10, "BU06/BU17", "Skolehaver og madværksteder", ["Drift", "Skoler", "maj 2022", 1350, 2700, 2700, None, 6, None], kind="D",
         due=month(2022, 5), say="U201")
    item(11, "BU07", "Nyt gulv i gymnastiksalene", ["Anlæg", "Byg", "4. kvartal 2023", 500, 9400, None, None, 7, None], kind="A",
         due=quarter(2023, 4))
    page.rest("banner", 12, {"A": "Nice to"}, **category)
    page.rest("banner", 13, {"A": "Teknik- og Miljøudvalget"}, bold=True, bg="#D9E1F2")
    page.constants = {"section": "Nice to", "committees": "TMU"}
    item(14, "TM03", "Bænke langs havneløbet", ["Anlæg", "Byrum", "sommer 2022", 950, None, None, None, 9, None], kind="A",
         due=month(2022, 6, 8))
    item(15, "TM04", "Flere skraldespande i parkerne", ["Drift", None, "15. juni 2023", 300, 300, 300, 300, 9, None], kind="D",
         due=day("2023-06-15"), say="U507")
    page.rest("banner", 16, {"A": "Tekniske korrektioner"}, **category)
    page.constants = {"section": "Tekniske korrektioner"}
    item(17, "ØU01", "Pris- og lønskøn", ["Drift", "Økonomi", "ØU d. 14/6 2022", -2400, -2400, -2400, -2400, 11, None], kind="D",
         committees="ØU", due=day("2022-06-14"), say="U201")
    item(18, "BI09", "Budgetneutral flytning af pulje", ["Drift", "Job", "august 2022", 0, 0, 0, 0, 11, None], kind="D", committees="BIU",
         due=month(2022, 8))
    page.rest("total", 19, {"A": "I alt", **spread("E", [5700, 15800, 2200, -500])}, bold=True, num="#,##0", top=1)
    office.save()


def _register(*bodies: tuple[str, str, str]) -> str:
    """The `[[udvalg]]` tables of (short, name, role or "")."""
    return "".join(f'\n[[udvalg]]\nkort = "{k}"\nnavn = "{n}"\n' + (f'rolle = "{r}"\n' if r else "") for k, n, r in bodies)


COMMAS = """
[plan]
kommune = "Fjordkøbing Kommune"
aar = [2025, 2026, 2027, 2028]
hovedpunkter = ["Velfærd", "Vækst og bosætning", "Drift af kommunen"]

[regler]
U508 = "fra"
""" + _register(("SKS", "Skole, klub og SFO", ""), ("BFF", "Børn, familier og forebyggelse", ""), ("UFI", "Unge, fritid og idræt", ""),
    ("SOS", "Social og sundhed", ""), ("OÆ", "Omsorg og ældre", ""), ("JEK", "Job, erhverv og kultur", ""), ("PT", "Plan og teknik", ""),
    ("KNE", "Klima, natur og energi", ""), ("ØU", "Økonomiudvalget", "økonomi"), ("BY", "Byrådet", "råd"))


def commas_in_names(folder: str) -> None:
    """Committees without the word udvalg and with commas inside their names, several in one cell; amounts as text."""
    office = Office(folder, years=range(2025, 2029), date="2025-09-01", toml=COMMAS, base={"font": "Open Sans", "size": 9}, library="openpyxl",
        title="Budgetinitiativer, status 30. juni", remarks=["Beløbene er skrevet som tekst med komma; enheden står i overskriften."])
    fields = {"title": "A", "section": "B", "kind": "C", "committee": "D", "responsible": "E", "status": "F", "2025": "G", "2026": "H",
              "2027": "I", "2028": "J", "due": "K", "completion": "L"}
    page = office.sheet("Status på initiativer", fields, unit=1_000_000)
    page.widths(A=44, B=18, C=9, D=40, E=16, F=36, K=18, L=9)
    page.rest("title", 1, {"A": "Status på budgetinitiativer pr. 30. juni 2025"}, bold=True, size=14, color="#00697A")
    page.rest("heading", 2, spread("A", ["Budgetinitiativ", "Tema", "Drift/ anlæg", "Politisk udvalg", "Center", "Status og plan for implementering",
        "2025 (mio. kr.)", "2026 (mio. kr.)", "2027 (mio. kr.)", "2028 (mio. kr.)", "Tidsplan", "Afsluttet"]), bold=True, bg="#B7DEE8", border=1)
    page.body = {"look": {"border": 1, "wrap": True, "valign": "top"}}

    def item(row: int, cells: list[object], amounts: list[float | None], **meant: object) -> None:
        page.item(row, spread("A", cells), amounts=amounts, **meant)

    item(3, ["Flere pædagoger i SFO", "Velfærd", "Drift", "Skole, klub og SFO", "Skolecenter", "Ansættelser er i gang", "1,5", "3,0", "3,0", "3,0",
        "1. halvår 2025", "X"], [1.5, 3, 3, 3], kind="D", committees="SKS", due=month(2025, 1, 6), completion="done")
    item(4, ["Fælles familieteam", "Velfærd", "Drift", "Skole, klub og SFO, Børn, familier og forebyggelse", "Familiecenter", "Teamet er bemandet",
        "0,4", "0,8", "0,8", "0,8", "3. kvartal 2025", None], [.4, .8, .8, .8], kind="D", committees="SKS BFF", due=quarter(2025, 3))
    item(5, ["Skaterbane", "Vækst og bosætning", "Anlæg", "Unge, fritid og idræt", "Fritid", "Udbud blev forsinket", "2,2", "–", "–", "–",
        "ultimo juni 2025", None], [2.2, 0, 0, 0], kind="A", committees="UFI", due="interval 2025-06-21 2025-06-30", say="U201")
    item(6, ["Færre midlertidige pladser", "Drift af kommunen", "Drift", "Omsorg og ældre, Social og sundhed, Økonomiudvalget", "Ældre",
        "Følges i ledelsesinformationen", "-4,6", "-4,6", "-4,6", "-4,6", "løbende", None], [-4.6] * 4, kind="D", committees="OÆ SOS ØU",
        due="continuous")
    item(7, ["Iværksætterhus", "Vækst og bosætning", "Anlæg", "Job, erhverv og kultur, Plan og teknik", "Erhverv", "Lejemål er fundet", "3,75",
        "1,25", "0", "0", "2025-2026", None], [3.75, 1.25, 0, 0], kind="A", committees="JEK PT", due="interval 2025-01-01 2026-12-31")
    item(8, ["Solceller på haller", "Drift af kommunen", "Anlæg", "Klima, natur og energi; Unge, fritid og idræt", None, "Statik undersøges",
        "(0,5)", "−1,0", "÷1,0", "-1,0", "efter sommerferien 2025", None], [-.5, -1, -1, -1], kind="A", committees="KNE UFI",
        due="from 2025-08-11", say="U507")
    item(9, ["Turiststrategi", "Vækst og bosætning", "H", "Job, erhverv og kultur og Byrådet", "Erhverv", "Udkast i høring", None, None, None, None,
        "inden 1. november 2025", None], [], kind="H", committees="JEK BY", due=until("2025-10-31"))
    item(10, ["Lokalplan for bymidten", "Vækst og bosætning", "H", "Plan og Teknik", "Plan", "Igangsat", None, None, None, None, "4. kvartal 2025",
        None], [], kind="H", committees="PT", due=quarter(2025, 4))
    office.save()


BLOCKS = """
[plan]
kommune = "Syddal Kommune"
aar = [2022, 2023, 2024, 2025]
hovedpunkter = ["Tekniske justeringer", "Effektiviseringer", "Ny lovgivning", "Direktionens oplæg", "Udvidelser"]

[regler]
U508 = "fra"
""" + _register(("UFI", "Udvalget for familie og institutioner", ""), ("USÆ", "Udvalget for sundhed, ældre og social", ""),
    ("UNT", "Udvalget for natur, teknik og miljø", ""), ("UPK", "Udvalget for plan, udvikling og kultur", ""),
    ("UEB", "Udvalget for erhverv og beskæftigelse", ""), ("ØK", "Økonomiudvalget", "økonomi"), ("BY", "Byrådet", "råd"))


def blocks(folder: str) -> None:
    """Blocks with a letter and a number, a sheet each for drift and anlæg, two header rows and the unit inside the header."""
    office = Office(folder, years=range(2022, 2026), date="2022-11-22", toml=BLOCKS, base={"font": "Arial", "size": 9}, title="Budgetblokke 2022-2025",
        remarks=["Bogstavet i bloknummeret er blokkens slags, ikke drift, anlæg eller hensigt; det siger arkets navn."])
    fields = {"number": "A", "title": "B", "committee": "C", "responsible": "D", "2022": "E", "2023": "F", "2024": "G", "2025": "H", "due": "I",
              "completion": "J"}
    head = {"bold": True, "border": 1, "bg": "#FFD966", "wrap": True, "align": "center"}

    def sheet(name: str, kind: str):
        page = office.sheet(name, fields, unit=1_000_000, kind=kind)
        page.widths(A=8, B=44, C=42, D=16, I=20, J=10)
        page.rest("title", 1, {"A": name + " i budget 2022-2025"}, bold=True, size=13)
        page.line(3, spread("A", ["Blok-\nnummer", "Forslagets titel", "Politisk behandling", "Ansvarlig afdeling"]), **head)
        page.merge("E3:H3", "Bevillings- ændring, Mio. kr.", **head)
        page.line(3, spread("I", ["Tids-\nplan", "Imple-\nmenteret"]), **head)
        page.line(4, spread("A", [None, None, None, None, 2022, 2023, 2024, 2025, None, None]), **head)
        page.role("heading", 3, 4)
        page.body = {"look": {"border": 1, "wrap": True}, "money": "0.0"}
        return page

    def banner(page, row: int, text: str) -> None:
        page.rest("banner", row, {"A": text}, bold=True, bg="#FFF2CC")
        page.constants = {**page.constants, "section": text}

    drift = sheet("Driftsblokke", "D")
    banner(drift, 5, "Tekniske justeringer")
    drift.item(6, spread("A", ["T1", "Demografi på skoleområdet", "Udvalget for familie og institutioner", "Skole", -1.2, -2.1, -2.8, -3.4,
        "1. kvartal 2022", "X"]), committees="UFI", due=quarter(2022, 1), completion="done")
    drift.item(7, spread("A", ["T2", "Hjælpemidler", "Udvalget for sundhed, ældre og social", "Sundhed", 0.5, 0.5, 0.5, 0.5, "marts 2022", "X"]),
        committees="USÆ", due=month(2022, 3), completion="done")
    banner(drift, 8, "Effektiviseringer")
    drift.item(9, spread("A", ["E1", "Fælles drift af haller", "Udvalget for plan, udvikling og kultur", "Kultur", -0.3, -0.6, -0.6, -0.6,
        "3. kvartal 2022", None]), committees="UPK", due=quarter(2022, 3), say="U201")
    drift.item(10, spread("A", ["E2", "Jobcentrets lokaler", "Udvalget for erhverv og beskæftigelse, Økonomiudvalget", "Job", 0.0, -0.4, -0.8, -0.8,
        "2. halvår 2023", None]), committees="UEB ØK", due=month(2023, 7, 12))
    banner(drift, 11, "Ny lovgivning")
    drift.item(12, spread("A", ["L1", "Minimumsnormeringer", "Udvalget for familie og institutioner og Byrådet", "Dagtilbud", 2.4, 4.9, 7.3, 9.8,
        "januar 2024", None]), committees="UFI BY", due=month(2024, 1))
    banner(drift, 13, "Udvidelser")
    drift.item(14, spread("A", ["U1", "Naturgenopretning ved fjorden", "Udvalget for natur, teknik og miljø", None, 0.7, 0.7, 0.0, 0.0, "2022-23", None]),
        committees="UNT", due="interval 2022-01-01 2023-12-31", say="U507")
    drift.rest("total", 15, {"B": "Drift i alt", **spread("E", [2.1, 3.0, 3.6, 5.5])}, bold=True, num="0.0")
    drift.rest("note", 17, {"A": "– foran et tal betyder besparelse"}, italic=True)
    anlaeg = sheet("Anlægsblokke", "A")
    banner(anlaeg, 5, "Direktionens oplæg")
    anlaeg.item(6, spread("A", ["D1", "Nyt vandværk på øen", "Udvalget for natur, teknik og miljø", "Teknik", 6.5, 8.0, None, None, "ultimo 2023", None]),
        committees="UNT", due="interval 2023-12-01 2023-12-31")
    anlaeg.item(7, spread("A", ["D2", "Garderober i børnehaver", "Udvalget for familie og institutioner/ØK", "Byg", 0.9, None, None, None,
        "juni 2022", "X"]), committees="UFI ØK", due=month(2022, 6), completion="done")
    banner(anlaeg, 8, "Udvidelser")
    anlaeg.item(9, spread("A", ["U1", "Sti til stranden", "Udvalget for plan, udvikling og kultur", "Byg", None, 1.1, None, None, "inden udgangen af 2023",
        None]), committees="UPK", due=until("2023-12-31"))
    anlaeg.rest("total", 10, {"B": "Anlæg i alt", **spread("E", [7.4, 9.1, 0, 0])}, bold=True, num="0.0")
    anlaeg.rest("note", 12, {"A": "– foran et tal betyder besparelse"}, italic=True)
    office.save()


TWO_CODES = """
[plan]
kommune = "Åkøbing Kommune"
aar = [2024, 2025, 2026, 2027]
hovedpunkter = ["Børn", "Teknik", "Fælles"]

[[udvalg]]
kort = "BF"
navn = "Børne- og familieudvalget"
aliaser = ["BFU"]

[[udvalg]]
kort = "MTU"
navn = "Miljø- og teknikudvalget"
aliaser = ["MTS", "MTT"]

[[udvalg]]
kort = "SIK"
navn = "Sundheds-, idræts- og kulturudvalget"

[[udvalg]]
kort = "ØU"
navn = "Økonomiudvalget"
rolle = "økonomi"

[regler]
U508 = "fra"
"""


def totals_and_footnotes(folder: str) -> None:
    """The unit in the first heading, bare years, '-' for nothing, subtotals, footnotes and what the template left behind."""
    office = Office(folder, years=range(2024, 2028), toml=TWO_CODES, base={"font": "Calibri", "size": 10}, title="Bevillingsansøgninger",
        remarks=["Den samlede sum for 2026 er 0,3 mio. kr. for høj: U402."])
    fields = {"title": "A", "kind": "B", "committee": "C", "responsible": "D", "2024": "E", "2025": "F", "2026": "G", "2027": "H", "due": "I",
              "completion": "J"}
    page = office.sheet("Bevillinger", fields, unit=1_000_000)
    page.widths(A=46, B=10, C=12, D=18, I=22, J=10)
    page.rest("title", 1, {"A": "Opfølgning pr. 30. september 2024"}, bold=True, size=14)
    page.rest("heading", 3, spread("A", ["Bevillingsansøgninger (mio. kr.)", "Art", "Udvalg", "Ansvarlig enhed", "2024", "2025", "2026", "2027",
        "Forventet tidspunkt", "Udmøntet"]), bold=True, bg="#D0CECE", border=1)
    page.body = {"look": {"border": 1}, "money": "#,##0.0"}
    total = {"bold": True, "bg": "#EDEDED", "num": "#,##0.0", "border": 1}

    def banner(row: int, text: str) -> None:
        page.rest("banner", row, {"A": text}, bold=True)
        page.constants = {"section": text}

    banner(4, "Børn")
    page.item(5, spread("A", ["Specialklasser", "Drift", "BF", "Skole", 3.2, 7.7, 7.7, 7.7, "august 2024", "X"]), kind="D", committees="BF",
        due=month(2024, 8), completion="done")
    page.item(6, spread("A", ["Tandplejen, nyt røntgen", "Anlæg", "BFU", "Tandpleje", 1.1, "-", "-", "-", "4. kvartal 2024", None]), kind="A",
        committees="BF", due=quarter(2024, 4), amounts=[1.1, 0, 0, 0])
    page.rest("total", 7, {"A": "I alt Børn", **spread("E", [4.3, 7.7, 7.7, 7.7])}, **total)
    banner(8, "Teknik")
    page.item(9, spread("A", ["Belægninger", "Anlæg", "MTS", "Vej", 4.0, 4.0, 4.0, 4.0, "2024-2027", None]), kind="A", committees="MTU",
        due="interval 2024-01-01 2027-12-31")
    page.item(10, spread("A", ["Affaldsgebyrer", "Drift", "MTT", "Genbrug", "-", -0.6, -0.6, -0.6, "inden udgangen af 1. kvartal 2025", None]),
        kind="D", committees="MTU", due=until("2025-03-31"), amounts=[0, -.6, -.6, -.6])
    page.item(11, spread("A", ["Kloak i Nørregade", "Anlæg", "MTS/MTT", "Vej", 2.5, "-", "-", "-", "ultimo oktober 2024", None]), kind="A",
        committees="MTU", due="interval 2024-10-21 2024-10-31", amounts=[2.5, 0, 0, 0], say="U201")
    page.rest("total", 12, {"A": "I alt Teknik", **spread("E", [6.5, 3.4, 3.4, 3.4])}, **total)
    page.rest("total", 13, {"A": "Heraf takstfinansieret", **spread("E", ["-", -.6, -.6, -.6])}, italic=True, num="#,##0.0", border=1)
    banner(14, "Fælles")
    page.item(15, spread("A", ["Sundhed for alle", "Drift", "SIK, ØU", "Stab", 0.5, 0.5, 0.5, 0.5, "løbende", None]), kind="D", committees="SIK ØU",
        due="continuous")
    page.item(16, spread("A", ["Barselsfond", "Drift", "ØU", "Løn", 1.4, -1.4, "-", "-", "januar 2025", None]), kind="D", committees="ØU",
        due=month(2025, 1), amounts=[1.4, -1.4, 0, 0])
    page.item(17, spread("A", ["Rådhusets facade", "Anlæg", "ØU", None, 6.0, 2.0, "-", "-", "1. kvartal 2025", None]), kind="A", committees="ØU",
        due=quarter(2025, 1), amounts=[6, 2, 0, 0], say="U507")
    page.rest("total", 18, {"A": "I alt Fælles", **spread("E", [7.9, 1.1, 0.5, 0.5])}, **total)
    page.rest("total", 19, {"A": "I alt", **spread("E", [18.7, 12.2, 11.9, 11.6])}, **total)
    office.finding("U402", "Bevillinger!G19")
    page.rest("unread", 20, {"A": "[Indsæt rækker efter behov - eller slet afsnittet helt]"}, italic=True, color="#808080")
    page.rest("note", 22, {"A": "Note: Minus angiver indtægter, plus angiver udgifter."}, size=8)
    page.rest("note", 23, {"A": "Note: Beløb er afrundet til nærmeste 0,1 mio. kr."}, size=8)
    office.save()
