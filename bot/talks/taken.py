"""What a chat's words may be: cleaned, within their limit, and nothing that is never taken (P15, P21)."""

from __future__ import annotations

from collections.abc import Callable

from bot.answers import menu
from bot.talks.shape import TakenElsewhere, Told
from village_board.enquiries.elsewhere import Elsewhere, elsewhere
from village_board.enquiries.never_taken import check_taken
from village_board.enquiries.receiving import PersonalNumberInText
from village_board.hearings.opinions import text_within
from village_board.limits.service import limits_of
from village_board.text.mask import find_personal_numbers


def within(most: int) -> Callable[[Told, str], str]:
    """Return what keeps a member's words, cleaned, at most `most` characters long."""

    def take(told: Told, text: str) -> str:  # noqa: ARG001 - the shape of all steps
        return text_within(text, most)

    return take


def words_of(told: Told, text: str, limit: str) -> str:
    """Return what was typed as it may be kept; `limit` is the key of its length.

    Raises:
        TakenElsewhere: it reports wrongdoing, which is not taken at all (P15).
        NothingSaid, TooLong, PersonalNumberInText, IllnessInText, CasePapersInText: with what to do.
    """
    if elsewhere(text) is Elsewhere.REPORT:
        raise TakenElsewhere(menu.wrongdoing)
    words = text_within(text, limits_of(told.desk).count(limit))
    if found := find_personal_numbers(words):
        raise PersonalNumberInText(len(found))
    check_taken(words)
    return words
