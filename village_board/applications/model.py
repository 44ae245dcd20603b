"""An application for information (facts 4.1-4.3). Internal: the public sees counts, and a slip's holder how far it is.

No identity number has a field here: the clerk notes only whether the identity was seen (P2).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from village_board.base.kind import InternalRecord, Kind
from village_board.base.message import say
from village_board.base.recounted import Recounted


class ApplicantKind(StrEnum):
    """Who applies: the columns of Table III (facts 4.4), in their order."""

    NATURAL_PERSON = "natural_person"
    BUSINESS = "business"
    RESEARCH = "research"
    PUBLIC_BENEFIT = "public_benefit"
    LEGAL_SERVICE = "legal_service"
    OTHER_ORG = "other_org"


class Way(StrEnum):
    """How an application came; the day of receipt depends on it."""

    IN_PERSON = "in_person"
    SIGNED_MAIL = "signed_mail"
    ORDINARY_MAIL = "ordinary_mail"
    INTERNET = "internet"
    FAX = "fax"


#: ways in which the application's coming is its receipt: handed in, or signed for.
AT_ONCE = frozenset({Way.IN_PERSON, Way.SIGNED_MAIL})


class FormWanted(StrEnum):
    """In which form the information is wanted."""

    PAPER = "paper"
    ELECTRONIC = "electronic"
    LOOK = "look"
    ORAL = "oral"


class State(StrEnum):
    """Where an application stands (facts 4.3). Carried forward is none: it is "not finished at 31 December"."""

    RECEIVED = "received"  # it came; its day of receipt is not fixed yet
    REGISTERED = "registered"
    NEEDS_CORRECTION = "needs_correction"
    CORRECTED = "corrected"
    IN_PROCESS = "in_process"
    CONSULTING = "consulting"
    EXTENDED = "extended"
    ANSWERED = "answered"
    NOT_HANDLED = "not_handled"
    TRANSFERRED = "transferred"
    ABANDONED = "abandoned"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"


#: states in which the office owes nothing more on the clock.
FINISHED = frozenset(
    {State.ANSWERED, State.NOT_HANDLED, State.TRANSFERRED, State.ABANDONED, State.WITHDRAWN, State.CLOSED}
)


class Event(StrEnum):
    """What moves an application."""

    RECEIVE = "receive"
    REGISTER = "register"
    ASK_CORRECTION = "ask_correction"
    CORRECT = "correct"
    ABANDON = "abandon"
    TAKE_UP = "take_up"
    CONSULT = "consult"
    HEAR_BACK = "hear_back"
    RESUME = "resume"
    EXTEND = "extend"
    ASK_REASONS = "ask_reasons"
    POSTPONE = "postpone"
    ANSWER = "answer"
    DECLINE = "decline"
    TRANSFER = "transfer"
    WITHDRAW = "withdraw"
    CLOSE = "close"


class Result(StrEnum):
    """The result rows of Table III in the 2021 form (facts 4.4), in their order."""

    GRANTED = "granted"
    PARTLY_GRANTED = "partly_granted"
    STATE_SECRET = "refused.state_secret"  # noqa: S105 - a row of a table
    OTHER_LAW = "refused.other_law"
    THREE_SECURITIES = "refused.three_securities"
    THIRD_PARTY = "refused.third_party"
    INTERNAL_AFFAIRS = "refused.internal_affairs"
    PROCESS_INFO = "refused.process_info"
    ENFORCEMENT_FILE = "refused.enforcement_file"
    ADMIN_QUERY = "refused.admin_query"
    NOT_HELD = "unable.not_held"
    NEEDS_MAKING = "unable.needs_making"
    UNCLEAR = "unable.unclear"
    PETITION = "not_handled.petition"
    REPEATED = "not_handled.repeated"
    PUBLICATION = "not_handled.publication"
    EXCESSIVE = "not_handled.excessive"
    RECONFIRM = "not_handled.reconfirm"
    NO_CORRECTION = "other.no_correction"
    UNPAID_FEE = "other.unpaid_fee"
    OTHER = "other.other"

    @property
    def group(self) -> str:
        """The part of the table to which the row belongs: ``refused``, ``unable``, ``not_handled``, ``other``."""
        return self.value.partition(".")[0]


@dataclass(frozen=True)
class Step:
    """One step as it happened: done on a day, written down at a moment (P3)."""

    event: Event
    to: State
    done_on: date
    recorded_at: datetime
    by: str  # person id
    reason: str = ""


@dataclass(frozen=True)
class Correction:
    """The one notice to correct (补正): what is unclear, until when, and when the corrected application came."""

    asked_on: date
    unclear: str
    until: date
    corrected_on: date | None = None


class Consulted(StrEnum):
    """Whose opinion is asked: a third party whose rights are touched, or a body that made the information too."""

    THIRD_PARTY = "third_party"
    OTHER_BODY = "other_body"


@dataclass(frozen=True)
class Consultation:
    """An opinion that was asked; the clock does not count while it is waited for.

    Attributes:
        kind: whose opinion.
        name: who; internal.
        asked_on: the day on which it was asked: counted still.
        delivered_on: the day on which the request reached them; their fifteen working days run from it.
        question: what was asked.
        replied_on: the day on which the opinion came; None: silent so far.
        agrees: whether they agree that it is opened; None: silent.
        opinion: what they said.
    """

    kind: Consulted
    name: str
    asked_on: date
    delivered_on: date
    question: str = ""
    replied_on: date | None = None
    agrees: bool | None = None
    opinion: str = ""


@dataclass(frozen=True)
class Extension:
    """The one extension: working days, who approved it (person id), and the day on which the applicant was told."""

    days: int
    approved_by: str
    notified_on: date
    reason: str = ""


@dataclass(frozen=True)
class Postponement:
    """The later date told to whoever applies clearly too often, with good reasons."""

    to: date
    notified_on: date
    reason: str = ""


@dataclass(frozen=True)
class Answer:
    """The answer as it was given.

    Attributes:
        type: of ``data/law/application_answers.toml``.
        result: its row of Table III.
        on: the day of the answer.
        text: the letter, as the clerk edited it.
        where: where it is published, or where it was searched.
        given: what is given, and how.
        grounds: why parts of it are not given: types of answers that refuse.
        reason: why, in the clerk's words.
        body: the right body, where it is known.
        body_number: the number under which that body took it.
        delivered_on: the day on which it reached the applicant.
    """

    type: str
    result: Result
    on: date
    text: str = ""
    where: str = ""
    given: str = ""
    grounds: tuple[str, ...] = ()
    reason: str = ""
    body: str = ""
    body_number: str = ""
    delivered_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Application(InternalRecord):
    """One application.

    Attributes:
        number: the office's own number.
        kind: the column of Table III.
        applicant: name of the person or organisation; emptied when the record is aged out (P9).
        contact: for the reply only; emptied with it.
        identity_seen: whether the clerk saw a proof of identity; the number is never kept.
        wanted: name of the information.
        wanted_number: its document number.
        description: anything else by which it can be found.
        oral: told by word of mouth and written down by the clerk.
        arrived_on: the day on which it came.
        receipt_on: the day of receipt, from which the clock runs; None: not fixed yet.
        promised_on: the last day for the answer, as the receipt said it.
        awaits: the years without a notice on which that day rests: it is counted anew when one comes.
        recounted: how often it moved for that reason.
        reasons: what the applicant gave as reasons, where many applications were asked about.
        finished_on: the day on which it was answered or ended otherwise.
        result: the row of Table III under which it ended.
        aged: whether the personal part was taken out.
        via: id of the follow of the chat that applied; empty: none.
    """

    KIND: ClassVar[Kind] = Kind(
        name="application",
        collection="applications",
        prefix="ap",
        label=say("application for information"),
        fields={"number": str, "state": str, "arrived_on": str, "year": int},
        indexes=(("number",), ("state",), ("arrived_on",), ("year",)),
    )

    number: str
    kind: ApplicantKind
    way: Way
    arrived_on: date
    year: int
    applicant: str = ""
    contact: str = ""
    identity_seen: bool = False
    wanted: str = ""
    wanted_number: str = ""
    description: str = ""
    form: FormWanted = FormWanted.PAPER
    oral: bool = False
    state: State = State.RECEIVED
    receipt_on: date | None = None
    promised_on: date | None = None
    awaits: tuple[int, ...] = ()
    recounted: tuple[Recounted, ...] = ()
    steps: tuple[Step, ...] = ()
    correction: Correction | None = None
    consultations: tuple[Consultation, ...] = ()
    extension: Extension | None = None
    postponed: Postponement | None = None
    reasons_asked_on: date | None = None
    reasons: str = ""
    answer: Answer | None = None
    finished_on: date | None = None
    result: Result | None = None
    aged: bool = False
    via: str = ""

    @property
    def title(self) -> str:
        """The office's number: what is wanted, and by whom, is not for a list."""
        return self.number

    @property
    def day(self) -> date | None:
        """The day on which it came."""
        return self.arrived_on

    @property
    def is_open(self) -> bool:
        """Whether an answer is still owed."""
        return self.state not in FINISHED


class ChallengeKind(StrEnum):
    """How an answer is challenged (Table IV)."""

    RECONSIDERATION = "reconsideration"
    LAWSUIT_DIRECT = "lawsuit_direct"
    LAWSUIT_AFTER = "lawsuit_after"  # after reconsideration


class Outcome(StrEnum):
    """How a challenge ended; none yet is a column of its own."""

    UPHELD = "upheld"
    CORRECTED = "corrected"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True)
class Challenge(InternalRecord):
    """A reconsideration or a lawsuit about an answer: as the body that decides it told the office."""

    KIND: ClassVar[Kind] = Kind(
        name="challenge",
        collection="challenges",
        prefix="cg",
        label=say("challenge of an answer"),
        fields={"number": str, "application": str},
        indexes=(("number",), ("application",)),
    )

    number: str
    application: str  # id
    kind: ChallengeKind
    filed_on: date
    body: str = ""  # who decides it
    outcome: Outcome | None = None
    concluded_on: date | None = None
    remark: str = ""

    @property
    def title(self) -> str:
        """Its number with the body that decides it."""
        return self.number

    @property
    def day(self) -> date | None:
        """The day on which it was filed."""
        return self.filed_on
