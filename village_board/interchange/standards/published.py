"""What the village published, as entries of a feed: items, hearings, resolutions, clarifications, other notices."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from village_board.base.clock import instant
from village_board.base.errors import NotFound
from village_board.base.message import Message, say
from village_board.desk import Records
from village_board.disclosure.beside import Clarification
from village_board.disclosure.model import PUBLIC, UNDER_WAY, Item
from village_board.disclosure.words import status_line
from village_board.hearings.model import Hearing, Resolution
from village_board.hearings.outward import Sitting, sittings
from village_board.hearings.words import BODY, CONCLUSION, RESULT
from village_board.i18n import Translator
from village_board.interchange.standards.entries import described, headline
from village_board.interchange.standards.feed import Feed, FeedEntry, newest, tag
from village_board.links.service import address_of
from village_board.notices.model import AudienceKind, Notice, Topic
from village_board.settings import Settings

#: told by entries of their own.
_OWN = (Item, Hearing, Resolution, Clarification)


def published_feed(records: Records, settings: Settings, t: Translator) -> Feed:
    """Return the feed of what is public, the newest first."""
    title = t("{village}: published", village=settings.name)
    if settings.demo:
        title = t("{village}: published (invented demo village)", village=settings.name)
    every = (
        *items(records, settings, t),
        *meetings(records, settings, t),
        *clarifications(records, settings, t),
        *others(records, settings, t),
    )
    return Feed(tag(settings.village, "feed"), title, settings.name, t.language, newest(every))


def items(records: Records, settings: Settings, t: Translator) -> Iterator[FeedEntry]:
    """Yield one entry for each number of an item, in its newest public version.

    What was withdrawn is no entry, nor are its earlier versions: they are not to be read on.
    """
    versions: dict[str, list[Item]] = {}
    for item in records.all(Item):
        if item.published_on is not None and item.status not in UNDER_WAY:
            versions.setdefault(item.number, []).append(item)
    for number, found in versions.items():
        found.sort(key=lambda one: (one.version, one.id))
        now = found[-1]
        if now.status in PUBLIC:
            entry = _item_entry(now, found, tag(settings.village, "item", number), records.today, t)
            yield replace(entry, url=address_of(settings, now.id))


def _item_entry(now: Item, found: list[Item], id: str, today: date, t: Translator) -> FeedEntry:  # noqa: A002
    lines = [t.say(line) for line in status_line(now, today)]
    if now.correction is not None:
        what, why = now.correction.what, now.correction.why
        lines.append(t("Corrected on {day}: {what} Why: {why}", day=now.correction.on, what=what, why=why))
    lines.append(t("Nothing happened in this period.") if now.nil else now.content)
    lines += [t.say(say("Number: {number}", number=now.number)), t.say(say("Short code: {code}", code=now.id))]
    tags = (t.say(Item.KIND.label), *((t("correction"),) if now.correction is not None else ()))
    moments = [_item_moment(one) for one in found]
    # The day of a paper may have been written down wrong; what a reader has is still replaced.
    return FeedEntry(id, now.name, min(moments), max(moments), "\n".join(filter(None, lines)), tags)


def _item_moment(item: Item) -> datetime:
    """Return when a version was published: its day, or later that day when it was written; each version later."""
    assert item.published_on is not None
    begun = instant(item.published_on, 0)
    written = begun if item.imported or item.recorded_at is None else max(begun, item.recorded_at)
    return written + timedelta(seconds=item.version - 1)


def meetings(records: Records, settings: Settings, t: Translator) -> Iterator[FeedEntry]:
    """Yield one entry for each hearing or meeting that is public: its notice, later its result under the same id."""
    for sitting in sittings(records.all(Hearing), records.all(Resolution)):
        updated = _sitting_moment(sitting)
        if updated is None:
            continue
        kind = "resolution" if sitting.body else "hearing"
        published = instant(sitting.began_on, 0) if sitting.began_on else updated
        yield FeedEntry(
            tag(settings.village, kind, sitting.number, *filter(None, sitting.id.partition(".")[2:])),
            t.say(headline(sitting)),
            min(published, updated),
            updated,
            "\n".join(map(t.say, (*described(sitting), *_result(sitting)))),
            (t(BODY[sitting.body]) if sitting.body else t("Hearing"),),
            address_of(settings, sitting.id.partition(".")[0]),
        )


def _sitting_moment(sitting: Sitting) -> datetime | None:
    """Return the last change; of a past that was taken over as it was, the day of its result or its notice."""
    day = sitting.result_on or sitting.began_on or sitting.day
    told = instant(day, 0) if day else None
    if sitting.changes or told is None or sitting.changed_at is None:
        return sitting.changed_at or told
    return min(told, sitting.changed_at)


def _result(sitting: Sitting) -> Iterator[Message]:
    if sitting.conclusion is not None:
        yield say("Conclusion: {conclusion}", conclusion=Message(CONCLUSION[sitting.conclusion]))
    if sitting.result is not None:
        yield say("Result: {result}", result=Message(RESULT[sitting.result]))
    if (n := sitting.counts) is not None:
        yield say(
            "Due {due}, came {present}; for {yes}, against {no}, abstained {none}.",
            due=n.due,
            present=n.present,
            yes=n.in_favour,
            no=n.against,
            none=n.abstained,
        )


def clarifications(records: Records, settings: Settings, t: Translator) -> Iterator[FeedEntry]:
    """Yield what goes round and what is so (P16)."""
    for one in records.all(Clarification):
        if one.public and one.published_on is not None:
            at = instant(one.published_on, 0)
            label = t.say(Clarification.KIND.label)
            title = t.say(say("Clarification: {statement}", statement=one.statement))
            number = tag(settings.village, "clarification", one.id)
            yield FeedEntry(number, title, at, at, one.fact, (label,), address_of(settings, one.id))


def others(records: Records, settings: Settings, t: Translator) -> Iterator[FeedEntry]:
    """Yield what everybody was told about records that have no entry of their own; each only while it is public."""
    for notice in records.all(Notice):
        if notice.audience is not AudienceKind.EVERYBODY or notice.topic is not Topic.NEWS or notice.superseded:
            continue
        try:
            subject = records.lookup(notice.subject)
        except NotFound:
            continue
        if subject.public and not isinstance(subject, _OWN):
            words = t.say(notice.message)
            entry = FeedEntry(tag(settings.village, "notice", notice.id), words, notice.made_at, notice.made_at, words)
            yield replace(entry, tags=(t.say(subject.KIND.label),), url=address_of(settings, subject.id))
