"""village-board asset …, subsidy …: changes, depreciation, stocktake; batches of subsidies and relief."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

import click

from village_board.accounts.asset_service import AssetChanged, change_asset, confirm_stocktake, record_stocktake
from village_board.accounts.depreciation import book_difference, depreciation_of
from village_board.accounts.register_words import BATCH_STATUS, COUNT_RESULT, STOCKTAKE_STATUS
from village_board.accounts.registers import Asset, ChangeKind, Use
from village_board.accounts.stocktakes import CountedLine, CountResult, Stocktake
from village_board.accounts.subsidies import ListLine, Rounding, SubsidyBatch, SubsidyKind
from village_board.accounts.subsidy_service import correct_subsidy, record_subsidy, subsidies
from village_board.accounts.words import USE
from village_board.base.errors import UsageError
from village_board.base.message import N_, Message, say
from village_board.base.money import Fen
from village_board.cli.acting import AS_HELP, perform
from village_board.cli.amounts import amount_of, amount_required
from village_board.cli.contracts import ON_HELP, WHY_HELP, day_or_today, hundredths
from village_board.cli.documents import document
from village_board.cli.edge import Edge
from village_board.cli.words import Group, option
from village_board.launch import day_of

#: group, name, quantity, amount.
_LIST_PARTS = 4


class PairUnreadable(UsageError):
    """A counted thing given on the command line is none."""

    sentence = N_("'{text}' is no thing with its count. Write it as ZC-001=3.")

    def __init__(self, text: str) -> None:
        super().__init__(text=text)


class LineUnreadable(UsageError):
    """A line of the list given on the command line is none."""

    sentence = N_("'{text}' is no line of the list. Write group, name, quantity and yuan: 3,张*,2.50,250.00")

    def __init__(self, text: str) -> None:
        super().__init__(text=text)


def _pairs(texts: Iterable[str]) -> Iterator[tuple[str, Decimal]]:
    for text in texts:
        name, sign, count = text.rpartition("=")
        if not sign or not name.strip():
            raise PairUnreadable(text)
        yield name.strip(), hundredths(count.strip())


def _use(asset: Asset) -> Message:
    return Message(USE[asset.use])


@click.group("asset", cls=Group, help=N_("Change assets, see their depreciation, count them once a year."))
def asset() -> None:
    """Collect the commands."""


@asset.command("change", help=N_("Record a change of an asset; what it was before is kept."))
@click.argument("id")
@option("--as", "who", required=True, help=AS_HELP)
@option("--kind", required=True, type=click.Choice([one.value for one in ChangeKind]), help=N_("What changes."))
@option("--on", default="", help=ON_HELP)
@option("--reason", required=True, help=WHY_HELP)
@option("--amount", default="", help=N_("By how much the value changes, in yuan."))
@option("--use", type=click.Choice([one.value for one in Use]), default=None, help=N_("The new use."))
@option("--keeper", default="", help=N_("The new keeper."))
@option("--resolution", default="", help=N_("Number of the resolution."))
@click.pass_obj
def change(
    edge: Edge,
    id: str,  # noqa: A002 - the argument's own name
    who: str,
    kind: str,
    on: str,
    reason: str,
    amount: str,
    use: str | None,
    keeper: str,
    resolution: str,
) -> None:
    """Change an asset."""
    given = AssetChanged(
        ChangeKind(kind),
        day_or_today(edge, on),
        reason,
        amount_of(amount),
        Use(use) if use else None,
        keeper,
        resolution,
    )
    perform(edge, who, lambda desk: change_asset(desk, id, given), _use)


@asset.command("depreciation", help=N_("Booked depreciation beside a straight line over the useful years."))
@click.pass_obj
def depreciation(edge: Edge) -> None:
    """Print depreciation."""
    with edge.open().reading() as records:
        assets, today = sorted(records.all(Asset), key=lambda one: one.number), records.today
    found = [(one, depreciation_of(one, today)) for one in assets]
    if edge.as_json:
        edge.give(
            [
                {
                    "id": one.id, "number": one.number, "name": one.name, "original_value": one.original_value,
                    "booked": of.booked, "computed": of.computed, "difference": of.difference,
                    "net_value": one.net_value, "book_difference": book_difference(one),
                }
                for one, of in found
            ]
        )  # fmt: skip
        return
    for one, of in found:
        if of.computed is None:
            words = edge.t("booked {booked}; day or useful years are missing", booked=Fen(of.booked))
        else:
            words = edge.t(
                "booked {booked}, straight line {computed}, difference {difference}",
                booked=Fen(of.booked),
                computed=Fen(of.computed),
                difference=Fen(of.booked - of.computed),
            )
        edge.say(f"{one.id}  {one.number} {one.name}: {words}")


@asset.command("stocktake", help=N_("Record the count as of 31 December; what is not named was found whole."))
@click.argument("year", type=click.IntRange(1990, 2199))
@option("--as", "who", required=True, help=AS_HELP)
@option("--on", default="", help=ON_HELP)
@option("--by", "counted_by", multiple=True, required=True, help=N_("Who counted; may be given again."))
@option("--count", "counts", multiple=True, help=N_("What was counted: ZC-001=3; may be given again."))
@option("--surplus", "surpluses", multiple=True, help=N_("What stands in no register: 水泵=1; may be given again."))
@click.pass_obj
def stocktake(
    edge: Edge, year: int, who: str, on: str, counted_by: tuple[str, ...], counts: tuple[str, ...],
    surpluses: tuple[str, ...],
) -> None:  # fmt: skip
    """Record a stocktake."""
    day, counted = day_or_today(edge, on), dict(_pairs(counts))
    surplus = [CountedLine("", name, Decimal(0), quantity) for name, quantity in _pairs(surpluses)]
    perform(
        edge,
        who,
        lambda desk: record_stocktake(desk, year, counted, counted_on=day, counted_by=counted_by, surplus=surplus),
        _counted,
    )


@asset.command("confirm-stocktake", help=N_("Confirm a stocktake, as the oversight committee."))
@click.argument("id")
@option("--as", "who", required=True, help=AS_HELP)
@click.pass_obj
def confirm(edge: Edge, id: str, who: str) -> None:  # noqa: A002
    """Confirm a stocktake."""
    perform(edge, who, lambda desk: confirm_stocktake(desk, id), _counted)


def _counted(done: Stocktake) -> Message:
    listed = Message(N_("nothing"))
    for result in reversed(CountResult):
        if lines := done.of(result):
            one = say("{n} {result}", n=len(lines), result=Message(COUNT_RESULT[result]))
            listed = one if listed.msgid == "nothing" else say("{first}, {rest}", first=one, rest=listed)
    return say("{status} ({results})", status=Message(STOCKTAKE_STATUS[done.status]), results=listed)


def _valid(batch: SubsidyBatch) -> Message:
    return Message(BATCH_STATUS[batch.status])


@click.group("subsidy", cls=Group, help=N_("Record batches of subsidies and relief that were paid."))
def subsidy() -> None:
    """Collect the commands."""


def _described(command: Any) -> Any:
    for add in reversed((
        option("--policy", default=None, help=N_("Name of the policy.")),
        option("--kind", "subsidy", type=click.Choice([one.value for one in SubsidyKind]), help=N_("How reckoned.")),
        option("--period", default=None, help=N_("2026, 2026-Q3 or 2026-09.")),
        option("--rate", default=None, help=N_("Yuan a mu or a head.")),
        option("--area", default=None, help=N_("Area in mu.")),
        option("--headcount", type=click.IntRange(0), default=None, help=N_("How many people.")),
        option("--households", type=click.IntRange(0), default=None, help=N_("How many households.")),
        option("--total", default=None, help=N_("Amount paid in all, in yuan.")),
        option("--rounding", type=click.Choice([one.value for one in Rounding]), help=N_("To what each was rounded.")),
        option("--paid-on", default=None, help=N_("Day of payment.")),
        option("--voucher", default=None, help=N_("Number of the voucher.")),
        option("--remark", default=None, help=N_("Remark.")),
        option("--line", "listed", multiple=True,
               help=N_("A line of the list: group, name, quantity, yuan; the name is masked.")),
    )):  # fmt: skip
        command = add(command)
    return command


def _batch_fields(given: dict[str, Any]) -> dict[str, Any]:
    readers: dict[str, Any] = {
        "subsidy": SubsidyKind, "rounding": Rounding, "rate": amount_required, "total": amount_required,
        "area": hundredths, "paid_on": day_of, "listed": lambda lines: tuple(map(_line, lines)),
    }  # fmt: skip
    return {
        name: readers[name](value) if name in readers else value
        for name, value in given.items()
        if value is not None and value != ()
    }


def _line(text: str) -> ListLine:
    parts = [part.strip() for part in text.replace("，", ",").split(",")]
    if len(parts) != _LIST_PARTS or not parts[0].isdecimal() or not parts[1]:
        raise LineUnreadable(text)
    return ListLine(int(parts[0]), parts[1], hundredths(parts[2]), amount_required(parts[3]))


@subsidy.command("record", help=N_("Record a batch that was paid."))
@option("--as", "who", required=True, help=AS_HELP)
@option("--number", required=True, help=N_("Number of the batch."))
@_described
@click.pass_obj
def record(edge: Edge, /, who: str, number: str, **given: Any) -> None:
    """Record a batch."""
    blank = {"policy": "", "subsidy": SubsidyKind.HEAD, "period": "", "rate": 0, "total": 0}
    made = SubsidyBatch(number=number, **{**blank, **_batch_fields(given)})
    perform(edge, who, lambda desk: record_subsidy(desk, made), _valid)


@subsidy.command("correct", help=N_("Put a corrected version in the place of a batch; the old one stays."))
@click.argument("id")
@option("--as", "who", required=True, help=AS_HELP)
@option("--why", required=True, help=WHY_HELP)
@_described
@click.pass_obj
def correct(edge: Edge, /, id: str, who: str, why: str, **given: Any) -> None:  # noqa: A002
    """Correct a batch."""
    changes = _batch_fields(given)
    perform(edge, who, lambda desk: correct_subsidy(desk, id, changes, why), _valid)


@subsidy.command("list", help=N_("List the batches that hold, the newest first."))
@click.pass_obj
def list_batches(edge: Edge) -> None:
    """Print the batches."""
    with edge.open().reading() as records:
        found = subsidies(records)
    if edge.as_json:
        edge.give([document(one) for one in found])
        return
    for one in found:
        paid = one.paid_on.isoformat() if one.paid_on else ""
        amount = edge.t.fact(Fen(one.total))
        edge.say(f"{one.id}  {paid:10}  {one.number} {one.title}: {amount}")
    edge.say(edge.t.n("{n} batch", "{n} batches", len(found)))


COMMANDS = (asset, subsidy)
