"""The villagers' say at the clerk's desk: places, registrations, opinions, objections."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from village_board.base.errors import UsageError
from village_board.base.message import N_, Message
from village_board.cli.acting import AS_HELP, perform
from village_board.cli.documents import document
from village_board.cli.edge import Edge
from village_board.cli.hearing import hearing
from village_board.cli.meeting import resolution
from village_board.cli.words import option
from village_board.hearings.model import Hearing, PlacesOf, Resolution, Stance
from village_board.hearings.places import place_classes, standing
from village_board.hearings.registrations import (
    Applicant,
    place_counts,
    register,
    registrations_of,
    set_places,
    withdraw,
)
from village_board.hearings.voice_words import PLACE_STATE
from village_board.hearings.voices import Adopted, Opinion, Registration
from village_board.hearings.words import HEARING_STATUS, RESOLUTION_STATUS
from village_board.people.model import Person
from village_board.slips.service import by_slip, slip_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from village_board.desk import Desk
    from village_board.people.model import Actor

CLASSES = ("representatives", "old_party_members", "interested", "enterprises", "villagers")


class PlacesUnreadable(UsageError):
    """Places given on the command line cannot be understood."""

    sentence = N_("'{text}' is no number of places. Write it as 'interested=8'.")

    def __init__(self, text: str) -> None:
        super().__init__(text=text)


class WhichOpinion(UsageError):
    """Neither a slip nor a speech is named."""

    sentence = N_("Say which: --slip with the number of a written opinion, or an id with --speech.")

    def __init__(self) -> None:
        super().__init__()


class NoRegistration(UsageError):
    """The slip is not that of a registration."""

    sentence = N_("Slip {slip} is no registration for a hearing.")

    def __init__(self, slip: str) -> None:
        super().__init__(slip=slip)


def _hearing_status(record: Hearing) -> Message:
    return Message(HEARING_STATUS[record.status])


def _resolution_status(record: Resolution) -> Message:
    return Message(RESOLUTION_STATUS[record.status])


def _who(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that say for whom the clerk writes."""
    command = option("--group", type=click.IntRange(0), default=0, help=N_("Number of their villagers' group."))(
        command
    )
    command = option("--name", default="", help=N_("Name of somebody who is in no register."))(command)
    return option("--person", default="", help=N_("Number or name of the person; kept inside."))(command)


def _signed(edge: Edge, who: str, act: Callable[[Desk], Any]) -> Any:
    board = edge.open()
    actor: Actor = edge.sign_in(board, who)
    with board.desk(actor) as desk:
        return act(desk)


@hearing.command("places", help=N_("Show who registered for a hearing, or set its places by class."))
@click.argument("id")
@option("--as", "who", required=True, help=AS_HELP)
@option("--of", "given", multiple=True, help=N_("CLASS=PLACES; several."))
@click.pass_obj
def places(edge: Edge, id: str, who: str, given: tuple[str, ...]) -> None:  # noqa: A002
    """Set the places, or list who has them: names are for the office, so a PIN is asked for."""
    if given:
        wanted = [_places(one) for one in given]
        perform(edge, who, lambda desk: set_places(desk, id, wanted), _hearing_status)
        return
    board = edge.open()
    edge.sign_in(board, who)
    with board.reading() as records:
        found = records.get(Hearing, id)
        rows = registrations_of(records, id)
        names = {row.id: records.get(Person, row.person).name if row.person else row.name for row in rows}
        slips = {row.id: slip_of(records, row.id) for row in rows}
        counts = place_counts(records, found)
    t = edge.t
    if edge.as_json:
        edge.give([{**document(row), "slip": slips[row.id]} for row in rows])
        return
    for one in found.places:
        label = t(place_classes()[one.group].en)
        edge.say(t("{group}: {places} places", group=label, places=one.places))
        for row in standing(rows, one.group):
            name = names[row.id] or t("by chat")
            edge.say(f"  {slips[row.id]}  {name}  {t(PLACE_STATE[row.state])}")
    taken, total = sum(one.taken for one in counts), sum(one.places for one in counts)
    edge.say(t("{taken} of {places} places are taken.", taken=taken, places=total))


@hearing.command("register", help=N_("Register somebody for a hearing, and give them a slip."))
@click.argument("id")
@option("--as", "who", required=True, help=AS_HELP)
@option("--class", "group_of", type=click.Choice(CLASSES), required=True, help=N_("Class of persons."))
@_who
@click.pass_obj
def register_(edge: Edge, id: str, who: str, group_of: str, person: str, name: str, group: int) -> None:  # noqa: A002
    """Register somebody without a phone."""
    made = _signed(edge, who, lambda desk: register(desk, id, group_of, Applicant(0, "", person, name, group)))
    t = edge.t
    if edge.as_json:
        edge.give({**document(made.registration), "slip": made.slip, "waits_at": made.waits_at})
    elif made.waits_at:
        edge.say(t("Slip {slip}: on the waiting list, no. {place}.", slip=made.slip, place=made.waits_at))
    else:
        edge.say(t("Slip {slip}: registered, with a place.", slip=made.slip))


@hearing.command("withdraw", help=N_("Withdraw the registration with this slip."))
@click.argument("slip")
@option("--as", "who", required=True, help=AS_HELP)
@click.pass_obj
def withdraw_(edge: Edge, slip: str, who: str) -> None:
    """Withdraw a registration."""

    def act(desk: Desk) -> Registration:
        found = by_slip(desk, slip)
        if not isinstance(found, Registration):
            raise NoRegistration(slip)
        return withdraw(desk, found.id)

    done = _signed(edge, who, act)
    if edge.as_json:
        edge.give(document(done))
    else:
        edge.say(edge.t("Slip {slip}: withdrawn.", slip=slip))


@hearing.command("opinion", help=N_("Write down an opinion that somebody hands in before a hearing."))
@click.argument("id")
@option("--as", "who", required=True, help=AS_HELP)
@option("--stance", type=click.Choice([one.value for one in Stance]), required=True, help=N_("What they are for."))
@option("--content", required=True, help=N_("Their words."))
@option("--class", "group_of", type=click.Choice(CLASSES), default="villagers", help=N_("Class of persons."))
@option("--named", is_flag=True, help=N_("They wish their name to be public."))
@_who
@click.pass_obj
def opinion(
    edge: Edge,
    id: str,  # noqa: A002
    who: str,
    stance: str,
    content: str,
    group_of: str,
    person: str,
    name: str,
    group: int,
    *,
    named: bool,
) -> None:
    """Take an opinion."""
    from village_board.hearings.opinions import hand_in_opinion  # noqa: PLC0415 - a help text needs none of it

    applicant = Applicant(0, "", person, name, group)
    made = _signed(
        edge,
        who,
        lambda desk: hand_in_opinion(
            desk, id, applicant, stance=Stance(stance), content=content, standing=group_of, in_public=named
        ),
    )
    if edge.as_json:
        edge.give({**document(made.opinion), "answer_due": made.answer_due and made.answer_due.isoformat()})
    elif made.answer_due is None:
        edge.say(edge.t("Slip {slip}: handed in.", slip=made.opinion.slip))
    else:
        edge.say(edge.t("Slip {slip}: handed in, answered by {due}.", slip=made.opinion.slip, due=made.answer_due))


@hearing.command("reply", help=N_("Answer an opinion in public: adopted, partly, or not, with the reason."))
@click.argument("id", default="")
@option("--as", "who", required=True, help=AS_HELP)
@option("--slip", default="", help=N_("Number of a written opinion."))
@option("--speech", type=click.IntRange(1), default=None, help=N_("Number of a speech at the hearing."))
@option("--adopted", type=click.Choice([one.value for one in Adopted]), required=True, help=N_("What became of it."))
@option("--reason", required=True, help=N_("Why; public."))
@click.pass_obj
def reply(edge: Edge, id: str, who: str, slip: str, speech: int | None, adopted: str, reason: str) -> None:  # noqa: A002
    """Answer an opinion or a speech."""
    from village_board.hearings.opinions import answer_opinion, answer_statement  # noqa: PLC0415

    if not slip and not (id and speech):
        raise WhichOpinion

    def act(desk: Desk) -> Opinion | Hearing:
        if slip:
            return answer_opinion(desk, slip, Adopted(adopted), reason)
        return answer_statement(desk, id, speech or 0, Adopted(adopted), reason)

    done = _signed(edge, who, act)
    if edge.as_json:
        edge.give(document(done))
    else:
        edge.say(edge.t("No. {slip} is answered.", slip=slip or str(speech)))


@resolution.command("object", help=N_("Write down an objection inside the notice period."))
@click.argument("id")
@option("--as", "who", required=True, help=AS_HELP)
@option("--content", required=True, help=N_("What the objection says."))
@_who
@click.pass_obj
def object_(edge: Edge, id: str, who: str, content: str, person: str, name: str, group: int) -> None:  # noqa: A002
    """Record an objection."""
    from village_board.hearings.objections import object_to  # noqa: PLC0415

    raised = _signed(edge, who, lambda desk: object_to(desk, id, content, Applicant(0, "", person, name, group)))
    if edge.as_json:
        edge.give({**document(raised.resolution), "slip": raised.slip, "answer_due": raised.answer_due.isoformat()})
        return
    edge.say(
        edge.t(
            "Objection no. {number}, slip {slip}: answered by {due}.",
            number=raised.number,
            slip=raised.slip,
            due=raised.answer_due,
        )
    )


@resolution.command("objector", help=N_("Write down who raised the objection with this slip, shown in the hall."))
@click.argument("slip")
@option("--as", "who", required=True, help=AS_HELP)
@option("--person", required=True, help=N_("Number or name of the person; kept inside."))
@click.pass_obj
def objector(edge: Edge, slip: str, who: str, person: str) -> None:
    """Identify an objector."""
    from village_board.hearings.objections import identify_objector  # noqa: PLC0415

    perform(edge, who, lambda desk: identify_objector(desk, slip, person), _resolution_status)


@resolution.command("answer", help=N_("Answer an objection."))
@click.argument("id")
@option("--as", "who", required=True, help=AS_HELP)
@option("--slip", type=click.IntRange(1), required=True, help=N_("Number of the objection."))
@option("--answer", required=True, help=N_("The answer."))
@click.pass_obj
def answer(edge: Edge, id: str, who: str, slip: int, answer: str) -> None:  # noqa: A002
    """Answer an objection."""
    from village_board.hearings.objections import answer_objection  # noqa: PLC0415

    perform(edge, who, lambda desk: answer_objection(desk, id, slip, answer), _resolution_status)


@resolution.command("oversight", help=N_("Record the oversight committee's opinion on an objection: on, or back."))
@click.argument("id")
@option("--as", "who", required=True, help=AS_HELP)
@option("--slip", type=click.IntRange(1), required=True, help=N_("Number of the objection."))
@option("--opinion", required=True, help=N_("What the oversight committee writes; public."))
@option("--go-on/--uphold", "go_on", required=True, help=N_("Whether the case goes on, or back."))
@click.pass_obj
def oversight(edge: Edge, id: str, who: str, slip: int, opinion: str, *, go_on: bool) -> None:  # noqa: A002
    """Record an opinion."""
    from village_board.hearings.objections import record_oversight_opinion  # noqa: PLC0415

    perform(edge, who, lambda desk: record_oversight_opinion(desk, id, slip, opinion, go_on=go_on), _resolution_status)


def _places(text: str) -> PlacesOf:
    key, equals, count = text.partition("=")
    if not equals or not count.strip().isdecimal():
        raise PlacesUnreadable(text)
    return PlacesOf(key.strip(), int(count))


#: its commands belong to the groups of hearings and resolutions
COMMANDS: tuple[click.Command, ...] = ()
