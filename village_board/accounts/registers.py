"""Registers (台账) of assets, resources and contracts (facts 2.1). Amounts in fen, areas in mu."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from village_board.base.codec import MU
from village_board.base.kind import Kind, Record
from village_board.base.message import say

NO_AREA = Decimal("0.00")


class Use(StrEnum):
    """How an asset is used (使用状况)."""

    OWN = "own"
    LEASED = "leased"
    IDLE = "idle"
    SCRAPPED = "scrapped"
    TRANSFERRED = "transferred"


#: an asset that left the collective; never without a passed resolution (rule A02).
DISPOSED = frozenset({Use.SCRAPPED, Use.TRANSFERRED})


class ChangeKind(StrEnum):
    """What changed in an asset (增减变动)."""

    ADDITION = "addition"
    REDUCTION = "reduction"
    USE = "use"
    KEEPER = "keeper"
    REVALUATION = "revaluation"


@dataclass(frozen=True)
class AssetChange:
    """One change of an asset (增减变动): what, when, why, by which resolution.

    `amount` is what the original value gained or lost, in fen; `before` and `after` are use or keeper. A change from
    a clerk's table has no kind.
    """

    on: date | None
    reason: str
    resolution: str = ""
    kind: ChangeKind | None = None
    amount: int | None = None
    before: str = ""
    after: str = ""


@dataclass(frozen=True, kw_only=True)
class Asset(Record):
    """An asset of the collective (资产)."""

    KIND: ClassVar[Kind] = Kind(
        name="asset",
        collection="assets",
        prefix="a",
        label=say("asset"),
        fields={"number": str, "use": str, "category": str},
        indexes=(("number",), ("use", "number"), ("category",)),
        searched=True,
    )

    number: str
    name: str
    category: str = ""
    operating: bool | None = None  # 经营性 or 非经营性
    quantity: Decimal | None = None
    unit: str = ""
    place: str = ""
    acquired_on: date | None = None
    source: str = ""
    original_value: int = 0
    depreciation: int = 0
    net_value: int = 0
    useful_years: int | None = None
    use: Use = Use.OWN
    tenant: str = ""
    rent: int | None = None  # a year, in fen
    leased_from: date | None = None
    leased_to: date | None = None
    keeper: str = ""
    certificate: str = ""
    changes: tuple[AssetChange, ...] = ()
    stocktake: str = ""
    idle_since: date | None = None

    @property
    def title(self) -> str:
        """The asset's name."""
        return self.name

    @property
    def day(self) -> date | None:
        """The day it was acquired."""
        return self.acquired_on

    def words(self) -> tuple[str, ...]:
        """Return number, category and place."""
        return (self.number, self.category, self.place)


@dataclass(frozen=True)
class Boundaries:
    """What lies east, south, west and north (四至)."""

    east: str = ""
    south: str = ""
    west: str = ""
    north: str = ""


@dataclass(frozen=True, kw_only=True)
class Resource(Record):
    """A parcel of land or water of the collective (资源). `area` = the four parts."""

    KIND: ClassVar[Kind] = Kind(
        name="resource",
        collection="resources",
        prefix="r",
        label=say("resource"),
        fields={"number": str, "category": str, "contract": str},
        indexes=(("number",), ("category", "number"), ("contract",)),
        searched=True,
    )

    number: str
    name: str
    category: str = ""
    place: str = ""
    boundaries: Boundaries = Boundaries()
    area: Decimal = field(default=NO_AREA, metadata=MU)
    area_households: Decimal = field(default=NO_AREA, metadata=MU)  # 家庭承包
    area_let: Decimal = field(default=NO_AREA, metadata=MU)  # 其他方式承包
    area_reserve: Decimal = field(default=NO_AREA, metadata=MU)  # 机动地
    area_idle: Decimal = field(default=NO_AREA, metadata=MU)  # 未发包
    owner: str = ""  # 权属: the village or a group
    certificate: str = ""
    operation: str = ""  # 经营方式
    contractor: str = ""
    purpose: str = ""
    fee: int | None = None  # fen a mu and year
    let_from: date | None = None
    let_to: date | None = None
    contract: str = ""
    idle_since: date | None = None

    @property
    def title(self) -> str:
        """The parcel's name."""
        return self.name

    @property
    def area_parts(self) -> Decimal:
        """What the four parts add up to, in mu."""
        return self.area_households + self.area_let + self.area_reserve + self.area_idle

    @property
    def area_difference(self) -> Decimal:
        """The area less its four parts, in mu: nothing where the register is right (rule R01)."""
        return self.area - self.area_parts

    @property
    def day(self) -> date | None:
        """The day from which it is let."""
        return self.let_from

    def words(self) -> tuple[str, ...]:
        """Return number, category, place and purpose."""
        return (self.number, self.category, self.place, self.purpose)


class ContractStatus(StrEnum):
    """Where a contract stands (状态)."""

    RUNNING = "running"
    DONE = "done"


class Rhythm(StrEnum):
    """How often a contract is paid (付款周期)."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half_yearly"
    YEARLY = "yearly"


@dataclass(frozen=True)
class RentFree:
    """Days for which no rent is due (免租期), both included."""

    first: date
    last: date


@dataclass(frozen=True)
class Amended:
    """One field that an amendment changed, as text."""

    field: str
    before: str
    after: str


@dataclass(frozen=True)
class Amendment:
    """A change of or a supplement to a contract (变更、补充协议): when, what, why, by which resolution."""

    on: date
    reason: str
    resolution: str = ""
    changed: tuple[Amended, ...] = ()


@dataclass(frozen=True)
class Bid:
    """An offer for a contract (报价): who, how much in fen, whether chosen, and why."""

    bidder: str
    amount: int
    chosen: bool = False
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Contract(Record):
    """A contract of the collective (合同): public with its parties (P12), without anybody's papers or address."""

    KIND: ClassVar[Kind] = Kind(
        name="contract",
        collection="contracts",
        prefix="c",
        label=say("contract"),
        fields={"number": str, "status": str, "ends_on": str, "subject": str, "resolution": str},
        indexes=(("number",), ("status", "ends_on"), ("subject",), ("resolution",)),
        searched=True,
    )

    number: str
    name: str
    type: str = ""
    subject: str = ""  # 标的: number of an asset or a resource, or words
    part_rooms: tuple[str, ...] = ()  # 标的部分 (P6): rooms or stalls; with no part named it is the whole
    part_share: str = ""  # or a share such as 1/3
    part_area: Decimal | None = field(default=None, metadata=MU)  # or an area
    party_a: str = ""
    party_b: str = ""
    collective_member: bool | None = None
    signed_on: date | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    years: Decimal | None = None
    total: int | None = None
    pricing: str = ""
    due_each_year: int | None = None
    owed_each_year: int | None = None
    deposit: int | None = None
    escalation: str = ""  # 每3年递增5%, 每2年递增500元: see `plans.escalation_of`
    rhythm: Rhythm | None = None
    in_advance: bool | None = None
    grace_days: int | None = None
    rent_free: tuple[RentFree, ...] = ()
    trading: str = ""
    platform_number: str = ""
    price: int | None = None  # 成交价, a year's for leases
    floor_price: int | None = None
    valuation: int | None = None
    valuation_shown_on: date | None = None
    purpose: str = ""
    resolution: str = ""
    hearing: str = ""
    township_number: str = ""
    recusal: str = ""
    amendments: str = ""
    at_end: str = ""
    status: ContractStatus = ContractStatus.RUNNING
    renews: str = ""  # the number of the contract that it goes on from
    amended: tuple[Amendment, ...] = ()
    ended_on: date | None = None
    end_reason: str = ""
    handed_back_on: date | None = None
    bids: tuple[Bid, ...] = ()

    @property
    def title(self) -> str:
        """The contract's name."""
        return self.name

    @property
    def last_day(self) -> date | None:
        """The last day on which it holds: the agreed one, or the day on which it was ended."""
        return self.ended_on or self.ends_on

    @property
    def day(self) -> date | None:
        """The day it was signed."""
        return self.signed_on

    def words(self) -> tuple[str, ...]:
        """Return number, type, subject, party and purpose."""
        return (self.number, self.type, self.subject, self.party_b, self.purpose)


class Direction(StrEnum):
    """Whether an instalment comes in (应收) or goes out (应付)."""

    RECEIVABLE = "receivable"
    PAYABLE = "payable"


@dataclass(frozen=True, kw_only=True)
class Instalment(Record):
    """One instalment of a contract's payment plan (付款计划); amounts in fen."""

    KIND: ClassVar[Kind] = Kind(
        name="instalment",
        collection="instalments",
        prefix="t",
        label=say("instalment"),
        fields={"contract": str, "key": str, "due_on": str},
        indexes=(("contract", "due_on"), ("key",), ("due_on",)),
    )

    contract: str  # the contract's number
    sequence: int
    due_on: date
    due: int
    paid_on: date | None = None
    paid: int = 0
    direction: Direction = Direction.RECEIVABLE
    matched: int = 0  # what of `paid` came by receipts matched on the board; the rest came with a table
    key: str = ""  # contract and sequence

    @property
    def title(self) -> str:
        """The contract's number and the instalment's."""
        return f"{self.contract} {self.sequence}"
