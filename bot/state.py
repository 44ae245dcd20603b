"""What the running bot says of itself: a small file in ``HOME/run``. No name, no words of anybody, no token."""

from __future__ import annotations

import json
import os
import time
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from pathlib import Path

from village_board.notices.process import is_running

FOLDER, FILE = "run", "bot.json"


class Line(StrEnum):
    """How the bot stands to Telegram."""

    STARTING = "starting"
    ONLINE = "online"
    OFFLINE = "offline"
    STOPPING = "stopping"


class Kept(StrEnum):
    """Which settings the running bot goes by."""

    NEWEST = "newest"
    OLD = "old"  # the file cannot be used
    RESTART = "restart"  # it names something that holds from the next start on


@dataclass(frozen=True, slots=True)
class State:
    """A bot at one moment. Times are seconds since the machine was started (`machine_seconds`): no clock can be set.

    Attributes:
        process: its name, which no other process ever has.
        version: of the program.
        started: when it was started.
        beat: when it wrote this.
        line: how it stands to Telegram.
        since: since when.
        polled: when Telegram last answered its question for updates; 0: not yet.
        silent: for how many seconds Telegram asked it to be silent.
        settings: which settings it goes by.
    """

    process: str
    version: str
    started: float
    beat: float
    line: Line = Line.STARTING
    since: float = 0.0
    polled: float = 0.0
    silent: float = 0.0
    settings: Kept = Kept.NEWEST

    @property
    def runs(self) -> bool:
        """Whether that very process still runs."""
        return is_running(self.process)


def machine_seconds() -> float:
    """Return the seconds since the machine was started, the same for all processes."""
    return round(time.clock_gettime(time.CLOCK_BOOTTIME), 1)


def write_state(home: Path, state: State) -> None:
    """Put `state` in the place of the one before, whole.

    It is not forced onto the disk: after a power cut no bot runs, whatever the file says.

    Raises:
        OSError: it cannot be written; the one before stands.
    """
    folder = home / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    draft = folder / f".{FILE}.{os.getpid()}"
    try:
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as out:
            json.dump(asdict(state), out)
        draft.replace(folder / FILE)
    except OSError:
        draft.unlink(missing_ok=True)
        raise


def read_state(home: Path) -> State | None:
    """Return what a bot last said of itself; None where none ever ran, or where that cannot be read."""
    try:
        said = json.loads((home / FOLDER / FILE).read_text(encoding="ascii"))
        given = {field.name: said[field.name] for field in fields(State)}
        return State(**given | {"line": Line(given["line"]), "settings": Kept(given["settings"])})
    except (OSError, ValueError, KeyError, TypeError):
        return None
