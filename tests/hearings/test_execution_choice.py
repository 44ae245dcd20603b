"""Choosing who does it, and what is refused on the way, with its numbers (facts 2.5; P11, P12)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.builders import Staff, keep
from tests.support.clocks import GivenClock
from tests.support.works import (
    BIDDERS,
    DECIDED,
    NUMBER,
    a_contract,
    chosen,
    in_effect,
    offered,
    opened,
    refuses,
)
from village_board.base.errors import NotFound, NotPermitted, Refused
from village_board.board import Board
from village_board.desk import Desk
from village_board.hearings.carrying_out import (
    vary,
)
from village_board.hearings.cases import StepFacts
from village_board.hearings.choice_rules import (
    CallIncomplete,
    ChoiceObjected,
    ChoosesForNear,
    ChosenAlready,
    ClosingTooSoon,
    ContractElsewhere,
    NearBidder,
    NoSuchChoiceObjection,
    NoSuchOffer,
    NothingChosen,
    NotTheLowest,
    OfferAboveDecided,
    OfferedTwice,
    OfferIncomplete,
    OffersStillTaken,
    OtherParty,
    OtherPrice,
    OutsideCall,
    ShownOver,
    StillShown,
    TooFewOffers,
    WayBelow,
    WayMissing,
    check_way,
)
from village_board.hearings.contracting import add_contract
from village_board.hearings.execution import Call, Choice, Offer, Purchase, Way
from village_board.hearings.execution_law import rule_for, way_rules
from village_board.hearings.execution_rules import (
    PersonalNumberTyped,
    WordsMissing,
)
from village_board.hearings.model import Variation
from village_board.hearings.registrations import NobodyNamed
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
from village_board.limits.rules import Limits
from village_board.limits.table import shipped_limits
from village_board.people.model import Person

LIMITS = Limits(shipped_limits(), {})


@given(st.sampled_from(way_rules()), st.sampled_from(list(Way)), st.integers(-3, 3))
def test_the_way_follows_from_the_amount_to_the_fen(rule: Any, way: Way, beside: int) -> None:
    """At a threshold its ways hold, one fen below those of the rule before (以上 includes the number)."""
    # Guard: execution_law.py:rule_for - 500,000 yuan are given to a friend, since "from" was read as "above".
    amount = LIMITS.fen(rule.begins) + beside
    holds = rule_for(rule.purchase, amount, LIMITS)
    assert (holds is rule) == (beside >= 0)
    if holds is None or way in holds.ways:
        check_way(rule.purchase, way, amount, LIMITS)
        return
    with pytest.raises(WayBelow) as refused:
        check_way(rule.purchase, way, amount, LIMITS)
    assert refused.value.facts["threshold"] == LIMITS.fen(holds.begins) <= amount == refused.value.facts["amount"]


@pytest.mark.parametrize("way", [Way.NEGOTIATED, Way.OWN_WORK])
def test_a_way_below_the_amount_is_refused_with_both(board: Board, staff: Staff, clock: GivenClock, way: Way) -> None:
    """30,000 yuan of works are neither agreed directly nor done without asking anybody."""
    in_effect(board, staff, clock)
    facts = refuses(board, staff.director, WayBelow, lambda desk: open_execution(desk, NUMBER, Selection(way=way)))
    assert (facts["amount"], facts["threshold"]) == (DECIDED, 2_000_000)


def test_a_tender_by_law_has_twenty_days(board: Board, staff: Staff, clock: GivenClock) -> None:
    """Works of 4,000,000 yuan: nineteen days from the call to its closing are refused, twenty taken."""
    in_effect(board, staff, clock, amount=400_000_000, hearing_waived="县里统一听证")
    today = clock.today()

    def call(days: int | None) -> Selection:
        closes = today + timedelta(days=days) if days is not None else None
        return Selection(way=Way.PUBLIC_TRADING, call=Call(today, "招标公告", closes))

    refuses(board, staff.director, CallIncomplete, lambda desk: open_execution(desk, NUMBER, call(None)))
    facts = refuses(board, staff.director, ClosingTooSoon, lambda desk: open_execution(desk, NUMBER, call(19)))
    assert (facts["days"], facts["needed"]) == (19, 20)
    with board.desk(staff.director) as desk:
        open_execution(desk, NUMBER, call(20))
    with board.desk(staff.clerk) as desk:
        add_offer(desk, NUMBER, Offer(0, "甲", 1, today))
    refuses(
        board, staff.director, OffersStillTaken,
        lambda desk: choose_offer(desk, NUMBER, Choice(1, today, "好", few="无人")),
    )  # fmt: skip


def test_offers_that_are_none_are_refused(board: Board, staff: Staff, clock: GivenClock) -> None:
    """Nameless, for nothing, twice, before the call, from the future, with somebody's telephone number (P12)."""
    # Guard: selecting.py:add_offer - a bidder's telephone number hangs on the village's wall.
    in_effect(board, staff, clock)
    today = clock.today()
    refuses(board, staff.director, WayMissing, lambda desk: _bare(desk, Offer(0, "甲", 1, today)))
    with board.desk(staff.director) as desk:
        open_execution(desk, NUMBER, Selection(way=Way.INVITED, call=Call(today, "修路")))
    with board.desk(staff.clerk) as desk:
        add_offer(desk, NUMBER, Offer(0, "永固建筑队", 1, today))
    for offer, error in (
        (Offer(0, " ", 1, today), OfferIncomplete),
        (Offer(0, "甲", 0, today), OfferIncomplete),
        (Offer(0, "永固建筑队", 2, today), OfferedTwice),
        (Offer(0, "甲", 1, today - timedelta(days=1)), OutsideCall),
        (Offer(0, "甲", 1, today + timedelta(days=1)), NotYetHeld),
        (Offer(0, "甲 13812345678", 1, today), PersonalNumberTyped),
        (Offer(0, "甲", 1, today, words="身份证11010519491231002X"), PersonalNumberTyped),
    ):
        refuses(board, staff.clerk, error, lambda desk, offer=offer: add_offer(desk, NUMBER, offer))
    refuses(board, staff.villager, NotPermitted, lambda desk: add_offer(desk, NUMBER, Offer(0, "甲", 1, today)))


def _bare(desk: Desk, offer: Offer) -> None:
    open_execution(desk, NUMBER)
    add_offer(desk, NUMBER, offer)


def test_the_choice_is_among_enough_valid_offers(board: Board, staff: Staff, clock: GivenClock) -> None:
    """Two valid offers of three needed; an invalid one cannot be chosen; with the reason it goes on."""
    offered(board, staff, clock)
    refuses(board, staff.director, WordsMissing, lambda desk: refuse_offer(desk, NUMBER, 3, " "))
    with board.desk(staff.director) as desk:
        refuse_offer(desk, NUMBER, 3, "没有资质")
    today = clock.today()
    facts = refuses(
        board, staff.director, TooFewOffers, lambda desk: choose_offer(desk, NUMBER, Choice(1, today, "好"))
    )
    assert (facts["count"], facts["needed"]) == (2, 3)
    facts = refuses(board, staff.director, NoSuchOffer, lambda desk: choose_offer(desk, NUMBER, Choice(3, today, "好")))
    assert facts["valid"] == "1, 2"
    with board.desk(staff.director) as desk:
        choose_offer(desk, NUMBER, Choice(1, today, "", few="两次邀请都只有两家"))
    refuses(board, staff.director, ChosenAlready, lambda desk: choose_offer(desk, NUMBER, Choice(2, today, "好")))
    refuses(board, staff.clerk, ChosenAlready, lambda desk: add_offer(desk, NUMBER, Offer(0, "丁", 1, today)))


def test_not_the_lowest_needs_its_reason(board: Board, staff: Staff, clock: GivenClock) -> None:
    """Who asks for less is named with both amounts."""
    # Guard: selecting.py:_check_choice - the dearest friend builds, and nobody ever says why.
    offered(board, staff, clock)
    today = clock.today()
    facts = refuses(board, staff.director, NotTheLowest, lambda desk: choose_offer(desk, NUMBER, Choice(3, today, " ")))
    assert (facts["amount"], facts["least"], facts["lowest"]) == (2_900_000, 2_800_000, BIDDERS[0][0])
    with board.desk(staff.director) as desk:
        choose_offer(desk, NUMBER, Choice(3, today, "质保五年，另两家一年"))


def test_p4_an_offer_above_what_was_decided_needs_a_change_first(board: Board, staff: Staff, clock: GivenClock) -> None:
    """One fen above is refused; with an approved change it is not."""
    opened(board, staff, clock)
    today = clock.today()
    with board.desk(staff.clerk) as desk:
        add_offer(desk, NUMBER, Offer(0, "甲", DECIDED + 1, today))
    choice = Choice(1, today, "", few="只此一家")
    facts = refuses(board, staff.director, OfferAboveDecided, lambda desk: choose_offer(desk, NUMBER, choice))
    assert (facts["amount"], facts["decided"]) == (DECIDED + 1, DECIDED)
    with board.desk(staff.director) as desk:
        vary(desk, NUMBER, Variation(today, 1, "零头", "村民代表会议"))
        choose_offer(desk, NUMBER, choice)


def test_p11_a_near_relative_needs_a_recusal_and_another_to_choose(
    board: Board, staff: Staff, clock: GivenClock
) -> None:
    """The director's brother offers least: the director cannot choose, the secretary only with the recusal written."""
    # Guard: selecting.py:_check_choice - the director gives the road to his brother.
    opened(board, staff, clock)
    keep(board, Person(number="2001", name="郑立成", near_relatives=("1001",)))
    with board.desk(staff.clerk) as desk:
        add_offer(desk, NUMBER, Offer(0, "郑立成", 100, clock.today()))
    choice = Choice(1, clock.today(), "最低", few="只此一家")
    facts = refuses(board, staff.director, ChoosesForNear, lambda desk: choose_offer(desk, NUMBER, choice))
    assert facts["person"] == "郑立新"
    facts = refuses(board, staff.secretary, NearBidder, lambda desk: choose_offer(desk, NUMBER, choice))
    assert facts["cadre"] == "郑立新"
    with board.desk(staff.secretary) as desk:
        choose_offer(desk, NUMBER, replace(choice, recusal="郑立新回避"))


def test_the_choice_is_shown_three_days_and_objections_are_answered(
    board: Board, staff: Staff, clock: GivenClock
) -> None:
    """A contract of the third day is too early, one against an open objection is refused; upheld, it is chosen anew."""
    # Guard: contracting.py:_check_chosen - the contract is signed before anybody could object.
    chosen(board, staff, clock)
    first = clock.today()
    refuses(board, staff.clerk, NobodyNamed, lambda desk: object_to_choice(desk, NUMBER, "不公平"))
    refuses(board, staff.villager, WordsMissing, lambda desk: object_to_choice(desk, NUMBER, " "))
    with board.desk(staff.villager) as desk:
        object_to_choice(desk, NUMBER, "他们没有资质")
    keep(board, a_contract(signed_on=first + timedelta(days=3)))
    clock.advance(timedelta(days=4))
    refuses(board, staff.villager, ShownOver, lambda desk: object_to_choice(desk, NUMBER, "晚了"))
    refuses(board, staff.director, ChoiceObjected, lambda desk: add_contract(desk, NUMBER, "HT-1"))
    refuses(board, staff.director, NoSuchChoiceObjection, lambda desk: answer_choice(desk, NUMBER, 2, "有"))
    refuses(board, staff.director, WordsMissing, lambda desk: answer_choice(desk, NUMBER, 1, ""))
    with board.desk(staff.director) as desk:
        answer_choice(desk, NUMBER, 1, "资质已核对")
    facts = refuses(board, staff.director, StillShown, lambda desk: add_contract(desk, NUMBER, "HT-1"))
    assert facts["until"] == first + timedelta(days=3)


def test_an_objection_that_is_right_takes_the_choice_back(board: Board, staff: Staff, clock: GivenClock) -> None:
    """What was chosen stays to be read, with why it was taken back; the next choice is free."""
    chosen(board, staff, clock)
    with board.desk(staff.clerk) as desk:
        object_to_choice(desk, NUMBER, "资质是借来的", "李阿福")
    with board.desk(staff.director) as desk:
        back = answer_choice(desk, NUMBER, 1, "属实，重新选定", upheld=True)
    assert (back.choice, back.taken_back[0].taken_back) == (None, "属实，重新选定")
    assert "李阿福" not in repr(back)
    with board.desk(staff.director) as desk:
        assert choose_offer(desk, NUMBER, Choice(2, clock.today(), "第一名资质不实")).chosen.bidder == BIDDERS[1][0]


def test_the_contract_follows_from_the_choice(board: Board, staff: Staff, clock: GivenClock) -> None:
    """With the chosen one, for the offered price or with the reason, of this decision, once."""
    offered(board, staff, clock)
    keep(board, a_contract(), a_contract(number="HT-2", party_b="别家"), a_contract(number="HT-3", total=2_799_999))
    keep(board, a_contract(number="HT-4", resolution="别的决议"))
    refuses(board, staff.director, NothingChosen, lambda desk: add_contract(desk, NUMBER, "HT-1"))
    with board.desk(staff.director) as desk:
        choose_offer(desk, NUMBER, Choice(1, clock.today(), "最低"))
    clock.advance(timedelta(days=4))
    refuses(board, staff.director, NotFound, lambda desk: add_contract(desk, NUMBER, "HT-9"))
    refuses(board, staff.director, OtherParty, lambda desk: add_contract(desk, NUMBER, "HT-2"))
    refuses(board, staff.director, ContractElsewhere, lambda desk: add_contract(desk, NUMBER, "HT-4"))
    facts = refuses(board, staff.director, OtherPrice, lambda desk: add_contract(desk, NUMBER, "HT-3"))
    assert (facts["price"], facts["offered"]) == (2_799_999, 2_800_000)
    with board.desk(staff.director) as desk:
        add_contract(desk, NUMBER, "HT-3", StepFacts(reason="去掉零头"))
    refuses(board, staff.director, ContractElsewhere, lambda desk: add_contract(desk, NUMBER, "HT-3"))


def test_a_purchase_can_be_named_where_the_category_says_another(board: Board, staff: Staff, clock: GivenClock) -> None:
    """30,000 yuan of goods may be agreed directly; the way cannot change after the choice."""
    in_effect(board, staff, clock)
    goods = Selection(purchase=Purchase.GOODS, way=Way.NEGOTIATED)
    with board.desk(staff.director) as desk:
        open_execution(desk, NUMBER, goods)
        add_offer(desk, NUMBER, Offer(0, "甲", 100, clock.today()))
        choose_offer(desk, NUMBER, Choice(1, clock.today(), ""))
    other = Selection(way=Way.PUBLIC_TRADING)
    error: type[Refused] = ChosenAlready
    refuses(board, staff.director, error, lambda desk: open_execution(desk, NUMBER, other))
