"""Characters that a replacement over misaligned GBK bytes cut into halves: put together again (facts 11.1).

Where pinyin in brackets was put in the middle of two characters, the byte behind it was lost and all that followed
shifted by one byte, until an ASCII byte took the place of a second half. The lost byte is known from the reading: it
is the second half of the character that was annotated by mistake, whose first half still stands before it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_READING = "[a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]+"
#: signs cut off a character, a reading, and the shifted characters as far as an ASCII sign that was a second half.
SHIFTED = re.compile(
    rf"(?<=[\u3400-\u9fff])[?？](?P<reading>{_READING})\)"
    rf"(?P<shifted>[^\x00-\x7f?？]{{1,12}})(?:(?P<half>[A-Za-z])(?:\({_READING}\))?|[?？](?P<last>{_READING})\))"
)
#: the lone sign and the half of a heading number: ?。ǘ┻M(jìn) was （二）進.
HEADING = re.compile(rf"[?？]。ǘ(?P<cut>┻(?P<half>[A-Za-z])\((?P<reading>{_READING})\))")

Readings = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Realigned:
    """What stood in place of `original[start:end]`."""

    start: int
    end: int
    restored: str


def realigned(original: str, readings: Readings) -> list[Realigned]:
    """Return the places of a text, in order, where characters can be put together again without doubt.

    Args:
        original: the text as it was given, Traditional or Simplified as it is.
        readings: for each reading the characters that it stands behind.
    """
    found = []
    for match in SHIFTED.finditer(original):
        before = _bytes(original[match.start() - 1])
        for lost in _halves(before[-1:], readings.get(match["reading"], frozenset())):
            restored = _restored(lost + _bytes(match["shifted"]), match, readings)
            if restored:
                found.append(Realigned(*match.span(), restored))
                break
    for match in HEADING.finditer(original):
        char = _decoded(_bytes("┻")[1:] + match["half"].encode())
        if char in readings.get(match["reading"], frozenset()):
            found.append(Realigned(*match.span("cut"), f"）{char}"))
    return sorted(found, key=lambda one: one.start)


def _restored(shifted: bytes, match: re.Match[str], readings: Readings) -> str:
    if match["half"]:
        return _decoded(shifted + match["half"].encode())
    whole, first = _decoded(shifted[:-1]), shifted[-1:]
    ends = {_decoded(first + half) for half in _halves(first, readings.get(match["last"], frozenset()))}
    return whole + ends.pop() if whole and len(ends) == 1 else ""


def _halves(first: bytes, characters: frozenset[str]) -> list[bytes]:
    """Return the second bytes of those of `characters` that begin with the byte `first`."""
    coded = (_bytes(char) for char in sorted(characters))
    return [two[1:] for two in coded if len(two) == len("ab") and two[:1] == first]


def _bytes(text: str) -> bytes:
    return text.encode("gbk", errors="ignore")


def _decoded(coded: bytes) -> str:
    try:
        return coded.decode("gbk")
    except UnicodeDecodeError:
        return ""
