"""The ways that hold for this village, and changing one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from tinydb import where

from village_board.base.errors import Refused
from village_board.base.message import N_, Message
from village_board.desk import Desk, Records
from village_board.notices.model import NoticeKind
from village_board.notices.route_table import audience_names, near, shipped_routes
from village_board.notices.routing import ChannelKind, Event, Route, RouteChange, To
from village_board.people.acts import Act
from village_board.text.clean import clean


class NoSuchEvent(Refused):
    """Nothing is told by this name."""

    sentence = N_("There is no event '{event}'. Did you mean '{near}'? See: village-board notice route list")

    def __init__(self, event: str) -> None:
        known = [one.value for one in Event]
        super().__init__(event=event, near=near(event, known) or known[0])


class RouteFixed(Refused):
    """Audience and kind of this event are not the village's to choose."""

    sentence = N_("To whom and how '{event}' is told is fixed: {source}. Only its channels can be changed.")

    def __init__(self, route: Route) -> None:
        super().__init__(event=route.event.value, source=Message(route.source))


class RoutePostsWrong(Refused):
    """The posts do not go with the audience, or are unknown."""

    sentence = N_("'{posts}' cannot be told '{event}'. Name roles or posts with 'posts' alone, such as: {near}.")

    def __init__(self, event: Event, posts: Collection[str]) -> None:
        known = audience_names()
        wrong = next((one for one in posts if one not in known), "")
        super().__init__(event=event.value, posts=", ".join(posts) or "-", near=near(wrong, known) or "committee")


class RouteInThePast(Refused):
    """A change would judge what was told before it was made."""

    sentence = N_("The way of '{event}' cannot change from {since} on: that day is past (today is {today}).")

    def __init__(self, event: str, since: date, today: date) -> None:
        super().__init__(event=event, since=since, today=today)


class RouteReasonMissing(Refused):
    """A change of a way without its reason."""

    sentence = N_("Say why the way of '{event}' is changed and who decided it: the reason is public.")

    def __init__(self, event: str) -> None:
        super().__init__(event=event)


class RouteNotChanged(Refused):
    """A change that changes nothing."""

    sentence = N_("The way of '{event}' is that already. Name another audience, kind or channel.")

    def __init__(self, event: str) -> None:
        super().__init__(event=event)


@dataclass(frozen=True)
class OtherWay:
    """What is to hold of a way; what is None stays as it is."""

    to: To | None = None
    posts: tuple[str, ...] = ()
    kind: NoticeKind | None = None
    channels: tuple[ChannelKind, ...] = ()


def route_of(records: Records, event: Event, day: date | None = None) -> Route:
    """Return the way that `event` goes on `day`, by default today."""
    changes = records.find(RouteChange, where("event") == event.value)
    return on_day(shipped_routes()[event], changes, day or records.today)


def routes_of(records: Records, day: date | None = None) -> Mapping[Event, Route]:
    """Return the way of every event on `day`, by default today."""
    return {event: route_of(records, event, day) for event in Event}


def on_day(shipped: Route, changes: Iterable[RouteChange], day: date) -> Route:
    """Return `shipped` under the changes that hold on `day`, the later over the earlier."""
    way = shipped
    for change in sorted(changes, key=lambda change: (change.since, change.number)):
        if change.since > day:
            continue
        if change.to is not None and not shipped.fixed:
            way = replace(way, to=change.to, posts=change.posts)
        if change.kind is not None and not shipped.fixed:
            way = replace(way, kind=change.kind)
        if change.channels:
            way = replace(way, channels=change.channels)
    return way


def event_named(name: str) -> Event:
    """Return the event of this name.

    Raises:
        NoSuchEvent: there is none; with the nearest.
    """
    try:
        return Event(name)
    except ValueError:
        raise NoSuchEvent(name) from None


def change_route(desk: Desk, name: str, other: OtherWay, since: date, reason: str) -> RouteChange:
    """Let `name` go another way from `since` on; what was told before stays told.

    Args:
        desk: the unit of work.
        name: of the event, such as ``item.published``.
        other: what changes.
        since: today or later.
        reason: who decided it and why; public.

    Raises:
        NoSuchEvent, RouteFixed, RoutePostsWrong, RouteInThePast, RouteReasonMissing, RouteNotChanged: with the facts.
    """
    desk.require(Act.CHANGE_ROUTE)
    event = event_named(name)
    shipped, now = shipped_routes()[event], route_of(desk, event, max(since, desk.today))
    if shipped.fixed and (other.to is not None or other.kind is not None):
        raise RouteFixed(shipped)
    if bool(other.posts) != (other.to is To.POSTS) or not audience_names() >= {*other.posts}:
        raise RoutePostsWrong(event, other.posts)
    if NoticeKind.EMERGENCY in (other.kind, shipped.kind) and other.kind not in (None, shipped.kind):
        raise RouteFixed(shipped)
    if since < desk.today:
        raise RouteInThePast(name, since, desk.today)
    if not (why := clean(reason)):
        raise RouteReasonMissing(name)
    change = RouteChange(
        event=event.value,
        since=since,
        reason=why,
        to=other.to,
        posts=other.posts,
        kind=other.kind,
        channels=tuple(dict.fromkeys(other.channels)),
        decided_by=desk.who.id,
        number=desk.count(RouteChange, where("event") == event.value) + 1,
    )
    if on_day(now, [change], since) == now:
        raise RouteNotChanged(name)
    kept = desk.put(change)
    desk.record(kept.id)
    return kept
