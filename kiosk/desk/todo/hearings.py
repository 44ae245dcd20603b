"""What was held and has no result, and what a second person has to confirm."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from kiosk.desk.rooms import screen_for
from kiosk.desk.todo.model import Group, Task, short
from village_board.base.clock import local
from village_board.hearings.drafts_reading import act_of, drafts_of, name_of, subject_of, to_confirm, to_record
from village_board.hearings.drafts_service import is_recordable
from village_board.hearings.model import Hearing
from village_board.hearings.result_draft import Question
from village_board.people.acts import PERMITTED, Act

if TYPE_CHECKING:
    from datetime import date

    from kiosk.desk.base import DeskScreen
    from village_board.desk import Records
    from village_board.hearings.model import Resolution
    from village_board.hearings.result_draft import ResultDraft
    from village_board.i18n import Translator
    from village_board.people.model import Actor

#: what stands in a draft from its beginning: of the notice, and of the meeting.
_PREFILLED = frozenset({Question.HELD, Question.BALLOT, Question.DUE})


def hearing_tasks(records: Records, who: Actor, t: Translator) -> Iterator[Task]:
    """Yield begun records, what is to be recorded, and what is to be confirmed by another than who recorded it."""
    drafts = {draft.subject: draft for draft in drafts_of(records, who.id)}
    begun = {subject for subject in drafts if is_recordable(subject_of(records, subject))}
    yield from _overtaken(records, [draft for subject, draft in drafts.items() if subject not in begun], t)
    pending = [subject_of(records, subject) for subject in begun]
    pending += [one for one in to_record(records) if one.id not in begun]
    for one in pending:
        mine = bool(who.roles & PERMITTED[act_of(one)])
        more = t("begun, not finished") if one.id in begun else t("to be recorded")
        group = Group.MINE if mine else Group.OTHER
        yield Task(
            one.id, group, _words(records, t, one), more, _recording(one.id) if mine else _reading(one.id), _day(one)
        )
    for one in to_confirm(records):
        may = bool(who.roles & PERMITTED[Act.CONFIRM_HEARING])
        mine = may and one.recorded_by != who.id
        more = t("to confirm, by {name}", name=name_of(records, one.recorded_by))
        group = Group.MINE if mine else Group.OTHER
        yield Task(
            one.id, group, _words(records, t, one), more, _confirming(one.id) if mine else _reading(one.id), _day(one)
        )


def _overtaken(records: Records, drafts: Iterable[ResultDraft], t: Translator) -> Iterator[Task]:
    """Yield drafts of results that another recorded, or whose meeting was cancelled, if somebody wrote into them."""
    from kiosk.desk.overtaken import OvertakenScreen  # noqa: PLC0415 - when there is one

    for draft in drafts:
        own = [one for one in draft.answers if one.question not in _PREFILLED]
        if own or draft.speeches or draft.speech is not None:
            words = _words(records, t, subject_of(records, draft.subject))
            yield Task(draft.id, Group.MINE, words, t("no longer possible"), partial(OvertakenScreen, draft))


def _words(records: Records, t: Translator, one: Hearing | Resolution) -> str:
    day = _day(one)
    when = short(day, records.today) if day is not None else ""
    if isinstance(one, Hearing):
        return t("Hearing {when}: {matter}", when=when, matter=one.matter)
    return t("Vote {when}: {matter}", when=when, matter=one.matter)


def _day(one: Hearing | Resolution) -> date | None:
    if isinstance(one, Hearing):
        return local(one.held_at).date() if one.held_at else None
    return one.meeting_on


def _recording(subject: str) -> Callable[[], DeskScreen]:
    from kiosk.desk.form import FormScreen  # noqa: PLC0415 - when it is wanted

    return partial(FormScreen, subject)


def _confirming(subject: str) -> Callable[[], DeskScreen]:
    from kiosk.desk.confirming import ConfirmScreen  # noqa: PLC0415

    return partial(ConfirmScreen, subject)


def _reading(subject: str) -> Callable[[], DeskScreen]:
    return partial(screen_for, subject)
