"""The folder of nightly backups: which of them stay, and which is the last good one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date
from pathlib import Path

from village_board.store.backup import Manifest, read_manifest
from village_board.store.errors import StoreError

#: where a home keeps them
FOLDER = "backup"
DAYS, WEEKS, MONTHS = 7, 4, 12
_PREFIX, _SUFFIX = "board-", ".zip"


def file_of(day: date) -> str:
    """Return the name of the backup of a day."""
    return f"{_PREFIX}{day.isoformat()}{_SUFFIX}"


def day_of(file: Path) -> date | None:
    """Return the day of a nightly backup; None for any other file, which no rotation touches."""
    name = file.name
    if name.startswith(_PREFIX) and name.endswith(_SUFFIX):
        with suppress(ValueError):
            return date.fromisoformat(name.removeprefix(_PREFIX).removesuffix(_SUFFIX))
    return None


def kept(days: Iterable[date]) -> set[date]:
    """Return which days' backups stay: the last 7, the newest of 4 weeks and of 12 months.

    They are counted by what is there, so that a machine that stood still for a month loses none of them.
    """
    newest = sorted(set(days), reverse=True)
    weeks = _first_of_each(newest, lambda day: day.isocalendar()[:2])
    months = _first_of_each(newest, lambda day: (day.year, day.month))
    return {*newest[:DAYS], *weeks[:WEEKS], *months[:MONTHS]}


def _first_of_each(days: Iterable[date], group: Callable[[date], tuple[int, int]]) -> list[date]:
    first: dict[tuple[int, int], date] = {}
    for day in days:
        first.setdefault(group(day), day)
    return list(first.values())


def rotate(folder: Path) -> list[Path]:
    """Remove the nightly backups whose time is over, and return them; the last good one always stays."""
    found = {file: day for file in folder.iterdir() if (day := day_of(file)) is not None}
    stay = kept(found.values())
    good = last_good(folder)
    gone = [file for file, day in sorted(found.items()) if day not in stay and (good is None or file != good[0])]
    for file in gone:
        file.unlink()
    return gone


def last_good(folder: Path) -> tuple[Path, Manifest] | None:
    """Return the newest backup of `folder` whose records fitted its log when it was made; None: there is none."""
    found: list[tuple[Path, Manifest]] = []
    for file in folder.glob(f"*{_SUFFIX}") if folder.is_dir() else ():
        with suppress(StoreError):
            manifest = read_manifest(file)
            if manifest.contents.fits:
                found.append((file, manifest))
    return max(found, key=lambda pair: pair[1].made_at, default=None)
