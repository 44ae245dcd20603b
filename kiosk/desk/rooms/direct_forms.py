"""A decision carried out by its resolution alone, a levy by household, what the assembly left to representatives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.desk.blank.refusals import FieldRefused
from kiosk.desk.blank.shape import Field, Form, Kind, Option, Place
from kiosk.desk.rooms.asking import ON, half_width, lines_of
from kiosk.desk.rooms.work_forms import VARIATION_FIELDS, variation_of
from village_board.base.message import N_
from village_board.base.money import Fen, yuan
from village_board.hearings.bodies_service import (
    DelegationTermWrong,
    DelegationUnfounded,
    NotDelegable,
    record_delegation,
)
from village_board.hearings.carrying_out import approve_variation, close_execution, start_execution
from village_board.hearings.cases import StepFacts
from village_board.hearings.delegation import Delegation
from village_board.hearings.execution_rules import BelowNothing, DecisionNotOfBody, VariationIncomplete
from village_board.hearings.levies import (
    Exempt,
    ExemptTwice,
    ExemptUnknown,
    GroundUnknown,
    LabourAboveCeiling,
    LevyOfNothing,
    MoneyAboveCeiling,
    Terms,
    grounds,
)
from village_board.hearings.levies_service import levy_of, levy_totals, plan_levy
from village_board.hearings.model import Body, Category, Resolution
from village_board.hearings.rules import BeforeNotice, NotYetHeld
from village_board.hearings.words import CATEGORY
from village_board.people.acts import Act

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiosk.desk.blank.filled import Filled
    from kiosk.desk.blank.shape import Answers
    from kiosk.desk.paper import Paragraph
    from village_board.desk import Desk, Records
    from village_board.hearings.levies import Levy
    from village_board.i18n import Translator

_DAYS = (Place(NotYetHeld, "on"), Place(BeforeNotice, "on"))

START = Form(
    name="case.start_execution",
    title=N_("Begin to carry it out"),
    act=Act.START_EXECUTION,
    about=N_("The notice period is over, and no objection is open."),
    fields=(
        Field("reason", N_("Why no contract is needed"), Kind.LINES, hint=N_("Where money moves without one; public.")),
        ON,
    ),
    places=_DAYS,
    button=N_("Begin"),
    do=lambda desk, filled: start_execution(
        desk, filled.subject, StepFacts(done_on=filled.day_or_none("on"), reason=filled.text("reason"))
    ),
)


VARY = Form(
    name="case.vary",
    title=N_("Change the amount that was decided"),
    act=Act.APPROVE_VARIATION,
    about=N_("Above the limit the body that decided has to approve it. The villagers are told."),
    fields=VARIATION_FIELDS,
    start=lambda _records, _subject: {"less": "no"},
    places=(
        Place(BelowNothing, "amount"),
        Place(VariationIncomplete, "approved_by"),
        Place(DecisionNotOfBody, "decision"),
        *_DAYS,
    ),
    button=N_("Record the change"),
    do=lambda desk, filled: approve_variation(desk, filled.subject, variation_of(desk, filled)),
)


def _close(desk: Desk, filled: Filled) -> Resolution:
    signers = filled.text("signers").replace("、", " ").replace(",", " ").replace("，", " ").split()
    facts = StepFacts(signers=tuple(signers), minutes=filled.text("sheet"), reason=filled.text("reason"))
    return close_execution(desk, filled.subject, filled.day("on"), filled.fen("final_cost"), facts)


CLOSE = Form(
    name="case.close_execution",
    title=N_("Accepted: publish what it cost"),
    act=Act.CLOSE_EXECUTION,
    fields=(
        Field("on", N_("Day of acceptance"), Kind.DAY, required=True),
        Field("signers", N_("Who signed"), hint=N_("Numbers or names, with spaces between.")),
        Field("sheet", N_("The sheet"), hint=N_("Short code of the attachment, or where the paper lies.")),
        Field("final_cost", N_("Final cost in yuan"), Kind.AMOUNT, required=True),
        Field("reason", N_("Why it cost more"), Kind.LINES, hint=N_("Where it is above what was decided.")),
    ),
    places=_DAYS,
    button=N_("Publish"),
    do=_close,
)

# A levy


class ExemptUnread(FieldRefused):
    """A tick that cannot be understood."""

    sentence = N_("'{line}' is no exemption. Write number and ground, such as 03012-1 {ground}.")

    def __init__(self, field: str, line: str) -> None:
        super().__init__(field, line=line, ground=next(iter(grounds())))


def exempt_typed(filled: Filled) -> tuple[Exempt, ...]:
    """Return who is exempt, as typed: number of a person or household, and the ground in words or by its key.

    Raises:
        ExemptUnread: at the line.
    """
    found = []
    by_words = {word: one for one in grounds().values() for word in (one.code, one.zh, one.en)}
    for line in lines_of(half_width(filled.text("exempt"))):
        number, _, words = line.replace("=", " ").partition(" ")
        ground = by_words.get(words.strip())
        if ground is None:
            raise ExemptUnread("exempt", line)
        found.append(
            Exempt(ground.code, household=number) if ground.of_household else Exempt(ground.code, person=number)
        )
    return tuple(found)


def _grounds(records: Records, filled: Filled, t: Translator) -> Sequence[Paragraph]:
    said: list[Paragraph] = [(t("Grounds of exemption"), "accent")]
    said += [(f"· {one.zh if t.language.startswith('zh') else one.en}", "soft") for one in grounds().values()]
    resolution = records.get(Resolution, filled.subject)
    if levy_of(records, resolution) is not None:
        said.append((t("Planned so far"), "accent"))
        for one in levy_totals(records, resolution):
            name = t("Group {group}", group=one.group) if one.group else t("Other groups together")
            words = t("{name}: {money}, {days} days", name=name, money=Fen(one.money), days=one.days)
            said.append((words, "ink"))
    return said


def _start_levy(records: Records, subject: str) -> Answers:
    stands = levy_of(records, records.get(Resolution, subject))
    if stands is None:
        return {}
    lines = [f"{one.person or one.household} {grounds()[one.ground].zh}" for one in stands.exempt]
    money = yuan(stands.terms.money) if stands.terms.money else ""
    return {"money": money, "days": str(stands.terms.days), "exempt": "\n".join(lines)}


def _levied(t: Translator, levy: Levy) -> str:
    money, days = sum(one.money for one in levy.shares), sum(one.days for one in levy.shares)
    return t(
        "Planned: {households} households, {money}, {days} days of labour.",
        households=len(levy.shares), money=Fen(money), days=days,
    )  # fmt: skip


LEVY = Form(
    name="case.levy",
    title=N_("Plan the levy by household"),
    act=Act.PLAN_LEVY,
    about=N_("Within the province's yearly ceilings. Who is exempt stays inside; public are totals by group."),
    fields=(
        Field("money", N_("Yuan a head"), Kind.AMOUNT),
        Field("days", N_("Days of labour a worker"), Kind.COUNT),
        Field(
            "exempt", N_("Who is exempt"), Kind.LINES, hint=N_("One a line: number of person or household, ground.")
        ),
    ),
    start=_start_levy,
    beside=_grounds,
    places=(
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
        Place(ExemptUnknown, "exempt", N_("'{who}' is no person or household of this levy. Look the number up.")),
        Place(ExemptTwice, "exempt"),
    ),
    button=N_("Plan it"),
    told=_levied,
    do=lambda desk, filled: plan_levy(
        desk,
        filled.subject,
        Terms(filled.fen_or_none("money") or 0, filled.count_or_none("days") or 0),
        exempt_typed(filled),
    ),
)  # fmt: skip

# What the villagers' assembly left to the representatives


class MattersUnread(FieldRefused):
    """A matter that is none."""

    sentence = N_("'{line}' is none of the matters. Write one a line, as they stand beside the form.")

    def __init__(self, field: str, line: str) -> None:
        super().__init__(field, line=line)


def categories_typed(filled: Filled) -> tuple[Category, ...]:
    """Return the matters of a delegation, as typed: in words or by their keys.

    Raises:
        MattersUnread: at the line.
    """
    from village_board.i18n import LANGUAGES, translator  # noqa: PLC0415 - beside its only use

    known: dict[str, Category] = {one.value: one for one in Category}
    for language in LANGUAGES:
        t = translator(language, "village_board")
        known |= {t(words): one for one, words in CATEGORY.items()}
    found = []
    for line in lines_of(filled.text("categories").replace("、", "\n").replace("；", "\n")):
        if line not in known:
            raise MattersUnread("categories", line)
        found.append(known[line])
    return tuple(dict.fromkeys(found))


def _matters(_records: Records, _filled: Filled, t: Translator) -> Sequence[Paragraph]:
    return [(t("The matters"), "accent"), *((f"· {t(words)}", "soft") for words in CATEGORY.values())]


DELEGATE = Form(
    name="case.delegate",
    title=N_("What the assembly left to representatives"),
    act=Act.RECORD_DELEGATION,
    about=N_("A passed resolution of the villagers' assembly bears it."),
    fields=(
        Field("number", N_("Number of the delegation"), required=True),
        Field("categories", N_("Which matters"), Kind.LINES, required=True, hint=N_("One a line.")),
        Field("since", N_("First day"), Kind.DAY, required=True),
        Field("until", N_("Last day"), Kind.DAY, required=True),
        Field("resolution", N_("Number of the resolution"), Kind.PICK, required=True, options=lambda r, _t: _passed(r)),
    ),
    beside=_matters,
    places=(
        Place(DelegationTermWrong, "until"),
        Place(NotDelegable, "categories"),
        Place(DelegationUnfounded, "resolution"),
    ),
    button=N_("Enter it"),
    do=lambda desk, filled: record_delegation(
        desk,
        Delegation(
            number=filled.text("number"),
            categories=categories_typed(filled),
            since=filled.day("since"),
            until=filled.day("until"),
            resolution=filled.picked("resolution"),
        ),
    ),
)


def _passed(records: Records) -> list[Option]:
    from village_board.hearings.model import ResolutionResult  # noqa: PLC0415 - beside its only use

    return [
        Option(one.number, one.number, one.matter)
        for one in records.all(Resolution)
        if one.body is Body.VILLAGERS_ASSEMBLY and one.result is ResolutionResult.PASSED
    ]


FORMS = (START, VARY, CLOSE, LEVY, DELEGATE)
