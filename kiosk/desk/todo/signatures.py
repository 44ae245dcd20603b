"""What waits for a second or third person beside items: finance sheets, corrections, explanations; and questioning."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from tinydb import where

from kiosk.desk.rooms import screen_for
from kiosk.desk.todo.model import Group, Task, short
from village_board.accounts.sheet_model import FinanceSheet, SheetState
from village_board.accounts.sheet_words import SHEET_STATE
from village_board.guides.model import Explanation, ExplanationStatus
from village_board.hearings.corrections import waiting_correction
from village_board.hearings.drafts_reading import name_of
from village_board.hearings.model import Hearing, Resolution
from village_board.hearings.voices import Interpellation
from village_board.people.acts import PERMITTED, Act

if TYPE_CHECKING:
    from village_board.desk import Records
    from village_board.i18n import Translator
    from village_board.people.model import Actor


def signature_tasks(records: Records, who: Actor, t: Translator) -> Iterator[Task]:
    """Yield what waits for another hand, for whoever has a part in it."""
    if who.roles & (PERMITTED[Act.PREPARE_SHEET] | PERMITTED[Act.REVIEW_SHEET]):
        yield from _sheets(records, who, t)
    if who.roles & (PERMITTED[Act.CORRECT_RESULT] | PERMITTED[Act.CONFIRM_CORRECTION]):
        yield from _corrections(records, who, t)
    if who.roles & PERMITTED[Act.DRAFT_EXPLANATION]:
        yield from _explanations(records, who, t)
    if who.roles & PERMITTED[Act.ASK_INTERPELLATION]:
        yield from _questionings(records, who, t)


def _sheets(records: Records, who: Actor, t: Translator) -> Iterator[Task]:
    from kiosk.desk.rooms.sheets import waits_for  # noqa: PLC0415 - the room behind it is large

    waiting = where("state").one_of([SheetState.PREPARED.value, SheetState.REVIEWED.value])
    for one in records.find(FinanceSheet, waiting):
        group = Group.MINE if waits_for(records, one, who) else Group.OTHER
        words = t("Finance sheet: {name}", name=one.name)
        yield Task(one.id, group, words, t(SHEET_STATE[one.state]), partial(screen_for, one.id))


def _corrections(records: Records, who: Actor, t: Translator) -> Iterator[Task]:
    may = bool(who.roles & PERMITTED[Act.CONFIRM_CORRECTION])
    found: list[Hearing | Resolution] = [*records.all(Hearing), *records.all(Resolution)]
    for one in found:
        if (waits := waiting_correction(one)) is not None:
            group = Group.MINE if may and waits.by != who.id else Group.OTHER
            more = t("correction to confirm, by {name}", name=name_of(records, waits.by))
            yield Task(f"correction {one.id}", group, one.matter, more, partial(screen_for, one.id))


def _explanations(records: Records, who: Actor, t: Translator) -> Iterator[Task]:
    may = bool(who.roles & PERMITTED[Act.PUBLISH_EXPLANATION])
    for one in records.find(Explanation, where("status") == ExplanationStatus.DRAFT.value):
        group = Group.MINE if may and one.drafted_by != who.id else Group.OTHER
        words = t("Explanation: {name}", name=one.name)
        yield Task(one.id, group, words, t("to be published"), partial(screen_for, one.id))


def _questionings(records: Records, who: Actor, t: Translator) -> Iterator[Task]:
    may = bool(who.roles & PERMITTED[Act.ANSWER_INTERPELLATION])
    for one in records.all(Interpellation):
        if one.answered_on is not None:
            continue
        late = one.due_on < records.today
        group = Group.LATE if late else Group.MINE if may else Group.OTHER
        day = short(one.due_on, records.today)
        more = t("late since {day}", day=day) if late else t("by {day}", day=day)
        words = t("Questioning: {about}", about=one.about)
        yield Task(one.id, group, words, more, partial(screen_for, one.id), one.due_on)
