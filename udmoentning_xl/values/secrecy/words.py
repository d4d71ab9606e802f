"""The words of secrecy, as stems on unmasked text: certain ones close, the rest hold, and what sounds alike is open.

*Closed* is what nobody can mean otherwise: „lukket punkt“, „(fortroligt)“, „undtaget fra offentlighed“. *Held* is what
may mean it: „lukket pga. udbud“, „Fortr.“, the number of a person. A thing of brick or a place that is shut, and a word
that is denied, are open: „svømmehallen er lukket om mandagen“, „ikke lukket“.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from functools import lru_cache

from udmoentning_xl.values.secrecy.sending import SENDING
from udmoentning_xl.values.secrecy.unmasking import glued, unmasked


class Secrecy(IntEnum):
    """May everybody see it? The greater answer weighs more."""

    OPEN = 0
    HELD = 1
    CLOSED = 2


@dataclass(frozen=True)
class Marking:
    """What marks a text: HELD or CLOSED, and the words that do, as they stand."""

    answer: Secrecy
    words: str


_NOT_PUBLIC = r"(?:ikke|ej)[- ]offentlig(?:t|e)?"
_BODY = r"(?-i:[A-ZÆØÅ]{2,5})[- ]"
_LUKKET = r"(?:lukke(?:t|de)|lukk?\.)"
_PAPER = r"(?:punkte(?:t|rne)|bilag(?:et|ene)?)(?: (?:nr\.? ?)?[\wæøå]{1,2}(?:[-,+][\wæøå]{1,2})?)?"
_CLOSES = re.compile(
    rf"\b(?P<phrase>(?:for|bag) lukkede døre|{_LUKKET}(?: |(?=punkt|pkt|sag|møde|dagsorden))(?:{_BODY})?"
    r"(?:\w*(?:punkt(?:er|et|erne)?|pkt|sag(?:er|en|erne)?"
    r"|dagsorden(?:en|er|spunkt|spunkter)?|dgs\.?|møder?|mødet|behandling|bilag|tillæg)|del)"
    rf"|(?:fortrolig(?:t|e)?|{_NOT_PUBLIC}) (?:punkt(?:er)?|sag(?:er)?|bilag|behandling|møder?|notat|materiale"
    rf"|oplysninger)|(?:{_PAPER}) er lukke(?:t|de)"
    rf"|(?:{_PAPER}|sagen|notat(?:et)?|materialet|dokument(?:et|erne)?|indholdet|oplysningerne)"
    rf" (?:er|behandles) (?:fortrolig(?:t|e)?|{_NOT_PUBLIC}|hemmeligt?)"
    rf"|er (?:strengt )?(?:fortrolig(?:t|e)?|{_NOT_PUBLIC})(?! med\b)|behandles lukket"
    rf"|{_NOT_PUBLIC} tilgængeligt?|(?:offentliggøres|udsendes) (?:ikke|ej)"
    r"|person(?:ale)?-?sag(?:en)?|^person(?:ale)?-?sager(?=\W*$)|(?-i:LUK)(?=\W*$|[.):;,-])|strengt fortroligt?"
    r"|(?:må )?ikke (?:til )?(?:udsendelse|offentliggørelse|offentliggøres|offentlighed(?:en)?|udsendes)"
    r"|undtaget (?:fra )?(?:aktindsigt|offentlighed\w*))\b"
    r"|(?:^|[-–—,;/(\[:*_]\s*|§ ?\d+[^\w\n]+|(?<=[a-zæøå\d] )(?-i:(?=LUKKET|FORTROLIG))"
    r"|(?-i:\b[A-ZÆØÅ]{2,5})\s+)"
    rf"(?P<word>lukket|(?:endnu )?{_NOT_PUBLIC}|fortroligt?|hemmeligt?|confidential)"
    r"(?=\s*(?:$|[-–—,;/)\]:*!._]|\(?\s*§|(?:vedr|vedrørende|ang|angående)\b))",
    re.I | re.M,
)
_DENIED = re.compile(
    r"\b(?:ikke|ej|ingen|intet|uden|aldrig|hverken)(?: (?:en|et|for|som|længere|mere|på|noget|nogen|være|er|til|et"
    r"|som et)){0,2}\s$",
    re.I,
)

#: „LP“ for „lukket punkt“ and „LD“ for „lukket dagsorden“ where it stands by itself.
_LP = r"(?<!\w)(?-i:L[PD]|L\. ?[PD]\.?)(?![\w=])"
_BY_LETTERS = (
    rf"^\W{{0,3}}{_LP}(?=\W{{0,3}}$| ?[:;,(]| [-–—] )|\b(?:er|som|på|behandles) {_LP}(?=\W{{0,3}}$|[.,;:)])"
    r"|\b(?-i:L[PD])-(?:punkt|pkt|sag)\w{0,4}\b"
)
#: Phrases that hold, each by itself; ``_holds`` looks at what stands round them. One notion to a line, and before it
#: what a text must have for it to be looked for: nearly all texts have none of it.
_HOLDS = (
    ("fortr|for trolig", r"\bfortrol(?!ighedsrum|ighedssamtale)\w*|\bfortr\b\.?|\bfor trolig\w*|\bfortro ligt?\b"),
    (
        "hemmel|hem melig",
        r"hemmel(?!ighedsfuld|igheden bag\b|ige (?!\w*(?:sag|punkt|aftale|forhandl|oplysning|kontrakt|notat|dagsorden"
        r"|møde|tal|bud|tilbud|plan|til|indtil|pga|på|og|efter|så)\w*)[a-zæøå]{3,})\w*|\bhem melig\w*",
    ),
    (
        "person|følsom",
        r"(?<!af )(?<!om )(?<!til )\bperson(?:ale)?[- ]?sag\w*+(?! i | og | \w{2,20}es\b)"
        r"|\bperson(?:følsom\w*+(?! oplysninger \w{2,20}es\b)|data)\b|\bfølsom\w* (?:person\w*|oplysning\w*|data)",
    ),
    (
        "gelsessag|afskedssag|disciplinærsag|tjenestemandssag|bortvisningssag|tjenstlig|lægeerklæring",
        r"\b(?:afskedigelses|afskeds|disciplinær|tjenestemands|bortvisnings)sag\w*|\btjenstlig\w*|\blægeerklæring\w*",
    ),
    ("personoplysning", r"\bindeholder (?:\w{1,20} )?personoplysning\w*"),
    ("private|enkelt", r"\bprivate forhold\b|\benkeltperson\w*|\ben enkelt (?:borger|person|medarbejder)s?\b"),
    (
        "opsigelse|afskedigelse|bortvisning|fratrædelse|påtænkt",
        r"\b(?:opsigelse|afskedigelse|bortvisning|fratrædelse|påtænkt \w+) af (?:en |den |vores )?"
        r"(?:(?:leder|chef|medarbejder|direktør)\w*|\w{2,20}(?:leder|chef|medarbejder|direktør|rektor)(?:en|e|ne)?\b"
        r"|(?-i:[A-ZÆØÅ][a-zæøåé]{1,20} (?:[A-ZÆØÅ]\.? )?[A-ZÆØÅ][a-zæøåé]{1,20}\b)(?! (?:a/?s|aps|i/?s|kommune)\b))",
    ),
    (
        "tavshed|klausuleret|konfid|diskretion|adgangsbegr|mørk|båndlagt",
        r"\btavshedsp\w*+(?<!personalet har tavshedspligt)(?<!medarbejderne har tavshedspligt)"
        r"|\bklausuleret\w*|\bkonfid\w*|\bdiskretion\w*"
        r"|\badgangsbegræns\w*|\bmørke?(?:lagt|lægges)\b|\bbåndlagt\b",
    ),
    (
        "confidential|restricted|classified|need to know|embargo",
        r"\bconfidential\w*|\brestricted\b|\bclassified\b|\bneed to know\b|\bembargo\w*+(?! mod)",
    ),
    ("tavshed", r"\bpålagt tavshed\b|\btavshed (?:er )?pålagt\b|\btavshedsbelagt\w*"),
    ("not ", r"\b(?:do )?not (?:to be )?(?:share\w*|public)\b"),
    (
        "klassificeret|mellem os|i huset|internal",
        r"\bklassificeret\b|\bmellem os\b|\bbliver? i huset\b|\binternal (?:use|only)\b",
    ),
    ("closed|lkt|uoffentlig", r"\bclosed(?: (?:item|session|meeting|door|agenda|case)s?)?\b|\blkt\b|\buoffentlig\w*"),
    ("undtag", r"\bundtag\w*[^.;\n]{0,40}\b(?:offentlig\w*|aktindsigt\w*)"),
    ("undtag", r"\b(?:offentlig\w*|aktindsigt\w*)[^.;\n]{0,25}\bundtag\w*"),
    ("aktindsigt", r"\baktindsigt\w*(?: kan)? (?:nægt\w*|afslå\w*)|\b(?:ikke|ej|ingen|uden) aktindsigt\w*"),
    ("offentlig", r"\b(?:ikke|ej|aldrig|uden|udenfor|uden for|skjules for|før)(?:-| (?:\w+ ){0,2})offentlig\w*"),
    (
        "off|åben|åbent|lukket|fortrolig|ekstern|udvalg",
        r"\b(?:off|offentlig\w*|åbent?|ekstern\w{0,2}|klar til (?:fag)?udvalg\w{0,3})(?: punkt| sag| dagsorden)?"
        r" ?[.:=?]{1,2} ?(?:nej|n|0)\b"
        r"|\b(?:lukket|fortrolig\w*) ?[:=?]{1,2} ?(?:ja|j|x|1)\b",
    ),
    ("lukkede døre", r"\A\W{0,3}(?:\w{1,3} ?[:=] ?)?lukkede døre\W{0,3}\Z"),
    (
        "lukkes",
        r"\bdør(?:e|ene) lukkes\b(?! kl| af| om| hver| ved)|\blukkes\b[^.\n]{0,15}\bfor (?:offentlig|tilhør|press)\w*",
    ),
    # The statutes: kommunestyrelsesloven § 10, offentlighedsloven, forvaltningsloven § 27, straffeloven § 152.
    ("§", r"§{1,2} ?10\b[^\n]{0,40}(?:styrelseslov\w{0,6}|kommunernes styrelse)"),
    ("§", r"(?:styrelseslov\w{0,6}|kommunernes styrelse|\b(?:ksl|kstl|kmstl))\b\.?[^\n]{0,25}§{1,2} ?10\b"),
    ("§", r"\b(?:offentlighedslov\w*|offl)\b[^\n]{0,25}§|§{1,2} ?\d+[^\n]{0,30}\b(?:offentlighedslov\w*|offl)\b"),
    (
        "§",
        r"\b(?:forvaltningslov\w*|fvl)\b[^\n]{0,25}§{1,2} ?27\b|§{1,2} ?27\b[^\n]{0,25}\b(?:forvaltningslov\w*|fvl)\b",
    ),
    ("§", r"\b(?:straffelov\w*|strfl)\b[^\n]{0,25}§{1,2} ?152|§{1,2} ?152\w*[^\n]{0,25}\bstraffelov\w*"),
    (
        "l)|l]|l}|ls)|lp)|l )|l ]|l }|l:|l -|l –|l-",
        r"(?<!\w)[(\[{]\s*(?-i:L|LS|LP)\s*[)\]}](?![^\n]{0,40}[(\[](?-i:XS|S|M|XL)[)\]])|^(?-i:L)\s?[:–-]\s",
    ),
    ("§", r"§{1,2} ?10[ -](?:sag|punkt)\w{0,3}\b"),
    ("lp|l.p|l. p|ld|l.d|l. d", _BY_LETTERS),
    ("l-", r"\b(?-i:L)-(?:punkt\w*|sag\w*|pkt)\b"),
    (
        "luk|l u",
        r"\blukk?\.(?=\W|$)|\bluk+(?=\s+(?:punkt|pkt|sag|dagsorden|møde))|\bl ?u ?k ?k ?e ?t ?p ?u ?n ?k ?t\b",
    ),
    ("lukke ", r"\blukke(?=\s(?:punkt|pkt|dagsorden|møde)\b)"),
    (" lukket", r"\b(?:behandle[st]?|drøfte[st]?|forelagt|besluttet) lukket\b|\bi lukket kreds\b"),
    (
        "intern|lukket",
        r"(?:^|[.;(\[–-] ?)\W{0,3}intern[te]?(?: (?:note|notat|bemærkning|kommentar))? ?:"
        r"|\A\W{0,3}intern[te]? (?:del|afsnit|sag|punkt|emne|indsats|liste)\w{0,3}\W{0,3}\Z"
        r"|^\W{0,3}lukket bemærkning",
    ),
    # What holds only where it is all that stands there.
    (
        "intern|privat|spærret|skjul|følsom|gdpr|§|🚫|⛔|fort|politisk",
        r"\A\W*(?:intern\w{0,2}(?: (?:indtil videre|endnu|foreløbig\w?|p\.? ?t\.?))?"
        r"|privat|spærret|skjult\w?|følsom\w?|personfølsom\w?|gdpr|skal skjules|fort"
        r"|(?:endnu |stadig )?(?:ikke|ej) politisk(?: endnu)?"
        r"|§{1,2} ?10(?:,? stk\.? ?\d)?|[🚫⛔]+)\W*\Z",
    ),
    # And what holds where it is a mark of its own: a lock, or in brackets.
    ("🔒|🔐", "[🔒🔐]"),
    (
        "(|[",
        r"[(\[] ?(?:internt?|intern sag|internt punkt|privat|skjult|(?:person)?følsomt?|gdpr|§{1,2} ?10) ?[)\]]",
    ),
)
_HOLD = tuple((frozenset(keys.split("|")), re.compile(pattern, re.I | re.M)) for keys, pattern in (*_HOLDS, *SENDING))
_KEYS = tuple(frozenset().union(*(keys for keys, _ in _HOLD)))
#: One of these is in every text that a certain mark is in, as the first word of each line above is in every hold.
_CLOSING = ("luk", "fortrolig", "offentlig", "hemmelig", "person", "udsend", "aktindsigt", "confidential")
#: What only sounds like a hold, matched from where it begins.
_ALIKE = re.compile(
    r"(?:fortrolig|konfidentiel)(?:le|e|t)? (?:med|rådgiv|samtale|linje|relation|voksen|telefon|henvend|whistle|ordning"
    r"|kontakt|snak|sparring|vejled|hjælp|papir|affald)|fortrolighed (?:og tillid|på|mellem)"
    r"|(?:ikke|ej|uden|udenfor|uden for)(?:-| (?:\w+ ){0,2})offentlige?t? "
    r"(?!tilgæng|kend|kundgj|kundgør|omtal|brug|gennemsyn|adgang|del\b"
    r"|dagsorden|referat|sag|punkt|bilag|notat|møde|behandl|materiale|oplysning|dokument|før\b|fra\b|endnu\b|pga\b|på\b"
    r"|jf\b|i\b|og\b|da\b|iht\b|vedr)[a-zæøå]{3,}"
    r"|før offentlig\w* (?!gør)[a-zæøå]+",
    re.I,
)
#: Before „fortroligt“ or „tavshedspligt“: how data of citizens are treated, or what a course is about.
_SUBJECT = re.compile(
    r"\b(?:om|kursus i|undervis\w* i|oplær\w* i|anonym\w* og) \Z"
    r"|\b(?:data|svar|besvarelser|henvendelser|samtaler|personoplysninger)(?:ne|ene|erne)? (?:\w+ )?"
    r"(?:behandles|håndteres|opbevares) \Z",
    re.I,
)
_DENIED_HOLD = re.compile(
    r"\b(?:ikke|ej|ingen|intet|aldrig|hverken)(?: (?:længere|mere|en|et|være|er|som|holdes))?[ ]$", re.I
)

#: „lukket“ and its slips of the pen: a letter left out, doubled or swapped.
_SLIP_OF_LUKKET = (
    r"(?:luk+et|luk+ede|lukkt|lukekt|lukke[rdc]t|lukkett|lukeet|lukked|ulkket|lkket|lukkket|lukkeed[et]|lukkete)"
)
_LUKK = re.compile(rf"(?<![^\W_]){_SLIP_OF_LUKKET}(?P<more>\w*)", re.I)
_LUKKES = re.compile(r"(?<![^\W_])(?:lukkes|lukke|lukker|lukning)(?![^\W_])", re.I)
_PAPERS = re.compile(
    r"\A(?:\w*(?:punkt|sag|møde|dagsorden|bilag|notat|behandling|referat|dokument|forhandling|kreds)"
    r"(?:er|en|et|erne|ene|t|r|ne)?|pkt|del(?:en)?|drøftelse\w*|orientering\w*|beslutning\w*|protokol\w*|session"
    r"|sagsfremstilling\w*|materiale\w*|emne\w{0,4}|indsats\w{0,4}|fane\w{0,3}|ark(?:et)?|kategori\w*"
    r"|tema\w*|rækker?|rækken|post(?:en|er)?|numm(?:er|re)|spor|indhold(?:et)?|oplysning\w*|tillæg|projekter|den|det"
    r"|dette|denne|disse|alt|de|vi|som|der|afsnit|kolonne\w*|tal(?:lene)?|beløb\w*|list(?:e|en|er))",
    re.I,
)
#: What stands for papers where it is all that is said to be shut: „Resten er lukket“, „Nedenstående skal være lukket“.
_POINTING = re.compile(
    r"(?:neden|oven|foran|forud)(?:stående|for|nævnte|gående)|herunder|herfra|(?:efter|fore)?(?:følgende|gående)|næste|resten?"
    r"|øvrige|begge|alle|skal|må|vil|kan|bør|alt",
    re.I,
)
_COPULA = re.compile(
    r"(?:er|var|været|bliver|blev|blevet|holde[st]?|holder|forbliver|være|bliv|har|hav(?:de|t|e))$", re.I
)
_NO_NOUN = re.compile(
    r"(?:pga|på|jf|jævnfør|efter|indtil|til|frem|af|fra|med|i|om|for|under|ved|hos|vedr|ang|og|eller|da|fordi|grundet"
    r"|iht|ifølge|iflg|per|pr|d|den|det|så|men|hver|hele|ned|op|kl|ca|uden|der|som|se|nu|igen|endnu|inkl|dog|også"
    r"|permanent|midlertidigt|helt|delvist?|fortrolig\w*|hemmelig\w*|personsag\w*|ikke|ej|hvis|når|mens|siden|fortsat"
    r"|stadig|undtagen|bortset|jvf|cf|behandlet|drøftet|stk|kun|både)\.?$",
    re.I,
)
_TIMES = re.compile(
    r"\W{0,4}(?:hver|om|på|i) (?:\w+ )?(?:man|tirs|ons|tors|fre|lør|søn|hverd|hellig)(?:e|dag)\w*"
    r"|\W{0,4}om (?:natten|aftenen)|\W{0,4}(?:i|over|hele) (?:\w*ferie\w*|\w*weekend\w*"
    r"|(?:januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december|sommer\w*|vinter\w*"
    r"|uge \d+)(?=\W{0,4}$|\.))",
    re.I | re.M,
)
#: „Sagen er lukket i ESDH“ says that it is finished.
_IN_A_SYSTEM = re.compile(r" (?:i|af i) (?:esdh|loggen|listen|journal\w*|sagssystem\w*|arkivet)\b", re.I)
#: „Puljen er lukket for ansøgninger“ is no secret.
_FOR_USE = re.compile(r" for (?!offentlig|tilhør|press)", re.I)
_CLAUSE = re.compile(r"[;:,()\[\]\n!?–—|]|\s-\s|(?<=[^\W\d]{3})\.(?=\s|$)|(?<=[^\W\d]{2})\.(?=\s{1,3}[A-ZÆØÅ])")
_CPR = re.compile(r"(?<![\d/.-])(\d\d)(\d\d)(\d\d)(?P<sign>[-–—/ ]{0,3})(\d{4})(?![\d/]|-\d)")
#: The weights of the check digit, modulus 11 (CPR-kontoret: Personnummeret i CPR-systemet).
_CPR_WEIGHTS = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
_CPR_WORD = re.compile(r"\bcpr|personn(?:r|umm)", re.I)
_OTHER_NUMBER = re.compile(
    r"(?:\bp-?n(?:r|umm)|\bean\b|\bcvr\b|\btlf|\btelefon|\bkonto|\bgln\b|\bse-?nr|faktura|\bvare)[^\d\n]{0,20}$", re.I
)
#: A text in which a slip of the pen may hide is made of words this long.
_SLIPS = (
    "fortrolig", "fortroligt", "fortrolige", "hemmelig", "hemmeligt", "hemmelige", "personsag", "personalesag",
    "konfidentiel", "tavshedspligt", "personfølsom",
)  # fmt: skip
_LONG_WORD = re.compile(r"(?<![^\W\d_])[fhkpt][^\W\d_]{6,14}(?![^\W\d_])", re.I)
#: „Lukket: nej“.
_ANSWERED_NO = re.compile(
    r"\b(?:lukket|fortroligt?|hemmeligt?|personsag)(?: (?:punkt|sag))? ?[:=?]{1,2} ?(?:nej|n|0)\b", re.I
)
#: „Sagen er ikke åben“ says what „sagen er lukket“ says, and is as often about a door.
_NOT_OPEN = re.compile(r"\b(?:ikke|ej) åb(?:ent?|(?P<many>ne))\b", re.I)
_OPEN = re.compile(r"\b(?:åb(?:en|ent|ne)|offentlig(?:t|e)?)\b", re.I)
_SHOWN = 90


@lru_cache(maxsize=16384)
def read_secrecy(text: str) -> Marking | None:
    """What a text says of secrecy, the gravest first; None when it is open."""
    plain = _ANSWERED_NO.sub(" ", unmasked(text))
    plain = _NOT_OPEN.sub(lambda match: "lukkede" if match["many"] else "lukket", plain)
    if len(plain) < 2:
        return Marking(Secrecy.HELD, plain) if plain and plain in "🔒🔐🚫⛔" else None
    low = plain.casefold()
    for match in _CLOSES.finditer(plain) if any(key in low for key in _CLOSING) else ():
        if not _DENIED.search(plain[max(0, match.start() - 30) : match.start()]):
            return Marking(Secrecy.CLOSED, match["phrase"] or match["word"])
    for variant in dict.fromkeys((plain, plain.replace("\n", " "), glued(plain))):
        if found := next(_holds(variant), None):
            return Marking(Secrecy.HELD, _clause(variant, *found))
    return None


def is_by_letters(words: str) -> bool:
    """True where the letters LP or LD alone make a text a mark: they may as well be a body or a person of the plan."""
    return re.search(_LP, words) is not None and read_secrecy(re.sub(_LP, " ", words)) is None


def says_open(text: str) -> bool:
    """True for a text that says open of papers and nothing of secrecy: „Åbne punkter“, „Offentlig“, no „Åben skole“."""
    plain = unmasked(text)
    return any(_is_open(plain, match) for match in _OPEN.finditer(plain)) and read_secrecy(text) is None


def _is_open(plain: str, match: re.Match[str]) -> bool:
    """True where „åben“ or „offentlig“ is said of a paper, or stands by itself; „Stier (offentlige)“ are no papers."""
    if following := re.match(r"\s{1,3}(\w+)", plain[match.end() :]):
        return is_paper(following[1])
    return match[0][0] in "åÅ" or not re.search(r"\w", plain[: match.start()])


def _holds(plain: str) -> Iterator[tuple[int, int]]:
    """Where the text has something that may mean secrecy."""
    low = plain.casefold()
    found = {key for key in _KEYS if key in low}
    for pattern in (pattern for keys, pattern in _HOLD if not found.isdisjoint(keys)) if found else ():
        for match in pattern.finditer(plain):
            before = plain[max(0, match.start() - 30) : match.start()]
            is_denied = _DENIED_HOLD.search(before) or _SUBJECT.search(before)
            if not is_denied and not _ALIKE.match(plain, match.start()):
                yield match.span()
    for match in _LUKK.finditer(plain) if "uk" in low or "lk" in low else ():
        if not _is_shut(plain, match):
            yield match.span()
    for match in _LUKKES.finditer(plain) if "lukkes" in low else ():
        if _papers_near(plain, match):
            yield match.span()
    for match in _CPR.finditer(plain):
        if _is_cpr(plain, match):
            yield match.span()
    for match in _LONG_WORD.finditer(plain):
        if _is_slip(match[0].casefold()):
            yield match.span()


def _clause(plain: str, start: int, end: int) -> str:
    """The words round a place, cut at the line and at so many characters."""
    first = plain.rfind("\n", 0, start) + 1
    last = plain.find("\n", end)
    line_end = last if last >= 0 else len(plain)
    if line_end - first <= _SHOWN:
        return plain[first:line_end].strip()
    left = max(first, start - _SHOWN // 3)
    right = min(line_end, max(end, left + _SHOWN))
    left = left if left == first else plain.find(" ", left, start) + 1 or start
    cut = plain.rfind(" ", end, right) if right < line_end else right
    shown = plain[left : cut if cut > end else right]
    return f"{'…' if left > first else ''}{shown.strip()}{'…' if right < line_end else ''}"


# -- lukket: of a case, or of a door ------------------------------------------------------------------------------


def _is_shut(plain: str, match: re.Match[str]) -> bool:
    """True where „lukket“ is denied, or is said of a place or a thing and not of a case or a paper."""
    before, after = _before(plain, match.start()), _after(plain, match.end())
    if _IN_A_SYSTEM.match(plain, match.end()) or re.search(
        r"\bnu åb(?:en|ent|ne)\b", plain[match.end() : match.end() + 60], re.I
    ):
        return True
    if any(word.casefold() in ("ikke", "ej", "aldrig", "ingen", "intet", "hverken") for word in before[-3:]):
        return True
    if match["more"] and not _PAPERS.fullmatch(match["more"]):
        return not match["more"].casefold().startswith("luk")  # lukketid
    following = after[0] if after else ""
    if following and following[0].islower() and not _NO_NOUN.match(following):
        return not is_paper(following)
    if _TIMES.match(plain, match.end()) or _FOR_USE.match(plain, match.end()):
        return True
    place = next((at for at in range(len(before) - 1, max(len(before) - 4, -1), -1) if _COPULA.match(before[at])), None)
    if place is not None:
        subject = before[:place]
        if subject and subject[-1].casefold() in ("som", "der"):
            subject = subject[:-1] or _before_comma(plain, match.start())
        is_pointing = all(_POINTING.fullmatch(word) for word in subject)
        return bool(subject) and not is_pointing and not any(is_paper(word) for word in subject[-4:])
    is_verb = match[0].casefold() == "lukkede"  # „Gæstehuset i byen lukkede 28. februar“
    if is_verb and any(is_paper(word) for word in before):
        return False
    return any(
        len(word) >= 4 and word.casefold().endswith(("en", "et", "erne", "ene")) and not _PAPERS.fullmatch(word)
        for word in (before if is_verb else before[-1:])
    )


def is_paper(word: str) -> bool:
    """True for a word that names a case or a paper, by what it is called, by a number, or by the body it goes to."""
    return _PAPERS.fullmatch(word.strip(".")) is not None or word.isupper() or any(map(str.isdigit, word))


def _before(plain: str, end: int) -> list[str]:
    """The words of the same clause that stand before a place, the nearest eight."""
    stretch = plain[max(0, end - 120) : end]
    cut = [match.end() for match in _CLAUSE.finditer(stretch)]
    return stretch[cut[-1] if cut else 0 :].split()[-8:]


def _before_comma(plain: str, end: int) -> list[str]:
    comma = plain.rfind(",", max(0, end - 60), end)
    return _before(plain, comma)[-3:] if comma > 0 else []


def _after(plain: str, start: int) -> list[str]:
    stretch = plain[start : start + 40]
    cut = _CLAUSE.search(stretch)
    return stretch[: cut.start() if cut else len(stretch)].split()[:2]


def _papers_near(plain: str, match: re.Match[str]) -> bool:
    """True where something is to be closed that is a case or a paper: „punktet lukkes“, „lukkes for offentligheden“."""
    before, after = _before(plain, match.start()), _after(plain, match.end())
    if any(word.casefold() in ("ikke", "ej") for word in (*before[-2:], *after[:1])):
        return False
    if match[0].casefold() != "lukkes" or after[:1] == ["ned"]:
        return False
    strict = re.compile(r"\A(?:\w*(?:punkt|dagsorden|bilag|møde)(?:et|en|erne|ene|t)|sagen|mødet)", re.I)
    return any(strict.fullmatch(word) for word in before[-3:]) or bool(
        re.match(r"\s{1,3}for (?:offentlig|tilhør|press)", plain[match.end() :], re.I)
    )


# -- numbers of persons, and slips of the pen ----------------------------------------------------------------------


def has_cpr(text: str) -> bool:
    """True when a text holds what has the form of a civil registration number: day, month, year and serial."""
    return any(_is_cpr(text, match) for match in _CPR.finditer(text))


def _is_cpr(plain: str, match: re.Match[str]) -> bool:
    """By form: a day that exists; without the hyphen also the check digit, as other numbers have ten digits too."""
    day, month, year = int(match[1]), int(match[2]), int(match[3])
    try:
        date(2000 + year if year else 2000, month, day if (day, month) != (29, 2) else 28)
    except ValueError:
        return False
    before = plain[max(0, match.start() - 30) : match.start()]
    if _CPR_WORD.search(before):
        return True
    if _OTHER_NUMBER.search(before):
        return False
    if match["sign"].strip():
        return True
    digits = match[1] + match[2] + match[3] + match[5]
    return sum(int(digit) * weight for digit, weight in zip(digits, _CPR_WEIGHTS, strict=True)) % 11 == 0


def _is_slip(word: str) -> bool:
    """True for a word of secrecy with one letter wrong, left out, doubled or swapped; the first is right."""
    return word not in _SLIPS and any(word[0] == known[0] and one_slip(word, known) for known in _SLIPS)


def one_slip(one: str, other: str) -> bool:
    """True where one letter is wrong, left out, doubled or swapped, or none is."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    one, other = one[start:], other[start:]
    return (
        one[1:] == other[1:]
        or one[1:] == other
        or one == other[1:]
        or (one[:2] == other[1::-1] and one[2:] == other[2:])
    )
