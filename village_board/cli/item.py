"""village-board item …: draft, review, sign, correct, and the reason for a gap."""

from __future__ import annotations

import re
from pathlib import Path

import click

from village_board.base.errors import UsageError
from village_board.base.message import N_, Message
from village_board.cli.edge import Edge
from village_board.cli.hearing import AS_HELP, perform
from village_board.cli.words import Group, option
from village_board.disclosure.model import Gap, Item
from village_board.disclosure.service import correct_item, draft_item, explain_gap, review_item, sign_item
from village_board.disclosure.words import ITEM_STATUS
from village_board.launch import day_of
from village_board.text.clean import clean

CONTENT_LIMIT = 20_000
PERIOD = re.compile(r"\d{4}(-Q[1-4]|-(0[1-9]|1[0-2]))?")


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


def _status(item: Item) -> Message:
    return Message(ITEM_STATUS[item.status])


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
) -> None:
    """Draft an item."""
    made = Item(
        number=clean(number),
        name=clean(name),
        catalogue=clean(catalogue),
        period=_period(period),
        content=_content(content, file),
        nil=nil,
    )
    perform(edge, who, lambda desk: draft_item(desk, made), _status)


@item.command("review", help=N_("Pass a draft, as the oversight committee."))
@click.argument("id")
@option("--as", "who", required=True, help=AS_HELP)
@click.pass_obj
def review(edge: Edge, id: str, who: str) -> None:  # noqa: A002 - the argument's own name
    """Review an item."""
    perform(edge, who, lambda desk: review_item(desk, id), _status)


@item.command("sign", help=N_("Sign and publish a reviewed item, as a third person."))
@click.argument("id")
@option("--as", "who", required=True, help=AS_HELP)
@click.pass_obj
def sign(edge: Edge, id: str, who: str) -> None:  # noqa: A002
    """Sign an item."""
    perform(edge, who, lambda desk: sign_item(desk, id), _status)


@item.command("correct", help=N_("Draft a new version of a published item; the old one is kept."))
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
    """Correct an item."""
    text = _content(content, file)
    perform(edge, who, lambda desk: correct_item(desk, id, text, what=what, why=why), _status)


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
    checked = _period(period)
    perform(edge, who, lambda desk: explain_gap(desk, catalogue, checked, reason, expected), _gap_status)


def _gap_status(gap: Gap) -> Message:
    return Message(N_("{reason}"), {"reason": gap.reason})


COMMANDS = (item,)
