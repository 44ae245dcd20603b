"""What the gate says: kinds of personal matter, where one stands, how it is to be hidden. Sources: facts 6.2, 6.3."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from village_board.base.message import Message


class Kind(Enum):
    """What a hit is. The stronger kinds come first: where two overlap, the first one is kept."""

    IDENTITY_NUMBER = "identity_number"
    BANK_CARD = "bank_card"
    MOBILE = "mobile"
    LANDLINE = "landline"
    PLATE = "plate"
    COORDINATES = "coordinates"
    BIRTH_DATE = "birth_date"
    ADDRESS = "address"
    MINOR = "minor"
    RELIEF_NAME = "relief_name"
    MATTER = "matter"
    HEALTH = "health"
    RELIEF_REASON = "relief_reason"
    SECRECY = "secrecy"


class Severity(Enum):
    """Whether a hit stops publication until it is masked or overridden by a second person, or is only told."""

    BLOCK = "block"
    WARN = "warn"


class IdentityMask(Enum):
    """How much of an identity number a published paper may show.

    STRICT hides positions 4 to 16: with the area and the birthday known in a village, four more digits rebuild the
    number. COMMON hides the eight digits of the birth date only.
    """

    STRICT = "strict"
    COMMON = "common"


@dataclass(frozen=True, slots=True)
class Policy:
    """What the village has decided within the law.

    Attributes:
        identity: the mask of identity numbers.
        names_in_relief: whether lists of relief show whole names, because the rule of that relief asks for it.
        adult_age: the age in years from which a person is no minor (Civil Code, adulthood).
    """

    identity: IdentityMask = IdentityMask.STRICT
    names_in_relief: bool = False
    adult_age: int = 18


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands.

    Attributes:
        block: which block of the document, from 0.
        row: which row of a table, from 0; -1 in a text.
        cell: which cell of the row, from 0; -1 in a text.
        words: the place as a reader names it: paragraph 3, or row 12, column 身份证号.
    """

    block: int
    row: int
    cell: int
    words: Message


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that must not be published as it stands.

    A number that is split over cells makes a hit in each of them.

    Attributes:
        kind: what it is.
        place: where it stands.
        start: its first character, in the text of the block or of the cell.
        end: the character behind it.
        shown: what may be shown of it to whoever looks at the hits; never the value itself.
        mask: what is to stand in its place; None where no mask helps and a person must decide.
        severity: whether it stops publication.
        reason: why, as a sentence.
    """

    kind: Kind
    place: Place
    start: int
    end: int
    shown: str
    mask: str | None
    severity: Severity
    reason: Message
