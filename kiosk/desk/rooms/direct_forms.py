"""A decision carried out by its resolution alone, what the assembly left to representatives."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kiosk.desk.blank.refusals import FieldRefused
from kiosk.desk.blank.shape import Field, Form, Kind, Option, Place
from kiosk.desk.rooms.asking import ON, half_width, lines_of
from kiosk.desk.rooms.guarded import GUARDS
from kiosk.desk.rooms.work_forms import VARIATION_FIELDS, variation_of
from village_board.base.errors import NumberTaken
from village_board.base.message import N_
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
from village_board.hearings.law import category_rule
from village_board.hearings.model import Body, Category, Resolution
from village_board.hearings.rules import BeforeNotice, NotYetHeld
from village_board.hearings.words import CATEGORY
from village_board.people.acts import Act

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiosk.desk.blank.filled import Filled
    from kiosk.desk.paper import Paragraph
    from village_board.desk import Desk, Records
    from village_board.i18n import Translator

_DAYS = (Place(NotYetHeld, "on"), Place(BeforeNotice, "on"), *GUARDS)

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
        Place(VariationIncomplete, "amount"),
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

# What the villagers' assembly left to the representatives


class MattersUnread(FieldRefused):
    """A matter that is none."""

    sentence = N_("'{line}' is none of the matters. Write their numbers beside the form, such as 1 3.")

    def __init__(self, field: str, line: str) -> None:
        super().__init__(field, line=line)


def delegable() -> tuple[Category, ...]:
    """Return the matters that the law lets the assembly leave to the representatives, as they are numbered."""
    return tuple(one for one in CATEGORY if category_rule(one).delegable)


def categories_typed(filled: Filled) -> tuple[Category, ...]:
    """Return the matters of a delegation, as typed: by their numbers beside the form, in words or by their keys.

    Raises:
        MattersUnread: at the line.
    """
    known = _matters_by_words()
    found: list[Category] = []
    for line in lines_of(half_width(filled.text("categories"))):
        # words of a matter may hold the very signs that stand between matters
        parts = [line] if line in known else re.split(r"[,、;\s]+", line)
        for part in filter(None, parts):
            if part not in known:
                raise MattersUnread("categories", part)
            found.append(known[part])
    return tuple(dict.fromkeys(found))


def _matters_by_words() -> dict[str, Category]:
    from village_board.i18n import LANGUAGES, translator  # noqa: PLC0415 - beside its only use

    known: dict[str, Category] = {one.value: one for one in Category}
    for language in LANGUAGES:
        t = translator(language, "village_board")
        known |= {half_width(t(words)): one for one, words in CATEGORY.items()}
    return known | {str(number): one for number, one in enumerate(delegable(), 1)}


def _matters(_records: Records, _filled: Filled, t: Translator) -> Sequence[Paragraph]:
    numbered = [(f"{number}  {t(CATEGORY[one])}", "ink") for number, one in enumerate(delegable(), 1)]
    rest = t("By law the villagers' assembly itself, or the members' assembly, decides everything else.")
    return [(t("The matters"), "accent"), *numbered, (rest, "soft")]


DELEGATE = Form(
    name="case.delegate",
    title=N_("What the assembly left to representatives"),
    act=Act.RECORD_DELEGATION,
    about=N_("A passed resolution of the villagers' assembly bears it."),
    fields=(
        Field("number", N_("Number of the delegation"), required=True),
        Field("categories", N_("Which matters"), required=True, hint=N_("Numbers beside the form, such as 1 3.")),
        Field("since", N_("First day"), Kind.DAY, required=True),
        Field("until", N_("Last day"), Kind.DAY, required=True),
        Field("resolution", N_("Number of the resolution"), Kind.PICK, required=True, options=lambda r, _t: _passed(r)),
    ),
    beside=_matters,
    places=(
        Place(DelegationTermWrong, "until"),
        Place(NotDelegable, "categories"),
        Place(DelegationUnfounded, "resolution"),
        Place(NumberTaken, "number"),
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


FORMS = (START, VARY, CLOSE, DELEGATE)
