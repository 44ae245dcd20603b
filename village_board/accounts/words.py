"""The words for what accounts and registers hold."""

from __future__ import annotations

from village_board.accounts.model import MoneyPlace
from village_board.accounts.registers import ContractStatus, Direction, Use
from village_board.base.message import N_

MONEY_PLACE: dict[MoneyPlace, str] = {
    MoneyPlace.CASH: N_("cash on hand"),
    MoneyPlace.BASIC: N_("basic account"),
    MoneyPlace.EARMARKED: N_("earmarked account"),
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
