"""What of a clerk's table must not become public as it stands: it waits, and the rest comes in (facts 6.1)."""

from __future__ import annotations

from dataclasses import replace

from village_board.base.message import Message, say
from village_board.disclosure.model import Item, ItemStatus
from village_board.privacy.document import Document, Text
from village_board.privacy.model import Place, Severity


def held_back(item: Item, stored: Item | None) -> tuple[Item | None, Message | None]:
    """Return the item as it may be written, and why it is not public; None and a reason: what stands, stays.

    Args:
        item: as the table gives it.
        stored: as it stands on the board, where it does.
    """
    if item.status is not ItemStatus.PUBLISHED:
        return item, None
    from village_board.privacy.gate import gate  # noqa: PLC0415 - its patterns are slow to build

    paper = _paper(item)
    hits = [hit for hit in gate(paper) if hit.severity is Severity.BLOCK]
    if stored is None or not stored.public:
        if not hits:
            return item, None
        reason = say(
            "{number} waits as a draft and is not public ({place}): {reason} "
            "Mend it in the file and import that again, or with item edit.",
            number=item.number,
            place=hits[0].place.words,
            reason=hits[0].reason,
        )
        return replace(item, status=ItemStatus.DRAFT, published_on=None), reason
    if _paper(stored) == paper:
        return item, None  # what is public already is for the scan, and for no import to take away
    found = [(hit.place, hit.reason) for hit in hits] or _undone(stored, paper)
    if not found:
        return item, None
    place, why = found[0]
    reason = say(
        "{number} stays as it was on the board; the change is not public ({place}): {reason} "
        "Mend it in the file and import that again.",
        number=item.number,
        place=place.words,
        reason=why,
    )
    return None, reason


def _undone(stored: Item, paper: Document) -> list[tuple[Place, Message]]:
    from village_board.privacy.versions import unmask_risk  # noqa: PLC0415

    return [(risk.place, risk.reason) for risk in unmask_risk(_paper(stored), paper)]


def _paper(item: Item) -> Document:
    return Document((Text(item.content), Text(item.name, place=say("name of the item"))))
