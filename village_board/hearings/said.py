"""What the public reads of the villagers' say on a hearing: opinions with their answers, and how many wait (P10)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from village_board.desk import Records
from village_board.hearings.model import HEARING_AHEAD, Hearing, HearingStatus
from village_board.hearings.opinions import answer_due, is_answered, opinions_of
from village_board.hearings.voices import Opinion


@dataclass(frozen=True)
class Said:
    """The opinions on a hearing.

    Attributes:
        shown: the written ones that are public: answered, or of a hearing whose result is published.
        handed_in: how many written ones there are.
        answered: how many of all opinions, spoken and written, have their answer.
        total: how many there are of both.
        due: by when the answers are due; None before the hearing was held.
        late: by how many days that is over while some wait.
    """

    shown: tuple[Opinion, ...]
    handed_in: int
    answered: int
    total: int
    due: date | None
    late: int


def said_on(records: Records, hearing: Hearing) -> Said:
    """Return what is public of the opinions on `hearing`. A text that nobody has looked at is not shown."""
    written = opinions_of(records, hearing.id)
    published = hearing.status is HearingStatus.PUBLISHED
    answered = sum(one.is_answered for one in written) + sum(map(is_answered, hearing.statements))
    total = len(written) + len(hearing.statements)
    held = hearing.status not in HEARING_AHEAD and hearing.status is not HearingStatus.CANCELLED
    due = answer_due(records, hearing) if held else None
    late = max((records.today - due).days, 0) if due is not None and answered < total else 0
    return Said(tuple(one for one in written if one.is_answered or published), len(written), answered, total, due, late)
