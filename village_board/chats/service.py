"""Language and unfinished record of a chat, its single-use buttons, and the updates that were seen."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta

from tinydb import where

from village_board.base.errors import ChangedByAnother, NotFound, Refused
from village_board.base.kind import Record
from village_board.base.message import N_
from village_board.chats.model import Chat, Inbox, Offer, OfferAct
from village_board.chats.talk import VALID_FOR, Talk
from village_board.desk import Desk, Records
from village_board.i18n import DEFAULT, LANGUAGES
from village_board.notices.audience import subscriber_of
from village_board.notices.service import set_language
from village_board.people.model import Person

#: How long a member's button can be pressed, and how many of a chat are kept.
OFFER_VALID_FOR = timedelta(minutes=30)
OFFERS_KEPT = 12
#: Updates that are remembered, more than one call of getUpdates brings.
RECENT_KEPT = 300
#: After a week without updates Telegram may begin to count anew, so an old offset is not given back.
OFFSET_VALID_FOR = timedelta(days=6)


class OfferUnknown(Refused):
    """The button is not this person's, was never made, or is too old to be remembered (A14)."""

    sentence = N_("You may not do this: the button is not yours, or it is too old.")

    def __init__(self) -> None:
        super().__init__()


class OfferExpired(Refused):
    """The button is too old (A15)."""

    sentence = N_("This button is no longer valid, and nothing was changed. Open the matter again.")

    def __init__(self) -> None:
        super().__init__()


# Language


def language_of(records: Records, chat: int) -> str:
    """Return the language that `chat` chose, else that of its subscription, else Simplified Chinese."""
    known = chat_of(records, chat)
    if known.language:
        return known.language
    subscriber = subscriber_of(records, chat)
    return subscriber.language if subscriber is not None else DEFAULT


def choose_language(desk: Desk, chat: int, language: str) -> None:
    """Keep `language` for answers to `chat` and, where it has subscribed, for its notices (N23).

    Raises:
        KeyError: there is no such language.
    """
    if language not in LANGUAGES:
        raise KeyError(language)
    desk.put(replace(chat_of(desk, chat), language=language))
    set_language(desk, chat, language)


def forget(desk: Desk, chat: int) -> None:
    """Remove what is remembered of `chat` (N21)."""
    known = chat_of(desk, chat)
    if known.rev:
        desk.remove(known)


def chat_of(records: Records, chat: int) -> Chat:
    """Return what is remembered of `chat`; a new, unwritten record where nothing is."""
    return records.one(Chat, where("chat") == chat) or Chat(chat=chat)


# The unfinished record


_RECORDING = frozenset({OfferAct.RECORD_HEARING, OfferAct.RECORD_RESOLUTION})


def answer_for(desk: Desk, chat: int, draft: str) -> None:
    """Take the chat's next words as answers for the draft with this id; empty: for none.

    Buttons for an earlier state of it are no longer valid (A17).
    """
    known = chat_of(desk, chat)
    offers = tuple(offer for offer in known.offers if offer.used_at or offer.act not in _RECORDING)
    talk = None if draft else known.talk
    asked_at = desk.now if draft else None
    if (known.recording, known.recording_at, known.offers, known.talk) != (draft, asked_at, offers, talk):
        desk.put(replace(known, recording=draft, recording_at=asked_at, offers=offers, talk=talk))


def is_recording(records: Records, chat: int) -> bool:
    """Tell whether the chat's next words answer the questions of a record: not any more after a while."""
    known = chat_of(records, chat)
    at = known.recording_at
    return bool(known.recording) and at is not None and at <= records.now < at + VALID_FOR


def keep_talk(desk: Desk, chat: int, talk: Talk | None) -> None:
    """Keep the conversation that `chat` has, or forget it with None; one thing is talked of at a time."""
    known = chat_of(desk, chat)
    kept = replace(known, talk=talk)
    if talk is not None:
        kept = replace(kept, recording="", recording_at=None)
    if talk is None and kept == replace(Chat(chat=chat), id=known.id, rev=known.rev, change=known.change):
        forget(desk, chat)  # nothing else was remembered: whoever leaves leaves no trace (P15)
    else:
        desk.put(kept)


# Single-use buttons


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button that was pressed: `first` is False where its act was done by an earlier press (A15)."""

    offer: Offer
    first: bool


def make_offer(desk: Desk, chat: int, act: OfferAct, subject: Record, draft: Record | None = None) -> str:
    """Return the nonce of a new button of the one at the desk, for `subject` and `draft` as they stand."""
    offer = Offer(
        nonce=secrets.token_urlsafe(12),
        person=desk.who.id,
        act=act,
        subject=subject.id,
        subject_rev=subject.rev,
        expires_at=desk.now + OFFER_VALID_FOR,
        draft=draft.id if draft else "",
        draft_rev=draft.rev if draft else 0,
    )
    known = chat_of(desk, chat)
    desk.put(replace(known, offers=(*known.offers, offer)[-OFFERS_KEPT:]))
    return offer.nonce


def press(desk: Desk, chat: int, nonce: str) -> Pressed:
    """Use up the button `nonce`, in the unit of work of what it does.

    Raises:
        OfferUnknown: it was not made for this chat and person.
        OfferExpired: its time is over.
        ChangedByAnother: the record is no longer as it was when the button was made (A16, A17).
    """
    known = chat_of(desk, chat)
    offer = next((offer for offer in known.offers if offer.nonce == nonce), None)
    if offer is None or offer.person != desk.who.id:
        raise OfferUnknown
    if offer.used_at is not None:
        return Pressed(offer, first=False)
    if desk.now >= offer.expires_at:
        raise OfferExpired
    subject = desk.lookup(offer.subject)
    check_unchanged(desk, subject, offer.subject_rev)
    used = replace(offer, used_at=desk.now)
    desk.put(replace(known, offers=tuple(used if one is offer else one for one in known.offers)))
    return Pressed(offer, first=True)


def check_unchanged(desk: Desk, subject: Record, rev: int) -> None:
    """Refuse to act on a record that is no longer at `rev`, as it was shown (A16, A17).

    Raises:
        ChangedByAnother: with who changed what.
        OfferExpired: it is of a kind of which that is not kept.
    """
    if subject.rev != rev:
        raise _changed(desk, subject)


def _changed(desk: Desk, subject: Record) -> Refused:
    change = subject.change
    if change is None:
        return OfferExpired()
    try:
        who = desk.get(Person, change.by).name
    except NotFound:
        who = change.by
    return ChangedByAnother(subject.title, who, change.at, ", ".join(change.fields))


# Which updates were dealt with


def recent_updates(records: Records, bot: int) -> tuple[frozenset[int], int | None]:
    """Return the updates of `bot` that were dealt with, and the offset from which to ask; None: from the oldest."""
    inbox = records.one(Inbox, where("bot") == bot)
    if inbox is None or inbox.seen_at is None:
        return frozenset(), None
    fresh = records.now - inbox.seen_at < OFFSET_VALID_FOR
    return frozenset(inbox.recent), inbox.offset if fresh and inbox.offset else None


def mark_seen(desk: Desk, bot: int, updates: Iterable[int], *, offset: int | None = None) -> None:
    """Keep that `updates` were dealt with, in the same commit as what they did.

    Args:
        desk: the unit of work.
        bot: the bot's own id; another bot counts its updates otherwise.
        updates: their ids.
        offset: all updates below it were dealt with; None where others may still be under way.
    """
    inbox = desk.one(Inbox, where("bot") == bot) or Inbox(bot=bot)
    new = tuple(update for update in updates if update not in inbox.recent)
    recent = (*inbox.recent, *new)[-RECENT_KEPT:]
    if new or offset is not None:
        desk.put(replace(inbox, recent=recent, offset=offset or inbox.offset, seen_at=desk.now))
