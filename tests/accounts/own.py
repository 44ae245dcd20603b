"""A village that keeps its own books: what the tests of posting and closing share."""

from __future__ import annotations

from datetime import date

from tests.support.builders import Staff
from village_board.accounts.books import keep_books
from village_board.accounts.books_model import BooksMode, Restart
from village_board.accounts.draft import VoucherDraft, VoucherWord
from village_board.accounts.model import Line, Voucher
from village_board.accounts.posting import approve_voucher, post_voucher, stamp_voucher
from village_board.board import Board

SINCE = date(2026, 1, 1)


def own_books(board: Board, staff: Staff, since: date = SINCE, restart: Restart = Restart.YEAR) -> None:
    """Switch the village's own books on."""
    with board.desk(staff.director) as desk:
        keep_books(desk, BooksMode.OWN_BOOKS, since, source="本村", decided_by="2025-31", restart=restart)


def a_draft(dated: date, *lines: tuple[str, int, int], summary: str = "办公用品", **values: object) -> VoucherDraft:
    """Return a draft of lines (account, debit, credit)."""
    made = tuple(Line(account, debit, credit) for account, debit, credit in lines)
    return VoucherDraft(dated=dated, summary=summary, lines=made, **values)  # type: ignore[arg-type]


def spending(fen: int, dated: date, **values: object) -> VoucherDraft:
    """Return a payment from the bank for the office."""
    return a_draft(dated, ("513", fen, 0), ("102", 0, fen), **values)


def posted(board: Board, staff: Staff, draft: VoucherDraft) -> Voucher:
    """Return a voucher that the clerk has posted."""
    with board.desk(staff.clerk) as desk:
        return post_voucher(desk, draft)


def approved(board: Board, staff: Staff, draft: VoucherDraft) -> Voucher:
    """Return a voucher that the director, and where needed the secretary, has approved."""
    made = posted(board, staff, draft)
    with board.desk(staff.director) as desk:
        made = approve_voucher(desk, made.id)
    if made.step == "posted":
        with board.desk(staff.secretary) as desk:
            made = approve_voucher(desk, made.id)
    return made


def stamped(board: Board, staff: Staff, draft: VoucherDraft) -> Voucher:
    """Return a voucher that the oversight committee has stamped."""
    made = approved(board, staff, draft)
    with board.desk(staff.overseer) as desk:
        return stamp_voucher(desk, made.id)


__all__ = ["SINCE", "VoucherWord", "a_draft", "approved", "own_books", "posted", "spending", "stamped"]
