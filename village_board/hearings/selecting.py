"""Choosing who does it: the way, the call, the offers, the choice, objections to it (facts 2.5; P10-P12)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from village_board.accounts.contract_rules import near_cadres
from village_board.base.message import say
from village_board.base.money import Fen
from village_board.desk import Desk
from village_board.hearings.case import CaseEvent, CaseState
from village_board.hearings.cases import WORDS_LIMIT, StepFacts, advance, resolution_of
from village_board.hearings.choice_rules import (
    CallIncomplete,
    ChoosesForNear,
    ChosenAlready,
    ClosingTooSoon,
    NearBidder,
    NoSuchChoiceObjection,
    NoSuchOffer,
    NothingChosen,
    NotTheLowest,
    OfferAboveDecided,
    OfferedTwice,
    OfferIncomplete,
    OffersStillTaken,
    OutsideCall,
    ShownOver,
    TooFewOffers,
    WayMissing,
    check_way,
    lowest_of,
)
from village_board.hearings.execution import (
    Call,
    Choice,
    ChoiceObjection,
    Execution,
    Offer,
    Purchase,
    Way,
)
from village_board.hearings.execution_law import needs_of, rule_for
from village_board.hearings.execution_rules import (
    WordsMissing,
    check_open,
    check_public,
)
from village_board.hearings.executions import contracts_of, decided_of
from village_board.hearings.registrations import NobodyNamed
from village_board.hearings.rules import check_held
from village_board.hearings.underway import Underway, begin_work, case_named, underway, underway_of
from village_board.limits.service import limits_of
from village_board.notices.routing import Event
from village_board.notices.telling import tell
from village_board.people.acts import Act
from village_board.people.model import Person, Role
from village_board.text.clean import clean


@dataclass(frozen=True)
class Selection:
    """How it is to be chosen who does it. What is None stays as it is.

    Attributes:
        purchase: what is bought; None: as the category of the matter says.
        way: in which way; None: nobody says yet.
        reason: why in this way; public.
        call: the notice of the call for offers.
    """

    purchase: Purchase | None = None
    way: Way | None = None
    reason: str = ""
    call: Call | None = None


def open_execution(
    desk: Desk,
    number: str,
    selection: Selection = Selection(),
    facts: StepFacts = StepFacts(),  # noqa: B008 - frozen
) -> Execution:
    """Open the execution of a decision whose notice period is over, or settle how the one that is open is given.

    Work begins with it where no money moves, a contract is there already, or `facts.reason` says why none is needed;
    else it begins with the contract (`add_contract`).

    Raises:
        NotFromHere, GuardRefused: the decision is not in effect, with the reason.
        WayBelow, ClosingTooSoon, CallIncomplete: the way is not enough for the amount.
        NotOpen: the work is accepted.
    """
    desk.require(Act.START_EXECUTION)
    case = case_named(desk, number)
    if case.state in (CaseState.RESOLUTION_PUBLIC, CaseState.RESOLVED, CaseState.OBJECTED):
        given = StepFacts(done_on=facts.done_on)
        case = advance(desk, case, CaseEvent.CONFIRM, given, resolution=resolution_of(desk, case))
    under = underway_of(desk, case)
    check_open(under.execution)
    under = replace(under, execution=_settled(desk, under, selection))
    if case.state is CaseState.EFFECTIVE:
        moves = bool(case.amount) or case.outside_collective
        if facts.reason or not moves or contracts_of(desk, under.execution):
            under = begin_work(desk, under, facts)
    if selection.call is not None:
        called = say("Offers are called for: {matter}.", matter=under.execution.matter)
        tell(desk, under.about, called, Event.OFFERS_CALLED)
    desk.record(under.execution.id)
    return under.execution


def add_offer(desk: Desk, number: str, offer: Offer) -> Execution:
    """Write down an offer; it is public with its amount (P12).

    Raises:
        OfferIncomplete, OfferedTwice, OutsideCall, PersonalNumberTyped, NotYetHeld: with the facts.
        WayMissing, ChosenAlready, NotOpen: no offer is taken now.
    """
    desk.require(Act.RECORD_BIDS)
    execution = _before_choice(underway(desk, number))
    bidder, words = clean(offer.bidder), clean(offer.words, limit=WORDS_LIMIT)
    why = clean(offer.why_invalid)
    if not bidder or offer.amount <= 0:
        raise OfferIncomplete
    check_public(bidder, words, why)
    _check_offer_day(desk, execution, offer.on)
    for other in execution.offers:
        if other.bidder == bidder and other.valid:
            raise OfferedTwice(other)
    made = replace(
        offer,
        number=len(execution.offers) + 1,
        bidder=bidder,
        words=words,
        valid=not why,
        why_invalid=why,
    )
    kept = desk.put(replace(execution, offers=(*execution.offers, made)))
    desk.record(kept.id)
    return kept


def refuse_offer(desk: Desk, number: str, offer: int, why: str) -> Execution:
    """Say that an offer is not valid, and why; it stays to be seen.

    Raises:
        NoSuchOffer, WordsMissing, PersonalNumberTyped: with the facts.
        ChosenAlready, NotOpen: it is too late for that.
    """
    desk.require(Act.CHOOSE_OFFER)
    execution = _before_choice(underway(desk, number))
    reason = clean(why, limit=WORDS_LIMIT)
    if not reason:
        raise WordsMissing
    check_public(reason)
    _valid_offer(execution, offer)
    offers = tuple(
        replace(one, valid=False, why_invalid=reason) if one.number == offer else one for one in execution.offers
    )
    kept = desk.put(replace(execution, offers=offers))
    desk.record(kept.id)
    return kept


def choose_offer(desk: Desk, number: str, choice: Choice) -> Execution:
    """Choose an offer, and show the choice to the villagers before the contract.

    Raises:
        NoSuchOffer, TooFewOffers, NotTheLowest, OfferAboveDecided, WayBelow: with the numbers.
        NearBidder, ChoosesForNear: somebody in office is near to the bidder (P11: told to who acts, not public).
        OffersStillTaken, ChosenAlready, WayMissing, NotOpen, NotYetHeld, BeforeNotice: it is not the moment.
    """
    desk.require(Act.CHOOSE_OFFER)
    under = underway(desk, number)
    execution = _before_choice(under)
    chosen = _valid_offer(execution, choice.offer)
    assert execution.way is not None
    limits = limits_of(desk, choice.on)
    check_held(choice.on, desk.today, execution.call.on if execution.call else chosen.on)
    if execution.call and execution.call.closes_on and choice.on <= execution.call.closes_on:
        raise OffersStillTaken(execution.call.closes_on)
    made = replace(
        choice,
        reason=clean(choice.reason, limit=WORDS_LIMIT),
        few=clean(choice.few, limit=WORDS_LIMIT),
        recusal=clean(choice.recusal),
        taken_back="",
        shown_until=choice.on + timedelta(days=limits.days("execution.shown_days"))
        if needs_of(execution.way).shown and not execution.emergency
        else None,
    )
    check_public(made.reason, made.few)
    _check_choice(desk, under, chosen, made)
    kept = desk.put(replace(execution, choice=made))
    tell(
        desk,
        under.about,
        say(
            "Chosen for {matter}: {bidder}, {amount}.",
            matter=kept.matter,
            bidder=chosen.bidder,
            amount=Fen(chosen.amount),
        ),
        Event.OFFERS_CHOSEN,
    )
    desk.record(kept.id)
    return kept


def object_to_choice(desk: Desk, number: str, content: str, named: str = "") -> Execution:
    """Object to the choice while it is shown; who objects is kept beside the log, never in public (P10).

    Raises:
        NothingChosen, ShownOver: there is no choice, or its time is over.
        WordsMissing, NobodyNamed: nothing is said, or nobody is named.
    """
    desk.require(Act.OBJECT)
    execution = underway(desk, number).execution
    if execution.choice is None:
        raise NothingChosen(execution.title)
    until = execution.choice.shown_until or execution.choice.on
    if desk.today > until:
        raise ShownOver(until)
    text = clean(content, limit=WORDS_LIMIT, multiline=True)
    if not text:
        raise WordsMissing
    who = clean(named) or (desk.who.name if desk.who.roles == {Role.VILLAGER} else "")
    if not who:
        raise NobodyNamed
    objection = ChoiceObjection(len(execution.objections) + 1, desk.today, text)
    kept = desk.put(replace(execution, objections=(*execution.objections, objection)))
    desk.record(kept.id, objector=who)
    return kept


def answer_choice(desk: Desk, number: str, objection: int, answer: str, *, upheld: bool = False) -> Execution:
    """Answer an objection to the choice; one that is upheld takes the choice back.

    Raises:
        NoSuchChoiceObjection, WordsMissing, PersonalNumberTyped: with the facts.
    """
    desk.require(Act.ANSWER_OBJECTION)
    under = underway(desk, number)
    execution = under.execution
    if objection not in {one.number for one in execution.open_objections}:
        raise NoSuchChoiceObjection(execution.title, objection)
    words = clean(answer, limit=WORDS_LIMIT, multiline=True)
    if not words:
        raise WordsMissing
    check_public(words)
    answered = tuple(
        replace(one, answer=words, answered_on=desk.today, upheld=upheld) if one.number == objection else one
        for one in execution.objections
    )
    kept = replace(execution, objections=answered)
    if upheld and execution.choice is not None:
        back = replace(execution.choice, taken_back=words)
        kept = replace(kept, choice=None, taken_back=(*execution.taken_back, back))
    kept = desk.put(kept)
    said = say("An objection to the choice was answered: {matter}.", matter=kept.matter)
    tell(desk, under.about, said, Event.OFFERS_OBJECTION_ANSWERED)
    desk.record(kept.id)
    return kept


def _settled(desk: Desk, under: Underway, selection: Selection) -> Execution:
    execution = under.execution
    purchase = selection.purchase or execution.purchase
    way = selection.way or execution.way
    if selection.way is not None and execution.choice is not None and way is not execution.way:
        raise _chosen_already(execution)
    if way is None:
        return desk.put(replace(execution, purchase=purchase))
    amount = decided_of(under.case, execution, under.resolution) or 0
    if not execution.emergency:
        check_way(purchase, way, amount, limits_of(desk))
    call = execution.call
    if selection.call is not None:
        if any(offer.valid for offer in execution.offers):
            raise OfferedTwice(next(offer for offer in execution.offers if offer.valid))
        call = _called(desk, selection.call, purchase, amount)
    reason = clean(selection.reason, limit=WORDS_LIMIT) or execution.way_reason
    check_public(reason)
    return desk.put(replace(execution, purchase=purchase, way=way, way_reason=reason, call=call))


def _called(desk: Desk, call: Call, purchase: Purchase, amount: int) -> Call:
    limits = limits_of(desk)
    check_held(call.on, desk.today, None)
    rule = rule_for(purchase, amount, limits)
    needed = limits.days(rule.closing) if rule is not None and rule.closing else 0
    words = clean(call.words, limit=WORDS_LIMIT, multiline=True)
    if not words or (needed and call.closes_on is None):
        raise CallIncomplete(amount)
    if call.closes_on is not None and (call.closes_on - call.on).days < needed:
        raise ClosingTooSoon(call.on, call.closes_on, needed)
    place, platform = clean(call.place), clean(call.platform_number)
    check_public(words, place)
    return replace(call, words=words, place=place, platform_number=platform)


def _before_choice(under: Underway) -> Execution:
    execution = under.execution
    check_open(execution)
    if execution.way is None:
        raise WayMissing(execution.title)
    if execution.choice is not None:
        raise _chosen_already(execution)
    return execution


def _chosen_already(execution: Execution) -> ChosenAlready:
    assert execution.choice is not None
    chosen = execution.chosen
    return ChosenAlready(chosen.bidder if chosen is not None else "", execution.choice.on)


def _check_offer_day(desk: Desk, execution: Execution, on: date) -> None:
    check_held(on, desk.today, None)
    call = execution.call
    if call is not None and (on < call.on or (call.closes_on is not None and on > call.closes_on)):
        raise OutsideCall(on, call.on, call.closes_on)


def _valid_offer(execution: Execution, number: int) -> Offer:
    valid = [one for one in execution.offers if one.valid]
    for one in valid:
        if one.number == number:
            return one
    raise NoSuchOffer(execution.title, number, [one.number for one in valid])


def _check_choice(desk: Desk, under: Underway, chosen: Offer, choice: Choice) -> None:
    execution, limits = under.execution, limits_of(desk, choice.on)
    assert execution.way is not None
    needs = needs_of(execution.way)
    valid = [one for one in execution.offers if one.valid]
    if needs.offers and len(valid) < limits.count(needs.offers) and not choice.few:
        raise TooFewOffers(len(valid), execution.way, limits.count(needs.offers))
    lowest = lowest_of(valid)
    if lowest is not None and chosen.amount > lowest.amount and not choice.reason:
        raise NotTheLowest(chosen, lowest)
    decided = decided_of(under.case, execution, under.resolution)
    if decided is not None and execution.purchase is not Purchase.NONE and chosen.amount > decided:
        raise OfferAboveDecided(chosen, decided)
    if not execution.emergency:
        check_way(execution.purchase, execution.way, max(chosen.amount, decided or 0), limits)
    near = near_cadres(desk.all(Person), choice.on).get(chosen.bidder, "")
    if near and desk.who.name in near.split("、"):
        raise ChoosesForNear(desk.who.name, chosen.bidder)
    if near and not choice.recusal:
        raise NearBidder(chosen.bidder, near)
