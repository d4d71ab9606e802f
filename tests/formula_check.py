"""Whether a formula, as a workbook stores it (English, commas), can be parsed, and which sheets it names."""

import re
from collections.abc import Iterator

_SHEET = r"(?:\[\d+\])?[^\W\d][\w.]*(?::[^\W\d][\w.]*)?|\[\d+\][\w.]*"
_COLUMNS = r"\[(?:[^\[\]']|'.|\[(?:[^\[\]']|'.)*\])*\]"  # of a table: [Beløb], [[#Headers],[Beløb]]
_ERRORS = "REF! DIV/0! N/A NAME? NULL! NUM! VALUE! GETTING_DATA SPILL! CALC! FIELD! BLOCKED! UNKNOWN! CONNECT!"
_TOKEN = re.compile(
    rf"""
    (?P<space>[ \n\r\t]+)
  | (?P<text>"(?:[^"]|"")*")
  | (?P<error>\#(?:{"|".join(map(re.escape, _ERRORS.split()))}))
  | (?P<prefix>(?:'(?:[^']|'')+'|{_SHEET})!)
  | (?P<array>\{{[^{{}}]*\}})
  | (?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?(?![\w(\[]))
  | (?P<function>[^\W\d][\w.]*\()
  | (?P<operand>(?:\\|\$?[^\W\d]|\$\d)[\w.$\\?]*(?:{_COLUMNS})?|{_COLUMNS})
  | (?P<sign>[-+@])
  | (?P<binary><>|<=|>=|[*/^&=<>:])
  | (?P<after>[%\#])
  | (?P<mark>[(),])
    """,
    re.VERBOSE,
)
# One letter for each token. An expression is operands with signs, joined by operators or, to intersect, by a blank.
_LETTERS = {"space": "s", "prefix": "p", "function": "f", "sign": "+", "binary": "b", "after": "%"}
_OPERAND = "[s+]*p?o[%s]*"
_EXPRESSION = rf"{_OPERAND}(?:(?:[b+]|(?<=s)){_OPERAND})*"
_CALL = re.compile(rf"f(?:{_EXPRESSION}|s?)(?:,(?:{_EXPRESSION}|s?))*\)|\({_EXPRESSION}(?:,{_EXPRESSION})*\)")
_WHOLE = re.compile(rf"{_EXPRESSION}(?:,{_EXPRESSION})*")


def parses(formula: str) -> bool:
    """Whether Excel can read ``formula`` (without the leading equals sign) from a file."""
    tokens = _tokens(formula.removeprefix("="))  # some programs leave it there, and Excel does not mind
    shape = "".join(text if kind == "mark" else _LETTERS.get(kind, "o") for kind, text in tokens or [("mark", "?")])
    shorter = _CALL.sub("o", shape)
    while shorter != shape:
        shape, shorter = shorter, _CALL.sub("o", shorter)
    return _WHOLE.fullmatch(shape) is not None


def sheets_named(formula: str) -> Iterator[str]:
    """The sheets of this workbook that the formula refers to, as they are called."""
    for kind, text in _tokens(formula.removeprefix("=")) or []:
        if kind == "prefix" and "[" not in text:
            name = text[:-1]
            plain = name[1:-1].replace("''", "'") if name.startswith("'") else name
            yield from [plain] if name.startswith("'") and ":" not in plain else plain.split(":")


def _tokens(formula: str) -> list[tuple[str, str]] | None:
    tokens, position = [], 0
    while position < len(formula):
        found = _TOKEN.match(formula, position)
        if found is None:
            return None
        tokens.append((found.lastgroup or "", found[0]))
        position = found.end()
    return tokens
