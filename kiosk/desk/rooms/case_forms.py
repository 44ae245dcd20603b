"""The forms of a case: registering a matter, and every step that a person takes with it (facts 1.5, 1.7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.desk.blank.shape import Field, Form, Kind, Place
from kiosk.desk.rooms.asking import ON, WHY, WORDS, answered, one_of
from kiosk.desk.rooms.case_periods import NIL
from kiosk.desk.rooms.guarded import COUNTS, GUARDS
from village_board.base.message import N_
from village_board.base.moves import BeforeStep
from village_board.hearings.case import CaseEvent, DecisionCase, Source
from village_board.hearings.case_words import CASE_EVENT, SOURCE
from village_board.hearings.cases import (
    DIRECT,
    AgainTooSoon,
    StepFacts,
    StepUnknown,
    correct_step,
    register_case,
    register_emergency,
    study_together,
    take_step,
)
from village_board.hearings.guards.carrying_out import RIGHTS
from village_board.hearings.machine import machine
from village_board.hearings.model import Category
from village_board.hearings.rules import Counts, NotYetHeld
from village_board.hearings.words import CATEGORY
from village_board.people.acts import Act

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiosk.desk.base import DeskScreen
    from kiosk.desk.blank.filled import Filled
    from kiosk.desk.blank.shape import Option
    from village_board.desk import Desk, Records
    from village_board.i18n import Translator

__all__ = ["NIL", "REGISTER", "STUDY", "correct_form", "form_named", "step_form"]

_PLACES = (Place(NotYetHeld, "on"), Place(BeforeStep, "on"), *COUNTS, *GUARDS)
_MINUTES = Field("minutes", N_("Minutes"), hint=N_("Short code of the attachment, or where the paper lies."))
_CONFLICTS = Field("conflicts", N_("Who stood aside"), hint=N_("Who declared an interest. Nobody: write 无."))
_COUNTED = (
    Field("due", N_("How many were due"), Kind.COUNT),
    Field("present", N_("How many came"), Kind.COUNT),
    Field("in_favour", N_("How many were for it"), Kind.COUNT),
)


def _rights(_records: Records, t: Translator) -> Sequence[Option]:
    from kiosk.desk.blank.shape import Option  # noqa: PLC0415 - beside its only use

    return [Option(key, t(words)) for key, words in RIGHTS.items()]


#: what the guards of a transition ask for, by their names in data/law/case.toml.
_ASKED: dict[str, tuple[Field, ...]] = {
    "minutes_kept": (_MINUTES,),
    "conflicts_declared": (_CONFLICTS,),
    "reason_given": (WHY,),
    "words_given": (Field("words", N_("What was done"), Kind.LINES, required=True),),
    "party_quorum": _COUNTED,
    "township_number_given": (Field("township_number", N_("Number of the township's approval"), required=True),),
    "proposer_withdraws": (Field("named", N_("Who withdraws it"), required=True, hint=N_("Not public.")),),
    "revoked_by_right": (Field("by_right", N_("By what right"), Kind.CHOICE, required=True, options=_rights),),
}
#: what may be said with every step.
_BESIDE = (
    Field("opinion", N_("Opinion of the oversight committee"), Kind.LINES),
    Field("township_attended", N_("Who of the township was there")),
)
_STUDIES = frozenset({CaseEvent.PARTY_STUDY, CaseEvent.TWO_COMMITTEE, CaseEvent.PARTY_REVIEW})


def _after(case: DecisionCase) -> DeskScreen:
    from kiosk.desk.rooms.cases import case_screen  # noqa: PLC0415 - the sheets know the forms

    return case_screen(case.id)


def facts_of(filled: Filled) -> StepFacts:
    """Return what a form says of a step; a field that it does not have is empty."""
    counts = None
    if filled.text("due") or filled.text("present"):
        counts = Counts(
            filled.count_or_none("due") or 0,
            filled.count_or_none("present") or 0,
            filled.count_or_none("in_favour") or 0,
        )
    return StepFacts(
        done_on=filled.day_or_none("on"),
        counts=counts,
        reason=filled.text("reason"),
        words=filled.text("words"),
        minutes=filled.text("minutes"),
        conflicts=filled.text("conflicts"),
        oversight_opinion=filled.text("opinion"),
        township_attended=filled.text("township_attended"),
        township_number=filled.text("township_number"),
        named=filled.text("named"),
        by_right=filled.text("by_right"),
    )


def _register(desk: Desk, filled: Filled) -> DecisionCase:
    day = filled.day_or_none("on") or desk.today
    case = DecisionCase(
        number=filled.text("number"),
        matter=filled.text("matter"),
        proposer=filled.text("proposer"),
        source=Source(filled.text("source") or Source.CADRES),
        category=Category(filled.picked("category") or Category.OTHER_ASSEMBLY),
        amount=filled.fen_or_none("amount"),
        plan=filled.text("plan"),
        collective_property=filled.yes("collective"),
        outside_collective=filled.yes("outside"),
        opened_on=day,
        moved_on=day,
    )
    begin = register_emergency if filled.yes("emergency") else register_case
    return begin(desk, case, facts_of(filled))


REGISTER = Form(
    name="case.register",
    title=N_("Register a matter"),
    act=Act.REGISTER_CASE,
    about=N_("The first step of its line. Nothing is public yet, unless it could not wait."),
    fields=(
        Field("number", N_("Number of the case"), required=True, hint=N_("Such as 2026-15.")),
        Field("matter", N_("What it is about"), required=True),
        Field("category", N_("Category"), Kind.PICK, required=True, options=one_of(CATEGORY)),
        Field("amount", N_("Amount in yuan"), Kind.AMOUNT, hint=N_("Where money moves.")),
        Field("proposer", N_("Who proposed it"), required=True),
        Field("source", N_("Where it came from"), Kind.CHOICE, options=one_of(SOURCE)),
        Field("plan", N_("The plan in short"), Kind.LINES),
        Field("collective", N_("Money or property of the collective"), Kind.YES_NO),
        Field("outside", N_("Goes outside the collective"), Kind.YES_NO),
        ON,
        Field("emergency", N_("It could not wait"), Kind.YES_NO),
        Field("reason", N_("Why it could not wait"), Kind.LINES, required=True, asked=answered("emergency", "yes")),
    ),
    start=lambda _records, _subject: {
        "source": Source.CADRES.value,
        "collective": "no",
        "outside": "no",
        "emergency": "no",
    },
    places=(Place(AgainTooSoon, "on"), *_PLACES),
    button=N_("Register"),
    do=_register,
    after=_after,
)


def step_form(event: CaseEvent) -> Form:
    """Return the form of one step: it asks for what the guards of the step ask for, and for nothing else."""
    row = machine().transitions[event]
    asked: dict[str, Field] = {}
    for guard in row.guards:
        asked.update({field.name: field for field in _ASKED.get(guard, ())})
    asked.setdefault("words", WORDS)
    if event in _STUDIES:
        asked.setdefault("minutes", _MINUTES)
        asked.update({field.name: field for field in (*_COUNTED, *_BESIDE)})
    return Form(
        name=f"case.{event.value}",
        title=CASE_EVENT[event],
        act=DIRECT[event],
        about=N_("This step is public at once; those who follow it are told.") if row.public else "",
        fields=(ON, *asked.values()),
        places=_PLACES,
        button=N_("Record the step"),
        sure=N_("Nothing follows after it. Record it?") if event in (CaseEvent.WITHDRAW, CaseEvent.REVOKE) else "",
        do=lambda desk, filled: take_step(desk, filled.subject, event, facts_of(filled)),
    )


STUDY = Form(
    name="case.study",
    title=N_("Study and joint discussion as one meeting"),
    act=Act.MOVE_CASE,
    about=N_("Where one person is secretary and director, both may be one meeting."),
    fields=(ON, _MINUTES, _CONFLICTS, *_COUNTED, WORDS, *_BESIDE),
    places=_PLACES,
    button=N_("Record both steps"),
    do=lambda desk, filled: study_together(desk, filled.subject, facts_of(filled)),
)


def correct_form(_case: DecisionCase | None = None) -> Form:
    """Return the form that corrects what a step says."""
    return Form(
        name="case.correct",
        title=N_("Correct what a step says"),
        act=Act.MOVE_CASE,
        about=N_("The old entry stays; the new one says who corrected it and why."),
        fields=(
            Field("step", N_("Number of the step"), Kind.COUNT, required=True),
            Field("words", N_("What is right"), Kind.LINES, required=True),
            WHY,
        ),
        places=(Place(StepUnknown, "step"),),
        button=N_("Correct"),
        do=lambda desk, filled: correct_step(
            desk, filled.subject, filled.count("step"), filled.text("words"), filled.text("reason")
        ),
    )


def form_named(name: str) -> Form | None:
    """Return the form of a case whose drafts bear this name."""
    for one in (REGISTER, STUDY, NIL, correct_form()):
        if one.name == name:
            return one
    event = next((one for one in DIRECT if f"case.{one.value}" == name), None)
    return step_form(event) if event is not None else None
