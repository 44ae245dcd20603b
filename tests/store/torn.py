"""What a power cut can leave of a file and its log: pages that were under way are there, half there, or garbage.

A commit is acknowledged when its frames are on the disk. What lies behind the last acknowledged frame may be cut
anywhere, and each sector of it may be written, not written, or torn. While the log is being copied into the file
(a checkpoint), each sector of the file may be the old or the new one, and the log is whole.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import apsw

from tests.store.writer import write
from village_board.store import connect, sqlite_url

_SECTOR, _PAGE, _FRAME, _HEADER = 512, 4096, 24, 32


@dataclass(frozen=True)
class Scene:
    """A file and its log at one moment, and how far the log had come at each acknowledgement.

    Attributes:
        before: the file as it was when the log began.
        after: the file with the whole log copied into it.
        log: the log.
        standing: units that are in the file whatever becomes of the log.
        acknowledged: units in the log, each with the end of its last frame.
    """

    before: bytes
    after: bytes
    log: bytes
    standing: tuple[str, ...]
    acknowledged: tuple[tuple[str, int], ...]


def scenes(folder: Path, units: int = 24) -> tuple[Scene, Scene]:
    """Make two: a log from its beginning, and one that began anew over the frames of the first."""
    path = folder / "scene.db"
    database = connect(sqlite_url(path), create=True)
    standing = [write(database, "s", n) for n in range(4)]
    connection: Any = database.engine.session().connection  # type: ignore[attr-defined]
    ends: list[int] = []

    def note(_: apsw.Connection, __: str, pages: int) -> int:
        ends.append(_HEADER + pages * (_FRAME + _PAGE))
        return 0

    made = []
    for generation, number in (("a", units), ("b", units // 2)):
        connection.execute("PRAGMA wal_checkpoint(FULL)").fetchall()
        # In place of the automatic checkpoint: the log grows until we say otherwise.
        connection.set_wal_hook(note)
        before = path.read_bytes()
        acknowledged = []
        for n in range(number):
            ends.clear()
            acknowledged.append((write(database, generation, n), ends[-1]))
        log = Path(f"{path}-wal").read_bytes()
        assert acknowledged[-1][1] <= len(log)
        connection.execute("PRAGMA wal_checkpoint(FULL)").fetchall()
        made.append(Scene(before, path.read_bytes(), log, tuple(standing), tuple(acknowledged)))
        standing += [unit for unit, _ in acknowledged]
    database.close()
    return made[0], made[1]


@dataclass(frozen=True)
class Left:
    """What was left on the disk, and what must be there: all of `sure`, and of `perhaps` a beginning."""

    how: str
    file: bytes
    log: bytes
    sure: tuple[str, ...]
    perhaps: tuple[str, ...]

    def lay(self, path: Path) -> None:
        """Lay it out as a board."""
        path.write_bytes(self.file)
        Path(f"{path}-wal").write_bytes(self.log)
        Path(f"{path}-shm").unlink(missing_ok=True)


def cut(scene: Scene, dice: random.Random) -> Left:
    """Break off at a random moment, in one of the ways a disk has."""
    how = dice.choice(("cut", "cut at a frame", "torn", "torn", "garbage", "checkpoint", "checkpoint cut"))
    units = [unit for unit, _ in scene.acknowledged]
    if how.startswith("checkpoint"):
        return Left(how, _mixed(scene, dice, how), scene.log, (*scene.standing, *units), ())
    end = scene.acknowledged[-1][1]
    at = dice.choice([end for _, end in scene.acknowledged]) if how == "cut at a frame" else dice.randrange(end + 1)
    sure = [unit for unit, reached in scene.acknowledged if reached <= at]
    log = scene.log[:at] if how.startswith("cut") else _torn(scene.log, at, dice, garbage=how == "garbage")
    return Left(how, scene.before, log, (*scene.standing, *sure), tuple(units[len(sure) :]))


def _mixed(scene: Scene, dice: random.Random, how: str) -> bytes:
    old, new = scene.before, scene.after
    length = len(new)
    if how == "checkpoint cut" and len(old) < length:
        length = dice.randrange(len(old), length)
    parts = []
    for start in range(0, length, _SECTOR):
        sector = new[start : start + _SECTOR]
        if dice.random() < 0.5:
            sector = (old[start : start + _SECTOR] or bytes(_SECTOR)).ljust(_SECTOR, b"\0")
        parts.append(sector)
    # The first page names the program; whoever is cut off while it is written has both of its first sectors.
    return new[:_SECTOR] + b"".join(parts)[_SECTOR:length]


def _torn(log: bytes, at: int, dice: random.Random, *, garbage: bool) -> bytes:
    """Return the log whose sectors behind `at` are there, empty or garbage, each by itself."""
    parts = [log[:at]]
    start = at
    while start < len(log):
        stop = min((start // _SECTOR + 1) * _SECTOR, len(log))
        match dice.randrange(3):
            case 0:
                parts.append(log[start:stop])
            case 1:
                parts.append(bytes(stop - start))
            case _:
                parts.append(dice.randbytes(stop - start) if garbage else bytes(stop - start))
        start = stop
        if dice.random() < 0.02:
            break
    return b"".join(parts)
