"""P29: what a villager asked the village to arrange: papers, where it lies, promised day, result; by slip."""

from __future__ import annotations

from datetime import date

import pytest

from tests.support.builders import Staff
from tests.support.clocks import GivenClock
from village_board.board import Board
from village_board.enquiries.cases import ServiceCase, ServiceEvent, ServiceState
from village_board.enquiries.cases_service import (
    Order,
    ServiceDays,
    ServiceNotNow,
    ServiceNotYet,
    move,
    receive,
    service_cases,
)
from village_board.enquiries.receiving import PersonalNumberInText
from village_board.glance.standing import standing_of
from village_board.hearings.registrations import Applicant, NobodyNamed

E = ServiceEvent
ORDER = Order("代办老年优待证", Applicant(name="李大妈"), ("申请表", "照片两张"))


def test_p29_from_the_papers_to_the_hand(board: Board, staff: Staff, clock: GivenClock) -> None:
    """P29: received, with an office, done, handed out; the slip says where it lies and by when, and no name."""
    with board.desk(staff.clerk) as desk:
        case = receive(desk, ORDER)
    assert case.promised_on == date(2026, 9, 15)
    clock.move(date(2026, 9, 2))
    with board.desk(staff.clerk) as desk:
        move(desk, case.number, E.SEND_ON, office="镇便民服务中心")
    clock.move(date(2026, 9, 17))
    told = standing_of(board.records(), case.number)
    assert "with 镇便民服务中心 since 2026-09-02" in str(told.state)
    assert (told.due, told.late) == (date(2026, 9, 15), 2)
    assert "李大妈" not in str(told)
    with board.desk(staff.clerk) as desk:
        move(desk, case.number, E.FINISH, words="已办好")
    assert "已办好" in str(standing_of(board.records(), case.number).next)
    with board.desk(staff.clerk) as desk:
        out = move(desk, case.number, E.HAND_OUT)
    assert (out.state, out.late_by(date(2026, 12, 1))) == (ServiceState.HANDED_OUT, 2)
    assert service_cases(board.records(), under_way=True) == []
    assert not out.public


def test_a_returned_case_can_be_sent_again(board: Board, staff: Staff) -> None:
    """Returned with what is missing, completed, and on its way once more."""
    with board.desk(staff.clerk) as desk:
        case = receive(desk, ORDER)
        move(desk, case.number, E.RETURN, words="缺户口簿复印件")
        again = move(desk, case.number, E.SEND_ON, office="镇便民服务中心")
    assert (again.state, again.ended_on) == (ServiceState.WITH_OFFICE, None)


def test_what_does_not_follow_is_refused(board: Board, staff: Staff) -> None:
    """No hand-out before a result, no office without a name, no result without words, no days in the wrong order."""
    # Guard: village_board/enquiries/cases_service.py:move - a case would end without a result.
    with board.desk(staff.clerk) as desk:
        case = receive(desk, ORDER)
    for refusal, event, values in (
        (ServiceNotNow, E.HAND_OUT, {}),
        (ServiceNotYet, E.SEND_ON, {"office": " "}),
        (ServiceNotYet, E.FINISH, {}),
        (ServiceDays, E.SEND_ON, {"office": "镇里", "on": date(2026, 8, 1)}),
    ):
        with pytest.raises(refusal), board.desk(staff.clerk) as desk:
            move(desk, case.number, event, **values)


@pytest.mark.parametrize(
    ("order", "refusal"),
    [
        (Order("办证", Applicant()), NobodyNamed),
        (Order("办证 13800138000", Applicant(name="某")), PersonalNumberInText),
        (Order("办证", Applicant(name="某"), ("身份证11010519491231002X",)), PersonalNumberInText),
        (Order("办证", Applicant(name="某"), promised_on=date(2026, 8, 1)), ServiceDays),
    ],
)
def test_p2_no_number_of_a_person_is_kept(board: Board, staff: Staff, order: Order, refusal: type[Exception]) -> None:
    """P2: the names of papers, never what stands in them; somebody asks, and the promised day is ahead."""
    with pytest.raises(refusal), board.desk(staff.clerk) as desk:
        receive(desk, order)
    assert board.records().count(ServiceCase) == 0
