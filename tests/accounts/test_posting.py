"""Own books: what posting refuses, who may approve what, and that nothing is edited (P1, rule F04)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.accounts.own import SINCE, a_draft, approved, own_books, posted, spending, stamped
from tests.support.builders import TODAY, Staff, a_resolution, a_voucher, keep
from tests.support.clocks import GivenClock
from village_board.accounts.books import (
    BooksOverlap,
    BooksReasonMissing,
    BooksUnchanged,
    NotOwnBooks,
    add_account,
    books_of,
    keep_books,
    switch_account,
)
from village_board.accounts.books_model import BooksMode, NumberSeries, Restart
from village_board.accounts.draft import (
    AccountHasParts,
    AccountSwitchedOff,
    AccountUnknown,
    LinesCount,
    LineWrong,
    NothingSaid,
    VoucherUnbalanced,
    VoucherWord,
    serial_of,
    tier_of,
)
from village_board.accounts.ledger import Ledger
from village_board.accounts.model import Voucher, VoucherStep
from village_board.accounts.posting import (
    approve_voucher,
    find_voucher,
    post_voucher,
    posting_notes,
    ratify_voucher,
    reverse_voucher,
    stamp_voucher,
)
from village_board.accounts.posting_refusals import (
    AlreadyActed,
    AlreadyReversed,
    BeforeOwnBooks,
    InTheFuture,
    IsReversal,
    NeedsResolution,
    NotAnEmergency,
    OwnClaim,
    ReasonMissing,
    ResolutionNotPassed,
    VoucherNotReady,
)
from village_board.base.errors import NotFound, NotPermitted, Refused
from village_board.board import Board
from village_board.hearings.model import ResolutionResult

DAY = TODAY - timedelta(days=3)


def refused(board: Board, staff: Staff, **changed: object) -> Refused:
    """Return why a draft is refused; nothing was written."""
    with pytest.raises(Refused) as caught:
        posted(board, staff, replace(spending(100, DAY), **changed))  # type: ignore[arg-type]
    assert list(board.records().all(Voucher)) == []
    assert list(board.records().all(NumberSeries)) == []
    return caught.value


def test_a_disclosure_copy_is_not_posted_to(board: Board, staff: Staff) -> None:
    """P1: by default the township keeps the books; the refusal says how the village's own are switched on."""
    # Guard: accounts/posting.py:post_voucher - two sets of books.
    assert books_of(board.records()).mode is BooksMode.DISCLOSURE_COPY
    with pytest.raises(NotOwnBooks) as caught:
        posted(board, staff, spending(100, DAY))
    assert "village-board books mode own_books" in str(caught.value)


def test_the_mode_is_an_act_of_the_committee_with_its_reason(board: Board, staff: Staff) -> None:
    """Who keeps the books since when, and who decided it, stays in the log."""
    with pytest.raises(NotPermitted), board.desk(staff.clerk) as desk:
        keep_books(desk, BooksMode.OWN_BOOKS, SINCE, source="本村", decided_by="2025-31")
    with pytest.raises(BooksReasonMissing), board.desk(staff.director) as desk:
        keep_books(desk, BooksMode.OWN_BOOKS, SINCE, source="本村", decided_by=" ")
    own_books(board, staff)
    kept = books_of(board.records())
    assert (kept.mode, kept.since, kept.decided_by, kept.set_by) == (
        BooksMode.OWN_BOOKS, SINCE, "2025-31", staff.director.id,
    )  # fmt: skip
    with pytest.raises(BooksUnchanged):
        own_books(board, staff)
    assert len(list(board.records().all(type(kept)))) == 1


def test_own_books_begin_where_the_copy_ends(board: Board, staff: Staff) -> None:
    """One village, one set of books: no day has both."""
    # Guard: accounts/books.py:keep_books - the same month in both sets.
    keep(board, a_voucher("记-7", date(2026, 1, 1), ("102", 5, 0), ("501", 0, 5)))
    with pytest.raises(BooksOverlap) as caught:
        own_books(board, staff)
    assert caught.value.facts["first"] == date(2026, 1, 2)
    own_books(board, staff, since=date(2026, 1, 2))


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"summary": "  "}, NothingSaid),
        ({"lines": ()}, LinesCount),
        ({"lines": a_draft(DAY, ("513", 100, 0), ("102", 0, 90)).lines}, VoucherUnbalanced),
        ({"lines": a_draft(DAY, ("513", -100, 0), ("102", 0, -100)).lines}, LineWrong),
        ({"lines": a_draft(DAY, ("513", 100, 100), ("102", 0, 0)).lines}, LineWrong),
        ({"lines": a_draft(DAY, ("513", 0, 0), ("102", 0, 0)).lines}, LineWrong),
        ({"lines": a_draft(DAY, ("999", 100, 0), ("102", 0, 100)).lines}, AccountUnknown),
        ({"lines": a_draft(DAY, ("51301", 100, 0), ("102", 0, 100)).lines}, AccountUnknown),
        ({"dated": TODAY + timedelta(days=1)}, InTheFuture),
        ({"dated": SINCE - timedelta(days=1)}, BeforeOwnBooks),
        ({"contract": "HT-404"}, NotFound),
        ({"resolution": "J-404"}, NotFound),
        ({"attachments": -1}, Refused),
    ],
    ids=lambda value: value.__name__ if isinstance(value, type) else "",
)
def test_what_cannot_be_posted(board: Board, staff: Staff, changed: dict[str, object], why: type[Refused]) -> None:
    """Unbalanced, unknown, empty, negative, of tomorrow: refused with the facts, and no number is used up."""
    # Guard: accounts/draft.py:check_draft
    own_books(board, staff)
    assert isinstance(refused(board, staff, **changed), why)


def test_an_unbalanced_voucher_is_named_with_both_sums(board: Board, staff: Staff) -> None:
    """Debit, credit and what lies between them."""
    own_books(board, staff)
    error = refused(board, staff, lines=a_draft(DAY, ("513", 100, 0), ("102", 0, 90)).lines)
    assert (error.facts["debit"], error.facts["credit"], error.facts["difference"]) == (100, 90, 10)


def test_only_the_lowest_accounts_in_use_take_entries(board: Board, staff: Staff) -> None:
    """513 with 51301 below it takes nothing; an account that is switched off neither."""
    # Guard: accounts/draft.py:check_account
    own_books(board, staff)
    with board.desk(staff.clerk) as desk:
        add_account(desk, "51301", "干部报酬")
    assert isinstance(refused(board, staff), AccountHasParts)
    with board.desk(staff.clerk) as desk:
        switch_account(desk, "51301", active=False)
    lines = a_draft(DAY, ("51301", 100, 0), ("102", 0, 100)).lines
    assert isinstance(refused(board, staff, lines=lines), AccountSwitchedOff)
    with board.desk(staff.clerk) as desk:
        switch_account(desk, "51301", active=True)
    made = posted(board, staff, replace(spending(100, DAY), lines=lines))
    assert made.lines[0].account_name == "管理费用-干部报酬"


def test_numbers_go_on_from_the_copy_and_start_again_by_kind_and_year(
    board: Board, staff: Staff, clock: GivenClock
) -> None:
    """记 goes on from the last imported one, 付 begins at 1, and a new year at 1."""
    # Guard: accounts/posting.py:_next
    keep(board, a_voucher("记-0041", date(2026, 5, 9), ("102", 5, 0), ("501", 0, 5)))
    own_books(board, staff, since=date(2026, 6, 1))
    made = [posted(board, staff, spending(100, DAY)) for _ in range(2)]
    made.append(posted(board, staff, spending(100, DAY, word=VoucherWord.PAYMENT)))
    clock.move(date(2027, 1, 4))
    made.append(posted(board, staff, spending(100, date(2027, 1, 4))))
    assert [one.key for one in made] == ["2026/记-0042", "2026/记-0043", "2026/付-0001", "2027/记-0001"]
    assert find_voucher(board.records(), "记-0001") == made[3]
    assert find_voucher(board.records(), "2026/付-0001") == made[2]


def test_numbers_may_start_again_each_month(board: Board, staff: Staff, clock: GivenClock) -> None:
    """A village whose numbers begin again each month has 记-0001 in August and in September."""
    own_books(board, staff, restart=Restart.MONTH)
    keys = [posted(board, staff, spending(100, day)).key for day in (date(2026, 8, 30), TODAY, TODAY)]
    assert keys == ["2026-08/记-0001", "2026-09/记-0001", "2026-09/记-0002"]


def test_a_voucher_goes_from_posted_to_approved_to_stamped_and_only_then_into_public(
    board: Board, staff: Staff
) -> None:
    """Three steps by three offices; villagers find it by words only at the end."""
    # Guard: accounts/model.py:Voucher.public
    own_books(board, staff)
    made = posted(board, staff, spending(100, DAY, summary="购办公用纸"))
    for step, act, who in (
        (VoucherStep.APPROVED, approve_voucher, staff.director),
        (VoucherStep.STAMPED, stamp_voucher, staff.overseer),
    ):
        assert not made.public
        assert board.records().search("办公用纸") == []
        with board.desk(who) as desk:
            made = act(desk, made.id)
        assert made.step is step
    assert made.public
    assert [hit.record.id for hit in board.records().search("办公用纸")] == [made.id]
    assert (made.approver, made.oversight_stamp, made.approval_tier) == ("郑立新", True, 1)
    with pytest.raises(VoucherNotReady), board.desk(staff.director) as desk:
        approve_voucher(desk, made.id)


def test_a_stamp_needs_the_approval_first(board: Board, staff: Staff) -> None:
    """The order of the steps is fixed."""
    own_books(board, staff)
    made = posted(board, staff, spending(100, DAY))
    with pytest.raises(VoucherNotReady), board.desk(staff.overseer) as desk:
        stamp_voucher(desk, made.id)


@pytest.mark.parametrize("part", ["handler", "claimant", "counterparty"])
@pytest.mark.parametrize("written", ["郑立新", "1001"])
def test_nobody_approves_their_own_claim(board: Board, staff: Staff, part: str, written: str) -> None:
    """Who handled it, claims its money or receives it cannot approve it; by number or by name."""
    # Guard: accounts/draft.py:is_party
    if part == "counterparty" and written.isascii():
        written = "郑立新"
    own_books(board, staff)
    made = posted(board, staff, spending(100, DAY, **{part: written}))
    with pytest.raises(OwnClaim), board.desk(staff.director) as desk:
        approve_voucher(desk, made.id)
    with board.desk(staff.secretary) as desk:
        assert approve_voucher(desk, made.id).step is VoucherStep.APPROVED


def test_the_overseer_does_not_stamp_an_own_claim(board: Board, staff: Staff) -> None:
    """The oversight committee's member who bought it lets another stamp it."""
    own_books(board, staff)
    made = approved(board, staff, spending(100, DAY, handler="1003"))
    with pytest.raises(OwnClaim), board.desk(staff.overseer) as desk:
        stamp_voucher(desk, made.id)


def test_a_larger_payment_needs_two_persons_and_the_largest_a_resolution(board: Board, staff: Staff) -> None:
    """F04: tier 1 one person; tier 2 two, and the same one twice is one; from tier 3 a passed resolution."""
    # Guard: accounts/posting.py:approve_voucher
    own_books(board, staff)
    second = posted(board, staff, spending(2_000_01, DAY))
    assert second.approval_tier == 2
    with board.desk(staff.director) as desk:
        assert approve_voucher(desk, second.id).step is VoucherStep.POSTED
    with pytest.raises(AlreadyActed), board.desk(staff.director) as desk:
        approve_voucher(desk, second.id)
    with board.desk(staff.secretary) as desk:
        assert approve_voucher(desk, second.id).approver == "郑立新、何春梅"
    third = posted(board, staff, spending(10_000_01, DAY))
    with pytest.raises(NeedsResolution) as caught, board.desk(staff.director) as desk:
        approve_voucher(desk, third.id)
    assert (caught.value.facts["tier"], caught.value.facts["amount"]) == (3, 10_000_01)
    keep(board, a_resolution(number="J-9", result=ResolutionResult.PASSED))
    assert approved(board, staff, spending(60_000_00, DAY, resolution="J-9")).step is VoucherStep.APPROVED


def test_a_resolution_that_was_not_passed_bears_nothing(board: Board, staff: Staff) -> None:
    """Rejected or still open: no payment names it."""
    own_books(board, staff)
    keep(board, a_resolution(number="J-8", result=ResolutionResult.REJECTED))
    assert isinstance(refused(board, staff, resolution="J-8"), ResolutionNotPassed)


def test_an_emergency_is_paid_at_once_and_ratified_later(board: Board, staff: Staff) -> None:
    """P4: what could not wait is recorded with its reason; its resolution is added when the meeting passed it."""
    own_books(board, staff)
    made = approved(board, staff, spending(30_000_00, DAY, emergency="台风抢险"))
    assert made.step is VoucherStep.APPROVED
    assert [note.msgid for note in posting_notes(board.records(), made)] == [
        "An emergency: its resolution is still to come."
    ]
    keep(board, a_resolution(number="J-9", result=ResolutionResult.PASSED))
    with board.desk(staff.director) as desk:
        made = ratify_voucher(desk, made.id, "J-9")
    assert made.resolution == "J-9"
    with pytest.raises(NotAnEmergency), board.desk(staff.director) as desk:
        ratify_voucher(desk, made.id, "J-9")


@given(amount=st.integers(-10, 10**9), tiers=st.lists(st.integers(1, 10**9), min_size=1, max_size=5, unique=True))
def test_the_tier_is_the_first_whose_end_is_not_passed(amount: int, tiers: list[int]) -> None:
    """The end belongs to its tier; above the last end is one tier more; nothing paid has none."""
    tiers = sorted(tiers)
    found = tier_of(amount, tiers)
    if amount <= 0:
        assert found is None
    else:
        assert found == sum(amount > most for most in tiers) + 1


def test_a_reversal_restores_every_balance_and_both_carry_the_link(board: Board, staff: Staff) -> None:
    """Nothing is edited: a second voucher with debit and credit changed over, itself to be approved and stamped."""
    # Guard: accounts/draft.py:swapped
    own_books(board, staff)
    before = Ledger(board.records()).balances(TODAY)
    made = stamped(board, staff, spending(30_000_00, DAY, emergency="抢险", word=VoucherWord.PAYMENT))
    with pytest.raises(ReasonMissing), board.desk(staff.clerk) as desk:
        reverse_voucher(desk, made.id, " ")
    with board.desk(staff.clerk) as desk:
        back = reverse_voucher(desk, made.id, "重复付款已退回")
    assert {code: fen for code, fen in Ledger(board.records()).balances(TODAY).items() if fen} == before
    original = board.records().get(Voucher, made.id)
    assert (back.reverses, original.reversed_by, back.number) == (made.key, back.key, "付-0002")
    assert (original.lines, original.summary, original.dated) == (made.lines, made.summary, made.dated)
    assert (back.step, back.approval_tier, back.dated) == (VoucherStep.POSTED, None, TODAY)
    for id, why in ((made.id, AlreadyReversed), (back.id, IsReversal)):  # noqa: A001
        with pytest.raises(why), board.desk(staff.clerk) as desk:
            reverse_voucher(desk, id, "再来")


def test_a_reversal_of_a_receipt_is_no_payment(board: Board, staff: Staff) -> None:
    """Taking back a large receipt needs one approval and no resolution: nothing is spent."""
    own_books(board, staff)
    made = stamped(board, staff, a_draft(DAY, ("102", 90_000_00, 0), ("501", 0, 90_000_00)))
    with board.desk(staff.clerk) as desk:
        back = reverse_voucher(desk, made.id, "记错账户")
    with board.desk(staff.director) as desk:
        assert approve_voucher(desk, back.id).step is VoucherStep.APPROVED


def test_who_may_do_what(board: Board, staff: Staff) -> None:
    """The clerk posts and does not approve; the committee approves and does not stamp; villagers do nothing."""
    own_books(board, staff)
    made = posted(board, staff, spending(100, DAY))
    for who, act in (
        (staff.director, lambda desk: post_voucher(desk, spending(100, DAY))),
        (staff.clerk, lambda desk: approve_voucher(desk, made.id)),
        (staff.director, lambda desk: stamp_voucher(desk, made.id)),
        (staff.villager, lambda desk: reverse_voucher(desk, made.id, "x")),
        (staff.township, lambda desk: approve_voucher(desk, made.id)),
    ):
        with pytest.raises(NotPermitted), board.desk(who) as desk:
            act(desk)


def test_cash_above_its_limits_is_told_and_posted_all_the_same(board: Board, staff: Staff) -> None:
    """F01, F02: the books hold what happened; a person is told with the numbers."""
    own_books(board, staff)
    got = posted(board, staff, a_draft(DAY, ("101", 6_000_00, 0), ("501", 0, 6_000_00)))
    assert [note.facts for note in posting_notes(board.records(), got)] == [{"held": 6_000_00, "limit": 5_000_00}]
    paid = posted(board, staff, a_draft(DAY, ("513", 7_000_00, 0), ("101", 0, 7_000_00)))
    assert [note.facts for note in posting_notes(board.records(), paid)] == [
        {"paid": 7_000_00, "most": 1_000_00},
        {"held": -1_000_00},
    ]


@pytest.mark.parametrize(
    ("number", "word", "serial"),
    [("记-0012", "记", 12), ("记字第12号", "记", 12), ("收-3", "记", None), ("记", "记", None), ("记-0", "记", 0)],
)
def test_the_serial_of_an_imported_number(number: str, word: str, serial: int | None) -> None:
    """Townships write numbers in several ways."""
    assert serial_of(number, word) == serial
