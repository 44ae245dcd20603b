"""``village.toml`` while the bot runs: a change holds within seconds, a broken file changes nothing."""

from __future__ import annotations

import logging
from dataclasses import replace

from bot.state import Kept
from village_board.base.errors import BoardError
from village_board.board import Board, secret_files
from village_board.secret_files import check_secrets
from village_board.settings import FILE, read_settings

log = logging.getLogger("bot")

#: What a program is started with: another village, store or token holds from the next start on.
_AT_START = ("village", "store", "demo", "bot_token_file")

_Stamp = tuple[int, int, int]


class SettingsNow:
    """Keeps the settings of a board as its file says.

    Attributes:
        kept: which settings hold.
    """

    def __init__(self, board: Board) -> None:
        self._board = board
        self._file = board.home / FILE
        self._seen = self._stamp()
        self.kept = Kept.NEWEST

    def look(self) -> bool:
        """Read the file if it changed, and let it hold if it is right; return whether other settings hold now."""
        stamp = self._stamp()
        if stamp == self._seen:
            return False
        self._seen = stamp
        before = self._board.settings
        try:
            read = read_settings(self._board.home)
            check_secrets(secret_files(self._board.home, read))
        except BoardError as error:
            self.kept = Kept.OLD
            log.error("settings: the old ones stay: %s", type(error).__name__)  # noqa: TRY400 - no place in the program
            return False
        now = replace(read, **{name: getattr(before, name) for name in _AT_START})
        self.kept = Kept.NEWEST if now == read else Kept.RESTART
        if self.kept is Kept.RESTART:
            log.warning("settings: village, store and token hold from the next start on")
        if now == before:
            return False
        self._board.settings = now
        log.info("settings: the new ones hold")
        return True

    def _stamp(self) -> _Stamp | None:
        try:
            found = self._file.stat()
        except OSError:
            return None
        return found.st_mtime_ns, found.st_size, found.st_ino
