"""The words for the states of a finance disclosure sheet."""

from __future__ import annotations

from village_board.accounts.sheet_model import SheetState
from village_board.base.message import N_

SHEET_STATE: dict[SheetState, str] = {
    SheetState.PREPARED: N_("prepared, not yet reviewed"),
    SheetState.REVIEWED: N_("reviewed by the oversight committee"),
    SheetState.PUBLISHED: N_("published"),
    SheetState.SUPERSEDED: N_("replaced by a correction"),
}
