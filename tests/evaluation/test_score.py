"""The score: exact points of what could be counted; what could not takes its weight with it (facts 7.2)."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from village_board.base.message import say
from village_board.data_files import data_path
from village_board.evaluation.model import Half, Line, Measured, Part
from village_board.evaluation.rules import (
    HalfUnreadable,
    Score,
    half_of,
    half_with,
    line_of,
    mark_of,
    score_of,
)
from village_board.evaluation.table import IndicatorsUnreadable, marks, read_indicators, shipped_indicators

INDICATOR = next(iter(shipped_indicators().values()))
MARKS = {name: least for name, (least, _) in marks().items()}


def a_line(share: Fraction | None, weight: int = 10, part: Part = Part.DILIGENCE) -> Line:
    """Return an indicator that came to `share`."""
    shared = () if share is None else (share.numerator, share.denominator)
    return Line("x", part, weight, "x", "x", "x", shared, {"id": "x"})


def test_the_weights_are_those_of_the_facts() -> None:
    """Facts 7.2: diligence 35, integrity 35, performance 30, each with its parts."""
    # Guard: data/evaluation/indicators.toml - a village would be measured by other weights than it was told.
    weights = {part: [one.weight for one in shipped_indicators().values() if one.part is part] for part in Part}
    assert weights == {
        Part.DILIGENCE: [10, 10, 5, 10],
        Part.INTEGRITY: [15, 10, 5, 5],
        Part.PERFORMANCE: [10, 10, 5, 5],
    }
    assert all(one.basis and one.how for one in shipped_indicators().values())


def test_missing_data_is_not_zero() -> None:
    """What could not be counted is left out with its weight; of a half that is full the score is full."""
    # Guard: evaluation/rules.py:score_of - a village without works would lose five points for them.
    score = score_of([a_line(Fraction(1), 10), a_line(None, 90)])
    assert score.points == 10
    assert (score.counted, score.weight, score.tenths) == (10, 100, 1000)
    assert score_of([a_line(None)]).tenths is None


@given(st.lists(st.tuples(st.none() | st.fractions(0, 1, max_denominator=99), st.integers(1, 30),
                          st.sampled_from(Part))))  # fmt: skip
def test_the_parts_are_the_whole(rows: list[tuple[Fraction | None, int, Part]]) -> None:
    """Points and weights of the three parts add up to those of the whole, and no score leaves 0 to 100."""
    # Guard: evaluation/rules.py:score_of - the page would show parts that do not add up.
    lines = [a_line(*row) for row in rows]
    parts, whole = [score_of(lines, part) for part in Part], score_of(lines)
    assert sum(one.points for one in parts) == whole.points
    assert (sum(one.counted for one in parts), sum(one.weight for one in parts)) == (whole.counted, whole.weight)
    assert whole.tenths is None or 0 <= whole.tenths <= 1000


@given(st.fractions(-5, 5, max_denominator=50))
def test_an_indicator_never_gives_more_than_its_points(share: Fraction) -> None:
    """A share is held between nothing and all, whatever a way of counting says."""
    # Guard: evaluation/rules.py:line_of - one good indicator would hide a bad one.
    points = line_of(INDICATOR, Measured(share, say("x"))).points
    assert points is not None
    assert 0 <= points <= INDICATOR.weight


@pytest.mark.parametrize(
    ("points", "mark"),
    [("90", "excellent"), ("89.99", "good"), ("80", "good"), ("79.99", "pass"), ("60", "pass"), ("59.99", "fail")],
)
def test_a_mark_goes_by_the_exact_score(points: str, mark: str) -> None:
    """Facts 7.2: from 90 excellent, 80 good, 60 pass; 89.99 is shown as 90.0 and is good all the same."""
    # Guard: evaluation/rules.py:mark_of - rounding would make a mark.
    assert mark_of(Score(Fraction(points), 100, 100), MARKS, 60) == mark


def test_too_little_counted_makes_no_mark() -> None:
    """Of 59 points counted nobody is excellent."""
    # Guard: evaluation/rules.py:mark_of - a board of one indicator would be excellent.
    assert mark_of(Score(Fraction(59), 59, 100), MARKS, 60) is None
    assert mark_of(Score(Fraction(60), 60, 100), MARKS, 60) == "excellent"


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_every_day_lies_in_one_half(day: date) -> None:
    """Twice a year: a half-year holds its days, not those of the one before, and reads back from its name."""
    half = half_with(day)
    assert half.holds(day)
    assert not half.before.holds(day)
    assert half_of(str(half)) == half
    assert half.before.before == half.year_before


@pytest.mark.parametrize("text", ["", "2026", "2026-H3", "2026-Q1", "0000-H1", "２０２６-H1"])
def test_other_words_are_no_half(text: str) -> None:
    """They are refused with the way to write one."""
    with pytest.raises(HalfUnreadable):
        half_of(text)
    assert half_of(" 2026-h2 ") == Half(2026, 2)


def test_every_problem_of_the_data_is_told_at_once(tmp_path: Path) -> None:
    """File, key and nearest known name; weights that are not a hundred together are no scale."""
    # Guard: evaluation/table.py:read_indicators - a wrong way of counting would be found by a traceback.
    text = data_path("evaluation", "indicators.toml").read_text("utf-8")
    file = tmp_path / "indicators.toml"
    file.write_text(text.replace('"red_alarms"', '"red_alarm"').replace('"performance"', '"perform"', 1), "utf-8")
    with pytest.raises(IndicatorsUnreadable) as refused:
        read_indicators(file)
    told = str(refused.value)
    assert "nearest: red_alarms" in told
    assert "nearest: performance" in told
    file.write_text(text.replace("weight = 15", "weight = 16"), "utf-8")
    with pytest.raises(IndicatorsUnreadable, match="101"):
        read_indicators(file)
