"""Chinese number words back into numbers: written apart from the program, as a listener understands them."""

from __future__ import annotations

from decimal import Decimal

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"两": 2, "幺": 1}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"亿": 10**8, "万": 10**4}


def number(words: str) -> int:
    """Return a whole number that somebody says."""
    if words.startswith("负"):
        return -number(words[1:])
    for name, value in _LARGE.items():
        if name in words:
            high, _, low = words.rpartition(name)
            return number(high) * value + (number(low) if low else 0)
    total, digit = 0, 0
    for char in words:
        if char in _DIGITS:
            digit = _DIGITS[char]
        else:
            total += (digit or 1) * _SMALL[char]
            digit = 0
    return total + digit


def fen(words: str) -> int:
    """Return an amount that somebody says, in fen."""
    sign = -1 if words.startswith("负") else 1
    words = words.removeprefix("负")
    main, yuan, rest = words.partition("元")
    if not yuan:
        main, rest = "", words
    total = number(main) * 100 if main else 0
    jiao, _, after = rest.rpartition("角")
    if jiao:
        total += number(jiao) * 10
    if after:
        total += number(after.removesuffix("分").lstrip("零"))
    return sign * total


def decimal(words: str) -> Decimal:
    """Return a number with decimals that somebody says."""
    main, _, rest = words.partition("点")
    return Decimal(f"{number(main)}." + "".join(str(_DIGITS[char]) for char in rest) if rest else number(main))
