"""The program ``village-kiosk``."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from typing import NoReturn

from kiosk.heartbeat import STEP, told


def run(argv: Sequence[str] | None = None) -> NoReturn:
    """Run the kiosk and exit: 0 ended, 1 a fault of the program, 2 usage, 3 store."""
    if "--supervised" in (sys.argv[1:] if argv is None else argv):
        from kiosk.supervisor.main import supervise  # noqa: PLC0415 - the supervisor needs nothing of a kiosk

        sys.exit(supervise(sys.argv[1:] if argv is None else argv))
    told(STEP)
    # What a start makes, it keeps: collecting it costs a tenth of the time. The app turns this on again.
    gc.disable()
    from kiosk.start import start  # noqa: PLC0415 - after that

    sys.exit(start(argv))
