"""What is written as JSON, against its schema in the package: all that is written holds, and other things do not."""

import json
from dataclasses import fields, replace
from importlib.resources import files
from pathlib import Path

import click
import jsonschema
import pytest
from click.testing import CliRunner
from plans import BODIES, make_plan
from versions.months_made import items, save

from udmoentning_xl.cli import cli
from udmoentning_xl.config import Config, DispatchSettings
from udmoentning_xl.contract import FORMAT
from udmoentning_xl.dispatch import Options, prepare
from udmoentning_xl.outgoing.extract import Omission
from udmoentning_xl.outgoing.folder import LEDGER_NAME, MANIFEST_NAME, internal
from udmoentning_xl.outgoing.gate import Release
from udmoentning_xl.outgoing.ledger import Entry, Ledger, MailState
from udmoentning_xl.plan import Kind, RowRole
from udmoentning_xl.terms import SUM_LABELS
from udmoentning_xl.values.dates import DueKind
from udmoentning_xl.values.markers import Completion
from udmoentning_xl.versions.change import ChangeKind

SAMPLES = Path(__file__).parent.parent / "samples"
SCHEMAS = {
    Path(one.name).stem: json.loads(one.read_text("utf-8")) for one in (files("udmoentning_xl") / "schemas").iterdir()
}
#: The sample, a clean plan, sums of projects, an old .xls, a plan in which much is missing.
PLANS = [
    SAMPLES / "udmoentningsplan-2024-2027.xlsx",
    SAMPLES / "ren-plan.xlsx",
    *(next((SAMPLES / "layouts").glob(f"{number}-*/plan.xls*")) for number in ("12", "23", "24")),
]


def valid(name, data):
    """Raise when the data is not as the schema says."""
    validator = jsonschema.validators.validator_for(SCHEMAS[name])
    validator(SCHEMAS[name], format_checker=validator.FORMAT_CHECKER).validate(data)


def checked(path):
    result = CliRunner().invoke(cli, ["tjek", str(path), "--dato", "2024-11-22", "--format", "json"])
    return json.loads(result.stdout)


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_schema_is_one_and_says_its_version(name):
    schema = SCHEMAS[name]
    jsonschema.validators.validator_for(schema).check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    version = schema["properties"].get("format", {"const": 1})["const"]
    assert schema["$id"] == f"urn:udmoentning-xl:{name}:{version}"


def test_every_command_that_writes_json_has_a_schema_of_its_name():
    choices = {
        name: [one for param in command.params if isinstance(param.type, click.Choice) for one in param.type.choices]
        for name, command in cli.commands.items()
    }
    assert {name for name, words in choices.items() if "json" in words} <= SCHEMAS.keys()
    assert "json" in choices["tjek"]


@pytest.mark.parametrize("path", PLANS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_what_tjek_writes_is_as_its_schema_says(path):
    data = checked(path)
    valid("tjek", data)
    assert data["format"] == FORMAT


def test_the_sums_of_a_project_are_in_the_schema(tmp_path):
    import openpyxl

    book = openpyxl.Workbook()
    for row in (
        ["Nr.", "Emne", "Udvalg", "Vejledende tidspunkt", "Afholdt før 2025", "2025", "2026", "Samlet anlægssum"],
        [1, "Ny skole", "BUU", "marts 2025", 100, 200, 300, 600],
        [2, "Ny hal", "KFU", "maj 2025", 50, 100, 150, 300],
    ):
        book.active.append(row)
    book.save(tmp_path / "plan.xlsx")
    data = checked(tmp_path / "plan.xlsx")
    valid("tjek", data)
    assert data["items"][0]["sums"] == {"total": 600_000, "before": 100_000}


def test_the_words_of_the_schema_are_those_of_the_program():
    item = SCHEMAS["tjek"]["properties"]["items"]["items"]["properties"]
    assert item["kind"]["enum"] == [*Kind, None]
    assert set(item["due"]["properties"]["kind"]["enum"]) == {*DueKind, None}
    assert item["completion"]["enum"] == list(Completion)
    assert item["sums"]["properties"].keys() == SUM_LABELS.keys()
    rest = SCHEMAS["tjek"]["properties"]["rest"]["items"]["properties"]
    assert set(rest["role"]["enum"]) == set(RowRole) - {RowRole.BLANK}
    assert SCHEMAS["forsendelse"]["properties"]["tilstand"]["enum"] == list(MailState)


def test_what_sammenlign_writes_is_as_its_schema_says(tmp_path):
    plan = items(24)
    old = [{**plan[0], "title": "Klimatilpasningsplan", "text": "", "amounts": {}}, *plan[1:]]
    new = [*plan[2:], {**old[0], "nr": 99, "title": "Revision af klimatilpasning i byerne", "due": "31-12-2031"}]
    paths = [save(tmp_path / "plan_2026-12-01.xlsx", old), save(tmp_path / "plan_2027-01-01.xlsx", new)]
    data = json.loads(CliRunner().invoke(cli, ["sammenlign", *map(str, paths), "--format", "json"]).stdout)
    valid("sammenlign", data)
    assert {change["what"] for change in data["changes"]} >= {"væk", "samme?", "udskudt?"}
    words = SCHEMAS["sammenlign"]["$defs"]["change"]["properties"]["what"]["enum"]
    assert {word for word in words if not word.endswith("?")} | {ChangeKind.SAME} == set(ChangeKind)
    assert list(SCHEMAS["sammenlign"]["$defs"]["change"]["properties"]) == list(data["changes"][0])
    for spoil in ({"what": "flyttet"}, {"as_of": "01-12-2026"}, {"kroner": 1.5}, {"more": 1}):
        with pytest.raises(jsonschema.ValidationError):
            valid("sammenlign", {**data, "changes": [{**data["changes"][0], **spoil}]})


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data.pop("format"),
        lambda data: data.update(format=2),
        lambda data: data.update(more=1),
        lambda data: data["items"][0].pop("due"),
        lambda data: data["items"][0]["amounts"].update({"i alt": 3}),
        lambda data: data["items"][0]["amounts"].update({"2024": 1.5}),
        lambda data: data["items"][0].update(completion="færdig"),
        lambda data: data["plan"].update(as_of="22-11-2024"),
    ],
)
def test_what_is_not_as_the_schema_says_is_refused(spoil):
    data = checked(PLANS[1])
    spoil(data)
    with pytest.raises(jsonschema.ValidationError):
        valid("tjek", data)


def test_everything_of_a_release_and_of_what_is_left_out_is_in_the_schema():
    for name, kind in (("released", Release), ("left_out", Omission)):
        keys = SCHEMAS["udsendelse"]["properties"][name]["items"]["properties"].keys()
        assert list(keys) == [field.name for field in fields(kind)]


def test_what_udsend_writes_is_as_its_schemas_say(tmp_path):
    bodies = tuple(replace(body, mail=("a@example.dk", "b@example.dk")) for body in BODIES)
    plan = make_plan([{"committees": ("BUU",)}, {"committees": ("MTU",)}, {"committees": ()}], bodies=bodies)
    prepare(plan, Config(dispatch=DispatchSettings(sender="c@example.dk")), tmp_path / "ud", Options())
    manifest = json.loads(internal(tmp_path / "ud", MANIFEST_NAME).read_text("utf-8"))
    valid("udsendelse", manifest)
    assert [len(manifest[key]) for key in ("parcels", "left_out")] == [2, 1]
    ledger = internal(tmp_path / "ud", LEDGER_NAME)
    for state in MailState:
        Ledger(ledger).add(
            Entry("BUU", state, "<x@example.dk>", ("a@example.dk",), {"b@example.dk": "550 nej"}, "250 OK")
        )
    for line in ledger.read_text("utf-8").splitlines():
        valid("forsendelse", json.loads(line))
