"""village-board follow: from an entry to its contract, decision, hearing and case, and back to all its vouchers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from village_board.base.message import N_, Message
from village_board.base.money import yuan
from village_board.cli.columns import amount, table
from village_board.cli.edge import Edge
from village_board.cli.words import Command

if TYPE_CHECKING:
    from village_board.accounts.trail_service import Followed


@click.command("follow", cls=Command, help=N_("Follow the money of a voucher, contract, decision, hearing or case."))
@click.argument("which")
@click.pass_obj
def follow(edge: Edge, which: str) -> None:
    """Print the trail of a record."""
    from village_board.accounts.trail_service import find_start, follow  # noqa: PLC0415 - help need not load it
    from village_board.links.service import bot_username  # noqa: PLC0415

    board = edge.open()
    with board.reading() as records:
        followed = follow(records, find_start(records, which))
        bot = bool(bot_username(records, board.settings))
    if edge.as_json:
        _give(edge, followed)
    else:
        _print(edge, followed, bot=bot)


def _give(edge: Edge, followed: Followed) -> None:
    trail = followed.trail
    edge.give(
        {
            "start": {"kind": trail.start.KIND.name, "id": trail.start.id, "title": trail.start.title},
            "stops": [
                {
                    "station": stop.station.value,
                    "id": stop.record.id if stop.record is not None else None,
                    "title": stop.record.title if stop.record is not None else None,
                    "missing": edge.t.say(stop.missing) if stop.missing is not None else None,
                }
                for stop in trail.stops
            ],
            "pictures": [one.id for one in followed.pictures.shown],
            "decided": trail.decided,
            "variations": trail.variations,
            "paid": trail.paid,
            "received": trail.received,
            "vouchers": [
                {"id": one.id, "key": one.key, "dated": one.dated.isoformat(), "summary": one.summary,
                 "money_in": one.money_in, "money_out": one.money_out}
                for one in trail.vouchers
            ],
        }
    )  # fmt: skip


def _print(edge: Edge, followed: Followed, *, bot: bool) -> None:
    from village_board.accounts.model import Voucher  # noqa: PLC0415
    from village_board.accounts.trail_words import STATION, picture_said, sums_said  # noqa: PLC0415

    t, trail = edge.t, followed.trail
    edge.say(f"{trail.start.title} [{trail.start.id}]")
    if isinstance(trail.start, Voucher):
        edge.say("  " + t.say(picture_said(followed.pictures, bot=bot)))
    for stop in trail.stops:
        words = f"{stop.record.title} [{stop.record.id}]" if stop.record is not None else ""
        if stop.missing is not None:
            words = t.say(stop.missing)
        edge.say(f"  → {t.say(Message(STATION[stop.station]))}: {words}")
    for said in sums_said(trail):
        edge.say(t.say(said))
    if trail.vouchers:
        edge.say(t("All vouchers of the matter ({n})", n=len(trail.vouchers)))
        rows = [
            (one.dated.isoformat(), one.number, one.summary, amount(one.money_in), amount(one.money_out), one.id)
            for one in trail.vouchers
        ]
        rows.append(("", t("Sum"), "", yuan(trail.received), yuan(trail.paid), ""))
        heads = (t("Day"), t("Voucher number"), t("Summary"), t("Income"), t("Expense"), t("Id"))
        edge.say("\n".join(table(heads, rows, right=(3, 4))))


COMMANDS: Sequence[click.Command] = (follow,)
