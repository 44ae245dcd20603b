"""Alarms in a member's chat: the list, one with all that bears it, and the steps that its roles allow (P11, P27)."""

from __future__ import annotations

from collections.abc import Iterator

from bot.answers.duties import name_of
from bot.asking import PAGE, Asking, data, menu_row, numbered, paging, rows
from bot.reply import Button, Reply, label, pages
from village_board.base.errors import NotFound
from village_board.base.kind import Record
from village_board.base.message import Message
from village_board.chats.model import OfferAct
from village_board.chats.service import make_offer
from village_board.desk import Desk, Records
from village_board.people.acts import PERMITTED
from village_board.supervision.life import ACTS, may_close, waits_for
from village_board.supervision.machine import possible
from village_board.supervision.model import Alarm, AlarmEvent, AlarmState
from village_board.supervision.points import point_of
from village_board.supervision.reading import alarm_of, open_alarms
from village_board.supervision.shown import limit_lines, point_label, point_mend
from village_board.supervision.words import EVENT, LEVEL, LEVEL_MARK, STATE

_E = AlarmEvent
#: What one press does, and what a conversation asks more for.
OFFERS = {
    _E.ACKNOWLEDGE: OfferAct.ACKNOWLEDGE_ALARM,
    _E.VERIFY: OfferAct.VERIFY_ALARM,
    _E.CLOSE: OfferAct.CLOSE_ALARM,
}
TALKS = {_E.EXPLAIN: "alarm_explain", _E.SEND_BACK: "alarm_back", _E.ASSIGN: "alarm_assign"}
#: Where it is worth looking whether the facts are still so.
_CAN_BE_MENDED = frozenset({AlarmState.RAISED, AlarmState.ACKNOWLEDGED, AlarmState.EXPLAINED})


def alarms(desk: Desk, asking: Asking) -> Reply:
    """List what waits for somebody, red first (offset is the first argument); the facts stand here and in no notice."""
    t, found, offset = asking.t, open_alarms(desk), asking.number()
    if not found:
        return Reply(t("No alarm is open."), rows(_back(asking)))
    shown = found[offset : offset + PAGE]
    lines = [
        t(
            "{mark} {level} {point}: {facts} ({state})",
            mark=LEVEL_MARK[one.effective],
            level=Message(LEVEL[one.effective]),
            point=one.point,
            facts=one.message,
            state=Message(STATE[one.state]),
        )
        for one in shown
    ]
    red = sum(one.is_red for one in found)
    head = t("Open alarms: {n}, {red} of them red. Not for the public.", n=len(found), red=red)
    more = len(found) > offset + PAGE
    return Reply(
        "\n".join((head, numbered(lines, offset))),
        rows(
            *(
                (Button(label(f"{one.point} {_title(desk, one.subject) or t.say(one.message)}"), data("av", one.id)),)
                for one in shown
            ),
            paging(t, "al", offset, more=more),
            _back(asking),
        ),
    )


def alarm(desk: Desk, asking: Asking, before: str = "") -> Reply:
    """Show one alarm (first argument) with its steps.

    Raises:
        NotFound: there is none, or it is not for who asks.
    """
    t, one = asking.t, alarm_of(desk, asking.text())
    every = pages("\n".join((*filter(None, (before,)), *_said(desk, asking, one))))
    page = min(asking.number(1), len(every) - 1)
    around = [
        Button(words, data("av", one.id, page + step))
        for words, step, there in (
            (t("Previous page"), -1, page > 0),
            (t("Next page"), 1, page + 1 < len(every)),
        )
        if there
    ]
    record = _record(desk, one.subject)
    opens = ((Button(t("The record of it"), data("r", record.id)),),) if record is not None and record.public else ()
    steps = ((button,) for button in _steps(desk, asking, one))
    return Reply(every[page], rows(around, *steps, *opens, (Button(t("All alarms"), data("al", 0)),), _back(asking)))


def _said(desk: Desk, asking: Asking, one: Alarm) -> Iterator[str]:
    t, point = asking.t, point_of(desk, one.point)
    yield t("Alarm {point}, {mark} {level}", point=one.point, mark=LEVEL_MARK[one.effective],
            level=Message(LEVEL[one.effective]))  # fmt: skip
    yield t.say(one.message)
    yield t("What is watched: {what}", what=point_label(t, point))
    yield from limit_lines(desk, t, point)
    yield t("Source: {source}", source=point.basis)
    if mend := point_mend(t, point):
        yield t("What to do: {mend}", mend=mend)
    if one.subject:
        yield t("Record: {title} [{id}]", title=_title(desk, one.subject), id=one.subject)
    if one.due_on is not None:
        whom = name_of(desk, one.assigned_to) if one.assigned_to else t("the committee")
        yield t("The township wants it done by {until}: {who}", until=one.due_on, who=whom)
    if (waits := waits_for(one)) is not None:
        yield t("It is {state} and waits for {whom}.", state=Message(STATE[one.state]), whom=waits)
    for step in one.steps:
        words = t("{day} {step}", day=step.on, step=Message(EVENT[step.event]))
        yield f"{words}: {step.reason}" if step.reason else words


def _steps(desk: Desk, asking: Asking, one: Alarm) -> Iterator[Button]:
    """Yield the steps that are possible now and that the roles of this member allow."""
    t, mine = asking.t, desk.who.roles
    words = {
        _E.ACKNOWLEDGE: t("Take it up"),
        _E.EXPLAIN: t("Explain it"),
        _E.VERIFY: t("The answer is right: verify"),
        _E.SEND_BACK: t("Send it back, with the reason"),
        _E.ASSIGN: t("Assign it with a day"),
        _E.CLOSE: t("Close the alarm"),
    }
    for event in possible(one.state):
        if event not in words or not mine & PERMITTED[ACTS[event]]:
            continue
        if event is _E.CLOSE and not may_close(one, mine):
            continue
        if (act := OFFERS.get(event)) is not None:
            yield Button(words[event], data("q", make_offer(desk, asking.chat, act, one)))
        else:
            yield Button(words[event], data("at", one.id, TALKS[event]))
    if one.state in _CAN_BE_MENDED and mine & PERMITTED[ACTS[_E.ACKNOWLEDGE]]:
        yield Button(t("It is mended: look again"), data("ag", one.id))


def looked_again(asking: Asking, one: Alarm) -> str:
    """Return what came of looking again."""
    if one.standing:
        return asking.t("Looked again: it is still so. Mend the record, or explain it.")
    return asking.t("Looked again: it is not so any more. It is {state}.", state=Message(STATE[one.state]))


def stepped(asking: Asking, one: Alarm) -> str:
    """Return where an alarm stands after a step."""
    return asking.t("Alarm {point} is {state} now.", point=one.point, state=Message(STATE[one.state]))


def _record(records: Records, id: str) -> Record | None:  # noqa: A002 - the field's own name
    try:
        return records.lookup(id) if id else None
    except NotFound:
        return None


def _title(records: Records, id: str) -> str:  # noqa: A002
    record = _record(records, id)
    return record.title if record is not None else ""


def _back(asking: Asking) -> tuple[Button, ...]:
    return (Button(asking.t("My desk"), data("dk")), *menu_row(asking.t))
