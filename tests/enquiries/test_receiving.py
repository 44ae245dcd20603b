"""Taking enquiries in: promised days by hand, what is refused, what is not taken and leaves no trace."""

from __future__ import annotations

import logging
from datetime import date
from pathlib import Path

import pytest

from tests.enquiries.building import TEXT, taken
from tests.support.builders import TODAY, Staff, hire
from tests.support.clocks import GivenClock
from village_board.board import STORE_FILE, Board, found_board
from village_board.enquiries import handling
from village_board.enquiries.elsewhere import Elsewhere, MaybeElsewhere, elsewhere
from village_board.enquiries.finding import outlook, promise
from village_board.enquiries.handling import OneLimitOnly, Said
from village_board.enquiries.model import Channel, Enquiry, EnquiryKind
from village_board.enquiries.receiving import HallFullForToday, PersonalNumberInText
from village_board.enquiries.rules import NotYet
from village_board.glance.standing import standing_of
from village_board.hearings.opinions import EnoughForToday, NothingSaid, TooLong
from village_board.hearings.registrations import Applicant, NobodyNamed
from village_board.hearings.rules import NotYetHeld
from village_board.limits.service import change_limit
from village_board.notices.model import Follow

K = EnquiryKind
#: Counted by hand from Tuesday 1 September 2026; 20 September (Sunday) is worked for the National Day.
BY_HAND = {
    (K.CONSULT, False): date(2026, 9, 2),
    (K.CONSULT, True): date(2026, 9, 8),
    (K.HELP, None): date(2026, 9, 4),
    (K.SUGGEST, None): date(2026, 9, 21),
    (K.COMPLAIN, False): date(2026, 9, 8),
    (K.COMPLAIN, True): date(2026, 9, 21),
}


@pytest.mark.parametrize(("case", "due"), BY_HAND.items())
def test_each_kind_has_its_limit(board: Board, staff: Staff, case: tuple[EnquiryKind, bool | None], due: date) -> None:
    """Facts 5: 1, 5, 3, 15, 5, 15 working days, the day of receipt not counted."""
    made = taken(board, staff, case[0]).enquiry
    with board.desk(staff.clerk) as desk:
        accepted = handling.accept(desk, made.number, harder=case[1])
    assert accepted.due_on == due
    assert accepted.accept_due_on == date(2026, 9, 2)
    assert promise(board.records(), accepted).due == due


def test_a_question_is_promised_the_longer_limit_until_its_answer_is_known(board: Board, staff: Staff) -> None:
    """The receipt promises nothing that accepting could not keep."""
    made = taken(board, staff)
    assert made.promised.due == made.enquiry.due_on == date(2026, 9, 8)


def test_only_questions_and_complaints_have_two_limits(board: Board, staff: Staff) -> None:
    """A request for help is not made harder to gain days."""
    made = taken(board, staff, K.HELP).enquiry
    with pytest.raises(OneLimitOnly), board.desk(staff.clerk) as desk:
        handling.accept(desk, made.number, harder=True)


def test_one_extension_before_the_limit_ends(board: Board, staff: Staff, clock: GivenClock) -> None:
    """Extended once by five working days from the old date, with a reason; a limit that is over is not extended."""
    # Guard: village_board/enquiries/guards.py:inside_limit - a delay would be hidden by an extension.
    first, second = (taken(board, staff, K.HELP).enquiry for _ in range(2))
    for one in (first, second):
        with board.desk(staff.clerk) as desk:
            handling.accept(desk, one.number)
    clock.move(date(2026, 9, 4))
    with pytest.raises(NotYet, match="reason"), board.desk(staff.director) as desk:
        handling.extend(desk, first.number, Said())
    with board.desk(staff.director) as desk:
        extended = handling.extend(desk, first.number, Said(reason="等配件"))
    assert extended.due_on == date(2026, 9, 11)
    assert promise(board.records(), extended).due == date(2026, 9, 11)
    with pytest.raises(NotYet, match="already"), board.desk(staff.director) as desk:
        handling.extend(desk, first.number, Said(reason="再等"))
    clock.move(date(2026, 9, 5))
    with pytest.raises(NotYet, match="why it is late"), board.desk(staff.director) as desk:
        handling.extend(desk, second.number, Said(reason="晚了"))


def test_it_warns_one_working_day_before_and_counts_days_late(board: Board, staff: Staff, clock: GivenClock) -> None:
    """Due on Tuesday 8 September: warned on Monday and on the day, late by one on Wednesday."""
    made = taken(board, staff).enquiry
    seen = {}
    for day in (4, 7, 8, 9):
        clock.move(date(2026, 9, day))
        ahead = outlook(board.records(), made)
        seen[day] = (ahead.warned, ahead.late)
    assert seen == {4: (False, 0), 7: (True, 0), 8: (True, 0), 9: (False, 1)}


def test_p3_what_was_handed_in_before_counts_from_that_day(board: Board, staff: Staff) -> None:
    """P3: Friday's paper, written down on Tuesday, is due from Friday on; tomorrow's is refused."""
    made = taken(board, staff, on=date(2026, 8, 28)).enquiry
    assert (made.submitted_on, made.due_on) == (date(2026, 8, 28), date(2026, 9, 4))
    with pytest.raises(NotYetHeld):
        taken(board, staff, on=date(2026, 9, 2))


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        ({"text": "  "}, NothingSaid),
        ({"text": "字" * 501}, TooLong),
        ({"text": "我的电话13800138000，请回电"}, PersonalNumberInText),
        ({"text": "身份证 11010519491231002X 查一下"}, PersonalNumberInText),
        ({"who": Applicant()}, NobodyNamed),
    ],
)
def test_what_cannot_be_taken_is_refused_and_not_kept(
    board: Board, staff: Staff, values: dict[str, object], refusal: type[Exception]
) -> None:
    """P21: empty, too long, somebody's numbers, nobody named: nothing is written, and no number is repeated."""
    # Guard: village_board/enquiries/receiving.py:checked_text - personal numbers would be stored.
    with pytest.raises(refusal) as caught:
        taken(board, staff, **values)
    assert "138" not in str(caught.value)
    assert board.records().count(Enquiry) == 0


def test_a33_a_chat_and_a_day_have_their_limits(board: Board, staff: Staff) -> None:
    """A33: three a day from one chat; a village's own bound on all chats together; the desk is never closed."""
    # Guard: village_board/enquiries/receiving.py:_check_flood - a thousand enquiries drown the office.
    chat = {"channel": Channel.BOT, "who": Applicant(chat=501)}
    for _ in range(3):
        taken(board, staff, **chat)
    with pytest.raises(EnoughForToday):
        taken(board, staff, **chat)
    with board.desk(staff.director) as desk:
        change_limit(desk, "enquiry.a_day_open", 5, TODAY, "试验")
    for other in (502, 503):
        taken(board, staff, channel=Channel.BOT, who=Applicant(chat=other))
    with pytest.raises(HallFullForToday):
        taken(board, staff, channel=Channel.KIOSK, who=Applicant())
    assert taken(board, staff).enquiry.number


def test_the_chat_is_kept_in_its_follow_alone(board: Board, staff: Staff) -> None:
    """N21: the enquiry leads to the follow, and only that to the chat."""
    made = taken(board, staff, channel=Channel.BOT, who=Applicant(chat=501)).enquiry
    assert board.records().get(Follow, made.via).chat == 501
    assert made.person == made.name == ""


def test_p20_the_slip_says_how_far_it_is_and_never_what_was_asked(board: Board, staff: Staff) -> None:
    """P20: a number can be guessed, so kind, day, state and date stand there, and no words of the asker."""
    # Guard: village_board/glance/standing.py:_enquiry - a complaint could be read by typing digits.
    made = taken(board, staff, K.COMPLAIN).enquiry
    told = standing_of(board.records(), made.number)
    assert (told.title, told.answer, told.subject) == ("", "", "")
    assert told.due == date(2026, 9, 2)
    assert TEXT not in str(told)


REPORTS = ("我要举报村干部", "他 贪 污 了钱", "有人拿回扣", "會計挪用公款", "ｃｏｒｒｕｐｔｉｏｎ in the village")


@pytest.mark.parametrize("text", REPORTS)
def test_p15_words_of_wrongdoing_are_known_however_written(text: str) -> None:
    """P15: spaces, Traditional and full-width letters hide nothing."""
    assert elsewhere(text) is Elsewhere.REPORT


def test_petitions_are_pointed_to_their_office_with_its_limits(board: Board, staff: Staff) -> None:
    """Regulations on Petition Work: told within 15 days, closed within 60, at most 30 more."""
    with pytest.raises(MaybeElsewhere) as caught:
        taken(board, staff, text="我要上访", township="清水镇")
    assert all(word in str(caught.value) for word in ("清水镇", "15", "60", "30"))


def test_the_person_decides(board: Board, staff: Staff) -> None:
    """P15: a suggestion about a box for reports is taken when its asker says that it is none."""
    made = taken(board, staff, K.SUGGEST, text="建议把举报箱挪到门口", sure=True)
    assert made.enquiry.text == "建议把举报箱挪到门口"


def test_p15_a_report_leaves_no_trace(tmp_path: Path, clock: GivenClock, caplog: pytest.LogCaptureFixture) -> None:
    """P15: neither its words, nor that there was one, stand in the store, in its log or in the home's logs."""
    # Guard: village_board/enquiries/receiving.py:checked_text - the accused could read it.
    caplog.set_level(logging.DEBUG)
    home = tmp_path / "home"
    board = found_board(home, name="试验村", township="清水镇", clock=clock)
    staff = hire(board)
    version = board.version()
    with pytest.raises(MaybeElsewhere) as caught:
        taken(board, staff, K.COMPLAIN, text="举报：会计王某私吞鱼塘租金", township="清水镇")
    assert "清水镇" in str(caught.value)
    assert "12388" in str(caught.value)
    assert "王某" not in str(caught.value)
    assert board.version() == version
    board.close()
    files = [file for file in home.rglob("*") if file.is_file()]
    assert any(file.name == STORE_FILE for file in files)
    for file in files:
        stored = file.read_bytes()
        assert "私吞".encode() not in stored
        assert "王某".encode() not in stored
    assert "私吞" not in caplog.text
