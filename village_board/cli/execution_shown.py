"""How `execution show` tells of an execution: for the office, so with what is not public (P11)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from village_board.base.message import Message, say
from village_board.base.money import Fen
from village_board.cli.documents import document
from village_board.cli.edge import Edge
from village_board.hearings.execution_words import EXECUTION_STATE, LATE, PURCHASE, WAY
from village_board.hearings.executions import Carried
from village_board.hearings.words import BODY


def execution_lines(edge: Edge, shown: Carried, near: dict[str, str], files: int) -> Iterator[str]:
    """Yield what the office sees of an execution; kinship and recusal too (P11)."""
    t, one = edge.t, shown.execution
    yield f"{one.matter}  [{one.case} {one.id}]  {t(EXECUTION_STATE[one.state])}"
    if one.body is not None:
        yield "  " + t("Decided by: {body}", body=Message(BODY[one.body]))
    if shown.decided is not None:
        yield "  " + t("Decided: {amount}", amount=Fen(shown.decided))
    for change in shown.variations:
        yield "  " + t(
            "Changed on {day} by {amount}: {reason} (approved by {who})",
            day=change.on,
            amount=Fen(change.amount),
            reason=change.reason,
            who=change.approved_by,
        )
    if shown.spends:
        yield "  " + _paid(edge, shown)
    yield from _choosing(edge, shown, near)
    for number in one.contracts:
        yield "  " + t("Contract: {number}", number=number)
    if one.no_contract:
        yield "  " + t("No contract, because: {reason}", reason=one.no_contract)
    yield from _working(edge, shown, files)
    for late in shown.late:
        yield "  " + t(
            "{what}: late by {days}, due on {day}", what=t(LATE[late.event]), days=t.days(late.days), day=late.due
        )


def _paid(edge: Edge, shown: Carried) -> str:
    t, allowed = edge.t, shown.allowed
    if allowed is None:
        return t("Paid so far: {paid}", paid=Fen(shown.paid))
    return t("Paid so far: {paid} of {allowed}", paid=Fen(shown.paid), allowed=Fen(allowed))


def _choosing(edge: Edge, shown: Carried, near: dict[str, str]) -> Iterator[str]:
    t, one = edge.t, shown.execution
    if one.way is not None:
        yield "  " + t("Way: {way} ({what})", way=Message(WAY[one.way]), what=Message(PURCHASE[one.purchase]))
    if one.call is not None:
        yield "  " + t("Called on {day}: {words}", day=one.call.on, words=one.call.words)
    for offer in one.offers:
        line = t(
            "Offer {number}: {bidder}, {amount}", number=offer.number, bidder=offer.bidder, amount=Fen(offer.amount)
        )
        parts = [line]
        if not offer.valid:
            parts.append(t("not valid: {why}", why=offer.why_invalid))
        if one.choice is not None and one.choice.offer == offer.number:
            parts.append(t("chosen: {reason}", reason=one.choice.reason or say("the lowest valid offer")))
        if offer.bidder in near:
            parts.append(t("near to {cadre} (not public)", cadre=near[offer.bidder]))
        yield "  " + t.listed(parts)
    if one.choice is not None and one.choice.recusal:
        yield "  " + t("Stood aside: {who} (not public)", who=one.choice.recusal)
    for objection in one.objections:
        yield "  " + t(
            "Objection no. {number} to the choice: {words}", number=objection.number, words=objection.content
        )
        yield "    " + (t("Answer: {answer}", answer=objection.answer) if objection.answer else t("not answered yet"))


def _working(edge: Edge, shown: Carried, files: int) -> Iterator[str]:
    t, one = edge.t, shown.execution
    for entry in one.progress:
        done = f" {entry.percent}%" if entry.percent is not None else ""
        yield f"  {t.date(entry.on)}{done}  {t.fact(entry.words)}"
    yield "  " + (t.n("{n} file", "{n} files", files) if files else t("No photograph or other file yet."))
    if one.acceptance is not None:
        yield "  " + t(
            "Accepted on {day}; the sheet: {sheet}", day=one.acceptance.on, sheet=one.acceptance.sheet or "-"
        )
    if one.guarantee_until is not None:
        yield "  " + t("Guarantee until {day}", day=one.guarantee_until)
    for defect in one.defects:
        mended = (
            t("mended on {day}: {how}", day=defect.mended_on, how=defect.how) if defect.mended_on else t("not mended")
        )
        yield "  " + t(
            "Defect no. {number}: {words} ({mended})", number=defect.number, words=defect.words, mended=mended
        )
    if one.final_cost is not None:
        yield "  " + t("Final cost: {amount}", amount=Fen(one.final_cost))
    if one.result_on is not None:
        yield "  " + t("Result published on {day}", day=one.result_on)
    if shown.case.ratified_on is not None:
        yield "  " + t("Ratified on {day}", day=shown.case.ratified_on)
    if shown.ratified_late:
        yield "  " + t("Ratified late by {days}", days=t.days(shown.ratified_late))


def execution_document(shown: Carried, near: dict[str, str], files: int) -> dict[str, Any]:
    """Return the same as ``--json`` gives it."""
    return {
        **document(shown.execution),
        "resolution_id": shown.resolution.id if shown.resolution is not None else None,
        "decided": shown.decided,
        "allowed": shown.allowed,
        "paid": shown.paid,
        "all_contracts": [contract.number for contract in shown.contracts],
        "paid_by": [voucher.key for voucher in shown.vouchers],
        "near": {offer.bidder: near[offer.bidder] for offer in shown.execution.offers if offer.bidder in near},
        "files": files,
        "late": [{"what": one.event.value, "due": one.due.isoformat(), "days": one.days} for one in shown.late],
        "ratified_late": shown.ratified_late,
    }
