"""The words for what items hold."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from village_board.base.message import N_, Message, say
from village_board.disclosure.model import Item, ItemStatus
from village_board.disclosure.rules import standing
from village_board.disclosure.steps import Access, DropCause, Secrecy, TakeDown

ITEM_STATUS: dict[ItemStatus, str] = {
    ItemStatus.DRAFT: N_("draft"),
    ItemStatus.SUBMITTED: N_("submitted for review"),
    ItemStatus.REVIEWED: N_("reviewed"),
    ItemStatus.PUBLISHED: N_("published"),
    ItemStatus.SUPERSEDED: N_("replaced by a correction"),
    ItemStatus.EXPIRED: N_("expired"),
    ItemStatus.ARCHIVED: N_("archived"),
    ItemStatus.WITHDRAWN: N_("withdrawn"),
    ItemStatus.DROPPED: N_("taken back before publication"),
    ItemStatus.DECIDED: N_("decided, not on the wall"),
}

ACCESS: dict[Access, str] = {
    Access.OPEN: N_("open"),
    Access.ON_APPLICATION: N_("on application"),
    Access.NOT_OPEN: N_("not open"),
}

DROPPED_BECAUSE: dict[DropCause, str] = {
    DropCause.WITHDRAWN: N_("The version that it was to replace was withdrawn."),
    DropCause.ARCHIVED: N_("The version that it was to replace went into the archive."),
    DropCause.EXPIRED: N_("The version that it was to replace has expired."),
    DropCause.CORRECTED: N_("Another correction of the same version was signed first: begin anew from that one."),
}

SECRECY: dict[Secrecy, str] = {
    Secrecy.CLEAR: N_("nothing secret in it"),
    Secrecy.ASKED: N_("unsure: asked"),
}


def status_line(item: Item, today: date) -> tuple[Message, ...]:
    """Return what a reader must know of an item beside its content: emergency, issuer, days shown, taken down."""
    lines: list[Message] = []
    if item.emergency is not None:
        lines.append(say("Emergency publication. Issued by {issuer}.", issuer=item.emergency.issuer))
        if item.emergency.reviewed_at is None:
            lines.append(say("Not reviewed yet: a second person looks at it by {day}.", day=item.emergency.review_by))
    if item.source:
        lines.append(say("From {body}, received on {day}.", body=item.source, day=item.received_on or "-"))
    if item.status is ItemStatus.WITHDRAWN and item.taken_down is not None:
        lines.append(say("Withdrawn on {day}: {reason}", day=item.taken_down.on, reason=item.taken_down.reason))
    if item.status is ItemStatus.ARCHIVED and item.taken_down is not None:
        lines.append(say("Archived on {day}.", day=item.taken_down.on))
    if item.status is ItemStatus.DROPPED and item.taken_down is not None:
        lines += _dropped(item.taken_down)
    if standing(item, today) is ItemStatus.EXPIRED and item.shown_until is not None:
        lines.append(say("Expired: it held until {day}.", day=item.shown_until))
    return tuple(lines)


def _dropped(taken: TakeDown) -> Iterator[Message]:
    yield say("Taken back on {day}.", day=taken.on)
    if taken.cause is not None:
        yield Message(DROPPED_BECAUSE[taken.cause])
    if taken.reason:
        yield say("Reason: {reason}", reason=taken.reason)
