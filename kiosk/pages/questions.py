"""The questions that villagers ask most, by topic: at most five a topic, so that each stands on one screen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from village_board.asking.model import Kind, Period, Question
from village_board.base.message import N_

if TYPE_CHECKING:
    from kiosk.sheet import Page, Shelf


@dataclass(frozen=True, slots=True)
class Asked:
    """One question.

    Attributes:
        words: the question, as somebody would say it.
        note: what stands in the answer.
        kind: what is asked of the core; None where a page of the kiosk is the answer.
        page: what makes the page.
    """

    words: str
    note: str
    page: Callable[[Shelf], Page]
    kind: Kind | None = None


@dataclass(frozen=True, slots=True)
class Topic:
    """Questions that belong together."""

    key: str
    title: str
    asked: tuple[Asked, ...]


def topic_of(key: str) -> Topic:
    """Return a topic.

    Raises:
        StopIteration: no topic has this key.
    """
    return next(topic for topic in TOPICS if topic.key == key)


def _answer(words: str, note: str, kind: Kind) -> Asked:
    def page(shelf: Shelf) -> Page:
        from kiosk.pages.asked import AnswerPage  # noqa: PLC0415 - it reads this table

        return AnswerPage(Question(kind, _period(shelf, kind)).packed())

    return Asked(words, note, page, kind)


def _period(shelf: Shelf, kind: Kind) -> Period | None:
    """Return the last whole month for what is asked by month; None: the core's own choice."""
    from village_board.glance.service import last_whole_month  # noqa: PLC0415 - only a topic about money asks

    if kind is not Kind.SPENT:
        return None
    money = last_whole_month(shelf.records)
    return Period(money.month, money.month) if money is not None else None


def _objecting(_shelf: Shelf) -> Page:
    from kiosk.pages.objecting import ObjectingPage  # noqa: PLC0415 - pages point to each other

    return ObjectingPage()


def _speaking(_shelf: Shelf) -> Page:
    from kiosk.pages.objecting import SpeakingPage  # noqa: PLC0415 - pages point to each other

    return SpeakingPage()


def _decided(_shelf: Shelf) -> Page:
    from kiosk.pages.resolutions import ResolutionsPage  # noqa: PLC0415 - pages point to each other

    return ResolutionsPage()


def _asking(_shelf: Shelf) -> Page:
    from kiosk.pages.enquiries import HowToAskPage  # noqa: PLC0415 - pages point to each other

    return HowToAskPage()


def _recent(_shelf: Shelf) -> Page:
    from kiosk.pages.recent import RecentPage  # noqa: PLC0415 - pages point to each other

    return RecentPage()


def _slip(_shelf: Shelf) -> Page:
    from kiosk.pages.voices import SlipPage  # noqa: PLC0415 - pages point to each other

    return SlipPage()


def _late(_shelf: Shelf) -> Page:
    from kiosk.pages.late import LatePage  # noqa: PLC0415 - pages point to each other

    return LatePage()


def _wrongdoing(_shelf: Shelf) -> Page:
    from kiosk.pages.wrongdoing import WrongdoingPage  # noqa: PLC0415 - pages point to each other

    return WrongdoingPage()


def _polls(_shelf: Shelf) -> Page:
    from kiosk.pages.polls import PollsPage  # noqa: PLC0415 - pages point to each other

    return PollsPage()


def _sealed(_shelf: Shelf) -> Page:
    from kiosk.pages.voices import SealedPage  # noqa: PLC0415 - pages point to each other

    return SealedPage()


def _powers(_shelf: Shelf) -> Page:
    from kiosk.pages.powers import PowersPage  # noqa: PLC0415 - pages point to each other

    return PowersPage()


def _genuine(_shelf: Shelf) -> Page:
    from kiosk.pages.genuine import GenuinePage  # noqa: PLC0415 - pages point to each other

    return GenuinePage()


TOPICS: tuple[Topic, ...] = (
    Topic(
        "meetings",
        N_("Meetings and decisions"),
        (
            _answer(N_("When is the next meeting?"), N_("Day, place, matter"), Kind.MEETING),
            Asked(N_("Can I speak at a hearing?"), N_("Places left, and until when to register"), _speaking),
            Asked(N_("What can I object to now?"), N_("How many days are left, and how"), _objecting),
            _answer(N_("How far is each matter?"), N_("From the proposal to the result"), Kind.CASE),
            Asked(N_("What was decided last?"), N_("What was decided, what it cost, how far it is"), _decided),
        ),
    ),
    Topic(
        "money",
        N_("The village's money"),
        (
            _answer(N_("What was spent last month?"), N_("And the months beside it"), Kind.SPENT),
            _answer(N_("How much money is left?"), N_("Cash and bank together"), Kind.BALANCE),
            _answer(N_("Where did the money go?"), N_("The largest uses first"), Kind.USES),
            _answer(N_("What are officials paid?"), N_("By post"), Kind.PAY),
            _answer(N_("What went for receptions?"), N_("There should be nothing"), Kind.RECEPTION),
        ),
    ),
    Topic(
        "land",
        N_("Land, houses and rents"),
        (
            _answer(N_("Is all rent paid?"), N_("Who is late, by how much, how long"), Kind.RENT),
            _answer(N_("Who has rented what?"), N_("Those that end first stand on top"), Kind.LET),
            _answer(N_("What stands empty?"), N_("Houses and things without use"), Kind.IDLE),
            _answer(N_("What land does the village have?"), N_("Fields, ponds, woods: how large"), Kind.LAND),
            _answer(
                N_("Who owes the village, whom does it owe?"), N_("Both lists; names of persons shortened"), Kind.DEBTS
            ),
        ),
    ),
    Topic(
        "services",
        N_("Subsidies and services"),
        (
            _answer(N_("Which subsidies were paid?"), N_("Rate, households, total; no names"), Kind.SUBSIDY),
            _answer(N_("How do I get something done?"), N_("Steps, papers, fee, time"), Kind.GUIDE),
            _answer(N_("Whom can I call?"), N_("Offices and what they help with"), Kind.CONTACT),
            Asked(N_("How do I ask the village?"), N_("Where, and by when it is answered"), _asking),
            Asked(N_("How far is my matter?"), N_("By the seven digits of the slip"), _slip),
        ),
    ),
    Topic(
        "disclosure",
        N_("Disclosure and oversight"),
        (
            _answer(N_("What is not published?"), N_("Due and not published, with the village's reason"), Kind.LATE),
            Asked(N_("What is new?"), N_("Since last week, last month, last quarter"), _recent),
            Asked(N_("Where do I report wrongdoing?"), N_("Not here: who takes it"), _wrongdoing),
            Asked(N_("Is this QR code ours?"), N_("What our genuine code looks like"), _genuine),
            Asked(N_("What is late?"), N_("Not published, not done, not answered in time"), _late),
        ),
    ),
    Topic(
        "powers",
        N_("Powers, polls and ratings"),
        (
            Asked(N_("Who approves what?"), N_("The list of minor powers, step by step"), _powers),
            Asked(N_("Which opinion polls are there?"), N_("Say what you think, without a name"), _polls),
            Asked(N_("I have a sealed slip"), N_("Type its twelve digits, then choose"), _sealed),
        ),
    ),
)
