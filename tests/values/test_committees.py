"""Names of bodies as people write them -> the bodies of the register, for registers of several kinds."""

from datetime import date

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from udmoentning_xl.register import Body, Role
from udmoentning_xl.values.committees import CommitteeReader, CommitteeText, Mention

FINANCE, COUNCIL, OTHER, STANDING = Role.FINANCE, Role.COUNCIL, Role.OTHER, Role.STANDING

#: Abbreviations and long names, as most municipalities have them.
COAST = CommitteeReader(
    (
        Body("ØK", "Økonomiudvalget", FINANCE, ("ØU",)),
        Body("KB", "Kommunalbestyrelsen", COUNCIL),
        Body("BUU", "Børne- og ungdomsudvalget", STANDING, ("Børn og unge",)),
        Body("VPU", "Voksen- og plejeudvalget"),
        Body("MTU", "Miljø- og teknikudvalget", STANDING, ("TMU", "Teknik- og miljøudvalget")),
        Body("KFU", "Kultur- og fritidsudvalget"),
        Body("KUU", "Kultur- og udviklingsudvalget", valid_to=date(2017, 12, 31), successor="KFU"),
        Body("HU", "Hovedudvalget", OTHER),
        Body("ÆR", "Ældrerådet", OTHER),
    )
)
#: Names without the word udvalg and with commas inside.
FJORD_BODIES = (
    Body("BY", "Byrådet", COUNCIL),
    Body("ØU", "Økonomi", FINANCE, ("Økonomiudvalget",)),
    Body("SKS", "Skole, klub og SFO"),
    Body("BFF", "Børn, familier og forebyggelse"),
    Body("UFI", "Unge, fritid og idræt"),
    Body("SOS", "Social og sundhed"),
    Body("PT", "Plan og teknik"),
    Body("KNE", "Klima, natur og energi"),
)
FJORD = CommitteeReader(FJORD_BODIES)
#: "Udvalget for ...".
HILLS_BODIES = (
    Body("ØK", "Økonomiudvalget", FINANCE),
    Body("BR", "Byrådet", COUNCIL),
    Body("UFIN", "Udvalget for familie og institutioner"),
    Body("USÆS", "Udvalget for sundhed, ældre og social"),
    Body("UNTM", "Udvalget for natur, teknik og miljø"),
    Body("UPUK", "Udvalget for plan, udvikling og kultur"),
)
HILLS = CommitteeReader(HILLS_BODIES)
#: Two codes for one committee, and a code that is an ordinary word.
RIVER = CommitteeReader(
    (
        Body("ØU", "Økonomiudvalget", FINANCE),
        Body("BY", "Byrådet", COUNCIL),
        Body("BF", "Børne- og familieudvalget", STANDING, ("BFU",)),
        Body("SU", "Socialudvalget"),
        Body("MT", "Miljø- og teknikudvalget", STANDING, ("MTS", "MTT")),
        Body("SIK", "Sundheds-, idræts- og kulturudvalget"),
    )
)
#: One name inside another.
CITY_BODIES = (
    Body("BY", "Byrådet", COUNCIL),
    Body("MAG", "Magistraten", FINANCE),
    Body("SU", "Socialudvalget"),
    Body("SOU", "Sundheds- og Omsorgsudvalget"),
    Body("SBU", "Social- og Beskæftigelsesudvalget"),
    Body("BUU", "Børn og Unge-udvalget"),
    Body("KU", "Kulturudvalget"),
    Body("TU", "Teknisk Udvalg"),
    Body("USBB", "Udvalget for Sociale og Beskæftigelsesmæssige Anliggender samt Børn og Unge"),
)
CITY = CommitteeReader(CITY_BODIES)
#: One abbreviation for two committees, of which one follows the other.
CROSSING = CommitteeReader(
    (
        Body("BØS", "Børne- og Skoleudvalget", STANDING, ("BSU",), valid_to=date(2025, 12, 31)),
        Body("BES", "Beskæftigelses- og Socialudvalget", STANDING, ("BSU",), valid_from=date(2026, 1, 1)),
        Body("KU", "Kulturudvalget"),
        Body("FU", "Fritidsudvalget"),
        Body("BIU", "Integrationsudvalget", STANDING, ("BI",)),
    )
)
ALL_COAST = ("BUU", "VPU", "MTU", "KFU")


def named(*shorts: str) -> CommitteeText:
    return CommitteeText(tuple(Mention(short) for short in shorts))


@pytest.mark.parametrize(
    "text",
    [
        "Børne- og ungdomsudvalget", "BØRNE- OG UNGDOMSUDVALGET", "Børne- og Ungdomsudvalg",
        "Børne – og ungdomsudvalget", "Børne - og ungdomsudvalget", "Børne-og ungdomsudvalget",
        "børne & ungdomsudvalget", "Børne+ungdomsudvalget", "Boerne- og ungdomsudvalget",
        "Bo\u0308rne- og ungdomsudvalget", "Børne- og\nungdomsudvalget", "Bør\u00adne- og ungdoms\u00adudvalget",
        "Børne- og ungdoms-udvalget", "Børne- og ungdomsudvalgets", "Børne og ungdom", "Udvalget for børn og unge",
        "Udvalg for Børn & Unge", "Børn og unge", "Børn- og ungeudvalget", "BUU", "buu", "B.U.U.", "BUU's", "BUUs",
        "BUU-udvalget", "Børne- og ungdomsudv.", '"BUU"', "BUU.", "BUU (Børne- og ungdomsudvalget)",
        "Børne- og ungdomsudvalget (BUU)", "Udvalg: BUU", "BUU (18-21)", "BUU 2022-2025", "BUU, BUU",
        "BUU d. 6/2 kl. 16.00", "BUU 1. møde i marts", "BUU efter sommerferien", "Primært BUU", "• BUU",
        "Børne-/Ungdomsudvalget", "Børne-/ungdomsudv.", "BUU²",
        "BUU Q3", "BUU (3 gange)", "BUU x 3", "BUU (åbent punkt)", "BUU (ikke lukket)", "b) BUU", "BUU temadag om kost",
        "Workshop med BUU", "BUU iht. delegationsplan", "Forberedes til BUU", "BUU i hvert fald", "især BUU",
    ],
)  # fmt: skip
def test_every_spelling_of_a_name_is_the_same_body(text: str) -> None:
    assert COAST.read(text) == named("BUU")


@pytest.mark.parametrize(
    ("reader", "text", "shorts"),
    [
        (FJORD, "Skole, klub og SFO, Børn, familier og forebyggelse", "SKS BFF"),
        (FJORD, "Social og sundhed og Plan og teknik", "SOS PT"),
        (FJORD, "Plan og teknik, Klima, natur & energi, Unge, fritid og idræt", "PT KNE UFI"),
        (FJORD, "Udvalget for Skole, klub og SFO\nByrådet", "SKS BY"),
        (FJORD, "Klima, natur og energi - Plan og teknik", "KNE PT"),
        (HILLS, "Udvalget for natur, teknik og miljø", "UNTM"),
        (HILLS, "Udv. for natur, teknik og miljø, ØK", "UNTM ØK"),
        (HILLS, "Natur-, teknik- og miljøudvalget", "UNTM"),
        (HILLS, "natur, teknik og miljø + plan, udvikling og kultur", "UNTM UPUK"),
        (HILLS, "Udvalget for familie og institutioner og Udvalget for sundhed, ældre og social", "UFIN USÆS"),
        (RIVER, "MTS + MTT", "MT"),
        (RIVER, "BFU/MTS → ØU → by", "BF MT ØU BY"),
        (RIVER, "Sundheds-, idræts- og kulturudvalg samt Socialudvalg", "SIK SU"),
        (CITY, "Socialudvalget og Sundheds- og Omsorgsudvalget", "SU SOU"),
        (CITY, "Socialudvalget, Social- og Beskæftigelsesudvalget", "SU SBU"),
        (CITY, f"{CITY_BODIES[-1].name} samt Kulturudvalget", "USBB KU"),
        (CITY, "Teknisk udvalg, Børn og Unge-udvalget og Kulturudvalget", "TU BUU KU"),
        (CROSSING, "BI01", "BIU"),
        (CROSSING, "BI06/BI17", "BIU"),
        (CROSSING, "Kulturudvalget og Fritidsudvalget", "KU FU"),
    ],
)  # fmt: skip
def test_commas_and_og_inside_names_survive(reader: CommitteeReader, text: str, shorts: str) -> None:
    assert reader.read(text) == named(*shorts.split())


@pytest.mark.parametrize(
    ("text", "shorts"),
    [
        *((f"BUU{sign}ØK", "BUU ØK") for sign in (", ", "/", "; ", " + ", " & ", " og ", " samt ", "→", ">", "->")),
        *((f"BUU{sign}ØK", "BUU ØK") for sign in ("\n", " - ", "-", " ", "|")),
        ("BUU → MTU → ØK → KB", "BUU MTU ØK KB"),
        ("BUU (ØK, KB)", "BUU ØK KB"),
        ("1. BUU 2. ØK 3. KB", "BUU ØK KB"),
        ("ØK d. 23/1, KB d. 30/1", "ØK KB"),
        ("KB efter indstilling fra ØK", "ØK KB"),
        ("KB (efter ØK)", "ØK KB"),
        ("KB på anbefaling fra BUU og ØK", "BUU ØK KB"),
        ("KB efter anbefaling fra ØK efter indstilling fra BUU", "BUU ØK KB"),
        ("Indstilling fra BUU til ØK og KB", "BUU ØK KB"),
        ("BUU indstiller til ØK og KB", "BUU ØK KB"),
        ("KB via ØK", "ØK KB"),
        ("BUU via ØK til KB", "BUU ØK KB"),
        ("BUU efter påske, KB", "BUU KB"),
        ("(til Økonomiudvalget)", "ØK"),
        ("BUU (beslutning), orientering i HU", "BUU HU"),
        ("BUU_ØK", "BUU ØK"),
        ("både BUU og VPU", "BUU VPU"),
        ("BUU forhandler, KB stadfæster", "BUU KB"),
        ("Pol. beh. i BUU, ØK og KB", "BUU ØK KB"),
        ("Seminar mellem BUU/KFU", "BUU KFU"),
        ("BUU, senere KB", "BUU KB"),
        ("BUU over for ØK", "BUU ØK"),
        ("Behandles i BUU, derefter ØK og KB", "BUU ØK KB"),
    ],
)  # fmt: skip
def test_bodies_stand_in_the_order_of_the_route(text: str, shorts: str) -> None:
    assert COAST.read(text) == named(*shorts.split())


@pytest.mark.parametrize(
    ("text", "shorts"),
    [
        ("alle", ALL_COAST),
        ("Alle fagudvalg", ALL_COAST),
        ("samtlige stående udvalg", ALL_COAST),
        ("fagudvalgene", ALL_COAST),
        ("Alle fagudvalg, ØK, KB", (*ALL_COAST, "ØK", "KB")),
        ("alle undtagen MTU", ("BUU", "VPU", "KFU")),
        ("Alle fagudvalg (ekskl. MTU og BUU)", ("VPU", "KFU")),
        ("Alle udvalg undtagen ØK", ALL_COAST),
        ("alle udvalg undt. KFU", ("BUU", "VPU", "MTU")),
        ("Alle fagudvalg, dog ikke VPU", ("BUU", "MTU", "KFU")),
        ("alle fagudvalg uden MTU", ("BUU", "VPU", "KFU")),
        ("alle ÷ MTU", ("BUU", "VPU", "KFU")),
        ("alle (-MTU)", ("BUU", "VPU", "KFU")),
        ("alle på nær MTU, ØK", ("BUU", "VPU", "KFU", "ØK")),
        ("KFU og de øvrige udvalg", ("KFU", "BUU", "VPU", "MTU")),
    ],
)
def test_alle_means_the_standing_committees_of_today(text: str, shorts: tuple[str, ...]) -> None:
    assert COAST.read(text) == named(*shorts)


def test_alle_means_those_that_exist_on_the_items_date() -> None:
    assert COAST.read("alle", date(2016, 5, 1)) == named("BUU", "VPU", "MTU", "KFU", "KUU")
    assert CROSSING.read("alle", date(2025, 12, 31)) == named("BØS", "KU", "FU", "BIU")


def test_a_condition_belongs_to_the_body_it_stands_by_and_a_mark_of_secrecy_names_nobody() -> None:
    assert COAST.read("BUU og evt. KFU") == CommitteeText((Mention("BUU"), Mention("KFU", conditional=True)))
    assert COAST.read("KFU (evt.)") == CommitteeText((Mention("KFU", conditional=True),))
    assert COAST.read("BUU, evt. også KFU") == CommitteeText((Mention("BUU"), Mention("KFU", conditional=True)))
    assert COAST.read("BUU, hvis nødvendigt ØK") == CommitteeText((Mention("BUU"), Mention("ØK", conditional=True)))
    for text in ("Lukket - ØU -", "ØK - Lukket punkt", "Lukket punkt i ØK", "ØK (personalesag)", "ØK, ikke offentligt"):
        assert COAST.read(text) == named("ØK")


@pytest.mark.parametrize(
    "text",
    [
        "-", "–", "---", "/", "administrativt", "adm.", "Behandles administrativt", "Administrativ opgave",
        "Forvaltningen", "Direktionen", "ingen politisk behandling", "ikke politisk", "Behandles ikke politisk",
        "Ingen udvalg", "Ikke relevant", "n/a", "i.r.", "Admin.", "ingen pol. behandling", "Administrativ proces",
    ],
)  # fmt: skip
def test_no_committee_on_purpose_is_not_a_missing_one(text: str) -> None:
    assert COAST.read(text) == CommitteeText(on_purpose=True)


def test_a_final_e_makes_no_other_committee() -> None:
    reader = CommitteeReader([Body("BFU", "Børne- og familieudvalget", Role.STANDING)])
    assert [one.short for one in reader.read("Udvalget for børn og familie").mentions] == ["BFU"]


def test_a_name_of_a_place_that_only_begins_as_a_committee_is_not_it() -> None:
    reader = CommitteeReader([Body("VU", "Vejudvalget", Role.STANDING)])
    assert reader.read("Vejen").mentions == ()


def test_a_registered_body_wins_over_the_word() -> None:
    reader = CommitteeReader((Body("DIR", "Direktionen", OTHER), Body("FOR", "Forvaltningsudvalget")))
    assert reader.read("Direktionen") == named("DIR")
    assert reader.read("Sag for direktion, FOR") == named("DIR", "FOR")


def test_an_empty_cell_is_blank() -> None:
    assert [COAST.read(text) for text in ("", " \u00a0\n")] == [CommitteeText(blank=True)] * 2


UNSETTLED = "udvalget er ikke afklaret"
MORE = "teksten taler om flere udvalg end dem, den nævner"


@pytest.mark.parametrize(
    ("text", "shorts", "doubts"),
    [
        ("BUU m.fl.", "BUU", [MORE]),
        ("BUU mfl.", "BUU", [MORE]),
        ("BUU, KFU m.v.", "BUU KFU", [MORE]),
        ("relevante fagudvalg", "", [MORE]),
        ("Relevant fagudvalg og ØK", "ØK", [MORE]),
        ("BUU og andre", "BUU", [MORE]),
        ("Fagudvalg/ØK", "ØK", ["teksten nævner et udvalg uden navn"]),
        ("fagudvalg", "", ["teksten nævner et udvalg uden navn"]),
        ("Øvrige udvalg", "", ["teksten nævner øvrige udvalg uden at sige hvilke"]),
        ("BUU?", "BUU", ["der står et spørgsmålstegn"]),
        ("VPU el. BUU", "VPU BUU", ["VPU eller BUU"]),
        ("BUU og/eller KFU", "BUU KFU", ["BUU eller KFU"]),
        ("BUU o.a.", "BUU", [MORE]),
        ("BUU, VPU etc.", "BUU VPU", [MORE]),
        ("BUU, evt. flere", "BUU", [MORE]),
        ("BUU og øvrige berørte udvalg", "BUU", [MORE]),
        ("adm. eller BUU", "BUU", ["forvaltningen eller BUU"]),
        ("Afventer", "", [UNSETTLED]),
        ("mangler", "", [UNSETTLED]),
        ("Ved ikke", "", [UNSETTLED]),
        ("Ikke fastlagt", "", [UNSETTLED]),
        ("endnu ikke bestemt", "", [UNSETTLED]),
        ("Foreløbig uafklaret", "", [UNSETTLED]),
        ("meldes ud senere", "", [UNSETTLED]),
        ("evt. ingen", "", [UNSETTLED]),
    ],
)
def test_doubts_are_told_in_danish(text: str, shorts: str, doubts: list[str]) -> None:
    assert COAST.read(text) == CommitteeText(named(*shorts.split()).mentions, ambiguous=tuple(doubts))


DENIED, CHANGED = "teksten siger „ikke“", "teksten taler om et skift af udvalg"


@pytest.mark.parametrize(
    ("text", "shorts", "gone", "why"),
    [
        ("ikke BUU", "", "BUU", DENIED),
        ("BUU ikke MTU", "BUU", "MTU", DENIED),
        ("BUU, men ikke MTU", "BUU", "MTU", DENIED),
        ("ikke BUU og MTU", "", "BUU og MTU", DENIED),
        ("BUU, ikke MTU eller KFU", "BUU", "MTU og KFU", DENIED),
        ("hverken BUU eller MTU", "", "BUU og MTU", DENIED),
        ("BUU. Må ikke sendes til MTU", "BUU", "MTU", DENIED),
        ("MTU (ikke længere)", "", "MTU", DENIED),
        ("ikke relevant for MTU", "", "MTU", DENIED),
        ("BUU (tidligere KFU)", "BUU", "KFU", CHANGED),
        ("MTU → KFU", "KFU", "MTU", CHANGED),
        ("MTU -> KFU", "KFU", "MTU", CHANGED),
        ("MTU => KFU", "KFU", "MTU", CHANGED),
        ("tidligere BUU, nu MTU", "MTU", "BUU", CHANGED),
        ("BUU nu MTU", "MTU", "BUU", CHANGED),
        ("BUU i stedet for MTU", "BUU", "MTU", CHANGED),
        ("i stedet for MTU: BUU", "BUU", "MTU", CHANGED),
        ("BUU, MTU slettet", "BUU", "MTU", CHANGED),
        ("MTU udgår, BUU", "BUU", "MTU", CHANGED),
        ("BUU flyttet til MTU", "MTU", "BUU", CHANGED),
        ("flyttet fra BUU til MTU", "MTU", "BUU", CHANGED),
        ("MTU (overført fra BUU)", "MTU", "BUU", CHANGED),
        ("BUU erstattes af MTU", "MTU", "BUU", CHANGED),
        ("MTU erstatter BUU", "MTU", "BUU", CHANGED),
        ("MTU (udgår), BUU", "BUU", "MTU", CHANGED),
        ("BUU\nMTU (slettet)", "BUU", "MTU", CHANGED),
        ("BUU (ja), MTU (nej)", "BUU", "MTU", CHANGED),
        ("BUU, MTU er taget af", "BUU", "MTU", CHANGED),
        ("BUU (før MTU)", "BUU", "MTU", CHANGED),
        ("Før: MTU. Nu: BUU", "BUU", "MTU", CHANGED),
        ("Fra MTU til BUU 1. januar", "BUU", "MTU", CHANGED),
        ("Overdraget fra MTU til BUU", "BUU", "MTU", CHANGED),
        ("BUU - MTU har sagt nej", "BUU", "MTU", CHANGED),
        ("BUU (rettet, stod til MTU)", "BUU", "MTU", CHANGED),
        ("MTU udgår, BUU i stedet", "BUU", "MTU", CHANGED),
        ("BUU – tidligere hos MTU", "BUU", "MTU", CHANGED),
        ("Det er aftalt, at MTU ikke får sagen", "", "MTU", DENIED),
        ("BUU (fejlagtigt MTU)", "BUU", "MTU", CHANGED),
    ],
)
def test_a_body_that_is_denied_or_has_been_followed_is_left_out_and_said(text, shorts, gone, why) -> None:
    read = COAST.read(text)
    assert (read.mentions, read.ambiguous) == (named(*shorts.split()).mentions, (f"{gone} er udeladt: {why}",))


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("BUU er taget af sagen. MTU behandler alene.", ["BUU"]),
        ("Aftalt med Jens; MTU skal ikke have denne", ["MTU"]),
        ("VPU har frabedt sig punktet og får det ikke.", ["VPU"]),
        ("Punktet er overdraget til KFU. MTU skal ikke længere have det.", ["MTU"]),
        ("BUU har endnu ikke behandlet sagen", []),
        ("Processen i BUU er ikke startet. KFU er ikke hørt.", []),
        ("Forelægges ikke BUU før efter valget", []),
        ("Udgår af MTU's budget", []),
        ("Drøftes i MTU efter VPU", []),
    ],
)
def test_a_sentence_leaves_out_the_bodies_that_it_says_do_not_get_the_item(text, gone) -> None:
    assert [short for short, _ in COAST.left_out(text)] == gone


@pytest.mark.parametrize(
    ("text", "shorts"),
    [
        ("BUU før MTU", "BUU MTU"),
        ("Indstilling fra BUU til ØK", "BUU ØK"),
        ("kun BUU", "BUU"),
        ("BUU fra 2025, MTU", "BUU MTU"),
    ],
)
def test_words_of_order_and_time_leave_nobody_out(text, shorts) -> None:
    assert COAST.read(text) == named(*shorts.split())


def test_an_abbreviation_of_two_bodies_names_both_until_a_date_decides() -> None:
    doubt = "„BSU“ kan være Børne- og Skoleudvalget (BØS) eller Beskæftigelses- og Socialudvalget (BES)"
    assert CROSSING.read("BSU, KU") == CommitteeText((Mention("KU"),), ambiguous=(doubt,))
    assert CROSSING.read("BSU (Børne- og Skoleudvalget)") == named("BØS")
    assert CROSSING.read("BSU", date(2024, 6, 1)) == named("BØS")
    assert CROSSING.read("BSU", date(2026, 6, 1)) == named("BES")


@pytest.mark.parametrize(
    ("reader", "text", "shorts", "unknown"),
    [
        (COAST, "Kutur- og fritidsudvalget", "", [("Kutur- og fritidsudvalget", "KFU")]),
        (COAST, "Fritids- og kulturudvalget", "", [("Fritids- og kulturudvalget", "KFU")]),
        (COAST, "Økonomiudvlaget", "", [("Økonomiudvlaget", "ØK")]),
        (COAST, "BUV, KB", "KB", [("BUV", "BUU")]),
        (COAST, "BUU, Havneudvalget, KB", "BUU KB", [("Havneudvalget", None)]),
        (COAST, "Børne- og kulturudvalget", "", [("Børne- og kulturudvalget", "KFU")]),
        (COAST, "Miljø og klima, ØK", "ØK", [("Miljø og klima", "MTU")]),
        (COAST, "Trafik- og Planudvalget, HVU", "", [("Trafik- og Planudvalget", None), ("HVU", "HU")]),
        (COAST, "TVX, PLX", "", [("TVX", None), ("PLX", None)]),
        (COAST, "TV01", "", [("TV01", None)]),
        (COAST, "MED, BUU", "BUU", [("MED", None)]),
        (COAST, "hest", "", [("hest", None)]),
        (COAST, "Børn og Unge-forvaltningen", "", [("Børn og Unge-forvaltningen", None)]),
        (COAST, "Miljø og teknik-afdelingen, KB", "KB", [("Miljø og teknik-afdelingen", "MTU")]),
        (COAST, "Økonomi og personale", "", [("Økonomi og personale", None)]),
        (COAST, "Chef for miljø og teknik", "MTU", [("Chef", None)]),
        (COAST, "BUU og borgere", "BUU", [("borgere", None)]),
        (COAST, "BUU, brugerrådet", "BUU", [("brugerrådet", None)]),
        (COAST, "BUU, Landsbyfællesskabet", "BUU", [("Landsbyfællesskabet", None)]),
        (COAST, "Brugerne, BUU", "BUU", [("Brugerne", None)]),
        (COAST, "buv, kb", "KB", [("buv", "BUU")]),
        (COAST, "tvx, kb", "KB", [("tvx", None)]),
        (COAST, "KB, kutur og fritid", "KB", [("kutur og fritid", "KFU")]),
        (FJORD, "Skole, klub og SFU", "", [("Skole, klub og SFU", "SKS")]),
        (FJORD, "Klima, natur og enrgi", "", [("Klima, natur og enrgi", "KNE")]),
        (HILLS, "Udvalget for natur, tekink og miljø", "", [("Udvalget for natur, tekink og miljø", "UNTM")]),
        (HILLS, "NTM-udvalget", "", [("NTM-udvalget", "UNTM")]),
        (RIVER, "Social- og sundhedsudvalget", "", [("Social- og sundhedsudvalget", None)]),
        (CITY, "Social- og Kulturudvalget", "", [("Social- og Kulturudvalget", None)]),
        (CROSSING, "Kultur og Fritidsudvalget", "", [("Kultur og Fritidsudvalget", None)]),
        (CROSSING, "Kultur- og Fritidsudvalget", "", [("Kultur- og Fritidsudvalget", None)]),
    ],
)  # fmt: skip
def test_an_unknown_name_stays_unknown_and_whole(
    reader: CommitteeReader, text: str, shorts: str, unknown: list[tuple[str, str | None]]
) -> None:
    assert reader.read(text) == CommitteeText(named(*shorts.split()).mentions, unknown=tuple(unknown))


def test_a_code_that_is_a_small_word_is_meant_in_capitals() -> None:
    reader = CommitteeReader((Body("TIL", "Tilsynsudvalget"), Body("KB", "Kommunalbestyrelsen", COUNCIL)))
    assert reader.read("til KB") == named("KB")
    assert reader.read("TIL, KB") == named("TIL", "KB")


@pytest.mark.parametrize(
    ("reader", "name", "short"),
    [
        (COAST, "Udvalg: Børne- og ungdomsudvalget", "BUU"),
        (COAST, "BUU – Børne- og ungdomsudvalget", "BUU"),
        (COAST, "BUU's arbejdsplan", "BUU"),
        (COAST, "Arbejdsplan BUU 2024-2027", "BUU"),
        (COAST, "1. Børne- og Ungdomsudvalgets område", "BUU"),
        (COAST, "Kultur og fritid", "KFU"),
        (COAST, "ØK-sager", "ØK"),
        (RIVER, "BO3 BFU - Drift", "BF"),
        (FJORD, "Plan og teknik", "PT"),
        (FJORD, "Økonomi", "ØU"),
        (COAST, "Økonomi", None),
        (COAST, "Kultur, fritid og mødesteder", None),
        (COAST, "BUU og KFU", None),
        (COAST, "Alle udvalg", None),
        (COAST, "BUU?", None),
        (COAST, "Drift", None),
        (COAST, "Ny cykelsti i samarbejde med BUU", None),
        (RIVER, "By", None),
        (CROSSING, "BSU", None),
        (COAST, "", None),
        (COAST, "BUU " * 100, None),
    ],
)
def test_a_sheet_name_or_banner_names_one_body_or_none(reader: CommitteeReader, name: str, short: str | None) -> None:
    body = reader.find(name)
    assert (body.short if body else None) == short


#: No arrow: from one fagudvalg to another it says that the first has the item no more.
SEPARATORS = st.sampled_from([", ", ",", "; ", " / ", "/", " + ", " & ", " og ", " samt ", "\n", " - ", " – "])
BODIES = {FJORD: FJORD_BODIES, HILLS: HILLS_BODIES, CITY: CITY_BODIES}


@settings(derandomize=True, max_examples=400)
@given(st.sampled_from(list(BODIES)), st.data())
def test_names_joined_by_any_separator_come_back_in_order(reader: CommitteeReader, data: st.DataObject) -> None:
    bodies = data.draw(st.lists(st.sampled_from(BODIES[reader]), min_size=1, max_size=5, unique=True))
    written = [data.draw(st.sampled_from([body.name, body.name.upper(), body.short])) for body in bodies]
    text = written[0]
    for name in written[1:]:
        text += data.draw(SEPARATORS) + name
    # "Udvalget for Sociale ... samt Børn og Unge" followed by "Børn og Unge-udvalget" reads two ways.
    assume(not {"USBB", "BUU"} <= {body.short for body in bodies})
    assert reader.read(text) == named(*(body.short for body in bodies))


PIECES = [
    "BUU",
    "ØK",
    "og",
    "alle",
    "undtagen",
    "efter",
    "via",
    "til",
    "evt.",
    "(",
    ")",
    ",",
    "/",
    "?",
    "Børne-",
    "udvalget",
    "for",
    "lukket",
]
PIECES += [
    "-",
    "hest",
    "m.fl.",
    "\n",
    "2024",
    "Kultur",
    "Social-",
    "øvrige",
    "ikke",
    "adm.",
    ":",
    "BI01",
    "§17",
    "ungdomsudvalget",
    "el.",
]


@settings(derandomize=True, max_examples=400, deadline=None)
@given(st.one_of(st.text(max_size=60), st.lists(st.sampled_from(PIECES), max_size=9).map(" ".join)))
@example("BUU, " * 6_500)
@example("X-" * 16_000)
@example("Børne- og " * 3_000)
@example(" ".join(f"ord{number}" for number in range(4_000)))
def test_no_text_breaks_the_reader_of_committees(text: str) -> None:
    for reader in (COAST, CITY):
        read = reader.read(text)
        shorts = [mention.short for mention in read.mentions]
        assert len(set(shorts)) == len(shorts)
        assert not (read.on_purpose and (read.mentions or read.unknown or read.ambiguous))
        assert reader.find(text) is None or reader.find(text).short in shorts
