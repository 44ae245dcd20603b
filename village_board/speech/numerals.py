"""Numbers in Chinese words, as they are said (K19)."""

from __future__ import annotations

from decimal import Decimal

DIGITS = "零一二三四五六七八九"
#: what is said of a one in numbers that are read digit by digit, so that nobody hears a seven.
_ONE_ALOUD = "幺"
_PLACES = ("", "十", "百", "千")
_TEN_THOUSAND, _HUNDRED_MILLION = 10**4, 10**8
#: The largest number that is said as one; longer ones are no quantities.
LARGEST = 10**16 - 1


def whole(number: int) -> str:
    """Return a whole number in words: 十万零五百, 二十, 负三.

    Raises:
        ValueError: it is larger than `LARGEST`.
    """
    if abs(number) > LARGEST:
        raise ValueError(number)
    if number < 0:
        return "负" + whole(-number)
    if number == 0:
        return DIGITS[0]
    said = _whole(number)
    return said.removeprefix("一") if said.startswith("一十") else said


def _whole(number: int) -> str:
    """Return a number above nought; 一十 within a number keeps its 一."""
    if number < _TEN_THOUSAND:
        return _below_ten_thousand(number)
    unit, name = (_HUNDRED_MILLION, "亿") if number >= _HUNDRED_MILLION else (_TEN_THOUSAND, "万")
    high, rest = divmod(number, unit)
    between = "零" if 0 < rest < unit // 10 else ""
    return _whole(high) + name + (between + _whole(rest) if rest else "")


def _below_ten_thousand(number: int) -> str:
    said, gap = "", False
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        if digit == 0:
            gap = bool(said)
            continue
        said += ("零" if gap else "") + DIGITS[digit] + _PLACES[place]
        gap = False
    return said


def digits(text: str, *, aloud: bool = False) -> str:
    """Return digits one by one: 二零二六.

    Args:
        text: ASCII digits.
        aloud: say 幺 for 1, as one does with telephone numbers.
    """
    said = "".join(DIGITS[int(char)] for char in text)
    return said.replace("一", _ONE_ALOUD) if aloud else said


def quantity(text: str) -> str:
    """Return a number with or without decimals: 三点五, of 3.50 too. What is too long is said digit by digit.

    Args:
        text: ASCII digits, perhaps with a point and commas; no sign.
    """
    number, _, decimals = text.replace(",", "").partition(".")
    said = whole(int(number)) if int(number) <= LARGEST else digits(number)
    decimals = decimals.rstrip("0")
    return f"{said}点{digits(decimals)}" if decimals else said


def yuan(text: str) -> str:
    """Return an amount of yuan, jiao and fen: 十元零五分, 三角; with more decimals as a plain number of yuan.

    Args:
        text: ASCII digits, perhaps with a point and commas; no sign.
    """
    number, _, decimals = text.replace(",", "").partition(".")
    if len(decimals.rstrip("0")) > 2 or int(number) > LARGEST:  # noqa: PLR2004 - jiao and fen
        return quantity(text) + "元"
    fen = int(Decimal(f"0.{decimals or 0}") * 100)
    main = int(number)
    jiao, fen = divmod(fen, 10)
    said = f"{whole(main)}元" if main or not (jiao or fen) else ""
    if jiao:
        said += f"{DIGITS[jiao]}角"
    elif fen and main:
        said += "零"
    return said + (f"{DIGITS[fen]}分" if fen else "")
