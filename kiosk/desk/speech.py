"""One speech of a hearing: who spoke, for what, what was said, and whether the name is public (P10)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Input, TextArea

from kiosk.desk.fields import Choice, LineField, LinesField
from kiosk.desk.writing import WritingScreen
from kiosk.widgets.painted import Painted, Target, label
from village_board.hearings.draft_words import CHOICE, QUESTION
from village_board.hearings.result_draft import CHOICES, NO, STANDINGS, YES, Question, Speech
from village_board.hearings.statements import SpeakerMissing, SpeechEmpty

if TYPE_CHECKING:
    from textual import events
    from textual.widget import Widget

    from kiosk.desk.pad import Pad


class SpeechScreen(WritingScreen):
    """Speech number `at` of a draft; 0: the one that is begun, or a new one."""

    def __init__(self, pad: Pad, at: int) -> None:
        super().__init__()
        self.pad: Pad = pad
        self._at = at
        self._speech = (pad.draft.speeches[at - 1] if at else pad.draft.speech) or Speech()

    def title_words(self) -> str:
        """Say which speech it is."""
        return self.t("Speech {number}", number=self._at or len(self.pad.draft.speeches) + 1)

    def keys(self) -> Sequence[tuple[str, str]]:
        """Return the keys of a speech."""
        t = self.t
        return [("Tab", t("Next")), ("F2", t("Keep this speech")), ("F3", t("Keep it, one more")), ("Esc", t("Back"))]

    def body(self) -> ComposeResult:
        """Return the fields."""
        t, speech = self.t, self._speech
        stance = speech.stance.value if speech.stance else ""
        named = "" if speech.named is None else YES if speech.named else NO
        standings = [(t(CHOICE[Question.STANDING][one]),) * 2 for one in STANDINGS]
        with VerticalScroll(id="form", can_focus=False):
            yield from self._field(Question.STANDING, Choice(standings, speech.standing or "", id="f-standing"))
            yield from self._field(Question.STANCE, Choice(self._words(Question.STANCE), stance, id="f-stance"))
            yield from self._field(Question.CONTENT, LinesField(speech.content, id="f-content"))
            yield from self._field(Question.SPEAKER, LineField(speech.speaker or "", id="f-speaker", limit=40))
            yield from self._field(Question.NAMED, Choice(self._words(Question.NAMED), named, id="f-named"))
            yield Target(label("F2", t("Keep this speech")), id="keep", key="f2", classes="button")
            yield Target(label("F3", t("Keep it and begin the next one")), id="next", key="f3", classes="button")
            yield Target(label("", t("Take this speech out")), id="out", classes="button")

    def _field(self, question: Question, widget: Widget) -> ComposeResult:
        with Vertical(classes="box"), Horizontal(classes="field"):
            yield Painted(lambda _w, _h: [((self.t(QUESTION[question]), "ink"),)], classes="label")
            yield widget

    def _words(self, question: Question) -> list[tuple[str, str]]:
        return [(value, self.t(CHOICE[question][value])) for value in CHOICES[question]]

    def on_mount(self) -> None:
        """Begin with who spoke."""
        self.query_one("#f-standing").focus()

    @on(Input.Changed)
    @on(TextArea.Changed)
    def _typed(self) -> None:
        self._write()

    @on(Choice.Chosen)
    def _chose(self, event: Choice.Chosen) -> None:
        self._write()
        if event.on:
            self.go_on()

    @on(Input.Submitted)
    def _next(self) -> None:
        self.go_on()

    def _read(self) -> Speech:
        values = {str(one.id)[2:]: one.value for one in self.query(Choice)}
        speech = Speech(
            standing=values["standing"],
            content=self.query_one("#f-content", LinesField).text.strip(),
            speaker=self.query_one("#f-speaker", LineField).value.strip(),
        )
        if values["stance"]:
            speech = speech.answered(Question.STANCE, values["stance"])
        return speech.answered(Question.NAMED, values["named"]) if values["named"] else speech

    def _write(self) -> None:
        draft, speech = self.pad.draft, self._read()
        if self._at:
            others = draft.speeches
            self.pad.write(replace(draft, speeches=(*others[: self._at - 1], speech, *others[self._at :])))
        elif speech != Speech(standing="", speaker=""):
            self.pad.write(replace(draft, speech=speech))

    @on(Target.Chosen)
    def _chosen(self, event: Target.Chosen) -> None:
        if event.target.id in ("keep", "next"):
            self.run_worker(self._keep_speech(begin=event.target.id == "next"), group="keeping")
        elif event.target.id == "out":
            self.run_worker(self._take_out(), group="keeping")

    async def _keep_speech(self, *, begin: bool) -> None:
        speech, number = self._read(), self._at or len(self.pad.draft.speeches) + 1
        if not speech.content:
            self.tell_message(SpeechEmpty(number).message)
            self.query_one("#f-content").focus()
            return
        if speech.named and not speech.speaker:
            self.tell_message(SpeakerMissing(number).message)
            self.query_one("#f-speaker").focus()
            return
        if not self._at:
            self.pad.write(replace(self.pad.draft, speeches=(*self.pad.draft.speeches, speech), speech=None))
        await self._leave()
        if begin and not self.is_open:
            self.desk.push_screen(SpeechScreen(self.pad, 0))

    async def _take_out(self) -> None:
        draft = self.pad.draft
        if self._at:
            rest = tuple(one for number, one in enumerate(draft.speeches, 1) if number != self._at)
            self.pad.write(replace(draft, speeches=rest))
        else:
            self.pad.write(replace(draft, speech=None))
        await self._leave()

    async def _leave(self) -> None:
        if await self.keep():
            self.desk.leave(self)

    def on_key(self, event: events.Key) -> None:
        """Go back with Escape; what was typed of the speech is kept."""
        if event.key == "escape":
            event.stop()
            self.run_worker(self._leave(), group="keeping")
        else:
            super().on_key(event)
