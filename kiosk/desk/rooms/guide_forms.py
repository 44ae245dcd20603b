"""The forms of guides, contacts and clarifications."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kiosk.desk.blank.shape import Field, Form, Kind, Place
from kiosk.desk.rooms.asking import lines_of
from village_board.base.message import N_
from village_board.base.money import yuan
from village_board.disclosure.clarifications import (
    ClarificationIncomplete,
    ClarificationStopped,
    draft_clarification,
    publish_clarification,
    withdraw_clarification,
)
from village_board.guides.model import Contact, Guide, Upheld
from village_board.guides.refusals import (
    AmountNegative,
    CheckedInFuture,
    DaysDisordered,
    FeeWithoutBasis,
    FieldMissing,
    NoReason,
    NotATelephone,
    PersonalInText,
    StandsAlready,
)
from village_board.guides.service import add, change, confirm_checked, withdraw
from village_board.people.acts import Act

if TYPE_CHECKING:
    from kiosk.desk.blank.filled import Filled
    from village_board.desk import Desk, Records

_VALID = (
    Field("owner", N_("Who answers for it"), required=True, hint=N_("A post or an office.")),
    Field("valid_from", N_("From which day"), Kind.DAY),
    Field("valid_until", N_("To which day"), Kind.DAY),
)
_GUIDE = (
    Field("name", N_("What it is called"), required=True),
    Field("old_names", N_("What villagers call it"), Kind.LINES, hint=N_("One name a line: search finds it by them.")),
    Field("basis", N_("What it rests on")),
    Field("steps", N_("Steps"), Kind.LINES, required=True, hint=N_("One a line, in their order.")),
    Field("papers", N_("What is to be brought"), Kind.LINES, hint=N_("One a line.")),
    Field("fee", N_("Fee in yuan"), Kind.AMOUNT, hint=N_("Empty: free.")),
    Field("fee_basis", N_("Rule of the fee")),
    Field("promised_days", N_("Working days"), Kind.COUNT, hint=N_("Empty: at once.")),
    Field("where", N_("Where to go"), required=True),
    *_VALID,
)
_CONTACT = (
    Field("office", N_("Office"), required=True),
    Field("what_for", N_("What for"), required=True),
    Field("telephone", N_("Telephone"), required=True),
    Field("hours", N_("Hours")),
    *_VALID,
)
_PLACES = (
    Place(StandsAlready, "name"),
    Place(DaysDisordered, "valid_until"),
    Place(AmountNegative, "fee"),
    Place(FeeWithoutBasis, "fee_basis"),
    Place(NotATelephone, "telephone"),
    Place(CheckedInFuture, "on"),
    Place(NoReason, "reason"),
    Place(FieldMissing, ""),
    Place(PersonalInText, ""),
)


def _guide(filled: Filled) -> dict[str, Any]:
    return {
        "name": filled.text("name"),
        "old_names": lines_of(filled.text("old_names")),
        "basis": filled.text("basis"),
        "steps": lines_of(filled.text("steps")),
        "papers": lines_of(filled.text("papers")),
        "fee": filled.fen_or_none("fee") or 0,
        "fee_basis": filled.text("fee_basis"),
        "promised_days": filled.count_or_none("promised_days") or 0,
        "where": filled.text("where"),
        **_valid(filled),
    }


def _contact(filled: Filled) -> dict[str, Any]:
    names = ("office", "what_for", "telephone", "hours")
    return {**{name: filled.text(name) for name in names}, **_valid(filled)}


def _valid(filled: Filled) -> dict[str, Any]:
    return {
        "owner": filled.text("owner"),
        "valid_from": filled.day_or_none("valid_from"),
        "valid_until": filled.day_or_none("valid_until"),
    }


def _shown(records: Records, subject: str, cls: type[Upheld], fields: tuple[Field, ...]) -> dict[str, str]:
    one = records.get(cls, subject)
    answers: dict[str, str] = {}
    for field in fields:
        value = getattr(one, field.name)
        if isinstance(value, tuple):
            answers[field.name] = "\n".join(value)
        elif field.kind is Kind.AMOUNT:
            answers[field.name] = yuan(value) if value else ""
        elif value:
            answers[field.name] = str(value)
    return answers


ADD_GUIDE = Form(
    name="guide.add", title=N_("Add a guide"), act=Act.ADD_GUIDE, fields=_GUIDE, places=_PLACES, button=N_("Add it"),
    do=lambda desk, filled: add(desk, Guide(checked_on=desk.today, **_guide(filled))),
)  # fmt: skip
ADD_CONTACT = Form(
    name="guide.add_contact", title=N_("Add a contact"), act=Act.ADD_GUIDE, fields=_CONTACT, places=_PLACES,
    button=N_("Add it"), do=lambda desk, filled: add(desk, Contact(checked_on=desk.today, **_contact(filled))),
)  # fmt: skip
CHANGE_GUIDE = Form(
    name="guide.change", title=N_("Change it"), act=Act.CHANGE_GUIDE, fields=_GUIDE, places=_PLACES,
    start=lambda records, subject: _shown(records, subject, Guide, _GUIDE), button=N_("Change it"),
    do=lambda desk, filled: change(desk, Guide, filled.subject, _guide(filled)),
)  # fmt: skip
CHANGE_CONTACT = Form(
    name="guide.change_contact", title=N_("Change it"), act=Act.CHANGE_GUIDE, fields=_CONTACT, places=_PLACES,
    start=lambda records, subject: _shown(records, subject, Contact, _CONTACT), button=N_("Change it"),
    do=lambda desk, filled: change(desk, Contact, filled.subject, _contact(filled)),
)  # fmt: skip


def _kind(desk: Records, id: str) -> type[Upheld]:  # noqa: A002 - the field's own name
    return type(desk.lookup(id)) if isinstance(desk.lookup(id), Upheld) else Guide  # type: ignore[return-value]


CHECK = Form(
    name="guide.check",
    title=N_("I made sure that it is so"),
    act=Act.CHECK_GUIDE,
    fields=(Field("on", N_("On which day"), Kind.DAY, hint=N_("Such as 9-30. Empty: today.")),),
    places=_PLACES,
    button=N_("It is so"),
    do=lambda desk, filled: confirm_checked(
        desk, _kind(desk, filled.subject), filled.subject, filled.day_or_none("on")
    ),
)
WITHDRAW = Form(
    name="guide.withdraw",
    title=N_("Take it back"),
    act=Act.WITHDRAW_GUIDE,
    fields=(Field("reason", N_("The reason"), Kind.LINES, required=True),),
    places=_PLACES,
    button=N_("Take it back"),
    sure=N_("Nobody finds it any more. Take it back?"),
    do=lambda desk, filled: withdraw(desk, _kind(desk, filled.subject), filled.subject, filled.text("reason")),
)

CLARIFY = Form(
    name="guide.clarify",
    title=N_("Draft a clarification"),
    act=Act.DRAFT_CLARIFICATION,
    about=N_("A rumour, and the fact with the record that bears it. A second person publishes it."),
    fields=(
        Field("statement", N_("What is said"), Kind.LINES, required=True),
        Field("fact", N_("What is so"), Kind.LINES, required=True),
        Field("record", N_("Short code of the record"), required=True),
    ),
    places=(Place(ClarificationIncomplete, "record"), Place(ClarificationStopped, "statement")),
    button=N_("Draft it"),
    told=lambda t, made: t("Drafted. Short code {id}.", id=made.id),
    do=lambda desk, filled: draft_clarification(
        desk, filled.text("statement"), filled.text("fact"), filled.text("record")
    ),
)


def _publish(desk: Desk, filled: Filled) -> object:
    return publish_clarification(desk, filled.subject)


PUBLISH_CLARIFICATION = Form(
    name="guide.publish_clarification", title=N_("Publish the clarification"), act=Act.PUBLISH_CLARIFICATION,
    about=N_("You are the second person. It is public at once."), fields=(), button=N_("Publish"),
    sure=N_("It is public at once. Publish it?"), told=lambda t, _made: t("It is public."), do=_publish,
)  # fmt: skip
WITHDRAW_CLARIFICATION = Form(
    name="guide.withdraw_clarification", title=N_("Withdraw the clarification"), act=Act.WITHDRAW_CLARIFICATION,
    fields=(Field("reason", N_("The reason"), Kind.LINES, required=True),), button=N_("Withdraw"),
    told=lambda t, _made: t("It is withdrawn."),
    do=lambda desk, filled: withdraw_clarification(desk, filled.subject, filled.text("reason")),
)  # fmt: skip

FORMS = (
    ADD_GUIDE, ADD_CONTACT, CHANGE_GUIDE, CHANGE_CONTACT, CHECK, WITHDRAW, CLARIFY, PUBLISH_CLARIFICATION,
    WITHDRAW_CLARIFICATION,
)  # fmt: skip
