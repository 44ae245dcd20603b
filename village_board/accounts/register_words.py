"""The words for what assets, contracts, stocktakes and subsidies hold."""

from __future__ import annotations

from village_board.accounts.registers import ChangeKind, Rhythm
from village_board.accounts.stocktakes import CountResult, StocktakeStatus
from village_board.accounts.subsidies import BatchStatus, Rounding, SubsidyKind
from village_board.base.message import N_

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
