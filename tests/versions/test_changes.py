"""What counts as a change between two versions, and what is said of it."""

from datetime import date

import pytest

from udmoentning_xl.values.dates import read_due
from udmoentning_xl.versions.change import Change, months_between, span_told
from udmoentning_xl.versions.changes import changes_between
from udmoentning_xl.versions.identity import pair
from udmoentning_xl.versions.likeness import Row
from udmoentning_xl.versions.states import Due, State, Version, stranger

YEARS = (2027, 2028, 2029, 2030)
CELLS = {"title": "Plan!D3", "due_text": "Plan!H3", "completion": "Plan!N3", "2028": "Plan!J3"}


def due(text):
    if not text:
        return Due(None, "unset")
    read = read_due(text, YEARS)
    return Due.of(text, str(read.kind), (read.first, read.last), YEARS)


def state(key="D-1", title="Ny daginstitution", when="31. maj 2027", **others):
    """An item; ``others`` are fields of its row or of its state."""
    bodies = others.pop("bodies", ("BUU",))
    fields = {name: others.pop(name) for name in ("completion", "closed", "sheet", "telling") if name in others}
    row = Row(key, key, others.pop("kind", "operating_change"), others.pop("section", "Skoler"), title)
    row = row._replace(committees=frozenset(bodies), **others)
    written = {"number": key, "due_text": when, "committee_text": ", ".join(bodies), "completion_text": None}
    return State(row, due(when), written=written, cells=CELLS, bodies=bodies, **({"sheet": "Plan"} | fields))


def version(*states, years=YEARS, day=date(2026, 12, 1), **others):
    sheets = frozenset(one.sheet for one in states)
    return Version("plan.xlsx", day, {one.row.key: one for one in states}, years, sheets, **others)


def told(old, new, **how):
    """(what, item now, sentence, before, after) of each change."""
    changes = changes_between(old, new, pair(old.rows, new.rows), **how)
    return [(str(one.what), one.now, one.sentence, one.before, one.after) for one in changes]


@pytest.mark.parametrize(
    ("then", "now", "what"),
    [
        (
            {"when": "31. maj 2027"},
            {"when": "30. september 2027"},
            ("udskudt", "D-1", "er udskudt 4 måneder, fra 31. maj til 30. september 2027", "31-05-2027", "30-09-2027"),
        ),
        (
            {"when": "4. kvartal 2027"},
            {"when": "15. december 2027"},
            (
                "fremrykket",
                "D-1",
                "er rykket frem 16 dage, fra 31. december til 15. december 2027",
                "31-12-2027",
                "15-12-2027",
            ),
        ),
        (
            {"when": "juni 2028"},
            {"when": "januar 2029"},
            (
                "udskudt",
                "D-1",
                "er udskudt 7 måneder, fra 30. juni 2028 til 31. januar 2029",
                "30-06-2028",
                "31-01-2029",
            ),
        ),
        (
            {"when": "fra 1. marts 2027"},
            {"when": "fra 1. maj 2027"},
            (
                "udskudt",
                "D-1",
                "er udskudt 2 måneder, fra 1. marts til 1. maj 2027",
                "fra 01-03-2027",
                "fra 01-05-2027",
            ),
        ),
        (
            {"when": "30. juni 2027"},
            {"when": "efter sommerferien 2027"},
            (
                "udskudt",
                "D-1",
                "er udskudt 1,3 måneder, fra 30. juni til „efter sommerferien 2027“ (regnet fra 9. august 2027)",
                "30-06-2027",
                "fra 09-08-2027",
            ),
        ),
        (
            {"when": "maj 2027"},
            {"when": "inden sommerferien 2027"},
            (
                "udskudt",
                "D-1",
                "er udskudt 25 dage, fra 31. maj til „inden sommerferien 2027“ (regnet til 25. juni 2027)",
                "31-05-2027",
                "25-06-2027",
            ),
        ),
        (
            {"when": "løbende"},
            {"when": "efter sommerferien 2027"},
            (
                "nyt tidspunkt",
                "D-1",
                "har fået tidspunktet „efter sommerferien 2027“ (regnet fra 9. august 2027) (før løbende)",
                "løbende",
                "fra 09-08-2027",
            ),
        ),
        (
            {"when": "juni 2028"},
            {"when": None},
            ("uden dato", "D-1", "har ikke længere et tidspunkt (før 30-06-2028)", "30-06-2028", ""),
        ),
        (
            {"when": None},
            {"when": "juni 2028"},
            ("nyt tidspunkt", "D-1", "har fået tidspunktet 30-06-2028", "", "30-06-2028"),
        ),
        (
            {"when": "juni 2028"},
            {"when": "løbende"},
            ("nyt tidspunkt", "D-1", "er nu løbende (før 30-06-2028)", "30-06-2028", "løbende"),
        ),
        (
            {"when": "juni 2027"},
            {"when": "30-06-2072"},
            (
                "nyt tidspunkt",
                "D-1",
                "er nu uklart („30-06-2072“) (før 30-06-2027)",
                "30-06-2027",
                "uklart („30-06-2072“)",
            ),
        ),
        (
            {"when": "juni 2027"},
            {"when": "30-06-2017"},
            (
                "nyt tidspunkt",
                "D-1",
                "er nu uden for planens år („30-06-2017“) (før 30-06-2027)",
                "30-06-2027",
                "uden for planens år („30-06-2017“)",
            ),
        ),
        (
            {"when": "30-06-2017"},
            {"when": "juni 2027"},
            (
                "nyt tidspunkt",
                "D-1",
                "har fået rettet tidspunktet til 30-06-2027 (før uden for planens år („30-06-2017“))",
                "uden for planens år („30-06-2017“)",
                "30-06-2027",
            ),
        ),
        (
            {"when": "juni 2037"},
            {"when": "31. maj 2027"},
            (
                "nyt tidspunkt",
                "D-1",
                "har fået rettet tidspunktet til 31-05-2027 (før uden for planens år („juni 2037“))",
                "uden for planens år („juni 2037“)",
                "31-05-2027",
            ),
        ),
        (
            {"when": "december 2030"},
            {"when": "juni 2031"},
            (
                "udskudt",
                "D-1",
                "er udskudt 6 måneder, fra 31. december 2030 til 30. juni 2031",
                "31-12-2030",
                "30-06-2031",
            ),
        ),
        (
            {"completion": "open"},
            {"completion": "done"},
            ("afsluttet", "D-1", "er afsluttet", "åben, 31-05-2027", "afsluttet"),
        ),
        (
            {"completion": "done"},
            {"completion": "open"},
            ("genåbnet", "D-1", "er ikke længere afsluttet", "afsluttet, 31-05-2027", "åben"),
        ),
        (
            {"completion": "done"},
            {"completion": "partial"},
            (
                "genåbnet",
                "D-1",
                "er ikke længere afsluttet, men delvist gennemført",
                "afsluttet, 31-05-2027",
                "delvist",
            ),
        ),
        (
            {"completion": "open"},
            {"completion": "partial"},
            ("delvist", "D-1", "er delvist gennemført", "åben, 31-05-2027", "delvist"),
        ),
        (
            {"completion": "partial"},
            {"completion": "dropped"},
            ("udgået", "D-1", "er udgået", "delvist, 31-05-2027", "udgår"),
        ),
        (
            {"amounts": ((2027, 100_000), (2028, 100_000))},
            {"amounts": ((2027, 100_000), (2028, 120_000))},
            (
                "beløb",
                "D-1",
                "har fået andre beløb: 2028 fra 100.000 kr. til 120.000 kr.",
                "2028: 100.000 kr.",
                "2028: 120.000 kr.",
            ),
        ),
        (
            {"amounts": ((2027, 100_000), (2028, 100_000))},
            {"amounts": ((2027, 200_000), (2028, 200_000), (2029, 5_000))},
            (
                "beløb",
                "D-1",
                "har fået andre beløb: 2027-2028 fra 100.000 kr. til 200.000 kr. og 2029 fra intet til 5.000 kr.",
                "100.000 kr. om året 2027-2028",
                "2027: 200.000 kr.; 2028: 200.000 kr.; 2029: 5.000 kr.",
            ),
        ),
        (
            {"bodies": ("BUU", "ØK")},
            {"bodies": ("KFU", "ØK")},
            ("udvalg", "D-1", "er kommet til KFU og er ikke længere hos BUU", "BUU, ØK", "KFU, ØK"),
        ),
        (
            {"responsible": "Skolechefen"},
            {"responsible": "Vej og Park"},
            ("ansvarlig", "D-1", "har nu ansvarlig „Vej og Park“ (før „Skolechefen“)", "Skolechefen", "Vej og Park"),
        ),
        (
            {"section": "Skoler"},
            {"section": "Kultur"},
            ("hovedpunkt", "D-1", "har nu hovedpunktet „Kultur“ (før „Skoler“)", "Skoler", "Kultur"),
        ),
        (
            {"kind": "operating_change"},
            {"kind": "capital_project"},
            (
                "type",
                "D-1",
                "har nu typen „Anlægsprojekt“ (før „Driftsændring“)",
                "Driftsændring",
                "Anlægsprojekt",
            ),
        ),
        ({}, {"closed": True}, ("lukket", "D-1", "er blevet lukket", "", "")),
        ({"closed": True}, {}, ("åbnet", "D-1", "er ikke længere lukket", "", "")),
        (
            {"title": "Reduktion af konsulenter"},
            {"title": "Reduktion af konsulenter i hele kommunen"},
            (
                "omdøbt",
                "D-1",
                "hedder nu „Reduktion af konsulenter i hele kommunen“, før „Reduktion af konsulenter“ "
                "(regnet som den samme)",
                "Reduktion af konsulenter",
                "Reduktion af konsulenter i hele kommunen",
            ),
        ),
    ],
)
def test_each_change_is_told_in_one_sentence(then, now, what):
    other = state("D-2", "Letbane", section="Skoler", responsible="Borgmesteren")
    assert told(version(state(**then), other), version(state(**now), other)) == [what]


@pytest.mark.parametrize(
    ("then", "now"),
    [
        ({"when": "1. kvartal 2027"}, {"when": "31-03-2027"}),
        ({"when": "marts 2027"}, {"when": "senest 31. marts 2027"}),
        ({"when": "afventer ny lov"}, {"when": "afventer"}),
        ({"bodies": ("BUU", "ØK")}, {"bodies": ("ØK", "BUU")}),
        ({"amounts": ()}, {"amounts": ((2027, 0),)}),
        ({"title": "Ny  daginstitution"}, {"title": "NY DAGINSTITUTION"}),
        ({"section": "1. Skoler"}, {"section": "2. Skoler"}),
        ({"completion": "open"}, {"completion": "unclear"}),
        ({"completion": "done", "when": "31-03-2027"}, {"completion": "done", "when": "14-03-2027"}),
        ({"key": "D-1"}, {"key": "D-7"}),
    ],
)
def test_what_is_only_written_otherwise_is_no_change(then, now):
    assert told(version(state(**then)), version(state(**now))) == []


def test_what_is_only_written_otherwise_is_told_on_request():
    old, new = version(state(when="1. kvartal 2027")), version(state("D-7", when="31-03-2027"))
    assert told(old, new, alike=True) == [
        ("skrevet anderledes", "D-7", "er skrevet anderledes: „D-7“, før „D-1“", "D-1", "D-7"),
        (
            "skrevet anderledes",
            "D-7",
            "er skrevet anderledes: „31-03-2027“, før „1. kvartal 2027“",
            "1. kvartal 2027",
            "31-03-2027",
        ),
    ]


def test_an_item_that_is_gone_says_whether_it_was_finished_and_what_money_goes_with_it():
    stays = state("D-9", "Letbane")
    money = tuple((year, 75_000) for year in YEARS)
    old = version(stays, state(title="Havnefest", amounts=money), state("D-2", "Lukning af filial", completion="done"))
    changes = changes_between(old, version(stays), pair(old.rows, [stays.row]))
    assert changes == [
        Change(
            "væk",
            "Havnefest",
            None,
            "D-1",
            "BUU",
            "står ikke i planen mere og var ikke afsluttet (75.000 kr. om året 2027-2030)",
            "åben, 31-05-2027, 75.000 kr. om året 2027-2030",
            kroner=-300_000,
            place="Plan!D3 (i plan.xlsx, 01-12-2026)",
        ),
        Change(
            "væk",
            "Lukning af filial",
            None,
            "D-2",
            "BUU",
            "står ikke i planen mere og var afsluttet",
            "afsluttet, 31-05-2027",
            place="Plan!D3 (i plan.xlsx, 01-12-2026)",
        ),
    ]


def test_what_is_asked_comes_with_what_would_have_changed():
    old = version(state(title="Klimatilpasningsplan", when="juni 2027"))
    new = version(state("D-4", title="Revision af klimatilpasning i byerne", when="maj 2028"))
    assert told(old, new) == [
        (
            "samme?",
            "D-4",
            "ligner D-4 „Revision af klimatilpasning i byerne“",
            "åben, 30-06-2027",
            "„Revision af klimatilpasning i byerne“, åben, 31-05-2028",
        ),
        ("udskudt?", "D-4", "er udskudt 11 måneder, fra 30. juni 2027 til 31. maj 2028", "30-06-2027", "31-05-2028"),
    ]


def test_what_looks_divided_is_asked_for_each_part_with_the_sum():
    money = {"amounts": ((2027, 300_000),)}
    old = version(state(title="Klippekort til ældre", **money))
    new = version(
        state("D-2", "Klippekort til ældre i eget hjem", amounts=((2027, 200_000),)),
        state("D-3", "Klippekort til ældre på plejehjem", amounts=((2027, 100_000),)),
    )
    sentence = (
        "ser ud til at være delt i D-2 „Klippekort til ældre i eget hjem“ og D-3 „Klippekort til ældre på plejehjem“; "
        "beløbene passer (200.000 + 100.000 = 300.000 kr.)"
    )
    assert [one[:3] for one in told(old, new)] == [
        ("samme?", "D-2", sentence),
        ("beløb?", "D-2", "har fået andre beløb: 2027 fra 300.000 kr. til 200.000 kr."),
        ("samme?", "D-3", sentence),
        ("beløb?", "D-3", "har fået andre beløb: 2027 fra 300.000 kr. til 100.000 kr."),
    ]


def test_a_title_that_another_item_has_been_given_does_not_make_it_that_item():
    first = state("D-1", "Havnefest", description="En fest på havnen.", amounts=((2027, 50_000),))
    second = state("D-2", "Letbane", section="Trafik", bodies=("MTU",), description="En bane.", amounts=((2027, 9),))
    stays = state("D-3", "Tandpleje")
    taken = second._replace(row=second.row._replace(title="Havnefest"))
    changes = told(version(first, second, stays), version(taken, stays))
    assert ("samme?", "D-2") in [one[:2] for one in changes]
    assert "beløb" not in [one[0] for one in changes]


def test_an_amount_that_cannot_be_read_is_not_told_as_nothing():
    old = state(amounts=((2027, 100_000),))
    new = state(amounts=())._replace(unread=frozenset({2027}))
    assert told(version(old), version(new)) == []


# -- the whole plan ---------------------------------------------------------------------------------------------------

NAMES = ("Letbane", "Svømmehal", "Musikskole", "Skovrejsning", "Tandpleje", "Havnefest", "Gadelys")


def plan(*states, **others):
    return version(*states, **others)


def many(**what):
    return [state(f"D-{n}", name, amounts=((2027, 100_000 + n),), **what) for n, name in enumerate(NAMES, 1)]


def whole(old, new):
    return [sentence for _, _, sentence, _, _ in told(old, new)]


@pytest.mark.parametrize(
    ("then", "now", "sentences"),
    [
        (
            {"bodies": ("KFU",)},
            {"bodies": ("KEU",)},
            ["KFU er blevet KEU (7 indsatser)"],
        ),
        (
            {"section": "Kultur"},
            {"section": "Kultur og fritid"},
            ["hovedpunktet „Kultur“ er nu „Kultur og fritid“ (7 indsatser)"],
        ),
        ({"section": "Kultur"}, {"section": None}, ["planen har ikke længere hovedpunkter"]),
        ({"responsible": None}, {"responsible": "Skolechefen"}, ["planen har nu ansvarlige"]),
        (
            {"responsible": "JHM"},
            {"responsible": "WAS"},
            ["den ansvarlige „JHM“ er nu „WAS“ (7 indsatser)"],
        ),
    ],
)
def test_what_all_items_have_in_common_is_told_once(then, now, sentences):
    assert whole(plan(*many(**then)), plan(*many(**now))) == sentences


def test_two_committees_that_become_one_are_one_line_and_a_real_move_is_told_of_its_item():
    old = [state(f"D-{n}", name, bodies=("KFU",) if n % 2 else ("EAU",)) for n, name in enumerate(NAMES, 1)]
    new = [state(f"D-{n}", name, bodies=("MTU",) if n == 7 else ("KEU",)) for n, name in enumerate(NAMES, 1)]
    assert whole(plan(*old), plan(*new, successors={"KFU": "KEU", "EAU": "KEU"})) == [
        "EAU og KFU er blevet KEU (7 indsatser)",
        "er kommet til MTU og er ikke længere hos KEU",
    ]


@pytest.mark.parametrize(
    ("factor", "how"), [(-1, "har skiftet fortegn"), (1000, "er ganget med 1.000"), (0.001, "er ganget med 0,001")]
)
def test_another_unit_or_rule_of_signs_is_one_line_and_the_amounts_are_compared_all_the_same(factor, how):
    old = [one._replace(row=one.row._replace(amounts=((2027, 2_000_000 + 1_000 * n),))) for n, one in enumerate(many())]
    amounts = [round(one.row.amounts[0][1] * factor) for one in old]
    amounts[6] *= 2
    new = [
        one._replace(row=one.row._replace(amounts=((2027, amount),))) for one, amount in zip(old, amounts, strict=True)
    ]
    assert whole(plan(*old), plan(*new))[0] == (
        f"beløbene {how} i 7 indsatser; se efter, om enhed og fortegn er læst rigtigt"
    )
    assert len(whole(plan(*old), plan(*new))) == 2


def test_two_amounts_that_are_a_thousand_times_more_are_told_at_their_items():
    old = [one._replace(row=one.row._replace(amounts=((2027, 2_000 + n),))) for n, one in enumerate(many())]
    new = [
        one._replace(row=one.row._replace(amounts=((2027, one.row.amounts[0][1] * (1_000 if n < 2 else 1)),)))
        for n, one in enumerate(old)
    ]
    assert whole(plan(*old), plan(*new)) == [
        "har fået andre beløb: 2027 fra 2.000 kr. til 2.000.000 kr.",
        "har fået andre beløb: 2027 fra 2.001 kr. til 2.001.000 kr.",
    ]


def test_of_a_new_budget_the_years_in_common_are_compared_and_that_is_said():
    old = state(amounts=((2027, 1), (2028, 5_000)))
    new = state(amounts=((2028, 6_000), (2031, 9)))
    assert whole(plan(old), plan(new, years=(2028, 2029, 2030, 2031))) == [
        "planens år var 2027-2030 og er nu 2028-2031; beløb er kun sammenlignet for 2028-2030",
        "har fået andre beløb: 2028 fra 5.000 kr. til 6.000 kr.",
    ]


def test_a_sheet_that_is_not_read_this_time_is_one_line():
    stays = [state(f"D-{n}", name) for n, name in enumerate(NAMES, 1)]
    gone = [state(f"A-{n}", name, sheet="Anlæg") for n, name in enumerate(("Bro", "Tunnel", "Kaj"), 1)]
    assert told(plan(*stays, *gone), plan(*stays)) == [
        ("væk", None, "arket Anlæg er ikke læst denne gang (3 indsatser)", "", "")
    ]


def test_an_item_that_has_moved_to_the_sheet_of_finished_ones_is_finished_and_not_gone():
    old, new = state(), state(sheet="Afsluttede", completion="done")
    assert [one[0] for one in told(plan(old), plan(new))] == ["afsluttet"]


def test_plans_that_are_hardly_the_same_are_told_from_those_that_are():
    old = plan(*(state(f"D-{n}", name) for n, name in enumerate(NAMES, 1)))
    others = ("Bro", "Tunnel", "Kaj", "Lygter", "Park")
    half = plan(*(state(f"D-{n}", name) for n, name in enumerate((*NAMES[:4], *others[:3]), 1)))
    less = plan(*(state(f"D-{n}", name) for n, name in enumerate((*NAMES[:5], *others[:2]), 1)))
    said = [stranger(old, new, pair(old.rows, new.rows)) for new in (half, less)]
    assert said == ["Er det den samme plan? 3 af 7 indsatser kan ikke genkendes.", ""]


@pytest.mark.parametrize(
    ("then", "now", "months", "words"),
    [
        (date(2027, 3, 31), date(2027, 6, 30), 3.0, "3 måneder"),
        (date(2027, 1, 31), date(2027, 2, 28), 1.0, "1 måned"),
        (date(2027, 1, 15), date(2027, 2, 15), 1.0, "1 måned"),
        (date(2027, 1, 1), date(2027, 1, 15), 0.5, "14 dage"),
        (date(2027, 1, 1), date(2027, 1, 2), 0.0, "1 dag"),
        (date(2027, 5, 31), date(2027, 7, 15), 1.5, "1,5 måneder"),
        (date(2027, 12, 31), date(2027, 1, 31), -11.0, "11 måneder"),
    ],
)
def test_how_far_a_day_has_moved(then, now, months, words):
    assert (months_between(then, now), span_told(then, now)) == (months, words)
