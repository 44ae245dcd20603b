"""An opinion or objection while a chat writes it. Pure; it survives a restart, and is forgotten after a while."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from village_board.hearings.model import Stance

#: How long a chat's next words are taken as the text: later they are a question again.
VALID_FOR = timedelta(minutes=30)


class VoiceKind(StrEnum):
    """What is being written."""

    OPINION = "opinion"
    OBJECTION = "objection"


@dataclass(frozen=True)
class VoiceDraft:
    """What is known so far. `token` stands in the button that hands it in, so that an old button hands in nothing."""

    kind: VoiceKind
    subject: str
    begun_at: datetime
    token: str
    stance: Stance | None = None
    standing: str = ""
    text: str = ""

    def is_open(self, now: datetime) -> bool:
        """Tell whether the chat's next words belong to it."""
        return self.begun_at <= now < self.begun_at + VALID_FOR
