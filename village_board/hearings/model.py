"""Hearing (听证) and resolution (决议): two records, two quorums (facts 0.2, 1.2, 1.6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from village_board.base.clock import instant, local
from village_board.base.kind import Kind, Record
from village_board.base.meeting import Meeting
from village_board.base.message import say

#: The hour of a meeting of which only the day was said, as everywhere a day alone is given for a time.
DAY_BEGINS = 9


class Category(StrEnum):
    """Matters that must go to the villagers or to the collective's members (facts 1.1, 1.3, 1.4)."""

    LOST_WORK_SUBSIDY = "lost_work_subsidy"
    COLLECTIVE_INCOME_USE = "collective_income_use"
    PUBLIC_WORKS = "public_works"
    LAND_CONTRACTING = "land_contracting"
    COLLECTIVE_PROJECT = "collective_project"
    HOUSE_SITE = "house_site"
    LAND_COMPENSATION = "land_compensation"
    PROPERTY_DISPOSAL = "property_disposal"
    LEVY = "levy"
    LAND_ADJUSTMENT = "land_adjustment"
    VILLAGE_RULES = "village_rules"
    COLLECTIVE_CHARTER = "collective_charter"
    MEMBERSHIP = "membership"
    INCOME_SHARES = "income_shares"
    MERGER = "merger"
    OTHER_ASSEMBLY = "other_assembly"


class Body(StrEnum):
    """Bodies that decide (facts 1.2, 1.3)."""

    VILLAGERS_ASSEMBLY = "villagers_assembly"
    REPRESENTATIVE_ASSEMBLY = "representative_assembly"
    GROUP_MEETING = "group_meeting"
    PARTY_MEETING = "party_meeting"
    MEMBERS_ASSEMBLY = "members_assembly"
    MEMBER_DELEGATES = "member_delegates"
    COUNCIL = "council"


class HearingStatus(StrEnum):
    """Where a hearing stands."""

    ANNOUNCED = "announced"
    POSTPONED = "postponed"
    MOVED = "moved"  # to another time or place
    CANCELLED = "cancelled"
    NO_QUORUM = "no_quorum"
    RECORDED = "recorded"  # by one person; a second has not confirmed
    ANSWERING = "answering"  # confirmed; opinions wait for their answers before the result is public
    PUBLISHED = "published"


#: A hearing that is still to be held.
HEARING_AHEAD = frozenset({HearingStatus.ANNOUNCED, HearingStatus.POSTPONED, HearingStatus.MOVED})


class HearingConclusion(StrEnum):
    """What a hearing can come to (听证结论); none of them is a decision."""

    PASSED = "passed"
    PASSED_WITH_CHANGES = "passed_with_changes"
    HEAR_AGAIN = "hear_again"
    REJECTED = "rejected"
    TERMINATED = "terminated"


class ResolutionStatus(StrEnum):
    """Where a resolution stands, from the convened meeting to the closed execution (facts 1.7)."""

    CONVENED = "convened"
    POSTPONED = "postponed"
    MOVED = "moved"  # to another day, time or place
    NO_QUORUM = "no_quorum"
    RECORDED = "recorded"  # by one person; a second has not confirmed
    REJECTED = "rejected"
    PUBLIC = "public"  # passed, in its notice period
    OBJECTED = "objected"
    EXECUTING = "executing"
    CLOSED = "closed"
    CANCELLED = "cancelled"
    RETURNED = "returned"  # an objection was upheld: the matter is discussed anew
    REVOKED = "revoked"  # in effect, then revoked by an assembly, the township or a court


#: A meeting that is still to be held.
MEETING_AHEAD = frozenset({ResolutionStatus.CONVENED, ResolutionStatus.POSTPONED, ResolutionStatus.MOVED})


class ResolutionResult(StrEnum):
    """What the body decided."""

    PASSED = "passed"
    REJECTED = "rejected"
    NO_QUORUM = "no_quorum"


class Ballot(StrEnum):
    """How the body voted (表决方式): by name (记名) or secret (无记名)."""

    OPEN = "open"
    SECRET = "secret"  # noqa: S105 - a ballot


class Stance(StrEnum):
    """What a speaker was for."""

    FOR = "for"
    AGAINST = "against"
    CHANGE = "change"


@dataclass(frozen=True)
class Statement:
    """A speech at the hearing (发言). The name is public only by the speaker's choice (P10)."""

    slip: int
    standing: str
    stance: Stance
    content: str
    speaker: str = ""
    named_in_public: bool = False
    adopted: str = ""  # "", "adopted", "partly", "not"
    reply: str = ""


@dataclass(frozen=True)
class PlacesOf:
    """How many places for hearing representatives a class of persons has (``data/law/hearing_places.toml``)."""

    group: str
    places: int


@dataclass(frozen=True)
class Moved:
    """A meeting that was moved: from when to when, why, written down when.

    Where only a day is known the time is nine o'clock. The places stand where the place changed too.
    """

    was: datetime
    now: datetime | None
    reason: str
    recorded_at: datetime
    place_was: str = ""
    place_now: str = ""


@dataclass(frozen=True)
class Missed:
    """A sitting without quorum (流会), kept when it is called again: its notice, its day, its counts, who signed."""

    held_at: datetime
    due: int
    present: int
    in_favour: int = 0
    against: int = 0
    abstained: int = 0
    households_due: int = 0
    households_present: int = 0
    roll: str = ""  # id of its roll
    reason: str = ""  # why it is called again
    notice_on: date | None = None
    published_on: date | None = None
    recorded_at: datetime | None = None
    recorded_by: str = ""  # person id
    confirmed_by: str = ""  # person id


@dataclass(frozen=True)
class SentBack:
    """A recorded result that the second person did not confirm: who sent it back, when, why."""

    on: datetime
    by: str  # person id
    reason: str


@dataclass(frozen=True)
class CorrectedField:
    """One field of a confirmed result that was wrong: a count, ``changes``, or ``statement:2`` for a speech's words."""

    field: str
    was: str
    now: str


@dataclass(frozen=True)
class ResultCorrection:
    """A correction of a confirmed result (更正, A26): it holds from the second person's confirmation on."""

    changed: tuple[CorrectedField, ...]
    reason: str
    at: datetime
    by: str  # person id
    confirmed_at: datetime | None = None
    confirmed_by: str = ""  # person id


@dataclass(frozen=True)
class SignedSheet:
    """The minutes as they were signed on paper: which attachment, its hash, who signed."""

    attachment: str  # id
    sha256: str
    signers: tuple[str, ...]  # chair, recorder, overseer, participants
    participants: int  # how many of them signed
    at: datetime
    by: str  # person id


@dataclass(frozen=True)
class BeforeResult:
    """Where a record stood before a result was written down, for the case that it is sent back."""

    status: str
    held_at: datetime | None = None
    meeting_on: date | None = None
    due: int = 0
    statements: tuple[Statement, ...] = ()
    ballot: str = ""


@dataclass(frozen=True, kw_only=True)
class Hearing(Record):
    """The record of one hearing (听证笔录, facts 1.6). Amounts in fen; counts are people.

    `due` and `present` are hearing representatives invited and come. `held_at` is the time of the notice until
    the hearing was held, then the time it was held; `recorded_at` is when that was written down (P3).
    """

    KIND: ClassVar[Kind] = Kind(
        name="hearing",
        collection="hearings",
        prefix="h",
        label=say("hearing"),
        fields={"number": str, "status": str, "held_at": str, "category": str},
        indexes=(("number",), ("status", "held_at"), ("held_at",)),
        searched=True,
    )

    number: str
    matter: str
    case: str = ""  # the number of the case
    category: Category = Category.OTHER_ASSEMBLY
    amount: int | None = None
    proposer: str = ""
    notice_on: date | None = None
    material_sent_on: date | None = None
    held_at: datetime | None = None
    place: str = ""
    chair: str = ""
    recorder: str = ""
    overseer: str = ""
    plan: str = ""
    due: int = 0
    present: int = 0
    in_favour: int = 0
    against: int = 0
    abstained: int = 0
    statements: tuple[Statement, ...] = ()
    places: tuple[PlacesOf, ...] = ()  # for hearing representatives who register
    conclusion: HearingConclusion | None = None
    changes: str = ""  # what was changed, where it passed with changes
    status: HearingStatus = HearingStatus.ANNOUNCED
    reason: str = ""  # why it was postponed, moved, called again or cancelled
    moved: tuple[Moved, ...] = ()
    missed: tuple[Missed, ...] = ()
    sent_back: tuple[SentBack, ...] = ()
    before: BeforeResult | None = None  # only while a result waits for the second person
    corrections: tuple[ResultCorrection, ...] = ()
    signed_sheets: tuple[SignedSheet, ...] = ()
    result_published_on: date | None = None
    recorded_at: datetime | None = None
    recorded_by: str = ""  # person id
    confirmed_by: str = ""  # person id
    imported: bool = False

    @property
    def title(self) -> str:
        """The matter heard."""
        return self.matter

    @property
    def day(self) -> date | None:
        """The day of the hearing, else of its notice."""
        return local(self.held_at).date() if self.held_at else self.notice_on

    @property
    def public(self) -> bool:
        """From the notice on; a result only after a second person confirmed it."""
        return self.notice_on is not None or self.status is not HearingStatus.ANNOUNCED

    @property
    def meeting(self) -> Meeting | None:
        """The hearing while it is announced and has a time."""
        if self.held_at is None or self.status not in HEARING_AHEAD:
            return None
        return Meeting(self.held_at, self.place)

    def words(self) -> tuple[str, ...]:
        """Return number, place and plan."""
        return (self.number, self.place, self.plan)


@dataclass(frozen=True)
class Objection:
    """An objection to a published resolution (异议), by its number; who raised it stands in an `Objector` (P10).

    Attributes:
        objector: who raised it, where it came by import.
        unnamed: handed in by chat, and nobody was identified in the hall yet: answered, but it stops nothing.
        opinion: what the oversight committee wrote when the answer did not come, or when it upheld it (P25).
        upheld: whether the matter went back to the discussion.
    """

    slip: int
    on: date
    content: str
    objector: str = ""
    answered_on: date | None = None
    answer: str = ""
    unnamed: bool = False
    opinion: str = ""
    opinion_on: date | None = None
    upheld: bool = False

    @property
    def is_open(self) -> bool:
        """Whether it has neither an answer nor the oversight committee's opinion."""
        return not self.answer and not self.opinion

    @property
    def stops(self) -> bool:
        """Whether the next step waits for it."""
        return self.is_open and not self.unnamed


@dataclass(frozen=True)
class Variation:
    """An approved variation (变更): raises or lowers the decided amount (P4). `amount` in fen, signed.

    `body` and `decision` (the number of its resolution, or where its minutes lie) stand there where the body that
    decided the matter approved it.
    """

    on: date
    amount: int
    reason: str
    approved_by: str  # the body or office
    body: Body | None = None
    decision: str = ""


@dataclass(frozen=True, kw_only=True)
class Resolution(Record):
    """What a body decided (决议), and how it was carried out. Amounts in fen; counts are people."""

    KIND: ClassVar[Kind] = Kind(
        name="resolution",
        collection="resolutions",
        prefix="d",
        label=say("resolution"),
        fields={"number": str, "status": str, "meeting_on": str, "hearing": str, "category": str},
        indexes=(("number",), ("status", "meeting_on"), ("meeting_on",), ("hearing",)),
        searched=True,
    )

    number: str
    matter: str
    case: str = ""  # the number of the case
    hearing: str = ""  # the hearing's number
    hearing_waived: str = ""  # why no hearing was needed
    category: Category = Category.OTHER_ASSEMBLY
    amount: int | None = None
    body: Body = Body.REPRESENTATIVE_ASSEMBLY
    notice_on: date | None = None
    meeting_on: date | None = None
    meeting_at: datetime | None = None  # where the hour was said, which falls on that day
    place: str = ""
    ballot: Ballot = Ballot.OPEN
    outside_collective: bool = False  # land or property goes to somebody outside the collective
    group: int = 0  # of a group's meeting; 0: the whole village
    due: int = 0
    present: int = 0
    in_favour: int = 0
    against: int = 0
    abstained: int = 0
    households_due: int = 0  # 0: households were not counted
    households_present: int = 0
    result: ResolutionResult | None = None
    status: ResolutionStatus = ResolutionStatus.CONVENED
    published_on: date | None = None
    township_number: str = ""  # 乡镇审核备案号
    county_number: str = ""  # 县级批准文号
    roll: str = ""  # id of the roll of its meeting
    objections: tuple[Objection, ...] = ()
    variations: tuple[Variation, ...] = ()
    executing_since: date | None = None
    accepted_on: date | None = None  # 验收日期
    final_cost: int | None = None
    result_published_on: date | None = None  # 结果公开日期
    reason: str = ""  # why the meeting was postponed, moved, called again or cancelled
    moved: tuple[Moved, ...] = ()
    missed: tuple[Missed, ...] = ()
    sent_back: tuple[SentBack, ...] = ()
    before: BeforeResult | None = None  # only while a result waits for the second person
    corrections: tuple[ResultCorrection, ...] = ()
    signed_sheets: tuple[SignedSheet, ...] = ()
    recorded_at: datetime | None = None
    recorded_by: str = ""
    confirmed_by: str = ""
    imported: bool = False

    @property
    def title(self) -> str:
        """The matter decided."""
        return self.matter

    @property
    def day(self) -> date | None:
        """The day of the meeting, else of its notice."""
        return self.meeting_on or self.notice_on

    @property
    def meeting(self) -> Meeting | None:
        """The meeting while it is convened and has a day."""
        if self.meeting_on is None or self.status not in MEETING_AHEAD:
            return None
        at = self.meeting_at or instant(self.meeting_on, DAY_BEGINS)
        return Meeting(at, self.place, hour_known=self.meeting_at is not None)

    @property
    def begins_at(self) -> datetime | None:
        """The time of the meeting; nine o'clock where only its day is known."""
        if self.meeting_at is not None or self.meeting_on is None:
            return self.meeting_at
        return instant(self.meeting_on, DAY_BEGINS)

    @property
    def decided_amount(self) -> int | None:
        """The amount decided with its approved variations, in fen (P4)."""
        if self.amount is None:
            return None
        return self.amount + sum(variation.amount for variation in self.variations)

    def words(self) -> tuple[str, ...]:
        """Return number and number of the hearing."""
        return (self.number, self.hearing)
