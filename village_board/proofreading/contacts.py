"""Contacts that nobody made sure of for long: the rule, for the rooms that keep contacts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from village_board.base.message import N_, Message
from village_board.privacy.model import Place
from village_board.proofreading.model import Contact, Kind, Remark
from village_board.proofreading.words import CHECKED_LONG_AGO, NEVER_CHECKED


def stale_contacts(contacts: Iterable[Contact], today: date, limit: int) -> tuple[Remark, ...]:
    """Return a remark for each contact whose last check is longer ago than `limit` days, or never was.

    Args:
        contacts: in the order in which they stand; their places count from it.
        today: the day of the question.
        limit: after so many days a check is too old.
    """
    return tuple(
        Remark(Kind.STALE_CONTACT, _place(at, contact), 0, len(contact.number), contact.number, reason)
        for at, contact in enumerate(contacts)
        if (reason := _reason(contact.checked_on, today, limit)) is not None
    )


def _reason(checked: date | None, today: date, limit: int) -> Message | None:
    if checked is None:
        return Message(NEVER_CHECKED)
    days = (today - checked).days
    return Message(CHECKED_LONG_AGO, {"days": days, "limit": limit}) if days > limit else None


def _place(at: int, contact: Contact) -> Place:
    return Place(at, -1, -1, Message(N_("contact of {name}"), {"name": contact.label}))
