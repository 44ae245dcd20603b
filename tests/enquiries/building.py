"""Enquiries as their tests need them."""

from __future__ import annotations

from typing import Any

from tests.support.builders import Staff
from village_board.board import Board
from village_board.enquiries import handling
from village_board.enquiries.handling import Said
from village_board.enquiries.model import Channel, Enquiry, EnquiryKind
from village_board.enquiries.receiving import Ask, Receipt, submit
from village_board.hearings.registrations import Applicant

ASKER = Applicant(name="来访人")
TEXT = "村口的路灯什么时候修好？"


def taken(board: Board, staff: Staff, kind: EnquiryKind = EnquiryKind.CONSULT, **values: Any) -> Receipt:
    """Take an enquiry in at the desk."""
    asked = Ask(**{"kind": kind, "text": TEXT, "channel": Channel.CLERK, "who": ASKER, **values})
    with board.desk(staff.clerk) as desk:
        return submit(desk, asked)


def assigned(board: Board, staff: Staff, kind: EnquiryKind = EnquiryKind.CONSULT, **values: Any) -> Enquiry:
    """Take an enquiry in, accept it and give it to the director."""
    made = taken(board, staff, kind, **values).enquiry
    with board.desk(staff.clerk) as desk:
        handling.accept(desk, made.number)
        return handling.assign(desk, made.number, person=staff.director.id)


def replied(board: Board, staff: Staff, kind: EnquiryKind = EnquiryKind.CONSULT, **values: Any) -> Enquiry:
    """Let the director answer it on the clock's day."""
    made = assigned(board, staff, kind, **values)
    with board.desk(staff.director) as desk:
        return handling.reply(desk, made.number, Said("本周五修好。", reason="等配件"))
