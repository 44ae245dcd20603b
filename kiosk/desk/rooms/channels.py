"""Where notices go beside chats: groups, robots, mail, hall, loudspeaker."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from kiosk.desk.blank.shape import Field, Form, Kind, Option, Place
from kiosk.desk.browse.listing import Listing, ListScreen
from kiosk.desk.browse.rows import Row
from kiosk.desk.browse.sheet import Sheet, SheetScreen
from kiosk.desk.browse.steps import Step, form_step
from kiosk.desk.paper import Paragraph
from kiosk.desk.rooms import routes
from kiosk.desk.rooms.asking import answered, numbered, ticked
from village_board.base.message import N_
from village_board.i18n import DEFAULT, LANGUAGES, NATIVE_NAMES
from village_board.notices.channel_service import (
    ChannelNameMissing,
    ChannelNameTaken,
    GroupBoundAlready,
    NotBoundYet,
    ServiceWrong,
    add_channel,
    add_group,
    channel_counts,
    channels,
    switch_channel,
)
from village_board.notices.channel_table import Way, channel_rows
from village_board.notices.channels import CHANNEL_STATE, POST_STATE, Channel, ChannelState
from village_board.notices.model import DeliveryState, Theme
from village_board.notices.posting import ChannelNotSent, post_test
from village_board.notices.routing import ChannelKind
from village_board.notices.words import CHANNEL, THEME
from village_board.people.acts import Act

if TYPE_CHECKING:
    from kiosk.desk.blank.filled import Filled
    from village_board.desk import Desk, Records
    from village_board.i18n import Translator
    from village_board.people.model import Actor

_ADDRESSED = tuple(kind.value for kind, row in channel_rows().items() if row.way is Way.APPRISE)
_NAMES = (Place(ChannelNameMissing, "name"), Place(ChannelNameTaken, "name"))


def _kinds(_records: Records, t: Translator) -> Sequence[Option]:
    return [Option(kind.value, t(CHANNEL[kind])) for kind in ChannelKind if kind is not ChannelKind.CHAT]


def _languages(_records: Records, _t: Translator) -> Sequence[Option]:
    return [Option(code, NATIVE_NAMES[code]) for code in LANGUAGES]


def _themes_said(_records: Records, _filled: Filled, t: Translator) -> Sequence[Paragraph]:
    return [(t("The topics"), "accent"), *numbered(THEME.values(), t)]


def _add(desk: Desk, filled: Filled) -> Channel:
    kind, name = ChannelKind(filled.picked("kind")), filled.text("name")
    language = filled.text("language") or DEFAULT
    topics = tuple(Theme(one) for one in ticked(filled, "topics", THEME))
    if kind.value not in _ADDRESSED:
        return add_channel(desk, kind, name, language=language, topics=topics)
    from village_board.notices.apprise_sender import scheme_of  # noqa: PLC0415 - an optional extra
    from village_board.notices.channel_secrets import forget_address, keep_address  # noqa: PLC0415

    address, home = filled.text("address"), filled.attachments.home
    made = add_channel(desk, kind, name, language=language, topics=topics, service=scheme_of(address))
    try:
        keep_address(home, made, address)
    except OSError:
        forget_address(home, made)
        raise
    return made


def _added(t: Translator, made: Channel) -> str:
    return t("{title} [{id}]: {status}.", title=made.title, id=made.id, status=t(CHANNEL_STATE[made.state]))


ADD = Form(
    name="notice.channel",
    title=N_("Add a channel for notices"),
    act=Act.KEEP_CHANNEL,
    about=N_("Its address is a secret: it is kept in this machine's folder for its owner alone."),
    fields=(
        Field(
            "kind", N_("Kind of channel"), Kind.PICK, required=True,
            options=lambda records, t: [one for one in _kinds(records, t) if one.value != ChannelKind.GROUP.value],
        ),
        Field("name", N_("Name"), required=True, limit=40, hint=N_("By which the village calls it.")),
        Field(
            "address", N_("Address"), Kind.SECRET, required=True, limit=400, asked=answered("kind", *_ADDRESSED),
            hint=N_("As the robot or the mail server gave it. It is not shown and not kept in the draft."),
        ),
        Field("language", N_("Language"), Kind.CHOICE, options=_languages),
        Field("topics", N_("Only these topics"), hint=N_("Their digits, with spaces between. Empty: all.")),
    ),
    start=lambda _records, _subject: {"language": DEFAULT},
    beside=_themes_said,
    places=(
        Place(ServiceWrong, "address", N_("This is no address of that kind. It begins with one of: {schemes}.")),
        *_NAMES,
    ),
    button=N_("Add it"),
    told=_added,
    do=_add,
)  # fmt: skip


def _group_told(t: Translator, made: tuple[Channel, str]) -> str:
    channel, code = made
    assert channel.code_until is not None
    until = channel.code_until
    return t("Take the bot into the group, and say there before {when}: /bindgroup {code}", when=until, code=code)


def _add_group(desk: Desk, filled: Filled) -> tuple[Channel, str]:
    topics = tuple(Theme(one) for one in ticked(filled, "topics", THEME))
    return add_group(desk, filled.text("name"), language=filled.text("language") or DEFAULT, topics=topics)


GROUP = Form(
    name="notice.group",
    title=N_("Add a group of Telegram"),
    act=Act.KEEP_CHANNEL,
    about=N_("A code is shown once. Whoever says it in the group binds the group."),
    fields=(
        Field("name", N_("Name"), required=True, limit=40, hint=N_("By which the village calls it.")),
        Field("language", N_("Language"), Kind.CHOICE, options=_languages),
        Field("topics", N_("Only these topics"), hint=N_("Their digits, with spaces between. Empty: all.")),
    ),
    start=lambda _records, _subject: {"language": DEFAULT},
    beside=_themes_said,
    places=_NAMES,
    button=N_("Make the code"),
    told=_group_told,
    do=_add_group,
)


def _switch(name: str, title: str, about: str, *, on: bool) -> Form:
    return Form(
        name=name,
        title=title,
        act=Act.KEEP_CHANNEL,
        about=about,
        fields=(),
        places=(Place(NotBoundYet), Place(GroupBoundAlready)),
        button=title,
        told=_added,
        do=lambda desk, filled: switch_channel(desk, filled.subject, on=on),
    )


OFF = _switch("notice.channel_off", N_("Switch the channel off"), N_("What waits for it is cancelled."), on=False)
ON = _switch("notice.channel_on", N_("Switch the channel on"), "", on=True)
TEST = Form(
    name="notice.channel_test",
    title=N_("Send a test"),
    act=Act.KEEP_CHANNEL,
    about=N_("It only says that it is a test."),
    fields=(),
    places=(Place(ChannelNotSent),),
    button=N_("Send it"),
    told=lambda t, _made: t("The test waits until the bot sends."),
    do=lambda desk, filled: post_test(desk, filled.subject),
)


def form_named(name: str) -> Form | None:
    """Return the form of a channel or a way whose drafts bear this name."""
    return next((one for one in (ADD, GROUP, OFF, ON, TEST) if one.name == name), None) or routes.form_named(name)


# Screens


def channels_screen() -> ListScreen:
    """Return the channels."""
    return ListScreen(CHANNELS)


def _channel_rows(records: Records, _who: Actor, t: Translator) -> Sequence[Row]:
    return [
        Row(one.id, f"{one.name}  {t(CHANNEL[one.kind])}", t(CHANNEL_STATE[one.state]), marked=bool(one.reason))
        for one in channels(records)
    ]


def channel_screen(id: str) -> SheetScreen:  # noqa: A002 - the field's own name
    """Return the sheet of a channel."""

    def read(records: Records, _who: Actor, t: Translator) -> Sheet:
        one = records.get(Channel, id)
        steps = [form_step(OFF if one.state is ChannelState.ACTIVE else ON, id)]
        if one.state is ChannelState.ACTIVE:
            steps.insert(0, form_step(TEST, id))
        return Sheet(one.name, tuple(_channel_said(records, one, t)), tuple(steps))

    return SheetScreen(read)


def _channel_said(records: Records, one: Channel, t: Translator) -> Iterator[Paragraph]:
    yield t(CHANNEL_STATE[one.state]), "strong"
    yield t(CHANNEL[one.kind]), "ink"
    if one.reason:
        yield one.reason, "accent"
    topics = t.listed([t(THEME[each]) for each in one.topics]) if one.topics else t("all topics")
    yield t("{label}: {value}", label=t("Only these topics"), value=topics), "ink"
    for state, number in channel_counts(records, one.id).items():
        if number:
            yield t("{label}: {value}", label=t(POST_STATE[DeliveryState(state)]), value=number), "soft"


CHANNELS = Listing(
    title=N_("Channels for notices"),
    read=_channel_rows,
    open=channel_screen,
    steps=(form_step(ADD, key="f3"), form_step(GROUP, key="f6")),
    empty=N_("Notices go to chats alone."),
)


def channel_steps() -> tuple[Step, ...]:
    """Return the steps that open channels and ways."""
    opens: Callable[[], ListScreen] = channels_screen
    return (
        Step("channels", N_("Channels: groups, robots, hall, loudspeaker"), opens, Act.KEEP_CHANNEL, "f3"),
        Step("routes", N_("To whom and how each event is told"), routes.routes_screen, key="f6"),
    )
