"""What kind of file is this, and may it be read at all. Looks at the name and the first bytes, not at the contents."""

import re
from pathlib import Path

from udmoentning_xl.config import CONFIG_NAME
from udmoentning_xl.errors import PlanFileError
from udmoentning_xl.files.reasons import reason
from udmoentning_xl.nearby import command_word, missing_file, named_folder, plans_in
from udmoentning_xl.reading.limits import MAX_FILE, MB
from udmoentning_xl.reading.ole import MAGIC

_ZIP = b"PK"
_SETTINGS = Path(CONFIG_NAME).suffix

_FIND_SOURCE = "Find den Excel-projektmappe, som den er lavet af, og brug den."
_NOT_FOR_EXCEL = ("en PDF-fil", "et tekstdokument (RTF)", "et billede")
_LONGEST_HEAD, _HEADER = 20_000, re.compile(rb"\A[a-z-]++:")
_OF_MAIL = re.compile(rb"(?m)^(?:to|cc|received|x-unsent):")
_OUTLOOK = ".msg"
_SAVE_AS = "Åbn den i Excel, gem den som Excel-projektmappe (.xlsx), og prøv igen."
#: How a file that is no workbook begins (lower case, leading blanks and marks left out), and what it is called.
_FOREIGN = (
    (b"<!doctype html", "en webside (HTML)"),
    (b"<html", "en webside (HTML)"),
    (b"<table", "en webside (HTML)"),
    (b"<meta", "en webside (HTML)"),
    (b"mime-version:", "en webside (MHTML)"),
    (b"<?xml", "en XML-fil"),
    (b"%pdf", "en PDF-fil"),
    (b"{\\rtf", "et tekstdokument (RTF)"),
    (b"{", "en JSON-fil"),
    (b"id;", "en SYLK-fil"),
    (b"\x89png", "et billede"),
    (b"\xff\xd8\xff", "et billede"),
    (b"gif8", "et billede"),
    (b"7z\xbc\xaf", "en pakket fil (7z)"),
    (b"rar!", "en pakket fil (RAR)"),
    (b"\x1f\x8b", "en pakket fil (gzip)"),
)
_MARKS = b"\xef\xbb\xbf\xff\xfe \t\r\n\0"


def load(path: Path) -> bytes:
    """The file's bytes, which begin as a zip or an OLE file does.

    Raises:
        PlanFileError: the file cannot be had, is too large, or is something other than a workbook.
    """
    _refuse_lock_file(path)
    try:
        if path.is_dir():
            raise PlanFileError(named_folder(path))
        size = path.stat().st_size
        if size > MAX_FILE:
            raise PlanFileError(
                f"{path.name} fylder over {MAX_FILE // MB} MB og læses ikke. "
                "Fjern billeder og ark, der ikke hører til planen, og gem den igen."
            )
        data = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise PlanFileError(f"{path} findes ikke. {missing_file(path)}") from error
    except PermissionError as error:
        raise PlanFileError(
            f"{path.name} kan ikke åbnes, fordi den er i brug, eller fordi du ikke har adgang til den. "
            "Luk den i Excel, og prøv igen."
        ) from error
    except OSError as error:
        raise PlanFileError(f"{path.name} kan ikke læses: {reason(error)}.") from error
    except ValueError as error:  # a zero byte in the path
        raise PlanFileError(f"{path.name} kan ikke læses. Kopiér den til din egen mappe, og prøv igen.") from error
    if path.suffix.lower() == _SETTINGS:
        raise PlanFileError(_settings(path))
    if data.startswith(MAGIC) and path.suffix.lower() == _OUTLOOK:  # also where it is not all there
        raise PlanFileError(no_workbook_but_mail(path.name, "en mail fra Outlook"))
    if not data.startswith((_ZIP, MAGIC)):
        raise PlanFileError(_no_workbook(path.name, data))
    return data


def _settings(path: Path) -> str:
    plan = next(iter(plans_in(path.parent)), None)
    return (
        f"{path.name} er en opsætningsfil og ikke en plan; den bliver læst af sig selv, når den hedder {CONFIG_NAME} "
        f"og ligger ved siden af planen. Angiv selve planen, fx „udmoentning {command_word(plan or 'PLAN.xlsx')}“."
    )


def _refuse_lock_file(path: Path) -> None:
    real = ""
    if path.name.startswith("~$"):
        real = path.name[2:]
    elif path.name.startswith(".~lock.") and path.name.endswith("#"):
        real = path.name[7:-1]
    if real:
        raise PlanFileError(f"{path.name} er kun en låsefil, fordi {real} er åben. Brug {real} i stedet.")


def _no_workbook(name: str, data: bytes) -> str:
    if not data:
        return f"{name} er tom (0 byte). Hent filen igen, eller gem planen igen fra Excel."
    if not data.strip(b"\0"):
        return f"{name} er beskadiget: den har kun nuller. Hent filen igen, eller find en sikkerhedskopi."
    if _is_mail(data):
        return no_workbook_but_mail(name, "en mail")
    begins = data[:1024].lstrip(_MARKS).lower()
    what = next((what for start, what in _FOREIGN if begins.startswith(start)), "")
    if not what:
        what = "en tekstfil (f.eks. CSV)" if _is_text(data[:4096]) else "noget andet"
    advice = _FIND_SOURCE if what in _NOT_FOR_EXCEL else _SAVE_AS
    return f"{name} er ikke en Excel-projektmappe, men {what}. {advice}"


def no_workbook_but_mail(name: str, what: str) -> str:
    """The sentence for a mail that was given where a workbook should be."""
    return f"{name} er ikke en Excel-projektmappe, men {what}. Gem den fil, der er vedhæftet mailen, og brug den."


def _is_mail(data: bytes) -> bool:
    """True for a mail as it is saved: headers from its first line on, and among them one that no web page has."""
    head = data[:_LONGEST_HEAD].replace(b"\r\n", b"\n").partition(b"\n\n")[0].lower()
    return _HEADER.match(head) is not None and _OF_MAIL.search(head) is not None


def _is_text(sample: bytes) -> bool:
    if sample.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    return not any(byte < 0x20 and byte not in b"\t\r\n\f" for byte in sample)
