"""The forms of notices: door lists and their ticks, what nobody knows of, what was read out (N5, N26, P23)."""

from __future__ import annotations

from kiosk.desk.blank.shape import Field, Form, Kind, Place
from kiosk.desk.rooms.asking import one_of
from village_board.base.message import N_
from village_board.notices.doors import DoorDayWrong, DoorTickedBefore, make_door_list, tick
from village_board.notices.loudspeaker import ReadOutTime, read_out
from village_board.notices.outbox import resend_by_person
from village_board.notices.posting import post_by_person
from village_board.notices.reach_model import DoorHow
from village_board.notices.words import DOOR_HOW
from village_board.people.acts import Act

MAKE_DOORS = Form(
    name="notice.doors",
    title=N_("Make the door list"),
    act=Act.MAKE_DOOR_LIST,
    about=N_("The doors of those whom no channel has reached, group by group."),
    fields=(),
    button=N_("Make it"),
    told=lambda t, made: t.n("{n} door to go to.", "{n} doors to go to.", len(made.lines)),
    do=lambda desk, filled: make_door_list(desk, filled.subject),
)


def tick_form(line: int) -> Form:
    """Return the form that ticks one door of the list that is its subject."""
    return Form(
        name=f"notice.tick.{line}",
        title=N_("How it went at the door"),
        act=Act.TICK_DOOR,
        fields=(
            Field("how", N_("How it went"), Kind.CHOICE, required=True, options=one_of(DOOR_HOW)),
            Field("on", N_("On which day"), Kind.DAY, hint=N_("Such as 9-30. Empty: today.")),
        ),
        start=lambda _records, _subject: {"how": DoorHow.SIGNED.value},
        places=(Place(DoorDayWrong, "on"), Place(DoorTickedBefore, "how")),
        button=N_("Tick it"),
        told=lambda t, _made: t("Kept."),
        do=lambda desk, filled: tick(
            desk, filled.subject, line, filled.day_or_none("on") or desk.today, DoorHow(filled.text("how"))
        ),
    )


RESEND = Form(
    name="notice.resend",
    title=N_("Send it again"),
    act=Act.RESEND_NOTICE,
    about=N_("Nobody knows whether it arrived. Its text says that it is sent again."),
    fields=(),
    button=N_("Send again"),
    told=lambda t, _done: t("It is sent again."),
    do=lambda desk, filled: resend_by_person(desk, filled.subject),
)
REPOST = Form(
    name="notice.repost",
    title=N_("Post it again"),
    act=Act.RESEND_NOTICE,
    about=N_("Nobody knows whether it arrived. Its text says that it is posted again."),
    fields=(),
    button=N_("Post again"),
    told=lambda t, _done: t("It is posted again."),
    do=lambda desk, filled: post_by_person(desk, filled.subject),
)
READ_OUT = Form(
    name="notice.read_out",
    title=N_("It was read out"),
    act=Act.READ_OUT,
    fields=(Field("at", N_("When"), Kind.TIME, hint=N_("Such as 2026-09-30 15:00. Empty: now.")),),
    places=(Place(ReadOutTime, "at"),),
    button=N_("Tick it"),
    told=lambda t, _done: t("Ticked: it was read out."),
    do=lambda desk, filled: read_out(desk, filled.subject, filled.moment_or_none("at")),
)

FORMS = (MAKE_DOORS, RESEND, REPOST, READ_OUT)
