"""Monitoring points and alarms (facts 7.1). Both are for those who supervise, never for the public (P11)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar

from village_board.base.kind import InternalRecord, Kind
from village_board.base.level import Level
from village_board.base.message import Message, message_from_json, message_to_json, say


class Area(StrEnum):
    """What a monitoring point watches; each has a file of its own."""

    HEARINGS = "hearings"
    FUNDS = "funds"
    ASSETS = "assets"
    RESOURCES = "resources"
    CONTRACTS = "contracts"
    DISCLOSURE = "disclosure"
    ENQUIRIES = "enquiries"
    APPLICATIONS = "applications"


@dataclass(frozen=True)
class Thresholds:
    """From how many days on a point warns and reports; a negative number lies before the last day.

    A point whose check says itself how grave a thing is has neither.
    """

    yellow: int | None = None
    red: int | None = None

    def level(self, days: int) -> Level | None:
        """Return how grave it is to be `days` past the last day; None: not yet."""
        if self.red is not None and days >= self.red:
            return Level.RED
        return Level.YELLOW if self.yellow is not None and days >= self.yellow else None


@dataclass(frozen=True)
class MonitoringPoint:
    """One monitoring point (监测点): a condition in words, and the pure check that finds it.

    Attributes:
        code: such as ``H02``.
        checks: names of the shipped checks that it runs.
        zh: the condition in Chinese.
        en: the condition in English, by which the catalogues know the Chinese.
        yellow: when it warns, in words of the data: ``at once``, days past the last day, or a key of the limits.
        red: when it reports to the township.
        limits: keys of the limits that it rests on.
        basis: the law or rule behind it, by name (P8).
        mend: what to do about it, in English; its Chinese stands beside it in the data and in the catalogues.
        settings: the village's own values of limits for this point alone.
        off: why it is switched off; empty: it is on.
        own: whether the village added it.
    """

    code: str
    area: Area
    checks: tuple[str, ...]
    zh: str
    en: str
    basis: str
    mend: str
    yellow: int | str | None = None
    red: int | str | None = None
    limits: tuple[str, ...] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)
    off: str = ""
    own: bool = False

    @property
    def thresholds(self) -> Thresholds:
        """The days from which it warns and reports, where these are days."""
        return Thresholds(
            self.yellow if isinstance(self.yellow, int) else None, self.red if isinstance(self.red, int) else None
        )


@dataclass(frozen=True, kw_only=True)
class PointChange(InternalRecord):
    """The village's own change of a monitoring point from a day on, with who decided it and why.

    Attributes:
        code: the point that is changed; a new code adds one.
        off: whether it is switched off; None: as before.
        yellow: days from which it warns; None: as before.
        red: days from which it reports; None: as before.
        check: of a new point, the shipped check that it runs.
        name: of a new point, its condition in words.
        settings: of a new point, its own values of limits: pairs of key and integer.
        number: of two changes with one day the later written holds.
    """

    KIND: ClassVar[Kind] = Kind(
        name="point_change",
        collection="point_changes",
        prefix="pc",
        label=say("change of a monitoring point"),
        fields={"code": str, "since": str},
        indexes=(("code", "since"),),
    )

    code: str
    since: date
    reason: str
    off: bool | None = None
    yellow: int | None = None
    red: int | None = None
    check: str = ""
    name: str = ""
    settings: tuple[tuple[str, int], ...] = ()
    decided_by: str = ""  # person id
    number: int = 0

    @property
    def title(self) -> str:
        """The code of the point."""
        return self.code

    @property
    def day(self) -> date | None:
        """The day from which it holds."""
        return self.since


class AlarmState(StrEnum):
    """Where an alarm stands (facts 7.1)."""

    RAISED = "raised"
    ACKNOWLEDGED = "acknowledged"
    EXPLAINED = "explained"
    FIXED = "fixed"
    VERIFIED = "verified"  # by the oversight committee
    CLOSED = "closed"
    LAPSED = "lapsed"  # the facts were no longer so before anybody took it up


class AlarmEvent(StrEnum):
    """What moves an alarm; ``data/law/alarm.toml`` says from where whereto."""

    RAISE = "raise"
    ACKNOWLEDGE = "acknowledge"
    EXPLAIN = "explain"
    FIX = "fix"
    VERIFY = "verify"
    SEND_BACK = "send_back"
    ASSIGN = "assign"
    CLOSE = "close"
    ESCALATE = "escalate"
    LAPSE = "lapse"
    RAISE_AGAIN = "raise_again"


@dataclass(frozen=True)
class AlarmStep:
    """One step in the life of an alarm.

    Attributes:
        by: id of the person, or of the office's own machine.
        level: what it was after the step.
        reason: the explanation, why it goes back, what was mended.
        until: the day by which the township wants it done (P27).
        to: id of the person to whom the township assigned it.
    """

    event: AlarmEvent
    on: date
    recorded_at: datetime
    by: str
    level: Level
    reason: str = ""
    until: date | None = None
    to: str = ""


@dataclass(frozen=True, kw_only=True)
class Alarm(InternalRecord):
    """What a monitoring point saw, once over its whole life: it is never deleted, and never raised twice.

    Attributes:
        identity: point, subject and key: what makes it this alarm.
        subject: id of the record that it is about, or empty.
        key: what tells it from others about the same record: a month, an instalment.
        level: how grave the facts are; `escalated_on` makes a yellow one red.
        since: the day from which the facts are so, at this level.
        sentence: the facts as they were seen, with the limit.
        raised_on: the day on which it came to this, on or after the day on which the board began to watch.
        standing: 1 while the facts are so.
        due_on: the day by which the township wants it done.
        told: how grave it was when those who supervise were told; each level is told once.
        overdue_told: the last day of the township's that was told of as missed; each is told once.
    """

    KIND: ClassVar[Kind] = Kind(
        name="alarm",
        collection="alarms",
        prefix="al",
        label=say("alarm"),
        fields={"identity": str, "point": str, "subject": str, "state": str, "standing": int, "raised_on": str},
        indexes=(("identity",), ("state", "raised_on"), ("subject",), ("point", "standing"), ("standing", "raised_on")),
    )

    identity: str
    point: str
    subject: str
    level: Level
    since: date
    raised_on: date
    sentence: dict[str, Any]
    key: str = ""
    state: AlarmState = AlarmState.RAISED
    standing: int = 1
    steps: tuple[AlarmStep, ...] = ()
    escalated_on: date | None = None
    assigned_to: str = ""
    due_on: date | None = None
    told: str = ""
    overdue_told: date | None = None

    @staticmethod
    def sentence_of(message: Message) -> dict[str, Any]:
        """Return `message` in the form in which it is kept."""
        return message_to_json(message)

    @property
    def message(self) -> Message:
        """The facts that were seen."""
        return message_from_json(self.sentence)

    @property
    def title(self) -> str:
        """The point and what was seen, in English."""
        return f"{self.point}: {self.message}"

    @property
    def day(self) -> date | None:
        """The day on which it was raised."""
        return self.raised_on

    @property
    def is_red(self) -> bool:
        """Whether the township has to know."""
        return self.level is Level.RED or self.escalated_on is not None

    def late_by(self, today: date) -> int:
        """Return by how many days the day that the township set is past; 0: there is none, or it is answered."""
        waits = self.due_on is not None and self.state in UNHANDLED
        return max((today - self.due_on).days, 0) if self.due_on is not None and waits else 0

    @property
    def effective(self) -> Level:
        """How grave it counts: unhandled yellow is red."""
        return Level.RED if self.is_red else Level.YELLOW


@dataclass(frozen=True, kw_only=True)
class Watch(InternalRecord):
    """When the board began to watch: what was so before is raised on that day, and how far the nightly run came."""

    KIND: ClassVar[Kind] = Kind(
        name="watch", collection="watches", prefix="wa", label=say("supervision"), fields={"begun_on": str}
    )

    begun_on: date
    ran_on: date | None = None
    told_at: datetime | None = None

    @property
    def title(self) -> str:
        """The day on which it began."""
        return self.begun_on.isoformat()


#: What still waits for somebody.
OPEN = frozenset({AlarmState.RAISED, AlarmState.ACKNOWLEDGED, AlarmState.EXPLAINED, AlarmState.FIXED})
#: What nobody of the village has answered yet: it turns red in time.
UNHANDLED = frozenset({AlarmState.RAISED, AlarmState.ACKNOWLEDGED})


def identity_of(point: str, subject: str, key: str = "") -> str:
    """Return what makes an alarm this one and no other."""
    return f"{point}:{subject}:{key}"
