"""What the proofreader says: kinds of remark, where one stands, what it would put in its place. Source: issue 6.6."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from village_board.base.message import Message
from village_board.privacy.model import Place


class Kind(Enum):
    """What a remark is about."""

    CONTRADICTION = "contradiction"
    PERCENTAGE = "percentage"
    DATE = "date"
    GARBLED = "garbled"
    EMPTY_TABLE = "empty_table"
    WORDING = "wording"
    STALE_CONTACT = "stale_contact"


class Certainty(Enum):
    """Whether what is restored follows from the characters themselves, or from a rule about such papers."""

    CERTAIN = "certain"
    INFERRED = "inferred"


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to be looked at. It stops nothing.

    Attributes:
        kind: what it is about.
        place: where it stands.
        start: its first character, in the text of the block or of the cell.
        end: the character behind it.
        text: what stands there, as it was given.
        reason: what is wrong, with the numbers, as a sentence.
        restored: what probably stood there, or should stand there; None where nobody can tell.
        certainty: how sure that is; None where nothing is restored.
    """

    kind: Kind
    place: Place
    start: int
    end: int
    text: str
    reason: Message
    restored: str | None = None
    certainty: Certainty | None = None

    @property
    def original(self) -> str | None:
        """Return what `restored` would take the place of."""
        return None if self.restored is None else self.text


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact as a guide or a board shows it.

    Attributes:
        label: whose contact it is.
        number: the number that is shown.
        checked_on: the day on which someone last made sure of it; None where nobody ever did.
    """

    label: str
    number: str
    checked_on: date | None
