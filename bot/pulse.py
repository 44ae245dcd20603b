"""What the bot's process looks after beside its work: its settings, what it says of itself, and systemd."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot.core import Core
from bot.pace import Ticks
from bot.settings_now import SettingsNow
from bot.state import Line, State, machine_seconds, write_state
from bot.systemd import tell_systemd
from village_board import __version__
from village_board.notices.process import process_name

log = logging.getLogger("bot")

#: Seconds between two looks at the settings, and looks between two writings of the state.
LOOK, A_WRITING = 1.0, 5


class Pulse:
    """Says of the process how it is, as long as its loop turns.

    Args:
        core: the board.
        ticks: the clock of waits.
        silence: tells for how many seconds Telegram asked for silence.
        changed: called when other settings hold.
    """

    def __init__(
        self, core: Core, ticks: Ticks, silence: Callable[[], float], changed: Callable[[], Awaitable[None]]
    ) -> None:
        self._core = core
        self._ticks = ticks
        self._silence = silence
        self._changed = changed
        self._settings = SettingsNow(core.board)
        now = machine_seconds()
        self._state = State(process_name(), __version__, started=now, beat=now, since=now)
        self._written = True

    def line(self, line: Line) -> None:
        """Note how the bot stands to Telegram, and say so at once where that is new."""
        if line is not self._state.line:
            self._state = replace(self._state, line=line, since=machine_seconds())
            self._write()

    def polled(self) -> None:
        """Note that Telegram has answered."""
        self._state = replace(self._state, polled=machine_seconds())
        self.line(Line.ONLINE)

    async def run(self) -> None:
        """Look after all of it until cancelled."""
        tell_systemd("READY=1")
        self._write()
        looks = 0
        while True:
            await self._ticks.sleep(LOOK)
            looks += 1
            if await asyncio.to_thread(self._settings.look):
                await self._changed()
            if looks % A_WRITING == 0:
                self._write()

    def _write(self) -> None:
        """Write the state; a disk that does not take it keeps nobody from being told."""
        state = replace(
            self._state, beat=machine_seconds(), silent=round(self._silence(), 1), settings=self._settings.kept
        )
        tell_systemd("WATCHDOG=1", f"STATUS={state.line.value}")
        try:
            write_state(self._core.board.home, state)
        except OSError as error:
            if self._written:
                log.warning("state not written: %s", type(error).__name__)
            self._written = False
        else:
            self._written = True
