"""The way of each event: to whom it is told, how urgently, by which channels; and how a village changes it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tinydb import where

from kiosk.desk.blank.shape import Answers, Field, Form, Kind, Place
from kiosk.desk.browse.listing import Listing, ListScreen
from kiosk.desk.browse.rows import Row
from kiosk.desk.browse.sheet import Sheet, SheetScreen
from kiosk.desk.browse.steps import form_step
from kiosk.desk.paper import Paragraph
from kiosk.desk.rooms.asking import answered, numbered, one_of, ticked
from village_board.base.message import N_
from village_board.notices.model import NoticeKind
from village_board.notices.route_service import (
    NoSuchEvent,
    OtherWay,
    RouteFixed,
    RouteInThePast,
    RouteNotChanged,
    RoutePostsWrong,
    RouteReasonMissing,
    change_route,
    event_named,
    route_of,
    routes_of,
)
from village_board.notices.route_table import shipped_routes
from village_board.notices.routing import ChannelKind, Event, RouteChange, To
from village_board.notices.way_words import AUDIENCE, event_label, way_line
from village_board.notices.words import CHANNEL, NOTICE_KIND, THEME, TO
from village_board.people.acts import Act

if TYPE_CHECKING:
    from kiosk.desk.blank.filled import Filled
    from village_board.desk import Desk, Records
    from village_board.i18n import Translator
    from village_board.people.model import Actor

_ROUTE = "notice.route."


def route_form(event: str) -> Form:
    """Return the form that lets an event go another way."""

    def beside(records: Records, filled: Filled, t: Translator) -> Sequence[Paragraph]:
        said: list[Paragraph] = [(t("Now"), "accent"), (way_line(route_of(records, event_named(event)), t), "ink")]
        said.append((t("The channels"), "accent"))
        said += numbered(CHANNEL.values(), t)
        if filled.text("to") != To.POSTS.value:
            return said
        # while roles are asked for they stand first: a low window shows no more
        return [(t("Roles and posts"), "accent"), *numbered(AUDIENCE.values(), t), *said]

    def do(desk: Desk, filled: Filled) -> RouteChange:
        to, kind = filled.text("to"), filled.text("kind")
        names = ticked(filled, "channels", CHANNEL)
        other = OtherWay(
            To(to) if to else None,
            tuple(ticked(filled, "posts", AUDIENCE)) if to == To.POSTS.value else (),
            NoticeKind(kind) if kind else None,
            tuple(ChannelKind(one) for one in names),
        )
        return change_route(desk, event, other, filled.day("since"), filled.text("reason"))

    def is_free(_answers: Answers) -> bool:
        return not shipped_routes()[event_named(event)].fixed

    return Form(
        name=f"{_ROUTE}{event}",
        title=N_("Tell it another way"),
        act=Act.CHANGE_ROUTE,
        about=N_("What is left empty stays as it is; what was told before stays told."),
        fields=(
            Field("to", N_("To whom"), Kind.PICK, options=one_of(TO), asked=is_free),
            Field(
                "posts", N_("Which roles or posts"), asked=answered("to", To.POSTS.value),
                hint=N_("Their numbers beside the form, with spaces between."),
            ),
            Field("kind", N_("How urgently"), Kind.PICK, options=one_of(NOTICE_KIND), asked=is_free),
            Field("channels", N_("By which channels"), hint=N_("Their digits, with spaces between. Empty: as now.")),
            Field("since", N_("Holds from"), Kind.DAY, required=True),
            Field("reason", N_("Reason"), Kind.LINES, required=True, hint=N_("Why, and who decided it: it is public.")),
        ),
        start=lambda records, _subject: {"since": records.today.isoformat()},
        beside=beside,
        places=(
            Place(
                RouteInThePast, "since",
                N_("It cannot change from {since} on: that day is past (today is {today})."),
            ),
            Place(RouteReasonMissing, "reason"),
            Place(RoutePostsWrong, "posts", N_("Write which roles or posts are told: their numbers beside the form.")),
            Place(RouteFixed, "to"),
            Place(
                RouteNotChanged, "channels",
                N_("This is how it is told already. Change something, or go back with Esc."),
            ),
            Place(NoSuchEvent, "", N_("There is no event '{event}'.")),
        ),
        button=N_("Change it"),
        told=lambda t, change: t("Changed from {since} on. {reason}", since=change.since, reason=change.reason),
        do=do,
    )  # fmt: skip


def form_named(name: str) -> Form | None:
    """Return the form of a way whose drafts bear this name."""
    event = name.removeprefix(_ROUTE)
    known = name.startswith(_ROUTE) and event in {one.value for one in Event}
    return route_form(event) if known else None


def routes_screen() -> ListScreen:
    """Return the way of every event."""
    return ListScreen(ROUTES)


def _route_rows(records: Records, _who: Actor, t: Translator) -> Sequence[Row]:
    own = {one.event for one in records.all(RouteChange)}
    return [
        Row(event.value, event_label(one, t), t(NOTICE_KIND[one.kind]), marked=event.value in own, found_by=event.value)
        for event, one in routes_of(records).items()
    ]


def route_screen(event: str) -> SheetScreen:
    """Return the way of one event."""

    def read(records: Records, _who: Actor, t: Translator) -> Sheet:
        one = route_of(records, event_named(event))
        said: list[Paragraph] = [(way_line(one, t), "strong"), (t(one.source), "soft")]
        if one.theme is not None:
            said.append((t("{label}: {value}", label=t("Topic"), value=t(THEME[one.theme])), "ink"))
        if one.fixed:
            said.append((t("fixed but for its channels"), "ink"))
        said += [
            (t("Changed from {since} on. {reason}", since=each.since, reason=each.reason), "soft")
            for each in records.find(RouteChange, where("event") == event)
        ]
        return Sheet(event_label(one, t), tuple(said), (form_step(route_form(event)),))

    return SheetScreen(read)


ROUTES = Listing(
    title=N_("To whom and how each event is told"),
    read=_route_rows,
    open=route_screen,
    about=N_("Bold: changed by this village."),
)
