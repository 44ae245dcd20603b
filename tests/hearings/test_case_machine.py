"""A case on its way: whatever anybody tries, it stands only where every guard of the law held (facts 1.7)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from tinydb import where

from tests.support.builders import TODAY, hire, memory_board
from tests.support.clocks import GivenClock
from tests.support.rows import counted
from village_board.base.clock import instant, local
from village_board.base.errors import Refused
from village_board.desk import Desk
from village_board.hearings.case import CaseEvent, CaseState, DecisionCase, Step
from village_board.hearings.cases import DIRECT, StepFacts, case_of, register_case, register_emergency, take_step
from village_board.hearings.model import (
    Body,
    Category,
    Hearing,
    HearingConclusion,
    Resolution,
    Stance,
    Statement,
)
from village_board.hearings.resolutions import confirm_resolution, convene_meeting, record_resolution
from village_board.hearings.rules import Counts
from village_board.hearings.schedule import cancel_hearing, cancel_meeting, recall_hearing
from village_board.hearings.service import (
    HearingResult,
    announce_hearing,
    confirm_hearing,
    publish_hearing_result,
    record_hearing_result,
    send_back_hearing,
)
from village_board.people.model import Role

E, S = CaseEvent, CaseState
BEFORE_EFFECT = {
    S.PROPOSED, S.PARTY_STUDIED, S.DISCUSSED, S.HEARING_ANNOUNCED, S.HEARD, S.DRAFT_SHOWN, S.REVIEWED, S.CONVENED,
    S.RESOLVED, S.RESOLUTION_PUBLIC, S.OBJECTED,
}  # fmt: skip
#: The table of facts 1.7 once more, written apart from data/law: from where, whereto. None: stays.
LAW: dict[E, tuple[set[S], S | None]] = {
    E.PARTY_STUDY: ({S.PROPOSED}, S.PARTY_STUDIED),
    E.TWO_COMMITTEE: ({S.PARTY_STUDIED}, S.DISCUSSED),
    E.ANNOUNCE_HEARING: ({S.DISCUSSED}, S.HEARING_ANNOUNCED),
    E.SKIP_HEARING: ({S.DISCUSSED}, S.DRAFT_SHOWN),
    E.DECIDE_SMALL: ({S.DISCUSSED}, S.RESOLVED),
    E.CANCEL_HEARING: ({S.HEARING_ANNOUNCED}, S.DISCUSSED),
    E.OPEN_HEARING: ({S.HEARING_ANNOUNCED}, S.HEARING_OPEN),
    E.RETURN_RECORD: ({S.HEARING_OPEN}, S.HEARING_ANNOUNCED),
    E.ADJOURN: ({S.HEARING_OPEN}, S.HEARING_ANNOUNCED),
    E.CLOSE_HEARING: ({S.HEARING_OPEN}, S.HEARD),
    E.PUBLISH_HEARING_RESULT: ({S.HEARD}, S.DRAFT_SHOWN),
    E.SEND_BACK: ({S.HEARD}, S.DISCUSSED),
    E.DROP: ({S.HEARD}, S.DROPPED),
    E.PARTY_REVIEW: ({S.DRAFT_SHOWN}, S.REVIEWED),
    E.CONVENE: ({S.REVIEWED}, S.CONVENED),
    E.CANCEL_MEETING: ({S.CONVENED}, S.REVIEWED),
    E.RESOLVE_PASS: ({S.CONVENED}, S.RESOLVED),
    E.RESOLVE_FAIL: ({S.CONVENED}, S.REJECTED),
    E.NO_QUORUM: ({S.CONVENED}, S.REVIEWED),
    E.PUBLISH_RESOLUTION: ({S.RESOLVED}, S.RESOLUTION_PUBLIC),
    E.REQUEST_TOWNSHIP: ({S.RESOLVED, S.RESOLUTION_PUBLIC, S.OBJECTED}, None),
    E.TOWNSHIP_APPROVE: ({S.RESOLVED, S.RESOLUTION_PUBLIC, S.OBJECTED}, None),
    E.TOWNSHIP_RETURN: ({S.RESOLVED, S.RESOLUTION_PUBLIC, S.OBJECTED}, S.DISCUSSED),
    E.CONFIRM: ({S.RESOLUTION_PUBLIC}, S.EFFECTIVE),
    E.PROGRESS: ({S.EXECUTING}, S.EXECUTING),
    E.ARCHIVE: ({S.RESULT_PUBLIC}, S.ARCHIVED),
    E.WITHDRAW: (BEFORE_EFFECT, S.WITHDRAWN),
    E.REVOKE: ({S.EFFECTIVE, S.EXECUTING}, S.REVOKED),
}
TRIGGER, SMALL = 5_000_000, 1_000_000
SMALL_MATTERS = {Category.PUBLIC_WORKS, Category.COLLECTIVE_PROJECT, Category.OTHER_ASSEMBLY}
TWO_THIRDS, HALF = Fraction(2, 3), Fraction(1, 2)
AMOUNTS = (None, 0, 800_000, SMALL, SMALL + 1, TRIGGER - 1, TRIGGER, 9_000_000)
WHO = st.sampled_from(("director", "secretary", "director", "overseer", "clerk", "clerk", "villager", "township"))
TEXT = st.sampled_from(("", "写明", "写明"))
COUNTS = st.builds(Counts, st.integers(0, 9), st.integers(0, 9), st.integers(0, 9))
WHICH = st.sampled_from((0, 0, 1, 2))
#: how long the law lets a case wait
WAITS = {S.DRAFT_SHOWN: 4, S.RESOLUTION_PUBLIC: 12}
SPOILT = {"quorum": Counts(9, 5, 5), "majority": Counts(9, 8, 4)}
#: what is wrong with an otherwise lawful step
FLAW = st.sampled_from(
    ("", "", "minutes", "reason", "conflicts", "quorum", "majority", "early", "skip", "small", "opinions")
)


class Village(RuleBasedStateMachine):
    """Six people move three matters; time passes."""

    @initialize(amounts=st.tuples(*[st.sampled_from(AMOUNTS)] * 3), category=st.sampled_from(Category))
    def begin(self, amounts: tuple[int | None, ...] = (), category: Category = Category.PUBLIC_WORKS) -> None:
        self.clock = GivenClock(TODAY)
        self.board = memory_board(self.clock)
        self.staff = hire(self.board)
        self.n = 0
        for which, amount in enumerate(amounts):
            self.register(
                "clerk", which, amount, category if which else Category.PUBLIC_WORKS, emergency=False, reason=""
            )

    def teardown(self) -> None:
        if hasattr(self, "board"):
            self.board.close()

    # What anybody may try

    def attempt(self, who: str, act: Callable[[Desk], object]) -> bool:
        """Do `act`; one that is refused leaves the store as it was."""
        rows = self.rows()
        try:
            with self.board.desk(getattr(self.staff, who)) as desk:
                act(desk)
        except Refused:
            assert self.rows() == rows
            return False
        return True

    def rows(self) -> tuple[int, int]:
        return counted(self.board.db)

    def number(self, which: int) -> str:
        return f"C{which}"

    @rule(days=st.sampled_from((0, 1, 3, 8, 11)))
    def time_passes(self, days: int) -> None:
        self.clock.advance(timedelta(days=days))

    @rule(who=WHO, which=WHICH, amount=st.sampled_from(AMOUNTS), category=st.sampled_from(Category),
          emergency=st.sampled_from((False, False, False, True)), reason=TEXT)  # fmt: skip
    def register(
        self, who: str, which: int, amount: int | None, category: Category, *, emergency: bool, reason: str
    ) -> None:
        draft = DecisionCase(
            number=self.number(which), matter=f"事项{which}", proposer="村党支部", category=category, amount=amount,
            opened_on=TODAY, moved_on=TODAY,
        )  # fmt: skip
        begin = register_emergency if emergency else register_case
        self.attempt(who, lambda desk: begin(desk, draft, StepFacts(reason=reason)))

    @rule(who=WHO, which=WHICH, event=st.sampled_from(sorted(DIRECT)), days=st.sampled_from((0, 0, 0, -3, 1)),
          counts=COUNTS | st.just(Counts(9, 8, 7)), minutes=TEXT, reason=TEXT, conflicts=TEXT, named=TEXT,
          right=st.sampled_from(("", "assembly", "me")))  # fmt: skip
    def step(
        self, who: str, which: int, event: E, days: int, counts: Counts, minutes: str, reason: str, conflicts: str,
        named: str, right: str,
    ) -> None:  # fmt: skip
        facts = StepFacts(
            done_on=self.clock.today() + timedelta(days=days), counts=counts, minutes=minutes, reason=reason,
            words=reason, conflicts=conflicts, named=named, by_right=right, township_number=reason,
        )  # fmt: skip
        self.attempt(who, lambda desk: take_step(desk, case_of(desk, self.number(which)).id, event, facts))

    @rule(which=WHICH, flaws=st.lists(FLAW, min_size=3, max_size=12))
    def march(self, which: int, flaws: list[str]) -> None:
        """Take step after step, so that the walk gets far; one with a flaw must stop, and is taken again."""
        for flaw in flaws:
            if (case := self.case(which)) is not None:
                self.go_on(which, case, flaw)

    def go_on(self, which: int, case: DecisionCase, flaw: str) -> None:
        """Take the next step of `case` as the law asks for it, but for `flaw`."""
        words = {name: "" if flaw == name else "写明" for name in ("minutes", "reason", "conflicts", "words")}
        facts = StepFacts(counts=SPOILT.get(flaw, Counts(9, 8, 7)), **words)
        direct = self.direct(case, flaw)
        if direct is not None:
            if flaw != "early":
                self.clock.advance(timedelta(days=WAITS.get(case.state, 0)))
            if case.state is S.RESOLUTION_PUBLIC:
                number = replace(facts, township_number="" if flaw == "reason" else "镇批9号")
                self.attempt("township", lambda desk: take_step(desk, case.id, E.TOWNSHIP_APPROVE, number))
            who = "director" if direct is E.CONFIRM else "clerk"
            self.attempt(who, lambda desk: take_step(desk, case.id, direct, facts))
        elif case.state is S.DISCUSSED:
            self.announce("director", which, 8, 9)
        elif case.state is S.HEARD:
            self.hearing_otherwise("clerk", which, "publish")
        elif case.state is S.REVIEWED:
            self.convene("director", which, 14, Body.MEMBERS_ASSEMBLY, 9)
            self.convene("director", which, 14, Body.VILLAGERS_ASSEMBLY, 9)
        elif case.state is S.CONVENED:
            self.clock.advance(timedelta(days=20))
            self.vote("clerk", which, -2, SPOILT.get(flaw, Counts(9, 9, 9)))
        else:
            self.hear("clerk", which, Counts(9, 8, 8), HearingConclusion.PASSED, 2 if flaw == "opinions" else 1)
            self.confirm_hearing("overseer", which)

    def direct(self, case: DecisionCase, flaw: str) -> E | None:
        """Return the next step that is taken on the case itself; None where a hearing or a meeting takes it."""
        if case.state is S.DISCUSSED:
            if flaw == "small":
                return E.DECIDE_SMALL
            return E.SKIP_HEARING if (case.amount or 0) < TRIGGER or flaw == "skip" else None
        return {
            S.PROPOSED: E.PARTY_STUDY,
            S.PARTY_STUDIED: E.TWO_COMMITTEE,
            S.DRAFT_SHOWN: E.PARTY_REVIEW,
            S.RESOLUTION_PUBLIC: E.CONFIRM,
        }.get(case.state)

    @rule(who=WHO, which=WHICH, days=st.integers(-2, 20), due=st.sampled_from((0, 9)))
    def announce(self, who: str, which: int, days: int, due: int) -> None:
        self.n += 1
        hearing = Hearing(
            number=f"H{self.n}", matter="", case=self.number(which), due=due, place="会议室",
            held_at=instant(self.clock.today() + timedelta(days=days), 9),
        )  # fmt: skip
        self.attempt(who, lambda desk: announce_hearing(desk, hearing))

    @rule(who=WHO, which=WHICH, counts=COUNTS, conclusion=st.none() | st.sampled_from(HearingConclusion),
          speeches=st.integers(0, 2))  # fmt: skip
    def hear(self, who: str, which: int, counts: Counts, conclusion: HearingConclusion | None, speeches: int) -> None:
        hearing = self.hearing(which)
        if hearing is None or hearing.held_at is None:
            return
        said = tuple(
            Statement(n, "村民", Stance.FOR, "好", adopted="adopted", reply="采纳") if n == 1
            else Statement(n, "村民", Stance.AGAINST, "不好")
            for n in range(1, speeches + 1)
        )  # fmt: skip
        held = hearing.held_at
        if held > self.clock.now():
            self.clock.advance(held - self.clock.now() + timedelta(hours=1))
        self.attempt(
            who,
            lambda desk: record_hearing_result(desk, hearing.id, HearingResult(held, counts, conclusion, "", said)),
        )

    @rule(who=WHO, which=WHICH)
    def confirm_hearing(self, who: str, which: int) -> None:
        if (hearing := self.hearing(which)) is not None:
            self.attempt(who, lambda desk: confirm_hearing(desk, hearing.id))

    @rule(who=WHO, which=WHICH, act=st.sampled_from(("back", "publish", "cancel", "recall")))
    def hearing_otherwise(self, who: str, which: int, act: str) -> None:
        if (hearing := self.hearing(which)) is None:
            return
        when = instant(self.clock.today() + timedelta(days=9), 9)
        acts: dict[str, Callable[[Desk], object]] = {
            "back": lambda desk: send_back_hearing(desk, hearing.id, "数错了"),
            "publish": lambda desk: publish_hearing_result(desk, hearing.id),
            "cancel": lambda desk: cancel_hearing(desk, hearing.id, "撤回"),
            "recall": lambda desk: recall_hearing(desk, hearing.id, when, "再开"),
        }
        self.attempt(who, acts[act])

    @rule(who=WHO, which=WHICH, days=st.integers(-1, 14), body=st.sampled_from(Body), due=st.integers(0, 9))
    def convene(self, who: str, which: int, days: int, body: Body, due: int) -> None:
        self.n += 1
        resolution = Resolution(
            number=f"R{self.n}", matter="", case=self.number(which), body=body, due=due,
            meeting_on=self.clock.today() + timedelta(days=days),
        )  # fmt: skip
        self.attempt(who, lambda desk: convene_meeting(desk, resolution))

    @rule(who=WHO, which=WHICH, days=st.sampled_from((0, 0, -1, 1)), counts=COUNTS)
    def vote(self, who: str, which: int, days: int, counts: Counts) -> None:
        if (resolution := self.resolution(which)) is None:
            return
        held = self.clock.today() + timedelta(days=days)
        self.attempt(who, lambda desk: record_resolution(desk, resolution.id, held, counts))
        self.attempt("overseer", lambda desk: confirm_resolution(desk, resolution.id))

    @rule(who=WHO, which=WHICH)
    def no_meeting(self, who: str, which: int) -> None:
        if (resolution := self.resolution(which)) is not None:
            self.attempt(who, lambda desk: cancel_meeting(desk, resolution.id, "改期再议"))

    # What must hold whenever anybody looks

    @invariant()
    def every_step_was_lawful(self) -> None:
        if not hasattr(self, "board"):
            return
        for case in self.board.records().all(DecisionCase):
            self.chain(case)
            for at, step in enumerate(case.steps):
                check = CHECKS.get(step.event)
                if check is not None:
                    assert check(self, case, step, case.steps[:at]), (step.event, step)

    def chain(self, case: DecisionCase) -> None:
        first, *rest = case.steps
        assert (first.event, first.to) in ((E.REGISTER, S.PROPOSED), (E.EMERGENCY, S.EXECUTING))
        state, day = first.to, first.done_on
        for step in rest:
            starts, to = LAW[step.event]
            assert state in starts, (state, step.event)
            assert step.to is (to or state)
            assert day <= step.done_on <= self.clock.today()
            state, day = step.to, step.done_on
        assert case.state is state

    def case(self, which: int) -> DecisionCase | None:
        return self.board.records().one(DecisionCase, where("number") == self.number(which))

    def hearing(self, which: int) -> Hearing | None:
        case = self.case(which)
        return self.board.records().one(Hearing, where("number") == case.hearing) if case and case.hearing else None

    def resolution(self, which: int) -> Resolution | None:
        case = self.case(which)
        found = self.board.records().one(Resolution, where("number") == case.resolution) if case else None
        return found if case and case.resolution else None

    def held(self, case: DecisionCase) -> Hearing:
        (hearing,) = self.board.records().find(Hearing, where("number") == case.hearing)
        return hearing


def _party(_: Village, case: DecisionCase, step: Step, before: tuple[Step, ...]) -> bool:
    shown = [one for one in before if one.to is S.DRAFT_SHOWN][-1]
    return (
        step.due > 0
        and Fraction(step.present, step.due) >= TWO_THIRDS
        and Fraction(step.in_favour, step.due) > HALF
        and (step.done_on - shown.done_on).days >= 3
    )


def _heard(village: Village, case: DecisionCase, step: Step, _: tuple[Step, ...]) -> bool:
    return step.due > 0 and Fraction(step.present, step.due) >= TWO_THIRDS


def _result_out(village: Village, case: DecisionCase, step: Step, before: tuple[Step, ...]) -> bool:
    hearing = village.held(case)
    later = [one for one in case.steps if one.event is E.ANNOUNCE_HEARING]
    if len(later) > 1:
        return True  # the record is of the newest hearing; this step may be of one before
    answered = all(one.adopted and one.reply for one in hearing.statements)
    return hearing.conclusion in (HearingConclusion.PASSED, HearingConclusion.PASSED_WITH_CHANGES) and answered


def _signed_by_two(village: Village, case: DecisionCase, step: Step, before: tuple[Step, ...]) -> bool:
    people = {one.id: one for one in vars(village.staff).values()}
    opened = [one for one in before if one.event is E.OPEN_HEARING][-1]
    return opened.by != step.by and bool(people[step.by].roles & {Role.COMMITTEE, Role.OVERSIGHT})


def _notice_over(village: Village, case: DecisionCase, step: Step, before: tuple[Step, ...]) -> bool:
    published = [one for one in before if one.event is E.PUBLISH_RESOLUTION][-1]
    return (step.done_on - published.done_on).days > 7


def _notice_hung(village: Village, case: DecisionCase, step: Step, before: tuple[Step, ...]) -> bool:
    announced = [one for one in before if one.event in (E.ANNOUNCE_HEARING, E.ADJOURN)][-1]
    return (step.done_on - announced.done_on).days >= 7


def _passed(village: Village, case: DecisionCase, step: Step, _: tuple[Step, ...]) -> bool:
    (resolution,) = [one for one in village.board.records().all(Resolution) if one.id == step.record]
    body, due, present, yes = resolution.body, step.due, step.present, step.in_favour
    if body is Body.PARTY_MEETING or due == 0:
        return False
    more_than_half = body is Body.VILLAGERS_ASSEMBLY
    quorum = Fraction(present, due) > HALF if more_than_half else Fraction(present, due) >= TWO_THIRDS
    if body in (Body.MEMBERS_ASSEMBLY, Body.MEMBER_DELEGATES) or case.category is Category.LAND_ADJUSTMENT:
        return quorum and Fraction(yes, due) >= TWO_THIRDS
    if body is Body.COUNCIL:
        return quorum and Fraction(yes, due) > HALF
    return quorum and Fraction(yes, present) > HALF


Check = Callable[[Village, DecisionCase, Step, tuple[Step, ...]], bool]
#: What the law asks for at a step, once more and apart from `hearings.guards`.
CHECKS: dict[E, Check] = {
    E.EMERGENCY: lambda v, c, s, b: bool(s.reason),
    E.PARTY_STUDY: lambda v, c, s, b: bool(s.minutes),
    E.TWO_COMMITTEE: lambda v, c, s, b: bool(s.minutes and s.conflicts),
    E.SKIP_HEARING: lambda v, c, s, b: (c.amount or 0) < TRIGGER and bool(s.reason),
    E.DECIDE_SMALL: lambda v, c, s, b: (c.amount or 0) <= SMALL and c.category in SMALL_MATTERS and bool(s.minutes),
    E.OPEN_HEARING: _notice_hung,
    E.CLOSE_HEARING: lambda v, c, s, b: _heard(v, c, s, b) and _signed_by_two(v, c, s, b),
    E.PUBLISH_HEARING_RESULT: _result_out,
    E.PARTY_REVIEW: _party,
    E.RESOLVE_PASS: _passed,
    E.TOWNSHIP_APPROVE: lambda v, c, s, b: bool(c.township_number) and s.by == v.staff.township.id,
    E.CONFIRM: _notice_over,
    E.WITHDRAW: lambda v, c, s, b: bool(s.reason),
    E.REVOKE: lambda v, c, s, b: bool(s.reason),
}

Village.TestCase.settings = settings(max_examples=40, stateful_step_count=20, deadline=None)
TestVillage = Village.TestCase
TestVillage.__doc__ = "Whatever six people try, in whatever order, every step of every case was lawful."


def test_the_walk_gets_as_far_as_a_decision_in_effect() -> None:
    """The same walk, taken straight: what is never reached is not shown to be guarded."""
    village: Any = Village()
    village.begin()
    seen: set[S] = set()
    village.register("clerk", 0, 9_000_000, Category.PUBLIC_WORKS, emergency=False, reason="")
    for _ in range(12):
        village.march(0, [""])
        village.every_step_was_lawful()
        seen.add(village.case(0).state)
    assert {S.DISCUSSED, S.HEARING_ANNOUNCED, S.DRAFT_SHOWN, S.REVIEWED, S.CONVENED, S.RESOLUTION_PUBLIC} <= seen
    assert village.case(0).state is S.EFFECTIVE
    assert isinstance(local(village.clock.now()).date(), date)
    village.teardown()
