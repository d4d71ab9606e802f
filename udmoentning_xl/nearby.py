"""What lies beside a file that somebody names: a name that is nearly it, that Excel has it open, settings misnamed.

Looks at names of files alone, never at what is in them but for the lock file of Excel. What is said of it is one Danish
sentence each.
"""

import os
import re
import shlex
from calendar import monthrange
from collections.abc import Collection, Mapping
from datetime import date
from fnmatch import fnmatch
from glob import escape
from pathlib import Path
from urllib.parse import unquote

from udmoentning_xl.danish import MONTH_STARTS, fold, is_near, listed, one_line, some, sort_key, suggest
from udmoentning_xl.files.programs import LOCK, lock_of, lock_user

WORKBOOKS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
#: What the name of a file that we make of a plan has after the plan's own: PLAN_udmoentet, PLAN_svar_DATO.
REPORTED, COMPARED, CORRECTED = "_udmoentet", "_aendringer", "_rettet"
COLLECTED, MERGED = "_svar_", "_flettet_"
#: What the name of the folder of a dispatch, and of one of reminders, begins with; the day follows.
FOLDER, REMINDERS = "Udsendelse_", "Rykker_"
#: What the name of a folder with what has come back begins with.
RETURNS = "Retur"
#: What is in the folder of a dispatch, and in no other.
MANIFEST = Path("internt", "udsendelse.json")
#: What we make of a plan that nobody goes on from as the plan; and copies of it that somebody may go on from.
_RESULTS, _COPIES = (REPORTED, COMPARED, COLLECTED), (CORRECTED, MERGED)
#: What flet has added to a name, once or again and again.
_FLET_ADDED = re.compile(rf"(?:{COLLECTED}|{MERGED})\d{{4}}-\d\d-\d\d(?:-\d{{1,4}})?\Z")
#: What a committee is sent: „Udmoentningsplan_BUU_2024-11-22“.
_SENT = re.compile(r"\AUdmoentningsplan_.+_\d{4}-\d\d-\d\d")
_TEXT_FILES = frozenset({"txt", "ini", "cfg", "conf"})
#: What Word, mails and PowerShell put round the name of a file that is copied from them.
_QUOTES = "\"'„“”»«’"
_SHOWN, _FEWEST_LETTERS = 5, 3
_FILE, _WILD = "file:", frozenset("*?")
#: What OneDrive puts after the name of a file that two have changed: the name of the computer, as Windows gives it.
_COMPUTER = re.compile(r"-(?:DESKTOP|LAPTOP|WIN|PC)-[A-Z0-9]{3,12}(?:-\d{1,2})?\Z")
#: What parts words or means something to cmd, PowerShell or a shell; and what does so to a shell in quotes as well.
_SHELLS_OWN, _IN_QUOTES_TOO = frozenset(" \t\"'`$&|;,<>()[]{}^%!*?#~„“"), frozenset('"$`\\!')

#: A day in the name of a file.
_DAYS = (
    (re.compile(r"(?<!\d)(?P<year>20\d\d)[-_. ]?(?P<month>\d\d)[-_. ]?(?P<day>\d\d)(?!\d)")),
    (re.compile(r"(?<!\d)(?P<day>\d{1,2})[-_. ](?P<month>\d{1,2})[-_. ](?P<year>20\d\d)(?!\d)")),
)
_MONTH = re.compile(rf"(?<![^\W\d_])(?P<month>{MONTH_STARTS})[a-zæøå]{{0,6}}+[-_. ]?(?P<year>20\d\d)(?!\d)", re.I)


def workbooks_in(folder: Path) -> list[Path]:
    """The workbooks in ``folder`` as an index has them; none where it cannot be listed."""
    try:
        found = [folder / name for name in os.listdir(folder) if is_workbook(name)]
    except OSError:
        return []
    return sorted((one for one in found if one.is_file()), key=lambda one: sort_key(one.name))


def dispatches_in(folder: Path) -> list[Path]:
    """The folders of dispatches in ``folder``, the oldest first by their names; those of reminders are none."""
    found = (path.parents[1] for path in folder.glob(f"*/{MANIFEST.as_posix()}"))
    return sorted(path for path in found if not path.name.startswith(REMINDERS))


def returns_in(*folders: Path) -> list[Path]:
    """The folders called Retur in ``folders``."""
    found = (one for place in folders for one in sorted(place.iterdir()))
    return [one for one in found if one.is_dir() and one.name.casefold().startswith(RETURNS.casefold())]


def plans_in(folder: Path, meetings: Collection[Path] = ()) -> list[Path]:
    """The workbooks in ``folder`` that may be plans, the one that was saved last first; ``meetings`` have days of them.

    What we have made of a workbook that lies there is none, nor what committees are sent; a copy of a plan in which we
    have changed something is one while it is newer than the plan.
    """
    found = workbooks_in(folder)
    saved = {path: path.stat().st_mtime_ns for path in found}
    by_stem = {path.stem: saved[path] for path in found}
    away = {path.resolve() for path in meetings}
    return sorted(
        (path for path in found if path.resolve() not in away and not _is_made(path, saved[path], by_stem)),
        key=lambda path: -saved[path],
    )


def _is_made(path: Path, when: int, by_stem: Mapping[str, int]) -> bool:
    if _SENT.search(path.stem):
        return True
    own = next((end for end in (*_RESULTS, *_COPIES) if end in path.stem), "")
    source = by_stem.get(path.stem.partition(own)[0]) if own else None
    return source is not None and (own in _RESULTS or when <= source)


def plan_stem(path: Path) -> str:
    """The name of the plan's file less its ending, and less what flet has added to it."""
    stem = path.stem
    while (found := _FLET_ADDED.sub("", stem)) != stem:
        stem = found
    return stem


def answers_in(folder: Path) -> list[Path]:
    """The workbooks in ``folder`` in which answers wait for a Ja: the last of each plan, less what has been put in."""
    last: dict[str, Path] = {}
    found = [(one.stat().st_mtime_ns, one.name, one) for one in workbooks_in(folder)]
    for _, _, path in sorted(found):
        if COLLECTED in path.stem:
            last[path.stem.partition(COLLECTED)[0]] = path
        elif MERGED in path.stem:
            last.pop(path.stem.partition(MERGED)[0], None)
    return list(last.values())


def is_workbook(name: str) -> bool:
    """True for the name of a workbook that is none of those that programs leave beside one."""
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
    if set(path.name) & _WILD and (found := [str(one) for one in workbooks_in(folder) if fnmatch(one.name, path.name)]):
        what = f"„{path.name}“ passer på {some(found, _SHOWN)}"
        return f"{what}. Skriv hele navnet." if len(found) == 1 else f"{what}. Skriv navnet på den ene."
    if near:
        return f"Mente du {near}?"
    begins = [str(one) for one in plans_in(folder) if one.name.casefold().startswith(path.stem.casefold())]
    if begins and len(path.stem) >= _FEWEST_LETTERS:
        return f"Der er {some(begins, _SHOWN)}. Skriv hele navnet."
    return "Kontrollér navn og mappe."


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


def merged_later(plan: Path) -> str:
    """A sentence where a copy of the plan with answers put in lies beside it and was saved later; else ""."""
    beside = plan.parent.glob(f"{escape(plan.stem)}{MERGED}*{plan.suffix}")
    last = max(beside, key=lambda one: one.stat().st_mtime_ns, default=plan)
    if last.stat().st_mtime_ns <= plan.stat().st_mtime_ns:
        return ""
    return (
        f"{last.name} er gemt senere end {plan.name} og har svar, der er ført ind, men ikke er med her. Skal de med, "
        f"så gem den som {plan.name}, og kør igen."
    )


def is_there(name: str | Path) -> bool:
    """True when there is a file or folder of that name; a text that cannot be a name is none."""
    try:
        return Path(name).exists()
    except (OSError, ValueError):  # too long, or with a zero byte
        return False


def bare_name(written: str) -> str:
    """The name of a file without the signs that came with it when it was copied or dropped; as written if it exists."""
    written = _path_of(written) if written.strip(_QUOTES + " ").lower().startswith(_FILE) else written
    bare = written.strip().removeprefix("& ").strip().strip(_QUOTES).strip()  # PowerShell puts an & before it
    return bare if bare and not is_there(written) else written


def _path_of(address: str) -> str:
    """The path of an address of a file, „file:///C:/Plan%202027.xlsx“."""
    path = unquote(address.strip(_QUOTES + " ")[len(_FILE) :])
    path = path.removeprefix("//") if path.startswith("///") else path  # „file://drev/mappe“ is a share
    return path[1:] if path[:1] == "/" and path[2:3] == ":" else path


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


def conflicting_copies(path: Path) -> str:
    """What is to be known where OneDrive has made copies of the workbook, or it is one itself; "" for none."""
    original = _COMPUTER.sub("", path.stem)
    found = [one for one in workbooks_in(path.parent) if _COMPUTER.sub("", one.stem) == original]
    copies = [one for one in found if one.stem != original]
    if len(found) == 1 or not copies:
        return ""
    others = listed([one.name for one in found if one != path])
    return (
        f"{path.name} er læst, og ved siden af ligger {others}: OneDrive laver en kopi, når to har rettet på samme "
        "tid. Se efter, hvad der er den rigtige, og flyt den anden væk."
    )


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


def day_in_name(name: str) -> date | None:
    """The day that a file's name tells; of a month alone its last."""
    for pattern in _DAYS:
        for found in pattern.finditer(name):
            try:
                return date(int(found["year"]), int(found["month"]), int(found["day"]))
            except ValueError:
                continue
    if not (named := _MONTH.search(name)):
        return None
    year, month = int(named["year"]), MONTH_STARTS.split("|").index(named["month"].lower()) + 1
    return date(year, month, monthrange(year, month)[1])
