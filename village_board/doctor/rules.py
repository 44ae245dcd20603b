"""The files of rules that come with the program: monitoring points, indicators of the evaluation, state tables."""

from __future__ import annotations

from collections.abc import Callable

from village_board.base.errors import BoardError
from village_board.base.message import say
from village_board.doctor.model import Check, State, fine
from village_board.evaluation.table import shipped_indicators
from village_board.supervision.machine import alarm_machine
from village_board.supervision.table import shipped_points

#: each reads its files whole and tells every problem in them
READERS: tuple[Callable[[], object], ...] = (shipped_points, alarm_machine, shipped_indicators)


def read_rules(readers: tuple[Callable[[], object], ...] = ()) -> None:
    """Read all files of rules, as the bot and the desk do before they start: they judge after every commit.

    Raises:
        BoardError: the first that cannot be read, with file, key and nearest known name of each of its problems.
    """
    for read in readers or READERS:
        read()


def rules_check(readers: tuple[Callable[[], object], ...] = ()) -> Check:
    """Tell whether all files of rules can be read; the first that cannot is told with its problems."""
    try:
        read_rules(readers)
    except BoardError as error:
        return Check("rules", State.BAD, error.message)
    return fine("rules", say("All {n} monitoring points can be read.", n=len(shipped_points())))
