"""Which body decides a matter: the right one is proposed, a wrong one refused with the reason (facts 1.1, 1.3, 1.4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from village_board.base.errors import Refused
from village_board.base.message import N_, Message, say
from village_board.base.money import Fen
from village_board.hearings.delegation import Delegation
from village_board.hearings.law import Approval, CategoryRule, body_rule, category_rule
from village_board.hearings.model import Body, Category
from village_board.hearings.words import BODY, CATEGORY, any_of

_ASKED = {"villagers": N_("{needed} villagers"), "representatives": N_("{needed} representatives")}


class WrongBody(Refused):
    """The body cannot decide this matter."""

    sentence = N_("{body} cannot decide this ({category}): {reason} Right would be: {right}.")

    def __init__(self, body: Body, category: Category, reason: Message, right: Sequence[Body]) -> None:
        super().__init__(
            body=Message(BODY[body]),
            category=Message(CATEGORY[category]),
            reason=reason,
            right=any_of([Message(BODY[one]) for one in right]),
        )


class RequestTooSmall(Refused):
    """Too few ask for a meeting."""

    sentence = N_("{villagers} villagers and {representatives} representatives ask for it; needed: {needed}.")

    def __init__(self, villagers: int, representatives: int, needed: Message) -> None:
        super().__init__(villagers=villagers, representatives=representatives, needed=needed)


@dataclass(frozen=True)
class Asking:
    """Who asks for a meeting, and of how many: villagers of 18 and over, and representatives."""

    villagers: int
    villagers_due: int
    representatives: int
    representatives_due: int


@dataclass(frozen=True)
class Matter:
    """What is known of a matter when it is asked which body decides it.

    Attributes:
        amount: in fen; None: not known, so not small.
        collective: whether it is done with the collective's money or property; None: not said.
        outside: whether land or property goes to somebody outside the collective.
        group: number of the group whose own matter it is; 0: the village's.
        on: the day of the vote.
        delegations: those that the board knows, of whatever term.
        council_ceiling: limit ``body.council_ceiling``, in fen.
    """

    category: Category
    on: date
    amount: int | None = None
    collective: bool | None = None
    outside: bool = False
    group: int = 0
    delegations: tuple[Delegation, ...] = ()
    council_ceiling: int = 0


@dataclass(frozen=True)
class Proposal:
    """The body proposed for a matter, the others that may decide it, why, and whose approval comes afterwards."""

    body: Body
    others: tuple[Body, ...]
    reasons: tuple[Message, ...]
    approvals: tuple[Approval, ...]
    source: str


def proposed_body(matter: Matter) -> Proposal:
    """Return the body proposed for `matter`, the one that asks least of the village among those that may decide it."""
    rule = category_rule(matter.category)
    right = right_bodies(matter)
    if Body.REPRESENTATIVE_ASSEMBLY in right and right[0] is Body.VILLAGERS_ASSEMBLY and _delegated(matter):
        right = (Body.REPRESENTATIVE_ASSEMBLY, *(body for body in right if body is not Body.REPRESENTATIVE_ASSEMBLY))
    ruled = body_rule(right[0], outside_collective=matter.outside, category=matter.category)
    return Proposal(right[0], right[1:], tuple(_reasons(matter, rule, right[0])), ruled.approvals, rule.source)


def right_bodies(matter: Matter) -> tuple[Body, ...]:
    """Return the bodies that may decide `matter`, the usual one first."""
    rule = category_rule(matter.category)
    villagers = [*rule.villagers]
    if rule.delegable and (_delegated(matter) or not matter.delegations):
        villagers.append(Body.REPRESENTATIVE_ASSEMBLY)
    if rule.guard or not (rule.villagers and rule.collective):
        bodies = [*rule.collective, *villagers]
    elif matter.collective is None:
        bodies = [*villagers, *rule.collective]
    else:
        bodies = [*rule.collective] if matter.collective else villagers
    if matter.outside:
        bodies += rule.outside
    if rule.group and matter.group:
        bodies.insert(0, Body.GROUP_MEETING)
    if rule.council and matter.collective is not False and _small(matter):
        bodies.append(Body.COUNCIL)
    return tuple(dict.fromkeys(bodies))


def check_body(body: Body, matter: Matter) -> None:
    """Refuse a body that cannot decide `matter`.

    Raises:
        WrongBody: with the reason and the bodies that can.
    """
    right = right_bodies(matter)
    if body not in right:
        raise WrongBody(body, matter.category, _why_not(body, matter), right)


def check_request(body: Body, asking: Asking) -> None:
    """Refuse a request for a meeting of `body` by too few; any one of the shares of the law is enough (facts 1.2).

    Raises:
        RequestTooSmall: with how many of whom are needed.
    """
    asked = {
        "villagers": (asking.villagers, asking.villagers_due),
        "representatives": (asking.representatives, asking.representatives_due),
    }
    requests = body_rule(body).requests
    if not requests or any(asked[one.of][1] and one.share.met(*asked[one.of]) for one in requests):
        return
    needed = [Message(_ASKED[one.of], {"needed": one.share.needed(asked[one.of][1])}) for one in requests]
    raise RequestTooSmall(asking.villagers, asking.representatives, any_of(needed))


def delegation_unknown(body: Body, matter: Matter) -> Message | None:
    """Return what is to be told where the board knows of no delegation at all: the village may hold one on paper."""
    rule = category_rule(matter.category)
    if body is not Body.REPRESENTATIVE_ASSEMBLY or not rule.delegable or matter.delegations:
        return None
    return say(
        "The board knows of no delegation of the villagers' assembly to the representative assembly. "
        "Enter it: village-board body delegate"
    )


def _delegated(matter: Matter) -> bool:
    return any(delegation.covers(matter.category, matter.on) for delegation in matter.delegations)


def _small(matter: Matter) -> bool:
    return matter.amount is not None and matter.amount < matter.council_ceiling


def _reasons(matter: Matter, rule: CategoryRule, body: Body) -> list[Message]:
    if body is Body.GROUP_MEETING:
        return [say("It is group {group}'s own matter.", group=matter.group)]
    if body is Body.REPRESENTATIVE_ASSEMBLY:
        until = max(one.until for one in matter.delegations if one.covers(matter.category, matter.on))
        return [say("The villagers' assembly left such matters to it until {until}.", until=until)]
    if body in (Body.MEMBERS_ASSEMBLY, Body.MEMBER_DELEGATES):
        reasons = [say("It is a matter of the collective: its members decide.")]
        if Body.MEMBER_DELEGATES not in rule.collective:
            reasons.append(say("The law closes this matter to delegates."))
        return reasons
    return [say("It is a matter of all villagers.")]


def _why_not(body: Body, matter: Matter) -> Message:  # noqa: PLR0911 - one line a reason
    rule = category_rule(matter.category)
    match body:
        case Body.PARTY_MEETING:
            return say("the Party meeting reviews, and the villagers or members decide.")
        case Body.GROUP_MEETING if not rule.group:
            return say("this is never the matter of one group.")
        case Body.GROUP_MEETING:
            return say("a group decides on its own matters only; name the group.")
        case Body.COUNCIL if rule.council and matter.collective is not False:
            return _not_small(matter)
        case Body.COUNCIL:
            return say("the council carries out what the members decide.")
        case Body.MEMBER_DELEGATES if rule.collective and Body.MEMBER_DELEGATES not in rule.collective:
            return say("the law closes this matter to delegates.")
        case Body.MEMBERS_ASSEMBLY | Body.MEMBER_DELEGATES:
            return say("it is a matter of all villagers and not of the collective.")
        case Body.REPRESENTATIVE_ASSEMBLY if rule.villagers and not (rule.collective and matter.collective):
            return _not_delegated(matter, rule)
    return say("it is a matter of the collective, on which its members decide.")


def _not_small(matter: Matter) -> Message:
    if matter.amount is None:
        return say("the council decides below {ceiling} only; say the amount.", ceiling=Fen(matter.council_ceiling))
    return say(
        "the council decides below {ceiling} only, and this is {amount}.",
        ceiling=Fen(matter.council_ceiling),
        amount=Fen(matter.amount),
    )


def _not_delegated(matter: Matter, rule: CategoryRule) -> Message:
    if not rule.delegable:
        return say("the villagers' assembly cannot delegate this.")
    ended = [one.until for one in matter.delegations if matter.category in one.categories and one.until < matter.on]
    if ended:
        return say("the delegation for it ended on {until}.", until=max(ended))
    return say("the villagers' assembly did not delegate such matters for {on}.", on=matter.on)
