"""The score: the points of what could be counted, of the weights of what could be counted. Pure; exact fractions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from village_board.base.errors import Refused
from village_board.base.message import N_, message_to_json
from village_board.evaluation.model import Half, Indicator, Line, Measured, Part

_HALF = re.compile(r"(\d{4})-H([12])", re.ASCII)
_SUMMER = 7


class HalfUnreadable(Refused):
    """Words that name no half-year."""

    sentence = N_("'{text}' is no half-year. Write it like 2026-H1.")

    def __init__(self, text: str) -> None:
        super().__init__(text=text)


class HalfAhead(Refused):
    """Nothing can be counted of a half-year that has not begun."""

    sentence = N_("{half} begins on {first} (today is {today}). Choose an earlier half-year.")

    def __init__(self, half: Half, today: date) -> None:
        super().__init__(half=str(half), first=half.first, today=today)


@dataclass(frozen=True)
class Score:
    """Points and what they are of.

    Attributes:
        points: earned.
        counted: the weights of what was counted.
        weight: all weights.
    """

    points: Fraction
    counted: int
    weight: int

    @property
    def tenths(self) -> int | None:
        """Tenths of a point of a hundred, rounded half up; None where nothing was counted."""
        if not self.counted:
            return None
        return (self.points * 2000 / self.counted + 1).__floor__() // 2


def half_of(text: str) -> Half:
    """Return the half-year that `text` names.

    Raises:
        HalfUnreadable: it names none.
    """
    found = _HALF.fullmatch(text.strip().upper())
    if found is None or found[1] == "0000":
        raise HalfUnreadable(text)
    return Half(int(found[1]), int(found[2]))


def half_with(day: date) -> Half:
    """Return the half-year in which `day` lies."""
    return Half(day.year, 1 if day.month < _SUMMER else 2)


def line_of(indicator: Indicator, measured: Measured) -> Line:
    """Return an indicator with what it came to; a share is held between nothing and all."""
    share = None if measured.share is None else min(max(measured.share, Fraction(0)), Fraction(1))
    return Line(
        indicator.code,
        indicator.part,
        indicator.weight,
        indicator.en,
        indicator.how,
        indicator.basis,
        () if share is None else (share.numerator, share.denominator),
        message_to_json(measured.said),
        measured.ids,
        measured.against,
    )


def score_of(lines: Iterable[Line], part: Part | None = None) -> Score:
    """Return the score of `lines`, or of one part of them. What could not be counted takes its weight with it."""
    mine = [line for line in lines if part is None or line.part is part]
    told = [(line.weight, line.points) for line in mine if line.points is not None]
    return Score(
        sum((points for _, points in told), Fraction(0)),
        sum(weight for weight, _ in told),
        sum(line.weight for line in mine),
    )


def mark_of(score: Score, marks: Mapping[str, int], least: int) -> str | None:
    """Return the name of the mark that `score` reaches; None where too little was counted for one.

    Args:
        score: of the whole.
        marks: from which score on each is given. By the exact score, not by the rounded one.
        least: how many points must have been counted.
    """
    if not score.counted or score.counted < least:
        return None
    exact = score.points * 100 / score.counted
    return max((name for name, least in marks.items() if exact >= least), key=marks.__getitem__)
