"""Follow the yuan: from an entry to the decision and back, with sums; what is missing is said in neutral words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.accounts.own import a_draft, own_books, posted, stamped
from tests.support.builders import Staff, a_case, a_voucher, keep
from village_board.accounts.model import Voucher
from village_board.accounts.registers import Contract
from village_board.accounts.trail import Station, Trail
from village_board.accounts.trail_service import (
    CannotFollow,
    SeveralCalled,
    find_start,
    follow,
    undecided_in_pieces,
)
from village_board.accounts.trail_words import sums_said
from village_board.attachments.model import Attachment, AttachmentKind, MediaType, Visibility
from village_board.base.errors import NotFound
from village_board.base.kind import Record
from village_board.board import Board
from village_board.disclosure.model import Item
from village_board.hearings.case import CaseState
from village_board.hearings.execution import Execution
from village_board.hearings.model import (
    Hearing,
    HearingStatus,
    Resolution,
    ResolutionStatus,
    Variation,
)

DAY = date(2026, 5, 10)
STOPS = (Station.CONTRACT, Station.RESOLUTION, Station.HEARING, Station.CASE)


def paid(number: str, fen: int, **values: Any) -> Voucher:
    """Return a payment from the bank."""
    return a_voucher(number, DAY, ("153", fen, 0), ("102", 0, fen), **values)


@pytest.fixture
def road(board: Board) -> dict[str, Record]:
    """A road: case, hearing, decision with a variation, contract, and three vouchers; one of them was taken back."""
    case = a_case(CaseState.EXECUTING, number="C-1", matter="修路", hearing="H-1", resolution="D-1", told=1)
    hearing = Hearing(
        number="H-1", matter="修路", case="C-1", status=HearingStatus.PUBLISHED, notice_on=date(2026, 2, 1)
    )
    decision = Resolution(
        number="D-1", matter="修路", case="C-1", hearing="H-1", amount=10_000_000, status=ResolutionStatus.EXECUTING,
        notice_on=date(2026, 2, 20), variations=(Variation(DAY, 500_000, "多一座涵洞", "村民代表会议"),),
    )  # fmt: skip
    contract = Contract(number="HT-1", name="修路合同", type="工程施工", party_b="某某公司", resolution="D-1")
    vouchers = (
        paid("记-1", 6_000_000, contract="HT-1"),
        paid("记-2", 3_000_000, resolution="D-1"),
        replace(paid("记-3", 1_000_000, contract="HT-1"), reversed_by="2026/记-4"),
        a_voucher("记-4", DAY, ("102", 1_000_000, 0), ("153", 0, 1_000_000), contract="HT-1", reverses="2026/记-3"),
        paid("记-5", 70_000),
    )
    kept = [
        *keep(board, case),
        *keep(board, hearing),
        *keep(board, decision),
        *keep(board, contract),
        *keep(board, *vouchers),
    ]
    return {one.number: one for one in kept}


def trail(board: Board, record: Record) -> Trail:
    """Return the trail of a record."""
    return follow(board.records(), record).trail


@pytest.mark.parametrize("start", ["记-1", "记-2", "HT-1", "D-1", "H-1", "C-1"])
def test_the_whole_matter_is_found_from_any_of_its_records(board: Board, road: dict[str, Record], start: str) -> None:
    """From a voucher, contract, decision, hearing or case: the same decision, the same vouchers, the same sums."""
    # Guard: accounts/trail.py:_climb - from the contract nobody finds the vote.
    found = trail(board, road[start])
    assert {found.stop(station) for station in STOPS[1:]} == {road["D-1"], road["H-1"], road["C-1"]}
    assert {one.number for one in found.vouchers} == {"记-1", "记-2", "记-3", "记-4"}
    assert (found.paid, found.received, found.decided, found.variations) == (9_000_000, 0, 10_000_000, 500_000)
    assert found.allowed == 10_500_000
    assert [one.number for one in found.contracts] == ["HT-1"]


def test_what_was_paid_above_the_decision_is_said_with_the_sum(board: Board, road: dict[str, Record]) -> None:
    """P4: paid is compared with decided plus variations, and what goes beyond is named."""
    keep(board, paid("记-9", 2_000_000, contract="HT-1"))
    said = [str(one) for one in sums_said(trail(board, road["记-1"]))]
    assert said == [
        "Paid 11000000 of 10500000: 10000000 decided, 500000 by approved changes.",
        "That is 500000 above it.",
    ]


def test_p18_a_small_payment_without_a_decision_says_nothing(board: Board, road: dict[str, Record]) -> None:
    """Below the trigger nothing is missing, and nothing is said to be."""
    found = trail(board, road["记-5"])
    assert (found.stops, found.undecided, found.paid) == ((), False, 70_000)


def test_p11_a_large_payment_without_a_decision_says_so_in_neutral_words(board: Board) -> None:
    """P11, P18: in public stands the link that is missing, and nobody's fault."""
    # Guard: accounts/trail.py:trail_of - 60,000 yuan without a vote look like 60 yuan.
    (voucher,) = keep(board, paid("记-7", 6_000_000))
    (stop,) = trail(board, voucher).stops
    assert (stop.station, str(stop.missing)) == (Station.RESOLUTION, "No decision is linked to it yet.")


def test_a_number_that_points_nowhere_is_named(board: Board) -> None:
    """A contract or decision that the voucher names and the board has not is said to be missing."""
    (voucher,) = keep(board, paid("记-7", 100, contract="HT-9", resolution="D-9"))
    assert [str(stop.missing) for stop in trail(board, voucher).stops] == [
        "Contract HT-9 is not on this board yet.",
        "Decision D-9 is not on this board yet.",
    ]


def test_a_small_matter_leads_to_its_case(board: Board) -> None:
    """A voucher that an execution names leads to the case, where no resolution stands behind it."""
    (case,) = keep(board, a_case(CaseState.EXECUTING, number="C-5", matter="补路灯", amount=90_000, told=1))
    (voucher,) = keep(board, paid("记-7", 80_000))
    keep(board, Execution(matter="补路灯", case="C-5", opened_on=DAY, vouchers=(voucher.key,)))
    found = trail(board, voucher)
    assert (found.stop(Station.CASE), found.decided, found.paid) == (case, 90_000, 80_000)
    assert [one.id for one in trail(board, case).vouchers] == [voucher.id]


def test_p13_the_picture_is_in_the_hall_until_a_masked_one_was_passed(board: Board) -> None:
    """P13: of an unmasked picture only is said where the original can be seen."""
    (voucher,) = keep(board, paid("记-7", 100))
    picture = Attachment(subject=voucher.id, kind=AttachmentKind.VOUCHER, caption="凭证", sha256="0" * 64, size=9,
                         media_type=MediaType.JPEG)  # fmt: skip
    keep(board, picture)
    assert follow(board.records(), voucher).pictures.shown == ()
    assert follow(board.records(), voucher).pictures.in_hall == 1
    keep(board, replace(picture, visibility=Visibility.PUBLIC, sha256="1" * 64))
    assert len(follow(board.records(), voucher).pictures.shown) == 1


def test_what_villagers_do_not_see_is_not_on_the_trail(board: Board, staff: Staff) -> None:
    """A voucher that has no stamp yet cannot be followed, and is in no sum."""
    # Guard: accounts/trail_service.py:_public - an unapproved payment is public by a side door.
    own_books(board, staff)
    keep(board, Contract(number="HT-1", name="修路合同", type="工程施工"))
    lines = (("153", 100, 0), ("102", 0, 100))
    seen = stamped(board, staff, a_draft(DAY, *lines, contract="HT-1"))
    hidden = posted(board, staff, a_draft(DAY, *lines, contract="HT-1"))
    assert [one.id for one in trail(board, seen).vouchers] == [seen.id]
    with pytest.raises(NotFound):
        follow(board.records(), hidden)


def test_a_record_is_found_by_id_key_and_number(board: Board, road: dict[str, Record]) -> None:
    """Ids, keys and numbers all begin a trail; a number of several years asks which; an item has no money."""
    records = board.records()
    assert find_start(records, road["HT-1"].id) == road["HT-1"]
    assert find_start(records, "2026/记-1") == road["记-1"]
    assert find_start(records, "D-1") == road["D-1"]
    keep(board, a_voucher("记-1", date(2025, 5, 1), ("153", 1, 0), ("102", 0, 1)))
    with pytest.raises(SeveralCalled):
        find_start(records, "记-1")
    (item,) = keep(board, Item(number="GK-1", name="公章"))
    for which in (item.id, "没有这个"):
        with pytest.raises(CannotFollow):
            find_start(records, which)


def test_h01_a_matter_paid_in_pieces_stands_out_for_those_who_supervise(board: Board) -> None:
    """Payments of one contract without a decision, each under the trigger and together over it, are one finding."""
    # Guard: accounts/trail_service.py:undecided_in_pieces - who pays in three parts needs no vote.
    keep(board, Contract(number="HT-3", name="修桥合同", type="工程施工"))
    keep(board, *(paid(f"记-{n}", 2_000_000, contract="HT-3") for n in range(3)), paid("记-8", 4_900_000))
    (found,) = undecided_in_pieces(board.records())
    assert (found.rule, found.red) == ("H01", True)
    assert "6000000" in str(found.message)


def test_h01_a_decided_matter_is_no_finding(board: Board, road: dict[str, Record]) -> None:
    """Pieces of a contract that rests on a decision, and what was taken back, are none."""
    assert list(undecided_in_pieces(board.records())) == []
