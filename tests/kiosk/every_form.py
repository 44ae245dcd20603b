"""Every form of the desk, read from its modules and its code, each with a record that it can be about."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

from kiosk.desk.blank.filled import Filled
from kiosk.desk.blank.options import options_of
from kiosk.desk.blank.shape import Form
from kiosk.desk.rooms import ROOMS, form_of
from tests.kiosk.desk_pure import ENGLISH
from village_board.accounts.receipts import Receipt
from village_board.base.errors import BoardError
from village_board.board import Board
from village_board.desk import Records
from village_board.disclosure.law import Step
from village_board.evaluation.audit import Audit
from village_board.hearings.case import CaseEvent
from village_board.kinds import ROWS
from village_board.limits.table import shipped_limits
from village_board.notices.route_table import shipped_routes
from village_board.people.acts import PERMITTED
from village_board.people.binding import Binding
from village_board.people.model import Actor, Person, Role
from village_board.people.service import actor
from village_board.reports.model import ReportKind
from village_board.supervision.model import AlarmEvent
from village_board.supervision.points import points_of

_FOLDER = Path(import_module("kiosk.desk.rooms").__path__[0])
#: records of one kind that are tried, the newest first.
_TRIED = 40
_NAMES_DEEP = 2
_OF_MODULES: tuple[str, ...] = ()


def _named(begin: str, ends: Iterable[str]) -> list[str]:
    return [f"{begin}{end}" for end in ends]


def _one(records: Records, begin: str, cls: type[Receipt | Binding | Audit]) -> list[str]:
    return _named(begin, [one.id for one in records.all(cls)][:1] or ["none"])


def _office(records: Records) -> list[str]:
    held = (office.post for one in records.all(Person) for office in one.offices)
    return _named("people.end.", [next(held)])


#: functions that make forms: the names under which those are found; none where each of them stands in its module.
SERIES: Mapping[str, Callable[[Records], Sequence[str]]] = {
    "alarms.step_form": lambda _: _named("alarm.", _events(AlarmEvent, "alarm.")),
    "application_forms._on": lambda _: _OF_MODULES,
    "audits._open_findings": lambda records: _one(records, "audit.mend-", Audit),
    "case_forms.step_form": lambda _: _named("case.", _events(CaseEvent, "case.")),
    "case_forms.correct_form": lambda _: ["case.correct"],
    "catalogue._switch": lambda _: _OF_MODULES,
    "channels._switch": lambda _: _OF_MODULES,
    "receipt_forms.undo_form": lambda records: _one(records, "contract.undo.", Receipt),
    "enquiry_forms.reply_form": lambda _: ["enquiry.reply"],
    "files.pass_form": lambda _: ["file.pass"],
    "item_forms.draft_form": lambda _: ["item.draft", "item.draft|SG-13|2026-10|", "item.draft|SG-13|2026-10|nil"],
    "item_forms.gap_form": lambda _: ["item.gap|SG-13|2026-10"],
    "keeping_forms._switch": lambda _: _OF_MODULES,
    "keeping_forms._money_form": lambda _: _OF_MODULES,
    "limits.limit_form": lambda _: _named("limit.", shipped_limits()),
    "meeting_forms.places_form": lambda _: ["case.places"],
    "notice_forms.tick_form": lambda _: ["notice.tick.1"],
    "paper_forms.paper_form": lambda _: _OF_MODULES,
    "people_forms.end_form": _office,
    "people_forms.revoke_form": lambda records: _one(records, "people.revoke.", Binding),
    "people_forms.confirm_form": lambda records: _one(records, "people.confirm.", Binding),
    "points.set_form": lambda records: _named("alarm.point_set.", points_of(records)),
    "points.switch_form": lambda records: [
        f"alarm.point_{way}.{code}" for code in points_of(records) for way in ("on", "off")
    ],
    "register_of_people.signers_form": lambda _: _named("people.signers.", Step),
    "reports.text_form": lambda _: _named("report.text.", ReportKind),
    "routes.route_form": lambda _: _named("notice.route.", shipped_routes()),
    "services._step": lambda _: _OF_MODULES,
}


def _events(events: Iterable[CaseEvent | AlarmEvent], begin: str) -> list[str]:
    return [one.value for one in events if form_of(f"{begin}{one.value}") is not None]


def makers() -> set[str]:
    """Return every function of the rooms that makes a form, read from the code."""
    found = set()
    for path in _FOLDER.glob("*.py"):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            made = (one.func for one in ast.walk(node) if isinstance(one, ast.Call))
            if isinstance(node, ast.FunctionDef) and any(getattr(one, "id", "") == "Form" for one in made):
                found.add(f"{path.stem}.{node.name}")
    return found


def of_modules() -> Iterator[Form]:
    """Yield every form that stands in a module of the rooms: by itself, in a row of forms or in a table."""
    for path in sorted(_FOLDER.glob("*.py")):
        for value in vars(import_module(f"kiosk.desk.rooms.{path.stem}".removesuffix(".__init__"))).values():
            several = value.values() if isinstance(value, Mapping) else value
            for one in several if isinstance(several, Iterable) and not isinstance(several, str) else (value,):
                if isinstance(one, Form):
                    yield one


def every_name(records: Records) -> dict[str, list[str]]:
    """Return the names of all forms of the village, by what makes them; those of the modules under an empty name."""
    found = {maker: [str(one) for one in names(records)] for maker, names in SERIES.items()}
    found[""] = sorted({one.name for one in of_modules()})
    return found


def whoever_may(records: Records, form: Form) -> Actor:
    """Return one in office who may do what `form` does: the clerk where the clerk may."""
    staff = [actor(records, one) for one in records.all(Person) if one.roles(records.today) - {Role.VILLAGER}]
    staff.sort(key=lambda one: Role.CLERK not in one.roles)
    return next(one for one in staff if form.act is None or one.roles & PERMITTED[form.act])


def subject_for(board: Board, who: Actor, form: Form) -> str:
    """Return the id of a record that `form` can be opened about; empty where it makes a new one.

    Raises:
        AssertionError: it asks for a record, and opens about none of the village.
    """
    if not _uses_subject(form):
        return ""
    with board.desk(who) as desk:
        for one in _candidates(desk, form):
            try:
                _open(board, desk, form, one)
            except (BoardError, AttributeError, AssertionError):  # a record of another kind
                continue
            return one
    raise AssertionError(f"{form.name} opens about no record of the village")


def _open(board: Board, records: Records, form: Form, subject: str) -> None:
    first = form.start(records, subject) if form.start is not None else {}
    options, own = options_of(form, records, ENGLISH), board.settings
    if form.beside is not None:
        filled = Filled(form, first, subject, records.today, board.attachments, options, own.name, settings=own)
        form.beside(records, filled, ENGLISH)


def _candidates(records: Records, form: Form) -> Iterator[str]:
    room = next(one for one in ROOMS if one.prefix == form.name.partition(".")[0])
    places = {prefix: place for place, prefix in enumerate(room.kinds)}
    rows = sorted(ROWS, key=lambda row: places.get(row[0], len(places)))
    for _prefix, _collection, module, name in rows:
        cls: Any = getattr(import_module(f"village_board.{module}"), name)
        yield from [one.id for one in records.all(cls)][:_TRIED]


@cache
def _uses_subject(form: Form) -> bool:
    return any("subject" in _words(one.__code__, one.__globals__) for one in _made_of(form))


def _made_of(form: Form) -> Iterator[FunctionType]:
    for one in (form.do, form.prepare, form.beside, form.start):
        if isinstance(one, FunctionType):
            yield one


def _words(code: CodeType, around: Mapping[str, object], deep: int = _NAMES_DEEP) -> set[str]:
    """Return the names that a function uses, with those of the functions of the rooms that it calls."""
    found = set(code.co_names)
    for one in code.co_consts:
        if isinstance(one, CodeType):
            found |= _words(one, around, deep)
    for name in list(found) if deep else ():
        called = around.get(name)
        if isinstance(called, FunctionType) and called.__module__.startswith("kiosk.desk.rooms"):
            found |= _words(called.__code__, called.__globals__, deep - 1)
    return found
