"""The home and what it says at a glance."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.pages.wording import day, days_left, equation, joined, month, period, still, unended
from kiosk.shelf import Shelf
from village_board.disclosure.wall import count_published
from village_board.glance.service import Glance, Meeting, RunningNotice, glance
from village_board.hearings.model import Hearing, Resolution


@dataclass(frozen=True, slots=True)
class Tile:
    """A door of the home: its name, and what lies behind it."""

    title: str
    note: str


@dataclass(frozen=True, slots=True)
class Home:
    """What the home shows: answers with their labels, doors, the newest publication, and what is asked now."""

    answers: tuple[tuple[str, str], ...]
    tiles: tuple[Tile, ...]
    newest: tuple[str, str, str] | None  # name, day, id
    asked: tuple[str, str, str] | None = None  # what villagers are asked now: name, until when, id; no id: several
    posts: tuple[str, ...] = ()  # ids of the notices to everybody that stand on it


def read_home(shelf: Shelf) -> Home:
    """Return the home; runs in the reading thread."""
    seen = glance(shelf.records)
    newest = None
    if seen.newest:
        newest = (seen.newest.name, day(shelf.t, seen.newest.published_on), seen.newest.id)
    posts, told = _posts(shelf)
    return Home((*told, *_answers(shelf, seen)), _tiles(shelf), newest, _asked(shelf), posts)


def _asked(shelf: Shelf) -> tuple[str, str, str] | None:
    """Return the poll that can be answered today and ends first, with the way to it; where several run, to all."""
    if not shelf.records.size("polls"):
        return None  # a village that never asked loads nothing for it
    from village_board.polls.running import open_polls  # noqa: PLC0415 - see above

    running = open_polls(shelf.records)
    if not running:
        return None
    t, first = shelf.t, running[0]
    until = t("until {day}", day=first.closes_on)
    if len(running) == 1:
        return first.name, until, first.id
    more = len(running) - 1
    return t.n("{told}; and {n} more", "{told}; and {n} more", more, told=first.name), until, ""


def _posts(shelf: Shelf) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """Return the notice to everybody that comes first, as an answer of its own, and its id."""
    if not shelf.records.size("postings"):
        return (), ()  # a village that never posted loads nothing for it
    from kiosk.pages.noticed import hall_posts  # noqa: PLC0415 - see above

    posts = hall_posts(shelf)[:1]
    told = tuple((shelf.t("Notice"), shelf.t.say(one.notice.message)) for one in posts)
    return tuple(one.posting.id for one in posts), told


def _answers(shelf: Shelf, seen: Glance) -> tuple[tuple[str, str], ...]:
    t = shelf.t
    return (
        (t("Next meeting"), _meeting(shelf, seen.next_meeting)),
        (t("On notice"), _notices(shelf, seen.running_notices)),
        (t("Not published"), _missing(shelf, seen)),
        (
            month(t, seen.month.month) if seen.month else t("Money"),
            equation(shelf.t, seen.month) if seen.month else t("No voucher is recorded yet."),
        ),
    )


def _meeting(shelf: Shelf, meeting: Meeting | None) -> str:
    t = shelf.t
    if meeting is None:
        return t("No meeting is announced.")
    when = t.moment(meeting.at) if meeting.at else t.date(meeting.on)
    return joined((t("{when} ({left})", when=when, left=days_left(t, meeting.days_left)), meeting.record.matter))


def _notices(shelf: Shelf, running: tuple[RunningNotice, ...]) -> str:
    t = shelf.t
    if not running:
        return t("No notice is running.")
    first = running[0]
    told = t("{matter}, {left}", matter=first.resolution.matter, left=still(t, first.days_left))
    if len(running) == 1:
        return told
    return t.n("{told}; and {n} more", "{told}; and {n} more", len(running) - 1, told=told)


def _missing(shelf: Shelf, seen: Glance) -> str:
    t, missing = shelf.t, seen.missing_items
    if not missing:
        return t("All that was due is published.")
    first = missing[0]
    reason = unended(first.gap.reason) if first.gap else t("no reason given yet")
    told = t("{name} of {period} ({reason})", name=first.entry.name, period=period(t, first.period), reason=reason)
    if len(missing) == 1:
        return told
    return t.n("{n} item: {told} ...", "{n} items: {told} ...", len(missing), told=told)


def _tiles(shelf: Shelf) -> tuple[Tile, ...]:
    t, records = shelf.t, shelf.records
    hearings, decisions = records.count(Hearing), records.count(Resolution)
    return (
        Tile(
            t("Hearings, decisions"),
            t("{hearings} hearings, {decisions} decisions", hearings=hearings, decisions=decisions),
        ),
        Tile(t("Accounts"), t.n("{n} voucher", "{n} vouchers", records.size("vouchers"))),
        Tile(
            t("Land, houses, rents"),
            t(
                "{land} parcels, {contracts} contracts",
                land=records.size("resources"),
                contracts=records.size("contracts"),
            ),
        ),
        Tile(t("Subsidies, relief"), t("Who gets what, masked")),
        Tile(
            t("Catalogue, search"),
            t.n(
                "{n} item published",
                "{n} items published",
                count_published(records),
            ),
        ),
        Tile(t("What villagers ask"), t("Answers, and all that is new")),
    )
