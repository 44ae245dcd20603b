"""The roll of a meeting at the desk: votes by name or in secret, proxies, who left, who stood aside (P10)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.desk.blank.refusals import FieldRefused
from kiosk.desk.blank.shape import Field, Form, Kind, Place
from kiosk.desk.rooms.asking import answered, half_width, lines_of, one_of
from village_board.base.message import N_
from village_board.hearings.model import Resolution
from village_board.hearings.roll_model import Attendance, ItemVote, Vote, cast_vote
from village_board.hearings.roll_refusals import (
    CameAlready,
    CorrectionReason,
    LeftAlready,
    LeftBeforeComing,
    NoSuchItem,
    NotDue,
    OnlineNotAllowed,
    ProxyNotAllowed,
    ProxyOutsideHousehold,
    ProxyTaken,
    ProxyUnwritten,
    RollExists,
    RollMissing,
    SealedCountWrong,
    StandsForWrong,
)
from village_board.hearings.rolls_service import (
    mark_aside,
    mark_came,
    mark_left,
    record_secret,
    record_votes,
    set_roll,
    take_back,
)
from village_board.hearings.words import ATTENDANCE, VOTE
from village_board.people.acts import Act
from village_board.people.service import NoSuchPerson

if TYPE_CHECKING:
    from kiosk.desk.blank.filled import Filled
    from village_board.desk import Desk, Records
    from village_board.hearings.roll import Roll
    from village_board.i18n import Translator

_VOTES = {"in_favour": Vote.FOR, "against": Vote.AGAINST, "abstained": Vote.ABSTAINED}
_WHO = Field("person", N_("Which person"), Kind.PERSON, required=True, hint=N_("Number or name; F4 shows who is due."))
_WHY_LATER = Field(
    "why", N_("Why, if recorded"), Kind.LINES, hint=N_("Where the result is recorded already: it is a correction.")
)
_NONE_YET = Place(RollMissing, "", N_("There is no roll yet. Begin it first."))
_NOT_DUE = Place(NotDue, "", N_("{person} is not among the {due} who were due."))
_LATER = Place(CorrectionReason, "why", N_("The result of item {item} is recorded. Say why the roll is corrected."))
_PLACES = (_NONE_YET, _NOT_DUE, _LATER)


class HouseholdsUnread(FieldRefused):
    """Votes of households that cannot be understood."""

    sentence = N_("'{line}' gives no votes of households. Write it as 2001 5/3/0: for, against, abstained.")

    def __init__(self, field: str, line: str) -> None:
        super().__init__(field, line=line)


class NoVotes(FieldRefused):
    """No vote is given."""

    sentence = N_("Say who voted how, or how all others voted.")


class VotedTwice(FieldRefused):
    """Somebody who stands in two of the lists."""

    sentence = N_("{who} stands in two lists. Leave one of them.")

    def __init__(self, field: str, who: str) -> None:
        super().__init__(field, who=who)


def people_typed(text: str) -> list[str]:
    """Return the names of a field: one a line, or several with 、, commas or spaces between."""
    text = half_width(text)
    for mark in "、,;":
        text = text.replace(mark, " ")
    return text.split()


def votes_typed(filled: Filled) -> dict[str, ItemVote]:
    """Return who voted how, as typed.

    Raises:
        VotedTwice, HouseholdsUnread, NoVotes: at their fields.
    """
    cast: dict[str, ItemVote] = {}
    for name, vote in _VOTES.items():
        for who in people_typed(filled.text(name)):
            if who in cast:
                raise VotedTwice(name, who)
            cast[who] = cast_vote(1, vote)
    for line in lines_of(half_width(filled.text("households"))):
        who, _, numbers = line.replace("=", " ").rpartition(" ")
        parts = numbers.split("/")
        if not who.strip() or len(parts) != len(Vote) or not all(one.isascii() and one.isdigit() for one in parts):
            raise HouseholdsUnread("households", line)
        if who.strip() in cast:
            raise VotedTwice("households", who.strip())
        cast[who.strip()] = ItemVote(1, *map(int, parts))
    if not cast and not filled.text("rest"):
        raise NoVotes("rest")
    return cast


def _votes(desk: Desk, filled: Filled) -> Roll:
    rest = filled.text("rest")
    return record_votes(
        desk, filled.subject, votes_typed(filled), filled.text("why"), rest=Vote(rest) if rest else None
    )


def _told(t: Translator, roll: Roll) -> str:
    lines = roll.current.values()
    return t("Kept: {present} of {due} came.", present=sum(one.present for one in lines), due=len(lines))


BEGIN = Form(
    name="case.roll_begin",
    title=N_("Begin the roll"),
    act=Act.KEEP_ROLL,
    about=N_("Who is due follows from the register of people."),
    fields=(
        Field("due", N_("Who is due"), Kind.LINES, hint=N_("Only where the register does not say; numbers or names.")),
        Field(
            "others", N_("Further items"), hint=N_("Numbers of other resolutions of the same meeting, in their order.")
        ),
    ),
    places=(
        Place(RollExists, "", N_("{resolution} has a roll already. Go on with it.")),
        Place(NoSuchPerson, "due", N_("Nobody is registered as '{who}'. Give a number or a name of the register.")),
    ),
    button=N_("Begin it"),
    told=_told,
    do=lambda desk, filled: set_roll(
        desk, (filled.subject, *_others(desk, filled)), tuple(people_typed(filled.text("due")))
    ),
)


class NoSuchResolution(FieldRefused):
    """No resolution has this number."""

    sentence = N_("There is no resolution {number}. Write its number as it stands in the list.")

    def __init__(self, field: str, number: str) -> None:
        super().__init__(field, number=number)


def _others(desk: Records, filled: Filled) -> list[str]:
    from tinydb import where  # noqa: PLC0415 - beside its only use

    found = []
    for number in people_typed(filled.text("others")):
        one = desk.one(Resolution, where("number") == number)
        if one is None:
            raise NoSuchResolution("others", number)
        found.append(one.id)
    return found


def _came(desk: Desk, filled: Filled) -> Roll:
    from village_board.hearings.roll import Coming  # noqa: PLC0415 - beside its only use

    coming = Coming(
        filled.moment_or_none("at"),
        Attendance(filled.text("attended") or Attendance.IN_PERSON),
        filled.count_or_none("from_item") or 1,
        filled.person(desk, "proxy").number if filled.text("proxy") else "",
        filled.text("paper"),
        filled.count_or_none("stands_for") or 1,
    )
    return mark_came(desk, filled.subject, {filled.text("person"): coming}, filled.text("why"))


CAME = Form(
    name="case.roll_came",
    title=N_("Somebody came: late, by proxy, online"),
    act=Act.KEEP_ROLL,
    about=N_("Who simply came is ticked on the roll of the record; this is for what is more."),
    fields=(
        _WHO,
        Field("attended", N_("How they came"), Kind.CHOICE, options=one_of(ATTENDANCE)),
        Field("at", N_("When"), Kind.TIME, hint=N_("Such as 2026-09-30 15:00. Empty: from the start.")),
        Field("from_item", N_("From item"), Kind.COUNT, hint=N_("The first item they were there for. Empty: 1.")),
        Field(
            "proxy", N_("Who stands for them"), Kind.PERSON, asked=answered("attended", Attendance.PROXY.value)
        ),
        Field(
            "paper", N_("The written proxy"), hint=N_("Which paper, signed when."),
            asked=answered("attended", Attendance.PROXY.value),
        ),
        Field("stands_for", N_("For how many households"), Kind.COUNT, hint=N_("Of a representative. Empty: 1.")),
        _WHY_LATER,
    ),
    start=lambda _records, _subject: {"attended": Attendance.IN_PERSON.value},
    places=(
        Place(CameAlready, "person", N_("{person} was marked as present before. Take that back first.")),
        Place(OnlineNotAllowed, "attended"),
        Place(ProxyNotAllowed, "attended"),
        Place(ProxyUnwritten, "paper"),
        Place(ProxyOutsideHousehold, "proxy"),
        Place(ProxyTaken, "proxy"),
        Place(StandsForWrong, "stands_for"),
        Place(NoSuchItem, "from_item"),
        *_PLACES,
    ),
    button=N_("Mark it"),
    told=_told,
    do=_came,
)  # fmt: skip
LEFT = Form(
    name="case.roll_left",
    title=N_("Somebody left before an item"),
    act=Act.KEEP_ROLL,
    fields=(
        _WHO,
        Field("before", N_("Before item"), Kind.COUNT, required=True, hint=N_("Number of the agenda.")),
        _WHY_LATER,
    ),
    places=(
        Place(NoSuchItem, "before"),
        Place(LeftBeforeComing, "before"),
        Place(LeftAlready, "person", N_("{person} left before item {item}. Take that back first.")),
        *_PLACES,
    ),
    button=N_("Mark it"),
    told=_told,
    do=lambda desk, filled: mark_left(
        desk, filled.subject, (filled.text("person"),), filled.count("before"), filled.text("why")
    ),
)
ASIDE = Form(
    name="case.roll_aside",
    title=N_("Somebody stands aside"),
    act=Act.KEEP_ROLL,
    about=N_("A conflict of interest: they do not vote on this item."),
    fields=(_WHO, Field("reason", N_("Which interest"), required=True), _WHY_LATER),
    places=_PLACES,
    button=N_("Mark it"),
    told=_told,
    do=lambda desk, filled: mark_aside(
        desk, filled.subject, filled.text("person"), filled.text("reason"), filled.text("why")
    ),
)
BACK = Form(
    name="case.roll_back",
    title=N_("Take back what was marked of somebody"),
    act=Act.KEEP_ROLL,
    fields=(
        _WHO,
        Field("vote_only", N_("Only vote and standing aside"), Kind.YES_NO, hint=N_("No: that they came, as well.")),
        _WHY_LATER,
    ),
    start=lambda _records, _subject: {"vote_only": "yes"},
    places=_PLACES,
    button=N_("Take it back"),
    told=_told,
    do=lambda desk, filled: take_back(
        desk, filled.subject, filled.text("person"), vote_only=filled.yes("vote_only"), why=filled.text("why")
    ),
)
VOTES = Form(
    name="case.roll_votes",
    title=N_("Votes by name"),
    act=Act.KEEP_ROLL,
    about=N_("Numbers or names, with spaces or lines between. Who voted how stays in the minutes."),
    fields=(
        Field("rest", N_("All others who came"), Kind.CHOICE, options=one_of(VOTE), hint=N_("Named are the others.")),
        Field("against", N_("Against"), Kind.LINES),
        Field("abstained", N_("Abstained"), Kind.LINES),
        Field("in_favour", N_("For it"), Kind.LINES),
        Field("households", N_("Votes of households"), Kind.LINES, hint=N_("One a line: 2001 5/3/0")),
        _WHY_LATER,
    ),
    places=_PLACES,
    button=N_("Record them"),
    told=_told,
    do=_votes,
)
SECRET = Form(
    name="case.roll_secret",
    title=N_("Count of a secret ballot"),
    act=Act.KEEP_ROLL,
    about=N_("A further count corrects the one before."),
    fields=(
        Field("in_favour", N_("For it"), Kind.COUNT, required=True),
        Field("against", N_("Against"), Kind.COUNT, required=True),
        Field("abstained", N_("Abstained"), Kind.COUNT, required=True),
        _WHY_LATER,
    ),
    places=(Place(SealedCountWrong, "in_favour"), *_PLACES),
    button=N_("Record it"),
    told=_told,
    do=lambda desk, filled: record_secret(
        desk, filled.subject, filled.count("in_favour"), filled.count("against"), filled.count("abstained"),
        filled.text("why"),
    ),
)  # fmt: skip

FORMS = (BEGIN, CAME, LEFT, ASIDE, BACK, VOTES, SECRET)
