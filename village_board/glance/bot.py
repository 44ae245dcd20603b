"""When the bot was last heard of: what a kiosk without a network can honestly say of it (K21)."""

from __future__ import annotations

from datetime import datetime

from village_board.chats.model import Inbox
from village_board.desk import Records
from village_board.links.model import BotAccount


def last_heard(records: Records) -> datetime | None:
    """Return when the bot last wrote down that it was there: at its start, or with an update that it took."""
    seen = [*(one.seen_at for one in records.all(BotAccount)), *(one.seen_at for one in records.all(Inbox))]
    return max((at for at in seen if at is not None), default=None)
