"""Decisions: what the body decided, how it is carried out, what can be objected to."""

from __future__ import annotations

from collections.abc import Iterator

from village_board.accounts.model import Voucher
from village_board.accounts.registers import Contract
from village_board.base.message import Message, say
from village_board.hearings.bodies_service import delegations_told
from village_board.hearings.changes import changes_of
from village_board.hearings.executions import carried
from village_board.hearings.levies_service import levy_told
from village_board.hearings.model import MEETING_AHEAD, Hearing, Resolution, ResolutionStatus
from village_board.hearings.notice_period import notice_until
from village_board.hearings.recount import public_counts
from village_board.hearings.words import BALLOT, BODY, CATEGORY, RESOLUTION_STATUS, RESULT
from village_board.site.model import Facts, Heading, Page, Part, Row, Rows, Words
from village_board.site.pages.cases import case_about
from village_board.site.pages.contracts import contract_row
from village_board.site.pages.corrected import corrected
from village_board.site.pages.executions import execution_parts
from village_board.site.pages.files import attached
from village_board.site.pages.hearings import case_rows, hearing_row
from village_board.site.pages.lists import Listing, listed
from village_board.site.pages.voices import objection_parts
from village_board.site.pages.vouchers import voucher_row
from village_board.site.pages.words import advice, money, published
from village_board.site.said import Said, joined
from village_board.site.stock import Stock

SECTION = "decisions"
DECISIONS = "decisions/"
_UNCOUNTED = MEETING_AHEAD | {ResolutionStatus.RECORDED, ResolutionStatus.CANCELLED}
_WAITING = (ResolutionStatus.PUBLIC, ResolutionStatus.OBJECTED)


def pages(stock: Stock) -> Iterator[Page]:
    """Yield the decisions by year, and a page for each."""
    title, nothing = say("Decisions of the villagers' meetings"), say("No decision is recorded yet.")
    yield from listed(stock, Listing(DECISIONS, title, SECTION, resolution_row, nothing), stock.all(Resolution))
    for resolution in stock.all(Resolution):
        yield _page(stock, resolution)


def resolution_row(stock: Stock, resolution: Resolution) -> Row:
    """Return the row of a decision."""
    note = joined(resolution.day, Message(BODY[resolution.body]), money(resolution.decided_amount))
    return Row(resolution.matter, stock.address(resolution), note, Message(RESOLUTION_STATUS[resolution.status]))


def _page(stock: Stock, resolution: Resolution) -> Page:
    parts: list[Part] = [Facts(_facts(stock, resolution)), *_execution(stock, resolution)]
    parts += [Words(line) for line in levy_told(stock.records, resolution)]
    parts += [Words(line) for line in delegations_told(stock.records, resolution)]
    parts += [Words(change, "soft") for change in changes_of(resolution)]
    parts += [*attached(stock, resolution.id), *corrected(stock, resolution)]
    parts += [*objection_parts(stock, resolution), *advice(_next(stock, resolution)), *_related(stock, resolution)]
    return Page(
        stock.address(resolution),
        resolution.matter,
        tuple(parts),
        SECTION,
        resolution.id,
        Resolution.KIND.label,
        resolution.day,
        (resolution.number,),
    )


def _facts(stock: Stock, resolution: Resolution) -> tuple[tuple[Said, Said], ...]:
    until = notice_until(stock.records, resolution) if resolution.status in _WAITING else None
    return (
        (say("Where it stands"), Message(RESOLUTION_STATUS[resolution.status])),
        (say("Notice period"), say("to {until}", until=until) if until is not None else None),
        (say("Decided by"), Message(BODY[resolution.body])),
        (say("The reason"), resolution.reason),
        (say("Meeting on"), resolution.meeting_at or resolution.meeting_on),
        (say("Place"), resolution.place),
        (say("Kind of matter"), Message(CATEGORY[resolution.category])),
        (say("Amount decided"), money(resolution.amount)),
        *_votes(stock, resolution),
        (say("Announced on"), resolution.notice_on),
        (say("Published on"), resolution.published_on),
        (say("Township number"), resolution.township_number),
        *published(resolution.number, resolution.id),
    )


def _votes(stock: Stock, resolution: Resolution) -> tuple[tuple[Said, Said], ...]:
    if resolution.status in _UNCOUNTED or not resolution.due:
        return ()
    counts = public_counts(resolution, stock.limits.count("roll.split_least_present"))
    came = say("{present} of {due} came", present=counts.present, due=counts.due)
    votes: Said = None
    if counts.split is not None:
        in_favour, against, abstained = counts.split
        votes = say(
            "{in_favour} for, {against} against, {abstained} abstained",
            in_favour=in_favour,
            against=against,
            abstained=abstained,
        )
    elif resolution.status is not ResolutionStatus.NO_QUORUM:
        votes = say("not split: it would show one person's vote")
    how = say("{votes} ({ballot})", votes=votes, ballot=Message(BALLOT[resolution.ballot])) if votes else None
    result = Message(RESULT[resolution.result]) if resolution.result else None
    return ((say("Result"), result), (say("Who came"), came), (say("Votes"), how))


def _execution(stock: Stock, resolution: Resolution) -> list[Part]:
    case = case_about(stock, resolution)
    if case is not None and case.resolution == resolution.number:
        shown = carried(stock.records, case)
        if shown is not None:
            return execution_parts(stock, shown)
    facts = (
        (say("Being carried out since"), resolution.executing_since),
        *(
            (
                say("Changed on {day}", day=change.on),
                say("{amount}: {reason}", amount=money(change.amount), reason=change.reason),
            )
            for change in resolution.variations
        ),
        (say("Amount with changes"), money(resolution.decided_amount) if resolution.variations else None),
        (say("Accepted on"), resolution.accepted_on),
        (say("Final cost"), money(resolution.final_cost)),
        (say("Result published on"), resolution.result_published_on),
    )
    if not any(value for _, value in facts):
        return []
    return [Heading(say("How it is carried out")), Facts(facts)]


def _next(stock: Stock, resolution: Resolution) -> Said:
    until = notice_until(stock.records, resolution) if resolution.status in _WAITING else None
    if until is not None and stock.today <= until:
        return say("Who disagrees says so at the village office by {until} and gets a numbered slip.", until=until)
    if resolution.status in MEETING_AHEAD:
        return say("Speak with the representative of your group before the meeting.")
    return say("Questions about this decision go to the oversight committee.")


def _related(stock: Stock, resolution: Resolution) -> list[Part]:
    rows = case_rows(stock, resolution)
    rows += [hearing_row(stock, one) for one in stock.by(Hearing, "number", resolution.hearing)]
    rows += [contract_row(stock, one) for one in stock.by(Contract, "resolution", resolution.number)]
    paid = [voucher_row(stock, one) for one in stock.by(Voucher, "resolution", resolution.number)]
    parts: list[Part] = [Rows(tuple(rows))]
    return [*parts, Heading(say("Voucher by voucher")), Rows(tuple(paid))] if paid else parts
