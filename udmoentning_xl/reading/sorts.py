"""What sort of thing one text of a plan is: a kind, a committee, a day, an amount, a number."""

import re
from datetime import date
from functools import lru_cache

from udmoentning_xl.danish import MONTH_STARTS, fold
from udmoentning_xl.terms import KIND_WORDS, words
from udmoentning_xl.values.amounts import AmountKind, read_amount
from udmoentning_xl.values.committees import CommitteeReader
from udmoentning_xl.values.dates import DueKind, read_due
from udmoentning_xl.values.markers import is_mark, read_yes, status_word

#: A word for how far an item is, is no longer than this.
_LONGEST_STATE = 30
#: The names of committees are shorter than this.
_LONGEST_NAME = 90
#: What calls itself a committee is one, whether it is known or not.
_IS_BODY = re.compile(r"[a-zæøå]udvalget\Z|\Audvalget for [a-zæøå]", re.I)
_TIME = re.compile(
    rf"\A(?:\d{{1,2}}\.? ?)?(?:(?:{MONTH_STARTS}|k[vw]|halv|forår|sommer|efterår|vinter"
    r"|primo|medio|ultimo|første|and|tredje|fjerde)[a-zæøå]{0,7}\.? |uge \d{1,2},? )(?:i )?20\d\d\Z",
    re.I,
)
#: „1.1 Helhedsplan“ is no New Year's Day.
_COUNTED_TITLE = re.compile(r"\A\d{1,2}(?:\.\d{1,2}){1,2}\.? [A-ZÆØÅ][a-zæøå]")
_FIGURES, _LONGEST_FIGURES = re.compile(r"\d+"), 12  # „50 %“ and „100 %“ are set alike
_LIKE_CODE = re.compile(r"\A[A-ZÆØÅ]{2,4}U\Z")
_NO_CODE = r"(?!(?:JAN|FEB|MAR|APR|MAJ|JUN|JUL|AUG|SEP|OKT|NOV|DEC|UGE|KVT|KV|BO)\b)"
_CODE_OF_BODY = rf"{_NO_CODE}[A-ZÆØÅ]{{2,5}}"
_BODIES_AT_END = re.compile(
    rf"\A(?P<title>[^()]{{3,200}}?) ?\((?P<bodies>{_CODE_OF_BODY}(?:(?:[/+,&]| og ){{1}} ?{_CODE_OF_BODY}){{0,4}}"
    r"|[A-ZÆØÅ][\w ,&-]{2,60}udvalget)\)\Z"
)
#: A committee by its letters or its name, and a time after it.
BODY_AND_DAY = re.compile(rf"\A(?:{_CODE_OF_BODY}|[A-ZÆØÅ][\w ,&-]{{2,60}}udvalget)\b[ :,(d.-]{{1,5}}\w.*\d", re.DOTALL)
_FIRST_PART = re.compile(r"[,;/\n]")
_FIRST_NAME = re.compile(r"[,;/+\n(→>]| og | - | – ")
_NUMBER = re.compile(
    rf"(?!\d{{1,2}}[./-](?:19|20)\d\d\Z|(?:{MONTH_STARTS}|uge|kvt)\b)"
    r"(?:(?:§|pkt|punkt|nr|afsnit|kap|stk|sag|blok)\.? ?)?[A-ZÆØÅa-zæøå]{0,3}"
    r"[ .-]?\d{1,5}([.,/-]\d{1,4})*[a-zæøå]?(?:,? (?:pkt|punkt|stk|nr)\.? ?\d{1,3}[a-z]?)?\.?"
)
_SHARE = re.compile(r"\A(?:100|\d{1,2})(?:[.,]\d{1,4})?\s?(?:%|pct\.?|procent)?")
_A_YEAR = re.compile(r"(?:19|20)\d\d(?:(?: ?[-–/] ?|, | og )(?:20)?\d\d)*|(?:budget|b|bo) ?(?:20)?\d\d", re.I)
_SHORT_YEARS = re.compile(r"[2-4]\d ?[-–] ?[2-4]\d")
_NO_DATE = (DueKind.INVALID, DueKind.UNSET, DueKind.STATUS, DueKind.DEPENDS)


@lru_cache(maxsize=1)
def _kind_words() -> dict[str, str]:
    return {fold(word): kind for kind, listed in KIND_WORDS.items() for word in words(listed)}


#: What a plan's rows are called, after the kind: driftsblokke, anlægsforslag, hensigtspunkter.
_COMPOUND = re.compile(
    r"(drift|anlæg|hensigt|effektivisering|besparelse|spare)s?(katalog|blok|forslag|emne|punkt|initiativ|ønske|post|tiltag|indsats|område|ændring|projekt|sag|del|liste"
    r"|plan|oversigt|erklæring|aftale|budget|opgave|bilag|program|bevilling)(k?e?r?|e[tn])(ne)?"
)
_STEMS = {
    **dict.fromkeys(("drift", "effektivisering", "besparelse", "spare"), "operating_change"),
    "anlæg": "capital_project",
    "hensigt": "declaration_of_intent",
}


@lru_cache(maxsize=4096)
def kind_of(text: str) -> str | None:
    """The kind that a cell, a banner or a sheet name says as a whole, else None."""
    if len(text) > 60:
        return None
    folded = fold(text)
    compound = _COMPOUND.fullmatch(folded)
    found = _kind_words().get(folded) or (_STEMS[compound[1]] if compound else None)
    if found is None and (parts := re.split(r" (?:og|eller) |, ", text)) and len(parts) > 1:
        kinds = {kind for part in parts if (kind := kind_of(part))}  # „Hensigtserklæringer og analyser“
        return kinds.pop() if len(kinds) == 1 and kind_of(parts[0]) else None
    return found


def sorts_of(value: object, text: str, committees: CommitteeReader) -> frozenset[str]:
    """What sorts of cell of an item a cell may be: a number, a kind, a committee, a day, a mark, figures so set."""
    sorts = {
        "number": isinstance(value, str) and is_number(text) and any(map(str.isdigit, text)),
        "amount": isinstance(value, int | float) and not isinstance(value, bool),
        "worded amount": isinstance(value, str) and any(map(str.isdigit, text)) and is_amount(value, text),
        "kind": kind_of(text) is not None,
        "committee": is_committee(text, committees),
        "due": isinstance(value, date) or (any(map(str.isdigit, text)) and is_due(value, text)),
        "mark": is_mark(text),
    }
    figures = {_FIGURES.sub("0", text)} if len(text) <= _LONGEST_FIGURES and any(map(str.isdigit, text)) else set()
    return frozenset(sort for sort, is_so in sorts.items() if is_so) | figures


def is_number(text: str) -> bool:
    """True for what an item may be counted with: „12“, „B1-03“, „§ 4, pkt. 2“."""
    return _NUMBER.fullmatch(text) is not None


def is_year(text: str) -> bool:
    """True for a year, or a span or a list of them."""
    return _A_YEAR.fullmatch(text) is not None


def holds_in(text: str) -> bool:
    """True for the years in which an amount holds: „2026-2028“, „2027 og frem“, „alle år“, „engang i 2026“."""
    if is_year(text) or _SHORT_YEARS.fullmatch(text):
        return True
    told = read_amount(f"1.000 kr. {text}", 1) if len(text) <= _LONGEST_STATE else None
    return told is not None and told.kroner == 1_000 and bool(told.per_year or told.every_year)


def is_share(text: str) -> bool:
    """True for how much of something there is, per cent or as a part: „50 %“, „0,5“, „100“."""
    return _SHARE.fullmatch(text) is not None


def is_state(text: str) -> bool:
    """True for words of how far something is; yes and no may answer any question."""
    is_answer = read_yes(text) is not None and " " not in text
    return len(text) <= _LONGEST_STATE and status_word(text) is not None and not is_answer


def is_due(value: object, text: str) -> bool:
    if isinstance(value, date):
        return True
    if isinstance(value, float) or len(text) > 60 or is_mark(text) or _COUNTED_TITLE.match(text):
        return False
    return read_due(text, (2024,)).kind not in _NO_DATE


def title_and_bodies(text: str) -> tuple[str, str]:
    """A title, and the committees in brackets at its end, "" for none: „Skolemad (BUU/ØK)“."""
    match = _BODIES_AT_END.match(text)
    return (match["title"], match["bodies"]) if match else (text, "")


def names_bodies_too(text: str) -> bool:
    """True for a title that ends with committees, or a time that stands with one."""
    return bool(title_and_bodies(text)[1]) or BODY_AND_DAY.match(text) is not None


def is_time(text: str) -> bool:
    """True for a day, a month or a quarter with its year and nothing else: „Marts 2026“, „2. kvartal 2026“."""
    if _TIME.match(text) is None:
        return False
    due = read_due(text, (2024,))
    return due.kind == DueKind.INTERVAL and not due.year_assumed


def is_body(text: str) -> bool:
    """True for the name of a committee, known or not, by the word in it."""
    return _IS_BODY.search(text) is not None


def is_committee(text: str, committees: CommitteeReader) -> bool:
    """True when a text is a body, or opens with one; a look at the first name is enough to know the column."""
    return any(
        len(part) <= _LONGEST_NAME and (is_body(part) or _is_code(part) or committees.find(part) is not None)
        for part in dict.fromkeys(_names(text))
    ) or (len(text) <= _LONGEST_NAME and BODY_AND_DAY.match(text) is not None)


def is_named(text: str, committees: CommitteeReader) -> bool:
    """True when a text opens with a body by its name or its letters: „Kultur og fritid“ may be anything."""
    return any(
        is_body(part)
        or _is_code(part)
        or ((body := committees.find(part)) is not None and (names_body(part) or fold(body.short) == fold(part)))
        for part in _names(text)
    )


def _names(text: str) -> tuple[str, ...]:
    return (text, *(sign.split(text, maxsplit=1)[0].strip() for sign in (_FIRST_NAME, _FIRST_PART)))


def _is_code(text: str) -> bool:
    return _LIKE_CODE.match(text) is not None


def names_body(text: str) -> bool:
    """True for a text that says itself that it is a body, by the word or by its letters."""
    return not any(map(str.islower, text)) or any(word in fold(text) for word in ("udvalg", "råd", "bestyrelse"))


def is_amount(value: object, text: str) -> bool:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return True
    return isinstance(value, str) and len(text) <= 120 and read_amount(text, 1_000).kind in _AMOUNTS


_AMOUNTS = (
    AmountKind.AMOUNT, AmountKind.SEVERAL, AmountKind.SPAN, AmountKind.CEILING, AmountKind.FLOOR, AmountKind.OTHER_UNIT,
)  # fmt: skip
