"""Posts: one notice in one channel, made in the commit of what is told, and moved on by one commit each (N1-N14)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import ClassVar

from tinydb import where

from village_board.base.errors import Refused
from village_board.base.kind import InternalRecord, Kind
from village_board.base.message import N_, say
from village_board.desk import Desk, Records
from village_board.limits.service import limits_of
from village_board.notices.channel_table import Way, channel_rows
from village_board.notices.channels import Channel, ChannelState
from village_board.notices.model import DeliveryState, Notice, NoticeKind
from village_board.notices.outbox import TRIED_FOR
from village_board.notices.quiet import Quiet, awake
from village_board.notices.routing import Route, To
from village_board.notices.rules import after_lost_lease, check_move
from village_board.people.acts import Act

#: Ways that a sender serves; the others are served by the hall's screen and by a person.
SENT_BY_US = (Way.TELEGRAM, Way.APPRISE)


class IssuerMissing(Refused):
    """An emergency that names nobody who issued it (P24)."""

    sentence = N_("An emergency notice names who issued it: a village repeats a warning, it does not issue one.")

    def __init__(self) -> None:
        super().__init__()


class PostNotUnknown(Refused):
    """Only what nobody knows the fate of is posted again by a person (N5)."""

    sentence = N_("Post {id} is '{state}': only an unknown one can be posted again.")

    def __init__(self, posting: Posting) -> None:
        super().__init__(id=posting.id, state=posting.state.value)


class PostOutOfDate(Refused):
    """What it says is no longer so."""

    sentence = N_("Post {id} is not posted again: what it says is out of date.")

    def __init__(self, posting: Posting) -> None:
        super().__init__(id=posting.id)


@dataclass(frozen=True, kw_only=True)
class Posting(InternalRecord):
    """One notice for one channel. Its states are those of a delivery. `key` is unique: notice, channel (N2).

    Attributes:
        notice: id of the notice; empty: a test of the channel.
        channel: id of the channel.
        sent_at: when it was accepted, read out, or first shown.
        receipt: what the channel gave for it; nobody says that it was read (N7).
        resent: a person had it posted again (N5).
        read_by: who read it out, a person's id.
        shown_on: the days on which the hall's screen showed it.
    """

    KIND: ClassVar[Kind] = Kind(
        name="posting",
        collection="postings",
        prefix="pg",
        label=say("post"),
        fields={"notice": str, "channel": str, "state": str, "key": str},
        indexes=(("state",), ("notice",), ("channel", "state"), ("key",)),
        logged=False,
    )

    notice: str
    channel: str
    key: str
    due_at: datetime
    emergency: bool = False
    not_before: datetime | None = None
    state: DeliveryState = DeliveryState.PENDING
    attempts: int = 0
    sending_since: datetime | None = None
    sender: str = ""
    sent_at: datetime | None = None
    receipt: str = ""
    reason: str = ""
    resent: bool = False
    read_by: str = ""
    shown_on: tuple[date, ...] = ()

    @property
    def title(self) -> str:
        """The notice's id."""
        return self.notice

    @property
    def kind(self) -> NoticeKind:
        """What becomes of it when its fate is unknown."""
        return NoticeKind.EMERGENCY if self.emergency else NoticeKind.NORMAL


@dataclass(frozen=True, slots=True)
class ClaimedPost:
    """A post that is now this sender's: where it goes, and what it says; no notice: a test."""

    posting: Posting
    channel: Channel
    notice: Notice | None


def post(desk: Desk, notice: Notice, route: Route) -> list[Posting]:
    """Make the posts of `notice` in every channel of the village that its way names, in the caller's unit of work.

    Only what is told to everybody is posted; what is for certain persons never stands in a group (N24). A second call
    for the same notice makes no second post (N2). What still waits of a state that this one takes the place of is
    cancelled at once (N19, N20).

    Raises:
        IssuerMissing: an emergency that names nobody who issued it (P24).
    """
    _cancel_older(desk, notice)
    if route.to not in (To.ALL, To.DUE) or notice.persons:
        return []
    there = {one.channel for one in desk.find(Posting, where("notice") == notice.id)}
    active = desk.find(Channel, where("state") == ChannelState.ACTIVE.value)
    wanted = [one for one in active if one.kind in route.channels and one.wants(notice.theme) and one.id not in there]
    emergency = notice.kind is NoticeKind.EMERGENCY
    if wanted and emergency and not notice.message.facts.get("issuer"):
        raise IssuerMissing
    return desk.put_many(
        Posting(
            notice=notice.id,
            channel=channel.id,
            key=f"{notice.id}:{channel.id}",
            due_at=desk.now,
            emergency=emergency,
            not_before=None if emergency else _waits_until(desk, channel),
        )
        for channel in wanted
    )


def _cancel_older(desk: Desk, notice: Notice) -> None:
    for subject in filter(None, (notice.subject, notice.replaces)):
        for older in desk.find(Notice, where("subject") == subject):
            if older.superseded:
                cancel_posts(desk, older.id, "superseded")


def post_test(desk: Desk, channel_id: str) -> Posting:
    """Make a post that only says that it is a test.

    Raises:
        NotFound: there is no such channel.
        ChannelNotSent: nothing is sent to a channel of this kind, or it is not in use.
    """
    channel = desk.get(Channel, channel_id)
    if channel_rows()[channel.kind].way not in SENT_BY_US or channel.state is not ChannelState.ACTIVE:
        raise ChannelNotSent(channel.name)
    desk.require(Act.KEEP_CHANNEL)
    number = desk.count(Posting, where("channel") == channel.id)
    kept = desk.put(Posting(notice="", channel=channel.id, key=f"test:{channel.id}:{number}", due_at=desk.now))
    desk.record(channel.id)
    return kept


class ChannelNotSent(Refused):
    """A test for a channel to which nothing is sent."""

    sentence = N_("Nothing can be sent to '{name}': it is not in use, or a person or the hall's screen serves it.")

    def __init__(self, name: str) -> None:
        super().__init__(name=name)


def cancel_posts(desk: Desk, notice_id: str, reason: str) -> int:
    """Cancel what waits of a notice, and return how many posts that were (N19, N20)."""
    waiting = desk.find(Posting, (where("notice") == notice_id) & (where("state") == DeliveryState.PENDING.value))
    for posting in waiting:
        check_move(posting.state, DeliveryState.CANCELLED)
        desk.put(replace(posting, state=DeliveryState.CANCELLED, reason=reason))
    return len(waiting)


# Sending


def due_posts(records: Records, kinds: Collection[Way]) -> list[tuple[Posting, Channel]]:
    """Return the posts that may be sent now by one of these ways: emergencies first, then the oldest (N8)."""
    now = records.now
    ready = [one for one in _waiting(records, kinds) if one[0].not_before is None or one[0].not_before <= now]
    return sorted(ready, key=lambda one: (not one[0].emergency, one[0].due_at, one[0].id))


def next_post_time(records: Records, kinds: Collection[Way]) -> datetime | None:
    """Return when the next post that waits for the clock may be sent; None where none waits."""
    times = [one.not_before for one, _ in _waiting(records, kinds) if one.not_before is not None]
    return min((time for time in times if time > records.now), default=None)


def _waiting(records: Records, kinds: Collection[Way]) -> list[tuple[Posting, Channel]]:
    """Return what waits for channels of these ways; what waits for a person or a screen is not looked through."""
    rows, pending = channel_rows(), where("state") == DeliveryState.PENDING.value
    active = records.find(Channel, where("state") == ChannelState.ACTIVE.value)
    return [
        (posting, channel)
        for channel in active
        if rows[channel.kind].way in kinds
        for posting in records.find(Posting, (where("channel") == channel.id) & pending)
    ]


def claim_post(desk: Desk, sender: str, kinds: Collection[Way], busy: Collection[str] = ()) -> ClaimedPost | None:
    """Take the next post for `sender`; None where nothing is due.

    It is `sending` when the caller's unit of work commits, which must be before the network is called (N4). What is out
    of date is cancelled on the way.

    Args:
        desk: the unit of work.
        sender: a name that no other process ever has.
        kinds: the ways that this sender serves.
        busy: ids of channels that take nothing just now.
    """
    for posting, channel in due_posts(desk, kinds):
        if channel.id in busy:
            continue
        notice = desk.get(Notice, posting.notice) if posting.notice else None
        if notice is not None and notice.superseded:
            check_move(posting.state, DeliveryState.CANCELLED)
            desk.put(replace(posting, state=DeliveryState.CANCELLED, reason="superseded"))
            continue
        check_move(posting.state, DeliveryState.SENDING)
        taken = replace(
            posting,
            state=DeliveryState.SENDING,
            sending_since=posting.sending_since or desk.now,
            sender=sender,
            attempts=posting.attempts + 1,
        )
        return ClaimedPost(desk.put(taken), channel, notice)
    return None


def post_sent(desk: Desk, posting: Posting, receipt: str = "") -> None:
    """Keep that the channel has it, with what it gave for that (N7)."""
    _settle(desk, posting, DeliveryState.SENT, receipt=receipt, reason="", sent_at=desk.now)


def post_unknown(desk: Desk, posting: Posting, reason: str) -> None:
    """Nobody knows whether it arrived (N13): a normal one waits for a person, an emergency goes again (N5)."""
    _settle(desk, posting, after_lost_lease(posting.kind), reason=reason)


def post_failed(desk: Desk, posting: Posting, reason: str) -> None:
    """It will never be accepted, and is not tried again (N11)."""
    _settle(desk, posting, DeliveryState.FAILED, reason=reason)


def post_again(desk: Desk, posting: Posting, reason: str, *, counted: bool = True) -> None:
    """It certainly did not leave: it waits for its next try, or is dead after a day of them (N9, N12).

    Args:
        desk: the unit of work.
        posting: as it was claimed.
        reason: what stood in the way.
        counted: False where the channel asked us to wait: that is no attempt.
    """
    since = posting.sending_since or desk.now
    if counted and desk.now - since > TRIED_FOR:
        _settle(desk, posting, DeliveryState.DEAD, reason=reason)
    else:
        _settle(desk, posting, DeliveryState.PENDING, reason=reason, attempts=posting.attempts - (not counted))


def _settle(desk: Desk, claimed: Posting, state: DeliveryState, **values: object) -> None:
    """Move a claimed post on; one that somebody has settled meanwhile stays as it is."""
    now = desk.get(Posting, claimed.id)
    if now.state is not DeliveryState.SENDING or now.sender != claimed.sender:
        return
    check_move(now.state, state)
    desk.put(replace(now, state=state, **values))  # type: ignore[arg-type]


def recover_posts(desk: Desk, sender: str) -> int:
    """Settle what former senders left under way, and return how many there were (N6). Only one sends at a time."""
    left = desk.find(Posting, where("state") == DeliveryState.SENDING.value)
    left = [posting for posting in left if posting.sender != sender]
    for posting in left:
        post_unknown(desk, posting, "interrupted")
    return len(left)


def unknown_posts(records: Records) -> Iterator[Posting]:
    """Yield the posts of which nobody knows whether they arrived, for a person's review (N5)."""
    yield from records.find(Posting, where("state") == DeliveryState.UNKNOWN.value)


def post_by_person(desk: Desk, id: str) -> Posting:  # noqa: A002 - the field's own name
    """Post an unknown one again because a person says so; its text says so too (N5).

    Raises:
        NotFound: there is no such post.
        PostNotUnknown: its fate is known.
        PostOutOfDate: what it says is no longer so.
    """
    posting = desk.get(Posting, id)
    if posting.state is not DeliveryState.UNKNOWN:
        raise PostNotUnknown(posting)
    if posting.notice and desk.get(Notice, posting.notice).superseded:
        raise PostOutOfDate(posting)
    desk.require(Act.RESEND_NOTICE)
    check_move(posting.state, DeliveryState.PENDING)
    again = replace(posting, state=DeliveryState.PENDING, resent=True, not_before=None, sending_since=None, sender="")
    kept = desk.put(again)
    desk.record(id)
    return kept


def post_counts(records: Records, notice: str) -> Mapping[DeliveryState, int]:
    """Return how many posts of one notice stand where: their sum is what was due (N26)."""
    query = where("notice") == notice
    return {state: records.count(Posting, query & (where("state") == state.value)) for state in DeliveryState}


def _waits_until(records: Records, channel: Channel) -> datetime | None:
    """Return the end of the quiet hours, where it is one of them and the channel could wake somebody (N16)."""
    if channel_rows()[channel.kind].way is Way.HALL:
        return None
    limits = limits_of(records)
    quiet = Quiet(limits.count("notices.quiet_from_minute"), limits.count("notices.quiet_until_minute"))
    until = awake(records.now, quiet)
    return until if until > records.now else None
