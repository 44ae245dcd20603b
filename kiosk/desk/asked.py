"""The fields of a result: which are asked, and each with its label and what is wrong with it."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from kiosk.desk.fields import Choice, LineField, LinesField
from kiosk.desk.paper import Paper, Paragraph
from kiosk.widgets.painted import Painted
from village_board.hearings.result_draft import HOUSEHOLDS, SHAPES, VOTES, Frame, Question, Shape


def fields_of(frame: Frame) -> tuple[Question, ...]:
    """Return the fields of a form; what the roll says is not typed."""
    counted = () if frame.rolled else (Question.DUE, Question.PRESENT)
    households = HOUSEHOLDS if frame.counts_households and not frame.rolled else ()
    votes = () if frame.votes_rolled else VOTES
    if frame.is_hearing:
        return (Question.HELD, *counted, *votes, Question.CONCLUSION, Question.CHANGES)
    ballot = () if frame.rolled else (Question.BALLOT,)
    return (Question.HELD, *ballot, *counted, *households, *votes)


class FieldBox(Vertical):
    """A field with its label, and below it what is wrong with it."""

    def __init__(self, question: Question, value: str, words: dict[str, str], name: str) -> None:
        super().__init__(id=f"box-{question.value}", classes="box")
        self.question = question
        self.wrong = ""
        self._label = name
        self._value = value
        self._words = words

    def compose(self) -> ComposeResult:
        """Return label, field and the words below."""
        with Horizontal(classes="field"):
            yield Painted(lambda _w, _h: [((self._label, "ink"),)], classes="label")
            yield self._widget()
        yield Paper(self._written, classes="wrong")

    def say(self, wrong: str) -> None:
        """Say what is wrong; nothing where it is right."""
        if wrong != self.wrong:
            self.wrong = wrong
            self.set_class(bool(wrong), "-wrong")
            self.query_one(".wrong", Paper).renew()

    def _written(self) -> list[Paragraph]:
        return [(self.wrong, "accent")] if self.wrong else []

    def _widget(self) -> LineField | LinesField | Choice:
        name = f"f-{self.question.value}"
        shape = SHAPES[self.question]
        if shape is Shape.CHOICE:
            return Choice(tuple(self._words.items()), self._value, id=name)
        if shape is Shape.LINES:
            return LinesField(self._value, id=name)
        limit = 8 if shape is Shape.NUMBER else 40
        line = LineField(self._value, id=name, limit=limit)
        line.styles.max_width = limit + 2  # as wide as what it takes
        return line
