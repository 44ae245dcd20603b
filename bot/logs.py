"""The log of the bot: ``HOME/log/bot.log``; the chat library's own talk stays out of it (A30)."""

from __future__ import annotations

import logging
from pathlib import Path

from village_board import logs

PROGRAM = "bot"


def start_log(home: Path, token: str = "") -> Path:
    """Begin to log into `home` and return the file; other libraries' talk of requests and updates stays out."""
    # They log addresses with the token at INFO, and whole updates with villagers' words when one cannot be read.
    for name in ("httpx", "httpcore", "telegram"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    return logs.start_log(home, PROGRAM, (token,))
