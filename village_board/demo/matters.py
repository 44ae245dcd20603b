"""Matters of the demo village on their way, each step taken through the services: ``[[matter]]`` of the story."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from village_board.base.clock import instant
from village_board.board import Board
from village_board.desk import Desk
from village_board.hearings.case import CaseEvent, DecisionCase
from village_board.hearings.cases import DIRECT, StepFacts, case_of, register_case, register_emergency, take_step
from village_board.hearings.model import Body, Category, Hearing, Resolution
from village_board.hearings.resolutions import confirm_resolution, convene_meeting, record_resolution
from village_board.hearings.rules import Counts
from village_board.hearings.service import announce_hearing
from village_board.people.model import Actor


class Matters:
    """Plays matters: the clerk writes, the director announces, the overseer confirms."""

    def __init__(self, board: Board, clerk: Actor, director: Actor, overseer: Actor) -> None:
        self._board, self._clerk, self._director, self._overseer = board, clerk, director, overseer
        self._today = board.records().today

    def play(self, row: dict[str, Any]) -> None:
        """Register the matter of `row` and take its steps in order."""
        first = self._day(row["on"])
        number = row["number"].format(year=self._today.year)
        draft = DecisionCase(
            number=number,
            matter=row["matter"],
            proposer=row["proposer"],
            category=Category(row["category"]),
            amount=row["amount"] * 100 if "amount" in row else None,
            plan=row.get("plan", ""),
            opened_on=first,
            moved_on=first,
        )
        begin = register_emergency if row.get("emergency") else register_case
        with self._board.desk(self._clerk) as desk:
            begin(desk, draft, StepFacts(done_on=first, reason=row.get("reason", "")))
        for step in row.get("step", ()):
            self._take(number, dict(step))

    def _take(self, number: str, step: dict[str, Any]) -> None:
        do, on = step.pop("do"), self._day(step.pop("on"))
        if do == "hearing":
            self._act(self._director, lambda desk: announce_hearing(desk, self._hearing(number, on, step)))
        elif do == "meeting":
            self._act(self._director, lambda desk: convene_meeting(desk, self._meeting(number, on, step)))
        elif do == "vote":
            self._vote(number, on, Counts(*step["counts"]))
        else:
            counts = Counts(*step.pop("counts")) if "counts" in step else None
            facts = replace(StepFacts(done_on=on, counts=counts), **step)
            who = self._director if DIRECT[CaseEvent(do)].value == "confirm_resolution" else self._clerk
            self._act(who, lambda desk: take_step(desk, case_of(desk, number).id, CaseEvent(do), facts))

    def _hearing(self, number: str, on: date, step: dict[str, Any]) -> Hearing:
        return Hearing(
            number=f"{number}-T",
            matter="",
            case=number,
            notice_on=on,
            held_at=instant(self._day(step["held"]), step["hour"]),
            place=step["place"],
            due=step["due"],
        )

    def _meeting(self, number: str, on: date, step: dict[str, Any]) -> Resolution:
        return Resolution(
            number=f"{number}-J",
            matter="",
            case=number,
            notice_on=on,
            meeting_on=self._day(step["held"]),
            body=Body(step["body"]),
        )

    def _vote(self, number: str, on: date, counts: Counts) -> None:
        case = case_of(self._board.records(), number)
        resolution = next(one for one in self._board.records().all(Resolution) if one.number == case.resolution)
        self._act(self._clerk, lambda desk: record_resolution(desk, resolution.id, on, counts))
        self._act(self._overseer, lambda desk: confirm_resolution(desk, resolution.id))

    def _act(self, who: Actor, act: Callable[[Desk], object]) -> None:
        with self._board.desk(who) as desk:
            act(desk)

    def _day(self, offset: int) -> date:
        return self._today + timedelta(days=offset)
