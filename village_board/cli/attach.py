"""village-board attach …: the files of a record: give, list, mask, pass, take back, get, check."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from village_board.attachments.files import AttachmentStore
from village_board.attachments.model import Attachment, AttachmentKind, Inspected
from village_board.attachments.reading import all_attachments, check_attachments, open_attachment, public_state
from village_board.attachments.rules import PublicState
from village_board.attachments.service import (
    attach,
    file_limits,
    mask_attachment,
    sweep_attachments,
    withdraw_attachment,
)
from village_board.attachments.words import ATTACHMENT_KIND, MEDIA, VISIBILITY
from village_board.base.errors import Refused
from village_board.base.message import N_, Message
from village_board.board import Board
from village_board.cli.acting import AS_HELP
from village_board.cli.documents import document
from village_board.cli.edge import Edge
from village_board.cli.words import Group, option
from village_board.desk import Desk

UNFIT = 1
#: where a home keeps its nightly backups
NIGHTLY = "backup"
_KB = 1024
_STEP = 100
FILE = click.Path(path_type=Path)
CAPTION_HELP = N_("What the file is, in a few words.")


class OutExists(Refused):
    """A file of that name is there; none is ever written over."""

    sentence = N_("There is a file {file} already; nothing was written. Choose another name.")

    def __init__(self, file: Path) -> None:
        super().__init__(file=str(file))


class OutUnwritable(Refused):
    """The copy cannot be written where it was wanted."""

    sentence = N_("{file} cannot be written ({why}). Choose another place.")

    def __init__(self, file: Path, why: str) -> None:
        super().__init__(file=str(file), why=why)


@click.group("attach", cls=Group, help=N_("Files that belong to a record; public only when someone looked."))
def group() -> None:
    """Collect the commands."""


@group.command("add", help=N_("Keep a file with a record, for the office only."))
@click.argument("id")
@click.argument("file", type=FILE)
@option(
    "--kind",
    required=True,
    type=click.Choice([kind.value for kind in AttachmentKind]),
    help=N_("What it is to its record."),
)
@option("--caption", required=True, help=CAPTION_HELP)
@option("--replaces", default="", help=N_("Id of the attachment of which it is a better copy."))
@option("--as", "who", required=True, help=AS_HELP)
@click.pass_obj
def add(edge: Edge, id: str, file: Path, kind: str, caption: str, replaces: str, who: str) -> None:  # noqa: A002
    """Attach a file."""
    board = edge.open()
    inspected = _inspected(board, file)
    made = AttachmentKind(kind)
    _perform(
        edge,
        board,
        who,
        lambda desk: attach(desk, board.attachments, id, inspected, kind=made, caption=caption, replaces=replaces),
    )


@group.command("mask", help=N_("Give a masked copy of an attachment; another person passes it."))
@click.argument("id")
@click.argument("file", type=FILE)
@option("--caption", default="", help=CAPTION_HELP)
@option("--as", "who", required=True, help=AS_HELP)
@click.pass_obj
def mask(edge: Edge, id: str, file: Path, caption: str, who: str) -> None:  # noqa: A002
    """Give a masked copy."""
    board = edge.open()
    inspected = _inspected(board, file)
    _perform(edge, board, who, lambda desk: mask_attachment(desk, board.attachments, id, inspected, caption))


@group.command("pass", help=N_("Make an attachment public after looking at it, as another person than who gave it."))
@click.argument("id")
@option("--as", "who", required=True, help=AS_HELP)
@option("--reason", default="", help=N_("Why it may be public although the machine stops it."))
@click.pass_obj
def pass_(edge: Edge, id: str, who: str, reason: str) -> None:  # noqa: A002
    """Pass an attachment; where the machine stops it, every place is told."""
    from village_board.attachments.passing import FileStopped, pass_attachment  # noqa: PLC0415 - the gate is slow

    board = edge.open()
    try:
        _perform(edge, board, who, lambda desk: pass_attachment(desk, board.attachments, id, reason))
    except FileStopped as stopped:
        if not edge.as_json:
            for one in stopped.found:
                edge.say(edge.t("{place}: {reason}", place=one.place.words, reason=one.reason))
        raise


@group.command("withdraw", help=N_("Take an attachment back; the file is kept."))
@click.argument("id")
@option("--reason", required=True, help=N_("Why."))
@option("--as", "who", required=True, help=AS_HELP)
@click.pass_obj
def withdraw(edge: Edge, id: str, reason: str, who: str) -> None:  # noqa: A002
    """Withdraw an attachment."""
    _perform(edge, edge.open(), who, lambda desk: withdraw_attachment(desk, id, reason))


@group.command("list", help=N_("List the files of a record."))
@click.argument("id")
@option("--public", is_flag=True, help=N_("Only what a villager may see."))
@click.pass_obj
def list_attachments(edge: Edge, id: str, *, public: bool) -> None:  # noqa: A002
    """Print the files of a record."""
    with edge.open().reading() as records:
        title = records.lookup(id).title
        found, state = all_attachments(records, id), public_state(records, id)
    if edge.as_json:
        edge.give(_public_document(edge, state) if public else [document(one) for one in found])
        return
    edge.say(f"{title} [{id}]")
    for one in state.shown if public else found:
        edge.say(_line(edge, one))
    if public and state.message is not None:
        edge.say(edge.t.say(state.message))
    if not public:
        edge.say(edge.t.n("{n} file", "{n} files", len(found)))


@group.command("get", help=N_("Copy the file of an attachment, after comparing it with its record."))
@click.argument("id")
@option("--out", required=True, type=FILE, help=N_("Name of the copy."))
@click.pass_obj
def get(edge: Edge, id: str, out: Path) -> None:  # noqa: A002
    """Copy a file out."""
    board = edge.open()
    attachment = board.records().get(Attachment, id)
    path = open_attachment(board.home, attachment)
    try:
        with path.open("rb") as read, out.open("xb") as write:
            shutil.copyfileobj(read, write)
    except FileExistsError:
        raise OutExists(out) from None
    except OSError as error:
        raise OutUnwritable(out, error.strerror or type(error).__name__) from None
    if edge.as_json:
        edge.give({"id": attachment.id, "file": str(out), "sha256": attachment.sha256, "size": attachment.size})
    else:
        edge.say(edge.t("{title} [{id}] was copied to {file}.", title=attachment.title, id=id, file=str(out)))


@group.command("check", help=N_("Read every file and compare it with its record."))
@option("--mend", is_flag=True, help=N_("Bring files that are missing or changed back from the nightly backup."))
@click.pass_obj
def check(edge: Edge, *, mend: bool) -> int:
    """Check all files."""
    board = edge.open()
    with board.reading() as records:
        unfit = check_attachments(records, board.home, lambda done, of: _tell_progress(edge, done, of))
    if mend:
        nightly = AttachmentStore(board.home / NIGHTLY)
        lost = [one for one in unfit if not board.attachments.fetch(one.attachment.sha256, nightly)]
        if unfit and not edge.as_json:
            edge.say(edge.t("Brought back: {n}.", n=len(unfit) - len(lost)))
        unfit = lost
    if edge.as_json:
        edge.give([{"id": one.attachment.id, "message": edge.t.say(one.message)} for one in unfit])
    for one in unfit:
        edge.say(edge.t.say(one.message))
    if not unfit:
        edge.say(edge.t("All files of attachments are what was kept."))
    return UNFIT if unfit else 0


@group.command("sweep", help=N_("Remove files that no record names, left when a command was cut off."))
@click.pass_obj
def sweep(edge: Edge) -> None:
    """Remove orphans."""
    board = edge.open()
    with board.desk() as desk:
        gone = sweep_attachments(desk, board.attachments)
    if edge.as_json:
        edge.give({"removed": gone})
    else:
        edge.say(edge.t.n("{n} file without a record removed.", "{n} files without a record removed.", gone))


def _inspected(board: Board, file: Path) -> Inspected:
    from village_board.attachments.judging import inspect, read_upload  # noqa: PLC0415 - only where a file is given

    limits = file_limits(board.records())
    return inspect(read_upload(file, limits), limits)


def _perform(edge: Edge, board: Board, who: str, act: Callable[[Desk], Attachment]) -> None:
    with _signed(edge, board, who) as desk:
        done = act(desk)
    if edge.as_json:
        edge.give(document(done))
        return
    status = Message(VISIBILITY[done.visibility])
    edge.say(edge.t("{title} [{id}]: {status}.", title=done.title, id=done.id, status=status))


@contextmanager
def _signed(edge: Edge, board: Board, who: str) -> Iterator[Desk]:
    actor = edge.sign_in(board, who)
    with board.desk(actor) as desk:
        yield desk


def _line(edge: Edge, one: Attachment) -> str:
    t = edge.t
    kind, status = t(ATTACHMENT_KIND[one.kind]), t(VISIBILITY[one.visibility])
    day = one.day.isoformat() if one.day else ""
    return f"{one.id}  {day}  {one.caption}  ({kind}, {MEDIA[one.media_type]}, {-(-one.size // _KB)} KB, {status})"


def _public_document(edge: Edge, state: PublicState) -> dict[str, Any]:
    return {
        "shown": [_public_fields(one) for one in state.shown],
        "earlier": [_public_fields(one) for one in state.earlier],
        "in_hall": state.in_hall,
        "message": edge.t.say(state.message) if state.message else "",
    }


def _public_fields(one: Attachment) -> dict[str, Any]:
    """Return what a villager may know of a file: not who gave it, and not its name, which may name a person."""
    return {
        "id": one.id,
        "caption": one.caption,
        "kind": one.kind.value,
        "media_type": one.media_type.value,
        "size": one.size,
        "sha256": one.sha256,
    }


def _tell_progress(edge: Edge, done: int, of: int) -> None:
    if done % _STEP == 0:
        edge.say(edge.t("Files read: {done} of {of}", done=done, of=of))


COMMANDS = (group,)
