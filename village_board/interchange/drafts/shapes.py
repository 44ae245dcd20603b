"""The shape of each kind of table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from village_board.interchange.drafts.books import ClosingShape, OpeningBalanceShape, VoucherShape
from village_board.interchange.drafts.decisions import HearingShape, ResolutionShape, RollShape
from village_board.interchange.drafts.items import ItemShape
from village_board.interchange.drafts.people import PersonShape
from village_board.interchange.drafts.registers import (
    AssetShape,
    ContractShape,
    InstalmentShape,
    ResourceShape,
    SubsidyShape,
)
from village_board.interchange.drafts.shape import Shape

SHAPES: Mapping[str, Shape[Any]] = {
    "people": PersonShape(),
    "hearings": HearingShape(),
    "resolutions": ResolutionShape(),
    "rolls": RollShape(),
    "assets": AssetShape(),
    "resources": ResourceShape(),
    "contracts": ContractShape(),
    "payment_plans": InstalmentShape(),
    "opening_balances": OpeningBalanceShape(),
    "vouchers": VoucherShape(),
    "closings": ClosingShape(),
    "subsidies": SubsidyShape(),
    "items": ItemShape(),
}
