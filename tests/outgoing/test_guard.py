"""The last guard: every leak is seen, and what a committee may have is none."""

import io
import zipfile
from email.message import EmailMessage
from email.policy import SMTP

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plans import make_plan

from udmoentning_xl.outgoing.contents import mail_texts, package_oddities, package_texts
from udmoentning_xl.outgoing.extract import committee_plan
from udmoentning_xl.outgoing.guard import CommitteeView, Traces, leaks

LONG = "Opførelse af nyt plejehjem i den nordlige del af kommunen med tilhørende dagcenter og køkken til alle"
ITEMS = [
    {"id": "D-12", "title": "Ny skole i Grenaa", "committees": ("BUU",), "description": LONG},
    {"id": "D-1", "title": "Salg af havnegrunden", "committees": ("MTU",), "remarks": "Vestergade 12, budt 4 mio. kr."},
    {"id": "D-2", "title": "Status", "committees": ("MTU",), "process": "Se D-1"},
    {"id": "D-3", "title": "Ny skole i Grenaa", "committees": ("MTU",)},
    {"id": "D-4", "title": "Skole", "committees": ("MTU",), "description": f"{LONG}, herunder parkering"},
]
PLAN = make_plan(ITEMS)
OWN_WORDS = ("Status", "Børne- og ungdomsudvalget", "A1:K20")


def found(*units, plan=PLAN, committee="BUU"):
    own = CommitteeView(committee_plan(plan, committee), lambda: OWN_WORDS)
    return [trace.items for trace in leaks(Traces(plan.items), own, units)]


@pytest.mark.parametrize(
    "unit",
    [
        "D-1",
        "d-1",
        "se også D-1, D-12",
        "(D-1)",
        "D-12/x; D-1.",
        "Salg af havnegrunden",
        "SALG  AF\nHAVNEGRUNDEN",
        "om salg af havnegrunden, som er udskudt",
        "budt: Vestergade 12, budt 4 mio. kr. (fortroligt)",
        "skole",
        "herunder parkering: del af kommunen med tilhørende dagcenter og køkken til alle, herunder parkering",
    ],
)
def test_what_belongs_to_others_is_a_leak(unit):
    assert found("Ny skole i Grenaa", unit)


@pytest.mark.parametrize(
    "unit",
    [
        "D-12",
        "Indsats D-12 og intet andet",
        "D-123",
        "D-1.2",
        "AD-1",
        "Ny skole i Grenaa",
        "Ny skole i Grenaa: 2. kvartal 2025",
        "Status",
        "Skole og hjem",
        LONG,
        "Opførelse af nyt plejehjem i den nordlige del …",
        "havnegrunden",
    ],
    ids=lambda unit: unit[:25],
)
def test_what_the_committee_has_itself_or_we_say_is_none(unit):
    assert found("Ny skole i Grenaa", unit) == []


def test_a_leak_names_the_items_it_could_come_from():
    assert found("Salg af havnegrunden", "D-2") == [("D-2",), ("D-1",)]


def test_a_title_that_is_a_number_is_never_found():
    plan = make_plan([{"committees": ("BUU",)}, {"title": "2024", "committees": ("MTU",)}])
    assert found("2024", "13", plan=plan) == []


def test_our_own_words_are_only_made_when_something_was_found():
    def never():
        raise AssertionError("asked for in vain")

    own = CommitteeView(committee_plan(PLAN, "BUU"), never)
    assert leaks(Traces(PLAN.items), own, ["Ny skole i Grenaa", "D-12", "Sag til udvalget"]) == []


def package(**parts: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("xl/workbook.xml", "<workbook><sheets/></workbook>")
        for name, text in parts.items():
            file.writestr(name, text)
    return data.getvalue()


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("xl/sharedStrings.xml", "<sst><si><t>Salg af havnegrunden</t></si></sst>"),
        ("xl/sharedStrings.xml", "<sst><si><r><t>Salg af ha</t></r><r><t>vnegrunden</t></r></si></sst>"),
        ("xl/worksheets/sheet1.xml", "<c t='inlineStr'><is><t>Salg af havnegr&#117;nden</t></is></c>"),
        ("xl/worksheets/sheet1.xml", "<c t='str'><f>A1</f><v>Salg af havnegrunden</v></c>"),
        ("xl/worksheets/sheet1.xml", "<f>IF(A1,&quot;Salg af havnegrunden&quot;)</f>"),
        ("xl/worksheets/sheet1.xml", "<dataValidation prompt='Salg af havnegrunden'/>"),
        ("xl/comments1.xml", "<text><r><t>Salg af </t></r><r><t>havnegrunden</t></r></text>"),
        ("xl/drawings/drawing1.xml", "<a:p xmlns:a='a'><a:r><a:t>Salg af havne</a:t></a:r><a:t>grunden</a:t></a:p>"),
        ("docProps/custom.xml", "<property name='D-1'/>"),
        ("xl/workbook.xml.bak", "Salg af havnegrunden"),
        ("Salg af havnegrunden.xml", "<a/>"),
        ("xl/broken.xml", "<a>Salg af havnegrunden"),
    ],
)
def test_a_leak_in_any_part_of_a_package_is_seen(part, content):
    assert found(*package_texts(package(**{part: content}))) == [("D-1",)]


def test_text_of_utf16_in_a_part_of_unknown_form_is_seen():
    data = package(**{"xl/printer.bin": "Salg af havnegrunden".encode("utf-16-le")})
    assert found(*package_texts(data)) == [("D-1",)]


def test_the_number_of_a_shared_string_is_no_text():
    cells = "<row><c t='s'><v>7</v></c><c><v>8</v></c></row>"
    assert [text for text in package_texts(package(**{"xl/worksheets/sheet1.xml": cells})) if text in "78"] == ["8"]


@pytest.mark.parametrize(
    ("parts", "odd"),
    [
        ({"xl/comments1.xml": "<a/>"}, ["delen xl/comments1.xml"]),
        ({"xl/externalLinks/externalLink1.xml": "<a/>"}, ["delen xl/externalLinks/externalLink1.xml"]),
        ({"xl/workbook.xml": '<sheets><sheet name="x" state="hidden"/></sheets>'}, ["et skjult ark"]),
        ({"xl/workbook.xml": '<definedName name="Budget">1</definedName>'}, ["et defineret navn"]),
        ({"xl/workbook.xml": '<definedName name="_xlnm.Print_Titles">1</definedName>'}, []),
        ({"xl/worksheets/sheet2.xml": "<a/>", "docProps/custom.xml": "<a/>"}, []),
    ],
)
def test_what_our_workbooks_never_have_is_odd(parts, odd):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as file:
        for name, text in ({"xl/workbook.xml": "<a/>"} | parts).items():
            file.writestr(name, text)
    assert package_oddities(data.getvalue()) == odd


def mail(**changes: str) -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    message["Subject"] = changes.get("subject", "Hej")
    message.set_content(changes.get("text", "Hej"), cte=changes.get("cte", "quoted-printable"))
    message.add_alternative(changes.get("html", "<p>Hej</p>"), subtype="html")
    return message


@pytest.mark.parametrize(
    "changes",
    [
        {"subject": "Om Salg af havnegrunden – og æøå"},
        {"text": "æ" * 70 + " Salg af havnegrunden"},
        {"text": "Salg af havnegrunden", "cte": "base64"},
        {"html": "<p>Salg af <b>havne</b>grunden</p>"},
        {"html": "<p title='Salg af havnegrunden'>Hej</p>"},
        {"html": "<!-- Salg af havnegrunden --><p>Hej</p>"},
        {"html": "<td>Salg af havne&#103;runden</td>"},
    ],
    ids=["subject", "text", "base64", "split", "attribute", "comment", "entity"],
)
def test_a_leak_in_any_part_of_a_mail_is_seen(changes):
    assert found(*mail_texts(mail(**changes).as_bytes())) == [("D-1",)]


def test_a_leak_in_an_attachment_is_seen_unless_it_was_searched_already():
    data = package(**{"xl/worksheets/sheet1.xml": "<is><t>Salg af havnegrunden</t></is>"})
    message = mail()
    message.add_attachment(data, "application", "octet-stream", filename="D-2.xlsx")
    assert ("D-1",) in found(*mail_texts(message.as_bytes()))
    assert ("D-1",) not in found(*mail_texts(message.as_bytes(), data))


WORDS = st.sampled_from(
    ["Ny", "skole", "til", "Grenaa", "status", "D-1", "1", "x", "Beløb", "vej", "havn", "og", "i", "alt"]
)
TITLES = st.lists(WORDS, max_size=4).map(" ".join) | st.text(max_size=12)
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "title": TITLES,
            "remarks": st.none() | TITLES,
            "committees": st.sets(st.sampled_from(["BUU", "MTU", "KFU"]), max_size=2).map(tuple),
            "confidential": st.booleans(),
        }
    ),
    min_size=1,
    max_size=8,
)


@settings(derandomize=True, max_examples=300, deadline=None)
@given(ROWS)
def test_in_any_plan_the_id_of_an_item_the_committee_lacks_is_a_leak_and_its_own_texts_are_none(rows):
    plan = make_plan(rows)
    own_plan = committee_plan(plan, "BUU")
    own, traces = CommitteeView(own_plan, lambda: OWN_WORDS), Traces(plan.items)
    texts = [str(text) for column in ("title", "remarks", "process") for text in own_plan.items[column].dropna()]
    assert leaks(traces, own, [*texts, *own_plan.items.index, *OWN_WORDS]) == []
    quoted = {word.casefold() for text in texts for word in text.split()}
    for item in set(plan.items.index) - set(own_plan.items.index):
        if str(item).casefold() not in quoted:
            assert [trace.items for trace in leaks(traces, own, [*texts, f"se {item}."])] == [(item,)]
