"""What a keyboard, a scanner, a child and a broken terminal may send: bytes, by seeded chance (K10, A31, F12)."""

from __future__ import annotations

import random
from collections.abc import Callable

KEYS = b"0123456789*#/+-abcdefghijklmnopqrstuvwxyz \r\t"


def every_sequence() -> bytes:
    """All that a keyboard could be made to send: control characters, function and Meta keys, false reports."""
    controls = b"".join(bytes([code]) for code in range(32)) + b"\x7f"
    keys = b"".join(b"\x1b[%d~" % code for code in range(1, 35)) + b"".join(
        b"\x1bO" + bytes([c]) for c in range(65, 91)
    )
    meta = b"".join(b"\x1b" + bytes([code]) for code in range(33, 127) if code not in b"[OPX^_]")
    modified = b"".join(b"\x1b[1;%d%s" % (m, bytes([c])) for m in range(2, 17) for c in b"ABCDFHPQRS")
    false = b"\x1b[99999999999999999999~"
    false += b"\x1b[48;0;0;0;0t\x1b[48;99999;99999;9;9t\x1b[?2048;1$y\x1b[1;1R\x1b[99999;99999R\x1b[I\x1b[O"
    kitty = b"\x1b[1114112u\x1b[55296;5u\x1b[113;5u\x1b[99;5u\x1b[112;5u"
    mouse = b"\x1b[<0;99999;99999M\x1b[<64;1;1M\x1b[<0;-1;-1M\x1b[M   "
    return controls + keys + meta + modified + false + kitty + mouse


def tap(dice: random.Random, columns: int, rows: int) -> bytes:
    """Return a tap somewhere."""
    place = (dice.randint(1, columns), dice.randint(1, rows))
    return b"\x1b[<0;%d;%dM\x1b[<0;%d;%dm" % (*place, *place)


def _taps(dice: random.Random, columns: int, rows: int) -> bytes:
    return b"".join(tap(dice, columns, rows) for _ in range(dice.randint(1, 6)))


def _keys(dice: random.Random) -> bytes:
    return bytes(dice.choice(KEYS) for _ in range(dice.randint(1, 20)))


def _noise(dice: random.Random) -> bytes:
    return dice.randbytes(dice.randint(1, 400))


def _paste(dice: random.Random) -> bytes:
    return b"\x1b[200~" + dice.randbytes(dice.choice([5, 3000])) + dice.choice([b"", b"\x1b[201~"])


def _sequences(dice: random.Random) -> bytes:
    every = every_sequence()
    start = dice.randrange(len(every))
    return every[start : start + dice.randint(1, 200)]


def _number(dice: random.Random) -> bytes:
    begin = dice.choice([b"[", b"O", b"[?", b"[<", b"]", b"P"])
    return b"\x1b" + begin + b"9" * dice.randint(1, 40) + dice.choice([b"~", b"t", b"u", b"M", b""])


def _scanner(dice: random.Random) -> bytes:
    return "村东鱼塘".encode(dice.choice(["gb18030", "utf-16", "utf-8"]))


def _flood(dice: random.Random) -> bytes:
    return dice.choice([b"x", b"\x1b", b"[", b"1"]) * dice.choice([200, 20_000, 200_000])


_KINDS: tuple[Callable[[random.Random], bytes], ...] = (_keys, _noise, _paste, _sequences, _number, _scanner, _flood)


def burst(dice: random.Random, columns: int, rows: int) -> bytes:
    """Return a moment of tapping, typing or worse."""
    if dice.random() < 0.25:
        return _taps(dice, columns, rows)
    return dice.choice(_KINDS)(dice)
