"""The demo's batches of subsidies and relief: what the office recorded after they were paid (P14)."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

from village_board.accounts.subsidies import SubsidyBatch, SubsidyKind
from village_board.accounts.subsidy_service import record_subsidy
from village_board.base.money import fen_of_yuan
from village_board.board import Board
from village_board.people.model import Actor


def play_subsidy(board: Board, clerk: Actor, row: dict[str, Any]) -> None:
    """Record a batch that was paid `days` ago; its number and its period are those of that day."""
    paid_on = board.clock.today() - timedelta(days=row["days"])
    with board.desk(clerk) as desk:
        record_subsidy(
            desk,
            SubsidyBatch(
                number=row["number"].format(year=paid_on.year),
                policy=row["policy"],
                subsidy=SubsidyKind(row["kind"]),
                period=str(paid_on.year),
                rate=fen_of_yuan(Decimal(row["rate"])),
                total=fen_of_yuan(Decimal(row["total"])),
                area=Decimal(row["area"]) if "area" in row else None,
                headcount=row.get("headcount"),
                households=row["households"],
                paid_on=paid_on,
                remark=row["remark"],
            ),
        )
