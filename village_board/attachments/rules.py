"""What may be shown of a record's attachments (P13): pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from village_board.attachments.model import Attachment, AttachmentKind, Visibility
from village_board.base.message import Message, say

#: What carries signatures, cards and identity numbers, or votes by name: only a masked copy becomes public (P10, P13).
MASK_FIRST = frozenset({AttachmentKind.VOUCHER, AttachmentKind.SIGNED_MINUTES, AttachmentKind.CONTRACT})


@dataclass(frozen=True)
class PublicState:
    """What a villager is told of a record's attachments.

    Attributes:
        shown: what may be opened.
        earlier: what was public before a better copy took its place; it may be opened too.
        in_hall: how many files are kept of which nothing is shown.
    """

    shown: tuple[Attachment, ...] = ()
    earlier: tuple[Attachment, ...] = ()
    in_hall: int = 0

    @property
    def message(self) -> Message | None:
        """What stands in the place of what is not shown; None: nothing is kept back."""
        return say("The original can be seen in the hall.") if self.in_hall else None


def public_state(attachments: Sequence[Attachment]) -> PublicState:
    """Return what may be shown of one public record's attachments."""
    standing = [one for one in attachments if one.visibility is not Visibility.WITHDRAWN]
    public = [one for one in standing if one.public]
    outdone = {one.replaces for one in public}
    answered = {one.original for one in public} | {one.replaces for one in standing}
    hidden = [one for one in standing if one.visibility is Visibility.INTERNAL and one.id not in answered]
    return PublicState(
        tuple(one for one in public if one.id not in outdone),
        tuple(one for one in public if one.id in outdone),
        len(hidden),
    )


def is_original(attachment: Attachment) -> bool:
    """Tell whether a masked copy may be made of it: it is not public, not withdrawn, and no masked copy itself."""
    return attachment.visibility is Visibility.INTERNAL


def needs_mask(attachment: Attachment) -> bool:
    """Tell whether it can become public by a masked copy only."""
    return attachment.kind in MASK_FIRST and not attachment.original


def waits(attachment: Attachment) -> bool:
    """Tell whether it may still be passed."""
    return attachment.visibility in (Visibility.INTERNAL, Visibility.MASKED)
