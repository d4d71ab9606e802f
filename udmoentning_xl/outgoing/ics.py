"""A calendar file (iCalendar, RFC 5545) of days: bytes from events, and the events of a file that we wrote before.

The same events on the same day give the same bytes. What the events say is the business of ``events``.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

PRODUCT = "-//udmoentning_xl//Kalender//DA"
#: Octets of a line without its end (RFC 5545, 3.1).
_LONGEST_LINE = 75
#: SEQUENCE is an INTEGER of 32 bits.
_LONGEST_SEQUENCE = 10
_EPOCH = date(2000, 1, 1)
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


@dataclass(frozen=True)
class Event:
    """Something that lasts one day. ``uid`` is what a calendar knows it by when the file is opened again."""

    uid: str
    day: date
    summary: str
    description: str = ""
    cancelled: bool = False


def calendar_file(events: Sequence[Event], name: str, as_of: date, before: bytes = b"") -> bytes:
    """The file of ``events``, by day and uid; ``name`` is what the calendar is called, ``as_of`` the day of the run.

    Importing a later file updates the events: their SEQUENCE counts the days, and what is not as in ``before``, the
    file that people may have, has a higher one than there, whatever its day.
    """
    known = _known(before)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    lines.append(f"X-WR-CALNAME:{_text(name)}")
    for event in sorted(events, key=lambda one: (one.day, one.uid)):
        lines += _event(event, as_of, known)
    lines.append("END:VCALENDAR")
    return b"".join(piece + b"\r\n" for line in lines for piece in _folded(line))


def _event(event: Event, as_of: date, known: Mapping[str, tuple[int, list[str]]]) -> Iterator[str]:
    said = list(_said(event))
    last, earlier = known.get(event.uid, (-1, said))
    yield "BEGIN:VEVENT"
    yield f"UID:{event.uid}"
    yield f"DTSTAMP:{as_of:%Y%m%d}T000000Z"
    yield f"SEQUENCE:{max(0, (as_of - _EPOCH).days, last + (said != earlier))}"
    yield from said
    yield "END:VEVENT"


def _said(event: Event) -> Iterator[str]:
    """The lines that say what the event is."""
    yield f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{event.day + timedelta(1):%Y%m%d}"
    yield f"STATUS:{'CANCELLED' if event.cancelled else 'CONFIRMED'}"
    yield f"SUMMARY:{_text(event.summary)}"
    if event.description:
        yield f"DESCRIPTION:{_text(event.description)}"
    yield "TRANSP:TRANSPARENT"


def _text(text: str) -> str:
    """A text value: escaped, without control characters, and with nothing that UTF-8 cannot hold."""
    plain = "".join(char for char in text if char == "\n" or (char.isprintable() or char == " "))
    return plain.encode("utf-8", "replace").decode("utf-8").translate(_ESCAPES)


def _folded(line: str) -> Iterator[bytes]:
    """The line in pieces of at most 75 octets, of which all but the first begin with a space; no letter is cut."""
    piece = b""
    for char in line:
        octets = char.encode("utf-8")
        if len(piece) + len(octets) > _LONGEST_LINE:
            yield piece
            piece = b" "
        piece += octets
    yield piece


def unfolded(data: bytes) -> list[str]:
    """The lines of a calendar file, each whole; whatever the bytes."""
    text = data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\n ", "").replace("\n\t", "")
    return text.split("\n")


def readable(data: bytes) -> Iterable[str]:
    """The lines of a calendar file as people see them in their calendar, for the search for leaks."""
    for line in unfolded(data):
        yield line
        _, _, value = line.partition(":")
        yield from value.replace("\\n", "\n").replace("\\N", "\n").replace("\\", "").split("\n")


def is_ours(data: bytes) -> bool:
    """Whether we wrote the file."""
    return f"PRODID:{PRODUCT}" in unfolded(data)


def _known(data: bytes) -> dict[str, tuple[int, list[str]]]:
    """The SEQUENCE of each event of a file of ours, and the lines that say what it is, by its uid."""
    found: dict[str, tuple[int, list[str]]] = {}
    uid, sequence, said = "", -1, list[str]()
    for line in unfolded(data) if is_ours(data) else ():
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            uid, sequence, said = "", -1, []
        elif line == "END:VEVENT" and uid:
            found[uid], uid, said = (sequence, said), "", []
        elif name == "UID":
            uid = value
        elif name == "SEQUENCE":
            sequence = int(value) if value.isdecimal() and len(value) < _LONGEST_SEQUENCE else -1
        elif name != "DTSTAMP":
            said.append(line)
    return found


def days_by_uid(data: bytes) -> dict[str, date]:
    """The day of each event of a file of ours, by its uid; what is no such event is passed over."""
    found: dict[str, date] = {}
    uid = ""
    for line in unfolded(data) if is_ours(data) else ():
        name, _, value = line.partition(":")
        if name == "UID":
            uid = value
        elif name == "DTSTART;VALUE=DATE" and uid:
            try:
                found[uid] = date.fromisoformat(value)
            except ValueError:
                continue
    return found
