"""A member sends an item back to its drafter with the reason, or reviews it and asks whether it is secret (P28)."""

from __future__ import annotations

from bot.answers import duties
from bot.reply import Reply
from bot.talks.sending_back import REASON_LIMIT
from bot.talks.shape import Guide, Question, Step, Told
from bot.talks.taken import within
from village_board.base.message import N_
from village_board.disclosure.model import Item, ItemStatus
from village_board.disclosure.refusals import ItemNotReady
from village_board.disclosure.service import return_item, review_item
from village_board.people.acts import Act


def _item(told: Told) -> Item:
    """Return the item, which waits for review or signature.

    Raises:
        NotFound, ItemNotReady: there is none, or it does not.
    """
    item = told.desk.get(Item, told.talk.subject)
    if item.status not in (ItemStatus.SUBMITTED, ItemStatus.REVIEWED):
        raise ItemNotReady(item)
    return item


def _ask_reason(told: Told) -> Question:
    t = told.t
    return Question((t("What is wrong with '{name}'? Its drafter reads it.", name=_item(told).name),))


def _send_back(told: Told) -> Reply:
    item = return_item(told.desk, _item(told).id, told.answer("reason"))
    return duties.desk(told.asking, told.t("Sent back to its drafter: {name}.", name=item.name))


def _submitted(told: Told) -> Item:
    item = told.desk.get(Item, told.talk.subject)
    if item.status is not ItemStatus.SUBMITTED:
        raise ItemNotReady(item)
    return item


def _ask_whom(told: Told) -> Question:
    t = told.t
    return Question(
        (
            t("Whom did you ask whether '{name}' is secret?", name=_submitted(told).name),
            t("It is not signed before the answer is written down at the desk."),
        )
    )


def _unsure(told: Told) -> Reply:
    item = review_item(told.desk, _submitted(told).id, told.answer("asked"))
    return duties.desk(told.asking, told.t("Reviewed: {name}. It waits for the answer on secrecy.", name=item.name))


UNSURE = Guide(
    {"asked": Step(_ask_whom, within(REASON_LIMIT))},
    _unsure,
    check=_submitted,
    acts=frozenset({Act.REVIEW_ITEM}),
    bound=True,
    left=N_("Left; nothing was changed."),
)

ITEM_BACK = Guide(
    {"reason": Step(_ask_reason, within(REASON_LIMIT))},
    _send_back,
    check=_item,
    acts=frozenset({Act.RETURN_ITEM}),
    bound=True,
    left=N_("Left; nothing was changed."),
)
