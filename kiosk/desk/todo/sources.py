"""Where tasks come from, in the order in which one's own stand on the home."""

from __future__ import annotations

from kiosk.desk.todo.alarms import alarm_tasks
from kiosk.desk.todo.cases import case_tasks
from kiosk.desk.todo.forms import form_tasks
from kiosk.desk.todo.hearings import hearing_tasks
from kiosk.desk.todo.items import item_tasks
from kiosk.desk.todo.matters import matter_tasks
from kiosk.desk.todo.model import Source
from kiosk.desk.todo.signatures import signature_tasks

SOURCES: tuple[Source, ...] = (
    hearing_tasks,
    form_tasks,
    item_tasks,
    signature_tasks,
    case_tasks,
    matter_tasks,
    alarm_tasks,
)
