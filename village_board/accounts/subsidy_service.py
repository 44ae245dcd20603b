"""What the office does with subsidy and relief batches: record and correct (P14)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from tinydb import where

from village_board.accounts.asset_service import ReasonMissing
from village_board.accounts.model import Voucher
from village_board.accounts.subsidies import BatchStatus, ListLine, SubsidyBatch, broken_batch
from village_board.base.errors import NotFound, Refused
from village_board.base.message import N_
from village_board.desk import Desk, Records
from village_board.people.acts import Act
from village_board.text.clean import clean
from village_board.text.mask import mask_name, mask_personal_numbers

#: what a correction may change; the number stays, for it tells which batch is corrected.
CORRECTABLE = frozenset(
    {
        "policy", "subsidy", "period", "rate", "total", "area", "headcount", "households", "rounding", "paid_on",
        "voucher", "listed", "remark",
    }
)  # fmt: skip


class BatchReplaced(Refused):
    """A version that a correction replaced is not corrected again."""

    sentence = N_("This version of {number} was replaced by a correction. Correct the one that holds now.")

    def __init__(self, number: str) -> None:
        super().__init__(number=number)


class NothingCorrected(Refused):
    """The correction says the same."""

    sentence = N_("{number}: this correction changes nothing.")

    def __init__(self, number: str) -> None:
        super().__init__(number=number)


def record_subsidy(desk: Desk, batch: SubsidyBatch) -> SubsidyBatch:
    """Record a batch that was paid; names of its list are masked before anything is kept.

    Raises:
        NumberTaken: another batch has its number.
        NotFound: its voucher is not in the books.
        Refused: see `subsidies.broken_batch`.
    """
    desk.require(Act.RECORD_SUBSIDY)
    made = _checked(desk, batch)
    desk.check_number(SubsidyBatch, made.number)
    kept = desk.put(
        replace(
            made, status=BatchStatus.CURRENT, version=1, replaces="", why="", key=made.number, recorded_at=desk.now
        )
    )  # fmt: skip
    desk.record(kept.id)
    return kept


def correct_subsidy(desk: Desk, id: str, changes: Mapping[str, Any], why: str) -> SubsidyBatch:  # noqa: A002
    """Put a corrected version in the place of a batch; the old one stays, marked.

    Raises:
        ReasonMissing, BatchReplaced, NothingCorrected: with the facts.
        Refused: see `subsidies.broken_batch`.
    """
    desk.require(Act.CORRECT_SUBSIDY)
    before = desk.get(SubsidyBatch, id)
    reason = clean(why)
    if not reason:
        raise ReasonMissing
    if before.status is not BatchStatus.CURRENT:
        raise BatchReplaced(before.number)
    if unknown := changes.keys() - CORRECTABLE:
        raise ValueError(", ".join(sorted(unknown)))
    corrected = _checked(desk, replace(before, **changes))
    if corrected == before:
        raise NothingCorrected(before.number)
    desk.put(replace(before, status=BatchStatus.SUPERSEDED, key=f"{before.number}/{before.version}"))
    made = desk.put(
        replace(
            corrected,
            id="",
            rev=0,
            change=None,
            version=before.version + 1,
            replaces=before.id,
            why=reason,
            recorded_at=desk.now,
        )
    )
    desk.record(made.id)
    return made


def subsidies(records: Records) -> list[SubsidyBatch]:
    """Return the batches that hold, the newest first."""
    current = records.find(SubsidyBatch, where("status") == BatchStatus.CURRENT.value)
    return sorted(current, key=lambda batch: (batch.paid_on or date.min, batch.number), reverse=True)


def _checked(desk: Desk, batch: SubsidyBatch) -> SubsidyBatch:
    made = replace(
        batch,
        number=clean(batch.number),
        policy=mask_personal_numbers(clean(batch.policy)),
        period=clean(batch.period),
        voucher=clean(batch.voucher),
        remark=mask_personal_numbers(clean(batch.remark)),
        listed=tuple(map(_masked, batch.listed)),
    )
    for problem in broken_batch(made, desk.today):
        raise problem
    _check_voucher(desk, made)
    return made


def _masked(line: ListLine) -> ListLine:
    """Return a line with the surname only; a name that is masked already stays so."""
    return replace(line, name=mask_name(mask_personal_numbers(clean(line.name))))


def _check_voucher(desk: Desk, batch: SubsidyBatch) -> None:
    if not batch.voucher:
        return
    found = desk.find(Voucher, where("number") == batch.voucher)
    if not any(batch.paid_on is None or one.dated.year == batch.paid_on.year for one in found):
        raise NotFound(Voucher.KIND.label, batch.voucher)
