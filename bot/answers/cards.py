"""One record: the answer first, then the particulars, then what one can do. Only what is public (P10-P14)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from bot.answers.menu import menu
from bot.answers.money import moved
from bot.answers.proceedings import hearing_text, resolution_text
from bot.answers.registers import asset_text, contract_text, resource_text
from bot.asking import Asking, code_line, data, is_period, menu_row, period, rows
from bot.reply import Button, Reply, pages
from village_board.accounts.model import Voucher
from village_board.accounts.registers import Asset, Contract, Resource
from village_board.base.errors import NotFound
from village_board.base.kind import Record
from village_board.disclosure.model import Item, ItemStatus
from village_board.hearings.model import Hearing, Resolution
from village_board.notices.model import Notice


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
    maker = CARDS.get(type(record))
    if maker is None or not record.public:
        return unknown(asking)
    card = maker(asking, record)
    every = pages(card.text)
    page = min(page, len(every) - 1)
    t, around = asking.t, []
    if page > 0:
        around.append(Button(t("Previous page"), data("r", record.id, page - 1)))
    if page + 1 < len(every):
        around.append(Button(t("Next page"), data("r", record.id, page + 1)))
    return Reply(every[page], rows(around, *((button,) for button in card.related), menu_row(t)))


def unknown(asking: Asking) -> Reply:
    """Answer a code that opens nothing (A28)."""
    return menu(asking, asking.t("This code opens nothing here. It may be another village's, or mistyped."))


def _hearing(asking: Asking, record: Hearing) -> Card:
    text, decision = hearing_text(asking, record)
    related = (Button(asking.t("The decision on it"), data("r", decision.id)),) if decision else ()
    return Card(text, related)


def _resolution(asking: Asking, record: Resolution) -> Card:
    text, hearing = resolution_text(asking, record)
    related = (Button(asking.t("The hearing before it"), data("r", hearing.id)),) if hearing else ()
    return Card(text, related)


def _item(asking: Asking, record: Item) -> Card:
    t = asking.t
    lines = [record.name]
    if record.status is ItemStatus.SUPERSEDED:
        lines.append(t("An earlier version: it was replaced by a correction."))
    if record.nil:
        lines.append(t("Nothing happened in this period. That is reported, too."))
    lines.append(record.content)
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
    return Card("\n".join(lines), (Button(t("The whole month"), data("a", record.month)),))


def _contract(asking: Asking, record: Contract) -> Card:
    return Card(contract_text(asking, record))


def _asset(asking: Asking, record: Asset) -> Card:
    return Card(asset_text(asking, record))


def _resource(asking: Asking, record: Resource) -> Card:
    return Card(resource_text(asking, record))


#: What villagers can open. Whatever is not here is as if it did not exist.
CARDS: dict[type[Record], Callable[[Asking, Any], Card]] = {
    Hearing: _hearing,
    Resolution: _resolution,
    Item: _item,
    Voucher: _voucher,
    Contract: _contract,
    Asset: _asset,
    Resource: _resource,
}
