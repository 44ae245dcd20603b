"""The lists beside this folder from which the village is made, and the small conversions they need."""

from __future__ import annotations

import random
import tomllib
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).resolve().parent.parent / "content"
_SEED = 2026


@cache
def content(name: str) -> dict[str, Any]:
    """Return ``content/NAME.toml``. Its values are only read."""
    return tomllib.loads((_FOLDER / f"{name}.toml").read_text("utf-8"))


def party(key: str) -> str:
    """Return the invented firm, shop or office called `key` in ``names.toml``."""
    return str(content("names")["parties"][key])


def chance(part: str) -> random.Random:
    """Return the chance of one part of the village, so that a change in one part leaves the others as they were."""
    return random.Random(f"{_SEED}/{part}")


def amount(fen: int | None) -> Decimal | None:
    """Return `fen` in yuan with two places, as tables hold it; None stays empty."""
    return None if fen is None else Decimal(fen).scaleb(-2)


def yuan(fen: int) -> str:
    """Return `fen` as a clerk writes it in a sentence: ``12,345.60元``."""
    return f"{Decimal(fen).scaleb(-2):,.2f}元"
