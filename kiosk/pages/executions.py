"""How a decision is carried out: offers, contract, what was paid, progress by quarter, acceptance, result (P4, P12)."""

from __future__ import annotations

from dataclasses import dataclass

from tinydb import where

from kiosk.pages.attached import attached, attached_lines, attached_rows
from kiosk.pages.imprint import told
from kiosk.pages.wording import day, joined, kept_on, money, period, unended
from kiosk.sheet import Bar, Bars, Entry, Facts, Heading, Page, Part, Sheet, Shelf, Table, Words
from village_board.base.message import Message, say
from village_board.base.money import Fen, yuan
from village_board.hearings.case import CaseEvent, DecisionCase
from village_board.hearings.execution import Execution, ExecutionState, Offer
from village_board.hearings.execution_words import EXECUTION_STATE, LATE, PURCHASE, WAY
from village_board.hearings.executions import Carried, by_quarter, carried
from village_board.hearings.opinions import public_text


@dataclass(frozen=True, slots=True)
class ExecutionPage(Page):
    """How one decision is carried out."""

    id: str

    def read(self, shelf: Shelf) -> Sheet:
        """Return what is public of it."""
        from kiosk.pages.cases import case_entry  # noqa: PLC0415 - pages point to each other

        execution = shelf.records.get(Execution, self.id)
        parts: list[Part] = []
        case = shelf.records.one(DecisionCase, where("number") == execution.case)
        shown = carried(shelf.records, case) if case is not None else None
        if case is not None and shown is not None:
            t = shelf.t
            imprint = (
                (t("Last changed on"), kept_on(t, execution)),
                (t("Published by"), t("Village committee")),
                (t("Short code"), execution.id),
            )
            parts += [*execution_parts(shelf, shown), *told(shelf, imprint), Heading(t("What you can do"))]
            parts.append(Words(t("Questions go to the village office; doubts to the oversight committee.")))
            parts += contract_parts(shelf, shown)
            parts.append(case_entry(shelf, case))
        return Sheet(execution.matter, tuple(parts), subject=execution.id)


def execution_entry(shelf: Shelf, execution: Execution) -> Entry:
    """Return the row of an execution."""
    t = shelf.t
    chosen = execution.chosen
    note = joined((day(t, execution.day), chosen.bidder if chosen is not None else ""))
    right = t(EXECUTION_STATE[execution.state])
    return Entry(execution.matter, ExecutionPage(execution.id), note=note, right=right)


def execution_parts(shelf: Shelf, shown: Carried) -> list[Part]:
    """Return how it is carried out, under its own heading."""
    t = shelf.t
    parts: list[Part] = [Heading(t("How it is carried out")), Facts(_facts(shelf, shown)), *_paid_bar(shelf, shown)]
    parts += _choosing(shelf, shown)
    parts += _progress(shelf, shown)
    parts += _finished(shelf, shown)
    return parts


def contract_parts(shelf: Shelf, shown: Carried) -> list[Part]:
    """Return the rows of its contracts."""
    from kiosk.pages.contracts import contract_entry  # noqa: PLC0415 - pages point to each other

    return [contract_entry(shelf, contract) for contract in shown.contracts]


def _facts(shelf: Shelf, shown: Carried) -> tuple[tuple[str, str], ...]:
    t, one = shelf.t, shown.execution
    late = tuple(
        (
            t("Late"),
            t("{what}, due on {day}: {days} late", what=t(LATE[each.event]), day=each.due, days=t.days(each.days)),
        )
        for each in shown.late
    )
    way = t("{way} ({what})", way=Message(WAY[one.way]), what=Message(PURCHASE[one.purchase])) if one.way else ""
    started = one.started_on or (shown.resolution.executing_since if shown.resolution is not None else None)
    return (
        (t("How far"), t(EXECUTION_STATE[one.state])),
        *late,
        (t("How it is given"), way),
        (t("Why in this way"), one.way_reason),
        (t("Being carried out since"), day(t, started)),
        *_ratified(shelf, shown),
        *(
            (
                t("Changed on {day}", day=change.on),
                t("{amount}: {reason}", amount=t.money(change.amount), reason=unended(change.reason))
                + (t(" (approved by {who})", who=change.approved_by) if change.approved_by else ""),
            )
            for change in shown.variations
        ),
        (t("Amount with changes"), money(t, shown.allowed) if shown.variations else ""),
        (t("Paid so far"), t.money(shown.paid) if shown.spends and shown.percent_paid is None else ""),
        (t("No contract, because"), "" if shown.contracts else one.no_contract),
    )


def _ratified(shelf: Shelf, shown: Carried) -> tuple[tuple[str, str], ...]:
    if not shown.execution.emergency:
        return ()
    t, case = shelf.t, shown.case
    begun = case.last(CaseEvent.EMERGENCY)
    words = t("not yet")
    if case.ratified_on is not None:
        words = t.date(case.ratified_on)
        if shown.ratified_late:
            words = t("{day}, {days} late", day=case.ratified_on, days=t.days(shown.ratified_late))
    elif shown.execution.state is ExecutionState.REVOKED:
        words = t("refused: the decision is revoked")
    return ((t("Begun as an emergency"), begun.reason if begun is not None else ""), (t("Ratified on"), words))


def _paid_bar(shelf: Shelf, shown: Carried) -> list[Part]:
    """Return what is paid of what may be paid; nothing where no amount was decided."""
    t, allowed, percent = shelf.t, shown.allowed, shown.percent_paid
    if not shown.spends or percent is None or allowed is None:
        return []
    words = t("{percent}%: {paid} of {allowed}", percent=percent, paid=Fen(shown.paid), allowed=Fen(allowed))
    return [Bars((("", (Bar(t("Paid so far"), shown.paid, words, of=allowed),)),))]


def _choosing(shelf: Shelf, shown: Carried) -> list[Part]:
    t, one = shelf.t, shown.execution
    parts: list[Part] = []
    if one.call is not None:
        until = t("Offers until {day}.", day=one.call.closes_on) if one.call.closes_on else ""
        words = t("Called for offers on {day}: {words}", day=one.call.on, words=one.call.words)
        parts.append(Words(joined((words, until, one.call.place))))
    if one.offers:
        rows = tuple((offer.bidder, yuan(offer.amount), _remark(shelf, one, offer)) for offer in one.offers)
        chosen = tuple(at for at, offer in enumerate(one.offers) if _is_chosen(one, offer))
        heads = (t("Who"), t("yuan"), t("Remark"))
        parts += [Heading(t("Offers")), Table(heads, rows, wide=2, strong=chosen)]
    if one.choice is not None and one.choice.few:
        parts.append(Words(t("Why so few offers were enough: {reason}", reason=one.choice.few), "soft"))
    if one.choice is not None and one.choice.shown_until and shelf.today <= one.choice.shown_until:
        parts.append(
            Words(t("The choice is shown until {day}. Object at the village office.", day=one.choice.shown_until))
        )
    parts += [Words(t("A choice was taken back: {why}", why=back.taken_back), "soft") for back in one.taken_back]
    for objection in one.objections:
        words = public_text(objection.content)
        parts.append(Words(t("Objection no. {number} to the choice: {words}", number=objection.number, words=words)))
        answer = t("Answer: {reply}", reply=objection.answer) if objection.answer else t("Not answered yet.")
        parts.append(Words(answer, "soft"))
    return parts


def _is_chosen(one: Execution, offer: Offer) -> bool:
    return one.choice is not None and one.choice.offer == offer.number


def _remark(shelf: Shelf, one: Execution, offer: Offer) -> str:
    """Return why an offer was chosen, or why it does not count."""
    t = shelf.t
    if one.choice is not None and _is_chosen(one, offer):
        return t("chosen: {reason}", reason=one.choice.reason or say("the lowest offer"))
    return "" if offer.valid else t("not valid: {why}", why=offer.why_invalid)


def _progress(shelf: Shelf, shown: Carried) -> list[Part]:
    t, one = shelf.t, shown.execution
    if not one.progress and one.state is ExecutionState.SELECTING:
        return attached(shelf, one.id) if one.id else []
    parts: list[Part] = [Heading(t("Progress"))]
    if not one.progress:
        parts.append(Words(t("No progress is recorded yet."), "soft"))
    for quarter, entries in by_quarter(one.progress):
        parts.append(Words(period(t, quarter), "strong"))
        for entry in entries:
            done = t("{percent}% done", percent=entry.percent) if entry.percent is not None else ""
            parts.append(Words(joined((t.date(entry.on), done, entry.words))))
    files = attached_lines(shelf, one.id) if one.id else []
    if files:
        return [*parts, Words(t("Photographs and papers"), "strong"), *files, *attached_rows(shelf, one.id)]
    return [*parts, Words(t("No photograph was handed in."), "soft")]


def _finished(shelf: Shelf, shown: Carried) -> list[Part]:
    t, one, resolution = shelf.t, shown.execution, shown.resolution
    accepted = one.acceptance.on if one.acceptance is not None else None
    cost, result_on = one.final_cost, one.result_on
    if resolution is not None:
        accepted, cost = accepted or resolution.accepted_on, cost if cost is not None else resolution.final_cost
        result_on = result_on or resolution.result_published_on
    facts = (
        (t("Accepted on"), day(t, accepted)),
        (t("Final cost"), _cost(shelf, shown, cost)),
        (t("Why more than decided"), one.cost_reason),
        (t("Guarantee until"), day(t, one.guarantee_until)),
        (t("Result published on"), day(t, result_on)),
        (t("Archived on"), day(t, one.archived_on)),
        *(
            (
                t("Defect {number}", number=defect.number),
                t(
                    "{words} (mended on {day}: {how})",
                    words=unended(defect.words),
                    day=defect.mended_on,
                    how=unended(defect.how),
                )
                if defect.mended_on
                else t("{words} (not mended yet)", words=unended(defect.words)),
            )
            for defect in one.defects
        ),
    )
    if not any(value for _, value in facts):
        return []
    return [Heading(t("Result")), Facts(facts)]


def _cost(shelf: Shelf, shown: Carried, cost: int | None) -> str:
    t, allowed = shelf.t, shown.allowed
    if cost is None:
        return ""
    if allowed is None or cost == allowed:
        return t.money(cost)
    if cost < allowed:
        return t("{cost}, {less} less than decided", cost=Fen(cost), less=Fen(allowed - cost))
    return t("{cost}, {more} more than decided", cost=Fen(cost), more=Fen(cost - allowed))
