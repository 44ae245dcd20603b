"""A refusal stands at the field where it is mended, in words that say what is wrong and what to do (issue 8, 12)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from kiosk.desk.blank.placing import place_of
from kiosk.desk.blank.shape import Form
from kiosk.desk.browse.sheet import Sheet
from kiosk.desk.rooms import (
    book_forms,
    case_forms,
    contract_forms,
    correcting_forms,
    enquiries,
    enquiry_forms,
    meeting_forms,
    receipt_forms,
    register_forms,
    work_forms,
)
from kiosk.desk.rooms.guarded import COUNTS, GUARDS
from tests.kiosk.desk_pure import ENGLISH, done, filled, refused
from tests.support.builders import TODAY, Staff, a_voucher, hire, keep, memory_board
from tests.support.clocks import GivenClock
from village_board.accounts.books_model import MoneyAccount
from village_board.accounts.subsidies import SubsidyIncomplete
from village_board.base.errors import BoardError, NumberTaken
from village_board.base.message import say
from village_board.board import Board
from village_board.calendar.rules import YearUnknown
from village_board.hearings import guards
from village_board.hearings.choice_rules import OfferIncomplete, OtherPrice
from village_board.hearings.execution_rules import PercentUnfit
from village_board.hearings.places import PlacesTaken
from village_board.hearings.rules import Counts, CountsWrong, HouseholdsWrong, NotYetHeld
from village_board.limits.table import shipped_limits
from village_board.limits.values import shown, text_of
from village_board.people.service import NoSuchPerson


@pytest.fixture
def board() -> Iterator[Board]:
    board = memory_board(GivenClock(TODAY))
    yield board
    board.close()


@pytest.fixture
def staff(board: Board) -> Staff:
    return hire(board)


def at(board: Board, staff: Staff, form: Form, error: BoardError, **answers: str) -> str:
    """Return the field at which `error` is said where `answers` were typed."""
    return place_of(error, filled(board, staff.director, form, **answers), ENGLISH)[0]


def test_a_record_that_is_not_there_is_said_where_its_number_was_typed(board: Board, staff: Staff) -> None:
    """Number of a hearing, of a resolution: each at its own field, and of a whole pasted letter only how it begins."""
    # Guard: kiosk/desk/blank/placing.py:_field_of_text - it would stand at the foot, with a key that is not there
    given = {"number": "HT-1", "name": "晒谷场", "type": "租赁", "party_b": "某农场", "starts_on": "10-1",
             "ends_on": "2027-9-30", "due_each_year": "1200", "platform_number": "JY1"}  # fmt: skip
    for name in ("hearing", "resolution"):
        where, words = refused(board, staff.clerk, contract_forms.REGISTER, **given, **{name: "没有的"})
        assert (where, "F4" in words) == (name, False)
    letter = "信" * 400
    where, words = refused(board, staff.clerk, contract_forms.REGISTER, **given, hearing=letter)
    assert where == "hearing"
    assert "信信信" in words
    assert len(words) < 120


def test_a_day_that_cannot_be_is_said_at_the_day(board: Board, staff: Staff) -> None:
    """Of several days it is the one that is wrong, also where the form's own table names another or none."""
    # Guard: kiosk/desk/blank/placing.py:_field_of_day - the day of signing would be refused at the foot
    given = {"number": "HT-1", "name": "晒谷场", "type": "租赁", "party_b": "某农场", "starts_on": "10-1",
             "ends_on": "2027-9-30", "due_each_year": "1200", "platform_number": "JY1"}  # fmt: skip
    assert refused(board, staff.clerk, contract_forms.REGISTER, **given, signed_on="2027-1-1")[0] == "signed_on"
    error = NotYetHeld(date(2027, 1, 1), TODAY)
    assert at(board, staff, work_forms.START, error, call="x", called_on="2027-1-1", on="9-1") == "called_on"
    assert at(board, staff, work_forms.START, error, call="x", called_on="9-1") == "on"
    assert at(board, staff, enquiry_forms.RECEIVE, YearUnknown(1900), text="x", on="1900-1-1") == "on"
    # what the table says of another kind of field stays, even where a day is named in passing
    nobody = NoSuchPerson("1001")
    assert at(board, staff, enquiry_forms.RECEIVE, nobody, person="1001", on="9-1") == "person"


def test_a_number_that_is_taken_is_said_at_the_number(board: Board, staff: Staff) -> None:
    """In every form that asks for one."""
    error = NumberTaken(say("case"), "2026-1", "路灯")
    assert at(board, staff, case_forms.REGISTER, error, number="2026-1") == "number"


def test_what_works_refuse_stands_at_their_fields(board: Board, staff: Staff) -> None:
    """Offers, percent, contracts: each of the room's own refusals has its field."""
    # Guard: kiosk/desk/rooms/work_forms.py:_PLACES - a whole room would answer at the foot
    assert at(board, staff, work_forms.OFFER, OfferIncomplete(), amount="0") == "amount"
    assert at(board, staff, work_forms.PROGRESS, PercentUnfit(140), percent="140") == "percent"
    assert at(board, staff, work_forms.CONTRACT, OtherPrice("HT-1", 1, 2), number="HT-1") == "reason"


def test_the_guards_of_a_decision_that_forms_name_are_guards() -> None:
    """One that is called otherwise would put its refusal at the foot."""
    named = {one.lacks for one in GUARDS}
    assert named <= set(guards.GUARDS)


def test_what_is_missing_tells_the_field(board: Board, staff: Staff) -> None:
    """Places of a class, a subsidy without its rate, households that do not fit."""
    places = meeting_forms.places_form()
    for key in ("villagers", "enterprises"):
        error = PlacesTaken(key, 4, 1)
        assert next(one.field for one in places.places if one.fits(error)) == key
    for missing, field in (("rate", "rate"), ("total", "total"), ("area", "area")):
        error_of = SubsidyIncomplete("1", say(missing))
        assert next(one.field for one in register_forms.SUBSIDY.places if one.fits(error_of)) == field
    for counts, field in ((Counts(40, 30, 50), "in_favour"), (Counts(40, 50, 10), "present")):
        assert next(one.field for one in COUNTS if one.fits(CountsWrong(counts))) == field
    households = HouseholdsWrong(Counts(1, 1, 1, households_due=1, households_present=2))
    assert next(one.field for one in correcting_forms.VOTE.places if one.fits(households)) == "households_due"


def test_a_month_without_books_is_not_compared(board: Board, staff: Staff) -> None:
    """P1: a statement of 1999 is a slip of the key; our figure stands beside the form, with what may explain it."""
    # Guard: village_board/accounts/reconciliation.py:_checked - a figure of a month without books was kept
    keep(board, MoneyAccount(account="102", bank="农商行"))
    keep(board, a_voucher("记-1", date(2026, 8, 3), ("102", 50_000, 0), ("501", 0, 50_000)))
    keep(board, a_voucher("记-2", date(2026, 8, 9), ("501", 1_200, 0), ("102", 0, 1_200)))
    given = {"account": "102", "theirs": "500"}
    assert refused(board, staff.clerk, book_forms.RECONCILE, month="1999-5", **given)[0] == "month"
    typed = filled(board, staff.clerk, book_forms.RECONCILE, month="8月", **given)
    with board.reading() as records:
        beside = " ".join(words for words, _ in book_forms.RECONCILE.beside(records, typed, ENGLISH))  # type: ignore[misc]
    assert "488.00" in beside
    assert "记-2" in beside  # the statement says 12 yuan more: just what this voucher paid
    assert "记-1" not in beside
    assert done(board, staff.clerk, book_forms.RECONCILE, month="8月", **given).month == "2026-08"


def test_instalments_are_named_as_people_write_them(board: Board, staff: Staff) -> None:
    """第１期、2 are the first two; and what is more than the voucher has stands at the amount."""
    made = done(
        board, staff.clerk, contract_forms.REGISTER, number="HT-9", name="晒谷场", type="租赁", party_b="某农场",
        starts_on="2026-10-1", ends_on="2027-9-30", due_each_year="1200", rhythm="quarterly", in_advance="yes",
        platform_number="JY1",
    )  # fmt: skip
    done(board, staff.clerk, contract_forms.PLAN, made.id)
    lines = (("102", 60_000, 0), ("502", 0, 60_000))
    (paid,) = keep(board, a_voucher("记-0009", date(2026, 9, 1), *lines, contract="HT-9"))
    assert refused(board, staff.clerk, receipt_forms.MATCH, made.id, voucher=paid.id, amount="9999")[0] == "amount"
    assert refused(board, staff.clerk, receipt_forms.MATCH, made.id)[0] == "voucher"
    got = done(board, staff.clerk, receipt_forms.MATCH, made.id, voucher=paid.id, instalments="第１期、2")
    assert len(got.taken) == 2
    undone = done(board, staff.clerk, receipt_forms.undo_form(got.id), made.id, reason="对错了")
    assert "600.00" in receipt_forms.undo_form(got.id).told(ENGLISH, undone)


def test_a_limit_of_several_amounts_may_be_one() -> None:
    """One tier alone is shown as one amount."""
    # Guard: village_board/limits/values.py:_several - the sheet of the limit fell over what the form had taken
    limit = shipped_limits()["accounts.approval_tiers"]
    assert text_of(limit, 3_500_000) == text_of(limit, [3_500_000])
    assert ENGLISH.say(shown(limit, 3_500_000)) == ENGLISH.say(shown(limit, [3_500_000]))


def test_an_answer_that_may_not_be_shown_is_refused_at_the_answer(board: Board, staff: Staff) -> None:
    """P21: the gate names the place; nobody is offered to show what the asker keeps to themselves."""
    # Guard: village_board/enquiries/publishing.py:publish - the asker, shown "without your name", was named
    # Guard: kiosk/desk/rooms/enquiry_forms.py:PUBLISH - a number in the answer would be refused at the question
    given = {"kind": "consult", "text": "几点关门？", "name": "王阿婆"}
    made, steps = dict[str, str](), dict[str, set[str]]()
    for public in ("yes", "no"):
        one = done(board, staff.clerk, enquiry_forms.RECEIVE, **given, public=public).enquiry.id
        done(board, staff.clerk, enquiry_forms.ACCEPT, one)
        done(board, staff.clerk, enquiry_forms.ASSIGN, one, person="1004")
        done(board, staff.clerk, enquiry_forms.reply_form(), one, words="九点。")
        made[public] = one
        steps[public] = {step.name for step in sheet(board, staff, one).steps}
    assert steps["yes"] - steps["no"] == {"enquiry.publish"}
    shown_one = made["yes"]
    for field in ("question", "answer"):
        for words in ("打13812345678", "王阿婆来问"):  # a number, the name of the asker
            assert refused(board, staff.director, enquiry_forms.PUBLISH, shown_one, **{field: words})[0] == field
    done(board, staff.director, enquiry_forms.PUBLISH, shown_one, answer="晚上九点。")
    assert "晚上九点。" in [words for words, _ in sheet(board, staff, shown_one).paragraphs]


def sheet(board: Board, staff: Staff, one: str) -> Sheet:
    """Return what the director reads of an enquiry."""
    with board.reading() as records:
        return enquiries.record_screen(one).sheet_for(records, staff.director, ENGLISH)
