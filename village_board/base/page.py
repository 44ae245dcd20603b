"""One page of a long list: nothing hands a face more rows than it shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some rows of a list, from `offset` on; `more` tells whether others follow."""

    rows: Sequence[T]
    offset: int = 0
    more: bool = False
