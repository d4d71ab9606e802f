"""Which item is which: by what it is, whatever number it has."""

import itertools
import random

import pytest
from months_made import changed, items, numbered, row

from udmoentning_xl.errors import PlanFileError
from udmoentning_xl.versions.identity import Certainty, Pairing, pair
from udmoentning_xl.versions.likeness import Row

TITLES = {"a": "Analyse af skolestruktur", "b": "Ny svømmehal i Grenaa", "a'": "Analyse af skolestrukturen"}
KINDS = [(title, number) for title in TITLES for number in ("1", "2", None)]
World = tuple[tuple[str, str | None], ...]


def rows(world: World) -> list[Row]:
    return [Row(str(place), number, title=TITLES[title]) for place, (title, number) in enumerate(world)]


def seen(pairing: Pairing, old: World, new: World, *, mirrored: bool = False) -> tuple[list[str], list[str]]:
    """Pairs and questions by what the items are."""

    def both(then: str, now: str) -> str:
        pair = (old[int(then)], new[int(now)])
        return repr(pair[::-1] if mirrored else pair)

    pairs = sorted(f"{both(one.old, one.new)} {one.how}" for one in pairing.pairs)
    return pairs, sorted(both(then, now) for then, now, _ in pairing.asked)


def is_sound(old: World, new: World) -> bool:
    """One to one, the same whichever comes first and in whatever order the rows are."""
    pairing = pair(rows(old), rows(new))
    told = seen(pairing, old, new)
    back = seen(pair(rows(new), rows(old)), new, old, mirrored=True)
    turned = seen(pair(rows(old[::-1]), rows(new[::-1])), old[::-1], new[::-1])
    then, now = [one.old for one in pairing.pairs], [one.new for one in pairing.pairs]
    return len(set(then)) == len(then) and len(set(now)) == len(now) and told == back == turned


def test_in_every_pair_of_plans_of_at_most_two_items_the_answer_is_one_to_one_and_the_same_from_both_sides():
    worlds = [world for size in range(3) for world in itertools.product(KINDS, repeat=size)]
    assert len(worlds) ** 2 == 8281
    assert [pair for pair in itertools.product(worlds, worlds) if not is_sound(*pair)] == []


def test_so_it_is_in_plans_of_three_items():
    worlds = [world for size in range(4) for world in itertools.combinations_with_replacement(KINDS, size)]
    chosen = random.Random(7).sample(list(itertools.product(worlds, worlds)), 4000)
    assert [pair for pair in chosen if not is_sound(*pair)] == []


def test_every_plan_of_different_items_is_itself():
    for size in range(4):
        for world in itertools.combinations(KINDS, size):
            pairing = pair(rows(world), rows(world))
            assert [(one.old, one.new) for one in pairing.pairs] == [(str(n), str(n)) for n in range(size)]


def found(old, new):
    """Old number -> new number of the pairs."""
    return pair(map(row, old), map(row, new)).now


def test_a_plan_that_is_numbered_anew_keeps_every_item():
    old = items(90)
    new = numbered([{**old[0], "title": "Sommerskole for 6. klasse", "text": "Ny."}, *reversed(old)])
    by_title = {item["title"]: str(item["nr"]) for item in new}
    assert found(old, new) == {str(item["nr"]): by_title[item["title"]] for item in old}


@pytest.mark.parametrize(
    "title",
    [
        "Renovering af svømehallen",  # a slip of the pen
        "Renovering af svømmehallen – udskudt",
        "Renovering af svømmehallen i hele kommunen",
        "RENOVERING AF SVØMMEHALLEN",
    ],
)
def test_a_title_that_is_edited_is_the_same_item_also_when_the_plan_is_numbered_anew(title):
    old = [*items(30), {**items(1)[0], "nr": 31, "title": "Renovering af svømmehallen", "text": "Bassinet er utæt."}]
    old = list({item["title"]: item for item in old}.values())
    new = numbered(reversed(changed(old, "Renovering af svømmehallen", title=title)))
    mine = next(str(item["nr"]) for item in new if item["title"] == title)
    assert found(old, new)[str(old[-1]["nr"])] == mine


def replaced(old, title, text="En helt anden sag.", amounts=None):
    """The plan with another item in the place and under the number of the first."""
    return [{**old[0], "title": title, "text": text, "amounts": amounts or {2027: 5_000}}, *old[1:]]


def test_another_item_under_the_old_number_is_not_the_old_one():
    old = items(20)
    pairing = pair(map(row, old), map(row, replaced(old, "Havnefest")))
    assert (pairing.gone, pairing.new, pairing.asked) == (("1",), ("1",), ())


@pytest.mark.parametrize(
    ("old_title", "new_title"),
    [
        ("Renovering af Bakkeskolen, etape 1", "Renovering af Bakkeskolen, etape 2"),
        ("Hastighedsdæmpning på Pilevej", "Hastighedsdæmpning på Skolegade"),
        ("Renovering af Askholt Centralskole, fase a", "Renovering af Lyngskolen, fase a"),
        ("Mistrivsel blandt piger i udskolingen", "Mistrivsel blandt drenge i udskolingen"),
    ],
)
def test_a_title_that_names_another_in_the_same_place_is_asked_and_never_taken(old_title, new_title):
    old = [{**items(1)[0], "title": old_title, "text": "Vejen sættes i stand."}, *items(20)[1:]]
    pairing = pair(map(row, old), map(row, replaced(old, new_title, "Vejen sættes i stand.")))
    assert [one[:2] for one in pairing.asked] == [("1", "1")]
    assert "1" not in pairing.now


def test_of_400_items_replaced_in_their_place_at_most_one_in_a_hundred_is_taken_for_the_old_one():
    taken = 0
    for seed in range(40):
        plan = items(100, seed)
        pairing = pair(map(row, plan[:50]), map(row, [{**plan[50 + n], "nr": n + 1} for n in range(10)] + plan[10:50]))
        taken += sum(one.old == one.new and int(one.old) <= 10 for one in pairing.pairs)
    assert taken <= 4


def twins(*parts):
    """Items of one title that differ in what is given."""
    base = {**items(1)[0], "title": "Effektivisering", "text": "", "type": "D", "section": "Drift", "amounts": {}}
    return [{**base, "nr": number, **part} for number, part in enumerate(parts, 1)]


def test_items_of_one_title_are_told_apart_by_kind_and_by_committee_and_amounts():
    old = twins({"type": "A"}, {"type": "D"}, {"bodies": ("KFU",), "amounts": {2027: 1}, "title": "Udbud"})
    old += [{**old[2], "nr": 4, "bodies": ("MTU",), "amounts": {2027: 900}}]
    assert found(old, numbered([old[3], old[1], old[2], old[0]])) == {"1": "4", "2": "2", "3": "3", "4": "1"}


def test_twins_that_nothing_tells_apart_are_known_by_number_until_the_plan_is_numbered_anew():
    others = [{**item, "nr": item["nr"] + 2} for item in items(20)]
    old = twins({}, {}) + others
    assert found(old, old)["1"] == "1"
    assert found(old, old)["2"] == "2"
    anew = numbered([others[0], *old[:2], *others[1:]])
    pairing = pair(map(row, old), map(row, anew))
    assert {"1", "2"}.isdisjoint(pairing.now)
    assert sorted(one[:2] for one in pairing.asked) == [("1", "2"), ("1", "3"), ("2", "2"), ("2", "3")]


def test_an_item_without_a_title_is_known_by_its_number_where_numbers_hold_and_by_its_text_else():
    old = items(20)
    blank = [{**old[0], "title": None}, *old[1:]]
    assert found(old, blank)["1"] == "1"
    known_by_the_rest = pair(map(row, old), map(row, numbered(blank[::-1])))
    assert known_by_the_rest.now["1"] == "20"
    bare = [{**old[0], "title": None, "text": None}, *old[1:]]
    assert pair(map(row, old), map(row, numbered(bare[::-1]))).gone == ("1",)


def test_an_item_whose_parts_add_up_is_asked_as_divided_and_from_the_other_side_as_joined():
    whole = {**items(1)[0], "title": "Klippekort til ældre", "text": "", "amounts": {2027: 300_000, 2028: 300_000}}
    parts = [
        {**whole, "nr": 2, "title": "Klippekort til ældre i eget hjem", "amounts": {2027: 200_000, 2028: 200_000}},
        {**whole, "nr": 3, "title": "Klippekort til ældre på plejehjem", "amounts": {2027: 100_000, 2028: 100_000}},
    ]
    divided, joined = pair([row(whole)], map(row, parts)), pair(map(row, parts), [row(whole)])
    assert [tuple(one) for one in divided.parts] == [(("1",), ("2", "3"), True)]
    assert [tuple(one) for one in joined.parts] == [(("2", "3"), ("1",), True)]
    assert (divided.pairs, divided.asked, divided.gone, divided.new) == ((), (), (), ())
    other = [parts[0], {**parts[1], "amounts": {2027: 150_000, 2028: 100_000}}]
    assert pair([row(whole)], map(row, other)).parts == ()


@pytest.mark.parametrize(
    ("titles", "is_divided"),
    [
        (("Renovering af skolernes fysiklokaler", "Renovering af skolernes musiklokaler"), True),
        (("Renovering af havnens kajanlæg", "Renovering af byens torve"), False),
    ],
)
def test_parts_whose_amounts_add_up_have_most_of_the_words_of_what_was_divided(titles, is_divided):
    whole = {**items(1)[0], "title": "Renovering af skolernes faglokaler", "text": "", "amounts": {2027: 300_000}}
    parts = [
        {**whole, "nr": number, "title": title, "amounts": {2027: amount}}
        for number, title, amount in zip((7, 8), titles, (100_000, 200_000), strict=True)
    ]
    assert bool(pair([row(whole)], map(row, parts)).parts) == is_divided


def test_every_candidate_that_is_as_near_as_the_best_is_named():
    old = [{**items(1)[0], "title": "Renovering af Bakkeskolen", "text": "", "amounts": {}}]
    new = [
        {**old[0], "nr": n, "title": f"Renovering af Bakkeskolen, etape {n - 5}", "bodies": ("MTU",)} for n in (6, 7)
    ]
    assert [one[:2] for one in pair(map(row, old), map(row, new)).asked] == [("1", "6"), ("1", "7")]


def test_a_description_that_several_items_have_is_no_likeness():
    old = [{**item, "text": "Se budgetaftalen."} for item in items(20)]
    new = replaced(old, "Havnefest", "Se budgetaftalen.")
    assert pair(map(row, old), map(row, new)).gone == ("1",)
    alone = [{**old[0], "text": "Kajen renoveres, og der kommer nye bænke."}, *old[1:]]
    told = replaced(alone, "Havnefest", "Kajen renoveres, og der kommer nye bænke.")
    assert pair(map(row, alone), map(row, told)).gone == ()


def edited(plan, made):
    """The plan after a month in an office: numbered anew, titles edited, items gone and new, rows moved."""
    keys = {id(item): item["nr"] for item in plan}
    fresh = iter(items(200, made.randrange(10**6))[::-1])
    known = {item["title"] for item in plan}
    new = [(keys[id(item)], dict(item)) for item in plan if made.random() > 0.04]
    for _, item in new:
        if made.random() < 0.08:
            place = made.randrange(1, len(item["title"]) - 1)
            item["title"] = item["title"][:place] + item["title"][place + 1 :]
        elif made.random() < 0.08:
            item["title"] += made.choice((" – udskudt", " i hele kommunen", " (ny frist)"))
        if made.random() < 0.1 and item["amounts"]:
            item["amounts"] = {year: amount * 2 for year, amount in item["amounts"].items()}
    for _ in range(4):
        new.insert(made.randrange(len(new)), (0, next(one for one in fresh if one["title"] not in known)))
    if made.random() < 0.5:
        made.shuffle(new)
    return {str(n): str(key) for n, (key, _) in enumerate(new, 1)}, numbered(item for _, item in new)


def test_over_240_months_of_editing_hardly_any_pair_is_wrong_few_are_asked_and_none_is_missed():
    wrong = asked = missed = total = 0
    for seed in range(240):
        made = random.Random(seed)
        old = items(60, seed)
        truth, new = edited(old, made)
        pairing = pair(map(row, old), map(row, new))
        right = {(key, now) for now, key in truth.items() if key != "0"}
        got = {(one.old, one.new) for one in pairing.pairs}
        questions = {one[:2] for one in pairing.asked}
        total += len(right)
        wrong += len(got - right)
        asked += len(questions)
        missed += len(right - got - questions)
    assert total > 13_000
    assert wrong <= total / 5_000
    assert asked <= 0.015 * total
    assert missed == 0


def test_plans_with_too_little_in_common_are_refused_in_one_sentence():
    old = [Row(str(n), title=f"x{n}") for n in range(4001)]
    new = [Row(str(n), title=f"y{n}") for n in range(4001)]
    with pytest.raises(PlanFileError) as failed:
        pair(old, new)
    assert str(failed.value) == (
        "De to planer kan ikke sammenlignes: 4001 indsatser i den ene og 4001 i den anden har ikke samme titel. "
        "Angiv to versioner af den samme plan."
    )


def test_how_surely_two_items_are_the_same_is_told():
    old = items(20)
    new = changed(old, old[3]["title"], title=old[3]["title"] + " – udskudt")
    how = {one.old: one.how for one in pair(map(row, old), map(row, new)).pairs}
    assert how == {str(n): Certainty.LIKELY if n == 4 else Certainty.SURE for n in range(1, 21)}
