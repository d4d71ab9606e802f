"""Marks and status words -> completion, and yes and no."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from udmoentning_xl.values.markers import (
    Completion,
    Habit,
    Marker,
    habit_of,
    is_mark,
    read_marker,
    read_yes,
    status_says_done,
    status_word,
)

DONE = [
    "X", "x", " X ", "X.", "X,", "X!", "X\u00a0", "X\u200b", "☒", "✓", "✔", "☑", "√", "✅", "✔\ufe0f",
    "X - overgået til drift", "overgået til drift", "Taget i brug", "Afsluttet", "afsl.", "AFSLUTTET", "AFSL",
    "Afslutet", "gennenført", "Gennemført", "Gennemfoert", "Udført", "Implementeret", "Realiseret", "Udmøntet",
    "Færdig", "Faerdig", "færdig!", "Effektueret", "Indfriet", "Ja", "ja", "JA", "SAND", "TRUE", "100 %", "100%",
    "100", "1,00", "X afsluttet", "X (AB)", "X, godkendt", "X=afsluttet", "☑ afsluttet", "Sagen er afsluttet",
    "Opgaven er løst", "Endeligt afsluttet", "Gennemført som planlagt", "Godkendt og afsluttet", "Afsluttet ultimo",
    '"x"', "'X", "”X”", "X - i drift", "Projekt gennemført", "Afsluttet\nJa", "Gennemført: ja",
    "Implementeret fuldt ud",
    "Implementering gennemført", "Udmøntningen er sket", "Målet er nået", "100% gennemført", "100 pct. udmøntet",
    "Gennemført. Målt til 10 %", "Ja, afsluttet", "Alle etaper gennemført", "I drift", "5 Afsluttet", "Afleveret",
    "Afsluttet og overdraget til driften",
]  # fmt: skip
OPEN = [
    "", " ", "-", "–", "/", "☐", "□", "Nej", "nej", "N", "FALSK", "FALSE", "0 %",
    "Afsluttes", "Forventes afsluttet", "Ikke afsluttet", "Ikke gennemført", "Endnu ikke gennemført", "Uudmøntet",
    "ufærdig", "Igangsat", "I gang", "Igangværende", "Påbegyndt", "Under udarbejdelse", "Under implementering",
    "I proces", "Ikke igangsat", "Ej påbegyndt", "Løbende", "Permanent", "Udskudt", "Udsat", "Sat i bero", "Afventer",
    "Afventer KL", "planlagt", "Næsten færdig", "bør afsluttes", "Afsluttet når byrådet har godkendt",
    "Afsluttet hvis puljen findes", "Nej, ikke endnu", "Mangler afslutning",
    "forv. gennemført", "planl. afsluttet", "est. færdig", "Ikke endnu", "Endnu ikke", "Not finished", "In progress",
    "Not yet", "Mangler at blive gennemført", "Gennemført: nej", "Sat på pause", "On hold", "0 % gennemført",
    "Ikke begyndt", "2 Projektering", "På sporet", "Udbud",
]  # fmt: skip
PARTIAL = [
    "delvist", "Delvis", "delvist afsluttet", "X delvist", "X (drift) / anlæg udestår", "X (mangler evaluering)",
    "Ja, delvist", "✔ delvist", "Fase 1 afsluttet", "1. etape gennemført", "Gennemført, men evaluering mangler",
    "Drift gennemført, anlæg udestår", "Analyse afsluttet, implementering i gang",
    "Til dels afsluttet", "60 % gennemført", "Udmøntet (ca. 40 pct.)", "Skoler: ja, daginstitutioner: nej",
    "Partly done", "90 %", "50", "99,5 %", "0,5", "ca. 80 %", "Halvdelen er gennemført",
    "Afsluttet for skolerne, ikke for dagtilbud",
]  # fmt: skip
DROPPED = [
    "Udgår",
    "Udgået",
    "Bortfaldet",
    "Annulleret",
    "Trukket",
    "Trukket tilbage",
    "Sagen er trukket",
    "Udgår af planen",
    "Bortfaldet pga. ny lov",
    "Udgår jf. aftalen",
    "Udgået, erstattet af B-12",
    "Bortfaldet, se nr. 9",
    "Projektet er opgivet, da ejeren sælger",
    "Ikke længere aktuelt",
    "Taget ud af planen",
]
UNCLEAR = [
    "✗", "✘", "❌", "þ", "ý", "ü", "J", "K", "L", "☺", "😐", "☹", "🟢", "XX", "xxx", "X X", "X?", "?X", "(X)", "[x]",
    "X*", "X/", "X-", "1", "0", "110 %", "OK", "ok", "o.k.", "Taget til efterretning", "Godkendt", "Tiltrådt",
    "Drøftet", "Oversendt", "Orienteret", "Til orientering", "se bemærkning", "jf. pkt. 4", "samme som nr. 7", '"',
    "?", "Afsluttet?", "ja?", "Udgår?", "Ikke udgået", "Lukket", "Grøn", "n/a", "X - afventer KB", "X udgår",
    "X se bemærkning", "X - drift", "X besparelse", "X til opfølgning",
    "Nej / X", "Gennemført uden effekt", "Høringen er gennemført",

    "Plan for implementering afsluttet", "Nej, bortfaldet", "Afsluttet, se bemærkning",
    "Målet er nået?", "Realiseres ikke", "hest",
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "completion"),
    [
        (text, completion)
        for completion, texts in (
            (Completion.DONE, DONE),
            (Completion.OPEN, OPEN),
            (Completion.PARTIAL, PARTIAL),
            (Completion.DROPPED, DROPPED),
            (Completion.UNCLEAR, UNCLEAR),
        )
        for text in texts
    ],
)
def test_only_what_surely_means_done_is_done(text: str, completion: Completion) -> None:
    marker = read_marker(text)
    assert (marker.completion, marker.day_text, marker.lookalike) == (completion, "", "")
    assert bool(marker.why) == (completion == Completion.UNCLEAR)


@pytest.mark.parametrize(
    ("text", "completion", "day_text"),
    [
        ("X (KB 30/1)", Completion.DONE, "30/1"),
        ("X 30/1-24", Completion.DONE, "30/1-24"),
        ("X, marts 2024", Completion.DONE, "marts 2024"),
        ("X 2024", Completion.DONE, "2024"),
        ("✓ 12/3", Completion.DONE, "12/3"),
        ("ja - 12/3", Completion.DONE, "12/3"),
        ("12-12-2023", Completion.DONE, "12-12-2023"),
        ("30/1", Completion.DONE, "30/1"),
        ("d. 30/1", Completion.DONE, "30/1"),
        ("12. marts", Completion.DONE, "12. marts"),
        ("2024-03-01 00:00:00", Completion.DONE, "2024-03-01 00:00:00"),
        ("Afsluttet i KB 30/1", Completion.DONE, "30/1"),
        ("afsluttes juni 2024", Completion.OPEN, "juni 2024"),
        ("Annulleret 12/3", Completion.DROPPED, "12/3"),
        ("Gennemført efterår 2024", Completion.DONE, "efterår 2024"),
        ("100 % (ØU 30/1)", Completion.DONE, "30/1"),
        ("Afsluttet 1. marts 2027, jf. ØU", Completion.DONE, "1. marts 2027"),
        ("Godkendt KB 12-12-2023", Completion.UNCLEAR, "12-12-2023"),
        ("Q2 2024", Completion.UNCLEAR, "Q2 2024"),
        ("uge 12", Completion.UNCLEAR, "uge 12"),
        ("2/3 færdig", Completion.UNCLEAR, "2/3"),
        ("X 1. kvt. 24", Completion.DONE, "1. kvt. 24"),
        ("Afsluttet Q1/24", Completion.DONE, "Q1/24"),
        ("X uge 10/2024", Completion.DONE, "uge 10/2024"),
        ("Afsluttet ultimo 2024", Completion.DONE, "ultimo 2024"),
        ("X, jan.-marts 2024", Completion.DONE, "jan.-marts 2024"),
        ("1/7 og 1/9 afsluttet", Completion.DONE, "1/7 og 1/9"),
        ("Færdig mandag den 3. marts", Completion.DONE, "mandag den 3. marts"),
        ("X kl. 10.30", Completion.UNCLEAR, ""),
        ("Gennemført, møde nr. 3/2024", Completion.UNCLEAR, ""),
        ("primo maj 2024", Completion.UNCLEAR, "primo maj 2024"),
    ],
)
def test_the_date_beside_a_mark_is_handed_over_as_written(text: str, completion: Completion, day_text: str) -> None:
    marker = read_marker(text)
    assert (marker.completion, marker.day_text) == (completion, day_text)


@pytest.mark.parametrize("char", ["Х", "х", "Χ", "×", "✕", "✖", "Ｘ", "Ⅹ"])
def test_a_character_that_looks_like_an_x_is_read_as_one_and_told(char: str) -> None:
    assert read_marker(f"{char} ") == Marker(Completion.DONE, lookalike=char)
    assert read_marker(f"{char} (KB 30/1)") == Marker(Completion.DONE, day_text="30/1", lookalike=char)
    assert is_mark(char)


def test_a_day_after_faerdig_is_when_it_is_due_and_not_that_it_has_come() -> None:
    assert status_word("Færdig 30. september 2030") is None
    assert status_word("Er færdig 30. september 2030") == Completion.DONE


def test_a_word_that_is_only_near_one_of_completion_is_not_done() -> None:
    assert read_marker("Afslutet").completion == Completion.DONE
    assert read_marker("Udmønt").completion == Completion.UNCLEAR
    assert read_marker("Ugennemført").completion == Completion.UNCLEAR


@pytest.mark.parametrize("text", ["Formentlig afsluttet", "Måske gennemført", "Vist nok færdigt"])
def test_what_somebody_only_believes_to_be_done_is_asked(text: str) -> None:
    assert read_marker(text).completion == Completion.UNCLEAR


def test_a_full_stop_alone_is_open_and_told() -> None:
    assert read_marker(".") == Marker(Completion.OPEN, why="punktum læst som tom celle")


@pytest.mark.parametrize(
    ("column", "habit"),
    [
        (["1", "0", "", "1"], Habit.ZERO_ONE),
        (["1", "1", ""], Habit.ZERO_ONE),
        (["J", "N", ""], Habit.YES_NO),
        (["J", "K", "L"], Habit.PLAIN),
        (["J", "", "J"], Habit.PLAIN),
        (["X", "1"], Habit.PLAIN),
        (["", ""], Habit.PLAIN),
    ],
)
def test_the_whole_column_tells_how_it_is_filled_in(column: list[str], habit: Habit) -> None:
    assert habit_of(column) == habit


def test_one_and_j_mean_done_only_where_the_column_says_so() -> None:
    assert [read_marker(text, Habit.ZERO_ONE).completion for text in ("1", "0", "")] == ["done", "open", "open"]
    assert [read_marker(text, Habit.YES_NO).completion for text in ("J", "N", "")] == ["done", "open", "open"]
    assert [read_marker(text).completion for text in ("1", "J")] == ["unclear", "unclear"]


@pytest.mark.parametrize(
    ("text", "mark"),
    [("X", True), ("x.", True), ("✓", True), ("☒", True), ("×", True)]
    + [(text, False) for text in ("", "XX", "(X)", "X?", "☐", "✗", "X 30/1", "A", "1")],
)
def test_a_mark_is_one_sign_and_nothing_else(text: str, mark: bool) -> None:
    assert is_mark(text) is mark


@pytest.mark.parametrize(
    ("answer", "texts"),
    [
        (True, ["X", "Ja", "✓", "S", "1", "true", "SAND", "Х", "j", "Strategisk"]),
        (True, ["ja, strategisk", "X (pga. pris)"]),
        (False, ["", " ", "Nej", "nej.", "-", "–", "0", "FALSK", "☐", "n", "Åben", "ikke fortrolig"]),
        (True, ["'X"]),
        (False, ["Ikke lukket punkt", "Offentlig"]),
        (None, ["Ja?", "(X)", "hest", "måske", "delvist", "X*", "X - ikke mere"]),
    ],
)  # fmt: skip
def test_a_yes_or_no_column_is_clear_or_unclear(answer: bool | None, texts: list[str]) -> None:
    assert [(text, read_yes(text)) for text in texts] == [(text, answer) for text in texts]


@pytest.mark.parametrize(
    "text",
    [
        "Gennemført", "afsluttet 12/3", "Sagen er afsluttet", "Arbejdet er færdigt", "Gennemført efter planen",
        "Er implementeret pr. 1. januar 2024", "Indsatsen er afsluttet. Der er udsendt orientering.",
        "Projektet er gennemført i marts 2024 og evalueret.", "Tiltaget er fuldt implementeret.\nIngen bemærkninger",
        "Afsluttet som planlagt i 2. kvartal 2024", "Indsatsen anses for gennemført",
        "Alle indsatser er gennemført", "Besparelsen er realiseret fuldt ud", "Afsluttet. Ingen yderligere handling",
        "Projektet blev taget i brug og overgik til drift 1/8", "Realiseret ved budgetvedtagelsen",
    ],
)  # fmt: skip
def test_a_status_that_surely_says_done_says_done(text: str) -> None:
    assert status_says_done(text)


@pytest.mark.parametrize(
    "text",
    [
        "", "X", "forventes afsluttet", "Forventet afsluttet", "ikke gennemført", "afsluttes i 2025",
        "delvist gennemført", "Kan afsluttes", "afsluttet når KB har behandlet",
        "Når arbejdet er afsluttet, evalueres", "Høringen er gennemført", "Afsluttet? Afklares med BUU",
        "Udbuddet er afsluttet, byggeri i gang", "Analysen er gennemført, men indsatsen er ikke afsluttet",
        "Indarbejdet i budgettet", "Aktiviteten er afsluttet; næste fase starter i maj",
        "Indsatsen er afsluttet. Evaluering mangler.", "Skolen er ikke afsluttet",
        "opstart 1. marts 2025, færdig 30. september 2026", "Start: 2025. Færdig: 2026",
        "Opstart i maj\nAfsluttet i juni",
        "Forv. færdig 2026", "Tidsplan: analyse maj, gennemført august", "Byggestart april; færdig oktober",
    ],
)  # fmt: skip
def test_an_expectation_a_step_or_a_condition_says_nothing_of_done(text: str) -> None:
    assert not status_says_done(text)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Igangsat", Completion.OPEN),
        ("Vi afventer svar fra KL", Completion.OPEN),
        ("Sagen er udskudt til maj", Completion.OPEN),
        ("Afsluttet", Completion.DONE),
        ("Delvist gennemført", Completion.PARTIAL),
        ("Bortfaldet", Completion.DROPPED),
        ("Udgår af budgettet", Completion.DROPPED),
        ("Udgår måske", None),
        ("Udgår. Løses af foreningerne selv.", Completion.DROPPED),
        ("Udgår. Gennemføres i 2027.", None),
        ("Udgår. Udvalget afventer ny lov", None),
        ("Gennemført administrativt.", Completion.DONE),
        ("Delvist gennemført. Notat forelagt, mangler økonomien.", Completion.PARTIAL),
        ("Grøn", None),
        ("Godkendt", None),
        ("OK", None),
        ("Forløber efter planen", None),
        ("", None),
    ],
)
def test_a_status_word_is_sure_or_none(text: str, word: Completion | None) -> None:
    assert status_word(text) == word


WORDS = st.lists(
    st.sampled_from([*DONE[:40], *OPEN[:40], *UNCLEAR, "ikke", "men", "30/1", "2024", "(", ")", ".", "\n"]), max_size=6
)


@settings(derandomize=True, max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=60), WORDS.map(" ".join)))
@example("X" * 32_767)
@example("afsluttet " * 3_200)
@example("1/1 " * 8_000)
@example("(" * 32_767)
def test_no_text_breaks_the_readers_of_marks(text: str) -> None:
    assert read_marker(text).completion in Completion
    assert status_word(text) in (None, *Completion)
    assert read_yes(text) in (True, False, None)
    assert not is_mark(text) or read_marker(text).completion == Completion.DONE


@settings(derandomize=True, max_examples=200)
@given(
    st.sampled_from(["ikke", "endnu ikke", "forventes", "skal være", "delvist", "næsten"]),
    st.sampled_from(["afsluttet", "gennemført", "udmøntet"]),
)
def test_what_takes_a_word_back_is_never_done(before: str, word: str) -> None:
    assert read_marker(f"{before} {word}").completion in (Completion.OPEN, Completion.PARTIAL)
    assert not status_says_done(f"Indsatsen er {before} {word}")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Grøn – følger planen", Completion.OPEN),
        ("Rød: ikke begyndt", Completion.OPEN),
        ("Blå, færdig", Completion.DONE),
    ],
)
def test_a_light_before_the_words_says_no_more_than_they_do(text, said):
    assert status_word(text) == said
