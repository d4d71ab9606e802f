"""The words of secrecy: certain ones close, the rest hold, and no text breaks the reader."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from udmoentning_xl.values.secrecy import Marking, Secrecy, read_secrecy, says_open, unmasked


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ØK (lukket)", "lukket"),
        ("Køb af grund - Lukket punkt", "Lukket punkt"),
        ("Lukket - ØU -", "Lukket"),
        ("Lukket", "Lukket"),
        ("LUKKET: udbud", "LUKKET"),
        ("KB, lukket", "lukket"),
        ("ØK lukket", "lukket"),
        ("LUK", "LUK"),
        ("Fortroligt: forhandling med ejer", "Fortroligt"),
        ("fortroligt bilag", "fortroligt bilag"),
        ("Orientering om personsag", "personsag"),
        ("Personalesag", "Personalesag"),
        ("ikke til udsendelse", "ikke til udsendelse"),
        ("Må ikke offentliggøres", "Må ikke offentliggøres"),
        ("undtaget fra aktindsigt", "undtaget fra aktindsigt"),
        ("Behandles for lukkede døre", "for lukkede døre"),
        ("Drift\n(lukket)", "lukket"),
        ("Ikke offentligt", "Ikke offentligt"),
        ("Salg af areal (ikke-offentlig)", "ikke-offentlig"),
        ("ikke offentligt bilag", "ikke offentligt bilag"),
        ("Notatet er fortroligt", "Notatet er fortroligt"),
        ("Sagen er lukket punkt", "lukket punkt"),
        ("Bilaget er lukket", "Bilaget er lukket"),
        ("Bilag 7 er lukket", "Bilag 7 er lukket"),
        ("Aftalen er fortrolig", "er fortrolig"),
        ("Ikke til offentlighed", "Ikke til offentlighed"),
        ("Lukket (§ 10, stk. 2)", "Lukket"),
        ("§ 10 - fortroligt", "fortroligt"),
        ("Køb af grund FORTROLIGT", "FORTROLIGT"),
        ("Fortroligt vedr. ejer", "Fortroligt"),
        ("_lukket_", "lukket"),
        ("Sagen behandles fortroligt", "Sagen behandles fortroligt"),
        ("Lukket ØU-sag", "Lukket ØU-sag"),
        ("Lukket pkt. 9", "Lukket pkt"),
        ("Udbud, *lukket*", "lukket"),
        ("Hemmeligt!", "Hemmeligt"),
        ("Udsendes ikke", "Udsendes ikke"),
        ("Ej offentligt", "Ej offentligt"),
    ],
)
def test_a_certain_mark_closes_and_is_found_as_written(text: str, words: str) -> None:
    assert read_secrecy(text) == Marking(Secrecy.CLOSED, words)


@pytest.mark.parametrize(
    "text",
    [
        "", "Lukket institution nedrives", "Svømmehallen er lukket i juli", "Biblioteket har lukket", "Skolen lukkes",
        "Åben sag", "køb af ejendom", "Salg af rådhuset", "Fortrolig rådgivning til unge",
        "Lukket psykiatrisk afdeling", "Udelukket", "Ikke fortroligt bilag", "Ikke lukket sag", "ingen lukkede møder",
        "Ikke for lukkede døre", "Bilaget er ikke fortroligt", "Ikke offentlig transport", "Bygningen er lukket",
        "Vi kan lukke punkter hurtigere", "Opsigelse af lejemålet Nygade 8", "Opsigelse af Bech Rengøring A/S",
        "Opsigelse af aftalen om kørsel", "Afsked af skolelederuddannelsen", "Internt marked: to spor",
        "Gæstehuset i Præstø lukkede 28. februar", "Om 0101901018", "Afsluttet. Hallen i nord lukkede i maj",
    ],
)  # fmt: skip
def test_ordinary_words_mark_nothing(text: str) -> None:
    assert read_secrecy(text) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Lukket pga. udbud", "Lukket pga. udbud"),
        ("Se bilag\nFortr., jf. aftale\nFærdig", "Fortr., jf. aftale"),
        ("Fortrolig indtil 1. maj", "Fortrolig indtil 1. maj"),
        ("CPR: 0101901234", "CPR: 0101901234"),
        ("Om 0101901017", "Om 0101901017"),
        ("for\u00adtor\u00adligt", "fortorligt"),
        ("Frotroligt", "Frotroligt"),
        ("Lukke punkt", "Lukke punkt"),
        ("Prisen må ikke oplyses før udbuddet er afsluttet", "Prisen må ikke oplyses før udbuddet er afsluttet"),
        ("Drøftes kun i gruppeformandskredsen", "Drøftes kun i gruppeformandskredsen"),
        ("Vi har ikke fortalt udvalget om det endnu", "Vi har ikke fortalt udvalget om det endnu"),
        ("Opsigelse af Bodil Kvisthøj", "Opsigelse af Bodil Kvisthøj"),
        ("Bortvisning af skoleleder", "Bortvisning af skoleleder"),
        ("Hold det for jer selv", "Hold det for jer selv"),
        ("Intern liste", "Intern liste"),
        ("Ikke til politisk behandling endnu", "Ikke til politisk behandling endnu"),
        ("- intern note: ring til ejeren", "- intern note: ring til ejeren"),
        ("Ny sal. [Internt: prisen er 3 mio.]", "Ny sal. [Internt: prisen er 3 mio.]"),
        ("Punktet lukkes, når det er behandlet", "Punktet lukkes, når det er behandlet"),
        (
            "Efter aftale med ejeren af grunden holdes prisen hemmelig, til kontrakten er skrevet under af begge to",
            "…af grunden holdes prisen hemmelig, til kontrakten er skrevet under af begge to",
        ),
    ],
)
def test_what_may_mean_it_holds_with_the_words_round_it(text: str, words: str) -> None:
    assert read_secrecy(text) == Marking(Secrecy.HELD, words)


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("ｌｕｋｋｅｔ", "lukket"), ("f o r t r o l i g t", "fortroligt"), ("L.U.K.K.E.T", "LUKKET"),
        ("lukk\u0435t", "lukket"), ("for\u00adtro\u200blig", "fortrolig"), ("𝐥𝐮𝐤𝐤𝐞𝐭", "lukket"),
        ("f0rtr0ligt", "fortroligt"),
        ("Åben æøå", "Åben æøå"), ("A/S og I/S", "A/S og I/S"), ("B 4 U", "B 4 U"), ("2024-2027", "2024-2027"),
    ],
)  # fmt: skip
def test_a_disguise_is_taken_off(text: str, seen: str) -> None:
    assert unmasked(text) == seen


def test_open_is_said_only_where_nothing_is_closed() -> None:
    assert [says_open(text) for text in ("Åbne punkter", "Offentlig", "Åben/lukket", "Skoler")] == [
        True,
        True,
        False,
        False,
    ]


@settings(derandomize=True, max_examples=300, deadline=None)
@given(st.text(max_size=80))
@example("lukket " * 4_000)
@example("l u " * 8_000)
@example("ikke offentlig " * 2_000)
@example("1" * 32_767)
def test_no_text_breaks_the_reader_of_secrecy(text: str) -> None:
    mark = read_secrecy(text)
    assert mark is None or (mark.answer > Secrecy.OPEN and mark.words)
