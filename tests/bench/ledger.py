"""The ledger's sheets: beside SQL's own sums over the same lines, and beside themselves in a smaller ledger."""

from __future__ import annotations

import csv
import io
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import apsw

from tests.bench.pairs import Row, alternate
from village_board.accounts.ledger import Ledger
from village_board.accounts.model import Line, Voucher
from village_board.accounts.rules import with_sums
from village_board.accounts.service import month_money, vouchers_of
from village_board.accounts.sheet import period_of
from village_board.accounts.sheet_reading import body_of
from village_board.accounts.sheet_service import prepare_sheet
from village_board.base.clock import DayClock
from village_board.base.money import yuan
from village_board.board import Board, found_board
from village_board.people.acts import Act
from village_board.people.service import OFFICE

_LINES, _TENTH = 100_000, 10_000
#: pairs of what takes seconds.
_FEW = 3
_LAST = date(2025, 12, 31)
_MONTH = "2025-11"
_CODES = (
    "101", "10201", "10202", "112", "11301", "12101", "15101", "152", "153", "21101", "21102", "212", "213", "214",
    "24101", "24102", "24103", "301", "311", "32101", "32202", "50101", "50102", "50103", "503", "50401", "50402",
    "51101", "51102", "51103", "51201", "51301", "51302", "51303", "51304", "51305", "51306", "51401", "51402", "51403",
    "51404", "51405", "51406", "51501", "51502",
)  # fmt: skip


def rows() -> Iterator[Row]:
    """Take the figures: 100,000 lines over ten years, and 10,000 over the last of them."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        # As many vouchers a month in both: what grows is the past.
        small = _board(folder / "small", years=1, lines=_TENTH)
        large = _board(folder / "large", years=10, lines=_LINES)
        yield from _against_sql(large, folder / "flat.db")
        yield from _against_hledger(large, folder / "flat.journal")
        timing = alternate(lambda: _sheet(large), lambda: _sheet(small), calls=3)
        yield timing.row("a month's whole sheet: 100,000 lines over ten years, against 10,000 over one", 1.5)
        timing = alternate(lambda: _prepared(large), lambda: _prepared(small))
        yield timing.row("the same sheet prepared, with debts by party and their age, and kept", 1.5)
        small.close()
        large.close()


def _against_sql(board: Board, path: Path) -> Iterator[Row]:
    flat = apsw.Connection(str(path))
    flat.execute(
        "PRAGMA journal_mode = WAL; CREATE TABLE line (account TEXT, debit INTEGER, credit INTEGER)"
    ).fetchall()
    with flat:
        flat.executemany(
            "INSERT INTO line VALUES (?, ?, ?)", [(one.account, one.debit, one.credit) for one in _lines(board)]
        )

    def ours() -> dict[str, tuple[int, int]]:
        trial = Ledger(board.records()).trial_balance(date(2016, 1, 1), _LAST)
        return {row.account: (row.debit, row.credit) for row in trial.rows}

    def peer() -> dict[str, tuple[int, int]]:
        found = flat.execute("SELECT account, sum(debit), sum(credit) FROM line GROUP BY account").fetchall()
        return {account: (debit, credit) for account, debit, credit in found}

    assert ours() == peer()
    yield alternate(ours, peer).row("trial balance of 100,000 lines, board open, against SQL SUM over flat lines", 2.0)
    flat.close()


def _against_hledger(board: Board, journal: Path) -> Iterator[Row]:
    """Take both from the start of the program to the printed balances; our journal for it asserts nothing."""
    hledger = shutil.which("hledger")
    if hledger is None:
        print("hledger is not installed (apt-get install hledger): its row is left out")
        return
    journal.write_text(_journal(board), encoding="utf-8")
    program = [sys.executable, "-c", "from village_board.cli.main import run; run()", "report", "trial-balance"]
    ours = [*program, "--from", "2016-01-01", "--to", _LAST.isoformat(), "--home", str(board.home)]
    peer = [hledger, "-f", str(journal), "balance", "--flat", "--empty"]
    trial = {row["account"]: row["closing"] for row in json.loads(_run([*ours, "--json"]))["rows"]}
    told = csv.DictReader(io.StringIO(_run([*peer, "-N", "-O", "csv"])))
    theirs = {row["account"]: row["balance"] for row in told}
    held = {account: yuan(fen).replace(",", "") for account, fen in trial.items()}
    assert {account: text.split()[0] for account, text in theirs.items()} == {
        f"A:{code}": of for code, of in held.items()
    }
    timing = alternate(lambda: _run(ours), lambda: _run(peer), pairs=_FEW)
    yield timing.row("cold start to the printed trial balance, 100,000 lines, against hledger balance", 1.0)


def _journal(board: Board) -> str:
    """Return the same vouchers as plainly as hledger reads them."""
    lines: list[str] = []
    for voucher in sorted(board.records().all(Voucher), key=lambda one: (one.dated, one.number)):
        lines.append(f"{voucher.dated.isoformat()} ({voucher.number}) {voucher.summary}")
        lines += [
            f"    A:{line.account}  {yuan(line.debit - line.credit).replace(',', '')} CNY" for line in voucher.lines
        ]
    return "\n".join(lines) + "\n"


def _run(argv: list[str]) -> str:
    """Return what a program printed."""
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    return subprocess.run(argv, check=True, capture_output=True, text=True, encoding="utf-8", env=environment).stdout


def _lines(board: Board) -> list[Line]:
    return [line for voucher in board.records().all(Voucher) for line in voucher.lines]


def _sheet(board: Board) -> int:
    """Read what a villager's sheet costs: the month's page, then the whole sheet, reckoned entry by entry."""
    records = board.records()
    money = month_money(records, _MONTH)
    assert money is not None
    body = body_of(records, period_of(_MONTH))
    assert (body.income, body.expense) == (money.income, money.expense)
    return len(vouchers_of(records, _MONTH)) + len(body.entries)


def _prepared(board: Board) -> None:
    """Prepare the month's sheet as the clerk does: reckon it, with what is owed and since when, and keep it."""
    with board.desk(OFFICE) as desk:
        sheet = prepare_sheet(desk, _MONTH, again=True)
    assert sheet.body.debts


def _board(home: Path, *, years: int, lines: int) -> Board:
    """Return a board with vouchers of two lines, evenly over the last years."""
    dice = random.Random(5)
    board = found_board(home, name="清溪村", clock=DayClock(_LAST))
    count, first = lines // 2, date(_LAST.year - years + 1, 1, 1)
    span = (_LAST - first).days + 1
    with board.desk(OFFICE) as desk:
        desk.require(Act.IMPORT)
        desk.put_many(_voucher(n, first + timedelta(days=n * span // count), dice) for n in range(count))
        desk.record("bench")
    return board


def _voucher(n: int, day: date, dice: random.Random) -> Voucher:
    debit, credit = dice.sample(_CODES, 2)
    fen = dice.randint(1, 5_000_000)
    return with_sums(
        Voucher(number=f"记-{n:06d}", dated=day, summary="支付电费", lines=(Line(debit, fen), Line(credit, credit=fen)))
    )
