"""The log lives on from version to version: how often, since when, back again, and what people answered."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from test_changes import state, version

from udmoentning_xl.versions.changes import changes_between
from udmoentning_xl.versions.figures import since_line, trends
from udmoentning_xl.versions.identity import pair
from udmoentning_xl.versions.log import Log, answered, extended, is_odd, seen

NAMES = ("Letbane", "Svømmehal", "Musikskole", "Skovrejsning", "Tandpleje")


def through(*months, log=None):
    """The log over versions a month apart, each given as its states."""
    versions = [version(*states, day=date(2027, month, 1)) for month, states in enumerate(months, 1)]
    log = log or Log((seen(versions[0]),))
    for old, new in pairwise(versions):
        pairing = pair(old.rows, new.rows)
        log = extended(log, new, changes_between(old, new, pairing), pairing.now)
    return log


def rows(log):
    """Day, what, item now, and how many times, of each change."""
    return [(one.as_of.month, str(one.what), one.now, one.nth) for one in log.changes]


def others(first=2):
    return [state(f"D-{n}", name) for n, name in enumerate(NAMES, first)]


def test_an_item_is_counted_as_postponed_through_renumbering_and_a_new_title():
    log = through(
        [state("D-1", "Optimering af bilpark", "31. maj 2027"), *others()],
        [state("D-1", "Optimering af bilpark", "30. september 2027"), *others()],
        [*others(1), state("D-6", "Optimering af bilpark", "31. december 2027")],
        [*others(1), state("D-6", "Optimering af bilpark i hele kommunen", "30. november 2027")],
        [*others(2), state("D-1", "Optimering af bilpark i hele kommunen", "30. juni 2029")],
    )
    assert rows(log) == [
        (2, "udskudt", "D-1", 1),
        (3, "udskudt", "D-1", 2),
        (4, "omdøbt", "D-1", None),
        (4, "fremrykket", "D-1", None),
        (5, "udskudt", "D-1", 3),
    ]


def test_what_changed_at_the_last_run_is_no_news_on_a_later_day():
    log = through([state(when="juni 2027")], [state(when="oktober 2027")])
    assert replace(log, today=date(2027, 2, 1)).latest == log.changes
    assert replace(log, today=date(2027, 3, 1)).latest == ()


def test_the_text_that_tells_of_more_postponements_than_the_log_counts():
    told = "marts 2027, udskudt til juni 2027, udskudt igen til oktober 2027"
    log = through([state(when="juni 2027")], [state(when="oktober 2027", telling=told)], [state(when="maj 2028")])
    assert rows(log) == [(2, "udskudt", "D-1", 2), (3, "udskudt", "D-1", 3)]


def test_a_day_that_is_typed_wrong_and_put_right_is_brought_forward_and_postponed_once():
    log = through([state(when="juni 2027")], [state(when="30-06-2029")], [state(when="30. juni 2027")])
    assert rows(log) == [(2, "udskudt", "D-1", 1), (3, "fremrykket", "D-1", None)]
    assert sum(change.months for change in log.changes) == 0


def test_a_version_in_which_nothing_has_changed_leaves_what_is_told_since_last():
    months = [[state(when="juni 2027")], [state(when="juli 2027")], [state(when="juli 2027")]]
    log = through(*months)
    assert log == through(*months[:2])
    assert (log.base.as_of.month, [one.what for one in log.latest]) == (1, ["udskudt"])


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        (("juni 2027", "juni 2027"), "er afsluttet til tiden (første tidspunkt 30-06-2027)"),
        (("januar 2027", "marts 2027"), "er afsluttet efter det første tidspunkt, 31-01-2027"),
        ((None, None), "er afsluttet"),
    ],
)
def test_what_is_finished_is_held_to_the_first_day_known(days, sentence):
    months = [[state(when=when), *others()] for when in days]
    log = through(*months, [state(when=days[-1], completion="done"), *others()])
    assert log.changes[-1].sentence == sentence


def test_an_item_that_comes_back_is_told_as_that_and_its_history_goes_on():
    item = state("D-1", "Havnefest", "juni 2027")
    later = state("D-8", "Havnefest", "juli 2027")
    log = through([item, *others()], [state("D-1", "Havnefest", "maj 2027"), *others()], others(), [later, *others()])
    assert [(*row, one.sentence) for row, one in zip(rows(log), log.changes, strict=True)] == [
        (2, "fremrykket", "D-8", None, "er rykket frem 1 måned, fra 30. juni til 31. maj 2027"),
        (3, "væk", None, None, "står ikke i planen mere og var ikke afsluttet"),
        (4, "tilbage", "D-8", None, "er tilbage; var væk siden 01-03-2027"),
    ]


def test_a_new_item_that_is_like_one_that_was_gone_says_so():
    log = through(
        [state("D-1", "Sommerskole for 6. klasse"), *others()],
        others(),
        [state("D-9", "Sommerskole for 6. klasse og op"), *others()],
    )
    assert log.changes[-1].sentence == (
        "er ny i planen; ligner D-1 „Sommerskole for 6. klasse“, der har været væk siden 01-02-2027"
    )


# -- answers ----------------------------------------------------------------------------------------------------------

OLD = state("D-1", "Klimatilpasningsplan", "juni 2027")
NEW = state("D-7", "Revision af klimatilpasning i byerne", "maj 2028")


def asked():
    before = state("D-1", "Klimatilpasningsplan", "maj 2027")
    return through([before, *others()], [OLD, *others()], [NEW, *others()])


def with_answer(log, text):
    return replace(
        log, changes=tuple(replace(one, same_as=text) if one.what == "samme?" else one for one in log.changes)
    )


@pytest.mark.parametrize("answer", ["D-1", "d-1", "ja", "D1", "d 1", "D.1", " D - 1.", "1", "nr. 1"])
def test_two_that_are_the_same_get_one_history(answer):
    log = answered(with_answer(asked(), answer))
    assert rows(log) == [(2, "udskudt", "D-7", 1), (3, "omdøbt", "D-7", None), (3, "udskudt", "D-7", 2)]
    assert log.changes[1].sentence == (
        "hedder nu „Revision af klimatilpasning i byerne“, før „Klimatilpasningsplan“ (svaret i Ændringer)"
    )
    assert answered(log) == log


@pytest.mark.parametrize("answer", ["ny", "Nej"])
def test_two_that_are_not_the_same_are_one_gone_and_one_new(answer):
    log = answered(with_answer(asked(), answer))
    assert rows(log) == [(2, "udskudt", None, 1), (3, "væk", None, None), (3, "ny", "D-7", None)]
    assert [one.title for one in log.changes[1:]] == ["Klimatilpasningsplan", "Revision af klimatilpasning i byerne"]


@pytest.mark.parametrize(
    ("answer", "odd"), [("D-77", True), ("måske", True), ("ny", False), ("Nej", False), (" ", False)]
)
def test_that_what_is_new_or_gone_is_no_other_is_an_answer_that_can_be_used(answer, odd):
    log = answered(with_answer(asked(), "ny"))
    assert {is_odd(replace(one, same_as=answer)) for one in log.changes if one.what != "udskudt"} == {odd}


@pytest.mark.parametrize("answer", ["", "måske"])
def test_what_is_not_answered_is_still_asked(answer):
    log = with_answer(asked(), answer)
    assert answered(log) == log
    assert [one.what for one in log.changes] == ["udskudt", "samme?", "udskudt?"]


def divided():
    money = {"amounts": ((2027, 300_000),)}
    parts = [
        state("D-8", "Klippekort til ældre i eget hjem", amounts=((2027, 200_000),)),
        state("D-9", "Klippekort til ældre på plejehjem", amounts=((2027, 100_000),)),
    ]
    return through([state("D-1", "Klippekort til ældre", **money), *others()], [*parts, *others()])


def test_an_item_that_two_are_said_to_be_is_divided():
    assert rows(answered(with_answer(divided(), "D-1"))) == [(2, "delt", "D-8", None), (2, "delt", "D-9", None)]


def test_of_several_candidates_the_others_are_new_once_one_is_chosen():
    log = divided()
    first = replace(log, changes=(replace(log.changes[0], same_as="D-1"), *log.changes[1:]))
    assert rows(answered(first)) == [(2, "omdøbt", "D-8", None), (2, "beløb", "D-8", None), (2, "ny", "D-9", None)]


@pytest.mark.parametrize("answer", ["D-11", "D-5", "se bilag"])
def test_what_names_no_item_is_kept_and_asked_again_and_makes_nothing_new(answer):
    log = divided()
    said = replace(
        log, changes=tuple(replace(one, same_as=answer if n == 0 else "D1") for n, one in enumerate(log.changes))
    )
    assert [(one.what, one.now, one.same_as) for one in answered(said).changes if one.what == "samme?"] == [
        ("samme?", "D-8", answer),
        ("samme?", "D-9", "D1"),
    ]
    assert not {"ny", "væk"} & {one.what for one in answered(said).changes}


@pytest.mark.parametrize("said", ["D9", "9", "d. 9"])
def test_what_is_gone_is_what_is_new_however_its_id_is_written(said):
    log = through([state("D-1", "Havnefest"), *others()], [state("D-9", "Koncert på kajen"), *others()])
    changes = [replace(one, same_as=said if one.what == "væk" else "") for one in log.changes]
    assert rows(answered(replace(log, changes=tuple(changes)))) == [(2, "omdøbt", "D-9", None)]


@pytest.mark.parametrize("where", ["væk", "ny"])
def test_what_is_gone_and_what_is_new_are_one_when_somebody_says_so(where):
    log = through([state("D-1", "Havnefest"), *others()], [state("D-9", "Koncert på kajen"), *others()])
    assert rows(log) == [(2, "væk", None, None), (2, "ny", "D-9", None)]
    said = {"væk": "D-9", "ny": "D-1"}[where]
    changes = [replace(one, same_as=said if one.what == where else "") for one in log.changes]
    (one,) = answered(replace(log, changes=tuple(changes))).changes
    assert (one.what, one.then, one.now, one.sentence) == (
        "omdøbt",
        "D-1",
        "D-9",
        "hedder nu „Koncert på kajen“, før „Havnefest“ (svaret i Ændringer)",
    )


def test_what_is_done_and_undone_on_a_day_is_no_change():
    start = [state("D-1", "Havnefest", "juni 2027"), *others()]
    days = [start, [state("D-1", "Havnefest", "juni 2028", completion="done"), *others()[1:]], start]
    versions = [version(*states, day=date(2027, 1 + (n > 0), 1)) for n, states in enumerate(days)]
    log = Log((seen(versions[0]),))
    for old, new in pairwise(versions):
        pairing = pair(old.rows, new.rows)
        log = extended(log, new, changes_between(old, new, pairing), pairing.now)
    assert (log.changes, [one.as_of.month for one in log.versions]) == ((), [1])


def by_days(*days):
    """The log over versions, each given as its day in 2027 (a month and a day) and its states."""
    versions = [version(*states, day=date(2027, *when)) for when, *states in days]
    log = Log((seen(versions[0]),))
    for old, new in pairwise(versions):
        pairing = pair(old.rows, new.rows)
        log = extended(log, new, changes_between(old, new, pairing), pairing.now)
    return log


def test_what_is_put_right_on_a_day_leaves_the_lines_of_earlier_versions_alone():
    def fest(when, completion="open"):
        return state("D-1", "Havnefest", when, completion=completion)

    log = by_days(
        ((1, 1), fest("juni 2027"), *others()),
        ((1, 4), fest("oktober 2027", "partial"), *others()),
        ((2, 3), *others()),
        ((2, 3), fest("oktober 2027", "partial"), *others()),
    )
    told = [(one.as_of.month, str(one.what), one.now, one.before, one.after, one.nth) for one in log.changes]
    assert told == [
        (1, "delvist", "D-1", "åben, 30-06-2027", "delvist", None),
        (1, "udskudt", "D-1", "30-06-2027", "31-10-2027", 1),
    ]


@pytest.mark.parametrize(
    ("again", "left"),
    [
        (6, []),
        (4, ["hovedpunktet „Social“ er nu „Skole“ (2 indsatser)"]),
        (5, ["hovedpunktet „Social“ er nu „Skole“ (1 indsats)"]),
    ],
)
def test_a_change_of_the_whole_plan_goes_where_its_items_are_put_back_on_the_same_day(again, left):
    def plan(moved):
        others = [state(f"A-{n}", f"{name} i Vestby", section="Skole") for n, name in enumerate(NAMES, 1)]
        sections = ["Social"] * (6 - moved) + ["Skole"] * moved
        names = (*NAMES, "Havnefest")
        return [*(state(f"D-{n}", names[n], section=own) for n, own in enumerate(sections)), *others]

    log = by_days(((1, 4), *plan(0)), ((2, 3), *plan(6)), ((2, 3), *plan(6 - again)))
    assert [one.sentence for one in log.changes] == left
    assert [one.changes for one in log.versions] == [0, *([1] if left else [])]


def test_a_date_that_is_put_right_and_moved_on_one_day_has_not_moved():
    log = on_a_day("30-06-2017", "juni 2027", "august 2027")
    assert [(one.what, one.sentence, one.months, one.nth) for one in log.changes] == [
        (
            "nyt tidspunkt",
            "har fået tidspunktet 31-08-2027 (før uden for planens år („30-06-2017“))",
            None,
            None,
        )
    ]


def on_a_day(*dates):
    """The log of an item that is dated anew again and again on the day after the first."""
    versions = [version(state(when=when), day=date(2027, 1 + (n > 0), 1)) for n, when in enumerate(dates)]
    log = Log((seen(versions[0]),))
    for old, new in pairwise(versions):
        log = extended(log, new, changes_between(old, new, pair(old.rows, new.rows)), {"D-1": "D-1"})
    return log


@pytest.mark.parametrize(
    ("last", "told"),
    [
        ("august 2027", "er udskudt 2 måneder, fra 30. juni til 31. august 2027"),
        (
            "efter sommerferien 2027",
            "er udskudt 1,3 måneder, fra 30. juni til „efter sommerferien 2027“ (regnet fra 9. august 2027)",
        ),
    ],
)
def test_of_a_date_that_is_moved_twice_on_a_day_the_last_counts(last, told):
    log = on_a_day("juni 2027", "juni 2029", last)
    assert [one.sentence for one in log.changes] == [told]
    assert rows(log) == [(2, "udskudt", "D-1", 1)]


def test_an_item_that_comes_back_twice_is_back_both_times():
    here, away = [state("D-1", "Havnefest"), *others()], others()
    assert [one.what for one in through(here, away, here, away, here).changes] == ["væk", "tilbage", "væk", "tilbage"]


# -- figures ----------------------------------------------------------------------------------------------------------


def test_the_line_for_the_terminal_counts_what_has_happened_since_the_version_before():
    money = [((2027, 100_000),), ((2027, 150_000),)]
    log = through(
        [state("D-1", "Havnefest", amounts=money[0]), *others()],
        [state("D-1", "Havnefest", "maj 2028", amounts=money[1], completion="partial"), *others(3)[:4]],
    )
    assert since_line(log) == (
        "Siden sidst (01-01-2027): 1 udskudt, 1 væk, 1 med andet beløb og 1 anden ændring; beløb for de samme "
        "indsatser +50.000 kr. "
        "Se arket Ændringer."
    )
    assert since_line(Log(log.versions[:1])) == ""


def test_the_trend_has_the_last_day_of_each_version_of_the_items_moved_most():
    log = through(
        [state("D-1", "Havnefest", "maj 2027"), state("D-2", "Letbane", "juni 2027"), state("D-3", "Svømmehal")],
        [state("D-1", "Havnefest", "juni 2027"), state("D-2", "Letbane", "juni 2027"), state("D-3", "Svømmehal")],
        [state("D-1", "Havnefest", "maj 2028"), state("D-2", "Letbane", "juni 2029"), state("D-3", "Svømmehal")],
    )
    days, moved = trends(log, (2027, 2028))
    assert [when.month for when in days] == [1, 2, 3]
    assert [tuple(one) for one in moved] == [
        ("D-1", "Havnefest", (date(2027, 5, 31), date(2027, 6, 30), date(2028, 5, 31))),
        ("D-2", "Letbane", (date(2027, 6, 30), date(2027, 6, 30), date(2029, 6, 30))),
    ]


def test_the_trend_has_no_day_of_an_item_in_a_version_in_which_it_was_not_in_the_plan():
    festival, fest = state("D-9", "Filmfestival", "maj 2027"), state("D-1", "Havnefest", "maj 2027")
    moved, later = state("D-9", "Filmfestival", "maj 2028"), state("D-1", "Havnefest", "maj 2028")
    log = through(
        [fest, *others()],
        [fest, festival, *others()],
        [moved, *others()],
        [moved, later, *others()],
        [moved, state("D-1", "Havnefest", "juni 2028"), *others()],
    )
    _, found = trends(log)
    assert [tuple(one) for one in found] == [
        ("D-9", "Filmfestival", (None, *[date(2027, 5, 31)], *[date(2028, 5, 31)] * 3)),
        ("D-1", "Havnefest", (date(2027, 5, 31), date(2027, 5, 31), None, date(2028, 5, 31), date(2028, 6, 30))),
    ]


def test_a_question_stands_in_the_line_until_it_is_answered():
    spurgt = [state("D-1", "Klippekort til ældre"), *others()], [state("D-1", "Klippekort for seniorer"), *others()]
    log = through(*spurgt, [state("D-1", "Klippekort for seniorer", completion="done"), *others()])
    assert next(one.what for one in log.changes) == "samme?"
    assert since_line(log) == "Siden sidst (01-02-2027): 1 afsluttet og 1 spørgsmål til jer. Se arket Ændringer."
    assert since_line(replace(log, today=date(2027, 4, 1)), date(2027, 3, 1)) == (
        "Siden sidst (01-03-2027): ingen ændring. 1 spørgsmål til jer står i arket Ændringer."
    )


def test_a_mistyped_year_is_no_part_of_the_trend():
    log = through([state(when="maj 2027")], [state(when="01-06-2029")], [state(when="maj 2028")])
    assert trends(log, (2024, 2025))[1][0].days == (date(2027, 5, 31), None, date(2028, 5, 31))
