"""K26: visits are counted by day, hour and topic; nothing of them says who came or what was typed."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import fields
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.support.builders import TODAY, memory_board
from tests.support.clocks import GivenClock
from village_board.base.codec import to_json
from village_board.visits.model import HOURS, Topic, Visit, VisitDay
from village_board.visits.rules import figures, with_visit
from village_board.visits.service import count_visit, visits

#: visits to the reading points of the seed (facts.md, document 003)
SEED_VISITS = 4_000

VISIT = st.builds(
    Visit,
    day=st.dates(TODAY - timedelta(days=3), TODAY),
    hour=st.integers(0, HOURS - 1),
    topics=st.frozensets(st.sampled_from(Topic)),
)


def test_k26_the_seed_s_four_thousand_visits_come_back() -> None:
    """K26: 4,000 visits of a year, counted one by one, are 4,000 by day, by hour and by topic."""
    # Guard: village_board/visits/rules.py:with_visit - a visit that is counted twice, or by its taps.
    chance = random.Random(4000)
    board = memory_board(GivenClock(TODAY))
    made = [
        Visit(
            TODAY - timedelta(days=chance.randrange(365)),
            chance.choices((8, 9, 10, 14, 15, 19), (3, 5, 4, 3, 4, 2))[0],
            frozenset(chance.sample(list(Topic), chance.randrange(4))),
        )
        for _ in range(SEED_VISITS)
    ]
    with board.desk() as desk:
        for visit in made:
            count_visit(desk, visit)
    found = visits(board.records(), TODAY - timedelta(days=364), TODAY)
    assert found.whole == SEED_VISITS
    assert {hour: count for hour, count in enumerate(found.hours) if count} == Counter(one.hour for one in made)
    assert dict(found.topics) == Counter(topic for one in made for topic in one.topics)
    assert dict(found.days) == Counter(one.day for one in made)
    assert board.records().count(VisitDay) == len({one.day for one in made})
    board.close()


def test_k26_nothing_kept_can_say_who_or_what() -> None:
    """K26: a day's row holds its day, counts by hour, and counts by topic: no time, no order, no words, no record."""
    # Guard: village_board/visits/model.py:VisitDay - a field that tells one visitor from another.
    own = {field.name for field in fields(VisitDay)} - {"id", "rev", "change"}
    assert own == {"day_of", "hours", "topics"}
    day = with_visit(VisitDay(day_of=TODAY), Visit(TODAY, 9, frozenset({Topic.SLIPS})))
    kept = to_json(day)
    assert kept["topics"] == [{"topic": "slips", "hour": 9, "count": 1}]
    assert not day.public


def test_k26_the_table_has_an_end(tmp_path: object) -> None:
    """K26: days older than the village keeps them go with the first visit of a new day."""
    # Guard: village_board/visits/service.py:_forget - a table that grows for ever.
    del tmp_path
    board = memory_board(GivenClock(TODAY))
    with board.desk() as desk:
        for day in (date(2020, 1, 1), date(2023, 8, 31), date(2023, 9, 1), TODAY):
            count_visit(desk, Visit(day, 9))
    kept = {one.day_of for one in board.records().all(VisitDay)}
    assert kept == {date(2023, 9, 1), TODAY}
    board.close()


@given(made=st.lists(VISIT, max_size=30))
def test_k26_the_order_of_visits_changes_nothing(made: list[Visit]) -> None:
    """The same visits in any order give the same figures, and the parts are the whole."""
    days: dict[date, VisitDay] = {}
    for visit in made:
        days[visit.day] = with_visit(days.get(visit.day, VisitDay(day_of=visit.day)), visit)
    backwards: dict[date, VisitDay] = {}
    for visit in reversed(made):
        backwards[visit.day] = with_visit(backwards.get(visit.day, VisitDay(day_of=visit.day)), visit)
    assert figures(days.values()) == figures(backwards.values())
    found = figures(days.values())
    assert found.whole == len(made) == sum(found.hours) == sum(count for _, count in found.days)
    assert all(len(day.topics) <= HOURS * len(Topic) for day in days.values())
