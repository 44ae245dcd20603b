"""Numbers of slips: digits for a keypad, with a last digit that catches a wrong or swapped one."""

from __future__ import annotations

import secrets

DIGITS = 7
_TEN = 10


def draw() -> str:
    """Return a random number of `DIGITS` digits; it never begins with 0, which is lost when a number is retyped."""
    body = str(_TEN ** (DIGITS - 2) + secrets.randbelow(9 * _TEN ** (DIGITS - 2)))
    return body + check_digit(body)


def is_number(text: str) -> bool:
    """Tell whether `text` is a number that a slip can have: one wrong digit makes it none."""
    return len(text) == DIGITS and text.isascii() and text.isdigit() and check_digit(text[:-1]) == text[-1]


def check_digit(body: str) -> str:
    """Return the check digit of `body` by ISO/IEC 7064 MOD 11,10: it catches all single errors and most swaps."""
    product = _TEN
    for digit in body:
        total = (product + int(digit)) % _TEN or _TEN
        product = total * 2 % (_TEN + 1)
    return str((_TEN + 1 - product) % _TEN)
