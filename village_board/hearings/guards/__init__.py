"""What must hold before a case moves (facts 1.7): one small question a guard, by the name that the table uses.

A guard answers None where it holds, else a message with the numbers. Pure: all it knows is the case, and the
`Situation` that the service has gathered. Each part of a case's way has a module; importing this package
knows them all.
"""

from __future__ import annotations

from village_board.hearings.guards import carrying_out, hearing, meeting, notice_period, papers
from village_board.hearings.guards.situation import GUARDS, Guard, Situation

__all__ = ["GUARDS", "Guard", "Situation", "carrying_out", "hearing", "meeting", "notice_period", "papers"]
