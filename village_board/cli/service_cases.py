"""village-board service …: what a villager asked the village to arrange (代办, P29)."""

from __future__ import annotations

from datetime import date

import click

from village_board.base.message import N_, Message, say
from village_board.cli.acting import AS_HELP, perform
from village_board.cli.documents import document
from village_board.cli.edge import Edge
from village_board.cli.words import Group, option
from village_board.enquiries.cases import ServiceCase, ServiceEvent
from village_board.enquiries.words import SERVICE_STATE
from village_board.hearings.registrations import Applicant
from village_board.launch import day_of

ON_HELP = N_("On which day it was done; today where it is not given.")


def _status(case: ServiceCase) -> Message:
    state = Message(SERVICE_STATE[case.state])
    return say("{state}, slip {slip}, promised by {due}, no fee", state=state, slip=case.number, due=case.promised_on)


def _day(text: str) -> date | None:
    return day_of(text) if text else None


@click.group(
    "service", cls=Group, help=N_("What villagers asked the village to arrange: papers, where it lies, result.")
)
def service() -> None:
    """Collect the commands."""


@service.command("receive", help=N_("Take a service case in and give its slip."))
@option("--as", "who", required=True, help=AS_HELP)
@option("--asked", required=True, help=N_("What is to be arranged."))
@option("--person", default="", help=N_("Number or name of the person; kept inside."))
@option("--name", default="", help=N_("Name of somebody who is in no register."))
@option("--paper", "papers", multiple=True, help=N_("Name of a paper that was handed over; several."))
@option("--promised", default="", help=N_("Promised day; by the village's limit where it is not given."))
@option("--on", "on", default="", help=ON_HELP)
@click.pass_obj
def receive(
    edge: Edge, who: str, asked: str, person: str, name: str, papers: tuple[str, ...], promised: str, on: str
) -> None:
    """Take it in."""
    from village_board.enquiries import cases_service  # noqa: PLC0415

    order = cases_service.Order(asked, Applicant(person=person, name=name), papers, _day(on), _day(promised))
    perform(edge, who, lambda desk: cases_service.receive(desk, order), _status)


@service.command("move", help=N_("Send it on to an office, or hand it out with --handed-out."))
@click.argument("number")
@option("--as", "who", required=True, help=AS_HELP)
@option("--office", default="", help=N_("Where the papers lie from now on."))
@option("--handed-out", is_flag=True, help=N_("It was handed out to the one who asked."))
@option("--on", "on", default="", help=ON_HELP)
@click.pass_obj
def move(edge: Edge, number: str, who: str, office: str, on: str, *, handed_out: bool) -> None:
    """Move it."""
    from village_board.enquiries import cases_service  # noqa: PLC0415

    event = ServiceEvent.HAND_OUT if handed_out else ServiceEvent.SEND_ON
    perform(edge, who, lambda desk: cases_service.move(desk, number, event, office=office, on=_day(on)), _status)


@service.command("done", help=N_("Write down the result, or what is missing with --returned."))
@click.argument("number")
@option("--as", "who", required=True, help=AS_HELP)
@option("--result", required=True, help=N_("What came of it, or what is missing."))
@option("--returned", is_flag=True, help=N_("It came back without a result."))
@option("--on", "on", default="", help=ON_HELP)
@click.pass_obj
def done(edge: Edge, number: str, who: str, result: str, on: str, *, returned: bool) -> None:
    """End it."""
    from village_board.enquiries import cases_service  # noqa: PLC0415

    event = ServiceEvent.RETURN if returned else ServiceEvent.FINISH
    perform(edge, who, lambda desk: cases_service.move(desk, number, event, words=result, on=_day(on)), _status)


@service.command("list", help=N_("Show the service cases under way, or all; names are for the office."))
@option("--as", "who", required=True, help=AS_HELP)
@option("--all", "every", is_flag=True, help=N_("Also those that were handed out."))
@click.pass_obj
def list_cases(edge: Edge, who: str, *, every: bool) -> None:
    """List them."""
    from village_board.enquiries.cases_service import service_cases  # noqa: PLC0415

    board = edge.open()
    edge.sign_in(board, who)
    with board.reading() as records:
        found = service_cases(records, under_way=not every)
        today = records.today
    if edge.as_json:
        edge.give([document(one) for one in found])
        return
    t = edge.t
    for one in found:
        lies = (
            t("with {office} since {day}", office=one.office, day=one.since)
            if one.office
            else t(SERVICE_STATE[one.state])
        )
        late = "  " + t("late by {days} days", days=one.late_by(today)) if one.late_by(today) else ""
        edge.say(f"{one.number}  {one.asked}  {lies}  " + t("by {due}", due=one.promised_on) + late)
    edge.say(t.n("{n} record", "{n} records", len(found)))


COMMANDS = (service,)
