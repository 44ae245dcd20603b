"""What the supervisor keeps: when a kiosk ended and how. No word that anybody typed, and no name (K12)."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

FILE = "supervisor.log"
#: bytes after which the file becomes ``.1``
LIMIT = 200_000
_SHANGHAI = timezone(timedelta(hours=8))


class Log:
    """Lines in ``HOME/log``; where the home or the disk does not take one, it is let go."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self.file = home / "log" / FILE

    def tell(self, text: str) -> None:
        """Write one line; a home that is not there is not made."""
        at = datetime.now(UTC).astimezone(_SHANGHAI).isoformat(timespec="seconds")
        with suppress(OSError):
            if not self._home.is_dir():
                return
            self.file.parent.mkdir(mode=0o700, exist_ok=True)
            if self.file.exists() and self.file.stat().st_size > LIMIT:
                self.file.replace(self.file.with_name(f"{FILE}.1"))
            handle = os.open(self.file, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)
            try:
                os.write(handle, f"{at} {text}\n".encode())
            finally:
                os.close(handle)


def home_of(argv: list[str], environment: dict[str, str]) -> Path:
    """Return the home that the kiosk will take for `argv`: the same answer as `village_board.launch.home_folder`."""
    for number, word in enumerate(argv):
        if word == "--home" and number + 1 < len(argv):
            return Path(argv[number + 1])
        if word.startswith("--home="):
            return Path(word.partition("=")[2])
    data = Path(environment.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    if "--demo" in argv:
        return data / "village-board-demo"
    named = environment.get("VILLAGE_BOARD_HOME")
    return Path(named) if named else data / "village-board"
