"""The visit under way: begun by the first touch, ended when nobody is there; nothing of it says who (K26)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from village_board.base.clock import local

if TYPE_CHECKING:
    from village_board.base.clock import Clock
    from village_board.visits.model import Visit


class Visits:
    """Holds when a visit began and which topics it saw; gives it away when it is over.

    Args:
        clock: the board's.
        over: what takes a visit that is over.
    """

    def __init__(self, clock: Clock, over: Callable[[Visit], object]) -> None:
        self._clock = clock
        self._over = over
        self._visit: Visit | None = None
        self._is_staff = False

    def touch(self) -> None:
        """Begin a visit, unless one is under way."""
        if self._visit is None:
            from village_board.visits.model import Visit  # noqa: PLC0415 - the first screen does not wait for it

            now = local(self._clock.now())
            self._visit = Visit(now.date(), now.hour)

    def saw(self, module: str) -> None:
        """Keep the topic of the page or screen that is defined in `module`; the record it showed is not kept."""
        from village_board.visits.model import Topic, Visit  # noqa: PLC0415 - see `touch`

        name = _TOPICS.get(module.rpartition(".")[2])
        if self._visit is not None and name is not None:
            seen = self._visit.topics | {Topic(name)}
            self._visit = Visit(self._visit.day, self._visit.hour, seen)

    def signed_in(self) -> None:
        """Staff signed in: this is work and no villager's visit, from its first touch until nobody is there."""
        self._is_staff = True

    def end(self) -> None:
        """The visitor has gone: give the visit away unless it was the staff's, and forget it."""
        visit, is_staff = self._visit, self._is_staff
        self._visit, self._is_staff = None, False
        if visit is not None and not is_staff:
            self._over(visit)


#: module of a page or screen -> its topic
_TOPICS = {
    "hearings": "hearings", "cases": "hearings", "resolutions": "hearings", "executions": "hearings",
    "statistics": "hearings", "objecting": "hearings", "voices": "hearings",
    "accounts": "accounts", "explained": "accounts", "finance": "accounts", "follow": "accounts", "files": "accounts",
    "picture": "accounts",
    "registers": "property", "contracts": "property",
    "subsidies": "subsidies",
    "catalogue": "catalogue", "items": "catalogue", "clarifications": "catalogue", "applications": "catalogue",
    "asked": "questions", "glance": "questions", "enquiries": "questions",
    "finder": "finding", "recent": "finding", "search": "finding",
    "slip": "slips",
    "guides": "services",
    "code": "codes",
}  # fmt: skip
