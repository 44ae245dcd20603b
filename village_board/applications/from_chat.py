"""Applications for information that come through a chat: handed in, found again, taken back by the one who applied."""

from __future__ import annotations

from village_board.applications.answering import withdraw
from village_board.applications.model import Application
from village_board.applications.moves import NoSuchApplication
from village_board.applications.service import Received, receive
from village_board.base.errors import NotFound
from village_board.desk import Desk, Records
from village_board.hearings.opinions import EnoughForToday
from village_board.limits.service import limits_of
from village_board.notices.audience import follows_of


def apply(desk: Desk, form: Received, chat: int, language: str) -> Application:
    """Take in what `chat` applies for; it is told in `language` whenever the application is put on.

    Raises:
        EnoughForToday: the chat has applied for enough today (A33).
        GuardRefused, IdentityTyped, NumberTaken: see `receive`.
    """
    check_flood(desk, chat)
    return receive(desk, form, chat=chat, language=language)


def check_flood(records: Records, chat: int) -> None:
    """Refuse more applications of one chat on one day than the limit allows (A33).

    Raises:
        EnoughForToday: with how many there are.
    """
    today = [one for one in applications_of_chat(records, chat) if one.arrived_on == records.today]
    if len(today) >= limits_of(records).count("application.a_day_chat"):
        raise EnoughForToday(len(today))


def applications_of_chat(records: Records, chat: int) -> list[Application]:
    """Return what `chat` has applied for, the newest first."""
    found = []
    for follow in follows_of(records, chat):
        try:
            one = records.lookup(follow.record)
        except NotFound:
            continue
        if isinstance(one, Application) and one.via == follow.id:
            found.append(one)
    return sorted(found, key=lambda one: (one.arrived_on, one.number), reverse=True)


def application_of_chat(records: Records, chat: int, id: str) -> Application:  # noqa: A002 - the field's own name
    """Return the application with this id that `chat` handed in.

    Raises:
        NoSuchApplication: there is none, or it is another's (A14).
    """
    for one in applications_of_chat(records, chat):
        if one.id == id:
            return one
    raise NoSuchApplication(id)


def take_back(desk: Desk, chat: int, id: str, why: str) -> Application:  # noqa: A002
    """Withdraw an application at the wish of the chat that handed it in.

    Raises:
        NoSuchApplication: it is none of this chat's.
        NotFromHere: it is answered or ended otherwise.
    """
    return withdraw(desk, application_of_chat(desk, chat, id).id, why)
