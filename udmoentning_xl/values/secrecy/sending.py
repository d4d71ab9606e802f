"""Ways to say that something is not to be sent, shown or told, or only to a few; parts for the patterns of ``words``.

Who sends, what and to whom is said in countless ways: each pattern is made of a few notions (a denial, a sharing, a
taking away, outsiders, a version for them) that stand within so many words of each other in one clause.
"""

import re

_NOT = r"(?:ikke|ej|aldrig)"
OUTSIDERS = r"(?:(?:fag|by)?udvalg\w*|byråd\w*|politiker\w*|medlemmer\w*|press\w*|offentlig\w*|borger\w*|tilhører\w*)"
_INSIDE = (
    r"(?:intern\w*|direktion\w*|ledelse\w*|chef\w*|borgmester\w*|(?:gruppe)?formand\w*|økonomiudvalg\w*|forvaltning\w*"
    r"|administration\w*|dig|jer|os|medlemmer\w*|særlig\w*|udvalgte(?=\W*$|[.,;)])|indviede|øk|kmd"
    r"|tjenestebrug|orientering for)"
)
_SHARING = (
    r"(?:del(?:es?|t)?|udsend\w*|sendes?|sendt|videregiv\w*|videresend\w*|videreform\w*|vis(?:es?|t)|omtal\w*|offentliggør\w*"
    r"|rundsend\w*|distribuer\w*|cirkuler\w*|kopier\w*|nævn\w*|udlever\w*|oplys\w*|fremlæg\w*|udbred\w*|spred\w*|læk\w*|publicer\w*"
    r"|ses?|læses?|kend\w*|røb\w*|forlad\w*|(?:komm?|slipp?)\w* (?:ud|frem|videre)|gives? videre"
    r"|ud(?: af huset)?(?=\W*$|[.,;!)]| før\b)|(?:læg\w*|komm\w*|stå|ligge) (?:ud )?på \w+|med i|orienter\w*)"
)
_SENT = r"(?:udsend\w*|rundsend\w*|sendes|deles|offentliggør\w*|omtal\w*)"
_TO_WHOM = (
    r"(?:udsend\w*|udvalg\w*|politiker\w*|press\w*|offentlig\w*|deling|deles|videre\w*|distribution|omtale|cirkulation"
    r"|rundsend\w*|udlevering|publicering|kopiering|ekstern\w*|andre|alle|fremvisning|udenforstående|uvedkommende"
    r"|aktindsigt\w*)"
)
#: What goes to outsiders: „udvalgets materiale“, „den udgave, der sendes ud“, „versionen til udvalgene“.
_VERSION = (
    r"(?:udsend\w*|sendes|åb(?:en|ne)|offentlig\w*|referat\w*|(?:fag|by)?(?:udvalg|råd)\w*s (?:\w{1,20} )?(?:materiale"
    r"|fil|liste|papir|bilag|dagsorden|plan|ark|eksemplar|udgave|version|arbejdsplan)\w*"
    r"|(?:version|udgave|eksemplar|fil|kopi|materiale|ark)\w{0,3}[ ,]{1,2}(?:\w{1,20} ){0,3}(?:(?:fag)?udvalg\w*"
    r"|politiker\w*|udsend\w*|sendes|deles|går)"
    r"|det,? (?:der|som|vi)(?: \w{1,20}){0,3} (?:(?:fag)?udvalg\w*|politiker\w*))"
)


#: Texts that their heading says are for the committees: „Kommentar til udvalg“.
_FOR_COMMITTEES = re.compile(r"\b(?:til|for) (?:(?:fag|økonomi)?udvalg|byråd|politiker)", re.I)


def is_for_committees(heading: str) -> bool:
    """True for the heading of texts that says that they are for the committees."""
    return _FOR_COMMITTEES.search(heading) is not None


_MESSAGE = re.compile(r"\A\W{0,3}(?:besked|info|meddel|orienter|hilsen|tekst|bemærk|note|kommentar)\w{0,12} ", re.I)


def tells_committees(heading: str) -> bool:
    """True for the heading of what the committees are told: „Besked til udvalget“."""
    return _MESSAGE.match(heading) is not None and is_for_committees(heading)


#: What is said not to be sent is the item: nothing else is named before the verb.
_OF_THE_ITEM = (
    r"(?:^\W{0,3}|[.;:(,–!-]\s{0,2}|\b(?:punkte[tr]|sagen|indsatsen|emnet|rækken|den|det|denne|dette|disse|de|som|der|og|men"
    r"|del|beløbet) |(?<=\d) )"
)


def _near(words: int) -> str:
    """So many words at the most in between, of one clause."""
    return rf"(?:[ ,:/„“”\"'(–-]{{1,3}}\w{{1,30}}){{0,{words}}}[ ,:/„“”\"'(–-]{{1,3}}"


#: (what one of a text must have, pattern), as in ``words``.
SENDING = (
    ("offentlig", r"\boffentliggør\w* (?:\w+ )?(?:ikke|ej|aldrig|først|senere|tidligst)\b|\bfør offentliggørelse\w*"),
    ("åbnes|frigives|meldes ud|deles", r"\b(?:åbnes|frigives|meldes ud|deles) (?:\w+ )?først\b"),
    (
        "må |bør |bedes |ønskes ",
        rf"\b(?:må|bør|bedes|ønskes)(?: \w+)? (?:ikke|ej|aldrig|først|kun)\b[^.;\n]{{0,30}}?\b{_SHARING}(?!\w)",
    ),
    ("må kun", r"\bmå kun (?:bruges|anvendes|benyttes) intern\w*"),
    (
        " ikke| ej",
        rf"\b(?:skal|kan|bør)(?: \w+)? {_NOT}(?: \w+){{0,2}} (?:deles?\b(?! op\b| i\b)|udsendes?|sendes ud|videregives?"
        r"|videresendes?"
        r"|offentliggøres?|omtales?|rundsendes?|ud(?: af huset)?(?=\W*$|[.,;!)]| før\b| til (?:fag)?udvalg)|med i"
        r"|sendes til (?:fag)?(?:udvalg|politiker)\w*)",
    ),
    (
        "deles|sendes|gives",
        rf"\b(?:deles|udsendes|videregives|videresendes|rundsendes) {_NOT}\b",
    ),
    ("sendes", rf"{_OF_THE_ITEM}sendes {_NOT}(?:\W{{0,3}}$|\W{{0,2}}[.;,)\]]| til (?!høring)| ud\b| videre\b)"),
    ("ingen ", rf"\bingen (?:deling|{_SENT})\b"),
    ("direktion", r"\bdirektions?(?:sag|punkt|emne)\w{0,3}\b"),
    # Nobody is to say a word of it.
    (
        "tier|tie |ti |hold",
        r"\b(?:vi|man) (?:tier|holder (?:tæt|mund|kæft))\b|\bhold (?:tæt|mund|kæft)\b|\btie (?:stille|om|med)\b"
        r"|\bti stille\b",
    ),
    (
        " vi | man ",
        rf"\b{_NOT}(?: (?:noget|en|den|det))?,? (?:som |der )?(?:vi|man) (?:taler?|snakker|siger|nævner|fortæller)\b"
        rf"|\b(?:taler|snakker|siger|nævner|fortæller) (?:vi|man) {_NOT}\b",
    ),
    ("vi ", rf"\bvi (?:taler|snakker|siger|nævner|fortæller)(?: \w+)? (?:{_NOT}|intet)\b"),
    ("ingen må|ingen skal|ingen bør", r"\bingen (?:må|skal|bør) (?:vide|høre|se|kende|få)\b"),
    ("meldt ud|udmeldt", r"\A\W*(?:er )?(?:endnu )?(?:ikke|ej) (?:meldt ud|udmeldt)(?: endnu)?\W*\Z"),
    (
        "hvem ",
        r"\bhvem (?:må|kan|skal) (?:se|læse|få|have)[^:\n]{0,12}:"
        r"(?!\W{0,3}(?:alle|(?:fag)?udvalg|politik|byråd|offentlig))",
    ),
    ("ikke til|ej til", r"\b(?:ikke|ej) til (?-i:[A-ZÆØÅ]{2,4})(?![\w-])"),
    ("ikke |ej ", rf"\b(?:ikke|ej) (?:til|for|egnet til|beregnet til|klar til) (?:\w+ )?{_TO_WHOM}\b"),
    ("ikke |ej ", r"\b(?:ikke|ej) (?:på|med på|optaget på) (?:den |det )?åb\w*|\b(?:ikke|ej) off\b"),
    (
        " ikke| ej",
        r"\b(?:skal|må|bør) (?:ikke|ej) (?:med(?= ud\b| til \w*udvalg|\W*$|[.,;!)])|frem|få fat|komme)\b"
        r"|\bikke med (?:til|ud|i udsend)\w*",
    ),
    ("ikke ", r"\bønsker ikke\b[^.\n]{0,20}\bfrem\b"),
    (
        "ikke af|ej af|ikke i|ikke på",
        rf"\b(?:fremgår?|indgår?|står?|optræde\w*|medtages?)(?: \w+)? {_NOT}(?: \w+)? (?:af|i|på){_near(2)}{_VERSION}",
    ),
    ("fremgå|indgå|optræde|medtage", rf"{_NOT} (?:fremgå|indgå|stå|optræde|medtages?) (?:af|i|på){_near(2)}{_VERSION}"),
    (
        "udelad|skjul|fjern|slet|stryg|udgå|hold|tag|træk|eksklud",
        r"\b(?:udelad|eksklud|skjul|fjern|slet|stryg|udgå|hold|tag|træk)\w{0,4}"
        rf"{_near(4)}(?:i|fra|af|for|inden|før|ved)(?: \w{{1,20}}){{0,2}} {_VERSION}",
    ),
    (
        "skjul|begrænset",
        r"\bskjul(?:es|t)? for\b(?! (?:at |overblik|oversk|læs|plads))"
        r"|\bbegrænset (?:adgang|kreds|offentlighed|deling)\b",
    ),
    (
        "hold|i hænde",
        r"\bholdes (?:internt|tæt|ude af)\b|(?<!vand )(?<!vandet )\bholdes tilbage\b(?! i bassin)|\bhold på denn?e?\b"
        r"|\bhold (?:den|det|dem|punktet|sagen) (?:ude|tilbage|inde)\b|\bi hænde\b",
    ),
    (
        "press|tilhører|offentlighed|udvalg|politiker|medlemmer|borger",
        rf"\b{OUTSIDERS}[^.\n]{{0,25}}\b{_NOT}\b[^.\n]{{0,20}}\b(?:adgang|se|høre|vide|kende|orienteres?|få indsigt"
        r"|(?:have|få)(?: (?:den|det|dem|punktet|sagen|denne|dette|disse))?(?=\W*(?:$|[.;,!)])))\b",
    ),
    (
        "fortalt|orienteret|oplyst|informeret|meldt",
        rf"\b{_NOT}(?: endnu)? (?:fortalt|orienteret|oplyst|informeret|meldt)(?: (?:det|dette|noget|ud))?"
        rf"(?: (?:til|for))? {OUTSIDERS}",
    ),
    (
        " videre",
        rf"\b(?:må|skal|bør) {_NOT} (?:gå|gives|bringes) videre(?=\W*$|[.,;!)]| til\b)",
    ),
    ("kendt|kendes|bekendt", rf"\b(?:{_NOT} (?:be)?kendt|kendes {_NOT}) (?:af|for|blandt|i) {OUTSIDERS}"),
    ("ud inden|ud før", r"\b(?:pilles|tages|sorteres) ud (?:inden|før)\b[^.\n]{0,25}\b(?:ud)?sende\w*"),
    ("holdes hos|kortene", rf"\bholdes hos {_INSIDE}|\bkortene tæt\b"),
    ("ikke på|ej på", rf"\b(?:må|skal|bør) {_NOT} på {OUTSIDERS} (?:liste|dagsorden|bord)\w*"),
    ("jer selv|dig selv|os selv", r"\b(?:be)?hold\w{0,3} (?:det|den|dette|denne) for (?:jer|dig|os) selv\b"),
    ("politisk", r"\b(?:ikke(?: klar)? til politisk \w+ endnu|endnu ikke(?: klar)? til politisk)\b"),
    ("kun ", rf"\bkun (?:(?:til|for|i|af|hos) (?:(?:brug for|brug|den|det|de) )?(?:[ij] )?)?{_INSIDE}\b"),
    ("bliver |forbliver ", r"\b(?:for)?bliver (?:på|i|hos) (?:direktion|ledelse|chef|huset)\w*"),
    ("intern", r"\binternt? (?:brug|notat|arbejdspapir|arbejdsdokument|materiale|dokument)\b"),
    (
        "på nær|undtag|bortset|ekskl",
        r"\b(?:åbne?|åbent|offentlige?|sendes|udsendes)\b[^\n]{0,40}\b(?:på nær|undtag\w*|bortset fra|ekskl\w*)"
        r"|\b(?:på nær|undtag\w*|bortset fra|ekskl\w*)[^\n]{0,40}\b(?:åbne?|offentlige?|sendes|udsendes)\b",
    ),
    ("tages ud|udelades|medtages ikke", r"\A\W*(?:tages ud|udelades|medtages ikke|ikke med)\W*\Z"),
)
