"""village-board evaluation …: the score of a half-year, ratings by sealed slips, the assembly's yearly appraisal."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import click

from village_board.base.errors import UsageError
from village_board.base.message import N_
from village_board.cli.acting import AS_HELP
from village_board.cli.documents import document
from village_board.cli.edge import Edge
from village_board.cli.words import Group, option
from village_board.launch import day_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from village_board.evaluation.model import Evaluation, Line
    from village_board.evaluation.rating import Grade, RatingRound

_BODIES = {"assembly": "villagers_assembly", "representatives": "representative_assembly"}
_FOUND = {"competent": True, "not": False}


class RatingUnreadable(UsageError):
    """A rating that is none."""

    sentence = N_("'{text}' is no rating. Write it like 1=good, with the number of the list, and good, fair or poor.")

    def __init__(self, text: str) -> None:
        super().__init__(text=text)


class VerdictUnreadable(UsageError):
    """What the assembly found is not told."""

    sentence = N_("'{text}' is no finding. Write it like 01025-2=competent, or 01025-2=not.")

    def __init__(self, text: str) -> None:
        super().__init__(text=text)


@click.group("evaluation", cls=Group, help=N_("Score of a half-year, ratings by sealed slips, the yearly appraisal."))
def evaluation() -> None:
    """Collect the commands."""


@evaluation.command("show", help=N_("The score of a half-year, each figure with its records; for those who supervise."))
@option("--half", default="", help=N_("Which half-year, such as 2026-H1; by default the one of today."))
@option("--records", "with_ids", is_flag=True, help=N_("Every record that was counted, not only what cost points."))
@option("--as", "who", required=True, help=AS_HELP)
@click.pass_obj
def show(edge: Edge, half: str, who: str, *, with_ids: bool) -> None:
    """Show the evaluation."""
    from village_board.evaluation.rules import half_of, half_with  # noqa: PLC0415 - a help text needs none of this
    from village_board.evaluation.service import evaluation_of, mark_in_words  # noqa: PLC0415

    board = edge.open()
    with board.desk(edge.sign_in(board, who)) as desk:
        found = evaluation_of(desk, half_of(half) if half else half_with(desk.today))
        mark = mark_in_words(desk, found)
    if edge.as_json:
        edge.give(_json(edge, found, mark))
        return
    for text in _lines(edge, found, mark, with_ids=with_ids):
        edge.say(text)


@evaluation.command(
    "slips", help=N_("Print sealed slips with one-time codes; the codes are shown once and kept nowhere.")
)
@option("--count", type=int, required=True, help=N_("How many."))
@option("--as", "who", required=True, help=AS_HELP)
@click.pass_obj
def slips(edge: Edge, count: int, who: str) -> None:
    """Print slips."""
    from village_board.evaluation.rating_service import hand_out, open_round  # noqa: PLC0415
    from village_board.slips.sealed import grouped  # noqa: PLC0415

    board, t = edge.open(), edge.t
    with board.desk(edge.sign_in(board, who)) as desk:
        codes = hand_out(desk, count)
        current = open_round(desk)
    if edge.as_json:
        edge.give({"codes": codes, "closes_on": current.closes_on.isoformat(), "handed_out": current.handed_out})
        return
    for code in codes:
        edge.say("- " * 20)
        edge.say(t("Rating slip of {village}", village=board.settings.name))
        edge.say(t("Code: {code}", code=grouped(code)))
        edge.say(t("It rates once, until {day}. Nobody knows whose it is.", day=current.closes_on))
    edge.say("- " * 20)
    edge.say(t("{n} slips are handed out in this round. Fold each one before it is drawn.", n=current.handed_out))


@evaluation.command("rate", help=N_("Rate with a slip; without ratings it lists what is rated, by number."))
@click.argument("code", required=False, default="")
@click.argument("ratings", nargs=-1)
@click.pass_obj
def rate(edge: Edge, code: str, ratings: tuple[str, ...]) -> None:
    """Rate; the office's machine acts, so that no name stands in the log."""
    from village_board.evaluation.rating_service import open_round  # noqa: PLC0415
    from village_board.evaluation.rating_service import rate as rate_by_slip  # noqa: PLC0415
    from village_board.people.service import OFFICE  # noqa: PLC0415

    board, t = edge.open(), edge.t
    current = open_round(board.records())
    if code and ratings:
        with board.desk(OFFICE) as desk:
            current = rate_by_slip(desk, code, dict(_rating(current, text) for text in ratings))
    if edge.as_json:
        edge.give({"used": current.used, "handed_out": current.handed_out, "targets": _targets(edge, current)})
    elif code and ratings:
        edge.say(t("Thank you. Your rating is counted, and the slip is used."))
    else:
        for number, target in enumerate(_targets(edge, current), 1):
            edge.say(f"{number}  {target}")
        edge.say(t("Until {day}; {used} of {n} slips are used.", day=current.closes_on, used=current.used,
                   n=current.handed_out))  # fmt: skip


@evaluation.command("ratings", help=N_("The counts of ratings of a half-year, where enough slips were used."))
@option("--half", default="", help=N_("Which half-year, such as 2026-H1; by default the one of today."))
@option("--as", "who", required=True, help=AS_HELP)
@click.pass_obj
def show_ratings(edge: Edge, half: str, who: str) -> None:
    """Show the counts."""
    from village_board.evaluation.rating import Grade  # noqa: PLC0415
    from village_board.evaluation.rating_service import results_of  # noqa: PLC0415
    from village_board.evaluation.rules import half_of, half_with  # noqa: PLC0415
    from village_board.evaluation.words import GRADE  # noqa: PLC0415

    board, t = edge.open(), edge.t
    with board.desk(edge.sign_in(board, who)) as desk:
        found = results_of(desk, half_of(half) if half else half_with(desk.today))
        today = desk.today
    if edge.as_json:
        edge.give([
            {"closes_on": one.closes_on.isoformat(), "handed_out": one.handed_out, "used": one.used,
             "least": one.least,
             "counts": [{"target": each.target, **{grade.value: getattr(each, grade.value) for grade in Grade}}
                        for each in one.shown(today)]}
            for one in found
        ])  # fmt: skip
        return
    for one in found:
        edge.say(t("Until {day}; {used} of {n} slips are used.", day=one.closes_on, used=one.used, n=one.handed_out))
        shown = one.shown(today)
        for each in shown:
            counts = "  ".join(f"{t(GRADE[grade])} {getattr(each, grade.value)}" for grade in Grade)
            edge.say(f"  {_target(edge, each.target)}: {counts}")
        if not shown:
            edge.say(t("Counts are shown when the round is over, from {n} ratings on.", n=one.least))
    if not found:
        edge.say(t("No slips were handed out in this half-year."))


@evaluation.command("close", help=N_("Close the round of rating before its last day, with the reason."))
@option("--reason", required=True, help=N_("Why."))
@option("--as", "who", required=True, help=AS_HELP)
@click.pass_obj
def close(edge: Edge, reason: str, who: str) -> None:
    """Close it."""
    from village_board.evaluation.rating_service import end_round  # noqa: PLC0415

    board, t = edge.open(), edge.t
    with board.desk(edge.sign_in(board, who)) as desk:
        closed = end_round(desk, reason)
    if edge.as_json:
        edge.give({"id": closed.id, "used": closed.used, "handed_out": closed.handed_out, "reason": closed.reason})
    else:
        edge.say(t("The round is closed: {used} of {n} slips were used.", used=closed.used, n=closed.handed_out))


@evaluation.group("appraisal", cls=Group, help=N_("The assembly's yearly appraisal: record it, and list them."))
def appraisal() -> None:
    """Collect the commands."""


@appraisal.command("record", help=N_("Record what the assembly found of each person."))
@click.argument("findings", nargs=-1, required=True)
@option("--held", required=True, help=N_("The day of the assembly."))
@option("--body", type=click.Choice(sorted(_BODIES)), required=True, help=N_("Which assembly."))
@option("--minutes", default="", help=N_("Where the minutes lie."))
@option("--as", "who", required=True, help=AS_HELP)
@click.pass_obj
def record(edge: Edge, findings: tuple[str, ...], held: str, body: str, minutes: str, who: str) -> None:
    """Record an appraisal."""
    from village_board.evaluation.appraisal_service import record_appraisal  # noqa: PLC0415
    from village_board.hearings.model import Body  # noqa: PLC0415

    competent = dict(map(_finding, findings))
    day: date = day_of(held)
    board = edge.open()
    with board.desk(edge.sign_in(board, who)) as desk:
        kept = record_appraisal(desk, day, Body(_BODIES[body]), competent, minutes)
    if edge.as_json:
        edge.give(document(kept))
    else:
        edge.say(edge.t("The appraisal of {day} is recorded: {n} persons.", day=kept.held_on, n=len(kept.verdicts)))


@appraisal.command("list", help=N_("All appraisals, and who failed so often in a row that the law ends the office."))
@option("--as", "who", required=True, help=AS_HELP)
@click.pass_obj
def list_appraisals(edge: Edge, who: str) -> None:
    """List the appraisals."""
    from village_board.evaluation.appraisal_service import appraisals  # noqa: PLC0415
    from village_board.evaluation.table import law_of_fails  # noqa: PLC0415
    from village_board.evaluation.words import FAILS_MEAN  # noqa: PLC0415
    from village_board.hearings.words import BODY  # noqa: PLC0415
    from village_board.people.model import Person  # noqa: PLC0415

    board, t = edge.open(), edge.t
    with board.desk(edge.sign_in(board, who)) as desk:
        found, failed = appraisals(desk)
        names = {one.person: desk.get(Person, one.person).name for each in found for one in each.verdicts}
    source = t(law_of_fails())
    if edge.as_json:
        ended = [{"person": one.person, "days": [day.isoformat() for day in one.days]} for one in failed]
        edge.give({"appraisals": [document(one) for one in found], "ended_by_law": ended, "source": source})
        return
    for each in found:
        edge.say(f"{each.held_on.isoformat()}  {t(BODY[each.body])}  {each.minutes}".rstrip())
        for one in each.verdicts:
            edge.say(f"  {names[one.person]}  {one.post}  {t('competent') if one.competent else t('not competent')}")
    for fails in failed:
        edge.say(t(FAILS_MEAN, person=names[fails.person], post=fails.post, n=len(fails.days), source=source))
    if not found:
        edge.say(t("No appraisal is recorded."))


def _lines(edge: Edge, found: Evaluation, mark: str, *, with_ids: bool) -> Iterator[str]:
    from village_board.evaluation.model import Part  # noqa: PLC0415
    from village_board.evaluation.rules import score_of  # noqa: PLC0415
    from village_board.evaluation.words import AID, PART  # noqa: PLC0415

    t = edge.t
    whole = score_of(found.lines)
    yield t(AID)
    if whole.tenths is None:
        yield t("{half}: nothing could be counted yet.", half=found.half)
    else:
        yield t("{half}, as of {day}: {score} of 100, {mark}", half=found.half, day=found.computed_on,
                score=_tenths(whole.tenths), mark=t(mark) if mark else t("no mark"))  # fmt: skip
    if whole.counted < whole.weight:
        yield t("Of {weight} points {counted} could be counted; the others are left out, and are not zero.",
                weight=whole.weight, counted=whole.counted)  # fmt: skip
    for part in Part:
        score = score_of(found.lines, part)
        yield t("{part}: {points} of {counted} points", part=t(PART[part]), points=_points(score.points),
                counted=score.counted)  # fmt: skip
        for line in found.lines:
            if line.part is part:
                yield from _told(edge, line, with_ids=with_ids)


def _told(edge: Edge, line: Line, *, with_ids: bool) -> Iterator[str]:
    t = edge.t
    points = t("left out") if line.points is None else f"{_points(line.points)}/{line.weight}"
    yield f"  {t(line.en)}  {points}  {t.say(line.said)}"
    yield f"    {t(line.how)} ({line.basis})"
    if line.against:
        yield "    " + t("Cost points: {ids}", ids=" ".join(line.against))
    if with_ids and line.ids:
        yield "    " + t("Counted: {ids}", ids=" ".join(line.ids))


def _json(edge: Edge, found: Evaluation, mark: str) -> dict[str, Any]:
    from village_board.evaluation.rules import score_of  # noqa: PLC0415
    from village_board.evaluation.words import AID  # noqa: PLC0415

    whole = score_of(found.lines)
    return {
        "half": found.half,
        "note": edge.t(AID),
        "computed_on": found.computed_on.isoformat(),
        "kept": bool(found.id),
        "score_tenths": whole.tenths,
        "mark": edge.t(mark) if mark else None,
        "counted": whole.counted,
        "weight": whole.weight,
        "indicators": [
            {"code": line.code, "part": line.part.value, "weight": line.weight, "share": list(line.share),
             "said": edge.t.say(line.said), "how": edge.t(line.how), "basis": line.basis, "ids": list(line.ids),
             "against": list(line.against)}
            for line in found.lines
        ],
    }  # fmt: skip


def _points(points: Fraction) -> str:
    return _tenths((points * 20 + 1).__floor__() // 2)


def _tenths(tenths: int) -> str:
    return f"{tenths // 10}.{tenths % 10}" if tenths % 10 else str(tenths // 10)


def _rating(current: RatingRound, text: str) -> tuple[str, Grade]:
    from village_board.evaluation.rating import Grade  # noqa: PLC0415

    number, _, grade = text.partition("=")
    known = {str(place): one.target for place, one in enumerate(current.tallies, 1)}
    if number not in known or grade not in set(Grade):
        raise RatingUnreadable(text)
    return known[number], Grade(grade)


def _finding(text: str) -> tuple[str, bool]:
    who, _, found = text.rpartition("=")
    if not who or found not in _FOUND:
        raise VerdictUnreadable(text)
    return who, _FOUND[found]


def _targets(edge: Edge, current: RatingRound) -> Sequence[str]:
    return [_target(edge, one.target) for one in current.tallies]


def _target(edge: Edge, target: str) -> str:
    from village_board.evaluation.rating import DISCLOSURE  # noqa: PLC0415
    from village_board.evaluation.words import DISCLOSES  # noqa: PLC0415

    return edge.t(DISCLOSES) if target == DISCLOSURE else target


COMMANDS = (evaluation,)
