"""The forms of people: offices, the chats through which members act, and the villagers' own chats (A18, P2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.desk.blank.shape import Field, Form, Kind, Place
from kiosk.desk.rooms.asking import one_of
from village_board.base.message import N_
from village_board.chats.bound import bindings, confirm_binding, revoke_binding
from village_board.links.service import BINDING
from village_board.notices.linking import LinkCodeWrong, confirm_link, issue_link_code, unlink_person
from village_board.people.acts import ROLE_WORDS, Act
from village_board.people.binding import issue_code
from village_board.people.model import Person, Role
from village_board.people.offices import HeldAlready, NotHeld, PostMissing, TermDays, appoint, end_office

if TYPE_CHECKING:
    from village_board.desk import Records
    from village_board.i18n import Translator
    from village_board.people.binding import Binding

APPOINT = Form(
    name="people.appoint",
    title=N_("Appoint to an office"),
    act=Act.CHANGE_OFFICE,
    about=N_("From that day on the person may do what the office may."),
    fields=(
        Field("post", N_("Which post"), required=True, hint=N_("Such as 文书.")),
        Field("role", N_("What it may do"), Kind.PICK, required=True, options=one_of(ROLE_WORDS, but=(Role.VILLAGER,))),
        Field("since", N_("From which day"), Kind.DAY, hint=N_("Empty: today.")),
    ),
    places=(Place(PostMissing, "post"), Place(HeldAlready, "post")),
    button=N_("Appoint"),
    sure=N_("The person may act at once. Appoint?"),
    do=lambda desk, filled: appoint(
        desk,
        desk.get(Person, filled.subject),
        filled.text("post"),
        Role(filled.picked("role")),
        filled.day_or_none("since"),
    ),
)


def end_form(post: str) -> Form:
    """Return the form that ends the office `post`."""
    return Form(
        name=f"people.end.{post}",
        title=N_("End an office"),
        act=Act.CHANGE_OFFICE,
        fields=(Field("until", N_("Last day"), Kind.DAY, hint=N_("Empty: yesterday, so that it ends at once.")),),
        places=(Place(NotHeld, "until"), Place(TermDays, "until")),
        button=N_("End it"),
        sure=N_("Their roles end with it. End it?"),
        do=lambda desk, filled: end_office(desk, desk.get(Person, filled.subject), post, filled.day_or_none("until")),
    )


def _told_code(t: Translator, code: str) -> str:
    line = f"/start {BINDING}{code}"
    return t("They send this line to the bot: {line}. It is good once, for two minutes.", line=line)


BIND = Form(
    name="people.bind",
    title=N_("A one-time code for their chat"),
    act=Act.ISSUE_BINDING,
    about=N_("A line for the bot, good once, for two minutes. The person sends it themselves."),
    fields=(),
    button=N_("Make the code"),
    told=_told_code,
    do=lambda desk, filled: issue_code(desk, desk.get(Person, filled.subject)),
)


def revoke_form(binding: str) -> Form:
    """Return the form that ends a bound chat."""
    return Form(
        name=f"people.revoke.{binding}",
        title=N_("End the bound chat"),
        act=Act.REVOKE_BINDING,
        about=N_("At once: the phone was lost, or was never theirs. The others are told."),
        fields=(),
        button=N_("End it"),
        sure=N_("Nobody acts through it any more. End it?"),
        told=lambda t, _done: t("Ended: nobody acts through that chat any more."),
        do=lambda desk, _filled: revoke_binding(desk, binding),
    )


def confirm_form(binding: str) -> Form:
    """Return the form that lets a member's further chat act."""
    return Form(
        name=f"people.confirm.{binding}",
        title=N_("Let the new chat act"),
        act=Act.CONFIRM_BINDING,
        about=N_("Ask the person yourself. The chat that was bound before then ends."),
        fields=(),
        button=N_("It is theirs"),
        told=lambda t, _done: t("Confirmed: they act through the new chat from now on."),
        do=lambda desk, _filled: confirm_binding(desk, binding),
    )


LINK = Form(
    name="people.link",
    title=N_("A number for their own phone"),
    act=Act.ISSUE_LINK,
    about=N_("At their wish: notices are then counted as having reached this person, or the household."),
    fields=(Field("household", N_("They also hear for the household"), Kind.YES_NO),),
    start=lambda _records, _subject: {"household": "no"},
    button=N_("Make the number"),
    told=lambda t, code: t("They send this line to the bot: {line}.", line=f"/link {code}"),
    do=lambda desk, filled: issue_link_code(desk, desk.get(Person, filled.subject), household=filled.yes("household")),
)
LINK_SHOWN = Form(
    name="people.link_shown",
    title=N_("Their phone shows a number"),
    act=Act.ISSUE_LINK,
    fields=(
        Field("code", N_("The number on the phone"), required=True),
        Field("household", N_("They also hear for the household"), Kind.YES_NO),
    ),
    start=lambda _records, _subject: {"household": "no"},
    places=(Place(LinkCodeWrong, "code"),),
    button=N_("Link it"),
    told=lambda t, _done: t("Linked: notices to that phone now count for this person."),
    do=lambda desk, filled: confirm_link(
        desk, filled.text("code"), desk.get(Person, filled.subject), household=filled.yes("household")
    ),
)
UNLINK = Form(
    name="people.unlink", title=N_("Their phone is theirs no more"), act=Act.ISSUE_LINK, fields=(),
    button=N_("End the link"), told=lambda t, _done: t("The link is ended."),
    do=lambda desk, filled: unlink_person(desk, desk.get(Person, filled.subject)),
)  # fmt: skip

FORMS = (APPOINT, BIND, LINK, LINK_SHOWN, UNLINK)


def standing(records: Records, person: str) -> list[Binding]:
    """Return the chats that are bound for a person, or wait to be."""
    return [one for one in bindings(records) if one.person == person]
