"""Enquiries and service cases of the demo village, played through the services: ``[[enquiry]]`` and the next."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from village_board.board import Board
from village_board.desk import Desk
from village_board.enquiries import cases_service, handling
from village_board.enquiries.cases import ServiceEvent
from village_board.enquiries.handling import Said
from village_board.enquiries.judging import judge
from village_board.enquiries.model import Channel, EnquiryKind, Grade
from village_board.enquiries.publishing import publish
from village_board.enquiries.receiving import Ask, submit
from village_board.hearings.registrations import Applicant
from village_board.people.model import Actor


class Enquiries:
    """Plays enquiries and service cases: the clerk takes them in and answers, the director extends and publishes."""

    def __init__(self, board: Board, clerk: Actor, director: Actor, villager: Callable[[int], Applicant]) -> None:
        self._board, self._clerk, self._director, self._villager = board, clerk, director, villager
        self._today = board.records().today

    def play(self, row: dict[str, Any]) -> None:
        """Hand in the enquiry of `row` and take its steps in order."""
        asked = Ask(
            EnquiryKind(row["kind"]),
            row["text"],
            Channel.CLERK,
            self._villager(row["villager"]),
            may_be_public=row.get("public", False),
            on=self._day(row["on"]),
            township=self._board.settings.township,
        )
        with self._board.desk(self._clerk) as desk:
            number = submit(desk, asked).enquiry.number
        for step in row.get("step", ()):
            self._step(number, step)

    def play_service(self, row: dict[str, Any]) -> None:
        """Take in the service case of `row` and take its steps in order."""
        on = self._day(row["on"])
        order = cases_service.Order(row["asked"], self._villager(row["villager"]), row["papers"], on)
        with self._board.desk(self._clerk) as desk:
            number = cases_service.receive(desk, order).number
        for step in row.get("step", ()):
            event, day = ServiceEvent(step["do"]), self._day(step["on"])
            with self._board.desk(self._clerk) as desk:
                office, words = step.get("office", ""), step.get("words", "")
                cases_service.move(desk, number, event, office=office, words=words, on=day)

    def _step(self, number: str, step: dict[str, Any]) -> None:
        on = self._day(step["on"]) if "on" in step else None
        said = Said(step.get("words", ""), step.get("reason", ""), on)
        acts: dict[str, tuple[Actor, Callable[[Desk], object]]] = {
            "accept": (self._clerk, lambda desk: handling.accept(desk, number, harder=step.get("harder"), on=on)),
            "assign": (self._clerk, lambda desk: handling.assign(desk, number, office=step["office"], on=on)),
            "begin": (self._clerk, lambda desk: handling.begin(desk, number, on)),
            "extend": (self._director, lambda desk: handling.extend(desk, number, said)),
            "hand_on": (
                self._clerk,
                lambda desk: handling.hand_on(desk, number, step["body"], step["number"], said),
            ),
            "hand_back": (self._clerk, lambda desk: handling.hand_back(desk, number, said)),
            "reply": (self._clerk, lambda desk: handling.reply(desk, number, said)),
            "judge": (
                self._clerk,
                lambda desk: judge(desk, number, solved=step["solved"], grade=Grade(step["grade"])),
            ),
            "close": (self._clerk, lambda desk: handling.close(desk, number, said)),
            "publish": (self._director, lambda desk: publish(desk, number)),
        }
        who, act = acts[step["do"]]
        with self._board.desk(who) as desk:
            act(desk)

    def _day(self, offset: int) -> date:
        return self._today + timedelta(days=offset)
