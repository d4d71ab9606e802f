"""What a committee's mail says, and that the standard library reads back what was put into it."""

from dataclasses import replace
from datetime import date
from email import message_from_bytes
from email.policy import SMTP, compat32

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plans import BODIES, make_plan

from udmoentning_xl.config import DispatchSettings
from udmoentning_xl.errors import ConfigError
from udmoentning_xl.outgoing.digest import Line, coming_until, digest, reply_by
from udmoentning_xl.outgoing.headers import address_header
from udmoentning_xl.outgoing.mail import address, draft, html, text
from udmoentning_xl.outgoing.since import with_since
from udmoentning_xl.register import Body, Role
from udmoentning_xl.versions.states import Due, version_of

BUU = replace(BODIES[0], mail=("Udvalgssekretær Åse <buu@example.dk>", "formand@example.dk"))
SETTINGS = DispatchSettings(sender="budget@example.dk", sender_name="Økonomiafdelingen")
PLAN = make_plan(
    [
        {"id": "D-1", "title": "Ny <skole> & SFO", "due_to": "2024-10-31", "due_text": "oktober 2024"},
        {"id": "D-2", "title": "Senere på\nåret", "due_to": "2024-12-31", "due_text": "4. kvartal 2024"},
        {"id": "D-3", "title": "Næste år", "due_to": "2025-03-31", "due_text": None},
        {"id": "D-4", "title": "For langt ude", "due_to": "2025-04-01"},
        {"id": "D-5", "title": "Færdig", "due_to": "2024-10-31", "completion": "done"},
        {"id": "D-6", "title": "Løber", "due_kind": "continuous", "due_to": None, "due_from": None},
        {"id": "D-7", "title": "Udgået", "due_to": "2024-12-01", "completion": "dropped"},
    ]
)
THEN = version_of(PLAN)
SENT = replace(
    THEN,
    as_of=date(2024, 9, 2),
    states=THEN.states
    | {"D-2": THEN.states["D-2"]._replace(due=Due("3. kvartal 2024", "until", None, date(2024, 9, 30)))},
)
TOLD = digest(with_since(PLAN, SENT), BUU, 14)
HEADERS = [
    *("Subject", "From", "To", "Reply-To", "Date", "X-Unsent", "X-Udmoentning"),
    *("MIME-Version", "Content-Type", "Content-Language"),
]
TEXT = """Til Børne- og ungdomsudvalget

Det skal I tage stilling til nu: 2 indsatser. Ny <skole> & SFO (overskredet, oktober 2024); Senere på året \
(4. kvartal 2024)
Senere: 3 indsatser. Først Næste år (31. marts 2025)
Afsluttet eller udgået: 2 indsatser

Sådan svarer I: Skriv i de gule felter i den vedhæftede fil, og send den som svar på denne mail (budget@example.dk) \
senest 6. december 2024. Er intet ændret, er et kort svar nok.

DET SKAL I BESLUTTE
- D-1 Ny <skole> & SFO: overskredet, oktober 2024
- D-2 Senere på året: 4. kvartal 2024

PÅ VEJ FREM TIL 31. MARTS 2025
- D-3 Næste år: 31. marts 2025

ÆNDRET SIDEN 2. SEPTEMBER 2024
- D-2 Senere på året: Udskudt 3 måneder, fra 30. september til 31. december 2024

Alle indsatser, der hører til Børne- og ungdomsudvalget, står i det vedhæftede regneark, opgjort pr. 22. november 2024.

Venlig hilsen
Økonomiafdelingen
Norddjurs Kommune
"""


@pytest.mark.parametrize(
    ("sent", "days", "wanted"),
    [
        (date(2024, 11, 22), 14, date(2024, 12, 6)),
        (date(2024, 11, 22), 15, date(2024, 12, 9)),
        (date(2024, 12, 10), 14, date(2024, 12, 27)),
        (date(2025, 4, 3), 14, date(2025, 4, 22)),
        (date(2024, 12, 18), 14, date(2025, 1, 2)),
    ],
    ids=["a Friday", "a Saturday", "Christmas", "Easter", "New Year"],
)
def test_the_reply_by_day_is_a_working_day(sent, days, wanted):
    assert reply_by(sent, days) == wanted


@pytest.mark.parametrize(
    ("when", "ends"),
    [
        (date(2024, 11, 22), date(2025, 3, 31)),
        (date(2024, 1, 1), date(2024, 6, 30)),
        (date(2024, 9, 30), date(2024, 12, 31)),
        (date(2024, 6, 30), date(2024, 9, 30)),
    ],
)
def test_what_comes_reaches_to_the_end_of_the_next_quarter(when, ends):
    assert coming_until(when) == ends


def test_the_text_opens_with_what_is_asked_now_later_and_finished_and_then_how_to_answer():
    assert text(TOLD, SETTINGS) == TEXT


def test_the_words_of_the_settings_replace_ours():
    said = text(TOLD, replace(SETTINGS, opening="Kære alle.", closing="Hilsen os", reply_to="svar@example.dk"))
    assert said.startswith(
        "Til Børne- og ungdomsudvalget\n\nKære alle.\n\nDet skal I tage stilling til nu: 2 indsatser."
    )
    assert "send den som svar på denne mail (svar@example.dk) senest" in said
    assert said.endswith("\n\nHilsen os\n")


def test_more_than_ten_items_are_counted():
    late = [{"due_from": "2024-01-01", "due_to": f"2024-03-{day:02d}"} for day in range(1, 14)]
    group = digest(make_plan(late), BUU, 14).groups[0]
    assert (len(group.lines), group.more) == (10, 3)
    assert "… og 3 indsatser mere i regnearket" in text(digest(make_plan(late), BUU, 14), SETTINGS)


def test_the_longest_overdue_comes_first():
    plan = make_plan([{"due_to": "2024-10-31", "due_text": "b"}, {"due_to": "2024-02-29", "due_text": "a"}])
    lines = digest(plan, BUU, 14).groups[0].lines
    assert lines == (Line("D-2", "Indsats 2", "overskredet, a"), Line("D-1", "Indsats 1", "overskredet, b"))


def test_the_first_line_names_three_items_and_counts_the_others():
    late = [{"due_to": f"2024-03-{day:02d}", "due_text": f"{day}/3-24"} for day in (1, 2, 3, 4, 5)]
    first = text(digest(make_plan(late), BUU, 14), SETTINGS).split("\n")[2]
    assert first == (
        "Det skal I tage stilling til nu: 5 indsatser. Indsats 1 (overskredet, 1. marts 2024); Indsats 2 (overskredet, "
        "2. marts 2024); Indsats 3 (overskredet, 3. marts 2024); og 2 mere"
    )


def test_what_is_due_today_comes_first_of_what_is_later_and_what_was_due_does_not():
    unclear = [
        {"completion": "unclear", "due_to": f"2024-11-{day}", "due_text": f"{day}/11-24"} for day in (21, 22, 23)
    ]
    later = text(digest(make_plan(unclear), BUU, 14), SETTINGS).split("\n")[3]
    assert later == "Senere: 3 indsatser. Først Indsats 2 (22. november 2024)"


def test_a_long_title_is_shortened_in_the_first_line():
    said = text(digest(make_plan([{"title": "Meget lang " * 40, "due_to": "2024-11-30"}]), BUU, 14), SETTINGS)
    assert max(map(len, said.split("\n\n")[1].split("\n"))) < 200


@pytest.mark.parametrize("items", [[], [{"completion": "done"}]], ids=["no items", "one that is done"])
def test_a_mail_with_nothing_to_act_on_says_so(items):
    told = digest(make_plan(items), BUU, 14)
    lines = text(told, SETTINGS).split("\n")
    finished = "1 indsats" if items else "ingen indsatser"
    assert lines[2:5] == [
        "Det skal I tage stilling til nu: ingen indsatser",
        "Senere: ingen indsatser",
        f"Afsluttet eller udgået: {finished}",
    ]
    assert told.groups == ()


COUNCIL = Body("HR", "Handicaprådet", Role.OTHER, mail=("hr@example.dk",))


def test_a_body_that_is_only_informed_is_asked_nothing():
    plan = make_plan([{"committees": ("BUU", "HR"), "due_to": "2024-12-31"}], bodies=(*BODIES, COUNCIL))
    told = digest(plan, COUNCIL, 14)
    message = message_from_bytes(draft(told, SETTINGS, ("f.xlsx", b"PK"), "abc"), policy=SMTP)
    said = text(told, SETTINGS)
    assert message["Subject"] == "Til orientering: HR i udmøntningsplanen"
    assert said.split("\n")[2] == "Til orientering nu: 1 indsats. Indsats 1 (2. kvartal 2025)"
    assert "Mailen er til orientering. I skal ikke svare." in said
    assert "TIL ORIENTERING NU\n- D-1 Indsats 1" in said
    assert not [word for word in ("senest", "gule") if word in said or word in html(told, SETTINGS)]


def test_what_a_body_does_with_its_items_parts_what_it_must_act_on():
    due = {"due_from": "2024-11-01", "due_to": "2024-12-31", "due_text": "4. kvartal 2024"}
    routes = [("BUU", "ØK", "KB"), ("BUU",), ("BUU", "ØK")]
    plan = make_plan([{**due, "committees": route} for route in routes])
    groups = {short: digest(plan, body, 14).groups for short, body in ((one.short, one) for one in BODIES)}
    told = {short: [(one.heading, [line.item for line in one.lines]) for one in own] for short, own in groups.items()}
    assert told["BUU"] == [("Det skal I beslutte", ["D-2"]), ("Det skal I behandle", ["D-1", "D-3"])]
    assert told["ØK"] == [("Det skal I indstille", ["D-1", "D-3"])]
    assert told["KB"] == [("Det skal I beslutte", ["D-1"])]


def test_the_page_opens_with_the_same_three_lines_and_has_colours_for_dark_screens():
    page = html(TOLD, SETTINGS)
    places = [
        page.index(words) for words in ("Det skal I tage stilling til nu", "Senere</b>", "Afsluttet eller", "Sådan")
    ]
    assert places == sorted(places)
    assert "prefers-color-scheme:dark" in page


def test_closed_items_are_said_to_be_there():
    plan = make_plan([{"confidential": True}])
    said = text(digest(plan, BUU, 14), SETTINGS)
    assert "Mailen og regnearket omfatter 1 lukket punkt og må ikke lægges på en åben dagsorden." in said


def test_the_draft_reads_back_as_it_was_meant():
    data = draft(TOLD, SETTINGS, ("Udmoentningsplan_BUU_2024-11-22.xlsx", b"PK\x03\x04 bytes"), "abc")
    message = message_from_bytes(data, policy=SMTP)
    assert message["Subject"] == "Svar senest 6. december: BUU i udmøntningsplanen"
    assert str(message["From"]) == "Økonomiafdelingen <budget@example.dk>"
    assert [(one.display_name, one.addr_spec) for one in message["To"].addresses] == [
        ("Udvalgssekretær Åse", "buu@example.dk"),
        ("", "formand@example.dk"),
    ]
    assert (message["X-Unsent"], message["Content-Language"]) == ("1", "da")
    assert [part.get_content_type() for part in message.walk()] == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ]
    assert message.get_body(("plain",)).get_content().replace("\r\n", "\n") == TEXT
    assert message.get_body(("html",)).get_content().replace("\r\n", "\n") == html(TOLD, SETTINGS)
    attachment = next(message.iter_attachments())
    assert attachment.get_filename() == "Udmoentningsplan_BUU_2024-11-22.xlsx"
    assert attachment.get_content() == b"PK\x03\x04 bytes"
    assert max(map(len, data.split(b"\r\n"))) <= 998
    assert data.isascii()
    assert b"\n" not in data.replace(b"\r\n", b"")


def test_the_same_dispatch_gives_the_same_bytes():
    one, other = (draft(TOLD, SETTINGS, ("a.xlsx", b"x"), "abc") for _ in range(2))
    assert one == other


def test_a_draft_without_recipient_or_sender_has_neither():
    message = message_from_bytes(draft(digest(PLAN, BODIES[0], 14), DispatchSettings(), ("a.xlsx", b"x"), "abc"))
    assert (message["To"], message["From"], message["Reply-To"]) == (None, None, None)


def test_the_html_is_escaped_and_needs_nothing_from_outside():
    document = html(TOLD, SETTINGS)
    assert "Ny &lt;skole&gt; &amp; SFO" in document
    assert not {"<skole>", "http://", "https://", "<img", "<link", "<script", "url("} & {
        mark for mark in ("<skole>", "http://", "https://", "<img", "<link", "<script", "url(") if mark in document
    }


def test_what_the_plan_says_of_a_time_is_escaped_too():
    plan = make_plan([{"due_to": "2024-03-01", "due_text": "marts <i>24"}])
    document = html(digest(plan, BUU, 14), SETTINGS)
    assert "marts &lt;i&gt;24" in document
    assert "<i>" not in document


@pytest.mark.parametrize(
    "written",
    [
        *("", "buu", "buu@", "buu@example", "to@a.dk, tre@b.dk", "a@b.dk\nBcc: c@d.dk", "ås@b.dk"),
        *("<a@b.dk> x@y.dk", "a b@c.dk", "A, B <a@b.dk>", "a..b@c.dk", ".a@b.dk"),
        *('"Ib\nIbsen" <a@b.dk>', "Ib\x07 <a@b.dk>", '"Ib\u2028" <a@b.dk>', f"a@{'b.' * 130}dk"),
        "=?utf-8?q?a=0ABcc=3A?=@b.dk",
    ],
)
def test_what_is_no_address_is_one_sentence(written):
    with pytest.raises(ConfigError, match="er ikke en mailadresse; ret den"):
        address(written)


@pytest.mark.parametrize(
    ("written", "name"),
    [("BUU <a@b.dk>", "BUU"), ('"Sekretariatet, BUU" <a@b.dk>', "Sekretariatet, BUU"), (" a@b.dk ", "")],
)
def test_an_address_may_have_a_name(written, name):
    assert (address(written).display_name, address(written).addr_spec) == (name, "a@b.dk")


def test_what_is_no_address_is_told_on_one_short_line():
    with pytest.raises(ConfigError) as failed:
        address("Ib\x1b[2J\nIbsen " + "og flere " * 50)
    assert str(failed.value) == (
        "„Ib [2J Ibsen og flere og flere og flere og flere og flere og flere og flere og flere og flere [...]“ er ikke "
        "en mailadresse; ret den i udmoentning.toml."
    )


def test_the_draft_goes_to_exactly_the_addresses_that_were_written():
    """Long names in plain letters with commas, and names that look like encoded headers."""
    written = (
        (
            "Holm, Ida; formand for udvalget for plan, teknik og miljoe, Proevestad Kommune, Raadhuset, 3. sal",
            "ida@example.dk",
        ),
        (
            "fup@example.com, Direktionens sekretariat med et navn der fylder mere end en linje i hovedet",
            "dir@example.dk",
        ),
        ("=?utf-8?q?Ib=0D=0ABcc=3A_fremmed=40example=2Ecom=0D=0A?=", "ib@example.dk"),
        ("Ældre- og sundhedsudvalget, Center for Ældre, Sundhed og Rehabilitering, Prøvestad", "aeldre@example.dk"),
    )
    body = replace(BUU, mail=tuple(f'"{name}" <{spec}>' for name, spec in written), name=written[2][0])
    settings = replace(SETTINGS, sender_name=written[0][0], reply_to=f'"{written[1][0]}" <svar@example.dk>')
    data = draft(digest(PLAN, body, 14), settings, ("a.xlsx", b"x"), "abc")
    for policy in (SMTP, compat32):
        assert message_from_bytes(data, policy=policy).keys() == HEADERS
    message = message_from_bytes(data, policy=SMTP)
    assert tuple(one.addr_spec for one in message["To"].addresses) == tuple(spec for _, spec in written)
    assert [one.display_name for one in message["To"].addresses][:2] == [written[0][0], written[1][0]]
    assert [(one.display_name, one.addr_spec) for one in message["From"].addresses] == [
        (written[0][0], "budget@example.dk")
    ]
    assert [one.addr_spec for one in message["Reply-To"].addresses] == ["svar@example.dk"]


@settings(derandomize=True, max_examples=200)
@given(st.text("aZ0!#$%&'*+/=?^_`{|}~-.", min_size=1, max_size=30))
def test_any_address_that_is_taken_reads_back_as_it_was_written(local):
    try:
        taken = address(f"{local}@b.dk")
    except ConfigError:
        return
    data = address_header("To", [taken]) + b"\r\n"
    assert [one.addr_spec for one in message_from_bytes(data, policy=SMTP)["To"].addresses] == [f"{local}@b.dk"]
