"""The council and the finance committee by the other names that municipalities call them."""

import pytest
from meetingbook import days_of

from udmoentning_xl.register import Body, Role

COUNCIL, COMMITTEE = Body("KB", "Kommunalbestyrelsen", Role.COUNCIL), Body("BUU", "Børne- og Ungdomsudvalget")


@pytest.mark.parametrize(
    ("body", "name"),
    [
        (COUNCIL, "Byrådet"),
        (Body("KB", "Kommunalbestyrelsen"), "Byråd"),
        (Body("BY", "Byrådet", Role.COUNCIL), "Kommunalbestyrelsen"),
        (Body("ØPU", "Økonomi- og Planudvalget", Role.FINANCE), "Økonomiudvalget"),
        (Body("ØPU", "Økonomi- og Planudvalget"), "Økonomiudvalg"),
    ],
)
def test_the_one_council_or_finance_committee_has_the_days_under_another_name_of_it(tmp_path, body, name):
    rows = [["Mødeplan 2027"], [name, "BUU"], ["9/2", "10/2"], ["9/3", "10/3"]]
    found = days_of(tmp_path, rows, bodies=(body, COMMITTEE))
    assert found == ({body.short: "9/2 9/3", "BUU": "10/2 10/3"}, [])


def test_a_name_that_may_be_of_two_bodies_is_nobodys(tmp_path):
    bodies = (COUNCIL, Body("BR", "Borgerrepræsentationen", Role.COUNCIL), COMMITTEE)
    rows = [["Mødeplan 2027"], ["Byrådet", "BUU"], ["9/2", "10/2"], ["9/3", "10/3"]]
    days, notes = days_of(tmp_path, rows, bodies=bodies)
    assert days == {"BUU": "10/2 10/3"}
    assert notes == ["2 dage ved „Byrådet“ hører ikke til et udvalg, der kendes (Ark1!A3 og Ark1!A4)"]
