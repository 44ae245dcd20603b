"""Giving a slip, and finding what it stands for."""

from __future__ import annotations

import unicodedata

from tinydb import where

from village_board.base.kind import Record
from village_board.desk import Desk, Records
from village_board.slips.model import Slip
from village_board.slips.rules import draw, is_number


def new_slip(desk: Desk, subject: str) -> str:
    """Return the number of a new slip for the record `subject`, inside the caller's act.

    The caller has begun its act and put the subject, and records the act after this.
    """
    while desk.count(Slip, where("number") == (number := draw())):
        continue
    desk.put(Slip(number=number, subject=subject, given_at=desk.now))
    return number


def slip_of(records: Records, subject: str) -> str:
    """Return the number of the slip of `subject`; empty where none was given."""
    slip = records.one(Slip, where("subject") == subject)
    return slip.number if slip is not None else ""


def by_slip(records: Records, number: str) -> Record | None:
    """Return the record for which the slip with this number stands, or None. Spaces and full-width digits are taken."""
    digits = digits_of(number)
    if not is_number(digits):
        return None
    slip = records.one(Slip, where("number") == digits)
    return records.lookup(slip.subject) if slip is not None else None


def digits_of(number: str) -> str:
    """Return a number as it was typed without its spaces, full-width digits as digits."""
    return "".join(unicodedata.normalize("NFKC", number).split())
