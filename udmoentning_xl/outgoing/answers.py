"""What a mail server answers, in Danish: what it means and what to do, with the server's own words after it.

The codes are those of RFC 5321, 4954 and 3463, and what Microsoft 365 and Gmail make of them. How a mail is sent, and
what becomes of it, is the business of ``smtp``.
"""

import re
import unicodedata

_LONGEST = 300
_CODED = re.compile(r"(\d{3})(?: |$)(?:(\d\.\d{1,3}\.\d{1,3})\b)?")
_IT = "spørg jeres it-afdeling"
#: What can be done where the mail server cannot be used as it is set up.
SEND_YOURSELF = "spørg it-afdelingen, eller åbn .eml-filerne fra udsendelsens mappe i Outlook, og send dem derfra"
_SETTINGS = "i udmoentning.toml"
_LOGIN = f"kontrollér bruger {_SETTINGS} og adgangskoden"
_TOO_BIG = "mailen er for stor til serveren; send filen på en anden måde"
_SEND_AS = (
    f"brugeren må ikke sende fra den adresse; ret afsender eller bruger {_SETTINGS}, eller bed it-afdelingen om "
    "„Send som“-ret til postkassen"
)
_BASIC_OFF = (
    "login med bruger og adgangskode er slået fra for programmer hos Microsoft 365; bed it-afdelingen slå SMTP AUTH "
    "til for postkassen eller give jer en intern mailserver, eller send kladderne fra Outlook"
)
_LATER = "prøv igen om lidt"
_BUSY = f"serveren har travlt; {_LATER}"
#: Code and extended code as the server writes them, from the particular to the general; the first that fits is told.
#: A code may end in "x" and an extended code may be cut short: then the rest does not matter.
_ANSWERS: tuple[tuple[str, str, str], ...] = (
    ("535", "5.7.139", _BASIC_OFF),
    ("535", "5.7.3", f"login lykkedes ikke; {_LOGIN}, og spørg it-afdelingen, om postkassen må sende fra programmer"),
    ("534", "", f"adgangskoden er ikke nok til at logge ind; lav en app-adgangskode, eller {_IT}"),
    ("538", "", f"serveren vil have en krypteret forbindelse til login; ret sikkerhed og port {_SETTINGS}"),
    ("454", "", f"login kan ikke kontrolleres lige nu; {_LATER}"),
    ("432", "4.7.12", f"adgangskoden skal skiftes først; log ind med en browser, eller {_IT}"),
    ("432", "", f"der er for mange forbindelser på én gang; {_LATER}"),
    ("550", "5.7.30", _BASIC_OFF),
    ("550", "5.7.60", _SEND_AS),
    ("554", "5.2.252", _SEND_AS),
    ("550", "5.1.8", f"postkassen er spærret for at sende; {_IT}"),
    ("530", "5.7.0", f"serveren vil have krypteret forbindelse eller login først; ret sikkerhed og bruger {_SETTINGS}"),
    ("530", "", f"serveren kræver login; skriv bruger {_SETTINGS}, og giv adgangskoden"),
    ("535", "", f"forkert bruger eller adgangskode; {_LOGIN}"),
    ("421", "4.7", f"serveren afviser forbindelsen for en tid; {_LATER}, eller {_IT}"),
    ("421", "", f"serveren lukker forbindelsen; {_LATER}"),
    ("452", "4.5.3", "der er for mange modtagere på én gang; prøv igen, så går resten"),
    ("4xx", "4.2.2", "modtagerens postkasse er fuld; prøv igen senere, eller ring til modtageren"),
    ("452", "", f"serveren mangler plads lige nu; {_LATER}"),
    ("450", "4.7", f"serveren beder om, at der bliver ventet; {_LATER}"),
    ("450", "", f"modtagerens postkasse kan ikke nås lige nu; {_LATER}"),
    ("451", "", f"serveren kunne ikke behandle mailen; {_LATER}"),
    ("5xx", "5.1.10", "modtageren findes ikke; ret adressen under mail"),
    ("5xx", "5.1.1", "modtageren findes ikke; ret adressen under mail"),
    ("5xx", "5.2.2", "modtagerens postkasse er fuld; ring til modtageren, og prøv igen senere"),
    ("5xx", "5.2.3", _TOO_BIG),
    ("5xx", "5.3.4", _TOO_BIG),
    ("5xx", "5.7.51", f"serveren tager ikke imod fra denne maskine; {_IT}"),
    ("5xx", "5.7.54", f"serveren sender ikke videre til den adresse uden login; skriv bruger {_SETTINGS}, eller {_IT}"),
    ("5xx", "5.7.57", f"serveren kræver login, før der kan sendes; skriv bruger {_SETTINGS}"),
    ("5xx", "5.7.64", f"serveren sender ikke videre for denne maskine; {_IT}"),
    ("552", "", f"{_TOO_BIG}, eller ring til modtageren, hvis postkassen er fuld"),
    ("554", "", f"serveren tager ikke imod mailen efter sine egne regler; {_IT}"),
    ("553", "", "serveren godtager ikke adressen; ret afsender eller mail"),
    ("550", "5.7", f"serveren må ikke tage imod mailen; {_IT}"),
    ("550", "", f"serveren afviser adressen eller mailen; kontrollér adressen, eller {_IT}"),
    ("551", "", "modtageren findes ikke på den server; ret adressen under mail"),
    ("501", "", "serveren kan ikke læse adressen; ret afsender eller mail"),
    ("50x", "", f"serveren kan ikke det, der blev bedt om; ret port og sikkerhed {_SETTINGS}, eller {_IT}"),
    ("521", "", f"serveren tager ikke imod mails; ret vaert {_SETTINGS}"),
    ("4xx", "", f"{_BUSY}"),
    ("5xx", "", f"serveren sagde nej; {_IT}"),
)
_NO_ANSWER = "serveren svarede noget, som ikke kan forstås; kontrollér vaert og port"


def one_line(code: int, words: bytes | str) -> str:
    """The server's answer as one line of at most 300 characters, without anything that acts on a terminal or a file."""
    told = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    seen = "".join(" " if unicodedata.category(letter)[0] in "CZ" else letter for letter in told)  # C: bidi marks too
    return f"{code} {' '.join(seen.split())}".strip()[:_LONGEST]


def explained(told: str) -> str:
    """What ``one_line`` gave, as a Danish clause with the server's words after; anything else comes back as it is."""
    coded = _CODED.match(told)
    return f"{_meaning(coded[1], coded[2] or '')} (serveren svarede: {told})" if coded else told


def _meaning(code: str, extended: str) -> str:
    for known, begins, words in _ANSWERS:
        if code.startswith(known.rstrip("x")) and f"{extended}.".startswith(f"{begins}." if begins else ""):
            return words
    return _NO_ANSWER
