"""The words for the fields of a record, as `show` prints them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

from village_board.accounts import register_words, sheet_words
from village_board.accounts import words as accounts_words
from village_board.accounts.books_model import Books
from village_board.accounts.registers import Amended, Instalment, Resource
from village_board.accounts.sheet_model import SheetBody
from village_board.accounts.stocktakes import CountedLine, CountResult, Stocktake
from village_board.attachments import words as attachments_words
from village_board.attachments.model import Attachment
from village_board.base.kind import Record
from village_board.base.message import N_, Message, message_from_json
from village_board.base.money import Fen
from village_board.catalogue import words as catalogue_words
from village_board.disclosure import words as disclosure_words
from village_board.guides import words as guides_words
from village_board.hearings import case_words, execution_words, voice_words
from village_board.hearings import words as hearings_words
from village_board.hearings.case import DecisionCase
from village_board.hearings.execution import Execution
from village_board.hearings.places import place_classes
from village_board.i18n import Translator
from village_board.limits.model import LimitChange
from village_board.notices import words as notices_words
from village_board.notices.model import Notice
from village_board.notices.routing import RouteChange

# By class and value: members of two of these compare equal where their values do.
_ENUM_WORDS: dict[tuple[type, object], str] = {
    (type(member), member.value): word
    for table in (
        accounts_words.MONEY_PLACE, accounts_words.USE, accounts_words.CONTRACT_STATUS, accounts_words.DIRECTION,
        accounts_words.VOUCHER_STEP, accounts_words.BOOKS_MODE, accounts_words.RESTART,
        accounts_words.MONEY_ACCOUNT_STATUS, sheet_words.SHEET_STATE,
        register_words.CHANGE_KIND, register_words.RHYTHM, register_words.STOCKTAKE_STATUS,
        register_words.SUBSIDY_KIND, register_words.ROUNDING, register_words.BATCH_STATUS,
        catalogue_words.FREQUENCY, catalogue_words.ENTRY_GROUP, catalogue_words.AUDIENCE, catalogue_words.PRIVACY,
        attachments_words.ATTACHMENT_KIND, attachments_words.VISIBILITY, attachments_words.MEDIA,
        disclosure_words.ITEM_STATUS, disclosure_words.ACCESS, disclosure_words.SECRECY, notices_words.NOTICE_KIND,
        notices_words.TOPIC, notices_words.AUDIENCE, notices_words.THEME, notices_words.TO, notices_words.CHANNEL,
        hearings_words.CATEGORY, hearings_words.BODY, hearings_words.HEARING_STATUS, hearings_words.CONCLUSION,
        hearings_words.ATTENDANCE, hearings_words.VOTE,
        hearings_words.RESOLUTION_STATUS, hearings_words.RESULT, hearings_words.BALLOT, hearings_words.STANCE,
        case_words.CASE_STATE, case_words.CASE_EVENT, case_words.ROUTE, case_words.SOURCE,
        execution_words.EXECUTION_STATE, execution_words.WAY, execution_words.PURCHASE,
        voice_words.ASKERS, voice_words.ADOPTED, guides_words.EXPLANATION_STATUS,
    )
    for member, word in table.items()
}  # fmt: skip

#: Amounts in fen.
_MONEY = frozenset(
    {
        "amount", "debit", "credit", "money_in", "money_out", "original_value", "depreciation", "net_value", "rent",
        "fee", "total", "due_each_year", "owed_each_year", "deposit", "price", "floor_price", "valuation",
        "final_cost", "ours", "theirs", "rate", "carried",
    }
)  # fmt: skip
#: Fields that mean something else in one kind: those due are people in a hearing, money in an instalment.
_OF_KIND: dict[type, dict[str, str]] = {
    LimitChange: {"way": N_("At least or more than")},
    Books: {
        "mode": N_("How they are kept"),
        "source": N_("Books kept by"),
        "decided_by": N_("Decided in"),
        "restart": N_("Numbers begin again"),
    },
    Instalment: {"due": N_("Amount due"), "paid": N_("Amount paid")},
    Notice: {"subject": N_("About"), "event": N_("What happened")},
    RouteChange: {"event": N_("What happened"), "to": N_("Told to"), "since": N_("Holds from"), "reason": N_("Reason")},
    DecisionCase: {"opened_on": N_("Proposed on")},
    Execution: {"opened_on": N_("In effect since")},
    Attachment: {"subject": N_("Belongs to"), "reason": N_("Taken back because")},
    Stocktake: {"lines": N_("Counted things")},
    CountedLine: {"asset": N_("Number")},
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
    "subject_rev": N_("Version of the subject"), "place_was": N_("Place before"), "place_now": N_("New place"),
    "corrections": N_("Corrections"), "signed_sheets": N_("Signed minutes"), "confirmed_at": N_("Confirmed at"),
    "attachment": N_("Attachment"), "participants": N_("Participants"),
    "missed": N_("Without quorum"), "sent_back": N_("Sent back"),
    "places": N_("Places"), "unnamed": N_("Objector not identified yet"), "opinion": N_("Opinion"),
    "opinion_on": N_("Opinion given on"), "upheld": N_("Upheld"), "askers_are": N_("Asked by"),
    "count": N_("How many"), "question": N_("Question"), "asked_on": N_("Asked on"), "asked_by": N_("Signed by"),
    "about": N_("About"), "answered_by": N_("Answered by"),
    "by": N_("By"), "meeting_at": N_("Meeting at"), "topic": N_("Topic"), "audience": N_("Told to"),
    "hours_ahead": N_("Hours ahead"), "superseded": N_("Out of date"), "theme": N_("Topic to subscribe to"),
    "fingerprint": N_("Fingerprint"), "replaces_fingerprint": N_("Fingerprint of the version before"),
    "persons": N_("For certain persons"), "salt": N_("Salt"), "retired": N_("Counts that are left"),
    "channels": N_("Channels"),
    "caption": N_("Caption"), "sha256": N_("SHA-256"), "size": N_("Size in bytes"), "media_type": N_("Format"),
    "file_name": N_("Name of the file"), "visibility": N_("Who may see it"), "original": N_("Masked copy of"),
    "uploaded_by": N_("Given by"), "uploaded_at": N_("Given at"), "passed_by": N_("Passed by"),
    "passed_at": N_("Passed at"), "withdrawn_by": N_("Taken back by"), "withdrawn_at": N_("Taken back at"),
    "before": N_("Before"), "after": N_("After"), "part_rooms": N_("Rooms let"), "part_share": N_("Share let"),
    "part_area": N_("Area let (mu)"), "rhythm": N_("How often paid"), "in_advance": N_("Paid in advance"),
    "grace_days": N_("Days of grace"), "rent_free": N_("Free of rent"), "first": N_("First day"),
    "last": N_("Last day"), "renews": N_("Goes on from"), "amended": N_("Amendments made here"),
    "field": N_("Field"), "changed": N_("Changed"), "ended_on": N_("Ended on"), "end_reason": N_("Why it ended"),
    "handed_back_on": N_("Handed back on"), "taken": N_("Taken by"), "instalment": N_("Instalment"),
    "carried": N_("Carried forward"), "matched": N_("Paid by receipts matched here"),
    "undoes": N_("Undoes"), "voucher": N_("Voucher"), "year": N_("Year"),
    "counted_by": N_("Counted by"), "counted_on": N_("Counted on"), "booked": N_("Booked"),
    "counted": N_("Counted"), "asset": N_("Asset"), "confirmed_on": N_("Confirmed on"), "policy": N_("Policy"),
    "subsidy": N_("Reckoned"), "rate": N_("Rate"), "headcount": N_("Heads"), "households": N_("Households"),
    "rounding": N_("Rounded"), "listed": N_("List"),
    "households_due": N_("Households"),
    "households_present": N_("Households represented"),
    "roll": N_("Roll"),
    "came_at": N_("Came at"),
    "attended": N_("How they came"),
    "proxy": N_("Stood for by"),
    "proxy_paper": N_("Written proxy"),
    "stands_for": N_("Stands for households"),
    "from_item": N_("There from item"),
    "left_before": N_("Left before item"),
    "recused": N_("Stood aside"),
    "votes": N_("Votes"),
    "item": N_("Item"),
    "categories": N_("Matters"),
    "corrects": N_("Corrects"),
    "corrected_by": N_("Corrected by"),
    "corrected_at": N_("Corrected at"),
    "step": N_("Step"), "handler_id": N_("Person who handled it"), "claimant": N_("Claimed by"),
    "claimant_id": N_("Person who claims it"), "emergency": N_("Emergency"), "posted_by": N_("Posted by"),
    "posted_at": N_("Posted at"), "approvals": N_("Approvals"), "at": N_("At"), "stamped_by": N_("Stamped by"),
    "stamped_at": N_("Stamped at"), "reverses": N_("Takes back"), "reversed_by": N_("Taken back by"),
    "is_open": N_("Opened again"), "reopened": N_("Openings again"), "decided_by": N_("Decided by"),
    "set_by": N_("Settled by"), "restart": N_("Numbers begin again"), "copied_on": N_("Copied on"),
    "parent": N_("Account above"), "active": N_("In use"), "learned": N_("From an import"), "bank": N_("Bank"),
    "holder": N_("In the name of"), "last_digits": N_("Last digits"), "opened_on": N_("Opened on"),
    "ours": N_("Our books"), "theirs": N_("Statement"), "reconciled_by": N_("Compared by"),
    "reconciled_on": N_("Compared on"),
    "case": N_("Case"),
    "county_number": N_("County's number"),
    "moved_on": N_("Last step on"),
    "collective_property": N_("Money or property of the collective"),
    "route": N_("Way"),
    "told": N_("Made known"),
    "short_reason": N_("No hearing, because"),
    "state": N_("State"),
    "steps": N_("Steps"),
    "event": N_("Step"),
    "to": N_("Stands then"),
    "done_on": N_("Done on"),
    "actor": N_("Done by"),
    "words": N_("Words"),
    "minutes": N_("Minutes"),
    "conflicts": N_("Interests declared"),
    "oversight_opinion": N_("Opinion of the oversight committee"),
    "township_attended": N_("There from the township"),
    "record": N_("Record"),
    "signers": N_("Signed"),
    "ratified_on": N_("Ratified on"),
    "declared_on": N_("Declared on"),
    "declared_by": N_("Declared by"),
    "decision": N_("Decision"),
    "purchase": N_("What is bought"),
    "way": N_("How it is given"),
    "way_reason": N_("Why in this way"),
    "call": N_("Call for offers"),
    "closes_on": N_("Offers until"),
    "offers": N_("Offers"),
    "valid": N_("Valid"),
    "why_invalid": N_("Not valid, because"),
    "choice": N_("Choice"),
    "offer": N_("Offer"),
    "shown_until": N_("Shown until"),
    "few": N_("With few offers, because"),
    "taken_back": N_("Taken back"),
    "contracts": N_("Contracts"),
    "no_contract": N_("No contract, because"),
    "vouchers": N_("Vouchers"),
    "started_on": N_("Begun on"),
    "progress": N_("Progress"),
    "percent": N_("Percent done"),
    "acceptance": N_("Acceptance"),
    "sheet": N_("Acceptance sheet"),
    "guarantee_until": N_("Guarantee until"),
    "defects": N_("Defects"),
    "mended_on": N_("Mended on"),
    "how": N_("How"),
    "cost_reason": N_("Above what was decided, because"),
    "result_on": N_("Result published on"),
    "archived_on": N_("Archived on"),
    "paper": N_("Digest of text and files"),
    "looked_at": N_("Looked through at"),
    "hides": N_("Earlier versions taken from view"), "overridden": N_("Passed all the same because"),
    "figures": N_("Figures for the chart"), "label": N_("Bar"), "rows": N_("Bars"), "other": N_("Others in all"),
    "others": N_("Number of others"), "title": N_("Title"), "value": N_("Value"),
    "numbers": N_("Value"),
    "village": N_("Village"),
    "telephone": N_("Telephone for questions"),
    "prepared_by": N_("Prepared by"),
    "prepared_at": N_("Prepared at"),
    "reviewed_at": N_("Reviewed at"),
    "accounts": N_("Money account"),
    "added": N_("Came"),
    "balance": N_("Balance"),
    "closing": N_("Closing"),
    "debts": N_("Amount owed"),
    "digest": N_("Digest"),
    "dues": N_("Contracts: instalments due, in yuan"),
    "endings": N_("Contracts that end in this period"),
    "entries": N_("Entry by entry, in yuan"),
    "expense": N_("Expense"),
    "income": N_("Income"),
    "from_opening": N_("(opening balance)"),
    "funds": N_("Earmarked funds, in yuan"),
    "marks": N_("Digest"),
    "moved_in": N_("Moved in"),
    "moved_out": N_("Moved out"),
    "owed_to_village": N_("Owed to the village, in yuan"),
    "party": N_("Party"),
    "pays_out": N_("The village pays"),
    "questions": N_("Questions and answers"),
    "takes_back": N_("Takes back"),
    "received_on": N_("Received on"),
    "access": N_("Open or not"),
    "ground": N_("Ground in law"),
    "access_reason": N_("Why not open"),
    "submitted_by": N_("Submitted by"),
    "decided_on": N_("Decided on"),
    "secrecy": N_("Secrecy"),
    "returns": N_("Sent back"),
    "overrides": N_("Let pass"),
    "taken_down": N_("Taken down"), "cause": N_("Why it was dropped"),
    "reexaminations": N_("Looked at again"),
    "asked": N_("Asked"),
    "at_step": N_("Sent back when"),
    "kinds": N_("Found"),
    "issuer": N_("Issued by"),
    "review_by": N_("To be reviewed by"),
    "days_shown": N_("Days on the wall"),
    "early": N_("Early"),
    "outcome": N_("Holds from then on"),
    "switched_off": N_("Switched off"),
    "changed_on": N_("Changed on"),
    "changed_by": N_("Changed by"),
    "statement": N_("What goes round"),
    "fact": N_("What is so"),
    "drafted_at": N_("Drafted at"),
    "published_by": N_("Made public by"),
    "withdrawn_reason": N_("Withdrawn because"),
    "withdrawn_on": N_("Withdrawn on"), "old_names": N_("Also called"), "papers": N_("Papers needed"),
    "fee_basis": N_("Rule for the fee"), "promised_days": N_("Working days promised"), "where": N_("Where to go"),
    "valid_from": N_("Holds from"), "valid_until": N_("Holds until"), "checked_on": N_("Last checked on"),
    "checked_by": N_("Checked by"), "office": N_("Office"), "what_for": N_("What for"), "hours": N_("Hours"),
    "answered": N_("Questions and answers"),
    "posts": N_("Posts"),
    "named_on": N_("Named on"),
    "named_by": N_("Named by"),
    "begun_at": N_("Begun at"),
    "done": N_("Looked at"),
    "unread": N_("Not readable"),
    "flagged": N_("Found in"),
    "ended_at": N_("Ended at"), "handed_in_on": N_("Handed in on"), "handed_in_at": N_("Handed in at"),
    "via": N_("Chat"),
    "named": N_("Named in public as"), "replied_on": N_("Answered on"), "replied_by": N_("Answered by"),
}  # fmt: skip

_HIDDEN = frozenset(
    {"id", "rev", "change", "key", "roll", "asked_by", "via", "looked_at", "paper", "after", "salt", "retired"}
)


def shown_fields(t: Translator, record: Record) -> Iterator[tuple[str, str]]:
    """Yield label and value of every field of `record` that holds something."""
    yield from _pairs(t, record)
    if isinstance(record, Resource) and record.area_difference:
        yield t("Area less its four parts (mu)"), t.fact(record.area_difference)


def _pairs(t: Translator, record: Any) -> Iterator[tuple[str, str]]:
    for f in fields(record):
        value = getattr(record, f.name)
        if f.name in _HIDDEN or value is None or value in ("", (), 0, False) or isinstance(value, SheetBody):
            continue  # a whole finance sheet is printed by `sheet show`
        label = _OF_KIND.get(type(record), {}).get(f.name) or FIELD[f.name]
        if isinstance(record, Stocktake) and f.name == "lines":
            yield t(label), _counted(t, record)
        elif isinstance(record, Amended):
            yield t(label), _amended(t, record, f.name)
        else:
            yield t(label), _value(t, f.name, value, record)


def _counted(t: Translator, stocktake: Stocktake) -> str:
    """Return how many lines came out as booked, and each that did not, a count of nothing too."""
    away = [line for line in stocktake.lines if line.result is not CountResult.FOUND]
    same = t.n("{n} line as booked", "{n} lines as booked", len(stocktake.lines) - len(away))
    said = [
        t("{what}: {booked} booked, {counted} counted, {result}", what=f"{line.asset} {line.name}".strip(),
          booked=line.booked, counted=line.counted, result=Message(register_words.COUNT_RESULT[line.result]))
        for line in away
    ]  # fmt: skip
    return _divided(t, "; ", "；", (same, *said))


def _divided(t: Translator, english: str, chinese: str, parts: Iterable[str]) -> str:
    return (english if t.language == "en" else chinese).join(parts)


def _amended(t: Translator, amended: Amended, name: str) -> str:
    """Return what an amendment says of a field: its name in words, an amount as money."""
    if name == "field":
        return t(FIELD[amended.field])
    text = str(getattr(amended, name))
    return t.fact(Fen(int(text))) if amended.field in _MONEY else text


def _word_of(value: Any) -> str:
    """Return the word for a member of one of our tables, or for a class of persons at a hearing."""
    if isinstance(value, Enum):
        return _ENUM_WORDS.get((type(value), value.value), str(value.value))
    return place_classes()[value].en


def _value(t: Translator, name: str, value: Any, of: Any) -> str:
    if isinstance(value, bool):
        return t("yes")
    if isinstance(value, Enum) or (name == "standing" and value in place_classes()):
        return t(_word_of(value))
    if isinstance(value, tuple):
        return _divided(t, "; ", "；", (_value(t, name, part, of) for part in value))
    if is_dataclass(value):
        return _divided(t, ", ", "，", (f"{label} {text}" for label, text in _pairs(t, value)))
    if isinstance(value, dict):
        return t.say(message_from_json(value))
    is_money = name in _MONEY or (isinstance(of, Instalment) and name in ("due", "paid", "matched"))
    return t.fact(Fen(value) if is_money else value)
