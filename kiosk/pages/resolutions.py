"""Decisions: what the body decided, how it is carried out, what can be objected to."""

from __future__ import annotations

from dataclasses import dataclass

from tinydb import where

from kiosk.pages.attached import attached
from kiosk.pages.corrected import corrected
from kiosk.pages.executions import execution_parts
from kiosk.pages.follow import follow_entry
from kiosk.pages.hearings import case_part, hearing_entry
from kiosk.pages.imprint import told
from kiosk.pages.listing import Listing, window
from kiosk.pages.voices import objection_parts, questioning_entry
from kiosk.pages.wording import day, joined, money, still
from kiosk.sheet import Entry, Facts, Heading, Page, Part, Sheet, Shelf, Words
from village_board.accounts.model import Voucher
from village_board.accounts.registers import Contract
from village_board.base.message import Message
from village_board.hearings.bodies_service import delegations_told
from village_board.hearings.changes import changes_of
from village_board.hearings.executions import carried
from village_board.hearings.levies_service import levy_told
from village_board.hearings.lines import case_about
from village_board.hearings.model import MEETING_AHEAD, Hearing, Resolution, ResolutionStatus
from village_board.hearings.notice_period import notice_until
from village_board.hearings.recount import public_counts
from village_board.hearings.words import BALLOT, BODY, CATEGORY, RESOLUTION_STATUS, RESULT
from village_board.limits.service import limits_of

_UNCOUNTED = MEETING_AHEAD | {ResolutionStatus.RECORDED, ResolutionStatus.CANCELLED}
_WAITING = (ResolutionStatus.PUBLIC, ResolutionStatus.OBJECTED)


@dataclass(frozen=True, slots=True)
class ResolutionsPage(Page):
    """All decisions, the newest first."""

    offset: int = 0

    def read(self, shelf: Shelf) -> Sheet:
        """Return the list."""
        return window(
            shelf,
            Listing(Resolution, "meeting_on", descending=True),
            self.offset,
            lambda resolution: resolution_entry(shelf, resolution),
            ResolutionsPage,
            title=shelf.t("Decisions of the villagers' meetings"),
            head=(questioning_entry(shelf),),
            empty=Words(shelf.t("No decision is recorded yet.")),
        )


@dataclass(frozen=True, slots=True)
class ResolutionPage(Page):
    """One decision."""

    id: str

    def read(self, shelf: Shelf) -> Sheet:
        """Return what is public of it."""
        resolution = shelf.records.get(Resolution, self.id)
        t = shelf.t
        parts: list[Part] = [*told(shelf, _facts(shelf, resolution)), *_execution(shelf, resolution)]
        parts += [Words(t.say(line)) for line in levy_told(shelf.records, resolution)]
        parts += [Words(t.say(line)) for line in delegations_told(shelf.records, resolution)]
        parts += [Words(t.say(change), "soft") for change in changes_of(resolution)]
        parts += attached(shelf, resolution.id)
        parts += corrected(shelf, resolution)
        parts += objection_parts(shelf, resolution)
        parts += [Heading(t("What you can do")), Words(_next(shelf, resolution))]
        parts += _related(shelf, resolution)
        return Sheet(resolution.matter, tuple(parts), subject=resolution.id)


def resolution_entry(shelf: Shelf, resolution: Resolution) -> Entry:
    """Return the row of a decision."""
    t = shelf.t
    about = (day(t, resolution.day), money(t, resolution.decided_amount), t(BODY[resolution.body]))
    return Entry(
        resolution.matter,
        ResolutionPage(resolution.id),
        note=joined(about),
        right=t(RESOLUTION_STATUS[resolution.status]),
    )


def _facts(shelf: Shelf, resolution: Resolution) -> tuple[tuple[str, str], ...]:
    t = shelf.t
    until = notice_until(shelf.records, resolution)
    runs = ""
    if until is not None and resolution.status in _WAITING:
        left = (until - shelf.today).days
        runs = t("to {until} ({left})", until=until, left=still(t, left)) if left >= 0 else t.date(until)
    return (
        (t("Where it stands"), t(RESOLUTION_STATUS[resolution.status])),
        (t("Notice period"), runs),
        (t("Decided by"), t(BODY[resolution.body])),
        (t("The reason"), resolution.reason),
        (t("Meeting on"), t.moment(resolution.meeting_at) if resolution.meeting_at else day(t, resolution.meeting_on)),
        (t("Place"), resolution.place),
        (t("About"), t(CATEGORY[resolution.category])),
        (t("Amount decided"), money(t, resolution.amount)),
        *_votes(shelf, resolution),
        (t("Announced on"), day(t, resolution.notice_on)),
        (t("Published on"), day(t, resolution.published_on)),
        (t("Published by"), t("Village committee")),
        (t("Township number"), resolution.township_number),
        (t("Number"), resolution.number),
        (t("Short code"), resolution.id),
    )


def _votes(shelf: Shelf, resolution: Resolution) -> tuple[tuple[str, str], ...]:
    t = shelf.t
    if resolution.status in _UNCOUNTED or not resolution.due:
        return ()
    counts = public_counts(resolution, limits_of(shelf.records).count("roll.split_least_present"))
    came = t("{present} of {due} came", present=counts.present, due=counts.due)
    votes = ""
    if counts.split is not None:
        in_favour, against, abstained = counts.split
        votes = t(
            "{in_favour} for, {against} against, {abstained} abstained",
            in_favour=in_favour,
            against=against,
            abstained=abstained,
        )
    elif resolution.status is not ResolutionStatus.NO_QUORUM:
        votes = t("not split: it would show one person's vote")
    result = t(RESULT[resolution.result]) if resolution.result else ""
    how = t("{votes} ({ballot})", votes=votes, ballot=Message(BALLOT[resolution.ballot])) if votes else ""
    return ((t("Result"), result), (t("Who came"), came), (t("Votes"), how))


def _execution(shelf: Shelf, resolution: Resolution) -> list[Part]:
    t = shelf.t
    case = case_about(shelf.records, resolution)
    if case is not None and case.resolution == resolution.number:
        shown = carried(shelf.records, case)
        if shown is not None:
            return execution_parts(shelf, shown)
    facts = (
        (t("Being carried out since"), day(t, resolution.executing_since)),
        *(
            (
                t("Changed on {day}", day=change.on),
                t("{amount}: {reason}", amount=t.money(change.amount), reason=change.reason),
            )
            for change in resolution.variations
        ),
        (t("Amount with changes"), money(t, resolution.decided_amount) if resolution.variations else ""),
        (t("Accepted on"), day(t, resolution.accepted_on)),
        (t("Final cost"), money(t, resolution.final_cost)),
        (t("Result published on"), day(t, resolution.result_published_on)),
    )
    if not any(value for _, value in facts):
        return []
    return [Heading(t("How it is carried out")), Facts(facts)]


def _next(shelf: Shelf, resolution: Resolution) -> str:
    t = shelf.t
    until = notice_until(shelf.records, resolution)
    if resolution.status in _WAITING and until is not None and shelf.today <= until:
        return t("Who disagrees says so at the village office by {until} and gets a numbered slip.", until=until)
    if resolution.status in MEETING_AHEAD:
        return t("Speak with the representative of your group before the meeting.")
    return t("Questions about this decision go to the oversight committee.")


def _related(shelf: Shelf, resolution: Resolution) -> list[Part]:
    from kiosk.pages.accounts import voucher_entry  # noqa: PLC0415 - pages point to each other
    from kiosk.pages.contracts import contract_entry  # noqa: PLC0415

    records = shelf.records
    parts: list[Part] = case_part(shelf, resolution)
    if resolution.hearing and (hearing := records.one(Hearing, where("number") == resolution.hearing)):
        parts.append(hearing_entry(shelf, hearing))
    contracts = records.find(Contract, where("resolution") == resolution.number)
    vouchers = [one for one in records.find(Voucher, where("resolution") == resolution.number) if one.public]
    parts += [follow_entry(shelf, resolution), *(contract_entry(shelf, contract) for contract in contracts)]
    return parts + [voucher_entry(shelf, voucher) for voucher in vouchers[:50]]
