"""The first start of the demo beside a later one: what a newcomer waits for."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from tests.bench.pairs import Row, seconds
from tests.support.terminal import Terminal

TURNS = 5
MOST_SECONDS = 10.0
_KIOSK = "from kiosk.main import run; run()"


def rows() -> Iterator[Row]:
    """Take the figure."""
    first, later = [], []
    for _ in range(TURNS):
        with tempfile.TemporaryDirectory() as folder:
            first.append(_start(Path(folder)))
            later.append(_start(Path(folder)))
    more = median(a - b for a, b in zip(first, later, strict=True))
    yield Row(
        "demo: first start, beside a later one",
        seconds(median(first)),
        seconds(median(later)),
        f"+{more:.1f} s",
        f"<= +{MOST_SECONDS:.0f} s",
        more <= MOST_SECONDS,
    )


def _start(folder: Path) -> float:
    # As an installed program: its compiled modules are kept.
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    argv = [sys.executable, "-c", _KIOSK, "--demo"]
    with Terminal(argv, env={**env, "XDG_DATA_HOME": str(folder)}) as terminal:
        return terminal.wait_for("云溪村", "结余", seconds=60)
