"""Several writers at once, and writers that are killed: what was acknowledged, and what is there."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import apsw

from village_board.store import connect, sqlite_url
from village_board.store.errors import StoreError

_ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Outcome:
    """What a run left.

    Attributes:
        acknowledged: units of work whose commit returned.
        lost: of those, units that are not there whole (document, entry, search row).
        halves: units of which only a part is there, acknowledged or not.
        unreadable: times the file could not be opened or failed its check.
    """

    acknowledged: int
    lost: int
    halves: int
    unreadable: int


def _start(path: Path, name: str, number: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.store.writer", sqlite_url(path), name, str(number)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=_ROOT,
    )


def in_another_process(path: str, name: str, number: int) -> None:
    """Let another process write and end."""
    process = _start(Path(path), name, number)
    process.communicate()
    assert process.returncode == 0


def writers(path: Path, processes: int, writes: int) -> Outcome:
    """Let several processes write at once and count what is there."""
    connect(sqlite_url(path), create=True).close()
    started = [_start(path, f"p{n}", writes) for n in range(processes)]
    acknowledged = [line for process in started for line in process.communicate()[0].split()]
    assert all(process.returncode == 0 for process in started)
    return judge(path, acknowledged)


def kill_while_writing(path: Path, kills: int, seed: int = 1) -> Outcome:
    """Start a writer, kill it (-9) after some of its writes, and again; look at the file after each kill."""
    connect(sqlite_url(path), create=True).close()
    dice = random.Random(seed)
    acknowledged: list[str] = []
    unreadable = 0
    for turn in range(kills):
        with _start(path, f"k{turn:03d}", 1_000_000) as process:
            assert process.stdout
            acknowledged.extend(process.stdout.readline().strip() for _ in range(dice.randrange(1, 12)))
            process.kill()
            # The last line may be cut by the kill: what was not said whole was not acknowledged.
            acknowledged.extend(line.strip() for line in process.stdout if line.endswith("\n"))
        unreadable += not _readable(path)
    outcome = judge(path, acknowledged)
    return Outcome(outcome.acknowledged, outcome.lost, outcome.halves, outcome.unreadable + unreadable)


def _readable(path: Path) -> bool:
    try:
        with connect(sqlite_url(path)) as database:
            return len(database.table("papers")) > 0
    except StoreError:
        return False


def judge(path: Path, acknowledged: Iterable[str]) -> Outcome:
    """Compare what was acknowledged with what is there."""
    acknowledged = set(acknowledged)
    with connect(sqlite_url(path)) as database:
        papers = {document.doc_id for document in database.table("papers")}
        entries = {document["of"] for document in database.table("entries")}
        found = {hit.id for hit in database.search(["村民会议"], limit=1_000_000)}
        counter = database.table("counters").get(doc_id="papers")["n"]
    lost = acknowledged - (papers & entries & found)
    halves = (papers | entries | found) - (papers & entries & found)
    connection = apsw.Connection(str(path))
    checked = connection.execute("PRAGMA integrity_check").fetchall()
    connection.close()
    unreadable = int(checked != [("ok",)])
    return Outcome(len(acknowledged), len(lost), len(halves) + abs(counter - len(papers)), unreadable)
