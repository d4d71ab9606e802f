"""Locks that die with their run, work folders that do not stay, and the system's errors in Danish."""

import errno
import os
import socket
import ssl
import subprocess
import sys
from pathlib import Path

import pytest

from udmoentning_xl.files.folders import TEMPORARY, clear, work_folder
from udmoentning_xl.files.locks import LockedError, lock
from udmoentning_xl.files.reasons import named, reason

#: A run that holds a lock (and makes a work folder) and then is killed, or waits to be.
HOLDS = """
import sys
from pathlib import Path
from udmoentning_xl.files.folders import work_folder
from udmoentning_xl.files.locks import lock
place = Path(sys.argv[1])
with lock(place / "laas", "budget på PC-1"), work_folder(place, ".udsendelse-") as folder:
    (folder / "fil.txt").write_text("x")
    print(folder, flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def holder(tmp_path):
    """Another process that holds the lock in ``tmp_path`` and has a work folder there."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDS, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    process.folder = Path(process.stdout.readline().strip())
    yield process
    process.kill()
    process.communicate()


def test_a_lock_that_another_process_holds_is_refused_with_what_it_wrote(tmp_path, holder):
    with pytest.raises(LockedError) as refused, lock(tmp_path / "laas"):
        pass
    assert str(refused.value) == "budget på PC-1"


def test_a_lock_that_a_killed_process_left_behind_is_free(tmp_path, holder):
    holder.kill()
    holder.wait()
    assert (tmp_path / "laas").read_text(encoding="utf-8") == "budget på PC-1"
    with lock(tmp_path / "laas", "nu mig"):
        assert (tmp_path / "laas").read_text(encoding="utf-8") == "nu mig"
    assert (tmp_path / "laas").read_bytes() == b""


def test_one_run_cannot_hold_a_lock_twice(tmp_path):
    with lock(tmp_path / "laas", "mig"), pytest.raises(LockedError, match="mig"), lock(tmp_path / "laas"):
        pass
    with lock(tmp_path / "laas"):
        assert True


def test_a_lock_on_a_file_that_its_last_holder_removed_is_taken_on_the_new_one(tmp_path, monkeypatch):
    path, real, done = tmp_path / "laas", os.open, []

    def open_and_lose(*args, **kwargs):
        descriptor = real(*args, **kwargs)
        if not done:
            done.append(descriptor)
            path.unlink()
        return descriptor

    monkeypatch.setattr(os, "open", open_and_lose)
    with lock(path):
        monkeypatch.undo()
        with pytest.raises(LockedError), lock(path):
            pass
    assert done


def test_a_work_folder_is_gone_afterwards_with_its_lock(tmp_path):
    with work_folder(tmp_path) as folder:
        (folder / "fil").write_text("x")
    assert list(tmp_path.iterdir()) == []


def test_a_work_folder_may_be_moved_into_place(tmp_path):
    with work_folder(tmp_path, private=False) as folder:
        folder.rename(tmp_path / "blivende")
    assert [path.name for path in tmp_path.iterdir()] == ["blivende"]


def test_the_work_folder_of_a_living_run_is_left_alone(tmp_path, holder):
    clear(tmp_path, ".udsendelse-")
    with work_folder(tmp_path, ".udsendelse-"):
        assert (holder.folder / "fil.txt").exists()


def test_the_work_folder_of_a_killed_run_is_cleared_by_the_next(tmp_path, holder):
    holder.kill()
    holder.wait()
    assert holder.folder.exists()
    with work_folder(tmp_path, ".udsendelse-"):
        assert not holder.folder.exists()
    assert [path.name for path in tmp_path.iterdir()] == ["laas"]


@pytest.mark.parametrize(
    "name", [".udsendelse-0123456789ab", ".udsendelse-mine-ting", "udmoentning-plan", "udmoentning-0123456789ab"]
)
def test_a_folder_without_our_lock_file_is_never_cleared(tmp_path, name):
    (tmp_path / name).mkdir()
    (tmp_path / f"{name[:-3]}.laas").write_text("")
    for prefix in (".udsendelse-", TEMPORARY):
        clear(tmp_path, prefix)
    assert (tmp_path / name).exists()


def test_a_link_in_the_place_of_a_work_folder_is_not_followed(tmp_path):
    (tmp_path / "vigtigt").mkdir()
    (tmp_path / "vigtigt" / "fil").write_text("x")
    (tmp_path / "udmoentning-0123456789ab").symlink_to(tmp_path / "vigtigt")
    (tmp_path / "udmoentning-0123456789ab.laas").write_text("")
    clear(tmp_path)
    assert (tmp_path / "vigtigt" / "fil").exists()


@pytest.mark.parametrize("number", sorted(errno.errorcode))
def test_no_error_of_the_system_is_told_in_english(number):
    told = reason(OSError(number, os.strerror(number), "plan.xlsx"))
    assert os.strerror(number).casefold() not in told.casefold()
    assert "plan.xlsx" not in told
    assert told[0].islower()
    assert not told.endswith(".")


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "disken er fuld; frigør plads, og prøv igen"),
        (
            OSError(errno.EBUSY, "Device or resource busy"),
            "den er åben i Excel eller i brug af et andet program; luk den, og prøv igen",
        ),
        (
            PermissionError(errno.EACCES, "Permission denied"),
            "den er åben i Excel, eller du har ikke adgang til den eller dens mappe; luk den i Excel, eller vælg et "
            "andet sted",
        ),
        (TimeoutError("timed out"), "der kommer intet svar; kontrollér netværket, og prøv igen"),
        (
            socket.gaierror(socket.EAI_NONAME, "Name or service not known"),
            "navnet kendes ikke i netværket; kontrollér stavemåden af vaert og netværket",
        ),
        (
            ssl.SSLCertVerificationError("CERTIFICATE_VERIFY_FAILED"),
            "certifikatet kan ikke godkendes; er det kommunens eget, så angiv ca_fil",
        ),
        (ssl.SSLEOFError("UNEXPECTED_EOF"), "der kan ikke tales krypteret; kontrollér port og sikkerhed"),
        (ssl.SSLError("WRONG_VERSION_NUMBER"), "der kan ikke tales krypteret; kontrollér port og sikkerhed"),
        (OSError(9999, "Strange"), "systemet kan ikke gøre det (fejl 9999); prøv igen, eller vælg et andet sted"),
        (OSError("Strange"), "systemet kan ikke gøre det; prøv igen, eller vælg et andet sted"),
    ],
)
def test_an_error_is_told_with_what_to_do(error, words):
    assert reason(error) == words


@pytest.mark.parametrize(
    ("winerror", "like"), [(32, errno.EBUSY), (5, errno.EACCES), (112, errno.ENOSPC), (206, errno.ENAMETOOLONG)]
)
def test_windows_own_numbers_come_first(winerror, like):
    error = PermissionError(errno.EACCES, "The process cannot access the file")
    error.winerror = winerror
    assert reason(error) == reason(OSError(like, ""))


@pytest.mark.parametrize("filename", ["a.xlsx", b"a.xlsx", Path("a.xlsx")])
def test_the_file_an_error_names_is_known(filename):
    assert named(OSError(errno.ENOENT, "", filename)) == "a.xlsx"
    assert named(OSError(errno.ENOENT, "")) == ""
