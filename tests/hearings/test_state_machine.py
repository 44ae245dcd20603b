"""A random walk over all acts: no state is ever reached without its guards (facts 1.7)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from fractions import Fraction

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from tests.support.builders import TODAY, a_hearing, a_resolution, announce, convene, hire, memory_board, passed
from tests.support.clocks import GivenClock
from tests.support.rows import counted
from village_board.base.clock import instant, local
from village_board.base.errors import Refused
from village_board.desk import Desk
from village_board.hearings.carrying_out import approve_variation, close_execution, start_execution
from village_board.hearings.model import (
    Body,
    Hearing,
    HearingConclusion,
    HearingStatus,
    Resolution,
    ResolutionResult,
    ResolutionStatus,
    Variation,
)
from village_board.hearings.objections import answer_objection, object_to
from village_board.hearings.registrations import Applicant
from village_board.hearings.resolutions import confirm_resolution, record_resolution, send_back_resolution
from village_board.hearings.rules import Counts
from village_board.hearings.schedule import (
    cancel_hearing,
    cancel_meeting,
    move_hearing,
    move_meeting,
    postpone_hearing,
    postpone_meeting,
    recall_hearing,
    recall_meeting,
)
from village_board.hearings.service import (
    HearingResult,
    confirm_hearing,
    record_hearing_result,
    send_back_hearing,
)
from village_board.people.model import Actor, Role

TRIGGER = 5_000_000
HALF, TWO_THIRDS = Fraction(1, 2), Fraction(2, 3)

#: The law once more, written apart from data/law: body -> enough present, enough in favour.
QUORUM: dict[Body, Callable[[int, int], bool]] = {
    Body.VILLAGERS_ASSEMBLY: lambda present, due: Fraction(present, due) > HALF,
}
MAJORITY: dict[Body, Callable[[int, int, int], bool]] = {
    Body.VILLAGERS_ASSEMBLY: lambda yes, present, _due: Fraction(yes, present) > HALF,
    Body.REPRESENTATIVE_ASSEMBLY: lambda yes, present, _due: Fraction(yes, present) > HALF,
    Body.GROUP_MEETING: lambda yes, present, _due: Fraction(yes, present) > HALF,
    Body.PARTY_MEETING: lambda yes, _present, due: Fraction(yes, due) > HALF,
    Body.MEMBERS_ASSEMBLY: lambda yes, _present, due: Fraction(yes, due) >= TWO_THIRDS,
    Body.MEMBER_DELEGATES: lambda yes, _present, due: Fraction(yes, due) >= TWO_THIRDS,
    Body.COUNCIL: lambda yes, _present, due: Fraction(yes, due) > HALF,
}

H, R = HearingStatus, ResolutionStatus
#: Where each status may come from; None is a new record.
HEARING_FROM: dict[H, set[H | None]] = {
    H.ANNOUNCED: {None, H.POSTPONED, H.NO_QUORUM, H.RECORDED},
    H.POSTPONED: {H.ANNOUNCED, H.MOVED, H.RECORDED},
    H.MOVED: {H.ANNOUNCED, H.POSTPONED, H.RECORDED},
    H.CANCELLED: {H.ANNOUNCED, H.POSTPONED, H.MOVED},
    H.RECORDED: {H.ANNOUNCED, H.POSTPONED, H.MOVED},
    H.NO_QUORUM: {H.RECORDED},
    H.PUBLISHED: {H.RECORDED},
}
RESOLUTION_FROM: dict[R, set[R | None]] = {
    R.CONVENED: {None, R.POSTPONED, R.NO_QUORUM, R.RECORDED},
    R.POSTPONED: {R.CONVENED, R.MOVED, R.RECORDED},
    R.MOVED: {R.CONVENED, R.POSTPONED, R.RECORDED},
    R.RECORDED: {R.CONVENED, R.POSTPONED, R.MOVED, R.NO_QUORUM},
    R.NO_QUORUM: {R.RECORDED},
    R.REJECTED: {R.RECORDED},
    R.PUBLIC: {R.RECORDED, R.OBJECTED},
    R.OBJECTED: {R.PUBLIC},
    R.EXECUTING: {R.PUBLIC},
    R.CLOSED: {R.EXECUTING},
    R.CANCELLED: {R.CONVENED, R.POSTPONED, R.MOVED},
}

# The committee's members come first and most often, so that the walk gets far; the others try too.
WHO = st.sampled_from(
    (
        "director",
        "secretary",
        "director",
        "secretary",
        "director",
        "secretary",
        "overseer",
        "clerk",
        "villager",
        "township",
    )
)
COUNTS = st.builds(
    Counts, st.integers(0, 8), st.integers(0, 8), st.integers(0, 8), st.integers(0, 3), st.integers(0, 2)
)
LAWFUL = st.integers(0, 8).map(lambda n: Counts(8, 8 - n, max(7 - n, 0), min(8 - n, 1)))
VOTES = LAWFUL | LAWFUL | LAWFUL | COUNTS
WHICH = st.integers(0, 3)


class Village(RuleBasedStateMachine):
    """Six people do anything at any time; what stands afterwards must be lawful."""

    @initialize()
    def begin(self) -> None:
        self.clock = GivenClock(TODAY)
        self.board = memory_board(self.clock)
        self.staff = hire(self.board)
        self.hearings: list[str] = []
        self.resolutions: list[str] = []
        self.before: dict[str, HearingStatus | ResolutionStatus] = {}
        first = passed(self.board, self.staff, self.clock, number="R0")
        self.resolutions.append(first.id)
        self.before[first.id] = first.status
        with self.board.desk(self.staff.director) as desk:
            for n in (1, 2):
                self.hearings.append(
                    announce(
                        desk, a_hearing(number=f"H{n}", held_at=instant(self.clock.today() + timedelta(days=7)))
                    ).id
                )
                self.resolutions.append(convene(desk, a_resolution(number=f"R{n}", meeting_on=self.clock.today())).id)

    def teardown(self) -> None:
        if hasattr(self, "board"):
            self.board.close()

    def attempt(self, who: str, act: Callable[[Desk], object]) -> None:
        """Do `act`; one that is refused leaves the whole store as it was."""
        actor: Actor = getattr(self.staff, who)
        rows = self.rows()
        try:
            with self.board.desk(actor) as desk:
                act(desk)
        except Refused:
            assert self.rows() == rows

    def rows(self) -> tuple[int, int]:
        """Return how many rows there are and what their revisions add up to: any write changes it."""
        return counted(self.board.db)

    def pick(self, ids: list[str], which: int) -> str:
        """Return one of them, or an id that nobody has."""
        return ids[which] if which < len(ids) else "h2222222"

    @rule(days=st.sampled_from((1, 3, 8, 13)))
    def time_passes(self, days: int) -> None:
        self.clock.advance(timedelta(days=days))

    @rule(who=WHO, days=st.integers(-3, 12), notice=st.integers(-9, 2))
    def announce(self, who: str, days: int, notice: int) -> None:
        if len(self.hearings) > 2:
            return
        today = self.clock.today()
        number = f"H{len(self.hearings) + 1}"
        hearing = a_hearing(
            number=number,
            held_at=instant(today + timedelta(days=days), 9),
            notice_on=today + timedelta(days=notice) if notice != 2 else None,
        )
        self.attempt(who, lambda desk: self.hearings.append(announce(desk, hearing).id))

    @rule(who=WHO, which=WHICH, days=st.none() | st.integers(-5, 20))
    def postpone(self, who: str, which: int, days: int | None) -> None:
        when = None if days is None else instant(self.clock.today() + timedelta(days=days), 9)
        self.attempt(who, lambda desk: postpone_hearing(desk, self.pick(self.hearings, which), when, "台风"))

    @rule(who=WHO, which=WHICH, days=st.none() | st.integers(-5, 20), place=st.sampled_from(("", "祠堂", "学校")))
    def move(self, who: str, which: int, days: int | None, place: str) -> None:
        when = None if days is None else instant(self.clock.today() + timedelta(days=days), 9)
        hearing = self.pick(self.hearings, which)
        self.attempt(who, lambda desk: move_hearing(desk, hearing, "漏雨", when=when, place=place))

    @rule(who=WHO, which=WHICH, days=st.integers(-2, 20))
    def recall(self, who: str, which: int, days: int) -> None:
        when = instant(self.clock.today() + timedelta(days=days), 9)
        self.attempt(who, lambda desk: recall_hearing(desk, self.pick(self.hearings, which), when, "人数不足"))

    @rule(who=WHO, which=WHICH, act=st.sampled_from((send_back_hearing, send_back_resolution)))
    def send_back(self, who: str, which: int, act: Callable[[Desk, str, str], object]) -> None:
        ids = self.hearings if act is send_back_hearing else self.resolutions
        self.attempt(who, lambda desk: act(desk, self.pick(ids, which), "数错了"))

    @rule(
        who=WHO,
        which=WHICH,
        days=st.integers(-3, 14),
        what=st.sampled_from(("postpone", "open", "move", "recall", "recall", "cancel")),
    )
    def change_meeting(self, who: str, which: int, days: int, what: str) -> None:
        day = self.clock.today() + timedelta(days=days)
        made = self.pick(self.resolutions, which)
        acts: dict[str, Callable[[Desk], object]] = {
            "postpone": lambda desk: postpone_meeting(desk, made, day, "台风"),
            "open": lambda desk: postpone_meeting(desk, made, None, "台风"),
            "move": lambda desk: move_meeting(desk, made, "台风", when=instant(day, 19)),
            "recall": lambda desk: recall_meeting(desk, made, day, "人数不足"),
            "cancel": lambda desk: cancel_meeting(desk, made, "撤回"),
        }
        if what != "cancel" or which > 1:
            self.attempt(who, acts[what])

    @rule(who=WHO, which=WHICH)
    def cancel(self, who: str, which: int) -> None:
        if which > 0:
            self.attempt(who, lambda desk: cancel_hearing(desk, self.pick(self.hearings, which), "撤回"))

    @rule(
        who=WHO,
        which=WHICH,
        days=st.sampled_from((0, 0, 0, -2, -9, 1)),
        counts=VOTES,
        conclusion=st.sampled_from((HearingConclusion.PASSED, *HearingConclusion, None)),
    )
    def record_hearing(
        self, who: str, which: int, days: int, counts: Counts, conclusion: HearingConclusion | None
    ) -> None:
        held = instant(self.clock.today() + timedelta(days=days), 9)
        result = HearingResult(held, counts, conclusion)
        self.attempt(who, lambda desk: record_hearing_result(desk, self.pick(self.hearings, which), result))

    @rule(who=WHO, which=WHICH)
    def confirm_a_hearing(self, who: str, which: int) -> None:
        self.attempt(who, lambda desk: confirm_hearing(desk, self.pick(self.hearings, which)))

    @rule(
        who=WHO,
        body=st.sampled_from(Body),
        days=st.integers(0, 11),
        amount=st.sampled_from((None, 100, TRIGGER, 9_000_000)),
        hearing=st.sampled_from(("", "H1", "H2", "H9")),
        waived=st.sampled_from(("", "", "抢险")),
        outside=st.booleans(),
    )
    def convene(
        self, who: str, body: Body, days: int, amount: int | None, hearing: str, waived: str, outside: bool
    ) -> None:
        if len(self.resolutions) > 3:
            return
        resolution = a_resolution(
            number=f"R{len(self.resolutions) + 1}",
            body=body,
            meeting_on=self.clock.today() + timedelta(days=days),
            amount=amount,
            hearing=hearing,
            hearing_waived=waived,
            outside_collective=outside,
        )
        self.attempt(who, lambda desk: self.resolutions.append(convene(desk, resolution).id))

    @rule(who=WHO, which=WHICH, days=st.sampled_from((0, 0, 0, -2, -9, 1)), counts=VOTES)
    def record_vote(self, who: str, which: int, days: int, counts: Counts) -> None:
        held = self.clock.today() + timedelta(days=days)
        self.attempt(who, lambda desk: record_resolution(desk, self.pick(self.resolutions, which), held, counts))

    @rule(who=WHO, which=WHICH)
    def confirm_a_vote(self, who: str, which: int) -> None:
        self.attempt(who, lambda desk: confirm_resolution(desk, self.pick(self.resolutions, which)))

    @rule(who=WHO, which=WHICH)
    def objection(self, who: str, which: int) -> None:
        by = Applicant(person="1005")
        self.attempt(who, lambda desk: object_to(desk, self.pick(self.resolutions, which), "不同意", by))

    @rule(who=WHO, which=WHICH, slip=st.integers(1, 3))
    def answer(self, who: str, which: int, slip: int) -> None:
        self.attempt(who, lambda desk: answer_objection(desk, self.pick(self.resolutions, which), slip, "已改"))

    @rule(who=WHO, which=WHICH)
    def start(self, who: str, which: int) -> None:
        self.attempt(who, lambda desk: start_execution(desk, self.pick(self.resolutions, which)))

    @rule(who=WHO, which=WHICH, amount=st.integers(-100, 100))
    def vary(self, who: str, which: int, amount: int) -> None:
        variation = Variation(self.clock.today(), amount, "", "村民代表会议")
        self.attempt(who, lambda desk: approve_variation(desk, self.pick(self.resolutions, which), variation))

    @rule(who=WHO, which=WHICH, days=st.sampled_from((0, 0, -1, -20, 1)))
    def close(self, who: str, which: int, days: int) -> None:
        day = self.clock.today() + timedelta(days=days)
        self.attempt(who, lambda desk: close_execution(desk, self.pick(self.resolutions, which), day, 1))

    # What must hold whenever anybody looks

    @invariant()
    def every_hearing_is_where_it_may_be(self) -> None:
        if not hasattr(self, "board"):
            return
        for hearing in self.board.records().all(Hearing):
            self.moved_lawfully(hearing.id, hearing.status, HEARING_FROM[hearing.status])
            assert hearing.notice_on is not None
            assert hearing.notice_on <= self.clock.today()
            if hearing.status in (H.RECORDED, H.NO_QUORUM, H.PUBLISHED):
                self.held_lawfully(hearing)
            else:
                assert (hearing.present, hearing.conclusion, hearing.recorded_by) == (0, None, "")
            assert (hearing.before is None) == (hearing.status is not H.RECORDED)
            for missed in hearing.missed:
                assert Fraction(missed.present, missed.due) < TWO_THIRDS
                assert missed.recorded_by != missed.confirmed_by
            if hearing.status in (H.NO_QUORUM, H.PUBLISHED):
                self.signed_by_two(hearing)

    def held_lawfully(self, hearing: Hearing) -> None:
        assert hearing.held_at is not None
        assert hearing.notice_on is not None
        held = local(hearing.held_at).date()
        assert hearing.notice_on <= held <= self.clock.today()
        assert 0 <= hearing.present <= hearing.due
        assert hearing.in_favour + hearing.against + hearing.abstained <= hearing.present
        enough = Fraction(hearing.present, hearing.due) >= TWO_THIRDS
        assert enough == (hearing.conclusion is not None)
        if hearing.conclusion in (HearingConclusion.PASSED, HearingConclusion.PASSED_WITH_CHANGES):
            assert Fraction(hearing.against, hearing.present) <= HALF
        if hearing.status is not H.RECORDED:
            assert (hearing.status is H.PUBLISHED) == enough

    def signed_by_two(self, record: Hearing | Resolution) -> None:
        people = {a.id: a for a in vars(self.staff).values()}
        first, second = people[record.recorded_by], people[record.confirmed_by]
        assert first != second
        assert first.roles & {Role.CLERK, Role.COMMITTEE}
        assert second.roles & {Role.COMMITTEE, Role.OVERSIGHT}

    @invariant()
    def every_resolution_is_where_it_may_be(self) -> None:
        if not hasattr(self, "board"):
            return
        for resolution in self.board.records().all(Resolution):
            self.moved_lawfully(resolution.id, resolution.status, RESOLUTION_FROM[resolution.status])
            counted = resolution.status not in (R.CONVENED, R.POSTPONED, R.MOVED, R.CANCELLED)
            assert counted == (resolution.result is not None) == (resolution.recorded_by != "")
            assert resolution.meeting_at is None or local(resolution.meeting_at).date() == resolution.meeting_on
            self.heard_lawfully(resolution)
            if resolution.result is not None:
                assert resolution.result is lawful_result(resolution)
            if resolution.status in (R.PUBLIC, R.OBJECTED, R.EXECUTING, R.CLOSED):
                assert resolution.result is ResolutionResult.PASSED
                self.signed_by_two(resolution)
                self.waited_lawfully(resolution)

    def heard_lawfully(self, resolution: Resolution) -> None:
        if (resolution.amount or 0) < TRIGGER or resolution.hearing_waived:
            return
        (hearing,) = [h for h in self.board.records().all(Hearing) if h.number == resolution.hearing]
        assert hearing.status is H.PUBLISHED
        assert hearing.conclusion in (HearingConclusion.PASSED, HearingConclusion.PASSED_WITH_CHANGES)

    def waited_lawfully(self, resolution: Resolution) -> None:
        unanswered = [o for o in resolution.objections if not o.answer]
        assert bool(unanswered) == (resolution.status is R.OBJECTED)
        assert resolution.published_on is not None
        if resolution.status in (R.EXECUTING, R.CLOSED):
            assert resolution.executing_since is not None
            assert (resolution.executing_since - resolution.published_on).days > 7
        if resolution.status is R.CLOSED:
            assert resolution.accepted_on is not None
            assert resolution.executing_since is not None
            assert resolution.executing_since <= resolution.accepted_on <= self.clock.today()
            assert resolution.final_cost is not None

    def moved_lawfully(
        self,
        which: str,
        status: HearingStatus | ResolutionStatus,
        sources: set,
    ) -> None:
        was = self.before.get(which)
        if was is not status:
            assert was in sources, (was, status)
            self.before[which] = status


def lawful_result(resolution: Resolution) -> ResolutionResult:
    """Return what the counts come to by the law as it is written in this file."""
    quorum = QUORUM.get(resolution.body, lambda present, due: Fraction(present, due) >= TWO_THIRDS)
    if not quorum(resolution.present, resolution.due):
        return ResolutionResult.NO_QUORUM
    majority = MAJORITY[Body.MEMBERS_ASSEMBLY if resolution.outside_collective else resolution.body]
    enough = majority(resolution.in_favour, resolution.present, resolution.due)
    return ResolutionResult.PASSED if enough else ResolutionResult.REJECTED


Village.TestCase.settings = settings(max_examples=50, stateful_step_count=40, deadline=None)
TestVillage = Village.TestCase
TestVillage.__doc__ = "Whatever six people try, in whatever order, what stands is lawful."
