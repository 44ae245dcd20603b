"""What a keyboard, a scanner, a child and a broken terminal may send: bytes, by seeded chance (K10, A31, F12)."""

from __future__ import annotations

import random
from collections.abc import Callable

KEYS = b"0123456789*#/+-abcdefghijklmnopqrstuvwxyz \r\t"


def sequences() -> list[bytes]:
    """Return all that a keyboard could be made to send: control, function, Meta and modified keys; false reports."""
    controls = [bytes([code]) for code in range(32)] + [b"\x7f"]
    numbered = [b"\x1b[%d~" % code for code in range(1, 35)]
    modified = [b"\x1b[%d;%d~" % (code, m) for code in (2, 3, 5, 6, 11, *range(13, 25)) for m in range(2, 17)]
    modified += [b"\x1b[1;%d%s" % (m, bytes([c])) for m in range(2, 17) for c in b"ABCDFHPQRS"]
    rxvt = [b"\x1b[%d%s" % (code, end) for code in range(1, 35) for end in (b"^", b"$", b"@")]
    console = [b"\x1b[[" + bytes([c]) for c in b"ABCDE"] + [b"\x1b[Z", b"\x1b[E", b"\x1b[G"]
    application = [b"\x1bO" + bytes([c]) for c in (*range(65, 91), *range(97, 123))]
    meta = [b"\x1b" + bytes([code]) for code in (*range(32), *range(33, 128)) if code not in b"[OPX^_]\x1b"]
    meta += [b"\x1b\x1b", b"\x1b\x1b[A", b"\x1b\x1bOP"]
    kitty = [
        b"\x1b[%d;%du" % (code, m) for code in (9, 13, 27, 32, *range(97, 123), 57344, 57376) for m in (2, 3, 5, 7, 9)
    ]
    kitty += [b"\x1b[27;%d;%d~" % (m, code) for code in (99, 112, 113, 122) for m in (2, 3, 5, 7)]
    kitty += [b"\x1b[1114112u", b"\x1b[55296;5u", b"\x1b[97:65;5:3u"]
    false = [b"\x1b[99999999999999999999~", b"\x1b[48;0;0;0;0t", b"\x1b[48;99999;99999;9;9t", b"\x1b[?2048;1$y"]
    false += [b"\x1b[1;1R", b"\x1b[99999;99999R", b"\x1b[I", b"\x1b[O", b"\x1b[?1;2c", b"\x1b[>41;0;0c"]
    mouse = [b"\x1b[<0;99999;99999M", b"\x1b[<64;1;1M", b"\x1b[<0;-1;-1M", b"\x1b[M   ", b"\x1b[<35;5;5M"]
    strings = [b"\x1b]52;c;aGk=\x07", b"\x1bP+q544e\x1b\\", b"\x1b_Gi=1\x1b\\", b"\x1b^x\x1b\\", b"\x1bXx\x1b\\"]
    keys = [*numbered, *modified, *rxvt, *console, *application, *meta, *kitty]
    return [*controls, *keys, *false, *mouse, *strings]


def every_sequence() -> bytes:
    """Return them all in one run."""
    return b"".join(sequences())


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
