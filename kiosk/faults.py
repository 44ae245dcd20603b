"""What becomes of a fault of the program: the log keeps where it happened, the public sees one sentence (A22).

Textual would print a traceback with the values of all variables to whoever stands before the screen.
"""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import TYPE_CHECKING

from village_board.i18n import translator

if TYPE_CHECKING:
    from kiosk.app import KioskApp

LOG = logging.getLogger("kiosk")
_BYTES, _KEPT = 200_000, 3


@contextmanager
def keep_faults(app: KioskApp, home: Path) -> Iterator[None]:
    """Write faults of `app` to ``HOME/log/kiosk.log`` while the block runs; say one sentence where one ended it."""
    handler = _handler(home)
    LOG.addHandler(handler)
    LOG.propagate = False
    try:
        yield
    finally:
        LOG.removeHandler(handler)
        handler.close()
    if app.return_code:
        t = translator(domain="kiosk")
        log = home / "log" / "kiosk.log"
        sentence = t("The kiosk met a fault and ended. Where it happened stands in {log}.", log=str(log))
        print(sentence, file=sys.stderr)  # noqa: T201 - the screen is gone


def log_fault(error: BaseException) -> None:
    """Log where `error` was raised: frames and its type, no values, for those may be a visitor's."""
    frames = "".join(traceback.format_list(traceback.extract_tb(error.__traceback__)))
    LOG.error("%s\n%s", type(error).__name__, frames)


def _handler(home: Path) -> logging.Handler:
    try:
        (home / "log").mkdir(exist_ok=True)
        handler: logging.Handler = RotatingFileHandler(
            home / "log" / "kiosk.log", maxBytes=_BYTES, backupCount=_KEPT, encoding="utf-8", delay=True
        )
    except OSError:
        return logging.NullHandler()  # a folder that cannot be written is no reason to show nothing
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    return handler
