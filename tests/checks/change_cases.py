"""Examples for U7xx: what has changed since the version before."""

from datetime import date

from checks.cases import Case
from plans import make_plan

from udmoentning_xl.plan import Plan
from udmoentning_xl.versions.change import Change, ChangeKind
from udmoentning_xl.versions.log import Log, LogVersion, log_of, with_log

FIRST, LAST = date(2024, 10, 1), date(2024, 11, 22)
GONE = "står ikke i planen mere og var ikke afsluttet"
MOVED = "er udskudt 3 måneder, fra 31. marts til 30. juni 2025"


def changed(what: str, sentence: str, when: date = LAST, now: str | None = "D-1", nth: int | None = None) -> Plan:
    """A plan of one item with one change in its log."""
    place = "Plan!H5" if now else "Plan!D9"
    change = Change(what, "Havnefest", now, "D-1", "BUU", sentence, place=place, nth=nth, as_of=when)
    versions = (
        LogVersion(date(2024, 9, 1), "plan.xlsx", 1),
        LogVersion(FIRST, "plan.xlsx", 1, 1),
        LogVersion(LAST, "plan.xlsx", 1, 1),
    )
    return with_log(make_plan([{}]), Log(versions, (change,)))


def again(plan: Plan) -> Plan:
    """The plan with the item back in the last version."""
    log = log_of(plan)
    back = Change(ChangeKind.BACK, "Havnefest", "D-1", "D-1", "BUU", "er tilbage", as_of=LAST)
    return with_log(plan, Log(log.versions, (*log.changes, back)))


CASES = {
    "U701": (
        Case(
            "gone_and_not_finished",
            changed(ChangeKind.GONE, GONE, now=None),
            ((None, None, f"„Havnefest“ (D-1) {GONE}"),),
        ),
        Case("gone_and_finished", changed(ChangeKind.GONE, "står ikke i planen mere og var afsluttet", now=None)),
        Case(
            "gone_since_an_earlier_version",
            changed(ChangeKind.GONE, GONE, FIRST, None),
            ((None, None, f"„Havnefest“ (D-1) {GONE}"),),
        ),
        Case("gone_and_back", again(changed(ChangeKind.GONE, GONE, FIRST, None))),
        Case("only_asked", changed(ChangeKind.SAME, "ligner D-2 „Fest på havnen“")),
        Case("no_earlier_version", make_plan([{}])),
    ),
    "U702": (
        Case("the_first_time", changed(ChangeKind.POSTPONED, MOVED, nth=1), (("D-1", "H5", MOVED),)),
        Case("again", changed(ChangeKind.POSTPONED, MOVED, nth=3), (("D-1", "H5", f"{MOVED} (3. gang)"),)),
        Case("in_an_earlier_version", changed(ChangeKind.POSTPONED, MOVED, FIRST, nth=1)),
        Case("only_asked", changed("udskudt?", MOVED)),
        Case("brought_forward", changed(ChangeKind.BROUGHT_FORWARD, "er rykket frem 3 måneder")),
    ),
    "U703": (
        Case("new", changed(ChangeKind.NEW, "er ny i planen"), (("D-1", "H5", "er ny i planen"),)),
        Case(
            "back_again",
            changed(ChangeKind.BACK, "er tilbage; var væk siden 01-09-2024"),
            (("D-1", "H5", "er tilbage; var væk siden 01-09-2024"),),
        ),
        Case("another_title", changed(ChangeKind.RENAMED, "hedder nu „Havnefest“")),
    ),
    "U704": (
        Case(
            "reopened",
            changed(ChangeKind.REOPENED, "er ikke længere afsluttet"),
            (("D-1", "H5", "er ikke længere afsluttet"),),
        ),
        Case("finished", changed(ChangeKind.DONE, "er afsluttet")),
    ),
}
