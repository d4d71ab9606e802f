"""Where the text of an item quotes another that not everybody may see: its title, number, or a piece of its text.

A title is quoted whole or shortened, inflected, with or without its own mark; a number in its usual spellings; any
other text by a run of so many words. What several items say is the plan's own way of putting things, and no quote.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import pandas as pd

from udmoentning_xl.plan import Plan
from udmoentning_xl.secrecy.numbers import bare_number, numbers_quoted
from udmoentning_xl.secrecy.wording import PlacedWord, name_key, without_mark, words_of
from udmoentning_xl.terms import TEXTS, WORK_TEXTS, Field
from udmoentning_xl.values.secrecy import unmasked

#: The texts of an item that can be copied from it.
_COPIED = tuple(TEXTS[field] for field in (*WORK_TEXTS, Field.REMARKS))
#: A copied run of so many words can be no accident, nor a whole line of so many words and characters.
_RUN = 8
_LINE, _LINE_LENGTH = 5, 30
#: What so many other items say too is nobody's secret.
_MANY = 3
#: A name of so many letters is known again by itself, where only so many other items use it, and not as its own title.
_NAME, _RARE = 5, 1
#: An amount of so many figures, or more, that tell is no round one; the first where it is said to be money.
_FIGURES, _BARE_FIGURES, _LONGEST_AMOUNT = 3, 4, 12
#: A title of so many words that matter names one matter.
_TELLING = 3
#: Words between two words of a title that is quoted freely.
_BETWEEN = 2
_SMALL = frozenset(
    """
    af ved i til og for på den det de en et med om fra som der er at samt under over efter mv m v hos ud ind op ned
    eller mellem pr kr mio herunder inkl vedr
    """.split()  # noqa: SIM905
)
#: The number of a case, a company, a plot: six digits or more, however they are parted.
_CODE = re.compile(r"(?<![\d,.])\d(?:[ /-]?\d){5,13}(?![\d,.]\d|\d)")
#: A day, or the years of a budget, are written with as many.
_TIME = re.compile(
    r"\A(?:(?:0?[1-9]|[12]\d|3[01])[ /-](?:0?[1-9]|1[0-2])[ /-](?:19|20)?\d\d|(?:19|20)\d\d(?:[/-]\d\d){2}"
    r"|(?:19|20)\d\d[ /-](?:19|20)\d\d)\Z"
)
#: The number of a plot of land („14bx“), which no unit looks like.
_PLOT = re.compile(r"(?<![\w.,])\d{1,4}(?!(?:km|kr|ha|m[23]|mio|pct|stk|kvm|aar|år)\b)[a-zæøå]{2,3}(?!\w)")
#: As it is also written, where one is known that it may be („14 bx“).
_PARTED_PLOT = re.compile(r"(?<![\w.,])\d{1,4} [a-zæøå]{2,3}(?!\w)")
_PROPER = re.compile(r"(?<=[^\W_.:!?] )[A-ZÆØÅ][a-zæøå]{3,}|(?<=[^\W_.:!?]-)[A-ZÆØÅ][a-zæøå]{3,}")
#: „Nygade 8“; and names of several words: „Bech & Søn“, „Jens Kold“.
_ADDRESS = re.compile(
    r"(?<!\w)(?!(?:Del|Fase|Etape|Trin|Bilag|Side|Uge|Runde|Spor|Pulje) )"
    r"[A-ZÆØÅ][a-zæøåé]{2,30}(?: nr\.?)? \d{1,3}[A-Za-z]?(?![\w.,]\w)(?! (?:mio|kr|t\.?kr|pct))"
)
_LONG_NAME = re.compile(r"(?<!\w)[A-ZÆØÅ][a-zæøåé]{2,30}(?:(?: & | og |[ -])[A-ZÆØÅ][a-zæøåé]{2,30})+(?!\w)")
#: „34 boliger nedlægges“: so many of something, and what becomes of them.
_COUNTED = re.compile(
    r"(?<!\w)(?:\d{1,4}|to|tre|fire|fem|seks|syv|otte|ni|ti|elleve|tolv) [a-zæøå]{3,30} [a-zæøå]{4,30}e?s(?!\w)", re.I
)
_SMALL_WORD = re.compile(r"(?<![^\W_])[a-zæøå]{4,40}(?![^\W_])")
_PARTED = re.compile(r"(?<![^\W_])([^\W\d_]{2,40})-?\n([^\W\d_]{2,40})(?![^\W_])")
#: „12½“ is „121⁄2“ where it is unmasked.
_AMOUNT = re.compile(
    r"(?P<before>\bkr\.? ?)?(?<![\d.,/-])(?:(?P<whole>\d{1,4}?) ?(?P<part>[13]⁄[248]|(?<= )[13]/[248])"
    r"|(?P<number>(?:\d{1,3}(?:[. ]\d{3}){1,4}+|\d{1,12}+)(?:,\d{1,6})?))(?![\d/-])"
    r"(?:(?:,-)? ?(?P<unit>mio|mill|t\.? ?kr|1\.000 kr|kr))?",
    re.I,
)
_FRACTIONS = {"1⁄2": "½", "1⁄4": "¼", "3⁄4": "¾"}
_UNITS = {"m": 1_000_000, "t": 1_000, "1": 1_000, "k": 1}


@dataclass(frozen=True)
class Quote:
    """The text ``field`` of ``item`` quotes one of the items ``about`` with ``words``, as they stand."""

    item: str
    field: str
    about: tuple[str, ...]
    words: str


@dataclass
class _Secrets:
    """What can be quoted of some items, ready to be looked up."""

    titles: dict[str, list[str]] = field(default_factory=dict)  # item -> the stems of its title that matter
    by_stem: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    runs: dict[tuple[str, ...], set[str]] = field(default_factory=lambda: defaultdict(set))
    lengths: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))  # first stem -> lengths of its runs
    numbers: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    names: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))  # stem of a name -> items
    parts: set[str] = field(default_factory=set)  # stems of names that stand in one of several words
    codes: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))  # digits of a register or a case
    amounts: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))  # kroner, where they tell -> items

    @classmethod
    def of(cls, items: pd.DataFrame, amounts: pd.DataFrame) -> "_Secrets":
        secrets = cls()
        for item, kroner, written in amounts[["item", "kroner", "written"]].itertuples(index=False):
            figures = re.sub(r"\D", "", str(written)) if pd.isna(kroner) else str(abs(int(kroner)))
            secrets._learn_amount(str(item), int(figures or 0) * (1_000 if pd.isna(kroner) else 1))
        for item, row in zip(items.index, items[["title", "number", *_COPIED]].itertuples(index=False), strict=True):
            title, number, *texts = (None if pd.isna(value) else str(value) for value in row)
            secrets._learn_title(str(item), title or "")
            secrets._learn_names(str(item), without_mark(title or ""))
            for text in texts:
                secrets._learn_names(str(item), text or "")
                secrets._learn_text(str(item), text or "")
            for written in (number, str(item)):
                if written and any(map(str.isdigit, written)):
                    secrets.numbers[bare_number(written)].add(str(item))
        return secrets

    def _learn_title(self, item: str, title: str) -> None:
        stems = _title_stems(title)
        if stems:
            self.titles[item] = stems
            for one in stems:
                self.by_stem[one].add(item)

    def _learn_amount(self, item: str, kroner: int) -> None:
        if _FIGURES <= len(str(kroner).rstrip("0")) <= _LONGEST_AMOUNT:
            self.amounts[kroner].add(item)

    def _learn_names(self, item: str, text: str) -> None:
        for code, _ in _codes(text):
            self.codes[code].add(item)
        plain = unmasked(text)
        for match in _PROPER.finditer(plain):
            if len(match[0]) >= _NAME:
                self.names[name_key(match[0])].add(item)
        for name, match in _long_names(plain):
            self.names[name].add(item)
            self.parts |= {name_key(word) for word in match[0].split()}

    def _learn_text(self, item: str, text: str) -> None:
        for kroner, match in _money(unmasked(text)):
            self._learn_amount(item, kroner if match["unit"] or match["before"] else 0)
        for line in unmasked(text).split("\n"):
            stems = [word.stem for word in words_of(line)]
            if len(stems) < _LINE or len(line) < _LINE_LENGTH:
                continue
            for start in range(max(1, len(stems) - _RUN + 1)):
                run = tuple(stems[start : start + _RUN])
                self.runs[run].add(item)
                self.lengths[run[0]].add(len(run))


def quotes(plan: Plan, secret: Collection[str], asked: Collection[str]) -> list[Quote]:
    """Where items ``asked`` quote items ``secret`` (ids); an item never quotes itself.

    Nor one of the same title where that is so short that several matters are called so.
    """
    if not secret or not asked:
        return []
    amounts = plan.amounts[plan.amounts["item"].isin(list(secret))]
    sums = plan.sums[plan.sums["item"].isin(list(secret))]
    secrets = _Secrets.of(plan.items[plan.items.index.isin(list(secret))], pd.concat([amounts, sums]))
    for kroner in plan.amounts["kroner"][~plan.amounts.index.isin(amounts.index)].dropna():
        secrets.amounts.pop(abs(int(kroner)), None)  # others have it too
    frame = plan.items[plan.items.index.isin(list(asked))]
    names = [name for name in frame.columns if frame[name].dtype == "string" and name not in ("sheet", "number")]
    found: list[tuple[Quote, object]] = []
    titles: dict[str, frozenset[str]] = {}
    for item, row in zip(frame.index, frame[names].itertuples(index=False), strict=True):
        texts = {name: str(value) for name, value in zip(names, row, strict=True) if not pd.isna(value)}
        titles[str(item)] = frozenset(_title_stems(texts.get("title", "")))
        for name, text in texts.items():
            found += _in_text(str(item), name, text, secrets)
    common = _common(plan.items, names) if secrets.names else set()
    said: dict[object, set[str]] = defaultdict(set)
    for quote, key in found:
        said[key].add(quote.item)
    first: dict[object, Quote] = {}
    for quote, key in found:
        own = titles[quote.item]
        if isinstance(key, str) and _named_by(key) in common:
            continue
        is_alone = isinstance(key, str) and key not in secrets.parts
        many = key is not None and len(said[key]) >= (_RARE + 1 if is_alone else _MANY)
        twin = len(own) < _TELLING and any(frozenset(secrets.titles.get(one, ())) == own for one in quote.about)
        if not (many or key in own or twin):
            first.setdefault((quote.item, quote.field, quote.about), quote)
    return list(first.values())


def _named_by(key: str) -> str:
    """What makes a name one: of „Nygade 8“ the word before the number."""
    first, _, rest = key.partition(" ")
    return first if rest[:1].isdigit() else key


def _in_text(item: str, name: str, text: str, secrets: _Secrets) -> Iterator[tuple[Quote, object]]:
    """The quotes of one text, each with what makes it the plan's own words where many say it, or None.

    That is the stem for a name, and the stems for a piece of a text.
    """
    plain = unmasked(text)
    words = words_of(plain)
    for about, first, last, key in _titles_in(words, secrets, whole_only=name == "title"):
        if about != item:
            yield Quote(item, name, (about,), _shown(plain, words[first].start, words[last].end)), key
    for key, start, end in _capitalised(plain, words):
        if others := tuple(sorted(secrets.names.get(key, set()) - {item})):
            yield Quote(item, name, others, plain[start:end]), key
    for key, match in _long_names(plain) if secrets.names else ():
        if others := tuple(sorted(secrets.names.get(key, set()) - {item})):
            yield Quote(item, name, others, match[0]), key
    for about_all, first, last in _runs_in(words, secrets):
        others = tuple(sorted(about_all - {item}))
        if others:
            yield (
                Quote(item, name, others, _shown(plain, words[first].start, words[last].end)),
                words_key(words, first, last),
            )
    if name != "due_text":
        for about_all, shown in (
            *_numbers_in(plain, secrets),
            *_amounts_in(plain, secrets),
            *_codes_in(plain, secrets),
        ):
            if others := tuple(sorted(about_all - {item})):
                yield Quote(item, name, others, shown), None


def _capitalised(plain: str, words: Sequence[PlacedWord]) -> Iterator[PlacedWord]:
    """The words that may be names, with their keys; a space, a line break or a hyphen may part one."""
    for word in words:
        if plain[word.start].isupper():
            yield PlacedWord(name_key(plain[word.start : word.end]), word.start, word.end)
    for one, other in pairwise(words):
        if plain[one.start].isupper() and plain[one.end : other.start] == " ":
            joined = plain[one.start : one.end] + plain[other.start : other.end]
            yield PlacedWord(name_key(joined), one.start, other.end)
    for match in _PARTED.finditer(plain):
        if match[0][0].isupper():
            yield PlacedWord(name_key(match[1] + match[2]), *match.span())


def _long_names(plain: str) -> Iterator[tuple[str, re.Match[str]]]:
    """Names of several words, and what becomes of so many of something: what they are known again by, and where."""
    for pattern in (_ADDRESS, _LONG_NAME, _COUNTED):
        for match in pattern.finditer(plain):
            yield re.sub(r"\W+(?:(?:og|nr)\W+)?", " ", name_key(match[0])), match


def _common(items: pd.DataFrame, names: Iterable[str]) -> set[str]:
    """The keys of words that are no names: written with a small letter somewhere, or in a section of several items."""
    small = (word for name in names for text in items[name].dropna() for word in _SMALL_WORD.findall(str(text)))
    shared = items["section"].dropna()[lambda own: own.duplicated(keep=False)]
    sections = (word for section in shared.unique() for word in re.findall(r"\w+", str(section)))
    return {name_key(word) for word in (*small, *sections)}


def words_key(words: Sequence[PlacedWord], first: int, last: int) -> object:
    """What is the same in two items that say the same words."""
    return tuple(word.stem for word in words[first : last + 1])


def _titles_in(
    words: Sequence[PlacedWord], secrets: _Secrets, *, whole_only: bool
) -> Iterator[tuple[str, int, int, object]]:
    """Titles that the words quote: item, first and last word, and the key of a piece (None for a whole title)."""
    places: dict[str, list[int]] = defaultdict(list)
    for place, word in enumerate(words):
        for item in secrets.by_stem.get(word.stem, ()):
            places[item].append(place)
    for item, at in places.items():
        title = secrets.titles[item]
        if found := _best(words, title, at):
            first, last, matched = found
            whole = len(matched) == len(title)
            if whole and len(title) > 1:
                yield item, first, last, None
            elif (whole and len(title[0]) > 6) or (not whole and not whole_only):
                yield item, first, last, (item, frozenset(matched))


def _best(words: Sequence[PlacedWord], title: Sequence[str], at: Sequence[int]) -> tuple[int, int, set[str]] | None:
    """The stretch that quotes most of a title; None where none quotes enough.

    Enough is all of it, three words that are more than half of it, or its first two words side by side.
    """
    best: tuple[int, int, set[str]] | None = None
    reach = 2 * len(title) + 4
    start = 0
    for end, place in enumerate(at):
        while at[start] < place - reach:
            start += 1
        if words[place].stem == words[at[start]].stem and start < end:
            start += 1
        matched = {words[one].stem for one in at[start : end + 1]}
        if best is None or len(matched) > len(best[2]):
            best = (at[start], place, matched)
    if best is None:
        return None
    matched = best[2]
    if len(title) > 2 and len(matched) >= 3 and len(matched) * 5 >= len(title) * 3:
        return best
    near = _side_by_side(words, title, at)
    return near or (best if len(title) == 1 else None)


def _side_by_side(
    words: Sequence[PlacedWord], title: Sequence[str], at: Sequence[int]
) -> tuple[int, int, set[str]] | None:
    """The first two words of a title one after the other, with no more than small words between."""
    for one, other in pairwise(at):
        pair = [words[one].stem, words[other].stem]
        between = words[one + 1 : other]
        if pair == list(title[:2]) and len(between) <= _BETWEEN and all(word.stem in _SMALL for word in between):
            return one, other, set(pair)
    return None


def _runs_in(words: Sequence[PlacedWord], secrets: _Secrets) -> Iterator[tuple[set[str], int, int]]:
    stems = [word.stem for word in words]
    for place, one in enumerate(stems):
        for length in secrets.lengths.get(one, ()):
            about = secrets.runs.get(tuple(stems[place : place + length]))
            if about:
                yield about, place, place + length - 1


def _numbers_in(plain: str, secrets: _Secrets) -> Iterator[tuple[set[str], str]]:
    for number, shown in numbers_quoted(plain):
        if about := secrets.numbers.get(bare_number(number)):
            yield about, shown.strip()


def _codes(text: str) -> Iterator[tuple[str, str]]:
    """Numbers of registers in a text, as they are compared and as they stand."""
    codes = (match[0] for match in _CODE.finditer(text) if not _TIME.match(match[0]))
    yield from ((re.sub(r"\D", "", code), code) for code in codes)
    yield from ((match[0], match[0]) for match in _PLOT.finditer(text))


def _codes_in(plain: str, secrets: _Secrets) -> Iterator[tuple[set[str], str]]:
    parted = ((match[0].replace(" ", ""), match[0]) for match in _PARTED_PLOT.finditer(plain))
    for code, shown in (*_codes(plain), *parted) if secrets.codes else ():
        if about := secrets.codes.get(code):
            yield about, shown


def _money(text: str) -> Iterator[tuple[int, re.Match[str]]]:
    """The amounts that a text may name, in kroner; one without a unit may be kroner, thousands or millions."""
    for match in _AMOUNT.finditer(text):
        if match["part"]:
            written = int(match["whole"]) + int(match["part"][0]) / int(match["part"][-1])
        else:
            written = float(re.sub(r"[. ]", "", match["number"]).replace(",", "."))
        unit = (match["unit"] or match["before"] or "").casefold()[:1]
        for factor in (_UNITS[unit],) if unit else (1, 1_000, 1_000_000):
            yield round(written * factor), match


def _amounts_in(plain: str, secrets: _Secrets) -> Iterator[tuple[set[str], str]]:
    """Amounts that are a secret one; without a unit they must be even less round."""
    for kroner, match in _money(plain) if secrets.amounts else ():
        is_telling = match["unit"] or match["before"] or len(str(kroner).rstrip("0")) >= _BARE_FIGURES
        if is_telling and (about := secrets.amounts.get(kroner)):
            shown = match[0].strip()
            for plain_part, sign in _FRACTIONS.items():
                shown = shown.replace(plain_part, sign)
            yield about, shown


def _title_stems(title: str) -> list[str]:
    """The words of a title that matter, once each, without its mark."""
    return list(dict.fromkeys(word.stem for word in words_of(without_mark(title)) if _matters(word.stem)))


def _matters(one: str) -> bool:
    return one not in _SMALL and not one.isdigit() and len(one) > 1


def _shown(plain: str, start: int, end: int) -> str:
    text = " ".join(plain[start:end].split())
    return text if len(text) <= 80 else f"{text[:79]}…"
