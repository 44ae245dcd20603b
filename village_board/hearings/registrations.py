"""Registering for a hearing: in the chat without a name, or at the clerk's desk with a numbered slip (P2, P10, P20)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tinydb import where

from village_board.base.clock import local
from village_board.base.errors import Refused
from village_board.base.message import N_, Message, say
from village_board.desk import Desk, Records
from village_board.hearings.model import HEARING_AHEAD, Hearing, PlacesOf
from village_board.hearings.places import (
    PlaceCount,
    PlacesTaken,
    check_places,
    class_of,
    moved_up,
    places_in,
    public_counts,
    standing,
    state_for_next,
    waits_at,
)
from village_board.hearings.rules import WrongMoment
from village_board.hearings.told import chat_of_follow, tell_one
from village_board.hearings.voices import PlaceState, Registration
from village_board.hearings.words import HEARING_STATUS
from village_board.limits.service import limits_of
from village_board.notices.audience import follows_of
from village_board.notices.followers import follow, follow_of, unfollow
from village_board.notices.routing import Event
from village_board.people.acts import Act
from village_board.people.binding import bound_actor
from village_board.people.service import find_person
from village_board.slips.service import new_slip, slip_of
from village_board.text.clean import clean
from village_board.text.fold import name_key


class NoPlaces(Refused):
    """Nobody can register: no places were announced, or none of this class."""

    sentence = N_("'{matter}' has no places to register for in this class. Ask the village office how to take part.")

    def __init__(self, matter: str) -> None:
        super().__init__(matter=matter)


class RegistrationClosed(Refused):
    """The time for registering is over."""

    sentence = N_("Registration for '{matter}' closed on {until}. You can still come and listen.")

    def __init__(self, matter: str, until: date) -> None:
        super().__init__(matter=matter, until=until)


class RegisteredAlready(Refused):
    """The same person or chat is registered for this hearing."""

    sentence = N_("You are registered for '{matter}' already. Your slip: {slip}.")

    def __init__(self, matter: str, slip: str) -> None:
        super().__init__(matter=matter, slip=slip)


class WaitingListFull(Refused):
    """More people wait than the village's limit allows."""

    sentence = N_("{waiting} people wait for a place in this class already. Hand in a written opinion instead.")

    def __init__(self, waiting: int) -> None:
        super().__init__(waiting=waiting)


class NobodyNamed(Refused):
    """The clerk registers somebody without saying whom."""

    sentence = N_("Say who it is: a number of 'village-board list people', or a name with the group.")

    def __init__(self) -> None:
        super().__init__()


class NotRegistered(Refused):
    """There is no registration to withdraw."""

    sentence = N_("Nothing is registered for '{matter}' under this. It may be withdrawn already.")

    def __init__(self, matter: str) -> None:
        super().__init__(matter=matter)


class HearingBegun(Refused):
    """The hearing has begun or was held, so nobody can withdraw any more."""

    sentence = N_("'{matter}' has begun: a registration can be withdrawn before it only.")

    def __init__(self, matter: str) -> None:
        super().__init__(matter=matter)


@dataclass(frozen=True)
class Applicant:
    """Who registers or hands something in: a chat, a person of the register, or a name with its group.

    A chat gives no name. One that is bound to a person acts for that person.
    """

    chat: int = 0
    language: str = ""
    person: str = ""  # number, id or name of a person in the register
    name: str = ""
    village_group: int = 0


@dataclass(frozen=True)
class Registered:
    """A registration as it was made.

    Attributes:
        registration: the record.
        slip: the number of its slip.
        waits_at: its place on the waiting list, from 1; 0: it has a place.
    """

    registration: Registration
    slip: str
    waits_at: int


def set_places(desk: Desk, id: str, places: Sequence[PlacesOf]) -> Hearing:  # noqa: A002
    """Set how many places each class has at a hearing that is ahead; who waited moves up where there are more now.

    Raises:
        WrongMoment: the hearing is not ahead.
        TooFewPlaces, TooFewInterested, NoSuchClass: the places are none that the village's rule allows.
        PlacesTaken: more people have a place of a class than it would have.
    """
    desk.require(Act.SET_PLACES)
    hearing = _ahead(desk, id)
    wanted = tuple(PlacesOf(one.group, one.places) for one in places if one.places > 0)
    check_places(wanted, limits_of(desk))
    registrations = registrations_of(desk, id)
    for one in hearing.places:
        taken = sum(each.state is PlaceState.PLACED for each in standing(registrations, one.group))
        if taken > places_in(wanted, one.group):
            raise PlacesTaken(one.group, taken, places_in(wanted, one.group))
    set_ = desk.put(replace(hearing, places=wanted))
    _move_up(desk, set_)
    desk.record(id)
    return set_


def register(desk: Desk, id: str, group: str, who: Applicant) -> Registered:  # noqa: A002
    """Register `who` in the class `group`: with a place while there are any, then on its waiting list.

    Raises:
        WrongMoment: the hearing is not ahead.
        RegistrationClosed: it is too late.
        NoPlaces, NoSuchClass: there is nothing to register for.
        NobodyNamed, NoSuchPerson, SeveralPersons: the clerk has not said who.
        RegisteredAlready: they are registered.
        WaitingListFull: too many wait.
    """
    desk.require(Act.REGISTER_FOR_HEARING)
    hearing = _ahead(desk, id)
    if (until := registration_ends(desk, hearing)) is not None and desk.today > until:
        raise RegistrationClosed(hearing.matter, until)
    if not places_in(hearing.places, class_of(group).key):
        raise NoPlaces(hearing.matter)
    registrations = registrations_of(desk, id)
    made = _new(desk, hearing, group, who, registrations)
    _check_single(desk, hearing, made, who, registrations)
    row = standing(registrations, group)
    waiting = sum(one.state is PlaceState.WAITING for one in row)
    if made.state is PlaceState.WAITING and waiting >= limits_of(desk).count("hearing.waiting_most"):
        raise WaitingListFull(waiting)
    if who.chat:
        # A follow is an act of its own; it comes first, since the registration holds its id and never the chat.
        kept = follow(desk, who.chat, id, takes_part=True, language=who.language)
        desk.require(Act.REGISTER_FOR_HEARING)
        made = replace(made, via=kept.id)
    made = desk.put(made)
    slip = new_slip(desk, made.id)
    desk.record(made.id)
    return Registered(made, slip, waits_at([*registrations, made], made))


def withdraw(desk: Desk, id: str) -> Registration:  # noqa: A002
    """Withdraw a registration before the hearing; who waited longest in its class moves up, and is told once.

    Raises:
        NotRegistered: it was withdrawn before.
        WrongMoment: the hearing is not ahead.
        HearingBegun: the hearing has begun.
    """
    desk.require(Act.WITHDRAW_FROM_HEARING)
    registration = desk.get(Registration, id)
    hearing = desk.get(Hearing, registration.hearing)
    if registration.state is PlaceState.WITHDRAWN:
        raise NotRegistered(hearing.matter)
    if hearing.status not in HEARING_AHEAD:
        raise WrongMoment(hearing.title, Message(HEARING_STATUS[hearing.status]))
    if hearing.held_at is not None and desk.now >= hearing.held_at:
        raise HearingBegun(hearing.matter)
    via = registration.via
    gone = desk.put(replace(registration, state=PlaceState.WITHDRAWN, withdrawn_at=desk.now, via=""))
    _move_up(desk, hearing)
    desk.record(id)
    if (chat := chat_of_follow(desk, via)) is not None:
        unfollow(desk, chat, hearing.id)
    return gone


def withdraw_all(desk: Desk, chat: int) -> bool:
    """Withdraw whatever `chat` has registered for and is still to come: it leaves, and holds no place unseen (A33).

    Returns:
        False where it had registered for nothing.
    """
    mine = [
        registration
        for one in follows_of(desk, chat)
        if (registration := registration_of_chat(desk, one.record, chat)) is not None
    ]
    gone = False
    for registration in mine:
        hearing = desk.get(Hearing, registration.hearing)
        if hearing.status in HEARING_AHEAD and (hearing.held_at is None or desk.now < hearing.held_at):
            withdraw(desk, registration.id)
            gone = True
    return gone


def registrations_of(records: Records, hearing: str) -> list[Registration]:
    """Return all registrations for a hearing (an id), withdrawn ones too, in the order in which they came."""
    return sorted(records.find(Registration, where("hearing") == hearing), key=lambda one: one.sequence)


def registration_of_chat(records: Records, hearing: str, chat: int) -> Registration | None:
    """Return the registration of `chat` for a hearing (an id), if it has one that stands."""
    known = follow_of(records, chat, hearing)
    if known is None:
        return None
    return next(
        (
            one
            for one in records.find(Registration, where("via") == known.id)
            if one.hearing == hearing and one.state is not PlaceState.WITHDRAWN
        ),
        None,
    )


def registration_ends(records: Records, hearing: Hearing) -> date | None:
    """Return the last day on which one can register; None while the hearing has no time."""
    if hearing.held_at is None:
        return None
    days = limits_of(records).days("hearing.registration_close_days")
    return local(hearing.held_at).date() - timedelta(days=days)


def is_registration_open(records: Records, hearing: Hearing) -> bool:
    """Tell whether one can register for `hearing` now."""
    until = registration_ends(records, hearing)
    return bool(hearing.places) and hearing.status in HEARING_AHEAD and (until is None or records.today <= until)


def place_counts(records: Records, hearing: Hearing) -> tuple[PlaceCount, ...]:
    """Return what the public sees of the places: by class, never so finely that a count names somebody (P10)."""
    least = limits_of(records).count("hearing.least_shown")
    return public_counts(hearing.places, registrations_of(records, hearing.id), least)


def _ahead(desk: Desk, id: str) -> Hearing:  # noqa: A002
    hearing = desk.get(Hearing, id)
    if hearing.status not in HEARING_AHEAD:
        raise WrongMoment(hearing.title, Message(HEARING_STATUS[hearing.status]))
    return hearing


def _new(
    desk: Desk, hearing: Hearing, group: str, who: Applicant, registrations: Sequence[Registration]
) -> Registration:
    person = find_person(desk, who.person).id if who.person else ""
    if who.chat and not person and (actor := bound_actor(desk, who.chat)) is not None:
        person = actor.id
    name = "" if person else clean(who.name)
    if not who.chat and not person and not name:
        raise NobodyNamed
    return Registration(
        hearing=hearing.id,
        group=group,
        sequence=max((one.sequence for one in registrations), default=0) + 1,
        state=state_for_next(hearing.places, registrations, group),
        registered_at=desk.now,
        person=person,
        name=name,
        village_group=who.village_group,
    )


def _check_single(
    desk: Desk, hearing: Hearing, made: Registration, who: Applicant, registrations: Sequence[Registration]
) -> None:
    mine = registration_of_chat(desk, hearing.id, who.chat) if who.chat else None
    if mine is None:
        mine = next((one for one in registrations if _is_same(one, made)), None)
    if mine is not None:
        raise RegisteredAlready(hearing.matter, slip_of(desk, mine.id))


def _is_same(one: Registration, made: Registration) -> bool:
    """Tell whether two registrations are of one person; names are compared folded, within their group (A7)."""
    if one.state is PlaceState.WITHDRAWN:
        return False
    if made.person:
        return one.person == made.person
    named = made.name and name_key(one.name) == name_key(made.name)
    return bool(named and one.village_group == made.village_group)


def _move_up(desk: Desk, hearing: Hearing) -> None:
    for one in moved_up(hearing.places, registrations_of(desk, hearing.id)):
        up = desk.put(replace(one, moved_up_at=desk.now))
        message = say(
            "Slip {slip}: a place has become free, and it is yours. {matter}.",
            slip=slip_of(desk, up.id),
            matter=hearing.matter,
        )
        tell_one(desk, up.via, hearing, message, Event.PLACE_FREE)
