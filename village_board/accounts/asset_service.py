"""What the office does with assets: changes with their reason, and the yearly stocktake."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from tinydb import where

from village_board.accounts.contract_rules import is_passed
from village_board.accounts.registers import DISPOSED, Asset, AssetChange, ChangeKind, Use
from village_board.accounts.stocktakes import CountedLine, Stocktake, StocktakeStatus, booked_lines
from village_board.base.errors import NotFound, Refused
from village_board.base.message import N_
from village_board.base.money import Fen
from village_board.desk import Desk, Records
from village_board.hearings.model import Resolution
from village_board.people.acts import Act
from village_board.people.service import SamePerson
from village_board.text.clean import clean
from village_board.text.mask import mask_personal_numbers

#: kinds of change by which something leaves the collective.
_TAKES_AWAY = frozenset({ChangeKind.REDUCTION})


class ReasonMissing(Refused):
    """A change without its reason."""

    sentence = N_("Say why: the reason stands in the register for everybody to read.")

    def __init__(self) -> None:
        super().__init__()


class DayAhead(Refused):
    """What is said to have happened is still to come (P3)."""

    sentence = N_("{day} is still to come (today is {today}). Record it when it has happened.")

    def __init__(self, day: date, today: date) -> None:
        super().__init__(day=day, today=today)


class ChangeSaysNothing(Refused):
    """The change changes nothing, or lacks what it changes to."""

    sentence = N_("{name}: this changes nothing. Say the new use, the new keeper, or by how much the value changes.")

    def __init__(self, name: str) -> None:
        super().__init__(name=name)


class AssetGone(Refused):
    """The asset left the collective already."""

    sentence = N_("{name} was disposed of already and cannot change any more.")

    def __init__(self, name: str) -> None:
        super().__init__(name=name)


class ValueBelowNothing(Refused):
    """The reduction is larger than the value."""

    sentence = N_("{name} is worth {value}; it cannot lose {loss}.")

    def __init__(self, name: str, value: int, loss: int) -> None:
        super().__init__(name=name, value=Fen(value), loss=Fen(loss))


class DisposalUndecided(Refused):
    """An asset cannot leave the collective without a passed resolution (rule A02)."""

    sentence = N_(
        "{name} cannot be disposed of: resolution '{resolution}' was not passed, or objections to it are open. "
        "Name one that was passed."
    )

    def __init__(self, name: str, resolution: str) -> None:
        super().__init__(name=name, resolution=resolution)


class StocktakeNotReady(Refused):
    """The stocktake stands where this step has no place."""

    sentence = N_("The stocktake of {year} is not waiting to be confirmed.")

    def __init__(self, year: int) -> None:
        super().__init__(year=str(year))


class CountWrong(Refused):
    """A count that cannot be."""

    sentence = N_("{asset}: {counted} cannot be counted. Write a number that is nothing or more, once for each thing.")

    def __init__(self, asset: str, counted: str) -> None:
        super().__init__(asset=asset, counted=counted)


class NobodyCounted(Refused):
    """A stocktake without those who counted."""

    sentence = N_("Say who counted: at least one name.")

    def __init__(self) -> None:
        super().__init__()


@dataclass(frozen=True)
class AssetChanged:
    """A change as the office gives it.

    Attributes:
        on: the day on which it happened.
        amount: what the original value gains (addition), loses (reduction) or changes by (revaluation), in fen.
        use: the new use.
        keeper: the new keeper.
        resolution: the number of the resolution behind it.
    """

    kind: ChangeKind
    on: date
    reason: str
    amount: int | None = None
    use: Use | None = None
    keeper: str = ""
    resolution: str = ""


def change_asset(desk: Desk, id: str, given: AssetChanged) -> Asset:  # noqa: A002 - the field's own name
    """Record a change of an asset; what was stands in the change.

    Raises:
        ReasonMissing, DayAhead, ChangeSaysNothing, AssetGone, ValueBelowNothing: with the facts.
        NotFound: the resolution named is not on the board.
        DisposalUndecided: something leaves the collective without a passed resolution.
    """
    desk.require(Act.CHANGE_ASSET)
    asset = desk.get(Asset, id)
    reason, resolution = public_words(given.reason), clean(given.resolution)
    if not reason:
        raise ReasonMissing
    check_past(given.on, desk.today)
    if asset.use in DISPOSED:
        raise AssetGone(asset.name)
    _check_decided(desk, asset, given, resolution)
    changed, change = _applied(asset, given, AssetChange(given.on, reason, resolution, given.kind))
    kept = desk.put(replace(changed, changes=(*asset.changes, change)))
    desk.record(id)
    return kept


def public_words(text: str) -> str:
    """Return typed words as a public register may keep them: cleaned, and personal numbers masked (P2, P12)."""
    return mask_personal_numbers(clean(text))


def check_past(day: date, today: date) -> None:
    """Refuse a day that is still to come (P3).

    Raises:
        DayAhead: with the day.
    """
    if day > today:
        raise DayAhead(day, today)


def resolution_named(records: Records, number: str) -> Resolution | None:
    """Return the resolution of this number, None for none.

    Raises:
        NotFound: a number was given that no resolution has.
    """
    if not number:
        return None
    resolution = records.one(Resolution, where("number") == number)
    if resolution is None:
        raise NotFound(Resolution.KIND.label, number)
    return resolution


def _check_decided(desk: Desk, asset: Asset, given: AssetChanged, number: str) -> None:
    resolution = resolution_named(desk, number)
    leaves = given.kind in _TAKES_AWAY or (given.kind is ChangeKind.USE and given.use in DISPOSED)
    if leaves and not is_passed(resolution):
        raise DisposalUndecided(asset.name, number)


def _applied(asset: Asset, given: AssetChanged, change: AssetChange) -> tuple[Asset, AssetChange]:
    """Return the asset with the change done, and the change with what was before."""
    if given.kind is ChangeKind.USE:
        if given.use is None or given.use is asset.use:
            raise ChangeSaysNothing(asset.name)
        return used(asset, given.use, given.on), replace(change, before=asset.use.value, after=given.use.value)
    if given.kind is ChangeKind.KEEPER:
        keeper = public_words(given.keeper)
        if not keeper or keeper == asset.keeper:
            raise ChangeSaysNothing(asset.name)
        return replace(asset, keeper=keeper), replace(change, before=asset.keeper, after=keeper)
    amount = given.amount or 0
    if not amount or (given.kind is not ChangeKind.REVALUATION and amount < 0):
        raise ChangeSaysNothing(asset.name)
    gained = -amount if given.kind is ChangeKind.REDUCTION else amount
    if asset.original_value + gained < 0:
        raise ValueBelowNothing(asset.name, asset.original_value, -gained)
    worth = replace(asset, original_value=asset.original_value + gained, net_value=asset.net_value + gained)
    return worth, replace(change, amount=gained)


def used(asset: Asset, use: Use, on: date) -> Asset:
    """Return `asset` in another use from `on`: idle since then, or without its tenant where it is let no more."""
    idle_since = on if use is Use.IDLE else None
    if use is Use.LEASED:
        return replace(asset, use=use, idle_since=None)
    return replace(asset, use=use, idle_since=idle_since, tenant="", rent=None, leased_from=None, leased_to=None)


def put_to_use(asset: Asset, use: Use, on: date, reason: str) -> Asset:
    """Return `asset` in another use because of a contract, with the change that says so."""
    change = AssetChange(on, reason, kind=ChangeKind.USE, before=asset.use.value, after=use.value)
    return replace(used(asset, use, on), changes=(*asset.changes, change))


def record_stocktake(
    desk: Desk,
    year: int,
    counted: Mapping[str, Decimal],
    *,
    counted_on: date,
    counted_by: Sequence[str],
    surplus: Sequence[CountedLine] = (),
    remarks: Mapping[str, str] | None = None,
) -> Stocktake:
    """Record what was counted as of 31 December of `year`; an asset that is not named was found whole.

    A count that nobody has confirmed is replaced by the new one and kept.

    Args:
        desk: the unit of work.
        year: its year.
        counted: asset number -> quantity counted.
        counted_on: the day of the count.
        counted_by: who counted.
        surplus: things that stand in no register.
        remarks: asset number -> remark.

    Raises:
        NobodyCounted, CountWrong, DayAhead: with the facts.
        NotFound: no asset has a number that was counted.
        StocktakeNotReady: the year's stocktake is confirmed already.
    """
    desk.require(Act.RECORD_STOCKTAKE)
    who = tuple(filter(None, map(public_words, counted_by)))
    if not who:
        raise NobodyCounted
    check_past(counted_on, desk.today)
    check_past(date(year, 12, 31), desk.today)
    _check_counts(desk, counted, surplus)
    before = current_stocktake(desk, year)
    if before is not None and before.status is StocktakeStatus.CONFIRMED:
        raise StocktakeNotReady(year)
    said = {number: clean(remark) for number, remark in (remarks or {}).items()}
    lines = tuple(
        replace(line, name=clean(line.name), remark=said.get(line.asset, clean(line.remark)))
        for line in booked_lines(desk.all(Asset), counted, date(year, 12, 31), surplus)
    )
    if before is not None:
        desk.put(replace(before, status=StocktakeStatus.SUPERSEDED))
    made = desk.put(
        Stocktake(
            year=year,
            counted_by=who,
            counted_on=counted_on,
            lines=lines,
            version=before.version + 1 if before else 1,
            recorded_at=desk.now,
            recorded_by=desk.who.id,
        )
    )
    desk.record(made.id)
    return made


def _check_counts(desk: Desk, counted: Mapping[str, Decimal], surplus: Sequence[CountedLine]) -> None:
    for number, quantity in counted.items():
        if desk.one(Asset, where("number") == number) is None:
            raise NotFound(Asset.KIND.label, number)
        if not quantity.is_finite() or quantity < 0:
            raise CountWrong(number, str(quantity))
    for line in surplus:
        if not clean(line.name) or not line.counted.is_finite() or line.counted <= 0 or line.booked:
            raise CountWrong(line.name, str(line.counted))


def current_stocktake(records: Records, year: int) -> Stocktake | None:
    """Return the stocktake of a year that holds."""
    of_year = (where("year") == year) & (where("status") != StocktakeStatus.SUPERSEDED.value)
    return records.one(Stocktake, of_year)


def confirm_stocktake(desk: Desk, id: str) -> Stocktake:  # noqa: A002
    """Confirm a stocktake as the oversight committee. The assets stay as they are: a difference is settled by a change.

    Raises:
        StocktakeNotReady: it is confirmed already, or a newer count replaced it.
        SamePerson: whoever recorded it cannot confirm it.
    """
    desk.require(Act.CONFIRM_STOCKTAKE)
    stocktake = desk.get(Stocktake, id)
    if stocktake.status is not StocktakeStatus.COUNTED:
        raise StocktakeNotReady(stocktake.year)
    if stocktake.recorded_by == desk.who.id:
        raise SamePerson(desk.who.name)
    confirmed = desk.put(
        replace(
            stocktake, status=StocktakeStatus.CONFIRMED, confirmed_by=desk.who.id, confirmed_on=desk.today
        )
    )  # fmt: skip
    desk.record(id)
    return confirmed
