"""The files of a record in a chat: named, with where they can be seen (P13); `files` sends them."""

from __future__ import annotations

from bot.asking import Asking
from village_board.attachments.reading import public_state
from village_board.attachments.told import told


def attached_text(asking: Asking, id: str, *, hall: bool = True) -> str:  # noqa: A002 - the field's own name
    """Return a line for each public file of a record, and that originals can be seen in the hall; may be empty.

    Args:
        asking: who asks.
        id: of the record.
        hall: False where the card says itself that the original can be seen.
    """
    return "\n".join(asking.t.say(line) for line in told(public_state(asking.records, id), hall=hall))
