"""What is owed to villagers: replies to enquiries, answers to applications, service cases; and rents that are late."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from kiosk.desk.rooms import screen_for
from kiosk.desk.todo.model import Group, Task
from village_board.accounts.plan_service import all_arrears, all_endings
from village_board.applications.model import Application
from village_board.applications.moves import explain
from village_board.calendar.rules import YearUnknown
from village_board.enquiries.finding import open_enquiries, outlook
from village_board.enquiries.cases_service import service_cases
from village_board.people.acts import PERMITTED, Act

if TYPE_CHECKING:
    from village_board.desk import Records
    from village_board.i18n import Translator
    from village_board.people.model import Actor
