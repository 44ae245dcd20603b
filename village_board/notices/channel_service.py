"""Adding channels, switching them, binding a group by a code that is said in it."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

from tinydb import where

from village_board.base.errors import Refused
from village_board.base.message import N_
from village_board.desk import Desk, Records
from village_board.limits.service import limits_of
from village_board.notices.channel_table import Way, channel_rows
from village_board.notices.channels import Channel, ChannelState
from village_board.notices.model import DeliveryState, Theme
from village_board.notices.posting import Posting
from village_board.notices.routing import ChannelKind
from village_board.notices.rules import check_move
from village_board.people.acts import Act
from village_board.people.binding import (
    CODE_ALPHABET,
    CODE_LENGTH,
    TRIES,
    TRIES_WITHIN,
    BindingTries,
)
from village_board.text.clean import clean

NAME_LIMIT = 40


class ChannelNameMissing(Refused):
    """A channel without a name."""

    sentence = N_("Give the channel a name by which the village calls it, such as 'WeCom group of the 3rd group'.")

    def __init__(self) -> None:
        super().__init__()


class ChannelNameTaken(Refused):
    """Two channels with one name could not be told apart."""

    sentence = N_("There is a channel '{name}' already [{id}]. Choose another name.")

    def __init__(self, name: str, id: str) -> None:  # noqa: A002 - the field's own name
        super().__init__(name=name, id=id)


class ServiceWrong(Refused):
    """The address is none of this kind; it is not repeated, as it is a secret."""

    sentence = N_("This is no address of the kind '{kind}'. It begins with one of: {schemes}. Nothing was saved.")

    def __init__(self, kind: ChannelKind) -> None:
        schemes = ", ".join(f"{one}://" for one in channel_rows()[kind].services)
        super().__init__(kind=kind.value, schemes=schemes)


class GroupBoundAlready(Refused):
    """The group gets the notices of another channel."""

    sentence = N_("This group is bound already, as '{name}'. Switch that channel off first.")

    def __init__(self, name: str) -> None:
        super().__init__(name=name)


class NotBoundYet(Refused):
    """A group of which nobody has said the code cannot be switched on."""

    sentence = N_("'{name}' was never bound to a group. Add it again, and say its code in the group in time.")

    def __init__(self, name: str) -> None:
        super().__init__(name=name)


def add_channel(
    desk: Desk,
    kind: ChannelKind,
    name: str,
    *,
    language: str = "zh-Hans",
    topics: tuple[Theme, ...] = (),
    service: str = "",
) -> Channel:
    """Add a channel that needs no code: an address, the hall's screen, the loudspeaker.

    Args:
        desk: the unit of work; the caller keeps the address before it commits.
        kind: of which kind it is.
        name: by which the village calls it.
        language: of its posts.
        topics: of which it gets notices; empty: all.
        service: the scheme of its address, where its kind has one.

    Raises:
        ChannelNameMissing, ChannelNameTaken, ServiceWrong: with the facts.
    """
    desk.require(Act.KEEP_CHANNEL)
    row = channel_rows()[kind]
    if row.way is Way.APPRISE and service not in row.services:
        raise ServiceWrong(kind)
    made = Channel(
        kind=kind,
        name=_free_name(desk, name),
        language=language,
        topics=tuple(dict.fromkeys(topics)),
        service=service if row.way is Way.APPRISE else "",
        issuer=desk.who.id,
        since=desk.now,
    )
    kept = desk.put(made)
    desk.record(kept.id)
    return kept


def add_group(
    desk: Desk, name: str, *, language: str = "zh-Hans", topics: tuple[Theme, ...] = ()
) -> tuple[Channel, str]:
    """Add a group or channel of Telegram; it is posted to once the code that is returned was said in it.

    Raises:
        ChannelNameMissing, ChannelNameTaken: with the facts.
    """
    desk.require(Act.KEEP_CHANNEL)
    code = "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))
    minutes = limits_of(desk).count("notices.group_code_minutes")
    made = Channel(
        kind=ChannelKind.GROUP,
        name=_free_name(desk, name),
        language=language,
        topics=tuple(dict.fromkeys(topics)),
        state=ChannelState.WAITING,
        code=_digest(code),
        code_until=desk.now + timedelta(minutes=minutes),
        issuer=desk.who.id,
        since=desk.now,
    )
    kept = desk.put(made)
    desk.record(kept.id)
    return kept, code


def bind_group(desk: Desk, chat: int, code: str) -> Channel | None:
    """Bind the group `chat` to the channel of `code` and use the code up; None (and a counted try) where it is wrong.

    So nobody but who had the code from a member can make the village's notices appear in a group. The count must
    outlive the refusal: the caller says `CodeWrong` after the commit.

    Raises:
        GroupBoundAlready: it gets notices already.
    """
    tries = desk.one(BindingTries, where("chat") == chat) or BindingTries(chat=chat)
    recent = tuple(when for when in tries.wrong if desk.now - when < TRIES_WITHIN)
    found = desk.one(Channel, where("code") == _digest(code.strip().lower())) if code.strip() else None
    late = found is None or found.code_until is None or desk.now >= found.code_until
    if found is None or late or found.state is not ChannelState.WAITING or len(recent) >= TRIES:
        desk.put(replace(tries, wrong=(*recent, desk.now)[-TRIES:]))
        return None
    if standing := channel_of_chat(desk, chat):
        raise GroupBoundAlready(standing.name)
    desk.require(Act.BIND_GROUP)
    bound = desk.put(replace(found, chat=chat, state=ChannelState.ACTIVE, code="", code_until=None))
    desk.record(bound.id)
    return bound


def switch_channel(desk: Desk, id: str, *, on: bool) -> Channel:  # noqa: A002 - the field's own name
    """Switch a channel on or off; what waits for one that is off is cancelled.

    Raises:
        NotFound: there is no such channel.
        NotBoundYet: it is a group of which nobody has said the code.
        GroupBoundAlready: its group is bound to another channel now.
    """
    channel = desk.get(Channel, id)
    desk.require(Act.KEEP_CHANNEL)
    if on and channel.kind is ChannelKind.GROUP:
        if not channel.chat:
            raise NotBoundYet(channel.name)
        other = channel_of_chat(desk, channel.chat)
        if other is not None and other.id != id:
            raise GroupBoundAlready(other.name)
    state = ChannelState.ACTIVE if on else ChannelState.OFF
    kept = desk.put(replace(channel, state=state, reason="", code="", code_until=None))
    if not on:
        _cancel_all(desk, kept, "switched off")
    desk.record(id)
    return kept


def channel_gone(desk: Desk, id: str, reason: str) -> Channel | None:  # noqa: A002 - the field's own name
    """Keep that a channel cannot be reached any more (N10); what waits is cancelled.

    Returns:
        the channel; None where that was known.
    """
    channel = desk.get(Channel, id)
    if channel.state is not ChannelState.ACTIVE:
        return None
    desk.require(Act.BIND_GROUP)
    kept = desk.put(replace(channel, state=ChannelState.GONE, reason=clean(reason)))
    _cancel_all(desk, kept, "the channel is gone")
    desk.record(id)
    return kept


def group_moved(desk: Desk, chat: int, to: int) -> None:
    """Follow a group to its new number (N14)."""
    channel = channel_of_chat(desk, chat)
    if channel is not None:
        desk.require(Act.BIND_GROUP)
        desk.put(replace(channel, chat=to))
        desk.record(channel.id)


def channel_of_chat(records: Records, chat: int) -> Channel | None:
    """Return the channel in use that posts to the group `chat`."""
    found = records.find(Channel, where("chat") == chat)
    return next((one for one in found if one.state is ChannelState.ACTIVE), None)


def channels(records: Records) -> list[Channel]:
    """Return all channels, in the order in which they were added."""
    return list(records.all(Channel))


def channel_counts(records: Records, id: str) -> Mapping[DeliveryState, int]:  # noqa: A002 - the field's own name
    """Return how many posts of one channel stand where; their sum is what was due there (N26)."""
    return {
        state: records.count(Posting, (where("channel") == id) & (where("state") == state.value))
        for state in DeliveryState
    }


def _free_name(desk: Desk, name: str) -> str:
    if not (named := clean(name, limit=NAME_LIMIT)):
        raise ChannelNameMissing
    for other in desk.all(Channel):
        if other.name == named and other.state in (ChannelState.ACTIVE, ChannelState.OFF):
            raise ChannelNameTaken(named, other.id)
    return named


def _cancel_all(desk: Desk, channel: Channel, reason: str) -> None:
    waiting = (where("channel") == channel.id) & (where("state") == DeliveryState.PENDING.value)
    for posting in desk.find(Posting, waiting):
        check_move(posting.state, DeliveryState.CANCELLED)
        desk.put(replace(posting, state=DeliveryState.CANCELLED, reason=reason))


def _digest(code: str) -> str:
    return sha256(code.encode()).hexdigest()
