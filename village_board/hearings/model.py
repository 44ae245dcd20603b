"""Hearing (听证) and resolution (决议): two records, two quorums (facts 0.2, 1.2, 1.6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from village_board.base.clock import local
from village_board.base.kind import InternalRecord, Kind, Record
from village_board.base.message import say


class Category(StrEnum):
    """Matters that must go to the villagers (Organic Law of Villagers Committees; facts 1.1)."""

    LOST_WORK_SUBSIDY = "lost_work_subsidy"
    COLLECTIVE_INCOME_USE = "collective_income_use"
    PUBLIC_WORKS = "public_works"
    LAND_CONTRACTING = "land_contracting"
    COLLECTIVE_PROJECT = "collective_project"
    HOUSE_SITE = "house_site"
    LAND_COMPENSATION = "land_compensation"
    PROPERTY_DISPOSAL = "property_disposal"
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
    CANCELLED = "cancelled"
    NO_QUORUM = "no_quorum"
    RECORDED = "recorded"  # by one person; a second has not confirmed
    PUBLISHED = "published"


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
    NO_QUORUM = "no_quorum"
    RECORDED = "recorded"  # by one person; a second has not confirmed
    REJECTED = "rejected"
    PUBLIC = "public"  # passed, in its notice period
    OBJECTED = "objected"
    EXECUTING = "executing"
    CLOSED = "closed"
    CANCELLED = "cancelled"


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
class Moved:
    """A hearing that was moved: from when to when, why, written down when."""

    was: datetime
    now: datetime | None
    reason: str
    recorded_at: datetime


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
    conclusion: HearingConclusion | None = None
    changes: str = ""  # what was changed, where it passed with changes
    status: HearingStatus = HearingStatus.ANNOUNCED
    reason: str = ""  # why it was postponed or cancelled
    moved: tuple[Moved, ...] = ()
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

    def words(self) -> tuple[str, ...]:
        """Return number, place and plan."""
        return (self.number, self.place, self.plan)


@dataclass(frozen=True)
class Objection:
    """An objection to a published resolution (异议), by slip number; the objector stays internal (P10)."""

    slip: int
    on: date
    content: str
    objector: str = ""
    answered_on: date | None = None
    answer: str = ""


@dataclass(frozen=True)
class Variation:
    """An approved variation (变更): raises or lowers the decided amount (P4). `amount` in fen, signed."""

    on: date
    amount: int
    reason: str
    approved_by: str  # the body or office


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
    hearing: str = ""  # the hearing's number
    hearing_waived: str = ""  # why no hearing was needed
    category: Category = Category.OTHER_ASSEMBLY
    amount: int | None = None
    body: Body = Body.REPRESENTATIVE_ASSEMBLY
    notice_on: date | None = None
    meeting_on: date | None = None
    ballot: Ballot = Ballot.OPEN
    outside_collective: bool = False  # land or property goes to somebody outside the collective
    due: int = 0
    present: int = 0
    in_favour: int = 0
    against: int = 0
    abstained: int = 0
    result: ResolutionResult | None = None
    status: ResolutionStatus = ResolutionStatus.CONVENED
    published_on: date | None = None
    township_number: str = ""  # 乡镇审核备案号
    objections: tuple[Objection, ...] = ()
    variations: tuple[Variation, ...] = ()
    executing_since: date | None = None
    accepted_on: date | None = None  # 验收日期
    final_cost: int | None = None
    result_published_on: date | None = None  # 结果公开日期
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
    def decided_amount(self) -> int | None:
        """The amount decided with its approved variations, in fen (P4)."""
        if self.amount is None:
            return None
        return self.amount + sum(variation.amount for variation in self.variations)

    def words(self) -> tuple[str, ...]:
        """Return number and number of the hearing."""
        return (self.number, self.hearing)


@dataclass(frozen=True, kw_only=True)
class RollEntry(InternalRecord):
    """One person's line of a meeting's roll (签到与表决). For those entitled only (P10)."""

    KIND: ClassVar[Kind] = Kind(
        name="roll_entry",
        collection="rolls",
        prefix="q",
        label=say("line of the roll"),
        fields={"resolution": str, "key": str},
        indexes=(("resolution",), ("key",)),
    )

    resolution: str
    person_number: str
    name: str = ""
    household: str = ""
    present: bool = False
    vote: str = ""
    mode: str = ""
    key: str = ""  # resolution and person number, by which an import finds it again

    @property
    def title(self) -> str:
        """The resolution's number and the person's."""
        return f"{self.resolution} {self.person_number}"
