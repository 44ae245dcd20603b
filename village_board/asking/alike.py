"""One wrong character: written by sound (渔塘 for 鱼塘), by hand, or by a slip of the finger."""

from __future__ import annotations

import tomllib
from functools import cache

from village_board.data_files import data_path
from village_board.text.clean import is_han

#: from so many characters on, one may be any other; shorter words must sound alike.
ANY_OTHER = 5
#: from so many Latin letters on, one may be wrong, missing, too many, or changed with its neighbour.
LATIN_SLIP = 4
# What many speakers do not tell apart, and type so.
_BLURRED = (("zh", "z"), ("ch", "c"), ("sh", "s"))


@cache
def sounds() -> dict[str, frozenset[str]]:
    """Return the sounds of each everyday character, without tones and without what many do not tell apart."""
    table = tomllib.loads(data_path("asking", "sounds.toml").read_text(encoding="utf-8"))
    found: dict[str, set[str]] = {}
    for sound, chars in table.items():
        for char in chars:
            found.setdefault(char, set()).add(blurred(sound))
    return {char: frozenset(of) for char, of in found.items()}


def blurred(sound: str) -> str:
    """Return a sound as those say it who do not tell zh from z or -ng from -n."""
    for exact, plain in _BLURRED:
        if sound.startswith(exact):
            sound = plain + sound[len(exact) :]
            break
    return sound[:-1] if sound.endswith("ng") else sound


def sound_alike(one: str, other: str) -> bool:
    """Tell whether two characters can be said alike."""
    return one == other or bool(sounds().get(one, frozenset()) & sounds().get(other, frozenset()))


def differing(one: str, other: str) -> list[int]:
    """Return the places in which two words of the same length differ."""
    return [at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]


def is_slip(said: str, meant: str) -> bool:
    """Tell whether `said` is `meant` with one character wrong."""
    if said.isascii() and meant.isascii():
        return len(meant) >= LATIN_SLIP and one_edit(said, meant)
    if len(said) != len(meant) or len(meant) < 2:  # noqa: PLR2004 - one character alone is another word
        return False
    wrong = differing(said, meant)
    if len(wrong) != 1 or not is_han(meant[wrong[0]]):
        return False
    return len(meant) >= ANY_OTHER or sound_alike(said[wrong[0]], meant[wrong[0]])


def one_edit(one: str, other: str) -> bool:
    """Tell whether one character wrong, missing, too many, or changed with its neighbour makes `one` of `other`."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    a, b = one[start:], other[start:]
    if len(a) == len(b):
        return a[1:] == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])
    return a[1:] == b if len(a) > len(b) else a == b[1:]
