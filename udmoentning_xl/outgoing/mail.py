"""One committee's mail: a draft (RFC 5322) with text, HTML and the workbook, and the same as plain text.

The HTML keeps to what Outlook's Word engine shows: tables, inline styles, nothing from outside; one column that is
readable on a telephone. What is said comes from ``digest``.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from html import escape
from textwrap import shorten

from udmoentning_xl.config import Config, DispatchSettings
from udmoentning_xl.danish import counted, day_and_month, is_one_line, long_day, one_line
from udmoentning_xl.errors import ConfigError
from udmoentning_xl.outgoing.digest import Digest, Group, Line, Point
from udmoentning_xl.outgoing.headers import address_header, text_header

XLSX = ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet")
#: A mail server takes text/calendar for an invitation and changes the mail into it; this is a file like any other.
ICS = ("application", "ics")
#: What every mail server takes: the dot-atom of RFC 5322, and a domain name; alone, or in brackets after a name.
_ATOM = r"[a-z\d!#$%&'*+/=?^_`{|}~-]++"
_SPEC = rf"(?=[^@]{{1,64}}@){_ATOM}(?:\.{_ATOM})*+@(?:[a-z\d]++(?:-++[a-z\d]++)*+\.)+[a-z]{{2,}}"
_WRITTEN = re.compile(rf'\A(?:({_SPEC})|(?:"([^"<>]*+)"|([^"<>,@]*+))\s*+<({_SPEC})>)', re.IGNORECASE | re.ASCII)
_LONGEST_SPEC = 254  # RFC 5321 (4.5.3.1.3), without the brackets

_INK, _MUTED, _LINE, _HEAD, _LATE = "#1F2933", "#55606B", "#D5DBE0", "#1E4B5C", "#98201B"
_FONT = "font-family:Calibri,Arial,sans-serif;color:" + _INK


def address(written: str) -> Address:
    """The address written as "a@b.dk" or "Navn <a@b.dk>"; raises ConfigError when it is none a mail server takes."""
    found = _WRITTEN.fullmatch(written.strip())
    bare, quoted, name, spec = found.groups() if found else ("", "", "", "")
    named = quoted or (name or "").rstrip(" ")
    if not found or "=?" in (bare or spec) or not is_one_line(named) or len(bare or spec) > _LONGEST_SPEC:
        raise ConfigError(f"„{shorten(one_line(written), 100)}“ er ikke en mailadresse; ret den i udmoentning.toml.")
    return Address(display_name=one_line(named), addr_spec=bare or spec)


def refuse_bad_addresses(config: Config) -> None:
    """Raise ConfigError, with file and line, for the addresses in the settings that no mail server takes."""
    settings = config.dispatch
    written = [("udsendelse", 0, "afsender", settings.sender), ("udsendelse", 0, "svar_til", settings.reply_to)]
    written += [("m365", 0, "postkasse", config.m365.mailbox)]
    written += [("udvalg", number, "mail", one) for number, body in enumerate(config.bodies) for one in body.mail]
    problems = []
    for section, number, key, text in written:
        try:
            _ = address(text) if text or key == "mail" else None
        except ConfigError as error:
            problems.append(f"{config.place(section, key, number)}: {error}")
    if problems:
        raise ConfigError(*problems)


def answers_to(settings: DispatchSettings) -> str:
    """The address that answers go to, "" when no sender is set."""
    return settings.reply_to or settings.sender


def subject(digest: Digest) -> str:
    """ "Svar senest 6. december: BUU i udmøntningsplanen", or "Til orientering: HR i udmøntningsplanen"."""
    asked = f"Svar senest {day_and_month(digest.reply_by)}" if digest.is_asked else "Til orientering"
    return " ".join(f"{asked}: {digest.body.short} i udmøntningsplanen".split())


def draft(
    digest: Digest,
    settings: DispatchSettings,
    attachment: tuple[str, bytes],
    run: str,
    calendar: tuple[str, bytes] | None = None,
) -> bytes:
    """The mail as an unsent draft; ``attachment`` is name and bytes of the workbook, ``run`` names the dispatch.

    ``calendar`` is name and bytes of the calendar file, where there is one.
    """
    attachments = [(*attachment, XLSX), *([(*calendar, ICS)] if calendar else [])]
    head = Head(subject(digest), digest.body.mail, digest.as_of, run)
    return unsent(head, settings, text(digest, settings), html(digest, settings), attachments)


@dataclass(frozen=True)
class Head:
    """What stands above a mail: its subject, whom it is to as written, and the day and the run of its dispatch."""

    subject: str
    to: Sequence[str]
    as_of: date
    run: str


Attachment = tuple[str, bytes, tuple[str, str]]  # name, bytes, type


def unsent(
    head: Head, settings: DispatchSettings, plain: str, page: str, attachments: Iterable[Attachment] = ()
) -> bytes:
    """A mail as an unsent draft, with its text as ``plain`` text and as an HTML ``page``."""
    return b"".join(_head(head, settings)) + _content(plain, page, attachments, head.run).as_bytes()


def _head(head: Head, settings: DispatchSettings) -> Iterator[bytes]:
    yield text_header("Subject", head.subject)
    if settings.sender:
        sender = address(settings.sender)
        name = settings.sender_name or sender.display_name
        yield address_header("From", [Address(name, addr_spec=sender.addr_spec)])
    if head.to:
        yield address_header("To", map(address, head.to))
    if settings.reply_to:
        yield address_header("Reply-To", [address(settings.reply_to)])
    yield text_header("Date", format_datetime(datetime.combine(head.as_of, time(12), UTC)))
    yield text_header("X-Unsent", "1")
    yield text_header("X-Udmoentning", head.run)


def _content(plain: str, page: str, attachments: Iterable[Attachment], run: str) -> EmailMessage:
    """Text, HTML and the files, without the headers of the mail itself."""
    message = EmailMessage(policy=SMTP)
    message.set_content(plain, cte="quoted-printable")
    message.add_alternative(page, subtype="html", cte="quoted-printable")
    for name, data, kind in attachments:
        message.add_attachment(data, *kind, filename=name)
    message["Content-Language"] = "da"
    for number, part in enumerate(part for part in message.walk() if part.is_multipart()):
        part.set_boundary(f"=_{run}_{number}")  # the same dispatch gives the same bytes
    return message


def _closed(digest: Digest) -> str:
    points = counted(digest.closed, "lukket punkt", "lukkede punkter")
    return f"Mailen og regnearket omfatter {points} og må ikke lægges på en åben dagsorden."


def _opening(settings: DispatchSettings) -> list[str]:
    """What the settings want said first."""
    return [settings.opening] if settings.opening else []


def _counted(point: Point) -> str:
    return counted(point.number, "indsats", "indsatser") if point.number else "ingen indsatser"


def _request(digest: Digest, settings: DispatchSettings) -> str:
    if not digest.is_asked:
        return "Mailen er til orientering. I skal ikke svare."
    to = f" ({address(answers_to(settings)).addr_spec})" if answers_to(settings) else ""
    return (
        "Sådan svarer I: Skriv i de gule felter i den vedhæftede fil, og send den som svar på denne mail"
        f"{to} senest {long_day(digest.reply_by)}. Er intet ændret, er et kort svar nok."
    )


def _about(digest: Digest) -> str:
    return (
        f"Alle indsatser, der hører til {digest.body.name}, står i det vedhæftede regneark, opgjort pr. "
        f"{long_day(digest.as_of)}."
    )


def _calendar(digest: Digest) -> list[str]:
    """What is said of the calendar file, where one goes with the mail."""
    told = "Udvalgets møder med sager fra planen er vedhæftet som en kalenderfil, der kan åbnes i Outlook."
    return [told] if digest.has_calendar else []


def closing(municipality: str, settings: DispatchSettings) -> str:
    """How a mail ends."""
    return settings.closing or "\n".join(["Venlig hilsen", *filter(None, (settings.sender_name, municipality))])


def text(digest: Digest, settings: DispatchSettings) -> str:
    """The mail as plain text; one line per paragraph, since the reader's own window wraps it."""
    parts = [f"Til {digest.body.name}", *_opening(settings), "\n".join(map(_point_text, digest.points))]
    parts += [_request(digest, settings), *([_closed(digest)] if digest.closed else [])]
    parts += [*map(_group_text, digest.groups), _about(digest), *_calendar(digest)]
    return "\n\n".join([*parts, closing(digest.municipality, settings)]) + "\n"


def _point_text(point: Point) -> str:
    return f"{point.about}: {'. '.join(filter(None, (_counted(point), point.told)))}"


def _group_text(group: Group) -> str:
    lines = [f"- {line.item} {line.title}: {line.told}" for line in group.lines]
    return "\n".join([group.heading.upper(), *lines, *_more(group)])


def _more(group: Group) -> list[str]:
    return [f"… og {counted(group.more, 'indsats', 'indsatser')} mere i regnearket"] if group.more else []


def html(digest: Digest, settings: DispatchSettings) -> str:
    """The mail as an HTML document."""
    body = [
        *map(_paragraph, (f"Til {digest.body.name}", *_opening(settings))),
        _points_html(digest.points),
        _paragraph(_request(digest, settings), "font-weight:bold"),
        *([_paragraph(_closed(digest), f"font-weight:bold;color:{_LATE}", "late")] if digest.closed else []),
        *map(_group_html, digest.groups),
        *map(_paragraph, (_about(digest), *_calendar(digest), closing(digest.municipality, settings))),
    ]
    return _page(subject(digest), body)


def plain_page(title: str, paragraphs: Iterable[str]) -> str:
    """An HTML document of paragraphs alone."""
    return _page(title, map(_paragraph, paragraphs))


def _page(title: str, parts: Iterable[str]) -> str:
    return _PAGE.format(title=escape(title), body="".join(map(_row, parts)), font=_FONT)


#: A document of one column, 640 pixels at most; Outlook takes its width from the attribute, others from the style.
#: What is shown dark takes the colours of the last rule; where a program knows no such rule, it turns ours itself.
_PAGE = (
    '<!DOCTYPE html>\n<html lang="da"><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8">'
    '<meta name="viewport" content="width=device-width, initial-scale=1">'
    '<meta name="color-scheme" content="light dark"><title>{title}</title>'
    "<style>@media (prefers-color-scheme:dark){{body,table,td,th,p,h2,span{{background-color:#1B2126 !important;"
    "color:#E6EAED !important;border-color:#46525B !important}}"
    ".late{{color:#FFA39B !important}}.muted{{color:#B4BEC6 !important}}}}</style></head>\n"
    '<body style="margin:0;padding:0;background-color:#FFFFFF">'
    '<table role="presentation" width="640" cellpadding="0" cellspacing="0" border="0"'
    ' style="width:100%;max-width:640px;{font};font-size:16px;line-height:22px">\n{body}</table></body></html>\n'
)


def _row(inner: str) -> str:
    return f'<tr><td style="padding:0 12px">{inner}</td></tr>\n'


def _paragraph(words: str, style: str = "", look: str = "") -> str:
    lines = "<br>".join(escape(line) for line in words.split("\n"))
    name = f' class="{look}"' if look else ""
    return f'<p{name} style="margin:14px 0;{_FONT};font-size:16px;line-height:22px;{style}">{lines}</p>'


def _points_html(points: Iterable[Point]) -> str:
    return (
        '<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"'
        f' style="margin:6px 0;border-collapse:collapse">{"".join(map(_point_html, points))}</table>'
    )


def _point_html(point: Point) -> str:
    cell = f"padding:8px 8px 8px 0;border-bottom:1px solid {_LINE};{_FONT}"
    colour, look = (_LATE, "late") if point.urgent else (_HEAD, "")
    told = _paragraph(point.told, "margin:0;font-size:14px;line-height:20px") if point.told else ""
    return (
        f'<tr><td width="44" valign="top" align="right" class="{look}" style="{cell};padding-right:14px;'
        f'font-size:26px;line-height:30px;font-weight:bold;color:{colour}">{point.number}</td>'
        f'<td valign="top" style="{cell};font-size:16px;line-height:30px">'
        f"<b>{escape(point.about)}</b>{told}</td></tr>"
    )


def _group_html(group: Group) -> str:
    colour, look = (_LATE, "late") if group.urgent else (_HEAD, "")
    style = f"margin:18px 0 4px 0;{_FONT};font-size:18px;line-height:24px;color:{colour}"
    rows = "".join(map(_line_html, group.lines))
    more = "".join(_paragraph(words, f"color:{_MUTED};margin:6px 0", "muted") for words in _more(group))
    return (
        f'<h2 class="{look}" style="{style}">{escape(group.heading)}</h2>'
        '<table width="100%" cellpadding="0" cellspacing="0" border="0" style="border-collapse:collapse">'
        f"<tr>{_heads(('Indsats', group.column))}</tr>{rows}</table>{more}"
    )


def _heads(words: Iterable[str]) -> str:
    style = f"padding:4px 6px 4px 0;border-bottom:2px solid {_LINE};{_FONT};font-size:14px;color:{_MUTED}"
    return "".join(f'<th scope="col" align="left" class="muted" style="{style}">{escape(word)}</th>' for word in words)


def _line_html(line: Line) -> str:
    cell = f"padding:7px 6px 7px 0;border-bottom:1px solid {_LINE};{_FONT};font-size:15px;line-height:20px"
    number = f'<span class="muted" style="font-size:13px;color:{_MUTED}">{escape(line.item)}</span>'
    return (
        f'<tr><td valign="top" style="{cell}">{escape(line.title)}<br>{number}</td>'
        f'<td valign="top" width="38%" style="{cell}">{escape(line.told)}</td></tr>'
    )
