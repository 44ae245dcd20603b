"""The forms of assets, the yearly stocktake and subsidies (facts 2.4, P14)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from kiosk.desk.blank.filled import MOST_MU
from kiosk.desk.blank.reading import read_number
from kiosk.desk.blank.refusals import FieldRefused
from kiosk.desk.blank.shape import Field, Form, Kind, Place
from kiosk.desk.rooms.asking import ON, WHY, answered, lines_of, one_of
from village_board.accounts.asset_service import (
    AssetChanged,
    ChangeSaysNothing,
    CountWrong,
    DayAhead,
    DisposalUndecided,
    NobodyCounted,
    ReasonMissing,
    ValueBelowNothing,
    change_asset,
    confirm_stocktake,
    record_stocktake,
)
from village_board.accounts.register_words import CHANGE_KIND, ROUNDING, SUBSIDY_KIND
from village_board.accounts.registers import Asset, ChangeKind, Use
from village_board.accounts.stocktakes import CountedLine, Stocktake
from village_board.accounts.subsidies import (
    ListWrong,
    PaidInFuture,
    PeriodWrong,
    ReliefHasNoList,
    Rounding,
    SubsidyBatch,
    SubsidyIncomplete,
    SubsidyKind,
    TotalWrong,
)
from village_board.accounts.subsidy_service import NothingCorrected, correct_subsidy, record_subsidy
from village_board.accounts.words import USE
from village_board.base.errors import NumberTaken
from village_board.base.message import N_
from village_board.base.money import yuan
from village_board.people.acts import Act

if TYPE_CHECKING:
    from kiosk.desk.blank.filled import Filled
    from village_board.desk import Desk, Records


class CountUnread(FieldRefused):
    """A line of a count that is none."""

    sentence = N_("'{line}' is no count. Write it as ZC-001=3, one a line.")

    def __init__(self, field: str, line: str) -> None:
        super().__init__(field, line=line)


def _change(desk: Desk, filled: Filled) -> Asset:
    use = filled.text("use")
    return change_asset(
        desk,
        filled.subject,
        AssetChanged(
            ChangeKind(filled.text("kind")),
            filled.day_or_none("on") or desk.today,
            filled.text("reason"),
            filled.fen_or_none("amount"),
            Use(use) if use else None,
            filled.text("keeper"),
            filled.text("resolution"),
        ),
    )


CHANGE = Form(
    name="register.change",
    title=N_("Change an asset"),
    act=Act.CHANGE_ASSET,
    about=N_("What was stands in the change."),
    fields=(
        Field("kind", N_("What changes"), Kind.CHOICE, required=True, options=one_of(CHANGE_KIND)),
        Field(
            "amount",
            N_("Amount in yuan"),
            Kind.AMOUNT,
            asked=answered("kind", "addition", "reduction", "revaluation"),
            signed=True,
        ),
        Field("use", N_("Its use"), Kind.PICK, options=one_of(USE), asked=answered("kind", "use", "reduction")),
        Field("keeper", N_("Who keeps it"), asked=answered("kind", "keeper")),
        WHY,
        Field("resolution", N_("Number of the resolution")),
        ON,
    ),
    places=(
        Place(ReasonMissing, "reason"),
        Place(DayAhead, "on"),
        Place(ChangeSaysNothing, "kind"),
        Place(ValueBelowNothing, "amount"),
        Place(DisposalUndecided, "resolution"),
    ),
    button=N_("Record the change"),
    do=_change,
)


def pairs_of(filled: Filled, name: str) -> Iterator[tuple[str, Decimal]]:
    """Yield what stands before and behind each equals sign.

    Raises:
        CountUnread: a line is no count.
    """
    for line in lines_of(filled.text(name)):
        what, _, count = line.replace("＝", "=").partition("=")
        number = read_number(count)
        if not what.strip() or number is None or not 0 <= number <= MOST_MU:
            raise CountUnread(name, line)
        yield what.strip(), number


def _count(desk: Desk, filled: Filled) -> Stocktake:
    surplus = [CountedLine("", name, Decimal(0), number) for name, number in pairs_of(filled, "surplus")]
    return record_stocktake(
        desk,
        filled.count("year"),
        dict(pairs_of(filled, "counted")),
        counted_on=filled.day_or_none("on") or desk.today,
        counted_by=filled.text("counted_by").replace("、", " ").split(),
        surplus=surplus,
    )


STOCKTAKE = Form(
    name="register.stocktake",
    title=N_("Record the yearly stocktake"),
    act=Act.RECORD_STOCKTAKE,
    about=N_("What is not named was found whole. The oversight committee confirms it."),
    fields=(
        Field("year", N_("Year"), Kind.COUNT, required=True),
        Field("counted_by", N_("Who counted"), required=True, hint=N_("Names with spaces between.")),
        Field("counted", N_("What differs"), Kind.LINES, hint=N_("Number=found, one a line, such as ZC-001=3.")),
        Field("surplus", N_("In no register"), Kind.LINES, hint=N_("Name=found, one a line.")),
        ON,
    ),
    places=(Place(NobodyCounted, "counted_by"), Place(CountWrong, "counted"), Place(DayAhead, "on")),
    button=N_("Record it"),
    told=lambda t, made: t("Recorded: {year}, {n} lines.", year=made.year, n=len(made.lines)),
    do=_count,
)
CONFIRM = Form(
    name="register.confirm",
    title=N_("Confirm the stocktake"),
    act=Act.CONFIRM_STOCKTAKE,
    about=N_("A difference is settled by a change of the asset."),
    fields=(),
    button=N_("Confirm"),
    told=lambda t, made: t("Confirmed: {year}.", year=made.year),
    do=lambda desk, filled: confirm_stocktake(desk, filled.subject),
)

_BATCH = (
    Field("policy", N_("By which policy"), required=True),
    Field("subsidy", N_("Kind"), Kind.CHOICE, required=True, options=one_of(SUBSIDY_KIND)),
    Field("period", N_("Period"), Kind.PERIOD, required=True, hint=N_("2026, 2026-Q3 or 2026-09.")),
    Field("rate", N_("Rate in yuan"), Kind.AMOUNT, required=True, hint=N_("For a mu, or for a head.")),
    Field("area", N_("Area in mu"), Kind.AREA, required=True, asked=answered("subsidy", SubsidyKind.LAND.value)),
    Field("headcount", N_("How many people"), Kind.COUNT, asked=answered("subsidy", "head", "relief")),
    Field("households", N_("How many households"), Kind.COUNT),
    Field("total", N_("Paid in all, in yuan"), Kind.AMOUNT, required=True),
    Field("rounding", N_("Rounded to"), Kind.CHOICE, options=one_of(ROUNDING)),
    Field("paid_on", N_("Paid on"), Kind.DAY),
    Field("voucher", N_("Voucher"), hint=N_("Its key, such as 2026/记-0012.")),
    Field("remark", N_("Remark"), Kind.LINES),
)
_BATCH_PLACES = (
    Place(NumberTaken, "number"),
    Place(PeriodWrong, "period"),
    Place(TotalWrong, "total"),
    Place(SubsidyIncomplete, "rate", lacks="rate"),
    Place(SubsidyIncomplete, "headcount", lacks="headcount"),
    Place(SubsidyIncomplete, "households", lacks="number of households"),
    Place(SubsidyIncomplete, "total", lacks="total"),
    Place(SubsidyIncomplete, "area"),
    Place(PaidInFuture, "paid_on"),
    Place(ListWrong, "total"),
    Place(ReliefHasNoList, "subsidy"),
    Place(NothingCorrected, "policy"),
    Place(ReasonMissing, "why"),
)


def _batch(filled: Filled) -> dict[str, Any]:
    return {
        "policy": filled.text("policy"),
        "subsidy": SubsidyKind(filled.text("subsidy")),
        "period": filled.period("period"),
        "rate": filled.fen("rate"),
        "area": filled.area_or_none("area"),
        "headcount": filled.count_or_none("headcount"),
        "households": filled.count_or_none("households"),
        "total": filled.fen("total"),
        "rounding": Rounding(filled.text("rounding") or Rounding.NONE),
        "paid_on": filled.day_or_none("paid_on"),
        "voucher": filled.text("voucher"),
        "remark": filled.text("remark"),
    }


def _before(records: Records, subject: str) -> dict[str, str]:
    one = records.get(SubsidyBatch, subject)
    shown = {
        name: getattr(one, name)
        for name in ("policy", "period", "area", "headcount", "households", "voucher", "remark")
    }
    texts = {name: str(value) for name, value in shown.items() if value not in (None, "")}
    paid_on = {"paid_on": one.paid_on.isoformat()} if one.paid_on else {}
    return {
        **texts, **paid_on, "subsidy": one.subsidy.value, "rounding": one.rounding.value,
        "rate": yuan(one.rate), "total": yuan(one.total),
    }  # fmt: skip


SUBSIDY = Form(
    name="register.subsidy",
    title=N_("Record a subsidy that was paid"),
    act=Act.RECORD_SUBSIDY,
    about=N_("The total is reckoned; a list with names is brought in from a file."),
    fields=(Field("number", N_("Number of the batch"), required=True), *_BATCH),
    start=lambda _records, _subject: {"subsidy": SubsidyKind.LAND.value, "rounding": Rounding.NONE.value},
    places=_BATCH_PLACES,
    button=N_("Record it"),
    told=lambda t, made: t("Recorded: {number}.", number=made.number),
    do=lambda desk, filled: record_subsidy(desk, SubsidyBatch(number=filled.text("number"), **_batch(filled))),
)
CORRECT_SUBSIDY = Form(
    name="register.correct_subsidy",
    title=N_("Correct a subsidy"),
    act=Act.CORRECT_SUBSIDY,
    about=N_("The old version stays, marked."),
    fields=(Field("why", N_("The reason"), Kind.LINES, required=True), *_BATCH),
    start=_before,
    places=_BATCH_PLACES,
    button=N_("Correct"),
    told=lambda t, made: t("Corrected: {number}.", number=made.number),
    do=lambda desk, filled: correct_subsidy(desk, filled.subject, _batch(filled), filled.text("why")),
)

FORMS = (CHANGE, STOCKTAKE, CONFIRM, SUBSIDY, CORRECT_SUBSIDY)
