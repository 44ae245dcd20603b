"""Binding a chat to a member by a one-time code (A18-A20)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from tinydb import where

from tests.support.builders import Staff, keep
from tests.support.clocks import GivenClock
from village_board.base.errors import NotPermitted
from village_board.board import Board
from village_board.people.binding import (
    CODE_ALPHABET,
    CODE_LENGTH,
    TRIES,
    TRIES_WITHIN,
    VALID_FOR,
    Binding,
    BindingCode,
    CodeWrong,
    NoOffice,
    bind,
    bound_actor,
    issue_code,
    person_of_code,
)
from village_board.people.model import Actor, Person

CHAT, OTHER = 4711, 4712


def code_for(board: Board, issuer: Actor, who: Actor) -> str:
    """Return a code that `issuer` issued for `who`."""
    with board.desk(issuer) as desk:
        return issue_code(desk, desk.get(Person, who.id))


def asked(board: Board, code: str, chat: int = CHAT) -> Person | None:
    """Return whom the code would bind."""
    with board.desk() as desk:
        return person_of_code(desk, chat, code)


def bound(board: Board, code: str, who: Actor, chat: int = CHAT) -> Binding:
    """Bind the chat as `who` and return the binding."""
    with board.desk(who) as desk:
        return bind(desk, chat, code)


def test_a18_a_code_has_forty_bits_and_only_its_digest_is_kept(board: Board, staff: Staff) -> None:
    """A18: eight letters of thirty-two; the store does not hold them."""
    # Guard: people/binding.py:digest_of - who reads the store binds a chat.
    assert len(set(CODE_ALPHABET)) == 32
    code = code_for(board, staff.clerk, staff.director)
    assert len(code) == CODE_LENGTH == 8
    assert set(code) <= set(CODE_ALPHABET)
    for table in board.db.tables():
        assert code not in str(list(board.db.table(table)))


def test_a18_a_valid_code_binds_once(board: Board, staff: Staff) -> None:
    """A18: a code photographed from the hall's screen is of no use a second time."""
    # Guard: people/binding.py:bind - a second phone is bound to the same member.
    code = code_for(board, staff.clerk, staff.director)
    whom = asked(board, code)
    assert whom is not None
    assert whom.id == staff.director.id
    bound(board, code, staff.director)
    assert bound_actor(board.records(), CHAT) == staff.director
    with pytest.raises(CodeWrong):
        bound(board, code, staff.director, OTHER)
    assert asked(board, code, OTHER) is None
    assert bound_actor(board.records(), OTHER) is None


def test_a18_a_code_ends_after_two_minutes(board: Board, staff: Staff, clock: GivenClock) -> None:
    """A18: valid up to the last instant before 120 seconds, refused from then on."""
    code = code_for(board, staff.clerk, staff.director)
    clock.advance(VALID_FOR - timedelta(microseconds=1))
    assert asked(board, code) is not None
    clock.advance(timedelta(microseconds=1))
    assert asked(board, code) is None
    with pytest.raises(CodeWrong):
        bound(board, code, staff.director)


def test_a18_after_five_wrong_codes_a_chat_is_not_listened_to(board: Board, staff: Staff, clock: GivenClock) -> None:
    """A18: guessing is counted by chat; ten minutes later it may try again."""
    # Guard: people/binding.py:person_of_code - a stranger tries codes without end.
    for _ in range(TRIES):
        assert asked(board, "00000000") is None
    code = code_for(board, staff.clerk, staff.director)
    assert asked(board, code) is None
    assert asked(board, code, OTHER) is not None
    clock.advance(TRIES_WITHIN)
    again = code_for(board, staff.clerk, staff.director)
    assert asked(board, again) is not None


def test_a_code_may_be_typed_in_capitals_and_with_spaces(board: Board, staff: Staff) -> None:
    """It is read from a screen and typed on a telephone."""
    code = code_for(board, staff.clerk, staff.director)
    assert asked(board, f" {code.upper()} ") is not None


def test_a20_a_code_is_issued_by_the_office_for_who_holds_an_office(board: Board, staff: Staff) -> None:
    """A20: no villager issues codes, and none is issued for a villager (P27: the township has chats)."""
    for issuer in (staff.villager, staff.overseer, staff.township):
        with pytest.raises(NotPermitted):
            code_for(board, issuer, staff.director)
    with pytest.raises(NoOffice):
        code_for(board, staff.clerk, staff.villager)
    assert board.records().count(BindingCode) == 0
    code_for(board, staff.clerk, staff.township)


def test_a_new_binding_of_a_chat_ends_the_one_before(board: Board, staff: Staff) -> None:
    """A telephone that changes hands acts for its new owner only."""
    bound(board, code_for(board, staff.clerk, staff.director), staff.director)
    bound(board, code_for(board, staff.clerk, staff.secretary), staff.secretary)
    assert bound_actor(board.records(), CHAT) == staff.secretary
    ended = [b for b in board.records().find(Binding, where("chat") == CHAT) if b.revoked_at]
    assert [b.person for b in ended] == [staff.director.id]


def test_a20_a_revoked_binding_acts_no_more(board: Board, staff: Staff, clock: GivenClock) -> None:
    """A20: `revoked_at` ends it at once."""
    made = bound(board, code_for(board, staff.clerk, staff.director), staff.director)
    keep(board, replace(made, revoked_at=clock.now()))
    assert bound_actor(board.records(), CHAT) is None


def test_a_bound_member_acts_with_the_roles_of_today(board: Board, staff: Staff, clock: GivenClock) -> None:
    """When the term is over the chat is a villager's chat."""
    bound(board, code_for(board, staff.clerk, staff.director), staff.director)
    person = board.records().get(Person, staff.director.id)
    ended = replace(person.offices[0], until=clock.today())
    keep(board, replace(person, offices=(ended,)))
    clock.advance(timedelta(days=1))
    actor = bound_actor(board.records(), CHAT)
    assert actor is not None
    assert {role.value for role in actor.roles} == {"villager"}
