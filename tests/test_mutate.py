"""The table of ``mutate.py`` fits the code: each fault can be made, and the tests that should notice it are there."""

import re

import mutate
import pytest

MUTATIONS = mutate.mutations()


@pytest.mark.parametrize("mutation", MUTATIONS, ids=str)
def test_a_fault_can_be_made_in_one_place(mutation):
    text = (mutate.PACKAGE / mutation.path).read_text(encoding="utf-8")
    assert mutation.old != mutation.new
    assert text.count(mutation.old) == 1


@pytest.mark.parametrize("test", sorted({test for mutation in MUTATIONS for test in mutation.tests}))
def test_the_tests_that_should_notice_are_there(test):
    file, _, name = test.partition("::")
    text = (mutate.TESTS / file).read_text(encoding="utf-8")
    assert re.search(rf"(?m)^def {name}\b" if name else r"(?m)^def test_", text)


def test_every_room_has_faults():
    rooms = {path.name for path in mutate.PACKAGE.iterdir() if path.is_dir()} - {"__pycache__", "schemas"}
    assert rooms <= {mutation.path.split("/")[0] for mutation in MUTATIONS}
