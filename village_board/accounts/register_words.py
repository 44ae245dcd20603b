"""The words for what assets, contracts, stocktakes and subsidies hold."""

from __future__ import annotations

from village_board.accounts.registers import ChangeKind, Contract, Rhythm
from village_board.accounts.stocktakes import CountResult, StocktakeStatus
from village_board.accounts.subsidies import BatchStatus, Rounding, SubsidyKind
from village_board.base.message import N_, Message, say
from village_board.base.money import Fen

CHANGE_KIND: dict[ChangeKind, str] = {
    ChangeKind.ADDITION: N_("addition"),
    ChangeKind.REDUCTION: N_("reduction"),
    ChangeKind.USE: N_("change of use"),
    ChangeKind.KEEPER: N_("change of keeper"),
    ChangeKind.REVALUATION: N_("revaluation"),
}

RHYTHM: dict[Rhythm, str] = {
    Rhythm.MONTHLY: N_("each month"),
    Rhythm.QUARTERLY: N_("each quarter"),
    Rhythm.HALF_YEARLY: N_("each half-year"),
    Rhythm.YEARLY: N_("each year"),
}

STOCKTAKE_STATUS: dict[StocktakeStatus, str] = {
    StocktakeStatus.COUNTED: N_("counted, not yet confirmed"),
    StocktakeStatus.CONFIRMED: N_("confirmed by the oversight committee"),
    StocktakeStatus.SUPERSEDED: N_("replaced by a newer count"),
}

COUNT_RESULT: dict[CountResult, str] = {
    CountResult.FOUND: N_("found"),
    CountResult.MISSING: N_("not there"),
    CountResult.SURPLUS: N_("surplus"),
    CountResult.DIFFERENT: N_("fewer than booked"),
}

SUBSIDY_KIND: dict[SubsidyKind, str] = {
    SubsidyKind.LAND: N_("by mu"),
    SubsidyKind.HEAD: N_("by head"),
    SubsidyKind.RELIEF: N_("relief, by head"),
}

ROUNDING: dict[Rounding, str] = {
    Rounding.NONE: N_("the total to the fen"),
    Rounding.FEN: N_("each household to the fen"),
    Rounding.JIAO: N_("each household to the jiao"),
    Rounding.YUAN: N_("each household to the yuan"),
}

BATCH_STATUS: dict[BatchStatus, str] = {
    BatchStatus.CURRENT: N_("valid"),
    BatchStatus.SUPERSEDED: N_("replaced by a correction"),
}


def price_said(contract: Contract) -> Message | None:
    """Return how the price stands to the valuation, and where there is none to the floor; None: nothing to compare."""
    price, valuation, floor = contract.price, contract.valuation, contract.floor_price
    if price is None or (valuation is None and floor is None):
        return None
    if valuation is not None:
        if price == valuation:
            return say("the same as the valuation")
        away = Fen(abs(price - valuation))
        if price > valuation:
            return say("{amount} above the valuation", amount=away)
        return say("{amount} below the valuation", amount=away)
    assert floor is not None
    if price >= floor:
        return say("{amount} above the floor price", amount=Fen(price - floor))
    return say("{amount} below the floor price", amount=Fen(floor - price))
