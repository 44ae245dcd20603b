"""What the demo village asks its people, and what an audit told it: ``[[poll]]``, ``[[audit]]``."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from village_board.board import Board
from village_board.evaluation.audit import Audit, AuditFinding, AuditKind
from village_board.evaluation.audit_service import mend_finding, record_audit
from village_board.people.model import Actor
from village_board.polls.model import Poll, PollQuestion
from village_board.polls.service import answer_by_chat, open_poll

#: No chat has such a number; the players of the simulator have the first ones, and are to answer themselves.
_NOBODY = 9_000_000_000


class AskedAndAudited:
    """Plays both: the director asks, some chats answer, the overseer writes the audit down."""

    def __init__(self, board: Board, director: Actor, overseer: Actor) -> None:
        self._board, self._director, self._overseer = board, director, overseer
        self._today = board.records().today

    def play_poll(self, row: dict[str, Any]) -> None:
        """Open the poll of `row`; its answers come from chats that are nobody's."""
        questions = tuple(PollQuestion(one["text"], tuple(one["choices"])) for one in row["question"])
        last = self._today + timedelta(days=row["days"])
        poll = Poll(
            name=row["name"],
            about=row["about"],
            asked=row["asked"],
            questions=questions,
            opened_on=self._today,
            closes_on=last,
        )
        with self._board.desk(self._director) as desk:
            opened = open_poll(desk, poll)
        with self._board.desk() as desk:
            for chat, picks in enumerate(row["answers"], _NOBODY):
                answer_by_chat(desk, opened.id, chat, picks)

    def play_audit(self, row: dict[str, Any]) -> None:
        """Write the audit of `row` down, and which of its findings were put right."""
        findings = row["finding"]
        reported = self._today + timedelta(days=row["reported"])
        audit = Audit(
            name=row["name"],
            audit=AuditKind(row["audit"]),
            body=row["body"],
            auditor=row.get("auditor", ""),
            reported_on=reported,
            paper=row["paper"],
            findings=tuple(AuditFinding(one["text"], reported + timedelta(days=one["within"])) for one in findings),
        )
        with self._board.desk(self._overseer) as desk:
            kept = record_audit(desk, audit)
            for number, one in enumerate(findings, 1):
                if "mended" in one:
                    mend_finding(desk, kept.id, number, one["how"], reported + timedelta(days=one["mended"]))
