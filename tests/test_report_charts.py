"""The charts of the report: nothing of their looks is left to the host, titles say what they show, colours differ."""

import re
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import numpy as np
import openpyxl
import pytest
from package_check import faults
from plans import make_plan
from report_plans import believable_findings, believable_plan, with_history
from report_views import built

from udmoentning_xl.findings import findings_frame
from udmoentning_xl.register import Body, Role
from udmoentning_xl.report import write_report
from udmoentning_xl.sheets.charts import ahead_message, overdue_message, progress_message
from udmoentning_xl.sheets.facts import facts_of

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WHITE, INK = "FFFFFF", "1F2933"
#: What a program must not have to guess, by the element it belongs to: what is written, and what it says.
SAID = {
    "chartSpace": {"roundedCorners": "0", "lang": "da-DK"},
    "chart": {"autoTitleDeleted": "0", "plotVisOnly": "1", "dispBlanksAs": "gap"},
    "title": {"overlay": "0"},
    "legend": {"overlay": "0"},
    "barChart": {"varyColors": "0"},
    "lineChart": {"varyColors": "0", "marker": "1", "smooth": "0"},
    "barChart/ser": {"invertIfNegative": "0"},
    "lineChart/ser": {"smooth": "0"},
    "dLbls": {
        "showLegendKey": "0",
        "showVal": "1",
        "showCatName": "0",
        "showSerName": "0",
        "showPercent": "0",
        "showBubbleSize": "0",
    },
    "catAx": {"delete": "0", "majorTickMark": "out", "minorTickMark": "none", "auto": "1", "noMultiLvlLbl": "0"},
    "valAx": {"delete": "0", "minorTickMark": "none"},
}


def host(folder: Path, version: str) -> Path:
    """A source that says which version of Excel it is of."""
    book = openpyxl.Workbook()
    book.active.title = "Plan"
    book.save(folder / "ny.xlsx")
    with zipfile.ZipFile(folder / "ny.xlsx") as new, zipfile.ZipFile(folder / "plan.xlsx", "w") as old:
        for name in new.namelist():
            old.writestr(name, re.sub(rb"<AppVersion>[^<]*", b"<AppVersion>" + version.encode(), new.read(name)))
    return folder / "plan.xlsx"


@pytest.fixture(scope="module", params=["12.0000", "16.0300"])
def report(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("diagrammer")
    plan = with_history(believable_plan(60))
    plan = replace(plan, source=replace(plan.source, path=host(folder, request.param)))
    return write_report(plan, believable_findings(plan), folder / "ud.xlsx").target


def charts(report: Path) -> dict[str, ET.Element]:
    with zipfile.ZipFile(report) as package:
        return {
            name: ET.fromstring(package.read(name))
            for name in package.namelist()
            if re.match(r"xl/charts/chart\d", name)
        }


def local(node: ET.Element) -> str:
    return node.tag.rpartition("}")[2]


def elements(root: ET.Element, parent: str = "") -> Iterator[tuple[str, ET.Element]]:
    """Every element by the key of ``SAID``."""
    name = f"{parent}/ser" if local(root) == "ser" else local(root)
    yield name, root
    for child in root:
        yield from elements(child, local(root))


def test_nothing_of_a_charts_looks_is_left_to_the_host(report: Path) -> None:
    written = charts(report)
    assert len(written) == 5
    for part, chart in written.items():
        for name, node in elements(chart):
            said = {local(child): child.get("val") for child in node}
            for child, value in SAID.get(name, {}).items():
                assert said.get(child) == value, (part, name, child)
            if name in {"catAx", "valAx"}:
                assert {"majorTickMark", "tickLblPos", "crosses"} <= said.keys(), (part, name)


def test_the_parts_of_a_chart_stand_in_the_order_of_the_schema(report: Path) -> None:
    assert faults(report) == []


def titles(report: Path) -> list[list[str]]:
    """The lines of the title of each chart."""
    return [
        [
            "".join(run.text or "" for run in line.iter(f"{A}t"))
            for line in chart.find(f"{C}chart/{C}title").iter(f"{A}p")
        ]
        for chart in charts(report).values()
    ]


def test_a_title_says_what_the_chart_shows_and_of_which_day(report: Path) -> None:
    assert sorted(titles(report)) == sorted(
        [
            [
                "2024: 7.310.000 kr. af 32.980.000 kr. i besparelser er afsluttet",
                "Pengene pr. år. Opgjort pr. 22-11-2024",
            ],
            ["3 indsatser er overskredet, flest i ØK og KB (2 hver)", "Status pr. udvalg. Opgjort pr. 22-11-2024"],
            [
                "Travlest nu og fremover: 5 planlagte indsatser i 2. kv. 2025",
                "Indsatser med tidspunkt i kvartalet. Opgjort pr. 22-11-2024",
            ],
            ["3 af 16 planlagte indsatser er afsluttet", "Lagt sammen til og med 4. kv. 2024. Opgjort pr. 22-11-2024"],
            [
                "8 af 8 flyttede indsatser er udskudt, længst „Indsats 3“ (4 måneder)",
                "Milepælstrend: sidste dag, som den var i hver version. Opgjort pr. 22-11-2024",
            ],
        ]
    )


def test_the_message_is_in_the_alt_text_too(report: Path) -> None:
    with zipfile.ZipFile(report) as package:
        drawings = [package.read(name).decode() for name in package.namelist() if "drawings/drawing" in name]
    for message, _ in titles(report):
        assert any(f'descr="{message}. ' in drawing for drawing in drawings)


LATE = {"due_kind": "until", "due_from": None, "due_to": "2024-03-31"}
BODIES = (Body("BUU", "Børne- og ungdomsudvalget"), Body("MTU", "Miljøudvalget"), Body("KFU", "Kulturudvalget"),
          Body("VPU", "Plejeudvalget"), Body("ØK", "Økonomiudvalget", Role.FINANCE))  # fmt: skip


@pytest.mark.parametrize(
    ("routes", "message"),
    [
        ((), "Ingen indsatser er overskredet"),
        (((),), "1 indsats er overskredet"),
        ((("BUU",),), "1 indsats er overskredet, i BUU"),
        ((("BUU", "ØK"),), "1 indsats er overskredet, i BUU og ØK"),
        ((("ØK",), ("ØK",)), "2 indsatser er overskredet, alle i ØK"),
        ((("BUU", "ØK"), ("MTU", "ØK"), ("KFU",), ()), "4 indsatser er overskredet, 2 af dem i ØK"),
        ((("BUU",), ("MTU",)), "2 indsatser er overskredet, flest i BUU og MTU (1 hver)"),
        ((("BUU",), ("MTU",), ("KFU",), ("VPU",)), "4 indsatser er overskredet"),
    ],
)
def test_an_item_of_several_committees_is_one_in_the_message(routes: Iterable[tuple[str, ...]], message: str) -> None:
    items = [{**LATE, "committees": route} for route in routes] + [{**LATE, "completion": "done"}]
    assert overdue_message(facts_of(make_plan(items, bodies=BODIES))) == message


@pytest.mark.parametrize(
    ("planned", "message"),
    [
        ((9, 2, 1, 5), "Travlest nu og fremover: 5 planlagte indsatser i tiden efter 2024"),
        ((9, 2, 1, 0), "Travlest nu og fremover: 2 planlagte indsatser i 1. kv. 2024"),
        ((9, 1, 1, 0), "Travlest nu og fremover: 1 planlagt indsats i 1. kv. 2024 og 2. kv. 2024"),
        ((9, 0, 0, 0), "Ingen indsatser er planlagt nu og fremover"),
    ],
)
def test_what_lies_behind_is_not_the_busiest_ahead(planned: tuple[int, ...], message: str) -> None:
    names = ("Før 2024", "1. kv. 2024", "2. kv. 2024", "Efter 2024")
    assert ahead_message(names, planned, 2) == message


def test_the_progress_is_told_in_the_singular_and_without_anything_planned() -> None:
    assert progress_message(0, 0) == "Ingen indsatser skulle være afsluttet endnu"
    assert progress_message(1, 0) == "0 af 1 planlagt indsats er afsluttet"


def linear(colour: str) -> np.ndarray:
    parts = np.array([int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4)])
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    dark, light = sorted(float(linear(colour) @ (0.2126, 0.7152, 0.0722)) for colour in (one, other))
    return (light + 0.05) / (dark + 0.05)


#: What is left of red, green and blue in light (Machado, Oliveira and Fernandes 2009, severity 1).
SIGHTS = {
    "all colours": np.eye(3),
    "no red": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "no green": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "no blue": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
_D65 = np.array([0.95047, 1.0, 1.08883])


def seen(colour: str, sight: str) -> np.ndarray:
    """A colour in CIE Lab as it is seen."""
    part = _XYZ @ np.clip(SIGHTS[sight] @ linear(colour), 0, 1) / _D65
    root = np.where(part > 0.008856, np.cbrt(part), 7.787 * part + 16 / 116)
    return np.array([116 * root[1] - 16, 500 * (root[0] - root[1]), 200 * (root[1] - root[2])])


def colours(chart: ET.Element) -> list[str]:
    """The colour of each series: of its fill, else of its line."""
    looks = [series.find(f"{C}spPr") for series in chart.iter(f"{C}ser")]
    return [next(look.iter(f"{A}srgbClr")).get("val", "") for look in looks]


@pytest.mark.parametrize("sight", SIGHTS)
def test_the_colours_of_one_chart_are_told_apart(report: Path, sight: str) -> None:
    """A difference of 20 is seen at a glance; just noticeable is 2.3."""
    for part, chart in charts(report).items():
        for one, other in combinations(dict.fromkeys(colours(chart)), 2):
            assert np.linalg.norm(seen(one, sight) - seen(other, sight)) >= 20, (part, one, other)


def test_every_colour_of_a_chart_stands_out_from_the_paper(report: Path) -> None:
    for chart in charts(report).values():
        assert min(contrast(colour, WHITE) for colour in colours(chart)) >= 3


def test_a_number_in_a_bar_can_be_read_on_it(report: Path) -> None:
    labelled = [
        series for chart in charts(report).values() for series in chart.iter(f"{C}ser") if series.find(f"{C}dLbls")
    ]
    assert len(labelled) == 4
    for series in labelled:
        fill = next(series.find(f"{C}spPr").iter(f"{A}srgbClr")).get("val", "")
        text = next(series.find(f"{C}dLbls").iter(f"{A}srgbClr")).get("val", "")
        assert contrast(fill, text) >= 4.5


def test_the_segments_of_a_bar_are_parted_by_a_gap(report: Path) -> None:
    stacked = [chart for chart in charts(report).values() if chart.find(f".//{C}grouping").get("val") == "stacked"]
    assert len(stacked) == 2
    for series in (series for chart in stacked for series in chart.iter(f"{C}ser")):
        assert next(series.find(f"{C}spPr/{A}ln").iter(f"{A}srgbClr")).get("val") == WHITE


def test_few_items_give_an_axis_of_whole_numbers(tmp_path: Path) -> None:
    report = built(tmp_path, make_plan([{"committees": ("BUU",)}], bodies=BODIES), findings_frame([]))
    steps = [chart.find(f".//{C}valAx/{C}majorUnit") for chart in charts(report).values()]
    assert [step.get("val") for step in steps if step is not None] == ["1"] * 3  # all but that of the money
