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
#: A file, or the URL of a database.
Place = Path | str
VILLAGE = "village"


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


def _url(place: Place) -> str:
    return sqlite_url(place) if isinstance(place, Path) else place


def start(place: Place, name: str, number: int, village: str) -> subprocess.Popen[str]:
    """Start a writer; it prints the id of each unit of work after its commit."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.store.writer", _url(place), name, str(number), village],
        stdout=subprocess.PIPE,
        text=True,
        cwd=_ROOT,
    )


def in_another_process(place: Place, name: str, number: int, village: str = VILLAGE) -> None:
    """Let another process write and end."""
    process = start(place, name, number, village)
    process.communicate()
    assert process.returncode == 0


def writers(place: Place, processes: int, writes: int, village: str = VILLAGE) -> Outcome:
    """Let several processes write at once and count what is there."""
    connect(_url(place), village=village, create=True).close()
    started = [start(place, f"p{n}", writes, village) for n in range(processes)]
    acknowledged = [line for process in started for line in process.communicate()[0].split()]
    assert all(process.returncode == 0 for process in started)
    return judge(place, acknowledged, village)


def kill_while_writing(place: Place, kills: int, seed: int = 1, village: str = VILLAGE) -> Outcome:
    """Start a writer, kill it (-9) after some of its writes, and again; look at the store after each kill."""
    connect(_url(place), village=village, create=True).close()
    dice = random.Random(seed)
    acknowledged: list[str] = []
    unreadable = 0
    for turn in range(kills):
        with start(place, f"k{turn:03d}", 1_000_000, village) as process:
            assert process.stdout
            acknowledged.extend(process.stdout.readline().strip() for _ in range(dice.randrange(1, 12)))
            process.kill()
            # The last line may be cut by the kill: what was not said whole was not acknowledged.
            acknowledged.extend(line.strip() for line in process.stdout if line.endswith("\n"))
        unreadable += not _readable(place, village)
    outcome = judge(place, acknowledged, village)
    return Outcome(outcome.acknowledged, outcome.lost, outcome.halves, outcome.unreadable + unreadable)


def _readable(place: Place, village: str) -> bool:
    try:
        with connect(_url(place), village=village) as database:
            return len(database.table("papers")) > 0
    except StoreError:
        return False


def judge(place: Place, acknowledged: Iterable[str], village: str = VILLAGE) -> Outcome:
    """Compare what was acknowledged with what is there."""
    acknowledged = set(acknowledged)
    # A killed program's transaction may not have ended yet; its lock says when.
    with connect(_url(place), village=village) as database, database.transaction():
        papers = {document.doc_id for document in database.table("papers")}
        entries = {document["of"] for document in database.table("entries")}
        found = {hit.id for hit in database.search(["村民会议"], limit=1_000_000)}
        counter = database.table("counters").get(doc_id="papers")["n"]
    lost = acknowledged - (papers & entries & found)
    halves = (papers | entries | found) - (papers & entries & found)
    unreadable = int(isinstance(place, Path) and not _sound(place))
    return Outcome(len(acknowledged), len(lost), len(halves) + abs(counter - len(papers)), unreadable)


def _sound(path: Path) -> bool:
    connection = apsw.Connection(str(path))
    checked = connection.execute("PRAGMA integrity_check").fetchall()
    connection.close()
    return checked == [("ok",)]
