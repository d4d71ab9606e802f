"""Make the list of dependencies, with the licence each says it has: ``.venv/bin/python docs/afhaengigheder.py``.

Needs the extras installed (``pip install -e '.[test]'``). What is only installed on Windows or by an older Python is
listed too, with the licence that stands here.
"""

import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, metadata, requires
from pathlib import Path

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "docs" / "afhaengigheder.md"
USES = {
    "click": "kommandoerne",
    "openpyxl": "farver, kommentarer og talformater i planen",
    "pandas": "tabellerne, der regnes på",
    "python-calamine": "værdierne i planen",
    "xlsxwriter": "de nye ark",
    "keyring": "adgangskoden til mailserveren i systemets eget lager",
    "msal": "login til Microsoft 365",
    "msal-extensions": "krypteret lager til det login",
}
#: What this machine need not have.
ELSEWHERE = {
    "backports-tarfile": "MIT",
    "importlib-metadata": "Apache-2.0",
    "jeepney": "MIT",
    "lazy-importer": "MIT",
    "pywin32-ctypes": "BSD-3-Clause",
    "secretstorage": "BSD-3-Clause",
    "six": "MIT",
    "typing-extensions": "PSF-2.0",
    "tzdata": "Apache-2.0",
    "zipp": "MIT",
}
_NAME = re.compile(r"\A[A-Za-z0-9._-]+")
_CLASSIFIER = "License :: OSI Approved :: "
_LONGEST = 40  # beyond this it is the licence itself


def name_of(requirement: str) -> str:
    """The name in a requirement, in the one spelling that all others come to (PEP 503)."""
    found = _NAME.match(requirement)
    assert found is not None
    return re.sub(r"[-_.]+", "-", found[0]).lower()


def direct() -> dict[str, list[str]]:
    """What ``pyproject.toml`` asks for, run-time and by extra; the tests' own is no part of what is installed."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = {name: wanted for name, wanted in project["optional-dependencies"].items() if name != "test"}
    return {"": project["dependencies"], **extras}


def with_theirs(requirement: str) -> Iterator[str]:
    """A requirement's name, and those of all that it asks for in turn, whatever the system."""
    seen: set[str] = set()
    left = [requirement]
    while left:
        name = name_of(left.pop())
        if name in seen:
            continue
        seen.add(name)
        yield name
        try:
            left += [one for one in requires(name) or () if "extra ==" not in one]
            left += ["cryptography"] if name == "pyjwt" else []  # msal asks for PyJWT[crypto]
        except PackageNotFoundError:
            assert name in ELSEWHERE, f"{name} is neither installed nor listed"


def licence_of(name: str) -> str:
    """The licence that a package says it has."""
    try:
        told = metadata(name)
    except PackageNotFoundError:
        return ELSEWHERE[name]
    named = [one.removeprefix(_CLASSIFIER) for one in told.get_all("Classifier") or () if one.startswith(_CLASSIFIER)]
    short = told["License"] if told["License"] and len(told["License"]) < _LONGEST else ""
    return (told["License-Expression"] or short or " ".join(named[:1])).removesuffix(" License")


def table() -> Iterator[str]:
    """The lines of the list."""
    yield "| Pakke | Mindst | Licens | Bruges til |"
    yield "|---|---|---|---|"
    listed: set[str] = set()
    for extra, wanted in direct().items():
        for requirement in wanted:
            name, _, least = requirement.partition(">=")
            also = f" (tilvalg `[{extra}]`)" if extra else ""
            if name not in listed:
                yield f"| **{name}** | {least} | {licence_of(name)} | {USES[name]}{also} |"
            listed.add(name)
            for other in sorted(set(with_theirs(requirement)) - listed):
                listed.add(other)
                yield f"| {other} |  | {licence_of(other)} | bruges af {name}{also} |"


def main() -> None:
    """Write the list."""
    TARGET.write_text(
        "\n".join(
            [
                "# Hvad udmoentning bruger af andres arbejde",
                "",
                "Det her bliver installeret sammen med udmoentning, som selv er under [MPL-2.0](../LICENSE). Pakkerne",
                "med fed skrift er dem, udmoentning beder om; de andre følger med dem, nogle kun på Windows eller med",
                "en ældre Python. Licensen er den, som pakken selv angiver. Listen er lavet med",
                "`docs/afhaengigheder.py`.",
                "",
                *table(),
                "",
            ]
        ),
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
