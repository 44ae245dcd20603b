"""A service guide (办事指南), a contact of an office, and the plain words that explain an item. Source: issue 6.7."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from village_board.base.kind import Kind, Record
from village_board.base.message import say


@dataclass(frozen=True, kw_only=True)
class Upheld(Record):
    """What somebody must make sure of from time to time, or it misleads.

    Attributes:
        valid_from: its first day; None where it is not known.
        valid_until: its last day; None where it has none.
        owner: the post or office that answers for it, never a private person's number.
        checked_on: the day on which somebody last made sure that it is so; None where nobody ever did.
        checked_by: id of the person who did.
        version: 1 as it was added, one more with each change.
        withdrawn_on: the day on which it was taken back.
        withdrawn_reason: why.
    """

    valid_from: date | None = None
    valid_until: date | None = None
    owner: str = ""
    checked_on: date | None = None
    checked_by: str = ""
    version: int = 1
    withdrawn_on: date | None = None
    withdrawn_reason: str = ""

    @property
    def public(self) -> bool:
        """Until it is withdrawn."""
        return self.withdrawn_on is None

    @property
    def day(self) -> date | None:
        """The day of its last check, else its first day."""
        return self.checked_on or self.valid_from

    @property
    def shown_as(self) -> str:
        """What a reader relies on and the check makes sure of: the place, or the number."""
        raise NotImplementedError(type(self).__name__)

    def holds_on(self, on: date) -> bool:
        """Tell whether it holds on the day `on`."""
        begun = self.valid_from is None or self.valid_from <= on
        return self.public and begun and (self.valid_until is None or on <= self.valid_until)

    def texts(self) -> tuple[str, ...]:
        """Return every text that a person typed, each as it stands alone."""
        raise NotImplementedError(type(self).__name__)


@dataclass(frozen=True, kw_only=True)
class Guide(Upheld):
    """How a matter is taken care of.

    Attributes:
        name: what the office calls it.
        old_names: what villagers call it, and what it was called before: search finds it by them.
        basis: the rule or paper on which it rests.
        steps: in the order in which they are taken.
        papers: what is to be brought.
        fee: in fen; 0 where it is free.
        fee_basis: the rule by which a fee is taken.
        promised_days: working days until it is done; 0 where it is done at once.
        where: the window or office to go to.
    """

    KIND: ClassVar[Kind] = Kind(
        name="guide",
        collection="guides",
        prefix="gd",
        label=say("service guide"),
        fields={"name": str},
        indexes=(("name",),),
        searched=True,
    )

    name: str
    old_names: tuple[str, ...] = ()
    basis: str = ""
    steps: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    fee: int = 0
    fee_basis: str = ""
    promised_days: int = 0
    where: str = ""

    @property
    def title(self) -> str:
        """Its name."""
        return self.name

    @property
    def shown_as(self) -> str:
        """Where one goes."""
        return self.where

    def words(self) -> tuple[str, ...]:
        """Return the old names, the steps, the papers and the place."""
        return (*self.old_names, *self.steps, *self.papers, self.where)

    def texts(self) -> tuple[str, ...]:
        """Return every text."""
        return (self.name, self.basis, self.fee_basis, self.where, self.owner, *self.old_names, *self.steps,
                *self.papers)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Contact(Upheld):
    """Whom to call for what: an office's number.

    Attributes:
        office: whose number it is.
        what_for: for what one calls there.
        telephone: as it is dialled; never a private one.
        hours: when somebody answers.
    """

    KIND: ClassVar[Kind] = Kind(
        name="contact",
        collection="contacts",
        prefix="ct",
        label=say("contact"),
        fields={"office": str},
        indexes=(("office",),),
        searched=True,
    )

    office: str
    what_for: str = ""
    telephone: str = ""
    hours: str = ""

    @property
    def title(self) -> str:
        """The office."""
        return self.office

    @property
    def shown_as(self) -> str:
        """The number."""
        return self.telephone

    def words(self) -> tuple[str, ...]:
        """Return what it is for, and the number."""
        return (self.what_for, self.telephone)

    def texts(self) -> tuple[str, ...]:
        """Return every text; the number beside its office, so that a private one beside a name is seen."""
        return (self.what_for, self.hours, self.owner, self.telephone, f"{self.office} {self.telephone}")


class ExplanationStatus(StrEnum):
    """Where an explanation stands."""

    DRAFT = "draft"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Answered:
    """A question that a reader of an item may have, and its answer in plain words."""

    question: str
    answer: str


@dataclass(frozen=True, kw_only=True)
class Explanation(Record):
    """An item in plain language, question by question. It belongs to one version: a correction needs its own.

    Attributes:
        item: id of the version that it explains.
        answered: questions with their answers, in the order of reading.
    """

    KIND: ClassVar[Kind] = Kind(
        name="explanation",
        collection="explanations",
        prefix="xp",
        label=say("explanation of an item"),
        fields={"item": str, "status": str},
        indexes=(("item", "status"),),
    )

    item: str
    name: str
    answered: tuple[Answered, ...]
    status: ExplanationStatus = ExplanationStatus.DRAFT
    drafted_by: str = ""  # person ids
    drafted_at: datetime | None = None
    published_by: str = ""
    published_on: date | None = None
    withdrawn_reason: str = ""

    @property
    def title(self) -> str:
        """The name of the item."""
        return self.name

    @property
    def public(self) -> bool:
        """Only once a second person published it."""
        return self.status is ExplanationStatus.PUBLISHED

    @property
    def day(self) -> date | None:
        """The day of publication."""
        return self.published_on
