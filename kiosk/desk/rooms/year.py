"""The year at a glance: month by month what was due, what is published, what is late, what was held, what ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from tinydb import where

from kiosk.desk.browse.listing import Listing, ListScreen
from kiosk.desk.browse.rows import Row
from kiosk.desk.browse.steps import form_step
from kiosk.desk.rooms import screen_for
from kiosk.desk.rooms.items import screen_of
from kiosk.desk.rooms.receiving import DAYS_OFF
from kiosk.widgets.ink import padded
from village_board.accounts.registers import Contract
from village_board.accounts.words import CONTRACT_STATUS
from village_board.base.clock import local
from village_board.base.message import N_
from village_board.catalogue.model import EntryGroup
from village_board.disclosure.due import DueDate, due_calendar, is_disclosed
from village_board.disclosure.model import Item
from village_board.hearings.model import Hearing, HearingStatus, Resolution, ResolutionStatus
from village_board.hearings.words import HEARING_STATUS, RESOLUTION_STATUS
from village_board.text.lines import cells

if TYPE_CHECKING:
    from kiosk.desk.base import DeskScreen
    from kiosk.desk.blank.shape import Form
    from village_board.desk import Records
    from village_board.i18n import Translator
    from village_board.people.model import Actor

_MONTHS = 12
_COLUMN = 10


@dataclass
class Month:
    """One month: how many items are due in it, published, late; its meetings; the contracts that end in it."""

    due: int = 0
    published: int = 0
    late: int = 0
    meetings: list[tuple[date, Hearing | Resolution]] = field(default_factory=list)
    endings: list[tuple[date, Contract]] = field(default_factory=list)
    rows: list[tuple[DueDate, bool]] = field(default_factory=list)


def months_of(records: Records, year: int) -> list[Month]:
    """Return the twelve months of `year`, of the village's own entries."""
    found = [Month() for _ in range(_MONTHS)]
    for due in due_calendar(records, year):
        if due.entry.group is not EntryGroup.SELF_GOVERNMENT:
            continue
        month, done = found[due.due_on.month - 1], is_disclosed(records, due)
        month.due += 1
        month.published += done
        month.late += not done and due.due_on < records.today
        month.rows.append((due, done))
    cancelled = (HearingStatus.CANCELLED.value, ResolutionStatus.CANCELLED.value)
    held: list[tuple[date, Hearing | Resolution]] = [
        (local(one.held_at).date(), one) for one in records.all(Hearing) if one.held_at and one.status not in cancelled
    ]
    held += [(one.meeting_on, one) for one in records.all(Resolution) if one.meeting_on and one.status not in cancelled]
    for day, one in sorted(held, key=lambda each: (each[0], each[1].number)):
        if day.year == year:
            found[day.month - 1].meetings.append((day, one))
    for contract in records.all(Contract):
        if contract.ends_on is not None and contract.ends_on.year == year:
            found[contract.ends_on.month - 1].endings.append((contract.ends_on, contract))
    return found


def first_screen() -> ListScreen:
    """Return the year that is running."""
    steps = (form_step(DAYS_OFF, key="f3"),)
    return ListScreen(Listing(title=N_("The year at a glance"), read=partial(_rows, 0), open=_open, steps=steps))


def form_of(name: str) -> Form | None:
    """Return the form whose drafts bear this name."""
    return DAYS_OFF if name == DAYS_OFF.name else None


def _rows(shift: int, records: Records, _who: Actor, t: Translator) -> Sequence[Row]:
    year = records.today.year + shift
    heads = (t("due"), t("published"), t("late"), t("meetings"), t("contracts end"))
    widths = [max(cells(head) + 2, _COLUMN) for head in heads]
    rows = [Row("", _line(f"   {year}", heads, widths, 3))]
    for number, month in enumerate(months_of(records, year), start=1):
        counts = (month.due, month.published, month.late, len(month.meetings), len(month.endings))
        now = year == records.today.year and number == records.today.month
        name = t("{month} (now)", month=f"{year}-{number:02d}") if now else f"{year}-{number:02d}"
        words = _line(name, [str(count) if count else "·" for count in counts], widths)
        rows.append(Row(f"{year}-{number:02d}", words, marked=now))
    if not shift:
        rows.append(Row(f"{year - 1}", t("The year before")))
        rows.append(Row(f"{year + 1}", t("The year after")))
    return rows


def _line(name: str, figures: Sequence[str], widths: Sequence[int], lead: int = 0) -> str:
    return padded(name, 16 + lead) + "".join(
        padded(one, width, right=True) for one, width in zip(figures, widths, strict=True)
    )


def _open(key: str) -> ListScreen:
    if "-" not in key:
        return ListScreen(Listing(title=N_("The year at a glance"), read=partial(_of_year, int(key)), open=_open))
    year, month = map(int, key.split("-"))
    return ListScreen(
        Listing(
            title=N_("What is due in the month"),
            read=partial(_of_month, year, month),
            open=_screen_of,
            empty=N_("Nothing is due in this month."),
        )
    )


def _of_year(year: int, records: Records, who: Actor, t: Translator) -> Sequence[Row]:
    return _rows(year - records.today.year, records, who, t)


def _of_month(year: int, month: int, records: Records, _who: Actor, t: Translator) -> Sequence[Row]:
    found = months_of(records, year)[month - 1]
    rows: list[Row] = [Row("", t("To be published"))] if found.rows else []
    for due, done in found.rows:
        late = not done and due.due_on < records.today
        state = t("published") if done else t("late") if late else t("due")
        item = records.one(Item, (where("catalogue") == due.entry.code) & (where("period") == due.period))
        key = item.id if item is not None and done else f"gap {due.entry.code} {due.period}"
        words = f"{due.due_on.isoformat()}  {due.entry.code}  {due.entry.name}  {due.period}"
        rows.append(Row(key, words, state, marked=late))
    if found.meetings:
        rows.append(Row("", t("Hearings and meetings")))
    for day, one in found.meetings:
        state = t(HEARING_STATUS[one.status]) if isinstance(one, Hearing) else t(RESOLUTION_STATUS[one.status])
        rows.append(Row(one.id, f"{day.isoformat()}  {one.number}  {one.matter}", state))
    if found.endings:
        rows.append(Row("", t("Contracts that end")))
    for day, contract in sorted(found.endings, key=lambda each: (each[0], each[1].number)):
        words = f"{day.isoformat()}  {contract.number}  {contract.name}"
        rows.append(Row(contract.id, words, t(CONTRACT_STATUS[contract.status])))
    return rows


def _screen_of(key: str) -> DeskScreen:
    """Return the screen of a row of a month: an item or its gap, a meeting, a contract."""
    return screen_of(key) if key.startswith("gap ") else screen_for(key)
