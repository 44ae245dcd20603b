"""Drafts of forms: kept word by word, one's own, gone when the form is done (P19, A17)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support.builders import Staff, an_entry, keep
from village_board.base.errors import NotPermitted, Refused
from village_board.board import Board
from village_board.catalogue.model import Entry
from village_board.desk import Desk
from village_board.forms.model import FormDraft
from village_board.forms.service import (
    FormElsewhere,
    FormOutdated,
    do_form,
    draft_for,
    drafts_by,
    drop_form,
    keep_form,
    open_form,
)
from village_board.people.acts import Act


def begun(board: Board, staff: Staff, subject: str = "") -> FormDraft:
    """Return a form that the clerk began."""
    with board.desk(staff.clerk) as desk:
        return keep_form(desk, open_form(desk, "item.draft", subject).draft, {"name": "路灯", "why": ""})


def test_p19_what_was_typed_is_there_again(board: Board, staff: Staff) -> None:
    """A form is gone on with where it was left; empty fields are not kept, and nobody else has it."""
    begun(board, staff)
    with board.desk(staff.clerk) as desk:
        assert open_form(desk, "item.draft").draft.answers == {"name": "路灯"}
        assert [one.form for one in drafts_by(desk, staff.clerk.id)] == ["item.draft"]
        assert open_form(desk, "item.edit").draft.answers == {}
    with board.desk(staff.overseer) as desk:
        assert open_form(desk, "item.draft").draft.rev == 0
        assert drafts_by(desk, staff.overseer.id) == []


def test_opening_alone_keeps_nothing(board: Board, staff: Staff) -> None:
    """A form that was only looked at leaves no draft behind."""
    with board.desk(staff.clerk) as desk:
        open_form(desk, "item.draft")
    assert board.records().count(FormDraft) == 0


def test_hostile_words_are_cleaned_and_shortened(board: Board, staff: Staff) -> None:
    """A4: what a terminal obeys enters no draft, and no field grows without end."""
    with board.desk(staff.clerk) as desk:
        kept = keep_form(desk, open_form(desk, "x").draft, {"a": "好\x1b]0;x\x07", "b": "长" * 30_000})
    assert kept.answers["a"].startswith("好")
    assert "\x1b" not in kept.answers["a"]
    assert len(kept.answers["b"]) == 20_000


def test_what_is_done_is_done_with_its_draft_or_not_at_all(board: Board, staff: Staff) -> None:
    """The draft goes in the unit of work of the act; where the act is refused it stays."""
    # Guard: village_board/forms/service.py:do_form - a refused form would be lost, a done one offered again
    draft = begun(board, staff)

    def refuse(desk: Desk) -> None:
        desk.require(Act.CHANGE_LIMIT)

    with pytest.raises(NotPermitted), board.desk(staff.clerk) as desk:
        do_form(desk, draft, refuse)
    assert draft_for(board.records(), staff.clerk.id, "item.draft") is not None
    with board.desk(staff.clerk) as desk:
        assert do_form(desk, draft, lambda _desk: 7) == 7
    assert draft_for(board.records(), staff.clerk.id, "item.draft") is None


def test_a17_a_record_that_was_changed_meanwhile_is_not_written_over(board: Board, staff: Staff) -> None:
    """A17: the form is refused with who changed it; opened again it is bound to the record as it stands."""
    # Guard: village_board/forms/service.py:do_form - the second of two clerks would undo the first
    (entry,) = keep(board, an_entry())
    draft = begun(board, staff, entry.id)
    keep(board, replace(board.records().get(Entry, entry.id), responsible="会计"))
    with pytest.raises(FormOutdated), board.desk(staff.clerk) as desk:
        do_form(desk, draft, lambda _desk: None)
    with board.desk(staff.clerk) as desk:
        opened = open_form(desk, "item.draft", entry.id)
        assert isinstance(opened.changed, FormOutdated)
        assert opened.draft.answers == {"name": "路灯"}
        do_form(desk, opened.draft, lambda _desk: None)


def test_two_screens_do_not_write_over_each_other(board: Board, staff: Staff) -> None:
    """The later of two screens learns that the form was filled in elsewhere; nothing of the first is lost."""
    # Guard: village_board/forms/service.py:keep_form - the last one to type would win
    first = begun(board, staff)
    with board.desk(staff.clerk) as desk:
        keep_form(desk, first, {"name": "路灯两盏"})
    for late in (first, replace(first, rev=0)):
        with pytest.raises(FormElsewhere), board.desk(staff.clerk) as desk:
            keep_form(desk, late, {"name": "别的"})
    with board.desk(staff.clerk) as desk:
        drop_form(desk, first)
        drop_form(desk, first)
    with pytest.raises(Refused), board.desk(staff.clerk) as desk:
        keep_form(desk, first, {"name": "别的"})


def test_nobody_keeps_anothers_form(board: Board, staff: Staff) -> None:
    """A draft is its person's alone."""
    draft = begun(board, staff)
    with pytest.raises(FormElsewhere), board.desk(staff.overseer) as desk:
        keep_form(desk, draft, {"name": "x"})
