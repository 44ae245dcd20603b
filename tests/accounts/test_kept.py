"""What is kept with the vouchers answers as a reading of all of them would, however old the board and the books."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.accounts.full_reading import debts, spent
from tests.support.builders import TODAY, a_voucher, keep, memory_board
from tests.support.clocks import GivenClock
from village_board.accounts.ageing import Debt, ageing, band_of
from village_board.accounts.explained import pay_of
from village_board.accounts.explained_service import (
    pay_in,
    receptions_in,
    uses_between,
    uses_in,
    uses_vouchers,
)
from village_board.accounts.kept_debts import LedgerDebt
from village_board.accounts.kept_model import STATE, LedgerTotal
from village_board.accounts.ledger import Ledger, recount
from village_board.accounts.model import Line, Voucher
from village_board.accounts.opening_model import OpeningBalance
from village_board.accounts.purposes import names_reception, spent_on
from village_board.accounts.spending import Spending
from village_board.board import Board
from village_board.desk import Records
from village_board.people.acts import Act
from village_board.people.service import OFFICE

DAYS = st.dates(date(2024, 11, 1), date(2026, 2, 28))
FEN = st.integers(1, 500)
OWED = ("112", "11301", "211", "21101")
ANY = (*OWED, "101", "102", "51301", "51302", "212", "153", "501")
PARTIES = ("", "", "王小二", "李四", "甲/乙")


def pair_of(debit: str, credit: str, fen: int) -> tuple[Line, Line]:
    """Return two lines that balance."""
    return Line(debit, fen), Line(credit, credit=fen)


@st.composite
def vouchers(draw: st.DrawFn, most: int = 20) -> list[Voucher]:
    """Return vouchers with and without names, on accounts where debts stand and on others."""
    made = []
    for n in range(draw(st.integers(0, most))):
        pairs = draw(
            st.lists(st.tuples(st.sampled_from((*OWED, *ANY)), st.sampled_from((*OWED, *ANY)), FEN), min_size=1,
                     max_size=3)
        )  # fmt: skip
        voucher = a_voucher(
            f"记-{n}",
            draw(DAYS),
            counterparty=draw(st.sampled_from(PARTIES)),
            summary=draw(st.sampled_from(("办公", "办公", "招待来客"))),
        )
        lines = tuple(line for pair in pairs for line in pair_of(*pair))
        made.append(replace(voucher, lines=lines))
    return made


def board_of(openings: list[OpeningBalance], made: list[Voucher], *, old: bool = False) -> Board:
    """Return a board that holds them; `old`: as a program left it that kept the accounts only, or nothing."""
    from village_board.accounts.rules import with_sums  # noqa: PLC0415 - beside what it serves

    board = memory_board(GivenClock(TODAY))
    keep(board, *openings)
    keep(board, *map(with_sums, made))
    if old:
        made_old(board)
    return board


def made_old(board: Board) -> None:
    """Take away what an older program did not keep."""
    debts_of, table = board.db.table(LedgerDebt.KIND.collection), board.db.table(LedgerTotal.KIND.collection)
    with board.db.transaction():
        for row in list(debts_of):
            debts_of.put(row.doc_id, {**row, "debit": 1, "parts": []}, expected_rev=row.rev)
        for row in list(table):
            if row["account"].startswith("~~"):
                table.put(row.doc_id, {**row, **dict.fromkeys(("debit", "entries"), 0)}, expected_rev=row.rev)
            elif row["period"] == STATE:
                table.put(row.doc_id, {**row, "account": ""}, expected_rev=row.rev)
            elif row.get("vouchers"):
                table.put(row.doc_id, {**row, "vouchers": []}, expected_rev=row.rev)


def read_whole(openings: list[OpeningBalance], made: list[Voucher], day: date) -> list[Debt]:
    """Return the debts as every voucher read one by one says."""
    found = []
    for (account, party), parts in debts(openings, made, day).items():
        bands: dict[str, int] = {}
        for since, fen, _ in parts:
            key = band_of(since, day).key
            bands[key] = bands.get(key, 0) + fen
        since, _, opening = min(parts, key=lambda part: part[0])
        found.append(Debt(account, party, sum(fen for _, fen, _ in parts), since, opening, bands))
    return sorted(found, key=lambda debt: (debt.since, -abs(debt.amount), debt.account, debt.counterparty))


OPENINGS = st.lists(
    st.builds(lambda account, debit, credit: OpeningBalance(account=account, debit=debit, credit=credit),
              st.sampled_from((*OWED, "101")), st.integers(0, 600), st.integers(0, 600)),
    max_size=3,
)  # fmt: skip


@given(openings=OPENINGS, made=vouchers(), day=DAYS, old=st.booleans())
@settings(max_examples=40)
def test_the_debts_of_any_day_are_those_of_a_full_reading(
    openings: list[OpeningBalance], made: list[Voucher], day: date, old: bool
) -> None:
    """Who owes what since when: from the newest lines back, as if every voucher were read from the first on."""
    # Guard: accounts/ageing.py:_open - a debt of three years looks as if it were of this month.
    board = board_of(openings, made, old=old)
    for until in (day, date(2026, 2, 28), TODAY):
        assert ageing(board.records(), until) == read_whole(openings, made, until)
    board.close()


@given(made=vouchers(), first=st.integers(0, 15), length=st.integers(0, 5), old=st.booleans())
@settings(max_examples=30)
def test_what_money_was_spent_on_is_what_the_vouchers_say(
    made: list[Voucher], first: int, length: int, old: bool
) -> None:
    """Uses, pay, receptions and the vouchers of a use, of any months: those of a full reading, to the fen."""
    # Guard: accounts/kept.py:totals_of - villagers are told another sum than the vouchers come to.
    board = board_of([], made, old=old)
    months = [f"{2024 + (10 + n) // 12}-{(10 + n) % 12 + 1:02d}" for n in range(first, first + length + 1)]
    records = board.records()
    mine = [one for one in stored(records) if one.month in months]
    spending = Spending(records, months[0], months[-1])
    assert spending.by_account() == spent(mine)
    assert uses_between(records, months[0], months[-1]).total == sum(one.money_out for one in mine)
    assert spending.receptions() == [one for one in mine if names_reception(one)]
    for account in ("51301", "153", "", "21101"):
        assert spending.vouchers([account]) == [one for one in mine if account in spent_on(one)]
    of_2025 = [one for one in stored(records) if one.dated.year == 2025]
    assert pay_in(records, 2025) == pay_of(of_2025, [], "212", {})
    assert receptions_in(records, 2025) == [one for one in of_2025 if names_reception(one)]
    uses = uses_in(records, 2025)
    listed = {one.id for use in (*uses.rows, *uses.other) for one in uses_vouchers(records, 2025, use.key)}
    assert listed == {one.id for one in of_2025 if one.money_out}
    board.close()


def stored(records: Records) -> list[Voucher]:
    """Return all vouchers by day and number."""
    return sorted(records.all(Voucher), key=lambda one: (one.dated, one.number))


def test_the_first_voucher_brings_what_an_older_program_did_not_keep(board: Board) -> None:
    """A board whose accounts only were kept has uses and debts too after the next voucher, and nothing twice."""
    # Guard: accounts/kept.py:Keeping.write - after an update nobody owes the village anything.
    keep(
        board,
        a_voucher("记-1", date(2026, 1, 5), ("112", 80, 0), ("501", 0, 80), counterparty="李四"),
        a_voucher("记-2", date(2026, 1, 6), ("51302", 30, 0), ("102", 0, 30)),
    )
    made_old(board)
    assert not Ledger(board.records()).is_whole
    assert recount(board.records()) == []
    keep(board, a_voucher("记-3", date(2026, 2, 5), ("102", 50, 0), ("112", 0, 50), counterparty="李四"))
    assert Ledger(board.records()).is_whole
    assert recount(board.records()) == []
    (debt,) = ageing(board.records())
    assert (debt.counterparty, debt.amount, debt.since) == ("李四", 30, date(2026, 1, 5))
    assert uses_in(board.records(), 2026).total == 30


def test_a_name_that_is_taken_back_stays_nowhere(board: Board) -> None:
    """Where no voucher names a party any more, no kept row does."""
    # Guard: accounts/kept_debts.py:_row - a name that was corrected lies in the machine's own rows for ever.
    (kept,) = keep(board, a_voucher("记-1", TODAY, ("112", 80, 0), ("501", 0, 80), counterparty="王小二"))
    with board.desk(OFFICE) as desk:
        desk.require(Act.IMPORT)
        desk.put(replace(kept, counterparty="临岚县水利公司"))
        desk.record("test")
    assert "王小二" not in str([*board.db.table(LedgerDebt.KIND.collection)])
    assert [debt.counterparty for debt in ageing(board.records())] == ["临岚县水利公司"]


@pytest.mark.parametrize(("field", "value"), [("debit", 79), ("parts", [])])
def test_a_kept_debt_that_lies_is_found(board: Board, field: str, value: object) -> None:
    """Whoever changes a kept debt beside the program is found by counting again."""
    # Guard: accounts/ledger.py:recount - a debt that was rubbed out looks paid for ever.
    keep(board, a_voucher("记-1", TODAY, ("112", 80, 0), ("501", 0, 80), counterparty="李四"))
    table = board.db.table(LedgerDebt.KIND.collection)
    row = next(row for row in table if row["month"])
    table.put(row.doc_id, {**row, field: value}, expected_rev=row.rev)
    assert recount(board.records())


def test_debts_read_the_open_ones_only(board: Board, monkeypatch: pytest.MonkeyPatch) -> None:
    """Debts are told without reading a voucher, and of what was paid long ago not a row."""
    # Guard: accounts/ageing.py:_Kept.balances - the page of debts takes ten times as long after ten years.
    days = [date(2020, 1, 1) + timedelta(days=30 * n) for n in range(24)]
    keep(
        board,
        *(
            a_voucher(f"记-{n}a", day, ("112", 5, 0), ("501", 0, 5), counterparty=f"户{n}")
            for n, day in enumerate(days)
        ),
        *(
            a_voucher(f"记-{n}b", day, ("102", 5, 0), ("112", 0, 5), counterparty=f"户{n}")
            for n, day in enumerate(days)
        ),
        a_voucher("记-z", TODAY, ("112", 7, 0), ("501", 0, 7), counterparty="李四"),
    )
    asked: list[type] = []

    def watched(method: Any) -> Any:
        def read(of: Records, cls: type, *given: Any, **named: Any) -> Any:
            asked.append(cls)
            return method(of, cls, *given, **named)

        return read

    for name in ("find", "page", "all"):
        monkeypatch.setattr(Records, name, watched(getattr(Records, name)))
    assert [debt.counterparty for debt in ageing(board.records())] == ["李四"]
    assert Voucher not in asked
    assert asked.count(LedgerDebt) <= 3
