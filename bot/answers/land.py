"""Land, ponds, houses and rents: what is let, to whom, for how much, and what is owed."""

from __future__ import annotations

from tinydb import where

from bot.asking import PAGE, Asking, data, menu_row, numbered, paging, rows
from bot.reply import Button, Reply, label
from village_board.accounts.arrears import Arrears
from village_board.accounts.plan_service import all_arrears
from village_board.accounts.registers import Asset, Contract, Resource, Use
from village_board.accounts.words import CONTRACT_STATUS, USE
from village_board.base.kind import Record
from village_board.base.message import Message
from village_board.base.money import Fen


def overview(asking: Asking) -> Reply:
    """Answer how the rents stand: what is owed first, then what is let."""
    t, offset = asking.t, asking.number()
    every = all_arrears(asking.records)
    owing = [rent for rent in every if rent.late]
    if owing:
        first = t.n(
            "Rent is owed on {n} contract, {amount} in all.",
            "Rent is owed on {n} contracts, {amount} in all.",
            len(owing),
            amount=Fen(sum(rent.lacking for rent in owing)),
        )
    else:
        first = t("No rent is overdue.") if every else t("No contract has been published here yet.")
    shown = owing[offset : offset + PAGE]
    asked = t("Judged on {day}.", day=asking.records.today)
    idle = asking.records.count(Asset, where("use") == Use.IDLE.value)
    empty = t.n("{n} house or thing stands idle.", "{n} houses and things stand idle.", idle)
    lines = numbered([_owed(asking, rent) for rent in shown], offset)
    return Reply(
        "\n\n".join(filter(None, (f"{first}\n{asked}", lines, empty))),
        rows(
            *((Button(label(rent.contract.name), data("r", rent.contract.id)),) for rent in shown),
            paging(t, "l", offset, more=len(owing) > offset + PAGE),
            (Button(t("Contracts"), data("lc", 0)), Button(t("Land and ponds"), data("lr", 0))),
            (Button(t("Houses and things"), data("la", 0)), Button(t("What stands idle"), data("li", 0))),
            menu_row(t),
        ),
    )


def _owed(asking: Asking, rent: Arrears) -> str:
    return asking.t.n(
        "{name}: {amount} owed, {n} day late",
        "{name}: {amount} owed, {n} days late",
        rent.days,
        name=rent.contract.name,
        amount=Fen(rent.lacking),
    )


def contracts(asking: Asking) -> Reply:
    """List the contracts, those that end last first."""
    page = asking.records.page(Contract, order_by="ends_on", descending=True, limit=PAGE, offset=asking.number())
    lines = [
        asking.t("{name}: {status}", name=contract.name, status=Message(CONTRACT_STATUS[contract.status]))
        for contract in page.rows
    ]
    return _listed(asking, "lc", list(page.rows), lines, asking.t("Contracts of the village:"), more=page.more)


def land(asking: Asking) -> Reply:
    """List land and ponds by number."""
    page = asking.records.page(Resource, order_by="number", limit=PAGE, offset=asking.number())
    lines = [asking.t("{name}: {area} mu", name=resource.name, area=resource.area) for resource in page.rows]
    return _listed(asking, "lr", list(page.rows), lines, asking.t("Land and ponds of the village:"), more=page.more)


def houses(asking: Asking) -> Reply:
    """List houses and things by number."""
    page = asking.records.page(Asset, order_by="number", limit=PAGE, offset=asking.number())
    return _assets(asking, "la", list(page.rows), asking.t("Houses and things of the village:"), more=page.more)


def idle(asking: Asking) -> Reply:
    """List what nobody uses."""
    page = asking.records.page(
        Asset, where("use") == Use.IDLE.value, order_by="number", limit=PAGE, offset=asking.number()
    )
    return _assets(asking, "li", list(page.rows), asking.t("What stands idle:"), more=page.more)


def _assets(asking: Asking, view: str, shown: list[Asset], head: str, *, more: bool) -> Reply:
    lines = [asking.t("{name}: {status}", name=asset.name, status=Message(USE[asset.use])) for asset in shown]
    return _listed(asking, view, shown, lines, head, more=more)


def _listed(
    asking: Asking,
    view: str,
    shown: list[Contract] | list[Resource] | list[Asset],
    lines: list[str],
    head: str,
    *,
    more: bool,
) -> Reply:
    t, offset = asking.t, asking.number()
    if not shown and not offset:
        head = t("Nothing has been published here yet.")
    buttons = [(Button(label(_title(record)), data("r", record.id)),) for record in shown]
    return Reply(
        f"{head}\n{numbered(lines, offset)}",
        rows(
            *buttons,
            paging(t, view, offset, more=more),
            (Button(t("Land, ponds, houses, rents"), data("l", 0)),),
            menu_row(t),
        ),
    )


def _title(record: Record) -> str:
    return record.title
