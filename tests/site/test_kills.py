"""A real process killed while it writes the site (long)."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.site.pages import broken
from village_board.site.folder import MANIFEST

KILLS, RECORDS = 25, 400
_WRITE = """
import sys
from pathlib import Path
from village_board.site.folder import write_site
out, turn, records = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
def files():
    mine = [f"c/i{n:07d}/index.html" for n in range(records) if n % 7 != turn % 7]
    for at, path in enumerate(mine):
        yield path, f'<a href="../../{mine[at - 1]}">{turn}</a>'.encode()
    yield "index.html", "".join(f'<a href="{path}">{turn}</a>' for path in mine).encode()
write_site(out, "wtest234", files())
"""


@pytest.mark.long
def test_kill_9_at_any_moment_leaves_a_whole_site_that_the_next_export_finishes(tmp_path: Path) -> None:
    """Each turn rewrites every page, takes some away and brings others; from the home all links resolve, always."""
    # Guard: site/folder.py:_exchange - a stick that was pulled out shows half a village.
    chance = random.Random(9)
    killed = 0
    for turn in range(KILLS):
        process = subprocess.Popen([sys.executable, "-c", _WRITE, tmp_path, str(turn), str(RECORDS)])
        time.sleep(chance.uniform(0.1, 1.0))  # the moment of the kill is what is tried
        process.send_signal(signal.SIGKILL)
        killed += process.wait() == -signal.SIGKILL
        names = (path for path in tmp_path.rglob("*.html") if ".export" not in path.parts)
        found = {path.relative_to(tmp_path).as_posix(): path.read_bytes() for path in names}
        if "index.html" in found:
            assert broken(found, "index.html") == [], turn
    assert killed
    subprocess.run([sys.executable, "-c", _WRITE, tmp_path, "0", str(RECORDS)], check=True)
    standing = {path for path in tmp_path.rglob("*") if path.is_file()}
    assert len(standing) == len([n for n in range(RECORDS) if n % 7]) + 2
    assert tmp_path / MANIFEST in standing
