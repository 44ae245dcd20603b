"""The way of an application: whatever anybody tries, it stands only where facts 4.3 let it; its table is checked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import chinese_calendar
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from tests.applications.forms import a_form
from tests.support.builders import TODAY, hire, memory_board
from tests.support.clocks import GivenClock
from village_board.applications.answering import Given, answer, ask_reasons, close, extend, postpone, withdraw
from village_board.applications.guards import GUARDS
from village_board.applications.law import law, read_answer
from village_board.applications.model import Application, Consulted, Event, State, Way
from village_board.applications.moves import explain
from village_board.applications.report import imbalances, table_three
from village_board.applications.service import (
    abandon,
    ask_correction,
    consult,
    correct,
    hear_back,
    receive,
    register,
    resume,
    take_up,
)
from village_board.base.errors import Refused
from village_board.base.transitions import TableUnreadable, Vocabulary, read_transition, read_transitions
from village_board.board import Board
from village_board.desk import Desk
from village_board.limits.table import shipped_limits
from village_board.people.model import Person, Role

E, S = Event, State
WORKING = {S.REGISTERED, S.CORRECTED, S.IN_PROCESS, S.EXTENDED}
#: The table of facts 4.3 once more, written apart from data/law: from where, whereto. None: stays.
LAW: dict[E, tuple[set[S], S | None]] = {
    E.RECEIVE: (set(), S.RECEIVED),
    E.REGISTER: ({S.RECEIVED}, S.REGISTERED),
    E.ASK_CORRECTION: ({S.REGISTERED, S.IN_PROCESS}, S.NEEDS_CORRECTION),
    E.CORRECT: ({S.NEEDS_CORRECTION}, S.CORRECTED),
    E.ABANDON: ({S.NEEDS_CORRECTION}, S.ABANDONED),
    E.TAKE_UP: ({S.REGISTERED, S.CORRECTED}, S.IN_PROCESS),
    E.CONSULT: (WORKING | {S.CONSULTING}, S.CONSULTING),
    E.HEAR_BACK: ({S.CONSULTING}, None),
    E.RESUME: ({S.CONSULTING}, S.IN_PROCESS),
    E.EXTEND: (WORKING - {S.EXTENDED}, S.EXTENDED),
    E.ASK_REASONS: (WORKING, None),
    E.POSTPONE: (WORKING, None),
    E.ANSWER: (WORKING, S.ANSWERED),
    E.DECLINE: (WORKING, S.NOT_HANDLED),
    E.TRANSFER: (WORKING, S.TRANSFERRED),
    E.WITHDRAW: (WORKING | {S.RECEIVED, S.NEEDS_CORRECTION, S.CONSULTING}, S.WITHDRAWN),
    E.CLOSE: ({S.ANSWERED, S.NOT_HANDLED, S.TRANSFERRED}, S.CLOSED),
}
ENDS = {S.ANSWERED, S.NOT_HANDLED, S.TRANSFERRED, S.ABANDONED, S.WITHDRAWN, S.CLOSED}
WHICH = st.integers(0, 3)
TEXT = st.sampled_from(("", *("写明", "另写") * 3))
BACK = st.sampled_from((*(0,) * 7, 1, 5))
#: what ends an application is tried seldom, so that the walk gets far.
SELDOM = st.sampled_from((*(False,) * 3, True))
TYPES = st.sampled_from(sorted(law().answers))
WHO = st.sampled_from((*("clerk",) * 7, "director", "overseer", "villager"))


@cache
def worked() -> list[date]:
    days = [date(2026, 1, 1) + timedelta(days=n) for n in range(365)]
    return [on for on in days if chinese_calendar.is_workday(on)]


def test_the_table_is_that_of_the_facts() -> None:
    """Every event leads from where facts 4.3 say to where they say."""
    # Guard: data/law/applications.toml - a row is edited and the law with it.
    assert {event: (set(row.starts), row.to) for event, row in law().transitions.items()} == LAW


class Office(RuleBasedStateMachine):
    """Six people move four applications; time passes."""

    @initialize(way=st.sampled_from(Way))
    def begin(self, way: Way = Way.IN_PERSON) -> None:
        self.clock = GivenClock(TODAY)
        self.board: Board = memory_board(self.clock)
        self.staff = hire(self.board)
        with self.board.desk(self.staff.clerk) as desk:
            self.ids = [receive(desk, a_form(way=each)).id for each in (way, *(Way.IN_PERSON,) * 3)]
        with self.board.desk(self.staff.clerk) as desk:
            consult(desk, self.ids[1], Consulted.THIRD_PARTY, "承包人", "同意吗")
        with self.board.desk(self.staff.clerk) as desk:
            ask_correction(desk, self.ids[2], "哪一年的？", TODAY + timedelta(days=7))

    def teardown(self) -> None:
        if hasattr(self, "board"):
            self.board.close()

    def attempt(self, who: str, act: Callable[[Desk], object]) -> None:
        """Do `act`; one that is refused leaves the store as it was."""
        stood = list(self.board.records().all(Application))
        try:
            with self.board.desk(getattr(self.staff, who)) as desk:
                act(desk)
        except Refused:
            assert list(self.board.records().all(Application)) == stood

    def day(self, back: int) -> date:
        return self.clock.today() - timedelta(days=back)

    @rule(days=st.sampled_from((1, 1, 2, 4, 9)))
    def time_passes(self, days: int) -> None:
        if self.clock.today() < date(2026, 10, 20):
            self.clock.move(self.clock.today() + timedelta(days=days))

    @rule(who=WHO, which=WHICH, back=BACK)
    def registers(self, who: str, which: int, back: int) -> None:
        self.attempt(who, lambda desk: register(desk, self.ids[which], self.day(back)))

    @rule(who=WHO, which=WHICH, text=TEXT, back=BACK)
    def asks_correction(self, who: str, which: int, text: str, back: int) -> None:
        self.attempt(who, lambda desk: ask_correction(desk, self.ids[which], text, None, self.day(back)))

    @rule(who=WHO, which=WHICH, text=TEXT, reason=TEXT, back=BACK)
    def corrects(self, who: str, which: int, text: str, reason: str, back: int) -> None:
        self.attempt(who, lambda desk: correct(desk, self.ids[which], wanted=text, reason=reason, on=self.day(back)))

    @rule(who=WHO, which=WHICH)
    def gives_up(self, who: str, which: int) -> None:
        self.attempt(who, lambda desk: abandon(desk, self.ids[which]))

    @rule(who=WHO, which=WHICH)
    def takes_up(self, who: str, which: int) -> None:
        self.attempt(who, lambda desk: take_up(desk, self.ids[which]))

    @rule(who=WHO, which=WHICH, kind=st.sampled_from(Consulted), text=TEXT, back=BACK)
    def consults(self, who: str, which: int, kind: Consulted, text: str, back: int) -> None:
        self.attempt(who, lambda desk: consult(desk, self.ids[which], kind, "承包人", text, on=self.day(back)))

    @rule(who=WHO, which=WHICH, number=st.integers(0, 3), agrees=st.booleans(), back=BACK)
    def hears_back(self, who: str, which: int, number: int, agrees: bool, back: int) -> None:
        self.attempt(who, lambda desk: hear_back(desk, self.ids[which], number, agrees=agrees, on=self.day(back)))

    @rule(who=WHO, which=WHICH)
    def resumes(self, who: str, which: int) -> None:
        self.attempt(who, lambda desk: resume(desk, self.ids[which]))

    @rule(
        who=WHO,
        which=WHICH,
        days=st.sampled_from((0, 1, 5, 20, 21)),
        approver=st.sampled_from(("1001", "1001", "1003")),
        back=BACK,
    )
    def extends(self, who: str, which: int, days: int, approver: str, back: int) -> None:
        told = self.day(back)
        self.attempt(who, lambda desk: extend(desk, self.ids[which], days, approver=approver, notified_on=told))

    @rule(who=WHO, which=WHICH)
    def asks_reasons(self, who: str, which: int) -> None:
        self.attempt(who, lambda desk: ask_reasons(desk, self.ids[which]))

    @rule(who=WHO, which=WHICH)
    def postpones(self, who: str, which: int) -> None:
        later = date(2026, 12, 1)
        told = self.clock.today()
        self.attempt(who, lambda desk: postpone(desk, self.ids[which], later, reasons="要", notified_on=told))

    @rule(who=WHO, which=WHICH, kind=TYPES, text=TEXT, really=SELDOM)
    def answers(self, who: str, which: int, kind: str, text: str, really: bool) -> None:
        if not really:
            return
        given = Given(
            kind, text=text, where=text, given=text, reason=text, body=text, grounds=("refused.process_info",)
        )
        self.attempt(who, lambda desk: answer(desk, self.ids[which], given))

    @rule(who=WHO, which=WHICH, text=TEXT, really=SELDOM)
    def withdraws(self, who: str, which: int, text: str, really: bool) -> None:
        if not really:
            return
        self.attempt(who, lambda desk: withdraw(desk, self.ids[which], text))

    @rule(who=WHO, which=WHICH, back=BACK)
    def closes(self, who: str, which: int, back: int) -> None:
        self.attempt(who, lambda desk: close(desk, self.ids[which], self.day(back)))

    @invariant()
    def every_step_was_lawful(self) -> None:
        """Steps follow the table, in the order of their days; none is taken by somebody without the office."""
        if not hasattr(self, "board"):
            return
        records = self.board.records()
        for one in records.all(Application):
            state: State | None = None
            last = one.arrived_on
            for step in one.steps:
                starts, to = LAW[step.event]
                assert state is None if step.event is E.RECEIVE else state in starts
                state = to or state
                assert (step.to, step.done_on >= last) == (state, True)
                last = step.done_on
                assert records.get(Person, step.by).roles(TODAY) & {Role.CLERK, Role.COMMITTEE}
            assert one.state is state
            assert (one.finished_on is not None, one.result is not None) == (one.state in ENDS,) * 2

    @invariant()
    def the_numbers_of_the_law_hold(self) -> None:
        """One correction within seven working days, one extension of at most twenty; no reasons asked."""
        if not hasattr(self, "board"):
            return
        for one in self.board.records().all(Application):
            events = [step.event for step in one.steps]
            assert events.count(E.ASK_CORRECTION) <= 1
            assert events.count(E.EXTEND) <= 1
            assert E.ASK_REASONS not in events
            assert E.POSTPONE not in events
            if one.correction is not None and one.receipt_on is not None:
                assert sum(one.receipt_on < on <= one.correction.asked_on for on in worked()) <= 7
            if one.extension is not None:
                assert 1 <= one.extension.days <= 20
                assert self.board.records().get(Person, one.extension.approved_by).number == "1001"

    @invariant()
    def the_clock_is_the_oracles(self) -> None:
        """Twenty worked days and the extension after the last beginning, without those of waiting for an opinion."""
        if not hasattr(self, "board"):
            return
        for one in self.board.records().all(Application):
            told = explain(self.board.records(), one)
            start = one.correction.corrected_on if one.correction is not None else one.receipt_on
            if start is None:
                assert told.due is None
                continue
            waits = []
            for asked in one.consultations:
                if asked.asked_on >= start:
                    fifteenth = [on for on in worked() if on > asked.delivered_on][14]
                    waits.append((asked.asked_on, min(asked.replied_on or fifteenth, fifteenth)))
            counted = [on for on in worked() if on > start and not any(a < on <= b for a, b in waits)]
            length = 20 + (one.extension.days if one.extension is not None else 0)
            assert told.counted == length
            if len(counted) >= length:
                assert told.due == counted[length - 1]

    @invariant()
    def the_table_balances(self) -> None:
        """Whatever was done: Table III of the year balances in every column."""
        if hasattr(self, "board"):
            applications = list(self.board.records().all(Application))
            assert imbalances(table_three(applications, 2026), applications=applications) == ()


Office.TestCase.settings = settings(max_examples=12, stateful_step_count=50)
TestOffice = Office.TestCase


# The tables are checked when they are read

ROW = {"event": "take_up", "from": ["registered"], "to": "in_process", "guards": [], "source": "x"}
NAMES = Vocabulary(Event, State, GUARDS, shipped_limits())


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"evnt": "x"}, "unknown name 'evnt', meant 'event'"),
        ({"event": "take_upp"}, "unknown name 'take_upp', meant 'take_up'"),
        ({"from": ["registred"]}, "unknown name 'registred', meant 'registered'"),
        ({"to": "nowhere"}, "unknown name 'nowhere'"),
        ({"guards": ["contact_givn"]}, "unknown guard 'contact_givn', meant 'contact_given'"),
        ({"within": "application.answer_dayz"}, "unknown limit .*, meant 'application.answer_days'"),
    ],
)
def test_a_wrong_row_is_told_with_the_nearest_name(change: dict[str, object], why: str) -> None:
    """File, row, what is wrong, what was meant: the program does not begin with half a law."""
    # Guard: village_board/base/transitions.py:check_known - a guard that nobody asks is no guard.
    with pytest.raises(TableUnreadable, match=f"law.toml, .*: {why}"):
        read_transition(Path("law.toml"), {**ROW, **change}, NAMES)


def test_a_row_that_is_missing_something_or_stands_twice_is_told() -> None:
    """A missing name and a second row for one event."""
    with pytest.raises(TableUnreadable, match="'guards' is missing"):
        read_transition(Path("law.toml"), {name: ROW[name] for name in ROW if name != "guards"}, NAMES)
    with pytest.raises(TableUnreadable, match="take_up: stands twice"):
        read_transitions(Path("law.toml"), [ROW, ROW], NAMES)


def test_an_answer_with_a_place_that_nothing_fills_is_told() -> None:
    """A letter cannot ask for what nobody knows."""
    row = {
        "type": "granted", "result": "granted", "event": "answer", "needs": ["given"], "zh": "给", "en": "given",
        "source": "x", "text": "{given}",
    }  # fmt: skip
    assert read_answer(Path("a.toml"), row).text == "{given}"
    for change, why in (
        ({"text": "{givn}"}, "unknown place 'givn', meant 'given'"),
        ({"needs": ["grund"]}, "unknown need 'grund'"),
        ({"result": "grantd"}, "unknown name 'grantd', meant 'granted'"),
    ):
        with pytest.raises(TableUnreadable, match=why):
            read_answer(Path("a.toml"), {**row, **change})
    with pytest.raises(TableUnreadable, match="'text' is missing"):
        read_answer(Path("a.toml"), {name: row[name] for name in row if name != "text"})
