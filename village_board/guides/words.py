"""The words for what guides, contacts and explanations hold."""

from __future__ import annotations

from village_board.base.message import N_, Message, say
from village_board.base.money import Fen
from village_board.guides.model import ExplanationStatus, Guide, Upheld

EXPLANATION_STATUS: dict[ExplanationStatus, str] = {
    ExplanationStatus.DRAFT: N_("draft"),
    ExplanationStatus.PUBLISHED: N_("published"),
    ExplanationStatus.WITHDRAWN: N_("withdrawn"),
}

#: fields that a refusal names.
FIELD_WORDS: dict[str, str] = {
    "name": N_("name"),
    "steps": N_("steps"),
    "where": N_("where to go"),
    "owner": N_("who answers for it"),
    "office": N_("office"),
    "what_for": N_("what it is for"),
    "telephone": N_("telephone"),
    "fee": N_("fee"),
    "promised_days": N_("time promised"),
}


def fee_of(guide: Guide) -> Message:
    """Return what is paid, and by which rule."""
    if not guide.fee:
        return say("free of charge")
    return say("{fee} ({basis})", fee=Fen(guide.fee), basis=guide.fee_basis)


def promise_of(guide: Guide) -> Message:
    """Return the time promised."""
    if not guide.promised_days:
        return say("done at once")
    return say("within {days} working days", days=guide.promised_days)


def held_of(one: Upheld) -> Message | None:
    """Return from when to when it holds; None where neither is known."""
    if one.valid_from and one.valid_until:
        return say("from {since} to {until}", since=one.valid_from, until=one.valid_until)
    if one.valid_until:
        return say("until {until}", until=one.valid_until)
    return say("from {since} on", since=one.valid_from) if one.valid_from else None
