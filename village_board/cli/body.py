"""village-board body …: which body decides a matter, and what the villagers' assembly delegated."""

from __future__ import annotations

import click

from village_board.base.message import N_, Message
from village_board.cli.acting import AS_HELP, perform
from village_board.cli.amounts import amount_of
from village_board.cli.edge import Edge
from village_board.cli.words import Group, option
from village_board.hearings.bodies import delegation_unknown, proposed_body
from village_board.hearings.bodies_service import matter_of, record_delegation
from village_board.hearings.delegation import Delegation
from village_board.hearings.law import body_rule
from village_board.hearings.model import Category
from village_board.hearings.words import APPROVAL, BODY
from village_board.launch import day_of
from village_board.text.clean import clean

CATEGORIES = click.Choice([category.value for category in Category])


@click.group("body", cls=Group, help=N_("Which body decides a matter, and what the villagers' assembly delegated."))
def body() -> None:
    """Collect the commands."""


@body.command("propose", help=N_("Say which body decides a matter, why, and who must approve it."))
@click.argument("category", type=CATEGORIES)
@option("--amount", default="", help=N_("Amount in yuan."))
@option("--collective/--villagers", "collective", default=None, help=N_("With the collective's money or property."))
@option("--outside", is_flag=True, help=N_("Land or property goes outside the collective."))
@option("--group", type=click.IntRange(0), default=0, help=N_("Number of the group whose own matter it is."))
@option("--on", "day", default="", help=N_("Day of the meeting; today where it is not given."))
@click.pass_obj
def propose(
    edge: Edge, category: str, amount: str, group: int, day: str, *, collective: bool | None, outside: bool
) -> None:
    """Propose a body."""
    board = edge.open()
    with board.reading() as records:
        on = day_of(day) if day else records.today
        matter = matter_of(
            records,
            Category(category),
            on,
            amount=amount_of(amount),
            collective=collective,
            outside=outside,
            group=group,
        )
    proposal = proposed_body(matter)
    bodies = (proposal.body, *proposal.others)
    notes = [note for one in bodies if (note := delegation_unknown(one, matter))]
    rule = body_rule(proposal.body, outside_collective=outside, category=matter.category)
    if edge.as_json:
        edge.give(
            {
                "category": category,
                "body": proposal.body.value,
                "others": [other.value for other in proposal.others],
                "reasons": [edge.t.say(reason) for reason in proposal.reasons],
                "notice_days": rule.notice_days,
                "approvals": [approval.value for approval in proposal.approvals],
                "findings": [edge.t.say(note) for note in notes],
                "source": proposal.source,
            }
        )
        return
    edge.say(edge.t("{body} decides.", body=Message(BODY[proposal.body])))
    for reason in proposal.reasons:
        edge.say(edge.t.say(reason))
    if proposal.others:
        edge.say(edge.t("It may also go to: {bodies}.", bodies=[Message(BODY[other]) for other in proposal.others]))
    if rule.notice_days:
        edge.say(edge.t("Notice before the meeting: {days}.", days=edge.t.days(rule.notice_days)))
    for approval in proposal.approvals:
        edge.say(edge.t("It holds only after this approval: {office}.", office=Message(APPROVAL[approval])))
    for note in notes:
        edge.say(edge.t.say(note))


@body.command("delegate", help=N_("Enter what the villagers' assembly left to the representative assembly."))
@option("--as", "who", required=True, help=AS_HELP)
@option("--number", required=True, help=N_("Number of the delegation."))
@option("--category", "categories", type=CATEGORIES, multiple=True, required=True, help=N_("Which matters; several."))
@option("--since", required=True, help=N_("First day."))
@option("--until", required=True, help=N_("Last day."))
@option("--resolution", required=True, help=N_("Number of the resolution of the villagers' assembly."))
@click.pass_obj
def delegate(
    edge: Edge, who: str, number: str, categories: tuple[str, ...], since: str, until: str, resolution: str
) -> None:
    """Enter a delegation."""
    made = Delegation(
        number=clean(number),
        categories=tuple(dict.fromkeys(map(Category, categories))),
        since=day_of(since),
        until=day_of(until),
        resolution=clean(resolution),
    )
    perform(edge, who, lambda desk: record_delegation(desk, made), _holds)


def _holds(delegation: Delegation) -> Message:
    return Message(N_("holds until {until}"), {"until": delegation.until})


COMMANDS = (body,)
