"""What a terminal shows of a dispatch that was made: who gets what, what nobody gets, and how to send it."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from udmoentning_xl.config import CONFIG_NAME
from udmoentning_xl.danish import counted, listed, long_day, shortened
from udmoentning_xl.outgoing.extract import Omission
from udmoentning_xl.outgoing.folder import INTERNAL, OVERVIEW_NAME, Manifest, Parcel, sending_command

_SHOWN, _LONGEST = 12, 90


def dispatch_lines(
    manifest: Manifest, folder: Path | None, settings: Path | None, columns: Iterable[str]
) -> Iterator[str]:
    """The overview for a terminal; ``folder`` is None where nothing was kept, ``settings`` the file that was used.

    ``columns`` are the lines that say which of the plan's columns are sent.
    """
    yield f"Udsendelse pr. {long_day(manifest.as_of)} · svar senest {long_day(manifest.reply_by)}"
    yield ""
    rows = [("Udvalg", "Indsatser", "Kilobyte", "Modtagere")]
    rows += [_row(one) for one in manifest.parcels]
    widths = [max(len(row[place]) for row in rows) for place in range(3)]
    for short, items, size, recipients in rows:
        yield f"  {short:<{widths[0]}}  {items:>{widths[1]}}  {size:>{widths[2]}}  {recipients}"
    if informed := [one.committee for one in manifest.parcels if not one.asked]:
        yield f"  Kun til orientering, uden svar: {listed(informed)}"
    yield ""
    yield from columns
    held = [one for one in manifest.left_out if one.held]
    others = [one for one in manifest.left_out if not one.held]
    if held:
        yield ""
        yield f"Holdt tilbage, til nogen har set på det: {counted(len(held), 'indsats', 'indsatser')}"
        yield from _some_left_out(held)
        yield "  Må de sendes ud, så skriv „Må sendes“ under Kvittering ud for fundene i Kontrol (U605 og U602), eller"
        yield "  frigiv dem denne gang med"
        yield f"  --frigiv {','.join(one.item for one in held[:_SHOWN])}"
    if others:
        yield ""
        yield f"I ingen fil: {counted(len(others), 'indsats', 'indsatser')}"
        yield from _some_left_out(others)
    if manifest.released:
        yield ""
        yield f"Frigivet: {counted(len(manifest.released), 'indsats', 'indsatser')}"
        yield from (f"  {one.item}  {shortened(one.reason, _LONGEST)}" for one in manifest.released)
    warnings = [*manifest.warnings, *(words for one in manifest.parcels for words in one.warnings)]
    if warnings:
        yield ""
        yield "Læg mærke til"
        yield from (
            f"  {words}"
            for words in (*warnings, *how_to_address(manifest.parcels, settings, is_made=folder is not None))
        )
    yield ""
    if folder is None:
        yield "Prøve: intet er skrevet."
    elif not manifest.parcels:
        yield f"Skrevet: {folder}"
        yield "Der er ingen at sende til: ingen af de indsatser, der må sendes ud, har et udvalg."
    else:
        yield f"Skrevet: {folder}"
        yield "Se kladderne igennem, og send dem fra mailprogrammet eller med:"
        yield f"  {sending_command(folder, settings)}"


def how_to_address(parcels: Sequence[Parcel], settings: Path | None, *, is_made: bool) -> Iterator[str]:
    """What to do about committees that have no address, in one line; none where all have one."""
    if not all(one.recipients for one in parcels):
        then = "og send med --nye-adresser" if is_made else "før mailene laves"
        yield (
            f'Mangler en adresse, så skriv mail = ["navn@example.dk"] ved udvalget i {settings or CONFIG_NAME}, {then}.'
        )


def _some_left_out(items: Sequence[Omission]) -> Iterator[str]:
    yield from (f"  {one.item}  {one.title[:60]}: {one.reason}" for one in items[:_SHOWN])
    if len(items) > _SHOWN:
        yield f"  … og {len(items) - _SHOWN} til; alle står i {INTERNAL}/{OVERVIEW_NAME}"


def _row(parcel: Parcel) -> tuple[str, str, str, str]:
    size = f"{-(-parcel.workbook.size // 1024)}" if parcel.workbook else ""
    return parcel.committee, str(len(parcel.items)), size, ", ".join(parcel.recipients) or "(ingen adresse)"
