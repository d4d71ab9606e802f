"""The words around time phrases, as tables: prepositions, moved dates, status, recurrence, waiting, placeholders.

Words are lower case, without dots; several words with single spaces are one expression. A new word is a new entry here.
The words of the time phrases themselves (months, quarters, feasts ...) are in ``dates_words``.
"""

from collections.abc import Mapping
from enum import Enum, auto

from udmoentning_xl.values.dates_words import forms_of, listed


class Rel(Enum):
    """How a time phrase bounds the item."""

    IN = auto()
    BY = auto()  # senest: the last day is included
    BEFORE = auto()  # inden: the first day is excluded
    TO = auto()  # til: as BEFORE, unless it closes a range; "til foråret" is the coming spring
    UNTIL = auto()  # indtil: as TO
    FROM = auto()
    AFTER = auto()
    AS_OF = auto()  # pr.
    INTO = auto()  # indgår i: matters for budgets only


class Mark(Enum):
    """What a word says about the cell as a whole."""

    RECURRING = auto()  # hvert år: no date in the cell can change it
    ONGOING = auto()  # løbende: a last day can bound it
    CYCLIC = auto()  # årlig, permanent: recurring or lasting unless the cell names a year
    WAITING = auto()  # afventer: a date in the same clause belongs to what is waited for
    SOON = auto()  # hurtigst muligt: gives way to any date
    SEE = auto()  # jf., se: a date in the same clause is a reference
    CONDITION = auto()  # ved, under: only when nothing else is said
    UNSET = auto()
    DONE = auto()
    DROPPED = auto()
    STATUS = auto()
    MEETING = auto()
    EXPECTED = auto()  # a date after it is the item's own, and nothing is done yet
    NEGATED = auto()  # ikke: what follows is not done
    INTENDED = auto()  # skal: neither is it here
    PARTLY = auto()  # delvist: the same, and a status
    SETTLED = auto()  # fastlagt: unset after ikke, else a status
    ENDING = auto()  # afsluttes
    HEREAFTER = auto()


RELATIONS = forms_of(
    {
        Rel.BY: "senest, seneste, senst, til og med, t.o.m, tom, frist, fristen, deadline, tidsfrist, høringsfrist, "
        "svarfrist, afleveringsfrist, sidste frist, ikke senere end, ikke efter, by, latest, no later than, due, ≤",
        Rel.BEFORE: "inden, før, forud for, forinden, before, prior to, tidligere end, op til, <, frem mod, op mod",
        Rel.TO: "til, mod, hen mod, to",
        Rel.UNTIL: "indtil, frem til, hen til, until",
        Rel.FROM: "fra, fra og med, f.o.m, fom, tidligst, ikke før, ikke inden, ikke tidligere end, from, since, "
        "siden, først fra, i kraft, ikrafttræden, ikrafttrædelse, ikrafttræder, m.v.f, mvf, tidligste, ≥",
        Rel.AFTER: "efter, senere end, after, først efter, >",
        Rel.AS_OF: "pr, per, as of",
        Rel.INTO: "indgår i, indgå i, indarbejdes i, indarbejdes, medtages i, medtages, med i, indgår, ifm, ifb, "
        "i forbindelse med, oversendes til, henvises til, overføres til, oversendt til, henvist til",
    }
)
# After a time phrase: what opens it towards later or earlier.
OPEN_ENDED = forms_of(
    {
        Rel.FROM: "og frem, og fremad, og fremover, og fremefter, og frem efter, og videre, og videre frem, ff, f.f, "
        "fremad, fremover, fremefter, fremadrettet, og fremadrettet, og senere, eller senere, og følgende år, "
        "og efterfølgende år, og de følgende år, og de efterfølgende år, og i de følgende år, og i årene frem, "
        "og årene frem, og årene efter, og årene derefter, onwards, and onwards, and later, og efter, og overslagsår, "
        "og overslagsårene, frem, og følgende, og efterfølgende, og løbende, og løbende herefter, "
        "og herefter løbende, og derefter løbende, herefter løbende, derefter løbende, og derefter, og herefter, "
        "og fortsat, og permanent",
        Rel.BY: "eller før, eller tidligere, og før, or earlier",
    }
)
NUMBER_WORDS = listed("en, et, to, tre, fire, fem, seks, syv, otte, ni, ti, tolv, halvt, halvandet, et par, nogle, få")
OPENING_SIGNS = frozenset("→+->")  # the same, at the end of the text: "2026 ->"

MOVES = listed(
    "rykket, rykkes, rykker, flyttet, flyttes, udskudt, udskydes, udskyde, udsat, udsættes, ændret, ændres, "
    "forlænget, forlænges, forskudt, forskydes, fremrykket, fremrykkes, fremskyndet, fremskyndes, forsinket, "
    "justeret, justeres, omlagt, overflyttet, skubbet, skubbes, moved, postponed"
)
NEW_DATE = listed(
    "ny frist, ny dato, nyt tidspunkt, ny deadline, ny tid, ny termin, ny tidsfrist, ny tidsplan, nu, revideret, "
    "rev, i stedet, rettet til, rettes til, erstattet af, erstattes af, ny, nyt"
)
OLD_DATE = listed(
    "tidligere, tidl, oprindelig, oprindeligt, opr, oprindelige, gl, gammel, gamle, i stedet for, var, hidtil, "
    "førhen, hidtidig, ikke længere"
)

APPROXIMATE = listed(
    "om muligt, hvis muligt, hvis det er muligt, ca, cirka, circa, omkring, omtrent, formentlig, formentligt, "
    "sandsynligvis, måske, evt, eventuelt, muligvis, anslået, estimeret, skønnet, formodentlig, around, approx, "
    "about, ~, ±, ?, nok, forhåbentlig, forhåbentligt, skønsmæssigt"
)
FILLERS = listed(
    "næste, kommende, førstkommende, i, på, d, den, det, de, dag, dagen, dags, af, ved, om, over, hen, løbet, "
    "gennem, igennem, under, for, perioden, periode, tidspunkt, tidspunktet, årene, både, allerede, så, som, også, "
    "the, in, on, of, at, datoen, dato, resten, indenfor, tid, vejledende, vejl, vej, mellem, between, kl, klar, år, "
    "og, samt, eller, hele, en, et, måned, md, mdr, nærmere"
) | {"inden for", "i løbet af", "inden for de", "resten af", "hen over", "på plads"}

# Words that take the number after them: fase 1, pkt. 12.3, § 17.
LABELS = listed(
    "nr, nummer, pkt, punkt, punkter, §, §§, stk, fase, faser, trin, etape, etaper, del, delprojekt, bilag, sag, "
    "sagen, sagsnr, side, kl, klokken, version, spor, pulje, kapitel, afsnit, politikområde, bevillingsområde, "
    "emne, indsats, initiativ, forslag, "
    "løbenr, matr, matrikel, lokalplan, tillæg, klasse, milepæl, milepæle, delmål, aktivitet, dok, id, ref, jnr, "
    "niveau, plads, phase, step, stage"
)

MARKS: Mapping[str, Mark] = forms_of(
    {
        Mark.RECURRING: "ved hver, ved hvert, alle møder, alle udvalgsmøder, på alle møder, år for år, år efter år, "
        "hvert eneste år, til enhver tid, på årsbasis, på månedsbasis, på kvartalsbasis, på ugebasis, "
        "med jævne mellemrum, halvårsvis, fast tilbagevendende, hvert kvt, hver mdr, cyklisk, gentagne gange, "
        "begge halvår, årligt, halvårligt, kvartalsvis, kvartalsvist, kvartårligt, månedligt, månedsvis, månedsvist, "
        "ugentligt, ugentlig, dagligt, tilbagevendende, fast punkt, fast på dagsordenen, stående punkt, årshjul, "
        "årshjulet, om året, om måneden, pr år, pr måned, pr kvartal, pr uge, pr halvår, i kvartalet, i måneden, "
        "yearly, annually, monthly, weekly, quarterly, turnusvis, rullende, jævnligt, regelmæssigt, periodisk, "
        "per år, per måned, per kvartal, med faste mellemrum, ugevis, hyppigt",
        Mark.ONGOING: "løbende, fortløbende, kontinuerligt, kontinuerlig, kontinuert, vedvarende, ongoing, "
        "continuous, continuously, hele tiden, til stadighed, indtil videre, uafbrudt, lbd, løb, herefter løbende, "
        "derefter løbende",
        Mark.CYCLIC: "tidsubegrænset, ubegrænset, uden slutdato, ingen slutdato, uden udløb, uden slutfrist, "
        "alle årene, i alle årene, årlig, årlige, halvårlig, halvårlige, månedlig, månedlige, kvartalsvise, daglig, "
        "daglige, ugentlige, kontinuerlige, regelmæssig, regelmæssige, kvartårlig, året rundt, hele året, "
        "hele året rundt, alle år, permanent, permanente, varigt, varig, altid, fast, fortsat, fortsætter, konstant, "
        "daglig drift, driftsopgave, en del af driften, driften, fremover, fremadrettet",
        Mark.WAITING: "kommer an på, alt efter, indtil der, i det omfang, i samme takt, når og hvis, så længe, "
        "venter på, beror, hænger sammen med, kræver, koordineres med, koordineret med, sideløbende med, sideløbende, "
        "afledt af, bestemmes af, afgøres af, styres af, først når, tidligst når, senest når, i tilfælde af, når, "
        "hvis, såfremt, pending, betinget, betinges, under forudsætning, på betingelse, så snart, med forbehold, "
        "i takt, ved behov, efter behov, parallelt, samtidig med, samtidigt, sammen med, ad hoc, awaiting, "
        "subject to, med mindre, medmindre, såsnart, afv, forudsat, næste møde, kommende møde, førstkommende møde, "
        "efter aftale, efter nærmere aftale, vender tilbage, depends",
        Mark.SOON: "når det er muligt, når muligt, så tidligt som muligt, tidligst muligt, førstkommende lejlighed, "
        "hurtigst muligt, snarest, snarest muligt, straks, asap, omgående, med det samme, hurtigst, "
        "så hurtigt som muligt, så snart som muligt, snarligt, snart, nu og her, akut, hastesag, øjeblikkeligt, "
        "prompte, uden ophold, as soon as possible, hurtigt, ved først givne lejlighed, næste kvartal, næste måned, "
        "næste uge, denne måned, indeværende måned, i dag, i morgen, denne uge, dags dato",
        Mark.SEE: "jf, jvf, jfr, jævnfør, se, fremgår, iht, i henhold til, i overensstemmelse med, følger af, "
        "som anført, som beskrevet, som ovenfor, som ovenstående, som nævnt, som pkt, som punkt, som nr, "
        "ligesom, samme som, see, cf",
        Mark.CONDITION: "på baggrund af, som følge af, i lyset af, ved, hos, pga, grundet, i forlængelse af, "
        "i sammenhæng med, i tilknytning til, som led i, i relation til, i samarbejde med",
        Mark.UNSET: "uvis, uvist hvornår, usikker, usikkert, ikke muligt, ikke realistisk, ikke tidsfæstet, "
        "tidsplan ikke udarbejdet, ingen aktuel, ukendt pt, står åbent, drøftes nærmere, "
        "ikke vurderet, under afklaring, ikke sat, vides ikke, ingen tidsplan, åbent, "
        "ubesluttet, tidsplan udarbejdes, tidsplan under udarbejdelse, tidsplan afklares, tidsfastsættes, tidsfæstes, "
        "skal tidsfastsættes, skal planlægges, udfyldes, udfyldes senere, skal udfyldes, indsættes, indsættes senere, "
        "ikke udfyldt, ingen planer, ikke prioriteret, nn, n.n, ikke planlagt, tbd, tba, tbc, na, n.a, i.a, ingen, "
        "intet, ja, nej, ukendt, uafklaret, uvist, ubestemt, ubekendt, udestår, mangler, afklares, fastlægges, "
        "fastsættes, aftales, besluttes senere, planlægges senere, senere, på sigt, på kort sigt, på længere sigt, "
        "på lang sigt, ved ikke, ubestemt tid, på ubestemt tid, følger senere, kommer senere, tidspunkt følger, "
        "tidsplan følger, dato følger, frist følger, følger snarest, nærmere følger, kommer, ikke relevant, "
        "irrelevant, ikke aktuelt, ikke aktuel, ingen frist, ingen dato, ingen tidsfrist, ingen deadline, uden frist, "
        "uden tidsfrist, uden deadline, udefineret, uoplyst, tom, blank, none, unknown, ikke angivet, meddeles, åben, "
        "meddeles senere, oplyses senere, aftales nærmere, n, j, drøftes senere, ej relevant, ej aktuelt, endnu ikke, "
        "kendes ikke, skal afklares, skal fastlægges, skal aftales, uspecificeret, ikke bekendt, undersøges, "
        "to be decided, to be determined, to be confirmed, to be defined, i.r, overvejes, ingenting, uden dato, "
        "dato mangler",
        Mark.DONE: "færdigbehandlet, færdigbygget, færdigmeldt, færdigprojekteret, overgået, indført, indgået, "
        "opført, indviet, underskrevet, foretaget, opnået, taget i brug, trådt i kraft, evalueret, udrullet, "
        "etableret, oprettet, ansat, fuldført, tilendebragt, opfyldt, effektueret fuldt ud, afsluttede, færdigt, "
        "færdige, afsluttet, afsl, afslutet, gennemført, udført, implementeret, realiseret, udmøntet, færdig, "
        "færdiggjort, effektueret, indfriet, afholdt, idriftsat, ibrugtaget, leveret, x, ✓, ✔, ☑, ☒, √, done, "
        "completed, finished, løst, afviklet, overgået til drift, er sket, er gjort, i mål, klaret, udarbejdet",
        Mark.DROPPED: "ikke længere aktuel, ikke længere aktuelt, ikke længere relevant, opgives, lukkes ned, "
        "udgået af planen, faldet bort, falder bort, tages af planen, henlagt, forkastet, taget af, tages ud, "
        "taget ud, fjernet, udgår, udgået, bortfalder, bortfaldet, annulleret, annulleres, aflyst, aflyses, trukket, "
        "droppet, opgivet, skrinlagt, frafaldet, cancelled, tilbagetrukket, tilbagekaldt, sløjfet, udgik, "
        "gennemføres ikke",
        Mark.STATUS: "på rette spor, kører efter planen, godt i gang, i fuld gang, snart færdig, i høringsfase, "
        "i opstartsfase, under vejs, i udførelse, til godkendelse, til behandling, til politisk behandling, i review, "
        "påbegyndes snarest, under, iværksat, iværksættes, indarbejdet, fremsendt, sendt i høring, udbudt, "
        "kontraheret, bygges, projekteres, afvist, ikke vedtaget, ikke godkendt, nedprioriteret, sat på hold, "
        "standby, stand by, hold, parkeret, genåbnet, på sporet, efter tidsplanen, følger tidsplan, kører, "
        "i støbeskeen, i kø, i pipeline, slettet, i gang, igang, sat i gang, sat i værk, på vent, stillet i bero, "
        "igangsat, igangværende, påbegyndt, under udarbejdelse, under implementering, i proces, i drift, sat i bero, "
        "sættes i bero, bero, på pause, pause, lukket, ok, efter planen, følger planen, som planlagt, on track, "
        "godkendt, tiltrådt, behandlet, drøftet, vedtaget, orienteret, opstartet, til efterretning, grøn, gul, rød, "
        "in progress, ikke startet, startet, under behandling, under udførelse, under opstart, forsinket, udskudt, "
        "udsat, ikke igangsat, ikke påbegyndt, i udbud, i høring, på hold, on hold, anlagt, forelagt, oversendt, "
        "til orientering, started, uændret, under opførelse, undervejs, i bero, pågår, ej påbegyndt, ej igangsat, "
        "ikke gennemført, ikke afsluttet, på skinner, under forberedelse, under planlægning, påbegyndes, drøftes, "
        "rykket, flyttet, stoppet, nedlagt",
        Mark.MEETING: "møde, mødet, møder, møderne, udvalgsmøde, udvalgsmødet, udvalgsmøder, udvalgsmøderne, "
        "byrådsmøde, byrådsmødet, kommunalbestyrelsesmøde, kommunalbestyrelsesmødet, fagudvalgsmøde, fagudvalgsmødet, "
        "fagudvalgsmøder, økonomiudvalgsmøde, økonomiudvalgsmødet, meeting",
        Mark.EXPECTED: "expected, planlagt",
        Mark.NEGATED: "ikke, ej, endnu, not",
        Mark.INTENDED: "skal, bør, kan, vil, være, blive, bliver, skulle, søges, ønskes, håbes",
        Mark.PARTLY: "delvist, delvis, næsten",
        Mark.SETTLED: "fastlagt, fastsat, afklaret, besluttet, aftalt, kendt, bestemt, defineret, oplyst, afgjort, "
        "tidsfastsat, tidssat, taget stilling, truffet",
        Mark.ENDING: "afsluttes, slutter, afslutning, afsluttende, færdiggøres, ophører, slutdato, færdiggørelse, "
        "afleveres, aflevering, ibrugtagning, ibrugtages, udløber, slutevaluering",
        Mark.HEREAFTER: "herefter, derefter, efterfølgende, dernæst",
    }
)
# Beginnings of words that say the same whatever their ending.
MARK_STEMS: Mapping[str, Mark] = forms_of(
    {
        Mark.WAITING: "afvent, afhæng, forudsæt, betinge",
        Mark.EXPECTED: "forvent, planlæg",
        Mark.UNSET: "uafklar",
    }
)
FOLLOWS = "følger"  # alone: the date is to come; before a word: it depends on something
EVERY = frozenset({"hver", "hvert", "every"})
# ... which recur only before one of these: "hvert andet år", but not "hver skole".
RECURRING_UNITS = listed(
    "år, måned, kvartal, uge, dag, halvår, mandag, tirsdag, onsdag, torsdag, fredag, møde, gang, md, sommer, vinter, "
    "forår, efterår, sæson, valgperiode, tertial, skoleår, budgetopfølgning, udvalgsmøde, byrådsmøde, budgetlægning, "
    "ferie"
)
