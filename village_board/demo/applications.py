"""Applications for information of the demo village, played through the services: ``[[application]]`` of the story."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from village_board.applications.answering import Given, answer, answer_from, close, extend
from village_board.applications.law import law
from village_board.applications.letters import letter_of
from village_board.applications.model import ApplicantKind, Application, Consulted, FormWanted, Way
from village_board.applications.service import (
    Received,
    ask_correction,
    consult,
    correct,
    hear_back,
    receive,
    register,
    take_up,
)
from village_board.board import Board
from village_board.desk import Desk
from village_board.people.model import Actor, Person

#: no scene lies after this day of its year.
LAST_DAY = 300


class Applications:
    """Plays applications: the clerk takes them in, asks others and answers.

    Days are days of one calendar year, the newest that is far enough gone: the yearly tables count by it.
    """

    def __init__(self, board: Board, clerk: Actor, director: Actor) -> None:
        self._board, self._clerk, self._director = board, clerk, director
        today = board.records().today
        self._new_year = date(today.year if today.timetuple().tm_yday > LAST_DAY else today.year - 1, 1, 1)
        self._steps: dict[str, Callable[[Desk, Application, dict[str, Any]], Application]] = {
            "confirm": lambda desk, one, row: register(desk, one.id, self._day(row)),
            "take_up": lambda desk, one, row: take_up(desk, one.id, self._day(row)),
            "ask": lambda desk, one, row: ask_correction(desk, one.id, row["unclear"], on=self._day(row)),
            "correct": lambda desk, one, row: correct(desk, one.id, wanted=row["wanted"], on=self._day(row)),
            "consult": self._consult,
            "hear": lambda desk, one, row: hear_back(
                desk, one.id, 1, agrees=row["agrees"], opinion=row["opinion"], on=self._day(row)
            ),
            "extend": self._extend,
            "answer": self._answer,
            "close": lambda desk, one, row: close(desk, one.id, self._day(row)),
        }

    def play(self, row: dict[str, Any]) -> None:
        """Take in the application of `row` and take its steps in order."""
        form = Received(
            kind=ApplicantKind(row["kind"]),
            applicant=row["applicant"],
            contact=row["contact"],
            way=Way(row["way"]),
            wanted=row["wanted"],
            form=FormWanted(row.get("form", "paper")),
            identity_seen=row.get("identity_seen", False),
            oral=row.get("oral", False),
            arrived_on=self._day(row),
        )
        with self._board.desk(self._clerk) as desk:
            made = receive(desk, form)
        for step in row.get("step", ()):
            with self._board.desk(self._clerk) as desk:
                self._steps[step["do"]](desk, desk.get(Application, made.id), step)

    def _consult(self, desk: Desk, one: Application, row: dict[str, Any]) -> Application:
        return consult(desk, one.id, Consulted(row["whom"]), row["name"], row["question"], on=self._day(row))

    def _extend(self, desk: Desk, one: Application, row: dict[str, Any]) -> Application:
        approver, on = desk.get(Person, self._director.id).number, self._day(row)
        return extend(desk, one.id, row["days"], approver=approver, notified_on=on, reason=row["reason"], on=on)

    def _answer(self, desk: Desk, one: Application, row: dict[str, Any]) -> Application:
        said = {name: words for name, words in row.items() if name not in ("do", "on", "type", "grounds")}
        given = Given(row["type"], grounds=tuple(row.get("grounds", ())), **said)
        on = self._day(row)
        letter = letter_of(law(), one, answer_from(given, on), self._board.settings.name)
        return answer(desk, one.id, Given(given.type, letter, grounds=given.grounds, **said), on)

    def _day(self, row: dict[str, Any]) -> date:
        return self._new_year + timedelta(days=row["on"] - 1)
