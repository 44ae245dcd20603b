"""Matters whose next step is due, late, or the township's: each opens on the sheet where that step is taken."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from tinydb import where

from kiosk.desk.rooms import screen_for
from kiosk.desk.todo.model import Group, Task, short
from village_board.base.message import Message
from village_board.calendar.rules import YearUnknown
from village_board.hearings.case import ENDED, CaseEvent, DecisionCase
from village_board.hearings.case_words import ahead
from village_board.hearings.cases import hearing_of, resolution_of
from village_board.hearings.drafts_reading import to_confirm, to_record
from village_board.hearings.lines import line_of
from village_board.people.acts import PERMITTED, Act

if TYPE_CHECKING:
    from village_board.desk import Records
    from village_board.hearings.line import NextStep
    from village_board.i18n import Translator
    from village_board.people.model import Actor

#: how far ahead what is due is shown.
AHEAD = timedelta(days=14)
_OF_TOWNSHIP = frozenset({CaseEvent.TOWNSHIP_APPROVE, CaseEvent.TOWNSHIP_RETURN})
_OF_OVERSIGHT = frozenset({CaseEvent.ANSWER_OBJECTION, CaseEvent.UPHOLD_OBJECTION})


def case_tasks(records: Records, who: Actor, t: Translator) -> Iterator[Task]:
    """Yield what comes next in each matter; a result that waits to be recorded or confirmed stands there by itself.

    Raises:
        YearUnknown: after all others were yielded: the days of a matter cannot be counted.
    """
    if not any(who.roles & PERMITTED[act] for act in (Act.MOVE_CASE, Act.APPROVE_CASE, Act.GIVE_OVERSIGHT_OPINION)):
        return
    elsewhere = {one.id for one in (*to_record(records), *to_confirm(records))}
    unknown: YearUnknown | None = None
    for case in records.find(DecisionCase, ~where("state").one_of(sorted(state.value for state in ENDED))):
        met = [one for one in (hearing_of(records, case), resolution_of(records, case)) if one is not None]
        if any(one.id in elsewhere for one in met):
            continue
        try:
            following = line_of(records, case).next
        except YearUnknown as error:
            unknown = error
            continue
        if following is not None and (group := group_of(records, who, following)) is not None:
            words = t("{matter}: {next}", matter=case.matter, next=Message(ahead(following.event)))
            more = _more(records, t, following)
            yield Task(f"case {case.id}", group, words, more, partial(screen_for, case.id), following.due)
    if unknown is not None:
        raise unknown


def group_of(records: Records, who: Actor, following: NextStep) -> Group | None:
    """Return where a next step stands for `who`; None where it is not theirs, or far ahead."""
    of_township = following.event in _OF_TOWNSHIP
    if who.roles & PERMITTED[Act.APPROVE_CASE] and not who.roles & PERMITTED[Act.MOVE_CASE]:
        return Group.MINE if of_township else None
    if not who.roles & PERMITTED[Act.MOVE_CASE] and following.event not in _OF_OVERSIGHT:
        return None
    if following.late:
        return Group.LATE
    if of_township:
        return Group.OTHER
    soon = following.due is not None and following.due <= records.today + AHEAD
    return Group.DUE if soon else None


def _more(records: Records, t: Translator, following: NextStep) -> str:
    if following.due is None:
        return t.say(following.waits_for) if following.waits_for is not None else ""
    day = short(following.due, records.today)
    return t("late since {day}", day=day) if following.late else t("by {day}", day=day)
