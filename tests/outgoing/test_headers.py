"""Header lines read back as exactly what was given, and no name can become a line of its own."""

from email import message_from_bytes
from email.header import decode_header, make_header
from email.headerregistry import Address
from email.policy import SMTP, compat32
from email.utils import getaddresses

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from udmoentning_xl.danish import one_line
from udmoentning_xl.outgoing.headers import address_header, text_header

#: A display name that must keep its quotes, longer than a line.
LONG = "Jensen, Ib; formand for udvalget for plan, teknik og miljoe, Proevkoebing Kommune, Raadhuset"
#: What a name must never become.
INJECTED = "=?utf-8?q?Ib=0D=0ABcc=3A_fremmed=40example=2Ecom=0D=0A?="
NAMES = st.text(
    st.sampled_from('abÅæø "\\,;:<>@()[].=?_-\t\r\n\x00\x1b🙂é') | st.characters(exclude_categories=("Cs",)),
    max_size=120,
)


def addresses_of(data: bytes) -> list[tuple[str, str]]:
    """Names and addresses as a mail program reads them: first apart, then each name decoded (RFC 2047)."""
    message = message_from_bytes(data + b"\r\n", policy=compat32)
    assert message.keys() == ["To"]
    unfolded = " ".join(line.strip() for line in str(message["To"]).splitlines())
    return [(str(make_header(decode_header(name))), spec) for name, spec in getaddresses([unfolded])]


@settings(derandomize=True, max_examples=400)
@given(st.lists(NAMES, min_size=1, max_size=4))
@example([LONG, INJECTED, "", "Økonomi, 2. sal", "x" * 200, '"', "\\", "=?", "Å" * 100])
def test_any_names_read_back_as_they_were_given(names):
    given_addresses = [Address(one_line(name), addr_spec=f"a{number}@example.dk") for number, name in enumerate(names)]
    data = address_header("To", given_addresses)
    assert addresses_of(data) == [(one.display_name, one.addr_spec) for one in given_addresses]
    specs = [one.addr_spec for one in message_from_bytes(data + b"\r\n", policy=SMTP)["To"].addresses]
    assert specs == [one.addr_spec for one in given_addresses]


@settings(derandomize=True, max_examples=400)
@given(NAMES)
@example(INJECTED)
@example("Udmøntningsplan 2024-2027: Børne- og ungdomsudvalget – svar senest 6. december 2024")
@example("x" * 2000)
def test_any_text_reads_back_as_it_was_given(text):
    data = text_header("Subject", text)
    message = message_from_bytes(data + b"\r\n", policy=compat32)
    assert message.keys() == ["Subject"]
    assert str(make_header(decode_header(message["Subject"]))).strip() == one_line(text)


@settings(derandomize=True, max_examples=400)
@given(NAMES)
@example(LONG)
@example(INJECTED)
def test_every_line_is_short_plain_and_continues_the_header(name):
    for data in (
        text_header("Subject", name),
        address_header("Reply-To", [Address(one_line(name), addr_spec="budget@example.dk")]),
    ):
        first, *rest = data.removesuffix(b"\r\n").split(b"\r\n")
        assert first.split(b":")[0] in (b"Subject", b"Reply-To")
        assert all(line.startswith(b" ") for line in rest)
        for line in (first, *rest):
            assert len(line) <= (78 if b"=?" in line or b" " in line.strip() else 998)
            assert line.isascii()
            assert not {b"\r", b"\n"} & {line[at : at + 1] for at in range(len(line))}


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("", b"To: a@b.dk\r\n"),
        ("Udvalget BUU", b"To: Udvalget BUU <a@b.dk>\r\n"),
        ("Jensen, Ib", b'To: "Jensen, Ib" <a@b.dk>\r\n'),
        ('Ib "Ibsen"', b'To: "Ib \\"Ibsen\\"" <a@b.dk>\r\n'),
        ("Åse", b"To: =?utf-8?b?w4VzZQ==?= <a@b.dk>\r\n"),
        ("=?x", b"To: =?utf-8?b?PT94?= <a@b.dk>\r\n"),
    ],
)
def test_a_short_name_stays_as_people_would_write_it(name, written):
    assert address_header("To", [Address(name, addr_spec="a@b.dk")]) == written
