"""What the demo's tables have no columns for, played through the services: ``data/demo/story.toml``."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, TypeVar

from tinydb import where

from village_board.base.clock import instant
from village_board.base.errors import NotFound
from village_board.base.kind import Record
from village_board.board import Board
from village_board.demo.applications import Applications
from village_board.demo.asked import AskedAndAudited
from village_board.demo.enquiries import Enquiries
from village_board.demo.executions import Executions
from village_board.demo.finance import play_sheet
from village_board.demo.guides import Guides
from village_board.demo.ledger import play_ledger
from village_board.demo.matters import Matters
from village_board.demo.pictures import play_picture
from village_board.demo.subsidies import play_subsidy
from village_board.desk import Records
from village_board.disclosure.correcting import correct_item
from village_board.disclosure.explaining import explain_gap
from village_board.disclosure.model import Item
from village_board.disclosure.service import review_item, sign_item, submit_item
from village_board.hearings.model import (
    Hearing,
    HearingConclusion,
    PlacesOf,
    Resolution,
    Stance,
    Statement,
)
from village_board.hearings.objections import object_to
from village_board.hearings.opinions import hand_in_opinion
from village_board.hearings.registrations import Applicant, register, set_places
from village_board.hearings.rules import Counts
from village_board.hearings.schedule import cancel_hearing, postpone_hearing
from village_board.hearings.service import (
    HearingResult,
    confirm_hearing,
    record_hearing_result,
)
from village_board.limits.table import shipped_limits
from village_board.people.model import Actor, Person
from village_board.people.service import actor

R = TypeVar("R", bound=Record)
_MONTHS_A_QUARTER = 3


def play(board: Board, story: dict[str, list[dict[str, Any]]]) -> None:
    """Play every scene of `story` on `board`; days count from the board's today.

    Raises:
        NotFound: a scene names a record that the village's files do not hold.
        Refused: a service says no.
    """
    stage = _Stage(board)
    guides = Guides(board, stage.clerk, stage.director)
    asked = AskedAndAudited(board, stage.director, stage.overseer)
    scenes = {
        "result": stage.result,
        "postpone": stage.postpone,
        "cancel": stage.cancel,
        "objection": stage.objection,
        "matter": Matters(board, stage.clerk, stage.director, stage.overseer).play,
        "places": stage.places,
        "execution": Executions(board, stage.clerk, stage.director, stage.overseer).play,
        "correction": stage.correction,
        "gap": stage.gap,
        "application": Applications(board, stage.clerk, stage.director).play,
        "enquiry": stage.enquiries.play,
        "service_case": stage.enquiries.play_service,
        "guide": guides.play_guide,
        "contact": guides.play_contact,
        "explained": guides.play_explained,
        "poll": asked.play_poll,
        "audit": asked.play_audit,
    }
    for name, scene in scenes.items():
        for row in story[name]:
            scene(row)
    for row in story["ledger"]:
        play_ledger(board, stage.clerk, stage.director, row)
    for row in story["voucher_picture"]:
        play_picture(board, stage.clerk, stage.overseer, row)
    for row in story["subsidy"]:
        play_subsidy(board, stage.clerk, row)
    for row in story["finance_sheet"]:
        play_sheet(board, (stage.clerk, stage.overseer, stage.chair), row)


def due_quarter(today: date, back: int = 0) -> str:
    """Return the newest quarter whose items were due by `today`, or one `back` from it: ``2026-Q3``."""
    quarter = today.year * 4 + (today.month - 1) // _MONTHS_A_QUARTER
    first = today.month % _MONTHS_A_QUARTER == 1
    quarter += back - (2 if first and today.day < shipped_limits()["disclosure.quarterly_day"].value else 1)
    return f"{quarter // 4}-Q{quarter % 4 + 1}"


class _Stage:
    """The board, and those who act on it."""

    def __init__(self, board: Board) -> None:
        self._board = board
        records = board.records()
        self._today = records.today
        self.director = _holder(records, "村委会主任")
        self.clerk = _holder(records, "文书")
        self.overseer = _holder(records, "村务监督委员会主任")
        self.chair = _holder(records, "理事长")
        self._villagers = [one.number for one in records.all(Person) if one.adult and not one.offices]
        self._came = 0
        self.enquiries = Enquiries(board, self.clerk, self.director, self._villager)

    def _day(self, offset: int) -> date:
        return self._today + timedelta(days=offset)

    def result(self, row: dict[str, Any]) -> None:
        """Record the result of a hearing as the clerk, confirm it as the overseer."""
        hearing = self._named(Hearing, row["hearing"])
        assert hearing.held_at is not None
        statements = tuple(Statement(**{**said, "stance": Stance(said["stance"])}) for said in row["statement"])
        result = HearingResult(
            hearing.held_at,
            Counts(row["due"], row["present"], *row["votes"]),
            HearingConclusion(row["conclusion"]),
            row["changes"],
            statements,
        )
        with self._board.desk(self.clerk) as desk:
            record_hearing_result(desk, hearing.id, result)
        with self._board.desk(self.overseer) as desk:
            confirm_hearing(desk, hearing.id)

    def postpone(self, row: dict[str, Any]) -> None:
        """Move a hearing to another day."""
        with self._board.desk(self.director) as desk:
            moved_to = instant(self._day(row["to"]), row["hour"])
            postpone_hearing(desk, self._named(Hearing, row["hearing"]).id, moved_to, row["reason"])

    def cancel(self, row: dict[str, Any]) -> None:
        """Cancel a hearing."""
        with self._board.desk(self.director) as desk:
            cancel_hearing(desk, self._named(Hearing, row["hearing"]).id, row["reason"])

    def objection(self, row: dict[str, Any]) -> None:
        """Take an objection inside the notice period."""
        with self._board.desk(self.clerk) as desk:
            resolution = self._named(Resolution, row["resolution"])
            object_to(desk, resolution.id, row["content"], self._villager(row["villager"]))

    def places(self, row: dict[str, Any]) -> None:
        """Set the places at a hearing and let villagers register and hand in opinions, all at the clerk's desk."""
        hearing = self._named(Hearing, row["hearing"])
        with self._board.desk(self.clerk) as desk:
            set_places(desk, hearing.id, [PlacesOf(group, count) for group, count in row["of"].items()])
            for group, count in row["registered"].items():
                for _ in range(count):
                    register(desk, hearing.id, group, self._next_villager())
            for said in row["opinion"]:
                hand_in_opinion(
                    desk,
                    hearing.id,
                    self._next_villager(),
                    stance=Stance(said["stance"]),
                    content=said["content"],
                    standing=said["standing"],
                )

    def correction(self, row: dict[str, Any]) -> None:
        """Correct a published item: the clerk drafts, the overseer reviews, the director signs (P5)."""
        period = due_quarter(self._today, row["quarter"])
        found = self._board.records().one(Item, (where("catalogue") == row["catalogue"]) & (where("period") == period))
        if found is None:
            raise NotFound(Item.KIND.label, f"{row['catalogue']} {period}")
        with self._board.desk(self.clerk) as desk:
            content = found.content.replace(row["find"], row["put"])
            drafted = correct_item(desk, found.id, content, what=row["what"], why=row["why"])
            submit_item(desk, self._board.attachments, drafted.id)
        with self._board.desk(self.overseer) as desk:
            review_item(desk, drafted.id)
        with self._board.desk(self.director) as desk:
            sign_item(desk, drafted.id)

    def gap(self, row: dict[str, Any]) -> None:
        """Give the reason why an item is missing."""
        with self._board.desk(self.clerk) as desk:
            period = due_quarter(self._today, row["quarter"])
            explain_gap(desk, row["catalogue"], period, row["reason"], self._day(row["expected"]))

    def _villager(self, number: int) -> Applicant:
        """Return villager `number` of those who hold no office."""
        return Applicant(person=self._villagers[number])

    def _next_villager(self) -> Applicant:
        self._came += 1
        return self._villager(self._came)

    def _named(self, cls: type[R], matter: str) -> R:
        for record in self._board.records().all(cls):
            if record.title == matter:
                return record
        raise NotFound(cls.KIND.label, matter)


def _holder(records: Records, post: str) -> Actor:
    """Return the one who holds `post` today, as one who acts."""
    for person in records.all(Person):
        if any(office.post == post and office.held_on(records.today) for office in person.offices):
            return actor(records, person)
    raise NotFound(Person.KIND.label, post)
