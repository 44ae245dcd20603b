"""Posts (职务) by their flags, from ``data/posts.toml``: what rules ask for by name."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from datetime import date
from functools import cache

from village_board.data_files import data_path
from village_board.people.model import Person

_NOT_A_WORD = re.compile(r"[\W_]+")


def holds(person: Person, flag: str, day: date) -> bool:
    """Tell whether `person` held on `day` an office whose post has `flag`, such as ``committee_member``."""
    names = posts_with(flag)
    return any(office.held_on(day) and _folded(office.post) in names for office in person.offices)


@cache
def posts_with(flag: str) -> frozenset[str]:
    """Return the names, folded, of the posts that have `flag`.

    Raises:
        KeyError: no post has it.
    """
    rows = tomllib.loads(data_path("posts.toml").read_text(encoding="utf-8"))["post"]
    found = frozenset(_folded(name) for row in rows if flag in row["flags"] for name in (row["name"], *row["aliases"]))
    if not found:
        raise KeyError(flag)
    return found


@cache
def all_flags() -> frozenset[str]:
    """Return the flags of all posts."""
    rows = tomllib.loads(data_path("posts.toml").read_text(encoding="utf-8"))["post"]
    return frozenset(flag for row in rows for flag in row["flags"])


def _folded(name: str) -> str:
    return _NOT_A_WORD.sub("", unicodedata.normalize("NFKC", name)).lower()
