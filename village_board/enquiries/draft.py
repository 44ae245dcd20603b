"""An enquiry while a chat writes it. Pure; it survives a restart, and is forgotten after a while."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from village_board.enquiries.model import EnquiryKind

#: How long a chat's next words are taken as the text: later they are a question again.
VALID_FOR = timedelta(minutes=30)


@dataclass(frozen=True)
class EnquiryDraft:
    """What is known so far.

    Attributes:
        kind: what is wanted.
        begun_at: when it was begun.
        token: stands in the button that hands it in, so that an old button hands in nothing.
        text: the words, which were found fit to be taken.
        may_be_public: what the asker said of that; None: not asked yet.
        sure: the asker was told who takes reports and petitions, and says that it is none.
        reopens: id of the enquiry that is opened once more by it; empty: it is a new one.
    """

    kind: EnquiryKind
    begun_at: datetime
    token: str
    text: str = ""
    may_be_public: bool | None = None
    sure: bool = False
    reopens: str = ""

    def is_open(self, now: datetime) -> bool:
        """Tell whether the chat's next words belong to it."""
        return self.begun_at <= now < self.begun_at + VALID_FOR
