"""A column that asks of secrecy: by its question („Lukket“, „Offentlig“), or by its values (Åben and Lukket)."""

import re
from collections.abc import Sequence
from enum import Enum, auto

from udmoentning_xl.danish import fold
from udmoentning_xl.values.markers import is_mark, read_yes
from udmoentning_xl.values.secrecy.sending import is_for_committees
from udmoentning_xl.values.secrecy.unmasking import unmasked
from udmoentning_xl.values.secrecy.words import Secrecy, is_by_letters, is_paper, one_slip, read_secrecy


class Question(Enum):
    """What the heading asks."""

    CLOSED = auto()  # yes closes
    OPEN = auto()  # no closes
    WHICH = auto()  # the value says which
    READERS = auto()  # whom it is for: closed where others are for more people
    VIEWERS = auto()  # who may see it: not told where it names nobody who gets a file
    READY = auto()  # whether it has come to outsiders: no may close
    PERHAPS = auto()  # as WHICH, but the column may be about something else: only values that say so count


_CLOSED_WORDS = re.compile(
    r"\b(?:fortro?l?\w*|hemmel\w*|personsag\w*|personalesag\w*|personfølsom\w*|følsom\w*|gdpr"
    r"|skjules?|udelad\w*|eksklud\w*|udgå\w* af udsend\w*|kun intern\w*|intern sag|lkt|tavshedsp\w*"
    r"|tavshedsb\w*|konf|konfiden\w*|confidential|secret|private|klausulere\w*"
    r"|(?:ikke|ej) (?:til )?(?:offentlig\w*|åb\w+|udsend\w*|deling|del\w*|udvalg)|undta\w*+(?! udvalg)|l)\b|§ ?10"
)
_OPEN_WORDS = re.compile(r"\b(?:åb(?:en|ent|ne)|offentlig(?:t|e|gør\w*|gjort)?|å|public|open)\b")
_SHUT_WORDS = re.compile(r"\b(?:luk|lukke[stn]?|lukkede|lukket)\b")
#: „Luk-“ and „ket“ on the next line.
_PARTED = re.compile(r"(?<=[a-zæøå])-\s{1,3}(?=[a-zæøå])")
#: „Lukket“, „Skal lukkes“, „Internt“: all that stands in a heading.
_ASKS_CLOSED = re.compile(
    r"(?:(?:er|skal|behandles) )?(?:luk|lukke[st]?|lukkede|lukket|internt?)(?: (?:punkt|x|ja nej))?"
    r"|internt (?:i|hos|til|for) \w{2,20}"
    r"|lukke[dt]e? (?:beskrivelse|bemærkning|tekst|notat|note|kommentar|oplysning|info)\w*"
)
#: The words that a heading may hold beside „offentlig“ or „åben“ and still ask whether the item is.
_BESIDE = frozenset(
    """
    må kan skal sag sagen punkt punktet dagsorden på i til ja nej j n x er det den om deles udsendes sendes vises
    offentliggøres publiceres frigives med udvalg udvalget emne indsats møde behandling behandles del af eller sæt
    offentlig offentligt offentlige åben åbent åbne offentliggørelse offentliggjort open public
    """.split()  # noqa: SIM905
)
#: What shows, what hides, and what only does so where it is denied („Ikke ud“), of a heading that is answered by marks.
_SEES = frozenset(
    """
    synlig synligt synlige off offentlig offentligt offentlige offentliggør offentliggøres åben åbent vis vises se ses
    send sendes udsend udsendes deles publicer publiceres frigiv frigives omtales
    """.split()  # noqa: SIM905
)
_HIDES = frozenset(
    """
    skjul skjules skjult skjulte fort fortr fortrolig fortroligt hemmelig hemmeligt lp ld luk lukket lukkes udelad
    udelades
    """.split()  # noqa: SIM905
)
_DENIALS, _MOVES = frozenset(("ikke", "ej", "aldrig")), frozenset(("ud", "tilgængelig", "tilgængeligt", "for", "alle"))
#: What may be another word cut short, unless marks stand below it: „Fort.“ is „Fortløbende“ too.
_CUT_SHORT = frozenset(("fort",))
#: A word of so many letters is known by all but one of them.
_SHORTEST_SLIP = 7
_SPELT = sorted(word for word in _SEES | _HIDES if len(word) >= _SHORTEST_SLIP)
#: Whether outsiders may have it.
_OUTSIDERS = ("udvalg", "fagudvalg", "udv", "politiker", "byråd")
_GETS = frozenset(
    """
    må skal kan synlig synligt vises ses se frigives frigivet sendes udsendes deles fil materiale have
    """.split()  # noqa: SIM905
)
_ASKS_FOR_VERSION = re.compile(r"(?:(?:fag)?udvalgs|ekstern )(?:version|udgave)")
_ASKS_OPEN = re.compile(
    r"(?:må|kan|skal|til) (?:(?:gerne|godt) )?(?:ud|offentliggør\w*|udsend\w*|sendes(?: ud)?|deles|vises|publiceres"
    r"|deling|videregives|frigives|omtales)(?: til \w+)?(?: ja nej)?"
)
_ASKS_OPEN_NOUN = re.compile(
    r"(?:med (?:i|til) |klar(?:t)? til )?(?:udsend\w*|publicer\w*|offentliggør\w*|offentliggjort|deling|deles"
    r"|aktindsigt|offentlighed|åbenhed)"
    r"(?:s(?:grad|niveau|status))?(?: (?:til|i) \w+)?(?: ja nej)?|med til udvalg\w*|sendes (?:ud|til \w+)"
)
_ASKS_TO_SEND = re.compile(
    r"(?:må |kan |skal )?(?:send|sendes|ses|vises|deles|medtages|udsendes|gives|til)"
    r"(?: (?:ud|til|af|for|med|ved|i|(?:fag)?udvalg\w*|politiker\w*|udsendelse\w*)){0,6}(?: ja nej)?"
)
#: A heading that asks when, or whether the matter is finished, asks nothing of secrecy.
_ABOUT_TIME = re.compile(r"\b(?:dato\w*|afslut\w*|færdig\w*|udført|gennemført|hvornår)\b")
_WHICH = re.compile(r"(?:klassifikation|klassificering|sikkerhed)(?:s?(?:niveau|grad|klasse|type|status))?")
_PERHAPS = re.compile(
    r"(?:dagsorden|sags?|møde|punkt|behandlings?)(?:type|art|form|status|kategori)?"
    r"|adgang|synlighed|type|art|tilgængelighed"
)
_VIEWERS = re.compile(
    r"\Ahvem (?:må|kan|skal) (?:se|læse|få|have)(?: \w+)?|\A(?:må |kan )?(?:ses|læses) af|\Ahvem ser \w+"
    r"|\Asynlig\w{0,2} for"
)
_READERS = re.compile(
    r"(?:mål|modtager)gruppe|distribution|modtagere?|adressat(?:er)?|læsere?|publikum|deles med|til hvem|for hvem"
)
#: Asked of where a matter has come to, and not of secrecy in so many words: the answer is asked about.
_READY = re.compile(
    r"\A(?:(?:må|kan) )?(?:(?:ses|vises|deles) )?ekstern[te]?(?: (?:se|brug|version))?|\Atil ekstern brug"
    r"|\Aklart? til (?:fag)?udvalg\w{0,4}|\Aklart? til politisk\w{0,2}(?: behandling)?"
)
_FEW_READERS = re.compile(
    r"(?:kun )?\w{0,20}?(?:direktion|direktør|ledelse|chef|administration|forvaltning|borgmester|intern|begrænset)\w*"
    r"|kun (?:til |for )?[a-zæøå]{2,4}"
)
_MORE_READERS = re.compile(r"(?:fag|økonomi)?udvalg\w*|politisk\w*|politikere?|byråd\w*|alle|ekstern\w*|offentlig\w*")
#: The first that is all of a heading.
_QUESTIONS = (
    (_VIEWERS, Question.VIEWERS),
    (_READERS, Question.READERS),
    (_ASKS_OPEN_NOUN, Question.OPEN),
    (_ASKS_TO_SEND, Question.OPEN),
    (_ASKS_OPEN, Question.OPEN),
    (_ASKS_FOR_VERSION, Question.OPEN),
    (_WHICH, Question.WHICH),
    (_PERHAPS, Question.PERHAPS),
)
_OPEN_VALUE = re.compile(
    r"å|åd|åp|(?:åb(?:en|ent|ne)?|off(?:entlig(?:t|e)?)?)(?: (?:punkt|sag|dagsorden|møde|behandling|tilgængelig))?|open"
    r"|public|fri|uklassificeret|ikke (?:lukket|fortroligt?)|alle|alm|almindelig|ordinær|normal|o|ok"
)
_CLOSED_VALUE = re.compile(
    r"l|ld|luk\w*(?: \w+)*|fort|fortro?l?\w*(?: \w+)*|hemmel\w*|(?:ikke|ej) (?:offentlig|åb)\w*(?: \w+)*"
    r"|person(?:ale)?sag\w*"
    r"|konfid\w*|confidential|closed|k|f|tavshed\w*|klausul\w*|personfølsom\w*|følsom\w*|intern\w*|begræns\w*"
    r"|klassificeret|restricted|privat\w*|§ ?10\b.*|ip|lp|ls|stop"
)
_NO_VALUE = re.compile(r"[-–—./ ]*|ingen|n a|ir")
#: How much of it: of what is secret, and of what everybody may see.
_LOW, _NONE = frozenset(("ingen", "lav", "uden", "normal", "almindelig")), frozenset(("ingen", "begrænset", "uden"))
#: Values longer than this are no answer to a question.
_LONGEST_ANSWER = 40


#: A heading of texts that says they are for the office alone: „Intern note“, „Privat note“, „Noter kun til ØA“.
_FOR_US = re.compile(
    r"\b(?:(?:intern|intren|itnern|inetrn|privat)\w{0,2}\b|ege[nt] brug|kun os|os selv|hemmelig\w{0,2}"
    r"|(?<!udvalgets )(?<!udvalgenes )(?<!rådets )(?<!politikernes )(?<!partiernes )(?<!medlemmernes )"
    r"egne (?=not|bemærkning|kommentar)"
    r"|til (?:direktion|direktør|chef(?:en|er|gruppe|forum))\w*+"
    r"|(?:kun|alene|udelukkende) (?:til|for)(?! (?:(?:fag|økonomi)?udvalg|politi|byråd|alle|\d)))",
    re.I,
)

#: A part of the administration, and notes of its own: „Forvaltningens kommentar“, „Adm. noter“, „Noter fra økonomi“.
_OFFICE = (
    r"\w{0,20}?(?:økonomi|forvaltning|administration|sagsbehandler|konsulent|controller|direktion|direktør|chef|ledelse"
    r"|leder|afdeling|sekretariat|stab|kontor|jurist)"
)
_NOTE = r"(?:note|notat|bem(?:ærk|\.)|kommentar)"
_OURS = re.compile(
    rf"\A\W{{0,3}}(?:(?:{_OFFICE}(?:en|et|erne|ne)?s|administrativ[te]?) {_NOTE}"
    rf"|(?:adm|admin|forv|forvaltnings|administrations|sagsbehandler|direktions|ledelses|chef)\.?[ -]?{_NOTE}"
    rf"|{_NOTE}\w{{0,8}} (?:fra|af|ved) {_OFFICE}(?:en|et|erne|ne)?\b)",
    re.I,
)

#: What somebody has jotted down for himself, whoever that is, but not a committee.
_JOTTING = r"(?:huske?(?:sed|list|not)|post-?its?\b|gule? sed|scribbl|krussedul)"
_JOTTED = re.compile(
    rf"\A\W{{0,3}}(?!udvalg|byråd|politik|parti)"
    rf"(?:(?:[\w-]{{1,30}}s |mine? |vores |egne? )?{_JOTTING}|{_OFFICE}(?:en|et|erne|ne)?s kladde)",
    re.I,
)

#: What says of notes, and not of the item, that they are for nobody else: „Fortrolige bemærkninger“.
_NOT_FOR_THEM = re.compile(
    r"\A\W{0,3}(?:fortrolig|hemmelig)\w{0,2}(?= (?:noter|bemærkning|kommentar))"
    r"|\b(?:ikke|ej) til (?:udsendelse|(?:fag)?udvalg|politiker)\w{0,4}",
    re.I,
)
#: What a heading of texts calls them.
_NOTES = re.compile(
    rf"(?:not(?:e|er|at|ater|it)|bemærkning|kommentar)(?:e?n|et|er|erne)?\b|{_JOTTING}|kladde\w{{0,3}}\Z", re.I
)


def is_for_us(heading: str) -> bool:
    """True for the heading of texts that says that they are for the office alone, or of notes that are the office's."""
    if _FOR_US.search(heading):
        return True
    return (are_jottings(heading) or _OURS.match(heading) is not None) and not is_for_committees(heading)


def are_jottings(heading: str) -> bool:
    """True for the heading of what somebody notes for himself: „Økonomis huskeseddel“, „Controllerens kladde“."""
    return _JOTTED.match(heading) is not None and not is_for_committees(heading)


def are_notes_for_us(heading: str) -> bool:
    """True for the heading of notes that are for the office alone: what stands there is about an item, and closes none.

    Not where the heading says more of them than that, „Interne noter (fortroligt)“.
    """
    about = _NOT_FOR_THEM.sub("", _FOR_US.sub("", heading))
    is_said = about != heading or is_for_us(heading)
    return is_said and _NOTES.search(about) is not None and question_of(about) is None


def question_of(heading: str) -> Question | None:
    """What a heading asks of secrecy; None for any other heading."""
    text = fold(_PARTED.sub("", unmasked(heading)))
    if not text or _ABOUT_TIME.search(text):
        return None
    closed, opened = _CLOSED_WORDS.search(text), _OPEN_WORDS.search(text)
    shut = closed or _SHUT_WORDS.search(text)
    if (shut and opened and not re.match(r"(?:ikke|ej) ", shut[0])) or re.fullmatch(r"intern\w* ekstern\w*", text):
        return Question.WHICH
    if (closed and closed[0] != "l") or _ASKS_CLOSED.fullmatch(text) or _says_closed(heading):
        return Question.CLOSED
    words = set(text.split())
    if (opened and words <= _BESIDE) or (words & _GETS and any(word.startswith(_OUTSIDERS) for word in words)):
        return Question.OPEN
    return next((question for pattern, question in _QUESTIONS if pattern.fullmatch(text)), None)


def asks_who_sees(heading: str) -> Question | None:
    """What a heading asks where yes, no or a mark stands below it: „Synlig“, „Send ikke“, „LP“, also misspelt."""
    plain = fold(unmasked(heading))
    if _READY.fullmatch(plain):
        return Question.READY
    words = [_spelt(word) for word in plain.split()]
    is_denied = not _DENIALS.isdisjoint(words)
    sees, hides = not _SEES.isdisjoint(words), not _HIDES.isdisjoint(words)
    if not words or not (_SEES | _HIDES | _DENIALS | _BESIDE | _MOVES).issuperset(words):
        return None
    if sees == hides:
        return Question.CLOSED if is_denied and not sees and not _MOVES.isdisjoint(words) else None
    return Question.OPEN if sees != is_denied else Question.CLOSED


def _spelt(word: str) -> str:
    """The word of sight that a word is with one letter wrong, or the word itself."""
    if len(word) < _SHORTEST_SLIP:
        return word
    return next((known for known in _SPELT if word[0] == known[0] and one_slip(word, known)), word)


def _says_closed(heading: str) -> bool:
    """True for a heading that would mark a text, unless a thing is what is shut: „Bygning lukket i byggeperiode“."""
    first, _, rest = heading.partition(" ")
    if read_secrecy(heading) is None or is_by_letters(heading) or fold(heading) in _CUT_SHORT:
        return False
    return not (rest.casefold().startswith("luk") and not is_paper(first))


def answers(question: Question, texts: Sequence[str]) -> list[Secrecy | None]:
    """The answer of each cell of the column, None where it can not be told: by its own value and by the others'."""
    if question == Question.CLOSED:
        return [_to_closed(text) for text in texts]
    if question == Question.OPEN:
        answered = [_to_open(text) for text in texts]
        some = any(one is not None for one in answered)
        return [
            None if one is None and (some or text) else one or Secrecy.OPEN
            for one, text in zip(answered, texts, strict=True)
        ]
    if question == Question.READY:
        said = [None if _NO_VALUE.fullmatch(fold(text)) else read_yes(text) for text in texts]
        return [Secrecy.HELD if one is False else Secrecy.OPEN for one in said]
    if question in (Question.READERS, Question.VIEWERS):
        return _to_readers(texts, is_strict=question == Question.VIEWERS)
    return _by_value(texts, may_be_other=question == Question.PERHAPS)


def _to_readers(texts: Sequence[str], *, is_strict: bool) -> list[Secrecy | None]:
    """Closed to all but a few, where the column says of other items that more may read them.

    Where it is ``is_strict`` who may see them, others than outsiders can not be told.
    """
    folded = list(map(fold, texts))
    apart = any(map(_MORE_READERS.fullmatch, folded))
    other = None if is_strict else Secrecy.OPEN
    return [
        Secrecy.CLOSED
        if apart and _FEW_READERS.fullmatch(text)
        else Secrecy.OPEN
        if _NO_VALUE.fullmatch(text) or _MORE_READERS.match(text)
        else other
        for text in folded
    ]


def tells_apart(texts: Sequence[str]) -> bool:
    """True when the values of a column, whatever its heading, are those of open and closed, and both are there."""
    said = set[Secrecy]()
    for text in set(texts):
        folded = fold(text)
        if not _NO_VALUE.fullmatch(folded):
            value = None if re.match(r"ikke off|privat|intern|begræns", folded) else _value(text)
            if value is None:
                return False  # as most columns do at the first text
            said.add(value)
    return {Secrecy.OPEN, Secrecy.CLOSED} <= said


def _to_closed(text: str) -> Secrecy | None:
    """Yes closes; what is neither yes nor no can not be told."""
    if fold(text) in _LOW:
        return Secrecy.OPEN
    said = read_yes(unmasked(text))
    if said is None and (value := _value(text)) is not None:
        return value
    return None if said is None else Secrecy.CLOSED if said else Secrecy.OPEN


def _to_open(text: str) -> Secrecy | None:
    """No closes, yes opens; a blank and what is neither can not be told."""
    if fold(text) in _NONE:
        return Secrecy.CLOSED
    if _NO_VALUE.fullmatch(fold(text)):
        return None
    value = Secrecy.CLOSED if fold(text).startswith("undtag") else _value(text)
    if value is not None and fold(text) not in ("x", "l", "k", "o", "f"):
        return value
    if is_mark(text):
        return Secrecy.OPEN
    said = read_yes(unmasked(text))
    return None if said is None else Secrecy.OPEN if said else Secrecy.CLOSED


def _by_value(texts: Sequence[str], *, may_be_other: bool) -> list[Secrecy | None]:
    values = [_value(text) for text in texts]
    blank = [bool(_NO_VALUE.fullmatch(fold(text))) for text in texts]
    known = {value for value in values if value is not None}
    letters = all(len(text) == 1 for text, value in zip(texts, values, strict=True) if value == Secrecy.CLOSED)
    if may_be_other and (Secrecy.CLOSED not in known or (letters and Secrecy.OPEN not in known)):
        only_l = {fold(text) for text, none in zip(texts, blank, strict=True) if not none} == {"l"}
        return [Secrecy.HELD if only_l and not none else Secrecy.OPEN for none in blank]
    if may_be_other:  # the values that say nothing of it are about something else
        return [Secrecy.OPEN if value is None else value for value in values]
    others = {fold(text) for text, value, none in zip(texts, values, blank, strict=True) if value is None and not none}
    if Secrecy.CLOSED in known and Secrecy.OPEN not in known and len(others) == 1:
        values = [Secrecy.OPEN if fold(text) in others else value for text, value in zip(texts, values, strict=True)]
        known.add(Secrecy.OPEN)
    on_blank = None if Secrecy.OPEN in known else Secrecy.OPEN
    if all(blank):
        return [Secrecy.OPEN] * len(texts)
    return [on_blank if none else value for value, none in zip(values, blank, strict=True)]


def _value(text: str) -> Secrecy | None:
    """What a value says by itself."""
    folded = fold(unmasked(text))
    if not folded or len(folded) > _LONGEST_ANSWER:
        mark = read_secrecy(text) if folded else None
        return mark.answer if mark else None
    if _OPEN_VALUE.fullmatch(folded):
        return Secrecy.OPEN
    return Secrecy.CLOSED if _CLOSED_VALUE.fullmatch(folded) or read_secrecy(text) else None
