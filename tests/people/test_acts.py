"""Roles times acts: one table, complete, and lawful."""

from __future__ import annotations

from datetime import date

import pytest

from village_board.people.acts import ACT_WORDS, PERMITTED, ROLE_WORDS, Act
from village_board.people.model import Office, Person, Role

DECIDING = {
    Act.CONFIRM_HEARING,
    Act.CONFIRM_RESOLUTION,
    Act.SIGN_ITEM,
    Act.CANCEL_HEARING,
    Act.START_EXECUTION,
}

#: What everybody does for themselves alone.
FOR_ONESELF = {
    Act.SUBSCRIBE,
    Act.UNSUBSCRIBE,
    Act.FOLLOW,
    Act.UNFOLLOW,
    Act.SET_PIN,
    Act.LINK_CHAT,
    Act.ERASE_CHAT,
}


def test_every_act_has_roles_and_words() -> None:
    """No act is outside the table, and each can be named to a person."""
    assert set(PERMITTED) == set(ACT_WORDS) == set(Act)
    assert set(ROLE_WORDS) == set(Role)
    assert all(PERMITTED.values())
    assert len(set(ACT_WORDS.values())) == len(Act)


@pytest.mark.parametrize("act", sorted(DECIDING))
def test_a_clerk_drafts_and_does_not_decide(act: Act) -> None:
    """Threat model: the clerk's machine alone publishes no result."""
    # Guard: people/acts.py:PERMITTED - an insider publishes without the committee.
    assert Role.CLERK not in PERMITTED[act]


def test_the_oversight_committee_reviews_and_does_not_sign() -> None:
    """P5: reviewer is the oversight committee, signer the committee; nobody is both by role."""
    assert PERMITTED[Act.REVIEW_ITEM] == {Role.OVERSIGHT}
    assert PERMITTED[Act.SIGN_ITEM] == {Role.COMMITTEE}
    assert Role.OVERSIGHT not in PERMITTED[Act.RECORD_HEARING]


def test_a_villager_may_object_subscribe_and_set_a_pin_only() -> None:
    """A19: who holds no office changes nothing of the village's own records."""
    may = {act for act, roles in PERMITTED.items() if Role.VILLAGER in roles}
    heard = {Act.REGISTER_FOR_HEARING, Act.WITHDRAW_FROM_HEARING, Act.HAND_IN_OPINION, Act.OBJECT}
    asking = {Act.SUBMIT_ENQUIRY, Act.RATE_ENQUIRY}
    assert may == FOR_ONESELF | heard | asking


def test_the_township_approves_returns_and_revokes_and_writes_nothing_else() -> None:
    """P27: a case that needs its approval waits for it; the village's own records are the village's."""
    may = {act for act, roles in PERMITTED.items() if Role.TOWNSHIP in roles}
    cases = {Act.APPROVE_CASE, Act.REVOKE_CASE}
    watching = {Act.SEE_FINDINGS, Act.CHANGE_POINT, Act.RETURN_ALARM, Act.ASSIGN_ALARM, Act.CLOSE_ALARM}
    assert may == FOR_ONESELF | cases | watching | {Act.SEE_EVALUATION, Act.BIND_CHAT}


@pytest.mark.parametrize(
    ("day", "held"),
    [("2020-12-31", False), ("2021-01-01", True), ("2025-12-31", True), ("2026-01-01", False)],
)
def test_an_office_is_held_from_its_first_to_its_last_day(day: str, held: bool) -> None:
    """Both ends are within; the day after the term, the role is gone."""
    # Guard: people/model.py:Office.held_on - a former director signs.
    office = Office("村委会主任", Role.COMMITTEE, since=date(2021, 1, 1), until=date(2025, 12, 31))
    person = Person(number="1", name="甲", offices=(office,))
    assert (Role.COMMITTEE in person.roles(date.fromisoformat(day))) is held
    assert Role.VILLAGER in person.roles(date.fromisoformat(day))


def test_an_official_of_the_township_is_no_villager() -> None:
    """They do not object in the villagers' name."""
    person = Person(number="9", name="乙", offices=(Office("驻村干部", Role.TOWNSHIP),))
    assert person.roles(date(2026, 1, 1)) == {Role.TOWNSHIP}


def test_p2_a_person_has_no_field_for_what_is_never_stored() -> None:
    """P2: no identity number, no birth date, no card number, no telephone."""
    names = " ".join(Person.__dataclass_fields__)
    for never in ("identity", "birth", "card", "phone", "address", "idcard"):
        assert never not in names
