"""The maker of the demo village, and one board made by it."""

from __future__ import annotations

from datetime import date
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

from village_board.board import Board
from village_board.data_files import data_path
from village_board.demo.making import _maker

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="session")
def maker() -> ModuleType:
    """Return ``data/demo/make.py`` as the program loads it."""
    return _maker()


@pytest.fixture(scope="session")
def content(maker: ModuleType) -> ModuleType:
    """Return the module that reads the lists of the demo."""
    return import_module("demo_village.content")


@pytest.fixture(scope="session")
def board(demo: Board) -> Board:
    """Return the demo's board on its reference day; tests only read it."""
    return demo


@pytest.fixture(scope="session")
def files() -> list[Path]:
    """Return the committed files of the clerks."""
    folder = data_path("demo")
    return sorted([*folder.glob("*.xlsx"), *folder.glob("*.csv")])
