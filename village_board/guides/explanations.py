"""Explaining an item in plain language: one person writes, a second one publishes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from tinydb import where

from village_board.base.errors import NotFound
from village_board.desk import Desk, Records
from village_board.disclosure.model import Item
from village_board.guides.model import Answered, Explanation, ExplanationStatus
from village_board.guides.refusals import ExplanationEmpty, ExplanationNotReady, NoReason
from village_board.guides.service import check_texts
from village_board.people.acts import Act
from village_board.people.service import SamePerson
from village_board.text.clean import clean

QUESTION_LIMIT, ANSWER_LIMIT = 200, 1000


def draft_explanation(desk: Desk, item: str, answered: Iterable[Answered]) -> Explanation:
    """Draft the explanation of a published item.

    Raises:
        NotFound: there is no such item.
        ExplanationEmpty: the item is not public, there is no question, or one has no answer.
        PersonalInText: personal data stands in it.
    """
    desk.require(Act.DRAFT_EXPLANATION)
    about = desk.get(Item, item)
    pairs = tuple(
        Answered(clean(one.question, limit=QUESTION_LIMIT), clean(one.answer, limit=ANSWER_LIMIT, multiline=True))
        for one in answered
    )
    if not about.public or not pairs or not all(one.question and one.answer for one in pairs):
        raise ExplanationEmpty
    check_texts(about.name, *(f"{one.question}\n{one.answer}" for one in pairs))
    drafted = desk.put(
        Explanation(item=item, name=about.name, answered=pairs, drafted_by=desk.who.id, drafted_at=desk.now)
    )
    desk.record(drafted.id)
    return drafted


def publish_explanation(desk: Desk, id: str) -> Explanation:  # noqa: A002 - the field's own name
    """Publish an explanation as a second person; it takes the place of the one before.

    Raises:
        NotFound: there is none with this id.
        ExplanationNotReady: it is no draft.
        SamePerson: its drafter cannot.
        ExplanationEmpty: its item is no longer public.
    """
    desk.require(Act.PUBLISH_EXPLANATION)
    one = desk.get(Explanation, id)
    if one.status is not ExplanationStatus.DRAFT:
        raise ExplanationNotReady(one)
    if one.drafted_by == desk.who.id:
        raise SamePerson(desk.who.name)
    if not desk.get(Item, one.item).public:
        raise ExplanationEmpty
    if before := explanation_of(desk, one.item):
        desk.put(replace(before, status=ExplanationStatus.WITHDRAWN, withdrawn_reason=one.id))
    published = desk.put(
        replace(one, status=ExplanationStatus.PUBLISHED, published_by=desk.who.id, published_on=desk.today)
    )
    desk.record(id)
    return published


def withdraw_explanation(desk: Desk, id: str, reason: str) -> Explanation:  # noqa: A002
    """Take an explanation back, with the reason.

    Raises:
        NotFound: there is none with this id.
        ExplanationNotReady: it is withdrawn already.
        NoReason: why is not said.
    """
    desk.require(Act.WITHDRAW_EXPLANATION)
    one = desk.get(Explanation, id)
    if one.status is ExplanationStatus.WITHDRAWN:
        raise ExplanationNotReady(one)
    if not (why := clean(reason)):
        raise NoReason(one.title)
    withdrawn = desk.put(replace(one, status=ExplanationStatus.WITHDRAWN, withdrawn_reason=why))
    desk.record(id)
    return withdrawn


def explanation_of(records: Records, item: str) -> Explanation | None:
    """Return the published explanation of this version of an item, if its item may be read."""
    query = (where("item") == item) & (where("status") == ExplanationStatus.PUBLISHED.value)
    found = records.one(Explanation, query)
    if found is None:
        return None
    try:
        return found if records.get(Item, item).public else None
    except NotFound:
        return None
