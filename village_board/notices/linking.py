"""A chat becomes a person's own, by that person's wish and a one-time code (P2); it is used for counting alone."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

from tinydb import where

from village_board.base.errors import Refused
from village_board.base.message import N_
from village_board.desk import Desk, Records
from village_board.limits.service import limits_of
from village_board.notices.audience import all_of
from village_board.notices.model import Delivery, DeliveryState
from village_board.notices.reach_model import ChatLink
from village_board.people.acts import Act
from village_board.people.binding import TRIES, TRIES_WITHIN, BindingTries
from village_board.people.model import Person

#: Digits: typed on a telephone, read out at a counter. With 5 tries in 10 minutes nobody guesses one of 10^8.
CODE_DIGITS = 8


class LinkCodeWrong(Refused):
    """The code is unknown, used or too old; which of them is not told."""

    sentence = N_("This number is not valid (any more). Ask in the hall for a new one; nothing was linked.")

    def __init__(self) -> None:
        super().__init__()


class NotLinked(Refused):
    """There is nothing to undo."""

    sentence = N_("No chat is linked to {person}.")

    def __init__(self, person: str) -> None:
        super().__init__(person=person)


def link_of(records: Records, chat: int) -> ChatLink | None:
    """Return to whom `chat` is linked; None where it is to nobody."""
    return next((one for one in records.find(ChatLink, where("chat") == chat) if one.holds), None)


def links_of(records: Records, person: str) -> list[ChatLink]:
    """Return the chats that the person with this id called their own."""
    return [one for one in records.find(ChatLink, where("person") == person) if one.holds]


def issue_link_code(desk: Desk, person: Person, *, household: bool = False) -> str:
    """Return a new code that links the chat that sends it to `person`; the clerk hands it out in the hall.

    Args:
        desk: the unit of work.
        person: who stands at the counter and wishes it.
        household: they also hear for their household.
    """
    desk.require(Act.ISSUE_LINK)
    code = _new_code(desk, ChatLink(person=person.id, household=household))
    desk.record(person.id)
    return code


def ask_link_code(desk: Desk, chat: int) -> str:
    """Return a new code that `chat` shows at the counter, where the clerk links it to the person who shows it."""
    desk.require(Act.LINK_CHAT)
    for old in desk.find(ChatLink, where("chat") == chat):
        if not old.holds:
            desk.remove(old)
    code = _new_code(desk, ChatLink(chat=chat))
    desk.record("")
    return code


def link_chat(desk: Desk, chat: int, code: str) -> ChatLink | None:
    """Link `chat` to the person of a code from the hall, and use the code up.

    Returns:
        None where the code is not valid: that try is counted, and the count must outlive the refusal, so the caller
        raises `LinkCodeWrong` after the commit.
    """
    desk.require(Act.LINK_CHAT)
    tries = desk.one(BindingTries, where("chat") == chat) or BindingTries(chat=chat)
    recent = tuple(when for when in tries.wrong if desk.now - when < TRIES_WITHIN)
    found = _valid(desk, code)
    if len(recent) >= TRIES or found is None or not found.person:
        desk.put(replace(tries, wrong=(*recent, desk.now)[-TRIES:]))
        return None
    return _linked(desk, found, chat, found.person, household=found.household)


def confirm_link(desk: Desk, code: str, person: Person, *, household: bool = False) -> ChatLink:
    """Link the chat that shows `code` at the counter to `person`, who stands there.

    Raises:
        LinkCodeWrong: no chat asked for this code, or it is too old.
    """
    desk.require(Act.ISSUE_LINK)
    found = _valid(desk, code)
    if found is None or not found.chat:
        raise LinkCodeWrong
    return _linked(desk, found, found.chat, person.id, household=household)


def unlink_person(desk: Desk, person: Person) -> list[ChatLink]:
    """End every link to `person`, who wishes so.

    Raises:
        NotLinked: there is none.
    """
    desk.require(Act.ISSUE_LINK)
    if not (links := links_of(desk, person.id)):
        raise NotLinked(person.name)
    for one in links:
        desk.remove(one)
    desk.record(person.id)
    return links


def drop_links(desk: Desk, chat: int) -> int:
    """Remove what links `chat` to anybody, inside the caller's act, and return how much that was (N21)."""
    links = desk.find(ChatLink, where("chat") == chat)
    for one in links:
        desk.remove(one)
    return len(links)


def _linked(desk: Desk, code: ChatLink, chat: int, person: str, *, household: bool) -> ChatLink:
    for old in desk.find(ChatLink, where("chat") == chat):
        if old.id != code.id:
            desk.remove(old)
    link = desk.put(
        replace(code, chat=chat, person=person, household=household, digest="", expires_at=None, linked_at=desk.now)
    )
    for row in _waiting(desk, chat):
        desk.put(replace(row, person=person, household=household))
    desk.record(person)
    return link


def _waiting(desk: Desk, chat: int) -> Iterable[Delivery]:
    for one in all_of(desk, chat):
        waits = (where("subscriber") == one.id) & (where("state") == DeliveryState.PENDING.value)
        yield from desk.find(Delivery, waits)


def _new_code(desk: Desk, of: ChatLink) -> str:
    for old in desk.find(ChatLink, where("digest") > ""):
        if old.expires_at is not None and old.expires_at <= desk.now:
            desk.remove(old)
    code = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}"
    lasts = timedelta(minutes=limits_of(desk).count("notices.link_code_minutes"))
    desk.put(replace(of, digest=_digest(code), expires_at=desk.now + lasts))
    return code


def _valid(desk: Desk, code: str) -> ChatLink | None:
    digits = "".join(code.split())
    found = desk.one(ChatLink, where("digest") == _digest(digits)) if digits else None
    if found is None or found.expires_at is None or desk.now >= found.expires_at:
        return None
    return found


def _digest(code: str) -> str:
    return sha256(code.encode()).hexdigest()
