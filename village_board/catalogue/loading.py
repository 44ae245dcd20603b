"""The catalogue as shipped, ``data/catalogue.toml``. A village's own changes are documents of its store."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from village_board.base.codec import from_json
from village_board.catalogue.model import Entry
from village_board.data_files import data_path


@cache
def _shipped() -> dict[str, Any]:
    return tomllib.loads(data_path("catalogue.toml").read_text("utf-8"))


@cache
def shipped_entries() -> tuple[Entry, ...]:
    """Return the entries in their own order, without ids: the desk gives those at the first put."""
    return tuple(from_json(Entry, document) for document in _shipped()["entry"])


def shipped_version() -> str:
    """Return the day of the shipped catalogue, ``2026-11-21``."""
    return str(_shipped()["version"])


def shipped_provenance() -> str:
    """Return where the shipped catalogue comes from and how far it can be trusted, in English."""
    return str(_shipped()["provenance"])
