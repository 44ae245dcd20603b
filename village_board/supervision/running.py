"""Running the monitoring points: over everything, nightly and by command, or near what a commit touched (facts 7.1).

The same facts give the same alarms in whatever order they were written: an alarm is what a check sees, with a life of
its own beside it. Nothing that must happen hangs on this: a commit stands whatever becomes of the look after it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from tinydb import where

from village_board.base.ids import prefix_of
from village_board.base.level import Level
from village_board.calendar.model import ONE_DAY
from village_board.calendar.service import calendar_of
from village_board.desk import Desk, Records
from village_board.limits.rules import Limits
from village_board.limits.service import limits_of
from village_board.people.acts import Act
from village_board.supervision.checks import CHECKS, Check
from village_board.supervision.facts import Fact, Near, View
from village_board.supervision.life import Look, Seen, gone, raised, seen_again
from village_board.supervision.model import Alarm, MonitoringPoint, Watch, identity_of
from village_board.supervision.near import near
from village_board.supervision.points import limits_for, points_of

#: told after each point: how many are done, of how many; False stops there
Progress = Callable[[int, int], bool | None]
DeskFor = Callable[[], AbstractContextManager[Desk]]


@dataclass(frozen=True)
class Judged:
    """What one point saw, and of which records it can say that there is nothing.

    Attributes:
        point: its code.
        seen: what it saw.
        subjects: ids that it looked at; None: everything.
        spans: beside them, identities of which it looked at all, from the first to the last of each pair.
    """

    point: str
    seen: tuple[Seen, ...]
    subjects: frozenset[str] | None = None
    spans: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Ran:
    """What a run came to.

    Attributes:
        new: alarms that were raised or raised again.
        ended: alarms whose facts are gone.
        standing: how many stand after it.
        unfinished: points that were not asked, because somebody stopped it.
    """

    new: tuple[Alarm, ...]
    ended: tuple[Alarm, ...]
    standing: int
    unfinished: tuple[str, ...] = ()

    def and_then(self, later: Ran) -> Ran:
        """Return what this run and a later one came to together."""
        return Ran((*self.new, *later.new), (*self.ended, *later.ended), later.standing)


def judge(records: Records, points: Iterable[MonitoringPoint], view: View) -> Iterator[Judged]:
    """Yield what each of `points` sees in `view`; a point that is switched off sees nothing new and ends nothing.

    Of a narrowed view only checks are asked that are about single records, or that can look around them.
    """
    limits = limits_of(records)
    for point in points:
        if point.off:
            continue
        checks, own = [CHECKS[name] for name in point.checks], limits_for(point, limits)
        if view.near is not None:
            yield from _judge_near(point, checks, view, own)
        elif checks:
            facts = (fact for check in checks for fact in check.find(view, own))
            yield Judged(point.code, _graded(point, facts, view.today))


def _judge_near(point: MonitoringPoint, checks: Sequence[Check], view: View, limits: Limits) -> Iterator[Judged]:
    """Yield what a point sees near by; nothing where it has nothing to say of what is near."""
    about = frozenset[str]().union(*(check.subjects for check in checks))
    subjects = frozenset(id for id in view.near or () if prefix_of(id) in about)  # noqa: A001 - the field's own name
    spans: list[Near] = [near for check in checks if check.near is not None for near in check.near(view, limits)]
    if not subjects and not spans:
        return
    single = (fact for check in checks if check.subjects & _kinds(subjects) for fact in check.find(view, limits))
    facts = (*(fact for fact in single if fact.subject in subjects), *(fact for near in spans for fact in near.facts))
    looked = tuple((identity_of(point.code, "", near.first), identity_of(point.code, "", near.last)) for near in spans)
    yield Judged(point.code, _graded(point, facts, view.today), subjects, looked)


def _kinds(subjects: Iterable[str]) -> frozenset[str]:
    return frozenset(map(prefix_of, subjects))


def _graded(point: MonitoringPoint, facts: Iterable[Fact], today: date) -> tuple[Seen, ...]:
    return _once(one for fact in facts if (one := graded(point, fact, today)) is not None)


def graded(point: MonitoringPoint, fact: Fact, today: date) -> Seen | None:
    """Return `fact` with how grave it is, and the day on which it came to that; None where it is not grave yet."""
    if fact.days is None:
        return None if fact.level is None else Seen(point.code, fact, fact.level, fact.since)
    thresholds = point.thresholds
    level = thresholds.level(fact.days)
    if level is None:
        return None
    first = thresholds.yellow if thresholds.yellow is not None else thresholds.red
    reached = fact.since + timedelta(days=max(first or 0, 0))
    return Seen(point.code, fact, level, min(reached, today))


def _once(seen: Iterable[Seen]) -> tuple[Seen, ...]:
    """Return each identity once, at its gravest: two checks of one point may see the same record."""
    found: dict[str, Seen] = {}
    for one in seen:
        known = found.get(one.identity)
        if known is None or one.level is Level.RED:
            found[one.identity] = one
    return tuple(found.values())


def keep(desk: Desk, judged: Iterable[Judged]) -> Ran:
    """Bring the alarms into line with what was judged, in the caller's unit of work."""
    desk.require(Act.WATCH)
    begun = next(desk.all(Watch), None)
    watch = begun or desk.put(Watch(begun_on=desk.today))
    look = Look(desk.today, desk.now, desk.who.id, _red_from(desk))
    new: list[Alarm] = []
    ended: list[Alarm] = []
    changed = False
    for one in judged:
        standing = _standing(desk, one)
        for seen in one.seen:
            alarm = standing.pop(seen.identity, None) or desk.one(Alarm, where("identity") == seen.identity)
            after = raised(seen, look, watch.begun_on) if alarm is None else seen_again(alarm, seen, look)
            if after != alarm:
                kept, changed = desk.put(after), True
                if alarm is None or len(kept.steps) > len(alarm.steps):
                    new.append(kept)
        ended += [desk.put(gone(alarm, look)) for alarm in standing.values()]
    if begun is None or ended or changed:
        desk.record(watch.id)
    return Ran(tuple(new), tuple(ended), desk.count(Alarm, where("standing") == 1))


def check_everything(desk_for: DeskFor, records: Records, *, progress: Progress | None = None) -> Ran:
    """Ask every point over everything, each in a commit of its own, so that it can be stopped and told of.

    A run that was stopped leaves what it found; the next one begins anew and finds the same again.
    """
    points = [point for point in points_of(records).values() if not point.off]
    view = View(records)
    ran = Ran((), (), 0)
    for done, judged in enumerate(judge(records, points, view), 1):
        with desk_for() as desk:
            ran = ran.and_then(keep(desk, (judged,)))
        if progress is not None and progress(done, len(points)) is False:
            return replace(ran, unfinished=tuple(point.code for point in points[done:]))
    with desk_for() as desk:
        desk.require(Act.WATCH)
        watch = next(desk.all(Watch), None) or Watch(begun_on=desk.today)
        if watch.ran_on != desk.today:
            desk.record(desk.put(replace(watch, ran_on=desk.today)).id)
    return ran


def check_near(desk_for: DeskFor, records: Records, touched: Collection[str]) -> Ran:
    """Ask the points about single records over what was just written and what hangs on it."""
    view = View(records, near(records, touched))
    judged = list(judge(records, points_of(records).values(), view))
    if not any(one.seen for one in judged) and not _is_known(records, judged):
        return Ran((), (), 0)
    with desk_for() as desk:
        return keep(desk, judged)


def _is_known(records: Records, judged: Iterable[Judged]) -> bool:
    """Tell whether there is any alarm about what was looked at."""
    looked = list(judged)
    subjects = frozenset[str]().union(*(one.subjects or () for one in looked))
    if subjects and records.count(Alarm, where("subject").one_of(sorted(subjects))):
        return True
    return any(records.count(Alarm, _within(span)) for one in looked for span in one.spans)


def _within(span: tuple[str, str]) -> Any:
    return (where("identity") >= span[0]) & (where("identity") <= span[1])


def _red_from(records: Records) -> date:
    """Return the last day whose yellow alarms are red today if nobody handled them: the working days lie between."""
    left, calendar, day = limits_of(records).days("supervision.handle_days"), calendar_of(records), records.today
    while left:
        day -= ONE_DAY
        left -= not calendar.day(day).off
    return day - ONE_DAY


def _standing(records: Records, judged: Judged) -> dict[str, Alarm]:
    """Return the alarms that stand and of which `judged` can say that they are over."""
    if judged.subjects is None:
        found = records.find(Alarm, (where("point") == judged.point) & (where("standing") == 1))
    else:
        near = records.find(Alarm, where("subject").one_of(sorted(judged.subjects)))
        near += [alarm for span in judged.spans for alarm in records.find(Alarm, _within(span))]
        found = [alarm for alarm in near if alarm.point == judged.point and alarm.standing]
    return {alarm.identity: alarm for alarm in found}
