"""The execution (实施): how a decision in effect is carried out, from the choice to the archive (facts 1.7, 2.5; P4).

One execution belongs to one case, and its steps are steps of that case; here stands what the line of steps has no
room for. What was decided and what was paid is not kept here: it is reckoned from the resolution and the vouchers.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from village_board.base.kind import Kind, Record
from village_board.base.message import say
from village_board.hearings.case import CaseEvent, CaseState, DecisionCase, Route, Step
from village_board.hearings.model import Body, Variation


class ExecutionState(StrEnum):
    """How far the execution is; it follows the state of its case."""

    SELECTING = "selecting"  # in effect; who does it is being chosen
    RUNNING = "running"
    ACCEPTED = "accepted"
    PUBLISHED = "published"
    ARCHIVED = "archived"
    REVOKED = "revoked"


class Way(StrEnum):
    """How whoever does it is chosen (facts 2.5)."""

    PUBLIC_TRADING = "public_trading"  # a public call, at a trading centre where the amount asks for one
    INVITED = "invited"  # several are asked for an offer
    NEGOTIATED = "negotiated"  # agreed with one
    OWN_WORK = "own_work"  # the village does it itself


class Purchase(StrEnum):
    """What is bought, since thresholds differ by it."""

    WORKS = "works"
    GOODS = "goods"
    SERVICES = "services"
    NONE = "none"  # nothing is bought: a rule, a distribution, what is let or sold


@dataclass(frozen=True)
class Call:
    """The notice of the call for offers: when and where it was posted, and until when offers were taken."""

    on: date
    words: str
    closes_on: date | None = None
    place: str = ""
    platform_number: str = ""


@dataclass(frozen=True)
class Offer:
    """What somebody offered, in fen. No telephone, address or paper of anybody has a field here (P12)."""

    number: int
    bidder: str
    amount: int
    on: date
    words: str = ""
    valid: bool = True
    why_invalid: str = ""


@dataclass(frozen=True)
class Choice:
    """Which offer was chosen, and why this one.

    Attributes:
        shown_until: the last day on which it is shown before a contract may be signed; None: it need not be.
        few: why it went on with fewer valid offers than the way asks for.
        recusal: who stood aside, where the bidder is near to somebody in office; not public (P11).
        taken_back: why it was taken back, after an objection to it was upheld.
    """

    offer: int
    on: date
    reason: str
    shown_until: date | None = None
    few: str = ""
    recusal: str = ""
    taken_back: str = ""


@dataclass(frozen=True)
class ChoiceObjection:
    """An objection to the choice; who raised it is kept beside the log, and never public (P10)."""

    number: int
    on: date
    content: str
    answer: str = ""
    answered_on: date | None = None
    upheld: bool = False


@dataclass(frozen=True)
class Progress:
    """How far the work was on a day; `percent` where somebody said it."""

    on: date
    recorded_at: datetime
    words: str
    percent: int | None = None


@dataclass(frozen=True)
class Acceptance:
    """The acceptance sheet: its day, who signed (person ids), where it lies or the id of its attachment."""

    on: date
    signers: tuple[str, ...]
    sheet: str = ""
    words: str = ""


@dataclass(frozen=True)
class Defect:
    """Something that is wrong with finished work, found inside its guarantee or not, and how it was mended."""

    number: int
    on: date
    words: str
    mended_on: date | None = None
    how: str = ""


@dataclass(frozen=True, kw_only=True)
class Execution(Record):
    """How one decision is carried out. Amounts in fen.

    `variations` are those approved while no resolution stood behind the case (small matters, emergencies before they
    were ratified); all others stand in the resolution, so that none is kept twice.
    """

    KIND: ClassVar[Kind] = Kind(
        name="execution",
        collection="executions",
        prefix="ex",
        label=say("execution"),
        fields={"case": str, "resolution": str, "state": str, "opened_on": str},
        indexes=(("case",), ("resolution",), ("state", "opened_on"), ("opened_on",)),
        searched=True,
    )

    matter: str
    case: str  # the number of the case
    resolution: str = ""  # the number of the resolution; "" where none stands behind it
    body: Body | None = None  # which body decided; None: the two committees, or nobody yet
    state: ExecutionState = ExecutionState.SELECTING
    opened_on: date
    emergency: bool = False
    purchase: Purchase = Purchase.NONE
    way: Way | None = None
    way_reason: str = ""
    call: Call | None = None
    offers: tuple[Offer, ...] = ()
    choice: Choice | None = None
    taken_back: tuple[Choice, ...] = ()
    objections: tuple[ChoiceObjection, ...] = ()
    contracts: tuple[str, ...] = ()  # numbers
    no_contract: str = ""  # why none is needed
    vouchers: tuple[str, ...] = ()  # keys of vouchers that name neither resolution nor contract
    variations: tuple[Variation, ...] = ()
    started_on: date | None = None
    progress: tuple[Progress, ...] = ()
    acceptance: Acceptance | None = None
    guarantee_until: date | None = None
    defects: tuple[Defect, ...] = ()
    final_cost: int | None = None
    cost_reason: str = ""  # why it cost more than was decided
    result_on: date | None = None
    archived_on: date | None = None

    @property
    def title(self) -> str:
        """The matter."""
        return self.matter

    @property
    def day(self) -> date | None:
        """The newest day of it that is known."""
        known = (self.archived_on, self.result_on, self.progress[-1].on if self.progress else None, self.started_on)
        return next((day for day in known if day is not None), self.opened_on)

    @property
    def chosen(self) -> Offer | None:
        """The offer that was chosen."""
        if self.choice is None:
            return None
        return next((offer for offer in self.offers if offer.number == self.choice.offer), None)

    @property
    def open_objections(self) -> tuple[ChoiceObjection, ...]:
        """The objections to the choice that have no answer."""
        return tuple(one for one in self.objections if not one.answer)

    def words(self) -> tuple[str, ...]:
        """Return the numbers of case, resolution and contracts, and who offered."""
        return (self.case, self.resolution, *self.contracts, *(offer.bidder for offer in self.offers))


#: how far an execution is when its case stands there; elsewhere there is none.
STATE_OF: dict[CaseState, ExecutionState] = {
    CaseState.EFFECTIVE: ExecutionState.SELECTING,
    CaseState.EXECUTING: ExecutionState.RUNNING,
    CaseState.ACCEPTED: ExecutionState.ACCEPTED,
    CaseState.RESULT_PUBLIC: ExecutionState.PUBLISHED,
    CaseState.ARCHIVED: ExecutionState.ARCHIVED,
    CaseState.REVOKED: ExecutionState.REVOKED,
}


def opened(case: DecisionCase, purchase: Purchase) -> Execution:
    """Return the execution of `case` as it stands, with what its steps tell of it."""
    begun = Execution(
        matter=case.matter,
        case=case.number,
        resolution=case.resolution,
        opened_on=case.moved_on,
        emergency=case.route is Route.EMERGENCY,
        purchase=purchase,
    )
    for step in case.steps:
        if step.to in STATE_OF and not step.corrects:
            begun = after(begun, case, step)
    return replace(begun, state=STATE_OF[case.state])


def after(  # noqa: PLR0911 - one line an event
    execution: Execution, case: DecisionCase, step: Step, percent: int | None = None
) -> Execution:
    """Return `execution` as `step` of its case leaves it."""
    now = replace(execution, state=STATE_OF[step.to], resolution=case.resolution or execution.resolution)
    match step.event:
        case CaseEvent.CONFIRM:
            return replace(now, opened_on=step.done_on)
        case CaseEvent.EMERGENCY:
            return replace(now, opened_on=step.done_on, started_on=step.done_on)
        case CaseEvent.START:
            first = min(step.done_on, now.opened_on)
            return replace(now, opened_on=first, started_on=step.done_on, no_contract=step.reason or now.no_contract)
        case CaseEvent.PROGRESS:
            entry = Progress(step.done_on, step.recorded_at, step.words, percent)
            return replace(now, progress=(*now.progress, entry))
        case CaseEvent.ACCEPT:
            return replace(now, acceptance=Acceptance(step.done_on, step.signers, step.minutes, step.words))
        case CaseEvent.PUBLISH_RESULT:
            return replace(now, final_cost=step.amount, cost_reason=step.reason, result_on=step.done_on)
        case CaseEvent.ARCHIVE:
            return replace(now, archived_on=step.done_on)
        case _:
            return now
