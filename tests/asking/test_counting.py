"""Counts and sums of an answer are of all that there is, or the answer says of how much."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.asking.test_answering import amounts, asked, text_of
from tests.support.builders import TODAY, a_voucher, keep, memory_board
from tests.support.clocks import GivenClock
from village_board.accounts.books_model import Account
from village_board.accounts.model import Voucher
from village_board.accounts.registers import Contract, Instalment, Resource
from village_board.asking import money
from village_board.board import Board
from village_board.people.acts import Act
from village_board.people.service import OFFICE


def lamps(many: int, first: date, summary: str = "修路灯") -> list[Voucher]:
    """Return as many entries that spent money on lamps, one a day, each of another sum."""
    return [
        a_voucher(
            f"记-{summary}-{n}", first + timedelta(days=n % 28), ("541", fen, 0), ("102", 0, fen), summary=summary
        )
        for n, fen in enumerate(range(100, 100 + many))
    ]


def test_every_entry_counts_and_not_the_newest_forty(board: Board) -> None:
    """A hundred and thirty entries name the lamps: the sum is of all, the newest sixty are shown, and it says so."""
    # Guard: village_board/asking/things.py:every_of - villagers are told a third of what was spent
    made = lamps(130, date(2026, 3, 1))
    keep(board, *made, *lamps(5, date(2026, 5, 1)), *lamps(5, date(2026, 3, 1), "扫马路"))
    told = asked(board, "三月路灯花了多少")
    assert list(amounts(told.sentence)) == [sum(one.money_out for one in made)]
    assert told.sentence.facts["n"] == 130
    assert len(told.rows) == 60
    assert "下面只列最近的60笔" in text_of(told)


def test_where_more_is_there_than_is_added_up_the_answer_says_so(board: Board, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond the bound the newest are added up, and the answer gives their number and says that there are more."""
    # Guard: village_board/asking/money.py:_spent_on - a part is told as if it were all
    monkeypatch.setattr(money, "_MOST_COUNTED", 20)
    made = lamps(28, date(2026, 3, 1))
    keep(board, *made)
    told = asked(board, "三月路灯花了多少")
    assert list(amounts(told.sentence)) == [sum(one.money_out for one in made[-20:])]
    assert "最近20笔" in text_of(told)


@given(spent=st.lists(st.tuples(st.dates(date(2025, 11, 1), date(2026, 8, 31)), st.integers(1, 10**6)), max_size=12))
@settings(max_examples=20, deadline=None)
def test_a_use_with_an_account_is_answered_from_the_ledger(spent: list[tuple[date, int]]) -> None:
    """Of a month as of a year: the account's own sum to the fen, whatever the entries are called."""
    # Guard: village_board/asking/money.py:_spent_on - the same question gets one sum for a year, another for its months
    board = memory_board(GivenClock(TODAY))
    keep(board, Account(code="51302", name="茶水", parent="513"))
    keep(board, a_voucher("0", date(2026, 3, 1), ("102", 1, 0), ("501", 0, 1)))
    keep(board, *(a_voucher(f"记-{n}", day, ("51302", fen, 0), ("102", 0, fen)) for n, (day, fen) in enumerate(spent)))
    for words, month in (("三月茶水花了多少", "2026-03"), ("今年茶水花了多少", "2026")):
        mine = sum(fen for day, fen in spent if day.isoformat().startswith(month))
        assert list(amounts(asked(board, words).sentence)) == ([mine] if mine else [])
    board.close()


def test_rents_of_all_ponds_are_counted(board: Board) -> None:
    """Fifty ponds are let and twenty late: the answer counts fifty, and the sum is of all twenty."""
    # Guard: village_board/asking/holdings.py:rent - the sum is of the first dozen
    keep(board, *(Contract(number=f"HT-{n}", name=f"水库{n}号承包合同", party_b="某户") for n in range(50)))
    keep(
        board,
        *(
            Instalment(
                contract=f"HT-{n}", sequence=1, due_on=date(2026, 1, 1), due=100, paid=0 if n < 20 else 100,
                key=f"HT-{n}/1",
            )
            for n in range(50)
        ),
    )  # fmt: skip
    told = asked(board, "水库租金交了没有")
    assert (told.sentence.facts["n"], told.sentence.facts["late"]) == (50, 20)
    assert list(amounts(told.sentence)) == [2000]
    assert asked(board, "水库谁包的").sentence.facts["n"] == 50


def test_an_answer_follows_the_next_act(board: Board) -> None:
    """What was read for one question is forgotten with the next act: no answer is older than the books."""
    # Guard: village_board/records.py:Records.remembered - a rent that was paid is owed until the program starts again
    keep(board, Contract(number="HT-1", name="荷塘承包合同", party_b="某户"), Resource(number="ZY-1", name="荷塘"))
    (part,) = keep(board, Instalment(contract="HT-1", sequence=1, due_on=date(2026, 1, 1), due=100, key="HT-1/1"))
    assert list(amounts(asked(board, "哪些租金没交").sentence)) == [100]
    with board.desk(OFFICE) as desk:
        desk.require(Act.IMPORT)
        desk.put(Instalment(**{**vars(part), "paid": 60}))
        assert desk.remembered("what is written here", lambda: 1) == 1
        assert desk.remembered("what is written here", lambda: 2) == 2
        desk.record("test")
    assert list(amounts(asked(board, "哪些租金没交").sentence)) == [40]
