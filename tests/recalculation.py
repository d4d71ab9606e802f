"""LibreOffice as a second opinion: a workbook saved again with every formula computed anew."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

SOFFICE = shutil.which("soffice")
#: "Always" for recalculation on load; by default LibreOffice believes the values in the file.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">
<value>0</value></prop></item></oor:items>
"""


def soffice(folder: Path) -> list[str]:
    """The command for LibreOffice with a profile of its own in ``folder``; the test is skipped without it."""
    if SOFFICE is None:
        if os.environ.get("UDMOENTNING_ALLE_PROEVER"):
            pytest.fail("LibreOffice is not installed")
        pytest.skip("LibreOffice is not installed")
    user = folder / "profile" / "user"
    user.mkdir(parents=True, exist_ok=True)
    (user / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
    return [SOFFICE, f"-env:UserInstallation={user.parent.as_uri()}", "--headless"]


def recalculated(workbook: Path, folder: Path) -> Path:
    """The workbook as LibreOffice saves it in ``folder`` after computing every formula."""
    command = [*soffice(folder), "--convert-to", "xlsx", "--outdir", str(folder / "computed"), str(workbook)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return folder / "computed" / workbook.name
