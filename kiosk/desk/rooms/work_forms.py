"""The forms of carrying a decision out: offers, contract, progress, variations, acceptance, result (facts 1.5, P4)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from kiosk.desk.blank.shape import Answers, Field, Form, Kind, Place
from kiosk.desk.rooms.asking import ON, WHY, WHY_IF, WORDS, one_of
from kiosk.desk.rooms.guarded import GUARDS
from village_board.base.message import N_
from village_board.base.moves import BeforeStep
from village_board.hearings.carrying_out import (
    accept_work,
    archive_execution,
    count_voucher,
    mend_defect,
    publish_result,
    record_defect,
    report_progress,
    vary,
)
from village_board.hearings.cases import StepFacts
from village_board.hearings.choice_rules import (
    CallIncomplete,
    ClosingTooSoon,
    ContractElsewhere,
    NearBidder,
    NoSuchChoiceObjection,
    NoSuchOffer,
    NotTheLowest,
    OfferAboveDecided,
    OfferedTwice,
    OfferIncomplete,
    OffersStillTaken,
    OtherParty,
    OtherPrice,
    OutsideCall,
    TooFewOffers,
    WayBelow,
)
from village_board.hearings.contracting import add_contract
from village_board.hearings.execution import Call, Choice, Execution, Offer, Purchase, Way
from village_board.hearings.execution_rules import (
    BelowNothing,
    DecisionNotOfBody,
    GuaranteeTooShort,
    NoSuchDefect,
    PercentBack,
    PercentUnfit,
    SmallOutgrown,
    VariationIncomplete,
    VariationNeedsBody,
    VoucherElsewhere,
    WordsMissing,
)
from village_board.hearings.execution_words import PURCHASE, WAY
from village_board.hearings.model import Body, Variation
from village_board.hearings.rules import NotYetHeld
from village_board.hearings.selecting import (
    Selection,
    add_offer,
    answer_choice,
    choose_offer,
    object_to_choice,
    open_execution,
    refuse_offer,
)
from village_board.hearings.words import BODY
from village_board.people.acts import Act

if TYPE_CHECKING:
    from kiosk.desk.blank.filled import Filled
    from village_board.desk import Desk

#: where what works refuse is mended; of those whose field a form does not have, at its foot.
_PLACES = (
    Place(NotYetHeld, "on"),
    Place(BeforeStep, "on"),
    *GUARDS,
    Place(WayBelow, "way"),
    Place(CallIncomplete, "call"),
    Place(ClosingTooSoon, "closes_on"),
    Place(OfferIncomplete, "amount"),
    Place(OfferedTwice, "bidder"),
    Place(OutsideCall, "on"),
    Place(OffersStillTaken, "on"),
    Place(NoSuchOffer, "number"),
    Place(OfferAboveDecided, "number"),
    Place(TooFewOffers, "few"),
    Place(NotTheLowest, "reason"),
    Place(NearBidder, "recusal", N_("{bidder} is near to {cadre}, who is in office: write who stood aside.")),
    Place(NoSuchChoiceObjection, "number"),
    Place(NoSuchDefect, "number"),
    Place(ContractElsewhere, "number"),
    Place(OtherParty, "number"),
    Place(OtherPrice, "reason"),
    Place(PercentUnfit, "percent"),
    Place(PercentBack, "reason"),
    Place(VoucherElsewhere, "voucher"),
    Place(VariationIncomplete, "amount"),
    Place(BelowNothing, "amount"),
    Place(VariationNeedsBody, "body"),
    Place(SmallOutgrown, "amount"),
    Place(DecisionNotOfBody, "decision"),
    Place(GuaranteeTooShort, "guarantee_until"),
    Place(WordsMissing, "words"),
)


def _calls(answers: Answers) -> bool:
    return bool(answers.get("call", "").strip())


def _day(desk: Desk, filled: Filled) -> date:
    return filled.day_or_none("on") or desk.today


def _facts(filled: Filled) -> StepFacts:
    signers = filled.text("signers").replace("、", " ").replace(",", " ").replace("，", " ").split()
    return StepFacts(
        done_on=filled.day_or_none("on"),
        reason=filled.text("reason"),
        words=filled.text("words"),
        minutes=filled.text("sheet"),
        percent=filled.count_or_none("percent"),
        signers=tuple(signers),
    )


def _choose_way(desk: Desk, filled: Filled) -> Execution:
    words = filled.text("call")
    called = filled.day_or_none("called_on") or desk.today
    call = (
        Call(called, words, filled.day_or_none("closes_on"), filled.text("place"), filled.text("platform_number"))
        if words
        else None
    )
    way, purchase = filled.text("way"), filled.text("purchase")
    selection = Selection(
        Purchase(purchase) if purchase else None, Way(way) if way else None, filled.text("way_reason"), call
    )
    return open_execution(desk, filled.subject, selection, _facts(filled))


START = Form(
    name="work.way",
    title=N_("How it is given"),
    act=Act.START_EXECUTION,
    about=N_("Whoever does the work is chosen in the open. Where no contract is needed, say why."),
    fields=(
        Field("purchase", N_("What is bought"), Kind.CHOICE, options=one_of(PURCHASE)),
        Field("way", N_("How who does it is chosen"), Kind.PICK, options=one_of(WAY)),
        Field("way_reason", N_("Why in this way"), Kind.LINES),
        Field("call", N_("What the call for offers says"), Kind.LINES),
        Field("called_on", N_("Day of the call"), Kind.DAY, asked=_calls),
        Field("closes_on", N_("Last day for offers"), Kind.DAY, asked=_calls),
        Field("place", N_("Where it hangs"), asked=_calls),
        Field("platform_number", N_("Number at the trading centre"), asked=_calls),
        Field("reason", N_("Why no contract is needed"), Kind.LINES),
        ON,
    ),
    places=_PLACES,
    button=N_("Settle it"),
    do=_choose_way,
)
OFFER = Form(
    name="work.offer",
    title=N_("Write down an offer"),
    act=Act.RECORD_BIDS,
    about=N_("Each offer is public with its amount."),
    fields=(
        Field("bidder", N_("Who offers"), required=True),
        Field("amount", N_("Amount in yuan"), Kind.AMOUNT, required=True),
        Field("words", N_("Beside the price"), Kind.LINES),
        ON,
    ),
    places=_PLACES,
    button=N_("Write it down"),
    do=lambda desk, filled: add_offer(
        desk,
        filled.subject,
        Offer(0, filled.text("bidder"), filled.fen("amount"), _day(desk, filled), filled.text("words")),
    ),
)
_WHICH = Field("number", N_("Number of the offer"), Kind.COUNT, required=True)
REFUSE_OFFER = Form(
    name="work.refuse_offer",
    title=N_("An offer is not valid"),
    act=Act.RECORD_BIDS,
    fields=(_WHICH, WHY),
    places=_PLACES,
    button=N_("Say so"),
    do=lambda desk, filled: refuse_offer(desk, filled.subject, filled.count("number"), filled.text("reason")),
)
CHOOSE = Form(
    name="work.choose",
    title=N_("Choose an offer"),
    act=Act.CHOOSE_OFFER,
    about=N_("The choice is shown to the villagers before the contract."),
    fields=(
        _WHICH,
        Field("reason", N_("Why this one"), Kind.LINES, hint=N_("Needed where it is not the lowest.")),
        Field("few", N_("Why with so few offers"), Kind.LINES),
        Field("recusal", N_("Who stood aside"), hint=N_("Not public.")),
        ON,
    ),
    places=_PLACES,
    button=N_("Choose"),
    do=lambda desk, filled: choose_offer(
        desk,
        filled.subject,
        Choice(
            filled.count("number"),
            _day(desk, filled),
            filled.text("reason"),
            few=filled.text("few"),
            recusal=filled.text("recusal"),
        ),
    ),
)
OBJECT = Form(
    name="work.object",
    title=N_("Objection to the choice"),
    act=Act.RECORD_BIDS,
    fields=(
        Field("words", N_("The objection"), Kind.LINES, required=True),
        Field("named", N_("Who objects"), required=True, hint=N_("Not public.")),
    ),
    places=_PLACES,
    button=N_("Take it in"),
    do=lambda desk, filled: object_to_choice(desk, filled.subject, filled.text("words"), filled.text("named")),
)
ANSWER = Form(
    name="work.answer",
    title=N_("Answer an objection to the choice"),
    act=Act.ANSWER_OBJECTION,
    fields=(
        Field("number", N_("Number of the objection"), Kind.COUNT, required=True),
        Field("words", N_("The answer"), Kind.LINES, required=True),
        Field("upheld", N_("It is right: the choice is taken back"), Kind.YES_NO, required=True),
    ),
    places=_PLACES,
    button=N_("Answer"),
    do=lambda desk, filled: answer_choice(
        desk, filled.subject, filled.count("number"), filled.text("words"), upheld=filled.yes("upheld")
    ),
)
CONTRACT = Form(
    name="work.contract",
    title=N_("Add a contract"),
    act=Act.START_EXECUTION,
    about=N_("With the first one, work begins. Register the contract before."),
    fields=(
        Field("number", N_("Number of the contract"), required=True),
        Field("reason", N_("Why its price differs"), Kind.LINES, hint=N_("Where it does; it is public.")),
        ON,
    ),
    places=_PLACES,
    button=N_("Add it"),
    do=lambda desk, filled: add_contract(desk, filled.subject, filled.text("number"), _facts(filled)),
)
PROGRESS = Form(
    name="work.progress",
    title=N_("Report progress"),
    act=Act.MOVE_CASE,
    about=N_("At least once a quarter; everybody who follows it is told."),
    fields=(
        Field("words", N_("What was done"), Kind.LINES, required=True),
        Field("percent", N_("How much is done, in percent"), Kind.COUNT),
        WHY_IF,
        ON,
    ),
    places=_PLACES,
    button=N_("Report"),
    do=lambda desk, filled: report_progress(desk, filled.subject, _facts(filled)),
)
PAID = Form(
    name="work.paid",
    title=N_("Count a voucher"),
    act=Act.COUNT_VOUCHER,
    about=N_("For a voucher that names neither a resolution nor a contract."),
    fields=(Field("voucher", N_("Voucher"), required=True, hint=N_("Its key, such as 2026/记-0012.")),),
    places=_PLACES,
    button=N_("Count it"),
    do=lambda desk, filled: count_voucher(desk, filled.subject, filled.text("voucher")),
)


VARIATION_FIELDS = (
    Field("amount", N_("By how many yuan"), Kind.AMOUNT, required=True),
    Field("less", N_("Less than before"), Kind.YES_NO),
    WHY,
    Field("approved_by", N_("Who approved it"), required=True),
    Field("body", N_("Which body"), Kind.PICK, options=one_of(BODY)),
    Field("decision", N_("Its resolution"), hint=N_("Number, or where the minutes lie.")),
    ON,
)


def variation_of(desk: Desk, filled: Filled) -> Variation:
    """Return the change of the decided amount that `VARIATION_FIELDS` tell."""
    body, amount = filled.picked("body"), filled.fen("amount")
    return Variation(
        _day(desk, filled),
        -amount if filled.yes("less") else amount,
        filled.text("reason"),
        filled.text("approved_by"),
        Body(body) if body else None,
        filled.text("decision"),
    )


VARY = Form(
    name="work.vary",
    title=N_("Change the amount"),
    act=Act.APPROVE_VARIATION,
    about=N_("Above the limit the body that decided has to approve it. The villagers are told."),
    fields=VARIATION_FIELDS,
    start=lambda _records, _subject: {"less": "no"},
    places=_PLACES,
    button=N_("Record the change"),
    do=lambda desk, filled: vary(desk, filled.subject, variation_of(desk, filled)),
)
ACCEPT = Form(
    name="work.accept",
    title=N_("Accept the work"),
    act=Act.ACCEPT_WORK,
    about=N_("Both committees sign the sheet."),
    fields=(
        Field("signers", N_("Who signed"), required=True, hint=N_("Numbers or names, with spaces between.")),
        Field("sheet", N_("The sheet"), hint=N_("Short code of the attachment, or where the paper lies.")),
        Field("words", N_("What was found"), Kind.LINES),
        Field("guarantee_until", N_("Last day of the guarantee"), Kind.DAY),
        ON,
    ),
    places=_PLACES,
    button=N_("Accept"),
    do=lambda desk, filled: accept_work(desk, filled.subject, _facts(filled), filled.day_or_none("guarantee_until")),
)
PUBLISH = Form(
    name="work.publish",
    title=N_("Publish the result"),
    act=Act.CLOSE_EXECUTION,
    fields=(
        Field("final_cost", N_("Final cost in yuan"), Kind.AMOUNT, required=True),
        Field("reason", N_("Why it cost more"), Kind.LINES, hint=N_("Where it is above what was decided.")),
        WORDS,
        ON,
    ),
    places=_PLACES,
    button=N_("Publish"),
    do=lambda desk, filled: publish_result(desk, filled.subject, filled.fen("final_cost"), _facts(filled)),
)
ARCHIVE = Form(
    name="work.archive", title=N_("Close the file"), act=Act.MOVE_CASE, fields=(ON,), places=_PLACES,
    button=N_("Close it"), do=lambda desk, filled: archive_execution(desk, filled.subject, _facts(filled)),
)  # fmt: skip
DEFECT = Form(
    name="work.defect",
    title=N_("Write down a defect"),
    act=Act.RECORD_DEFECT,
    fields=(Field("words", N_("What is wrong"), Kind.LINES, required=True), ON),
    places=_PLACES,
    button=N_("Write it down"),
    do=lambda desk, filled: record_defect(desk, filled.subject, _day(desk, filled), filled.text("words")),
)
MEND = Form(
    name="work.mend",
    title=N_("A defect was mended"),
    act=Act.RECORD_DEFECT,
    fields=(
        Field("number", N_("Number of the defect"), Kind.COUNT, required=True),
        Field("words", N_("How it was mended"), Kind.LINES, required=True),
        ON,
    ),
    places=_PLACES,
    button=N_("Write it down"),
    do=lambda desk, filled: mend_defect(
        desk, filled.subject, filled.count("number"), _day(desk, filled), filled.text("words")
    ),
)

FORMS = (
    START, OFFER, REFUSE_OFFER, CHOOSE, OBJECT, ANSWER, CONTRACT, PROGRESS, PAID, VARY, ACCEPT, PUBLISH, ARCHIVE,
    DEFECT, MEND,
)  # fmt: skip
