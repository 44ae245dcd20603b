"""village-board item …: draft, submit, review, sign, correct, send back, and the reason for a gap."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from village_board.base.errors import UsageError
from village_board.base.message import N_, Message
from village_board.cli.acting import AS_HELP, perform
from village_board.cli.documents import document
from village_board.cli.edge import Edge
from village_board.cli.item_after import AFTER, WHY, item_status, list_emergencies
from village_board.cli.receive import receive
from village_board.cli.words import Group, option
from village_board.disclosure.correcting import correct_item
from village_board.disclosure.explaining import explain_gap
from village_board.disclosure.model import Gap, Item
from village_board.disclosure.refusals import GateClosed
from village_board.disclosure.service import (
    answer_secrecy,
    draft_item,
    edit_item,
    override_gate,
    publish_emergency,
    return_item,
    review_item,
    sign_item,
    submit_item,
)
from village_board.disclosure.steps import Access
from village_board.launch import day_of
from village_board.text.clean import clean

if TYPE_CHECKING:
    from village_board.attachments.files import AttachmentStore
    from village_board.desk import Desk
    from village_board.disclosure.screening import Look

CONTENT_LIMIT = 20_000
PERIOD = re.compile(r"\d{4}(-Q[1-4]|-(0[1-9]|1[0-2]))?")
EVENT_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class PeriodUnreadable(UsageError):
    """A period given on the command line is none."""

    sentence = N_("'{text}' is no period. Write it as 2026, 2026-Q3 or 2026-09.")

    def __init__(self, text: str) -> None:
        super().__init__(text=text)


class ContentUnreadable(UsageError):
    """The file with the content cannot be read as text."""

    sentence = N_("{file} cannot be read as UTF-8 text. Save it so, or give the text with --content.")

    def __init__(self, file: Path) -> None:
        super().__init__(file=str(file))


def _period(text: str) -> str:
    if text and not PERIOD.fullmatch(text):
        raise PeriodUnreadable(text)
    return text


def _content(content: str, file: Path | None) -> str:
    if file is None:
        return clean(content, limit=CONTENT_LIMIT, multiline=True)
    try:
        return clean(file.read_text(encoding="utf-8-sig"), limit=CONTENT_LIMIT, multiline=True)
    except (OSError, UnicodeDecodeError):
        raise ContentUnreadable(file) from None


def _with_files(edge: Edge, who: str, act: Callable[[Desk, AttachmentStore], Item]) -> None:
    """Do an act in which the machine looks at files too; where it stops, every place is told."""
    board = edge.open()
    actor = edge.sign_in(board, who)
    try:
        with board.desk(actor) as desk:
            done = act(desk, board.attachments)
    except GateClosed as closed:
        if not edge.as_json:
            for hit in closed.hits:
                edge.say(edge.t("{place}: {reason}", place=hit.place.words, reason=hit.reason))
        raise
    if edge.as_json:
        edge.give(document(done))
    else:
        edge.say(edge.t("{title} [{id}]: {status}.", title=done.title, id=done.id, status=item_status(done)))


def _tell_look(edge: Edge, look: Look) -> None:
    if edge.as_json:
        return
    for hit in look.hits:
        edge.say(edge.t("{place}: {reason}", place=hit.place.words, reason=hit.reason))
    for one in look.waiting:
        edge.say(edge.t("{title} [{id}] shows more than words: somebody must look (attach pass).", title=one.title,
                        id=one.id))  # fmt: skip


def _day(text: str) -> date | None:
    return day_of(text) if text else None


@click.group("item", cls=Group, help=N_("Draft, review, sign and correct disclosure items: three people."))
def item() -> None:
    """Collect the commands."""


@item.command("draft", help=N_("Draft an item; nothing is public yet."))
@option("--as", "who", required=True, help=AS_HELP)
@option("--number", required=True, help=N_("Number of the item."))
@option("--name", required=True, help=N_("Name of the item."))
@option("--catalogue", default="", help=N_("Entry of the catalogue, such as SG-12."))
@option("--period", default="", help=N_("2026, 2026-Q3 or 2026-09."))
@option("--content", default="", help=N_("The text."))
@option("--file", type=click.Path(path_type=Path), help=N_("A text file with it."))
@option("--nil", is_flag=True, help=N_("Nothing happened in the period."))
@option("--responsible", default="", help=N_("Who is responsible."))
@option("--shown-until", default="", help=N_("Its last day on the wall."))
@option("--access", type=click.Choice([one.value for one in Access]), default=Access.OPEN.value,
        help=N_("Whether it is open, on application or not open."))  # fmt: skip
@option("--ground", default="", help=N_("Ground in law, where it is not open."))
@option("--access-reason", default="", help=N_("Reason, where it is not open."))
@click.pass_obj
def draft(
    edge: Edge,
    who: str,
    number: str,
    name: str,
    catalogue: str,
    period: str,
    content: str,
    file: Path | None,
    *,
    nil: bool,
    responsible: str,
    shown_until: str,
    access: str,
    ground: str,
    access_reason: str,
) -> None:
    """Draft an item."""
    made = Item(
        number=clean(number),
        name=clean(name),
        catalogue=clean(catalogue),
        period=_period(period),
        content=_content(content, file),
        nil=nil,
        responsible=clean(responsible),
        shown_until=_day(shown_until),
        access=Access(access),
        ground=ground,
        access_reason=access_reason,
    )
    perform(edge, who, lambda desk: draft_item(desk, made), item_status)


@item.command("edit", help=N_("Change the text of a draft, such as one that was sent back."))
@click.argument("id")
@option("--as", "who", required=True, help=AS_HELP)
@option("--content", default="", help=N_("The text."))
@option("--file", type=click.Path(path_type=Path), help=N_("A text file with it."))
@click.pass_obj
def edit(edge: Edge, id: str, who: str, content: str, file: Path | None) -> None:  # noqa: A002
    """Change a draft."""
    text = _content(content, file)
    perform(edge, who, lambda desk: edit_item(desk, id, text), item_status)


@item.command("submit", help=N_("Submit a draft for review; the machine looks for personal data first."))
@click.argument("id")
@option("--as", "who", required=True, help=AS_HELP)
@click.pass_obj
def submit(edge: Edge, id: str, who: str) -> None:  # noqa: A002
    """Submit an item."""

    def act(desk: Desk, files: AttachmentStore) -> Item:
        done, look = submit_item(desk, files, id)
        _tell_look(edge, look)
        return done

    _with_files(edge, who, act)


@item.command("override", help=N_("Let a stopped draft pass as a second person; the reason is kept."))
@click.argument("id")
@option("--as", "who", required=True, help=AS_HELP)
@option("--reason", required=True, help=WHY)
@click.pass_obj
def override(edge: Edge, id: str, who: str, reason: str) -> None:  # noqa: A002
    """Override the gate."""
    _with_files(edge, who, lambda desk, files: override_gate(desk, files, id, reason))


@item.command("review", help=N_("Pass a submitted item, as the oversight committee."))
@click.argument("id")
@option("--as", "who", required=True, help=AS_HELP)
@option("--asked", default="", help=N_("Unsure whether it is secret: who was asked."))
@click.pass_obj
def review(edge: Edge, id: str, who: str, asked: str) -> None:  # noqa: A002 - the argument's own name
    """Review an item."""
    perform(edge, who, lambda desk: review_item(desk, id, asked), item_status)


@item.command("answer", help=N_("Write down the answer of whoever was asked whether it is secret."))
@click.argument("id")
@option("--as", "who", required=True, help=AS_HELP)
@option("--answer", required=True, help=N_("The answer, and when it came."))
@click.pass_obj
def answer(edge: Edge, id: str, who: str, answer: str) -> None:  # noqa: A002
    """Answer on secrecy."""
    perform(edge, who, lambda desk: answer_secrecy(desk, id, answer), item_status)


@item.command("return", help=N_("Send an item back to its drafter."))
@click.argument("id")
@option("--as", "who", required=True, help=AS_HELP)
@option("--reason", required=True, help=WHY)
@click.pass_obj
def return_(edge: Edge, id: str, who: str, reason: str) -> None:  # noqa: A002
    """Send an item back."""
    perform(edge, who, lambda desk: return_item(desk, id, reason), item_status)


@item.command("emergency", help=N_("Publish a draft with one signature; without an id list what waits for review."))
@click.argument("id", default="")
@option("--as", "who", default="", help=AS_HELP)
@option("--issuer", default="", help=N_("Whose warning it is."))
@click.pass_obj
def emergency(edge: Edge, id: str, who: str, issuer: str) -> int:  # noqa: A002
    """Publish in an emergency, or list."""
    if not id:
        return list_emergencies(edge)
    _with_files(edge, who, lambda desk, files: publish_emergency(desk, files, id, issuer))
    return 0


@item.command("sign", help=N_("Sign and publish a reviewed item, as a third person."))
@click.argument("id")
@option("--as", "who", required=True, help=AS_HELP)
@click.pass_obj
def sign(edge: Edge, id: str, who: str) -> None:  # noqa: A002
    """Sign an item."""
    perform(edge, who, lambda desk: sign_item(desk, id), item_status)


@item.command("correct", help=N_("Draft a new version of a published item with its files; the old one is kept."))
@click.argument("id")
@option("--as", "who", required=True, help=AS_HELP)
@option("--content", default="", help=N_("The text."))
@option("--file", type=click.Path(path_type=Path), help=N_("A text file with it."))
@option("--what", required=True, help=N_("What is corrected."))
@option("--why", required=True, help=N_("Why."))
@click.pass_obj
def correct(
    edge: Edge,
    id: str,  # noqa: A002
    who: str,
    content: str,
    file: Path | None,
    what: str,
    why: str,
) -> None:
    """Correct an item; without a text, its files alone."""
    text = _content(content, file) if content or file else None
    perform(edge, who, lambda desk: correct_item(desk, id, text, what=what, why=why), item_status)


@item.command("gap", help=N_("Say why an entry of the catalogue is missing for a period."))
@click.argument("catalogue")
@click.argument("period")
@option("--as", "who", required=True, help=AS_HELP)
@option("--reason", required=True, help=N_("Why."))
@option("--expected-on", default="", help=N_("When it will come."))
@click.pass_obj
def gap(edge: Edge, catalogue: str, period: str, who: str, reason: str, expected_on: str) -> None:
    """Explain a gap."""
    expected = day_of(expected_on) if expected_on else None
    checked = period if EVENT_DAY.fullmatch(period) else _period(period)
    perform(edge, who, lambda desk: explain_gap(desk, catalogue, checked, reason, expected), _gap_status)


def _gap_status(gap: Gap) -> Message:
    return Message(N_("{reason}"), {"reason": gap.reason})


for command in (*AFTER, receive):
    item.add_command(command)

COMMANDS = (item,)
