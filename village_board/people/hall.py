"""Signing in on a kiosk of the hall (A21): wrong PINs count against the account and against the kiosk."""

from __future__ import annotations

import platform
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import ClassVar

from tinydb import where

from village_board.base.errors import Refused
from village_board.base.kind import InternalRecord, Kind
from village_board.base.message import N_, say
from village_board.desk import Desk, Records
from village_board.limits.service import limits_of
from village_board.people.model import Actor, Person, Role
from village_board.people.pin import PinCheck, check_pin, refusal
from village_board.people.service import OFFICE, actor

_NAME_LENGTH = 16


@dataclass(frozen=True, kw_only=True)
class KioskTries(InternalRecord):
    """The wrong PINs that were typed on a kiosk lately, for whichever account; they survive a restart."""

    KIND: ClassVar[Kind] = Kind(
        name="kiosk_tries",
        collection="kiosk_tries",
        prefix="kt",
        label=say("PIN tries of a kiosk"),
        fields={"kiosk": str},
        indexes=(("kiosk",),),
        logged=False,
    )

    kiosk: str
    wrong: tuple[datetime, ...] = ()


class KioskLocked(Refused):
    """Too many wrong PINs were typed on this kiosk."""

    sentence = N_("This screen takes no PIN until {until}: {tries} wrong ones were typed on it.")

    def __init__(self, until: datetime, tries: int) -> None:
        super().__init__(until=until, tries=tries)


class NoStaff(Refused):
    """The person holds no office today."""

    sentence = N_("{person} holds no office today. Choose another name.")

    def __init__(self, person: str) -> None:
        super().__init__(person=person)


def kiosk_name(village: str) -> str:
    """Return the name of this machine as a kiosk of `village`: the same after every start, and no host's name."""
    return sha256(f"{village}\n{platform.node()}".encode()).hexdigest()[:_NAME_LENGTH]


def staff_of(records: Records) -> list[Person]:
    """Return who holds an office today, by number."""
    day = records.today
    return sorted((one for one in records.all(Person) if is_staff(one, day)), key=lambda one: one.number)


def is_staff(person: Person, day: date) -> bool:
    """Tell whether `person` is more than a villager on `day`."""
    return bool(person.roles(day) - {Role.VILLAGER})


def hall_sign_in(
    desk_for: Callable[[Actor], AbstractContextManager[Desk]],
    kiosk: str,
    id: str,  # noqa: A002 - the field's own name
    digits: str,
    pepper: bytes,
) -> Actor:
    """Return the one who acts on `kiosk`, by the id of the person and their PIN.

    A wrong PIN is counted for both, and committed before it is refused. A right one clears the count of the account
    alone: who knows one PIN shall not be able to go on guessing others.

    Raises:
        KioskLocked: too many wrong PINs on this kiosk.
        NoStaff: no office is held.
        PinUnset, PinWrong, PinLocked: as everywhere.
    """
    with desk_for(OFFICE) as desk:
        limits = limits_of(desk)
        most, span = limits.count("hall.kiosk_tries"), timedelta(minutes=limits.count("hall.kiosk_minutes"))
        tries = desk.one(KioskTries, where("kiosk") == kiosk) or KioskTries(kiosk=kiosk)
        recent = tuple(when for when in tries.wrong if desk.now - when < span)
        if len(recent) >= most:
            raise KioskLocked(recent[0] + span, most)
        person = desk.get(Person, id)
        if not is_staff(person, desk.today):
            raise NoStaff(person.name)
        check, counted = check_pin(desk, person, digits, pepper)
        if check is PinCheck.WRONG:
            desk.put(replace(tries, wrong=(*recent, desk.now)))
        who = actor(desk, person)
    if error := refusal(check, person, counted):
        raise error
    return who
