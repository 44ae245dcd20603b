"""An enquiry on its way: whatever anybody tries, it stands only where the table leads (facts 5)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from tests.enquiries.building import taken
from tests.support.builders import TODAY, hire, memory_board
from tests.support.clocks import GivenClock
from village_board.base.errors import Refused
from village_board.base.transitions import TableUnreadable
from village_board.enquiries import handling
from village_board.enquiries.finding import enquiry_of
from village_board.enquiries.guards import GUARDS
from village_board.enquiries.handling import Said
from village_board.enquiries.judging import judge, reopen
from village_board.enquiries.machine import enquiry_machine, read_machine
from village_board.enquiries.model import EnquiryEvent, EnquiryKind, EnquiryState, Grade
from village_board.enquiries.publishing import publish
from village_board.enquiries.words import ENQUIRY_EVENT, ENQUIRY_STATE

E, S = EnquiryEvent, EnquiryState
#: The table once more, written apart from data/law: from where, whereto. None: stays.
WAY: dict[E, tuple[set[S], S | None]] = {
    E.ACCEPT: ({S.SUBMITTED}, S.ACCEPTED),
    E.REJECT: ({S.SUBMITTED}, S.REJECTED),
    E.ASSIGN: ({S.ACCEPTED, S.ASSIGNED, S.IN_PROGRESS, S.REOPENED}, S.ASSIGNED),
    E.BEGIN: ({S.ASSIGNED}, S.IN_PROGRESS),
    E.EXTEND: ({S.ACCEPTED, S.ASSIGNED, S.IN_PROGRESS}, None),
    E.HAND_ON: ({S.SUBMITTED, S.ACCEPTED, S.ASSIGNED, S.IN_PROGRESS, S.REOPENED, S.HANDED_ON}, S.HANDED_ON),
    E.HAND_BACK: ({S.HANDED_ON}, S.ACCEPTED),
    E.REPLY: ({S.ASSIGNED, S.IN_PROGRESS, S.HANDED_ON}, S.REPLIED),
    E.FOLLOW_UP: ({S.REPLIED, S.CONFIRMED, S.UNSATISFIED}, None),
    E.PUBLISH: ({S.REPLIED, S.CONFIRMED, S.UNSATISFIED, S.CLOSED}, None),
    E.CONFIRM: ({S.REPLIED}, S.CONFIRMED),
    E.DISSATISFY: ({S.REPLIED}, S.UNSATISFIED),
    E.REOPEN: ({S.UNSATISFIED}, S.REOPENED),
    E.CLOSE: ({S.REPLIED, S.CONFIRMED, S.UNSATISFIED, S.HANDED_ON}, S.CLOSED),
}
WHY = Said("已处理", reason="说明原因")
ACTS: dict[E, Callable[..., Any]] = {
    E.ACCEPT: handling.accept,
    E.REJECT: lambda desk, n: handling.reject(desk, n, WHY),
    E.ASSIGN: lambda desk, n: handling.assign(desk, n, office="文书"),
    E.BEGIN: handling.begin,
    E.EXTEND: lambda desk, n: handling.extend(desk, n, WHY),
    E.HAND_ON: lambda desk, n: handling.hand_on(desk, n, "镇建设办", "12345", WHY),
    E.HAND_BACK: lambda desk, n: handling.hand_back(desk, n, WHY),
    E.REPLY: lambda desk, n: handling.reply(desk, n, WHY),
    E.FOLLOW_UP: lambda desk, n: handling.follow_up(desk, n, WHY),
    E.PUBLISH: publish,
    E.CONFIRM: lambda desk, n: judge(desk, n, solved=True, grade=Grade.SATISFIED),
    E.DISSATISFY: lambda desk, n: judge(desk, n, solved=False, grade=Grade.DISSATISFIED),
    E.REOPEN: lambda desk, n: reopen(desk, n, "还是没修"),
    E.CLOSE: handling.close,
}
BY_DIRECTOR = (E.EXTEND, E.PUBLISH)


def test_the_shipped_table_is_the_one_of_the_facts() -> None:
    """Every event leads from where whereto as it is written above, and has words."""
    table = {event: (set(row.starts), row.to) for event, row in enquiry_machine().transitions.items()}
    assert table == {**WAY, E.SUBMIT: (set(), S.SUBMITTED)}
    assert set(ENQUIRY_EVENT) == set(E)
    assert set(ENQUIRY_STATE) == set(S)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('guards = ["reason_givn"]\n', "meant 'reason_given'?"),
        ('guards = []\nwithn = "enquiry.accept_days"\n', "meant 'within'?"),
        ('guards = []\nwithin = "enquiry.accept_day"\n', "meant 'enquiry.accept_days'?"),
    ],
)
def test_a_wrong_name_in_the_table_is_told_with_the_nearest(tmp_path: Path, line: str, said: str) -> None:
    """A misspelt guard, name or limit is refused when the table is read, not when somebody waits."""
    # Guard: village_board/enquiries/machine.py:read_machine - a guard that does not exist would guard nothing.
    file = tmp_path / "way.toml"
    file.write_text(
        f'[[transition]]\nevent = "accept"\nfrom = []\nto = "="\nactor = "x"\nsource = "x"\n{line}', "utf-8"
    )
    with pytest.raises(TableUnreadable) as caught:
        read_machine(file, EnquiryState, EnquiryEvent, GUARDS)
    assert said in str(caught.value)


class Way(RuleBasedStateMachine):
    """Anybody tries anything on any day."""

    def __init__(self) -> None:
        super().__init__()
        self.clock = GivenClock(TODAY)
        self.board = memory_board(self.clock)
        self.staff = hire(self.board)
        self.number = taken(self.board, self.staff, EnquiryKind.COMPLAIN, may_be_public=True).enquiry.number
        self.state, self.extended, self.reopened, self.public = S.SUBMITTED, False, False, False

    def teardown(self) -> None:
        self.board.close()

    @precondition(lambda self: self.clock.today() < TODAY + timedelta(days=80))
    @rule(days=st.sampled_from((1, 2, 8)))
    def later(self, days: int) -> None:
        self.clock.move(self.clock.today() + timedelta(days=days))

    @rule(event=st.sampled_from(sorted(WAY)))
    def tries(self, event: E) -> None:
        before = enquiry_of(self.board.records(), self.number)
        who = self.staff.director if event in BY_DIRECTOR else self.staff.clerk
        starts, to = WAY[event]
        try:
            with self.board.desk(who) as desk:
                ACTS[event](desk, self.number)
        except Refused:
            assert enquiry_of(self.board.records(), self.number) == before
            return
        assert self.state in starts
        assert not (event is E.EXTEND and self.extended)
        assert not (event is E.REOPEN and self.reopened)
        assert not (event is E.PUBLISH and self.public)
        self.state = to or self.state
        self.extended |= event is E.EXTEND
        self.reopened |= event is E.REOPEN
        self.public |= event is E.PUBLISH

    @invariant()
    def stands_where_it_was_led(self) -> None:
        one = enquiry_of(self.board.records(), self.number)
        assert one.state is self.state
        assert one.public is self.public
        assert (one.grade is None) == (one.solved is None)
        if one.state is S.CLOSED and one.grade is None and not one.handings:
            assert one.rating_until is not None
            assert self.clock.today() > one.rating_until
        assert [step.done_on for step in one.steps] == sorted(step.done_on for step in one.steps)


TestWay = Way.TestCase
TestWay.settings = settings(max_examples=10, stateful_step_count=25, deadline=None)
