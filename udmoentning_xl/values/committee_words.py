"""The words between the names in a committee cell. None names a particular committee: names come from the register."""

import re
from enum import Enum, auto


class WordRole(Enum):
    """What a word that is no name does to the names around it."""

    SILENT = auto()  # says how or when, never who
    ALL = auto()
    REST = auto()
    EXCEPT = auto()
    CONDITIONAL = auto()
    AFTER = auto()  # the body that follows comes first on the route
    TOWARDS = auto()
    OR = auto()
    OPEN_ENDED = auto()  # "m.fl.", "relevante": more bodies than are named
    UNSETTLED = auto()
    LATER = auto()  # unsettled where it is all that is said
    FORMER = auto()  # the body that follows has been followed by another: "tidligere", "i stedet for"
    NOW = auto()  # the body that follows has followed those before
    MOVED = auto()  # "flyttet (fra ...) til ..."
    FOLLOWED = auto()  # by the body that comes next
    DROPPED = auto()  # the body just named is so no more; with a colon or "til" after it, the one that comes next
    ON_PURPOSE = auto()
    NOT = auto()


_WORDS: dict[WordRole, str] = {
    WordRole.ALL: "alle samtlige fagudvalgene udvalgene",
    WordRole.REST: "øvrige resterende",
    WordRole.EXCEPT: "undtagen undtaget undtagelse undt ekskl eksklusive eksklusiv minus bortset nær",
    WordRole.CONDITIONAL: "evt eventuel eventuelt måske muligvis hvis nødvendigt",
    WordRole.AFTER: "efter via",
    WordRole.TOWARDS: "til",
    WordRole.FORMER: """
        tidl tidligere forhen førhen forhenværende stedet fremfor erstatter afløser ex var slet fejlagtigt forkert stod
    """,
    WordRole.NOW: "nu",
    WordRole.MOVED: """
        flyttet flyttes overført overføres overgået overgår overtaget overtager overdraget overdrages afgiver rykket
        rykkes
    """,
    WordRole.FOLLOWED: "erstattes erstattet afløses afløst",
    WordRole.DROPPED: """
        slettet slettes fjernet fjernes udgår udgået bortfalder bortfaldet annulleret
        nej inhabil afmeldt frafaldet fritaget udenfor taget afgivet fravalgt frabedt trukket afvist ude streget
        strøget fejl sprunget frasiger frasagt
    """,
    WordRole.OR: "eller el",
    WordRole.OPEN_ENDED: """
        mfl mv mm osv relevante relevant respektive berørte berørt pågældende involverede diverse flere forskellige
        nogle andre andet etc
    """,
    WordRole.UNSETTLED: "afventer afventes uafklaret afklares ukendt tbd tba fastlægges følger mangler",
    WordRole.LATER: "senere",
    WordRole.ON_PURPOSE: """
        administrativt administrativ administration administrationen adm admin forvaltning forvaltningen forvaltninger
        direktion direktionen chefgruppen chefforum internt ingen intet
    """,
    WordRole.NOT: "ikke ej uden hverken længere ikek",
    WordRole.SILENT: """
        og samt kun før hos får i på for fra af ved med om som der den det de et en er d kl pr nr pkt punkt punktet sag
        sagen sager møde mødet møder mødes dagsorden behandles behandling behandlet behandlende forelægges forelæggelse
        fremlægges drøftes drøftelse besluttes beslutning beslutter orienteres orientering godkendes godkendelse
        godkender indstilling indstilles indstiller indstillet anbefaling anbefales anbefaler foranledning efterretning
        høring høres hørte under udtalelse
        vedtages vedtagelse politisk politiske niveau derefter herefter dernæst så først endelig endeligt sidst derpå
        ansvarlig ansvarligt primært sekundært stående fælles fællesskab sammen samarbejde begge enten
        januar jan februar feb marts mar april apr maj juni jun juli jul august aug september sep sept oktober okt
        november nov december dec kvartal kvt halvår uge forår foråret sommer sommeren efterår efteråret vinter vinteren
        primo medio ultimo senest inden start slut løbende årligt årlig måned ferie ferien sommerferien påske jul nytår
        pol beh jf iht pt hvilket hvilke både også dog over mellem skal åben åbent åbne offentlig offentligt proces
        udmøntning udvalgsbehandling håndteres håndtering varetages afgøres kræver kræves løses klares udføres sker
        opgave opgaven må har have se med sendes deles udsendes vises videregives gives orientere inddrages
        lukket lukkede luk fortrolig fortroligt fortrolige personsag personsager personalesag
    """,
}
#: What a body does that handles an item: said with "ikke", it does not.
TAKES_PART = frozenset(
    ("have", "se", "med", "få", "får", "modtage", "modtager", "vide", "høre", "inddrages", "deltage", "deltager",
     "behandle", "orienteres")
)  # fmt: skip
#: A noun that, before "fra" or "af", makes the body that follows the earlier one.
ADVICE = frozenset(("indstilling", "anbefaling", "foranledning", "udtalelse"))
#: In a word for any kind of body or unit: such a word is a name that nobody knows, never prose.
BODY_NOUN = re.compile(
    r"udvalg|råd|nævn|bestyrelse|styrelse|forum|fora|kommission|komite|direktion|gruppe|kreds|team|organisation|foren"
    r"|skole|cent(?:er|re)|region|ministeri|afdeling|forvaltning|sekretariat|samvirke|anliggend|forhold|chef|direktør|koordinator|fællesskab|selskab|institution"
)
#: Folded word -> what it does.
ROLES: dict[str, WordRole] = {word: role for role, words in _WORDS.items() for word in words.split()}

_ABOUT_A_SHEET = """
    arbejdsplan arbejdsplanen plan planen udmøntningsplan udmøntningsplanen ark emner emne indsatser indsats område
    oversigt liste drift anlæg hensigtserklæringer bilag budget vedr vedrørende opgaver punkter status samlet
"""
#: Words that a sheet name, banner or heading may hold beside the name of its committee.
BESIDE_A_NAME = frozenset(_ABOUT_A_SHEET.split())
