"""To whom something is told: chats, each once, with the language and the hours that its owner chose."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, runtime_checkable

from tinydb import where

from village_board.base.errors import NotFound
from village_board.base.kind import Record
from village_board.desk import Records
from village_board.hearings.case import DecisionCase
from village_board.hearings.entitled import due
from village_board.hearings.model import Resolution
from village_board.limits.service import limits_of
from village_board.notices.model import AudienceKind, Follow, Subscriber, Theme
from village_board.notices.quiet import Quiet
from village_board.notices.reach_model import ChatLink
from village_board.people.binding import Binding
from village_board.people.model import Person
from village_board.people.posts import all_flags, holds


@dataclass(frozen=True)
class Everybody:
    """All active subscribers who have not left `theme` out, and those who follow the record, or its case.

    With a villagers' `group` (not 0) those who want to hear of other groups only are left out. Subscribers whose chat
    is linked to one of `due` are told in any case: they are called to the meeting.
    """

    theme: Theme | None = None
    group: int = 0
    due: frozenset[str] = frozenset()  # person ids

    @property
    def kind(self) -> AudienceKind:
        """What is kept of it with a notice."""
        return AudienceKind.DUE if self.due else AudienceKind.EVERYBODY

    def wants(self, one: Subscriber) -> bool:
        """Tell whether a subscriber is told."""
        in_group = not self.group or not one.groups or self.group in one.groups
        return in_group and (self.theme is None or self.theme not in one.left_out)


@dataclass(frozen=True)
class Participants:
    """Those who registered for the record `of`, and those who follow it."""

    of: str
    kind = AudienceKind.PARTICIPANTS


@dataclass(frozen=True)
class Asker:
    """The chat of one follow: by which something was handed in."""

    via: str
    kind = AudienceKind.ASKER


@dataclass(frozen=True)
class Persons:
    """Certain persons, by their ids, through the chats that are bound to them."""

    ids: tuple[str, ...]
    kind = AudienceKind.PERSONS


Audience = Everybody | Participants | Asker | Persons
EVERYBODY = Everybody()


@dataclass(frozen=True, slots=True)
class Hours:
    """When somebody wants to hear: outside `quiet`, and the day's news at `digest_at` where that is chosen."""

    quiet: Quiet
    digest_at: int | None = None


@dataclass(frozen=True, slots=True)
class Recipient:
    """A chat, the id of the record by which we may write to it, its language and hours, and whose it is (P2)."""

    chat: int
    whom: str
    language: str
    hours: Hours | None = None  # None: the village's own
    person: str = ""
    household: bool = False


@runtime_checkable
class _InCase(Protocol):
    """A record that belongs to a decision case, by the case's number."""

    case: str


def recipients(records: Records, to: Audience, subject: str) -> list[Recipient]:
    """Return who is told something about the record `subject` now, each chat once."""
    if isinstance(to, Participants):
        found = [_of(follow) for follow in _following(records, [to.of])]
    elif isinstance(to, Asker):
        found = [_of(one) for one in (follow_named(records, to.via),) if one is not None and one.active]
    elif isinstance(to, Persons):
        found = _bound(records, to.ids)
    else:
        told = {follow.chat: _of(follow) for follow in _following(records, bases(records, subject))}
        awake = records.find(Subscriber, where("active") == 1)
        called = _chats_of(records, to.due)
        told |= {one.chat: _of(one) for one in awake if to.wants(one) or one.chat in called}
        hours = {one.chat: hours_of(records, one) for one in awake if _own_hours(one)}
        return _linked(records, [_with_hours(one, hours) for one in told.values()])
    return _linked(records, [replace(one, hours=hours_of_chat(records, one.chat)) for one in found])


def bases(records: Records, subject: str) -> tuple[str, ...]:
    """Return the ids of what one may follow to hear of `subject`: the record itself, and the case it belongs to."""
    try:
        record = records.lookup(subject)
    except NotFound:
        return (subject,)
    case = case_of(records, record)
    return (subject,) if case is None else (subject, case.id)


def case_of(records: Records, record: Record) -> DecisionCase | None:
    """Return the decision case that `record` belongs to; None where it belongs to none, or is one itself."""
    if isinstance(record, DecisionCase) or not isinstance(record, _InCase) or not record.case:
        return None
    return records.one(DecisionCase, where("number") == record.case)


def due_at(records: Records, subject: str) -> list[Person]:
    """Return who is due at the meeting of the resolution `subject`, by the people of today; nobody of anything else."""
    record = records.lookup(subject)
    if not isinstance(record, Resolution):
        return []
    return due(records.all(Person), record.body, record.meeting_on or records.today, record.group)


def holders(records: Records, names: Sequence[str]) -> tuple[str, ...]:
    """Return the ids of those who hold today one of the roles or posts of these names, such as ``committee``."""
    flags = [name for name in names if name in all_flags()]
    day = records.today
    return tuple(
        person.id
        for person in records.all(Person)
        if any(role.value in names for role in person.roles(day)) or any(holds(person, flag, day) for flag in flags)
    )


def subscriber_of(records: Records, chat: int) -> Subscriber | None:
    """Return the subscriber of `chat`, active or not; None where it never asked or has left."""
    return records.one(Subscriber, where("chat") == chat)


def follows_of(records: Records, chat: int) -> list[Follow]:
    """Return what `chat` follows, in the order in which it began."""
    return records.find(Follow, where("chat") == chat)


def follow_named(records: Records, id: str) -> Follow | None:  # noqa: A002 - the field's own name
    """Return the follow with this id; None where it has ended, or `id` is empty."""
    try:
        return records.get(Follow, id) if id else None
    except NotFound:
        return None


def all_of(records: Records, chat: int) -> list[Subscriber | Follow]:
    """Return the subscription of `chat` and all that it follows."""
    subscriber = subscriber_of(records, chat)
    return [*([] if subscriber is None else [subscriber]), *follows_of(records, chat)]


def village_hours(records: Records) -> Hours:
    """Return the hours of whoever chose none."""
    limits = limits_of(records)
    return Hours(Quiet(limits.count("notices.quiet_from_minute"), limits.count("notices.quiet_until_minute")))


def hours_of(records: Records, one: Subscriber | None) -> Hours:
    """Return the hours of a subscriber; the village's where nothing was chosen."""
    village = village_hours(records)
    if one is None:
        return village
    since = village.quiet.since if one.quiet_from is None else one.quiet_from
    until = village.quiet.until if one.quiet_until is None else one.quiet_until
    return Hours(Quiet(since, until), one.digest_at)


def hours_of_chat(records: Records, chat: int) -> Hours:
    """Return the hours of a chat, subscribed or not."""
    return hours_of(records, subscriber_of(records, chat))


def _own_hours(one: Subscriber) -> bool:
    return (one.quiet_from, one.quiet_until, one.digest_at) != (None, None, None)


def _with_hours(one: Recipient, hours: Mapping[int, Hours]) -> Recipient:
    return replace(one, hours=hours[one.chat]) if one.chat in hours else one


def _linked(records: Records, found: Sequence[Recipient]) -> list[Recipient]:
    """Return the recipients with the persons to whom their chats are linked."""
    if not found:
        return []
    links = {link.chat: link for link in records.all(ChatLink) if link.holds}
    return [
        replace(one, person=link.person, household=link.household) if (link := links.get(one.chat)) else one
        for one in found
    ]


def _chats_of(records: Records, persons: Collection[str]) -> frozenset[int]:
    """Return the chats that these persons called their own."""
    if not persons:
        return frozenset()
    return frozenset(link.chat for link in records.all(ChatLink) if link.holds and link.person in persons)


def _following(records: Records, ids: Iterable[str]) -> list[Follow]:
    found: dict[int, Follow] = {}
    for record in ids:
        for follow in records.find(Follow, (where("record") == record) & (where("active") == 1)):
            found.setdefault(follow.chat, follow)
    return [*found.values()]


def _of(one: Subscriber | Follow) -> Recipient:
    return Recipient(one.chat, one.id, one.language)


def _bound(records: Records, persons: Sequence[str]) -> list[Recipient]:
    found: dict[int, Recipient] = {}
    for person in persons:
        for binding in records.find(Binding, where("person") == person):
            if binding.in_force:
                known = subscriber_of(records, binding.chat)
                language = known.language if known is not None else Subscriber(chat=binding.chat).language
                found[binding.chat] = Recipient(binding.chat, binding.id, language)
    return [*found.values()]
