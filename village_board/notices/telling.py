"""Telling: whoever is told gets a row of the outbox in the commit of what is told (N1); the route says who that is."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from secrets import token_hex

from tinydb import where

from village_board.base.codec import to_json
from village_board.base.kind import Record
from village_board.base.message import Message
from village_board.desk import Desk, Records
from village_board.notices.audience import (
    Asker,
    Audience,
    Everybody,
    Participants,
    Persons,
    Recipient,
    due_at,
    follow_named,
    holders,
    hours_of_chat,
    recipients,
)
from village_board.notices.model import Delivery, DeliveryState, Notice
from village_board.notices.posting import post
from village_board.notices.reminders import remake, supersede
from village_board.notices.route_service import route_of
from village_board.notices.routing import ChannelKind, Event, Route, To
from village_board.notices.rows import deliver
from village_board.people.model import Role
from village_board.trust.log import canonical_text

_SALT_BYTES = 8
_FINGERPRINT = 16
#: Of a row in these states its chat may have the old version.
_MAY_HAVE_COME = frozenset({DeliveryState.SENDING, DeliveryState.SENT, DeliveryState.UNKNOWN})


@dataclass(frozen=True)
class Facts:
    """What the one who tells knows of an event, beside record and sentence. To whom and how it goes says its route.

    Attributes:
        asker: id of the follow by which somebody handed something in.
        meeting: id of the record whose participants are meant; the record itself where it is empty.
        group: the villagers' group that it is about; 0: the whole village.
        without: id of a person who is left out: the one whom it is about.
        replaces: id of the version that the record corrects or takes back (N19).
        not_before: the instant before which it is not sent; an emergency does not wait.
    """

    asker: str = ""
    meeting: str = ""
    group: int = 0
    without: str = ""
    replaces: str = ""
    not_before: datetime | None = None


NO_FACTS = Facts()


def tell(desk: Desk, record: Record, message: Message, event: Event, facts: Facts = NO_FACTS) -> Notice:
    """Tell `message` about `record`, in the caller's own unit of work (N1).

    The caller has begun its act, and records it after this. The same message about the same version of the record
    is told once (N2): a second call returns the notice that stands.

    Args:
        desk: the unit of work in which the record changed.
        record: as `put` returned it, so that its revision is the one that is told.
        message: one sentence without personal data (N24).
        event: what happened; its route says to whom, how urgently and by which channels it is told.
        facts: whom it concerns.
    """
    route = route_of(desk, event)
    to = audience_of(desk, route, record, facts)
    before = _last_told(desk, facts.replaces) if facts.replaces else None
    notice = Notice(
        subject=record.id,
        subject_rev=record.rev,
        made_at=desk.now,
        kind=route.kind,
        sentence=Notice.sentence_of(message),
        topic=route.stale,
        audience=to.kind,
        event=event.value,
        theme=route.theme,
        group=to.group if isinstance(to, Everybody) else 0,
        fingerprint=fingerprint(record),
        replaces=facts.replaces,
        replaces_fingerprint=before.fingerprint if before is not None else "",
        persons=to.ids if isinstance(to, Persons) else (),
        salt=token_hex(_SALT_BYTES),
    )
    standing = _told_before(desk, notice) or desk.put(notice)
    if ChannelKind.CHAT in route.channels:
        found = recipients(desk, to, record.id)
        if facts.replaces:
            found = [*found, *told_of(desk, facts.replaces, {one.chat for one in found})]
        deliver(desk, standing, found, facts.not_before)
    post(desk, standing, route)
    return standing


def audience_of(desk: Desk, route: Route, record: Record, facts: Facts) -> Audience:
    """Return the audience of one event: what its route says, filled with who is meant here."""
    match route.to:
        case To.PARTICIPANTS:
            return Participants(facts.meeting or record.id)
        case To.ASKER:
            return Asker(facts.asker)
        case To.POSTS:
            return Persons(tuple(one for one in holders(desk, route.posts) if one != facts.without))
        case To.TOWNSHIP:
            return Persons(holders(desk, (Role.TOWNSHIP.value,)))
        case To.DUE:
            called = frozenset(person.id for person in due_at(desk, record.id))
            return Everybody(route.theme, facts.group, called)
    return Everybody(route.theme, facts.group)


def tell_asker(desk: Desk, asker: str, record: Record, message: Message, event: Event) -> Notice | None:
    """Tell the one who handed something in, in the caller's own unit of work.

    Returns:
        None where no chat handed it in, or that chat has left since: nothing is kept then.
    """
    follow = follow_named(desk, asker)
    if follow is None or not follow.active:
        return None
    return tell(desk, record, message, event, Facts(asker=asker))


def tell_meeting(desk: Desk, record: Record, message: Message, event: Event, group: int = 0) -> Notice:
    """Tell that a meeting is on, moved or off, and make its reminders, in the caller's own unit of work.

    What waits of its former state is cancelled: whoever was not reached by it learns the newest alone (N19, N20).
    """
    supersede(desk, record.id)
    notice = tell(desk, record, message, event, Facts(group=group))
    remake(desk, record)
    return notice


def meeting_over(desk: Desk, record: Record) -> None:
    """Let nobody be called to the meeting of `record` any more: it was held."""
    supersede(desk, record.id)


def fingerprint(record: Record) -> str:
    """Return the fingerprint of the version that is told: the first 16 characters of SHA-256 over its document."""
    return sha256(canonical_text(to_json(record)).encode()).hexdigest()[:_FINGERPRINT]


def told_of(records: Records, subject: str, known: Collection[int]) -> list[Recipient]:
    """Return whoever was, or may have been, sent a notice of `subject` and is not among `known` chats (N19)."""
    found: dict[int, Recipient] = {}
    for notice in records.find(Notice, where("subject") == subject):
        for row in records.find(Delivery, where("notice") == notice.id):
            if row.chat and row.chat not in known and row.state in _MAY_HAVE_COME:
                found[row.chat] = Recipient(
                    row.chat,
                    row.subscriber,
                    row.language,
                    hours_of_chat(records, row.chat),
                    row.person,
                    row.household,
                )
    return [*found.values()]


def _last_told(records: Records, subject: str) -> Notice | None:
    told = [one for one in records.find(Notice, where("subject") == subject) if one.fingerprint]
    return max(told, key=lambda one: one.made_at, default=None)


def _told_before(desk: Desk, notice: Notice) -> Notice | None:
    for other in desk.find(Notice, where("subject") == notice.subject):
        same = (other.subject_rev, other.kind, other.audience) == (notice.subject_rev, notice.kind, notice.audience)
        if same and other.sentence == notice.sentence:
            return other
    return None
