"""Numbered slips (P20): for a keypad, safe against one wrong digit, and nothing can be counted from them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.support.builders import TODAY, hire, keep, memory_board
from tests.support.clocks import GivenClock
from village_board.base.clock import instant
from village_board.people.acts import Act
from village_board.people.model import Person
from village_board.slips.rules import DIGITS, check_digit, draw, is_number
from village_board.slips.service import by_slip, new_slip, slip_of

BODIES = st.text("0123456789", min_size=DIGITS - 1, max_size=DIGITS - 1)


@given(body=BODIES, at=st.integers(0, DIGITS - 1), digit=st.sampled_from("0123456789"))
def test_p20_one_wrong_digit_is_never_another_slip(body: str, at: int, digit: str) -> None:
    """Whoever mistypes one digit on the keypad is told so, and does not see a neighbour's matter."""
    # Guard: slips/rules.py:check_digit - a constant digit would let other numbers through.
    number = body + check_digit(body)
    wrong = number[:at] + digit + number[at + 1 :]
    assert is_number(number)
    assert (wrong == number) == is_number(wrong)


def test_p20_a_slip_leads_to_its_record_however_it_is_typed() -> None:
    """With spaces or full-width digits it is the same slip; an unknown number leads nowhere."""
    board = memory_board(GivenClock(instant(TODAY, 9)))
    staff = hire(board)
    (person,) = keep(board, Person(number="2001", name="周小满"))
    with board.desk(staff.clerk) as desk:
        desk.require(Act.RECORD_HEARING)
        number = new_slip(desk, person.id)
        desk.record(person.id)
    records = board.records()
    assert slip_of(records, person.id) == number
    wide = number.translate({ord(str(n)): chr(0xFF10 + n) for n in range(10)})
    for typed in (number, f" {number[:3]} {number[3:]}", wide):
        assert by_slip(records, typed) == person
    other = next(text for text in iter(draw, "") if text != number)
    assert by_slip(records, other) is None
    assert by_slip(records, "abc") is None
