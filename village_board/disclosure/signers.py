"""Who reviews and who signs in this village: posts by default, others where it named them (P5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from tinydb import where

from village_board.base.errors import Refused
from village_board.base.message import N_, Message
from village_board.catalogue.model import Entry
from village_board.desk import Desk, Records
from village_board.disclosure.beside import SignerPosts
from village_board.disclosure.law import Step, flags_of, sign_step
from village_board.disclosure.model import Item, ItemStatus
from village_board.disclosure.refusals import ReasonMissing
from village_board.people.acts import Act
from village_board.people.model import Person
from village_board.people.posts import holds
from village_board.text.clean import clean

STEP_WORDS: dict[Step, str] = {
    Step.REVIEW: N_("review"),
    Step.SIGN_VILLAGE: N_("sign the village's items"),
    Step.SIGN_COLLECTIVE: N_("sign the collective's finances"),
}


class WrongPost(Refused):
    """The step is for holders of other posts."""

    sentence = N_(
        "{person} may not {step}: that is for {posts}. The village names others with 'village-board item signers'."
    )

    def __init__(self, person: str, step: Step, posts: str) -> None:
        super().__init__(person=person, step=Message(STEP_WORDS[step]), posts=posts)


class NobodyHolds(Refused):
    """A post that nobody holds would block every item."""

    sentence = N_("Nobody holds the post '{post}' today. Write it as in the list of people; nothing was changed.")

    def __init__(self, post: str) -> None:
        super().__init__(post=post)


def posts_of(records: Records, step: Step) -> tuple[str, ...]:
    """Return the posts that the village named for `step`; none where the default holds."""
    named = records.page(SignerPosts, where("step") == step.value, order_by="number", descending=True, limit=1).rows
    return named[0].posts if named else ()


def check_post(records: Records, person_id: str, name: str, step: Step) -> None:
    """Refuse `step` to whoever holds none of its posts; where nobody holds one, the role was enough.

    Raises:
        WrongPost: with the posts.
    """
    holders = holders_of(records, step)
    if holders and person_id not in holders:
        raise WrongPost(name, step, "、".join(dict.fromkeys(holders.values())))


def holders_of(records: Records, step: Step) -> dict[str, str]:
    """Return who may do `step` today, with the post of each; none where the role is enough."""
    named, flags = posts_of(records, step), flags_of(step)
    if not named and not flags:
        return {}
    return {person.id: post for person in records.all(Person) if (post := _held(person, named, flags, records.today))}


def sign_step_of(records: Records, item: Item) -> Step:
    """Return by whom `item` is signed."""
    entry = records.one(Entry, where("code") == item.catalogue) if item.catalogue else None
    return sign_step(entry)


def waiting_step(records: Records, item: Item) -> Step | None:
    """Return the step for which `item` waits; None where it is a draft, on the board or gone from it."""
    if item.status is ItemStatus.SUBMITTED:
        return Step.REVIEW
    return sign_step_of(records, item) if item.status is ItemStatus.REVIEWED else None


def _held(person: Person, named: Sequence[str], flags: Sequence[str], day: date) -> str:
    """Return the post by which `person` may do the step; empty: none."""
    for office in person.offices:
        if not office.held_on(day):
            continue
        alone = replace(person, offices=(office,))
        if office.post in named or (not named and any(holds(alone, flag, day) for flag in flags)):
            return office.post
    return ""


def name_signers(desk: Desk, step: Step, posts: Sequence[str], reason: str) -> SignerPosts:
    """Name the posts whose holders do `step` from now on.

    Raises:
        NobodyHolds: a post that nobody holds today.
        ReasonMissing: why is not said.
    """
    desk.require(Act.NAME_SIGNERS)
    wanted = tuple(dict.fromkeys(filter(None, (clean(post) for post in posts))))
    if not (why := clean(reason)) or not wanted:
        raise ReasonMissing(Message(STEP_WORDS[step]))
    held = {office.post for person in desk.all(Person) for office in person.offices if office.held_on(desk.today)}
    for post in wanted:
        if post not in held:
            raise NobodyHolds(post)
    before = desk.count(SignerPosts, where("step") == step.value)
    named = desk.put(
        SignerPosts(step=step, posts=wanted, reason=why, named_on=desk.today, named_by=desk.who.id, number=before + 1)
    )
    desk.record(named.id)
    return named
