"""What a mail server answers is told in Danish, each answer as what it is, with the server's own words after."""

import pytest

from udmoentning_xl.outgoing.answers import explained, one_line

IT = "spørg jeres it-afdeling"
BASIC_OFF = (
    "login med bruger og adgangskode er slået fra for programmer hos Microsoft 365; bed it-afdelingen slå SMTP AUTH "
    "til for postkassen eller give jer en intern mailserver, eller send kladderne fra Outlook"
)


@pytest.mark.parametrize(
    ("answer", "meaning"),
    [
        ("535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled", BASIC_OFF),
        ("550 5.7.30 Basic authentication is not supported for Client Submission.", BASIC_OFF),
        ("535 5.7.8 Error: authentication failed", None),
        ("535 nej", None),
        ("454 4.7.0 Temporary authentication failure", "login kan ikke kontrolleres lige nu; prøv igen om lidt"),
        (
            "534 5.7.9 Application-specific password required",
            f"adgangskoden er ikke nok til at logge ind; lav en app-adgangskode, eller {IT}",
        ),
        (
            "550 5.7.60 SMTP; Client does not have permissions to send as this sender",
            "brugeren må ikke sende fra den adresse; ret afsender eller bruger i udmoentning.toml, eller bed "
            "it-afdelingen om „Send som“-ret til postkassen",
        ),
        ("552 5.3.4 Message size exceeds fixed limit", "mailen er for stor til serveren; send filen på en anden måde"),
        ("552 5.2.2 Mailbox full", "modtagerens postkasse er fuld; ring til modtageren, og prøv igen senere"),
        ("554 5.7.1 Spam", f"serveren tager ikke imod mailen efter sine egne regler; {IT}"),
        ("554 Spam", f"serveren tager ikke imod mailen efter sine egne regler; {IT}"),
        ("421 4.3.2 Service not available", "serveren lukker forbindelsen; prøv igen om lidt"),
        ("452 4.3.1 Insufficient system storage", "serveren mangler plads lige nu; prøv igen om lidt"),
        (
            "452 4.5.3 Too many recipients",
            "der er for mange modtagere på én gang; prøv igen, så går resten",
        ),
        ("550 5.1.1 User unknown", "modtageren findes ikke; ret adressen under mail"),
        ("550 5.1.10 RESOLVER.ADR.RecipientNotFound", "modtageren findes ikke; ret adressen under mail"),
        ("550 5.7.1 Unable to relay", f"serveren må ikke tage imod mailen; {IT}"),
        ("499 hvad", "serveren har travlt; prøv igen om lidt"),
        ("599 hvad", f"serveren sagde nej; {IT}"),
        ("777 hvad", "serveren svarede noget, som ikke kan forstås; kontrollér vaert og port"),
    ],
)
def test_an_answer_is_told_as_what_it_means(answer, meaning):
    login = "forkert bruger eller adgangskode; kontrollér bruger i udmoentning.toml og adgangskoden"
    assert explained(answer) == f"{meaning or login} (serveren svarede: {answer})"


def test_what_is_no_answer_stays_as_it_is():
    assert explained("forbindelsen faldt ud, før mailen var på vej") == "forbindelsen faldt ud, før mailen var på vej"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (b"5.1.1 flere\nlinjer\r\n i \t alt", "550 5.1.1 flere linjer i alt"),
        (b"\x1b]0;titel\x07\x1b[31mr\xc3\xb8d\x00\x9b", "550 ]0;titel [31mrød �"),
        ("omvendt \u202etxet\u2066 og\u2028linje".encode(), "550 omvendt txet og linje"),
        (b"", "550"),
        (b"x" * 1000, "550 " + "x" * 296),
    ],
)
def test_an_answer_is_one_short_line_that_acts_on_nothing(words, told):
    assert one_line(550, words) == told
