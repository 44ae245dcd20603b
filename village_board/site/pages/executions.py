"""How a decision is carried out: offers, contract, what was paid, progress by quarter, acceptance, result (P4, P12)."""

from __future__ import annotations

from collections.abc import Iterator

from village_board.base.message import Message, say
from village_board.base.money import Fen, yuan
from village_board.hearings.case import CaseEvent, DecisionCase
from village_board.hearings.execution import Choice, Execution, ExecutionState, Offer
from village_board.hearings.execution_words import EXECUTION_STATE, LATE, PURCHASE, WAY
from village_board.hearings.executions import Carried, by_quarter, carried
from village_board.hearings.opinions import public_text
from village_board.site.model import Bar, Bars, Facts, Heading, Page, Part, Row, Rows, Table, Words
from village_board.site.pages.contracts import contract_row
from village_board.site.pages.files import attached
from village_board.site.pages.words import money, unended
from village_board.site.said import Days, Period, Said, joined
from village_board.site.stock import Stock

SECTION = "decisions"


def pages(stock: Stock) -> Iterator[Page]:
    """Yield a page for each decision that is carried out."""
    for execution in stock.all(Execution):
        yield _page(stock, execution)


def execution_row(stock: Stock, execution: Execution) -> Row:
    """Return the row of an execution."""
    bidder = execution.chosen.bidder if execution.chosen is not None else None
    note, state = joined(execution.day, bidder), Message(EXECUTION_STATE[execution.state])
    return Row(execution.matter, stock.address(execution), note, state)


def _page(stock: Stock, execution: Execution) -> Page:
    from village_board.site.pages.cases import case_row  # noqa: PLC0415 - pages point to each other

    parts: list[Part] = []
    case = stock.one(DecisionCase, "number", execution.case)
    shown = carried(stock.records, case) if case is not None else None
    if case is not None and shown is not None:
        contracts = [contract_row(stock, one) for one in shown.contracts]
        parts += [*execution_parts(stock, shown), Rows((*contracts, case_row(stock, case)))]
    else:
        parts.append(Facts(((say("How far"), Message(EXECUTION_STATE[execution.state])),)))
    parts.append(Facts(((say("Short code"), execution.id),)))
    kind = Execution.KIND.label
    return Page(stock.address(execution), execution.matter, tuple(parts), SECTION, execution.id, kind, execution.day)


def execution_parts(stock: Stock, shown: Carried) -> list[Part]:
    """Return how it is carried out, under its own heading."""
    parts: list[Part] = [Heading(say("How it is carried out")), Facts(_facts(shown)), *_paid(shown)]
    return [*parts, *_choosing(stock, shown), *_progress(stock, shown), *_finished(shown)]


def _facts(shown: Carried) -> tuple[tuple[Said, Said], ...]:
    one = shown.execution
    late = tuple(
        (
            say("Late"),
            say(
                "{what}, due on {day}: {days} late", what=Message(LATE[each.event]), day=each.due, days=Days(each.days)
            ),
        )
        for each in shown.late
    )
    way = say("{way} ({what})", way=Message(WAY[one.way]), what=Message(PURCHASE[one.purchase])) if one.way else None
    started = one.started_on or (shown.resolution.executing_since if shown.resolution is not None else None)
    return (
        (say("How far"), Message(EXECUTION_STATE[one.state])),
        *late,
        (say("How it is given"), way),
        (say("Why in this way"), one.way_reason),
        (say("Being carried out since"), started),
        *_ratified(shown),
        *(
            (
                say("Changed on {day}", day=change.on),
                joined(
                    say("{amount}: {reason}", amount=Fen(change.amount), reason=unended(change.reason)),
                    say("approved by {who}", who=change.approved_by) if change.approved_by else None,
                ),
            )
            for change in shown.variations
        ),
        (say("Amount with changes"), money(shown.allowed) if shown.variations else None),
        (say("No contract, because"), None if shown.contracts else one.no_contract),
    )


def _ratified(shown: Carried) -> tuple[tuple[Said, Said], ...]:
    if not shown.execution.emergency:
        return ()
    case = shown.case
    begun = case.last(CaseEvent.EMERGENCY)
    words: Said = say("not yet")
    if case.ratified_on is not None:
        words = case.ratified_on
        if shown.ratified_late:
            words = say("{day}, {days} late", day=case.ratified_on, days=Days(shown.ratified_late))
    elif shown.execution.state is ExecutionState.REVOKED:
        words = say("refused: the decision is revoked")
    return ((say("Begun as an emergency"), begun.reason if begun is not None else None), (say("Ratified on"), words))


def _paid(shown: Carried) -> list[Part]:
    if not shown.spends:
        return []
    if shown.percent_paid is None or shown.allowed is None:
        return [Facts(((say("Paid so far"), Fen(shown.paid)),))]
    words = say("{paid} of {allowed}", paid=Fen(shown.paid), allowed=Fen(shown.allowed))
    label = say("{percent}% paid", percent=shown.percent_paid)
    return [Bars(say("Paid so far"), (Bar(label, shown.paid, words, max(shown.allowed, shown.paid)),))]


def _choosing(stock: Stock, shown: Carried) -> list[Part]:
    one = shown.execution
    parts: list[Part] = []
    if one.call is not None:
        until = say("Offers until {day}.", day=one.call.closes_on) if one.call.closes_on else None
        words = say("Called for offers on {day}: {words}", day=one.call.on, words=one.call.words)
        parts.append(Words(joined(words, until, one.call.place)))
    if one.offers:
        rows = tuple((_bidder(offer, one.choice), yuan(offer.amount)) for offer in one.offers)
        parts += [Heading(say("Offers")), Table((say("Who"), say("yuan")), rows, say("Offers"))]
    if one.choice is not None and one.choice.few:
        parts.append(Words(say("Why so few offers were enough: {reason}", reason=one.choice.few), "soft"))
    if one.choice is not None and one.choice.shown_until and stock.today <= one.choice.shown_until:
        until = say("The choice is shown until {day}. Object at the village office.", day=one.choice.shown_until)
        parts.append(Words(until))
    parts += [Words(say("A choice was taken back: {why}", why=back.taken_back), "soft") for back in one.taken_back]
    for objection in one.objections:
        words = say("Objection no. {number} to the choice: {words}", **_facts_of(objection.number, objection.content))
        answer = (
            say("Answer: {reply}", reply=public_text(objection.answer))
            if objection.answer
            else say("Not answered yet.")
        )
        parts += [Words(words), Words(answer, "soft")]
    return parts


def _facts_of(number: int, content: str) -> dict[str, object]:
    return {"number": number, "words": public_text(content)}


def _bidder(offer: Offer, choice: Choice | None) -> Said:
    if choice is not None and choice.offer == offer.number:
        reason = choice.reason or say("the lowest offer")
        return say("{bidder} (chosen: {reason})", bidder=offer.bidder, reason=reason)
    if not offer.valid:
        return say("{bidder} (not valid: {why})", bidder=offer.bidder, why=offer.why_invalid)
    return offer.bidder


def _progress(stock: Stock, shown: Carried) -> list[Part]:
    one = shown.execution
    files = attached(stock, one.id) if one.id else []
    if not one.progress and one.state is ExecutionState.SELECTING:
        return files
    parts: list[Part] = [Heading(say("Progress"))]
    if not one.progress:
        parts.append(Words(say("No progress is recorded yet."), "soft"))
    for quarter, entries in by_quarter(one.progress):
        parts.append(Words(Period(quarter), "strong"))
        for entry in entries:
            done = say("{percent}% done", percent=entry.percent) if entry.percent is not None else None
            parts.append(Words(joined(entry.on, done, entry.words)))
    return [*parts, *files] if files else [*parts, Words(say("No photograph was handed in."), "soft")]


def _finished(shown: Carried) -> list[Part]:
    one, resolution = shown.execution, shown.resolution
    accepted = one.acceptance.on if one.acceptance is not None else None
    cost, result_on = one.final_cost, one.result_on
    if resolution is not None:
        accepted, cost = accepted or resolution.accepted_on, cost if cost is not None else resolution.final_cost
        result_on = result_on or resolution.result_published_on
    facts = (
        (say("Accepted on"), accepted),
        (say("Final cost"), _cost(shown, cost)),
        (say("Why more than decided"), one.cost_reason),
        (say("Guarantee until"), one.guarantee_until),
        (say("Result published on"), result_on),
        (say("Archived on"), one.archived_on),
        *_defects(one),
    )
    return [Heading(say("Result")), Facts(facts)] if any(value for _, value in facts) else []


def _defects(one: Execution) -> Iterator[tuple[Said, Said]]:
    for defect in one.defects:
        words = unended(defect.words)
        if defect.mended_on:
            how = unended(defect.how)
            told = say("{words} (mended on {day}: {how})", words=words, day=defect.mended_on, how=how)
        else:
            told = say("{words} (not mended yet)", words=words)
        yield say("Defect {number}", number=defect.number), told


def _cost(shown: Carried, cost: int | None) -> Said:
    allowed = shown.allowed
    if cost is None or allowed is None or cost == allowed:
        return money(cost)
    if cost < allowed:
        return say("{cost}, {less} less than decided", cost=Fen(cost), less=Fen(allowed - cost))
    return say("{cost}, {more} more than decided", cost=Fen(cost), more=Fen(cost - allowed))
