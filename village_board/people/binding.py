"""Binding a chat to a member by a one-time code (A18): short-lived, used once, wrong tries counted."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import ClassVar

from tinydb import where

from village_board.base.clock import local
from village_board.base.errors import Refused
from village_board.base.kind import InternalRecord, Kind
from village_board.base.message import N_, say
from village_board.desk import Desk, Records
from village_board.people.acts import PERMITTED, Act
from village_board.people.model import Actor, Person, Role

#: 32 letters, 8 of them: 40 bits.
CODE_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
CODE_LENGTH = 8
VALID_FOR = timedelta(seconds=120)
TRIES = 5
TRIES_WITHIN = timedelta(minutes=10)


@dataclass(frozen=True, kw_only=True)
class BindingCode(InternalRecord):
    """A code that was issued; only its digest is kept.

    It is bound to the roles for which it was made, and where a kiosk of the hall shows it, to that kiosk.
    """

    KIND: ClassVar[Kind] = Kind(
        name="binding_code",
        collection="binding_codes",
        prefix="y",
        label=say("binding code"),
        fields={"digest": str, "kiosk": str},
        indexes=(("digest",), ("kiosk",)),
    )

    person: str
    digest: str
    expires_at: datetime
    used: bool = False
    roles: tuple[Role, ...] = ()
    kiosk: str = ""
    ended: bool = False  # its screen was left, or shows a newer one

    def holds(self, person: Person, now: datetime, day: date) -> bool:
        """Tell whether it can still be used: once, in time, by one who holds the same offices as when it was made."""
        if self.used or self.ended or now >= self.expires_at:
            return False
        return not self.roles or set(self.roles) == binding_roles(person, day)


@dataclass(frozen=True, kw_only=True)
class Binding(InternalRecord):
    """A chat through which a member acts; `revoked_at` ends it.

    A person who had a chat before gets another one only with a second member: it `waits` until then (A18).
    """

    KIND: ClassVar[Kind] = Kind(
        name="binding",
        collection="bindings",
        prefix="j",
        label=say("bound chat"),
        fields={"chat": int, "person": str},
        indexes=(("chat",), ("person",)),
    )

    chat: int
    person: str
    bound_at: datetime
    revoked_at: datetime | None = None
    waits: bool = False
    confirmed_by: str = ""  # person id

    @property
    def in_force(self) -> bool:
        """Whether the member acts through it now."""
        return self.revoked_at is None and not self.waits


@dataclass(frozen=True, kw_only=True)
class BindingTries(InternalRecord):
    """The wrong codes that a chat has sent lately."""

    KIND: ClassVar[Kind] = Kind(
        name="binding_tries",
        collection="binding_tries",
        prefix="f",
        label=say("binding tries"),
        fields={"chat": int},
        indexes=(("chat",),),
        logged=False,
    )

    chat: int
    wrong: tuple[datetime, ...] = ()
    told_at: datetime | None = None  # when the members were told that somebody guesses

    def told_since(self, now: datetime) -> bool:
        """Whether they were told within `TRIES_WITHIN`."""
        return self.told_at is not None and now - self.told_at < TRIES_WITHIN


class CodeWrong(Refused):
    """The code is unknown, used or too old; which of them is not told."""

    sentence = N_("This code is not valid (any more). Ask the village clerk for a new one.")

    def __init__(self) -> None:
        super().__init__()


class NoOffice(Refused):
    """Only those in office act through a chat."""

    sentence = N_("{person} holds no office today, so there is nothing to bind a chat for.")

    def __init__(self, person: str) -> None:
        super().__init__(person=person)


class CodeForOneself(Refused):
    """A code is made by another member than the one for whom it is (A18)."""

    sentence = N_("{person} cannot make a code for their own chat. Another member must.")

    def __init__(self, person: str) -> None:
        super().__init__(person=person)


def shown_today(records: Records) -> list[tuple[datetime, str]]:
    """Return when a kiosk of the hall showed a one-time code today, and for whom: its screen says so all day (A18)."""
    codes = records.find(BindingCode, where("kiosk") > "")
    made = [(one.expires_at - VALID_FOR, one.person) for one in codes]
    return [(at, records.get(Person, id_).name) for at, id_ in sorted(made) if local(at).date() == records.today]


def binding_roles(person: Person, day: date) -> set[Role]:
    """Return the roles in which `person` may act through a chat on `day`."""
    return set(person.roles(day) & PERMITTED[Act.BIND_CHAT])


def issue_code(desk: Desk, person: Person, *, kiosk: str = "") -> str:
    """Return a new code for `person`, valid for `VALID_FOR`. Two members are needed: one makes it, the other uses it.

    `kiosk` is the one that shows it; a code that the same kiosk showed before is then ended.

    Raises:
        NoOffice: the person may not act through a chat.
        CodeForOneself: it is for the one who makes it.
    """
    desk.require(Act.ISSUE_BINDING)
    if person.id == desk.who.id:
        raise CodeForOneself(person.name)
    if not (roles := binding_roles(person, desk.today)):
        raise NoOffice(person.name)
    if kiosk:
        end_codes(desk, kiosk)
    code = "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))
    made = BindingCode(
        person=person.id,
        digest=digest_of(code),
        expires_at=desk.now + VALID_FOR,
        roles=tuple(sorted(roles)),
        kiosk=kiosk,
    )
    desk.put(made)
    desk.record(person.id)
    return code


def end_codes(desk: Desk, kiosk: str) -> None:
    """End what `kiosk` shows or has shown, inside the caller's act: nobody uses a code that is not seen any more."""
    for one in desk.find(BindingCode, where("kiosk") == kiosk):
        if not (one.used or one.ended):
            desk.put(replace(one, ended=True))


def hide_code(desk: Desk, kiosk: str) -> None:
    """End the code that `kiosk` shows, as its screen is left."""
    desk.require(Act.ISSUE_BINDING)
    end_codes(desk, kiosk)
    desk.record("")


def is_code_open(records: Records, code: str) -> bool:
    """Tell whether `code` can still be used."""
    found = records.one(BindingCode, where("digest") == digest_of(code))
    return found is not None and found.holds(records.get(Person, found.person), records.now, records.today)


def person_of_code(desk: Desk, chat: int, code: str) -> Person | None:
    """Return whom a valid `code` would bind, without using it; None (and a counted try) otherwise.

    The count must outlive the refusal: the caller raises `CodeWrong` after the commit.
    """
    tries = desk.one(BindingTries, where("chat") == chat) or BindingTries(chat=chat)
    recent = tuple(when for when in tries.wrong if desk.now - when < TRIES_WITHIN)
    found = desk.one(BindingCode, where("digest") == digest_of(code.strip().lower()))
    if len(recent) < TRIES and found is not None:
        person = desk.get(Person, found.person)
        if found.holds(person, desk.now, desk.today):
            return person
    desk.put(replace(tries, wrong=(*recent, desk.now)[-TRIES:]))
    return None


def bind(desk: Desk, chat: int, code: str) -> Binding:
    """Bind `chat` to the person of `code` and use the code up. An earlier binding of the chat ends.

    Where the person was bound to another chat before, the new one waits for a second member (A18).

    Raises:
        CodeWrong: the code is not valid any more.
    """
    found = desk.one(BindingCode, where("digest") == digest_of(code.strip().lower()))
    if found is None or not found.holds(desk.get(Person, found.person), desk.now, desk.today):
        raise CodeWrong
    desk.require(Act.BIND_CHAT)
    for old in desk.find(Binding, where("chat") == chat):
        if old.revoked_at is None:
            desk.put(replace(old, revoked_at=desk.now))
    desk.put(replace(found, used=True))
    waits = any(old.chat != chat and not old.waits for old in desk.find(Binding, where("person") == found.person))
    binding = desk.put(Binding(chat=chat, person=found.person, bound_at=desk.now, waits=waits))
    desk.record(found.person)
    return binding


def bound_actor(records: Records, chat: int) -> Actor | None:
    """Return who acts through `chat`, with today's roles; None for everybody else."""
    for binding in records.find(Binding, where("chat") == chat):
        if binding.in_force:
            person = records.get(Person, binding.person)
            return Actor(person.id, person.name, person.roles(records.today))
    return None


def digest_of(code: str) -> str:
    """Return what is kept of a code."""
    return sha256(code.encode()).hexdigest()
