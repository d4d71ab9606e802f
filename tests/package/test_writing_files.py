"""A file is either whole or not there, and every reason why it cannot be written is one Danish sentence."""

import errno
from pathlib import Path

import pytest

from udmoentning_xl.errors import TargetError
from udmoentning_xl.package.writing import replace_file


def test_the_file_takes_the_place_of_the_old_one_when_it_is_whole(tmp_path: Path) -> None:
    target = tmp_path / "ud.xlsx"
    target.write_bytes(b"gammel")
    with replace_file(target) as temporary:
        temporary.write_bytes(b"ny")
        assert target.read_bytes() == b"gammel"
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"ud.xlsx": b"ny"}


def test_nothing_is_left_and_the_old_file_stays_when_the_writing_fails(tmp_path: Path) -> None:
    target = tmp_path / "ud.xlsx"
    target.write_bytes(b"gammel")

    def write_half() -> None:
        with replace_file(target) as temporary:
            temporary.write_bytes(b"halv")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_half()
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"ud.xlsx": b"gammel"}


def test_the_source_is_never_overwritten_under_any_spelling(tmp_path: Path) -> None:
    source = tmp_path / "plan.xlsx"
    source.write_bytes(b"kilde")
    (tmp_path / "link.xlsx").symlink_to(source)
    for target in (source, tmp_path / "link.xlsx", tmp_path / "." / "plan.xlsx"):
        with pytest.raises(TargetError, match="er selve kilden, som aldrig overskrives"), replace_file(target, source):
            pass
    assert source.read_bytes() == b"kilde"


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (
            PermissionError(errno.EACCES, "nægtet"),
            "den er åben i Excel, eller du har ikke adgang til den eller dens mappe; luk den i Excel, ",
        ),
        (OSError(errno.ENOSPC, "fuld"), "disken er fuld; frigør plads, og prøv igen"),
        (OSError(errno.EIO, "I/O-fejl"), "drevet kan ikke læses eller skrives; "),
    ],
)
def test_a_failure_of_the_disk_is_one_sentence(tmp_path: Path, error: OSError, reason: str) -> None:
    target = tmp_path / "ud.xlsx"
    with pytest.raises(TargetError) as failure, replace_file(target):
        raise error
    assert str(failure.value).startswith(f"{target} kan ikke skrives: {reason}")
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_and_a_folder_in_the_way_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(TargetError, match="mappen findes ikke"), replace_file(tmp_path / "ingen" / "ud.xlsx"):
        pass
    (tmp_path / "ud.xlsx").mkdir()
    with pytest.raises(TargetError, match="der er allerede en mappe med det navn"), replace_file(tmp_path / "ud.xlsx"):
        pass


def test_a_failure_of_another_file_is_not_blamed_on_the_target(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), replace_file(tmp_path / "ud.xlsx"):
        (tmp_path / "kilde.xlsx").read_bytes()


def test_others_may_read_the_new_file_as_far_as_the_system_lets_them(tmp_path: Path) -> None:
    plain = tmp_path / "plain"
    plain.touch()
    with replace_file(tmp_path / "ud.xlsx"):
        pass
    assert (tmp_path / "ud.xlsx").stat().st_mode == plain.stat().st_mode


@pytest.mark.parametrize("name", ["~$ud.xlsx", ".~lock.ud.xlsx#"])
def test_a_file_that_a_program_has_open_is_not_replaced_under_it(tmp_path: Path, name: str) -> None:
    target, lock = tmp_path / "ud.xlsx", tmp_path / name
    target.write_bytes(b"gammel")
    lock.write_bytes(b"")
    with pytest.raises(TargetError) as refused, replace_file(target):
        pytest.fail("the file must not be begun")
    assert str(refused.value) == (
        f"{target} kan ikke skrives: den ser ud til at være åben; luk den, og prøv igen. Er den ikke åben nogen "
        f"steder, så slet {name} i samme mappe: den er blevet tilbage, da et program gik ned."
    )
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"ud.xlsx": b"gammel", name: b""}
    lock.unlink()
    with replace_file(target) as temporary:
        temporary.write_bytes(b"ny")
    assert target.read_bytes() == b"ny"
