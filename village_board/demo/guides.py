"""Guides, contacts and an explained item of the demo village: ``[[guide]]``, ``[[contact]]``, ``[[explained]]``."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from tinydb import where

from village_board.base.errors import NotFound
from village_board.board import Board
from village_board.disclosure.model import Item, ItemStatus
from village_board.guides.explanations import draft_explanation, publish_explanation
from village_board.guides.model import Answered, Contact, Guide
from village_board.guides.service import add
from village_board.people.model import Actor


class Guides:
    """Plays what is kept for those who come with a question: the clerk writes, the director publishes."""

    def __init__(self, board: Board, clerk: Actor, director: Actor) -> None:
        self._board, self._clerk, self._director = board, clerk, director
        self._today = board.records().today

    def play_guide(self, row: dict[str, Any]) -> None:
        """Add the guide of `row`."""
        lists = {name: tuple(row.get(name, ())) for name in ("old_names", "steps", "papers")}
        with self._board.desk(self._clerk) as desk:
            add(desk, Guide(**{**row, **lists, **self._days(row)}))

    def play_contact(self, row: dict[str, Any]) -> None:
        """Add the contact of `row`."""
        with self._board.desk(self._clerk) as desk:
            add(desk, Contact(**{**row, **self._days(row)}))

    def play_explained(self, row: dict[str, Any]) -> None:
        """Explain the newest item of an entry of the catalogue, by two people."""
        query = (where("catalogue") == row["catalogue"]) & (where("status") == ItemStatus.PUBLISHED.value)
        found = self._board.records().find(Item, query)
        if not found:
            raise NotFound(Item.KIND.label, row["catalogue"])
        newest = max(found, key=lambda item: (item.published_on or date.min, item.period))
        pairs = [Answered(one["question"], one["answer"]) for one in row["answered"]]
        with self._board.desk(self._clerk) as desk:
            drafted = draft_explanation(desk, newest.id, pairs)
        with self._board.desk(self._director) as desk:
            publish_explanation(desk, drafted.id)

    def _days(self, row: dict[str, Any]) -> dict[str, date]:
        names = ("valid_from", "valid_until", "checked_on")
        return {name: self._today + timedelta(days=row[name]) for name in names if name in row}
