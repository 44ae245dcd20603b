"""The ways of events: shipped, checked, changed by the village from a day on; every event told, and every one known."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import village_board
from tests.notices.test_followers import do, rows, send_all
from tests.support.builders import TODAY, Staff, announced, keep
from tests.support.clocks import GivenClock
from village_board.base.errors import NotPermitted
from village_board.base.message import say
from village_board.board import Board
from village_board.data_files import data_path
from village_board.desk import Desk
from village_board.notices.model import NoticeKind, Theme
from village_board.notices.route_service import (
    NoSuchEvent,
    OtherWay,
    RouteFixed,
    RouteInThePast,
    RouteNotChanged,
    RoutePostsWrong,
    RouteReasonMissing,
    change_route,
    on_day,
    route_of,
)
from village_board.notices.route_table import FILE, RoutingUnreadable, read_routes, shipped_routes
from village_board.notices.routing import ChannelKind, Event, RouteChange, To
from village_board.notices.service import subscribe
from village_board.notices.telling import tell
from village_board.people.acts import Act
from village_board.people.binding import Binding

ROOT = Path(village_board.__file__).parent


def named_events() -> Iterator[tuple[str, str]]:
    """Yield each `Event.X` that the sources name, and where; the vocabulary itself and commands are no telling."""
    for path in sorted(ROOT.rglob("*.py")):
        source = path.read_text("utf-8")
        vocabulary = path.parent.name in ("cli", "notices") and path.name != "reminders.py"
        if "notices.routing import" not in source or vocabulary:
            continue
        for node in ast.walk(ast.parse(source)):
            if (
                isinstance(node, ast.Attribute)
                and isinstance(node.value, ast.Name)
                and node.value.id in ("Event", "Told")
            ):
                yield node.attr, f"{path.relative_to(ROOT)}:{node.lineno}"


def test_every_event_of_the_data_is_told_and_every_event_told_is_in_the_data() -> None:
    """No way without a road, no road without a way."""
    # Guard: notices/route_table.py:_problems - an event without a row would fail in the act that tells it.
    told = {name for name, _ in named_events()} & {event.name for event in Event}
    assert told == {event.name for event in Event}
    assert set(shipped_routes()) == set(Event)


def test_every_call_of_tell_names_its_event() -> None:
    """What is told, how urgently and to whom, is decided in one table: no caller chooses it."""
    # Guard: notices/telling.py:tell - a caller with a policy of its own.
    calls = 0
    for path in ROOT.rglob("*.py"):
        source = path.read_text("utf-8")
        for node in ast.walk(ast.parse(source)) if re.search(r"\btell(_meeting)?\(", source) else ():
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in ("tell", "tell_meeting")
            ):
                given_names = {word.arg for word in node.keywords}
                assert not given_names & {"kind", "to", "topic"}, path
                calls += path.parent.name != "glance"
    assert calls > 20


def test_every_topic_can_be_left_out_of_something() -> None:
    """A topic that no event bears would be a button that does nothing."""
    assert {route.theme for route in shipped_routes().values()} >= set(Theme)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('to = "all"', 'to = "al"', "hearing.announced, to: unknown value 'al', meant 'all'?"),
        ('kind = "normal"', 'knd = "normal"', "hearing.announced, knd: unknown name 'knd', meant 'kind'?"),
        ('kind = "normal"', "", "hearing.announced, kind: is missing"),
        ('topic = "meetings"', 'topic = "meetngs"', "topic: unknown value 'meetngs', meant 'meetings'?"),
        ('"chat", "group"', '"chat", "grop"', "channels: unknown value 'grop', meant 'group'?"),
        ('"chat", "group"', '"chat", "chat"', "channels: one stands twice"),
        ("fixed = true", 'fixed = "yes"', "fixed: is neither true nor false"),
        ('posts = ["clerk"]', 'posts = ["clark"]', "enquiry.received, posts: unknown value 'clark', meant 'clerk'?"),
        ('posts = ["clerk"]', "", "enquiry.received, posts: stand with to = 'posts', and only there"),
        ('["item.published"]', '["item.publishd"]', "unknown event 'item.publishd', meant 'item.published'?"),
        ('["item.published"]', '["item.publishd"]', "item.published: is missing"),
        ('zh = "听证会公告"', 'zh = ""', "hearing.announced, zh: is no text"),
    ],
)
def test_every_problem_of_the_table_is_told_with_the_nearest_name(
    tmp_path: Path, old: str, new: str, says: str
) -> None:
    """Checked when it is read: file, event, key, nearest known name."""
    # Guard: notices/route_table.py:_of_row - a slip of the pen would be met when a flood is told.
    text = data_path(FILE).read_text("utf-8")
    assert old in text
    file = tmp_path / "routing.toml"
    file.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(RoutingUnreadable) as caught:
        read_routes(file)
    assert says in str(caught.value)
    assert "routing.toml" in str(caught.value)


def test_all_problems_are_told_at_once(tmp_path: Path) -> None:
    """Two slips, one reading."""
    text = data_path(FILE).read_text("utf-8").replace('to = "all"', 'to = "al"', 2)
    file = tmp_path / "routing.toml"
    file.write_text(text, "utf-8")
    with pytest.raises(RoutingUnreadable) as caught:
        read_routes(file)
    assert str(caught.value).count("meant 'all'?") == 2
    file.write_text("[", "utf-8")
    with pytest.raises(RoutingUnreadable):
        read_routes(file)


def test_a_village_changes_a_way_from_a_day_on(board: Board, staff: Staff, clock: GivenClock) -> None:
    """From tomorrow on progress of works is told at once; until then with the day's news."""
    # Guard: notices/route_service.py:on_day - a decision of tomorrow would hold today.
    other = OtherWay(kind=NoticeKind.NORMAL, channels=(ChannelKind.CHAT, ChannelKind.KIOSK))
    day = TODAY + timedelta(days=1)
    change = lambda desk: change_route(desk, "execution.progress", other, day, "村委会议定")  # noqa: E731
    do(board, change, staff.director)
    assert route_of(board.records(), Event.EXECUTION_PROGRESS).kind is NoticeKind.DIGEST
    clock.move(day)
    way = route_of(board.records(), Event.EXECUTION_PROGRESS)
    assert (way.kind, way.channels, way.to) == (NoticeKind.NORMAL, other.channels, To.ALL)


def test_a_change_says_what_is_wrong_with_it(board: Board, staff: Staff) -> None:
    """Unknown, fixed, past, without reason, without change, by somebody who may not."""
    # Guard: notices/route_service.py:change_route - a village could tell an enquiry to everybody.
    quiet = OtherWay(kind=NoticeKind.DIGEST)

    def change(event: str, other: OtherWay, since: int = 0, reason: str = "议定", who: object = None) -> RouteChange:
        act = lambda desk: change_route(desk, event, other, TODAY + timedelta(days=since), reason)  # noqa: E731
        made: RouteChange = do(board, act, who or staff.director)
        return made

    for error, *given_ in (
        (NoSuchEvent, "item.publishd", quiet),
        (RouteFixed, "enquiry.answered", OtherWay(to=To.ALL)),
        (RouteFixed, "item.emergency", quiet),
        (RouteFixed, "item.published", OtherWay(kind=NoticeKind.EMERGENCY)),
        (RoutePostsWrong, "enquiry.received", OtherWay(to=To.POSTS)),
        (RoutePostsWrong, "enquiry.received", OtherWay(to=To.POSTS, posts=("clark",))),
        (RoutePostsWrong, "item.published", OtherWay(posts=("clerk",))),
        (RouteInThePast, "item.published", quiet, -1),
        (RouteReasonMissing, "item.published", quiet, 0, " "),
        (RouteNotChanged, "period.nil", quiet),
        (NotPermitted, "item.published", quiet, 0, "议定", staff.clerk),
    ):
        with pytest.raises(error):  # type: ignore[arg-type]
            change(*given_)  # type: ignore[arg-type]
    assert change("item.emergency", OtherWay(channels=(ChannelKind.CHAT,))).channels == (ChannelKind.CHAT,)


def test_posts_are_told_through_bound_chats_and_nobody_else(board: Board, staff: Staff) -> None:
    """With its way changed, an enquiry is told to the director and the oversight committee."""
    # Guard: notices/telling.py:audience_of - villagers would read what came in.
    now = board.records().now
    keep(
        board,
        *(
            Binding(chat=chat, person=person.id, bound_at=now)
            for chat, person in ((21, staff.clerk), (22, staff.director), (23, staff.overseer), (24, staff.secretary))
        ),
    )
    do(board, lambda desk: subscribe(desk, 31, "zh-Hans"))
    made = announced(board, staff)
    send_all(board)
    other = OtherWay(to=To.POSTS, posts=("director", "oversight"))
    do(board, lambda desk: change_route(desk, "enquiry.received", other, TODAY, "议定"), staff.director)

    def act(desk: Desk) -> None:
        desk.require(Act.IMPORT)
        tell(desk, made, say("Record {n}", n=1), Event.ENQUIRY_RECEIVED)
        desk.record(made.id)

    do(board, act)
    assert sorted(chat for chat, _ in send_all(board)) == [22, 23]


def test_a_way_without_chats_makes_no_rows(board: Board, staff: Staff) -> None:
    """Told on the wall of the hall alone, by the village's own decision."""
    other = OtherWay(channels=(ChannelKind.KIOSK,))
    do(board, lambda desk: change_route(desk, "hearing.announced", other, TODAY, "议定"), staff.director)
    do(board, lambda desk: subscribe(desk, 31, "zh-Hans"))
    announced(board, staff)
    assert rows(board) == []


CHANGES = st.lists(
    st.builds(
        RouteChange,
        event=st.just("item.published"),
        since=st.dates(TODAY, TODAY + timedelta(days=9)),
        reason=st.just("x"),
        kind=st.sampled_from([None, NoticeKind.NORMAL, NoticeKind.DIGEST]),
        channels=st.lists(st.sampled_from(ChannelKind), max_size=3, unique=True).map(tuple),
        to=st.sampled_from([None, To.ALL, To.PARTICIPANTS]),
    ),
    max_size=6,
)


@given(CHANGES, st.dates(TODAY, TODAY + timedelta(days=9)))
def test_the_last_change_up_to_the_day_holds_for_each_part(changes: list[RouteChange], day: object) -> None:
    """Of each part of a way the last change up to that day holds; a fixed one keeps audience and kind."""
    shipped = shipped_routes()[Event.ITEM_PUBLISHED]
    changes = [replace(change, number=number) for number, change in enumerate(changes)]
    held = sorted((one for one in changes if one.since <= day), key=lambda one: (one.since, one.number))  # type: ignore[operator]
    way = on_day(shipped, changes, day)  # type: ignore[arg-type]
    assert way.kind is next((one.kind for one in reversed(held) if one.kind), shipped.kind)
    assert way.to is next((one.to for one in reversed(held) if one.to), shipped.to)
    assert way.channels == next((one.channels for one in reversed(held) if one.channels), shipped.channels)
    fixed = on_day(replace(shipped, fixed=True), changes, day)  # type: ignore[arg-type]
    assert (fixed.to, fixed.kind, fixed.channels) == (shipped.to, shipped.kind, way.channels)
