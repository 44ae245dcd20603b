"""The monitoring points that hold for this village, and changing one: audited, with a reason and a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches

from tinydb import where

from village_board.base.errors import Refused
from village_board.base.message import N_
from village_board.desk import Desk, Records
from village_board.limits.rules import Limits
from village_board.people.acts import Act
from village_board.supervision.checks import CHECKS
from village_board.supervision.model import Area, MonitoringPoint, PointChange
from village_board.supervision.table import AT_ONCE, shipped_points
from village_board.text.clean import clean


class NoSuchPoint(Refused):
    """No monitoring point has this code."""

    sentence = N_("There is no monitoring point '{code}'. Did you mean '{near}'? See: village-board point list")

    def __init__(self, code: str, near: str) -> None:
        super().__init__(code=code, near=near)


class PointTaken(Refused):
    """A new point needs a code of its own."""

    sentence = N_("There is a monitoring point '{code}' already. Give the new one another code.")

    def __init__(self, code: str) -> None:
        super().__init__(code=code)


class NoSuchCheck(Refused):
    """A new point can run a shipped check only."""

    sentence = N_("There is no check '{check}'. Did you mean '{near}'? See: village-board point checks")

    def __init__(self, check: str, near: str) -> None:
        super().__init__(check=check, near=near)


class PointReasonMissing(Refused):
    """A change of what is watched without its reason."""

    sentence = N_("Say why monitoring point '{code}' is changed and who decided it.")

    def __init__(self, code: str) -> None:
        super().__init__(code=code)


class PointInThePast(Refused):
    """A change would judge what was seen before it was made."""

    sentence = N_("Monitoring point '{code}' cannot change from {since} on: that day is past (today is {today}).")

    def __init__(self, code: str, since: date, today: date) -> None:
        super().__init__(code=code, since=since, today=today)


class ThresholdsWrong(Refused):
    """A point reports later than it warns, and only where days decide."""

    sentence = N_(
        "Monitoring point '{code}' cannot warn from {yellow} and report from {red} days: it warns first, and only "
        "points that count days have such numbers. Others follow their limits: village-board limit set"
    )

    def __init__(self, code: str, yellow: int | str, red: int | str) -> None:
        super().__init__(code=code, yellow=yellow, red=red)


@dataclass(frozen=True)
class NewPoint:
    """A point that the village adds: a shipped check under its own name, thresholds and values of limits."""

    code: str
    check: str
    name: str
    yellow: int | None = None
    red: int | None = None
    settings: tuple[tuple[str, int], ...] = ()


def points_of(records: Records, day: date | None = None) -> dict[str, MonitoringPoint]:
    """Return the points that hold on `day`, by default today, by code: the shipped ones under the village's changes."""
    return on_day(shipped_points(), records.all(PointChange), day or records.today)


def on_day(
    shipped: Mapping[str, MonitoringPoint], changes: Iterable[PointChange], day: date
) -> dict[str, MonitoringPoint]:
    """Return the points that hold on `day`."""
    points = dict(shipped)
    for change in sorted(changes, key=lambda one: (one.since, one.number)):
        if change.since > day:
            continue
        known = points.get(change.code)
        if known is None:
            points[change.code] = _added(change, shipped)
            continue
        points[change.code] = replace(
            known,
            off=known.off if change.off is None else (change.reason if change.off else ""),
            yellow=known.yellow if change.yellow is None else change.yellow,
            red=known.red if change.red is None else change.red,
        )
    return points


def limits_for(point: MonitoringPoint, limits: Limits) -> Limits:
    """Return the limits by which `point` judges: its own values above those of the village."""
    if not point.settings:
        return limits
    return Limits(limits.shipped, {**limits.own, **point.settings})


def point_of(records: Records, code: str) -> MonitoringPoint:
    """Return the point with this code.

    Raises:
        NoSuchPoint: there is none; with the nearest code.
    """
    points = points_of(records)
    if code not in points:
        raise NoSuchPoint(code, _nearest(code, points))
    return points[code]


def switch_point(desk: Desk, code: str, *, off: bool, since: date, reason: str) -> PointChange:
    """Switch a point off or on from a day on; what it raised stays.

    Raises:
        NoSuchPoint, PointReasonMissing, PointInThePast: as they say.
    """
    point_of(desk, code)
    return _keep(desk, PointChange(code=code, since=since, reason=reason, off=off))


def set_thresholds(desk: Desk, code: str, yellow: int | None, red: int | None, since: date, reason: str) -> PointChange:
    """Let a point that counts days warn and report from other days on.

    Raises:
        ThresholdsWrong: the point does not count days, or it would report before it warns.
        NoSuchPoint, PointReasonMissing, PointInThePast: as they say.
    """
    point = point_of(desk, code)
    counted = [one for one in (point.yellow, point.red) if isinstance(one, int)]
    new_yellow, new_red = (point.yellow if yellow is None else yellow), (point.red if red is None else red)
    wrong_order = isinstance(new_yellow, int) and isinstance(new_red, int) and new_yellow > new_red
    if not counted or wrong_order:
        raise ThresholdsWrong(code, new_yellow if new_yellow is not None else "-", new_red or "-")
    return _keep(desk, PointChange(code=code, since=since, reason=reason, yellow=yellow, red=red))


def add_point(desk: Desk, new: NewPoint, since: date, reason: str) -> PointChange:
    """Add a point of the village's own from the shipped kinds of check.

    Raises:
        PointTaken: its code stands already.
        NoSuchCheck: no shipped check has this name.
        PointReasonMissing, PointInThePast: as they say.
    """
    code = clean(new.code)
    if code in points_of(desk) or desk.one(PointChange, where("code") == code) is not None:
        raise PointTaken(code)
    if new.check not in CHECKS:
        raise NoSuchCheck(clean(new.check), _nearest(new.check, CHECKS))
    if new.yellow is not None and new.red is not None and new.yellow > new.red:
        raise ThresholdsWrong(code, new.yellow, new.red)
    change = PointChange(
        code=code,
        since=since,
        reason=reason,
        check=new.check,
        name=clean(new.name) or code,
        yellow=new.yellow,
        red=new.red,
        settings=new.settings,
    )
    return _keep(desk, change)


def _keep(desk: Desk, change: PointChange) -> PointChange:
    desk.require(Act.CHANGE_POINT)
    if not (reason := clean(change.reason)):
        raise PointReasonMissing(change.code)
    if change.since < desk.today:
        raise PointInThePast(change.code, change.since, desk.today)
    number = desk.count(PointChange, where("code") == change.code) + 1
    kept = desk.put(replace(change, reason=reason, decided_by=desk.who.id, number=number))
    desk.record(kept.id)
    return kept


def _added(change: PointChange, shipped: Mapping[str, MonitoringPoint]) -> MonitoringPoint:
    like = next((point for point in shipped.values() if change.check in point.checks), None)
    counts_days = change.yellow is not None or change.red is not None
    return MonitoringPoint(
        code=change.code,
        area=like.area if like is not None else Area.DISCLOSURE,
        checks=(change.check,),
        zh=change.name,
        en=change.name,
        basis=change.reason,
        mend=like.mend if like is not None else "",
        yellow=change.yellow if counts_days else (like.yellow if like is not None else None),
        red=change.red if counts_days else (like.red if like is not None else AT_ONCE),
        limits=like.limits if like is not None else (),
        settings=dict(change.settings),
        own=True,
    )


def _nearest(name: str, known: Iterable[str]) -> str:
    near = get_close_matches(name, list(known), 1, 0.0)
    return near[0] if near else "-"
