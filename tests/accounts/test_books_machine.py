"""Lawful acts in any sequence: post, approve, stamp, reverse, close, reopen; every identity holds after each."""

from __future__ import annotations

from collections import defaultdict
from contextlib import suppress
from datetime import date, timedelta
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from tests.accounts.own import SINCE, a_draft, own_books
from tests.accounts.recount import trial
from tests.support.builders import hire, keep, memory_board
from tests.support.clocks import GivenClock
from village_board.accounts.draft import VoucherWord, serial_of
from village_board.accounts.ledger import Ledger, recount
from village_board.accounts.model import Voucher, VoucherStep
from village_board.accounts.months import next_month
from village_board.accounts.opening_model import OpeningBalance
from village_board.accounts.periods import close_month, latest_closed, own_gaps, reopen_month
from village_board.accounts.posting import approve_voucher, post_voucher, reverse_voucher, stamp_voucher
from village_board.base.errors import Refused

CODES = ("101", "102", "112", "211", "241", "311", "322", "501", "503", "513", "514")
END = date(2026, 12, 31)
OPENINGS = (
    OpeningBalance(account="102", debit=900_000_00),
    OpeningBalance(account="301", credit=800_000_00),
    OpeningBalance(account="322", credit=100_000_00),
)


class Village(RuleBasedStateMachine):
    """A clerk, a director, a secretary and an overseer at work over a year."""

    @initialize()
    def begin(self) -> None:
        self.clock = GivenClock(date(2026, 1, 20))
        self.board = memory_board(self.clock)
        self.staff = hire(self.board)
        keep(self.board, *OPENINGS)
        own_books(self.board, self.staff)

    def teardown(self) -> None:
        if hasattr(self, "board"):
            self.board.close()

    def _all(self) -> list[Voucher]:
        return sorted(self.board.records().all(Voucher), key=lambda voucher: voucher.key)

    def _some(self, data: st.DataObject) -> Voucher | None:
        vouchers = self._all()
        return data.draw(st.sampled_from(vouchers)) if vouchers else None

    @rule(
        debit=st.sampled_from(CODES),
        credit=st.sampled_from(CODES),
        fen=st.integers(1, 60_000_00),
        back=st.integers(0, 50),
        word=st.sampled_from(VoucherWord),
    )
    def post(self, debit: str, credit: str, fen: int, back: int, word: VoucherWord) -> None:
        day = max(self.clock.today() - timedelta(days=back), SINCE)
        draft = a_draft(day, (debit, fen, 0), (credit, 0, fen), word=word, emergency="抢险")
        closed = latest_closed(self.board.records())
        before = len(self._all())
        with suppress(Refused), self.board.desk(self.staff.clerk) as desk:
            post_voucher(desk, draft)
        assert len(self._all()) == before + (f"{day:%Y-%m}" > closed)

    @rule(data=st.data(), who=st.sampled_from(("director", "secretary")))
    def approve(self, data: st.DataObject, who: str) -> None:
        if (voucher := self._some(data)) is not None:
            with suppress(Refused), self.board.desk(getattr(self.staff, who)) as desk:
                approve_voucher(desk, voucher.id)

    @rule(data=st.data())
    def stamp(self, data: st.DataObject) -> None:
        if (voucher := self._some(data)) is not None:
            with suppress(Refused), self.board.desk(self.staff.overseer) as desk:
                assert stamp_voucher(desk, voucher.id).approvals

    @rule(data=st.data())
    def reverse(self, data: st.DataObject) -> None:
        voucher = self._some(data)
        if voucher is None or voucher.reversed_by or voucher.reverses:
            return
        held = Ledger(self.board.records()).balances(END)
        with suppress(Refused), self.board.desk(self.staff.clerk) as desk:
            reverse_voucher(desk, voucher.id, "重复记账")
            after = Ledger(desk).balances(END)
            for line in voucher.lines:
                held[line.account] = held.get(line.account, 0) - line.debit + line.credit
            assert {code: fen for code, fen in after.items() if fen} == {code: fen for code, fen in held.items() if fen}

    @rule(days=st.integers(1, 25))
    def time_passes(self, days: int) -> None:
        self.clock.move(min(self.clock.today() + timedelta(days=days), END))

    @rule()
    def close(self) -> None:
        closed = latest_closed(self.board.records())
        month = next_month(closed) if closed else "2026-01"
        with suppress(Refused), self.board.desk(self.staff.clerk) as desk:
            close_month(desk, month)

    @rule()
    def reopen(self) -> None:
        with suppress(Refused), self.board.desk(self.staff.secretary) as desk:
            reopen_month(desk, latest_closed(desk), "漏记一笔")

    @invariant()
    def every_identity_holds(self) -> None:
        if not hasattr(self, "board"):
            return
        records = self.board.records()
        today = self.clock.today()
        assert Ledger(records).findings(today) == []
        assert recount(records) == []

    @invariant()
    def the_trial_balance_is_a_naive_recount(self) -> None:
        if not hasattr(self, "board"):
            return
        first, last = date(2026, 1, 15), self.clock.today()
        rows = Ledger(self.board.records()).trial_balance(first, last).rows
        counted = {row.account: (row.opening, row.debit, row.credit, row.closing) for row in rows}
        assert counted == trial(OPENINGS, self._all(), first, last)

    @invariant()
    def numbers_have_no_gap(self) -> None:
        if not hasattr(self, "board"):
            return
        series: dict[str, list[int]] = defaultdict(list)
        for voucher in self._all():
            series[voucher.number[0]].append(serial_of(voucher.number, voucher.number[0]) or 0)
        assert all(sorted(found) == list(range(1, len(found) + 1)) for found in series.values())
        assert list(own_gaps(self.board.records())) == []

    @invariant()
    def only_what_is_stamped_is_public_and_links_go_both_ways(self) -> None:
        if not hasattr(self, "board"):
            return
        by_key: dict[str, Any] = {voucher.key: voucher for voucher in self._all()}
        for voucher in by_key.values():
            assert voucher.public is (voucher.step is VoucherStep.STAMPED) is voucher.oversight_stamp
            acted = [voucher.posted_by, *(approval.by for approval in voucher.approvals), voucher.stamped_by]
            acted = [person for person in acted if person]
            assert len(acted) == len(set(acted))
            if voucher.reverses:
                assert by_key[voucher.reverses].reversed_by == voucher.key
            if voucher.reversed_by:
                assert by_key[voucher.reversed_by].reverses == voucher.key


TestVillage = Village.TestCase
TestVillage.settings = settings(max_examples=8, stateful_step_count=25, deadline=None)
