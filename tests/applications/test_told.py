"""Who hears that an application came in."""

from __future__ import annotations

from tests.applications.forms import a_form, taken_in
from tests.notices.test_followers import do, send_all
from tests.support.builders import Staff, keep
from village_board.applications.from_chat import apply
from village_board.applications.model import Way
from village_board.board import Board
from village_board.notices.model import Notice
from village_board.people.binding import Binding


def test_the_office_is_told_of_an_application_unless_it_took_it_in_itself(board: Board, staff: Staff) -> None:
    """The clerk hears of what came by chat, with its last day and without a name (N24); not of his own entry."""
    # Guard: village_board/applications/service.py:_tell_the_office - its clock runs, and nobody in the office knows.
    keep(board, Binding(chat=21, person=staff.clerk.id, bound_at=board.records().now))
    taken_in(board, staff)
    assert [chat for chat, _ in send_all(board)] == []
    do(board, lambda desk: apply(desk, a_form(way=Way.INTERNET), 77, "zh-Hans"))
    assert [chat for chat, _ in send_all(board)] == [21]
    assert "王小明" not in "".join(str(notice.message) for notice in board.records().all(Notice))
