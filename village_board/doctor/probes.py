"""What is asked of the machine. Nothing is judged here, and nothing is written."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_FONT_LIST, _SECONDS = "fc-list", 10
ZONE = "Asia/Shanghai"


@dataclass(frozen=True, slots=True)
class Disk:
    """Room on a disk, in bytes, and how many files it still takes; None where it does not count them."""

    free: int
    files: int | None = None


@dataclass(frozen=True, slots=True)
class Machine:
    """What was seen of the machine.

    Attributes:
        fonts: families that hold Chinese; None where nothing could tell.
        environment: the variables of this process.
        size: columns and lines of the terminal; None where there is none.
        disk: of the home's disk; None where it could not be asked.
        offset: of Shanghai's time against UTC; None where the time zones are missing.
        python: major and minor version.
        sqlite: the version of the library that the board runs on.
    """

    fonts: tuple[str, ...] | None
    environment: Mapping[str, str]
    size: tuple[int, int] | None
    disk: Disk | None
    offset: timedelta | None
    python: tuple[int, int]
    sqlite: str


def see_machine(home: Path, now: datetime, sqlite: str) -> Machine:
    """Ask this machine."""
    return Machine(
        fonts=chinese_fonts(),
        environment=dict(os.environ),
        size=terminal_size(),
        disk=room(home),
        offset=shanghai_offset(now),
        python=sys.version_info[:2],
        sqlite=sqlite,
    )


def chinese_fonts() -> tuple[str, ...] | None:
    """Return the families of fonts that hold Simplified Chinese; None where fontconfig is not there or fails."""
    program = shutil.which(_FONT_LIST)
    if program is None:
        return None
    try:
        done = subprocess.run(  # noqa: S603 - a fixed question to a system program
            [program, ":lang=zh-cn", "family"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_SECONDS,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    families = {line.split(",")[0].strip() for line in done.stdout.decode("utf-8", "replace").splitlines()}
    return tuple(sorted(families - {""}))


def terminal_size() -> tuple[int, int] | None:
    """Return columns and lines of the terminal in which this runs, though its output may go elsewhere."""
    for number in (1, 2, 0):
        try:
            found = os.get_terminal_size(number)
        except OSError:
            continue
        if found.columns and found.lines:
            return found.columns, found.lines
    return None


def room(folder: Path) -> Disk | None:
    """Return the room on the disk of `folder`, or of the nearest folder above that exists."""
    for place in (folder, *folder.absolute().parents):
        try:
            found = os.statvfs(place)
        except OSError:
            continue
        return Disk(found.f_bavail * found.f_frsize, found.f_favail if found.f_files else None)
    return None


def shanghai_offset(now: datetime) -> timedelta | None:
    """Return by how much Shanghai is ahead of UTC at `now`, as this machine's time zones say."""
    try:
        return now.astimezone(ZoneInfo(ZONE)).utcoffset()
    except (ZoneInfoNotFoundError, OSError, ValueError):
        return None
