"""Calendar files as RFC 5545 has them: read by another library, folded by octets, the same bytes each time."""

from datetime import date

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from udmoentning_xl.outgoing.ics import Event, calendar_file, days_by_uid, is_ours, readable, unfolded

DAY = date(2026, 12, 1)
ODD = "Skole; \\ og, „klub“: æøå 🏫\nnæste linje " + "Ø" * 200


def parsed(data: bytes) -> list[tuple[object, ...]]:
    """What another library reads of each event."""
    found = icalendar.Calendar.from_ical(data)
    return [
        (
            str(one["UID"]),
            one["DTSTART"].dt,
            one["DTEND"].dt,
            str(one["SUMMARY"]),
            str(one.get("DESCRIPTION", "")),
            str(one["STATUS"]),
            one["SEQUENCE"],
            str(one["TRANSP"]),
        )
        for one in found.walk("VEVENT")
    ]


def test_another_library_reads_what_was_meant():
    events = [
        Event("b", date(2027, 3, 9), "Møde", ODD),
        Event("a", date(2026, 12, 31), "Frist", cancelled=True),
    ]
    assert parsed(calendar_file(events, "BUU", DAY)) == [
        ("a", date(2026, 12, 31), date(2027, 1, 1), "Frist", "", "CANCELLED", 9831, "TRANSPARENT"),
        ("b", date(2027, 3, 9), date(2027, 3, 10), "Møde", ODD, "CONFIRMED", 9831, "TRANSPARENT"),
    ]


def test_signs_that_mean_something_in_a_calendar_file_are_escaped():
    data = calendar_file([Event("a", DAY, "Møde, kl. 9; \\ ny\nlinje")], "BUU", DAY)
    assert "SUMMARY:Møde\\, kl. 9\\; \\\\ ny\\nlinje\r\n".encode() in data


def test_the_head_says_what_the_file_is():
    data = calendar_file([Event("a", DAY, "A")], "Børn og unge", DAY)
    found = icalendar.Calendar.from_ical(data)
    told = [str(found[name]) for name in ("VERSION", "METHOD", "CALSCALE", "X-WR-CALNAME")]
    assert told == ["2.0", "PUBLISH", "GREGORIAN", "Børn og unge"]
    assert data.startswith(b"BEGIN:VCALENDAR\r\n")
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert is_ours(data)


def test_a_later_day_gives_a_higher_sequence_so_that_the_event_is_updated():
    sequences = [parsed(calendar_file([Event("a", DAY, "A")], "A", when))[0][6] for when in (DAY, date(2026, 12, 2))]
    assert sequences == [9831, 9832]


def test_what_changes_on_the_same_day_or_an_earlier_one_has_a_higher_sequence_than_the_file_before():
    first = calendar_file([Event("a", DAY, "A", "Sag 1"), Event("b", DAY, "B")], "A", DAY)
    again = calendar_file([Event("a", DAY, "A", "Sag 2"), Event("b", DAY, "B")], "A", DAY, first)
    earlier = calendar_file([Event("a", DAY, "A", cancelled=True), Event("b", DAY, "B")], "A", date(2026, 11, 2), again)
    assert [[one[6] for one in parsed(data)] for data in (first, again, earlier)] == [
        [9831, 9831],
        [9832, 9831],
        [9833, 9831],
    ]


def test_the_same_events_over_the_same_file_are_the_same_bytes():
    events = [Event("a", DAY, "Møde", ODD)]
    first = calendar_file([Event("a", DAY, "Møde")], "A", DAY)
    second = calendar_file(events, "A", DAY, first)
    assert second == calendar_file(events, "A", DAY, second) != first


@pytest.mark.parametrize("sequence", [b"x", b"-1", b"9" * 5000, "²".encode()])
def test_a_sequence_that_is_none_is_passed_over(sequence):
    before = calendar_file([Event("a", DAY, "A")], "A", DAY).replace(b"SEQUENCE:9831", b"SEQUENCE:" + sequence)
    assert parsed(calendar_file([Event("a", DAY, "B")], "A", DAY, before))[0][6] == 9831


@given(st.text(), st.text(max_size=40))
def test_whatever_the_text_lines_are_short_and_whole_and_what_was_written_is_read(description, summary):
    data = calendar_file([Event("a", DAY, summary, description)], summary, DAY)
    lines = data.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert all(line.decode("utf-8") is not None for line in lines)  # no letter is cut
    assert b"\n" not in b"".join(lines)
    assert data == calendar_file([Event("a", DAY, summary, description)], summary, DAY)
    visible = "".join(char for char in description if char == "\n" or char.isprintable())
    if visible.strip():
        assert parsed(data)[0][4] == visible
    assert days_by_uid(data) == {"a": DAY}


def test_a_line_of_exactly_the_length_is_one_line_and_one_more_octet_is_two():
    for letters, lines in ((67, 1), (68, 2)):  # "SUMMARY:" takes eight
        data = calendar_file([Event("a", DAY, "x" * letters)], "A", DAY)
        summary = next(n for n, line in enumerate(data.split(b"\r\n")) if line.startswith(b"SUMMARY"))
        assert data.split(b"\r\n")[summary + 1].startswith(b" ") == (lines == 2)


def test_a_reader_who_looks_for_leaks_sees_each_line_whole():
    data = calendar_file([Event("a", DAY, "Møde", "Første, linje\nKøb af Vestergade 12 " + "å" * 80)], "A", DAY)
    assert {"Første, linje", "Køb af Vestergade 12 " + "å" * 80} <= set(readable(data))


@pytest.mark.parametrize("data", [b"", b"BEGIN:VCALENDAR\r\nUID:a\r\nDTSTART;VALUE=DATE:20270101\r\n", b"\xff\xfe\x00"])
def test_a_file_that_is_not_ours_has_no_events_of_ours(data):
    assert (is_ours(data), days_by_uid(data)) == (False, {})


def test_a_damaged_file_of_ours_gives_the_events_that_are_left():
    data = calendar_file([Event("a", DAY, "A"), Event("b", date(2027, 1, 1), "B")], "A", DAY)
    assert days_by_uid(data.replace(b"DATE:20261201", b"DATE:2026")) == {"b": date(2027, 1, 1)}
    assert unfolded(b"A:1\r\n 2\r\n\t3\r\n") == ["A:123", ""]
