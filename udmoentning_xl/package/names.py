"""Arithmetic on names: parts of a package, sheets and tables. Pure functions on strings; no file is opened here."""

import posixpath
import re
from collections.abc import Collection, Iterable
from urllib.parse import quote, unquote

SHEET_NAME_UNITS = 31  # Excel counts UTF-16 units, so an emoji takes two
TABLE_NAME_LENGTH = 255
_FORBIDDEN_IN_SHEET = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_RESERVED_SHEETS = frozenset({"history"})  # Excel keeps this one for shared workbooks
_CELL_LIKE = re.compile(r"[a-z]{1,3}[0-9]+|r[0-9]*(c[0-9]*)?|c[0-9]*", re.IGNORECASE)


def part_key(name: str) -> str:
    """The form in which two spellings of one part are equal, e.g. ``/XL/Sheet%201.xml`` and ``xl\\sheet 1.xml``."""
    return unquote(name).replace("\\", "/").lstrip("/").casefold()


def resolve(source: str, target: str) -> str:
    """The part that ``target``, written in the relationships of part ``source`` ("" for the package), points to."""
    path = target.replace("\\", "/").partition("#")[0]
    if not path.startswith("/"):
        path = posixpath.join("/", posixpath.dirname(source.replace("\\", "/").lstrip("/")), path)
    return posixpath.normpath(path).lstrip("/")


def relative(source: str, part: str) -> str:
    """The target to write in the relationships of ``source`` so that it points to ``part``."""
    folder = posixpath.dirname(source.replace("\\", "/").lstrip("/"))
    return quote(posixpath.relpath("/" + part.lstrip("/"), "/" + folder), safe="/%!$&'()*+,;=:@~-._")


def rels_of(part: str) -> str:
    """The name of the relationships part of ``part``; of the package itself for ""."""
    folder, _, name = part.lstrip("/").rpartition("/")
    return f"{folder}/_rels/{name}.rels".lstrip("/")


def extension(part: str) -> str:
    """The extension without dot in lower case, as content types compare it."""
    return posixpath.splitext(part)[1][1:].lower()


def free_part(wanted: str, taken: Collection[str]) -> str:
    """``wanted``, else with its number raised until no key in ``taken`` (``part_key`` forms) equals it."""
    if part_key(wanted) not in taken:
        return wanted
    bare, suffix = posixpath.splitext(wanted)
    stem = bare.rstrip("0123456789")
    number = int(bare[len(stem) :] or 1)
    while part_key(f"{stem}{number}{suffix}") in taken:
        number += 1
    return f"{stem}{number}{suffix}"


def free_sheet_name(wanted: str, taken: Iterable[str]) -> str:
    """A sheet name that Excel accepts and no name in ``taken`` equals, case aside: ``BUU``, else ``BUU (2)`` ..."""
    clean = _FORBIDDEN_IN_SHEET.sub("-", wanted).strip().strip("'") or "Ark"
    used = {name.casefold() for name in taken} | _RESERVED_SHEETS
    candidate, number = _cut(clean, SHEET_NAME_UNITS), 1
    while candidate.casefold() in used:
        number += 1
        suffix = f" ({number})"
        candidate = _cut(clean, SHEET_NAME_UNITS - len(suffix)).rstrip() + suffix
    return candidate


def free_table_name(wanted: str, taken: Iterable[str]) -> str:
    """A name for a table or a defined name that Excel accepts and no name in ``taken`` equals, case aside."""
    clean = re.sub(r"[^\w.]", "_", wanted)[: TABLE_NAME_LENGTH - 8] or "_"
    if not (clean[0].isalpha() or clean[0] == "_") or _CELL_LIKE.fullmatch(clean):
        clean = "_" + clean
    used = {name.casefold() for name in taken}
    candidate, number = clean, 1
    while candidate.casefold() in used:
        number += 1
        candidate = f"{clean}_{number}"
    return candidate


def _cut(text: str, units: int) -> str:
    """``text`` cut to ``units`` UTF-16 units, never through the middle of a character; no apostrophe at the end."""
    raw = text.encode("utf-16-le", "replace")[: 2 * units]
    return raw.decode("utf-16-le", "ignore").rstrip().rstrip("'")
