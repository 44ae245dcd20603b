"""Sealed slips (P22): a code that is used once and stands for nobody; kept as a slow digest under a salt. Pure."""

from __future__ import annotations

import hashlib
import secrets

from village_board.slips.rules import check_digit

#: Digits of a code with its check digit: too many to be guessed, few enough for a keypad.
DIGITS = 12
_GROUP = 4
_TEN = 10
_COST = {"n": 2**12, "r": 8, "p": 1}


def draw() -> str:
    """Return a random code; it never begins with 0, which is lost when a number is retyped."""
    body = str(_TEN ** (DIGITS - 2) + secrets.randbelow(9 * _TEN ** (DIGITS - 2)))
    return body + check_digit(body)


def draw_many(count: int) -> list[str]:
    """Return so many codes, no two alike, in no order."""
    codes: set[str] = set()
    while len(codes) < count:
        codes.add(draw())
    return list(codes)


def is_code(text: str) -> bool:
    """Tell whether `text` can be a code: one wrong digit makes it none."""
    return len(text) == DIGITS and text.isascii() and text.isdigit() and check_digit(text[:-1]) == text[-1]


def grouped(code: str) -> str:
    """Return a code as it stands on paper, in groups of four."""
    return " ".join(code[at : at + _GROUP] for at in range(0, len(code), _GROUP))


def digest_of(code: str, salt: str) -> str:
    """Return the slow digest of a code under a salt of hexadecimal digits."""
    return hashlib.scrypt(code.encode(), salt=bytes.fromhex(salt), dklen=16, **_COST).hex()
