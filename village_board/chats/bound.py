"""Members' chats: bound, confirmed by a second member where it is not their first, revoked; others are told (A18)."""

from __future__ import annotations

from dataclasses import replace

from tinydb import where

from village_board.base.errors import NotFound, Refused
from village_board.base.message import N_, Message, say
from village_board.desk import Desk, Records
from village_board.notices.routing import Event
from village_board.notices.telling import Facts, tell
from village_board.people import binding as binding_
from village_board.people.acts import Act
from village_board.people.binding import TRIES, Binding, BindingTries
from village_board.people.model import Person
from village_board.people.service import SamePerson


class NoSuchBinding(Refused):
    """No chat is bound under this id, or no longer."""

    sentence = N_("There is no bound chat {id}, or it was ended. See: village-board binding list")

    def __init__(self, id: str) -> None:  # noqa: A002 - the field's own name
        super().__init__(id=id)


def bind_and_tell(desk: Desk, chat: int, code: str) -> Binding:
    """Bind `chat` by its code; all other members with a chat are told of it in the same commit (A18).

    Raises:
        CodeWrong: the code is not valid any more.
    """
    made = binding_.bind(desk, chat, code)
    name = desk.get(Person, made.person).name
    words = (
        say("{person} wants to act through another chat. A second member confirms it at the bot's desk.", person=name)
        if made.waits
        else say("A chat was bound for {person}. If that is not right, end it at the bot's desk.", person=name)
    )
    desk.require(Act.BIND_CHAT)
    _tell_others(desk, made, words)
    desk.record(made.person)
    return made


def show_code(desk: Desk, person: Person, kiosk: str) -> str:
    """Return a new code for `person` that the kiosk in the hall shows; all other members hear of it at once (A18).

    Raises:
        NoOffice, CodeForOneself: see `village_board.people.binding.issue_code`.
    """
    code = binding_.issue_code(desk, person, kiosk=kiosk)
    desk.require(Act.ISSUE_BINDING)
    words = say(
        "{by} shows a one-time code for {person} in the hall. If that is not right, say so at once.",
        by=desk.who.name,
        person=person.name,
    )
    shown = desk.one(binding_.BindingCode, where("digest") == binding_.digest_of(code))
    assert shown is not None
    tell(desk, shown, words, Event.BINDING_CHANGED, Facts(without=desk.who.id))
    desk.record(person.id)
    return code


def person_of_code(desk: Desk, chat: int, code: str) -> Person | None:
    """Return whom a code would bind; see `village_board.people.binding.person_of_code`.

    With the last try that a chat has, the members are told that somebody guesses (A18).
    """
    found = binding_.person_of_code(desk, chat, code)
    tries = desk.one(BindingTries, where("chat") == chat) if found is None else None
    if (
        tries is not None
        and len(tries.wrong) == TRIES
        and tries.wrong[-1] == desk.now
        and not tries.told_since(desk.now)
    ):
        desk.require(Act.BIND_CHAT)
        kept = desk.put(replace(tries, told_at=desk.now))
        words = say("{count} wrong codes came from one chat: somebody may be guessing. None was accepted.", count=TRIES)
        tell(desk, kept, words, Event.BINDING_CHANGED)
        desk.record("")
    return found


def confirm_binding(desk: Desk, id: str) -> Binding:  # noqa: A002 - the field's own name
    """Let a member's new chat act, as a second member; the chat before it ends.

    Raises:
        NoSuchBinding: nothing waits under this id.
        SamePerson: it is one's own.
    """
    desk.require(Act.CONFIRM_BINDING)
    waiting = _standing(desk, id)
    if not waiting.waits:
        raise NoSuchBinding(id)
    if waiting.person == desk.who.id:
        raise SamePerson(desk.who.name)
    for old in desk.find(Binding, where("person") == waiting.person):
        if old.id != id and old.revoked_at is None:
            desk.put(replace(old, revoked_at=desk.now))
    kept = desk.put(replace(waiting, waits=False, confirmed_by=desk.who.id))
    name = desk.get(Person, kept.person).name
    _tell_others(desk, kept, say("{person} acts through another chat now; a second member confirmed it.", person=name))
    desk.record(kept.person)
    return kept


def revoke_binding(desk: Desk, id: str) -> Binding:  # noqa: A002
    """End the binding of a chat at once, one's own or a colleague's: a phone was lost, or was never theirs.

    Raises:
        NoSuchBinding: it is ended already.
    """
    desk.require(Act.REVOKE_BINDING)
    kept = desk.put(replace(_standing(desk, id), revoked_at=desk.now))
    name = desk.get(Person, kept.person).name
    _tell_others(desk, kept, say("The chat of {person} is not bound any more.", person=name))
    desk.record(kept.person)
    return kept


def bindings(records: Records) -> list[Binding]:
    """Return the chats that are bound or wait to be, those that wait first."""
    standing = [one for one in records.all(Binding) if one.revoked_at is None]
    return sorted(standing, key=lambda one: (not one.waits, one.bound_at))


def _standing(desk: Desk, id: str) -> Binding:  # noqa: A002
    try:
        found = desk.get(Binding, id)
    except NotFound:
        raise NoSuchBinding(id) from None
    if found.revoked_at is not None:
        raise NoSuchBinding(id)
    return found


def _tell_others(desk: Desk, about: Binding, message: Message) -> None:
    tell(desk, about, message, Event.BINDING_CHANGED, Facts(without=about.person))
