"""village-board minutes, signed-minutes, correction: the sheet for signatures, what came back, what was wrong in it."""

from __future__ import annotations

from pathlib import Path

import click

from village_board.base.errors import UsageError
from village_board.base.message import N_, Message
from village_board.cli.acting import AS_HELP, perform
from village_board.cli.attach import OutExists, OutUnwritable
from village_board.cli.edge import Edge
from village_board.cli.words import Command, Group, option
from village_board.desk import Desk
from village_board.hearings.correction_words import FIELD, SIGNERS, correction_lines
from village_board.hearings.corrections import (
    confirm_correction,
    correct_hearing,
    correct_resolution,
    drop_correction,
    waiting_correction,
)
from village_board.hearings.drafts_reading import subject_of
from village_board.hearings.minutes import keep_signed_minutes, make_minutes, signed_words
from village_board.hearings.model import Hearing, Resolution
from village_board.hearings.words import HEARING_STATUS, RESOLUTION_STATUS
from village_board.paper.page import as_page
from village_board.paper.text import as_text
from village_board.text.clean import clean

_PAGES = frozenset({".html", ".htm"})
_TEXTS = frozenset({".txt", ""})


class PaperUnknown(UsageError):
    """A file name that says no form of paper."""

    sentence = N_("'{name}' says no form: give a name that ends in .txt or .html.")

    def __init__(self, name: str) -> None:
        super().__init__(name=name)


class CorrectionUnreadable(UsageError):
    """A corrected value given on the command line cannot be understood."""

    sentence = N_("'{text}' is no correction. Write it as FIELD=VALUE, such as present=36.")

    def __init__(self, text: str) -> None:
        super().__init__(text=text)


@click.command("minutes", cls=Command, help=N_("Write the minutes of a hearing or a vote as a sheet for signatures."))
@click.argument("id")
@option("--out", required=True, type=click.Path(path_type=Path), help=N_("Name of the file: .txt or .html."))
@option("--as", "who", required=True, help=AS_HELP)
@click.pass_obj
def minutes(edge: Edge, id: str, out: Path, who: str) -> None:  # noqa: A002 - the argument's own name
    """Write the minutes."""
    suffix = out.suffix.lower()
    if suffix not in _PAGES | _TEXTS:
        raise PaperUnknown(out.name)
    if out.exists():
        raise OutExists(out)
    board = edge.open()
    actor = edge.sign_in(board, who)
    with board.desk(actor) as desk:
        sheet = make_minutes(desk, id, board.settings.name)
        written = as_page(sheet, edge.t) if suffix in _PAGES else as_text(sheet, edge.t)
        try:
            with out.open("x", encoding="utf-8", newline="\n") as file:
                file.write(written)
        except FileExistsError:
            raise OutExists(out) from None
        except OSError as error:
            raise OutUnwritable(out, error.strerror or type(error).__name__) from None
        title = subject_of(desk, id).title
    if edge.as_json:
        edge.give({"id": id, "file": str(out)})
    else:
        edge.say(edge.t("The minutes of '{title}' stand in {file}. They hold names: do not post them.", title=title,
                        file=str(out)))  # fmt: skip


@click.command("signed-minutes", cls=Command, help=N_("Tick who signed the minutes that came back as an attachment."))
@click.argument("id")
@option("--signed", "signers", multiple=True, required=True, type=click.Choice(list(SIGNERS)),
              help=N_("Who signed; several."))  # fmt: skip
@option("--participants", type=click.IntRange(0), default=0, help=N_("How many of those who took part signed."))
@option("--as", "who", required=True, help=AS_HELP)
@click.pass_obj
def signed(edge: Edge, id: str, signers: tuple[str, ...], participants: int, who: str) -> None:  # noqa: A002
    """Keep who signed."""
    perform(edge, who, lambda desk: keep_signed_minutes(desk, id, signers, participants), _status)


@click.group("correction", cls=Group, help=N_("Correct a confirmed result; a second member confirms it."))
def correction() -> None:
    """Collect the commands."""


@correction.command("write", help=N_("Write down what is wrong in a confirmed result."))
@click.argument("id")
@option("--set", "values", multiple=True, required=True,
              help=N_("FIELD=VALUE, such as present=36, changes=... or statement:2=...; several."))  # fmt: skip
@option("--reason", required=True, help=N_("Why; everybody reads it."))
@option("--as", "who", required=True, help=AS_HELP)
@click.pass_obj
def write(edge: Edge, id: str, values: tuple[str, ...], reason: str, who: str) -> None:  # noqa: A002
    """Write a correction."""
    given = dict(_given(edge, text) for text in values)

    def act(desk: Desk) -> Hearing | Resolution:
        if isinstance(subject_of(desk, id), Hearing):
            return correct_hearing(desk, id, given, reason)
        return correct_resolution(desk, id, given, reason)

    perform(edge, who, act, _corrected)


@correction.command("confirm", help=N_("Let a written correction hold, as a second member."))
@click.argument("id")
@option("--as", "who", required=True, help=AS_HELP)
@click.pass_obj
def confirm(edge: Edge, id: str, who: str) -> None:  # noqa: A002
    """Confirm a correction."""
    perform(edge, who, lambda desk: confirm_correction(desk, id), _corrected)


@correction.command("drop", help=N_("Take back a correction that nobody confirmed."))
@click.argument("id")
@option("--as", "who", required=True, help=AS_HELP)
@click.pass_obj
def drop(edge: Edge, id: str, who: str) -> None:  # noqa: A002
    """Drop a correction."""
    perform(edge, who, lambda desk: drop_correction(desk, id), _corrected)


@correction.command("list", help=N_("Show the corrections of a record, and its signed minutes."))
@click.argument("id")
@click.pass_obj
def list_corrections(edge: Edge, id: str) -> None:  # noqa: A002
    """Print the corrections."""
    with edge.open().reading() as records:
        record = subject_of(records, id)
        lines = [*correction_lines(record), *signed_words(records, record)]
    told = [edge.t.say(line) for line in lines]
    if edge.as_json:
        edge.give({"id": id, "lines": told, "waits": waiting_correction(record) is not None})
        return
    for line in told or [edge.t("No correction, and no signed minutes.")]:
        edge.say(line)


def _given(edge: Edge, text: str) -> tuple[str, str]:
    """Return field and value of ``present=36``; the field may be named in the reader's words."""
    field, equals, value = text.partition("=")
    if not (equals and field.strip()):
        raise CorrectionUnreadable(text)
    named = {edge.t(words): key for key, words in FIELD.items()}
    return named.get(clean(field), clean(field)), value


def _status(record: Hearing | Resolution) -> Message:
    words = HEARING_STATUS[record.status] if isinstance(record, Hearing) else RESOLUTION_STATUS[record.status]
    return Message(words)


def _corrected(record: Hearing | Resolution) -> Message:
    if waiting_correction(record) is not None:
        return Message(N_("the correction waits for a second member"))
    return _status(record)


COMMANDS = (minutes, signed, correction)
