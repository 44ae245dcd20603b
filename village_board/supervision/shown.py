"""A monitoring point in the reader's language: its condition, its limits with their values, how to mend it."""

from __future__ import annotations

from collections.abc import Iterator

from village_board.base.message import Message, say
from village_board.desk import Records
from village_board.i18n import Translator
from village_board.limits.service import limits_of
from village_board.limits.values import shown
from village_board.supervision.model import MonitoringPoint
from village_board.supervision.points import limits_for
from village_board.supervision.table import AT_ONCE, limit_behind, times_of


def point_label(t: Translator, point: MonitoringPoint) -> str:
    """Return the condition; a point of the village's own has one name in every language."""
    return point.en if point.own else t(point.en)


def point_mend(t: Translator, point: MonitoringPoint) -> str:
    """Return what to do about it."""
    return t(point.mend) if point.mend else ""


def limit_lines(records: Records, t: Translator, point: MonitoringPoint) -> Iterator[str]:
    """Yield each limit of the point with its value and source, then when the point warns and when it reports."""
    limits = limits_for(point, limits_of(records))
    for key in point.limits:
        row = limits.shipped[key]
        value = t.say(shown(row, limits.value(key)))
        yield t("{label}: {value} ({source})", label=t(row.en), value=value, source=t(row.source))
    for words, threshold in ((say("warns"), point.yellow), (say("reports to the township"), point.red)):
        if threshold is not None:
            yield t("{level}: {when}", level=t.say(words), when=t.say(threshold_words(records, point, threshold)))


def threshold_words(records: Records, point: MonitoringPoint, threshold: int | str) -> Message:
    """Return a threshold in words."""
    if isinstance(threshold, int):
        if threshold < 0:
            return say("{n} days before the last day", n=-threshold)
        return say("{n} days after the last day", n=threshold)
    key = limit_behind(threshold)
    if threshold == AT_ONCE or key is None:
        return say("at once")
    limits = limits_for(point, limits_of(records))
    value = shown(limits.shipped[key], limits.value(key))
    if not threshold.startswith(">"):
        return value
    times = times_of(threshold)
    return say("above {value}", value=value) if times == 1 else say("above {n} times {value}", n=times, value=value)
