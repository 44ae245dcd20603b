"""village-board visits: how often the hall's screen was visited, by hour and topic (K26)."""

from __future__ import annotations

from datetime import date, timedelta

import click

from village_board.base.errors import UsageError
from village_board.base.message import N_
from village_board.cli.edge import Edge
from village_board.cli.words import Command, option
from village_board.launch import day_of
from village_board.visits.rules import VisitFigures
from village_board.visits.service import visits as visits_between
from village_board.visits.words import TOPIC

_DAYS = 30
_BAR = 30


class DaysTurned(UsageError):
    """The last day lies before the first."""

    sentence = N_("The last day {until} lies before the first, {since}.")

    def __init__(self, since: date, until: date) -> None:
        super().__init__(since=since, until=until)


@click.command("visits", cls=Command, help=N_("How often the hall's screen was visited, by hour and topic."))
@option("--since", default="", help=N_("From which day; thirty days ago where it is not given."))
@option("--until", default="", help=N_("Until which day; today where it is not given."))
@click.pass_obj
def visits(edge: Edge, since: str, until: str) -> None:
    """Print the figures; nothing of a visitor is kept that could be printed."""
    records = edge.open().records()
    last = day_of(until) if until else records.today
    first = day_of(since) if since else last - timedelta(days=_DAYS - 1)
    if last < first:
        raise DaysTurned(first, last)
    found = visits_between(records, first, last)
    if edge.as_json:
        edge.give(_json(first, last, found))
        return
    t = edge.t
    edge.say(t("{first} to {last}: {n} visits on {days} days.", first=first, last=last, n=found.whole,
               days=len(found.days)))  # fmt: skip
    if not found.whole:
        return
    edge.say(t("Begun in the hour"))
    most = max(found.hours)
    for hour, count in enumerate(found.hours):
        if count:
            edge.say(f"  {hour:02d}:00  {count:>6}  {'█' * max(count * _BAR // most, 1)}")
    edge.say(t("Looked at, in how many visits"))
    for topic, count in found.topics:
        edge.say(f"  {count:>6}  {t(TOPIC[topic])}")


def _json(first: date, last: date, found: VisitFigures) -> dict[str, object]:
    return {
        "since": first.isoformat(),
        "until": last.isoformat(),
        "visits": found.whole,
        "hours": {f"{hour:02d}": count for hour, count in enumerate(found.hours) if count},
        "topics": {topic.value: count for topic, count in found.topics},
        "days": {day.isoformat(): count for day, count in found.days},
    }


COMMANDS = (visits,)
