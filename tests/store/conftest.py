"""The contract of the store holds on every engine; a test that takes `opened` runs on each of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from tests.store.server import CLERK, Server
from village_board.store import Collection, Database, connect, sqlite_url

HEARINGS = Collection(
    "hearings",
    {"status": str, "held_on": str, "cost": int},
    (("status", "held_on"), ("held_on",), ("status", "cost")),
)
# All of them on one worker: one server a run.
POSTGRES = pytest.param("postgres", marks=pytest.mark.xdist_group("postgres"))
_serial = count()


class Opened:
    """Opens an empty store, again and again the same one; `close` closes all.

    Attributes:
        url: the store's; empty for one in memory.
    """

    def __init__(self, engine: str, folder: Path, server: Server | None) -> None:
        self._databases: list[Database] = []
        self._server = server
        self._own = f"t{next(_serial)}-" if server else ""
        if server:
            self.url = server.url(CLERK)
        else:
            self.url = "memory:" if engine == "memory" else sqlite_url(folder / "board.db")

    def village(self, name: str = "village") -> str:
        """Return the village of this test that is called `name`."""
        return f"{self._own}{name}"

    def __call__(
        self, *, village: str = "village", collections: Sequence[Collection] = (HEARINGS,), **options: Any
    ) -> Database:
        if self._server and collections != (HEARINGS,):
            declare(self._server, *collections)
        database = connect(
            self.url,
            village=self.village(village),
            **({"collections": collections, "create": True} | options),
        )
        self._databases.append(database)
        return database

    def close(self) -> None:
        """Close whatever was opened."""
        for database in self._databases:
            database.close()


def declare(server: Server, *collections: Collection) -> None:
    """Let the owner of the tables make them, with what `collections` declare."""
    connect(server.url(), collections=collections, create=True).close()
    server.grant()


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """Return the PostgreSQL server of this run, with an empty board; its clerk owns no table."""
    made = Server()
    declare(made, HEARINGS)
    yield made
    made.remove()


@pytest.fixture(params=["memory", "sqlite", POSTGRES])
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Opened]:
    """Return what opens an empty store; all are closed after the test."""
    yield from _opener(request, tmp_path)


@pytest.fixture(params=["sqlite", POSTGRES])
def shared(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Opened]:
    """The same without memory, where the rule is about several connections."""
    yield from _opener(request, tmp_path)


@pytest.fixture(params=["memory", "sqlite"])
def in_sqlite(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Opened]:
    """The same on SQLite alone, where the rule is about what it alone can do."""
    yield from _opener(request, tmp_path)


@pytest.fixture(params=["sqlite"])
def on_file(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Opened]:
    """The same on a file alone."""
    yield from _opener(request, tmp_path)


@pytest.fixture(params=[POSTGRES])
def on_server(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Opened]:
    """The same on PostgreSQL alone."""
    yield from _opener(request, tmp_path)


def _opener(request: pytest.FixtureRequest, folder: Path) -> Iterator[Opened]:
    server = request.getfixturevalue("server") if request.param == "postgres" else None
    opener = Opened(request.param, folder, server)
    yield opener
    opener.close()
