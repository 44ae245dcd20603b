"""Binding a chat to a member by a one-time code (A18): short-lived, used once, wrong tries counted."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from typing import ClassVar

from tinydb import where

from village_board.base.errors import Refused
from village_board.base.kind import InternalRecord, Kind
from village_board.base.message import N_, say
from village_board.desk import Desk, Records
from village_board.people.acts import PERMITTED, Act
from village_board.people.model import Actor, Person

#: 32 letters, 8 of them: 40 bits.
CODE_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
CODE_LENGTH = 8
VALID_FOR = timedelta(seconds=120)
TRIES = 5
TRIES_WITHIN = timedelta(minutes=10)


@dataclass(frozen=True, kw_only=True)
class BindingCode(InternalRecord):
    """A code that was issued; only its digest is kept."""

    KIND: ClassVar[Kind] = Kind(
        name="binding_code",
        collection="binding_codes",
        prefix="y",
        label=say("binding code"),
        fields={"digest": str},
        indexes=(("digest",),),
    )

    person: str
    digest: str
    expires_at: datetime
    used: bool = False


@dataclass(frozen=True, kw_only=True)
class Binding(InternalRecord):
    """A chat through which a member acts; `revoked_at` ends it."""

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


def issue_code(desk: Desk, person: Person) -> str:
    """Return a new code for `person`, valid for `VALID_FOR`.

    Raises:
        NoOffice: the person may not act through a chat.
    """
    desk.require(Act.ISSUE_BINDING)
    if not person.roles(desk.today) & PERMITTED[Act.BIND_CHAT]:
        raise NoOffice(person.name)
    code = "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))
    desk.put(BindingCode(person=person.id, digest=_digest(code), expires_at=desk.now + VALID_FOR))
    desk.record(person.id)
    return code


def person_of_code(desk: Desk, chat: int, code: str) -> Person | None:
    """Return whom a valid `code` would bind, without using it; None (and a counted try) otherwise.

    The count must outlive the refusal: the caller raises `CodeWrong` after the commit.
    """
    tries = desk.one(BindingTries, where("chat") == chat) or BindingTries(chat=chat)
    recent = tuple(when for when in tries.wrong if desk.now - when < TRIES_WITHIN)
    found = desk.one(BindingCode, where("digest") == _digest(code.strip().lower()))
    if len(recent) < TRIES and found is not None and not found.used and desk.now < found.expires_at:
        return desk.get(Person, found.person)
    desk.put(replace(tries, wrong=(*recent, desk.now)[-TRIES:]))
    return None


def bind(desk: Desk, chat: int, code: str) -> Binding:
    """Bind `chat` to the person of `code` and use the code up. An earlier binding of the chat ends.

    Raises:
        CodeWrong: the code is not valid any more.
    """
    found = desk.one(BindingCode, where("digest") == _digest(code.strip().lower()))
    if found is None or found.used or desk.now >= found.expires_at:
        raise CodeWrong
    desk.require(Act.BIND_CHAT)
    for old in desk.find(Binding, where("chat") == chat):
        if old.revoked_at is None:
            desk.put(replace(old, revoked_at=desk.now))
    desk.put(replace(found, used=True))
    binding = desk.put(Binding(chat=chat, person=found.person, bound_at=desk.now))
    desk.record(found.person)
    return binding


def bound_actor(records: Records, chat: int) -> Actor | None:
    """Return who acts through `chat`, with today's roles; None for everybody else."""
    for binding in records.find(Binding, where("chat") == chat):
        if binding.revoked_at is None:
            person = records.get(Person, binding.person)
            return Actor(person.id, person.name, person.roles(records.today))
    return None


def _digest(code: str) -> str:
    return sha256(code.encode()).hexdigest()
