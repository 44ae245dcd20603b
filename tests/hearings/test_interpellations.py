"""P17: questioning by those entitled, with its own clock of fifteen days; counts in public, never names."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest

from tests.support.builders import TODAY, Staff, announced, keep
from tests.support.clocks import GivenClock
from village_board.base.errors import NotFound, NotPermitted
from village_board.board import Board
from village_board.cli.documents import document
from village_board.glance.standing import standing_of
from village_board.hearings.interpellations import (
    AboutUnknown,
    Asked,
    NoSuchQuestioning,
    NotEntitled,
    QuestionAnswered,
    TooFewAskers,
    TooFewVoters,
    answer_interpellation,
    ask_interpellation,
    interpellations_about,
    voters_of,
)
from village_board.hearings.opinions import NothingSaid
from village_board.hearings.rules import NotYetHeld
from village_board.hearings.voices import Askers, Interpellation
from village_board.people.model import Person
from village_board.people.service import NoSuchPerson

NAMES = ("王一", "王二", "王三", "王四", "王五", "王六")


@pytest.fixture
def people(board: Board, staff: Staff) -> list[Person]:
    """Forty villagers, six of them representatives, two of them children."""
    return keep(
        board,
        *(Person(number=f"4{n:03}", name=name, representative=True) for n, name in enumerate(NAMES)),
        *(Person(number=f"5{n:03}", name=f"李{n}", adult=n > 1) for n in range(34)),
    )


def ask(board: Board, staff: Staff, askers: Askers, people: list[str], **more: Any) -> Interpellation:
    """Write a questioning down at the clerk's desk."""
    asked = Asked(askers, people, more.pop("question", "钱去哪了？"), **{"about": "鱼塘租金", **more})
    with board.desk(staff.clerk) as desk:
        return ask_interpellation(desk, asked)


REPRESENTATIVES = ["4000", "4001", "4002", "4003", "4004"]


def test_five_representatives_may_and_four_may_not(board: Board, staff: Staff, people: list[Person]) -> None:
    """One person named twice counts once; the refusal says the numbers."""
    # Guard: village_board/hearings/interpellations.py:_check_entitled - one angry man keeps the committee writing.
    for few in (REPRESENTATIVES[:4], [*REPRESENTATIVES[:4], "王一"]):
        with pytest.raises(TooFewAskers, match=r"^4 people .* 5 are needed"):
            ask(board, staff, Askers.REPRESENTATIVES, few)
    made = ask(board, staff, Askers.REPRESENTATIVES, REPRESENTATIVES)
    assert (made.count, made.due_on >= TODAY + timedelta(days=15)) == (5, True)
    with pytest.raises(NotEntitled, match="李5"):
        ask(board, staff, Askers.REPRESENTATIVES, [*REPRESENTATIVES, "5005"])


def test_a_tenth_of_the_voters_may(board: Board, staff: Staff, people: list[Person]) -> None:
    """Of 43 adults of the village five are needed; children and the township's official are no voters (P7)."""
    assert voters_of(board.records(), TODAY) == 43
    with pytest.raises(TooFewVoters, match=r"^4 of 43 voters .* 5 are needed"):
        ask(board, staff, Askers.VOTERS, [f"500{n}" for n in range(2, 6)])
    assert ask(board, staff, Askers.VOTERS, [f"500{n}" for n in range(2, 7)]).count == 5
    for other in ("5000", "9001"):
        with pytest.raises(NotEntitled):
            ask(board, staff, Askers.VOTERS, [f"500{n}" for n in range(2, 7)] + [other])


def test_the_oversight_committee_may_and_others_in_its_name_may_not(
    board: Board, staff: Staff, people: list[Person]
) -> None:
    """Its members are those in office on the day."""
    assert ask(board, staff, Askers.OVERSIGHT, ["1003"]).count == 1
    with pytest.raises(NotEntitled, match="郑立新"):
        ask(board, staff, Askers.OVERSIGHT, ["1001"])
    with pytest.raises(TooFewAskers):
        ask(board, staff, Askers.OVERSIGHT, [])


def test_what_is_asked_and_about_what_is_said(board: Board, staff: Staff, people: list[Person]) -> None:
    """Each refusal with its sentence; a record that is not public is none to ask about."""
    hearing = announced(board, staff)
    made = ask(board, staff, Askers.REPRESENTATIVES, REPRESENTATIVES, subject=hearing.id, about="")
    assert made.about == hearing.matter
    assert interpellations_about(board.records(), hearing.id) == [made]
    for more, refusal in (
        ({"about": " "}, AboutUnknown),
        ({"question": ""}, NothingSaid),
        ({"subject": "hzzzzzzz"}, NotFound),
        ({"subject": people[0].id}, NotFound),
        ({"on": TODAY + timedelta(days=1)}, NotYetHeld),
    ):
        with pytest.raises(refusal):
            ask(board, staff, Askers.REPRESENTATIVES, REPRESENTATIVES, **more)
    with pytest.raises(NoSuchPerson):
        ask(board, staff, Askers.REPRESENTATIVES, ["没有这人"])
    with pytest.raises(NotPermitted), board.desk(staff.villager) as desk:
        ask_interpellation(desk, Asked(Askers.OVERSIGHT, ["1003"], "?", about="?"))


def test_p17_its_clock_runs_from_the_day_it_was_asked(
    board: Board, staff: Staff, clock: GivenClock, people: list[Person]
) -> None:
    """P3: written down three days later, it is due fifteen days after it was asked; then it is late by so many days."""
    made = ask(board, staff, Askers.REPRESENTATIVES, REPRESENTATIVES, on=TODAY - timedelta(days=3))
    assert TODAY + timedelta(days=12) <= made.due_on < TODAY + timedelta(days=15)
    clock.move(made.due_on + timedelta(days=4))
    told = standing_of(board.records(), made.number)
    assert (told.due, told.late) == (made.due_on, 4)
    with board.desk(staff.director) as desk:
        answered = answer_interpellation(desk, made.number, "租金在账上")
    assert answered.late_by(clock.today() + timedelta(days=50)) == 4
    assert standing_of(board.records(), made.number).answer == "租金在账上"
    with pytest.raises(QuestionAnswered), board.desk(staff.director) as desk:
        answer_interpellation(desk, made.id, "再答")
    with pytest.raises(NoSuchQuestioning), board.desk(staff.director) as desk:
        answer_interpellation(desk, "1234567", "答")


def test_p10_in_public_it_is_a_count_and_no_name(board: Board, staff: Staff, people: list[Person]) -> None:
    """P10: neither its JSON nor its words lead to those who signed."""
    # Guard: village_board/cli/documents.py:PERSONAL - `show --json` prints who questioned.
    made = ask(board, staff, Askers.REPRESENTATIVES, REPRESENTATIVES)
    said = json.dumps(document(made), ensure_ascii=False, default=str) + " ".join(made.words()) + made.title
    assert made.public
    assert not any(person.id in said or person.name in said for person in people[:6])
    assert len(made.asked_by) == 5
