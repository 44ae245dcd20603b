"""The words for what accounts and registers hold."""

from __future__ import annotations

from village_board.accounts.books_model import BooksMode, MoneyAccountStatus, Restart
from village_board.accounts.model import MoneyPlace, VoucherStep
from village_board.accounts.registers import ContractStatus, Direction, Use
from village_board.base.message import N_

MONEY_PLACE: dict[MoneyPlace, str] = {
    MoneyPlace.CASH: N_("cash on hand"),
    MoneyPlace.BASIC: N_("basic account"),
    MoneyPlace.EARMARKED: N_("earmarked account"),
}

VOUCHER_STEP: dict[VoucherStep, str] = {
    VoucherStep.COPY: N_("copied from the township's books"),
    VoucherStep.POSTED: N_("posted"),
    VoucherStep.APPROVED: N_("approved"),
    VoucherStep.STAMPED: N_("stamped by the oversight committee"),
}

BOOKS_MODE: dict[BooksMode, str] = {
    BooksMode.DISCLOSURE_COPY: N_("a copy of the township's books"),
    BooksMode.OWN_BOOKS: N_("the village's own books"),
}

RESTART: dict[Restart, str] = {
    Restart.YEAR: N_("each year"),
    Restart.MONTH: N_("each month"),
}

MONEY_ACCOUNT_STATUS: dict[MoneyAccountStatus, str] = {
    MoneyAccountStatus.OPEN: N_("in use"),
    MoneyAccountStatus.CLOSED: N_("closed"),
}

USE: dict[Use, str] = {
    Use.OWN: N_("own use"),
    Use.LEASED: N_("leased out"),
    Use.IDLE: N_("idle"),
    Use.SCRAPPED: N_("scrapped"),
    Use.TRANSFERRED: N_("transferred"),
}

CONTRACT_STATUS: dict[ContractStatus, str] = {
    ContractStatus.RUNNING: N_("running"),
    ContractStatus.DONE: N_("completed"),
}

DIRECTION: dict[Direction, str] = {Direction.RECEIVABLE: N_("to receive"), Direction.PAYABLE: N_("to pay")}
