"""For which accounts a voucher's money went out, and whether its words name a reception. Pure; amounts in fen."""

from __future__ import annotations

from collections.abc import Iterable

from village_board.accounts.chart import MONEY, first_level
from village_board.accounts.model import Line, Voucher

#: words of a reception (招待): rule F06.
RECEPTION = ("招待", "宴请", "接待费", "烟酒")


def spent_on(voucher: Voucher) -> dict[str, int]:
    """Return for which accounts a voucher's money went out, in all exactly what went out.

    Where lines of the other side lessen it (a guarantee that is kept back), the last accounts get less.
    """
    left = voucher.money_out
    spent: dict[str, int] = {}
    if not left:
        return spent
    for line in _purposes(voucher.lines):
        part = min(line.debit - line.credit, left)
        if part > 0:
            spent[line.account] = spent.get(line.account, 0) + part
            left -= part
    if left:
        spent[""] = left
    return spent


def names_reception(voucher: Voucher) -> bool:
    """Tell whether a voucher has words of a reception; one that takes another back is none of its own."""
    return not voucher.reverses and any(
        word in text
        for word in RECEPTION
        for text in (
            voucher.summary,
            *(f"{line.account_name} {line.summary}" for line in voucher.lines if line.debit),
        )
    )


def _purposes(lines: Iterable[Line]) -> list[Line]:
    return [line for line in lines if first_level(line.account) not in MONEY and line.debit > line.credit]
