"""Batches of subsidies and relief that were paid: policy, rate, how many, how much (P14)."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.pages.imprint import told
from kiosk.pages.wording import day, joined, kept_on, money, period
from kiosk.sheet import Entry, Heading, Page, Part, Sheet, Shelf, Table, Words
from village_board.accounts.register_words import BATCH_STATUS, ROUNDING, SUBSIDY_KIND
from village_board.accounts.subsidies import BatchStatus, SubsidyBatch, SubsidyKind
from village_board.accounts.subsidy_service import subsidies
from village_board.base.money import Fen, yuan


@dataclass(frozen=True, slots=True)
class SubsidyPage(Page):
    """One batch; its list bears surnames only."""

    id: str

    def read(self, shelf: Shelf) -> Sheet:
        """Return what is public of it."""
        t = shelf.t
        batch = shelf.records.get(SubsidyBatch, self.id)
        parts: list[Part] = [*told(shelf, _facts(shelf, batch))]
        if batch.listed and not batch.relief:
            rows = tuple((f"{t('Group {n}', n=line.group)} {line.name}", yuan(line.amount)) for line in batch.listed)
            parts += [Heading(t("List, masked")), Table((t("Who"), t("yuan")), rows)]
        parts += [Heading(t("What you can do")), Words(t("Your own amount is told at the village office."))]
        if batch.replaces:
            before = shelf.records.get(SubsidyBatch, batch.replaces)
            parts.append(subsidy_entry(shelf, before))
        return Sheet(batch.policy, tuple(parts), subject=batch.id)


def subsidy_entry(shelf: Shelf, batch: SubsidyBatch) -> Entry:
    """Return the row of a batch."""
    t = shelf.t
    mark = t(BATCH_STATUS[batch.status]) if batch.status is BatchStatus.SUPERSEDED else ""
    note = joined((period(t, batch.period), day(t, batch.paid_on)))
    return Entry(
        batch.policy, SubsidyPage(batch.id), note=note, right=t("{amount}", amount=Fen(batch.total)), mark=mark
    )


def subsidy_rows(shelf: Shelf) -> list[Entry]:
    """Return the batches that hold, the newest first."""
    return [subsidy_entry(shelf, batch) for batch in subsidies(shelf.records)]


def _facts(shelf: Shelf, batch: SubsidyBatch) -> tuple[tuple[str, str], ...]:
    t = shelf.t
    a_unit = t("A mu") if batch.subsidy is SubsidyKind.LAND else t("A head")
    return (
        (t("Paid in all"), money(t, batch.total)),
        (a_unit, money(t, batch.rate)),
        (t("Area"), t.mu(batch.area) if batch.area is not None else ""),
        (t("People"), str(batch.headcount or "")),
        (t("Households"), str(batch.households or "")),
        (t("Reckoned"), t(SUBSIDY_KIND[batch.subsidy])),
        (t("Rounded"), t(ROUNDING[batch.rounding])),
        (t("Period"), period(t, batch.period)),
        (t("Paid on"), day(t, batch.paid_on)),
        (t("Voucher"), batch.voucher),
        (t("Corrected, because"), batch.why),
        (t("Remark"), batch.remark),
        (t("Last changed on"), kept_on(t, batch)),
        (t("Published by"), t("Village committee")),
        (t("Number"), batch.number),
        (t("Short code"), batch.id),
    )
