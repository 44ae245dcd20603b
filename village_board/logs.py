"""The logs: ``HOME/log/<program>.log``, bounded in size, without personal data and without secrets (A22, A30).

A log is for whoever looks after the machine. A disk that is full, or a folder that cannot be written, costs the line
and nothing else: no program ends over it, and nobody is shown a traceback (X10).
"""

from __future__ import annotations

import logging
import os
import traceback
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from village_board.base.clock import local
from village_board.redaction import redacted
from village_board.text.clean import terminal_safe

FOLDER = "log"
#: bytes of one file, and how many old ones stay beside it
LIMIT, KEPT = 500_000, 3
#: characters of one line; a larger one is somebody's text
LONGEST = 8_000
_FLAGS = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC


class SafeLine(logging.Formatter):
    """Writes a line: Shanghai time, level, text without secrets; of an exception its type and place, no values."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        super().__init__()
        self._secrets = tuple(secret for secret in secrets if secret)

    def format(self, record: logging.LogRecord) -> str:
        """Return the line of `record`; whatever further lines it has are indented, so that none can be forged."""
        try:
            text = record.getMessage()
        except (TypeError, ValueError, KeyError):
            text = str(record.msg)
        if record.exc_info and record.exc_info[1] is not None:
            text += f" ({fault(record.exc_info[1])})"
        text = redacted(terminal_safe(text[:LONGEST]), self._secrets).replace("\n", "\n    ")
        at = local(datetime.fromtimestamp(record.created, UTC)).isoformat(timespec="seconds")
        return f"{at} {record.levelname} {text}"


class BoundedLog(logging.Handler):
    """Appends to a file for its owner alone; a file that is full becomes ``.1``, and the oldest goes.

    The file is opened for each line: none is held back in memory, so that nothing fails later, and another
    program's rotation is seen at once.
    """

    def __init__(self, file: Path, *, limit: int = LIMIT, kept: int = KEPT) -> None:
        super().__init__()
        self.file = file
        self._limit, self._kept = limit, kept

    def emit(self, record: logging.LogRecord) -> None:
        """Write one line, or let it go."""
        try:
            self._write((self.format(record) + "\n").encode("utf-8", "replace"))
        except Exception:  # noqa: BLE001 - as the library's own handlers: no line may end what it tells of
            self.handleError(record)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the library's name
        """Let the line go: the library would print a traceback at whoever stands before the screen."""

    def _write(self, line: bytes) -> None:
        self._make_room(len(line))
        self.file.parent.mkdir(mode=0o700, exist_ok=True)
        handle = os.open(self.file, _FLAGS, 0o600)
        try:
            os.write(handle, line)
        finally:
            os.close(handle)

    def _make_room(self, needed: int) -> None:
        if not self.file.exists() or self.file.stat().st_size + needed <= self._limit:
            return
        for n in range(self._kept, 0, -1):
            newer = self._old(n - 1) if n > 1 else self.file
            if newer.exists():
                newer.replace(self._old(n))

    def _old(self, n: int) -> Path:
        return self.file.with_name(f"{self.file.name}.{n}")


def log_file(home: Path, program: str) -> Path:
    """Return where `program` logs."""
    return home / FOLDER / f"{program}.log"


def log_handler(home: Path, program: str, secrets: Iterable[str] = ()) -> BoundedLog:
    """Return what writes the log of `program`; the file is made at the first line."""
    handler = BoundedLog(log_file(home, program))
    handler.setFormatter(SafeLine(secrets))
    return handler


def start_log(home: Path, program: str, secrets: Iterable[str] = ()) -> Path:
    """Send what `program` and every library logs to its file and nowhere else; return the file.

    Args:
        home: the board's folder.
        program: its name, and the name of its logger, whose lines are kept from INFO on; of others from WARNING on.
        secrets: what is taken out of every line beside what has the shape of a secret.
    """
    stop_log()
    handler = log_handler(home, program, secrets)
    logging.getLogger().addHandler(handler)
    logging.getLogger(program).setLevel(logging.INFO)
    return handler.file


def stop_log() -> None:
    """End what `start_log` began."""
    root = logging.getLogger()
    for handler in [one for one in root.handlers if isinstance(one, BoundedLog)]:
        root.removeHandler(handler)
        handler.close()


def fault(error: BaseException) -> str:
    """Return the type of `error` and where in the program it happened, without any value that stood there (A22)."""
    places = _places(error)
    return type(error).__name__ + (f" at {places[-1]}" if places else "")


def frames_of(error: BaseException) -> str:
    """Return the type of `error` and every place down to it, a line each; neither values nor lines of source (A22)."""
    return "\n".join([type(error).__name__, *_places(error)])


def _places(error: BaseException) -> list[str]:
    return [
        f"{'/'.join(Path(frame.f_code.co_filename).parts[-2:])}:{line} in {frame.f_code.co_name}"
        for frame, line in traceback.walk_tb(error.__traceback__)
    ]
