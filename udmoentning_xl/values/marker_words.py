"""The words of completion and status texts, in classes. ``markers`` says what a sentence of such classes means."""

import re
from difflib import SequenceMatcher
from enum import Enum, auto
from functools import lru_cache


class Word(Enum):
    """What a word does to the sentence it stands in."""

    DONE = auto()
    OPEN = auto()
    PLANNED = auto()
    UNDONE = auto()  # a verb of completion in another tense: "afsluttes"
    NOT = auto()
    FUTURE = auto()  # an expectation or a condition
    MISSING = auto()  # something is left
    PARTIAL = auto()
    DROPPED = auto()
    DECISION = auto()  # somebody has decided something; that completes nothing
    WHOLE = auto()  # the item itself, by one of its names: "projekt", "besparelsen"
    TIMETABLE = auto()  # a start or a plan: the word of completion beside it names a date to come
    YES = auto()
    NO = auto()  # also "not yet"
    REASON = auto()  # what follows says why
    QUESTION = auto()
    UNKNOWN = auto()


#: Short codes in capitals: bodies and initials.
CODE = re.compile(r"\b(?!X+\b|JA\b|NEJ\b)[A-ZÆØÅ]{2,4}\b")

_PARTICIPLE = "(?:afslut|gennemfør|udfør|implementer|realiser|udmønt|færdig|effektuer|etabler|indfri|løst|fuldfør)"
#: Several words that mean one thing, on the folded text, and the one word that they count as.
_PHRASES = (
    (r"(?:som|efter|ifølge) (?:planlagt|planen|aftalt|aftalen|forventet)", "og"),
    (r"(?:ingen|uden) (?:yderligere |videre )?(?:bemærkninger|opfølgning|handling(?:er)?|aktivitet(?:er)?)", "og"),
    (r"(?:er )?over(?:gået|ført|taget|gik|givet|draget) til (?:almindelig |normal )?drift(?:en)?", "afsluttet"),
    (r"i drift|fuldt ud|(?:alle|samtlige) (?:faser|etaper|dele)", "og"),
    (r"se (?:bemærkning|note|kommentar)[a-zæøå]*", "sebemærkning"),
    (r"plan(?:en)? for", "tidsplan"),
    (r"mål(?:et|ene)? (?:er )?(?:nået|opfyldt)", "indfriet"),
    (r"(?:implementering|udmøntning|realisering|effektuering)(?:en)? (?:er )?(?:sket|foretaget)", "gennemført"),
    (rf"(?:mangler|udestår) (?:stadig |endnu |fortsat )?at blive(?= {_PARTICIPLE})", "skal"),
    (r"(?:endnu )?ikke endnu|endnu ikke|not yet", "nej"),
    (r"på grund af|som følge af", "pga"),
    (r"til dels|i nogen grad|for en dels vedkommende", "delvist"),
    (r"taget i brug|sat i drift", "ibrugtaget"),
    (r"trukket tilbage|taget (?:ud )?af (?:planen|bordet)|taget ud|ikke længere (?:aktuelt?|relevant)", "udgået"),
    (r"ikke (?:for|på|ved|hos)(?= )", "undtagen"),
    (r"i gang(?: med)?|i proces|på vej|in progress", "igang"),
    (r"(?:sat |sættes |stillet |stilles )?(?:i bero|i stå|på hold|på pause|på standby)|on hold", "udskudt"),
    (r"under [a-zæøå]{3,}", "igang"),
    (r"n a|i r", "irrelevant"),
    (r"bortset fra|på nær|med undtagelse af", "undtagen"),
    (
        r"(?:[1-9]|første|anden|tredje|sidste)(?: og [1-9])? (?:fase|etape|del|trin)|(?:fase|etape|trin|del) [1-9]",
        "delvist",
    ),
    (r"taget til efterretning|til orientering|til efterretning", "orienteret"),
)
_PHRASE = re.compile(f"(?<= )(?:{'|'.join(f'({pattern})' for pattern, _ in _PHRASES)})(?= )")

_CLASSES: tuple[tuple[Word, str], ...] = (
    (Word.OPEN, r"u(?:afsluttet|udmøntet|færdig|fuldendt|udført)\w*|åben|åbent|open|ongoing|started|pending"),
    (Word.YES, "ja|yes"),
    (Word.NO, "nej|n|no"),
    (Word.REASON, "pga|jf|jævnfør|grundet|fordi|da|idet|se|erstatte[ts]"),
    (
        Word.WHOLE,
        "projekt(?:er|erne)?|opgave(?:r|rne)?|tiltag(?:ene)?|indsatser(?:ne)?|aktiviteter|initiativer(?:ne)?|besparelse(?:n|r|rne)?|"
        "implementering(?:en)?|udmøntning(?:en)?|gennemførelse(?:n)?|realisering(?:en)?|effektivisering(?:en|er|erne)?|"
        "mål(?:et|ene)?|reduktion(?:en)?",
    ),
    (
        Word.TIMETABLE,
        r"\w*(?:opstart|tidsplan|tidsplanen|byggestart|projektstart|milepæle?|tidshorisont)|start|deadline|frist",
    ),
    (
        Word.DONE,
        "afsluttet|afsl|gennemført|udført|implementeret|realiseret|udmøntet|færdigt?|færdiggjort|færdigbehandlet|færdigmeldt|"
        "færdigbygget|effektueret|indfriet|løst|fuldført|tilendebragt|ibrugtaget|etableret|indviet|opfyldt|done|completed|"
        "finished|afleveret|nået",
    ),
    (
        Word.OPEN,
        "igangsat|igang|igangværende|(?:på)?begyndt|pågår|foregår|kører|startet|opstartet|iværksat|undervejs|udskudt|udsat|udskydes|"
        "afvent\\w*|løbende|permanent|arbejdes|forberedes|undersøges|afklares|igangsættes|"
        "opstartes|påbegyndes|starter|fortsætter|forsinket",
    ),
    (
        Word.UNDONE,
        "(?:afslutt|gennemfør|udfør|implementer|realiser|udmønt|færdiggør|effektuer|etabler|indfri|løs|fuldfør)(?:e?s|er?)|"
        "afslutning",
    ),
    (Word.PLANNED, "planlagt|planlægges|planl|planned|forventes|forventet"),
    (Word.NOT, "ikke|ej|aldrig|hverken|endnu|ingen|not|never"),
    (
        Word.FUTURE,
        "forv|forvent\\w*|est|estimer\\w*|vejl|vejledende|skønsmæssigt|sandsynlig\\w*|formodentlig|formodes|skal|vil|bliver|kan|bør|må|når|hvis|inden|senest|ventes|snart|næsten|måske|evt|eventuelt|antages|"
        "formentlig|nok|ønske\\w*|håb\\w*|såfremt|forudsat|tæt|sættes|næste|delmål|efter|hvornår|før|indtil|knap|stort",
    ),
    (Word.MISSING, "mangl\\w*|udestår|udestående|rester\\w*|men|dog|undtagen|tilbage"),
    (
        Word.PARTIAL,
        "delvist?|dele|halvt?|halvdelen|partly|partially|delafsluttet|del|fase|etape|faser|etaper|fase\\d|etape\\d",
    ),
    (
        Word.DROPPED,
        "udgår|udgået|udgik|bortfald\\w*|annulleret|annulleres|trukket|droppet|droppes|opgivet|skrinlagt|aflyst|sløjfet|"
        "nedlagt|cancell?ed",
    ),
    (
        Word.DECISION,
        "godkendt|tiltrådt|drøftet|oversendt|orienteret|orientering|vedtaget|behandlet|anbefalet|besluttet|evalueret|"
        "afrapporteret|forelagt",
    ),
)
_PATTERNS = tuple((kind, re.compile(rf"\A(?:{pattern})")) for kind, pattern in _CLASSES)
_MISSPELT = ("afsluttet", "gennemført", "implementeret", "realiseret", "udmøntet", "effektueret", "færdiggjort")

#: What a phase or a state that stands alone in its cell says of the item; in a sentence the same words say less.
LABELS: dict[str, str] = {
    "open": """
        idé; idéfase; ide; program; programfase; programoplæg;
        foranalyse; analyse; forundersøgelse; planlægning; programmering; projektering;
        projektforslag;
        dispositionsforslag; myndighedsprojekt; myndighedsbehandling; udbud; licitation; udførelse; anlægsfase; byggeri;
        byggefase; opførelse; realisering; gennemførelse; implementering; aflevering; høring; på sporet; på rette spor;
        efter planen; som planlagt; følger planen; bekymrende; kritisk; bør følges; gul; rød; opmærksomhed; udfordret;
        kræver opmærksomhed; kræver handling; risiko; udfordringer
    """,
    "done": "i mål; på plads; overstået; ordnet; drift; i drift; er i drift; sat i drift; garantiperiode; idriftsat",
    "partial": "næsten; halvvejs; halvt; halvdelen; halvfærdig; et stykke; delvist i mål",
    "dropped": "stoppet; skrinlagt; ikke aktuel; ikke aktuelt; ikke relevant; gennemføres ikke; "
    "bliver ikke gennemført; frafaldet",
}

_HARMLESS = """
    er nu blev blevet har været bleven sagen sag indsatsen indsats projektet opgaven opgaverne tiltaget initiativet
    emnet
    punktet aktiviteten aktiviteterne arbejdet aftalen forslaget det den denne dette de alle alt hele i pr d kb på møde
    mødet og samt med ved udgangen af primo ultimo medio fuldt helt fuldstændig fuldstændigt endelig endeligt hermed
    dermed således anses regnes betragtes for som budget budgettet planen kl uge budgetvedtagelsen
    budgetaftalen allerede tidligere ok
    grøn gul rød blå grå
    tilfredsstillende tilfredshed rettidigt planmæssigt administrativt internt tiden januar status kommunen til
"""
#: Words that change nothing.
HARMLESS = frozenset(_HARMLESS.split())


def one_word_each(folded: str) -> str:
    """Return a folded text, a space at either end, with each phrase as the one word that it counts as."""
    return _PHRASE.sub(lambda match: _PHRASES[(match.lastindex or 1) - 1][1], folded)


@lru_cache(maxsize=8192)
def word_class(word: str) -> Word:
    """Return the class of one folded word; a slip of the pen in a word of completion still counts as it."""
    for kind, pattern in _PATTERNS:
        if pattern.fullmatch(word):
            return kind
    return Word.DONE if _is_misspelt_done(word) else Word.UNKNOWN


def _is_misspelt_done(word: str) -> bool:
    """Near a word of completion, with its first letter and its ending: "afsluttes" is another word, not a slip."""
    return (
        len(word) <= 20
        and word.endswith("t")
        and any(
            word[0] == known[0] and SequenceMatcher(None, word, known, autojunk=False).ratio() >= 0.88
            for known in _MISSPELT
        )
    )
