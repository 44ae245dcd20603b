"""Every kind of record, by name: its class is imported when one of its records is first read or written.

A start must not wait for kinds that the first screen does not show. A new record class gets a row here; a test
compares the rows with what the classes say of themselves.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from importlib import import_module
from pathlib import Path
from zlib import crc32

from village_board.base.kind import Record
from village_board.store.collection import Collection, Declarations
from village_board.trust.names import HEAD, LOG

#: Prefix of its ids, collection, module below `village_board`, class.
ROWS: tuple[tuple[str, str, str, str], ...] = (
    ("p", "people", "people.model", "Person"),
    ("u", "households", "people.model", "Household"),
    ("h", "hearings", "hearings.model", "Hearing"),
    ("d", "resolutions", "hearings.model", "Resolution"),
    ("q", "rolls", "hearings.roll_model", "RollEntry"),
    ("mr", "meeting_rolls", "hearings.roll_model", "MeetingRoll"),
    ("dg", "delegations", "hearings.delegation", "Delegation"),
    ("rg", "registrations", "hearings.voices", "Registration"),
    ("op", "opinions", "hearings.voices", "Opinion"),
    ("ob", "objectors", "hearings.voices", "Objector"),
    ("iq", "interpellations", "hearings.voices", "Interpellation"),
    ("lv", "levies", "hearings.levies", "Levy"),
    ("rd", "result_drafts", "hearings.result_draft", "ResultDraft"),
    ("fd", "form_drafts", "forms.model", "FormDraft"),
    ("v", "vouchers", "accounts.model", "Voucher"),
    ("b", "opening_balances", "accounts.opening_model", "OpeningBalance"),
    ("m", "closings", "accounts.model", "Closing"),
    ("a", "assets", "accounts.registers", "Asset"),
    ("r", "resources", "accounts.registers", "Resource"),
    ("c", "contracts", "accounts.registers", "Contract"),
    ("t", "instalments", "accounts.registers", "Instalment"),
    ("rm", "receipts", "accounts.receipts", "Receipt"),
    ("st", "stocktakes", "accounts.stocktakes", "Stocktake"),
    ("sb", "subsidies", "accounts.subsidies", "SubsidyBatch"),
    ("e", "catalogue", "catalogue.model", "Entry"),
    ("cv", "catalogue_versions", "catalogue.model", "EntryVersion"),
    ("i", "items", "disclosure.model", "Item"),
    ("g", "gaps", "disclosure.model", "Gap"),
    ("ev", "due_events", "disclosure.event_model", "DueEvent"),
    ("cl", "clarifications", "disclosure.beside", "Clarification"),
    ("sp", "signer_posts", "disclosure.beside", "SignerPosts"),
    ("rs", "rescans", "disclosure.beside", "Rescan"),
    ("nr", "night_runs", "nightly.model", "NightRun"),
    ("al", "alarms", "supervision.model", "Alarm"),
    ("pc", "point_changes", "supervision.model", "PointChange"),
    ("wa", "watches", "supervision.model", "Watch"),
    ("ep", "evaluations", "evaluation.model", "Evaluation"),
    ("rr", "rating_rounds", "evaluation.rating", "RatingRound"),
    ("rp", "rating_slips", "evaluation.rating", "RatingSlip"),
    ("ry", "rating_papers", "evaluation.rating", "RatingPaper"),
    ("bx", "rating_boxes", "evaluation.rating", "RatingBox"),
    ("ya", "appraisals", "evaluation.appraisal", "Appraisal"),
    ("au", "audits", "evaluation.audit", "Audit"),
    ("po", "polls", "polls.model", "Poll"),
    ("px", "poll_boxes", "polls.model", "PollBox"),
    ("pm", "poll_marks", "polls.model", "PollMark"),
    ("pk", "poll_slips", "polls.model", "PollSlip"),
    ("n", "notices", "notices.model", "Notice"),
    ("s", "subscribers", "notices.model", "Subscriber"),
    ("fl", "follows", "notices.model", "Follow"),
    ("x", "outbox", "notices.model", "Delivery"),
    ("ch", "channels", "notices.channels", "Channel"),
    ("pg", "postings", "notices.posting", "Posting"),
    ("rt", "route_changes", "notices.routing", "RouteChange"),
    ("lk", "chat_links", "notices.reach_model", "ChatLink"),
    ("dl", "door_lists", "notices.reach_model", "DoorList"),
    ("k", "pins", "people.pin", "Pin"),
    ("z", "pin_tries", "people.pin", "PinTries"),
    ("j", "bindings", "people.binding", "Binding"),
    ("y", "binding_codes", "people.binding", "BindingCode"),
    ("kt", "kiosk_tries", "people.hall", "KioskTries"),
    ("f", "binding_tries", "people.binding", "BindingTries"),
    ("l", "bot_accounts", "links.model", "BotAccount"),
    ("o", "chats", "chats.model", "Chat"),
    ("w", "inboxes", "chats.model", "Inbox"),
    ("vs", "visit_days", "visits.model", "VisitDay"),
    ("C", "calendar_years", "calendar.model", "CalendarYear"),
    ("lc", "limit_changes", "limits.model", "LimitChange"),
    ("sl", "slips", "slips.model", "Slip"),
    ("dc", "cases", "hearings.case", "DecisionCase"),
    ("ex", "executions", "hearings.execution", "Execution"),
    ("np", "nil_periods", "hearings.case", "NilPeriod"),
    ("bk", "books", "accounts.books_model", "Books"),
    ("ns", "number_series", "accounts.books_model", "NumberSeries"),
    ("ac", "accounts", "accounts.books_model", "Account"),
    ("ba", "money_accounts", "accounts.books_model", "MoneyAccount"),
    ("rc", "reconciliations", "accounts.books_model", "Reconciliation"),
    ("lt", "ledger_totals", "accounts.kept_model", "LedgerTotal"),
    ("ld", "ledger_debts", "accounts.kept_debts", "LedgerDebt"),
    ("at", "attachments", "attachments.model", "Attachment"),
    ("fs", "finance_sheets", "accounts.sheet_model", "FinanceSheet"),
    ("ap", "applications", "applications.model", "Application"),
    ("cg", "challenges", "applications.model", "Challenge"),
    ("en", "enquiries", "enquiries.model", "Enquiry"),
    ("sv", "service_cases", "enquiries.cases", "ServiceCase"),
    ("gd", "guides", "guides.model", "Guide"),
    ("ct", "contacts", "guides.model", "Contact"),
    ("xp", "explanations", "guides.model", "Explanation"),
    ("tx", "report_texts", "reports.texts", "ReportText"),
)
_PLAIN = (LOG, HEAD)
_HERE = Path(__file__).parent


@cache
def _class(module: str, name: str) -> type[Record]:
    found: type[Record] = getattr(import_module(f"village_board.{module}"), name)
    return found


class Kinds(Mapping[str, type[Record]]):
    """The record classes by one of the first two columns: by prefix, or by collection."""

    def __init__(self, column: int) -> None:
        self._places = {row[column]: row[2:] for row in ROWS}

    def __getitem__(self, key: str) -> type[Record]:
        """Return the class; importing it if need be."""
        return _class(*self._places[key])

    def __iter__(self) -> Iterator[str]:
        """Yield the keys in the order of the table; nothing is imported."""
        return iter(self._places)

    def __len__(self) -> int:
        """Return how many kinds there are."""
        return len(self._places)


BY_PREFIX = Kinds(0)
BY_COLLECTION = Kinds(1)


class _Collections(Declarations):
    """What the collections of all kinds declare; each asked of its class when it is first needed."""

    def get(self, name: str) -> Collection | None:
        """Return the declaration of a collection, or None where there is no such kind."""
        if name in _PLAIN:
            return Collection(name, plain=True)
        cls = BY_COLLECTION.get(name)
        return None if cls is None else _declaration(cls)

    def __iter__(self) -> Iterator[Collection]:
        """Yield all of them; every class is imported."""
        yield from (_declaration(cls) for cls in BY_COLLECTION.values())
        yield from (Collection(name, plain=True) for name in _PLAIN)

    @cached_property
    def mark(self) -> str:
        """What changes whenever a file that declares a kind does; a program has what was there when it first asked."""
        files = [_HERE.joinpath(*module.split(".")).with_suffix(".py") for module in sorted({row[2] for row in ROWS})]
        stats = [(file.name, file.stat().st_mtime_ns, file.stat().st_size) for file in (Path(__file__), *files)]
        return f"{crc32(repr(stats).encode()):08x}"


COLLECTIONS = _Collections()


def all_kinds() -> tuple[type[Record], ...]:
    """Return every record class, in the order of the table."""
    return tuple(BY_PREFIX.values())


def logged() -> tuple[str, ...]:
    """Return the collections that the log covers; the machine's own bookkeeping is no act."""
    return tuple(cls.KIND.collection for cls in all_kinds() if cls.KIND.logged)


def _declaration(cls: type[Record]) -> Collection:
    return Collection(cls.KIND.collection, cls.KIND.fields, cls.KIND.indexes)
