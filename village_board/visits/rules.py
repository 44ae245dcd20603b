"""Adding a visit to its day, and days up to figures. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from village_board.visits.model import HOURS, Topic, TopicCount, Visit, VisitDay


@dataclass(frozen=True, slots=True)
class VisitFigures:
    """Visits of some days: all together, by hour, by topic, by day."""

    whole: int
    hours: tuple[int, ...]
    topics: tuple[tuple[Topic, int], ...]
    days: tuple[tuple[date, int], ...]

    @property
    def busiest_hour(self) -> int | None:
        """Return the hour in which most visits began; None without a visit."""
        return max(range(HOURS), key=lambda hour: self.hours[hour]) if self.whole else None


def with_visit(day: VisitDay, visit: Visit) -> VisitDay:
    """Return the day with one more visit; each topic counts once a visit, however often it was opened."""
    hours = tuple(count + (hour == visit.hour) for hour, count in enumerate(day.hours))
    counted = Counter({(one.topic, one.hour): one.count for one in day.topics})
    counted.update((topic, visit.hour) for topic in visit.topics)
    topics = tuple(TopicCount(topic, hour, count) for (topic, hour), count in sorted(counted.items()))
    return replace(day, hours=hours, topics=topics)


def figures(days: Iterable[VisitDay]) -> VisitFigures:
    """Return the sums over some days; topics the most visited first."""
    hours, topics, by_day = [0] * HOURS, Counter[Topic](), dict[date, int]()
    for one in days:
        by_day[one.day_of] = sum(one.hours)
        for hour, count in enumerate(one.hours):
            hours[hour] += count
        for topic in one.topics:
            topics[topic.topic] += topic.count
    ordered = sorted(topics.items(), key=lambda pair: (-pair[1], pair[0]))
    return VisitFigures(sum(hours), tuple(hours), tuple(ordered), tuple(sorted(by_day.items())))
