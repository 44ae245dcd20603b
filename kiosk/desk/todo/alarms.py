"""Alarms, for those who may see them (P11)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from tinydb import where

from kiosk.desk.rooms.alarms import alarm_screen, is_mine
from kiosk.desk.todo.model import Group, Task
from village_board.people.acts import PERMITTED, Act
from village_board.supervision.model import OPEN, Alarm, AlarmState
from village_board.supervision.reading import in_order, may_see
from village_board.supervision.words import LEVEL, LEVEL_MARK, STATE

if TYPE_CHECKING:
    from village_board.desk import Records
    from village_board.i18n import Translator
    from village_board.people.model import Actor


def alarm_tasks(records: Records, who: Actor, t: Translator) -> Iterator[Task]:
    """Yield the open alarms, red first; those whose next step is one's own stand on top of the home."""
    if not who.roles & PERMITTED[Act.SEE_FINDINGS]:
        return
    states = sorted(state.value for state in (*OPEN, AlarmState.VERIFIED))
    found = [one for one in records.find(Alarm, where("state").one_of(states)) if may_see(who.roles, one)]
    for one in in_order(found):
        level = f"{LEVEL_MARK[one.effective]} {t(LEVEL[one.effective])}"
        more = t("{level}, {state}", level=level, state=t(STATE[one.state]))
        group = Group.MINE if is_mine(one, who) and one.is_red else Group.ALARM
        yield Task(one.id, group, t.say(one.message), more, partial(alarm_screen, one.id))
