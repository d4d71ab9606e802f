"""Every word that is read or written: fields, their Danish labels, the headings they go by, kinds and sheet names.

Aliases are compared on the folded form (``danish.fold``): case, hyphens, line breaks and punctuation do not count.
Sentences stand where they are used; what a text *means* is the business of ``values``.
"""

import re
from enum import StrEnum


class Field(StrEnum):
    """A column of a plan. Years are no fields of their own: an amount column carries its year."""

    NUMBER = "number"
    KIND = "kind"
    SECTION = "section"
    TITLE = "title"
    DESCRIPTION = "description"
    PROCESS = "process"
    CROSS_CUTTING = "cross_cutting"
    RESPONSIBLE = "responsible"
    COMMITTEE = "committee"
    DUE = "due"
    COMPLETION = "completion"
    STRATEGIC = "strategic"
    CONFIDENTIAL = "confidential"
    STATUS = "status"
    REMARKS = "remarks"
    INTERNAL = "internal"


#: The label each field carries in everything we write.
LABELS: dict[str, str] = {
    Field.NUMBER: "Nr.",
    Field.KIND: "Type",
    Field.SECTION: "Hovedpunkt",
    Field.TITLE: "Indsats",
    Field.DESCRIPTION: "Beskrivelse",
    Field.PROCESS: "Proces",
    Field.CROSS_CUTTING: "Tværgående aspekter",
    Field.RESPONSIBLE: "Ansvarlig",
    Field.COMMITTEE: "Udvalg",
    Field.DUE: "Vejledende tidspunkt",
    Field.COMPLETION: "Afsluttet",
    Field.STRATEGIC: "Strategisk plan",
    Field.CONFIDENTIAL: "Lukket",
    Field.STATUS: "Status",
    Field.REMARKS: "Bemærkninger",
    Field.INTERNAL: "Intern",
}

#: The free texts of an item, and their columns in ``plan.items``. A field that is here is read, compared and guarded as
#: text everywhere; what stands elsewhere of it is its column in the sheets that show it.
TEXTS: dict[Field, str] = {
    Field.DESCRIPTION: "description",
    Field.PROCESS: "process",
    Field.CROSS_CUTTING: "cross_cutting",
    Field.RESPONSIBLE: "responsible",
    Field.REMARKS: "remarks",
    Field.STATUS: "status_text",
}
#: Those that say what is to be done; beside them stand who does it, and how it goes.
WORK_TEXTS = tuple(one for one in TEXTS if one not in (Field.RESPONSIBLE, Field.REMARKS, Field.STATUS))

#: The keys of ``[kolonner]`` in udmoentning.toml.
CONFIG_FIELDS: dict[str, str] = {
    "nr": Field.NUMBER,
    "type": Field.KIND,
    "hovedpunkt": Field.SECTION,
    "emne": Field.TITLE,
    "beskrivelse": Field.DESCRIPTION,
    "proces": Field.PROCESS,
    "tvaergaaende": Field.CROSS_CUTTING,
    "ansvarlig": Field.RESPONSIBLE,
    "udvalg": Field.COMMITTEE,
    "tidspunkt": Field.DUE,
    "afsluttet": Field.COMPLETION,
    "strategisk": Field.STRATEGIC,
    "fortrolig": Field.CONFIDENTIAL,
    "status": Field.STATUS,
    "bemaerkninger": Field.REMARKS,
    "intern": Field.INTERNAL,
    "laeses_ikke": "left_out",  # known, and no part of the plan; see ``reading.headings``
}

#: Words between semicolons. These headings surely mean the field.
ALIASES: dict[Field, str] = {
    Field.NUMBER: """
        nr; nummer; lb nr; løbenr; løbenummer; lbnr; id; ref; reference; pkt; sagsnr; sagsnummer; sagsid;
        initiativnr; forslagsnr; budgetnr; nr i budgetaftalen; punkt nr; pkt i aftalen; bloknummer; blok nr; blok;
        kode; emnenr; projektnr; indsatsnr; #; nr i aftalen; nøgle
    """,
    Field.KIND: """
        type; art; kategori; emnetype; udgiftstype; drift/anlæg; d/a; drift/anlæg/hensigt;
        drift anlæg hensigtserklæring; aftaletype; punkttype; bloktype; sagstype; slags; d/a/h; form
    """,
    Field.SECTION: """
        hovedpunkt; hovedpunkter; hovedområde; tema; politikområde; bevillingsområde; serviceområde; styringsområde;
        emneområde; afsnit; afsnit i budgetaftalen; kapitel; indsatsområde; fagområde; hovedoverskrift; hovedtema;
        budgetområde; afsnit i aftalen; spor; track; aftaleområde; aftalens afsnit; hovedemne; hovedgruppe;
        hovedkategori; bucket; bucket name; bucketnavn
    """,
    Field.TITLE: """
        emne; emner; indsats; indsatser; initiativ; initiativer; budgetinitiativ; budgetinitiativer; tiltag;
        projekt; anlægsprojekt; projektnavn; indsatsnavn; projektets navn; titel; title; forslagets titel; budgetpunkt;
        aftalepunkt; spareemne; sagens overskrift; sagens navn; sagens titel;
        hensigtserklæring; hensigt; hensigter; driftsændring; budgetemne; opgave; aktivitet; forslag;
        emne i budgetaftalen; emne/indsats; punkt i budgetaftalen; punkt i aftalen; hvad; anlæg; beslutning;
        overskrift på indsats; navn på projekt; anlægsprojekter; driftsændringer; hensigtserklæringer; aftaleemne;
        initiativ/emne; analyse; analyser; udvidelse; udvidelser;
        sag; sager; opgavenavn; task name; task; emnets navn; sagsnavn
    """,
    Field.DESCRIPTION: """
        beskrivelse; kort beskrivelse; aftaletekst; tekst fra budgetaftalen; indhold; formål; hvad skal der ske;
        description;
        uddybning; resume; baggrund; problemstilling; sagens kerne; beslutningstema; sagsfremstilling;
        budgetaftalens tekst; tekst i aftalen; aftalens ordlyd; ordlyd;
        beskrivelse af indsatsen; om indsatsen; uddybende beskrivelse; hvad er aftalt; aftalt; hvad handler det om;
        forligstekst
    """,
    Field.PROCESS: """
        proces; procesbeskrivelse; fremgangsmåde; handling; handleplan; næste skridt; milepæle; milepæl; aktivitet;
        aktiviteter; delmål; faser; organisering;
        inddragelse; involvering; høring; plan for implementering; status og plan for implementering; procesplan;
        proces og milepæle; sådan gør vi; udmøntning; hvordan; udmøntningsproces; den videre proces; videre proces;
        proces/handling; implementering; hvad gør vi; hvad skal der ske nu; hvordan gør vi; hvad vil vi gøre;
        trin; det skal ske
    """,
    Field.CROSS_CUTTING: """
        tværgående; tværgående aspekter; tværgående koordinering; snitflader; sammenhæng til andre; på tværs;
        berørte områder; andre forvaltninger; samarbejdspartnere; medinddragelse; tværgående hensyn;
        tværgående samarbejde; samarbejde; koordineres med; tværgående forhold; afhængigheder; koordinering;
        involverede områder; involverede parter
    """,
    Field.RESPONSIBLE: """
        ansvarlig; ansvarlige; ansvarlig chef; tovholder; tovholdere; projektleder; ansvarligt område; ansv; hvem;
        center; afdeling; forankring; chefområde; direktør; leder; ejer; owner; sagsbehandler;
        øvrige sagsbehandlere; sagsansvarlig enhed; sagsansvarlig; forvaltning; skrevet af; initialer;
        ansvarlig enhed; ansvarlig leder; ansvarlig forvaltning; ansvarlig afdeling; enhed; ansvar;
        administrativ forankring; kontor; fagchef; chef; direktørområde; administrativt ansvar; administrativ tovholder;
        tildelt til; tildelt; assigned to
    """,
    Field.COMMITTEE: """
        hvem beslutter; hvem afgør; hvem behandler;
        udvalg; fagudvalg; politisk udvalg; ansvarligt udvalg; udvalg/forum; politisk niveau; pol behandling;
        politisk behandling; behandles i; forelægges; politisk proces; øk/kb; stående udvalg; politisk forankring;
        sagsgang; sagsgang og sagstype; sagsforløb; behandling; beslutningskompetence; kompetence; udvalg/sagsgang;
        politisk sagsgang; politisk organ; behandlende udvalg; udvalgsbehandling;
        eventuel kommende politisk behandling; fagudvalg/sagsgang; politisk ansvar; besluttes af; besluttes i;
        udvalgsområde; råd og udvalg; behandlet i; afrapporteres til; politisk forum; politisk organ
    """,
    Field.DUE: """
        vejledende tidspunkt; tidspunkt; vejl tidspunkt; tid; tidsplan; tidsfrist; frist; hvornår;
        forventet tidspunkt; forventet behandling; start/slut; ikrafttræden; afsluttes; termin; deadline;
        forventet slutår; mødedato; tidsperspektiv; vejledende tidsplan; vejledende frist; vejledende dato;
        tidshorisont; forventet afsluttet; forventet gennemført; forventet afslutning; forventet færdig;
        behandles hvornår; færdig senest; forventes afsluttet;
        vejledende tid; senest; tidsramme; ibrugtagning; forventet ibrugtagning; forventet dato;
        frist for behandling; politisk behandling hvornår; vejl tid; date; forventet politisk behandling; periode;
        milepæl; aflevering; mødedag; afrapportering; forventet tid; vejledende termin; forfaldsdato;
        forfald; due date; due
    """,
    Field.COMPLETION: """
        afsluttet; afsl; gennemført; udført; implementeret; færdig; realiseret; udmøntet; lukket x; sat x; done;
        afsluttet x; x for afsluttet; x = afsluttet; er afsluttet; afsluttet sæt x; x når afsluttet; færdiggjort;
        effektueret; gjort; løst; ordnet; afsluttet ja/nej; udført x; indfriet; ok; x; ✓;
        afsluttet den; afsluttet d; afsluttet dato; dato for afslutning; afslutningsdato; afsluttet pr;
        afslutningsmarkering; dato for gennemførelse; gennemført den; færdigmeldt;
        færdigbehandlet; kvit; kvitteret; kvitteret den;
        fuldført; fuldført den; fuldførelsesdato; completed; completed date
    """,
    Field.STRATEGIC: """
        strategisk; strategisk plan; strategisk emne; pejlemærke; pejlemærker; strategiske pejlemærker;
        byrådets strategiske pejlemærker; verdensmål; i strategisk plan; større strategiske emner; strategi;
        indgår i strategisk plan; fokus; del af strategisk plan; prioritet
    """,
    Field.CONFIDENTIAL: """
        fortrolig; fortroligt; lukket; lukket punkt; lukket sag; åben/lukket; åben lukket; lukket dagsorden;
        fortrolighed; lukket punkt x
    """,
    Field.STATUS: """
        status; fremdrift; farve; trafiklys; smiley; statusbemærkning; rød/gul/grøn; afvigelse; %;
        trafiklysindikator; statusfarve; fremdrift %; status kort; opfølgning status; procent; stade; færdig %;
        aktuel status; relevans; tilstand; % fuldført; % complete; progress; hvor langt er vi; hvor langt;
        hvordan går det; seneste nyt; sidste nyt
    """,
    Field.REMARKS: """
        bemærkning; bemærkninger; bemærk; bem; kommentar; kommentarer; note; noter; opfølgning; obs; evt; historik;
        link til sag; meddelelser; bilag; supplerende bemærkninger; øvrige bemærkninger; uddybende bemærkninger;
        bemærkninger til status; eventuelt; yderligere; andet; link
    """,
    Field.INTERNAL: """
        intern bemærkning; interne bemærkninger; kommentar til økonomi; ikke til udsendelse; arbejdsnote;
        arbejdsnoter; personsag; forhandling; intern; interne noter; intern note; intern kommentar;
        kun til internt brug; internt; økonomis noter; internt notat; forhandlingsnote; ikke til udvalg
    """,
}
#: Headings that may mean the field; what stands below decides.
WEAK_ALIASES: dict[Field, str] = {
    Field.NUMBER: "punkt; sag; note; indeks",
    Field.KIND: "sektor; gruppe; teknisk; område; drift; spor",
    Field.SECTION: """
        område; gruppe; overskrift; punkt; kategori; sektor; pejlemærke; emne; fokusområde; emner; mål; formål;
        politik; indsats; type; bevilling; category
    """,
    Field.TITLE: """
        navn; punkt; overskrift; tekst; beslutning; sag; sted; aftaletekst; beskrivelse; drift; opgaver; aftale;
        spareforslag; effektivisering; kort beskrivelse; formulering; vi vil; område; genstand; handling
    """,
    Field.DESCRIPTION: """
        tekst; emne; indsats; bemærkninger; overskrift; beslutning; mål; aftale; bemærkning; initiativ; tiltag;
        formulering; handling; forslag
    """,
    Field.PROCESS: """
        plan; tidsplan; status; opfølgning; aktiviteter; opgave; politisk proces; behandling; tilrettelæggelse;
        handlinger; tiltag; indsats
    """,
    Field.RESPONSIBLE: """
        sted; område; udvalg; sektor; kontakt; medarbejder; fagområde; person; navn; kontaktperson; team; track
    """,
    Field.COMMITTEE: """
        videre til; sendes videre til; derefter til; går videre til;
        forum; politik; område; proces; organ; fora; politisk; ansvarlig; behandles; beslutning; vedtages i;
        orientering; udv; pol udvalg; sektor
    """,
    Field.DUE: """
        dato; start; slut; startdato; slutdato; implementering; år; plan; behandling; mødemåned; måned; kvartal;
        opfølgning; møde; årstal; proces; dag; sidste frist; udføres; forventes; hvornår afsluttes; møder; ultimo;
        år for udførelse
    """,
    Field.COMPLETION: """
        behandlet; i mål; afgjort; klaret; på plads; nået;
        status; lukket; kvittering; sæt kryds; kryds; tjek; check; markering; gennemførelse; udmøntning; afslutning;
        færdigmelding; slut; opfyldt
    """,
    Field.STRATEGIC: "s; plan; mål; x strategi; udvalgt; særligt fokus; fokusområde; politisk fokus; strategisk mål",
    Field.CONFIDENTIAL: "åben; offentlig; adgang; luk; dagsorden",
    Field.STATUS: """
        gennemførelse; opfølgning; aktuelt; siden sidst; nyt; bemærkning; udvikling; resultat; fase; stadie; projektfase
    """,
    Field.REMARKS: """
        status; sag; ref; henvisning; tekst; beskrivelse; historie; supplerende; uddybning; detaljer; info;
        oplysninger
    """,
}
#: Two headings that together give the due date, as first and last.
START_ALIASES = """
    start; startdato; opstart; fra; fra dato; begyndelse; igangsættes; påbegyndes; forventet start; periode fra;
    startes
"""
END_ALIASES = """
    slut; slutdato; til; afslutning; færdig dato; forventet slut; slutter; periode til; slutår; til dato;
    forventet slutdato; ende
"""
#: Headings of a column of years: of an amount, or of when an item is due.
YEAR_ALIASES = "år; hvilke år; årstal; budgetår; regnskabsår; kalenderår"
#: Headings of columns that hold amounts without naming the year.
AMOUNT_ALIASES = """
    beløb; økonomi; effekt; økonomisk effekt; besparelse; udgift; beløb i kr; netto; bevilling; budget; kroner;
    effektivisering beløb; provenu; anlægsbevilling; anlægsbevillinger; anlægssum; samlet økonomisk påvirkning;
    økonomi årligt; budgetbeløb; pris; effektivisering; ramme; varige ændringer; varig; driftsbeløb; anlægsbeløb;
    anlægsudgift; økonomisk konsekvens; økonomiske konsekvenser; beløb pr år;
    merudgift; mindreudgift; merindtægt; mindreindtægt; indtægt; udvidelse; reduktion; merudgifter; mindreudgifter;
    mindreudg merindt; mindreudgift merindtægt; mindreudgifter merindtægter; merudgift mindreindtægt; kr
"""
#: Headings of a sum across the years, which is derivable and therefore not read.
ROW_TOTAL_ALIASES = """
    i alt; sum; total; samlet; samlet sum; hele perioden; 4 år; i alt 4 år; samlet beløb; i alt alle år;
    sum alle år; ialt
"""
#: Headings of what a project costs in all, and of what lies before and after the years of the plan.
TOTAL_ALIASES = """
    samlet anlægssum; anlægssum i alt; anlægssum; projektsum; samlet projektsum; samlet bevilling; bevilling i alt;
    samlet anlægsbevilling; samlet udgift; samlet anlægsudgift; anlægsramme; total anlægssum; samlet ramme; samlet pris;
    samlet budget; samlet projektbudget; projektbudget; projektøkonomi; totalbudget; rammebevilling
"""
BEFORE_ALIASES = """
    før; tidligere år; tidl år; foregående år; afholdt; afholdt tidligere; afholdt tidligere år; tidligere bevilget;
    bevilget tidligere; forbrug tidligere år; forbrugt tidligere år; tidligere afholdt
"""
AFTER_ALIASES = "efter; senere; senere år; efterfølgende år; følgende år; efter perioden; efter planperioden; øvrige år"
#: Headings that say: this table is a list of people or places, no plan.
ASIDE_HEADINGS = """
    telefon; tlf; telefonnummer; mobil; mail; email; e mail; adresse; postnr; lokalnr; mailadresse; direkte nr;
    stilling; ark; fane; dato for ændring; version; rettet af; forklaring; forkortelse; betydning; fuldt navn;
    formand; mødested; lokale; telefonnr
"""

#: Headings of the years that an amount beside them is of: „varig“, „engang 2025“, „varig fra 2026“.
EFFECT_ALIASES = "virkning; varighed; varig engang; gælder for; beløbets varighed; fordeling over år"
#: Headings of what systems keep of their rows, and of what is counted beside money: known, and no part of a plan.
SYSTEM_HEADINGS = """
    side; sidetal; regnskab; mer mindreforbrug; merforbrug; mindreforbrug;
    acadre; sbsys; workzone; esdh nr; journalnr;
    sidst opdateret; opdateret; sagsnr; sagsnummer; esdh; årsværk; stillinger; psp; konto; profitcenter; funktion;
    oprettet; oprettet af; oprettelsesdato; oprettet den; ændret; ændret af; senest ændret; ændringsdato; elementtype;
    indholdstype; sti; created; created by; created date; modified; modified by; item type; path; content type
"""

#: What a cell, a banner or a sheet name calls a kind.
KIND_WORDS: dict[str, str] = {
    "operating_change": """
        drift; driftsændring; driftsændringer; driftsforslag; driftsønske; driftsønsker; driftsudvidelse;
        driftsudvidelser; driftsbesparelse; driftsemner; driftsposter; driftsinitiativer; drift og service;
        afledt drift; effektivisering; effektiviseringer; effektiviseringsforslag; reduktioner;
        reduktion; udvidelsesforslag; besparelse; besparelser; udvidelse; udvidelser; teknisk justering;
        tekniske justeringer; teknisk ændring; tekniske ændringer; driftsreduktion; driftspunkter; driftsinitiativ;
        driftspunkt; driftsemne; ændringer i driften; ændring i drift; ændringer på driften; d; driftstiltag;
        driftsområdet; ny drift
    """,
    "capital_project": """
        anlæg; anlægsprojekt; anlægsprojekter; anlægsønske; anlægsønsker; anlægsforslag; anlægsplan;
        anlægsinvestering; anlægsinvesteringer; anlægsinitiativer; anlægsinitiativ; anlægsposter; anlægspunkter;
        anlægspunkt; anlægsemner; investering; investeringer; investeringsoversigt; anlægsområdet; a; anlægsbudget;
        anlægsudgift; anlægsoversigt; bygge og anlæg
    """,
    "declaration_of_intent": """
        hensigt; hensigtserklæring; hensigtserklæringer; hensigtserkl; hensigter; politisk hensigt;
        politiske hensigter; hensigtspunkter; politiske hensigtserklæringer; h; hensigtspunkt; hensigts erklæringer;
        erklæring; analyse; analyser
    """,
}
#: What the sheet of completed items, and that of an earlier plan, is called.
COMPLETED_SHEETS = """
    afsluttede; afsluttet; afsluttede projekter; liste med afsluttede projekter; færdige; gennemførte; udførte;
    afsluttede indsatser; afsluttede emner; afsluttede punkter; færdige projekter; gennemførte indsatser; udmøntede;
    lukkede punkter afsluttet; afsluttede sager; gennemført; udført; færdig; færdigt; udmøntet; realiseret
"""
EARLIER_WORDS = """
    gammel; gamle; arkiv; arkiveret; tidligere; sidste år; forrige; backup; kopi; kopi af; udgået version;
    historisk; forældet; bruges ikke; old; udgået; kladde; sidste års
"""


def words(listed: str) -> list[str]:
    """The words of a list above."""
    return [word.strip() for word in listed.split(";") if word.strip()]


KIND_LABELS: dict[str, str] = {
    "operating_change": "Driftsændring",
    "capital_project": "Anlægsprojekt",
    "declaration_of_intent": "Hensigtserklæring",
}
#: For a printed page, which has no room for the long ones.
SHORT_KINDS: dict[str, str] = {
    "operating_change": "Drift",
    "capital_project": "Anlæg",
    "declaration_of_intent": "Hensigt",
}
COMPLETION_LABELS: dict[str, str] = {
    "done": "Afsluttet",
    "open": "Åben",
    "partial": "Delvist",
    "dropped": "Udgår",
    "unclear": "Uklar",
}
#: What a committee's sheet adds to the plan's status of an item that is neither open nor done.
COMPLETION_TOLD: dict[str, str] = {"partial": "Læst som delvist afsluttet", "unclear": "Markeringen er uklar"}
DUE_KIND_LABELS: dict[str, str] = {
    "interval": "periode",
    "until": "senest",
    "from": "fra",
    "continuous": "løbende",
    "depends": "afventer",
    "unset": "ikke fastsat",
    "invalid": "kan ikke læses",
    "ambiguous": "tvetydigt",
    "status": "status",
}
ROLE_LABELS: dict[str, str] = {
    "standing": "behandler",
    "finance": "indstiller",
    "council": "beslutter",
    "other": "orienteres",
}
ROW_ROLE_LABELS: dict[str, str] = {
    "title": "titel",
    "heading": "overskrift",
    "banner": "mellemoverskrift",
    "total": "sum",
    "note": "note",
    "blank": "tom",
    "unread": "ikke læst",
}
ROW_ROLE_PLURALS: dict[str, str] = {
    **ROW_ROLE_LABELS,
    "title": "titler",
    "heading": "overskrifter",
    "banner": "mellemoverskrifter",
    "total": "summer",
    "note": "noter",
    "blank": "tomme",
}
SEVERITY_PLURALS: dict[str, str] = {"fejl": "fejl", "advarsel": "advarsler", "note": "noter"}


class SheetName(StrEnum):
    """The generated sheets that are not a committee's."""

    OVERVIEW = "Oversigt"
    CONTROL = "Kontrol"
    WHOLE_PLAN = "Samlet plan"
    MEETINGS = "Mødeplan"
    TIMELINE = "Tidsplan"
    CHANGES = "Ændringer"
    REPLIES = "Svar"
    READING = "Læsning"
    ABOUT = "Om"


class Heading(StrEnum):
    """Headings in generated tables that several sheets have or that are read back, and that are no field's label."""

    ITEM = "Id"
    CODE = "Kode"
    MESSAGE = "Hvad er galt"
    PLACE = "Sted"
    ACKNOWLEDGED = "Kvittering"
    BRIEF = "Kort beskrivelse"
    ROUTE = "Sagsgang"
    PERIOD = "Periode"
    MEETING = "Møde"
    CASE_DEADLINE = "Sager senest"
    DEADLINE = "Frist"  # where an item stands on the day of the report
    BY = "Senest"
    READ_AS = "Læst som"  # of a date in Samlet plan, of a column in Læsning
    SHEET = "Ark"
    COLUMN_HEADING = "Overskrift"
    SURENESS = "Hvor sikkert"
    GUESS = "Uden rettelser"
    HEADER_ROWS = "Overskrift i række"
    CHOICE = "Kan vælges"
    FIRST_DAY = "Fra"
    LAST_DAY = "Til"
    CHECK = "Tjek"
    COUNTED_AT = "Tælles hos"
    DUE_TEXT = "Tidspunkt som skrevet"
    LAST_READ = "Til som læst"
    COMMITTEE_TEXT = "Udvalg som skrevet"
    COMPLETION_TEXT = "Afsluttet som skrevet"
    AS_OF = "Opgjort"
    ID_NOW = "Id nu"
    ID_THEN = "Id før"
    WHAT = "Hvad"
    BEFORE = "Før"
    AFTER = "Nu"
    MONTHS = "Måneder"
    KRONER = "1.000 kr."
    IN_WORDS = "I ord"
    NTH = "Gang nr."
    SAME_AS = "Samme som"
    FILE = "Fil"
    ITEMS = "Indsatser"
    SINCE = "Siden sidst"
    WHY = "Hvorfor"
    APPROVED = "Godkend"
    VERDICT = "Klasse"
    ID_SENT = "Id sendt"
    FIELD = "Felt"
    SENT = "Sendt"
    PLAN_NOW = "Planen nu"
    REPLY = "Svar"
    WRITTEN_AS = "Skrives som"
    CELL = "Celle"
    FILE_CELL = "Fil og celle"
    SAVED = "Gemt"
    DISPATCH = "Udsendelse"
    AMOUNT = "Beløb i alt"  # of the years of the plan
    NOTE = "Bemærk"
    OUTCOME = "Udfald"


class ChoiceStatus(StrEnum):
    """What Læsning says under *Hvor sikkert* of a column that is read as somebody chose, or kept in as before."""

    FOLLOWED = "rettet af jer"
    KEPT = "som ved sidste kørsel"
    ASKED = "holdt tilbage"
    REFUSED = "kan ikke følges"
    LOST = "ikke i planen mere"


class SentProperty(StrEnum):
    """The custom document properties that mark a file of a dispatch, whatever it is called and whoever saved it."""

    PLAN = "udmoentning.plan"
    RUN = "udmoentning.koersel"
    COMMITTEE = "udmoentning.udvalg"
    SENT_HASH = "udmoentning.afsendt"
    ROWS = "udmoentning.raekker"  # and the same with .2, .3 where they are many
    OVERVIEW = "udmoentning.oversigt"


#: The columns a committee answers in; everything else in its table was sent.
REPLY_COMPLETION, REPLY_DATE, REPLY_REMARK = "Svar: afsluttet", "Svar: nyt tidspunkt", "Svar: bemærkning"
REPLY_HEADINGS = (REPLY_COMPLETION, REPLY_DATE, REPLY_REMARK)
#: What stands under Lukket at an item that is held back until somebody has released it.
MAY_BE_CLOSED = "Kan være lukket"
#: The sheet beside it in the committee's file.
README = "Læs mig"

#: What stands in the first column of a row of sums.
TOTAL_LABEL = "I alt"

#: What a column can be read as besides a field.
_TARGETS = {
    "start": "Vejledende tidspunkt (start)",
    "end": "Vejledende tidspunkt (slut)",
    "amount": "Beløb uden årstal",
    "row_total": "sum på tværs af år; læses ikke",
    "total": "Samlet beløb",
    "before": "Beløb før planens år",
    "after": "Beløb efter planens år",
    "left_out": "hører ikke til planen; læses ikke",
    "aside": "hører til en liste over andet; læses ikke",
    "year": "Årstal",
    "quarter": "Kvartal",
    "month": "Måned",
    "week": "Uge",
    "span": "Tidsrum med krydser",
    "milestone": "Milepæl (i processen)",
    "political": "Politisk behandling (ja/nej)",
    "direction": "Besparelse eller udgift",
    "effect": "Beløbets år",
}
NOT_READ = "læses ikke"
#: After what a column is read as until somebody says whether it still is: „Intern?“.
ASKED = "?"
#: How a log begins to tell that what closed an item is gone, and nobody has taken its mark out.
UNMARKED = "er ikke længere mærket som lukket"
_YEAR, _BODY = "Beløb ", "Udvalg: kryds for "
#: What somebody can say a column is, in the order of the drop-down: its target, and in a few words what stands in it.
CHOICES: dict[str, str] = {
    Field.NUMBER: "Indsatsens nummer i planen",
    Field.TITLE: "Det, indsatsen hedder",
    Field.DESCRIPTION: "Hvad indsatsen går ud på",
    Field.KIND: "Drift, anlæg eller hensigt",
    Field.SECTION: "Afsnittet i budgetaftalen",
    Field.COMMITTEE: "Hvem der behandler indsatsen",
    Field.DUE: "Hvornår den skal være færdig",
    "start": "Hvornår den begynder",
    "end": "Hvornår den slutter",
    "milestone": "En dag på vejen; den afgør ikke",
    "political": "Nej, når intet udvalg skal have den",
    Field.COMPLETION: "X, ja eller en dato",
    Field.STATUS: "Hvordan det går",
    Field.REMARKS: "Det må udvalgene gerne se",
    Field.PROCESS: "Hvordan det skal ske",
    Field.CROSS_CUTTING: "Andre områder, den berører",
    Field.RESPONSIBLE: "Hvem der har opgaven",
    Field.STRATEGIC: "X, hvis den er med i planen",
    Field.CONFIDENTIAL: "Om den er lukket eller fortrolig",
    Field.INTERNAL: "Til jer selv; bliver aldrig sendt",
    "year": "Beløbets eller kvartalets år",
    "quarter": "Med året i en anden kolonne",
    "month": "Med året i en anden kolonne",
    "week": "Med året i en anden kolonne",
    "direction": "Hvad beløbene uden fortegn er",
    "effect": "Varig, engang eller fra et år",
    "amount": "I en plan uden kolonner for år",
    "total": "Hvad projektet koster i alt",
    "before": "Hvad der er brugt eller bevilget før",
    "after": "Hvad der kommer efter planens år",
    "left_out": "Den hører ikke til planen",
}
#: The headings of the sums of an item in Samlet plan, by part.
SUM_LABELS = {part: _TARGETS[part] for part in ("total", "before", "after")}


def target_label(target: str | None) -> str:
    """What a column was read as, in Danish; "læses ikke" for one that was not."""
    if not target:
        return NOT_READ
    if target.isdigit():
        return f"{_YEAR}{target}"
    if target.startswith("body:"):
        return f"{_BODY}{target.removeprefix('body:')}"
    return LABELS.get(target) or _TARGETS.get(target, target)


def choice_label(target: str | None) -> str:
    """What a column is read as, in the words of the drop-down in Læsning; "" for one that was not understood."""
    if not target:
        return ""
    return NOT_READ if target in ("left_out", "row_total", "aside") else target_label(target)


def setting_lost(heading: str, said: str) -> str:
    """The sentence for a heading that no column has, of which the settings have ``said`` something."""
    return f"{said}, gælder kolonnen „{heading}“, som ikke er i planen"


def choice_target(text: str) -> str | None:
    """The target that a text in *Læst som* names, None where it names none; case and spaces do not count.

    A year is named with "Beløb" or alone, a committee of a matrix as ``choice_label`` does. What is asked is it too.
    """
    said = " ".join(text.removesuffix(ASKED).split())
    if year := re.fullmatch(rf"(?:{_YEAR})?((?:19|20)\d\d)", said, re.IGNORECASE):
        return year[1]
    if said.casefold().startswith(_BODY.casefold()) and len(said) > len(_BODY):
        return f"body:{said[len(_BODY) :]}"
    return next((target for target in CHOICES if choice_label(target).casefold() == said.casefold()), None)
