"""Votes in public (P10): the counts of the whole body, and no split that would name one person."""

from __future__ import annotations

import pytest

from bot.answers.proceedings import resolution_text
from bot.asking import Asking
from kiosk.pages.resolutions import ResolutionPage
from kiosk.sheet import Facts, Shelf
from tests.support.builders import TODAY, a_resolution, keep, memory_board
from tests.support.clocks import GivenClock
from village_board.hearings.model import ResolutionResult, ResolutionStatus
from village_board.i18n import translator


@pytest.mark.parametrize(
    ("votes", "shown"),
    [((30, 5, 3), True), ((37, 1, 0), False), ((3, 0, 0), False)],
    ids=["many", "one alone", "three"],
)
def test_p10_no_vote_is_told_that_is_one_person_s(votes: tuple[int, int, int], shown: bool) -> None:
    """P10: 37 for and one against would name the one, on the kiosk as in the bot."""
    # Guard: kiosk/pages/resolutions.py:_votes, bot/answers/proceedings.py:_votes - the village reads who was against.
    in_favour, against, abstained = votes
    board = memory_board(GivenClock(TODAY))
    (made,) = keep(
        board,
        a_resolution(
            status=ResolutionStatus.PUBLIC,
            result=ResolutionResult.PASSED,
            published_on=TODAY,
            due=sum(votes) + 1,
            present=sum(votes),
            in_favour=in_favour,
            against=against,
            abstained=abstained,
        ),
    )
    records = board.records()
    sheet = ResolutionPage(made.id).read(Shelf(records, board.settings, translator(domain="kiosk")))
    facts = dict(pair for part in sheet.parts if isinstance(part, Facts) for pair in part.pairs)
    told, _ = resolution_text(Asking(records, board.settings, translator(domain="bot"), 7), made)
    split = f"赞成{in_favour}票"
    assert any(split in value for value in facts.values()) is shown
    assert ("不分列" in told) is not shown
    assert (f"{in_favour}" in told.replace(str(made.due), "").replace(str(made.present), "")) or not shown
