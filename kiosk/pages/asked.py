"""What villagers ask, by topic, and the answer to each: the core's own, the same as in the bot (P21)."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.pages.answered import answer_rows
from kiosk.pages.imprint import told
from kiosk.pages.questions import TOPICS, Asked, Topic, topic_of
from kiosk.pages.wording import joined
from kiosk.sheet import Entry, Heading, Page, Part, Sheet, Shelf, Words
from village_board.asking.model import SURFACE, Answer, Kind, Question, Step
from village_board.asking.service import answer
from village_board.base.errors import NotFound
from village_board.base.message import say


@dataclass(frozen=True, slots=True)
class QuestionsPage(Page):
    """The topics; below them everything that is new and due."""

    LEADS_ON = True

    def read(self, shelf: Shelf) -> Sheet:
        """Return a row for each topic, with the first of its questions below it."""
        from kiosk.pages.glance import GlancePage  # noqa: PLC0415 - pages point to each other
        from kiosk.pages.polls import polls_entry  # noqa: PLC0415

        t = shelf.t
        rows = [_topic_row(shelf, topic) for topic in TOPICS]
        rows.append(Entry(t("At a glance"), GlancePage(), note=t("All that is new and due")))
        rows += polls_entry(shelf)
        return Sheet(t("What villagers ask"), tuple(rows))


@dataclass(frozen=True, slots=True)
class TopicPage(Page):
    """The questions of one topic."""

    LEADS_ON = True

    key: str

    def read(self, shelf: Shelf) -> Sheet:
        """Return a row for each question."""
        t, topic = shelf.t, topic_of(self.key)
        rows = tuple(Entry(t(one.words), one.page(shelf), note=t(one.note)) for one in topic.asked)
        return Sheet(t(topic.title), rows)


@dataclass(frozen=True, slots=True)
class AnswerPage(Page):
    """One answer: the sentence, what belongs to it, its period, its day, its short code, its table, what comes next.

    Attributes:
        asked: the question, as `Question.packed` writes it.
    """

    asked: str

    def read(self, shelf: Shelf) -> Sheet:
        """Return the answer as the records give it now.

        Raises:
            NotFound: nobody can ask this.
        """
        t, question = shelf.t, Question.read(self.asked)
        found = answer(shelf.records, question) if question is not None else None
        if found is None:
            raise NotFound(say("question"), self.asked)
        parts: list[Part] = [Words(t.say(found.sentence), "strong")]
        parts += [Words(t.say(note)) for note in found.notes]
        parts += told(shelf, _facts(shelf, found))
        parts += answer_rows(shelf, found)
        steps = [row for step in found.next if (row := _step(shelf, step)) is not None]
        if steps:
            parts += [Heading(t("What you can do")), *steps]
        return Sheet(_title(shelf, found), tuple(parts), subject=found.code)


def _topic_row(shelf: Shelf, topic: Topic) -> Entry:
    t = shelf.t
    return Entry(t(topic.title), TopicPage(topic.key), note=joined(t(one.words) for one in topic.asked[:2]))


def _title(shelf: Shelf, found: Answer) -> str:
    asked = next((one for topic in TOPICS for one in topic.asked if _is(one, found.question)), None)
    return shelf.t(asked.words) if asked is not None else shelf.t("Answer")


def _is(asked: Asked, question: Question) -> bool:
    return asked.kind is question.kind


def _facts(shelf: Shelf, found: Answer) -> tuple[tuple[str, str], ...]:
    t = shelf.t
    judged = found.judged_on or shelf.today
    return (
        (t("Period"), t.say(found.period) if found.period is not None else ""),
        (t("As of"), t.date(judged)),
        (t("Published on"), t.date(found.published_on) if found.published_on is not None else ""),
        (t("Published by"), t("Village committee")),
        (t("Short code"), found.code),
    )


def question_page(question: Question) -> Page:
    """Return the page of a question: the kiosk's own where it has one, else the core's answer."""
    if question.kind is Kind.POWER:
        from kiosk.pages.powers import PowersPage  # noqa: PLC0415 - pages point to each other

        return PowersPage(question.thing)
    own = _own(question.kind) if question.kind in SURFACE else None
    return own or AnswerPage(question.packed())


def _step(shelf: Shelf, step: Step) -> Entry | None:
    from kiosk.pages.places import page_of  # noqa: PLC0415 - it knows every page, this one among them

    label = shelf.t.say(step.label)
    if step.id:
        page = page_of(shelf.records.lookup(step.id))
    elif step.question is None:
        page = None
    elif step.question.kind in SURFACE:
        page = _own(step.question.kind)
    else:
        page = AnswerPage(step.question.packed())
    return Entry(label, page) if page is not None else None


def _own(kind: Kind) -> Page | None:
    """Return the kiosk's own page for what it answers itself."""
    from kiosk.pages.catalogue import AccessPage  # noqa: PLC0415 - pages point to each other
    from kiosk.pages.enquiries import HowToAskPage  # noqa: PLC0415
    from kiosk.pages.hearings import HearingsPage  # noqa: PLC0415
    from kiosk.pages.polls import PollsPage  # noqa: PLC0415
    from kiosk.pages.recent import RecentPage  # noqa: PLC0415
    from kiosk.pages.resolutions import ResolutionsPage  # noqa: PLC0415
    from kiosk.pages.statistics import StatisticsPage  # noqa: PLC0415
    from kiosk.pages.voices import SlipPage  # noqa: PLC0415

    own: dict[Kind, Page] = {
        Kind.SLIP: SlipPage(),
        Kind.NEWEST: RecentPage(),
        Kind.HEARINGS: HearingsPage(),
        Kind.DECISIONS: ResolutionsPage(),
        Kind.STATISTICS: StatisticsPage(),
        Kind.ACCESS: AccessPage(),
        Kind.POLLS: PollsPage(),
        Kind.ASK: HowToAskPage(),
    }
    return own.get(kind)
