"""Every screen looks as it did when somebody last looked at it (K14, K15)."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import unified_diff
from pathlib import Path

import pytest

from kiosk.scale import Scale
from tests.kiosk import snapshots
from tests.kiosk.village import FixedClock
from village_board.board import Board, open_board

_ALL = [(size, language, scale) for size in snapshots.SIZES for language, scale in snapshots.variants(size)]


@pytest.fixture(scope="module")
def counted_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of a village whose ids are the same in every run."""
    home = tmp_path_factory.mktemp("pictures") / "home"
    snapshots.make_pictured(home)
    return home


@pytest.fixture
def board(counted_home: Path) -> Iterator[Board]:
    """That village, open."""
    board = open_board(counted_home, clock=FixedClock())
    yield board
    board.close()


def compare(kept: dict[str, tuple[str, str]], now: dict[str, tuple[str, str]]) -> list[str]:
    """Return what differs, line by line; a line where only a style differs."""
    told = []
    for name in sorted(kept.keys() | now.keys()):
        old_style, old = kept.get(name, ("", ""))
        style, text = now.get(name, ("", ""))
        if old != text:
            told.append("\n".join(unified_diff(old.split("\n"), text.split("\n"), name, name, lineterm="", n=1)))
        elif old_style != style:
            told.append(f"{name}: the same words in other styles")
    return told


@pytest.mark.parametrize(("size", "scale"), snapshots.EVERYDAY)
async def test_k14_k15_a_page_with_every_part_is_composed_as_somebody_saw_it(
    board: Board, size: tuple[int, int], scale: Scale
) -> None:
    """K14, K15: words, facts, table, bars and entries at three sizes of the terminal, standard and largest."""
    # Guard: kiosk/layout.py:lines_of, kiosk/entries.py:entry_lines - a figure leaves its column unseen.
    name = snapshots.everyday_name(size, scale)
    kept = snapshots.read(snapshots.EVERYDAY_FILE)[name]
    told = compare({name: kept}, {name: await snapshots.specimen(board, size, scale)})
    assert not told, "\n\n".join(told)


@pytest.mark.long
@pytest.mark.parametrize(("size", "language", "scale"), _ALL)
async def test_k14_k15_every_screen_looks_as_somebody_saw_it(
    board: Board, size: tuple[int, int], language: str, scale: Scale
) -> None:
    """K14, K15: all screens; after a wanted change ``python -m tests.kiosk.snapshots``, and look at the difference."""
    kept = snapshots.read(snapshots.name_of(size, language, scale))
    told = compare(kept, await snapshots.taken(board, size, language, scale))
    assert not told, "\n\n".join(told)


def test_the_pictures_stay_light() -> None:
    """All that is kept of the screens takes less room than one photograph."""
    assert sum(path.stat().st_size for path in Path(snapshots.FOLDER).iterdir()) < 1_500_000
