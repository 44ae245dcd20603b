"""What the records tell: log, clock, calendar, deliveries, bot. Each judges what was read, and reads nothing itself."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tinydb import where

from village_board.attachments.reading import Unfit, check_sizes, named
from village_board.base.errors import BoardError
from village_board.base.message import Message, say
from village_board.board import DAMAGED, OLDER, Board
from village_board.calendar.loading import shipped_year
from village_board.calendar.service import loaded_years
from village_board.desk import Records
from village_board.doctor.channels import see_channels
from village_board.doctor.model import Check, State, fine
from village_board.glance.bot import last_heard
from village_board.notices.model import AT_ONCE, Delivery, DeliveryState, Notice
from village_board.notices.outbox import counts
from village_board.trust.log import HEAD, HEAD_ID, LOG, entry_id

#: before this no clock was set; after it none is believed
FIRST_YEAR, LAST_YEAR = 2026, 2099
#: what two clocks may differ
SLACK = timedelta(minutes=5)
#: from this month on the notice for the next year is out
DECEMBER = 12
WAITS_LONG = timedelta(hours=1)
SILENT = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Outbox:
    """Where the deliveries stand: how many in each state, when the oldest waiting one fell due, the last was sent."""

    counts: Mapping[DeliveryState, int]
    waiting_since: datetime | None = None
    last_sent: datetime | None = None


def village_checks(board: Board) -> list[Check]:
    """Return what the records of an open board tell, all of one moment."""
    with board.reading() as records:
        now, today = records.now, records.today
        return [
            log(log_head(board), newest_entry(board)),
            attachments(len(named(records)), check_sizes(records, board.home)),
            calendar(today, {year for year in (today.year, today.year + 1) if _is_known(records, year)}),
            deliveries(see_outbox(records), now),
            see_channels(records),
            bot(last_heard(records), now, wanted=board.settings.qr_target == "bot"),
        ]


def log_head(board: Board) -> tuple[int, str] | None:
    """Return size and root of the log; None where its head is missing or was changed into something else."""
    head: Mapping[str, object] = board.db.table(HEAD).get(doc_id=HEAD_ID) or {}
    size, root = head.get("size"), head.get("root")
    return (size, root) if isinstance(size, int) and size > 0 and isinstance(root, str) else None


def newest_entry(board: Board) -> datetime | None:
    """Return when the newest act of the log was recorded; None where the log lacks it."""
    head = log_head(board)
    entry = board.db.table(LOG).get(doc_id=entry_id(head[0] - 1)) if head else None
    try:
        return datetime.fromisoformat(entry["record"]["at"]) if entry else None
    except (KeyError, TypeError, ValueError):
        return None


def _is_known(records: Records, year: int) -> bool:
    return year in loaded_years(records) or shipped_year(year) is not None


def see_outbox(records: Records) -> Outbox:
    """Read where the deliveries stand."""

    def first(state: DeliveryState, *, last: bool) -> Delivery | None:
        rows = records.page(Delivery, where("state") == state.value, order_by="due_at", descending=last, limit=1).rows
        return rows[0] if rows else None

    waiting, sent = first(DeliveryState.PENDING, last=False), first(DeliveryState.SENT, last=True)
    since = None if waiting is None else waiting.due_at
    if waiting is not None and since == AT_ONCE:  # an emergency: due since it was told
        since = records.get(Notice, waiting.notice).made_at
    return Outbox(counts(records), since, sent.sending_since if sent else None)


def store(failed: BoardError | None) -> Check:
    """Say whether the store opens and can be read from end to end."""
    if failed is None:
        return fine("store", say("The store opens, and all of it can be read."))
    if isinstance(failed, OLDER):
        return Check("store", State.WARNING, failed.message, say("Renew it: village-board list people"))
    mend = say("Do what this sentence says, then give the command again.")
    if isinstance(failed, DAMAGED):
        mend = say("Stop all programs, keep the folder, then: village-board restore --replace-damaged")
    return Check("store", State.BAD, failed.message, mend)


def schema(version: int) -> Check:
    """Say in which format the store is; one of another format does not open."""
    return fine("schema", say("The store has format {version}, this program's own.", version=version))


def log(head: tuple[int, str] | None, newest: datetime | None) -> Check:
    """Check that the log has its head and its last entry."""
    mend = say("Find out what is missing: village-board verify")
    if head is None:
        return Check("log", State.BAD, say("The head of the log is missing."), mend)
    if newest is None:
        return Check("log", State.BAD, say("The last entry of the log is missing."), mend)
    size, root = head
    return fine("log", say("The log has {size} entries. Its root begins with {root}.", size=size, root=root[:16]))


def attachments(count: int, unfit: Sequence[Unfit]) -> Check:
    """Check that each file that a record names lies there at its full length."""
    if not unfit:
        return fine("attachments", say("All {n} files of attachments are there.", n=count))
    message = say("Files of attachments are missing or cut: {n}. {first}", n=len(unfit), first=unfit[0].message)
    mend = say("Bring them back from the nightly backup: village-board attach check --mend")
    return Check("attachments", State.BAD, message, mend)


def clock(now: datetime, newest: datetime | None) -> Check:
    """Check that the machine's clock can be right, and that it was not set back behind the last act (X9, A34)."""
    mend = say("Set the clock: sudo timedatectl set-ntp true, or sudo date -s '2026-09-30 09:00'")
    said = say("The clock says {now}.", now=now)
    if not FIRST_YEAR <= now.year <= LAST_YEAR:
        return Check("clock", State.BAD, say("The clock cannot be right: it says {now}.", now=now), mend)
    if newest is None:
        return Check("clock", State.UNKNOWN, said, say("Compare it with your watch."))
    if now < newest - SLACK:
        message = say(
            "The clock was set back: it says {now}, and the last act was at {newest}.", now=now, newest=newest
        )
        return Check("clock", State.BAD, message, mend)
    return fine("clock", said)


def day_given(day: date) -> Check:
    """Say that the clock was not judged, because a day was given by hand."""
    message = say("The day was given as {day}; the machine's clock was not judged.", day=day)
    return Check("clock", State.UNKNOWN, message, say("Give the command without a day."))


def calendar(today: date, known: Collection[int]) -> Check:
    """Check that the days off of this year are known, and from December on those of the next."""
    needed = [today.year, *([today.year + 1] if today.month == DECEMBER else [])]
    lacking = [year for year in needed if year not in known]
    if not lacking:
        return fine("calendar", say("The days off of {year} are known.", year=str(needed[-1])))
    message = say("The days off of {year} are not loaded; deadlines are provisional.", year=str(lacking[0]))
    mend = say("Load the State Council's notice: village-board calendar load FILE")
    return Check("calendar", State.WARNING, message, mend)


def deliveries(seen: Outbox, now: datetime) -> Check:
    """Check that notices leave, and that nobody must decide about one."""
    waiting = seen.counts.get(DeliveryState.PENDING, 0)
    unknown, dead = seen.counts.get(DeliveryState.UNKNOWN, 0), seen.counts.get(DeliveryState.DEAD, 0)
    last = say("the last left at {when}", when=seen.last_sent) if seen.last_sent else say("none has left yet")
    message = say(
        "Waiting: {waiting}; fate unknown: {unknown}; given up: {dead}; {last}.",
        waiting=waiting,
        unknown=unknown,
        dead=dead,
        last=last,
    )
    if seen.waiting_since is not None and now - seen.waiting_since > WAITS_LONG:
        mend = say("Look whether the bot runs and the line is up: village-bot")
        return Check("deliveries", State.WARNING, message, mend)
    if unknown:
        return Check("deliveries", State.WARNING, message, say("Decide about each: village-board notice unknown"))
    return fine("deliveries", message)


def bot(heard: datetime | None, now: datetime, *, wanted: bool) -> Check:
    """Check when the bot was last heard of."""
    if not wanted:
        return fine("bot", say("This village uses no bot."))
    mend = say("Look whether it runs; start it: village-bot")
    if heard is None:
        return Check("bot", State.UNKNOWN, say("The bot was never heard of."), mend)
    message = say("The bot was last heard of at {when}.", when=heard)
    return Check("bot", State.WARNING, message, mend) if now - heard > SILENT else fine("bot", message)


def not_looked_at(*names: str) -> list[Check]:
    """Return a check for each of `names` that needs an open store where none is."""
    message: Message = say("This could not be looked at.")
    return [Check(name, State.UNKNOWN, message, say("First mend what is named above.")) for name in names]
