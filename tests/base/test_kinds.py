"""The table of kinds says what the classes say; a start imports none that it does not need."""

from __future__ import annotations

import subprocess
import sys

from village_board.kinds import BY_COLLECTION, BY_PREFIX, COLLECTIONS, ROWS, all_kinds


def test_every_row_says_what_its_class_says() -> None:
    """A record that is looked up by its prefix or collection is of the class that has them."""
    # Guard: village_board/kinds.py:ROWS - a row that fell behind its class opens another kind's records.
    for prefix, collection, module, name in ROWS:
        cls = BY_PREFIX[prefix]
        assert BY_COLLECTION[collection] is cls
        assert (cls.KIND.prefix, cls.KIND.collection) == (prefix, collection)
        assert (cls.__module__, cls.__name__) == (f"village_board.{module}", name)


def test_every_declared_collection_is_told_alone_and_among_all() -> None:
    """Asked by name or together, a collection declares the same."""
    every = {one.name: one for one in COLLECTIONS}
    assert {cls.KIND.collection for cls in all_kinds()} < set(every)
    assert all(COLLECTIONS.get(name) == one for name, one in every.items())
    assert COLLECTIONS.get("nothing") is None


def test_opening_a_board_imports_no_kind() -> None:
    """K27: the hall's first screen waits for no record class that it does not show; the rest comes when it is read."""
    # Guard: village_board/board.py - an import of a room's model at its top.
    code = "import sys, village_board.board\nprint(*sorted(m for m in sys.modules if m.startswith('village_board.')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = {module for _, _, module, _ in ROWS} & {
        name.removeprefix("village_board.") for name in done.stdout.split()
    }
    assert loaded == set()
