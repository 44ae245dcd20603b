"""Problems in data: values, collected and shown together."""

from __future__ import annotations

from dataclasses import dataclass

from village_board.base.message import Message


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem, where it stands, and in its message what to do about it.

    `row` counts as the spreadsheet program shows it, from 1; 0 means the whole sheet or file. `column` is the
    header as the clerk wrote it.
    """

    message: Message
    file: str = ""
    sheet: str = ""
    row: int = 0
    column: str = ""
