"""A false or incomplete rumour is answered by a clarification: the statement, the fact, its record (P16)."""

from __future__ import annotations

from dataclasses import replace

from tinydb import where

from village_board.base.errors import Refused
from village_board.base.message import N_, Message, say
from village_board.desk import Desk, Records
from village_board.disclosure.beside import Clarification, ClarificationStatus
from village_board.disclosure.refusals import ReasonMissing
from village_board.notices.reminders import supersede
from village_board.notices.routing import Event
from village_board.notices.telling import tell
from village_board.people.acts import Act
from village_board.people.service import SamePerson
from village_board.privacy.words import KIND_WORDS
from village_board.text.clean import clean

STATEMENT_LIMIT, FACT_LIMIT = 200, 2000

CLARIFICATION_STATUS: dict[ClarificationStatus, str] = {
    ClarificationStatus.DRAFT: N_("draft"),
    ClarificationStatus.PUBLISHED: N_("published"),
    ClarificationStatus.WITHDRAWN: N_("withdrawn"),
}


class ClarificationIncomplete(Refused):
    """It names the statement, the fact and the record that bears it, or it is none."""

    sentence = N_("A clarification needs the statement, the fact, and the id of a public record that bears it.")

    def __init__(self) -> None:
        super().__init__()


class ClarificationNotReady(Refused):
    """It stands where this step has no place."""

    sentence = N_("The clarification '{title}' is '{status}': this step has no place now.")

    def __init__(self, one: Clarification) -> None:
        super().__init__(title=one.title, status=Message(CLARIFICATION_STATUS[one.status]))


class ClarificationStopped(Refused):
    """The machine found what must not be published."""

    sentence = N_("The clarification is not kept: it holds {kind}. Take that out and write it again.")

    def __init__(self, kind: Message) -> None:
        super().__init__(kind=kind)


def draft_clarification(desk: Desk, statement: str, fact: str, record: str) -> Clarification:
    """Draft a clarification; a second person publishes it.

    Args:
        desk: the unit of work.
        statement: what goes round.
        fact: what is so.
        record: id of the public record that bears it.

    Raises:
        NotFound: there is no such record.
        ClarificationIncomplete: a part is missing, or the record is not public.
        ClarificationStopped: personal data stands in it.
    """
    desk.require(Act.DRAFT_CLARIFICATION)
    said = clean(statement, limit=STATEMENT_LIMIT)
    so = clean(fact, limit=FACT_LIMIT, multiline=True)
    if not said or not so or not record or not desk.lookup(record).public:
        raise ClarificationIncomplete
    _check(said, so)
    drafted = desk.put(
        Clarification(statement=said, fact=so, record=record, drafted_by=desk.who.id, drafted_at=desk.now)
    )
    desk.record(drafted.id)
    return drafted


def _check(*texts: str) -> None:
    from village_board.privacy.document import document_of  # noqa: PLC0415 - only where one is written
    from village_board.privacy.gate import gate  # noqa: PLC0415 - its patterns are slow to build
    from village_board.privacy.model import Severity  # noqa: PLC0415

    for hit in gate(document_of(*texts)):
        if hit.severity is Severity.BLOCK:
            raise ClarificationStopped(say(KIND_WORDS[hit.kind]))


def publish_clarification(desk: Desk, id: str) -> Clarification:  # noqa: A002 - the field's own name
    """Publish a clarification as a second person, and tell it.

    Raises:
        ClarificationNotReady: it is no draft.
        SamePerson: its drafter cannot.
        ClarificationIncomplete: its record is no longer public.
    """
    desk.require(Act.PUBLISH_CLARIFICATION)
    one = desk.get(Clarification, id)
    if one.status is not ClarificationStatus.DRAFT:
        raise ClarificationNotReady(one)
    if one.drafted_by == desk.who.id:
        raise SamePerson(desk.who.name)
    if not desk.lookup(one.record).public:
        raise ClarificationIncomplete
    published = desk.put(
        replace(one, status=ClarificationStatus.PUBLISHED, published_by=desk.who.id, published_on=desk.today)
    )
    said = say("Clarification: {statement}", statement=one.statement)
    tell(desk, published, said, Event.CLARIFICATION_PUBLISHED)
    desk.record(id)
    return published


def withdraw_clarification(desk: Desk, id: str, reason: str) -> Clarification:  # noqa: A002
    """Withdraw a clarification, with the reason; what waits of it is not sent.

    Raises:
        ClarificationNotReady: it is withdrawn already.
        ReasonMissing: why is not said.
    """
    desk.require(Act.WITHDRAW_CLARIFICATION)
    one = desk.get(Clarification, id)
    if one.status is ClarificationStatus.WITHDRAWN:
        raise ClarificationNotReady(one)
    if not (why := clean(reason)):
        raise ReasonMissing(one.title)
    withdrawn = desk.put(replace(one, status=ClarificationStatus.WITHDRAWN, withdrawn_reason=why))
    supersede(desk, id)
    desk.record(id)
    return withdrawn


def clarifications_of(records: Records, record: str = "") -> list[Clarification]:
    """Return the published clarifications, the newest first; with `record` those that it bears."""
    found = records.find(Clarification, where("status") == ClarificationStatus.PUBLISHED.value)
    chosen = [one for one in found if not record or one.record == record]
    return sorted(chosen, key=lambda one: (str(one.published_on), one.id), reverse=True)
