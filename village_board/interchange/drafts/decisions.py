"""Rows of hearings, resolutions and rolls of meetings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from village_board.base.clock import local
from village_board.base.finding import Finding
from village_board.base.message import Message, say
from village_board.hearings.model import Hearing, Resolution, ResolutionResult, ResolutionStatus
from village_board.hearings.roll_model import RollEntry
from village_board.interchange.drafts.past import hearing_status, resolution_status
from village_board.interchange.drafts.shape import Draft, Moment, Shape, acted_upon, counts_finding
from village_board.interchange.table import Row, Table, Values

_COUNTS = frozenset({"due", "present", "in_favour", "against", "abstained"})


class HearingShape(Shape[Hearing]):
    """Rows of hearings."""

    model = Hearing
    board_leads = True
    by_act = _COUNTS | {"conclusion", "changes", "status", "reason", "result_published_on"}

    def check(self, table: Table, row: Row, moment: Moment) -> Iterator[Finding]:
        """Yield a result before the hearing."""
        held = row.values.get("held_at")
        if held is not None and local(held).date() > moment.today and "conclusion" in row.values:
            yield table.finding(row.number, "held_at", _result_to_come(local(held).date()))

    def broken(self, table: Table, row: Row) -> Iterator[Finding]:
        """Yield counts that do not fit."""
        yield from counts_finding(table, row)

    def begin(self, record: Hearing, draft: Draft, moment: Moment) -> Hearing:
        """Return a new hearing as imported, with its state."""
        state = draft.values.get("status") or hearing_status(record, moment.today)
        return replace(record, status=state, imported=True, recorded_at=moment.now)

    def renew(self, record: Hearing, stored: Hearing, draft: Draft, moment: Moment) -> Hearing:
        """Return the changed hearing; a state that an act on the board reached stays."""
        if "status" in draft.values or acted_upon(stored) or not stored.imported:
            return record
        return replace(record, status=hearing_status(record, moment.today))


class ResolutionShape(Shape[Resolution]):
    """Rows of resolutions."""

    model = Resolution
    board_leads = True
    by_act = _COUNTS | {
        "result", "status", "published_on", "executing_since", "accepted_on", "final_cost",
        "result_published_on",
    }  # fmt: skip

    def check(self, table: Table, row: Row, moment: Moment) -> Iterator[Finding]:
        """Yield a result before the meeting."""
        met = row.values.get("meeting_on")
        if met is not None and met > moment.today and "result" in row.values:
            yield table.finding(row.number, "meeting_on", _result_to_come(met))

    def broken(self, table: Table, row: Row) -> Iterator[Finding]:
        """Yield counts that do not fit."""
        yield from counts_finding(table, row)

    def begin(self, record: Resolution, draft: Draft, moment: Moment) -> Resolution:
        """Return a new resolution as imported, with its state."""
        state = draft.values.get("status") or resolution_status(record, moment.today)
        return replace(_standing(record, state), imported=True, recorded_at=moment.now)

    def renew(self, record: Resolution, stored: Resolution, draft: Draft, moment: Moment) -> Resolution:
        """Return the changed resolution; a state that an act on the board reached stays."""
        if "status" in draft.values or acted_upon(stored) or not stored.imported:
            return record
        return _standing(record, resolution_status(record, moment.today))


class RollShape(Shape[RollEntry]):
    """Rows of the rolls of meetings: one person at one meeting each."""

    model = RollEntry
    key_field = "key"

    def key(self, values: Values) -> str:
        """Return resolution and person."""
        if "resolution" in values and "person_number" in values:
            return f"{values['resolution']}/{values['person_number']}"
        return ""

    def begin(self, record: RollEntry, draft: Draft, moment: Moment) -> RollEntry:  # noqa: ARG002
        """Return the line with its key."""
        return replace(record, key=draft.key)


def _standing(resolution: Resolution, state: ResolutionStatus) -> Resolution:
    """Return `resolution` in `state`; counts that miss the quorum are its result."""
    missed = state is ResolutionStatus.NO_QUORUM and resolution.result is None
    return replace(resolution, status=state, result=ResolutionResult.NO_QUORUM if missed else resolution.result)


def _result_to_come(held: date) -> Message:
    return say(
        "This day ({day}) is still to come, but there is a result. Correct the day or take the result out.",
        day=held,
    )
