"""Who voted how, resolution by resolution, as the minutes give it: for those entitled only (P10). Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from village_board.hearings.roll import Roll
from village_board.hearings.roll_model import Attendance, MeetingRoll, RollEntry


@dataclass(frozen=True)
class Minuted:
    """One person at the vote on one resolution.

    Attributes:
        present: whether the person was there for it and took part, themselves or by proxy.
        in_favour: votes for it; more than one where a representative casts those of several households.
        against: votes against it.
        abstained: abstentions.
        recused: the person did not take part because of a conflict of interest.
        mode: how the person took part; empty: in person.
        proxy: number of the one of the household who stood for this person.
    """

    person_number: str
    name: str
    household: str
    present: bool
    in_favour: int = 0
    against: int = 0
    abstained: int = 0
    recused: bool = False
    mode: str = ""
    proxy: str = ""


def minuted(entries: Iterable[RollEntry], rolls: Iterable[MeetingRoll] = ()) -> dict[str, list[Minuted]]:
    """Return the lines that hold, by the number of the resolution, in the order of the persons' numbers.

    Lines of a meeting's roll are read for each resolution on its agenda; lines of a table belong to the one they name.
    """
    of_roll: dict[str, list[RollEntry]] = {}
    for entry in entries:
        of_roll.setdefault(entry.roll, []).append(entry)
    found: dict[str, list[Minuted]] = {}
    for entry in of_roll.get("", ()):
        found.setdefault(entry.resolution, []).append(_line(entry, 1, there=entry.present))
    for head in rolls:
        roll = Roll(head, tuple(of_roll.get(head.id, ())))
        for item, on in enumerate(head.agenda, start=1):
            found[on.resolution] = [
                _line(entry, item, there=roll.was_there(entry, item)) for entry in roll.current.values()
            ]
    return {number: sorted(lines, key=lambda line: line.person_number) for number, lines in found.items()}


def _line(entry: RollEntry, item: int, *, there: bool) -> Minuted:
    vote = entry.vote_on(item) if there else None
    by = entry.attended.value if entry.attended not in (None, Attendance.IN_PERSON) else ""
    return Minuted(
        person_number=entry.person_number,
        name=entry.name,
        household=entry.household,
        present=there,
        in_favour=vote.in_favour if vote else 0,
        against=vote.against if vote else 0,
        abstained=vote.abstained if vote else 0,
        recused=any(recusal.item == item for recusal in entry.recused),
        mode=(by or entry.mode) if there else "",
        proxy=entry.proxy if there else "",
    )
