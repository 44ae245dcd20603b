"""The log: ``HOME/log/bot.log``, rotated, without personal data, without the token (A30)."""

from __future__ import annotations

import logging
import re
from logging.handlers import RotatingFileHandler
from pathlib import Path

FILE = "bot.log"
_BYTES, _FILES = 1_000_000, 3
_FORMAT = "%(asctime)s %(levelname)s %(message)s"
#: What Telegram's addresses carry: bot<token>/method.
_TOKEN = re.compile(r"\d{3,}(?::|%3A)[A-Za-z0-9_-]{5,}")


class Redaction(logging.Filter):
    """Removes what has the shape of a token, and the token itself, from every line and traceback."""

    def __init__(self, token: str = "") -> None:
        super().__init__()
        self._token = token

    def filter(self, record: logging.LogRecord) -> bool:
        """Return True: the line stays, without the token."""
        text = record.getMessage()
        if record.exc_info:
            text += f" ({record.exc_info[0].__name__ if record.exc_info[0] else ''})"
            record.exc_info = record.exc_text = None
        if self._token:
            text = text.replace(self._token, "<token>")
        record.msg, record.args = _TOKEN.sub("<token>", text), None
        return True


class _QuietFile(RotatingFileHandler):
    """A full disk must not stop the bot (X10), nor print a traceback at whoever started it."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the library's name
        """Let the line go."""


def start_log(home: Path, token: str = "") -> Path:
    """Begin to log into `home` and return the file; other libraries' talk of requests and updates stays out."""
    file = home / "log" / FILE
    logger = logging.getLogger("bot")
    logger.setLevel(logging.INFO)
    logger.propagate = False
    for old in list(logger.handlers):
        logger.removeHandler(old)
        old.close()
    try:
        file.parent.mkdir(exist_ok=True)
        handler: logging.Handler = _QuietFile(file, maxBytes=_BYTES, backupCount=_FILES, encoding="utf-8")
        file.chmod(0o600)
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(logging.Formatter(_FORMAT))
    handler.addFilter(Redaction(token))
    logger.addHandler(handler)
    # They log addresses with the token at INFO, and whole updates with villagers' words when one cannot be read.
    for name in ("httpx", "httpcore", "telegram"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    return file
