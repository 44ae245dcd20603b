"""village-board notice …: how many were told, whom it reached, what nobody knows, sending again."""

from __future__ import annotations

import click

from village_board.base.message import N_, Message
from village_board.cli.acting import AS_HELP, perform
from village_board.cli.documents import document
from village_board.cli.doors import doors, tick
from village_board.cli.edge import Edge
from village_board.cli.posting import NOTICE_COMMANDS
from village_board.cli.routes import route
from village_board.cli.words import Group, option
from village_board.notices.linking import confirm_link, issue_link_code, unlink_person
from village_board.notices.model import Delivery, DeliveryState, Notice
from village_board.notices.outbox import counts, resend_by_person, unknown
from village_board.notices.reach import Counts
from village_board.notices.reach_service import chats_sent, reach_by_chat, reach_of, retire
from village_board.notices.words import DELIVERY_STATE, NOTICE_KIND, PLACE
from village_board.people.service import find_person


@click.group("notice", cls=Group, help=N_("Notices: how many were told, and which sends nobody knows of."))
def notice() -> None:
    """Collect the commands."""


@notice.command("list", help=N_("Show the last notices, with the number of chats that got each."))
@option("--limit", type=click.IntRange(1, 1000), default=20, help=N_("At most so many."))
@click.pass_obj
def listed(edge: Edge, limit: int) -> None:
    """Print the newest notices."""
    with edge.open().reading() as records:
        page = records.page(Notice, order_by="made_at", descending=True, limit=limit)
        found = [(one, one.retired or {"chats.sent": reach_by_chat(records, one).sent}) for one in page.rows]
    if edge.as_json:
        edge.give([{**document(one), "sent_to_chats": kept["chats.sent"]} for one, kept in found])
        return
    t = edge.t
    for one, kept in found:
        sent = t.n("sent to {n} chat", "sent to {n} chats", kept["chats.sent"])
        edge.say(f"{one.id}  {t(NOTICE_KIND[one.kind])}  {t.say(one.message)}  ({sent})")


@notice.command("counts", help=N_("How many deliveries stand where."))
@click.pass_obj
def count(edge: Edge) -> None:
    """Print the number of deliveries in each state."""
    found = counts(edge.open().records())
    if edge.as_json:
        edge.give({state.value: number for state, number in found.items()})
        return
    for state, number in found.items():
        edge.say(f"{number:6}  {edge.t(DELIVERY_STATE[state])}")
    edge.say(f"{sum(found.values()):6}  {edge.t('due in all')}")


@notice.command("reach", help=N_("Whom a notice reached: by chat, which is public, and by person, which is not."))
@click.argument("id")
@click.pass_obj
def reach(edge: Edge, id: str) -> None:  # noqa: A002 - the argument's own name
    """Print the counts of one notice."""
    with edge.open().reading() as records:
        found = reach_of(records, id)
        public = chats_sent(records, found.notice.subject)
    if edge.as_json:
        edge.give(
            {
                "id": id,
                "chats": {**found.chats.places(), "due": found.chats.due, "unlinked": found.unlinked},
                "persons": {**found.persons.places(), "due": found.persons.due, "at_doors": found.at_doors},
                "public": public,
            }
        )
        return
    t = edge.t
    edge.say(t.say(found.notice.message))
    edge.say(t("By chat (in public only: sent to {n} chats):", n=public))
    _print(edge, found.chats)
    edge.say(t("Of these chats {n} are linked to nobody.", n=found.unlinked))
    edge.say(t("By person (for the village alone):"))
    _print(edge, found.persons)
    edge.say(t("Of these persons {n} were told at the door.", n=found.at_doors))


def _print(edge: Edge, found: Counts) -> None:
    for name, number in found.places().items():
        edge.say(f"{number:6}  {edge.t(PLACE[name])}")
    edge.say(f"{found.due:6}  {edge.t('due in all')}")


@notice.command("unknown", help=N_("List the sends of which nobody knows whether they arrived."))
@click.pass_obj
def list_unknown(edge: Edge) -> None:
    """Print the unknown deliveries."""
    records = edge.open().records()
    found = [(delivery, records.get(Notice, delivery.notice)) for delivery in unknown(records)]
    if edge.as_json:
        edge.give([{**document(delivery), "title": told.title} for delivery, told in found])
        return
    for delivery, told in found:
        edge.say(f"{delivery.id}  {edge.t.say(told.message)}")
    edge.say(edge.t.n("{n} delivery unknown", "{n} deliveries unknown", len(found)))


@notice.command("resend", help=N_("Send an unknown one again; its text says so."))
@click.argument("id")
@option("--as", "who", required=True, help=AS_HELP)
@click.pass_obj
def resend(edge: Edge, id: str, who: str) -> None:  # noqa: A002 - the argument's own name
    """Send a delivery again."""
    perform(edge, who, lambda desk: resend_by_person(desk, id), _state)


def _state(delivery: Delivery) -> Message:
    return Message(DELIVERY_STATE[DeliveryState(delivery.state)])


@notice.command("link", help=N_("Link a chat to a person who wishes it: hand out a code, or take the chat's."))
@click.argument("person")
@option("--as", "who", required=True, help=AS_HELP)
@option("--code", default="", help=N_("The number that the person's chat shows; without it a new one is handed out."))
@option("--household", is_flag=True, help=N_("The person hears for the whole household."))
@click.pass_obj
def link(edge: Edge, person: str, who: str, code: str, *, household: bool) -> None:
    """Give out a code, or confirm that of a chat."""
    board = edge.open()
    actor, issued = edge.sign_in(board, who), ""
    with board.desk(actor) as desk:
        found = find_person(desk, person)
        if code:
            confirm_link(desk, code, found, household=household)
        else:
            issued = issue_link_code(desk, found, household=household)
    if edge.as_json:
        edge.give({"person": found.number, "code": issued})
    elif issued:
        edge.say(edge.t("Code for {person}: {code}. Sent to the bot: /link {code}", person=found.name, code=issued))
    else:
        edge.say(edge.t("The chat is linked to {person}.", person=found.name))


@notice.command("unlink", help=N_("End every link of chats to a person who wishes so."))
@click.argument("person")
@option("--as", "who", required=True, help=AS_HELP)
@click.pass_obj
def unlink(edge: Edge, person: str, who: str) -> None:
    """End the links of a person."""
    board = edge.open()
    actor = edge.sign_in(board, who)
    with board.desk(actor) as desk:
        found = find_person(desk, person)
        ended = unlink_person(desk, found)
    if edge.as_json:
        edge.give({"person": found.number, "ended": len(ended)})
    else:
        edge.say(edge.t.n("{n} link ended", "{n} links ended", len(ended)))


@notice.command("retire", help=N_("Add up the deliveries that are older than the limit; only counts are left of them."))
@option("--as", "who", required=True, help=AS_HELP)
@click.pass_obj
def retire_old(edge: Edge, who: str) -> None:
    """Add up what is old (P9)."""
    board = edge.open()
    actor = edge.sign_in(board, who)
    with board.desk(actor) as desk:
        done = retire(desk)
    if edge.as_json:
        edge.give({"before": done.before.isoformat(), "notices": done.notices, "rows": done.rows})
    else:
        edge.say(
            edge.t(
                "Told before {day}: {notices} notices with {rows} deliveries were added up.",
                day=done.before,
                notices=done.notices,
                rows=done.rows,
            )
        )


for command in (doors, tick, route, *NOTICE_COMMANDS):
    notice.add_command(command)

COMMANDS = (notice,)
