"""One record: the answer first, then the particulars, then what one can do. Only what is public (P10-P14)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from bot.answers.applications import own_application
from bot.answers.attached import attached_text
from bot.answers.cases import case_text, related, to_case
from bot.answers.duties import for_member
from bot.answers.enquiries import own_card, public_text
from bot.answers.executions import buttons_of, execution_text, to_execution
from bot.answers.files import file_buttons
from bot.answers.finance import sheet_text, trail_button
from bot.answers.guides import chart_lines, contact_text, explained_lines, guide_text
from bot.answers.menu import menu
from bot.answers.money import moved
from bot.answers.polls import poll_buttons, poll_text
from bot.answers.proceedings import hearing_text, resolution_text
from bot.answers.registers import (
    asset_text,
    contract_buttons,
    contract_text,
    resource_text,
    subsidy_text,
    thing_button,
)
from bot.answers.subscriptions import follow_button
from bot.answers.voices import hearing_buttons, interpellation_text, objection_buttons
from bot.asking import Asking, code_line, data, is_period, menu_row, period, rows
from bot.reply import Button, Reply, pages
from village_board.accounts.model import Voucher
from village_board.accounts.registers import Asset, Contract, Resource
from village_board.accounts.sheet_model import FinanceSheet
from village_board.accounts.subsidies import SubsidyBatch
from village_board.applications.from_chat import applications_of_chat
from village_board.applications.model import Application
from village_board.base.errors import NotFound
from village_board.base.kind import Record
from village_board.disclosure.beside import Clarification
from village_board.disclosure.model import Item, ItemStatus
from village_board.disclosure.words import status_line
from village_board.enquiries.finding import is_from_chat
from village_board.enquiries.model import Enquiry
from village_board.guides.model import Contact, Guide
from village_board.hearings.case import DecisionCase
from village_board.hearings.execution import Execution
from village_board.hearings.lines import case_about
from village_board.hearings.model import Hearing, HearingStatus, Resolution
from village_board.hearings.voices import Interpellation
from village_board.notices.model import Notice
from village_board.people.binding import Binding
from village_board.polls.model import Poll
from village_board.supervision.model import Alarm, Watch

#: Records of which a member's notice leads to the desk; to anybody else they do not exist.
FOR_MEMBERS = (Binding, Enquiry, Application, Alarm, Watch)


@dataclass(frozen=True, slots=True)
class Card:
    """The words of one record, and the buttons to what belongs to it."""

    text: str
    related: tuple[Button, ...] = ()


def opened(asking: Asking) -> Reply:
    """Show the record whose id is the first argument, at the page that is the second."""
    try:
        record = asking.records.lookup(asking.text())
    except NotFound:
        return unknown(asking)
    return shown(asking, record, asking.number(1))


def shown(asking: Asking, record: Record, page: int = 0) -> Reply:
    """Show `record`; one that is not public is as if it did not exist."""
    if isinstance(record, Notice):
        return opened(replace(asking, args=(record.subject,)))
    if isinstance(record, Enquiry) and is_from_chat(asking.records, asking.chat, record):
        return own_card(asking, record)
    if isinstance(record, Application) and _applied(asking, record):
        return own_application(asking, record)
    if asking.actor is not None and isinstance(record, FOR_MEMBERS) and not record.public:
        return for_member(asking, record)
    maker = CARDS.get(type(record))
    withdrawn = isinstance(record, Item) and record.status is ItemStatus.WITHDRAWN
    if maker is None or not (record.public or withdrawn):
        return unknown(asking)
    card = maker(asking, record)
    every = pages("\n".join(filter(None, (card.text, _files(asking, record)))))
    page = min(page, len(every) - 1)
    t, around = asking.t, []
    if page > 0:
        around.append(Button(t("Previous page"), data("r", record.id, page - 1)))
    if page + 1 < len(every):
        around.append(Button(t("Next page"), data("r", record.id, page + 1)))
    related = (*file_buttons(asking, record.id), *card.related)
    follow = follow_button(asking, record)
    return Reply(every[page], rows(around, *((button,) for button in related), follow, menu_row(t)))


def _applied(asking: Asking, record: Application) -> bool:
    """Tell whether this chat handed in the application."""
    return any(one.id == record.id for one in applications_of_chat(asking.records, asking.chat))


def _files(asking: Asking, record: Record) -> str:
    """Return what is attached to `record`; an execution says it itself, beside its progress."""
    if isinstance(record, Execution) and record.progress:
        return ""
    return attached_text(asking, record.id, hall=not isinstance(record, (Voucher, Contract)))


def unknown(asking: Asking) -> Reply:
    """Answer a code that opens nothing (A28)."""
    return menu(asking, asking.t("This code opens nothing here. It may be another village's, or mistyped."))


def _enquiry(asking: Asking, record: Enquiry) -> Card:
    return Card(public_text(asking, record))


def _hearing(asking: Asking, record: Hearing) -> Card:
    text, decision = hearing_text(asking, record)
    decided = (Button(asking.t("The decision on it"), data("r", decision.id)),) if decision else ()
    money = (trail_button(asking, record.id),) if record.status is HearingStatus.PUBLISHED else ()
    around = (*decided, *to_case(asking, record), *money)
    return Card(text, (*hearing_buttons(asking, record), *around))


def _resolution(asking: Asking, record: Resolution) -> Card:
    text, hearing = resolution_text(asking, record)
    heard = (Button(asking.t("The hearing before it"), data("r", hearing.id)),) if hearing else ()
    case = case_about(asking.records, record)
    around = (*heard, *to_case(asking, record), *to_execution(asking, case), trail_button(asking, record.id))
    return Card(text, (*objection_buttons(asking, record), *around))


def _case(asking: Asking, record: DecisionCase) -> Card:
    return Card(
        case_text(asking, record),
        (*related(asking, record), *to_execution(asking, record), trail_button(asking, record.id)),
    )


def _execution(asking: Asking, record: Execution) -> Card:
    text, case = execution_text(asking, record)
    return Card(text, buttons_of(asking, case))


def _interpellation(asking: Asking, record: Interpellation) -> Card:
    about = (Button(asking.t("What it is about"), data("r", record.subject)),) if record.subject else ()
    return Card(interpellation_text(asking, record), about)


def _item(asking: Asking, record: Item) -> Card:
    t = asking.t
    lines = [record.name, *(t.say(line) for line in status_line(record, asking.records.today))]
    if record.status is ItemStatus.WITHDRAWN:
        return Card("\n".join((*lines, code_line(t, record.id))))
    if record.status is ItemStatus.SUPERSEDED:
        lines.append(t("An earlier version: it was replaced by a correction."))
    if record.nil:
        lines.append(t("Nothing happened in this period. That is reported, too."))
    lines.append(record.content)
    lines += [*explained_lines(asking, record.id), *chart_lines(asking, record)]
    if record.correction is not None:
        lines.append(
            t(
                "Corrected on {day}: {what} Why: {why}",
                day=record.correction.on,
                what=record.correction.what,
                why=record.correction.why,
            )
        )
    if is_period(record.period):
        lines.append(t("Period: {period}", period=period(t, record.period)))
    if record.responsible:
        lines.append(t("Responsible: {who}", who=record.responsible))
    lines.append(code_line(t, record.id, record.published_on))
    lines.append(t("Questions or doubts: ask the village office, with the short code."))
    related: tuple[Button, ...] = ()
    if record.correction is not None:
        related = (Button(t("The version before"), data("r", record.correction.replaces)),)
    return Card("\n".join(filter(None, lines)), related)


def _clarification(asking: Asking, record: Clarification) -> Card:
    t = asking.t
    lines = (
        t("What goes round: {statement}", statement=record.statement),
        t("What is so: {fact}", fact=record.fact),
        code_line(t, record.id, record.published_on),
    )
    return Card("\n".join(lines), (Button(t("The record of it"), data("r", record.record)),))


def _poll(asking: Asking, record: Poll) -> Card:
    return Card(poll_text(asking, record), poll_buttons(asking, record))


def _guide(asking: Asking, record: Guide) -> Card:
    return Card(guide_text(asking, record), (Button(asking.t("All service guides"), data("gd", 0)),))


def _contact(asking: Asking, record: Contact) -> Card:
    return Card(contact_text(asking, record), (Button(asking.t("Telephone numbers"), data("tel", 0)),))


def _voucher(asking: Asking, record: Voucher) -> Card:
    t = asking.t
    lines = [
        t(
            "{summary}: {amount}",
            summary=record.summary,
            amount=moved(asking, record.money_in, record.money_out),
        ),
        t("Day: {day}", day=record.dated),
        t("Voucher number: {number}", number=record.number),
    ]
    if record.project:
        lines.append(t("Project: {project}", project=record.project))
    lines.append(code_line(t, record.id))
    lines.append(t("The original with its receipts can be seen in the hall."))
    month = Button(t("The whole month"), data("a", record.month))
    return Card("\n".join(lines), (trail_button(asking, record.id), month))


def _finance_sheet(asking: Asking, record: FinanceSheet) -> Card:
    earlier: tuple[Button, ...] = ()
    if record.correction is not None:
        earlier = (Button(asking.t("The version before"), data("r", record.correction.replaces)),)
    return Card(sheet_text(asking, record), (*earlier, Button(asking.t("Finance sheets"), data("fs"))))


def _contract(asking: Asking, record: Contract) -> Card:
    return Card(contract_text(asking, record), (trail_button(asking, record.id), *thing_button(asking, record)))


def _asset(asking: Asking, record: Asset) -> Card:
    return Card(asset_text(asking, record), contract_buttons(asking, record))


def _resource(asking: Asking, record: Resource) -> Card:
    return Card(resource_text(asking, record), contract_buttons(asking, record))


def _subsidy(asking: Asking, record: SubsidyBatch) -> Card:
    return Card(subsidy_text(asking, record))


#: What villagers can open. Whatever is not here is as if it did not exist.
CARDS: dict[type[Record], Callable[[Asking, Any], Card]] = {
    DecisionCase: _case,
    Execution: _execution,
    Hearing: _hearing,
    Resolution: _resolution,
    Item: _item,
    Clarification: _clarification,
    Interpellation: _interpellation,
    Enquiry: _enquiry,
    Guide: _guide,
    Contact: _contact,
    Poll: _poll,
    Voucher: _voucher,
    FinanceSheet: _finance_sheet,
    Contract: _contract,
    Asset: _asset,
    Resource: _resource,
    SubsidyBatch: _subsidy,
}
