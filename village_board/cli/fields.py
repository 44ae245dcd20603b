"""The words for the fields of a record, as `show` prints them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

from village_board.accounts import words as accounts_words
from village_board.accounts.registers import Instalment
from village_board.base.kind import Record
from village_board.base.message import N_, message_from_json
from village_board.base.money import Fen
from village_board.catalogue import words as catalogue_words
from village_board.disclosure import words as disclosure_words
from village_board.hearings import words as hearings_words
from village_board.i18n import Translator
from village_board.notices import words as notices_words
from village_board.notices.model import Notice

# By class and value: members of two of these compare equal where their values do.
_ENUM_WORDS: dict[tuple[type, object], str] = {
    (type(member), member.value): word
    for table in (
        accounts_words.MONEY_PLACE, accounts_words.USE, accounts_words.CONTRACT_STATUS, accounts_words.DIRECTION,
        catalogue_words.FREQUENCY, catalogue_words.ENTRY_GROUP,
        disclosure_words.ITEM_STATUS, notices_words.NOTICE_KIND,
        hearings_words.CATEGORY, hearings_words.BODY, hearings_words.HEARING_STATUS, hearings_words.CONCLUSION,
        hearings_words.RESOLUTION_STATUS, hearings_words.RESULT, hearings_words.BALLOT, hearings_words.STANCE,
    )
    for member, word in table.items()
}  # fmt: skip

#: Amounts in fen.
_MONEY = frozenset(
    {
        "amount", "debit", "credit", "money_in", "money_out", "original_value", "depreciation", "net_value", "rent",
        "fee", "total", "due_each_year", "owed_each_year", "deposit", "price", "floor_price", "valuation",
        "final_cost",
    }
)  # fmt: skip
#: Fields that mean something else in one kind: those due are people in a hearing, money in an instalment.
_OF_KIND: dict[type, dict[str, str]] = {
    Instalment: {"due": N_("Amount due"), "paid": N_("Amount paid")},
    Notice: {"subject": N_("About")},
}

FIELD: dict[str, str] = {
    "number": N_("Number"), "name": N_("Name"), "matter": N_("Matter"), "category": N_("Category"),
    "amount": N_("Amount"), "proposer": N_("Proposed by"), "notice_on": N_("Notice of"),
    "material_sent_on": N_("Material sent on"), "held_at": N_("Held at"), "place": N_("Place"),
    "chair": N_("Chair"), "recorder": N_("Recorder"), "overseer": N_("Overseer"), "plan": N_("Plan"),
    "due": N_("Due"), "present": N_("Present"), "in_favour": N_("For"), "against": N_("Against"),
    "abstained": N_("Abstained"), "statements": N_("Statements"), "conclusion": N_("Conclusion"),
    "changes": N_("Changes"), "status": N_("Status"), "reason": N_("Reason"), "moved": N_("Moved"),
    "result_published_on": N_("Result published on"), "recorded_at": N_("Recorded at"),
    "recorded_by": N_("Recorded by"), "confirmed_by": N_("Confirmed by"), "imported": N_("Imported"),
    "hearing": N_("Hearing"), "hearing_waived": N_("No hearing, because"), "body": N_("Body"),
    "meeting_on": N_("Meeting on"), "ballot": N_("Ballot"), "outside_collective": N_("Outside the collective"),
    "result": N_("Result"), "published_on": N_("Published on"), "township_number": N_("Township's number"),
    "objections": N_("Objections"), "variations": N_("Variations"), "executing_since": N_("Carried out since"),
    "accepted_on": N_("Accepted on"), "final_cost": N_("Final cost"), "dated": N_("Date"),
    "summary": N_("Summary"), "lines": N_("Lines"), "counterparty": N_("Other party"), "handler": N_("Handled by"),
    "witness": N_("Witness"), "approver": N_("Approved by"), "approval_tier": N_("Approval tier"),
    "oversight_stamp": N_("Stamp of the oversight committee"), "receipt_kind": N_("Kind of receipt"),
    "receipt_number": N_("Number of the receipt"), "attachments": N_("Attachments"), "project": N_("Project"),
    "in_cash": N_("In cash"), "contract": N_("Contract"), "resolution": N_("Resolution"), "remark": N_("Remark"),
    "month": N_("Month"), "money_in": N_("Money in"), "money_out": N_("Money out"), "account": N_("Account"),
    "account_name": N_("Name of the account"), "debit": N_("Debit"), "credit": N_("Credit"),
    "operating": N_("Earns money"), "quantity": N_("Quantity"), "unit": N_("Unit"),
    "acquired_on": N_("Acquired on"), "source": N_("Source"), "original_value": N_("Original value"),
    "depreciation": N_("Depreciation so far"), "net_value": N_("Net value"), "useful_years": N_("Useful years"),
    "use": N_("Use"), "tenant": N_("Tenant"), "rent": N_("Rent a year"), "leased_from": N_("Leased from"),
    "leased_to": N_("Leased to"), "keeper": N_("Keeper"), "certificate": N_("Certificate"),
    "stocktake": N_("Stocktake"), "idle_since": N_("Idle since"), "boundaries": N_("Boundaries"),
    "east": N_("East"), "south": N_("South"), "west": N_("West"), "north": N_("North"), "area": N_("Area (mu)"),
    "area_households": N_("contracted by households (mu)"), "area_let": N_("let otherwise (mu)"),
    "area_reserve": N_("reserve land (mu)"), "area_idle": N_("not let (mu)"), "owner": N_("Owner"),
    "operation": N_("How it is run"), "contractor": N_("Contractor"), "purpose": N_("Purpose"),
    "fee": N_("Fee a mu and year"), "let_from": N_("Let from"), "let_to": N_("Let to"), "type": N_("Type"),
    "subject": N_("Subject"), "party_a": N_("Party A"), "party_b": N_("Party B"),
    "collective_member": N_("Member of the collective"), "signed_on": N_("Signed on"),
    "starts_on": N_("Starts on"), "ends_on": N_("Ends on"), "years": N_("Years"), "total": N_("Total price"),
    "pricing": N_("Pricing"), "due_each_year": N_("To receive each year"), "owed_each_year": N_("To pay each year"),
    "deposit": N_("Deposit"), "escalation": N_("Escalation"), "trading": N_("How it was traded"),
    "platform_number": N_("Number of the trading platform"), "price": N_("Price agreed"),
    "floor_price": N_("Floor price"), "valuation": N_("Valuation"), "valuation_shown_on": N_("Valuation shown on"),
    "recusal": N_("Recusals"), "amendments": N_("Amendments"), "at_end": N_("At its end"), "bids": N_("Bids"),
    "bidder": N_("Bidder"), "chosen": N_("Chosen"), "sequence": N_("Instalment"), "due_on": N_("Due on"),
    "paid_on": N_("Paid on"), "paid": N_("Paid"), "direction": N_("Direction"), "catalogue": N_("Catalogue"),
    "content": N_("Content"), "period": N_("Period"), "responsible": N_("Responsible"), "form": N_("Form"),
    "nil": N_("Nothing to report"), "version": N_("Version"), "correction": N_("Correction"), "what": N_("What"),
    "why": N_("Why"), "replaces": N_("Replaces"), "on": N_("On"), "drafted_by": N_("Drafted by"),
    "reviewed_by": N_("Reviewed by"), "signed_by": N_("Signed by"), "expected_on": N_("Expected on"),
    "code": N_("Code"), "group": N_("Group"), "frequency": N_("How often"), "basis": N_("Basis"),
    "privacy": N_("Personal data"), "sex": N_("Sex"), "household": N_("Household"),
    "head_of_household": N_("Head of household"), "adult": N_("Adult"), "party_member": N_("Party member"),
    "representative": N_("Representative"), "offices": N_("Offices"), "post": N_("Post"), "role": N_("Role"),
    "since": N_("Since"), "until": N_("Until"), "near_relatives": N_("Near relatives"), "slip": N_("Slip"),
    "standing": N_("Standing"), "stance": N_("Stance"), "adopted": N_("Adopted"), "reply": N_("Reply"),
    "objector": N_("Objector"), "answered_on": N_("Answered on"), "answer": N_("Answer"),
    "approved_by": N_("Approved by"), "was": N_("From"), "now": N_("To"), "speaker": N_("Speaker"),
    "named_in_public": N_("Named in public"), "account_place": N_("Where the money lies"),
    "opening": N_("Opening"), "name_en": N_("English name"), "head": N_("Head"), "person": N_("Person"),
    "vote": N_("Vote"), "mode": N_("Way of taking part"), "person_number": N_("Number of the person"),
    "closed_on": N_("Closed on"), "made_at": N_("Made at"), "kind": N_("Kind"), "sentence": N_("Text"),
    "subject_rev": N_("Version of the subject"),
}  # fmt: skip

_HIDDEN = frozenset({"id", "rev", "change", "key"})


def shown_fields(t: Translator, record: Record) -> Iterator[tuple[str, str]]:
    """Yield label and value of every field of `record` that holds something."""
    yield from _pairs(t, record)


def _pairs(t: Translator, record: Any) -> Iterator[tuple[str, str]]:
    for f in fields(record):
        value = getattr(record, f.name)
        if f.name in _HIDDEN or value is None or value in ("", (), 0, False):
            continue
        label = _OF_KIND.get(type(record), {}).get(f.name) or FIELD[f.name]
        yield t(label), _value(t, f.name, value, record)


def _value(t: Translator, name: str, value: Any, of: Any) -> str:
    if isinstance(value, bool):
        return t("yes")
    if isinstance(value, Enum):
        return t(_ENUM_WORDS.get((type(value), value.value), str(value.value)))
    if isinstance(value, tuple):
        return "; ".join(_value(t, name, part, of) for part in value)
    if is_dataclass(value):
        return ", ".join(f"{label} {text}" for label, text in _pairs(t, value))
    if isinstance(value, dict):
        return t.say(message_from_json(value))
    is_money = name in _MONEY or (isinstance(of, Instalment) and name in ("due", "paid"))
    return t.fact(Fen(value) if is_money else value)
