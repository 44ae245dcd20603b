"""One thing that was looked at, and what was found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from village_board.base.message import Message


class State(StrEnum):
    """How a thing stands."""

    OK = "ok"
    WARNING = "warning"  # it works, and somebody should look at it
    BAD = "bad"  # something does not work, or soon will not
    UNKNOWN = "unknown"  # it could not be looked at


@dataclass(frozen=True, slots=True)
class Check:
    """One finding.

    Attributes:
        name: what was looked at, one word that stays the same in every language and version.
        state: how it stands.
        message: what was found, in plain words.
        mend: how to mend it; None where nothing is to be done.
    """

    name: str
    state: State
    message: Message
    mend: Message | None = None


def fine(name: str, message: Message) -> Check:
    """Return a check that found nothing to mend."""
    return Check(name, State.OK, message)


def is_well(checks: Iterable[Check]) -> bool:
    """Tell whether none of `checks` is bad; a warning is no fault, nor is what nobody could look at."""
    return all(check.state is not State.BAD for check in checks)
