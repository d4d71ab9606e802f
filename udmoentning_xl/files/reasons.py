"""What the operating system refuses, in Danish: the one place that turns an OSError into words.

Nothing else in the package may show ``strerror`` or the text of an OSError: both are English, or the system's language.
"""

import errno
import os

#: Windows numbers its own errors; several of them share an errno that says too little.
_WINDOWS = {
    5: errno.EACCES,
    19: errno.EROFS,
    32: errno.EBUSY,
    33: errno.EBUSY,
    39: errno.ENOSPC,
    53: errno.EHOSTUNREACH,
    64: errno.EHOSTUNREACH,
    67: errno.EHOSTUNREACH,
    112: errno.ENOSPC,
    206: errno.ENAMETOOLONG,
    1224: errno.EBUSY,
}
_OPEN = "den er åben i Excel eller i brug af et andet program; luk den, og prøv igen"
_NO_ACCESS = (
    "den er åben i Excel, eller du har ikke adgang til den eller dens mappe; luk den i Excel, eller vælg et andet sted"
)
_FULL = "frigør plads, og prøv igen"
_NETWORK = "kontrollér netværket, og prøv igen"
_CHECK = "kontrollér navn og mappe"
#: Name of the errno -> what is so, and what to do. Names, since not every system has them all.
_REASONS: dict[str, str] = {
    "ENOSPC": f"disken er fuld; {_FULL}",
    "EDQUOT": f"kvoten på drevet er brugt op; {_FULL}",
    "EFBIG": "filen bliver større, end drevet kan rumme; vælg et andet sted",
    "EACCES": _NO_ACCESS,
    "EPERM": _NO_ACCESS,
    "ENOENT": f"den findes ikke; {_CHECK}",
    "ENOTDIR": f"stien går gennem en fil, hvor der skulle være en mappe; {_CHECK}",
    "EISDIR": "der er allerede en mappe med det navn; vælg et andet navn",
    "EEXIST": "der er allerede noget med det navn; flyt det, eller vælg et andet navn",
    "ENOTEMPTY": "mappen er ikke tom; flyt den, eller vælg et andet navn",
    "ENAMETOOLONG": "navnet eller stien er for lang; vælg et kortere navn eller en mappe tættere på drevets rod",
    "EINVAL": "navnet kan ikke bruges på det drev; vælg et andet navn",
    "ELOOP": "stien går i ring; vælg et andet sted",
    "EROFS": "drevet er skrivebeskyttet; vælg et andet sted",
    "EXDEV": "den kan ikke flyttes fra et drev til et andet; vælg et andet sted",
    "EBUSY": _OPEN,
    "ETXTBSY": _OPEN,
    "EAGAIN": _OPEN,
    "EDEADLK": _OPEN,
    "EMFILE": "der er for mange åbne filer; luk andre programmer, og prøv igen",
    "ENFILE": "der er for mange åbne filer; luk andre programmer, og prøv igen",
    "ENOMEM": "der er ikke hukommelse nok; luk andre programmer, og prøv igen",
    "EIO": "drevet kan ikke læses eller skrives; kopiér mappen til et andet drev, og prøv igen",
    "ENXIO": "drevet er der ikke; tilslut det, og prøv igen",
    "ENODEV": "drevet er der ikke; tilslut det, og prøv igen",
    "ESTALE": f"netværksdrevet er blevet afbrudt; {_NETWORK}",
    "ENOLCK": "drevet kan ikke låse filer; flyt mappen til et andet drev",
    "EOPNOTSUPP": "drevet kan ikke det, der skal til; vælg et andet drev",
    "ENOSYS": "drevet kan ikke det, der skal til; vælg et andet drev",
    "ETIMEDOUT": f"der kommer intet svar; {_NETWORK}",
    "ECONNREFUSED": "der er ingen, der svarer på den port; kontrollér vaert og port",
    "ECONNRESET": "forbindelsen blev afbrudt af den anden ende; prøv igen senere",
    "ECONNABORTED": f"forbindelsen blev afbrudt; {_NETWORK}",
    "EPIPE": "forbindelsen blev afbrudt af den anden ende; prøv igen senere",
    "EHOSTUNREACH": f"maskinen kan ikke nås; {_NETWORK}",
    "EHOSTDOWN": f"maskinen kan ikke nås; {_NETWORK}",
    "ENETUNREACH": f"der er ikke forbindelse til det netværk; {_NETWORK}",
    "ENETDOWN": f"netværket er nede; {_NETWORK}",
    "EADDRNOTAVAIL": "adressen kan ikke bruges; kontrollér vaert og port",
}
_BY_NUMBER = {getattr(errno, name): words for name, words in _REASONS.items() if hasattr(errno, name)}
_UNKNOWN = "systemet kan ikke gøre det{number}; prøv igen, eller vælg et andet sted"


class NoTemporaryFolderError(OSError):
    """There is no folder for temporary files that can be written to."""


#: Kinds of error whose number says nothing of its own. They are known by name, as most runs do without ``ssl`` and
#: ``socket``, which take long to import and cannot be where no more files can be opened.
_KINDS = {
    NoTemporaryFolderError.__name__: "der er ingen mappe til midlertidige filer, som kan bruges; frigør plads, eller "
    "sæt TMP til en mappe, du kan skrive i",
    "gaierror": "navnet kendes ikke i netværket; kontrollér stavemåden af vaert og netværket",
    "SSLCertVerificationError": "certifikatet kan ikke godkendes; er det kommunens eget, så angiv ca_fil",
    "SSLError": "der kan ikke tales krypteret; kontrollér port og sikkerhed",
    TimeoutError.__name__: _REASONS["ETIMEDOUT"],
}


def reason(error: OSError) -> str:
    """What is wrong and what to do, in Danish: a clause without a capital and without a full stop.

    An error that no table knows is a neutral clause with its number, so that someone can look it up.
    """
    for kind in type(error).__mro__:
        if kind.__name__ in _KINDS:
            return _KINDS[kind.__name__]
    number = _WINDOWS.get(getattr(error, "winerror", None) or 0, error.errno or 0)
    return _BY_NUMBER.get(number) or _UNKNOWN.format(number=f" (fejl {number})" if number else "")


def named(error: OSError) -> str:
    """The file that the error is about, "" when it names none."""
    return os.fsdecode(error.filename) if isinstance(error.filename, str | bytes | os.PathLike) else ""
