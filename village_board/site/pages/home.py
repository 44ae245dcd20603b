"""The home at a glance, and the doors behind it."""

from __future__ import annotations

from collections.abc import Iterator

from village_board.accounts.model import Voucher
from village_board.accounts.registers import Contract, Resource
from village_board.base.clock import local
from village_board.base.errors import NotFound
from village_board.base.message import say
from village_board.base.money import Fen
from village_board.glance.service import Glance, Meeting, RunningNotice, glance
from village_board.hearings.case import DecisionCase
from village_board.hearings.model import Hearing, Resolution
from village_board.hearings.voices import Interpellation
from village_board.notices.hall import HallNotice, for_hall
from village_board.site.model import Heading, Page, Part, Row, Rows, Words
from village_board.site.pages.accounts import ACCOUNTS, month_address
from village_board.site.pages.cases import CASES
from village_board.site.pages.catalogue import CATALOGUE, MISSING, missing_row
from village_board.site.pages.enquiries import ASK
from village_board.site.pages.hearings import HEARINGS
from village_board.site.pages.items import ITEMS, item_row, newest_versions
from village_board.site.pages.registers import PROPERTY
from village_board.site.pages.resolutions import DECISIONS
from village_board.site.pages.statistics import STATISTICS
from village_board.site.pages.subsidies import SUBSIDIES
from village_board.site.pages.voices import QUESTIONING
from village_board.site.said import Many, Period
from village_board.site.stock import Stock, by_year

DECISION_DOOR = "decide/"
#: missing items that are told at once; more would shout (P18).
_HANDFUL = 5
_NEWEST = 8


def pages(stock: Stock) -> Iterator[Page]:
    """Yield the home and the door to hearings and decisions."""
    yield _home(stock)
    yield _decisions(stock)


def _home(stock: Stock) -> Page:
    seen = glance(stock.records)
    parts: list[Part] = [Words(say("As of {day}.", day=stock.today), "soft"), *_posts(stock)]
    parts += [*_meetings(stock, seen), *_notices(stock, seen), *_missing(stock, seen), *_money(seen)]
    newest = [one for found in by_year(newest_versions(stock)).values() for one in found][:_NEWEST]
    if newest:
        parts += [Heading(say("Published last")), Rows(tuple(item_row(stock, item) for item in newest))]
    parts += [Heading(say("All of it")), Rows(_doors(stock))]
    return Page("", say("At a glance"), tuple(parts), "home", dated=True)


def _posts(stock: Stock) -> list[Part]:
    """Return what the village has told everybody, emergencies first."""
    if not stock.records.size("postings"):
        return []
    posts = for_hall(stock.records, stock.today)
    if not posts:
        return []
    return [Heading(say("Notices to everybody")), Rows(tuple(_post(stock, one) for one in posts))]


def _post(stock: Stock, one: HallNotice) -> Row:
    from village_board.site.pages.places import row_of  # noqa: PLC0415 - places knows every page

    try:
        row = row_of(stock, stock.records.lookup(one.notice.subject))
    except NotFound:
        row = None
    made = say("Told on {day}", day=local(one.notice.made_at).date())
    mark = say("emergency") if one.posting.emergency else None
    return Row(one.notice.message, row.to if row is not None else None, made, mark=mark)


def _meetings(stock: Stock, seen: Glance) -> list[Part]:
    heading = Heading(say("Next meeting"))
    if seen.next_meeting is None:
        return [heading, Words(say("No meeting is announced."))]
    return [heading, Rows((_meeting(stock, seen.next_meeting),))]


def _meeting(stock: Stock, meeting: Meeting) -> Row:
    record = meeting.record
    return Row(record.matter, stock.address(record), record.place, meeting.at or meeting.on)


def _notices(stock: Stock, seen: Glance) -> list[Part]:
    heading = Heading(say("On notice"))
    if not seen.running_notices:
        return [heading, Words(say("No notice is running."))]
    return [heading, Rows(tuple(_notice(stock, one) for one in seen.running_notices))]


def _notice(stock: Stock, notice: RunningNotice) -> Row:
    address = stock.address(notice.resolution)
    return Row(notice.resolution.matter, address, say("Objections by {until}", until=notice.until))


def _missing(stock: Stock, seen: Glance) -> list[Part]:
    heading = Heading(say("Due and not published"))
    if not seen.missing_items:
        return [heading, Words(say("All that was due is published."))]
    rows = [missing_row(stock, item) for item in seen.missing_items[:_HANDFUL]]
    count = len(seen.missing_items)
    if count > _HANDFUL:
        rows.append(Row(say("All that is missing"), MISSING, right=Many.n("{n} item", "{n} items", count)))
    return [heading, Rows(tuple(rows))]


def _money(seen: Glance) -> list[Part]:
    if seen.month is None:
        return []
    money = seen.month
    said = say(
        "opening {opening} + income {income} - expense {expense} = closing {closing}",
        opening=Fen(money.opening),
        income=Fen(money.income),
        expense=Fen(money.expense),
        closing=Fen(money.closing),
    )
    return [Heading(say("Money")), Rows((Row(Period(money.month), month_address(money.month), said),))]


def _doors(stock: Stock) -> tuple[Row, ...]:
    heard, decided = len(stock.all(Hearing)), len(stock.all(Resolution))
    land, contracts = len(stock.all(Resource)), len(stock.all(Contract))
    return (
        Row(
            say("Hearings and decisions"),
            DECISION_DOOR,
            say("{hearings} hearings, {decisions} decisions", hearings=heard, decisions=decided),
        ),
        Row(say("Accounts"), ACCOUNTS, Many.n("{n} voucher", "{n} vouchers", len(stock.all(Voucher)))),
        Row(
            say("Land, houses, rents"),
            PROPERTY,
            say("{land} parcels, {contracts} contracts", land=land, contracts=contracts),
        ),
        Row(say("Subsidies and relief"), SUBSIDIES, say("Who gets what, masked")),
        Row(
            say("Published items"),
            ITEMS,
            Many.n("{n} item published", "{n} items published", len(newest_versions(stock))),
        ),
        Row(say("Catalogue of disclosure"), CATALOGUE, say("What must be disclosed, and what is missing")),
        Row(say("Ask the village"), ASK, say("Guides, telephone numbers, questions and answers")),
    )


def _decisions(stock: Stock) -> Page:
    cases, heard = len(stock.all(DecisionCase)), len(stock.all(Hearing))
    decided, asked = len(stock.all(Resolution)), len(stock.all(Interpellation))
    rows = (
        Row(
            say("Matters on their way"),
            CASES,
            say("From the proposal to the result, step by step"),
            Many.n("{n} matter", "{n} matters", cases),
        ),
        Row(
            say("Hearings"),
            HEARINGS,
            say("What was heard, who came, what was said"),
            Many.n("{n} hearing", "{n} hearings", heard),
        ),
        Row(
            say("Decisions of the villagers' meetings"),
            DECISIONS,
            say("What was decided, what it cost, how far it is"),
            Many.n("{n} decision", "{n} decisions", decided),
        ),
        Row(
            say("Questioning of the committee"),
            QUESTIONING,
            say("Asked in writing by those entitled, answered within its days"),
            Many.n("{n} question", "{n} questions", asked),
        ),
        Row(
            say("Hearings in figures"),
            STATISTICS,
            say("How many, how much money, how many came, how long it took"),
        ),
    )
    return Page(DECISION_DOOR, say("Hearings and decisions"), (Rows(rows),), "decisions")
