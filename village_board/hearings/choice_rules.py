"""What choosing who does it may not do: pure, each refusal with its numbers (facts 2.5; P4, P11)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from village_board.base.errors import Refused
from village_board.base.message import N_, Message, say
from village_board.base.money import Fen
from village_board.hearings.execution import Offer, Purchase, Way
from village_board.hearings.execution_law import WayRule, rule_for
from village_board.hearings.execution_words import PROCEDURE, WAY
from village_board.hearings.words import any_of
from village_board.limits.rules import Limits


class WayBelow(Refused):
    """The amount asks for more than the way that is to be taken (facts 2.5)."""

    sentence = N_(
        "{amount} reaches {threshold}, from which {procedure} holds: '{way}' is not enough. Possible: {possible}."
    )

    def __init__(self, way: Way, amount: int, threshold: int, rule: WayRule) -> None:
        super().__init__(
            way=Message(WAY[way]),
            amount=Fen(amount),
            threshold=Fen(threshold),
            procedure=Message(PROCEDURE[rule.procedure]),
            possible=any_of([Message(WAY[one]) for one in rule.ways]),
        )


class CallIncomplete(Refused):
    """A call without words, or without the end of its time where the law asks for one."""

    sentence = N_("Write what the call says; for {amount} also until when offers are taken.")

    def __init__(self, amount: int) -> None:
        super().__init__(amount=Fen(amount))


class ClosingTooSoon(Refused):
    """The time for offers is too short, or ends before it begins."""

    sentence = N_("From the call ({on}) to its closing ({closes}) there are {days} days; {needed} are needed.")

    def __init__(self, on: date, closes: date, needed: int) -> None:
        super().__init__(on=on, closes=closes, days=max((closes - on).days, 0), needed=needed)


class OfferIncomplete(Refused):
    """An offer without a name or an amount."""

    sentence = N_("An offer needs who makes it, and an amount above zero.")

    def __init__(self) -> None:
        super().__init__()


class OfferedTwice(Refused):
    """The same bidder made an offer already."""

    sentence = N_("{bidder} has offered {amount} already. One bidder has one offer.")

    def __init__(self, offer: Offer) -> None:
        super().__init__(bidder=offer.bidder, amount=Fen(offer.amount))


class OutsideCall(Refused):
    """The offer came before the call, or after its closing."""

    sentence = N_("The offer is of {on}; offers are taken from {begins} to {closes}.")

    def __init__(self, on: date, begins: date, closes: date | None) -> None:
        super().__init__(on=on, begins=begins, closes=closes or say("an open day"))


class OffersStillTaken(Refused):
    """Offers are still taken, so none can be chosen."""

    sentence = N_("Offers are taken until {closes}. Choose after that.")

    def __init__(self, closes: date) -> None:
        super().__init__(closes=closes)


class WayMissing(Refused):
    """Nobody has said in which way it is chosen."""

    sentence = N_("{title}: say first in which way it is chosen (execution start --way).")

    def __init__(self, title: str) -> None:
        super().__init__(title=title)


class NoSuchOffer(Refused):
    """No valid offer has this number."""

    sentence = N_("{title} has no valid offer no. {number}. Valid ones: {valid}.")

    def __init__(self, title: str, number: int, valid: Sequence[int]) -> None:
        listed: Message | str = ", ".join(map(str, valid)) if valid else say("none")
        super().__init__(title=title, number=number, valid=listed)


class TooFewOffers(Refused):
    """There are fewer valid offers than the way asks for."""

    sentence = N_("{count} valid offers; '{way}' needs {needed}. Call again, or write why it goes on with these.")

    def __init__(self, count: int, way: Way, needed: int) -> None:
        super().__init__(count=count, way=Message(WAY[way]), needed=needed)


class NotTheLowest(Refused):
    """An offer is chosen though another asks for less, and nobody says why."""

    sentence = N_("{bidder} asks for {amount}, {lowest} for {least}: write why not the lowest offer.")

    def __init__(self, chosen: Offer, lowest: Offer) -> None:
        super().__init__(
            bidder=chosen.bidder, amount=Fen(chosen.amount), lowest=lowest.bidder, least=Fen(lowest.amount)
        )


class OfferAboveDecided(Refused):
    """The chosen offer asks for more than was decided with its variations (P4)."""

    sentence = N_("{bidder} asks for {amount}; decided with the changes are {decided}. Approve a change first.")

    def __init__(self, offer: Offer, decided: int) -> None:
        super().__init__(bidder=offer.bidder, amount=Fen(offer.amount), decided=Fen(decided))


class NearBidder(Refused):
    """The bidder is in office or a near relative of somebody who is, and nobody wrote who stood aside."""

    sentence = N_("{bidder} is near to {cadre}, who is in office: write who stood aside (--recusal).")

    def __init__(self, bidder: str, cadre: str) -> None:
        super().__init__(bidder=bidder, cadre=cadre)


class ChoosesForNear(Refused):
    """Who chooses is near to the bidder."""

    sentence = N_("{person} is near to {bidder} and cannot choose. Another member must.")

    def __init__(self, person: str, bidder: str) -> None:
        super().__init__(person=person, bidder=bidder)


class ChosenAlready(Refused):
    """There is a choice, and nothing took it back."""

    sentence = N_("{bidder} was chosen on {on}. It can be changed only after an objection to it was upheld.")

    def __init__(self, bidder: str, on: date) -> None:
        super().__init__(bidder=bidder, on=on)


class NothingChosen(Refused):
    """There is no choice yet."""

    sentence = N_("{title}: nobody has been chosen yet.")

    def __init__(self, title: str) -> None:
        super().__init__(title=title)


class StillShown(Refused):
    """The choice is shown to the villagers, and the time is not over."""

    sentence = N_("The choice is shown until {until}; a contract of {signed} is too early.")

    def __init__(self, until: date, signed: date) -> None:
        super().__init__(until=until, signed=signed)


class ChoiceObjected(Refused):
    """An objection to the choice has no answer."""

    sentence = N_("{count} objections to the choice have no answer (first: no. {number}). Answer them first.")

    def __init__(self, count: int, number: int) -> None:
        super().__init__(count=count, number=number)


class NoSuchChoiceObjection(Refused):
    """No open objection to the choice has this number."""

    sentence = N_("{title} has no open objection to the choice with no. {number}.")

    def __init__(self, title: str, number: int) -> None:
        super().__init__(title=title, number=number)


class ShownOver(Refused):
    """The choice is not shown any more."""

    sentence = N_("The choice was shown until {until}. Objections to it are not taken any more.")

    def __init__(self, until: date) -> None:
        super().__init__(until=until)


class ContractElsewhere(Refused):
    """The contract rests on another decision, or belongs to this one already."""

    sentence = N_("Contract {number} belongs to '{other}'. Give a contract of this decision.")

    def __init__(self, number: str, other: str) -> None:
        super().__init__(number=number, other=other)


class OtherParty(Refused):
    """The contract is not with the one who was chosen."""

    sentence = N_("Contract {number} is with {party}; chosen was {bidder}.")

    def __init__(self, number: str, party: str, bidder: str) -> None:
        super().__init__(number=number, party=party, bidder=bidder)


class OtherPrice(Refused):
    """The contract says another price than the offer, and nobody says why."""

    sentence = N_("Contract {number} says {price}, the chosen offer {offered}. Write why they differ.")

    def __init__(self, number: str, price: int, offered: int) -> None:
        super().__init__(number=number, price=Fen(price), offered=Fen(offered))


def check_way(purchase: Purchase, way: Way, amount: int, limits: Limits) -> None:
    """Refuse a way below what `amount` (fen) asks for.

    Raises:
        WayBelow: with amount and threshold, and what is possible.
    """
    rule = rule_for(purchase, amount, limits)
    if rule is not None and way not in rule.ways:
        raise WayBelow(way, amount, limits.fen(rule.begins), rule)


def lowest_of(offers: Sequence[Offer]) -> Offer | None:
    """Return the lowest valid offer; of equal ones the first."""
    return min((one for one in offers if one.valid), key=lambda one: (one.amount, one.number), default=None)
