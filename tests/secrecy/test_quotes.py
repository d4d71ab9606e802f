"""An open item that quotes one that is closed or held is itself held; what the plan says all the time is no quote."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plans import make_plan

from udmoentning_xl.secrecy import held_reasons, quotes
from udmoentning_xl.secrecy.quotes import Quote

LAND = {
    "id": "D-3.06",
    "number": "3.06",
    "title": "Køb af jord ved Grenaa Havn (lukket punkt)",
    "remarks": "Ejeren har budt 4,2 mio. kr. og vil have svar inden sommerferien. Afventer",
    "confidential": True,
    "description": "Matr.nr. 14bx og vejen til Kvistrupgård, Strandgade 14",
    "amounts": {2025: 4_237_000, 2026: 734_000},
}
HALL = {"id": "A-7", "number": "7", "title": "Salg af svømmehallen i Auning", "description": "Se bilag 4"}
OTHER = [
    {"id": f"H-{n}", "title": title}
    for n, title in enumerate(("Mere pædagogik i Auning", "Cykelstier i Auning", "Kost i skolen"), 1)
]
HELD = {"what": "held", "item": "A-7", "cell": "Plan!I5", "text": "„fortr.“"}


def found(name: str = "remarks", text: str = "") -> list[Quote]:
    plan = make_plan([LAND, HALL, *OTHER, {"id": "D-9", "title": "Havnens økonomi", name: text}], [HELD])
    return [quote for quote in quotes(plan, {"D-3.06", "A-7"}, list(plan.items.index)) if quote.item == "D-9"]


@pytest.mark.parametrize(
    ("text", "about", "words"),
    [
        ("Se Køb af jord ved Grenaa Havn", "D-3.06", "Køb af jord ved Grenaa Havn"),
        ("Se Køb af jord ved Grenaa Havn (lukket punkt)", "D-3.06", "Køb af jord ved Grenaa Havn"),
        ("Jorden ved Grenaa Havns købes først", "D-3.06", "Jorden ved Grenaa Havns købes"),
        ("købet af jorden ved Grenaa", "D-3.06", "købet af jorden ved Grenaa"),
        ("Hænger sammen med køb af jord", "D-3.06", "køb af jord"),
        ("Se k\u00adøb af j\u00adord ved Gre\u00adnaa Havn", "D-3.06", "køb af jord ved Grenaa Havn"),
        ("KØB AF JORD, GRENAA HAVN", "D-3.06", "KØB AF JORD, GRENAA HAVN"),
        ("Køb\naf jord ved\u00a0Grenaa  Havn", "D-3.06", "Køb af jord ved Grenaa Havn"),
        ("Vi venter på salget af svømmehallen i Auning", "A-7", "salget af svømmehallen i Auning"),
        ("se pkt. 3.06", "D-3.06", "pkt. 3.06"),
        ("jf. punkt 3.06.", "D-3.06", "punkt 3.06"),
        ("Afhænger af nr. 3.06", "D-3.06", "nr. 3.06"),
        ("Afhænger af D-3.06", "D-3.06", "D-3.06"),
        ("Afhænger af D 3.06", "D-3.06", "D 3.06"),
        ("pkt. 3.05 og 3.06", "D-3.06", "pkt. 3.05 og 3.06"),
        ("(3.06)", "D-3.06", "3.06"),
        ("Se #7", "A-7", "#7"),
        ("Matrikel 14 bx er målt op", "D-3.06", "14 bx"),
        ("Køb af Kvistrup gård er aftalt", "D-3.06", "Kvistrup gård"),
        ("Strandgade nr. 14 ryddes", "D-3.06", "Strandgade nr. 14"),
        ("Se emne 7", "A-7", "emne 7"),
        ("Se A7", "A-7", "A7"),
        ("Samordnes med Grenaa", "D-3.06", "Grenaa"),
        ("Samordnes med Gre-\nnaa", "D-3.06", "Gre-\nnaa"),
        ("Samordnes med GRENÅ", "D-3.06", "GRENÅ"),
        ("Budet er 4.237 tkr.", "D-3.06", "4.237 tkr"),
        ("Købet koster 734 t.kr. mere", "D-3.06", "734 t.kr"),
        ("Matr.nr. 14bx er målt op", "D-3.06", "14bx"),
        ("Budet er 4,237 mio. kr.", "D-3.06", "4,237 mio"),
        ("Som sagt: ejeren har budt 4,2 mio. kr. og vil", "D-3.06", "ejeren har budt 4,2 mio. kr. og"),
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "name", ["description", "process", "cross_cutting", "remarks", "committee_text", "status_text"]
)
def test_a_quote_is_found_in_any_text(text, about, words, name):
    first = found(name, text)[0]
    assert (first.item, first.field, first.about, first.words) == ("D-9", name, (about,), words)


@pytest.mark.parametrize(
    "text",
    [
        "Skolen i Auning udvides", "Jorden er giftig", "Køb af computere", "Der købes ny jord", "Auning Skole",
        "3.060 mio. kr.", "3,06 mio. kr.", "3.07", "D-3.061", "Klokken 7", "7 pladser", "7", "Se bilag 4",
        "Salg af el fra solceller", "4,2 mio. kr.", "4.230 kr.", "42.370 kr. i 2026",
        "Svar inden sommerferien", "d. 3.06.2025",
    ],
)  # fmt: skip
def test_what_merely_has_words_in_common_is_no_quote(text):
    assert found(text=text) == []


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("BUU 29-11-2026: Afventer", "BUU 29-11-2026: Godkendt"),
        ("Svar 2026-11-29", "Møde 2026-11-29"),
        ("Svar 29/11-2026", "Møde 29/11-2026"),
        ("Jf. budget 2025-2028", "Se budget 2025-2028"),
        ("Del 1.", "Del 1."),
        ("Fase 2 afventer", "Fase 2"),
        ("Gruppe 3 afventer. En gruppe til", "Gruppe 3"),
    ],
)
def test_a_day_a_pair_of_years_and_a_part_with_its_number_are_no_quote(written, text):
    items = [{"id": "A-1", "title": "Bud", "remarks": written}, {"id": "D-9", "title": "Sti", "remarks": text}]
    assert quotes(make_plan(items), {"A-1"}, {"D-9"}) == []


@pytest.mark.parametrize(
    ("kroner", "text", "words"),
    [
        (12_500_000, "Ca. 12½ mio. kr. til havnen", "12½ mio"),
        (2_250_000, "Bud på 2¼ mio.", "2¼ mio"),
        (-2_750_000, "Vi byder 2 ¾ mill. kr.", "2 ¾ mill"),
        (12_500_000, "Ca. 12 1/2 mio. kr.", "12 1/2 mio"),
        (2_250_000, "Bud på 3¼ mio.", ""),
        (2_250_000, "Side 2 1/4 om vejen", ""),
    ],
)
def test_an_amount_with_a_fraction_is_the_same_amount(kroner, text, words):
    land = {"id": "A-1", "title": "Bud", "amounts": {2026: kroner}}
    found = quotes(make_plan([land, {"id": "D-9", "title": "Sti", "remarks": text}]), {"A-1"}, {"D-9"})
    assert [one.words for one in found] == ([words] if words else [])


def test_an_amount_that_an_open_item_has_too_tells_nothing():
    road = {"id": "D-9", "title": "Vejen", "remarks": "Vejen koster 734 t.kr.", "amounts": {2026: 734_000}}
    assert quotes(make_plan([LAND, road]), {"D-3.06"}, {"D-9"}) == []


@pytest.mark.parametrize(
    "text",
    ["Vi flytter til Nygade 8", "Aftales med Bech og Søn", "Jens Kolds bygning", "De 34 boliger nedlægges først",
     "Seks lærere afskediges til sommer"],
)  # fmt: skip
def test_names_of_several_words_and_so_many_of_something_are_known_again(text):
    described = "Nygade 8 købes af Bech & Søn ved Jens Kold. 34 boliger nedlægges, og seks lærere afskediges."
    closed = {"id": "A-1", "title": "Bud", "description": described, "confidential": True}
    assert {
        one.item
        for one in quotes(make_plan([closed, {"id": "D-9", "title": "Sti", "remarks": text}]), {"A-1"}, {"D-9"})
    } == {"D-9"}


@pytest.mark.parametrize(("others", "quoted"), [(1, True), (2, False)])
def test_a_name_in_a_section_of_its_own_is_quoted_and_what_a_section_of_several_is_called_is_no_name(others, quoted):
    land = {**LAND, "remarks": "Ejeren er Havneholm"}
    items = [{"id": f"D-{n}", "title": f"Emne {n}", "section": "Følger af Havneholm"} for n in range(others)]
    found = quotes(make_plan([land, *items]), {"D-3.06"}, [one["id"] for one in items])
    assert [quote.words for quote in found] == (["Havneholm"] if quoted else [])


def test_a_name_that_stands_in_a_longer_one_is_quoted_also_where_two_items_have_it():
    secret = {**LAND, "description": "Kontakt til Birgitte Ravnsborg om grunden"}
    quoting = [
        {"id": "D-1", "title": "Flere cykelstier", "remarks": "Ravnsborg følger op"},
        {"id": "D-2", "title": "Mere kost", "remarks": "Drøftes med B. Ravnsborg"},
    ]
    plan = make_plan([secret, *quoting])
    assert [(one.item, one.words) for one in quotes(plan, {"D-3.06"}, ["D-1", "D-2"])] == [
        ("D-1", "Ravnsborg"),
        ("D-2", "Ravnsborg"),
    ]


def test_a_word_that_is_written_with_a_small_letter_too_is_no_name():
    closed = {"id": "A-1", "title": "Køb", "description": "Solgt til Holding og Skole", "confidential": True}
    team = {"id": "D-9", "title": "Hold", "remarks": "Holdet udvides. Skole og skoler drøftes"}
    plan = make_plan([closed, team, {"id": "D-8", "title": "Tilbygning", "remarks": "Ved hver skole"}])
    assert quotes(plan, {"A-1"}, {"D-9", "D-8"}) == []


def test_what_many_items_say_is_the_plans_own_way_of_putting_things():
    common = "Administrationen udarbejder et oplæg, som fagudvalget behandler i første halvår"
    closed = {"id": "D-1", "title": "Personsagen", "process": common, "confidential": True}
    items = [{"id": f"H-{n}", "title": f"Emne {n}", "process": common} for n in range(1, 5)]
    assert quotes(make_plan([closed, *items]), {"D-1"}, {"H-1", "H-2", "H-3", "H-4"}) == []
    assert [one.item for one in quotes(make_plan([closed, *items[:2]]), {"D-1"}, {"H-1", "H-2"})] == ["H-1", "H-2"]


def test_an_item_of_the_same_title_is_the_same_matter_unless_many_matters_are_called_so():
    twin = {"id": "D-9", "title": "Køb af jord ved Grenaa Havn"}
    assert [one.item for one in quotes(make_plan([LAND, twin]), {"D-3.06"}, {"D-9"})] == ["D-9"]
    saving = [{"id": "D-1", "title": "Effektivisering"}, {"id": "D-2", "title": "Effektivisering"}]
    assert quotes(make_plan(saving), {"D-1"}, {"D-2"}) == []


def reasons(*items):
    """Item -> why it is held."""
    return {item: [one.words for one in own] for item, own in held_reasons(make_plan(list(items))).items()}


def test_a_matter_in_two_rows_is_held_where_one_of_them_is_closed():
    closed = {"id": "A-1", "title": "Projekt Voldby (lukket)", "number": "2", "row": 7, "confidential": True}
    same = {"id": "A-2", "title": "Projekt Voldby", "number": "3", "row": 12}
    below = {"id": "A-3", "title": "Klatrevæg", "number": "2", "row": 8}
    others = {"id": "A-4", "title": "Bænke", "number": "2", "row": 20}
    assert reasons(closed, below, same, others) == {
        "A-2": ["hedder det samme som den lukkede indsats A-1"],
        "A-3": ["har samme nummer som den lukkede indsats A-1"],
    }


def test_a_matter_in_several_rows_below_each_other_is_held_in_all_of_them():
    rows = [("A-1", "Klatrevæg", "2"), ("A-2", "Bænke", "2."), ("A-3", "Grus", "2"), ("A-4", "Træer", "3")]
    items = [{"id": one, "title": title, "number": number, "row": row} for row, (one, title, number) in enumerate(rows)]
    for at in range(3):
        closed = items[at]["id"]
        marked = [{**item, "confidential": True} if item["id"] == closed else item for item in items]
        told = [f"har samme nummer som den lukkede indsats {closed}"]
        assert reasons(*marked) == {item["id"]: told for item in items[:3] if item["id"] != closed}


def test_what_many_items_are_called_holds_none_of_them():
    closed = {"id": "A-1", "title": "Effektivisering", "confidential": True}
    assert reasons(closed, *({"id": f"A-{n}", "title": "Effektivisering"} for n in range(2, 5))) == {}


def test_the_reason_says_what_is_quoted_and_where():
    plan = make_plan([LAND, HALL, {"id": "D-9", "title": "Havnen", "remarks": "Se A-7 og pkt. 3.06"}], [HELD])
    assert {item: [one.words for one in own] for item, own in held_reasons(plan).items()} == {
        "A-7": ["„fortr.“"],
        "D-9": [
            "nævner den lukkede indsats D-3.06: „pkt. 3.06“",
            "nævner en indsats, der er holdt tilbage, A-7: „A-7“",
        ],
    }


def test_what_one_cause_holds_with_others_is_not_said_to_be_quoted():
    cause = {"what": "held", "cell": "Plan!A1", "text": "arket er skjult"}
    plan = make_plan(
        [HALL, {"id": "D-9", "title": "x", "remarks": "Se A-7"}], [cause | {"item": one} for one in ("A-7", "D-9")]
    )
    assert [[one.words for one in own] for own in held_reasons(plan).values()] == [["arket er skjult"]] * 2


TITLES = st.lists(
    st.sampled_from(["Køb", "Salg", "Nedrivning", "Udvidelse", "bygning", "skole", "havn", "areal", "plejehjem"]),
    min_size=2, max_size=5, unique=True,
)  # fmt: skip
ENDINGS = st.sampled_from(["", "en", "et", "er", "erne", "s", "ens"])


@settings(derandomize=True, max_examples=150, deadline=None)
@given(TITLES, st.lists(ENDINGS, min_size=5, max_size=5), st.integers(0, 4), st.booleans(), st.booleans())
def test_any_title_is_found_inflected_soft_hyphenated_and_in_a_sentence(words, endings, hyphen, closed, upper):
    title = " ".join(words)
    pairs = zip(words, endings, strict=False)
    inflected = [word.removesuffix("e" * (ending[:1] == "e")) + ending for word, ending in pairs]
    place = hyphen % len(inflected)
    inflected[place] = f"{inflected[place][:2]}\u00ad{inflected[place][2:]}"
    text = f"Vi afventer {' '.join(inflected)} til foråret."
    secret = {"id": "A-1", "title": title, "confidential": closed}
    held = [] if closed else [HELD | {"item": "A-1"}]
    plan = make_plan([secret, {"id": "D-2", "title": "Budget", "remarks": text.upper() if upper else text}], held)
    assert [one.about for one in held_reasons(plan)["D-2"]] == [("A-1",)]
