"""Vouchers in months that are closed: the books of such a month were shown to the village."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from village_board.accounts.model import Closing, Voucher
from village_board.accounts.rules import month_of
from village_board.base.message import Message, say
from village_board.interchange.drafts.shape import Draft


def find_closed(
    drafts: Mapping[str, Draft], stored: Mapping[str, Voucher], closed: Mapping[str, Closing]
) -> Iterator[tuple[Message, Draft]]:
    """Yield the new vouchers of months that are closed. Correcting one that stands there is no finding (P1).

    Args:
        drafts: by the keys that they have on the board.
        stored: the vouchers of the board by their keys.
        closed: the closings of the board by their months.
    """
    for key, draft in drafts.items():
        closing = closed.get(month_of(draft.values["dated"]))
        if closing is not None and key not in stored:
            message = say(
                "The month {month} is closed, and the board has no voucher {number} there. "
                "Correct the date, or import with --as-found.",
                month=closing.month,
                number=draft.values["number"],
            )
            yield message, draft
