"""The recipients of a dispatch that is made, and those that the settings name now: differences, and following them.

Who has already got a mail is the business of ``sending``, what an address is that of ``mail``.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from udmoentning_xl.danish import fold
from udmoentning_xl.outgoing.folder import MANIFEST_NAME, OVERVIEW_NAME, Manifest, Parcel, described, internal
from udmoentning_xl.outgoing.headers import address_header
from udmoentning_xl.outgoing.mail import address
from udmoentning_xl.package.writing import replace_file
from udmoentning_xl.register import Body

#: Writes the overview of a dispatch to a path.
WriteOverview = Callable[[Manifest, Path], None]
_TO = re.compile(rb"^To:[^\r\n]*+\r\n(?:[ \t][^\r\n]*+\r\n)*+", re.MULTILINE | re.IGNORECASE)


def written_for(short: str, name: str, bodies: Iterable[Body]) -> tuple[str, ...]:
    """The addresses of a committee as the settings write them now; none where they do not name it."""
    known = tuple(bodies)
    own = next((one for one in known if one.short == short), None)
    forms = {fold(short), fold(name)}
    own = own or next((one for one in known if forms & set(map(fold, (one.short, one.name, *one.aliases)))), None)
    return own.mail if own else ()


def recipients_now(parcel: Parcel, bodies: Iterable[Body]) -> tuple[str, ...]:
    """The bare addresses that the mail of ``parcel`` would be to, had it been made now."""
    return tuple(address(one).addr_spec for one in written_for(parcel.committee, parcel.name, bodies))


def differs(parcel: Parcel, bodies: Iterable[Body]) -> bool:
    """True when the settings name other recipients than ``parcel`` was made for; order and capitals do not matter."""
    return set(map(str.casefold, parcel.recipients)) != set(map(str.casefold, recipients_now(parcel, bodies)))


def with_recipients(draft: bytes, written: Sequence[str]) -> bytes:
    """The draft to these addresses, as they are written in the settings; the rest byte for byte."""
    head, gap, body = draft.partition(b"\r\n\r\n")
    kept = _TO.sub(b"", head + b"\r\n")
    to = address_header("To", map(address, written)) if written else b""
    return to + kept[:-2] + gap + body


def readdressed(parcel: Parcel, draft: bytes, bodies: Iterable[Body]) -> Parcel:
    """``parcel`` with the recipients of now; ``draft`` is what its draft has become."""
    to = recipients_now(parcel, bodies)
    left = tuple(one for one in parcel.warnings if one != without_address(parcel.committee))
    warnings = (*left, *(() if to else (without_address(parcel.committee),)))
    return replace(parcel, recipients=to, draft=described(parcel.draft.file, draft), warnings=warnings)


def without_address(short: str) -> str:
    """What is said of a committee that no mail can be sent to."""
    return f"{short} har ingen mailadresse: kladden er uden modtager."


def keep(folder: Path, manifest: Manifest, drafts: Mapping[str, bytes], write_overview: WriteOverview) -> None:
    """Write what was readdressed: ``drafts`` by their file, ``udsendelse.json``, and the overview where there is one.

    Raises TargetError when one cannot be written; what was there before stands then.
    """
    before = {name: (folder / name).read_bytes() for name in drafts}
    try:
        for name, data in drafts.items():
            _write(folder / name, data)
        _write(internal(folder, MANIFEST_NAME), manifest.to_json().encode())
    except BaseException:
        for name, data in before.items():
            _write(folder / name, data)
        raise
    overview = internal(folder, OVERVIEW_NAME)
    if overview.exists():
        with replace_file(overview) as temporary:
            write_overview(manifest, temporary)


def _write(path: Path, data: bytes) -> None:
    with replace_file(path) as temporary:
        temporary.write_bytes(data)
