"""The loudspeaker (P23): what is read out, the sound of it, and the tick "read out at ... by ..."."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from tinydb import where

from village_board.attachments.model import Attachment, MediaGroup, MediaType
from village_board.attachments.rules import public_state
from village_board.base.errors import Refused
from village_board.base.message import N_
from village_board.desk import Desk, Records
from village_board.i18n import translator
from village_board.notices.channels import Channel
from village_board.notices.model import DeliveryState, Notice, NoticeKind
from village_board.notices.posting import Posting
from village_board.notices.posting_words import nothing_personal
from village_board.notices.routing import ChannelKind
from village_board.notices.rules import check_move
from village_board.people.acts import Act
from village_board.settings import Settings
from village_board.speech.spoken import speakable
from village_board.speech.synthesis import voice_here

_SUFFIXES = {MediaType.OGG: ".ogg", MediaType.MP3: ".mp3", MediaType.WAV: ".wav"}


class NotForLoudspeaker(Refused):
    """The post belongs to another kind of channel."""

    sentence = N_("Post {id} is not for the loudspeaker. See which ones are: village-board notice loudspeaker")

    def __init__(self, id: str) -> None:  # noqa: A002 - the field's own name
        super().__init__(id=id)


class ReadOutAlready(Refused):
    """It was ticked before."""

    sentence = N_("Post {id} is ticked already, as read out at {when}.")

    def __init__(self, posting: Posting, when: datetime) -> None:
        super().__init__(id=posting.id, when=when)


class ReadOutNotWaiting(Refused):
    """It is not to be read out any more."""

    sentence = N_("Post {id} is not to be read out any more: what it says was changed or taken back.")

    def __init__(self, id: str) -> None:  # noqa: A002 - the field's own name
        super().__init__(id=id)


class ReadOutTime(Refused):
    """A time at which it cannot have been read out."""

    sentence = N_("It cannot have been read out at {when}: the notice is of {made}, and now it is {now}.")

    def __init__(self, when: datetime, made: datetime, now: datetime) -> None:
        super().__init__(when=when, made=made, now=now)


@dataclass(frozen=True, slots=True)
class ToReadOut:
    """A post for the loudspeaker, its notice, and the clerk's own recording where there is one."""

    posting: Posting
    notice: Notice
    recording: Attachment | None


def to_read_out(records: Records) -> list[ToReadOut]:
    """Return what still waits to be read out: emergencies first, then the oldest."""
    found = []
    for channel in records.find(Channel, where("kind") == ChannelKind.LOUDSPEAKER.value):
        for posting in records.find(Posting, where("channel") == channel.id):
            if posting.state is DeliveryState.PENDING:
                notice = records.get(Notice, posting.notice)
                if not notice.superseded:
                    found.append(ToReadOut(posting, notice, recording_of(records, posting)))
    return sorted(found, key=lambda one: (not one.posting.emergency, one.posting.due_at, one.posting.id))


def text_to_read_out(records: Records, settings: Settings, posting: Posting, *, spoken: bool = False) -> str:
    """Return what is read out: opening words, the notice, the notice once more, closing words.

    Args:
        records: the village's.
        settings: the village's name.
        posting: a post for the loudspeaker.
        spoken: with numbers, dates and amounts in Chinese words, as they are said; otherwise as one reads them.

    Raises:
        NotForLoudspeaker: it is a post of another channel.
    """
    channel = records.get(Channel, posting.channel)
    if channel.kind is not ChannelKind.LOUDSPEAKER:
        raise NotForLoudspeaker(posting.id)
    notice = records.get(Notice, posting.notice)
    t = translator(channel.language)
    emergency = notice.kind is NoticeKind.EMERGENCY
    opening = (
        t("Attention, villagers of {village}: an urgent notice.", village=settings.name)
        if emergency
        else t("Villagers of {village}, please listen to a notice.", village=settings.name)
    )
    body = nothing_personal(t.say(notice.message))
    if emergency and (issuer := str(notice.message.facts.get("issuer", ""))) and issuer not in body:
        body = t("Issued by {issuer}.", issuer=issuer) + body
    lines = [opening, body, t("Once more:"), body, t("That was the notice. Please tell your neighbours.")]
    text = "\n".join(lines)
    return speakable(text, channel.language) if spoken else text


def sound_to_read_out(records: Records, settings: Settings, posting: Posting, file: Path) -> float:
    """Let the machine's voice read the post out into a WAV file, and return its seconds.

    Raises:
        NotForLoudspeaker: it is a post of another channel.
        NoVoice, VoiceFailed, NothingToSay: this machine cannot speak it.
    """
    language = records.get(Channel, posting.channel).language
    return voice_here().speak(text_to_read_out(records, settings, posting), file, language)


def recording_of(records: Records, posting: Posting) -> Attachment | None:
    """Return the clerk's own recording: the newest public sound with the post, its notice, or what that is about.

    It comes before the machine's voice (K18); one that nobody has passed yet is not played.
    """
    subjects = [posting.id]
    if posting.notice:
        subjects += [posting.notice, records.get(Notice, posting.notice).subject]
    return next(filter(None, (sound_of(records, one) for one in subjects)), None)


def sound_of(records: Records, subject: str) -> Attachment | None:
    """Return the newest public recording that belongs to the record `subject`; None where there is none."""
    shown = public_state(records.find(Attachment, where("subject") == subject)).shown
    sounds = [one for one in shown if one.media_type.group is MediaGroup.SOUND]
    return max(sounds, key=lambda one: (one.uploaded_at is not None, one.uploaded_at, one.id), default=None)


def suffix_of(sound: Attachment) -> str:
    """Return the ending by which a player knows what a recording is; empty for what is no sound."""
    return _SUFFIXES.get(sound.media_type, "")


def read_out(desk: Desk, id: str, at: datetime | None = None) -> Posting:  # noqa: A002 - the field's own name
    """Tick that a post was read out over the loudspeaker, by the one who acts.

    Args:
        desk: the unit of work.
        id: of the post.
        at: when; by default now.

    Raises:
        NotFound: there is no such post.
        NotForLoudspeaker: it belongs to another channel.
        ReadOutAlready: it is ticked.
        ReadOutNotWaiting: it is cancelled, or what it says is no longer so.
        ReadOutTime: it is before the notice, or still to come.
    """
    posting = desk.get(Posting, id)
    if desk.get(Channel, posting.channel).kind is not ChannelKind.LOUDSPEAKER:
        raise NotForLoudspeaker(id)
    if posting.state is DeliveryState.SENT:
        raise ReadOutAlready(posting, posting.sent_at or desk.now)
    notice = desk.get(Notice, posting.notice)
    if posting.state is not DeliveryState.PENDING or notice.superseded:
        raise ReadOutNotWaiting(id)
    when = at or desk.now
    if not notice.made_at.replace(second=0, microsecond=0) <= when <= desk.now:
        raise ReadOutTime(when, notice.made_at, desk.now)
    desk.require(Act.READ_OUT)
    check_move(posting.state, DeliveryState.SENDING)
    check_move(DeliveryState.SENDING, DeliveryState.SENT)
    kept = desk.put(replace(posting, state=DeliveryState.SENT, sent_at=when, read_by=desk.who.id))
    desk.record(id, notice=posting.notice, at=when.isoformat())
    return kept
