"""The page of all monitoring points, made from their data: ``python -m village_board.supervision.document``."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping

from village_board.i18n import translator
from village_board.limits.model import Limit
from village_board.limits.table import shipped_limits
from village_board.limits.values import shown
from village_board.supervision.model import Area, MonitoringPoint
from village_board.supervision.table import AT_ONCE, limit_behind, shipped_points, times_of
from village_board.supervision.words import AREA

_HEAD = """# Monitoring points (监测点)

Made from `data/rules` by `python -m village_board.supervision.document`; a test compares the two. What a point sees is
for the committee, its overseers and the township, never for the public. A village changes limits with `village-board
limit set`, and switches points off, moves their days or adds its own with `village-board point`.

"Yellow" warns; "red" reports to the township. Days are counted past the last day on which a thing was in time.
"""


def page() -> str:
    """Return the page in Markdown."""
    return "\n".join([_HEAD, *_parts(shipped_points(), shipped_limits())])


def _parts(points: Mapping[str, MonitoringPoint], limits: Mapping[str, Limit]) -> Iterator[str]:
    for area in Area:
        yield f"## {AREA[area].capitalize()}\n"
        yield "| point | condition | yellow | red | limits | basis | what to do |"
        yield "| --- | --- | --- | --- | --- | --- | --- |"
        for point in points.values():
            if point.area is area:
                yield _row(point, limits)
        yield ""


def _row(point: MonitoringPoint, limits: Mapping[str, Limit]) -> str:
    named = "; ".join(f"{limits[key].en}: {_value(limits[key])} (`{key}`)" for key in point.limits)
    cells = (
        point.code,
        f"{point.zh}<br>{point.en}",
        _when(point.yellow, limits),
        _when(point.red, limits),
        named or "-",
        point.basis,
        point.mend,
    )
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _when(threshold: int | str | None, limits: Mapping[str, Limit]) -> str:
    if threshold is None:
        return "-"
    if isinstance(threshold, int):
        return f"{-threshold} before" if threshold < 0 else f"{threshold} late"
    key = limit_behind(threshold)
    if threshold == AT_ONCE or key is None:
        return "at once"
    value = _value(limits[key])
    if not threshold.startswith(">"):
        return value
    times = times_of(threshold)
    return f"above {value}" if times == 1 else f"above {times} times {value}"


def _value(limit: Limit) -> str:
    return translator("en").say(shown(limit, limit.value))


if __name__ == "__main__":
    sys.stdout.write(page())
