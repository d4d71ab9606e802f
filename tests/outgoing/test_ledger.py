"""The ledger of a dispatch: what a later run knows, also after a crash."""

import json

import pytest

from udmoentning_xl.errors import TargetError
from udmoentning_xl.outgoing.ledger import Entry, Ledger, MailState, Standing

SENDING = Entry("BUU", MailState.SENDING, "<1@a.dk>")
SENT = Entry("BUU", MailState.SENT, "<1@a.dk>", ("a@b.dk",), {"c@d.dk": "550 nej"}, "250 OK")


def test_an_empty_folder_has_nothing_standing(tmp_path):
    assert Ledger(tmp_path / "log.jsonl").standing() == {}


def test_each_line_says_what_became_of_a_mail(tmp_path):
    Ledger(tmp_path / "log.jsonl").add(SENT)
    line = json.loads((tmp_path / "log.jsonl").read_text(encoding="utf-8"))
    assert line.pop("tid")
    assert line == {
        "udvalg": "BUU",
        "tilstand": "sendt",
        "message_id": "<1@a.dk>",
        "modtaget": ["a@b.dk"],
        "afvist": {"c@d.dk": "550 nej"},
        "besked": "250 OK",
    }


@pytest.mark.parametrize(
    ("entries", "state", "accepted"),
    [
        ([SENDING], MailState.UNCERTAIN, set()),
        ([SENDING, SENT], MailState.SENT, {"a@b.dk"}),
        ([SENT, SENDING], MailState.UNCERTAIN, {"a@b.dk"}),
        ([SENT, Entry("BUU", MailState.REFUSED, "<1@a.dk>")], MailState.REFUSED, {"a@b.dk"}),
        ([SENT, SENDING, Entry("BUU", MailState.SENT, "<1@a.dk>", ("c@d.dk",))], MailState.SENT, {"a@b.dk", "c@d.dk"}),
    ],
)
def test_the_last_line_tells_the_state_and_nobody_loses_what_they_got(tmp_path, entries, state, accepted):
    for entry in entries:
        Ledger(tmp_path / "log.jsonl").add(entry)
    assert Ledger(tmp_path / "log.jsonl").standing() == {"BUU": Standing(state, frozenset(accepted), "<1@a.dk>")}


def test_a_line_cut_short_by_a_crash_at_any_byte_leaves_the_mail_uncertain(tmp_path):
    ledger, path = Ledger(tmp_path / "log.jsonl"), tmp_path / "log.jsonl"
    ledger.add(SENDING)
    kept = path.read_bytes()
    ledger.add(SENT)
    whole = path.read_bytes()
    for end in range(len(kept) + 8, len(whole) - 1):
        path.write_bytes(whole[:end])
        assert ledger.standing()["BUU"].state == MailState.UNCERTAIN


def test_a_ledger_cut_short_can_be_written_on(tmp_path):
    ledger, path = Ledger(tmp_path / "log.jsonl"), tmp_path / "log.jsonl"
    ledger.add(SENDING)
    path.write_bytes(path.read_bytes() + b'{"tid": "2024-1')
    ledger.add(SENT)
    assert ledger.standing()["BUU"].state == MailState.SENT


def test_lines_are_only_ever_added(tmp_path):
    ledger, path = Ledger(tmp_path / "log.jsonl"), tmp_path / "log.jsonl"
    ledger.add(SENDING)
    before = path.read_bytes()
    ledger.add(SENT)
    assert path.read_bytes().startswith(before)


@pytest.mark.parametrize("line", ["rod", '{"udvalg": "BUU"}', '{"tid": "x", "udvalg": "BUU", "tilstand": "ukendt"}'])
def test_a_line_that_says_nothing_is_not_passed_over(tmp_path, line):
    path = tmp_path / "log.jsonl"
    path.write_text(line + "\n", encoding="utf-8")
    with pytest.raises(TargetError) as failed:
        Ledger(tmp_path / "log.jsonl").standing()
    assert str(failed.value) == f"Linje 1 i {path} kan ikke læses; ret den, før der sendes igen."
