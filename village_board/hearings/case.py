"""The case (议事案件): one matter, followed from its proposal to its published result (facts 1.5, 1.7; P3, P4, P27).

A hearing and a resolution are records of their own; the case holds the line of steps on which they stand.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from village_board.base.kind import Kind, Record
from village_board.base.message import say
from village_board.hearings.model import Body, Category


class CaseState(StrEnum):
    """Where a case stands (facts 1.7)."""

    PROPOSED = "proposed"
    PARTY_STUDIED = "party_studied"
    DISCUSSED = "discussed"
    HEARING_ANNOUNCED = "hearing_announced"
    HEARING_OPEN = "hearing_open"  # held and written down; a second person has not confirmed the record
    HEARD = "heard"
    DRAFT_SHOWN = "draft_shown"
    REVIEWED = "reviewed"
    CONVENED = "convened"
    RESOLVED = "resolved"
    REJECTED = "rejected"
    RESOLUTION_PUBLIC = "resolution_public"
    OBJECTED = "objected"
    EFFECTIVE = "effective"
    EXECUTING = "executing"
    ACCEPTED = "accepted"
    RESULT_PUBLIC = "result_public"
    ARCHIVED = "archived"
    DROPPED = "dropped"
    WITHDRAWN = "withdrawn"
    REVOKED = "revoked"


class CaseEvent(StrEnum):
    """What moves a case (facts 1.7), and what this program adds: cancelling, the township, the short ways of P4."""

    REGISTER = "register"
    PARTY_STUDY = "party_study"
    TWO_COMMITTEE = "two_committee"
    ANNOUNCE_HEARING = "announce_hearing"
    SKIP_HEARING = "skip_hearing"
    CANCEL_HEARING = "cancel_hearing"
    OPEN_HEARING = "open_hearing"
    RETURN_RECORD = "return_record"
    CLOSE_HEARING = "close_hearing"
    ADJOURN = "adjourn"
    PUBLISH_HEARING_RESULT = "publish_hearing_result"
    SEND_BACK = "send_back"
    DROP = "drop"
    PARTY_REVIEW = "party_review"
    CONVENE = "convene"
    CANCEL_MEETING = "cancel_meeting"
    DECIDE_SMALL = "decide_small"
    RESOLVE_PASS = "resolve_pass"  # noqa: S105 - an event
    RESOLVE_FAIL = "resolve_fail"
    NO_QUORUM = "no_quorum"
    PUBLISH_RESOLUTION = "publish_resolution"
    OBJECTION = "objection"
    ANSWER_OBJECTION = "answer_objection"
    UPHOLD_OBJECTION = "uphold_objection"
    REQUEST_TOWNSHIP = "request_township"
    TOWNSHIP_APPROVE = "township_approve"
    TOWNSHIP_RETURN = "township_return"
    CONFIRM = "confirm"
    START = "start"
    EMERGENCY = "emergency"
    RATIFY = "ratify"
    PROGRESS = "progress"
    ACCEPT = "accept"
    PUBLISH_RESULT = "publish_result"
    ARCHIVE = "archive"
    WITHDRAW = "withdraw"
    REVOKE = "revoke"


class Actors(StrEnum):
    """Who takes a step, where it is not one of the deciding bodies."""

    PROPOSER = "proposer"
    PARTY_BRANCH = "party_branch"
    TWO_COMMITTEES = "two_committees"
    VILLAGERS_COMMITTEE = "villagers_committee"
    HEARING = "hearing"
    VILLAGERS = "villagers"
    OVERSIGHT = "oversight_committee"
    TOWNSHIP = "township"


class Route(StrEnum):
    """By which way a matter goes (P4)."""

    FULL = "full"
    SHORT = "short"  # below the trigger: without a hearing, with its reason
    EMERGENCY = "emergency"  # done at once, ratified later


class Source(StrEnum):
    """Where a matter came from (动议事由)."""

    VILLAGERS = "villagers"  # Party members or villagers
    CADRES = "cadres"
    HIGHER_AUTHORITY = "higher_authority"


@dataclass(frozen=True)
class Step:
    """One step as it happened (facts 1.5: the fields of the registration form). Counts are people.

    Attributes:
        event: what was done.
        to: the state that it led to.
        done_on: the day on which it was done (P3).
        recorded_at: when it was written down.
        by: id of the person who wrote it down.
        actor: who took the step: one of `Actors` or of the bodies, by its value.
        minutes: id of an attachment, or where the paper minutes lie.
        record: id of the hearing, resolution or contract on which it rests.
        corrects: number of the step that this entry corrects (counted from 1); 0: none. The old one stays.
        words: what was said or decided, in public.
    """

    event: CaseEvent
    to: CaseState
    done_on: date
    recorded_at: datetime
    by: str
    actor: str = ""
    due: int = 0
    present: int = 0
    in_favour: int = 0
    against: int = 0
    abstained: int = 0
    reason: str = ""
    words: str = ""
    minutes: str = ""
    conflicts: str = ""  # who declared an interest and stood aside; "none" is declared as well
    oversight_opinion: str = ""
    township_attended: str = ""
    record: str = ""
    amount: int | None = None
    signers: tuple[str, ...] = ()  # person ids
    corrects: int = 0
    imported: bool = False


#: states from which nothing goes on.
ENDED = frozenset({CaseState.ARCHIVED, CaseState.DROPPED, CaseState.WITHDRAWN, CaseState.REVOKED, CaseState.REJECTED})


@dataclass(frozen=True, kw_only=True)
class DecisionCase(Record):
    """One matter on its way. `hearing` and `resolution` are the numbers of the newest of each. Amounts in fen."""

    KIND: ClassVar[Kind] = Kind(
        name="case",
        collection="cases",
        prefix="dc",
        label=say("case"),
        fields={
            "number": str,
            "state": str,
            "category": str,
            "opened_on": str,
            "moved_on": str,
            "told": int,
            "hearing": str,
            "resolution": str,
        },
        indexes=(
            ("number",),
            ("state", "moved_on"),
            ("told", "moved_on"),
            ("opened_on",),
            ("hearing",),
            ("resolution",),
        ),
        searched=True,
    )

    number: str
    matter: str
    opened_on: date
    moved_on: date
    category: Category = Category.OTHER_ASSEMBLY
    amount: int | None = None
    proposer: str = ""
    source: Source = Source.CADRES
    plan: str = ""
    body: Body | None = None  # the body that is to decide, as proposed for the category
    collective_property: bool = False  # money or land of the collective organisation
    outside_collective: bool = False  # land or property goes to somebody outside the collective
    route: Route = Route.FULL
    short_reason: str = ""
    state: CaseState = CaseState.PROPOSED
    steps: tuple[Step, ...] = ()
    hearing: str = ""
    resolution: str = ""
    township_number: str = ""
    ratified_on: date | None = None
    told: int = 0  # 1 once a step was made known to the villagers
    imported: bool = False

    @property
    def title(self) -> str:
        """The matter."""
        return self.matter

    @property
    def public(self) -> bool:
        """From the first step that was made known to the villagers (facts 1.7)."""
        return bool(self.told)

    @property
    def day(self) -> date | None:
        """The day of the last step."""
        return self.moved_on

    def words(self) -> tuple[str, ...]:
        """Return number, plan and the numbers of hearing and resolution."""
        return (self.number, self.plan, self.hearing, self.resolution)

    def last(self, *events: CaseEvent) -> Step | None:
        """Return the newest step that is one of `events`, or None."""
        return next((step for step in reversed(self.steps) if step.event in events), None)


@dataclass(frozen=True, kw_only=True)
class NilPeriod(Record):
    """Nothing was heard or decided in a period: said in public, so that it is no gap (P4). `period` is ``2026-Q3``."""

    KIND: ClassVar[Kind] = Kind(
        name="nil_period",
        collection="nil_periods",
        prefix="np",
        label=say("nil return of hearings"),
        fields={"period": str},
        indexes=(("period",),),
    )

    period: str
    declared_on: date
    declared_by: str = ""

    @property
    def title(self) -> str:
        """The period."""
        return self.period

    @property
    def day(self) -> date | None:
        """The day on which it was declared."""
        return self.declared_on
