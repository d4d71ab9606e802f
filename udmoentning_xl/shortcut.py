"""A shortcut for the desktop on which a workbook can be dropped: a script that runs ``byg`` and keeps the window open.

The script calls the very Python that wrote it, by its whole path, so that it needs no PATH and no folder of its own;
one for another system calls the program by its name.
"""

import os
import shlex
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from udmoentning_xl.errors import TargetError
from udmoentning_xl.files.reasons import reason
from udmoentning_xl.package.writing import replace_file

NAME = "Udmøntning"
#: This very program. -P: a folder that the window happens to stand in lends it no modules.
PROGRAM = (sys.executable, "-P", "-m", "udmoentning_xl")
_ELSEWHERE = ("udmoentning",)
_OURS = "udmoentning"
_LONGEST = 100_000
_WORKBOOK_TYPES = (
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.ms-excel",
    "application/vnd.ms-excel.sheet.macroEnabled.12",
    "application/vnd.ms-excel.sheet.binary.macroEnabled.12",
    "application/vnd.oasis.opendocument.spreadsheet",
)


def write_shortcut(folder: Path | None, system: str) -> Path:
    """Write the shortcut for ``system`` (a key of ``SYSTEMS``) to ``folder``, else the desktop; gives the file.

    An earlier shortcut is replaced. Raises TargetError when it cannot be written, or something else has its name.
    """
    suffix, text = SYSTEMS[system]
    place = folder or desktop()
    if not place.is_dir():
        raise TargetError(f"Mappen {place} findes ikke. Opret den, eller skriv en anden.")
    target = place / f"{NAME}{suffix}"
    try:
        if target.exists() and _OURS not in target.read_bytes()[:_LONGEST].decode("utf-8", "replace"):
            raise TargetError(
                f"{target} findes allerede og er ikke en genvej, som udmoentning har lavet. Flyt den først."
            )
        with replace_file(target) as temporary:
            program = PROGRAM if system == this_system() else _ELSEWHERE
            temporary.write_bytes(text(program).encode("utf-8"))
            temporary.chmod(0o755)
    except OSError as error:
        raise TargetError(f"{target} kan ikke skrives: {reason(error)}.") from error
    return target


def this_system() -> str:
    """The key of ``SYSTEMS`` for the machine this runs on."""
    return {"win32": "windows", "darwin": "mac"}.get(sys.platform, "linux")


def desktop() -> Path:
    """The user's desktop, wherever the system has put it; the home folder where there is none.

    Raises TargetError when there is neither.
    """
    home = Path.home()
    places = (_windows_desktop(), _xdg_desktop(home), home / "Desktop", home / "Skrivebord", home)
    found = next((place for place in places if place and place.is_dir()), None)
    if found is None:
        raise TargetError("Der er ikke fundet et skrivebord. Skriv en mappe efter genvej.")
    return found


def _windows_desktop() -> Path | None:
    """Where Windows has the desktop, which OneDrive or the network may have moved."""
    if sys.platform != "win32":
        return None
    import winreg

    place = r"Software\Microsoft\Windows\CurrentVersion\Explorer\User Shell Folders"
    try:
        with winreg.OpenKey(winreg.HKEY_CURRENT_USER, place) as key:
            return Path(os.path.expandvars(str(winreg.QueryValueEx(key, "Desktop")[0])))
    except OSError:
        return None


def _xdg_desktop(home: Path) -> Path | None:
    """What ``user-dirs.dirs`` (freedesktop.org) says of the desktop."""
    settings = Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config") / "user-dirs.dirs"
    try:
        lines = settings.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return None
    said = next(
        (line.partition("=")[2].strip().strip('"') for line in lines if line.startswith("XDG_DESKTOP_DIR=")), ""
    )
    return Path(said.replace("$HOME", str(home))) if said else None


def _windows(words: Sequence[str]) -> str:
    """A batch file. Names come quoted (``"%~1"``), so that blanks and UNC paths hold; letters are UTF-8 from line 2 on.

    Explorer puts no quotes round a name without blanks, and a comma or a semicolon in one then parts it: the whole
    line is tried too. The farewell waits for a key, however the run went.
    """
    program = " ".join(f'"{word}"' if "\\" in word or " " in word else word for word in words).replace("%", "%%")
    lines = (
        "@echo off",
        "chcp 65001 >nul",
        "setlocal DisableDelayedExpansion",
        "cls",
        f"title {NAME}",
        'if "%~1"=="" goto spoerg',
        'if not exist "%~1" if exist "%*" goto samlet',
        ":naeste",
        'if "%~1"=="" goto slut',
        'echo "%~nx1"',
        f'{program} byg --aabn "%~1"',
        "echo.",
        "shift",
        "goto naeste",
        ":samlet",
        f'{program} byg --aabn "%*"',
        "goto slut",
        ":spoerg",
        program,
        ":slut",
        "echo.",
        "pause",
    )
    return "\r\n".join([*lines, ""])


def _shell(words: Sequence[str]) -> str:
    """What a shell runs with the dropped files as its arguments; without any it asks."""
    program = shlex.join(words)
    return (
        f'if [ $# -eq 0 ]; then {program}; fi; for plan do echo "$plan"; {program} byg --aabn "$plan"; echo; done; '
        "printf 'Tryk Enter for at lukke vinduet. '; read -r svar"
    )


def _mac(words: Sequence[str]) -> str:
    return f"#!/bin/sh\n{_shell(words)}\n"


def _linux(words: Sequence[str]) -> str:
    """A desktop entry (freedesktop.org, 1.5): a quoted argument escapes four signs, and the value its backslashes."""
    quoted = "".join(f"\\{sign}" if sign in '"`$\\' else sign for sign in _shell(words))
    command = quoted.replace("\\", "\\\\").replace("%", "%%")
    lines = (
        "[Desktop Entry]",
        "Type=Application",
        "Version=1.5",
        f"Name={NAME}",
        "Comment=Træk en udmøntningsplan herhen",
        f'Exec=/bin/sh -c "{command}" {_OURS} %F',
        "Terminal=true",
        f"MimeType={';'.join(_WORKBOOK_TYPES)};",
        "Categories=Office;",
    )
    return "\n".join([*lines, ""])


#: System -> the suffix of its shortcut, and the text of one that runs a program.
SYSTEMS: dict[str, tuple[str, Callable[[Sequence[str]], str]]] = {
    "windows": (".cmd", _windows),
    "linux": (".desktop", _linux),
    "mac": (".command", _mac),
}
