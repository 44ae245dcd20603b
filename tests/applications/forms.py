"""Applications for the tests: as the pure rules see them, and as the clerk takes them in."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.support.builders import TODAY, Staff
from village_board.applications.model import ApplicantKind, Application, Way
from village_board.applications.service import Received, receive
from village_board.board import Board

MONDAY = date(2026, 8, 31)


def an_application(receipt: date | None, **values: Any) -> Application:
    """Return an application received on `receipt`."""
    base: dict[str, Any] = {
        "number": "S-1",
        "kind": ApplicantKind.NATURAL_PERSON,
        "way": Way.IN_PERSON,
        "arrived_on": receipt or TODAY,
        "year": (receipt or TODAY).year,
        "receipt_on": receipt,
    }
    return Application(**{**base, **values})


def a_form(**values: Any) -> Received:
    """Return a form that was filled in whole, handed in today."""
    base: dict[str, Any] = {
        "kind": ApplicantKind.NATURAL_PERSON,
        "applicant": "王小明",
        "contact": "13800138000",
        "way": Way.IN_PERSON,
        "wanted": "2025年鱼塘承包合同",
    }
    return Received(**{**base, **values})


def taken_in(board: Board, staff: Staff, **values: Any) -> Application:
    """Take a form in at the clerk's desk."""
    with board.desk(staff.clerk) as desk:
        return receive(desk, a_form(**values))
