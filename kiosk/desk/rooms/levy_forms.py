"""A levy by household (一事一议筹资筹劳): what is asked for, and who is exempt."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tinydb import where

from kiosk.desk.blank.refusals import FieldRefused
from kiosk.desk.blank.shape import Field, Form, Kind, Place
from kiosk.desk.rooms.asking import half_width, lines_of
from village_board.base.message import N_, Message
from village_board.base.money import Fen, yuan
from village_board.hearings.levies import (
    Exempt,
    ExemptTwice,
    ExemptUnknown,
    Ground,
    GroundUnknown,
    LabourAboveCeiling,
    LevyBelowNothing,
    LevyOfNothing,
    MoneyAboveCeiling,
    Terms,
    grounds,
)
from village_board.hearings.levies_service import (
    NoLevyMatter,
    levied_before,
    levy_ceiling,
    levy_of,
    levy_told,
    plan_levy,
)
from village_board.hearings.model import Resolution
from village_board.people.acts import Act
from village_board.people.model import Person
from village_board.people.service import NoSuchPerson, SeveralPersons, find_person

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiosk.desk.blank.filled import Filled
    from kiosk.desk.blank.shape import Answers
    from kiosk.desk.paper import Paragraph
    from village_board.desk import Desk, Records
    from village_board.hearings.levies import Levy
    from village_board.i18n import Translator

#: number or name, a sign or a space or nothing between, the ground.
_LINE = re.compile(r"(?P<who>(?:镇-)?\d[\d-]*|[^\s,、:;=]+)[\s,、:;=]*(?P<ground>.*)")


class ExemptUnread(FieldRefused):
    """A tick that cannot be understood."""

    sentence = N_("'{line}' is no exemption. Write number and ground, such as 03012-1 {ground}.")

    def __init__(self, field: str, line: str) -> None:
        super().__init__(field, line=line, ground=Message(next(iter(grounds().values())).en))


class WholeHousehold(FieldRefused):
    """A person with a ground that a whole household has."""

    sentence = N_("'{ground}' frees a whole household. Write its number, such as {household}.")

    def __init__(self, field: str, ground: Ground, household: str) -> None:
        super().__init__(field, ground=Message(ground.en), household=household)


class OnePerson(FieldRefused):
    """A household's number with a ground that one person has."""

    sentence = N_("'{ground}' frees one person. Write the person's number, such as {number}.")

    def __init__(self, field: str, ground: Ground, number: str) -> None:
        super().__init__(field, ground=Message(ground.en), number=number)


def exempt_typed(records: Records, filled: Filled) -> tuple[Exempt, ...]:
    """Return who is exempt, as typed: number or name, and the ground in words, a part of them, or its key.

    Raises:
        ExemptUnread: at the line.
        WholeHousehold, OnePerson: the ground is not of whoever stands before it.
        NoSuchPerson, SeveralPersons: nobody, or several, are called so.
    """
    return tuple(_tick(records, line) for line in lines_of(half_width(filled.text("exempt"))))


def _tick(records: Records, line: str) -> Exempt:
    read = _LINE.fullmatch(line)
    ground = _ground(read["ground"].strip()) if read else None
    if read is None or ground is None:
        raise ExemptUnread("exempt", line)
    who = read["who"]
    is_number = any(sign.isdigit() for sign in who)
    person = records.one(Person, where("number") == who) if is_number else find_person(records, who)
    member = records.one(Person, where("household") == who)
    if not ground.of_household:
        if person is None and member is not None:
            raise OnePerson("exempt", ground, member.number)
        return Exempt(ground.code, person=who if person is None else person.number)
    if member is None and person is not None:
        raise WholeHousehold("exempt", ground, person.household)
    return Exempt(ground.code, household=who)


def _ground(words: str) -> Ground | None:
    """Return the ground of these words, of its key, or the only one of which they are a part."""
    known = grounds()
    exact = [one for one in known.values() if words in (one.code, one.zh, one.en)]
    found = exact or [one for one in known.values() if words and (words in one.zh or words in one.en)]
    return found[0] if len(found) == 1 else None


def _beside(records: Records, filled: Filled, t: Translator) -> Sequence[Paragraph]:
    resolution = records.get(Resolution, filled.subject)
    ceiling, before = levy_ceiling(records), levied_before(records, resolution)
    most = t("At most {money} a head and {days} days a worker in a year", money=Fen(ceiling.money), days=ceiling.days)
    said: list[Paragraph] = [(most, "ink")]
    if before:
        money, days = sum(one.money for one in before), sum(one.days for one in before)
        said.append((t("Levied before this year: {money}, {days} days", money=Fen(money), days=days), "ink"))
    said.append((t("Grounds of exemption"), "accent"))
    said += [(f"· {t(one.en)}", "soft") for one in grounds().values()]
    if told := [(t.say(line), "ink") for line in levy_told(records, resolution)]:
        said += [(t("Planned so far"), "accent"), *told]
    return said


def _start(records: Records, subject: str) -> Answers:
    stands = levy_of(records, records.get(Resolution, subject))
    if stands is None:
        return {}
    lines = [f"{one.person or one.household} {grounds()[one.ground].zh}" for one in stands.exempt]
    money = yuan(stands.terms.money).replace(",", "") if stands.terms.money else ""
    days = str(stands.terms.days) if stands.terms.days else ""
    return {"money": money, "days": days, "exempt": "\n".join(lines)}


def _levied(t: Translator, levy: Levy) -> str:
    money, days = sum(one.money for one in levy.shares), sum(one.days for one in levy.shares)
    return t(
        "Planned: {households} households, {money}, {days} days of labour.",
        households=len(levy.shares), money=Fen(money), days=days,
    )  # fmt: skip


def _plan(desk: Desk, filled: Filled) -> Levy:
    terms = Terms(filled.fen_or_none("money") or 0, filled.count_or_none("days") or 0)
    return plan_levy(desk, filled.subject, terms, exempt_typed(desk, filled))


LEVY = Form(
    name="case.levy",
    title=N_("Plan the levy by household"),
    act=Act.PLAN_LEVY,
    about=N_("Within the province's yearly ceilings. Who is exempt stays inside; public are totals by group."),
    fields=(
        Field("money", N_("Yuan a head"), Kind.AMOUNT, hint=N_("Such as 15. Empty: labour only.")),
        Field("days", N_("Days of labour a worker"), Kind.COUNT, hint=N_("Such as 3. Empty: money only.")),
        Field(
            "exempt", N_("Who is exempt"), Kind.LINES, hint=N_("One a line: number of person or household, ground.")
        ),
    ),
    start=_start,
    beside=_beside,
    places=(
        Place(NoLevyMatter, "", N_("{resolution} is no levy: only such a resolution has a plan by household.")),
        Place(LevyBelowNothing, "money"),
        Place(LevyOfNothing, "money"),
        Place(
            MoneyAboveCeiling, "money",
            N_("{money} a head with {before} levied before this year is {total}; the ceiling is {ceiling}."),
        ),
        Place(
            LabourAboveCeiling, "days",
            N_("{days} days a worker with {before} levied before this year is {total}; the ceiling is {ceiling}."),
        ),
        Place(GroundUnknown, "exempt"),
        Place(NoSuchPerson, "exempt", N_("Nobody is registered as '{who}'. Give a number or a name of the register.")),
        Place(SeveralPersons, "exempt"),
        Place(ExemptUnknown, "exempt", N_("'{who}' is no person or household of this levy. Look the number up.")),
        Place(ExemptTwice, "exempt"),
    ),
    button=N_("Plan it"),
    told=_levied,
    do=_plan,
)  # fmt: skip
