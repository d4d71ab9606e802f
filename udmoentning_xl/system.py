"""What a helpdesk asks for when something does not work: versions, fonts, encoding, and what may be done in a folder.

Nothing of any plan is told, but the names of folders are. Writes a file of its own to each folder, and removes it.
"""

import locale
import os
import platform
import secrets
import shutil
import struct
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from udmoentning_xl import __version__
from udmoentning_xl.config import CONFIG_NAME
from udmoentning_xl.files.locks import LockedError, lock
from udmoentning_xl.files.reasons import reason
from udmoentning_xl.nearby import misnamed_settings

LIBRARIES = ("click", "openpyxl", "pandas", "python-calamine", "xlsxwriter")
#: Package of an extra -> what it is for.
EXTRAS = {"keyring": "adgangskode i systemets eget lager", "msal": "Microsoft 365", "msal-extensions": "Microsoft 365"}
#: The font of the sheets, and the one of the same widths that stands in for it elsewhere.
FONTS = {"Calibri": ("calibri.ttf", "calibri.ttc"), "Carlito": ("carlito-regular.ttf",)}
_LETTERS = "æøåÆØÅ „“ – § ½"
_GB = 1 << 30
_FEW = 0.5


@dataclass(frozen=True)
class Diagnosis:
    """The lines to print, and the sentences about what will not work."""

    lines: tuple[str, ...]
    problems: tuple[str, ...]


def system_report(folder: Path) -> Diagnosis:
    """What is to be said of this machine, and of the folder that plans lie in."""
    problems: list[str] = []
    lines = [
        f"udmoentning  {__version__}  ({Path(__file__).parent})",
        f"Python       {platform.python_version()}  {struct.calcsize('P') * 8} bit  ({sys.executable})",
        f"System       {platform.platform()}  {platform.machine()}",
        f"Tid          {datetime.now():%Y-%m-%d %H:%M}  {_danish_time(problems)}",
        "",
        "Biblioteker",
        *_libraries(problems),
        "",
        "Tegn",
        f"  skrives som {_encoding(sys.stdout)}  systemets {locale.getencoding()}"
        f"  filnavne {sys.getfilesystemencoding()}  sprog {_language()}",
        f"  disse skal kunne læses: {_LETTERS}",
        "",
        "Skrifter",
        *_fonts(),
        "",
        "Mapper",
        *_folder("planernes", folder, problems),
        *_folder("midlertidige filer", Path(tempfile.gettempdir()), problems),
        f"  opsætning: {_settings(folder)}",
    ]
    return Diagnosis(tuple(lines), tuple(problems))


def _libraries(problems: list[str]) -> Iterator[str]:
    for name in LIBRARIES:
        found = _version(name)
        if found is None:
            problems.append(f"{name} mangler: installér udmoentning igen.")
        yield f"  {name:<16} {found or 'mangler'}"
    for name, use in EXTRAS.items():
        yield f"  {name:<16} {_version(name) or 'ikke installeret'}  (tilvalg: {use})"


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _danish_time(problems: list[str]) -> str:
    try:
        return f"i Danmark {datetime.now(ZoneInfo('Europe/Copenhagen')):%H:%M}"
    except ZoneInfoNotFoundError:
        problems.append("Tidszoner mangler: skriv „pip install tzdata“ dér, hvor udmoentning er installeret.")
        return "tidszoner mangler"


def _encoding(stream: object) -> str:
    return str(getattr(stream, "encoding", None) or "ukendt")


def _language() -> str:
    try:
        return ".".join(part for part in locale.getlocale() if part) or "intet"
    except ValueError:  # a name that the system itself gave, but that Python does not know
        return "ukendt"


def _fonts() -> Iterator[str]:
    found = {name: _font_file(files) for name, files in FONTS.items()}
    yield from (f"  {name:<8} {path or 'ikke fundet'}" for name, path in found.items())
    if not any(found.values()):
        yield "  Arkene er lavet til Calibri; uden den eller Carlito kan tekst blive skåret af på denne maskine."


def _font_file(names: tuple[str, ...]) -> Path | None:
    for place in _font_folders():
        for folder, _, files in os.walk(place):
            found = next((file for file in files if file.lower() in names), None)
            if found:
                return Path(folder, found)
    return None


def _font_folders() -> Iterator[Path]:
    home = Path.home()
    yield Path(os.environ.get("WINDIR", "C:\\Windows"), "Fonts")
    yield Path(os.environ.get("LOCALAPPDATA", home), "Microsoft", "Windows", "Fonts")
    yield from (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), home / ".local/share/fonts", home / ".fonts")
    yield from (Path("/Library/Fonts"), Path("/System/Library/Fonts"), home / "Library" / "Fonts")
    yield Path("/Applications/Microsoft Excel.app/Contents/Resources/DFonts")


def _folder(what: str, folder: Path, problems: list[str]) -> Iterator[str]:
    """A line on what may be done in a folder."""
    told = [_tried(folder, "læses", lambda: os.listdir(folder), problems)]
    told.append(_tried(folder, "skrives", lambda: _write_and_remove(folder), problems))
    told.append(_tried(folder, "låses", lambda: _lock_and_remove(folder), problems))
    try:
        free = shutil.disk_usage(folder).free / _GB
        told.append(f"{free:.1f} GB fri".replace(".", ","))
        if free < _FEW:
            problems.append(f"Der er næsten ikke plads på drevet med {folder}: frigør plads.")
    except OSError:
        told.append("ukendt plads")
    yield f"  {what}: {folder.absolute()}  {', '.join(told)}"


def _tried(folder: Path, what: str, act: Callable[[], object], problems: list[str]) -> str:
    try:
        act()
    except OSError as error:
        problems.append(f"{folder.absolute()} kan ikke {what}: {reason(error)}.")
        return f"kan ikke {what}"
    except LockedError:
        return "er låst af en anden"
    return f"kan {what}"


def _write_and_remove(folder: Path) -> None:
    path = folder / f".udmoentning-{secrets.token_hex(6)}.tmp"
    try:
        path.write_bytes(b"x")
    finally:
        path.unlink(missing_ok=True)


def _lock_and_remove(folder: Path) -> None:
    with lock(folder / f".udmoentning-{secrets.token_hex(6)}.laas", remove=True):
        pass


def _settings(folder: Path) -> str:
    if (folder / CONFIG_NAME).is_file():
        return f"{CONFIG_NAME} er fundet"
    return (
        " ".join(misnamed_settings(folder, CONFIG_NAME)) or f"ingen {CONFIG_NAME}; de indbyggede indstillinger bruges"
    )
