"""How a decision is carried out, as text: the same as the kiosk says (P12, P21)."""

from __future__ import annotations

from tinydb import where

from bot.answers.attached import attached_text
from bot.asking import Asking, code_line, data, period
from bot.reply import Button, label
from village_board.base.message import Message, say
from village_board.base.money import Fen
from village_board.hearings.case import CaseEvent, DecisionCase
from village_board.hearings.execution import Execution, ExecutionState
from village_board.hearings.execution_words import EXECUTION_STATE, LATE, WAY
from village_board.hearings.executions import Carried, by_quarter, carried
from village_board.hearings.opinions import public_text


def execution_text(asking: Asking, execution: Execution) -> tuple[str, DecisionCase | None]:
    """Return the words of `execution` and its case."""
    t = asking.t
    case = asking.records.one(DecisionCase, where("number") == execution.case)
    shown = carried(asking.records, case) if case is not None else None
    lines = [t("How it is carried out: {matter}", matter=execution.matter)]
    if shown is not None:
        lines += execution_lines(asking, shown)
    lines.append(code_line(t, execution.id, execution.opened_on))
    return "\n".join(lines), case


def to_execution(asking: Asking, case: DecisionCase | None) -> tuple[Button, ...]:
    """Return the button to how `case` is carried out."""
    found = asking.records.one(Execution, where("case") == case.number) if case is not None else None
    return (Button(label(asking.t("How it is carried out")), data("r", found.id)),) if found is not None else ()


def contract_buttons(shown: Carried) -> tuple[Button, ...]:
    """Return the buttons to its contracts."""
    return tuple(Button(label(one.name), data("r", one.id)) for one in shown.contracts)


def buttons_of(asking: Asking, case: DecisionCase | None) -> tuple[Button, ...]:
    """Return the buttons from an execution: its contracts, and the whole way of the matter."""
    if case is None:
        return ()
    shown = carried(asking.records, case)
    contracts = contract_buttons(shown) if shown is not None else ()
    return (*contracts, Button(label(asking.t("The whole way of this matter")), data("r", case.id)))


def execution_lines(asking: Asking, shown: Carried) -> list[str]:
    """Return its lines: how far, what is late, who does it and why, what was paid, progress, result."""
    t, one = asking.t, shown.execution
    lines = [t("How it stands: {state}.", state=Message(EXECUTION_STATE[one.state]))]
    lines += [
        t(
            "Late: {what}, due on {day}, {days} late.",
            what=Message(LATE[each.event]),
            day=each.due,
            days=t.days(each.days),
        )
        for each in shown.late
    ]
    lines += _ratified(asking, shown)
    lines += _money(asking, shown)
    lines += _choosing(asking, shown)
    lines += _progress(asking, shown)
    return lines + _finished(asking, shown)


def _ratified(asking: Asking, shown: Carried) -> list[str]:
    t, case = asking.t, shown.case
    if not shown.execution.emergency:
        return []
    begun = case.last(CaseEvent.EMERGENCY)
    lines = [t("Begun as an emergency: {reason}", reason=begun.reason)] if begun is not None else []
    if case.ratified_on is None:
        refused = shown.execution.state is ExecutionState.REVOKED
        return [*lines, t("Not ratified: it is revoked.") if refused else t("Not ratified yet.")]
    if shown.ratified_late:
        return [*lines, t("Ratified on {day}, {days} late.", day=case.ratified_on, days=t.days(shown.ratified_late))]
    return [*lines, t("Ratified on {day}.", day=case.ratified_on)]


def _money(asking: Asking, shown: Carried) -> list[str]:
    t, percent, allowed = asking.t, shown.percent_paid, shown.allowed
    lines = [
        t(
            "Changed on {day} by {amount}: {reason}",
            day=change.on,
            amount=Fen(change.amount),
            reason=change.reason,
        )
        for change in shown.variations
    ]
    if not shown.spends:
        return lines
    if percent is None or allowed is None:
        return [*lines, t("Paid so far: {paid}", paid=Fen(shown.paid))]
    return [
        *lines,
        t("Paid so far: {paid} of {allowed} ({percent}%)", paid=Fen(shown.paid), allowed=Fen(allowed), percent=percent),
    ]


def _choosing(asking: Asking, shown: Carried) -> list[str]:
    t, one, lines = asking.t, shown.execution, []
    if one.way is not None:
        lines.append(t("How it is given: {way}", way=Message(WAY[one.way])))
    for offer in one.offers:
        amount = Fen(offer.amount)
        if one.choice is not None and one.choice.offer == offer.number:
            why = one.choice.reason or say("the lowest offer")
            lines.append(t("- {bidder}: {amount}. Chosen: {reason}", bidder=offer.bidder, amount=amount, reason=why))
        elif not offer.valid:
            lines.append(
                t("- {bidder}: {amount}. Not valid: {why}", bidder=offer.bidder, amount=amount, why=offer.why_invalid)
            )
        else:
            lines.append(t("- {bidder}: {amount}", bidder=offer.bidder, amount=amount))
    if one.choice is not None and one.choice.shown_until and asking.records.today <= one.choice.shown_until:
        until = one.choice.shown_until
        lines.append(t("The choice is shown until {day}. Object at the village office.", day=until))
    for objection in one.objections:
        words = public_text(objection.content)
        lines.append(t("Objection no. {number} to the choice: {words}", number=objection.number, words=words))
        lines.append(t("Answer: {reply}", reply=objection.answer) if objection.answer else t("Not answered yet."))
    if one.no_contract and not shown.contracts:
        lines.append(t("No contract, because: {reason}", reason=one.no_contract))
    return lines


def _progress(asking: Asking, shown: Carried) -> list[str]:
    t, one, lines = asking.t, shown.execution, []
    for quarter, entries in by_quarter(one.progress):
        lines.append(t("{quarter}:", quarter=period(t, quarter)))
        for entry in entries:
            if entry.percent is None:
                lines.append(t("- {day}: {words}", day=entry.on, words=entry.words))
            else:
                lines.append(
                    t("- {day}, {percent}% done: {words}", day=entry.on, percent=entry.percent, words=entry.words)
                )
    if one.id and one.progress:
        lines.append(attached_text(asking, one.id) or t("No photograph was handed in."))
    return lines


def _finished(asking: Asking, shown: Carried) -> list[str]:
    t, one, lines = asking.t, shown.execution, []
    if one.acceptance is not None:
        lines.append(t("Accepted on {day}", day=one.acceptance.on))
    if one.final_cost is not None:
        lines.append(t("Final cost: {amount}", amount=Fen(one.final_cost)))
    if one.cost_reason:
        lines.append(t("Why more than decided: {reason}", reason=one.cost_reason))
    if one.guarantee_until is not None:
        lines.append(t("Guarantee until {day}", day=one.guarantee_until))
    for defect in one.defects:
        if defect.mended_on is not None:
            lines.append(
                t("Defect: {words}. Mended on {day}: {how}", words=defect.words, day=defect.mended_on, how=defect.how)
            )
        else:
            lines.append(t("Defect: {words}. Not mended yet.", words=defect.words))
    if one.result_on is not None:
        lines.append(t("Result published on {day}", day=one.result_on))
    return lines
