"""Options that have no meaning together are refused in one sentence, and are never passed over in silence."""

from itertools import product
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from udmoentning_xl.cli import cli

CLEAN = Path(__file__).parent.parent / "samples" / "ren-plan.xlsx"
#: What is written for an option that takes a value.
VALUES = {"dato": "2024-11-22", "form": "json", "vaelg": "U1", "udvalg": "BUU", "frigiv": "D-1", "intet_nyt": "BUU"}
#: The parameters that decide what a command does, and those that each of them has a use for.
USED = {
    ("tjek", "system"): {"plan"},
    ("tjek", "laesning"): {"plan", "dato", "opsaetning"},
    ("tjek", "ret"): {"plan", "dato", "opsaetning"},
    ("udsend", "plan"): {"til", "udvalg", "proeve", "medtag_lukkede", "frigiv", "uden_sammenligning"}
    | {"dato", "opsaetning"},
    ("udsend", "send"): {"udvalg", "proeve", "nye_adresser", "send_uvisse", "opsaetning"},
    ("udsend", "kladder"): {"udvalg", "proeve", "nye_adresser", "send_uvisse", "opsaetning"},
    ("udsend", "rykker"): {"til", "proeve", "dato", "opsaetning"},
    ("flet", "indfoer"): {"proeve", "dato", "opsaetning"},
}
DECIDE = {command: {one for name, one in USED if name == command} for command, _ in USED}


def written(param: click.Parameter) -> list[str]:
    value = [] if getattr(param, "is_flag", False) else [VALUES.get(param.name or "", "sted")]
    return [*([param.opts[0]] if isinstance(param, click.Option) else []), *value]


def pairs():
    for (command, decides), used in USED.items():
        params = {one.name: one for one in cli.commands[command].params if one.expose_value}
        told = {decides, "retur"} | used | (DECIDE[command] - {"ret", "laesning"})
        told |= {"plan"} if command == "flet" else set()
        for name in (name for name in params if name not in told):
            if (decides, name) != ("ret", "laesning"):  # told once, from the other side
                yield pytest.param(command, params[decides], params[name], id=f"{command} {decides} {name}")


@pytest.mark.parametrize(("command", "decides", "other"), list(pairs()))
def test_what_has_no_meaning_is_refused_in_one_sentence(tmp_path, monkeypatch, command, decides, other):
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(cli, [command, *written(decides), *written(other)])
    name = "PLAN.xlsx" if decides.name == "plan" else decides.opts[0]
    assert (result.exit_code, result.stdout, result.stderr) == (
        2,
        "",
        f"{other.opts[0]} kan ikke bruges sammen med {name}; der er ikke gjort noget. Se „udmoentning {command} "
        "--hjælp“.\n",
    )
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(("name", "sign"), [*product(("prøve", "proeve", "PROEVE"), ("--", "-"))])
def test_a_trial_is_called_by_either_spelling(tmp_path, monkeypatch, name, sign):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "plan.xlsx").write_bytes(CLEAN.read_bytes())
    result = CliRunner().invoke(cli, ["udsend", "plan.xlsx", f"{sign}{name}", "--dato", "2024-11-22"])
    assert (result.exit_code, "Prøve: intet er skrevet.\n" in result.stdout) == (0, True)
    assert [one.name for one in tmp_path.iterdir()] == ["plan.xlsx"]


def test_several_are_told_at_once(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(
        cli, ["udsend", "--send", "sted", "--til", "her", "--medtag-lukkede", "--frigiv", "D-1"]
    )
    assert result.stderr.startswith("--til, --medtag-lukkede og --frigiv kan ikke bruges sammen med --send; ")
