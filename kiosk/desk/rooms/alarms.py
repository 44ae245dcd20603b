"""Alarms at the desk, for those who may see them: what was seen, by which limit, its life, the next step (P11, P27)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kiosk.desk.blank.shape import Field, Form, Kind, Place
from kiosk.desk.browse.listing import Listing, ListScreen
from kiosk.desk.browse.rows import Row
from kiosk.desk.browse.sheet import Sheet, SheetScreen
from kiosk.desk.browse.steps import Step, form_step
from kiosk.desk.paper import Paragraph
from kiosk.desk.rooms import points
from kiosk.desk.rooms.standing_out import findings_screen
from village_board.base.errors import NotFound
from village_board.base.message import N_
from village_board.base.moves import GuardRefused
from village_board.people.acts import PERMITTED, Act
from village_board.supervision.life import ACTS, StepFacts, may_close, take_step, waits_for
from village_board.supervision.machine import possible
from village_board.supervision.model import OPEN, Alarm, AlarmEvent, AlarmState
from village_board.supervision.points import point_of
from village_board.supervision.reading import in_order, may_see
from village_board.supervision.shown import limit_lines, point_label, point_mend
from village_board.supervision.words import EVENT, LEVEL, LEVEL_MARK, STATE

if TYPE_CHECKING:
    from village_board.desk import Records
    from village_board.i18n import Translator
    from village_board.people.model import Actor

_TITLES = {
    AlarmEvent.ACKNOWLEDGE: N_("Take the alarm up"),
    AlarmEvent.EXPLAIN: N_("Explain the alarm"),
    AlarmEvent.VERIFY: N_("Verify the answer to the alarm"),
    AlarmEvent.SEND_BACK: N_("Send the alarm back"),
    AlarmEvent.ASSIGN: N_("Assign the alarm with a deadline"),
    AlarmEvent.CLOSE: N_("Close the alarm"),
}
_NEEDS_REASON = frozenset({AlarmEvent.EXPLAIN, AlarmEvent.SEND_BACK})
_BARE = frozenset({AlarmEvent.ACKNOWLEDGE, AlarmEvent.CLOSE})


def step_form(event: AlarmEvent) -> Form:
    """Return the form of one step with an alarm."""
    fields: tuple[Field, ...] = ()
    if event is AlarmEvent.ASSIGN:
        fields = (Field("until", N_("To be done by"), Kind.DAY, required=True), Field("to", N_("By whom"), Kind.PERSON))
    if event not in _BARE:
        fields = (*fields, Field("reason", N_("Reason"), Kind.LINES, required=event in _NEEDS_REASON))
    return Form(
        name=f"alarm.{event.value}",
        title=_TITLES[event],
        act=ACTS[event],
        fields=fields,
        places=(Place(GuardRefused, "until" if event is AlarmEvent.ASSIGN else ""),),
        told=lambda t, alarm: t("The alarm is {state} now.", state=t(STATE[alarm.state])),
        do=lambda desk, filled: take_step(
            desk,
            filled.subject,
            event,
            StepFacts(filled.text("reason"), filled.day_or_none("until"), filled.text("to")),
        ),
    )


def form_of(name: str) -> Form | None:
    """Return the form whose drafts bear this name."""
    mine = next((form for event in _TITLES if (form := step_form(event)).name == name), None)
    return mine or points.form_named(name)


#: forms that a sheet offers only while they have their place.
STATED = frozenset(step_form(one).name for one in _TITLES)


def first_screen() -> ListScreen:
    """Return the list of alarms."""
    return ListScreen(LISTING)


def is_mine(alarm: Alarm, who: Actor) -> bool:
    """Tell whether the next step of `alarm` is one that the roles of `who` allow."""
    if alarm.state is AlarmState.VERIFIED:
        return may_close(alarm, who.roles)
    return any(
        who.roles & PERMITTED[ACTS[event]]
        for event in possible(alarm.state)
        if event in (AlarmEvent.ACKNOWLEDGE, AlarmEvent.EXPLAIN, AlarmEvent.VERIFY)
    )


def _rows(records: Records, who: Actor, t: Translator) -> Sequence[Row]:
    if not who.roles & PERMITTED[Act.SEE_FINDINGS]:
        return ()
    seen = [one for one in records.all(Alarm) if may_see(who.roles, one)]
    still = [one for one in seen if one.state in OPEN or one.state is AlarmState.VERIFIED]
    over = [one for one in seen if one not in still]
    rows: list[Row] = []
    for heading, some in ((t("Open"), still), (t("Closed"), over)):
        if some:
            rows.append(Row("", heading))
        for one in in_order(some):
            more = f"{LEVEL_MARK[one.effective]} {t(LEVEL[one.effective])}  {t(STATE[one.state])}"
            rows.append(Row(one.id, t.say(one.message), more, marked=is_mine(one, who) and one in still))
    return rows


def alarm_screen(id: str) -> SheetScreen:  # noqa: A002 - the field's own name
    """Return the sheet of an alarm."""

    def read(records: Records, who: Actor, t: Translator) -> Sheet:
        alarm = records.get(Alarm, id)
        if not (who.roles & PERMITTED[Act.SEE_FINDINGS] and may_see(who.roles, alarm)):
            raise NotFound(Alarm.KIND.label, id)
        steps = tuple(form_step(step_form(event), id) for event in possible(alarm.state) if event in _TITLES)
        level = f"{LEVEL_MARK[alarm.effective]} {t(LEVEL[alarm.effective])}"
        title = t("Alarm {point}: {level}", point=alarm.point, level=level)
        return Sheet(title, tuple(_said(records, alarm, t)), steps)

    return SheetScreen(read)


LISTING = Listing(
    title=N_("Alarms (not public)"),
    read=_rows,
    open=alarm_screen,
    empty=N_("No alarm is open."),
    steps=(
        Step("points", N_("What is watched: the monitoring points"), points.points_screen, key="f3"),
        Step("findings", N_("What stands out in books and registers"), findings_screen, Act.SEE_FINDINGS, "f6"),
    ),
)


def _said(records: Records, alarm: Alarm, t: Translator) -> Iterator[Paragraph]:
    point = point_of(records, alarm.point)
    yield t.say(alarm.message), "strong"
    yield point_label(t, point), "ink"
    for line in limit_lines(records, t, point):
        yield line, "soft"
    yield t("Source: {source}", source=point.basis), "soft"
    if mend := point_mend(t, point):
        yield t("What to do: {mend}", mend=mend), "ink"
    if alarm.subject:
        yield t("Record: {title} [{id}]", title=_title(records, alarm.subject), id=alarm.subject), "ink"
    if (waits := waits_for(alarm)) is not None:
        yield t("It is {state} and waits for {whom}.", state=t(STATE[alarm.state]), whom=t.say(waits)), "accent"
    yield "", "ink"
    for step in alarm.steps:
        words = f"{step.on.isoformat()}  {t(EVENT[step.event])}  {t(LEVEL[step.level])}  {step.reason}"
        yield words.rstrip(), "soft"


def _title(records: Records, id: str) -> str:  # noqa: A002
    try:
        return records.lookup(id).title
    except NotFound:
        return ""


def record_screen(id: str) -> SheetScreen:  # noqa: A002
    """Return the sheet of the record with this id."""
    return alarm_screen(id)
