"""Subscribing, choosing what and when, leaving (N16, N17, N21-N23)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from tinydb import where

from village_board.base.errors import Refused
from village_board.base.message import N_
from village_board.desk import Desk
from village_board.limits.service import limits_of
from village_board.notices.audience import Recipient, all_of, follows_of, hours_of, hours_of_chat, subscriber_of
from village_board.notices.linking import drop_links
from village_board.notices.model import (
    CONSENT_VERSION,
    Delivery,
    DeliveryState,
    Follow,
    Notice,
    Subscriber,
    Theme,
    Topic,
)
from village_board.notices.quiet import DAY_MINUTES, Quiet
from village_board.notices.reminders import remind
from village_board.notices.rows import erased, part, time_for
from village_board.people.acts import Act
from village_board.people.binding import Binding, BindingTries


class NotSubscribed(Refused):
    """Only a subscriber chooses topics and hours."""

    sentence = N_("You have not subscribed yet. Send /subscribe first; then you can choose.")

    def __init__(self) -> None:
        super().__init__()


class MinuteWrong(Refused):
    """No minute of a day."""

    sentence = N_("{minute} is no minute of a day: it goes from 0 (midnight) to 1439.")

    def __init__(self, minute: int) -> None:
        super().__init__(minute=minute)


def subscribe(desk: Desk, chat: int, language: str, consent_text: str = "") -> Subscriber:
    """Keep `chat` as a subscriber who has just agreed to `consent_text`, of the version that holds (N22).

    One that Telegram had reported gone is active again (N10).
    """
    desk.require(Act.SUBSCRIBE)
    known = subscriber_of(desk, chat) or Subscriber(chat=chat)
    agreed = replace(known, consent=CONSENT_VERSION, consent_text=consent_text, consented_at=desk.now)
    kept = desk.put(replace(agreed, language=language, active=1))
    desk.record(kept.id)
    return kept


def unsubscribe(desk: Desk, chat: int) -> bool:
    """End the subscription of `chat` and what it only follows (N21).

    What waits is cancelled, and its number is erased from the outbox. It is still told of meetings for which it has
    registered; `leave` ends that too.

    Returns:
        False where it had none.
    """
    return _leave(desk, chat, [each for each in follows_of(desk, chat) if not each.takes_part])


def leave(desk: Desk, chat: int) -> bool:
    """End all that binds `chat` to us, registrations too: it is told of nothing any more, and its number is erased.

    Returns:
        False where nothing did.
    """
    return _leave(desk, chat, follows_of(desk, chat))


def _leave(desk: Desk, chat: int, follows: Sequence[Follow]) -> bool:
    subscriber = subscriber_of(desk, chat)
    leaving: list[Subscriber | Follow] = [*follows] if subscriber is None else [subscriber, *follows]
    if not leaving:
        return False
    desk.require(Act.UNSUBSCRIBE)
    part(desk, leaving)
    if not all_of(desk, chat):
        drop_links(desk, chat)
    desk.record(leaving[0].id)
    return True


def set_language(desk: Desk, chat: int, language: str) -> None:
    """Let notices for `chat` be in `language` from now on (N23), also those that wait."""
    known = [one for one in all_of(desk, chat) if one.language != language]
    if not known:
        return
    desk.require(Act.SUBSCRIBE)
    for one in known:
        desk.put(replace(one, language=language))
        waiting = (where("state") == DeliveryState.PENDING.value) & (where("subscriber") == one.id)
        for delivery in desk.find(Delivery, waiting):
            desk.put(replace(delivery, language=language))
    desk.record(known[0].id)


def awaken(desk: Desk, chat: int) -> None:
    """Make `chat` active again: it has just written to us (N10). The reminders still to come are made for it."""
    asleep = [one for one in all_of(desk, chat) if not one.active]
    if not asleep:
        return
    desk.require(Act.SUBSCRIBE)
    for one in asleep:
        awake = desk.put(replace(one, active=1))
        if isinstance(awake, Follow):
            remind(
                desk, desk.lookup(awake.record), [Recipient(chat, awake.id, awake.language, hours_of_chat(desk, chat))]
            )
    desk.record(asleep[0].id)


# What, and when


def choose_themes(desk: Desk, chat: int, left_out: Collection[Theme]) -> Subscriber:
    """Let `chat` hear nothing of the topics `left_out` any more, and of all others; an emergency comes anyway.

    Raises:
        NotSubscribed: it has no subscription.
    """
    chosen = tuple(theme for theme in Theme if theme in left_out)
    return _changed(desk, chat, lambda known: replace(known, left_out=chosen))


def choose_groups(desk: Desk, chat: int, groups: Collection[int]) -> Subscriber:
    """Let `chat` hear of the matters of these villagers' groups alone, beside those of the whole village; none: of all.

    Raises:
        NotSubscribed: it has no subscription.
    """
    return _changed(desk, chat, lambda known: replace(known, groups=tuple(sorted(set(groups)))))


def choose_quiet(desk: Desk, chat: int, quiet: Quiet | None) -> Subscriber:
    """Keep the quiet hours of `chat` (N16); None: the village's. What waits for it is timed anew.

    Raises:
        NotSubscribed: it has no subscription.
        MinuteWrong: a minute is none of the day.
    """
    _check_minutes(() if quiet is None else (quiet.since, quiet.until))
    since, until = (None, None) if quiet is None else (quiet.since, quiet.until)
    return _timed(desk, _changed(desk, chat, lambda known: replace(known, quiet_from=since, quiet_until=until)))


def choose_digest(desk: Desk, chat: int, minute: int | None) -> Subscriber:
    """Keep at which minute of the day `chat` wants the day's news together (N17); None: as they come.

    Raises:
        NotSubscribed: it has no subscription.
        MinuteWrong: it is none of the day.
    """
    _check_minutes(() if minute is None else (minute,))
    return _timed(desk, _changed(desk, chat, lambda known: replace(known, digest_at=minute)))


def _check_minutes(minutes: Sequence[int]) -> None:
    for minute in minutes:
        if not 0 <= minute < DAY_MINUTES:
            raise MinuteWrong(minute)


def _changed(desk: Desk, chat: int, change: Callable[[Subscriber], Subscriber]) -> Subscriber:
    known = subscriber_of(desk, chat)
    if known is None:
        raise NotSubscribed
    desk.require(Act.SUBSCRIBE)
    kept = desk.put(change(known))
    desk.record(kept.id)
    return kept


def _timed(desk: Desk, kept: Subscriber) -> Subscriber:
    """Time what waits for a chat by its new hours; reminders keep their time, and are looked at when they leave."""
    hours, digest = hours_of(desk, kept), limits_of(desk).count("notices.digest_minute")
    for one in all_of(desk, kept.chat):
        waiting = (where("state") == DeliveryState.PENDING.value) & (where("subscriber") == one.id)
        for row in desk.find(Delivery, waiting):
            notice = desk.get(Notice, row.notice)
            if notice.topic is not Topic.REMINDER:
                desk.put(replace(row, not_before=time_for(desk.now, notice, hours, digest)))
    return kept


# Erasing


def erase_chat(desk: Desk, chat: int) -> int:
    """Erase whatever notices and members keep of `chat`: subscription, follows, links, tries, a member's binding.

    What the law asks to be kept stays without the chat: that something was delivered, and that a member acted.

    Returns:
        how many records were erased or emptied.
    """
    desk.require(Act.ERASE_CHAT)
    leaving = all_of(desk, chat)
    if leaving:
        part(desk, leaving)
    bound = desk.find(Binding, where("chat") == chat)
    for one in bound:
        desk.put(replace(one, chat=0, revoked_at=one.revoked_at or desk.now))
        for row in desk.find(Delivery, where("subscriber") == one.id):
            desk.put(erased(row, desk.get(Notice, row.notice), one.id))
    tries = desk.find(BindingTries, where("chat") == chat)
    for attempt in tries:
        desk.remove(attempt)
    count = len(leaving) + len(bound) + len(tries) + drop_links(desk, chat)
    desk.record("")
    return count
