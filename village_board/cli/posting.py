"""village-board notice send, loudspeaker, read-out, posts, repost: notices in channels."""

from __future__ import annotations

import time
from pathlib import Path

import click

from village_board.base.message import N_, Message, say
from village_board.board import Board
from village_board.cli.acting import AS_HELP, perform, time_of
from village_board.cli.attach import OutExists
from village_board.cli.documents import document
from village_board.cli.edge import Edge
from village_board.cli.words import Command, option
from village_board.notices.channels import POST_STATE, Channel
from village_board.notices.loudspeaker import read_out, sound_to_read_out, text_to_read_out, to_read_out
from village_board.notices.model import DeliveryState, Notice
from village_board.notices.posting import Posting, post_by_person, unknown_posts

#: Seconds between two rounds of `send --watch`.
_LOOK = 5.0


@click.command(
    "send", cls=Command, help=N_("Send what waits for robots, mail and gateways; the running bot does it by itself.")
)
@option("--watch", is_flag=True, help=N_("Go on until it is stopped with Ctrl+C."))
@click.pass_obj
def send(edge: Edge, watch: bool) -> None:  # noqa: FBT001 - a flag of the command line
    """Send posts; only one process of a home does (N15)."""
    board = edge.open()
    with board.only_sender():
        _rounds(edge, board, watch=watch)


def _rounds(edge: Edge, board: Board, *, watch: bool) -> None:
    from village_board.notices.sending import Round  # noqa: PLC0415 - an optional extra

    one = Round(board)
    one.recover()
    while True:
        one.run()
        for claimed, outcome in one.done:
            state = board.records().get(Posting, claimed.posting.id).state
            why = f" ({outcome.reason})" if outcome.reason else ""
            edge.say(f"{claimed.posting.id}  {claimed.channel.name}  {edge.t(POST_STATE[state])}{why}")
        if not watch:
            break
        one.done.clear()
        time.sleep(_LOOK)
    if edge.as_json:
        edge.give([{"post": c.posting.id, "fate": o.fate.value, "reason": o.reason} for c, o in one.done])
    else:
        edge.say(edge.t.n("{n} post tried", "{n} posts tried", len(one.done)))


@click.command("loudspeaker", cls=Command, help=N_("List what waits to be read out, with its text."))
@option("--spoken", is_flag=True, help=N_("Numbers, dates and amounts in words, as they are said."))
@click.pass_obj
def loudspeaker(edge: Edge, spoken: bool) -> None:  # noqa: FBT001
    """Print the texts for the loudspeaker."""
    board = edge.open()
    records = board.records()
    found = to_read_out(records)
    texts = [text_to_read_out(records, board.settings, one.posting, spoken=spoken) for one in found]
    if edge.as_json:
        edge.give([{**document(one.posting), "text": text} for one, text in zip(found, texts, strict=True)])
        return
    for one, text in zip(found, texts, strict=True):
        edge.say(f"{one.posting.id}")
        if one.recording is not None:
            edge.say(edge.t("Play the clerk's own recording: {id}", id=one.recording.id))
        edge.say(text + "\n")
    edge.say(edge.t.n("{n} notice to be read out", "{n} notices to be read out", len(found)))


@click.command("sound", cls=Command, help=N_("Write the text of a post as sound (WAV) for the loudspeaker."))
@click.argument("id")
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def sound(edge: Edge, id: str, file: Path) -> None:  # noqa: A002 - the argument's own name
    """Let the machine's voice speak a post into a file."""
    if file.exists():
        raise OutExists(file)
    board = edge.open()
    records = board.records()
    seconds = sound_to_read_out(records, board.settings, records.get(Posting, id), file)
    edge.say(edge.t("{file}: {n} seconds.", file=str(file), n=round(seconds)))


@click.command("read-out", cls=Command, help=N_("Tick that a post was read out over the loudspeaker."))
@click.argument("id")
@option("--at", "at", default="", help=N_("When, such as '2026-09-30 07:30'; by default now."))
@option("--as", "who", required=True, help=AS_HELP)
@click.pass_obj
def read_out_command(edge: Edge, id: str, at: str, who: str) -> None:  # noqa: A002
    """Tick a post as read out."""
    when = time_of(at) if at else None
    board = edge.open()
    actor = edge.sign_in(board, who)
    with board.desk(actor) as desk:
        done = read_out(desk, id, when)
        told = desk.get(Notice, done.notice)
    if edge.as_json:
        edge.give(document(done))
    else:
        edge.say(edge.t("{title} [{id}]: {status}.", title=told.message, id=done.id, status=_state(done)))


@click.command("posts", cls=Command, help=N_("List the posts in channels of which nobody knows whether they arrived."))
@click.pass_obj
def posts(edge: Edge) -> None:
    """Print the unknown posts."""
    records = edge.open().records()
    found = list(unknown_posts(records))
    if edge.as_json:
        edge.give([document(one) for one in found])
        return
    for one in found:
        what = edge.t.say(records.get(Notice, one.notice).message) if one.notice else edge.t("a test")
        edge.say(f"{one.id}  {records.get(Channel, one.channel).name}  {what}")
    edge.say(edge.t.n("{n} post unknown", "{n} posts unknown", len(found)))


@click.command("repost", cls=Command, help=N_("Post an unknown one again; its text says so."))
@click.argument("id")
@option("--as", "who", required=True, help=AS_HELP)
@click.pass_obj
def repost(edge: Edge, id: str, who: str) -> None:  # noqa: A002
    """Post again."""
    perform(edge, who, lambda desk: post_by_person(desk, id), _state)


def _state(posting: Posting) -> Message:
    if posting.state is DeliveryState.SENT and posting.read_by and posting.sent_at is not None:
        return say("read out at {when}", when=posting.sent_at)
    return Message(POST_STATE[posting.state])


#: They stand in `village-board notice`.
NOTICE_COMMANDS = (send, loudspeaker, sound, read_out_command, posts, repost)
