"""Matters at the desk: the list, each one's line, and what can be done with it now; its hearings and meetings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tinydb import where

from kiosk.desk.browse.listing import Listing, ListScreen
from kiosk.desk.browse.rows import Row
from kiosk.desk.browse.sheet import Sheet, SheetScreen
from kiosk.desk.browse.steps import Step, form_step
from kiosk.desk.paper import Paragraph
from kiosk.desk.rooms import case_forms as forms
from kiosk.desk.rooms import meeting_forms as meetings
from kiosk.desk.rooms import meeting_more as more
from kiosk.desk.rooms import screen_for
from kiosk.desk.todo.model import short
from village_board.base.clock import local
from village_board.base.errors import NotFound
from village_board.base.ids import prefix_of
from village_board.base.message import N_, Message
from village_board.calendar.rules import YearUnknown
from village_board.hearings.bodies_service import delegations_told
from village_board.hearings.case import ENDED, CaseEvent, CaseState, DecisionCase
from village_board.hearings.case_words import ACTOR, CASE_EVENT, CASE_STATE, ROUTE, ahead
from village_board.hearings.cases import DIRECT, hearing_of, resolution_of
from village_board.hearings.levies_service import levy_told
from village_board.hearings.line import PointState
from village_board.hearings.lines import line_of
from village_board.hearings.machine import machine
from village_board.hearings.model import (
    HEARING_AHEAD,
    MEETING_AHEAD,
    Hearing,
    HearingStatus,
    Resolution,
    ResolutionStatus,
)
from village_board.hearings.opinions import waiting_slips
from village_board.hearings.words import HEARING_STATUS, RESOLUTION_STATUS
from village_board.people.acts import Act

if TYPE_CHECKING:
    from kiosk.desk.base import DeskScreen
    from kiosk.desk.blank.shape import Form
    from village_board.desk import Records
    from village_board.hearings.line import NextStep
    from village_board.i18n import Translator
    from village_board.people.model import Actor

#: cases that are ended which the list holds.
_ENDED_SHOWN = 200
#: steps that are taken at the execution, with more than the case asks for.
_ELSEWHERE = frozenset({CaseEvent.PROGRESS, CaseEvent.ARCHIVE})
#: forms that a sheet offers only while they have their place.
STATED = frozenset(
    {
        forms.STUDY.name,
        meetings.places_form().name,
        *(one.name for one in meetings.OF_A_MEETING),
        *(forms.step_form(event).name for event in DIRECT if event not in _ELSEWHERE),
    }
)


def first_screen() -> ListScreen:
    """Return the list of cases."""
    return ListScreen(LISTING)


def form_of(name: str) -> Form | None:
    """Return the form whose drafts bear this name."""
    if name == "case.places":
        return meetings.places_form()
    mine = (*meetings.OF_A_MEETING, *more.FORMS)
    return forms.form_named(name) or next((one for one in mine if one.name == name), None)


def record_screen(id: str) -> DeskScreen:  # noqa: A002 - the field's own name
    """Return the sheet of a case, a hearing or a resolution."""
    return case_screen(id) if prefix_of(id) == DecisionCase.KIND.prefix else meeting_screen(id)


def _rows(records: Records, _who: Actor, t: Translator) -> Sequence[Row]:
    rows: list[Row] = []
    ended: list[DecisionCase] = []
    for case in sorted(records.all(DecisionCase), key=lambda one: one.moved_on, reverse=True):
        if case.state in ENDED:
            ended.append(case)
        else:
            rows.append(Row(case.id, f"{case.number}  {case.matter}", _state(records, case, t)))
    if ended:
        rows.append(Row("", t("Ended")))
        rows += [Row(one.id, f"{one.number}  {one.matter}", t(CASE_STATE[one.state])) for one in ended[:_ENDED_SHOWN]]
    return rows


def _state(records: Records, case: DecisionCase, t: Translator) -> str:
    """Return how a case stands, with the day of what is announced."""
    state = t(CASE_STATE[case.state])
    if case.state is CaseState.HEARING_ANNOUNCED and (one := hearing_of(records, case)) is not None and one.held_at:
        return t("{state}, {day}", state=state, day=short(local(one.held_at).date(), records.today))
    if case.state is CaseState.CONVENED and (met := resolution_of(records, case)) is not None and met.meeting_on:
        return t("{state}, {day}", state=state, day=short(met.meeting_on, records.today))
    return state


LISTING = Listing(
    title=N_("Matters and decisions"),
    read=_rows,
    open=record_screen,
    steps=(form_step(forms.REGISTER, key="f3"), form_step(forms.NIL, key="f6"), *more.LIST_STEPS),
    empty=N_("No matter is registered yet."),
)


def case_screen(id: str) -> SheetScreen:  # noqa: A002
    """Return the sheet of a case."""

    def read(records: Records, _who: Actor, t: Translator) -> Sheet:
        case = records.get(DecisionCase, id)
        title = f"{case.number}  {case.matter}"
        return Sheet(title, tuple(_said(records, case, t)), tuple(_steps(records, case)))

    return SheetScreen(read)


def _said(records: Records, case: DecisionCase, t: Translator) -> Iterator[Paragraph]:
    yield t("{state}; way: {route}", state=Message(CASE_STATE[case.state]), route=Message(ROUTE[case.route])), "strong"
    try:
        line = line_of(records, case)
    except YearUnknown as error:
        yield t.say(error.message), "soft"
        return
    if line.next is not None:
        yield t("Next: {what}", what=_next(t, line.next)), "accent"
    for point in line.points:
        what = t(CASE_EVENT[point.event])
        if point.step is not None:
            yield f"  √ {point.number}. {t('{what}: done on {when}', what=what, when=point.step.done_on)}", "ink"
        else:
            word = {
                PointState.NEXT: t("next"),
                PointState.AHEAD: t("still to come"),
                PointState.SKIPPED: t("not on this way"),
            }[point.state]
            yield f"    {point.number}. {t('{label}: {value}', label=what, value=word)}", "soft"
    yield "", "ink"
    if case.plan:
        yield case.plan, "ink"
    for n, step in enumerate(case.steps, 1):
        who = t(ACTOR[step.actor]) if step.actor in ACTOR else ""
        yield f"{n}. {t.date(step.done_on)}  {t(CASE_EVENT[step.event])}  {who}", "soft"
        if step.words or step.reason:
            yield f"   {step.words or step.reason}", "ink"


def _next(t: Translator, following: NextStep) -> str:
    parts = [t(ahead(following.event))]
    if following.earliest is not None:
        parts.append(t("from {day} on", day=following.earliest))
    if following.due is not None:
        parts.append(t("by {day}", day=following.due))
    if following.late:
        parts.append(t("late by {days}", days=t.days(following.late)))
    if following.waits_for is not None:
        parts.append(t("waits for: {what}", what=following.waits_for))
    return t.listed(parts)


def _steps(records: Records, case: DecisionCase) -> Iterator[Step]:
    possible = machine().possible(case.state)
    if CaseEvent.ANNOUNCE_HEARING in possible:
        yield form_step(meetings.ANNOUNCE, case.id)
    if CaseEvent.CONVENE in possible:
        yield form_step(meetings.CONVENE, case.id)
    hearing, resolution = hearing_of(records, case), resolution_of(records, case)
    if hearing is not None:
        yield Step("hearing", N_("The hearing and its record"), lambda: meeting_screen(hearing.id))
    if resolution is not None:
        yield Step("meeting", N_("The meeting and its vote"), lambda: meeting_screen(resolution.id))
    for event in possible:
        if event in DIRECT and event not in _ELSEWHERE:
            yield form_step(forms.step_form(event), case.id)
    if case.state is CaseState.PROPOSED:
        yield form_step(forms.STUDY, case.id)
    execution = _execution(records, case)
    if execution:
        yield Step("execution", N_("Carrying it out"), lambda: screen_for(execution))
    if case.steps:
        yield form_step(forms.correct_form(), case.id)


def _execution(records: Records, case: DecisionCase) -> str:
    from village_board.hearings.execution import Execution  # noqa: PLC0415 - beside its only use

    found = records.one(Execution, where("case") == case.number)
    return found.id if found is not None else ""


# Hearings and meetings


def meeting_screen(id: str) -> SheetScreen:  # noqa: A002
    """Return the sheet of a hearing, or of a meeting with its vote."""

    def read(records: Records, who: Actor, t: Translator) -> Sheet:
        one = records.lookup(id)
        if isinstance(one, Hearing):
            said, steps = tuple(_said_hearing(records, one, t)), tuple(_of_hearing(records, one, who))
            return Sheet(f"{one.number}  {one.matter}", said, steps)
        if isinstance(one, Resolution):
            steps = tuple(_of_meeting(one, who))
            return Sheet(f"{one.number}  {one.matter}", tuple(_said_meeting(records, one, t)), steps)
        raise NotFound(Hearing.KIND.label, id)

    return SheetScreen(read)


def _said_hearing(records: Records, one: Hearing, t: Translator) -> Iterator[Paragraph]:
    yield t(HEARING_STATUS[one.status]), "strong"
    if one.held_at is not None:
        yield t("{when}, {place}", when=one.held_at, place=one.place), "ink"
    if one.due and one.present:
        yield t("{due} invited, {present} came", due=one.due, present=one.present), "ink"
    elif one.due:
        yield t("{due} are invited", due=one.due), "ink"
    for place in one.places:
        yield f"{place.group}: {place.places}", "soft"
    if waiting := waiting_slips(records, one):
        yield t("Opinions without an answer: {slips}", slips=", ".join(waiting)), "accent"
    yield from more.correction_said(records, one, t)
    yield one.plan, "ink"
    for said in one.statements:
        yield f"{said.slip}. {said.standing}: {said.content}", "ink"
        if said.reply:
            yield f"   {said.reply}", "soft"


def _of_hearing(records: Records, one: Hearing, who: Actor) -> Iterator[Step]:
    if one.status in HEARING_AHEAD:
        yield Step("record", N_("Record what it came to"), lambda: _recording(one.id), Act.RECORD_HEARING)
        if one.held_at is not None:
            yield form_step(meetings.MOVE, one.id)
            yield form_step(meetings.POSTPONE, one.id)
        else:
            yield form_step(meetings.RECALL, one.id)
        yield form_step(meetings.places_form(), one.id)
        yield form_step(meetings.CANCEL, one.id)
    if one.status is HearingStatus.RECORDED and one.recorded_by != who.id:
        yield Step("confirm", N_("Confirm, or send back"), lambda: _confirming(one.id), Act.CONFIRM_HEARING)
    if waiting_slips(records, one) and one.status not in HEARING_AHEAD:
        yield form_step(meetings.ANSWER, one.id)
    if one.status is HearingStatus.ANSWERING:
        yield form_step(meetings.PUBLISH, one.id)
    yield from more.of_hearing(one, who)


def _said_meeting(records: Records, one: Resolution, t: Translator) -> Iterator[Paragraph]:
    yield t(RESOLUTION_STATUS[one.status]), "strong"
    when = one.meeting_at or one.meeting_on
    if when is not None:
        yield t("{when}, {place}", when=when, place=one.place) if one.place else t.fact(when), "ink"
    if one.present:
        yield t(
            "{present} of {due} came: {in_favour} for it, {against} against, {abstained} abstained",
            present=one.present, due=one.due, in_favour=one.in_favour, against=one.against, abstained=one.abstained,
        ), "ink"  # fmt: skip
    for line in (*delegations_told(records, one), *levy_told(records, one)):
        yield t.say(line), "ink"
    yield from more.correction_said(records, one, t)
    for objection in one.objections:
        yield t("Objection {n}: {words}", n=objection.slip, words=objection.content), "accent"
        if objection.answer:
            yield f"   {objection.answer}", "soft"


def _of_meeting(one: Resolution, who: Actor) -> Iterator[Step]:
    if one.status in MEETING_AHEAD or one.status is ResolutionStatus.NO_QUORUM:
        yield Step("record", N_("Record the vote"), lambda: _recording(one.id), Act.RECORD_RESOLUTION)
    if one.status in MEETING_AHEAD:
        if one.meeting_on is not None:
            yield form_step(meetings.MOVE, one.id)
            yield form_step(meetings.POSTPONE, one.id)
        yield form_step(meetings.CANCEL, one.id)
    if one.meeting_on is None or one.status is ResolutionStatus.NO_QUORUM:
        yield form_step(meetings.RECALL, one.id)
    if one.status is ResolutionStatus.RECORDED and one.recorded_by != who.id:
        yield Step("confirm", N_("Confirm, or send back"), lambda: _confirming(one.id), Act.CONFIRM_RESOLUTION)
    if one.published_on is not None:
        yield form_step(meetings.OBJECT, one.id)
    if any(not objection.answer for objection in one.objections):
        yield form_step(meetings.ANSWER_OBJECTION, one.id)
        yield form_step(meetings.OVERSIGHT, one.id)
    yield from more.of_meeting(one, who)


def _recording(id: str) -> DeskScreen:  # noqa: A002
    from kiosk.desk.form import FormScreen  # noqa: PLC0415 - when it is wanted

    return FormScreen(id)


def _confirming(id: str) -> DeskScreen:  # noqa: A002
    from kiosk.desk.confirming import ConfirmScreen  # noqa: PLC0415 - when it is wanted

    return ConfirmScreen(id)
