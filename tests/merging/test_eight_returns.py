"""A dispatch of a plan of 90 items, numbered anew meanwhile, and eight files that come back as people make them."""

import shutil
import subprocess
from itertools import product

import pytest
from openpyxl.comments import Comment
from returns_made import DONE, REMARK, WHEN, collected, dispatched, item, returned, row_of, table, write_plan

WHAT = (
    *("Analyse af", "Renovering af", "Udbud af", "Ny aftale om", "Samling af"),
    *("Pulje til", "Kampagne for", "Forsøg med", "Lukning af"),
)
OF = (
    *("svømmehallen", "skolernes rengøring", "vejvedligehold", "tandplejen", "musikskolen"),
    *("genbrugspladsen", "hjemmeplejens kørsel", "klubtilbud", "skovrejsning", "biblioteket"),
)
TITLES = [f"{what} {of}" for of, what in product(OF, WHAT)]
COMMITTEES = ("BUU", "KFU", "MTU", "VPU", "EAU", "ØK", "KB", "ÆR")
#: The place in the plan where an item is put in after the dispatch; all behind it get another number.
NEW_AT = 28
YELLOW = (
    (DONE, "Ja", "Afsluttet"),
    (WHEN, "oktober 2027", "Vejledende tidspunkt"),
    (REMARK, "Drøftet", "Bemærkninger"),
)


def plan_rows():
    return [item(number, title, Udvalg=owner(number)) for number, title in enumerate(TITLES, 1)]


def owner(number):
    return COMMITTEES[number % len(COMMITTEES)]


def numbered_anew(rows):
    new = item(0, "Helt ny legeplads i Auning", Udvalg="BUU")
    return [{**row, "Nr.": number} for number, row in enumerate([*rows[:NEW_AT], new, *rows[NEW_AT:]], 1)]


def theirs(committee):
    return [title for number, title in enumerate(TITLES, 1) if owner(number) == committee]


def sorted_by_title(sheet):
    head, places = table(sheet)
    last = max(row_of(sheet, title) for title in theirs("KFU"))
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=head + 1, max_row=last)]
    rows.sort(key=lambda row: row[places["Indsats"] - 1])
    for number, row in enumerate(rows, head + 1):
        for column, value in enumerate(row, 1):
            sheet.cell(number, column).value = value


def with_rows_deleted(sheet):
    for title in theirs("MTU")[1::2]:
        sheet.delete_rows(row_of(sheet, title))


def with_an_own_column(sheet):
    head, places = table(sheet)
    sheet.cell(head, places[WHEN]).value = "Nyt tidspunkt"
    sheet.insert_cols(2)
    sheet.cell(head, 2).value = "Sagsnr."
    sheet.cell(row_of(sheet, theirs("VPU")[5]), 2).value = "27/114"


def with_a_comment(sheet):
    _, places = table(sheet)
    sheet.cell(row_of(sheet, theirs("ÆR")[5]), places["Indsats"]).comment = Comment("Rådet støtter det", "ÆR")


#: What is done to each file before it is sent back, and the places of the items that are answered among its own.
FILES = {
    "BUU": (lambda _: None, (0, 3, 7, 10)),
    "KFU": (sorted_by_title, (1, 4, 9)),
    "MTU": (with_rows_deleted, (0, 6, 8)),
    "VPU": (with_an_own_column, (2, 3)),
    "EAU": (lambda _: None, (1, 6, 9)),
    "ØK": (lambda _: None, (2, 4, 8)),
}
SAVED_BY_LIBREOFFICE = {"EAU": "xlsx", "ØK": "ods"}


def answers_of(committee, places):
    """The answers by title, heading and what is shown under Felt."""
    return [(theirs(committee)[place], *YELLOW[number % 3]) for number, place in enumerate(places)]


@pytest.fixture(
    params=[
        False,
        pytest.param(
            True,
            marks=[
                pytest.mark.libreoffice,
                pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed"),
            ],
        ),
    ],
    ids=["openpyxl", "libreoffice"],
)
def office(request, tmp_path):
    """The plan as it is now, and the answers that have come back: committee, title and field."""
    rows = plan_rows()
    sent = dispatched(tmp_path, rows)
    given = []
    for committee, (change, places) in FILES.items():
        answers = answers_of(committee, places)
        file = returned(
            sent, parcel(committee), {title: {heading: value} for title, heading, value, _ in answers}, change
        )
        given += [(committee, title, field) for title, *_, field in answers]
        if request.param and committee in SAVED_BY_LIBREOFFICE:
            saved_again(file, SAVED_BY_LIBREOFFICE[committee], tmp_path)
    given.append(("VPU", theirs("VPU")[5], "egen tekst"))
    white = {theirs("KB")[3]: "september 2027", theirs("KB")[7]: "november 2027"}
    returned(sent, "KB", {title: {"Vejledende tidspunkt": when} for title, when in white.items()})
    given += [("KB", title, "Vejledende tidspunkt") for title in white]
    returned(sent, parcel("ÆR"), {}, with_a_comment)
    given.append(("ÆR", theirs("ÆR")[5], "egen tekst"))
    return write_plan(tmp_path / "plan.xlsx", numbered_anew(rows)), given


def parcel(committee):
    """A committee as file names have it."""
    return committee.replace("Ø", "OE").replace("Æ", "AE")


def saved_again(path, suffix, folder):
    """Save a file once more with LibreOffice, in its place."""
    out = folder / "gemt"
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profil", "--headless", "--convert-to", suffix]
    subprocess.run([*command, "--outdir", out, path], check=True, capture_output=True, timeout=180)
    path.unlink()
    shutil.move(out / f"{path.stem}.{suffix}", path.with_suffix(f".{suffix}"))


def test_every_answer_is_at_the_item_it_was_given_to(office):
    plan, given = office
    done = collected(plan)
    now = {row["Indsats"]: row["Nr."] for row in numbered_anew(plan_rows())}
    assert len(given) == 22
    assert sorted((row.committee, row.title, row.field) for row in done.decisions) == sorted(given)
    assert {row.title: row.item for row in done.decisions} == {title: f"D-{now[title]}" for _, title, _ in given}
    cells = {row.title: row.cell for row in done.decisions if row.cell}
    columns = {"Vejledende tidspunkt": "F", "Afsluttet": "H", "Bemærkninger": "I"}
    assert cells == {title: f"Plan!{columns[field]}{now[title] + 3}" for _, title, field in given if field in columns}
    assert len(done.returns.files) == 8
    assert done.missing == ()


def test_by_the_id_alone_two_of_three_would_be_at_another_item(office):
    plan, _ = office
    titles = {f"D-{row['Nr.']}": row["Indsats"] for row in numbered_anew(plan_rows())}
    wrong = [row.title for row in collected(plan).decisions if titles[row.sent_id] != row.title]
    assert len(wrong) == 15
