"""What villagers are told of a record's files, on every face in the same words (P13): pure.

The faces name the files here and say where they lie; what opens them is `opening`.
"""

from __future__ import annotations

from village_board.attachments.model import Attachment
from village_board.attachments.rules import PublicState
from village_board.attachments.words import ATTACHMENT_KIND
from village_board.base.message import Message, say

_KB = 1024
#: enough of a sum for a person to compare by eye.
_SHORT = 12


def told(state: PublicState, *, hall: bool = True) -> list[Message]:
    """Return a line for each public file and where they can be seen, then that originals are kept in the hall.

    Args:
        state: of one record.
        hall: False where the page says itself that the original can be seen.
    """
    lines = [*map(_shown, state.shown), *map(_earlier, state.earlier)]
    if lines:
        lines.append(say("These files can be looked at in the village office."))
    if hall and state.message is not None:
        lines.append(state.message)
    return lines


def _shown(one: Attachment) -> Message:
    return say("{caption} ({kind}, {size} KB, checksum {sha256})", **_facts(one))


def _earlier(one: Attachment) -> Message:
    return say("Earlier copy: {caption} ({kind}, {size} KB, checksum {sha256})", **_facts(one))


def _facts(one: Attachment) -> dict[str, Message | str | int]:
    return {
        "caption": one.caption,
        "kind": Message(ATTACHMENT_KIND[one.kind]),
        "size": -(-one.size // _KB),
        "sha256": one.sha256[:_SHORT],
    }
