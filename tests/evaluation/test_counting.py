"""Each way of counting by records that a reader can count by hand; missing data is not zero."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from tests.support.builders import TODAY, Staff, a_resolution, a_voucher, an_entry, keep
from tests.support.clocks import GivenClock
from village_board.accounts.registers import Contract, Instalment
from village_board.base.errors import NotPermitted
from village_board.base.level import Level
from village_board.base.message import say
from village_board.board import Board
from village_board.catalogue.model import Frequency
from village_board.disclosure.model import Item
from village_board.enquiries.model import Channel, Enquiry, EnquiryKind, EnquiryState
from village_board.evaluation.counting import WAYS, Asked
from village_board.evaluation.model import Evaluation, Half, Measured
from village_board.evaluation.rules import HalfAhead
from village_board.evaluation.service import computed, evaluation_of, keep_last, kept
from village_board.evaluation.table import shipped_indicators
from village_board.hearings.execution import Acceptance, Execution, Purchase
from village_board.hearings.model import ResolutionResult, ResolutionStatus
from village_board.people.service import OFFICE
from village_board.supervision.model import Alarm, AlarmState, Watch

H1 = Half(2026, 1)
#: so that the check behind the commit raises nothing
SIGNED: dict[str, Any] = {"approver": "郑立新", "approval_tier": 1, "oversight_stamp": True}


def measured(board: Board, code: str, half: Half = H1) -> Measured:
    """Return what an indicator came to."""
    one = shipped_indicators()[code]
    return WAYS[one.count](Asked(board.records(), half, one.weight, one.settings))


def an_alarm(identity: str, state: AlarmState = AlarmState.CLOSED, **values: Any) -> Alarm:
    """Return an alarm of March."""
    base = Alarm(
        identity=identity,
        point="F02",
        subject="",
        level=Level.YELLOW,
        since=date(2026, 3, 2),
        raised_on=date(2026, 3, 2),
        sentence=Alarm.sentence_of(say("x")),
        state=state,
    )
    return replace(base, **values)


def watched(board: Board, since: date = date(2026, 1, 1)) -> None:
    """Let the board have begun to watch."""
    keep(board, Watch(begun_on=since))


@pytest.mark.parametrize("code", list(shipped_indicators()))
def test_an_empty_board_has_no_score(board: Board, code: str) -> None:
    """Missing data is not zero: every indicator is left out and says why."""
    # Guard: evaluation/counting.py:_part - a village that has just begun would fail.
    found = measured(board, code)
    assert found.share is None
    assert found.said.msgid
    assert not found.ids


def test_what_was_published_late_is_not_on_time(board: Board) -> None:
    """A quarterly item due on 20 April and published on the 20th is in time, on the 21st it is not."""
    # Guard: evaluation/counting.py:disclosure_on_time - a late village would have all points.
    keep(board, an_entry("SG-12"), an_entry("SG-13"), an_entry("SG-14", Frequency.YEARLY))
    keep(board, Item(number="0", name="旧", catalogue="X", period="x", published_on=date(2026, 1, 30)))
    on_day, late = keep(
        board,
        Item(number="1", name="a", catalogue="SG-12", period="2026-Q1", published_on=date(2026, 4, 20)),
        Item(number="2", name="b", catalogue="SG-13", period="2026-Q1", published_on=date(2026, 4, 21)),
    )
    found = measured(board, "disclosure_on_time")
    assert found.share == Fraction(1, 2)
    assert set(found.ids) == {on_day.id, late.id}
    assert found.against == (late.id,)


def test_alarms_that_lapsed_do_not_count(board: Board) -> None:
    """One gone before anybody took it up is none of the red ones, and none to be handled."""
    # Guard: evaluation/counting.py:_alarms - a mistyped amount, mended at once, would cost three points.
    watched(board)
    red, _, _, escalated = keep(
        board,
        an_alarm("1", level=Level.RED),
        an_alarm("2", AlarmState.LAPSED, level=Level.RED),
        an_alarm("3", AlarmState.RAISED),
        an_alarm("4", AlarmState.EXPLAINED, escalated_on=date(2026, 3, 9)),
    )
    assert measured(board, "red_alarms").share == Fraction(15 - 6, 15)
    assert set(measured(board, "red_alarms").against) == {red.id, escalated.id}
    handled = measured(board, "alarms_handled")
    assert (handled.share, handled.against) == (Fraction(1, 2), (escalated.id,))


def test_red_alarms_take_at_most_all_points(board: Board) -> None:
    """Facts 7.2: three points each, up to fifteen."""
    watched(board)
    keep(board, *(an_alarm(str(n), level=Level.RED) for n in range(7)))
    assert measured(board, "red_alarms").share == 0


def test_a_half_watched_in_part_has_no_full_marks(board: Board) -> None:
    """Who began to watch in June saw no red alarm of January."""
    # Guard: evaluation/counting.py:red_alarms - not watching would give fifteen points.
    watched(board, date(2026, 1, 2))
    assert measured(board, "red_alarms").share is None


def test_payments_without_approval_and_receptions(board: Board) -> None:
    """One payment of four has an alarm of F04; one of the five vouchers is a dinner."""
    watched(board, TODAY)
    lines = (("513", 100, 0), ("102", 0, 100))
    paid = keep(board, *(a_voucher(f"记-{n}", date(2026, 2, n), *lines, **SIGNED) for n in (1, 2, 3)))
    (dinner,) = keep(board, a_voucher("记-4", date(2026, 2, 4), *lines, summary="招待费", **SIGNED))
    keep(board, a_voucher("记-5", date(2026, 2, 5), ("102", 100, 0), ("501", 0, 100)))
    assert measured(board, "approvals").share == 1
    keep(
        board,
        an_alarm("a", point="F04", subject=paid[1].id, raised_on=TODAY),
        an_alarm("b", AlarmState.LAPSED, point="F04", subject=paid[2].id),
    )
    assert measured(board, "approvals").share == Fraction(3, 4)
    assert measured(board, "approvals").against == (paid[1].id,)
    receptions = measured(board, "no_receptions")
    assert receptions.share == 0
    assert (receptions.against, len(receptions.ids)) == ((dinner.id,), 5)


@pytest.mark.parametrize(("percent", "share"), [(105, 1), (130, 1), (100, Fraction(4, 5)), (80, 0), (50, 0)])
def test_income_against_the_year_before(board: Board, percent: int, share: Fraction) -> None:
    """From 5 percent more on all points, from 20 percent less none; half a year of books is no half-year."""
    # Guard: evaluation/counting.py:income_change - a village whose books begin in May would have grown sixfold.
    for year, fen in ((2025, 10_000), (2026, 100 * percent)):
        for month in range(1, 7):
            if (year, month) == (2026, 6):
                assert measured(board, "income_change").share is None
            keep(board, a_voucher(f"{year}-{month}", date(year, month, 3), ("102", fen, 0), ("501", 0, fen)))
    assert measured(board, "income_change").share == share
    assert len(measured(board, "income_change").ids) == 12


def test_rents_in_arrears(board: Board) -> None:
    """Of 400 yuan that fell due in the half-year 100 are not paid; what fell due before is not counted."""
    keep(board, Contract(number="HT-1", name="东塘"))
    keep(
        board,
        Instalment(contract="HT-1", sequence=1, due_on=date(2025, 12, 1), due=70_000, paid=70_000, key="a"),
        Instalment(contract="HT-1", sequence=2, due_on=date(2026, 2, 1), due=30_000, paid=30_000, key="b"),
    )
    (late,) = keep(board, Instalment(contract="HT-1", sequence=3, due_on=date(2026, 3, 1), due=10_000, key="c"))
    found = measured(board, "rents_paid")
    assert (found.share, found.against) == (Fraction(3, 4), (late.id,))


def test_works_accepted_by_the_last_day_of_their_contract(board: Board) -> None:
    """On the day itself is in time; not at all is late; goods are no works."""
    keep(board, Contract(number="HT-1", name="修路", ends_on=date(2026, 5, 31)))
    base = Execution(matter="修路", case="C-1", opened_on=date(2026, 2, 1), contracts=("HT-1",))
    works = replace(base, purchase=Purchase.WORKS)
    keep(
        board,
        replace(works, acceptance=Acceptance(date(2026, 5, 31), ())),
        replace(works, acceptance=Acceptance(date(2026, 6, 1), ())),
        works,
        replace(base, purchase=Purchase.GOODS),
    )
    assert measured(board, "works_on_time").share == Fraction(1, 3)


def test_replies_on_time(board: Board) -> None:
    """As the enquiries' own measures have it: one closed in time, one overdue, one whose time still runs."""
    base = Enquiry(
        kind=EnquiryKind.CONSULT,
        channel=Channel.CLERK,
        text="路灯坏了",
        submitted_on=date(2026, 3, 2),
        accept_due_on=date(2026, 3, 3),
        due_on=date(2026, 3, 9),
        accepted_on=date(2026, 3, 2),
    )
    _, late, _ = keep(
        board,
        replace(base, number="1", replied_on=date(2026, 3, 5), state=EnquiryState.CLOSED),
        replace(base, number="2", state=EnquiryState.IN_PROGRESS),
        replace(base, number="3", state=EnquiryState.IN_PROGRESS, due_on=TODAY),
    )
    found = measured(board, "replies_on_time")
    assert (found.share, found.against) == (Fraction(1, 2), (late.id,))


def test_an_assembly_a_quarter(board: Board) -> None:
    """A meeting in February and none from April on: one of two quarters."""
    (met,) = keep(
        board,
        a_resolution(
            number="J-2",
            status=ResolutionStatus.PUBLIC,
            result=ResolutionResult.PASSED,
            meeting_on=date(2026, 2, 9),
            notice_on=date(2026, 1, 20),
            published_on=date(2026, 2, 10),
        ),
    )
    found = measured(board, "meetings_held")
    assert (found.share, found.ids) == (Fraction(1, 2), (met.id,))
    assert measured(board, "meetings_held", Half(2025, 2)).share is None


def test_p11_the_score_is_for_those_who_supervise(board: Board, staff: Staff) -> None:
    """Committee, oversight committee and township; no clerk, no villager, and no record of it is public."""
    # Guard: evaluation/service.py:evaluation_of - a score would be read as the appraisal by law.
    for who in (staff.director, staff.overseer, staff.township):
        with board.desk(who) as desk:
            assert len(evaluation_of(desk, H1).lines) == len(shipped_indicators())
    for who in (staff.clerk, staff.villager):
        with pytest.raises(NotPermitted), board.desk(who) as desk:
            evaluation_of(desk, H1)
    assert not computed(board.records(), H1).public
    with pytest.raises(HalfAhead):
        computed(board.records(), Half(2027, 1))


def test_the_half_that_is_over_is_kept_once(board: Board, staff: Staff, clock: GivenClock) -> None:
    """Fifteen days after its end, by the night; what comes later changes nothing in it."""
    # Guard: evaluation/service.py:keep_last - a score would be made better afterwards.
    clock.move(date(2026, 7, 15))
    with board.desk(OFFICE) as desk:
        assert keep_last(desk) is None  # nothing could be counted: the board has just begun
    keep(board, a_voucher("记-1", date(2026, 2, 1), ("513", 9, 0), ("102", 0, 9), **SIGNED))
    for day, number in ((date(2026, 7, 14), 0), (date(2026, 7, 15), 1), (date(2026, 7, 16), 1)):
        clock.move(day)
        with board.desk(OFFICE) as desk:
            keep_last(desk)
        assert board.records().count(Evaluation) == number
    keep(board, a_voucher("记-4", date(2026, 2, 4), ("513", 9, 0), ("102", 0, 9), summary="招待费"))
    found = kept(board.records(), H1)
    assert found is not None
    with board.desk(staff.overseer) as desk:
        assert evaluation_of(desk, H1) == found
    assert computed(board.records(), H1).lines != found.lines
    clock.move(date(2027, 7, 20))
    keep(board, a_voucher("记-9", date(2027, 2, 4), ("513", 9, 0), ("102", 0, 9), **SIGNED))
    with board.desk(OFFICE) as desk:
        again = keep_last(desk)
    assert again is not None
    assert again.half == "2027-H1"
