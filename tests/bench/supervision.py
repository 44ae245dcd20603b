"""What watching costs: after a voucher's commit, when the store grows tenfold, and in the night over twice the data."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import count
from pathlib import Path

from tests.bench.pairs import Row, alternate
from tests.support.builders import TODAY, a_voucher, keep
from tests.support.clocks import GivenClock
from village_board.accounts.model import Voucher
from village_board.board import Board, found_board
from village_board.desk import unit_of_work
from village_board.kinds import BY_PREFIX
from village_board.people.acts import Act
from village_board.people.service import OFFICE
from village_board.supervision.running import check_everything

SMALL, LARGE = 2_000, 20_000
#: how often each payee is paid: a village of ten times the vouchers has ten times the payees
PER_PAYEE = 40
_SERIAL = count(1)


def rows() -> Iterator[Row]:
    """Take the figures."""
    with _board(SMALL) as small, _board(LARGE) as large:
        look = alternate(lambda: keep(small, _new()), lambda: _commit_alone(small, _new()))
        yield look.row("commit of a voucher with the look after it, against the commit alone", 2.0)
        grown = alternate(lambda: keep(large, _new()), lambda: keep(small, _new()))
        yield grown.row(f"the same over {LARGE:,} vouchers, against {SMALL:,}", 1.3)
    with _board(LARGE // 2) as half, _board(LARGE) as whole:
        night = alternate(lambda: _night(whole), lambda: _night(half))
        yield night.row(f"all points over {LARGE:,} vouchers, against {LARGE // 2:,}", 2.3)


@contextmanager
def _board(vouchers: int) -> Iterator[Board]:
    with tempfile.TemporaryDirectory() as folder:
        board = found_board(Path(folder) / "home", name="试验村", clock=GivenClock(TODAY))
        payees = vouchers // PER_PAYEE
        keep(board, *(_voucher(f"记-{n}", n % 300, f"店{n % payees}") for n in range(1, vouchers + 1)))
        check_everything(board.desk, board.records())
        yield board
        board.close()


def _voucher(number: str, days: int, payee: str) -> Voucher:
    lines = (("513", 5_000, 0), ("102", 0, 5_000))
    return a_voucher(
        number,
        TODAY - timedelta(days=days),
        *lines,
        counterparty=payee,
        approver="郑立新",
        approval_tier=1,
        oversight_stamp=True,
    )


def _new() -> Voucher:
    n = next(_SERIAL)
    return _voucher(f"新-{n}", 0, f"店{n % (SMALL // PER_PAYEE)}")


def _commit_alone(board: Board, voucher: Voucher) -> None:
    with unit_of_work(board.db, BY_PREFIX, board.clock, OFFICE) as desk:
        desk.require(Act.IMPORT)
        desk.put_many([voucher])
        desk.record("test")


def _night(board: Board) -> None:
    check_everything(board.desk, board.records())
