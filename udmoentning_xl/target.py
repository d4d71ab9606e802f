"""Where a result goes, so that nothing is overwritten that somebody has typed and no other file holds.

An existing file is replaced only when it is a report of the same plan and everything typed in it is read back; else the
result gets the next free name, ``plan_udmoentet-2.xlsx``. Writes nothing.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from udmoentning_xl.danish import counted, fold, listed
from udmoentning_xl.errors import TargetError
from udmoentning_xl.nearby import command_word, merged_later
from udmoentning_xl.plan import Observation, Plan, records
from udmoentning_xl.proposals import fingerprint
from udmoentning_xl.reading import OpenedPlan, Report, read_report
from udmoentning_xl.reading.choices import Choice, Choices, keeps_in
from udmoentning_xl.reading.earlier import with_earlier
from udmoentning_xl.reading.othernames import OtherName, keeping, titles_of, under_other_names
from udmoentning_xl.reading.past import with_changes
from udmoentning_xl.reading.setcolumns import set_columns
from udmoentning_xl.replies.answer import AGREED, SETTLED, is_asked, standing
from udmoentning_xl.terms import ASKED, Field, Heading, SheetName, choice_label, choice_target, setting_lost
from udmoentning_xl.versions.log import is_odd, log_of

_NUMBERED = re.compile(r"\A(.+)-(?:[2-9]|[1-9]\d{1,3})", re.DOTALL)


@dataclass(frozen=True)
class Target:
    """Where the result goes; the plan with what people typed in the reports; and a sentence if the name is another.

    ``choices`` are those that the plan is read with; ``taken`` are those of the sentences that tell of a report of the
    plan under another name, of what has been deleted in one, and of columns kept in that are not found again.
    """

    path: Path
    plan: Plan
    notes: tuple[str, ...] = ()
    choices: Choices = field(default_factory=Choices)
    taken: tuple[str, ...] = ()


def choose_target(
    opened: OpenedPlan,
    wanted: Path,
    *,
    asked: bool,
    compared: bool = True,
    beside: Path | None = None,
    continued: Path | None = None,
) -> Target:
    """The target for the result of the plan, and the plan as it is read with what people typed in the reports.

    ``wanted`` is the name it should have; with ``asked`` somebody has asked for just that name, and ``beside`` is the
    one it would have had else, where people may have typed too. With ``compared`` the plan has what has changed since
    the last report; without it only the log of what changed before that. Where no report is of this plan by its name,
    one beside it under another name is taken over when it is surely of the same plan; ``continued`` is a report that
    somebody says is the last one.

    Raises:
        TargetError: the name was asked for, and what stands there is no report of this plan; or ``continued`` is none.
    """
    source = opened.path
    taken_name = wanted.is_file() and not _is_same(wanted, source)
    here = [] if asked and not taken_name else list(_chain(wanted, source))
    there = _chain(beside, source) if beside else ()
    found = {path: report for path in dict.fromkeys((*here, *there)) if (report := read_report(path))}
    known = {path: report for path, report in found.items() if _is_of(report, opened)}
    reports = {path: report for path, report in known.items() if path in here}
    if asked and taken_name and wanted not in reports:
        raise TargetError(f"{wanted} {_foreign(wanted)} og bliver ikke overskrevet; vælg et andet navn med -o.")
    last = _newest(known)
    report, taken = (known[last] if last else None), Takeover()
    if continued is not None:
        report, taken = _continued(continued), Takeover(report)
    elif opened.report is None:
        moment = last.stat().st_mtime if last else 0.0
        folders = (source.parent, wanted.parent, *([beside.parent] if beside else ()))
        near = under_other_names(opened, folders, (source, *found), moment)
        report, taken = _taken(opened, report, near)
    own = _choices(opened, report)
    last_ones = (report, opened.report, *taken.doubtful)
    former = next(filter(None, (one.choices(opened.config).former for one in last_ones if one)), ())
    choices = Choices((*own.own, *taken.choices), own.listed, own.columns, former, set_columns(opened.config))
    typed = _with_typed(opened, report, choices, taken.beneath)
    plan, apart = with_changes(typed, opened, report, choices, compared=compared)
    path, notes = _place(plan, wanted, _newest(reports), reports) if taken_name or not asked else (wanted, ())
    deleted = [_deleted(one) for one in (opened.report, report) if one]
    over = _told_over(report, typed) if report and taken.over else ""
    of_columns = (*_not_found(plan), *_not_set(plan), *_kept_in(plan))
    told = (over, *taken.notes, *deleted, *of_columns, *_not_understood(plan), merged_later(source))
    said = tuple(filter(None, told))
    return Target(path, plan, (*said, *filter(None, (apart, _waiting(opened))), *notes), choices, said)


def _waiting(opened: OpenedPlan) -> str:
    """What has become of the answers in the plan's sheet Svar; "" where none waits to be approved or put in."""
    rows = [row.decision for row in opened.replies]
    if not any(is_asked(row) and row.outcome not in (*SETTLED, AGREED) for row in rows):
        return ""
    return f"Arket Svar har {counted(len(rows), 'svar', 'svar')}: {standing(rows)}."


def _deleted(report: Report) -> str:
    """What is gone with the sheets that somebody has deleted in the report; "" where there are none."""
    deleted = report.earlier.deleted()
    if not deleted:
        return ""
    sheets, gone = zip(*deleted, strict=True)
    one = len(sheets) == 1
    kept = ""
    if SheetName.READING in sheets and report.earlier.choices.own:
        kept = " Det, der i Læsning var valgt som internt, lukket eller ikke læst, gælder stadig."
    return (
        f"{'Arket' if one else 'Arkene'} {listed(sheets)} er slettet i {report.path.name}, så {listed(gone)} i "
        f"{'det' if one else 'dem'} er ikke med.{kept} Skal de med, så hent filen, som den var, før det skete (i "
        "OneDrive og SharePoint: Versionshistorik), og kør igen."
    )


def _newest(reports: Iterable[Path]) -> Path | None:
    """The last one that somebody has worked in; the longer number decides between files of one moment."""
    return max(reports, key=lambda path: (path.stat().st_mtime_ns, len(path.name), path.name), default=None)


def _place(plan: Plan, wanted: Path, last: Path | None, reports: dict[Path, Report]) -> tuple[Path, tuple[str, ...]]:
    """Where the result of ``plan`` goes, and a sentence where that is not the name it should have."""
    if not wanted.exists():
        return wanted, ()
    why = _kept(reports[last], plan) if last else None
    if last and why is None:
        return last, () if last == wanted else _notes(wanted, last, _standing(wanted, reports, plan))
    free = next(path for path in _names(wanted) if not path.exists())
    kept, why = (last, why) if last and why else (wanted, _standing(wanted, reports, plan))
    return free, _notes(kept, free, why)


def _standing(wanted: Path, reports: dict[Path, Report], plan: Plan) -> str:
    """Why the result does not take the name it should have."""
    if _is_same(wanted, plan.source.path):
        return "er selve kilden"
    return (_kept(reports[wanted], plan) if wanted in reports else _foreign(wanted)) or "er en ældre rapport"


def _notes(kept: Path, target: Path, why: str) -> tuple[str, ...]:
    """The sentence that tells why the result is in ``target``."""
    return (f"{kept.name} {why} og bliver ikke overskrevet. Resultatet er skrevet i {target.name}.",)


def _with_typed(opened: OpenedPlan, last: Report | None, choices: Choices, beneath: Report | None) -> Plan:
    """The plan with what was typed in its own workbook, in the report ``beneath``, and in the ``last`` one."""
    plan = opened.read(choices)
    own = opened.report
    if own and not _holds_all(last, plan):
        plan = with_earlier(plan, own.earlier)
    if beneath:
        plan = with_earlier(plan, beneath.earlier, renamed=True)
    return with_earlier(plan, last.earlier, renamed=True) if last else plan


def _read(opened: OpenedPlan, last: Report | None) -> Plan:
    """The plan as it is read with what was chosen in its own workbook and in a report made of it."""
    return opened.read(_choices(opened, last))


def _choices(opened: OpenedPlan, last: Report | None) -> Choices:
    """What was chosen in the plan's own workbook, and before that in a report made of it."""
    if last is None or last.earlier.choices == Choices():
        return opened.choices
    own = Choices() if _holds_all(last, opened.plan) else opened.choices
    return own.under(last.earlier.choices)


def _holds_all(report: Report | None, plan: Plan) -> bool:
    """Whether the report was made of just this file: it holds all that was typed there, less what was deleted since."""
    return bool(report and report.earlier.baseline and report.earlier.baseline.digest == plan.source.sha256)


def _is_of(report: Report, opened: OpenedPlan) -> bool:
    """Whether the report was made of this plan, which people have worked on since: half of the titles are the same.

    Which column has the titles may have been chosen before the report was made, or in it.
    """
    if _holds_all(report, opened.plan):
        return True
    then = titles_of(report)
    readings = (opened.plan, _read(opened, report))
    titles = ({fingerprint(title) for title in plan.items["title"].dropna()} for plan in readings)
    return any(now and then and 2 * len(now & then) >= min(len(now), len(then)) for now in titles)


# -- a report under another name ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Takeover:
    """What comes from reports under other names. ``over`` says that the last report is one of them.

    ``beneath`` is a report whose typed texts hold where the last one has none, ``choices`` hold where no others do.
    ``doubtful`` are reports that may be of the plan.
    """

    beneath: Report | None = None
    over: bool = False
    choices: tuple[Choice, ...] = ()
    notes: tuple[str, ...] = ()
    doubtful: tuple[Report, ...] = ()


def _continued(path: Path) -> Report:
    """The report that somebody says the plan goes on from."""
    report = read_report(path)
    if report is None:
        why = "er ikke en rapport, som udmoentning har lavet" if path.exists() else "findes ikke"
        raise TargetError(f"{path} {why}; angiv resultatet fra sidste kørsel efter --fortsaet.")
    return report


def _taken(opened: OpenedPlan, own: Report | None, near: Sequence[OtherName]) -> tuple[Report | None, Takeover]:
    """The last report of the plan, and what else comes from the reports beside it that are not under its name.

    Where it is not sure that they are of this plan, only that is taken over which keeps something from being sent.
    """
    if own is None and near and near[0].sure:
        return near[0].report, Takeover(over=True)
    known = _choices(opened, own)
    plan = opened.read(known)
    chosen = {(one.sheet, fold(one.label)): one for one in reversed(known.own)}
    copies = [one for one in near if own and one.sure and one.plan == opened.path.name]
    choices, notes = list[Choice](), [told for one in copies if own and (told := _typed_beside(opened, own, one))]
    for one in near:
        new = [choice for choice in keeping(one.report, plan) if (choice.sheet, fold(choice.label)) not in chosen]
        chosen |= {(choice.sheet, fold(choice.label)): choice for choice in new}
        choices += new
        if new or own is None:
            notes.append(_may_be(one, new, opened.path, is_first=own is None))
    doubtful = tuple(one.report for one in near) if own is None else ()
    return own, Takeover(choices=tuple(choices), notes=tuple(notes), doubtful=doubtful)


def _typed_beside(opened: OpenedPlan, own: Report, copy: OtherName) -> str:
    """What has been typed in a later copy of the last report and not in that; "" for nothing."""
    ours, theirs = _typed(opened, own), _typed(opened, copy.report)
    told = [counted(number, *words) for words in theirs if (number := len(theirs[words] - ours[words]))]
    if not told:
        return ""
    return (
        f"{copy.name} er gemt senere end {own.path.name} og har {listed(told)}, som ikke er taget med. Skal det med, "
        f"så kør udmoentning {command_word(opened.path.name)} --fortsaet {command_word(copy.name)}."
    )


def _typed(opened: OpenedPlan, report: Report) -> dict[tuple[str, str], set[object]]:
    """What people have typed in a report, by what one and several of them are called."""
    plan = with_earlier(opened.plan, report.earlier)
    signed = plan.acknowledgements[["code", "item", "message", "text"]]
    return {
        ("kvittering", "kvitteringer"): set(signed.fillna("").itertuples(index=False, name=None)),
        ("rettelse i Læsning", "rettelser i Læsning"): set(report.earlier.choices.own),
        ("anden rettelse", "andre rettelser"): set(plan.observed(Observation.GENERATED_EDIT)["text"]),
    }


def _told_over(report: Report, plan: Plan) -> str:
    made_of = report.earlier.baseline.plan if report.earlier.baseline else ""
    number = len(plan.acknowledgements)
    lost = plan.observed(Observation.CHOICE_LOST)
    found = len(report.earlier.choices.own) - len(lost)
    parts = [
        *([counted(found, "rettelse i Læsning", "rettelser i Læsning")] if found > 0 else []),
        *([counted(number, "kvittering", "kvitteringer")] if number else []),
    ]
    told = f": {listed(parts)} er taget over fra {report.path.name}" if parts else f" ({report.path.name})"
    return f"Sidste kørsel på den samme plan var på {made_of or 'en fil med et andet navn'}{told}."


def _not_found(plan: Plan) -> Iterator[str]:
    """A sentence for each column that somebody chose to keep in and that is not found again.

    None where the same is chosen for another: what it may have become by its texts or place is asked by itself.
    """
    chosen = plan.columns[plan.columns["choice"].notna() & plan.columns["refusal"].isna() & plan.columns["kept"].isna()]
    answered = set(map(choice_target, chosen["choice"]))
    for one in records(plan.observed(Observation.CHOICE_LOST)):
        if not keeps_in(one["detail"]) or choice_target(one["detail"]) in answered:
            continue
        told = f"Kolonnen „{one['text']}“, som I har valgt „{one['detail']}“ for i Læsning, er ikke i planen mere."
        if one["text"] in set(plan.columns["instead_of"].dropna()):
            yield told
            continue
        if choice_target(one["detail"]) == Field.CONFIDENTIAL:
            told += " Det, den lukkede, er ikke lukket mere; se planen efter, før noget bliver sendt."
        else:
            told += " Er den der under et andet navn, så vælg det samme for den."
        yield told


def _not_set(plan: Plan) -> Iterator[str]:
    """A sentence for each column that the settings keep in and that the plan does not have."""
    for one in records(plan.observed(Observation.SETTING_LOST)):
        yield f"{setting_lost(one['text'], one['detail'])}. Ret overskriften dér, eller slet linjen."


def _not_understood(plan: Plan) -> Iterator[str]:
    """A sentence for each answer in *Samme som* of the sheet Ændringer that names nothing it is asked about."""
    for one in log_of(plan).changes:
        if is_odd(one):
            yield (
                f"Arket {SheetName.CHANGES} siger „{one.same_as}“ under {Heading.SAME_AS} ved „{one.title}“, og det er "
                "ikke forstået. Skriv et id fra arket; er en indsats taget ud af planen, så kvittér ved fundet U701."
            )


def _kept_in(plan: Plan) -> Iterator[str]:
    """A sentence for each column that is kept in because it was, or may have been, at the last run."""
    for one in records(plan.columns[plan.columns["kept"].notna()]):
        name, label = f"Kolonnen „{one['label']}“", choice_label(one["field"])
        if one["choice"].endswith(ASKED):
            yield (
                f"{name} er holdt tilbage fra udvalgene: {one['kept']}. Skal den stadig være {label}? Svar i arket "
                f"Læsning: vælg „{label}“, eller hvad den ellers er."
            )
        elif one["instead_of"]:
            yield f"{name} læses som {label}: {one['kept']}. Er det forkert, så ret det i arket Læsning."


def _may_be(one: OtherName, kept: Sequence[Choice], path: Path, *, is_first: bool) -> str:
    """What is told of a report that may be of the same plan; ``kept`` are the choices that are followed even so."""
    told = f"{one.name} kan være en rapport over den samme plan ({one.same} af {one.items} indsatser hedder det samme)."
    if kept:
        names = listed([f"„{choice.label}“ ({choice.text})" for choice in kept])
        told += f" For en sikkerheds skyld er læst som dér: {names}; ret det i Læsning, hvis det er forkert."
    if is_first:
        command = f"udmoentning {command_word(path.name)} --fortsaet {command_word(one.name)}"
        told += f" Andet er ikke taget over; er det den samme plan, så kør {command}."
    return told


def _kept(report: Report, plan: Plan) -> str | None:
    """What in the report would be lost if it were replaced, as the rest of a sentence; None when nothing would."""
    base = report.earlier.baseline
    for name in report.earlier.drawn_since():
        return f"har billeder, figurer eller diagrammer, som I selv har sat ind (arket {name}),"
    known = dict(base.own) if base and not report.alone else {} if base else dict(plan.source.sheets)
    for name, mark in report.own.items():
        if name not in known:
            return f"har et ark, som I selv har lavet ({name}),"
        if mark != known[name]:
            return f"har jeres eget ark {name} med ændringer, som ikke er i {plan.source.path.name},"
    return None if base else "har ark, der ikke kan sammenlignes med det, udmoentning skrev,"


def _foreign(path: Path) -> str:
    report = read_report(path)
    if report is None:
        return "er ikke en rapport, som udmoentning har lavet,"
    made_of = report.earlier.baseline.plan if report.earlier.baseline else ""
    return f"er en rapport over en anden plan{f' ({made_of})' if made_of else ''}"


def _chain(wanted: Path, source: Path) -> Iterator[Path]:
    """The files that stand under the wanted name and the numbered ones after it, less the source itself."""
    beside = wanted.parent.glob("*") if wanted.parent.is_dir() else ()
    numbered = [path for path in beside if path.suffix.lower() == wanted.suffix.lower() and _is_after(path, wanted)]
    return (path for path in [wanted, *numbered] if path.is_file() and not _is_same(path, source))


def _is_after(path: Path, wanted: Path) -> bool:
    found = _NUMBERED.fullmatch(path.stem)
    return found is not None and found[1] == wanted.stem


def _is_same(path: Path, other: Path) -> bool:
    return path.exists() and other.exists() and path.samefile(other)


def _names(path: Path) -> Iterator[Path]:
    """The names after ``path``: with -2, -3, …"""
    return (path.with_name(f"{path.stem}-{number}{path.suffix}") for number in count(2))
