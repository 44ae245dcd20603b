"""village-board binding: the chats through which members act; confirm a new one, end one at once (A18)."""

from __future__ import annotations

import click

from village_board.base.message import N_
from village_board.chats.bound import bindings, confirm_binding, revoke_binding
from village_board.cli.acting import AS_HELP
from village_board.cli.edge import Edge
from village_board.cli.words import Command, Group, option
from village_board.people.model import Person


@click.group("binding", cls=Group, help=N_("The chats through which members act."))
def binding() -> None:
    """Group the commands."""


@binding.command("list", cls=Command, help=N_("List the bound chats, and those that wait for a second member."))
@click.pass_obj
def list_(edge: Edge) -> None:
    """List them; a chat's number is not told."""
    records = edge.open().records()
    found = [(one, records.get(Person, one.person).name) for one in bindings(records)]
    if edge.as_json:
        edge.give(
            [
                {"id": one.id, "person": name, "since": one.bound_at.isoformat(), "waits": one.waits}
                for one, name in found
            ]
        )
        return
    for one, name in found:
        facts = {"id": one.id, "person": name, "when": one.bound_at}
        if one.waits:
            edge.say(edge.t("[{id}] {person}, {when}: waits for a second member", **facts))
        else:
            edge.say(edge.t("[{id}] {person}, bound {when}", **facts))
    if not found:
        edge.say(edge.t("No chat is bound."))


@binding.command("confirm", cls=Command, help=N_("Confirm a member's new chat, as a second member."))
@click.argument("id")
@option("--as", "who", required=True, help=AS_HELP)
@click.pass_obj
def confirm(edge: Edge, id: str, who: str) -> None:  # noqa: A002 - the argument's own name
    """Confirm one."""
    board = edge.open()
    with board.desk(edge.sign_in(board, who)) as desk:
        kept = confirm_binding(desk, id)
        name = desk.get(Person, kept.person).name
    if edge.as_json:
        edge.give({"id": kept.id})
    else:
        edge.say(edge.t("{person} acts through the new chat from now on.", person=name))


@binding.command("revoke", cls=Command, help=N_("End the binding of a chat at once, such as of a lost phone."))
@click.argument("id")
@option("--as", "who", required=True, help=AS_HELP)
@click.pass_obj
def revoke(edge: Edge, id: str, who: str) -> None:  # noqa: A002
    """End one."""
    board = edge.open()
    with board.desk(edge.sign_in(board, who)) as desk:
        kept = revoke_binding(desk, id)
        name = desk.get(Person, kept.person).name
    if edge.as_json:
        edge.give({"id": kept.id})
    else:
        edge.say(edge.t("The chat of {person} is not bound any more.", person=name))


COMMANDS = (binding,)
