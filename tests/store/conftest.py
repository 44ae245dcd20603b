"""The contract of the store holds on every engine; a test that takes `opened` runs on each of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from village_board.store import Collection, Database, connect, sqlite_url

HEARINGS = Collection(
    "hearings",
    {"status": str, "held_on": str, "cost": int},
    (("status", "held_on"), ("held_on",), ("status", "cost")),
)
Opened = Callable[..., Database]


@pytest.fixture(params=["memory", "sqlite"])
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Opened]:
    """Return a function that opens an empty store; all are closed after the test."""
    yield from _opener(request.param, tmp_path)


@pytest.fixture
def on_file(tmp_path: Path) -> Iterator[Opened]:
    """The same on a file alone, where the rule is about several connections."""
    yield from _opener("sqlite", tmp_path)


def _opener(engine: str, folder: Path) -> Iterator[Opened]:
    databases: list[Database] = []

    def open_one(name: str = "board", **options: Any) -> Database:
        url = "memory:" if engine == "memory" else sqlite_url(folder / f"{name}.db")
        databases.append(connect(url, **({"collections": (HEARINGS,), "create": True} | options)))
        return databases[-1]

    yield open_one
    for database in databases:
        database.close()
