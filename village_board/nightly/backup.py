"""The backup of the night, where the store lies in a file; one on a server is kept there."""

from __future__ import annotations

from typing import cast

from village_board.base.message import say
from village_board.board import Board
from village_board.keeping.homes import OnServer, back_up_nightly
from village_board.nightly.model import Night, Outcome


def back_up(night: Night) -> Outcome:
    """Write the backup of today and remove those whose time is over."""
    try:
        file, manifest, gone = back_up_nightly(cast("Board", night.board))
    except OnServer:
        return Outcome(say("The store lies on a server and is backed up there."))
    if not manifest.contents.fits:
        return Outcome(say("Backup written, but records do not fit the log: {file}", file=file.name), found=1)
    return Outcome(say("Backup written: {file}. Old ones removed: {n}.", file=file.name, n=len(gone)))
