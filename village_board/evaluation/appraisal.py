"""The yearly appraisal by the assembly (民主评议), recorded beside the score and never mixed with it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from village_board.base.kind import InternalRecord, Kind
from village_board.base.message import say
from village_board.hearings.model import Body

#: Who may appraise: the assembly of villagers, or of their representatives.
BODIES = (Body.VILLAGERS_ASSEMBLY, Body.REPRESENTATIVE_ASSEMBLY)


@dataclass(frozen=True)
class Verdict:
    """What the assembly said of one person in an office: `person` is an id, `post` the office held on that day."""

    person: str
    post: str
    competent: bool


@dataclass(frozen=True, kw_only=True)
class Appraisal(InternalRecord):
    """One appraisal, led by the oversight committee.

    Attributes:
        held_on: the day of the assembly.
        body: which assembly.
        minutes: where its minutes lie.
        recorded_by: id of the member of the oversight committee who recorded it.
    """

    KIND: ClassVar[Kind] = Kind(
        name="appraisal",
        collection="appraisals",
        prefix="ya",
        label=say("yearly appraisal"),
        fields={"held_on": str},
        indexes=(("held_on",),),
    )

    held_on: date
    body: Body
    verdicts: tuple[Verdict, ...]
    minutes: str = ""
    recorded_by: str = ""

    @property
    def title(self) -> str:
        """The day."""
        return self.held_on.isoformat()

    @property
    def day(self) -> date | None:
        """The day of the assembly."""
        return self.held_on


@dataclass(frozen=True)
class FailsInARow:
    """A person whom appraisals in a row found not competent, up to the last one in which they stood.

    Attributes:
        person: the id.
        post: the office at the last one.
        days: of those appraisals, the first first.
    """

    person: str
    post: str
    days: tuple[date, ...]


def fails_in_a_row(appraisals: Iterable[Appraisal], least: int) -> Sequence[FailsInARow]:
    """Return who was found not competent at least `least` times in a row, counted back from their last appraisal."""
    said: dict[str, list[tuple[date, Verdict]]] = {}
    for one in sorted(appraisals, key=lambda each: each.held_on):
        for verdict in one.verdicts:
            said.setdefault(verdict.person, []).append((one.held_on, verdict))
    found = []
    for person, told in said.items():
        days: list[date] = []
        for day, verdict in reversed(told):
            if verdict.competent:
                break
            days.append(day)
        if len(days) >= least:
            found.append(FailsInARow(person, told[-1][1].post, tuple(reversed(days))))
    return found
