"""A member says what is wrong with a recorded result, which is then recorded anew."""

from __future__ import annotations

from bot.answers import menu
from bot.reply import Reply
from bot.talks.shape import Guide, Question, Step, Told
from bot.talks.taken import within
from village_board.base.errors import NotFound
from village_board.base.message import N_
from village_board.hearings.model import Hearing, HearingStatus, Resolution, ResolutionStatus
from village_board.hearings.resolutions import send_back_resolution
from village_board.hearings.service import send_back_hearing
from village_board.people.acts import Act

#: Characters of a reason.
REASON_LIMIT = 500


def _recorded(told: Told) -> Hearing | Resolution:
    """Return what was recorded and waits for a second person.

    Raises:
        NotFound: it does not, or there is no such record.
    """
    record = told.desk.lookup(told.talk.subject)
    if isinstance(record, Hearing) and record.status is HearingStatus.RECORDED:
        return record
    if isinstance(record, Resolution) and record.status is ResolutionStatus.RECORDED:
        return record
    raise NotFound(record.KIND.label, record.id)


def _ask_reason(told: Told) -> Question:
    t = told.t
    return Question(
        (t("What is wrong with the record of '{matter}'? Send it in a sentence.", matter=_recorded(told).title),)
    )


def _send_back(told: Told) -> Reply:
    record, reason = _recorded(told), told.answer("reason")
    if isinstance(record, Hearing):
        send_back_hearing(told.desk, record.id, reason)
    else:
        send_back_resolution(told.desk, record.id, reason)
    return menu.menu(told.asking, told.t("Sent back: {matter}. It is recorded anew.", matter=record.title))


SEND_BACK = Guide(
    {"reason": Step(_ask_reason, within(REASON_LIMIT))},
    _send_back,
    check=_recorded,
    acts=frozenset({Act.SEND_BACK_HEARING, Act.SEND_BACK_RESOLUTION}),
    bound=True,
    left=N_("Left; nothing was changed."),
)
