"""The words by which the gate knows what stands in a text, from ``data/privacy/words.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from typing import Any

from village_board.data_files import data_path

_LOOK_BACK = re.compile(r"^\(\?<[!=][^)]*\)")


def words_of(area: str, key: str) -> str:
    """Return one list of words as a pattern that finds any of them."""
    return "|".join(_lists()[area][key])


def beginnings_of(patterns: Iterable[str]) -> str:
    """Return the characters with which what `patterns` find can begin.

    Each begins with a letter, a class of letters or a group of such words, behind at most one look back. A search that
    asks for one of them first takes a fraction of the time.
    """
    letters = {letter for pattern in patterns for letter in _beginnings(_LOOK_BACK.sub("", pattern))}
    return "".join(sorted(letters))


def _beginnings(pattern: str) -> str:
    if pattern.startswith("["):
        return pattern[1 : pattern.index("]")]
    if pattern.startswith("(?:"):
        inner = pattern[3 : pattern.index(")")]
        return "".join(_beginnings(word) for word in inner.split("|"))
    return pattern[0]


def letters_of(area: str, key: str) -> str:
    """Return a list of single characters, without the line ends of the file."""
    return "".join(_lists()[area][key].split())


def word_list(area: str, key: str) -> list[str]:
    """Return one list of words."""
    return list(_lists()[area][key])


def header_words() -> dict[str, str]:
    """Return for each kind of column the pattern of its headers, in the order in which they are tried."""
    return {kind: "|".join(words) for kind, words in _lists()["headers"].items()}


@cache
def _lists() -> dict[str, Any]:
    return tomllib.loads(data_path("privacy", "words.toml").read_text(encoding="utf-8"))
