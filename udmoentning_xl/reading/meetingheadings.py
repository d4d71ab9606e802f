"""What the headings of columns, the titles and the names of sheets say of the days under them: meetings or others.

What a text at a day says is the business of ``meetingtexts``.
"""

import re

from udmoentning_xl.reading import meetingtexts as texts
from udmoentning_xl.reading.meetingnames import without_kinds

MOST_WORDS = 5  # more make a sentence
#: Headings of days that are not those of the meetings.
_NO_MEETING = re.compile(
    rf"{texts.WORK}|opdater|oprette[st]\b|ændret|godkend|reserve|alternativ|direktion|formøde", re.I
)
_CALENDAR = re.compile(r"møde|kalender|årshjul", re.I)
_MEETING_WORD = re.compile(r"møde", re.I)
_OF_MEETINGS = re.compile(r"\Amøde(?:r|t|rne|dag\w{0,2}|dato\w{0,2})?\s?:?\Z", re.I)
_MAY_BE_DAYS = re.compile(
    r"møde|\bdato|\bdag|\d|ekstra|ordinær|halvår|(?:(?:for|efter)år(?:et)?|sommer(?:en)?|vinter(?:en)?)\b|kvartal|runde",
    re.I,
)
_DRAFT = re.compile(
    r"\b(?:foreløbig\w{0,2}|ikke (?:endnu |endeligt? )?(?:godkendt|vedtaget|endelig)"
    r"|(?:til|afventer|mangler) (?:\w{1,12} )?(?:godkendelse|vedtagelse))\b"
    r"|\b(?:udkast|kladde|forslag|forkastet|forældet|gammel|gamle|tidligere version)\b"
    r"|\b(?:gælder|anvendes|bruges) ikke\W{0,5}\Z",
    re.I,
)
_FINAL = re.compile(r"\b(?:endelig\w?|gældende|godkendt|vedtaget|revideret|ny|nyeste)\b", re.I)
_NOT_MADE = re.compile(r"\bikke (?:endnu |endeligt? )?(?:godkendt|vedtaget)", re.I)
#: „Udvalgets møder“, „Hegnssynets ordinære møder“ and nothing else; „Årets møder“ are nobody's.
_OF_SOME_BODY = re.compile(
    r"\A(?!\w*(?:år|kvartal|måned|uge|dag|sommer|vinter|sæson|periode)e?[nt]s\b)"
    r"\w+(?:(?:et|en)s|udvalgs|råds|nævns) (?:ordinære )?møder?\Z",
    re.I,
)
_SOME_BODY = re.compile(r"(?:udvalg|råd|nævn|bestyrelse)(?:et|en)?\b(?!s)", re.I)
_REMARK = re.compile(r"\w \b(?:til|fra|hos|ved|på|efter|før|inden)\b \w")
_WORDS = re.compile(r"[^\W\d_]+")


def heads_no_meetings(text: str) -> bool:
    """True for the heading of a column whose days are no meetings."""
    return (
        not texts.PLAN.search(text)
        and not texts.has_day(text)
        and bool(_NO_MEETING.search(text) or texts.EVENT.search(text))
    )


def names_terms(text: str) -> bool:
    """True for the name of a sheet, a title or a heading over others whose days are no meetings."""
    is_short = len(text.split()) <= MOST_WORDS and not texts.has_day(text)
    return is_short and texts.is_of_terms(text) and not _CALENDAR.search(text)


def names_draft(text: str) -> bool:
    """True for the name of a sheet or a title that says that its plan is not the one in force, or not yet."""
    return bool(_DRAFT.search(text)) and not texts.MADE.search(_NOT_MADE.sub("", text))


def names_final(text: str) -> bool:
    """True for the name of a sheet or a title that says that its plan is the one in force."""
    return bool(_FINAL.search(text)) and not names_draft(text)


def names_meeting(text: str) -> bool:
    """True for a heading that calls its days those of meetings, „Mødedato“, though others beside it are not."""
    return bool(_MEETING_WORD.search(text)) and not heads_no_meetings(text)


def names_some_body(text: str) -> bool:
    """True for a short heading that names a body, known or not, „Udvalget for Plan“, „Seniorrådet:“."""
    return len(text.split()) <= MOST_WORDS and bool(_SOME_BODY.search(text))


def is_remark(text: str) -> bool:
    """True for a few words that say something of meetings and may be no body's name, „Afbud til sekretariatet“."""
    return bool(_REMARK.search(text)) and not names_some_body(text)


def heads_meetings(text: str) -> bool:
    """True for a heading that says no more than that its days are those of the meetings, „Møde“, „Mødedatoer“."""
    return bool(_OF_MEETINGS.match(text))


def heads_days(text: str) -> bool:
    """True for a heading that may stand over days of meetings beside „Dato“: „2. møde“, „Ekstra“, „Februar“."""
    return (
        bool(_MAY_BE_DAYS.search(text) or texts.HEADS_NEW.search(text))
        or texts.month_of(text) is not None
        or texts.is_weekday(text)
    )


def words_of(text: str) -> set[str]:
    """The words of a heading, but those of what kind of meeting it is and when it begins."""
    return set(_WORDS.findall(without_kinds(text).lower()))


def is_of_some_body(text: str) -> bool:
    """Whether a heading says that the meetings below it are those of a body, whichever it is."""
    return _OF_SOME_BODY.match(text) is not None
