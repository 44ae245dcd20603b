"""village-board channel …: where notices go beside chats: add, list, test, switch."""

from __future__ import annotations

import click

from village_board.base.message import N_, Message
from village_board.cli.acting import AS_HELP, perform
from village_board.cli.documents import document
from village_board.cli.edge import Edge
from village_board.cli.words import Group, option
from village_board.i18n import LANGUAGES
from village_board.notices.channel_service import add_channel, add_group, channel_counts, channels, switch_channel
from village_board.notices.channel_table import Way, channel_rows
from village_board.notices.channels import CHANNEL_STATE, POST_STATE, Channel
from village_board.notices.model import DeliveryState, Theme
from village_board.notices.posting import post_test
from village_board.notices.routing import ChannelKind

_KINDS = [kind.value for kind in ChannelKind if kind is not ChannelKind.CHAT]
_ID = N_("Id of the channel; see: village-board channel list")


@click.group("channel", cls=Group, help=N_("Channels beside chats: groups, robots, mail, hall, loudspeaker."))
def channel() -> None:
    """Collect the commands."""


@channel.command("add", help=N_("Add a channel. An address is asked for; it is a secret and never an argument."))
@click.argument("kind", type=click.Choice(_KINDS))
@click.argument("name")
@option(
    "--in-language", "language", default="zh-Hans", type=click.Choice([*LANGUAGES]), help=N_("Language of its posts.")
)
@option(
    "--topic",
    "topics",
    multiple=True,
    type=click.Choice([one.value for one in Theme]),
    help=N_("Only these topics; several."),
)
@option("--as", "who", required=True, help=AS_HELP)
@click.pass_obj
def add(edge: Edge, kind: str, name: str, language: str, topics: tuple[str, ...], who: str) -> None:
    """Add a channel."""
    wanted, themes = ChannelKind(kind), tuple(Theme(one) for one in topics)
    board = edge.open()
    actor = edge.sign_in(board, who)
    if wanted is ChannelKind.GROUP:
        with board.desk(actor) as desk:
            made, code = add_group(desk, name, language=language, topics=themes)
        _told_code(edge, made, code)
        return
    if channel_rows()[wanted].way is not Way.APPRISE:
        with board.desk(actor) as desk:
            made = add_channel(desk, wanted, name, language=language, topics=themes)
        _told(edge, made)
        return
    from village_board.notices.apprise_sender import scheme_of  # noqa: PLC0415 - an optional extra
    from village_board.notices.channel_secrets import forget_address, keep_address  # noqa: PLC0415

    address = edge.secret(edge.t("Address of the channel: "))
    service = scheme_of(address)
    with board.desk(actor) as desk:
        made = add_channel(desk, wanted, name, language=language, topics=themes, service=service)
        try:
            keep_address(board.home, made, address)
        except OSError:
            forget_address(board.home, made)
            raise
    _told(edge, made)


@channel.command("list", help=N_("List the channels, with how many posts of each stand where."))
@click.pass_obj
def list_channels(edge: Edge) -> None:
    """Print the channels."""
    records = edge.open().records()
    found = [(one, channel_counts(records, one.id)) for one in channels(records)]
    if edge.as_json:
        edge.give([{**_shown(one), "posts": {k.value: n for k, n in counts.items()}} for one, counts in found])
        return
    for one, counts in found:
        name = channel_rows()[one.kind].name(edge.t.language)
        edge.say(f"{one.id}  {one.name}  {name}  {edge.t.say(_state(one))}  {_counted(edge, counts)}".rstrip())
        if one.reason:
            edge.say(f"    {one.reason}")
    edge.say(edge.t.n("{n} channel", "{n} channels", len(found)))


@channel.command("test", help=N_("Send a test to a channel."))
@click.argument("id")
@option("--as", "who", required=True, help=AS_HELP)
@click.pass_obj
def test(edge: Edge, id: str, who: str) -> None:  # noqa: A002 - the argument's own name
    """Make a post that says that it is a test; whoever sends takes it."""
    board = edge.open()
    actor = edge.sign_in(board, who)
    with board.desk(actor) as desk:
        made = post_test(desk, id)
    if edge.as_json:
        edge.give(document(made))
        return
    edge.say(edge.t("The test waits [{id}]. The bot sends it, or: village-board notice send", id=made.id))


@channel.command("off", help=N_("Switch a channel off; what waits for it is cancelled."))
@click.argument("id")
@option("--as", "who", required=True, help=AS_HELP)
@click.pass_obj
def off(edge: Edge, id: str, who: str) -> None:  # noqa: A002
    """Switch a channel off."""
    perform(edge, who, lambda desk: switch_channel(desk, id, on=False), _state)


@channel.command("on", help=N_("Switch a channel on again."))
@click.argument("id")
@option("--as", "who", required=True, help=AS_HELP)
@click.pass_obj
def on(edge: Edge, id: str, who: str) -> None:  # noqa: A002
    """Switch a channel on."""
    perform(edge, who, lambda desk: switch_channel(desk, id, on=True), _state)


def _told(edge: Edge, made: Channel) -> None:
    if edge.as_json:
        edge.give(_shown(made))
    else:
        edge.say(edge.t("{title} [{id}]: {status}.", title=made.title, id=made.id, status=_state(made)))


def _told_code(edge: Edge, made: Channel, code: str) -> None:
    if edge.as_json:
        edge.give({**_shown(made), "say": f"/bindgroup {code}"})
        return
    _told(edge, made)
    assert made.code_until is not None
    edge.say(edge.t("Take the bot into the group, and say there before {when}:", when=made.code_until))
    edge.say(f"    /bindgroup {code}")


def _shown(one: Channel) -> dict[str, object]:
    """Return a channel without the number of its chat and the digest of its code."""
    return {key: value for key, value in document(one).items() if key not in ("chat", "code")}


def _counted(edge: Edge, counts: object) -> str:
    assert isinstance(counts, dict)
    said = [f"{edge.t(POST_STATE[DeliveryState(state)])} {number}" for state, number in counts.items() if number]
    return edge.t.listed(said)


def _state(one: Channel) -> Message:
    return Message(CHANNEL_STATE[one.state])


COMMANDS = (channel,)
