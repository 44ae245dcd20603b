"""Computing the evaluation of a half-year, and keeping it once: for committee, overseers and township (P11)."""

from __future__ import annotations

from datetime import timedelta

from tinydb import where

from village_board.desk import Desk, Records
from village_board.evaluation.counting import WAYS, Asked
from village_board.evaluation.model import Evaluation, Half
from village_board.evaluation.rules import HalfAhead, half_with, line_of, mark_of, score_of
from village_board.evaluation.table import marks, shipped_indicators
from village_board.limits.service import limits_of
from village_board.people.acts import Act


def evaluation_of(desk: Desk, half: Half) -> Evaluation:
    """Return the evaluation of `half`: as it was kept, else as it stands today.

    Raises:
        HalfAhead: the half-year has not begun.
        NotPermitted: who asks is neither of the committee nor of its overseers nor of the township.
    """
    desk.require(Act.SEE_EVALUATION)
    return kept(desk, half) or computed(desk, half)


def computed(records: Records, half: Half) -> Evaluation:
    """Return the evaluation of `half` from the records as they are today.

    Raises:
        HalfAhead: the half-year has not begun.
    """
    if half.first > records.today:
        raise HalfAhead(half, records.today)
    lines = tuple(
        line_of(one, WAYS[one.count](Asked(records, half, one.weight, one.settings)))
        for one in shipped_indicators().values()
    )
    return Evaluation(half=str(half), computed_on=records.today, lines=lines)


def kept(records: Records, half: Half) -> Evaluation | None:
    """Return the evaluation of `half` that was kept, or None."""
    return records.one(Evaluation, where("half") == str(half))


def mark_in_words(records: Records, found: Evaluation) -> str:
    """Return the mark of an evaluation in English; empty where too little could be counted for one."""
    known = marks()
    least = limits_of(records, found.computed_on).count("evaluation.mark_least_points")
    name = mark_of(score_of(found.lines), {key: score for key, (score, _) in known.items()}, least)
    return known[name][1] if name else ""


def keep_last(desk: Desk) -> Evaluation | None:
    """Keep the evaluation of the half-year that is over, when its days are, and return the one that is kept.

    None: it is too early, or nothing of that half-year could be counted.
    """
    desk.require(Act.KEEP_EVALUATION)
    half = half_with(desk.today).before
    days = limits_of(desk).days("evaluation.kept_days")
    if (standing := kept(desk, half)) is not None:
        return standing
    if desk.today < half.last + timedelta(days=days) or not score_of((now := computed(desk, half)).lines).counted:
        return None
    found = desk.put(now)
    desk.record(found.id)
    return found
