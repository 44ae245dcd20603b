"""What happens to an item on its way: sent back, overridden, checked, taken down, decided, looked at again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Access(StrEnum):
    """Whether villagers read it, get it on application, or not at all; with ground and reason where not open."""

    OPEN = "open"
    ON_APPLICATION = "on_application"
    NOT_OPEN = "not_open"


class Secrecy(StrEnum):
    """What whoever reviewed says on secrecy (P28)."""

    CLEAR = "clear"
    ASKED = "asked"  # unsure: somebody was asked, and it waits for the answer


@dataclass(frozen=True)
class SecrecyCheck:
    """Who checked whether anything in it is secret, and what came of it (P28)."""

    result: Secrecy
    by: str  # person id
    at: datetime
    asked: str = ""  # whom, where unsure
    answer: str = ""


@dataclass(frozen=True)
class Return:
    """A step that sent the item back to its drafter."""

    by: str  # person id
    at: datetime
    reason: str
    at_step: str  # the status that it had


@dataclass(frozen=True)
class Override:
    """A second person lets a paper pass that the machine stopped; it holds for that very paper only."""

    by: str  # person id
    at: datetime
    reason: str
    paper: str  # digest of what was looked at
    kinds: tuple[str, ...]  # of the hits; never a value
    count: int


@dataclass(frozen=True)
class Emergency:
    """Published by one signer; whose warning it is (P24), and by when a second person must have looked."""

    issuer: str
    review_by: date
    reviewed_at: datetime | None = None


class DropCause(StrEnum):
    """Why the version that a correction was to replace hangs no more."""

    WITHDRAWN = "withdrawn"
    ARCHIVED = "archived"
    EXPIRED = "expired"
    CORRECTED = "corrected"  # by another correction, which was signed first


@dataclass(frozen=True)
class TakeDown:
    """Why an item hangs no more, after how many days; `cause` is that of a correction which never hung."""

    by: str  # person id
    on: date
    reason: str
    days_shown: int
    early: bool
    cause: DropCause | None = None


@dataclass(frozen=True)
class Reexamination:
    """What was not open was looked at again."""

    by: str  # person id
    on: date
    outcome: Access
    reason: str
