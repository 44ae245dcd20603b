"""Vouchers where the village keeps its own books: those are posted, and no table brings or changes them (P1)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from village_board.accounts.books_model import Books, BooksMode, NumberSeries
from village_board.accounts.draft import serial_of
from village_board.accounts.model import Voucher, VoucherStep
from village_board.base.message import Message, say
from village_board.interchange.drafts.books import VoucherShape
from village_board.interchange.drafts.shape import Draft, Moment


def find_own(
    drafts: Mapping[str, Draft],
    stored: Mapping[str, Voucher],
    books: Books,
    series: Iterable[NumberSeries],
    moment: Moment,
) -> Iterator[tuple[Message, Draft]]:
    """Yield the vouchers of a table that would stand beside the village's own, or change one of those.

    Args:
        drafts: by the keys that they have on the board.
        stored: the vouchers of the board by their keys.
        books: how the books are kept.
        series: the numbers that the program gave.
        moment: when.
    """
    given = {one.series: one.first for one in series}
    for key, draft in drafts.items():
        standing = stored.get(key)
        number, dated = draft.values["number"], draft.values["dated"]
        if standing is not None and standing.step is not VoucherStep.COPY:
            if VoucherShape().apply(draft, standing, moment) is not standing:
                message = say(
                    "Voucher {number} was posted on this board. Take it back by a reversal; a table cannot change it.",
                    number=number,
                )
                yield message, draft
        elif standing is None and books.mode is BooksMode.OWN_BOOKS and books.since and dated >= books.since:
            message = say(
                "The village keeps its own books since {since}: voucher {number} of {day} must be posted here.",
                since=books.since,
                number=number,
                day=dated,
            )
            yield message, draft
        elif standing is None and _is_given(key, given):
            message = say("The program gives the number {number} itself. Give this voucher another.", number=number)
            yield message, draft


def _is_given(key: str, given: Mapping[str, int]) -> bool:
    """Tell whether a number lies in a series from the point on from which the program gives its numbers."""
    return any(key.startswith(series) and (serial_of(key, series) or 0) >= first for series, first in given.items())
