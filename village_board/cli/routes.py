"""village-board notice route …: to whom, how and by which channels each event is told; and changing it."""

from __future__ import annotations

import click
from tinydb import where

from village_board.base.message import N_
from village_board.cli.acting import AS_HELP
from village_board.cli.documents import document
from village_board.cli.edge import Edge
from village_board.cli.words import Group, option
from village_board.launch import day_of
from village_board.notices.model import NoticeKind
from village_board.notices.route_service import OtherWay, change_route, event_named, route_of, routes_of
from village_board.notices.routing import ChannelKind, Route, RouteChange, To
from village_board.notices.way_words import event_label, way_line
from village_board.notices.words import THEME


@click.group("route", cls=Group, help=N_("To whom, how and by which channels each event is told."))
def route() -> None:
    """Collect the commands."""


@route.command("list", help=N_("Show the way of every event, or of those whose name begins so."))
@click.argument("prefix", default="")
@click.pass_obj
def list_routes(edge: Edge, prefix: str) -> None:
    """List the ways that hold today, with the village's changes."""
    records = edge.open().records()
    found = [one for one in routes_of(records).values() if one.event.value.startswith(prefix)]
    if edge.as_json:
        edge.give([_json(one) for one in found])
        return
    t = edge.t
    for one in found:
        edge.say(f"{one.event.value}  {event_label(one, t)}")
        edge.say("    " + _line(edge, one))
        for change in records.find(RouteChange, where("event") == one.event.value):
            edge.say("    " + t("Changed from {since} on. {reason}", since=change.since, reason=change.reason))


@route.command("set", help=N_("Let an event go another way from a day on; the reason is public."))
@click.argument("event")
@option("--as", "who", required=True, help=AS_HELP)
@option("--to", "to", type=click.Choice([one.value for one in To]), help=N_("To whom."))
@option("--post", "posts", multiple=True, help=N_("With --to posts: a role or post; can be given several times."))
@option("--kind", type=click.Choice([one.value for one in NoticeKind]), help=N_("How urgently."))
@option("--channel", "channels", multiple=True, type=click.Choice([one.value for one in ChannelKind]),
        help=N_("By which kind of channel; can be given several times."))  # fmt: skip
@option("--since", default="", help=N_("From which day; today where it is not given."))
@option("--reason", required=True, help=N_("Why, and who decided it."))
@click.pass_obj
def set_route(
    edge: Edge,
    event: str,
    who: str,
    to: str | None,
    posts: tuple[str, ...],
    kind: str | None,
    channels: tuple[str, ...],
    since: str,
    reason: str,
) -> None:
    """Change a way."""
    board = edge.open()
    event_named(event)
    day = day_of(since) if since else board.records().today
    other = OtherWay(
        To(to) if to else None,
        posts,
        NoticeKind(kind) if kind else None,
        tuple(ChannelKind(one) for one in channels),
    )
    actor = edge.sign_in(board, who)
    with board.desk(actor) as desk:
        change = change_route(desk, event, other, day, reason)
    if edge.as_json:
        edge.give(document(change))
        return
    edge.say(edge.t("From {since} on: {event}.", since=day, event=event))
    edge.say("    " + _line(edge, route_of(board.records(), event_named(event), day)))


def _line(edge: Edge, one: Route) -> str:
    t = edge.t
    theme = t("{label}: {value}", label=t("Topic"), value=t(THEME[one.theme])) if one.theme is not None else ""
    return way_line(one, t, theme, t("fixed but for its channels") if one.fixed else "")


def _json(one: Route) -> dict[str, object]:
    return {
        "event": one.event.value,
        "to": one.to.value,
        "posts": list(one.posts),
        "kind": one.kind.value,
        "topic": one.theme.value if one.theme is not None else None,
        "stale": one.stale.value,
        "channels": [channel.value for channel in one.channels],
        "fixed": one.fixed,
        "label": {"zh": one.zh, "en": one.en},
        "source": one.source,
    }
