"""What the explaining pages say adds up, hides nothing under "other", and names posts and not people."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tests.support.builders import TODAY, a_voucher, keep
from village_board.accounts.explained import Overview, Use, uses_of
from village_board.accounts.explained_service import (
    debts_of,
    overview_of,
    pay_in,
    receptions_in,
    rents_due,
    uses_in,
    uses_vouchers,
)
from village_board.accounts.model import Line, Voucher
from village_board.accounts.opening_model import OpeningBalance
from village_board.accounts.purposes import spent_on
from village_board.accounts.registers import Contract, Instalment
from village_board.accounts.rules import with_sums
from village_board.board import Board
from village_board.text.party import public_party

AMOUNTS = st.lists(st.integers(1, 10**9), min_size=0, max_size=40)


@given(AMOUNTS, st.integers(1, 20), st.integers(3, 8))
def test_other_is_never_above_its_share_without_its_list(amounts: list[int], percent: int, largest: int) -> None:
    """The largest stand one by one; other is at most the share of all, or shown with its list; the sum is whole."""
    # Guard: accounts/explained.py:uses_of - "other expenses" is the largest line of the wall.
    uses = uses_of({str(n): Use(str(n), str(n), str(n), fen) for n, fen in enumerate(amounts)},
                   largest=largest, most_percent=percent)  # fmt: skip
    assert sum(one.amount for one in uses.rows) + uses.other_amount == sum(amounts) == uses.total
    assert len(uses.rows) >= min(largest, len(amounts))
    assert uses.listed or uses.other_amount * 100 <= percent * uses.total
    assert [one.amount for one in (*uses.rows, *uses.other)] == sorted(amounts, reverse=True)
    assert len(uses.other) != 1


@given(
    st.lists(st.tuples(st.sampled_from(("513", "153", "211", "101", "102")), st.integers(-(10**6), 10**6)), max_size=6)
)
def test_a_payment_is_shared_out_to_the_last_fen(lines: list[tuple[str, int]]) -> None:
    """What money was used for comes to exactly what went out, whatever the voucher's lines."""
    made = tuple(Line(account, max(fen, 0), max(-fen, 0)) for account, fen in lines)
    voucher = with_sums(Voucher(number="1", dated=TODAY, summary="", lines=made))
    assert sum(spent_on(voucher).values()) == voucher.money_out


def test_the_three_numbers_are_those_of_the_vouchers(board: Board) -> None:
    """Income, spending and balance of a year; the sentence says which is more."""
    keep(board, OpeningBalance(account="102", debit=1_000))
    keep(
        board,
        a_voucher("记-1", date(2026, 1, 5), ("102", 700, 0), ("501", 0, 700)),
        a_voucher("记-2", date(2026, 2, 5), ("51302", 900, 0), ("102", 0, 900)),
        a_voucher("记-3", date(2025, 2, 5), ("51302", 5, 0), ("102", 0, 5)),
    )
    seen = overview_of(board.records(), 2026)
    assert (seen.income, seen.expense, seen.balance, len(seen.months)) == (700, 900, 795, 2)
    assert str(seen.sentence) == "In 2026, 200 more was spent than came in."
    assert str(replace(seen, expense=700).sentence) == "In 2026 as much was spent as came in."
    assert str(Overview(2030, 0, 0, 0, ()).sentence) == "2030: no voucher is recorded yet."


def test_uses_are_named_in_villagers_words_and_lead_to_their_vouchers(board: Board) -> None:
    """Wages paid over a payable are wages, works are works; their sum is the year's spending."""
    keep(
        board,
        a_voucher("记-1", date(2026, 1, 5), ("213", 400, 0), ("102", 0, 400)),
        a_voucher("记-2", date(2026, 1, 6), ("153", 500, 0), ("21103", 0, 50), ("102", 0, 450)),
        a_voucher("记-3", date(2026, 1, 7), ("102", 90, 0), ("501", 0, 90)),
    )
    uses = uses_in(board.records(), 2026)
    assert [(one.name, one.amount) for one in uses.rows] == [("工程和购置", 450), ("务工人员劳务费", 400)]
    assert [one.number for one in uses_vouchers(board.records(), 2026, uses.rows[1].key)] == ["记-1"]
    assert uses.total == overview_of(board.records(), 2026).expense


def test_pay_is_by_post_and_never_by_person(board: Board) -> None:
    """Lines that name a post go to it, a deputy not to the director; what names none is said to be unsplit."""
    # Guard: accounts/explained.py:pay_of - the wall tells what each neighbour earns.
    lines = (
        Line("212", 300, summary="发放报酬：村委会主任"),
        Line("212", 200, summary="发放报酬：村委会副主任"),
        Line("212", 50, summary="王小二"),
        Line("102", 0, 550),
    )
    keep(
        board,
        with_sums(Voucher(number="记-2", dated=date(2026, 1, 28), summary="发放报酬", lines=lines)),
        replace(
            a_voucher("记-1", date(2026, 1, 27), ("51301", 550, 0), ("212", 0, 550)),
            lines=(Line("51301", 550, 0, "管理费用-干部报酬"), Line("212", 0, 550)),
        ),
    )
    pay = pay_in(board.records(), 2026)
    assert {one.post: one.amount for one in pay.posts} == {"村委会主任": 300, "村委会副主任": 200}
    assert pay.unsplit == 50


def test_f06_receptions_are_zero_or_named(board: Board) -> None:
    """F06: no entry with words of a reception, or the entries."""
    assert receptions_in(board.records(), 2026) == []
    keep(board, a_voucher("记-1", date(2026, 1, 5), ("51302", 400, 0), ("102", 0, 400), summary="招待上级检查用餐"))
    assert [one.number for one in receptions_in(board.records(), 2026)] == ["记-1"]


def test_debts_are_the_oldest_first_with_masked_names(board: Board) -> None:
    """P14: who owes and is owed, the oldest first; a person by surname, a firm by its name."""
    keep(
        board,
        a_voucher("记-1", date(2026, 2, 5), ("102", 60, 0), ("211", 0, 60), counterparty="王小二"),
        a_voucher("记-2", date(2026, 1, 5), ("102", 70, 0), ("211", 0, 70), counterparty="临岚县水利公司"),
        a_voucher("记-3", date(2026, 3, 5), ("112", 80, 0), ("501", 0, 80), counterparty="李四"),
    )
    owed, owes = debts_of(board.records())
    assert [(one.party, one.amount) for one in owed] == [("李*", 80)]
    assert [(one.party, one.amount) for one in owes] == [("临岚县水利公司", 70), ("王**", 60)]


def test_rents_say_how_much_is_paid_and_how_late(board: Board) -> None:
    """A contract that is late stands first, with its days."""
    keep(board, *(Contract(number=f"HT-{n}", name=f"合同{n}", type="租赁", party_b="某店") for n in (1, 2)))
    keep(
        board,
        Instalment(contract="HT-1", sequence=1, due_on=date(2026, 1, 1), due=100, paid=100, key="HT-1/1"),
        Instalment(contract="HT-2", sequence=1, due_on=date(2026, 8, 2), due=100, paid=40, key="HT-2/1"),
    )
    first, second = rents_due(board.records())
    assert (first.name, first.arrears, first.days_late) == ("合同2", 60, (TODAY - date(2026, 8, 2)).days)
    assert (second.arrears, second.days_late) == (0, 0)


def test_p14_a_short_name_is_masked_and_a_list_or_a_shop_is_not() -> None:
    """P14: a person's name is never whole; lists, households and shops say nothing of one person."""
    assert [public_party(name) for name in ("张三", "欧阳修", "见发放表", "用机农户", "兴和五金店", "")] == [
        "张*", "欧阳*", "见发放表", "用机农户", "兴和五金店", "",
    ]  # fmt: skip
