"""What the demo's tables have no columns for, played through the services: ``data/demo/story.toml``."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, TypeVar

from tinydb import where

from village_board.accounts.registers import Bid, Contract
from village_board.accounts.service import record_bids
from village_board.base.clock import instant
from village_board.base.errors import NotFound
from village_board.base.kind import Record
from village_board.board import Board
from village_board.catalogue.model import Frequency
from village_board.desk import Records
from village_board.disclosure.law import due_day
from village_board.disclosure.model import Item
from village_board.disclosure.service import correct_item, explain_gap, review_item, sign_item
from village_board.hearings.model import Hearing, HearingConclusion, Resolution, Stance, Statement, Variation
from village_board.hearings.resolutions import approve_variation, close_execution, object_to
from village_board.hearings.rules import Counts
from village_board.hearings.service import (
    HearingResult,
    cancel_hearing,
    confirm_hearing,
    postpone_hearing,
    record_hearing_result,
)
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
    scenes = {
        "result": stage.result,
        "postpone": stage.postpone,
        "cancel": stage.cancel,
        "objection": stage.objection,
        "variation": stage.variation,
        "close": stage.close,
        "correction": stage.correction,
        "gap": stage.gap,
    }
    for name, scene in scenes.items():
        for row in story[name]:
            scene(row)
    stage.bids(story["bid"])


def due_quarter(today: date, back: int = 0) -> str:
    """Return the newest quarter whose items were due by `today`, or one `back` from it: ``2026-Q3``."""
    quarter = today.year * 4 + (today.month - 1) // _MONTHS_A_QUARTER
    first = today.month % _MONTHS_A_QUARTER == 1
    quarter += back - (2 if first and today.day < due_day(Frequency.QUARTERLY) else 1)
    return f"{quarter // 4}-Q{quarter % 4 + 1}"


class _Stage:
    """The board, and those who act on it."""

    def __init__(self, board: Board) -> None:
        self._board = board
        records = board.records()
        self._today = records.today
        self._director = _holder(records, "村委会主任")
        self._clerk = _holder(records, "文书")
        self._overseer = _holder(records, "村务监督委员会主任")

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
        with self._board.desk(self._clerk) as desk:
            record_hearing_result(desk, hearing.id, result)
        with self._board.desk(self._overseer) as desk:
            confirm_hearing(desk, hearing.id)

    def postpone(self, row: dict[str, Any]) -> None:
        """Move a hearing to another day."""
        with self._board.desk(self._director) as desk:
            moved_to = instant(self._day(row["to"]), row["hour"])
            postpone_hearing(desk, self._named(Hearing, row["hearing"]).id, moved_to, row["reason"])

    def cancel(self, row: dict[str, Any]) -> None:
        """Cancel a hearing."""
        with self._board.desk(self._director) as desk:
            cancel_hearing(desk, self._named(Hearing, row["hearing"]).id, row["reason"])

    def objection(self, row: dict[str, Any]) -> None:
        """Take an objection inside the notice period."""
        with self._board.desk(self._clerk) as desk:
            object_to(desk, self._named(Resolution, row["resolution"]).id, row["content"])

    def variation(self, row: dict[str, Any]) -> None:
        """Approve a variation."""
        variation = Variation(self._day(row["on"]), row["amount"] * 100, row["reason"], row["approved_by"])
        with self._board.desk(self._director) as desk:
            approve_variation(desk, self._named(Resolution, row["resolution"]).id, variation)

    def close(self, row: dict[str, Any]) -> None:
        """Publish the result of finished work with its final cost."""
        accepted, cost = self._day(row["accepted"]), row["final_cost"] * 100
        with self._board.desk(self._director) as desk:
            close_execution(desk, self._named(Resolution, row["resolution"]).id, accepted, cost)

    def correction(self, row: dict[str, Any]) -> None:
        """Correct a published item: the clerk drafts, the overseer reviews, the director signs (P5)."""
        period = due_quarter(self._today, row["quarter"])
        found = self._board.records().one(Item, (where("catalogue") == row["catalogue"]) & (where("period") == period))
        if found is None:
            raise NotFound(Item.KIND.label, f"{row['catalogue']} {period}")
        with self._board.desk(self._clerk) as desk:
            content = found.content.replace(row["find"], row["put"])
            drafted = correct_item(desk, found.id, content, what=row["what"], why=row["why"])
        with self._board.desk(self._overseer) as desk:
            review_item(desk, drafted.id)
        with self._board.desk(self._director) as desk:
            sign_item(desk, drafted.id)

    def gap(self, row: dict[str, Any]) -> None:
        """Give the reason why an item is missing."""
        with self._board.desk(self._clerk) as desk:
            period = due_quarter(self._today, row["quarter"])
            explain_gap(desk, row["catalogue"], period, row["reason"], self._day(row["expected"]))

    def bids(self, rows: list[dict[str, Any]]) -> None:
        """Write down the offers for each contract together."""
        for name in dict.fromkeys(row["contract"] for row in rows):
            offers = tuple(
                Bid(row["bidder"], row["amount"] * 100, row.get("chosen", False), row.get("reason", ""))
                for row in rows
                if row["contract"] == name
            )
            contract = next((c for c in self._board.records().all(Contract) if c.name == name), None)
            if contract is None:
                raise NotFound(Contract.KIND.label, name)
            with self._board.desk(self._clerk) as desk:
                record_bids(desk, contract.id, offers)

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
