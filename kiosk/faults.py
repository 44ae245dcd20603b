"""What becomes of a fault of the program: the log keeps where it happened, the public sees one sentence (A22).

Textual would print a traceback with the values of all variables to whoever stands before the screen.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from village_board.i18n import translator
from village_board.logs import frames_of, start_log, stop_log

if TYPE_CHECKING:
    from concurrent.futures import Future

    from textual.app import App

LOG = logging.getLogger("kiosk")


@contextmanager
def keep_faults(app: App[None], home: Path) -> Iterator[None]:
    """Write faults of `app` to ``HOME/log/kiosk.log`` while the block runs; say one sentence where one ended it."""
    log = start_log(home, LOG.name)
    try:
        yield
    finally:
        stop_log()
    if app.return_code:
        t = translator(domain="kiosk")
        sentence = t("The kiosk met a fault and ended. Where it happened stands in {log}.", log=str(log))
        print(sentence, file=sys.stderr)  # noqa: T201 - the screen is gone


def log_failure(done: Future[None]) -> None:
    """Log what went wrong behind the screen's back, where nobody waits for it."""
    if not done.cancelled() and (error := done.exception()) is not None:
        log_fault(error)


def log_fault(error: BaseException) -> None:
    """Log where `error` was raised: frames and its type, no values, for those may be a visitor's."""
    cause = getattr(error, "error", None) or error.__cause__ or error  # a worker wraps what failed in it
    LOG.error("%s", frames_of(cause))
