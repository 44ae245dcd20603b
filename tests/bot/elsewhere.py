"""What happens elsewhere while people talk to the bot: at the clerk's desk, in the hall, on the clock."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from bot.replay import Acts
from tests.support.builders import MANY_AGREE, Staff, announced, hearing_result, passed
from tests.support.clocks import GivenClock
from village_board.applications import answering, service
from village_board.applications.answering import Given
from village_board.applications.model import Application
from village_board.board import Board
from village_board.disclosure.model import Item
from village_board.disclosure.service import draft_item
from village_board.hearings.corrections import confirm_correction, correct_hearing
from village_board.hearings.model import Hearing, PlacesOf, Resolution
from village_board.hearings.objections import answer_objection
from village_board.hearings.registrations import set_places
from village_board.hearings.service import confirm_hearing, record_hearing_result
from village_board.people.binding import issue_code
from village_board.people.model import Person
from village_board.people.service import OFFICE

PLACES = (PlacesOf("representatives", 6), PlacesOf("interested", 6), PlacesOf("villagers", 3))


def mover(clock: GivenClock) -> Callable[[str], None]:
    """Return what puts the clock on a moment such as ``2026-09-22 18:00``."""

    def move(moment: str) -> None:
        day, time = moment.split()
        hour, minute = map(int, time.split(":"))
        clock.move(date.fromisoformat(day), hour, minute)

    return move


class Elsewhere:
    """The acts that a journey may name; each is given its words."""

    def __init__(self, board: Board, staff: Staff, clock: GivenClock) -> None:
        self.board = board
        self.staff = staff
        self.clock = clock

    def acts(self) -> Acts:
        """Return them by name."""
        return {
            "code": self._code,
            "places": self._places,
            "decided": self._decided,
            "answer-objection": self._answer_objection,
            "announce": self._announce,
            "result": self._result,
            "correct": self._correct,
            "answer-application": self._answer_application,
            "draft": self._draft,
        }

    def _hearing(self) -> Hearing:
        return next(self.board.records().all(Hearing))

    def _code(self, args: Sequence[str]) -> str:
        with self.board.desk(OFFICE) as desk:
            return issue_code(desk, desk.get(Person, getattr(self.staff, args[0]).id))

    def _places(self, _: Sequence[str]) -> None:
        with self.board.desk(self.staff.clerk) as desk:
            set_places(desk, self._hearing().id, PLACES)

    def _decided(self, _: Sequence[str]) -> None:
        passed(self.board, self.staff, self.clock, number="2026-99", matter="修水渠")

    def _answer_objection(self, args: Sequence[str]) -> None:
        made = next(one for one in self.board.records().all(Resolution) if one.objections)
        with self.board.desk(self.staff.director) as desk:
            answer_objection(desk, made.id, 1, args[0])

    def _announce(self, _: Sequence[str]) -> None:
        announced(self.board, self.staff, number="2026-08", matter="打一口井")

    def _result(self, _: Sequence[str]) -> None:
        held = self._hearing()
        assert held.held_at is not None
        with self.board.desk(self.staff.clerk) as desk:
            record_hearing_result(desk, held.id, hearing_result(held.held_at, MANY_AGREE))
        with self.board.desk(self.staff.overseer) as desk:
            confirm_hearing(desk, held.id)

    def _correct(self, args: Sequence[str]) -> None:
        field, _, value = args[0].partition("=")
        with self.board.desk(self.staff.clerk) as desk:
            correct_hearing(desk, self._hearing().id, {field: value}, args[1])
        with self.board.desk(self.staff.overseer) as desk:
            confirm_correction(desk, self._hearing().id)

    def _answer_application(self, _: Sequence[str]) -> None:
        one = next(self.board.records().all(Application))
        given = Given("granted", given="复印件一份", text="您要的合同复印件请到村委会取。")
        with self.board.desk(self.staff.clerk) as desk:
            service.take_up(desk, one.id)
        with self.board.desk(self.staff.clerk) as desk:
            answering.answer(desk, one.id, given)

    def _draft(self, args: Sequence[str]) -> None:
        with self.board.desk(self.staff.clerk) as desk:
            draft_item(desk, Item(number="GK-9", name="八月账目", content=args[0], period="2026-08"))
