"""What is due and late, whole: items, matters, meetings, answers, services, money; the latest first (issue 9.11)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from tinydb import where

from bot.asking import PAGE, Asking, data, menu_row, numbered, paging, rows
from bot.reply import Button, Reply
from village_board.accounts.plan_service import all_arrears, all_endings
from village_board.applications.reporting import waiting_of
from village_board.base.clock import local
from village_board.base.errors import BoardError
from village_board.base.message import Message
from village_board.base.money import Fen
from village_board.calendar.service import calendar_of
from village_board.catalogue.model import EntryGroup
from village_board.desk import Desk
from village_board.disclosure.due import due_calendar, due_items, is_disclosed
from village_board.disclosure.duties import duties_of_items
from village_board.enquiries.cases_service import service_cases
from village_board.enquiries.finding import open_enquiries, outlook
from village_board.hearings.case import ENDED, CaseState, DecisionCase
from village_board.hearings.case_words import ahead
from village_board.hearings.drafts_reading import to_record
from village_board.hearings.lines import line_of
from village_board.hearings.model import Hearing, Resolution, ResolutionStatus
from village_board.hearings.objections import answer_due
from village_board.hearings.voices import Interpellation
from village_board.limits.service import limits_of
from village_board.people.acts import PERMITTED, Act
from village_board.supervision.model import OPEN, Alarm

#: How far ahead what is due is listed.
AHEAD = timedelta(days=14)
#: The last day of something, and its words; with the amount or the reason that belongs to it.
Due = tuple[date, str]


def due(_: Desk, asking: Asking) -> Reply:
    """List what is late, the latest first, then what is due next; a handful a page (P18), and all of it in the end.

    The offset is the first argument.
    """
    t, today, offset = asking.t, asking.records.today, asking.number()
    found, unread = everything(asking)
    late = sum(day < today for day, _ in found)
    lines = [t("Late: {n}. Due in the next {days} days: {m}.", n=late, days=AHEAD.days, m=len(found) - late)]
    shown = [_line(asking, one) for one in found[offset : offset + PAGE]]
    if shown:
        lines.append(numbered(shown, offset))
    lines += unread
    more = len(found) > offset + PAGE
    alarms = asking.actor is not None and asking.actor.roles & PERMITTED[Act.SEE_FINDINGS]
    door = (Button(t("Alarms (not public)"), data("al", 0)),) if alarms else ()
    back = (Button(t("My desk"), data("dk")), *menu_row(t))
    return Reply("\n".join(lines), rows(paging(t, "dd", offset, more=more), door, back))


def everything(asking: Asking) -> tuple[list[Due], list[str]]:
    """Return all that is late or due soon, the latest first; and what could not be reckoned, such as a year's days off.

    What one source cannot say hides nothing of another.
    """
    until = asking.records.today + AHEAD
    found: list[Due] = []
    unread: list[str] = []
    for source in (_items, _matters, _answers, _services, _money, _assigned):
        try:
            found += [one for one in source(asking) if one[0] <= until]
        except BoardError as error:
            unread.append(asking.t.say(error.message))
    return sorted(found), list(dict.fromkeys(unread))


def _line(asking: Asking, one: Due) -> str:
    (day, words), today = one, asking.records.today
    if day < today:
        return asking.t("{line} (late by {days} days)", line=words, days=(today - day).days)
    return words


def _items(asking: Asking) -> Iterator[Due]:
    """Yield items that are missing, that come soon, and that are to be looked at again."""
    t, records, today = asking.t, asking.records, asking.records.today
    missing = due_items(records)
    for one in missing:
        line = t("{name}, {period}: due {due}", name=one.entry.title, period=one.period, due=one.due_on)
        yield one.due_on, t("{line}; the village gave its reason", line=line) if one.gap is not None else line
    known = {(one.entry.code, one.period) for one in missing}
    for year in sorted({today.year, (today + AHEAD).year}):
        for soon in due_calendar(records, year):
            own = soon.entry.group is EntryGroup.SELF_GOVERNMENT and soon.due_on >= today
            if own and (soon.entry.code, soon.period) not in known and not is_disclosed(records, soon):
                facts = {"name": soon.entry.title, "period": soon.period, "due": soon.due_on}
                yield soon.due_on, t("{name}, {period}: due {due}", **facts)
    for duty in duties_of_items(records):
        yield duty.due_on, t.say(duty.message)


def _matters(asking: Asking) -> Iterator[Due]:
    """Yield the next step of open matters by its last day, and meetings that were held and not written down."""
    t, records = asking.t, asking.records
    limits, calendar = limits_of(records), calendar_of(records)
    for case in records.find(DecisionCase, where("state").one_of([one.value for one in CaseState if one not in ENDED])):
        following = line_of(records, case, limits=limits, calendar=calendar).next
        if following is not None and following.due is not None:
            step = Message(ahead(following.event))
            yield following.due, t("{matter}: {step} by {due}", matter=case.matter, step=step, due=following.due)
    for held in to_record(records):
        if (day := _held_on(held)) is not None:
            yield day, t("Held without a result: {matter}, {day}", matter=held.matter, day=day)


def _held_on(one: Hearing | Resolution) -> date | None:
    if isinstance(one, Resolution):
        return one.meeting_on
    return local(one.held_at).date() if one.held_at is not None else None


def _answers(asking: Asking) -> Iterator[Due]:
    """Yield each answer that somebody waits for."""
    t, records = asking.t, asking.records
    for one in open_enquiries(records):
        if (by := outlook(records, one).due) is not None:
            yield by, t("Enquiry, slip {slip}: answer by {due}", slip=one.number, due=by)
    for application, last in waiting_of(records):
        if last is not None:
            yield last, t("Application {number}: answer by {due}", number=application.number, due=last)
    for asked in records.all(Interpellation):
        if asked.answered_on is None and asked.due_on is not None:
            yield asked.due_on, t("Questioning '{about}': answer by {due}", about=asked.about, due=asked.due_on)
    for resolution in records.all(Resolution):
        if resolution.status in (ResolutionStatus.PUBLIC, ResolutionStatus.OBJECTED):
            for objection in (one for one in resolution.objections if one.is_open):
                by = answer_due(records, objection)
                facts = {"n": objection.slip, "matter": resolution.matter, "due": by}
                yield by, t("Objection no. {n} to '{matter}': answer by {due}", **facts)


def _services(asking: Asking) -> Iterator[Due]:
    """Yield what was arranged for villagers, by the day that was promised."""
    for one in service_cases(asking.records, under_way=True):
        line = asking.t(
            "Arranged for a villager, slip {slip}: promised for {due}", slip=one.number, due=one.promised_on
        )
        yield one.promised_on, line


def _money(asking: Asking) -> Iterator[Due]:
    """Yield contracts in arrears since their oldest debt, and those that end or are past their end."""
    t, records = asking.t, asking.records
    for one in all_arrears(records):
        if one.lacking:
            since = records.today - timedelta(days=one.days)
            yield since, t("Rent of '{name}': {amount} lacking", name=one.contract.title, amount=Fen(one.lacking))
    for end in all_endings(records):
        day = records.today + timedelta(days=end.days)
        if end.expired:
            yield min(day, records.today - timedelta(days=1)), t("Past its end: {name}", name=end.contract.title)
        else:
            yield day, t("Contract ends {day}: {name}", day=day, name=end.contract.title)


def _assigned(asking: Asking) -> Iterator[Due]:
    """Yield alarms that the township assigned, for those who may see alarms (P11, P27)."""
    if asking.actor is None or not asking.actor.roles & PERMITTED[Act.SEE_FINDINGS]:
        return
    for one in asking.records.find(Alarm, where("state").one_of([state.value for state in OPEN])):
        if one.due_on is not None:
            yield one.due_on, asking.t("Alarm {point}, assigned until {due}", point=one.point, due=one.due_on)
