"""What lies beside a file that somebody names: a name that is nearly it, that Excel has it open, settings misnamed.

Looks at names of files alone, never at what is in them but for the lock file of Excel. What is said of it is one Danish
sentence each.
"""

import os
import shlex
from pathlib import Path

from udmoentning_xl.danish import fold, is_near, one_line, some, sort_key, suggest
from udmoentning_xl.files.programs import LOCK, lock_of, lock_user

WORKBOOKS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
#: What is in the folder of a dispatch, and in no other.
MANIFEST = Path("internt", "udsendelse.json")
_TEXT_FILES = frozenset({"txt", "ini", "cfg", "conf"})
#: What Word, mails and PowerShell put round the name of a file that is copied from them.
_QUOTES = "\"'„“”»«’"
_SHOWN, _FEWEST_LETTERS = 5, 3
#: What parts words or means something to cmd, PowerShell or a shell; and what does so to a shell in quotes as well.
_SHELLS_OWN, _IN_QUOTES_TOO = frozenset(" \t\"'`$&|;,<>()[]{}^%!*?#~„“"), frozenset('"$`\\!')


def workbooks_in(folder: Path) -> list[Path]:
    """The workbooks in ``folder`` as an index has them; none where it cannot be listed."""
    try:
        found = [folder / name for name in os.listdir(folder) if _is_workbook(name)]
    except OSError:
        return []
    return sorted((one for one in found if one.is_file()), key=lambda one: sort_key(one.name))


def dispatches_in(folder: Path) -> list[Path]:
    """The folders of dispatches in ``folder``, the oldest first by their names."""
    return sorted(path.parents[1] for path in folder.glob(f"*/{MANIFEST.as_posix()}"))


def _is_workbook(name: str) -> bool:
    return name.lower().endswith(WORKBOOKS) and not name.startswith((LOCK, "."))


def missing_file(path: Path) -> str:
    """What to do about a workbook that is not there: the nearest name in its folder, the nearest folder, or to look."""
    folder = path.parent
    if not folder.is_dir():
        return missing_folder(path)
    by_stem = {fold(one.stem): one for one in reversed(workbooks_in(folder))}
    nearest = suggest(path.stem if path.suffix.lower() in WORKBOOKS else path.name, by_stem)
    near = by_stem.get(fold(path.stem)) or by_stem.get(fold(path.name)) or (by_stem[nearest] if nearest else None)
    near = near or begun(path)
    return f"Mente du {near}?" if near else "Kontrollér navn og mappe."


def begun(path: Path) -> Path | None:
    """The one workbook in the folder whose name begins as ``path`` does; None where there is none, or several."""
    found = [one for one in workbooks_in(path.parent) if one.name.casefold().startswith(path.name.casefold())]
    return found[0] if len(found) == 1 and len(path.name) >= _FEWEST_LETTERS else None


def missing_folder(path: Path) -> str:
    """What to do about a folder that is not there: the nearest beside the first one of its path that is missing."""
    gone = next((one for one in (*reversed(path.parents), path) if not one.exists()), path)
    beside = gone.parent
    try:
        nearest = suggest(gone.name, [name for name in os.listdir(beside) if (beside / name).is_dir()])
    except OSError:
        nearest = None
    if not nearest:
        return "Kontrollér navn og mappe."
    return (
        f"Mente du {beside / nearest}?" if gone == path else f"Mappen {gone} er der ikke; mente du {beside / nearest}?"
    )


def named_folder(path: Path) -> str:
    """The sentences for a folder that was given where a workbook should be: what workbooks there are in it."""
    name = path.name or path.resolve().name or str(path)
    if (path / MANIFEST).is_file():
        word = command_word(path)
        return (
            f"{name} er en udsendelse, der er lavet. Send den med „udmoentning udsend --send {word}“, eller saml "
            f"svarene på den med „udmoentning flet PLAN.xlsx {word}“."
        )
    found = [str(one) for one in workbooks_in(path)]
    if not found:
        return f"{name} er en mappe, og der er ingen regneark i den. Angiv den projektmappe, som planen står i."
    if len(found) == 1:
        return f"{name} er en mappe. Angiv selve projektmappen: {found[0]}."
    return f"{name} er en mappe. Angiv en af projektmapperne i den: {some(found, _SHOWN)}."


def is_there(name: str | Path) -> bool:
    """True when there is a file or folder of that name; a text that cannot be a name is none."""
    try:
        return Path(name).exists()
    except (OSError, ValueError):  # too long, or with a zero byte
        return False


def bare_name(written: str) -> str:
    """The name of a file without the signs that came with it when it was copied or dropped; as written if it exists."""
    bare = written.strip().removeprefix("& ").strip().strip(_QUOTES).strip()  # PowerShell puts an & before it
    return bare if bare and not is_there(written) else written


def command_word(word: Path | str) -> str:
    """A word as it is written in a command: in quotes where it has blanks or signs that mean something to a shell."""
    text = str(word)
    if text and not set(text) & _SHELLS_OWN:
        return text
    return f'"{text}"' if os.name == "nt" or not set(text) & _IN_QUOTES_TOO else shlex.quote(text)


def opened_elsewhere(path: Path) -> str:
    """A sentence when Excel or LibreOffice has the workbook open, else "": what is not saved is not read."""
    lock = lock_of(path)
    if lock is None:
        return ""
    by = f" hos {who}" if (who := one_line(lock_user(lock))) else ""
    return f"{path.name} ser ud til at være åben{by}: det, der ikke er gemt endnu, er ikke med."


def misnamed_settings(folder: Path, name: str) -> tuple[str, ...]:
    """A sentence for every file in ``folder`` that only its name keeps from being read as settings, if none is read."""
    if (folder / name).is_file():
        return ()
    try:
        beside = sorted(other for other in os.listdir(folder) if _is_meant_for(other, name))
    except OSError:
        return ()
    return tuple(
        f"{other} bliver ikke læst: opsætningen skal hedde {name}. Omdøb filen (i Stifinder vises hele navnet, når "
        "„Filtypenavne“ er slået til under Vis)."
        for other in beside
    )


def _is_meant_for(other: str, name: str) -> bool:
    stem, *suffixes = other.casefold().split(".")
    first = fold(stem).partition(" ")[0]
    wanted, kind = fold(Path(name).stem), Path(name).suffix[1:]
    if kind in suffixes:
        return is_near(first, wanted)
    return first == wanted and bool(_TEXT_FILES & set(suffixes))
