"""Ids: short, opaque, stable. They go into links and QR codes, and nothing about a village can be counted from them."""

from __future__ import annotations

import os
import re

# No vowels and no look-alikes: no words by accident, and readable from paper by old eyes.
ALPHABET = "23456789cfghjmpqrvwx"
LETTERS = 7
_FAIR = 256 // len(ALPHABET) * len(ALPHABET)
_SHAPE = re.compile(rf"[a-z]{{1,2}}[{ALPHABET}]{{{LETTERS}}}")


def new_id(prefix: str) -> str:
    """Return a new random id: the letter or two of its kind, and seven characters (30 bits).

    The caller asks the store whether it was ever given before; a tombstone keeps the id of what was removed.
    """
    letters = ""
    while len(letters) < LETTERS:
        # Bytes beyond the last whole multiple of the alphabet are thrown away, so that every letter is as likely.
        letters += "".join(ALPHABET[byte % len(ALPHABET)] for byte in os.urandom(LETTERS) if byte < _FAIR)
    return prefix + letters[:LETTERS]


def is_id(text: str) -> bool:
    """Tell whether `text` has the shape of an id."""
    return _SHAPE.fullmatch(text) is not None


def prefix_of(id: str) -> str:  # noqa: A002 - the field's own name
    """Return the prefix of an id, which tells its kind."""
    return id[:-LETTERS]
