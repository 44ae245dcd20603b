"""A share as the law words it, in integers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Share:
    """A share as the law words it: "more than half" (`strict`), "at least two thirds" (not strict).

    以上 includes the number itself, 过半数 does not (Civil Code, counting rules).
    """

    numerator: int
    denominator: int
    strict: bool

    def met(self, part: int, whole: int) -> bool:
        """Tell whether `part` of `whole` is enough. Integers only."""
        left, right = part * self.denominator, whole * self.numerator
        return left > right if self.strict else left >= right

    def needed(self, whole: int) -> int:
        """Return the smallest part of `whole` that is enough."""
        product = whole * self.numerator
        if self.strict:
            return product // self.denominator + 1
        return -(-product // self.denominator)


def share_of(row: Mapping[str, Any]) -> Share:
    """Return the share of a row of data: ``{above = [1, 2]}`` or ``{least = [2, 3]}``.

    Raises:
        KeyError: the row is neither.
    """
    strict = "above" in row
    numerator, denominator = row["above" if strict else "least"]
    return Share(numerator, denominator, strict)
