"""village-board pin, bind: how a member gets to act."""

from __future__ import annotations

import click
from tinydb import where

from village_board.base.errors import UsageError
from village_board.base.message import N_
from village_board.cli.acting import AS_HELP
from village_board.cli.edge import Edge
from village_board.cli.words import Command, option
from village_board.links.service import BINDING, bot_username
from village_board.people.binding import VALID_FOR, issue_code
from village_board.people.pin import Pin, set_pin
from village_board.people.service import actor, find_person


class PinsDiffer(UsageError):
    """The new PIN was typed differently the second time."""

    sentence = N_("The two PINs differ. Nothing was changed: start again.")

    def __init__(self) -> None:
        super().__init__()


@click.command("pin", cls=Command, help=N_("Set somebody's PIN; they type it twice. Changing it needs the old one."))
@click.argument("person")
@click.pass_obj
def pin(edge: Edge, person: str) -> None:
    """Set a PIN."""
    board = edge.open()
    records = board.records()
    whose = find_person(records, person)
    if records.one(Pin, where("person") == whose.id) is not None:
        edge.sign_in(board, whose.id)
    first = edge.secret(edge.t("New PIN of {person}: ", person=whose.name))
    if first != edge.secret(edge.t("The same once more: ")):
        raise PinsDiffer
    with board.desk(actor(board.records(), whose)) as desk:
        set_pin(desk, whose, first, board.pepper())
    if edge.as_json:
        edge.give({"person": whose.id})
    else:
        edge.say(edge.t("The PIN of {person} is set.", person=whose.name))


@click.command("bind", cls=Command, help=N_("Make a one-time code that binds a member's chat."))
@click.argument("person")
@option("--as", "who", required=True, help=AS_HELP)
@click.pass_obj
def bind(edge: Edge, person: str, who: str) -> None:
    """Issue a binding code."""
    board = edge.open()
    issuer = edge.sign_in(board, who)
    whose = find_person(board.records(), person)
    with board.desk(issuer) as desk:
        code = issue_code(desk, whose)
    username = bot_username(board.records(), board.settings)
    link = f"https://t.me/{username}?start={BINDING}{code}" if username else ""
    if edge.as_json:
        edge.give({"code": code, "link": link, "seconds": int(VALID_FOR.total_seconds())})
        return
    edge.say(
        edge.t(
            "Code for {person}: {code}. It is good once, for {seconds} seconds. Send to the bot: /start {start}",
            person=whose.name,
            code=code,
            seconds=int(VALID_FOR.total_seconds()),
            start=BINDING + code,
        )
    )
    if link:
        edge.say(link)


COMMANDS = (pin, bind)
