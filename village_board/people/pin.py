"""The PIN of those who act (A21, A22): argon2id under a pepper, five wrong tries lock it for fifteen minutes."""

from __future__ import annotations

import hmac
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum, auto
from typing import ClassVar

from tinydb import where

from village_board.base.errors import Refused
from village_board.base.kind import InternalRecord, Kind
from village_board.base.message import N_, say
from village_board.desk import Desk
from village_board.people.acts import Act
from village_board.people.model import Person

MIN_DIGITS = 4
MAX_DIGITS = 12
TRIES = 5
LOCKED_FOR = timedelta(minutes=15)


@dataclass(frozen=True, kw_only=True)
class Pin(InternalRecord):
    """The hash of a person's PIN."""

    KIND: ClassVar[Kind] = Kind(
        name="pin",
        collection="pins",
        prefix="k",
        label=say("PIN"),
        fields={"person": str},
        indexes=(("person",),),
    )

    person: str
    hash: str


@dataclass(frozen=True, kw_only=True)
class PinTries(InternalRecord):
    """The wrong tries of a person's PIN since the last right one: they survive a restart (A21)."""

    KIND: ClassVar[Kind] = Kind(
        name="pin_tries",
        collection="pin_tries",
        prefix="z",
        label=say("PIN tries"),
        fields={"person": str},
        indexes=(("person",),),
        logged=False,
    )

    person: str
    wrong: int = 0
    locked_until: datetime | None = None


class PinUnfit(Refused):
    """The new PIN has letters, or too few or too many digits."""

    sentence = N_("A PIN has {least} to {most} digits and nothing else. Choose another.")

    def __init__(self) -> None:
        super().__init__(least=MIN_DIGITS, most=MAX_DIGITS)


class PinUnset(Refused):
    """The person has no PIN yet."""

    sentence = N_("{person} has no PIN yet. Set one first: village-board pin {number}")

    def __init__(self, person: Person) -> None:
        super().__init__(person=person.name, number=person.number)


class PinWrong(Refused):
    """The PIN is not the person's."""

    sentence = N_("This PIN is not right. Tries left before it is locked: {left}.")

    def __init__(self, left: int) -> None:
        super().__init__(left=left)


class PinLocked(Refused):
    """Too many wrong tries."""

    sentence = N_("The PIN of {person} is locked until {until} after {tries} wrong tries.")

    def __init__(self, person: Person, until: datetime) -> None:
        super().__init__(person=person.name, until=until, tries=TRIES)


class PinCheck(Enum):
    """What a try came to."""

    RIGHT = auto()
    WRONG = auto()
    LOCKED = auto()
    UNSET = auto()


def set_pin(desk: Desk, person: Person, digits: str, pepper: bytes) -> None:
    """Give `person` the PIN `digits`; only a hash of it is kept.

    Raises:
        PinUnfit: it is not `MIN_DIGITS` to `MAX_DIGITS` digits.
    """
    if not (digits.isascii() and digits.isdigit() and MIN_DIGITS <= len(digits) <= MAX_DIGITS):
        raise PinUnfit
    from argon2 import PasswordHasher  # noqa: PLC0415 - 40 ms that only a PIN costs

    desk.require(Act.SET_PIN)
    old = desk.one(Pin, where("person") == person.id)
    hashed = PasswordHasher().hash(_peppered(digits, pepper))
    desk.put(Pin(person=person.id, hash=hashed) if old is None else replace(old, hash=hashed))
    desk.record(person.id)


def check_pin(desk: Desk, person: Person, digits: str, pepper: bytes) -> tuple[PinCheck, PinTries]:
    """Compare `digits` with the PIN of `person` and count a wrong try.

    The count must outlive a refusal, so this returns the result and the caller raises after the commit
    (`refusal`).
    """
    pin = desk.one(Pin, where("person") == person.id)
    tries = desk.one(PinTries, where("person") == person.id) or PinTries(person=person.id)
    if pin is None:
        return PinCheck.UNSET, tries
    if tries.locked_until is not None:
        if desk.now < tries.locked_until:
            return PinCheck.LOCKED, tries
        tries = replace(tries, wrong=0, locked_until=None)
    if _matches(pin.hash, digits, pepper):
        return PinCheck.RIGHT, desk.put(replace(tries, wrong=0)) if tries.rev else tries
    wrong = tries.wrong + 1
    until = desk.now + LOCKED_FOR if wrong >= TRIES else None
    return PinCheck.WRONG, desk.put(replace(tries, wrong=wrong, locked_until=until))


def refusal(check: PinCheck, person: Person, tries: PinTries) -> Refused | None:
    """Return the error of a try that failed, None for one that did not."""
    if check is PinCheck.RIGHT:
        return None
    if check is PinCheck.UNSET:
        return PinUnset(person)
    if tries.locked_until is not None:
        return PinLocked(person, tries.locked_until)
    return PinWrong(TRIES - tries.wrong)


def _peppered(digits: str, pepper: bytes) -> bytes:
    return hmac.digest(pepper, digits.encode(), "sha256")


def _matches(hashed: str, digits: str, pepper: bytes) -> bool:
    from argon2 import PasswordHasher  # noqa: PLC0415
    from argon2.exceptions import VerifyMismatchError  # noqa: PLC0415

    try:
        return PasswordHasher().verify(hashed, _peppered(digits, pepper))
    except VerifyMismatchError:
        return False
