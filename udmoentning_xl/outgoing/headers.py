"""The header lines of a mail, so that they read back as exactly what was given (RFC 5322 and 2047), whatever that is.

The standard library's own writer loses the quotes of a long name, so that its commas part addresses, and takes a name
that looks like an encoded word for one, so that what it encodes can become a line of its own. What a mail says is the
business of ``mail``.
"""

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator
from email.headerregistry import Address

from udmoentning_xl.danish import one_line

#: A line is at most this long (RFC 2047, section 2); an encoded word, also behind "Reply-To: ", holds so many bytes.
_LINE = 76
_WORD = 39
#: A line without blanks may be so long that it still is within 998 (RFC 5322, section 2.1.1).
_LONGEST = 900
_ATOMS = re.compile(r"[\w!#$%&'*+/?^`{|}~-]+(?: [\w!#$%&'*+/?^`{|}~-]+)*", re.ASCII)
_ENCODED = "=?"


def text_header(name: str, value: str) -> bytes:
    """The lines of a header whose value is free text; every run of blanks and control characters is one blank."""
    told = one_line(value)
    fits = told.isascii() and _ENCODED not in told and len(f"{name}: {told}") <= _LINE
    return _header(name, told if fits else _encoded(told))


def address_header(name: str, addresses: Iterable[Address]) -> bytes:
    """The lines of a header with at least one address; each stands on lines of its own."""
    return _header(name, ",\r\n ".join(map(_mailbox, addresses)))


def _header(name: str, value: str) -> bytes:
    return f"{name}: {value}\r\n".encode("ascii")


def _mailbox(address: Address) -> str:
    name = one_line(address.display_name)
    if not name:
        return address.addr_spec
    written = name if _ATOMS.fullmatch(name) else '"' + re.sub(r'(["\\])', r"\\\1", name) + '"'
    plain = name.isascii() and _ENCODED not in name and len(written) <= _LONGEST
    phrase = _folded(written) if plain else _encoded(name)
    gap = "\r\n " if len(phrase) + len(address.addr_spec) > _LINE - len("Reply-To:  <>,") else " "
    return f"{phrase}{gap}<{address.addr_spec}>"


def _folded(words: str) -> str:
    """``words`` with line breaks before blanks where a line would be too long; within quotes too a blank stays one."""
    lines = [""]
    for word in words.split(" "):
        if len(lines[-1]) + len(word) >= _LINE - len("Reply-To:"):
            lines.append("")
        lines[-1] += f" {word}"
    return "\r\n".join(line for line in lines if line)[1:]


def _encoded(text: str) -> str:
    """``text`` as encoded words, one to a line: a reader puts them together again without the line breaks."""
    return "\r\n ".join(f"=?utf-8?b?{b64encode(part).decode('ascii')}?=" for part in _parts(text))


def _parts(text: str) -> Iterator[bytes]:
    """The UTF-8 of ``text`` in parts of whole characters."""
    part = b""
    for one in text:
        letter = one.encode("utf-8", "replace")
        if len(part) + len(letter) > _WORD:
            yield part
            part = b""
        part += letter
    yield part
