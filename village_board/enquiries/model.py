"""An enquiry (facts 5) from the slip to the asker's own judgement: who asks is the office's knowledge alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from village_board.base.kind import Kind, Record
from village_board.base.message import say
from village_board.base.recounted import Recounted

#: Characters of a public question that stand for it in a list.
TITLE_LENGTH = 40


class EnquiryKind(StrEnum):
    """What is wanted. A report of wrongdoing and a petition are none of these: they are not taken (P15)."""

    CONSULT = "consult"
    HELP = "help"
    SUGGEST = "suggest"
    COMPLAIN = "complain"


class Channel(StrEnum):
    """How it came."""

    BOT = "bot"
    KIOSK = "kiosk"
    CLERK = "clerk"


class EnquiryState(StrEnum):
    """Where it stands. Closed is not solved: what the asker says of that stands in `Enquiry.solved`."""

    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    ASSIGNED = "assigned"
    IN_PROGRESS = "in_progress"
    HANDED_ON = "handed_on"
    REPLIED = "replied"
    CONFIRMED = "confirmed"
    UNSATISFIED = "unsatisfied"
    REOPENED = "reopened"
    CLOSED = "closed"


class EnquiryEvent(StrEnum):
    """What moves it; ``data/law/enquiry.toml`` says from where whereto."""

    SUBMIT = "submit"
    ACCEPT = "accept"
    REJECT = "reject"
    ASSIGN = "assign"
    BEGIN = "begin"
    EXTEND = "extend"
    HAND_ON = "hand_on"
    HAND_BACK = "hand_back"
    REPLY = "reply"
    FOLLOW_UP = "follow_up"
    PUBLISH = "publish"
    CONFIRM = "confirm"
    DISSATISFY = "dissatisfy"
    REOPEN = "reopen"
    CLOSE = "close"


class Grade(StrEnum):
    """How satisfied the asker is, in the five grades of the hotlines; the first three count as satisfied."""

    VERY_SATISFIED = "very_satisfied"
    SATISFIED = "satisfied"
    MOSTLY_SATISFIED = "mostly_satisfied"
    DISSATISFIED = "dissatisfied"
    VERY_DISSATISFIED = "very_dissatisfied"

    @property
    def counts_as_satisfied(self) -> bool:
        """Whether it is one of the first three."""
        return self in (Grade.VERY_SATISFIED, Grade.SATISFIED, Grade.MOSTLY_SATISFIED)


@dataclass(frozen=True)
class EnquiryStep:
    """One step as it was taken.

    Attributes:
        event: what was done.
        done_on: the day on which it was done.
        recorded_at: when it was written down (P3).
        by: id of the person who wrote it down, or of the office.
        words: what was decided, answered or heard.
        reason: why.
    """

    event: EnquiryEvent
    done_on: date
    recorded_at: datetime
    by: str = ""
    words: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Handing:
    """That it was handed on to another body (P26).

    Attributes:
        on: the day.
        body: the body's name.
        number: under which it is kept there, or its telephone number.
        reason: why it is theirs.
        back_on: the day on which it came back; None: it did not.
    """

    on: date
    body: str
    number: str
    reason: str = ""
    back_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Enquiry(Record):
    """One enquiry. Nothing of it is public but what was published of it, with the asker's consent, after the gate.

    Attributes:
        number: of its slip.
        text: the asker's words.
        may_be_public: whether the asker agrees that question and answer are shown, without a name.
        submitted_on: the day on which it was handed in; its limit runs from there.
        harder: of a question that it must be looked up, of a complaint that it is a hard case.
        accept_due_on: the last day to accept or reject it.
        due_on: the last day for the reply, as it now stands.
        person: id of the asker, where the office knows them.
        name: who asked at the desk and is in no register.
        via: id of the follow of the chat that asked.
        assigned_to: id of the person who answers; empty: nobody, or an office.
        office: the post or office that answers.
        late_days: by how many days its replies were late, added up over its rounds.
        recounted: how often the promised day moved because the days off of a year were announced.
        rating_until: the last day on which the asker can say whether it is solved.
        solved: what the asker said; None: nothing, which is not satisfaction.
        public_question: the question as it is published.
    """

    KIND: ClassVar[Kind] = Kind(
        name="enquiry",
        collection="enquiries",
        prefix="en",
        label=say("enquiry"),
        fields={"number": str, "state": str, "submitted_on": str, "via": str, "published_on": str, "channel": str},
        indexes=(("number",), ("state",), ("submitted_on", "channel"), ("via",), ("published_on",)),
        searched=True,
    )

    kind: EnquiryKind
    channel: Channel
    text: str
    submitted_on: date
    accept_due_on: date
    due_on: date
    state: EnquiryState = EnquiryState.SUBMITTED
    number: str = ""
    may_be_public: bool = False
    harder: bool = False
    person: str = ""
    name: str = ""
    via: str = ""
    assigned_to: str = ""
    office: str = ""
    accepted_on: date | None = None
    extended_on: date | None = None
    reply: str = ""
    replied_on: date | None = None
    late_days: int = 0
    recounted: tuple[Recounted, ...] = ()
    rating_until: date | None = None
    solved: bool | None = None
    grade: Grade | None = None
    reopened_on: date | None = None
    closed_on: date | None = None
    handings: tuple[Handing, ...] = ()
    steps: tuple[EnquiryStep, ...] = ()
    public_question: str = ""
    public_reply: str = ""
    published_on: date | None = None

    @property
    def title(self) -> str:
        """The beginning of what is published; the slip's number where nothing is."""
        if not self.public_question:
            return self.number
        first = self.public_question.partition("\n")[0]
        return first if len(first) <= TITLE_LENGTH else first[: TITLE_LENGTH - 1] + "…"

    @property
    def public(self) -> bool:
        """Whether question and answer are published."""
        return self.published_on is not None

    @property
    def day(self) -> date | None:
        """The day on which the answer was published."""
        return self.published_on

    def words(self) -> tuple[str, ...]:
        """Return what is published of it."""
        return (self.public_question, self.public_reply) if self.public else ()

    @property
    def round(self) -> int:
        """How often it was replied to: a button for one reply does not rate another."""
        return sum(step.event is EnquiryEvent.REPLY for step in self.steps)

    @property
    def bounces(self) -> int:
        """How often it was handed back or on again, beyond the first handing on (P26)."""
        return max(len(self.handings) - 1, 0) + sum(one.back_on is not None for one in self.handings)

    def last(self, event: EnquiryEvent) -> EnquiryStep | None:
        """Return the last step of this kind; None where there is none."""
        return next((step for step in reversed(self.steps) if step.event is event), None)
