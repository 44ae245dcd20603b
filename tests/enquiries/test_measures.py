"""Measures with their denominators: a worked example, and sums of parts that are the whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import reduce
from operator import add

from hypothesis import given
from hypothesis import strategies as st

from village_board.enquiries.measures import Counts, counted, counted_by, kind_of, month_of, rates
from village_board.enquiries.model import (
    Channel,
    Enquiry,
    EnquiryEvent,
    EnquiryKind,
    EnquiryState,
    EnquiryStep,
    Grade,
    Handing,
)

TODAY = date(2026, 9, 30)
S = EnquiryState
NOW = datetime(2026, 9, 30, tzinfo=UTC)


def one(state: EnquiryState, day: int = 1, **values: object) -> Enquiry:
    """Return an enquiry of September in `state`; accepted on its day, due five days later."""
    on = date(2026, 9, day)
    base = Enquiry(
        kind=EnquiryKind.CONSULT,
        channel=Channel.CLERK,
        text="?",
        submitted_on=on,
        accept_due_on=on + timedelta(days=1),
        due_on=on + timedelta(days=5),
        state=state,
        steps=() if state is S.SUBMITTED else (EnquiryStep(EnquiryEvent.ACCEPT, on, NOW),),
    )
    return replace(base, **values)


REPLIED = {"replied_on": date(2026, 9, 4), "rating_until": date(2026, 9, 11)}
#: Worked by hand below.
EXAMPLE = (
    one(S.CLOSED, solved=True, grade=Grade.VERY_SATISFIED, **REPLIED),
    one(S.CLOSED, solved=False, grade=Grade.VERY_DISSATISFIED, **REPLIED),
    one(S.CLOSED, **REPLIED),  # silence
    one(S.CLOSED, late_days=2, solved=True, grade=Grade.MOSTLY_SATISFIED, **REPLIED),
    one(S.REJECTED),
    one(S.IN_PROGRESS),  # overdue
    one(S.IN_PROGRESS, 28),  # inside its limit
    one(S.REPLIED, 28, replied_on=date(2026, 9, 29), rating_until=date(2026, 10, 8)),  # can be judged
    one(S.SUBMITTED, 10),  # overdue, never accepted
    one(S.SUBMITTED, 30),  # of today
)


def test_the_worked_example() -> None:
    """Ten came: one rejected, three inside a limit, six closable; four closed. Silence is not in the satisfaction."""
    # Guard: village_board/enquiries/measures.py:rates - a rate with another denominator looks better.
    counts = counted(EXAMPLE, TODAY)
    assert (counts.received, counts.rejected, counts.inside, counts.closable) == (10, 1, 3, 6)
    found = {rate.key: (rate.part, rate.whole) for rate in rates(counts)}
    assert found == {
        "accepted_in_time": (8, 9),
        "closing": (4, 6),
        "reply": (5, 7),
        "on_time": (4, 7),
        "satisfaction": (2, 3),
    }
    assert (counts.not_rated, counts.solved) == (1, 2)
    assert [rate.tenths for rate in rates(counts)] == [889, 667, 714, 571, 667]


def test_no_rate_without_a_denominator() -> None:
    """Of nothing there is no rate, and every rate says what it is part of."""
    for rate in rates(Counts()):
        assert (rate.whole, rate.tenths) == (0, None)
        assert rate.part_is
        assert rate.whole_is


def test_a_judged_one_that_nobody_closed_is_not_inside_a_limit() -> None:
    """The asker has spoken: leaving it open counts against the closing rate."""
    judged = one(S.CONFIRMED, 28, solved=True, grade=Grade.SATISFIED, rating_until=date(2026, 10, 8))
    assert counted([replace(judged, replied_on=date(2026, 9, 29))], TODAY).closable == 1


@st.composite
def enquiries(draw: st.DrawFn) -> Enquiry:
    """Draw an enquiry in any state on any day."""
    made = one(draw(st.sampled_from(S)), draw(st.integers(1, 30)), kind=draw(st.sampled_from(EnquiryKind)))
    day = made.submitted_on
    return replace(
        made,
        replied_on=draw(st.sampled_from((None, day))),
        rating_until=draw(st.sampled_from((None, day, TODAY))),
        late_days=draw(st.integers(0, 2)),
        grade=draw(st.sampled_from((None, *Grade))),
        handings=(Handing(day, "镇", "1"),) * draw(st.integers(0, 3)),
    )


@given(st.lists(st.lists(enquiries(), max_size=6), max_size=4))
def test_villages_months_and_kinds_add_up_to_the_whole(villages: list[list[Enquiry]]) -> None:
    """However it is cut, the sum of the parts is the whole, and no part of a rate is above its whole."""
    everything = [each for village in villages for each in village]
    whole = counted(everything, TODAY)
    assert reduce(add, (counted(village, TODAY) for village in villages), Counts()) == whole
    for key in (month_of, kind_of):
        assert reduce(add, counted_by(everything, TODAY, key).values(), Counts()) == whole
    for rate in rates(whole):
        if rate.key != "closing":
            assert 0 <= rate.part <= rate.whole
    assert whole.closable >= whole.closed
