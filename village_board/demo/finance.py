"""The demo's finance sheets: prepared, reviewed and signed for the months that are over."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from village_board.accounts.rules import month_of
from village_board.accounts.sheet_service import prepare_sheet, publish_sheet, review_sheet
from village_board.board import Board
from village_board.people.model import Actor


def play_sheet(board: Board, people: tuple[Actor, Actor, Actor], row: dict[str, Any]) -> None:
    """Publish the sheet of the month that lies `back` months before this one, by the clerk, the overseer, the chair."""
    clerk, overseer, chair = people
    first = board.clock.today().replace(day=1)
    for _ in range(row["back"]):
        first = (first - timedelta(days=1)).replace(day=1)
    settings = board.settings
    with board.desk(clerk) as desk:
        sheet = prepare_sheet(desk, month_of(first), village=settings.name, telephone=settings.telephone)
    with board.desk(overseer) as desk:
        review_sheet(desk, sheet.id)
    with board.desk(chair) as desk:
        publish_sheet(desk, sheet.id)
