"""The shipped ways, from ``data/notices/routing.toml``; every problem of that file is told, with the nearest name."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from village_board.base.errors import StoreError
from village_board.base.message import N_
from village_board.data_files import data_path
from village_board.notices.model import NoticeKind, Theme, Topic
from village_board.notices.routing import ChannelKind, Event, Route, To
from village_board.people.model import Role
from village_board.people.posts import all_flags

FILE = "notices/routing.toml"
_NEEDED = ("to", "kind", "stale", "channels", "zh", "en", "source")
_KNOWN = frozenset({*_NEEDED, "source_zh", "posts", "topic", "fixed"})
_TEXTS = ("to", "kind", "stale", "topic", "zh", "en", "source", "source_zh")
_ONE_OF: Mapping[str, type[StrEnum]] = {"to": To, "kind": NoticeKind, "topic": Theme, "stale": Topic}


class RoutingUnreadable(StoreError):
    """The routing table that belongs to the program is wrong."""

    sentence = N_("{file} cannot be used: {problems} Mend these lines, or install Village Board again.")

    def __init__(self, file: Path, problems: Collection[str]) -> None:
        super().__init__(file=str(file), problems="; ".join(problems) + ".")


@cache
def shipped_routes() -> Mapping[Event, Route]:
    """Return the shipped way of every event."""
    return read_routes(data_path(FILE))


def read_routes(file: Path) -> Mapping[Event, Route]:
    """Return the ways that `file` holds.

    Raises:
        RoutingUnreadable: with everything that is wrong, each with its event, key and nearest known name.
    """
    try:
        table = tomllib.loads(file.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise RoutingUnreadable(file, [str(error)]) from None
    if problems := [*_problems(table)]:
        raise RoutingUnreadable(file, problems)
    return {Event(event): _route(Event(event), row) for event, row in table.items()}


def audience_names() -> frozenset[str]:
    """Return the names by which a route can name posts: roles, and flags of posts."""
    return frozenset({*(role.value for role in Role), *all_flags()})


def near(name: str, known: Collection[str]) -> str:
    """Return the known name that is nearest to `name`; empty where none is near."""
    found = get_close_matches(name, sorted(str(one) for one in known), 1)
    return found[0] if found else ""


def _problems(table: Mapping[str, Any]) -> Iterator[str]:
    events = [event.value for event in Event]
    for event, row in table.items():
        if event not in events:
            yield _unknown(event, "event", event, events)
        if not isinstance(row, dict):
            yield f"{event}: is no table"
            continue
        yield from (f"{event}, {problem}" for problem in _of_row(row))
    yield from (f"{event}: is missing" for event in events if event not in table)


def _of_row(row: Mapping[str, Any]) -> Iterator[str]:
    for name in row:
        if name not in _KNOWN:
            yield _unknown(name, "name", name, _KNOWN)
    for name in _NEEDED:
        if name not in row:
            yield f"{name}: is missing"
    for name in _TEXTS:
        if name in row and not (isinstance(row[name], str) and row[name]):
            yield f"{name}: is no text"
        elif name in row and name in _ONE_OF:
            yield from _each(name, [row[name]], [one.value for one in _ONE_OF[name]])
    if not isinstance(row.get("fixed", False), bool):
        yield "fixed: is neither true nor false"
    yield from _list(row, "channels", [one.value for one in ChannelKind])
    yield from _list(row, "posts", audience_names())
    if (row.get("to") == To.POSTS) != bool(row.get("posts")):
        yield "posts: stand with to = 'posts', and only there"


def _list(row: Mapping[str, Any], name: str, known: Collection[str]) -> Iterator[str]:
    value = row.get(name, [])
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        yield f"{name}: is no list of texts"
        return
    if name == "channels" and name in row and not value:
        yield f"{name}: is empty"
    if len(set(value)) != len(value):
        yield f"{name}: one stands twice"
    yield from _each(name, value, known)


def _each(key: str, values: Collection[str], known: Collection[str]) -> Iterator[str]:
    for value in values:
        if value not in known:
            yield _unknown(key, "value", value, known)


def _unknown(key: str, what: str, name: str, known: Collection[str]) -> str:
    meant = near(name, known)
    return f"{key}: unknown {what} '{name}'" + (f", meant '{meant}'?" if meant else "")


def _route(event: Event, row: Mapping[str, Any]) -> Route:
    return Route(
        event=event,
        to=To(row["to"]),
        kind=NoticeKind(row["kind"]),
        channels=tuple(ChannelKind(one) for one in row["channels"]),
        zh=row["zh"],
        en=row["en"],
        source=row["source"],
        posts=tuple(row.get("posts", ())),
        theme=Theme(row["topic"]) if "topic" in row else None,
        stale=Topic(row["stale"]),
        fixed=row.get("fixed", False),
    )
