"""A night: one work after another, each noted when it is done; a night that was cut off goes on behind the last one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace

from tinydb import where

from village_board.base.errors import BoardError, Refused
from village_board.base.message import N_, Message
from village_board.desk import Records
from village_board.nightly.model import Night, NightRun, Outcome, WorkDone, WorkState
from village_board.nightly.works import ROWS, Row, work_of


class NoSuchWork(Refused):
    """No work of the night has this name."""

    sentence = N_("There is no work '{name}' of the night. There are: {names}.")

    def __init__(self, name: str) -> None:
        super().__init__(name=name, names=", ".join(row.name for row in ROWS))


@dataclass(frozen=True)
class Worked:
    """One work as it went.

    Attributes:
        row: which.
        state: how it ended.
        said: what was done; of one that failed, what is wrong.
        found: how many things a person must look at.
    """

    row: Row
    state: WorkState
    said: Message
    found: int = 0


def works_due(records: Records, *, again: bool = False, only: Collection[str] = ()) -> list[Row]:
    """Return the works that are still to be done today, in their order.

    Args:
        records: what is read.
        again: those too that were done today.
        only: names of works; empty: all.

    Raises:
        NoSuchWork: a name is none.
    """
    known = {row.name for row in ROWS}
    for name in only:
        if name not in known:
            raise NoSuchWork(name)
    run = _run_of(records)
    done = {one.name for one in run.done} if run is not None and not again else set()
    return [row for row in ROWS if row.name not in done and (not only or row.name in only)]


def work_through(night: Night, rows: Collection[Row], begins: Callable[[Row], None]) -> Iterator[Worked]:
    """Do the works one after another and yield how each went; one that fails does not keep the others from being done.

    Args:
        night: what the works get; where its `stop` is set, the night ends behind the work that it is at.
        rows: of `works_due`.
        begins: told of each work before it begins.
    """
    for row in rows:
        if night.stop.is_set():
            return
        begins(row)
        try:
            outcome = work_of(row)(night)
        except BoardError as error:
            yield Worked(row, WorkState.FAILED, error.message, 1)
            continue
        if outcome.ended:
            _note(night, row, outcome)
        yield Worked(row, WorkState.DONE if outcome.ended else WorkState.STOPPED, outcome.said, outcome.found)


def _note(night: Night, row: Row, outcome: Outcome) -> None:
    with night.board.desk(night.who) as desk:
        run = _run_of(desk) or NightRun(on=desk.today)
        others = tuple(one for one in run.done if one.name != row.name)
        desk.put(replace(run, done=(*others, WorkDone(row.name, desk.now, outcome.found))))


def _run_of(records: Records) -> NightRun | None:
    return records.one(NightRun, where("on") == records.today.isoformat())
