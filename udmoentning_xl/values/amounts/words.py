"""The words that stand in amount cells: those that are the whole cell, and those that change what a figure means."""

import re

from udmoentning_xl.danish import DASHES
from udmoentning_xl.values.amounts.meaning import Amount, AmountKind
from udmoentning_xl.values.amounts.units import UNIT_WORD
from udmoentning_xl.values.amounts.written import COUNT, DATE

_ZERO = Amount(AmountKind.AMOUNT, kroner=0)


def _none(why: str) -> Amount:
    return Amount(AmountKind.NONE, why=why)


def _compiled(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.I)


def _whole(*patterns: str) -> re.Pattern[str]:
    return _compiled(rf"\A(?:{'|'.join(patterns)})")


_NOTHING_MORE = (
    r"(?: (?:direkte|kommunal\w*|økonomiske?|bevillingsmæssige?|budgetmæssige?|økonomi|budget|udgift\w*|indtægt\w*"
    r"|merudgift\w*|konsekvens\w*|besparelse\w*|effekt\w*|virkning\w*|påvirkning\w*|ændring\w*|for|i|af|kommunen"
    r"|budgettet|og|eller|kr|kroner))*"
)
#: Whole cells, tried on the cleaned and on the folded text.
WHOLE_CELL: tuple[tuple[re.Pattern[str], Amount], ...] = (
    (_whole(rf"(?:kr\.?\s*)?[{re.escape(DASHES)}]+(?:\s*kr\.?)?", r"(?:±|\+ ?/ ?-) ?0(?:,0+)?"), _ZERO),
    (
        _whole(rf"(?:(?:det|er|budget|udgifts|omkostnings?|provenu|bevillings|kost) ?)*neutral[te]?{_NOTHING_MORE}"),
        _ZERO,
    ),
    (_whole(rf"(?:ingen|intet|nul|uden){_NOTHING_MORE}", r"gratis|(?:hviler i sig selv|går i nul)\.?"), _ZERO),
    (
        _whole(r"#[A-ZÆØÅ/_0-9]+[!?]?|#+|(?:err|error|fejl)\s?:?\s?\d{3}"),
        Amount(AmountKind.ERROR, why="cellen viser en fejlværdi"),
    ),
    (_whole(r"[xХхΧχ×✕✖✓✔√☑☒✗✘☐□][.,]?|ja|nej|ok"), _none("et mærke, ikke et beløb")),
    (_whole(rf"[(\[]?(?:x+|\.{{3,}}|_+|\?+)[)\]]?(?:\s*{UNIT_WORD})?"), _none("beløbet er ikke skrevet endnu")),
    (
        _whole(r"[-+−–]? ?\d[\d.,]{0,12}+ ?(?:%|pct\.?|procent)\.?"),
        Amount(AmountKind.UNREADABLE, why="en procent, ikke et beløb"),
    ),
    (_whole(r"\d\d?[-./]\d\d?[-./](?:19|20)\d\d"), Amount(AmountKind.UNREADABLE, why="en dato, ikke et beløb")),
    (_whole(r"[\"”“»«〃]+|''|do\.?|ditto"), Amount(AmountKind.UNREADABLE, why="et gentagelsestegn, ikke et beløb")),
)

#: Words of a text without figures that leave the amount out on purpose, on the folded text.
ON_PURPOSE = _compiled(
    r"\b(?:afvent|ukend|uafklar|afklar|ikke|ingen|ramme|indgå|indehold|indeholdt|finansier|se\b|jf|fremgå|følger|senere)",
    r"\b(?:tbd|tba|na\b|n a\b|i r\b|ir\b|udgå|bortfald|annull|lukket|fortrolig|pulje|opgøre|beregne|fastlægge|aftale)",
    r"\b(?:løbende|variab|afhæng|regning|ifølge|mangler|undersøge|drøfte|forhandl|budgetlægge|kendes|kan\b|skal\b|vil\b)",
    r"\b(?:bruger|takst|gebyr)(?:betal|finans)",
    r"\b(?:udsk[uy]d|flytte|indarbejd|uprissat)|\b(?:står|samme som|årsværk|procent)|ramme(?:n|r|rne)?\b|budgettet\b",
)

APPROXIMATE = _compiled(
    r"\b(?:ca|omkr|forv|est|skønsm)\b\.?",
    r"\bcirka\b|\bcirca\b|\bomkring\b|\bomtrent\b|\bknapt?\b|\bgodt\b|[~≈?]|\b(?:i )?størrelsesorden\w*",
    r"\bskøn\w*|\banslå\w*|\bestimer\w*|\bforvent\w*|\bafrundet\b",
)
EVERY_YEAR = _compiled(
    r"\bårlig\w*|\bårl\b\.?|\bpr\.? ?(?:budget)?år\b|/ ?år\b|\bp\.? ?a\b\.?|\bhvert (?:af )?(?:\w+ )?år\w*|\bom året\b",
    r"\bvarig\w*|\bi?\s?alle år\w*|\bfremover\b",
)
ONE_OFF = _compiled(r"\b[eé]ngangs?\w*|\b[eé]n gang\b|\b(?:et|en|én)årig\w*")
TOTAL = _compiled(r"\bi ?alt\b|\bsamlet\b|\bfordelt\b", rf"\bover(?=\s*{COUNT})")
#: The years after the one before: „1,2 i 2025, derefter 0,8 årligt“.
THEREAFTER = _compiled(r"\b(?:derefter|herefter|efterfølgende|fremover|følgende år)\b")
ONWARDS = _compiled(r"^\W*(?:og (?:frem|følgende|efterfølgende)|ff\b|fremefter|fremover)")
CEILING = _compiled(
    r"\bop ?til\b|\bmaks\w*\.?|\bmax\w*\.?|\bhøjst\b|\bloft\w*|\bop mod\b|[<≤]|\bindtil\b|\bmindre end\b|\bikke over\b",
    rf"(?<!ikke )\bunder\b(?!\s*[{COUNT}{DATE}])|\beller (?:mindre|derunder)\b",
)
FLOOR = _compiled(
    r"\bmin\b\.?|\bminimum\w*|\bmindst\b|[>≥]|\bmere end\b|\bikke under\b|\bfra\s*$|\beller (?:mere|derover)\b",
    rf"\bover\b(?!\s*[{COUNT}{DATE}])",
)
#: The bounds that also may stand behind the figure.
BOUND_BEHIND = _compiled(
    r"\bmaks\b\.?|\bmax\b\.?|\bmaks?imalt\b|\bhøjst\b|\bminimum\b|\bmindst\b|\bmin\.",
    r"\beller (?:mere|mindre|derover|derunder)\b",
)

POSITIVE = _compiled(
    r"\bmindre[- ]?indtægt\w*|\bmin\.\s?indtægt\w*|\bmerforbrug\w*",
    r"(?<!mindre )(?<!færre )(?<!min\.)(?<!min\. )\b(?:mer|netto|drifts|anlægs)?udgift\w*",
    r"\bunderskud\w*|\budvidelse\w*|\bopnormering\w*|\btilfør(?:es|t)\b|\bop(?:skrivning|justering)\w*",
    r"\b(?:forhøje|øge|hæve|udvide|opjustere)(?:s|t) med\b",
)
NEGATIVE = _compiled(
    r"\bmindre[- ]?(?:netto)?(?:udgift|forbrug)\w*|\bmin\.\s?(?:udgift|forbrug)\w*|\bfærre udgift\w*",
    r"(?<!mindre )(?<!mindre-)(?<!min\.)(?<!min\. )\b(?!mindre)\w{0,20}indtægt\w*",
    r"\w{0,20}besparelse\w*|\w{0,20}effektivisering\w*|\bspare[rs]?\b|\bnedskæring\w*|\boverskud\w*|\w{0,10}reduktion\w*",
    r"\b(?:skæres|falder) (?:ned )?med\b",
    r"\b(?:reducere|nedsætte|sænke|mindske|nedjustere|nedskrive)(?:s|t)? med\b|\b(?:nedsat|nedskrevet) med\b",
    r"\bned(?:skrivning|justering)\w*|\bgevinst\w*|\bprovenu\w*",
)

#: Words that make a figure something else than the cell's amount, and the clause that says so.
RISKY: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        _compiled(
            rf"\bpr\b\.?(?!\s*{DATE})|/ ?(?:md|måned|mdr|stk|barn|elev|time|plads|m2)\b",
            r"\bmånedlig\w*|\bkvartalsvis|\bugentlig\w*",
        ),
        "beløbet er pr. enhed eller periode, ikke for hele året",
    ),
    (_compiled(r"\b[àá](?=\s*\d|\s*$)|\bstykpris"), "beløbet er en stykpris"),
    (
        _compiled(rf"\bheraf\b|\bhalvdelen\b|\bresten\b|\bud af\b|\ben del af\b|{COUNT}\s*af\b"),
        "beløbet er kun en del af et andet",
    ),
    (_compiled(r"\b(?:ikke|ej|uden)\b(?! moms)"), "teksten tager forbehold for beløbet"),
    (_compiled(r"[€$£]|\beuro?\b|(?-i:\b(?:USD|SEK|NOK|GBP)\b)"), "beløbet er i en anden valuta"),
)
_HARMLESS = """
    i på til af for om med fra der er en et den det de at og ved som følge svarende udgør afsat afsættes bevilling
    bevilges bevilget budget budgettet budgetteret budgetteres budgetår overslag overslagsår drift driften anlæg
    anlægget netto brutto inkl inklusiv ekskl eksklusiv excl ex moms samlet alt ialt sum total beløb beløbet ramme
    rammen rammebeløb pulje puljen vedtaget kommunal medfinansiering egenfinansiering jf forslag effekt økonomi
    konsekvens tilskud bidrag pris prisen løn note varig heri kr øget øgede højere større nye ny ekstra flere
    realiseret realiserede udmøntet udmøntede aftalt aftalte opnået opnåede vedtagne yderligere sammen
    økonomisk samlede afledt afledte direkte kommunale
"""
#: Words that say nothing more about an amount than that it is one.
HARMLESS = frozenset(_HARMLESS.split())
#: A participle before "udgift" and its like, or a verb before "med" and the figure; one that is not harmless may turn
#: the sign.
QUALIFIED = _compiled(
    r"\b([^\W\d_]+(?:t|te|de|ne|ere))\s(?:netto|drifts|anlægs|mer|mindre)?"
    r"(?=udgift|indtægt|besparelse|effektivisering|gevinst|provenu|nedskæring)",
    r"\b([^\W\d_]+)\smed\s*$",
)
