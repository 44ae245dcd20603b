"""What the first page of many matters costs on the kiosk: 5,000 against 50 of the same kind."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from kiosk.pages.cases import CasesPage
from kiosk.sheet import Shelf
from tests.bench.pairs import Row, alternate
from tests.support.builders import TODAY, a_case, keep, memory_board
from tests.support.clocks import GivenClock
from village_board.board import Board
from village_board.hearings.case import CaseEvent, CaseState, DecisionCase, Step
from village_board.hearings.model import Hearing, HearingStatus
from village_board.i18n import translator

FEW, MANY = 50, 5_000


def rows() -> Iterator[Row]:
    """Take the figure."""
    few, many = _board(FEW), _board(MANY)
    timing = alternate(lambda: _first_page(many), lambda: _first_page(few))
    yield timing.row(f"first page of {MANY:,} cases, against that of {FEW}", 1.3)
    few.close()
    many.close()


def _first_page(board: Board) -> None:
    with board.reading() as records:
        sheet = CasesPage().read(Shelf(records, board.settings, translator(domain="kiosk")))
    assert len(sheet.parts) == 30


def _board(cases: int) -> Board:
    board = memory_board(GivenClock(TODAY), Path("/nowhere"))
    keep(board, *(_case(number) for number in range(cases)))
    keep(
        board,
        *(
            Hearing(number=f"H{number}", matter=f"事项{number}", status=HearingStatus.PUBLISHED, case=f"C{number}")
            for number in range(cases)
        ),
    )
    return board


def _case(number: int) -> DecisionCase:
    day = TODAY - timedelta(days=number % 300)
    step = Step(CaseEvent.PUBLISH_HEARING_RESULT, CaseState.DRAFT_SHOWN, day, GivenClock(TODAY).now(), "p2222222")
    return a_case(
        CaseState.DRAFT_SHOWN,
        number=f"C{number}",
        matter=f"事项{number}",
        hearing=f"H{number}",
        opened_on=day,
        moved_on=day,
        steps=(step,),
    )
