"""Ids: short, opaque, stable. They go into links and QR codes, and nothing about a village can be counted from them."""

from __future__ import annotations

import re
import secrets

# No vowels and no look-alikes: no words by accident, and readable from paper by old eyes.
ALPHABET = "23456789cfghjmpqrvwx"
LENGTH = 8
_SHAPE = re.compile(rf"[a-z][{ALPHABET}]{{{LENGTH - 1}}}")


def new_id(prefix: str) -> str:
    """Return a new random id: the letter of its kind and seven characters (30 bits).

    The caller asks the store whether it was ever given before; a tombstone keeps the id of what was removed.
    """
    return prefix + "".join(secrets.choice(ALPHABET) for _ in range(LENGTH - 1))


def is_id(text: str) -> bool:
    """Tell whether `text` has the shape of an id."""
    return _SHAPE.fullmatch(text) is not None
