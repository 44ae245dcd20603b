"""Showing the desk: ``village-kiosk --desk``."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from kiosk.desk.app import DeskApp
from kiosk.faults import keep_faults
from kiosk.terminal import DESK_PACE, HallDriver, prepare
from village_board.doctor.rules import read_rules
from village_board.launch import language_for

if TYPE_CHECKING:
    from village_board.board import Board


def show_desk(board: Board) -> int:
    """Show the desk of `board` until it is left, and return the exit code.

    Raises:
        ShownFromBackup: the store is damaged, and nothing can be recorded.
        BoardError: a file of rules that came with the program cannot be read.
    """
    board.check_writable()
    read_rules()
    os.environ["TEXTUAL_DISABLE_KITTY_KEY"] = "1"
    prepare(DESK_PACE)
    app = DeskApp(board, HallDriver, language=language_for())
    with keep_faults(app, board.home):
        app.run()
    return app.return_code or 0  # run() returns None after a crash as well
