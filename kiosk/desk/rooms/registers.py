"""Assets, stocktakes and subsidies at the desk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kiosk.desk.browse.listing import Listing, ListScreen
from kiosk.desk.browse.rows import Row
from kiosk.desk.browse.sheet import Sheet, SheetScreen
from kiosk.desk.browse.steps import form_step
from kiosk.desk.paper import Paragraph
from kiosk.desk.rooms import register_forms as forms
from village_board.accounts.register_words import BATCH_STATUS, COUNT_RESULT, STOCKTAKE_STATUS, SUBSIDY_KIND
from village_board.accounts.registers import Asset
from village_board.accounts.stocktakes import Stocktake, StocktakeStatus
from village_board.accounts.subsidies import BatchStatus, SubsidyBatch
from village_board.accounts.subsidy_service import subsidies
from village_board.accounts.words import USE
from village_board.base.message import N_
from village_board.base.money import Fen

if TYPE_CHECKING:
    from kiosk.desk.blank.shape import Form
    from village_board.desk import Records
    from village_board.i18n import Translator
    from village_board.people.model import Actor


def first_screen() -> ListScreen:
    """Return the list."""
    return ListScreen(LISTING)


def form_of(name: str) -> Form | None:
    """Return the form whose drafts bear this name."""
    return next((one for one in forms.FORMS if one.name == name), None)


def _rows(records: Records, _who: Actor, t: Translator) -> Sequence[Row]:
    rows: list[Row] = []
    counts = sorted(records.all(Stocktake), key=lambda one: (one.year, one.version), reverse=True)
    if counts:
        rows.append(Row("", t("Stocktakes")))
    for one in counts:
        title = t("Stocktake {year}, version {n}", year=one.year, n=one.version)
        waits = one.status is StocktakeStatus.COUNTED
        rows.append(Row(one.id, title, t(STOCKTAKE_STATUS[one.status]), marked=waits))
    if batches := subsidies(records):
        rows.append(Row("", t("Subsidies")))
    rows += [Row(one.id, f"{one.number}  {one.policy}  {one.period}", t.fact(Fen(one.total))) for one in batches]
    rows.append(Row("", t("Assets")))
    assets = sorted(records.all(Asset), key=lambda one: one.number)
    return [*rows, *(Row(one.id, f"{one.number}  {one.name}", t(USE[one.use])) for one in assets)]


def record_screen(id: str) -> SheetScreen:  # noqa: A002 - the field's own name
    """Return the sheet of an asset, a stocktake or a batch."""

    def read(records: Records, _who: Actor, t: Translator) -> Sheet:
        one = records.lookup(id)
        if isinstance(one, Stocktake):
            waits = one.status is StocktakeStatus.COUNTED
            steps = (form_step(forms.CONFIRM, id),) if waits else ()
            return Sheet(
                t("Stocktake {year}, version {n}", year=one.year, n=one.version), tuple(_counted(one, t)), steps
            )
        if isinstance(one, SubsidyBatch):
            current = one.status is BatchStatus.CURRENT
            steps = (form_step(forms.CORRECT_SUBSIDY, id),) if current else ()
            return Sheet(f"{one.number}  {one.policy}", tuple(_paid(one, t)), steps)
        asset = records.get(Asset, id)
        return Sheet(f"{asset.number}  {asset.name}", tuple(_asset(asset, t)), (form_step(forms.CHANGE, id),))

    return SheetScreen(read)


def _counted(one: Stocktake, t: Translator) -> Iterator[Paragraph]:
    yield t(STOCKTAKE_STATUS[one.status]), "strong"
    yield t("Counted on {day} by {who}", day=one.counted_on, who=t.listed(one.counted_by)), "ink"
    for line in one.lines:
        same = line.booked == line.counted
        words = f"{line.asset}  {line.name}  {line.booked} -> {line.counted}  {t(COUNT_RESULT[line.result])}"
        yield words, "soft" if same else "accent"


def _paid(one: SubsidyBatch, t: Translator) -> Iterator[Paragraph]:
    yield t(BATCH_STATUS[one.status]), "strong"
    yield f"{t(SUBSIDY_KIND[one.subsidy])}  {one.period}", "ink"
    yield t("{amount} in all", amount=Fen(one.total)), "ink"
    if one.why:
        yield t("Corrected: {why}", why=one.why), "soft"


def _asset(one: Asset, t: Translator) -> Iterator[Paragraph]:
    yield t(USE[one.use]), "strong"
    yield t("Value now {amount}", amount=Fen(one.net_value)), "ink"
    if one.keeper:
        yield t("Kept by {who}", who=one.keeper), "ink"
    for change in one.changes:
        yield f"{change.on or ''}  {change.reason}  {change.before} -> {change.after}", "soft"


LISTING = Listing(
    title=N_("Assets, stocktake, subsidies"),
    read=_rows,
    open=record_screen,
    steps=(form_step(forms.STOCKTAKE, key="f3"), form_step(forms.SUBSIDY, key="f6")),
)
