"""Explanations of items in plain words, question by question: one writes, another publishes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kiosk.desk.blank.refusals import FieldRefused
from kiosk.desk.blank.shape import Answers, Field, Form, Kind, Place
from kiosk.desk.browse.rows import Row
from kiosk.desk.browse.sheet import Sheet, SheetScreen
from kiosk.desk.browse.steps import Step, form_step
from kiosk.desk.paper import Paragraph
from village_board.base.message import N_, Message
from village_board.disclosure.model import Item
from village_board.guides.explanations import (
    draft_explanation,
    explanation_of,
    publish_explanation,
    withdraw_explanation,
)
from village_board.guides.model import Answered, Explanation, ExplanationStatus
from village_board.guides.refusals import ExplanationEmpty, NoReason, PersonalInText
from village_board.guides.service import check_texts
from village_board.guides.words import EXPLANATION_STATUS
from village_board.hearings.drafts_reading import name_of
from village_board.people.acts import Act

if TYPE_CHECKING:
    from kiosk.desk.base import DeskScreen
    from kiosk.desk.blank.filled import Filled
    from village_board.desk import Desk, Records
    from village_board.i18n import Translator
    from village_board.people.model import Actor

#: questions that one form holds; more than this nobody reads.
MOST = 5


class HalfAPair(FieldRefused):
    """A question without an answer, or an answer without a question."""

    sentence = N_("Question and answer belong together: write both, or leave both empty.")


class SomebodyExposed(FieldRefused):
    """Personal data stands in an answer."""

    sentence = N_("{problem}")

    def __init__(self, field: str, problem: Message) -> None:
        super().__init__(field, problem=problem)


def _asked(number: int) -> Field:
    # The next pair appears when the one before it is begun.
    show = (lambda answers: bool(answers.get(f"q{number - 1}"))) if number > 1 else None
    return Field(f"q{number}", N_("What they ask"), required=number == 1, limit=200, asked=show)


def _answered(number: int) -> Field:
    show = (lambda answers: bool(answers.get(f"q{number}"))) if number > 1 else None
    return Field(f"a{number}", N_("What we answer"), Kind.LINES, required=number == 1, limit=1000, asked=show)


def pairs_typed(filled: Filled) -> tuple[Answered, ...]:
    """Return the questions with their answers.

    Raises:
        HalfAPair: at the field that is empty.
        SomebodyExposed: at the answer in which personal data stands.
    """
    found = []
    for number in range(1, MOST + 1):
        question, answer = filled.text(f"q{number}"), filled.text(f"a{number}")
        if bool(question) != bool(answer):
            raise HalfAPair(f"a{number}" if question else f"q{number}")
        if question:
            try:
                check_texts(question, answer)
            except PersonalInText as error:
                raise SomebodyExposed(f"a{number}", error.message) from None
            found.append(Answered(question, answer))
    return tuple(found)


def _start(records: Records, subject: str) -> Answers:
    stands = explanation_of(records, subject)
    pairs = stands.answered[:MOST] if stands is not None else ()
    answers = {f"q{n}": one.question for n, one in enumerate(pairs, 1)}
    return answers | {f"a{n}": one.answer for n, one in enumerate(pairs, 1)}


def _after(made: Explanation) -> DeskScreen:
    return explanation_screen(made.id)


DRAFT = Form(
    name="guide.explain",
    title=N_("Explain it in plain words"),
    act=Act.DRAFT_EXPLANATION,
    about=N_("What a villager would ask, and the answer. Another person publishes it."),
    fields=tuple(field for n in range(1, MOST + 1) for field in (_asked(n), _answered(n))),
    start=_start,
    places=(Place(ExplanationEmpty, "q1"),),
    button=N_("Draft it"),
    told=lambda t, _made: t("Drafted. Another person publishes it."),
    do=lambda desk, filled: draft_explanation(desk, filled.subject, pairs_typed(filled)),
    after=_after,
)


def _publish(desk: Desk, filled: Filled) -> Explanation:
    return publish_explanation(desk, filled.subject)


PUBLISH = Form(
    name="guide.publish_explanation",
    title=N_("Publish the explanation"),
    act=Act.PUBLISH_EXPLANATION,
    about=N_("You are the second person. It takes the place of the one before."),
    fields=(),
    button=N_("Publish"),
    sure=N_("It is public at once. Publish it?"),
    told=lambda t, _made: t("It is public."),
    do=_publish,
)
WITHDRAW = Form(
    name="guide.withdraw_explanation",
    title=N_("Take the explanation back"),
    act=Act.WITHDRAW_EXPLANATION,
    fields=(Field("reason", N_("The reason"), Kind.LINES, required=True),),
    places=(Place(NoReason, "reason"),),
    button=N_("Take it back"),
    told=lambda t, _made: t("It is withdrawn."),
    do=lambda desk, filled: withdraw_explanation(desk, filled.subject, filled.text("reason")),
)
FORMS = (DRAFT, PUBLISH, WITHDRAW)


def rows(records: Records, t: Translator) -> list[Row]:
    """Return the explanations for a list: drafts first; an explanation is begun on the sheet of its item."""
    found = [one for one in records.all(Explanation) if one.status is not ExplanationStatus.WITHDRAWN]
    if not found:
        return []
    order = sorted(found, key=lambda one: one.status is not ExplanationStatus.DRAFT)
    lines = [
        Row(one.id, one.name, t(EXPLANATION_STATUS[one.status]), marked=one.status is ExplanationStatus.DRAFT)
        for one in order
    ]
    return [Row("", t("Explanations of items")), *lines]


def explain_steps(records: Records, item: Item) -> Iterator[Step]:
    """Yield what can be done about the explanation of an item."""
    if item.public:
        stands = explanation_of(records, item.id)
        words = N_("Explain it anew in plain words") if stands else DRAFT.title
        yield form_step(DRAFT, item.id, words=words)
        if stands is not None:
            shown = stands.id
            yield Step("explanation", N_("Its explanation in plain words"), lambda: explanation_screen(shown))


def explanation_screen(id: str) -> SheetScreen:  # noqa: A002 - the field's own name
    """Return the sheet of an explanation."""

    def read(records: Records, who: Actor, t: Translator) -> Sheet:
        one = records.get(Explanation, id)
        return Sheet(t("Explanation: {name}", name=one.name), tuple(_said(records, one, t)), tuple(_steps(one, who)))

    return SheetScreen(read)


def _said(records: Records, one: Explanation, t: Translator) -> Iterator[Paragraph]:
    yield t(EXPLANATION_STATUS[one.status]), "strong"
    yield t("Drafted by {who}", who=name_of(records, one.drafted_by)), "soft"
    for pair in one.answered:
        yield "", "ink"
        yield pair.question, "strong"
        yield pair.answer, "ink"


def _steps(one: Explanation, who: Actor) -> Iterator[Step]:
    if one.status is ExplanationStatus.DRAFT and one.drafted_by != who.id:
        yield form_step(PUBLISH, one.id)
    if one.status is not ExplanationStatus.WITHDRAWN:
        yield form_step(WITHDRAW, one.id)
