"""village-board contract …: register, amend, renew, end, hand back; plan, receipt, arrears, what ends soon."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

import click

from village_board.accounts.arrears import by_party
from village_board.accounts.contract_service import (
    amend_contract,
    end_contract,
    hand_back,
    register_contract,
    renew_contract,
)
from village_board.accounts.plan_service import all_arrears, all_endings, make_plan
from village_board.accounts.receipt_service import match_receipt, undo_receipt, unmatched
from village_board.accounts.receipts import Receipt
from village_board.accounts.registers import Contract, RentFree, Rhythm
from village_board.accounts.words import CONTRACT_STATUS
from village_board.base.errors import UsageError
from village_board.base.message import N_, Message, say
from village_board.base.money import Fen
from village_board.cli.acting import AS_HELP, perform
from village_board.cli.amounts import amount_of
from village_board.cli.bids import bids
from village_board.cli.documents import document
from village_board.cli.edge import Edge
from village_board.cli.words import Group, option
from village_board.launch import day_of

WHY_HELP = N_("Why.")
ON_HELP = N_("On which day; today where it is not given.")
_SPAN = re.compile(r"(\d{4}-\d{2}-\d{2})\s*(?:/|至|\.\.)\s*(\d{4}-\d{2}-\d{2})")


class AreaUnreadable(UsageError):
    """An area or a quantity given on the command line is none."""

    sentence = N_("'{text}' is no number here. Write it in digits with at most two places, such as 12.50.")

    def __init__(self, text: str) -> None:
        super().__init__(text=text)


class SpanUnreadable(UsageError):
    """Days from and to given on the command line are none."""

    sentence = N_("'{text}' are no days from and to. Write them as 2026-01-01/2026-03-31.")

    def __init__(self, text: str) -> None:
        super().__init__(text=text)


def hundredths(text: str) -> Decimal:
    """Return a number of at most two places that is nothing or more.

    Raises:
        AreaUnreadable: it is none.
    """
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise AreaUnreadable(text) from None
    if not number.is_finite() or number < 0 or number > 10**9 or number != number.quantize(Decimal("0.01")):
        raise AreaUnreadable(text)
    return number


def span_of(text: str) -> RentFree:
    """Return the days of ``2026-01-01/2026-03-31``.

    Raises:
        SpanUnreadable: they are none, or stand in the wrong order.
    """
    match = _SPAN.fullmatch(text.strip())
    if match is None:
        raise SpanUnreadable(text)
    free = RentFree(day_of(match[1]), day_of(match[2]))
    if free.last < free.first:
        raise SpanUnreadable(text)
    return free


def day_or_today(edge: Edge, text: str) -> date:
    """Return the day of an option, today where it was not given."""
    return day_of(text) if text else edge.clock.today()


#: option, field of the contract, how its text is read, help.
_OPTIONS: tuple[tuple[str, str, Callable[[str], Any], str], ...] = (
    ("--name", "name", str, N_("Name of the contract.")),
    ("--type", "type", str, N_("Kind: 租赁, 承包, 出让, 工程, 采购, 借款 …")),
    ("--subject", "subject", str, N_("Number of the asset or parcel, or words.")),
    ("--share", "part_share", str, N_("Share of it that is let, such as 1/3.")),
    ("--area", "part_area", hundredths, N_("Area of it that is let, in mu.")),
    ("--party-a", "party_a", str, N_("Party A.")),
    ("--party", "party_b", str, N_("The other party.")),
    ("--signed-on", "signed_on", day_of, N_("Day of signing.")),
    ("--starts-on", "starts_on", day_of, N_("First day.")),
    ("--ends-on", "ends_on", day_of, N_("Last day.")),
    ("--total", "total", amount_of, N_("Whole price in yuan.")),
    ("--rent", "due_each_year", amount_of, N_("Received each year, in yuan.")),
    ("--pays", "owed_each_year", amount_of, N_("Paid each year, in yuan.")),
    ("--pricing", "pricing", str, N_("How it is priced.")),
    ("--deposit", "deposit", amount_of, N_("Deposit in yuan.")),
    ("--escalation", "escalation", str, N_("How the rent grows: 每3年递增5%, 每2年递增500元.")),
    ("--grace-days", "grace_days", int, N_("Days of grace after the day on which it is due.")),
    ("--trading", "trading", str, N_("How it was traded.")),
    ("--platform-number", "platform_number", str, N_("Number of the trading platform.")),
    ("--price", "price", amount_of, N_("Price agreed in yuan; a year's for leases.")),
    ("--floor", "floor_price", amount_of, N_("Floor price in yuan.")),
    ("--valuation", "valuation", amount_of, N_("Valuation in yuan.")),
    ("--valuation-shown-on", "valuation_shown_on", day_of, N_("Day from which the valuation was shown.")),
    ("--purpose", "purpose", str, N_("What it is used for.")),
    ("--resolution", "resolution", str, N_("Number of the resolution.")),
    ("--hearing", "hearing", str, N_("Number of the hearing.")),
    ("--township-number", "township_number", str, N_("Number of the township's approval.")),
    ("--recusal", "recusal", str, N_("Who withdrew from the decision.")),
    ("--at-end", "at_end", str, N_("What becomes of it at the end.")),
)


def described(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that describe a contract."""
    for name, parameter, read, help_text in reversed(_OPTIONS):
        kind = click.IntRange(0) if read is int else str
        command = option(name, parameter, type=kind, default=None, help=help_text)(command)
    for add in (
        option("--room", "part_rooms", multiple=True, help=N_("A room or stall that is let; may be given again.")),
        option("--rent-free", multiple=True, help=N_("Days without rent: 2026-01-01/2026-03-31; may be given again.")),
        option("--rhythm", type=click.Choice([one.value for one in Rhythm]), help=N_("How often it is paid.")),
        option("--in-advance/--in-arrears", "in_advance", default=None, help=N_("Paid before or after the period.")),
        option("--member/--outsider", "collective_member", default=None,
               help=N_("Whether the other party belongs to the collective.")),
    ):  # fmt: skip
        command = add(command)
    return command


def fields_of(given: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of a contract that options gave."""
    readers = {parameter: read for _, parameter, read, _ in _OPTIONS}
    values: dict[str, Any] = {}
    for name, value in given.items():
        if value is None or value == ():
            continue
        match name:
            case "rent_free":
                values[name] = tuple(map(span_of, value))
            case "rhythm":
                values[name] = Rhythm(value)
            case _ if name in readers and isinstance(value, str):
                values[name] = readers[name](value)
            case _:
                values[name] = value
    return values


def _status(contract: Contract) -> Message:
    return Message(CONTRACT_STATUS[contract.status])


@click.group("contract", cls=Group, help=N_("Register contracts, their plans and receipts, and see what is owed."))
def contract() -> None:
    """Collect the commands."""


@contract.command("register", help=N_("Register a contract."))
@option("--as", "who", required=True, help=AS_HELP)
@option("--number", required=True, help=N_("Number of the contract."))
@described
@click.pass_obj
def register(edge: Edge, /, who: str, number: str, **given: Any) -> None:
    """Register a contract."""
    made = replace(Contract(number=number, name=""), **fields_of(given))
    perform(edge, who, lambda desk: register_contract(desk, made), _status)


@contract.command("amend", help=N_("Change fields of a running contract; what stood before is kept."))
@click.argument("id")
@option("--as", "who", required=True, help=AS_HELP)
@option("--on", default="", help=ON_HELP)
@option("--reason", required=True, help=WHY_HELP)
@option("--decided-by", default="", help=N_("Number of the resolution behind the change."))
@described
@click.pass_obj
def amend(edge: Edge, /, id: str, who: str, on: str, reason: str, decided_by: str, **given: Any) -> None:  # noqa: A002
    """Amend a contract."""
    day, changes = day_or_today(edge, on), fields_of(given)
    perform(
        edge,
        who,
        lambda desk: amend_contract(desk, id, changes, on=day, reason=reason, resolution=decided_by),
        _status,
    )


@contract.command("renew", help=N_("Register the contract that goes on from another; what is not given stays."))
@click.argument("id")
@option("--as", "who", required=True, help=AS_HELP)
@option("--number", required=True, help=N_("Number of the contract."))
@described
@click.pass_obj
def renew(edge: Edge, /, id: str, who: str, number: str, **given: Any) -> None:  # noqa: A002
    """Renew a contract."""
    made = replace(Contract(number=number, name=""), **fields_of(given))
    perform(edge, who, lambda desk: renew_contract(desk, id, made), _status)


@contract.command("end", help=N_("End a contract, or record with --handed-back that the thing came back."))
@click.argument("id")
@option("--as", "who", required=True, help=AS_HELP)
@option("--on", default="", help=ON_HELP)
@option("--reason", required=True, help=WHY_HELP)
@option("--at-end", default="", help=N_("What becomes of it at the end."))
@option("--handed-back", is_flag=True, help=N_("The thing was handed back on that day."))
@click.pass_obj
def end(edge: Edge, id: str, who: str, on: str, reason: str, at_end: str, *, handed_back: bool) -> None:  # noqa: A002
    """End a contract."""
    day = day_or_today(edge, on)
    act = hand_back if handed_back else end_contract
    perform(edge, who, lambda desk: act(desk, id, day, reason, at_end), _status)


@contract.command("plan", help=N_("Make the payment plan of a contract."))
@click.argument("id")
@option("--as", "who", required=True, help=AS_HELP)
@click.pass_obj
def plan(edge: Edge, id: str, who: str) -> None:  # noqa: A002
    """Make a plan."""
    board = edge.open()
    actor = edge.sign_in(board, who)
    with board.desk(actor) as desk:
        made = make_plan(desk, id)
    if edge.as_json:
        edge.give([document(one) for one in made])
        return
    for one in made:
        edge.say(f"{one.sequence:>4}  {one.due_on}  {edge.t.fact(Fen(one.due))}")
    edge.say(edge.t("{n} instalments, {amount} in all.", n=len(made), amount=Fen(sum(one.due for one in made))))


@contract.command("receipt", help=N_("Match a voucher's money to instalments; without one, what is carried forward."))
@click.argument("contract_id", metavar="ID")
@click.argument("voucher", required=False, default="")
@option("--as", "who", required=True, help=AS_HELP)
@option("--amount", default="", help=N_("How much of the money, in yuan; all that is left where it is not given."))
@option("--instalment", "instalments", multiple=True, help=N_("Number of an instalment; may be given again."))
@click.pass_obj
def receipt(
    edge: Edge, contract_id: str, voucher: str, who: str, amount: str, instalments: tuple[str, ...]
) -> None:  # fmt: skip
    """Match money."""
    fen = amount_of(amount)
    perform(
        edge,
        who,
        lambda desk: match_receipt(desk, contract_id, voucher, amount=fen, instalments=instalments),
        _receipt_status,
    )


@contract.command("unmatch", help=N_("Undo the match of a receipt; both entries stay."))
@click.argument("id")
@option("--as", "who", required=True, help=AS_HELP)
@option("--reason", required=True, help=WHY_HELP)
@click.pass_obj
def undo(edge: Edge, id: str, who: str, reason: str) -> None:  # noqa: A002
    """Undo a receipt."""
    perform(edge, who, lambda desk: undo_receipt(desk, id, reason), _receipt_status)


def _receipt_status(done: Receipt) -> Message:
    return say(
        "{amount} matched to {n} instalments, {carried} carried forward",
        amount=Fen(sum(one.amount for one in done.taken)),
        n=len(done.taken),
        carried=Fen(done.carried),
    )


@contract.command("unmatched", help=N_("List vouchers' money that no instalment has taken."))
@click.pass_obj
def list_unmatched(edge: Edge) -> None:
    """Print what is matched to nothing."""
    with edge.open().reading() as records:
        found = unmatched(records)
    if edge.as_json:
        edge.give([{**document(one.voucher), "left": one.left} for one in found])
        return
    for one in found:
        edge.say(f"{one.voucher.id}  {one.voucher.dated}  {one.voucher.contract}  {edge.t.fact(Fen(one.left))}")
    edge.say(edge.t.n("{n} voucher", "{n} vouchers", len(found)))


@contract.command("arrears", help=N_("What is late after grace, by contract and by party."))
@click.pass_obj
def arrears(edge: Edge) -> None:
    """Print arrears."""
    with edge.open().reading() as records:
        found = [one for one in all_arrears(records) if one.late]
    parties = by_party(found)
    if edge.as_json:
        contracts = [
            {
                "id": one.contract.id, "number": one.contract.number, "party": one.contract.party_b, "due": one.due,
                "paid": one.paid, "arrears": one.lacking, "days": one.days,
                "instalments": [
                    {"key": late.instalment.key, "due_on": late.instalment.due_on.isoformat(),
                     "lacking": late.lacking, "days": late.days}
                    for late in one.late
                ],
            }
            for one in found
        ]  # fmt: skip
        named = [{"party": p.party, "arrears": p.lacking, "days": p.days, "contracts": p.contracts} for p in parties]
        edge.give({"contracts": contracts, "parties": named})
        return
    for one in found:
        edge.say(
            edge.t(
                "{number} {party}: {amount} late, the oldest for {days} days",
                number=one.contract.number,
                party=one.contract.party_b,
                amount=Fen(one.lacking),
                days=one.days,
            )
        )
    if len(parties) < len(found):
        for party in parties:
            edge.say(edge.t("{party}: {amount} in all", party=party.party, amount=Fen(party.lacking)))
    edge.say(edge.t("Late in all: {amount}", amount=Fen(sum(one.lacking for one in found))))


@contract.command("ending", help=N_("Contracts that end soon, and those past their end and still in use."))
@option("--within", type=click.IntRange(0, 3660), default=None, help=N_("Within so many days."))
@click.pass_obj
def ending(edge: Edge, within: int | None) -> None:
    """Print what ends."""
    with edge.open().reading() as records:
        found = all_endings(records, within)
    if edge.as_json:
        edge.give([{**document(one.contract), "days": one.days, "expired": one.expired} for one in found])
        return
    for one in found:
        words = (
            edge.t("ended {days} days ago and is still in use", days=-one.days)
            if one.expired
            else edge.t("ends in {days} days", days=one.days)
        )
        edge.say(f"{one.contract.id}  {one.contract.ends_on}  {one.contract.number} {one.contract.name}: {words}")
    edge.say(edge.t.n("{n} contract", "{n} contracts", len(found)))


contract.add_command(bids)

COMMANDS = (contract,)
